//! Fields written over a header that is there.

use super::bits::{Bits, write_bits};
use super::{put, whole};
use crate::packet::convert;
use crate::packet::packet::{View, fixed_value};
use crate::packet::value::FieldValue;
use crate::proto::field::{Field, Kind};

/// Appends the part of the header that stands at fixed places: the defaults, with what was set
/// written over them. Says no where a value does not fit its place.
pub(super) fn patched(view: View<'_>, out: &mut Vec<u8>) -> bool {
    let layer = view.layer();
    let proto = layer.proto;
    if layer.lazy || layer.defaults.is_some() {
        return false;
    }
    let start = out.len();
    out.extend_from_slice(proto.fixed.image());
    let mut asked = proto.fixed.asked;
    for (index, value) in &layer.fields {
        let index = usize::from(*index);
        let Some(bit) = proto.fixed.offset(index) else {
            continue;
        };
        asked = asked.without(index);
        if !patch(view, index, value, bit, &mut out[start..]) {
            return false;
        }
    }
    for (name, value) in layer.overload.into_iter().flatten() {
        let Some(index) = proto.index_of(name) else {
            continue;
        };
        let Some(bit) = proto.fixed.offset(index) else {
            continue;
        };
        if layer.set_value(index).is_some() {
            continue;
        }
        asked = asked.without(index);
        if !patch(view, index, &fixed_value(*value), bit, &mut out[start..]) {
            return false;
        }
    }
    asked.iter().all(|index| {
        let bit = proto.fixed.offset(index).unwrap_or_default();
        let value = convert::preset(&proto.fields[index]);
        patch(view, index, &value, bit, &mut out[start..])
    })
}

/// Writes one value at its place.
#[inline]
pub(in crate::packet) fn patch(
    view: View<'_>,
    index: usize,
    value: &FieldValue,
    bit: usize,
    header: &mut [u8],
) -> bool {
    let field = &view.layer().proto.fields[index];
    patch_plain(field, value, bit, header) || patch_any(view, field, value, bit, header)
}

/// The same for a value that fits as it is; says no to others.
#[inline]
pub(in crate::packet) fn patch_plain(
    field: &Field,
    value: &FieldValue,
    bit: usize,
    header: &mut [u8],
) -> bool {
    let at = bit / 8;
    match (value, field.kind) {
        (FieldValue::Int(number), Kind::Bits) => {
            write_bits(header, bit, field.bits.into(), *number as u64);
            true
        }
        (FieldValue::Int(number), Kind::Uint)
            if *number >= 0 && number >> field.bits.min(63) == 0 =>
        {
            let width = usize::from(field.bits / 8);
            let place = &mut header[at..at + width];
            if field.little_endian {
                place.copy_from_slice(&number.to_le_bytes()[..width]);
            } else {
                place.copy_from_slice(&number.to_be_bytes()[8 - width..]);
            }
            true
        }
        (FieldValue::Ip4(octets), Kind::Ip4) => {
            header[at..at + 4].copy_from_slice(octets);
            true
        }
        (FieldValue::Mac(octets), Kind::Mac) => {
            header[at..at + 6].copy_from_slice(octets);
            true
        }
        (FieldValue::Ip6(octets), Kind::Ip6) => {
            header[at..at + 16].copy_from_slice(&**octets);
            true
        }
        _ => false,
    }
}

/// The same for a value that takes some work to become octets.
#[cold]
fn patch_any(
    view: View<'_>,
    field: &'static Field,
    value: &FieldValue,
    bit: usize,
    header: &mut [u8],
) -> bool {
    if matches!(field.kind, Kind::Bits) {
        let value = convert::first(field, value.clone());
        let number = match value {
            FieldValue::RawVal(_) => None,
            value => whole(view, field, &value).ok(),
        };
        if let Some(number) = number {
            write_bits(header, bit, field.bits.into(), number as u64);
        }
        return number.is_some();
    }
    let (at, width) = (bit / 8, usize::from(field.bits / 8));
    let mut octets = Vec::new();
    let fits =
        put(view, field, value, &mut Bits::default(), &mut octets).is_ok() && octets.len() == width;
    if fits {
        header[at..at + width].copy_from_slice(&octets);
    }
    fits
}
