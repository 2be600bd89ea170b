//! BLAKE2b and BLAKE2s with all parameters: RFC 7693, and section 2.8 of the BLAKE2 paper for the
//! parameter block with salt, personalization and trees, which no crate offers at run time.

/// What the parameter block says; lengths in octets.
#[derive(Clone, Default)]
pub struct Parameters {
    pub digest: u8,
    pub key: Vec<u8>,
    pub salt: Vec<u8>,
    pub person: Vec<u8>,
    pub fanout: u8,
    pub depth: u8,
    pub leaf: u32,
    pub node_offset: u64,
    pub node_depth: u8,
    pub inner: u8,
    pub last_node: bool,
}

/// Which message word each step of a round takes (RFC 7693, section 2.7).
const SIGMA: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// The columns and diagonals that a round mixes.
const LANES: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

macro_rules! blake2 {
    ($(#[$doc:meta])* $name:ident, $word:ty, $block:literal, $rounds:literal,
     $turns:expr, $initial:expr, $parameters:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name {
            state: [$word; 8],
            /// Octets taken in so far, without those that wait in `waiting`.
            count: u128,
            waiting: Vec<u8>,
            digest: usize,
            last_node: bool,
        }

        impl $name {
            /// Octets of a block.
            pub const BLOCK: usize = $block;
            /// The longest digest and the longest key; half as long is the salt's and the
            /// personalization's quarter.
            pub const LONGEST: usize = $block / 2;

            pub fn new(parameters: &Parameters) -> Self {
                let mut state: [$word; 8] = $initial;
                let block = $parameters(parameters);
                for (word, octets) in state.iter_mut().zip(block.chunks_exact(size_of::<$word>())) {
                    *word ^= <$word>::from_le_bytes(octets.try_into().expect("whole words"));
                }
                let mut waiting = Vec::with_capacity($block);
                if !parameters.key.is_empty() {
                    waiting.extend_from_slice(&parameters.key);
                    waiting.resize($block, 0);
                }
                Self {
                    state,
                    count: 0,
                    waiting,
                    digest: usize::from(parameters.digest),
                    last_node: parameters.last_node,
                }
            }

            pub fn update(&mut self, mut octets: &[u8]) {
                while !octets.is_empty() {
                    // The last block waits until it is known not to be the last.
                    if self.waiting.len() == $block {
                        let block = std::mem::take(&mut self.waiting);
                        self.count += $block;
                        self.compress(&block, false);
                    }
                    let room = ($block - self.waiting.len()).min(octets.len());
                    self.waiting.extend_from_slice(&octets[..room]);
                    octets = &octets[room..];
                }
            }

            pub fn digest(&self) -> Vec<u8> {
                let mut last = self.clone();
                last.count += last.waiting.len() as u128;
                let mut block = std::mem::take(&mut last.waiting);
                block.resize($block, 0);
                last.compress(&block, true);
                let mut octets: Vec<u8> =
                    last.state.iter().flat_map(|word| word.to_le_bytes()).collect();
                octets.truncate(self.digest);
                octets
            }

            fn compress(&mut self, block: &[u8], last: bool) {
                let mut message = [0 as $word; 16];
                for (word, octets) in message.iter_mut().zip(block.chunks_exact(size_of::<$word>()))
                {
                    *word = <$word>::from_le_bytes(octets.try_into().expect("whole words"));
                }
                let initial: [$word; 8] = $initial;
                let mut v = [0 as $word; 16];
                v[..8].copy_from_slice(&self.state);
                v[8..].copy_from_slice(&initial);
                v[12] ^= self.count as $word;
                v[13] ^= (self.count >> <$word>::BITS) as $word;
                if last {
                    v[14] = !v[14];
                    if self.last_node {
                        v[15] = !v[15];
                    }
                }
                let turns: [u32; 4] = $turns;
                for round in 0..$rounds {
                    let order = &SIGMA[round % 10];
                    for (step, [a, b, c, d]) in LANES.into_iter().enumerate() {
                        let [x, y] = [message[order[2 * step]], message[order[2 * step + 1]]];
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                        v[d] = (v[d] ^ v[a]).rotate_right(turns[0]);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(turns[1]);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                        v[d] = (v[d] ^ v[a]).rotate_right(turns[2]);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(turns[3]);
                    }
                }
                for (at, word) in self.state.iter_mut().enumerate() {
                    *word ^= v[at] ^ v[at + 8];
                }
            }
        }
    };
}

blake2!(
    /// BLAKE2b: 64-bit words, up to 64 octets.
    Blake2b, u64, 128, 12, [32, 24, 16, 63],
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ],
    block_of_b
);

blake2!(
    /// BLAKE2s: 32-bit words, up to 32 octets.
    Blake2s, u32, 64, 10, [16, 12, 8, 7],
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
        0x5be0cd19,
    ],
    block_of_s
);

fn block_of_b(own: &Parameters) -> [u8; 64] {
    let mut block = [0; 64];
    block[..4].copy_from_slice(&[own.digest, own.key.len() as u8, own.fanout, own.depth]);
    block[4..8].copy_from_slice(&own.leaf.to_le_bytes());
    block[8..16].copy_from_slice(&own.node_offset.to_le_bytes());
    block[16..18].copy_from_slice(&[own.node_depth, own.inner]);
    block[32..32 + own.salt.len()].copy_from_slice(&own.salt);
    block[48..48 + own.person.len()].copy_from_slice(&own.person);
    block
}

fn block_of_s(own: &Parameters) -> [u8; 32] {
    let mut block = [0; 32];
    block[..4].copy_from_slice(&[own.digest, own.key.len() as u8, own.fanout, own.depth]);
    block[4..8].copy_from_slice(&own.leaf.to_le_bytes());
    block[8..14].copy_from_slice(&own.node_offset.to_le_bytes()[..6]);
    block[14..16].copy_from_slice(&[own.node_depth, own.inner]);
    block[16..16 + own.salt.len()].copy_from_slice(&own.salt);
    block[24..24 + own.person.len()].copy_from_slice(&own.person);
    block
}
