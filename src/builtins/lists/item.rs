//! What a list of packets holds: a packet or frame, or a question with its answer.

use crate::builtins::modules::record;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::packet::Packet;
use crate::packet::frame::Entry;
use crate::packet::list::Element;

/// What a list holds, as a value and as arguments of the script's functions.
pub trait Item: Element + 'static {
    const TYPE: &'static str;
    fn value(&self) -> Value;
    fn of_value(interp: &mut Interp, value: &Value) -> Result<Self>;
    /// What a function that judges an item is called with.
    fn arguments(&self, function: &Value) -> Vec<Value>;
}

impl Item for Entry {
    const TYPE: &'static str = "PacketList";

    fn value(&self) -> Value {
        Value::packet(self.packet())
    }

    fn of_value(interp: &mut Interp, value: &Value) -> Result<Entry> {
        value.as_packet().map(Entry::from).ok_or_else(|| {
            Error::type_error(format!(
                "a packet is needed, not {}",
                interp.type_name(value)
            ))
        })
    }

    fn arguments(&self, _: &Value) -> Vec<Value> {
        vec![self.value()]
    }
}

impl Item for (Packet, Packet) {
    const TYPE: &'static str = "SndRcvList";

    fn value(&self) -> Value {
        let (query, answer) = self.clone();
        record::make(
            "QueryAnswer",
            &[
                ("query", Value::packet(query)),
                ("answer", Value::packet(answer)),
            ],
        )
    }

    fn of_value(interp: &mut Interp, value: &Value) -> Result<(Packet, Packet)> {
        let items = interp.collect(value)?;
        match items.as_slice() {
            [query, answer] => Ok((
                Entry::of_value(interp, query)?.packet(),
                Entry::of_value(interp, answer)?.packet(),
            )),
            _ => Err(Error::value_error("a question and its answer are needed")),
        }
    }

    fn arguments(&self, function: &Value) -> Vec<Value> {
        // Scapy before 2.5 called with the pair; a function of one parameter still gets it.
        let both = [&self.0, &self.1].map(|packet| Value::packet(packet.clone()));
        match arity(function) {
            Some(1) => vec![Value::tuple(both.to_vec())],
            _ => both.to_vec(),
        }
    }
}

/// How many arguments a script's function needs.
fn arity(function: &Value) -> Option<usize> {
    match function {
        Value::Function(function) => Some(function.code.positional - function.defaults.len()),
        Value::Method(method) => arity(&method.func).map(|count| count.saturating_sub(1)),
        _ => None,
    }
}

/// What a script's function says of an item.
pub(super) fn ask<T: Item>(interp: &mut Interp, function: &Value, item: &T) -> Result<Value> {
    interp.call(function, &item.arguments(function))
}

pub(super) fn passes<T: Item>(
    interp: &mut Interp,
    filter: Option<&Value>,
    item: &T,
) -> Result<bool> {
    match filter {
        None => Ok(true),
        Some(filter) => {
            let answer = ask(interp, filter, item)?;
            interp.truth(&answer)
        }
    }
}
