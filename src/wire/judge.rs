//! Why a receiver would drop a packet: lengths that contradict each other, versions that do not
//! exist, checksums that are wrong.

use std::fmt;

use etherparse::err::packet::SliceError;
use etherparse::{NetSlice, SlicedPacket, TransportSlice};

use super::checksum;

/// With what a buffer starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Ethernet,
    Ip,
}

/// One reason to drop the packet, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The header: `IPv4 header`.
    pub layer: String,
    /// Octets from the start of the buffer.
    pub offset: usize,
    pub reason: String,
}

impl fmt::Display for Objection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (octet {}): {}", self.layer, self.offset, self.reason)
    }
}

/// Everything that a careful receiver objects to; nothing when it takes the packet.
pub fn judge(octets: &[u8], start: Start) -> Vec<Objection> {
    let sliced = match start {
        Start::Ethernet => SlicedPacket::from_ethernet(octets),
        Start::Ip => SlicedPacket::from_ip(octets),
    };
    match sliced {
        Ok(sliced) => sums(octets, &sliced),
        Err(error) => vec![refusal(error)],
    }
}

fn refusal(error: SliceError) -> Objection {
    let (layer, offset) = match &error {
        SliceError::Len(error) => (error.layer.to_string(), error.layer_start_offset),
        SliceError::LinuxSll(_) => ("Linux cooked header".to_string(), 0),
        SliceError::Macsec(_) => ("MACsec header".to_string(), 0),
        SliceError::Ip(_) => ("IP header".to_string(), 0),
        SliceError::Ipv4(_) => ("IPv4 header".to_string(), 0),
        SliceError::Ipv6(_) => ("IPv6 header".to_string(), 0),
        SliceError::Ipv4Exts(_) => ("IPv4 extension header".to_string(), 0),
        SliceError::Ipv6Exts(_) => ("IPv6 extension header".to_string(), 0),
        SliceError::Tcp(_) => ("TCP header".to_string(), 0),
    };
    Objection {
        layer,
        offset,
        reason: error.to_string(),
    }
}

/// The sum over a pseudo header and octets, for a protocol number.
type PseudoSum = Box<dyn Fn(u8, &[u8]) -> u16>;

/// The checksums that are wrong.
fn sums(octets: &[u8], sliced: &SlicedPacket<'_>) -> Vec<Objection> {
    let mut objections = Vec::new();
    let offset_in = |part: &[u8]| part.as_ptr().addr().saturating_sub(octets.as_ptr().addr());
    let mut object = |layer: &str, part: &[u8], found: u16, right: u16| {
        objections.push(Objection {
            layer: layer.to_string(),
            offset: offset_in(part),
            reason: format!("the checksum is 0x{found:04x} where 0x{right:04x} would be right"),
        });
    };
    let pseudo: Option<PseudoSum> = match &sliced.net {
        Some(NetSlice::Ipv4(ip)) => {
            let header = ip.header();
            let found = header.header_checksum();
            if checksum::ones_complement(header.slice()) != 0 {
                let right = without(header.slice(), 10, checksum::ones_complement);
                object("IPv4 header", header.slice(), found, right);
            }
            let (source, destination) = (header.source(), header.destination());
            let fragmented = ip.is_payload_fragmented();
            (!fragmented).then(|| -> PseudoSum {
                Box::new(move |protocol, covered| {
                    let length = covered.len() as u16;
                    checksum::pseudo4(source, destination, protocol, length, covered)
                })
            })
        }
        Some(NetSlice::Ipv6(ip)) => {
            let (source, destination) = (ip.header().source(), ip.header().destination());
            Some(Box::new(move |protocol, covered| {
                let length = covered.len() as u32;
                checksum::pseudo6(source, destination, protocol, length, covered)
            }))
        }
        _ => None,
    };
    let Some(pseudo) = pseudo else {
        return objections;
    };
    match &sliced.transport {
        Some(TransportSlice::Tcp(tcp)) => {
            let covered = tcp.slice();
            if pseudo(6, covered) != 0 {
                let right = without(covered, 16, |octets| pseudo(6, octets));
                object("TCP header", covered, tcp.checksum(), right);
            }
        }
        Some(TransportSlice::Udp(udp)) => {
            let covered = udp.slice();
            // RFC 768: zero means that there is no checksum.
            if udp.checksum() != 0 && pseudo(17, covered) != 0 {
                let right = without(covered, 6, |octets| pseudo(17, octets));
                object("UDP header", covered, udp.checksum(), right);
            }
        }
        Some(TransportSlice::Icmpv4(icmp)) => {
            let covered = icmp.slice();
            if checksum::ones_complement(covered) != 0 {
                let right = without(covered, 2, checksum::ones_complement);
                object("ICMP header", covered, icmp.checksum(), right);
            }
        }
        Some(TransportSlice::Icmpv6(icmp)) => {
            let covered = icmp.slice();
            if pseudo(58, covered) != 0 {
                let right = without(covered, 2, |octets| pseudo(58, octets));
                object("ICMPv6 header", covered, icmp.checksum(), right);
            }
        }
        _ => {}
    }
    objections
}

/// The sum over octets with the checksum at `place` taken as zero.
fn without(octets: &[u8], place: usize, sum: impl Fn(&[u8]) -> u16) -> u16 {
    let mut octets = octets.to_vec();
    if let Some(field) = octets.get_mut(place..place + 2) {
        field.fill(0);
    }
    sum(&octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scapy's `IP(src="1.2.3.4", dst="5.6.7.8")/UDP()/b"abc"`.
    const GOOD: [u8; 31] = [
        0x45, 0x00, 0x00, 0x1f, 0x00, 0x01, 0x00, 0x00, 0x40, 0x11, 0x6a, 0xba, 0x01, 0x02, 0x03,
        0x04, 0x05, 0x06, 0x07, 0x08, 0x00, 0x35, 0x00, 0x35, 0x00, 0x0b, 0x2a, 0xf8, 0x61, 0x62,
        0x63,
    ];

    #[test]
    fn a_good_packet_meets_no_objection() {
        assert_eq!(judge(&GOOD, Start::Ip), []);
    }

    #[test]
    fn a_wrong_checksum_is_named_with_the_right_one() {
        let mut octets = GOOD;
        octets[8] = 63;
        let found = judge(&octets, Start::Ip);
        assert_eq!(
            found[0].to_string(),
            "IPv4 header (octet 0): the checksum is 0x6aba where 0x6bba would be right"
        );
        let mut octets = GOOD;
        octets[30] = 0;
        assert_eq!(judge(&octets, Start::Ip)[0].offset, 20);
    }

    #[test]
    fn a_lying_length_is_an_objection() {
        let mut octets = GOOD;
        octets[3] = 0xff;
        assert_eq!(judge(&octets, Start::Ip).len(), 1);
        octets[0] = 0x55;
        assert_eq!(judge(&octets, Start::Ip).len(), 1);
    }
}
