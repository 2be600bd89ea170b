//! The methods with double underscores that built-in types have: `(3).__add__`, `str.__len__`.
//!
//! The machine never calls them for values of built-in types; they are there for who asks for
//! them by name, and for `super()` in classes that derive from such a type.

use super::arguments::{plain, type_name};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::operators;
use crate::eval::value::{Kind, Value};
use crate::lang::ast::{BinaryOp, CompareOp, UnaryOp};

/// A method of a type that values of the kind have; what all values have is not among them.
pub fn find(kind: Kind, name: &str) -> Option<&'static Builtin> {
    let short = name.strip_prefix("__")?.strip_suffix("__")?;
    names(kind).split(' ').find(|own| *own == short)?;
    named(name)
}

/// A method of a native object by the name of its type.
pub fn find_native(class: &str, name: &str) -> Option<&'static Builtin> {
    let short = name.strip_prefix("__")?.strip_suffix("__")?;
    native_names(class).split(' ').find(|own| *own == short)?;
    named(name)
}

/// A comparison, which every value has.
pub fn comparison(name: &str) -> Option<&'static Builtin> {
    COMPARISONS.iter().find(|method| method.name == name)
}

fn named(name: &str) -> Option<&'static Builtin> {
    let tables = [BINARY, UNARY, CONTAINER];
    let mut all = tables.into_iter().flatten();
    all.find(|method| method.name == name)
}

/// The names of a kind's own methods, without their underscores, sorted.
pub fn names(kind: Kind) -> &'static str {
    match kind {
        Kind::Int | Kind::Bool => {
            "abs add and bool ceil divmod float floor floordiv index int invert lshift mod mul neg or pos pow radd rand rdivmod rfloordiv rlshift rmod rmul ror round rpow rrshift rshift rsub rtruediv rxor sub truediv trunc xor"
        }
        Kind::Float => {
            "abs add bool ceil divmod float floor floordiv int mod mul neg pos pow radd rdivmod rfloordiv rmod rmul round rpow rsub rtruediv sub truediv trunc"
        }
        Kind::Str => "add contains getitem iter len mod mul rmod rmul",
        Kind::Bytes => "add bytes contains getitem iter len mod mul rmod rmul",
        Kind::ByteArray => {
            "add contains delitem getitem iadd imul iter len mod mul rmod rmul setitem"
        }
        Kind::List => "add contains delitem getitem iadd imul iter len mul reversed rmul setitem",
        Kind::Tuple => "add contains getitem iter len mul rmul",
        Kind::Dict => "contains delitem getitem ior iter len or reversed ror setitem",
        Kind::Set => "and contains iand ior isub iter ixor len or rand ror rsub rxor sub xor",
        Kind::FrozenSet => "and contains iter len or rand ror rsub rxor sub xor",
        Kind::Range => "bool contains getitem iter len reversed",
        Kind::DictKeys | Kind::DictItems => {
            "and contains iter len or rand reversed ror rsub rxor sub xor"
        }
        Kind::DictValues => "iter len reversed",
        Kind::NoneType => "bool",
        _ => "",
    }
}

fn native_names(class: &str) -> &'static str {
    match class {
        "complex" => {
            "abs add bool complex mul neg pos pow radd rmul rpow rsub rtruediv sub truediv"
        }
        "memoryview" => "delitem getitem iter len setitem",
        _ => "",
    }
}

/// A method that CPython calls as it calls those without underscores.
const fn called(
    name: &'static str,
    params: &'static [&'static str],
    help: &'static str,
    run: fn(&mut Interp, &Args) -> Result<Value>,
) -> Builtin {
    Builtin::new(name, params, help, &[], run)
}

const fn slot(
    name: &'static str,
    params: &'static [&'static str],
    help: &'static str,
    run: fn(&mut Interp, &Args) -> Result<Value>,
) -> Builtin {
    Builtin::new(name, params, help, &[], run).as_slot()
}

/// A binary operator and its reflection.
macro_rules! binary {
    ($($name:literal $reflected:literal $op:ident;)*) => {
        &[$(
            slot($name, &["self", "value"], "The operator.", |interp, args| {
                operate(interp, BinaryOp::$op, args, false)
            }),
            slot($reflected, &["self", "value"], "The operator, from the right.", |interp, args| {
                operate(interp, BinaryOp::$op, args, true)
            }),
        )*
            slot("__pow__", &["self", "value", "mod="], "The power.", power),
            slot("__rpow__", &["self", "value", "mod="], "The power, from the right.", |interp, args| {
                operate(interp, BinaryOp::Pow, args, true)
            }),
            slot("__divmod__", &["self", "value"], "Quotient and rest.", |interp, args| divide(interp, args, false)),
            slot("__rdivmod__", &["self", "value"], "Quotient and rest, from the right.", |interp, args| divide(interp, args, true)),
            slot("__iadd__", &["self", "value"], "The operator in place.", |interp, args| in_place(interp, BinaryOp::Add, args)),
            slot("__imul__", &["self", "value"], "The operator in place.", |interp, args| in_place(interp, BinaryOp::Mul, args)),
            slot("__ior__", &["self", "value"], "The operator in place.", |interp, args| in_place(interp, BinaryOp::BitOr, args)),
            slot("__iand__", &["self", "value"], "The operator in place.", |interp, args| in_place(interp, BinaryOp::BitAnd, args)),
            slot("__isub__", &["self", "value"], "The operator in place.", |interp, args| in_place(interp, BinaryOp::Sub, args)),
            slot("__ixor__", &["self", "value"], "The operator in place.", |interp, args| in_place(interp, BinaryOp::BitXor, args)),
        ]
    };
}

static BINARY: &[Builtin] = binary! {
    "__add__" "__radd__" Add;
    "__sub__" "__rsub__" Sub;
    "__mul__" "__rmul__" Mul;
    "__truediv__" "__rtruediv__" Div;
    "__floordiv__" "__rfloordiv__" FloorDiv;
    "__mod__" "__rmod__" Mod;
    "__lshift__" "__rlshift__" ShiftLeft;
    "__rshift__" "__rrshift__" ShiftRight;
    "__and__" "__rand__" BitAnd;
    "__or__" "__ror__" BitOr;
    "__xor__" "__rxor__" BitXor;
};

macro_rules! by_function {
    ($($name:literal $function:literal;)*) => {
        [$(slot($name, &["self"], "The function of that name.", |interp, args| {
            function(interp, $function, &[plain(args.at(0))])
        }),)*]
    };
}

static UNARY: &[Builtin] = &{
    let [abs, bool, float, int] = by_function! {
        "__abs__" "abs";
        "__bool__" "bool";
        "__float__" "float";
        "__int__" "int";

    };
    [
        abs,
        bool,
        float,
        int,
        called("__complex__", &["self", "/"], "Itself.", |interp, args| {
            function(interp, "complex", &[plain(args.at(0))])
        }),
        slot("__neg__", &["self"], "The negative.", |interp, args| {
            operators::unary(interp, UnaryOp::Neg, &plain(args.at(0)))
        }),
        slot("__pos__", &["self"], "Itself.", |interp, args| {
            operators::unary(interp, UnaryOp::Pos, &plain(args.at(0)))
        }),
        slot(
            "__invert__",
            &["self"],
            "All bits turned.",
            |interp, args| operators::unary(interp, UnaryOp::Invert, &plain(args.at(0))),
        ),
        slot(
            "__index__",
            &["self"],
            "The whole number.",
            |interp, args| function(interp, "int", &[plain(args.at(0))]),
        ),
        called(
            "__trunc__",
            &["self", "/"],
            "Without the fraction.",
            |interp, args| function(interp, "int", &[plain(args.at(0))]),
        ),
        called(
            "__floor__",
            &["self", "/"],
            "The next whole number below.",
            |interp, args| rounded(interp, args, f64::floor),
        ),
        called(
            "__ceil__",
            &["self", "/"],
            "The next whole number above.",
            |interp, args| rounded(interp, args, f64::ceil),
        ),
        called(
            "__round__",
            &["self", "ndigits=", "/"],
            "Rounded.",
            |interp, args| {
                let mut given = vec![plain(args.at(0))];
                given.extend(args.get(1).cloned());
                function(interp, "round", &given)
            },
        ),
        slot("__bytes__", &["self"], "The octets.", |_, args| {
            Ok(plain(args.at(0)))
        }),
        called(
            "__reversed__",
            &["self", "/"],
            "Walks backwards.",
            |interp, args| function(interp, "reversed", &[plain(args.at(0))]),
        ),
    ]
};

static CONTAINER: &[Builtin] = &[
    slot(
        "__len__",
        &["self"],
        "The number of items.",
        |interp, args| interp.len(&plain(args.at(0))).map(Value::from),
    ),
    slot(
        "__getitem__",
        &["self", "index"],
        "An item.",
        |interp, args| interp.get_item(&plain(args.at(0)), args.at(1)),
    ),
    slot(
        "__setitem__",
        &["self", "index", "value"],
        "Sets an item.",
        |interp, args| {
            interp.set_item(&plain(args.at(0)), args.at(1), args.at(2).clone())?;
            Ok(Value::None)
        },
    ),
    slot(
        "__delitem__",
        &["self", "index"],
        "Deletes an item.",
        |interp, args| {
            interp.del_item(&plain(args.at(0)), args.at(1))?;
            Ok(Value::None)
        },
    ),
    slot(
        "__contains__",
        &["self", "item"],
        "Membership.",
        |interp, args| {
            interp
                .contains(&plain(args.at(0)), args.at(1))
                .map(Value::bool)
        },
    ),
    slot("__iter__", &["self"], "An iterator.", |interp, args| {
        Ok(interp.iter(&plain(args.at(0)))?.into_value())
    }),
];

macro_rules! comparisons {
    ($($name:literal $op:ident;)*) => {
        &[$(slot($name, &["self", "value"], "The comparison.", |interp, args| {
            compare(interp, CompareOp::$op, args)
        })),*]
    };
}

static COMPARISONS: &[Builtin] = comparisons! {
    "__eq__" Eq;
    "__ne__" NotEq;
    "__lt__" Lt;
    "__le__" LtE;
    "__gt__" Gt;
    "__ge__" GtE;
};

fn function(interp: &mut Interp, name: &str, args: &[Value]) -> Result<Value> {
    match interp.builtin(name) {
        Some(function) => interp.call(&function, args),
        None => Ok(Value::NotImplemented),
    }
}

fn rounded(interp: &mut Interp, args: &Args, round: fn(f64) -> f64) -> Result<Value> {
    match plain(args.at(0)) {
        Value::Float(x) => function(interp, "int", &[Value::float(round(x.get()))]),
        other => function(interp, "int", &[other]),
    }
}

fn is_whole(value: &Value) -> bool {
    matches!(value, Value::Int(_) | Value::Bool(_) | Value::Big(_))
}

/// Whether the type of `own` knows what to do with `other`; else it leaves it to the other type.
fn knows(op: BinaryOp, own: &Value, other: &Value, reflected: bool) -> bool {
    match own {
        own if is_whole(own) => is_whole(other),
        Value::Float(_) => is_whole(other) || matches!(other, Value::Float(_)),
        Value::Str(_) => op != BinaryOp::Mod || !reflected || matches!(other, Value::Str(_)),
        Value::Bytes(_) => op != BinaryOp::Mod || !reflected || matches!(other, Value::Bytes(_)),
        Value::ByteArray(_) => {
            op != BinaryOp::Mod || !reflected || matches!(other, Value::ByteArray(_))
        }
        Value::Set(_) | Value::FrozenSet(_) => {
            matches!(other, Value::Set(_) | Value::FrozenSet(_))
        }
        Value::Dict(_) => matches!(other, Value::Dict(_)),
        _ => true,
    }
}

fn operate(interp: &mut Interp, op: BinaryOp, args: &Args, reflected: bool) -> Result<Value> {
    let (own, other) = (plain(args.at(0)), plain(args.at(1)));
    if let Value::Object(object) = &own {
        let made = object.clone().binary(interp, op, &own, &other, reflected)?;
        return Ok(made.unwrap_or(Value::NotImplemented));
    }
    if !knows(op, &own, &other, reflected) {
        return Ok(Value::NotImplemented);
    }
    let repeats = op == BinaryOp::Mul && !is_whole(&own) && !matches!(own, Value::Float(_));
    if repeats && !is_whole(&other) {
        interp.index(&other)?;
    }
    if reflected {
        interp.binary(op, &other, &own)
    } else {
        interp.binary(op, &own, &other)
    }
}

fn power(interp: &mut Interp, args: &Args) -> Result<Value> {
    match args.some(2) {
        Some(modulus) if knows(BinaryOp::Pow, &plain(args.at(0)), &plain(args.at(1)), false) => {
            let given = [plain(args.at(0)), plain(args.at(1)), plain(modulus)];
            function(interp, "pow", &given)
        }
        Some(_) => Ok(Value::NotImplemented),
        None => operate(interp, BinaryOp::Pow, args, false),
    }
}

fn divide(interp: &mut Interp, args: &Args, reflected: bool) -> Result<Value> {
    let (own, other) = (plain(args.at(0)), plain(args.at(1)));
    if !knows(BinaryOp::Mod, &own, &other, reflected) {
        return Ok(Value::NotImplemented);
    }
    let pair = if reflected {
        [other, own]
    } else {
        [own, other]
    };
    function(interp, "divmod", &pair)
}

fn in_place(interp: &mut Interp, op: BinaryOp, args: &Args) -> Result<Value> {
    let (own, other) = (plain(args.at(0)), plain(args.at(1)));
    if matches!(own, Value::Set(_)) && !knows(op, &own, &other, false) {
        return Ok(Value::NotImplemented);
    }
    if let (Value::Dict(_), BinaryOp::BitOr) = (&own, op)
        && !matches!(other, Value::Dict(_))
    {
        interp.call_method(&own, "update", &[other])?;
        return Ok(args.at(0).clone());
    }
    if op == BinaryOp::Mul && !is_whole(&other) {
        interp.index(&other)?;
    }
    operators::in_place(interp, op, &own, &other)?;
    Ok(args.at(0).clone())
}

fn compare(interp: &mut Interp, op: CompareOp, args: &Args) -> Result<Value> {
    let whole = args.at(0);
    let (own, other) = (plain(whole), plain(args.at(1)));
    let equality = matches!(op, CompareOp::Eq | CompareOp::NotEq);
    let same = |is: fn(&Value) -> bool| is(&own) && is(&other);
    let comparable = match &own {
        Value::Object(object) => {
            let answer = object.clone().compare(interp, op, &other)?;
            return Ok(answer.unwrap_or_else(|| by_identity(op, &own, &other)));
        }
        Value::Packet(_) | Value::Upper(_) | Value::Layer(_) => {
            return interp
                .eq(&own, &other)
                .map(|equal| Value::bool(equal == (op != CompareOp::NotEq)));
        }
        own if is_whole(own) => is_whole(&other),
        Value::Float(_) => is_whole(&other) || matches!(other, Value::Float(_)),
        Value::Str(_) => matches!(other, Value::Str(_)),
        Value::Bytes(_) => matches!(other, Value::Bytes(_)),
        Value::ByteArray(_) => matches!(other, Value::Bytes(_) | Value::ByteArray(_)),
        Value::List(_) => matches!(other, Value::List(_)),
        Value::Tuple(_) => matches!(other, Value::Tuple(_)),
        Value::Dict(_) => equality && matches!(other, Value::Dict(_)),
        Value::Set(_) | Value::FrozenSet(_) => {
            same(|value| matches!(value, Value::Set(_) | Value::FrozenSet(_)))
        }
        Value::Range(_) => equality && matches!(other, Value::Range(_)),
        Value::Slice(_) => matches!(other, Value::Slice(_)),
        Value::DictView(_) => {
            let set = |value: &Value| {
                matches!(
                    value.kind(),
                    Kind::DictKeys | Kind::DictItems | Kind::Set | Kind::FrozenSet
                )
            };
            set(&own) && set(&other)
        }
        _ => false,
    };
    if comparable {
        return interp.compare(op, &own, &other).map(Value::bool);
    }
    Ok(by_identity(op, whole, args.at(1)))
}

fn by_identity(op: CompareOp, own: &Value, other: &Value) -> Value {
    match op {
        CompareOp::Eq if own.is(other) => Value::bool(true),
        CompareOp::NotEq if own.is(other) => Value::bool(false),
        _ => Value::NotImplemented,
    }
}

/// What CPython says when a slot gets too many arguments, or too few.
pub fn wrong_count(
    method: &Builtin,
    own: &Value,
    [least, most]: [usize; 2],
    given: usize,
) -> Error {
    let wanted = if given < least { least } else { most };
    let ending = if wanted == 1 { "" } else { "s" };
    let of_sequence = !is_whole(own) && !matches!(own, Value::Float(_) | Value::Object(_));
    let unpacked = matches!(method.name, "__setitem__" | "__pow__" | "__rpow__")
        || of_sequence && matches!(method.name, "__mul__" | "__rmul__" | "__imul__");
    let bound = match (least == most, given < least) {
        (true, _) => "",
        (false, true) => "at least ",
        (false, false) => "at most ",
    };
    let item = matches!(
        (own, method.name),
        (Value::List(_) | Value::Dict(_), "__getitem__")
            | (
                Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_),
                "__contains__"
            )
    );
    if item {
        return Error::type_error(format!(
            "{}.{}() takes exactly one argument ({given} given)",
            type_name(own),
            method.name
        ));
    }
    let lead = if unpacked { " " } else { "" };
    let kind = Exc::TypeError;
    Error::new(
        kind,
        format!("{lead}expected {bound}{wanted} argument{ending}, got {given}"),
    )
}

/// What CPython says of a name given to a slot.
pub fn no_keywords(method: &Builtin) -> Error {
    Error::type_error(format!(
        "wrapper {}() takes no keyword arguments",
        method.name
    ))
}

/// What `__format__` says of a spec that is no text.
pub fn no_spec(value: &Value) -> Error {
    Error::type_error(format!(
        "__format__() argument must be str, not {}",
        type_name(value)
    ))
}
