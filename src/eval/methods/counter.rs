//! What the operators mean between two of `collections.Counter`, and between ordered dicts.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

use crate::eval::dict::Dict;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};

type Counts = Rc<RefCell<Dict>>;

/// Whether both are counters, whose operators are not those of `dict`.
pub fn both(x: &Counts, y: &Counts) -> bool {
    is_counter(x) && is_counter(y)
}

/// `+ - | &` of two counters: a new one of what is left above zero, or the first one changed.
pub fn combine(interp: &mut Interp, op: BinaryOp, x: &Counts, y: &Counts) -> Result<Counts> {
    let mut made = Dict::new();
    made.type_name = Some("Counter");
    let made = Rc::new(RefCell::new(made));
    for key in keys_of_both(interp, x, y)? {
        let (a, b) = (count(interp, x, &key)?, count(interp, y, &key)?);
        let result = match op {
            BinaryOp::Add | BinaryOp::Sub => interp.binary(op, &a, &b)?,
            BinaryOp::BitOr if less(interp, &a, &b)? => b,
            BinaryOp::BitAnd if less(interp, &b, &a)? => b,
            _ => a,
        };
        if less(interp, &Value::Int(0), &result)? {
            interp.dict_set(&made, key, result)?;
        }
    }
    Ok(made)
}

/// `+c` and `-c`: what is above zero, or below.
pub fn signed(interp: &mut Interp, op: BinaryOp, counter: &Counts) -> Result<Value> {
    let mut none = Dict::new();
    none.type_name = Some("Counter");
    combine(interp, op, &Rc::new(RefCell::new(none)), counter).map(Value::Dict)
}

/// `==`, `<=` and so on: every count is; what is missing counts 0.
pub fn compare(interp: &mut Interp, op: CompareOp, x: &Counts, y: &Counts) -> Result<bool> {
    let each = match op {
        CompareOp::Lt => CompareOp::LtE,
        CompareOp::Gt => CompareOp::GtE,
        CompareOp::NotEq => CompareOp::Eq,
        op => op,
    };
    let mut all = true;
    for key in keys_of_both(interp, x, y)? {
        let (a, b) = (count(interp, x, &key)?, count(interp, y, &key)?);
        all &= interp.compare(each, &a, &b)?;
    }
    Ok(match op {
        CompareOp::NotEq => !all,
        CompareOp::Lt | CompareOp::Gt => all && !compare(interp, CompareOp::Eq, x, y)?,
        _ => all,
    })
}

/// Whether both are ordered dicts whose keys stand in different orders.
pub fn ordered_otherwise(interp: &mut Interp, x: &Counts, y: &Counts) -> Result<bool> {
    let ordered = |dict: &Counts| dict.borrow().type_name == Some("OrderedDict");
    if !ordered(x) || !ordered(y) {
        return Ok(false);
    }
    for (a, b) in keys(x).into_iter().zip(keys(y)) {
        if !interp.eq(&a, &b)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The order in which a counter is printed; counts that cannot be compared stay as they are.
pub fn highest_first(interp: &mut Interp, entries: &mut [(Value, Value)]) {
    let mut failed = false;
    let mut sorted = entries.to_vec();
    sorted.sort_by(|(_, a), (_, b)| {
        let both = less(interp, a, b).and_then(|above| Ok((above, less(interp, b, a)?)));
        match both {
            Ok((true, _)) => Ordering::Greater,
            Ok((_, true)) => Ordering::Less,
            Ok(_) => Ordering::Equal,
            Err(_) => {
                failed = true;
                Ordering::Equal
            }
        }
    });
    if !failed {
        entries.clone_from_slice(&sorted);
    }
}

fn is_counter(dict: &Counts) -> bool {
    dict.borrow().type_name == Some("Counter")
}

fn keys(dict: &Counts) -> Vec<Value> {
    dict.borrow().iter().map(|(key, _)| key.clone()).collect()
}

/// Those of the first, then those that only the second has.
fn keys_of_both(interp: &mut Interp, x: &Counts, y: &Counts) -> Result<Vec<Value>> {
    let mut all = keys(x);
    for key in keys(y) {
        if interp.dict_get(x, &key)?.is_none() {
            all.push(key);
        }
    }
    Ok(all)
}

fn count(interp: &mut Interp, counter: &Counts, key: &Value) -> Result<Value> {
    Ok(interp.dict_get(counter, key)?.unwrap_or(Value::Int(0)))
}

fn less(interp: &mut Interp, a: &Value, b: &Value) -> Result<bool> {
    interp.compare(CompareOp::Lt, a, b)
}
