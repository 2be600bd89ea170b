//! What a field is when nobody sets it.

use crate::proto::Proto;
use crate::proto::binding::Condition;

/// The value of a field that nobody set.
#[derive(Clone, Copy)]
pub enum Preset {
    None,
    Int(i64),
    Float(f64),
    Text(&'static str),
    /// A text that stays one, even where octets are.
    Str(&'static str),
    Octets(&'static [u8]),
    /// A number that is set in each packet from the start.
    Given(i64),
    EmptyList,
    /// A list with one text in it.
    ListOfText(&'static str),
    /// A list with one packet of this protocol.
    ListOf(&'static Proto),
    /// A list of these numbers.
    Ints(&'static [i64]),
    Floats(&'static [f64]),
    /// A tuple of these numbers.
    Tuple(&'static [i64]),
    /// A list of packets, each with these fields set.
    Packets(&'static [(&'static Proto, Condition)]),
    /// A packet of this protocol.
    PacketOf(&'static Proto),
    /// Dice of this kind with these numbers as arguments: a new value in each packet that is built.
    Dice(&'static str, &'static [i64]),
    /// A number that needs more than 63 bits.
    Big(&'static [u8]),
    /// The same, with these fields set.
    PacketWith(&'static Proto, Condition),
    /// What an expression makes.
    Made(&'static crate::proto::asn1::Made),
    /// The time of day in milliseconds when the program started.
    StartTime,
    /// A value that a script gave; the number finds it in the registry of script values.
    Script(u32),
    /// The same, and each packet gets its own: a list, a packet, dice.
    OwnScript(u32),
}
