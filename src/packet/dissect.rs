//! Octets to layers.

use std::rc::Rc;

use smallvec::SmallVec;

use super::error::Result;
use super::layer::Layer;
use super::packet::{Packet, View};
use super::value::FieldValue;
use crate::proto::Proto;

/// The packet that these octets are.
pub fn dissect(_proto: &'static Proto, octets: Rc<[u8]>) -> Result<Packet> {
    Ok(Packet::raw(&octets))
}

/// All fields of a lazy layer.
pub fn fields_of(_view: View<'_>) -> SmallVec<[(u16, FieldValue); 3]> {
    SmallVec::new()
}

/// One field of a lazy layer.
pub fn field_of(_view: View<'_>, _index: usize) -> FieldValue {
    FieldValue::None
}

/// The number in a field of a lazy layer that stands at a fixed place.
pub fn number_of(_layer: &Layer, _index: usize) -> Option<i64> {
    None
}
