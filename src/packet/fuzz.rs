//! `fuzz(p)`: dice in the place of the defaults.

use super::build::adjusted;
use super::convert;
use super::packet::{Packet, View};
use super::value::FieldValue;
use super::volatile;
use crate::proto::Field;
use crate::proto::field::{Adjust, Auto, Kind, Length, Naming, Preset, Scale};

/// A copy of the packet whose fields are rolled, except for those that were set, that the layer
/// above decides, or that are computed.
pub fn fuzz(packet: &Packet) -> Packet {
    let packet = packet.copy();
    fuzz_in_place(&packet);
    packet
}

fn fuzz_in_place(packet: &Packet) {
    for layer in packet.iter() {
        let mut dice = Vec::new();
        let mut readings = Vec::new();
        let mut texts = Vec::new();
        for (index, field) in layer.proto().fields.iter().enumerate() {
            match field.kind {
                Kind::Packets(_) | Kind::PacketsBy(_) | Kind::Options(_) | Kind::DnsRecords => {}
                // What such a field holds depends on the others.
                Kind::Choice(_) => readings.push(index),
                _ if matches!(field.preset, Preset::None) => {}
                _ if field.is_conditional() && !layer.applies(index) => {}
                // How long a text may be depends on the others.
                Kind::Octets => texts.push(index),
                _ => dice.extend(roll(field).map(|value| (index, value))),
            }
        }
        for (index, value) in dice {
            let value = match value {
                FieldValue::Volatile(volatile) if !readings.is_empty() => {
                    let rolled = volatile.fix();
                    layer
                        .view(|view| understood(view, index, rolled.clone()))
                        .unwrap_or(rolled)
                }
                value => value,
            };
            layer.set_default(index, value);
        }
        readings.extend(texts);
        for index in readings {
            let field = layer.reading(index);
            if let Some(value) = roll_within(field, room(&layer, field)) {
                layer.set_default(index, value);
            }
        }
        for inner in layer.field_packets() {
            fuzz_in_place(&inner);
        }
    }
}

/// Octets of a text that is rolled, as in Scapy.
const TEXT: i64 = 1200;

/// How many octets a text may have whose length another field has to say.
fn room(layer: &Packet, field: &Field) -> i64 {
    let fields = layer.proto().fields.iter();
    let rooms = fields.filter_map(|counter| match counter.auto {
        _ if counter.bits == 0 => None,
        Auto::LenOf(name, adjust) if name == field.name => Some(room_in(layer, counter, adjust)),
        // The texts of the layer share what the rest of the header leaves.
        Auto::HeaderLenBy(adjust) => {
            let fields = layer.proto().fields;
            let rest: i64 = fields.iter().map(|field| i64::from(field.bits)).sum();
            let texts = fields.iter().filter(|field| field.bits == 0).count();
            Some((room_in(layer, counter, adjust) - rest / 8).max(0) / texts.max(1) as i64)
        }
        _ => None,
    });
    rooms
        .min()
        .map_or(TEXT, |most| sendable(layer, field, most))
}

/// The largest number of octets, up to `most`, with which the layer can be built: its protocol may
/// have limits of its own.
fn sendable(layer: &Packet, field: &Field, most: i64) -> i64 {
    let proto = layer.proto();
    let Some(index) = proto.index_of(field.name) else {
        return most;
    };
    let is_built = |octets: i64| {
        let packet = Packet::new(proto.made());
        let text = vec![0; usize::try_from(octets).unwrap_or_default()];
        packet.set_default(index, FieldValue::octets(&text));
        packet.build().is_ok()
    };
    if is_built(most) || !is_built(0) {
        return most;
    }
    last(0, most, is_built)
}

/// The largest number below `not` that is held, where 0 is.
fn last(mut held: i64, mut not: i64, holds: impl Fn(i64) -> bool) -> i64 {
    while not - held > 1 {
        let middle = (held + not) / 2;
        match holds(middle) {
            true => held = middle,
            false => not = middle,
        }
    }
    held
}

/// The largest number of octets that the counter can say.
fn room_in(layer: &Packet, counter: &Field, adjust: Adjust) -> i64 {
    let fits = |octets: i64| {
        let said = layer.view(|view| adjusted(view, counter, adjust, octets));
        said.is_ok_and(|said| i128::from(said) <= counter.range().1)
    };
    last(0, TEXT + 1, fits)
}

fn understood(view: View<'_>, index: usize, value: FieldValue) -> Option<FieldValue> {
    convert::internal(view, index, value).ok()
}

/// Dice whose values suit the field (Scapy's `randval`).
pub fn roll(field: &Field) -> Option<FieldValue> {
    roll_within(field, TEXT)
}

/// The same, with texts of no more octets.
fn roll_within(field: &Field, room: i64) -> Option<FieldValue> {
    let up_to = |bits: u32| volatile::number(0, (1i128 << bits.min(64)) - 1);
    let octets = |most: i128| volatile::with_arguments("RandBin", &[volatile::number(0, most)]);
    Some(match (field.kind, field.names) {
        (_, Naming::Enum(names)) if field.class_name().contains("EnumKeys") => {
            let keys = names.iter().map(|entry| FieldValue::Int(entry.0)).collect();
            volatile::with_arguments("RandEnumKeys", &[FieldValue::list(keys)])
        }
        (Kind::Asn1(coding), _) => return super::asn1::roll(coding),
        (Kind::Uint, _) => match field.bits {
            8 => volatile::plain("RandByte"),
            16 => volatile::plain("RandShort"),
            32 => volatile::plain("RandInt"),
            64 => volatile::plain("RandLong"),
            bits => up_to(bits.into()),
        },
        (Kind::Sint, _) => match field.bits {
            8 => volatile::plain("RandSByte"),
            16 => volatile::plain("RandSShort"),
            32 => volatile::plain("RandSInt"),
            _ => volatile::plain("RandSLong"),
        },
        (Kind::Bits, _) => up_to(field.bits.into()),
        (Kind::Milliseconds | Kind::UtcTime, _) => volatile::plain("RandInt"),
        (Kind::Mac, _) => volatile::plain("RandMAC"),
        (Kind::Ip4 | Kind::Ip4Part, _) => volatile::plain("RandIP"),
        (Kind::Ip6 | Kind::Ip6Part(_) | Kind::Ip6Tail, _) => volatile::plain("RandIP6"),
        (Kind::Switch, _) => volatile::plain("RandByte"),
        (Kind::DhcpOptions, _) => volatile::plain("RandDHCPOptions"),
        (Kind::TcpOptions, _) => volatile::plain("RandTCPOptions"),
        (Kind::Octets | Kind::DnsName | Kind::DnsTexts, _) => match field.length {
            Length::Octets(length) => {
                volatile::with_arguments("RandBin", &[FieldValue::Int(length.into())])
            }
            Length::Until(term) => volatile::with_arguments(
                "RandTermString",
                &[
                    volatile::number(0, room.into()),
                    FieldValue::octets(&[term]),
                ],
            ),
            _ if field.class_name() == "StrFixedLenField" => octets(room.min(200).into()),
            _ => octets(room.into()),
        },
        (Kind::FixedPoint(_) | Kind::NtpTime, _) => up_to(field.bits.into()),
        (Kind::Upper(below), _) => up_to(u32::from(field.bits) - u32::from(below)),
        (Kind::Compressed | Kind::Address154, _) => volatile::plain("RandShort"),
        (Kind::Extended(_) | Kind::Spelled(_), _)
            if field.class_name() == "VariableFieldLenField" =>
        {
            let most = FieldValue::Int((1 << field.bits.max(16)) - 1);
            volatile::with_arguments("RandVariableFieldLen", &[most])
        }
        (Kind::Extended(_), _) => volatile::plain("RandByte"),
        (Kind::Ruled(_), _) => return None,
        (Kind::VariableInt | Kind::Spelled(_), _) => volatile::plain("RandShort"),
        (Kind::Time(_), _) => volatile::plain("RandInt"),
        (Kind::Utf16 | Kind::NetBiosName, _) => match field.length {
            Length::Octets(length) => {
                volatile::with_arguments("RandBin", &[FieldValue::Int(length.into())])
            }
            _ => octets(room.into()),
        },
        (Kind::Padded(padded), _) => return roll_within(&padded.field, room),
        // Not all octets can be recoded.
        (Kind::Recoded(recoding), _) if recoding.field.bits == 0 => return None,
        (Kind::Recoded(recoding), _) => return roll_within(&recoding.field, room),
        (Kind::Uuid(_), _) => volatile::plain("RandUUID"),
        (Kind::Scaled(scale), _) => scaled(scale, field.bits),
        (Kind::Script(rule, base), _) => {
            return super::script::rule(rule)
                .and_then(|rule| rule.roll())
                .or_else(|| roll(base));
        }
        _ => return None,
    })
}

/// Any number that the octets of a scaled field stand for.
fn scaled(scale: &Scale, bits: u16) -> FieldValue {
    let (low, high) = match scale.signed {
        true => (
            -(2f64.powi(i32::from(bits) - 1)),
            2f64.powi(i32::from(bits) - 1) - 1.0,
        ),
        false => (0.0, 2f64.powi(i32::from(bits)) - 1.0),
    };
    let ends = [low, high].map(|end| round(end * scale.scaling + scale.offset, scale.digits));
    let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    volatile::with_arguments(
        "RandFloat",
        &[FieldValue::Float(low), FieldValue::Float(high)],
    )
}

fn round(value: f64, digits: u16) -> f64 {
    format!("{value:.*}", usize::from(digits))
        .parse()
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::registry;

    fn layer(name: &str) -> Packet {
        Packet::new(registry::proto(name).expect("a protocol"))
    }

    #[test]
    fn what_was_set_stays_and_what_is_computed_stays_computed() {
        let ip = layer("IP");
        ip.set("ttl", FieldValue::Int(4)).expect("it fits");
        let packet = fuzz(&ip.stacked(&layer("TCP")));
        let text = |name: &str| format!("{:?}", packet.get(name).expect("a field"));
        assert_eq!(text("ttl"), "4");
        assert_eq!(text("proto"), "6");
        assert_eq!(text("len"), "None");
        assert_eq!(text("tos"), "<RandByte>");
        assert_eq!(text("sport"), "<RandShort>");
        let tcp = packet.payload().expect("TCP");
        let options = tcp.get("options").expect("a field");
        assert_eq!(format!("{options:?}"), "<RandTCPOptions>");
    }
}
