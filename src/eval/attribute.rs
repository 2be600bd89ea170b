//! `x.name`

mod dir;
mod of_class;
mod tables;
mod writing;

use std::rc::Rc;

use super::builtin::Builtin;
use super::class::{Class, Hook, Layout};
use super::dict::Dict;
use super::error::{Error, Result};
use super::exception::Exc;
use super::function::Property;
use super::interp::Interp;
use super::methods::slots;
use super::symbol::Symbol;
use super::value::{Kind, Value};

use self::tables::{
    CLASS_METHODS, FUNCTION_METHODS, GENERATOR_METHODS, ITERATOR_METHODS, OBJECT_METHODS,
    PROPERTY_METHODS,
};

use self::of_class::{find_in_class, find_in_exception};

pub(super) use self::dir::dir;
pub(super) use self::writing::{delete, set};

pub(super) fn get(interp: &mut Interp, value: &Value, name: Symbol) -> Result<Value> {
    match find_or_record(interp, value, name)? {
        Some(found) => Ok(found),
        None => match super::methods::legacy::attribute(interp, value, name.name())? {
            Some(found) => Ok(found),
            None => match of_hidden_module(interp, value, name) {
                Some(found) => Ok(found),
                None => Err(missing(interp, value, name)),
            },
        },
    }
}

/// `datetime.datetime` after `import datetime` and `from scapy.all import *`, which puts the class
/// in the module's place: scripts from before it did mean the module.
#[cold]
fn of_hidden_module(interp: &Interp, value: &Value, name: Symbol) -> Option<Value> {
    let Value::Class(class) = value else {
        return None;
    };
    let module = interp.modules.get("datetime").filter(|_| interp.starred)?;
    match module.get("datetime")? {
        Value::Class(own) if Rc::ptr_eq(&own, class) => module.get(name.name()),
        _ => None,
    }
}

/// As `find`; a list of DNS records has what its first record has.
pub(super) fn find_or_record(
    interp: &mut Interp,
    value: &Value,
    name: Symbol,
) -> Result<Option<Value>> {
    match find(interp, value, name)? {
        Some(found) => Ok(Some(found)),
        None => super::packets::of_first_record(interp, value, name),
    }
}

/// The error for an attribute that is not there, with the nearest name that is.
#[cold]
pub(super) fn missing(interp: &mut Interp, value: &Value, name: Symbol) -> Error {
    let text = match value {
        Value::Module(module) => format!(
            "module '{}' has no attribute '{}'",
            module.name,
            name.name()
        ),
        Value::Class(class) => format!(
            "type object '{}' has no attribute '{}'",
            class.name(),
            name.name()
        ),
        Value::Super(_) => format!("'super' object has no attribute '{}'", name.name()),
        value => format!(
            "'{}' object has no attribute '{}'",
            interp.type_name(value),
            name.name()
        ),
    };
    let error = Error::attribute_error(text)
        .at_word(name.name())
        .with("name", Value::str(name.name()))
        .with("obj", value.clone());
    let names = dir(interp, value);
    match super::suggest::nearest(name.name(), names.iter().map(String::as_str)) {
        Some(near) => error.help(format!("did you mean '{near}'?")),
        None if value.is_none()
            && super::methods::packet::names().any(|own| own == name.name()) =>
        {
            error
                .help("the value is None: sr1() and srp1() return None when no answer came in time")
        }
        None => error,
    }
}

/// What a class attribute is when looked up through an object.
pub fn bind(interp: &mut Interp, found: &Value, receiver: &Value) -> Result<Value> {
    Ok(match found {
        Value::Function(_) => Value::method(found.clone(), receiver.clone()),
        Value::Builtin(builtin) if builtin.takes_self() => {
            Value::method(found.clone(), own_value(builtin, receiver))
        }
        Value::Property(property) => return read_property(interp, property, receiver),
        Value::StaticMethod(inner) => inner.0.clone(),
        Value::ClassMethod(inner) => {
            let class = match receiver {
                Value::Class(_) | Value::Layer(_) => receiver.clone(),
                Value::Packet(_) | Value::Upper(_) => interp.type_of(receiver),
                value => Value::Class(super::types::class_of(value)),
            };
            Value::method(inner.0.clone(), class)
        }
        Value::Instance(instance) => {
            let known = interp.known;
            if instance.class.lookup(known.get).is_some() {
                let class = interp.type_of(receiver);
                return Ok(interp
                    .call_special(found, known.get, &[receiver.clone(), class])?
                    .unwrap_or(Value::None));
            }
            found.clone()
        }
        other => other.clone(),
    })
}

/// A built-in method works on the built-in value that an instance stands for.
fn own_value(builtin: &Builtin, receiver: &Value) -> Value {
    if let Value::Instance(instance) = receiver
        && matches!(instance.class.layout, Layout::Kind(_))
        && !builtin.name.starts_with("__")
    {
        let inner = instance.inner.borrow();
        if !inner.is_unset() {
            return inner.clone();
        }
    }
    receiver.clone()
}

/// As `bind`; `super().f` in a class method is the function of the base with the class as `self`.
fn bind_super(interp: &mut Interp, found: &Value, receiver: &Value) -> Result<Value> {
    match (found, receiver) {
        (Value::Function(function), _) if matches!(&*function.code.name, "__new__") => {
            Ok(found.clone())
        }
        _ => bind(interp, found, receiver),
    }
}

fn read_property(interp: &mut Interp, property: &Rc<Property>, receiver: &Value) -> Result<Value> {
    if property.get.is_none() {
        let (name, class) = (property.name.get(), interp.type_name(receiver));
        return Err(Error::attribute_error(match name {
            Some(name) => format!(
                "property '{}' of '{class}' object has no getter",
                name.name()
            ),
            None => format!("property of '{class}' object has no getter"),
        }));
    }
    interp.call(&property.get.clone(), std::slice::from_ref(receiver))
}

pub(super) fn find(interp: &mut Interp, value: &Value, name: Symbol) -> Result<Option<Value>> {
    if let Value::Instance(instance) = value
        && instance.class.has(Hook::GetAttribute)
        && let Some(hook) = instance.class.lookup(interp.known.getattribute)
    {
        let hook = bind(interp, &hook, value)?;
        let name = Value::str(name.name());
        return match interp.call(&hook, std::slice::from_ref(&name)) {
            Err(error) if error.is(Exc::AttributeError) => {
                match instance.class.lookup(interp.known.getattr) {
                    Some(fallback) => {
                        let fallback = bind(interp, &fallback, value)?;
                        interp.call(&fallback, &[name]).map(Some)
                    }
                    None => Err(error),
                }
            }
            result => result.map(Some),
        };
    }
    find_plainly(interp, value, name)
}

/// What has not been looked for in a module of scapy's: a module below it (`import scapy.all` makes
/// `scapy.layers.inet` known), or what is known everywhere.
fn part_of_scapy(interp: &mut Interp, module: &str, name: &str) -> Result<Option<Value>> {
    let below = format!("{module}.{name}");
    if interp.knows_module(&below) {
        return Ok(Some(Value::Module(interp.import(&below)?)));
    }
    interp.late_of_scapy(name)
}

/// As `object.__getattribute__` does, and `__getattr__` for what that does not find.
fn find_plainly(interp: &mut Interp, value: &Value, name: Symbol) -> Result<Option<Value>> {
    match value {
        Value::Instance(instance) => {
            let class = instance.class.clone();
            let own = class.lookup(name);
            let data = match &own {
                Some(Value::Property(_)) => true,
                Some(Value::Instance(other)) => {
                    other.class.lookup(interp.known.set).is_some()
                        || other.class.lookup(interp.known.delete).is_some()
                }
                _ => false,
            };
            if let (true, Some(own)) = (data, &own) {
                return with_fallback(interp, value, &class, name, own);
            }
            if let Some(found) = instance.attrs.borrow().get(name) {
                return Ok(Some(found));
            }
            if let Some(own) = own {
                return bind(interp, &own, value).map(Some);
            }
            if let Some(found) = common(interp, value, name)? {
                return Ok(Some(found));
            }
            if let Some(hook) = class.lookup(interp.known.getattr) {
                let hook = bind(interp, &hook, value)?;
                return interp.call(&hook, &[Value::str(name.name())]).map(Some);
            }
            let inner = instance.inner.borrow().clone();
            match inner {
                Value::Unset => Ok(None),
                inner => find(interp, &inner, name),
            }
        }
        Value::Module(module) => match module.globals.get_symbol(name) {
            Some(found) => Ok(Some(found)),
            None => match name.name() {
                "__dict__" => Ok(Some(Value::Dict(module.globals.dict()))),
                "__name__" => Ok(Some(Value::str(&module.name))),
                own if module.name.starts_with("scapy") && !own.starts_with("__") => {
                    part_of_scapy(interp, &module.name, own)
                }
                _ => common(interp, value, name),
            },
        },
        Value::Class(class) => find_in_class(interp, value, class, name),
        Value::Exception(exception) => find_in_exception(interp, value, exception, name),
        Value::Super(object) => {
            let class = match &object.receiver {
                Value::Class(class) => class.clone(),
                receiver => match super::packets::class_behind(receiver) {
                    Some(class) => class,
                    None => super::types::class_of(receiver),
                },
            };
            // In a metaclass, `super()` may speak of the class that is its instance.
            let class = match (&object.receiver, class.meta()) {
                (Value::Class(own), Some(meta))
                    if !own.is_subclass(&object.class) && meta.is_subclass(&object.class) =>
                {
                    meta
                }
                _ => class,
            };
            if let Some(found) = class.lookup_after(&object.class, name) {
                return bind_super(interp, &found, &object.receiver).map(Some);
            }
            if class.layout == Layout::Kind(Kind::Type)
                && let Some(method) = CLASS_METHODS
                    .iter()
                    .find(|method| method.name == name.name())
            {
                return Ok(Some(if method.name == "__new__" {
                    Value::Builtin(method)
                } else {
                    Value::method(Value::Builtin(method), object.receiver.clone())
                }));
            }
            if name.name() == "__init_subclass__" {
                let method = object_method(Layout::Plain, "__init_subclass__");
                return Ok(method
                    .map(|method| Value::method(Value::Builtin(method), object.receiver.clone())));
            }
            Ok(object_method(class.layout, name.name()).map(|method| {
                if method.takes_self() {
                    Value::method(Value::Builtin(method), object.receiver.clone())
                } else {
                    Value::Builtin(method)
                }
            }))
        }
        Value::Object(object) => {
            if let Some(found) = object.clone().get_attr(interp, value, name.name())? {
                return Ok(Some(found));
            }
            if let Some(method) = object
                .methods()
                .iter()
                .find(|method| method.name == name.name())
            {
                return Ok(Some(Value::method(Value::Builtin(method), value.clone())));
            }
            common(interp, value, name)
        }
        Value::Function(function) => {
            if let Some(found) = function.attrs.borrow().get(name) {
                return Ok(Some(found));
            }
            Ok(Some(match name.name() {
                "__kwdefaults__" => {
                    let code = &function.code;
                    let names = &code.parameters[code.positional..];
                    let given = names.iter().zip(&function.keyword_defaults);
                    let given: Vec<_> = given.filter(|(_, value)| !value.is_unset()).collect();
                    if given.is_empty() {
                        Value::None
                    } else {
                        dict_of(
                            given
                                .into_iter()
                                .map(|(name, value)| (name.name(), value.clone())),
                        )
                    }
                }
                "__annotations__" => {
                    let made = Value::dict(Dict::new());
                    function.attrs.borrow_mut().set(name, made.clone());
                    made
                }
                "__code__" => super::codeobject::of(function),
                "__globals__" => Value::Dict(function.globals.dict()),
                "__closure__" if function.closure.is_empty() => Value::None,
                "__closure__" => Value::tuple(
                    function
                        .closure
                        .iter()
                        .map(super::codeobject::cell)
                        .collect::<Vec<_>>(),
                ),
                "__get__" => return Ok(method_in(FUNCTION_METHODS, value, "__get__")),
                "__name__" => Value::str(&function.code.name),
                "__qualname__" => Value::str(&function.code.qualname),
                "__doc__" => function
                    .code
                    .doc
                    .as_ref()
                    .map_or(Value::None, |doc| Value::str(doc)),
                "__module__" => function.globals.get("__name__").unwrap_or(Value::None),
                "__defaults__" if function.defaults.is_empty() => Value::None,
                "__defaults__" => Value::tuple(function.defaults.clone()),
                "__dict__" => Value::Dict(function.attrs.borrow_mut().dict()),
                _ => return common(interp, value, name),
            }))
        }
        Value::Method(method) => match name.name() {
            "__self__" => Ok(Some(method.receiver.clone())),
            "__func__" => Ok(Some(method.func.clone())),
            _ => find(interp, &method.func.clone(), name),
        },
        Value::Builtin(builtin) => match name.name() {
            "__name__" => Ok(Some(Value::str(builtin.name))),
            "__qualname__" => Ok(Some(match super::methods::owner(builtin) {
                Some(owner) => Value::string(format!("{owner}.{}", builtin.name)),
                None => Value::str(builtin.name),
            })),
            "__doc__" => Ok(Some(Value::str(builtin.help))),
            _ => common(interp, value, name),
        },
        Value::Property(property) => match name.name() {
            "fget" => Ok(Some(property.get.clone())),
            "fset" => Ok(Some(property.set.clone())),
            "fdel" => Ok(Some(property.delete.clone())),
            "__doc__" if property.doc.is_none() => find(interp, &property.get.clone(), name),
            "__doc__" => Ok(Some(property.doc.clone())),
            "__isabstractmethod__" => {
                for part in [&property.get, &property.set, &property.delete] {
                    if let Some(mark) = find(interp, &part.clone(), name)?
                        && interp.truth(&mark)?
                    {
                        return Ok(Some(mark));
                    }
                }
                Ok(None)
            }
            "__get__" => Ok(method_in(PROPERTY_METHODS, value, "__get__")),
            _ => Ok(method_in(PROPERTY_METHODS, value, name.name())),
        },
        Value::Generator(generator) if matches!(name.name(), "__name__" | "__qualname__") => {
            let full = generator.name();
            let short = full.rsplit('.').next().unwrap_or(full);
            let whole = name.name() == "__qualname__";
            Ok(Some(Value::str(if whole { full } else { short })))
        }
        Value::Generator(_) => match method_in(GENERATOR_METHODS, value, name.name()) {
            Some(found) => Ok(Some(found)),
            None if interp.legacy && name.name() == "next" => {
                Ok(super::methods::legacy::find(value, "next"))
            }
            None => common(interp, value, name),
        },
        Value::StaticMethod(inner) => match name.name() {
            "__func__" => Ok(Some(inner.0.clone())),
            _ => find(interp, &inner.0.clone(), name),
        },
        Value::ClassMethod(inner) => match name.name() {
            "__func__" => Ok(Some(inner.0.clone())),
            _ => find(interp, &inner.0.clone(), name),
        },
        value => {
            if let Some(found) =
                super::packets::get_attr(interp, value, name, &mut Default::default())?
            {
                return Ok(Some(found));
            }
            if let Some(found) = super::types::class(value.kind()).lookup(name) {
                return bind(interp, &found, value).map(Some);
            }
            if let Some(found) = super::methods::field(interp, value, name.name())? {
                return Ok(Some(found));
            }
            if matches!(value, Value::Iterator(_))
                && let Some(found) = method_in(ITERATOR_METHODS, value, name.name())
            {
                return Ok(Some(found));
            }
            common(interp, value, name)
        }
    }
}

/// Binds; an AttributeError of a property falls back to `__getattr__`.
fn with_fallback(
    interp: &mut Interp,
    value: &Value,
    class: &Rc<Class>,
    name: Symbol,
    own: &Value,
) -> Result<Option<Value>> {
    match bind(interp, own, value) {
        Err(error) if error.is(Exc::AttributeError) => match class.lookup(interp.known.getattr) {
            Some(hook) => {
                let hook = bind(interp, &hook, value)?;
                interp.call(&hook, &[Value::str(name.name())]).map(Some)
            }
            None => Err(error),
        },
        result => result.map(Some),
    }
}

fn method_in(methods: &'static [Builtin], value: &Value, name: &str) -> Option<Value> {
    let method = methods.iter().find(|method| method.name == name)?;
    Some(Value::method(Value::Builtin(method), value.clone()))
}

fn dict_of<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut dict = Dict::new();
    for (name, value) in entries {
        dict.set_str(name, value);
    }
    Value::dict(dict)
}

/// What every value has.
fn common(interp: &mut Interp, value: &Value, name: Symbol) -> Result<Option<Value>> {
    Ok(match name.name() {
        "__class__" => Some(interp.type_of(value)),
        "__dict__" => match value {
            Value::Instance(instance) if instance.class.slots.borrow().is_some() => None,
            Value::Instance(instance) if instance.class.layout == Layout::Kind(Kind::Object) => {
                None
            }
            Value::Instance(instance) => Some(Value::Dict(instance.attrs.borrow_mut().dict())),
            Value::Exception(exception) => Some(Value::Dict(exception.attrs.borrow_mut().dict())),
            _ => None,
        },
        "__doc__" => match value {
            Value::Instance(instance) => Some(instance.class.lookup(name).unwrap_or(Value::None)),
            _ => Some(Value::None),
        },
        "__module__" => Some(Value::str(&super::types::class_of(value).module.borrow())),
        text if text.starts_with("__") => by_nature(value, text)
            .map(|method| Value::method(Value::Builtin(method), value.clone())),
        _ => None,
    })
}

/// A built-in dunder method that means something for the value.
fn by_nature(value: &Value, name: &str) -> Option<&'static Builtin> {
    let own = match value {
        Value::Object(object) => slots::find_native(object.type_name(), name),
        value => slots::find(value.kind(), name),
    };
    if own.is_some() {
        return own;
    }
    if !has_by_nature(value, name) {
        return None;
    }
    let found = object_method(Layout::Kind(Kind::Native), name);
    found.filter(|method| method.takes_self())
}

/// Whether a built-in dunder method means something for the value.
fn has_by_nature(value: &Value, name: &str) -> bool {
    if matches!(
        name,
        "__repr__"
            | "__str__"
            | "__hash__"
            | "__format__"
            | "__init__"
            | "__setattr__"
            | "__getattribute__"
            | "__delattr__"
            | "__dir__"
    ) || slots::comparison(name).is_some()
    {
        return true;
    }
    match name {
        "__call__" => matches!(
            value,
            Value::Function(_) | Value::Builtin(_) | Value::Method(_) | Value::Class(_)
        ),
        "__enter__" => matches!(value, Value::Object(_)),
        "__len__" | "__iter__" | "__contains__" | "__getitem__" => {
            matches!(value, Value::Packet(_) | Value::Upper(_))
        }
        _ => false,
    }
}

/// A method that `object`, or the built-in type that a class derives from, has.
fn object_method(layout: Layout, name: &str) -> Option<&'static Builtin> {
    if let Layout::Kind(kind) = layout
        && let Some(own) = slots::find(kind, name)
    {
        return Some(own);
    }
    if let Some(own) = slots::comparison(name) {
        return Some(own);
    }
    // What native objects do by themselves, `object` does not have.
    let open = [
        Kind::Native,
        Kind::Function,
        Kind::Generator,
        Kind::Iterator,
        Kind::Type,
    ];
    let has = |method: &&Builtin| match layout {
        Layout::Kind(kind) if open.contains(&kind) => true,
        _ => !matches!(
            method.name,
            "__len__"
                | "__getitem__"
                | "__setitem__"
                | "__delitem__"
                | "__contains__"
                | "__iter__"
                | "__next__"
                | "__add__"
                | "__enter__"
        ),
    };
    let found = OBJECT_METHODS.iter().find(|method| method.name == name);
    found.filter(has)
}
