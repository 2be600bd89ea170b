//! The value of a field as a person reads it (Scapy's `i2repr`).

use std::fmt::Write;
use std::net::Ipv6Addr;

use super::plain;
use super::python;
use super::style::Style;
use crate::packet::codec::dns::bitmap_types;
use crate::packet::convert;
use crate::packet::environment;
use crate::packet::packet::{Packet, View};
use crate::packet::script;
use crate::packet::value::FieldValue;
use crate::proto::asn1::Of;
use crate::proto::data::dhcp_options::{ALGORITHMS, Content, MESSAGE_TYPES, OPTIONS};
use crate::proto::data::dns_names::TYPES;
use crate::proto::field::{Auto, Display, Kind, Naming, Preset};
use crate::proto::names::{FlagNames, Names};
use crate::proto::{Around, Field, dhcp, makers};

/// The value that the field has now.
pub fn text(view: View<'_>, index: usize, style: &Style) -> String {
    let mut out = String::new();
    put(&mut out, view, index, style);
    out
}

/// Appends the value that the field has now. What most fields of most packets hold is written
/// without a detour.
pub fn put(out: &mut String, view: View<'_>, index: usize, style: &Style) {
    let field = &view.layer().proto.fields[index];
    let value = view.internal(index);
    if field.remark.is_some() || plain::any() {
        out.push_str(&text_of(view, field, value, style));
        return;
    }
    let done = match (&value, field.names, field.display) {
        (FieldValue::Int(number), Naming::Enum(names), display)
            if display != Display::OptionType =>
        {
            names.name(*number).map(|name| {
                out.push_str(name);
                Ok(())
            })
        }
        (FieldValue::Int(number), Naming::Flags(names), _) => {
            names.put(out, *number);
            Some(Ok(()))
        }
        (FieldValue::Int(number), Naming::No, Display::Decimal)
            if matches!(field.kind, Kind::Uint | Kind::Bits) =>
        {
            Some(write!(out, "{number}"))
        }
        (FieldValue::Ip4([a, b, c, d]), ..) if matches!(field.kind, Kind::Ip4) => {
            Some(write!(out, "{a}.{b}.{c}.{d}"))
        }
        (FieldValue::Mac([a, b, c, d, e, f]), ..) if matches!(field.kind, Kind::Mac) => Some(
            write!(out, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}"),
        ),
        _ => None,
    };
    if done.is_none() {
        out.push_str(&text_of(view, field, value, style));
    }
}

/// A value that the field could have.
pub fn text_of(view: View<'_>, field: &'static Field, value: FieldValue, style: &Style) -> String {
    let only = convert::chosen_for(view, field, &value);
    // A reading among others has its own default; an address without one is none.
    let none = std::ptr::eq(only, field)
        && value.is_none()
        && matches!((field.kind, field.auto), (Kind::Mac, Auto::No));
    // Its text is that of what would be sent.
    let value = match only.kind {
        Kind::Utf16 | Kind::Uint if value.is_none() && !std::ptr::eq(only, field) => {
            convert::preset(only)
        }
        Kind::Packet(_) if value.is_none() && !std::ptr::eq(only, field) => match only.preset {
            Preset::PacketOf(proto) => FieldValue::Packet(Packet::new(proto)),
            _ => value,
        },
        _ => value,
    };
    let field = only;
    let text = match none {
        true => "None".to_string(),
        false => plain_text_of(view, field, value, style),
    };
    match field.remark {
        Some(remark) => remark(&view, &text),
        None => text,
    }
}

/// The same without the remark that a rule makes on it.
fn plain_text_of(
    view: View<'_>,
    field: &'static Field,
    value: FieldValue,
    style: &Style,
) -> String {
    if let Kind::Asn1(_) = field.kind {
        let chosen = crate::packet::asn1_read::chosen(view, field);
        let value = match (chosen, value) {
            (Some(chosen), FieldValue::None) => convert::preset(chosen),
            (_, value) => value,
        };
        return asn1(chosen.unwrap_or(field), &value, style);
    }
    // A field of a script decides itself what is shown of a value of ASN.1.
    let own =
        matches!(field.kind, Kind::Script(..)) && crate::packet::asn1::object(&value).is_some();
    let value = if own { value } else { value.resolved() };
    if plain::is_resolved(field)
        && let Some(name) = resolved(&convert::human_of(view, field, value.clone()))
    {
        return name;
    }
    let names = match field.names {
        Naming::Enum(_) | Naming::Depends(..) | Naming::Script(_) if plain::is_number(field) => {
            Naming::No
        }
        names => names,
    };
    match names {
        Naming::Enum(names) => {
            return enumerated(&value, style, &|value| {
                let member = value.as_int().and_then(|number| {
                    let named = names.name(number).is_some();
                    if named {
                        None
                    } else {
                        view.member(field, number)
                    }
                });
                member.map_or_else(|| enum_text(field, names, value, style), str::to_string)
            });
        }
        Naming::Depends(other, tables) => {
            let selector = view.lookup(other).unwrap_or(FieldValue::None);
            if let FieldValue::Volatile(volatile) = &selector {
                let text = volatile.repr();
                return enumerated(&value, style, &|_| text.clone());
            }
            let table = tables
                .iter()
                .find(|table| Some(table.0) == selector.as_int());
            return enumerated(&value, style, &|value| {
                let name = table.zip(value.as_int()).and_then(|(t, v)| t.1.name(v));
                name.map_or_else(|| python::str(value, style), str::to_string)
            });
        }
        Naming::Flags(names) => return flags(&value, names, style),
        Naming::Made(names) => {
            return enumerated(&value, style, &|value| {
                let named = value.as_int().and_then(names.name);
                named.unwrap_or_else(|| python::repr(value, style))
            });
        }
        Naming::Script(rule) => {
            return enumerated(&value, style, &|value| {
                let named = match value {
                    FieldValue::Volatile(_) => None,
                    value => script::name(rule, value),
                };
                named.unwrap_or_else(|| match field.display {
                    Display::Hex => python::hex(value, style),
                    _ => python::repr(value, style),
                })
            });
        }
        Naming::DependsScript(rule, tables) => {
            let selector = script::number(rule, view, 0);
            let table = tables.iter().find(|table| Some(table.0) == selector);
            return enumerated(&value, style, &|value| {
                let name = table.zip(value.as_int()).and_then(|(t, v)| t.1.name(v));
                name.map_or_else(|| python::str(value, style), str::to_string)
            });
        }
        Naming::Texts(names) => {
            if let Some(text) = texts(field, names, &value) {
                return text;
            }
        }
        Naming::FlagsBy(other, tables) => {
            let selector = view.int(other);
            let table = tables.iter().find(|table| Some(table.0) == selector);
            let entries = table.map_or(&[][..], |table| table.1);
            if let Some(number) = value.as_int() {
                let texts = super::kinds::flags(number, entries, true);
                let texts = texts.iter().map(|text| FieldValue::text(text)).collect();
                return python::repr(&FieldValue::list(texts), style);
            }
        }
        Naming::No => {}
    }
    if let Some(text) = super::kinds::text(field, &value, style) {
        return text;
    }
    match field.kind {
        Kind::Uint | Kind::Sint | Kind::Bits | Kind::Upper(_) => number(view, field, value, style),
        Kind::Mac => python::str(&convert::human_of(view, field, value), style),
        Kind::Cidr(_) => python::str(&convert::human_of(view, field, value), style),
        Kind::Coded(code) => {
            let number = convert::human_of(view, field, value);
            format!("{} {}", python::str(&number, style), code.unit)
        }
        Kind::Ip4 | Kind::Ip4Part => match convert::human_of(view, field, value) {
            FieldValue::Volatile(volatile) => volatile.repr(),
            other => match other.as_text() {
                Some(text) => text.to_string(),
                None => python::repr(&other, style),
            },
        },
        Kind::Switch => match value.as_int() {
            Some(0) => "Off".to_string(),
            _ => "On".to_string(),
        },
        Kind::Ip6List => {
            let addresses = value.as_list().unwrap_or_default();
            let texts: Vec<String> = addresses
                .iter()
                .map(|address| python::str(&address.resolved(), style))
                .collect();
            match value.is_none() {
                true => "[]".to_string(),
                false => format!("[ {} ]", texts.join(", ")),
            }
        }
        Kind::Ip6 | Kind::Ip6Part(_) | Kind::Ip6Tail => {
            ip6(&convert::human_of(view, field, value), style)
        }
        Kind::Octets if field.class == "_BOOTP_chaddr" => hardware(view, value, style),
        Kind::Octets if field.class == "StrEnumField" => {
            let Some(octets) = value.as_octets() else {
                return python::repr(&value, style);
            };
            let text = python::bytes(trimmed(&octets));
            if &octets[..] == dhcp::MAGIC {
                format!("{text} (DHCP magic)")
            } else {
                text
            }
        }
        Kind::DhcpOptions => dhcp_options(&value, style),
        Kind::DnsTypes => record_types(&value, style),
        Kind::TimeSigned => {
            date(&value, "%a %b %d %H:%M:%S %Y").unwrap_or_else(|| python::repr(&value, style))
        }
        Kind::UtcTime => match (date(&value, "%a, %d %b %Y %H:%M:%S "), value.as_int()) {
            (Some(date), Some(seconds)) => format!("{date} ({seconds})"),
            _ => python::repr(&value, style),
        },
        Kind::Octets | Kind::DnsName | Kind::NetBiosName => octets(view, field, value, style),
        Kind::List(of) => {
            let values = value.as_list().unwrap_or_default();
            let texts: Vec<String> = values
                .into_iter()
                .map(|value| text_of(view, of, value, style))
                .collect();
            format!("[{}]", texts.join(", "))
        }
        Kind::Milliseconds => time_of_day(&value, style),
        Kind::IcmpExtensionPad => match &value {
            FieldValue::Octets(octets)
                if !octets.is_empty() && octets.iter().all(|&octet| octet == 0) =>
            {
                format!("b'' ({} octets)", octets.len())
            }
            FieldValue::Octets(octets) => python::bytes(trimmed(octets)),
            other => python::repr(other, style),
        },
        Kind::Parts(parts) => crate::packet::parts::text(view, parts, &value, style),
        Kind::Trailer(of) => text_of(view, of, value, style),
        Kind::Padded(padded) => text_of(view, &padded.field, value, style),
        Kind::Recoded(recoding) => text_of(view, &recoding.field, value, style),
        Kind::Script(number, _) => match script::rule(number) {
            Some(rule) => rule.text(view, &value, style).unwrap_or_default(),
            None => String::new(),
        },
        _ => python::repr(&convert::human_of(view, field, value), style),
    }
}

/// The name of the host of an address, or the maker of the interface that has it.
fn resolved(address: &FieldValue) -> Option<String> {
    let text = address.as_text()?;
    if let Ok(address) = text.parse() {
        return environment::host_name(address);
    }
    makers::shown(convert::parse_mac(&text)?)
}

/// `'v2c' 0x1 <ASN1_INTEGER[1]>`
fn asn1(field: &Field, value: &FieldValue, style: &Style) -> String {
    let text = python::repr(value, style);
    if let Kind::Asn1(coding) = field.kind {
        match coding.of {
            Of::Flags(names) => return flags_text(names, value, text),
            Of::Values(of, _) => {
                let values = value.as_list().unwrap_or_default();
                let texts: Vec<String> = values.iter().map(|one| asn1(of, one, style)).collect();
                return format!("[{}]", texts.join(", "));
            }
            _ => {}
        }
    }
    let Naming::Enum(names) = field.names else {
        return text;
    };
    let object = crate::packet::asn1::object(value);
    let name = object.and_then(|object| names.name(object.val.borrow().as_int()?));
    name.map_or(text.clone(), |name| format!("'{name}' {text}"))
}

/// `forwardable, renewable <ASN1_BIT_STRING[0100]=…>`
fn flags_text(names: &[&str], value: &FieldValue, text: String) -> String {
    if value.is_none() {
        return text;
    }
    let bits = crate::packet::asn1::object(value).and_then(|object| object.val.borrow().as_text());
    let bits = bits.unwrap_or_default();
    let set = bits.bytes().zip(names).filter(|(bit, _)| *bit == b'1');
    let set: Vec<&str> = set.map(|(_, name)| *name).collect();
    format!("{} {text}", set.join(", "))
}

/// The name of octets or of a text.
fn texts(field: &Field, names: &[(&[u8], &str)], value: &FieldValue) -> Option<String> {
    let octets = value.as_octets()?;
    let name = |wanted: &[u8]| names.iter().find(|entry| entry.0 == wanted).map(|e| e.1);
    match (field.kind, value) {
        (Kind::Octets, _) => {
            let shown = trimmed(&octets);
            let text = python::bytes(shown);
            Some(match name(&octets).or_else(|| name(shown)) {
                Some(name) => format!("{text} ({name})"),
                None => text,
            })
        }
        // What came from the wire are octets, and the names are those of texts.
        (Kind::Char, FieldValue::Octets(_)) => None,
        _ => name(&octets).map(str::to_string),
    }
}

/// `['A', 'MX']`
fn record_types(value: &FieldValue, style: &Style) -> String {
    let Some(octets) = value.as_octets().filter(|octets| !octets.is_empty()) else {
        return "[]".to_string();
    };
    let Some(types) = bitmap_types(&octets).filter(|types| !types.is_empty()) else {
        return python::bytes(&octets);
    };
    let name = |number: i64| match TYPES.name(number) {
        Some(name) => FieldValue::text(name),
        None => FieldValue::Int(number),
    };
    python::repr(
        &FieldValue::list(types.into_iter().map(name).collect()),
        style,
    )
}

/// Seconds since 1970 as a date in UTC.
fn date(value: &FieldValue, format: &str) -> Option<String> {
    let time = jiff::Timestamp::from_second(value.as_int()?).ok()?;
    Some(
        time.to_zoned(jiff::tz::TimeZone::UTC)
            .strftime(format)
            .to_string(),
    )
}

/// The hardware address of a BOOTP client, and what stands behind it.
fn hardware(view: View<'_>, value: FieldValue, style: &Style) -> String {
    match &value {
        FieldValue::Octets(octets) if view.int("htype") == Some(1) => {
            let (address, rest) = octets.split_at(octets.len().min(6));
            let digits: Vec<String> = address.iter().map(|octet| format!("{octet:02x}")).collect();
            let address = digits.join(":");
            if rest == [0; 10] {
                format!("{address} (+ 10 nul pad)")
            } else {
                format!("{address} (pad: {})", python::bytes(rest))
            }
        }
        FieldValue::Octets(octets) => python::bytes(trimmed(octets)),
        other => python::repr(other, style),
    }
}

/// `[message-type=discover param_req_list=[1, 3] end]`
fn dhcp_options(value: &FieldValue, style: &Style) -> String {
    let one = |option: &FieldValue| match option.resolved() {
        FieldValue::Tuple(parts) if parts.len() >= 2 => {
            let name = parts[0].as_text();
            let known = name
                .as_ref()
                .and_then(|name| OPTIONS.iter().find(|option| *option.1 == **name));
            let texts: Vec<String> = parts[1..]
                .iter()
                .map(|value| match (known.map(|known| known.2), value) {
                    (Some(Content::Ip4), FieldValue::Text(text)) => text.to_string(),
                    (Some(Content::Ip4), FieldValue::Ip4(_)) => python::str(value, style),
                    (Some(Content::MessageType), FieldValue::Int(number)) => {
                        let name = MESSAGE_TYPES.name(*number);
                        name.map_or_else(|| number.to_string(), str::to_string)
                    }
                    (Some(Content::Algorithms), list) if list.as_list().is_some() => {
                        let algorithms = list.as_list().unwrap_or_default();
                        let names = algorithms.iter().map(|value| {
                            let name = value.as_int().and_then(|number| ALGORITHMS.name(number));
                            name.map_or_else(|| python::repr(value, style), str::to_string)
                        });
                        format!("[{}]", names.collect::<Vec<_>>().join(", "))
                    }
                    _ => python::repr(value, style),
                })
                .collect();
            format!("{}={}", python::str(&parts[0], style), texts.join(","))
        }
        other => match other.as_octets() {
            Some(octets) => octets
                .iter()
                .map(|octet| match octet {
                    0x20..=0x7e => char::from(*octet),
                    _ => '.',
                })
                .collect(),
            None => python::repr(&other, style),
        },
    };
    let texts: Vec<String> = match value.as_list() {
        Some(options) => options.iter().map(one).collect(),
        None => match value.as_octets() {
            Some(octets) => octets.iter().map(|octet| octet.to_string()).collect(),
            None => Vec::new(),
        },
    };
    format!("[{}]", texts.join(" "))
}

fn enumerated(value: &FieldValue, style: &Style, one: &dyn Fn(&FieldValue) -> String) -> String {
    match value {
        FieldValue::List(list) => {
            let texts = list
                .borrow()
                .iter()
                .map(|value| FieldValue::text(&one(&value.resolved())))
                .collect();
            python::repr(&FieldValue::list(texts), style)
        }
        other => one(other),
    }
}

fn enum_text(field: &Field, names: &'static Names, value: &FieldValue, style: &Style) -> String {
    if let (FieldValue::Int(number), Display::OptionType) = (value, field.display) {
        return option_type(*number, names);
    }
    if let FieldValue::Int(number) = value
        && let Some(name) = names.name(*number)
    {
        return name.to_string();
    }
    if field.display == Display::Hex {
        python::hex(value, style)
    } else {
        python::repr(value, style)
    }
}

/// `Router Alert [00: skip, 0: Don't change en-route]`
fn option_type(number: i64, names: &Names) -> String {
    let name = names.name(number);
    let name = name.map_or_else(|| number.to_string(), str::to_string);
    let unknown = match number >> 6 & 3 {
        0 => "00: skip",
        1 => "01: discard",
        2 => "10: discard+ICMP",
        _ => "11: discard+ICMP not mcast",
    };
    let change = match number >> 5 & 1 {
        0 => "0: Don't change en-route",
        _ => "1: May change en-route",
    };
    format!("{name} [{unknown}, {change}]")
}

fn flags(value: &FieldValue, names: &'static FlagNames, style: &Style) -> String {
    match value {
        FieldValue::None => "None".to_string(),
        FieldValue::Int(number) | FieldValue::Flags(number, _) => names.text(*number),
        // The most significant of 64 flags.
        FieldValue::Big(number) => names.text(u64::try_from(&**number).unwrap_or(0) as i64),
        FieldValue::List(list) => {
            let texts = list
                .borrow()
                .iter()
                .map(|value| FieldValue::text(&flags(&value.resolved(), names, style)))
                .collect();
            python::repr(&FieldValue::list(texts), style)
        }
        other => python::str(other, style),
    }
}

fn number(view: View<'_>, field: &'static Field, value: FieldValue, style: &Style) -> String {
    match field.display {
        Display::Oui => {
            let value = match value {
                FieldValue::Volatile(volatile) => volatile.fix(),
                other => other,
            };
            let [_, a, b, c] = (value.as_int().unwrap_or(0) as u32).to_be_bytes();
            format!("{a:02x}:{b:02x}:{c:02x}")
        }
        Display::Hundredths => match value.as_int() {
            Some(0xffff) => "infinity (0xffff)".to_string(),
            Some(number) => format!("{:.2} sec", number as f64 / 100.0),
            None => python::repr(&value, style),
        },
        Display::Octal => value.as_int().map_or_else(
            || python::repr(&value, style),
            |number| format!("{number:03o}"),
        ),
        Display::Truth => match value.as_int() {
            Some(0) => "no".to_string(),
            _ => "yes".to_string(),
        },
        Display::Hex => python::hex(&convert::human_of(view, field, value), style),
        Display::Date1900 => {
            super::kinds::date_1900(&value).unwrap_or_else(|| python::repr(&value, style))
        }
        _ => python::repr(&convert::human_of(view, field, value), style),
    }
}

fn octets(view: View<'_>, field: &'static Field, value: FieldValue, style: &Style) -> String {
    if let FieldValue::Octets(octets) = &value {
        if field.display == Display::Plain {
            return crate::packet::kinds::plain_text(octets);
        }
        if field.display == Display::HexOctets {
            return octets.iter().map(|octet| format!("{octet:02x}")).collect();
        }
        let fixed = field.fixed || matches!(field.kind, Kind::NetBiosName);
        let shown = if fixed || field.class_name() == "StrFixedLenField" {
            trimmed(octets)
        } else {
            octets
        };
        if !shown.is_empty() {
            return python::bytes(shown);
        }
        if !octets.is_empty() {
            return "b''".to_string();
        }
    }
    if field.display == Display::Plain {
        return python::str(&value, style);
    }
    python::repr(&convert::human_of(view, field, value), style)
}

/// Without the zeros at the end.
fn trimmed(octets: &[u8]) -> &[u8] {
    let end = octets
        .iter()
        .rposition(|&octet| octet != 0)
        .map_or(0, |at| at + 1);
    &octets[..end]
}

fn ip6(value: &FieldValue, style: &Style) -> String {
    let Some(text) = value.as_text() else {
        return python::repr(value, style);
    };
    let Ok(address) = text.parse::<Ipv6Addr>() else {
        return text.to_string();
    };
    let octets = address.octets();
    let [a, b, c, d, e, f, g, h, rest @ ..] = octets;
    match address.segments() {
        // RFC 4380: Teredo; port and address of the client are sent inverted.
        [0x2001, 0, ..] => {
            let [_, _, p, q, i, j, k, l] = rest;
            format!(
                "{text} [Teredo srv: {e}.{f}.{g}.{h} cli: {}.{}.{}.{}:{}]",
                !i,
                !j,
                !k,
                !l,
                u16::from_be_bytes([!p, !q])
            )
        }
        // RFC 3056: 6to4
        [0x2002, ..] => format!("{text} [6to4 GW: {c}.{d}.{e}.{f}]"),
        _ => {
            let _ = (a, b);
            text.to_string()
        }
    }
}

fn time_of_day(value: &FieldValue, style: &Style) -> String {
    match value.as_int() {
        None if value.is_none() => "--".to_string(),
        None => python::repr(value, style),
        Some(millis) => {
            let (seconds, millis) = (millis.div_euclid(1000), millis.rem_euclid(1000));
            let (minutes, seconds) = (seconds.div_euclid(60), seconds.rem_euclid(60));
            let (hours, minutes) = (minutes.div_euclid(60), minutes.rem_euclid(60));
            format!("{hours}:{minutes}:{seconds}.{millis}")
        }
    }
}
