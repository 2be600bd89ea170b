//! `a + b`, `-a`, `not a`.

use std::rc::Rc;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Pow, Signed, ToPrimitive, Zero};

use super::error::{Error, Result};
use super::interp::Interp;
use super::memory;
use super::methods::counter;
use super::symbol::Symbol;
use super::value::{Kind, Value};
use crate::lang::ast::{BinaryOp, CompareOp, UnaryOp};

/// Results larger than this many bits are refused before memory runs out.
const MOST_BITS: u64 = 1 << 30;
/// Products of so many limbs (of 64 bits) take about a millisecond.
const MANY_LIMBS: u64 = 1 << 22;

#[inline]
pub(super) fn truth(interp: &mut Interp, value: &Value) -> Result<bool> {
    Ok(match value {
        Value::Bool(flag) => flag.get(),
        Value::None => false,
        Value::Int(number) => *number != 0,
        Value::Float(number) => number.get() != 0.0,
        Value::Str(text) => !text.as_str().is_empty(),
        Value::Bytes(octets) => !octets.is_empty(),
        Value::ByteArray(octets) => !octets.borrow().is_empty(),
        Value::List(list) => !list.borrow().is_empty(),
        Value::Tuple(items) => !items.is_empty(),
        Value::Dict(dict) => !dict.borrow().is_empty(),
        Value::Set(set) => !set.borrow().is_empty(),
        Value::FrozenSet(set) => !set.is_empty(),
        Value::Range(range) => !range.is_empty(),
        Value::DictView(view) => !view.dict.borrow().is_empty(),
        Value::Unset => false,
        Value::Instance(instance) => {
            let known = interp.known;
            if let Some(answer) = interp.call_special(value, known.bool, &[])? {
                return match answer {
                    Value::Bool(flag) => Ok(flag.get()),
                    other => Err(Error::type_error(format!(
                        "__bool__ should return bool, returned {}",
                        interp.type_name(&other)
                    ))),
                };
            }
            if instance.class.lookup(known.len).is_some() {
                return Ok(interp.len(value)? != 0);
            }
            let inner = instance.inner.borrow().clone();
            match inner {
                Value::Unset => true,
                inner => return truth(interp, &inner),
            }
        }
        Value::Object(object) => {
            let object = object.clone();
            match object.truth(interp)? {
                Some(answer) => answer,
                None => object.len(interp)?.is_none_or(|len| len != 0),
            }
        }
        value => super::packets::truth(interp, value)?.unwrap_or(true),
    })
}

pub(super) fn sign(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::FloorDiv => "//",
        BinaryOp::Mod => "%",
        BinaryOp::Pow => "** or pow()",
        BinaryOp::MatMul => "@",
        BinaryOp::ShiftLeft => "<<",
        BinaryOp::ShiftRight => ">>",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
    }
}

/// The names of the methods: for the left side, for the right side, in place.
fn dunders(op: BinaryOp) -> (&'static str, &'static str, &'static str) {
    match op {
        BinaryOp::Add => ("__add__", "__radd__", "__iadd__"),
        BinaryOp::Sub => ("__sub__", "__rsub__", "__isub__"),
        BinaryOp::Mul => ("__mul__", "__rmul__", "__imul__"),
        BinaryOp::Div => ("__truediv__", "__rtruediv__", "__itruediv__"),
        BinaryOp::FloorDiv => ("__floordiv__", "__rfloordiv__", "__ifloordiv__"),
        BinaryOp::Mod => ("__mod__", "__rmod__", "__imod__"),
        BinaryOp::Pow => ("__pow__", "__rpow__", "__ipow__"),
        BinaryOp::MatMul => ("__matmul__", "__rmatmul__", "__imatmul__"),
        BinaryOp::ShiftLeft => ("__lshift__", "__rlshift__", "__ilshift__"),
        BinaryOp::ShiftRight => ("__rshift__", "__rrshift__", "__irshift__"),
        BinaryOp::BitAnd => ("__and__", "__rand__", "__iand__"),
        BinaryOp::BitOr => ("__or__", "__ror__", "__ior__"),
        BinaryOp::BitXor => ("__xor__", "__rxor__", "__ixor__"),
    }
}

pub(super) fn binary(interp: &mut Interp, op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => return int_op(op, *x, *y),
        (Value::Float(x), Value::Float(y)) => {
            if let Some(result) = float_op(op, x.get(), y.get()) {
                return result;
            }
        }
        (Value::Bytes(x), Value::Bytes(y)) if op == BinaryOp::Add => {
            memory::room_for(x.len() + y.len())?;
            return Ok(Value::bytes(super::value::joined_octets(x, y)));
        }
        (Value::Str(_), _) if op == BinaryOp::Mod => {
            return super::methods::percent(interp, a, b);
        }
        _ => {}
    }
    if let Some(result) = number_op(op, a, b)? {
        return Ok(result);
    }
    if let Some(result) = sequence_op(interp, op, a, b)? {
        return Ok(result);
    }
    object_op(interp, op, a, b)
}

/// `a < b`: what the comparison gives, which need not be true or false.
pub fn compared(interp: &mut Interp, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
    super::compare::compare(interp, op, a, b)
}

/// `a op= b`
pub fn in_place(interp: &mut Interp, op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
    match (op, a, b) {
        (_, Value::Int(x), Value::Int(y)) if op != BinaryOp::MatMul => return int_op(op, *x, *y),
        (BinaryOp::Add, Value::List(list), _) => {
            let items = match b {
                // A packet is the packets of its set.
                Value::List(_) | Value::Tuple(_) | Value::Packet(_) | Value::Upper(_) => {
                    interp.collect(b)?
                }
                other => {
                    if super::packets::binary_claims(a, other) {
                        return binary(interp, op, a, b);
                    }
                    interp.collect(b)?
                }
            };
            list.borrow_mut().extend(items);
            return Ok(a.clone());
        }
        (BinaryOp::Mul, Value::List(list), times @ (Value::Int(_) | Value::Bool(_))) => {
            let repeated = repeat(&list.borrow(), times_of(times)?)?;
            *list.borrow_mut() = repeated.into();
            return Ok(a.clone());
        }
        (BinaryOp::Add, Value::ByteArray(octets), _) => {
            let more = match b {
                Value::Bytes(more) => more.to_vec(),
                Value::Str(more) if super::dialect::is_tolerant() => {
                    super::dialect::octets_of(more.as_str())
                }
                Value::ByteArray(more) => more.borrow().clone(),
                Value::Object(more) if more.octets().is_some() => more.octets().unwrap_or_default(),
                _ => {
                    return Err(Error::type_error(format!(
                        "can't concat {} to bytearray",
                        interp.type_name(b)
                    )));
                }
            };
            octets.borrow_mut().extend(more);
            return Ok(a.clone());
        }
        (
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::BitOr | BinaryOp::BitAnd,
            Value::Dict(x),
            Value::Dict(y),
        ) if counter::both(x, y) => {
            let result = counter::combine(interp, op, x, y)?;
            let new = result.borrow().clone();
            let _old = x.replace(new);
            return Ok(a.clone());
        }
        (BinaryOp::BitOr, Value::Dict(dict), Value::Dict(other)) => {
            let entries: Vec<(Value, Value)> = other
                .borrow()
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            for (key, value) in entries {
                interp.dict_set(dict, key, value)?;
            }
            return Ok(a.clone());
        }
        (
            BinaryOp::BitOr | BinaryOp::BitAnd | BinaryOp::Sub | BinaryOp::BitXor,
            Value::Set(set),
            _,
        ) => {
            let result = binary(interp, op, a, b)?;
            if let Value::Set(result) = &result
                && !Rc::ptr_eq(set, result)
            {
                let new = result.borrow().clone();
                *set.borrow_mut() = new;
            }
            return Ok(a.clone());
        }
        (_, Value::Object(object), _) => {
            if let Some(made) = object.clone().in_place(interp, op, a, b)? {
                return Ok(made);
            }
        }
        (_, Value::Instance(instance), _) => {
            if let Some(name) = Symbol::find(dunders(op).2)
                && instance.class.lookup(name).is_some()
            {
                match interp.call_special(a, name, std::slice::from_ref(b))? {
                    Some(Value::NotImplemented) | None => {}
                    Some(result) => return Ok(result),
                }
            }
            let inner = instance.inner.borrow().clone();
            if matches!(inner, Value::List(_) | Value::Set(_) | Value::Dict(_))
                && instance.class.lookup(Symbol::of(dunders(op).0)).is_none()
            {
                in_place(interp, op, &inner, b)?;
                return Ok(a.clone());
            }
        }
        _ => {}
    }
    binary(interp, op, a, b).map_err(|error| {
        // CPython names the augmented sign, unless an operand spoke for itself.
        let text = error.text();
        let plain = format!("unsupported operand type(s) for {}:", sign(op));
        match text.strip_prefix(&plain) {
            Some(rest) if error.is(super::exception::Exc::TypeError) => {
                let own = sign(op).split(' ').next().unwrap_or_default();
                Error::type_error(format!("unsupported operand type(s) for {own}=:{rest}"))
            }
            _ => error,
        }
    })
}

#[inline]
pub(super) fn int_op(op: BinaryOp, x: i64, y: i64) -> Result<Value> {
    let small = match op {
        BinaryOp::Add => x.checked_add(y),
        BinaryOp::Sub => x.checked_sub(y),
        BinaryOp::Mul => x.checked_mul(y),
        BinaryOp::BitAnd => Some(x & y),
        BinaryOp::BitOr => Some(x | y),
        BinaryOp::BitXor => Some(x ^ y),
        BinaryOp::FloorDiv => {
            if y == 0 {
                return Err(Error::zero_division("integer division or modulo by zero"));
            }
            x.checked_div_euclid(y).map(|_| Integer::div_floor(&x, &y))
        }
        BinaryOp::Mod => {
            if y == 0 {
                return Err(Error::zero_division("integer modulo by zero"));
            }
            if y == -1 {
                Some(0)
            } else {
                Some(Integer::mod_floor(&x, &y))
            }
        }
        BinaryOp::ShiftRight => {
            if y < 0 {
                return Err(Error::value_error("negative shift count"));
            }
            Some(x >> y.min(63))
        }
        BinaryOp::ShiftLeft => {
            if y < 0 {
                return Err(Error::value_error("negative shift count"));
            }
            if x == 0 {
                Some(0)
            } else if y < 63 && (x << y) >> y == x {
                Some(x << y)
            } else {
                None
            }
        }
        BinaryOp::Div => {
            if y == 0 {
                return Err(Error::zero_division("division by zero"));
            }
            if x.unsigned_abs() < 1 << 53 && y.unsigned_abs() < 1 << 53 {
                return Ok(Value::float(x as f64 / y as f64));
            }
            None
        }
        BinaryOp::Pow => {
            if y < 0 {
                if x == 0 {
                    return Err(Error::zero_division(
                        "0.0 cannot be raised to a negative power",
                    ));
                }
                return Ok(Value::float((x as f64).powf(y as f64)));
            }
            u32::try_from(y).ok().and_then(|y| x.checked_pow(y))
        }
        BinaryOp::MatMul => {
            return Err(Error::type_error(
                "unsupported operand type(s) for @: 'int' and 'int'",
            ));
        }
    };
    match small {
        Some(result) => Ok(Value::Int(result)),
        None => big_op(op, &BigInt::from(x), &BigInt::from(y)),
    }
}

fn big_op(op: BinaryOp, x: &BigInt, y: &BigInt) -> Result<Value> {
    let too_large = || Error::memory_error("");
    Ok(Value::big(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => costly(x, y, |x, y| x * y)?,
        BinaryOp::BitAnd => x & y,
        BinaryOp::BitOr => x | y,
        BinaryOp::BitXor => x ^ y,
        BinaryOp::FloorDiv if y.is_zero() => {
            return Err(Error::zero_division("integer division or modulo by zero"));
        }
        BinaryOp::Mod if y.is_zero() => return Err(Error::zero_division("integer modulo by zero")),
        BinaryOp::FloorDiv => costly(x, y, |x, y| x.div_floor(y))?,
        BinaryOp::Mod => costly(x, y, |x, y| x.mod_floor(y))?,
        BinaryOp::ShiftLeft | BinaryOp::ShiftRight if y.is_negative() => {
            return Err(Error::value_error("negative shift count"));
        }
        BinaryOp::ShiftLeft => {
            let by = y
                .to_u64()
                .filter(|by| by.saturating_add(x.bits()) <= MOST_BITS)
                .ok_or_else(too_large)?;
            x << by
        }
        BinaryOp::ShiftRight => match y.to_u64() {
            Some(by) => x >> by,
            None if x.is_negative() => BigInt::from(-1),
            None => BigInt::zero(),
        },
        BinaryOp::Div => {
            if y.is_zero() {
                return Err(Error::zero_division("division by zero"));
            }
            return divide(x, y).map(Value::float);
        }
        BinaryOp::Pow => {
            if y.is_negative() {
                let (x, y) = (big_to_float(x)?, big_to_float(y)?);
                if x == 0.0 {
                    return Err(Error::zero_division(
                        "0.0 cannot be raised to a negative power",
                    ));
                }
                return Ok(Value::float(x.powf(y)));
            }
            if x.is_zero() || *x == BigInt::from(1) {
                return Ok(Value::big(if y.is_zero() {
                    BigInt::from(1)
                } else {
                    x.clone()
                }));
            }
            let exponent = y.to_u32().ok_or_else(too_large)?;
            if x.bits().saturating_mul(exponent.into()) > MOST_BITS {
                return Err(too_large());
            }
            let limbs = x.bits().saturating_mul(exponent.into()) / 64;
            if limbs.saturating_mul(limbs) < MANY_LIMBS {
                return Ok(Value::big(Pow::pow(x, exponent)));
            }
            let x = x.clone();
            super::interrupt::aside(move || Pow::pow(&x, exponent))?
        }
        BinaryOp::MatMul => {
            return Err(Error::type_error(
                "unsupported operand type(s) for @: 'int' and 'int'",
            ));
        }
    }))
}

/// A product or a quotient, on a thread that Ctrl-C can leave when the numbers are long.
pub fn costly(x: &BigInt, y: &BigInt, work: fn(&BigInt, &BigInt) -> BigInt) -> Result<BigInt> {
    if (x.bits() / 64).saturating_mul(y.bits() / 64) < MANY_LIMBS {
        return Ok(work(x, y));
    }
    if x.bits().saturating_add(y.bits()) > 2 * MOST_BITS {
        return Err(Error::memory_error(""));
    }
    let (x, y) = (x.clone(), y.clone());
    super::interrupt::aside(move || work(&x, &y))
}

/// The correctly rounded quotient of two integers.
fn divide(x: &BigInt, y: &BigInt) -> Result<f64> {
    let negative = x.is_negative() != y.is_negative();
    let (x, y) = (x.abs(), y.abs());
    if x.is_zero() {
        return Ok(0.0);
    }
    // Two bits beyond the 53 of a double, and one that says whether anything is left, round rightly.
    let shift = 55 - (x.bits() as i64 - y.bits() as i64);
    let (quotient, rest) = if shift >= 0 {
        (x << shift as u64).div_rem(&y)
    } else {
        x.div_rem(&(y << (-shift) as u64))
    };
    let mut digits = quotient.to_u64().unwrap_or(u64::MAX);
    if !rest.is_zero() {
        digits |= 1;
    }
    let mut result = digits as f64;
    let mut exponent = -shift;
    while exponent != 0 {
        let step = exponent.clamp(-1000, 1000);
        result *= 2f64.powi(step as i32);
        exponent -= step;
    }
    if result.is_infinite() {
        return Err(Error::overflow_error(
            "integer division result too large for a float",
        ));
    }
    Ok(if negative { -result } else { result })
}

pub(super) fn big_to_float(number: &BigInt) -> Result<f64> {
    match number.to_f64() {
        Some(float) if float.is_finite() => Ok(float),
        _ => Err(Error::overflow_error("int too large to convert to float")),
    }
}

fn float_op(op: BinaryOp, x: f64, y: f64) -> Option<Result<Value>> {
    Some(Ok(Value::float(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::Div => {
            if y == 0.0 {
                return Some(Err(Error::zero_division("float division by zero")));
            }
            x / y
        }
        BinaryOp::FloorDiv | BinaryOp::Mod => {
            if y == 0.0 {
                return Some(Err(Error::zero_division(if op == BinaryOp::Mod {
                    "float modulo"
                } else {
                    "float floor division by zero"
                })));
            }
            let (quotient, rest) = float_divmod(x, y);
            if op == BinaryOp::Mod { rest } else { quotient }
        }
        BinaryOp::Pow => {
            if x == 0.0 && y < 0.0 {
                return Some(Err(Error::zero_division(
                    "0.0 cannot be raised to a negative power",
                )));
            }
            if x < 0.0 && y.is_finite() && y.fract() != 0.0 {
                return Some(Ok(super::complex::power_of_negative(x, y)));
            }
            let result = x.powf(y);
            if result.is_infinite() && x.is_finite() && y.is_finite() {
                return Some(Err(Error::with_args(
                    super::exception::Exc::OverflowError,
                    vec![Value::Int(34), Value::str("Numerical result out of range")],
                )));
            }
            result
        }
        _ => return None,
    })))
}

/// `divmod(a, b)`, if one of the two is an instance that has a say.
pub fn divmod(interp: &mut Interp, a: &Value, b: &Value) -> Result<Option<Value>> {
    for (own, other, name) in [(a, b, "__divmod__"), (b, a, "__rdivmod__")] {
        if let Value::Instance(_) = own {
            let name = Symbol::of(name);
            match interp.call_special(own, name, std::slice::from_ref(other))? {
                Some(Value::NotImplemented) | None => {}
                result => return Ok(result),
            }
        }
    }
    Ok(None)
}

/// `divmod` of floats, as CPython computes it.
pub fn float_divmod(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    let mut quotient = (x - rest) / y;
    if rest != 0.0 {
        if (y < 0.0) != (rest < 0.0) {
            rest += y;
            quotient -= 1.0;
        }
    } else {
        rest = 0f64.copysign(y);
    }
    let quotient = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    } else {
        0f64.copysign(x / y)
    };
    (quotient, rest)
}

fn number_op(op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    let is_float = |v: &Value| matches!(v, Value::Float(_));
    if let (Value::Bool(x), Value::Bool(y)) = (a, b) {
        match op {
            BinaryOp::BitAnd => return Ok(Some(Value::bool(x.get() & y.get()))),
            BinaryOp::BitOr => return Ok(Some(Value::bool(x.get() | y.get()))),
            BinaryOp::BitXor => return Ok(Some(Value::bool(x.get() ^ y.get()))),
            _ => {}
        }
    }
    if is_float(a) || is_float(b) {
        let (Some(x), Some(y)) = (to_float(a)?, to_float(b)?) else {
            return Ok(None);
        };
        return float_op(op, x, y).transpose();
    }
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        if op == BinaryOp::MatMul {
            return Ok(None);
        }
        return int_op(op, x, y).map(Some);
    }
    match (a.to_big(), b.to_big()) {
        (Some(x), Some(y)) if op != BinaryOp::MatMul => big_op(op, &x, &y).map(Some),
        _ => Ok(None),
    }
}

/// The float that a number is; `None` for what is no number.
pub(super) fn to_float(value: &Value) -> Result<Option<f64>> {
    Ok(match value {
        Value::Float(number) => Some(number.get()),
        Value::Int(number) => Some(*number as f64),
        Value::Bool(flag) => Some(f64::from(*flag as u8)),
        Value::Big(number) => Some(big_to_float(number)?),
        _ => None,
    })
}

/// A sequence times a number; Ctrl-C is heard once in a mebibyte.
fn repeat<T: Clone>(items: &[T], times: usize) -> Result<Vec<T>> {
    let count = items.len().saturating_mul(times);
    memory::room_for_items(count, size_of::<T>())?;
    let mut repeated = Vec::new();
    let room = repeated.try_reserve_exact(count);
    room.map_err(|_| Error::memory_error(""))?;
    if items.is_empty() {
        return Ok(repeated);
    }
    // Few items are doubled to a block first; a block is copied at once.
    let copies = (BLOCK / size_of_val(items).max(1)).clamp(1, times.max(1));
    let mut block = Vec::with_capacity(copies * items.len());
    (0..copies).for_each(|_| block.extend_from_slice(items));
    for _ in 0..times / copies {
        repeated.extend_from_slice(&block);
        super::interrupt::check()?;
    }
    repeated.extend_from_slice(&block[..(times % copies) * items.len()]);
    Ok(repeated)
}

/// Octets that are copied without a look at Ctrl-C.
const BLOCK: usize = 1 << 20;

/// How often a sequence is repeated; less than once is not at all.
fn times_of(number: &Value) -> Result<usize> {
    match number {
        Value::Big(number) if number.is_negative() => Ok(0),
        Value::Big(_) => Err(Error::overflow_error(
            "cannot fit 'int' into an index-sized integer",
        )),
        number => Ok(usize::try_from(number.as_int().unwrap_or(0)).unwrap_or(0)),
    }
}

/// One sequence after the other.
fn joined<T: Clone>(x: &[T], y: &[T]) -> Result<Vec<T>> {
    memory::room_for_items(x.len() + y.len(), size_of::<T>())?;
    Ok([x, y].concat())
}

/// `+`, `*`, `%`, `|` and so on of text, octets, lists, tuples, dictionaries and sets.
fn sequence_op(interp: &mut Interp, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    use Value::*;
    Ok(Some(match (op, a, b) {
        (BinaryOp::Add, Str(x), Str(y)) => {
            memory::room_for(x.as_str().len() + y.as_str().len())?;
            let mut text = String::with_capacity(x.as_str().len() + y.as_str().len());
            text.push_str(x.as_str());
            text.push_str(y.as_str());
            Value::string(text)
        }
        (BinaryOp::Add, Str(_), other) if !matches!(other, Instance(_) | Object(_)) => {
            if super::packets::binary_claims(a, b) {
                return Ok(Option::None);
            }
            return Err(Error::type_error(format!(
                "can only concatenate str (not \"{}\") to str",
                interp.type_name(other)
            )));
        }
        (BinaryOp::Add, Bytes(x), Bytes(y)) => {
            memory::room_for(x.len() + y.len())?;
            Value::bytes(super::value::joined_octets(x, y))
        }
        (BinaryOp::Add, Bytes(x), ByteArray(y)) => Value::bytes(joined(x, &y.borrow())?),
        (BinaryOp::Add, ByteArray(x), Bytes(y)) => Value::byte_array(joined(&x.borrow(), y)?),
        (BinaryOp::Add, ByteArray(x), ByteArray(y)) => {
            Value::byte_array(joined(&x.borrow(), &y.borrow())?)
        }
        (BinaryOp::Add, Bytes(_) | ByteArray(_), other)
            if !matches!(other, Instance(_) | Object(_)) =>
        {
            if super::packets::binary_claims(a, b) {
                return Ok(Option::None);
            }
            return Err(Error::type_error(format!(
                "can't concat {} to {}",
                interp.type_name(other),
                interp.type_name(a)
            )));
        }
        (BinaryOp::Add, List(x), List(y)) => {
            let joined = joined(&x.borrow(), &y.borrow())?;
            Value::list(joined)
        }
        (BinaryOp::Add, Tuple(x), Tuple(y)) => Value::tuple(joined(x, y)?),
        (BinaryOp::Add, List(_) | Tuple(_), other) if !matches!(other, Instance(_) | Object(_)) => {
            if super::packets::binary_claims(a, b) {
                return Ok(Option::None);
            }
            let own = interp.type_name(a);
            return Err(Error::type_error(format!(
                "can only concatenate {own} (not \"{}\") to {own}",
                interp.type_name(other)
            )));
        }
        (BinaryOp::Mul, Str(text), times @ (Int(_) | Bool(_) | Big(_)))
        | (BinaryOp::Mul, times @ (Int(_) | Bool(_) | Big(_)), Str(text)) => {
            let octets = repeat(text.as_str().as_bytes(), times_of(times)?)?;
            Value::string(String::from_utf8(octets).unwrap_or_default())
        }
        (BinaryOp::Mul, Bytes(octets), times @ (Int(_) | Bool(_) | Big(_)))
        | (BinaryOp::Mul, times @ (Int(_) | Bool(_) | Big(_)), Bytes(octets)) => {
            Value::bytes(repeat(octets, times_of(times)?)?)
        }
        (BinaryOp::Mul, ByteArray(octets), times @ (Int(_) | Bool(_) | Big(_)))
        | (BinaryOp::Mul, times @ (Int(_) | Bool(_) | Big(_)), ByteArray(octets)) => {
            Value::byte_array(repeat(&octets.borrow(), times_of(times)?)?)
        }
        (BinaryOp::Mul, List(items), times @ (Int(_) | Bool(_) | Big(_)))
        | (BinaryOp::Mul, times @ (Int(_) | Bool(_) | Big(_)), List(items)) => {
            Value::list(repeat(&items.borrow(), times_of(times)?)?)
        }
        (BinaryOp::Mul, Tuple(items), times @ (Int(_) | Bool(_) | Big(_)))
        | (BinaryOp::Mul, times @ (Int(_) | Bool(_) | Big(_)), Tuple(items)) => {
            Value::tuple(repeat(items, times_of(times)?)?)
        }
        (BinaryOp::Mul, Str(_) | Bytes(_) | ByteArray(_) | List(_) | Tuple(_), other)
            if !matches!(other, Instance(_) | Object(_))
                && !super::packets::binary_claims(a, b) =>
        {
            return Err(Error::type_error(format!(
                "can't multiply sequence by non-int of type '{}'",
                interp.type_name(other)
            )));
        }
        (BinaryOp::Mod, Str(_) | Bytes(_) | ByteArray(_), _) => {
            super::methods::percent(interp, a, b)?
        }
        (BinaryOp::Add | BinaryOp::Sub | BinaryOp::BitOr | BinaryOp::BitAnd, Dict(x), Dict(y))
            if counter::both(x, y) =>
        {
            Dict(counter::combine(interp, op, x, y)?)
        }
        (BinaryOp::BitOr, Dict(x), Dict(y)) => {
            let merged = Rc::new(std::cell::RefCell::new(x.borrow().clone()));
            let entries: Vec<(Value, Value)> = y
                .borrow()
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            for (key, value) in entries {
                interp.dict_set(&merged, key, value)?;
            }
            Dict(merged)
        }
        (BinaryOp::BitOr | BinaryOp::BitAnd | BinaryOp::Sub | BinaryOp::BitXor, _, _) => {
            return set_op(interp, op, a, b);
        }
        _ => return Ok(Option::None),
    }))
}

fn set_of(interp: &mut Interp, value: &Value) -> Result<Option<super::dict::Set>> {
    Ok(match value {
        Value::Set(set) => Some(set.borrow().clone()),
        Value::FrozenSet(set) => Some((**set).clone()),
        Value::DictView(view) if view.part != super::dict::Part::Values => {
            let mut set = super::dict::Set::new();
            for item in interp.collect(value)? {
                interp.set_add(&mut set, item)?;
            }
            Some(set)
        }
        _ => None,
    })
}

fn set_op(interp: &mut Interp, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    let (mut x, mut y) = (set_of(interp, a)?, set_of(interp, b)?);
    // A view takes whatever can be walked through on the other side.
    let is_view = |value: &Value| matches!(value.kind(), Kind::DictKeys | Kind::DictItems);
    let walked = |interp: &mut Interp, value: &Value| {
        let mut set = super::dict::Set::new();
        for item in interp.collect(value)? {
            interp.set_add(&mut set, item)?;
        }
        Ok::<_, Error>(Some(set))
    };
    let open = |value: &Value| {
        !matches!(
            value,
            Value::Instance(_) | Value::Packet(_) | Value::Upper(_)
        )
    };
    if y.is_none() && is_view(a) && open(b) {
        y = walked(interp, b)?;
    }
    if x.is_none() && is_view(b) && open(a) {
        x = walked(interp, a)?;
    }
    let (Some(x), Some(y)) = (x, y) else {
        return Ok(None);
    };
    let mut result = super::dict::Set::new();
    match op {
        BinaryOp::BitOr => {
            result = x;
            for item in y.iter() {
                interp.set_add(&mut result, item.clone())?;
            }
        }
        BinaryOp::BitAnd => {
            let (walked, asked) = if y.len() > x.len() {
                (&x, &y)
            } else {
                (&y, &x)
            };
            for item in walked.iter() {
                if interp.set_contains(asked, item)? {
                    interp.set_add(&mut result, item.clone())?;
                }
            }
        }
        _ => {
            for item in x.iter() {
                if !interp.set_contains(&y, item)? {
                    interp.set_add(&mut result, item.clone())?;
                }
            }
            if op == BinaryOp::BitXor {
                for item in y.iter() {
                    if !interp.set_contains(&x, item)? {
                        interp.set_add(&mut result, item.clone())?;
                    }
                }
            }
        }
    }
    Ok(Some(if matches!(a, Value::FrozenSet(_)) && !is_view(b) {
        Value::frozen_set(result)
    } else {
        Value::set(result)
    }))
}

fn ask(
    interp: &mut Interp,
    op: BinaryOp,
    a: &Value,
    b: &Value,
    reflected: bool,
) -> Result<Option<Value>> {
    match a {
        Value::Instance(instance) => {
            let (left, right, _) = dunders(op);
            if let Some(name) = Symbol::find(if reflected { right } else { left })
                && instance.class.lookup(name).is_some()
            {
                return match interp.call_special(a, name, std::slice::from_ref(b))? {
                    Some(Value::NotImplemented) | None => Ok(None),
                    result => Ok(result),
                };
            }
            Ok(None)
        }
        Value::Object(object) => object.clone().binary(interp, op, a, b, reflected),
        _ => Ok(None),
    }
}

fn object_op(interp: &mut Interp, op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
    let right_first = match (a, b) {
        (Value::Instance(x), Value::Instance(y)) => {
            x.class.id != y.class.id && y.class.is_subclass(&x.class)
        }
        _ => false,
    };
    if right_first && let Some(result) = ask(interp, op, b, a, true)? {
        return Ok(result);
    }
    if let Some(result) = ask(interp, op, a, b, false)? {
        return Ok(result);
    }
    if !right_first && let Some(result) = ask(interp, op, b, a, true)? {
        return Ok(result);
    }
    if let Some(result) = super::packets::binary(interp, op, a, b)? {
        return Ok(result);
    }
    // What counts may be any object that is an integer by `__index__`.
    if op == BinaryOp::Mul {
        let sequence = |v: &Value| {
            matches!(
                v,
                Value::Str(_)
                    | Value::Bytes(_)
                    | Value::ByteArray(_)
                    | Value::List(_)
                    | Value::Tuple(_)
            )
        };
        let counts = |v: &Value| super::call::find_special(v, Symbol::of("__index__")).is_some();
        if sequence(a) && counts(b) {
            let times = interp.index(b)?;
            return binary(interp, op, a, &Value::Int(times));
        }
        if sequence(b) && counts(a) {
            let times = interp.index(a)?;
            return binary(interp, op, b, &Value::Int(times));
        }
    }
    // Instances of classes that derive from built-in types act as those.
    let inner = |value: &Value| match value {
        Value::Instance(instance) => {
            Some(instance.inner.borrow().clone()).filter(|v| !v.is_unset())
        }
        _ => None,
    };
    match (inner(a), inner(b)) {
        (None, None) => {}
        (x, y) => {
            let (x, y) = (
                x.unwrap_or_else(|| a.clone()),
                y.unwrap_or_else(|| b.clone()),
            );
            return binary(interp, op, &x, &y);
        }
    }
    if op == BinaryOp::BitOr
        && let Some(union) = super::union::of(interp, a, b)?
    {
        return Ok(union);
    }
    Err(Error::type_error(format!(
        "unsupported operand type(s) for {}: '{}' and '{}'",
        sign(op),
        interp.type_name(a),
        interp.type_name(b)
    )))
}

/// `-x`, `+x`, `~x`, `not x`
pub fn unary(interp: &mut Interp, op: UnaryOp, value: &Value) -> Result<Value> {
    let (name, shown) = match op {
        UnaryOp::Not => return Ok(Value::bool(!truth(interp, value)?)),
        UnaryOp::Neg => ("__neg__", "-"),
        UnaryOp::Pos => ("__pos__", "+"),
        UnaryOp::Invert => ("__invert__", "~"),
    };
    match (op, value) {
        (UnaryOp::Neg, Value::Int(number)) => {
            return Ok(number
                .checked_neg()
                .map_or_else(|| Value::big(-BigInt::from(*number)), Value::Int));
        }
        (UnaryOp::Neg, Value::Float(number)) => return Ok(Value::float(-number.get())),
        (UnaryOp::Pos, Value::Float(number)) => return Ok(Value::Float(*number)),
        (UnaryOp::Pos, Value::Int(_) | Value::Big(_)) => return Ok(value.clone()),
        (UnaryOp::Pos | UnaryOp::Neg, Value::Dict(dict)) if counter::both(dict, dict) => {
            let sign = if op == UnaryOp::Pos {
                BinaryOp::Add
            } else {
                BinaryOp::Sub
            };
            return counter::signed(interp, sign, dict);
        }
        _ => {}
    }
    if let Some(number) = value.to_big() {
        return Ok(Value::big(match op {
            UnaryOp::Neg => -number,
            UnaryOp::Pos => number,
            _ => -(number + BigInt::from(1)),
        }));
    }
    match value {
        Value::Instance(instance) => {
            if let Some(result) = interp.call_special(value, Symbol::of(name), &[])? {
                return Ok(result);
            }
            let inner = instance.inner.borrow().clone();
            if !inner.is_unset() && !matches!(inner, Value::Object(_)) {
                return unary(interp, op, &inner);
            }
        }
        Value::Object(object) => {
            if let Some(result) = object.clone().unary(interp, name)? {
                return Ok(result);
            }
        }
        _ => {}
    }
    Err(Error::type_error(format!(
        "bad operand type for unary {shown}: '{}'",
        interp.type_name(value)
    )))
}

/// `a + 1` or `a += 1`: the span of the instruction tells them apart for the error's text.
#[cold]
pub(super) fn in_place_or_binary(
    interp: &mut Interp,
    code: &super::code::Code,
    pc: usize,
    op: BinaryOp,
    a: &Value,
    b: &Value,
) -> Result<Value> {
    let span = code.spans.get(pc - 1).copied().unwrap_or_default();
    let text = code
        .source
        .text
        .get(span.start as usize..span.end as usize)
        .unwrap_or_default();
    if text.contains("+=") || text.contains("-=") {
        in_place(interp, op, a, b)
    } else {
        binary(interp, op, a, b)
    }
}
