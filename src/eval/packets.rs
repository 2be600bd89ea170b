//! What packets and layers do as values: one hook per operation, `None` where a value is neither.

use std::rc::Rc;

use super::class::Class;
use super::dialect;
use super::error::{Error, Result};
use super::exception::{Exc, Exception, Named, of_protocol};
use super::fields::{FieldObject, from_field, read_field, to_field_of};
use super::interp::Interp;
use super::iter::{Iter, NativeIter};
use super::methods::packet as methods;
use super::protocols::{class, lend, special};
use super::symbol::Symbol;
use super::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};
use crate::packet::layer::Layer;
use crate::packet::product::Product;
use crate::packet::{self, FieldValue, Packet, Places, text};
use crate::proto::field::{Kind, Naming};
use crate::proto::raw::RAW;
use crate::proto::refusal::KINDS;
use crate::proto::{Around, Hooks, Proto, registry};

/// What an attribute or item site of the program remembers, so that the next packet of the same
/// shape costs no hashing: the protocol that it met, and where it found the field.
#[derive(Clone, Copy, Default)]
pub struct Site {
    pub key: usize,
    pub index: u32,
}

/// The class that every layer derives from; `isinstance(x, Packet)`.
pub use crate::proto::raw::PACKET;

/// What stands above the last layer: `p.payload` of a layer without one.
pub static NO_PAYLOAD: Proto = Proto::new("NoPayload", "NoPayload", &[]);

fn key_of(proto: &'static Proto) -> usize {
    std::ptr::from_ref(proto).addr()
}

/// The error of a packet as the exception that a script sees.
pub fn error(error: packet::Error) -> Error {
    if let packet::Error::Script(raised) = &error
        && let Some(raised) = raised.0.downcast_ref::<Error>()
    {
        return raised.clone();
    }
    // Ctrl-C ended the wait for a name server.
    if let Err(stopped) = super::interrupt::check() {
        return stopped;
    }
    let raised = raised(&error);
    match error.word() {
        Some(word) => raised.at_word(word),
        None => raised,
    }
}

fn raised(error: &packet::Error) -> Error {
    if let packet::Error::Name { field, name, like } = error {
        let raised = Error::key_error(Value::str(name));
        return match like {
            Some(like) => raised.help(format!("did you mean '{like}'?")),
            None if name.parse::<u64>().is_ok() => {
                raised.help(format!("write the number without quotes: {field}={name}"))
            }
            None => raised.help(format!("no value of '{field}' has this name")),
        };
    }
    let text = error.to_string();
    if let packet::Error::Short { needed, had, .. } = error {
        let words = format!(
            "unpack_from requires a buffer of at least {needed} bytes for unpacking {needed} \
             bytes at offset 0 (actual buffer size is {had})"
        );
        return of_class(Named::Struct.class(), words).help(text);
    }
    if let packet::Error::Address { .. } = error {
        let args = vec![Value::Int(-2), Value::str("Name or service not known")];
        return Error(Rc::new(Exception::new(Named::Address.class(), args))).help(text);
    }
    match error.kind() {
        "AttributeError" => Error::attribute_error(text),
        "ValueError" => Error::value_error(text),
        "KeyError" => Error::with_args(Exc::KeyError, vec![Value::string(text)]),
        "OSError" => Error::new(Exc::OSError, text),
        "IndexError" => Error::index_error(text),
        "TypeError" => Error::type_error(text),
        kind if kind == "Scapy_Exception" || KINDS.iter().any(|(own, _)| *own == kind) => {
            of_class(of_protocol(kind), text)
        }
        "struct.error" => of_class(Named::Struct.class(), text),
        _ => Error::value_error(text),
    }
}

fn of_class(class: Rc<Class>, text: String) -> Error {
    Error(Rc::new(Exception::new(class, vec![Value::string(text)])))
}

/// `p.dport`
#[inline]
pub fn get_attr(
    interp: &mut Interp,
    value: &Value,
    name: Symbol,
    site: &mut Site,
) -> Result<Option<Value>> {
    match value {
        Value::Packet(_) | Value::Upper(_) => {
            let Some(packet) = value.as_packet() else {
                return Ok(None);
            };
            let key = key_of(packet.proto());
            if site.key == key && site.index != 0 {
                return Ok(Some(field_of(interp, &packet, site.index as usize - 1)));
            }
            let text = name.name();
            if let Some(found) = scripted_attribute(interp, value, &packet, name)? {
                return Ok(Some(found));
            }
            if let Some(found) = methods::attribute(interp, &packet, text)? {
                return Ok(Some(found));
            }
            if packet.proto().hooks.has(ASKED_FOR_VALUES)
                && let Some(found) = own_value(interp, &packet, text)?
            {
                return Ok(Some(found));
            }
            if let Some(octets) = packet.remembered(text) {
                return Ok(Some(Value::bytes(octets)));
            }
            if let Some(index) = packet.proto().index_of(text) {
                if !packet.proto().hooks.has(ASKED_FOR_VALUES) {
                    *site = Site {
                        key,
                        index: index as u32 + 1,
                    };
                }
                return Ok(Some(field_of(interp, &packet, index)));
            }
            match packet.locate(text) {
                Some((layer, index)) => Ok(Some(field_of(interp, &layer, index))),
                None => match part_of(&packet, text).or_else(|| noted(&packet, text)) {
                    Some(value) => Ok(Some(value)),
                    None => match late_method(interp, packet.proto(), text)? {
                        Some(found) => bound(interp, found, value, packet.proto()).map(Some),
                        None => Err(unknown_attribute(&packet, text)),
                    },
                },
            }
        }
        Value::Layer(proto) => layer_attribute(interp, proto, name),
        _ => Ok(None),
    }
}

/// Methods that are asked before a field is read.
const ASKED_FOR_VALUES: Hooks = Hooks::GET_ATTRIBUTE.with(Hooks::FIELD_AND_VALUE);
/// Methods that are asked before a field is set.
const ASKED_TO_SET: Hooks = Hooks::SET_ATTRIBUTE.with(Hooks::SET_VALUE);
/// Methods that are asked before a field is forgotten.
const ASKED_TO_DELETE: Hooks = Hooks::DELETE_ATTRIBUTE.with(Hooks::DELETE_VALUE);

/// What `__getattr__` or `getfield_and_val` of a script's class says of a field.
fn own_value(interp: &mut Interp, packet: &Packet, name: &str) -> Result<Option<Value>> {
    let args = [Value::str(name)];
    let asked = special::call(interp, packet, Hooks::GET_ATTRIBUTE, "__getattr__", &args)?;
    if asked.is_some() || name.starts_with("__") {
        return Ok(asked);
    }
    let hook = Hooks::FIELD_AND_VALUE;
    let both = match special::call(interp, packet, hook, "getfield_and_val", &args) {
        Ok(Some(both)) => both,
        Ok(None) => return Ok(None),
        // The layers above are asked.
        Err(error) if error.is(Exc::ValueError) => return Ok(None),
        Err(error) => return Err(error),
    };
    let both = interp.collect(&both)?;
    match &both[..] {
        [Value::None, value] => Ok(Some(value.clone())),
        [field, value] => {
            let args = [Value::packet(packet.clone()), value.clone()];
            interp.call_method(field, "i2h", &args).map(Some)
        }
        _ => Err(Error::value_error(
            "getfield_and_val() returns a field and a value",
        )),
    }
}

/// Whether `__setattr__` or `setfieldval` of a script's class has set a field.
fn own_set(interp: &mut Interp, packet: &Packet, name: &str, new: &Value) -> Result<bool> {
    let args = [Value::str(name), new.clone()];
    let asked = special::call(interp, packet, Hooks::SET_ATTRIBUTE, "__setattr__", &args)?;
    if asked.is_some() {
        return Ok(true);
    }
    if name != "payload" && methods::names().any(|own| own == name) {
        return Ok(false);
    }
    match special::call(interp, packet, Hooks::SET_VALUE, "setfieldval", &args) {
        Ok(done) => Ok(done.is_some()),
        // It is no field, but an attribute.
        Err(error) if error.is(Exc::AttributeError) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What a script's class says before the fields are asked: its methods, and what was put on the
/// packet itself.
fn scripted_attribute(
    interp: &mut Interp,
    value: &Value,
    packet: &Packet,
    name: Symbol,
) -> Result<Option<Value>> {
    let proto = packet.proto();
    let own = match proto.script {
        Some(_) => class::own(proto, name),
        None => None,
    };
    if let Some(own @ Value::Property(_)) = &own {
        return super::attribute::bind(interp, own, value).map(Some);
    }
    if let Some(attrs) = class::attributes(packet)
        && let Some(found) = attrs.borrow().get(name)
    {
        return Ok(Some(found.clone()));
    }
    match own {
        Some(own) => super::attribute::bind(interp, &own, value).map(Some),
        None => Ok(None),
    }
}

/// `p[DNS].qd.qname`: scripts from before these fields were lists mean the first record.
pub fn of_first_record(interp: &mut Interp, value: &Value, name: Symbol) -> Result<Option<Value>> {
    let Value::List(list) = value else {
        return Ok(None);
    };
    let first = list.borrow().first().and_then(Value::as_packet);
    match first {
        Some(record) if record.proto().name.starts_with("DNS") => {
            match record.proto().index_of(name.name()) {
                Some(index) => Ok(Some(read_field(&record, index))),
                None => methods::attribute(interp, &record, name.name()),
            }
        }
        _ => Ok(None),
    }
}

/// `p.flasgs`: no layer of this packet has such a field.
fn unknown_attribute(packet: &Packet, name: &str) -> Error {
    let fields = packet
        .iter()
        .flat_map(|layer| layer.proto().fields)
        .map(|field| field.name);
    let near = super::suggest::nearest(name, fields.chain(methods::names()));
    let text = format!("{} has no field '{name}'", packet.proto().name);
    let error = Error::attribute_error(text).at_word(name);
    match near {
        Some(near) => error.help(format!("did you mean '{near}'?")),
        None => error,
    }
}

/// What the script language says of a layer, asked of a packet: a method, a property, a constant.
fn bound(
    interp: &mut Interp,
    found: Value,
    packet: &Value,
    proto: &'static Proto,
) -> Result<Value> {
    match &found {
        Value::Function(_) | Value::Builtin(_) => Ok(Value::method(found, packet.clone())),
        Value::ClassMethod(inner) => Ok(Value::method(inner.0.clone(), Value::Layer(proto))),
        Value::StaticMethod(inner) => Ok(inner.0.clone()),
        Value::Property(property) => interp.call(&property.get, std::slice::from_ref(packet)),
        _ => Ok(found),
    }
}

/// A method of a layer that is written in the script language, and read when it is first used.
#[cold]
fn late_method(interp: &mut Interp, proto: &'static Proto, name: &str) -> Result<Option<Value>> {
    if name.starts_with("__") {
        return Ok(None);
    }
    let lineage = std::iter::successors(Some(proto), |proto| proto.parent);
    for owner in lineage.chain([&PACKET]) {
        let found = interp.late_builtin(&format!("{}__{name}", owner.name))?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// `IP.name`, `IP.fields_desc`, `IP.src`
fn layer_attribute(
    interp: &mut Interp,
    proto: &'static Proto,
    symbol: Symbol,
) -> Result<Option<Value>> {
    let name = symbol.name();
    if let Some(own) = class::own(proto, symbol)
        && name != "fields_desc"
    {
        return Ok(Some(match &own {
            Value::ClassMethod(inner) => Value::method(inner.0.clone(), Value::Layer(proto)),
            Value::StaticMethod(inner) => inner.0.clone(),
            _ => own,
        }));
    }
    if let Some(inner) = proto.inner.iter().find(|inner| inner.name == name) {
        return Ok(Some(Value::Layer(inner)));
    }
    Ok(Some(match name {
        "__mro__" => {
            let mut classes = vec![Value::Layer(proto)];
            classes.extend(std::iter::successors(proto.parent, |p| p.parent).map(Value::Layer));
            classes.push(Value::Layer(&PACKET));
            Value::tuple(classes)
        }
        "__bases__" => Value::tuple(vec![Value::Layer(proto.parent.unwrap_or(&PACKET))]),
        "__subclasses__" => Value::None,
        "payload_guess" => {
            let _ = interp;
            payload_guess(proto)
        }
        "overload_fields" | "_overload_fields" => overloads(interp, proto)?,
        "__name__" | "__qualname__" => Value::str(proto.name),
        "_name" if proto.script.is_some() && proto.title == proto.name => Value::None,
        "name" | "_name" => Value::str(proto.title),
        "__module__" => Value::str(&module_of(proto)),
        "__doc__" => Value::None,
        "fields_desc" => fields_desc(proto),
        name => match proto.index_of(name) {
            Some(index) => class::field_at(proto, index),
            None => match methods::unbound(name) {
                Some(method) => method,
                None => {
                    if let Some(method) = late_method(interp, proto, name)? {
                        return Ok(Some(match &method {
                            Value::ClassMethod(inner) => {
                                Value::method(inner.0.clone(), Value::Layer(proto))
                            }
                            Value::StaticMethod(inner) => inner.0.clone(),
                            _ => method,
                        }));
                    }
                    return Err(Error::attribute_error(format!(
                        "type object '{}' has no attribute '{name}'",
                        proto.name
                    )));
                }
            },
        },
    }))
}

/// `IP.payload_guess`: what may follow, and the values that say so.
fn payload_guess(proto: &'static Proto) -> Value {
    let entries = registry::uppers_of(proto)
        .into_iter()
        .map(|(condition, upper)| {
            let mut dict = super::dict::Dict::new();
            for (name, value) in condition {
                dict.set_str(name, from_field(&packet::fixed_value(*value)));
            }
            Value::tuple(vec![Value::dict(dict), Value::Layer(upper)])
        });
    Value::list(entries.collect::<Vec<_>>())
}

/// `IP.overload_fields`: what the layer says of fields of those that it may stand on.
fn overloads(interp: &mut Interp, proto: &'static Proto) -> Result<Value> {
    let said = Value::dict(super::dict::Dict::new());
    for (lower, condition) in registry::lowers_of(proto) {
        let mut dict = super::dict::Dict::new();
        for (name, value) in condition {
            dict.set_str(name, from_field(&packet::fixed_value(*value)));
        }
        let args = [Value::Layer(lower), Value::dict(dict)];
        interp.call_method(&said, "__setitem__", &args)?;
    }
    Ok(said)
}

/// `IP.fields_desc`
pub fn fields_desc(proto: &'static Proto) -> Value {
    let fields = (0..proto.fields.len()).map(|index| class::field_at(proto, index));
    Value::list(fields.collect::<Vec<_>>())
}

/// `IP.src`: a field of a protocol, as `replace(IP.src, …)` takes it.
pub struct FieldOf {
    pub proto: &'static Proto,
    pub index: usize,
}

/// The protocols that share a field: `TCP` and `TCPerror`, which is a kind of it.
fn shared_by(proto: &'static Proto, index: usize) -> impl Iterator<Item = &'static Proto> {
    let kin = move |other: &'static Proto| {
        let root = other.lineage().last();
        root.is_some_and(|root| proto.lineage().last().is_some_and(|own| own.is(root)))
    };
    let name = proto.fields[index].name;
    let shares = move |other: &&'static Proto| kin(other) && other.index_of(name) == Some(index);
    registry::protocols().into_iter().filter(shares)
}

/// The field, in all protocols that share it; a field that a script made is itself.
pub fn shared_fields(
    interp: &mut Interp,
    value: &Value,
) -> Result<Vec<&'static crate::proto::Field>> {
    let Some(of) = value.downcast::<FieldOf>() else {
        return Ok(vec![super::protocols::field_value(interp, value)?]);
    };
    let name = of.proto.fields[of.index].name;
    let mut fields = vec![&of.proto.fields[of.index]];
    fields.extend(shared_by(of.proto, of.index).filter_map(|proto| proto.field(name)));
    Ok(fields)
}

impl super::object::Object for FieldOf {
    fn methods(&self) -> &'static [super::builtin::Builtin] {
        super::protocols::methods::OF_FIELDS
    }

    fn type_name(&self) -> &str {
        Symbol::of(&self.proto.fields[self.index].class_name()).name()
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let field = &self.proto.fields[self.index];
        Ok(match (name, field.names) {
            ("i2s", Naming::Enum(names)) => {
                return super::protocols::tables_of(interp, names).map(|both| Some(both.0));
            }
            ("s2i", Naming::Enum(names)) => {
                return super::protocols::tables_of(interp, names).map(|both| Some(both.1));
            }
            _ => None,
        }
        .or_else(|| match name {
            "fmt" => super::protocols::format_of(field).map(Value::string),
            "sz" if matches!(field.kind, Kind::Bits) => {
                Some(Value::float(f64::from(field.bits) / 8.0))
            }
            "sz" => Some(Value::Int(i64::from(field.bits / 8))),
            "size" if matches!(field.kind, Kind::Bits) => Some(Value::Int(field.bits.into())),
            "islist" => Some(Value::Int(field.is_list().into())),
            "holds_packets" => Some(Value::Int(field.holds_packets().into())),
            "name" => Some(Value::str(field.name)),
            "default" => Some(from_field(&packet::convert::preset(field))),
            "owners" => Some(Value::list(
                shared_by(self.proto, self.index)
                    .map(Value::Layer)
                    .collect::<Vec<_>>(),
            )),
            _ => None,
        }))
    }

    fn compare(&self, _: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let same = other.downcast::<FieldOf>().is_some_and(|other| {
            let (own, other) = (
                &self.proto.fields[self.index],
                &other.proto.fields[other.index],
            );
            std::ptr::eq(own, other)
        });
        Ok(match op {
            CompareOp::Eq => Some(Value::Bool(same.into())),
            CompareOp::NotEq => Some(Value::Bool((!same).into())),
            _ => None,
        })
    }

    fn hash(&self, _: &mut Interp) -> Result<Option<i64>> {
        let field = &self.proto.fields[self.index];
        Ok(Some(std::ptr::from_ref(field).addr() as i64 >> 4))
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let field = &self.proto.fields[self.index];
        Ok(Some(format!(
            "<{} ({}).{}>",
            field.class_name(),
            shared_by(self.proto, self.index)
                .map(|proto| proto.name)
                .collect::<Vec<_>>()
                .join(","),
            field.name
        )))
    }
}

/// `p.dport = 80`; false when the value is no packet
pub fn set_attr(
    interp: &mut Interp,
    value: &Value,
    name: Symbol,
    new: &Value,
    site: &mut Site,
) -> Result<bool> {
    if let Value::Layer(proto) = value
        && let Some(class) = class::of_script(proto)
    {
        class::set_own(&class, name, Some(new.clone()));
        return Ok(true);
    }
    let Some(packet) = value.as_packet() else {
        return Ok(false);
    };
    let key = key_of(packet.proto());
    if packet.proto().hooks.has(ASKED_TO_SET) && own_set(interp, &packet, name.name(), new)? {
        return Ok(true);
    }
    if site.key == key && site.index != 0 {
        set_field(interp, &packet, site.index as usize - 1, new)?;
        return Ok(true);
    }
    let text = name.name();
    if let Some(Value::Property(property)) = class::own(packet.proto(), name) {
        if property.set.is_none() {
            return Err(Error::attribute_error(format!(
                "can't set attribute '{text}'"
            )));
        }
        interp.call(&property.set, &[value.clone(), new.clone()])?;
        return Ok(true);
    }
    if methods::set_attribute(interp, &packet, text, new)? {
        return Ok(true);
    }
    if let Some(index) = packet.proto().index_of(text) {
        *site = Site {
            key,
            index: index as u32 + 1,
        };
        set_field(interp, &packet, index, new)?;
        return Ok(true);
    }
    match packet.locate(text) {
        Some((layer, index)) => {
            set_field(interp, &layer, index, new)?;
            Ok(true)
        }
        None if set_part(&packet, text, new)? => Ok(true),
        None if class::is_scripted(packet.proto()) => {
            class::set_attribute(&packet, name, new.clone());
            Ok(true)
        }
        None => {
            interp.warn(unknown_attribute(&packet, text))?;
            note(&packet, text, new);
            Ok(true)
        }
    }
}

/// A part of the message, which is no field.
fn part_of(packet: &Packet, name: &str) -> Option<Value> {
    packet.part(name).map(|value| from_field(&value))
}

fn set_part(packet: &Packet, name: &str, new: &Value) -> Result<bool> {
    let part = packet.iter().find_map(|layer| layer.proto().part(name));
    let Some((_, part)) = part else {
        return Ok(false);
    };
    let value = to_field_of(&part.field, new)?;
    packet.set_part(name, value).map_err(error)
}

/// What a script wrote on a packet, which has no such field.
struct Note(Value);

impl packet::Foreign for Note {
    fn resolve(&self) -> FieldValue {
        FieldValue::None
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// Keeps a value on the packet under a name that is no field, as Python's objects do.
fn note(packet: &Packet, name: &str, value: &Value) {
    packet.with_meta(|meta| {
        let notes = Rc::make_mut(meta.notes.get_or_insert_default());
        notes.retain(|(own, _)| **own != *name);
        notes.push((
            name.into(),
            FieldValue::Foreign(Rc::new(Note(value.clone()))),
        ));
    });
}

fn noted(packet: &Packet, name: &str) -> Option<Value> {
    let notes = packet.meta().notes?;
    let (_, value) = notes.iter().find(|(own, _)| **own == *name)?;
    let FieldValue::Foreign(value) = value else {
        return None;
    };
    value
        .as_any()
        .downcast_ref::<Note>()
        .map(|note| note.0.clone())
}

fn set_field(interp: &mut Interp, layer: &Packet, index: usize, new: &Value) -> Result<()> {
    let value = to_field_of(&layer.proto().fields[index], new)?;
    if !may_call(layer.proto()) {
        return layer.set_at(index, value).map_err(error);
    }
    lend(interp, || layer.set_at(index, value)).map_err(error)
}

/// The value of a field, which functions of the script may be asked about.
#[inline]
fn field_of(interp: &mut Interp, layer: &Packet, index: usize) -> Value {
    // An identifier becomes an object of the module `uuid`.
    if let Kind::Uuid(_) = layer.proto().fields[index].kind {
        let value = read_field(layer, index);
        return identifier(interp, &value).unwrap_or(value);
    }
    if !may_call(layer.proto()) {
        return read_field(layer, index);
    }
    lend(interp, || read_field(layer, index))
}

/// The `uuid.UUID` of 16 octets.
fn identifier(interp: &mut Interp, value: &Value) -> Option<Value> {
    if !matches!(value, Value::Bytes(octets) if octets.len() == 16) {
        return None;
    }
    let module = Value::Module(interp.import("uuid").ok()?);
    let class = interp.get_attr(&module, "UUID").ok()?;
    let octets = [("bytes".to_owned(), value.clone())];
    interp.call_kw(&class, &[], &octets).ok()
}

/// `del p.chksum`; false when the value is no packet
pub fn del_attr(interp: &mut Interp, value: &Value, name: Symbol) -> Result<bool> {
    if let Value::Layer(proto) = value
        && let Some(class) = class::of_script(proto)
    {
        return Ok(class::set_own(&class, name, None));
    }
    let Some(packet) = value.as_packet() else {
        return Ok(false);
    };
    if packet.proto().hooks.has(ASKED_TO_DELETE) {
        let args = [Value::str(name.name())];
        for (hook, method) in [
            (Hooks::DELETE_ATTRIBUTE, "__delattr__"),
            (Hooks::DELETE_VALUE, "delfieldval"),
        ] {
            if special::call(interp, &packet, hook, method, &args)?.is_some() {
                return Ok(true);
            }
        }
    }
    if name.name() == "payload" {
        if packet.proto().hooks.has(Hooks::REMOVE_PAYLOAD) {
            interp.call_method(value, "remove_payload", &[])?;
            return Ok(true);
        }
        packet.remove_payload();
        return Ok(true);
    }
    match packet.locate(name.name()) {
        Some((layer, index)) => {
            layer.delete_at(index);
            Ok(true)
        }
        None => Err(unknown_attribute(&packet, name.name())),
    }
}

/// `dir(p)`
pub fn dir(_: &mut Interp, value: &Value) -> Option<Vec<String>> {
    let mut names: Vec<String> = methods::names().map(str::to_owned).collect();
    match value {
        Value::Packet(_) | Value::Upper(_) => {
            let packet = value.as_packet()?;
            for layer in packet.iter() {
                names.extend(
                    layer
                        .proto()
                        .fields
                        .iter()
                        .map(|field| field.name.to_owned()),
                );
            }
        }
        Value::Layer(proto) => names.extend(proto.fields.iter().map(|field| field.name.to_owned())),
        _ => return None,
    }
    names.sort();
    names.dedup();
    Some(names)
}

/// What stands between the brackets of `p[…]`: a layer, and the how manieth.
fn layer_wanted(index: &Value) -> Option<(Wanted, usize)> {
    match index {
        Value::Layer(proto) => Some((Wanted::Proto(proto), 1)),
        Value::Str(name) => Some((Wanted::Name(name.as_str().to_owned()), 1)),
        // `p[2]` and `p.getlayer(2)`: the third layer, whatever it is.
        Value::Int(at) => Some((Wanted::Proto(&PACKET), usize::try_from(*at).ok()? + 1)),
        Value::Slice(slice) if slice.lower.as_int().is_some() => layer_wanted(&slice.lower),
        Value::Slice(slice) => {
            let (wanted, _) = layer_wanted(&slice.lower)?;
            let nb = slice.upper.as_int().unwrap_or(1);
            Some((wanted, usize::try_from(nb).unwrap_or(1)))
        }
        _ => None,
    }
}

enum Wanted {
    Proto(&'static Proto),
    Name(String),
}

impl Wanted {
    fn find(&self, packet: &Packet, nb: usize) -> Option<Packet> {
        match self {
            Wanted::Proto(proto) if proto.is(&PACKET) => packet.find(nb, |_| true),
            Wanted::Proto(proto) => packet.getlayer(proto, nb),
            Wanted::Name(name) => packet.getlayer_named(name, nb),
        }
    }

    fn name(&self) -> &str {
        match self {
            Wanted::Proto(proto) => proto.name,
            Wanted::Name(name) => name,
        }
    }
}

/// `p[TCP]`, `p["TCP"]`, `p[TCP:2]`, `p["TCP.dport"]`
pub fn get_item(
    interp: &mut Interp,
    value: &Value,
    index: &Value,
    _: &mut Site,
) -> Result<Option<Value>> {
    let Some(packet) = value.as_packet() else {
        return Ok(None);
    };
    if let Some(item) =
        special::operator(interp, value, "__getitem__", std::slice::from_ref(index))?
    {
        return Ok(Some(item));
    }
    get_layer(interp, &packet, index)?
        .map(Some)
        .ok_or_else(|| layer_not_found(&packet, index))
}

/// `p.getlayer(…)` with what `p[…]` understands; `None` when there is no such layer.
pub fn get_layer(interp: &mut Interp, packet: &Packet, index: &Value) -> Result<Option<Value>> {
    if let Value::Str(text) = index
        && let Some((layer, field)) = text.as_str().split_once('.')
    {
        let (layer, nb) = match layer.split_once(':') {
            Some((layer, nb)) => (layer, nb.parse().unwrap_or(1)),
            None => (layer, 1),
        };
        let Some(layer) = packet.getlayer_named(layer, nb) else {
            return Ok(None);
        };
        return match layer.locate(field) {
            Some((layer, index)) => Ok(Some(field_of(interp, &layer, index))),
            None => Err(unknown_attribute(&layer, field)),
        };
    }
    let Some((wanted, nb)) = layer_wanted(index) else {
        let name = super::types::name(index);
        return Err(Error::type_error(format!(
            "a layer stands between the brackets of a packet, not {name}"
        )));
    };
    let Value::Slice(slice) = index else {
        return Ok(wanted.find(packet, nb).map(Value::packet));
    };
    let Value::Dict(values) = &slice.step else {
        return Ok(wanted.find(packet, nb).map(Value::packet));
    };
    // `p[Dot11Elt::{"ID": 0}]`: of those that have these values.
    let values: Vec<(String, Value)> = values
        .borrow()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.clone())))
        .collect();
    let mut left = nb;
    for place in 1.. {
        let Some(found) = wanted.find(packet, place).map(Value::packet) else {
            break;
        };
        if super::methods::packet::has_values(interp, &found, &values)? {
            left = left.saturating_sub(1);
            if left == 0 {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}

fn layer_not_found(packet: &Packet, index: &Value) -> Error {
    let wanted = match index {
        Value::Slice(slice) => &slice.lower,
        other => other,
    };
    let name = match wanted {
        Value::Int(at) => at.to_string(),
        Value::Str(name) => format!("'{}'", name.as_str()),
        other => layer_wanted(other).map_or("?".to_owned(), |(wanted, _)| wanted.name().to_owned()),
    };
    let present: Vec<&str> = packet.layers().iter().map(|proto| proto.name).collect();
    Error::index_error(format!("Layer [{name}] not found"))
        .help(format!("this packet has {}", present.join(" / ")))
}

/// `p[TCP] = …`; false when the value is no packet
pub fn set_item(interp: &mut Interp, value: &Value, index: &Value, new: &Value) -> Result<bool> {
    let Some(packet) = value.as_packet() else {
        return Ok(false);
    };
    let args = [index.clone(), new.clone()];
    if special::operator(interp, value, "__setitem__", &args)?.is_some() {
        return Ok(true);
    }
    let layer =
        get_layer(interp, &packet, index)?.ok_or_else(|| layer_not_found(&packet, index))?;
    let (Some(layer), Some(payload)) = (layer.as_packet(), stackable(new)) else {
        return Err(Error::type_error(
            "only a packet can take the place of a layer",
        ));
    };
    match layer.underlayer() {
        Some(under) => under.set_payload(&payload),
        None => {
            return Err(Error::value_error(
                "the first layer of a packet cannot be replaced in place",
            ));
        }
    }
    Ok(true)
}

/// `del p[TCP]`; false when the value is no packet
pub fn del_item(interp: &mut Interp, value: &Value, index: &Value) -> Result<bool> {
    let Some(packet) = value.as_packet() else {
        return Ok(false);
    };
    if special::operator(interp, value, "__delitem__", std::slice::from_ref(index))?.is_some() {
        return Ok(true);
    }
    let layer =
        get_layer(interp, &packet, index)?.ok_or_else(|| layer_not_found(&packet, index))?;
    if let Some(under) = layer.as_packet().and_then(|layer| layer.underlayer()) {
        under.remove_payload();
    }
    Ok(true)
}

/// `TCP in p`
pub fn contains(interp: &mut Interp, value: &Value, item: &Value) -> Result<Option<bool>> {
    let Some(packet) = value.as_packet() else {
        return Ok(None);
    };
    if let Some(answer) =
        special::operator(interp, value, "__contains__", std::slice::from_ref(item))?
    {
        return interp.truth(&answer).map(Some);
    }
    match layer_wanted(item) {
        Some((wanted, nb)) => Ok(Some(wanted.find(&packet, nb).is_some())),
        None => Ok(Some(false)),
    }
}

/// What can stand on one side of `/`: a packet, or text or octets as `Raw`.
fn stackable(value: &Value) -> Option<Packet> {
    match value {
        Value::Packet(_) | Value::Upper(_) => value.as_packet(),
        Value::Str(text) if dialect::is_python2() => {
            Some(Packet::raw(&dialect::octets_of(text.as_str())))
        }
        Value::Str(text) => Some(Packet::raw(text.as_str().as_bytes())),
        Value::Bytes(octets) => Some(Packet::raw(octets)),
        Value::ByteArray(octets) => Some(Packet::raw(&octets.borrow())),
        _ => None,
    }
}

/// Whether the classes of two values leave it to the machine to put one on the other.
#[inline]
pub fn stack_plainly(below: &Value, above: &Value) -> bool {
    let plain = |value: &Value| {
        value.as_packet().is_none_or(|packet| {
            let asks = |layer: &Layer| layer.proto.hooks.has(Hooks::OPERATORS.with(COMPOSING));
            !packet.view(|view| view.layers.iter().any(asks))
        })
    };
    plain(below) && plain(above)
}

/// `a op b` where the class of one of them says what that is.
fn by_operator(interp: &mut Interp, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    let names = match op {
        BinaryOp::Div => ("__truediv__", "__rtruediv__"),
        BinaryOp::Mul => ("__mul__", "__rmul__"),
        BinaryOp::Add => ("__add__", "__radd__"),
        BinaryOp::Sub => ("__sub__", "__rsub__"),
        BinaryOp::Mod => ("__mod__", "__rmod__"),
        BinaryOp::BitAnd => ("__and__", "__rand__"),
        BinaryOp::BitOr => ("__or__", "__ror__"),
        _ => return Ok(None),
    };
    if let Some(result) = special::operator(interp, a, names.0, std::slice::from_ref(b))? {
        return Ok(Some(result));
    }
    if let Some(result) = special::operator(interp, b, names.1, std::slice::from_ref(a))? {
        return Ok(Some(result));
    }
    let composes = |value: &Value| {
        value.as_packet().is_some_and(|packet| {
            let mut layers = packet.layers().into_iter();
            layers.any(|proto| proto.hooks.has(COMPOSING))
        })
    };
    if op != BinaryOp::Div || !(composes(a) || composes(b)) {
        return Ok(None);
    }
    let (Some(below), Some(above)) = (stackable(a), stackable(b)) else {
        return Ok(None);
    };
    // As Scapy does it: copies of both, and one is put onto the other.
    let below = interp.call_method(&Value::packet(below), "copy", &[])?;
    let above = interp.call_method(&Value::packet(above), "copy", &[])?;
    interp.call_method(&below, "add_payload", &[above])?;
    Ok(Some(below))
}

/// Methods that decide what `a / b` is.
const COMPOSING: Hooks = Hooks::COPY
    .with(Hooks::ADD_PAYLOAD)
    .with(Hooks::ADD_UNDERLAYER);

/// `a / b` of a packet and what can stand on it, both of which nobody else may look at any more.
pub fn divided(below: Value, above: Value) -> Option<Value> {
    let octets = match &above {
        Value::Bytes(octets) => Some(&octets[..]),
        Value::Str(text) if !dialect::is_python2() => Some(text.as_str().as_bytes()),
        _ => None,
    };
    if let Some(octets) = octets {
        let below = below.into_packet()?;
        let set = |layer: &mut Layer| {
            layer.fields.push((0, FieldValue::octets(octets)));
            Ok::<(), Error>(())
        };
        return below.over_made(&RAW, set).ok().map(Value::packet);
    }
    let top = stackable(&above)?;
    let below = below.into_packet()?;
    drop(above);
    Some(Value::packet(below.over(top)))
}

/// `a / b`, `a * 3`, `3 * a` where one of them is a packet or layer
pub fn binary(interp: &mut Interp, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    let is_ours =
        |value: &Value| matches!(value, Value::Packet(_) | Value::Upper(_) | Value::Layer(_));
    if !is_ours(a) && !is_ours(b) {
        return Ok(None);
    }
    if let Some(result) = by_operator(interp, op, a, b)? {
        return Ok(Some(result));
    }
    match op {
        BinaryOp::Div => {
            for value in [a, b] {
                if let Value::Layer(proto) = value {
                    let text = format!("'{}' is a layer's class, not a packet", proto.name);
                    return Err(Error::type_error(text).help(format!("write {}()", proto.name)));
                }
            }
            match (stackable(a), stackable(b)) {
                (Some(below), Some(above)) => Ok(Some(Value::packet(below.stacked(&above)))),
                _ => Ok(None),
            }
        }
        BinaryOp::Mul => match (
            a.as_packet().or_else(|| b.as_packet()),
            a.as_int().or(b.as_int()),
        ) {
            (Some(packet), Some(count)) => {
                let count = usize::try_from(count).unwrap_or(0);
                super::memory::room_for_items(count, size_of::<Value>())?;
                let mut turns = super::interrupt::Turns::default();
                let copy = |_| turns.turn().map(|()| Value::packet(packet.copy()));
                Ok(Some(Value::list(
                    (0..count).map(copy).collect::<Result<Vec<_>>>()?,
                )))
            }
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// `a == b`, `a != b`
pub fn compare(interp: &mut Interp, op: CompareOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    let names = match op {
        CompareOp::Eq => Some(("__eq__", "__eq__")),
        CompareOp::NotEq => Some(("__ne__", "__ne__")),
        CompareOp::Lt => Some(("__lt__", "__gt__")),
        CompareOp::Gt => Some(("__gt__", "__lt__")),
        _ => None,
    };
    if let Some((left, right)) = names {
        if let Some(answer) = special::operator(interp, a, left, std::slice::from_ref(b))? {
            return Ok(Some(answer));
        }
        if let Some(answer) = special::operator(interp, b, right, std::slice::from_ref(a))? {
            return Ok(Some(answer));
        }
        if op == CompareOp::NotEq
            && let Some(answer) = special::operator(interp, a, "__eq__", std::slice::from_ref(b))?
        {
            return Ok(Some(Value::bool(!interp.truth(&answer)?)));
        }
    }
    // The one that is an answer is the lesser one.
    if let (CompareOp::Lt | CompareOp::Gt, Some(x), Some(y)) = (op, a.as_packet(), b.as_packet()) {
        let matching = methods::matching(interp);
        let answers = match op {
            CompareOp::Lt => lend(interp, || x.answers(&y, &matching)),
            _ => lend(interp, || y.answers(&x, &matching)),
        };
        if answers_by_script(&x) || answers_by_script(&y) {
            return Ok(Some(Value::bool(answers)));
        }
        return Ok(Some(Value::Int(i64::from(answers))));
    }
    let equal = match (a, b) {
        (Value::Packet(_) | Value::Upper(_), _) | (_, Value::Packet(_) | Value::Upper(_)) => {
            match (a.as_packet(), b.as_packet()) {
                (Some(a), Some(b)) => lend(interp, || a == b),
                _ => false,
            }
        }
        (Value::Layer(a), Value::Layer(b)) => a.is(b),
        (Value::Layer(_), _) | (_, Value::Layer(_)) => false,
        _ => return Ok(None),
    };
    Ok(match op {
        CompareOp::Eq => Some(Value::bool(equal)),
        CompareOp::NotEq => Some(Value::bool(!equal)),
        _ => None,
    })
}

/// Whether a method of a script says what the packet answers.
pub fn answers_by_script(packet: &Packet) -> bool {
    let mut layers = packet.layers().into_iter();
    layers.any(|proto| proto.hooks.has(Hooks::ANSWERS))
}

/// `IP(dst=…)`, `IP(b"…")`
pub fn call(
    interp: &mut Interp,
    value: &Value,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Option<Value>> {
    let Value::Layer(proto) = value else {
        return special::operator(interp, value, "__call__", args);
    };
    if kwargs.iter().any(|(name, _)| is_no_field(name)) {
        return made_inside(interp, proto, args, kwargs).map(Some);
    }
    if !proto.hooks.is_empty()
        && let Some(made) = made_by_script(interp, proto, args, kwargs)?
    {
        return Ok(Some(made));
    }
    let kwargs = kwargs.iter().map(|(name, value)| (name.as_str(), value));
    if let Some(octets) = args.first() {
        let packet = match octets {
            Value::Bytes(octets) => lend(interp, || dissected(proto, octets)),
            Value::None => Ok(Packet::of_nothing(proto)),
            octets => {
                let octets = octets_of(interp, octets)?;
                lend(interp, || dissected(proto, &octets))
            }
        }?;
        for (index, value) in keywords(proto, kwargs)? {
            lend(interp, || packet.set_at(index, value)).map_err(error)?;
        }
        return Ok(Some(stamped(packet)));
    }
    if !may_call(proto) {
        return construct(proto, kwargs).map(Some);
    }
    lend(interp, || construct(proto, kwargs)).map(Some)
}

/// Whether the script's functions may be asked about the fields of a protocol: it made the
/// protocol, or one that it derives from.
fn may_call(proto: &Proto) -> bool {
    proto.asks()
}

fn dissected(proto: &'static Proto, octets: &[u8]) -> Result<Packet> {
    if octets.is_empty() {
        return Ok(Packet::of_nothing(proto));
    }
    Packet::dissect(proto, octets).map_err(error)
}

/// `IP(dst=…)`
pub fn construct<'a>(
    proto: &'static Proto,
    kwargs: impl Iterator<Item = (&'a str, &'a Value)>,
) -> Result<Value> {
    let proto = match proto.becomes {
        Some(("", becomes)) => becomes(None).unwrap_or(proto),
        _ => proto,
    };
    let mut fields = Places::new();
    let Some((decides, becomes)) = proto.becomes else {
        keywords_into(&mut fields, proto, kwargs)?;
        let packet = Packet::with_places(proto, &mut fields).map_err(error)?;
        complete(proto, &packet)?;
        return Ok(stamped(packet));
    };
    let kwargs: Vec<(&str, &Value)> = kwargs.collect();
    let deciding = kwargs.iter().copied().filter(|(name, _)| *name == decides);
    let asked = deciding.clone().next().is_some();
    keywords_into(&mut fields, proto, deciding)?;
    let packet = Packet::with_places(proto, &mut fields).map_err(error)?;
    let number = asked
        .then(|| packet.view(|view| view.int(decides)))
        .flatten();
    let proto = becomes(number).unwrap_or(proto);
    fields = Places::new();
    keywords_into(&mut fields, proto, kwargs.into_iter())?;
    let packet = Packet::with_places(proto, &mut fields).map_err(error)?;
    Ok(stamped(packet))
}

/// Sets what a layer that a script makes says of itself beyond what was asked for.
fn complete(proto: &Proto, packet: &Packet) -> Result<()> {
    let Some(complete) = proto.completes else {
        return Ok(());
    };
    let Some((name, number)) = packet.view(|view| complete(&view)) else {
        return Ok(());
    };
    let number = number.map_or(FieldValue::None, FieldValue::Int);
    packet.set(name, number).map_err(error)
}

/// A packet of a script knows when it was made.
fn stamped(packet: Packet) -> Value {
    packet.with_meta(|meta| meta.time = Some(crate::link::time::coarse()));
    Value::packet(packet)
}

/// What a class with a `dispatch_hook` or an `__init__` of its own makes.
fn made_by_script(
    interp: &mut Interp,
    proto: &'static Proto,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Option<Value>> {
    let mut proto = proto;
    if proto.hooks.has(Hooks::DISPATCH) {
        let method = interp.get_attr(&Value::Layer(proto), "dispatch_hook")?;
        proto = match interp.call_kw(&method, args, kwargs) {
            Ok(Value::Layer(other)) => other,
            Ok(_) => proto,
            Err(error) if error.is(Exc::KeyboardInterrupt) => return Err(error),
            // As in Scapy: a hook that fails leaves the octets as they are.
            Err(_) => &crate::proto::raw::RAW,
        };
    }
    let packet = Packet::new(proto);
    connect(&packet, kwargs);
    let made = Value::packet(packet.clone());
    begin_fields(interp, &packet, !args.is_empty())?;
    if proto.hooks.has(Hooks::INIT)
        && let Some(init) = class::own(proto, Symbol::of("__init__"))
    {
        let bound = super::attribute::bind(interp, &init, &made)?;
        interp.call_kw(&bound, args, kwargs)?;
        return Ok(Some(made));
    }
    if let Some(octets) = args.first() {
        let octets = octets_of(interp, octets)?;
        if !octets.is_empty() && proto.hooks.has(Hooks::DISSECT) {
            interp.call_method(&made, "dissect", &[Value::bytes(octets)])?;
        } else if !octets.is_empty() {
            lend(interp, || packet::dissect::into(&packet, &octets)).map_err(error)?;
        }
    }
    lend(interp, || set_keywords(&packet, kwargs))?;
    Ok(Some(made))
}

/// `Foo(octets, _underlayer=ip)`, `IP(post_transform=f)`: as Scapy's own code calls a class.
fn made_inside(
    interp: &mut Interp,
    proto: &'static Proto,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Value> {
    if proto.hooks.is_empty()
        || !proto
            .hooks
            .has(Hooks::DISPATCH.with(Hooks::INIT).with(Hooks::DISSECT))
    {
        let octets = match args.first() {
            Some(octets) => octets_of(interp, octets)?,
            None => Vec::new(),
        };
        if octets.is_empty() || !may_call(proto) {
            let packet = match octets.is_empty() {
                true => Packet::new(proto.made()),
                false => lend(interp, || dissected(proto, &octets))?,
            };
            connect(&packet, kwargs);
            lend(interp, || set_keywords(&packet, kwargs))?;
            return Ok(stamped(packet));
        }
        let packet = Packet::new(proto);
        connect(&packet, kwargs);
        lend(interp, || packet::dissect::into(&packet, &octets)).map_err(error)?;
        lend(interp, || set_keywords(&packet, kwargs))?;
        return Ok(stamped(packet));
    }
    match made_by_script(interp, proto, args, kwargs)? {
        Some(made) => Ok(made),
        None => Err(Error::runtime_error("the class makes no packet")),
    }
}

/// Calls what a class does when the fields of a new packet are prepared.
fn begin_fields(interp: &mut Interp, packet: &Packet, read: bool) -> Result<()> {
    let args = [Value::bool(read)];
    let hook = Hooks::INIT_FIELDS;
    if special::call(interp, packet, hook, "init_fields", &args)?.is_some() {
        return Ok(());
    }
    cached_fields(interp, packet, read)
}

/// The same where the class has no `init_fields`.
pub fn cached_fields(interp: &mut Interp, packet: &Packet, read: bool) -> Result<()> {
    let hook = Hooks::INIT_CACHED_FIELDS;
    let Some(method) = special::own(packet, hook, "do_init_cached_fields") else {
        return Ok(());
    };
    let bound = super::attribute::bind(interp, &method, &Value::packet(packet.clone()))?;
    let args = [("for_dissect_only".to_owned(), Value::bool(read))];
    interp.call_kw(&bound, &[], &args).map(drop)
}

/// Tells a new packet what Scapy's own code says of it.
pub fn connect(packet: &Packet, kwargs: &[(String, Value)]) {
    for (name, value) in kwargs {
        match name.as_str() {
            "_parent" => packet.set_parent(value.as_packet().as_ref()),
            "_underlayer" => packet.set_under(value.as_packet().as_ref()),
            "post_transform" => class::set_transforms(packet, value),
            _ => {}
        }
    }
}

/// Sets fields by name, in the order of the protocol's fields.
pub fn set_keywords(packet: &Packet, kwargs: &[(String, Value)]) -> Result<()> {
    let kwargs = kwargs.iter().map(|(name, value)| (name.as_str(), value));
    let mut fields = keywords(packet.proto(), kwargs)?;
    fields.sort_by_key(|(index, _)| *index);
    for (index, value) in fields {
        packet.set_at(index, value).map_err(error)?;
    }
    Ok(())
}

/// What Scapy's own code hands to a class beside fields.
const INTERNAL: &[&str] = &[
    "_internal",
    "_parent",
    "_underlayer",
    "post_transform",
    "stop_dissection_after",
];

/// Whether a keyword of a class stands for something else than a field.
pub fn is_no_field(keyword: &str) -> bool {
    INTERNAL.contains(&keyword)
}

fn keywords<'a>(
    proto: &'static Proto,
    kwargs: impl Iterator<Item = (&'a str, &'a Value)>,
) -> Result<Places> {
    let mut fields = Places::new();
    keywords_into(&mut fields, proto, kwargs)?;
    Ok(fields)
}

fn keywords_into<'a>(
    fields: &mut Places,
    proto: &'static Proto,
    kwargs: impl Iterator<Item = (&'a str, &'a Value)>,
) -> Result<()> {
    for (name, value) in kwargs {
        let Some(index) = Packet::place_of(proto, name) else {
            if is_no_field(name) {
                continue;
            }
            let Some((index, part)) = proto.part(name) else {
                return Err(unknown_keyword(proto, name));
            };
            let value = to_field_of(&part.field, value)?;
            let given = fields.iter().position(|field| field.0 == index);
            let given = given.map(|at| fields.remove(at).1);
            let parts = given.unwrap_or_else(|| packet::convert::preset(&proto.fields[index]));
            fields.push((index, packet::parts::with(&parts, part.field.name, value)));
            continue;
        };
        fields.push((index, to_field_of(&proto.fields[index], value)?));
    }
    Ok(())
}

fn unknown_keyword(proto: &'static Proto, name: &str) -> Error {
    let text = format!("{} has no field '{name}'", proto.name);
    let near = super::suggest::nearest(name, proto.fields.iter().map(|field| field.name));
    match near {
        Some(near) => Error::attribute_error(text).help(format!("did you mean '{near}'?")),
        None => Error::attribute_error(text).help(match owners(name).as_slice() {
            [] => format!("ls({}) lists the fields", proto.name),
            [owner, ..] => format!(
                "{name} is a field of {}: {}()/{owner}({name}=…)",
                owners(name).join(", "),
                proto.name
            ),
        }),
    }
    .at_word(name)
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

/// `IP.__module__`
fn module_of(proto: &'static Proto) -> Rc<str> {
    match class::of_script(proto) {
        Some(class) => class.module.borrow().clone(),
        None => registry::module_of(proto).into(),
    }
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

/// Whether `a op b` is decided here: one of them is a packet or a layer.
pub fn binary_claims(a: &Value, b: &Value) -> bool {
    let is_ours =
        |value: &Value| matches!(value, Value::Packet(_) | Value::Upper(_) | Value::Layer(_));
    is_ours(a) || is_ours(b)
}

/// The layers of everyday that have such a field.
fn owners(name: &str) -> Vec<&'static str> {
    [
        "IP", "TCP", "UDP", "ICMP", "ARP", "Ether", "DNS", "IPv6", "Raw",
    ]
    .into_iter()
    .filter_map(registry::proto)
    .filter(|proto| proto.index_of(name).is_some())
    .map(|proto| proto.name)
    .collect()
}
