//! Statements. Each function that takes nothing but tokens is the rule of that name in
//! `grammar/pkt.ebnf`.

use nom::Parser;
use nom::combinator::cut;

use crate::lang::ast::{BinaryOp, Expr, ExprKind, Ident, Module, Stmt, StmtKind, UnaryOp};
use crate::lang::block::{
    for_statement, if_statement, try_statement, while_statement, with_statement,
};
use crate::lang::combinator::{augmented, between, keyword, name, tuple_of};
use crate::lang::definition::{class_definition, decorated, function_definition};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::expr::{arithmetic, assigned_value, expression, star_expressions};
use crate::lang::hint;
use crate::lang::imports::{import_from, import_name};
use crate::lang::legacy::{
    divided_in_place, exec_statement, is_legacy, print_statement, raised, starts_exec, starts_print,
};
use crate::lang::pattern::match_statement;
use crate::lang::target;
use crate::lang::token::{Keyword, Operator, TokenKind, Tokens};

/// A whole text
pub fn file(input: Tokens) -> Parse<Module> {
    let mut rest = input;
    let mut body = Vec::new();
    while rest.kind() != TokenKind::End {
        rest = statement_into(&mut body, rest)?;
    }
    let hints = hint::all(input.shared.hints.take(), input);
    let python2 = input.shared.python2.get();
    let module = Module {
        body,
        hints,
        python2,
    };
    Ok((rest, module))
}

pub fn statement_into<'t>(
    body: &mut Vec<Stmt>,
    input: Tokens<'t>,
) -> Result<Tokens<'t>, nom::Err<Stop>> {
    input.shared.height.set(0);
    let (rest, mut statements) = statement(input)?;
    body.append(&mut statements);
    Ok(rest)
}

/// One compound statement, or a line of simple ones
pub fn statement(input: Tokens) -> Parse<Vec<Stmt>> {
    if starts_compound(input) {
        let (rest, kind) = compound_statement(input)?;
        return Ok((
            rest,
            vec![Stmt {
                kind,
                span: between(input, rest),
            }],
        ));
    }
    simple_statements(input)
}

/// Whether a statement with a block starts here.
pub fn starts_compound(input: Tokens) -> bool {
    match input.kind() {
        TokenKind::Keyword(word) => matches!(
            word,
            Keyword::If
                | Keyword::While
                | Keyword::For
                | Keyword::With
                | Keyword::Try
                | Keyword::Def
                | Keyword::Class
                | Keyword::Async
        ),
        TokenKind::Operator(Operator::At) => true,
        TokenKind::Name => input.heads_match(),
        _ => false,
    }
}

pub fn compound_statement(input: Tokens) -> Parse<StmtKind> {
    match input.kind() {
        TokenKind::Keyword(Keyword::If) => if_statement(input),
        TokenKind::Keyword(Keyword::While) => while_statement(input),
        TokenKind::Keyword(Keyword::For) => for_statement(input),
        TokenKind::Keyword(Keyword::With) => with_statement(input),
        TokenKind::Keyword(Keyword::Try) => try_statement(input),
        TokenKind::Keyword(Keyword::Def) => function_definition(input),
        TokenKind::Keyword(Keyword::Class) => class_definition(input),
        TokenKind::Operator(Operator::At) => decorated(input),
        TokenKind::Name => match_statement(input),
        TokenKind::Keyword(Keyword::Async) => {
            let error = SyntaxError::new("'async' is not supported", input.first().span).with_help(
                "coroutines are not part of this language; use threading or AsyncSniffer",
            );
            Stop::say(error)
        }
        _ => Stop::expected(input, "a statement"),
    }
}

/// `a; b`
pub fn simple_statements(input: Tokens) -> Parse<Vec<Stmt>> {
    let mut rest = input;
    let mut statements = Vec::with_capacity(1);
    loop {
        let (after, kind) = simple_statement(rest)?;
        statements.push(Stmt {
            kind,
            span: between(rest, after),
        });
        rest = after;
        if rest.is(Operator::Semicolon) {
            rest = rest.rest();
        } else if rest.kind() != TokenKind::Newline {
            return Stop::expected(rest, "the end of the line");
        }
        if rest.kind() == TokenKind::Newline {
            return Ok((rest.rest(), statements));
        }
    }
}

pub fn simple_statement(input: Tokens) -> Parse<StmtKind> {
    let TokenKind::Keyword(word) = input.kind() else {
        return expression_or_legacy(input);
    };
    match word {
        Keyword::Pass => Ok((input.rest(), StmtKind::Pass)),
        Keyword::Break => Ok((input.rest(), StmtKind::Break)),
        Keyword::Continue => Ok((input.rest(), StmtKind::Continue)),
        Keyword::Return => return_statement(input),
        Keyword::Import => import_name(input),
        Keyword::From => import_from(input),
        Keyword::Del => delete_statement(input),
        Keyword::Assert => assert_statement(input),
        Keyword::Raise => raise_statement(input),
        Keyword::Global => global_statement(input),
        Keyword::Nonlocal => nonlocal_statement(input),
        _ => expression_statement(input),
    }
}

/// A line that only Python 2 has, or an expression
fn expression_or_legacy<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    if starts_print(input) {
        return print_statement(input);
    }
    if starts_exec(input) {
        return exec_statement(input);
    }
    let (rest, statement) = expression_statement(input)?;
    match is_legacy(&statement, input) {
        Some("print") => print_statement(input),
        Some(_) => exec_statement(input),
        None => Ok((rest, statement)),
    }
}

/// `a`, `a = b = c`, `a += b`, `a: b = c`
pub fn expression_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, first) = assigned_value(input)?;
    match rest.kind() {
        TokenKind::Operator(Operator::Equal) => assignment(rest, first),
        TokenKind::Operator(Operator::Colon) => annotated_assignment(rest, first),
        TokenKind::Operator(op) if let Some(op) = augmented(op) => {
            if !matches!(
                first.kind,
                ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. }
            ) {
                let message = format!(
                    "'{}' is an illegal expression for augmented assignment",
                    target::describe(&first)
                );
                return Stop::say(SyntaxError::new(message, first.span));
            }
            let (rest, value) = cut(assigned_value).parse(rest.rest())?;
            if op == BinaryOp::Div && input.shared.old_division.get() {
                let kind = divided_in_place(input, first, value, between(input, rest));
                return Ok((rest, kind));
            }
            Ok((
                rest,
                StmtKind::AugAssign {
                    target: first,
                    op,
                    value,
                },
            ))
        }
        _ => Ok((rest, StmtKind::Expr(first))),
    }
}

fn assignment<'t>(input: Tokens<'t>, first: Expr) -> Parse<'t, StmtKind> {
    let mut rest = input;
    let mut value = first;
    let mut targets = Vec::with_capacity(1);
    while rest.is(Operator::Equal) {
        let (after, next) = match cut(assigned_value).parse(rest.rest()) {
            Ok(found) => found,
            Err(error) => {
                check_assigned(&value, false)?;
                return Err(error);
            }
        };
        check_assigned(&value, targets.is_empty() && !after.is(Operator::Equal))?;
        targets.push(std::mem::replace(&mut value, next));
        rest = after;
    }
    Ok((rest, StmtKind::Assign { targets, value }))
}

fn check_assigned(target: &Expr, is_last: bool) -> Result<(), nom::Err<Stop>> {
    if let ExprKind::Yield(_) | ExprKind::YieldFrom(_) = target.kind {
        let error = SyntaxError::new("assignment to yield expression not possible", target.span);
        return Stop::say(error).map(|_: (Tokens, ())| ());
    }
    let last = match &target.kind {
        ExprKind::Tuple(items) => items.last().unwrap_or(target),
        _ => target,
    };
    let Err(mut error) = target::check(target) else {
        return Ok(());
    };
    let compared = match &target.kind {
        ExprKind::GeneratorExp(..) | ExprKind::True | ExprKind::False | ExprKind::None => false,
        ExprKind::Tuple(_) | ExprKind::List(_) => {
            last.span == error.span && target.span.end == last.span.end
        }
        ExprKind::IfElse { .. } | ExprKind::Lambda(_) | ExprKind::And(_) | ExprKind::Or(_) => false,
        ExprKind::Compare(..) | ExprKind::Unary(UnaryOp::Not, _) => false,
        _ => true,
    };
    if compared && is_last {
        error.message += " here. Maybe you meant '==' instead of '='?";
    }
    Stop::say(error).map(|_: (Tokens, ())| ())
}

fn annotated_assignment<'t>(input: Tokens<'t>, target: Expr) -> Parse<'t, StmtKind> {
    if !matches!(
        target.kind,
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. }
    ) {
        match expression(input.rest()) {
            Ok(_) => {}
            Err(nom::Err::Failure(stop)) if stop.said.is_some() => {
                return Err(nom::Err::Failure(stop));
            }
            Err(_) => return Stop::expected(input, "the end of the line"),
        }
        let message = match &target.kind {
            ExprKind::Tuple(_) => "only single target (not tuple) can be annotated",
            ExprKind::List(_) => "only single target (not list) can be annotated",
            _ => "illegal target for annotation",
        };
        return Stop::say(SyntaxError::new(message, target.span));
    }
    // `else if x:` and the like end here too; an annotation is an expression on the same line.
    if input.rest().kind() == TokenKind::Newline {
        return Stop::expected(input, "the end of the line");
    }
    let (rest, annotation) = cut(expression).parse(input.rest())?;
    if !rest.is(Operator::Equal) {
        return Ok((
            rest,
            StmtKind::AnnAssign {
                target,
                annotation,
                value: None,
            },
        ));
    }
    let (rest, value) = cut(assigned_value).parse(rest.rest())?;
    Ok((
        rest,
        StmtKind::AnnAssign {
            target,
            annotation,
            value: Some(value),
        },
    ))
}

/// `return a`
pub fn return_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, _) = keyword(Keyword::Return)(input)?;
    if ends_statement(rest) {
        return Ok((rest, StmtKind::Return(None)));
    }
    let (rest, value) = star_expressions(rest)?;
    Ok((rest, StmtKind::Return(Some(value))))
}

/// `del a, b[0]`
pub fn delete_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, _) = keyword(Keyword::Del)(input)?;
    let (rest, deleted) = cut(|input| tuple_of(input, arithmetic)).parse(rest)?;
    if let Err(error) = target::check_deleted(&deleted) {
        return Stop::say(error);
    }
    let parenthesized = input.text(deleted.span).starts_with('(') && {
        let first = match &deleted.kind {
            ExprKind::Tuple(items) => items.first(),
            _ => None,
        };
        first.is_none_or(|first| first.span.start > deleted.span.start)
            && input.rest().is(Operator::OpenParen)
    };
    let all = match deleted.kind {
        ExprKind::Tuple(items) if !parenthesized => items,
        _ => vec![deleted],
    };
    Ok((rest, StmtKind::Delete(all)))
}

/// `assert a, b`
pub fn assert_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, _) = keyword(Keyword::Assert)(input)?;
    let (rest, test) = cut(expression).parse(rest)?;
    if !rest.is(Operator::Comma) {
        return Ok((rest, StmtKind::Assert { test, msg: None }));
    }
    let (rest, message) = cut(expression).parse(rest.rest())?;
    Ok((
        rest,
        StmtKind::Assert {
            test,
            msg: Some(message),
        },
    ))
}

/// `raise a from b`
pub fn raise_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, _) = keyword(Keyword::Raise)(input)?;
    if ends_statement(rest) {
        return Ok((
            rest,
            StmtKind::Raise {
                exc: None,
                cause: None,
            },
        ));
    }
    let start = rest;
    let (mut rest, mut value) = expression(rest)?;
    if rest.is(Operator::Comma) {
        (rest, value) = raised(start, rest, value)?;
    }
    if !rest.is_keyword(Keyword::From) {
        return Ok((
            rest,
            StmtKind::Raise {
                exc: Some(value),
                cause: None,
            },
        ));
    }
    let (rest, cause) = cut(expression).parse(rest.rest())?;
    Ok((
        rest,
        StmtKind::Raise {
            exc: Some(value),
            cause: Some(cause),
        },
    ))
}

/// `global a, b`
pub fn global_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, _) = keyword(Keyword::Global)(input)?;
    let (rest, all) = cut(names).parse(rest)?;
    Ok((rest, StmtKind::Global(all)))
}

/// `nonlocal a, b`
pub fn nonlocal_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, _) = keyword(Keyword::Nonlocal)(input)?;
    let (rest, all) = cut(names).parse(rest)?;
    Ok((rest, StmtKind::Nonlocal(all)))
}

pub fn names(input: Tokens) -> Parse<Vec<Ident>> {
    list_of(input, name)
}

pub fn list_of<'t, T>(input: Tokens<'t>, one: fn(Tokens<'t>) -> Parse<'t, T>) -> Parse<'t, Vec<T>> {
    let (mut rest, first) = one(input)?;
    let mut all = vec![first];
    while rest.is(Operator::Comma) {
        let (after, next) = one(rest.rest())?;
        all.push(next);
        rest = after;
    }
    Ok((rest, all))
}

fn ends_statement(input: Tokens) -> bool {
    input.kind() == TokenKind::Newline || input.is(Operator::Semicolon)
}
