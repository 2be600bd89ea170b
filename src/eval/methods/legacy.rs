//! Methods that the types had in Python 2. They are there for texts with its spellings only.

use std::cmp::Ordering;

use super::arguments::{default_text, method, octets_of, receiver_text};
use super::string::codec_error;
use super::{codec, list, octets};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::Attrs;
use crate::eval::dialect;
use crate::eval::error::Result;
use crate::eval::format::quote;
use crate::eval::interp::Interp;
use crate::eval::module::Module;
use crate::eval::symbol::Symbol;
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

/// Functions that took other arguments.
pub static OLDER: &[Builtin] = &[
    method(
        "sort",
        &["self", "cmp=None", "key=None", "reverse=False"],
        "Sorts the list, keeping the order of equal items.",
        |interp, args| list::sort_in_place(interp, args, [2, 3, 1]),
    ),
    method(
        "sorted",
        &["iterable", "cmp=None", "key=None", "reverse=False"],
        "A sorted list of the items.",
        |interp, args| {
            let mut items = interp.collect(args.at(0))?;
            let order = list::Order::of(interp, args, [2, 3, 1])?;
            list::sort(interp, &mut items, &order)?;
            Ok(Value::list(items))
        },
    ),
    method(
        "translate",
        &["self", "table", "deletechars=''"],
        "The text with each character replaced as a table says, and without some.",
        translate,
    ),
];

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

fn translate(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = receiver_text(args)?;
    let gone = default_text(args, 2, "", "translate() argument 'deletechars'")?;
    let left = text.as_str().chars().filter(|c| !gone.contains(*c));
    let left = Value::string(left.collect());
    interp.call_method(&left, "translate", std::slice::from_ref(args.at(1)))
}

fn has_key(interp: &mut Interp, args: &Args) -> Result<Value> {
    interp.contains(args.at(0), args.at(1)).map(Value::bool)
}

fn walk(interp: &mut Interp, args: &Args, name: &str) -> Result<Value> {
    let all = interp.call_method(args.at(0), name, &[])?;
    Ok(interp.iter(&all)?.into_value())
}

fn decode(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = receiver_text(args)?;
    let encoding = default_text(args, 1, "ascii", "decode() argument 'encoding'")?;
    let octets = dialect::octets_of(text.as_str());
    match to_octets(interp, &octets, &encoding)? {
        Some(octets) => Ok(octets),
        None if text.is_ascii() || !dialect::is_python2() => Ok(args.at(0).clone()),
        None => {
            let errors = default_text(args, 2, "strict", "decode() argument 'errors'")?;
            let decoded = codec::decode(&octets, &encoding, &errors);
            decoded.map(Value::string).map_err(codec_error)
        }
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
    Ok(Some(match encoding {
        "hex" | "hex_codec" => Value::string(octets::hexadecimal(octets)),
        "base64" | "base64_codec" => {
            let encoded = through(interp, "binascii", "b2a_base64", octets)?;
            let octets = octets_of(&encoded).unwrap_or_default();
            Value::string(String::from_utf8_lossy(&octets).into_owned())
        }
        "rot13" | "rot_13" => rotated(octets),
        "string_escape" | "string-escape" => {
            let quoted = quote::octets(octets);
            Value::str(&quoted[2..quoted.len() - 1])
        }
        _ => return Ok(None),
    }))
}

/// `.decode('hex')`: `None` if the codec is none that makes octets of text.
pub fn to_octets(interp: &mut Interp, text: &[u8], encoding: &str) -> Result<Option<Value>> {
    Ok(Some(match encoding {
        "hex" | "hex_codec" => through(interp, "binascii", "unhexlify", text)?,
        "base64" | "base64_codec" => through(interp, "binascii", "a2b_base64", text)?,
        "rot13" | "rot_13" => rotated(text),
        "string_escape" | "string-escape" => {
            let text = codec::decode(text, "unicode_escape", "strict");
            Value::bytes(dialect::octets_of(&text.map_err(codec_error)?))
        }
        _ => return Ok(None),
    }))
}

fn through(interp: &mut Interp, module: &str, function: &str, octets: &[u8]) -> Result<Value> {
    let module = interp.import(module)?;
    let function = module.get(function).unwrap_or(Value::None);
    interp.call(&function, &[Value::bytes(octets)])
}

/// Letters, thirteen places on.
fn rotated(octets: &[u8]) -> Value {
    let turn = |first: u8, letter: u8| char::from(first + (letter - first + 13) % 26);
    let letters = octets.iter().map(|&octet| match octet {
        b'a'..=b'z' => turn(b'a', octet),
        b'A'..=b'Z' => turn(b'A', octet),
        _ => char::from(octet),
    });
    Value::string(letters.collect())
}

/// Names of attributes that Python 3 writes in another way.
const ATTRIBUTES: [(&str, &str); 9] = [
    ("func_closure", "__closure__"),
    ("func_code", "__code__"),
    ("func_defaults", "__defaults__"),
    ("func_dict", "__dict__"),
    ("func_doc", "__doc__"),
    ("func_globals", "__globals__"),
    ("func_name", "__name__"),
    ("im_func", "__func__"),
    ("im_self", "__self__"),
];

/// An attribute that values had in Python 2: `f.func_name`, `e.message`.
#[cold]
pub fn attribute(interp: &mut Interp, value: &Value, name: &str) -> Result<Option<Value>> {
    if !interp.legacy {
        return Ok(None);
    }
    if let (Value::Exception(exception), "message") = (value, name) {
        let args = exception.args.borrow();
        return Ok(Some(match args.as_slice() {
            [one] => one.clone(),
            _ => Value::str(""),
        }));
    }
    if let Value::Module(module) = value {
        return in_module(interp, module, name);
    }
    if let ("next", Value::Instance(_)) = (name, value) {
        return crate::eval::attribute::find(interp, value, Symbol::of("__next__"));
    }
    match ATTRIBUTES.iter().find(|(old, _)| *old == name) {
        Some((_, today)) => crate::eval::attribute::find(interp, value, Symbol::of(today)),
        None => Ok(None),
    }
}

/// Members of modules, and what Python 3 calls them; an empty module is that of the builtins.
const MEMBERS: [(&str, &str, &str, &str); 11] = [
    ("base64", "decodestring", "base64", "_decodestring"),
    ("base64", "encodestring", "base64", "_encodestring"),
    ("itertools", "ifilter", "", "filter"),
    ("itertools", "ifilterfalse", "itertools", "filterfalse"),
    ("itertools", "imap", "", "map"),
    ("itertools", "izip", "", "zip"),
    ("itertools", "izip_longest", "itertools", "zip_longest"),
    ("os", "getcwdu", "os", "getcwd"),
    ("sys", "exc_clear", "", ""),
    ("sys", "maxint", "sys", "maxsize"),
    ("types", "StringTypes", "", "basestring"),
];

fn in_module(interp: &mut Interp, module: &Module, name: &str) -> Result<Option<Value>> {
    let member = MEMBERS
        .iter()
        .find(|member| (member.0, member.1) == (&*module.name, name));
    match member {
        Some(("sys", "exc_clear", ..)) => Ok(Some(Value::Builtin(&NOTHING))),
        Some((_, _, "", today)) => Ok(interp.builtin(today)),
        Some((_, _, home, today)) => Ok(interp.import(home)?.get(today)),
        None => Ok(None),
    }
}

static NOTHING: Builtin = Builtin::new("exc_clear", &[], "Does nothing.", &[], |_, _| {
    Ok(Value::None)
});

/// Special methods that Python 3 calls by another name.
const SPECIAL: [(&str, &str); 6] = [
    ("__nonzero__", "__bool__"),
    ("next", "__next__"),
    ("__div__", "__truediv__"),
    ("__rdiv__", "__rtruediv__"),
    ("__idiv__", "__itruediv__"),
    ("__unicode__", "__str__"),
];

/// Makes the special methods of a class of Python 2 known by the names that are called.
pub fn rename(attrs: &mut Attrs) {
    for (old, today) in SPECIAL {
        let (old, today) = (Symbol::of(old), Symbol::of(today));
        if let (Some(method), None) = (attrs.get(old), attrs.get(today)) {
            attrs.set(today, method);
        }
    }
}

/// The order of values that Python 3 does not compare; `None` in its programs.
pub fn order(interp: &mut Interp, a: &Value, b: &Value) -> Result<Option<Ordering>> {
    let method = Symbol::of("__cmp__");
    for (one, other, turned) in [(a, b, false), (b, a, true)] {
        if let Value::Instance(_) = one
            && let Some(sign) = interp.call_special(one, method, std::slice::from_ref(other))?
            && let Some(sign) = sign.as_int()
        {
            let order = sign.cmp(&0);
            return Ok(Some(if turned { order.reverse() } else { order }));
        }
    }
    if !interp.python2 || matches!(a, Value::Instance(_)) || matches!(b, Value::Instance(_)) {
        return Ok(None);
    }
    // None is less than all, then come numbers, then the names of types decide.
    let rank = |value: &Value| match value {
        Value::None => 0,
        _ if value.to_big().is_some() || matches!(value, Value::Float(_)) => 1,
        _ => 2,
    };
    let by_name = interp.type_name(a).cmp(&interp.type_name(b));
    Ok(Some(rank(a).cmp(&rank(b)).then(by_name)).filter(|order| order.is_ne()))
}

/// Where Python 2's functions make lists, so do today's in a text that is written for it.
pub fn listed(interp: &mut Interp, value: Value) -> Result<Value> {
    if !interp.python2 {
        return Ok(value);
    }
    interp.collect(&value).map(Value::list)
}

/// `map` makes a list, pads short lists with `None`, and without a function makes tuples.
pub fn map(interp: &mut Interp, function: &Value, lists: &[Value]) -> Result<Value> {
    let lists: Vec<Vec<Value>> = lists
        .iter()
        .map(|list| interp.collect(list))
        .collect::<Result<_>>()?;
    let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
    let mut all = Vec::with_capacity(longest);
    for at in 0..longest {
        let item = |list: &Vec<Value>| list.get(at).cloned().unwrap_or(Value::None);
        let items: Vec<Value> = lists.iter().map(item).collect();
        all.push(match (function, items.as_slice()) {
            (Value::None, [one]) => one.clone(),
            (Value::None, _) => Value::tuple(items),
            _ => interp.call(function, &items)?,
        });
    }
    Ok(Value::list(all))
}

/// What `filter` leaves of a text is a text, of a tuple a tuple.
pub fn filtered(interp: &mut Interp, left: Value, source: &Value) -> Result<Value> {
    if !interp.python2 {
        return Ok(left);
    }
    let items = interp.collect(&left)?;
    Ok(match source {
        Value::Str(_) => Value::string(items.iter().filter_map(Value::as_str).collect()),
        Value::Tuple(_) => Value::tuple(items),
        _ => Value::list(items),
    })
}
