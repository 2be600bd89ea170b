//! `weakref`: references that do not keep what they refer to.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use crate::eval::builtin::Builtin;
use crate::eval::class::{Attrs, Class, Instance, Layout};
use crate::eval::error::{Error, Result};
use crate::eval::function::Function;
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::type_name;
use crate::eval::module::{Module, NativeModule};
use crate::eval::object::Object;
use crate::eval::value::{Kind, Value};
use crate::lang::ast::CompareOp;

pub static MODULE: NativeModule = NativeModule {
    name: "weakref",
    help: "References that do not keep what they refer to.",
    functions: &[],
    init: |interp, module| {
        module.set("ref", Value::Class(class()));
        module.set("ReferenceType", Value::Class(class()));
        let text = include_str!("scripts/weakref.py");
        super::run_script(interp, module, text, "weakref")
    },
};

thread_local! {
    static CLASS: Rc<Class> = {
        let layout = Layout::Kind(Kind::Native);
        let class = Class::builtin("ref", None, layout, Some(&CONSTRUCT), Attrs::default());
        *class.module.borrow_mut() = "weakref".into();
        class
    };
}

fn class() -> Rc<Class> {
    CLASS.with(Rc::clone)
}

/// What can go although something refers to it.
enum Target {
    Instance(Weak<Instance>),
    Function(Weak<Function>),
    Class(Weak<Class>),
    Module(Weak<Module>),
    Object(Weak<Box<dyn Object>>),
}

struct Reference {
    target: Target,
    callback: Value,
    hash: Cell<Option<i64>>,
}

static CONSTRUCT: Builtin = Builtin::new(
    "ref",
    &["object", "callback=None", "/"],
    "A reference that does not keep the object; calling it gives the object, or None.",
    &[],
    |interp, args| {
        let target = match args.at(0) {
            Value::Instance(own) => Target::Instance(Rc::downgrade(own)),
            Value::Function(own) => Target::Function(Rc::downgrade(own)),
            Value::Class(own) => Target::Class(Rc::downgrade(own)),
            Value::Module(own) => Target::Module(Rc::downgrade(own)),
            Value::Object(own) if own.type_name() != "complex" => {
                Target::Object(Rc::downgrade(own))
            }
            other => {
                return Err(Error::type_error(format!(
                    "cannot create weak reference to '{}' object",
                    type_name(other)
                )));
            }
        };
        let reference = Value::object(Reference {
            target,
            callback: args.at(1).clone(),
            hash: Cell::new(None),
        });
        if !args.at(1).is_none() {
            let guard = interp
                .import("weakref")?
                .get("_guard")
                .unwrap_or(Value::None);
            let parts = [args.at(0).clone(), args.at(1).clone(), reference.clone()];
            interp.call(&guard, &parts)?;
        }
        Ok(reference)
    },
);

impl Reference {
    fn found(&self) -> Option<Value> {
        match &self.target {
            Target::Instance(own) => own.upgrade().map(Value::Instance),
            Target::Function(own) => own.upgrade().map(Value::Function),
            Target::Class(own) => own.upgrade().map(Value::Class),
            Target::Module(own) => own.upgrade().map(Value::Module),
            Target::Object(own) => own.upgrade().map(Value::Object),
        }
    }
}

impl Object for Reference {
    fn type_name(&self) -> &str {
        "weakref.ReferenceType"
    }

    fn class(&self) -> Option<Value> {
        Some(Value::Class(class()))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "__callback__" if self.found().is_none() => Some(Value::None),
            "__callback__" => Some(self.callback.clone()),
            _ => None,
        })
    }

    fn call(&self, _: &mut Interp, args: &[Value], _: &[(String, Value)]) -> Result<Value> {
        if !args.is_empty() {
            return Err(Error::type_error(format!(
                "weakref.__call__() takes no arguments ({} given)",
                args.len()
            )));
        }
        Ok(self.found().unwrap_or(Value::None))
    }

    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let equality = matches!(op, CompareOp::Eq | CompareOp::NotEq);
        let Some(other) = other.downcast::<Reference>().filter(|_| equality) else {
            return Ok(None);
        };
        let equal = match (self.found(), other.found()) {
            (Some(own), Some(other)) => interp.eq(&own, &other)?,
            _ => std::ptr::eq(self, other),
        };
        Ok(Some(Value::bool(equal == (op == CompareOp::Eq))))
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        if let Some(hash) = self.hash.get() {
            return Ok(Some(hash));
        }
        let Some(found) = self.found() else {
            return Err(Error::type_error("weak object has gone away"));
        };
        let hash = interp.hash(&found)?;
        self.hash.set(Some(hash));
        Ok(Some(hash))
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        let place = std::ptr::from_ref(self) as usize;
        Ok(Some(match self.found() {
            Some(found) => format!(
                "<weakref at {place:#x}; to '{}' at {:#x}>",
                interp.type_name(&found),
                found.id()
            ),
            None => format!("<weakref at {place:#x}; dead>"),
        }))
    }
}
