//! Text that is not octets as they are: UTF-16, labels of names, NetBIOS names, characters.

use std::rc::Rc;

use super::{Setting, Source};
use crate::packet::error::Result;
use crate::packet::value::FieldValue;
use crate::proto::field::{Length, Rendering};

/// Octets that a rule makes of a text.
pub(super) fn put_rendered(
    set: Setting<'_>,
    rendering: &Rendering,
    out: &mut Vec<u8>,
) -> Result<()> {
    let octets = match set.value {
        FieldValue::None => vec![0; usize::from(set.field.bits / 8)],
        FieldValue::Text(text) => {
            (rendering.write)(text).ok_or_else(|| set.unfit("a text of its form"))?
        }
        other => match other.as_octets() {
            Some(octets) => octets.to_vec(),
            None => return Err(set.unfit("a text")),
        },
    };
    out.extend_from_slice(&octets);
    Ok(())
}

/// Domain names in labels, filled up to a multiple of `unit` octets.
pub(super) fn put_names(set: Setting<'_>, unit: u8, out: &mut Vec<u8>) -> Result<()> {
    let start = out.len();
    let names = match set.value.as_list() {
        Some(names) => names,
        None if set.value.is_none() => Vec::new(),
        None if set
            .value
            .as_octets()
            .is_some_and(|octets| octets.is_empty()) =>
        {
            Vec::new()
        }
        None => vec![set.value.clone()],
    };
    for name in names {
        let name = name
            .as_octets()
            .ok_or_else(|| set.unfit_part(&name, "domain names"))?;
        put_labels(&name, out);
    }
    let unit = usize::from(unit.max(1));
    out.resize(start + (out.len() - start).next_multiple_of(unit), 0);
    Ok(())
}

/// Each octet of a name as two letters. RFC 1001 section 14.1.
pub(super) fn put_netbios(set: Setting<'_>, out: &mut Vec<u8>) {
    let octets = set.value.as_octets().unwrap_or_else(|| Rc::from(&b""[..]));
    let count = match set.field.length {
        Length::Octets(length) => usize::from(length) / 2,
        _ => 15,
    };
    out.push(b' ');
    let padded = octets.iter().copied().chain(std::iter::repeat(b' '));
    for octet in padded.take(count) {
        out.push(b'A' + (octet >> 4));
        out.push(b'A' + (octet & 0xf));
    }
}

/// Characters, filled up with zeros.
pub(super) fn put_chars(set: Setting<'_>, out: &mut Vec<u8>) -> Result<()> {
    let octets = match set.value {
        FieldValue::None => return Err(set.unfit("one character")),
        other => other.as_octets().unwrap_or_else(|| Rc::from(&b""[..])),
    };
    let width = usize::from(set.field.bits / 8).max(1);
    out.extend(
        octets
            .iter()
            .copied()
            .chain(std::iter::repeat(0))
            .take(width),
    );
    Ok(())
}

/// UTF-16, filled up or ended with a zero.
pub(super) fn put_utf16(set: Setting<'_>, out: &mut Vec<u8>) {
    let mut octets = set
        .value
        .as_octets()
        .map_or_else(Vec::new, |octets| octets.to_vec());
    if let Length::Octets(length) = set.field.length {
        octets.resize(length.into(), 0);
    }
    out.extend_from_slice(&octets);
    if let Length::Until(_) = set.field.length {
        out.extend_from_slice(&[0, 0]);
    }
}

/// UTF-16 up to a zero, or as much as the length says.
pub(super) fn read_utf16(source: Source<'_>) -> (FieldValue, usize) {
    match source.field.length {
        Length::Until(_) => {
            let found = source.rest.chunks_exact(2).position(|pair| pair == [0, 0]);
            match found {
                Some(at) => (FieldValue::octets(&source.rest[..2 * at]), 2 * at + 2),
                None => (FieldValue::octets(source.rest), source.rest.len()),
            }
        }
        _ => {
            let count = source.counted();
            (FieldValue::octets(&source.rest[..count]), count)
        }
    }
}

/// Octets and numbers are taken for what they look like.
pub(super) fn utf16_of(value: FieldValue) -> FieldValue {
    let text = match &value {
        FieldValue::Text(text) => text.to_string(),
        FieldValue::Octets(octets) => plain_text(octets),
        FieldValue::Int(number) => number.to_string(),
        _ => return value,
    };
    let octets: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    FieldValue::octets(&octets)
}

/// UTF-16, little-endian, as text.
pub fn utf16(octets: &[u8]) -> String {
    let units = octets
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let units: Vec<u16> = units.collect();
    let mut text = String::from_utf16_lossy(&units);
    // Half a pair and an octet are one mistake.
    let half = units.last().is_some_and(|last| last >> 10 == 0xd800 >> 10);
    if octets.len() % 2 == 1 && !half {
        text.push('\u{fffd}');
    }
    text
}

/// The labels of a name; one that does not end with an empty label gets one.
fn put_labels(name: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    for label in name.split(|octet| *octet == b'.') {
        // Scapy counts characters.
        out.push(String::from_utf8_lossy(label).chars().count() as u8);
        out.extend_from_slice(label);
    }
    if out[start..].last() != Some(&0) {
        out.push(0);
    }
}

/// Names in labels, each with a dot at its end; between names that are filled up, empty ones are
/// no names. As in Scapy the lengths count characters of the octets read as text.
pub(super) fn read_labels(octets: &[u8], padded: bool) -> Vec<FieldValue> {
    let text: Vec<char> = plain_text(octets).chars().collect();
    let mut left = &text[..];
    let mut names = Vec::new();
    while !left.is_empty() {
        let mut labels: Vec<String> = Vec::new();
        while let [length, rest @ ..] = left
            && *length != '\0'
        {
            let length = (*length as usize).min(rest.len());
            labels.push(rest[..length].iter().collect());
            left = &rest[length..];
        }
        if !padded || !labels.is_empty() {
            names.push(FieldValue::text(&format!("{}.", labels.join("."))));
        }
        left = left.get(1..).unwrap_or_default();
    }
    names
}

/// Octets as text; what is no UTF-8 is written in hexadecimal digits.
pub fn plain_text(octets: &[u8]) -> String {
    let mut text = String::new();
    for chunk in octets.utf8_chunks() {
        text.push_str(chunk.valid());
        for octet in chunk.invalid() {
            text.push_str(&format!("\\x{octet:02x}"));
        }
    }
    text
}

/// RFC 1001, section 14.1, backwards; the octet in front is the length.
pub(super) fn netbios(octets: &[u8]) -> Vec<u8> {
    let letters = octets.get(1..).unwrap_or_default();
    let start = letters
        .iter()
        .position(|&octet| octet != 0)
        .unwrap_or(letters.len());
    let end = letters
        .iter()
        .rposition(|&octet| octet != 0)
        .map_or(start, |at| at + 1);
    let mut name: Vec<u8> = letters[start..end]
        .chunks_exact(2)
        .map(|pair| {
            let low = |octet: u8| octet.wrapping_sub(1) & 0xf;
            low(pair[0]) << 4 | low(pair[1])
        })
        .collect();
    while name.last() == Some(&b' ') {
        name.pop();
    }
    name
}
