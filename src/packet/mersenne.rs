//! The Mersenne Twister MT19937: M. Matsumoto and T. Nishimura, ACM Transactions on Modeling and
//! Computer Simulation 8 (1998). Its state can be read and set, as `random.getstate` needs.

const WORDS: usize = 624;
const MIDDLE: usize = 397;

#[derive(Clone)]
pub struct Twister {
    words: [u32; WORDS],
    /// The place of the next word to hand out; `WORDS` when all are used up.
    at: usize,
}

impl Twister {
    fn seeded(seed: u32) -> Twister {
        let mut words = [seed; WORDS];
        for at in 1..WORDS {
            let last = words[at - 1];
            words[at] = (last ^ last >> 30)
                .wrapping_mul(1_812_433_253)
                .wrapping_add(at as u32);
        }
        Twister { words, at: WORDS }
    }

    /// The initialization by an array, which must not be empty.
    pub fn new(key: &[u32]) -> Twister {
        let mut twister = Twister::seeded(19_650_218);
        let words = &mut twister.words;
        let mut at = 1;
        let step = |words: &mut [u32; WORDS], at: &mut usize, factor: u32| {
            let last = words[*at - 1];
            let mixed = words[*at] ^ (last ^ last >> 30).wrapping_mul(factor);
            let place = *at;
            *at += 1;
            (place, mixed)
        };
        let wrap = |words: &mut [u32; WORDS], at: &mut usize| {
            if *at == WORDS {
                words[0] = words[WORDS - 1];
                *at = 1;
            }
        };
        for turn in 0..WORDS.max(key.len()) {
            let used = turn % key.len();
            let (place, mixed) = step(words, &mut at, 1_664_525);
            words[place] = mixed.wrapping_add(key[used]).wrapping_add(used as u32);
            wrap(words, &mut at);
        }
        for _ in 1..WORDS {
            let (place, mixed) = step(words, &mut at, 1_566_083_941);
            words[place] = mixed.wrapping_sub(place as u32);
            wrap(words, &mut at);
        }
        words[0] = 0x8000_0000;
        twister
    }

    pub fn next_u32(&mut self) -> u32 {
        if self.at >= WORDS {
            self.twist();
        }
        let mut word = self.words[self.at];
        self.at += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        word ^ word >> 18
    }

    fn twist(&mut self) {
        for at in 0..WORDS {
            let both = self.words[at] & 0x8000_0000 | self.words[(at + 1) % WORDS] & 0x7fff_ffff;
            let odd = if both & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[at] = self.words[(at + MIDDLE) % WORDS] ^ both >> 1 ^ odd;
        }
        self.at = 0;
    }

    /// The words, and the place behind them.
    pub fn state(&self) -> Vec<u32> {
        let mut state = self.words.to_vec();
        state.push(self.at as u32);
        state
    }

    /// What `state` gave; none when that is no state.
    pub fn of_state(state: &[u32]) -> Option<Twister> {
        let (at, words) = state.split_last()?;
        let words: [u32; WORDS] = words.try_into().ok()?;
        let at = *at as usize;
        (at <= WORDS).then_some(Twister { words, at })
    }
}
