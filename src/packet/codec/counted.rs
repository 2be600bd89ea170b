//! Octets with their number in front, one after the other: what TLS sends of certificates and of
//! those who issue them. RFC 5246 sections 7.4.2 and 7.4.4.

use std::any::Any;
use std::rc::Rc;

use crate::packet::error::{Error, Result};
use crate::packet::value::{FieldValue, Foreign};
use crate::proto::data::oids::OIDS;

/// A certificate: its octets, and whom it names. X.509, RFC 5280 section 4.1.
pub struct Certificate {
    octets: Rc<[u8]>,
    subject: String,
    issuer: String,
}

impl Foreign for Certificate {
    fn resolve(&self) -> FieldValue {
        FieldValue::Octets(self.octets.clone())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn repr(&self) -> Option<String> {
        let Certificate {
            subject, issuer, ..
        } = self;
        Some(format!("[X.509 Cert. Subject:{subject}, Issuer:{issuer}]"))
    }
}

impl Certificate {
    /// `None` where the octets are no certificate.
    fn read(octets: &[u8]) -> Option<Certificate> {
        let (SEQUENCE, outer, _) = element(octets)? else {
            return None;
        };
        let (SEQUENCE, body, rest) = element(outer)? else {
            return None;
        };
        let (SEQUENCE, _, signature) = element(rest)? else {
            return None;
        };
        let (BITS, ..) = element(signature)? else {
            return None;
        };
        let mut rest = body;
        if let (VERSION, _, after) = element(rest)? {
            rest = after;
        }
        let mut next = |wanted: u8| {
            let (tag, content, after) = element(rest)?;
            rest = after;
            (tag == wanted).then_some(content)
        };
        next(INTEGER)?;
        next(SEQUENCE)?;
        let issuer = name(next(SEQUENCE)?)?;
        next(SEQUENCE)?;
        let subject = name(next(SEQUENCE)?)?;
        next(SEQUENCE)?;
        Some(Certificate {
            octets: octets.into(),
            subject,
            issuer,
        })
    }
}

const INTEGER: u8 = 0x02;
const BITS: u8 = 0x03;
const IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const VERSION: u8 = 0xa0;

/// The tag, the content and what follows of the first element. X.690 section 8.1.
fn element(octets: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let [tag, first, rest @ ..] = octets else {
        return None;
    };
    let (length, rest) = match first {
        0..0x80 => (usize::from(*first), rest),
        _ => {
            let (count, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            if count.len() > 4 {
                return None;
            }
            let length = count
                .iter()
                .fold(0, |length, octet| length << 8 | usize::from(*octet));
            (length, rest)
        }
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}

/// The attributes that have a short name, in the order in which they are written.
const SHORT: &[(&str, &str)] = &[
    ("countryName", "C"),
    ("stateOrProvinceName", "ST"),
    ("localityName", "L"),
    ("organizationName", "O"),
    ("organizationUnitName", "OU"),
    ("commonName", "CN"),
];

/// `/C=DE/CN=example.org`: the last value of each attribute, those with short names first, the
/// others sorted.
fn name(octets: &[u8]) -> Option<String> {
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut rest = octets;
    while !rest.is_empty() {
        let (SET, set, after) = element(rest)? else {
            return None;
        };
        rest = after;
        let (SEQUENCE, pair, _) = element(set)? else {
            return None;
        };
        let (IDENTIFIER, identifier, value) = element(pair)? else {
            return None;
        };
        let kind = named(identifier);
        let (_, value, _) = element(value)?;
        attributes.retain(|known| known.0 != kind);
        attributes.push((kind, String::from_utf8_lossy(value).into_owned()));
    }
    attributes.sort();
    let place = |kind: &str| SHORT.iter().position(|short| short.0 == kind);
    attributes.sort_by_key(|(kind, _)| place(kind).unwrap_or(SHORT.len()));
    let texts = attributes.iter().map(|(kind, value)| {
        let kind = place(kind).map_or(kind.as_str(), |place| SHORT[place].1);
        format!("/{kind}={value}")
    });
    Some(texts.collect())
}

/// The name of an object identifier, or its numbers. X.690 section 8.19.
fn named(octets: &[u8]) -> String {
    let mut numbers = Vec::new();
    let mut number = 0u64;
    for octet in octets {
        number = number << 7 | u64::from(octet & 0x7f);
        if octet & 0x80 == 0 {
            numbers.push(number);
            number = 0;
        }
    }
    let mut text = String::new();
    if let Some((first, rest)) = numbers.split_first() {
        let top = (first / 40).min(2);
        text = format!("{top}.{}", first - 40 * top);
        for number in rest {
            text.push_str(&format!(".{number}"));
        }
    }
    let known = OIDS.iter().find(|known| known.0 == text);
    known.map_or(text, |known| known.1.to_string())
}

/// Certificates, each with the number of its octets; an error where one is none.
pub fn read_certificates(octets: &[u8]) -> Result<Vec<FieldValue>> {
    let mut certificates = Vec::new();
    let mut rest = octets;
    while !rest.is_empty() {
        let wrong = || Error::Short {
            proto: "TLSCertificate",
            field: "certs",
            needed: 3,
            had: rest.len(),
        };
        let [high, middle, low, after @ ..] = rest else {
            return Err(wrong());
        };
        let length = u32::from_be_bytes([0, *high, *middle, *low]);
        let (octets, after) = after.split_at(after.len().min(length as usize));
        let certificate = Certificate::read(octets).ok_or_else(wrong)?;
        certificates.push(FieldValue::tuple(vec![
            FieldValue::Int(length.into()),
            FieldValue::Foreign(Rc::new(certificate)),
        ]));
        rest = after;
    }
    Ok(certificates)
}

/// Names, each with the number of its octets; the last one may be shorter.
pub fn read_names(octets: &[u8]) -> Vec<FieldValue> {
    let mut names = Vec::new();
    let mut rest = octets;
    while let [high, low, after @ ..] = rest {
        let length = u16::from_be_bytes([*high, *low]);
        let (name, after) = after.split_at(after.len().min(length.into()));
        names.push(FieldValue::tuple(vec![
            FieldValue::Int(length.into()),
            FieldValue::octets(name),
        ]));
        rest = after;
    }
    names
}

/// Appends pairs of a number and octets; the number is sent in so many octets, whatever it is.
pub fn write(width: usize, pairs: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    for pair in pairs.as_list().unwrap_or_default() {
        let wrong = || Error::Other {
            kind: "TypeError",
            text: "a number and octets are needed: (5, b\"hello\")".to_string(),
        };
        let parts = match pair.resolved() {
            FieldValue::Tuple(parts) => parts.to_vec(),
            other => other.as_list().ok_or_else(wrong)?,
        };
        let [number, octets] = &parts[..] else {
            return Err(wrong());
        };
        let number = number.as_int().ok_or_else(wrong)?;
        let octets = octets.resolved().as_octets().ok_or_else(wrong)?;
        out.extend_from_slice(&number.to_be_bytes()[8 - width..]);
        out.extend_from_slice(&octets);
    }
    Ok(())
}
