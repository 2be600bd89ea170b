//! Fields that are not numbers of whole octets, addresses or plain octets: scaled and floating
//! numbers, points in time, identifiers, prefixes, other forms of text.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::rc::Rc;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;

use super::error::{Error, Result};
use super::packet::View;
use super::value::FieldValue;
use crate::proto::Around;
use crate::proto::field::{Code, Datum, Family, Field, Kind, Length, Scale, UuidForm};

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

/// How many octets of an IPv6 address are sent, where the first ones are left out.
fn tail_len(view: View<'_>, field: &Field) -> usize {
    match field.length {
        Length::FromFn(rule) => usize::try_from(rule(&view)).unwrap_or(0).min(16),
        _ => 16,
    }
}

/// Appends the octets of a value whose kind is one of this file's.
pub fn write(view: View<'_>, field: &Field, value: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    match field.kind {
        Kind::Float => {
            let number = float(value).ok_or_else(|| unfit(view, field, value, "a number"))?;
            put_float(number, field, out);
        }
        Kind::Scaled(scale) => {
            let number =
                machine(scale, value).ok_or_else(|| unfit(view, field, value, "a number"))?;
            if scale.float {
                put_float(number, field, out);
            } else {
                put_whole(
                    view,
                    field,
                    number.round_ties_even() as i128,
                    scale.signed,
                    out,
                )?;
            }
        }
        Kind::Rendered(rendering) => {
            let octets = match value {
                FieldValue::None => vec![0; usize::from(field.bits / 8)],
                FieldValue::Text(text) => (rendering.write)(text)
                    .ok_or_else(|| unfit(view, field, value, "a text of its form"))?,
                other => match other.as_octets() {
                    Some(octets) => octets.to_vec(),
                    None => return Err(unfit(view, field, value, "a text")),
                },
            };
            out.extend_from_slice(&octets);
        }
        Kind::Coded(code) => {
            let number = (code.write)(&view, coded_number(value)?);
            put_whole(view, field, number.into(), false, out)?;
        }
        Kind::Time(clock) => {
            let number = match value {
                FieldValue::None if clock.format.is_empty() => 0,
                FieldValue::None => {
                    let now = super::environment::now_in_seconds() - clock.epoch as f64;
                    (now * clock.per_second as f64) as i128
                }
                FieldValue::Int(number) => (*number).into(),
                FieldValue::Big(number) => i128::try_from(&**number).unwrap_or(i128::MAX),
                other => float(other).ok_or_else(|| unfit(view, field, value, "a time"))? as i128,
            };
            put_whole(view, field, number, false, out)?;
        }
        Kind::Uuid(form) => {
            let mut octets: [u8; 16] = match value {
                FieldValue::None => [0; 16],
                other => other
                    .as_octets()
                    .and_then(|octets| octets[..].try_into().ok())
                    .ok_or_else(|| unfit(view, field, value, "an identifier"))?,
            };
            turn(&mut octets, form);
            out.extend_from_slice(&octets);
        }
        Kind::Utf16 => {
            let mut octets = value
                .as_octets()
                .map_or_else(Vec::new, |octets| octets.to_vec());
            if let Length::Octets(length) = field.length {
                octets.resize(length.into(), 0);
            }
            out.extend_from_slice(&octets);
            if let Length::Until(_) = field.length {
                out.extend_from_slice(&[0, 0]);
            }
        }
        Kind::Prefix(family, word) => {
            let (octets, length) = network(family, value)
                .ok_or_else(|| unfit(view, field, value, "an address and a length"))?;
            let count = octet_count(length, word);
            out.extend(octets.into_iter().chain(std::iter::repeat(0)).take(count));
        }
        Kind::Cidr(family) => {
            let parts = match value {
                FieldValue::Tuple(parts) => parts.iter().rev().cloned().collect(),
                _ => Vec::new(),
            };
            let (octets, length) = network(family, &FieldValue::tuple(parts))
                .ok_or_else(|| unfit(view, field, value, "an address and a length"))?;
            let most = match family {
                Family::Ip4 => 4,
                Family::Ip6 => 16,
            };
            put_whole(view, &OCTET, length.into(), false, out)?;
            let count = octet_count(length, 1).min(most);
            out.extend(octets.into_iter().take(count));
        }
        Kind::Ip6List => {
            for address in value.as_list().unwrap_or_default() {
                let octets = address6(&address.resolved())
                    .ok_or_else(|| unfit(view, field, &address, "an IPv6 address"))?;
                out.extend_from_slice(&octets);
            }
        }
        Kind::Ip4Part => {
            let octets = match value {
                FieldValue::None => [0; 4],
                FieldValue::Ip4(octets) => *octets,
                other => other
                    .as_text()
                    .and_then(|text| super::net::inet_aton(&text))
                    .ok_or_else(|| unfit(view, field, other, "an IPv4 address"))?
                    .octets(),
            };
            let length = match field.length {
                Length::FromFn(rule) => usize::try_from(rule(&view)).unwrap_or(0),
                _ => 4,
            };
            out.extend(octets.into_iter().take(length));
        }
        Kind::Ip6Part(said) => {
            let length = match field.length {
                _ if !said.is_empty() && view.int(said).is_none() => match value {
                    FieldValue::None => 0,
                    _ => 16,
                },
                Length::Octets(length) => length.into(),
                Length::FromFn(rule) => rule(&view),
                _ => 16,
            };
            let octets = match value {
                FieldValue::None => [0; 16],
                other => {
                    address6(other).ok_or_else(|| unfit(view, field, other, "an IPv6 address"))?
                }
            };
            let length = usize::try_from(length).unwrap_or(0);
            out.extend(octets.into_iter().take(length));
            // More than an address is filled up, where a field says the length.
            if !said.is_empty() {
                out.extend(std::iter::repeat_n(0, length.saturating_sub(16)));
            }
        }
        Kind::Ip6Tail => {
            let octets = match value {
                FieldValue::None => [0; 16],
                other => {
                    address6(other).ok_or_else(|| unfit(view, field, other, "an IPv6 address"))?
                }
            };
            out.extend_from_slice(&octets[16 - tail_len(view, field)..]);
        }
        Kind::DnsNames(unit) => {
            let start = out.len();
            let names = match value.as_list() {
                Some(names) => names,
                None if value.is_none() => Vec::new(),
                None if value.as_octets().is_some_and(|octets| octets.is_empty()) => Vec::new(),
                None => vec![value.clone()],
            };
            for name in names {
                let name = name
                    .as_octets()
                    .ok_or_else(|| unfit(view, field, &name, "domain names"))?;
                put_labels(&name, out);
            }
            let unit = usize::from(unit.max(1));
            out.resize(start + (out.len() - start).next_multiple_of(unit), 0);
        }
        Kind::Extended(bit) => {
            let number = value
                .as_int()
                .or_else(|| value.is_none().then_some(0))
                .ok_or_else(|| unfit(view, field, value, "a number"))?;
            if field.bits > 0 && number >> field.bits > 0 {
                return Err(unfit(view, field, value, "a smaller number"));
            }
            put_extended(number as u64, bit, out);
        }
        Kind::VariableInt => {
            let number = match value.is_none() {
                true => 0.into(),
                false => big(value).ok_or_else(|| unfit(view, field, value, "a number"))?,
            };
            let range = (0, (1 << 62) - 1);
            let within = u64::try_from(&number)
                .ok()
                .filter(|number| i128::from(*number) <= range.1);
            put_variable(
                within.ok_or_else(|| Error::Other {
                    // Scapy packs these numbers without asking whose they are.
                    kind: "struct.error",
                    text: out_of_range(view, field, number, range).to_string(),
                })?,
                out,
            );
        }
        Kind::Ruled(ruling) => {
            let octets = (ruling.write)(&view, &datum(value))
                .ok_or_else(|| unfit(view, field, value, "a value of its form"))?;
            out.extend(octets);
        }
        Kind::Spelled(spelling) => {
            let number = value.as_int().or_else(|| value.is_none().then_some(0));
            let octets = number
                .and_then(spelling.write)
                .ok_or_else(|| unfit(view, field, value, "a number that can be spelled"))?;
            out.extend(octets);
        }
        Kind::NetBiosName => {
            let octets = value.as_octets().unwrap_or_else(|| Rc::from(&b""[..]));
            let count = match field.length {
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
        Kind::Upper(shift) => {
            let number = match value {
                FieldValue::None => 0,
                value => value
                    .as_int()
                    .ok_or_else(|| unfit(view, field, value, "a number"))?,
            };
            put_whole(view, field, i128::from(number) << shift, false, out)?;
        }
        Kind::Address154 => {
            let length = match field.length {
                Length::Octets(length) => length.into(),
                Length::FromFn(rule) => rule(&view),
                _ => 0,
            };
            if matches!(length, 2 | 8) {
                let number = Some(value).filter(|value| !value.is_none()).and_then(big);
                let number = number.ok_or_else(|| unfit(view, field, value, "a number"))?;
                let number = i128::try_from(&number).unwrap_or(i128::MAX);
                let bits = 8 * length as u16;
                let sized = Field {
                    bits,
                    ..field.little_endian()
                };
                put_whole(view, &sized, number, false, out)?;
            }
        }
        // One octet is sent where the value is one octet, not a number.
        Kind::Compressed => match value {
            FieldValue::Octets(octets) if matches!(octets.len(), 1 | 2) => {
                out.extend_from_slice(octets);
            }
            FieldValue::None => out.extend_from_slice(&[0, 0]),
            other => {
                let number = other
                    .as_int()
                    .ok_or_else(|| unfit(view, field, value, "a number"))?;
                put_whole(view, field, number.into(), false, out)?;
            }
        },
        Kind::Char => {
            let octets = match value {
                FieldValue::None => return Err(unfit(view, field, value, "one character")),
                other => other.as_octets().unwrap_or_else(|| Rc::from(&b""[..])),
            };
            let width = usize::from(field.bits / 8).max(1);
            out.extend(
                octets
                    .iter()
                    .copied()
                    .chain(std::iter::repeat(0))
                    .take(width),
            );
        }
        _ => {}
    }
    Ok(())
}

/// Reads a value of one of this file's kinds; also says how many octets it took.
/// `length` is what the field's length rule says.
pub fn read(
    view: View<'_>,
    field: &'static Field,
    rest: &[u8],
    length: Option<i64>,
) -> Result<(FieldValue, usize)> {
    let width = usize::from(field.bits).div_ceil(8);
    let fixed = |width: usize| {
        rest.get(..width).ok_or(Error::Short {
            proto: view.layer().proto.name,
            field: field.name,
            needed: width,
            had: rest.len(),
        })
    };
    let counted = || match length {
        Some(length) if length >= 0 => usize::try_from(length).unwrap_or_default().min(rest.len()),
        Some(length) => rest.len().saturating_sub(length.unsigned_abs() as usize),
        None => rest.len(),
    };
    Ok(match field.kind {
        Kind::Float => (FieldValue::Float(get_float(fixed(width)?, field)), width),
        Kind::Scaled(scale) => {
            let octets = fixed(width)?;
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
                0 => counted(),
                width => fixed(width)?.len(),
            };
            let text = (rendering.read)(&rest[..count]);
            (FieldValue::text(&text), count)
        }
        Kind::Coded(code) => {
            let number = whole(fixed(width)?, field.little_endian, false);
            let number = (code.read)(&view, i64::try_from(number).unwrap_or(i64::MAX));
            (FieldValue::Int(number), width)
        }
        Kind::Time(_) => {
            let number = whole(fixed(width)?, field.little_endian, false);
            (integer(number), width)
        }
        Kind::Uuid(form) => {
            let mut octets: [u8; 16] = fixed(16)?.try_into().expect("sixteen octets were taken");
            turn(&mut octets, form);
            (FieldValue::uuid(octets), 16)
        }
        Kind::Utf16 => match field.length {
            Length::Until(_) => {
                let found = rest.chunks_exact(2).position(|pair| pair == [0, 0]);
                match found {
                    Some(at) => (FieldValue::octets(&rest[..2 * at]), 2 * at + 2),
                    None => (FieldValue::octets(rest), rest.len()),
                }
            }
            _ => {
                let count = counted();
                (FieldValue::octets(&rest[..count]), count)
            }
        },
        Kind::Prefix(family, word) => {
            let prefix = length.unwrap_or(0).max(0);
            let count = octet_count(prefix, word);
            let octets = fixed(count)?;
            let most = match family {
                Family::Ip4 => 4,
                Family::Ip6 => 16,
            };
            if count > most {
                return Err(Error::Other {
                    kind: "ValueError",
                    text: format!("{prefix} bits are no prefix of an address"),
                });
            }
            (prefix_value(family, octets, prefix), count)
        }
        Kind::Cidr(family) => {
            let bits = fixed(1)?[0];
            let count = usize::from(bits).div_ceil(8).min(rest.len() - 1);
            let mut address = [0; 16];
            let most = match family {
                Family::Ip4 => 4,
                Family::Ip6 => 16,
            };
            let known = count.min(most);
            address[..known].copy_from_slice(&rest[1..1 + known]);
            let text = match family {
                Family::Ip4 => {
                    Ipv4Addr::new(address[0], address[1], address[2], address[3]).to_string()
                }
                Family::Ip6 => super::value::ip6_text(&address),
            };
            let parts = vec![FieldValue::Int(bits.into()), FieldValue::text(&text)];
            (FieldValue::tuple(parts), 1 + count)
        }
        Kind::Ip4Part => {
            let count = usize::try_from(length.unwrap_or(4)).unwrap_or(0).min(4);
            let mut address = [0; 4];
            address[..count].copy_from_slice(fixed(count)?);
            (FieldValue::Ip4(address), count)
        }
        Kind::Ip6Tail => {
            let count = tail_len(view, field);
            let mut address = [0; 16];
            address[16 - count..].copy_from_slice(fixed(count)?);
            (FieldValue::Ip6(Rc::new(address)), count)
        }
        Kind::Ip6Part(_) => {
            let count = counted();
            let said = length.unwrap_or(16);
            let zeros = usize::try_from(16 - said).unwrap_or(0);
            // As in Scapy the zeros go by what the length says, not by what there is.
            if said < 0 || count + zeros != 16 {
                fixed(usize::MAX)?;
            }
            let mut address = [0; 16];
            address[..count].copy_from_slice(&rest[..count]);
            (FieldValue::Ip6(Rc::new(address)), count)
        }
        // Scapy does not ask for names where no octets are.
        Kind::DnsNames(_) if length == Some(0) => (FieldValue::octets(b""), 0),
        Kind::DnsNames(unit) => {
            let count = counted();
            (
                FieldValue::list(read_labels(&rest[..count], unit > 1)),
                count,
            )
        }
        Kind::Extended(bit) if field.bits > 0 => {
            let most = usize::from(field.bits / 7);
            let (value, used) = read_extended(&rest[..most.min(rest.len())], bit);
            // The last octet says that none follows.
            let whole = used > 0 && rest[used - 1] & 1 << bit == 0;
            match whole {
                true => (value, used),
                false => (fixed(usize::MAX).map(|_| value)?, used),
            }
        }
        Kind::Extended(bit) => read_extended(rest, bit),
        Kind::VariableInt => {
            let width = 1 << (fixed(1)?[0] >> 6);
            let number = whole(fixed(width)?, false, false) & ((1 << (8 * width - 2)) - 1);
            (integer(number), width)
        }
        Kind::Ruled(ruling) => match (ruling.read)(&view, rest) {
            Some((datum, width)) => (value_of(datum), width),
            None => (integer(0), fixed(rest.len() + 1)?.len()),
        },
        Kind::Spelled(spelling) => match (spelling.read)(rest) {
            Some((number, width)) => (FieldValue::Int(number), width),
            None => (integer(0), fixed(rest.len() + 1)?.len()),
        },
        Kind::NetBiosName => {
            let count = counted();
            (FieldValue::octets(&netbios(&rest[..count])), count)
        }
        Kind::Upper(shift) => {
            let number = whole(fixed(width)?, field.little_endian, false) >> shift;
            (integer(number), width)
        }
        Kind::Address154 => {
            let width = match length {
                Some(2) => 2,
                Some(8) => 8,
                _ => rest.len() + 1,
            };
            (integer(whole(fixed(width)?, true, false)), width)
        }
        Kind::Compressed => {
            let odd = fixed(1)?[0] & 1 == 1;
            let width = if odd { 1 } else { 2 };
            (integer(whole(fixed(width)?, false, false)), width)
        }
        Kind::Char => {
            let width = width.max(1);
            (FieldValue::octets(fixed(width)?), width)
        }
        _ => (FieldValue::None, 0),
    })
}

/// The length of a prefix.
static OCTET: Field = crate::proto::field::u8("prefix");

/// The value that a script sets, understood.
pub fn understand(field: &Field, value: FieldValue) -> Result<FieldValue> {
    let invalid = |text: String| {
        Err(Error::Other {
            kind: "ValueError",
            text,
        })
    };
    match field.kind {
        Kind::Scaled(scale) => match &value {
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
            _ => invalid("Unknown type".into()),
        },
        Kind::Coded(_) => coded_number(&value).map(|_| value),
        Kind::FixedPoint(bits) => Ok(with_point(value, bits)),
        Kind::NtpTime => match &value {
            FieldValue::Text(text) => match ntp_date(text) {
                Some(seconds) => Ok(pointed(seconds as f64, 32)),
                None => invalid(format!(
                    "time data '{text}' does not match format '%a %b %d %H:%M:%S %Y'"
                )),
            },
            _ => Ok(with_point(value, 32)),
        },
        Kind::Uuid(form) => match &value {
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
                    None => invalid("badly formed hexadecimal UUID string".into()),
                }
            }
            FieldValue::Tuple(parts) => Ok(FieldValue::uuid(uuid_of_parts(parts))),
            FieldValue::Foreign(foreign) if foreign.as_any().is::<super::value::Uuid>() => {
                Ok(value)
            }
            _ => Ok(FieldValue::None),
        },
        Kind::Utf16 => Ok({
            // Octets and numbers are taken for what they look like.
            let text = match &value {
                FieldValue::Text(text) => Some(text.to_string()),
                FieldValue::Octets(octets) => Some(plain_text(octets)),
                FieldValue::Int(number) => Some(number.to_string()),
                _ => None,
            };
            let units = text.map(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect());
            units.map_or(value, |units: Vec<u8>| FieldValue::octets(&units))
        }),
        Kind::Cidr(_) => {
            if let FieldValue::Tuple(_) = value {
                return Ok(value);
            }
            let text = value.as_text().unwrap_or_default();
            let parts = text.split_once('/').and_then(|(address, bits)| {
                Some((bits.trim().parse::<i64>().ok()?, address.to_string()))
            });
            match parts {
                Some((bits, address)) => Ok(FieldValue::tuple(vec![
                    FieldValue::Int(bits),
                    FieldValue::text(&address),
                ])),
                None => invalid(format!(
                    "'{text}' is no network: an address, a stroke, the length of its prefix"
                )),
            }
        }
        Kind::Prefix(family, _) => match &value {
            FieldValue::None => Ok(prefix_value(family, &[], 1)),
            FieldValue::Tuple(_) => Ok(value),
            other => {
                let text = other.as_text().unwrap_or_default();
                let parts = text.split_once('/').and_then(|(address, length)| {
                    Some((address.to_string(), length.parse::<i64>().ok()?))
                });
                match parts {
                    Some((address, length)) => Ok(FieldValue::tuple(vec![
                        FieldValue::text(&address),
                        FieldValue::Int(length),
                    ])),
                    None => invalid(format!(
                        "'{text}' is no address with a length of its prefix"
                    )),
                }
            }
        },
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

/// A number that a script set, with so many bits behind the binary point; what is no number stays.
fn with_point(value: FieldValue, bits: u16) -> FieldValue {
    if let (FieldValue::Int(_) | FieldValue::Big(_), Some(whole)) = (&value, big(&value)) {
        let whole = whole << usize::from(bits);
        return match i64::try_from(&whole) {
            Ok(number) => FieldValue::Int(number),
            Err(_) => FieldValue::Big(Rc::new(whole)),
        };
    }
    match float(&value) {
        Some(number) if !value.is_none() => pointed(number, bits),
        _ => value,
    }
}

/// A number with so many bits behind the binary point.
fn pointed(number: f64, bits: u16) -> FieldValue {
    let whole = number.trunc();
    let part = ((number - whole) * 2f64.powi(i32::from(bits))) as i128;
    integer(((whole as i128) << bits) | part)
}

/// Seconds from 1900 to 1970. RFC 5905 section 6.
pub const NTP_EPOCH: i64 = 2_208_988_800;

/// The time now as NTP counts it.
pub fn ntp_now() -> FieldValue {
    pointed(super::environment::now_in_seconds() + NTP_EPOCH as f64, 32)
}

/// `Wed Jun  9 04:26:40 1993`, in the local zone, as seconds since 1900.
fn ntp_date(text: &str) -> Option<i64> {
    let time = jiff::civil::DateTime::strptime("%a %b %d %H:%M:%S %Y", text).ok()?;
    let zoned = time.to_zoned(jiff::tz::TimeZone::system()).ok()?;
    Some(zoned.timestamp().as_second() + NTP_EPOCH)
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
fn turn(octets: &mut [u8; 16], form: UuidForm) {
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

/// A number with a binary point, written as a decimal one with the digits that the bits warrant.
pub fn fixed_point(value: &FieldValue, bits: u16) -> String {
    let Some(number) = big(value) else {
        return "None".into();
    };
    let (whole, part) = number.div_mod_floor(&(BigInt::from(1) << bits));
    let part = f64::from(u32::try_from(&part).unwrap_or(u32::MAX)) / 2f64.powi(bits.into());
    let digits = (f64::from(bits) * 2f64.log10()) as usize;
    if part == 0.0 {
        return whole.to_string();
    }
    let text = format!("{:.*e}", digits.max(1) - 1, part);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    if exponent >= 0 {
        // It was rounded up to one.
        return (whole + BigInt::from(1)).to_string();
    }
    if whole == BigInt::ZERO && exponent < -6 {
        return format!("{mantissa}E{exponent}");
    }
    let digits = mantissa.replace('.', "");
    let zeros = "0".repeat((-exponent - 1).unsigned_abs() as usize);
    format!("{whole}.{zeros}{digits}")
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
fn coded_number(value: &FieldValue) -> Result<Option<f64>> {
    match value {
        FieldValue::None | FieldValue::Volatile(_) => Ok(None),
        FieldValue::Int(_) | FieldValue::Float(_) | FieldValue::Big(_) => Ok(float(value)),
        _ => Err(Error::Other {
            kind: "ValueError",
            text: "Unknown type".into(),
        }),
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

fn float(value: &FieldValue) -> Option<f64> {
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
    let number = BigInt::from_bytes_be(Sign::Plus, octets);
    match i64::try_from(&number) {
        Ok(number) => FieldValue::Int(number),
        Err(_) => FieldValue::Big(Rc::new(number)),
    }
}

fn integer(number: i128) -> FieldValue {
    match i64::try_from(number) {
        Ok(number) => FieldValue::Int(number),
        Err(_) => FieldValue::Big(Rc::new(number.into())),
    }
}

fn whole(octets: &[u8], little_endian: bool, signed: bool) -> i128 {
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

pub(super) fn out_of_range(
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

fn put_whole(
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

/// The octets of an address.
pub fn address6(value: &FieldValue) -> Option<[u8; 16]> {
    match value {
        FieldValue::Ip6(octets) => Some(**octets),
        other => Some(other.as_text()?.parse::<Ipv6Addr>().ok()?.octets()),
    }
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
fn read_labels(octets: &[u8], padded: bool) -> Vec<FieldValue> {
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

fn put_float(number: f64, field: &Field, out: &mut Vec<u8>) {
    let mut octets = match field.bits {
        64 => number.to_be_bytes().to_vec(),
        _ => (number as f32).to_be_bytes().to_vec(),
    };
    if field.little_endian {
        octets.reverse();
    }
    out.extend_from_slice(&octets);
}

fn get_float(octets: &[u8], field: &Field) -> f64 {
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

fn read_extended(rest: &[u8], bit: u8) -> (FieldValue, usize) {
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

fn small(number: BigInt) -> FieldValue {
    match i64::try_from(&number) {
        Ok(number) => FieldValue::Int(number),
        Err(_) => FieldValue::Big(Rc::new(number)),
    }
}

/// RFC 1001, section 14.1, backwards; the octet in front is the length.
fn netbios(octets: &[u8]) -> Vec<u8> {
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

/// The octets that a prefix takes, in whole words.
fn octet_count(prefix: i64, word: u8) -> usize {
    let word = usize::from(word.max(1));
    usize::try_from(prefix.clamp(0, 1 << 16))
        .unwrap_or_default()
        .div_ceil(word * 8)
        * word
}

fn network(family: Family, value: &FieldValue) -> Option<(Vec<u8>, i64)> {
    let FieldValue::Tuple(parts) = value else {
        return value.is_none().then(|| (Vec::new(), 0));
    };
    let [address, length] = &parts[..] else {
        return None;
    };
    let text = address.as_text()?;
    let octets = match family {
        Family::Ip4 => super::net::inet_aton(&text)?.octets().to_vec(),
        Family::Ip6 => text.parse::<Ipv6Addr>().ok()?.octets().to_vec(),
    };
    Some((octets, length.as_int()?))
}

fn prefix_value(family: Family, octets: &[u8], length: i64) -> FieldValue {
    let mut all = [0; 16];
    let count = octets.len().min(16);
    all[..count].copy_from_slice(&octets[..count]);
    let text = match family {
        Family::Ip4 => IpAddr::from(Ipv4Addr::new(all[0], all[1], all[2], all[3])).to_string(),
        Family::Ip6 => super::value::ip6_text(&all),
    };
    FieldValue::tuple(vec![FieldValue::text(&text), FieldValue::Int(length)])
}

fn unfit(view: View<'_>, field: &Field, value: &FieldValue, expected: &'static str) -> Error {
    Error::Kind {
        proto: view.layer().proto.name,
        field: field.name,
        value: format!("{value:?}"),
        expected,
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
