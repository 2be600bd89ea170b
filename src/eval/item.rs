//! `x[i]`, `len(x)`, `i in x`.

use std::rc::Rc;

use super::dict::{Part, plain_hash};
use super::error::{Error, Result};
use super::interp::Interp;
use super::interrupt::Turns;
use super::value::{Slice, Value};
use super::wide_range;

/// The integer that may stand as an index.
pub fn index(interp: &mut Interp, value: &Value) -> Result<i64> {
    match value {
        Value::Int(number) => Ok(*number),
        Value::Bool(flag) => Ok(i64::from(flag.get())),
        Value::Big(_) => Err(Error::index_error(
            "cannot fit 'int' into an index-sized integer",
        )),
        Value::Instance(instance) => {
            let known = interp.known;
            if let Some(result) = interp.call_special(value, known.index, &[])? {
                if result.to_big().is_none() {
                    return Err(Error::type_error(format!(
                        "__index__ returned non-int (type {})",
                        interp.type_name(&result)
                    )));
                }
                return index(interp, &result);
            }
            let inner = instance.inner.borrow().clone();
            match inner {
                Value::Int(number) => Ok(number),
                _ => Err(no_index(interp, value)),
            }
        }
        Value::Object(object) => match object.clone().unary(interp, "__index__")? {
            Some(result) => index(interp, &result),
            None => Err(no_index(interp, value)),
        },
        _ => Err(no_index(interp, value)),
    }
}

fn no_index(interp: &Interp, value: &Value) -> Error {
    Error::type_error(format!(
        "'{}' object cannot be interpreted as an integer",
        interp.type_name(value)
    ))
}

/// The place that an index means in a sequence of `len` items.
fn place(interp: &mut Interp, what: &str, at: &Value, len: usize) -> Result<usize> {
    let number = match at {
        Value::Int(number) => *number,
        Value::Bool(_) | Value::Instance(_) | Value::Object(_) => {
            index(interp, at).map_err(|error| {
                if error.text().starts_with("__index__") {
                    error
                } else {
                    bad_index(interp, what, at)
                }
            })?
        }
        Value::Big(_) => {
            return Err(Error::index_error(
                "cannot fit 'int' into an index-sized integer",
            ));
        }
        _ => return Err(bad_index(interp, what, at)),
    };
    let place = if number < 0 {
        number + len as i64
    } else {
        number
    };
    usize::try_from(place)
        .ok()
        .filter(|place| *place < len)
        .ok_or_else(|| {
            Error::index_error(match what {
                "string" => "string index out of range".to_owned(),
                "byte" => "index out of range".to_owned(),
                "range" => "range object index out of range".to_owned(),
                what => format!("{what} index out of range"),
            })
        })
}

fn bad_index(interp: &Interp, what: &str, at: &Value) -> Error {
    let name = interp.type_name(at);
    Error::type_error(match what {
        "string" => format!("string indices must be integers, not '{name}'"),
        what => format!("{what} indices must be integers or slices, not {name}"),
    })
}

/// A slice resolved against a length: start, step, count.
#[derive(Clone, Copy)]
pub struct Cut {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl Cut {
    pub fn places(self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.count).map(move |n| (self.start + n as i64 * self.step) as usize)
    }
}

/// What `slice` means in a sequence of `len` items: `slice.indices(len)`.
pub fn cut(interp: &mut Interp, slice: &Slice, len: usize) -> Result<Cut> {
    let mut bound = |value: &Value| -> Result<Option<i64>> {
        match value {
            Value::None => Ok(None),
            Value::Int(number) => Ok(Some(*number)),
            Value::Big(number) => Ok(Some(if num_traits::Signed::is_negative(&**number) {
                i64::MIN / 2
            } else {
                i64::MAX / 2
            })),
            value => index(interp, value).map(Some).map_err(|_| {
                Error::type_error(
                    "slice indices must be integers or None or have an __index__ method",
                )
            }),
        }
    };
    let step = bound(&slice.step)?.unwrap_or(1);
    if step == 0 {
        return Err(Error::value_error("slice step cannot be zero"));
    }
    let len = len as i64;
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let clamp = |number: i64| {
        if number < 0 {
            (number.saturating_add(len)).max(low)
        } else {
            number.min(high)
        }
    };
    let start = bound(&slice.lower)?.map_or(if step < 0 { high } else { low }, clamp);
    let stop = bound(&slice.upper)?.map_or(if step < 0 { low } else { high }, clamp);
    let count = if step < 0 {
        if stop < start {
            (start - stop - 1) / step.saturating_neg() + 1
        } else {
            0
        }
    } else if start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    Ok(Cut {
        start,
        stop,
        step,
        count: count as usize,
    })
}

fn taken<T: Clone>(items: &[T], cut: Cut) -> Vec<T> {
    if cut.step == 1 {
        let start = cut.start as usize;
        return items[start.min(items.len())..(start + cut.count).min(items.len())].to_vec();
    }
    cut.places().map(|place| items[place].clone()).collect()
}

pub(super) fn get(interp: &mut Interp, value: &Value, at: &Value) -> Result<Value> {
    match (value, at) {
        (Value::List(list), Value::Int(number)) => {
            let list = list.borrow();
            let place = if *number < 0 {
                *number + list.len() as i64
            } else {
                *number
            };
            match usize::try_from(place)
                .ok()
                .and_then(|place| list.get(place))
            {
                Some(item) => Ok(item.clone()),
                None => Err(Error::index_error("list index out of range")),
            }
        }
        (Value::List(list), Value::Slice(slice)) => {
            let cut = cut(interp, slice, list.borrow().len())?;
            Ok(Value::list(taken(&list.borrow(), cut)))
        }
        (Value::List(list), at) => {
            let len = list.borrow().len();
            let place = place(interp, "list", at, len)?;
            Ok(list.borrow()[place].clone())
        }
        (Value::Tuple(items), Value::Slice(slice)) => {
            let cut = cut(interp, slice, items.len())?;
            Ok(Value::tuple(taken(items, cut)))
        }
        (Value::Tuple(items), at) => {
            let place = place(interp, "tuple", at, items.len())?;
            Ok(items[place].clone())
        }
        (Value::Dict(dict), key) => match interp.dict_get(dict, key)? {
            Some(item) => Ok(item),
            None => missing(interp, value, key),
        },
        (Value::Str(text), Value::Slice(slice)) => {
            let cut = cut(interp, slice, text.chars())?;
            if cut.step == 1 {
                return Ok(Value::str(
                    text.slice(cut.start as usize, cut.start as usize + cut.count),
                ));
            }
            if text.is_ascii() {
                let octets = text.as_str().as_bytes();
                return Ok(Value::string(
                    cut.places().map(|place| octets[place] as char).collect(),
                ));
            }
            let characters: Vec<char> = text.as_str().chars().collect();
            Ok(Value::string(
                cut.places().map(|place| characters[place]).collect(),
            ))
        }
        (Value::Str(text), at) => {
            let place = place(interp, "string", at, text.chars())?;
            Ok(Value::str(text.slice(place, place + 1)))
        }
        (Value::Bytes(octets), Value::Slice(slice)) => {
            let cut = cut(interp, slice, octets.len())?;
            Ok(Value::bytes(taken(octets, cut)))
        }
        (Value::Bytes(octets), at) => {
            let place = place(interp, "byte", at, octets.len())?;
            Ok(Value::Int(octets[place].into()))
        }
        (Value::ByteArray(octets), Value::Slice(slice)) => {
            let cut = cut(interp, slice, octets.borrow().len())?;
            Ok(Value::byte_array(taken(&octets.borrow(), cut)))
        }
        (Value::ByteArray(octets), at) => {
            let len = octets.borrow().len();
            let place = place(interp, "bytearray", at, len)?;
            Ok(Value::Int(octets.borrow()[place].into()))
        }
        (Value::Range(range), Value::Slice(slice)) => {
            let cut = cut(interp, slice, range.len())?;
            let end =
                |place: i64| i128::from(range.start) + i128::from(place) * i128::from(range.step);
            let step = i128::from(range.step) * i128::from(cut.step);
            let [start, stop] = [end(cut.start), end(cut.stop)];
            Ok(wide_range::make(start.into(), stop.into(), step.into()))
        }
        (Value::Range(range), at) => {
            let place = place(interp, "range", at, range.len())?;
            Ok(Value::Int(range.get(place)))
        }
        (Value::Instance(instance), _) => {
            let known = interp.known;
            if let Some(result) =
                interp.call_special(value, known.getitem, std::slice::from_ref(at))?
            {
                return Ok(result);
            }
            let inner = instance.inner.borrow().clone();
            match &inner {
                Value::Unset => Err(not_subscriptable(interp, value)),
                Value::Dict(dict) => match interp.dict_get(dict, at)? {
                    Some(item) => Ok(item),
                    None => {
                        match interp.call_special(value, known.missing, std::slice::from_ref(at))? {
                            Some(item) => Ok(item),
                            None => missing(interp, &inner, at),
                        }
                    }
                },
                inner => get(interp, inner, at),
            }
        }
        (Value::Object(object), _) => object.clone().get_item(interp, at),
        (Value::Exception(exception), _) if interp.legacy => {
            let args = exception.args.borrow().clone();
            get(interp, &Value::tuple(args), at)
        }
        // `list[int]` in an annotation means the type.
        (Value::Class(class), _) => {
            let known = interp.known;
            if let Some(item) =
                interp.call_special(value, known.getitem, std::slice::from_ref(at))?
            {
                return Ok(item);
            }
            if let Some(own) = class.lookup(super::symbol::Symbol::of("__class_getitem__")) {
                let own = super::attribute::bind(interp, &own, value)?;
                return interp.call(&own, std::slice::from_ref(at));
            }
            match super::packets::get_item(interp, value, at, &mut Default::default())? {
                Some(item) => Ok(item),
                None if super::generic::can_be(class) => Ok(super::generic::alias(value, at)),
                None => Err(Error::type_error(format!(
                    "type '{}' is not subscriptable",
                    class.name()
                ))),
            }
        }
        (value, at) => {
            match super::packets::get_item(interp, value, at, &mut Default::default())? {
                Some(item) => Ok(item),
                None => Err(not_subscriptable(interp, value)),
            }
        }
    }
}

/// What `d[key]` does without such a key: calls the factory of a defaultdict, or fails.
fn missing(interp: &mut Interp, value: &Value, key: &Value) -> Result<Value> {
    if let Value::Dict(dict) = value {
        let (factory, name) = (
            dict.borrow().default_factory.clone(),
            dict.borrow().type_name,
        );
        if let Some(factory) = factory {
            let made = interp.call(&factory, &[])?;
            interp.dict_set(dict, key.clone(), made.clone())?;
            return Ok(made);
        }
        if name == Some("Counter") {
            return Ok(Value::Int(0));
        }
    }
    Err(Error::key_error(key.clone()))
}

fn not_subscriptable(interp: &Interp, value: &Value) -> Error {
    Error::type_error(match value {
        Value::Function(_) | Value::Builtin(_) | Value::Method(_) => {
            format!("'{}' object is not subscriptable", interp.type_name(value))
        }
        _ => format!("'{}' object is not subscriptable", interp.type_name(value)),
    })
}

pub(super) fn set(interp: &mut Interp, value: &Value, at: &Value, new: Value) -> Result<()> {
    match (value, at) {
        (Value::List(list), Value::Slice(slice)) => {
            let items = interp.collect(&new).map_err(|error| {
                if error.text().ends_with("is not iterable") {
                    Error::type_error("can only assign an iterable")
                } else {
                    error
                }
            })?;
            let cut = cut(interp, slice, list.borrow().len())?;
            replace(&mut list.borrow_mut(), cut, items)
        }
        (Value::List(list), at) => {
            let len = list.borrow().len();
            let place = match at {
                Value::Int(number) => {
                    let place = if *number < 0 {
                        *number + len as i64
                    } else {
                        *number
                    };
                    usize::try_from(place)
                        .ok()
                        .filter(|place| *place < len)
                        .ok_or_else(|| Error::index_error("list assignment index out of range"))?
                }
                at => place(interp, "list", at, len)?,
            };
            let _old = std::mem::replace(&mut list.borrow_mut()[place], new);
            Ok(())
        }
        (Value::Dict(dict), _) if dict.borrow().type_name == Some("mappingproxy") => {
            Err(no_assignment(interp, value))
        }
        (Value::Dict(dict), _) => interp.dict_set(dict, at.clone(), new),
        (Value::ByteArray(octets), Value::Slice(slice)) => {
            let items = super::item::octets(interp, &new)?;
            let cut = cut(interp, slice, octets.borrow().len())?;
            replace(&mut octets.borrow_mut(), cut, items)
        }
        (Value::ByteArray(octets), at) => {
            let len = octets.borrow().len();
            let place = place(interp, "bytearray", at, len)?;
            let number = index(interp, &new)?;
            let octet = u8::try_from(number)
                .map_err(|_| Error::value_error("byte must be in range(0, 256)"))?;
            octets.borrow_mut()[place] = octet;
            Ok(())
        }
        (Value::Instance(instance), _) => {
            let known = interp.known;
            if interp
                .call_special(value, known.setitem, &[at.clone(), new.clone()])?
                .is_some()
            {
                return Ok(());
            }
            let inner = instance.inner.borrow().clone();
            match &inner {
                Value::Unset => Err(no_assignment(interp, value)),
                inner => set(interp, inner, at, new),
            }
        }
        (Value::Object(object), _) => object.clone().set_item(interp, at, new),
        _ => {
            if super::packets::set_item(interp, value, at, &new)? {
                return Ok(());
            }
            Err(no_assignment(interp, value))
        }
    }
}

fn no_assignment(interp: &Interp, value: &Value) -> Error {
    Error::type_error(format!(
        "'{}' object does not support item assignment",
        interp.type_name(value)
    ))
}

/// The octets that bytes or a sequence of small integers is.
pub fn octets(interp: &mut Interp, value: &Value) -> Result<Vec<u8>> {
    match value {
        Value::Bytes(octets) => Ok(octets.to_vec()),
        Value::ByteArray(octets) => Ok(octets.borrow().clone()),
        Value::Object(object) if object.octets().is_some() => {
            Ok(object.octets().unwrap_or_default())
        }
        value => {
            let mut octets = Vec::new();
            for item in interp.collect(value)? {
                let number = index(interp, &item)?;
                octets.push(
                    u8::try_from(number)
                        .map_err(|_| Error::value_error("byte must be in range(0, 256)"))?,
                );
            }
            Ok(octets)
        }
    }
}

fn replace<T: Clone>(items: &mut Vec<T>, cut: Cut, new: Vec<T>) -> Result<()> {
    if cut.step == 1 {
        let start = cut.start as usize;
        items.splice(start..start + cut.count, new);
        return Ok(());
    }
    if new.len() != cut.count {
        return Err(Error::value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            new.len(),
            cut.count
        )));
    }
    for (place, item) in cut.places().zip(new) {
        items[place] = item;
    }
    Ok(())
}

fn removed<T>(items: &mut Vec<T>, cut: Cut) {
    let mut places: Vec<usize> = cut.places().collect();
    places.sort_unstable();
    let mut next = places.into_iter().peekable();
    let mut at = 0;
    items.retain(|_| {
        let drop = next.next_if_eq(&at).is_some();
        at += 1;
        !drop
    });
}

pub(super) fn delete(interp: &mut Interp, value: &Value, at: &Value) -> Result<()> {
    match (value, at) {
        (Value::List(list), Value::Slice(slice)) => {
            let cut = cut(interp, slice, list.borrow().len())?;
            removed(&mut list.borrow_mut(), cut);
            Ok(())
        }
        (Value::List(list), at) => {
            let len = list.borrow().len();
            let place =
                place(interp, "list", at, len).map_err(|error| match error.text().as_str() {
                    "list index out of range" => {
                        Error::index_error("list assignment index out of range")
                    }
                    _ => error,
                })?;
            let _old = list.borrow_mut().remove(place);
            Ok(())
        }
        (Value::ByteArray(octets), Value::Slice(slice)) => {
            let cut = cut(interp, slice, octets.borrow().len())?;
            removed(&mut octets.borrow_mut(), cut);
            Ok(())
        }
        (Value::ByteArray(octets), at) => {
            let len = octets.borrow().len();
            let place = place(interp, "bytearray", at, len)?;
            octets.borrow_mut().remove(place);
            Ok(())
        }
        (Value::Dict(dict), key) => match interp.dict_remove(dict, key)? {
            Some(_) => Ok(()),
            None => Err(Error::key_error(key.clone())),
        },
        (Value::Instance(instance), _) => {
            let known = interp.known;
            if interp
                .call_special(value, known.delitem, std::slice::from_ref(at))?
                .is_some()
            {
                return Ok(());
            }
            let inner = instance.inner.borrow().clone();
            match &inner {
                Value::Unset => Err(no_deletion(interp, value, at)),
                inner => delete(interp, inner, at),
            }
        }
        (Value::Object(object), _) => object.clone().del_item(interp, at),
        _ => {
            if super::packets::del_item(interp, value, at)? {
                return Ok(());
            }
            Err(no_deletion(interp, value, at))
        }
    }
}

fn no_deletion(interp: &Interp, value: &Value, at: &Value) -> Error {
    // CPython has a text for sequences that are asked with a number, and one for the rest.
    let sequence = matches!(
        value,
        Value::Str(_)
            | Value::Bytes(_)
            | Value::Tuple(_)
            | Value::Range(_)
            | Value::Set(_)
            | Value::FrozenSet(_)
            | Value::DictView(_)
            | Value::Instance(_)
    );
    let does_not = if sequence && at.to_big().is_some() {
        "doesn't"
    } else {
        "does not"
    };
    Error::type_error(format!(
        "'{}' object {does_not} support item deletion",
        interp.type_name(value)
    ))
}

pub(super) fn len(interp: &mut Interp, value: &Value) -> Result<usize> {
    Ok(match value {
        Value::Str(text) => text.chars(),
        Value::Bytes(octets) => octets.len(),
        Value::ByteArray(octets) => octets.borrow().len(),
        Value::List(list) => list.borrow().len(),
        Value::Tuple(items) => items.len(),
        Value::Dict(dict) => dict.borrow().len(),
        Value::Set(set) => set.borrow().len(),
        Value::FrozenSet(set) => set.len(),
        Value::Range(range) => range.len(),
        Value::DictView(view) => view.dict.borrow().len(),
        Value::Instance(instance) => {
            let known = interp.known;
            if let Some(result) = interp.call_special(value, known.len, &[])? {
                let number = index(interp, &result)?;
                return usize::try_from(number)
                    .map_err(|_| Error::value_error("__len__() should return >= 0"));
            }
            let inner = instance.inner.borrow().clone();
            match &inner {
                Value::Unset => return Err(no_len(interp, value)),
                inner => return len(interp, inner),
            }
        }
        Value::Object(object) => match object.clone().len(interp)? {
            Some(len) => len,
            None => return Err(no_len(interp, value)),
        },
        Value::Class(_) => {
            let known = interp.known;
            match interp.call_special(value, known.len, &[])? {
                Some(result) => index(interp, &result)?.max(0) as usize,
                None => return Err(no_len(interp, value)),
            }
        }
        value => match super::packets::len(interp, value)? {
            Some(len) => len,
            None => return Err(no_len(interp, value)),
        },
    })
}

fn no_len(interp: &Interp, value: &Value) -> Error {
    Error::type_error(format!(
        "object of type '{}' has no len()",
        interp.type_name(value)
    ))
}

pub(super) fn contains(interp: &mut Interp, value: &Value, item: &Value) -> Result<bool> {
    match value {
        Value::List(list) => {
            let mut place = 0;
            let mut turns = Turns::default();
            loop {
                turns.turn()?;
                let Some(candidate) = list.borrow().get(place).cloned() else {
                    return Ok(false);
                };
                if candidate.is(item) || interp.eq(&candidate, item)? {
                    return Ok(true);
                }
                place += 1;
            }
        }
        Value::Tuple(items) => {
            let mut turns = Turns::default();
            for candidate in items.iter() {
                turns.turn()?;
                if candidate.is(item) || interp.eq(candidate, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Value::Dict(dict) => Ok(interp.dict_get(dict, item)?.is_some()),
        Value::DictView(view) if view.part == Part::Keys => {
            Ok(interp.dict_get(&view.dict, item)?.is_some())
        }
        Value::Set(set) => {
            if let Some(hash) = plain_hash(item) {
                return Ok(set.borrow().find(hash, item).is_some());
            }
            let copy = set.borrow().clone();
            interp.set_contains(&copy, item)
        }
        Value::FrozenSet(set) => interp.set_contains(&Rc::clone(set), item),
        Value::Str(text) => match item {
            Value::Str(part) => Ok(text.as_str().contains(part.as_str())),
            other => Err(Error::type_error(format!(
                "'in <string>' requires string as left operand, not {}",
                interp.type_name(other)
            ))),
        },
        Value::Bytes(octets) => contains_octets(interp, octets, item),
        Value::ByteArray(octets) => contains_octets(interp, &octets.borrow().clone(), item),
        Value::Range(range) => match item {
            Value::Int(_) | Value::Bool(_) => {
                let number = item.as_int().unwrap_or(0);
                let inside = if range.step > 0 {
                    range.start <= number && number < range.stop
                } else {
                    range.stop < number && number <= range.start
                };
                Ok(inside && (number - range.start) % range.step == 0)
            }
            other => {
                let mut iter = interp.iter(value)?;
                found(interp, &mut iter, other)
            }
        },
        Value::Instance(instance) => {
            let known = interp.known;
            if let Some(answer) =
                interp.call_special(value, known.contains, std::slice::from_ref(item))?
            {
                return interp.truth(&answer);
            }
            let inner = instance.inner.borrow().clone();
            if !inner.is_unset() && instance.class.lookup(known.iter).is_none() {
                return contains(interp, &inner, item);
            }
            let mut iter = interp
                .iter(value)
                .map_err(|error| no_membership(interp, value, error))?;
            found(interp, &mut iter, item)
        }
        Value::Object(object) => {
            if let Some(answer) = object.clone().contains(interp, item)? {
                return Ok(answer);
            }
            let mut iter = interp
                .iter(value)
                .map_err(|error| no_membership(interp, value, error))?;
            found(interp, &mut iter, item)
        }
        value => {
            if let Value::Class(_) = value {
                let known = interp.known;
                if let Some(answer) =
                    interp.call_special(value, known.contains, std::slice::from_ref(item))?
                {
                    return interp.truth(&answer);
                }
            }
            if let Some(answer) = super::packets::contains(interp, value, item)? {
                return Ok(answer);
            }
            let mut iter = interp
                .iter(value)
                .map_err(|error| no_membership(interp, value, error))?;
            found(interp, &mut iter, item)
        }
    }
}

fn no_membership(interp: &Interp, value: &Value, error: Error) -> Error {
    if error.text().ends_with("object is not iterable") {
        return Error::type_error(format!(
            "argument of type '{}' is not iterable",
            interp.type_name(value)
        ));
    }
    error
}

fn found(interp: &mut Interp, iter: &mut super::iter::Iter, item: &Value) -> Result<bool> {
    while let Some(candidate) = interp.next(iter)? {
        if candidate.is(item) || interp.eq(&candidate, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn contains_octets(interp: &mut Interp, octets: &[u8], item: &Value) -> Result<bool> {
    match item {
        Value::Int(_) | Value::Bool(_) => {
            let number = item.as_int().unwrap_or(-1);
            match u8::try_from(number) {
                Ok(octet) => Ok(octets.contains(&octet)),
                Err(_) => Err(Error::value_error("byte must be in range(0, 256)")),
            }
        }
        Value::Bytes(part) => Ok(memchr::memmem::find(octets, part).is_some()),
        Value::ByteArray(part) => Ok(memchr::memmem::find(octets, &part.borrow()).is_some()),
        other => match super::methods::arguments::octets_of(other)
            .or_else(|| super::methods::arguments::legacy_octets(other))
        {
            Some(part) => Ok(memchr::memmem::find(octets, &part).is_some()),
            None => Err(Error::type_error(format!(
                "a bytes-like object is required, not '{}'",
                interp.type_name(other)
            ))),
        },
    }
}
