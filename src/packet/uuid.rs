//! What `RandUUID` makes. RFC 9562.

use md5::{Digest, Md5};
use sha1::Sha1;

use super::volatile::{Dice, with_dice};

/// How identifiers are made.
pub enum Recipe {
    /// Parts of 8, 4, 4 and eight times 2 digits, each between two numbers.
    Parts([(u32, u32); 11]),
    /// Version 4: all random.
    Random,
    /// Version 1: the time, a counter of 14 bits, the host.
    Time {
        node: Option<u64>,
        clock: Option<u16>,
    },
    /// Versions 3 and 5: the digest of a name in a namespace.
    Named {
        namespace: [u8; 16],
        name: String,
        sha: bool,
    },
}

/// The widest numbers of the parts.
pub const WIDEST: [(u32, u32); 11] = [
    (0, u32::MAX),
    (0, 0xffff),
    (0, 0xffff),
    (0, 0xff),
    (0, 0xff),
    (0, 0xff),
    (0, 0xff),
    (0, 0xff),
    (0, 0xff),
    (0, 0xff),
    (0, 0xff),
];

/// 100-nanosecond intervals from 1582-10-15 to 1970-01-01.
const GREGORIAN: u64 = 0x01b2_1dd2_1381_4000;

impl Recipe {
    /// `01234567-89ab-*-*00:ff-…`: each part a number, a range or `*`.
    pub fn of_template(template: &str) -> Option<Recipe> {
        let mut parts = WIDEST;
        let mut rest = template;
        for (at, part) in parts.iter_mut().enumerate() {
            let digits = match at {
                0 => 8,
                1 | 2 => 4,
                _ => 2,
            };
            rest = rest.strip_prefix('-').unwrap_or(rest);
            if let Some(after) = rest.strip_prefix('*') {
                rest = after;
                continue;
            }
            let number = |text: &str| u32::from_str_radix(text.get(..digits)?, 16).ok();
            let low = number(rest)?;
            rest = &rest[digits..];
            *part = (low, low);
            if let Some(after) = rest.strip_prefix(':') {
                *part = (low, number(after)?.max(low));
                rest = &after[digits..];
            }
        }
        rest.is_empty().then_some(Recipe::Parts(parts))
    }

    /// An identifier; `now` in seconds since 1970.
    pub fn roll(&self, now: f64) -> [u8; 16] {
        match self {
            Recipe::Parts(parts) => of_parts(parts),
            Recipe::Random => marked(with_dice(random_octets), 4),
            Recipe::Time { node, clock } => {
                let clock = clock.unwrap_or_else(|| with_dice(|dice| dice.bits() as u16));
                // A host that is made up says so by the bit for groups.
                let host = || with_dice(|dice| dice.bits() >> 16 | 1 << 40);
                of_time(now, clock, node.unwrap_or_else(host))
            }
            Recipe::Named {
                namespace,
                name,
                sha,
            } => of_name(namespace, name, *sha),
        }
    }
}

fn of_parts(parts: &[(u32, u32); 11]) -> [u8; 16] {
    let mut octets = Vec::with_capacity(16);
    for (at, (low, high)) in parts.iter().enumerate() {
        let value = match low == high {
            true => *low,
            false => with_dice(|dice| dice.between((*low).into(), (*high).into())) as u32,
        };
        let width = match at {
            0 => 4,
            1 | 2 => 2,
            _ => 1,
        };
        octets.extend_from_slice(&value.to_be_bytes()[4 - width..]);
    }
    octets.try_into().unwrap_or_default()
}

fn random_octets(dice: &mut dyn Dice) -> [u8; 16] {
    (u128::from(dice.bits()) << 64 | u128::from(dice.bits())).to_be_bytes()
}

fn of_time(now: f64, clock: u16, node: u64) -> [u8; 16] {
    let ticks = (now * 1e7) as u64 + GREGORIAN;
    let mut octets = [0; 16];
    octets[..4].copy_from_slice(&(ticks as u32).to_be_bytes());
    octets[4..6].copy_from_slice(&((ticks >> 32) as u16).to_be_bytes());
    octets[6..8].copy_from_slice(&((ticks >> 48) as u16 & 0x0fff).to_be_bytes());
    octets[8..10].copy_from_slice(&(clock & 0x3fff).to_be_bytes());
    octets[10..].copy_from_slice(&node.to_be_bytes()[2..]);
    marked(octets, 1)
}

fn of_name(namespace: &[u8; 16], name: &str, sha: bool) -> [u8; 16] {
    let text = [namespace, name.as_bytes()].concat();
    let mut octets = [0; 16];
    if sha {
        octets.copy_from_slice(&Sha1::digest(&text)[..16]);
        marked(octets, 5)
    } else {
        octets.copy_from_slice(&Md5::digest(&text)[..16]);
        marked(octets, 3)
    }
}

/// With version and variant in their places.
fn marked(mut octets: [u8; 16], version: u8) -> [u8; 16] {
    octets[6] = octets[6] & 0x0f | version << 4;
    octets[8] = octets[8] & 0x3f | 0x80;
    octets
}
