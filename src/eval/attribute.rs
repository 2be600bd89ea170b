//! `x.name`

mod tables;

use std::rc::Rc;

use super::builtin::Builtin;
use super::class::{Class, Hook, Layout};
use super::dict::Dict;
use super::error::{Error, Result};
use super::exception::{Exc, Exception};
use super::function::Property;
use super::interp::Interp;
use super::methods::slots;
use super::symbol::Symbol;
use super::value::{Kind, Value};

use self::tables::{
    CLASS_METHODS, EXCEPTION_METHODS, FUNCTION_METHODS, GENERATOR_METHODS, ITERATOR_METHODS,
    OBJECT_METHODS, PROPERTY_METHODS,
};

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

fn find_in_class(
    interp: &mut Interp,
    value: &Value,
    class: &Rc<Class>,
    name: Symbol,
) -> Result<Option<Value>> {
    let hidden = matches!(name.name(), "__doc__" | "__annotations__") && !class.native;
    let found = if hidden {
        class.attrs.borrow().get(name)
    } else {
        class.lookup(name)
    };
    if let Some(found) = found {
        return match &found {
            Value::ClassMethod(inner) => Ok(Some(Value::method(inner.0.clone(), value.clone()))),
            Value::StaticMethod(inner) => Ok(Some(inner.0.clone())),
            Value::Instance(descriptor) if descriptor.class.lookup(interp.known.get).is_some() => {
                let known = interp.known;
                interp.call_special(&found, known.get, &[Value::None, value.clone()])
            }
            _ => Ok(Some(found)),
        };
    }
    if let Some(meta) = class.meta() {
        // The end of the class's own line is `object`, and comes before its metaclass.
        if matches!(name.name(), "__new__" | "__init__")
            && let Some(method) = object_method(class.layout, name.name())
        {
            return Ok(Some(Value::Builtin(method)));
        }
        if let Some(found) = meta.lookup(name) {
            return bind(interp, &found, value).map(Some);
        }
        if let Some(hook) = meta.lookup(interp.known.getattr)
            && !name.name().starts_with("__")
        {
            let hook = bind(interp, &hook, value)?;
            return interp.call(&hook, &[Value::str(name.name())]).map(Some);
        }
    }
    Ok(Some(match name.name() {
        "__name__" => Value::str(&class.name()),
        "__qualname__" => Value::str(&class.qualname.borrow()),
        "__annotations__" if !class.native => Value::dict(Dict::new()),
        "__base__" => match class.bases.first() {
            Some(base) => Value::Class(base.clone()),
            None if class.id == super::types::class(Kind::Object).id => Value::None,
            None => Value::Class(super::types::class(Kind::Object)),
        },
        "__module__" => Value::str(&class.module.borrow()),
        "__doc__" => Value::None,
        "__bases__" => {
            let mut bases: Vec<Value> = class.bases.iter().cloned().map(Value::Class).collect();
            if bases.is_empty() && class.id != super::types::class(Kind::Object).id {
                bases.push(Value::Class(super::types::class(Kind::Object)));
            }
            Value::tuple(bases)
        }
        "__mro__" => Value::tuple(resolution_order(class)),
        "mro" | "__subclasses__" | "__instancecheck__" | "__subclasscheck__" => {
            return Ok(method_in(CLASS_METHODS, value, name.name()));
        }
        "__new__" | "__call__" | "__init__" if class.layout == Layout::Kind(Kind::Type) => {
            let method = CLASS_METHODS
                .iter()
                .find(|method| method.name == name.name());
            return Ok(method.map(Value::Builtin));
        }
        "__class__" => Value::Class(super::types::class_of(value)),
        "__dict__" => {
            let entries = class.attrs.borrow().entries();
            let dict = dict_of(
                entries
                    .into_iter()
                    .map(|(name, value)| (name.name(), value)),
            );
            if let Value::Dict(dict) = &dict {
                dict.borrow_mut().type_name = Some("mappingproxy");
            }
            dict
        }
        text => match object_method(class.layout, text) {
            Some(method) => Value::Builtin(method),
            None => {
                return super::packets::get_attr(interp, value, name, &mut Default::default());
            }
        },
    }))
}

fn resolution_order(class: &Rc<Class>) -> Vec<Value> {
    let object = super::types::class(Kind::Object);
    let mut order = vec![Value::Class(class.clone())];
    order.extend(class.ancestors.iter().cloned().map(Value::Class));
    if class.id != object.id {
        order.push(Value::Class(object));
    }
    order
}

fn find_in_exception(
    interp: &mut Interp,
    value: &Value,
    exception: &Rc<Exception>,
    name: Symbol,
) -> Result<Option<Value>> {
    let class = exception.class();
    let own = class.lookup(name);
    if let Some(Value::Property(_)) = &own {
        return bind(interp, own.as_ref().unwrap_or(&Value::None), value).map(Some);
    }
    if let Some(found) = exception.attrs.borrow().get(name) {
        return Ok(Some(found));
    }
    if let Some(own) = own {
        return bind(interp, &own, value).map(Some);
    }
    let arg = |index: usize| exception.args.borrow().get(index).cloned();
    let is = |kind: Exc| class.is_subclass(&kind.class());
    Ok(Some(match name.name() {
        "args" => Value::tuple(exception.args.borrow().clone()),
        "__cause__" => exception.cause.borrow().clone().unwrap_or(Value::None),
        "__context__" => exception.context.borrow().clone().unwrap_or(Value::None),
        "__suppress_context__" => Value::bool(exception.suppress_context.get()),
        "__traceback__" => super::traceback::of(value),
        "with_traceback" => return Ok(method_in(EXCEPTION_METHODS, value, "with_traceback")),
        "add_note" => return Ok(method_in(EXCEPTION_METHODS, value, "add_note")),
        "errno" | "strerror" if is(Exc::OSError) && exception.args.borrow().len() < 2 => {
            Value::None
        }
        "errno" if is(Exc::OSError) => arg(0).unwrap_or(Value::None),
        "strerror" if is(Exc::OSError) => arg(1).unwrap_or(Value::None),
        "filename" | "filename2" if is(Exc::OSError) => Value::None,
        "value" if is(Exc::StopIteration) => arg(0).unwrap_or(Value::None),
        "encoding" if is(Exc::UnicodeError) => return Ok(arg(0)),
        "object" if is(Exc::UnicodeError) => return Ok(arg(1)),
        "start" if is(Exc::UnicodeError) => return Ok(arg(2)),
        "end" if is(Exc::UnicodeError) => return Ok(arg(3)),
        "reason" if is(Exc::UnicodeError) => return Ok(arg(4)),
        "code" if is(Exc::SystemExit) => arg(0).unwrap_or(Value::None),
        "name" if is(Exc::ImportError) || is(Exc::NameError) || is(Exc::AttributeError) => {
            Value::None
        }
        "obj" if is(Exc::AttributeError) => Value::None,
        "path" if is(Exc::ImportError) => Value::None,
        "lineno" | "offset" | "end_lineno" | "end_offset" | "text" | "filename"
            if is(Exc::SyntaxError) =>
        {
            let places = [
                "filename",
                "lineno",
                "offset",
                "text",
                "end_lineno",
                "end_offset",
            ];
            let place = places.iter().position(|known| *known == name.name());
            place
                .and_then(|place| exception.detail(place))
                .unwrap_or(Value::None)
        }
        "msg" if is(Exc::ImportError) || is(Exc::SyntaxError) => arg(0).unwrap_or(Value::None),
        "__init__" => return Ok(method_in(OBJECT_METHODS, value, "__init__")),
        _ => return common(interp, value, name),
    }))
}

pub(super) fn set(interp: &mut Interp, value: &Value, name: Symbol, new: Value) -> Result<()> {
    match value {
        Value::Class(class) => {
            if let Some(meta) = class.meta() {
                if let Some(hook) = meta.lookup(interp.known.setattr) {
                    let hook = bind(interp, &hook, value)?;
                    interp.call(&hook, &[Value::str(name.name()), new])?;
                    return Ok(());
                }
                if let Some(Value::Property(property)) = meta.lookup(name)
                    && !property.set.is_none()
                {
                    interp.call(&property.set.clone(), &[value.clone(), new])?;
                    return Ok(());
                }
            }
            set_plainly(interp, value, name, new)
        }
        Value::Instance(instance) => {
            if let Some(hook) = instance.class.lookup(interp.known.setattr) {
                let hook = bind(interp, &hook, value)?;
                interp.call(&hook, &[Value::str(name.name()), new])?;
                return Ok(());
            }
            set_plainly(interp, value, name, new)
        }
        _ => set_plainly(interp, value, name, new),
    }
}

/// As `object.__setattr__` does.
fn set_plainly(interp: &mut Interp, value: &Value, name: Symbol, new: Value) -> Result<()> {
    match value {
        Value::Instance(instance) => {
            match instance.class.lookup(name) {
                Some(Value::Property(property)) => {
                    if property.set.is_none() {
                        return Err(Error::attribute_error(format!(
                            "property '{}' of '{}' object has no setter",
                            name.name(),
                            instance.class.name()
                        )));
                    }
                    interp.call(&property.set.clone(), &[value.clone(), new])?;
                    return Ok(());
                }
                Some(descriptor @ Value::Instance(_)) => {
                    let known = interp.known;
                    if interp
                        .call_special(&descriptor, known.set, &[value.clone(), new.clone()])?
                        .is_some()
                    {
                        return Ok(());
                    }
                }
                _ => {}
            }
            if name == interp.known.dict
                && let Value::Dict(dict) = &new
            {
                let _old = instance.attrs.borrow_mut().replace_dict(dict.clone());
                return Ok(());
            }
            if let Some(slots) = &*instance.class.slots.borrow()
                && !slots.contains(&name)
            {
                return Err(no_slot(interp, instance, name));
            }
            if instance.class.layout == Layout::Kind(Kind::Object) {
                return Err(missing(interp, value, name));
            }
            let _old = instance.attrs.borrow_mut().set(name, new);
            Ok(())
        }
        Value::Class(class) => {
            if class.native && class.layout != Layout::Plain {
                return Err(Error::type_error(format!(
                    "cannot set '{}' attribute of immutable type '{}'",
                    name.name(),
                    class.name()
                )));
            }
            if name == interp.known.name
                && let Value::Str(text) = &new
            {
                *class.name.borrow_mut() = text.as_str().into();
                return Ok(());
            }
            class.set(name, new);
            Ok(())
        }
        Value::Module(module) => {
            let slot = module.globals.slot(name);
            module.globals.store(slot, new);
            Ok(())
        }
        Value::Function(function) => {
            let _old = function.attrs.borrow_mut().set(name, new);
            Ok(())
        }
        Value::Exception(exception) => {
            match name.name() {
                "args" => {
                    let items = interp.collect(&new)?;
                    exception.set_args(items);
                }
                "__cause__" => {
                    exception.suppress_context.set(true);
                    exception
                        .cause
                        .replace(Some(new).filter(|value| !value.is_none()));
                }
                "__context__" => {
                    exception
                        .context
                        .replace(Some(new).filter(|value| !value.is_none()));
                }
                "__suppress_context__" => exception.suppress_context.set(interp.truth(&new)?),
                "__traceback__" => {}
                _ => {
                    let property = match exception.class().lookup(name) {
                        Some(Value::Property(property)) => Some(property),
                        _ => None,
                    };
                    match property {
                        Some(property) if !property.set.is_none() => {
                            interp.call(&property.set.clone(), &[value.clone(), new])?;
                        }
                        _ => {
                            let _old = exception.attrs.borrow_mut().set(name, new);
                        }
                    }
                }
            }
            Ok(())
        }
        Value::Object(object) => {
            if object.clone().set_attr(interp, name.name(), new)? {
                return Ok(());
            }
            Err(missing(interp, value, name))
        }
        value => {
            if super::packets::set_attr(interp, value, name, &new, &mut Default::default())? {
                return Ok(());
            }
            if find(interp, value, name)?.is_some() {
                return Err(Error::attribute_error(format!(
                    "'{}' object attribute '{}' is read-only",
                    interp.type_name(value),
                    name.name()
                )));
            }
            Err(missing(interp, value, name))
        }
    }
}

fn no_slot(interp: &Interp, instance: &super::class::Instance, name: Symbol) -> Error {
    let (class, name) = (instance.class.name(), name.name());
    if instance.class.lookup(Symbol::of(name)).is_some() {
        return Error::attribute_error(format!("'{class}' object attribute '{name}' is read-only"));
    }
    let error = Error::attribute_error(format!("'{class}' object has no attribute '{name}'"));
    let slots = instance.class.slots.borrow();
    let names = slots.iter().flatten().map(|slot| slot.name());
    let _ = interp;
    match super::suggest::nearest(name, names) {
        Some(near) => error.help(format!("did you mean '{near}'?")),
        None => error,
    }
}

pub(super) fn delete(interp: &mut Interp, value: &Value, name: Symbol) -> Result<()> {
    let known = interp.known;
    if let Value::Instance(instance) = value
        && let Some(hook) = instance.class.lookup(known.delattr)
    {
        let hook = bind(interp, &hook, value)?;
        interp.call(&hook, &[Value::str(name.name())])?;
        return Ok(());
    }
    delete_plainly(interp, value, name)
}

/// As `object.__delattr__` does.
fn delete_plainly(interp: &mut Interp, value: &Value, name: Symbol) -> Result<()> {
    let known = interp.known;
    let gone = match value {
        Value::Instance(instance) => {
            if let Some(Value::Property(property)) = instance.class.lookup(name) {
                if property.delete.is_none() {
                    return Err(Error::attribute_error(format!(
                        "property '{}' of '{}' object has no deleter",
                        name.name(),
                        instance.class.name()
                    )));
                }
                interp.call(&property.delete.clone(), std::slice::from_ref(value))?;
                return Ok(());
            }
            if let Some(descriptor @ Value::Instance(_)) = instance.class.lookup(name)
                && interp
                    .call_special(&descriptor, known.delete, std::slice::from_ref(value))?
                    .is_some()
            {
                return Ok(());
            }
            let removed = instance.attrs.borrow_mut().remove(name);
            removed.is_some()
        }
        Value::Class(class) => class.remove(name).is_some(),
        Value::Function(function) => function.attrs.borrow_mut().remove(name).is_some(),
        Value::Exception(exception) => exception.attrs.borrow_mut().remove(name).is_some(),
        Value::Module(module) => {
            let known = module.globals.get_symbol(name).is_some();
            let slot = module.globals.slot(name);
            module.globals.store(slot, Value::Unset);
            known
        }
        Value::Object(object) => object.clone().del_attr(interp, name.name())?,
        value => super::packets::del_attr(interp, value, name)?,
    };
    if gone {
        Ok(())
    } else {
        Err(missing(interp, value, name))
    }
}

pub(super) fn dir(interp: &mut Interp, value: &Value) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let of_class = |class: &Class, names: &mut Vec<String>| {
        names.extend(
            class
                .attrs
                .borrow()
                .entries()
                .into_iter()
                .map(|(name, _)| name.name().to_owned()),
        );
        for ancestor in &class.ancestors {
            names.extend(
                ancestor
                    .attrs
                    .borrow()
                    .entries()
                    .into_iter()
                    .map(|(name, _)| name.name().to_owned()),
            );
        }
    };
    match value {
        Value::Instance(instance) => {
            names.extend(
                instance
                    .attrs
                    .borrow()
                    .entries()
                    .into_iter()
                    .map(|(name, _)| name.name().to_owned()),
            );
            of_class(&instance.class, &mut names);
        }
        Value::Class(class) => of_class(class, &mut names),
        Value::Module(module) => {
            names.extend(module.globals.names().into_iter().map(str::to_owned))
        }
        Value::Exception(exception) => {
            names.extend(
                exception
                    .attrs
                    .borrow()
                    .entries()
                    .into_iter()
                    .map(|(name, _)| name.name().to_owned()),
            );
            names.push("args".into());
            of_class(&exception.class(), &mut names);
        }
        Value::Object(object) => {
            names.extend(object.dir());
            names.extend(object.methods().iter().map(|method| method.name.to_owned()));
        }
        Value::Function(function) => {
            names.extend(
                function
                    .attrs
                    .borrow()
                    .entries()
                    .into_iter()
                    .map(|(name, _)| name.name().to_owned()),
            );
        }
        value => match super::packets::dir(interp, value) {
            Some(list) => names.extend(list),
            None => of_class(&super::types::class(value.kind()), &mut names),
        },
    }
    names.sort();
    names.dedup();
    names
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
