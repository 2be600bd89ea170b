//! The methods of the built-in types, and what makes their values.

use super::builtin::Builtin;
use super::error::{Error, Result};
use super::interp::Interp;
use super::value::{Kind, Value};

/// The methods of a type; each has `self` first.
pub fn of(_kind: Kind) -> &'static [Builtin] {
    &[]
}

/// What is called on the type itself: `dict.fromkeys`, `bytes.fromhex`.
pub fn statics(_kind: Kind) -> &'static [Builtin] {
    &[]
}

/// `int(…)`, `list(…)`: what calling the type does.
pub fn constructor(_kind: Kind) -> Option<&'static Builtin> {
    None
}

/// Attributes that are no methods: `(5).real`, `range(3).stop`, `f.name`.
pub fn field(_interp: &mut Interp, _value: &Value, _name: &str) -> Result<Option<Value>> {
    Ok(None)
}

/// `format(value, spec)` for built-in types.
pub fn format(interp: &mut Interp, value: &Value, spec: &str) -> Result<String> {
    if spec.is_empty() {
        interp.str(value)
    } else {
        Err(Error::value_error("Invalid format specifier"))
    }
}

/// `text % args` for str, bytes and bytearray.
pub fn percent(_interp: &mut Interp, _text: &Value, _args: &Value) -> Result<Value> {
    Err(Error::not_implemented("%"))
}
