//! How values are printed, and their names.

use super::around::Around;
use crate::proto::names::{FlagNames, Names};

/// The layer, and the text of a value as it would be without the rule.
pub type RemarkRule = fn(&dyn Around, &str) -> String;

/// How a number is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Display {
    Decimal,
    Hex,
    /// Octets in hexadecimal digits.
    HexOctets,
    /// `0o17`
    Octal,
    /// `yes` and `no`
    Truth,
    /// Three octets as an organisation (SNAP).
    Oui,
    /// 64 bits of a time since 1900, as a date and as a number. RFC 5905 section 6.
    Date1900,
    /// The number of an IPv6 option, with what its upper bits ask for. RFC 8200 section 4.2.
    OptionType,
    /// Hundredths of a second: `1.50 sec`.
    Hundredths,
    /// Octets as the text that they are, without quotes.
    Plain,
}

/// Where the names of the values come from.
#[derive(Clone, Copy)]
pub enum Naming {
    No,
    Enum(&'static Names),
    /// A table for each value of another field (`MultiEnumField`).
    Depends(&'static str, &'static [(i64, &'static Names)]),
    Flags(&'static FlagNames),
    /// What a rule of a script says of a number, and back.
    Script(u32),
    /// A table for each number that a rule of a script finds.
    DependsScript(u32, &'static [(i64, &'static Names)]),
    /// Octets or texts and their names.
    Texts(&'static [(&'static [u8], &'static str)]),
    /// What rules say of a number, and back.
    Made(&'static MadeNames),
    /// Flags whose names another field decides; each has a letter and a sentence.
    FlagsBy(&'static str, &'static [(i64, &'static [FlagEntry])]),
}

/// Names that follow from the number.
pub struct MadeNames {
    pub name: fn(i64) -> Option<String>,
    pub value: fn(&str) -> Option<i64>,
}

/// Number of the bit, its letter, what it means.
pub type FlagEntry = (u16, &'static str, &'static str);
