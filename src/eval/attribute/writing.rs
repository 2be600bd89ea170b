//! `x.name = y` and `del x.name`.

use super::{bind, find, missing};
use crate::eval::class::Layout;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::symbol::Symbol;
use crate::eval::value::{Kind, Value};

pub fn set(interp: &mut Interp, value: &Value, name: Symbol, new: Value) -> Result<()> {
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
pub(super) fn set_plainly(
    interp: &mut Interp,
    value: &Value,
    name: Symbol,
    new: Value,
) -> Result<()> {
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
            if crate::eval::packets::set_attr(interp, value, name, &new, &mut Default::default())? {
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

fn no_slot(interp: &Interp, instance: &crate::eval::class::Instance, name: Symbol) -> Error {
    let (class, name) = (instance.class.name(), name.name());
    if instance.class.lookup(Symbol::of(name)).is_some() {
        return Error::attribute_error(format!("'{class}' object attribute '{name}' is read-only"));
    }
    let error = Error::attribute_error(format!("'{class}' object has no attribute '{name}'"));
    let slots = instance.class.slots.borrow();
    let names = slots.iter().flatten().map(|slot| slot.name());
    let _ = interp;
    match crate::eval::suggest::nearest(name, names) {
        Some(near) => error.help(format!("did you mean '{near}'?")),
        None => error,
    }
}

pub fn delete(interp: &mut Interp, value: &Value, name: Symbol) -> Result<()> {
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
pub(super) fn delete_plainly(interp: &mut Interp, value: &Value, name: Symbol) -> Result<()> {
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
        value => crate::eval::packets::del_attr(interp, value, name)?,
    };
    if gone {
        Ok(())
    } else {
        Err(missing(interp, value, name))
    }
}
