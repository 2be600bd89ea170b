//! `int | str`: one of several types, for annotations and `isinstance`.

use super::error::Result;
use super::generic;
use super::interp::Interp;
use super::object::Object;
use super::types;
use super::value::{Kind, Value};
use crate::lang::ast::{BinaryOp, CompareOp};

struct Union {
    args: Vec<Value>,
}

/// `a | b` if both can stand in a union and one of them is a type.
pub(super) fn of(a: &Value, b: &Value) -> Option<Value> {
    let is_type = |value: &Value| matches!(value, Value::Class(_) | Value::Layer(_));
    let part = |value: &Value| match value {
        Value::None => Some(vec![Value::Class(types::class(Kind::NoneType))]),
        value if is_type(value) || generic::is_alias(value) => Some(vec![value.clone()]),
        value => value.downcast::<Union>().map(|union| union.args.clone()),
    };
    let (left, right) = (part(a)?, part(b)?);
    if a.is_none() && b.is_none() {
        return None;
    }
    let mut args: Vec<Value> = Vec::new();
    for arg in left.into_iter().chain(right) {
        if !args.iter().any(|known| known.is(&arg)) {
            args.push(arg);
        }
    }
    if args.len() == 1 {
        return args.pop();
    }
    Some(Value::object(Union { args }))
}

/// The types of a union.
pub(super) fn parts(value: &Value) -> Option<Value> {
    let union = value.downcast::<Union>()?;
    Some(Value::tuple(union.args.clone()))
}

impl Object for Union {
    fn type_name(&self) -> &str {
        "types.UnionType"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "__args__" => Some(Value::tuple(self.args.clone())),
            "__parameters__" => Some(Value::tuple([])),
            _ => None,
        })
    }

    fn binary(
        &self,
        _: &mut Interp,
        op: BinaryOp,
        this: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        Ok(match (op, reflected) {
            (BinaryOp::BitOr, false) => of(this, other),
            (BinaryOp::BitOr, true) => of(other, this),
            _ => None,
        })
    }

    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = other.downcast::<Union>() else {
            return Ok(None);
        };
        let mut same = self.args.len() == other.args.len();
        for arg in &self.args {
            let mut found = false;
            for known in &other.args {
                found = found || interp.eq(arg, known)?;
            }
            same = same && found;
        }
        Ok(match op {
            CompareOp::Eq => Some(Value::Bool(same)),
            CompareOp::NotEq => Some(Value::Bool(!same)),
            _ => None,
        })
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        let mut hash = 0;
        for arg in &self.args {
            hash ^= interp.hash(arg)?;
        }
        Ok(Some(hash))
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        let mut texts = Vec::new();
        for arg in &self.args {
            texts.push(match arg {
                Value::Class(class) if class.id == types::class(Kind::NoneType).id => {
                    "None".to_owned()
                }
                arg => generic::name(interp, arg)?,
            });
        }
        Ok(Some(texts.join(" | ")))
    }
}
