//! Where the parsers stopped, in words.

use crate::lang::error::{Stop, SyntaxError};
use crate::lang::token::{Token, TokenKind, Tokens};

/// The error that a person reads. `tokens` are all tokens of the text.
pub fn explain(stop: Stop, tokens: Tokens) -> SyntaxError {
    if let Some(error) = stop.said {
        return *error;
    }
    let list = tokens.list();
    let index = list.partition_point(|token| token.span.start < stop.at);
    let Some(token) = list.get(index) else {
        return SyntaxError::new("invalid syntax", tokens.first().span);
    };
    match token.kind {
        TokenKind::Indent => return SyntaxError::indentation("unexpected indent", token.span),
        TokenKind::Dedent if !tokens.shared.source.is_empty() && stop.expected.is_empty() => {
            return SyntaxError::indentation("unexpected unindent", token.span);
        }
        _ => {}
    }
    let error = SyntaxError::new("invalid syntax", token.span);
    match remedy(list, index, tokens).or_else(|| wanted(&stop.expected)) {
        Some(help) => error.with_help(help),
        None => error,
    }
}

fn wanted(expected: &[&str]) -> Option<String> {
    let (last, others) = expected.split_last()?;
    if others.is_empty() {
        return Some(format!("expected {last}"));
    }
    Some(format!("expected {} or {last}", others.join(", ")))
}

/// What to write instead of what people write who know another language.
fn remedy(list: &[Token], index: usize, tokens: Tokens) -> Option<String> {
    let token = list.get(index)?;
    let text = |index: usize| list.get(index).map_or("", |token| tokens.text(token.span));
    let before = index.checked_sub(1).map_or("", text);
    let help = match (before, text(index)) {
        ("&", "&") => "write 'and'",
        ("|", "|") => "write 'or'",
        ("+", _) if index >= 2 && text(index - 2) == "+" => "there is no ++; write x += 1",
        ("-", _) if index >= 2 && text(index - 2) == "-" => "there is no --; write x -= 1",
        ("else", "if") => "write 'elif'",
        (_, "elif" | "else") => "no 'if' at this indentation belongs to it",
        (_, "except" | "finally") => "no 'try' at this indentation belongs to it",
        (_, "=") => "a comparison is written ==",
        (_, word) if matches!(token.kind, TokenKind::Keyword(_)) => {
            return Some(format!(
                "'{word}' is a word of the language; it cannot be a name here"
            ));
        }
        _ => return None,
    };
    Some(help.to_owned())
}
