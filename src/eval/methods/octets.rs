//! The methods of `bytes` and `bytearray`.

use std::cell::RefCell;
use std::rc::Rc;

use memchr::memmem;

use super::arguments::{
    clamped, count_arg, default_text, index_of, int_or, legacy_octets, method, octets_arg,
    octets_of, plain, text_arg, text_of, type_name, window, wrong_receiver,
};
use super::codec;
use super::string::codec_error;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::interrupt::Turns;
use crate::eval::memory::{self, Growth};
use crate::eval::value::{Octets, Value};

macro_rules! with_shared_methods {
    ($($own:expr),* $(,)?) => {
        &[
            method("capitalize", &["self"], "The octets with the first letter in upper case and the rest in lower case.", capitalize),
            method("center", &["self", "width", "fillchar=b' '", "/"], "The octets in the middle of a field.", center),
            method("count", &["self", "sub", "start=None", "end=None"], "How often octets occur, without overlaps.", count),
            method("decode", &["self", "encoding='utf-8'", "errors='strict'"], "The octets as text.", decode),
            method("endswith", &["self", "suffix", "start=None", "end=None"], "Whether the octets end so; a tuple gives several endings.", endswith),
            method("expandtabs", &["self", "tabsize=8"], "The octets with tabs made spaces.", expandtabs),
            method("find", &["self", "sub", "start=None", "end=None"], "Where octets occur first, or -1.", find),
            method("hex", &["self", "sep=None", "bytes_per_sep=1"], "The octets in hexadecimal.", hex),
            method("index", &["self", "sub", "start=None", "end=None"], "Where octets occur first, or ValueError.", index),
            method("isalnum", &["self"], "Whether all octets are ASCII letters or digits.", isalnum),
            method("isalpha", &["self"], "Whether all octets are ASCII letters.", isalpha),
            method("isascii", &["self"], "Whether all octets are ASCII.", isascii),
            method("isdigit", &["self"], "Whether all octets are ASCII digits.", isdigit),
            method("islower", &["self"], "Whether all letters are in lower case.", islower),
            method("isspace", &["self"], "Whether all octets are white space.", isspace),
            method("istitle", &["self"], "Whether each word starts in upper case.", istitle),
            method("isupper", &["self"], "Whether all letters are in upper case.", isupper),
            method("join", &["self", "iterable", "/"], "The items of an iterable with these octets in between.", join)
                .direct(super::direct::join_octets),
            method("ljust", &["self", "width", "fillchar=b' '", "/"], "The octets at the left of a field.", ljust),
            method("lower", &["self"], "The octets with letters in lower case.", lower),
            method("lstrip", &["self", "bytes=None", "/"], "The octets without white space, or those given, at the start.", lstrip),
            method("partition", &["self", "sep", "/"], "What stands before a separator, the separator, and the rest.", partition),
            method("removeprefix", &["self", "prefix", "/"], "The octets without a beginning, if they have it.", removeprefix),
            method("removesuffix", &["self", "suffix", "/"], "The octets without an ending, if they have it.", removesuffix),
            method("replace", &["self", "old", "new", "count=-1", "/"], "The octets with some in place of others.", replace),
            method("rfind", &["self", "sub", "start=None", "end=None"], "Where octets occur last, or -1.", rfind),
            method("rindex", &["self", "sub", "start=None", "end=None"], "Where octets occur last, or ValueError.", rindex),
            method("rjust", &["self", "width", "fillchar=b' '", "/"], "The octets at the right of a field.", rjust),
            method("rpartition", &["self", "sep", "/"], "What stands before the last separator, the separator, and the rest.", rpartition),
            method("rsplit", &["self", "sep=None", "maxsplit=-1"], "The pieces between separators, split from the right.", rsplit),
            method("rstrip", &["self", "bytes=None", "/"], "The octets without white space, or those given, at the end.", rstrip),
            method("split", &["self", "sep=None", "maxsplit=-1"], "The pieces between separators, or the words.", split),
            method("splitlines", &["self", "keepends=False"], "The lines.", splitlines),
            method("startswith", &["self", "prefix", "start=None", "end=None"], "Whether the octets start so; a tuple gives several beginnings.", startswith),
            method("strip", &["self", "bytes=None", "/"], "The octets without white space, or those given, around them.", strip),
            method("swapcase", &["self"], "The octets with upper case made lower and lower made upper.", swapcase),
            method("title", &["self"], "The octets with each word starting in upper case.", title),
            method("translate", &["self", "table", "delete=b''"], "The octets with each replaced as a table says.", translate),
            method("upper", &["self"], "The octets with letters in upper case.", upper),
            method("zfill", &["self", "width", "/"], "The octets with zeros before them, behind the sign.", zfill),
            $($own),*
        ]
    };
}

pub static METHODS: &[Builtin] = with_shared_methods![];

pub static BYTEARRAY_METHODS: &[Builtin] = with_shared_methods![
    method(
        "append",
        &["self", "item", "/"],
        "Adds one octet at the end.",
        append
    ),
    method("clear", &["self", "/"], "Removes all octets.", clear),
    method("copy", &["self", "/"], "A copy.", copy),
    method(
        "extend",
        &["self", "iterable", "/"],
        "Adds octets at the end.",
        extend
    ),
    method(
        "insert",
        &["self", "index", "item", "/"],
        "Puts one octet before a place.",
        insert
    ),
    method(
        "pop",
        &["self", "index=-1", "/"],
        "Removes an octet and returns it.",
        pop
    ),
    method(
        "remove",
        &["self", "value", "/"],
        "Removes the first octet of that value.",
        remove
    ),
    method("reverse", &["self", "/"], "Turns the order round.", reverse),
];

/// Called on the class: `bytes.fromhex("00ff")`.
pub static STATICS: &[Builtin] = &[
    Builtin::new(
        "fromhex",
        &["string", "/"],
        "The octets that a text gives in hexadecimal, spaces allowed.",
        &[("bytes.fromhex('00 ff')", "b'\\x00\\xff'")],
        fromhex,
    ),
    method(
        "maketrans",
        &["frm", "to", "/"],
        "A table for translate.",
        maketrans,
    ),
];

pub static BYTEARRAY_STATICS: &[Builtin] = &[
    method(
        "fromhex",
        &["string", "/"],
        "The octets that a text gives in hexadecimal, spaces allowed.",
        fromhex_array,
    ),
    method(
        "maketrans",
        &["frm", "to", "/"],
        "A table for translate.",
        maketrans,
    ),
];

/// `self` as it is now.
fn this(args: &Args) -> Result<Rc<Octets>> {
    match plain(args.at(0)) {
        Value::Bytes(octets) => Ok(octets),
        Value::ByteArray(octets) => Ok(Rc::new(octets.borrow().as_slice().into())),
        _ => Err(wrong_receiver("bytes", args)),
    }
}

fn is_array(args: &Args) -> bool {
    matches!(plain(args.at(0)), Value::ByteArray(_))
}

/// Octets of the type of `self`.
fn like(args: &Args, octets: impl Into<Vec<u8>>) -> Value {
    if is_array(args) {
        Value::byte_array(octets)
    } else {
        Value::bytes(octets.into())
    }
}

fn array(args: &Args) -> Result<Rc<RefCell<Vec<u8>>>> {
    match plain(args.at(0)) {
        Value::ByteArray(octets) => Ok(octets),
        _ => Err(wrong_receiver("bytearray", args)),
    }
}

fn decode(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let encoding = default_text(args, 1, "utf-8", "decode() argument 'encoding'")?;
    if let Some(octets) = super::legacy::to_octets(interp, &this, &encoding)? {
        return Ok(octets);
    }
    let errors = default_text(args, 2, "strict", "decode() argument 'errors'")?;
    codec::decode(&this, &encoding, &errors)
        .map(Value::string)
        .map_err(codec_error)
}

/// `616263`
pub fn hexadecimal(octets: &[u8]) -> String {
    hex_text(octets, None, 1)
}

fn hex(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let sep = match args.some(1) {
        None => None,
        Some(value) => {
            let text = match (text_of(value), octets_of(value)) {
                (Some(text), _) => text.as_str().to_string(),
                (None, Some(octets)) => String::from_utf8_lossy(&octets).into_owned(),
                (None, None) => return Err(Error::type_error("sep must be str or bytes.")),
            };
            if text.chars().count() != 1 {
                return Err(Error::value_error("sep must be length 1."));
            }
            if !text.is_ascii() {
                return Err(Error::value_error("sep must be ASCII."));
            }
            Some(text)
        }
    };
    let group = int_or(interp, args, 2, 1)?;
    Ok(Value::string(hex_text(&this, sep.as_deref(), group)))
}

/// Hexadecimal digits, a separator between groups counted from the right, or from the left if
/// `group` is negative.
pub fn hex_text(octets: &[u8], sep: Option<&str>, group: i64) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let size = group.unsigned_abs() as usize;
    let mut out = String::with_capacity(octets.len() * 2);
    for (at, octet) in octets.iter().enumerate() {
        if at > 0 && size > 0 {
            let place = if group > 0 { octets.len() - at } else { at };
            if place % size == 0 {
                out.push_str(sep.unwrap_or_default());
            }
        }
        out.push(char::from(DIGITS[usize::from(octet >> 4)]));
        out.push(char::from(DIGITS[usize::from(octet & 15)]));
    }
    out
}

fn fromhex(_: &mut Interp, args: &Args) -> Result<Value> {
    from_hex_text(text_arg(args, 0, "fromhex() argument must be str, not")?.as_str())
        .map(Value::bytes)
}

fn fromhex_array(_: &mut Interp, args: &Args) -> Result<Value> {
    from_hex_text(text_arg(args, 0, "fromhex() argument must be str, not")?.as_str())
        .map(Value::byte_array)
}

fn from_hex_text(text: &str) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut high = None;
    let wrong = |at: usize| {
        Error::value_error(format!(
            "non-hexadecimal number found in fromhex() arg at position {at}"
        ))
    };
    for (at, c) in text.chars().enumerate() {
        match (high, c.to_digit(16)) {
            (None, None) if c.is_ascii_whitespace() || c == '\x0b' => {}
            (_, None) => return Err(wrong(at)),
            (None, Some(digit)) => high = Some(digit),
            (Some(first), Some(digit)) => {
                out.push((first * 16 + digit) as u8);
                high = None;
            }
        }
    }
    if high.is_some() {
        return Err(wrong(text.chars().count()));
    }
    Ok(out)
}

fn is_space(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t'..=b'\r')
}

fn mapped(args: &Args, map: impl Fn(u8) -> u8) -> Result<Value> {
    let octets: Vec<u8> = this(args)?.iter().map(|octet| map(*octet)).collect();
    Ok(like(args, octets))
}

fn lower(_: &mut Interp, args: &Args) -> Result<Value> {
    mapped(args, |octet| octet.to_ascii_lowercase())
}

fn upper(_: &mut Interp, args: &Args) -> Result<Value> {
    mapped(args, |octet| octet.to_ascii_uppercase())
}

fn swapcase(_: &mut Interp, args: &Args) -> Result<Value> {
    mapped(args, |octet| {
        if octet.is_ascii_alphabetic() {
            octet ^ 0x20
        } else {
            octet
        }
    })
}

fn capitalize(_: &mut Interp, args: &Args) -> Result<Value> {
    let mut octets = this(args)?.to_ascii_lowercase();
    if let Some(first) = octets.first_mut() {
        first.make_ascii_uppercase();
    }
    Ok(like(args, octets))
}

fn title(_: &mut Interp, args: &Args) -> Result<Value> {
    let mut octets = this(args)?.to_ascii_lowercase();
    let mut in_word = false;
    for octet in &mut octets {
        if !in_word {
            octet.make_ascii_uppercase();
        }
        in_word = octet.is_ascii_alphabetic();
    }
    Ok(like(args, octets))
}

fn every(args: &Args, test: impl Fn(&u8) -> bool) -> Result<Value> {
    let this = this(args)?;
    Ok(Value::bool(!this.is_empty() && this.iter().all(test)))
}

fn isalnum(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, u8::is_ascii_alphanumeric)
}

fn isalpha(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, u8::is_ascii_alphabetic)
}

fn isascii(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::bool(this(args)?.is_ascii()))
}

fn isdigit(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, u8::is_ascii_digit)
}

fn isspace(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, |octet| is_space(*octet))
}

fn islower(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let (lower, upper) = cases(&this);
    Ok(Value::bool(lower && !upper))
}

fn isupper(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let (lower, upper) = cases(&this);
    Ok(Value::bool(upper && !lower))
}

fn cases(octets: &[u8]) -> (bool, bool) {
    (
        octets.iter().any(u8::is_ascii_lowercase),
        octets.iter().any(u8::is_ascii_uppercase),
    )
}

fn istitle(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let mut in_word = false;
    let mut any = false;
    for octet in this.iter() {
        if octet.is_ascii_uppercase() && in_word || octet.is_ascii_lowercase() && !in_word {
            return Ok(Value::bool(false));
        }
        in_word = octet.is_ascii_alphabetic();
        any |= in_word;
    }
    Ok(Value::bool(any))
}

fn center(interp: &mut Interp, args: &Args) -> Result<Value> {
    justify(interp, args, "center", |missing, width| {
        missing / 2 + (missing & width & 1)
    })
}

fn ljust(interp: &mut Interp, args: &Args) -> Result<Value> {
    justify(interp, args, "ljust", |_, _| 0)
}

fn rjust(interp: &mut Interp, args: &Args) -> Result<Value> {
    justify(interp, args, "rjust", |missing, _| missing)
}

fn justify(
    interp: &mut Interp,
    args: &Args,
    name: &str,
    before: fn(usize, usize) -> usize,
) -> Result<Value> {
    let this = this(args)?;
    let width = count_arg(interp, args, 1)?;
    let fill = match args.get(2) {
        None => b' ',
        Some(value) => match octets_of(value).as_deref() {
            Some([fill]) => *fill,
            _ => {
                return Err(Error::type_error(format!(
                    "{name}() argument 2 must be a byte string of length 1, not {}",
                    type_name(value)
                )));
            }
        },
    };
    let missing = width.saturating_sub(this.len());
    let mut out = vec![fill; before(missing, width)];
    out.extend_from_slice(&this);
    out.resize(this.len() + missing, fill);
    Ok(like(args, out))
}

fn zfill(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let width = count_arg(interp, args, 1)?;
    let sign = usize::from(matches!(this.first(), Some(b'+' | b'-')));
    let mut out = this[..sign].to_vec();
    out.resize(sign + width.saturating_sub(this.len()), b'0');
    out.extend_from_slice(&this[sign..]);
    Ok(like(args, out))
}

fn expandtabs(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let size = int_or(interp, args, 1, 8)?.max(0) as usize;
    let tabs = this.iter().filter(|octet| **octet == b'\t').count();
    memory::room_for(tabs.saturating_mul(size))?;
    let mut out = Vec::new();
    let mut growth = Growth::default();
    let mut column = 0;
    for &octet in this.iter() {
        growth.to(out.len())?;
        match octet {
            b'\t' => {
                let missing = if size == 0 { 0 } else { size - column % size };
                out.extend(std::iter::repeat_n(b' ', missing));
                column += missing;
            }
            _ => {
                out.push(octet);
                column = if matches!(octet, b'\n' | b'\r') {
                    0
                } else {
                    column + 1
                };
            }
        }
    }
    Ok(like(args, out))
}

/// What `find`, `count` and `in` look for: octets, or one octet as a number.
fn needle(interp: &mut Interp, value: &Value) -> Result<Vec<u8>> {
    if let Some(octets) = octets_of(value).or_else(|| legacy_octets(value)) {
        return Ok(octets);
    }
    if value.to_big().is_none() {
        return Err(Error::type_error(format!(
            "argument should be integer or bytes-like object, not '{}'",
            type_name(value)
        )));
    }
    octet(interp, value).map(|octet| vec![octet])
}

/// One octet as a number.
pub fn octet(interp: &mut Interp, value: &Value) -> Result<u8> {
    let number = clamped(interp, value)?;
    u8::try_from(number).map_err(|_| Error::value_error("byte must be in range(0, 256)"))
}

fn search(
    interp: &mut Interp,
    args: &Args,
    position: fn(&[u8], &[u8]) -> Option<usize>,
) -> Result<Option<i64>> {
    let this = this(args)?;
    let sub = needle(interp, args.at(1))?;
    let Some((start, end)) = window(interp, args, 2, this.len())? else {
        return Ok(None);
    };
    Ok(position(&this[start..end], &sub).map(|at| (start + at) as i64))
}

fn find(interp: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::Int(
        search(interp, args, memmem::find)?.unwrap_or(-1),
    ))
}

fn rfind(interp: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::Int(
        search(interp, args, memmem::rfind)?.unwrap_or(-1),
    ))
}

fn index(interp: &mut Interp, args: &Args) -> Result<Value> {
    let found = search(interp, args, memmem::find)?;
    found
        .map(Value::Int)
        .ok_or_else(|| Error::value_error("subsection not found"))
}

fn rindex(interp: &mut Interp, args: &Args) -> Result<Value> {
    let found = search(interp, args, memmem::rfind)?;
    found
        .map(Value::Int)
        .ok_or_else(|| Error::value_error("subsection not found"))
}

fn count(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let sub = needle(interp, args.at(1))?;
    let Some((start, end)) = window(interp, args, 2, this.len())? else {
        return Ok(Value::Int(0));
    };
    let number = if sub.is_empty() {
        end - start + 1
    } else {
        let mut turns = Turns::default();
        let found = memmem::find_iter(&this[start..end], &sub);
        found
            .map(|_| turns.turn().map(|()| 1))
            .sum::<Result<usize>>()?
    };
    Ok(Value::Int(number as i64))
}

fn startswith(interp: &mut Interp, args: &Args) -> Result<Value> {
    affix(interp, args, "startswith", |octets, affix| {
        octets.starts_with(affix)
    })
}

fn endswith(interp: &mut Interp, args: &Args) -> Result<Value> {
    affix(interp, args, "endswith", |octets, affix| {
        octets.ends_with(affix)
    })
}

fn affix(
    interp: &mut Interp,
    args: &Args,
    name: &str,
    has: fn(&[u8], &[u8]) -> bool,
) -> Result<Value> {
    let this = this(args)?;
    let window = window(interp, args, 2, this.len())?;
    let choices: Vec<Value> = match args.at(1) {
        Value::Tuple(items) => items.to_vec(),
        value => vec![value.clone()],
    };
    let is_tuple = matches!(args.at(1), Value::Tuple(_));
    for choice in &choices {
        let Some(octets) = octets_of(choice).or_else(|| legacy_octets(choice)) else {
            return Err(if is_tuple {
                Error::type_error(format!(
                    "a bytes-like object is required, not '{}'",
                    type_name(choice)
                ))
            } else {
                Error::type_error(format!(
                    "{name} first arg must be bytes or a tuple of bytes, not {}",
                    type_name(choice)
                ))
            });
        };
        if window.is_some_and(|(start, end)| has(&this[start..end], &octets)) {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

fn join(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let items = interp.collect(args.at(1))?;
    let mut out = Vec::new();
    let mut growth = Growth::default();
    for (at, item) in items.iter().enumerate() {
        let octets = octets_of(item).ok_or_else(|| {
            Error::type_error(format!(
                "sequence item {at}: expected a bytes-like object, {} found",
                type_name(item)
            ))
        })?;
        memory::room_for(octets.len())?;
        growth.to(out.len())?;
        if at > 0 {
            out.extend_from_slice(&this);
        }
        out.extend_from_slice(&octets);
    }
    Ok(like(args, out))
}

fn strip(_: &mut Interp, args: &Args) -> Result<Value> {
    strip_ends(args, true, true)
}

fn lstrip(_: &mut Interp, args: &Args) -> Result<Value> {
    strip_ends(args, true, false)
}

fn rstrip(_: &mut Interp, args: &Args) -> Result<Value> {
    strip_ends(args, false, true)
}

fn strip_ends(args: &Args, left: bool, right: bool) -> Result<Value> {
    let this = this(args)?;
    let given = args.some(1).map(octets_arg).transpose()?;
    let gone = |octet: &u8| match &given {
        Some(set) => set.contains(octet),
        None => is_space(*octet),
    };
    let mut octets = &this[..];
    while let [first, rest @ ..] = octets
        && left
        && gone(first)
    {
        octets = rest;
    }
    while let [rest @ .., last] = octets
        && right
        && gone(last)
    {
        octets = rest;
    }
    Ok(like(args, octets))
}

fn removeprefix(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let prefix = octets_arg(args.at(1))?;
    Ok(like(args, this.strip_prefix(&prefix[..]).unwrap_or(&this)))
}

fn removesuffix(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let suffix = octets_arg(args.at(1))?;
    Ok(like(args, this.strip_suffix(&suffix[..]).unwrap_or(&this)))
}

fn replace(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let old = octets_arg(args.at(1))?;
    let new = octets_arg(args.at(2))?;
    let most = usize::try_from(int_or(interp, args, 3, -1)?).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(this.len());
    let mut growth = Growth::default();
    if old.is_empty() {
        for (at, octet) in this.iter().enumerate() {
            growth.to(out.len())?;
            if at < most {
                out.extend_from_slice(&new);
            }
            out.push(*octet);
        }
        if this.len() < most {
            out.extend_from_slice(&new);
        }
        return Ok(like(args, out));
    }
    let mut from = 0;
    for at in memmem::find_iter(&this, &old).take(most) {
        growth.to(out.len() + new.len())?;
        out.extend_from_slice(&this[from..at]);
        out.extend_from_slice(&new);
        from = at + old.len();
    }
    out.extend_from_slice(&this[from..]);
    Ok(like(args, out))
}

fn partition(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let sep = separator(args)?;
    let parts: [&[u8]; 3] = match memmem::find(&this, &sep) {
        Some(at) => [&this[..at], &sep, &this[at + sep.len()..]],
        None => [&this, &[], &[]],
    };
    Ok(Value::tuple(parts.map(|part| like(args, part))))
}

fn rpartition(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let sep = separator(args)?;
    let parts: [&[u8]; 3] = match memmem::rfind(&this, &sep) {
        Some(at) => [&this[..at], &sep, &this[at + sep.len()..]],
        None => [&[], &[], &this],
    };
    Ok(Value::tuple(parts.map(|part| like(args, part))))
}

fn separator(args: &Args) -> Result<Vec<u8>> {
    let sep = octets_arg(args.at(1))?;
    if sep.is_empty() {
        Err(Error::value_error("empty separator"))
    } else {
        Ok(sep)
    }
}

fn split(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let most = usize::try_from(int_or(interp, args, 2, -1)?).unwrap_or(usize::MAX);
    let mut pieces: Vec<&[u8]> = Vec::new();
    if args.some(1).is_some() {
        let sep = separator(args)?;
        let mut from = 0;
        for at in memmem::find_iter(&this, &sep).take(most) {
            pieces.push(&this[from..at]);
            from = at + sep.len();
        }
        pieces.push(&this[from..]);
        return Ok(list_like(args, pieces));
    }
    let mut rest = skip_space(&this);
    while !rest.is_empty() {
        if pieces.len() == most {
            pieces.push(rest);
            break;
        }
        let end = rest
            .iter()
            .position(|octet| is_space(*octet))
            .unwrap_or(rest.len());
        pieces.push(&rest[..end]);
        rest = skip_space(&rest[end..]);
    }
    Ok(list_like(args, pieces))
}

fn skip_space(octets: &[u8]) -> &[u8] {
    let start = octets
        .iter()
        .position(|octet| !is_space(*octet))
        .unwrap_or(octets.len());
    &octets[start..]
}

fn rsplit(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let most = usize::try_from(int_or(interp, args, 2, -1)?).unwrap_or(usize::MAX);
    let mut pieces: Vec<&[u8]> = Vec::new();
    if args.some(1).is_some() {
        let sep = separator(args)?;
        let mut rest = &this[..];
        while pieces.len() < most
            && let Some(at) = memmem::rfind(rest, &sep)
        {
            pieces.push(&rest[at + sep.len()..]);
            rest = &rest[..at];
        }
        pieces.push(rest);
    } else {
        let trim = |octets: &[u8]| {
            octets
                .iter()
                .rposition(|octet| !is_space(*octet))
                .map_or(0, |at| at + 1)
        };
        let mut rest = &this[..trim(&this)];
        while !rest.is_empty() {
            if pieces.len() == most {
                pieces.push(rest);
                break;
            }
            let start = rest
                .iter()
                .rposition(|octet| is_space(*octet))
                .map_or(0, |at| at + 1);
            pieces.push(&rest[start..]);
            rest = &rest[..start];
            rest = &rest[..trim(rest)];
        }
    }
    pieces.reverse();
    Ok(list_like(args, pieces))
}

fn splitlines(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let keep = args.get(1).map_or(Ok(false), |value| interp.truth(value))?;
    let mut pieces: Vec<&[u8]> = Vec::new();
    let mut rest = &this[..];
    while !rest.is_empty() {
        let Some(end) = memchr::memchr2(b'\n', b'\r', rest) else {
            pieces.push(rest);
            break;
        };
        let mark = if rest[end..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
        pieces.push(&rest[..if keep { end + mark } else { end }]);
        rest = &rest[end + mark..];
    }
    Ok(list_like(args, pieces))
}

fn list_like(args: &Args, pieces: Vec<&[u8]>) -> Value {
    Value::list(
        pieces
            .into_iter()
            .map(|piece| like(args, piece))
            .collect::<Vec<_>>(),
    )
}

fn translate(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let table = args.some(1).map(octets_arg).transpose()?;
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(Error::value_error(
            "translation table must be 256 characters long",
        ));
    }
    let gone = args.get(2).map(octets_arg).transpose()?.unwrap_or_default();
    let octets: Vec<u8> = this
        .iter()
        .filter(|octet| !gone.contains(octet))
        .map(|octet| {
            table
                .as_ref()
                .map_or(*octet, |table| table[usize::from(*octet)])
        })
        .collect();
    Ok(like(args, octets))
}

fn maketrans(_: &mut Interp, args: &Args) -> Result<Value> {
    let (from, to) = (octets_arg(args.at(0))?, octets_arg(args.at(1))?);
    if from.len() != to.len() {
        return Err(Error::value_error(
            "maketrans arguments must have same length",
        ));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to) {
        table[usize::from(*from)] = to;
    }
    Ok(Value::bytes(table))
}

fn append(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octet = octet(interp, args.at(1))?;
    array(args)?.borrow_mut().push(octet);
    Ok(Value::None)
}

fn clear(_: &mut Interp, args: &Args) -> Result<Value> {
    array(args)?.borrow_mut().clear();
    Ok(Value::None)
}

fn copy(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::byte_array(array(args)?.borrow().clone()))
}

fn extend(interp: &mut Interp, args: &Args) -> Result<Value> {
    let more = from_items(interp, args.at(1))?;
    array(args)?.borrow_mut().extend(more);
    Ok(Value::None)
}

/// The octets of a bytes-like object or of an iterable of numbers.
pub fn from_items(interp: &mut Interp, value: &Value) -> Result<Vec<u8>> {
    if let Some(octets) = octets_of(value) {
        return Ok(octets);
    }
    let mut out = Vec::new();
    for item in interp.collect(value)? {
        let number = clamped(interp, &item)?;
        let octet = u8::try_from(number)
            .map_err(|_| Error::value_error("bytes must be in range(0, 256)"))?;
        out.push(octet);
    }
    Ok(out)
}

fn insert(interp: &mut Interp, args: &Args) -> Result<Value> {
    let at = index_of(interp, args.at(1))?;
    let octet = octet(interp, args.at(2))?;
    let this = array(args)?;
    let length = this.borrow().len() as i64;
    let at = if at < 0 {
        (at + length).max(0)
    } else {
        at.min(length)
    };
    this.borrow_mut().insert(at as usize, octet);
    Ok(Value::None)
}

fn pop(interp: &mut Interp, args: &Args) -> Result<Value> {
    let at = int_or(interp, args, 1, -1)?;
    let this = array(args)?;
    let length = this.borrow().len() as i64;
    if length == 0 {
        return Err(Error::index_error("pop from empty bytearray"));
    }
    let place = if at < 0 { at + length } else { at };
    if !(0..length).contains(&place) {
        return Err(Error::index_error("pop index out of range"));
    }
    let octet = this.borrow_mut().remove(place as usize);
    Ok(Value::Int(octet.into()))
}

fn remove(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octet = octet(interp, args.at(1))?;
    let this = array(args)?;
    let place = this.borrow().iter().position(|other| *other == octet);
    let Some(place) = place else {
        return Err(Error::value_error("value not found in bytearray"));
    };
    this.borrow_mut().remove(place);
    Ok(Value::None)
}

fn reverse(_: &mut Interp, args: &Args) -> Result<Value> {
    array(args)?.borrow_mut().reverse();
    Ok(Value::None)
}
