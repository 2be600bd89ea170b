//! Which way to a destination: the kernel is asked, and asked once.
//!
//! As soon as a script changes `conf.route`, its table decides instead: the kernel's routes as
//! they were read, with what was added and without what was taken away, longest prefix first and
//! then the smallest metric, as Scapy does.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hashbrown::HashMap;
use netlink_packet_route::AddressFamily;
use netlink_packet_route::RouteNetlinkMessage;
use netlink_packet_route::route::{
    RouteAddress, RouteAttribute, RouteHeader, RouteMessage, RouteNextHop, RouteType, RouteVia,
};

use super::error::{Error, Result};
use super::interfaces::{Interface, Interfaces};
use super::netlink::Kernel;

/// The answer for one destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    pub interface: u32,
    /// The source address to use; unspecified where the interface has none.
    pub source: IpAddr,
    pub gateway: Option<IpAddr>,
    pub reach: Reach,
}

/// What kind of destination it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A neighbour or, behind a gateway, anyone.
    Unicast,
    /// The loopback network or an address of this machine.
    Local,
    Broadcast,
    Multicast,
}

/// One line of `conf.route`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub network: IpAddr,
    pub prefix: u8,
    pub gateway: Option<IpAddr>,
    pub interface: u32,
    /// The source that the route itself names.
    pub source: Option<IpAddr>,
    pub metric: u32,
}

impl Entry {
    fn covers(&self, address: IpAddr) -> bool {
        contains(self.network, self.prefix, address)
    }
}

#[derive(Default)]
pub struct Routes {
    cache: HashMap<IpAddr, Route>,
    /// The table that a script has changed; `None` while the kernel decides.
    changed: Option<Vec<Entry>>,
}

/// Destinations remembered before the memory starts anew.
const CACHE_LIMIT: usize = 65_536;

impl Routes {
    /// The route that packets to this destination take.
    pub fn lookup(
        &mut self,
        kernel: &mut Kernel,
        interfaces: &Interfaces,
        destination: IpAddr,
    ) -> Result<Route> {
        if let Some(route) = self.cache.get(&destination) {
            return Ok(*route);
        }
        let route = match &self.changed {
            Some(table) => by_table(table, interfaces, destination),
            None => by_kernel(kernel, interfaces, destination, None),
        }?;
        if self.cache.len() >= CACHE_LIMIT {
            self.cache.clear();
        }
        self.cache.insert(destination, route);
        Ok(route)
    }

    /// `conf.route` and `conf.route6` as tables: IPv4 first, each in the kernel's order.
    pub fn table(&self, kernel: &mut Kernel, interfaces: &Interfaces) -> Result<Vec<Entry>> {
        match &self.changed {
            Some(table) => Ok(table.clone()),
            None => read_table(kernel, interfaces),
        }
    }

    /// `conf.route.add(…)`
    pub fn add(
        &mut self,
        kernel: &mut Kernel,
        interfaces: &Interfaces,
        entry: Entry,
    ) -> Result<()> {
        self.own_table(kernel, interfaces)?.push(entry);
        Ok(())
    }

    /// `conf.route.delt(…)`; false when there is no such route.
    pub fn remove(
        &mut self,
        kernel: &mut Kernel,
        interfaces: &Interfaces,
        entry: &Entry,
    ) -> Result<bool> {
        let table = self.own_table(kernel, interfaces)?;
        let same = |one: &Entry| {
            one.network == entry.network
                && one.prefix == entry.prefix
                && (entry.gateway.is_none() || one.gateway == entry.gateway)
                && (entry.interface == 0 || one.interface == entry.interface)
        };
        let at = table.iter().position(same);
        if let Some(at) = at {
            table.remove(at);
        }
        Ok(at.is_some())
    }

    /// `conf.route.ifadd(…)` and the like: the table becomes the script's and is changed.
    pub fn change(
        &mut self,
        kernel: &mut Kernel,
        interfaces: &Interfaces,
        change: impl FnOnce(&mut Vec<Entry>),
    ) -> Result<()> {
        change(self.own_table(kernel, interfaces)?);
        Ok(())
    }

    /// `conf.route.resync()`: the kernel decides again.
    pub fn resync(&mut self) {
        *self = Routes::default();
    }

    /// Forgets what the kernel said; keeps what the script said.
    pub fn forget(&mut self) {
        self.cache.clear();
    }

    fn own_table(
        &mut self,
        kernel: &mut Kernel,
        interfaces: &Interfaces,
    ) -> Result<&mut Vec<Entry>> {
        self.cache.clear();
        let table = match self.changed.take() {
            Some(table) => table,
            None => read_table(kernel, interfaces)?,
        };
        Ok(self.changed.insert(table))
    }
}

/// Asks the kernel; `through` pins the interface, for link-local and multicast destinations.
pub fn by_kernel(
    kernel: &mut Kernel,
    interfaces: &Interfaces,
    destination: IpAddr,
    through: Option<u32>,
) -> Result<Route> {
    // An IPv6 destination that needs a scope goes out where the user works.
    let scoped = matches!(destination, IpAddr::V6(address)
        if address.is_unicast_link_local() || address.is_multicast());
    let working = || interfaces.working().map(|one| one.index);
    let through = through.or_else(|| if scoped { working() } else { None });
    match kernel.ask(question(destination, through)) {
        Ok(RouteNetlinkMessage::NewRoute(answer)) => {
            understand(&answer, interfaces, destination).ok_or(Error::NoRoute { destination })
        }
        Ok(_) => Err(Error::NoRoute { destination }),
        Err(error) => match error.raw_os_error() {
            Some(
                libc::ENETUNREACH
                | libc::EHOSTUNREACH
                | libc::ESRCH
                | libc::EINVAL
                | libc::ENETDOWN
                | libc::EACCES,
            ) => {
                // Without a default route the kernel knows no way for these; the wire does.
                match working() {
                    Some(working) if reaches_all(destination) => {
                        Ok(flat(interfaces, working, destination))
                    }
                    _ => Err(Error::NoRoute { destination }),
                }
            }
            _ => Err(Error::system("asking the kernel for a route", error)),
        },
    }
}

/// A destination on the link of this interface, with no gateway.
pub fn flat(interfaces: &Interfaces, interface: u32, destination: IpAddr) -> Route {
    let source = interfaces
        .by_index(interface)
        .and_then(|one| source_of(one, destination));
    Route {
        interface,
        source: source.unwrap_or(unspecified(destination)),
        gateway: None,
        reach: reach_of(interfaces, destination),
    }
}

fn reaches_all(destination: IpAddr) -> bool {
    destination.is_multicast() || destination == IpAddr::V4(Ipv4Addr::BROADCAST)
}

fn question(destination: IpAddr, through: Option<u32>) -> RouteNetlinkMessage {
    let mut request = RouteMessage::default();
    request.header = RouteHeader {
        address_family: family(destination),
        destination_prefix_length: if destination.is_ipv4() { 32 } else { 128 },
        ..RouteHeader::default()
    };
    request
        .attributes
        .push(RouteAttribute::Destination(destination.into()));
    if let Some(through) = through {
        request.attributes.push(RouteAttribute::Oif(through));
    }
    RouteNetlinkMessage::GetRoute(request)
}

fn understand(
    answer: &RouteMessage,
    interfaces: &Interfaces,
    destination: IpAddr,
) -> Option<Route> {
    let reach = match answer.header.kind {
        RouteType::Local => Reach::Local,
        RouteType::Broadcast => Reach::Broadcast,
        RouteType::Multicast => Reach::Multicast,
        RouteType::Unicast if destination.is_multicast() => Reach::Multicast,
        RouteType::Unicast | RouteType::Anycast => Reach::Unicast,
        _ => return None,
    };
    let mut found = Route {
        interface: 0,
        source: unspecified(destination),
        gateway: None,
        reach,
    };
    let mut named_source = None;
    for attribute in &answer.attributes {
        match attribute {
            RouteAttribute::Oif(index) => found.interface = *index,
            RouteAttribute::PrefSource(address) => named_source = ip(address),
            RouteAttribute::Gateway(address) => found.gateway = ip(address),
            RouteAttribute::Via(via) => found.gateway = via_ip(via),
            _ => {}
        }
    }
    let interface = interfaces.by_index(found.interface);
    // The broadcast route to 255.255.255.255 is kept under the loopback on some kernels.
    if reach == Reach::Broadcast && interface.is_some_and(Interface::is_loopback) {
        found.interface = interfaces.working()?.index;
        named_source = None;
    }
    let named_source = named_source.or_else(|| {
        interfaces
            .by_index(found.interface)
            .and_then(|one| source_of(one, destination))
    });
    found.source = named_source.unwrap_or(found.source);
    Some(found)
}

fn by_table(table: &[Entry], interfaces: &Interfaces, destination: IpAddr) -> Result<Route> {
    let reach = reach_of(interfaces, destination);
    if reach == Reach::Local
        && let Some(loopback) = interfaces.loopback()
    {
        let source = if destination.is_loopback() {
            loopback_of(destination)
        } else {
            destination
        };
        return Ok(Route {
            interface: loopback.index,
            source,
            gateway: None,
            reach,
        });
    }
    let best = table
        .iter()
        .filter(|entry| entry.covers(destination))
        .min_by_key(|entry| (std::cmp::Reverse(entry.prefix), entry.metric));
    match best {
        Some(entry) => {
            let source = entry
                .source
                .filter(|source| !source.is_unspecified())
                .or_else(|| {
                    let toward = entry.gateway.unwrap_or(destination);
                    interfaces
                        .by_index(entry.interface)
                        .and_then(|one| source_of(one, toward))
                });
            Ok(Route {
                interface: entry.interface,
                source: source.unwrap_or(unspecified(destination)),
                gateway: entry.gateway,
                reach,
            })
        }
        None if reaches_all(destination) => {
            let working = interfaces.working().ok_or(Error::NoRoute { destination })?;
            Ok(flat(interfaces, working.index, destination))
        }
        None => Err(Error::NoRoute { destination }),
    }
}

fn reach_of(interfaces: &Interfaces, destination: IpAddr) -> Reach {
    if destination.is_loopback() || interfaces.owning(destination).is_some() {
        Reach::Local
    } else if destination.is_multicast() {
        Reach::Multicast
    } else if is_broadcast(interfaces, destination) {
        Reach::Broadcast
    } else {
        Reach::Unicast
    }
}

fn is_broadcast(interfaces: &Interfaces, destination: IpAddr) -> bool {
    let IpAddr::V4(destination) = destination else {
        return false;
    };
    let directed = |network: Ipv4Addr, prefix: u8| {
        prefix < 31 && {
            let host = u32::MAX >> prefix.min(31);
            u32::from(network) | host == u32::from(destination)
        }
    };
    destination == Ipv4Addr::BROADCAST
        || interfaces
            .iter()
            .flat_map(|one| &one.ipv4)
            .any(|own| directed(own.address, own.prefix))
}

/// The interface's own address nearest to the destination: the one in its network, else the first
/// of a fitting scope.
fn source_of(interface: &Interface, destination: IpAddr) -> Option<IpAddr> {
    match destination {
        IpAddr::V4(_) => {
            let own = &interface.ipv4;
            let near = own
                .iter()
                .find(|one| contains(one.address.into(), one.prefix, destination));
            near.or_else(|| own.first()).map(|one| one.address.into())
        }
        IpAddr::V6(address) => {
            let local = address.is_unicast_link_local() || address.segments()[0] & 0xff0f == 0xff02;
            let own = &interface.ipv6;
            let near = own
                .iter()
                .find(|one| contains(one.address.into(), one.prefix, destination));
            near.or_else(|| {
                own.iter()
                    .find(|one| one.address.is_unicast_link_local() == local)
            })
            .or_else(|| own.first())
            .map(|one| one.address.into())
        }
    }
}

fn contains(network: IpAddr, prefix: u8, address: IpAddr) -> bool {
    match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            let mask = u32::MAX
                .checked_shl(32 - u32::from(prefix.min(32)))
                .unwrap_or(0);
            u32::from(network) & mask == u32::from(address) & mask
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => {
            let mask = u128::MAX
                .checked_shl(128 - u32::from(prefix.min(128)))
                .unwrap_or(0);
            u128::from(network) & mask == u128::from(address) & mask
        }
        _ => false,
    }
}

fn loopback_of(like: IpAddr) -> IpAddr {
    match like {
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    }
}

fn unspecified(like: IpAddr) -> IpAddr {
    match like {
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    }
}

fn family(address: IpAddr) -> AddressFamily {
    if address.is_ipv4() {
        AddressFamily::Inet
    } else {
        AddressFamily::Inet6
    }
}

fn ip(address: &RouteAddress) -> Option<IpAddr> {
    match address {
        RouteAddress::Inet(address) => Some((*address).into()),
        RouteAddress::Inet6(address) => Some((*address).into()),
        _ => None,
    }
}

/// An IPv4 route through an IPv6 gateway, and the other way round (RFC 5549).
fn via_ip(via: &RouteVia) -> Option<IpAddr> {
    match via {
        RouteVia::Inet(address) => Some((*address).into()),
        RouteVia::Inet6(address) => Some((*address).into()),
        _ => None,
    }
}

fn read_table(kernel: &mut Kernel, interfaces: &Interfaces) -> Result<Vec<Entry>> {
    let mut table = Vec::new();
    for family in [AddressFamily::Inet, AddressFamily::Inet6] {
        let lines = dump(kernel, family)
            .map_err(|error| Error::system("reading the routing table", error))?;
        for id in [libc::RT_TABLE_LOCAL, RouteHeader::RT_TABLE_MAIN] {
            let own = lines.iter().filter(|line| line.header.table == id);
            table.extend(own.flat_map(entries));
        }
        table.extend(multicast(interfaces, family == AddressFamily::Inet));
    }
    Ok(table)
}

/// The kernel keeps no multicast routes; whoever can, sends there.
fn multicast(interfaces: &Interfaces, v4: bool) -> Vec<Entry> {
    let able = interfaces.iter().filter(|one| {
        one.flags & libc::IFF_MULTICAST as u32 != 0
            && if v4 {
                !one.ipv4.is_empty()
            } else {
                !one.ipv6.is_empty()
            }
    });
    able.map(|one| Entry {
        network: if v4 {
            Ipv4Addr::new(224, 0, 0, 0).into()
        } else {
            Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0).into()
        },
        prefix: if v4 { 4 } else { 8 },
        gateway: None,
        interface: one.index,
        source: one
            .ipv4
            .first()
            .filter(|_| v4)
            .map(|own| own.address.into()),
        metric: 250,
    })
    .collect()
}

fn dump(kernel: &mut Kernel, family: AddressFamily) -> io::Result<Vec<RouteMessage>> {
    let mut request = RouteMessage::default();
    request.header.address_family = family;
    let answer = match kernel.dump(RouteNetlinkMessage::GetRoute(request)) {
        // A kernel without IPv6 has no table of it.
        Err(error)
            if matches!(
                error.raw_os_error(),
                Some(libc::EOPNOTSUPP | libc::EAFNOSUPPORT)
            ) =>
        {
            return Ok(Vec::new());
        }
        answer => answer?,
    };
    let routes = answer.into_iter().filter_map(|message| match message {
        RouteNetlinkMessage::NewRoute(route) if route.header.address_family == family => {
            Some(route)
        }
        _ => None,
    });
    Ok(routes.collect())
}

/// The lines of a route; one each for the ways of a multipath route.
fn entries(route: &RouteMessage) -> Vec<Entry> {
    let leads = matches!(
        route.header.kind,
        RouteType::Unicast | RouteType::Local | RouteType::Broadcast
    );
    if !leads {
        return Vec::new();
    }
    let v4 = route.header.address_family == AddressFamily::Inet;
    let any: IpAddr = if v4 {
        Ipv4Addr::UNSPECIFIED.into()
    } else {
        Ipv6Addr::UNSPECIFIED.into()
    };
    let mut entry = Entry {
        network: any,
        prefix: route.header.destination_prefix_length,
        gateway: None,
        interface: 0,
        source: None,
        metric: 0,
    };
    let mut ways = Vec::new();
    for attribute in &route.attributes {
        match attribute {
            RouteAttribute::Destination(address) => entry.network = ip(address).unwrap_or(any),
            RouteAttribute::Gateway(address) => entry.gateway = ip(address),
            RouteAttribute::Via(via) => entry.gateway = via_ip(via),
            RouteAttribute::Oif(index) => entry.interface = *index,
            RouteAttribute::PrefSource(address) => entry.source = ip(address),
            RouteAttribute::Priority(metric) => entry.metric = *metric,
            RouteAttribute::MultiPath(hops) => ways = hops.clone(),
            _ => {}
        }
    }
    if ways.is_empty() {
        return vec![entry];
    }
    let of_hop = |hop: &RouteNextHop| {
        let gateway = hop.attributes.iter().find_map(|attribute| match attribute {
            RouteAttribute::Gateway(address) => ip(address),
            RouteAttribute::Via(via) => via_ip(via),
            _ => None,
        });
        Entry {
            interface: hop.interface_index,
            gateway,
            ..entry.clone()
        }
    };
    ways.iter().map(of_hop).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(network: &str, prefix: u8, interface: u32, metric: u32) -> Entry {
        let network = network.parse().expect("an address");
        Entry {
            network,
            prefix,
            gateway: None,
            interface,
            source: None,
            metric,
        }
    }

    fn way(table: &[Entry], destination: &str) -> Option<u32> {
        let destination = destination.parse().expect("an address");
        by_table(table, &Interfaces::default(), destination)
            .ok()
            .map(|route| route.interface)
    }

    #[test]
    fn the_longest_prefix_decides_then_the_smaller_metric() {
        let table = [
            entry("0.0.0.0", 0, 1, 0),
            entry("10.0.0.0", 8, 2, 0),
            entry("10.9.0.0", 16, 3, 20),
            entry("10.9.0.0", 16, 4, 10),
            entry("2001:db8::", 32, 5, 0),
        ];
        assert_eq!(way(&table, "8.8.8.8"), Some(1));
        assert_eq!(way(&table, "10.1.1.1"), Some(2));
        assert_eq!(way(&table, "10.9.1.1"), Some(4));
        assert_eq!(way(&table, "2001:db8::1"), Some(5));
        assert_eq!(way(&table, "2002::1"), None);
    }

    #[test]
    fn the_kernel_knows_the_loopback() {
        let mut kernel = Kernel::open().expect("netlink");
        let interfaces = Interfaces::read(&mut kernel).expect("interfaces");
        let destination = IpAddr::from([127, 0, 0, 1]);
        let up = interfaces.loopback().is_some_and(Interface::is_up);
        match Routes::default().lookup(&mut kernel, &interfaces, destination) {
            Ok(route) => {
                assert_eq!(route.reach, Reach::Local);
                assert_eq!(
                    Some(route.interface),
                    interfaces.loopback().map(|lo| lo.index)
                );
                assert_eq!(route.source, destination);
            }
            Err(error) => assert!(!up, "{error}"),
        }
    }
}
