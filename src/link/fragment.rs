//! An IPv4 packet too long for the link, in pieces. RFC 791 section 3.2.

use crate::wire::checksum;

/// The fragments of a packet for links of this MTU, each with the whole header and its options as
/// Scapy makes them; `None` where the header is too odd to be taken apart.
///
/// "Don't fragment" does not hinder it: it is for routers, and this is the sender.
pub fn ipv4(packet: &[u8], mtu: usize) -> Option<Vec<Vec<u8>>> {
    let header_length = usize::from(packet.first()? & 15) * 4;
    if packet[0] >> 4 != 4 || header_length < 20 || header_length >= packet.len() {
        return None;
    }
    let (header, payload) = packet.split_at(header_length);
    // Offsets count eights of octets.
    let piece = mtu.checked_sub(header_length)? & !7;
    if piece == 0 {
        return None;
    }
    let flags = u16::from_be_bytes([header[6], header[7]]);
    let (above, start) = (flags & 0xe000, usize::from(flags & 0x1fff));
    let more = 0x2000;
    let pieces = payload.chunks(piece).enumerate().map(|(number, octets)| {
        let offset = start + number * piece / 8;
        let last = (number + 1) * piece >= payload.len();
        let flags = above | if last { 0 } else { more } | u16::try_from(offset).ok()? & 0x1fff;
        let mut fragment = Vec::with_capacity(header_length + octets.len());
        fragment.extend_from_slice(header);
        fragment.extend_from_slice(octets);
        let length = u16::try_from(fragment.len()).ok()?;
        fragment[2..4].copy_from_slice(&length.to_be_bytes());
        fragment[6..8].copy_from_slice(&flags.to_be_bytes());
        fragment[10..12].fill(0);
        let sum = checksum::ones_complement(&fragment[..header_length]);
        fragment[10..12].copy_from_slice(&sum.to_be_bytes());
        Some(fragment)
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scapy 2.8: `IP(src="10.9.0.1",dst="10.9.0.2",id=77,options=[IPOption(b"\x07\x07\x04\0\0\0\0")])
    /// /UDP(sport=1,dport=9)/("X"*3000)` and the headers of its `fragment(1480)`.
    #[test]
    fn fragments_have_scapys_headers() {
        let mut packet = vec![
            0x47, 0, 0x0b, 0xdc, 0, 0x4d, 0, 0, 0x40, 0x11, 0, 0, 10, 9, 0, 1, 10, 9, 0, 2, 7, 7,
            4, 0, 0, 0, 0, 0,
        ];
        packet.extend([b'X'; 3008]);
        let fragments = ipv4(&packet, 1508).expect("it can be taken apart");
        let headers: Vec<String> = fragments
            .iter()
            .map(|one| {
                one[..28]
                    .iter()
                    .map(|octet| format!("{octet:02x}"))
                    .collect()
            })
            .collect();
        assert_eq!(
            headers,
            [
                "470005e4004d2000401133a10a0900010a0900020707040000000000",
                "470005e4004d20b9401132e80a0900010a0900020707040000000000",
                "4700004c004d0172401157c70a0900010a0900020707040000000000",
            ]
        );
        let joined: Vec<u8> = fragments
            .iter()
            .flat_map(|one| one[28..].to_vec())
            .collect();
        assert_eq!(joined, packet[28..]);
    }

    #[test]
    fn an_odd_header_is_left_alone() {
        for packet in [&[][..], &[0x45], &[0x41; 3000], &[0x65; 3000], &[0x4f; 40]] {
            assert_eq!(ipv4(packet, 1500), None);
        }
        assert_eq!(ipv4(&[0x45; 3000], 20), None);
        assert_eq!(ipv4(&[0x45; 3000], 0), None);
    }
}
