//! What stands in brackets by itself, and comprehensions: rules of `grammar/pkt.ebnf`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::cut;

use crate::lang::ast::{Comprehension, Expr, ExprKind, Span};
use crate::lang::combinator::{
    between, is_bracket_end, join, keyword, operator, tuple_from, tuple_of,
};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::expr::{
    arithmetic, disjunction, expression, star_named_expression, starred, yield_expression,
};
use crate::lang::target;
use crate::lang::token::{Keyword, Operator, Token, TokenKind, Tokens};

/// `(a)`, `(a, b)`, `(a for a in b)`, `(yield a)`
pub fn group(input: Tokens) -> Parse<Expr> {
    let (rest, open) = operator(Operator::OpenParen)(input)?;
    if rest.is(Operator::CloseParen) {
        let span = join(open.span, rest.first().span);
        return Ok((
            rest.rest(),
            Expr {
                kind: ExprKind::Tuple(Vec::new()),
                span,
            },
        ));
    }
    if rest.is_keyword(Keyword::Yield) {
        let (rest, value) = yield_expression(rest)?;
        let (rest, _) = close(rest, Operator::CloseParen, None)?;
        return Ok((rest, value));
    }
    let (after, first) = cut(star_named_expression).parse(rest)?;
    if is_comprehension(after) {
        check_element(&first)?;
        let (rest, clauses) = comprehension(after)?;
        let (rest, _) = close(rest, Operator::CloseParen, None)?;
        let kind = ExprKind::GeneratorExp(Box::new(first), clauses);
        return Ok((
            rest,
            Expr {
                kind,
                span: between(input, rest),
            },
        ));
    }
    let bare = after.is(Operator::Comma);
    let (rest, mut value) = tuple_from(rest, after, first, star_named_expression)?;
    let (rest, _) = close(rest, Operator::CloseParen, Some(last_element(&value)))?;
    if bare {
        value.span = between(input, rest);
    }
    if let ExprKind::Starred(_) = value.kind {
        return Stop::say(SyntaxError::new(
            "cannot use starred expression here",
            value.span,
        ));
    }
    Ok((rest, value))
}

fn check_element(value: &Expr) -> Result<(), nom::Err<Stop>> {
    let message = match &value.kind {
        ExprKind::Starred(_) => "iterable unpacking cannot be used in comprehension",
        _ => return Ok(()),
    };
    Stop::say(SyntaxError::new(message, value.span)).map(|_: (Tokens, ())| ())
}

/// `[a, *b]`, `[a for a in b]`
pub fn list(input: Tokens) -> Parse<Expr> {
    let (rest, _) = operator(Operator::OpenBracket)(input)?;
    if rest.is(Operator::CloseBracket) {
        return Ok((
            rest.rest(),
            Expr {
                kind: ExprKind::List(Vec::new()),
                span: between(input, rest.rest()),
            },
        ));
    }
    let (after, first) = cut(star_named_expression).parse(rest)?;
    display(input, after, first, Operator::CloseBracket)
}

/// `{a: b, **c}`, `{a, b}`, and both as comprehensions
pub fn dict_or_set(input: Tokens) -> Parse<Expr> {
    let (rest, _) = operator(Operator::OpenBrace)(input)?;
    if rest.is(Operator::CloseBrace) {
        return Ok((
            rest.rest(),
            Expr {
                kind: ExprKind::Dict(Vec::new()),
                span: between(input, rest.rest()),
            },
        ));
    }
    if rest.is(Operator::DoubleStar) {
        let (after, item) = dict_item(rest)?;
        return dict(input, after, item);
    }
    let (after, first) = cut(star_named_expression).parse(rest)?;
    if after.is(Operator::Colon) {
        let (after, value) = dict_value(after)?;
        return dict(input, after, (Some(first), value));
    }
    display(input, after, first, Operator::CloseBrace)
}

/// The rest of a list or a set, from behind its first element.
fn display<'t>(
    start: Tokens<'t>,
    input: Tokens<'t>,
    first: Expr,
    bracket: Operator,
) -> Parse<'t, Expr> {
    let is_list = bracket == Operator::CloseBracket;
    if is_comprehension(input) {
        check_element(&first)?;
        let (rest, clauses) = comprehension(input)?;
        let (rest, _) = close(rest, bracket, None)?;
        let kind = if is_list {
            ExprKind::ListComp
        } else {
            ExprKind::SetComp
        };
        return Ok((
            rest,
            Expr {
                kind: kind(Box::new(first), clauses),
                span: between(start, rest),
            },
        ));
    }
    let mut rest = input;
    let mut items = vec![first];
    while rest.is(Operator::Comma) && rest.rest().kind() != TokenKind::Operator(bracket) {
        let (after, item) = cut(star_named_expression).parse(rest.rest())?;
        items.push(item);
        rest = after;
    }
    let comma = rest.is(Operator::Comma);
    rest = if comma { rest.rest() } else { rest };
    if is_comprehension(rest) {
        let span = Span {
            start: items[0].span.start,
            end: input.taken.max(rest.taken),
        };
        let message = "did you forget parentheses around the comprehension target?";
        return Stop::say(SyntaxError::new(message, span));
    }
    let last = items.last().map(|item| item.span);
    let (rest, _) = close(rest, bracket, if comma { None } else { last })?;
    let kind = if is_list {
        ExprKind::List
    } else {
        ExprKind::Set
    };
    Ok((
        rest,
        Expr {
            kind: kind(items),
            span: between(start, rest),
        },
    ))
}

/// The rest of a dict, from behind its first item.
fn dict<'t>(start: Tokens<'t>, input: Tokens<'t>, first: (Option<Expr>, Expr)) -> Parse<'t, Expr> {
    if is_comprehension(input) {
        let (Some(key), value) = first else {
            let message = "dict unpacking cannot be used in dict comprehension";
            return Stop::say(SyntaxError::new(message, start.rest().first().span));
        };
        let (rest, clauses) = comprehension(input)?;
        let (rest, _) = close(rest, Operator::CloseBrace, None)?;
        let kind = ExprKind::DictComp(Box::new(key), Box::new(value), clauses);
        return Ok((
            rest,
            Expr {
                kind,
                span: between(start, rest),
            },
        ));
    }
    let mut rest = input;
    let mut items = vec![first];
    while rest.is(Operator::Comma) && !rest.rest().is(Operator::CloseBrace) {
        let (after, item) = cut(dict_item).parse(rest.rest())?;
        items.push(item);
        rest = after;
    }
    let comma = rest.is(Operator::Comma);
    rest = if comma { rest.rest() } else { rest };
    let last = if comma {
        None
    } else {
        items.last().map(|(_, value)| value.span)
    };
    let (rest, _) = close(rest, Operator::CloseBrace, last)?;
    Ok((
        rest,
        Expr {
            kind: ExprKind::Dict(items),
            span: between(start, rest),
        },
    ))
}

/// `a: b`, `**a`
pub fn dict_item(input: Tokens) -> Parse<(Option<Expr>, Expr)> {
    if input.is(Operator::DoubleStar) {
        let (rest, value) = cut(arithmetic).parse(input.rest())?;
        return Ok((rest, (None, value)));
    }
    let (rest, key) = expression(input)?;
    if !rest.is(Operator::Colon) {
        let place = Span {
            start: key.span.end.saturating_sub(1),
            end: key.span.end,
        };
        if is_bracket_end(rest) || rest.is(Operator::Comma) {
            return Stop::say(SyntaxError::new("':' expected after dictionary key", place));
        }
        return Stop::expected(rest, "':'");
    }
    let (rest, value) = dict_value(rest)?;
    Ok((rest, (Some(key), value)))
}

/// `: b` of a dict
pub fn dict_value(input: Tokens) -> Parse<Expr> {
    let (after, colon) = operator(Operator::Colon)(input)?;
    if is_bracket_end(after) || after.is(Operator::Comma) {
        let message = "expression expected after dictionary key and ':'";
        return Stop::say(SyntaxError::new(message, colon.span));
    }
    if after.is(Operator::Star) {
        let message = "cannot use a starred expression in a dictionary value";
        return Stop::say(SyntaxError::new(message, after.first().span));
    }
    cut(expression).parse(after)
}

/// `for a in b if c`, once or more
pub fn comprehension(input: Tokens) -> Parse<Vec<Comprehension>> {
    let mut rest = input;
    let mut clauses = Vec::new();
    while is_comprehension(rest) {
        let (after, clause) = cut(comprehension_clause).parse(rest)?;
        clauses.push(clause);
        rest = after;
    }
    Ok((rest, clauses))
}

/// `for a in b if c`
pub fn comprehension_clause(input: Tokens) -> Parse<Comprehension> {
    let (rest, _) = keyword(Keyword::For)(input)?;
    let (rest, target) = target_list(rest)?;
    let (rest, _) = keyword(Keyword::In)(rest)?;
    let (mut rest, iter) = cut(disjunction).parse(rest)?;
    let mut ifs = Vec::new();
    while rest.is_keyword(Keyword::If) {
        let (after, test) = comprehension_condition(rest)?;
        ifs.push(test);
        rest = after;
    }
    Ok((rest, Comprehension { target, iter, ifs }))
}

/// `if c` of a comprehension
pub fn comprehension_condition(input: Tokens) -> Parse<Expr> {
    let (rest, _) = keyword(Keyword::If)(input)?;
    cut(disjunction).parse(rest)
}

/// `a, *b` between `for` and `in`
pub fn target_list(input: Tokens) -> Parse<Expr> {
    let (rest, targets) = tuple_of(input, |input| {
        if input.is(Operator::Star) {
            starred(input)
        } else {
            arithmetic(input)
        }
    })?;
    if rest.is_keyword(Keyword::In)
        && let Err(error) = target::check(&targets)
    {
        return Stop::say(error);
    }
    Ok((rest, targets))
}

/// The closing bracket, or why it is not there. `last` is the element before it.
pub fn close<'t>(input: Tokens<'t>, bracket: Operator, last: Option<Span>) -> Parse<'t, Token> {
    if input.is(bracket) {
        return Ok((input.rest(), input.first()));
    }
    if let Some(last) = last {
        if input.is(Operator::Equal) {
            let (_, value) = alt((arithmetic, |input: Tokens<'t>| {
                Stop::expected(input, "a value")
            }))
            .parse(input.rest())?;
            let start = Span {
                start: last.start,
                end: last.start,
            };
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return Stop::say(SyntaxError::new(message, join(start, value.span)));
        }
        if let Ok((_, next)) = expression(input) {
            let message = "invalid syntax. Perhaps you forgot a comma?";
            return Stop::say(SyntaxError::new(message, join(last, next.span)));
        }
    }
    Stop::expected(input, bracket.text())
}

fn last_element(value: &Expr) -> Span {
    match &value.kind {
        ExprKind::Tuple(items) => items.last().map_or(value.span, |item| item.span),
        _ => value.span,
    }
}

pub fn is_comprehension(input: Tokens) -> bool {
    input.is_keyword(Keyword::For)
        || input.is_keyword(Keyword::Async) && input.second() == TokenKind::Keyword(Keyword::For)
}
