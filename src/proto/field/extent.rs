//! Whether a field is there, and how long it is.

use super::around::Around;

/// A group of bits in little-endian order (Scapy's `tot_size=-2` and `end_tot_size=-2`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Swap {
    /// The group of so many octets starts with this field; 0 or 1 when none does.
    pub start: u16,
    /// The group of so many octets ends with this field; 0 or 1 when none does.
    pub end: u16,
}

/// When a field has no octets.
pub struct Absent {
    /// Reading: the layer, and how many of its octets were read. The value is then `None`.
    pub unread: fn(&dyn Around, usize) -> bool,
    /// Building.
    pub unsent: fn(&dyn Around) -> bool,
}

/// When a field is there.
#[derive(Clone, Copy)]
pub enum When {
    Always,
    In(&'static str, &'static [i64]),
    /// When another field was set by hand.
    Set(&'static str),
    /// When another field has one of these bits.
    Bits(&'static str, i64),
    NotIn(&'static str, &'static [i64]),
    Test(fn(&dyn Around) -> bool),
    Script(u32),
}

/// How many octets or elements belong to a field of no fixed width.
#[derive(Clone, Copy)]
pub enum Length {
    /// All that is left.
    Rest,
    Octets(u16),
    /// The value of another field, plus.
    From(&'static str, i64),
    FromFn(fn(&dyn Around) -> i64),
    FromScript(u32),
    /// As many elements as another field says.
    Count(&'static str),
    CountFn(fn(&dyn Around) -> i64),
    CountScript(u32),
    /// These octets, if they come first, else all that is left.
    Magic(&'static [u8]),
    /// These octets, if they come first, else none.
    FirstIf(&'static [u8]),
    /// As many octets as a rule finds in those that follow; without an answer, the octets are no
    /// such header.
    Found(fn(&dyn Around, &[u8]) -> Option<usize>),
    /// As many octets as the header lacks to a multiple of so many.
    Align(u8),
    /// Up to and including this octet.
    Until(u8),
    /// Up to and including these octets, and some more or less; all of them belong to the value.
    Through(&'static [u8], i16),
    /// All that is left but some octets.
    Remain(u16),
    /// What is left of the header, which is as many octets long as another field says.
    Header(&'static str),
    /// A number of octets within bounds: the least and the most.
    Bounded(u16, u16),
    /// As many bits as a rule says.
    Bits(fn(&dyn Around) -> i64),
    BitsScript(u32),
}
