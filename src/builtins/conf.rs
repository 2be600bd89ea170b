//! `conf`: Scapy's settings.

use std::cell::RefCell;
use std::net::IpAddr;

use super::interfaces::{address_of, network_interface, table, table_of_interfaces};
use super::linkerror::raised;
use super::sockets;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::host::conf::Conf as Settings;
use crate::link::routes::Entry;
use crate::link::{Station, interfaces};
use crate::packet::text::Style;
use crate::packet::value::mac_text;

/// The object; what the program itself looks at is kept in `Interp::conf`, anything else that a
/// script sets is kept here.
#[derive(Default)]
struct Conf {
    others: RefCell<Vec<(String, Value)>>,
}

/// Makes `conf` known to scripts.
pub fn define(interp: &mut Interp) {
    interp.define("conf", Value::object(Conf::default()));
    interp.define("IFACES", Value::object(Interfaces));
    interp.define("_route_of", Value::Builtin(&ROUTE_OF));
    for name in THEMES {
        interp.define(name, Value::object(ThemeClass(name)));
    }
}

/// `p.route()`
static ROUTE_OF: Builtin = Builtin::new(
    "_route_of",
    &["packet"],
    "Interface, source and gateway of a packet's way.",
    &[],
    |interp, args| {
        let address = match args.at(0).as_packet() {
            Some(packet) => match packet.get("dst") {
                Ok(dst) => dst.as_text().unwrap_or_default().to_string(),
                Err(_) => String::new(),
            },
            None => interp.str(args.at(0))?,
        };
        match address.parse::<IpAddr>() {
            Ok(address) => route_to(address),
            // What has no address of its own has no way.
            Err(_) => Ok(Value::tuple(vec![Value::None, Value::None, Value::None])),
        }
    },
);

const THEMES: &[&str] = &[
    "AnsiColorTheme",
    "BlackAndWhite",
    "BrightTheme",
    "ColorOnBlackTheme",
    "ColorTheme",
    "DefaultTheme",
    "NoTheme",
    "RastaTheme",
];

/// `BrightTheme`, before it is called.
struct ThemeClass(&'static str);

impl Object for ThemeClass {
    fn type_name(&self) -> &str {
        "type"
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!("<class 'scapy.themes.{}'>", self.0)))
    }

    fn call(&self, _: &mut Interp, _: &[Value], _: &[(String, Value)]) -> Result<Value> {
        Ok(Value::object(Theme(self.0)))
    }
}

/// `conf.color_theme = BrightTheme()`: with colours or without.
struct Theme(&'static str);

impl Object for Theme {
    fn type_name(&self) -> &str {
        self.0
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!("<{}>", self.0)))
    }
}

/// `conf.layers`
struct Layers;

impl Layers {
    fn classes() -> Value {
        let layers = crate::proto::registry::protocols();
        Value::list(layers.into_iter().map(Value::Layer).collect::<Vec<_>>())
    }
}

impl Object for Layers {
    fn type_name(&self) -> &str {
        "LayersList"
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        interp.repr(&Layers::classes()).map(Some)
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        interp.iter(&Layers::classes()).map(Some)
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(crate::proto::registry::protocols().len()))
    }

    fn methods(&self) -> &'static [Builtin] {
        LAYERS
    }
}

static LAYERS: &[Builtin] = &[
    Builtin::new(
        "filter",
        &["self", "items"],
        "Accepted: dissection is fast enough with all layers.",
        &[],
        |_, _| Ok(Value::None),
    ),
    Builtin::new(
        "unfilter",
        &["self"],
        "Accepted, as filter() is.",
        &[],
        |_, _| Ok(Value::None),
    ),
];

/// `conf.netcache`
struct Caches;

impl Object for Caches {
    fn type_name(&self) -> &str {
        "NetCache"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "arp_cache" => Some(Value::object(Neighbours { version: 4 })),
            "in6_neighbor" => Some(Value::object(Neighbours { version: 6 })),
            _ => None,
        })
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let count = |version| Neighbours { version }.pairs().map(|pairs| pairs.len());
        Ok(Some(format!(
            "arp_cache: {} valid items. Timeout=120s\nin6_neighbor: {} valid items. Timeout=120s",
            count(4)?,
            count(6)?
        )))
    }

    fn methods(&self) -> &'static [Builtin] {
        CACHES
    }
}

static CACHES: &[Builtin] = &[Builtin::new(
    "flush",
    &["self"],
    "Forget the neighbours.",
    &[],
    |_, _| {
        Station::here().map_err(raised)?.forget_neighbours();
        Ok(Value::None)
    },
)];

/// `conf.netcache.arp_cache`: addresses and their MAC addresses.
struct Neighbours {
    version: u8,
}

impl Neighbours {
    fn pairs(&self) -> Result<Vec<(String, String)>> {
        let all = Station::here().map_err(raised)?.neighbours();
        Ok(all
            .iter()
            .filter(|(_, address, _)| address.is_ipv4() == (self.version == 4))
            .map(|(_, address, mac)| (address.to_string(), mac_text(mac)))
            .collect())
    }

    fn of(&self, address: &str) -> Result<Option<Value>> {
        let pairs = self.pairs()?;
        let found = pairs.into_iter().find(|(own, _)| own == address);
        Ok(found.map(|(_, mac)| Value::string(mac)))
    }
}

impl Object for Neighbours {
    fn type_name(&self) -> &str {
        "CacheInstance"
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let pairs = self.pairs()?;
        let lines: Vec<String> = pairs
            .iter()
            .map(|(address, mac)| format!("{address} : {mac}"))
            .collect();
        Ok(Some(lines.join("\n")))
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        let address = interp.str(index)?;
        self.of(&address)?
            .ok_or_else(|| Error::key_error(index.clone()))
    }

    fn contains(&self, interp: &mut Interp, item: &Value) -> Result<Option<bool>> {
        let address = interp.str(item)?;
        Ok(Some(self.of(&address)?.is_some()))
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(self.pairs()?.len()))
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        let names = self.pairs()?.into_iter().map(|one| Value::string(one.0));
        interp
            .iter(&Value::list(names.collect::<Vec<_>>()))
            .map(Some)
    }

    fn methods(&self) -> &'static [Builtin] {
        NEIGHBOURS
    }
}

static NEIGHBOURS: &[Builtin] = &[
    Builtin::new(
        "get",
        &["self", "address", "default=None"],
        "The MAC address of a neighbour, or the default.",
        &[],
        |interp, args| {
            let address = interp.str(args.at(1))?;
            let own = args.at(0).downcast::<Neighbours>();
            let found = own.map_or(Ok(None), |own| own.of(&address))?;
            Ok(found.unwrap_or_else(|| args.get(2).cloned().unwrap_or(Value::None)))
        },
    ),
    Builtin::new("flush", &["self"], "Forget the neighbours.", &[], |_, _| {
        Station::here().map_err(raised)?.forget_neighbours();
        Ok(Value::None)
    }),
];

type Get = fn(&Settings) -> Value;
type Set = fn(&mut Interp, &Value) -> Result<()>;

/// A setting that changes what the program does.
struct Setting {
    name: &'static str,
    get: Get,
    set: Set,
}

macro_rules! flag {
    ($name:literal, $field:ident) => {
        Setting {
            name: $name,
            get: |conf| Value::Bool(conf.$field),
            set: |interp, value| {
                interp.conf.$field = interp.truth(value)?;
                Ok(())
            },
        }
    };
}

static SETTINGS: &[Setting] = &[
    Setting {
        name: "bufsize",
        get: |conf| Value::Int(conf.bufsize),
        set: |interp, value| {
            interp.conf.bufsize = interp.index(value)?;
            Ok(())
        },
    },
    flag!("checkIPID", check_ip_id),
    flag!("checkIPaddr", check_ip_addr),
    flag!("checkIPinIP", check_ip_in_ip),
    flag!("checkIPsrc", check_ip_src),
    flag!("check_TCPerror_seqack", check_tcp_error_seq_ack),
    flag!("hold", hold),
    Setting {
        name: "prompt",
        get: |conf| Value::str(&conf.prompt),
        set: |interp, value| {
            interp.conf.prompt = interp.str(value)?;
            Ok(())
        },
    },
    Setting {
        name: "promisc",
        get: |conf| Value::Bool(conf.sniff_promisc),
        set: |interp, value| {
            interp.conf.sniff_promisc = interp.truth(value)?;
            Ok(())
        },
    },
    flag!("sniff_promisc", sniff_promisc),
    Setting {
        name: "verb",
        get: |conf| Value::Int(conf.verb),
        set: |interp, value| {
            interp.conf.verb = interp.index(value)?;
            Ok(())
        },
    },
];

/// A default of a setting that a script can read and set, and that changes nothing here.
enum Plain {
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(&'static str),
}

impl Plain {
    fn value(&self) -> Value {
        match self {
            Plain::Bool(truth) => Value::Bool(*truth),
            Plain::Int(number) => Value::Int(*number),
            Plain::Float(number) => Value::Float(*number),
            Plain::Text(text) => Value::str(text),
        }
    }
}

/// As Scapy 2.8 has them.
static DEFAULTS: &[(&str, Plain)] = &[
    ("auto_crop_tables", Plain::Bool(true)),
    ("auto_fragment", Plain::Bool(true)),
    ("debug_dissector", Plain::Bool(false)),
    ("debug_match", Plain::Bool(false)),
    ("except_filter", Plain::Text("")),
    ("fancy_banner", Plain::Bool(true)),
    ("filter", Plain::Text("")),
    ("interactive_shell", Plain::Text("auto")),
    ("ipv6_enabled", Plain::Bool(true)),
    ("logLevel", Plain::Int(30)),
    ("max_list_count", Plain::Int(100)),
    ("min_pkt_size", Plain::Int(60)),
    ("padding", Plain::Int(1)),
    ("raise_no_dst_mac", Plain::Bool(false)),
    ("recv_poll_rate", Plain::Float(0.05)),
    ("route_autoload", Plain::Bool(true)),
    ("session", Plain::Text("")),
    ("stealth", Plain::Text("not implemented")),
    ("use_bpf", Plain::Bool(false)),
    ("use_pcap", Plain::Bool(false)),
    ("warning_threshold", Plain::Int(5)),
];

/// The names that are worked out when they are asked for.
const WORKED_OUT: &[&str] = &[
    "L2listen",
    "L2socket",
    "L3socket",
    "L3socket6",
    "color_theme",
    "iface",
    "iface_alias",
    "ifaces",
    "layers",
    "loopback_name",
    "padding_layer",
    "raw_layer",
    "route",
    "route6",
    "version",
];

/// A layer's class by its name.
fn layer(name: &str) -> Value {
    crate::proto::registry::proto(name).map_or(Value::None, Value::Layer)
}

impl Object for Conf {
    fn type_name(&self) -> &str {
        "Conf"
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) {
            return Ok(Some((setting.get)(&interp.conf)));
        }
        if let Some((_, value)) = self.others.borrow().iter().find(|(own, _)| own == name) {
            return Ok(Some(value.clone()));
        }
        Ok(Some(match name {
            "iface" => interface(interp)?,
            "iface_alias" => Value::object(Aliases),
            "ifaces" => Value::object(Interfaces),
            "route" => Value::object(Routes { version: 4 }),
            "route6" => Value::object(Routes { version: 6 }),
            "loopback_name" => Value::str("lo"),
            "padding_layer" => layer("Padding"),
            "raw_layer" => layer("Raw"),
            "version" => Value::str("2.8.0"),
            "color_theme" => Value::object(Theme(if interp.style == Style::PLAIN {
                "NoTheme"
            } else {
                "DefaultTheme"
            })),
            "L3socket" | "L3socket6" => sockets::layer3_class(interp.conf.l3_raw),
            "L2socket" | "L2listen" => sockets::layer2_class(),
            "layers" => Value::object(Layers),
            "netcache" => Value::object(Caches),
            "services_tcp" => return Ok(interp.builtin("TCP_SERVICES")),
            "services_udp" => return Ok(interp.builtin("UDP_SERVICES")),
            "protocols" => return Ok(interp.builtin("IP_PROTOS")),
            "ethertypes" => return Ok(interp.builtin("ETHER_TYPES")),
            name => match DEFAULTS.iter().find(|(own, _)| *own == name) {
                Some((_, plain)) => plain.value(),
                None => return Ok(None),
            },
        }))
    }

    fn set_attr(&self, interp: &mut Interp, name: &str, value: Value) -> Result<bool> {
        if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) {
            (setting.set)(interp, &value)?;
            return Ok(true);
        }
        match name {
            "iface" => {
                let name = interp.str(&value)?;
                // A name that does not exist is refused here, not when something is sent.
                Station::here()
                    .and_then(|station| station.interface(&name))
                    .map_err(raised)?;
                interp.conf.iface = Some(name);
            }
            "iface_alias" => {
                for (name, _) in interfaces::aliases() {
                    interfaces::set_alias(&name, None);
                }
                for name in interp.collect(&value)? {
                    let meant = interp.get_item(&value, &name)?;
                    Aliases.set_item(interp, &name, meant)?;
                }
            }
            "L3socket" => interp.conf.l3_raw = sockets::is_raw_class(&value),
            "color_theme" => {
                let name = interp.str(&value)?;
                let plain = ["NoTheme", "BlackAndWhite", "<ColorTheme"];
                interp.style = if plain.iter().any(|word| name.contains(word)) {
                    Style::PLAIN
                } else {
                    Style::DEFAULT
                };
            }
            _ => {
                let mut others = self.others.borrow_mut();
                others.retain(|(own, _)| own != name);
                others.push((name.to_owned(), value));
            }
        }
        Ok(true)
    }

    fn dir(&self) -> Vec<String> {
        let known = SETTINGS
            .iter()
            .map(|setting| setting.name)
            .chain(WORKED_OUT.iter().copied())
            .chain(DEFAULTS.iter().map(|(name, _)| *name));
        let mut names: Vec<String> = known.map(str::to_owned).collect();
        names.extend(self.others.borrow().iter().map(|(name, _)| name.clone()));
        names.sort();
        names.dedup();
        names
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        let mut lines = Vec::new();
        for name in self.dir() {
            if let Some(value) = self.get_attr(interp, &Value::None, &name)? {
                let text = interp.repr(&value)?.replace('\n', " ");
                let line = format!("{name:<10} = {text}");
                lines.push(if line.chars().count() > 75 {
                    line.chars().take(72).chain("...".chars()).collect()
                } else {
                    line
                });
            }
        }
        Ok(Some(lines.join("\n")))
    }
}

fn interface(interp: &mut Interp) -> Result<Value> {
    let station = Station::here().map_err(raised)?;
    let interface = match &interp.conf.iface {
        Some(name) => station.interface(name),
        None => station.working_interface(),
    };
    Ok(network_interface(&interface.map_err(raised)?))
}

/// `conf.ifaces`
struct Interfaces;

impl Interfaces {
    fn names(&self) -> Result<Vec<Value>> {
        let all = Station::here()
            .and_then(|station| station.interfaces())
            .map_err(raised)?;
        Ok(all.iter().map(|one| Value::str(&one.name)).collect())
    }
}

impl Object for Interfaces {
    fn type_name(&self) -> &str {
        "NetworkInterfaceDict"
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        table_of_interfaces().map(Some)
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        let name = interp.str(index)?;
        let station = Station::here().map_err(raised)?;
        station
            .interface(&name)
            .map(|one| network_interface(&one))
            .map_err(|_| Error::key_error(index.clone()))
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        let names = Value::list(self.names()?);
        interp.iter(&names).map(Some)
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(self.names()?.len()))
    }

    fn contains(&self, interp: &mut Interp, item: &Value) -> Result<Option<bool>> {
        let name = interp.str(item)?;
        Ok(Some(
            self.names()?.iter().any(|own| own.as_str() == Some(&name)),
        ))
    }

    fn methods(&self) -> &'static [Builtin] {
        INTERFACES
    }
}

fn all_interfaces() -> Result<Vec<(Value, Value)>> {
    let all = Station::here()
        .and_then(|station| station.interfaces())
        .map_err(raised)?;
    Ok(all
        .iter()
        .map(|one| (Value::str(&one.name), network_interface(one)))
        .collect())
}

static INTERFACES: &[Builtin] = &[
    Builtin::new("keys", &["self"], "The names.", &[], |_, _| {
        Ok(Value::list(
            all_interfaces()?
                .into_iter()
                .map(|one| one.0)
                .collect::<Vec<_>>(),
        ))
    }),
    Builtin::new("values", &["self"], "The interfaces.", &[], |_, _| {
        Ok(Value::list(
            all_interfaces()?
                .into_iter()
                .map(|one| one.1)
                .collect::<Vec<_>>(),
        ))
    }),
    Builtin::new("items", &["self"], "Names and interfaces.", &[], |_, _| {
        let pairs = all_interfaces()?
            .into_iter()
            .map(|(name, one)| Value::tuple(vec![name, one]));
        Ok(Value::list(pairs.collect::<Vec<_>>()))
    }),
    Builtin::new(
        "dev_from_name",
        &["self", "name"],
        "The interface of a name.",
        &[],
        |interp, args| {
            let name = interp.str(args.at(1))?;
            Station::here()
                .and_then(|station| station.interface(&name))
                .map(|one| network_interface(&one))
                .map_err(raised)
        },
    ),
    Builtin::new(
        "dev_from_index",
        &["self", "if_index"],
        "The interface of a number.",
        &[],
        |interp, args| {
            let index = u32::try_from(interp.index(args.at(1))?).unwrap_or(0);
            Station::here()
                .and_then(|station| station.interface_by_index(index))
                .map(|one| network_interface(&one))
                .map_err(raised)
        },
    ),
    Builtin::new(
        "show",
        &["self", "print_result=True"],
        "Print the interfaces.",
        &[],
        |interp, _| {
            let text = table_of_interfaces()?;
            interp.write_out(&format!("{text}\n"))?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "reload",
        &["self"],
        "Read the interfaces anew; they always are.",
        &[],
        |_, _| Ok(Value::None),
    ),
];

/// `conf.route`, `conf.route6`
struct Routes {
    version: u8,
}

impl Routes {
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

    fn rows(&self) -> Result<Vec<Vec<String>>> {
        let own = |address: Option<IpAddr>| match (address, self.version) {
            (Some(address), _) => address.to_string(),
            (None, 4) => "0.0.0.0".to_owned(),
            (None, _) => "::".to_owned(),
        };
        let entries = self.entries()?;
        let mut rows: Vec<Vec<String>> = entries
            .iter()
            .map(|entry| {
                let name = Routes::interface_name(entry.interface);
                match self.version {
                    4 => vec![
                        entry.network.to_string(),
                        mask(entry.prefix),
                        own(entry.gateway),
                        name,
                        own(entry.source),
                        entry.metric.to_string(),
                    ],
                    _ => vec![
                        format!("{}/{}", entry.network, entry.prefix),
                        own(entry.gateway),
                        name,
                        own(entry.source),
                        entry.metric.to_string(),
                    ],
                }
            })
            .collect();
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
        rows.insert(0, header.iter().map(|&word| word.to_owned()).collect());
        Ok(rows)
    }
}

fn mask(prefix: u8) -> String {
    let bits = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
    std::net::Ipv4Addr::from(bits).to_string()
}

impl Object for Routes {
    fn type_name(&self) -> &str {
        if self.version == 4 { "Route" } else { "Route6" }
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(table(&self.rows()?)))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        if name != "routes" {
            return Ok(None);
        }
        let rows = self.rows()?.into_iter().skip(1);
        let rows =
            rows.map(|row| Value::tuple(row.into_iter().map(Value::string).collect::<Vec<_>>()));
        Ok(Some(Value::list(rows.collect::<Vec<_>>())))
    }

    fn methods(&self) -> &'static [Builtin] {
        ROUTES
    }
}

static ROUTES: &[Builtin] = &[
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
            route_to(address_of(&text)?)
        },
    ),
    Builtin::new(
        "add",
        ROUTE,
        "Add a route: net= or host=, with gw= or dev=.",
        &[],
        |interp, args| {
            let entry = entry_of(interp, args)?;
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
        |_, _| {
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
    let route = station.route(destination).map_err(raised)?;
    let none = if destination.is_ipv4() {
        "0.0.0.0"
    } else {
        "::"
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
        _ => return Err(Error::type_error("a route is for net= or for host=")),
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
        (None, None) => return Err(Error::type_error("a route needs gw= or dev=")),
    };
    let metric = args.get(5).map_or(Ok(1), |metric| interp.index(metric))?;
    Ok(Entry {
        network,
        prefix,
        gateway,
        interface,
        source: None,
        metric: u32::try_from(metric).unwrap_or(1),
    })
}

/// `conf.iface_alias`: names that scripts hard-code, and the interfaces that they mean here.
struct Aliases;

impl Aliases {
    fn dict() -> Value {
        let mut dict = crate::eval::dict::Dict::new();
        for (name, meant) in interfaces::aliases() {
            dict.set_str(&name, Value::string(meant));
        }
        Value::dict(dict)
    }
}

impl Object for Aliases {
    fn type_name(&self) -> &str {
        "dict"
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        interp.repr(&Aliases::dict()).map(Some)
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        interp.get_attr(&Aliases::dict(), name).map(Some)
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        interp.get_item(&Aliases::dict(), index)
    }

    /// Refuses what is no interface.
    fn set_item(&self, interp: &mut Interp, index: &Value, value: Value) -> Result<()> {
        let (name, meant) = (interp.str(index)?, interp.str(&value)?);
        Station::here()
            .and_then(|station| station.interface(&meant))
            .map_err(raised)?;
        interfaces::set_alias(&name, Some(&meant));
        Ok(())
    }

    fn del_item(&self, interp: &mut Interp, index: &Value) -> Result<()> {
        interfaces::set_alias(&interp.str(index)?, None);
        Ok(())
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(interfaces::aliases().len()))
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        interp.iter(&Aliases::dict()).map(Some)
    }

    fn contains(&self, interp: &mut Interp, item: &Value) -> Result<Option<bool>> {
        interp.contains(&Aliases::dict(), item).map(Some)
    }
}
