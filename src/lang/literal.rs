//! Numbers and strings: their values, read from the text of their tokens.

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::Num;

use crate::lang::ast::{Expr, ExprKind, FPart, Span};
use crate::lang::combinator::between;
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::fstring;
use crate::lang::token::{TokenKind, Tokens};

/// CPython's limit, because reading decimal digits takes quadratic time.
const MAX_DECIMAL_DIGITS: usize = 4300;

/// `10`, `0x1f`, `1_000`, `0777`
pub fn integer(input: Tokens) -> Parse<Expr> {
    let token = input.first();
    let written = input.text(token.span);
    let text = written.trim_end_matches(['l', 'L']);
    if text.len() < written.len() {
        input.hint("10L", token.span, text);
    }
    let (radix, digits) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, &text[2..]),
        [b'0', b'o' | b'O', ..] => (8, &text[2..]),
        [b'0', b'b' | b'B', ..] => (2, &text[2..]),
        [b'0', digits @ ..] if digits.iter().any(|digit| !matches!(digit, b'0' | b'_')) => {
            input.hint(
                "0777",
                token.span,
                format!("0o{}", text.trim_start_matches('0')),
            );
            (8, &text[1..])
        }
        _ => (10, text),
    };
    let without;
    let digits = if digits.contains('_') {
        without = digits.replace('_', "");
        without.as_str()
    } else {
        digits
    };
    let kind = match i64::from_str_radix(digits, radix) {
        Ok(value) => ExprKind::Int(value),
        Err(_) if radix == 10 && digits.len() > MAX_DECIMAL_DIGITS => {
            let message = format!(
                "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has {} digits; \
                 use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer \
                 literals to avoid decimal conversion limits.",
                digits.len()
            );
            return Stop::say(SyntaxError::new(message, token.span));
        }
        Err(_) => match BigInt::from_str_radix(digits, radix) {
            Ok(value) => ExprKind::BigInt(Rc::new(value)),
            Err(_) => return Stop::say(SyntaxError::new("invalid decimal literal", token.span)),
        },
    };
    Ok((
        input.rest(),
        Expr {
            kind,
            span: token.span,
        },
    ))
}

/// `1.5`, `.5`, `1.`, `1e9`, `2j`
pub fn float(input: Tokens) -> Parse<Expr> {
    let token = input.first();
    let text = input.text(token.span).replace('_', "");
    let digits = text.trim_end_matches(['j', 'J']);
    let kind = if digits.len() == text.len() {
        ExprKind::Float
    } else {
        ExprKind::Imaginary
    };
    match digits.parse() {
        Ok(value) => Ok((
            input.rest(),
            Expr {
                kind: kind(value),
                span: token.span,
            },
        )),
        Err(_) => Stop::say(SyntaxError::new("invalid decimal literal", token.span)),
    }
}

/// `"a" 'b' f"{c}"`: neighbours are one string
pub fn strings(input: Tokens) -> Parse<Expr> {
    let mut rest = input;
    let mut joined = Joined::Nothing;
    while rest.kind() == TokenKind::Str {
        let span = rest.first().span;
        let piece = Piece::of(rest.text(span), span);
        if piece.is_doubly_prefixed {
            input.hint("ur", span, "r\"…\" without the u");
        }
        match (&mut joined, piece.is_bytes) {
            (Joined::Nothing, true) => joined = Joined::Bytes(bytes(piece)?),
            (Joined::Bytes(octets), true) => octets.append(&mut bytes(piece)?),
            (Joined::Bytes(_), false) | (Joined::Text(..), true) => {
                return Stop::say(SyntaxError::new(
                    "cannot mix bytes and nonbytes literals",
                    input.first().span,
                ));
            }
            (Joined::Nothing, false) => {
                let mut parts = Parts::default();
                add_text(&mut parts, piece, rest)?;
                joined = Joined::Text(parts, piece.is_formatted);
            }
            (Joined::Text(parts, formatted), false) => {
                *formatted |= piece.is_formatted;
                add_text(parts, piece, rest)?;
            }
        }
        rest = rest.rest();
    }
    let kind = match joined {
        Joined::Nothing => return Stop::expected(input, "a string"),
        Joined::Bytes(octets) => ExprKind::Bytes(octets.into()),
        Joined::Text(parts, true) => ExprKind::FString(parts.finish()),
        Joined::Text(parts, false) => ExprKind::Str(parts.text.into()),
    };
    Ok((
        rest,
        Expr {
            kind,
            span: between(input, rest),
        },
    ))
}

enum Joined {
    Nothing,
    Bytes(Vec<u8>),
    /// and whether one of them is an f-string
    Text(Parts, bool),
}

/// The pieces of an f-string, neighbouring text joined.
#[derive(Default)]
pub struct Parts {
    list: Vec<FPart>,
    pub text: String,
}

impl Parts {
    pub fn value(&mut self, part: FPart) {
        if !self.text.is_empty() {
            self.list
                .push(FPart::Text(std::mem::take(&mut self.text).into()));
        }
        self.list.push(part);
    }

    pub fn finish(mut self) -> Vec<FPart> {
        if !self.text.is_empty() {
            self.list.push(FPart::Text(self.text.into()));
        }
        self.list
    }
}

/// One string token, taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'t> {
    pub body: &'t str,
    /// Where the body starts in the source.
    pub start: usize,
    pub is_raw: bool,
    pub is_bytes: bool,
    pub is_formatted: bool,
    /// `u""`
    is_unicode: bool,
    /// Python 2's `ur""`
    is_doubly_prefixed: bool,
    /// The whole token.
    pub span: Span,
}

impl<'t> Piece<'t> {
    fn of(text: &'t str, span: Span) -> Self {
        let prefix_length = text.find(['"', '\'']).unwrap_or(0);
        let (prefix, quoted) = text.split_at(prefix_length);
        let triple =
            quoted.len() >= 6 && (quoted.starts_with("\"\"\"") || quoted.starts_with("'''"));
        let quote = if triple { 3 } else { 1 };
        Piece {
            body: quoted
                .get(quote..quoted.len().saturating_sub(quote))
                .unwrap_or_default(),
            start: span.start as usize + prefix_length + quote,
            is_raw: prefix.contains(['r', 'R']),
            is_bytes: prefix.contains(['b', 'B']),
            is_formatted: prefix.contains(['f', 'F']),
            is_unicode: prefix.contains(['u', 'U']),
            is_doubly_prefixed: prefix.len() == 2 && prefix.contains(['u', 'U']),
            span,
        }
    }
}

fn add_text(parts: &mut Parts, piece: Piece, input: Tokens) -> Result<(), nom::Err<Stop>> {
    if piece.is_formatted {
        fstring::add(parts, piece, input)
    } else if input.shared.python2.get() && !piece.is_unicode && !piece.body.is_ascii() {
        // A character outside of ASCII was the octets of its encoding.
        let octets: String = piece.body.bytes().map(char::from).collect();
        said(unescape(&octets, piece, &mut parts.text))
    } else {
        said(unescape(piece.body, piece, &mut parts.text))
    }
}

pub fn said<T>(result: Result<T, SyntaxError>) -> Result<T, nom::Err<Stop>> {
    result.or_else(|error| Stop::say(error).map(|(_, value)| value))
}

fn bytes(piece: Piece) -> Result<Vec<u8>, nom::Err<Stop>> {
    if !piece.body.is_ascii() {
        let error = SyntaxError::new(
            "bytes can only contain ASCII literal characters",
            piece.span,
        );
        return said(Err(error));
    }
    let mut octets = Vec::with_capacity(piece.body.len());
    let mut rest = piece.body.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'\r' => {
                rest = rest.strip_prefix(b"\n").unwrap_or(rest);
                octets.push(b'\n');
            }
            b'\\' if !piece.is_raw => rest = said(byte_escape(rest, piece, &mut octets))?,
            _ => octets.push(first),
        }
    }
    Ok(octets)
}

/// Reads an escape from behind its backslash; returns what follows.
fn byte_escape<'t>(
    rest: &'t [u8],
    piece: Piece,
    octets: &mut Vec<u8>,
) -> Result<&'t [u8], SyntaxError> {
    let Some((&letter, after)) = rest.split_first() else {
        octets.push(b'\\');
        return Ok(rest);
    };
    if letter == b'x' {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let Some(value) = digits
            .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|d| u8::from_str_radix(d, 16).ok())
        else {
            let position = piece.body.len() - rest.len() - 1;
            let message = format!("(value error) invalid \\x escape at position {position}");
            return Err(SyntaxError::new(message, piece.span));
        };
        octets.push(value);
        return Ok(&after[2..]);
    }
    if letter == b'\n' {
        return Ok(after);
    }
    if letter == b'\r' {
        return Ok(after.strip_prefix(b"\n").unwrap_or(after));
    }
    if let b'0'..=b'7' = letter {
        let (value, length) = octal(rest);
        octets.push(value as u8);
        return Ok(&rest[length..]);
    }
    match simple_escape(letter) {
        Some(value) => octets.push(value),
        None => octets.extend([b'\\', letter]),
    }
    Ok(after)
}

fn octal(digits: &[u8]) -> (u32, usize) {
    let length = digits
        .iter()
        .take(3)
        .take_while(|b| matches!(b, b'0'..=b'7'))
        .count();
    (
        digits[..length]
            .iter()
            .fold(0, |value, digit| value * 8 + u32::from(digit - b'0')),
        length,
    )
}

fn simple_escape(letter: u8) -> Option<u8> {
    Some(match letter {
        b'\\' | b'\'' | b'"' => letter,
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        _ => return None,
    })
}

/// Appends the value of a part of a string's body.
pub fn unescape(body: &str, piece: Piece, text: &mut String) -> Result<(), SyntaxError> {
    let mut rest = body;
    while let Some(place) = rest.find(['\\', '\r']) {
        text.push_str(&rest[..place]);
        let found = rest.as_bytes()[place];
        rest = &rest[place + 1..];
        if found == b'\r' {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
            text.push('\n');
        } else if piece.is_raw {
            text.push('\\');
        } else {
            rest = text_escape(rest, piece, text)?;
        }
    }
    text.push_str(rest);
    Ok(())
}

fn text_escape<'t>(rest: &'t str, piece: Piece, text: &mut String) -> Result<&'t str, SyntaxError> {
    let Some(letter) = rest.chars().next() else {
        text.push('\\');
        return Ok(rest);
    };
    let after = &rest[letter.len_utf8()..];
    match letter {
        '\n' => return Ok(after),
        '\r' => return Ok(after.strip_prefix('\n').unwrap_or(after)),
        'x' => return code_escape(after, 2, "truncated \\xXX escape", piece, text),
        'u' => return code_escape(after, 4, "truncated \\uXXXX escape", piece, text),
        'U' => return code_escape(after, 8, "truncated \\UXXXXXXXX escape", piece, text),
        'N' => return named_escape(after, piece, text),
        '0'..='7' => {
            let (value, length) = octal(rest.as_bytes());
            text.push(char::from_u32(value).unwrap_or('\u{fffd}'));
            return Ok(&rest[length..]);
        }
        _ => {}
    }
    match u8::try_from(letter).ok().and_then(simple_escape) {
        Some(value) => text.push(char::from(value)),
        None => text.extend(['\\', letter]),
    }
    Ok(after)
}

fn unicode_error(after: &str, length: usize, reason: &str, piece: Piece) -> SyntaxError {
    // The position counts from the body's start, in characters; `after` is behind `\x`.
    let offset = (after.as_ptr() as usize)
        .wrapping_sub(piece.body.as_ptr() as usize)
        .min(piece.body.len());
    let start = piece
        .body
        .get(..offset)
        .map_or(0, |text| text.chars().count())
        .saturating_sub(2);
    let end = start + 1 + length;
    let message = format!(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: {reason}"
    );
    SyntaxError::new(message, piece.span)
        .with_help("a backslash starts an escape here; write \\\\ or a raw string r\"…\"")
}

fn code_escape<'t>(
    after: &'t str,
    length: usize,
    reason: &str,
    piece: Piece,
    text: &mut String,
) -> Result<&'t str, SyntaxError> {
    let count = after
        .bytes()
        .take(length)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    if count < length {
        return Err(unicode_error(after, count, reason, piece));
    }
    let code = u32::from_str_radix(&after[..length], 16).unwrap_or(u32::MAX);
    match char::from_u32(code) {
        Some(c) => text.push(c),
        None if code < 0x11_0000 => {
            let message = format!("the surrogate \\u{code:04x} is no character");
            return Err(
                SyntaxError::new(message, piece.span).with_help("write octets as bytes: b\"…\"")
            );
        }
        None => {
            return Err(unicode_error(
                after,
                length,
                "illegal Unicode character",
                piece,
            ));
        }
    }
    Ok(&after[length..])
}

/// The characters that people write by name; there is no table of all 30,000.
const NAMED: [(&str, char); 24] = [
    ("BLACK CIRCLE", '●'),
    ("BULLET", '•'),
    ("CHECK MARK", '✓'),
    ("COPYRIGHT SIGN", '©'),
    ("CROSS MARK", '❌'),
    ("DEGREE SIGN", '°'),
    ("DOWNWARDS ARROW", '↓'),
    ("EM DASH", '—'),
    ("EN DASH", '–'),
    ("EURO SIGN", '€'),
    ("GREEK SMALL LETTER ALPHA", 'α'),
    ("GREEK SMALL LETTER BETA", 'β'),
    ("GREEK SMALL LETTER MU", 'μ'),
    ("GREEK SMALL LETTER PI", 'π'),
    ("HORIZONTAL ELLIPSIS", '…'),
    ("INFINITY", '∞'),
    ("LEFTWARDS ARROW", '←'),
    ("MICRO SIGN", 'µ'),
    ("MULTIPLICATION SIGN", '×'),
    ("NO-BREAK SPACE", '\u{a0}'),
    ("RIGHTWARDS ARROW", '→'),
    ("SNOWMAN", '☃'),
    ("UPWARDS ARROW", '↑'),
    ("WHITE HEAVY CHECK MARK", '✅'),
];

fn named_escape<'t>(
    after: &'t str,
    piece: Piece,
    text: &mut String,
) -> Result<&'t str, SyntaxError> {
    let inside = after
        .strip_prefix('{')
        .and_then(|inside| inside.split_once('}'));
    let Some((name, rest)) = inside else {
        return Err(unicode_error(
            after,
            0,
            "malformed \\N character escape",
            piece,
        ));
    };
    let upper = name.to_uppercase();
    let Some((_, c)) = NAMED.iter().find(|(known, _)| *known == upper) else {
        let error = unicode_error(
            after,
            name.len() + 2,
            "unknown Unicode character name",
            piece,
        );
        return Err(error.with_help("write the character itself, or its code as \\uXXXX"));
    };
    text.push(*c);
    Ok(rest)
}
