//! The operators and the ways to attributes that a script's class of packets replaces:
//! `__len__`, `__getitem__`, `__getattr__`, `setfieldval`, …

use std::cell::Cell;

use super::class;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::Packet;
use crate::proto::Hooks;

thread_local! {
    /// The packet whose class is passed over once, and for which method.
    static PLAIN: Cell<Option<(*const (), Hooks)>> = const { Cell::new(None) };
}

/// Works on a packet as Scapy's `Packet` does, whatever its class has for this: for
/// `Packet.__len__(self)`.
pub fn plainly<T>(packet: &Packet, hook: Hooks, work: impl FnOnce() -> T) -> T {
    let before = PLAIN.replace(Some((packet.identity(), hook)));
    let result = work();
    PLAIN.set(before);
    result
}

/// Whether the packet's class is asked for a method.
fn is_asked(packet: &Packet, hook: Hooks) -> bool {
    if !packet.proto().hooks.has(hook) {
        return false;
    }
    let passed = PLAIN.get() == Some((packet.identity(), hook));
    if passed {
        PLAIN.set(None);
    }
    !passed
}

/// The method of the packet's class, where it has one of its own.
pub fn own(packet: &Packet, hook: Hooks, name: &str) -> Option<Value> {
    if !is_asked(packet, hook) {
        return None;
    }
    class::own(packet.proto(), Symbol::of(name))
}

/// Whether a value is a packet whose class has operators of its own.
#[inline]
pub fn has_operators(value: &Value) -> bool {
    matches!(value, Value::Packet(_) | Value::Upper(_)) && is_with_operators(value)
}

#[inline(never)]
fn is_with_operators(value: &Value) -> bool {
    value
        .as_packet()
        .is_some_and(|packet| packet.proto().hooks.has(Hooks::OPERATORS))
}

/// The operator that the class of a packet of the script has.
pub fn of(value: &Value, name: Symbol) -> Option<Value> {
    let packet = value.as_packet()?;
    match packet.proto().hooks.has(Hooks::OPERATORS) {
        true => own(&packet, Hooks::OPERATORS, name.name()),
        false => None,
    }
}

/// What the packet's own method gives; `None` where its class has none.
pub fn call(
    interp: &mut Interp,
    packet: &Packet,
    hook: Hooks,
    name: &str,
    args: &[Value],
) -> Result<Option<Value>> {
    let Some(method) = own(packet, hook, name) else {
        return Ok(None);
    };
    let bound = crate::eval::attribute::bind(interp, &method, &Value::packet(packet.clone()))?;
    interp.call(&bound, args).map(Some)
}

/// The same for an operator of a value, which may be no packet.
pub fn operator(
    interp: &mut Interp,
    value: &Value,
    name: &str,
    args: &[Value],
) -> Result<Option<Value>> {
    match value {
        Value::Packet(_) | Value::Upper(_) => {}
        _ => return Ok(None),
    }
    let Some(packet) = value.as_packet() else {
        return Ok(None);
    };
    if packet.proto().script.is_none() {
        return Ok(None);
    }
    call(interp, &packet, Hooks::OPERATORS, name, args)
}

/// The text that an operator gives.
pub fn text(interp: &mut Interp, value: &Value, name: &str) -> Result<Option<String>> {
    match operator(interp, value, name, &[])? {
        None => Ok(None),
        Some(Value::Str(text)) => Ok(Some(text.as_str().to_owned())),
        Some(other) => {
            let kind = interp.type_name(&other);
            Err(Error::type_error(format!(
                "{name} returned non-string (type {kind})"
            )))
        }
    }
}
