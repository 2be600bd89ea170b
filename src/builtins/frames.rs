//! Captured octets as packets.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::link::room::{self, Room, Rooms};
use crate::link::{LinkType, Stamp};
use crate::packet::Packet;
use crate::packet::frame::{Block, Entry, Place};
pub use crate::proto::links::{Way, link_layers, register};
use crate::proto::{Proto, links, registry};

/// The protocol that frames of a link type begin with.
pub fn link_layer(link_type: LinkType) -> Option<&'static Proto> {
    links::first(link_type.0)
}

/// The protocol that a frame begins with; `Raw` where there is no table for it.
pub fn first_layer(link_type: LinkType, octets: &[u8]) -> &'static Proto {
    let proto = link_layer(link_type).unwrap_or(&crate::proto::raw::RAW);
    // Some link types for bare IP do not say which version follows.
    let version = match proto.name {
        "IPv46" if octets.first().is_some_and(|first| first >> 4 == 6) => Some("IPv6"),
        "IPv46" => Some("IP"),
        _ => None,
    };
    version.and_then(registry::proto).unwrap_or(proto)
}

/// The link type in which a packet is written to a file.
pub fn link_type_of(packet: &Packet) -> LinkType {
    link_type_for(packet.proto())
}

/// The link type in which a frame that begins with this protocol is written to a file.
pub fn link_type_for(proto: &Proto) -> LinkType {
    LinkType(links::number_of(proto).unwrap_or(1))
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
        meta.time = Some(nanoseconds(time));
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
    /// The octets of the block that is being filled, if it is one of the first.
    octets: Vec<u8>,
    /// The block itself, when frames come in bulk.
    room: Option<Room>,
    rooms: Option<Rooms>,
    /// The blocks whose octets are still coming: all in one stretch, one for each link type.
    open: Vec<Rc<Block>>,
    sniffed_on: Option<Rc<str>>,
}

impl Frames {
    pub fn new(sniffed_on: Option<Rc<str>>) -> Frames {
        Frames {
            entries: Vec::new(),
            octets: Vec::with_capacity(BLOCK),
            room: None,
            rooms: None,
            open: Vec::new(),
            sniffed_on,
        }
    }

    /// The frames that follow were captured there.
    pub fn come_from(&mut self, name: &Rc<str>) {
        self.seal();
        self.sniffed_on = Some(name.clone());
    }

    /// The frames whose places follow were captured there, as their file says.
    pub fn of_interface(&mut self, name: Option<&Rc<str>>) {
        if self.sniffed_on.as_ref() != name {
            self.sniffed_on = name.cloned();
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Copies a frame in.
    #[inline]
    pub fn push(&mut self, octets: &[u8], link_type: LinkType, time: Stamp, wire_len: u32) {
        let fits = match &self.room {
            Some(room) => room.fits(octets.len()),
            None => self.octets.len() + octets.len() <= BLOCK,
        };
        if !fits && !self.open.is_empty() {
            self.seal();
            let rooms = self.rooms.get_or_insert_with(|| Rooms::new(None));
            self.room = Some(rooms.take(octets.len()));
        }
        let start = match &mut self.room {
            Some(room) => {
                let start = room.filled().len();
                room.push(octets);
                start
            }
            None => {
                let start = self.octets.len();
                self.octets.extend_from_slice(octets);
                start
            }
        };
        let place = Place {
            start: start as u32,
            len: octets.len() as u32,
            wire_len,
            time: nanoseconds(time),
        };
        self.push_place(place, link_type);
    }

    /// A frame that will stand in what is sealed next.
    #[inline]
    pub fn push_place(&mut self, place: Place, link_type: LinkType) {
        let fits = |block: &&Rc<Block>| {
            block.link_type == link_type.0 && block.sniffed_on == self.sniffed_on
        };
        let block = match self.open.last().filter(fits) {
            Some(block) => block.clone(),
            None => match self.open.iter().find(fits) {
                Some(block) => block.clone(),
                None => self.open(link_type),
            },
        };
        self.entries.push(Entry::new(block, place));
    }

    /// A packet that is at hand already.
    pub fn push_packet(&mut self, packet: Packet) {
        self.entries.push(Entry::from(packet));
    }

    /// About so many more will come.
    pub fn expect(&mut self, more: usize) {
        room::expect(&mut self.entries, more);
    }

    /// All frames so far.
    pub fn into_entries(mut self) -> Vec<Entry> {
        self.seal();
        self.entries
    }

    /// The octets of the frames that were pushed by their places since the last time.
    pub fn seal_with(&mut self, octets: &Rc<[u8]>) {
        for block in self.open.drain(..) {
            // Nobody asked for a frame before.
            let _ = block.octets.set(octets.clone());
        }
    }

    fn seal(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let octets = match self.room.take() {
            Some(room) => {
                let filled = room.filled().len();
                room.finish(filled)
            }
            None => self.octets.as_slice().into(),
        };
        self.seal_with(&octets);
        self.octets.clear();
    }

    #[cold]
    fn open(&mut self, link_type: LinkType) -> Rc<Block> {
        let block = Rc::new(Block {
            octets: OnceCell::new(),
            link_type: link_type.0,
            first: |link_type, octets| first_layer(LinkType(link_type), octets),
            sniffed_on: self.sniffed_on.clone(),
            tables: registry::snapshot(),
        });
        self.open.push(block.clone());
        block
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
