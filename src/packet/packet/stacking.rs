//! Packets put onto each other, and taken apart.

use std::rc::Rc;

use super::{
    Built, Layers, Packet, append, deepen, is_in_row, last_above, make_room, own_fields, upwards,
};
use crate::packet::layer::{Layer, NONE};
use crate::packet::value::FieldValue;
use crate::proto::{Proto, registry};

impl Packet {
    /// Puts a packet on top of this one. The packet is copied in; views of it stay with the
    /// original.
    pub fn add_payload(&self, payload: &Packet) {
        self.put_on_top(payload.copied_layers().into_iter());
    }

    fn put_on_top(&self, layers: impl ExactSizeIterator<Item = Layer>) {
        let mut guard = self.inner_mut();
        let inner = &mut *guard;
        let top = last_above(&inner.layers, self.place());
        let first = inner.layers.len();
        append(&mut inner.layers, top, layers);
        let added = inner.layers.get(first).map(|layer| layer.proto);
        drop(guard);
        if let Some(added) = added {
            self.ask_option_below(top, added);
        }
    }

    /// Gives a header the option without which a protocol does not stand on it.
    #[inline]
    fn ask_option_below(&self, top: usize, proto: &Proto) {
        if let Some((header, option)) = proto.option_below
            && self.inner().layers[top].proto.is_kind_of(header)
        {
            self.at_place(top).put_option(option);
        }
    }

    fn at_place(&self, at: usize) -> Packet {
        Packet {
            stack: self.stack.clone(),
            at: at as u16,
        }
    }

    /// Sets an option, unless there is one.
    fn put_option(&self, option: &'static Proto) {
        let Some(index) = self.proto().index_of("options") else {
            return;
        };
        let options = self.internal(index).as_list();
        if options.is_none_or(|options| options.is_empty()) {
            let option = FieldValue::Packet(Packet::new(option));
            // A list of packets fits a field of packets.
            let _ = self.set_at(index, FieldValue::list(vec![option]));
        }
    }

    pub fn add_octets(&self, octets: &[u8]) {
        self.add_payload(&Packet::raw(octets));
    }

    /// Takes off what is above. Views of it live on as a packet of their own.
    pub fn remove_payload(&self) {
        let alone = Rc::strong_count(&self.stack) == 1;
        let mut inner = self.inner_mut();
        let at = self.place();
        let next = inner.layers[at].next;
        inner.layers[at].next = NONE;
        inner.layers[at].overload = None;
        if next == NONE {
            return;
        }
        if let Some(layer) = inner.layers.get_mut(usize::from(next)) {
            layer.under = NONE;
        }
        // Nobody else looks at the layers above, and they are the last ones: forget them.
        let contiguous = usize::from(next) == at + 1
            && upwards(&inner.layers, usize::from(next)).count() == inner.layers.len() - at - 1;
        if alone && contiguous {
            inner.layers.truncate(at + 1);
        }
    }

    /// `p.payload = q`
    pub fn set_payload(&self, payload: &Packet) {
        self.remove_payload();
        self.add_payload(payload);
    }

    /// `self / other`: a new packet of both.
    pub fn stacked(&self, other: &Packet) -> Packet {
        let packet = self.copy();
        packet.add_payload(other);
        packet
    }

    /// `self / other` where both are not needed any more: nothing is copied that nobody else
    /// looks at.
    pub fn over(self, other: Packet) -> Packet {
        let whole = self.at == 0 && Rc::strong_count(&self.stack) == 1;
        let below = if whole {
            deepen(&mut self.inner_mut().layers);
            self
        } else {
            self.copy()
        };
        if other.at == 0 && Rc::strong_count(&other.stack) == 1 {
            let mut top = other.inner_mut();
            if is_in_row(&top.layers) {
                deepen(&mut top.layers);
                below.put_on_top(top.layers.drain(..));
                drop(top);
                return below;
            }
        }
        below.put_on_top(other.copied_layers().into_iter());
        below
    }

    /// The same with a layer that is made for it, and filled.
    #[inline]
    pub fn over_made<E>(
        self,
        proto: &'static Proto,
        fill: impl FnOnce(&mut Layer) -> std::result::Result<(), E>,
    ) -> std::result::Result<Packet, E> {
        let whole = self.at == 0 && Rc::strong_count(&self.stack) == 1;
        let below = if whole { self } else { self.copy() };
        let mut guard = below.stack.inner.borrow_mut();
        let inner = &mut *guard;
        if whole {
            inner.changed = true;
            inner.built = Built::Never;
            deepen(&mut inner.layers);
        }
        let top = last_above(&inner.layers, 0);
        let place = inner.layers.len();
        make_room(&mut inner.layers, 1);
        inner.layers.push(Layer::new(proto));
        let layer = &mut inner.layers[place];
        fill(layer)?;
        own_fields(layer);
        layer.under = top as u16;
        let lower = &mut inner.layers[top];
        lower.next = place as u16;
        lower.overload = registry::overload(lower.proto, proto);
        drop(guard);
        below.ask_option_below(top, proto);
        Ok(below)
    }

    /// `self / b"octets"`
    pub fn stacked_octets(&self, octets: &[u8]) -> Packet {
        self.stacked(&Packet::raw(octets))
    }

    /// Another packet with the same layers from this one upwards.
    pub fn copy(&self) -> Packet {
        let packet = Packet::from_layers(self.copied_layers());
        let own = self.inner();
        let mut inner = packet.inner_mut();
        inner.meta = own.meta.clone();
        if own.layers[self.place()].under == NONE {
            inner.parent.clone_from(&own.parent);
            inner.under.clone_from(&own.under);
        }
        drop(inner);
        packet
    }

    pub(super) fn copied_layers(&self) -> Layers {
        let inner = self.inner();
        let mut layers = Layers::with_capacity(inner.layers.len() + 1);
        for at in upwards(&inner.layers, self.place()) {
            let mut layer = inner.layers[at].clone();
            own_fields(&mut layer);
            let place = layers.len() as u16;
            layer.under = if place == 0 { NONE } else { place - 1 };
            layer.next = place + 1;
            layers.push(layer);
        }
        if let Some(last) = layers.last_mut() {
            last.next = NONE;
        }
        layers
    }
}
