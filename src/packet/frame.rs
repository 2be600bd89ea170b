//! A captured frame in a list: octets until somebody asks for the packet.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use super::Packet;
use crate::proto::Proto;
use crate::proto::registry::Snapshot;

/// The octets of many frames, one after the other, and what the frames have in common.
pub struct Block {
    /// They are put in when all of them are there.
    pub octets: OnceCell<Rc<[u8]>>,
    /// The number of the link type in capture files.
    pub link_type: u32,
    /// What a frame of a link type begins with.
    pub first: fn(u32, &[u8]) -> &'static Proto,
    pub sniffed_on: Option<Rc<str>>,
    /// Layers are found by the bindings of the time when the frames were read.
    pub tables: Snapshot,
}

/// Where a frame is, and when it was there.
#[derive(Clone, Copy)]
pub struct Place {
    /// Octets of the block before it.
    pub start: u32,
    pub len: u32,
    /// The number of octets on the wire.
    pub wire_len: u32,
    /// Nanoseconds since 1970.
    pub time: i64,
}

/// A packet of a list; 48 octets as long as nobody has asked for it.
pub struct Entry {
    made: Cell<Option<Packet>>,
    block: Option<Rc<Block>>,
    place: Place,
}

impl Entry {
    pub fn new(block: Rc<Block>, place: Place) -> Entry {
        Entry {
            made: Cell::new(None),
            block: Some(block),
            place,
        }
    }

    /// The packet; the same one each time, so that what is changed in it stays changed.
    pub fn packet(&self) -> Packet {
        let packet = match (self.made.take(), &self.block) {
            (Some(packet), _) => packet,
            (None, Some(block)) => block.packet(self.place),
            (None, None) => Packet::raw(&[]),
        };
        self.made.set(Some(packet.clone()));
        packet
    }

    /// The block and the frame's place in it, where nobody has the packet in hand.
    pub fn untouched(&self) -> Option<(&Block, Place)> {
        let made = self.made.take();
        let known = made.is_some();
        self.made.set(made);
        let block = self.block.as_deref().filter(|_| !known)?;
        Some((block, self.place))
    }

    /// Makes octets of the packet again where nobody else looks at it and nothing was changed.
    pub fn release(&self) {
        if self.block.is_none() {
            return;
        }
        let made = self.made.take();
        self.made.set(made.filter(|packet| !packet.is_pristine()));
    }
}

impl Clone for Entry {
    fn clone(&self) -> Entry {
        Entry::from(self.packet())
    }
}

impl From<Packet> for Entry {
    fn from(packet: Packet) -> Entry {
        Entry {
            made: Cell::new(Some(packet)),
            block: None,
            place: Place {
                start: 0,
                len: 0,
                wire_len: 0,
                time: 0,
            },
        }
    }
}

impl Block {
    /// The octets of a frame.
    pub fn frame(&self, place: Place) -> &[u8] {
        &self.all()[place.start as usize..][..place.len as usize]
    }

    fn all(&self) -> &Rc<[u8]> {
        self.octets.get_or_init(|| Rc::from([]))
    }

    /// What the frame begins with.
    pub fn proto(&self, place: Place) -> &'static Proto {
        (self.first)(self.link_type, self.frame(place))
    }

    fn packet(&self, place: Place) -> Packet {
        self.tables.with(|| {
            let start = place.start as usize;
            let part = start..start + place.len as usize;
            let packet = Packet::dissect_part_of(self.proto(place), self.all(), part);
            packet.with_meta(|meta| {
                meta.time = Some(place.time);
                meta.wirelen = Some(place.wire_len);
                meta.sniffed_on = self.sniffed_on.clone();
            });
            packet.settle();
            packet
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packet::FieldValue;
    use crate::proto::registry;

    fn entry() -> Entry {
        let ip = registry::proto("IP").expect("IP");
        let packet = Packet::new(ip).stacked(&Packet::new(registry::proto("UDP").expect("UDP")));
        let octets: Rc<[u8]> = packet.build().expect("it builds").into();
        let place = Place {
            start: 0,
            len: octets.len() as u32,
            wire_len: 60,
            time: 5,
        };
        let block = Block {
            octets: OnceCell::from(octets),
            link_type: 101,
            first: |_, _| registry::proto("IP").expect("IP"),
            sniffed_on: None,
            tables: registry::snapshot(),
        };
        Entry::new(Rc::new(block), place)
    }

    #[test]
    fn a_frame_of_a_list_takes_48_octets() {
        assert_eq!(size_of::<Entry>(), 48);
    }

    #[test]
    fn what_is_changed_in_a_frame_stays_changed() {
        let entry = entry();
        entry.packet().set("ttl", FieldValue::Int(7)).expect("ttl");
        entry.release();
        let packet = entry.packet();
        assert_eq!(packet.get("ttl").expect("ttl").as_int(), Some(7));
        assert_eq!((packet.time(), packet.meta().wirelen), (5, None));
    }

    #[test]
    fn a_frame_that_was_only_read_becomes_octets_again() {
        let entry = entry();
        let sport = entry.packet().get("sport").expect("sport");
        assert_eq!(sport.as_int(), Some(53));
        let held = entry.packet();
        entry.release();
        assert!(entry.untouched().is_none());
        assert!(entry.packet().is_same(&held));
        drop(held);
        entry.release();
        assert!(entry.untouched().is_some());
    }

    #[test]
    fn layers_are_found_by_the_bindings_of_the_reading() {
        use crate::proto::binding::bind_up;
        let entry = entry();
        let (ip, tcp) = ("IP", "TCP");
        let (ip, tcp) = (registry::proto(ip), registry::proto(tcp));
        let (ip, tcp) = (ip.expect("IP"), tcp.expect("TCP"));
        let udp = registry::proto("UDP").expect("UDP");
        registry::unbind(&bind_up(ip, udp, crate::when!(frag = 0, proto = 17)));
        assert!(entry.packet().haslayer(udp));
        assert!(
            !entry
                .packet()
                .copy()
                .rebuilt()
                .expect("it builds")
                .haslayer(tcp)
        );
        assert!(!entry.packet().rebuilt().expect("it builds").haslayer(udp));
    }
}
