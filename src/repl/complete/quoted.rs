//! What may stand between quotes: names of values, layers, interfaces, hosts, files, keys.

use std::path::Path;

use super::cursor::{Bracket, Call, Cursor};
use super::value;
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::lab;
use crate::link::Station;
use crate::proto::field::{Field, Naming};
use crate::proto::registry;

/// Parameters that name an interface.
const INTERFACES: &[&str] = &["iface", "iff"];
/// Parameters that name a file.
const FILES: &[&str] = &["filename", "fname", "file", "offline", "path"];
/// Parameters and fields that name a host.
const HOSTS: &[&str] = &["dst", "pdst", "host", "target"];

/// The candidates, and how many octets of the word stay as they are.
pub fn candidates(interp: &mut Interp, cursor: &Cursor) -> (usize, Vec<String>) {
    if let Some(target) = cursor.assigned
        && let Some((of, name)) = target.rsplit_once('.')
    {
        return (0, assigned(interp, of, name));
    }
    match &cursor.bracket {
        Bracket::Index(of) => (0, keys(interp, of)),
        Bracket::Call(call) => argument(interp, call, cursor.word),
        Bracket::None => (0, Vec::new()),
    }
}

/// The names that the values of a call's argument have.
pub fn values(interp: &mut Interp, call: &Call) -> Vec<String> {
    match (value::of(interp, call.function), call.argument) {
        (Some(Value::Layer(proto)), Some(name)) => {
            proto.field(name).map_or_else(Vec::new, names_of)
        }
        _ => Vec::new(),
    }
}

fn argument(interp: &mut Interp, call: &Call, word: &str) -> (usize, Vec<String>) {
    let Some(function) = value::of(interp, call.function) else {
        return (0, Vec::new());
    };
    let parameters = value::parameters(&function);
    let name = match call.argument {
        Some(name) => name,
        None => parameters.get(call.index).map_or("", String::as_str),
    };
    let named = values(interp, call);
    if !named.is_empty() {
        return (0, named);
    }
    match name {
        name if INTERFACES.contains(&name) => (0, interfaces()),
        name if FILES.contains(&name) => files(word),
        name if HOSTS.contains(&name) => (0, hosts()),
        "cls" => (0, layers()),
        _ => (0, Vec::new()),
    }
}

/// `p.type = "…`, `conf.iface = "…`
fn assigned(interp: &mut Interp, of: &str, name: &str) -> Vec<String> {
    if INTERFACES.contains(&name) {
        return interfaces();
    }
    let Some(packet) = value::of(interp, of).and_then(|value| value.as_packet()) else {
        return Vec::new();
    };
    let field = packet.iter().find_map(|layer| layer.proto().field(name));
    field.map_or_else(Vec::new, names_of)
}

/// `p["…`, `d["…`
fn keys(interp: &mut Interp, of: &str) -> Vec<String> {
    match value::of(interp, of) {
        Some(Value::Dict(dict)) => {
            let dict = dict.borrow();
            dict.iter()
                .filter_map(|(key, _)| key.as_str().map(str::to_owned))
                .collect()
        }
        Some(value @ (Value::Packet(_) | Value::Upper(_))) => {
            let layers = value
                .as_packet()
                .map(|packet| packet.layers())
                .unwrap_or_default();
            layers
                .into_iter()
                .map(|proto| proto.name.to_owned())
                .collect()
        }
        _ => Vec::new(),
    }
}

fn names_of(field: &Field) -> Vec<String> {
    match &field.names {
        Naming::No | Naming::Script(_) | Naming::Made(_) => Vec::new(),
        Naming::Texts(names) => names.iter().map(|(_, name)| (*name).to_owned()).collect(),
        Naming::FlagsBy(_, tables) => {
            let all = tables.iter().flat_map(|(_, entries)| entries.iter());
            all.map(|(_, name, _)| (*name).to_owned()).collect()
        }
        Naming::Enum(names) => names.iter().map(|(_, name)| name.to_owned()).collect(),
        Naming::Depends(_, tables) | Naming::DependsScript(_, tables) => {
            let all = tables.iter().flat_map(|(_, names)| names.iter());
            all.map(|(_, name)| name.to_owned()).collect()
        }
        Naming::Flags(flags) => {
            let all = (0..flags.len()).filter_map(|bit| flags.name(bit));
            all.map(str::to_owned).collect()
        }
    }
}

fn interfaces() -> Vec<String> {
    let interfaces = Station::here().and_then(|station| station.interfaces());
    interfaces.map_or_else(
        |_| Vec::new(),
        |all| all.iter().map(|one| one.name.clone()).collect(),
    )
}

fn layers() -> Vec<String> {
    registry::protocols()
        .iter()
        .map(|proto| proto.name.to_owned())
        .collect()
}

fn hosts() -> Vec<String> {
    let hosts = lab::current().map(|lab| lab.hosts()).unwrap_or_default();
    hosts.iter().map(|host| host.name.clone()).collect()
}

/// Files and folders that a path may go on to; the folder that is typed stays.
fn files(typed: &str) -> (usize, Vec<String>) {
    let folder_end = typed.rfind('/').map_or(0, |at| at + 1);
    let folder = match &typed[..folder_end] {
        "" => Path::new("."),
        folder => Path::new(folder),
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let mut name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') && !typed[folder_end..].starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            name.push('/');
        }
        names.push(name);
    }
    (folder_end, names)
}
