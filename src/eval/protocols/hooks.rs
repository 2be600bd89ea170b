//! The methods of a script's class that the packet module calls.

use std::cell::Cell;
use std::rc::Rc;

use super::guest;
use crate::eval::class::Class;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::{self, Packet, script};
use crate::proto::{Hooks, Proto};

/// A class of the script as the packet module sees it.
pub struct ScriptClass {
    class: Rc<Class>,
    proto: Cell<Option<&'static Proto>>,
}

impl ScriptClass {
    pub fn new(class: Rc<Class>) -> ScriptClass {
        ScriptClass {
            class,
            proto: Cell::new(None),
        }
    }

    pub fn set_proto(&self, proto: &'static Proto) {
        self.proto.set(Some(proto));
    }

    /// Calls a method with the packet as its `self`.
    fn call(
        &self,
        interp: &mut Interp,
        hook: Hooks,
        packet: &Packet,
        args: &[Value],
    ) -> Result<Value> {
        let method = self
            .class
            .lookup(Symbol::of(hook.name()))
            .or_else(|| crate::eval::methods::packet::unbound(hook.name()))
            .ok_or_else(|| Error::attribute_error(hook.name()))?;
        let receiver = Value::packet(packet.clone());
        let bound = crate::eval::attribute::bind(interp, &method, &receiver)?;
        interp.call(&bound, args)
    }
}

/// The protocol that a method says comes next.
fn layer(interp: &mut Interp, value: &Value) -> Result<&'static Proto> {
    match value {
        Value::Layer(proto) => Ok(proto),
        other => {
            let kind = interp.type_name(other);
            Err(Error::type_error(format!(
                "a packet's class such as Raw is needed, not {kind}"
            )))
        }
    }
}

impl script::Class for ScriptClass {
    fn octets(&self, hook: Hooks, packet: &Packet, parts: &[&[u8]]) -> packet::Result<Vec<u8>> {
        guest::called(|interp| {
            let args: Vec<Value> = parts.iter().map(|part| Value::bytes(*part)).collect();
            let result = self.call(interp, hook, packet, &args)?;
            packets::octets_of(interp, &result)
        })
    }

    fn guess(
        &self,
        hook: Hooks,
        packet: &Packet,
        payload: &[u8],
    ) -> packet::Result<&'static Proto> {
        guest::called(|interp| {
            let next = self.call(interp, hook, packet, &[Value::bytes(payload)])?;
            layer(interp, &next)
        })
    }

    fn split(&self, packet: &Packet, rest: &[u8]) -> packet::Result<(Vec<u8>, Option<Vec<u8>>)> {
        guest::called(|interp| {
            let both = self.call(
                interp,
                Hooks::EXTRACT_PADDING,
                packet,
                &[Value::bytes(rest)],
            )?;
            let both = interp.collect(&both)?;
            let [payload, padding] = &both[..] else {
                return Err(Error::value_error(
                    "extract_padding() returns the payload and the padding",
                ));
            };
            let octets = |interp: &mut Interp, value: &Value| match value {
                Value::None => Ok(None),
                value => packets::octets_of(interp, value).map(Some),
            };
            Ok((
                octets(interp, payload)?.unwrap_or_default(),
                octets(interp, padding)?,
            ))
        })
    }

    fn dispatch(&self, given: &[u8]) -> packet::Result<&'static Proto> {
        guest::called(|interp| {
            let class = Value::Layer(
                self.proto
                    .get()
                    .ok_or_else(|| Error::runtime_error("the class is not finished"))?,
            );
            let method = interp.get_attr(&class, "dispatch_hook")?;
            let next = interp.call(&method, &[Value::bytes(given)])?;
            layer(interp, &next)
        })
    }

    fn act(&self, hook: Hooks, packet: &Packet, octets: &[u8]) -> packet::Result<()> {
        guest::called(|interp| {
            let args = match hook {
                Hooks::POST_DISSECTION | Hooks::DISSECTION_DONE => {
                    let first = packet.firstlayer();
                    vec![Value::packet(first)]
                }
                Hooks::INIT => Vec::new(),
                _ => vec![Value::bytes(octets)],
            };
            self.call(interp, hook, packet, &args).map(drop)
        })
    }

    fn summary(&self, packet: &Packet) -> packet::Result<(String, Vec<&'static Proto>)> {
        guest::called(|interp| {
            let said = self.call(interp, Hooks::SUMMARY, packet, &[])?;
            match &said {
                Value::None => Ok((String::new(), Vec::new())),
                Value::Tuple(parts) if parts.len() == 2 => {
                    let text = interp.str(&parts[0])?;
                    let mut needed = Vec::new();
                    for class in interp.collect(&parts[1])? {
                        needed.push(layer(interp, &class)?);
                    }
                    Ok((text, needed))
                }
                text => Ok((interp.str(text)?, Vec::new())),
            }
        })
    }

    fn value(&self, packet: &Packet, name: &str) -> packet::Result<packet::FieldValue> {
        guest::called(|interp| {
            let value = self.call(interp, Hooks::GET_VALUE, packet, &[Value::str(name)])?;
            Ok(super::rules::held(&value))
        })
    }

    fn make(
        &self,
        octets: &[u8],
        under: Option<Packet>,
        parent: Option<Packet>,
    ) -> packet::Result<Packet> {
        guest::called(|interp| {
            let class = Value::Layer(
                self.proto
                    .get()
                    .ok_or_else(|| Error::runtime_error("the class is not finished"))?,
            );
            let mut keywords = Vec::new();
            if let Some(under) = under {
                keywords.push(("_internal".to_owned(), Value::Int(1)));
                keywords.push(("_underlayer".to_owned(), Value::packet(under)));
            }
            if let Some(parent) = parent {
                keywords.push(("_parent".to_owned(), Value::packet(parent)));
            }
            let made = interp.call_kw(&class, &[Value::bytes(octets)], &keywords)?;
            made.as_packet()
                .ok_or_else(|| Error::type_error("a class of a packet makes packets"))
        })
    }

    fn answers(&self, packet: &Packet, other: Option<&Packet>) -> packet::Result<bool> {
        guest::called(|interp| {
            let other =
                other.map_or_else(packets::no_payload, |other| Value::packet(other.clone()));
            let answer = self.call(interp, Hooks::ANSWERS, packet, &[other])?;
            interp.truth(&answer)
        })
    }
}
