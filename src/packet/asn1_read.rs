//! Reading what stands in the basic encoding rules. X.690.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::asn1::{Object, object};
use super::dissect;
use super::error::{Error, Result};
use super::layer::Fields;
use super::packet::{Packet, View};
use super::value::FieldValue;
use crate::proto::asn1::{
    ANY, Alternative, Coding, Content, Held, Node, Of, Reader, Tagging, Type, by_name, by_tag,
    only_field, own_tag, tag_of,
};
use crate::proto::field::Kind;
use crate::proto::raw::RAW;
use crate::proto::{Field, Form, Proto};

/// As deep as values may hold values.
const DEEPEST: usize = 32;

/// As deep as packets may hold packets.
const DEEPEST_PACKET: usize = 64;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Why octets are no value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Trouble {
    /// What is optional is then not there.
    Unfit,
    /// Nothing is read at all.
    Fatal,
}

type Decoded<T> = std::result::Result<T, Trouble>;

/// A packet while it is read.
struct Reading<'a> {
    proto: &'static Proto,
    fields: RefCell<Fields>,
    holder: Option<&'a dyn Reader>,
}

impl Reading<'_> {
    fn put(&self, index: usize, value: FieldValue) {
        let mut fields = self.fields.borrow_mut();
        match fields
            .iter_mut()
            .find(|entry| usize::from(entry.0) == index)
        {
            Some(entry) => entry.1 = value,
            None => fields.push((index as u16, value)),
        }
    }

    fn value(&self, field: &str) -> Option<FieldValue> {
        let index = self.proto.index_of(field)?;
        let fields = self.fields.borrow();
        let entry = fields.iter().find(|entry| usize::from(entry.0) == index)?;
        Some(entry.1.clone())
    }
}

/// What a value of ASN.1 holds, or the value if it is none.
fn bare(value: FieldValue) -> FieldValue {
    match object(&value) {
        Some(object) => object.val.borrow().clone(),
        None => value,
    }
}

fn first_packet(value: FieldValue) -> Option<Packet> {
    match value.resolved() {
        FieldValue::Packet(packet) => Some(packet),
        FieldValue::List(list) => match list.borrow().first() {
            Some(FieldValue::Packet(packet)) => Some(packet.clone()),
            _ => None,
        },
        _ => None,
    }
}

impl Reader for Reading<'_> {
    fn proto(&self) -> &'static Proto {
        self.proto
    }
    fn int(&self, field: &str) -> Option<i64> {
        bare(self.value(field)?).as_int()
    }
    fn octets(&self, field: &str) -> Option<Vec<u8>> {
        bare(self.value(field)?).as_octets().map(|o| o.to_vec())
    }
    fn within(&self, field: &str, look: &mut dyn FnMut(&dyn Reader)) {
        if let Some(packet) = self.value(field).and_then(first_packet) {
            packet.view(|view| look(&Layered(view)));
        }
    }
    fn holder(&self) -> Option<&dyn Reader> {
        self.holder
    }
}

/// A packet that there is.
pub(super) struct Layered<'a>(pub View<'a>);

impl Layered<'_> {
    fn value(&self, field: &str) -> Option<FieldValue> {
        let index = self.0.layer().proto.index_of(field)?;
        Some(self.0.internal(index))
    }
}

impl Reader for Layered<'_> {
    fn proto(&self) -> &'static Proto {
        self.0.layer().proto
    }
    fn int(&self, field: &str) -> Option<i64> {
        bare(self.value(field)?).as_int()
    }
    fn octets(&self, field: &str) -> Option<Vec<u8>> {
        bare(self.value(field)?).as_octets().map(|o| o.to_vec())
    }
    fn within(&self, field: &str, look: &mut dyn FnMut(&dyn Reader)) {
        if let Some(packet) = self.value(field).and_then(first_packet) {
            packet.view(|view| look(&Layered(view)));
        }
    }
    fn holder(&self) -> Option<&dyn Reader> {
        None
    }
}

/// Of several codings the one that holds for a packet; none where that cannot be told.
pub(super) fn several(
    around: &dyn Reader,
    field: &'static Field,
) -> Option<(&'static Field, Coding)> {
    let Kind::Asn1(Coding {
        of: Of::Several(several),
        ..
    }) = field.kind
    else {
        return None;
    };
    let field = several.of.get((several.which)(around)?)?;
    match field.kind {
        Kind::Asn1(coding) => Some((field, coding)),
        _ => None,
    }
}

/// The coding that holds for a field of a packet that there is.
pub(super) fn chosen(view: View<'_>, field: &'static Field) -> Option<&'static Field> {
    Some(several(&Layered(view), field)?.0)
}

/// Reads the packet: the values of its fields, and how many octets they took.
pub(super) fn read(
    proto: &'static Proto,
    node: &Node,
    octets: &[u8],
    holder: Option<&dyn Reader>,
) -> Result<(Fields, usize)> {
    let reading = Reading {
        proto,
        fields: RefCell::default(),
        holder,
    };
    match read_all(&reading, node, octets) {
        Ok(rest) => Ok((reading.fields.into_inner(), octets.len() - rest.len())),
        Err(trouble) => Err(Error::Other {
            kind: match trouble {
                Trouble::Unfit => UNFIT,
                Trouble::Fatal => "IndexError",
            },
            text: format!("{}: the octets are not what its ASN.1 says", proto.name),
        }),
    }
}

fn read_all<'o>(reading: &Reading<'_>, node: &Node, octets: &'o [u8]) -> Decoded<&'o [u8]> {
    let mut rest = read_node(reading, node, &mut 0, octets)?;
    if let Node::Sequence { behind, .. } = node
        && !rest.is_empty()
    {
        let fields = reading.proto.fields.len();
        for mut at in fields - behind..fields {
            rest = read_node(reading, &Node::Field, &mut at, rest)?;
        }
    }
    Ok(rest)
}

const UNFIT: &str = "BER_Decoding_Error";

fn read_node<'o>(
    reading: &Reading<'_>,
    node: &Node,
    at: &mut usize,
    octets: &'o [u8],
) -> Decoded<&'o [u8]> {
    let start = *at;
    let (optional, read) = match node {
        Node::Field => {
            *at += 1;
            let Some(field) = reading.proto.fields.get(start) else {
                return Ok(octets);
            };
            let Kind::Asn1(coding) = field.kind else {
                return Ok(octets);
            };
            let read = read_field(reading, field, coding, octets);
            let read = read.map(|(value, rest)| {
                reading.put(start, value);
                rest
            });
            (coding.optional, read)
        }
        Node::Sequence { optional, .. } => {
            let end = start + count(node, reading.proto.fields.len() - start);
            let read = read_sequence(reading, node, at, octets);
            *at = end;
            (*optional, read)
        }
    };
    match read {
        Err(Trouble::Unfit) if optional => {
            (start..*at).for_each(|index| reading.put(index, FieldValue::None));
            Ok(octets)
        }
        read => read,
    }
}

/// How many fields a node has, of those that are left.
fn count(node: &Node, left: usize) -> usize {
    match node {
        Node::Field => 1,
        Node::Sequence { parts: [], .. } => left,
        Node::Sequence { parts, .. } => parts.iter().map(|part| count(part, left)).sum(),
    }
}

fn read_sequence<'o>(
    reading: &Reading<'_>,
    node: &Node,
    at: &mut usize,
    octets: &'o [u8],
) -> Decoded<&'o [u8]> {
    let Node::Sequence {
        tag,
        tagging,
        parts,
        ..
    } = node
    else {
        return Ok(octets);
    };
    let own = u16::from(*tag);
    let (mut content, rest) = tagged(*tagging, own, octets, |octets, tag| contents(octets, tag))?;
    let fields = reading.proto.fields.len();
    let end = *at + count(node, fields - *at);
    if content.is_empty() {
        (*at..end).for_each(|index| reading.put(index, FieldValue::None));
        return Ok(rest);
    }
    if parts.is_empty() {
        while *at < fields {
            content = read_node(reading, &Node::Field, at, content)?;
        }
    }
    for part in *parts {
        content = read_node(reading, part, at, content)?;
    }
    match content.is_empty() {
        true => Ok(rest),
        false => Err(Trouble::Unfit),
    }
}

/// Takes the tag away that a protocol gives; what stands under an implicit one has the tag that
/// is handed on.
fn tagged<'o, T>(
    tagging: Tagging,
    own: u16,
    octets: &'o [u8],
    read: impl FnOnce(&'o [u8], Option<u16>) -> Decoded<T>,
) -> Decoded<T> {
    match tagging {
        _ if octets.is_empty() => read(octets, Some(own)),
        Tagging::None => read(octets, Some(own)),
        Tagging::Implicit(wanted) => {
            let (found, rest) = tag(octets)?;
            match found == i64::from(wanted) {
                true => read(rest, None),
                false => Err(Trouble::Unfit),
            }
        }
        Tagging::Explicit(wanted) => {
            let (found, rest) = tag(octets)?;
            if found != i64::from(wanted) {
                return Err(Trouble::Unfit);
            }
            if rest.is_empty() {
                return Err(Trouble::Fatal);
            }
            read(length(rest)?.1, Some(own))
        }
    }
}

/// The octets under a tag that must be there, or that was taken away, and those after them.
fn contents(octets: &[u8], wanted: Option<u16>) -> Decoded<(&[u8], &[u8])> {
    let rest = match wanted {
        None => octets,
        Some(wanted) => {
            let (found, rest) = tag(octets)?;
            if found != i64::from(wanted) {
                return Err(Trouble::Unfit);
            }
            rest
        }
    };
    with_length(rest)
}

/// One field.
fn read_field<'o>(
    reading: &Reading<'_>,
    field: &'static Field,
    coding: Coding,
    octets: &'o [u8],
) -> Decoded<(FieldValue, &'o [u8])> {
    let tagging = coding.tagging;
    match coding.of {
        Of::Several(_) => {
            let (field, coding) = several(reading, field).ok_or(Trouble::Fatal)?;
            match read_field(reading, field, coding, octets) {
                Err(Trouble::Unfit) if coding.optional => Ok((FieldValue::None, octets)),
                read => read,
            }
        }
        Of::Nothing => Ok((FieldValue::None, octets)),
        Of::AnyOr(rule) => match rule(reading) {
            Some(proto) => extract(reading, proto, octets),
            None => match tagged(tagging, 0, octets, |octets, _| decode(octets, 0)) {
                Err(Trouble::Unfit) => Ok((FieldValue::octets(octets), &[])),
                read => read,
            },
        },
        Of::Any => tagged(tagging, 0, octets, |octets, tag| match tag {
            Some(_) => decode(octets, 0),
            None => Err(Trouble::Unfit),
        }),
        Of::Value(tag) => typed(tag, tagging, octets),
        Of::Flags(_) => typed(3, tagging, octets),
        Of::Packet(proto) => {
            let own = own_tag(proto);
            read_packet(reading, proto, own, tagging, octets)
        }
        Of::PacketBy(rule) => {
            let proto = rule(reading).ok_or(Trouble::Fatal)?;
            match proto.form {
                Form::Asn1(_) => read_packet(reading, proto, own_tag(proto), tagging, octets),
                _ => extract(reading, proto, octets),
            }
        }
        Of::Packets(_, own) | Of::Values(_, own) => {
            let (mut content, rest) = tagged(tagging, own.into(), octets, contents)?;
            let mut values = Vec::new();
            while !content.is_empty() {
                let (value, left) = match coding.of {
                    Of::Values(of, _) => match of.kind {
                        Kind::Asn1(coding) => read_field(reading, of, coding, content)?,
                        _ => return Err(Trouble::Fatal),
                    },
                    Of::Packets(proto, _) => extract(reading, proto, content)?,
                    _ => return Err(Trouble::Fatal),
                };
                if left.len() >= content.len() {
                    return Err(Trouble::Fatal);
                }
                if !value.is_none() {
                    values.push(value);
                }
                content = left;
            }
            Ok((FieldValue::list(values), rest))
        }
        Of::Choice(alternatives) => {
            if octets.is_empty() {
                return Err(Trouble::Unfit);
            }
            tagged(tagging, 0, octets, |octets, _| {
                choose(reading, alternatives, octets)
            })
        }
        Of::Octets(proto) => {
            let (value, rest) = typed(4, tagging, octets)?;
            let inner = bare(value).as_octets().unwrap_or_default();
            Ok((FieldValue::Packet(packet(reading, proto, &inner)?), rest))
        }
        Of::OctetsBy(rule) | Of::TokenBy(rule) => {
            let (value, rest) = typed(4, tagging, octets)?;
            let inner = bare(value.clone()).as_octets().unwrap_or_default();
            let value = match rule(reading, &inner) {
                Held::Octets => value,
                Held::Refused => return Err(Trouble::Fatal),
                Held::Packet(proto) => FieldValue::Packet(packet(reading, proto, &inner)?),
                Held::PacketOrOctets(proto) => match packet(reading, proto, &inner) {
                    Ok(packet) => FieldValue::Packet(packet),
                    Err(_) => value,
                },
            };
            Ok((value, rest))
        }
        Of::Bits(proto) => {
            let (value, rest) = typed(3, tagging, octets)?;
            let digits = bare(value).as_text().unwrap_or_default();
            if !digits.len().is_multiple_of(8) {
                return Err(Trouble::Unfit);
            }
            let inner = super::asn1::bit_octets(&digits);
            if inner.is_empty() {
                return Ok((FieldValue::None, &[]));
            }
            let (value, left) = extract(reading, proto, &inner)?;
            match left.is_empty() {
                true => Ok((value, rest)),
                false => Err(Trouble::Unfit),
            }
        }
    }
}

/// A value of the type with this tag.
fn typed(number: i32, tagging: Tagging, octets: &[u8]) -> Decoded<(FieldValue, &[u8])> {
    let of = by_tag(number).ok_or(Trouble::Unfit)?;
    let own = u16::try_from(number & 0xffff).map_err(|_| Trouble::Unfit)?;
    let (content, rest) = tagged(tagging, own, octets, contents)?;
    Ok((decode_content(of, content, 0)?, rest))
}

/// A packet with a tag in the place of its own, or around it.
fn read_packet<'o>(
    reading: &Reading<'_>,
    proto: &'static Proto,
    own: Option<u16>,
    tagging: Tagging,
    octets: &'o [u8],
) -> Decoded<(FieldValue, &'o [u8])> {
    tagged(tagging, own.unwrap_or(0), octets, |inner, tag| match tag {
        Some(_) if inner.is_empty() => Ok((FieldValue::None, inner)),
        Some(_) => extract(reading, proto, inner),
        None => {
            let own = u8::try_from(own.unwrap_or(0)).map_err(|_| Trouble::Fatal)?;
            let octets = [&[own], inner].concat();
            let (value, left) = extract(reading, proto, &octets)?;
            let left = left.len().min(inner.len());
            Ok((value, &inner[inner.len() - left..]))
        }
    })
}

/// What the tag says that it is.
fn choose<'o>(
    reading: &Reading<'_>,
    alternatives: &'static [Alternative],
    octets: &'o [u8],
) -> Decoded<(FieldValue, &'o [u8])> {
    if octets.is_empty() {
        return Err(Trouble::Fatal);
    }
    let (found, _) = tag(octets)?;
    let fits = |tag: Option<u16>| tag.map(i64::from) == Some(found);
    // Of two with the same tag the last one counts.
    match alternative(alternatives, &fits).ok_or(Trouble::Unfit)? {
        Alternative::Packet(proto) => extract(reading, proto, octets),
        Alternative::Value(number) => typed(*number, Tagging::None, octets),
        Alternative::Tagged(proto, tagging) => {
            read_packet(reading, proto, own_tag(proto), *tagging, octets)
        }
    }
}

fn alternative(
    alternatives: &'static [Alternative],
    fits: &dyn Fn(Option<u16>) -> bool,
) -> Option<&'static Alternative> {
    alternatives.iter().rev().find_map(|one| match one {
        Alternative::Packet(proto) => {
            let inner = only_field(proto).and_then(|(_, coding)| match coding.of {
                Of::Choice(inner) => Some(inner),
                _ => None,
            });
            match inner {
                Some(inner) => alternative(inner, fits),
                None => fits(tag_of(proto)).then_some(one),
            }
        }
        Alternative::Value(number) => fits(u16::try_from(number & 0xffff).ok()).then_some(one),
        Alternative::Tagged(_, Tagging::Implicit(tag) | Tagging::Explicit(tag)) => {
            fits(Some(*tag)).then_some(one)
        }
        Alternative::Tagged(proto, Tagging::None) => fits(own_tag(proto)).then_some(one),
    })
}

/// The packet that octets are.
fn packet(reading: &Reading<'_>, proto: &'static Proto, octets: &[u8]) -> Decoded<Packet> {
    let depth = DEPTH.get();
    if depth >= DEEPEST_PACKET {
        return Err(Trouble::Fatal);
    }
    DEPTH.set(depth + 1);
    let packet = dissect::dissect_held(proto, octets, reading);
    DEPTH.set(depth);
    packet.map_err(|error| match error {
        Error::Other { kind: UNFIT, .. } => Trouble::Unfit,
        _ => Trouble::Fatal,
    })
}

/// A packet, and the octets that it leaves over: those of the first layer without a protocol.
fn extract<'o>(
    reading: &Reading<'_>,
    proto: &'static Proto,
    octets: &'o [u8],
) -> Decoded<(FieldValue, &'o [u8])> {
    let packet = packet(reading, proto, octets)?;
    let left = match raw_in(&packet) {
        None => 0,
        Some(raw) => {
            let left = raw.internal(0).as_octets().map_or(0, |load| load.len());
            let under = raw.underlayer();
            drop(raw);
            if let Some(under) = under {
                under.remove_payload();
            }
            left
        }
    };
    let from = octets.len().saturating_sub(left);
    Ok((FieldValue::Packet(packet), &octets[from..]))
}

/// The first layer of octets without a protocol, in fields or above.
fn raw_in(packet: &Packet) -> Option<Packet> {
    packet.iter().find_map(|layer| {
        if layer.proto().is(&RAW) {
            return Some(layer);
        }
        let fields = layer.proto().fields.iter().enumerate();
        let held = fields.filter(|(_, field)| field.may_hold_packets());
        held.map(|(index, _)| layer.internal(index).resolved())
            .find_map(|value| match value {
                FieldValue::Packet(packet) => raw_in(&packet),
                FieldValue::List(list) => list.borrow().iter().find_map(|one| match one {
                    FieldValue::Packet(packet) => raw_in(packet),
                    _ => None,
                }),
                _ => None,
            })
    })
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

/// The value that octets are, whole; none if they are none.
pub fn decoded(octets: &[u8]) -> Option<FieldValue> {
    let (value, rest) = decode(octets, 0).ok()?;
    rest.is_empty().then_some(value)
}

/// A value of the type that the tag says.
fn decode(octets: &[u8], depth: usize) -> Decoded<(FieldValue, &[u8])> {
    if depth > DEEPEST {
        return Err(Trouble::Fatal);
    }
    let (found, rest) = tag(octets)?;
    if found == 0 {
        let (length, rest) = number(rest, 0)?;
        let length = usize::try_from(length)
            .unwrap_or(usize::MAX)
            .min(rest.len());
        let (content, rest) = rest.split_at(length);
        let of = by_name("ASN1_BADTAG").unwrap_or(&ANY);
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
            let digits = super::asn1::digits_of(octets);
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
