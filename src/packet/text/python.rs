//! Values as Python writes them.

use std::fmt::Write;

use super::printable::is_printable;
use super::style::Style;
use crate::packet::value::{FieldValue, Uuid};

/// `repr(value)`
pub fn repr(value: &FieldValue, style: &Style) -> String {
    let mut out = String::new();
    put_repr(&mut out, value, style);
    out
}

/// `str(value)`
pub fn str(value: &FieldValue, style: &Style) -> String {
    match value {
        FieldValue::Flags(value, names) => names.text(*value),
        FieldValue::RawVal(octets) => bytes(octets),
        FieldValue::Volatile(volatile) => str(&volatile.fix(), style),
        FieldValue::Packet(packet) => super::summary::summary(packet),
        FieldValue::Foreign(foreign) => match foreign.as_any().downcast_ref::<Uuid>() {
            Some(uuid) => crate::packet::kinds::uuid_text(&uuid.0),
            None => str(&foreign.resolve(), style),
        },
        other => match other.as_text() {
            Some(text) => text.to_string(),
            None => repr(other, style),
        },
    }
}

fn put_repr(out: &mut String, value: &FieldValue, style: &Style) {
    match value {
        FieldValue::None => out.push_str("None"),
        FieldValue::Int(value) => {
            let _ = write!(out, "{value}");
        }
        FieldValue::Big(value) => {
            let _ = write!(out, "{value}");
        }
        FieldValue::Float(value) => out.push_str(&float(*value)),
        FieldValue::Octets(octets) => put_bytes(out, octets),
        FieldValue::Flags(value, names) => {
            let _ = write!(out, "<Flag {value} ({})>", names.text(*value));
        }
        FieldValue::RawVal(octets) => {
            out.push_str("<RawVal [");
            put_bytes(out, octets);
            out.push_str("]>");
        }
        FieldValue::List(list) => {
            out.push('[');
            put_joined(out, &list.borrow(), style);
            out.push(']');
        }
        FieldValue::Tuple(values) => {
            out.push('(');
            put_joined(out, values, style);
            out.push_str(if values.len() == 1 { ",)" } else { ")" });
        }
        FieldValue::Packet(packet) => super::repr::put(out, packet, style),
        FieldValue::Volatile(volatile) => out.push_str(&volatile.repr()),
        FieldValue::Net(net) => {
            let _ = write!(out, "{net:?}");
        }
        FieldValue::Foreign(foreign) => match foreign.repr() {
            Some(text) => out.push_str(&text),
            None => put_repr(out, &foreign.resolve(), style),
        },
        FieldValue::Text(_) | FieldValue::Ip4(_) | FieldValue::Ip6(_) | FieldValue::Mac(_) => {
            put_text(out, &value.as_text().unwrap_or_default());
        }
    }
}

fn put_joined(out: &mut String, values: &[FieldValue], style: &Style) {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        put_repr(out, value, style);
    }
}

/// `{b'DNT': b'1'}`, of a list of pairs.
pub fn dict(pairs: &[FieldValue], style: &Style) -> String {
    let texts = pairs.iter().map(|pair| match pair.resolved() {
        FieldValue::Tuple(pair) => {
            let texts: Vec<String> = pair.iter().map(|part| repr(part, style)).collect();
            texts.join(": ")
        }
        other => repr(&other, style),
    });
    format!("{{{}}}", texts.collect::<Vec<_>>().join(", "))
}

/// `b'GET'`
pub fn bytes(octets: &[u8]) -> String {
    let mut out = String::with_capacity(octets.len() + 3);
    put_bytes(&mut out, octets);
    out
}

fn put_bytes(out: &mut String, octets: &[u8]) {
    let quote = if octets.contains(&b'\'') && !octets.contains(&b'"') {
        b'"'
    } else {
        b'\''
    };
    out.push('b');
    out.push(quote as char);
    for &octet in octets {
        match octet {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if octet == quote => {
                out.push('\\');
                out.push(quote as char);
            }
            0x20..0x7f => out.push(octet as char),
            _ => {
                let _ = write!(out, "\\x{octet:02x}");
            }
        }
    }
    out.push(quote as char);
}

/// `'text'`
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    put_text(&mut out, text);
    out
}

fn put_text(out: &mut String, text: &str) {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    out.push(quote);
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if letter == quote => {
                out.push('\\');
                out.push(letter);
            }
            ' '..='~' => out.push(letter),
            _ if is_printable(letter) => out.push(letter),
            _ => {
                let code = u32::from(letter);
                let _ = match code {
                    0..=0xff => write!(out, "\\x{code:02x}"),
                    0x100..=0xffff => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
        }
    }
    out.push(quote);
}

/// `1.5`, `1e+16`, `nan`
pub fn float(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_string();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_string();
    }
    let scientific = shortest(value);
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if value != 0.0 && !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{:02}", exponent.abs());
    }
    let fraction = digits.split_once('.').map_or(0, |(_, digits)| digits.len());
    let decimals = fraction as i32 - exponent;
    let plain = match usize::try_from(decimals) {
        Ok(decimals) => format!("{value:.decimals$}"),
        Err(_) => format!("{value}"),
    };
    if plain.contains('.') {
        plain
    } else {
        plain + ".0"
    }
}

/// The shortest digits that read back as the same number: `1.5e0`. Of two that are equally near,
/// Rust takes the upper one, and Python the even one.
pub fn shortest(value: f64) -> String {
    let text = format!("{value:e}");
    let digits = text.bytes().take_while(|octet| *octet != b'e');
    let digits = digits.filter(u8::is_ascii_digit).count();
    if digits < 15 {
        return text;
    }
    let exact = format!("{value:.*e}", digits - 1);
    match exact.parse() {
        Ok(again) if value == again => exact,
        _ => text,
    }
}

/// Scapy's `lhex`: numbers in hexadecimal, also within lists and tuples.
pub fn hex(value: &FieldValue, style: &Style) -> String {
    let joined = |values: &[FieldValue]| {
        let texts: Vec<String> = values.iter().map(|value| hex(value, style)).collect();
        texts.join(", ")
    };
    match value {
        FieldValue::Int(value) | FieldValue::Flags(value, _) if *value < 0 => {
            format!("-{:#x}", value.unsigned_abs())
        }
        FieldValue::Int(value) | FieldValue::Flags(value, _) => format!("{value:#x}"),
        FieldValue::Big(value) => format!("{:#x}", value.as_ref()),
        FieldValue::Volatile(volatile) => volatile.repr(),
        FieldValue::Tuple(values) => format!("({})", joined(values)),
        FieldValue::List(list) => format!("[{}]", joined(&list.borrow())),
        FieldValue::Foreign(foreign) => hex(&foreign.resolve(), style),
        other => str(other, style),
    }
}
