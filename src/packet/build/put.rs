//! The value of a field to octets, by the field's kind.

use std::rc::Rc;

use super::bits::{push_unsigned, put_bits};
use super::inner::{
    built_anew, loose_mac, put_chained, put_mac, put_options, put_packet, put_subnet,
    records_changed,
};

use super::{FARTHEST, adjusted, in_this_place, measured, put_recoded, text_of};
use crate::packet::build::bits::Bits;
use crate::packet::codec::{dhcp, dns, tcp_options};
use crate::packet::error::{Error, Result};
use crate::packet::packet::View;
use crate::packet::value::FieldValue;
use crate::packet::{convert, lent, parts, route, script};
use crate::proto::field::{Auto, Field, Kind, Length};

/// Appends the octets of one value (Scapy's `addfield`).
pub(in crate::packet) fn put(
    view: View<'_>,
    field: &'static Field,
    value: &FieldValue,
    bits: &mut Bits,
    out: &mut Vec<u8>,
) -> Result<()> {
    let chosen = convert::chosen_for(view, field, value);
    let value = convert::first(chosen, value.clone());
    if let FieldValue::RawVal(octets) = &value {
        if bits.count > 0 {
            return Err(split(view, field));
        }
        out.extend_from_slice(octets);
        return Ok(());
    }
    let value = match value {
        // A reading that was chosen brings its own default along.
        FieldValue::None if !std::ptr::eq(chosen, field) => convert::preset(chosen),
        value => value,
    };
    let field = chosen;
    let in_bits = match field.kind {
        Kind::Bits
        | Kind::FixedPoint(_)
        | Kind::NtpTime
        | Kind::Script(..)
        | Kind::Padded(_)
        | Kind::List(_) => true,
        Kind::Scaled(scale) => scale.in_bits,
        _ => false,
    };
    if bits.count > 0 && !in_bits {
        return Err(split(view, field));
    }
    match field.kind {
        Kind::Bits | Kind::FixedPoint(_) => put_bits(view, field, &value, bits, out),
        Kind::NtpTime if value.is_none() => {
            put_bits(view, field, &crate::packet::kinds::ntp_now(), bits, out)
        }
        Kind::NtpTime => put_bits(view, field, &value, bits, out),
        Kind::Scaled(scale) if scale.in_bits => {
            let number = crate::packet::kinds::scaled_bits(scale, &value)
                .ok_or_else(|| wrong(view, field, "a number"))?;
            bits.push(number as u64, field.bits.into(), out);
            Ok(())
        }
        Kind::Extended(_) | Kind::VariableInt | Kind::Spelled(_)
            if value.is_none() && matches!(field.auto, Auto::LenOf(..)) =>
        {
            let length = FieldValue::Int(whole(view, field, &value)? as i64);
            crate::packet::kinds::write(view, field, &length, out)
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
        | Kind::Ip6List
        | Kind::Ip6Part(_)
        | Kind::Ip6Tail
        | Kind::Ip4Part
        | Kind::DnsNames(_)
        | Kind::Char => crate::packet::kinds::write(view, field, &value, out),
        Kind::Padded(padded) => {
            let mut inner = Vec::new();
            put(view, &padded.field, &value, bits, &mut inner)?;
            let align = usize::from(padded.align.max(1));
            let place = if padded.before {
                out.len() - bits.start.min(out.len())
            } else {
                inner.len() + usize::from(padded.plus)
            };
            let count = place.next_multiple_of(align) - place;
            if padded.before {
                let filling = padded.with.iter().copied().chain(std::iter::repeat(0));
                out.extend(filling.take(count));
                out.extend(inner);
            } else {
                out.extend(inner);
                (0..count).for_each(|_| out.extend_from_slice(padded.with));
            }
            Ok(())
        }
        Kind::Recoded(recoding) => put_recoded(view, recoding, &value, out),
        Kind::Uint if field.bits > 64 => {
            let number =
                crate::packet::kinds::big(&value).ok_or_else(|| wrong(view, field, "a number"))?;
            let mut octets = crate::packet::kinds::modulo(&number, usize::from(field.bits / 8));
            if field.little_endian {
                octets.reverse();
            }
            out.extend_from_slice(&octets);
            Ok(())
        }
        Kind::Uint | Kind::Sint | Kind::Marked { .. } | Kind::Milliseconds | Kind::UtcTime => {
            let number = match (&value, field.auto) {
                (FieldValue::None, Auto::Is(number)) => number.into(),
                _ => whole(view, field, &value)?,
            };
            let (low, high) = field.range();
            // Scapy packs three octets as the lower part of four, and five of eight.
            let packed = u32::from(field.bits).next_power_of_two().min(64);
            let cut = packed != field.bits.into() && (0..1 << packed).contains(&number);
            if !cut && (number < low || number > high) {
                return Err(crate::packet::kinds::out_of_range(
                    view,
                    field,
                    number,
                    (low, high),
                ));
            }
            push_unsigned(number as u64, field, out);
            Ok(())
        }
        Kind::Seconds256 => {
            let number = match value {
                FieldValue::Float(seconds) => (seconds * 256.0) as i64,
                FieldValue::None => 0,
                other => whole(view, field, &other)? as i64 * 256,
            };
            let number = u16::try_from(number).map_err(|_| wrong(view, field, "0 to 255"))?;
            out.extend_from_slice(&number.to_be_bytes());
            Ok(())
        }
        Kind::TimeSigned => {
            let number = whole(view, field, &value)? as i64;
            out.extend_from_slice(&number.to_be_bytes()[2..]);
            Ok(())
        }
        Kind::Mac => {
            let start = out.len();
            put_mac(view, field, &value, out)?;
            if field.little_endian {
                out[start..].reverse();
            }
            Ok(())
        }
        Kind::Ip4 => {
            let octets = match &value {
                FieldValue::Ip4(octets) => *octets,
                FieldValue::None => match field.auto {
                    Auto::SourceAddress => route::source4(view).octets(),
                    Auto::DestinationAddress(text) => {
                        route::bound_destination(view, text).map_or([0; 4], |a| a.octets())
                    }
                    _ => [0; 4],
                },
                other => text_of(other)
                    .and_then(|text| crate::packet::net::inet_aton(&text))
                    .ok_or_else(|| wrong(view, field, "an IPv4 address"))?
                    .octets(),
            };
            out.extend_from_slice(&octets);
            Ok(())
        }
        Kind::Ip6 => {
            let octets = match &value {
                FieldValue::Ip6(octets) => **octets,
                FieldValue::None => match field.auto {
                    Auto::SourceAddress => route::source6(view).octets(),
                    Auto::DestinationAddress(text) => {
                        route::bound_destination6(view, text).map_or([0; 16], |a| a.octets())
                    }
                    _ => [0; 16],
                },
                other => other
                    .as_text()
                    .and_then(|text| text.parse::<std::net::Ipv6Addr>().ok())
                    .ok_or_else(|| wrong(view, field, "an IPv6 address"))?
                    .octets(),
            };
            out.extend_from_slice(&octets);
            Ok(())
        }
        Kind::Octets => {
            if let (FieldValue::None, Auto::Fill(unit)) = (&value, field.auto) {
                let header = out.len() - bits.start.min(out.len());
                let missing = header.next_multiple_of(unit.max(1).into()) - header;
                out.resize(out.len() + missing, 0);
                return Ok(());
            }
            if let Auto::Random(count) = field.auto {
                // Of a fixed width, only what was not set is random.
                let unset = value.is_none();
                let empty = value.as_octets().is_some_and(|octets| octets.is_empty());
                if unset || empty && !field.fixed {
                    out.extend(random(count));
                    return Ok(());
                }
            }
            put_octets(view, field, &value, out)
        }
        Kind::List(of) => {
            let Some(values) = value.as_list() else {
                return match value {
                    FieldValue::None => Ok(()),
                    FieldValue::Octets(octets) if octets.is_empty() => Ok(()),
                    _ => Err(wrong(view, field, "a list")),
                };
            };
            values
                .iter()
                .try_for_each(|value| put(view, of, value, bits, out))
        }
        // Names that were read may point at places that are others now.
        Kind::DnsRecords if records_changed(view) => match value.as_list() {
            Some(records) => records
                .iter()
                .try_for_each(|record| put_packet(view, field, &built_anew(record), out)),
            None => put_packet(view, field, &built_anew(&value), out),
        },
        Kind::Packets(_) | Kind::PacketsBy(_) | Kind::DnsRecords => {
            let _lent = field
                .lends_header
                .then(|| lent::lend(&out[bits.start.min(out.len())..]));
            match value.as_list() {
                Some(values) if field.chained => put_chained(view, field, &values, out),
                Some(values) => values
                    .iter()
                    .try_for_each(|value| put_packet(view, field, value, out)),
                None => put_packet(view, field, &value, out),
            }
        }
        Kind::Packet(_) | Kind::PacketBy(_) => match value {
            FieldValue::None => Ok(()),
            FieldValue::Packet(packet) => {
                let packet = in_this_place(view, field, packet);
                put_packet(view, field, &FieldValue::Packet(packet), out)
            }
            FieldValue::Int(_) => put_octets(view, field, &value, out),
            value => put_packet(view, field, &value, out),
        },
        Kind::WholeWords(..) if value.is_none() => Err(Error::Other {
            kind: "TypeError",
            text: format!("{} is None, and no packet", field.name),
        }),
        Kind::WholeWords(_, word) => {
            let start = out.len();
            put_packet(view, field, &value, out)?;
            let length = out.len() - start;
            out.truncate(start + length - length % usize::from(word.max(1)));
            Ok(())
        }
        Kind::Options(options) => put_options(view, field, options, &value, out),
        Kind::Switch | Kind::Pairs | Kind::Asn1(_) => Ok(()),
        Kind::NodeData(which) => crate::packet::codec::node::write(which, &value, out),
        Kind::CoapOptions => crate::packet::codec::coap::write(&value, out),
        Kind::Certificates => crate::packet::codec::counted::write(3, &value, out),
        Kind::Counted => crate::packet::codec::counted::write(2, &value, out),
        Kind::Parts(of) => parts::write(view, of, &value, bits.start, out),
        Kind::Attributes(table) => {
            crate::packet::codec::attributes::write(table(&view), &value, out)
        }
        Kind::Choice(_) => Err(wrong(view, field, "one of its readings")),
        Kind::TcpOptions => tcp_options::write(&value, out),
        Kind::DhcpOptions => dhcp::write(&value, out),
        Kind::DnsName => {
            dns::write_name(
                &value.as_octets().unwrap_or_else(|| Rc::from(&b""[..])),
                out,
            );
            Ok(())
        }
        Kind::DnsTexts => {
            let texts = match value.as_list() {
                Some(texts) => texts,
                // No octets were no texts.
                None if value.as_octets().is_some_and(|octets| octets.is_empty()) => Vec::new(),
                None => vec![value],
            };
            for text in texts {
                let text = text
                    .as_octets()
                    .ok_or_else(|| wrong(view, field, "texts"))?;
                dns::write_text(&text, out);
            }
            Ok(())
        }
        Kind::DnsTypes => {
            if let Some(octets) = value.as_octets() {
                out.extend_from_slice(&octets);
            }
            Ok(())
        }
        Kind::DnsSubnet(family) => put_subnet(view, field, family, &value, out),
        Kind::IcmpExtensionPad | Kind::IcmpExtension | Kind::Trailer(_) => Ok(()),
        Kind::Script(number, _) => {
            let Some(rule) = script::rule(number) else {
                return Ok(());
            };
            // The layers below are no business of the field's.
            let so_far = crate::packet::script::Partial {
                octets: out.split_off(bits.start.min(out.len())),
                bits: bits.count,
                value: bits.value,
            };
            let done = rule.build(view, &value, so_far)?;
            out.extend(done.octets);
            (bits.value, bits.count) = (done.value, done.bits);
            Ok(())
        }
    }
}

/// `IP(flags=RawVal(b"ab"))`: the bits around the octets do not fill octets of their own.
pub(super) fn split(view: View<'_>, field: &Field) -> Error {
    let text = format!(
        "{}.{} would start in the middle of an octet",
        view.layer().proto.name,
        field.name
    );
    Error::Other {
        kind: "TypeError",
        text,
    }
}

pub(super) fn wrong(view: View<'_>, field: &Field, expected: &'static str) -> Error {
    let proto = view.layer().proto;
    let value = proto
        .index_of(field.name)
        .map_or(FieldValue::None, |index| view.internal(index));
    Error::Kind {
        proto: proto.name,
        field: if field.name.is_empty() {
            "element"
        } else {
            field.name
        },
        value: format!("{value:?}"),
        expected,
    }
}

/// The number of a field, as it was set or as another field's length says.
pub(super) fn whole(view: View<'_>, field: &'static Field, value: &FieldValue) -> Result<i128> {
    match value {
        FieldValue::Int(number) | FieldValue::Flags(number, _) => Ok((*number).into()),
        FieldValue::Big(number) => {
            i128::try_from(&**number).map_err(|_| wrong(view, field, "a smaller number"))
        }
        FieldValue::None => match field.auto {
            Auto::LenOf(other, adjust) => {
                let length = measured(view, other, false)?;
                Ok(adjusted(view, field, adjust, length)?.into())
            }
            Auto::CountOf(other, adjust) => {
                let count = measured(view, other, true)?;
                Ok(adjusted(view, field, adjust, count)?.into())
            }
            Auto::PartAt(name) => Ok(parts::offset(view, name)?.into()),
            Auto::PartLen(name) => Ok(parts::size(view, name, false)?.into()),
            Auto::PartCount(name) => Ok(parts::size(view, name, true)?.into()),
            _ => Ok(0),
        },
        _ => Err(wrong(view, field, "a number")),
    }
}

fn random(count: u16) -> Vec<u8> {
    crate::packet::volatile::with_dice(|dice| (0..count).map(|_| dice.bits() as u8).collect())
}

/// Whether no more than some octets of a value are sent.
fn is_short(field: &Field) -> bool {
    matches!(field.length, Length::Octets(_))
}

pub(super) fn put_octets(
    view: View<'_>,
    field: &Field,
    value: &FieldValue,
    out: &mut Vec<u8>,
) -> Result<()> {
    let octets = match value {
        FieldValue::None => Rc::from(&b""[..]),
        // As Python's `bytes(5)`; nobody means more than fits a datagram many times over.
        FieldValue::Int(number @ 0..) if *number <= 0xff_ffff || is_short(field) => {
            vec![0; *number.min(&0xff_ffff) as usize].into()
        }
        other => match other.as_octets() {
            Some(octets) => octets,
            None => match other {
                FieldValue::Packet(packet) => packet.build()?.into(),
                _ => return Err(wrong(view, field, "octets or text")),
            },
        },
    };
    // A hardware address may be given as text.
    let octets = match (field.class, &octets[..]) {
        ("_BOOTP_chaddr", []) => Rc::from([0; 6]),
        ("_BOOTP_chaddr", text) => loose_mac(text).map_or_else(|| text.into(), Rc::from),
        _ => octets,
    };
    let octets = match field.little_endian {
        true => octets.iter().rev().copied().collect(),
        false => octets,
    };
    let fixed = match field.length {
        Length::Octets(length) => Some(usize::from(length)),
        Length::From(name, plus) if field.fixed || field.class == "StrFixedLenField" => view
            .lookup(name)
            .and_then(|value| value.as_int())
            .map(|length| usize::try_from(length + plus).unwrap_or_default()),
        Length::FromFn(rule) if field.fixed => Some(usize::try_from(rule(&view)).unwrap_or(0)),
        Length::FromScript(number) if field.fixed => script::number(number, view, 0)
            .map(|length| usize::try_from(length).unwrap_or_default()),
        _ => None,
    };
    match fixed {
        Some(length) if length > octets.len() && out.len().saturating_add(length) > FARTHEST => {
            return Err(Error::Other {
                kind: "ValueError",
                text: format!(
                    "{}.{} is not filled up to {length} octets: that is too far",
                    view.layer().proto.name,
                    field.name
                ),
            });
        }
        Some(length) => out.extend(
            octets
                .iter()
                .copied()
                .chain(std::iter::repeat(0))
                .take(length),
        ),
        None => out.extend_from_slice(&octets),
    }
    if let Length::Until(stop) = field.length
        && field.class != "StrStopField"
    {
        out.push(stop);
    }
    Ok(())
}

/// One field's value behind what is there so far (Scapy's `addfield`), for methods of scripts.
pub fn put_one(
    view: View<'_>,
    field: &'static Field,
    value: &FieldValue,
    so_far: crate::packet::script::Partial,
) -> Result<crate::packet::script::Partial> {
    let mut out = so_far.octets;
    let mut bits = Bits {
        value: so_far.value,
        count: so_far.bits,
        start: 0,
    };
    put(view, field, value, &mut bits, &mut out)?;
    script::check()?;
    Ok(crate::packet::script::Partial {
        octets: out,
        bits: bits.count,
        value: bits.value,
    })
}
