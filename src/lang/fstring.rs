//! The values inside f-strings.

use crate::lang::ast::{FPart, Span};
use crate::lang::combinator::nested;
use crate::lang::error::{Stop, SyntaxError};
use crate::lang::expr;
use crate::lang::lex::{LexError, lex_value};
use crate::lang::literal::{Parts, Piece, said, unescape};
use crate::lang::stop::explain;
use crate::lang::token::{Operator, TokenKind, Tokens};

type Found<T> = Result<T, nom::Err<Stop>>;

/// Appends the pieces of an f-string.
pub fn add(parts: &mut Parts, piece: Piece, input: Tokens) -> Found<()> {
    let end = piece.start + piece.body.len();
    let mut at = piece.start;
    while at < end {
        at = text(parts, piece, at, input, false)?;
        if at >= end {
            break;
        }
        if input.shared.source.as_bytes()[at] == b'}' {
            let place = Span {
                start: at as u32,
                end: at as u32 + 1,
            };
            return fail("f-string: single '}' is not allowed", place);
        }
        at = value(parts, piece, at + 1, input)?;
    }
    Ok(())
}

fn fail<T>(message: &str, place: Span) -> Found<T> {
    said(Err(SyntaxError::new(message, place)))
}

/// Appends text up to a value's `{`, or a `}` that closes nothing; doubled ones are text,
/// but not in a format spec.
fn text(
    parts: &mut Parts,
    piece: Piece,
    start: usize,
    input: Tokens,
    in_spec: bool,
) -> Found<usize> {
    let source = input.shared.source;
    let bytes = source.as_bytes();
    let end = piece.start + piece.body.len();
    let mut from = start;
    let mut at = start;
    while at < end {
        match bytes[at] {
            brace @ (b'{' | b'}') => {
                if in_spec || at + 1 >= end || bytes[at + 1] != brace {
                    break;
                }
                said(unescape(&source[from..=at], piece, &mut parts.text))?;
                at += 2;
                from = at;
            }
            b'\\' if !piece.is_raw && bytes[at + 1..end].starts_with(b"N{") => {
                at = source[at..end]
                    .find('}')
                    .map_or(end, |length| at + length + 1);
            }
            b'\\' if !piece.is_raw && at + 1 < end && !matches!(bytes[at + 1], b'{' | b'}') => {
                at += 2
            }
            _ => at += 1,
        }
    }
    let at = at.min(end);
    said(unescape(
        source.get(from..at).unwrap_or_default(),
        piece,
        &mut parts.text,
    ))?;
    Ok(at)
}

/// Appends the value whose `{` is before `start`; returns where its `}` ends.
fn value(parts: &mut Parts, piece: Piece, start: usize, input: Tokens) -> Found<usize> {
    let source = input.shared.source;
    let bytes = source.as_bytes();
    let limit = piece.start + piece.body.len();
    let here = Span {
        start: start as u32 - 1,
        end: start as u32,
    };
    let (tokens, stopped) = match lex_value(source, start, limit) {
        Ok(found) => found,
        Err(LexError::Wrong(error) | LexError::Unfinished(error)) => {
            return said(Err(prefixed(error)));
        }
    };
    let mut list = tokens.as_slice();
    let mut debug = None;
    let mut rewritten;
    if let [before @ .., last, end] = list
        && last.kind == TokenKind::Operator(Operator::Equal)
    {
        debug = Some(source[start..stopped].into());
        rewritten = before.to_vec();
        rewritten.push(*end);
        list = &rewritten;
    }
    if list.len() == 1 {
        if stopped >= limit {
            return fail("f-string: expecting '}'", here);
        }
        return fail("f-string: empty expression not allowed", here);
    }
    let tokens = Tokens::new(list, input.shared);
    let value = nested(tokens, |tokens| {
        let (rest, value) = expr::assigned_value(tokens)?;
        if rest.kind() == TokenKind::End {
            Ok((rest, value))
        } else {
            Stop::expected(rest, "'}'")
        }
    });
    let value = match value {
        Ok((_, value)) => value,
        Err(nom::Err::Error(stop) | nom::Err::Failure(stop)) => {
            return said(Err(prefixed(explain(stop, tokens))));
        }
        Err(nom::Err::Incomplete(_)) => return fail("f-string: invalid syntax", here),
    };
    let mut at = stopped;
    let mut conversion = None;
    if bytes[..limit].get(at) == Some(&b'!') {
        let letter = source[at + 1..limit].chars().next();
        let next = letter.map_or(limit, |letter| at + 1 + letter.len_utf8());
        match letter {
            Some(letter @ ('r' | 's' | 'a'))
                if matches!(bytes[..limit].get(next), Some(b':' | b'}')) =>
            {
                conversion = Some(letter);
            }
            _ if next >= limit => return fail("f-string: expecting '}'", here),
            _ => {
                let message = "f-string: invalid conversion character: expected 's', 'r', or 'a'";
                return fail(
                    message,
                    Span {
                        start: at as u32,
                        end: next as u32,
                    },
                );
            }
        }
        at = next;
    }
    let mut spec = Parts::default();
    if bytes[..limit].get(at) == Some(&b':') {
        at = format_spec(&mut spec, piece, at + 1, input)?;
    }
    if bytes[..limit].get(at) != Some(&b'}') {
        return fail("f-string: expecting '}'", here);
    }
    // `{x=}` shows the value as `repr` does, unless a format is asked for.
    let spec = spec.finish();
    parts.value(FPart::Value {
        value,
        debug,
        conversion,
        spec,
    });
    Ok(at + 1)
}

/// Appends a format spec; returns where its `}` is.
fn format_spec(spec: &mut Parts, piece: Piece, start: usize, input: Tokens) -> Found<usize> {
    let limit = piece.start + piece.body.len();
    let mut at = start;
    loop {
        at = text(spec, piece, at, input, true)?;
        if at >= limit || input.shared.source.as_bytes()[at] == b'}' {
            return Ok(at);
        }
        let (_, next) = nested(input, |input| {
            Ok((input, value(spec, piece, at + 1, input)?))
        })?;
        at = next;
    }
}

fn prefixed(mut error: SyntaxError) -> SyntaxError {
    if !error.message.starts_with("f-string: ") {
        error.message.insert_str(0, "f-string: ");
    }
    error
}
