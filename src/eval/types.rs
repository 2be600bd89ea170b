//! Types as values: `type(x)`, `isinstance`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::builtin::Builtin;
use super::class::{Attrs, Class, Layout};
use super::error::{Error, Result};
use super::exception::Exc;
use super::interp::Interp;
use super::methods;
use super::symbol::Symbol;
use super::union;
use super::value::{Kind, Value};

thread_local! {
    static CLASSES: Vec<Rc<Class>> = make_classes();
    /// Classes of native objects that have none of their own, by type name.
    static NATIVE: RefCell<HashMap<String, Rc<Class>>> = RefCell::default();
}

fn make_classes() -> Vec<Rc<Class>> {
    // `bool` derives from `int`, which comes behind it in the table.
    let int = make_class(Kind::Int, None);
    let make = |kind| match kind {
        Kind::Int => int.clone(),
        Kind::Bool => make_class(kind, Some(int.clone())),
        // `object` is nowhere in `Class::ancestors`; every class has it as its last ancestor.
        _ => make_class(kind, None),
    };
    Kind::ALL.into_iter().map(make).collect()
}

fn make_class(kind: Kind, base: Option<Rc<Class>>) -> Rc<Class> {
    let mut attrs = Attrs::default();
    for method in methods::of(kind) {
        attrs.set(Symbol::of(method.name), Value::Builtin(method));
    }
    for function in methods::statics(kind) {
        attrs.set(Symbol::of(function.name), Value::Builtin(function));
    }
    Class::builtin(
        kind.name(),
        base,
        Layout::Kind(kind),
        methods::constructor(kind),
        attrs,
    )
}

pub(super) fn class(kind: Kind) -> Rc<Class> {
    CLASSES.with(|classes| classes[kind as usize].clone())
}

/// The names of types and exceptions that are known everywhere.
pub(super) fn names() -> Vec<(&'static str, Value)> {
    use Kind::*;
    let types = [
        Object,
        Bool,
        Int,
        Float,
        Str,
        Bytes,
        ByteArray,
        List,
        Tuple,
        Dict,
        Set,
        FrozenSet,
        Range,
        Slice,
        Type,
        Property,
        StaticMethod,
        ClassMethod,
        Super,
    ];
    let mut names: Vec<(&'static str, Value)> = types
        .iter()
        .map(|kind| (kind.name(), Value::Class(class(*kind))))
        .collect();
    names.extend(
        Exc::ALL
            .iter()
            .map(|kind| (kind.name(), Value::Class(kind.class()))),
    );
    names.push(("IOError", Value::Class(Exc::OSError.class())));
    names.push(("EnvironmentError", Value::Class(Exc::OSError.class())));
    names.push(("complex", Value::Class(super::complex::class())));
    names.push(("memoryview", Value::Class(super::memoryview::class())));
    names.push(("NotImplemented", Value::NotImplemented));
    names.push(("Ellipsis", Value::Ellipsis));
    names
}

/// The class of a value.
pub(super) fn class_of(value: &Value) -> Rc<Class> {
    match value {
        Value::Instance(instance) => instance.class.clone(),
        Value::Exception(exception) => exception.class(),
        Value::Class(own) => own.meta().unwrap_or_else(|| class(Kind::Type)),
        Value::Dict(dict) => match dict.try_borrow().ok().and_then(|dict| dict.type_name) {
            Some(name) => named(name),
            None => class(Kind::Dict),
        },
        Value::Object(object) => match object.class() {
            Some(Value::Class(class)) => class,
            _ => named(object.type_name()),
        },
        Value::Iterator(iterator) => match iterator.state.try_borrow() {
            Ok(state) => named(state.type_name()),
            Err(_) => class(Kind::Iterator),
        },
        value => match super::packets::class_of(value) {
            Some(Value::Class(class)) => class,
            _ => class(value.kind()),
        },
    }
}

/// The class of a kind of dict: `collections.Counter`. What `construct` makes has its name.
pub fn dict_class(construct: &'static Builtin, statics: &'static [Builtin]) -> Rc<Class> {
    NATIVE.with_borrow_mut(|classes| {
        classes
            .entry(construct.name.to_owned())
            .or_insert_with(|| {
                let mut attrs = Attrs::default();
                for own in statics {
                    attrs.set(Symbol::of(own.name), Value::Builtin(own));
                }
                let class = Class::builtin(
                    construct.name,
                    Some(class(Kind::Dict)),
                    Layout::Kind(Kind::Dict),
                    Some(construct),
                    attrs,
                );
                *class.module.borrow_mut() = "collections".into();
                class
            })
            .clone()
    })
}

/// The class of a record, a tuple whose items have names: `time.struct_time`. What `construct`
/// makes has its name.
pub fn record_class(construct: &'static Builtin) -> Rc<Class> {
    NATIVE.with_borrow_mut(|classes| {
        let entry = classes.entry(construct.name.to_owned());
        let make = || {
            Class::builtin(
                construct.name,
                Some(class(Kind::Tuple)),
                Layout::Kind(Kind::Native),
                Some(construct),
                Attrs::default(),
            )
        };
        entry.or_insert_with(make).clone()
    })
}

fn named(name: &str) -> Rc<Class> {
    NATIVE.with_borrow_mut(|classes| {
        classes
            .entry(name.to_owned())
            .or_insert_with(|| {
                // `types.UnionType` is a class of that module.
                let (module, own) = name.rsplit_once('.').unwrap_or(("builtins", name));
                let class = Class::builtin(
                    own,
                    None,
                    Layout::Kind(Kind::Native),
                    None,
                    Attrs::default(),
                );
                *class.module.borrow_mut() = module.into();
                class
            })
            .clone()
    })
}

pub(super) fn type_of(value: &Value) -> Value {
    match super::packets::class_of(value) {
        Some(class) => class,
        None => Value::Class(class_of(value)),
    }
}

pub(super) fn name(value: &Value) -> String {
    match value {
        Value::Instance(instance) => instance.class.name().to_string(),
        Value::Exception(exception) => exception.class().name().to_string(),
        Value::Class(class) => match class.meta() {
            Some(meta) => meta.name().to_string(),
            None => "type".to_owned(),
        },
        Value::Object(object) => object.type_name().to_owned(),
        Value::Iterator(iterator) => iterator
            .state
            .try_borrow()
            .map_or("iterator", |state| state.type_name())
            .to_owned(),
        Value::Dict(dict) => dict
            .try_borrow()
            .ok()
            .and_then(|dict| dict.type_name)
            .unwrap_or("dict")
            .to_owned(),
        value => super::packets::type_name(value).unwrap_or_else(|| value.kind().name().to_owned()),
    }
}

pub(super) fn is_instance(interp: &mut Interp, value: &Value, class: &Value) -> Result<bool> {
    if let Some(classes) = union::members(class) {
        return union::is_instance(interp, value, &classes);
    }
    match class {
        Value::Class(own) => {
            if let Some(meta) = own.meta()
                && let Some(check) = meta.lookup(Symbol::of("__instancecheck__"))
            {
                let check = super::attribute::bind(interp, &check, class)?;
                let answer = interp.call(&check, std::slice::from_ref(value))?;
                return interp.truth(&answer);
            }
            Ok(instance_of(value, own))
        }
        Value::Tuple(classes) => {
            for class in classes.iter() {
                if is_instance(interp, value, class)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Value::Object(object) if object.class_name().is_some() => Ok(object
            .class_name()
            .is_some_and(|class| super::ancestry::is_kind_of(&name(value), class))),
        other => match super::packets::is_instance(interp, value, other)? {
            Some(answer) => Ok(answer),
            None => Err(Error::type_error(
                "isinstance() arg 2 must be a type, a tuple of types, or a union",
            )),
        },
    }
}

pub(super) fn instance_of(value: &Value, class: &Class) -> bool {
    match value {
        Value::Instance(instance) => instance.class.is_subclass(class),
        Value::Exception(exception) => exception.class().is_subclass(class),
        value => class_of(value).is_subclass(class),
    }
}

pub(super) fn is_subclass(interp: &mut Interp, class: &Value, other: &Value) -> Result<bool> {
    if let Some(others) = union::members(other) {
        return is_subclass(interp, class, &Value::tuple(others));
    }
    match (class, other) {
        (Value::Class(own), Value::Class(base)) => {
            if let Some(meta) = base.meta()
                && let Some(check) = meta.lookup(Symbol::of("__subclasscheck__"))
            {
                let check = super::attribute::bind(interp, &check, other)?;
                let answer = interp.call(&check, std::slice::from_ref(class))?;
                return interp.truth(&answer);
            }
            Ok(own.is_subclass(base))
        }
        (Value::Object(class), Value::Object(other))
            if class.class_name().is_some() && other.class_name().is_some() =>
        {
            let (class, other) = (class.class_name(), other.class_name());
            Ok(class
                .zip(other)
                .is_some_and(|(class, other)| super::ancestry::is_kind_of(class, other)))
        }
        (_, Value::Tuple(others)) => {
            for other in others.iter() {
                if is_subclass(interp, class, other)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        _ => match super::packets::is_subclass(interp, class, other)? {
            Some(answer) => Ok(answer),
            None if matches!(class, Value::Class(_)) => Err(Error::type_error(
                "issubclass() arg 2 must be a class, a tuple of classes, or a union",
            )),
            None => Err(Error::type_error("issubclass() arg 1 must be a class")),
        },
    }
}
