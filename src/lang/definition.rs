//! Functions and classes: rules of `grammar/pkt.ebnf`.

use std::rc::Rc;

use nom::Parser;
use nom::combinator::cut;

use crate::lang::ast::{Arg, ClassDef, Expr, ExprKind, FunctionDef, Ident, Params, Stmt, StmtKind};
use crate::lang::block::body;
use crate::lang::call::arguments;
use crate::lang::combinator::{keyword, name, operator};
use crate::lang::error::{Parse, Stop, SyntaxError};
use crate::lang::expr::{expression, named_expression};
use crate::lang::legacy::unpacking;
use crate::lang::params::{parameter, parameter_list};
use crate::lang::token::{Keyword, Operator, TokenKind, Tokens};

/// `@a` lines and what they stand above
pub fn decorated(input: Tokens) -> Parse<StmtKind> {
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
pub fn decorator(input: Tokens) -> Parse<Expr> {
    let (rest, _) = operator(Operator::At)(input)?;
    let (rest, value) = cut(named_expression).parse(rest)?;
    if rest.kind() != TokenKind::Newline {
        return Stop::expected(rest, "the end of the line");
    }
    Ok((rest.rest(), value))
}

/// `def f(a, b=1) -> c: …`
pub fn function_definition(input: Tokens) -> Parse<StmtKind> {
    function_with(input, Vec::new())
}

fn function_with<'t>(input: Tokens<'t>, decorators: Vec<Expr>) -> Parse<'t, StmtKind> {
    let (rest, word) = keyword(Keyword::Def)(input)?;
    let (rest, name) = cut(name).parse(rest)?;
    if !rest.is(Operator::OpenParen) {
        return Stop::say(SyntaxError::new("expected '('", rest.first().span));
    }
    let (rest, mut params) = cut(parameters).parse(rest)?;
    let (rest, returns) = return_annotation(rest)?;
    if !rest.is(Operator::Colon) {
        return Stop::say(SyntaxError::new("expected ':'", rest.first().span));
    }
    let (rest, mut body) = body(rest, word, "function definition")?;
    let docstring = docstring(&body);
    body.splice(0..0, unpacking(&mut params));
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
pub fn parameters(input: Tokens) -> Parse<Params> {
    let (rest, _) = operator(Operator::OpenParen)(input)?;
    let (rest, params) = parameter_list(rest, Operator::CloseParen, parameter)?;
    let (rest, _) = operator(Operator::CloseParen)(rest)?;
    Ok((rest, params))
}

/// `-> a`, if it is there
pub fn return_annotation(input: Tokens) -> Parse<Option<Expr>> {
    if !input.is(Operator::Arrow) {
        return Ok((input, None));
    }
    let (rest, value) = cut(expression).parse(input.rest())?;
    Ok((rest, Some(value)))
}

/// `class A(B, metaclass=C): …`
pub fn class_definition(input: Tokens) -> Parse<StmtKind> {
    class_with(input, Vec::new())
}

fn class_with<'t>(input: Tokens<'t>, decorators: Vec<Expr>) -> Parse<'t, StmtKind> {
    let (rest, word) = keyword(Keyword::Class)(input)?;
    let (rest, name) = cut(name).parse(rest)?;
    let mut bases = Vec::new();
    let mut keywords: Vec<(Option<Ident>, Expr)> = Vec::new();
    let (rest, args) = if rest.is(Operator::OpenParen) {
        let (rest, args) = cut(arguments).parse(rest.rest())?;
        (rest.rest(), args)
    } else {
        (rest, Vec::new())
    };
    for arg in args {
        match arg {
            Arg::Positional(base) => bases.push(base),
            Arg::Keyword(name, value) => keywords.push((Some(name), value)),
            Arg::Star(value) => {
                let span = value.span;
                bases.push(Expr {
                    kind: ExprKind::Starred(Box::new(value)),
                    span,
                });
            }
            Arg::DoubleStar(value) => keywords.push((None, value)),
        }
    }
    rest.shared.classes.borrow_mut().push(name.name.clone());
    let parsed = body(rest, word, "class definition");
    rest.shared.classes.borrow_mut().pop();
    let (rest, body) = parsed?;
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
