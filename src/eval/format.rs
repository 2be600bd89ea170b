//! Text of numbers and strings: what `repr`, format specs, `%` and `str.format` write.
//!
//! Everything here is pure; it knows numbers and text but no [`super::value::Value`].

pub mod float;
pub mod integer;
pub mod percent;
pub mod quote;
pub mod spec;
pub mod template;

/// What went wrong in a pure function; the caller makes the script's exception of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `format(1, "zz")`
    Value(String),
    /// `"%d" % "x"`
    Type(String),
    /// `"%c" % -1`
    Overflow(String),
}

impl Fault {
    /// Python's name of the exception, and its text.
    pub fn parts(self) -> (&'static str, String) {
        match self {
            Fault::Value(text) => ("ValueError", text),
            Fault::Type(text) => ("TypeError", text),
            Fault::Overflow(text) => ("OverflowError", text),
        }
    }
}

pub(crate) fn value_fault<T>(text: impl Into<String>) -> Result<T, Fault> {
    Err(Fault::Value(text.into()))
}
