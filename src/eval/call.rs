//! Calling things, and putting arguments into the places of parameters.

use std::rc::Rc;

use super::class::{Class, Hook, Instance, Layout};
use super::error::{Error, Result};
use super::exception::{Exc, Exception};
use super::frame::Frame;
use super::function::{ClassMethod, Function, Property, StaticMethod, Super};
use super::generator::Generator;
use super::interp::Interp;
use super::run::push_plain;
use super::symbol::Symbol;
use super::value::{Kind, Value};

pub(super) fn call(interp: &mut Interp, func: &Value, args: &[Value]) -> Result<Value> {
    call_kw(interp, func, args, &[])
}

pub(super) fn call_kw(
    interp: &mut Interp,
    func: &Value,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Value> {
    match func {
        Value::Builtin(builtin) if kwargs.is_empty() => builtin.call(interp, args),
        Value::Builtin(builtin) => builtin.call_kw(interp, args, kwargs),
        Value::Function(function) => invoke(interp, function, args, kwargs),
        Value::Method(method) => {
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(method.receiver.clone());
            all.extend_from_slice(args);
            call_kw(interp, &method.func, &all, kwargs)
        }
        Value::Class(class) => instantiate(interp, class, args, kwargs),
        Value::Instance(_) => {
            let known = interp.known;
            match find_special(func, known.call) {
                Some(method) => {
                    let bound = super::attribute::bind(interp, &method, func)?;
                    call_kw(interp, &bound, args, kwargs)
                }
                None => Err(not_callable(interp, func)),
            }
        }
        Value::Object(object) => object.clone().call(interp, args, kwargs),
        Value::StaticMethod(inner) => call_kw(interp, &inner.0, args, kwargs),
        value => match super::packets::call(interp, value, args, kwargs)? {
            Some(result) => Ok(result),
            None => Err(not_callable(interp, func)),
        },
    }
}

fn not_callable(interp: &Interp, func: &Value) -> Error {
    Error::type_error(format!(
        "'{}' object is not callable",
        interp.type_name(func)
    ))
}

/// What the class of a value has under a dunder name.
pub(super) fn find_special(value: &Value, name: Symbol) -> Option<Value> {
    match value {
        Value::Instance(instance) => instance.class.lookup(name),
        Value::Exception(exception) => exception.class().lookup(name),
        Value::Class(class) => class.meta()?.lookup(name),
        Value::Packet(_) | Value::Upper(_) => super::protocols::special::of(value, name),
        _ => None,
    }
}

pub(super) fn special(
    interp: &mut Interp,
    value: &Value,
    name: Symbol,
    args: &[Value],
) -> Result<Option<Value>> {
    let Some(method) = find_special(value, name) else {
        return Ok(None);
    };
    let result = match &method {
        Value::Function(function) => {
            let all = [value].into_iter().chain(args);
            invoke_with(interp, function, all, args.len() + 1, &[])?
        }
        method => {
            let bound = super::attribute::bind(interp, method, value)?;
            call(interp, &bound, args)?
        }
    };
    Ok(Some(result))
}

pub(super) fn is_callable(interp: &Interp, value: &Value) -> bool {
    match value {
        Value::Builtin(_)
        | Value::Function(_)
        | Value::Method(_)
        | Value::Class(_)
        | Value::StaticMethod(_) => true,
        Value::Instance(instance) => instance.class.lookup(interp.known.call).is_some(),
        value => {
            super::packets::class_of(value).is_some() || super::packets::type_name(value).is_some()
        }
    }
}

/// Calls a script's function from native code.
pub(super) fn invoke(
    interp: &mut Interp,
    func: &Rc<Function>,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Value> {
    invoke_with(interp, func, args.iter(), args.len(), kwargs)
}

/// The same with arguments from anywhere, so many of them.
fn invoke_with<'a>(
    interp: &mut Interp,
    func: &Rc<Function>,
    args: impl Iterator<Item = &'a Value>,
    count: usize,
    kwargs: &[(String, Value)],
) -> Result<Value> {
    let base = interp.top();
    interp.reserve(base + count.max(func.code.registers));
    for (place, arg) in interp.stack[base..].iter_mut().zip(args) {
        arg.copy_to(place);
    }
    match prepare(interp, func, base, count, kwargs)? {
        Some(generator) => Ok(generator),
        None => {
            interp.enter(func.clone(), base, 0, true, None)?;
            interp.execute()?;
            Ok(interp.given.taken())
        }
    }
}

/// Puts the arguments at `base` into the places of the parameters; the generator that the call
/// already results in, if the function is one.
pub(super) fn prepare(
    interp: &mut Interp,
    func: &Rc<Function>,
    base: usize,
    count: usize,
    kwargs: &[(String, Value)],
) -> Result<Option<Value>> {
    let code = &func.code;
    let least = code.positional - code.defaults;
    let plain = code.simple && kwargs.is_empty() && (least..=code.positional).contains(&count);
    if plain && func.defaults.len() == code.defaults {
        interp.reserve(base + code.registers);
        for (at, default) in func.defaults.iter().enumerate().skip(count - least) {
            default.copy_to(&mut interp.stack[base + least + at]);
        }
    } else {
        bind(interp, func, base, count, kwargs)?;
    }
    if !code.generator {
        return Ok(None);
    }
    let top = base + code.registers;
    interp.reserve(top);
    for place in base + code.parameter_registers()..top {
        interp.stack[place] = Value::Unset;
    }
    let registers: Vec<Value> = interp.stack[base..top]
        .iter_mut()
        .map(std::mem::take)
        .collect();
    Ok(Some(Value::Generator(Rc::new(Generator::new(
        func.clone(),
        registers,
    )))))
}

fn bind(
    interp: &mut Interp,
    func: &Rc<Function>,
    base: usize,
    count: usize,
    kwargs: &[(String, Value)],
) -> Result<()> {
    let code = &func.code;
    interp.reserve(base + code.registers.max(count));
    let name = &code.qualname;
    let mut rest: Vec<Value> = Vec::new();
    if count > code.positional {
        rest.extend(
            interp.stack[base + code.positional..base + count]
                .iter_mut()
                .map(std::mem::take),
        );
        if !code.star {
            for place in base..base + code.positional {
                interp.stack[place] = Value::Unset;
            }
            let least = code.positional - code.defaults;
            let takes = if least == code.positional {
                format!("{least}")
            } else {
                format!("from {least} to {}", code.positional)
            };
            let plural = if code.positional == 1 && least == code.positional {
                ""
            } else {
                "s"
            };
            let verb = if count == 1 { "was" } else { "were" };
            return Err(Error::type_error(format!(
                "{name}() takes {takes} positional argument{plural} but {count} {verb} given"
            )));
        }
    }
    // An earlier call may have left something in the places that are not given.
    let named_end = code.positional + code.keyword_only;
    for place in count.min(code.positional)..named_end {
        interp.stack[base + place] = Value::Unset;
    }
    let mut extra = super::dict::Dict::new();
    for (key, value) in kwargs {
        let symbol = Symbol::find(key);
        let place = code
            .parameters
            .iter()
            .enumerate()
            .position(|(at, own)| Some(*own) == symbol && at >= code.positional_only);
        match place {
            Some(place) if interp.stack[base + place].is_unset() => {
                interp.stack[base + place] = value.clone()
            }
            Some(_) => {
                return Err(Error::type_error(format!(
                    "{name}() got multiple values for argument '{key}'"
                )));
            }
            None if code.double_star => {
                extra.set_str(key, value.clone());
            }
            None if code
                .parameters
                .iter()
                .take(code.positional_only)
                .any(|own| Some(*own) == symbol) =>
            {
                let only = &code.parameters[..code.positional_only];
                let named = only.iter().map(|own| own.name());
                let named: Vec<&str> = named
                    .filter(|own| kwargs.iter().any(|(key, _)| key == own))
                    .collect();
                return Err(Error::type_error(format!(
                    "{name}() got some positional-only arguments passed as keyword arguments: '{}'",
                    named.join(", ")
                )));
            }
            None => {
                let error = Error::type_error(format!(
                    "{name}() got an unexpected keyword argument '{key}'"
                ))
                .at_word(key);
                let near =
                    super::suggest::nearest(key, code.parameters.iter().map(|name| name.name()));
                return Err(match near {
                    Some(near) => error.help(format!("did you mean '{near}'?")),
                    None => error,
                });
            }
        }
    }
    let first_default = code.positional - code.defaults;
    let mut missing = Vec::new();
    for place in 0..code.positional {
        if interp.stack[base + place].is_unset() {
            match place
                .checked_sub(first_default)
                .and_then(|index| func.defaults.get(index))
            {
                Some(default) => interp.stack[base + place] = default.clone(),
                None => missing.push(format!("'{}'", code.parameters[place].name())),
            }
        }
    }
    let mut missing_named = Vec::new();
    for place in code.positional..named_end {
        if interp.stack[base + place].is_unset() {
            match func.keyword_defaults.get(place - code.positional) {
                Some(Value::Unset) | None => {
                    missing_named.push(format!("'{}'", code.parameters[place].name()))
                }
                Some(default) => interp.stack[base + place] = default.clone(),
            }
        }
    }
    for (list, kind) in [(missing, "positional"), (missing_named, "keyword-only")] {
        if !list.is_empty() {
            return Err(Error::type_error(format!(
                "{name}() missing {} required {kind} argument{}: {}",
                list.len(),
                if list.len() == 1 { "" } else { "s" },
                enumerate(&list)
            )));
        }
    }
    let mut place = base + named_end;
    if code.star {
        interp.stack[place] = Value::tuple(rest);
        place += 1;
    }
    if code.double_star {
        interp.stack[place] = Value::dict(extra);
    }
    Ok(())
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`
pub(super) fn enumerate(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    }
}

/// `C(…)`
pub(super) fn instantiate(
    interp: &mut Interp,
    class: &Rc<Class>,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Value> {
    if let Some(meta) = class.meta()
        && let Some(call) = meta.lookup(interp.known.call)
    {
        let bound = super::attribute::bind(interp, &call, &Value::Class(class.clone()))?;
        return call_kw(interp, &bound, args, kwargs);
    }
    instantiate_plainly(interp, class, args, kwargs)
}

/// As `type.__call__` does.
pub(super) fn instantiate_plainly(
    interp: &mut Interp,
    class: &Rc<Class>,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Value> {
    let known = interp.known;
    if class.native
        && let Layout::Kind(kind) = class.layout
    {
        if let Some(value) = construct(interp, kind, args, kwargs)? {
            return Ok(value);
        }
        return match class.construct {
            Some(builtin) if kwargs.is_empty() => builtin.call(interp, args),
            Some(builtin) => builtin.call_kw(interp, args, kwargs),
            None => Err(Error::type_error(format!(
                "cannot create '{}' instances",
                class.name()
            ))),
        };
    }
    let new = class.lookup(known.new);
    let made = match &new {
        Some(new) => {
            let mut all = vec![Value::Class(class.clone())];
            all.extend_from_slice(args);
            let new = match new {
                Value::StaticMethod(inner) => inner.0.clone(),
                other => other.clone(),
            };
            call_kw(interp, &new, &all, kwargs)?
        }
        None => allocate(interp, class, args, kwargs)?,
    };
    if !super::types::instance_of(&made, class) {
        return Ok(made);
    }
    match class.lookup(known.init) {
        Some(init) => {
            let bound = super::attribute::bind(interp, &init, &made)?;
            let result = call_kw(interp, &bound, args, kwargs)?;
            if !result.is_none() {
                return Err(init_returned(interp, &result));
            }
        }
        None if new.is_some() || (args.is_empty() && kwargs.is_empty()) => {}
        None => match class.layout {
            Layout::Plain => {
                return Err(Error::type_error(format!(
                    "{}() takes no arguments",
                    class.name()
                )));
            }
            Layout::Exception(kind) if takes_names(kind, &made, kwargs) => {}
            Layout::Exception(_) if !kwargs.is_empty() => {
                return Err(Error::type_error(format!(
                    "{}() takes no keyword arguments",
                    class.name()
                )));
            }
            _ => {}
        },
    }
    Ok(made)
}

pub(super) fn init_returned(interp: &Interp, result: &Value) -> Error {
    Error::type_error(format!(
        "__init__() should return None, not '{}'",
        interp.type_name(result)
    ))
}

/// `NameError(text, name=…)`: the few exceptions that have arguments with names.
fn takes_names(kind: Exc, made: &Value, kwargs: &[(String, Value)]) -> bool {
    let derived = |base: Exc| kind.class().is_subclass(&base.class());
    let names: &[&str] = match () {
        () if derived(Exc::AttributeError) => &["name", "obj"],
        () if derived(Exc::NameError) => &["name"],
        () if derived(Exc::ImportError) => &["name", "path"],
        () => &[],
    };
    let Value::Exception(exception) = made else {
        return false;
    };
    if !kwargs
        .iter()
        .all(|(name, _)| names.contains(&name.as_str()))
    {
        return false;
    }
    for (name, value) in kwargs {
        let _old = (exception.attrs.borrow_mut()).set(Symbol::of(name), value.clone());
    }
    true
}

/// A new object of a class, before `__init__`.
pub(super) fn allocate(
    interp: &mut Interp,
    class: &Rc<Class>,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Value> {
    match class.layout {
        Layout::Exception(_) => {
            // `OSError(2, …)` is a FileNotFoundError.
            let class = match args {
                [Value::Int(errno), _, ..]
                    if class.native && class.id == Exc::OSError.class().id =>
                {
                    i32::try_from(*errno)
                        .map_or_else(|_| class.clone(), |errno| Exc::of_errno(errno).class())
                }
                _ => class.clone(),
            };
            Ok(Value::Exception(Rc::new(Exception::new(
                class,
                args.to_vec(),
            ))))
        }
        _ if class.has(Hook::Abstract) => Err(abstract_class(interp, class)),
        Layout::Kind(Kind::Type) => class_of_parts(interp, class, args, kwargs),
        Layout::Plain => Ok(Value::Instance(Rc::new(Instance::new(class.clone())))),
        Layout::Kind(kind) => {
            let instance = Instance::new(class.clone());
            let own_init = class.lookup(interp.known.init).is_some();
            let mutable = matches!(kind, Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray);
            if let Some(builtin) = class.construct {
                let inner = if own_init && mutable {
                    builtin.call(interp, &[])?
                } else if own_init {
                    builtin
                        .call_kw(interp, args, kwargs)
                        .or_else(|_| builtin.call(interp, &[]))?
                } else {
                    builtin.call_kw(interp, args, kwargs)?
                };
                instance.inner.replace(inner);
            }
            Ok(Value::Instance(Rc::new(instance)))
        }
    }
}

fn abstract_class(interp: &mut Interp, class: &Rc<Class>) -> Error {
    let methods = class.lookup(Symbol::of("__abstractmethods__"));
    let methods = methods.and_then(|methods| interp.collect(&methods).ok());
    let names = methods.unwrap_or_default();
    let mut names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
    names.sort_unstable();
    Error::type_error(format!(
        "Can't instantiate abstract class {} with abstract method{} {}",
        class.name(),
        if names.len() == 1 { "" } else { "s" },
        names.join(", ")
    ))
}

/// `type(name, bases, names)`, or the same of a metaclass.
pub(super) fn class_of_parts(
    interp: &mut Interp,
    meta: &Rc<Class>,
    parts: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Value> {
    let wrong = |interp: &Interp, at: usize, wanted: &str| {
        let name = interp.type_name(&parts[at]);
        let at = at + 1;
        Error::type_error(format!(
            "type.__new__() argument {at} must be {wanted}, not {name}"
        ))
    };
    let [name, bases, names] = parts else {
        return Err(Error::type_error("type() takes 1 or 3 arguments"));
    };
    let Some(name) = name.as_str() else {
        return Err(wrong(interp, 0, "str"));
    };
    let Value::Tuple(bases) = bases else {
        return Err(wrong(interp, 1, "tuple"));
    };
    let names = match names {
        Value::Dict(names) => names.clone(),
        Value::Instance(instance) => match &*instance.inner.borrow() {
            Value::Dict(names) => names.clone(),
            _ => return Err(wrong(interp, 2, "dict")),
        },
        _ => return Err(wrong(interp, 2, "dict")),
    };
    let mut attrs = super::class::Attrs::default();
    for (key, value) in names.borrow().iter() {
        attrs.set(Symbol::of(key.as_str().unwrap_or_default()), value.clone());
    }
    let meta = Some(meta.clone()).filter(|meta| !meta.native);
    make_class_by(interp, meta, name, bases, attrs, kwargs)
}

/// What calling those built-in types makes that know about classes.
fn construct(
    interp: &mut Interp,
    kind: Kind,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Option<Value>> {
    Ok(Some(match (kind, args) {
        (Kind::Type, [value]) => interp.type_of(value),
        (Kind::Type, [name, bases, names]) => {
            let meta = super::types::class(Kind::Type);
            let parts = [name.clone(), bases.clone(), names.clone()];
            class_of_parts(interp, &meta, &parts, kwargs)?
        }
        (Kind::Type, _) => return Err(Error::type_error("type() takes 1 or 3 arguments")),
        (Kind::Object, []) => {
            Value::Instance(Rc::new(Instance::new(super::types::class(Kind::Object))))
        }
        (Kind::Object, _) => return Err(Error::type_error("object() takes no arguments")),
        (Kind::Method, [func, receiver]) => Value::method(func.clone(), receiver.clone()),
        (Kind::Module, [name, ..]) => {
            let name = name.as_str().unwrap_or_default();
            let module = super::module::Module::new(name);
            module.set("__name__", name);
            module.set("__doc__", args.get(1).cloned().unwrap_or(Value::None));
            Value::Module(Rc::new(module))
        }
        (Kind::StaticMethod, [func]) => Value::StaticMethod(Rc::new(StaticMethod(func.clone()))),
        (Kind::ClassMethod, [func]) => Value::ClassMethod(Rc::new(ClassMethod(func.clone()))),
        (Kind::Property, args) => {
            let named = |name: &str| {
                kwargs
                    .iter()
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value.clone())
            };
            let at = |index: usize, name: &str| {
                args.get(index)
                    .cloned()
                    .or_else(|| named(name))
                    .unwrap_or(Value::None)
            };
            Value::Property(Rc::new(Property {
                get: at(0, "fget"),
                set: at(1, "fset"),
                delete: at(2, "fdel"),
                doc: at(3, "doc"),
                name: Default::default(),
            }))
        }
        (Kind::Super, [Value::Class(class), receiver]) => {
            let fits = match receiver {
                Value::Class(own) => own.is_subclass(class),
                _ => false,
            };
            if !fits && !super::types::instance_of(receiver, class) {
                return Err(Error::type_error(
                    "super(type, obj): obj must be an instance or subtype of type",
                ));
            }
            Value::Super(Rc::new(Super {
                class: class.clone(),
                receiver: receiver.clone(),
            }))
        }
        (Kind::Super, [layer @ Value::Layer(_), receiver]) => {
            let class = super::packets::class_behind(layer)
                .ok_or_else(|| Error::type_error("super() argument 1 must be a type"))?;
            Value::Super(Rc::new(Super {
                class,
                receiver: receiver.clone(),
            }))
        }
        (Kind::Super, []) => zero_super(interp)?,
        (Kind::Super, [other, ..]) => {
            return Err(Error::type_error(format!(
                "super() argument 1 must be a type, not {}",
                interp.type_name(other)
            )));
        }
        _ => return Ok(None),
    }))
}

/// `super()` in a method: the class is that of the definition, the receiver the first argument.
fn zero_super(interp: &mut Interp) -> Result<Value> {
    let Some(frame) = interp.frames.last() else {
        return Err(Error::runtime_error("super(): no arguments"));
    };
    let owner = frame
        .func
        .owner
        .borrow()
        .as_ref()
        .and_then(std::rc::Weak::upgrade);
    let Some(class) = owner else {
        let arguments = frame.func.code.positional > 0;
        return Err(Error::runtime_error(if arguments {
            "super(): __class__ cell not found"
        } else {
            "super(): no arguments"
        }));
    };
    let own = if frame.func.code.positional > 0 {
        interp.stack[frame.base].clone()
    } else {
        Value::Unset
    };
    let receiver = match own {
        Value::Cell(cell) => cell.borrow().clone(),
        // A comprehension or function inside a method: `self` is a variable of the method.
        value => value,
    };
    if receiver.is_unset() {
        return Err(Error::runtime_error("super(): no arguments"));
    }
    Ok(Value::Super(Rc::new(Super { class, receiver })))
}

/// Makes a class of a name, its bases and what its body defined.
pub(super) fn make_class(
    interp: &mut Interp,
    name: &str,
    bases: &[Value],
    attrs: super::class::Attrs,
    kwargs: &[(String, Value)],
) -> Result<Value> {
    make_class_by(interp, None, name, bases, attrs, kwargs)
}

/// As `make_class`, with a metaclass that is not `type`.
fn make_class_by(
    interp: &mut Interp,
    meta: Option<Rc<Class>>,
    name: &str,
    bases: &[Value],
    mut attrs: super::class::Attrs,
    kwargs: &[(String, Value)],
) -> Result<Value> {
    let known = interp.known;
    let (module, qualname) = (attrs.remove(known.module), attrs.remove(known.qualname));
    if let Some(class) = super::packets::make_class(interp, name, bases, &attrs)? {
        return Ok(class);
    }
    let object = super::types::class(Kind::Object);
    let mut classes = Vec::new();
    for base in bases {
        match base {
            Value::Class(class) if class.id == object.id => {}
            Value::Class(class) => {
                if let (true, Layout::Kind(kind)) = (class.native, class.layout)
                    && matches!(
                        kind,
                        Kind::Bool
                            | Kind::NoneType
                            | Kind::Function
                            | Kind::Range
                            | Kind::Slice
                            | Kind::Generator
                    )
                {
                    return Err(Error::type_error(format!(
                        "type '{}' is not an acceptable base type",
                        class.name()
                    )));
                }
                classes.push(class.clone());
            }
            other => {
                return Err(Error::type_error(format!(
                    "a class cannot derive from a value of type '{}'",
                    interp.type_name(other)
                )));
            }
        }
    }
    let class = Class::new(name, classes)?;
    if meta.is_some() {
        class.meta.replace(meta);
    }
    if interp.python2 {
        super::methods::legacy::rename(&mut attrs);
    }
    if attrs.get(known.eq).is_some() && attrs.get(known.hash).is_none() {
        attrs.set(known.hash, Value::None);
    }
    if let Some(Value::Str(module)) = module {
        *class.module.borrow_mut() = module.as_str().into();
    }
    if let Some(Value::Str(name)) = qualname {
        *class.qualname.borrow_mut() = name.as_str().into();
    }
    for implicit in [known.init_subclass, Symbol::of("__class_getitem__")] {
        if let Some(hook @ Value::Function(_)) = attrs.get(implicit) {
            attrs.set(implicit, Value::ClassMethod(Rc::new(ClassMethod(hook))));
        }
    }
    let slots = own_slots(interp, &class, &attrs)?;
    class.hook(
        Hook::SetAttribute,
        slots.is_some() || class.has(Hook::SetAttribute),
    );
    class.slots.replace(slots);
    let entries = attrs.entries();
    class.fill(attrs);
    let value = Value::Class(class.clone());
    for (name, attr) in entries {
        if let Value::Property(property) = &attr {
            property.name.set(Some(name));
        }
        if let Value::Instance(instance) = &attr
            && instance.class.lookup(known.set_name).is_some()
        {
            interp.call_special(
                &attr,
                known.set_name,
                &[value.clone(), Value::str(name.name())],
            )?;
        }
    }
    if let Some(hook) = class
        .ancestors
        .iter()
        .find_map(|base| base.attrs.borrow().get(known.init_subclass))
    {
        let hook = match hook {
            Value::ClassMethod(inner) => inner.0.clone(),
            other => other,
        };
        call_kw(interp, &hook, std::slice::from_ref(&value), kwargs)?;
    } else if !kwargs.is_empty() && class.meta().is_none() {
        return Err(Error::type_error(format!(
            "{name}.__init_subclass__() takes no keyword arguments"
        )));
    }
    Ok(value)
}

/// The metaclass that the bases bring with them.
pub(super) fn metaclass_of(bases: &[Value]) -> Option<Value> {
    let metas = bases.iter().filter_map(|base| match base {
        Value::Class(class) => class.meta(),
        _ => None,
    });
    metas
        .reduce(|a, b| if b.is_subclass(&a) { b } else { a })
        .map(Value::Class)
}

/// The attributes that the instances of a class can have, if all its bases say so.
fn own_slots(
    interp: &mut Interp,
    class: &Rc<Class>,
    attrs: &super::class::Attrs,
) -> Result<Option<Vec<Symbol>>> {
    let Some(listed) = attrs.get(Symbol::of("__slots__")) else {
        return Ok(None);
    };
    let listed = match listed {
        name @ Value::Str(_) => vec![name],
        names => interp.collect(&names)?,
    };
    let mut slots: Vec<Symbol> = Vec::new();
    for base in &class.bases {
        match &*base.slots.borrow() {
            Some(more) => slots.extend(more),
            None if base.native => {}
            None => return Ok(None),
        }
    }
    slots.extend(listed.iter().filter_map(Value::as_str).map(Symbol::of));
    // A place for everything else was asked for.
    Ok(Some(slots).filter(|slots| !slots.contains(&interp.known.dict)))
}

impl Interp {
    /// The first stack place that no frame uses.
    pub(super) fn top(&self) -> usize {
        self.frames.last().map_or(0, Frame::top)
    }

    #[inline]
    pub(super) fn reserve(&mut self, top: usize) {
        if self.stack.len() < top {
            self.grow(top);
        }
    }

    #[cold]
    fn grow(&mut self, top: usize) {
        let size = top.max(self.stack.len() * 2).max(256);
        self.stack.resize(size, Value::Unset);
    }

    /// Begins a call whose arguments are in place.
    #[inline(never)]
    pub(super) fn enter(
        &mut self,
        func: Rc<Function>,
        base: usize,
        dst: u16,
        root: bool,
        made: Option<Rc<Instance>>,
    ) -> Result<()> {
        let named = func.code.named;
        self.enter_simply(func, base, dst)?;
        if let Some(frame) = self.frames.last_mut() {
            frame.plain = !root && !named && made.is_none();
            frame.root = root;
            frame.made = made;
            frame.names = named.then(Box::default);
        }
        Ok(())
    }

    /// Begins a call from a script's function to a script's function.
    #[inline(always)]
    pub(super) fn enter_simply(&mut self, func: Rc<Function>, base: usize, dst: u16) -> Result<()> {
        if self.frames.len() >= self.recursion_limit {
            return Err(too_deep());
        }
        let code = &func.code;
        self.reserve(base + code.registers);
        // The caller's dead temporaries may lie where the variables will be.
        let (first, last) = (code.parameter_registers(), code.variables.len());
        if first < last {
            for place in &mut self.stack[base + first..base + last] {
                place.empty();
            }
        }
        push_plain(&mut self.frames, func, base, dst, self.handled.len());
        Ok(())
    }
}

#[cold]
fn too_deep() -> Error {
    Error::recursion_error("maximum recursion depth exceeded")
}
