//! `repr(p)`: what was set, layer in layer.

use super::field;
use super::style::Style;
use crate::packet::convert;
use crate::packet::packet::{Packet, View};
use crate::packet::value::FieldValue;

/// `<IP  ttl=10 |<TCP  |>>`
pub fn repr(packet: &Packet, style: &Style) -> String {
    let mut out = String::new();
    put(&mut out, packet, style);
    out
}

/// Appends the representation of a packet.
pub fn put(out: &mut String, packet: &Packet, style: &Style) {
    let mut layers = 0;
    for layer in packet.iter() {
        layer.read();
        layer.lent(|view| put_layer(out, view, style));
        layers += 1;
    }
    for _ in 0..layers {
        style.punct.put(out, ">");
    }
}

fn put_layer(out: &mut String, view: View<'_>, style: &Style) {
    let proto = view.layer().proto;
    style.punct.put(out, "<");
    style.layer_name.put(out, proto.name);
    out.push(' ');
    for (index, field) in proto.fields.iter().enumerate() {
        if field.is_conditional() && !convert::applies(view, field) {
            continue;
        }
        let set = view.layer().set_value(index).cloned();
        let Some(value) = set.or_else(|| view.overloaded(index)) else {
            continue;
        };
        if is_empty_list(&value) {
            continue;
        }
        let (name, paint) = if field.emphasised {
            (style.emph_field_name, style.emph_field_value)
        } else {
            (style.field_name, style.field_value)
        };
        out.push(' ');
        name.put(out, field.name);
        style.punct.put(out, "=");
        paint.put(out, &field::text_of(view, field, value, style));
    }
    out.push(' ');
    style.punct.put(out, "|");
}

pub(super) fn is_empty_list(value: &FieldValue) -> bool {
    matches!(value.resolved(), FieldValue::List(list) if list.borrow().is_empty())
}
