//! Builtin functions over iterables.

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::iter::{Iter, NativeIter};
use crate::eval::methods::arguments::type_name;
use crate::eval::methods::{legacy, list};
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::eval::wide_range;
use crate::lang::ast::{BinaryOp, CompareOp};

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "all",
        &["iterable", "/"],
        "Whether every item counts as true.",
        &[("all([1, 0])", "False")],
        all,
    ),
    Builtin::new(
        "any",
        &["iterable", "/"],
        "Whether some item counts as true.",
        &[("any([1, 0])", "True")],
        any,
    ),
    Builtin::new(
        "enumerate",
        &["iterable", "start=0"],
        "Pairs of a running number and an item.",
        &[("list(enumerate('ab'))", "[(0, 'a'), (1, 'b')]")],
        enumerate,
    ),
    Builtin::new(
        "filter",
        &["function", "iterable", "/"],
        "The items for which a function says true; None takes the true items.",
        &[("list(filter(None, [0, 1]))", "[1]")],
        filter,
    ),
    Builtin::new(
        "iter",
        &["object", "sentinel=<unset>", "/"],
        "An iterator; with a sentinel, one that calls until it gets that value.",
        &[("next(iter('ab'))", "'a'")],
        iter,
    ),
    Builtin::new(
        "len",
        &["obj", "/"],
        "The number of items.",
        &[("len('abc')", "3")],
        len,
    )
    .direct(len_directly),
    Builtin::new(
        "map",
        &["func", "*iterables"],
        "A function's results for each item, or for the items of several iterables together.",
        &[("list(map(str, [1, 2]))", "['1', '2']")],
        map,
    ),
    Builtin::new(
        "max",
        &["*args", "key=None", "default=<unset>"],
        "The largest item of an iterable, or of several arguments.",
        &[("max(3, 5, 4)", "5"), ("max(['aa', 'b'], key=len)", "'aa'")],
        max,
    ),
    Builtin::new(
        "min",
        &["*args", "key=None", "default=<unset>"],
        "The smallest item of an iterable, or of several arguments.",
        &[("min([], default=0)", "0")],
        min,
    ),
    Builtin::new(
        "next",
        &["iterator", "default=<unset>", "/"],
        "The next item of an iterator, or the default at its end.",
        &[("next(iter([]), 'none')", "'none'")],
        next,
    ),
    Builtin::new(
        "reversed",
        &["sequence", "/"],
        "The items in reverse order.",
        &[("list(reversed([1, 2]))", "[2, 1]")],
        reversed,
    ),
    Builtin::new(
        "sorted",
        &["iterable", "/", "*", "key=None", "reverse=False"],
        "A sorted list of the items.",
        &[
            ("sorted('bca')", "['a', 'b', 'c']"),
            ("sorted([1, 3, 2], reverse=True)", "[3, 2, 1]"),
        ],
        sorted,
    ),
    Builtin::new(
        "sum",
        &["iterable", "/", "start=0"],
        "The sum of the items.",
        &[("sum([1, 2, 3])", "6")],
        sum,
    ),
    Builtin::new(
        "zip",
        &["*iterables", "strict=False"],
        "Tuples of the items of several iterables, as long as the shortest.",
        &[("list(zip('ab', [1, 2]))", "[('a', 1), ('b', 2)]")],
        zip,
    ),
];

fn all(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut iter = interp.iter(args.at(0))?;
    while let Some(item) = interp.next(&mut iter)? {
        if !interp.truth(&item)? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

fn any(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut iter = interp.iter(args.at(0))?;
    while let Some(item) = interp.next(&mut iter)? {
        if interp.truth(&item)? {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

struct Enumerate {
    iter: Iter,
    number: Value,
}

impl NativeIter for Enumerate {
    fn type_name(&self) -> &'static str {
        "enumerate"
    }

    fn next(&mut self, interp: &mut Interp) -> Result<Option<Value>> {
        let Some(item) = interp.next(&mut self.iter)? else {
            return Ok(None);
        };
        let next = match self.number {
            Value::Int(number) if number < i64::MAX => Value::Int(number + 1),
            ref number => interp.binary(BinaryOp::Add, number, &Value::Int(1))?,
        };
        let number = std::mem::replace(&mut self.number, next);
        Ok(Some(Value::tuple([number, item])))
    }

    fn next_to(&mut self, interp: &mut Interp, place: &mut Value) -> Result<bool> {
        let Value::Int(number @ ..=0xffff_ffff) = self.number else {
            let item = self.next(interp)?;
            return Ok(item.map(|item| *place = item).is_some());
        };
        let Some(item) = interp.next(&mut self.iter)? else {
            return Ok(false);
        };
        self.number = Value::Int(number + 1);
        Value::put_pair(place, Value::Int(number), item);
        Ok(true)
    }
}

fn enumerate(interp: &mut Interp, args: &Args) -> Result<Value> {
    let iter = interp.iter(args.at(0))?;
    let number = match args.get(1) {
        None => Value::Int(0),
        Some(start) => Value::big(crate::eval::methods::arguments::index_big(interp, start)?),
    };
    Ok(Iter::native(Enumerate { iter, number }).into_value())
}

struct Filter {
    func: Value,
    iter: Iter,
}

impl NativeIter for Filter {
    fn type_name(&self) -> &'static str {
        "filter"
    }

    fn next(&mut self, interp: &mut Interp) -> Result<Option<Value>> {
        while let Some(item) = interp.next(&mut self.iter)? {
            let keep = match &self.func {
                Value::None => interp.truth(&item)?,
                func => {
                    let func = func.clone();
                    let answer = interp.call(&func, std::slice::from_ref(&item))?;
                    interp.truth(&answer)?
                }
            };
            if keep {
                return Ok(Some(item));
            }
            interp.check_interrupt()?;
        }
        Ok(None)
    }
}

fn filter(interp: &mut Interp, args: &Args) -> Result<Value> {
    let iter = interp.iter(args.at(1))?;
    let all = Iter::native(Filter {
        func: args.at(0).clone(),
        iter,
    })
    .into_value();
    legacy::filtered(interp, all, args.at(1))
}

/// `iter(callable, sentinel)`
struct Until {
    func: Value,
    sentinel: Value,
    done: bool,
}

impl NativeIter for Until {
    fn type_name(&self) -> &'static str {
        "callable_iterator"
    }

    fn next(&mut self, interp: &mut Interp) -> Result<Option<Value>> {
        if self.done {
            return Ok(None);
        }
        let item = interp.call(&self.func, &[])?;
        self.done = interp.eq(&item, &self.sentinel)?;
        Ok((!self.done).then_some(item))
    }
}

fn iter(interp: &mut Interp, args: &Args) -> Result<Value> {
    match args.get(1) {
        None => Ok(interp.iter(args.at(0))?.into_value()),
        Some(_) if !interp.is_callable(args.at(0)) => {
            Err(Error::type_error("iter(v, w): v must be callable"))
        }
        Some(sentinel) => {
            let until = Until {
                func: args.at(0).clone(),
                sentinel: sentinel.clone(),
                done: false,
            };
            Ok(Iter::native(until).into_value())
        }
    }
}

fn next(interp: &mut Interp, args: &Args) -> Result<Value> {
    match interp.next_of(args.at(0))? {
        Some(item) => Ok(item),
        None => args
            .get(1)
            .cloned()
            .ok_or_else(|| Error::stop_iteration(interp.returned_by(args.at(0)))),
    }
}

fn len_directly(args: &mut [Value], result: &mut Value) -> bool {
    let length = match args {
        [Value::Str(text)] => text.chars(),
        [Value::Bytes(octets)] => octets.len(),
        [Value::List(items)] => items.borrow().len(),
        [Value::Tuple(items)] => items.len(),
        [Value::Dict(dict)] => dict.borrow().len(),
        _ => return false,
    };
    Value::Int(length as i64).set_in(result);
    true
}

fn len(interp: &mut Interp, args: &Args) -> Result<Value> {
    interp.len(args.at(0)).map(Value::from)
}

struct Map {
    func: Value,
    iters: Vec<Iter>,
}

impl NativeIter for Map {
    fn type_name(&self) -> &'static str {
        "map"
    }

    fn next(&mut self, interp: &mut Interp) -> Result<Option<Value>> {
        if let [iter] = &mut self.iters[..] {
            let Some(item) = interp.next(iter)? else {
                return Ok(None);
            };
            return interp.call(&self.func, &[item]).map(Some);
        }
        let mut items = Vec::with_capacity(self.iters.len());
        for iter in &mut self.iters {
            match interp.next(iter)? {
                Some(item) => items.push(item),
                None => return Ok(None),
            }
        }
        interp.call(&self.func, &items).map(Some)
    }
}

fn map(interp: &mut Interp, args: &Args) -> Result<Value> {
    if args.star(1).is_empty() {
        return Err(Error::type_error("map() must have at least two arguments."));
    }
    if interp.python2 {
        return legacy::map(interp, args.at(0), args.star(1));
    }
    let iters = iters(interp, args.star(1))?;
    let all = Iter::native(Map {
        func: args.at(0).clone(),
        iters,
    })
    .into_value();
    legacy::listed(interp, all)
}

fn iters(interp: &mut Interp, values: &[Value]) -> Result<Vec<Iter>> {
    values.iter().map(|value| interp.iter(value)).collect()
}

struct Zip {
    iters: Vec<Iter>,
    strict: bool,
}

impl NativeIter for Zip {
    fn type_name(&self) -> &'static str {
        "zip"
    }

    fn next(&mut self, interp: &mut Interp) -> Result<Option<Value>> {
        if self.iters.is_empty() {
            return Ok(None);
        }
        let mut items = Vec::with_capacity(self.iters.len());
        for at in 0..self.iters.len() {
            match interp.next(&mut self.iters[at])? {
                Some(item) => items.push(item),
                None if self.strict => return self.ended(interp, at),
                None => return Ok(None),
            }
        }
        Ok(Some(Value::tuple(items)))
    }

    fn next_to(&mut self, interp: &mut Interp, place: &mut Value) -> Result<bool> {
        let [first, second] = self.iters.as_mut_slice() else {
            let item = self.next(interp)?;
            return Ok(item.map(|item| *place = item).is_some());
        };
        let Some(one) = interp.next(first)? else {
            return match self.strict {
                true => self.ended(interp, 0).map(|_| false),
                false => Ok(false),
            };
        };
        let Some(other) = interp.next(second)? else {
            return match self.strict {
                true => self.ended(interp, 1).map(|_| false),
                false => Ok(false),
            };
        };
        Value::put_pair(place, one, other);
        Ok(true)
    }
}

impl Zip {
    /// The iterable at `at` has ended: with `strict=True` all must.
    fn ended(&mut self, interp: &mut Interp, at: usize) -> Result<Option<Value>> {
        let others = |count: usize| match count {
            1 => "argument 1".to_string(),
            _ => format!("arguments 1-{count}"),
        };
        if at > 0 {
            return Err(Error::value_error(format!(
                "zip() argument {} is shorter than {}",
                at + 1,
                others(at)
            )));
        }
        for later in 1..self.iters.len() {
            if interp.next(&mut self.iters[later])?.is_some() {
                return Err(Error::value_error(format!(
                    "zip() argument {} is longer than {}",
                    later + 1,
                    others(later)
                )));
            }
        }
        Ok(None)
    }
}

fn zip(interp: &mut Interp, args: &Args) -> Result<Value> {
    let iters = iters(interp, args.star(0))?;
    let strict = args.get(1).map_or(Ok(false), |value| interp.truth(value))?;
    let all = Iter::native(Zip { iters, strict }).into_value();
    legacy::listed(interp, all)
}

fn max(interp: &mut Interp, args: &Args) -> Result<Value> {
    extreme(interp, args, "max", CompareOp::Gt)
}

fn min(interp: &mut Interp, args: &Args) -> Result<Value> {
    extreme(interp, args, "min", CompareOp::Lt)
}

fn extreme(interp: &mut Interp, args: &Args, name: &str, better: CompareOp) -> Result<Value> {
    let (key, default) = (args.some(1), args.get(2));
    // `max(x, 5)`
    if let ([Value::Int(x), Value::Int(y)], None, None) = (args.star(0), key, default) {
        let second = match better {
            CompareOp::Gt => y > x,
            _ => y < x,
        };
        return Ok(Value::Int(if second { *y } else { *x }));
    }
    let mut iter = match args.star(0) {
        [] => {
            return Err(Error::type_error(format!(
                "{name} expected at least 1 argument, got 0"
            )));
        }
        [iterable] => interp.iter(iterable)?,
        several if default.is_none() => interp.iter(&Value::tuple(several))?,
        _ => {
            return Err(Error::type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
    };
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = interp.next(&mut iter)? {
        let rank = match key {
            Some(key) => interp.call(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let replaces = match &best {
            None => true,
            Some((best, _)) => interp.compare(better, &rank, best)?,
        };
        if replaces {
            best = Some((rank, item));
        }
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(Error::value_error(format!(
            "{name}() arg is an empty sequence"
        ))),
    }
}

fn sorted(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut items = interp.collect(args.at(0))?;
    let order = list::Order::of(interp, args, [1, 2, usize::MAX])?;
    list::sort(interp, &mut items, &order)?;
    Ok(Value::list(items))
}

fn sum(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut total = args.get(1).cloned().unwrap_or(Value::Int(0));
    let kind = match &total {
        Value::Str(_) => Some("strings [use ''.join(seq) instead]"),
        Value::Bytes(_) => Some("bytes [use b''.join(seq) instead]"),
        Value::ByteArray(_) => Some("bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(kind) = kind {
        return Err(Error::type_error(format!("sum() can't sum {kind}")));
    }
    let mut iter = interp.iter(args.at(0))?;
    while let Some(item) = interp.next(&mut iter)? {
        total = match (&total, &item) {
            (Value::Int(a), Value::Int(b)) if a.checked_add(*b).is_some() => Value::Int(a + b),
            (Value::Float(a), Value::Float(b)) => Value::float(a.get() + b.get()),
            _ => interp.binary(BinaryOp::Add, &total, &item)?,
        };
    }
    Ok(total)
}

/// `reversed(x)` of what has a length and numbered items.
struct Reversed {
    sequence: Value,
    left: usize,
}

impl NativeIter for Reversed {
    fn type_name(&self) -> &'static str {
        match self.sequence {
            Value::List(_) => "list_reverseiterator",
            _ => "reversed",
        }
    }

    fn next(&mut self, interp: &mut Interp) -> Result<Option<Value>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        match interp.get_item(&self.sequence, &Value::from(self.left)) {
            Ok(item) => Ok(Some(item)),
            // The list became shorter meanwhile.
            Err(error) if error.is(Exc::IndexError) => {
                self.left = 0;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

fn reversed(interp: &mut Interp, args: &Args) -> Result<Value> {
    let sequence = args.at(0);
    if let Value::Instance(_) = sequence
        && let Some(iterator) = interp.call_special(sequence, Symbol::of("__reversed__"), &[])?
    {
        return Ok(iterator);
    }
    if let Value::Instance(instance) = sequence
        && instance.inner.borrow().is_unset()
        && instance.class.lookup(Symbol::of("__getitem__")).is_none()
    {
        return Err(Error::type_error(format!(
            "'{}' object is not reversible",
            instance.class.name()
        )));
    }
    match sequence {
        Value::Dict(_) | Value::DictView(_) => {
            let mut items = interp.collect(sequence)?;
            items.reverse();
            Ok(Iter::Items(items.into_iter()).into_value())
        }
        Value::Range(range) if !range.is_empty() => {
            let last = range.get(range.len() - 1);
            let reversed = Value::range(
                last,
                range.start.wrapping_sub(range.step.signum()),
                range.step.wrapping_neg(),
            );
            Ok(interp.iter(&reversed)?.into_value())
        }
        Value::Object(_) if let Some(walk) = wide_range::reversed(sequence) => {
            Ok(walk.into_value())
        }
        Value::Set(_)
        | Value::FrozenSet(_)
        | Value::Iterator(_)
        | Value::Generator(_)
        | Value::None
        | Value::Int(_)
        | Value::Float(_)
        | Value::Bool(_)
        | Value::Big(_) => Err(Error::type_error(format!(
            "'{}' object is not reversible",
            type_name(sequence)
        ))),
        _ => {
            let left = interp.len(sequence)?;
            Ok(Iter::native(Reversed {
                sequence: sequence.clone(),
                left,
            })
            .into_value())
        }
    }
}
