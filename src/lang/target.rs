//! What can be assigned to.

use crate::lang::ast::{Expr, ExprKind};
use crate::lang::error::SyntaxError;

/// Whether an expression can stand left of `=`, after `for`, after `as`.
pub fn check(expr: &Expr) -> Result<(), SyntaxError> {
    match invalid(expr) {
        None => Ok(()),
        Some(part) => Err(SyntaxError::new(
            format!("cannot assign to {}", describe(part)),
            part.span,
        )),
    }
}

/// Whether an expression can stand after `del`.
pub fn check_deleted(expr: &Expr) -> Result<(), SyntaxError> {
    let part = match &expr.kind {
        ExprKind::Tuple(items) | ExprKind::List(items) => {
            return items.iter().try_for_each(check_deleted);
        }
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
            return Ok(());
        }
        _ => expr,
    };
    Err(SyntaxError::new(
        format!("cannot delete {}", describe(part)),
        part.span,
    ))
}

/// The first part that cannot be assigned to.
fn invalid(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => None,
        ExprKind::Starred(value) => invalid(value),
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().find_map(invalid),
        _ => Some(expr),
    }
}

/// CPython's words for a sort of expression.
pub fn describe(expr: &Expr) -> &'static str {
    match &expr.kind {
        ExprKind::None => "None",
        ExprKind::True => "True",
        ExprKind::False => "False",
        ExprKind::Ellipsis => "ellipsis",
        ExprKind::Int(_)
        | ExprKind::BigInt(_)
        | ExprKind::Float(_)
        | ExprKind::Imaginary(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_) => "literal",
        ExprKind::FString(_) => "f-string expression",
        ExprKind::Name(_) => "name",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::List(_) => "list",
        ExprKind::Set(_) => "set display",
        ExprKind::Dict(_) => "dict literal",
        ExprKind::Unary(..) | ExprKind::Binary(..) | ExprKind::And(_) | ExprKind::Or(_) => {
            "expression"
        }
        ExprKind::Compare(..) => "comparison",
        ExprKind::IfElse { .. } => "conditional expression",
        ExprKind::Call { .. } => "function call",
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Slice { .. } => "slice",
        ExprKind::Lambda(_) => "lambda",
        ExprKind::ListComp(..) => "list comprehension",
        ExprKind::SetComp(..) => "set comprehension",
        ExprKind::DictComp(..) => "dict comprehension",
        ExprKind::GeneratorExp(..) => "generator expression",
        ExprKind::Starred(_) => "starred",
        ExprKind::Walrus { .. } => "named expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
    }
}
