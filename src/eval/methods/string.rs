//! The methods of `str`.

use std::rc::Rc;

use super::arguments::{
    count_arg, default_text, int_or, method, optional_text, receiver_text, text_arg, text_of,
    type_name, window,
};
use super::codec;
use super::rendering;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dialect;
use crate::eval::dict::{Dict, plain_hash};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::format::integer::fullwidth_digit;
use crate::eval::format::quote;
use crate::eval::interp::Interp;
use crate::eval::interrupt::Turns;
use crate::eval::memory::{self, Growth};
use crate::eval::value::{Str, Value};

pub static METHODS: &[Builtin] = &[
    method(
        "capitalize",
        &["self", "/"],
        "The text with its first character in upper case and the rest in lower case.",
        capitalize,
    ),
    method(
        "casefold",
        &["self", "/"],
        "The text for comparing without regard to case.",
        casefold,
    ),
    method(
        "center",
        &["self", "width", "fillchar=' '", "/"],
        "The text in the middle of a field.",
        center,
    ),
    method(
        "count",
        &["self", "sub", "start=None", "end=None"],
        "How often a text occurs, without overlaps.",
        count,
    ),
    method(
        "encode",
        &["self", "encoding='utf-8'", "errors='strict'"],
        "The text as octets.",
        encode,
    ),
    method(
        "endswith",
        &["self", "suffix", "start=None", "end=None"],
        "Whether the text ends so; a tuple gives several endings.",
        endswith,
    ),
    method(
        "expandtabs",
        &["self", "tabsize=8"],
        "The text with tabs made spaces.",
        expandtabs,
    ),
    method(
        "find",
        &["self", "sub", "start=None", "end=None"],
        "Where a text occurs first, or -1.",
        find,
    ),
    method(
        "format",
        &["self", "*args", "**kwargs"],
        "The text with its {} fields filled in.",
        format,
    ),
    method(
        "format_map",
        &["self", "mapping"],
        "The text with its {} fields filled in from a mapping.",
        format_map,
    ),
    method(
        "index",
        &["self", "sub", "start=None", "end=None"],
        "Where a text occurs first, or ValueError.",
        index,
    ),
    method(
        "isalnum",
        &["self", "/"],
        "Whether all characters are letters or digits.",
        isalnum,
    ),
    method(
        "isalpha",
        &["self", "/"],
        "Whether all characters are letters.",
        isalpha,
    ),
    method(
        "isascii",
        &["self", "/"],
        "Whether all characters are ASCII.",
        isascii,
    ),
    method(
        "isdecimal",
        &["self", "/"],
        "Whether all characters are decimal digits.",
        isdecimal,
    ),
    method(
        "isdigit",
        &["self", "/"],
        "Whether all characters are digits.",
        isdigit,
    ),
    method(
        "isidentifier",
        &["self", "/"],
        "Whether the text could be a name.",
        isidentifier,
    ),
    method(
        "islower",
        &["self", "/"],
        "Whether all letters are in lower case.",
        islower,
    ),
    method(
        "isnumeric",
        &["self", "/"],
        "Whether all characters are numeric.",
        isnumeric,
    ),
    method(
        "isprintable",
        &["self", "/"],
        "Whether repr shows all characters as they are.",
        isprintable,
    ),
    method(
        "isspace",
        &["self", "/"],
        "Whether all characters are white space.",
        isspace,
    ),
    method(
        "istitle",
        &["self", "/"],
        "Whether each word starts in upper case.",
        istitle,
    ),
    method(
        "isupper",
        &["self", "/"],
        "Whether all letters are in upper case.",
        isupper,
    ),
    method(
        "join",
        &["self", "iterable", "/"],
        "The texts of an iterable with this one in between.",
        join,
    )
    .direct(super::direct::join_texts),
    method(
        "ljust",
        &["self", "width", "fillchar=' '", "/"],
        "The text at the left of a field.",
        ljust,
    ),
    method("lower", &["self", "/"], "The text in lower case.", lower),
    method(
        "lstrip",
        &["self", "chars=None", "/"],
        "The text without white space, or the given characters, at its start.",
        lstrip,
    ),
    method(
        "partition",
        &["self", "sep", "/"],
        "What stands before a separator, the separator, and the rest.",
        partition,
    ),
    method(
        "removeprefix",
        &["self", "prefix", "/"],
        "The text without a beginning, if it has it.",
        removeprefix,
    ),
    method(
        "removesuffix",
        &["self", "suffix", "/"],
        "The text without an ending, if it has it.",
        removesuffix,
    ),
    method(
        "replace",
        &["self", "old", "new", "count=-1", "/"],
        "The text with one text in place of another.",
        replace,
    )
    .direct(super::direct::replace),
    method(
        "rfind",
        &["self", "sub", "start=None", "end=None"],
        "Where a text occurs last, or -1.",
        rfind,
    ),
    method(
        "rindex",
        &["self", "sub", "start=None", "end=None"],
        "Where a text occurs last, or ValueError.",
        rindex,
    ),
    method(
        "rjust",
        &["self", "width", "fillchar=' '", "/"],
        "The text at the right of a field.",
        rjust,
    ),
    method(
        "rpartition",
        &["self", "sep", "/"],
        "What stands before the last separator, the separator, and the rest.",
        rpartition,
    ),
    method(
        "rsplit",
        &["self", "sep=None", "maxsplit=-1"],
        "The pieces between separators, split from the right.",
        rsplit,
    ),
    method(
        "rstrip",
        &["self", "chars=None", "/"],
        "The text without white space, or the given characters, at its end.",
        rstrip,
    ),
    method(
        "split",
        &["self", "sep=None", "maxsplit=-1"],
        "The pieces between separators, or the words.",
        split,
    )
    .direct(super::direct::split),
    method(
        "splitlines",
        &["self", "keepends=False"],
        "The lines of the text.",
        splitlines,
    ),
    method(
        "startswith",
        &["self", "prefix", "start=None", "end=None"],
        "Whether the text starts so; a tuple gives several beginnings.",
        startswith,
    ),
    method(
        "strip",
        &["self", "chars=None", "/"],
        "The text without white space, or the given characters, around it.",
        strip,
    ),
    method(
        "swapcase",
        &["self", "/"],
        "The text with upper case made lower and lower made upper.",
        swapcase,
    ),
    method(
        "title",
        &["self", "/"],
        "The text with each word starting in upper case.",
        title,
    ),
    method(
        "translate",
        &["self", "table", "/"],
        "The text with each character replaced as a table says.",
        translate,
    ),
    method("upper", &["self", "/"], "The text in upper case.", upper),
    method(
        "zfill",
        &["self", "width", "/"],
        "The text with zeros before it, behind its sign.",
        zfill,
    ),
];

/// Called on the class: `str.maketrans("ab", "xy")`.
pub static STATICS: &[Builtin] = &[method(
    "maketrans",
    &["x", "y=None", "z=None", "/"],
    "A table for translate.",
    maketrans,
)];

/// What `str.isspace` asks of a character.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

fn capitalize(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let mut chars = this.as_str().chars();
    let mut out = chars.next().map_or(String::new(), title_case);
    out.push_str(&chars.as_str().to_lowercase());
    Ok(Value::string(out))
}

fn casefold(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    Ok(Value::string(
        this.as_str()
            .to_lowercase()
            .replace('ß', "ss")
            .replace('ς', "σ"),
    ))
}

fn lower(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::string(receiver_text(args)?.as_str().to_lowercase()))
}

fn upper(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::string(receiver_text(args)?.as_str().to_uppercase()))
}

fn swapcase(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let mut out = String::new();
    for c in this.as_str().chars() {
        if c.is_uppercase() {
            out.extend(c.to_lowercase());
        } else {
            out.extend(c.to_uppercase());
        }
    }
    Ok(Value::string(out))
}

fn title(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let mut out = String::new();
    let mut in_word = false;
    for c in this.as_str().chars() {
        if in_word {
            out.extend(c.to_lowercase());
        } else {
            out.push_str(&title_case(c));
        }
        in_word = is_cased(c);
    }
    Ok(Value::string(out))
}

fn title_case(c: char) -> String {
    match c {
        'ß' => "Ss".to_string(),
        'ǆ' | 'Ǆ' | 'ǅ' => "ǅ".to_string(),
        _ => c.to_uppercase().collect(),
    }
}

fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

fn center(interp: &mut Interp, args: &Args) -> Result<Value> {
    // CPython puts the odd place to the left when the width is odd.
    justify(interp, args, |missing, width| {
        missing / 2 + (missing & width & 1)
    })
}

fn ljust(interp: &mut Interp, args: &Args) -> Result<Value> {
    justify(interp, args, |_, _| 0)
}

fn rjust(interp: &mut Interp, args: &Args) -> Result<Value> {
    justify(interp, args, |missing, _| missing)
}

fn justify(interp: &mut Interp, args: &Args, before: fn(usize, usize) -> usize) -> Result<Value> {
    let this = receiver_text(args)?;
    let width = count_arg(interp, args, 1)?;
    let fill = match args.get(2) {
        None => ' ',
        Some(value) => {
            let Some(text) = value.as_str() else {
                return Err(Error::type_error(format!(
                    "The fill character must be a unicode character, not {}",
                    type_name(value)
                )));
            };
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(fill), None) => fill,
                _ => {
                    return Err(Error::type_error(
                        "The fill character must be exactly one character long",
                    ));
                }
            }
        }
    };
    let missing = width.saturating_sub(this.chars());
    let before = before(missing, width);
    memory::room_for(missing * fill.len_utf8())?;
    let mut out = String::with_capacity(this.as_str().len() + missing);
    out.extend(std::iter::repeat_n(fill, before));
    out.push_str(this.as_str());
    out.extend(std::iter::repeat_n(fill, missing - before));
    Ok(Value::string(out))
}

fn zfill(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let width = count_arg(interp, args, 1)?;
    let text = this.as_str();
    let sign = usize::from(text.starts_with(['+', '-']));
    memory::room_for(width)?;
    let zeros = "0".repeat(width.saturating_sub(this.chars()));
    Ok(Value::string(format!(
        "{}{zeros}{}",
        &text[..sign],
        &text[sign..]
    )))
}

fn expandtabs(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let size = int_or(interp, args, 1, 8)?;
    let tabs = this
        .as_str()
        .bytes()
        .filter(|octet| *octet == b'\t')
        .count();
    memory::room_for(tabs.saturating_mul(usize::try_from(size).unwrap_or(0)))?;
    let mut out = String::new();
    let mut growth = Growth::default();
    let mut column = 0i64;
    for c in this.as_str().chars() {
        match c {
            '\t' if size > 0 => {
                growth.to(out.len())?;
                let missing = size - column % size;
                out.extend(std::iter::repeat_n(' ', missing as usize));
                column += missing;
            }
            '\t' => {}
            _ => {
                out.push(c);
                column = if matches!(c, '\n' | '\r') {
                    0
                } else {
                    column + 1
                };
            }
        }
    }
    Ok(Value::string(out))
}

fn encode(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let encoding = default_text(args, 1, "utf-8", "encode() argument 'encoding'")?;
    let octets = dialect::octets_of(this.as_str());
    if let Some(text) = super::legacy::to_text(interp, &octets, &encoding)? {
        return Ok(text);
    }
    let errors = default_text(args, 2, "strict", "encode() argument 'errors'")?;
    codec::encode(this.as_str(), &encoding, &errors)
        .map(Value::bytes)
        .map_err(codec_error)
}

/// The exception of a codec.
pub fn codec_error(error: codec::CodecError) -> Error {
    error.into_error()
}

/// The part of the text that `start` and `end` at `args[at]` and behind choose, and where it starts.
fn part(interp: &mut Interp, args: &Args, at: usize) -> Result<Option<(Rc<Str>, usize, usize)>> {
    let this = receiver_text(args)?;
    let window = window(interp, args, at, this.chars())?;
    Ok(window.map(|(start, end)| (this, start, end)))
}

fn search(
    interp: &mut Interp,
    args: &Args,
    position: fn(&str, &str) -> Option<usize>,
) -> Result<Option<i64>> {
    let sub = text_arg(args, 1, "must be str, not")?;
    let Some((this, start, end)) = part(interp, args, 2)? else {
        return Ok(None);
    };
    let slice = this.slice(start, end);
    Ok(position(slice, sub.as_str()).map(|offset| {
        let before = if this.is_ascii() {
            offset
        } else {
            slice[..offset].chars().count()
        };
        (start + before) as i64
    }))
}

fn find(interp: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::Int(
        search(interp, args, |text, sub| text.find(sub))?.unwrap_or(-1),
    ))
}

fn rfind(interp: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::Int(
        search(interp, args, |text, sub| text.rfind(sub))?.unwrap_or(-1),
    ))
}

fn index(interp: &mut Interp, args: &Args) -> Result<Value> {
    let found = search(interp, args, |text, sub| text.find(sub))?;
    found
        .map(Value::Int)
        .ok_or_else(|| Error::value_error("substring not found"))
}

fn rindex(interp: &mut Interp, args: &Args) -> Result<Value> {
    let found = search(interp, args, |text, sub| text.rfind(sub))?;
    found
        .map(Value::Int)
        .ok_or_else(|| Error::value_error("substring not found"))
}

fn count(interp: &mut Interp, args: &Args) -> Result<Value> {
    let sub = text_arg(args, 1, "must be str, not")?;
    let Some((this, start, end)) = part(interp, args, 2)? else {
        return Ok(Value::Int(0));
    };
    Ok(Value::from(count_of(this.slice(start, end), sub.as_str())?))
}

fn count_of(text: &str, sub: &str) -> Result<usize> {
    let (mut turns, mut count) = (Turns::default(), 0);
    if let [octet] = sub.as_bytes() {
        return Ok(memchr::memchr_iter(*octet, text.as_bytes()).count());
    }
    for _ in text.matches(sub) {
        turns.turn()?;
        count += 1;
    }
    Ok(count)
}

fn startswith(interp: &mut Interp, args: &Args) -> Result<Value> {
    affix(interp, args, "startswith", |text, affix| {
        text.starts_with(affix)
    })
}

fn endswith(interp: &mut Interp, args: &Args) -> Result<Value> {
    affix(interp, args, "endswith", |text, affix| {
        text.ends_with(affix)
    })
}

fn affix(
    interp: &mut Interp,
    args: &Args,
    name: &str,
    has: fn(&str, &str) -> bool,
) -> Result<Value> {
    let wrong =
        |value: &Value, what: &str| Error::type_error(format!("{what}{}", type_name(value)));
    let wanted = args.get(1).unwrap_or(&Value::None);
    let choices: Vec<Value> = match wanted {
        Value::Tuple(items) => items.to_vec(),
        value => vec![value.clone()],
    };
    let is_tuple = matches!(wanted, Value::Tuple(_));
    let part = part(interp, args, 2)?;
    for choice in &choices {
        let Some(text) = choice.as_str() else {
            return Err(if is_tuple {
                wrong(
                    choice,
                    &format!("tuple for {name} must only contain str, not "),
                )
            } else {
                wrong(
                    choice,
                    &format!("{name} first arg must be str or a tuple of str, not "),
                )
            });
        };
        if let Some((this, start, end)) = &part
            && has(this.slice(*start, *end), text)
        {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

fn removeprefix(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let prefix = text_arg(args, 1, "removeprefix() argument must be str, not")?;
    let text = this.as_str();
    Ok(Value::str(
        text.strip_prefix(prefix.as_str()).unwrap_or(text),
    ))
}

fn removesuffix(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let suffix = text_arg(args, 1, "removesuffix() argument must be str, not")?;
    let text = this.as_str();
    Ok(Value::str(
        text.strip_suffix(suffix.as_str()).unwrap_or(text),
    ))
}

fn replace(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let old = text_arg(args, 1, "replace() argument 1 must be str, not")?;
    let new = text_arg(args, 2, "replace() argument 2 must be str, not")?;
    let most = int_or(interp, args, 3, -1)?;
    let (text, old, new) = (this.as_str(), old.as_str(), new.as_str());
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    // The result is made in steps, so that Ctrl-C is heard and memory is asked for once.
    let found = count_of(text, old)?.min(most);
    if found == 0 {
        return Ok(Value::Str(this));
    }
    let length = (text.len() - found * old.len()).saturating_add(found.saturating_mul(new.len()));
    memory::room_for(length)?;
    let mut out = String::with_capacity(length);
    let (mut turns, mut growth, mut from) = (Turns::default(), Growth::default(), 0);
    let mut put = |at: usize| {
        turns.turn()?;
        growth.to(out.len())?;
        out.push_str(&text[from..at]);
        out.push_str(new);
        from = at + old.len();
        Ok::<_, Error>(())
    };
    match old.as_bytes() {
        [octet] => memchr::memchr_iter(*octet, text.as_bytes())
            .take(found)
            .try_for_each(&mut put)?,
        _ => (text.match_indices(old).take(found)).try_for_each(|(at, _)| put(at))?,
    }
    out.push_str(&text[from..]);
    Ok(Value::string(out))
}

fn join(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let iterable = args.at(1);
    let items = interp.collect(iterable).map_err(|error| {
        match error.is(Exc::TypeError) && !is_iterable(iterable) {
            true => Error::type_error("can only join an iterable"),
            false => error,
        }
    })?;
    let lengths = items.iter().filter_map(|item| item.as_str().map(str::len));
    let separators = this.as_str().len().saturating_mul(items.len());
    let length = lengths.fold(separators, usize::saturating_add);
    memory::room_for(length)?;
    let mut out = String::with_capacity(length);
    let mut growth = Growth::default();
    for (at, item) in items.iter().enumerate() {
        growth.to(out.len())?;
        let text = text_of(item).ok_or_else(|| {
            Error::type_error(format!(
                "sequence item {at}: expected str instance, {} found",
                type_name(item)
            ))
        })?;
        if at > 0 {
            out.push_str(this.as_str());
        }
        out.push_str(text.as_str());
    }
    Ok(Value::string(out))
}

/// Whether a value of this type can be walked through at all.
fn is_iterable(value: &Value) -> bool {
    !matches!(
        value,
        Value::None
            | Value::Int(_)
            | Value::Big(_)
            | Value::Float(_)
            | Value::Bool(_)
            | Value::Builtin(_)
            | Value::Function(_)
    )
}

fn strip(_: &mut Interp, args: &Args) -> Result<Value> {
    strip_by(args, "strip", |text, strip| text.trim_matches(strip))
}

fn lstrip(_: &mut Interp, args: &Args) -> Result<Value> {
    strip_by(args, "lstrip", |text, strip| text.trim_start_matches(strip))
}

fn rstrip(_: &mut Interp, args: &Args) -> Result<Value> {
    strip_by(args, "rstrip", |text, strip| text.trim_end_matches(strip))
}

fn strip_by(
    args: &Args,
    name: &str,
    trim: for<'a> fn(&'a str, &dyn Fn(char) -> bool) -> &'a str,
) -> Result<Value> {
    let this = receiver_text(args)?;
    let given = args.some(1).map(|value| {
        text_of(value).ok_or_else(|| Error::type_error(format!("{name} arg must be None or str")))
    });
    let trimmed = match given.transpose()? {
        None => trim(this.as_str(), &is_space),
        Some(chars) => trim(this.as_str(), &|c| chars.as_str().contains(c)),
    };
    if trimmed.len() == this.as_str().len() {
        return Ok(Value::Str(this));
    }
    Ok(Value::str(trimmed))
}

fn partition(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let sep = separator(args)?;
    Ok(match this.as_str().split_once(sep.as_str()) {
        Some((before, after)) => {
            Value::tuple([Value::str(before), Value::Str(sep), Value::str(after)])
        }
        None => Value::tuple([Value::Str(this), Value::str(""), Value::str("")]),
    })
}

fn rpartition(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let sep = separator(args)?;
    Ok(match this.as_str().rsplit_once(sep.as_str()) {
        Some((before, after)) => {
            Value::tuple([Value::str(before), Value::Str(sep), Value::str(after)])
        }
        None => Value::tuple([Value::str(""), Value::str(""), Value::Str(this)]),
    })
}

fn separator(args: &Args) -> Result<Rc<Str>> {
    let sep = text_arg(args, 1, "must be str, not")?;
    if sep.as_str().is_empty() {
        return Err(Error::value_error("empty separator"));
    }
    Ok(sep)
}

fn split(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let most = usize::try_from(int_or(interp, args, 2, -1)?).unwrap_or(usize::MAX);
    let text = this.as_str();
    let pieces: Vec<&str> = match optional_text(args, 1, "must be str or None, not")? {
        Some(sep) if sep.as_str().is_empty() => return Err(Error::value_error("empty separator")),
        Some(sep) => match sep.as_str().as_bytes() {
            [octet] => heeded(text.splitn(most.saturating_add(1), char::from(*octet)))?,
            _ => heeded(text.splitn(most.saturating_add(1), sep.as_str()))?,
        },
        None => words(text, most),
    };
    Ok(list_of(pieces))
}

fn rsplit(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let most = usize::try_from(int_or(interp, args, 2, -1)?).unwrap_or(usize::MAX);
    let text = this.as_str();
    let mut pieces: Vec<&str> = match optional_text(args, 1, "must be str or None, not")? {
        Some(sep) if sep.as_str().is_empty() => return Err(Error::value_error("empty separator")),
        Some(sep) => heeded(text.rsplitn(most.saturating_add(1), sep.as_str()))?,
        None => words_from_right(text, most),
    };
    pieces.reverse();
    Ok(list_of(pieces))
}

/// The pieces of a text; Ctrl-C is heard.
fn heeded<'t>(pieces: impl Iterator<Item = &'t str>) -> Result<Vec<&'t str>> {
    let mut turns = Turns::default();
    pieces.map(|piece| turns.turn().map(|()| piece)).collect()
}

fn words(text: &str, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if pieces.len() == most {
            // The last piece keeps the white space at its end, as in CPython.
            pieces.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        pieces.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    pieces
}

fn words_from_right(text: &str, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if pieces.len() == most {
            pieces.push(rest);
            break;
        }
        let start = rest
            .char_indices()
            .rev()
            .find(|(_, c)| is_space(*c))
            .map_or(0, |(at, c)| at + c.len_utf8());
        pieces.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    pieces
}

fn splitlines(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let keep = match args.get(1) {
        Some(value) => interp.truth(value)?,
        None => false,
    };
    Ok(list_of(lines(this.as_str(), keep)))
}

/// The lines of a text, with their ends or without.
pub fn lines(text: &str, keep_ends: bool) -> Vec<&str> {
    let is_end = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some(end) = rest.find(is_end) else {
            pieces.push(rest);
            break;
        };
        let mark = if rest[end..].starts_with("\r\n") {
            2
        } else {
            rest[end..].chars().next().map_or(1, char::len_utf8)
        };
        pieces.push(&rest[..if keep_ends { end + mark } else { end }]);
        rest = &rest[end + mark..];
    }
    pieces
}

fn list_of(pieces: Vec<&str>) -> Value {
    Value::list(pieces.into_iter().map(Value::str).collect::<Vec<_>>())
}

fn every(args: &Args, test: impl Fn(char) -> bool) -> Result<Value> {
    let this = receiver_text(args)?;
    Ok(Value::bool(
        this.chars() > 0 && this.as_str().chars().all(test),
    ))
}

fn isalnum(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, char::is_alphanumeric)
}

fn isalpha(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, |c| c.is_alphabetic() && !c.is_numeric())
}

fn isascii(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::bool(receiver_text(args)?.as_str().is_ascii()))
}

fn isdecimal(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, |c| c.is_ascii_digit() || fullwidth_digit(c).is_some())
}

fn isdigit(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, |c| {
        c.is_ascii_digit()
            || fullwidth_digit(c).is_some()
            || matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨')
    })
}

fn isnumeric(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, char::is_numeric)
}

fn isidentifier(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let mut chars = this.as_str().chars();
    let starts = chars
        .next()
        .is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    Ok(Value::bool(
        starts && chars.all(unicode_ident::is_xid_continue),
    ))
}

fn isprintable(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::bool(
        receiver_text(args)?
            .as_str()
            .chars()
            .all(quote::is_printable),
    ))
}

fn isspace(_: &mut Interp, args: &Args) -> Result<Value> {
    every(args, is_space)
}

fn islower(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let text = this.as_str();
    Ok(Value::bool(
        text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase),
    ))
}

fn isupper(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let text = this.as_str();
    Ok(Value::bool(
        text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase),
    ))
}

fn istitle(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let mut in_word = false;
    let mut any = false;
    for c in this.as_str().chars() {
        if c.is_uppercase() && in_word || c.is_lowercase() && !in_word {
            return Ok(Value::bool(false));
        }
        in_word = is_cased(c);
        any |= in_word;
    }
    Ok(Value::bool(any))
}

fn translate(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let table = args.at(1);
    let mut out = String::new();
    let mut growth = Growth::default();
    for c in this.as_str().chars() {
        growth.to(out.len())?;
        let replacement = match interp.get_item(table, &Value::Int(i64::from(u32::from(c)))) {
            Ok(value) => value,
            Err(error) if error.is(Exc::LookupError) => {
                out.push(c);
                continue;
            }
            Err(error) => return Err(error),
        };
        match &replacement {
            Value::None => {}
            Value::Str(text) => out.push_str(text.as_str()),
            value => {
                let code = value.as_int().and_then(|code| u32::try_from(code).ok());
                let Some(c) = code.and_then(char::from_u32) else {
                    return Err(Error::type_error(
                        "character mapping must return integer, None or str",
                    ));
                };
                out.push(c);
            }
        }
    }
    Ok(Value::string(out))
}

fn maketrans(_: &mut Interp, args: &Args) -> Result<Value> {
    let mut table = Table::default();
    let code = |c: char| Value::Int(i64::from(u32::from(c)));
    match (args.at(0), args.some(1)) {
        (Value::Dict(source), None) => {
            for (key, value) in source.borrow().iter() {
                let key = match key.as_str() {
                    None => key.clone(),
                    Some(text) => {
                        let mut chars = text.chars();
                        match (chars.next(), chars.next()) {
                            (Some(c), None) => code(c),
                            _ => {
                                return Err(Error::value_error(
                                    "string keys in translate table must be of length 1",
                                ));
                            }
                        }
                    }
                };
                table.set(key, value.clone());
            }
        }
        (_, None) => {
            return Err(Error::type_error(
                "if you give only one argument to maketrans it must be a dict",
            ));
        }
        (from, Some(to)) => {
            let (Some(from), Some(to)) = (from.as_str(), to.as_str()) else {
                return Err(Error::type_error(format!(
                    "maketrans() argument 2 must be str, not {}",
                    type_name(to)
                )));
            };
            if from.chars().count() != to.chars().count() {
                return Err(Error::value_error(
                    "the first two maketrans arguments must have equal length",
                ));
            }
            for (from, to) in from.chars().zip(to.chars()) {
                table.set(code(from), code(to));
            }
            if let Some(gone) = optional_text(args, 2, "maketrans() argument 3 must be str, not")? {
                for c in gone.as_str().chars() {
                    table.set(code(c), Value::None);
                }
            }
        }
    }
    Ok(Value::dict(table.0))
}

/// A dict whose keys are numbers, which need no script to be hashed.
#[derive(Default)]
struct Table(Dict);

impl Table {
    fn set(&mut self, key: Value, value: Value) {
        if let Some(hash) = plain_hash(&key) {
            self.0.insert(hash, key, value);
        }
    }
}

fn format(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let positional = match args.get(1) {
        Some(Value::Tuple(items)) => items.clone(),
        _ => Rc::default(),
    };
    let named = args.get(2).cloned().unwrap_or(Value::None);
    rendering::template(interp, this.as_str(), Some(&positional), &named).map(Value::string)
}

fn format_map(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = receiver_text(args)?;
    let named = args.at(1);
    rendering::template(interp, this.as_str(), None, named).map(Value::string)
}
