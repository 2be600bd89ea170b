//! `conf`: Scapy's settings.

mod aliases;
mod ifaces;
mod layers;
mod neighbours;
mod routes;

use std::cell::RefCell;

use super::linkerror::raised;
use super::{sockets, themes};
use crate::eval::builtin::Builtin;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::packets::shared_fields;
use crate::eval::value::Value;
use crate::host::conf::Conf as Settings;
use crate::link::{Station, interfaces};
use crate::packet::text::plain;
use crate::proto::registry::Switch;
use crate::proto::{Field, makers};

use self::aliases::Aliases;
use self::ifaces::{Interfaces, interface};
use self::layers::{DHCP_OPTIONS, LINK_LAYERS, Layers, REGISTER_LINK_LAYER};
use self::neighbours::Caches;
use self::routes::{ROUTE_OF, Routes};

pub use self::routes::route_to;

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
