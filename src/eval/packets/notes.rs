//! What a script wrote on a packet under a name that is no field of it.

use std::rc::Rc;

use crate::eval::value::Value;
use crate::packet::{self, FieldValue, Packet};

/// What a script wrote on a packet, which has no such field.
struct Note(Value);

impl packet::Foreign for Note {
    fn resolve(&self) -> FieldValue {
        FieldValue::None
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// Keeps a value on the packet under a name that is no field, as Python's objects do.
pub(super) fn note(packet: &Packet, name: &str, value: &Value) {
    packet.with_meta(|meta| {
        let notes = Rc::make_mut(meta.notes.get_or_insert_default());
        notes.retain(|(own, _)| **own != *name);
        notes.push((
            name.into(),
            FieldValue::Foreign(Rc::new(Note(value.clone()))),
        ));
    });
}

pub(super) fn noted(packet: &Packet, name: &str) -> Option<Value> {
    let notes = packet.meta().notes?;
    let (_, value) = notes.iter().find(|(own, _)| **own == *name)?;
    let FieldValue::Foreign(value) = value else {
        return None;
    };
    value
        .as_any()
        .downcast_ref::<Note>()
        .map(|note| note.0.clone())
}
