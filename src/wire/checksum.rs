//! The Internet checksum (RFC 1071, RFC 1624), and those of SCTP and of link state routing.

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

/// CRC-32C as SCTP sends it. RFC 9260 appendix A.
pub fn crc32c(octets: &[u8]) -> [u8; 4] {
    let step = |sum: u32, octet: &u8| sum >> 8 ^ CASTAGNOLI[usize::from(sum as u8 ^ octet)];
    (!octets.iter().fold(!0, step)).to_le_bytes()
}

static CASTAGNOLI: [u32; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let (mut sum, mut bit) = (at as u32, 0);
        while bit < 8 {
            let out = sum & 1;
            sum >>= 1;
            if out == 1 {
                sum ^= 0x82f6_3b78;
            }
            bit += 1;
        }
        table[at] = sum;
        at += 1;
    }
    table
};

/// The two octets that, put at a place, make Fletcher's sum zero. RFC 905 annex B.
pub fn fletcher(octets: &[u8], place: usize) -> Option<[u8; 2]> {
    let after = octets.len().checked_sub(place + 1)? as i64;
    let (mut first, mut second) = (0i64, 0i64);
    for (at, octet) in octets.iter().enumerate() {
        let octet = if at == place || at == place + 1 {
            0
        } else {
            *octet
        };
        first = (first + i64::from(octet)) % 255;
        second = (second + first) % 255;
    }
    // Neither octet is ever zero.
    let nonzero = |number: i64| match number.rem_euclid(255) {
        0 => 255,
        number => number,
    };
    let x = nonzero(after * first - second);
    let y = nonzero(510 - first - x);
    Some([x as u8, y as u8])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3720 appendix B.4 has the sums.
    #[test]
    fn the_crc_of_zeros_and_of_ones() {
        assert_eq!(crc32c(&[0; 32]), [0xaa, 0x36, 0x91, 0x8a]);
        assert_eq!(crc32c(&[0xff; 32]), [0x43, 0xab, 0xa8, 0x62]);
    }

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
