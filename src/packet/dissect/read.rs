//! The octets of a field to its value, by the field's kind.

use std::rc::Rc;

use super::follower::dispatched;
use smallvec::SmallVec;

use super::inner::{dns_record, element_of, packets, packets_by, shared, take_padding};
use super::{Context, Cursor, MAX_LIST, Turned, child_of, dissect_part, python_end, short};
use crate::packet::codec::{attributes, coap, counted, dns, node, tcp_options};
use crate::packet::error::{Error, Result};
use crate::packet::packet::{Packet, View};
use crate::packet::value::FieldValue;
use crate::packet::{convert, parts, script};
use crate::proto::field::{Element, Family, Field, Kind, Length, Options};
use crate::proto::{Around, icmp};

/// Reads one field at the cursor.
pub(in crate::packet) fn read_field(
    view: View<'_>,
    field: &'static Field,
    octets: &[u8],
    cursor: &mut Cursor,
    context: Context<'_>,
) -> Result<FieldValue> {
    let proto = view.layer().proto;
    let end = octets.len() - cursor.trailer;
    let rest = &octets[cursor.at.min(end)..end];
    let take = |cursor: &mut Cursor, length: usize| -> Result<&[u8]> {
        if rest.len() < length {
            return Err(short(proto, field.name, length, rest.len()));
        }
        cursor.at += length;
        Ok(&rest[..length])
    };
    match field.kind {
        Kind::Bits if (1..=64).contains(&field.bits) && field.swap.is_none() => {
            let width = usize::from(field.bits);
            let last = (cursor.bit + width).div_ceil(8);
            if rest.len() < last {
                return Err(short(proto, field.name, last, rest.len()));
            }
            if cursor.turned.is_some() {
                return read_bits(view, field, octets, cursor)
                    .map(|bits| crate::packet::kinds::from_octets(&bits));
            }
            let number = bits_at(rest, cursor.bit, width);
            cursor.at += (cursor.bit + width) / 8;
            cursor.bit = (cursor.bit + width) % 8;
            Ok(integer(number))
        }
        Kind::Bits | Kind::FixedPoint(_) | Kind::NtpTime => read_bits(view, field, octets, cursor)
            .map(|bits| crate::packet::kinds::from_octets(&bits)),
        Kind::Scaled(scale) if scale.in_bits => {
            let bits = read_bits(view, field, octets, cursor)?;
            let number = bits
                .iter()
                .fold(0, |number, octet| number << 8 | i128::from(*octet));
            Ok(crate::packet::kinds::scaled(scale, number))
        }
        Kind::Float
        | Kind::Scaled(_)
        | Kind::Coded(_)
        | Kind::Rendered(_)
        | Kind::Cidr(_)
        | Kind::Time(_)
        | Kind::Uuid(_)
        | Kind::Utf16
        | Kind::Prefix(..)
        | Kind::Extended(_)
        | Kind::VariableInt
        | Kind::Ruled(_)
        | Kind::Spelled(_)
        | Kind::NetBiosName
        | Kind::Upper(_)
        | Kind::Compressed
        | Kind::Address154
        | Kind::Ip6Part(_)
        | Kind::Ip6Tail
        | Kind::Ip4Part
        | Kind::DnsNames(_)
        | Kind::Char => {
            let (value, used) =
                crate::packet::kinds::read(view, field, rest, length_rule(view, field))?;
            cursor.at += used.min(rest.len());
            Ok(value)
        }
        Kind::Padded(padded) => {
            let align = usize::from(padded.align.max(1));
            if padded.before {
                let place = cursor.at + context.skipped;
                let filling = place.next_multiple_of(align) - place;
                cursor.at = (cursor.at + filling).min(end);
                return read_field(view, &padded.field, octets, cursor, context);
            }
            let start = cursor.at;
            let value = read_field(view, &padded.field, octets, cursor, context)?;
            let plus = usize::from(padded.plus);
            let length = (cursor.at - start + plus).next_multiple_of(align) - plus;
            cursor.at = (start + length).min(end);
            Ok(match (padded.stripped, &value) {
                (true, FieldValue::Octets(octets)) => {
                    let zeros = octets.iter().rev().take_while(|octet| **octet == 0).count();
                    FieldValue::octets(&octets[..octets.len() - zeros])
                }
                _ => value,
            })
        }
        Kind::Recoded(recoding) => {
            let wrong = || short(proto, field.name, 1, 0);
            if field.bits == 0 {
                let value = read_field(view, &recoding.field, octets, cursor, context)?;
                let plain = (recoding.read)(&view, &value.as_octets().unwrap_or_default());
                return plain
                    .map(|plain| FieldValue::octets(&plain))
                    .ok_or_else(wrong);
            }
            let octets = take(cursor, usize::from(field.bits) / 8)?;
            let plain = (recoding.read)(&view, octets).ok_or_else(wrong)?;
            let mut start = Cursor {
                at: 0,
                bit: 0,
                trailer: 0,
                ..*cursor
            };
            read_field(view, &recoding.field, &plain, &mut start, context)
        }
        Kind::Uint if field.bits > 64 => {
            let octets = take(cursor, usize::from(field.bits) / 8)?;
            if field.little_endian {
                let turned: Vec<u8> = octets.iter().rev().copied().collect();
                return Ok(crate::packet::kinds::from_octets(&turned));
            }
            Ok(crate::packet::kinds::from_octets(octets))
        }
        Kind::Uint | Kind::Marked { .. } => {
            let octets = take(cursor, usize::from(field.bits) / 8)?;
            Ok(integer(unsigned(octets, field.little_endian)))
        }
        Kind::UtcTime => Ok(integer(unsigned(take(cursor, 4)?, false))),
        Kind::Milliseconds => Ok(integer(unsigned(take(cursor, 4)?, false))),
        Kind::TimeSigned => {
            // As Scapy reads it: the upper 16 bits are added, not shifted.
            let octets = take(cursor, 6)?;
            Ok(integer(
                unsigned(&octets[..2], false) + unsigned(&octets[2..], false),
            ))
        }
        Kind::Seconds256 => {
            let number = unsigned(take(cursor, 2)?, false);
            Ok(FieldValue::Float(number as f64 / 256.0))
        }
        Kind::Sint => {
            let width = usize::from(field.bits);
            let number = unsigned(take(cursor, width / 8)?, field.little_endian);
            let shift = 64 - width.min(64);
            Ok(FieldValue::Int(((number as i64) << shift) >> shift))
        }
        Kind::Mac => {
            let mut octets: [u8; 6] = take(cursor, 6)?.try_into().expect("six octets were taken");
            if field.little_endian {
                octets.reverse();
            }
            Ok(FieldValue::Mac(octets))
        }
        Kind::Ip4 => {
            let octets = take(cursor, 4)?;
            Ok(FieldValue::Ip4(
                octets.try_into().expect("four octets were taken"),
            ))
        }
        Kind::Ip6 => {
            let octets = take(cursor, 16)?;
            Ok(FieldValue::Ip6(Rc::new(
                octets.try_into().expect("sixteen octets were taken"),
            )))
        }
        Kind::Octets => {
            if let Length::Until(stop) = field.length {
                return Ok(until(rest, stop, field, cursor));
            }
            let length = match field.length {
                Length::Magic(magic) if rest.starts_with(magic) => magic.len(),
                Length::FirstIf(magic) if rest.starts_with(magic) => magic.len(),
                Length::FirstIf(_) => 0,
                Length::Found(rule) => match rule(&view, rest) {
                    Some(length) => length.min(rest.len()),
                    None => take(cursor, rest.len() + 1)?.len(),
                },
                Length::Through(stop, more) => match memchr::memmem::find(rest, stop) {
                    Some(found) => (found + stop.len())
                        .saturating_add_signed(more.into())
                        .min(rest.len()),
                    None => rest.len(),
                },
                Length::Align(to) => {
                    let place = cursor.at + context.skipped;
                    let missing = place.next_multiple_of(to.max(1).into()) - place;
                    missing.min(rest.len())
                }
                Length::Remain(left) => rest.len().saturating_sub(left.into()),
                Length::Header(said) => {
                    let header = usize::try_from(view.int(said).unwrap_or(0)).unwrap_or(0);
                    header.saturating_sub(cursor.at).min(rest.len())
                }
                _ => length_in(view, field, rest.len())?,
            };
            cursor.at += length;
            if field.little_endian {
                let turned: Vec<u8> = rest[..length].iter().rev().copied().collect();
                return Ok(FieldValue::octets(&turned));
            }
            Ok(FieldValue::octets(&rest[..length]))
        }
        Kind::List(_) if field.empty_as_octets && length_rule(view, field) == Some(0) => {
            Ok(FieldValue::octets(b""))
        }
        Kind::List(of) => {
            let (limit, mut count) = bounds(view, field, rest.len())?;
            let stop = cursor.at + limit;
            let mut values = Vec::new();
            while cursor.at < stop {
                // What is too short for another element ends the list.
                let ends = of.may_end && (stop - cursor.at) * 8 < of.bits.into();
                if count == Some(0) || ends {
                    break;
                }
                count = count.map(|count| count - 1);
                let mut part = Cursor {
                    trailer: octets.len() - stop,
                    ..*cursor
                };
                values.push(read_field(view, of, octets, &mut part, context)?);
                check_count(field, "FieldListField", values.len())?;
                if count.is_none() && (part.at, part.bit) == (cursor.at, cursor.bit) {
                    return Err(short(proto, field.name, 1, 0));
                }
                (cursor.at, cursor.bit) = (part.at, part.bit);
            }
            if matches!(
                field.length,
                Length::From(..) | Length::FromFn(_) | Length::Octets(_)
            ) {
                cursor.at = stop.min(end);
            }
            Ok(FieldValue::list(values))
        }
        Kind::Switch => Ok(FieldValue::Int(1)),
        Kind::Pairs | Kind::Asn1(_) => Ok(FieldValue::None),
        Kind::NodeData(which) => {
            let (value, used) = node::read(which, view, rest)?;
            cursor.at += used;
            Ok(value)
        }
        Kind::CoapOptions => {
            let (used, options) = coap::read(rest)?;
            cursor.at += used;
            Ok(FieldValue::list(options))
        }
        Kind::Certificates => {
            let length = length_in(view, field, rest.len())?;
            cursor.at += length;
            counted::read_certificates(&rest[..length]).map(FieldValue::list)
        }
        Kind::Parts(of) => parts::read(view, of, octets, cursor, context),
        Kind::Counted => {
            let length = length_in(view, field, rest.len())?;
            cursor.at += length;
            Ok(FieldValue::list(counted::read_names(&rest[..length])))
        }
        Kind::Attributes(table) => {
            let length = length_in(view, field, rest.len())?;
            cursor.at += length;
            // Scapy does not ask where no octets are.
            if length_rule(view, field) == Some(0) {
                return Ok(FieldValue::octets(b""));
            }
            let attributes = attributes::read(table(&view), &rest[..length]);
            Ok(FieldValue::list(attributes))
        }
        Kind::Ip6List => {
            let (limit, count) = bounds(view, field, rest.len())?;
            let most = count.map_or(usize::MAX, |count| usize::try_from(count).unwrap_or(0));
            let addresses = rest[..limit].chunks_exact(16).take(most);
            let addresses = addresses.map(|octets| {
                let octets = octets.try_into().expect("sixteen octets each");
                FieldValue::text(&crate::packet::value::ip6_text(octets))
            });
            let addresses: Vec<FieldValue> = addresses.collect();
            cursor.at += 16 * addresses.len();
            Ok(FieldValue::list(addresses))
        }
        Kind::Packets(of) | Kind::Options(&Options { of, .. }) => packets(
            view,
            field,
            octets,
            cursor,
            context,
            &|octets, part, context| {
                let of = dispatched(of, &octets[part.clone()]);
                let _awaited = child_of(view, of);
                dissect_part(of, octets, part, context)
            },
        ),
        Kind::PacketsBy(element) => packets_by(view, field, octets, cursor, context, element),
        // Scapy's class for packets with a length does not ask where no octets are.
        Kind::Packet(_) | Kind::PacketBy(_) | Kind::WholeWords(..)
            if length_rule(view, field) == Some(0) =>
        {
            Ok(FieldValue::None)
        }
        Kind::PacketBy(element) => {
            let sized = match element {
                Element::Sized(rule) => rule(&view, 0, rest),
                _ => None,
            };
            let length = match sized {
                Some((_, length)) => length.min(rest.len()),
                None => length_in(view, field, rest.len())?,
            };
            let octets = &rest[..length];
            let packet = match (element, sized) {
                (Element::Sized(_), None) => Packet::raw(octets),
                (_, Some((proto, _))) => match Packet::dissect(proto, octets) {
                    Err(_) if !matches!(field.length, Length::Rest) => Packet::raw(octets),
                    packet => packet?,
                },
                _ => match element_of(view, element, &[], octets) {
                    Err(_) if !matches!(field.length, Length::Rest) => Packet::raw(octets),
                    packet => packet?.unwrap_or_else(|| Packet::raw(octets)),
                },
            };
            cursor.at += length;
            if matches!(field.length, Length::Rest) {
                cursor.at -= take_padding(&packet).map_or(0, |padding| padding.len());
            }
            Ok(FieldValue::Packet(packet))
        }
        Kind::DnsRecords => packets(view, field, octets, cursor, context, &dns_record),
        Kind::Packet(of) | Kind::WholeWords(of, _) => {
            let length = length_in(view, field, rest.len())?;
            let shared = shared(view, cursor.at, octets.len());
            let part = shared.1.start..shared.1.start + length;
            let of = dispatched(of, &rest[..length]);
            let _awaited = child_of(view, of);
            let packet = match dissect_part(of, shared.0, part, context) {
                Err(_) if !matches!(field.length, Length::Rest) => Packet::raw(&rest[..length]),
                packet => packet?,
            };
            cursor.at += length;
            if matches!(field.length, Length::Rest) {
                cursor.at -= take_padding(&packet).map_or(0, |padding| padding.len());
            }
            Ok(FieldValue::Packet(packet))
        }
        Kind::Choice(_) => {
            let chosen = convert::chosen(view, field);
            read_field(view, chosen, octets, cursor, context)
        }
        Kind::TcpOptions => {
            let words = view
                .number(proto.index_of("dataofs").unwrap_or_default())
                .unwrap_or(5);
            let length = (usize::try_from(words - 5).unwrap_or_default() * 4).min(rest.len());
            cursor.at += length;
            Ok(FieldValue::list(tcp_options::read(&rest[..length])?))
        }
        Kind::DnsName => {
            let length = length_in(view, field, rest.len())?;
            let (name, used) = dns::read_name(&rest[..length], context.message)?;
            cursor.at += used;
            Ok(FieldValue::octets(&name))
        }
        Kind::DnsTexts => {
            // Scapy tells "said to be empty" from "nothing was left".
            if length_rule(view, field) == Some(0) {
                return Ok(FieldValue::octets(b""));
            }
            let length = length_in(view, field, rest.len())?;
            cursor.at += length;
            Ok(FieldValue::list(dns::read_texts(&rest[..length])))
        }
        Kind::DnsTypes => {
            cursor.at += rest.len();
            Ok(FieldValue::octets(rest))
        }
        Kind::DnsSubnet(family) => {
            let prefix = match field.length {
                Length::From(name, _) => view.lookup(name).and_then(|v| v.as_int()).unwrap_or(0),
                _ => 0,
            };
            subnet(family, prefix, rest, cursor)
                .ok_or_else(|| short(proto, field.name, 1, rest.len()))
        }
        Kind::DhcpOptions => {
            cursor.at += rest.len();
            crate::packet::codec::dhcp::read(rest).map(FieldValue::list)
        }
        // It is found when the whole packet is read.
        Kind::IcmpExtensionPad => Ok(FieldValue::octets(b"")),
        Kind::IcmpExtension => {
            const START: usize = icmp::EXTENSION_START;
            if octets.len() < START + 8 {
                return Ok(FieldValue::None);
            }
            let (buffer, part) = shared(view, START, octets.len());
            cursor.trailer = octets.len() - START;
            let extension = &icmp::EXTENSION;
            Ok(FieldValue::Packet(dissect_part(
                extension, buffer, part, context,
            )?))
        }
        Kind::Trailer(of) => {
            let width = usize::from(of.bits) / 8;
            let shares = field.fixed && octets.len() >= width;
            if rest.len() < width && !shares {
                return Err(short(proto, field.name, width, rest.len()));
            }
            let mut part = Cursor {
                at: end - width,
                bit: 0,
                ..*cursor
            };
            let value = read_field(view, of, octets, &mut part, context)?;
            cursor.trailer += width.min(rest.len());
            Ok(value)
        }
        Kind::Script(number, _) => {
            let Some(rule) = script::rule(number) else {
                return Ok(FieldValue::None);
            };
            let got = rule.dissect(view, rest, cursor.bit)?;
            cursor.at = end - got.rest.len().min(end);
            cursor.bit = got.bit;
            Ok(got.value)
        }
    }
}

fn integer(number: u64) -> FieldValue {
    match i64::try_from(number) {
        Ok(number) => FieldValue::Int(number),
        Err(_) => FieldValue::Big(Rc::new(number.into())),
    }
}

fn unsigned(octets: &[u8], little_endian: bool) -> u64 {
    let add = |number: u64, octet: &u8| number << 8 | u64::from(*octet);
    if little_endian {
        octets.iter().rev().fold(0, add)
    } else {
        octets.iter().fold(0, add)
    }
}

/// Up to 64 bits that start `skip` bits into the octets.
pub(super) fn bits_at(octets: &[u8], skip: usize, width: usize) -> u64 {
    let last = (skip + width).div_ceil(8);
    let octets = &octets[skip / 8..last];
    let behind = last * 8 - skip - width;
    let mask = u64::MAX
        .checked_shr(64u32.saturating_sub(width as u32))
        .unwrap_or(0);
    if octets.len() <= 8 {
        let number = |number: u64, octet: &u8| number << 8 | u64::from(*octet);
        return octets.iter().fold(0, number) >> behind & mask;
    }
    let number = |number: u128, octet: &u8| number << 8 | u128::from(*octet);
    (octets.iter().fold(0, number) >> behind) as u64 & mask
}

/// The number of octets that belong to a field.
fn length_in(view: View<'_>, field: &Field, available: usize) -> Result<usize> {
    Ok(match length_rule(view, field) {
        Some(length) => python_end(length, available),
        None => available,
    })
}

fn length_rule(view: View<'_>, field: &Field) -> Option<i64> {
    match field.length {
        Length::Rest
        | Length::Count(_)
        | Length::CountFn(_)
        | Length::CountScript(_)
        | Length::Magic(_)
        | Length::FirstIf(_)
        | Length::Found(_)
        | Length::Through(..)
        | Length::Remain(_)
        | Length::Header(_)
        | Length::Align(_)
        | Length::Bounded(..)
        | Length::Bits(_)
        | Length::BitsScript(_)
        | Length::Until(_) => None,
        Length::Octets(length) => Some(length.into()),
        Length::From(name, plus) => Some(view.lookup(name)?.as_int()? + plus),
        Length::FromFn(rule) => Some(rule(&view)),
        Length::FromScript(number) => script::number(number, view, 0),
    }
}

/// How many octets and how many elements a list may take.
pub(super) fn bounds(
    view: View<'_>,
    field: &Field,
    available: usize,
) -> Result<(usize, Option<i64>)> {
    let count = match field.length {
        Length::Count(name) => Some(view.lookup(name).and_then(|v| v.as_int()).unwrap_or(0)),
        Length::CountFn(rule) => Some(rule(&view)),
        Length::CountScript(number) => script::number(number, view, 0),
        _ => None,
    };
    Ok((
        length_in(view, field, available)?,
        count.map(|count| count.max(0)),
    ))
}

/// An error when a list has more elements than it may.
pub(super) fn check_count(field: &Field, class: &str, count: usize) -> Result<()> {
    let most = if field.most == 0 {
        MAX_LIST
    } else {
        field.most
    };
    if count <= usize::from(most) {
        return Ok(());
    }
    Err(Error::Other {
        kind: "Scapy_Exception",
        text: format!(
            "Maximum amount of items reached in {class}: {most} (defaults to conf.max_list_count)"
        ),
    })
}

/// Some bits, right-aligned in octets.
fn read_bits(
    view: View<'_>,
    field: &Field,
    octets: &[u8],
    cursor: &mut Cursor,
) -> Result<SmallVec<[u8; 8]>> {
    let width = match field.length {
        Length::Bits(rule) => rule(&view),
        Length::BitsScript(number) => script::number(number, view, 0).unwrap_or(0),
        _ => field.bits.into(),
    };
    let width = usize::try_from(width).unwrap_or(0);
    let end = octets.len() - cursor.trailer;
    let rest = &octets[cursor.at.min(end)..end];
    let last = match width {
        0 => cursor.bit.div_ceil(8),
        _ => (cursor.bit + width).div_ceil(8),
    };
    if rest.len() < last {
        return Err(short(view.layer().proto, field.name, last, rest.len()));
    }
    let (here, turned) = (cursor.at, cursor.turned);
    let before = |at: usize| match &turned {
        Some(turned) if (turned.start..turned.start + turned.count).contains(&(here + at)) => {
            turned.octets[here + at - turned.start]
        }
        _ => rest[at],
    };
    if let Some(swap) = field.swap
        && swap.start > 1
        && cursor.bit == 0
    {
        // What is left of an earlier group is turned once more, as Scapy does.
        let count = usize::from(swap.start).min(rest.len()).min(Turned::MOST);
        let end = turned.map_or(0, |turned| turned.start + turned.count);
        let all = count
            .max(end.saturating_sub(here))
            .min(rest.len())
            .min(Turned::MOST);
        let mut octets = [0; Turned::MOST];
        for (at, octet) in octets.iter_mut().enumerate().take(all) {
            *octet = before(at);
        }
        octets[..count].reverse();
        cursor.turned = Some(Turned {
            start: here,
            octets,
            count: all,
        });
    }
    let mut bits: SmallVec<[u8; 8]> = SmallVec::new();
    let octet = |at: usize| match &cursor.turned {
        Some(turned) if (turned.start..turned.start + turned.count).contains(&(here + at)) => {
            turned.octets[here + at - turned.start]
        }
        _ => rest[at],
    };
    let skip = cursor.bit;
    let mut left = width;
    while left > 0 {
        let now = if left.is_multiple_of(8) { 8 } else { left % 8 };
        let from = skip + width - left;
        let pair = u16::from(octet(from / 8)) << 8
            | u16::from(if from % 8 + now > 8 {
                octet(from / 8 + 1)
            } else {
                0
            });
        bits.push((pair << (from % 8) >> (16 - now)) as u8);
        left -= now;
    }
    cursor.at += (skip + width) / 8;
    cursor.bit = (skip + width) % 8;
    Ok(bits)
}

/// Octets up to a terminator, which is not part of the value when it is zero.
fn until(rest: &[u8], stop: u8, field: &Field, cursor: &mut Cursor) -> FieldValue {
    match memchr::memchr(stop, rest) {
        None => {
            cursor.at += rest.len();
            FieldValue::octets(rest)
        }
        Some(found) => {
            cursor.at += found + 1;
            let kept = if field.class == "StrStopField" {
                found + 1
            } else {
                found
            };
            FieldValue::octets(&rest[..kept])
        }
    }
}

/// An address of which only the octets that the prefix needs are there.
fn subnet(family: Family, prefix: i64, rest: &[u8], cursor: &mut Cursor) -> Option<FieldValue> {
    let full = match family {
        Family::Ip4 => 4,
        Family::Ip6 => 16,
    };
    let length = (usize::try_from(prefix.max(0))
        .unwrap_or_default()
        .div_ceil(8))
    .min(full);
    let length = length.min(rest.len());
    // The rest of the address is zero, as far as the prefix leaves it out.
    let zeros = (8 * full as i64 - prefix).div_euclid(8).max(0);
    if length + (zeros as usize) < full {
        return None;
    }
    cursor.at += length;
    let mut octets = [0; 16];
    octets[..length].copy_from_slice(&rest[..length]);
    Some(match family {
        Family::Ip4 => FieldValue::Ip4([octets[0], octets[1], octets[2], octets[3]]),
        Family::Ip6 => FieldValue::Ip6(Rc::new(octets)),
    })
}
