//! `conf`: Scapy's settings.

use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::bindings;
use super::frames::{self, Way};
use super::interfaces::{address_of, network_interface, table, table_of_interfaces};
use super::linkerror::raised;
use super::sockets;
use super::themes;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::packets::shared_fields;
use crate::eval::value::Value;
use crate::host::conf::Conf as Settings;
use crate::link::routes::Entry;
use crate::link::{self, Station, interfaces};
use crate::packet::text::plain;
use crate::packet::value::mac_text;
use crate::proto::data::dhcp_options::OPTIONS;
use crate::proto::registry::Switch;
use crate::proto::{Field, makers};

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
    interp.define("_shown_plainly", Value::Builtin(&SHOWN_PLAINLY));
    interp.define("_makers", Value::Builtin(&MAKERS));
    interp.define("_link_layers", Value::Builtin(&LINK_LAYERS));
    interp.define("_register_link_layer", Value::Builtin(&REGISTER_LINK_LAYER));
    interp.define("_dhcp_options", Value::Builtin(&DHCP_OPTIONS));
}

/// `DHCPOptions`
static DHCP_OPTIONS: Builtin = Builtin::new(
    "_dhcp_options",
    &[],
    "Number, name and kind of content of each option of DHCP.",
    &[],
    |_, _| {
        let rows = OPTIONS.iter().map(|(number, name, content)| {
            Value::tuple(vec![
                Value::Int((*number).into()),
                Value::str(name),
                Value::str(&format!("{content:?}")),
            ])
        });
        Ok(Value::list(rows.collect::<Vec<_>>()))
    },
);

/// `conf.l2types`
static LINK_LAYERS: Builtin = Builtin::new(
    "_link_layers",
    &[],
    "Number, layer, whether it is for reading, whether for writing, of each link layer.",
    &[],
    |_, _| {
        let rows = frames::link_layers()
            .into_iter()
            .map(|(number, proto, way)| {
                Value::tuple(vec![
                    Value::Int(i64::from(number)),
                    Value::Layer(proto),
                    Value::bool(way != Way::Writes),
                    Value::bool(way != Way::Reads),
                ])
            });
        Ok(Value::list(rows.collect::<Vec<_>>()))
    },
);

/// `conf.l2types.register(147, Own)`
static REGISTER_LINK_LAYER: Builtin = Builtin::new(
    "_register_link_layer",
    &["number", "layer", "reads", "writes"],
    "Lets frames of a link type begin with a layer.",
    &[],
    |interp, args| {
        let proto = bindings::layer(interp, args.at(1))?;
        let number = interp.index(args.at(0))?;
        let number = u32::try_from(number)
            .map_err(|_| Error::value_error(format!("{number} is no link type")))?;
        let way = match (interp.truth(args.at(2))?, interp.truth(args.at(3))?) {
            (true, false) => Way::Reads,
            (false, true) => Way::Writes,
            _ => Way::Both,
        };
        frames::register(number, proto, way);
        Ok(Value::None)
    },
);

/// `p.route()`
static ROUTE_OF: Builtin = Builtin::new(
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

/// `conf.noenum.add(TCP.dport)`, `conf.resolve.add(IP.src)`
static SHOWN_PLAINLY: Builtin = Builtin::new(
    "_shown_plainly",
    &["numbers", "resolved"],
    "Shows these fields as numbers, and these addresses as names.",
    &[],
    |interp, args| {
        let mut fields = |at: usize| -> Result<Vec<&'static Field>> {
            let Value::List(list) = args.at(at) else {
                return Ok(Vec::new());
            };
            let list = list.borrow().clone();
            let fields = list.iter().map(|field| shared_fields(interp, field));
            Ok(fields.collect::<Result<Vec<_>>>()?.concat())
        };
        let (numbers, resolved) = (fields(0)?, fields(1)?);
        plain::set(numbers, resolved);
        Ok(Value::None)
    },
);

/// `conf.manufdb`
static MAKERS: Builtin = Builtin::new(
    "_makers",
    &[],
    "The makers of interfaces by the first octets of their addresses.",
    &[],
    |_, _| {
        let entries = makers::all().map(|([a, b, c], maker)| {
            let names = [Value::string(maker.short), Value::string(maker.long)];
            (
                Value::string(format!("{a:02X}:{b:02X}:{c:02X}")),
                Value::tuple(names),
            )
        });
        Ok(Value::list(
            entries
                .map(|(key, value)| Value::tuple([key, value]))
                .collect::<Vec<_>>(),
        ))
    },
);

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
            get: |conf| Value::bool(conf.$field),
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
    Setting {
        name: "auto_fragment",
        get: |conf| Value::bool(conf.auto_fragment),
        set: |interp, value| {
            interp.conf.auto_fragment = interp.truth(value)?;
            let station = Station::here().map_err(raised)?;
            station.auto_fragment.set(interp.conf.auto_fragment);
            Ok(())
        },
    },
    flag!("busy_poll", busy_poll),
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
        get: |conf| Value::bool(conf.sniff_promisc),
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
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(&'static str),
}

impl Plain {
    fn value(&self) -> Value {
        match self {
            Plain::None => Value::None,
            Plain::Bool(truth) => Value::bool(*truth),
            Plain::Int(number) => Value::Int(*number),
            Plain::Float(number) => Value::float(*number),
            Plain::Text(text) => Value::str(text),
        }
    }
}

/// As Scapy 2.8 has them.
static DEFAULTS: &[(&str, Plain)] = &[
    ("ASN1_default_long_size", Plain::Int(0)),
    ("auto_crop_tables", Plain::Bool(true)),
    ("crypto_valid", Plain::Bool(false)),
    ("crypto_valid_advanced", Plain::Bool(false)),
    ("dcerpc_force_header_signing", Plain::Bool(false)),
    ("dcerpc_session_enable", Plain::Bool(false)),
    ("debug_dissector", Plain::Bool(false)),
    ("debug_match", Plain::Bool(false)),
    ("debug_strfixedlenfield", Plain::Bool(false)),
    ("debug_tls", Plain::Bool(false)),
    ("dot15d4_protocol", Plain::None),
    ("except_filter", Plain::Text("")),
    ("fancy_banner", Plain::Bool(true)),
    ("filter", Plain::Text("")),
    ("geoip_city", Plain::None),
    ("interactive", Plain::Bool(false)),
    ("interactive_shell", Plain::Text("auto")),
    ("ipv6_enabled", Plain::Bool(true)),
    ("ipython_use_jedi", Plain::Bool(false)),
    ("logLevel", Plain::Int(30)),
    ("max_list_count", Plain::Int(100)),
    ("min_pkt_size", Plain::Int(60)),
    ("ndr64", Plain::Bool(true)),
    ("nmap_base", Plain::Text("")),
    ("nmap_kdb", Plain::None),
    ("padding", Plain::Int(1)),
    ("raise_no_dst_mac", Plain::Bool(false)),
    ("raw_summary", Plain::Bool(false)),
    ("recv_poll_rate", Plain::Float(0.05)),
    ("route6_autoload", Plain::Bool(true)),
    ("route_autoload", Plain::Bool(true)),
    ("session", Plain::Text("")),
    ("stealth", Plain::Text("not implemented")),
    ("teredoPrefix", Plain::Text("2001::")),
    ("teredoServerPort", Plain::Int(3544)),
    ("tls_nss_filename", Plain::None),
    ("tls_nss_keys", Plain::None),
    ("tls_session_enable", Plain::Bool(false)),
    ("use_bpf", Plain::Bool(false)),
    ("use_npcap", Plain::Bool(false)),
    ("use_pcap", Plain::Bool(false)),
    ("use_pypy", Plain::Bool(false)),
    ("warning_threshold", Plain::Int(5)),
    ("wepkey", Plain::Text("")),
];

/// The names whose values the script of settings makes.
const BESIDES: &[&str] = &[
    "AS_resolver",
    "cache_pcapiflist",
    "contribs",
    "default_l2",
    "emph",
    "histfile",
    "l2types",
    "l3types",
    "load_extensions",
    "nameservers",
    "manufdb",
    "mib",
    "noenum",
    "prog",
    "resolve",
    "temp_files",
    "winssps_passive",
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

impl Conf {
    /// What the script of settings has; from now on it is the script's own.
    /// Keeps a value under a name that means nothing to us.
    fn keep(&self, name: &str, value: Value) {
        let mut others = self.others.borrow_mut();
        others.retain(|(own, _)| own != name);
        others.push((name.to_owned(), value));
    }

    fn besides(&self, interp: &mut Interp, name: &str) -> Result<Option<Value>> {
        if !BESIDES.contains(&name) {
            return Ok(None);
        }
        let value = if name == "mib" {
            let tables = Value::Module(interp.import("scapy.data_tables")?);
            let known = interp.get_attr(&tables, "_known_identifiers")?;
            interp.call(&known, &[])?
        } else {
            let values = match interp.import("scapy.settings")?.get("_values") {
                Some(values) => interp.call(&values, &[])?,
                None => return Ok(None),
            };
            interp.get_item(&values, &Value::str(name))?
        };
        self.others
            .borrow_mut()
            .push((name.to_owned(), value.clone()));
        Ok(Some(value))
    }
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
            "color_theme" => themes::now(interp)?,
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
                None => return self.besides(interp, name),
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
            "_can_swap_bytes" => Switch::CanSwapBytes.set(interp.truth(&value)?),
            "_can_remove_padding" => Switch::CanRemovePadding.set(interp.truth(&value)?),
            "_http_auto_compression" => Switch::HttpAutoCompression.set(interp.truth(&value)?),
            "_http_auto_chunk" => Switch::HttpAutoChunk.set(interp.truth(&value)?),
            "_lldp_strict" => Switch::LldpStrict.set(interp.truth(&value)?),
            "_bgp_two_octets" => {
                crate::proto::bgp_attributes::number_in_two_octets(interp.truth(&value)?);
            }
            "dot15d4_protocol" => {
                let zigbee = interp.str(&value)? == "zigbee";
                crate::proto::dot15d4::carry_zigbee(zigbee);
                self.keep(name, value);
            }
            "L3socket" => interp.conf.l3_raw = sockets::is_raw_class(&value),
            "color_theme" => {
                interp.style = themes::style(interp, &value)?;
                self.keep(name, value);
            }
            _ => self.keep(name, value),
        }
        Ok(true)
    }

    fn dir(&self) -> Vec<String> {
        let known = SETTINGS
            .iter()
            .map(|setting| setting.name)
            .chain(WORKED_OUT.iter().copied())
            .chain(BESIDES.iter().copied())
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
                let text = interp.repr(&value)?;
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let line = format!("{name:<10} = {text}");
                lines.push(if line.chars().count() > 76 {
                    line.chars().take(73).chain("...".chars()).collect()
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

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        if name != "data" {
            return Ok(None);
        }
        let mut dict = crate::eval::dict::Dict::new();
        for (name, interface) in all_interfaces()? {
            dict.set_str(name.as_str().unwrap_or_default(), interface);
        }
        Ok(Some(Value::dict(dict)))
    }

    /// `conf.ifaces.data = …`: of the interfaces that are none, those that are named stay.
    fn set_attr(&self, interp: &mut Interp, name: &str, value: Value) -> Result<bool> {
        if name != "data" {
            return Ok(false);
        }
        let mut names = Vec::new();
        for name in interp.collect(&value)? {
            names.push(interp.str(&name)?);
        }
        let mut fakes = interfaces::fakes();
        fakes.retain(|fake| names.contains(&fake.name));
        let station = Station::here().map_err(raised)?;
        station.set_fakes(|| interfaces::set_fakes(fakes));
        Ok(true)
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
    Builtin::new(
        "get",
        &["self", "key", "default=None"],
        "The interface of a name, or the default.",
        &[],
        |interp, args| {
            let name = interp.str(args.at(1))?;
            let found = Station::here().and_then(|station| station.interface(&name));
            Ok(match found {
                Ok(one) => network_interface(&one),
                Err(_) => args.get(2).cloned().unwrap_or(Value::None),
            })
        },
    ),
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
        "Read the interfaces anew; the kernel's always are, fake ones are forgotten.",
        &[],
        |_, _| {
            let station = Station::here().map_err(raised)?;
            station.set_fakes(|| interfaces::set_fakes(Vec::new()));
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "dev_from_networkname",
        &["self", "network_name"],
        "The interface of a name; names are the same everywhere.",
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
        "_add_fake_iface",
        &["self", "ifname", "mac='00:00:00:00:00:00'", "ips=None"],
        "Add an interface that is none, to try something with its name and addresses.",
        &[],
        |interp, args| {
            let name = interp.str(args.at(1))?;
            let mac = match args.get(2) {
                Some(mac) => interp.str(mac)?,
                None => "00:00:00:00:00:00".to_owned(),
            };
            let mac: Vec<u8> = mac
                .split(':')
                .map_while(|octet| u8::from_str_radix(octet, 16).ok())
                .collect();
            let addresses = match args.some(3) {
                Some(all) => {
                    let mut addresses = Vec::new();
                    for one in interp.collect(all)? {
                        addresses.push(address_of(&interp.str(&one)?)?);
                    }
                    addresses
                }
                None => vec![
                    IpAddr::V4(Ipv4Addr::LOCALHOST),
                    IpAddr::V6(Ipv6Addr::UNSPECIFIED),
                ],
            };
            let station = Station::here().map_err(raised)?;
            station.set_fakes(|| interfaces::add_fake(&name, mac.try_into().ok(), &addresses));
            Ok(Value::None)
        },
    ),
];

/// `conf.route`, `conf.route6`
struct Routes {
    version: u8,
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
        const OWN: [&str; 5] = ["flush", "ifadd", "ifchange", "ipv6_ifaces", "remove_ipv6_iface"];
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
    fn value(&self, entry: &Entry) -> Option<Value> {
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
            return Err(super::exceptions::scapy(
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
