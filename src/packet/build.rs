//! Layers to octets, in two passes over one buffer: forwards the headers with what was set and
//! the defaults, backwards the lengths and sums that depend on what follows.

mod bits;
mod finish;
mod inner;
mod patch;
mod pseudo;
mod put;

use std::rc::Rc;

use smallvec::SmallVec;

use super::error::{Error, Result};
use super::layer::Layer;
use super::packet::{Packet, View, upwards};
use super::scene::{self, Newer};
use super::value::FieldValue;
use super::{by_methods, convert, dissect, plan, script, settle};
use crate::proto::binding::Fixed;
use crate::proto::field::{Adjust, Auto, Element, Field, Kind, Length, PAYLOAD, Preset, Recoding};
use crate::proto::icmp::EXTENSION_START;
use crate::proto::raw::PADDING;
use crate::proto::{Form, Hooks, Sends};

use self::bits::{bit_offset, push_unsigned};
use self::finish::finish;
use self::inner::put_packet;
use self::patch::patched;
use self::put::{put_octets, split, whole, wrong};

pub(super) use self::bits::{Bits, write_bits};
pub(super) use self::patch::{patch, patch_plain};
pub(super) use self::pseudo::{address_octets, pseudo_length};
pub(super) use self::put::put;
pub use self::put::put_one;

/// Fields and gaps are filled up only where the message then ends within this many octets: what a
/// few octets of a frame say is not followed into all memory, however often they say it.
pub(super) const FARTHEST: usize = 0xf_ffff;

impl Packet {
    /// The octets of the packet from this layer upwards.
    pub fn build(&self) -> Result<Vec<u8>> {
        let mut octets = Vec::new();
        self.append_octets(&mut octets)?;
        Ok(octets)
    }

    /// Appends the octets of the packet from this layer upwards.
    pub fn build_into(&self, out: &mut Vec<u8>) -> Result<()> {
        self.append_octets(out)
    }

    /// The number of octets that the packet has when it is built.
    pub fn octet_len(&self) -> Result<usize> {
        Ok(self.build()?.len())
    }

    /// The packet with every computed field filled in: built and dissected again.
    pub fn rebuilt(&self) -> Result<Packet> {
        let octets = self.build()?;
        let packet = Packet::dissect(self.proto(), &octets)?;
        packet.with_meta(|meta| meta.time = self.meta().time);
        Ok(packet)
    }
}

/// How many octets there will be, unless a header has options.
fn likely_len(view: View<'_>) -> usize {
    let of_layer = |at: usize| {
        let layer = &view.layers[at];
        match &layer.origin {
            Some(origin) if layer.cached => origin.header().len(),
            _ => {
                let loads = layer.fields.iter().map(|(_, value)| match value {
                    FieldValue::Octets(octets) => octets.len(),
                    _ => 0,
                });
                usize::from(layer.proto.fixed.len) + loads.sum::<usize>()
            }
        }
    };
    upwards(view.layers, view.at).map(of_layer).sum()
}

/// Where a header stands in the buffer.
pub(super) struct Part {
    /// The place of its layer in the stack.
    pub at: usize,
    pub start: usize,
    pub header_end: usize,
    /// The header was copied from a captured frame and keeps its lengths and sums.
    pub copied: bool,
}

/// A layer of padding: it is sent after everything else.
struct Pad {
    at: usize,
    /// How many headers stand below it.
    before: usize,
}

/// Appends the octets of a layer and those above it.
pub fn build_view(view: View<'_>, out: &mut Vec<u8>) -> Result<()> {
    if plan::build(view, out) {
        return Ok(());
    }
    if out.is_empty() {
        out.reserve(likely_len(view));
    }
    build_parts(view, out).map(drop)
}

/// The same; says where the headers are.
pub(super) fn build_parts(view: View<'_>, out: &mut Vec<u8>) -> Result<SmallVec<[Part; 8]>> {
    match settle::filled(view)? {
        Some(layers) => {
            let layers = &layers;
            parts_of(View { layers, ..view }, out)
        }
        None => parts_of(view, out),
    }
}

fn parts_of(view: View<'_>, out: &mut Vec<u8>) -> Result<SmallVec<[Part; 8]>> {
    let mut parts: SmallVec<[Part; 8]> = SmallVec::new();
    if by_methods::concerns(view) {
        let start = out.len();
        out.extend(by_methods::build(&scene::packet(view))?);
        parts.push(Part {
            at: view.at,
            start,
            header_end: out.len(),
            copied: true,
        });
        return Ok(parts);
    }
    let mut padding: SmallVec<[Pad; 2]> = SmallVec::new();
    let mut ended = false;
    // What functions of a script have made of the layers meanwhile.
    let mut newer = Newer::default();
    for at in upwards(view.layers, view.at) {
        let this = newer.view(View {
            layers: view.layers,
            at,
        });
        if ended && !this.layer().proto.is(&PADDING) {
            continue;
        }
        if this.layer().proto.is(&PADDING) {
            padding.push(Pad {
                at,
                before: parts.len(),
            });
            continue;
        }
        let start = out.len();
        dissect::passes(this, this.layer().proto.check)?;
        let copied = is_untouched(this);
        if copied && !writes_itself(this) {
            if let Some(origin) = &this.layer().origin {
                out.extend_from_slice(origin.header());
            }
        } else if !this.layer().proto.hooks.is_empty() {
            match script::class(this.layer().proto, Hooks::SELF_BUILD) {
                Some(class) => {
                    let octets = class.octets(Hooks::SELF_BUILD, &scene::packet(this), &[])?;
                    out.extend_from_slice(&octets);
                }
                None => header(this, out)?,
            }
        } else {
            let sends = match this.layer().proto.sends {
                Sends::Rule(rule) => rule(&this),
                sends => sends,
            };
            ended = !matches!(sends, Sends::All);
            if let Sends::Refused(why) = sends {
                return Err(Error::Other {
                    kind: "ValueError",
                    text: format!("{}: {why}", this.layer().proto.name),
                });
            }
            header(this, out)?;
        }
        if let Some(own) = &this.layer().own {
            let octets = own.transformed(out.split_off(start))?;
            out.extend_from_slice(&octets);
        }
        if this.layer().proto.asks() {
            newer.refresh(view);
        }
        parts.push(Part {
            at,
            start,
            header_end: out.len(),
            copied,
        });
    }
    // Where a padding stands in the stack, and how long it is.
    let pads: SmallVec<[(usize, usize); 2]> = padding
        .iter()
        .map(|pad| (pad.before, padding_octets(&view.layers[pad.at]).len()))
        .collect();
    let mut trailing = false;
    for which in (0..parts.len()).rev() {
        let Part { at, copied, .. } = parts[which];
        if copied && let Some(origin) = &view.layers[at].origin {
            trailing |= origin.trailer > 0;
            out.extend_from_slice(origin.trailer());
        }
        if !copied {
            let this = newer.view(View {
                layers: view.layers,
                at,
            });
            let above = pads
                .iter()
                .filter(|pad| pad.0 > which)
                .map(|pad| pad.1)
                .sum();
            let Some(class) = script::class(this.layer().proto, Hooks::POST_BUILD) else {
                omit(this, &mut parts, which, out);
                finish(this, &parts, which, out, above)?;
                let start = parts[which].start;
                if let Some(wraps) = this.layer().proto.wraps {
                    let body = parts[which].header_end;
                    if let Some(wrapped) = wraps(&this, &out[body..]) {
                        out.truncate(body);
                        out.extend_from_slice(&wrapped);
                    }
                }
                if let Some(finish) = this.layer().proto.finish {
                    let mut octets = out.split_off(start);
                    finish(&this, parts[which].header_end - start, &mut octets);
                    out.append(&mut octets);
                }
                if let Some(mend) = this.layer().proto.mend {
                    mend(&this, &mut out[start..]);
                }
                continue;
            };
            let Part {
                start, header_end, ..
            } = parts[which];
            if !this.layer().proto.hooks.has(Hooks::SELF_BUILD) {
                let payload = out.len() - header_end + above;
                put_lengths(this, start, payload, out)?;
            }
            trailers(this, start, out)?;
            let (header, payload) = out[start..].split_at(header_end - start);
            let done = class.octets(Hooks::POST_BUILD, &scene::packet(this), &[header, payload])?;
            out.truncate(start);
            out.extend_from_slice(&done);
            newer.refresh(view);
        }
    }
    for pad in padding {
        out.extend_from_slice(&padding_octets(&view.layers[pad.at]));
    }
    if trailing {
        as_it_came(view, &parts, out);
    }
    Ok(parts)
}

/// Takes the headers away that the layer leaves out of those above it.
fn omit(this: View<'_>, parts: &mut [Part], which: usize, out: &mut Vec<u8>) {
    let omits = this.layer().proto.omits;
    let (own, above) = parts.split_at_mut(which + 1);
    let is_omitted = |part: &&mut Part| {
        let proto = this.layers[part.at].proto;
        omits.iter().any(|omitted| proto.is_kind_of(omitted))
    };
    let count = above.iter_mut().take_while(is_omitted).count();
    let Some(last) = count.checked_sub(1) else {
        return;
    };
    let start = own[which].header_end;
    let gone = above[last].header_end - start;
    out.drain(start..start + gone);
    for part in above {
        part.start = part.start.saturating_sub(gone).max(start);
        part.header_end = part.header_end.saturating_sub(gone).max(start);
    }
}

/// Paddings stand at the end, behind the trailers; in a packet that is as it came they stand where
/// they stood.
fn as_it_came(view: View<'_>, parts: &[Part], out: &mut [u8]) {
    let (Some(first), Some(origin)) = (parts.first(), &view.layer().origin) else {
        return;
    };
    let cached = upwards(view.layers, view.at).all(|at| {
        let of_layer = view.layers[at].origin.as_ref();
        view.layers[at].cached
            && of_layer.is_some_and(|own| Rc::ptr_eq(&own.octets, &origin.octets))
    });
    let came = origin.all();
    let built = &mut out[first.start..];
    if cached && parts.iter().all(|part| part.copied) && built.len() == came.len() {
        built.copy_from_slice(came);
    }
}

/// The packet as what it is in this field: a header of a class may have other tables there.
fn in_this_place(view: View<'_>, field: &Field, packet: Packet) -> Packet {
    let Kind::PacketBy(Element::Around(rule)) = field.kind else {
        return packet;
    };
    let own = packet.proto();
    match rule(&view, &[]) {
        Some(here) if !here.is(own) && here.is_kind_of(own) && here.name == own.name => {
            let packet = packet.copy();
            packet.with_layers(|layers| {
                for layer in layers.iter_mut().filter(|layer| layer.proto.is(own)) {
                    layer.proto = here;
                }
            });
            packet
        }
        _ => packet,
    }
}

/// Appends a field that stands at the end of the packet, behind the layer that begins at `start`.
fn trailer(view: View<'_>, index: usize, start: usize, out: &mut Vec<u8>) -> Result<()> {
    let field = &view.layer().proto.fields[index];
    match field.kind {
        Kind::Trailer(of) => put(view, of, &view.internal(index), &mut Bits::default(), out),
        Kind::IcmpExtension if convert::applies(view, field) => match view.internal(index) {
            FieldValue::None => Ok(()),
            extension => {
                out.resize(out.len().max(start + EXTENSION_START), 0);
                put_packet(view, field, &extension, out)
            }
        },
        _ => Ok(()),
    }
}

/// Appends the fields that stand at the end of the packet.
fn trailers(view: View<'_>, start: usize, out: &mut Vec<u8>) -> Result<()> {
    // The first field stands last.
    for index in (0..view.layer().proto.fields.len()).rev() {
        trailer(view, index, start, out)?;
    }
    Ok(())
}

/// Writes the fields that say how long the payload is: with Scapy they say it themselves, before
/// any `post_build`.
fn put_lengths(view: View<'_>, start: usize, payload: usize, out: &mut [u8]) -> Result<()> {
    for (index, field) in view.layer().proto.fields.iter().enumerate() {
        let length = match field.auto {
            Auto::PayloadLen => payload as i64,
            Auto::PayloadLenBy(adjust) => adjusted(view, field, adjust, payload as i64)?,
            _ => continue,
        };
        script::check()?;
        let left_out = field.is_conditional() && !convert::applies(view, field);
        if !is_none(view, index) || left_out {
            continue;
        }
        let mut octets = Vec::new();
        let value = FieldValue::Int(length);
        put(view, field, &value, &mut Bits::default(), &mut octets)?;
        let at = start + bit_offset(view, index) / 8;
        if let Some(place) = out.get_mut(at..at + octets.len()) {
            place.copy_from_slice(&octets);
        }
    }
    Ok(())
}

/// Whether the layer's class writes its octets by itself.
fn writes_itself(view: View<'_>) -> bool {
    view.layer().proto.hooks.has(Hooks::SELF_BUILD)
}

/// The octets of one layer's header, without what its class does by itself (Scapy's
/// `Packet.self_build`).
pub fn own_header(packet: &Packet) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    packet.lent(|view| match (&view.layer().origin, is_untouched(view)) {
        (Some(origin), true) => {
            out.extend_from_slice(origin.header());
            Ok(())
        }
        _ => header(view, &mut out),
    })?;
    let proto = packet.proto();
    let measures = |field: &Field| matches!(field.auto, Auto::PayloadLen | Auto::PayloadLenBy(_));
    if proto.fields.iter().any(measures) {
        let payload = match packet.payload() {
            Some(payload) => payload.octet_len()?,
            None => 0,
        };
        packet.view(|view| put_lengths(view, 0, payload, &mut out))?;
    }
    Ok(out)
}

/// A header and its payload with the lengths and sums of the header filled in (the `post_build` of
/// a built-in protocol).
pub fn finished(packet: &Packet, header: &[u8], payload: &[u8]) -> Result<Vec<u8>> {
    let mut out = header.to_vec();
    out.extend_from_slice(payload);
    let parts = [Part {
        at: usize::from(packet.depth()),
        start: 0,
        header_end: header.len(),
        copied: false,
    }];
    packet.view(|view| finish(view, &parts, 0, &mut out, 0))?;
    Ok(out)
}

fn padding_octets(layer: &Layer) -> Rc<[u8]> {
    match (&layer.origin, layer.cached) {
        (Some(origin), true) => origin.header().into(),
        _ => layer
            .set_value(0)
            .and_then(FieldValue::as_octets)
            .unwrap_or_else(|| Rc::from(&b""[..])),
    }
}

/// Whether a dissected layer is as it was: it is then copied, not built.
pub fn is_untouched(view: View<'_>) -> bool {
    let layer = view.layer();
    if !layer.cached || layer.lazy {
        return layer.cached;
    }
    if let Form::Asn1(_) = layer.proto.form {
        return says_the_same(view);
    }
    let suspicious = layer.fields.iter().any(|(_, value)| match value {
        FieldValue::Foreign(_) => true,
        FieldValue::List(list) => {
            Rc::strong_count(list) > 1 || list.borrow().iter().any(was_touched)
        }
        value => was_touched(value),
    });
    !suspicious
        || layer.fields.iter().all(|(index, value)| match value {
            FieldValue::Foreign(_) | FieldValue::List(_) | FieldValue::Packet(_) => {
                dissect::original_value(view, usize::from(*index))
                    .is_some_and(|original| original == *value)
            }
            _ => true,
        })
}

/// Whether a packet of ASN.1 holds what the one holds that its octets are. Each part is looked at
/// once: what is in a field is not asked in turn.
fn says_the_same(view: View<'_>) -> bool {
    let Some(layers) = dissect::reread_below(view) else {
        return false;
    };
    let original = &layers[view.at];
    super::asn1::same_layer(view.layer(), original)
}

/// Whether a packet in a field may have been changed.
fn was_touched(value: &FieldValue) -> bool {
    match value {
        FieldValue::Packet(packet) => packet
            .iter()
            .any(|layer| layer.view(|view| !is_untouched(view))),
        FieldValue::Foreign(_) => true,
        _ => false,
    }
}

/// The first pass: one header with what was set, the defaults, and what other fields say.
fn header(view: View<'_>, out: &mut Vec<u8>) -> Result<()> {
    let proto = view.layer().proto;
    match proto.form {
        Form::Fields | Form::Turned(..) => {}
        Form::Lines => return super::codec::http::write(view, out),
        Form::Asn1(node) => return super::asn1::write(view, &node, out),
    }
    let start = out.len();
    let mut bits = Bits {
        start,
        ..Bits::default()
    };
    let mut first = usize::from(proto.fixed.fields);
    if proto.hooks.has(Hooks::GET_VALUE) {
        first = 0;
    } else if first > 0 && !patched(view, out) {
        // One field after the other, which also says what is wrong with which.
        out.truncate(start);
        first = 0;
    }
    if proto.asks() {
        let mut newer = Newer::default();
        for index in first..proto.fields.len() {
            put_field(newer.view(view), index, &mut bits, out)?;
            script::check()?;
            newer.refresh(view);
        }
    } else {
        for index in first..proto.fields.len() {
            put_field(view, index, &mut bits, out)?;
        }
    }
    if bits.count > 0 {
        return Err(split(view, &proto.fields[proto.fields.len() - 1]));
    }
    if proto.align > 1 {
        while !(out.len() - start).is_multiple_of(proto.align.into()) {
            out.push(0);
        }
    }
    Ok(())
}

/// Appends one field of the header, if it is there.
#[inline]
fn put_field(view: View<'_>, index: usize, bits: &mut Bits, out: &mut Vec<u8>) -> Result<()> {
    let field = &view.layer().proto.fields[index];
    if quick(view, index, field, bits, out) {
        return Ok(());
    }
    if field.is_conditional() && !convert::applies(view, field) {
        if matches!(view.layer().set_value(index), Some(FieldValue::RawVal(_))) {
            // Scapy puts it in even where the field would not be.
            put(view, field, &view.internal(index), bits, out)?;
        }
        return Ok(());
    }
    if field.absent.is_some_and(|absent| (absent.unsent)(&view)) {
        return Ok(());
    }
    let value = view.internal(index);
    put(view, field, &value, bits, out)
}

/// The usual cases, without making a value: what was set fits, or nothing was set and the
/// default is a number. Says no to everything else.
fn quick(view: View<'_>, index: usize, field: &Field, bits: &mut Bits, out: &mut Vec<u8>) -> bool {
    let layer = view.layer();
    if field.is_conditional()
        || layer.lazy
        || field.swap.is_some()
        || field.absent.is_some()
        || layer.proto.hooks.has(Hooks::GET_VALUE)
    {
        return false;
    }
    match (layer.set_value(index), field.kind) {
        (Some(FieldValue::Int(number)), Kind::Bits) if field.bits > 0 => {
            bits.push(*number as u64, field.bits.into(), out);
            true
        }
        (Some(FieldValue::Int(number)), Kind::Uint)
            if bits.count == 0
                && field.bits <= 64
                && *number >= 0
                && number >> field.bits.min(63) == 0 =>
        {
            push_unsigned(*number as u64, field, out);
            true
        }
        (Some(FieldValue::Ip4(octets)), Kind::Ip4) if bits.count == 0 => {
            out.extend_from_slice(octets);
            true
        }
        (Some(FieldValue::Mac(octets)), Kind::Mac) if bits.count == 0 && !field.little_endian => {
            out.extend_from_slice(octets);
            true
        }
        (Some(FieldValue::Octets(octets)), Kind::Octets)
            if bits.count == 0 && matches!(field.length, Length::Rest) =>
        {
            out.extend_from_slice(octets);
            true
        }
        (Some(_), _) => false,
        (None, kind) => {
            if layer.defaults.is_some() {
                return false;
            }
            let number = match (said_above(layer, field), field.preset, field.auto) {
                (Some(Fixed::Int(number) | Fixed::Member(number, _)), ..) => number,
                (Some(_), ..) => return false,
                (None, Preset::Int(number), _) => number,
                (
                    None,
                    Preset::None,
                    Auto::LenOf(..)
                    | Auto::CountOf(..)
                    | Auto::PartAt(_)
                    | Auto::PartLen(_)
                    | Auto::PartCount(_),
                ) => return false,
                (None, Preset::None, _) => 0,
                // An empty list, or no options: no octets.
                (None, Preset::EmptyList | Preset::Octets(b""), _) => {
                    return bits.count == 0
                        && matches!(kind, Kind::TcpOptions | Kind::Packets(_) | Kind::List(_));
                }
                _ => return false,
            };
            match kind {
                Kind::Bits if field.bits == 0 => return false,
                Kind::Bits => bits.push(number as u64, field.bits.into(), out),
                Kind::Uint
                    if bits.count == 0 && field.bits <= 64 && number >> field.bits.min(63) == 0 =>
                {
                    push_unsigned(number as u64, field, out);
                }
                _ => return false,
            }
            true
        }
    }
}

/// What the layer above says about a field.
fn said_above(layer: &Layer, field: &Field) -> Option<Fixed> {
    let condition = layer.overload?;
    condition
        .iter()
        .find(|entry| entry.0 == field.name)
        .map(|entry| entry.1)
}

/// The length or count with what the field wants to be added to it.
pub(super) fn adjusted(view: View<'_>, field: &Field, adjust: Adjust, length: i64) -> Result<i64> {
    Ok(match (adjust.script, adjust.rule) {
        (Some(number), _) => script::number(number, view, length).unwrap_or(length),
        (None, Some(rule)) => {
            rule(&view, length).ok_or_else(|| wrong(view, field, "what its length depends on"))?
        }
        (None, None) => {
            let scaled = ((length + adjust.before) * adjust.times).div_euclid(adjust.divide);
            (scaled + adjust.plus).max(adjust.least)
        }
    })
}

/// How many octets, or elements, another field of the layer has.
fn measured(view: View<'_>, name: &str, count: bool) -> Result<i64> {
    if name == PAYLOAD {
        let payload = view
            .payload()
            .map(|payload| payload.to_packet().octet_len());
        return Ok(payload.transpose()?.unwrap_or(0) as i64);
    }
    let proto = view.layer().proto;
    let Some(index) = proto.index_of(name) else {
        return Ok(0);
    };
    size_of(view, &proto.fields[index], view.internal(index), count)
}

/// How many octets a field takes, as far as its value says so.
pub(super) fn octets_of(view: View<'_>, index: usize) -> usize {
    let field = &view.layer().proto.fields[index];
    let size = size_of(view, field, view.internal(index), false);
    size.map_or(0, |octets| usize::try_from(octets).unwrap_or(0))
}

/// How many octets, or elements, a value of a field has.
pub(super) fn size_of(
    view: View<'_>,
    field: &'static Field,
    value: FieldValue,
    count: bool,
) -> Result<i64> {
    if count {
        if let Kind::Script(rule, _) = field.kind
            && let Some(rule) = script::rule(rule)
        {
            return rule.measure(view, &value, true);
        }
        return Ok(value.as_list().map_or(1, |list| list.len() as i64));
    }
    if let FieldValue::RawVal(octets) = &value {
        return Ok(octets.len() as i64);
    }
    let field = convert::chosen_for(view, field, &value);
    if let Kind::Padded(padded) = field.kind {
        // The filling does not count.
        return size_of(view, &padded.field, value, count);
    }
    if let Kind::Ruled(ruling) = field.kind {
        return Ok((ruling.size)(&super::kinds::datum(&value)));
    }
    if let Kind::Recoded(recoding) = field.kind {
        return size_of(view, &recoding.field, value, count);
    }
    let value = match value {
        FieldValue::None => convert::preset(field),
        value => convert::first(field, value),
    };
    Ok(match (field.kind, &value) {
        (Kind::Script(rule, _), value) => match script::rule(rule) {
            Some(rule) => rule.measure(view, value, false)?,
            None => 0,
        },
        (Kind::Octets, FieldValue::None) => 0,
        (Kind::Octets, FieldValue::Int(_)) => return Err(wrong(view, field, "octets")),
        (Kind::Octets, value) if matches!(field.length, Length::Until(_)) => {
            value.as_octets().map_or(0, |octets| octets.len() as i64) + 1
        }
        (Kind::Prefix(..), FieldValue::Tuple(parts)) => {
            parts.get(1).and_then(FieldValue::as_int).unwrap_or(0)
        }
        // A text of fixed length counts as long as it is, not as long as it is sent.
        (Kind::Octets, value) => value.as_octets().map_or(0, |octets| octets.len() as i64),
        (Kind::List(of), value) if of.bits > 0 => {
            value.as_list().map_or(0, |list| list.len() as i64) * i64::from(of.bits) / 8
        }
        (_, _) if field.bits > 0 => (field.bits / 8).into(),
        _ => {
            let mut octets = Vec::new();
            put(view, field, &value, &mut Bits::default(), &mut octets)?;
            octets.len() as i64
        }
    })
}

/// Appends the octets that stand for those of a field; one of fixed length is cut or filled up
/// afterwards.
fn put_recoded(
    view: View<'_>,
    recoding: &'static Recoding,
    value: &FieldValue,
    out: &mut Vec<u8>,
) -> Result<()> {
    let field = &recoding.field;
    if field.bits == 0 && !value.is_none() {
        let octets = value
            .as_octets()
            .ok_or_else(|| wrong(view, field, "octets or text"))?;
        let octets = (recoding.write)(&view, &octets)
            .ok_or_else(|| wrong(view, field, "a value that can be sent"))?;
        return put_octets(view, field, &FieldValue::octets(&octets), out);
    }
    let mut plain = Vec::new();
    put(view, field, value, &mut Bits::default(), &mut plain)?;
    let octets = (recoding.write)(&view, &plain)
        .ok_or_else(|| wrong(view, field, "a value that can be sent"))?;
    out.extend(octets);
    Ok(())
}

pub(super) fn is_none(view: View<'_>, index: usize) -> bool {
    let layer = view.layer();
    match layer.set_value(index) {
        Some(value) => value.is_none(),
        None if layer.defaults.is_none() && !layer.lazy => {
            let field = &layer.proto.fields[index];
            matches!(field.preset, Preset::None) && said_above(layer, field).is_none()
        }
        None => view.internal(index).is_none(),
    }
}

/// The text of an address; a number is one too: `IP(dst=5)` goes to 0.0.0.5.
fn text_of(value: &FieldValue) -> Option<Rc<str>> {
    match value {
        FieldValue::Int(number) => Some(number.to_string().into()),
        other => other.as_text(),
    }
}

/// The octets or elements of one field's value (Scapy's `i2len` and `i2count`).
pub fn measure_one(
    view: View<'_>,
    field: &'static Field,
    value: &FieldValue,
    count: bool,
) -> Result<i64> {
    size_of(view, field, value.clone(), count)
}

/// The number that a field without a value stands for: a length, a count.
pub fn number_of(view: View<'_>, field: &'static Field, value: &FieldValue) -> Result<i64> {
    let number = whole(view, field, value)?;
    script::check()?;
    Ok(i64::try_from(number).unwrap_or(i64::MAX))
}
