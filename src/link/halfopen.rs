//! Connections that a server keeps half open for us, because its SYN/ACK was answered by nobody.
//!
//! Where a port is held (see `hold`), the kernel's RST for the server's SYN/ACK does not leave.
//! If the script does not go on either, as a scan does not, the server waits in SYN_RECV: to the
//! same SYN it then says SYN/ACK at most twice a second (`tcp_invalid_ratelimit`), and to another
//! one ACK (RFC 9293, section 3.10.7.4). So the RST that the kernel would have sent goes out
//! late: just before the next SYN between the same two ports.
//! So it does where the script went on and did not end the connection: under Scapy the kernel's
//! RST has ended it long since, and the next SYN finds the server listening.

use std::net::{IpAddr, SocketAddr};

use hashbrown::HashMap;

use crate::wire::reset::reset;

/// Connections remembered before the memory starts anew; what is forgotten, the server gives up
/// by itself after a minute.
const LIMIT: usize = 65_536;

const FIN: u8 = 1;
const SYN: u8 = 2;
const RST: u8 = 4;
const ACK: u8 = 16;
const TCP: u8 = 6;

/// The ends of a connection, ours first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Ends {
    ours: SocketAddr,
    theirs: SocketAddr,
}

/// What servers keep open for us, and the number that our next octet has there.
#[derive(Debug, Default)]
pub struct HalfOpen {
    kept: HashMap<Ends, u32>,
}

impl HalfOpen {
    /// Whether there is nothing that a packet of ours could change.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Takes note of an IP packet that answers us: SYN/ACK leaves a connection half open, any ACK
    /// says what the server expects next, RST ends it.
    pub fn heard(&mut self, packet: &[u8]) {
        let Some(segment) = Segment::of(packet) else {
            return;
        };
        let ends = Ends {
            ours: segment.to,
            theirs: segment.from,
        };
        if segment.flags & RST != 0 {
            self.kept.remove(&ends);
        } else if segment.flags & (SYN | ACK) == SYN | ACK {
            if self.kept.len() >= LIMIT {
                self.kept.clear();
            }
            self.kept.insert(ends, segment.acknowledged);
        } else if segment.flags & ACK != 0
            && let Some(next) = self.kept.get_mut(&ends)
        {
            *next = segment.acknowledged;
        }
    }

    /// Takes note of an IP packet that we are about to send. A SYN that begins anew what the
    /// server keeps open gives the RST, an IP packet, that has to go before it.
    pub fn leaving(&mut self, packet: &[u8]) -> Option<Vec<u8>> {
        if self.kept.is_empty() {
            return None;
        }
        let segment = Segment::of(packet)?;
        let ends = Ends {
            ours: segment.from,
            theirs: segment.to,
        };
        let next = self.kept.get_mut(&ends)?;
        if segment.flags & RST == 0 && segment.flags & (SYN | ACK) != SYN {
            if segment.number == *next {
                *next = next.wrapping_add(segment.length);
            }
            return None;
        }
        let next = self.kept.remove(&ends)?;
        if segment.flags & RST != 0 {
            return None;
        }
        reset(ends.ours, ends.theirs, next, hops(packet))
    }
}

/// What there is to know of a TCP segment.
struct Segment {
    from: SocketAddr,
    to: SocketAddr,
    number: u32,
    acknowledged: u32,
    /// What it takes of the numbers: its octets, and one for FIN.
    length: u32,
    flags: u8,
}

impl Segment {
    /// `None` where the IP packet does not begin with a TCP header behind its own.
    fn of(packet: &[u8]) -> Option<Segment> {
        let (protocol, tcp): (u8, usize) = match packet.first()? >> 4 {
            4 if packet.get(6..8)? == [0x40, 0] || packet[6..8] == [0, 0] => {
                (*packet.get(9)?, usize::from(packet[0] & 15) * 4)
            }
            6 => (*packet.get(6)?, 40),
            _ => return None,
        };
        if protocol != TCP {
            return None;
        }
        let header = packet.get(tcp..tcp + 20)?;
        let (from, to) = addresses(packet)?;
        let port = |at: usize| u16::from_be_bytes([header[at], header[at + 1]]);
        let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
        let end = match packet[0] >> 4 {
            4 => usize::from(u16::from_be_bytes([packet[2], packet[3]])),
            _ => 40 + usize::from(u16::from_be_bytes([packet[4], packet[5]])),
        };
        let octets = end.saturating_sub(tcp + usize::from(header[12] >> 4) * 4);
        Some(Segment {
            from: SocketAddr::new(from, port(0)),
            to: SocketAddr::new(to, port(2)),
            number: number(4)?,
            acknowledged: number(8)?,
            length: u32::try_from(octets).ok()? + u32::from(header[13] & FIN),
            flags: header[13],
        })
    }
}

fn addresses(packet: &[u8]) -> Option<(IpAddr, IpAddr)> {
    if packet[0] >> 4 == 4 {
        let octets = |at: usize| <[u8; 4]>::try_from(packet.get(at..at + 4)?).ok();
        return Some((octets(12)?.into(), octets(16)?.into()));
    }
    let octets = |at: usize| <[u8; 16]>::try_from(packet.get(at..at + 16)?).ok();
    Some((octets(8)?.into(), octets(24)?.into()))
}

/// The TTL or the hop limit.
fn hops(packet: &[u8]) -> u8 {
    packet[if packet[0] >> 4 == 4 { 8 } else { 7 }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv6Addr;

    fn segment(from: u16, to: u16, number: u32, acknowledged: u32, flags: u8) -> Vec<u8> {
        let mut packet = vec![0; 60];
        packet[0] = 0x60;
        packet[6] = TCP;
        packet[7] = 64;
        packet[8..24].copy_from_slice(&Ipv6Addr::LOCALHOST.octets());
        packet[24..40].copy_from_slice(&Ipv6Addr::LOCALHOST.octets());
        packet[40..42].copy_from_slice(&from.to_be_bytes());
        packet[42..44].copy_from_slice(&to.to_be_bytes());
        packet[44..48].copy_from_slice(&number.to_be_bytes());
        packet[48..52].copy_from_slice(&acknowledged.to_be_bytes());
        packet[53] = flags;
        packet
    }

    #[test]
    fn only_a_syn_between_the_same_ports_resets_and_only_once() {
        let mut half_open = HalfOpen::default();
        half_open.heard(&segment(80, 20, 7, 1001, SYN | ACK));
        assert_eq!(half_open.leaving(&segment(21, 80, 0, 0, SYN)), None);
        let reset = half_open.leaving(&segment(20, 80, 5, 0, SYN));
        let reset = reset.expect("the server waits");
        assert_eq!(reset[40..48], segment(20, 80, 1001, 0, RST)[40..48]);
        assert_eq!(reset[53], RST);
        assert!(half_open.is_empty());
        assert_eq!(half_open.leaving(&segment(20, 80, 5, 0, SYN)), None);
    }

    #[test]
    fn a_connection_that_the_script_went_on_with_is_reset_where_it_stands() {
        let mut half_open = HalfOpen::default();
        let mut numbered = |told: Option<u32>| {
            half_open.heard(&segment(80, 20, 7, 1001, SYN | ACK));
            let mut data = segment(20, 80, 1001, 8, ACK);
            // 20 octets of header, 5 of data.
            data[4..6].copy_from_slice(&25u16.to_be_bytes());
            data[52] = 5 << 4;
            assert_eq!(half_open.leaving(&data), None);
            if let Some(told) = told {
                half_open.heard(&segment(80, 20, 8, told, ACK));
            }
            let reset = half_open.leaving(&segment(20, 80, 5, 0, SYN));
            u32::from_be_bytes(reset.expect("the server waits")[44..48].try_into().unwrap())
        };
        assert_eq!(numbered(None), 1006);
        assert_eq!(numbered(Some(1001)), 1001);
    }

    #[test]
    fn a_connection_that_the_script_resets_is_over() {
        let mut half_open = HalfOpen::default();
        half_open.heard(&segment(80, 20, 7, 1001, SYN | ACK));
        assert_eq!(half_open.leaving(&segment(20, 80, 1001, 8, RST)), None);
        assert_eq!(half_open.leaving(&segment(20, 80, 5, 0, SYN)), None);
    }

    #[test]
    fn no_octets_are_too_few() {
        let whole = segment(80, 20, 7, 1001, SYN | ACK);
        for length in 0..whole.len() {
            let mut half_open = HalfOpen::default();
            half_open.heard(&whole[..length]);
            assert!(half_open.is_empty());
        }
    }
}
