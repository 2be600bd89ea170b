//! From a field that a script wrote to a field of a table.

mod container;
mod described;
mod given;
mod naming;
mod shape;

use std::rc::Rc;

use super::fields::{FieldClass, Form, Mark, is_field_class};
use super::lasting;
use super::rules::{Asked, Function, Methods, Own, held, shown};
use crate::eval::class::Instance;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::layer::Layer;
use crate::packet::{FieldValue, View, convert, script};
use crate::proto::Field;
use crate::proto::binding::Sign;
use crate::proto::field::{Auto, Display, Kind, Naming, Preset};
use crate::proto::raw::RAW;

use self::container::container;
use self::naming::{multi, naming};
use self::shape::shape;

pub use self::described::{describe, format_of, tables_of};
pub use self::given::Given;

/// A rule that asks a function of the script.
fn rule(func: &Value, asked: Asked) -> u32 {
    script::add_rule(Rc::new(Function {
        func: func.clone(),
        asked,
    }))
}

/// A function of the script that says of octets whether they are of a protocol.
pub fn sign(func: &Value) -> Sign {
    Sign::Script(rule(func, Asked::Value))
}

/// The field of a table for what was given.
pub fn field(
    interp: &mut Interp,
    class: &'static FieldClass,
    given: &Given<'_>,
    instance: &Rc<Instance>,
) -> Result<Field> {
    if let Some(field) = container(interp, class, given, instance)? {
        return Ok(field);
    }
    let name = match given.get("name") {
        Some(Value::Str(name)) => lasting::text(name.as_str()),
        _ => return Err(Error::value_error("name should be a string")),
    };
    let mut field = Field::new(name, Kind::Uint, 0).class(class.name);
    shape(interp, class.form, given, &mut field)?;
    if given.has(Mark::Little) {
        field.little_endian = true;
    }
    if given.has(Mark::Hex) {
        field.display = match field.kind {
            Kind::Octets => Display::HexOctets,
            _ => Display::Hex,
        };
    }
    if given.has(Mark::Octal) {
        field.display = Display::Octal;
    }
    if given.has(Mark::Enum) {
        field.names = naming(interp, given.get("enum"), &field)?;
    }
    if given.has(Mark::Multi) {
        field.names = multi(interp, given)?;
    }
    let default = match (given.get("default"), form_is_list(class.form)) {
        (Some(default), _) => default.clone(),
        (None, true) => Value::list(Vec::<Value>::new()),
        (None, false) => Value::None,
    };
    let holder = lasting::value(field);
    field.preset = default_of(holder, &default)?;
    Ok(field)
}

fn form_is_list(form: Form) -> bool {
    matches!(form, Form::List | Form::Packets)
}

/// The instance as the final field: with the default that it has now, and with the methods that
/// its class has of its own.
pub fn of_instance(
    interp: &mut Interp,
    instance: &Rc<Instance>,
    made: &'static Field,
) -> Result<&'static Field> {
    let mut field = *made;
    let mut same = true;
    if let Some(default) = instance.get("default")
        && !matches!(field.kind, Kind::Choice(_))
    {
        let current = shown(&convert::preset(made));
        if !current.is(&default) && !interp.eq(&current, &default).unwrap_or(true) {
            field.preset = default_of(made, &default)?;
            same = false;
        }
    }
    if let Some(Value::Str(name)) = instance.get("name")
        && name.as_str() != field.name
    {
        field.name = lasting::text(name.as_str());
        same = false;
    }
    if instance.class.native {
        // `conf.noenum.add(field)` means the field that the packet has.
        return Ok(if same { made } else { lasting::value(field) });
    }
    field.class = lasting::text(&instance.class.name());
    let methods = Methods::of(instance);
    if !methods.any() {
        return Ok(lasting::value(field));
    }
    mark_list(interp, instance, &mut field)?;
    let base = lasting::value(field);
    let number = script::add_rule(Rc::new(Own {
        instance: instance.clone(),
        base,
        methods,
    }));
    field.kind = Kind::Script(number, base);
    field.names = Naming::No;
    if !matches!(base.kind, Kind::Bits) {
        field.bits = 0;
    }
    field.auto = Auto::No;
    Ok(lasting::value(field))
}

/// `islist = 1`, `holds_packets = 1` in a class that reads and writes by itself.
fn mark_list(interp: &mut Interp, instance: &Rc<Instance>, field: &mut Field) -> Result<()> {
    let truth = |interp: &mut Interp, name: &str| {
        let own = instance.get(name);
        match own.or_else(|| instance.class.lookup(Symbol::of(name))) {
            Some(value) => interp.truth(&value),
            None => Ok(false),
        }
    };
    if field.is_list() || field.holds_packets() {
        return Ok(());
    }
    if !matches!(field.kind, Kind::Uint) {
        field.a_list = truth(interp, "islist")?;
        return Ok(());
    }
    match (truth(interp, "islist")?, truth(interp, "holds_packets")?) {
        (true, true) => field.kind = Kind::Packets(&RAW),
        (true, false) => field.kind = Kind::List(lasting::value(*field)),
        (false, true) => field.kind = Kind::Packet(&RAW),
        (false, false) => {}
    }
    Ok(())
}

/// Understands a default as Scapy does when there is no packet yet.
pub fn default_of(field: &'static Field, default: &Value) -> Result<Preset> {
    if let Value::List(list) = default
        && list.borrow().is_empty()
    {
        return Ok(Preset::EmptyList);
    }
    let value = match default {
        // The script's list is not the field's.
        Value::List(list) => {
            let items: Vec<FieldValue> = list.borrow().iter().map(held).collect();
            FieldValue::list(items)
        }
        Value::Layer(proto) => FieldValue::Packet(crate::packet::Packet::new(proto)),
        other => held(other),
    };
    let layers = [Layer::new(&RAW)];
    let view = View {
        layers: &layers,
        at: 0,
    };
    let value = convert::understand(view, field, value.clone());
    // A rule that asks for a packet has none here; Scapy hands it None.
    script::failure();
    Ok(preset(value.map_err(packets::error)?))
}

/// A value as a default in a table.
fn preset(value: FieldValue) -> Preset {
    match value {
        FieldValue::None => Preset::None,
        FieldValue::Int(number) | FieldValue::Flags(number, _) => Preset::Int(number),
        FieldValue::Float(number) => Preset::Float(number),
        FieldValue::Octets(octets) => Preset::Octets(lasting::list(octets.to_vec())),
        FieldValue::List(list) if list.borrow().is_empty() => Preset::EmptyList,
        other @ (FieldValue::List(_) | FieldValue::Packet(_) | FieldValue::Volatile(_)) => {
            Preset::OwnScript(script::add_value(other))
        }
        other => Preset::Script(script::add_value(other)),
    }
}

/// Whether a value stands for a field in a list of fields.
pub fn is_field(value: &Value) -> bool {
    match value {
        Value::Instance(instance) => is_field_class(&instance.class),
        other => other.downcast::<packets::FieldOf>().is_some(),
    }
}
