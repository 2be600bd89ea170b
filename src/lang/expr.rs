//! Expressions. Each function that takes nothing but tokens is the rule of that name in
//! `grammar/pkt.ebnf`.

use nom::Parser;
use nom::combinator::cut;

use crate::lang::ast::{BinaryOp, CompareOp, Expr, ExprKind, Ident, Lambda, UnaryOp};
use crate::lang::call::{arguments, slices};
use crate::lang::combinator::{
    between, grow, is_expression_end, keyword, name, nested, operator, tuple_of,
};
use crate::lang::display::{close, dict_or_set, group, list};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::legacy::{backquoted, divided, unpacking_lambda};
use crate::lang::literal;
use crate::lang::params::{lambda_parameter, parameter_list};
use crate::lang::target;
use crate::lang::token::{Keyword, Operator, TokenKind, Tokens};

/// `a`, `a, *b`: what stands right of `=`, after `return`, as a statement
pub fn star_expressions(input: Tokens) -> Parse<Expr> {
    tuple_of(input, star_expression)
}

pub fn star_expression(input: Tokens) -> Parse<Expr> {
    if input.is(Operator::Star) {
        starred(input)
    } else {
        expression(input)
    }
}

/// `a := b` is allowed here too
pub fn star_named_expression(input: Tokens) -> Parse<Expr> {
    if input.is(Operator::Star) {
        starred(input)
    } else {
        named_expression(input)
    }
}

/// `*a`
pub fn starred(input: Tokens) -> Parse<Expr> {
    let (rest, _) = operator(Operator::Star)(input)?;
    let (rest, value) = cut(arithmetic).parse(rest)?;
    let span = between(input, rest);
    Ok((
        rest,
        Expr {
            kind: ExprKind::Starred(Box::new(value)),
            span,
        },
    ))
}

/// `a := b`
pub fn named_expression(input: Tokens) -> Parse<Expr> {
    let (rest, left) = expression(input)?;
    if !rest.is(Operator::ColonEqual) {
        return Ok((rest, left));
    }
    let ExprKind::Name(name) = left.kind else {
        let message = format!(
            "cannot use assignment expressions with {}",
            target::describe(&left)
        );
        return Stop::say(SyntaxError::new(message, left.span));
    };
    let (rest, value) = cut(expression).parse(rest.rest())?;
    let span = between(input, rest);
    let target = Ident {
        name,
        span: left.span,
    };
    Ok((
        rest,
        Expr {
            kind: ExprKind::Walrus {
                target,
                value: Box::new(value),
            },
            span,
        },
    ))
}

/// `lambda`, `a if c else b`, or less
pub fn expression(input: Tokens) -> Parse<Expr> {
    nested(input, |input| {
        if input.is_keyword(Keyword::Lambda) {
            return lambda(input);
        }
        let (rest, body) = disjunction(input)?;
        if !rest.is_keyword(Keyword::If) {
            return Ok((rest, body));
        }
        conditional(input, rest, body)
    })
}

fn conditional<'t>(start: Tokens<'t>, input: Tokens<'t>, body: Expr) -> Parse<'t, Expr> {
    let (rest, test) = disjunction(input.rest())?;
    if !rest.is_keyword(Keyword::Else) {
        if rest.is(Operator::Colon) || rest.kind() == TokenKind::End {
            return Stop::expected(rest, "'else'");
        }
        let span = between(start, rest);
        return Stop::say(SyntaxError::new(
            "expected 'else' after 'if' expression",
            span,
        ));
    }
    let (rest, orelse) = cut(expression).parse(rest.rest())?;
    let span = between(start, rest);
    let kind = ExprKind::IfElse {
        test: Box::new(test),
        body: Box::new(body),
        orelse: Box::new(orelse),
    };
    Ok((rest, Expr { kind, span }))
}

/// `lambda a, b=1: c`
pub fn lambda(input: Tokens) -> Parse<Expr> {
    let (rest, _) = keyword(Keyword::Lambda)(input)?;
    let (rest, mut params) = parameter_list(rest, Operator::Colon, lambda_parameter)?;
    let (rest, _) = cut(operator(Operator::Colon)).parse(rest)?;
    let (rest, body) = cut(expression).parse(rest)?;
    let body = unpacking_lambda(&mut params, body);
    let span = between(input, rest);
    Ok((
        rest,
        Expr {
            kind: ExprKind::Lambda(std::rc::Rc::new(Lambda { params, body })),
            span,
        },
    ))
}

/// `a or b`
pub fn disjunction(input: Tokens) -> Parse<Expr> {
    let (rest, first) = conjunction(input)?;
    if !rest.is_keyword(Keyword::Or) {
        return Ok((rest, first));
    }
    let (rest, all) = operands(rest, first, Keyword::Or, conjunction)?;
    Ok((
        rest,
        Expr {
            kind: ExprKind::Or(all),
            span: between(input, rest),
        },
    ))
}

/// `a and b`
pub fn conjunction(input: Tokens) -> Parse<Expr> {
    let (rest, first) = inversion(input)?;
    if !rest.is_keyword(Keyword::And) {
        return Ok((rest, first));
    }
    let (rest, all) = operands(rest, first, Keyword::And, inversion)?;
    Ok((
        rest,
        Expr {
            kind: ExprKind::And(all),
            span: between(input, rest),
        },
    ))
}

fn operands<'t>(
    mut input: Tokens<'t>,
    first: Expr,
    word: Keyword,
    one: fn(Tokens<'t>) -> Parse<'t, Expr>,
) -> Parse<'t, Vec<Expr>> {
    let mut all = vec![first];
    while input.is_keyword(word) {
        let (rest, next) = cut(one).parse(input.rest())?;
        all.push(next);
        input = rest;
    }
    Ok((input, all))
}

/// `not a`
pub fn inversion(input: Tokens) -> Parse<Expr> {
    if !input.is_keyword(Keyword::Not) {
        return comparison(input);
    }
    let (rest, value) = nested(input.rest(), |input| cut(inversion).parse(input))?;
    let span = between(input, rest);
    Ok((
        rest,
        Expr {
            kind: ExprKind::Unary(UnaryOp::Not, Box::new(value)),
            span,
        },
    ))
}

/// `a < b <= c`
pub fn comparison(input: Tokens) -> Parse<Expr> {
    let (mut rest, first) = arithmetic(input)?;
    if !starts_comparison(rest) {
        return Ok((rest, first));
    }
    let mut pairs = Vec::new();
    while starts_comparison(rest) {
        let (after, op) = comparison_operator(rest)?;
        let (after, right) = cut(arithmetic).parse(after)?;
        pairs.push((op, right));
        rest = after;
    }
    let span = between(input, rest);
    Ok((
        rest,
        Expr {
            kind: ExprKind::Compare(Box::new(first), pairs),
            span,
        },
    ))
}

fn starts_comparison(input: Tokens) -> bool {
    match input.kind() {
        TokenKind::Operator(op) => compare_op(op).is_some(),
        TokenKind::Keyword(Keyword::In | Keyword::Is) => true,
        TokenKind::Keyword(Keyword::Not) => input.second() == TokenKind::Keyword(Keyword::In),
        _ => false,
    }
}

/// `<`, `is not`, `not in`
pub fn comparison_operator(input: Tokens) -> Parse<CompareOp> {
    let rest = input.rest();
    match input.kind() {
        TokenKind::Operator(op) if let Some(op) = compare_op(op) => {
            if input.text(input.first().span) == "<>" {
                input.hint("<>", input.first().span, "!=");
            }
            Ok((rest, op))
        }
        TokenKind::Keyword(Keyword::In) => Ok((rest, CompareOp::In)),
        TokenKind::Keyword(Keyword::Is) if rest.is_keyword(Keyword::Not) => {
            Ok((rest.rest(), CompareOp::IsNot))
        }
        TokenKind::Keyword(Keyword::Is) => Ok((rest, CompareOp::Is)),
        TokenKind::Keyword(Keyword::Not) if rest.is_keyword(Keyword::In) => {
            Ok((rest.rest(), CompareOp::NotIn))
        }
        _ => Stop::expected(input, "a comparison"),
    }
}

fn compare_op(operator: Operator) -> Option<CompareOp> {
    Some(match operator {
        Operator::EqualEqual => CompareOp::Eq,
        Operator::NotEqual => CompareOp::NotEq,
        Operator::Less => CompareOp::Lt,
        Operator::LessEqual => CompareOp::LtE,
        Operator::Greater => CompareOp::Gt,
        Operator::GreaterEqual => CompareOp::GtE,
        _ => return None,
    })
}

/// `a | b`, `a << b`, `a + b`, `a * b`: all that stands between a comparison and a sign
pub fn arithmetic(input: Tokens) -> Parse<Expr> {
    climb(input, 0)
}

/// Operators that bind at least as tightly as `least`, by precedence climbing.
fn climb<'t>(input: Tokens<'t>, least: u8) -> Parse<'t, Expr> {
    let height = &input.shared.height;
    let outside = height.replace(0);
    let (mut rest, mut left) = factor(input)?;
    while let Some((op, strength)) = binary_op(rest.kind()) {
        if strength < least {
            break;
        }
        let (after, _) = binary_operator(rest)?;
        let below = height.replace(0);
        let (after, right) = cut(|input| climb(input, strength + 1)).parse(after)?;
        height.set(height.get().max(below));
        grow(rest)?;
        let span = between(input, after);
        let kind = if op == BinaryOp::Div && input.shared.old_division.get() {
            divided(input, left, right, span)
        } else {
            ExprKind::Binary(Box::new(left), op, Box::new(right))
        };
        left = Expr { kind, span };
        rest = after;
    }
    height.set(height.get().max(outside));
    Ok((rest, left))
}

/// `|`, `+`, `/` …
pub fn binary_operator(input: Tokens) -> Parse<BinaryOp> {
    match binary_op(input.kind()) {
        Some((op, _)) => Ok((input.rest(), op)),
        None => Stop::expected(input, "an operator"),
    }
}

/// An operator and how tightly it binds.
fn binary_op(kind: TokenKind) -> Option<(BinaryOp, u8)> {
    let TokenKind::Operator(operator) = kind else {
        return None;
    };
    Some(match operator {
        Operator::Bar => (BinaryOp::BitOr, 0),
        Operator::Caret => (BinaryOp::BitXor, 1),
        Operator::Ampersand => (BinaryOp::BitAnd, 2),
        Operator::ShiftLeft => (BinaryOp::ShiftLeft, 3),
        Operator::ShiftRight => (BinaryOp::ShiftRight, 3),
        Operator::Plus => (BinaryOp::Add, 4),
        Operator::Minus => (BinaryOp::Sub, 4),
        Operator::Star => (BinaryOp::Mul, 5),
        Operator::Slash => (BinaryOp::Div, 5),
        Operator::DoubleSlash => (BinaryOp::FloorDiv, 5),
        Operator::Percent => (BinaryOp::Mod, 5),
        Operator::At => (BinaryOp::MatMul, 5),
        _ => return None,
    })
}

/// `-a`
pub fn factor(input: Tokens) -> Parse<Expr> {
    let op = match input.kind() {
        TokenKind::Operator(Operator::Minus) => UnaryOp::Neg,
        TokenKind::Operator(Operator::Plus) => UnaryOp::Pos,
        TokenKind::Operator(Operator::Tilde) => UnaryOp::Invert,
        _ => return power(input),
    };
    let (rest, value) = nested(input.rest(), |input| cut(factor).parse(input))?;
    let span = between(input, rest);
    Ok((
        rest,
        Expr {
            kind: ExprKind::Unary(op, Box::new(value)),
            span,
        },
    ))
}

/// `a ** -b`
pub fn power(input: Tokens) -> Parse<Expr> {
    let (rest, base) = primary(input)?;
    if !rest.is(Operator::DoubleStar) {
        return Ok((rest, base));
    }
    let (rest, exponent) = nested(rest.rest(), |input| cut(factor).parse(input))?;
    let span = between(input, rest);
    let kind = ExprKind::Binary(Box::new(base), BinaryOp::Pow, Box::new(exponent));
    Ok((rest, Expr { kind, span }))
}

/// `a.b`, `a(b)`, `a[b]`
pub fn primary(input: Tokens) -> Parse<Expr> {
    let height = &input.shared.height;
    let outside = height.replace(0);
    let (mut rest, mut value) = atom(input)?;
    loop {
        let below = height.get();
        let (after, longer) = match rest.kind() {
            TokenKind::Operator(Operator::Dot) => attribute(input, rest, value)?,
            TokenKind::Operator(Operator::OpenParen) => call(input, rest, value)?,
            TokenKind::Operator(Operator::OpenBracket) => subscript(input, rest, value)?,
            _ => break,
        };
        height.set(height.get().max(below));
        grow(rest)?;
        (rest, value) = (after, longer);
    }
    height.set(height.get().max(outside));
    Ok((rest, value))
}

fn attribute<'t>(start: Tokens<'t>, input: Tokens<'t>, value: Expr) -> Parse<'t, Expr> {
    let (rest, attr) = cut(name).parse(input.rest())?;
    let kind = ExprKind::Attribute {
        value: Box::new(value),
        attr,
    };
    Ok((
        rest,
        Expr {
            kind,
            span: between(start, rest),
        },
    ))
}

fn call<'t>(start: Tokens<'t>, input: Tokens<'t>, func: Expr) -> Parse<'t, Expr> {
    let (rest, args) = cut(arguments).parse(input.rest())?;
    let (rest, _) = operator(Operator::CloseParen)(rest)?;
    let kind = ExprKind::Call {
        func: Box::new(func),
        args,
    };
    Ok((
        rest,
        Expr {
            kind,
            span: between(start, rest),
        },
    ))
}

fn subscript<'t>(start: Tokens<'t>, input: Tokens<'t>, value: Expr) -> Parse<'t, Expr> {
    let (rest, index) = cut(slices).parse(input.rest())?;
    let (rest, _) = close(rest, Operator::CloseBracket, Some(index.span))?;
    let kind = ExprKind::Subscript {
        value: Box::new(value),
        index: Box::new(index),
    };
    Ok((
        rest,
        Expr {
            kind,
            span: between(start, rest),
        },
    ))
}

/// A name, a literal, or what stands in brackets
pub fn atom(input: Tokens) -> Parse<Expr> {
    let token = input.first();
    let kind = match token.kind {
        TokenKind::Name => ExprKind::Name(input.shared.name(input.text(token.span))),
        TokenKind::Int => return literal::integer(input),
        TokenKind::Float => return literal::float(input),
        TokenKind::Str => return literal::strings(input),
        TokenKind::Keyword(Keyword::None) => ExprKind::None,
        TokenKind::Keyword(Keyword::True) => ExprKind::True,
        TokenKind::Keyword(Keyword::False) => ExprKind::False,
        TokenKind::Operator(Operator::Ellipsis) => ExprKind::Ellipsis,
        TokenKind::Operator(Operator::OpenParen) => return group(input),
        TokenKind::Operator(Operator::OpenBracket) => return list(input),
        TokenKind::Operator(Operator::OpenBrace) => return dict_or_set(input),
        TokenKind::Operator(Operator::Backtick) => return backquoted(input),
        TokenKind::Keyword(word @ (Keyword::Await | Keyword::Async)) => {
            let message = format!("'{}' is not supported", word.text());
            let error = SyntaxError::new(message, token.span).with_help(
                "coroutines are not part of this language; use threading or AsyncSniffer",
            );
            return Stop::say(error);
        }
        _ => return Stop::expected(input, "an expression"),
    };
    Ok((
        input.rest(),
        Expr {
            kind,
            span: token.span,
        },
    ))
}

/// `yield`, `yield a`, `yield from a`
pub fn yield_expression(input: Tokens) -> Parse<Expr> {
    let (rest, word) = keyword(Keyword::Yield)(input)?;
    if rest.is_keyword(Keyword::From) {
        let (rest, value) = cut(expression).parse(rest.rest())?;
        let span = between(input, rest);
        return Ok((
            rest,
            Expr {
                kind: ExprKind::YieldFrom(Box::new(value)),
                span,
            },
        ));
    }
    if is_expression_end(rest) {
        return Ok((
            rest,
            Expr {
                kind: ExprKind::Yield(None),
                span: word.span,
            },
        ));
    }
    let (rest, value) = cut(star_expressions).parse(rest)?;
    let span = between(input, rest);
    Ok((
        rest,
        Expr {
            kind: ExprKind::Yield(Some(Box::new(value))),
            span,
        },
    ))
}

/// `yield a` or a value: what stands right of `=`
pub fn assigned_value(input: Tokens) -> Parse<Expr> {
    if input.is_keyword(Keyword::Yield) {
        yield_expression(input)
    } else {
        star_expressions(input)
    }
}
