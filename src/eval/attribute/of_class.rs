//! The attributes of classes and of exceptions: `C.name`, `error.args`.

use std::rc::Rc;

use super::{bind, common, dict_of, method_in, object_method};
use crate::eval::attribute::tables::{CLASS_METHODS, EXCEPTION_METHODS, OBJECT_METHODS};
use crate::eval::class::{Class, Layout};
use crate::eval::dict::Dict;
use crate::eval::error::Result;
use crate::eval::exception::{Exc, Exception};
use crate::eval::interp::Interp;
use crate::eval::symbol::Symbol;
use crate::eval::value::{Kind, Value};

pub(super) fn find_in_class(
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
            None if class.id == crate::eval::types::class(Kind::Object).id => Value::None,
            None => Value::Class(crate::eval::types::class(Kind::Object)),
        },
        "__module__" => Value::str(&class.module.borrow()),
        "__doc__" => Value::None,
        "__bases__" => {
            let mut bases: Vec<Value> = class.bases.iter().cloned().map(Value::Class).collect();
            if bases.is_empty() && class.id != crate::eval::types::class(Kind::Object).id {
                bases.push(Value::Class(crate::eval::types::class(Kind::Object)));
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
        "__class__" => Value::Class(crate::eval::types::class_of(value)),
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
                return crate::eval::packets::get_attr(
                    interp,
                    value,
                    name,
                    &mut Default::default(),
                );
            }
        },
    }))
}

pub(super) fn resolution_order(class: &Rc<Class>) -> Vec<Value> {
    let object = crate::eval::types::class(Kind::Object);
    let mut order = vec![Value::Class(class.clone())];
    order.extend(class.ancestors.iter().cloned().map(Value::Class));
    if class.id != object.id {
        order.push(Value::Class(object));
    }
    order
}

pub(super) fn find_in_exception(
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
        "__traceback__" => crate::eval::traceback::of(value),
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
