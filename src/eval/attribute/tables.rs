//! The methods that all objects, classes, functions, properties and generators have.

use std::rc::Rc;

use super::of_class::resolution_order;
use super::writing::{delete_plainly, set_plainly};
use super::{find_plainly, missing, read_property};
use crate::eval::builtin::Builtin;
use crate::eval::class::Layout;
use crate::eval::error::{Error, Result};
use crate::eval::function::Property;
use crate::eval::methods::slots;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;

pub(super) static OBJECT_METHODS: &[Builtin] = &[
    Builtin::new(
        "__init__",
        &["self", "*args", "**kwargs"],
        "Fills a new object.",
        &[],
        |interp, args| {
            let own = args.star(1);
            match args.at(0) {
                Value::Exception(exception) => {
                    exception.set_args(own.to_vec());
                }
                Value::Instance(instance) => {
                    // `super().__init__(items)` of a class that derives from list, dict or set.
                    if let (Layout::Kind(_), Some(construct)) =
                        (instance.class.layout, instance.class.construct)
                    {
                        if !own.is_empty() || !args.keywords(2).is_empty() {
                            let inner = construct.call_kw(interp, own, &args.keywords(2))?;
                            instance.inner.replace(inner);
                        }
                    } else if !own.is_empty() {
                        return Err(Error::type_error(
                            "object.__init__() takes exactly one argument (the instance to initialize)",
                        ));
                    }
                }
                _ => {}
            }
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "__new__",
        &["cls", "*args", "**kwargs"],
        "Makes a new object.",
        &[],
        |interp, args| match args.at(0) {
            Value::Class(class) => {
                crate::eval::call::allocate(interp, class, args.star(1), &args.keywords(2))
            }
            _ => Err(Error::type_error(
                "object.__new__(X): X is not a type object",
            )),
        },
    ),
    Builtin::new(
        "__setattr__",
        &["self", "name", "value"],
        "Sets an attribute.",
        &[],
        |interp, args| {
            let name = Symbol::of(args.at(1).as_str().unwrap_or_default());
            set_plainly(interp, args.at(0), name, args.at(2).clone())?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "__getattribute__",
        &["self", "name"],
        "Reads an attribute.",
        &[],
        |interp, args| {
            let name = Symbol::of(args.at(1).as_str().unwrap_or_default());
            match find_plainly(interp, args.at(0), name)? {
                Some(found) => Ok(found),
                None => Err(missing(interp, args.at(0), name)),
            }
        },
    ),
    Builtin::new(
        "__delattr__",
        &["self", "name"],
        "Deletes an attribute.",
        &[],
        |interp, args| {
            let name = Symbol::of(args.at(1).as_str().unwrap_or_default());
            delete_plainly(interp, args.at(0), name)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "__repr__",
        &["self"],
        "The text of a plain object.",
        &[],
        |interp, args| {
            Ok(Value::string(match args.at(0) {
                Value::Instance(instance) => {
                    let inner = instance.inner.borrow().clone();
                    match inner {
                        Value::Unset | Value::Object(_) => {
                            crate::eval::repr::plain_repr(args.at(0))
                        }
                        inner => interp.repr(&inner)?,
                    }
                }
                Value::Exception(exception) => {
                    let own = exception.args.borrow().clone();
                    let text: Result<Vec<String>> =
                        own.iter().map(|arg| interp.repr(arg)).collect();
                    format!("{}({})", exception.class().name(), text?.join(", "))
                }
                value => interp.repr(value)?,
            }))
        },
    )
    .as_slot(),
    Builtin::new(
        "__str__",
        &["self"],
        "The text of a plain object.",
        &[],
        |interp, args| {
            Ok(Value::string(match args.at(0) {
                Value::Exception(exception) => exception.text(),
                Value::Instance(instance) => {
                    let inner = instance.inner.borrow().clone();
                    match inner {
                        Value::Unset | Value::Object(_) => interp.repr(args.at(0))?,
                        inner => interp.str(&inner)?,
                    }
                }
                value => interp.str(value)?,
            }))
        },
    )
    .as_slot(),
    Builtin::new(
        "__hash__",
        &["self"],
        "The hash of a plain object.",
        &[],
        |interp, args| match args.at(0) {
            Value::Instance(instance) => match &*instance.inner.borrow() {
                Value::Unset | Value::Object(_) => Ok(Value::Int((args.at(0).id() as i64) >> 4)),
                inner => interp.hash(inner).map(Value::Int),
            },
            value => interp.hash(value).map(Value::Int),
        },
    )
    .as_slot(),
    Builtin::new(
        "__len__",
        &["self"],
        "The number of items.",
        &[],
        |interp, args| interp.len(&inner_of(args.at(0))).map(Value::from),
    ),
    Builtin::new(
        "__getitem__",
        &["self", "index"],
        "An item.",
        &[],
        |interp, args| interp.get_item(&inner_of(args.at(0)), args.at(1)),
    ),
    Builtin::new(
        "__setitem__",
        &["self", "index", "value"],
        "Sets an item.",
        &[],
        |interp, args| {
            interp.set_item(&inner_of(args.at(0)), args.at(1), args.at(2).clone())?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "__delitem__",
        &["self", "index"],
        "Deletes an item.",
        &[],
        |interp, args| {
            interp.del_item(&inner_of(args.at(0)), args.at(1))?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "__contains__",
        &["self", "item"],
        "Membership.",
        &[],
        |interp, args| {
            interp
                .contains(&inner_of(args.at(0)), args.at(1))
                .map(Value::bool)
        },
    ),
    Builtin::new(
        "__iter__",
        &["self"],
        "An iterator.",
        &[],
        |interp, args| Ok(interp.iter(&inner_of(args.at(0)))?.into_value()),
    ),
    Builtin::new(
        "__next__",
        &["self"],
        "The next item.",
        &[],
        |interp, args| match interp.next_of(args.at(0))? {
            Some(item) => Ok(item),
            None => Err(Error::stop_iteration(Value::None)),
        },
    ),
    Builtin::new(
        "__add__",
        &["self", "other"],
        "The sum.",
        &[],
        |interp, args| {
            interp.binary(
                crate::lang::ast::BinaryOp::Add,
                &inner_of(args.at(0)),
                &inner_of(args.at(1)),
            )
        },
    ),
    Builtin::new(
        "__call__",
        &["self", "*args", "**kwargs"],
        "Calls.",
        &[],
        |interp, args| interp.call_kw(args.at(0), args.star(1), &args.keywords(2)),
    ),
    Builtin::new(
        "__format__",
        &["self", "spec"],
        "The text by a format spec.",
        &[],
        |interp, args| match crate::eval::methods::arguments::text_of(args.at(1)) {
            Some(spec) => crate::eval::repr::format_plainly(interp, args.at(0), spec.as_str())
                .map(Value::string),
            None => Err(slots::no_spec(args.at(1))),
        },
    ),
    Builtin::new(
        "__enter__",
        &["self"],
        "Begins a `with`.",
        &[],
        |interp, args| match args.at(0) {
            Value::Object(object) => match object.clone().enter(interp, args.at(0))? {
                Some(value) => Ok(value),
                None => Ok(args.at(0).clone()),
            },
            value => Ok(value.clone()),
        },
    ),
    Builtin::new(
        "__init_subclass__",
        &["self", "**kwargs"],
        "Nothing.",
        &[],
        |interp, args| {
            if args.keywords(1).is_empty() {
                return Ok(Value::None);
            }
            let name = match args.at(0) {
                Value::Class(class) => class.name().to_string(),
                other => interp.type_name(other),
            };
            Err(Error::type_error(format!(
                "{name}.__init_subclass__() takes no keyword arguments"
            )))
        },
    ),
];

/// The built-in value that an instance stands for, so that `super().__len__()` does not come back.
fn inner_of(value: &Value) -> Value {
    match value {
        Value::Instance(instance) => match &*instance.inner.borrow() {
            Value::Unset => value.clone(),
            inner => inner.clone(),
        },
        value => value.clone(),
    }
}

/// What `type` has, with the class as `self`.
pub(super) static CLASS_METHODS: &[Builtin] = &[
    Builtin::new(
        "mro",
        &["self"],
        "The resolution order.",
        &[],
        |_, args| match args.at(0) {
            Value::Class(class) => Ok(Value::list(resolution_order(class))),
            _ => Ok(Value::None),
        },
    ),
    Builtin::new(
        "__subclasses__",
        &["self"],
        "The classes that derive from it.",
        &[],
        |_, args| match args.at(0) {
            Value::Class(class) => {
                let derived = class.derived.borrow();
                let living = derived.iter().filter_map(std::rc::Weak::upgrade);
                Ok(Value::list(living.map(Value::Class).collect::<Vec<_>>()))
            }
            _ => Ok(Value::None),
        },
    ),
    Builtin::new(
        "__new__",
        &["metacls", "name", "bases=()", "namespace={}", "**kwargs"],
        "Makes a class.",
        &[],
        |interp, args| match args.at(0) {
            Value::Class(meta) => {
                let parts = [args.at(1).clone(), args.at(2).clone(), args.at(3).clone()];
                crate::eval::call::class_of_parts(interp, meta, &parts, &args.keywords(4))
            }
            _ => Err(Error::type_error("type.__new__(X): X is not a type object")),
        },
    ),
    Builtin::new(
        "__init__",
        &["self", "*args", "**kwargs"],
        "Nothing.",
        &[],
        |_, _| Ok(Value::None),
    ),
    Builtin::new(
        "__call__",
        &["self", "*args", "**kwargs"],
        "Makes an instance.",
        &[],
        |interp, args| match args.at(0) {
            Value::Class(class) => crate::eval::call::instantiate_plainly(
                interp,
                class,
                args.star(1),
                &args.keywords(2),
            ),
            other => Err(Error::type_error(format!(
                "descriptor '__call__' requires a 'type' object but received a '{}'",
                interp.type_name(other)
            ))),
        },
    ),
    Builtin::new(
        "__instancecheck__",
        &["self", "instance"],
        "Whether a value is an instance.",
        &[],
        |_, args| match args.at(0) {
            Value::Class(class) => Ok(Value::bool(crate::eval::types::instance_of(
                args.at(1),
                class,
            ))),
            _ => Ok(Value::bool(false)),
        },
    ),
    Builtin::new(
        "__subclasscheck__",
        &["self", "subclass"],
        "Whether a class derives from it.",
        &[],
        |_, args| match (args.at(0), args.at(1)) {
            (Value::Class(class), Value::Class(other)) => Ok(Value::bool(other.is_subclass(class))),
            _ => Ok(Value::bool(false)),
        },
    ),
    Builtin::new(
        "__setattr__",
        &["self", "name", "value"],
        "Sets an attribute.",
        &[],
        |interp, args| {
            let name = Symbol::of(args.at(1).as_str().unwrap_or_default());
            set_plainly(interp, args.at(0), name, args.at(2).clone())?;
            Ok(Value::None)
        },
    ),
    Builtin::new("__repr__", &["self"], "The text.", &[], |_, args| {
        Ok(Value::string(crate::eval::repr::plain_repr(args.at(0))))
    }),
];

pub(super) static EXCEPTION_METHODS: &[Builtin] = &[
    Builtin::new(
        "with_traceback",
        &["self", "tb"],
        "The exception itself.",
        &[],
        |_, args| Ok(args.at(0).clone()),
    ),
    Builtin::new(
        "add_note",
        &["self", "note"],
        "Adds a line to the report.",
        &[],
        |_, args| {
            if let (Value::Exception(exception), Some(note)) = (args.at(0), args.at(1).as_str()) {
                let notes = Symbol::of("__notes__");
                let known = exception.attrs.borrow().get(notes);
                match known {
                    Some(Value::List(list)) => list.borrow_mut().push(args.at(1).clone()),
                    _ => {
                        let list = Value::list(vec![args.at(1).clone()]);
                        exception.attrs.borrow_mut().set(notes, list);
                    }
                }
                *exception.help.borrow_mut() = Some(note.to_owned());
            }
            Ok(Value::None)
        },
    ),
];

pub(super) static FUNCTION_METHODS: &[Builtin] = &[Builtin::new(
    "__get__",
    &["self", "instance", "owner=None"],
    "The method of an object.",
    &[],
    |_, args| match args.at(1) {
        Value::None => Ok(args.at(0).clone()),
        receiver => Ok(Value::method(args.at(0).clone(), receiver.clone())),
    },
)];

pub(super) static PROPERTY_METHODS: &[Builtin] = &[
    Builtin::new(
        "__get__",
        &["self", "instance", "owner=None"],
        "The value for an object.",
        &[],
        |interp, args| match args.at(0) {
            Value::Property(property) if !args.at(1).is_none() => {
                read_property(interp, property, args.at(1))
            }
            own => Ok(own.clone()),
        },
    ),
    Builtin::new(
        "getter",
        &["self", "fget"],
        "The property with another getter.",
        &[],
        |_, args| changed(args.at(0), |property| property.get = args.at(1).clone()),
    ),
    Builtin::new(
        "setter",
        &["self", "fset"],
        "The property with another setter.",
        &[],
        |_, args| changed(args.at(0), |property| property.set = args.at(1).clone()),
    ),
    Builtin::new(
        "deleter",
        &["self", "fdel"],
        "The property with another deleter.",
        &[],
        |_, args| changed(args.at(0), |property| property.delete = args.at(1).clone()),
    ),
];

/// A property whose parts are those of another, but for what `change` sets.
fn changed(value: &Value, change: impl FnOnce(&mut Property)) -> Result<Value> {
    let Value::Property(old) = value else {
        return Ok(Value::None);
    };
    let mut new = Property {
        get: old.get.clone(),
        set: old.set.clone(),
        delete: old.delete.clone(),
        doc: old.doc.clone(),
        name: old.name.clone(),
    };
    change(&mut new);
    Ok(Value::Property(Rc::new(new)))
}

pub(super) static GENERATOR_METHODS: &[Builtin] = &[
    Builtin::new(
        "send",
        &["self", "value"],
        "Goes on with a value for `yield`.",
        &[],
        |interp, args| {
            let Value::Generator(generator) = args.at(0) else {
                return Ok(Value::None);
            };
            let result = generator.clone().resume(interp, args.at(1).clone())?;
            result.ok_or_else(|| Error::stop_iteration(generator.result.take()))
        },
    ),
    Builtin::new(
        "throw",
        &["self", "kind", "value="],
        "Raises inside.",
        &[],
        |interp, args| {
            let Value::Generator(generator) = args.at(0) else {
                return Ok(Value::None);
            };
            let error = match (args.at(1), args.some(2)) {
                (kind, Some(value @ Value::Exception(_))) => {
                    let _ = kind;
                    interp.exception(value)?
                }
                (kind @ Value::Class(_), Some(value)) => {
                    let made = interp.call(kind, std::slice::from_ref(value))?;
                    interp.exception(&made)?
                }
                (kind @ (Value::Class(_) | Value::Exception(_)), None) => interp.exception(kind)?,
                (other, _) => {
                    return Err(Error::type_error(format!(
                        "exceptions must be classes or instances deriving from BaseException, not {}",
                        interp.type_name(other)
                    )));
                }
            };
            let result = generator.clone().throw(interp, error)?;
            result.ok_or_else(|| Error::stop_iteration(generator.result.take()))
        },
    ),
    Builtin::new("close", &["self"], "Ends it.", &[], |interp, args| {
        let Value::Generator(generator) = args.at(0) else {
            return Ok(Value::None);
        };
        generator.clone().close(interp)?;
        Ok(Value::None)
    }),
    Builtin::new(
        "__next__",
        &["self"],
        "The next value.",
        &[],
        |interp, args| {
            let Value::Generator(generator) = args.at(0) else {
                return Ok(Value::None);
            };
            let result = generator.clone().resume(interp, Value::None)?;
            result.ok_or_else(|| Error::stop_iteration(generator.result.take()))
        },
    ),
    Builtin::new("__iter__", &["self"], "Itself.", &[], |_, args| {
        Ok(args.at(0).clone())
    }),
];

pub(super) static ITERATOR_METHODS: &[Builtin] = &[
    Builtin::new(
        "__next__",
        &["self"],
        "The next item.",
        &[],
        |interp, args| {
            interp
                .next_of(args.at(0))?
                .ok_or_else(|| Error::stop_iteration(Value::None))
        },
    ),
    Builtin::new("__iter__", &["self"], "Itself.", &[], |_, args| {
        Ok(args.at(0).clone())
    }),
];
