//! Values on their way into a packet and out of it: names to numbers, texts to addresses.

use std::net::Ipv6Addr;
use std::rc::Rc;

use super::environment;
use super::error::{Error, Result, nearest};
use super::layer::Layer;
use super::net::{Net, inet_aton};
use super::packet::{Packet, View};
use super::route;
use super::value::FieldValue;
use crate::proto::asn1::Made;
use crate::proto::field::{Auto, Choice, Field, Kind, Naming, Preset, Shape, Test, When};
use crate::proto::names::Names;
use crate::proto::{Around, Condition, Proto};

/// The value of a field that nobody set.
pub fn preset(field: &Field) -> FieldValue {
    if let Kind::Asn1(coding) = field.kind {
        return super::asn1::preset(field, coding);
    }
    if let Kind::NodeData(which) = field.kind {
        return super::codec::node::preset(which);
    }
    match field.preset {
        Preset::None => FieldValue::None,
        Preset::Int(0) if matches!(field.kind, Kind::Uuid(_)) => FieldValue::uuid([0; 16]),
        Preset::Int(value) => FieldValue::Int(value),
        Preset::Big(octets) => super::kinds::from_octets(octets),
        Preset::Float(value) => FieldValue::Float(value),
        Preset::Octets(octets) => FieldValue::octets(octets),
        Preset::Text(text) => match field.kind {
            Kind::Mac => parse_mac(text).map_or_else(|| FieldValue::text(text), FieldValue::Mac),
            Kind::Ip4 | Kind::Ip4Part => text
                .parse::<std::net::Ipv4Addr>()
                .map_or_else(|_| FieldValue::text(text), |a| FieldValue::Ip4(a.octets())),
            Kind::Ip6 | Kind::Ip6Part(_) | Kind::Ip6Tail => text.parse::<Ipv6Addr>().map_or_else(
                |_| FieldValue::text(text),
                |a| FieldValue::Ip6(Rc::new(a.octets())),
            ),
            Kind::DnsName | Kind::Octets => FieldValue::octets(text.as_bytes()),
            Kind::Prefix(..) | Kind::Cidr(_) => {
                super::kinds::understand(field, FieldValue::text(text)).unwrap_or(FieldValue::None)
            }
            _ => FieldValue::text(text),
        },
        Preset::EmptyList
        | Preset::ListOfText(_)
        | Preset::ListOf(_)
        | Preset::Packets(_)
        | Preset::PacketOf(_)
        | Preset::PacketWith(..)
        | Preset::Given(_)
        | Preset::Ints(_)
        | Preset::Dice(..)
        | Preset::Floats(_) => mutable_preset(field).unwrap_or(FieldValue::None),
        Preset::Made(made) => super::asn1::made(made),
        Preset::Str(text) => FieldValue::text(text),
        Preset::Tuple(numbers) => {
            FieldValue::tuple(numbers.iter().copied().map(FieldValue::Int).collect())
        }
        Preset::StartTime => environment::start_of_day().map_or(FieldValue::None, FieldValue::Int),
        Preset::Script(number) | Preset::OwnScript(number) => {
            super::script::value(number).deep_copy()
        }
    }
}

/// A default that can be changed in place: every packet gets its own.
pub fn mutable_preset(field: &Field) -> Option<FieldValue> {
    match field.preset {
        Preset::EmptyList => Some(FieldValue::list(Vec::new())),
        Preset::ListOfText(text) => Some(FieldValue::list(vec![FieldValue::text(text)])),
        Preset::ListOf(proto) => Some(FieldValue::list(vec![FieldValue::Packet(Packet::new(
            proto,
        ))])),
        Preset::Ints(numbers) => Some(FieldValue::list(
            numbers.iter().copied().map(FieldValue::Int).collect(),
        )),
        Preset::Floats(numbers) => Some(FieldValue::list(
            numbers.iter().copied().map(FieldValue::Float).collect(),
        )),
        Preset::PacketOf(proto) => Some(FieldValue::Packet(Packet::new(proto))),
        Preset::Given(number) => Some(FieldValue::Int(number)),
        Preset::Dice(class, numbers) => {
            let numbers: Vec<FieldValue> = numbers.iter().copied().map(FieldValue::Int).collect();
            Some(super::volatile::with_arguments(class, &numbers))
        }
        Preset::PacketWith(proto, values) => Some(packet_with(proto, values)),
        Preset::Packets(packets) => {
            let packets = packets.iter();
            let packets = packets.map(|(proto, values)| packet_with(proto, values));
            Some(FieldValue::list(packets.collect()))
        }
        Preset::OwnScript(number) => Some(super::script::value(number).deep_copy()),
        Preset::Made(made @ (Made::Packet(..) | Made::List(_))) => Some(super::asn1::made(made)),
        _ => None,
    }
}

fn packet_with(proto: &'static Proto, values: Condition) -> FieldValue {
    let packet = Packet::new(proto);
    for (name, value) in values {
        // A test builds every protocol with its defaults.
        let _ = packet.set(name, super::packet::fixed_value(*value));
    }
    FieldValue::Packet(packet)
}

/// Gives a new layer its own lists.
pub fn put_mutable_presets(layer: &mut Layer) {
    if !layer.proto.own_presets || super::packet::shares_presets(layer.proto) {
        return;
    }
    for (index, field) in layer.proto.fields.iter().enumerate() {
        // An empty list is made when somebody asks for it.
        if matches!(field.preset, Preset::EmptyList) {
            continue;
        }
        if let Some(value) = mutable_preset(field) {
            layer.put(index, value);
        }
    }
}

/// Whether a field is there.
pub fn applies(view: View<'_>, field: &Field) -> bool {
    holds(&view, field.when)
}

/// Whether a condition holds.
pub fn holds(around: &View<'_>, when: When) -> bool {
    match when {
        When::Always => true,
        When::In(name, values) => around
            .int(name)
            .is_some_and(|value| values.contains(&value)),
        When::Set(name) => {
            let layer = around.layer();
            let index = layer.proto.index_of(name);
            index.is_some_and(|index| layer.set_value(index).is_some())
        }
        When::Bits(name, mask) => around.int(name).is_some_and(|value| value & mask != 0),
        When::NotIn(name, values) => around
            .int(name)
            .is_none_or(|value| !values.contains(&value)),
        When::Test(test) => test(around),
        When::Script(number) => super::script::test(number, *around),
    }
}

/// The reading of a field that applies when octets are dissected.
pub fn chosen(view: View<'_>, field: &'static Field) -> &'static Field {
    let Kind::Choice(choice) = field.kind else {
        return field;
    };
    choose(choice, |test| match test {
        Test::When(when) => holds(&view, when),
        Test::WhenOrValue(dissecting, _) => dissecting(&view),
        Test::Scripts(dissecting, _) => super::script::test(dissecting, view),
    })
}

/// The reading of a field that applies to a value.
pub fn chosen_for(view: View<'_>, field: &'static Field, value: &FieldValue) -> &'static Field {
    let Kind::Choice(choice) = field.kind else {
        return field;
    };
    choose(choice, |test| match test {
        Test::When(when) => holds(&view, when),
        Test::WhenOrValue(_, setting) => setting(&view, shape(value)),
        Test::Scripts(_, setting) => super::script::test_value(setting, view, value),
    })
}

fn choose(choice: &'static Choice, mut holds: impl FnMut(Test) -> bool) -> &'static Field {
    choice
        .options
        .iter()
        .find(|option| holds(option.0))
        .map_or(&choice.otherwise, |option| &option.1)
}

fn shape(value: &FieldValue) -> Shape {
    match value {
        FieldValue::None => Shape::Nothing,
        FieldValue::Ip4(_) => Shape::Net4,
        FieldValue::Ip6(_) => Shape::Net6,
        FieldValue::Mac(_) => Shape::Mac,
        FieldValue::Net(net) if net.is_ip6() => Shape::Net6,
        FieldValue::Net(_) => Shape::Net4,
        FieldValue::Text(text) => {
            if parse_mac(text).is_some() {
                Shape::Mac
            } else if Net::parse(text).is_ok() {
                Shape::Net4
            } else if Net::parse6(text).is_ok() {
                Shape::Net6
            } else {
                Shape::Other(text.len())
            }
        }
        FieldValue::Octets(octets) => Shape::Other(octets.len()),
        FieldValue::List(list) => list.borrow().first().map_or(Shape::Other(0), shape),
        FieldValue::Volatile(volatile) => shape(&volatile.fix()),
        FieldValue::Foreign(foreign) => shape(&foreign.resolve()),
        FieldValue::Int(number) => Shape::Number(*number),
        FieldValue::Big(_) => Shape::Number(i64::MAX),
        _ => Shape::Other(0),
    }
}

/// A text that a script sets, where it takes no more than a look at the table to understand it.
#[inline]
pub fn quick_text(field: &Field, text: &str) -> Option<FieldValue> {
    match (field.kind, field.names) {
        (Kind::Mac, Naming::No) => canonical_mac(text).map(FieldValue::Mac),
        (Kind::Ip4, Naming::No) => plain_ip4(text).map(FieldValue::Ip4),
        (Kind::Bits | Kind::Uint, Naming::Flags(names)) => names.value(text).map(FieldValue::Int),
        _ => None,
    }
}

/// Four numbers up to 255 in decimal digits without leading zeros, with dots between.
fn plain_ip4(text: &str) -> Option<[u8; 4]> {
    let mut octets = [0; 4];
    let (mut at, mut number, mut digits) = (0, 0u16, 0);
    for octet in text.bytes() {
        match octet {
            b'0'..=b'9' if digits == 0 || number != 0 => {
                number = number * 10 + u16::from(octet - b'0');
                digits += 1;
                if number > 255 {
                    return None;
                }
            }
            b'.' if digits > 0 && at < 3 => {
                octets[at] = number as u8;
                (at, number, digits) = (at + 1, 0, 0);
            }
            _ => return None,
        }
    }
    if at < 3 || digits == 0 {
        return None;
    }
    octets[3] = number as u8;
    Some(octets)
}

/// Understands a value that a script sets (Scapy's `any2i`).
#[inline]
pub fn internal(view: View<'_>, index: usize, value: FieldValue) -> Result<FieldValue> {
    let field = &view.layer().proto.fields[index];
    match (&value, field.kind) {
        (FieldValue::Int(_), Kind::Bits | Kind::Uint)
        | (FieldValue::Ip4(_), Kind::Ip4)
        | (FieldValue::Mac(_), Kind::Mac)
        | (FieldValue::Octets(_), Kind::Octets) => Ok(value),
        _ => understand(view, field, value),
    }
}

/// The same for a layer that stands alone.
#[inline]
pub fn internal_alone(layer: &Layer, index: usize, value: FieldValue) -> Result<FieldValue> {
    let layers = std::slice::from_ref(layer);
    internal(View { layers, at: 0 }, index, value)
}

/// Understands a value for one field.
pub fn understand(view: View<'_>, field: &'static Field, value: FieldValue) -> Result<FieldValue> {
    if matches!(value, FieldValue::RawVal(_)) {
        return Ok(value);
    }
    if let Kind::Asn1(coding) = field.kind {
        return super::asn1::understand(coding, value);
    }
    let field = chosen_for(view, field, &value);
    // Before any test of the kind: these mean the same to every field.
    match (&value, field.names) {
        (FieldValue::Volatile(_), _) => return Ok(value),
        (_, Naming::Flags(names)) => return flags(field, names, value),
        (_, Naming::Enum(names)) => return number(field, value, |text| names.value(text), names),
        (FieldValue::Text(text), Naming::Made(names)) => match (names.value)(text) {
            Some(number) => return Ok(FieldValue::Int(number)),
            None => return Err(unknown_name(field, text, std::iter::empty())),
        },
        (_, Naming::Depends(other, tables)) => {
            return dependent(field, view.int(other), tables, value);
        }
        (_, Naming::DependsScript(rule, tables)) => {
            let selector = super::script::number(rule, view, 0);
            return dependent(field, selector, tables, value);
        }
        (_, Naming::Script(rule)) => {
            return each(
                value,
                &mut |value| match (&value, super::script::rule(rule)) {
                    (FieldValue::Text(text), Some(rule)) => rule.value(text),
                    _ => Ok(value),
                },
            );
        }
        (FieldValue::Text(text), Naming::Texts(names))
            if matches!(field.kind, Kind::Char | Kind::Uuid(_)) =>
        {
            let found = names.iter().find(|entry| entry.1 == &**text);
            match (found, field.kind, text.chars().count()) {
                (_, Kind::Char, 1) => return Ok(value),
                (Some(entry), Kind::Char, _) => {
                    return Ok(FieldValue::text(&String::from_utf8_lossy(entry.0)));
                }
                (Some(entry), ..) => {
                    return super::kinds::understand(field, FieldValue::octets(entry.0));
                }
                _ => return Err(unknown_name(field, text, names.iter().map(|entry| entry.1))),
            }
        }
        _ => {}
    }
    match field.kind {
        Kind::Scaled(_)
        | Kind::Coded(_)
        | Kind::FixedPoint(_)
        | Kind::NtpTime
        | Kind::Uuid(_)
        | Kind::Utf16
        | Kind::Prefix(..)
        | Kind::Cidr(_)
        | Kind::NetBiosName => super::kinds::understand(field, value),
        Kind::Padded(padded) => understand(view, &padded.field, value),
        Kind::Recoded(recoding) => understand(view, &recoding.field, value),
        Kind::PacketsBy(_) | Kind::Options(_) => Ok(match value.resolved() {
            FieldValue::List(_) => value,
            _ => FieldValue::list(vec![value]),
        }),
        Kind::Mac => Ok(match &value {
            FieldValue::Text(text) => canonical_mac(text).map_or(value, FieldValue::Mac),
            FieldValue::Octets(octets) => match <[u8; 6]>::try_from(&octets[..]) {
                Ok(octets) => FieldValue::Mac(octets),
                Err(_) => value,
            },
            _ => value,
        }),
        Kind::Ip4 | Kind::Ip4Part => each(value, &mut |value| address4(field, value)),
        Kind::Ip6 | Kind::Ip6Part(_) | Kind::Ip6Tail => each(value, &mut address6),
        Kind::Octets | Kind::DnsSubnet(_) | Kind::Pairs => Ok(match &value {
            FieldValue::Text(text) => FieldValue::octets(text.as_bytes()),
            _ => value,
        }),
        // As in Scapy, what is octets by default understands a text as octets.
        Kind::Ruled(_) if matches!(field.preset, Preset::Octets(_)) => Ok(match &value {
            FieldValue::Text(text) => FieldValue::octets(text.as_bytes()),
            _ => value,
        }),
        Kind::DnsName => each(value, &mut |value| Ok(dns_name(value))),
        Kind::DnsTexts => Ok(match value {
            FieldValue::Text(_) | FieldValue::Octets(_) => FieldValue::list(vec![value]),
            _ => value,
        }),
        Kind::TcpOptions | Kind::DhcpOptions => Ok(match &value {
            FieldValue::Text(text) => FieldValue::octets(text.as_bytes()),
            _ => value,
        }),
        Kind::DnsTypes => Ok(match value.as_list() {
            Some(types) if !types.is_empty() => {
                let types: Vec<i64> = types.iter().filter_map(FieldValue::as_int).collect();
                FieldValue::octets(&super::codec::type_bitmap(&types))
            }
            _ => value,
        }),
        Kind::Packets(_) | Kind::DnsRecords => Ok(match value.resolved() {
            FieldValue::List(_) => value,
            FieldValue::None if matches!(field.class, "_DNSPacketListField") => {
                FieldValue::list(Vec::new())
            }
            _ => FieldValue::list(vec![value]),
        }),
        Kind::List(of) => {
            let values = match value.as_list() {
                Some(values) => values,
                None => vec![value],
            };
            let values: Result<Vec<FieldValue>> = values
                .into_iter()
                .map(|value| understand(view, of, value))
                .collect();
            Ok(FieldValue::list(values?))
        }
        Kind::Milliseconds => Ok(match &value {
            FieldValue::Text(text) => FieldValue::Int(milliseconds(text)),
            _ => value,
        }),
        Kind::Parts(parts) => super::parts::understand(view, parts, &value),
        Kind::Marked { mark, .. } => Ok(match value {
            FieldValue::Int(number) => FieldValue::Int(number | mark),
            FieldValue::None => FieldValue::Int(mark),
            value => value,
        }),
        Kind::Trailer(of) => understand(view, of, value),
        Kind::NodeData(which) => super::codec::node::understand(which, view, value),
        Kind::Script(number, _) => super::script::understand(number, view, value),
        _ => Ok(value),
    }
}

/// The value as a script reads it (Scapy's `i2h`).
pub fn human(view: View<'_>, index: usize) -> FieldValue {
    let field = &view.layer().proto.fields[index];
    let value = view.internal(index);
    if field.is_conditional() && !applies(view, field) {
        return FieldValue::None;
    }
    human_of(view, field, value)
}

/// A value of this field as a script reads it.
pub fn human_of(view: View<'_>, field: &'static Field, value: FieldValue) -> FieldValue {
    let field = chosen_for(view, field, &value);
    match (&value, field.auto, field.kind) {
        (FieldValue::RawVal(_), ..) => value,
        (.., Kind::Script(number, _)) => super::script::human(number, view, value),
        (.., Kind::Coded(code)) => super::kinds::coded(view, code, &value),
        (FieldValue::None, Auto::SourceAddress, Kind::Ip4) => {
            FieldValue::Ip4(route::source4(view).octets())
        }
        (FieldValue::None, Auto::SourceAddress, Kind::Ip6) => {
            FieldValue::Ip6(Rc::new(route::source6(view).octets()))
        }
        (FieldValue::None, Auto::DestinationAddress(text), Kind::Ip4) => {
            route::bound_destination(view, text).map_or(FieldValue::None, |address| {
                FieldValue::Ip4(address.octets())
            })
        }
        (FieldValue::None, Auto::DestinationAddress(text), Kind::Ip6) => {
            route::bound_destination6(view, text).map_or(FieldValue::None, |address| {
                FieldValue::Ip6(Rc::new(address.octets()))
            })
        }
        (FieldValue::None, Auto::SourceMac, _) => FieldValue::Mac(route::source_mac(view)),
        (FieldValue::None, Auto::Is(number), _) => FieldValue::Int(number),
        (FieldValue::None, _, Kind::Asn1(_)) => {
            let chosen = super::asn1_read::chosen(view, field);
            chosen.map_or(value, preset)
        }
        // A reading that was chosen brings its own default along.
        (FieldValue::None, ..)
            if !matches!(field.preset, Preset::None)
                && !matches!(
                    field.kind,
                    Kind::Packet(_) | Kind::PacketBy(_) | Kind::WholeWords(..) | Kind::Asn1(_)
                ) =>
        {
            preset(field)
        }
        (
            _,
            _,
            Kind::FixedPoint(_) | Kind::NtpTime | Kind::Prefix(..) | Kind::Cidr(_) | Kind::Utf16,
        ) => super::kinds::human(field, value),
        (_, _, Kind::Parts(parts)) => super::parts::human(view, parts, &value),
        (FieldValue::Int(number), _, Kind::Marked { seen, .. }) => FieldValue::Int(number & seen),
        (_, _, Kind::Padded(padded)) => human_of(view, &padded.field, value),
        (_, _, Kind::Recoded(recoding)) => human_of(view, &recoding.field, value),
        (FieldValue::Int(number), ..) => match field.names {
            Naming::Flags(names) => FieldValue::Flags(*number, names),
            _ => value,
        },
        (_, _, Kind::TcpOptions | Kind::DnsTexts | Kind::DnsNames(_)) => match &value {
            FieldValue::Octets(octets) if octets.is_empty() => FieldValue::list(Vec::new()),
            FieldValue::None => FieldValue::list(Vec::new()),
            _ => value,
        },
        (_, _, Kind::NodeData(which)) => super::codec::node::human(which, value),
        (_, _, Kind::CoapOptions) => super::codec::coap::named(&value).unwrap_or(value),
        _ => value,
    }
}

/// Applies to each element of a list, or to the value.
fn each(
    value: FieldValue,
    understand: &mut dyn FnMut(FieldValue) -> Result<FieldValue>,
) -> Result<FieldValue> {
    match value.resolved() {
        FieldValue::List(list) => {
            let values: Result<Vec<FieldValue>> =
                list.borrow().iter().cloned().map(understand).collect();
            Ok(FieldValue::list(values?))
        }
        _ => understand(value),
    }
}

fn number(
    field: &Field,
    value: FieldValue,
    lookup: impl Fn(&str) -> Option<i64>,
    names: &'static Names,
) -> Result<FieldValue> {
    each(value, &mut |value| match &value {
        FieldValue::Text(text) => match lookup(text) {
            Some(number) => Ok(FieldValue::Int(number)),
            None => Err(unknown_name(field, text, names.iter().map(|entry| entry.1))),
        },
        _ => Ok(value),
    })
}

fn unknown_name<'a>(field: &Field, text: &str, candidates: impl Iterator<Item = &'a str>) -> Error {
    Error::Name {
        field: field.name,
        name: text.to_string(),
        like: nearest(text, candidates).map(str::to_string),
    }
}

fn dependent(
    field: &Field,
    selector: Option<i64>,
    tables: &'static [(i64, &'static Names)],
    value: FieldValue,
) -> Result<FieldValue> {
    each(value, &mut |value| {
        let FieldValue::Text(text) = &value else {
            return Ok(value);
        };
        let own = tables.iter().find(|table| Some(table.0) == selector);
        let number = own
            .and_then(|table| table.1.value(text))
            .or_else(|| tables.iter().rev().find_map(|table| table.1.value(text)));
        match number {
            Some(number) => Ok(FieldValue::Int(number)),
            None => {
                let names = tables
                    .iter()
                    .flat_map(|table| table.1.iter().map(|entry| entry.1));
                Err(unknown_name(field, text, names))
            }
        }
    })
}

fn flags(
    field: &Field,
    names: &'static crate::proto::names::FlagNames,
    value: FieldValue,
) -> Result<FieldValue> {
    let one = |text: &str| {
        names.value(text).ok_or_else(|| Error::Flag {
            field: field.name,
            text: text.to_string(),
            known: (0..names.len())
                .filter_map(|at| names.name(at))
                .collect::<Vec<_>>()
                .join(", "),
        })
    };
    match value.resolved() {
        FieldValue::Text(text) => Ok(FieldValue::Int(one(&text)?)),
        FieldValue::Flags(number, _) => Ok(FieldValue::Int(number)),
        FieldValue::Float(number) => Ok(FieldValue::Int(number as i64)),
        FieldValue::Octets(octets) => {
            let text = String::from_utf8_lossy(&octets).trim().to_string();
            match text.parse() {
                Ok(number) => Ok(FieldValue::Int(number)),
                Err(_) if text.is_empty() && octets.is_empty() => Ok(FieldValue::Int(0)),
                Err(_) => Err(Error::Flag {
                    field: field.name,
                    text: format!("b'{}'", octets.escape_ascii()),
                    known: (0..names.len())
                        .filter_map(|at| names.name(at))
                        .collect::<Vec<_>>()
                        .join(", "),
                }),
            }
        }
        // `["S", "A"]` is `"SA"`.
        FieldValue::List(list) => {
            let mut all = 0;
            for value in list.borrow().iter() {
                all |= match value.resolved() {
                    FieldValue::Text(text) => one(&text)?,
                    other => other.as_int().unwrap_or(0),
                };
            }
            Ok(FieldValue::Int(all))
        }
        other => Ok(other),
    }
}

fn address4(_field: &Field, value: FieldValue) -> Result<FieldValue> {
    match &value {
        FieldValue::Text(text) => text4(text),
        FieldValue::Octets(octets) => text4(&String::from_utf8_lossy(octets)),
        FieldValue::Tuple(bounds) => {
            if let [first, last] = &bounds[..]
                && let (Some(first), Some(last)) = (first.as_text(), last.as_text())
                && let (Some(start), Some(stop)) = (inet_aton(&first), inet_aton(&last))
            {
                return Ok(FieldValue::Net(Rc::new(Net::Range { start, stop })));
            }
            Err(Error::Other {
                kind: "ValueError",
                text: "Invalid IP format".into(),
            })
        }
        _ => Ok(value),
    }
}

fn text4(text: &str) -> Result<FieldValue> {
    if let Ok(address) = text.parse::<std::net::Ipv4Addr>() {
        return Ok(FieldValue::Ip4(address.octets()));
    }
    if inet_aton(text).is_some() {
        return Ok(FieldValue::text(text));
    }
    match Net::parse(text) {
        Ok(net) => Ok(FieldValue::Net(Rc::new(net))),
        Err(_) => Err(Error::Address {
            text: text.to_string(),
        }),
    }
}

fn address6(value: FieldValue) -> Result<FieldValue> {
    let text = match &value {
        FieldValue::Text(text) => text.to_string(),
        FieldValue::Octets(octets) => String::from_utf8_lossy(octets).into_owned(),
        FieldValue::Tuple(bounds) => {
            if let [first, last] = &bounds[..]
                && let (Some(first), Some(last)) = (first.as_text(), last.as_text())
                && let (Ok(start), Ok(stop)) = (first.parse(), last.parse())
            {
                return Ok(FieldValue::Net(Rc::new(Net::Range6 { start, stop })));
            }
            return Err(Error::Other {
                kind: "ValueError",
                text: "Invalid IPv6 format".into(),
            });
        }
        _ => return Ok(value),
    };
    if let Ok(address) = text.parse::<Ipv6Addr>() {
        return Ok(FieldValue::Ip6(Rc::new(address.octets())));
    }
    match Net::parse6(&text) {
        Ok(net) => Ok(FieldValue::Net(Rc::new(net))),
        Err(_) => Err(Error::Address { text }),
    }
}

/// A name as Scapy keeps it: octets, with a dot at the end.
fn dns_name(value: FieldValue) -> FieldValue {
    let octets = match &value {
        FieldValue::None => return FieldValue::octets(b"."),
        FieldValue::Int(0) => return FieldValue::octets(b"."),
        other => match other.as_octets() {
            Some(octets) => octets,
            None => return value,
        },
    };
    if octets.is_empty() {
        return FieldValue::octets(b".");
    }
    if octets.last() != Some(&b'.') && !super::codec::is_encoded_name(&octets) {
        let mut name = octets.to_vec();
        name.push(b'.');
        return FieldValue::octets(&name);
    }
    FieldValue::Octets(octets)
}

/// `1:47:56.312` → milliseconds since midnight; 0 when the text is no time.
fn milliseconds(text: &str) -> i64 {
    fn parse(text: &str) -> Option<i64> {
        let mut parts = text.split([':', '.', 'h', 'H', 'm', 'M', 's', 'S']);
        let number = |part: Option<&str>| match part {
            None | Some("") => Some(0),
            Some(part) => part.parse::<i64>().ok(),
        };
        let hours = parts.next()?.parse::<i64>().ok()?;
        let minutes = number(parts.next())?;
        let seconds = number(parts.next())?;
        let fraction = parts.next().unwrap_or_default();
        let millis: i64 = format!("{fraction}000").get(..3)?.parse().ok()?;
        Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis)
    }
    if text.contains([':', 'h', 'H']) {
        parse(text).unwrap_or(0)
    } else {
        0
    }
}

/// Six numbers in hexadecimal digits.
pub fn parse_mac(text: &str) -> Option<[u8; 6]> {
    let mut octets = [0; 6];
    let mut parts = text.split(':');
    for octet in &mut octets {
        let part = parts.next()?;
        if part.is_empty() || part.len() > 2 {
            return None;
        }
        *octet = u8::from_str_radix(part, 16).ok()?;
    }
    parts.next().is_none().then_some(octets)
}

/// The same when it is written as it will be printed.
fn canonical_mac(text: &str) -> Option<[u8; 6]> {
    let digit = |octet: u8| match octet {
        b'0'..=b'9' => Some(octet - b'0'),
        b'a'..=b'f' => Some(octet - b'a' + 10),
        _ => None,
    };
    let text: &[u8; 17] = text.as_bytes().try_into().ok()?;
    let mut octets = [0; 6];
    for (at, octet) in octets.iter_mut().enumerate() {
        if at < 5 && text[3 * at + 2] != b':' {
            return None;
        }
        *octet = digit(text[3 * at])? << 4 | digit(text[3 * at + 1])?;
    }
    Some(octets)
}

/// A concrete value where a field holds a set of them: the first one, and a roll of the dice.
pub fn first(field: &Field, value: FieldValue) -> FieldValue {
    match value {
        FieldValue::Volatile(volatile) => first(field, volatile.fix()),
        FieldValue::Net(net) => match net.nth(0) {
            Some(std::net::IpAddr::V4(address)) => FieldValue::Ip4(address.octets()),
            Some(std::net::IpAddr::V6(address)) => FieldValue::Ip6(Rc::new(address.octets())),
            None => FieldValue::None,
        },
        FieldValue::Foreign(foreign) => first(field, foreign.resolve()),
        FieldValue::List(list) if !field.is_list() => {
            let value = list.borrow().first().cloned().unwrap_or(FieldValue::None);
            first_of_element(field, value)
        }
        FieldValue::Tuple(values) if !field.is_list() => {
            first_of_element(field, FieldValue::Tuple(values))
        }
        other => other,
    }
}

/// `(1, 9)` in the place of a number stands for 1 to 9.
fn first_of_element(field: &Field, value: FieldValue) -> FieldValue {
    match &value {
        FieldValue::Tuple(values)
            if (2..=3).contains(&values.len())
                && values.iter().all(|value| value.as_int().is_some()) =>
        {
            values[0].clone()
        }
        FieldValue::Tuple(_) => value,
        _ => first(field, value),
    }
}

/// What the environment says about a host's address, for those who print or send.
pub fn resolve(name: &str) -> Option<std::net::Ipv4Addr> {
    inet_aton(name).or_else(|| environment::resolve4(name))
}
