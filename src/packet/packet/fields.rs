//! The fields of a layer: what was set, what was read, what follows from the table.

use std::rc::Rc;

use super::{Built, Packet, shares_presets};
use crate::packet::error::{Result, no_field};
use crate::packet::script;
use crate::packet::value::FieldValue;
use crate::packet::{convert, parts};
use crate::proto::field::{Field, Kind, Preset};
use crate::proto::{Hooks, registry};

impl Packet {
    /// `p.name` as a script sees it; looks in the layers above too.
    pub fn get(&self, name: &str) -> Result<FieldValue> {
        let (layer, index) = self
            .locate(name)
            .ok_or_else(|| no_field(self.proto(), name))?;
        Ok(layer.get_at(index))
    }

    /// A part of the message by its name, as a script sees it, of this layer or one above.
    pub fn part(&self, name: &str) -> Option<FieldValue> {
        let layer = self
            .iter()
            .find(|layer| layer.proto().part(name).is_some())?;
        layer.read();
        layer.view(|view| {
            let (_, part) = view.layer().proto.part(name)?;
            let value = parts::of(view, name)?;
            Some(convert::human_of(view, &part.field, value))
        })
    }

    /// Sets a part of the message; says no where no layer has such a part.
    pub fn set_part(&self, name: &str, value: FieldValue) -> Result<bool> {
        for layer in self.iter() {
            if let Some((index, part)) = layer.proto().part(name) {
                let parts = parts::with(&layer.internal(index), part.field.name, value);
                layer.set_at(index, parts)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The value of a field of this layer as a script sees it (Scapy's `i2h`).
    pub fn get_at(&self, index: usize) -> FieldValue {
        let field = &self.proto().fields[index];
        if field.is_list() || field.holds_packets() {
            self.read();
            self.keep_default(index);
        }
        match field.kind {
            Kind::Script(..) | Kind::Choice(_) => self.lent(|view| convert::human(view, index)),
            _ if self.proto().hooks.has(Hooks::GET_VALUE) => {
                script::plainly(|| self.view(|view| convert::human(view, index)))
            }
            _ => self.view(|view| convert::human(view, index)),
        }
    }

    /// The value inside of the packet, without the rules for reading (Scapy's `getfieldval`).
    pub fn internal(&self, index: usize) -> FieldValue {
        self.view(|view| view.internal(index))
    }

    /// Puts a value into the packet as it is, without understanding it and without forgetting
    /// the octets that the layer came from. The script's handle on a list goes in this way.
    pub fn put_internal(&self, index: usize, value: FieldValue) {
        self.read();
        let at = self.place();
        self.inner_mut().layers[at].put(index, value);
    }

    /// A default that can be changed in place (a list) becomes this packet's own.
    fn keep_default(&self, index: usize) {
        let at = self.place();
        let mut inner = self.inner_mut();
        let layer = &mut inner.layers[at];
        if layer.set_value(index).is_none()
            && let Some(value) = convert::mutable_preset(&layer.proto.fields[index])
        {
            layer.put(index, value);
        }
    }

    /// Gives a layer that was not dissected the empty lists that Scapy gives it at once.
    fn own_lists(&self) {
        let at = self.place();
        let mut inner = self.inner_mut();
        let layer = &mut inner.layers[at];
        if layer.origin.is_some() || shares_presets(layer.proto) {
            return;
        }
        for (index, field) in layer.proto.fields.iter().enumerate() {
            if matches!(field.preset, Preset::EmptyList) && layer.set_value(index).is_none() {
                layer.put(index, FieldValue::list(Vec::new()));
            }
        }
    }

    /// `p.name = value`; looks in the layers above too.
    pub fn set(&self, name: &str, value: FieldValue) -> Result<()> {
        let (layer, index) = self
            .locate(name)
            .ok_or_else(|| no_field(self.proto(), name))?;
        layer.set_at(index, value)
    }

    pub fn set_at(&self, index: usize, value: FieldValue) -> Result<()> {
        self.read();
        if let Kind::Script(number, _) = self.proto().fields[index].kind
            && let Some(rule) = script::rule(number)
        {
            rule.told(self, &value)?;
        }
        let field = &self.proto().fields[index];
        let value = match field.kind {
            Kind::Script(..) | Kind::Choice(_) => {
                self.lent(|view| convert::internal(view, index, value))
            }
            _ => self.view(|view| convert::internal(view, index, value)),
        }?;
        let value = self.without_itself(value);
        if field.may_hold_packets() {
            self.take_for_own(&value);
        }
        let at = self.place();
        let mut inner = self.stack.inner.borrow_mut();
        let inner = &mut *inner;
        inner.changed = true;
        inner.version = inner.version.wrapping_add(1);
        if let Built::Image(_, image) = &mut inner.built
            && (inner.layers[at].cached || !image.set(at, index, &value))
        {
            inner.built = Built::Always;
        }
        inner.layers[at].put(index, value);
        inner.layers[at].touch();
        inner.meta.wirelen = None;
        Ok(())
    }

    /// A packet inside of itself has no end: what leads back here becomes a copy.
    fn without_itself(&self, value: FieldValue) -> FieldValue {
        match value {
            FieldValue::Packet(packet) if packet.leads_to(self, &mut Vec::new()) => {
                FieldValue::Packet(packet.copy())
            }
            FieldValue::List(list) => {
                let items = list.borrow().clone();
                let items = items.into_iter().map(|item| self.without_itself(item));
                // The list may be known elsewhere, so it stays the same one.
                let items = items.collect();
                *list.borrow_mut() = items;
                FieldValue::List(list)
            }
            other => other,
        }
    }

    /// Whether `other` is this packet or stands somewhere in its fields.
    fn leads_to(&self, other: &Packet, seen: &mut Vec<*const ()>) -> bool {
        if self.identity() == other.identity() {
            return true;
        }
        if seen.contains(&self.identity()) {
            return false;
        }
        seen.push(self.identity());
        let mut waiting = self.held();
        while let Some(value) = waiting.pop() {
            match value {
                FieldValue::Packet(packet) if packet.leads_to(other, seen) => return true,
                FieldValue::List(list) => waiting.extend(list.borrow().iter().cloned()),
                FieldValue::Tuple(items) => waiting.extend(items.iter().cloned()),
                _ => {}
            }
        }
        false
    }

    /// Equal for two views of one packet only.
    pub fn identity(&self) -> *const () {
        Rc::as_ptr(&self.stack).cast()
    }

    /// The values set in any layer of the packet that have values of their own inside.
    pub fn held(&self) -> Vec<FieldValue> {
        let inner = self.inner();
        let values = inner
            .layers
            .iter()
            .flat_map(|layer| &layer.fields)
            .map(|(_, value)| value);
        let holds = |value: &&FieldValue| {
            use FieldValue::{Foreign, List, Packet, Tuple};
            matches!(value, Packet(_) | List(_) | Tuple(_) | Foreign(_))
        };
        values.filter(holds).cloned().collect()
    }

    /// `del p.name`: the default or the rule applies again.
    pub fn delete(&self, name: &str) -> Result<()> {
        let (layer, index) = self
            .locate(name)
            .ok_or_else(|| no_field(self.proto(), name))?;
        layer.delete_at(index);
        Ok(())
    }

    pub fn delete_at(&self, index: usize) {
        self.read();
        let at = self.place();
        let mut inner = self.inner_mut();
        if inner.layers[at].take(index).is_some() {
            inner.layers[at].touch();
            inner.meta.wirelen = None;
        }
    }

    /// The names and values that were set or dissected, in the order in which they were set.
    pub fn set_fields(&self) -> Vec<(&'static Field, FieldValue)> {
        self.read();
        self.own_lists();
        let inner = self.inner();
        let layer = &inner.layers[self.place()];
        layer
            .fields
            .iter()
            .map(|(index, value)| (&layer.proto.fields[usize::from(*index)], value.clone()))
            .collect()
    }

    /// Whether a value was set (or dissected) for the field.
    pub fn is_set(&self, index: usize) -> bool {
        self.read();
        self.inner().layers[self.place()].set_value(index).is_some()
    }

    /// The value that the layer above gives the field, unless one was set.
    pub fn overloaded(&self, index: usize) -> Option<FieldValue> {
        self.view(|view| view.overloaded(index))
    }

    /// Whether the field is there, as its condition says.
    pub fn applies(&self, index: usize) -> bool {
        self.read();
        self.lent(|view| convert::applies(view, &view.layer().proto.fields[index]))
    }

    /// The field that applies where a field has several readings, else the field itself.
    pub fn reading(&self, index: usize) -> &'static Field {
        self.read();
        self.view(|view| {
            let field = &view.layer().proto.fields[index];
            let value = view.internal(index);
            convert::chosen_for(view, field, &value)
        })
    }

    /// Sets a default of this packet only (`fuzz`).
    pub fn set_default(&self, index: usize, value: FieldValue) {
        self.read();
        let at = self.place();
        let mut inner = self.inner_mut();
        let layer = &mut inner.layers[at];
        let defaults = layer.defaults.get_or_insert_default();
        defaults.retain(|entry| usize::from(entry.0) != index);
        defaults.push((index as u16, value));
    }

    /// Forgets the octets that the layers came from: everything is built from fields.
    pub fn clear_cache(&self) {
        for layer in self.iter() {
            layer.read();
            for packet in layer.field_packets() {
                packet.clear_cache();
            }
            layer.forget_octets();
        }
    }

    /// This layer is built from its fields, even if nobody changes it.
    pub fn forget_octets(&self) {
        self.read();
        let at = self.place();
        self.inner_mut().layers[at].cached = false;
    }

    /// The octets that this layer's header came from, as long as it was not changed.
    pub fn cached_header(&self) -> Option<Vec<u8>> {
        self.view(|view| {
            let origin = view.layer().origin.as_ref()?;
            crate::packet::build::is_untouched(view).then(|| origin.header().to_vec())
        })
    }

    /// Takes out what equals its default (`hide_defaults`).
    pub fn hide_defaults(&self) {
        for layer in self.iter() {
            layer.read();
            let at = layer.place();
            let mut inner = layer.inner_mut();
            let proto = inner.layers[at].proto;
            // What the layer above decides shows again where it is not set.
            if let Some(above) = inner.layers.get(at + 1).map(|layer| layer.proto)
                && inner.layers[at].overload.is_none()
            {
                inner.layers[at].overload = registry::overload(proto, above);
            }
            inner.layers[at].fields.retain(|(index, value)| {
                *value != convert::preset(&proto.fields[usize::from(*index)])
            });
        }
    }
}
