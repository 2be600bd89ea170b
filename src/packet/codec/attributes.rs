//! The attributes of ISAKMP: a number of two octets, or as many octets as the attribute says.
//! RFC 2408 section 3.3.

use crate::packet::error::{Error, Result};
use crate::packet::kinds;
use crate::packet::text::{Style, python};
use crate::packet::value::FieldValue;
use crate::proto::field::Attribute;

/// Set in the number of an attribute whose value is a number of two octets.
const SHORT: u16 = 0x8000;

/// The attributes, as names and values where the table has them.
pub fn read(table: &[Attribute], octets: &[u8]) -> Vec<FieldValue> {
    let mut attributes = Vec::new();
    let mut rest = octets;
    while let [high, low, first, second, after @ ..] = rest {
        let number = u16::from_be_bytes([*high, *low]);
        let value = u16::from_be_bytes([*first, *second]);
        if number & SHORT != 0 {
            let number = number & !SHORT;
            attributes.push(named(table, number, FieldValue::Int(value.into())));
            rest = after;
        } else {
            let (octets, after) = after.split_at(usize::from(value).min(after.len()));
            attributes.push(named(table, number, kinds::from_octets(octets)));
            rest = after;
        }
    }
    attributes
}

fn named(table: &[Attribute], number: u16, value: FieldValue) -> FieldValue {
    let Some(attribute) = table.iter().find(|attribute| attribute.number == number) else {
        return FieldValue::tuple(vec![FieldValue::Int(number.into()), value]);
    };
    let known = attribute.values.iter();
    let known = known
        .filter(|known| Some(known.0) == value.as_int())
        .map(|known| FieldValue::text(known.1))
        .next();
    FieldValue::tuple(vec![
        FieldValue::text(attribute.name),
        known.unwrap_or(value),
    ])
}

/// Appends attributes: what needs more than two octets is sent in as many as it needs.
pub fn write(table: &[Attribute], attributes: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    for attribute in attributes.as_list().unwrap_or_default() {
        let attribute = attribute.resolved();
        let parts = match &attribute {
            FieldValue::Tuple(parts) => parts.to_vec(),
            other => other.as_list().unwrap_or_default(),
        };
        let [name, value] = &parts[..] else {
            return Err(wrong("TypeError", &attribute));
        };
        let known = name.as_text();
        let known = known.and_then(|name| table.iter().find(|known| known.name == &*name));
        let number = match (known, name.as_int()) {
            (Some(known), _) => Some(known.number),
            (None, number) => number.and_then(|number| u16::try_from(number).ok()),
        };
        let number = number.ok_or_else(|| wrong("struct.error", &attribute))?;
        put(number, &number_of(known, value)?, out);
    }
    Ok(())
}

fn wrong(kind: &'static str, attribute: &FieldValue) -> Error {
    let attribute = python::repr(attribute, &Style::PLAIN);
    Error::Other {
        kind,
        text: format!(
            "{attribute} is no attribute of ISAKMP: (\"Encryption\", \"AES-CBC\") or (1, 7)"
        ),
    }
}

/// The octets of a number, without zeros in front.
fn number_of(known: Option<&Attribute>, value: &FieldValue) -> Result<Vec<u8>> {
    let unknown = || wrong("ValueError", value);
    if let Some(text) = value.as_text() {
        let values = known.map_or(&[][..], |known| known.values);
        let found = values.iter().find(|known| known.1 == &*text);
        let (number, _) = found.ok_or_else(unknown)?;
        return Ok(number.to_be_bytes()[6..].to_vec());
    }
    match value {
        FieldValue::Big(number) => Ok(number.to_bytes_be().1),
        value => {
            let number = value.as_int().ok_or_else(unknown)?;
            let octets = u64::try_from(number).map_err(|_| unknown())?.to_be_bytes();
            let zeros = octets.iter().take_while(|octet| **octet == 0).count();
            Ok(octets[zeros..].to_vec())
        }
    }
}

fn put(number: u16, octets: &[u8], out: &mut Vec<u8>) {
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    match octets[zeros..] {
        [] | [_] | [_, _] => {
            out.extend((number | SHORT).to_be_bytes());
            out.extend(std::iter::repeat_n(0, 2 - octets[zeros..].len()));
        }
        ref long => {
            out.extend(number.to_be_bytes());
            out.extend((long.len() as u16).to_be_bytes());
        }
    }
    out.extend(&octets[zeros..]);
}
