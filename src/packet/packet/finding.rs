//! The layers of a packet, found by place, by protocol and by name.

use super::{Packet, View, may_hold_packets, position, upwards};
use crate::packet::layer::NONE;
use crate::packet::value::FieldValue;
use crate::proto::Proto;

impl Packet {
    // --- layers ------------------------------------------------------------------------------
    /// The layer above; `None` stands for Scapy's `NoPayload`.
    pub fn payload(&self) -> Option<Packet> {
        let next = self.inner().layers[self.place()].next;
        (next != NONE).then(|| Packet {
            stack: self.stack.clone(),
            at: next,
        })
    }

    /// The layer below.
    pub fn underlayer(&self) -> Option<Packet> {
        let under = self.inner().layers[self.place()].under;
        (under != NONE).then(|| Packet {
            stack: self.stack.clone(),
            at: under,
        })
    }

    /// The layer below as a script sees it: also one of another packet ([`Packet::set_under`]).
    pub fn below(&self) -> Option<Packet> {
        self.underlayer().or_else(|| self.inner().under.clone())
    }

    pub fn firstlayer(&self) -> Packet {
        let mut packet = self.clone();
        while let Some(under) = packet.underlayer() {
            packet = under;
        }
        packet
    }

    pub fn lastlayer(&self) -> Packet {
        let mut packet = self.clone();
        while let Some(payload) = packet.payload() {
            packet = payload;
        }
        packet
    }

    /// This layer and those above it.
    pub fn iter(&self) -> impl Iterator<Item = Packet> {
        std::iter::successors(Some(self.clone()), Packet::payload)
    }

    /// The protocols of this layer and those above it.
    pub fn layers(&self) -> Vec<&'static Proto> {
        let inner = self.inner();
        upwards(&inner.layers, self.place())
            .map(|at| inner.layers[at].proto)
            .collect()
    }

    // --- finding layers ----------------------------------------------------------------------
    /// The `nb`-th layer (from 1) that is `proto`, looking into lists of packets too.
    pub fn getlayer(&self, proto: &'static Proto, nb: usize) -> Option<Packet> {
        if nb <= 1
            && let Some(found) = self.nearest(proto)
        {
            return found.map(|at| Packet {
                stack: self.stack.clone(),
                at,
            });
        }
        self.find(nb, |layer| layer.proto().is_found_as(proto))
    }

    /// The place of the first layer that is `proto`; the outer `None` says that packets in the
    /// fields of layers have to be asked too.
    fn nearest(&self, proto: &'static Proto) -> Option<Option<u16>> {
        let inner = self.inner();
        for at in upwards(&inner.layers, self.place()) {
            let layer = &inner.layers[at];
            if layer.proto.is_found_as(proto) {
                return Some(Some(at as u16));
            }
            if may_hold_packets(layer) {
                return None;
            }
        }
        Some(None)
    }

    /// The `nb`-th layer (from 1) with this class name or title.
    pub fn getlayer_named(&self, name: &str, nb: usize) -> Option<Packet> {
        self.find(nb, |layer| {
            layer.proto().name == name || layer.proto().title == name
        })
    }

    /// The `nb`-th layer (from 1) that `matches`, in Scapy's order: the layer itself, the packets
    /// in its fields, its payload.
    pub fn find(&self, nb: usize, mut matches: impl FnMut(&Packet) -> bool) -> Option<Packet> {
        let mut left = nb.max(1);
        self.find_from(&mut left, &mut matches)
    }

    fn find_from(
        &self,
        left: &mut usize,
        matches: &mut dyn FnMut(&Packet) -> bool,
    ) -> Option<Packet> {
        for layer in self.iter() {
            if matches(&layer) {
                if *left <= 1 {
                    return Some(layer);
                }
                *left -= 1;
            }
            for inner in layer.field_packets() {
                if let Some(found) = inner.find_from(left, matches) {
                    return Some(found);
                }
            }
        }
        None
    }

    pub fn haslayer(&self, proto: &'static Proto) -> bool {
        self.getlayer(proto, 1).is_some()
    }

    /// The packets in this layer's own fields.
    pub fn field_packets(&self) -> Vec<Packet> {
        if !may_hold_packets(&self.inner().layers[self.place()]) {
            return Vec::new();
        }
        self.read();
        let inner = self.inner();
        let view = View {
            layers: &inner.layers,
            at: self.place(),
        };
        let mut packets = Vec::new();
        for (index, field) in view.layer().proto.fields.iter().enumerate() {
            if !field.may_hold_packets() {
                continue;
            }
            match view.internal(index).resolved() {
                FieldValue::Packet(packet) => packets.push(packet),
                FieldValue::List(list) => packets.extend(list.borrow().iter().filter_map(
                    |value| match value.resolved() {
                        FieldValue::Packet(packet) => Some(packet),
                        _ => None,
                    },
                )),
                _ => {}
            }
        }
        drop(inner);
        for packet in &packets {
            self.adopt(&FieldValue::Packet(packet.clone()));
        }
        if !packets.is_empty() {
            // They can be changed behind the layer's back.
            self.inner_mut().changed = true;
        }
        packets
    }

    // --- fields ------------------------------------------------------------------------------
    /// The layer, from this one upwards, that has a field of this name, and the field's place.
    pub fn locate(&self, name: &str) -> Option<(Packet, usize)> {
        let inner = self.inner();
        upwards(&inner.layers, self.place()).find_map(|at| {
            let index = position(inner.layers[at].proto, name)?;
            Some((
                Packet {
                    stack: self.stack.clone(),
                    at: at as u16,
                },
                index,
            ))
        })
    }
}
