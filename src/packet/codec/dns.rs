//! Names, character strings and type bit maps. RFC 1035 sections 3.3 and 4.1.4; RFC 4034
//! section 4.1.2.

use crate::packet::error::{Error, Result};
use crate::packet::value::FieldValue;

/// A name read from octets: the name with a dot at the end, and the number of octets that it
/// took.
///
/// `full` is the whole message, which compressed names point into. Odd input gives what Scapy
/// gives: a name that ends early is kept, a loop of pointers ends it.
pub fn read_name(octets: &[u8], full: Option<&[u8]>) -> Result<(Vec<u8>, usize)> {
    let mut name = Vec::new();
    let mut source = octets;
    let mut seen: Vec<usize> = Vec::new();
    let mut after = None;
    let mut at = 0;
    while let Some(&length) = source.get(at) {
        at += 1;
        if length & 0xc0 != 0 {
            after.get_or_insert(at + 1);
            let Some(&low) = source.get(at) else { break };
            let Some(full) = full.filter(|full| !full.is_empty()) else {
                return Err(Error::Other {
                    kind: "Scapy_Exception",
                    text: "DNS message can't be compressed at this point!".into(),
                });
            };
            at = usize::from(length & 0x3f) << 8 | usize::from(low);
            if seen.contains(&at) || seen.len() >= 20 {
                break;
            }
            source = full;
            seen.push(at);
        } else if length > 0 {
            let end = (at + usize::from(length)).min(source.len());
            name.extend(&source[at.min(end)..end]);
            name.push(b'.');
            at += usize::from(length);
        } else {
            break;
        }
    }
    if name.is_empty() {
        name.push(b'.');
    }
    Ok((name, after.unwrap_or(at).min(octets.len())))
}

/// How many octets a name takes where it stands, without following pointers.
pub fn name_len(octets: &[u8]) -> usize {
    let mut after = None;
    let mut at = 0;
    while let Some(&length) = octets.get(at) {
        at += 1;
        if length & 0xc0 != 0 {
            after.get_or_insert(at + 1);
            at += 1;
        } else if length > 0 {
            at += usize::from(length);
        } else {
            break;
        }
    }
    after.unwrap_or(at).min(octets.len())
}

/// Whether octets look like a name that is already in the form of the wire.
pub fn is_encoded_name(octets: &[u8]) -> bool {
    octets.last() == Some(&0) || (octets.len() >= 2 && octets[octets.len() - 2] & 0xc0 == 0xc0)
}

/// A name as labels; octets that look encoded already are left alone. Labels are cut after 63
/// octets.
pub fn write_name(name: &[u8], out: &mut Vec<u8>) {
    if name.is_empty() || name == b"." {
        out.push(0);
        return;
    }
    if is_encoded_name(name) {
        out.extend(name);
        return;
    }
    for label in name.split(|octet| *octet == b'.') {
        let label = &label[..label.len().min(63)];
        out.push(label.len() as u8);
        out.extend(label);
    }
    if out.last() != Some(&0) {
        out.push(0);
    }
}

/// The character strings in the data of a TXT record.
pub fn read_texts(mut octets: &[u8]) -> Vec<FieldValue> {
    let mut texts = Vec::new();
    while let Some((&length, rest)) = octets.split_first() {
        let end = usize::from(length).min(rest.len());
        texts.push(FieldValue::octets(&rest[..end]));
        octets = &rest[end..];
    }
    texts
}

/// Character strings with an octet of length before each; long ones are split.
pub fn write_text(mut text: &[u8], out: &mut Vec<u8>) {
    if text.is_empty() {
        out.push(0);
        return;
    }
    while text.len() >= 255 {
        out.push(255);
        out.extend(&text[..255]);
        text = &text[255..];
    }
    if !text.is_empty() {
        out.push(text.len() as u8);
        out.extend(text);
    }
}

/// The type bit maps of NSEC.
pub fn type_bitmap(types: &[i64]) -> Vec<u8> {
    let mut types: Vec<u16> = types
        .iter()
        .filter_map(|t| u16::try_from(t.abs()).ok())
        .collect();
    types.sort_unstable();
    types.dedup();
    let mut octets = Vec::new();
    for window in types.chunk_by(|a, b| a >> 8 == b >> 8) {
        let mut bits = [0u8; 32];
        for number in window {
            let bit = usize::from(number & 0xff);
            bits[bit / 8] |= 0x80 >> (bit % 8);
        }
        let used = bits
            .iter()
            .rposition(|octet| *octet != 0)
            .map_or(1, |at| at + 1);
        octets.extend([(window[0] >> 8) as u8, used as u8]);
        octets.extend(&bits[..used]);
    }
    octets
}

/// The types that bit maps name; `None` when they are cut short.
pub fn bitmap_types(mut octets: &[u8]) -> Option<Vec<i64>> {
    let mut types = Vec::new();
    while !octets.is_empty() {
        let [window, length, rest @ ..] = octets else {
            return None;
        };
        let length = usize::from(*length);
        if length == 0 || length > 32 {
            return None;
        }
        let map = &rest[..length.min(rest.len())];
        for (at, octet) in map.iter().enumerate() {
            for bit in 0..8 {
                if octet & (0x80 >> bit) != 0 {
                    types.push(i64::from(*window) * 256 + at as i64 * 8 + bit);
                }
            }
        }
        octets = &rest[map.len()..];
    }
    Some(types)
}
