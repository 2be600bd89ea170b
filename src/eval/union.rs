//! `int | None`: types one of which a value is of.

use super::class::Layout;
use super::error::{Error, Result};
use super::generic;
use super::interp::Interp;
use super::object::Object;
use super::types;
use super::value::{Kind, Value};
use crate::lang::ast::CompareOp;

pub(super) struct Union {
    args: Vec<Value>,
}

/// `a | b`, if both are types.
pub(super) fn of(interp: &mut Interp, a: &Value, b: &Value) -> Result<Option<Value>> {
    if !is_type(a) || !is_type(b) || (a.is_none() && b.is_none()) {
        return Ok(None);
    }
    let mut args: Vec<Value> = Vec::new();
    for part in parts(interp, a).into_iter().chain(parts(interp, b)) {
        if !holds(interp, &args, &part)? {
            args.push(part);
        }
    }
    Ok(Some(match args.len() {
        1 => args.remove(0),
        _ => Value::object(Union { args }),
    }))
}

/// The types of a union.
pub(super) fn members(value: &Value) -> Option<Vec<Value>> {
    value.downcast::<Union>().map(|union| union.args.clone())
}

fn is_type(value: &Value) -> bool {
    match value {
        Value::None | Value::Class(_) | Value::Layer(_) => true,
        other => other.downcast::<Union>().is_some() || generic::is_alias(other),
    }
}

fn parts(interp: &Interp, value: &Value) -> Vec<Value> {
    match value {
        Value::None => vec![Value::Class(interp.class(Kind::NoneType))],
        other => members(other).unwrap_or_else(|| vec![other.clone()]),
    }
}

fn holds(interp: &mut Interp, list: &[Value], wanted: &Value) -> Result<bool> {
    for one in list {
        if one.is(wanted) || interp.eq(one, wanted)? {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Object for Union {
    fn type_name(&self) -> &str {
        "types.UnionType"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok((name == "__args__").then(|| Value::tuple(self.args.clone())))
    }

    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = other.downcast::<Union>() else {
            return Ok(None);
        };
        let mut same = self.args.len() == other.args.len();
        for arg in &self.args {
            same = same && holds(interp, &other.args, arg)?;
        }
        Ok(match op {
            CompareOp::Eq => Some(Value::Bool(same.into())),
            CompareOp::NotEq => Some(Value::Bool((!same).into())),
            _ => None,
        })
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        let mut sum = 0i64;
        for arg in &self.args {
            sum = sum.wrapping_add(interp.hash(arg)?);
        }
        Ok(Some(sum))
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        let mut shown = Vec::new();
        for arg in &self.args {
            shown.push(match arg {
                Value::Class(class) if class.layout == Layout::Kind(Kind::NoneType) => {
                    "None".to_owned()
                }
                arg => generic::name(interp, arg)?,
            });
        }
        Ok(Some(shown.join(" | ")))
    }
}

/// `isinstance(value, int | str)`
pub(super) fn is_instance(interp: &mut Interp, value: &Value, classes: &[Value]) -> Result<bool> {
    if classes.iter().any(generic::is_alias) {
        return Err(Error::type_error(
            "isinstance() argument 2 cannot be a parameterized generic",
        ));
    }
    types::is_instance(interp, value, &Value::tuple(classes.to_vec()))
}
