//! Fields that are not numbers of whole octets, addresses or plain octets: scaled and floating
//! numbers, points in time, identifiers, prefixes, other forms of text.

mod address;
mod identifier;
mod number;
mod text;
mod time;

use std::rc::Rc;

use super::error::{Error, Result};
use super::packet::View;
use super::value::FieldValue;
use crate::proto::field::{Datum, Field, Kind};

use self::address::{
    cidr_of, prefix_of, put_address154, put_cidr, put_ip4_part, put_ip6_list, put_ip6_part,
    put_ip6_tail, put_prefix, read_cidr, read_ip6_part, read_prefix, tail_len,
};
use self::identifier::{put_uuid, turn, uuid_of};
use self::number::{
    coded_number, float, get_float, integer, put_extended_value, put_float, put_scaled,
    put_variable_value, put_whole, read_bounded, read_extended, scaled_of, whole,
};
use self::text::{
    netbios, put_chars, put_names, put_netbios, put_rendered, put_utf16, read_labels, read_utf16,
    utf16_of,
};
use self::time::{ntp_date, pointed, put_time, with_point};

pub use self::address::address6;
pub use self::identifier::uuid_text;
pub(super) use self::number::out_of_range;
pub use self::number::{
    big, coded, from_octets, modulo, scaled, scaled_bits, scaled_float, unscaled,
};
pub use self::text::{plain_text, utf16};
pub use self::time::{NTP_EPOCH, fixed_point, ntp_now};

/// A value as rules of the tables see it.
pub fn datum(value: &FieldValue) -> Datum {
    let all = |parts: &[FieldValue]| parts.iter().map(datum).collect();
    match value.resolved() {
        FieldValue::Int(number) => Datum::Int(number),
        FieldValue::Tuple(parts) => Datum::Tuple(all(&parts)),
        FieldValue::List(parts) => Datum::List(all(&parts.borrow())),
        FieldValue::Octets(octets) => Datum::Octets(octets.to_vec()),
        other => match (other.as_text(), other.as_octets()) {
            (Some(text), _) => Datum::Text(text.to_string()),
            (None, Some(octets)) => Datum::Octets(octets.to_vec()),
            (None, None) => Datum::None,
        },
    }
}

/// A value that a rule of the tables found.
fn value_of(datum: Datum) -> FieldValue {
    let all = |parts: Vec<Datum>| parts.into_iter().map(value_of).collect();
    match datum {
        Datum::None => FieldValue::None,
        Datum::Int(number) => FieldValue::Int(number),
        Datum::Text(text) => FieldValue::text(&text),
        Datum::Octets(octets) => FieldValue::octets(&octets),
        Datum::List(parts) => FieldValue::list(all(parts)),
        Datum::Tuple(parts) => FieldValue::tuple(all(parts)),
    }
}

/// A field of a packet and the value that it was set to.
#[derive(Clone, Copy)]
struct Setting<'a> {
    view: View<'a>,
    field: &'a Field,
    value: &'a FieldValue,
}

impl Setting<'_> {
    /// The value is not what its field can hold.
    fn unfit(&self, expected: &'static str) -> Error {
        self.unfit_part(self.value, expected)
    }

    /// The same of one of several values.
    fn unfit_part(&self, value: &FieldValue, expected: &'static str) -> Error {
        Error::Kind {
            proto: self.view.layer().proto.name,
            field: self.field.name,
            value: format!("{value:?}"),
            expected,
        }
    }
}

/// Appends the octets of a value whose kind is one of this file's.
pub fn write(view: View<'_>, field: &Field, value: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    let set = Setting { view, field, value };
    match field.kind {
        Kind::Float => {
            let number = float(value).ok_or_else(|| set.unfit("a number"))?;
            put_float(number, field, out);
        }
        Kind::Scaled(scale) => put_scaled(set, scale, out)?,
        Kind::Rendered(rendering) => put_rendered(set, rendering, out)?,
        Kind::Coded(code) => {
            let number = (code.write)(&view, coded_number(value)?);
            put_whole(view, field, number.into(), false, out)?;
        }
        Kind::Time(clock) => put_time(set, clock, out)?,
        Kind::Uuid(form) => put_uuid(set, form, out)?,
        Kind::Utf16 => put_utf16(set, out),
        Kind::Prefix(family, word) => put_prefix(set, family, word, out)?,
        Kind::Cidr(family) => put_cidr(set, family, out)?,
        Kind::Ip6List => put_ip6_list(set, out)?,
        Kind::Ip4Part => put_ip4_part(set, out)?,
        Kind::Ip6Part(said) => put_ip6_part(set, said, out)?,
        Kind::Ip6Tail => put_ip6_tail(set, out)?,
        Kind::DnsNames(unit) => put_names(set, unit, out)?,
        Kind::Extended(bit) => put_extended_value(set, bit, out)?,
        Kind::VariableInt => put_variable_value(set, out)?,
        Kind::Ruled(ruling) => {
            let octets = (ruling.write)(&view, &datum(value))
                .ok_or_else(|| set.unfit("a value of its form"))?;
            out.extend(octets);
        }
        Kind::Spelled(spelling) => {
            let number = value.as_int().or_else(|| value.is_none().then_some(0));
            let octets = number
                .and_then(spelling.write)
                .ok_or_else(|| set.unfit("a number that can be spelled"))?;
            out.extend(octets);
        }
        Kind::NetBiosName => put_netbios(set, out),
        Kind::Upper(shift) => {
            let number = match value {
                FieldValue::None => 0,
                value => value.as_int().ok_or_else(|| set.unfit("a number"))?,
            };
            put_whole(view, field, i128::from(number) << shift, false, out)?;
        }
        Kind::Address154 => put_address154(set, out)?,
        // One octet is sent where the value is one octet, not a number.
        Kind::Compressed => match value {
            FieldValue::Octets(octets) if matches!(octets.len(), 1 | 2) => {
                out.extend_from_slice(octets);
            }
            FieldValue::None => out.extend_from_slice(&[0, 0]),
            other => {
                let number = other.as_int().ok_or_else(|| set.unfit("a number"))?;
                put_whole(view, field, number.into(), false, out)?;
            }
        },
        Kind::Char => put_chars(set, out)?,
        _ => {}
    }
    Ok(())
}

/// What is left of a packet where a field is read.
#[derive(Clone, Copy)]
struct Source<'a> {
    view: View<'a>,
    field: &'static Field,
    rest: &'a [u8],
    /// What the field's length rule says.
    length: Option<i64>,
}

impl<'a> Source<'a> {
    /// The first octets, if there are so many.
    fn fixed(&self, width: usize) -> Result<&'a [u8]> {
        self.rest.get(..width).ok_or(Error::Short {
            proto: self.view.layer().proto.name,
            field: self.field.name,
            needed: width,
            had: self.rest.len(),
        })
    }

    /// How many octets the length rule leaves to the field; a negative length counts from the end.
    fn counted(&self) -> usize {
        let rest = self.rest.len();
        match self.length {
            Some(length) if length >= 0 => usize::try_from(length).unwrap_or_default().min(rest),
            Some(length) => rest.saturating_sub(length.unsigned_abs() as usize),
            None => rest,
        }
    }
}

/// Reads a value of one of this file's kinds; also says how many octets it took.
/// `length` is what the field's length rule says.
pub fn read(
    view: View<'_>,
    field: &'static Field,
    rest: &[u8],
    length: Option<i64>,
) -> Result<(FieldValue, usize)> {
    let source = Source {
        view,
        field,
        rest,
        length,
    };
    let width = usize::from(field.bits).div_ceil(8);
    Ok(match field.kind {
        Kind::Float => (
            FieldValue::Float(get_float(source.fixed(width)?, field)),
            width,
        ),
        Kind::Scaled(scale) => {
            let octets = source.fixed(width)?;
            if scale.float {
                return Ok((scaled_float(scale, get_float(octets, field)), width));
            }
            (
                scaled(scale, whole(octets, field.little_endian, scale.signed)),
                width,
            )
        }
        Kind::Rendered(rendering) => {
            let count = match width {
                0 => source.counted(),
                width => source.fixed(width)?.len(),
            };
            let text = (rendering.read)(&rest[..count]);
            (FieldValue::text(&text), count)
        }
        Kind::Coded(code) => {
            let number = whole(source.fixed(width)?, field.little_endian, false);
            let number = (code.read)(&view, i64::try_from(number).unwrap_or(i64::MAX));
            (FieldValue::Int(number), width)
        }
        Kind::Time(_) => {
            let number = whole(source.fixed(width)?, field.little_endian, false);
            (integer(number), width)
        }
        Kind::Uuid(form) => {
            let mut octets: [u8; 16] = source
                .fixed(16)?
                .try_into()
                .expect("sixteen octets were taken");
            turn(&mut octets, form);
            (FieldValue::uuid(octets), 16)
        }
        Kind::Utf16 => read_utf16(source),
        Kind::Prefix(family, word) => read_prefix(source, family, word)?,
        Kind::Cidr(family) => read_cidr(source, family)?,
        Kind::Ip4Part => {
            let count = usize::try_from(length.unwrap_or(4)).unwrap_or(0).min(4);
            let mut address = [0; 4];
            address[..count].copy_from_slice(source.fixed(count)?);
            (FieldValue::Ip4(address), count)
        }
        Kind::Ip6Tail => {
            let count = tail_len(view, field);
            let mut address = [0; 16];
            address[16 - count..].copy_from_slice(source.fixed(count)?);
            (FieldValue::Ip6(Rc::new(address)), count)
        }
        Kind::Ip6Part(_) => read_ip6_part(source)?,
        // Scapy does not ask for names where no octets are.
        Kind::DnsNames(_) if length == Some(0) => (FieldValue::octets(b""), 0),
        Kind::DnsNames(unit) => {
            let count = source.counted();
            (
                FieldValue::list(read_labels(&rest[..count], unit > 1)),
                count,
            )
        }
        Kind::Extended(bit) if field.bits > 0 => read_bounded(source, bit)?,
        Kind::Extended(bit) => read_extended(rest, bit),
        Kind::VariableInt => {
            let width = 1 << (source.fixed(1)?[0] >> 6);
            let number = whole(source.fixed(width)?, false, false) & ((1 << (8 * width - 2)) - 1);
            (integer(number), width)
        }
        Kind::Ruled(ruling) => match (ruling.read)(&view, rest) {
            Some((datum, width)) => (value_of(datum), width),
            None => (integer(0), source.fixed(rest.len() + 1)?.len()),
        },
        Kind::Spelled(spelling) => match (spelling.read)(rest) {
            Some((number, width)) => (FieldValue::Int(number), width),
            None => (integer(0), source.fixed(rest.len() + 1)?.len()),
        },
        Kind::NetBiosName => {
            let count = source.counted();
            (FieldValue::octets(&netbios(&rest[..count])), count)
        }
        Kind::Upper(shift) => {
            let number = whole(source.fixed(width)?, field.little_endian, false) >> shift;
            (integer(number), width)
        }
        Kind::Address154 => {
            let width = match length {
                Some(2) => 2,
                Some(8) => 8,
                _ => rest.len() + 1,
            };
            (integer(whole(source.fixed(width)?, true, false)), width)
        }
        Kind::Compressed => {
            let odd = source.fixed(1)?[0] & 1 == 1;
            let width = if odd { 1 } else { 2 };
            (integer(whole(source.fixed(width)?, false, false)), width)
        }
        Kind::Char => {
            let width = width.max(1);
            (FieldValue::octets(source.fixed(width)?), width)
        }
        _ => (FieldValue::None, 0),
    })
}

/// The value that a script sets, understood.
pub fn understand(field: &Field, value: FieldValue) -> Result<FieldValue> {
    match field.kind {
        Kind::Scaled(scale) => scaled_of(field, scale, value),
        Kind::Coded(_) => coded_number(&value).map(|_| value),
        Kind::FixedPoint(bits) => Ok(with_point(value, bits)),
        Kind::NtpTime => match &value {
            FieldValue::Text(text) => match ntp_date(text) {
                Some(seconds) => Ok(pointed(seconds as f64, 32)),
                None => Err(invalid(format!(
                    "time data '{text}' does not match format '%a %b %d %H:%M:%S %Y'"
                ))),
            },
            _ => Ok(with_point(value, 32)),
        },
        Kind::Uuid(form) => uuid_of(form, value),
        Kind::Utf16 => Ok(utf16_of(value)),
        Kind::Cidr(_) => cidr_of(value),
        Kind::Prefix(family, _) => prefix_of(family, value),
        Kind::NetBiosName => Ok(match &value {
            FieldValue::Text(_) | FieldValue::Octets(_) => {
                let octets = value.as_octets().unwrap_or_else(|| Rc::from(&b""[..]));
                FieldValue::octets(&octets[..octets.len().min(15)])
            }
            _ => value,
        }),
        _ => Ok(value),
    }
}

fn invalid(text: String) -> Error {
    Error::Other {
        kind: "ValueError",
        text,
    }
}

/// The value as a script reads it.
pub fn human(field: &Field, value: FieldValue) -> FieldValue {
    match (field.kind, &value) {
        (Kind::FixedPoint(_) | Kind::NtpTime, FieldValue::Int(_) | FieldValue::Big(_)) => {
            let bits = field.kind.fraction().unwrap_or_default();
            FieldValue::Foreign(Rc::new(super::value::Decimal(fixed_point(&value, bits))))
        }
        (Kind::Cidr(_), FieldValue::Tuple(parts)) if parts.len() == 2 => {
            let address = parts[1].as_text().unwrap_or_default();
            FieldValue::text(&format!("{address}/{}", parts[0].as_int().unwrap_or(0)))
        }
        (Kind::Prefix(..), FieldValue::Tuple(parts)) if parts.len() == 2 => {
            let address = parts[0].as_text().unwrap_or_default();
            FieldValue::text(&format!("{address}/{}", parts[1].as_int().unwrap_or(0)))
        }
        (Kind::Utf16, FieldValue::Octets(octets)) => FieldValue::text(&utf16(octets)),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Scapy 2.8 prints of `FixedPointField("x", …, 64, 32)` and of one with 16 bits.
    #[test]
    fn a_binary_point_is_written_as_a_decimal_one() {
        let text = |number: i64, bits| fixed_point(&FieldValue::Int(number), bits);
        assert_eq!(text(0x18000, 16), "1.5");
        assert_eq!(text(0x10000, 16), "1");
        assert_eq!(text(1, 16), "0.00001526");
        assert_eq!(text(1, 32), "2.32830644E-10");
    }
}
