//! Identifiers of sixteen octets. RFC 9562.

use std::rc::Rc;

use super::number::{big, modulo};
use super::{Setting, invalid};
use crate::packet::error::Result;
use crate::packet::value::FieldValue;
use crate::proto::field::UuidForm;

/// Sixteen octets in the order of the wire.
pub(super) fn put_uuid(set: Setting<'_>, form: UuidForm, out: &mut Vec<u8>) -> Result<()> {
    let mut octets: [u8; 16] = match set.value {
        FieldValue::None => [0; 16],
        other => other
            .as_octets()
            .and_then(|octets| octets[..].try_into().ok())
            .ok_or_else(|| set.unfit("an identifier"))?,
    };
    turn(&mut octets, form);
    out.extend_from_slice(&octets);
    Ok(())
}

/// An identifier as a number, octets of the wire, text, or its parts.
pub(super) fn uuid_of(form: UuidForm, value: FieldValue) -> Result<FieldValue> {
    match &value {
        FieldValue::Int(_) | FieldValue::Big(_) => {
            let octets = big(&value).map(|number| modulo(&number, 16));
            let octets = octets.and_then(|octets| octets[..].try_into().ok());
            Ok(FieldValue::uuid(octets.unwrap_or_default()))
        }
        FieldValue::Octets(octets) if octets.len() == 16 => {
            let mut octets: [u8; 16] = octets[..].try_into().expect("sixteen octets");
            turn(&mut octets, form);
            Ok(FieldValue::uuid(octets))
        }
        FieldValue::Text(_) | FieldValue::Octets(_) => {
            let text = value.as_octets().unwrap_or_else(|| Rc::from(&b""[..]));
            match parse_uuid(&String::from_utf8_lossy(&text)) {
                Some(octets) => Ok(FieldValue::uuid(octets)),
                None => Err(invalid("badly formed hexadecimal UUID string".into())),
            }
        }
        FieldValue::Tuple(parts) => Ok(FieldValue::uuid(uuid_of_parts(parts))),
        FieldValue::Foreign(foreign) if foreign.as_any().is::<crate::packet::value::Uuid>() => {
            Ok(value)
        }
        _ => Ok(FieldValue::None),
    }
}

/// `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`
pub fn uuid_text(octets: &[u8]) -> String {
    let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    [
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32),
    ]
    .join("-")
}

fn parse_uuid(text: &str) -> Option<[u8; 16]> {
    let digits: String = text
        .replace("urn:", "")
        .replace("uuid:", "")
        .trim_matches(|letter| letter == '{' || letter == '}')
        .replace('-', "");
    if digits.len() != 32 {
        return None;
    }
    Some(u128::from_str_radix(&digits, 16).ok()?.to_be_bytes())
}

/// Six numbers, or eleven of which the last six are the node's octets.
fn uuid_of_parts(parts: &[FieldValue]) -> [u8; 16] {
    let number = |at: usize| parts.get(at).and_then(FieldValue::as_int).unwrap_or(0) as u64;
    let mut octets = [0; 16];
    octets[..4].copy_from_slice(&(number(0) as u32).to_be_bytes());
    octets[4..6].copy_from_slice(&(number(1) as u16).to_be_bytes());
    octets[6..8].copy_from_slice(&(number(2) as u16).to_be_bytes());
    octets[8] = number(3) as u8;
    octets[9] = number(4) as u8;
    let node = match parts.len() {
        11 => (5..11).fold(0, |node, at| node << 8 | number(at)),
        _ => number(5),
    };
    octets[10..].copy_from_slice(&node.to_be_bytes()[2..]);
    octets
}

/// Between the order of RFC 4122 and that on the wire, either way.
pub(super) fn turn(octets: &mut [u8; 16], form: UuidForm) {
    match form {
        UuidForm::BigEndian => {}
        UuidForm::LittleEndian => {
            octets[..4].reverse();
            octets[4..6].reverse();
            octets[6..8].reverse();
        }
        UuidForm::Reversed => octets.reverse(),
    }
}
