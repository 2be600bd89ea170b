//! A packet: a view into a stack of layers.

mod fields;
mod finding;
mod stacking;

use std::cell::{Ref, RefCell, RefMut};
use std::fmt;
use std::rc::{Rc, Weak};

use smallvec::SmallVec;

use super::error::{Error, Result, no_field};
use super::layer::{Layer, NONE, Origin};
use super::product::Product;
use super::script::{self, Own};
use super::template::Template;
use super::text::Style;
use super::value::FieldValue;
use super::{build, convert, dissect, parts, scene};
use crate::proto::binding::Fixed;
use crate::proto::field::{Field, Kind, Preset, When};
use crate::proto::raw::RAW;
use crate::proto::{Around, Dispatch, Hooks, Proto, registry};

/// A packet from one of its layers upwards. Cloning it gives another view of the same packet;
/// [`Packet::copy`] gives another packet.
#[derive(Clone)]
pub struct Packet {
    stack: Rc<Stack>,
    at: u16,
}

/// The layers that belong together.
pub struct Stack {
    inner: RefCell<Inner>,
}

#[derive(Clone)]
struct Inner {
    layers: Layers,
    meta: Meta,
    /// Something was set, or handed out that can be changed from outside.
    changed: bool,
    built: Built,
    /// Another one after each change.
    version: u32,
    /// The packet in whose field this one stands, and the layer that has the field.
    parent: Option<(Weak<Stack>, u16)>,
    /// A layer of another packet that is taken for the one below the first.
    under: Option<Packet>,
}

impl Stack {
    /// Another number after each change.
    pub(super) fn version(&self) -> u32 {
        self.inner.borrow().version
    }

    /// The layers as they are now.
    pub(super) fn layers(&self) -> Layers {
        self.inner.borrow().layers.iter().cloned().collect()
    }

    /// The packet has these layers from now on; what a script keeps with them stays.
    pub(super) fn take_in(&self, mut layers: Layers) {
        let mut inner = self.inner.borrow_mut();
        for (layer, old) in layers.iter_mut().zip(&inner.layers) {
            if layer.own.is_none() {
                layer.own = old.own.clone();
            }
        }
        inner.layers = layers;
        inner.changed = true;
        inner.built = Built::Never;
    }

    pub(super) fn set_parent(&self, parent: Option<&Packet>) {
        self.inner.borrow_mut().parent =
            parent.map(|parent| (Rc::downgrade(&parent.stack), parent.at));
    }
}

/// What is known of the octets of a packet that is built again and again.
#[derive(Default)]
enum Built {
    #[default]
    Never,
    /// Once, from the layer at this place upwards; since then only fields were set.
    Once(u16),
    /// The octets from the layer at this place upwards, as they are now.
    Image(u16, Box<Template>),
    /// Fields of it do not stand for themselves.
    Always,
}

/// A copy is another packet.
impl Clone for Built {
    fn clone(&self) -> Built {
        Built::Never
    }
}

/// Most layers are made alone, and then put on others.
pub type Layers = SmallVec<[Layer; 1]>;

/// Values that are to be set, and the places of their fields.
pub type Places = SmallVec<[(usize, FieldValue); 4]>;

/// Values by names that are no fields.
pub type Notes = Vec<(Box<str>, FieldValue)>;

/// What is known about a packet besides its layers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// Nanoseconds since 1970 when it was made or captured, if that is known.
    pub time: Option<i64>,
    /// Nanoseconds since 1970 when it was sent.
    pub sent_time: Option<i64>,
    pub sniffed_on: Option<Rc<str>>,
    /// The number of octets on the wire, where fewer were captured.
    pub wirelen: Option<u32>,
    pub direction: Option<i32>,
    /// What a capture file says about it, or will.
    pub comments: Option<Rc<[Rc<[u8]>]>>,
    /// The processes that it was captured with, by what they are to it; each as names and values.
    pub processes: Option<Rc<Notes>>,
    /// What a script wrote on the packet under names that are no fields.
    pub notes: Option<Rc<Notes>>,
}

/// The layer's lists and packets are its own from now on, whoever else holds them.
fn own_fields(layer: &mut Layer) {
    if let Some(own) = &layer.own {
        layer.own = own.copied();
    }
    for (_, value) in &mut layer.fields {
        use FieldValue::{Foreign, List, Packet};
        if matches!(value, List(_) | Packet(_) | Foreign(_)) {
            *value = value.deep_copy();
        }
    }
}

/// Sets what every packet of the protocol has.
pub(super) fn put_always(layer: &mut Layer) {
    for (name, number) in layer.proto.always {
        if let Some(index) = layer.proto.index_of(name) {
            layer.put(index, FieldValue::Int(*number));
        }
    }
}

fn deepen(layers: &mut [Layer]) {
    layers.iter_mut().for_each(own_fields);
}

/// One layer of a borrowed stack, for rules and for reading.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub layers: &'a [Layer],
    pub at: usize,
}

impl Packet {
    /// A layer with nothing set.
    pub fn new(proto: &'static Proto) -> Packet {
        let packet = Packet::from_layers(Layers::from_buf([Layer::new(proto)]));
        if proto.own_presets {
            convert::put_mutable_presets(&mut packet.inner_mut().layers[0]);
        }
        if !proto.always.is_empty() {
            put_always(&mut packet.inner_mut().layers[0]);
        }
        packet
    }

    /// A layer with fields set by name. `_` as in Scapy's constructor: the values are understood
    /// in the order of the protocol's fields, whatever the order of the arguments.
    pub fn with_fields(
        proto: &'static Proto,
        fields: impl IntoIterator<Item = (impl AsRef<str>, FieldValue)>,
    ) -> Result<Packet> {
        let mut given = Places::new();
        for (name, value) in fields {
            given.push((index_of(proto, name.as_ref())?, value));
        }
        Packet::with_places(proto, &mut given)
    }

    /// The same with the places of the fields, which are taken out.
    pub fn with_places(proto: &'static Proto, given: &mut Places) -> Result<Packet> {
        if !given.is_sorted_by_key(|entry| entry.0) {
            given.sort_by_key(|entry| entry.0);
        }
        let packet = Packet::new(proto);
        let scripted = |field: &Field| matches!(field.kind, Kind::Script(..) | Kind::Choice(_));
        if proto.script.is_some() && proto.fields.iter().any(scripted) {
            // A method may look at the packet, and change it.
            for (index, value) in given.drain(..) {
                packet.set_at(index, value)?;
            }
            return Ok(packet);
        }
        let mut inner = packet.stack.inner.borrow_mut();
        // What every packet of the protocol has is set last.
        for (name, _) in proto.always {
            if let Some(index) = proto.index_of(name) {
                inner.layers[0].take(index);
            }
        }
        for (index, value) in given.drain(..) {
            let view = View {
                layers: &inner.layers,
                at: 0,
            };
            let value = convert::internal(view, index, value)?;
            inner.layers[0].put(index, value);
        }
        put_always(&mut inner.layers[0]);
        drop(inner);
        if proto.script.is_some() && proto.holds_packets {
            for value in packet.held() {
                packet.take_for_own(&value);
            }
        }
        Ok(packet)
    }

    /// The place of a field of the protocol, by its name or an old one.
    pub fn place_of(proto: &'static Proto, name: &str) -> Option<usize> {
        position(proto, name)
    }

    #[inline]
    pub fn from_layers(layers: Layers) -> Packet {
        let inner = Inner {
            layers,
            meta: Meta::default(),
            changed: true,
            built: Built::Never,
            version: 0,
            parent: None,
            under: None,
        };
        Packet {
            stack: Rc::new(Stack {
                inner: RefCell::new(inner),
            }),
            at: 0,
        }
    }

    /// A layer that is made now, in nanoseconds since 1970, and filled.
    #[inline]
    pub fn made<E>(
        proto: &'static Proto,
        time: i64,
        fill: impl FnOnce(&mut Layer) -> std::result::Result<(), E>,
    ) -> std::result::Result<Packet, E> {
        let packet = Packet::from_layers(Layers::from_buf([Layer::new(proto)]));
        let mut inner = packet.stack.inner.borrow_mut();
        inner.meta.time = Some(time);
        fill(&mut inner.layers[0])?;
        drop(inner);
        Ok(packet)
    }

    /// A view of one of some layers.
    pub fn at_layer(layers: Layers, at: usize) -> Packet {
        let mut packet = Packet::from_layers(layers);
        packet.at = at as u16;
        packet
    }

    /// The layers, taken out of the packet where nobody else looks at it.
    pub fn into_layers(self) -> Layers {
        match Rc::try_unwrap(self.stack) {
            Ok(stack) => stack.inner.into_inner().layers,
            Err(stack) => stack.inner.borrow().layers.clone(),
        }
    }

    /// This layer and what is above it turn into what `other` is.
    pub fn turn_into(&self, other: &Packet) {
        self.remove_payload();
        let mut layers = other.copied_layers().into_iter();
        let Some(mut first) = layers.next() else {
            return;
        };
        let meta = other.meta();
        let mut inner = self.inner_mut();
        let inner = &mut *inner;
        let at = self.place();
        first.under = inner.layers[at].under;
        first.own = inner.layers[at].own.take();
        first.next = NONE;
        inner.layers[at] = first;
        inner.changed = true;
        let rest: Layers = layers.collect();
        if !rest.is_empty() {
            let (cached, explicit) = (inner.layers[at].cached, inner.layers[at].explicit);
            append(&mut inner.layers, at, rest.into_iter());
            inner.layers[at].cached = cached;
            inner.layers[at].explicit = explicit;
        }
        inner.meta = meta;
    }

    /// What a script keeps with this layer.
    pub fn own(&self) -> Option<Rc<dyn Own>> {
        self.inner().layers[self.place()].own.clone()
    }

    pub fn set_own(&self, own: Rc<dyn Own>) {
        let at = self.place();
        self.inner_mut().layers[at].own = Some(own);
    }

    /// `Raw(load=octets)`
    pub fn raw(octets: &[u8]) -> Packet {
        Packet::of_octets(&crate::proto::raw::RAW, octets)
    }

    /// `Padding(load=octets)`
    pub fn padding(octets: &[u8]) -> Packet {
        Packet::of_octets(&crate::proto::raw::PADDING, octets)
    }

    fn of_octets(proto: &'static Proto, octets: &[u8]) -> Packet {
        let mut layer = Layer::new(proto);
        layer.put(0, FieldValue::octets(octets));
        Packet::from_layers(Layers::from_buf([layer]))
    }

    /// The packet that these octets are. Scapy raises when they are fewer than the first header
    /// needs; so does this.
    pub fn dissect(proto: &'static Proto, octets: &[u8]) -> Result<Packet> {
        dissect::dissect(proto, octets.into())
    }

    /// What no octets at all are dissected as.
    pub fn of_nothing(proto: &'static Proto) -> Packet {
        let packet = Packet::new(match proto.dispatch.map(|rule| rule(b"")) {
            Some(Dispatch::Other(other)) => other,
            Some(Dispatch::Raw) => &RAW,
            _ => proto.made(),
        });
        // What calling the class sets is not set by reading.
        for (index, field) in packet.proto().fields.iter().enumerate() {
            if matches!(field.preset, Preset::Given(_)) {
                packet.with_layers(|layers| layers[0].take(index));
            }
        }
        packet
    }

    /// A captured frame without octets: as long as nothing is set in it, it stays one.
    fn of_empty_frame(proto: &'static Proto, octets: Rc<[u8]>) -> Packet {
        let packet = Packet::of_nothing(proto);
        packet.with_layers(|layers| {
            layers[0].origin = Some(Origin {
                octets,
                start: 0,
                header_end: 0,
                end: 0,
                trailer: 0,
            });
            layers[0].cached = true;
        });
        packet
    }

    /// A captured frame: what is no header of `proto` is `Raw`.
    pub fn dissect_frame(proto: &'static Proto, octets: Rc<[u8]>) -> Packet {
        if octets.is_empty() {
            return Packet::of_empty_frame(proto, octets);
        }
        let of = |proto| dissect::dissect(proto, octets.clone());
        of(proto)
            .or_else(|_| of(&RAW))
            .unwrap_or_else(|_| Packet::raw(&octets))
    }

    /// The same for a part of a buffer, which the layers share.
    pub fn dissect_part_of(
        proto: &'static Proto,
        octets: &Rc<[u8]>,
        part: std::ops::Range<usize>,
    ) -> Packet {
        if part.is_empty() {
            return Packet::of_empty_frame(proto, [].into());
        }
        let of = |proto| dissect::dissect_shared(proto, octets, part.clone());
        of(proto)
            .or_else(|_| of(&RAW))
            .unwrap_or_else(|_| Packet::raw(&octets[part.clone()]))
    }

    /// The packet is as it was captured from now on.
    pub fn settle(&self) {
        self.inner_mut().changed = false;
    }

    /// Whether this is the only view, and nothing was changed since [`Packet::settle`].
    pub fn is_pristine(&self) -> bool {
        Rc::strong_count(&self.stack) == 1 && !self.inner().changed
    }

    pub fn proto(&self) -> &'static Proto {
        self.inner().layers[self.place()].proto
    }

    /// The view's place in the stack.
    pub fn depth(&self) -> u16 {
        self.at
    }

    pub fn stack(&self) -> &Rc<Stack> {
        &self.stack
    }

    /// The view of another layer of the same stack.
    /// The stack and the layer's place in it.
    pub fn into_parts(self) -> (Rc<Stack>, u16) {
        (self.stack, self.at)
    }

    pub fn from_stack(stack: Rc<Stack>, at: u16) -> Packet {
        Packet { stack, at }
    }

    /// Whether this is the same layer of the same stack (Python's `is`).
    pub fn is_same(&self, other: &Packet) -> bool {
        Rc::ptr_eq(&self.stack, &other.stack) && self.at == other.at
    }

    /// A first layer is told which one it is to take for the one below (Scapy's
    /// `add_underlayer`). The two stay different packets.
    pub fn set_under(&self, under: Option<&Packet>) {
        if self.underlayer().is_none() {
            self.stack.inner.borrow_mut().under = under.cloned();
        }
    }

    /// The packet in one of whose fields this one stands.
    pub fn parent(&self) -> Option<Packet> {
        let inner = self.inner();
        if inner.layers[self.place()].under != NONE {
            return None;
        }
        let (stack, at) = inner.parent.as_ref()?;
        let stack = stack.upgrade()?;
        Some(Packet { stack, at: *at })
    }

    /// Notes in whose fields the packet stands.
    pub fn set_parent(&self, parent: Option<&Packet>) {
        self.stack.set_parent(parent);
    }

    /// The packets of a value, which a script is about to see, stand in this one's fields; those
    /// that stand in another one stay there.
    pub fn adopt(&self, value: &FieldValue) {
        match value {
            FieldValue::Packet(packet)
                if packet.at == 0
                    && !Rc::ptr_eq(&packet.stack, &self.stack)
                    && packet.parent().is_none() =>
            {
                packet.set_parent(Some(self));
            }
            FieldValue::List(list) => list.borrow().iter().for_each(|value| self.adopt(value)),
            _ => {}
        }
    }

    /// As [`Packet::adopt`], from whomever they are.
    fn take_for_own(&self, value: &FieldValue) {
        match value {
            FieldValue::Packet(packet) if !Rc::ptr_eq(&packet.stack, &self.stack) => {
                packet.set_parent(Some(self));
            }
            FieldValue::List(list) => {
                list.borrow()
                    .iter()
                    .for_each(|value| self.take_for_own(value));
            }
            FieldValue::Foreign(foreign) => {
                let value = foreign.resolve();
                if let FieldValue::Packet(_) | FieldValue::List(_) = value {
                    self.take_for_own(&value);
                }
            }
            _ => {}
        }
    }

    // --- the whole ---------------------------------------------------------------------------
    pub fn meta(&self) -> Meta {
        self.inner().meta.clone()
    }

    /// Nanoseconds since 1970 when it was made or captured; 0 where nobody knows.
    pub fn time(&self) -> i64 {
        self.inner().meta.time.unwrap_or_default()
    }

    pub fn with_meta<T>(&self, change: impl FnOnce(&mut Meta) -> T) -> T {
        change(&mut self.inner_mut().meta)
    }

    /// Looks at the layer without copying it.
    pub fn view<T>(&self, look: impl FnOnce(View<'_>) -> T) -> T {
        let inner = self.inner();
        look(View {
            layers: &inner.layers,
            at: self.place(),
        })
    }

    /// The same where functions of a script may be called, which may change this packet meanwhile:
    /// what looks is then about the packet as it was, and the functions are handed the packet.
    pub fn lent<T>(&self, look: impl FnOnce(View<'_>) -> T) -> T {
        if !self.is_scripted() {
            return self.view(look);
        }
        let layers = self.stack.layers();
        let _playing = scene::of_packet(&layers, &self.stack);
        look(View {
            layers: &layers,
            at: self.place(),
        })
    }

    /// The same for building. As in Scapy, functions of a script are handed a copy of a packet that
    /// was not dissected: what they change goes into the octets, and no further.
    fn lent_to_build<T>(&self, look: impl FnOnce(View<'_>) -> T) -> T {
        if !self.is_scripted() || self.inner().layers[self.place()].explicit {
            return self.lent(look);
        }
        let mut layers = self.stack.layers();
        for layer in &mut layers {
            layer.own = layer.own.as_ref().and_then(|own| own.copied());
        }
        let copy = Packet::from_layers(layers.clone());
        let (own, mut inner) = (self.inner(), copy.inner_mut());
        inner.meta = own.meta.clone();
        inner.parent.clone_from(&own.parent);
        inner.under.clone_from(&own.under);
        drop((own, inner));
        let _playing = scene::of_packet(&layers, &copy.stack);
        look(View {
            layers: &layers,
            at: self.place(),
        })
    }

    /// Whether functions of a script may be asked about the packet.
    fn is_scripted(&self) -> bool {
        let scripted = |layer: &Layer| layer.proto.asks() || layer.own.is_some();
        self.inner().layers.iter().any(scripted)
    }

    /// Octets that the layer remembers under this name, unless a field of the name was set since.
    pub fn remembered(&self, name: &str) -> Option<Vec<u8>> {
        self.proto().remembers.filter(|(own, _)| *own == name)?;
        self.view(|view| view.remembered(name))
    }

    /// Reads the fields of a dissected layer that was not looked at so far.
    pub fn read(&self) {
        let at = self.place();
        if !self.inner().layers[at].lazy {
            return;
        }
        let fields = self.view(dissect::fields_of);
        let mut inner = self.stack.inner.borrow_mut();
        inner.layers[at].fields = fields;
        inner.layers[at].lazy = false;
    }

    fn place(&self) -> usize {
        usize::from(self.at)
    }

    fn inner(&self) -> Ref<'_, Inner> {
        self.stack.inner.borrow()
    }

    fn inner_mut(&self) -> RefMut<'_, Inner> {
        let mut inner = self.stack.inner.borrow_mut();
        inner.changed = true;
        inner.built = Built::Never;
        inner.version = inner.version.wrapping_add(1);
        inner
    }

    /// Appends the octets from this layer upwards. Those of a packet that is built a second time
    /// are kept, and from then on a field that is set is written into them.
    pub(super) fn append_octets(&self, out: &mut Vec<u8>) -> Result<()> {
        if let Some(rule) = self.proto().fills {
            // As in Scapy the packet itself keeps what it was built with, no layer above it does.
            let said = self.view(|view| rule(&view));
            let mut inner = self.inner_mut();
            super::settle::put(&mut inner.layers, self.place(), said)?;
        }
        if let Built::Image(at, template) = &self.inner().built
            && *at == self.at
        {
            out.extend_from_slice(template.octets());
            return Ok(());
        }
        if self.is_rolled()
            && let Some(packet) = Product::new(self).get(0)
        {
            // As in Scapy all dice have fallen before anything is built: what one field shows may
            // decide whether another one is there.
            return packet.append_octets(out);
        }
        let seen = match &self.inner().built {
            Built::Once(at) => *at == self.at,
            Built::Never => false,
            Built::Image(..) | Built::Always => {
                return self.lent_to_build(|view| build::build_view(view, out));
            }
        };
        if !seen {
            self.lent_to_build(|view| build::build_view(view, out))?;
            self.stack.inner.borrow_mut().built = Built::Once(self.at);
            return Ok(());
        }
        match self
            .lent_to_build(Template::of)
            .filter(|image| !image.is_routed())
        {
            Some(template) => {
                out.extend_from_slice(template.octets());
                let image = Built::Image(self.at, Box::new(template));
                self.stack.inner.borrow_mut().built = image;
                Ok(())
            }
            None => {
                self.stack.inner.borrow_mut().built = Built::Always;
                self.lent_to_build(|view| build::build_view(view, out))
            }
        }
    }

    /// Whether some field of the layers, from this one upwards, is rolled each time.
    fn is_rolled(&self) -> bool {
        let is_dice = |entry: &(u16, FieldValue)| matches!(entry.1, FieldValue::Volatile(_));
        let inner = self.inner();
        upwards(&inner.layers, self.place()).any(|at| {
            let layer = &inner.layers[at];
            !layer.explicit
                && (layer.fields.iter().any(is_dice)
                    || layer
                        .defaults
                        .iter()
                        .flat_map(|all| all.iter())
                        .any(is_dice))
        })
    }

    /// Changes layers in place; for the modules that build and dissect.
    #[allow(dead_code, reason = "the dissector is the caller")]
    pub(super) fn with_layers<T>(&self, change: impl FnOnce(&mut Layers) -> T) -> T {
        change(&mut self.inner_mut().layers)
    }
}

/// `==`: the same protocol, the same value in every field, the same payload.
impl PartialEq for Packet {
    fn eq(&self, other: &Packet) -> bool {
        if self.is_same(other) {
            return true;
        }
        if !self.proto().is(other.proto()) {
            return false;
        }
        let fields = self.proto().fields.len();
        for index in 0..fields {
            if self.internal(index) != other.internal(index) {
                return false;
            }
        }
        self.payload() == other.payload()
    }
}

impl fmt::Debug for Packet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} ", self.proto().name)?;
        for (field, value) in self.set_fields() {
            write!(f, " {}={value:?}", field.name)?;
        }
        match self.payload() {
            Some(payload) => write!(f, " |{payload:?}>"),
            None => f.write_str(" |>"),
        }
    }
}

impl<'a> View<'a> {
    /// A packet of its own with the same layers, for scripts.
    pub fn to_packet(self) -> Packet {
        Packet::at_layer(self.layers.iter().cloned().collect(), self.at)
    }

    pub fn layer(&self) -> &'a Layer {
        &self.layers[self.at]
    }

    pub fn payload(&self) -> Option<View<'a>> {
        let next = self.layer().next;
        (next != NONE).then(|| View {
            layers: self.layers,
            at: usize::from(next),
        })
    }

    pub fn underlayer(&self) -> Option<View<'a>> {
        let under = self.layer().under;
        (under != NONE).then(|| View {
            layers: self.layers,
            at: usize::from(under),
        })
    }

    /// What was set or dissected, else what the layer above says, else the default.
    pub fn internal(&self, index: usize) -> FieldValue {
        let layer = self.layer();
        if layer.proto.hooks.has(Hooks::GET_VALUE)
            && let Some(value) = script::own_value(*self, layer.proto.fields[index].name)
        {
            return value;
        }
        if layer.lazy {
            return dissect::field_of(*self, index);
        }
        if let Some(value) = layer.set_value(index) {
            return value.clone();
        }
        if let Some(value) = self.overloaded(index) {
            return value;
        }
        if let Some(defaults) = &layer.defaults
            && let Some(entry) = defaults.iter().find(|entry| usize::from(entry.0) == index)
        {
            return entry.1.clone();
        }
        let field = &layer.proto.fields[index];
        match field.kind {
            // The reading that applies brings its own default along.
            Kind::Choice(_) if !matches!(field.preset, Preset::None) => {
                let value = convert::preset(field);
                convert::preset(convert::chosen_for(*self, field, &value))
            }
            Kind::Choice(choice) if matches!(choice.otherwise.preset, Preset::PacketOf(_)) => {
                convert::preset(convert::chosen_for(*self, field, &FieldValue::None))
            }
            _ => convert::preset(field),
        }
    }

    /// The number in a field, without making a value of it where that can be avoided.
    pub fn number(&self, index: usize) -> Option<i64> {
        let layer = self.layer();
        if layer.lazy {
            if let Some(number) = dissect::number_of(layer, index) {
                return Some(number);
            }
        } else if let Some(value) = layer.set_value(index) {
            if let FieldValue::Int(value) = value {
                return Some(*value);
            }
        } else if layer.defaults.is_none() {
            let field = &layer.proto.fields[index];
            let mut said = layer.overload.into_iter().flatten();
            let said = said.find(|entry| entry.0 == field.name);
            match (said.map(|entry| entry.1), field.preset) {
                (Some(Fixed::Int(value) | Fixed::Member(value, _)), _)
                | (None, Preset::Int(value)) => return Some(value),
                (None, Preset::None) => return None,
                _ => {}
            }
        }
        self.internal(index).as_int()
    }

    pub fn overloaded(&self, index: usize) -> Option<FieldValue> {
        let condition = self.layer().overload?;
        let name = self.layer().proto.fields[index].name;
        let entry = condition.iter().find(|entry| entry.0 == name)?;
        Some(fixed_value(entry.1))
    }

    /// What the number prints as that the layer above says of a field which nobody set.
    pub fn member(&self, field: &Field, number: i64) -> Option<&'static str> {
        let layer = self.layer();
        let entry = layer.overload?.iter().find(|entry| entry.0 == field.name)?;
        let Fixed::Member(own, text) = entry.1 else {
            return None;
        };
        let index = layer.proto.index_of(field.name)?;
        (own == number && layer.set_value(index).is_none()).then_some(text)
    }

    /// Octets that the layer remembers under this name, unless a field of the name was set since.
    pub fn remembered(&self, name: &str) -> Option<Vec<u8>> {
        let layer = self.layer();
        let (_, rule) = layer.proto.remembers.filter(|(own, _)| *own == name)?;
        let origin = layer.origin.as_ref()?;
        if let Some(index) = layer.proto.index_of(name)
            && dissect::original_value(*self, index) != Some(self.internal(index))
        {
            return None;
        }
        rule(origin.all()).map(<[u8]>::to_vec)
    }

    /// The field's value, looking in the layers above as Scapy's `getfieldval` does.
    pub fn lookup(&self, name: &str) -> Option<FieldValue> {
        let mut view = Some(*self);
        while let Some(this) = view {
            if let Some(index) = position(this.layer().proto, name) {
                return Some(this.internal(index));
            }
            if let Some(value) = parts::of(this, name) {
                return Some(value);
            }
            view = this.payload();
        }
        None
    }
}

impl Around for View<'_> {
    fn set_int(&self, field: &str) -> Option<i64> {
        let index = position(self.layer().proto, field)?;
        self.layer().set_value(index)?.as_int()
    }

    fn int(&self, field: &str) -> Option<i64> {
        match position(self.layer().proto, field) {
            Some(index) => self.number(index),
            None => match parts::of(*self, field) {
                Some(value) => value.as_int(),
                None => self.payload()?.int(field),
            },
        }
    }

    fn lent_header(&self) -> Option<Vec<u8>> {
        super::lent::header()
    }

    fn octets(&self, field: &str) -> Option<Vec<u8>> {
        let value = match self.lookup(field)? {
            FieldValue::Volatile(volatile) => volatile.fix(),
            FieldValue::Packet(packet) => return packet.build().ok(),
            value => value,
        };
        value.as_octets().map(|octets| octets.to_vec())
    }

    fn text(&self, field: &str) -> String {
        match position(self.layer().proto, field) {
            Some(index) => {
                super::text::python::str(&super::convert::human(*self, index), &Style::PLAIN)
            }
            None => self
                .payload()
                .map_or_else(String::new, |above| above.text(field)),
        }
    }

    fn shown(&self, field: &str) -> String {
        match position(self.layer().proto, field) {
            Some(index) => super::text::field::text(*self, index, &Style::PLAIN),
            None => self
                .payload()
                .map_or_else(String::new, |above| above.shown(field)),
        }
    }

    fn ints(&self, field: &str) -> Vec<i64> {
        let values = self.lookup(field).and_then(|value| value.as_list());
        let values = values.unwrap_or_default().into_iter();
        values
            .filter_map(|value| value.resolved().as_int())
            .collect()
    }

    fn count(&self, field: &str) -> Option<usize> {
        match self.lookup(field)?.resolved() {
            FieldValue::List(list) => Some(list.borrow().len()),
            _ => None,
        }
    }

    fn first_in(&self, field: &str, look: &mut dyn FnMut(&dyn Around)) {
        match self.lookup(field).map(|value| value.resolved()) {
            Some(FieldValue::Packet(packet)) => packet.view(|view| look(&view)),
            Some(FieldValue::List(list)) => {
                if let Some(FieldValue::Packet(packet)) = list.borrow().first() {
                    packet.view(|view| look(&view));
                }
            }
            _ => {}
        }
    }

    fn each_in(&self, field: &str, look: &mut dyn FnMut(&dyn Around)) {
        let Some(value) = self.lookup(field) else {
            return;
        };
        for packet in value.as_list().unwrap_or_default() {
            if let FieldValue::Packet(packet) = packet.resolved() {
                packet.view(|view| look(&view));
            }
        }
    }

    fn octets_above(&self, proto: &'static Proto) -> Option<Vec<u8>> {
        let mut above = std::iter::successors(self.payload(), View::payload);
        let found = above.find(|view| view.layer().proto.is_kind_of(proto))?;
        let mut octets = Vec::new();
        super::build::build_view(found, &mut octets).ok()?;
        Some(octets)
    }

    fn below(&self, look: &mut dyn FnMut(&dyn Around)) {
        if let Some(below) = self.underlayer() {
            look(&below);
        }
    }

    fn proto(&self) -> &'static Proto {
        self.layer().proto
    }

    fn any_below(&self, wanted: &dyn Fn(&'static Proto) -> bool) -> bool {
        std::iter::successors(self.underlayer(), View::underlayer)
            .any(|view| wanted(view.layer().proto))
    }

    fn under(&self) -> Option<&'static Proto> {
        self.underlayer().map(|view| view.layer().proto)
    }

    fn each_above(&self, look: &mut dyn FnMut(&dyn Around)) {
        for above in std::iter::successors(self.payload(), View::payload) {
            look(&above);
        }
    }

    fn above(&self) -> Vec<&'static Proto> {
        std::iter::successors(self.payload(), View::payload)
            .map(|view| view.layer().proto)
            .collect()
    }

    fn upper(&self) -> Option<&'static Proto> {
        self.payload().map(|view| view.layer().proto)
    }

    fn original_len(&self) -> usize {
        self.layer()
            .origin
            .as_ref()
            .map_or(0, |origin| origin.all().len())
    }
}

pub fn fixed_value(fixed: Fixed) -> FieldValue {
    match fixed {
        Fixed::Int(value) | Fixed::Member(value, _) => FieldValue::Int(value),
        Fixed::Octets(octets) => FieldValue::octets(octets),
        Fixed::Text(text) => FieldValue::text(text),
        Fixed::Dice(class, numbers) => {
            let numbers: Vec<FieldValue> = numbers.iter().copied().map(FieldValue::Int).collect();
            super::volatile::with_arguments(class, &numbers)
        }
    }
}

/// Whether new layers have no lists of their own: Scapy gives none to those with several readings
/// of a field.
pub fn shares_presets(proto: &Proto) -> bool {
    proto
        .fields
        .iter()
        .any(|field| field.has_readings() && matches!(field.when, When::Always))
}

/// Whether there may be packets in the layer's fields. A layer that was not read so far has none.
fn may_hold_packets(layer: &Layer) -> bool {
    let proto = layer.proto;
    !layer.lazy
        && proto.holds_packets
        && proto.fields.iter().enumerate().any(|(index, field)| {
            field.may_hold_packets()
                && (layer.set_value(index).is_some() || !matches!(field.preset, Preset::EmptyList))
        })
}

/// The places of a layer and those above it.
pub fn upwards(layers: &[Layer], at: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(at), |&at| {
        let next = layers[at].next;
        (next != NONE).then_some(usize::from(next))
    })
}

/// Whether each layer carries the next one, and the last one nothing.
fn is_in_row(layers: &[Layer]) -> bool {
    let last = layers.len() - 1;
    layers.iter().enumerate().all(|(at, layer)| {
        let next = if at == last { NONE } else { at as u16 + 1 };
        layer.next == next
    })
}

/// The place of the last layer above one, or its own.
fn last_above(layers: &[Layer], mut at: usize) -> usize {
    while layers[at].next != NONE {
        at = usize::from(layers[at].next);
    }
    at
}

/// Room for so many more layers, and for what is usually put on top.
fn make_room(layers: &mut Layers, more: usize) {
    let first = layers.len();
    if layers.capacity() < first + more {
        layers.reserve_exact((first + more).max(4) - first);
    }
}

/// Puts layers that follow one another on top of the layer at `top`.
fn append(layers: &mut Layers, top: usize, added: impl ExactSizeIterator<Item = Layer>) {
    let first = layers.len();
    make_room(layers, added.len());
    for (at, mut layer) in added.enumerate() {
        layer.under = if at == 0 {
            layers[top].next = first as u16;
            layers[top].overload = registry::overload(layers[top].proto, layer.proto);
            top as u16
        } else {
            (first + at - 1) as u16
        };
        if layer.next != NONE {
            layer.next = (first + at + 1) as u16;
        }
        layers.push(layer);
    }
}

/// The place of a field by its name, an old name included.
fn position(proto: &'static Proto, name: &str) -> Option<usize> {
    proto.index_of(name).or_else(|| {
        let renamed = proto.renamed.iter().find(|entry| entry.0 == name)?;
        proto.index_of(renamed.1)
    })
}

fn index_of(proto: &'static Proto, name: &str) -> Result<usize> {
    position(proto, name).ok_or_else(|| no_field(proto, name))
}

impl From<Error> for String {
    fn from(error: Error) -> String {
        error.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::registry::proto;

    fn layer(name: &str, fields: &[(&str, FieldValue)]) -> Packet {
        let fields = fields.iter().map(|(name, value)| (*name, value.clone()));
        Packet::with_fields(proto(name).expect("a layer"), fields).expect("values that fit")
    }

    fn int(packet: &Packet, name: &str) -> Option<i64> {
        packet.get(name).expect("a field").as_int()
    }

    #[test]
    fn a_view_of_a_layer_changes_the_packet() {
        let packet = layer("IP", &[]).stacked(&layer("TCP", &[]));
        let tcp = packet.getlayer_named("TCP", 1).expect("TCP");
        tcp.set("dport", FieldValue::Int(443)).expect("a port");
        assert_eq!(int(&packet, "dport"), Some(443));
    }

    #[test]
    fn stacking_copies_both_sides() {
        let (ip, udp) = (layer("IP", &[]), layer("UDP", &[]));
        let packet = ip.stacked(&udp);
        udp.set("sport", FieldValue::Int(5)).expect("a port");
        assert_eq!(int(&packet, "sport"), Some(53));
        assert_eq!(int(&packet, "proto"), Some(17));
        assert_eq!(int(&ip, "proto"), Some(0));
    }

    #[test]
    fn a_removed_payload_lives_on() {
        let packet = layer("IP", &[]).stacked(&layer("UDP", &[]));
        let udp = packet.payload().expect("UDP");
        packet.remove_payload();
        assert_eq!(int(&packet, "proto"), Some(0));
        assert_eq!(int(&udp, "sport"), Some(53));
        assert!(udp.underlayer().is_none());
    }

    #[test]
    fn equal_octets_are_equal_packets() {
        let octets = layer("IP", &[("src", FieldValue::text("1.1.1.1"))])
            .stacked(&layer("TCP", &[]))
            .stacked_octets(b"abc")
            .build()
            .expect("octets");
        let read = || Packet::dissect(proto("IP").expect("IP"), &octets).expect("a packet");
        assert_eq!(read(), read());
        assert_eq!(Packet::raw(b"abc"), Packet::raw(b"abc"));
        assert_ne!(Packet::raw(b"abc"), Packet::raw(b"abd"));
    }
}
