//! Methods of text and octets in their commonest cases, without the interpreter: see
//! [`Direct`](crate::eval::builtin::Direct). What is long, rare or wrong is left to the usual way.

use std::rc::Rc;

use crate::eval::dialect;
use crate::eval::value::{Octets, Str, Value, shared_octets};

/// Octets of a text that are worked through at once.
const SHORT: usize = 4096;

/// The items of a list or a tuple, given to some work; none of anything else.
fn with_items<T>(holder: &Value, work: impl FnOnce(&[Value]) -> Option<T>) -> Option<T> {
    match holder {
        Value::List(items) => work(&items.borrow()),
        Value::Tuple(items) => work(items),
        _ => None,
    }
}

/// `", ".join(texts)`
pub fn join_texts(args: &mut [Value], result: &mut Value) -> bool {
    let [Value::Str(between), holder] = args else {
        return false;
    };
    let joined = with_items(holder, |items| {
        let gaps = items.len().saturating_sub(1);
        let mut octets = between.as_str().len().checked_mul(gaps)?;
        let mut chars = between.chars() * gaps;
        for item in items {
            let Value::Str(item) = item else {
                return None;
            };
            octets = octets.checked_add(item.as_str().len())?;
            chars += item.chars();
        }
        (octets <= SHORT).then(|| {
            Str::shared(octets, chars, |whole| {
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        whole.push_str(between.as_str());
                    }
                    whole.push_str(item.as_str().unwrap_or_default());
                }
            })
        })
    });
    match joined {
        Some(joined) => Value::Str(joined).set_in(result),
        None => return false,
    }
    true
}

/// `b"".join(octets)`
pub fn join_octets(args: &mut [Value], result: &mut Value) -> bool {
    let [Value::Bytes(between), holder] = args else {
        return false;
    };
    if dialect::is_python2() {
        return false;
    }
    let joined = with_items(holder, |items| {
        let mut length = between.len().checked_mul(items.len().saturating_sub(1))?;
        for item in items {
            let Value::Bytes(item) = item else {
                return None;
            };
            length = length.checked_add(item.len())?;
        }
        if length > SHORT {
            return None;
        }
        let mut whole = Octets::with_capacity(length);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                whole.extend_from_slice(between);
            }
            if let Value::Bytes(item) = item {
                whole.extend_from_slice(item);
            }
        }
        Some(whole)
    });
    match joined {
        Some(whole) if whole.spilled() => Value::Bytes(Rc::new(whole)).set_in(result),
        Some(whole) => Value::Bytes(shared_octets(&whole, &[])).set_in(result),
        None => return false,
    }
    true
}

/// `text.split(",")`
pub fn split(args: &mut [Value], result: &mut Value) -> bool {
    let [Value::Str(text), Value::Str(between)] = args else {
        return false;
    };
    let (text, between) = (text.as_str(), between.as_str());
    if between.is_empty() || text.len() > SHORT {
        return false;
    }
    let mut pieces = Vec::with_capacity(4);
    match between.as_bytes() {
        [octet] => {
            let mut from = 0;
            for at in memchr::memchr_iter(*octet, text.as_bytes()) {
                pieces.push(Value::str(&text[from..at]));
                from = at + 1;
            }
            pieces.push(Value::str(&text[from..]));
        }
        _ => pieces.extend(text.split(between).map(Value::str)),
    }
    Value::list(pieces).set_in(result);
    true
}

/// `text.replace(old, new)`
pub fn replace(args: &mut [Value], result: &mut Value) -> bool {
    let [Value::Str(text), Value::Str(old), Value::Str(new)] = args else {
        return false;
    };
    let (whole, before, after) = (text.as_str(), old.as_str(), new.as_str());
    if before.is_empty() || whole.len() > SHORT || after.len() > SHORT / 64 {
        return false;
    }
    let Some(first) = memchr::memmem::find(whole.as_bytes(), before.as_bytes()) else {
        Value::Str(text.clone()).set_in(result);
        return true;
    };
    let mut out = String::with_capacity(whole.len() + after.len());
    out.push_str(&whole[..first]);
    out.push_str(after);
    let mut rest = &whole[first + before.len()..];
    while let Some(at) = rest.find(before) {
        out.push_str(&rest[..at]);
        out.push_str(after);
        rest = &rest[at + before.len()..];
    }
    out.push_str(rest);
    Value::str(&out).set_in(result);
    true
}
