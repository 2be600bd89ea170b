//! Where the parsers stopped, in words.

use crate::lang::error::{Stop, SyntaxError};
use crate::lang::token::{Keyword, Operator, Token, TokenKind, Tokens};

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
    let before = index.checked_sub(1).and_then(|index| list.get(index));
    let text = tokens.text(token.span);
    let help = match (before.map(|token| token.kind), token.kind) {
        (Some(TokenKind::Operator(Operator::Plus)), TokenKind::Operator(Operator::Plus))
        | (_, TokenKind::Newline)
            if ends_with_increment(list, index) =>
        {
            "there is no ++; write x += 1"
        }
        (_, TokenKind::Keyword(Keyword::Elif | Keyword::Else)) => {
            "no 'if' at this indentation belongs to it"
        }
        (_, TokenKind::Keyword(Keyword::Except | Keyword::Finally)) => {
            "no 'try' at this indentation belongs to it"
        }
        (_, TokenKind::Operator(Operator::Equal)) => "a comparison is written ==",
        (
            Some(TokenKind::Operator(Operator::Ampersand)),
            TokenKind::Operator(Operator::Ampersand),
        ) => "write 'and'",
        (Some(TokenKind::Operator(Operator::Bar)), TokenKind::Operator(Operator::Bar)) => {
            "write 'or'"
        }
        (Some(TokenKind::Keyword(Keyword::Else)), TokenKind::Keyword(Keyword::If)) => {
            "write 'elif'"
        }
        _ => {
            let previous = before
                .map(|token| tokens.text(token.span))
                .unwrap_or_default();
            return match (previous, text) {
                ("match", _) => Some("'match' is not supported; write if … elif … else".to_owned()),
                (word, "if") if word == "else" => Some("write 'elif'".to_owned()),
                _ if token.kind == TokenKind::Keyword(Keyword::None) => None,
                _ if matches!(token.kind, TokenKind::Keyword(_)) => Some(format!(
                    "'{text}' is a word of the language; it cannot be a name here"
                )),
                _ => None,
            };
        }
    };
    Some(help.to_owned())
}

/// `x++`
fn ends_with_increment(list: &[Token], index: usize) -> bool {
    let kinds = index
        .checked_sub(2)
        .and_then(|start| list.get(start..index));
    kinds.is_some_and(|pair| {
        pair.iter()
            .all(|token| token.kind == TokenKind::Operator(Operator::Plus))
            || pair
                .iter()
                .all(|token| token.kind == TokenKind::Operator(Operator::Minus))
    })
}
