//! The `match` statement and its patterns: rules of `grammar/pkt.ebnf`.

use nom::Parser;
use nom::combinator::cut;

use crate::lang::ast::{Case, Expr, ExprKind, Ident, Pattern, StmtKind};
use crate::lang::block::body;
use crate::lang::combinator::{between, name, nested, operator};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::expr::{arithmetic, factor, named_expression, star_expressions};
use crate::lang::literal::strings;
use crate::lang::token::{Keyword, Operator, TokenKind, Tokens};

/// `match a: case b if c: …`
pub fn match_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, subject) = cut(star_expressions).parse(input.rest())?;
    let (rest, _) = operator(Operator::Colon)(rest)?;
    // `Tokens::heads_match` has seen the end of the line and the indented `case`.
    let mut rest = rest.rest().rest();
    let mut cases = Vec::new();
    while !matches!(rest.kind(), TokenKind::Dedent | TokenKind::End) {
        let (after, case) = case_clause(rest)?;
        cases.push(case);
        rest = after;
    }
    if rest.kind() == TokenKind::Dedent {
        rest = rest.rest();
    }
    Ok((rest, StmtKind::Match { subject, cases }))
}

/// `case a if b: …`
pub fn case_clause(input: Tokens) -> Parse<Case> {
    let word = input.first();
    if word.kind != TokenKind::Name || input.text(word.span) != "case" {
        return Stop::expected(input, "'case'");
    }
    let (rest, pattern) = cut(patterns).parse(input.rest())?;
    let (rest, guard) = guard(rest)?;
    let (rest, body) = body(rest, word, "'case' statement")?;
    let case = Case {
        pattern,
        guard,
        body,
        span: between(input, rest),
    };
    Ok((rest, case))
}

/// `if a` behind a pattern, if it is there
pub fn guard(input: Tokens) -> Parse<Option<Expr>> {
    if !input.is_keyword(Keyword::If) {
        return Ok((input, None));
    }
    let (rest, test) = cut(named_expression).parse(input.rest())?;
    Ok((rest, Some(test)))
}

/// `a, *b` or one pattern
pub fn patterns(input: Tokens) -> Parse<Pattern> {
    let (mut rest, first) = star_pattern(input)?;
    if !rest.is(Operator::Comma) {
        return match first {
            Pattern::Star(_) => Ok((rest, Pattern::Sequence(vec![first]))),
            first => Ok((rest, first)),
        };
    }
    let mut all = vec![first];
    while rest.is(Operator::Comma) {
        rest = rest.rest();
        if rest.is(Operator::Colon) || rest.is_keyword(Keyword::If) {
            break;
        }
        let (after, next) = star_pattern(rest)?;
        all.push(next);
        rest = after;
    }
    Ok((rest, Pattern::Sequence(all)))
}

/// `*a`, or a pattern
pub fn star_pattern(input: Tokens) -> Parse<Pattern> {
    if !input.is(Operator::Star) {
        return pattern(input);
    }
    let (rest, own) = cut(name).parse(input.rest())?;
    Ok((rest, Pattern::Star(captured(own))))
}

/// `a | b as c`
pub fn pattern(input: Tokens) -> Parse<Pattern> {
    let (mut rest, first) = nested(input, closed_pattern)?;
    let mut all = vec![first];
    while rest.is(Operator::Bar) {
        let (after, next) = cut(closed_pattern).parse(rest.rest())?;
        all.push(next);
        rest = after;
    }
    let whole = match all.len() {
        1 => all.remove(0),
        _ => Pattern::Or(all),
    };
    if !rest.is_keyword(Keyword::As) {
        return Ok((rest, whole));
    }
    let (rest, own) = cut(name).parse(rest.rest())?;
    if &*own.name == "_" {
        return Stop::say(SyntaxError::new("cannot use '_' as a target", own.span));
    }
    Ok((rest, Pattern::As(Box::new(whole), own)))
}

/// A pattern without `|` and `as`
pub fn closed_pattern(input: Tokens) -> Parse<Pattern> {
    match input.kind() {
        TokenKind::Int | TokenKind::Float | TokenKind::Operator(Operator::Minus) => {
            number_pattern(input)
        }
        TokenKind::Str => {
            let (rest, value) = strings(input)?;
            Ok((rest, Pattern::Value(value)))
        }
        TokenKind::Keyword(Keyword::None | Keyword::True | Keyword::False) => {
            let (rest, value) = factor(input)?;
            Ok((rest, Pattern::Constant(value)))
        }
        TokenKind::Name => name_pattern(input),
        TokenKind::Operator(Operator::OpenParen) => group_pattern(input),
        TokenKind::Operator(Operator::OpenBracket) => {
            let (rest, all) = pattern_list(input.rest(), Operator::CloseBracket)?;
            Ok((rest, Pattern::Sequence(all)))
        }
        TokenKind::Operator(Operator::OpenBrace) => mapping_pattern(input),
        _ => Stop::expected(input, "a pattern"),
    }
}

/// `1`, `-1`, `1 + 2j`
pub fn number_pattern(input: Tokens) -> Parse<Pattern> {
    let (rest, first) = factor(input)?;
    if !rest.is(Operator::Plus) && !rest.is(Operator::Minus) {
        return Ok((rest, Pattern::Value(first)));
    }
    let (rest, whole) = arithmetic(input)?;
    Ok((rest, Pattern::Value(whole)))
}

/// `a`, `_`, `a.b`, `A(b, c=d)`
pub fn name_pattern(input: Tokens) -> Parse<Pattern> {
    let (mut rest, own) = name(input)?;
    let mut value = Expr {
        kind: ExprKind::Name(own.name.clone()),
        span: own.span,
    };
    let mut dotted = false;
    while rest.is(Operator::Dot) {
        let (after, attr) = cut(name).parse(rest.rest())?;
        value = Expr {
            kind: ExprKind::Attribute {
                value: Box::new(value),
                attr,
            },
            span: between(input, after),
        };
        dotted = true;
        rest = after;
    }
    if rest.is(Operator::OpenParen) {
        return class_pattern(rest, value);
    }
    if dotted {
        return Ok((rest, Pattern::Value(value)));
    }
    Ok((rest, Pattern::Capture(captured(own))))
}

fn class_pattern<'t>(input: Tokens<'t>, class: Expr) -> Parse<'t, Pattern> {
    let mut rest = input.rest();
    let mut positional = Vec::new();
    let mut named: Vec<(Ident, Pattern)> = Vec::new();
    while !rest.is(Operator::CloseParen) {
        if rest.kind() == TokenKind::Name && rest.second() == TokenKind::Operator(Operator::Equal) {
            let (after, own) = name(rest)?;
            let (after, inner) = cut(pattern).parse(after.rest())?;
            named.push((own, inner));
            rest = after;
        } else {
            if !named.is_empty() {
                let message = "positional patterns follow keyword patterns";
                return Stop::say(SyntaxError::new(message, rest.first().span));
            }
            let (after, inner) = cut(pattern).parse(rest)?;
            positional.push(inner);
            rest = after;
        }
        if !rest.is(Operator::Comma) {
            break;
        }
        rest = rest.rest();
    }
    let (rest, _) = operator(Operator::CloseParen)(rest)?;
    let whole = Pattern::Class {
        class,
        positional,
        named,
    };
    Ok((rest, whole))
}

/// `(a)`, `(a, b)`
pub fn group_pattern(input: Tokens) -> Parse<Pattern> {
    let inner = input.rest();
    let (rest, mut all) = pattern_list(inner, Operator::CloseParen)?;
    let comma = inner.text(between(inner, rest)).trim_end_matches(')');
    let one = all.len() == 1 && !comma.trim_end().ends_with(',');
    if one && !matches!(all[0], Pattern::Star(_)) {
        return Ok((rest, all.remove(0)));
    }
    Ok((rest, Pattern::Sequence(all)))
}

fn pattern_list<'t>(input: Tokens<'t>, close: Operator) -> Parse<'t, Vec<Pattern>> {
    let mut rest = input;
    let mut all = Vec::new();
    while !rest.is(close) {
        let (after, next) = star_pattern(rest)?;
        all.push(next);
        rest = after;
        if !rest.is(Operator::Comma) {
            break;
        }
        rest = rest.rest();
    }
    let (rest, _) = operator(close)(rest)?;
    Ok((rest, all))
}

/// `{"a": b, **rest}`
pub fn mapping_pattern(input: Tokens) -> Parse<Pattern> {
    let mut rest = input.rest();
    let mut items = Vec::new();
    let mut others = None;
    while !rest.is(Operator::CloseBrace) {
        if rest.is(Operator::DoubleStar) {
            let (after, own) = cut(name).parse(rest.rest())?;
            others = Some(own);
            rest = after;
        } else {
            let (after, key) = mapping_key(rest)?;
            let (after, _) = operator(Operator::Colon)(after)?;
            let (after, value) = cut(pattern).parse(after)?;
            items.push((key, value));
            rest = after;
        }
        if !rest.is(Operator::Comma) {
            break;
        }
        rest = rest.rest();
    }
    let (rest, _) = operator(Operator::CloseBrace)(rest)?;
    Ok((rest, Pattern::Mapping { items, others }))
}

/// `"a"` before the colon
pub fn mapping_key(input: Tokens) -> Parse<Expr> {
    match closed_pattern(input)? {
        (rest, Pattern::Value(key) | Pattern::Constant(key)) => Ok((rest, key)),
        _ => {
            let message = "mapping pattern keys may only match literals and attribute lookups";
            Stop::say(SyntaxError::new(message, input.first().span))
        }
    }
}

/// The variable of a name; none for `_`.
fn captured(own: Ident) -> Option<Ident> {
    Some(own).filter(|own| &*own.name != "_")
}
