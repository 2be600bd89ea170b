//! What all rules are put together from.

use crate::lang::ast::{BinaryOp, Expr, ExprKind, Ident, Span};
use crate::lang::display::is_comprehension;
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::token::{Keyword, Operator, Token, TokenKind, Tokens};

/// How deep expressions and blocks may stand in each other. A level takes up to 25 kB of stack
/// without optimization, so that a thread of 4 MB is enough for any text.
const MAX_NESTING: u32 = 120;
/// How high a tree may get, so that whoever walks it needs no care: `a+a+…` is as high as it is long.
const MAX_HEIGHT: u32 = 1000;

/// The tree gets one higher.
pub fn grow(input: Tokens) -> Result<(), nom::Err<Stop>> {
    let height = input.shared.height.get() + 1;
    input.shared.height.set(height);
    if height <= MAX_HEIGHT {
        return Ok(());
    }
    let error = SyntaxError::new("expression is too long", input.first().span)
        .with_help("split it: give a part of it a name");
    Stop::say(error).map(|_: (Tokens, ())| ())
}

pub fn name(input: Tokens) -> Parse<Ident> {
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
pub fn tuple_from<'t>(
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

pub fn is_bracket_end(input: Tokens) -> bool {
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
    let height = &input.shared.height;
    let outside = height.replace(0);
    nesting.set(nesting.get() + 1);
    let result = parser(input);
    nesting.set(nesting.get() - 1);
    height.set(outside.max(height.get() + 1));
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
