//! `rfc(IP)`: the header as the RFCs draw it.

use std::fmt::Write;

use crate::proto::field::{Kind, Length};
use crate::proto::{Field, Proto};

/// A field's part of one row.
struct Cell {
    text: String,
    /// In characters; one less than nothing for a field without bits.
    width: isize,
    /// Which field it is.
    field: usize,
}

/// The drawing; `legend` adds the line with the protocol's name.
pub fn rfc(proto: &Proto, legend: bool) -> String {
    let (rows, last_bits) = rows(proto);
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
        for cell in row {
            out.push('|');
            out.push_str(&centred(&cell.text, cell.width.max(0) as usize));
        }
        out.push_str("|\n");
    }
    let bits = if last_bits == 0 { 32 } else { last_bits };
    let _ = writeln!(out, "{}+", "+-".repeat(bits));
    if legend {
        let _ = write!(out, "\n{}", centred(&format!("Fig. {}", proto.name), 66));
    }
    out
}

/// The rows of 32 bits, and how many bits of the last one are taken (0: all).
fn rows(proto: &Proto) -> (Vec<Vec<Cell>>, usize) {
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut taken = 0;
    for (number, field) in proto.fields.iter().enumerate() {
        let mut name = field.name.to_uppercase().replace('_', " ");
        let mut bits = width(field);
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
