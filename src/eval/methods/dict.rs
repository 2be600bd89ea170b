//! The methods of `dict` and its views.

use std::cell::RefCell;
use std::rc::Rc;

use super::arguments::{method, plain, type_name, wrong_receiver};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::{Dict, DictView, Part, Set};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::value::Value;

pub static METHODS: &[Builtin] = &[
    method("clear", &["self"], "Removes all keys.", clear),
    method("copy", &["self"], "A shallow copy.", copy),
    method(
        "get",
        &["self", "key", "default=None", "/"],
        "The value of a key, or the default.",
        get,
    )
    .direct(get_directly),
    method("items", &["self"], "The pairs of key and value.", items),
    method("keys", &["self"], "The keys.", keys),
    method(
        "pop",
        &["self", "key", "default=<unset>", "/"],
        "Removes a key and returns its value, or the default.",
        pop,
    ),
    method(
        "popitem",
        &["self", "last=True"],
        "Removes the last pair and returns it; an OrderedDict also the first.",
        popitem,
    ),
    method(
        "setdefault",
        &["self", "key", "default=None", "/"],
        "The value of a key, which is set to the default if it is missing.",
        setdefault,
    ),
    method(
        "update",
        &["self", "*args", "**kwargs"],
        "Takes over the pairs of another mapping, an iterable of pairs, or keywords.",
        update,
    ),
    method("values", &["self"], "The values.", values),
    // What collections.OrderedDict, Counter and defaultdict add. A plain dict refuses them.
    method(
        "move_to_end",
        &["self", "key", "last=True"],
        "Moves a key to the end, or the start (OrderedDict).",
        move_to_end,
    ),
    method(
        "most_common",
        &["self", "n=None"],
        "The pairs with the highest counts, highest first (Counter).",
        most_common,
    ),
    method(
        "elements",
        &["self"],
        "Each key as often as its count says (Counter).",
        elements,
    ),
    method(
        "total",
        &["self"],
        "The sum of the counts (Counter).",
        total,
    ),
    method(
        "subtract",
        &["self", "*args", "**kwargs"],
        "Takes counts away (Counter).",
        subtract,
    ),
];

/// The methods that only these types have, by name.
pub const SPECIAL: &[(&str, &str)] = &[
    ("move_to_end", "OrderedDict"),
    ("most_common", "Counter"),
    ("elements", "Counter"),
    ("total", "Counter"),
    ("subtract", "Counter"),
];

pub static STATICS: &[Builtin] = &[Builtin::new(
    "fromkeys",
    &["iterable", "value=None", "/"],
    "A dict with the keys of an iterable, all with one value.",
    &[("dict.fromkeys('ab', 1)", "{'a': 1, 'b': 1}")],
    fromkeys,
)];

pub static VIEW_METHODS: &[Builtin] = &[method(
    "isdisjoint",
    &["self", "other"],
    "Whether no item is in both.",
    isdisjoint,
)];

pub fn this(args: &Args) -> Result<Rc<RefCell<Dict>>> {
    match plain(args.at(0)) {
        Value::Dict(dict) => Ok(dict),
        _ => Err(wrong_receiver("dict", args)),
    }
}

fn clear(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let _old = this.borrow().clone();
    this.borrow_mut().clear();
    Ok(Value::None)
}

fn copy(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::dict(this(args)?.borrow().clone()))
}

fn get_directly(args: &mut [Value], result: &mut Value) -> bool {
    let [
        Value::Dict(dict),
        key @ (Value::Int(_) | Value::Str(_)),
        default @ ..,
    ] = args
    else {
        return false;
    };
    if !dict.borrow().copy_to(key, result) {
        default.first().unwrap_or(&Value::None).copy_to(result);
    }
    true
}

fn get(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let found = interp.dict_get(&this, args.at(1))?;
    Ok(found.unwrap_or_else(|| args.at(2).clone()))
}

fn view(args: &Args, part: Part) -> Result<Value> {
    Ok(Value::DictView(Rc::new(DictView {
        dict: this(args)?,
        part,
    })))
}

fn items(interp: &mut Interp, args: &Args) -> Result<Value> {
    let view = view(args, Part::Items)?;
    super::legacy::listed(interp, view)
}

fn keys(interp: &mut Interp, args: &Args) -> Result<Value> {
    let view = view(args, Part::Keys)?;
    super::legacy::listed(interp, view)
}

fn values(interp: &mut Interp, args: &Args) -> Result<Value> {
    let view = view(args, Part::Values)?;
    super::legacy::listed(interp, view)
}

fn pop(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    match interp.dict_remove(&this, args.at(1))? {
        Some(value) => Ok(value),
        None => args
            .get(2)
            .cloned()
            .ok_or_else(|| Error::key_error(args.at(1).clone())),
    }
}

fn popitem(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let ordered = this.borrow().type_name == Some("OrderedDict");
    if args.get(1).is_some() && !ordered {
        return Err(Error::type_error(format!(
            "{}.popitem() takes no arguments (1 given)",
            type_name(args.at(0))
        )));
    }
    let last = args.get(1).map_or(Ok(true), |value| interp.truth(value))?;
    let found = match last {
        true => this.borrow().iter().next_back().map(copied),
        false => this.borrow().iter().next().map(copied),
    };
    let Some((key, value)) = found else {
        return Err(Error::key_error(Value::str(if ordered {
            "dictionary is empty"
        } else {
            "popitem(): dictionary is empty"
        })));
    };
    interp.dict_remove(&this, &key)?;
    Ok(Value::tuple([key, value]))
}

fn copied((key, value): (&Value, &Value)) -> (Value, Value) {
    (key.clone(), value.clone())
}

fn setdefault(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    if let Some(value) = interp.dict_get(&this, args.at(1))? {
        return Ok(value);
    }
    interp.dict_set(&this, args.at(1).clone(), args.at(2).clone())?;
    Ok(args.at(2).clone())
}

fn update(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let more = args.star(1);
    if more.len() > 1 {
        return Err(Error::type_error(format!(
            "update expected at most 1 argument, got {}",
            more.len()
        )));
    }
    let counts = this.borrow().type_name == Some("Counter");
    if let Some(other) = more.first() {
        if counts {
            count_all(interp, &this, other, 1)?
        } else {
            merge(interp, &this, other)?
        }
    }
    for (name, value) in args.keywords(2) {
        let key = Value::string(name);
        if counts {
            add_count(interp, &this, key, &value, 1)?;
        } else {
            interp.dict_set(&this, key, value)?;
        }
    }
    Ok(Value::None)
}

/// Takes over the pairs of a mapping or of an iterable of pairs: `dict(x)`, `d.update(x)`.
pub fn merge(interp: &mut Interp, target: &Rc<RefCell<Dict>>, source: &Value) -> Result<()> {
    if let Value::Dict(source) = plain(source) {
        let pairs: Vec<(Value, Value)> = source
            .borrow()
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        for (key, value) in pairs {
            interp.dict_set(target, key, value)?;
        }
        return Ok(());
    }
    if matches!(source, Value::Instance(_) | Value::Object(_))
        && let Some(keys) = interp.find_attr(source, "keys")?
    {
        let keys = interp.call(&keys, &[])?;
        for key in interp.collect(&keys)? {
            let value = interp.get_item(source, &key)?;
            interp.dict_set(target, key, value)?;
        }
        return Ok(());
    }
    let mut iter = interp.iter(source)?;
    let mut at = 0;
    while let Some(pair) = interp.next(&mut iter)? {
        let items = match &pair {
            Value::Tuple(items) => items.to_vec(),
            Value::None | Value::Int(_) | Value::Float(_) | Value::Bool(_) => {
                return Err(Error::type_error(format!(
                    "cannot convert dictionary update sequence element #{at} to a sequence"
                )));
            }
            pair => interp.collect(pair)?,
        };
        let [key, value] = &items[..] else {
            return Err(Error::value_error(format!(
                "dictionary update sequence element #{at} has length {}; 2 is required",
                items.len()
            )));
        };
        interp.dict_set(target, key.clone(), value.clone())?;
        at += 1;
    }
    Ok(())
}

fn fromkeys(interp: &mut Interp, args: &Args) -> Result<Value> {
    let dict = Rc::new(RefCell::new(Dict::new()));
    for key in interp.collect(args.at(0))? {
        interp.dict_set(&dict, key, args.at(1).clone())?;
    }
    Ok(Value::Dict(dict))
}

fn isdisjoint(interp: &mut Interp, args: &Args) -> Result<Value> {
    for item in interp.collect(args.at(1))? {
        if interp.contains(args.at(0), &item)? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

fn special(args: &Args, name: &str) -> Result<Rc<RefCell<Dict>>> {
    let this = this(args)?;
    let wanted = SPECIAL
        .iter()
        .find(|(method, _)| *method == name)
        .map(|(_, wanted)| *wanted);
    if this.borrow().type_name == wanted {
        return Ok(this);
    }
    Err(Error::attribute_error(format!(
        "'{}' object has no attribute '{name}'",
        type_name(args.at(0))
    )))
}

fn move_to_end(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = special(args, "move_to_end")?;
    let last = args.get(2).map_or(Ok(true), |value| interp.truth(value))?;
    let Some(value) = interp.dict_remove(&this, args.at(1))? else {
        return Err(Error::key_error(args.at(1).clone()));
    };
    if last {
        interp.dict_set(&this, args.at(1).clone(), value)?;
        return Ok(Value::None);
    }
    let rest: Vec<(Value, Value)> = this
        .borrow()
        .iter()
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    this.borrow_mut().clear();
    interp.dict_set(&this, args.at(1).clone(), value)?;
    for (key, value) in rest {
        interp.dict_set(&this, key, value)?;
    }
    Ok(Value::None)
}

fn most_common(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = special(args, "most_common")?;
    let mut pairs: Vec<Value> = this
        .borrow()
        .iter()
        .map(|(key, value)| Value::tuple([value.clone(), key.clone()]))
        .collect();
    // Sorted by the count alone: the key stays out of the comparison.
    let counts: Vec<Value> = pairs
        .iter()
        .enumerate()
        .map(|(at, pair)| match pair {
            Value::Tuple(items) => Value::tuple([items[0].clone(), Value::Int(-(at as i64))]),
            other => other.clone(),
        })
        .collect();
    let mut order = counts;
    super::list::sort(interp, &mut order, &super::list::Order::reversed())?;
    pairs = order
        .iter()
        .filter_map(|entry| match entry {
            Value::Tuple(items) => pairs
                .get(items[1].as_int()?.unsigned_abs() as usize)
                .cloned(),
            _ => None,
        })
        .filter_map(|pair| match pair {
            Value::Tuple(items) => Some(Value::tuple([items[1].clone(), items[0].clone()])),
            _ => None,
        })
        .collect();
    if let Some(number) = args.some(1).and_then(Value::as_int) {
        pairs.truncate(number.max(0) as usize);
    }
    Ok(Value::list(pairs))
}

fn elements(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = special(args, "elements")?;
    let mut items = Vec::new();
    for (key, count) in this.borrow().iter() {
        let count = count.as_int().unwrap_or(0).max(0) as usize;
        items.extend(std::iter::repeat_n(key, count).cloned());
    }
    Ok(Iter::Items(items.into_iter()).into_value())
}

fn total(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = special(args, "total")?;
    let counts: Vec<Value> = this.borrow().values().cloned().collect();
    let mut sum = Value::Int(0);
    for count in counts {
        sum = interp.binary(crate::lang::ast::BinaryOp::Add, &sum, &count)?;
    }
    Ok(sum)
}

fn subtract(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = special(args, "subtract")?;
    if let Some(other) = args.star(1).first() {
        count_all(interp, &this, other, -1)?;
    }
    for (name, value) in args.keywords(2) {
        add_count(interp, &this, Value::string(name), &value, -1)?;
    }
    Ok(Value::None)
}

/// Adds the counts of a mapping, or 1 for each item of an iterable.
pub fn count_all(
    interp: &mut Interp,
    counter: &Rc<RefCell<Dict>>,
    source: &Value,
    sign: i64,
) -> Result<()> {
    if let Value::Dict(source) = plain(source) {
        let pairs: Vec<(Value, Value)> = source
            .borrow()
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        for (key, value) in pairs {
            add_count(interp, counter, key, &value, sign)?;
        }
        return Ok(());
    }
    for item in interp.collect(source)? {
        add_count(interp, counter, item, &Value::Int(1), sign)?;
    }
    Ok(())
}

fn add_count(
    interp: &mut Interp,
    counter: &Rc<RefCell<Dict>>,
    key: Value,
    count: &Value,
    sign: i64,
) -> Result<()> {
    use crate::lang::ast::BinaryOp;
    let old = interp.dict_get(counter, &key)?.unwrap_or(Value::Int(0));
    let op = if sign < 0 {
        BinaryOp::Sub
    } else {
        BinaryOp::Add
    };
    let new = interp.binary(op, &old, count)?;
    interp.dict_set(counter, key, new)
}

/// The items of a view as a set, for its set operators.
pub fn view_set(interp: &mut Interp, view: &Value) -> Result<Set> {
    let mut set = Set::new();
    for item in interp.collect(view)? {
        interp.set_add(&mut set, item)?;
    }
    Ok(set)
}
