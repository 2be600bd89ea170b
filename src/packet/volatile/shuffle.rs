//! All numbers of a range in an order that looks random, each once.

use super::dice::between;
use crate::packet::mersenne::Twister;

/// The numbers below `count`, each once, in an order that looks random; then all over again.
///
/// An unbalanced Feistel network permutes the next power of two; what falls outside is skipped.
/// The order that belongs to a seed is that of Scapy's `RandomEnumeration`.
pub(super) struct Shuffle {
    count: u128,
    /// The width of the numbers in bits.
    bits: u32,
    /// How many bits are mixed in each round.
    low: u32,
    seed: Option<i128>,
    /// What the first number is XORed with, and the substitutions; made when first needed.
    keys: Option<(u128, Vec<u128>)>,
    next: u128,
}

/// How many substitutions there are.
const BOXES: usize = 256;

impl Shuffle {
    pub(super) fn of(count: i128) -> Shuffle {
        Shuffle::seeded(count, None)
    }

    pub(super) fn seeded(count: i128, seed: Option<i128>) -> Shuffle {
        let count = count.max(1) as u128;
        let bits = 128 - (count - 1).leading_zeros();
        Shuffle {
            count,
            bits,
            low: bits.div_ceil(2).min(3),
            seed,
            keys: None,
            next: 0,
        }
    }

    pub(super) fn next(&mut self) -> i128 {
        let (bits, low) = (self.bits, self.low);
        let (first, boxes) = match &mut self.keys {
            Some(keys) => keys,
            keys => keys.insert(made_keys(self.seed, bits, low)),
        };
        let mask = (1u128 << low) - 1;
        loop {
            let mut mixed = self.next ^ *first;
            self.next += 1;
            if self.next >> bits != 0 {
                self.next = 0;
            }
            for _ in 0..bits.max(3) {
                let part = mixed & mask;
                mixed >>= low;
                let turned = part ^ boxes[(mixed % BOXES as u128) as usize];
                mixed |= turned << (bits - low);
            }
            if mixed < self.count {
                return mixed as i128;
            }
        }
    }
}

/// The keys of a seed, drawn as Python's `random.Random(seed)` draws numbers below powers of two.
fn made_keys(seed: Option<i128>, bits: u32, low: u32) -> (u128, Vec<u128>) {
    let mut twister = seed.map(|seed| {
        let number = seed.unsigned_abs();
        let mut key: Vec<u32> = (0..4).map(|at| (number >> (32 * at)) as u32).collect();
        while key.len() > 1 && key.last() == Some(&0) {
            key.pop();
        }
        Twister::new(&key)
    });
    let mut draw = |width: u32| match &mut twister {
        Some(twister) => below_power(twister, width),
        None => between(0, (1i128 << width) - 1) as u128,
    };
    let first = draw(bits);
    (first, (0..BOXES).map(|_| draw(low)).collect())
}

/// A number below `1 << width`, drawn as Python draws numbers below a limit: with as many bits as
/// the limit has, again while it is not below.
fn below_power(twister: &mut Twister, width: u32) -> u128 {
    loop {
        let mut left = width + 1;
        let (mut number, mut at) = (0u128, 0);
        while left > 0 {
            let word = twister.next_u32();
            let word = if left < 32 { word >> (32 - left) } else { word };
            number |= u128::from(word) << at;
            at += 32;
            left = left.saturating_sub(32);
        }
        if number >> width == 0 {
            return number;
        }
    }
}
