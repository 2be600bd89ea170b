//! Octets to layers. What is no header is `Raw`; what a length does not cover is `Padding`.

mod follower;
mod inner;
mod read;
mod reread;

use std::rc::Rc;

use smallvec::SmallVec;

use super::codec::http;
use super::error::{Error, Result};
use super::layer::{Layer, NONE};
use super::packet::{Layers, Packet, View};
use super::scene::{self, Home};
use super::value::FieldValue;
use super::{convert, script, settle};
use crate::proto::asn1::Reader;
use crate::proto::field::{Field, Kind};
use crate::proto::raw::{PADDING, RAW};
use crate::proto::{CheckRule, Extent, Form, Hooks, PayloadLen, Proto};

use self::follower::dispatched;

pub(super) use self::follower::follower;
pub use self::follower::guessed_plainly;
pub(super) use self::read::read_field;
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
    if forgets(proto) {
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
        Some(unwraps) if next.is(&RAW) => unwraps(&view, payload),
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
fn forgets(proto: &Proto) -> bool {
    match proto.payload_len {
        PayloadLen::Dropped => true,
        PayloadLen::DroppedIf(is_so) => is_so(),
        PayloadLen::All | PayloadLen::Nothing | PayloadLen::Rule(_) => false,
    }
}

/// How many of the octets behind the header are payload.
pub fn payload_len(view: View<'_>, rest: &[u8]) -> Result<usize> {
    let proto = view.layer().proto;
    Ok(match proto.payload_len {
        PayloadLen::All => rest.len(),
        PayloadLen::Nothing | PayloadLen::Dropped | PayloadLen::DroppedIf(_) => 0,
        PayloadLen::Rule(rule) => match rule(&view, rest) {
            Extent::All => rest.len(),
            Extent::First(length) => python_end(length, rest.len()),
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
