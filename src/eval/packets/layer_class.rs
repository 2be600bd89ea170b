//! The attributes of layers' classes: `IP.name`, `IP.fields_desc`, `IP.src`.

use std::rc::Rc;

use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::fields::from_field;
use crate::eval::interp::Interp;
use crate::eval::methods::packet as methods;
use crate::eval::protocols::class;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet;
use crate::proto::raw::PACKET;
use crate::proto::{Condition, Proto, registry};

/// A method of a layer that is written in the script language, and read when it is first used.
#[cold]
pub(super) fn late_method(
    interp: &mut Interp,
    proto: &'static Proto,
    name: &str,
) -> Result<Option<Value>> {
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
pub(super) fn layer_attribute(
    interp: &mut Interp,
    proto: &'static Proto,
    symbol: Symbol,
) -> Result<Value> {
    let name = symbol.name();
    if let Some(own) = class::own(proto, symbol)
        && name != "fields_desc"
    {
        return Ok(match &own {
            Value::StaticMethod(inner) => inner.0.clone(),
            _ => of_class(own, proto),
        });
    }
    if let Some(inner) = proto.inner.iter().find(|inner| inner.name == name) {
        return Ok(Value::Layer(inner));
    }
    Ok(match name {
        "__mro__" => {
            let mut classes = vec![Value::Layer(proto)];
            classes.extend(std::iter::successors(proto.parent, |p| p.parent).map(Value::Layer));
            classes.push(Value::Layer(&PACKET));
            Value::tuple(classes)
        }
        "__bases__" => Value::tuple(vec![Value::Layer(proto.parent.unwrap_or(&PACKET))]),
        "__subclasses__" => Value::None,
        "payload_guess" => payload_guess(proto),
        "overload_fields" | "_overload_fields" => overloads(interp, proto)?,
        "__name__" | "__qualname__" => Value::str(proto.name),
        "_name" if proto.script.is_some() && proto.title == proto.name => Value::None,
        "name" | "_name" => Value::str(proto.title),
        "__module__" => Value::str(&module_of(proto)),
        "__doc__" => Value::None,
        "fields_desc" => fields_desc(proto),
        name => return field_or_method(interp, proto, name),
    })
}

fn field_or_method(interp: &mut Interp, proto: &'static Proto, name: &str) -> Result<Value> {
    if let Some(index) = proto.index_of(name) {
        return Ok(class::field_at(proto, index));
    }
    if let Some(method) = methods::unbound(name) {
        return Ok(method);
    }
    match late_method(interp, proto, name)? {
        Some(method) => Ok(of_class(method, proto)),
        None => Err(Error::attribute_error(format!(
            "type object '{}' has no attribute '{name}'",
            proto.name
        ))),
    }
}

/// A method as the class has it: a class method knows the class, a static method nothing.
fn of_class(method: Value, proto: &'static Proto) -> Value {
    match &method {
        Value::ClassMethod(inner) => Value::method(inner.0.clone(), Value::Layer(proto)),
        Value::StaticMethod(inner) => inner.0.clone(),
        _ => method,
    }
}

/// `IP.payload_guess`: what may follow, and the values that say so.
fn payload_guess(proto: &'static Proto) -> Value {
    let entries = registry::uppers_of(proto)
        .into_iter()
        .map(|(condition, upper)| {
            Value::tuple(vec![Value::dict(values_of(condition)), Value::Layer(upper)])
        });
    Value::list(entries.collect::<Vec<_>>())
}

/// `IP.overload_fields`: what the layer says of fields of those that it may stand on.
fn overloads(interp: &mut Interp, proto: &'static Proto) -> Result<Value> {
    let said = Value::dict(Dict::new());
    for (lower, condition) in registry::lowers_of(proto) {
        let args = [Value::Layer(lower), Value::dict(values_of(condition))];
        interp.call_method(&said, "__setitem__", &args)?;
    }
    Ok(said)
}

/// The fields that a binding asks for, with their values.
fn values_of(condition: Condition) -> Dict {
    let mut values = Dict::new();
    for (name, value) in condition {
        values.set_str(name, from_field(&packet::fixed_value(*value)));
    }
    values
}

/// `IP.fields_desc`
pub fn fields_desc(proto: &'static Proto) -> Value {
    let fields = (0..proto.fields.len()).map(|index| class::field_at(proto, index));
    Value::list(fields.collect::<Vec<_>>())
}

/// `IP.__module__`
pub(super) fn module_of(proto: &'static Proto) -> Rc<str> {
    match class::of_script(proto) {
        Some(class) => class.module.borrow().clone(),
        None => registry::module_of(proto).into(),
    }
}
