//! The Internet checksum. RFC 1071, RFC 1624.

use etherparse::checksum::Sum16BitWords;

/// The sum over octets as it stands in a header.
pub fn ones_complement(octets: &[u8]) -> u16 {
    Sum16BitWords::new()
        .add_slice(octets)
        .ones_complement()
        .to_be()
}

/// The sum over an IPv4 pseudo header and octets. RFC 9293 section 3.1.
pub fn pseudo4(
    source: [u8; 4],
    destination: [u8; 4],
    protocol: u8,
    length: u16,
    octets: &[u8],
) -> u16 {
    Sum16BitWords::new()
        .add_4bytes(source)
        .add_4bytes(destination)
        .add_2bytes([0, protocol])
        .add_2bytes(length.to_be_bytes())
        .add_slice(octets)
        .ones_complement()
        .to_be()
}

/// The sum over an IPv6 pseudo header and octets. RFC 8200 section 8.1.
pub fn pseudo6(
    source: [u8; 16],
    destination: [u8; 16],
    protocol: u8,
    length: u32,
    octets: &[u8],
) -> u16 {
    Sum16BitWords::new()
        .add_16bytes(source)
        .add_16bytes(destination)
        .add_4bytes(length.to_be_bytes())
        .add_2bytes([0, protocol])
        .add_slice(octets)
        .ones_complement()
        .to_be()
}

/// The sum after one 16-bit word under it has changed. RFC 1624 section 3, equation 3.
pub fn updated(sum: u16, old: u16, new: u16) -> u16 {
    let total = u32::from(!sum) + u32::from(!old) + u32::from(new);
    let folded = (total & 0xffff) + (total >> 16);
    !(((folded & 0xffff) + (folded >> 16)) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The header and its sum are Scapy's `IP(dst="127.0.0.1", src="127.0.0.1")`.
    #[test]
    fn the_sum_over_an_ip_header_is_scapys() {
        let header = [
            0x45, 0, 0, 0x14, 0, 1, 0, 0, 0x40, 0, 0, 0, 0x7f, 0, 0, 1, 0x7f, 0, 0, 1,
        ];
        assert_eq!(ones_complement(&header), 0x7ce7);
    }

    #[test]
    fn an_adjusted_sum_equals_a_new_one() {
        let mut seed = fastrand::Rng::with_seed(1);
        for _ in 0..10_000 {
            let mut octets: Vec<u8> = (0..20).map(|_| seed.u8(..)).collect();
            let sum = ones_complement(&octets);
            let at = seed.usize(..10) * 2;
            let old = u16::from_be_bytes([octets[at], octets[at + 1]]);
            let new = seed.u16(..);
            octets[at..at + 2].copy_from_slice(&new.to_be_bytes());
            assert_eq!(updated(sum, old, new), ones_complement(&octets));
        }
    }
}
