//! `p.show()`: a line for each field.

use super::field;
use super::style::Style;
use crate::packet::convert;
use crate::packet::error::Result;
use crate::packet::packet::{Packet, View};
use crate::packet::parts;
use crate::packet::value::FieldValue;
use crate::proto::field::{Field, Kind};

/// How far things are moved to the right.
#[derive(Clone, Copy, Debug)]
pub struct Indent<'a> {
    /// The blanks that each layer adds.
    pub indent: usize,
    /// What stands before every field.
    pub lvl: &'a str,
    /// What stands before every line.
    pub label_lvl: &'a str,
}

impl Default for Indent<'_> {
    fn default() -> Self {
        Indent {
            indent: 3,
            lvl: "",
            label_lvl: "",
        }
    }
}

/// `p.show(dump=True)`
pub fn show(packet: &Packet, indent: Indent<'_>, style: &Style) -> String {
    let mut out = String::new();
    put(&mut out, packet, indent, style);
    out
}

/// `p.show2(dump=True)`: the packet as its receiver sees it.
pub fn show2(packet: &Packet, indent: Indent<'_>, style: &Style) -> Result<String> {
    let octets = packet.build()?;
    let packet = Packet::dissect(packet.proto(), &octets)?;
    Ok(show(&packet, indent, style))
}

fn put(out: &mut String, packet: &Packet, indent: Indent<'_>, style: &Style) {
    let mut level = indent.lvl.to_string();
    for layer in packet.iter() {
        layer.read();
        layer.lent(|view| put_layer(out, view, indent, &mut level, style));
        if layer.proto().show_indent {
            level.extend(std::iter::repeat_n(' ', indent.indent));
        }
    }
}

/// A layer; parts of a message move what follows them to the right.
fn put_layer(
    out: &mut String,
    view: View<'_>,
    indent: Indent<'_>,
    level: &mut String,
    style: &Style,
) {
    let proto = view.layer().proto;
    out.push_str(indent.label_lvl);
    style.punct.put(out, "###[");
    out.push(' ');
    style.layer_name.put(out, proto.title);
    out.push(' ');
    style.punct.put(out, "]###");
    out.push_str(if proto.one_line { " \n" } else { "\n" });
    for (index, field) in proto.fields.iter().enumerate() {
        if field.is_conditional() && !convert::applies(view, field) {
            continue;
        }
        let here = Indent {
            lvl: level,
            ..indent
        };
        if let Kind::Parts(parts) = field.kind {
            out.push_str(indent.label_lvl);
            out.push_str(level);
            out.push_str("  ");
            out.push_str(field.name);
            style.punct.put(out, " =");
            out.push('\n');
            if proto.show_indent {
                level.extend(std::iter::repeat_n(' ', indent.indent));
            }
            let here = Indent {
                lvl: level,
                ..indent
            };
            for part in parts.parts {
                if let Some(value) = parts::of(view, part.field.name) {
                    put_field(out, view, &part.field, None, value, here, style);
                }
            }
            continue;
        }
        // Of several readings, what was set says which it is.
        let set = view.layer().set_value(index).is_some();
        let value = view.internal(index);
        put_field(out, view, field, Some(set), value, here, style);
    }
}

/// One field; `set` says whether it was set, where it is not a part of another one.
fn put_field(
    out: &mut String,
    view: View<'_>,
    field: &'static Field,
    set: Option<bool>,
    value: FieldValue,
    indent: Indent<'_>,
    style: &Style,
) {
    let one_line = view.layer().proto.one_line;
    let (name, paint) = if field.emphasised {
        (style.emph_field_name, style.emph_field_value)
    } else {
        (style.field_name, style.field_value)
    };
    let pad = 10usize.saturating_sub(field.name.chars().count());
    out.push_str(indent.label_lvl);
    out.push_str(indent.lvl);
    out.push_str("  ");
    let holds = match field.kind {
        Kind::Choice(_) => {
            set == Some(true) && convert::chosen_for(view, field, &value).holds_packets()
        }
        _ => field.holds_packets(),
    };
    // As in Scapy, the default of the reading that applies is no packet that is shown.
    let packets = match field.kind {
        Kind::Choice(_) if set == Some(false) => None,
        _ => packets_of(holds && !one_line, &value),
    };
    let Some(packets) = packets else {
        name.put(out, field.name);
        out.extend(std::iter::repeat_n(' ', pad));
        style.punct.put(out, "=");
        out.push(' ');
        let text = field::text_of(view, field, value, style);
        if text.contains('\n') {
            let width = indent.label_lvl.len() + indent.lvl.len() + field.name.len() + 4;
            let break_ = format!("\n{}", " ".repeat(width));
            paint.put(out, &text.replace('\n', &break_));
        } else {
            paint.put(out, &text);
        }
        out.push('\n');
        return;
    };
    style.punct.put(out, "\\");
    name.put(out, field.name);
    out.extend(std::iter::repeat_n(' ', pad));
    style.punct.put(out, "\\");
    out.push('\n');
    let label_lvl = format!("{}{}   |", indent.label_lvl, indent.lvl);
    let inner = Indent {
        lvl: "",
        label_lvl: &label_lvl,
        ..indent
    };
    for packet in packets {
        put(out, &packet, inner, style);
    }
}

/// The packets that a field holds; `None` when its value is shown on the line itself.
fn packets_of(holds_packets: bool, value: &FieldValue) -> Option<Vec<Packet>> {
    if crate::packet::asn1::object(value).is_some() {
        return None;
    }
    match value.resolved() {
        FieldValue::Packet(packet) => Some(vec![packet]),
        FieldValue::List(list) if holds_packets => Some(
            list.borrow()
                .iter()
                .filter_map(|value| match value.resolved() {
                    FieldValue::Packet(packet) => Some(packet),
                    _ => None,
                })
                .collect(),
        ),
        _ => None,
    }
}
