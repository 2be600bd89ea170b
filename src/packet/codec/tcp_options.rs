//! TCP options as a list of pairs. RFC 9293 section 3.1 and the registry of kinds.

use std::rc::Rc;

use crate::packet::error::{Error, Result, nearest};
use crate::packet::packet::Packet;
use crate::packet::value::FieldValue;
use crate::proto::tcp::TCP_AO;

/// A kind that has a name: its number, and the widths of the numbers in it.
struct Kind {
    number: u8,
    name: &'static str,
    format: Format,
}

#[derive(Clone, Copy, PartialEq)]
enum Format {
    /// The octets as they are.
    Octets,
    /// Numbers of these widths.
    Numbers(&'static [u8]),
    /// As many numbers of four octets as there are.
    Blocks,
    /// Exactly this many octets.
    Fixed(usize),
    /// A Pascal string of one octet: always empty.
    Pascal,
    /// A packet of its own.
    Authentication,
}

const END: u8 = 0;
const NOP: u8 = 1;

const KINDS: &[Kind] = &[
    Kind {
        number: 2,
        name: "MSS",
        format: Format::Numbers(&[2]),
    },
    Kind {
        number: 3,
        name: "WScale",
        format: Format::Numbers(&[1]),
    },
    Kind {
        number: 4,
        name: "SAckOK",
        format: Format::Octets,
    },
    Kind {
        number: 5,
        name: "SAck",
        format: Format::Blocks,
    },
    Kind {
        number: 8,
        name: "Timestamp",
        format: Format::Numbers(&[4, 4]),
    },
    Kind {
        number: 14,
        name: "AltChkSum",
        format: Format::Numbers(&[1, 2]),
    },
    Kind {
        number: 15,
        name: "AltChkSumOpt",
        format: Format::Octets,
    },
    Kind {
        number: 19,
        name: "MD5",
        format: Format::Fixed(16),
    },
    Kind {
        number: 25,
        name: "Mood",
        format: Format::Pascal,
    },
    Kind {
        number: 28,
        name: "UTO",
        format: Format::Numbers(&[2]),
    },
    Kind {
        number: 29,
        name: "AO",
        format: Format::Authentication,
    },
    Kind {
        number: 34,
        name: "TFO",
        format: Format::Numbers(&[4, 4]),
    },
];

/// The names of the kinds, for completion.
pub fn names() -> impl Iterator<Item = &'static str> {
    ["EOL", "NOP"]
        .into_iter()
        .chain(KINDS.iter().map(|kind| kind.name))
}

/// Some option with some value; `roll(n)` gives a number from 0 to n.
pub fn random(roll: &mut dyn FnMut(u64) -> u64) -> FieldValue {
    let at = roll(KINDS.len() as u64) as usize;
    let Some(kind) = KINDS.get(at) else {
        return pair(FieldValue::text("NOP"), FieldValue::octets(b""));
    };
    let value = match kind.format {
        Format::Octets | Format::Authentication => FieldValue::octets(b""),
        Format::Blocks => FieldValue::tuple(Vec::new()),
        Format::Numbers(widths) => {
            let number = |width: &u8| roll((1u64 << (8 * width)) - 1) as i64;
            FieldValue::tuple(widths.iter().map(number).map(FieldValue::Int).collect())
        }
        Format::Fixed(length) => {
            let octets: Vec<u8> = (0..length).map(|_| roll(255) as u8).collect();
            FieldValue::octets(&octets)
        }
        Format::Pascal => FieldValue::octets(&[roll(255) as u8]),
    };
    pair(FieldValue::text(kind.name), value)
}

/// Octets to pairs; an unknown kind keeps its number and its octets.
pub fn read(mut octets: &[u8]) -> Result<Vec<FieldValue>> {
    let mut options = Vec::new();
    while let Some(&number) = octets.first() {
        if number == END {
            options.push(pair(FieldValue::text("EOL"), FieldValue::None));
            break;
        }
        if number == NOP {
            options.push(pair(FieldValue::text("NOP"), FieldValue::None));
            octets = &octets[1..];
            continue;
        }
        // A length that cannot be counts as two: kind and length themselves.
        let length = octets
            .get(1)
            .map_or(2, |length| usize::from(*length).max(2));
        let value = &octets[2.min(octets.len())..length.min(octets.len())];
        let known = KINDS.iter().find(|kind| kind.number == number);
        options.push(match known {
            Some(kind) => pair(FieldValue::text(kind.name), read_value(kind.format, value)?),
            None => pair(FieldValue::Int(number.into()), FieldValue::octets(value)),
        });
        octets = &octets[length.min(octets.len())..];
    }
    Ok(options)
}

fn read_value(format: Format, octets: &[u8]) -> Result<FieldValue> {
    Ok(match format {
        Format::Numbers(widths) if sum(widths) == octets.len() => {
            let mut rest = octets;
            let mut values = widths.iter().map(|width| {
                let (octets, after) = rest.split_at(usize::from(*width));
                rest = after;
                number_of(octets)
            });
            match widths.len() {
                1 => values.next().unwrap_or(FieldValue::None),
                _ => FieldValue::Tuple(values.collect()),
            }
        }
        Format::Blocks if octets.len().is_multiple_of(4) => {
            let values: Vec<FieldValue> = octets.chunks(4).map(number_of).collect();
            match <[FieldValue; 1]>::try_from(values) {
                Ok([value]) => value,
                Err(values) => FieldValue::tuple(values),
            }
        }
        Format::Pascal if octets.len() == 1 => FieldValue::octets(b""),
        Format::Authentication => FieldValue::Packet(Packet::dissect(&TCP_AO, octets)?),
        _ => FieldValue::octets(octets),
    })
}

fn number_of(octets: &[u8]) -> FieldValue {
    FieldValue::Int(
        octets
            .iter()
            .fold(0, |number, octet| number << 8 | i64::from(*octet)),
    )
}

fn sum(widths: &[u8]) -> usize {
    widths.iter().map(|width| usize::from(*width)).sum()
}

fn pair(name: FieldValue, value: FieldValue) -> FieldValue {
    FieldValue::Tuple(Rc::new([name, value]))
}

/// Pairs to octets, padded with zeros to a multiple of four.
pub fn write(options: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    let start = out.len();
    let options = match options.resolved() {
        FieldValue::List(list) => list.borrow().clone(),
        FieldValue::Tuple(values) => values.to_vec(),
        FieldValue::None => return Err(wrong("None")),
        FieldValue::Octets(octets) if octets.is_empty() => Vec::new(),
        FieldValue::Text(text) if text.is_empty() => Vec::new(),
        other => return Err(wrong(&format!("{other:?}"))),
    };
    for option in &options {
        let (name, value) = match option.resolved() {
            FieldValue::Tuple(pair) if pair.len() == 2 => (pair[0].clone(), pair[1].clone()),
            FieldValue::List(pair) if pair.borrow().len() == 2 => {
                let pair = pair.borrow();
                (pair[0].clone(), pair[1].clone())
            }
            other => return Err(wrong(&format!("{other:?}"))),
        };
        write_option(&name, &value.resolved(), out)?;
    }
    while !(out.len() - start).is_multiple_of(4) {
        out.push(0);
    }
    Ok(())
}

fn write_option(name: &FieldValue, value: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    match (name, name.as_text().as_deref()) {
        (FieldValue::Int(0), _) | (_, Some("EOL")) => out.push(END),
        (FieldValue::Int(1), _) | (_, Some("NOP")) => out.push(NOP),
        (_, Some(name)) => {
            let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else {
                return misspelt(name);
            };
            let mut octets = Vec::new();
            write_value(kind, value, &mut octets)?;
            write_kind(kind.number, &octets, out)?;
        }
        (FieldValue::Int(number), _) => {
            let number = u8::try_from(*number).map_err(|_| wrong(&format!("kind {number}")))?;
            let Some(octets) = value.as_octets() else {
                return Ok(());
            };
            write_kind(number, &octets, out)?;
        }
        _ => {}
    }
    Ok(())
}

fn write_kind(number: u8, value: &[u8], out: &mut Vec<u8>) -> Result<()> {
    let length = u8::try_from(value.len() + 2)
        .map_err(|_| wrong(&format!("an option of {} octets", value.len())))?;
    out.extend([number, length]);
    out.extend(value);
    Ok(())
}

fn write_value(kind: &Kind, value: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    if let Some(octets) = value.as_octets() {
        match kind.format {
            Format::Fixed(length) => {
                out.extend(
                    octets
                        .iter()
                        .copied()
                        .chain(std::iter::repeat(0))
                        .take(length),
                );
            }
            _ => out.extend(&octets[..]),
        }
        return Ok(());
    }
    let error = || wrong(&format!("('{}', {value:?})", kind.name));
    let values: Vec<FieldValue> = match value {
        FieldValue::Tuple(values) => values.to_vec(),
        FieldValue::List(list) if kind.format == Format::Blocks => list.borrow().clone(),
        other => vec![other.clone()],
    };
    match kind.format {
        Format::Numbers(widths) if widths.len() == values.len() => {
            for (width, value) in widths.iter().zip(&values) {
                write_number(value.as_int().ok_or_else(error)?, *width, out).ok_or_else(error)?;
            }
            Ok(())
        }
        Format::Blocks => {
            for value in &values {
                write_number(value.as_int().ok_or_else(error)?, 4, out).ok_or_else(error)?;
            }
            Ok(())
        }
        Format::Authentication => match value {
            FieldValue::Packet(packet) => {
                out.extend(packet.build()?);
                Ok(())
            }
            _ => Err(error()),
        },
        _ => Err(error()),
    }
}

fn write_number(number: i64, width: u8, out: &mut Vec<u8>) -> Option<()> {
    if number < 0 || number >> (8 * width) != 0 {
        return None;
    }
    out.extend(&number.to_be_bytes()[8 - usize::from(width)..]);
    Some(())
}

/// `("MMS", 1460)` is an error. As in Scapy, an option whose name is like no other is left out.
fn misspelt(name: &str) -> Result<()> {
    let same = names().find(|known| known.eq_ignore_ascii_case(name));
    let Some(like) = same.or_else(|| nearest(name, names())) else {
        return Ok(());
    };
    Err(Error::Name {
        field: "options",
        name: name.to_owned(),
        like: Some(like.to_owned()),
    })
}

fn wrong(what: &str) -> Error {
    Error::Kind {
        proto: "TCP",
        field: "options",
        value: what.to_string(),
        expected: "a list of pairs such as ('MSS', 1460) or ('NOP', None)",
    }
}
