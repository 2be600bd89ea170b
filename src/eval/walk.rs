//! `iter(x)` and `next(x)`.

use std::rc::Rc;

use super::dict::Part;
use super::error::{Error, Result};
use super::exception::Exc;
use super::interp::Interp;
use super::iter::Iter;
use super::value::{Str, Value};

pub(super) fn iter(interp: &mut Interp, value: &Value) -> Result<Iter> {
    Ok(match value {
        Value::Range(range) => Iter::Range {
            next: range.start,
            left: range.len() as u64,
            step: range.step,
        },
        Value::List(list) => Iter::List {
            list: list.clone(),
            index: 0,
        },
        Value::Tuple(tuple) => Iter::Tuple {
            tuple: tuple.clone(),
            index: 0,
        },
        Value::Str(text) => Iter::Str {
            text: text.clone(),
            offset: 0,
        },
        Value::Bytes(octets) => Iter::Bytes {
            octets: octets.clone(),
            index: 0,
        },
        Value::ByteArray(octets) => Iter::ByteArray {
            octets: octets.clone(),
            index: 0,
        },
        Value::Dict(dict) => Iter::Dict {
            dict: dict.clone(),
            part: Part::Keys,
            place: 0,
            changes: dict.borrow().changes(),
        },
        Value::DictView(view) => Iter::Dict {
            dict: view.dict.clone(),
            part: view.part,
            place: 0,
            changes: view.dict.borrow().changes(),
        },
        Value::Set(set) => Iter::Set {
            set: set.clone(),
            place: 0,
            changes: set.borrow().changes(),
        },
        Value::FrozenSet(set) => Iter::FrozenSet {
            set: set.clone(),
            place: 0,
        },
        Value::Iterator(iterator) => Iter::Shared(iterator.clone()),
        Value::Generator(generator) => Iter::Generator(generator.clone()),
        Value::Object(object) => {
            if object.is_iterator() {
                return Ok(Iter::Object(object.clone()));
            }
            match object.clone().iter(interp, value)? {
                Some(iter) => iter,
                None => return Err(not_iterable(interp, value)),
            }
        }
        Value::Instance(instance) => {
            let known = interp.known;
            if let Some(method) = instance.class.lookup(known.iter) {
                if method.is_none() {
                    return Err(not_iterable(interp, value));
                }
                let result = interp
                    .call_special(value, known.iter, &[])?
                    .unwrap_or(Value::None);
                return match &result {
                    Value::Instance(other) => {
                        if other.class.lookup(known.next).is_some() {
                            Ok(Iter::Script(result))
                        } else {
                            Err(non_iterator(interp, &result))
                        }
                    }
                    Value::Iterator(_) | Value::Generator(_) | Value::Object(_) => {
                        iter(interp, &result)
                    }
                    _ => Err(non_iterator(interp, &result)),
                };
            }
            let plain = instance.inner.borrow().is_unset();
            if plain && instance.class.lookup(known.getitem).is_some() {
                return Ok(Iter::Sequence {
                    object: value.clone(),
                    index: 0,
                });
            }
            let inner = instance.inner.borrow().clone();
            if inner.is_unset() {
                return Err(not_iterable(interp, value));
            }
            return iter(interp, &inner);
        }
        Value::Class(_) if super::call::find_special(value, interp.known.iter).is_some() => {
            let known = interp.known;
            let result = interp
                .call_special(value, known.iter, &[])?
                .unwrap_or(Value::None);
            return iter(interp, &result);
        }
        Value::Exception(exception) if interp.legacy => {
            let args = exception.args.borrow().clone();
            return iter(interp, &Value::tuple(args));
        }
        value => match super::packets::iter(interp, value)? {
            Some(iter) => iter,
            None => return Err(not_iterable(interp, value)),
        },
    })
}

fn not_iterable(interp: &Interp, value: &Value) -> Error {
    Error::type_error(format!(
        "'{}' object is not iterable",
        interp.type_name(value)
    ))
}

fn non_iterator(interp: &Interp, value: &Value) -> Error {
    Error::type_error(format!(
        "iter() returned non-iterator of type '{}'",
        interp.type_name(value)
    ))
}

/// Native iterators in native iterators, and nested comparisons.
const NESTED: usize = 300;

#[inline]
pub(super) fn next(interp: &mut Interp, iter: &mut Iter) -> Result<Option<Value>> {
    match iter {
        Iter::Range { next, left, step } => {
            if *left == 0 {
                return Ok(None);
            }
            let value = *next;
            *left -= 1;
            *next = value.wrapping_add(*step);
            Ok(Some(Value::Int(value)))
        }
        Iter::List { list, index } => {
            let item = list.borrow().get(*index).cloned();
            match item {
                Some(item) => {
                    *index += 1;
                    Ok(Some(item))
                }
                None => {
                    *iter = Iter::Done;
                    Ok(None)
                }
            }
        }
        other => next_of_rest(interp, other),
    }
}

/// As `next`, into a place that may hold the item before; false at the end.
pub(super) fn next_to(interp: &mut Interp, iter: &mut Iter, place: &mut Value) -> Result<bool> {
    if let Iter::Native(native) = iter
        && interp.comparing < NESTED
    {
        interp.comparing += 1;
        let stepped = native.next_to(interp, place);
        interp.comparing -= 1;
        if let Ok(false) = stepped {
            *iter = Iter::Done;
        }
        return stepped;
    }
    Ok(match next(interp, iter)? {
        Some(item) => {
            item.set_in(place);
            true
        }
        None => false,
    })
}

fn next_of_rest(interp: &mut Interp, iter: &mut Iter) -> Result<Option<Value>> {
    let item = match iter {
        Iter::Range { .. } | Iter::List { .. } => return next(interp, iter),
        Iter::Tuple { tuple, index } => {
            let item = tuple.get(*index).cloned();
            *index += 1;
            item
        }
        Iter::Str { text, offset } => {
            let character = text.as_str()[*offset..].chars().next();
            if let Some(character) = character {
                *offset += character.len_utf8();
            }
            character.map(Value::from)
        }
        Iter::Bytes { octets, index } => {
            let item = octets.get(*index).map(|octet| Value::Int((*octet).into()));
            *index += 1;
            item
        }
        Iter::ByteArray { octets, index } => {
            let item = octets
                .borrow()
                .get(*index)
                .map(|octet| Value::Int((*octet).into()));
            *index += 1;
            item
        }
        Iter::Dict {
            dict,
            part,
            place,
            changes,
        } => {
            let dict = dict.borrow();
            if dict.changes() != *changes {
                *changes = dict.changes();
                return Err(Error::runtime_error(
                    "dictionary changed size during iteration",
                ));
            }
            loop {
                if *place >= dict.places() {
                    break None;
                }
                *place += 1;
                if let Some((key, value)) = dict.entry(*place - 1) {
                    break Some(match part {
                        Part::Keys => key.clone(),
                        Part::Values => value.clone(),
                        Part::Items => Value::tuple([key.clone(), value.clone()]),
                    });
                }
            }
        }
        Iter::Set {
            set,
            place,
            changes,
        } => {
            let set = set.borrow();
            if set.changes() != *changes {
                *changes = set.changes();
                return Err(Error::runtime_error("Set changed size during iteration"));
            }
            loop {
                if *place >= set.places() {
                    break None;
                }
                *place += 1;
                if let Some(key) = set.entry(*place - 1) {
                    break Some(key.clone());
                }
            }
        }
        Iter::FrozenSet { set, place } => loop {
            if *place >= set.places() {
                break None;
            }
            *place += 1;
            if let Some(key) = set.entry(*place - 1) {
                break Some(key.clone());
            }
        },
        Iter::Sequence { object, index } => {
            let at = Value::Int(*index);
            *index += 1;
            match interp.get_item(&object.clone(), &at) {
                Ok(item) => Some(item),
                Err(error) if error.is(Exc::IndexError) || error.is(Exc::StopIteration) => None,
                Err(error) => return Err(error),
            }
        }
        Iter::Script(object) => {
            let known = interp.known;
            match interp.call_special(&object.clone(), known.next, &[]) {
                Ok(item) => return Ok(item),
                Err(error) if error.is(Exc::StopIteration) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Iter::Generator(generator) => return generator.clone().resume(interp, Value::None),
        Iter::Shared(shared) => {
            let shared = shared.clone();
            let Ok(mut state) = shared.state.try_borrow_mut() else {
                return Err(Error::value_error("iterator already executing"));
            };
            return next(interp, &mut state);
        }
        Iter::Object(object) => return object.clone().next(interp),
        Iter::Native(native) => {
            // `map` of `map` of `map`…: each takes Rust stack.
            if interp.comparing >= NESTED {
                return Err(Error::recursion_error("maximum recursion depth exceeded"));
            }
            interp.comparing += 1;
            let item = native.next(interp);
            interp.comparing -= 1;
            return item;
        }
        Iter::Items(items) => items.next(),
        Iter::Done => None,
    };
    if item.is_none() {
        *iter = Iter::Done;
    }
    Ok(item)
}

thread_local! {
    /// The texts of one ASCII character, which are made once.
    static LETTERS: [Rc<Str>; 128] = std::array::from_fn(|code| {
        let mut octets = [0; 4];
        let letter = char::from(code as u8).encode_utf8(&mut octets);
        Rc::new(Str::new(letter))
    });
}

impl From<char> for Value {
    fn from(character: char) -> Value {
        match LETTERS.try_with(|letters| Some(letters.get(character as usize)?.clone())) {
            Ok(Some(letter)) => Value::Str(letter),
            _ => Value::str(character.encode_utf8(&mut [0; 4])),
        }
    }
}

pub(super) fn next_of(interp: &mut Interp, value: &Value) -> Result<Option<Value>> {
    match value {
        Value::Iterator(iterator) => {
            let iterator = iterator.clone();
            let Ok(mut state) = iterator.state.try_borrow_mut() else {
                return Err(Error::value_error("iterator already executing"));
            };
            next(interp, &mut state)
        }
        Value::Generator(generator) => generator.clone().resume(interp, Value::None),
        Value::Instance(instance) if instance.class.lookup(interp.known.next).is_some() => {
            next(interp, &mut Iter::Script(value.clone()))
        }
        Value::Object(object) if object.is_iterator() => object.clone().next(interp),
        _ => Err(Error::type_error(format!(
            "'{}' object is not an iterator",
            interp.type_name(value)
        ))),
    }
}

pub(super) fn collect(interp: &mut Interp, value: &Value) -> Result<Vec<Value>> {
    match value {
        Value::List(list) => return Ok(list.borrow().clone()),
        Value::Tuple(tuple) => return Ok(tuple.to_vec()),
        _ => {}
    }
    let mut iter = iter(interp, value)?;
    let mut items = Vec::new();
    while let Some(item) = next(interp, &mut iter)? {
        items.push(item);
        // An endless generator must be stoppable.
        if items.len() % 1024 == 0 {
            interp.check_interrupt()?;
        }
    }
    Ok(items)
}

/// An iterator over what two-argument `iter(f, end)` calls.
pub struct CallUntil {
    pub func: Value,
    pub end: Value,
}

impl super::iter::NativeIter for CallUntil {
    fn type_name(&self) -> &'static str {
        "callable_iterator"
    }

    fn next(&mut self, interp: &mut Interp) -> Result<Option<Value>> {
        let value = interp.call(&self.func.clone(), &[])?;
        Ok(if interp.eq(&value, &self.end)? {
            None
        } else {
            Some(value)
        })
    }
}

/// As a shared handle that several consumers can step.
pub fn share(iter: Iter) -> Rc<super::iter::Iterator> {
    Rc::new(super::iter::Iterator {
        state: std::cell::RefCell::new(iter),
    })
}
