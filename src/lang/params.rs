//! The parameters of `def` and `lambda`: rules of `grammar/pkt.ebnf`.

use nom::Parser;
use nom::combinator::cut;

use crate::lang::ast::{Expr, Param, ParamKind, Params, Span};
use crate::lang::combinator::{is_bracket_end, name};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::expr::expression;
use crate::lang::legacy::unpacked_parameter;
use crate::lang::token::{Operator, TokenKind, Tokens};

/// `a`, `a=1`
pub fn lambda_parameter(input: Tokens) -> Parse<Param> {
    if input.is(Operator::OpenParen) {
        return with_default(unpacked_parameter(input)?);
    }
    let (rest, name) = name(input)?;
    let (rest, default) = default_value(rest)?;
    Ok((
        rest,
        Param {
            name,
            kind: ParamKind::Normal,
            default,
            annotation: None,
            unpacked: None,
        },
    ))
}

/// `a: int = 1`
pub fn parameter(input: Tokens) -> Parse<Param> {
    if input.is(Operator::OpenParen) {
        return with_default(unpacked_parameter(input)?);
    }
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
            unpacked: None,
        },
    ))
}

fn with_default<'t>((input, mut param): (Tokens<'t>, Param)) -> Parse<'t, Param> {
    let (rest, default) = default_value(input)?;
    param.default = default;
    Ok((rest, param))
}

/// `=1` of a parameter
pub fn default_value(input: Tokens) -> Parse<Option<Expr>> {
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
