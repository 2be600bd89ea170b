//! What stands in the brackets of a call or a subscript: rules of `grammar/pkt.ebnf`.

use nom::Parser;
use nom::combinator::cut;

use crate::lang::ast::{Arg, Expr, ExprKind, Span};
use crate::lang::combinator::{between, is_bracket_end, join, name};
use crate::lang::display::{close, comprehension, is_comprehension};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::expr::{expression, named_expression, star_named_expression};
use crate::lang::target;
use crate::lang::token::{Operator, TokenKind, Tokens};

/// The arguments of a call, up to its `)`, which is not taken
pub fn arguments(input: Tokens) -> Parse<Vec<Arg>> {
    let mut rest = input;
    let mut args: Vec<Arg> = Vec::new();
    let mut last = None;
    while !rest.is(Operator::CloseParen) {
        let (mut after, mut arg) = argument(rest)?;
        if is_comprehension(after)
            && let Arg::Positional(value) = arg
        {
            let (ahead, clauses) = comprehension(after)?;
            let kind = ExprKind::GeneratorExp(Box::new(value), clauses);
            let value = Expr {
                kind,
                span: between(rest, ahead),
            };
            if !args.is_empty()
                || ahead.is(Operator::Comma) && !ahead.rest().is(Operator::CloseParen)
            {
                return Stop::say(SyntaxError::new(
                    "Generator expression must be parenthesized",
                    value.span,
                ));
            }
            arg = Arg::Positional(value);
            after = ahead;
        }
        check_order(&args, &arg, rest)?;
        args.push(arg);
        last = Some(between(rest, after));
        rest = after;
        if !rest.is(Operator::Comma) {
            break;
        }
        rest = rest.rest();
        last = None;
    }
    if !rest.is(Operator::CloseParen) {
        close(rest, Operator::CloseParen, last)?;
    }
    Ok((rest, args))
}

fn check_order(before: &[Arg], arg: &Arg, input: Tokens) -> Result<(), nom::Err<Stop>> {
    let unpacked = before.iter().any(|arg| matches!(arg, Arg::DoubleStar(_)));
    let message = match arg {
        Arg::Positional(_) if unpacked => "positional argument follows keyword argument unpacking",
        Arg::Positional(_) if before.iter().any(|arg| matches!(arg, Arg::Keyword(..))) => {
            "positional argument follows keyword argument"
        }
        Arg::Star(_) if unpacked => {
            "iterable argument unpacking follows keyword argument unpacking"
        }
        Arg::Keyword(name, _)
            if before
                .iter()
                .any(|arg| matches!(arg, Arg::Keyword(other, _) if other.name == name.name)) =>
        {
            let message = format!("keyword argument repeated: {}", name.name);
            return Stop::say(SyntaxError::new(message, name.span)).map(|_: (Tokens, ())| ());
        }
        _ => return Ok(()),
    };
    let place = match arg {
        Arg::Positional(value) => value.span,
        _ => input.first().span,
    };
    Stop::say(SyntaxError::new(message, place)).map(|_: (Tokens, ())| ())
}

/// `a`, `a=b`, `*a`, `**a`
pub fn argument(input: Tokens) -> Parse<Arg> {
    match input.kind() {
        TokenKind::Operator(Operator::Star) => {
            let (rest, value) = cut(expression).parse(input.rest())?;
            return Ok((rest, Arg::Star(value)));
        }
        TokenKind::Operator(Operator::DoubleStar) => {
            let (rest, value) = cut(expression).parse(input.rest())?;
            return Ok((rest, Arg::DoubleStar(value)));
        }
        TokenKind::Name if input.second() == TokenKind::Operator(Operator::Equal) => {
            let (rest, name) = name(input)?;
            if is_bracket_end(rest.rest()) || rest.rest().is(Operator::Comma) {
                let span = join(name.span, rest.first().span);
                return Stop::say(SyntaxError::new("expected argument value expression", span));
            }
            let (rest, value) = cut(expression).parse(rest.rest())?;
            if is_comprehension(rest) {
                let span = Span {
                    start: name.span.start,
                    end: value.span.end,
                };
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                return Stop::say(SyntaxError::new(message, span));
            }
            return Ok((rest, Arg::Keyword(name, value)));
        }
        _ => {}
    }
    let (rest, value) = named_expression(input)?;
    if rest.is(Operator::Equal) {
        let place = join(value.span, rest.first().span);
        let message = match value.kind {
            ExprKind::True | ExprKind::False | ExprKind::None => {
                format!("cannot assign to {}", target::describe(&value))
            }
            _ => "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned(),
        };
        return Stop::say(SyntaxError::new(message, place));
    }
    Ok((rest, Arg::Positional(value)))
}

/// What stands between `[` and `]`
pub fn slices(input: Tokens) -> Parse<Expr> {
    let (mut rest, first) = slice(input)?;
    if !rest.is(Operator::Comma) && !matches!(first.kind, ExprKind::Starred(_)) {
        return Ok((rest, first));
    }
    let mut items = vec![first];
    while rest.is(Operator::Comma) {
        rest = rest.rest();
        if rest.is(Operator::CloseBracket) {
            break;
        }
        let (after, item) = slice(rest)?;
        items.push(item);
        rest = after;
    }
    Ok((
        rest,
        Expr {
            kind: ExprKind::Tuple(items),
            span: between(input, rest),
        },
    ))
}

/// `a`, `a:b`, `a:b:c`, `*a`
pub fn slice(input: Tokens) -> Parse<Expr> {
    let start = input.start();
    let (rest, lower) = if input.is(Operator::Colon) {
        (input, None)
    } else {
        let (rest, lower) = star_named_expression(input)?;
        (rest, Some(lower))
    };
    if !rest.is(Operator::Colon) {
        return match lower {
            Some(index) => Ok((rest, index)),
            None => Stop::expected(rest, "':'"),
        };
    }
    let mut end = rest.first().span.end;
    let (rest, upper) = slice_bound(rest.rest())?;
    let (rest, step) = if rest.is(Operator::Colon) {
        end = rest.first().span.end;
        slice_bound(rest.rest())?
    } else {
        (rest, None)
    };
    end = step
        .as_ref()
        .or(upper.as_ref())
        .map_or(end, |bound| bound.span.end.max(end));
    let kind = ExprKind::Slice {
        lower: lower.map(Box::new),
        upper: upper.map(Box::new),
        step: step.map(Box::new),
    };
    Ok((
        rest,
        Expr {
            kind,
            span: Span { start, end },
        },
    ))
}

/// The end or the step of a slice, if it is written
pub fn slice_bound(input: Tokens) -> Parse<Option<Expr>> {
    if is_bracket_end(input) || input.is(Operator::Colon) || input.is(Operator::Comma) {
        return Ok((input, None));
    }
    let (rest, bound) = expression(input)?;
    Ok((rest, Some(bound)))
}
