//! What packets and layers do as values: one hook per operation, `None` where a value is neither.

mod attribute;
mod call;
mod field_of;
mod item;
mod layer_class;
mod notes;
mod operators;
mod raised;

use super::dialect;
use super::error::{Error, Result};
use super::fields::FieldObject;
use super::interp::Interp;
use super::iter::{Iter, NativeIter};
use super::protocols::{class, lend, special};
use super::symbol::Symbol;
use super::value::Value;
use crate::packet::product::Product;
use crate::packet::{FieldValue, Packet, text};
use crate::proto::{Proto, registry};

/// The class that every layer derives from; `isinstance(x, Packet)`.
pub use crate::proto::raw::PACKET;

use self::layer_class::module_of;

pub use self::attribute::{del_attr, dir, get_attr, of_first_record, set_attr};
pub use self::call::{cached_fields, call, connect, construct, is_no_field, set_keywords};
pub use self::field_of::{FieldOf, shared_fields};
pub use self::item::{contains, del_item, get_item, get_layer, set_item};
pub use self::layer_class::fields_desc;
pub use self::operators::{
    answers_by_script, binary, binary_claims, compare, divided, stack_plainly,
};
pub use self::raised::error;

/// What an attribute or item site of the program remembers, so that the next packet of the same
/// shape costs no hashing: the protocol that it met, and where it found the field.
#[derive(Clone, Copy, Default)]
pub struct Site {
    pub key: usize,
    /// One more than the place of the field; zero says that nothing is remembered.
    pub index: u32,
}

impl Site {
    fn of(proto: &'static Proto, index: usize) -> Site {
        Site {
            key: key_of(proto),
            index: index as u32 + 1,
        }
    }
}

/// What stands above the last layer: `p.payload` of a layer without one.
pub static NO_PAYLOAD: Proto = Proto::new("NoPayload", "NoPayload", &[]);

fn key_of(proto: &'static Proto) -> usize {
    std::ptr::from_ref(proto).addr()
}

/// Whether the script's functions may be asked about the fields of a protocol: it made the
/// protocol, or one that it derives from.
fn may_call(proto: &Proto) -> bool {
    proto.asks()
}

/// The octets that `raw(x)` gives: a packet is built, text is UTF-8.
pub fn octets_of(interp: &mut Interp, value: &Value) -> Result<Vec<u8>> {
    match value {
        Value::Packet(_) | Value::Upper(_) => match value.as_packet() {
            Some(packet) => built(interp, value, &packet),
            None => Ok(Vec::new()),
        },
        Value::Bytes(octets) => Ok(octets.to_vec()),
        Value::ByteArray(octets) => Ok(octets.borrow().clone()),
        Value::Str(text) if dialect::is_python2() => Ok(dialect::octets_of(text.as_str())),
        Value::Str(text) => Ok(text.as_str().as_bytes().to_vec()),
        other if other.downcast::<FieldObject>().is_some() => {
            match other
                .downcast::<FieldObject>()
                .and_then(FieldObject::octets)
            {
                Some(octets) => Ok(octets),
                None => Err(Error::type_error("octets expected")),
            }
        }
        // A text of a class of the script.
        Value::Instance(instance) if matches!(&*instance.inner.borrow(), Value::Str(_)) => {
            let inner = instance.inner.borrow().clone();
            octets_of(interp, &inner)
        }
        other => {
            let bytes = interp
                .builtin("bytes")
                .ok_or_else(|| Error::name_error("bytes"))?;
            let value = interp.call(&bytes, std::slice::from_ref(other))?;
            match value {
                Value::Bytes(octets) => Ok(octets.to_vec()),
                _ => Err(Error::type_error("octets expected")),
            }
        }
    }
}

/// `bytes(p)`: what the packet builds, or what the script's class says in `__bytes__`.
pub fn built(interp: &mut Interp, value: &Value, packet: &Packet) -> Result<Vec<u8>> {
    let name = Symbol::of("__bytes__");
    if class::own(packet.proto(), name).is_none() {
        return lend(interp, || packet.build()).map_err(error);
    }
    let method = interp.get_attr(value, "__bytes__")?;
    match interp.call(&method, &[])? {
        Value::Bytes(octets) => Ok(octets.to_vec()),
        other => Err(Error::type_error(format!(
            "__bytes__ returned non-bytes (type {})",
            interp.type_name(&other)
        ))),
    }
}

/// `for q in p`
pub fn iter(interp: &mut Interp, value: &Value) -> Result<Option<Iter>> {
    if let Some(items) = special::operator(interp, value, "__iter__", &[])? {
        return interp.iter(&items).map(Some);
    }
    match value.as_packet() {
        Some(packet) if is_nothing(&packet) => {
            interp.iter(&Value::list(Vec::<Value>::new())).map(Some)
        }
        packet => Ok(packet.map(|packet| Iter::Native(Box::new(Members(Product::new(&packet)))))),
    }
}

/// The packets that a packet with sets in it stands for.
struct Members(Product);

impl NativeIter for Members {
    fn type_name(&self) -> &'static str {
        "generator"
    }

    fn next(&mut self, _: &mut Interp) -> Result<Option<Value>> {
        Ok(self.0.next().map(Value::packet))
    }
}

/// `len(p)`
pub fn len(interp: &mut Interp, value: &Value) -> Result<Option<usize>> {
    if let Some(len) = special::operator(interp, value, "__len__", &[])? {
        let len = interp.index(&len)?;
        let len =
            usize::try_from(len).map_err(|_| Error::value_error("__len__() should return >= 0"))?;
        return Ok(Some(len));
    }
    if let Some(octets) = special::operator(interp, value, "__bytes__", &[])? {
        return octets_of(interp, &octets).map(|octets| Some(octets.len()));
    }
    value
        .as_packet()
        .map(|packet| lend(interp, || packet.octet_len()).map_err(error))
        .transpose()
}

/// `bool(p)`
pub fn truth(interp: &mut Interp, value: &Value) -> Result<Option<bool>> {
    if let Some(answer) = special::operator(interp, value, "__bool__", &[])? {
        return interp.truth(&answer).map(Some);
    }
    Ok(match value {
        Value::Packet(_) | Value::Upper(_) => value
            .as_packet()
            .map(|packet| !packet.proto().is(&NO_PAYLOAD)),
        Value::Layer(_) => Some(true),
        _ => None,
    })
}

/// Whether it is the `p.payload` of a last layer.
pub fn is_nothing(packet: &Packet) -> bool {
    packet.proto().is(&NO_PAYLOAD)
}

/// What `say` says of a packet; nothing of what stands above the last layer.
pub fn text_of(packet: &Packet, say: impl FnOnce(&Packet) -> String) -> String {
    if is_nothing(packet) {
        return String::new();
    }
    say(packet)
}

/// `hash(p)`
pub fn hash(interp: &mut Interp, value: &Value) -> Result<Option<i64>> {
    if let Some(hash) = special::operator(interp, value, "__hash__", &[])? {
        return interp.index(&hash).map(Some);
    }
    match value {
        Value::Packet(_) | Value::Upper(_) => Err(Error::type_error(format!(
            "unhashable type: '{}'",
            type_name(value).unwrap_or_default()
        ))),
        Value::Layer(proto) => Ok(Some((key_of(proto) >> 4) as i64)),
        _ => Ok(None),
    }
}

/// `repr(p)`, `repr(IP)`
pub fn repr(interp: &mut Interp, value: &Value) -> Result<Option<String>> {
    if let Some(text) = special::text(interp, value, "__repr__")? {
        return Ok(Some(text));
    }
    Ok(match value {
        Value::Packet(_) | Value::Upper(_) => {
            let style = interp.style;
            value.as_packet().map(|packet| {
                lend(interp, || {
                    text_of(&packet, |packet| text::repr(packet, &style))
                })
            })
        }
        Value::Layer(proto) => Some(format!("<class '{}.{}'>", module_of(proto), proto.name)),
        _ => None,
    })
}

/// `str(p)`
pub fn str(interp: &mut Interp, value: &Value) -> Result<Option<String>> {
    if let Some(text) = special::text(interp, value, "__str__")? {
        return Ok(Some(text));
    }
    Ok(value
        .as_packet()
        .map(|packet| lend(interp, || text_of(&packet, text::summary))))
}

/// `type(p)`: the layer
pub fn class_of(value: &Value) -> Option<Value> {
    match value {
        Value::Packet(_) | Value::Upper(_) => {
            value.as_packet().map(|packet| Value::Layer(packet.proto()))
        }
        _ => None,
    }
}

/// `type(p).__name__`
pub fn type_name(value: &Value) -> Option<String> {
    match value {
        Value::Packet(_) | Value::Upper(_) => value
            .as_packet()
            .map(|packet| packet.proto().name.to_owned()),
        Value::Layer(_) => Some("Packet_metaclass".to_owned()),
        _ => None,
    }
}

/// `isinstance(p, IP)`
pub fn is_instance(_: &mut Interp, value: &Value, class: &Value) -> Result<Option<bool>> {
    let Value::Layer(proto) = class else {
        return Ok(None);
    };
    Ok(Some(value.as_packet().is_some_and(|packet| {
        proto.is(&PACKET) || packet.proto().is_kind_of(proto)
    })))
}

/// `issubclass(IP, Packet)`
pub fn is_subclass(_: &mut Interp, class: &Value, other: &Value) -> Result<Option<bool>> {
    match (class, other) {
        (Value::Layer(class), Value::Layer(other)) => {
            Ok(Some(other.is(&PACKET) || class.is_kind_of(other)))
        }
        (Value::Layer(_), _) | (_, Value::Layer(_)) => Ok(Some(false)),
        _ => Ok(None),
    }
}

/// `class MyProto(Packet): …`; `None` when no base is a layer
pub fn make_class(
    interp: &mut Interp,
    name: &str,
    bases: &[Value],
    attrs: &super::class::Attrs,
) -> Result<Option<Value>> {
    if !bases.iter().any(|base| matches!(base, Value::Layer(_))) {
        return Ok(None);
    }
    class::make(interp, name, bases, attrs).map(Some)
}

/// The class behind a packet or a layer, as `super()` and `isinstance()` see it.
pub fn class_behind(value: &Value) -> Option<std::rc::Rc<super::class::Class>> {
    match value {
        Value::Packet(_) | Value::Upper(_) => Some(class::of(value.as_packet()?.proto())),
        Value::Layer(proto) => Some(class::of(proto)),
        _ => None,
    }
}

/// The layers as names: `IP`, `TCP`, …, `Packet`.
pub fn names() -> impl Iterator<Item = (&'static str, Value)> {
    let own = [&PACKET, &NO_PAYLOAD];
    own.into_iter()
        .chain(registry::protocols())
        .map(|proto| (proto.name, Value::Layer(proto)))
}

/// `p.payload` of a last layer.
pub fn no_payload() -> Value {
    Value::packet(Packet::new(&NO_PAYLOAD))
}

/// A value of a field kept in a variable: `RandShort()`.
pub fn field_object(value: FieldValue) -> Value {
    Value::object(FieldObject(value))
}

/// Whether the value is a packet, whose methods Scapy has written in Python.
pub fn has_methods(value: &Value) -> bool {
    matches!(value, Value::Packet(_) | Value::Upper(_))
}
