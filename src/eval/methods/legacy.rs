//! Methods that the types had in Python 2. They are there for texts with its spellings only.

use super::arguments::{default_text, method, octets_of, receiver_text};
use super::octets;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::value::Value;

static DICT: &[Builtin] = &[
    method(
        "has_key",
        &["self", "key"],
        "Whether there is the key.",
        has_key,
    ),
    method("iteritems", &["self"], "The pairs.", |interp, args| {
        walk(interp, args, "items")
    }),
    method("iterkeys", &["self"], "The keys.", |interp, args| {
        walk(interp, args, "keys")
    }),
    method("itervalues", &["self"], "The values.", |interp, args| {
        walk(interp, args, "values")
    }),
    method("viewitems", &["self"], "The pairs.", |interp, args| {
        interp.call_method(args.at(0), "items", &[])
    }),
    method("viewkeys", &["self"], "The keys.", |interp, args| {
        interp.call_method(args.at(0), "keys", &[])
    }),
    method("viewvalues", &["self"], "The values.", |interp, args| {
        interp.call_method(args.at(0), "values", &[])
    }),
];

static STR: &[Builtin] = &[method(
    "decode",
    &["self", "encoding='ascii'", "errors='strict'"],
    "The text itself; with 'hex' or 'base64' the octets that it stands for.",
    decode,
)];

static BYTES: &[Builtin] = &[method(
    "encode",
    &["self", "encoding='ascii'", "errors='strict'"],
    "The octets themselves; with 'hex' or 'base64' as text.",
    encode,
)];

static GENERATOR: &[Builtin] = &[method(
    "next",
    &["self"],
    "The next item.",
    |interp, args| {
        let next = interp.builtin("next").unwrap_or(Value::None);
        interp.call(&next, std::slice::from_ref(args.at(0)))
    },
)];

/// A method of Python 2, bound to its value.
pub fn find(value: &Value, name: &str) -> Option<Value> {
    let methods = match value {
        Value::Dict(_) => DICT,
        Value::Str(_) => STR,
        Value::Bytes(_) | Value::ByteArray(_) => BYTES,
        Value::Generator(_) | Value::Iterator(_) => GENERATOR,
        _ => return None,
    };
    let method = methods.iter().find(|method| method.name == name)?;
    Some(Value::method(Value::Builtin(method), value.clone()))
}

fn has_key(interp: &mut Interp, args: &Args) -> Result<Value> {
    interp.contains(args.at(0), args.at(1)).map(Value::Bool)
}

fn walk(interp: &mut Interp, args: &Args, name: &str) -> Result<Value> {
    let all = interp.call_method(args.at(0), name, &[])?;
    Ok(interp.iter(&all)?.into_value())
}

fn decode(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = receiver_text(args)?;
    let encoding = default_text(args, 1, "ascii", "decode() argument 'encoding'")?;
    match to_octets(interp, text.as_str().as_bytes(), &encoding)? {
        Some(octets) => Ok(octets),
        None => Ok(args.at(0).clone()),
    }
}

fn encode(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octets = octets_of(args.at(0)).unwrap_or_default();
    let encoding = default_text(args, 1, "ascii", "encode() argument 'encoding'")?;
    match to_text(interp, &octets, &encoding)? {
        Some(text) => Ok(text),
        None => Ok(args.at(0).clone()),
    }
}

/// `.encode('hex')`: `None` if the codec is none that makes text of octets.
pub fn to_text(interp: &mut Interp, octets: &[u8], encoding: &str) -> Result<Option<Value>> {
    match encoding {
        "hex" | "hex_codec" => Ok(Some(Value::string(octets::hexadecimal(octets)))),
        "base64" | "base64_codec" => {
            let module = interp.import("binascii")?;
            let Some(function) = module.get("b2a_base64") else {
                return Ok(None);
            };
            let encoded = interp.call(&function, &[Value::bytes(octets)])?;
            let octets = octets_of(&encoded).unwrap_or_default();
            Ok(Some(Value::string(
                String::from_utf8_lossy(&octets).into_owned(),
            )))
        }
        _ => Ok(None),
    }
}

/// `.decode('hex')`: `None` if the codec is none that makes octets of text.
pub fn to_octets(interp: &mut Interp, text: &[u8], encoding: &str) -> Result<Option<Value>> {
    let name = match encoding {
        "hex" | "hex_codec" => "unhexlify",
        "base64" | "base64_codec" => "a2b_base64",
        _ => return Ok(None),
    };
    let module = interp.import("binascii")?;
    let Some(function) = module.get(name) else {
        return Err(Error::type_error("no such codec"));
    };
    interp.call(&function, &[Value::bytes(text)]).map(Some)
}

/// Where Python 2's functions make lists, so do today's in a text that is written for it.
pub fn listed(interp: &mut Interp, value: Value) -> Result<Value> {
    if !interp.python2 {
        return Ok(value);
    }
    interp.collect(&value).map(Value::list)
}
