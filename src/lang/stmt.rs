//! Statements. Each function that takes nothing but tokens is the rule of that name in
//! `grammar/pkt.ebnf`.

use std::rc::Rc;

use nom::Parser;
use nom::combinator::cut;

use crate::lang::ast::{
    Alias, Arg, ClassDef, Expr, ExprKind, FunctionDef, Handler, Ident, Module, Params, Span, Stmt,
    StmtKind, WithItem,
};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::expr::{
    arguments, arithmetic, assigned_value, augmented, between, expression, keyword, name,
    named_expression, nested, operator, parameter, parameter_list, star_expressions, target_list,
    tuple_of,
};
use crate::lang::source::line_number;
use crate::lang::target;
use crate::lang::token::{Keyword, Operator, Token, TokenKind, Tokens};

/// A whole text
pub fn file<'t>(input: Tokens<'t>) -> Parse<'t, Module> {
    let mut rest = input;
    let mut body = Vec::new();
    while rest.kind() != TokenKind::End {
        rest = statement_into(&mut body, rest)?;
    }
    Ok((rest, Module { body }))
}

fn statement_into<'t>(
    body: &mut Vec<Stmt>,
    input: Tokens<'t>,
) -> Result<Tokens<'t>, nom::Err<Stop>> {
    input.shared.height.set(0);
    let (rest, mut statements) = statement(input)?;
    body.append(&mut statements);
    Ok(rest)
}

/// One compound statement, or a line of simple ones
pub fn statement<'t>(input: Tokens<'t>) -> Parse<'t, Vec<Stmt>> {
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
        _ => false,
    }
}

pub fn compound_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    match input.kind() {
        TokenKind::Keyword(Keyword::If) => if_statement(input),
        TokenKind::Keyword(Keyword::While) => while_statement(input),
        TokenKind::Keyword(Keyword::For) => for_statement(input),
        TokenKind::Keyword(Keyword::With) => with_statement(input),
        TokenKind::Keyword(Keyword::Try) => try_statement(input),
        TokenKind::Keyword(Keyword::Def) => function_definition(input),
        TokenKind::Keyword(Keyword::Class) => class_definition(input),
        TokenKind::Operator(Operator::At) => decorated(input),
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
pub fn simple_statements<'t>(input: Tokens<'t>) -> Parse<'t, Vec<Stmt>> {
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
            legacy_statement(statements.last(), rest)?;
            return Stop::expected(rest, "the end of the line");
        }
        if rest.kind() == TokenKind::Newline {
            return Ok((rest.rest(), statements));
        }
    }
}

/// `print "a"` of Python 2
fn legacy_statement(last: Option<&Stmt>, input: Tokens) -> Result<(), nom::Err<Stop>> {
    let Some(Stmt {
        kind:
            StmtKind::Expr(Expr {
                kind: ExprKind::Name(word),
                span,
            }),
        ..
    }) = last
    else {
        return Ok(());
    };
    if !matches!(&**word, "print" | "exec") {
        return Ok(());
    }
    let Ok((rest, _)) = star_expressions(input) else {
        return Ok(());
    };
    let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
    let place = Span {
        start: span.start,
        end: rest.taken,
    };
    let written = input.text(between(input, rest));
    let error = SyntaxError::new(message, place).with_help(format!("write {word}({written})"));
    Stop::say(error).map(|_: (Tokens, ())| ())
}

pub fn simple_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    let TokenKind::Keyword(word) = input.kind() else {
        return expression_statement(input);
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

/// `a`, `a = b = c`, `a += b`, `a: b = c`
pub fn expression_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
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
        check_assigned(&value, !after.is(Operator::Equal))?;
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
        ExprKind::Compare(..) => false,
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
        if expression(input.rest()).is_err() {
            return Stop::expected(input, "the end of the line");
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
pub fn return_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    let (rest, _) = keyword(Keyword::Return)(input)?;
    if ends_statement(rest) {
        return Ok((rest, StmtKind::Return(None)));
    }
    let (rest, value) = star_expressions(rest)?;
    Ok((rest, StmtKind::Return(Some(value))))
}

/// `del a, b[0]`
pub fn delete_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
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
pub fn assert_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
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
pub fn raise_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
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
    let (rest, raised) = expression(rest)?;
    if !rest.is_keyword(Keyword::From) {
        return Ok((
            rest,
            StmtKind::Raise {
                exc: Some(raised),
                cause: None,
            },
        ));
    }
    let (rest, cause) = cut(expression).parse(rest.rest())?;
    Ok((
        rest,
        StmtKind::Raise {
            exc: Some(raised),
            cause: Some(cause),
        },
    ))
}

/// `global a, b`
pub fn global_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    let (rest, _) = keyword(Keyword::Global)(input)?;
    let (rest, all) = cut(names).parse(rest)?;
    Ok((rest, StmtKind::Global(all)))
}

/// `nonlocal a, b`
pub fn nonlocal_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    let (rest, _) = keyword(Keyword::Nonlocal)(input)?;
    let (rest, all) = cut(names).parse(rest)?;
    Ok((rest, StmtKind::Nonlocal(all)))
}

pub fn names<'t>(input: Tokens<'t>) -> Parse<'t, Vec<Ident>> {
    list_of(input, name)
}

fn list_of<'t, T>(input: Tokens<'t>, one: fn(Tokens<'t>) -> Parse<'t, T>) -> Parse<'t, Vec<T>> {
    let (mut rest, first) = one(input)?;
    let mut all = vec![first];
    while rest.is(Operator::Comma) {
        let (after, next) = one(rest.rest())?;
        all.push(next);
        rest = after;
    }
    Ok((rest, all))
}

/// `import a.b as c, d`
pub fn import_name<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    let (rest, _) = keyword(Keyword::Import)(input)?;
    let (rest, all) = cut(|input| list_of(input, dotted_alias)).parse(rest)?;
    Ok((rest, StmtKind::Import(all)))
}

/// `a.b as c`
pub fn dotted_alias<'t>(input: Tokens<'t>) -> Parse<'t, Alias> {
    let (rest, name) = dotted_name(input)?;
    let (rest, asname) = as_name(rest)?;
    Ok((rest, Alias { name, asname }))
}

/// `as a`, if it is there
pub fn as_name<'t>(input: Tokens<'t>) -> Parse<'t, Option<Ident>> {
    if !input.is_keyword(Keyword::As) {
        return Ok((input, None));
    }
    let (rest, found) = cut(name).parse(input.rest())?;
    Ok((rest, Some(found)))
}

/// `a.b.c`
pub fn dotted_name<'t>(input: Tokens<'t>) -> Parse<'t, Ident> {
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
pub fn import_from<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
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
pub fn import_names<'t>(input: Tokens<'t>) -> Parse<'t, Vec<Alias>> {
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
pub fn import_alias<'t>(input: Tokens<'t>) -> Parse<'t, Alias> {
    let (rest, name) = name(input)?;
    let (rest, asname) = as_name(rest)?;
    Ok((rest, Alias { name, asname }))
}

/// The statements under a header, on its line or indented
pub fn block<'t>(input: Tokens<'t>) -> Parse<'t, Vec<Stmt>> {
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
fn body<'t>(input: Tokens<'t>, word: Token, header: &str) -> Parse<'t, Vec<Stmt>> {
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
pub fn if_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
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
pub fn elif_branch<'t>(input: Tokens<'t>) -> Parse<'t, (Expr, Vec<Stmt>)> {
    let (rest, word) = keyword(Keyword::Elif)(input)?;
    let (rest, test) = condition(rest)?;
    let (rest, body) = body(rest, word, "'elif' statement")?;
    Ok((rest, (test, body)))
}

/// `else: …`, if it is there
pub fn else_branch<'t>(input: Tokens<'t>) -> Parse<'t, Vec<Stmt>> {
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
pub fn condition<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
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
pub fn while_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    let (rest, word) = keyword(Keyword::While)(input)?;
    let (rest, test) = condition(rest)?;
    let (rest, body) = body(rest, word, "'while' statement")?;
    let (rest, orelse) = else_branch(rest)?;
    Ok((rest, StmtKind::While { test, body, orelse }))
}

/// `for a in b: … else: …`
pub fn for_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
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
pub fn with_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    let (rest, word) = keyword(Keyword::With)(input)?;
    let (rest, items) = match parenthesized_items(rest) {
        Ok(found) => found,
        Err(_) => cut(|input| list_of(input, with_item)).parse(rest)?,
    };
    let (rest, body) = body(rest, word, "'with' statement")?;
    Ok((rest, StmtKind::With { items, body }))
}

/// `(a as b, c as d)` of a `with`, if its `:` follows
pub fn parenthesized_items<'t>(input: Tokens<'t>) -> Parse<'t, Vec<WithItem>> {
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
pub fn with_item<'t>(input: Tokens<'t>) -> Parse<'t, WithItem> {
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
pub fn try_statement<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
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
pub fn except_clause<'t>(input: Tokens<'t>) -> Parse<'t, Handler> {
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
        if after.is(Operator::Comma) {
            let (end, _) = tuple_of(start, expression)?;
            let message = "multiple exception types must be parenthesized";
            let error = SyntaxError::new(message, between(start, end))
                .with_help("for a name write 'as': except X as e");
            return Stop::say(error);
        }
        kind = Some(caught);
        (rest, found) = as_name(after)?;
    }
    let (rest, body) = body(rest, word, "'except' statement")?;
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

/// `finally: …`, if it is there
pub fn finally_clause<'t>(input: Tokens<'t>) -> Parse<'t, Vec<Stmt>> {
    if !input.is_keyword(Keyword::Finally) {
        return Ok((input, Vec::new()));
    }
    if !input.rest().is(Operator::Colon) {
        return Stop::say(SyntaxError::new("expected ':'", input.rest().first().span));
    }
    body(input.rest(), input.first(), "'finally' statement")
}

/// `@a` lines and what they stand above
pub fn decorated<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    let mut rest = input;
    let mut decorators = Vec::new();
    while rest.is(Operator::At) {
        let (after, decorator) = decorator(rest)?;
        decorators.push(decorator);
        rest = after;
    }
    match rest.kind() {
        TokenKind::Keyword(Keyword::Def) => function_with(rest, decorators),
        TokenKind::Keyword(Keyword::Class) => class_with(rest, decorators),
        _ => Stop::expected(rest, "'def' or 'class'"),
    }
}

/// `@a`
pub fn decorator<'t>(input: Tokens<'t>) -> Parse<'t, Expr> {
    let (rest, _) = operator(Operator::At)(input)?;
    let (rest, value) = cut(named_expression).parse(rest)?;
    if rest.kind() != TokenKind::Newline {
        return Stop::expected(rest, "the end of the line");
    }
    Ok((rest.rest(), value))
}

/// `def f(a, b=1) -> c: …`
pub fn function_definition<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    function_with(input, Vec::new())
}

fn function_with<'t>(input: Tokens<'t>, decorators: Vec<Expr>) -> Parse<'t, StmtKind> {
    let (rest, word) = keyword(Keyword::Def)(input)?;
    let (rest, name) = cut(name).parse(rest)?;
    if !rest.is(Operator::OpenParen) {
        return Stop::say(SyntaxError::new("expected '('", rest.first().span));
    }
    let (rest, params) = cut(parameters).parse(rest)?;
    let (rest, returns) = return_annotation(rest)?;
    if !rest.is(Operator::Colon) {
        return Stop::say(SyntaxError::new("expected ':'", rest.first().span));
    }
    let (rest, body) = body(rest, word, "function definition")?;
    let docstring = docstring(&body);
    let function = FunctionDef {
        name,
        params,
        body,
        decorators,
        returns,
        docstring,
    };
    Ok((rest, StmtKind::FunctionDef(Rc::new(function))))
}

/// `(a, b=1, /, *c, d, **e)`
pub fn parameters<'t>(input: Tokens<'t>) -> Parse<'t, Params> {
    let (rest, _) = operator(Operator::OpenParen)(input)?;
    let (rest, params) = parameter_list(rest, Operator::CloseParen, parameter)?;
    let (rest, _) = operator(Operator::CloseParen)(rest)?;
    Ok((rest, params))
}

/// `-> a`, if it is there
pub fn return_annotation<'t>(input: Tokens<'t>) -> Parse<'t, Option<Expr>> {
    if !input.is(Operator::Arrow) {
        return Ok((input, None));
    }
    let (rest, value) = cut(expression).parse(input.rest())?;
    Ok((rest, Some(value)))
}

/// `class A(B, metaclass=C): …`
pub fn class_definition<'t>(input: Tokens<'t>) -> Parse<'t, StmtKind> {
    class_with(input, Vec::new())
}

fn class_with<'t>(input: Tokens<'t>, decorators: Vec<Expr>) -> Parse<'t, StmtKind> {
    let (rest, word) = keyword(Keyword::Class)(input)?;
    let (rest, name) = cut(name).parse(rest)?;
    let mut bases = Vec::new();
    let mut keywords = Vec::new();
    let (rest, args) = if rest.is(Operator::OpenParen) {
        let (rest, args) = cut(arguments).parse(rest.rest())?;
        (rest.rest(), args)
    } else {
        (rest, Vec::new())
    };
    for arg in args {
        match arg {
            Arg::Positional(base) => bases.push(base),
            Arg::Keyword(name, value) => keywords.push((name, value)),
            Arg::Star(value) | Arg::DoubleStar(value) => {
                let message = "unpacking is not supported in the bases of a class";
                return Stop::say(SyntaxError::new(message, value.span));
            }
        }
    }
    let (rest, body) = body(rest, word, "class definition")?;
    let docstring = docstring(&body);
    let class = ClassDef {
        name,
        bases,
        keywords,
        body,
        decorators,
        docstring,
    };
    Ok((rest, StmtKind::ClassDef(Rc::new(class))))
}

fn docstring(body: &[Stmt]) -> Option<Rc<str>> {
    match &body.first()?.kind {
        StmtKind::Expr(Expr {
            kind: ExprKind::Str(text),
            ..
        }) => Some(text.clone()),
        _ => None,
    }
}

fn ends_statement(input: Tokens) -> bool {
    input.kind() == TokenKind::Newline || input.is(Operator::Semicolon)
}
