//! What the patterns of a `match` statement ask of a value.

use super::builtin::Builtin;
use super::dict::Dict;
use super::error::{Error, Result};
use super::interp::Interp;
use super::symbol::Symbol;
use super::value::{Kind, Truth, Value};

/// The items of a sequence that has as many as the pattern takes, or `None`.
pub(super) static SEQUENCE: Builtin = Builtin::new(
    "sequence_pattern",
    &["subject", "least", "exact", "/"],
    "The items.",
    &[],
    |interp, args| {
        let subject = args.at(0);
        let inner = match subject {
            Value::Instance(instance) => instance.inner.borrow().clone(),
            other => other.clone(),
        };
        let sequence = match &inner {
            Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
            // A class that is registered as a sequence, or a deque.
            _ => match subject {
                Value::Instance(instance) => {
                    let class = &instance.class;
                    &*class.name() == "deque"
                        || class
                            .ancestors
                            .iter()
                            .any(|base| &*base.name() == "Sequence")
                }
                _ => false,
            },
        };
        if !sequence {
            return Ok(Value::None);
        }
        let items = interp.collect(subject)?;
        let least = args.at(1).as_int().unwrap_or(0) as usize;
        let fits = match args.at(2) {
            Value::Bool(Truth::True) => items.len() == least,
            _ => items.len() >= least,
        };
        Ok(if fits {
            Value::list(items)
        } else {
            Value::None
        })
    },
);

/// The values of a mapping that has the keys, and a dict of the rest; or `None`.
pub(super) static MAPPING: Builtin = Builtin::new(
    "mapping_pattern",
    &["subject", "keys", "/"],
    "The values.",
    &[],
    |interp, args| {
        let subject = args.at(0);
        let dict = match subject {
            Value::Dict(dict) => dict.clone(),
            Value::Instance(instance) => match &*instance.inner.borrow() {
                Value::Dict(dict) => dict.clone(),
                _ => return Ok(Value::None),
            },
            _ => return Ok(Value::None),
        };
        let keys = interp.collect(args.at(1))?;
        let rest = Value::dict(Dict::clone(&dict.borrow()));
        let mut found = Vec::new();
        for key in keys {
            match interp.dict_get(&dict, &key)? {
                Some(value) => found.push(value),
                None => return Ok(Value::None),
            }
            interp.del_item(&rest, &key)?;
        }
        found.push(rest);
        Ok(Value::list(found))
    },
);

/// The attributes of an instance of the class that the pattern names, or `None`.
pub(super) static CLASS: Builtin = Builtin::new(
    "class_pattern",
    &["subject", "class", "count", "names", "/"],
    "The attributes.",
    &[],
    |interp, args| {
        let (subject, class) = (args.at(0), args.at(1));
        let is_class = match class {
            Value::Class(_) | Value::Layer(_) => true,
            other => interp.type_name(other) == "type",
        };
        if !is_class {
            return Err(Error::type_error("called match pattern must be a type"));
        }
        if !interp.is_instance(subject, class)? {
            return Ok(Value::None);
        }
        let count = args.at(2).as_int().unwrap_or(0) as usize;
        let mut found = Vec::new();
        if count > 0 {
            match positional(interp, subject, class, count)? {
                Some(values) => found = values,
                None => return Ok(Value::None),
            }
        }
        for name in interp.collect(args.at(3))? {
            match interp.find_attr(subject, name.as_str().unwrap_or_default())? {
                Some(value) => found.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::list(found))
    },
);

fn positional(
    interp: &mut Interp,
    subject: &Value,
    class: &Value,
    count: usize,
) -> Result<Option<Vec<Value>>> {
    let Value::Class(own) = class else {
        return Ok(None);
    };
    let names = match own.lookup(Symbol::of("__match_args__")) {
        Some(names) => interp.collect(&names)?,
        None => {
            let itself = matches!(
                own.layout,
                super::class::Layout::Kind(
                    Kind::Bool
                        | Kind::ByteArray
                        | Kind::Bytes
                        | Kind::Dict
                        | Kind::Float
                        | Kind::FrozenSet
                        | Kind::Int
                        | Kind::List
                        | Kind::Set
                        | Kind::Str
                        | Kind::Tuple
                )
            );
            if itself && count == 1 {
                return Ok(Some(vec![subject.clone()]));
            }
            Vec::new()
        }
    };
    if names.len() < count {
        return Err(Error::type_error(format!(
            "{}() accepts {} positional sub-pattern{} ({count} given)",
            own.name(),
            names.len(),
            if names.len() == 1 { "" } else { "s" }
        )));
    }
    let mut found = Vec::new();
    for name in &names[..count] {
        match interp.find_attr(subject, name.as_str().unwrap_or_default())? {
            Some(value) => found.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(found))
}
