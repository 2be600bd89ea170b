//! The attributes of packets: fields, methods, and what a script wrote on a packet.

use super::layer_class::{late_method, layer_attribute};
use super::notes::{note, noted};
use super::raised::error;
use super::{Site, key_of, may_call};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::fields::{from_field, read_field, to_field_of};
use crate::eval::interp::Interp;
use crate::eval::methods::packet as methods;
use crate::eval::protocols::{class, lend, special};
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::Packet;
use crate::proto::field::Kind;
use crate::proto::{Hooks, Proto};

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
            if site.key == key_of(packet.proto()) && site.index != 0 {
                return Ok(Some(field_of(interp, &packet, site.index as usize - 1)));
            }
            packet_attribute(interp, value, &packet, name, site).map(Some)
        }
        Value::Layer(proto) => layer_attribute(interp, proto, name).map(Some),
        _ => Ok(None),
    }
}

/// The attribute of a packet at a site that has met no such packet yet.
fn packet_attribute(
    interp: &mut Interp,
    value: &Value,
    packet: &Packet,
    name: Symbol,
    site: &mut Site,
) -> Result<Value> {
    let text = name.name();
    if let Some(found) = scripted_attribute(interp, value, packet, name)? {
        return Ok(found);
    }
    if let Some(found) = methods::attribute(interp, packet, text)? {
        return Ok(found);
    }
    let asked = packet.proto().hooks.has(ASKED_FOR_VALUES);
    if asked && let Some(found) = own_value(interp, packet, text)? {
        return Ok(found);
    }
    if let Some(octets) = packet.remembered(text) {
        return Ok(Value::bytes(octets));
    }
    if let Some(index) = packet.proto().index_of(text) {
        if !asked {
            *site = Site::of(packet.proto(), index);
        }
        return Ok(field_of(interp, packet, index));
    }
    if let Some((layer, index)) = packet.locate(text) {
        return Ok(field_of(interp, &layer, index));
    }
    if let Some(found) = part_of(packet, text).or_else(|| noted(packet, text)) {
        return Ok(found);
    }
    match late_method(interp, packet.proto(), text)? {
        Some(found) => bound(interp, found, value, packet.proto()),
        None => Err(unknown_attribute(packet, text)),
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
        return crate::eval::attribute::bind(interp, own, value).map(Some);
    }
    if let Some(attrs) = class::attributes(packet)
        && let Some(found) = attrs.borrow().get(name)
    {
        return Ok(Some(found.clone()));
    }
    match own {
        Some(own) => crate::eval::attribute::bind(interp, &own, value).map(Some),
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
pub(super) fn unknown_attribute(packet: &Packet, name: &str) -> Error {
    let fields = packet
        .iter()
        .flat_map(|layer| layer.proto().fields)
        .map(|field| field.name);
    let near = crate::eval::suggest::nearest(name, fields.chain(methods::names()));
    let text = format!("{} has no field '{name}'", packet.proto().name);
    let error = Error::attribute_error(text).at_word(name);
    match near {
        Some(near) => error.help(format!("did you mean '{near}'?")),
        None => error,
    }
}

/// What the script language says of a layer, asked of a packet: a method, a property, a constant.
pub(super) fn bound(
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
    if packet.proto().hooks.has(ASKED_TO_SET) && own_set(interp, &packet, name.name(), new)? {
        return Ok(true);
    }
    if site.key == key_of(packet.proto()) && site.index != 0 {
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
        *site = Site::of(packet.proto(), index);
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

fn set_field(interp: &mut Interp, layer: &Packet, index: usize, new: &Value) -> Result<()> {
    let value = to_field_of(&layer.proto().fields[index], new)?;
    if !may_call(layer.proto()) {
        return layer.set_at(index, value).map_err(error);
    }
    lend(interp, || layer.set_at(index, value)).map_err(error)
}

/// The value of a field, which functions of the script may be asked about.
#[inline]
pub(super) fn field_of(interp: &mut Interp, layer: &Packet, index: usize) -> Value {
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
