//! What the grammar allows and Python refuses all the same: `return` outside a function, two
//! parameters of one name, and the like. CPython finds these when it compiles.

use crate::lang::ast::{
    Arg, Comprehension, Expr, ExprKind, FPart, FunctionDef, Ident, Lambda, Module, Params, Span,
    Stmt, StmtKind,
};
use crate::lang::error::SyntaxError;

/// The first such error of a tree.
pub fn check(module: &Module) -> Result<(), SyntaxError> {
    block(&module.body, Place::default())
}

/// What stands around a statement.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    in_function: bool,
    in_class: bool,
    in_loop: bool,
}

type Checked = Result<(), SyntaxError>;

fn fail(message: impl Into<String>, span: Span) -> Checked {
    Err(SyntaxError::new(message, span))
}

fn block(body: &[Stmt], place: Place) -> Checked {
    body.iter().try_for_each(|statement| stmt(statement, place))
}

fn stmt(statement: &Stmt, place: Place) -> Checked {
    let span = statement.span;
    let inside = Place {
        in_loop: true,
        ..place
    };
    match &statement.kind {
        StmtKind::Expr(value) => plain(value, place),
        StmtKind::Assign { targets, value } => {
            for target in targets {
                assigned(target, place)?;
            }
            plain(value, place)
        }
        StmtKind::AugAssign { target, value, .. } => {
            expr(target, place)?;
            plain(value, place)
        }
        StmtKind::AnnAssign {
            target,
            annotation,
            value,
        } => {
            expr(target, place)?;
            expr(annotation, place)?;
            value.iter().try_for_each(|value| plain(value, place))
        }
        StmtKind::Delete(targets) => all(targets, place),
        StmtKind::If { test, body, orelse } => {
            expr(test, place)?;
            block(body, place)?;
            // `elif` after `elif` is not a level of the program.
            block(orelse, place)
        }
        StmtKind::While { test, body, orelse } => {
            expr(test, place)?;
            block(body, inside)?;
            block(orelse, place)
        }
        StmtKind::For {
            target,
            iter,
            body,
            orelse,
        } => {
            assigned(target, place)?;
            plain(iter, place)?;
            block(body, inside)?;
            block(orelse, place)
        }
        StmtKind::With { items, body } => {
            for item in items {
                expr(&item.context, place)?;
                item.target
                    .iter()
                    .try_for_each(|target| assigned(target, place))?;
            }
            block(body, place)
        }
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finalbody,
        } => {
            block(body, place)?;
            for handler in handlers {
                handler.kind.iter().try_for_each(|kind| expr(kind, place))?;
                block(&handler.body, place)?;
            }
            block(orelse, place)?;
            block(finalbody, place)
        }
        StmtKind::Match { subject, cases } => {
            plain(subject, place)?;
            cases.iter().try_for_each(|case| {
                case.pattern.each_expr(&mut |value| expr(value, place))?;
                case.guard.iter().try_for_each(|guard| expr(guard, place))?;
                block(&case.body, place)
            })
        }
        StmtKind::Raise { exc, cause } => exc
            .iter()
            .chain(cause)
            .try_for_each(|value| expr(value, place)),
        StmtKind::Assert { test, msg } => {
            expr(test, place)?;
            msg.iter().try_for_each(|message| expr(message, place))
        }
        StmtKind::FunctionDef(definition) => function(definition, place),
        StmtKind::ClassDef(class) => {
            all(&class.decorators, place)?;
            all(&class.bases, place)?;
            class
                .keywords
                .iter()
                .try_for_each(|(_, value)| expr(value, place))?;
            block(
                &class.body,
                Place {
                    in_class: true,
                    ..Place::default()
                },
            )
        }
        StmtKind::Return(_) if !place.in_function => fail("'return' outside function", span),
        StmtKind::Return(value) => value.iter().try_for_each(|value| plain(value, place)),
        StmtKind::Nonlocal(_) if !place.in_function && !place.in_class => {
            fail("nonlocal declaration not allowed at module level", span)
        }
        StmtKind::ImportFrom { star: true, .. } if place.in_function || place.in_class => {
            fail("import * only allowed at module level", span)
        }
        StmtKind::Break if !place.in_loop => fail("'break' outside loop", span),
        StmtKind::Continue if !place.in_loop => fail("'continue' not properly in loop", span),
        StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => Ok(()),
    }
}

fn function(definition: &FunctionDef, place: Place) -> Checked {
    all(&definition.decorators, place)?;
    params(&definition.params, place)?;
    definition
        .returns
        .iter()
        .try_for_each(|value| expr(value, place))?;
    declarations(&definition.params, &definition.body)?;
    block(
        &definition.body,
        Place {
            in_function: true,
            ..Place::default()
        },
    )
}

fn params(params: &Params, place: Place) -> Checked {
    for (index, param) in params.list.iter().enumerate() {
        if params.list[..index]
            .iter()
            .any(|other| other.name.name == param.name.name)
        {
            let message = format!(
                "duplicate argument '{}' in function definition",
                param.name.name
            );
            return fail(message, param.name.span);
        }
        param
            .annotation
            .iter()
            .chain(&param.default)
            .try_for_each(|value| expr(value, place))?;
    }
    Ok(())
}

/// `global a` where `a` is a parameter
fn declarations(params: &Params, body: &[Stmt]) -> Checked {
    for statement in body {
        let (names, word): (&[Ident], _) = match &statement.kind {
            StmtKind::Global(names) => (names, "global"),
            StmtKind::Nonlocal(names) => (names, "nonlocal"),
            _ => continue,
        };
        for name in names {
            if params.list.iter().any(|param| param.name.name == name.name) {
                return fail(
                    format!("name '{}' is parameter and {word}", name.name),
                    statement.span,
                );
            }
        }
    }
    Ok(())
}

/// A value that stands alone: `*a` is none.
fn plain(value: &Expr, place: Place) -> Checked {
    if let ExprKind::Starred(_) = value.kind {
        return fail("can't use starred expression here", value.span);
    }
    expr(value, place)
}

fn assigned(target: &Expr, place: Place) -> Checked {
    match &target.kind {
        ExprKind::Starred(_) => fail(
            "starred assignment target must be in a list or tuple",
            target.span,
        ),
        ExprKind::Tuple(items) | ExprKind::List(items) => {
            let stars = items
                .iter()
                .filter(|item| matches!(item.kind, ExprKind::Starred(_)))
                .count();
            if stars > 1 {
                return fail("multiple starred expressions in assignment", target.span);
            }
            items.iter().try_for_each(|item| match &item.kind {
                ExprKind::Starred(value) => assigned(value, place),
                _ => assigned(item, place),
            })
        }
        _ => expr(target, place),
    }
}

fn all(values: &[Expr], place: Place) -> Checked {
    values.iter().try_for_each(|value| expr(value, place))
}

fn expr(value: &Expr, place: Place) -> Checked {
    match &value.kind {
        ExprKind::None
        | ExprKind::True
        | ExprKind::False
        | ExprKind::Ellipsis
        | ExprKind::Int(_)
        | ExprKind::BigInt(_)
        | ExprKind::Float(_)
        | ExprKind::Imaginary(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Name(_) => Ok(()),
        ExprKind::FString(parts) => fstring(parts, place),
        ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => all(items, place),
        ExprKind::And(items) | ExprKind::Or(items) => all(items, place),
        ExprKind::Dict(items) => items.iter().try_for_each(|(key, value)| {
            key.iter().try_for_each(|key| expr(key, place))?;
            expr(value, place)
        }),
        ExprKind::Unary(_, value) | ExprKind::Starred(value) => expr(value, place),
        ExprKind::Attribute { value, .. } => expr(value, place),
        ExprKind::Walrus { value, .. } => expr(value, place),
        ExprKind::Binary(left, _, right) => {
            expr(left, place)?;
            expr(right, place)
        }
        ExprKind::Compare(first, pairs) => {
            expr(first, place)?;
            pairs.iter().try_for_each(|(_, right)| expr(right, place))
        }
        ExprKind::IfElse { test, body, orelse } => [test, body, orelse]
            .into_iter()
            .try_for_each(|value| expr(value, place)),
        ExprKind::Call { func, args } => {
            expr(func, place)?;
            args.iter().try_for_each(|arg| match arg {
                Arg::Positional(value)
                | Arg::Star(value)
                | Arg::Keyword(_, value)
                | Arg::DoubleStar(value) => expr(value, place),
            })
        }
        ExprKind::Subscript { value, index } => {
            expr(value, place)?;
            expr(index, place)
        }
        ExprKind::Slice { lower, upper, step } => [lower, upper, step]
            .into_iter()
            .flatten()
            .try_for_each(|value| expr(value, place)),
        ExprKind::Lambda(function) => lambda(function, place),
        ExprKind::ListComp(value, clauses) | ExprKind::SetComp(value, clauses) => {
            comprehension(clauses, place)?;
            expr(value, place)
        }
        ExprKind::GeneratorExp(value, clauses) => {
            comprehension(clauses, place)?;
            expr(value, place)
        }
        ExprKind::DictComp(key, value, clauses) => {
            comprehension(clauses, place)?;
            expr(key, place)?;
            expr(value, place)
        }
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) if !place.in_function => {
            fail("'yield' outside function", value.span)
        }
        ExprKind::Yield(value) => value.iter().try_for_each(|value| expr(value, place)),
        ExprKind::YieldFrom(value) => expr(value, place),
    }
}

fn lambda(function: &Lambda, place: Place) -> Checked {
    params(&function.params, place)?;
    expr(
        &function.body,
        Place {
            in_function: true,
            ..Place::default()
        },
    )
}

fn comprehension(clauses: &[Comprehension], place: Place) -> Checked {
    clauses.iter().try_for_each(|clause| {
        assigned(&clause.target, place)?;
        expr(&clause.iter, place)?;
        all(&clause.ifs, place)
    })
}

fn fstring(parts: &[FPart], place: Place) -> Checked {
    parts.iter().try_for_each(|part| match part {
        FPart::Text(_) => Ok(()),
        FPart::Value { value, spec, .. } => {
            expr(value, place)?;
            fstring(spec, place)
        }
    })
}
