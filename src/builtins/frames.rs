//! Captured octets as packets.

use std::rc::Rc;

use crate::link::{LinkType, Stamp};
use crate::packet::Packet;
use crate::proto::{Proto, registry};

/// What a frame of a link type begins with, by its number in capture files.
const FIRST_LAYERS: &[(u32, &str)] = &[
    (0, "Loopback"),
    (1, "Ether"),
    (12, "IP"),
    (14, "IP"),
    (101, "IP"),
    (105, "Dot11"),
    (108, "Loopback"),
    (113, "CookedLinux"),
    (127, "RadioTap"),
    (228, "IP"),
    (229, "IPv6"),
    (276, "CookedLinuxV2"),
];

/// The protocol that a frame begins with; `Raw` where there is no table for it.
pub fn first_layer(link_type: LinkType, octets: &[u8]) -> &'static Proto {
    let name = FIRST_LAYERS
        .iter()
        .find(|(number, _)| *number == link_type.0)
        .map(|(_, name)| *name);
    // Link types for bare IP do not say which version follows.
    let name = match (name, octets.first().map(|first| first >> 4)) {
        (Some("IP"), Some(6)) => Some("IPv6"),
        (name, _) => name,
    };
    name.and_then(registry::proto)
        .unwrap_or(&crate::proto::raw::RAW)
}

/// The link type in which a packet is written to a file.
pub fn link_type_of(packet: &Packet) -> LinkType {
    match packet.proto().name {
        "IP" => LinkType(228),
        "IPv6" => LinkType(229),
        name => match FIRST_LAYERS.iter().find(|(_, first)| *first == name) {
            Some((number, _)) => LinkType(*number),
            None => LinkType(1),
        },
    }
}

/// A frame as a packet, with when, where and how long it was on the wire.
pub fn packet_of(
    octets: &[u8],
    link_type: LinkType,
    time: Stamp,
    wire_len: u32,
    interface: Option<&Rc<str>>,
) -> Packet {
    let proto = first_layer(link_type, octets);
    let packet = Packet::dissect_frame(proto, octets.into());
    packet.with_meta(|meta| {
        meta.time = nanoseconds(time);
        meta.wirelen = Some(wire_len);
        meta.sniffed_on = interface.cloned();
    });
    packet
}

/// Nanoseconds since 1970.
pub fn nanoseconds(time: Stamp) -> i64 {
    time.seconds
        .saturating_mul(1_000_000_000)
        .saturating_add(i64::from(time.nanoseconds))
}

/// A time stamp from nanoseconds since 1970.
pub fn stamp(nanoseconds: i64) -> Stamp {
    Stamp::new(
        nanoseconds.div_euclid(1_000_000_000),
        nanoseconds.rem_euclid(1_000_000_000) as u32,
    )
}
