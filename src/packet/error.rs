//! What can go wrong with a packet, and how it is said.

use std::fmt;

use crate::proto::Proto;

/// An error about a packet, a layer or a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// `IP(dts="1.2.3.4")`
    NoField {
        proto: &'static str,
        name: String,
        like: Option<String>,
    },
    /// `IP(ttl=300)`, noticed when the packet is built
    Range {
        proto: &'static str,
        field: &'static str,
        value: String,
        low: i128,
        high: i128,
    },
    /// `IP(ttl="many")`, noticed when the packet is built
    Kind {
        proto: &'static str,
        field: &'static str,
        value: String,
        expected: &'static str,
    },
    /// `IP(proto="tpc")`
    Name {
        field: &'static str,
        name: String,
        like: Option<String>,
    },
    /// `TCP(flags="SX")`
    Flag {
        field: &'static str,
        text: String,
        known: String,
    },
    /// `IP(dst="1.2.3.4/99")`, `IP(dst="no.such.host")`
    Address { text: String },
    /// `IP(b"\x45")`: fewer octets than the header needs
    Short {
        proto: &'static str,
        field: &'static str,
        needed: usize,
        had: usize,
    },
    /// `p[UDP]` on a packet without UDP
    NoLayer { name: String },
    /// An exception of a method or function of the script.
    Script(super::script::Raised),
    /// Anything else, in words, with the Python exception that says it.
    Other { kind: &'static str, text: String },
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The Python exception that a script sees.
    pub fn kind(&self) -> &'static str {
        match self {
            Error::NoField { .. } => "AttributeError",
            Error::Range { .. } | Error::Flag { .. } | Error::Kind { .. } => "ValueError",
            Error::Name { .. } => "KeyError",
            Error::Address { .. } => "OSError",
            Error::Short { .. } => "struct.error",
            Error::NoLayer { .. } => "IndexError",
            Error::Script(_) => "Exception",
            Error::Other { kind, .. } => kind,
        }
    }

    /// The word of the script that is wrong, for the caret.
    pub fn word(&self) -> Option<&str> {
        match self {
            Error::NoField { name, .. } | Error::Name { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// Which number of a dotted address is too large.
fn wrong_octet(text: &str) -> Option<(usize, &str)> {
    let octets: Vec<&str> = text.split('/').next()?.split('.').collect();
    let dotted = octets.len() == 4
        && octets
            .iter()
            .all(|octet| !octet.is_empty() && octet.bytes().all(|b| b.is_ascii_digit()));
    let at = octets
        .iter()
        .position(|octet| octet.parse::<u8>().is_err())?;
    dotted.then(|| (at + 1, octets[at]))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoField { proto, name, like } => {
                write!(f, "{proto} has no field '{name}'")?;
                mean(f, like)
            }
            Error::Range {
                proto,
                field,
                value,
                low,
                high,
            } => {
                write!(
                    f,
                    "{value} does not fit {proto}.{field}: it holds {low} to {high}"
                )?;
                f.write_str(" (RawVal sends any octets)")
            }
            Error::Kind {
                proto,
                field,
                value,
                expected,
            } => {
                write!(
                    f,
                    "{value} does not fit {proto}.{field}: it holds {expected}"
                )?;
                f.write_str(" (RawVal sends any octets)")
            }
            Error::Name { field, name, like } => {
                write!(f, "'{name}' is no name of a value of '{field}'")?;
                mean(f, like)
            }
            Error::Flag { field, text, known } => {
                write!(
                    f,
                    "'{text}' has flags that '{field}' does not know: it knows {known}"
                )
            }
            Error::Address { text } => {
                if let Some((at, octet)) = wrong_octet(text) {
                    return write!(f, "octet {at} of '{text}' is {octet}: each is 0 to 255");
                }
                write!(
                    f,
                    "'{text}' is neither an address nor a network nor a known host"
                )
            }
            Error::Short {
                proto,
                field,
                needed,
                had,
            } => {
                write!(
                    f,
                    "{proto}.{field} needs {needed} octets, and there are {had}"
                )
            }
            Error::NoLayer { name } => write!(f, "Layer [{name}] not found"),
            Error::Script(_) => f.write_str("an exception of the script"),
            Error::Other { text, .. } => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}

fn mean(f: &mut fmt::Formatter<'_>, like: &Option<String>) -> fmt::Result {
    match like {
        Some(like) => write!(f, " (did you mean '{like}'?)"),
        None => Ok(()),
    }
}

/// The error for a field that `proto` does not have, with the name that comes nearest.
pub fn no_field(proto: &'static Proto, name: &str) -> Error {
    let names = proto.fields.iter().map(|field| field.name);
    Error::NoField {
        proto: proto.name,
        name: name.to_string(),
        like: nearest(name, names).map(str::to_string),
    }
}

/// The candidate that is most like `word`, if any is like it; of two, the one that begins alike.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len().min(word.len()) / 4)
        .min_by_key(|(distance, candidate)| {
            (*distance, candidate.chars().next() != word.chars().next())
        })
        .map(|(_, candidate)| candidate)
}
