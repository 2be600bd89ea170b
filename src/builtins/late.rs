//! What is written in the script language itself, in `scripts/`, and read when one of its names is
//! first used: starting costs nothing.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::eval::error::Result;
use crate::eval::interp::{Asked, Interp};
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
    "automaton": "Automata.";
    "autorun": "Sessions of the shell as text.";
    "beacons": "Frames that beacons of Bluetooth Low Energy advertise.";
    "car_signals": "Signals in frames of CAN, and logs of candump.";
    "asn1_codec": "Tags, values and codecs of ASN.1.";
    "asn1_fields": "Packets in ASN.1 that scripts describe.";
    "asn1_times": "Times of ASN.1 as datetime.";
    "contrib": "What modules of single protocols have beside their layers.";
    "crc": "Cyclic redundancy checks.";
    "constants": "Numbers of the system, and what packets call numbers.";
    "data_tables": "Tables that are asked either way, and their files.";
    "dhcp_options": "The options of DHCP.";
    "drawings": "Packets drawn with their octets.";
    "dtp": "Cisco's trunks.";
    "fragments6": "IPv6 packets in pieces, and back; the checksum of SCTP.";
    "erf": "Capture files of Endace's cards.";
    "explain": "Explanations of packets.";
    "graphs": "Who talks to whom, and the ways of a traceroute.";
    "igmp": "Joining, leaving and asking for groups.";
    "ladder": "Conversations as pictures.";
    "layers": "Methods of layers.";
    "layer_fields": "Classes of fields of single layers.";
    "links": "Interfaces, routes and neighbours by other names.";
    "module_names": "What modules of single protocols call numbers and tables.";
    "multi_flags": "Flags whose names depend on the packet.";
    "names": "Names of the DNS as octets.";
    "network_management": "Questions to SNMP agents.";
    "plots": "Plots of numbers that packets give.";
    "profinet": "Cyclic data of PROFINET, and PROFIsafe.";
    "programs": "Other programs: started, missed, and what they say.";
    "signatures": "Signatures of TCP segments.";
    "pcapng": "Capture files in pcapng's format, block by block.";
    "pipes": "Sources, drains and sinks that pass messages on.";
    "security": "Security associations of IPsec.";
    "questions": "Questions to servers and neighbours.";
    "sessions": "What becomes of packets that are sniffed.";
    "routes": "Tables of routes in the memory of a script.";
    "settings": "What `conf` holds besides.";
    "startup": "Files of settings, versions and use.";
    "tcp": "TCP connections of our own packets.";
    "neighbours": "What neighbour discovery lets anybody say.";
    "netflow": "What templates of NetFlow say about records.";
    "streams": "Messages in streams of TCP, and HTTP.";
    "temporary_files": "Files and folders that are made for a while.";
    "tftp": "Clients and servers of TFTP.";
    "themes": "Colour themes.";
    "tuntap": "Tunnel interfaces as sockets.";
    "whois": "Who an address belongs to.";
    "why": "Why a question was not answered.";
    "texts": "Octets, numbers and tables as text.";
}

/// The modules that come along with `from scapy.all import *`, because Scapy's own files import
/// them; scripts and the tutorial rely on it. Those that are not there are left out.
pub const MODULES: &[&str] = &[
    "abc",
    "argparse",
    "atexit",
    "builtins",
    "calendar",
    "code",
    "collections",
    "copy",
    "ctypes",
    "dataclasses",
    "decimal",
    "difflib",
    "enum",
    "errno",
    "functools",
    "getopt",
    "gzip",
    "hashlib",
    "hmac",
    "html",
    "importlib",
    "inspect",
    "io",
    "itertools",
    "json",
    "locale",
    "logging",
    "math",
    "operator",
    "os",
    "pathlib",
    "pickle",
    "queue",
    "random",
    "re",
    "scapy",
    "select",
    "shutil",
    "socket",
    "ssl",
    "string",
    "struct",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "traceback",
    "types",
    "uuid",
    "warnings",
    "zlib",
];

/// What else those files import: names and their modules.
const NAMES: &[(&str, &str)] = &[
    ("array", "array"),
    ("Counter", "collections"),
    ("UserDict", "collections"),
    ("defaultdict", "collections"),
    ("deque", "collections"),
    ("namedtuple", "collections"),
    ("dataclass", "dataclasses"),
    ("datetime", "datetime"),
    ("timedelta", "datetime"),
    ("timezone", "datetime"),
    ("tzinfo", "datetime"),
    ("Decimal", "decimal"),
    ("Enum", "enum"),
    ("IntEnum", "enum"),
    ("IntFlag", "enum"),
    ("StrEnum", "enum"),
    ("ioctl", "fcntl"),
    ("cmp_to_key", "functools"),
    ("partial", "functools"),
    ("reduce", "functools"),
    ("glob", "glob"),
    ("md5", "hashlib"),
    ("StringIO", "io"),
    ("zip_longest", "itertools"),
    ("gcd", "math"),
    ("Empty", "queue"),
    ("Queue", "queue"),
    ("choice", "random"),
    ("inet_aton", "socket"),
    ("inet_ntoa", "socket"),
    ("Event", "threading"),
    ("Lock", "threading"),
    ("Thread", "threading"),
    ("gmtime", "time"),
    ("strftime", "time"),
    ("MethodType", "types"),
    ("ModuleType", "types"),
    ("Any", "typing"),
    ("Callable", "typing"),
    ("ClassVar", "typing"),
    ("DefaultDict", "typing"),
    ("Deque", "typing"),
    ("Dict", "typing"),
    ("Generic", "typing"),
    ("IO", "typing"),
    ("Iterable", "typing"),
    ("Iterator", "typing"),
    ("List", "typing"),
    ("Literal", "typing"),
    ("NamedTuple", "typing"),
    ("NoReturn", "typing"),
    ("Optional", "typing"),
    ("Protocol", "typing"),
    ("Self", "typing"),
    ("Sequence", "typing"),
    ("Set", "typing"),
    ("TextIO", "typing"),
    ("Tuple", "typing"),
    ("Type", "typing"),
    ("TypeVar", "typing"),
    ("Union", "typing"),
    ("cast", "typing"),
    ("overload", "typing"),
    ("UUID", "uuid"),
    ("crc32", "zlib"),
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
        let own = !name.starts_with("__");
        (assigned && own && rest.starts_with(|c| wanted.contains(c))).then_some(name)
    })
}

/// All names that [`find`] finds.
pub fn names() -> impl Iterator<Item = &'static str> {
    let all = SCRIPTS.iter().flat_map(|script| defined(script.source));
    all.filter(|name| !name.contains("__") && !name.starts_with('_'))
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
fn find(interp: &mut Interp, name: &'static str, asked: Asked) -> Result<Option<Value>> {
    // What a script keeps for itself is had by those only who import it by its name.
    if name.starts_with('_') && asked != Asked::ByImport {
        return Ok(None);
    }
    if let Some(script) = script_of(name) {
        return Ok(interp.import(script.module.name)?.get(name));
    }
    // Scapy's shell has what its own files import, too.
    if asked != Asked::Alone || interp.display.is_some() {
        return brought_along(interp, name);
    }
    Ok(None)
}

/// What comes along with `from scapy.all import *` without being Scapy's.
fn brought_along(interp: &mut Interp, name: &str) -> Result<Option<Value>> {
    if let Some((_, module)) = NAMES.iter().find(|(own, _)| *own == name) {
        return match interp.knows_module(module) {
            true => Ok(interp.import(module)?.get(name)),
            false => Ok(None),
        };
    }
    if MODULES.contains(&name) && interp.knows_module(name) {
        return Ok(Some(Value::Module(interp.import(name)?)));
    }
    Ok(None)
}

/// Whether `from scapy.all import *` gives a value to a name that is not Scapy's.
pub fn comes_along(interp: &Interp, name: &str) -> bool {
    let module = match NAMES.iter().find(|(own, _)| *own == name) {
        Some((_, module)) => module,
        None if MODULES.contains(&name) => name,
        None => return false,
    };
    interp.knows_module(module)
}

/// Makes the names known.
pub fn define(interp: &mut Interp) {
    for script in SCRIPTS {
        interp.add_module(&script.module);
    }
    interp.late = Some(find);
}
