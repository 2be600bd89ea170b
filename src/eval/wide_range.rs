//! `range(start, stop, step)` where a number or the length is beyond what a machine word holds.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::builtin::{Args, Builtin};
use super::dict::plain_hash;
use super::error::{Error, Result};
use super::interp::Interp;
use super::iter::{Iter, NativeIter};
use super::methods::arguments::{index_big, method, type_name};
use super::object::Object;
use super::value::{Kind, Slice, Value};
use crate::lang::ast::CompareOp;

/// The longest number of a plain range: sums and differences of two do not overflow.
const PLAIN: i64 = 1 << 61;

fn is_plain(number: &i64) -> bool {
    (-PLAIN..=PLAIN).contains(number)
}

struct WideRange {
    start: BigInt,
    stop: BigInt,
    step: BigInt,
    length: BigInt,
}

/// A range; `step` is not 0.
pub fn make(start: BigInt, stop: BigInt, step: BigInt) -> Value {
    let plain = |number: &BigInt| number.to_i64().filter(is_plain);
    if let (Some(start), Some(stop), Some(step)) = (plain(&start), plain(&stop), plain(&step)) {
        return Value::range(start, stop, step);
    }
    let length = (&stop - &start).div_ceil(&step).max(BigInt::zero());
    Value::object(WideRange {
        start,
        stop,
        step,
        length,
    })
}

/// A range of numbers that are machine words.
pub fn of_words(start: i64, stop: i64, step: i64) -> Value {
    if [start, stop, step].iter().all(is_plain) {
        return Value::range(start, stop, step);
    }
    make(start.into(), stop.into(), step.into())
}

/// `reversed(range(…))`; None if it is another object.
pub fn reversed(value: &Value) -> Option<Iter> {
    let range = value.downcast::<WideRange>()?;
    let walk = Walk {
        next: range.get(&(&range.length - 1)),
        step: -&range.step,
        left: range.length.clone(),
    };
    Some(Iter::native(walk))
}

/// What decides whether two ranges are equal: the length, the first number, the step.
fn key(value: &Value) -> Option<(BigInt, BigInt, BigInt)> {
    let (length, start, step) = match value {
        Value::Range(range) => (range.len().into(), range.start.into(), range.step.into()),
        value => {
            let range = value.downcast::<WideRange>()?;
            (
                range.length.clone(),
                range.start.clone(),
                range.step.clone(),
            )
        }
    };
    Some(match length {
        length if length.is_zero() => Default::default(),
        length if length.is_one() => (length, start, BigInt::zero()),
        length => (length, start, step),
    })
}

/// The hash of a range, plain or wide.
pub fn hash(value: &Value) -> i64 {
    let (length, start, step) = key(value).unwrap_or_default();
    let parts = [length, start, step].map(Value::from);
    plain_hash(&Value::tuple(parts)).unwrap_or_default()
}

impl WideRange {
    fn get(&self, index: &BigInt) -> BigInt {
        &self.start + &self.step * index
    }

    /// The place of a number, if it is one of the range.
    fn place(&self, number: &BigInt) -> Option<BigInt> {
        let (place, rest) = (number - &self.start).div_rem(&self.step);
        let inside = rest.is_zero() && !place.is_negative() && place < self.length;
        inside.then_some(place)
    }

    fn slice(&self, interp: &mut Interp, slice: &Slice) -> Result<Value> {
        let step = match &slice.step {
            Value::None => BigInt::one(),
            step => bound_of(interp, step)?,
        };
        if step.is_zero() {
            return Err(Error::value_error("slice step cannot be zero"));
        }
        let (low, high) = match step.is_negative() {
            true => ((-1).into(), &self.length - 1),
            false => (BigInt::zero(), self.length.clone()),
        };
        let mut bound = |given: &Value, otherwise: &BigInt| {
            let Value::None = given else {
                let mut number = bound_of(interp, given)?;
                if number.is_negative() {
                    number += &self.length;
                }
                return Ok(number.clamp(low.clone(), high.clone()));
            };
            Ok::<_, Error>(otherwise.clone())
        };
        let ends = match step.is_negative() {
            true => [&high, &low],
            false => [&low, &high],
        };
        let (first, last) = (bound(&slice.lower, ends[0])?, bound(&slice.upper, ends[1])?);
        Ok(make(self.get(&first), self.get(&last), &self.step * step))
    }
}

impl Object for WideRange {
    fn type_name(&self) -> &str {
        "range"
    }

    fn class(&self) -> Option<Value> {
        Some(Value::Class(super::types::class(Kind::Range)))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let number = match name {
            "start" => &self.start,
            "stop" => &self.stop,
            "step" => &self.step,
            _ => return Ok(None),
        };
        Ok(Some(Value::from(number.clone())))
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        if let Value::Slice(slice) = index {
            return self.slice(interp, slice);
        }
        let mut place = index_big(interp, index).map_err(|_| {
            Error::type_error(format!(
                "range indices must be integers or slices, not {}",
                type_name(index)
            ))
        })?;
        if place.is_negative() {
            place += &self.length;
        }
        if place.is_negative() || place >= self.length {
            return Err(Error::index_error("range object index out of range"));
        }
        Ok(Value::from(self.get(&place)))
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        match self.length.to_i64() {
            Some(length) => Ok(Some(length as usize)),
            None => Err(Error::overflow_error(
                "Python int too large to convert to C ssize_t",
            )),
        }
    }

    fn truth(&self, _: &mut Interp) -> Result<Option<bool>> {
        Ok(Some(!self.length.is_zero()))
    }

    fn iter(&self, _: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        Ok(Some(Iter::native(Walk {
            next: self.start.clone(),
            step: self.step.clone(),
            left: self.length.clone(),
        })))
    }

    fn contains(&self, _: &mut Interp, item: &Value) -> Result<Option<bool>> {
        Ok(item.to_big().map(|number| self.place(&number).is_some()))
    }

    fn compare(&self, _: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(theirs) = key(other) else {
            return Ok(None);
        };
        let own = make(self.start.clone(), self.stop.clone(), self.step.clone());
        let equal = key(&own) == Some(theirs);
        Ok(match op {
            CompareOp::Eq => Some(Value::bool(equal)),
            CompareOp::NotEq => Some(Value::bool(!equal)),
            _ => None,
        })
    }

    fn hash(&self, _: &mut Interp) -> Result<Option<i64>> {
        let own = make(self.start.clone(), self.stop.clone(), self.step.clone());
        Ok(Some(hash(&own)))
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let (start, stop, step) = (&self.start, &self.stop, &self.step);
        Ok(Some(match step.is_one() {
            true => format!("range({start}, {stop})"),
            false => format!("range({start}, {stop}, {step})"),
        }))
    }
}

/// A number in a slice.
fn bound_of(interp: &mut Interp, given: &Value) -> Result<BigInt> {
    index_big(interp, given).map_err(|_| {
        Error::type_error("slice indices must be integers or None or have an __index__ method")
    })
}

struct Walk {
    next: BigInt,
    step: BigInt,
    left: BigInt,
}

impl NativeIter for Walk {
    fn type_name(&self) -> &'static str {
        "longrange_iterator"
    }

    fn next(&mut self, _: &mut Interp) -> Result<Option<Value>> {
        if self.left.is_zero() {
            return Ok(None);
        }
        self.left -= 1;
        let value = Value::from(self.next.clone());
        self.next += &self.step;
        Ok(Some(value))
    }
}

static METHODS: &[Builtin] = &[
    method(
        "count",
        &["self", "value", "/"],
        "How often a number is there.",
        |interp, args| Ok(Value::Int(i64::from(place_of(interp, args)?.is_some()))),
    ),
    method(
        "index",
        &["self", "value", "/"],
        "The place of a number.",
        |interp, args| match place_of(interp, args)? {
            Some(place) => Ok(Value::from(place)),
            None => Err(Error::value_error(format!(
                "{} is not in range",
                interp.repr(args.at(1))?
            ))),
        },
    ),
];

fn place_of(interp: &mut Interp, args: &Args) -> Result<Option<BigInt>> {
    let range = args
        .at(0)
        .downcast::<WideRange>()
        .ok_or_else(|| Error::type_error("a range is required"))?;
    match args.at(1) {
        Value::Int(_) | Value::Big(_) | Value::Bool(_) => {
            Ok(range.place(&index_big(interp, args.at(1))?))
        }
        _ => Ok(None),
    }
}
