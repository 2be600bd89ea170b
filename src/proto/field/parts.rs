//! Values that stand in the payload and are pointed at by the header: places, lengths, contents.

use super::Field;
use super::around::Around;
use crate::proto::Proto;

/// Parts of a message behind its header. Fields of the header say where each of them starts and
/// how long it is; a script sets and reads a part by its name, as if it were a field.
pub struct Parts {
    pub parts: &'static [Part],
    /// How many octets lie between what the offsets count from and the parts.
    pub start: fn(&dyn Around) -> i64,
    /// The parts stand in the order of the table, not in that in which they were set.
    pub ordered: bool,
    /// What one part is depends on the octets of another one.
    pub told: Option<Told>,
}

/// One part, and the fields that say where it is.
pub struct Part {
    pub field: Field,
    /// The field that holds the offset.
    pub at: &'static str,
    /// The field that holds the number of octets; without it, a part ends where the next begins.
    pub len: &'static str,
    /// An offset that is not set is a multiple of so many octets.
    pub align: i64,
    /// Another name for the part.
    pub also: &'static str,
}

impl Part {
    pub const fn aligned(mut self, align: i64) -> Part {
        self.align = align;
        self
    }
    pub const fn also(mut self, name: &'static str) -> Part {
        self.also = name;
        self
    }
    pub fn is_named(&self, name: &str) -> bool {
        self.field.name == name || !name.is_empty() && self.also == name
    }
}

/// A part that was read as octets is a packet of the protocol that a rule finds: in the layer, by
/// the octets of another part and how many octets the packet has.
#[derive(Clone, Copy)]
pub struct Told {
    pub part: &'static str,
    pub by: &'static str,
    pub rule: ToldRule,
}

pub type ToldRule = fn(&[u8], usize) -> Option<&'static Proto>;

impl Parts {
    /// The parts; offsets count from so many octets in front of them.
    pub const fn new(parts: &'static [Part], start: fn(&dyn Around) -> i64) -> Parts {
        Parts {
            parts,
            start,
            ordered: false,
            told: None,
        }
    }
    pub fn part(&self, name: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.is_named(name))
    }
}

/// A part whose offset and length are in these fields.
pub const fn part(field: Field, at: &'static str, len: &'static str) -> Part {
    Part {
        field,
        at,
        len,
        align: 1,
        also: "",
    }
}
