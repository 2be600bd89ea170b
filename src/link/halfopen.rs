//! Connections that a server keeps half open for us, because its SYN/ACK was answered by nobody.
//!
//! Where a port is held (see `hold`), the kernel's RST for the server's SYN/ACK does not leave.
//! If the script does not go on either, as a scan does not, the server waits in SYN_RECV: to the
//! same SYN it then says SYN/ACK at most twice a second (`tcp_invalid_ratelimit`), and to another
//! one ACK (RFC 9293, section 3.10.7.4). So the RST that the kernel would have sent goes out
//! late: just before the next SYN between the same two ports.

use std::net::{IpAddr, SocketAddr};

use hashbrown::HashMap;

use crate::wire::reset::reset;

/// Connections remembered before the memory starts anew; what is forgotten, the server gives up
/// by itself after a minute.
const LIMIT: usize = 65_536;

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

/// What servers keep half open for us, and the number that our next octet has there.
#[derive(Debug, Default)]
pub struct HalfOpen {
    kept: HashMap<Ends, u32>,
}

impl HalfOpen {
    /// Whether there is nothing that a packet of ours could change.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Takes note of an IP packet that answers us: SYN/ACK leaves a connection half open, RST
    /// ends it.
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
        }
    }

    /// Takes note of an IP packet that we are about to send. A SYN that begins anew what is half
    /// open gives the RST, an IP packet, that has to go before it; anything else goes on with the
    /// connection, which is the script's own from then on.
    pub fn leaving(&mut self, packet: &[u8]) -> Option<Vec<u8>> {
        if self.kept.is_empty() {
            return None;
        }
        let segment = Segment::of(packet)?;
        let ends = Ends {
            ours: segment.from,
            theirs: segment.to,
        };
        let sequence = self.kept.remove(&ends)?;
        if segment.flags & (SYN | ACK | RST) != SYN {
            return None;
        }
        reset(ends.ours, ends.theirs, sequence, hops(packet))
    }
}

/// What there is to know of a TCP segment.
struct Segment {
    from: SocketAddr,
    to: SocketAddr,
    acknowledged: u32,
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
        Some(Segment {
            from: SocketAddr::new(from, port(0)),
            to: SocketAddr::new(to, port(2)),
            acknowledged: u32::from_be_bytes(header[8..12].try_into().ok()?),
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
    fn a_connection_that_the_script_goes_on_with_is_its_own() {
        let mut half_open = HalfOpen::default();
        half_open.heard(&segment(80, 20, 7, 1001, SYN | ACK));
        assert_eq!(half_open.leaving(&segment(20, 80, 1001, 8, ACK)), None);
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
