//! Where the fields of a packet lie in its octets.

use super::build::{Bits, put};
use super::convert;
use super::error::Result;
use super::packet::{Packet, View};
use crate::proto::Form;
use crate::proto::field::{Field, Kind};

/// A field of a layer, in bits from the start of the packet; `end` is behind the last.
#[derive(Clone, Copy)]
pub struct Place {
    /// The number of the layer, from 0.
    pub layer: usize,
    pub field: &'static Field,
    pub start: usize,
    pub end: usize,
}

/// A packet's octets, the layers that they have, and where their fields lie. Layers whose fields
/// stand at no place of their own (text, compressed) have none.
pub fn places(packet: &Packet) -> Result<(Vec<u8>, Packet, Vec<Place>)> {
    let octets = packet.build()?;
    let dissected = Packet::dissect(packet.proto(), &octets)?;
    let mut found = Vec::new();
    let mut start = 0;
    let mut number = 0;
    let mut at = Some(dissected.clone());
    while let Some(layer) = at {
        let length = layer.view(|view| {
            of_layer(view, number, start * 8, &mut found);
            view.layer()
                .origin
                .as_ref()
                .map_or(0, |origin| origin.header().len())
        });
        start += length;
        number += 1;
        at = layer.payload();
    }
    found.retain(|place| place.start < octets.len() * 8);
    Ok((octets, dissected, found))
}

fn of_layer(view: View<'_>, number: usize, start: usize, found: &mut Vec<Place>) {
    let proto = view.layer().proto;
    if !matches!(proto.form, Form::Fields) || !proto.hooks.is_empty() {
        return;
    }
    let (mut octets, mut bits) = (Vec::new(), Bits::default());
    for (index, field) in proto.fields.iter().enumerate() {
        let absent = field.is_conditional() && !convert::applies(view, field);
        if absent || matches!(field.kind, Kind::Trailer(_) | Kind::IcmpExtension) {
            continue;
        }
        let before = octets.len() * 8 + bits.count as usize;
        if put(view, field, &view.internal(index), &mut bits, &mut octets).is_err() {
            return;
        }
        let after = octets.len() * 8 + bits.count as usize;
        if after > before {
            found.push(Place {
                layer: number,
                field,
                start: start + before,
                end: start + after,
            });
        }
    }
}
