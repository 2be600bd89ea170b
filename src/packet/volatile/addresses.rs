//! Addresses and identifiers of which parts are random.

use super::dice::{between, within};
use super::{Arguments, Size, What, compared};
use crate::packet::error::Result;
use crate::packet::value::{FieldValue, Uuid};

pub(super) enum Ip6Part {
    /// The place where `::` stands.
    Gap,
    /// As many random groups as are missing.
    Many,
    Group(u16, u16),
}

pub(super) enum OidPart {
    One,
    Many,
    Text(String),
    Number(i128, i128),
}

/// `2001:db8:*::1-ff`, `**`
pub(super) fn ip6_parts(template: &str) -> Option<What> {
    let mut parts = Vec::new();
    for group in template.split(':') {
        parts.push(match group {
            "" => Ip6Part::Gap,
            "**" => Ip6Part::Many,
            "*" => Ip6Part::Group(0, 0xffff),
            _ => {
                let (low, high) = group.split_once('-').unwrap_or((group, group));
                let number = |text: &str, empty| match text {
                    "" => Some(empty),
                    text => u16::from_str_radix(text, 16).ok(),
                };
                let (low, high) = (number(low, 0)?, number(high, 0xffff)?);
                Ip6Part::Group(low, high.max(low))
            }
        });
    }
    // Counting each `**` compares all groups.
    compared(up_to_gap(&parts));
    compared(&parts);
    Some(What::Ip6(parts))
}

/// The groups that looking for the gap compares.
fn up_to_gap(parts: &[Ip6Part]) -> &[Ip6Part] {
    let gap = parts.iter().position(|part| matches!(part, Ip6Part::Gap));
    &parts[..gap.unwrap_or(parts.len())]
}

pub(super) fn ip6(parts: &[Ip6Part]) -> String {
    let variable = parts.iter().any(|part| matches!(part, Ip6Part::Gap));
    let mut open = parts
        .iter()
        .filter(|part| matches!(part, Ip6Part::Many))
        .count();
    let mut groups: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Ip6Part::Gap => groups.push(String::new()),
            Ip6Part::Group(low, high) => {
                // The comparison that tells whether this is `**` rolls it, too.
                within((*low).into(), (*high).into());
                let value = within((*low).into(), (*high).into());
                groups.push(if low == high && value == 0 {
                    "0".to_string()
                } else {
                    format!("{value:04x}")
                });
            }
            Ip6Part::Many => {
                open -= 1;
                compared(up_to_gap(parts));
                let after = parts.len() - at - 1;
                let mut missing =
                    (8 + open + usize::from(variable)).saturating_sub(after + groups.len());
                if open > 0 || variable {
                    missing = between(0, missing as i128) as usize;
                }
                groups.extend((0..missing).map(|_| format!("{:04x}", between(0, 0xffff))));
            }
        }
    }
    if groups.len() == 9
        && let Some(at) = groups.iter().position(String::is_empty)
    {
        groups.remove(at);
    }
    if let Some(last) = groups.last_mut()
        && last.is_empty()
    {
        *last = "0".to_string();
    }
    groups.join(":")
}

/// `00:11:22:*:0-f`: what is not given is random.
pub(super) fn mac_parts(template: &str) -> Option<What> {
    let mut ranges = [(0, 0xff); 6];
    for (range, part) in ranges.iter_mut().zip(template.split(':')) {
        if part == "*" {
            continue;
        }
        let (low, high) = part.split_once('-').unwrap_or((part, part));
        *range = (
            u8::from_str_radix(low, 16).ok()?,
            u8::from_str_radix(high, 16).ok()?,
        );
        if range.0 > range.1 {
            return None;
        }
    }
    Some(What::Mac(ranges))
}

pub(super) fn oid_parts(format: &str) -> Vec<OidPart> {
    let part = |part: &str| match part {
        "*" => OidPart::One,
        "**" => OidPart::Many,
        _ => match part
            .split_once('-')
            .map(|(low, high)| (low.parse(), high.parse::<i128>()))
        {
            Some((Ok(low), Ok(high))) => OidPart::Number(low, (high - 1).max(low)),
            _ => OidPart::Text(part.to_string()),
        },
    };
    format.split('.').map(part).collect()
}

pub(super) fn oid(parts: Option<&[OidPart]>, depth: &Size, number: &Size) -> String {
    let many = || (0..=depth.roll()).map(|_| number.roll().to_string());
    let mut words: Vec<String> = Vec::new();
    match parts {
        None => words.extend(many()),
        Some(parts) => {
            for part in parts {
                match part {
                    OidPart::One => words.push(number.roll().to_string()),
                    OidPart::Many => words.extend(many()),
                    OidPart::Text(text) => words.push(text.clone()),
                    OidPart::Number(low, high) => words.push(between(*low, *high).to_string()),
                }
            }
        }
    }
    words.join(".")
}

pub(super) fn pool(args: &Arguments) -> Result<What> {
    let mut pool = Vec::new();
    for value in args.rest() {
        let (value, weight) = match &value {
            FieldValue::Tuple(pair) if pair.len() == 2 => {
                let weight = pair[1].as_int().unwrap_or(1).clamp(0, 10_000);
                (pair[0].clone(), weight as usize)
            }
            _ => (value, 1),
        };
        pool.extend(std::iter::repeat_n(value, weight));
    }
    if pool.is_empty() {
        return Err(args.wrong("TypeError", "needs at least one value"));
    }
    Ok(What::Pool(pool))
}

/// The octets of a `uuid.UUID`.
pub(super) fn uuid_octets(value: &FieldValue) -> Option<[u8; 16]> {
    let FieldValue::Foreign(foreign) = value else {
        return None;
    };
    if let Some(uuid) = foreign.as_any().downcast_ref::<Uuid>() {
        return Some(uuid.0);
    }
    uuid_octets(&foreign.resolve())
}
