//! `repr(x)`, `str(x)`, `format(x, spec)`.

use std::cell::RefCell;
use std::rc::Rc;

use super::class::{Instance, Layout};
use super::dialect;
use super::error::{Error, Result};
use super::format::{float, quote};
use super::interp::Interp;
use super::value::{Truth, Value};

thread_local! {
    /// The containers whose text is being made, to cut circles.
    static OPEN: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Each thread makes its own texts: what one has begun is put away while another runs.
pub(super) fn exchange_shown(other: &mut Vec<usize>) {
    OPEN.with_borrow_mut(|open| std::mem::swap(open, other));
}

const DEEPEST: usize = 200;

/// Of 4300 decimal digits, which is where Python stops: the time grows with the square.
const MOST_BITS: u64 = 14_285;

/// ValueError for a number that has more decimal digits than are written.
pub(super) fn check_digits(number: &num_bigint::BigInt) -> Result<()> {
    if number.bits() > MOST_BITS {
        return Err(too_long());
    }
    Ok(())
}

fn too_long() -> Error {
    Error::value_error("Exceeds the limit (4300 digits) for integer string conversion")
        .help("hex() has no limit")
}

pub(super) fn repr(interp: &mut Interp, value: &Value) -> Result<String> {
    let known = interp.known;
    match value {
        Value::Big(number) if number.bits() > MOST_BITS => Err(too_long()),
        Value::List(list) => {
            let items = list.borrow().clone();
            inside(value, "[...]", || {
                Ok(format!("[{}]", joined(interp, &items)?))
            })
        }
        Value::Tuple(items) => inside(value, "(...)", || {
            Ok(match items.as_slice() {
                [one] => format!("({},)", interp.repr(one)?),
                items => format!("({})", joined(interp, items)?),
            })
        }),
        Value::Dict(dict) => {
            let (factory, name) = (
                dict.borrow().default_factory.clone(),
                dict.borrow().type_name,
            );
            let mut entries: Vec<(Value, Value)> = dict
                .borrow()
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            if name == Some("Counter") {
                super::methods::counter::highest_first(interp, &mut entries);
            }
            let plain = inside(value, "{...}", || {
                let mut parts = Vec::with_capacity(entries.len());
                for (key, value) in &entries {
                    parts.push(format!("{}: {}", interp.repr(key)?, interp.repr(value)?));
                }
                Ok(format!("{{{}}}", parts.join(", ")))
            })?;
            match (name, factory) {
                (Some(name), Some(factory)) => {
                    Ok(format!("{name}({}, {plain})", interp.repr(&factory)?))
                }
                (Some(name), None) if name == "defaultdict" => Ok(format!("{name}(None, {plain})")),
                (Some(name), None) if plain == "{}" && name != "mappingproxy" => {
                    Ok(format!("{name}()"))
                }
                (Some("OrderedDict"), None) => {
                    let pairs: Vec<Value> = entries
                        .into_iter()
                        .map(|(k, v)| Value::tuple([k, v]))
                        .collect();
                    Ok(format!("OrderedDict([{}])", joined(interp, &pairs)?))
                }
                (Some(name), None) => Ok(format!("{name}({plain})")),
                (None, _) => Ok(plain),
            }
        }
        Value::Set(set) => {
            let items: Vec<Value> = set.borrow().iter().cloned().collect();
            if items.is_empty() {
                return Ok("set()".into());
            }
            inside(value, "set(...)", || {
                Ok(format!("{{{}}}", joined(interp, &items)?))
            })
        }
        Value::FrozenSet(set) => {
            let items: Vec<Value> = set.iter().cloned().collect();
            if items.is_empty() {
                return Ok("frozenset()".into());
            }
            Ok(format!("frozenset({{{}}})", joined(interp, &items)?))
        }
        Value::DictView(view) => {
            let items = interp.collect(value)?;
            Ok(format!(
                "{}([{}])",
                view.kind().name(),
                joined(interp, &items)?
            ))
        }
        Value::Slice(slice) => {
            let (lower, upper, step) = (
                interp.repr(&slice.lower)?,
                interp.repr(&slice.upper)?,
                interp.repr(&slice.step)?,
            );
            Ok(format!("slice({lower}, {upper}, {step})"))
        }
        Value::Instance(instance) => {
            if instance.class.lookup(known.repr).is_some() {
                return text_of(interp, value, known.repr, "__repr__");
            }
            let inner = instance.inner.borrow().clone();
            if wraps(instance) && !inner.is_unset() {
                return repr(interp, &inner);
            }
            Ok(plain_repr(value))
        }
        Value::Exception(exception) => {
            if exception.class().lookup(known.repr).is_some() {
                return text_of(interp, value, known.repr, "__repr__");
            }
            let args = exception.args.borrow().clone();
            Ok(format!(
                "{}({})",
                exception.class().name(),
                joined(interp, &args)?
            ))
        }
        Value::Class(_) if super::call::find_special(value, known.repr).is_some() => {
            text_of(interp, value, known.repr, "__repr__")
        }
        Value::Object(object) => match object.clone().repr(interp)? {
            Some(text) => Ok(text),
            None => Ok(plain_repr(value)),
        },
        Value::Method(method) => match &method.func {
            Value::Function(function) => {
                let receiver = interp.repr(&method.receiver)?;
                Ok(format!(
                    "<bound method {} of {receiver}>",
                    function.code.qualname
                ))
            }
            Value::Builtin(builtin) if super::packets::has_methods(&method.receiver) => {
                let receiver = interp.repr(&method.receiver)?;
                Ok(format!(
                    "<bound method Packet.{} of {receiver}>",
                    builtin.name
                ))
            }
            Value::Builtin(builtin) => Ok(format!(
                "<built-in method {} of {} object at 0x{:x}>",
                builtin.name,
                interp.type_name(&method.receiver),
                method.receiver.id()
            )),
            func => interp.repr(&func.clone()),
        },
        value => match super::packets::repr(interp, value)? {
            Some(text) => Ok(text),
            None => Ok(plain_repr(value)),
        },
    }
}

/// Whether the instance stands for a built-in value (`class D(dict)`), not for a native state.
fn wraps(instance: &Rc<Instance>) -> bool {
    matches!(instance.class.layout, Layout::Kind(_))
}

/// Makes the text of a container unless it is inside itself.
fn inside(value: &Value, circle: &str, make: impl FnOnce() -> Result<String>) -> Result<String> {
    let id = value.id();
    if OPEN.with_borrow(|open| open.contains(&id)) {
        return Ok(circle.to_owned());
    }
    if OPEN.with_borrow(|open| open.len()) > DEEPEST {
        return Err(Error::recursion_error(
            "maximum recursion depth exceeded while getting the repr of an object",
        ));
    }
    OPEN.with_borrow_mut(|open| open.push(id));
    let result = make();
    OPEN.with_borrow_mut(|open| open.pop());
    result
}

fn joined(interp: &mut Interp, items: &[Value]) -> Result<String> {
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(&interp.repr(item)?);
    }
    Ok(text)
}

/// What a dunder method returns, which must be text.
fn text_of(
    interp: &mut Interp,
    value: &Value,
    name: super::symbol::Symbol,
    shown: &str,
) -> Result<String> {
    let result = interp
        .call_special(value, name, &[])?
        .unwrap_or(Value::None);
    match &result {
        Value::Str(text) => Ok(text.as_str().to_owned()),
        Value::Instance(instance) => match &*instance.inner.borrow() {
            Value::Str(text) => Ok(text.as_str().to_owned()),
            _ => Err(Error::type_error(format!(
                "{shown} returned non-string (type {})",
                instance.class.name()
            ))),
        },
        other => Err(Error::type_error(format!(
            "{shown} returned non-string (type {})",
            interp.type_name(other)
        ))),
    }
}

pub(super) fn str(interp: &mut Interp, value: &Value) -> Result<String> {
    let known = interp.known;
    match value {
        Value::Str(text) => Ok(text.as_str().to_owned()),
        Value::ByteArray(octets) if interp.python2 => Ok(dialect::text_of(&octets.borrow())),
        Value::Float(number) if interp.python2 => Ok(float::short(number.get())),
        Value::Instance(instance) => {
            if instance.class.lookup(known.str).is_some() {
                return text_of(interp, value, known.str, "__str__");
            }
            let inner = instance.inner.borrow().clone();
            let own = instance.class.lookup(known.repr).is_some();
            if wraps(instance) && (matches!(inner, Value::Str(_)) || !own && !inner.is_unset()) {
                return str(interp, &inner);
            }
            repr(interp, value)
        }
        Value::Exception(exception) => {
            if exception.class().lookup(known.str).is_some() {
                return text_of(interp, value, known.str, "__str__");
            }
            let args = exception.args.borrow().clone();
            match args.as_slice() {
                [one] if exception.kind() == super::exception::Exc::KeyError => interp.repr(one),
                [first, ..] if exception.is_syntax_error() => {
                    let text = interp.str(first)?;
                    Ok(exception.with_place(text))
                }
                [one] => interp.str(one),
                _ => Ok(exception.text()),
            }
        }
        Value::Object(object) => match object.clone().str(interp)? {
            Some(text) => Ok(text),
            None => repr(interp, value),
        },
        value => match super::packets::str(interp, value)? {
            Some(text) => Ok(text),
            None => repr(interp, value),
        },
    }
}

pub(super) fn format(interp: &mut Interp, value: &Value, spec: &str) -> Result<String> {
    match value {
        Value::Str(text) if spec.is_empty() => Ok(text.as_str().to_owned()),
        Value::Int(number) if spec.is_empty() => Ok(number.to_string()),
        Value::Instance(instance) => {
            let known = interp.known;
            if instance.class.lookup(known.format).is_some() {
                let spec = Value::str(spec);
                let result = interp
                    .call_special(value, known.format, &[spec])?
                    .unwrap_or(Value::None);
                return interp.str(&result);
            }
            format_plainly(interp, value, spec)
        }
        value if spec.is_empty() => interp.str(value),
        value if interp.type_name(value) == "complex" => {
            super::complex::formatted(interp, value, spec)
        }
        value => super::methods::format(interp, value, spec),
    }
}

/// `object.__format__(value, spec)`, or that of the built-in type that an instance stands for.
pub(super) fn format_plainly(interp: &mut Interp, value: &Value, spec: &str) -> Result<String> {
    match value {
        Value::Instance(instance) => {
            let known = interp.known;
            let inner = instance.inner.borrow().clone();
            let class = &instance.class;
            let own = class.lookup(known.str).is_some() || class.lookup(known.repr).is_some();
            if wraps(instance) && !inner.is_unset() && !(own && spec.is_empty()) {
                return format(interp, &inner, spec);
            }
            if spec.is_empty() {
                return interp.str(value);
            }
            Err(Error::type_error(format!(
                "unsupported format string passed to {}.__format__",
                instance.class.name()
            )))
        }
        value => format(interp, value, spec),
    }
}

/// The text of a value that no script has a say in.
pub(super) fn plain_repr(value: &Value) -> String {
    match value {
        Value::Unset | Value::Cell(_) => "<unset>".into(),
        Value::None => "None".into(),
        Value::Ellipsis => "Ellipsis".into(),
        Value::NotImplemented => "NotImplemented".into(),
        Value::Bool(Truth::True) => "True".into(),
        Value::Bool(Truth::False) => "False".into(),
        Value::Int(number) => number.to_string(),
        Value::Big(number) => number.to_string(),
        Value::Float(number) => float::repr(number.get()),
        Value::Str(text) if dialect::is_python2() => quote::ascii(text.as_str()),
        Value::Str(text) => quote::text(text.as_str()),
        Value::Bytes(octets) => quote::octets(octets),
        Value::ByteArray(octets) => std::format!("bytearray({})", quote::octets(&octets.borrow())),
        Value::Range(range) if range.step == 1 => {
            std::format!("range({}, {})", range.start, range.stop)
        }
        Value::Range(range) => {
            std::format!("range({}, {}, {})", range.start, range.stop, range.step)
        }
        Value::Tuple(items) if items.len() == 1 => std::format!("({},)", plain_repr(&items[0])),
        Value::Tuple(items) => {
            std::format!(
                "({})",
                items.iter().map(plain_repr).collect::<Vec<_>>().join(", ")
            )
        }
        Value::Builtin(builtin) => match super::methods::owner(builtin) {
            Some(owner) if builtin.name.starts_with("__") => {
                std::format!("<slot wrapper '{}' of '{owner}' objects>", builtin.name)
            }
            Some(owner) => std::format!("<method '{}' of '{owner}' objects>", builtin.name),
            None => std::format!("<built-in function {}>", builtin.name),
        },
        Value::Function(function) => std::format!(
            "<function {} at 0x{:x}>",
            function.code.qualname,
            value.id()
        ),
        Value::Class(class) => {
            let (module, name) = (class.module.borrow(), class.qualname.borrow());
            if &**module == "builtins" {
                std::format!("<class '{name}'>")
            } else {
                std::format!("<class '{module}.{name}'>")
            }
        }
        Value::Module(module) => std::format!("<module '{}'>", module.name),
        Value::Generator(generator) => std::format!(
            "<generator object {} at 0x{:x}>",
            generator.name(),
            value.id()
        ),
        Value::Instance(instance) => {
            std::format!(
                "<{}.{} object at 0x{:x}>",
                instance.class.module.borrow(),
                instance.class.qualname.borrow(),
                value.id()
            )
        }
        Value::Exception(exception) => {
            std::format!("{}({})", exception.class().name(), exception.text())
        }
        Value::Super(object) => {
            std::format!(
                "<super: <class '{}'>, <{} object>>",
                object.class.name(),
                super::types::name(&object.receiver)
            )
        }
        value => std::format!(
            "<{} object at 0x{:x}>",
            super::types::name(value),
            value.id()
        ),
    }
}

/// Every character beyond ASCII as its escape: `ascii(x)` of a text that is a repr already.
pub fn escape_non_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match u32::from(character) {
            0..=0x7f => out.push(character),
            code @ 0x80..=0xff => out.push_str(&std::format!("\\x{code:02x}")),
            code @ 0x100..=0xffff => out.push_str(&std::format!("\\u{code:04x}")),
            code => out.push_str(&std::format!("\\U{code:08x}")),
        }
    }
    out
}
