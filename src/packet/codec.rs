//! Fields that are little languages of their own.

/// Whether octets look like a name that is already in the form of the wire.
pub fn is_encoded_name(octets: &[u8]) -> bool {
    octets.last() == Some(&0) || (octets.len() >= 2 && octets[octets.len() - 2] & 0xc0 == 0xc0)
}

/// The type bit maps of NSEC. RFC 4034 section 4.1.2.
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
