//! Text copied from slides and terminals: typographic quotes and dashes, spaces that are none,
//! and the prompts of a session together with what it printed.
//!
//! Lines stay where they are; columns may move.

use std::borrow::Cow;

use crate::lang::hint::Hint;
use crate::lang::quote::{self, Quote};

/// The text as it was meant, and hints about what was changed, with places in that text.
pub fn straighten(text: &str) -> (Cow<'_, str>, Vec<Hint>) {
    let mut hints = Vec::new();
    let mut straight = Cow::Borrowed(text);
    if is_session(text) {
        straight = Cow::Owned(without_prompts(text, &mut hints));
    }
    if straight.chars().any(|c| plain(c).is_some()) {
        straight = Cow::Owned(plain_characters(&straight, &mut hints));
    }
    (straight, hints)
}

/// Whether the first line that is not empty shows a prompt.
fn is_session(text: &str) -> bool {
    let first = text
        .lines()
        .map(str::trim_start)
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| prompted(line).is_some())
}

/// What stands behind the prompt `>>> `.
fn prompted(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(">>>")?;
    match rest.as_bytes().first() {
        None => Some(rest),
        Some(b' ') => Some(&rest[1..]),
        _ => None,
    }
}

/// What stands behind the prompt `... `.
fn continued(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("...")?;
    match rest.as_bytes().first() {
        None => Some(rest),
        Some(b' ') => Some(&rest[1..]),
        _ => None,
    }
}

fn without_prompts(text: &str, hints: &mut Vec<Hint>) -> String {
    let mut straight = String::with_capacity(text.len());
    let mut in_statement = false;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let code = match (prompted(body), continued(body)) {
            (Some(code), _) => Some(code),
            (None, Some(code)) if in_statement => Some(code),
            _ => None,
        };
        if let Some(code) = code {
            if hints.is_empty() {
                hints.push(Hint {
                    kind: "prompt",
                    at: straight.len() as u32,
                    words: "the prompts >>> and ... are not part of the program".into(),
                });
            }
            straight.push_str(code);
        }
        in_statement = code.is_some();
        straight.push_str(&line[body.len()..]);
    }
    straight
}

/// The ASCII text for a character that a word processor put in its place.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => {
            "\""
        }
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{b4}' | '\u{2032}' => "'",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{ad}' => "",
        '\u{d7}' => "*",
        '\u{2026}' => "...",
        _ => return None,
    })
}

fn hint_of(c: char) -> (&'static str, &'static str) {
    match plain(c) {
        Some("\"" | "'") => ("quotes", "programs have the straight quotes \" and '"),
        Some("-") => ("dashes", "programs have the minus sign -"),
        Some("*") => ("times", "programs multiply with *"),
        Some("...") => ("ellipsis", "programs have three dots ..."),
        _ => ("spaces", "programs have ordinary spaces"),
    }
}

/// Replaces such characters outside of strings and comments, where they mean nothing else.
fn plain_characters(text: &str, hints: &mut Vec<Hint>) -> String {
    let mut straight = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => straight_string(rest),
            _ => 0,
        };
        if length > 0 {
            straight.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let Some(replaced) = plain(c) else {
            straight.push(c);
            if !matches!(c, '"' | '\'') {
                continue;
            }
            // The string that opens here is closed by a slanted quote, if at all.
            let quote = if c == '"' { "\"" } else { "'" };
            let before = straight.len();
            rest = slanted_string(rest, quote, &mut straight);
            if straight.len() > before {
                let (kind, words) = hint_of('\u{201c}');
                hints.push(Hint {
                    kind,
                    at: before as u32,
                    words: words.into(),
                });
            }
            continue;
        };
        let (kind, words) = hint_of(c);
        hints.push(Hint {
            kind,
            at: straight.len() as u32,
            words: words.into(),
        });
        straight.push_str(replaced);
        if matches!(replaced, "\"" | "'") {
            rest = slanted_string(rest, replaced, &mut straight);
        }
    }
    straight
}

/// The length of a string in straight quotes; zero if it is not closed.
fn straight_string(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let open = Quote::at(bytes, 0);
    quote::plain_end(bytes, open.length, open).unwrap_or(0)
}

/// Copies a string up to the quote that closes it, from behind the one that opens it; returns
/// what follows.
fn slanted_string<'t>(rest: &'t str, quote: &str, straight: &mut String) -> &'t str {
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let closing = |(_, c): &(usize, char)| plain(*c).is_some_and(|plain| plain == quote);
    let slanted = line.char_indices().find(closing);
    let plain_one = line.find(quote);
    let (end, length) = match (slanted, plain_one) {
        // `‘it"s’` is closed by its own kind first.
        (Some((at, c)), Some(other)) if at < other => (at, c.len_utf8()),
        (_, Some(at)) => (at, 1),
        (Some((at, c)), None) => (at, c.len_utf8()),
        (None, None) => return rest,
    };
    straight.push_str(&line[..end]);
    straight.push_str(quote);
    &rest[end + length..]
}
