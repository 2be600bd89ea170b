//! Recorded frames, taken apart by etherparse: a second opinion on what was on the wire.

use std::fmt;
use std::net::Ipv4Addr;
use std::path::Path;

use etherparse::{NetSlice, SlicedPacket, TransportSlice};
use pcap_file::pcap::PcapReader;

pub struct Frame {
    pub octets: Vec<u8>,
}

impl Frame {
    fn sliced(&self) -> SlicedPacket<'_> {
        SlicedPacket::from_ethernet(&self.octets)
            .unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn mac_source(&self) -> String {
        mac(&self.octets[6..12])
    }

    pub fn mac_destination(&self) -> String {
        mac(&self.octets[..6])
    }

    pub fn is_arp(&self) -> bool {
        self.octets[12..14] == [8, 6]
    }

    fn ip(&self) -> etherparse::Ipv4HeaderSlice<'_> {
        let is_ip = matches!(self.sliced().net, Some(NetSlice::Ipv4(_)));
        assert!(is_ip, "no IPv4: {self:?}");
        etherparse::Ipv4HeaderSlice::from_slice(&self.octets[14..]).expect("sliced above")
    }

    pub fn source(&self) -> String {
        self.ip().source_addr().to_string()
    }

    pub fn destination(&self) -> String {
        self.ip().destination_addr().to_string()
    }

    pub fn total_length(&self) -> u16 {
        self.ip().total_len()
    }

    pub fn ttl(&self) -> u8 {
        self.ip().ttl()
    }

    /// Source and destination port of TCP or UDP.
    pub fn ports(&self) -> (u16, u16) {
        match self.sliced().transport {
            Some(TransportSlice::Tcp(tcp)) => (tcp.source_port(), tcp.destination_port()),
            Some(TransportSlice::Udp(udp)) => (udp.source_port(), udp.destination_port()),
            _ => panic!("neither TCP nor UDP: {self:?}"),
        }
    }

    /// The flags of TCP as Scapy's letters.
    pub fn flags(&self) -> String {
        let tcp = self.tcp();
        let all = [
            (tcp.fin(), 'F'),
            (tcp.syn(), 'S'),
            (tcp.rst(), 'R'),
            (tcp.psh(), 'P'),
            (tcp.ack(), 'A'),
        ];
        all.iter()
            .filter(|(set, _)| *set)
            .map(|(_, letter)| letter)
            .collect()
    }

    pub fn seq(&self) -> u32 {
        self.tcp().sequence_number()
    }

    pub fn ack(&self) -> u32 {
        self.tcp().acknowledgment_number()
    }

    fn tcp(&self) -> etherparse::TcpSlice<'_> {
        match self.sliced().transport {
            Some(TransportSlice::Tcp(tcp)) => tcp,
            _ => panic!("no TCP: {self:?}"),
        }
    }

    /// What follows the header of TCP, UDP or ICMP.
    pub fn payload(&self) -> Vec<u8> {
        match self.sliced().transport {
            Some(TransportSlice::Tcp(tcp)) => tcp.payload().to_vec(),
            Some(TransportSlice::Udp(udp)) => udp.payload().to_vec(),
            Some(TransportSlice::Icmpv4(icmp)) => icmp.payload().to_vec(),
            _ => Vec::new(),
        }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.payload()).into_owned()
    }

    /// Type of ICMP.
    pub fn icmp_type(&self) -> u8 {
        match self.sliced().transport {
            Some(TransportSlice::Icmpv4(icmp)) => icmp.type_u8(),
            _ => panic!("no ICMP: {self:?}"),
        }
    }

    /// Identifier and sequence number of an ICMP echo.
    pub fn echo(&self) -> (u16, u16) {
        match self.sliced().transport {
            Some(TransportSlice::Icmpv4(icmp)) => {
                let [a, b, c, d] = icmp.bytes5to8();
                (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]))
            }
            _ => panic!("no ICMP: {self:?}"),
        }
    }

    /// Whether the checksums of IPv4 and of what it carries are right, computed from the octets.
    pub fn sums_are_right(&self) -> bool {
        let ip = self.ip();
        let header = ip.slice();
        let start = 14 + header.len();
        let body = &self.octets[start..14 + usize::from(ip.total_len())];
        let protocol = header[9];
        let pseudo = match protocol {
            6 | 17 => {
                let mut octets = header[12..20].to_vec();
                octets.extend([0, protocol]);
                octets.extend((body.len() as u16).to_be_bytes());
                octets
            }
            _ => Vec::new(),
        };
        sum(&[header]) == 0xffff && sum(&[&pseudo, body]) == 0xffff
    }
}

/// RFC 1071, over parts of even length (the last may be odd).
fn sum(parts: &[&[u8]]) -> u16 {
    let words = parts.iter().flat_map(|part| part.chunks(2));
    let mut sum: u32 = words
        .map(|word| u32::from(word[0]) << 8 | u32::from(*word.get(1).unwrap_or(&0)))
        .sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    sum as u16
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let shown = |at: usize| {
            Ipv4Addr::new(
                self.octets[at],
                self.octets[at + 1],
                self.octets[at + 2],
                self.octets[at + 3],
            )
        };
        if self.octets.len() >= 34 && self.octets[12..14] == [8, 0] {
            write!(f, "[{} > {} ", shown(26), shown(30))?;
        } else {
            f.write_str("[")?;
        }
        for octet in &self.octets {
            write!(f, "{octet:02x}")?;
        }
        f.write_str("]")
    }
}

fn mac(octets: &[u8]) -> String {
    octets
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect::<Vec<_>>()
        .join(":")
}

/// The frames of a capture file, up to a last one that is still being written.
pub fn read(file: &Path) -> Vec<Frame> {
    let Ok(file) = std::fs::File::open(file) else {
        return Vec::new();
    };
    let Ok(mut reader) = PcapReader::new(file) else {
        return Vec::new();
    };
    let mut frames = Vec::new();
    while let Some(Ok(packet)) = reader.next_packet() {
        frames.push(Frame {
            octets: packet.data.into_owned(),
        });
    }
    frames
}
