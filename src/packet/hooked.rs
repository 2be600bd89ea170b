//! Dissecting a layer whose class a script made, with the methods that the class has of its own.

use std::ops::Range;
use std::rc::Rc;

use super::dissect::{self, Context, Step};
use super::error::Result;
use super::layer::NONE;
use super::packet::{Layers, Packet, View, upwards};
use super::scene::{self, Home};
use super::script;
use crate::proto::raw::RAW;
use crate::proto::{Hooks, Proto};

/// Reads one layer and says what comes after it.
pub(super) fn layer(
    layers: &mut Layers,
    proto: &'static Proto,
    octets: &Rc<[u8]>,
    part: Range<usize>,
    context: Context<'_>,
) -> Result<Step> {
    let place = layers.len();
    let nowhere = Home::default();
    let home = context.home.unwrap_or(&nowhere);
    if !context.made
        && let Some(class) =
            script::class(proto, Hooks::INIT).or_else(|| script::class(proto, Hooks::DISSECT))
    {
        return made(layers, &*class, octets, part, home);
    }
    let mut octets = octets.clone();
    let (mut at, mut end) = (part.start, part.end);
    dissect::push(layers, proto, &octets, at, end, end);
    if let Some(class) = script::class(proto, Hooks::PRE_DISSECT) {
        let before = octets[at..end].to_vec();
        let after = with_packet(layers, place, home, |packet| {
            class.octets(Hooks::PRE_DISSECT, packet, &[&before])
        })?;
        if after != before {
            octets = after.into();
            (at, end) = (0, octets.len());
            layers.truncate(place);
            dissect::push(layers, proto, &octets, at, end, end);
        }
    }
    let mut trailer = 0;
    let mut header_end = match script::class(proto, Hooks::DO_DISSECT) {
        Some(class) => {
            layers[place].lazy = false;
            layers[place].cached = false;
            let all = octets[at..end].to_vec();
            let rest = with_packet(layers, place, home, |packet| {
                class.octets(Hooks::DO_DISSECT, packet, &[&all])
            })?;
            if all.ends_with(&rest) {
                end - rest.len()
            } else {
                let before = std::mem::replace(&mut octets, rest.into());
                (at, end) = (0, octets.len());
                let origin = &mut layers[place].origin;
                if origin
                    .as_ref()
                    .is_some_and(|own| Rc::ptr_eq(&own.octets, &before))
                {
                    *origin = None;
                }
                0
            }
        }
        None => {
            let (length, back) = dissect::header(layers, place, &octets[at..end], context)?;
            trailer = back;
            at + length
        }
    };
    let _ = at;
    // A method that reads other octets than these has noted which.
    if let Some(origin) = &mut layers[place].origin
        && Rc::ptr_eq(&origin.octets, &octets)
    {
        origin.header_end = header_end as u32;
    }
    if let Some(class) = script::class(proto, Hooks::POST_DISSECT) {
        let before = octets[header_end..end - trailer].to_vec();
        let after = with_packet(layers, place, home, |packet| {
            class.octets(Hooks::POST_DISSECT, packet, &[&before])
        })?;
        if after != before {
            octets = after.into();
            (header_end, end, trailer) = (0, octets.len(), 0);
        }
    }
    let mut payload_end;
    match script::class(proto, Hooks::EXTRACT_PADDING) {
        Some(class) => {
            let rest = octets[header_end..end - trailer].to_vec();
            let (payload, padding) =
                with_packet(layers, place, home, |packet| class.split(packet, &rest))?;
            let padding = padding.unwrap_or_default();
            payload_end = header_end + payload.len();
            if !(rest.starts_with(&payload) && rest[payload.len()..] == padding) {
                octets = [payload.as_slice(), &padding].concat().into();
                (header_end, payload_end, end, trailer) = (0, payload.len(), octets.len(), 0);
            }
        }
        None => {
            let view = View { layers, at: place };
            let rest = &octets[header_end..end - trailer];
            payload_end = header_end + dissect::payload_len(view, rest)?;
        }
    }
    let payload = &octets[header_end..payload_end];
    let mut done = false;
    let mut next = &RAW;
    if let Some(class) = script::class(proto, Hooks::DISSECT_PAYLOAD.with(Hooks::ADD_PAYLOAD)) {
        chain(layers);
        with_packet(layers, place, home, |packet| {
            class.act(Hooks::DISSECT_PAYLOAD, packet, payload)
        })?;
        unchain(layers, place);
        payload_end = header_end.max(payload_end);
        done = true;
    } else if !payload.is_empty() {
        let _playing = scene::of_reading(layers, home.stack());
        next = dissect::follower(View { layers, at: place }, payload)?;
        dissect::catch_up(layers);
    }
    Ok(Step {
        payload_from: header_end,
        padding_from: payload_end,
        trailer,
        next,
        end,
        octets: Some(octets),
        done,
    })
}

/// A layer whose class makes it of octets by itself, with all that is above it.
fn made(
    layers: &mut Layers,
    class: &dyn script::Class,
    octets: &Rc<[u8]>,
    part: Range<usize>,
    home: &Home,
) -> Result<Step> {
    let place = layers.len();
    let packet = match place.checked_sub(1) {
        Some(below) => {
            let given = &octets[part.clone()];
            with_packet(layers, below, home, |under| {
                class.make(given, Some(under.clone()), None)
            })?
        }
        None => class.make(&octets[part.clone()], None, home.parent())?,
    };
    layers.extend(packet.copy().into_layers());
    if layers.len() == place {
        dissect::push(layers, &RAW, octets, part.start, part.end, part.end);
    }
    Ok(Step {
        payload_from: part.end,
        padding_from: part.end,
        trailer: 0,
        next: &RAW,
        end: part.end,
        octets: Some(octets.clone()),
        done: true,
    })
}

/// Lends the layers to a method of a script, which may change them.
fn with_packet<T>(
    layers: &mut Layers,
    place: usize,
    home: &Home,
    work: impl FnOnce(&Packet) -> Result<T>,
) -> Result<T> {
    let stack = home.stack();
    stack.take_in(std::mem::take(layers));
    let result = work(&Packet::from_stack(stack.clone(), place as u16));
    *layers = stack.layers();
    result
}

/// Links the layers so far, so that what is put on the last one finds its place.
fn chain(layers: &mut Layers) {
    let last = layers.len() - 1;
    for (at, layer) in layers.iter_mut().enumerate() {
        layer.next = if at == last { NONE } else { at as u16 + 1 };
    }
}

/// Keeps the layers that follow one another, in that order.
fn unchain(layers: &mut Layers, place: usize) {
    let above: Vec<usize> = upwards(layers, place).skip(1).collect();
    let kept = layers[..=place].iter().cloned();
    let kept: Layers = kept
        .chain(above.into_iter().map(|at| layers[at].clone()))
        .collect();
    *layers = kept;
}

/// Tells the layers that the whole packet was dissected.
pub(super) fn dissected(packet: &Packet) -> Result<()> {
    for layer in packet.iter() {
        if let Some(class) = script::class(layer.proto(), Hooks::DISSECTION_DONE) {
            // It tells those above by itself, or does not.
            return class.act(Hooks::DISSECTION_DONE, &layer, &[]);
        }
        if let Some(class) = script::class(layer.proto(), Hooks::POST_DISSECTION) {
            class.act(Hooks::POST_DISSECTION, &layer, &[])?;
        }
    }
    Ok(())
}

/// The fields of a layer from its octets, as its table says (Scapy's `Packet.do_dissect`); what is
/// left over.
pub fn read_plainly(packet: &Packet, octets: &[u8]) -> Result<Vec<u8>> {
    let mut layers: Layers = packet.view(|view| view.layers.iter().cloned().collect());
    let at = usize::from(packet.depth());
    layers.truncate(at + 1);
    layers[at].fields.clear();
    let original = layers[at].origin.take();
    let skipped = original.map_or(0, |origin| origin.all().len().saturating_sub(octets.len()));
    let buffer: Rc<[u8]> = octets.into();
    layers[at].origin = Some(super::layer::Origin {
        octets: buffer.clone(),
        start: 0,
        header_end: buffer.len() as u32,
        end: buffer.len() as u32,
        trailer: 0,
    });
    layers[at].lazy = false;
    let (length, trailer, rebuild) = dissect::read_all(&mut layers, at, &buffer, skipped)?;
    let mut read = layers.swap_remove(at);
    if let Some(origin) = &mut read.origin {
        origin.header_end = length as u32;
    }
    packet.with_layers(|layers| {
        let layer = &mut layers[at];
        layer.fields = std::mem::take(&mut read.fields);
        layer.origin = read.origin.take();
        layer.lazy = false;
        layer.cached = !rebuild;
        layer.explicit = true;
    });
    Ok(octets[length..octets.len() - trailer].to_vec())
}
