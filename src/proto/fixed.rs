//! The part of a header that always stands at the same places, worked out from the table once,
//! when the program is compiled: where each field is, and the header with every default in it.
//! Building copies the header and writes over it what was set.

use super::field::{Auto, Field, Kind, Preset, When};

/// No table has more fields at fixed places; those that follow are written one by one.
const MOST_FIELDS: usize = 24;
/// Octets of the longest such part.
const MOST_OCTETS: usize = 64;

/// What is known of a header before any of its fields is set.
#[derive(Clone, Copy)]
pub struct Fixed {
    /// How many fields, from the first on, have a place that nothing can move.
    pub fields: u8,
    /// The octets that they take.
    pub len: u8,
    /// The bits before each of them.
    offsets: [u16; MOST_FIELDS],
    image: [u8; MOST_OCTETS],
    /// Fields among them whose value has to be asked for where it is not set.
    pub asked: Places,
    /// Fields of the whole table that are computed when all that follows is there.
    pub computed: Places,
}

/// A set of places in a table of fields; it ends at [`Places::LIMIT`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Places(u64);

impl Places {
    /// Places from here on cannot be in a set.
    pub const LIMIT: usize = 64;

    const NONE: Places = Places(0);

    const fn with(self, place: usize) -> Places {
        if place < Places::LIMIT {
            Places(self.0 | 1 << place)
        } else {
            self
        }
    }

    /// The set without one place.
    pub const fn without(self, place: usize) -> Places {
        if place < Places::LIMIT {
            Places(self.0 & !(1 << place))
        } else {
            self
        }
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The places, the first one first.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let rest = |left: &u64| Some(left & (left - 1)).filter(|left| *left != 0);
        std::iter::successors(Some(self.0).filter(|left| *left != 0), rest)
            .map(|left| left.trailing_zeros() as usize)
    }
}

impl Fixed {
    /// What the table says. A part that would end within an octet ends before that octet.
    pub const fn of(fields: &[Field]) -> Fixed {
        let mut fixed = Fixed {
            fields: 0,
            len: 0,
            offsets: [0; MOST_FIELDS],
            image: [0; MOST_OCTETS],
            asked: Places::NONE,
            computed: Places::NONE,
        };
        let (mut at, mut bit) = (0, 0);
        let mut asked = Places::NONE;
        while at < fields.len() && at < MOST_FIELDS {
            let field = &fields[at];
            let bits = field.bits as usize;
            let Some(default) = default_of(field, bit) else {
                break;
            };
            if bit + bits > MOST_OCTETS * 8 {
                break;
            }
            fixed.offsets[at] = bit as u16;
            match default {
                Default::Number(number) => write(&mut fixed.image, bit, bits, number, field),
                Default::Asked => asked = asked.with(at),
            }
            bit += bits;
            at += 1;
            if bit.is_multiple_of(8) {
                fixed.fields = at as u8;
                fixed.len = (bit / 8) as u8;
                fixed.asked = asked;
            }
        }
        at = 0;
        while at < fields.len() {
            let late = matches!(
                fields[at].auto,
                Auto::HeaderLen(_)
                    | Auto::HeaderLenBy(_)
                    | Auto::TotalLenBy(_)
                    | Auto::TotalLen
                    | Auto::TotalLenLess(_)
                    | Auto::PayloadLen
                    | Auto::PayloadLenBy(_)
                    | Auto::Sum(_)
                    | Auto::Rule(_)
            );
            if late || matches!(fields[at].kind, Kind::Trailer(_) | Kind::IcmpExtension) {
                fixed.computed = fixed.computed.with(at);
            }
            at += 1;
        }
        fixed
    }

    /// The octets with every default in its place.
    pub fn image(&self) -> &[u8] {
        &self.image[..usize::from(self.len)]
    }

    /// The bits before a field, if its place is fixed.
    #[inline]
    pub fn offset(&self, index: usize) -> Option<usize> {
        (index < usize::from(self.fields)).then(|| usize::from(self.offsets[index]))
    }
}

enum Default {
    Number(u64),
    Asked,
}

/// What stands in a field that nobody set; `None` when its place or width is not fixed.
const fn default_of(field: &Field, bit: usize) -> Option<Default> {
    let moved = field.swap.is_some() || field.little_endian && matches!(field.kind, Kind::Mac);
    if !matches!(field.when, When::Always) || field.bits == 0 || moved || field.absent.is_some() {
        return None;
    }
    let aligned = bit.is_multiple_of(8);
    match field.kind {
        Kind::Bits if field.bits <= 64 => {}
        Kind::Uint if aligned && field.bits.is_multiple_of(8) && field.bits <= 64 => {}
        Kind::Mac if aligned && field.bits == 48 => {}
        Kind::Ip4 if aligned && field.bits == 32 => {}
        Kind::Ip6 if aligned && field.bits == 128 => {}
        _ => return None,
    }
    Some(match (field.kind, field.preset, field.auto) {
        (Kind::Bits, Preset::Int(number), _) => Default::Number(number as u64),
        (Kind::Uint, Preset::Int(number), _)
            if number >= 0 && (field.bits >= 63 || number >> field.bits == 0) =>
        {
            Default::Number(number as u64)
        }
        (Kind::Uint, Preset::None, Auto::Is(number)) => Default::Number(number as u64),
        (
            Kind::Bits | Kind::Uint,
            Preset::None,
            Auto::LenOf(..)
            | Auto::CountOf(..)
            | Auto::PartAt(_)
            | Auto::PartLen(_)
            | Auto::PartCount(_),
        ) => Default::Asked,
        (Kind::Bits | Kind::Uint, Preset::None, _) => Default::Number(0),
        (Kind::Mac | Kind::Ip4 | Kind::Ip6, Preset::None, Auto::No) => Default::Number(0),
        _ => Default::Asked,
    })
}

/// Writes the lower bits of a number; addresses without a value are all zeros already.
const fn write(image: &mut [u8], bit: usize, bits: usize, number: u64, field: &Field) {
    if bits > 64 {
        return;
    }
    let mut at = 0;
    while at < bits {
        if number >> (bits - 1 - at) & 1 == 1 {
            let mut place = bit + at;
            if field.little_endian && matches!(field.kind, Kind::Uint) {
                place = bit + (bits / 8 - 1 - at / 8) * 8 + at % 8;
            }
            image[place / 8] |= 0x80 >> (place % 8);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::proto::registry;

    #[test]
    fn the_headers_that_everybody_sends_are_fixed() {
        // The octets are RFC 791's and RFC 9293's with Scapy's defaults in them.
        let header = |name| {
            let proto = registry::proto(name).expect("a protocol");
            proto.fixed.image().to_vec()
        };
        assert_eq!(
            header("IP"),
            [
                0x40, 0, 0, 0, 0, 1, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
            ]
        );
        assert_eq!(
            header("TCP"),
            [
                0, 20, 0, 80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x20, 0, 0, 0, 0, 0
            ]
        );
        assert_eq!(header("UDP"), [0, 53, 0, 53, 0, 0, 0, 0]);
    }

    #[test]
    fn the_places_are_those_of_the_table() {
        for proto in registry::protocols() {
            for index in 0..usize::from(proto.fixed.fields) {
                assert_eq!(proto.fixed.offset(index), Some(proto.bit_offset(index)));
            }
        }
    }
}
