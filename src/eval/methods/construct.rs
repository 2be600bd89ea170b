//! What calling a built-in type does: `int("5")`, `list(x)`, `dict(a=1)`.

use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::FromPrimitive;

use super::arguments::{
    clamped, default_text, index_big, method, octets_of, plain, text_of, type_name,
};
use super::codec;
use super::string::codec_error;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dialect;
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::format::{float, integer};
use crate::eval::function::{ClassMethod, Property, StaticMethod};
use crate::eval::interp::Interp;
use crate::eval::memory;
use crate::eval::packets;
use crate::eval::symbol::Symbol;
use crate::eval::value::{Slice, Value};
use crate::eval::wide_range;

pub static INT: Builtin = Builtin::new(
    "int",
    &["x=0", "/", "base=10"],
    "A whole number, of a number or of digits in some base; base 0 reads a prefix such as 0x.",
    &[("int('ff', 16)", "255"), ("int(3.9)", "3")],
    int,
);

pub static FLOAT: Builtin = Builtin::new(
    "float",
    &["x=0.0", "/"],
    "A floating-point number, of a number or of a text.",
    &[("float('1e3')", "1000.0")],
    float_of,
);

pub static BOOL: Builtin = Builtin::new(
    "bool",
    &["x=False", "/"],
    "Whether a value counts as true.",
    &[("bool([])", "False")],
    bool_of,
);

pub static STR: Builtin = Builtin::new(
    "str",
    &["object=''", "encoding='utf-8'", "errors='strict'"],
    "The text of a value, or of octets in some encoding.",
    &[("str(1.50)", "'1.5'"), ("str(b'abc', 'ascii')", "'abc'")],
    str_of,
);

pub static BYTES: Builtin = Builtin::new(
    "bytes",
    &["source=b''", "encoding=None", "errors=None"],
    "Octets: of a text in some encoding, of numbers, of a packet, or as many zeros.",
    &[
        ("bytes([65, 66])", "b'AB'"),
        ("bytes(3)", "b'\\x00\\x00\\x00'"),
    ],
    bytes,
);

pub static BYTEARRAY: Builtin = Builtin::new(
    "bytearray",
    &["source=b''", "encoding=None", "errors=None"],
    "Octets that can be changed.",
    &[("bytearray(b'ab')", "bytearray(b'ab')")],
    bytearray,
);

pub static LIST: Builtin = Builtin::new(
    "list",
    &["iterable=()", "/"],
    "A list of the items of an iterable.",
    &[("list('abc')", "['a', 'b', 'c']")],
    list,
);

pub static TUPLE: Builtin = Builtin::new(
    "tuple",
    &["iterable=()", "/"],
    "A tuple of the items of an iterable.",
    &[("tuple([1, 2])", "(1, 2)")],
    tuple,
);

pub static DICT: Builtin = Builtin::new(
    "dict",
    &["*args", "**kwargs"],
    "A dictionary, of a mapping, of pairs, or of keywords.",
    &[("dict([('a', 1)], b=2)", "{'a': 1, 'b': 2}")],
    dict,
);

pub static SET: Builtin = Builtin::new(
    "set",
    &["iterable=()", "/"],
    "The set of the items of an iterable.",
    &[("set([1, 1, 2])", "{1, 2}")],
    set,
);

pub static FROZENSET: Builtin = Builtin::new(
    "frozenset",
    &["iterable=()", "/"],
    "A set that cannot be changed.",
    &[("frozenset([1, 1])", "frozenset({1})")],
    frozenset,
);

pub static RANGE: Builtin = Builtin::new(
    "range",
    &["*args"],
    "The numbers from start (0) up to, but without, stop, by step (1).",
    &[
        ("list(range(3))", "[0, 1, 2]"),
        ("list(range(5, 0, -2))", "[5, 3, 1]"),
    ],
    range,
);

pub static SLICE: Builtin = Builtin::new(
    "slice",
    &["*args"],
    "What stands between brackets as start:stop:step.",
    &[("'abcdef'[slice(1, 4)]", "'bcd'")],
    slice,
);

pub static TYPE: Builtin = Builtin::new(
    "type",
    &["*args"],
    "The type of a value; with a name, bases and attributes, a new class.",
    &[("type(5)", "<class 'int'>")],
    type_of,
);

pub static PROPERTY: Builtin = Builtin::new(
    "property",
    &["fget=None", "fset=None", "fdel=None", "doc=None"],
    "An attribute that calls functions.",
    &[],
    property,
);

pub static STATICMETHOD: Builtin = method(
    "staticmethod",
    &["function", "/"],
    "A method that takes no self.",
    |_, args| {
        Ok(Value::StaticMethod(Rc::new(StaticMethod(
            args.at(0).clone(),
        ))))
    },
);

pub static CLASSMETHOD: Builtin = method(
    "classmethod",
    &["function", "/"],
    "A method that takes the class in place of self.",
    |_, args| Ok(Value::ClassMethod(Rc::new(ClassMethod(args.at(0).clone())))),
);

/// `@x.setter` and its like.
pub static PROPERTY_METHODS: &[Builtin] = &[
    method(
        "getter",
        &["self", "fget"],
        "The property with another reading function.",
        |_, args| changed_property(args, |property, value| property.get = value),
    ),
    method(
        "setter",
        &["self", "fset"],
        "The property with a writing function.",
        |_, args| changed_property(args, |property, value| property.set = value),
    ),
    method(
        "deleter",
        &["self", "fdel"],
        "The property with a deleting function.",
        |_, args| changed_property(args, |property, value| property.delete = value),
    ),
];

fn changed_property(args: &Args, change: fn(&mut Property, Value)) -> Result<Value> {
    let Value::Property(old) = args.at(0) else {
        return Err(super::arguments::wrong_receiver("property", args));
    };
    let mut new = Property {
        get: old.get.clone(),
        set: old.set.clone(),
        delete: old.delete.clone(),
        doc: old.doc.clone(),
        name: old.name.clone(),
    };
    change(&mut new, args.at(1).clone());
    Ok(Value::Property(Rc::new(new)))
}

fn property(_: &mut Interp, args: &Args) -> Result<Value> {
    let [get, set, delete, doc] = [0, 1, 2, 3].map(|index| args.at(index).clone());
    Ok(Value::Property(Rc::new(Property {
        get,
        set,
        delete,
        doc,
        name: Default::default(),
    })))
}

fn int(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(value) = args.get(0) else {
        return Ok(Value::Int(0));
    };
    if let (Value::Int(_), None) = (value, args.get(1)) {
        return Ok(value.clone());
    }
    let inner = plain(value);
    let text = match &inner {
        Value::Str(text) => Some(text.as_str().to_string()),
        Value::Bytes(_) | Value::ByteArray(_) => {
            octets_of(&inner).map(|octets| octets.iter().copied().map(char::from).collect())
        }
        Value::Object(object) => object
            .octets()
            .map(|octets| octets.iter().copied().map(char::from).collect()),
        _ => None,
    };
    if let Some(text) = text {
        let base = match args.get(1) {
            None => 10,
            Some(base) => clamped(interp, base)?,
        };
        if base != 0 && !(2..=36).contains(&base) {
            return Err(Error::value_error(
                "int() base must be >= 2 and <= 36, or 0",
            ));
        }
        if text.len() > 4300 && base & (base - 1) != 0 {
            return Err(Error::value_error(format!(
                "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit",
                text.trim().len()
            )));
        }
        return match integer::parse(&text, base as u32) {
            Some(number) => Ok(Value::big(number)),
            None => Err(Error::value_error(format!(
                "invalid literal for int() with base {base}: {}",
                interp.repr(&inner)?
            ))),
        };
    }
    if let Some(base) = args.get(1) {
        let base = clamped(interp, base)?;
        if base != 0 && !(2..=36).contains(&base) {
            return Err(Error::value_error(
                "int() base must be >= 2 and <= 36, or 0",
            ));
        }
        return Err(Error::type_error(
            "int() can't convert non-string with explicit base",
        ));
    }
    match value {
        Value::Instance(_) => {
            for name in ["__int__", "__index__", "__trunc__"] {
                if let Some(number) = interp.call_special(value, Symbol::of(name), &[])? {
                    if number.to_big().is_none() {
                        return Err(Error::type_error(format!(
                            "{name} returned non-int (type {})",
                            type_name(&number)
                        )));
                    }
                    return Ok(number);
                }
            }
        }
        Value::Object(object) => {
            for name in ["__int__", "__index__"] {
                if let Some(number) = object.unary(interp, name)? {
                    return Ok(number);
                }
            }
        }
        _ => {}
    }
    match &inner {
        Value::Float(x) if x.get().is_nan() => {
            Err(Error::value_error("cannot convert float NaN to integer"))
        }
        Value::Float(x) => BigInt::from_f64(x.get().trunc())
            .map(Value::big)
            .ok_or_else(|| Error::overflow_error("cannot convert float infinity to integer")),
        inner => match inner.to_big() {
            Some(number) => Ok(Value::big(number)),
            None => match interp.index(value) {
                Ok(number) => Ok(Value::Int(number)),
                Err(_) => Err(Error::type_error(format!(
                    "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                    type_name(value)
                ))),
            },
        },
    }
}

fn float_of(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(value) = args.get(0) else {
        return Ok(Value::float(0.0));
    };
    let inner = plain(value);
    let text = match &inner {
        Value::Str(text) => Some(text.as_str().to_string()),
        Value::Bytes(_) | Value::ByteArray(_) => {
            octets_of(&inner).map(|octets| octets.iter().copied().map(char::from).collect())
        }
        Value::Object(object) => object
            .octets()
            .map(|octets| octets.iter().copied().map(char::from).collect()),
        _ => None,
    };
    if let Some(text) = text {
        return match float::parse(&text) {
            Some(x) => Ok(Value::float(x)),
            None => Err(Error::value_error(format!(
                "could not convert string to float: {}",
                interp.repr(&inner)?
            ))),
        };
    }
    match super::arguments::float_of(interp, value) {
        Ok(x) => Ok(Value::float(x)),
        Err(error)
            if error.is(crate::eval::exception::Exc::TypeError)
                && error.text().starts_with("must be real number") =>
        {
            Err(Error::type_error(format!(
                "float() argument must be a string or a real number, not '{}'",
                type_name(value)
            )))
        }
        Err(error) => Err(error),
    }
}

fn bool_of(interp: &mut Interp, args: &Args) -> Result<Value> {
    args.get(0)
        .map_or(Ok(false), |value| interp.truth(value))
        .map(Value::bool)
}

fn str_of(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(value) = args.get(0) else {
        return Ok(Value::str(""));
    };
    if args.get(1).is_none() && args.get(2).is_none() {
        return match value {
            Value::Str(_) => Ok(value.clone()),
            // In Python 2 these were the octets.
            Value::Packet(_) | Value::Upper(_) | Value::ByteArray(_) if dialect::is_python2() => {
                packets::octets_of(interp, value).map(Value::bytes)
            }
            _ => interp.str(value).map(Value::string),
        };
    }
    let Some(octets) = octets_of(value) else {
        return Err(Error::type_error(if text_of(value).is_some() {
            "decoding str is not supported".to_string()
        } else {
            format!(
                "decoding to str: need a bytes-like object, {} found",
                type_name(value)
            )
        }));
    };
    let encoding = default_text(args, 1, "utf-8", "str() argument 'encoding'")?;
    let errors = default_text(args, 2, "strict", "str() argument 'errors'")?;
    codec::decode(&octets, &encoding, &errors)
        .map(Value::string)
        .map_err(codec_error)
}

fn bytes(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let (Some(Value::Bytes(_)), None) = (args.get(0), args.get(1)) {
        return Ok(args.at(0).clone());
    }
    octets(interp, args, "bytes").map(Value::bytes)
}

fn bytearray(interp: &mut Interp, args: &Args) -> Result<Value> {
    let made = octets(interp, args, "bytearray").map_err(|error| match &*error.text() {
        "bytes must be in range(0, 256)" => Error::value_error("byte must be in range(0, 256)"),
        _ => error,
    })?;
    Ok(Value::byte_array(made))
}

fn octets(interp: &mut Interp, args: &Args, name: &str) -> Result<Vec<u8>> {
    let Some(value) = args.get(0) else {
        return Ok(Vec::new());
    };
    if let Some(text) = text_of(value) {
        if args.some(1).is_none() && dialect::is_tolerant() {
            return Ok(dialect::octets_of(text.as_str()));
        }
        if args.some(1).is_none() {
            return Err(Error::type_error("string argument without an encoding"));
        }
        let encoding = default_text(args, 1, "utf-8", &format!("{name}() argument 'encoding'"))?;
        let errors = default_text(args, 2, "strict", &format!("{name}() argument 'errors'"))?;
        return codec::encode(text.as_str(), &encoding, &errors).map_err(codec_error);
    }
    if args.some(1).is_some() {
        return Err(Error::type_error("encoding without a string argument"));
    }
    if let Some(octets) = octets_of(value) {
        return Ok(octets);
    }
    if let Value::Packet(_) | Value::Upper(_) = value
        && let Some(packet) = value.as_packet()
    {
        return packets::built(interp, value, &packet);
    }
    if let Some(made) = interp.call_special(value, Symbol::of("__bytes__"), &[])? {
        return octets_of(&made).ok_or_else(|| {
            Error::type_error(format!(
                "__bytes__ returned non-bytes (type {})",
                type_name(&made)
            ))
        });
    }
    let count = match interp.call_special(value, Symbol::of("__index__"), &[])? {
        Some(count) => count.to_big(),
        None => value.to_big(),
    };
    if let Some(count) = count {
        let count = i64::try_from(count)
            .map_err(|_| Error::overflow_error("cannot fit 'int' into an index-sized integer"))?;
        let count = usize::try_from(count).map_err(|_| Error::value_error("negative count"))?;
        memory::room_for(count)?;
        return Ok(vec![0; count]);
    }
    match value {
        Value::List(_)
        | Value::Tuple(_)
        | Value::Range(_)
        | Value::Set(_)
        | Value::Iterator(_)
        | Value::Generator(_)
        | Value::Dict(_) => {}
        Value::Instance(instance)
            if instance.class.lookup(Symbol::of("__iter__")).is_none()
                && instance.class.lookup(Symbol::of("__getitem__")).is_none()
                && instance.inner.borrow().is_unset() =>
        {
            return Err(Error::type_error(format!(
                "cannot convert '{}' object to {name}",
                type_name(value)
            )));
        }
        Value::None | Value::Float(_) | Value::Function(_) | Value::Builtin(_) => {
            return Err(Error::type_error(format!(
                "cannot convert '{}' object to {name}",
                type_name(value)
            )));
        }
        _ => {
            // A packet, or an object of a script's class.
            if let Some(method) = interp.find_attr(value, "__bytes__")? {
                let made = interp.call(&method, &[])?;
                return octets_of(&made).ok_or_else(|| {
                    Error::type_error(format!(
                        "__bytes__ returned non-bytes (type {})",
                        type_name(&made)
                    ))
                });
            }
        }
    }
    super::octets::from_items(interp, value)
}

fn list(interp: &mut Interp, args: &Args) -> Result<Value> {
    let items = args
        .get(0)
        .map_or(Ok(Vec::new()), |value| interp.collect(value))?;
    Ok(Value::list(items))
}

fn tuple(interp: &mut Interp, args: &Args) -> Result<Value> {
    match args.get(0) {
        None => Ok(Value::tuple([])),
        Some(Value::Tuple(_)) => Ok(args.at(0).clone()),
        Some(value) => Ok(Value::tuple(interp.collect(value)?)),
    }
}

fn dict(interp: &mut Interp, args: &Args) -> Result<Value> {
    let sources = args.star(0);
    if sources.len() > 1 {
        return Err(Error::type_error(format!(
            "dict expected at most 1 argument, got {}",
            sources.len()
        )));
    }
    let dict = Rc::new(RefCell::new(Dict::new()));
    if let Some(source) = sources.first() {
        super::dict::merge(interp, &dict, source)?;
    }
    for (name, value) in args.keywords(1) {
        dict.borrow_mut().set_str(&name, value);
    }
    Ok(Value::Dict(dict))
}

fn set(interp: &mut Interp, args: &Args) -> Result<Value> {
    let members = args
        .get(0)
        .map(|value| super::set::members(interp, value))
        .transpose()?;
    Ok(Value::set(members.unwrap_or_default()))
}

fn frozenset(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let Some(Value::FrozenSet(_)) = args.get(0) {
        return Ok(args.at(0).clone());
    }
    let members = args
        .get(0)
        .map(|value| super::set::members(interp, value))
        .transpose()?;
    Ok(Value::frozen_set(members.unwrap_or_default()))
}

fn range(interp: &mut Interp, args: &Args) -> Result<Value> {
    let given = args.star(0);
    let number = |interp: &mut Interp, at: usize| index_big(interp, &given[at]);
    let (zero, one) = (BigInt::from(0), BigInt::from(1));
    let range = match given {
        [] => {
            return Err(Error::type_error(
                "range expected at least 1 argument, got 0",
            ));
        }
        [Value::Int(stop)] => wide_range::of_words(0, *stop, 1),
        [Value::Int(start), Value::Int(stop)] => wide_range::of_words(*start, *stop, 1),
        [_] => wide_range::make(zero, number(interp, 0)?, one),
        [_, _] => wide_range::make(number(interp, 0)?, number(interp, 1)?, one),
        [_, _, _] => {
            let (start, stop) = (number(interp, 0)?, number(interp, 1)?);
            let step = number(interp, 2)?;
            if step == zero {
                return Err(Error::value_error("range() arg 3 must not be zero"));
            }
            wide_range::make(start, stop, step)
        }
        _ => {
            return Err(Error::type_error(format!(
                "range expected at most 3 arguments, got {}",
                given.len()
            )));
        }
    };
    // Longer ones were written with xrange.
    if interp.python2 && interp.len(&range).is_ok_and(|length| length <= 1_000_000) {
        return super::legacy::listed(interp, range);
    }
    Ok(range)
}

fn slice(_: &mut Interp, args: &Args) -> Result<Value> {
    let (lower, upper, step) = match args.star(0) {
        [] => {
            return Err(Error::type_error(
                "slice expected at least 1 argument, got 0",
            ));
        }
        [upper] => (Value::None, upper.clone(), Value::None),
        [lower, upper] => (lower.clone(), upper.clone(), Value::None),
        [lower, upper, step] => (lower.clone(), upper.clone(), step.clone()),
        more => {
            return Err(Error::type_error(format!(
                "slice expected at most 3 arguments, got {}",
                more.len()
            )));
        }
    };
    Ok(Value::Slice(Rc::new(Slice { lower, upper, step })))
}

fn type_of(interp: &mut Interp, args: &Args) -> Result<Value> {
    match args.star(0) {
        [value] => Ok(interp.type_of(value)),
        _ => Err(Error::type_error("type() takes 1 or 3 arguments")),
    }
}

pub static SLICE_METHODS: &[Builtin] = &[method(
    "indices",
    &["self", "len"],
    "Start, stop and step in a sequence of that length.",
    |interp, args| {
        let Value::Slice(slice) = args.at(0) else {
            return Err(super::arguments::wrong_receiver("slice", args));
        };
        let len = interp.index(args.at(1))?;
        let len = usize::try_from(len)
            .map_err(|_| Error::value_error("length should not be negative"))?;
        let cut = crate::eval::item::cut(interp, slice, len)?;
        let stop = match (&slice.upper, cut.step > 0) {
            (Value::None, true) => len as i64,
            (Value::None, false) => -1,
            (upper, _) => {
                let only = Slice {
                    lower: upper.clone(),
                    upper: Value::None,
                    step: slice.step.clone(),
                };
                crate::eval::item::cut(interp, &only, len)?.start
            }
        };
        Ok(Value::tuple([cut.start, stop, cut.step].map(Value::Int)))
    },
)];
