//! The methods of `set` and `frozenset`.

use std::cell::RefCell;
use std::rc::Rc;

use super::arguments::{method, plain, wrong_receiver};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::{Set, plain_hash};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::value::Value;

macro_rules! with_shared_methods {
    ($($own:expr),* $(,)?) => {
        &[
            method("copy", &["self"], "A shallow copy.", copy),
            method("difference", &["self", "*others"], "The members that are in none of the others.", difference),
            method("intersection", &["self", "*others"], "The members that are in all of the others.", intersection),
            method("isdisjoint", &["self", "other"], "Whether no member is in both.", isdisjoint),
            method("issubset", &["self", "other"], "Whether all members are in the other.", issubset),
            method("issuperset", &["self", "other"], "Whether all members of the other are in this.", issuperset),
            method("symmetric_difference", &["self", "other"], "The members that are in exactly one of both.", symmetric_difference),
            method("union", &["self", "*others"], "The members of this and all others.", union),
            $($own),*
        ]
    };
}

pub static FROZEN_METHODS: &[Builtin] = with_shared_methods![];

pub static METHODS: &[Builtin] = with_shared_methods![
    method("add", &["self", "elem"], "Adds a member.", add),
    method("clear", &["self"], "Removes all members.", clear),
    method(
        "difference_update",
        &["self", "*others"],
        "Removes the members that others have.",
        difference_update
    ),
    method(
        "discard",
        &["self", "elem"],
        "Removes a member if it is there.",
        discard
    ),
    method(
        "intersection_update",
        &["self", "*others"],
        "Keeps the members that all others have.",
        intersection_update
    ),
    method(
        "pop",
        &["self", "/"],
        "Removes some member and returns it.",
        pop
    ),
    method(
        "remove",
        &["self", "elem"],
        "Removes a member, or KeyError.",
        remove
    ),
    method(
        "symmetric_difference_update",
        &["self", "other"],
        "Keeps the members that are in exactly one of both.",
        symmetric_difference_update
    ),
    method(
        "update",
        &["self", "*others"],
        "Adds the members of others.",
        update
    ),
];

/// A copy of `self`.
fn this(args: &Args) -> Result<Set> {
    match plain(args.at(0)) {
        Value::Set(set) => Ok(set.borrow().clone()),
        Value::FrozenSet(set) => Ok((*set).clone()),
        _ => Err(wrong_receiver("set", args)),
    }
}

fn cell(args: &Args) -> Result<Rc<RefCell<Set>>> {
    match plain(args.at(0)) {
        Value::Set(set) => Ok(set),
        _ => Err(wrong_receiver("set", args)),
    }
}

fn like(args: &Args, set: Set) -> Value {
    match plain(args.at(0)) {
        Value::FrozenSet(_) => Value::frozen_set(set),
        _ => Value::set(set),
    }
}

/// The members of an iterable.
pub fn members(interp: &mut Interp, value: &Value) -> Result<Set> {
    match plain(value) {
        Value::Set(set) => return Ok(set.borrow().clone()),
        Value::FrozenSet(set) => return Ok((*set).clone()),
        _ => {}
    }
    let mut set = Set::new();
    let mut iter = interp.iter(value)?;
    while let Some(item) = interp.next(&mut iter)? {
        interp.set_add(&mut set, item)?;
    }
    Ok(set)
}

fn items(set: &Set) -> Vec<Value> {
    set.iter().cloned().collect()
}

fn united(interp: &mut Interp, mut set: Set, others: &[Value]) -> Result<Set> {
    for other in others {
        for item in interp.collect(other)? {
            interp.set_add(&mut set, item)?;
        }
    }
    Ok(set)
}

fn without(interp: &mut Interp, mut set: Set, others: &[Value]) -> Result<Set> {
    for other in others {
        for item in interp.collect(other)? {
            interp.set_remove(&mut set, &item)?;
        }
    }
    Ok(set)
}

fn common(interp: &mut Interp, mut set: Set, others: &[Value]) -> Result<Set> {
    for other in others {
        let other = members(interp, other)?;
        let mut kept = Set::new();
        // CPython walks the smaller of both, which decides the order in which members print.
        let (walked, asked) = if other.len() > set.len() {
            (&set, &other)
        } else {
            (&other, &set)
        };
        for item in items(walked) {
            if interp.set_contains(asked, &item)? {
                interp.set_add(&mut kept, item)?;
            }
        }
        set = kept;
    }
    Ok(set)
}

fn in_one_only(interp: &mut Interp, mut set: Set, other: &Value) -> Result<Set> {
    for item in items(&members(interp, other)?) {
        if !interp.set_remove(&mut set, &item)? {
            interp.set_add(&mut set, item)?;
        }
    }
    Ok(set)
}

fn is_within(interp: &mut Interp, inner: &Set, outer: &Set) -> Result<bool> {
    if inner.len() > outer.len() {
        return Ok(false);
    }
    for item in items(inner) {
        if !interp.set_contains(outer, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn copy(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(like(args, this(args)?))
}

fn union(interp: &mut Interp, args: &Args) -> Result<Value> {
    Ok(like(args, united(interp, this(args)?, args.star(1))?))
}

fn difference(interp: &mut Interp, args: &Args) -> Result<Value> {
    // Built anew, because a removed place changes the order in which members print.
    let left = without(interp, this(args)?, args.star(1))?;
    let mut set = Set::new();
    for item in items(&left) {
        interp.set_add(&mut set, item)?;
    }
    Ok(like(args, set))
}

fn intersection(interp: &mut Interp, args: &Args) -> Result<Value> {
    Ok(like(args, common(interp, this(args)?, args.star(1))?))
}

fn symmetric_difference(interp: &mut Interp, args: &Args) -> Result<Value> {
    // CPython toggles our members in a copy of the other, which decides the order of printing.
    let other = members(interp, args.at(1))?;
    Ok(like(args, in_one_only(interp, other, args.at(0))?))
}

fn isdisjoint(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    for item in interp.collect(args.at(1))? {
        if interp.set_contains(&this, &item)? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

fn issubset(interp: &mut Interp, args: &Args) -> Result<Value> {
    let other = members(interp, args.at(1))?;
    is_within(interp, &this(args)?, &other).map(Value::bool)
}

fn issuperset(interp: &mut Interp, args: &Args) -> Result<Value> {
    let other = members(interp, args.at(1))?;
    is_within(interp, &other, &this(args)?).map(Value::bool)
}

/// Works on a copy while scripts may be asked, then puts it back.
fn change(args: &Args, work: impl FnOnce(&mut Set) -> Result<Value>) -> Result<Value> {
    let cell = cell(args)?;
    let mut set = std::mem::take(&mut *cell.borrow_mut());
    let result = work(&mut set);
    *cell.borrow_mut() = set;
    result
}

fn add(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let (Value::Set(set), Some(hash)) = (args.at(0), plain_hash(args.at(1))) {
        set.borrow_mut().insert(hash, args.at(1).clone());
        return Ok(Value::None);
    }
    change(args, |set| {
        interp.set_add(set, args.at(1).clone()).map(|_| Value::None)
    })
}

fn discard(interp: &mut Interp, args: &Args) -> Result<Value> {
    change(args, |set| {
        interp.set_remove(set, args.at(1)).map(|_| Value::None)
    })
}

fn remove(interp: &mut Interp, args: &Args) -> Result<Value> {
    change(args, |set| {
        if interp.set_remove(set, args.at(1))? {
            Ok(Value::None)
        } else {
            Err(Error::key_error(args.at(1).clone()))
        }
    })
}

fn pop(_: &mut Interp, args: &Args) -> Result<Value> {
    let cell = cell(args)?;
    let mut set = cell.borrow_mut();
    let place = (0..set.places()).find(|place| set.entry(*place).is_some());
    match place {
        Some(place) => Ok(set.remove_at(place)),
        None => Err(Error::key_error(Value::str("pop from an empty set"))),
    }
}

fn clear(_: &mut Interp, args: &Args) -> Result<Value> {
    let cell = cell(args)?;
    let _old = cell.borrow().clone();
    cell.borrow_mut().clear();
    Ok(Value::None)
}

/// Puts a set that was worked out in the place of `self`.
fn replace(args: &Args, set: Set) -> Result<Value> {
    let cell = cell(args)?;
    let _old = std::mem::replace(&mut *cell.borrow_mut(), set);
    Ok(Value::None)
}

fn update(interp: &mut Interp, args: &Args) -> Result<Value> {
    let set = united(interp, this(args)?, args.star(1))?;
    replace(args, set)
}

fn difference_update(interp: &mut Interp, args: &Args) -> Result<Value> {
    let set = without(interp, this(args)?, args.star(1))?;
    replace(args, set)
}

fn intersection_update(interp: &mut Interp, args: &Args) -> Result<Value> {
    let set = common(interp, this(args)?, args.star(1))?;
    replace(args, set)
}

fn symmetric_difference_update(interp: &mut Interp, args: &Args) -> Result<Value> {
    let set = in_one_only(interp, this(args)?, args.at(1))?;
    replace(args, set)
}
