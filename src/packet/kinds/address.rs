//! Addresses of which a part is sent, and prefixes of addresses.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::rc::Rc;

use super::number::{big, put_whole};
use super::{Setting, Source, invalid};
use crate::packet::error::Result;
use crate::packet::packet::View;
use crate::packet::value::FieldValue;
use crate::proto::Around;
use crate::proto::field::{Family, Field, Length};

/// How many octets of an IPv6 address are sent, where the first ones are left out.
pub(super) fn tail_len(view: View<'_>, field: &Field) -> usize {
    match field.length {
        Length::FromFn(rule) => usize::try_from(rule(&view)).unwrap_or(0).min(16),
        _ => 16,
    }
}

/// As many octets of an address as its prefix takes.
pub(super) fn put_prefix(
    set: Setting<'_>,
    family: Family,
    word: u8,
    out: &mut Vec<u8>,
) -> Result<()> {
    let (octets, length) =
        network(family, set.value).ok_or_else(|| set.unfit("an address and a length"))?;
    let count = octet_count(length, word);
    out.extend(octets.into_iter().chain(std::iter::repeat(0)).take(count));
    Ok(())
}

/// The length of a prefix and its octets.
pub(super) fn put_cidr(set: Setting<'_>, family: Family, out: &mut Vec<u8>) -> Result<()> {
    let parts = match set.value {
        FieldValue::Tuple(parts) => parts.iter().rev().cloned().collect(),
        _ => Vec::new(),
    };
    let (octets, length) = network(family, &FieldValue::tuple(parts))
        .ok_or_else(|| set.unfit("an address and a length"))?;
    let most = family.octets();
    put_whole(set.view, &OCTET, length.into(), false, out)?;
    let count = octet_count(length, 1).min(most);
    out.extend(octets.into_iter().take(count));
    Ok(())
}

/// IPv6 addresses one after the other.
pub(super) fn put_ip6_list(set: Setting<'_>, out: &mut Vec<u8>) -> Result<()> {
    for address in set.value.as_list().unwrap_or_default() {
        let octets = address6(&address.resolved())
            .ok_or_else(|| set.unfit_part(&address, "an IPv6 address"))?;
        out.extend_from_slice(&octets);
    }
    Ok(())
}

/// The first octets of an IPv4 address.
pub(super) fn put_ip4_part(set: Setting<'_>, out: &mut Vec<u8>) -> Result<()> {
    let octets = match set.value {
        FieldValue::None => [0; 4],
        FieldValue::Ip4(octets) => *octets,
        other => other
            .as_text()
            .and_then(|text| crate::packet::net::inet_aton(&text))
            .ok_or_else(|| set.unfit("an IPv4 address"))?
            .octets(),
    };
    let length = match set.field.length {
        Length::FromFn(rule) => usize::try_from(rule(&set.view)).unwrap_or(0),
        _ => 4,
    };
    out.extend(octets.into_iter().take(length));
    Ok(())
}

/// The first octets of an IPv6 address; `said` is the field that says how many.
pub(super) fn put_ip6_part(set: Setting<'_>, said: &str, out: &mut Vec<u8>) -> Result<()> {
    let length = match set.field.length {
        _ if !said.is_empty() && set.view.int(said).is_none() => match set.value {
            FieldValue::None => 0,
            _ => 16,
        },
        Length::Octets(length) => length.into(),
        Length::FromFn(rule) => rule(&set.view),
        _ => 16,
    };
    let octets = address6_or_zeros(set)?;
    let length = usize::try_from(length).unwrap_or(0);
    out.extend(octets.into_iter().take(length));
    // More than an address is filled up, where a field says the length.
    if !said.is_empty() {
        out.extend(std::iter::repeat_n(0, length.saturating_sub(16)));
    }
    Ok(())
}

/// The last octets of an IPv6 address.
pub(super) fn put_ip6_tail(set: Setting<'_>, out: &mut Vec<u8>) -> Result<()> {
    let octets = address6_or_zeros(set)?;
    out.extend_from_slice(&octets[16 - tail_len(set.view, set.field)..]);
    Ok(())
}

/// An address of IEEE 802.15.4: two octets, eight, or none.
pub(super) fn put_address154(set: Setting<'_>, out: &mut Vec<u8>) -> Result<()> {
    let length = match set.field.length {
        Length::Octets(length) => length.into(),
        Length::FromFn(rule) => rule(&set.view),
        _ => 0,
    };
    if matches!(length, 2 | 8) {
        let number = Some(set.value)
            .filter(|value| !value.is_none())
            .and_then(big);
        let number = number.ok_or_else(|| set.unfit("a number"))?;
        let number = i128::try_from(&number).unwrap_or(i128::MAX);
        let bits = 8 * length as u16;
        let sized = Field {
            bits,
            ..set.field.little_endian()
        };
        put_whole(set.view, &sized, number, false, out)?;
    }
    Ok(())
}

/// An address and the length of its prefix, which is known.
pub(super) fn read_prefix(
    source: Source<'_>,
    family: Family,
    word: u8,
) -> Result<(FieldValue, usize)> {
    let prefix = source.length.unwrap_or(0).max(0);
    let count = octet_count(prefix, word);
    let octets = source.fixed(count)?;
    let most = family.octets();
    if count > most {
        return Err(invalid(format!(
            "{prefix} bits are no prefix of an address"
        )));
    }
    Ok((prefix_value(family, octets, prefix), count))
}

/// The length of a prefix and its octets.
pub(super) fn read_cidr(source: Source<'_>, family: Family) -> Result<(FieldValue, usize)> {
    let bits = source.fixed(1)?[0];
    let count = usize::from(bits).div_ceil(8).min(source.rest.len() - 1);
    let mut address = [0; 16];
    let most = family.octets();
    let known = count.min(most);
    address[..known].copy_from_slice(&source.rest[1..1 + known]);
    let text = address_text(family, &address);
    let parts = vec![FieldValue::Int(bits.into()), FieldValue::text(&text)];
    Ok((FieldValue::tuple(parts), 1 + count))
}

/// The first octets of an IPv6 address.
pub(super) fn read_ip6_part(source: Source<'_>) -> Result<(FieldValue, usize)> {
    let count = source.counted();
    let said = source.length.unwrap_or(16);
    let zeros = usize::try_from(16 - said).unwrap_or(0);
    // As in Scapy the zeros go by what the length says, not by what there is.
    if said < 0 || count + zeros != 16 {
        source.fixed(usize::MAX)?;
    }
    let mut address = [0; 16];
    address[..count].copy_from_slice(&source.rest[..count]);
    Ok((FieldValue::Ip6(Rc::new(address)), count))
}

/// The length of a prefix.
static OCTET: Field = crate::proto::field::u8("prefix");

/// `192.0.2.0/24` as a length and an address.
pub(super) fn cidr_of(value: FieldValue) -> Result<FieldValue> {
    if let FieldValue::Tuple(_) = value {
        return Ok(value);
    }
    let text = value.as_text().unwrap_or_default();
    let parts = text
        .split_once('/')
        .and_then(|(address, bits)| Some((bits.trim().parse::<i64>().ok()?, address.to_string())));
    match parts {
        Some((bits, address)) => Ok(FieldValue::tuple(vec![
            FieldValue::Int(bits),
            FieldValue::text(&address),
        ])),
        None => Err(invalid(format!(
            "'{text}' is no network: an address, a stroke, the length of its prefix"
        ))),
    }
}

/// `192.0.2.0/24` as an address and a length.
pub(super) fn prefix_of(family: Family, value: FieldValue) -> Result<FieldValue> {
    match &value {
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
                None => Err(invalid(format!(
                    "'{text}' is no address with a length of its prefix"
                ))),
            }
        }
    }
}

fn address6_or_zeros(set: Setting<'_>) -> Result<[u8; 16]> {
    match set.value {
        FieldValue::None => Ok([0; 16]),
        other => address6(other).ok_or_else(|| set.unfit("an IPv6 address")),
    }
}

/// The octets of an address.
pub fn address6(value: &FieldValue) -> Option<[u8; 16]> {
    match value {
        FieldValue::Ip6(octets) => Some(**octets),
        other => Some(other.as_text()?.parse::<Ipv6Addr>().ok()?.octets()),
    }
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
        Family::Ip4 => crate::packet::net::inet_aton(&text)?.octets().to_vec(),
        Family::Ip6 => text.parse::<Ipv6Addr>().ok()?.octets().to_vec(),
    };
    Some((octets, length.as_int()?))
}

fn prefix_value(family: Family, octets: &[u8], length: i64) -> FieldValue {
    let mut all = [0; 16];
    let count = octets.len().min(16);
    all[..count].copy_from_slice(&octets[..count]);
    let text = address_text(family, &all);
    FieldValue::tuple(vec![FieldValue::text(&text), FieldValue::Int(length)])
}

/// The text of an address, of which an IPv4 address is the first four octets.
fn address_text(family: Family, octets: &[u8; 16]) -> String {
    match family {
        Family::Ip4 => Ipv4Addr::new(octets[0], octets[1], octets[2], octets[3]).to_string(),
        Family::Ip6 => crate::packet::value::ip6_text(octets),
    }
}
