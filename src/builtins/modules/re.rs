//! What the scripted module `re` is built on: patterns of Python for the crate fancy-regex.

use std::cell::RefCell;
use std::sync::Arc;

use fancy_regex::{Regex, RegexBuilder, RuntimeError};

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::interrupt;
use crate::eval::methods::arguments::{int_or, method, text_arg};
use crate::eval::module::NativeModule;
use crate::eval::value::Value;

pub static MODULE: NativeModule = NativeModule {
    name: "_re",
    help: "Patterns, for the module re.",
    functions: FUNCTIONS,
    init: |_, _| Ok(()),
};

static FUNCTIONS: &[Builtin] = &[
    method(
        "compile",
        &["pattern", "flags"],
        "The number of a pattern, and the names of its groups.",
        compile,
    ),
    method(
        "scan",
        &["number", "mode", "text", "pos"],
        "The spans of a match and its groups from pos on, or None.",
        scan,
    ),
];

thread_local! {
    /// Each pattern three times: to search, to match at a place, to match up to the end.
    static PATTERNS: RefCell<Vec<[Arc<Regex>; 3]>> = const { RefCell::new(Vec::new()) };
}

const IGNORECASE: i64 = 2;
const MULTILINE: i64 = 8;
const DOTALL: i64 = 16;
const VERBOSE: i64 = 64;
const ASCII: i64 = 256;

/// What changes the meaning of a pattern's parts.
#[derive(Clone, Copy)]
struct How {
    multiline: bool,
    verbose: bool,
    /// Whether `\w` and its like mean ASCII only, as they always do for octets.
    ascii: bool,
}

/// The letters of `(?im)` at the beginning of a pattern.
fn inline_letters(pattern: &str) -> &str {
    let letters = pattern
        .strip_prefix("(?")
        .and_then(|rest| rest.split_once(')'))
        .map_or("", |(letters, _)| letters);
    match letters.chars().all(|c| c.is_ascii_alphabetic()) {
        true => letters,
        false => "",
    }
}

/// A pattern without the flags that the crate does not know, and whether one was `a`.
fn without_own_flags(pattern: &str) -> (String, bool) {
    let letters = inline_letters(pattern);
    if !letters.contains(['a', 'u', 'L']) {
        return (pattern.to_owned(), false);
    }
    let left: String = letters.chars().filter(|c| !"auL".contains(*c)).collect();
    let rest = &pattern[letters.len() + 3..];
    let pattern = match left.is_empty() {
        true => rest.to_owned(),
        false => format!("(?{left}){rest}"),
    };
    (pattern, letters.contains('a'))
}

/// A class of characters as ASCII has it, to stand in brackets.
fn ascii_class(letter: char) -> Option<&'static str> {
    Some(match letter.to_ascii_lowercase() {
        'd' => "0-9",
        'w' => "0-9A-Za-z_",
        's' => r"\x20\t\n\r\x0b\x0c",
        _ => return None,
    })
}

/// Pushes `\w` and its like as ASCII has them; false if the letter stands for something else.
fn push_ascii(out: &mut String, letter: char, in_class: bool) -> bool {
    const WORD: &str = "[0-9A-Za-z_]";
    match (letter, ascii_class(letter)) {
        ('b', None) if !in_class => {
            out.push_str(&format!("(?:(?<={WORD})(?!{WORD})|(?<!{WORD})(?={WORD}))"));
        }
        ('B', None) if !in_class => {
            out.push_str(&format!("(?:(?<={WORD})(?={WORD})|(?<!{WORD})(?!{WORD}))"));
        }
        (_, Some(class)) if letter.is_ascii_uppercase() => out.push_str(&format!("[^{class}]")),
        (_, Some(class)) if in_class => out.push_str(class),
        (_, Some(class)) => out.push_str(&format!("[{class}]")),
        _ => return false,
    }
    true
}

fn compile(_: &mut Interp, args: &Args) -> Result<Value> {
    let pattern = text_arg(
        args,
        0,
        "first argument must be string or compiled pattern, not",
    )?;
    let flags = args.at(1).as_int().unwrap_or(0);
    let (pattern, ascii) = without_own_flags(pattern.as_str());
    let pattern = pattern.as_str();
    let how = How {
        multiline: flags & MULTILINE != 0 || inline_letters(pattern).contains('m'),
        verbose: flags & VERBOSE != 0 || inline_letters(pattern).contains('x'),
        ascii: ascii || flags & ASCII != 0,
    };
    let translated = translate(pattern, how);
    let mut prefix = String::new();
    for (flag, letter) in [
        (IGNORECASE, 'i'),
        (MULTILINE, 'm'),
        (DOTALL, 's'),
        (VERBOSE, 'x'),
    ] {
        if flags & flag != 0 {
            prefix.push(letter);
        }
    }
    let open = if prefix.is_empty() {
        "(?:".to_owned()
    } else {
        format!("(?{prefix}:")
    };
    let end = if how.verbose { "\n)" } else { ")" };
    let build = |before: &str, after: &str| {
        Regex::new(&format!("{before}{open}{translated}{end}{after}"))
            .map(Arc::new)
            .map_err(|error| Error::value_error(error.to_string()))
    };
    let all = [build("", "")?, build(r"\G", "")?, build(r"\G", r"\z")?];
    let names: Vec<Value> = all[0]
        .capture_names()
        .skip(1)
        .map(|name| name.map_or(Value::None, Value::str))
        .collect();
    let number = PATTERNS.with_borrow_mut(|patterns| {
        patterns.push(all);
        patterns.len() - 1
    });
    Ok(Value::tuple([Value::from(number), Value::list(names)]))
}

/// Python's spelling of a pattern in that of the crate.
fn translate(pattern: &str, how: How) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let chars: Vec<char> = pattern.chars().collect();
    let mut at = 0;
    let mut class_start = None;
    while let Some(&c) = chars.get(at) {
        at += 1;
        match (c, class_start) {
            ('\\', _) => {
                let next = chars.get(at).copied().unwrap_or('\\');
                at += 1;
                if how.ascii && push_ascii(&mut out, next, class_start.is_some()) {
                    continue;
                }
                let octal = octal(&chars[at - 1..], class_start.is_some());
                if let Some((digits, code)) = octal {
                    out.push_str(&format!(r"\x{{{code:x}}}"));
                    at += digits - 1;
                    continue;
                }
                match next {
                    'Z' => out.push_str(r"\z"),
                    '<' | '>' | '"' | '\'' | ' ' | '`' | ',' | ';' | ':' | '=' | '!' | '@'
                    | '%' | '/' | '_' => {
                        // With re.X a blank counts only with its backslash.
                        if next == ' ' {
                            out.push('\\');
                        }
                        out.push(next);
                    }
                    'u' => out.push_str(r"\u"),
                    _ => {
                        out.push('\\');
                        out.push(next);
                    }
                }
            }
            ('[', None) => {
                out.push('[');
                if chars.get(at) == Some(&'^') {
                    out.push('^');
                    at += 1;
                }
                if chars.get(at) == Some(&']') {
                    out.push_str(r"\]");
                    at += 1;
                }
                class_start = Some(at);
            }
            ('[' | '&' | '~', Some(_)) => {
                out.push('\\');
                out.push(c);
            }
            // The crate leaves out blanks in brackets, too.
            (' ' | '\t' | '\n' | '\r' | '#', Some(_)) if how.verbose => {
                out.push_str(&format!(r"\x{{{:x}}}", c as u32));
            }
            (']', Some(_)) => {
                out.push(']');
                class_start = None;
            }
            ('$', None) if !how.multiline => out.push_str(r"(?=\n?\z)"),
            ('{', None) => {
                let close = chars[at..].iter().position(|c| *c == '}');
                let inside: String = chars[at..at + close.unwrap_or(0)].iter().collect();
                let counts = !inside.is_empty()
                    && inside != ","
                    && inside.chars().all(|c| c.is_ascii_digit() || c == ',')
                    && inside.matches(',').count() <= 1;
                match (counts, inside.starts_with(',')) {
                    (false, _) => out.push_str(r"\{"),
                    (true, true) => out.push_str("{0"),
                    (true, false) => out.push('{'),
                }
            }
            _ => out.push(c),
        }
    }
    out
}

/// How many digits of a character in octal stand there, and which it is: `\0`, `\012`, `\101`.
fn octal(rest: &[char], in_class: bool) -> Option<(usize, u32)> {
    let digits = rest.iter().take(3).take_while(|c| ('0'..='7').contains(*c));
    let digits: String = digits.collect();
    let is_character = digits.starts_with('0') || digits.len() == 3 || in_class;
    let code = u32::from_str_radix(&digits, 8).ok()?;
    (is_character && code < 0x100).then_some((digits.len(), code))
}

/// Places are counted in characters, as scripts do.
fn scan(interp: &mut Interp, args: &Args) -> Result<Value> {
    interp.check_interrupt()?;
    let number = int_or(interp, args, 0, 0)? as usize;
    let mode = int_or(interp, args, 1, 0)?.clamp(0, 2) as usize;
    let text = text_arg(args, 2, "expected string or bytes-like object, got")?;
    let pos = int_or(interp, args, 3, 0)?.max(0) as usize;
    let text = text.as_str();
    let ascii = text.is_ascii();
    let start = if ascii {
        pos
    } else {
        let found = text.char_indices().nth(pos).map(|(at, _)| at);
        let end = text.chars().count();
        found.unwrap_or(text.len() + usize::from(pos > end))
    };
    if start > text.len() {
        return Ok(Value::None);
    }
    let Some(regex) = PATTERNS.with_borrow(|all| all.get(number).map(|all| all[mode].clone()))
    else {
        return Err(Error::value_error("no such pattern"));
    };
    let found = match spans(&regex, text, start) {
        // Patterns that go back often: with patience, where Ctrl-C ends it.
        Err(fancy_regex::Error::RuntimeError(RuntimeError::BacktrackLimitExceeded)) => {
            let text = text.to_owned();
            interrupt::aside(move || {
                let mut patient = RegexBuilder::new(regex.as_str());
                let patient = patient.backtrack_limit(PATIENCE).build()?;
                spans(&patient, &text, start)
            })?
        }
        found => found,
    };
    let found =
        found.map_err(|error| Error::runtime_error(format!("the pattern is too hard: {error}")))?;
    let Some(groups) = found else {
        return Ok(Value::None);
    };
    let place = |offset: usize| {
        let count = if ascii {
            offset
        } else {
            text[..offset].chars().count()
        };
        Value::from(count)
    };
    let spans: Vec<Value> = groups
        .into_iter()
        .map(|group| match group {
            Some((start, end)) => Value::tuple([place(start), place(end)]),
            None => Value::tuple([Value::Int(-1), Value::Int(-1)]),
        })
        .collect();
    Ok(Value::list(spans))
}

/// How often a pattern may go back before it is called too hard: some seconds.
const PATIENCE: usize = 100_000_000;

/// Where a match and its groups begin and end, in octets.
type Spans = Vec<Option<(usize, usize)>>;

fn spans(regex: &Regex, text: &str, start: usize) -> fancy_regex::Result<Option<Spans>> {
    let found = regex.captures_from_pos(text, start)?;
    Ok(found.map(|captures| {
        let group = |at| captures.get(at).map(|group| (group.start(), group.end()));
        (0..captures.len()).map(group).collect()
    }))
}
