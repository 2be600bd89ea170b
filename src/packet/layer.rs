//! One layer: its protocol and the fields that were set or dissected.

use std::rc::Rc;

use smallvec::SmallVec;

use super::script::Own;
use super::value::FieldValue;
use crate::proto::asn1::Made;
use crate::proto::field::Preset;
use crate::proto::{Condition, Proto};

/// No layer.
pub const NONE: u16 = u16::MAX;

/// Values and the places of their fields.
pub type Fields = SmallVec<[(u16, FieldValue); 2]>;

/// A layer of a stack. What the user set stands in `fields`; everything else is said by the
/// upper layer (`overload`), is a default or follows from a rule.
#[derive(Clone)]
pub struct Layer {
    pub proto: &'static Proto,
    /// In the order in which they were set; the number is the place in `proto.fields`.
    pub fields: Fields,
    /// What `fuzz` put in the place of defaults.
    pub defaults: Option<Box<Vec<(u16, FieldValue)>>>,
    pub overload: Option<Condition>,
    /// What the layer was dissected from.
    pub origin: Option<Origin>,
    /// The fields still have to be read from `origin`.
    pub lazy: bool,
    /// Nothing was changed since the dissection: the layer is built by copying.
    pub cached: bool,
    /// The layer stands for one packet, not for a set.
    pub explicit: bool,
    /// What a script keeps with its packet: shared by all who look at the layer.
    pub own: Option<Rc<dyn Own>>,
    /// The place of the payload in the stack.
    pub next: u16,
    /// The place of the layer below.
    pub under: u16,
}

/// The octets of a dissected layer: header from `start` to `header_end`, payload from there to
/// `end`.
#[derive(Clone)]
pub struct Origin {
    pub octets: Rc<[u8]>,
    pub start: u32,
    pub header_end: u32,
    pub end: u32,
    /// Octets at the end that are fields of the layer, too.
    pub trailer: u32,
}

impl Origin {
    /// The header's octets.
    pub fn header(&self) -> &[u8] {
        &self.octets[self.start as usize..self.header_end as usize]
    }

    /// The octets of the fields behind the payload.
    pub fn trailer(&self) -> &[u8] {
        &self.octets[(self.end - self.trailer) as usize..self.end as usize]
    }

    /// The octets that the layer was dissected from, payload included.
    pub fn all(&self) -> &[u8] {
        &self.octets[self.start as usize..self.end as usize]
    }
}

impl Layer {
    pub fn new(proto: &'static Proto) -> Layer {
        Layer {
            proto,
            fields: Fields::new(),
            defaults: None,
            overload: None,
            origin: None,
            lazy: false,
            cached: false,
            explicit: false,
            own: None,
            next: NONE,
            under: NONE,
        }
    }

    /// The layer is what these octets are, whoever will look at it.
    pub fn read_from(&mut self, octets: Rc<[u8]>) {
        let length = octets.len();
        self.read_part(octets, 0, length, length);
    }

    /// The same for some of the octets: header from `start` to `header_end`, payload up to `end`.
    pub(super) fn read_part(
        &mut self,
        octets: Rc<[u8]>,
        start: usize,
        header_end: usize,
        end: usize,
    ) {
        self.origin = Some(Origin {
            octets,
            start: start as u32,
            header_end: header_end as u32,
            end: end as u32,
            trailer: 0,
        });
        self.lazy = true;
        self.cached = true;
        self.explicit = true;
    }

    /// The value that was set, if one was.
    pub fn set_value(&self, index: usize) -> Option<&FieldValue> {
        self.fields
            .iter()
            .find(|entry| usize::from(entry.0) == index)
            .map(|entry| &entry.1)
    }

    /// Sets a value; the order of the fields is the order in which they were first set.
    pub fn put(&mut self, index: usize, value: FieldValue) {
        let known = self
            .fields
            .iter()
            .position(|entry| usize::from(entry.0) == index);
        if let Some(at) = known {
            self.fields[at].1 = value;
            return;
        }
        let mut place = self.fields.len();
        if self.origin.is_none()
            && self.starts_with_own(index)
            && !super::packet::shares_presets(self.proto)
        {
            // Scapy gives a new layer its own lists before anything is set, so they come first
            // in the order.
            let before = |entry: &&(u16, FieldValue)| {
                let other = usize::from(entry.0);
                other < index && self.starts_with_own(other)
            };
            place = self.fields.iter().take_while(before).count();
        }
        if place == self.fields.len() {
            self.fields.push((index as u16, value));
        } else {
            self.fields.insert(place, (index as u16, value));
        }
    }

    /// Whether the field's default is a list, which each layer has of its own.
    fn starts_with_own(&self, index: usize) -> bool {
        matches!(
            self.proto.fields[index].preset,
            Preset::EmptyList
                | Preset::ListOf(_)
                | Preset::Made(Made::Packet(..) | Made::List(_))
                | Preset::Packets(_)
                | Preset::PacketOf(_)
                | Preset::PacketWith(..)
                | Preset::Given(_)
                | Preset::Ints(_)
                | Preset::Floats(_)
                | Preset::ListOfText(_)
                | Preset::OwnScript(_)
        )
    }

    /// Forgets the value that was set.
    pub fn take(&mut self, index: usize) -> Option<FieldValue> {
        let at = self
            .fields
            .iter()
            .position(|entry| usize::from(entry.0) == index)?;
        Some(self.fields.remove(at).1)
    }

    /// The layer was changed: it is built from its fields from now on.
    pub fn touch(&mut self) {
        self.cached = false;
        self.explicit = false;
    }
}
