//! The attributes that a field has for the script.

use std::rc::Rc;

use crate::eval::class::Instance;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::protocols::rules::shown;
use crate::eval::value::Value;
use crate::packet::convert;
use crate::proto::Field;
use crate::proto::field::{Kind, Length, Naming, Preset};

/// `i2s` and `s2i`: the names of numbers, and back.
pub fn tables_of(
    interp: &mut Interp,
    names: &crate::proto::names::Names,
) -> Result<(Value, Value)> {
    let by_number = Rc::new(std::cell::RefCell::new(crate::eval::dict::Dict::new()));
    let mut by_name = crate::eval::dict::Dict::new();
    for (number, name) in names.iter() {
        by_name.set_str(name, Value::Int(number));
        interp.dict_set(&by_number, Value::Int(number), Value::str(name))?;
    }
    Ok((Value::Dict(by_number), Value::dict(by_name)))
}

/// How `struct` packs a field of fixed width.
pub fn format_of(field: &Field) -> Option<String> {
    let order = if field.little_endian { '<' } else { '!' };
    let letter = match (field.kind, field.bits) {
        (Kind::Uint, 8) => "B",
        (Kind::Uint, 16) => "H",
        (Kind::Uint, 24 | 32) => "I",
        (Kind::Uint, 64) => "Q",
        (Kind::Sint, 8) => "b",
        (Kind::Sint, 16) => "h",
        (Kind::Sint, 32) => "i",
        (Kind::Sint, 64) => "q",
        (Kind::Float, 32) => "f",
        (Kind::Float, 64) => "d",
        (Kind::Mac, _) => return Some("!6s".to_owned()),
        (Kind::Ip4, _) => return Some("!4s".to_owned()),
        (Kind::Ip6, _) => return Some("!16s".to_owned()),
        _ => return None,
    };
    Some(format!("{order}{letter}"))
}

/// The attributes that Scapy's fields have beside what they were given.
pub fn describe(interp: &mut Interp, instance: &Rc<Instance>, field: &'static Field) -> Result<()> {
    let of = match field.kind {
        Kind::Choice(choice) => &choice.otherwise,
        _ => field,
    };
    instance.set("name", Value::str(field.name));
    if !matches!(of.preset, Preset::EmptyList) {
        instance.set("default", shown(&convert::preset(of)));
    } else if instance
        .get("default")
        .is_none_or(|default| default.is_none())
    {
        instance.set("default", Value::list(Vec::<Value>::new()));
    }
    instance.set("owners", Value::list(Vec::<Value>::new()));
    if field.bits > 0 {
        let octets = match field.kind {
            Kind::Bits => Value::float(f64::from(field.bits) / 8.0),
            _ => Value::Int(i64::from(field.bits / 8)),
        };
        instance.set("sz", octets);
    } else if let Length::Octets(length) = field.length {
        instance.set("sz", i64::from(length));
    }
    if let Some(Value::Str(format)) = instance.get("fmt")
        && !format.as_str().starts_with(['@', '=', '<', '>', '!'])
    {
        instance.set("fmt", Value::string(format!("!{}", format.as_str())));
    }
    if let Naming::Enum(names) = field.names {
        let (by_number, by_name) = tables_of(interp, names)?;
        instance.set("i2s", by_number);
        instance.set("s2i", by_name);
    }
    if instance.get("fmt").is_none_or(|format| format.is_none())
        && let Some(format) = format_of(field)
    {
        instance.set("fmt", Value::string(format));
    }
    Ok(())
}
