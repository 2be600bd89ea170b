//! What is written in the script language itself, in `scripts/`, and read when one of its names is
//! first used: starting costs nothing.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::module::NativeModule;
use crate::eval::value::Value;

/// A script, as a module.
struct Script {
    module: NativeModule,
    source: &'static str,
}

macro_rules! scripts {
    ($($name:literal: $help:literal;)*) => {
        static SCRIPTS: &[Script] = &[$(Script {
            module: NativeModule {
                name: concat!("scapy.", $name),
                help: $help,
                functions: &[],
                init: |interp, module| {
                    let source = include_str!(concat!("scripts/", $name, ".py"));
                    super::modules::run_script(interp, module, source, $name)
                },
            },
            source: include_str!(concat!("scripts/", $name, ".py")),
        }),*];
    };
}

scripts! {
    "addresses": "What is known about addresses.";
    "answering": "Answering machines.";
    "constants": "Numbers of the system, and what packets call numbers.";
    "fragments6": "IPv6 packets in pieces, and back; the checksum of SCTP.";
    "igmp": "Joining, leaving and asking for groups.";
    "layers": "Methods of layers.";
    "links": "Interfaces, routes and neighbours by other names.";
    "names": "Names of the DNS as octets.";
    "sessions": "What becomes of packets that are sniffed.";
    "settings": "What `conf` holds besides.";
    "streams": "Messages in streams of TCP, and HTTP.";
    "texts": "Octets, numbers and tables as text.";
}

/// What Scapy's own imports bring along with `from scapy.all import *`: names and their modules.
const BROUGHT_ALONG: &[(&str, &str)] = &[
    ("Counter", "collections"),
    ("defaultdict", "collections"),
    ("deque", "collections"),
    ("namedtuple", "collections"),
    ("cmp_to_key", "functools"),
    ("partial", "functools"),
    ("datetime", "datetime"),
    ("timedelta", "datetime"),
    ("timezone", "datetime"),
    ("tzinfo", "datetime"),
    ("choice", "random"),
    ("gcd", "math"),
    ("gmtime", "time"),
    ("md5", "hashlib"),
    ("strftime", "time"),
    ("zip_longest", "itertools"),
    ("Empty", "queue"),
    ("Queue", "queue"),
    ("Event", "threading"),
    ("Lock", "threading"),
    ("Thread", "threading"),
    ("UUID", "uuid"),
    ("MethodType", "types"),
    ("ModuleType", "types"),
];

/// The names that a script defines at its top.
fn defined(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter_map(|line| {
        let named = ["def ", "class "]
            .iter()
            .find_map(|word| line.strip_prefix(word));
        let (name, wanted) = match named {
            Some(rest) => (rest, "(:"),
            None => (line, " "),
        };
        let end = name.find(|c: char| !c.is_alphanumeric() && c != '_')?;
        let (name, rest) = name.split_at(end);
        let assigned = named.is_some() || rest.starts_with(" = ");
        let public = name.starts_with(|first: char| first.is_alphabetic());
        (assigned && public && rest.starts_with(|c| wanted.contains(c))).then_some(name)
    })
}

/// All names that [`find`] finds.
pub fn names() -> impl Iterator<Item = &'static str> {
    let all = SCRIPTS.iter().flat_map(|script| defined(script.source));
    all.filter(|name| !name.contains("__"))
}

/// The script that defines a name.
fn script_of(name: &str) -> Option<&'static Script> {
    static PLACES: OnceLock<HashMap<&'static str, usize>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let mut places = HashMap::new();
        for (place, script) in SCRIPTS.iter().enumerate() {
            for name in defined(script.source) {
                places.entry(name).or_insert(place);
            }
        }
        places
    });
    places.get(name).map(|&place| &SCRIPTS[place])
}

/// What a name means that nothing else defines.
fn find(interp: &mut Interp, name: &'static str) -> Result<Option<Value>> {
    if let Some((_, module)) = BROUGHT_ALONG.iter().find(|(own, _)| *own == name) {
        return Ok(interp.import(module)?.get(name));
    }
    // Scapy's shell has the modules that its own files import.
    if interp.display.is_some() && super::modules::scapy::BROUGHT_ALONG.contains(&name) {
        return Ok(Some(Value::Module(interp.import(name)?)));
    }
    match script_of(name) {
        Some(script) => Ok(interp.import(script.module.name)?.get(name)),
        None => Ok(None),
    }
}

/// Makes the names known.
pub fn define(interp: &mut Interp) {
    for script in SCRIPTS {
        interp.add_module(&script.module);
    }
    interp.late = Some(find);
}
