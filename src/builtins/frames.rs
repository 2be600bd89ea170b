//! Captured octets as packets.

use std::rc::Rc;

use crate::link::{LinkType, Stamp};
use crate::packet::Packet;
use crate::packet::frame::{Block, Entry, Place};
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
    (119, "PrismHeader"),
    (117, "PFLog"),
    (127, "RadioTap"),
    (187, "HCI_Hdr"),
    (201, "HCI_PHDR_Hdr"),
    (227, "CAN"),
    (249, "USBpcap"),
    (228, "IP"),
    (229, "IPv6"),
    (251, "BTLE"),
    (254, "HCI_Mon_Pcap_Hdr"),
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
    link_type_for(packet.proto())
}

/// The link type in which a frame that begins with this protocol is written to a file.
pub fn link_type_for(proto: &Proto) -> LinkType {
    match proto.name {
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

/// Octets of a block of frames, about; they fit a processor's cache while they are copied.
const BLOCK: usize = 256 << 10;

/// Frames on their way into a list, which keeps their octets in blocks until somebody asks for a
/// packet.
pub struct Frames {
    pub entries: Vec<Entry>,
    octets: Vec<u8>,
    /// Where the frames of the block that is being filled are.
    places: Vec<Place>,
    link_type: LinkType,
    sniffed_on: Option<Rc<str>>,
}

impl Frames {
    pub fn new(sniffed_on: Option<Rc<str>>) -> Frames {
        Frames {
            entries: Vec::new(),
            octets: Vec::with_capacity(BLOCK),
            places: Vec::new(),
            link_type: LinkType(0),
            sniffed_on,
        }
    }

    /// The frames that follow were captured there.
    pub fn come_from(&mut self, name: &Rc<str>) {
        self.seal();
        self.sniffed_on = Some(name.clone());
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.entries.len() + self.places.len()
    }

    #[inline]
    pub fn push(&mut self, octets: &[u8], link_type: LinkType, time: Stamp, wire_len: u32) {
        let full = !self.places.is_empty() && self.octets.len() + octets.len() > BLOCK;
        if full || link_type != self.link_type {
            self.seal();
            self.link_type = link_type;
        }
        self.places.push(Place {
            start: self.octets.len() as u32,
            len: octets.len() as u32,
            wire_len,
            time: nanoseconds(time),
        });
        self.octets.extend_from_slice(octets);
    }

    /// A packet that is at hand already.
    pub fn push_packet(&mut self, packet: Packet) {
        self.seal();
        self.entries.push(Entry::from(packet));
    }

    /// All frames so far.
    pub fn into_entries(mut self) -> Vec<Entry> {
        self.seal();
        self.entries
    }

    fn seal(&mut self) {
        if self.places.is_empty() {
            return;
        }
        let block = Rc::new(Block {
            octets: self.octets.as_slice().into(),
            link_type: self.link_type.0,
            first: |link_type, octets| first_layer(LinkType(link_type), octets),
            sniffed_on: self.sniffed_on.clone(),
            tables: registry::snapshot(),
        });
        let places = self.places.drain(..);
        self.entries
            .extend(places.map(|place| Entry::new(block.clone(), place)));
        self.octets.clear();
    }
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
