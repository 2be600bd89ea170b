//! Statements with blocks: rules of `grammar/pkt.ebnf`.

use nom::Parser;
use nom::combinator::cut;
use nom::error::ParseError;

use crate::lang::ast::{Expr, ExprKind, Handler, Ident, Stmt, StmtKind, WithItem};
use crate::lang::combinator::{between, keyword, nested, operator, tuple_of};
use crate::lang::display::target_list;
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::expr::{arithmetic, expression, named_expression, star_expressions};
use crate::lang::imports::as_name;
use crate::lang::legacy::{caught, exception_name};
use crate::lang::source::line_number;
use crate::lang::stmt::{list_of, simple_statements, statement_into};
use crate::lang::target;
use crate::lang::token::{Keyword, Operator, Token, TokenKind, Tokens};

/// The statements under a header, on its line or indented
pub fn block(input: Tokens) -> Parse<Vec<Stmt>> {
    if input.kind() != TokenKind::Newline {
        return simple_statements(input);
    }
    let mut rest = input.rest();
    if rest.kind() != TokenKind::Indent {
        return Stop::expected(rest, "an indented block");
    }
    rest = rest.rest();
    let mut body = Vec::new();
    while !matches!(rest.kind(), TokenKind::Dedent | TokenKind::End) {
        rest = statement_into(&mut body, rest)?;
    }
    Ok((
        if rest.kind() == TokenKind::Dedent {
            rest.rest()
        } else {
            rest
        },
        body,
    ))
}

/// `:` and a block. `header` says whose, in CPython's words.
pub fn body<'t>(input: Tokens<'t>, word: Token, header: &str) -> Parse<'t, Vec<Stmt>> {
    if !input.is(Operator::Colon) {
        return missing_colon(input);
    }
    let after = input.rest();
    let first = after.rest();
    if after.kind() == TokenKind::Newline && first.kind() != TokenKind::Indent {
        let line = line_number(input.shared.source, word.span.start as usize);
        let message = format!("expected an indented block after {header} on line {line}");
        return Stop::say_at(first, SyntaxError::indentation(message, first.first().span));
    }
    nested(after, block)
}

fn missing_colon<'t, T>(input: Tokens<'t>) -> Parse<'t, T> {
    if input.is(Operator::Equal) {
        let mut place = input.first().span;
        place.start = place.end.saturating_sub(1);
        let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        return Stop::say(SyntaxError::new(message, place));
    }
    if input.kind() == TokenKind::Newline {
        return Stop::say(SyntaxError::new("expected ':'", input.first().span));
    }
    Stop::expected(input, "':'")
}

/// `if a: … elif b: … else: …`
pub fn if_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, word) = keyword(Keyword::If)(input)?;
    let (mut rest, test) = condition(rest)?;
    let (after, first) = body(rest, word, "'if' statement")?;
    rest = after;
    let mut branches = Vec::new();
    while rest.is_keyword(Keyword::Elif) {
        if branches.len() as u32 >= MAX_BRANCHES {
            let error = SyntaxError::new("too many 'elif' branches", rest.first().span)
                .with_help("use a dict");
            return Stop::say(error);
        }
        let (after, branch) = elif_branch(rest)?;
        branches.push((branch, rest));
        rest = after;
    }
    let (rest, mut orelse) = else_branch(rest)?;
    for ((test, body), start) in branches.into_iter().rev() {
        let kind = StmtKind::If { test, body, orelse };
        orelse = vec![Stmt {
            kind,
            span: between(start, rest),
        }];
    }
    Ok((
        rest,
        StmtKind::If {
            test,
            body: first,
            orelse,
        },
    ))
}

/// Each branch is a level of the tree.
const MAX_BRANCHES: u32 = 500;

/// `elif a: …`
pub fn elif_branch(input: Tokens) -> Parse<(Expr, Vec<Stmt>)> {
    let (rest, word) = keyword(Keyword::Elif)(input)?;
    let (rest, test) = condition(rest)?;
    let (rest, body) = body(rest, word, "'elif' statement")?;
    Ok((rest, (test, body)))
}

/// `else: …`, if it is there
pub fn else_branch(input: Tokens) -> Parse<Vec<Stmt>> {
    if !input.is_keyword(Keyword::Else) {
        return Ok((input, Vec::new()));
    }
    if !input.rest().is(Operator::Colon) && !input.rest().is_keyword(Keyword::If) {
        return Stop::say(SyntaxError::new("expected ':'", input.rest().first().span));
    }
    if input.rest().is_keyword(Keyword::If) {
        let error =
            SyntaxError::new("expected ':'", input.rest().first().span).with_help("write 'elif'");
        return Stop::say(error);
    }
    body(input.rest(), input.first(), "'else' statement")
}

/// What stands after `if` and `while`
pub fn condition(input: Tokens) -> Parse<Expr> {
    let (rest, test) = cut(named_expression).parse(input)?;
    if rest.is(Operator::Equal) {
        let Ok((after, value)) = arithmetic(rest.rest()) else {
            return Stop::expected(rest, "':'");
        };
        if after.is(Operator::Equal) {
            return Stop::expected(rest, "':'");
        }
        let place = between(input, after);
        let message = match test.kind {
            ExprKind::Name(_) => {
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".to_owned()
            }
            _ => {
                let what = target::describe(&test);
                format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?")
            }
        };
        let place = if let ExprKind::Name(_) = test.kind {
            place
        } else {
            test.span
        };
        drop(value);
        return Stop::say(SyntaxError::new(message, place));
    }
    Ok((rest, test))
}

/// `while a: … else: …`
pub fn while_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, word) = keyword(Keyword::While)(input)?;
    let (rest, test) = condition(rest)?;
    let (rest, body) = body(rest, word, "'while' statement")?;
    let (rest, orelse) = else_branch(rest)?;
    Ok((rest, StmtKind::While { test, body, orelse }))
}

/// `for a in b: … else: …`
pub fn for_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, word) = keyword(Keyword::For)(input)?;
    let (rest, target) = cut(target_list).parse(rest)?;
    let (rest, _) = cut(keyword(Keyword::In)).parse(rest)?;
    let (rest, iter) = cut(star_expressions).parse(rest)?;
    if !rest.is(Operator::Colon) {
        return Stop::say(SyntaxError::new("expected ':'", rest.first().span));
    }
    let (rest, body) = body(rest, word, "'for' statement")?;
    let (rest, orelse) = else_branch(rest)?;
    Ok((
        rest,
        StmtKind::For {
            target,
            iter,
            body,
            orelse,
        },
    ))
}

/// `with a as b, c: …`
pub fn with_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, word) = keyword(Keyword::With)(input)?;
    let (rest, items) = match parenthesized_items(rest) {
        Ok(found) => found,
        Err(first) => match cut(|input| list_of(input, with_item)).parse(rest) {
            Ok((after, items)) => (after, items),
            Err(second) if rest.is(Operator::OpenParen) => return Err(furthest(first, second)),
            Err(second) => return Err(second),
        },
    };
    let (rest, body) = body(rest, word, "'with' statement")?;
    Ok((rest, StmtKind::With { items, body }))
}

fn furthest(first: nom::Err<Stop>, second: nom::Err<Stop>) -> nom::Err<Stop> {
    match (first, second) {
        (
            nom::Err::Error(first) | nom::Err::Failure(first),
            nom::Err::Error(second) | nom::Err::Failure(second),
        ) => nom::Err::Failure(first.or(second)),
        (_, second) => second,
    }
}

/// `(a as b, c as d)` of a `with`, if its `:` follows
pub fn parenthesized_items(input: Tokens) -> Parse<Vec<WithItem>> {
    let (mut rest, _) = operator(Operator::OpenParen)(input)?;
    let mut items = Vec::new();
    while !rest.is(Operator::CloseParen) {
        let (after, item) = with_item(rest)?;
        items.push(item);
        rest = after;
        if !rest.is(Operator::Comma) {
            break;
        }
        rest = rest.rest();
    }
    let (rest, _) = operator(Operator::CloseParen)(rest)?;
    if items.is_empty() || !rest.is(Operator::Colon) {
        return Stop::expected(rest, "':'");
    }
    Ok((rest, items))
}

/// `a as b`
pub fn with_item(input: Tokens) -> Parse<WithItem> {
    let (rest, context) = expression(input)?;
    if !rest.is_keyword(Keyword::As) {
        return Ok((
            rest,
            WithItem {
                context,
                target: None,
            },
        ));
    }
    let (rest, found) = cut(arithmetic).parse(rest.rest())?;
    if let Err(error) = target::check(&found) {
        return Stop::say(error);
    }
    Ok((
        rest,
        WithItem {
            context,
            target: Some(found),
        },
    ))
}

/// `try: … except a as b: … else: … finally: …`
pub fn try_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, word) = keyword(Keyword::Try)(input)?;
    if !rest.is(Operator::Colon) {
        return Stop::say(SyntaxError::new("expected ':'", rest.first().span));
    }
    let (mut rest, body) = body(rest, word, "'try' statement")?;
    let mut handlers: Vec<Handler> = Vec::new();
    while rest.is_keyword(Keyword::Except) {
        let (after, handler) = except_clause(rest)?;
        if let Some(bare) = handlers.last()
            && bare.kind.is_none()
        {
            return Stop::say(SyntaxError::new(
                "default 'except:' must be last",
                bare.span,
            ));
        }
        handlers.push(handler);
        rest = after;
    }
    let (rest, orelse) = if handlers.is_empty() {
        (rest, Vec::new())
    } else {
        else_branch(rest)?
    };
    let (rest, finalbody) = finally_clause(rest)?;
    if handlers.is_empty() && finalbody.is_empty() {
        let error = SyntaxError::new("expected 'except' or 'finally' block", rest.first().span);
        return Stop::say_at(rest, error);
    }
    Ok((
        rest,
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finalbody,
        },
    ))
}

/// `except a as b: …`
pub fn except_clause(input: Tokens) -> Parse<Handler> {
    let (rest, word) = keyword(Keyword::Except)(input)?;
    let mut kind = None;
    let mut found = None;
    let mut rest = rest;
    if rest.is(Operator::Star) {
        let error = SyntaxError::new("'except*' is not supported", rest.first().span)
            .with_help("write 'except'");
        return Stop::say(error);
    }
    if !rest.is(Operator::Colon) && rest.kind() != TokenKind::Newline {
        let start = rest;
        let (after, caught) = cut(expression).parse(rest)?;
        if after.is(Operator::Comma) && exception_name(after).is_err() {
            let (end, _) = tuple_of(start, expression)?;
            let message = "multiple exception types must be parenthesized";
            let error = SyntaxError::new(message, between(start, end))
                .with_help("for a name write 'as': except X as e");
            return Stop::say(error);
        }
        kind = Some(caught);
        (rest, found) = match exception_name(after) {
            Ok((rest, target)) => (rest, Some(target)),
            Err(_) => as_name(after).map(|(rest, name)| (rest, name.map(named)))?,
        };
    }
    let (rest, body) = body(rest, word, "'except' statement")?;
    let (found, body) = match found {
        Some(Expr {
            kind: ExprKind::Name(name),
            span,
        }) if !input.shared.python2.get() => (Some(Ident { name, span }), body),
        Some(target) => {
            let (hidden, body) = caught(input, target, body);
            (Some(hidden), body)
        }
        None => (None, body),
    };
    Ok((
        rest,
        Handler {
            kind,
            name: found,
            body,
            span: between(input, rest),
        },
    ))
}

fn named(found: Ident) -> Expr {
    Expr {
        kind: ExprKind::Name(found.name),
        span: found.span,
    }
}

/// `finally: …`, if it is there
pub fn finally_clause(input: Tokens) -> Parse<Vec<Stmt>> {
    if !input.is_keyword(Keyword::Finally) {
        return Ok((input, Vec::new()));
    }
    if !input.rest().is(Operator::Colon) {
        return Stop::say(SyntaxError::new("expected ':'", input.rest().first().span));
    }
    body(input.rest(), input.first(), "'finally' statement")
}
