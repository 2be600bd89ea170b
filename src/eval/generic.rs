//! `list[int]`: a built-in type with what its items are, which only readers look at.

use std::rc::Rc;

use super::class::{Class, Layout};
use super::error::Result;
use super::interp::Interp;
use super::object::Object;
use super::value::{Kind, Value};
use crate::lang::ast::CompareOp;

struct Alias {
    origin: Value,
    args: Vec<Value>,
}

/// Whether the class can be subscripted, as `list` can.
pub(super) fn can_be(class: &Rc<Class>) -> bool {
    match class.layout {
        Layout::Kind(kind) => matches!(
            kind,
            Kind::List | Kind::Tuple | Kind::Dict | Kind::Set | Kind::FrozenSet | Kind::Type
        ),
        _ => class.native && matches!(&*class.name(), "deque" | "defaultdict" | "Counter"),
    }
}

/// `origin[args]`
pub(super) fn alias(origin: &Value, args: &Value) -> Value {
    let args = match args {
        Value::Tuple(args) => args.to_vec(),
        one => vec![one.clone()],
    };
    Value::object(Alias {
        origin: origin.clone(),
        args,
    })
}

impl Object for Alias {
    fn type_name(&self) -> &str {
        "types.GenericAlias"
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "__origin__" => Some(self.origin.clone()),
            "__args__" => Some(Value::tuple(self.args.clone())),
            _ => interp.find_attr(&self.origin, name)?,
        })
    }

    fn call(
        &self,
        interp: &mut Interp,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        interp.call_kw(&self.origin, args, kwargs)
    }

    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = other.downcast::<Alias>() else {
            return Ok(None);
        };
        let mut same = self.origin.is(&other.origin) && self.args.len() == other.args.len();
        for (a, b) in self.args.iter().zip(&other.args) {
            same = same && interp.eq(a, b)?;
        }
        Ok(match op {
            CompareOp::Eq => Some(Value::bool(same)),
            CompareOp::NotEq => Some(Value::bool(!same)),
            _ => None,
        })
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        let mut parts = Vec::new();
        for arg in &self.args {
            parts.push(name(interp, arg)?);
        }
        let inside = if parts.is_empty() {
            "()".to_owned()
        } else {
            parts.join(", ")
        };
        Ok(Some(format!("{}[{inside}]", name(interp, &self.origin)?)))
    }
}

/// Whether a value is `list[int]` or its like.
pub(super) fn is_alias(value: &Value) -> bool {
    value.downcast::<Alias>().is_some()
}

/// How a type is written in an annotation.
pub(super) fn name(interp: &mut Interp, value: &Value) -> Result<String> {
    Ok(match value {
        Value::Ellipsis => "...".to_owned(),
        Value::Class(class) => {
            let (module, name) = (class.module.borrow(), class.qualname.borrow());
            match &**module {
                "builtins" => name.to_string(),
                module => format!("{module}.{name}"),
            }
        }
        other => interp.repr(other)?,
    })
}
