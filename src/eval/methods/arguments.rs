//! What methods and builtin functions read from their arguments, with CPython's complaints.

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::eval::builtin::{Args, Builtin};
use crate::eval::dialect;
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::memory;
use crate::eval::symbol::Symbol;
use crate::eval::value::{Str, Value};

/// A method without examples.
pub const fn method(
    name: &'static str,
    params: &'static [&'static str],
    help: &'static str,
    run: fn(&mut Interp, &Args) -> Result<Value>,
) -> Builtin {
    Builtin::new(name, params, help, &[], run)
}

/// Python's name of the value's type.
pub fn type_name(value: &Value) -> String {
    crate::eval::types::name(value)
}

/// The value itself, or the one that an instance of a class derived from a built-in type holds.
pub fn plain(value: &Value) -> Value {
    match value {
        Value::Instance(instance) => match &*instance.inner.borrow() {
            Value::Unset => value.clone(),
            inner => inner.clone(),
        },
        _ => value.clone(),
    }
}

/// The text of a str or of an instance of a class derived from it.
pub fn text_of(value: &Value) -> Option<Rc<Str>> {
    match plain(value) {
        Value::Str(text) => Some(text),
        _ => None,
    }
}

/// `self` of a method of str.
pub fn receiver_text(args: &Args) -> Result<Rc<Str>> {
    text_of(args.at(0)).ok_or_else(|| wrong_receiver("str", args))
}

/// `int.upper(…)` was called with another thing.
pub fn wrong_receiver(wanted: &str, args: &Args) -> Error {
    Error::type_error(format!(
        "descriptor requires a '{wanted}' object but received a '{}'",
        type_name(args.at(0))
    ))
}

/// A text; `complaint` comes before the type of what is none.
pub fn text_arg(args: &Args, index: usize, complaint: &str) -> Result<Rc<Str>> {
    text_of(args.at(index))
        .ok_or_else(|| Error::type_error(format!("{complaint} {}", type_name(args.at(index)))))
}

/// A text, or nothing for None.
pub fn optional_text(args: &Args, index: usize, complaint: &str) -> Result<Option<Rc<Str>>> {
    args.some(index)
        .map(|_| text_arg(args, index, complaint))
        .transpose()
}

/// A text with a default; `what` is as in `encode() argument 'encoding'`.
pub fn default_text(args: &Args, index: usize, default: &str, what: &str) -> Result<String> {
    match args.get(index) {
        None => Ok(default.to_string()),
        Some(value) => text_of(value)
            .map(|text| text.as_str().to_string())
            .ok_or_else(|| {
                Error::type_error(format!("{what} must be str, not {}", type_name(value)))
            }),
    }
}

/// A whole number by `__index__`, of any size.
pub fn index_big(interp: &mut Interp, value: &Value) -> Result<BigInt> {
    if let Some(number) = value.to_big() {
        return Ok(number);
    }
    match value {
        Value::Instance(_) | Value::Object(_) => interp.index(value).map(BigInt::from),
        _ => Err(not_an_integer(value)),
    }
}

/// A whole number by `__index__`.
pub fn index_of(interp: &mut Interp, value: &Value) -> Result<i64> {
    if let Some(number) = value.as_int() {
        return Ok(number);
    }
    index_big(interp, value)?
        .to_i64()
        .ok_or_else(|| Error::overflow_error("Python int too large to convert to C ssize_t"))
}

pub fn not_an_integer(value: &Value) -> Error {
    Error::type_error(format!(
        "'{}' object cannot be interpreted as an integer",
        type_name(value)
    ))
}

/// A whole number with a default.
pub fn int_or(interp: &mut Interp, args: &Args, index: usize, default: i64) -> Result<i64> {
    args.get(index)
        .map_or(Ok(default), |value| index_of(interp, value))
}

/// A whole number where a negative one means 0, and too large a one cannot be held.
pub fn count_arg(interp: &mut Interp, args: &Args, index: usize) -> Result<usize> {
    let count = index_of(interp, args.at(index))?.max(0) as usize;
    memory::room_for(count)?;
    Ok(count)
}

/// `start` and `end` at `args[at]` and behind, cut to a length; none when start lies behind all.
pub fn window(
    interp: &mut Interp,
    args: &Args,
    at: usize,
    length: usize,
) -> Result<Option<(usize, usize)>> {
    let mut bound = |index: usize, default: usize| -> Result<usize> {
        match args.some(index) {
            None => Ok(default),
            Some(value) => {
                if value.to_big().is_none()
                    && !matches!(value, Value::Instance(_) | Value::Object(_))
                {
                    return Err(Error::type_error(
                        "slice indices must be integers or None or have an __index__ method",
                    ));
                }
                let number = clamped(interp, value)?;
                Ok(if number < 0 {
                    (length as i64 + number).max(0) as usize
                } else {
                    number as usize
                })
            }
        }
    };
    let start = bound(at, 0)?;
    let end = bound(at + 1, length)?.min(length);
    Ok((start <= length && start <= end).then_some((start, end)))
}

/// A whole number by `__index__`; what is too large becomes the nearest that is not.
pub fn clamped(interp: &mut Interp, value: &Value) -> Result<i64> {
    let number = index_big(interp, value)?;
    Ok(number.to_i64().unwrap_or_else(|| {
        if number.sign() == num_bigint::Sign::Minus {
            i64::MIN / 2
        } else {
            i64::MAX / 2
        }
    }))
}

/// A float by `__float__`, or of an int.
pub fn float_of(interp: &mut Interp, value: &Value) -> Result<f64> {
    match value {
        Value::Float(x) => Ok(x.get()),
        Value::Int(number) => Ok(*number as f64),
        Value::Bool(flag) => Ok(f64::from(u8::from(flag.get()))),
        Value::Big(number) => number
            .to_f64()
            .filter(|x| x.is_finite())
            .ok_or_else(|| Error::overflow_error("int too large to convert to float")),
        Value::Instance(_) => {
            for name in ["__float__", "__index__"] {
                if let Some(number) = interp.call_special(value, Symbol::of(name), &[])? {
                    return float_of(interp, &number);
                }
            }
            match plain(value) {
                Value::Instance(_) => Err(not_a_number(value)),
                inner => float_of(interp, &inner),
            }
        }
        Value::Object(object) => match object.unary(interp, "__float__")? {
            Some(Value::Float(x)) => Ok(x.get()),
            _ => Err(not_a_number(value)),
        },
        _ => Err(not_a_number(value)),
    }
}

fn not_a_number(value: &Value) -> Error {
    Error::type_error(format!("must be real number, not {}", type_name(value)))
}

/// The octets of bytes, bytearray or an instance around one of them.
pub fn octets_of(value: &Value) -> Option<Vec<u8>> {
    match plain(value) {
        Value::Bytes(octets) => Some(octets.to_vec()),
        Value::ByteArray(octets) => Some(octets.borrow().clone()),
        Value::Object(object) => object.octets(),
        Value::Str(text) if dialect::is_python2() => Some(dialect::octets_of(text.as_str())),
        _ => None,
    }
}

/// The octets of a text, in a program of Python 2.
pub fn legacy_octets(value: &Value) -> Option<Vec<u8>> {
    if !dialect::is_tolerant() {
        return None;
    }
    text_of(value).map(|text| dialect::octets_of(text.as_str()))
}

/// The octets of a bytes-like argument: also of an object with `__bytes__` that stands for octets.
pub fn octets_arg(value: &Value) -> Result<Vec<u8>> {
    octets_of(value)
        .or_else(|| legacy_octets(value))
        .ok_or_else(|| {
            Error::type_error(format!(
                "a bytes-like object is required, not '{}'",
                type_name(value)
            ))
        })
}

/// An exception by Python's name of it.
pub fn named_error(kind: &str, text: impl Into<String>) -> Error {
    let kind = Exc::ALL
        .iter()
        .copied()
        .find(|exc| exc.name() == kind)
        .unwrap_or(Exc::Exception);
    Error::new(kind, text)
}

impl From<crate::eval::format::Fault> for Error {
    fn from(fault: crate::eval::format::Fault) -> Error {
        let (kind, text) = fault.parts();
        named_error(kind, text)
    }
}
