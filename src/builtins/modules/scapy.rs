//! `scapy` and its parts. Everything in them is known everywhere already; importing them makes the
//! same names, and the modules that `from scapy.all import *` brings along.

use crate::builtins;
use crate::eval::dict::Dict;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::module::{Module, NativeModule};
use crate::eval::value::Value;
use crate::proto::{Proto, registry};

/// A part of scapy.
const fn part(name: &'static str) -> NativeModule {
    NativeModule {
        name,
        help: "Packets: crafting, sending, sniffing, matching.",
        functions: &[],
        init: fill,
    }
}

/// The parts that scripts import from.
pub static PARTS: &[NativeModule] = &[
    part("scapy"),
    part("scapy.all"),
    part("scapy.ansmachine"),
    part("scapy.arch"),
    part("scapy.arch.common"),
    part("scapy.arch.linux"),
    part("scapy.as_resolvers"),
    part("scapy.asn1"),
    part("scapy.asn1.asn1"),
    part("scapy.asn1.ber"),
    part("scapy.asn1.mib"),
    part("scapy.asn1fields"),
    part("scapy.asn1packet"),
    part("scapy.automaton"),
    part("scapy.autorun"),
    part("scapy.base_classes"),
    part("scapy.compat"),
    part("scapy.config"),
    part("scapy.consts"),
    part("scapy.contrib"),
    part("scapy.dadict"),
    part("scapy.data"),
    part("scapy.error"),
    part("scapy.fields"),
    part("scapy.interfaces"),
    part("scapy.layers"),
    part("scapy.layers.all"),
    part("scapy.layers.dhcp"),
    part("scapy.layers.dns"),
    part("scapy.layers.dot11"),
    part("scapy.layers.http"),
    part("scapy.layers.inet"),
    part("scapy.layers.inet6"),
    part("scapy.layers.l2"),
    part("scapy.layers.ntp"),
    part("scapy.libs"),
    part("scapy.libs.crc"),
    part("scapy.libs.structures"),
    part("scapy.main"),
    part("scapy.modules"),
    part("scapy.packet"),
    part("scapy.pipetool"),
    part("scapy.plist"),
    part("scapy.pton_ntop"),
    part("scapy.route"),
    part("scapy.route6"),
    part("scapy.scapypipes"),
    part("scapy.sendrecv"),
    part("scapy.sessions"),
    part("scapy.supersocket"),
    part("scapy.themes"),
    part("scapy.utils"),
    part("scapy.utils6"),
    part("scapy.volatile"),
];

/// The modules of protocols that are no part of the list above.
pub fn of_protocols() -> Vec<&'static NativeModule> {
    let mut names: Vec<&str> = registry::modules().collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| PARTS.iter().all(|part| part.name != *name));
    let modules = names.into_iter().map(part);
    modules
        .map(|module| &*Box::leak(Box::new(module)))
        .collect()
}

fn fill(interp: &mut Interp, module: &Module) -> Result<()> {
    let protocols = registry::names_in(&module.name);
    for (_, proto) in &protocols {
        interp.define(proto.name, Value::Layer(proto));
    }
    for name in builtins::packet_names() {
        if let Some(value) = interp.builtin(name) {
            module.set(name, value);
        }
    }
    for (name, proto) in &protocols {
        module.set(name, Value::Layer(proto));
    }
    for (name, value) in names_beside(interp, &module.name, &protocols)? {
        module.set(&name, value);
    }
    Ok(())
}

/// What a module of these protocols calls numbers and tables, which is known to who imports them.
pub fn names_beside(
    interp: &mut Interp,
    module: &str,
    protocols: &[(&'static str, &'static Proto)],
) -> Result<Vec<(String, Value)>> {
    if !module.starts_with("scapy.contrib.") {
        return Ok(Vec::new());
    }
    let script = interp.import("scapy.module_names")?;
    let Some(names_of_module) = script.get("names_of_module") else {
        return Ok(Vec::new());
    };
    let mut layers = Dict::new();
    for (name, proto) in protocols {
        layers.set_str(name, Value::Layer(proto));
    }
    let arguments = [Value::str(module), Value::dict(layers)];
    let names = interp.call(&names_of_module, &arguments)?;
    let Value::Dict(names) = names else {
        return Ok(Vec::new());
    };
    let names = names.borrow();
    let entries = names
        .iter()
        .map(|(name, value)| Some((name.as_str()?.to_owned(), value.clone())));
    Ok(entries.flatten().collect())
}
