//! `rfc(IP)`: the header as the RFCs draw it.

use std::fmt::Write;

use super::style::Style;
use crate::packet::Packet;
use crate::packet::build::octets_of;
use crate::proto::field::{Kind, Length};
use crate::proto::{Field, Proto};

/// A field's part of one row.
struct Cell {
    text: String,
    /// What stands below the name: the value that the field has.
    value: String,
    /// In characters; one less than nothing for a field without bits.
    width: isize,
    /// Which field it is.
    field: usize,
}

/// What is drawn of a field.
struct Drawn<'a> {
    name: &'a str,
    value: String,
    bits: usize,
}

/// The drawing; `legend` adds the line with the protocol's name.
pub fn rfc(proto: &Proto, legend: bool) -> String {
    let fields = proto.fields.iter().map(|field| Drawn {
        name: field.name,
        value: String::new(),
        bits: width(field),
    });
    drawing(&fields.collect::<Vec<_>>(), proto.name, legend, false)
}

/// One drawing for each layer, with the values that the fields have, and without those that are
/// not there. What has no fixed width is drawn as wide as it is, up to four rows.
pub fn live(packet: &Packet, legend: bool) -> String {
    let layers = packet.iter().map(|layer| layer_of(&layer, legend));
    layers.collect::<Vec<_>>().join("\n\n")
}

fn layer_of(layer: &Packet, legend: bool) -> String {
    let fields = layer.proto().fields.iter().enumerate();
    let drawn = fields.filter_map(|(index, field)| {
        if !layer.applies(index) {
            return None;
        }
        let bits = match field.bits {
            0 => (layer.view(|view| octets_of(view, index)) * 8).min(MOST),
            bits => bits.into(),
        };
        let value = layer.view(|view| super::field::text(view, index, &Style::PLAIN));
        (bits > 0).then_some(Drawn {
            name: field.name,
            value,
            bits,
        })
    });
    drawing(&drawn.collect::<Vec<_>>(), layer.proto().name, legend, true)
}

/// Four rows.
const MOST: usize = 128;

fn drawing(fields: &[Drawn<'_>], name: &str, legend: bool, live: bool) -> String {
    let (rows, last_bits) = rows(fields);
    let full = format!("{}+\n", "+-".repeat(32));
    let mut out = String::new();
    let _ = writeln!(out, " 0{0}1{0}2{0}3", " ".repeat(19));
    let digits: Vec<String> = (0..32).map(|bit| (bit % 10).to_string()).collect();
    let _ = writeln!(out, " {}", digits.join(" "));
    for (at, row) in rows.iter().enumerate() {
        match at.checked_sub(1).map(|above| &rows[above]) {
            Some(above) => out.push_str(&separator(above, row, &full)),
            None => out.push_str(&full),
        }
        put_line(&mut out, row, |cell| &cell.text);
        if live && row.iter().any(|cell| !cell.value.is_empty()) {
            put_line(&mut out, row, |cell| &cell.value);
        }
    }
    let bits = if last_bits == 0 { 32 } else { last_bits };
    let _ = writeln!(out, "{}+", "+-".repeat(bits));
    if legend {
        let _ = write!(out, "\n{}", centred(&format!("Fig. {name}"), 66));
    }
    out
}

fn put_line(out: &mut String, row: &[Cell], text: impl Fn(&Cell) -> &str) {
    for cell in row {
        out.push('|');
        out.push_str(&centred(text(cell), cell.width.max(0) as usize));
    }
    out.push_str("|\n");
}

/// The rows of 32 bits, and how many bits of the last one are taken (0: all).
fn rows(fields: &[Drawn<'_>]) -> (Vec<Vec<Cell>>, usize) {
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut taken = 0;
    for (number, field) in fields.iter().enumerate() {
        let mut name = field.name.to_uppercase().replace('_', " ");
        let mut value = field.value.clone();
        let mut bits = field.bits;
        taken += bits;
        loop {
            let over = taken.saturating_sub(32);
            let room = 2 * (bits - over.min(bits)) as isize - 1;
            // Scapy cuts the last letter off where there is no room at all.
            let letters = match room {
                ..0 => name.chars().count().saturating_sub(1),
                room => room as usize,
            };
            row.push(Cell {
                text: name.chars().take(letters).collect(),
                value: fitting(&value, room),
                width: room,
                field: number,
            });
            if taken < 32 {
                break;
            }
            rows.push(std::mem::take(&mut row));
            taken = over;
            bits = over;
            name.clear();
            value.clear();
            if over == 0 {
                break;
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    (rows, taken)
}

/// As much of a value as there is room for.
fn fitting(value: &str, room: isize) -> String {
    let room = room.max(0) as usize;
    if value.chars().count() <= room {
        return value.to_owned();
    }
    let shown: String = value.chars().take(room.saturating_sub(1)).collect();
    format!("{shown}\u{2026}").chars().take(room).collect()
}

/// How wide a field is drawn, in bits.
fn width(field: &Field) -> usize {
    if field.bits > 0 {
        return field.bits.into();
    }
    match (field.kind, field.length) {
        (Kind::Octets, Length::Octets(octets)) => usize::from(octets) * 8,
        (Kind::IcmpExtensionPad, _) => 0,
        (Kind::Choice(choice), _) => width(&choice.otherwise),
        (Kind::Trailer(of), _) => width(of),
        // What has no width of its own is drawn with two octets, as in Scapy.
        _ => 16,
    }
}

/// The line between two rows; open where one field is in both.
fn separator(above: &[Cell], below: &[Cell], full: &str) -> String {
    let (Some(last), Some(first)) = (above.last(), below.first()) else {
        return full.to_string();
    };
    let before = &above[..above.len() - 1];
    let start = before.iter().map(|cell| cell.width + 1).sum::<isize>() - 1;
    let end = first.width;
    if last.field != first.field || start >= end {
        return full.to_string();
    }
    let (start, end) = (start.max(0) as usize, end as usize);
    let start = start + start % 2;
    format!(
        "{}{}{}",
        &full[..1 + start],
        " ".repeat(end - start),
        &full[1 + end..]
    )
}

/// Python's `str.center`.
fn centred(text: &str, width: usize) -> String {
    let length = text.chars().count();
    let Some(missing) = width.checked_sub(length) else {
        return text.to_string();
    };
    let left = missing / 2 + (missing & width & 1);
    format!("{}{text}{}", " ".repeat(left), " ".repeat(missing - left))
}
