//! What node information queries ask about, and what replies say. RFC 4620 sections 4 and 5.
//!
//! Inside of the packet it is a pair: for a query `(0, IPv6 address)`, `(1, name as octets)` or
//! `(2, IPv4 address)`; for a reply what was asked for, and `[seconds, names as octets]`, a list of
//! `(seconds, address)`, or the octets.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::packet::error::{Error, Result};
use crate::packet::kinds::plain_text;
use crate::packet::packet::View;
use crate::packet::text::{Style, python};
use crate::packet::value::{FieldValue, ip6_text};
use crate::proto::Around;
use crate::proto::field::NodeData;

const NAMES: i64 = 2;
const ADDRESSES6: i64 = 3;
const ADDRESSES4: i64 = 4;

/// What a packet holds where nothing was set.
pub fn preset(which: NodeData) -> FieldValue {
    match which {
        NodeData::Query => pair(1, FieldValue::octets(&[0, 0, 0])),
        NodeData::Reply => pair(0, FieldValue::None),
    }
}

/// Reads the data; also says how many octets it took.
pub fn read(which: NodeData, view: View<'_>, octets: &[u8]) -> Result<(FieldValue, usize)> {
    let code = view.int("code").unwrap_or(0);
    let asked = view.int("qtype").unwrap_or(0);
    let nothing = || (pair(0, FieldValue::octets(b"")), 0);
    let short = |needed| Error::Short {
        proto: view.layer().proto.name,
        field: "data",
        needed,
        had: octets.len(),
    };
    Ok(match (which, code, asked) {
        (NodeData::Query, _, 0) => nothing(),
        (NodeData::Query, 0, _) => {
            let address = octets.first_chunk::<16>().ok_or_else(|| short(16))?;
            (pair(0, FieldValue::text(&ip6_text(address))), 16)
        }
        (NodeData::Query, 2, _) => {
            let address = octets.first_chunk::<4>().ok_or_else(|| short(4))?;
            (pair(2, ip4(*address)), 4)
        }
        (NodeData::Query, ..) => (pair(1, FieldValue::octets(octets)), octets.len()),
        (NodeData::Reply, 0, NAMES) => match octets.split_first_chunk::<4>() {
            Some((seconds, names)) => {
                let said = vec![seconds_in(seconds), FieldValue::octets(names)];
                (pair(NAMES, FieldValue::list(said)), octets.len())
            }
            None => nothing(),
        },
        (NodeData::Reply, 0, ADDRESSES6) => timed(ADDRESSES6, octets, 20, |address| {
            let address = address.try_into().expect("sixteen octets each");
            FieldValue::text(&ip6_text(address))
        }),
        (NodeData::Reply, 0, ADDRESSES4) => timed(ADDRESSES4, octets, 8, |address| {
            ip4(address.try_into().expect("four octets each"))
        }),
        (NodeData::Reply, 0, 0) => nothing(),
        (NodeData::Reply, 0, _) => (pair(0, FieldValue::octets(octets)), octets.len()),
        (NodeData::Reply, ..) => nothing(),
    })
}

/// Seconds and an address, as often as there are so many octets.
fn timed(
    asked: i64,
    octets: &[u8],
    width: usize,
    address: impl Fn(&[u8]) -> FieldValue,
) -> (FieldValue, usize) {
    let entries = octets.chunks_exact(width);
    let used = octets.len() - entries.remainder().len();
    let entries = entries.map(|entry| {
        let (seconds, rest) = entry.split_first_chunk::<4>().expect("more than four");
        FieldValue::tuple(vec![seconds_in(seconds), address(rest)])
    });
    (pair(asked, FieldValue::list(entries.collect())), used)
}

/// Understands what a script sets.
pub fn understand(which: NodeData, view: View<'_>, value: FieldValue) -> Result<FieldValue> {
    let value = value.resolved();
    if let FieldValue::Volatile(_) = value {
        return Ok(value);
    }
    if which == NodeData::Reply {
        return match &value {
            FieldValue::Tuple(parts) => match &parts[..] {
                [asked, said] => reply(asked.as_int().unwrap_or(0), said.resolved()),
                _ => Err(no_data(&value)),
            },
            _ => reply(view.int("qtype").unwrap_or(0), value),
        };
    }
    if let Some(text) = text_of(&value) {
        if text.parse::<Ipv6Addr>().is_ok() {
            return Ok(pair(0, FieldValue::text(&text)));
        }
        if text.parse::<Ipv4Addr>().is_ok() {
            return Ok(pair(2, FieldValue::text(&text)));
        }
    }
    // What `getfieldval` says goes in again as it is.
    if let FieldValue::Tuple(parts) = &value
        && let [FieldValue::Int(0..=2), _] = &parts[..]
    {
        return Ok(value);
    }
    Ok(pair(1, encoded(&value)?))
}

fn reply(asked: i64, value: FieldValue) -> Result<FieldValue> {
    let single = || match value.as_list() {
        Some(values) => values,
        None => vec![value.clone()],
    };
    match asked {
        NAMES => {
            if let Some(text) = value.as_octets() {
                let said = vec![FieldValue::Int(0), encoded(&FieldValue::Octets(text))?];
                return Ok(pair(NAMES, FieldValue::list(said)));
            }
            let values = value.as_list().ok_or_else(|| no_data(&value))?;
            let (seconds, names) = match values.split_first() {
                Some((FieldValue::Int(seconds), names)) => (*seconds, names),
                _ => (0, &values[..]),
            };
            let names = encoded(&FieldValue::list(names.to_vec()))?;
            let said = vec![FieldValue::Int(seconds), names];
            Ok(pair(NAMES, FieldValue::list(said)))
        }
        ADDRESSES6 | ADDRESSES4 => {
            let entries = single().into_iter().map(|entry| {
                let (seconds, address) = match entry.resolved() {
                    FieldValue::Tuple(parts) if parts.len() == 2 => {
                        (parts[0].clone(), parts[1].resolved())
                    }
                    address => (FieldValue::Int(0), address),
                };
                let address = match text_of(&address) {
                    Some(text) => FieldValue::text(&text),
                    None => address,
                };
                FieldValue::tuple(vec![seconds, address])
            });
            Ok(pair(asked, FieldValue::list(entries.collect())))
        }
        _ => Ok(pair(
            asked,
            match value {
                FieldValue::Text(text) => FieldValue::octets(text.as_bytes()),
                value => value,
            },
        )),
    }
}

/// Appends the octets of the data.
pub fn write(which: NodeData, value: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    let wrong = || no_data(value);
    let FieldValue::Tuple(parts) = value else {
        return match value.as_octets() {
            Some(octets) => {
                out.extend_from_slice(&octets);
                Ok(())
            }
            None if value.is_none() => Ok(()),
            None => Err(wrong()),
        };
    };
    let [form, said] = &parts[..] else {
        return Err(wrong());
    };
    match (which, form.as_int(), said) {
        (_, _, FieldValue::None) => {}
        (NodeData::Query, Some(0), address) => {
            out.extend(address6(address).ok_or_else(wrong)?.octets())
        }
        (NodeData::Query, Some(2), address) => {
            out.extend(address4(address).ok_or_else(wrong)?.octets())
        }
        (NodeData::Reply, Some(NAMES), said) => {
            let parts = said.as_list().ok_or_else(wrong)?;
            let [seconds, names] = &parts[..] else {
                return Err(wrong());
            };
            out.extend(seconds_of(seconds).ok_or_else(wrong)?);
            out.extend_from_slice(&names.as_octets().ok_or_else(wrong)?);
        }
        (NodeData::Reply, Some(asked @ (ADDRESSES6 | ADDRESSES4)), said) => {
            for entry in said.as_list().ok_or_else(wrong)? {
                let FieldValue::Tuple(parts) = entry.resolved() else {
                    return Err(wrong());
                };
                let [seconds, address] = &parts[..] else {
                    return Err(wrong());
                };
                out.extend(seconds_of(seconds).ok_or_else(wrong)?);
                match asked {
                    ADDRESSES6 => out.extend(address6(address).ok_or_else(wrong)?.octets()),
                    _ => out.extend(address4(address).ok_or_else(wrong)?.octets()),
                }
            }
        }
        (_, _, octets) => out.extend_from_slice(&octets.as_octets().ok_or_else(wrong)?),
    }
    Ok(())
}

/// The code of a query whose code was not set: what its data is.
pub fn code(view: View<'_>) -> usize {
    let data = view.layer().proto.index_of("data");
    match data.map(|index| view.internal(index)) {
        Some(FieldValue::Tuple(parts)) => match parts.first().and_then(FieldValue::as_int) {
            Some(0) => 0,
            Some(2) => 2,
            _ => 1,
        },
        _ => 1,
    }
}

/// The data as a script reads it.
pub fn human(which: NodeData, value: FieldValue) -> FieldValue {
    let FieldValue::Tuple(parts) = &value else {
        return value;
    };
    let [form, said] = &parts[..] else {
        return value;
    };
    match (which, form.as_int()) {
        (NodeData::Query, Some(1)) => {
            let names = said.as_octets().map(|octets| names_in(&octets));
            let first = names.and_then(|names| names.into_iter().next());
            first.unwrap_or_else(|| FieldValue::octets(b""))
        }
        (NodeData::Reply, Some(NAMES)) => match seconds_and_names(said) {
            Some((seconds, mut names)) => {
                names.insert(0, seconds);
                FieldValue::list(names)
            }
            None => said.clone(),
        },
        _ => said.clone(),
    }
}

/// The data as a person reads it.
pub fn text(which: NodeData, value: &FieldValue, style: &Style) -> String {
    let FieldValue::Tuple(parts) = value else {
        return match (which, value.is_none()) {
            (NodeData::Reply, true) => "[]".to_string(),
            _ => python::repr(value, style),
        };
    };
    let [form, said] = &parts[..] else {
        return python::repr(value, style);
    };
    match (which, form.as_int(), said.as_list()) {
        (NodeData::Query, Some(1), _) => {
            let octets = said.as_octets().unwrap_or_else(|| (&b""[..]).into());
            let labels = labels_in(&octets);
            labels
                .into_iter()
                .map(plain_text)
                .collect::<Vec<_>>()
                .join(".")
        }
        (NodeData::Reply, Some(NAMES), _) => match seconds_and_names(said) {
            Some((seconds, names)) => {
                let names = names.iter().filter_map(FieldValue::as_octets);
                let names: Vec<String> = names.map(|name| plain_text(&name)).collect();
                format!("ttl:{} {}", python::str(&seconds, style), names.join(","))
            }
            None => python::repr(said, style),
        },
        (NodeData::Reply, Some(ADDRESSES6 | ADDRESSES4), Some(entries)) => {
            let entries = entries.iter().map(|entry| match entry.resolved() {
                FieldValue::Tuple(parts) if parts.len() == 2 => format!(
                    "({}, {})",
                    python::str(&parts[0], style),
                    python::str(&parts[1], style)
                ),
                other => python::repr(&other, style),
            });
            format!("[ {} ]", entries.collect::<Vec<_>>().join(", "))
        }
        _ => python::repr(said, style),
    }
}

fn seconds_and_names(said: &FieldValue) -> Option<(FieldValue, Vec<FieldValue>)> {
    let parts = said.as_list()?;
    let [seconds, names] = &parts[..] else {
        return None;
    };
    Some((seconds.clone(), names_in(&names.as_octets()?)))
}

/// Names as octets; octets that end in a zero are such already.
fn encoded(value: &FieldValue) -> Result<FieldValue> {
    let names = match value.as_octets() {
        Some(octets) if octets.last() == Some(&0) => return Ok(FieldValue::Octets(octets)),
        Some(_) => vec![value.clone()],
        None if value.is_none() => vec![FieldValue::octets(b"")],
        None => match value {
            FieldValue::Tuple(names) => names.to_vec(),
            other => other.as_list().ok_or_else(|| no_data(value))?,
        },
    };
    let mut out = Vec::new();
    for name in names {
        let name = name.as_octets().ok_or_else(|| no_data(value))?;
        for label in name.split(|octet| *octet == b'.') {
            out.push(u8::try_from(label.len()).map_err(|_| no_data(value))?);
            out.extend_from_slice(label);
        }
        // RFC 4620 section 6.1.2: a single component is followed by two zeros.
        out.extend(match name.contains(&b'.') {
            true => &[0][..],
            false => &[0, 0],
        });
    }
    Ok(FieldValue::octets(&out))
}

/// All names; one that is not ended is none, and a pointer ends them, as they are not compressed.
fn names_in(octets: &[u8]) -> Vec<FieldValue> {
    let (mut names, mut name) = (Vec::new(), Vec::new());
    let mut rest = octets;
    while let Some((&length, after)) = rest.split_first() {
        rest = after;
        if length == 0 {
            if name.last() == Some(&b'.') {
                name.pop();
            }
            names.push(FieldValue::octets(&name));
            name.clear();
            rest = rest.strip_prefix(&[0]).unwrap_or(rest);
        } else if length & 0xc0 != 0 {
            break;
        } else {
            let (label, after) = rest.split_at(usize::from(length).min(rest.len()));
            name.extend_from_slice(label);
            name.push(b'.');
            rest = after;
        }
    }
    names
}

/// The labels of the first name, whatever they hold; the last one without a dot at its end.
fn labels_in(octets: &[u8]) -> Vec<&[u8]> {
    let mut labels = Vec::new();
    let mut rest = octets;
    while let Some((&length @ 1.., after)) = rest.split_first() {
        let (label, after) = after.split_at(usize::from(length).min(after.len()));
        labels.push(label);
        rest = after;
    }
    labels
}

fn pair(form: i64, said: FieldValue) -> FieldValue {
    FieldValue::tuple(vec![FieldValue::Int(form), said])
}

fn seconds_in(octets: &[u8; 4]) -> FieldValue {
    FieldValue::Int(u32::from_be_bytes(*octets).into())
}

fn seconds_of(value: &FieldValue) -> Option<[u8; 4]> {
    Some(u32::try_from(value.as_int()?).ok()?.to_be_bytes())
}

fn ip4(octets: [u8; 4]) -> FieldValue {
    FieldValue::text(&Ipv4Addr::from(octets).to_string())
}

fn address6(value: &FieldValue) -> Option<Ipv6Addr> {
    value.as_text()?.parse().ok()
}

fn address4(value: &FieldValue) -> Option<Ipv4Addr> {
    value.as_text()?.parse().ok()
}

/// The text that a value is or stands for; octets are one if they are ASCII.
fn text_of(value: &FieldValue) -> Option<String> {
    let octets = value.as_octets()?;
    let text = std::str::from_utf8(&octets).ok()?;
    Some(text.to_string())
}

fn no_data(value: &FieldValue) -> Error {
    Error::Other {
        kind: "ValueError",
        text: format!(
            "{value:?} is no data of a node information message: a name, an address, \
             [seconds, name, ...] or [(seconds, address), ...]"
        ),
    }
}
