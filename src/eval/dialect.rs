//! The octets and texts of Python 2, where both were one type. In a program that only Python 2
//! accepts, octets are a `str` whose characters are numbered up to 255.

use std::borrow::Cow;
use std::cell::Cell;

thread_local! {
    static DIALECT: Cell<Dialect> = const { Cell::new(Dialect::Today) };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    Today,
    /// A text has old spellings: where octets are wanted, text is taken.
    Tolerant,
    /// Only Python 2 accepts the text: octets are text.
    Python2,
}

/// How values are made from now on.
pub fn set(dialect: Dialect) {
    DIALECT.set(dialect);
}

pub fn is_tolerant() -> bool {
    DIALECT.get() >= Dialect::Tolerant
}

pub fn is_python2() -> bool {
    DIALECT.get() == Dialect::Python2
}

/// Octets as the text that they were.
pub fn text_of(octets: &[u8]) -> String {
    octets.iter().map(|octet| char::from(*octet)).collect()
}

/// The octets of a text: of its characters as far as they are octets, else its UTF-8.
pub fn octets_of(text: &str) -> Vec<u8> {
    narrow(text).unwrap_or_else(|| text.as_bytes().to_vec())
}

fn narrow(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect()
}

/// What a terminal shows of a text of Python 2: octets that are UTF-8 are the characters that they
/// stand for.
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !is_python2() {
        return Cow::Borrowed(text);
    }
    match narrow(text).map(String::from_utf8) {
        Some(Ok(text)) => Cow::Owned(text),
        _ => Cow::Borrowed(text),
    }
}
