//! The dice that random values are rolled with.

use std::cell::RefCell;

/// Where the numbers come from.
pub trait Dice {
    /// Evenly from all of its values.
    fn bits(&mut self) -> u64;
    /// At least 0, less than 1.
    fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }
    /// At least `low`, at most `high`.
    fn between(&mut self, low: i128, high: i128) -> i128 {
        let span = high.wrapping_sub(low) as u128;
        if span == u128::MAX {
            return low;
        }
        let count = span + 1;
        // Throwing away the uneven rest keeps every value as likely as the others.
        let limit = u128::MAX - u128::MAX % count;
        loop {
            let roll = u128::from(self.bits()) << 64 | u128::from(self.bits());
            if roll < limit {
                return low.wrapping_add((roll % count) as i128);
            }
        }
    }
    /// Mean 0, deviation 1 (Box and Muller).
    fn normal(&mut self) -> f64 {
        let (a, b) = (1.0 - self.unit(), self.unit());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }
    /// Shape `alpha`, scale 1 (Marsaglia and Tsang).
    fn gamma(&mut self, alpha: f64) -> f64 {
        if alpha < 1.0 {
            let power = (1.0 - self.unit()).powf(1.0 / alpha.max(1e-9));
            return self.gamma(alpha + 1.0) * power;
        }
        let d = alpha - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && (1.0 - self.unit()).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }
}

impl Dice for fastrand::Rng {
    fn bits(&mut self) -> u64 {
        self.u64(..)
    }
}

thread_local! {
    static DICE: RefCell<Box<dyn Dice>> = RefCell::new(Box::new(fastrand::Rng::new()));
}

/// Values of this thread are rolled with `dice` from now on.
pub fn set_dice(dice: Box<dyn Dice>) {
    DICE.set(dice);
}

/// Values of this thread are the same again for the same seed.
pub fn seed(seed: u64) {
    set_dice(Box::new(fastrand::Rng::with_seed(seed)));
}

/// Rolls the dice of this thread.
pub fn with_dice<T>(roll: impl FnOnce(&mut dyn Dice) -> T) -> T {
    DICE.with_borrow_mut(|dice| roll(&mut **dice))
}

pub(super) fn between(low: i128, high: i128) -> i128 {
    with_dice(|dice| dice.between(low, high))
}

/// As `between`; what is given is not rolled.
pub(super) fn within(low: i128, high: i128) -> i128 {
    if low == high { low } else { between(low, high) }
}

pub(super) fn index(length: usize) -> usize {
    between(0, length as i128 - 1) as usize
}
