//! Fields of several parts: packets and options in a field, prefixes, link addresses.

use super::wrong;
use crate::packet::error::{Error, Result};
use crate::packet::packet::View;
use crate::packet::value::FieldValue;
use crate::packet::{dissect, route};
use crate::proto::Around;
use crate::proto::field::{Auto, Family, Field, Kind, Options};

/// Whether the records of a message that was read are others than those that came.
pub(super) fn records_changed(view: View<'_>) -> bool {
    let layer = view.layer();
    layer.origin.is_some()
        && layer.fields.iter().any(|(index, value)| {
            let index = usize::from(*index);
            matches!(layer.proto.fields[index].kind, Kind::DnsRecords)
                && dissect::original_value(view, index).as_ref() != Some(value)
        })
}

/// A packet that is built from its fields, whatever it came from.
pub(super) fn built_anew(value: &FieldValue) -> FieldValue {
    match value.resolved() {
        FieldValue::Packet(packet) if packet.cached_header().is_some() => {
            let packet = packet.copy();
            packet.clear_cache();
            FieldValue::Packet(packet)
        }
        value => value,
    }
}

pub(super) fn put_mac(
    view: View<'_>,
    field: &Field,
    value: &FieldValue,
    out: &mut Vec<u8>,
) -> Result<()> {
    match value {
        FieldValue::Mac(octets) => out.extend_from_slice(octets),
        FieldValue::None => out.extend_from_slice(&match field.auto {
            Auto::SourceMac => route::source_mac(view),
            Auto::DestinationMac => route::destination_mac(view),
            _ => [0; 6],
        }),
        other => {
            let text = other
                .as_octets()
                .ok_or_else(|| wrong(view, field, "a MAC address"))?;
            // Scapy sends the text itself when it is no address, cut or filled up.
            let octets = loose_mac(&text).unwrap_or_else(|| text.to_vec());
            out.extend(octets.into_iter().chain(std::iter::repeat(0)).take(6));
        }
    }
    Ok(())
}

/// Numbers in hexadecimal digits with colons between, however many.
pub(super) fn loose_mac(text: &[u8]) -> Option<Vec<u8>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    std::str::from_utf8(text)
        .ok()?
        .split(':')
        .map(|part| u8::from_str_radix(part.trim(), 16).ok())
        .collect()
}

pub(super) fn put_packet(
    view: View<'_>,
    field: &Field,
    value: &FieldValue,
    out: &mut Vec<u8>,
) -> Result<()> {
    match value.resolved() {
        FieldValue::Packet(packet) => packet.build_into(out),
        FieldValue::None => Ok(()),
        other => match other.as_octets() {
            Some(octets) => {
                out.extend_from_slice(&octets);
                Ok(())
            }
            None => Err(wrong(view, field, "packets")),
        },
    }
}

/// Packets that begin with how many octets there are up to the next one.
pub(super) fn put_chained(
    view: View<'_>,
    field: &Field,
    values: &[FieldValue],
    out: &mut Vec<u8>,
) -> Result<()> {
    for (at, value) in values.iter().enumerate() {
        let start = out.len();
        put_packet(view, field, value, out)?;
        let says = match value.resolved() {
            FieldValue::Packet(packet) => packet.view(|view| view.int("Next").is_some()),
            _ => true,
        };
        let length = (out.len() - start) as u32;
        if at + 1 < values.len()
            && !says
            && let Some(next) = out.get_mut(start..start + 4)
        {
            next.copy_from_slice(&length.to_le_bytes());
        }
    }
    Ok(())
}

/// Options, each at a place where it may stand, up to a multiple of eight octets.
pub(super) fn put_options(
    view: View<'_>,
    field: &Field,
    options: &Options,
    value: &FieldValue,
    out: &mut Vec<u8>,
) -> Result<()> {
    let values = match value.as_list() {
        Some(values) => values,
        None => vec![value.clone()],
    };
    let fills = (options.fills)(&view);
    let first = out.len();
    let place = |out: &Vec<u8>| out.len() - first + usize::from(options.start);
    for value in values {
        if fills && !options.last_only {
            let FieldValue::Packet(packet) = value.resolved() else {
                return Err(wrong(view, field, "options"));
            };
            let Some((unit, plus)) = packet.proto().stands else {
                return Err(Error::Other {
                    kind: "AttributeError",
                    text: format!("{} is no option", packet.proto().name),
                });
            };
            let unit = usize::from(unit.max(1));
            let missing = (usize::from(plus) + unit - place(out) % unit) % unit;
            put_padding(options.pad, missing, out);
        }
        put_packet(view, field, &value, out)?;
    }
    if fills {
        put_padding(
            options.pad,
            place(out).next_multiple_of(8) - place(out),
            out,
        );
    }
    Ok(())
}

/// Padding of some octets: a zero, or an option of its own.
fn put_padding(number: u8, octets: usize, out: &mut Vec<u8>) {
    match octets {
        0 => {}
        1 => out.push(0),
        _ => {
            out.extend([number, (octets - 2) as u8]);
            out.resize(out.len() + octets - 2, 0);
        }
    }
}

pub(super) fn put_subnet(
    view: View<'_>,
    field: &Field,
    family: Family,
    value: &FieldValue,
    out: &mut Vec<u8>,
) -> Result<()> {
    let octets: Vec<u8> = match (value, family) {
        (FieldValue::None, Family::Ip4) => vec![0xc0],
        (FieldValue::None, Family::Ip6) => vec![0x20],
        (FieldValue::Ip4(octets), _) => octets.to_vec(),
        (FieldValue::Ip6(octets), _) => octets.to_vec(),
        (other, _) => {
            let text = other
                .as_octets()
                .map(|octets| String::from_utf8_lossy(&octets).into_owned())
                .unwrap_or_default();
            let address: std::net::IpAddr =
                text.parse().map_err(|_| wrong(view, field, "an address"))?;
            match address {
                std::net::IpAddr::V4(address) => address.octets().to_vec(),
                std::net::IpAddr::V6(address) => address.octets().to_vec(),
            }
        }
    };
    match view
        .int("source_plen")
        .and_then(|prefix| usize::try_from(prefix).ok())
    {
        Some(prefix) => {
            let mut kept = octets[..prefix.div_ceil(8).min(octets.len())].to_vec();
            if prefix % 8 != 0
                && let Some(last) = kept.last_mut()
            {
                *last &= 0xff << (8 - prefix % 8);
            }
            out.extend(kept);
        }
        None => {
            let used = octets
                .iter()
                .rposition(|octet| *octet != 0)
                .map_or(0, |at| at + 1);
            out.extend_from_slice(&octets[..used]);
        }
    }
    Ok(())
}
