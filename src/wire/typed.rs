//! The way into etherparse's owned headers and back, for whoever wants them.
//!
//! They hold well-formed packets only: what `judge` objects to is lost or refused on the way.

use etherparse::PacketHeaders;
use etherparse::err::packet::SliceError;

/// The headers of an Ethernet frame; the payload is a slice of the frame.
pub fn from_ethernet(octets: &[u8]) -> Result<PacketHeaders<'_>, SliceError> {
    PacketHeaders::from_ethernet_slice(octets)
}

/// The headers of an IP packet; the payload is a slice of the packet.
pub fn from_ip(octets: &[u8]) -> Result<PacketHeaders<'_>, SliceError> {
    PacketHeaders::from_ip_slice(octets)
}
