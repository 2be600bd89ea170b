//! The names of values and flags that a script gives to a field.

use std::rc::Rc;

use super::given::Given;
use super::rule;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets;
use crate::eval::protocols::lasting;
use crate::eval::protocols::rules::{Asked, Names as NameRule};
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::script;
use crate::proto::Field;
use crate::proto::field::{FlagEntry, Kind, Naming};
use crate::proto::names::{Entries, FlagNames, Names};

/// `"FSRPA"`, `["MF", "DF"]`, `{1: "A", 8: "B"}`
pub(super) fn flags(
    interp: &mut Interp,
    given: &Given<'_>,
    bits: u16,
) -> Result<&'static FlagNames> {
    let names = match given.get("names") {
        Some(Value::Str(letters)) => FlagNames::Letters(lasting::text(letters.as_str())),
        Some(Value::Dict(dict)) => {
            let mut words: Vec<&'static str> = (0..bits)
                .map(|bit| lasting::text(&format!("bit_{bit}")))
                .collect();
            for (mask, name) in dict.borrow().iter() {
                let bit = mask.as_int().map_or(0, |mask| mask.max(1).ilog2() as usize);
                if let (Some(word), Some(name)) = (words.get_mut(bit), name.as_str()) {
                    *word = lasting::text(name);
                }
            }
            FlagNames::Words(lasting::list(words))
        }
        Some(list) => {
            let names = interp.collect(list)?;
            let words: Vec<&'static str> = names
                .iter()
                .map(|name| lasting::text(name.as_str().unwrap_or_default()))
                .collect();
            FlagNames::Words(lasting::list(words))
        }
        None => return Err(Error::type_error("'names' are the names of the flags")),
    };
    Ok(lasting::value(names))
}

/// `{1: {0: MultiFlagsEntry("A", "…")}}`, where `depends_on` names a field.
pub(super) fn multi_flags(interp: &mut Interp, given: &Given<'_>) -> Result<Naming> {
    let mut tables: Vec<(i64, &'static [FlagEntry])> = Vec::new();
    for (key, names) in pairs(interp, given.get("names"))? {
        let mut entries: Vec<FlagEntry> = Vec::new();
        for (bit, entry) in pairs(interp, Some(&names))? {
            let parts = interp.collect(&entry)?;
            let part = |at: usize| {
                lasting::text(parts.get(at).and_then(Value::as_str).unwrap_or_default())
            };
            let bit = bit
                .as_int()
                .and_then(|bit| u16::try_from(bit).ok())
                .unwrap_or(0);
            entries.push((bit, part(0), part(1)));
        }
        tables.push((key.as_int().unwrap_or(0), lasting::list(entries)));
    }
    Ok(Naming::FlagsBy("", lasting::list(tables)))
}

/// The keys and values of a dictionary, or of what is like one.
fn pairs(interp: &mut Interp, value: Option<&Value>) -> Result<Vec<(Value, Value)>> {
    let Some(value) = value else {
        return Ok(Vec::new());
    };
    if let Value::Dict(dict) = value {
        let dict = dict.borrow();
        return Ok(dict
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect());
    }
    let items = interp.call_method(value, "items", &[])?;
    let mut all = Vec::new();
    for item in interp.collect(&items)? {
        if let [key, value] = &interp.collect(&item)?[..] {
            all.push((key.clone(), value.clone()));
        }
    }
    Ok(all)
}

/// The names of values: a dictionary either way, a list, an `Enum`, or two functions.
pub(super) fn naming(interp: &mut Interp, names: Option<&Value>, field: &Field) -> Result<Naming> {
    let Some(names) = names else {
        return Ok(match field.kind {
            Kind::Octets => Naming::Texts(&[]),
            _ => Naming::No,
        });
    };
    if let Value::Instance(observed) = names
        && observed.class.lookup(Symbol::of("observe")).is_some()
    {
        // What changes later is looked up later.
        return Ok(Naming::Script(script::add_rule(Rc::new(NameRule {
            name: interp.get_attr(names, "name_of")?,
            value: interp.get_attr(names, "value_of")?,
        }))));
    }
    if let Value::Tuple(functions) = names
        && let [name, value] = &functions[..]
    {
        return Ok(Naming::Script(script::add_rule(Rc::new(NameRule {
            name: name.clone(),
            value: value.clone(),
        }))));
    }
    let entries: Vec<(Value, Value)> = match names {
        Value::List(list) => {
            let list = list.borrow();
            let numbered = list.iter().enumerate();
            numbered
                .map(|(at, name)| (Value::Int(at as i64), name.clone()))
                .collect()
        }
        Value::Class(_) => {
            let mut entries = Vec::new();
            for member in interp.collect(names)? {
                let name = interp.get_attr(&member, "name")?;
                entries.push((interp.get_attr(&member, "value")?, name));
            }
            entries
        }
        other => pairs(interp, Some(other))?,
    };
    if matches!(field.kind, Kind::Octets | Kind::Char | Kind::Uuid(_)) {
        return texts(interp, &entries, field);
    }
    let turned = entries.iter().any(|(key, _)| matches!(key, Value::Str(_)));
    let mut named = Vec::with_capacity(entries.len());
    for (key, value) in &entries {
        let (number, name) = if turned { (value, key) } else { (key, value) };
        if let Some(number) = number.as_int() {
            named.push((number, interp.str(name)?));
        }
    }
    Ok(Naming::Enum(table(named)))
}

fn table(named: Vec<(i64, String)>) -> &'static Names {
    lasting::value(Names {
        entries: Entries::Owned(named),
    })
}

/// Names of octets and texts.
fn texts(interp: &mut Interp, entries: &[(Value, Value)], field: &Field) -> Result<Naming> {
    let mut all: Vec<(&'static [u8], &'static str)> = Vec::new();
    // Scapy takes one character for the value, whichever side it stands on.
    let turned = matches!(field.kind, Kind::Char)
        && entries
            .first()
            .and_then(|(key, _)| key.as_str())
            .is_some_and(|key| key.chars().count() != 1);
    for (key, value) in entries {
        let (key, value) = if turned { (value, key) } else { (key, value) };
        let octets = match (key, field.kind) {
            (Value::Str(text), _) => text.as_str().as_bytes().to_vec(),
            (Value::Bytes(octets), _) => octets.to_vec(),
            (other, Kind::Uuid(_)) => {
                let octets = interp.get_attr(other, "bytes")?;
                packets::octets_of(interp, &octets)?
            }
            (other, _) => interp.str(other)?.into_bytes(),
        };
        let name = interp.str(value)?;
        all.push((lasting::list(octets), lasting::text(&name)));
    }
    Ok(Naming::Texts(lasting::list(all)))
}

/// `{"no": 0, "foo": (1, 22), "bar": [24, 25]}`
pub(super) fn associations(interp: &mut Interp, config: &Value) -> Result<Naming> {
    let mut named = Vec::new();
    let check = |number: &Value| match number.as_int() {
        Some(0..=255) => Ok(()),
        _ => Err(exception(
            "FieldValueRangeException",
            "given field value outside valid range (0..255)",
        )),
    };
    for (name, numbers) in pairs(interp, Some(config))? {
        let name = interp.str(&name)?;
        match &numbers {
            Value::Tuple(bounds) if bounds.len() != 2 => {
                return Err(exception(
                    "FieldAttributeException",
                    "a range has a first and a last number",
                ));
            }
            Value::Tuple(bounds) => bounds.iter().try_for_each(check)?,
            Value::List(list) => list.borrow().iter().try_for_each(check)?,
            number => check(number)?,
        }
        match &numbers {
            Value::Tuple(bounds) => {
                let bound = |at: usize| bounds.get(at).and_then(Value::as_int).unwrap_or(0);
                named.extend((bound(0)..=bound(1).min(255)).map(|number| (number, name.clone())));
            }
            Value::List(list) => {
                let list = list.borrow();
                let numbers = list.iter().filter_map(Value::as_int);
                named.extend(numbers.map(|number| (number, name.clone())));
            }
            number => named.extend(number.as_int().map(|number| (number, name.clone()))),
        }
    }
    Ok(Naming::Enum(table(named)))
}

/// One of Scapy's exceptions.
fn exception(kind: &'static str, text: &str) -> Error {
    packets::error(crate::packet::Error::Other {
        kind,
        text: text.to_owned(),
    })
}

/// `{1: {0: "a"}}` and a function that says which table it is.
pub(super) fn multi(interp: &mut Interp, given: &Given<'_>) -> Result<Naming> {
    let mut tables: Vec<(i64, &'static Names)> = Vec::new();
    for (key, names) in pairs(interp, given.get("enum"))? {
        let mut named = Vec::new();
        for (number, name) in pairs(interp, Some(&names))? {
            if let Some(number) = number.as_int() {
                named.push((number, interp.str(&name)?));
            }
        }
        tables.push((key.as_int().unwrap_or(0), table(named)));
    }
    let depends = given.get("depends_on").cloned().unwrap_or(Value::None);
    Ok(Naming::DependsScript(
        rule(&depends, Asked::Packet),
        lasting::list(tables),
    ))
}
