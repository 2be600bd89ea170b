//! Single fields, read again or by themselves.

use std::rc::Rc;

use smallvec::smallvec;

use super::read::bits_at;
use super::{Context, Cursor, read_field, read_fields};
use crate::packet::error::Result;
use crate::packet::layer::{Fields, Layer, NONE, Origin};
use crate::packet::packet::{Layers, View};
use crate::packet::script;
use crate::packet::value::FieldValue;
use crate::proto::Proto;
use crate::proto::field::{Field, Kind};
use crate::proto::raw::RAW;

/// The fields of a layer that came from octets, read now.
pub fn fields_of(view: View<'_>) -> Fields {
    reread(view)
        .map(|layers| layers[0].fields.clone())
        .unwrap_or_default()
}

/// Reads a layer's fields once more from its octets.
fn reread(view: View<'_>) -> Option<Layers> {
    let mut layer = view.layer().clone();
    let origin = layer.origin.clone()?;
    layer.fields.clear();
    layer.lazy = false;
    layer.under = NONE;
    layer.next = NONE;
    let mut layers: Layers = smallvec![layer];
    let octets = if layers[0].proto.is_kind_of(&RAW) {
        origin.header()
    } else {
        origin.all()
    };
    read_fields(&mut layers, 0, octets, Context::default()).ok()?;
    Some(layers)
}

/// The value that a field had when the layer was dissected.
pub fn original_value(view: View<'_>, index: usize) -> Option<FieldValue> {
    let layers = reread_below(view)?;
    layers[view.at].set_value(index).cloned()
}

/// Reads a layer's fields once more, with the layers below in their places.
pub(in crate::packet) fn reread_below(view: View<'_>) -> Option<Layers> {
    let mut layers: Layers = view.layers.iter().take(view.at + 1).cloned().collect();
    let layer = layers.last_mut()?;
    let origin = layer.origin.clone()?;
    layer.fields.clear();
    layer.lazy = false;
    // As when it was read first, there is nothing above.
    layer.next = NONE;
    read_fields(&mut layers, view.at, origin.all(), Context::default()).ok()?;
    Some(layers)
}

/// One field of a layer that came from octets and was not read so far.
pub fn field_of(view: View<'_>, index: usize) -> FieldValue {
    let layer = view.layer();
    let field = &layer.proto.fields[index];
    let Some(origin) = &layer.origin else {
        return FieldValue::None;
    };
    let header = origin.header();
    let skip = place_of(layer.proto, index);
    let octets = |count: usize| header.get(skip / 8..skip / 8 + count);
    let value = match field.kind {
        Kind::Uint | Kind::Bits => number_of(layer, index).map(FieldValue::Int),
        Kind::Mac if !field.little_endian => octets(6)
            .and_then(|o| o.try_into().ok())
            .map(FieldValue::Mac),
        Kind::Ip4 => octets(4)
            .and_then(|o| o.try_into().ok())
            .map(FieldValue::Ip4),
        Kind::Ip6 => octets(16)
            .and_then(|o| o.try_into().ok())
            .map(|o| FieldValue::Ip6(Rc::new(o))),
        Kind::Octets if layer.proto.is_kind_of(&RAW) => Some(FieldValue::octets(header)),
        _ => None,
    };
    value.unwrap_or_else(|| {
        reread(view)
            .and_then(|layers| layers[0].set_value(index).cloned())
            .unwrap_or(FieldValue::None)
    })
}

/// The number of bits before a field of a lazy layer.
#[inline]
fn place_of(proto: &'static Proto, index: usize) -> usize {
    let fixed = proto.fixed.offset(index);
    fixed.unwrap_or_else(|| proto.bit_offset(index))
}

/// The number in a field of a lazy layer that stands at a fixed place.
pub fn number_of(layer: &Layer, index: usize) -> Option<i64> {
    let field = &layer.proto.fields[index];
    if !matches!(field.kind, Kind::Uint | Kind::Bits) || field.little_endian || field.bits > 64 {
        return None;
    }
    let header = layer.origin.as_ref()?.header();
    let skip = place_of(layer.proto, index);
    let width = usize::from(field.bits);
    if width == 16
        && skip.is_multiple_of(8)
        && let Some([high, low]) = header.get(skip / 8..skip / 8 + 2)
    {
        return Some(i64::from(*high) << 8 | i64::from(*low));
    }
    if header.len() * 8 < skip + width {
        return None;
    }
    i64::try_from(bits_at(header, skip, width)).ok()
}

/// One field's value off some octets (Scapy's `getfield`), for methods of scripts.
pub fn read_one(
    view: View<'_>,
    field: &'static Field,
    octets: &[u8],
    bit: usize,
) -> Result<script::Got> {
    let mut layers: Layers = view.layers.iter().cloned().collect();
    let buffer: Rc<[u8]> = octets.into();
    layers[view.at].origin = Some(Origin {
        octets: buffer.clone(),
        start: 0,
        header_end: buffer.len() as u32,
        end: buffer.len() as u32,
        trailer: 0,
    });
    layers[view.at].lazy = false;
    let view = View {
        layers: &layers,
        at: view.at,
    };
    let mut cursor = Cursor {
        at: 0,
        bit,
        trailer: 0,
        rebuild: false,
        turned: None,
    };
    let value = read_field(view, field, &buffer, &mut cursor, Context::default())?;
    script::check()?;
    Ok(script::Got {
        value,
        rest: octets[cursor.at.min(octets.len())..].to_vec(),
        bit: cursor.bit,
    })
}
