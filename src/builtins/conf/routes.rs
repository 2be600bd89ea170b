//! `conf.route` and `conf.route6`.

use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::builtins::interfaces::{address_of, table};
use crate::builtins::linkerror::raised;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::link::routes::Entry;
use crate::link::{self, Station};

/// `p.route()`
pub(super) static ROUTE_OF: Builtin = Builtin::new(
    "_route_of",
    &["packet"],
    "Interface, source and gateway of a packet's way.",
    &[],
    |interp, args| {
        let address = match args.at(0).as_packet() {
            // Ether has no way of its own; what it carries has.
            Some(packet) => [("IP", "dst"), ("IPv6", "dst"), ("ARP", "pdst")]
                .iter()
                .find_map(|(layer, field)| packet.getlayer_named(layer, 1)?.get(field).ok())
                .and_then(|dst| dst.as_text())
                .map(|dst| dst.to_string())
                .unwrap_or_default(),
            None => interp.str(args.at(0))?,
        };
        match address.parse::<IpAddr>() {
            Ok(address) => route_to(address),
            // What has no address of its own has no way.
            Err(_) => Ok(Value::tuple(vec![Value::None, Value::None, Value::None])),
        }
    },
);

/// `conf.route`, `conf.route6`
pub(super) struct Routes {
    pub(super) version: u8,
}

thread_local! {
    /// The tables that scripts have set as a whole, of IPv4 and IPv6.
    static IN_MEMORY: RefCell<[Option<Value>; 2]> = const { RefCell::new([None, None]) };
}

impl Routes {
    fn place(&self) -> usize {
        usize::from(self.version == 6)
    }

    /// The table that answers for what has this name: a script's own, if it has set one, or if
    /// only such a one can do it.
    fn in_memory(&self, interp: &mut Interp, name: &str) -> Result<Option<Value>> {
        const OWN: [&str; 5] = [
            "flush",
            "ifadd",
            "ifchange",
            "ipv6_ifaces",
            "remove_ipv6_iface",
        ];
        if name == "resync" || name.starts_with("__") {
            return Ok(None);
        }
        let known = IN_MEMORY.with_borrow(|tables| tables[self.place()].clone());
        if known.is_some() || self.version == 4 || !OWN.contains(&name) {
            return Ok(known);
        }
        let routes = Value::list(self.values()?);
        self.keep(interp, routes).map(Some)
    }

    /// From now on these are the routes; those that can be taken are.
    fn keep(&self, interp: &mut Interp, routes: Value) -> Result<Value> {
        let module = interp.import("scapy.routes")?;
        let class = module.get(self.type_name()).unwrap_or(Value::None);
        let table = interp.call(&class, std::slice::from_ref(&routes))?;
        let mut entries = Vec::new();
        for route in interp.collect(&routes)? {
            let parts = interp.collect(&route)?;
            entries.extend(self.entry(interp, &parts)?);
        }
        let four = self.version == 4;
        change(|all| {
            all.retain(|entry| entry.network.is_ipv4() != four);
            all.extend(entries);
        })?;
        IN_MEMORY.with_borrow_mut(|tables| tables[self.place()] = Some(table.clone()));
        Ok(table)
    }

    /// A line of a script's table, if it names an interface that there is.
    fn entry(&self, interp: &mut Interp, parts: &[Value]) -> Result<Option<Entry>> {
        let [net, mask, gateway, interface, source, metric] = parts else {
            return Err(Error::value_error("a route has six parts"));
        };
        let name = interp.str(interface)?;
        let found = Station::here().and_then(|station| station.interface(&name));
        let Ok(interface) = found else {
            return Ok(None);
        };
        let (network, prefix) = match self.version {
            4 => {
                let net = interp.index(net)? as u32;
                let mask = interp.index(mask)? as u32;
                (IpAddr::from(Ipv4Addr::from(net)), mask.count_ones())
            }
            _ => (address_of(&interp.str(net)?)?, interp.index(mask)? as u32),
        };
        let gateway = address_of(&interp.str(gateway)?).ok();
        let source = match self.version {
            4 => address_of(&interp.str(source)?).ok(),
            _ => None,
        };
        Ok(Some(Entry {
            network,
            prefix: prefix.min(128) as u8,
            gateway: gateway.filter(|address| !address.is_unspecified()),
            interface: interface.index,
            source: source.filter(|address| !address.is_unspecified()),
            metric: interp.index(metric)?.try_into().unwrap_or(0),
        }))
    }

    fn entries(&self) -> Result<Vec<Entry>> {
        let all = Station::here()
            .and_then(|station| station.route_table())
            .map_err(raised)?;
        Ok(all
            .into_iter()
            .filter(|entry| entry.network.is_ipv4() == (self.version == 4))
            .collect())
    }

    fn interface_name(index: u32) -> String {
        let one = Station::here().and_then(|station| station.interface_by_index(index));
        one.map_or_else(|_| index.to_string(), |one| one.name)
    }

    /// The sources of each line: the one that the route names, or for IPv6 all that fit.
    fn sources(&self, entry: &Entry) -> Vec<String> {
        if self.version == 4 {
            let source = entry.source.map(|source| source.to_string());
            return vec![source.unwrap_or_else(|| "0.0.0.0".to_owned())];
        }
        let one = Station::here().and_then(|station| station.interface_by_index(entry.interface));
        let own: Vec<Ipv6Addr> = one
            .map(|one| one.ipv6.iter().map(|own| own.address).collect())
            .unwrap_or_default();
        candidates(entry, &own)
            .iter()
            .map(Ipv6Addr::to_string)
            .collect()
    }

    /// What is printed; a line with several sources goes on below.
    fn rows(&self) -> Result<Vec<Vec<String>>> {
        let gateway = |entry: &Entry| match (entry.gateway, self.version) {
            (Some(address), _) => address.to_string(),
            (None, 4) => "0.0.0.0".to_owned(),
            (None, _) => "::".to_owned(),
        };
        let mut lines: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for entry in self.entries()? {
            let name = Routes::interface_name(entry.interface);
            let sources = self.sources(&entry);
            let metric = entry.metric.to_string();
            match (self.version, sources.is_empty()) {
                (4, _) => lines.push((
                    vec![
                        entry.network.to_string(),
                        mask(entry.prefix),
                        gateway(&entry),
                        name,
                        sources.concat(),
                        metric,
                    ],
                    Vec::new(),
                )),
                (_, false) => lines.push((
                    vec![
                        format!("{}/{}", entry.network, entry.prefix),
                        gateway(&entry),
                        name,
                        sources[0].clone(),
                        metric,
                    ],
                    sources[1..].to_vec(),
                )),
                // No address of the interface fits.
                (_, true) => {}
            }
        }
        let key = usize::from(self.version == 6);
        lines.sort_by(|a, b| a.0[key].cmp(&b.0[key]));
        let header: &[&str] = match self.version {
            4 => &[
                "Network",
                "Netmask",
                "Gateway",
                "Iface",
                "Output IP",
                "Metric",
            ],
            _ => &[
                "Destination",
                "Next Hop",
                "Iface",
                "Src candidates",
                "Metric",
            ],
        };
        let mut rows = vec![header.iter().map(|&word| word.to_owned()).collect()];
        for (line, more) in lines {
            rows.push(line);
            for source in more {
                let mut row = vec![" ".to_owned(); header.len()];
                row[3] = source;
                rows.push(row);
            }
        }
        Ok(rows)
    }

    /// `conf.route.routes`, in the kernel's order.
    fn values(&self) -> Result<Vec<Value>> {
        let entries = self.entries()?;
        Ok(entries
            .iter()
            .filter_map(|entry| self.value(entry))
            .collect())
    }

    /// A line as a tuple; none for what no address of the interface fits.
    pub(super) fn value(&self, entry: &Entry) -> Option<Value> {
        let sources = self.sources(entry);
        let name = Value::string(Routes::interface_name(entry.interface));
        let metric = Value::Int(entry.metric.into());
        let gateway = |none: &str| match entry.gateway {
            Some(gateway) => Value::string(gateway.to_string()),
            None => Value::str(none),
        };
        Some(Value::tuple(match entry.network {
            IpAddr::V4(network) => vec![
                Value::Int(u32::from(network).into()),
                Value::Int(mask_bits(entry.prefix).into()),
                gateway("0.0.0.0"),
                name,
                Value::string(sources.concat()),
                metric,
            ],
            IpAddr::V6(_) if sources.is_empty() => return None,
            IpAddr::V6(network) => vec![
                Value::string(network.to_string()),
                Value::Int(entry.prefix.into()),
                gateway("::"),
                name,
                Value::list(sources.into_iter().map(Value::string).collect::<Vec<_>>()),
                metric,
            ],
        }))
    }
}

/// How far an address reaches (RFC 4291 section 2): here, the link, a site, everywhere.
fn scope(address: Ipv6Addr) -> Option<u8> {
    let first = address.segments()[0];
    match first {
        _ if address.is_loopback() => Some(0),
        _ if first & 0xe000 == 0x2000 || first & 0xfe00 == 0xfc00 => Some(3),
        _ if first & 0xffc0 == 0xfe80 => Some(1),
        _ if first & 0xffc0 == 0xfec0 => Some(2),
        0xff01 => Some(0),
        0xff02 => Some(1),
        0xff05 => Some(2),
        0xff0e => Some(3),
        _ => None,
    }
}

/// Which of an interface's addresses are sources for the network of a route.
fn candidates(entry: &Entry, own: &[Ipv6Addr]) -> Vec<Ipv6Addr> {
    let IpAddr::V6(network) = entry.network else {
        return Vec::new();
    };
    if entry.prefix == 8 && network.is_multicast() {
        return own.to_vec();
    }
    let wanted = if entry.prefix == 0 {
        Some(3)
    } else {
        scope(network)
    };
    let fits = |address: &&Ipv6Addr| wanted.is_some() && scope(**address) == wanted;
    let mut found: Vec<Ipv6Addr> = own.iter().filter(fits).copied().collect();
    // Native global addresses first, then 6to4, then unique local ones.
    found.sort_by_key(|address| match address.segments()[0] {
        0x2002 => 1,
        first if first & 0xe000 == 0x2000 => 0,
        _ => 2,
    });
    found
}

fn mask_bits(prefix: u8) -> u32 {
    u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0)
}

fn mask(prefix: u8) -> String {
    Ipv4Addr::from(mask_bits(prefix)).to_string()
}

impl Object for Routes {
    fn type_name(&self) -> &str {
        if self.version == 4 { "Route" } else { "Route6" }
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(table(&self.rows()?)))
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        if let Some(table) = self.in_memory(interp, name)? {
            return interp.find_attr(&table, name);
        }
        if name != "routes" {
            return Ok(None);
        }
        Ok(Some(Value::list(self.values()?)))
    }

    fn set_attr(&self, interp: &mut Interp, name: &str, value: Value) -> Result<bool> {
        match name {
            "routes" => self.keep(interp, value).map(|_| true),
            "ipv6_ifaces" if self.version == 6 => {
                let Some(table) = self.in_memory(interp, name)? else {
                    return Ok(false);
                };
                interp.set_attr(&table, name, value).map(|()| true)
            }
            _ => Ok(false),
        }
    }

    fn methods(&self) -> &'static [Builtin] {
        ROUTES
    }
}

/// `192.168.1.5/24`
fn own_address(interp: &mut Interp, value: &Value) -> Result<(IpAddr, u8)> {
    let text = interp.str(value)?;
    let (address, prefix) = text.split_once('/').unwrap_or((&text, "32"));
    let prefix = prefix
        .parse::<u8>()
        .ok()
        .filter(|prefix| *prefix <= 32)
        .ok_or_else(|| Error::value_error(format!("'{text}' is no address with its network")))?;
    Ok((address_of(address)?, prefix))
}

fn network_of(address: IpAddr, prefix: u8) -> IpAddr {
    match address {
        IpAddr::V4(address) => Ipv4Addr::from(u32::from(address) & mask_bits(prefix)).into(),
        other => other,
    }
}

fn index_of(interp: &mut Interp, name: &Value) -> Result<u32> {
    let name = interp.str(name)?;
    let one = Station::here().and_then(|station| station.interface(&name));
    Ok(one.map_err(raised)?.index)
}

fn change(change: impl FnOnce(&mut Vec<Entry>)) -> Result<Value> {
    Station::here()
        .and_then(|station| station.change_routes(change))
        .map_err(raised)?;
    Ok(Value::None)
}

/// The broadcast addresses of the networks that are reached through an interface.
fn broadcasts(interp: &mut Interp, args: &Args) -> Result<Value> {
    let interface = index_of(interp, args.at(1))?;
    let all = Routes { version: 4 }.entries()?;
    let found = all.iter().filter_map(|entry| match entry.network {
        IpAddr::V4(network)
            if entry.interface == interface && !network.is_unspecified() && entry.prefix < 32 =>
        {
            let last = u32::from(network) | !mask_bits(entry.prefix);
            Some(Value::string(Ipv4Addr::from(last).to_string()))
        }
        _ => None,
    });
    Ok(Value::list(found.collect::<Vec<_>>()))
}

static ROUTES: &[Builtin] = &[
    Builtin::new(
        "ifadd",
        &["self", "iff", "addr"],
        "Add the network of an address that an interface is to have.",
        &[],
        |interp, args| {
            let interface = index_of(interp, args.at(1))?;
            let (address, prefix) = own_address(interp, args.at(2))?;
            change(|table| {
                table.push(Entry {
                    network: network_of(address, prefix),
                    prefix,
                    gateway: None,
                    interface,
                    source: Some(address),
                    metric: 1,
                });
            })
        },
    ),
    Builtin::new(
        "ifdel",
        &["self", "iff"],
        "Delete the routes through an interface.",
        &[],
        |interp, args| {
            let interface = index_of(interp, args.at(1))?;
            let own = args.at(0).downcast::<Routes>();
            let four = own.is_none_or(|routes| routes.version == 4);
            change(|table| {
                table.retain(|entry| {
                    entry.interface != interface || entry.network.is_ipv4() != four
                });
            })
        },
    ),
    Builtin::new(
        "ifchange",
        &["self", "iff", "addr"],
        "Give the routes through an interface another source and network.",
        &[],
        |interp, args| {
            let interface = index_of(interp, args.at(1))?;
            let (address, prefix) = own_address(interp, args.at(2))?;
            change(|table| {
                let own =
                    |entry: &&mut Entry| entry.interface == interface && entry.network.is_ipv4();
                for entry in table.iter_mut().filter(own) {
                    if entry.gateway.is_none() {
                        entry.network = network_of(address, prefix);
                        entry.prefix = prefix;
                    }
                    entry.source = Some(address);
                }
            })
        },
    ),
    Builtin::new(
        "get_if_bcast",
        &["self", "iff"],
        "The broadcast addresses of an interface's networks.",
        &[],
        broadcasts,
    ),
    Builtin::new(
        "make_route",
        ROUTE,
        "A line of the table, as add() would add it.",
        &[],
        |interp, args| {
            let entry = entry_of(interp, args)?;
            let routes = Routes {
                version: if entry.network.is_ipv4() { 4 } else { 6 },
            };
            Ok(routes.value(&entry).unwrap_or(Value::None))
        },
    ),
    Builtin::new(
        "invalidate_cache",
        &["self"],
        "Forget the ways that were looked up.",
        &[],
        |_, _| change(|_| {}),
    ),
    Builtin::new(
        "route",
        &[
            "self",
            "dst=None",
            "dev=None",
            "verbose=None",
            "_internal=False",
        ],
        "Interface, source and gateway on the way to an address.",
        &[],
        |interp, args| {
            let text = args
                .some(1)
                .map_or(Ok("0.0.0.0".to_owned()), |dst| interp.str(dst))?;
            let text = text.split(['/', '%']).next().unwrap_or_default().to_owned();
            let way = route_to(address_of(&text)?)?;
            let wordy = args
                .some(3)
                .map_or(Ok(true), |verbose| interp.truth(verbose))?;
            let (kind, lost) = match args.at(0).downcast::<Routes>() {
                Some(routes) if routes.version == 6 => ("IPv6", "::"),
                _ => ("IPv4", "0.0.0.0"),
            };
            let none = Value::tuple(["lo", lost, lost].map(Value::str).to_vec());
            if wordy && interp.eq(&way, &none)? {
                interp.write_err(&format!(
                    "WARNING: No route found for {kind} destination {text} (no default route?)\n"
                ))?;
            }
            Ok(way)
        },
    ),
    Builtin::new(
        "add",
        ROUTE,
        "Add a route: net= or host=, with gw= or dev=.",
        &[],
        |interp, args| {
            let entry = entry_of(interp, args)?;
            if entry.interface == 0 {
                return Err(Error::type_error("a route needs gw= or dev="));
            }
            Station::here()
                .and_then(|station| station.add_route(entry))
                .map_err(raised)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "delt",
        ROUTE,
        "Delete a route, named as when it was added.",
        &[],
        |interp, args| {
            let entry = entry_of(interp, args)?;
            let gone = Station::here()
                .and_then(|station| station.remove_route(&entry))
                .map_err(raised)?;
            if gone {
                Ok(Value::None)
            } else {
                Err(Error::value_error("No matching route found!"))
            }
        },
    ),
    Builtin::new(
        "resync",
        &["self"],
        "Forget the changes; the kernel's routes count again.",
        &[],
        |_, args| {
            if let Some(routes) = args.at(0).downcast::<Routes>() {
                IN_MEMORY.with_borrow_mut(|tables| tables[routes.place()] = None);
            }
            Station::here().map_err(raised)?.resync_routes();
            Ok(Value::None)
        },
    ),
];

const ROUTE: &[&str] = &[
    "self",
    "net=None",
    "host=None",
    "gw=None",
    "dev=None",
    "metric=1",
];

/// `(interface, source, gateway)`
pub fn route_to(destination: IpAddr) -> Result<Value> {
    let station = Station::here().map_err(raised)?;
    let none = if destination.is_ipv4() {
        "0.0.0.0"
    } else {
        "::"
    };
    let route = match station.shown_route(destination) {
        Err(link::Error::NoRoute { .. }) => {
            return Ok(Value::tuple(["lo", none, none].map(Value::str).to_vec()));
        }
        route => route.map_err(raised)?,
    };
    let gateway = route
        .gateway
        .map_or(none.to_owned(), |gateway| gateway.to_string());
    Ok(Value::tuple(vec![
        Value::string(Routes::interface_name(route.interface)),
        Value::string(route.source.to_string()),
        Value::string(gateway),
    ]))
}

fn entry_of(interp: &mut Interp, args: &Args) -> Result<Entry> {
    let (text, host) = match (args.some(1), args.some(2)) {
        (Some(net), None) => (interp.str(net)?, false),
        (None, Some(host)) => (interp.str(host)?, true),
        // Scapy: conf.route6.add("2001:db8::/32", …) and conf.route.add(net=…) alike.
        _ => {
            return Err(crate::builtins::exceptions::scapy(
                "make_route: Incorrect parameters. You should specify a host or a net",
            ));
        }
    };
    let (network, prefix) = match text.split_once('/') {
        Some((network, prefix)) => (network.to_owned(), prefix.parse::<u8>().ok()),
        None => (text.clone(), None),
    };
    let network = address_of(&network)?;
    let longest = if network.is_ipv4() { 32 } else { 128 };
    let prefix = prefix.unwrap_or(longest);
    if prefix > longest || (host && prefix != longest) {
        return Err(Error::value_error(format!("'{text}' is no network")));
    }
    let gateway = match args.some(3) {
        Some(gateway) => Some(address_of(&interp.str(gateway)?)?),
        None => None,
    };
    let station = Station::here().map_err(raised)?;
    let interface = match (args.some(4), gateway) {
        (Some(dev), _) => station.interface(&interp.str(dev)?).map_err(raised)?.index,
        (None, Some(gateway)) => station.route(gateway).map_err(raised)?.interface,
        // Whichever it is, when a route is deleted.
        (None, None) => 0,
    };
    // A route by its interface alone names no source.
    let source = match (args.some(4), gateway) {
        (None, Some(gateway)) => Some(station.route(gateway).map_err(raised)?.source),
        _ => None,
    };
    let metric = args.get(5).map_or(Ok(1), |metric| interp.index(metric))?;
    Ok(Entry {
        network,
        prefix,
        gateway,
        interface,
        source,
        metric: u32::try_from(metric).unwrap_or(1),
    })
}
