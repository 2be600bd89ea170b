//! Expressions. Each function that takes nothing but tokens is the rule of that name in
//! `grammar/pkt.ebnf`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::cut;

use crate::lang::ast::{
    Arg, BinaryOp, CompareOp, Comprehension, Expr, ExprKind, Ident, Lambda, Param, ParamKind,
    Params, Span, UnaryOp,
};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::literal;
use crate::lang::target;
use crate::lang::token::{Keyword, Operator, Token, TokenKind, Tokens};

/// How deep expressions may stand in each other. The lexer allows 200 brackets.
const MAX_NESTING: u32 = 220;
/// How high a tree may get, so that whoever walks it needs no care: `a+a+…` is as high as it is long.
const MAX_HEIGHT: u32 = 1000;

/// `a`, `a, *b`: what stands right of `=`, after `return`, as a statement
pub fn star_expressions<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
    tuple_of(input, star_expression)
}

pub fn star_expression<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
    if input.is(Operator::Star) {
        starred(input)
    } else {
        expression(input)
    }
}

/// `a := b` is allowed here too
pub fn star_named_expression<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
    if input.is(Operator::Star) {
        starred(input)
    } else {
        named_expression(input)
    }
}

/// `*a`
pub fn starred<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn named_expression<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn expression<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn lambda<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
    let (rest, _) = keyword(Keyword::Lambda)(input)?;
    let (rest, params) = parameter_list(rest, Operator::Colon, lambda_parameter)?;
    let (rest, _) = cut(operator(Operator::Colon)).parse(rest)?;
    let (rest, body) = cut(expression).parse(rest)?;
    let span = between(input, rest);
    Ok((
        rest,
        Expr {
            kind: ExprKind::Lambda(std::rc::Rc::new(Lambda { params, body })),
            span,
        },
    ))
}

/// `a`, `a=1`
pub fn lambda_parameter<'t>(input: Tokens<'t>) -> Parse<'t, Param> {
    let (rest, name) = name(input)?;
    let (rest, default) = default_value(rest)?;
    Ok((
        rest,
        Param {
            name,
            kind: ParamKind::Normal,
            default,
            annotation: None,
        },
    ))
}

/// `a: int = 1`
pub fn parameter<'t>(input: Tokens<'t>) -> Parse<'t, Param> {
    let (rest, name) = name(input)?;
    let (rest, annotation) = if rest.is(Operator::Colon) {
        let (rest, annotation) = cut(expression).parse(rest.rest())?;
        (rest, Some(annotation))
    } else {
        (rest, None)
    };
    let (rest, default) = default_value(rest)?;
    Ok((
        rest,
        Param {
            name,
            kind: ParamKind::Normal,
            default,
            annotation,
        },
    ))
}

/// `=1` of a parameter
pub fn default_value<'t>(input: Tokens<'t>) -> Parse<'t, Option<Expr>> {
    if !input.is(Operator::Equal) {
        return Ok((input, None));
    }
    if is_bracket_end(input.rest())
        || matches!(
            input.second(),
            TokenKind::Operator(Operator::Comma | Operator::Colon)
        )
    {
        return Stop::say(SyntaxError::new(
            "expected default value expression",
            input.first().span,
        ));
    }
    let (rest, value) = cut(expression).parse(input.rest())?;
    Ok((rest, Some(value)))
}

/// Parameters up to `end`, which is not taken.
pub fn parameter_list<'t>(
    input: Tokens<'t>,
    end: Operator,
    one: fn(Tokens<'t>) -> Parse<'t, Param>,
) -> Parse<'t, Params> {
    let mut rest = input;
    let mut params = Params::default();
    let mut kind = ParamKind::Normal;
    let mut slash = false;
    let mut defaults = false;
    while !rest.is(end) {
        let token = rest.first();
        match token.kind {
            TokenKind::Operator(Operator::Slash) => {
                if slash || kind != ParamKind::Normal || params.list.is_empty() {
                    return Stop::say(slash_error(slash, kind, token.span));
                }
                slash = true;
                for param in &mut params.list {
                    param.kind = ParamKind::PositionalOnly;
                }
                rest = rest.rest();
            }
            TokenKind::Operator(Operator::Star)
                if rest.second() == TokenKind::Operator(Operator::Comma) =>
            {
                if kind == ParamKind::KeywordOnly {
                    return Stop::say(SyntaxError::new(
                        "* argument may appear only once",
                        token.span,
                    ));
                }
                let third = rest.rest().rest();
                if third.is(end) || third.is(Operator::DoubleStar) {
                    return Stop::say(SyntaxError::new(
                        "named arguments must follow bare *",
                        token.span,
                    ));
                }
                kind = ParamKind::KeywordOnly;
                rest = rest.rest();
            }
            TokenKind::Operator(Operator::Star) if rest.second() == TokenKind::Operator(end) => {
                return Stop::say(SyntaxError::new(
                    "named arguments must follow bare *",
                    token.span,
                ));
            }
            TokenKind::Operator(Operator::Star) => {
                if kind == ParamKind::KeywordOnly {
                    return Stop::say(SyntaxError::new(
                        "* argument may appear only once",
                        token.span,
                    ));
                }
                let (after, mut param) = cut(one).parse(rest.rest())?;
                if param.default.is_some() {
                    let message = "var-positional argument cannot have default value";
                    return Stop::say(SyntaxError::new(message, param.name.span));
                }
                param.kind = ParamKind::Star;
                params.list.push(param);
                kind = ParamKind::KeywordOnly;
                rest = after;
            }
            TokenKind::Operator(Operator::DoubleStar) => {
                let (after, mut param) = cut(one).parse(rest.rest())?;
                if param.default.is_some() {
                    let message = "var-keyword argument cannot have default value";
                    return Stop::say(SyntaxError::new(message, param.name.span));
                }
                param.kind = ParamKind::DoubleStar;
                params.list.push(param);
                rest = if after.is(Operator::Comma) {
                    after.rest()
                } else {
                    after
                };
                if !rest.is(end) && after.is(Operator::Comma) {
                    let message = "arguments cannot follow var-keyword argument";
                    return Stop::say(SyntaxError::new(message, rest.first().span));
                }
                break;
            }
            _ => {
                let (after, mut param) = one(rest)?;
                if kind == ParamKind::Normal {
                    if defaults && param.default.is_none() {
                        let message = "non-default argument follows default argument";
                        return Stop::say(SyntaxError::new(message, param.name.span));
                    }
                    defaults = param.default.is_some();
                }
                param.kind = kind;
                params.list.push(param);
                rest = after;
            }
        }
        if !rest.is(Operator::Comma) {
            break;
        }
        rest = rest.rest();
    }
    Ok((rest, params))
}

fn slash_error(twice: bool, kind: ParamKind, span: Span) -> SyntaxError {
    let message = if kind == ParamKind::KeywordOnly {
        "/ must be ahead of *"
    } else if twice {
        "/ may appear only once"
    } else {
        "at least one argument must precede /"
    };
    SyntaxError::new(message, span)
}

/// `a or b`
pub fn disjunction<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn conjunction<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn inversion<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn comparison<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn comparison_operator<'t>(input: Tokens<'t>) -> Parse<'t, CompareOp> {
    let rest = input.rest();
    match input.kind() {
        TokenKind::Operator(op) if let Some(op) = compare_op(op) => Ok((rest, op)),
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
pub fn arithmetic<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
        left = Expr {
            kind: ExprKind::Binary(Box::new(left), op, Box::new(right)),
            span,
        };
        rest = after;
    }
    height.set(height.get().max(outside));
    Ok((rest, left))
}

/// The tree gets one higher.
fn grow(input: Tokens) -> Result<(), nom::Err<Stop>> {
    let height = input.shared.height.get() + 1;
    input.shared.height.set(height);
    if height <= MAX_HEIGHT {
        return Ok(());
    }
    let error = SyntaxError::new("expression is too long", input.first().span)
        .with_help("split it: give a part of it a name");
    Stop::say(error).map(|_: (Tokens, ())| ())
}

/// `|`, `+`, `/` …
pub fn binary_operator<'t>(input: Tokens<'t>) -> Parse<'t, BinaryOp> {
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
pub fn factor<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn power<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn primary<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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

/// The arguments of a call, up to its `)`, which is not taken
pub fn arguments<'t>(input: Tokens<'t>) -> Parse<'t, Vec<Arg>> {
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
pub fn argument<'t>(input: Tokens<'t>) -> Parse<'t, Arg> {
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
pub fn slices<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
    let (mut rest, first) = slice(input)?;
    if !rest.is(Operator::Comma) {
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
pub fn slice<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn slice_bound<'t>(input: Tokens<'t>) -> Parse<'t, Option<Expr>> {
    if is_bracket_end(input) || input.is(Operator::Colon) || input.is(Operator::Comma) {
        return Ok((input, None));
    }
    let (rest, bound) = expression(input)?;
    Ok((rest, Some(bound)))
}

/// A name, a literal, or what stands in brackets
pub fn atom<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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

/// `(a)`, `(a, b)`, `(a for a in b)`, `(yield a)`
pub fn group<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn list<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn dict_or_set<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn dict_item<'t>(input: Tokens<'t>) -> Parse<'t, (Option<Expr>, Expr)> {
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
pub fn dict_value<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn comprehension<'t>(input: Tokens<'t>) -> Parse<'t, Vec<Comprehension>> {
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
pub fn comprehension_clause<'t>(input: Tokens<'t>) -> Parse<'t, Comprehension> {
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
pub fn comprehension_condition<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
    let (rest, _) = keyword(Keyword::If)(input)?;
    cut(disjunction).parse(rest)
}

/// `a, *b` between `for` and `in`
pub fn target_list<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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

/// `yield`, `yield a`, `yield from a`
pub fn yield_expression<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn assigned_value<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
    if input.is_keyword(Keyword::Yield) {
        yield_expression(input)
    } else {
        star_expressions(input)
    }
}

pub fn name<'t>(input: Tokens<'t>) -> Parse<'t, Ident> {
    let token = input.first();
    if token.kind != TokenKind::Name {
        return Stop::expected(input, "a name");
    }
    let name = input.shared.name(input.text(token.span));
    Ok((
        input.rest(),
        Ident {
            name,
            span: token.span,
        },
    ))
}

pub fn operator<'t>(wanted: Operator) -> impl Fn(Tokens<'t>) -> Parse<'t, Token> {
    move |input| {
        if input.is(wanted) {
            Ok((input.rest(), input.first()))
        } else {
            Stop::expected(input, wanted.text())
        }
    }
}

pub fn keyword<'t>(wanted: Keyword) -> impl Fn(Tokens<'t>) -> Parse<'t, Token> {
    move |input| {
        if input.is_keyword(wanted) {
            Ok((input.rest(), input.first()))
        } else {
            Stop::expected(input, wanted.text())
        }
    }
}

/// One `a`, or a tuple if a comma follows.
pub fn tuple_of<'t>(input: Tokens<'t>, one: fn(Tokens<'t>) -> Parse<'t, Expr>) -> Parse<'t, Expr> {
    let (rest, first) = one(input)?;
    tuple_from(input, rest, first, one)
}

/// The rest of a tuple, from behind its first element, if it is one.
fn tuple_from<'t>(
    start: Tokens<'t>,
    input: Tokens<'t>,
    first: Expr,
    one: fn(Tokens<'t>) -> Parse<'t, Expr>,
) -> Parse<'t, Expr> {
    if !input.is(Operator::Comma) {
        return Ok((input, first));
    }
    let mut rest = input;
    let mut items = vec![first];
    while rest.is(Operator::Comma) {
        rest = rest.rest();
        if is_expression_end(rest) || is_comprehension(rest) {
            break;
        }
        let (after, item) = one(rest)?;
        items.push(item);
        rest = after;
    }
    Ok((
        rest,
        Expr {
            kind: ExprKind::Tuple(items),
            span: between(start, rest),
        },
    ))
}

/// The closing bracket, or why it is not there. `last` is the element before it.
fn close<'t>(input: Tokens<'t>, bracket: Operator, last: Option<Span>) -> Parse<'t, Token> {
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

fn is_comprehension(input: Tokens) -> bool {
    input.is_keyword(Keyword::For)
        || input.is_keyword(Keyword::Async) && input.second() == TokenKind::Keyword(Keyword::For)
}

fn is_bracket_end(input: Tokens) -> bool {
    matches!(
        input.kind(),
        TokenKind::Operator(Operator::CloseParen | Operator::CloseBracket | Operator::CloseBrace)
            | TokenKind::End
    )
}

/// Whether nothing of an expression can follow.
pub fn is_expression_end(input: Tokens) -> bool {
    is_bracket_end(input)
        || match input.kind() {
            TokenKind::Newline => true,
            TokenKind::Operator(op) => {
                matches!(op, Operator::Equal | Operator::Colon | Operator::Semicolon)
                    || augmented(op).is_some()
            }
            TokenKind::Keyword(Keyword::In) => true,
            _ => false,
        }
}

/// The operator in `+=`.
pub fn augmented(operator: Operator) -> Option<BinaryOp> {
    Some(match operator {
        Operator::PlusEqual => BinaryOp::Add,
        Operator::MinusEqual => BinaryOp::Sub,
        Operator::StarEqual => BinaryOp::Mul,
        Operator::DoubleStarEqual => BinaryOp::Pow,
        Operator::SlashEqual => BinaryOp::Div,
        Operator::DoubleSlashEqual => BinaryOp::FloorDiv,
        Operator::PercentEqual => BinaryOp::Mod,
        Operator::AtEqual => BinaryOp::MatMul,
        Operator::AmpersandEqual => BinaryOp::BitAnd,
        Operator::BarEqual => BinaryOp::BitOr,
        Operator::CaretEqual => BinaryOp::BitXor,
        Operator::ShiftLeftEqual => BinaryOp::ShiftLeft,
        Operator::ShiftRightEqual => BinaryOp::ShiftRight,
        _ => return None,
    })
}

/// Runs a parser one level deeper, if that is not too deep.
pub fn nested<'t, T>(
    input: Tokens<'t>,
    parser: impl FnOnce(Tokens<'t>) -> Parse<'t, T>,
) -> Parse<'t, T> {
    let nesting = &input.shared.nesting;
    if nesting.get() >= MAX_NESTING {
        return Stop::say(SyntaxError::new(
            "too many nested parentheses",
            input.first().span,
        ));
    }
    nesting.set(nesting.get() + 1);
    let result = parser(input);
    nesting.set(nesting.get() - 1);
    input.shared.height.set(input.shared.height.get() + 1);
    result
}

/// From the first token of `input` to the last one taken before `rest`.
pub fn between(input: Tokens, rest: Tokens) -> Span {
    Span {
        start: input.start(),
        end: rest.taken.max(input.start()),
    }
}

pub fn join(first: Span, last: Span) -> Span {
    Span {
        start: first.start,
        end: last.end.max(first.start),
    }
}
