//! `==`, `<` and their like.

use std::cmp::Ordering;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use super::class::Class;
use super::dict::plain_eq;
use super::error::{Error, Result};
use super::interp::Interp;
use super::interrupt::Turns;
use super::methods::counter;
use super::symbol::Symbol;
use super::value::Value;
use crate::lang::ast::CompareOp;

/// Comparing lists in lists in lists ends with a RecursionError.
const DEEPEST: usize = 300;

pub(super) fn eq(interp: &mut Interp, a: &Value, b: &Value) -> Result<bool> {
    let has_methods = |value| super::protocols::special::has_operators(value);
    if has_methods(a) || has_methods(b) {
        let answer = rich(interp, CompareOp::Eq, a, b)?;
        return interp.truth(&answer);
    }
    match plain_eq(a, b) {
        Some(answer) => Ok(answer),
        None => eq_of_rest(interp, a, b),
    }
}

fn eq_of_rest(interp: &mut Interp, a: &Value, b: &Value) -> Result<bool> {
    match (a, b) {
        (Value::List(x), Value::List(y)) => {
            if Rc::ptr_eq(x, y) {
                return Ok(true);
            }
            let (x, y) = (x.borrow().clone(), y.borrow().clone());
            deeper(interp, |interp| items_eq(interp, &x, &y))
        }
        (Value::Tuple(x), Value::Tuple(y)) => deeper(interp, |interp| items_eq(interp, x, y)),
        (Value::Dict(x), Value::Dict(y)) => {
            if Rc::ptr_eq(x, y) {
                return Ok(true);
            }
            if counter::both(x, y) {
                return deeper(interp, |interp| {
                    counter::compare(interp, CompareOp::Eq, x, y)
                });
            }
            if x.borrow().len() != y.borrow().len() || counter::ordered_otherwise(interp, x, y)? {
                return Ok(false);
            }
            let entries: Vec<(Value, Value)> = x
                .borrow()
                .iter()
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect();
            deeper(interp, |interp| {
                for (key, value) in entries {
                    match interp.dict_get(y, &key)? {
                        Some(other) if value.is(&other) || interp.eq(&value, &other)? => {}
                        _ => return Ok(false),
                    }
                }
                Ok(true)
            })
        }
        (Value::Slice(x), Value::Slice(y)) => Ok(interp.eq(&x.lower, &y.lower)?
            && interp.eq(&x.upper, &y.upper)?
            && interp.eq(&x.step, &y.step)?),
        (Value::Instance(_) | Value::Object(_), _) | (_, Value::Instance(_) | Value::Object(_)) => {
            let result = rich(interp, CompareOp::Eq, a, b)?;
            interp.truth(&result)
        }
        _ => match (members(a), members(b)) {
            (Some(x), Some(y)) => Ok(x.len() == y.len() && subset(interp, &x, &y)?),
            _ => {
                let result = rich(interp, CompareOp::Eq, a, b)?;
                interp.truth(&result)
            }
        },
    }
}

fn deeper<T>(interp: &mut Interp, run: impl FnOnce(&mut Interp) -> Result<T>) -> Result<T> {
    if interp.comparing >= DEEPEST {
        return Err(Error::recursion_error(
            "maximum recursion depth exceeded in comparison",
        ));
    }
    interp.comparing += 1;
    let result = run(interp);
    interp.comparing -= 1;
    result
}

fn items_eq(interp: &mut Interp, x: &[Value], y: &[Value]) -> Result<bool> {
    if x.len() != y.len() {
        return Ok(false);
    }
    let mut turns = Turns::default();
    for (a, b) in x.iter().zip(y) {
        turns.turn()?;
        if !a.is(b) && !eq(interp, a, b)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The members of what compares as a set.
fn members(value: &Value) -> Option<super::dict::Set> {
    match value {
        Value::Set(set) => Some(set.borrow().clone()),
        Value::FrozenSet(set) => Some((**set).clone()),
        Value::DictView(view) if view.part != super::dict::Part::Values => {
            let mut set = super::dict::Set::new();
            for (hash, key, value) in view.dict.borrow().hashed() {
                match view.part {
                    super::dict::Part::Keys => set.push(hash, key.clone()),
                    _ => {
                        let pair = Value::tuple(vec![key.clone(), value.clone()]);
                        let hash = super::dict::plain_hash(&pair)?;
                        set.push(hash, pair);
                    }
                }
            }
            Some(set)
        }
        _ => None,
    }
}

fn subset(interp: &mut Interp, x: &super::dict::Set, y: &super::dict::Set) -> Result<bool> {
    for item in x.iter() {
        if !interp.set_contains(y, item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The ordering of numbers; `None` with a NaN.
fn order_numbers(a: &Value, b: &Value) -> Option<Option<Ordering>> {
    Some(match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => a.get().partial_cmp(&b.get()),
        (Value::Float(a), b) => {
            let b = b.to_big()?;
            order_float(a.get(), &b)
        }
        (a, Value::Float(b)) => {
            let a = a.to_big()?;
            order_float(b.get(), &a).map(Ordering::reverse)
        }
        (a, b) => Some(a.to_big()?.cmp(&b.to_big()?)),
    })
}

fn order_float(a: f64, b: &BigInt) -> Option<Ordering> {
    if a.is_nan() {
        return None;
    }
    if a.is_infinite() {
        return a.partial_cmp(&0.0);
    }
    if let Some(b) = b.to_i32() {
        return a.partial_cmp(&f64::from(b));
    }
    let whole = BigInt::from_f64(a.floor())?;
    Some(match whole.cmp(b) {
        Ordering::Equal if a.fract() != 0.0 => Ordering::Greater,
        order => order,
    })
}

fn holds(op: CompareOp, order: Ordering) -> bool {
    match op {
        CompareOp::Lt => order.is_lt(),
        CompareOp::LtE => order.is_le(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::GtE => order.is_ge(),
        CompareOp::Eq => order.is_eq(),
        CompareOp::NotEq => order.is_ne(),
        _ => false,
    }
}

/// `a op b` for all but the identity and membership operators also work here.
pub(super) fn compare(interp: &mut Interp, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
    match op {
        CompareOp::Is => return Ok(Value::bool(a.is(b))),
        CompareOp::IsNot => return Ok(Value::bool(!a.is(b))),
        CompareOp::In => return Ok(Value::bool(interp.contains(b, a)?)),
        CompareOp::NotIn => return Ok(Value::bool(!interp.contains(b, a)?)),
        CompareOp::Eq | CompareOp::NotEq => {
            let has_methods = |value| super::protocols::special::has_operators(value);
            if has_methods(a) || has_methods(b) {
                return rich(interp, op, a, b);
            }
            if let Some(answer) = plain_eq(a, b) {
                return Ok(Value::bool(answer == (op == CompareOp::Eq)));
            }
            let asks = |v: &Value| match v {
                Value::Instance(_) | Value::Object(_) => true,
                Value::Class(class) => class.meta().is_some(),
                _ => false,
            };
            if asks(a) || asks(b) {
                return rich(interp, op, a, b);
            }
            if let Some(answer) = super::packets::compare(interp, op, a, b)? {
                return Ok(answer);
            }
            return Ok(Value::bool(eq(interp, a, b)? == (op == CompareOp::Eq)));
        }
        _ => {}
    }
    if let Some(order) = order_numbers(a, b) {
        return Ok(Value::bool(order.is_some_and(|order| holds(op, order))));
    }
    match (a, b) {
        (Value::Str(x), Value::Str(y)) => Ok(Value::bool(holds(op, x.as_str().cmp(y.as_str())))),
        (Value::Bytes(x), Value::Bytes(y)) => Ok(Value::bool(holds(op, x.cmp(y)))),
        (Value::ByteArray(x), Value::Bytes(y)) => {
            Ok(Value::bool(holds(op, x.borrow().as_slice().cmp(y))))
        }
        (Value::Bytes(x), Value::ByteArray(y)) => {
            Ok(Value::bool(holds(op, x.as_slice().cmp(&y.borrow()))))
        }
        (Value::ByteArray(x), Value::ByteArray(y)) => {
            Ok(Value::bool(holds(op, x.borrow().cmp(&y.borrow()))))
        }
        (Value::Tuple(x), Value::Tuple(y)) => order_items(interp, op, x, y),
        (Value::Dict(x), Value::Dict(y)) if counter::both(x, y) => {
            counter::compare(interp, op, x, y).map(Value::bool)
        }
        (Value::List(x), Value::List(y)) => {
            let (x, y) = (x.borrow().clone(), y.borrow().clone());
            order_items(interp, op, &x, &y)
        }
        _ => match (members(a), members(b)) {
            (Some(x), Some(y)) => Ok(Value::bool(match op {
                CompareOp::Lt => x.len() < y.len() && subset(interp, &x, &y)?,
                CompareOp::LtE => subset(interp, &x, &y)?,
                CompareOp::Gt => y.len() < x.len() && subset(interp, &y, &x)?,
                _ => subset(interp, &y, &x)?,
            })),
            _ => rich(interp, op, a, b),
        },
    }
}

fn order_items(interp: &mut Interp, op: CompareOp, x: &[Value], y: &[Value]) -> Result<Value> {
    let mut turns = Turns::default();
    for (a, b) in x.iter().zip(y) {
        turns.turn()?;
        if !a.is(b) && !eq(interp, a, b)? {
            return deeper(interp, |interp| compare(interp, op, a, b));
        }
    }
    Ok(Value::bool(holds(op, x.len().cmp(&y.len()))))
}

fn dunder(interp: &Interp, op: CompareOp) -> Symbol {
    let known = &interp.known;
    match op {
        CompareOp::Eq => known.eq,
        CompareOp::NotEq => known.ne,
        CompareOp::Lt => known.lt,
        CompareOp::LtE => known.le,
        CompareOp::Gt => known.gt,
        _ => known.ge,
    }
}

fn mirrored(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::LtE => CompareOp::GtE,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::GtE => CompareOp::LtE,
        op => op,
    }
}

fn sign(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Lt => "<",
        CompareOp::LtE => "<=",
        CompareOp::Gt => ">",
        CompareOp::GtE => ">=",
        CompareOp::Eq => "==",
        CompareOp::NotEq => "!=",
        CompareOp::Is => "is",
        CompareOp::IsNot => "is not",
        CompareOp::In => "in",
        CompareOp::NotIn => "not in",
    }
}

/// Asks one side; `None` if it leaves the matter to the other.
fn ask(interp: &mut Interp, op: CompareOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    match a {
        Value::Instance(instance) => {
            let name = dunder(interp, op);
            if instance.class.lookup(name).is_some() {
                return match interp.call_special(a, name, std::slice::from_ref(b))? {
                    Some(Value::NotImplemented) | None => Ok(None),
                    answer => Ok(answer),
                };
            }
            // `!=` is the opposite of `==` unless the class says otherwise.
            if op == CompareOp::NotEq && instance.class.lookup(interp.known.eq).is_some() {
                return match ask(interp, CompareOp::Eq, a, b)? {
                    Some(answer) => Ok(Some(Value::bool(!interp.truth(&answer)?))),
                    None => Ok(None),
                };
            }
            let inner = instance.inner.borrow().clone();
            if inner.is_unset() || matches!(inner, Value::Object(_)) {
                return Ok(None);
            }
            let other = match b {
                Value::Instance(other) if !other.inner.borrow().is_unset() => {
                    other.inner.borrow().clone()
                }
                other => other.clone(),
            };
            compare(interp, op, &inner, &other).map(Some)
        }
        Value::Class(class) => match class.meta() {
            Some(meta) => ask_metaclass(interp, &meta, op, a, b),
            None => Ok(None),
        },
        Value::Object(object) => object.clone().compare(interp, op, b),
        _ => Ok(None),
    }
}

/// Classes compare as their metaclass says.
fn ask_metaclass(
    interp: &mut Interp,
    meta: &Rc<Class>,
    op: CompareOp,
    a: &Value,
    b: &Value,
) -> Result<Option<Value>> {
    let name = dunder(interp, op);
    if meta.lookup(name).is_some() {
        return match interp.call_special(a, name, std::slice::from_ref(b))? {
            Some(Value::NotImplemented) | None => Ok(None),
            answer => Ok(answer),
        };
    }
    if op == CompareOp::NotEq && meta.lookup(interp.known.eq).is_some() {
        return match ask(interp, CompareOp::Eq, a, b)? {
            Some(answer) => Ok(Some(Value::bool(!interp.truth(&answer)?))),
            None => Ok(None),
        };
    }
    Ok(None)
}

/// A comparison in which an object has a say.
fn rich(interp: &mut Interp, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
    if let Some(answer) = super::packets::compare(interp, op, a, b)? {
        return Ok(answer);
    }
    // A subclass on the right goes first.
    let right_first = match (a, b) {
        (Value::Instance(x), Value::Instance(y)) => {
            x.class.id != y.class.id && y.class.is_subclass(&x.class)
        }
        _ => false,
    };
    if right_first && let Some(answer) = ask(interp, mirrored(op), b, a)? {
        return Ok(answer);
    }
    if let Some(answer) = ask(interp, op, a, b)? {
        return Ok(answer);
    }
    if !right_first && let Some(answer) = ask(interp, mirrored(op), b, a)? {
        return Ok(answer);
    }
    if interp.legacy
        && let Some(order) = super::methods::legacy::order(interp, a, b)?
    {
        return Ok(Value::bool(holds(op, order)));
    }
    match op {
        CompareOp::Eq => Ok(Value::bool(a.is(b))),
        CompareOp::NotEq => Ok(Value::bool(!a.is(b))),
        op => Err(Error::type_error(format!(
            "'{}' not supported between instances of '{}' and '{}'",
            sign(op),
            interp.type_name(a),
            interp.type_name(b)
        ))),
    }
}
