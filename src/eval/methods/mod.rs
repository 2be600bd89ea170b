//! The methods of the built-in types, and what makes their values.

pub mod arguments;
mod charmap;
pub mod codec;
mod construct;
pub mod counter;
pub mod dict;
mod direct;
pub mod legacy;
pub mod list;
mod number;
pub mod octets;
pub mod packet;
pub mod pictures;
pub mod rendering;
pub mod set;
pub mod slots;
pub mod string;

use super::builtin::Builtin;
use super::error::Result;
use super::interp::Interp;
use super::value::{Kind, Value};

pub use rendering::{format, percent};

/// The methods of a type; each has `self` first.
pub fn of(kind: Kind) -> &'static [Builtin] {
    match kind {
        Kind::Int => number::INT_METHODS,
        Kind::Float => number::FLOAT_METHODS,
        Kind::Str => string::METHODS,
        Kind::Bytes => octets::METHODS,
        Kind::ByteArray => octets::BYTEARRAY_METHODS,
        Kind::List => list::METHODS,
        Kind::Tuple => list::TUPLE_METHODS,
        Kind::Range => list::RANGE_METHODS,
        Kind::Dict => dict::METHODS,
        Kind::DictKeys | Kind::DictItems => dict::VIEW_METHODS,
        Kind::Set => set::METHODS,
        Kind::FrozenSet => set::FROZEN_METHODS,
        Kind::Property => construct::PROPERTY_METHODS,
        Kind::Slice => construct::SLICE_METHODS,
        _ => &[],
    }
}

/// The type to which a method belongs.
pub fn owner(method: &Builtin) -> Option<&'static str> {
    let mut kinds = Kind::ALL.iter().copied();
    let has = |kind: &Kind| of(*kind).iter().any(|own| std::ptr::eq(own, method));
    kinds.find(has).map(Kind::name)
}

/// The type on which a function is called: `bytes.fromhex`.
pub fn owner_of_static(function: &Builtin) -> Option<&'static str> {
    let mut kinds = Kind::ALL.iter().copied();
    let has = |kind: &Kind| {
        let own = statics(*kind);
        own.iter().any(|own| std::ptr::eq(own, function))
    };
    kinds.find(has).map(Kind::name)
}

/// What is called on the type itself: `dict.fromkeys`, `bytes.fromhex`.
pub fn statics(kind: Kind) -> &'static [Builtin] {
    match kind {
        Kind::Int => number::INT_STATICS,
        Kind::Float => number::FLOAT_STATICS,
        Kind::Str => string::STATICS,
        Kind::Bytes => octets::STATICS,
        Kind::ByteArray => octets::BYTEARRAY_STATICS,
        Kind::Dict => dict::STATICS,
        _ => &[],
    }
}

/// `int(…)`, `list(…)`: what calling the type does.
pub fn constructor(kind: Kind) -> Option<&'static Builtin> {
    Some(match kind {
        Kind::Bool => &construct::BOOL,
        Kind::Int => &construct::INT,
        Kind::Float => &construct::FLOAT,
        Kind::Str => &construct::STR,
        Kind::Bytes => &construct::BYTES,
        Kind::ByteArray => &construct::BYTEARRAY,
        Kind::List => &construct::LIST,
        Kind::Tuple => &construct::TUPLE,
        Kind::Dict => &construct::DICT,
        Kind::Set => &construct::SET,
        Kind::FrozenSet => &construct::FROZENSET,
        Kind::Range => &construct::RANGE,
        Kind::Slice => &construct::SLICE,
        Kind::Type => &construct::TYPE,
        Kind::Property => &construct::PROPERTY,
        Kind::StaticMethod => &construct::STATICMETHOD,
        Kind::ClassMethod => &construct::CLASSMETHOD,
        _ => return None,
    })
}

/// Attributes that are no methods: `(5).real`, `range(3).stop`, `f.name`.
pub fn field(interp: &mut Interp, value: &Value, name: &str) -> Result<Option<Value>> {
    Ok(match (value, name) {
        (Value::Int(_) | Value::Big(_) | Value::Float(_), "real") => Some(value.clone()),
        (Value::Int(_) | Value::Big(_), "numerator") => Some(value.clone()),
        (Value::Int(_) | Value::Big(_) | Value::Bool(_), "imag") => Some(Value::Int(0)),
        (Value::Int(_) | Value::Big(_) | Value::Bool(_), "denominator") => Some(Value::Int(1)),
        (Value::Bool(flag), "real" | "numerator") => Some(Value::Int(i64::from(flag.get()))),
        (Value::Float(_), "imag") => Some(Value::float(0.0)),
        (Value::Range(range), "start") => Some(Value::Int(range.start)),
        (Value::Range(range), "stop") => Some(Value::Int(range.stop)),
        (Value::Range(range), "step") => Some(Value::Int(range.step)),
        (Value::Slice(slice), "start") => Some(slice.lower.clone()),
        (Value::Slice(slice), "stop") => Some(slice.upper.clone()),
        (Value::Slice(slice), "step") => Some(slice.step.clone()),
        (Value::Property(property), "fget") => Some(property.get.clone()),
        (Value::Property(property), "fset") => Some(property.set.clone()),
        (Value::Property(property), "fdel") => Some(property.delete.clone()),
        (Value::Dict(dict), "default_factory")
            if dict.borrow().type_name == Some("defaultdict") =>
        {
            Some(dict.borrow().default_factory.clone().unwrap_or(Value::None))
        }
        (Value::DictView(view), "mapping") => {
            let copy = view.dict.borrow().clone();
            let made = Value::dict(copy);
            if let Value::Dict(dict) = &made {
                dict.borrow_mut().type_name = Some("mappingproxy");
            }
            Some(made)
        }
        _ if interp.legacy => legacy::find(value, name),
        _ => None,
    })
}
