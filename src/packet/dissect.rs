//! Octets to layers. What is no header is `Raw`; what a length does not cover is `Padding`.

mod follower;
mod reread;

use std::rc::Rc;

use smallvec::SmallVec;

use super::codec::{attributes, coap, counted, dns, http, node, tcp_options};
use super::error::{Error, Result};
use super::layer::{Layer, NONE};
use super::lent;
use super::packet::{Layers, Packet, View};
use super::scene::{self, Home};
use super::value::FieldValue;
use super::{convert, parts, script, settle};
use crate::proto::asn1::Reader;
use crate::proto::field::{AmongRule, Element, Family, Field, Kind, Length, Options};
use crate::proto::raw::{PADDING, RAW};
use crate::proto::{Around, CheckRule, Extent, Form, Hooks, PayloadLen, Proto, icmp};
use follower::dispatched;

pub(super) use self::follower::follower;
pub use self::follower::guessed_plainly;
pub(super) use self::reread::reread_below;
pub use self::reread::{field_of, fields_of, number_of, original_value, read_one};

/// No list is longer unless its field says so, as in Scapy (`conf.max_list_count`).
const MAX_LIST: u16 = 100;

/// No packet has more layers; Scapy's recursion ends somewhere near.
const MAX_LAYERS: usize = 200;

/// What fields inside of nested packets want to know.
#[derive(Clone, Copy, Default)]
pub(super) struct Context<'a> {
    /// The whole message that compressed names point into.
    message: Option<&'a [u8]>,
    /// Octets of the layer in front of those that are read, where a method has taken some away.
    pub skipped: usize,
    /// The packet of ASN.1 that this one is read in.
    pub holder: Option<&'a dyn Reader>,
    /// The packet that the layers become.
    pub home: Option<&'a Home>,
    /// The first layer's own `__init__` or `dissect` has asked for this.
    pub made: bool,
}

/// The packet that these octets are.
pub fn dissect(proto: &'static Proto, octets: Rc<[u8]>) -> Result<Packet> {
    let all = 0..octets.len();
    dissect_part(proto, &octets, all, Context::default())
}

/// The packet that octets in a field of a packet of ASN.1 are.
pub(super) fn dissect_held(
    proto: &'static Proto,
    octets: &[u8],
    holder: &dyn Reader,
) -> Result<Packet> {
    let octets: Rc<[u8]> = octets.into();
    let all = 0..octets.len();
    let context = Context {
        holder: Some(holder),
        ..Context::default()
    };
    dissect_part(proto, &octets, all, context)
}

/// The packet that a part of a buffer is; its layers share the buffer.
pub fn dissect_shared(
    proto: &'static Proto,
    octets: &Rc<[u8]>,
    part: std::ops::Range<usize>,
) -> Result<Packet> {
    dissect_part(proto, octets, part, Context::default())
}

/// The packet that these octets are, for a class's own `__init__`: the class is as it is, and its
/// `__init__` is not called again.
pub fn without_init(proto: &'static Proto, octets: &[u8]) -> Result<Packet> {
    let octets: Rc<[u8]> = octets.into();
    let all = 0..octets.len();
    let context = Context {
        made: true,
        ..Context::default()
    };
    dissect_as(proto, &octets, all, context)
}

/// The layer becomes what these octets are, and gets the layers above it.
pub fn into(packet: &Packet, octets: &[u8]) -> Result<()> {
    let alone = packet.depth() == 0 && packet.payload().is_none();
    if !alone || octets.is_empty() {
        packet.turn_into(&without_init(packet.proto(), octets)?);
        return Ok(());
    }
    let octets: Rc<[u8]> = octets.into();
    let all = 0..octets.len();
    let context = Context {
        made: true,
        ..Context::default()
    };
    let home = Home::of(packet.stack());
    dissect_home(packet.proto(), &octets, all, context, home).map(drop)
}

fn dissect_part(
    proto: &'static Proto,
    octets: &Rc<[u8]>,
    part: std::ops::Range<usize>,
    context: Context<'_>,
) -> Result<Packet> {
    let proto = dispatched(proto, &octets[part.clone()]);
    dissect_as(proto, octets, part, context)
}

/// Octets behind a layer's own, and where they begin and end.
type Padding = (Rc<[u8]>, usize, usize);

fn dissect_as(
    proto: &'static Proto,
    octets: &Rc<[u8]>,
    part: std::ops::Range<usize>,
    context: Context<'_>,
) -> Result<Packet> {
    dissect_home(proto, octets, part, context, Home::awaited())
}

fn dissect_home(
    proto: &'static Proto,
    octets: &Rc<[u8]>,
    part: std::ops::Range<usize>,
    context: Context<'_>,
    home: Home,
) -> Result<Packet> {
    let mut layers = Layers::new();
    let (mut at, mut end) = (part.start, part.end);
    let mut next = proto;
    let mut paddings: SmallVec<[Padding; 2]> = SmallVec::new();
    let mut octets = octets.clone();
    if at == end {
        return Ok(Packet::new(next));
    }
    if proto.is(&RAW) {
        push(&mut layers, &RAW, &octets, at, end, end);
        return Ok(home.packet(layers));
    }
    while at < end {
        let place = layers.len();
        let context = Context {
            home: Some(&home),
            made: context.made && place == 0,
            ..context
        };
        let step = if place >= MAX_LAYERS {
            Err(Error::Short {
                proto: next.name,
                field: "",
                needed: 0,
                had: 0,
            })
        } else {
            layer(&mut layers, next, &octets, at, end, context)
        };
        match step {
            Ok(step) => {
                if let Some(other) = step.octets {
                    // A method of a script changed them.
                    (octets, end) = (other, step.end);
                }
                let end_of_padding = end - step.trailer;
                if step.padding_from < end_of_padding {
                    paddings.push((octets.clone(), step.padding_from, end_of_padding));
                }
                at = step.payload_from;
                end = step.padding_from;
                next = step.next;
                if step.done {
                    break;
                }
            }
            Err(error) if place == 0 => return Err(error),
            Err(_) => {
                layers.truncate(place);
                push(&mut layers, &RAW, &octets, at, end, end);
                break;
            }
        }
    }
    // The padding of the innermost layer comes first.
    for (octets, from, to) in paddings.into_iter().rev() {
        push(&mut layers, &PADDING, &octets, from, to, to);
    }
    move_extension_pad(&mut layers);
    let last = layers.len() - 1;
    for (at, layer) in layers.iter_mut().enumerate() {
        layer.under = if at == 0 { NONE } else { at as u16 - 1 };
        layer.next = if at == last { NONE } else { at as u16 + 1 };
    }
    let any = layers.iter().any(|layer| {
        layer
            .proto
            .hooks
            .has(Hooks::POST_DISSECTION.with(Hooks::DISSECTION_DONE))
    });
    for at in 0..layers.len() {
        let view = View {
            layers: &layers,
            at,
        };
        passes(view, view.layer().proto.check_all)?;
    }
    let packet = home.packet(layers);
    if any {
        super::hooked::dissected(&packet)?;
    }
    Ok(packet)
}

/// What fills the message of ICMP up to its extension is a field of it, and no padding.
fn move_extension_pad(layers: &mut Layers) {
    let Some((pad, below)) = layers.split_last_mut() else {
        return;
    };
    let (true, Some(padding)) = (pad.proto.is(&PADDING), &pad.origin) else {
        return;
    };
    for layer in below {
        let Some(origin) = layer.origin.as_mut().filter(|origin| origin.trailer > 0) else {
            continue;
        };
        let is_pad = |field: &Field| matches!(field.kind, Kind::IcmpExtensionPad);
        let Some(index) = layer.proto.fields.iter().position(is_pad) else {
            continue;
        };
        if Rc::ptr_eq(&origin.octets, &padding.octets) && padding.end == origin.end - origin.trailer
        {
            origin.trailer += padding.end - padding.start;
            layer.put(index, FieldValue::octets(padding.all()));
            layers.pop();
        }
        return;
    }
}

/// Where a layer's payload and padding are, and what the payload is.
pub(super) struct Step {
    pub payload_from: usize,
    pub padding_from: usize,
    /// Octets at the end that are fields of this layer.
    pub trailer: usize,
    pub next: &'static Proto,
    /// Where the octets of this layer and those above it end.
    pub end: usize,
    /// Other octets than those that there were, where a method of a script changed them; the
    /// places are places in these.
    pub octets: Option<Rc<[u8]>>,
    /// The layers above are there already.
    pub done: bool,
}

pub(super) fn push(
    layers: &mut Layers,
    proto: &'static Proto,
    octets: &Rc<[u8]>,
    start: usize,
    header_end: usize,
    end: usize,
) {
    let mut layer = Layer::new(proto);
    layer.read_part(octets.clone(), start, header_end, end);
    layer.under = if layers.is_empty() {
        NONE
    } else {
        layers.len() as u16 - 1
    };
    if let Some(below) = layers.last_mut() {
        below.next = NONE;
        if layers.len() == layers.capacity() {
            layers.reserve_exact(4);
        }
    }
    layers.push(layer);
}

/// Reads one layer and says what comes after it.
fn layer(
    layers: &mut Layers,
    proto: &'static Proto,
    octets: &Rc<[u8]>,
    at: usize,
    end: usize,
    context: Context<'_>,
) -> Result<Step> {
    if !proto.hooks.is_empty() {
        return super::hooked::layer(layers, proto, octets, at..end, context);
    }
    let place = layers.len();
    push(layers, proto, octets, at, end, end);
    if let Some(accepts) = proto.accepts
        && !accepts(&View { layers, at: place }, &octets[at..end])
    {
        return Err(short(proto, "length", 0, end - at));
    }
    let (length, mut trailer) = header(layers, place, &octets[at..end], context)?;
    let header_end = at + length + joined(layers, place, &octets[at + length..end])?;
    if let Some(origin) = &mut layers[place].origin {
        origin.trailer = trailer as u32;
    }
    let view = View { layers, at: place };
    if forgets(view, &octets[header_end..end]) {
        trailer = end - header_end;
    }
    if proto.rebuilt {
        layers[place].cached = false;
    }
    if let Some(origin) = &mut layers[place].origin {
        origin.header_end = header_end as u32;
    }
    if let Some(settles) = proto.settles {
        let said = settles(&View { layers, at: place });
        let said = said.ok_or_else(|| short(proto, "", 0, end - at))?;
        settle::put(layers, place, said)?;
    }
    let view = View { layers, at: place };
    passes(view, proto.check)?;
    let behind = &octets[header_end..end - trailer];
    let cleared: Option<Rc<[u8]>> = proto
        .clears
        .and_then(|clears| clears(&view, behind))
        .map(Into::into);
    let (octets, header_end, end, trailer) = match &cleared {
        Some(cleared) => (cleared, 0, cleared.len(), 0),
        None => (octets, header_end, end, trailer),
    };
    let payload_end = header_end + payload_len(view, &octets[header_end..end - trailer])?;
    let payload = &octets[header_end..payload_end];
    let next = if payload.is_empty() {
        &RAW
    } else {
        follower(view, payload)?
    };
    let unwrapped = match proto.unwraps {
        Some(unwraps) if next.is(&RAW) && !payload.is_empty() => unwraps(&view, payload),
        _ => None,
    };
    let done = unwrapped.is_some();
    if let Some(load) = unwrapped {
        // The layer shows the unwrapped octets; unchanged it is sent as it came.
        push(layers, &RAW, octets, header_end, payload_end, payload_end);
        let body = &mut layers[place + 1];
        body.lazy = false;
        body.fields.push((0, FieldValue::octets(&load)));
    }
    Ok(Step {
        payload_from: header_end,
        padding_from: payload_end,
        trailer,
        next,
        end,
        octets: cleared,
        done,
    })
}

/// An error if a layer's own rule says that something is wrong with it.
pub(super) fn passes(view: View<'_>, check: Option<CheckRule>) -> Result<()> {
    match check.and_then(|check| check(&view)) {
        Some(refusal) => Err(Error::Other {
            kind: refusal.kind,
            text: refusal.text,
        }),
        None => Ok(()),
    }
}

/// Reads the header of the last layer, or measures it: its octets, and those at the end that are
/// fields of the layer too.
pub(super) fn header(
    layers: &mut Layers,
    place: usize,
    octets: &[u8],
    context: Context<'_>,
) -> Result<(usize, usize)> {
    let proto = layers[place].proto;
    let measured = match (proto.measure, proto.fixed_len) {
        (Some(measure), _) => measure(octets),
        (None, Some(length)) if !matches!(proto.form, Form::Turned(..)) => {
            Some(length.into()).filter(|length| *length <= octets.len())
        }
        (None, _) => None,
    };
    if let Some(length) = measured.filter(|_| proto.always.is_empty()) {
        return Ok((length, 0));
    }
    layers[place].lazy = false;
    let cursor = read_fields(layers, place, octets, context)?;
    super::packet::put_always(&mut layers[place]);
    // What a script's class has at the end it may do with as it likes: as in Scapy, it is built from
    // its fields.
    if cursor.rebuild || (cursor.trailer > 0 && proto.script.is_some()) {
        layers[place].cached = false;
    }
    Ok((cursor.at, cursor.trailer))
}

/// Puts a packet together that is split over the last layer and what follows: how much of that
/// it takes.
fn joined(layers: &mut Layers, place: usize, rest: &[u8]) -> Result<usize> {
    let view = View { layers, at: place };
    let proto = view.layer().proto;
    let Some(joining) = proto.joins else {
        return Ok(0);
    };
    let Some((whole, used)) = (joining.rule)(&view, rest) else {
        return Ok(0);
    };
    let packet = Packet::dissect(joining.proto, &whole)?;
    if let Some(index) = proto.index_of(joining.field) {
        layers[place].put(index, FieldValue::Packet(packet));
        layers[place].touch();
    }
    Ok(used)
}

/// Reads the fields of the last layer; how many octets they take.
/// Also, how many at the end, and whether the layer is built from its fields from now on.
pub(super) fn read_all(
    layers: &mut Layers,
    place: usize,
    octets: &[u8],
    skipped: usize,
) -> Result<(usize, usize, bool)> {
    let context = Context {
        skipped,
        ..Context::default()
    };
    let cursor = read_fields(layers, place, octets, context)?;
    // The hooks of a class may do with what is at the end as they like.
    let rebuild = cursor.rebuild || cursor.trailer > 0;
    Ok((cursor.at, cursor.trailer, rebuild))
}

/// Whether what stands behind the header is neither payload nor padding.
fn forgets(view: View<'_>, rest: &[u8]) -> bool {
    match view.layer().proto.payload_len {
        PayloadLen::Dropped => true,
        PayloadLen::Rule(rule) => matches!(rule(&view, rest), Extent::Dropped),
        PayloadLen::All | PayloadLen::Nothing => false,
    }
}

/// How many of the octets behind the header are payload.
pub fn payload_len(view: View<'_>, rest: &[u8]) -> Result<usize> {
    let proto = view.layer().proto;
    Ok(match proto.payload_len {
        PayloadLen::All => rest.len(),
        PayloadLen::Nothing | PayloadLen::Dropped => 0,
        PayloadLen::Rule(rule) => match rule(&view, rest) {
            Extent::All => rest.len(),
            Extent::First(length) => python_end(length, rest.len()),
            Extent::Dropped => 0,
            Extent::Fail => return Err(short(proto, "payload", 0, rest.len())),
        },
    })
}

/// Where `s[:length]` ends.
fn python_end(length: i64, available: usize) -> usize {
    if length >= 0 {
        usize::try_from(length).unwrap_or(usize::MAX).min(available)
    } else {
        available.saturating_sub(usize::try_from(length.unsigned_abs()).unwrap_or(usize::MAX))
    }
}

/// The place in the octets of a layer.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    /// Whole octets that were read.
    pub at: usize,
    /// Bits of the next octet that were read.
    bit: usize,
    /// Octets at the end that were read.
    pub trailer: usize,
    /// The layer is built from its fields even when nothing was changed.
    rebuild: bool,
    /// A group of octets that is read in reverse order.
    turned: Option<Turned>,
}

/// Octets in another order than they came: where they start, what they are, how many.
#[derive(Clone, Copy)]
struct Turned {
    start: usize,
    octets: [u8; Turned::MOST],
    count: usize,
}

impl Turned {
    /// No group of bits has more octets.
    const MOST: usize = 64;
}

/// Reads the fields of the layer at `place` from its octets.
fn read_fields(
    layers: &mut Layers,
    place: usize,
    octets: &[u8],
    context: Context<'_>,
) -> Result<Cursor> {
    let mut cursor = Cursor {
        at: 0,
        bit: 0,
        trailer: 0,
        rebuild: false,
        turned: None,
    };
    let proto = layers[place].proto;
    let turned: Vec<u8>;
    let octets = match proto.form {
        Form::Turned(first, turns) if octets.len() >= first && turns() => {
            let (head, rest) = octets.split_at(first);
            turned = head.iter().rev().chain(rest).copied().collect();
            &turned[..]
        }
        Form::Fields | Form::Turned(..) => octets,
        Form::Lines => {
            cursor.at = http::read(proto, octets, &mut layers[place].fields)?;
            return Ok(cursor);
        }
        Form::Asn1(node) => {
            let (fields, used) = super::asn1_read::read(proto, &node, octets, context.holder)?;
            layers[place].fields.extend(fields);
            cursor.at = used;
            return Ok(cursor);
        }
    };
    let context = match proto.name {
        "DNSTCP" => Context {
            message: octets.get(2..),
            ..context
        },
        "DNS"
            if layers[place].under != NONE
                && layers[usize::from(layers[place].under)].proto.name == "TCP" =>
        {
            Context {
                message: octets.get(2..),
                ..context
            }
        }
        "DNS" | "LLMNRQuery" | "LLMNRResponse" => Context {
            message: Some(octets),
            ..context
        },
        _ => context,
    };
    if let Some((name, rule)) = proto.remembers
        && let (Some(index), Some(octets)) = (proto.index_of(name), rule(octets))
    {
        // It is set before any field is read, so it is the first one.
        let value = FieldValue::octets(octets);
        layers[place].fields.push((index as u16, value));
    }
    if let Some(index) = proto.read_first.and_then(|name| proto.index_of(name)) {
        layers[place].fields.push((index as u16, FieldValue::None));
    }
    let asks = proto.asks();
    let home = context.home.filter(|_| asks);
    let _playing = home.map(|home| scene::of_reading(layers, home.stack()));
    for (index, field) in proto.fields.iter().enumerate() {
        let view = View { layers, at: place };
        if let Some(absent) = field.absent
            && (absent.unread)(&view, cursor.at)
        {
            layers[place].put(index, FieldValue::None);
            continue;
        }
        let conditional = field.is_conditional();
        if conditional && !convert::applies(view, field) {
            if asks {
                script::check()?;
                catch_up(layers);
            }
            continue;
        }
        let value = read_field(view, field, octets, &mut cursor, context)?;
        if asks {
            script::check()?;
            catch_up(layers);
        }
        if conditional && value.is_none() {
            continue;
        }
        let fields = &mut layers[place].fields;
        let first = fields
            .first_mut()
            .filter(|_| proto.remembers.is_some() || proto.read_first.is_some());
        match first.filter(|first| usize::from(first.0) == index) {
            Some(first) => first.1 = value,
            None if proto.script.is_some() => layers[place].put(index, value),
            None => fields.push((index as u16, value)),
        }
        if field.may_end && cursor.at >= octets.len() - cursor.trailer {
            break;
        }
    }
    if cursor.bit != 0 {
        return Err(short(proto, "bits", 1, 0));
    }
    Ok(cursor)
}

/// Takes over what functions of a script have changed in the packet that is being read.
pub(super) fn catch_up(layers: &mut Layers) {
    if let Some(changed) = scene::changed(layers) {
        let from = layers.as_ptr();
        *layers = changed;
        scene::moved(from, layers);
    }
}

/// The packet that is read next stands in a field of this one, which its functions may ask.
fn child_of(view: View<'_>, proto: &Proto) -> Option<scene::Awaited> {
    let asks = proto.script.is_some() && view.layer().proto.script.is_some();
    asks.then(|| scene::await_child(scene::packet(view)))
}

fn short(proto: &Proto, field: &'static str, needed: usize, had: usize) -> Error {
    Error::Short {
        proto: proto.name,
        field,
        needed,
        had,
    }
}

/// Reads one field at the cursor.
pub(super) fn read_field(
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
                    .map(|bits| super::kinds::from_octets(&bits));
            }
            let number = bits_at(rest, cursor.bit, width);
            cursor.at += (cursor.bit + width) / 8;
            cursor.bit = (cursor.bit + width) % 8;
            Ok(integer(number))
        }
        Kind::Bits | Kind::FixedPoint(_) | Kind::NtpTime => {
            read_bits(view, field, octets, cursor).map(|bits| super::kinds::from_octets(&bits))
        }
        Kind::Scaled(scale) if scale.in_bits => {
            let bits = read_bits(view, field, octets, cursor)?;
            let number = bits
                .iter()
                .fold(0, |number, octet| number << 8 | i128::from(*octet));
            Ok(super::kinds::scaled(scale, number))
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
            let (value, used) = super::kinds::read(view, field, rest, length_rule(view, field))?;
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
                return Ok(super::kinds::from_octets(&turned));
            }
            Ok(super::kinds::from_octets(octets))
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
                FieldValue::text(&super::value::ip6_text(octets))
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
            Ok(subnet(family, prefix, rest, cursor))
        }
        Kind::DhcpOptions => {
            cursor.at += rest.len();
            super::codec::dhcp::read(rest).map(FieldValue::list)
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
fn bits_at(octets: &[u8], skip: usize, width: usize) -> u64 {
    let last = (skip + width).div_ceil(8);
    let number = octets[skip / 8..last]
        .iter()
        .fold(0u128, |number, octet| number << 8 | u128::from(*octet));
    let mask = if width >= 64 {
        u128::from(u64::MAX)
    } else {
        (1 << width) - 1
    };
    (number >> (last * 8 - skip - width) & mask) as u64
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
fn bounds(view: View<'_>, field: &Field, available: usize) -> Result<(usize, Option<i64>)> {
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
fn check_count(field: &Field, class: &str, count: usize) -> Result<()> {
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

/// A list of packets, each of which a rule makes.
fn packets_by(
    view: View<'_>,
    field: &Field,
    octets: &[u8],
    cursor: &mut Cursor,
    context: Context<'_>,
    element: Element,
) -> Result<FieldValue> {
    let _ = context;
    let end = octets.len() - cursor.trailer;
    let rest = &octets[cursor.at.min(end)..end];
    let (limit, mut count) = bounds(view, field, rest.len())?;
    let mut rest = &rest[..limit];
    let mut values: Vec<FieldValue> = Vec::new();
    if let Element::Split(rule) = element {
        let parts = rule(&view, rest)
            .ok_or_else(|| short(view.layer().proto, field.name, 1, rest.len()))?;
        let mut at = 0;
        for (proto, length) in parts {
            let end = (at + length).min(rest.len());
            let packet = Packet::dissect(proto, &rest[at..end])?;
            values.push(FieldValue::Packet(packet));
            at = end;
        }
        cursor.at += at;
        return Ok(FieldValue::list(values));
    }
    if let Element::Among(rule) = element {
        let packets = among(view, rule, &mut rest);
        cursor.at += limit - rest.len();
        return Ok(packets);
    }
    let decides = match element {
        Element::Script(number) => script::rule(number).is_some_and(|rule| rule.decides()),
        Element::Around(_)
        | Element::Sized(_)
        | Element::After(_)
        | Element::Among(_)
        | Element::Split(_) => true,
        Element::Octets(_) => false,
    };
    while !rest.is_empty() || matches!(element, Element::Sized(_)) {
        if let Element::Sized(rule) = element {
            let Some((proto, length)) = rule(&view, values.len(), rest) else {
                break;
            };
            let (part, left) = rest.split_at(length.min(rest.len()));
            let packet = Packet::dissect(proto, part).unwrap_or_else(|_| Packet::raw(part));
            values.push(FieldValue::Packet(packet));
            rest = left;
            check_count(field, "PacketListField", values.len())?;
            continue;
        }
        if !decides {
            if count == Some(0) {
                break;
            }
            count = count.map(|count| count - 1);
        }
        let Some(packet) = element_of(view, element, &values, rest)? else {
            break;
        };
        let left = take_padding(&packet).map_or(0, |padding| padding.len());
        values.push(FieldValue::Packet(packet));
        rest = &rest[rest.len() - left.min(rest.len())..];
        check_count(field, "PacketListField", values.len())?;
    }
    cursor.at += limit - rest.len();
    Ok(FieldValue::list(values))
}

/// Packets, each of a protocol that all before decide; there is always one.
fn among(view: View<'_>, rule: AmongRule, rest: &mut &[u8]) -> FieldValue {
    let mut packets: Vec<Packet> = Vec::new();
    loop {
        let each = |look: &mut dyn FnMut(&dyn Around)| {
            for packet in &packets {
                packet.view(|packet| look(&packet));
            }
        };
        let Some(proto) = rule(&view, &each, rest) else {
            break;
        };
        if rest.is_empty() {
            let packet = Packet::new(proto);
            if proto
                .fields
                .first()
                .is_some_and(|field| matches!(field.kind, Kind::Octets))
            {
                packet.put_internal(0, FieldValue::octets(b""));
            }
            packets.push(packet);
            break;
        }
        let packet = Packet::dissect(proto, rest).unwrap_or_else(|_| Packet::raw(rest));
        let left = take_padding(&packet).map_or(0, |padding| padding.len());
        *rest = &rest[rest.len() - left.min(rest.len())..];
        if proto.is_kind_of(&RAW) && !proto.is(&RAW) && packets.is_empty() {
            return FieldValue::Packet(packet);
        }
        packets.push(packet);
        if rest.is_empty() {
            break;
        }
    }
    FieldValue::list(packets.into_iter().map(FieldValue::Packet).collect())
}

/// The next element of a list; what cannot be read is `Raw`.
fn element_of(
    view: View<'_>,
    element: Element,
    before: &[FieldValue],
    rest: &[u8],
) -> Result<Option<Packet>> {
    let proto = match element {
        Element::Octets(rule) => Some(rule(rest).unwrap_or(&RAW)),
        Element::Around(rule) => rule(&view, rest),
        Element::Sized(rule) => rule(&view, before.len(), rest).map(|(proto, _)| proto),
        Element::Split(_) | Element::Among(_) => None,
        Element::After(rule) => match before.last() {
            Some(FieldValue::Packet(last)) => {
                last.view(|last| rule(&view, Some(&last), before.len(), rest))
            }
            _ => rule(&view, None, before.len(), rest),
        },
        Element::Script(number) => {
            return match script::rule(number) {
                Some(rule) => rule.element(view, before, rest),
                None => Ok(None),
            };
        }
    };
    Ok(proto.map(|proto| Packet::dissect(proto, rest).unwrap_or_else(|_| Packet::raw(rest))))
}

/// The buffer that the layer's octets are a part of, and which part the rest is.
fn shared<'a>(view: View<'a>, at: usize, len: usize) -> (&'a Rc<[u8]>, std::ops::Range<usize>) {
    let origin = view
        .layer()
        .origin
        .as_ref()
        .expect("a layer that is dissected has octets");
    let start = origin.start as usize;
    (&origin.octets, start + at..start + len)
}

type ReadOne<'a> = &'a dyn Fn(&Rc<[u8]>, std::ops::Range<usize>, Context<'_>) -> Result<Packet>;

/// A list of packets, one after the other. What a packet leaves over belongs to the next one.
fn packets(
    view: View<'_>,
    field: &Field,
    octets: &[u8],
    cursor: &mut Cursor,
    context: Context<'_>,
    read: ReadOne<'_>,
) -> Result<FieldValue> {
    let end = octets.len() - cursor.trailer;
    let available = end.saturating_sub(cursor.at);
    let (limit, mut count) = bounds(view, field, available)?;
    let (buffer, part) = shared(view, cursor.at, octets.len());
    let _lent = field
        .lends_header
        .then(|| lent::lend(&octets[..cursor.at.min(octets.len())]));
    let stop = part.start + limit;
    let mut at = part.start;
    let mut values = Vec::new();
    while at < stop {
        if count == Some(0) {
            break;
        }
        count = count.map(|count| count - 1);
        match read(buffer, at..stop, context) {
            Ok(packet) => {
                let left = take_padding(&packet).map_or(0, |padding| padding.len());
                let next = stop - left.min(stop - at);
                values.push(FieldValue::Packet(packet));
                at = next;
            }
            Err(_) => {
                values.push(FieldValue::Packet(Packet::raw(&buffer[at..stop])));
                at = stop;
            }
        }
        check_count(field, "PacketListField", values.len())?;
    }
    cursor.at += at - part.start;
    // A list that is bounded by a length takes all of it; what it could not use goes back.
    Ok(FieldValue::list(values))
}

/// Takes the padding off a packet, when its last layer is padding.
fn take_padding(packet: &Packet) -> Option<Rc<[u8]>> {
    let last = packet.lastlayer();
    if !last.proto().is_kind_of(&PADDING) {
        return None;
    }
    let load = last.internal(0).as_octets()?;
    let under = last.underlayer()?;
    drop(last);
    under.remove_payload();
    Some(load)
}

/// One resource record: the type picks its protocol, the length says where it ends.
fn dns_record(
    octets: &Rc<[u8]>,
    part: std::ops::Range<usize>,
    context: Context<'_>,
) -> Result<Packet> {
    let record = &octets[part.clone()];
    let name = dns::name_len(record);
    let fixed = record.get(name..name + 10).ok_or(Error::Short {
        proto: "DNSRR",
        field: "type",
        needed: name + 10,
        had: record.len(),
    })?;
    let number = u16::from_be_bytes([fixed[0], fixed[1]]);
    let data = usize::from(u16::from_be_bytes([fixed[8], fixed[9]]));
    let end = (part.start + name + 10 + data).min(part.end);
    let proto = crate::proto::dns::record(number);
    let packet = dissect_part(dispatched(proto, record), octets, part.start..end, context)?;
    // The length of the data depends on the compression of the names in it, so it is not kept.
    if let Some(index) = packet.proto().index_of("rdlen") {
        packet.read();
        packet.with_layers(|layers| layers[0].take(index));
    }
    packet.add_payload(&Packet::padding(&octets[end..part.end]));
    Ok(packet)
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
fn subnet(family: Family, prefix: i64, rest: &[u8], cursor: &mut Cursor) -> FieldValue {
    let full = match family {
        Family::Ip4 => 4,
        Family::Ip6 => 16,
    };
    let length = (usize::try_from(prefix.max(0))
        .unwrap_or_default()
        .div_ceil(8))
    .min(full);
    let length = length.min(rest.len());
    cursor.at += length;
    let mut octets = [0; 16];
    octets[..length].copy_from_slice(&rest[..length]);
    match family {
        Family::Ip4 => FieldValue::Ip4([octets[0], octets[1], octets[2], octets[3]]),
        Family::Ip6 => FieldValue::Ip6(Rc::new(octets)),
    }
}
