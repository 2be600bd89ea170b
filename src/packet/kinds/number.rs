//! Numbers: floating, scaled, coded, in groups of bits, and larger than 64 bits.

use std::rc::Rc;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;

use super::{Setting, Source, invalid};
use crate::packet::error::{Error, Result};
use crate::packet::packet::View;
use crate::packet::value::FieldValue;
use crate::proto::field::{Code, Field, Scale};

/// The number on the wire that stands for a value.
pub(super) fn put_scaled(set: Setting<'_>, scale: &Scale, out: &mut Vec<u8>) -> Result<()> {
    let number = machine(scale, set.value).ok_or_else(|| set.unfit("a number"))?;
    if scale.float {
        put_float(number, set.field, out);
    } else {
        put_whole(
            set.view,
            set.field,
            number.round_ties_even() as i128,
            scale.signed,
            out,
        )?;
    }
    Ok(())
}

/// A number in groups of seven bits.
pub(super) fn put_extended_value(set: Setting<'_>, bit: u8, out: &mut Vec<u8>) -> Result<()> {
    let number = set
        .value
        .as_int()
        .or_else(|| set.value.is_none().then_some(0))
        .ok_or_else(|| set.unfit("a number"))?;
    if set.field.bits > 0 && number >> set.field.bits > 0 {
        return Err(set.unfit("a smaller number"));
    }
    put_extended(number as u64, bit, out);
    Ok(())
}

/// A number as long as its first two bits say. RFC 9000 section 16.
pub(super) fn put_variable_value(set: Setting<'_>, out: &mut Vec<u8>) -> Result<()> {
    let number = match set.value.is_none() {
        true => 0.into(),
        false => big(set.value).ok_or_else(|| set.unfit("a number"))?,
    };
    let range = (0, (1 << 62) - 1);
    let within = u64::try_from(&number)
        .ok()
        .filter(|number| i128::from(*number) <= range.1);
    put_variable(
        within.ok_or_else(|| Error::Other {
            // Scapy packs these numbers without asking whose they are.
            kind: "struct.error",
            text: out_of_range(set.view, set.field, number, range).to_string(),
        })?,
        out,
    );
    Ok(())
}

/// A number in groups of seven bits that ends where its width does.
pub(super) fn read_bounded(source: Source<'_>, bit: u8) -> Result<(FieldValue, usize)> {
    let most = usize::from(source.field.bits / 7);
    let (value, used) = read_extended(&source.rest[..most.min(source.rest.len())], bit);
    // The last octet says that none follows.
    let whole = used > 0 && source.rest[used - 1] & 1 << bit == 0;
    Ok(match whole {
        true => (value, used),
        false => (source.fixed(usize::MAX).map(|_| value)?, used),
    })
}

/// A number, or octets that stand for one on the wire.
pub(super) fn scaled_of(field: &Field, scale: &Scale, value: FieldValue) -> Result<FieldValue> {
    match &value {
        FieldValue::Text(_) | FieldValue::Octets(_) => {
            let octets = value.as_octets().unwrap_or_else(|| Rc::from(&b""[..]));
            if octets.len() * 8 != usize::from(field.bits) {
                return Err(Error::Other {
                    kind: "struct.error",
                    text: format!("unpack requires a buffer of {} bytes", field.bits / 8),
                });
            }
            if scale.float {
                return Ok(scaled_float(scale, get_float(&octets, field)));
            }
            Ok(scaled(
                scale,
                whole(&octets, field.little_endian, scale.signed),
            ))
        }
        FieldValue::Int(_) | FieldValue::Float(_) | FieldValue::Big(_) | FieldValue::None => {
            Ok(value)
        }
        _ => Err(invalid("Unknown type".into())),
    }
}

/// Half to even, as Python's `round(number, digits)`.
fn round(number: f64, digits: u16) -> f64 {
    format!("{number:.*}", usize::from(digits))
        .parse()
        .unwrap_or(number)
}

/// What a whole number on the wire stands for.
pub fn scaled(scale: &Scale, number: i128) -> FieldValue {
    if scale.whole {
        return integer(number * scale.scaling as i128 + scale.offset as i128);
    }
    FieldValue::Float(round(
        number as f64 * scale.scaling + scale.offset,
        scale.digits,
    ))
}

pub fn scaled_float(scale: &Scale, number: f64) -> FieldValue {
    FieldValue::Float(number * scale.scaling + scale.offset)
}

/// What a coded field was set to; dice count as nothing until they are thrown.
pub(super) fn coded_number(value: &FieldValue) -> Result<Option<f64>> {
    match value {
        FieldValue::None | FieldValue::Volatile(_) => Ok(None),
        FieldValue::Int(_) | FieldValue::Float(_) | FieldValue::Big(_) => Ok(float(value)),
        _ => Err(invalid("Unknown type".into())),
    }
}

/// What a coded field shows: what stands on the wire.
pub fn coded(view: View<'_>, code: &Code, value: &FieldValue) -> FieldValue {
    match coded_number(value) {
        Ok(number) => FieldValue::Int((code.write)(&view, number)),
        Err(_) => value.clone(),
    }
}

/// The number on the wire.
fn machine(scale: &Scale, value: &FieldValue) -> Option<f64> {
    let number = match value {
        FieldValue::None => 0.0,
        other => float(other)?,
    };
    Some((number - scale.offset) / scale.scaling)
}

/// The number that stands for a value before it becomes octets.
pub fn unscaled(scale: &Scale, value: &FieldValue) -> Option<FieldValue> {
    let value = match value {
        FieldValue::Volatile(volatile) => volatile.fix(),
        value => value.clone(),
    };
    let number = machine(scale, &value)?;
    Some(match scale.float {
        true => FieldValue::Float(number),
        false => integer(number.round_ties_even() as i128),
    })
}

/// The bits of a scaled number.
pub fn scaled_bits(scale: &Scale, value: &FieldValue) -> Option<i128> {
    Some(machine(scale, value)?.round_ties_even() as i128)
}

pub(super) fn float(value: &FieldValue) -> Option<f64> {
    match value {
        FieldValue::None => Some(0.0),
        FieldValue::Int(number) => Some(*number as f64),
        FieldValue::Float(number) => Some(*number),
        FieldValue::Big(number) => number.to_string().parse().ok(),
        FieldValue::Foreign(foreign) => float(&foreign.resolve()),
        _ => None,
    }
}

/// The number that a value is, however large.
pub fn big(value: &FieldValue) -> Option<BigInt> {
    match value {
        FieldValue::None => Some(BigInt::ZERO),
        FieldValue::Int(number) | FieldValue::Flags(number, _) => Some((*number).into()),
        FieldValue::Big(number) => Some((**number).clone()),
        FieldValue::Foreign(foreign) => big(&foreign.resolve()),
        _ => None,
    }
}

/// The lower octets of a number, most significant first.
pub fn modulo(number: &BigInt, octets: usize) -> Vec<u8> {
    let modulus = BigInt::from(1) << (octets * 8);
    let (_, digits) = number.mod_floor(&modulus).to_bytes_be();
    let mut out = vec![0; octets - digits.len().min(octets)];
    out.extend(digits.into_iter().take(octets));
    out
}

/// Octets as a number of any width.
pub fn from_octets(octets: &[u8]) -> FieldValue {
    small(BigInt::from_bytes_be(Sign::Plus, octets))
}

/// A number as small as it can be kept.
pub(super) fn small(number: BigInt) -> FieldValue {
    match i64::try_from(&number) {
        Ok(number) => FieldValue::Int(number),
        Err(_) => FieldValue::Big(Rc::new(number)),
    }
}

pub(super) fn integer(number: i128) -> FieldValue {
    match i64::try_from(number) {
        Ok(number) => FieldValue::Int(number),
        Err(_) => FieldValue::Big(Rc::new(number.into())),
    }
}

pub(super) fn whole(octets: &[u8], little_endian: bool, signed: bool) -> i128 {
    let add = |number: i128, octet: &u8| number << 8 | i128::from(*octet);
    let number = if little_endian {
        octets.iter().rev().fold(0, add)
    } else {
        octets.iter().fold(0, add)
    };
    let width = octets.len() * 8;
    if signed && width > 0 && number >> (width - 1) == 1 {
        number - (1 << width)
    } else {
        number
    }
}

pub fn out_of_range(
    view: View<'_>,
    field: &Field,
    number: impl ToString,
    (low, high): (i128, i128),
) -> Error {
    Error::Range {
        proto: view.layer().proto.name,
        field: field.name,
        value: number.to_string(),
        low,
        high,
    }
}

pub(super) fn put_whole(
    view: View<'_>,
    field: &Field,
    number: i128,
    signed: bool,
    out: &mut Vec<u8>,
) -> Result<()> {
    let bits = u32::from(field.bits.clamp(1, 64));
    let (low, high) = if signed {
        (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
    } else {
        (0, (1i128 << bits) - 1)
    };
    if number < low || number > high {
        return Err(out_of_range(view, field, number, (low, high)));
    }
    let width = usize::from(field.bits / 8);
    let octets = (number as u64).to_be_bytes();
    if field.little_endian {
        out.extend(octets[8 - width..].iter().rev());
    } else {
        out.extend_from_slice(&octets[8 - width..]);
    }
    Ok(())
}

pub(super) fn put_float(number: f64, field: &Field, out: &mut Vec<u8>) {
    let mut octets = match field.bits {
        64 => number.to_be_bytes().to_vec(),
        _ => (number as f32).to_be_bytes().to_vec(),
    };
    if field.little_endian {
        octets.reverse();
    }
    out.extend_from_slice(&octets);
}

pub(super) fn get_float(octets: &[u8], field: &Field) -> f64 {
    let number = whole(octets, field.little_endian, false) as u64;
    match field.bits {
        64 => f64::from_bits(number),
        _ => f32::from_bits(number as u32).into(),
    }
}

/// The first two bits say in how many octets the number stands.
fn put_variable(number: u64, out: &mut Vec<u8>) {
    let (power, width) = match number {
        0..0x40 => (0, 1),
        0x40..0x4000 => (1, 2),
        0x4000..0x4000_0000 => (2, 4),
        _ => (3, 8),
    };
    let marked = number | power << (8 * width - 2);
    out.extend_from_slice(&marked.to_be_bytes()[8 - width..]);
}

fn put_extended(mut number: u64, bit: u8, out: &mut Vec<u8>) {
    let shift = (u32::from(bit) + 1) % 8;
    if number == 0 {
        out.push(0);
    }
    while number > 0 {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        let more = if number > 0 { 1 << bit } else { 0 };
        out.push(low << shift | more);
    }
}

pub(super) fn read_extended(rest: &[u8], bit: u8) -> (FieldValue, usize) {
    let shift = (u32::from(bit) + 1) % 8;
    let mask = !(1u8 << bit);
    let mut number = BigInt::ZERO;
    for (at, octet) in rest.iter().enumerate() {
        number |= BigInt::from((octet & mask) >> shift) << (7 * at);
        if octet & !mask == 0 {
            return (small(number), at + 1);
        }
    }
    (small(number), rest.len())
}
