//! What a script can call: one file per family, one static per builtin.

pub mod async_sniffer;
pub mod bindings;
pub mod classes;
pub mod conf;
pub mod constants;
pub mod core;
pub mod core_file;
pub mod core_iteration;
pub mod core_legacy;
pub mod core_numbers;
pub mod core_objects;
pub mod core_text;
pub mod core_wait;
pub mod exceptions;
pub mod exchange;
pub mod files;
pub mod fragments;
pub mod frames;
pub mod interfaces;
pub mod kept;
pub mod lab;
mod lab_map;
pub mod last_exchange;
pub mod late;
pub mod linkerror;
pub mod lists;
pub mod looks;
pub mod modules;
pub mod outgoing;
pub mod programs;
pub mod progress;
pub mod random_values;
pub mod refused;
pub mod scripted_tools;
pub mod send;
pub mod sender;
pub mod sniff;
pub mod sockets;
pub mod tape;
mod themes;
pub mod tools;
pub mod traceroute;
pub mod utilities;

use crate::eval::builtin::Builtin;
use crate::eval::interp::Interp;
use crate::eval::packets;
use crate::eval::protocols;
use crate::eval::value::Value;

/// Everything about packets that scripts can call, family by family.
static FAMILIES: &[&[Builtin]] = &[
    bindings::ALL,
    exchange::ALL,
    files::ALL,
    fragments::ALL,
    interfaces::ALL,
    lab::ALL,
    lists::ALL,
    looks::ALL,
    programs::ALL,
    random_values::ALL,
    refused::ALL,
    scripted_tools::ALL,
    send::ALL,
    sniff::ALL,
    async_sniffer::ALL,
    tape::ALL,
    tools::ALL,
    traceroute::ALL,
    utilities::ALL,
];

/// The functions about packets, as `lsc()` lists them.
pub fn commands() -> impl Iterator<Item = &'static Builtin> {
    FAMILIES.iter().copied().flatten()
}

/// The names that are about packets: what `from scapy.all import *` makes known.
pub fn packet_names() -> impl Iterator<Item = &'static str> {
    const OBJECTS: &[&str] = &[
        "L2ListenSocket",
        "L2Socket",
        "L3PacketSocket",
        "L3RawSocket",
        "L3RawSocket6",
        "Scapy_Exception",
        "StreamSocket",
        "conf",
    ];
    let layers = packets::names().map(|(name, _)| name);
    let fields = protocols::names().into_iter().map(|(name, _)| name);
    let classes = crate::packet::volatile::classes().map(|class| class.name);
    commands()
        .map(|command| command.name)
        .chain(layers)
        .chain(fields)
        .chain(classes)
        .chain(OBJECTS.iter().copied())
        .chain(constants::names())
        .chain(late::names())
}

/// Makes everything known that Python itself has (functions and modules), and everything about
/// packets on top of it.
pub fn install(interp: &mut Interp) {
    core::install(interp);
    modules::install(interp);
    interp.add_module(&scripted_tools::MODULE);
    interp.add_module(&tape::MODULE);
    for family in FAMILIES {
        interp.define_all(family);
    }
    for function in modules::socket::FUNCTIONS {
        // Scapy brings these along without their module.
        if function.name.starts_with("inet_") {
            interp.define(function.name, Value::Builtin(function));
        }
    }
    for (name, class) in protocols::names() {
        interp.define(name, class);
    }
    for (name, layer) in packets::names() {
        interp.define(name, layer);
    }
    conf::define(interp);
    constants::define(interp);
    exceptions::define(interp);
    lab::define(interp);
    late::define(interp);
    random_values::define(interp);
    sockets::define(interp);
    classes::define(interp);
}
