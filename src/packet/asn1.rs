//! Values of ASN.1, and the basic encoding rules. X.690.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::error::{Error, Result};
use super::packet::{Packet, View};
use super::text::Style;
use super::text::python;
use super::value::{FieldValue, Foreign};
use crate::proto::asn1::{ANY, Content, Node, Type, by_tag, tag_of};
use crate::proto::data::oids::OIDS;
use crate::proto::field::Preset;
use crate::proto::raw::RAW;
use crate::proto::{Field, Proto};

/// `ASN1_INTEGER(5)`; a clone is the same object.
#[derive(Clone)]
pub struct Object {
    pub of: &'static Type,
    pub val: Rc<RefCell<FieldValue>>,
}

impl Object {
    pub fn new(of: &'static Type, val: FieldValue) -> Object {
        // An identifier may be given by the name of its first part.
        let val = match (of.content, val.as_octets()) {
            (Content::Oid, Some(text)) => {
                FieldValue::text(&numbers_of(&String::from_utf8_lossy(&text)))
            }
            (Content::Bits | Content::Time, Some(text)) => {
                FieldValue::text(&String::from_utf8_lossy(&text))
            }
            _ => val,
        };
        Object {
            of,
            val: Rc::new(RefCell::new(val)),
        }
    }

    pub fn value(self) -> FieldValue {
        FieldValue::Foreign(Rc::new(self))
    }

    /// `1.3.6.1` as it is written for a person.
    pub fn oid_name(&self) -> String {
        let val = self.val.borrow().as_text();
        name_of(val.as_deref().unwrap_or_default())
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
                let truth = val.as_int() != Some(0);
                format!("{} {}", if truth { "True" } else { "False" }, plain())
            }
            Content::Oid => {
                let name = FieldValue::text(&self.oid_name());
                format!("<{}[{}]>", self.of.name, python::repr(&name, style))
            }
            Content::Bits => bits(self.of, &val.as_text().unwrap_or_default()),
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
        let val = python::repr(&self.val.borrow(), &Style::PLAIN);
        Some(format!("{}({val})", self.of.name))
    }

    fn copied(&self) -> Option<FieldValue> {
        Some(Object::new(self.of, self.val.borrow().clone()).value())
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

fn bit_octets(digits: &str) -> Vec<u8> {
    let octet = |part: &[u8]| {
        let bits = part.iter().chain(std::iter::repeat(&b'0')).take(8);
        bits.fold(0, |octet, digit| octet << 1 | u8::from(*digit == b'1'))
    };
    digits.as_bytes().chunks(8).map(octet).collect()
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

/// An identifier with the name of its longest known part; a dot in front where none is known.
fn name_of(text: &str) -> String {
    let text = text.strip_prefix('.').unwrap_or(text);
    let text = text.strip_suffix('.').unwrap_or(text);
    let rest = |known: &str| {
        let rest = text.strip_prefix(known)?;
        (rest.is_empty() || rest.starts_with('.')).then_some(rest)
    };
    let known = OIDS.iter().filter(|entry| rest(entry.0).is_some());
    match known.max_by_key(|entry| entry.0.len()) {
        Some(entry) => format!("{}{}", entry.1, rest(entry.0).unwrap_or_default()),
        None => format!(".{text}"),
    }
}

/// What the default of a field is.
pub fn preset(field: &Field, tag: i32) -> FieldValue {
    let of = match (field.preset, by_tag(tag)) {
        (Preset::None, _) => return FieldValue::None,
        (_, Some(of)) => of,
        (_, None) => by_tag(5).unwrap_or(&ANY),
    };
    let val = match field.preset {
        Preset::Int(number) => FieldValue::Int(number),
        Preset::Text(text) => FieldValue::text(text),
        Preset::Octets(octets) => FieldValue::octets(octets),
        Preset::StartTime => super::volatile::plain("IntAutoTime"),
        _ => FieldValue::None,
    };
    Object::new(of, val).value()
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
        val => super::kinds::big(val),
    };
    match of.content {
        Content::Raw => match object(&val) {
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
    framed(&[of.tag as u8], &content, &mut out);
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
pub fn write(view: View<'_>, node: &'static Node, out: &mut Vec<u8>) -> Result<()> {
    match node {
        Node::Sequence(tag, parts) => {
            let mut content = Vec::new();
            for part in *parts {
                write(view, part, &mut content)?;
            }
            framed(&[*tag], &content, out);
            Ok(())
        }
        Node::SequenceOf(name, _) => {
            let mut content = Vec::new();
            let value = field(view, name);
            if let Some(raw) = object(&value).filter(|object| object.of.content == Content::Raw) {
                out.extend(raw.encoded()?);
                return Ok(());
            }
            for packet in value.as_list().unwrap_or_default() {
                content.extend(encode_any(&packet)?);
            }
            framed(&[0x30], &content, out);
            Ok(())
        }
        Node::Choice(name, _) => {
            match field(view, name) {
                FieldValue::None => {}
                FieldValue::Octets(octets) => out.extend_from_slice(&octets),
                value => out.extend(encode_any(&value)?),
            }
            Ok(())
        }
        Node::Optional(node) => write(view, node, out),
        Node::Any(name) => match field(view, name) {
            FieldValue::None => Ok(()),
            value => {
                out.extend(encode_any(&value)?);
                Ok(())
            }
        },
        Node::Value(name, tag, implicit) => {
            let value = field(view, name);
            if value.is_none() {
                return Ok(());
            }
            let octets = write_value(view, name, *tag, &value)?;
            match implicit {
                Some(implicit) => {
                    out.push(*implicit);
                    out.extend_from_slice(&octets[1..]);
                }
                None => out.extend_from_slice(&octets),
            }
            Ok(())
        }
    }
}

fn write_value(view: View<'_>, name: &str, tag: i32, value: &FieldValue) -> Result<Vec<u8>> {
    let of = by_tag(tag).expect("the tables name types");
    if let Some(object) = object(value) {
        if object.of.tag != tag && object.of.content != Content::Raw {
            return Err(wrong(
                "ASN1_Error",
                format!(
                    "Encoding Error: got {} instead of an <ASN1Tag {}[{}]> for field [{name}]",
                    object.text(),
                    of.name.trim_start_matches("ASN1_"),
                    of.tag
                ),
            ));
        }
        return object.encoded();
    }
    let proto = view.layer().proto;
    let known = proto.field(name).and_then(|field| match field.names {
        crate::proto::field::Naming::Enum(names) => names.value(value.as_text().as_deref()?),
        _ => None,
    });
    match known {
        Some(number) => encode(of, &FieldValue::Int(number)),
        None => encode(of, value),
    }
}

fn field(view: View<'_>, name: &str) -> FieldValue {
    let index = view.layer().proto.index_of(name);
    index.map_or(FieldValue::None, |index| view.internal(index))
}

// --- decoding --------------------------------------------------------------------------------

/// As deep as values may hold values.
const DEEPEST: usize = 32;

/// Why octets are no value.
enum Trouble {
    /// What is optional is then not there.
    Unfit,
    TooDeep,
}

type Decoded<T> = std::result::Result<T, Trouble>;

/// Reads the packet; the values of its fields, and the octets that are left.
pub fn read(
    proto: &'static Proto,
    node: &'static Node,
    octets: &[u8],
    put: &mut dyn FnMut(&'static str, FieldValue),
) -> Result<usize> {
    match read_node(node, octets, put) {
        Ok(rest) => Ok(octets.len() - rest.len()),
        Err(_) => Err(Error::Short {
            proto: proto.name,
            field: "ASN.1",
            needed: octets.len() + 1,
            had: octets.len(),
        }),
    }
}

fn read_node<'a>(
    node: &'static Node,
    octets: &'a [u8],
    put: &mut dyn FnMut(&'static str, FieldValue),
) -> Decoded<&'a [u8]> {
    match node {
        Node::Sequence(tag, parts) => {
            let (mut content, rest) = contents(octets, (*tag).into())?;
            if content.is_empty() {
                parts.iter().for_each(|part| clear(part, put));
                return Ok(rest);
            }
            for part in *parts {
                content = read_node(part, content, put)?;
            }
            match content.is_empty() {
                true => Ok(rest),
                false => Err(Trouble::Unfit),
            }
        }
        Node::SequenceOf(name, proto) => {
            let (mut content, rest) = contents(octets, 0x30)?;
            let mut packets = Vec::new();
            while !content.is_empty() {
                let (packet, left) = packet(proto, content)?;
                packets.push(FieldValue::Packet(packet));
                content = &content[content.len() - left..];
            }
            put(name, FieldValue::list(packets));
            Ok(rest)
        }
        Node::Choice(name, protos) => {
            let (tag, _) = tag(octets)?;
            let chosen = protos
                .iter()
                .find(|proto| tag_of(proto).map(i64::from) == Some(tag));
            let (packet, left) = packet(chosen.ok_or(Trouble::Unfit)?, octets)?;
            put(name, FieldValue::Packet(packet));
            Ok(&octets[octets.len() - left..])
        }
        Node::Optional(inner) => match read_node(inner, octets, put) {
            Err(Trouble::Unfit) => {
                clear(inner, put);
                Ok(octets)
            }
            read => read,
        },
        Node::Any(name) => {
            let (value, rest) = decode(octets, 0)?;
            put(name, value);
            Ok(rest)
        }
        Node::Value(name, number, implicit) => {
            let of = by_tag(*number).ok_or(Trouble::Unfit)?;
            let (value, rest) = match implicit {
                Some(implicit) => {
                    let (found, rest) = tag(octets)?;
                    if found != i64::from(*implicit) {
                        return Err(Trouble::Unfit);
                    }
                    let (content, rest) = with_length(rest)?;
                    (decode_content(of, content, 0)?, rest)
                }
                None => {
                    let (content, rest) = contents(octets, i64::from(*number))?;
                    (decode_content(of, content, 0)?, rest)
                }
            };
            put(name, value);
            Ok(rest)
        }
    }
}

/// Nothing in the fields of a node.
fn clear(node: &'static Node, put: &mut dyn FnMut(&'static str, FieldValue)) {
    match node {
        Node::Value(name, ..)
        | Node::Any(name)
        | Node::SequenceOf(name, _)
        | Node::Choice(name, _) => {
            put(name, FieldValue::None);
        }
        Node::Optional(inner) => clear(inner, put),
        Node::Sequence(_, parts) => parts.iter().for_each(|part| clear(part, put)),
    }
}

/// A packet, and how many octets it leaves over.
fn packet(proto: &'static Proto, octets: &[u8]) -> Decoded<(Packet, usize)> {
    let packet = Packet::dissect(proto, octets).map_err(|_| Trouble::Unfit)?;
    let last = packet.lastlayer();
    if !last.proto().is_kind_of(&RAW) {
        return Ok((packet, 0));
    }
    let left = last.internal(0).as_octets().map_or(0, |load| load.len());
    let under = last.underlayer();
    drop(last);
    if let Some(under) = under {
        under.remove_payload();
    }
    Ok((packet, left))
}

/// X.690 section 8.1.2, as Scapy reads it.
fn tag(octets: &[u8]) -> Decoded<(i64, &[u8])> {
    let (first, rest) = octets.split_first().ok_or(Trouble::Unfit)?;
    match first & 0x1f {
        0x1f => number(rest, i64::from(first >> 5)),
        _ => Ok((i64::from(*first), rest)),
    }
}

/// A number in octets of seven bits.
fn number(octets: &[u8], start: i64) -> Decoded<(i64, &[u8])> {
    let mut value = start;
    for (at, octet) in octets.iter().enumerate() {
        value = value.wrapping_shl(7) | i64::from(octet & 0x7f);
        if octet & 0x80 == 0 {
            return Ok((value, &octets[at + 1..]));
        }
        if at > 32 {
            break;
        }
    }
    Err(Trouble::Unfit)
}

fn with_length(octets: &[u8]) -> Decoded<(&[u8], &[u8])> {
    let (length, rest) = length(octets)?;
    rest.split_at_checked(length).ok_or(Trouble::Unfit)
}

fn length(octets: &[u8]) -> Decoded<(usize, &[u8])> {
    let (first, rest) = octets.split_first().ok_or(Trouble::Unfit)?;
    if first & 0x80 == 0 {
        return Ok((usize::from(*first), rest));
    }
    let (digits, rest) = rest
        .split_at_checked(usize::from(first & 0x7f))
        .ok_or(Trouble::Unfit)?;
    let length = digits.iter().try_fold(0usize, |length, octet| {
        Some(length.checked_mul(256)? + usize::from(*octet))
    });
    Ok((length.unwrap_or(usize::MAX), rest))
}

/// The octets under a tag that must be there, and those after them.
fn contents(octets: &[u8], wanted: i64) -> Decoded<(&[u8], &[u8])> {
    let (found, rest) = tag(octets)?;
    match found == wanted {
        true => with_length(rest),
        false => Err(Trouble::Unfit),
    }
}

/// The value that octets are, whole; none if they are none.
pub fn decoded(octets: &[u8]) -> Option<FieldValue> {
    let (value, rest) = decode(octets, 0).ok()?;
    rest.is_empty().then_some(value)
}

/// A value of the type that the tag says.
fn decode(octets: &[u8], depth: usize) -> Decoded<(FieldValue, &[u8])> {
    if depth > DEEPEST {
        return Err(Trouble::TooDeep);
    }
    let (found, rest) = tag(octets)?;
    if found == 0 {
        let (length, rest) = number(rest, 0)?;
        let length = usize::try_from(length)
            .unwrap_or(usize::MAX)
            .min(rest.len());
        let (content, rest) = rest.split_at(length);
        let of = crate::proto::asn1::by_name("ASN1_BADTAG").unwrap_or(&ANY);
        return Ok((Object::new(of, FieldValue::octets(content)).value(), rest));
    }
    let of = i32::try_from(found)
        .ok()
        .and_then(by_tag)
        .ok_or(Trouble::Unfit)?;
    if of.content == Content::List {
        let (length, rest) = length(rest)?;
        let (content, after) = rest.split_at(length.min(rest.len()));
        let value = decode_content(of, content, depth)?;
        return match length > rest.len() {
            true => Err(Trouble::Unfit),
            false => Ok((value, after)),
        };
    }
    let (content, rest) = with_length(rest)?;
    Ok((decode_content(of, content, depth)?, rest))
}

fn decode_content(of: &'static Type, content: &[u8], depth: usize) -> Decoded<FieldValue> {
    let val = match of.content {
        Content::Integer | Content::Boolean | Content::Null => {
            let number = BigInt::from_signed_bytes_be(content);
            match number.to_i64() {
                Some(number) => FieldValue::Int(number),
                None => FieldValue::Big(Rc::new(number)),
            }
        }
        Content::Bits => {
            let (unused, octets) = content.split_first().ok_or(Trouble::Unfit)?;
            let digits: String = octets.iter().map(|octet| format!("{octet:08b}")).collect();
            let end = digits.len().saturating_sub((*unused).into());
            FieldValue::text(&digits[..end])
        }
        Content::Octets if matches!(of.tag, 18 | 19) => FieldValue::octets(content),
        Content::Octets | Content::Raw => FieldValue::octets(content),
        Content::Time => FieldValue::text(&super::kinds::plain_text(content)),
        Content::Oid => FieldValue::text(&oid_text(content)?),
        Content::Ip4 => {
            let octets: [u8; 4] = content.try_into().map_err(|_| Trouble::Unfit)?;
            FieldValue::Ip4(octets)
        }
        Content::List => {
            let mut values = Vec::new();
            let mut rest = content;
            while !rest.is_empty() {
                let (value, left) = decode(rest, depth + 1)?;
                values.push(value);
                rest = left;
            }
            FieldValue::list(values)
        }
    };
    Ok(Object::new(of, val).value())
}

fn oid_text(content: &[u8]) -> Decoded<String> {
    let mut numbers = Vec::new();
    let mut rest = content;
    while !rest.is_empty() {
        let (number, left) = wide_number(rest)?;
        numbers.push(number);
        rest = left;
    }
    if let Some(first) = numbers.first_mut() {
        // X.690 section 8.19.4
        let both = first.clone();
        *first = &both % 40;
        numbers.insert(0, both / 40);
    }
    let texts: Vec<String> = numbers.iter().map(BigInt::to_string).collect();
    Ok(texts.join("."))
}

/// A number in octets of seven bits, however many.
fn wide_number(octets: &[u8]) -> Decoded<(BigInt, &[u8])> {
    let mut value = BigInt::ZERO;
    for (at, octet) in octets.iter().enumerate() {
        value = (value << 7) | BigInt::from(octet & 0x7f);
        if octet & 0x80 == 0 {
            return Ok((value, &octets[at + 1..]));
        }
        if at > 32 {
            break;
        }
    }
    Err(Trouble::Unfit)
}
