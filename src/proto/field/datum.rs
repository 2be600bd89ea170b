//! A value as rules of the tables read and write it.

/// A value without the machinery of packets, for rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Datum {
    None,
    Int(i64),
    Text(String),
    Octets(Vec<u8>),
    List(Vec<Datum>),
    Tuple(Vec<Datum>),
}

impl Datum {
    pub fn int(&self) -> Option<i64> {
        match self {
            Datum::Int(number) => Some(*number),
            _ => None,
        }
    }
    pub fn text(&self) -> Option<&str> {
        match self {
            Datum::Text(text) => Some(text),
            _ => None,
        }
    }
    /// The elements of a list or a tuple.
    pub fn elements(&self) -> Option<&[Datum]> {
        match self {
            Datum::List(elements) | Datum::Tuple(elements) => Some(elements),
            _ => None,
        }
    }
}
