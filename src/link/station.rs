//! This machine in one network namespace: its interfaces, routes and neighbours, and the sockets
//! that stay open for the session.
//!
//! `Station::here()` is the one of this thread's namespace. Everything in it is read when first
//! needed and forgotten when the kernel says that it changed.

use std::cell::{Cell, RefCell};
use std::net::IpAddr;
use std::os::fd::OwnedFd;
use std::rc::Rc;
use std::time::{Duration, Instant};

use hashbrown::HashMap;

use super::error::{Error, Result};
use super::fragment;
use super::halfopen::HalfOpen;
use super::hold::{self, Holds};
use super::interfaces::{Interface, Interfaces};
use super::link_type::LinkType;
use super::live::{BATCH, Count, Sender};
use super::namespace;
use super::neighbours::{self, Heard, Mac, Neighbours};
use super::netlink::{Kernel, News};
use super::receiver::{Captured, Receiver};
use super::routes::{self, Entry, Reach, Route, Routes};
use super::sys;
use super::xdp::Lane;

pub struct Station {
    kernel: RefCell<Kernel>,
    news: News,
    /// When the news were last asked for.
    heard: Cell<Instant>,
    /// The working interface, while nothing changes.
    working: Cell<Option<u32>>,
    interfaces: RefCell<Option<Rc<Interfaces>>>,
    routes: RefCell<Routes>,
    neighbours: RefCell<Neighbours>,
    ways: RefCell<HashMap<(IpAddr, u32), Way>>,
    senders: RefCell<HashMap<u32, Rc<Sender>>>,
    /// Of `pps="max"`.
    lanes: RefCell<HashMap<u32, Rc<RefCell<Lane>>>>,
    /// Of each interface as many as listened at the same time.
    receivers: RefCell<HashMap<u32, Vec<Rc<Receiver>>>>,
    raw: RefCell<[Option<Rc<OwnedFd>>; 2]>,
    /// `conf.auto_fragment`: an IPv4 packet longer than the MTU goes out in fragments.
    pub auto_fragment: Cell<bool>,
    /// Our own TCP and UDP ports that the kernel must not answer for.
    pub holds: RefCell<Holds>,
    /// What is left at servers because their answers went to held ports.
    pub half_open: RefCell<HalfOpen>,
}

/// How octets get to a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The interface that they leave by.
    pub interface: u32,
    pub source: IpAddr,
    pub gateway: Option<IpAddr>,
    pub destination: IpAddr,
    pub carriage: Carriage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carriage {
    /// Behind an Ethernet header: destination, source, type.
    Ethernet([u8; 14]),
    /// As they are, on a link without header.
    Bare { ether_type: u16 },
    /// Through the kernel's own IP layer, because the destination is this machine and a frame put
    /// on the loopback with our own addresses is dropped as a "martian".
    Local,
}

impl Way {
    /// The octets that stand before the packet in its frame.
    pub fn header(&self) -> &[u8] {
        match &self.carriage {
            Carriage::Ethernet(header) => header,
            _ => &[],
        }
    }

    /// The same way for another protocol than IP.
    #[must_use]
    pub fn carrying(mut self, ether_type: u16) -> Way {
        match &mut self.carriage {
            Carriage::Ethernet(header) => header[12..].copy_from_slice(&ether_type.to_be_bytes()),
            Carriage::Bare { ether_type: own } => *own = ether_type,
            // The kernel's IP layer takes nothing but IP: the rest is a frame on the loopback.
            Carriage::Local => {
                let mut header = [0; 14];
                header[12..].copy_from_slice(&ether_type.to_be_bytes());
                self.carriage = Carriage::Ethernet(header);
            }
        }
        self
    }

    fn ether_type(&self) -> Option<u16> {
        match self.carriage {
            Carriage::Bare { ether_type } => Some(ether_type),
            _ => None,
        }
    }
}

/// The kernel is not asked for news more often than this: a question costs as much as sending.
const HEARING: Duration = Duration::from_micros(200);

/// Destinations remembered before the memory starts anew.
const CACHE_LIMIT: usize = 65_536;

thread_local! {
    static HERE: RefCell<HashMap<namespace::Id, Rc<Station>>> = RefCell::default();
}

impl Station {
    /// The station of the network namespace that this thread is in.
    pub fn here() -> Result<Rc<Station>> {
        let id = namespace::current();
        if let Some(known) = HERE.with(|here| here.borrow().get(&id).cloned()) {
            return Ok(known);
        }
        let station = Rc::new(Station::new()?);
        HERE.with(|here| here.borrow_mut().insert(id, station.clone()));
        Ok(station)
    }

    fn new() -> Result<Station> {
        let explain = |error| Error::system("opening a netlink socket", error);
        Ok(Station {
            news: News::subscribe().map_err(explain)?,
            heard: Cell::new(Instant::now()),
            working: Cell::default(),
            kernel: RefCell::new(Kernel::open().map_err(explain)?),
            interfaces: RefCell::default(),
            routes: RefCell::default(),
            neighbours: RefCell::default(),
            ways: RefCell::default(),
            senders: RefCell::default(),
            lanes: RefCell::default(),
            receivers: RefCell::default(),
            raw: RefCell::default(),
            auto_fragment: Cell::new(true),
            holds: RefCell::default(),
            half_open: RefCell::default(),
        })
    }

    // --- interfaces

    /// All interfaces, as they are now.
    pub fn interfaces(&self) -> Result<Rc<Interfaces>> {
        self.hear();
        self.known_interfaces()
    }

    /// Takes over other fake interfaces than there were.
    pub fn set_fakes(&self, change: impl FnOnce()) {
        change();
        self.working.set(None);
        self.ways.borrow_mut().clear();
        self.interfaces.take();
    }

    pub fn interface(&self, name: &str) -> Result<Interface> {
        self.interfaces()?.by_name(name).cloned()
    }

    pub fn interface_by_index(&self, index: u32) -> Result<Interface> {
        let all = self.interfaces()?;
        all.by_index(index).cloned().ok_or_else(|| gone(index))
    }

    /// `conf.iface` until somebody sets it: the default route's interface, else the first that
    /// works.
    pub fn working_interface(&self) -> Result<Interface> {
        let all = self.interfaces()?;
        let index = self.working_index(&all)?;
        all.by_index(index).cloned().ok_or_else(no_interface)
    }

    fn working_index(&self, all: &Interfaces) -> Result<u32> {
        if let Some(known) = self.working.get() {
            return Ok(known);
        }
        let table = self
            .routes
            .borrow()
            .table(&mut self.kernel.borrow_mut(), all)?;
        let default = table
            .iter()
            .filter(|entry| entry.prefix == 0)
            .min_by_key(|entry| (entry.network.is_ipv6(), entry.metric));
        let working = default
            .and_then(|entry| all.by_index(entry.interface))
            .filter(|one| one.is_up())
            .or_else(|| all.working())
            .ok_or_else(no_interface)?;
        self.working.set(Some(working.index));
        Ok(working.index)
    }

    /// Our own MAC address on the way to a destination, or where no destination is given.
    pub fn own_mac(&self, destination: Option<IpAddr>) -> Result<Option<Mac>> {
        let all = self.interfaces()?;
        let index = match destination {
            Some(destination) => self.shown_route_among(&all, destination)?.interface,
            None => self.working_index(&all)?,
        };
        Ok(all.by_index(index).and_then(|one| one.mac))
    }

    // --- routes

    /// `conf.route.route(destination)`: as Scapy sees it, an own address is on its interface,
    /// not behind the loopback, and `0.0.0.0` is the way to nowhere in particular.
    pub fn shown_route(&self, destination: IpAddr) -> Result<Route> {
        let all = self.interfaces()?;
        self.shown_route_among(&all, destination)
    }

    fn shown_route_among(&self, all: &Interfaces, destination: IpAddr) -> Result<Route> {
        let own = match destination {
            IpAddr::V4(address) if address.is_unspecified() => self.default_interface()?,
            _ if !destination.is_loopback() => {
                let owner = all.owning(destination);
                owner.map(|owner| (owner.index, destination, None))
            }
            _ => None,
        };
        let Some((interface, source, gateway)) = own else {
            return self.route_among(all, destination);
        };
        Ok(Route {
            interface,
            source,
            gateway,
            reach: Reach::Local,
        })
    }

    /// The interface of the default route, our address there, and the gateway.
    fn default_interface(&self) -> Result<Option<(u32, IpAddr, Option<IpAddr>)>> {
        let table = self.route_table()?;
        let everywhere = table
            .iter()
            .filter(|entry| entry.network.is_ipv4() && entry.prefix == 0);
        let Some(entry) = everywhere.min_by_key(|entry| entry.metric) else {
            return Ok(None);
        };
        let all = self.interfaces()?;
        let own = all.by_index(entry.interface).and_then(Interface::ip);
        let source = entry.source.or(own.map(IpAddr::V4));
        Ok(source.map(|source| (entry.interface, source, entry.gateway)))
    }

    /// The way that the kernel, or the table that a script has changed, gives.
    pub fn route(&self, destination: IpAddr) -> Result<Route> {
        let all = self.interfaces()?;
        self.route_among(&all, destination)
    }

    fn route_among(&self, all: &Interfaces, destination: IpAddr) -> Result<Route> {
        self.routes
            .borrow_mut()
            .lookup(&mut self.kernel.borrow_mut(), all, destination)
    }

    /// The lines of `conf.route` (IPv4) and `conf.route6` (IPv6).
    pub fn route_table(&self) -> Result<Vec<Entry>> {
        let all = self.interfaces()?;
        self.routes
            .borrow()
            .table(&mut self.kernel.borrow_mut(), &all)
    }

    pub fn add_route(&self, entry: Entry) -> Result<()> {
        self.working.set(None);
        self.ways.borrow_mut().clear();
        let all = self.interfaces()?;
        self.routes
            .borrow_mut()
            .add(&mut self.kernel.borrow_mut(), &all, entry)
    }

    /// Changes the routes that scripts see and packets take; the kernel's stay.
    pub fn change_routes(&self, change: impl FnOnce(&mut Vec<Entry>)) -> Result<()> {
        self.working.set(None);
        self.ways.borrow_mut().clear();
        let all = self.interfaces()?;
        self.routes
            .borrow_mut()
            .change(&mut self.kernel.borrow_mut(), &all, change)
    }

    /// False when there is no such route.
    pub fn remove_route(&self, entry: &Entry) -> Result<bool> {
        self.working.set(None);
        self.ways.borrow_mut().clear();
        let all = self.interfaces()?;
        self.routes
            .borrow_mut()
            .remove(&mut self.kernel.borrow_mut(), &all, entry)
    }

    pub fn resync_routes(&self) {
        self.working.set(None);
        self.ways.borrow_mut().clear();
        self.routes.borrow_mut().resync();
    }

    // --- neighbours

    /// `getmacbyip(address)`: of the address itself, or of the gateway on the way to it.
    pub fn mac_of(&self, destination: IpAddr) -> Result<Mac> {
        if let Carriage::Ethernet(header) = self.way(destination, None)?.carriage {
            let [a, b, c, d, e, f, ..] = header;
            return Ok([a, b, c, d, e, f]);
        }
        let route = self.route(destination)?;
        self.next_hop(&route, destination, &mut neighbours::wait_alone)
    }

    /// Asks for the MAC addresses of many destinations at once; see `Neighbours::unknown`.
    pub fn prepare(&self, destinations: &[IpAddr]) -> Result<()> {
        let mut by_interface: HashMap<(u32, IpAddr), Vec<IpAddr>> = HashMap::new();
        for &destination in destinations {
            if let Ok(route) = self.route(destination)
                && route.reach == Reach::Unicast
            {
                let next = route.gateway.unwrap_or(destination);
                by_interface
                    .entry((route.interface, route.source))
                    .or_default()
                    .push(next);
            }
        }
        for ((index, source), hops) in by_interface {
            let interface = self.interface_by_index(index)?;
            if interface.resolves_neighbours() {
                let unknown = self.neighbours.borrow_mut().unknown(
                    &mut self.kernel.borrow_mut(),
                    &interface,
                    &hops,
                );
                self.ask(&interface, source, &unknown, &mut neighbours::wait_alone)?;
            }
        }
        Ok(())
    }

    /// `conf.netcache`: interface, address, MAC.
    pub fn neighbours(&self) -> Vec<(u32, IpAddr, Mac)> {
        self.neighbours.borrow().remembered().collect()
    }

    pub fn set_neighbour(&self, interface: u32, address: IpAddr, mac: Mac) {
        self.ways.borrow_mut().clear();
        self.neighbours.borrow_mut().set(interface, address, mac);
    }

    pub fn forget_neighbours(&self) {
        self.ways.borrow_mut().clear();
        self.neighbours.borrow_mut().forget();
    }

    fn next_hop(
        &self,
        route: &Route,
        destination: IpAddr,
        wait: &mut neighbours::Wait<'_>,
    ) -> Result<Mac> {
        let interface = self.interface_by_index(route.interface)?;
        let hop = route.gateway.unwrap_or(destination);
        if route.reach == Reach::Broadcast {
            return Ok([0xff; 6]);
        }
        // Multicast goes to its group's address, never to a gateway's.
        let asked = if destination.is_multicast() {
            destination
        } else {
            hop
        };
        if let Some(mac) = neighbours::without_asking(&interface, asked) {
            return Ok(mac);
        }
        let known =
            self.neighbours
                .borrow_mut()
                .lookup(&mut self.kernel.borrow_mut(), &interface, hop);
        if let Some(known) = known {
            return known;
        }
        self.ask(&interface, route.source, &[hop], wait)?
            .of(&interface, hop)
    }

    /// Asks on the wire. Nothing is borrowed while it waits: others may ask at the same time.
    fn ask(
        &self,
        interface: &Interface,
        source: IpAddr,
        unknown: &[IpAddr],
        wait: &mut neighbours::Wait<'_>,
    ) -> Result<Heard> {
        if unknown.is_empty() {
            return Ok(Heard::default());
        }
        let sender = self.sender(interface.index)?;
        let receiver = self.neighbours.borrow_mut().receiver(interface)?;
        let heard = neighbours::ask(&receiver, &sender, interface, source, unknown, wait)?;
        self.neighbours.borrow_mut().learn(interface.index, &heard);
        Ok(heard)
    }

    // --- ways and sending

    /// How to get to a destination: route, next hop, header. `through` is `iface=…`.
    pub fn way(&self, destination: IpAddr, through: Option<u32>) -> Result<Way> {
        self.way_waiting(destination, through, &mut neighbours::wait_alone)
    }

    /// The same; while a neighbour is asked for, it waits as the caller says.
    pub fn way_waiting(
        &self,
        destination: IpAddr,
        through: Option<u32>,
        wait: &mut neighbours::Wait<'_>,
    ) -> Result<Way> {
        self.hear();
        let key = (destination, through.unwrap_or(0));
        if let Some(way) = self.ways.borrow().get(&key) {
            return Ok(*way);
        }
        let route = self.route_through(destination, through)?;
        let way = self.way_along(&route, destination, |station| {
            station.next_hop(&route, destination, wait)
        })?;
        let mut ways = self.ways.borrow_mut();
        if ways.len() >= CACHE_LIMIT {
            ways.clear();
        }
        ways.insert(key, way);
        Ok(way)
    }

    /// The same to everybody on the link, for whoever wants to send although nobody answered
    /// ("Using broadcast").
    pub fn way_by_broadcast(&self, destination: IpAddr, through: Option<u32>) -> Result<Way> {
        let route = self.route_through(destination, through)?;
        self.way_along(&route, destination, |_| Ok([0xff; 6]))
    }

    fn route_through(&self, destination: IpAddr, through: Option<u32>) -> Result<Route> {
        let route = match through {
            None => return self.route(destination),
            Some(index) => {
                let all = self.known_interfaces()?;
                if destination.is_loopback() || all.owning(destination).is_some() {
                    return self.route(destination);
                }
                let mut kernel = self.kernel.borrow_mut();
                routes::by_kernel(&mut kernel, &all, destination, through)
                    .ok()
                    .filter(|route| route.interface == index)
                    // The user's word goes over the kernel's: it is a neighbour there.
                    .unwrap_or_else(|| routes::flat(&all, index, destination))
            }
        };
        Ok(route)
    }

    fn way_along(
        &self,
        route: &Route,
        destination: IpAddr,
        mac: impl FnOnce(&Station) -> Result<Mac>,
    ) -> Result<Way> {
        let all = self.known_interfaces()?;
        let interface = all
            .by_index(route.interface)
            .ok_or_else(|| gone(route.interface))?;
        let ether_type: u16 = if destination.is_ipv4() {
            0x0800
        } else {
            0x86dd
        };
        let carriage = if route.reach == Reach::Local || interface.is_loopback() {
            Carriage::Local
        } else if interface.has_ethernet_header() {
            let mut header = [0; 14];
            header[..6].copy_from_slice(&mac(self)?);
            header[6..12].copy_from_slice(&interface.mac.unwrap_or_default());
            header[12..].copy_from_slice(&ether_type.to_be_bytes());
            Carriage::Ethernet(header)
        } else {
            Carriage::Bare { ether_type }
        };
        Ok(Way {
            interface: route.interface,
            source: route.source,
            gateway: route.gateway,
            destination,
            carriage,
        })
    }

    /// One IP packet to where its own header says.
    pub fn send(&self, packet: &[u8]) -> Result<Count> {
        self.send_along(&self.way(destination_of(packet)?, None)?, packet)
    }

    /// One IP packet, however wrong, along a way; in fragments where it is too long.
    pub fn send_along(&self, way: &Way, packet: &[u8]) -> Result<Count> {
        match self.send_whole(way, packet) {
            Err(Error::TooBig { mtu, .. }) if self.fragments(way).is_some() => {
                let refused = || self.too_big(way, packet, mtu);
                let pieces = fragment::ipv4(packet, mtu as usize).ok_or_else(refused)?;
                let mut sum = Count {
                    frames: 1,
                    ..Count::default()
                };
                for piece in &pieces {
                    sum.octets += self.send_whole(way, piece)?.octets;
                }
                Ok(sum)
            }
            sent => sent,
        }
    }

    /// The MTU beyond which packets on this way are taken apart here.
    pub fn fragments(&self, way: &Way) -> Option<usize> {
        if !self.auto_fragment.get() || way.carriage == Carriage::Local {
            return None;
        }
        Some(self.sender(way.interface).ok()?.mtu())
    }

    fn too_big(&self, way: &Way, packet: &[u8], mtu: u32) -> Error {
        let interface = match self.interface_by_index(way.interface) {
            Ok(interface) => interface.name,
            Err(gone) => return gone,
        };
        Error::TooBig {
            interface,
            length: packet.len(),
            mtu,
        }
    }

    /// Takes note of an answer for which the kernel says nothing, because the port is held.
    pub fn heard(&self, frame: &Captured<'_>) {
        let header = match frame.link_type {
            LinkType::ETHERNET => 14,
            LinkType::RAW => 0,
            _ => return,
        };
        let packet = frame.octets.get(header..).unwrap_or_default();
        if let Some(port) = hold::destination_port(packet)
            && self.holds.borrow().is_held(port)
        {
            self.half_open.borrow_mut().heard(packet);
        }
    }

    /// Does what has to be done before a packet of ours: see `HalfOpen`.
    pub fn clear_the_way(&self, way: &Way, packet: &[u8]) -> Result<()> {
        if self.half_open.borrow().is_empty() {
            return Ok(());
        }
        let reset = self.half_open.borrow_mut().leaving(packet);
        reset.map_or(Ok(()), |reset| self.send_whole(way, &reset).map(drop))
    }

    /// The same for a frame on an interface, as it is.
    pub fn clear_the_way_of_frame(&self, interface: u32, frame: &[u8]) -> Result<()> {
        if self.half_open.borrow().is_empty() {
            return Ok(());
        }
        let sender = self.sender(interface)?;
        let Some((header, packet)) = frame.split_at_checked(sender.header()) else {
            return Ok(());
        };
        let Some(reset) = self.half_open.borrow_mut().leaving(packet) else {
            return Ok(());
        };
        sender.send(&[header, &reset].concat()).map(drop)
    }

    fn send_whole(&self, way: &Way, packet: &[u8]) -> Result<Count> {
        match way.carriage {
            Carriage::Local => self.send_raw(way, packet),
            Carriage::Bare { ether_type } => self
                .sender(way.interface)?
                .send_as(packet, Some(ether_type)),
            Carriage::Ethernet(header) => {
                let mut frame = Vec::with_capacity(header.len() + packet.len());
                frame.extend_from_slice(&header);
                frame.extend_from_slice(packet);
                self.sender(way.interface)?.send(&frame)
            }
        }
    }

    /// Many IP packets along one way, in batches. After an error `count` says how many went out.
    pub fn send_many_along<'a>(
        &self,
        way: &Way,
        packets: impl IntoIterator<Item = &'a [u8]>,
        count: &mut Count,
    ) -> Result<()> {
        let header = match way.carriage {
            Carriage::Local => {
                for packet in packets {
                    count.add(self.send_raw(way, packet)?);
                    if super::interrupt::pending() {
                        return Err(Error::Interrupted);
                    }
                }
                return Ok(());
            }
            Carriage::Bare { .. } => {
                return self
                    .sender(way.interface)?
                    .send_many(packets, way.ether_type(), count);
            }
            Carriage::Ethernet(header) => header,
        };
        let sender = self.sender(way.interface)?;
        let longest = self.fragments(way).unwrap_or(usize::MAX);
        let mut packets = packets.into_iter();
        let (mut octets, mut ends) = (Vec::new(), Vec::with_capacity(BATCH));
        let mut long = None;
        loop {
            octets.clear();
            ends.clear();
            for packet in packets.by_ref().take(BATCH) {
                if packet.len() > longest {
                    long = Some(packet);
                    break;
                }
                octets.extend_from_slice(&header);
                octets.extend_from_slice(packet);
                ends.push(octets.len());
            }
            if ends.is_empty() && long.is_none() {
                return Ok(());
            }
            let starts = std::iter::once(0).chain(ends.iter().copied());
            let frames: Vec<&[u8]> = starts
                .zip(&ends)
                .map(|(start, end)| &octets[start..*end])
                .collect();
            sender.send_batch(&frames, None, count)?;
            if let Some(long) = long.take() {
                count.add(self.send_along(way, long)?);
            }
        }
    }

    /// `L3RawSocket`: through the kernel's IP layer, which fills in what is zero (length,
    /// checksum, id) and routes by itself.
    pub fn send_raw(&self, way: &Way, packet: &[u8]) -> Result<Count> {
        let socket = self.raw_socket(way.destination)?;
        // Only link-local destinations take a scope.
        let scope = match way.destination {
            IpAddr::V6(address) if address.is_unicast_link_local() => way.interface,
            _ => 0,
        };
        let mut waits = 0;
        loop {
            match sys::send_to_ip(&socket, packet, way.destination, scope) {
                Ok(length) => {
                    return Ok(Count {
                        frames: 1,
                        octets: length as u64,
                        waits,
                    });
                }
                Err(error)
                    if matches!(
                        error.raw_os_error(),
                        Some(libc::ENOBUFS | libc::EAGAIN | libc::EINTR)
                    ) =>
                {
                    waits += 1;
                    if !super::interrupt::sleep(std::time::Duration::from_micros(50)) {
                        return Err(Error::Interrupted);
                    }
                }
                Err(error) => return Err(self.explain_raw(error, way, packet.len())),
            }
        }
    }

    fn explain_raw(&self, error: std::io::Error, way: &Way, length: usize) -> Error {
        let interface = self.interface_by_index(way.interface);
        let (name, mtu) = interface.map_or(("lo".into(), 65_535), |one| (one.name, one.mtu));
        match error.raw_os_error() {
            Some(libc::EMSGSIZE) => Error::TooBig {
                interface: name,
                length,
                mtu: mtu.min(65_535),
            },
            Some(libc::ENETUNREACH | libc::EHOSTUNREACH) => Error::NoRoute {
                destination: way.destination,
            },
            Some(libc::ENETDOWN) => Error::Down { interface: name },
            _ => Error::system(format!("sending to {}", way.destination), error),
        }
    }

    fn raw_socket(&self, destination: IpAddr) -> Result<Rc<OwnedFd>> {
        let mut raw = self.raw.borrow_mut();
        let (slot, family) = match destination {
            IpAddr::V4(_) => (0, libc::AF_INET),
            IpAddr::V6(_) => (1, libc::AF_INET6),
        };
        if let Some(open) = &raw[slot] {
            return Ok(open.clone());
        }
        let explain = |error| Error::privileged("sending to this machine itself", error);
        // IPPROTO_RAW means that the header is ours, for IPv4 and IPv6 alike.
        let socket = sys::socket(family, libc::SOCK_RAW, libc::IPPROTO_RAW).map_err(explain)?;
        let on: libc::c_int = 1;
        if family == libc::AF_INET {
            sys::set_option(&socket, libc::SOL_SOCKET, libc::SO_BROADCAST, &on).map_err(explain)?;
        } else {
            let _ = sys::set_option(&socket, libc::IPPROTO_IPV6, libc::IPV6_HDRINCL, &on);
        }
        let socket = Rc::new(socket);
        raw[slot] = Some(socket.clone());
        Ok(socket)
    }

    /// The open sender of an interface: `sendp` and everything above it.
    pub fn sender(&self, interface: u32) -> Result<Rc<Sender>> {
        if let Some(open) = self.senders.borrow().get(&interface) {
            return Ok(open.clone());
        }
        let sender = Rc::new(Sender::open(&self.interface_by_index(interface)?)?);
        self.senders.borrow_mut().insert(interface, sender.clone());
        Ok(sender)
    }

    /// The express lane of an interface, for `pps="max"`.
    pub fn lane(&self, interface: u32) -> Result<Rc<RefCell<Lane>>> {
        self.hear();
        if let Some(open) = self.lanes.borrow().get(&interface) {
            return Ok(open.clone());
        }
        let lane = Lane::open(&self.interface_by_index(interface)?)?;
        let lane = Rc::new(RefCell::new(lane));
        self.lanes.borrow_mut().insert(interface, lane.clone());
        Ok(lane)
    }

    /// An open receiver of an interface, muted while nobody waits, that nobody else has.
    pub fn receiver(&self, interface: u32) -> Result<Rc<Receiver>> {
        let free = |open: &&Rc<Receiver>| Rc::strong_count(open) == 1;
        let all = self.receivers.borrow();
        if let Some(open) = all.get(&interface).and_then(|all| all.iter().find(free)) {
            return Ok(open.clone());
        }
        drop(all);
        let receiver = Rc::new(Receiver::open(&self.interface_by_index(interface)?)?);
        let mut all = self.receivers.borrow_mut();
        all.entry(interface).or_default().push(receiver.clone());
        Ok(receiver)
    }

    // --- news

    /// Forgets what the kernel says has changed.
    fn hear(&self) {
        let now = Instant::now();
        if now.duration_since(self.heard.get()) < HEARING {
            return;
        }
        self.heard.set(now);
        let changes = self.news.poll();
        if changes.tables || changes.neighbours {
            self.ways.borrow_mut().clear();
            self.neighbours.borrow_mut().doubt();
        }
        if changes.tables {
            self.working.set(None);
            self.routes.borrow_mut().forget();
            let before = self.interfaces.borrow_mut().take();
            // A socket belongs to an interface as it was opened on it.
            if let (Some(before), Ok(now)) = (before, self.known_interfaces()) {
                for one in before.iter() {
                    let same = now.by_index(one.index).is_some_and(|now| {
                        now.name == one.name && now.mtu == one.mtu && now.mac == one.mac
                    });
                    if !same {
                        self.senders.borrow_mut().remove(&one.index);
                        self.lanes.borrow_mut().remove(&one.index);
                        self.receivers.borrow_mut().remove(&one.index);
                        self.neighbours.borrow_mut().forget_interface(one.index);
                    }
                }
            }
        }
    }

    fn known_interfaces(&self) -> Result<Rc<Interfaces>> {
        if let Some(known) = self.interfaces.borrow().as_ref() {
            return Ok(known.clone());
        }
        let read = Rc::new(Interfaces::read(&mut self.kernel.borrow_mut())?);
        *self.interfaces.borrow_mut() = Some(read.clone());
        Ok(read)
    }
}

fn gone(index: u32) -> Error {
    Error::Vanished {
        interface: format!("number {index}"),
    }
}

fn no_interface() -> Error {
    Error::NoInterface {
        name: "lo".into(),
        like: None,
    }
}

/// Where an IP packet wants to go.
pub fn destination_of(packet: &[u8]) -> Result<IpAddr> {
    let refused = || Error::NotInternet {
        first: packet.first().copied(),
    };
    match packet.first().map(|first| first >> 4) {
        Some(4) => {
            let octets: [u8; 4] = packet
                .get(16..20)
                .and_then(|at| at.try_into().ok())
                .ok_or_else(refused)?;
            Ok(octets.into())
        }
        Some(6) => {
            let octets: [u8; 16] = packet
                .get(24..40)
                .and_then(|at| at.try_into().ok())
                .ok_or_else(refused)?;
            Ok(octets.into())
        }
        _ => Err(refused()),
    }
}
