//! Where a packet goes, and so which addresses of ours it carries.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::convert::{self, first};
use super::environment;
use super::packet::{View, fixed_value};
use super::value::FieldValue;
use crate::proto::binding::Fixed;
use crate::proto::field::{Auto, Kind, Preset};
use crate::proto::{Around, Destination};

/// The address that the packet goes to, as its first layer that has one says.
pub fn destination(view: View<'_>) -> Option<IpAddr> {
    let mut view = Some(view);
    while let Some(this) = view {
        let proto = this.layer().proto;
        for (index, field) in proto.fields.iter().enumerate() {
            let routes = matches!(field.auto, Auto::DestinationAddress(_))
                || (field.name == "pdst" && proto.name == "ARP");
            if routes {
                return address(this, index);
            }
        }
        view = this.payload();
    }
    None
}

fn address(view: View<'_>, index: usize) -> Option<IpAddr> {
    let field = &view.layer().proto.fields[index];
    let value = convert::human_of(view, field, view.internal(index));
    let field = convert::chosen_for(view, field, &value);
    match first(field, value) {
        FieldValue::Ip4(octets) => Some(Ipv4Addr::from(octets).into()),
        FieldValue::Ip6(octets) => Some(Ipv6Addr::from(*octets).into()),
        FieldValue::Text(text) if matches!(field.kind, Kind::Ip6) => text.parse().ok(),
        FieldValue::Text(text) => super::net::inet_aton(&text).map(IpAddr::from),
        FieldValue::None => match (field.kind, field.preset) {
            (Kind::Ip4, Preset::Text(text)) => text.parse().ok(),
            (Kind::Ip6, Preset::Text(text)) => text.parse().ok(),
            _ => None,
        },
        _ => None,
    }
}

/// Our address on the way to where this layer goes.
pub fn source4(view: View<'_>) -> Ipv4Addr {
    match destination(view) {
        Some(IpAddr::V4(destination)) => environment::source4(destination),
        _ => environment::source4(Ipv4Addr::UNSPECIFIED),
    }
}

pub fn source6(view: View<'_>) -> Ipv6Addr {
    match destination(view) {
        Some(IpAddr::V6(destination)) => environment::source6(destination),
        _ => environment::source6(Ipv6Addr::UNSPECIFIED),
    }
}

/// The MAC of our interface on the way to where this layer goes.
pub fn source_mac(view: View<'_>) -> [u8; 6] {
    match destination(view) {
        Some(IpAddr::V4(address)) => environment::source_mac4(Some(address)),
        Some(IpAddr::V6(address)) => environment::source_mac6(Some(address)),
        None => environment::source_mac4(None),
    }
}

/// The MAC of the next hop; broadcast when nobody knows it.
pub fn destination_mac(view: View<'_>) -> [u8; 6] {
    const BROADCAST: [u8; 6] = [0xff; 6];
    let Some(payload) = view.payload() else {
        return BROADCAST;
    };
    let upper = payload.layer().proto;
    if upper.name == "ARP" && payload.int("op") == Some(1) {
        return BROADCAST;
    }
    match destination(payload) {
        Some(IpAddr::V4(address)) => mac4(address).unwrap_or(BROADCAST),
        Some(IpAddr::V6(address)) => mac6(address).unwrap_or(BROADCAST),
        None => BROADCAST,
    }
}

fn mac4(address: Ipv4Addr) -> Option<[u8; 6]> {
    let [_, b, c, d] = address.octets();
    if address.is_multicast() {
        // RFC 1112 section 6.4: the low 23 bits.
        return Some([0x01, 0x00, 0x5e, b & 0x7f, c, d]);
    }
    if address.is_broadcast() {
        return None;
    }
    environment::next_hop_mac4(address)
}

fn mac6(address: Ipv6Addr) -> Option<[u8; 6]> {
    let octets = address.octets();
    if address.is_multicast() {
        // RFC 2464 section 7: the low 32 bits.
        return Some([0x33, 0x33, octets[12], octets[13], octets[14], octets[15]]);
    }
    environment::next_hop_mac6(address)
}

/// The destination that the protocol above is bound to (mDNS), or the default.
pub fn bound_destination(view: View<'_>, default: &str) -> Option<Ipv4Addr> {
    bound(view).unwrap_or_else(|| default.parse().ok())
}

/// The IPv6 destination that the protocol above is bound to, or the default.
pub fn bound_destination6(view: View<'_>, default: &str) -> Option<Ipv6Addr> {
    bound(view).unwrap_or_else(|| default.parse().ok())
}

/// The first address of this family that the protocol above is bound to.
fn bound<A: std::str::FromStr>(view: View<'_>) -> Option<Option<A>> {
    let above = view.payload()?;
    let holds = |to: &&Destination| {
        to.condition.iter().all(|(name, value)| match value {
            Fixed::Int(number) | Fixed::Member(number, _) => above.int(name) == Some(*number),
            other => above.lookup(name) == Some(fixed_value(*other)),
        })
    };
    let mut fitting = above.layer().proto.destinations.iter().filter(holds);
    fitting.find_map(|to| (to.address)(&above).parse().ok().map(Some))
}
