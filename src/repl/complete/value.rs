//! What a name typed at the prompt stands for, found without running anything of the script's.

use crate::eval::builtin::Builtin;
use crate::eval::interp::Interp;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::Packet;

/// The value of `a.b[0].c`, `IP()`, `"text"`; `None` where only running it would tell.
pub fn of(interp: &mut Interp, text: &str) -> Option<Value> {
    if text.starts_with(['"', '\'']) {
        return Some(Value::str(""));
    }
    let (name, mut rest) = split_name(text)?;
    let mut value = global(interp, name)?;
    loop {
        let mut chars = rest.chars();
        let first = chars.next();
        let behind = chars.as_str();
        (value, rest) = match first {
            None => return Some(value),
            Some('.') => {
                let (name, rest) = split_name(behind)?;
                (attribute(interp, &value, name)?, rest)
            }
            Some('[') => {
                let (index, rest) = split_bracket(rest)?;
                (item(interp, &value, index)?, rest)
            }
            Some('(') => {
                let (_, rest) = split_bracket(rest)?;
                (made(&value)?, rest)
            }
            _ => return None,
        };
    }
}

/// The names behind the dot.
pub fn attributes(interp: &mut Interp, value: &Value) -> Vec<String> {
    interp.dir(value)
}

/// The parameters that a call can name.
pub fn parameters(function: &Value) -> Vec<String> {
    match function {
        Value::Layer(proto) => proto
            .fields
            .iter()
            .map(|field| field.name.to_owned())
            .collect(),
        Value::Builtin(builtin) => of_builtin(builtin),
        Value::Object(class) => class.construct().map(of_builtin).unwrap_or_default(),
        Value::Function(function) => {
            let code = &function.code;
            let named = &code.parameters[code.positional_only.min(code.parameters.len())..];
            named
                .iter()
                .map(|symbol| symbol.name().to_owned())
                .collect()
        }
        Value::Method(method) => parameters(&method.func)
            .into_iter()
            .filter(|name| name != "self")
            .collect(),
        Value::Class(class) => match (class.lookup(Symbol::of("__init__")), class.construct) {
            (Some(init @ Value::Function(_)), _) => parameters(&init).into_iter().skip(1).collect(),
            (_, Some(construct)) => of_builtin(construct),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn of_builtin(builtin: &Builtin) -> Vec<String> {
    let names = builtin.keywords().filter(|name| *name != "self");
    names.map(str::to_owned).collect()
}

fn global(interp: &Interp, name: &str) -> Option<Value> {
    interp.main.get(name).or_else(|| interp.builtin(name))
}

/// An attribute, unless a script computes it.
fn attribute(interp: &mut Interp, value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Instance(instance) => instance.get(name).or_else(|| {
            let found = instance.class.lookup(Symbol::find(name)?)?;
            match found {
                Value::Property(_) | Value::Instance(_) => None,
                Value::Function(_) => Some(Value::method(found, value.clone())),
                found => Some(found),
            }
        }),
        Value::Class(class) => class.lookup(Symbol::find(name)?),
        Value::Module(module) => module.get(name),
        value => interp.find_attr(value, name).ok().flatten(),
    }
}

/// An item, unless a script computes it.
fn item(interp: &mut Interp, value: &Value, index: &str) -> Option<Value> {
    if matches!(value, Value::Instance(_) | Value::Class(_)) {
        return None;
    }
    let index = index.trim();
    let index = match index.parse::<i64>() {
        Ok(number) => Value::Int(number),
        Err(_) => match quoted(index) {
            Some(text) => Value::str(text),
            None => of(interp, index)?,
        },
    };
    interp.get_item(value, &index).ok()
}

/// What a call makes: a layer's packet. Others would have to be called.
fn made(function: &Value) -> Option<Value> {
    match function {
        Value::Layer(proto) => Some(Value::packet(Packet::new(proto))),
        _ => None,
    }
}

fn quoted(text: &str) -> Option<&str> {
    let quote = text
        .chars()
        .next()
        .filter(|char| ['"', '\''].contains(char))?;
    text.strip_prefix(quote)?.strip_suffix(quote)
}

fn split_name(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|char: char| !char.is_alphanumeric() && char != '_')
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// What is between the bracket that `text` begins with and its other half, and what follows.
fn split_bracket(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    let mut quote = None;
    for (at, char) in text.char_indices() {
        match (quote, char) {
            (Some(open), char) if char == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(char),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some((&text[1..at], &text[at + 1..]));
                }
            }
            _ => {}
        }
    }
    None
}
