//! A header of lines, as HTTP has it. RFC 9112 sections 2 to 5.

use std::rc::Rc;

use crate::packet::environment;
use crate::packet::error::{Error, Result};
use crate::packet::layer::Fields;
use crate::packet::packet::View;
use crate::packet::value::{FieldValue, Pairs};
use crate::proto::Proto;

/// The words of the first line.
const WORDS: usize = 3;

/// Reads a header; how many octets it takes.
pub fn read(proto: &'static Proto, octets: &[u8], fields: &mut Fields) -> Result<usize> {
    let end = memchr::memmem::find(octets, b"\r\n\r\n").map_or(octets.len(), |at| at + 4);
    let first = memchr::memmem::find(&octets[..end], b"\r\n").ok_or(Error::Short {
        proto: proto.name,
        field: proto.fields[0].name,
        needed: octets.len() + 2,
        had: octets.len(),
    })?;
    let mut lines = headers(&octets[first + 2..end]);
    let last = proto.fields.len() - 1;
    for (index, field) in proto.fields.iter().enumerate() {
        let name = field.name.to_lowercase();
        if let Some(at) = lines.iter().position(|line| line.key == name) {
            let line = lines.remove(at);
            fields.push((index as u16, FieldValue::octets(line.value)));
        }
    }
    if !lines.is_empty() {
        let octets = FieldValue::octets;
        let pair = |line: &Line<'_>| (octets(line.name), octets(line.value));
        // A dictionary keeps the place of the first and the value of the last of equal names.
        let mut pairs: Vec<(FieldValue, FieldValue)> = Vec::new();
        for (name, value) in lines.iter().map(pair) {
            match pairs.iter_mut().find(|known| known.0 == name) {
                Some(known) => known.1 = value,
                None => pairs.push((name, value)),
            }
        }
        fields.push((last as u16, FieldValue::Foreign(Rc::new(Pairs(pairs)))));
    }
    if let Some(words) = words(octets[..first].trim_ascii()) {
        for (index, word) in words.into_iter().enumerate() {
            let known = fields
                .iter_mut()
                .find(|entry| usize::from(entry.0) == index);
            match known {
                Some(known) => known.1 = FieldValue::octets(word),
                None => fields.push((index as u16, FieldValue::octets(word))),
            }
        }
    }
    Ok(end)
}

/// `Host: example.org`
struct Line<'a> {
    /// The name in small letters, with `_` for `-`.
    key: String,
    name: &'a [u8],
    value: &'a [u8],
}

fn headers(octets: &[u8]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut rest = octets;
    while !rest.is_empty() {
        let end = memchr::memmem::find(rest, b"\r\n").unwrap_or(rest.len());
        let line = &rest[..end];
        rest = rest.get(end + 2..).unwrap_or_default();
        let Some(colon) = memchr::memchr(b':', line) else {
            continue;
        };
        let name = &line[..colon];
        let key = String::from_utf8_lossy(trimmed(name))
            .replace('-', "_")
            .to_lowercase();
        let value = trimmed(&line[colon + 1..]);
        match lines.iter_mut().find(|known| known.key == key) {
            Some(known) => (known.name, known.value) = (name, value),
            None => lines.push(Line { key, name, value }),
        }
    }
    lines
}

fn is_space(octet: u8) -> bool {
    octet.is_ascii_whitespace() || octet == 0x0b
}

fn trimmed(octets: &[u8]) -> &[u8] {
    let start = octets.iter().position(|&octet| !is_space(octet));
    let end = octets.iter().rposition(|&octet| !is_space(octet));
    match (start, end) {
        (Some(start), Some(end)) => &octets[start..=end],
        _ => b"",
    }
}

/// The first line's words; the last one is all that is left.
fn words(line: &[u8]) -> Option<[&[u8]; WORDS]> {
    let (first, rest) = word(trimmed(line))?;
    let (second, rest) = word(rest)?;
    Some([first, second, rest])
}

/// The octets up to a space, and those after all spaces.
fn word(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = line.iter().position(|&octet| is_space(octet))?;
    let next = line[end..].iter().position(|&octet| !is_space(octet))?;
    Some((&line[..end], &line[end + next..]))
}

/// Appends a header. The length of the body, and the date of a response, are there even if they
/// are not set.
pub fn write(view: View<'_>, out: &mut Vec<u8>) -> Result<()> {
    let proto = view.layer().proto;
    let start = out.len();
    let last = proto.fields.len() - 1;
    for (index, field) in proto.fields[..last].iter().enumerate() {
        let value = view.internal(index).as_octets();
        let value = match (value.filter(|value| !value.is_empty()), field.name) {
            (Some(value), _) => value,
            (None, "Content_Length") if !is_chunked(view) => body_len(view)?.into(),
            (None, "Date") if proto.wraps.is_some() => date().into(),
            _ => continue,
        };
        if index >= WORDS {
            out.extend(
                field
                    .name
                    .bytes()
                    .map(|octet| if octet == b'_' { b'-' } else { octet }),
            );
            out.extend_from_slice(b": ");
        }
        out.extend_from_slice(&value);
        out.extend_from_slice(if index + 1 < WORDS { b" " } else { b"\r\n" });
    }
    let others = view.internal(last);
    if others.as_octets().is_some_and(|octets| !octets.is_empty()) {
        return Err(Error::Other {
            kind: "AttributeError",
            text: format!(
                "'bytes' object has no attribute 'items': {} is a dictionary of headers",
                proto.fields[last].name
            ),
        });
    }
    for pair in others.as_list().unwrap_or_default() {
        let FieldValue::Tuple(pair) = pair else {
            continue;
        };
        let text = |at: usize| {
            pair.get(at)
                .and_then(FieldValue::as_octets)
                .unwrap_or_default()
        };
        out.extend_from_slice(&[&text(0)[..], b": ", &text(1), b"\r\n"].concat());
    }
    if out.len() > start {
        out.extend_from_slice(b"\r\n");
    }
    Ok(())
}

/// Whether the body says its length by itself.
fn is_chunked(view: View<'_>) -> bool {
    let proto = view.layer().proto;
    let chunked = |name: &str| {
        let coding = proto.index_of(name).filter(|_| proto.wraps.is_some());
        let coding = coding.and_then(|index| view.internal(index).as_octets());
        coding.is_some_and(|coding| {
            let text = String::from_utf8_lossy(&coding).to_lowercase();
            text.split(',').any(|word| word.trim() == "chunked")
        })
    };
    chunked("Transfer_Encoding") || chunked("Content_Encoding")
}

fn body_len(view: View<'_>) -> Result<Vec<u8>> {
    let length = match view.payload() {
        Some(payload) => payload.to_packet().octet_len()?,
        None => 0,
    };
    Ok(length.to_string().into_bytes())
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
fn date() -> Vec<u8> {
    let now = jiff::Timestamp::from_second(environment::now_in_seconds() as i64);
    let text = now.map(|now| now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    text.unwrap_or_default().into_bytes()
}
