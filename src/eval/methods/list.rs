//! The methods of `list`, `tuple` and `range`.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

use super::arguments::{clamped, index_of, int_or, method, plain, wrong_receiver};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::interrupt::Turns;
use crate::eval::nesting::Items;
use crate::eval::value::Value;
use crate::lang::ast::CompareOp;

pub static METHODS: &[Builtin] = &[
    Builtin::new(
        "append",
        &["self", "object", "/"],
        "Adds an item at the end.",
        &[],
        append,
    )
    .direct(append_directly),
    method("clear", &["self", "/"], "Removes all items.", clear),
    method("copy", &["self", "/"], "A shallow copy.", copy),
    method(
        "count",
        &["self", "value", "/"],
        "How many items are equal to a value.",
        count,
    ),
    method(
        "extend",
        &["self", "iterable", "/"],
        "Adds the items of an iterable at the end.",
        extend,
    ),
    method(
        "index",
        &["self", "value", "start=0", "stop=None", "/"],
        "Where a value is first, or ValueError.",
        index,
    ),
    method(
        "insert",
        &["self", "index", "object", "/"],
        "Puts an item before a place.",
        insert,
    ),
    method(
        "pop",
        &["self", "index=-1", "/"],
        "Removes an item and returns it.",
        pop,
    ),
    method(
        "remove",
        &["self", "value", "/"],
        "Removes the first item that is equal to a value.",
        remove,
    ),
    method("reverse", &["self", "/"], "Turns the order round.", reverse),
    method(
        "sort",
        &["self", "*", "key=None", "reverse=False"],
        "Sorts the list, keeping the order of equal items.",
        sort_method,
    ),
];

pub static TUPLE_METHODS: &[Builtin] = &[
    method(
        "count",
        &["self", "value", "/"],
        "How many items are equal to a value.",
        tuple_count,
    ),
    method(
        "index",
        &["self", "value", "start=0", "stop=None", "/"],
        "Where a value is first, or ValueError.",
        tuple_index,
    ),
];

pub static RANGE_METHODS: &[Builtin] = &[
    method(
        "count",
        &["self", "value", "/"],
        "How often a number is in the range.",
        range_count,
    ),
    method(
        "index",
        &["self", "value", "/"],
        "Where a number is, or ValueError.",
        range_index,
    ),
];

fn this(args: &Args) -> Result<Rc<RefCell<Items>>> {
    match plain(args.at(0)) {
        Value::List(items) => Ok(items),
        _ => Err(wrong_receiver("list", args)),
    }
}

fn append_directly(args: &mut [Value], result: &mut Value) -> bool {
    let [Value::List(items), item] = args else {
        return false;
    };
    items.borrow_mut().push(item.taken());
    Value::None.set_in(result);
    true
}

fn append(_: &mut Interp, args: &Args) -> Result<Value> {
    match args.at(0) {
        Value::List(items) => items.borrow_mut().push(args.at(1).clone()),
        _ => this(args)?.borrow_mut().push(args.at(1).clone()),
    }
    Ok(Value::None)
}

fn clear(_: &mut Interp, args: &Args) -> Result<Value> {
    // Dropped after the borrow ends: dropping an item may run code.
    let _old = std::mem::take(&mut *this(args)?.borrow_mut());
    Ok(Value::None)
}

fn copy(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::list(this(args)?.borrow().clone()))
}

fn count(interp: &mut Interp, args: &Args) -> Result<Value> {
    let items = this(args)?.borrow().clone();
    count_in(interp, &items, args.at(1))
}

fn tuple_count(interp: &mut Interp, args: &Args) -> Result<Value> {
    let items = tuple(args)?;
    count_in(interp, &items, args.at(1))
}

fn tuple(args: &Args) -> Result<Rc<crate::eval::nesting::Tuple>> {
    match plain(args.at(0)) {
        Value::Tuple(items) => Ok(items),
        _ => Err(wrong_receiver("tuple", args)),
    }
}

fn count_in(interp: &mut Interp, items: &[Value], value: &Value) -> Result<Value> {
    let mut number = 0;
    let mut turns = Turns::default();
    for item in items {
        turns.turn()?;
        if item.is(value) || interp.eq(item, value)? {
            number += 1;
        }
    }
    Ok(Value::Int(number))
}

fn extend(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let more = interp.collect(args.at(1))?;
    this.borrow_mut().extend(more);
    Ok(Value::None)
}

fn index(interp: &mut Interp, args: &Args) -> Result<Value> {
    let items = this(args)?.borrow().clone();
    match position(interp, args, &items)? {
        Some(at) => Ok(Value::from(at)),
        None => Err(Error::value_error(format!(
            "{} is not in list",
            interp.repr(args.at(1))?
        ))),
    }
}

fn tuple_index(interp: &mut Interp, args: &Args) -> Result<Value> {
    let items = tuple(args)?;
    match position(interp, args, &items)? {
        Some(at) => Ok(Value::from(at)),
        None => Err(Error::value_error("tuple.index(x): x not in tuple")),
    }
}

fn position(interp: &mut Interp, args: &Args, items: &[Value]) -> Result<Option<usize>> {
    let length = items.len() as i64;
    let mut bound = |index: usize, default: i64| -> Result<usize> {
        let number = args
            .get(index)
            .map_or(Ok(default), |value| clamped(interp, value))?;
        Ok((if number < 0 { number + length } else { number }).clamp(0, length) as usize)
    };
    let (start, stop) = (bound(2, 0)?, bound(3, length)?);
    for (at, item) in items.iter().enumerate().take(stop).skip(start) {
        if item.is(args.at(1)) || interp.eq(item, args.at(1))? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn insert(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let at = index_of(interp, args.at(1))?;
    let length = this.borrow().len() as i64;
    let place = if at < 0 {
        (at + length).max(0)
    } else {
        at.min(length)
    };
    this.borrow_mut().insert(place as usize, args.at(2).clone());
    Ok(Value::None)
}

fn pop(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let at = int_or(interp, args, 1, -1)?;
    let mut items = this.borrow_mut();
    let length = items.len() as i64;
    if length == 0 {
        return Err(Error::index_error("pop from empty list"));
    }
    let place = if at < 0 { at + length } else { at };
    if !(0..length).contains(&place) {
        return Err(Error::index_error("pop index out of range"));
    }
    Ok(items.remove(place as usize))
}

fn remove(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let mut at = 0;
    loop {
        let item = this.borrow().get(at).cloned();
        let Some(item) = item else {
            return Err(Error::value_error("list.remove(x): x not in list"));
        };
        if item.is(args.at(1)) || interp.eq(&item, args.at(1))? {
            let mut items = this.borrow_mut();
            let _removed = if at < items.len() {
                Some(items.remove(at))
            } else {
                None
            };
            drop(items);
            return Ok(Value::None);
        }
        at += 1;
    }
}

fn reverse(_: &mut Interp, args: &Args) -> Result<Value> {
    this(args)?.borrow_mut().reverse();
    Ok(Value::None)
}

fn sort_method(interp: &mut Interp, args: &Args) -> Result<Value> {
    sort_in_place(interp, args, [1, 2, usize::MAX])
}

/// `a.sort(…)`, with `key`, `reverse` and `cmp` at these places of the arguments.
pub fn sort_in_place(interp: &mut Interp, args: &Args, places: [usize; 3]) -> Result<Value> {
    let this = this(args)?;
    // While it is sorted the list is empty for those who look, as in CPython.
    let mut items = std::mem::take(&mut *this.borrow_mut());
    let order = Order::of(interp, args, places);
    let result = order.and_then(|order| sort(interp, &mut items, &order));
    *this.borrow_mut() = items;
    result.map(|()| Value::None)
}

/// How to sort.
pub struct Order<'a> {
    key: Option<&'a Value>,
    /// Python 2's function of two items
    cmp: Option<&'a Value>,
    reverse: bool,
}

impl<'a> Order<'a> {
    /// The greatest first
    pub fn reversed() -> Order<'a> {
        Order {
            key: None,
            cmp: None,
            reverse: true,
        }
    }

    /// `key`, `reverse` and `cmp` stand at these places of the arguments.
    pub fn of(
        interp: &mut Interp,
        args: &Args<'a>,
        [key, reverse, cmp]: [usize; 3],
    ) -> Result<Order<'a>> {
        let reverse = args.get(reverse);
        let reverse = reverse.map_or(Ok(false), |value| interp.truth(value))?;
        let (key, cmp) = (args.some(key), args.some(cmp));
        Ok(Order { key, cmp, reverse })
    }
}

/// Sorts by `a < b`, keeping the order of equal items, also when reversed.
pub fn sort(interp: &mut Interp, items: &mut Vec<Value>, order: &Order) -> Result<()> {
    let &Order { key, cmp, reverse } = order;
    if key.is_none() && cmp.is_none() && items.len() <= AT_ONCE {
        if reverse {
            items.reverse();
        }
        if sort_alike(items, |item| item) {
            if reverse {
                items.reverse();
            }
            return Ok(());
        }
        if reverse {
            items.reverse();
        }
    }
    let mut keyed: Vec<(Value, Value)> = Vec::with_capacity(items.len());
    let mut turns = Turns::default();
    for item in items.iter() {
        turns.turn()?;
        let key = match key {
            Some(key) => interp.call(key, std::slice::from_ref(item))?,
            None => Value::Unset,
        };
        keyed.push((key, item.clone()));
    }
    let has_key = key.is_some();
    if reverse {
        keyed.reverse();
    }
    let alike = has_key && cmp.is_none() && keyed.len() <= AT_ONCE;
    if alike && sort_alike(&mut keyed, |(key, _)| key) {
        if reverse {
            keyed.reverse();
        }
        *items = keyed.into_iter().map(|(_, item)| item).collect();
        return Ok(());
    }
    let mut turns = Turns::default();
    let mut less = |a: &(Value, Value), b: &(Value, Value)| {
        turns.turn()?;
        let (a, b) = if has_key { (&a.0, &b.0) } else { (&a.1, &b.1) };
        match cmp {
            None => is_less(interp, a, b),
            Some(cmp) => {
                let sign = interp.call(cmp, &[a.clone(), b.clone()])?;
                interp.compare(CompareOp::Lt, &sign, &Value::Int(0))
            }
        }
    };
    keyed = merge_sort(keyed, &mut less)?;
    if reverse {
        keyed.reverse();
    }
    *items = keyed.into_iter().map(|(_, item)| item).collect();
    Ok(())
}

/// So many items are sorted in one piece without being noticed.
const AT_ONCE: usize = 200_000;

/// Sorts by keys that are all integers, all texts or all numbers with a fraction; false, and
/// nothing done, where they are not.
fn sort_alike<T>(items: &mut [T], key: impl Fn(&T) -> &Value) -> bool {
    let all = |fits: fn(&Value) -> bool| items.iter().all(|item| fits(key(item)));
    match items.first().map(&key) {
        Some(Value::Int(_)) if all(|key| matches!(key, Value::Int(_))) => {
            items.sort_by_key(|item| match key(item) {
                Value::Int(number) => *number,
                _ => 0,
            });
        }
        Some(Value::Float(_)) if all(|key| matches!(key, Value::Float(x) if !x.get().is_nan())) => {
            let number = |item: &T| match key(item) {
                Value::Float(x) => x.get(),
                _ => 0.0,
            };
            items.sort_by(|a, b| number(a).partial_cmp(&number(b)).unwrap_or(Ordering::Equal));
        }
        Some(Value::Str(_)) if all(|key| matches!(key, Value::Str(_))) => {
            items.sort_by(|a, b| key(a).as_str().cmp(&key(b).as_str()));
        }
        _ => return false,
    }
    true
}

/// The standard library's sort may panic when a script's `__lt__` contradicts itself; this does not.
fn merge_sort<T: Clone>(
    mut items: Vec<T>,
    less: &mut impl FnMut(&T, &T) -> Result<bool>,
) -> Result<Vec<T>> {
    let mut sorted = true;
    for pair in items.windows(2) {
        if less(&pair[1], &pair[0])? {
            sorted = false;
            break;
        }
    }
    if sorted {
        return Ok(items);
    }
    let right = items.split_off(items.len() / 2);
    let left = merge_sort(items, less)?;
    let right = merge_sort(right, less)?;
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let mut left = left.into_iter().peekable();
    let mut right = right.into_iter().peekable();
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        let next = if less(second, first)? {
            right.next()
        } else {
            left.next()
        };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

/// `a < b`; plain values are compared without asking the interpreter.
fn is_less(interp: &mut Interp, a: &Value, b: &Value) -> Result<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Ok(a < b),
        (Value::Str(a), Value::Str(b)) => Ok(a.as_str() < b.as_str()),
        (Value::Float(a), Value::Float(b)) => Ok(a.get() < b.get()),
        _ => interp.compare(CompareOp::Lt, a, b),
    }
}

fn range_position(args: &Args) -> Result<Option<i64>> {
    let Value::Range(range) = plain(args.at(0)) else {
        return Err(wrong_receiver("range", args));
    };
    let number = match args.at(1) {
        Value::Float(x) if x.get().fract() == 0.0 => Some(x.get() as i64),
        value => value.as_int(),
    };
    let Some(number) = number else {
        return Ok(None);
    };
    let distance = i128::from(number) - i128::from(range.start);
    let step = i128::from(range.step);
    let at = distance / step;
    Ok((distance % step == 0 && at >= 0 && at < range.len() as i128).then_some(at as i64))
}

fn range_count(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::Int(i64::from(range_position(args)?.is_some())))
}

fn range_index(interp: &mut Interp, args: &Args) -> Result<Value> {
    match range_position(args)? {
        Some(at) => Ok(Value::Int(at)),
        None => Err(Error::value_error(format!(
            "{} is not in range",
            interp.repr(args.at(1))?
        ))),
    }
}
