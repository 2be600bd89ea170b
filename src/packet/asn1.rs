//! Values of ASN.1, and the basic encoding rules. X.690.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::asn1_read;
use super::convert;
use super::error::{Error, Result};
use super::layer::Layer;
use super::packet::{Packet, View};
use super::text::Style;
use super::text::python;
use super::value::{FieldValue, Foreign};
use super::volatile;
use crate::proto::asn1::{
    ANY, Alternative, Coding, Content, Made, Node, Of, Tagging, Type, by_name, by_tag, oid_name,
};
use crate::proto::data::oids::OIDS;
use crate::proto::field::{Kind, Preset};
use crate::proto::{Field, Form, Proto};

/// `ASN1_INTEGER(5)`; a clone is the same object.
#[derive(Clone)]
pub struct Object {
    pub of: &'static Type,
    pub val: Rc<RefCell<FieldValue>>,
    /// The number is one of Python's truths.
    pub truth: bool,
}

impl Object {
    pub fn new(of: &'static Type, val: FieldValue) -> Object {
        // An identifier may be given by the name of its first part.
        let val = match (of.content, val.as_octets()) {
            (Content::Oid, Some(text)) => {
                FieldValue::text(&numbers_of(&String::from_utf8_lossy(&text)))
            }
            // X.690 section 8.23: two octets for a character.
            (Content::Octets, Some(text)) if of.tag == 30 => match val {
                FieldValue::Text(_) => {
                    let text = String::from_utf8_lossy(&text).into_owned();
                    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
                    FieldValue::octets(&units.collect::<Vec<u8>>())
                }
                _ => val,
            },
            (Content::Bits | Content::Time, Some(text)) => {
                FieldValue::text(&String::from_utf8_lossy(&text))
            }
            _ => val,
        };
        Object {
            of,
            val: Rc::new(RefCell::new(val)),
            truth: false,
        }
    }

    /// `ASN1_BOOLEAN(True)`
    pub fn truth(of: &'static Type, truth: bool) -> Object {
        Object {
            truth: true,
            ..Object::new(of, FieldValue::Int(truth.into()))
        }
    }

    pub fn value(self) -> FieldValue {
        FieldValue::Foreign(Rc::new(self))
    }

    /// `1.3.6.1` as it is written for a person.
    pub fn oid_name(&self) -> String {
        let val = self.val.borrow().as_text();
        oid_name(val.as_deref().unwrap_or_default())
    }

    /// `<ASN1_STRING[b'public']>`
    pub fn text(&self) -> String {
        let style = &Style::PLAIN;
        let val = self.val.borrow();
        let plain = || format!("<{}[{}]>", self.of.name, python::repr(&val, style));
        match self.of.content {
            Content::Integer => match super::kinds::big(&match &*val {
                FieldValue::Volatile(volatile) => volatile.fix(),
                val => val.clone(),
            }) {
                Some(number) if matches!(*val, FieldValue::Volatile(_)) => {
                    format!("0x{number:x} {}", plain())
                }
                Some(number) if !val.is_none() => integer(self.of, &number),
                _ => plain(),
            },
            Content::Boolean => {
                let truth = match val.as_int() {
                    Some(0) => "False",
                    _ => "True",
                };
                match self.truth {
                    true => format!("{truth} <{}[{truth}]>", self.of.name),
                    false => format!("{truth} {}", plain()),
                }
            }
            Content::Oid => {
                let name = FieldValue::text(&self.oid_name());
                format!("<{}[{}]>", self.of.name, python::repr(&name, style))
            }
            Content::Bits => bits(self.of, &val.as_text().unwrap_or_default()),
            Content::Octets if self.of.tag == 30 => {
                let octets = val.as_octets().unwrap_or_else(|| (&b""[..]).into());
                let units = octets.chunks_exact(2);
                let units = units.map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
                let text: String = char::decode_utf16(units)
                    .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                    .collect();
                let text = FieldValue::text(&text);
                format!("<{}[{}]>", self.of.name, python::repr(&text, style))
            }
            Content::Time => {
                let text = val.as_text().unwrap_or_default();
                format!("{} {}", time(self.of, &text), plain())
            }
            _ if self.of.tag == -3 => format!(
                "<{}[{}]{{{{''}}}}>",
                self.of.name,
                python::repr(&val, style)
            ),
            _ => plain(),
        }
    }

    /// The octets, tag and length in front.
    pub fn encoded(&self) -> Result<Vec<u8>> {
        let val = self.val.borrow().clone();
        encode(self.of, &val)
    }
}

impl Foreign for Object {
    fn resolve(&self) -> FieldValue {
        self.val.borrow().resolved()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn repr(&self) -> Option<String> {
        Some(self.text())
    }

    fn command(&self) -> Option<String> {
        let val = match (self.truth, self.val.borrow().as_int()) {
            (true, Some(0)) => "False".to_owned(),
            (true, _) => "True".to_owned(),
            _ => python::repr(&self.val.borrow(), &Style::PLAIN),
        };
        Some(format!("{}({val})", self.of.name))
    }

    fn copied(&self) -> Option<FieldValue> {
        let copy = Object {
            truth: self.truth,
            ..Object::new(self.of, self.val.borrow().clone())
        };
        Some(copy.value())
    }
}

/// The object that a value is.
pub fn object(value: &FieldValue) -> Option<&Object> {
    match value {
        FieldValue::Foreign(foreign) => foreign.as_any().downcast_ref(),
        _ => None,
    }
}

/// `0x1 <ASN1_INTEGER[1]>`
fn integer(of: &Type, number: &BigInt) -> String {
    let shortened = |text: String, most: usize, head: usize| {
        if text.len() > most {
            format!("{}...{}", &text[..head], &text[text.len() - 10..])
        } else {
            text
        }
    };
    let sign = if number.sign() == num_bigint::Sign::Minus {
        "-"
    } else {
        ""
    };
    let hex = shortened(format!("{sign}0x{:x}", number.magnitude()), 22, 12);
    let decimal = shortened(number.to_string(), 20, 10);
    format!("{hex} <{}[{decimal}]>", of.name)
}

/// `<ASN1_BIT_STRING[0101]=b'P' (4 unused bits)>`
fn bits(of: &Type, digits: &str) -> String {
    let unused = digits.len().next_multiple_of(8) - digits.len();
    let octets = bit_octets(digits);
    let shown = match octets.len() {
        17.. => [&octets[..10], b"...", &octets[octets.len() - 10..]].concat(),
        _ => octets,
    };
    let digits = match digits.len() {
        21.. => format!("{}...{}", &digits[..10], &digits[digits.len() - 10..]),
        _ => digits.to_owned(),
    };
    let plural = if unused > 1 { "s" } else { "" };
    let shown = python::bytes(&shown);
    format!(
        "<{}[{digits}]={shown} ({unused} unused bit{plural})>",
        of.name
    )
}

pub(super) fn bit_octets(digits: &str) -> Vec<u8> {
    let octet = |part: &[u8]| {
        let bits = part.iter().chain(std::iter::repeat(&b'0')).take(8);
        bits.fold(0, |octet, digit| octet << 1 | u8::from(*digit == b'1'))
    };
    digits.as_bytes().chunks(8).map(octet).collect()
}

/// The bits of octets, as digits.
pub(super) fn digits_of(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:08b}")).collect()
}

/// `2026-01-31 12:00:00 UTC`
fn time(of: &Type, text: &str) -> String {
    let formatted = formatted_time(of, text);
    formatted.unwrap_or_else(|| {
        let name = of.name.trim_start_matches("ASN1_").to_lowercase();
        format!("{text} [invalid {}]", name.replace('_', " "))
    })
}

fn formatted_time(of: &Type, text: &str) -> Option<String> {
    let short = of.tag == 23;
    let (digits, zone) = match text.strip_suffix('Z') {
        Some(digits) => (digits, " UTC".to_owned()),
        None => match text
            .len()
            .checked_sub(5)
            .and_then(|at| text.split_at_checked(at))
        {
            Some((digits, zone)) if zone.starts_with(['+', '-']) => {
                // An offset is less than a day.
                if zone.get(1..3)?.parse::<u8>().ok()? > 23 || zone.get(3..)?.parse::<u8>().is_err()
                {
                    return None;
                }
                (digits, format!(" {zone}"))
            }
            _ if short => return None,
            _ => (text, String::new()),
        },
    };
    let (digits, part) = match digits.len().checked_sub(4).map(|at| digits.split_at(at)) {
        Some((digits, part)) if part.starts_with('.') && !short => (digits, Some(part)),
        _ => (digits, None),
    };
    let digits = match short {
        true if digits.len() >= 10 => {
            let century = if digits.get(..2)? < "69" { "20" } else { "19" };
            format!("{century}{digits}")
        }
        _ => digits.to_owned(),
    };
    let wanted = matches!(digits.len(), 10 | 12 | 14);
    if !wanted || !digits.bytes().all(|octet| octet.is_ascii_digit()) {
        return None;
    }
    let padded = format!("{digits:0<14}");
    let number = |from: usize, to: usize| padded[from..to].parse::<i16>().ok();
    let date = jiff::civil::Date::new(number(0, 4)?, number(4, 6)? as i8, number(6, 8)? as i8);
    let (hour, minute, second) = (number(8, 10)?, number(10, 12)?, number(12, 14)?);
    jiff::civil::Time::new(hour as i8, minute as i8, second as i8, 0).ok()?;
    let part = part.filter(|part| part[1..].bytes().any(|digit| digit != b'0'));
    Some(format!(
        "{} {hour:02}:{minute:02}:{second:02}{}{zone}",
        date.ok()?,
        part.unwrap_or_default()
    ))
}

/// The numbers of an identifier whose first part may be a name.
fn numbers_of(text: &str) -> String {
    let parts: Vec<&str> = text.trim_matches('.').split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|o| o.is_ascii_digit());
    match parts.iter().rposition(|part| !is_number(part)) {
        Some(0) => match OIDS.iter().find(|entry| entry.1 == parts[0]) {
            Some(entry) => [&[entry.0][..], &parts[1..]].concat().join("."),
            None => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

/// What the default of a field is.
pub fn preset(field: &Field, coding: Coding) -> FieldValue {
    let tag = match coding.of {
        Of::Value(tag) => tag,
        Of::Flags(_) | Of::Bits(_) => 3,
        Of::Any | Of::AnyOr(_) => 5,
        Of::Octets(_) | Of::OctetsBy(_) | Of::TokenBy(_) => 4,
        _ => match field.preset {
            Preset::Made(made) => return self::made(made),
            _ => return convert::mutable_preset(field).unwrap_or(FieldValue::None),
        },
    };
    let val = match field.preset {
        Preset::None => return FieldValue::None,
        Preset::Int(number) => FieldValue::Int(number),
        Preset::Text(text) => FieldValue::text(text),
        Preset::Octets(octets) if tag == 3 => FieldValue::text(&digits_of(octets)),
        Preset::Octets(octets) => FieldValue::octets(octets),
        Preset::StartTime => super::volatile::plain("IntAutoTime"),
        Preset::Made(made) => return self::made(made),
        _ => return convert::mutable_preset(field).unwrap_or(FieldValue::None),
    };
    // A default is no value that was read.
    let of = match tag {
        3 => by_name("ASN1_BIT_STRING"),
        tag => by_tag(tag),
    };
    Object::new(of.unwrap_or(&ANY), val).value()
}

/// What an expression makes.
pub fn made(made: &'static Made) -> FieldValue {
    match made {
        Made::Truth(truth) => Object::truth(by_tag(1).unwrap_or(&ANY), *truth).value(),
        Made::Int(number) => FieldValue::Int(*number),
        Made::Text(text) => FieldValue::text(text),
        Made::Octets(octets) => FieldValue::octets(octets),
        Made::Value(tag, val) => {
            let of = match tag {
                0 => by_name("_ASN1_ERROR"),
                tag => by_tag(*tag),
            };
            Object::new(of.unwrap_or(&ANY), self::made(val)).value()
        }
        Made::Packet(proto, values) => {
            let packet = Packet::new(proto);
            for (name, value) in *values {
                // A test builds every protocol with its defaults.
                let _ = packet.set(name, self::made(value));
            }
            FieldValue::Packet(packet)
        }
        Made::Pair(name, value) => {
            FieldValue::tuple(vec![FieldValue::text(name), self::made(value)])
        }
        Made::Dice(name) => volatile::plain(name),
        Made::Now(short, seconds) => now(*short, *seconds),
        Made::List(items) => FieldValue::list(items.iter().map(self::made).collect()),
    }
}

/// The time so many seconds from now.
fn now(short: bool, seconds: i64) -> FieldValue {
    let time = jiff::Timestamp::now();
    let time = time.saturating_add(jiff::SignedDuration::from_secs(seconds));
    let format = if short {
        "%y%m%d%H%M%SZ"
    } else {
        "%Y%m%d%H%M%SZ"
    };
    let tag = if short { 23 } else { 24 };
    let text = time.unwrap_or_default().strftime(format).to_string();
    Object::new(by_tag(tag).unwrap_or(&ANY), FieldValue::text(&text)).value()
}

/// A value that somebody sets; flags may be given by their names.
pub fn understand(coding: Coding, value: FieldValue) -> Result<FieldValue> {
    let (Of::Flags(names), FieldValue::Text(text)) = (coding.of, &value) else {
        return Ok(value);
    };
    let of = by_name("ASN1_BIT_STRING").unwrap_or(&ANY);
    if text.bytes().all(|digit| matches!(digit, b'0' | b'1')) {
        return Ok(Object::new(of, value).value());
    }
    let mut digits = vec![b'0'; names.len()];
    for wanted in text.split('+') {
        let at = names.iter().position(|name| *name == wanted);
        let at = at.ok_or_else(|| {
            let names = names.join(", ");
            wrong("ValueError", format!("'{wanted}' is not in list: {names}"))
        })?;
        digits[at] = b'1';
    }
    let digits = FieldValue::text(&String::from_utf8_lossy(&digits));
    Ok(Object::new(of, digits).value())
}

/// Dice whose values suit the field.
pub fn roll(coding: Coding) -> Option<FieldValue> {
    let text = || {
        let length = volatile::number(0, 1000);
        volatile::with_arguments("RandString", &[length])
    };
    Some(match coding.of {
        Of::Any => volatile::plain("RandInt"),
        Of::Value(6) => volatile::plain("RandOID"),
        Of::Value(tag) => match by_tag(tag)?.content {
            Content::Boolean => volatile::number(0, 1),
            Content::Octets | Content::Ip4 => text(),
            Content::Bits | Content::Time => return None,
            _ => volatile::number(-(1 << 64), (1 << 64) - 1),
        },
        _ => return None,
    })
}

/// Whether two layers hold the same: values that are equal may be of different types.
pub fn same_layer(one: &Layer, other: &Layer) -> bool {
    let value = |layer: &Layer, at| layer.set_value(at).cloned();
    one.proto.is(other.proto)
        && (0..one.proto.fields.len()).all(|at| match (value(one, at), value(other, at)) {
            (None, None) => true,
            (Some(one), Some(other)) => same(&one, &other),
            _ => false,
        })
}

fn same(one: &FieldValue, other: &FieldValue) -> bool {
    match (object(one), object(other)) {
        (Some(one), Some(other)) => {
            let (a, b) = (one.val.borrow().clone(), other.val.borrow().clone());
            return std::ptr::eq(one.of, other.of) && same(&a, &b);
        }
        (None, None) => {}
        _ => return false,
    }
    match (one.resolved(), other.resolved()) {
        (FieldValue::List(one), FieldValue::List(other)) => {
            let (one, other) = (one.borrow(), other.borrow());
            one.len() == other.len() && one.iter().zip(other.iter()).all(|(a, b)| same(a, b))
        }
        (FieldValue::Packet(one), FieldValue::Packet(other)) => {
            let (one, other): (Vec<Packet>, Vec<Packet>) =
                (one.iter().collect(), other.iter().collect());
            let same_at = |(a, b): (&Packet, &Packet)| {
                a.read();
                b.read();
                a.view(|a| b.view(|b| same_layer(a.layer(), b.layer())))
            };
            one.len() == other.len() && one.iter().zip(&other).all(same_at)
        }
        (one, other) => one == other,
    }
}

// --- encoding --------------------------------------------------------------------------------

/// A tag, a length and octets.
fn framed(tag: &[u8], content: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(tag);
    put_length(content.len(), out);
    out.extend_from_slice(content);
}

/// X.690 section 8.1.3
fn put_length(length: usize, out: &mut Vec<u8>) {
    if length <= 127 {
        return out.push(length as u8);
    }
    let octets = length.to_be_bytes();
    let first = octets.iter().position(|octet| *octet != 0).unwrap_or(0);
    out.push(0x80 | (octets.len() - first) as u8);
    out.extend_from_slice(&octets[first..]);
}

fn put_identifier_part(mut number: u128, out: &mut Vec<u8>) {
    let mut octets = vec![(number & 0x7f) as u8];
    number >>= 7;
    while number > 0 {
        octets.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.extend(octets.iter().rev());
}

/// The octets of a whole number, as Scapy chooses how many.
fn integer_octets(number: &BigInt) -> Vec<u8> {
    let mut number = number.clone();
    let mut octets = Vec::new();
    loop {
        let low = super::kinds::modulo(&number, 1)[0];
        octets.push(low);
        let small = number.to_i64();
        if small.is_some_and(|number| (-127..0).contains(&number)) {
            break;
        }
        if small.is_some_and(|number| (128..=255).contains(&number)) {
            octets.push(0);
        }
        number >>= 8;
        if number == BigInt::ZERO {
            break;
        }
    }
    octets.reverse();
    octets
}

fn wrong(kind: &'static str, text: String) -> Error {
    Error::Other { kind, text }
}

fn encode(of: &'static Type, val: &FieldValue) -> Result<Vec<u8>> {
    let mut content = Vec::new();
    let mut out = Vec::new();
    let val = match val {
        FieldValue::Volatile(volatile) if volatile.repr() == "<IntAutoTime>" => {
            let text = format!(
                "{} holds a clock that Scapy does not read: set a number",
                of.name
            );
            return Err(wrong("TypeError", text));
        }
        FieldValue::Volatile(volatile) => volatile.fix(),
        other => other.clone(),
    };
    let number = || match &val {
        FieldValue::Float(_) | FieldValue::None => None,
        val if object(val).is_some() => None,
        val => super::kinds::big(val),
    };
    match of.content {
        Content::Raw => match object(&val) {
            Some(_) if of.tag == 0 => {
                let text = "Trying to encode an invalid value !".to_owned();
                return Err(wrong("TypeError", text));
            }
            None if of.tag == 0 => return encode_any(&val),
            Some(inner) => return inner.encoded(),
            None => return Ok(val.as_octets().unwrap_or_default().to_vec()),
        },
        Content::Null if val.as_int() == Some(0) => {}
        Content::Integer | Content::Boolean | Content::Null => {
            let number = number().ok_or_else(|| {
                let text = format!("{} holds {val:?}, which is no number", of.name);
                wrong("TypeError", text)
            })?;
            content = integer_octets(&number);
        }
        Content::Bits => {
            let digits = val.as_text().unwrap_or_default();
            content.push((digits.len().next_multiple_of(8) - digits.len()) as u8);
            content.extend(bit_octets(&digits));
        }
        Content::Octets | Content::Time => {
            if let Some(inner) = object(&val) {
                framed(&[(of.tag & 0xff) as u8], &inner.encoded()?, &mut out);
                return Ok(out);
            }
            if let FieldValue::Packet(packet) = val.resolved() {
                framed(&[(of.tag & 0xff) as u8], &packet.build()?, &mut out);
                return Ok(out);
            }
            let octets = val.as_octets().ok_or_else(|| {
                let text = format!("{} holds {val:?}, which is no text", of.name);
                wrong("TypeError", text)
            })?;
            content.extend_from_slice(&octets);
        }
        Content::Oid => put_oid(&val, &mut content)?,
        Content::Ip4 => {
            let address = val.as_text();
            let address = address.and_then(|text| super::net::inet_aton(&text));
            let address = address.ok_or_else(|| {
                wrong(
                    "BER_Encoding_Error",
                    "IPv4 address could not be encoded".into(),
                )
            })?;
            content.extend_from_slice(&address.octets());
        }
        Content::List => match val.as_list() {
            Some(items) => {
                for item in items {
                    content.extend(encode_any(&item)?);
                }
            }
            None => content.extend_from_slice(&val.as_octets().unwrap_or_default()),
        },
    }
    framed(&[(of.tag & 0xff) as u8], &content, &mut out);
    Ok(out)
}

fn put_oid(val: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    let text = val.as_octets().unwrap_or_default();
    let text = String::from_utf8_lossy(&text).into_owned();
    let parts = text
        .trim_matches('.')
        .split('.')
        .filter(|_| !text.is_empty());
    let numbers: Option<Vec<u128>> = parts.map(|part| part.trim().parse().ok()).collect();
    let mut numbers = numbers.ok_or_else(|| {
        let what = format!("'{text}' is no object identifier (1.3.6.1…)");
        wrong("ValueError", what)
    })?;
    if numbers.len() >= 2 {
        let first = numbers.remove(0);
        numbers[0] = numbers[0].saturating_add(first.saturating_mul(40));
    }
    numbers
        .into_iter()
        .for_each(|number| put_identifier_part(number, out));
    Ok(())
}

/// A value of whatever type.
fn encode_any(value: &FieldValue) -> Result<Vec<u8>> {
    if let Some(object) = object(value) {
        return object.encoded();
    }
    let string = matches!(value, FieldValue::Text(_) | FieldValue::Octets(_));
    let of = by_tag(if string { 4 } else { 2 }).expect("both are types");
    match value {
        FieldValue::Packet(packet) => packet.build(),
        value => encode(of, value),
    }
}

/// Appends a packet of ASN.1.
pub fn write(view: View<'_>, node: &Node, out: &mut Vec<u8>) -> Result<()> {
    write_node(view, node, &mut 0, out)
}

/// The same for a part of it, from the field at a place.
fn write_node(view: View<'_>, node: &Node, at: &mut usize, out: &mut Vec<u8>) -> Result<()> {
    let fields = view.layer().proto.fields;
    match node {
        Node::Field => {
            let field = fields.get(*at);
            *at += 1;
            if let Some(field) = field
                && let Kind::Asn1(coding) = field.kind
            {
                write_field(view, field, coding, &view.internal(*at - 1), out)?;
            }
            Ok(())
        }
        Node::Sequence {
            tag,
            tagging,
            optional,
            parts,
            ..
        } => {
            let start = *at;
            let mut content = Vec::new();
            if parts.is_empty() {
                while *at < fields.len() {
                    write_node(view, &Node::Field, at, &mut content)?;
                }
            }
            for part in *parts {
                write_node(view, part, at, &mut content)?;
            }
            if *optional && (start..*at).all(|index| view.internal(index).is_none()) {
                return Ok(());
            }
            let mut octets = Vec::new();
            framed(&[*tag], &content, &mut octets);
            put_tagged(*tagging, octets, out);
            Ok(())
        }
    }
}

/// Octets with the tag that a protocol gives them.
fn put_tagged(tagging: Tagging, octets: Vec<u8>, out: &mut Vec<u8>) {
    match tagging {
        Tagging::None => out.extend(octets),
        _ if octets.is_empty() => {}
        Tagging::Implicit(tag) => {
            put_tag(tag, out);
            out.extend_from_slice(&octets[1..]);
        }
        Tagging::Explicit(tag) => {
            put_tag(tag, out);
            put_length(octets.len(), out);
            out.extend(octets);
        }
    }
}

fn put_tag(tag: u16, out: &mut Vec<u8>) {
    if let Ok(tag) = u8::try_from(tag) {
        return out.push(tag);
    }
    let mut octets = Vec::new();
    put_identifier_part(tag.into(), &mut octets);
    octets[0] = (octets[0] & 7) << 5 | 0x1f;
    out.extend(octets);
}

/// One field, with its tag.
fn write_field(
    view: View<'_>,
    field: &'static Field,
    coding: Coding,
    value: &FieldValue,
    out: &mut Vec<u8>,
) -> Result<()> {
    if let FieldValue::RawVal(octets) = value {
        out.extend_from_slice(octets);
        return Ok(());
    }
    if value.is_none() && coding.optional {
        return Ok(());
    }
    match coding.of {
        Of::Nothing => return Ok(()),
        Of::Several(_) => {
            let chosen = asn1_read::several(&asn1_read::Layered(view), field);
            let (field, coding) = chosen.unwrap_or((field, coding));
            if matches!(coding.of, Of::Several(_)) {
                let text = format!("what the field {} holds cannot be told", field.name);
                return Err(wrong("AttributeError", text));
            }
            let value = match value {
                FieldValue::None => convert::preset(field),
                value => value.clone(),
            };
            return write_field(view, field, coding, &value, out);
        }
        Of::Packets(_, tag) | Of::Values(_, tag) => {
            if let Some(raw) = object(value).filter(|object| object.of.content == Content::Raw) {
                put_tagged(coding.tagging, raw.encoded()?, out);
                return Ok(());
            }
            let mut content = Vec::new();
            let items = match value.resolved() {
                packet @ FieldValue::Packet(_) => vec![packet],
                value => value.as_list().unwrap_or_default(),
            };
            for item in items {
                match coding.of {
                    Of::Values(of, _) => match of.kind {
                        Kind::Asn1(coding) => write_field(view, of, coding, &item, &mut content)?,
                        _ => content.extend(encode_any(&item)?),
                    },
                    _ => content.extend(encode_any(&item)?),
                }
            }
            let mut octets = Vec::new();
            framed(&[tag], &content, &mut octets);
            put_tagged(coding.tagging, octets, out);
            return Ok(());
        }
        _ if value.is_none() && !matches!(coding.of, Of::Bits(_) | Of::TokenBy(_)) => return Ok(()),
        _ => {}
    }
    let octets = match coding.of {
        Of::Packet(_) | Of::PacketBy(_) => match value {
            FieldValue::Octets(octets) => octets.to_vec(),
            FieldValue::Packet(packet) => {
                let octets = packet.build()?;
                if !matches!(packet.proto().form, Form::Asn1(_)) {
                    out.extend(octets);
                    return Ok(());
                }
                octets
            }
            value => match object(value) {
                Some(object) => match object.val.borrow().resolved() {
                    FieldValue::None => Vec::new(),
                    val => plain_octets(&val)?,
                },
                None => plain_octets(value)?,
            },
        },
        Of::Choice(alternatives) => {
            let octets = match value {
                FieldValue::Octets(octets) => octets.to_vec(),
                value => encode_any(value)?,
            };
            let tagging = match value {
                FieldValue::Packet(packet) => tagging_of(alternatives, packet.proto()),
                _ => Tagging::None,
            };
            let mut tagged = Vec::new();
            put_tagged(tagging, octets, &mut tagged);
            tagged
        }
        Of::Any | Of::AnyOr(_) => encode_any(value)?,
        Of::Bits(_) => match object(value) {
            Some(_) => encode_as(3, field, value)?,
            None => {
                let octets = match value {
                    FieldValue::None => Vec::new(),
                    value => plain_octets(value)?,
                };
                let content = [&[0], &octets[..]].concat();
                let mut framed_octets = Vec::new();
                framed(&[3], &content, &mut framed_octets);
                framed_octets
            }
        },
        Of::TokenBy(_) => {
            let octets = match value {
                FieldValue::None => Vec::new(),
                value => plain_octets(value)?,
            };
            let mut framed_octets = Vec::new();
            framed(&[4], &octets, &mut framed_octets);
            framed_octets
        }
        Of::Octets(_) | Of::OctetsBy(_) => match value {
            FieldValue::Packet(packet) => {
                let octets = match packet.proto().form {
                    Form::Asn1(_) => packet.build()?,
                    // Only the layer itself, as Scapy has it.
                    _ => super::build::own_header(packet)?,
                };
                let mut framed_octets = Vec::new();
                framed(&[4], &octets, &mut framed_octets);
                framed_octets
            }
            value => encode_as(4, field, value)?,
        },
        Of::Flags(_) => encode_as(3, field, value)?,
        Of::Value(tag) => match value {
            FieldValue::Packet(packet) => {
                let mut octets = Vec::new();
                framed(&[tag as u8], &packet.build()?, &mut octets);
                octets
            }
            value => encode_as(tag, field, value)?,
        },
        Of::Packets(..) | Of::Values(..) | Of::Several(_) | Of::Nothing => Vec::new(),
    };
    put_tagged(coding.tagging, octets, out);
    Ok(())
}

/// The octets of a value that is no value of ASN.1.
fn plain_octets(value: &FieldValue) -> Result<Vec<u8>> {
    Ok(match value.resolved() {
        FieldValue::Packet(packet) => packet.build()?,
        value => match object(&value) {
            Some(object) => object.encoded()?,
            None => value.as_octets().unwrap_or_default().to_vec(),
        },
    })
}

/// The tag that a packet has among alternatives.
fn tagging_of(alternatives: &[Alternative], proto: &'static Proto) -> Tagging {
    let tagged = alternatives.iter().find_map(|one| match one {
        Alternative::Tagged(of, tagging) if of.is(proto) => Some(*tagging),
        _ => None,
    });
    tagged.unwrap_or(Tagging::None)
}

fn encode_as(tag: i32, field: &'static Field, value: &FieldValue) -> Result<Vec<u8>> {
    let of = by_tag(tag).expect("the tables name types");
    if let Some(object) = object(value) {
        if object.of.tag != tag && object.of.content != Content::Raw {
            return Err(wrong(
                "ASN1_Error",
                format!(
                    "Encoding Error: got {} instead of an <ASN1Tag {}[{}]> for field [{}]",
                    object.text(),
                    of.name.trim_start_matches("ASN1_"),
                    of.tag,
                    field.name
                ),
            ));
        }
        return object.encoded();
    }
    let known = match field.names {
        crate::proto::field::Naming::Enum(names) => {
            value.as_text().and_then(|text| names.value(&text))
        }
        _ => None,
    };
    match known {
        Some(number) => encode(of, &FieldValue::Int(number)),
        None => encode(of, value),
    }
}
