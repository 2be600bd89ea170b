//! Text copied from slides and terminals: typographic quotes and dashes, spaces that are none,
//! and the prompts of a session together with what it printed.
//!
//! Lines stay where they are; columns may move.

use std::borrow::Cow;

use crate::lang::hint::Hint;
use crate::lang::quote::{self, Quote};

/// The text of a file, and words about an encoding that Python would not have guessed.
pub fn decode(octets: &[u8]) -> (String, Option<&'static str>) {
    if let Some(rest) = octets.strip_prefix(b"\xef\xbb\xbf") {
        return (String::from_utf8_lossy(rest).into_owned(), None);
    }
    if let Some(text) = utf16(octets) {
        let words = "the file is UTF-16; Python 3 wants UTF-8: save it so in the editor";
        return (text, Some(words));
    }
    let declared = is_declared_latin(octets);
    match std::str::from_utf8(octets) {
        Ok(text) if !declared => (text.to_owned(), None),
        // Latin-1 numbers its characters as Unicode does; Windows has more in the gap.
        _ => {
            let text = octets.iter().map(|octet| windows(*octet)).collect();
            let words = "the file is no UTF-8 and was read as Latin-1; Python 3 wants UTF-8, or a \
                         first line # -*- coding: latin-1 -*-";
            (text, (!declared).then_some(words))
        }
    }
}

/// The text of UTF-16, known by its first character or by its zeros.
fn utf16(octets: &[u8]) -> Option<String> {
    let (big, rest) = match octets {
        [0xff, 0xfe, rest @ ..] => (false, rest),
        [0xfe, 0xff, rest @ ..] => (true, rest),
        [1..=255, 0, 1..=255, 0, ..] => (false, octets),
        [0, 1..=255, 0, 1..=255, ..] => (true, octets),
        _ => return None,
    };
    let units: Vec<u16> = rest
        .chunks_exact(2)
        .map(|pair| match big {
            true => u16::from_be_bytes([pair[0], pair[1]]),
            false => u16::from_le_bytes([pair[0], pair[1]]),
        })
        .collect();
    Some(String::from_utf16_lossy(&units))
}

/// `# -*- coding: latin-1 -*-` in one of the first two lines (PEP 263)
fn is_declared_latin(octets: &[u8]) -> bool {
    octets.split(|octet| *octet == b'\n').take(2).any(|line| {
        let line = String::from_utf8_lossy(line).to_lowercase();
        line.trim_start().starts_with('#')
            && line.contains("coding")
            && [
                "latin-1",
                "latin1",
                "iso-8859-1",
                "iso8859-1",
                "8859-15",
                "cp1252",
                "windows-1252",
            ]
            .iter()
            .any(|name| line.contains(name))
    })
}

/// A character of Windows' code page 1252, as far as word processors write it.
fn windows(octet: u8) -> char {
    match octet {
        0x80 => '\u{20ac}',
        0x85 => '\u{2026}',
        0x91 => '\u{2018}',
        0x92 => '\u{2019}',
        0x93 => '\u{201c}',
        0x94 => '\u{201d}',
        0x96 => '\u{2013}',
        0x97 => '\u{2014}',
        octet => char::from(octet),
    }
}

/// The text as it was meant, and hints about what was changed, with places in that text.
pub fn straighten(text: &str) -> (Cow<'_, str>, Vec<Hint>) {
    let mut hints = Vec::new();
    let mut straight = Cow::Borrowed(text);
    if is_session(text) {
        straight = Cow::Owned(without_prompts(text, &mut hints));
    } else if text.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && let Some(listing) = without_numbers(text, &mut hints)
    {
        straight = Cow::Owned(listing);
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

/// What stands behind the prompt `>>> ` or `In [1]: `.
fn prompted(line: &str) -> Option<&str> {
    let line = line.trim_start();
    behind(line.strip_prefix(">>>").or_else(|| {
        let (number, rest) = line.strip_prefix("In [")?.split_once("]:")?;
        number.bytes().all(|b| b.is_ascii_digit()).then_some(rest)
    })?)
}

/// What stands behind the prompt `... ` or `   ...: `.
fn continued(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("...")?;
    behind(rest.strip_prefix(':').unwrap_or(rest))
}

/// A prompt ends with a blank, which may be lost at the end of the line.
fn behind(rest: &str) -> Option<&str> {
    match rest.as_bytes().first() {
        None => Some(rest),
        Some(b' ') => Some(&rest[1..]),
        _ => None,
    }
}

/// So many lines with numbers are a listing.
const FEWEST_NUMBERED: usize = 3;

/// A listing from a book, whose lines begin with their numbers, without these.
fn without_numbers(text: &str, hints: &mut Vec<Hint>) -> Option<String> {
    let mut last = 0;
    let mut places = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            places.push(None);
            continue;
        }
        let (number, end) = line_number(line)?;
        if number <= last {
            return None;
        }
        last = number;
        let code = line[end..].trim_start_matches([' ', '\t']);
        places.push(Some((
            end,
            (!code.is_empty()).then(|| line.len() - code.len()),
        )));
    }
    let numbered = || places.iter().flatten();
    if numbered().count() < FEWEST_NUMBERED {
        return None;
    }
    let widest = numbered().map(|(end, _)| *end).max().unwrap_or(0);
    let column = numbered().filter_map(|(_, code)| *code).min()?;
    let blanks = numbered()
        .filter_map(|(end, code)| code.map(|code| code - end))
        .min()?;
    let mut straight = String::with_capacity(text.len());
    for (line, place) in text.split_inclusive('\n').zip(&places) {
        let from = match place {
            None => 0,
            // All code begins behind the same column, or so many blanks behind its number.
            Some(_) if column > widest => column,
            Some((end, _)) => end + blanks,
        };
        let body = line.trim_end_matches(['\n', '\r']);
        straight.push_str(body.get(from..).unwrap_or_default());
        straight.push_str(&line[body.len()..]);
    }
    hints.push(Hint {
        kind: "line numbers",
        at: 0,
        words: "the numbers of the lines are not part of the program".into(),
    });
    Some(straight)
}

/// The number that a line begins with, and where what belongs to it ends: `12:`, `12.`, `12|`
fn line_number(line: &str) -> Option<(u32, usize)> {
    let start = line.len() - line.trim_start_matches(' ').len();
    let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    let number = line[start..start + digits].parse().ok()?;
    let mut end = start + digits;
    if let Some(':' | '.' | '|' | ')') = line[end..].chars().next() {
        end += 1;
    }
    let rest = &line[end..];
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some((number, end))
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
                    words: format!("{} not part of the program", prompts(body)),
                });
            }
            straight.push_str(code);
        }
        in_statement = code.is_some();
        straight.push_str(&line[body.len()..]);
    }
    straight
}

fn prompts(line: &str) -> &'static str {
    if line.trim_start().starts_with('I') {
        "the prompts In [1]: and ...: are"
    } else {
        "the prompts >>> and ... are"
    }
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
        Some("") => ("invisible", "a character that cannot be seen is left out"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whatever_editor_wrote_it() {
        let text = "x = 'é'\n";
        let units = |big: bool| -> Vec<u8> {
            let octets = |unit: u16| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            };
            text.encode_utf16().flat_map(octets).collect()
        };
        let with_mark = [&[0xff, 0xfe][..], &units(false)].concat();
        let with_big_mark = [&[0xfe, 0xff][..], &units(true)].concat();
        for octets in [with_mark, with_big_mark, units(false), units(true)] {
            let (found, words) = decode(&octets);
            assert_eq!(found, text);
            assert!(words.is_some_and(|words| words.contains("UTF-16")));
        }
        assert_eq!(decode(b"\xef\xbb\xbfx = 1\n"), ("x = 1\n".into(), None));
        assert_eq!(decode(text.as_bytes()), (text.into(), None));
        let (found, words) = decode(b"x = '\xe9'\n");
        assert_eq!(found, text);
        assert!(words.is_some_and(|words| words.contains("Latin-1")));
        let declared = b"# -*- coding: latin-1 -*-\nx = '\xe9'\n";
        assert_eq!(
            decode(declared),
            (format!("# -*- coding: latin-1 -*-\n{text}"), None)
        );
        assert_eq!(decode(b"").0, "");
    }
}
