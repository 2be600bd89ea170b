//! Dictionaries and sets with keys that a script may have to hash and compare.

use std::cell::RefCell;
use std::rc::Rc;

use super::dict::{Dict, Set, plain_eq, plain_hash};
use super::error::{Error, Result};
use super::interp::Interp;
use super::value::Value;

pub(super) fn hash(interp: &mut Interp, value: &Value) -> Result<i64> {
    if let Some(hash) = plain_hash(value) {
        return Ok(hash);
    }
    match value {
        Value::Tuple(items) => {
            let mut hash = 0x345678_i64;
            for item in items.iter() {
                hash = hash.rotate_left(7).wrapping_mul(1_000_003) ^ self::hash(interp, item)?;
            }
            Ok(if hash == -1 { -2 } else { hash })
        }
        Value::Instance(instance) => {
            let known = interp.known;
            match instance.class.lookup(known.hash) {
                Some(Value::None) => Err(unhashable(interp, value)),
                Some(_) => {
                    let result = interp
                        .call_special(value, known.hash, &[])?
                        .unwrap_or(Value::None);
                    let number = result.to_big().ok_or_else(|| {
                        Error::type_error("__hash__ method should return an integer")
                    })?;
                    Ok(plain_hash(&Value::big(number)).unwrap_or(0))
                }
                None if instance.class.lookup(known.eq).is_some() => Err(unhashable(interp, value)),
                None => {
                    let inner = instance.inner.borrow().clone();
                    if inner.is_unset() || matches!(inner, Value::Object(_)) {
                        Ok((value.id() as i64) >> 4)
                    } else {
                        self::hash(interp, &inner)
                    }
                }
            }
        }
        Value::Object(object) => Ok(object.hash(interp)?.unwrap_or((value.id() as i64) >> 4)),
        value => match super::packets::hash(interp, value)? {
            Some(hash) => Ok(hash),
            None => Err(unhashable(interp, value)),
        },
    }
}

fn unhashable(interp: &Interp, value: &Value) -> Error {
    Error::type_error(format!("unhashable type: '{}'", interp.type_name(value)))
}

/// Whether two keys of the same hash are the same key, asking scripts if need be.
fn same(interp: &mut Interp, a: &Value, b: &Value) -> Result<bool> {
    match plain_eq(a, b) {
        Some(answer) => Ok(a.is(b) || answer),
        None => Ok(a.is(b) || interp.eq(a, b)?),
    }
}

/// The place of a key in a dictionary, with its hash.
fn find(
    interp: &mut Interp,
    dict: &Rc<RefCell<Dict>>,
    key: &Value,
) -> Result<(i64, Option<usize>)> {
    if let Some(hash) = plain_hash(key) {
        return Ok((hash, dict.borrow().find(hash, key)));
    }
    let hash = hash(interp, key)?;
    let candidates = dict.borrow().candidates(hash);
    for (place, candidate) in candidates {
        if same(interp, &candidate, key)? {
            return Ok((hash, Some(place)));
        }
    }
    Ok((hash, None))
}

pub(super) fn dict_get(
    interp: &mut Interp,
    dict: &Rc<RefCell<Dict>>,
    key: &Value,
) -> Result<Option<Value>> {
    let (_, place) = find(interp, dict, key)?;
    Ok(place.map(|place| dict.borrow().value_at(place).clone()))
}

pub(super) fn dict_set(
    interp: &mut Interp,
    dict: &Rc<RefCell<Dict>>,
    key: Value,
    value: Value,
) -> Result<()> {
    let (hash, place) = find(interp, dict, &key)?;
    let mut dict = dict.borrow_mut();
    match place {
        Some(place) => {
            let old = dict.set_at(place, value);
            drop(dict);
            drop(old);
        }
        None => dict.push(hash, key, value),
    }
    Ok(())
}

pub(super) fn dict_remove(
    interp: &mut Interp,
    dict: &Rc<RefCell<Dict>>,
    key: &Value,
) -> Result<Option<Value>> {
    let (_, place) = find(interp, dict, key)?;
    Ok(place.map(|place| dict.borrow_mut().remove_at(place).1))
}

fn find_in_set(interp: &mut Interp, set: &Set, item: &Value) -> Result<(i64, Option<usize>)> {
    if let Some(hash) = plain_hash(item) {
        return Ok((hash, set.find(hash, item)));
    }
    // `{1} in s`: CPython looks for the frozen twin.
    if let Value::Set(inner) = item {
        let frozen = Value::frozen_set(inner.borrow().clone());
        return find_in_set(interp, set, &frozen);
    }
    let hash = hash(interp, item)?;
    for (place, candidate) in set.candidates(hash) {
        if same(interp, &candidate, item)? {
            return Ok((hash, Some(place)));
        }
    }
    Ok((hash, None))
}

pub(super) fn set_add(interp: &mut Interp, set: &mut Set, item: Value) -> Result<bool> {
    if matches!(item, Value::Set(_)) {
        return Err(unhashable(interp, &item));
    }
    let (hash, place) = find_in_set(interp, set, &item)?;
    if place.is_none() {
        set.push(hash, item);
    }
    Ok(place.is_none())
}

pub(super) fn set_contains(interp: &mut Interp, set: &Set, item: &Value) -> Result<bool> {
    Ok(find_in_set(interp, set, item)?.1.is_some())
}

pub(super) fn set_remove(interp: &mut Interp, set: &mut Set, item: &Value) -> Result<bool> {
    let (_, place) = find_in_set(interp, set, item)?;
    if let Some(place) = place {
        set.remove_at(place);
    }
    Ok(place.is_some())
}
