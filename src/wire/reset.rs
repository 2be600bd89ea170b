//! The answer to a segment of a connection that does not exist: RFC 9293, section 3.10.7.1.

use std::net::SocketAddr;

use etherparse::{PacketBuilder, TcpHeader};

/// An IP packet with a TCP RST; `None` when one end is IPv4 and the other IPv6.
pub fn reset(from: SocketAddr, to: SocketAddr, sequence: u32, hops: u8) -> Option<Vec<u8>> {
    let builder = match (from, to) {
        (SocketAddr::V4(from), SocketAddr::V4(to)) => {
            PacketBuilder::ipv4(from.ip().octets(), to.ip().octets(), hops)
        }
        (SocketAddr::V6(from), SocketAddr::V6(to)) => {
            PacketBuilder::ipv6(from.ip().octets(), to.ip().octets(), hops)
        }
        _ => return None,
    };
    let mut header = TcpHeader::new(from.port(), to.port(), sequence, 0);
    header.rst = true;
    let mut octets = Vec::new();
    builder.tcp_header(header).write(&mut octets, &[]).ok()?;
    Some(octets)
}
