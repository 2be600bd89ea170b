//! Numbers that are not whole octets, and numbers at any bit.

use super::{put, whole};
use crate::packet::error::Result;
use crate::packet::packet::View;
use crate::packet::value::FieldValue;
use crate::packet::{convert, script};
use crate::proto::field::{Field, Length};

/// Bits that wait for an octet to be full.
#[derive(Default)]
pub(in crate::packet) struct Bits {
    pub(super) value: u64,
    pub(in crate::packet) count: u32,
    /// Where the header starts.
    pub(super) start: usize,
}

impl Bits {
    pub(super) fn push(&mut self, value: u64, width: u32, out: &mut Vec<u8>) {
        // What does not fit 64 bits is zero, or the sign of a negative number.
        let fill = if value >> 63 == 1 { u64::MAX } else { 0 };
        let mut width = width;
        while width > 64 {
            self.push(fill, (width - 64).min(64), out);
            width -= (width - 64).min(64);
        }
        let mut left = width;
        while left > 0 {
            let room = 8 - self.count;
            let now = room.min(left);
            let part = value >> (left - now) & ((1 << now) - 1);
            self.value = self.value << now | part;
            self.count += now;
            left -= now;
            if self.count == 8 {
                out.push(self.value as u8);
                (self.value, self.count) = (0, 0);
            }
        }
    }
}

pub(super) fn push_unsigned(number: u64, field: &Field, out: &mut Vec<u8>) {
    let width = usize::from(field.bits / 8).min(8);
    if field.little_endian {
        out.extend_from_slice(&number.to_le_bytes()[..width]);
    } else {
        out.extend_from_slice(&number.to_be_bytes()[8 - width..]);
    }
}

/// Some bits of any number, and the end of a group in little-endian order.
pub(super) fn put_bits(
    view: View<'_>,
    field: &'static Field,
    value: &FieldValue,
    bits: &mut Bits,
    out: &mut Vec<u8>,
) -> Result<()> {
    let width = match field.length {
        Length::Bits(rule) => rule(&view),
        Length::BitsScript(number) => script::number(number, view, 0).unwrap_or(0),
        _ => field.bits.into(),
    };
    let width = u32::try_from(width).unwrap_or(0);
    match value {
        FieldValue::Big(number) => {
            let octets = crate::packet::kinds::modulo(number, width.div_ceil(8) as usize);
            let mut left = width;
            for octet in octets {
                let now = if left % 8 == 0 { 8 } else { left % 8 };
                bits.push(octet.into(), now, out);
                left -= now;
            }
        }
        other => bits.push(whole(view, field, other)? as u64, width, out),
    }
    if let Some(swap) = field.swap
        && swap.end > 1
        && bits.count == 0
    {
        let from = out.len().saturating_sub(swap.end.into());
        out[from..].reverse();
    }
    Ok(())
}

/// The number of bits before a field in the header that is being built.
pub(super) fn bit_offset(view: View<'_>, index: usize) -> usize {
    let fields = &view.layer().proto.fields[..index];
    let there = |field: &&Field| !field.is_conditional() || convert::applies(view, field);
    let widths = fields
        .iter()
        .filter(there)
        .map(|field| match (field.bits, field.length) {
            (0, Length::Octets(length)) if field.fixed => 8 * usize::from(length),
            (bits, _) => usize::from(bits),
        });
    if view.layer().proto.script.is_none() || fields.iter().all(|field| field.bits > 0) {
        return widths.sum();
    }
    let (mut octets, mut bits) = (Vec::new(), Bits::default());
    for (index, field) in fields.iter().enumerate() {
        if there(&field) && put(view, field, &view.internal(index), &mut bits, &mut octets).is_err()
        {
            break;
        }
    }
    octets.len() * 8 + bits.count as usize
}

/// Writes a number over some bits.
pub(in crate::packet) fn write_bits(octets: &mut [u8], bit: usize, width: usize, number: u64) {
    let skip = bit % 8;
    if bit.is_multiple_of(8)
        && width == 16
        && let Some(place) = octets.get_mut(bit / 8..bit / 8 + 2)
    {
        place.copy_from_slice(&(number as u16).to_be_bytes());
        return;
    }
    if skip + width <= 8 {
        if let Some(octet) = octets.get_mut(bit / 8) {
            let mask = (0xff_u8 >> skip) & (0xff << (8 - skip - width));
            *octet = *octet & !mask | (number as u8) << (8 - skip - width) & mask;
        }
        return;
    }
    if skip + width <= 16
        && let Some([high, low]) = octets.get_mut(bit / 8..bit / 8 + 2)
    {
        let free = 16 - skip - width;
        let mask = (0xffff_u16 >> skip) & (0xffff << free);
        let old = u16::from_be_bytes([*high, *low]);
        [*high, *low] = (old & !mask | (number as u16) << free & mask).to_be_bytes();
        return;
    }
    for at in 0..width {
        let Some(octet) = octets.get_mut((bit + at) / 8) else {
            return;
        };
        let mask = 0x80 >> ((bit + at) % 8);
        if number >> (width - 1 - at) & 1 == 1 {
            *octet |= mask;
        } else {
            *octet &= !mask;
        }
    }
}
