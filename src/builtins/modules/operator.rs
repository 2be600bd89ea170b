//! `operator`: the operators as functions. What makes functions is in `scripts/operator.py`.

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::type_name;
use crate::eval::module::NativeModule;
use crate::eval::operators::{compared, in_place, unary};
use crate::eval::value::{Kind, Value};
use crate::lang::ast::{BinaryOp, CompareOp, UnaryOp};

pub static MODULE: NativeModule = NativeModule {
    name: "operator",
    help: "The operators as functions.",
    functions: FUNCTIONS,
    init: |interp, module| {
        let mut all: Vec<(&str, Value)> = Vec::new();
        for function in FUNCTIONS {
            all.push((function.name, Value::Builtin(function)));
        }
        for (name, value) in &all {
            module.set(
                &format!("__{}__", name.trim_end_matches('_')),
                value.clone(),
            );
        }
        let text = include_str!("scripts/operator.py");
        super::run_script(interp, module, text, "operator")
    },
};

const fn two(
    name: &'static str,
    help: &'static str,
    run: fn(&mut Interp, &Args) -> Result<Value>,
) -> Builtin {
    Builtin::new(name, &["a", "b", "/"], help, &[], run)
}

const fn one(
    name: &'static str,
    help: &'static str,
    run: fn(&mut Interp, &Args) -> Result<Value>,
) -> Builtin {
    Builtin::new(name, &["a", "/"], help, &[], run)
}

macro_rules! functions {
    (binary $($name:literal $in_place:literal $sign:literal $op:ident,)*
     compare $($compare:literal $word:literal $order:ident,)*
     other $($function:expr,)*) => {
        &[
            $(two($name, concat!("As `a ", $sign, " b`."), |interp, args| {
                interp.binary(BinaryOp::$op, args.at(0), args.at(1))
            }),
            two($in_place, concat!("As `a ", $sign, "= b`."), |interp, args| {
                in_place(interp, BinaryOp::$op, args.at(0), args.at(1))
            }),)*
            $(two($compare, concat!("As `a ", $word, " b`."), |interp, args| {
                compared(interp, CompareOp::$order, args.at(0), args.at(1))
            }),)*
            $($function,)*
        ]
    };
}

static FUNCTIONS: &[Builtin] = functions! {
    binary
    "add" "iadd" "+" Add,
    "and_" "iand" "&" BitAnd,
    "floordiv" "ifloordiv" "//" FloorDiv,
    "lshift" "ilshift" "<<" ShiftLeft,
    "matmul" "imatmul" "@" MatMul,
    "mod" "imod" "%" Mod,
    "mul" "imul" "*" Mul,
    "or_" "ior" "|" BitOr,
    "pow" "ipow" "**" Pow,
    "rshift" "irshift" ">>" ShiftRight,
    "sub" "isub" "-" Sub,
    "truediv" "itruediv" "/" Div,
    "xor" "ixor" "^" BitXor,
    compare
    "eq" "==" Eq,
    "ne" "!=" NotEq,
    "lt" "<" Lt,
    "le" "<=" LtE,
    "gt" ">" Gt,
    "ge" ">=" GtE,
    other
    one("neg", "As `-a`.", |interp, args| unary(interp, UnaryOp::Neg, args.at(0))),
    one("pos", "As `+a`.", |interp, args| unary(interp, UnaryOp::Pos, args.at(0))),
    one("inv", "As `~a`.", |interp, args| unary(interp, UnaryOp::Invert, args.at(0))),
    one("invert", "As `~a`.", |interp, args| unary(interp, UnaryOp::Invert, args.at(0))),
    one("not_", "As `not a`.", |interp, args| Ok(Value::bool(!interp.truth(args.at(0))?))),
    one("truth", "Whether a value counts as true.", |interp, args| {
        Ok(Value::bool(interp.truth(args.at(0))?))
    }),
    one("index", "The whole number that a value stands for.", |interp, args| {
        match args.at(0).to_big() {
            Some(number) => Ok(Value::big(number)),
            None => interp.index(args.at(0)).map(Value::Int),
        }
    }),
    one("abs", "The size of a number.", |interp, args| {
        let abs = interp.builtin("abs").unwrap_or(Value::None);
        interp.call(&abs, std::slice::from_ref(args.at(0)))
    }),
    two("is_", "As `a is b`.", |_, args| Ok(Value::bool(args.at(0).is(args.at(1))))),
    two("is_not", "As `a is not b`.", |_, args| Ok(Value::bool(!args.at(0).is(args.at(1))))),
    two("contains", "As `b in a`.", |interp, args| {
        interp.contains(args.at(0), args.at(1)).map(Value::bool)
    }),
    two("concat", "As `a + b` of sequences.", |interp, args| {
        joinable(interp, args)?;
        interp.binary(BinaryOp::Add, args.at(0), args.at(1))
    }),
    two("iconcat", "As `a += b` of sequences.", |interp, args| {
        joinable(interp, args)?;
        in_place(interp, BinaryOp::Add, args.at(0), args.at(1))
    }),
    two("countOf", "How often b occurs in a.", |interp, args| {
        let mut walk = walk(interp, args)?;
        let mut count = 0;
        while let Some(item) = interp.next(&mut walk)? {
            count += i64::from(item.is(args.at(1)) || interp.eq(&item, args.at(1))?);
        }
        Ok(Value::Int(count))
    }),
    two("indexOf", "Where b first occurs in a.", |interp, args| {
        let mut walk = walk(interp, args)?;
        let mut at = 0;
        while let Some(item) = interp.next(&mut walk)? {
            if item.is(args.at(1)) || interp.eq(&item, args.at(1))? {
                return Ok(Value::Int(at));
            }
            at += 1;
        }
        Err(Error::value_error("sequence.index(x): x not in sequence"))
    }),
    two("getitem", "As `a[b]`.", |interp, args| interp.get_item(args.at(0), args.at(1))),
    two("delitem", "As `del a[b]`.", |interp, args| {
        interp.del_item(args.at(0), args.at(1))?;
        Ok(Value::None)
    }),
    Builtin::new("setitem", &["a", "b", "c", "/"], "As `a[b] = c`.", &[], |interp, args| {
        interp.set_item(args.at(0), args.at(1), args.at(2).clone())?;
        Ok(Value::None)
    }),
};

fn walk(interp: &mut Interp, args: &Args) -> Result<crate::eval::iter::Iter> {
    interp.iter(args.at(0)).map_err(|error| {
        if error.text().ends_with("is not iterable") {
            Error::type_error(format!(
                "argument of type '{}' is not iterable",
                type_name(args.at(0))
            ))
        } else {
            error
        }
    })
}

fn joinable(interp: &mut Interp, args: &Args) -> Result<()> {
    let value = args.at(0);
    let sequence = match value {
        Value::Instance(_) => interp.find_attr(value, "__getitem__")?.is_some(),
        value => matches!(
            value.kind(),
            Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::List | Kind::Tuple | Kind::Native
        ),
    };
    if sequence {
        return Ok(());
    }
    Err(Error::type_error(format!(
        "'{}' object can't be concatenated",
        type_name(value)
    )))
}
