//! `import` and `from`: rules of `grammar/pkt.ebnf`.

use nom::Parser;
use nom::combinator::cut;

use crate::lang::ast::{Alias, Ident, Span, StmtKind};
use crate::lang::combinator::{between, keyword, name, operator};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::stmt::list_of;
use crate::lang::token::{Keyword, Operator, TokenKind, Tokens};

/// `import a.b as c, d`
pub fn import_name(input: Tokens) -> Parse<StmtKind> {
    let (rest, _) = keyword(Keyword::Import)(input)?;
    let (rest, all) = cut(|input| list_of(input, dotted_alias)).parse(rest)?;
    Ok((rest, StmtKind::Import(all)))
}

/// `a.b as c`
pub fn dotted_alias(input: Tokens) -> Parse<Alias> {
    let (rest, name) = dotted_name(input)?;
    let (rest, asname) = as_name(rest)?;
    Ok((rest, Alias { name, asname }))
}

/// `as a`, if it is there
pub fn as_name(input: Tokens) -> Parse<Option<Ident>> {
    if !input.is_keyword(Keyword::As) {
        return Ok((input, None));
    }
    let (rest, found) = cut(name).parse(input.rest())?;
    Ok((rest, Some(found)))
}

/// `a.b.c`
pub fn dotted_name(input: Tokens) -> Parse<Ident> {
    let (mut rest, first) = name(input)?;
    if !rest.is(Operator::Dot) {
        return Ok((rest, first));
    }
    let mut text = first.name.to_string();
    while rest.is(Operator::Dot) {
        let (after, next) = cut(name).parse(rest.rest())?;
        text.push('.');
        text.push_str(&next.name);
        rest = after;
    }
    Ok((
        rest,
        Ident {
            name: input.shared.name(&text),
            span: between(input, rest),
        },
    ))
}

/// `from a.b import c as d, e`, `from . import (a, b)`, `from a import *`
pub fn import_from(input: Tokens) -> Parse<StmtKind> {
    let (mut rest, _) = keyword(Keyword::From)(input)?;
    let mut level = 0;
    loop {
        level += match rest.kind() {
            TokenKind::Operator(Operator::Dot) => 1,
            TokenKind::Operator(Operator::Ellipsis) => 3,
            _ => break,
        };
        rest = rest.rest();
    }
    let (rest, module) = if level > 0 && rest.is_keyword(Keyword::Import) {
        let span = Span {
            start: rest.taken,
            end: rest.taken,
        };
        (
            rest,
            Ident {
                name: rest.shared.name(""),
                span,
            },
        )
    } else {
        cut(dotted_name).parse(rest)?
    };
    let (rest, _) = cut(keyword(Keyword::Import)).parse(rest)?;
    if rest.is(Operator::Star) {
        return Ok((
            rest.rest(),
            StmtKind::ImportFrom {
                module,
                names: Vec::new(),
                star: true,
                level,
            },
        ));
    }
    let (rest, names) = cut(import_names).parse(rest)?;
    Ok((
        rest,
        StmtKind::ImportFrom {
            module,
            names,
            star: false,
            level,
        },
    ))
}

/// `a as b, c`, `(a, b,)`
pub fn import_names(input: Tokens) -> Parse<Vec<Alias>> {
    let parenthesized = input.is(Operator::OpenParen);
    let (mut rest, first) = import_alias(if parenthesized { input.rest() } else { input })?;
    let mut all = vec![first];
    while rest.is(Operator::Comma) {
        let comma = rest;
        rest = rest.rest();
        if rest.kind() == TokenKind::Newline {
            let message = "trailing comma not allowed without surrounding parentheses";
            return Stop::say(SyntaxError::new(message, comma.first().span));
        }
        if parenthesized && rest.is(Operator::CloseParen) {
            break;
        }
        let (after, next) = import_alias(rest)?;
        all.push(next);
        rest = after;
    }
    if parenthesized {
        (rest, _) = operator(Operator::CloseParen)(rest)?;
    }
    Ok((rest, all))
}

/// `a as b`
pub fn import_alias(input: Tokens) -> Parse<Alias> {
    let (rest, name) = name(input)?;
    let (rest, asname) = as_name(rest)?;
    Ok((rest, Alias { name, asname }))
}
