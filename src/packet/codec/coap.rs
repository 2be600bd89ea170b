//! The options of CoAP: numbers as differences, lengths in as many octets as they need.
//! RFC 7252 section 3.1.

use crate::packet::error::{Error, Result};
use crate::packet::value::FieldValue;
use crate::proto::coap::OPTIONS;

/// An option as it stands: the difference to the one before, its value, and what is left.
struct Item<'a> {
    delta: Option<u32>,
    value: &'a [u8],
    rest: &'a [u8],
}

/// How many octets the options take, and their numbers and values.
///
/// As in Scapy the first one is read even if there is none: it is then number 0 without a value,
/// and what follows a marker without options in front is taken for an option.
pub fn read(octets: &[u8]) -> Result<(usize, Vec<FieldValue>)> {
    let short = || Error::Short {
        proto: "CoAP",
        field: "options",
        needed: octets.len() + 1,
        had: octets.len(),
    };
    if octets.is_empty() {
        return Ok((0, vec![option(0, b"")]));
    }
    let (mut options, mut number) = (Vec::new(), 0);
    let mut rest = octets;
    loop {
        let Some(next) = item(rest) else {
            match options.is_empty() {
                true => return Err(short()),
                false => break,
            }
        };
        number += next.delta.ok_or_else(short)?;
        options.push(option(number, next.value));
        rest = next.rest;
        if matches!(rest.first(), None | Some(0xff)) {
            break;
        }
    }
    Ok((octets.len() - rest.len(), options))
}

fn option(number: u32, value: &[u8]) -> FieldValue {
    FieldValue::tuple(vec![
        FieldValue::Int(number.into()),
        FieldValue::octets(value),
    ])
}

/// `None` where its length cannot be read.
fn item(octets: &[u8]) -> Option<Item<'_>> {
    let (first, rest) = octets.split_first()?;
    let (delta, rest) = extended(first >> 4, rest);
    let (length, rest) = extended(first & 0xf, rest);
    let (value, rest) = rest.split_at((length? as usize).min(rest.len()));
    Some(Item { delta, value, rest })
}

/// A number of four bits and the octets that extend it.
fn extended(number: u8, octets: &[u8]) -> (Option<u32>, &[u8]) {
    match (number, octets) {
        (14, [high, low, rest @ ..]) => (
            Some(269 + u32::from(u16::from_be_bytes([*high, *low]))),
            rest,
        ),
        (13, [one, rest @ ..]) => (Some(13 + u32::from(*one)), rest),
        (13 | 14, _) => (None, &[]),
        (number, rest) => (Some(number.into()), rest),
    }
}

/// Appends the options, sorted by their numbers.
pub fn write(options: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    let mut pairs = Vec::new();
    for option in options.as_list().unwrap_or_default() {
        pairs.push(pair(&option.resolved())?);
    }
    pairs.sort_by_key(|pair| pair.0);
    let mut before = 0;
    for (number, value) in pairs {
        let (delta, delta_octets) = shortened(number - before)?;
        let (length, length_octets) = shortened(value.len() as i64)?;
        out.push(delta << 4 | length);
        out.extend(delta_octets);
        out.extend(length_octets);
        out.extend(value);
        before = number;
    }
    Ok(())
}

fn pair(option: &FieldValue) -> Result<(i64, Vec<u8>)> {
    let wrong = |what: String| Error::Other {
        kind: "ValueError",
        text: format!("{what} is no option of CoAP: (\"Uri-Path\", b\"a\") or (11, b\"a\")"),
    };
    let FieldValue::Tuple(parts) = option else {
        return Err(wrong(format!("{option:?}")));
    };
    let [number, value] = &parts[..] else {
        return Err(wrong(format!("{option:?}")));
    };
    let number = match number.as_text() {
        Some(name) => OPTIONS.value(&name),
        None => number.as_int(),
    };
    let number = number.ok_or_else(|| wrong(format!("{option:?}")))?;
    let value = value
        .as_octets()
        .ok_or_else(|| wrong(format!("{option:?}")))?;
    Ok((number, value.to_vec()))
}

fn shortened(number: i64) -> Result<(u8, Vec<u8>)> {
    let too_large = || Error::Range {
        proto: "CoAP",
        field: "options",
        value: number.to_string(),
        low: 0,
        high: 65_804,
    };
    Ok(match number {
        ..0 => return Err(too_large()),
        0..13 => (number as u8, Vec::new()),
        13..269 => (13, vec![(number - 13) as u8]),
        _ => {
            let more = u16::try_from(number - 269).map_err(|_| too_large())?;
            (14, more.to_be_bytes().to_vec())
        }
    })
}

/// The options with their names.
pub fn named(options: &FieldValue) -> Option<FieldValue> {
    let named = options
        .as_list()?
        .into_iter()
        .map(|option| match option.resolved() {
            FieldValue::Tuple(parts) => {
                let name = parts
                    .first()
                    .and_then(|number| OPTIONS.name(number.as_int()?));
                match name {
                    Some(name) => {
                        let mut parts = parts.to_vec();
                        parts[0] = FieldValue::text(name);
                        FieldValue::tuple(parts)
                    }
                    None => FieldValue::Tuple(parts),
                }
            }
            other => other,
        });
    Some(FieldValue::list(named.collect()))
}
