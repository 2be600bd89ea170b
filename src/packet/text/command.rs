//! `p.command()` and `p.json()`: the packet as an expression, and as data.

use std::fmt::Write;

use super::python;
use super::repr::is_empty_list;
use super::style::Style;
use crate::packet::convert;
use crate::packet::kinds::plain_text;
use crate::packet::packet::{Packet, View};
use crate::packet::value::FieldValue;
use crate::proto::Field;
use crate::proto::field::{Kind, Naming, Preset};

/// `IP(dst='1.2.3.4')/TCP(dport=80)`
pub fn command(packet: &Packet) -> String {
    let layers: Vec<String> = packet
        .iter()
        .map(|layer| {
            layer.read();
            layer.lent(layer_command)
        })
        .collect();
    layers.join("/")
}

fn layer_command(view: View<'_>) -> String {
    let layer = view.layer();
    let mut out = format!("{}(", layer.proto.name);
    let mut first = true;
    for (index, value) in &layer.fields {
        let field = &layer.proto.fields[usize::from(*index)];
        if is_left_out(field, value) {
            continue;
        }
        if !first {
            out.push_str(", ");
        }
        first = false;
        let _ = write!(out, "{}={}", field.name, argument(view, field, value));
    }
    out.push(')');
    out
}

/// An empty list says nothing where the default is nothing either.
fn is_left_out(field: &Field, value: &FieldValue) -> bool {
    is_empty_list(value)
        && matches!(
            field.preset,
            Preset::None
                | Preset::EmptyList
                | Preset::Int(0)
                | Preset::Text("")
                | Preset::Octets(b"")
        )
}

fn argument(view: View<'_>, field: &'static Field, value: &FieldValue) -> String {
    let reading = match convert::chosen_for(view, field, value) {
        Field {
            kind: Kind::Padded(padded),
            ..
        } => &padded.field,
        Field {
            kind: Kind::Recoded(recoding),
            ..
        } => &recoding.field,
        reading => reading,
    };
    match value.resolved() {
        FieldValue::Packet(packet) => command(&packet),
        FieldValue::List(list) if reading.is_list() => {
            let texts: Vec<String> = list.borrow().iter().map(element).collect();
            format!("[{}]", texts.join(","))
        }
        FieldValue::List(pairs) if matches!(reading.kind, Kind::Pairs) => {
            python::dict(&pairs.borrow(), &Style::PLAIN)
        }
        FieldValue::Flags(number, _) => number.to_string(),
        FieldValue::Int(number) if matches!(reading.names, Naming::Flags(_)) => number.to_string(),
        FieldValue::Volatile(volatile) => super::volatile_command(&*volatile),
        _ if field.is_conditional() && !convert::applies(view, field) => "None".to_string(),
        _ if own_text(value).is_some() => own_text(value).unwrap_or_default(),
        value => python::repr(&convert::human_of(view, field, value), &Style::PLAIN),
    }
}

/// What a value of a class of its own says of itself.
fn own_text(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Foreign(foreign) => foreign.command(),
        _ => None,
    }
}

fn element(value: &FieldValue) -> String {
    if let Some(text) = own_text(value) {
        return text;
    }
    match value.resolved() {
        FieldValue::Packet(packet) => command(&packet),
        FieldValue::Volatile(volatile) => super::volatile_command(&*volatile),
        other => python::repr(&other, &Style::PLAIN),
    }
}

/// `{"version": 4, …, "payload": {…}}`
pub fn json(packet: &Packet) -> String {
    let mut out = String::new();
    let mut layers = 0;
    for layer in packet.iter() {
        layer.read();
        if layers > 0 {
            // `{}` of a layer without fields becomes `{, "payload": …}` in Scapy, which nothing
            // can read; the comma is left out here.
            out.push_str(if out.ends_with('{') { "" } else { ", " });
            out.push_str("\"payload\": ");
        }
        out.push('{');
        layer.lent(|view| put_fields(&mut out, view));
        layers += 1;
    }
    out.extend(std::iter::repeat_n('}', layers));
    out
}

fn put_fields(out: &mut String, view: View<'_>) {
    let mut first = true;
    for (index, field) in view.layer().proto.fields.iter().enumerate() {
        let value = view.internal(index).resolved();
        if is_left_out(field, &value) {
            continue;
        }
        if !first {
            out.push_str(", ");
        }
        first = false;
        let _ = write!(out, "{}: ", quoted(field.name));
        put_value(out, view, index, field, value);
    }
}

fn put_value(
    out: &mut String,
    view: View<'_>,
    index: usize,
    field: &'static Field,
    value: FieldValue,
) {
    match value {
        FieldValue::Packet(packet) => put_packet(out, &packet),
        FieldValue::List(list) if field.holds_packets() => {
            put_list(out, &list.borrow(), |out, value| match value.resolved() {
                FieldValue::Packet(packet) => put_packet(out, &packet),
                other => out.push_str(&quoted(&python::repr(&other, &Style::PLAIN))),
            });
        }
        FieldValue::List(list)
            if convert::chosen_for(view, field, &FieldValue::List(list.clone())).is_list() =>
        {
            put_list(out, &list.borrow(), |out, value| {
                out.push_str(&quoted(&element(value)));
            });
        }
        FieldValue::Int(number) if matches!(field.names, Naming::Flags(_)) => {
            let _ = write!(out, "{number}");
        }
        FieldValue::Volatile(volatile) => {
            let command = super::volatile_command(&*volatile);
            let (name, arguments) = command.split_once('(').unwrap_or((&command, ")"));
            let arguments = arguments.strip_suffix(')').unwrap_or(arguments);
            let _ = write!(
                out,
                "{{\"type\": {}, \"value\": {}}}",
                quoted(name),
                quoted(arguments)
            );
        }
        FieldValue::Octets(octets) => out.push_str(&quoted(&plain_text(&octets))),
        _ => put_plain(out, &convert::human(view, index)),
    }
}

/// One packet of a list: its own layer only, as in Scapy.
fn put_packet(out: &mut String, packet: &Packet) {
    packet.read();
    out.push('{');
    packet.lent(|view| put_fields(out, view));
    out.push('}');
}

fn put_list(
    out: &mut String,
    values: &[FieldValue],
    mut one: impl FnMut(&mut String, &FieldValue),
) {
    out.push('[');
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        one(out, value);
    }
    out.push(']');
}

fn put_plain(out: &mut String, value: &FieldValue) {
    match value {
        FieldValue::None => out.push_str("null"),
        FieldValue::Int(number) | FieldValue::Flags(number, _) => {
            let _ = write!(out, "{number}");
        }
        FieldValue::Big(number) => {
            let _ = write!(out, "{number}");
        }
        FieldValue::Float(number) => out.push_str(&python::float(*number)),
        FieldValue::Octets(octets) => out.push_str(&quoted(&plain_text(octets))),
        FieldValue::List(list) => put_list(out, &list.borrow(), put_plain),
        FieldValue::Tuple(values) => put_list(out, values, put_plain),
        other => out.push_str(&quoted(&python::str(other, &Style::PLAIN))),
    }
}

/// A text in JSON, all ASCII as Python's `json.dumps` has it.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(letter),
            _ => {
                let mut units = [0; 2];
                for unit in letter.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push('"');
    out
}
