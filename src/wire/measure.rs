//! How long headers are, where they are well-formed.
//!
//! `None` says that etherparse would not read this header; the tables then read it field by
//! field, however wrong it is.

use etherparse::{
    Ethernet2HeaderSlice, Ipv4HeaderSlice, Ipv6HeaderSlice, SingleVlanHeaderSlice, TcpHeaderSlice,
    UdpHeaderSlice,
};

pub fn ethernet(octets: &[u8]) -> Option<usize> {
    Some(Ethernet2HeaderSlice::from_slice(octets).ok()?.slice().len())
}

pub fn vlan(octets: &[u8]) -> Option<usize> {
    Some(
        SingleVlanHeaderSlice::from_slice(octets)
            .ok()?
            .slice()
            .len(),
    )
}

/// Options included.
pub fn ipv4(octets: &[u8]) -> Option<usize> {
    Some(Ipv4HeaderSlice::from_slice(octets).ok()?.slice().len())
}

pub fn ipv6(octets: &[u8]) -> Option<usize> {
    Some(Ipv6HeaderSlice::from_slice(octets).ok()?.slice().len())
}

/// Options included.
pub fn tcp(octets: &[u8]) -> Option<usize> {
    Some(TcpHeaderSlice::from_slice(octets).ok()?.slice().len())
}

pub fn udp(octets: &[u8]) -> Option<usize> {
    Some(UdpHeaderSlice::from_slice(octets).ok()?.slice().len())
}
