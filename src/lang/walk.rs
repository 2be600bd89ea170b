//! Going through a tree without running it.

use crate::lang::ast::{
    Arg, Comprehension, Expr, ExprKind, FPart, FunctionDef, Ident, Params, Stmt, StmtKind,
};

/// What is met on the way, each before its parts.
#[derive(Clone, Copy, Debug)]
pub enum Met<'t> {
    Stmt(&'t Stmt),
    Expr(&'t Expr),
    /// What is given a value.
    Target(&'t Expr),
    /// A name that is given a value otherwise: by `def`, `import`, as a parameter.
    Bound(&'t str),
    /// A function's own part begins, and ends.
    Enter(&'t FunctionDef),
    Leave,
}

/// Goes through statements in the order in which they are written.
pub fn walk<'t>(body: &'t [Stmt], see: &mut dyn FnMut(Met<'t>)) {
    for statement in body {
        see(Met::Stmt(statement));
        parts(&statement.kind, see);
    }
}

fn parts<'t>(kind: &'t StmtKind, see: &mut dyn FnMut(Met<'t>)) {
    match kind {
        StmtKind::Expr(value) => expr(value, see),
        StmtKind::Assign { targets, value } => {
            expr(value, see);
            targets.iter().for_each(|one| target(one, see));
        }
        StmtKind::AugAssign {
            target: one, value, ..
        } => {
            expr(one, see);
            expr(value, see);
            target(one, see);
        }
        StmtKind::AnnAssign {
            target: one, value, ..
        } => {
            value.iter().for_each(|value| expr(value, see));
            target(one, see);
        }
        StmtKind::Delete(targets) => targets.iter().for_each(|one| expr(one, see)),
        StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse } => {
            expr(test, see);
            walk(body, see);
            walk(orelse, see);
        }
        StmtKind::For {
            target: one,
            iter,
            body,
            orelse,
        } => {
            expr(iter, see);
            target(one, see);
            walk(body, see);
            walk(orelse, see);
        }
        StmtKind::With { items, body } => {
            for item in items {
                expr(&item.context, see);
                item.target.iter().for_each(|one| target(one, see));
            }
            walk(body, see);
        }
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finalbody,
        } => {
            walk(body, see);
            for handler in handlers {
                handler.kind.iter().for_each(|kind| expr(kind, see));
                handler.name.iter().for_each(|name| bound(name, see));
                walk(&handler.body, see);
            }
            walk(orelse, see);
            walk(finalbody, see);
        }
        StmtKind::Match { subject, cases } => {
            expr(subject, see);
            for case in cases {
                let _: Result<(), ()> = case.pattern.each_expr(&mut |value| {
                    expr(value, see);
                    Ok(())
                });
                case.pattern.each_name(&mut |name| bound(name, see));
                case.guard.iter().for_each(|guard| expr(guard, see));
                walk(&case.body, see);
            }
        }
        StmtKind::Raise { exc, cause } => {
            exc.iter().chain(cause).for_each(|value| expr(value, see));
        }
        StmtKind::Assert { test, msg } => {
            expr(test, see);
            msg.iter().for_each(|value| expr(value, see));
        }
        StmtKind::FunctionDef(function) => {
            function.decorators.iter().for_each(|one| expr(one, see));
            bound(&function.name, see);
            see(Met::Enter(function));
            params(&function.params, see);
            walk(&function.body, see);
            see(Met::Leave);
        }
        StmtKind::ClassDef(class) => {
            class.decorators.iter().for_each(|one| expr(one, see));
            class.bases.iter().for_each(|one| expr(one, see));
            class.keywords.iter().for_each(|(_, one)| expr(one, see));
            bound(&class.name, see);
            walk(&class.body, see);
        }
        StmtKind::Return(value) => value.iter().for_each(|value| expr(value, see)),
        StmtKind::Global(names) | StmtKind::Nonlocal(names) => {
            names.iter().for_each(|name| bound(name, see));
        }
        StmtKind::Import(names) => {
            for alias in names {
                let first = alias.name.name.split('.').next().unwrap_or_default();
                see(Met::Bound(
                    alias.asname.as_ref().map_or(first, |name| &name.name),
                ));
            }
        }
        StmtKind::ImportFrom { names, .. } => {
            for alias in names {
                bound(alias.asname.as_ref().unwrap_or(&alias.name), see);
            }
        }
        StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
    }
}

fn bound<'t>(name: &'t Ident, see: &mut dyn FnMut(Met<'t>)) {
    see(Met::Bound(&name.name));
}

fn params<'t>(params: &'t Params, see: &mut dyn FnMut(Met<'t>)) {
    for param in &params.list {
        bound(&param.name, see);
        param.default.iter().for_each(|value| expr(value, see));
    }
}

fn target<'t>(one: &'t Expr, see: &mut dyn FnMut(Met<'t>)) {
    see(Met::Target(one));
    match &one.kind {
        ExprKind::Tuple(items) | ExprKind::List(items) => {
            items.iter().for_each(|item| target(item, see));
        }
        ExprKind::Starred(value) => target(value, see),
        ExprKind::Attribute { value, .. } => expr(value, see),
        ExprKind::Subscript { value, index } => {
            expr(value, see);
            expr(index, see);
        }
        _ => {}
    }
}

/// Goes through a value and the values that it is made of.
pub fn within<'t>(value: &'t Expr, see: &mut dyn FnMut(Met<'t>)) {
    expr(value, see);
}

fn expr<'t>(value: &'t Expr, see: &mut dyn FnMut(Met<'t>)) {
    see(Met::Expr(value));
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
        | ExprKind::Name(_) => {}
        ExprKind::FString(pieces) => fstring(pieces, see),
        ExprKind::Tuple(items)
        | ExprKind::List(items)
        | ExprKind::Set(items)
        | ExprKind::And(items)
        | ExprKind::Or(items) => items.iter().for_each(|item| expr(item, see)),
        ExprKind::Dict(items) => {
            for (key, value) in items {
                key.iter().for_each(|key| expr(key, see));
                expr(value, see);
            }
        }
        ExprKind::Unary(_, inner) | ExprKind::Starred(inner) | ExprKind::YieldFrom(inner) => {
            expr(inner, see);
        }
        ExprKind::Attribute { value, .. } => expr(value, see),
        ExprKind::Walrus { target, value } => {
            bound(target, see);
            expr(value, see);
        }
        ExprKind::Binary(left, _, right) => {
            expr(left, see);
            expr(right, see);
        }
        ExprKind::Compare(first, pairs) => {
            expr(first, see);
            pairs.iter().for_each(|(_, right)| expr(right, see));
        }
        ExprKind::IfElse { test, body, orelse } => {
            [test, body, orelse]
                .into_iter()
                .for_each(|one| expr(one, see));
        }
        ExprKind::Call { func, args } => {
            expr(func, see);
            for arg in args {
                let (Arg::Positional(value)
                | Arg::Star(value)
                | Arg::Keyword(_, value)
                | Arg::DoubleStar(value)) = arg;
                expr(value, see);
            }
        }
        ExprKind::Subscript { value, index } => {
            expr(value, see);
            expr(index, see);
        }
        ExprKind::Slice { lower, upper, step } => {
            let all = [lower, upper, step].into_iter().flatten();
            all.for_each(|one| expr(one, see));
        }
        ExprKind::Lambda(function) => {
            params(&function.params, see);
            expr(&function.body, see);
        }
        ExprKind::ListComp(item, clauses)
        | ExprKind::SetComp(item, clauses)
        | ExprKind::GeneratorExp(item, clauses) => {
            comprehension(clauses, see);
            expr(item, see);
        }
        ExprKind::DictComp(key, item, clauses) => {
            comprehension(clauses, see);
            expr(key, see);
            expr(item, see);
        }
        ExprKind::Yield(value) => value.iter().for_each(|value| expr(value, see)),
    }
}

fn comprehension<'t>(clauses: &'t [Comprehension], see: &mut dyn FnMut(Met<'t>)) {
    for clause in clauses {
        expr(&clause.iter, see);
        target(&clause.target, see);
        clause.ifs.iter().for_each(|test| expr(test, see));
    }
}

fn fstring<'t>(pieces: &'t [FPart], see: &mut dyn FnMut(Met<'t>)) {
    for piece in pieces {
        if let FPart::Value { value, spec, .. } = piece {
            expr(value, see);
            fstring(spec, see);
        }
    }
}
