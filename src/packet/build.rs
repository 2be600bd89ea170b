//! Layers to octets, in two passes over one buffer: forwards the headers with what was set and
//! the defaults, backwards the lengths and sums that depend on what follows.

mod bits;
mod finish;
mod inner;
mod patch;
mod pseudo;

use std::rc::Rc;

use smallvec::SmallVec;

use super::codec::{dhcp, dns, tcp_options};
use super::error::{Error, Result};
use super::layer::Layer;
use super::lent;
use super::packet::{Packet, View, upwards};
use super::scene::{self, Newer};
use super::value::FieldValue;
use super::{by_methods, convert, dissect, parts, plan, route, script, settle};
use crate::proto::binding::Fixed;
use crate::proto::field::{Adjust, Auto, Element, Field, Kind, Length, PAYLOAD, Preset, Recoding};
use crate::proto::icmp::EXTENSION_START;
use crate::proto::raw::PADDING;
use crate::proto::{Form, Hooks, Sends};
use bits::{bit_offset, push_unsigned, put_bits};
use finish::finish;
use inner::{
    built_anew, loose_mac, put_chained, put_mac, put_options, put_packet, put_subnet,
    records_changed,
};
use patch::patched;

pub(super) use self::bits::{Bits, write_bits};
pub(super) use self::patch::{patch, patch_plain};
pub(super) use self::pseudo::{address_octets, pseudo_length};

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

/// Appends the octets of one value (Scapy's `addfield`).
pub(super) fn put(
    view: View<'_>,
    field: &'static Field,
    value: &FieldValue,
    bits: &mut Bits,
    out: &mut Vec<u8>,
) -> Result<()> {
    let chosen = convert::chosen_for(view, field, value);
    let value = convert::first(chosen, value.clone());
    if let FieldValue::RawVal(octets) = &value {
        if bits.count > 0 {
            return Err(split(view, field));
        }
        out.extend_from_slice(octets);
        return Ok(());
    }
    let value = match value {
        // A reading that was chosen brings its own default along.
        FieldValue::None if !std::ptr::eq(chosen, field) => convert::preset(chosen),
        value => value,
    };
    let field = chosen;
    let in_bits = match field.kind {
        Kind::Bits
        | Kind::FixedPoint(_)
        | Kind::NtpTime
        | Kind::Script(..)
        | Kind::Padded(_)
        | Kind::List(_) => true,
        Kind::Scaled(scale) => scale.in_bits,
        _ => false,
    };
    if bits.count > 0 && !in_bits {
        return Err(split(view, field));
    }
    match field.kind {
        Kind::Bits | Kind::FixedPoint(_) => put_bits(view, field, &value, bits, out),
        Kind::NtpTime if value.is_none() => {
            put_bits(view, field, &super::kinds::ntp_now(), bits, out)
        }
        Kind::NtpTime => put_bits(view, field, &value, bits, out),
        Kind::Scaled(scale) if scale.in_bits => {
            let number = super::kinds::scaled_bits(scale, &value)
                .ok_or_else(|| wrong(view, field, "a number"))?;
            bits.push(number as u64, field.bits.into(), out);
            Ok(())
        }
        Kind::Extended(_) | Kind::VariableInt | Kind::Spelled(_)
            if value.is_none() && matches!(field.auto, Auto::LenOf(..)) =>
        {
            let length = FieldValue::Int(whole(view, field, &value)? as i64);
            super::kinds::write(view, field, &length, out)
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
        | Kind::Ip6List
        | Kind::Ip6Part(_)
        | Kind::Ip6Tail
        | Kind::Ip4Part
        | Kind::DnsNames(_)
        | Kind::Char => super::kinds::write(view, field, &value, out),
        Kind::Padded(padded) => {
            let mut inner = Vec::new();
            put(view, &padded.field, &value, bits, &mut inner)?;
            let align = usize::from(padded.align.max(1));
            let place = if padded.before {
                out.len() - bits.start.min(out.len())
            } else {
                inner.len() + usize::from(padded.plus)
            };
            let count = place.next_multiple_of(align) - place;
            if padded.before {
                let filling = padded.with.iter().copied().chain(std::iter::repeat(0));
                out.extend(filling.take(count));
                out.extend(inner);
            } else {
                out.extend(inner);
                (0..count).for_each(|_| out.extend_from_slice(padded.with));
            }
            Ok(())
        }
        Kind::Recoded(recoding) => put_recoded(view, recoding, &value, out),
        Kind::Uint if field.bits > 64 => {
            let number = super::kinds::big(&value).ok_or_else(|| wrong(view, field, "a number"))?;
            let mut octets = super::kinds::modulo(&number, usize::from(field.bits / 8));
            if field.little_endian {
                octets.reverse();
            }
            out.extend_from_slice(&octets);
            Ok(())
        }
        Kind::Uint | Kind::Sint | Kind::Marked { .. } | Kind::Milliseconds | Kind::UtcTime => {
            let number = match (&value, field.auto) {
                (FieldValue::None, Auto::Is(number)) => number.into(),
                _ => whole(view, field, &value)?,
            };
            let (low, high) = field.range();
            // Scapy packs three octets as the lower part of four.
            let cut = field.bits == 24 && (0..=u32::MAX.into()).contains(&number);
            if !cut && (number < low || number > high) {
                return Err(Error::Range {
                    proto: view.layer().proto.name,
                    field: field.name,
                    value: number.to_string(),
                    low,
                    high,
                });
            }
            push_unsigned(number as u64, field, out);
            Ok(())
        }
        Kind::Seconds256 => {
            let number = match value {
                FieldValue::Float(seconds) => (seconds * 256.0) as i64,
                FieldValue::None => 0,
                other => whole(view, field, &other)? as i64 * 256,
            };
            let number = u16::try_from(number).map_err(|_| wrong(view, field, "0 to 255"))?;
            out.extend_from_slice(&number.to_be_bytes());
            Ok(())
        }
        Kind::TimeSigned => {
            let number = whole(view, field, &value)? as i64;
            out.extend_from_slice(&number.to_be_bytes()[2..]);
            Ok(())
        }
        Kind::Mac => {
            let start = out.len();
            put_mac(view, field, &value, out)?;
            if field.little_endian {
                out[start..].reverse();
            }
            Ok(())
        }
        Kind::Ip4 => {
            let octets = match &value {
                FieldValue::Ip4(octets) => *octets,
                FieldValue::None => match field.auto {
                    Auto::SourceAddress => route::source4(view).octets(),
                    Auto::DestinationAddress(text) => {
                        route::bound_destination(view, text).map_or([0; 4], |a| a.octets())
                    }
                    _ => [0; 4],
                },
                other => text_of(other)
                    .and_then(|text| super::net::inet_aton(&text))
                    .ok_or_else(|| wrong(view, field, "an IPv4 address"))?
                    .octets(),
            };
            out.extend_from_slice(&octets);
            Ok(())
        }
        Kind::Ip6 => {
            let octets = match &value {
                FieldValue::Ip6(octets) => **octets,
                FieldValue::None => match field.auto {
                    Auto::SourceAddress => route::source6(view).octets(),
                    Auto::DestinationAddress(text) => {
                        route::bound_destination6(view, text).map_or([0; 16], |a| a.octets())
                    }
                    _ => [0; 16],
                },
                other => other
                    .as_text()
                    .and_then(|text| text.parse::<std::net::Ipv6Addr>().ok())
                    .ok_or_else(|| wrong(view, field, "an IPv6 address"))?
                    .octets(),
            };
            out.extend_from_slice(&octets);
            Ok(())
        }
        Kind::Octets => {
            if let (FieldValue::None, Auto::Fill(unit)) = (&value, field.auto) {
                let header = out.len() - bits.start.min(out.len());
                let missing = header.next_multiple_of(unit.max(1).into()) - header;
                out.resize(out.len() + missing, 0);
                return Ok(());
            }
            if let Auto::Random(count) = field.auto {
                // Of a fixed width, only what was not set is random.
                let unset = value.is_none();
                let empty = value.as_octets().is_some_and(|octets| octets.is_empty());
                if unset || empty && !field.fixed {
                    out.extend(random(count));
                    return Ok(());
                }
            }
            put_octets(view, field, &value, out)
        }
        Kind::List(of) => {
            let Some(values) = value.as_list() else {
                return match value {
                    FieldValue::None => Ok(()),
                    FieldValue::Octets(octets) if octets.is_empty() => Ok(()),
                    _ => Err(wrong(view, field, "a list")),
                };
            };
            values
                .iter()
                .try_for_each(|value| put(view, of, value, bits, out))
        }
        // Names that were read may point at places that are others now.
        Kind::DnsRecords if records_changed(view) => match value.as_list() {
            Some(records) => records
                .iter()
                .try_for_each(|record| put_packet(view, field, &built_anew(record), out)),
            None => put_packet(view, field, &built_anew(&value), out),
        },
        Kind::Packets(_) | Kind::PacketsBy(_) | Kind::DnsRecords => {
            let _lent = field
                .lends_header
                .then(|| lent::lend(&out[bits.start.min(out.len())..]));
            match value.as_list() {
                Some(values) if field.chained => put_chained(view, field, &values, out),
                Some(values) => values
                    .iter()
                    .try_for_each(|value| put_packet(view, field, value, out)),
                None => put_packet(view, field, &value, out),
            }
        }
        Kind::Packet(_) | Kind::PacketBy(_) => match value {
            FieldValue::None => Ok(()),
            FieldValue::Packet(packet) => {
                let packet = in_this_place(view, field, packet);
                put_packet(view, field, &FieldValue::Packet(packet), out)
            }
            FieldValue::Int(_) => put_octets(view, field, &value, out),
            value => put_packet(view, field, &value, out),
        },
        Kind::WholeWords(_, word) => {
            let start = out.len();
            put_packet(view, field, &value, out)?;
            let length = out.len() - start;
            out.truncate(start + length - length % usize::from(word.max(1)));
            Ok(())
        }
        Kind::Options(options) => put_options(view, field, options, &value, out),
        Kind::Switch | Kind::Pairs | Kind::Asn1(_) => Ok(()),
        Kind::NodeData(which) => super::codec::node::write(which, &value, out),
        Kind::CoapOptions => super::codec::coap::write(&value, out),
        Kind::Certificates => super::codec::counted::write(3, &value, out),
        Kind::Counted => super::codec::counted::write(2, &value, out),
        Kind::Parts(of) => parts::write(view, of, &value, bits.start, out),
        Kind::Attributes(table) => super::codec::attributes::write(table(&view), &value, out),
        Kind::Choice(_) => Err(wrong(view, field, "one of its readings")),
        Kind::TcpOptions => tcp_options::write(&value, out),
        Kind::DhcpOptions => dhcp::write(&value, out),
        Kind::DnsName => {
            dns::write_name(
                &value.as_octets().unwrap_or_else(|| Rc::from(&b""[..])),
                out,
            );
            Ok(())
        }
        Kind::DnsTexts => {
            let texts = match value.as_list() {
                Some(texts) => texts,
                // No octets were no texts.
                None if value.as_octets().is_some_and(|octets| octets.is_empty()) => Vec::new(),
                None => vec![value],
            };
            for text in texts {
                let text = text
                    .as_octets()
                    .ok_or_else(|| wrong(view, field, "texts"))?;
                dns::write_text(&text, out);
            }
            Ok(())
        }
        Kind::DnsTypes => {
            if let Some(octets) = value.as_octets() {
                out.extend_from_slice(&octets);
            }
            Ok(())
        }
        Kind::DnsSubnet(family) => put_subnet(view, field, family, &value, out),
        Kind::IcmpExtensionPad | Kind::IcmpExtension | Kind::Trailer(_) => Ok(()),
        Kind::Script(number, _) => {
            let Some(rule) = script::rule(number) else {
                return Ok(());
            };
            // The layers below are no business of the field's.
            let so_far = super::script::Partial {
                octets: out.split_off(bits.start.min(out.len())),
                bits: bits.count,
                value: bits.value,
            };
            let done = rule.build(view, &value, so_far)?;
            out.extend(done.octets);
            (bits.value, bits.count) = (done.value, done.bits);
            Ok(())
        }
    }
}

/// `IP(flags=RawVal(b"ab"))`: the bits around the octets do not fill octets of their own.
fn split(view: View<'_>, field: &Field) -> Error {
    let text = format!(
        "{}.{} would start in the middle of an octet",
        view.layer().proto.name,
        field.name
    );
    Error::Other {
        kind: "TypeError",
        text,
    }
}

fn wrong(view: View<'_>, field: &Field, expected: &'static str) -> Error {
    let proto = view.layer().proto;
    let value = proto
        .index_of(field.name)
        .map_or(FieldValue::None, |index| view.internal(index));
    Error::Kind {
        proto: proto.name,
        field: if field.name.is_empty() {
            "element"
        } else {
            field.name
        },
        value: format!("{value:?}"),
        expected,
    }
}

/// The number of a field, as it was set or as another field's length says.
fn whole(view: View<'_>, field: &'static Field, value: &FieldValue) -> Result<i128> {
    match value {
        FieldValue::Int(number) | FieldValue::Flags(number, _) => Ok((*number).into()),
        FieldValue::Big(number) => {
            i128::try_from(&**number).map_err(|_| wrong(view, field, "a smaller number"))
        }
        FieldValue::None => match field.auto {
            Auto::LenOf(other, adjust) => {
                let length = measured(view, other, false)?;
                Ok(adjusted(view, field, adjust, length)?.into())
            }
            Auto::CountOf(other, adjust) => {
                let count = measured(view, other, true)?;
                Ok(adjusted(view, field, adjust, count)?.into())
            }
            Auto::PartAt(name) => Ok(parts::offset(view, name)?.into()),
            Auto::PartLen(name) => Ok(parts::size(view, name, false)?.into()),
            Auto::PartCount(name) => Ok(parts::size(view, name, true)?.into()),
            _ => Ok(0),
        },
        _ => Err(wrong(view, field, "a number")),
    }
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

fn random(count: u16) -> Vec<u8> {
    super::volatile::with_dice(|dice| (0..count).map(|_| dice.bits() as u8).collect())
}

/// Whether no more than some octets of a value are sent.
fn is_short(field: &Field) -> bool {
    matches!(field.length, Length::Octets(_))
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

fn put_octets(view: View<'_>, field: &Field, value: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    let octets = match value {
        FieldValue::None => Rc::from(&b""[..]),
        // As Python's `bytes(5)`; nobody means more than fits a datagram many times over.
        FieldValue::Int(number @ 0..) if *number <= 0xff_ffff || is_short(field) => {
            vec![0; *number.min(&0xff_ffff) as usize].into()
        }
        other => match other.as_octets() {
            Some(octets) => octets,
            None => match other {
                FieldValue::Packet(packet) => packet.build()?.into(),
                _ => return Err(wrong(view, field, "octets or text")),
            },
        },
    };
    // A hardware address may be given as text.
    let octets = match (field.class, &octets[..]) {
        ("_BOOTP_chaddr", []) => Rc::from([0; 6]),
        ("_BOOTP_chaddr", text) => loose_mac(text).map_or_else(|| text.into(), Rc::from),
        _ => octets,
    };
    let octets = match field.little_endian {
        true => octets.iter().rev().copied().collect(),
        false => octets,
    };
    let fixed = match field.length {
        Length::Octets(length) => Some(usize::from(length)),
        Length::From(name, plus) if field.fixed || field.class == "StrFixedLenField" => view
            .lookup(name)
            .and_then(|value| value.as_int())
            .map(|length| usize::try_from(length + plus).unwrap_or_default()),
        Length::FromFn(rule) if field.fixed => Some(usize::try_from(rule(&view)).unwrap_or(0)),
        Length::FromScript(number) if field.fixed => script::number(number, view, 0)
            .map(|length| usize::try_from(length).unwrap_or_default()),
        _ => None,
    };
    match fixed {
        Some(length) => out.extend(
            octets
                .iter()
                .copied()
                .chain(std::iter::repeat(0))
                .take(length),
        ),
        None => out.extend_from_slice(&octets),
    }
    if let Length::Until(stop) = field.length
        && field.class != "StrStopField"
    {
        out.push(stop);
    }
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

/// One field's value behind what is there so far (Scapy's `addfield`), for methods of scripts.
pub fn put_one(
    view: View<'_>,
    field: &'static Field,
    value: &FieldValue,
    so_far: super::script::Partial,
) -> Result<super::script::Partial> {
    let mut out = so_far.octets;
    let mut bits = Bits {
        value: so_far.value,
        count: so_far.bits,
        start: 0,
    };
    put(view, field, value, &mut bits, &mut out)?;
    script::check()?;
    Ok(super::script::Partial {
        octets: out,
        bits: bits.count,
        value: bits.value,
    })
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
