//! Functions that Python 2 had, for texts written for it.

use crate::eval::builtin::{Args, Builtin};
use crate::eval::dialect;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{float_of, int_or, text_of};
use crate::eval::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};
use crate::lang::{DIVIDE, PRINT};

pub static ALL: &[Builtin] = &[
    Builtin::new(
        PRINT,
        &["*args", "file=None", "newline=True"],
        "What the print statement of Python 2 does.",
        &[],
        print,
    ),
    Builtin::new(
        DIVIDE,
        &["a", "b", "/"],
        "What / does in Python 2: the quotient of integers is an integer.",
        &[("__div__(7, 2)", "3")],
        divide,
    ),
    Builtin::new(
        "apply",
        &["function", "args=()", "keywords={}"],
        "Python 2: calls a function with the arguments in a list and a dictionary.",
        &[("apply(max, [1, 3])", "3")],
        apply,
    ),
    Builtin::new(
        "buffer",
        &["octets", "offset=0", "size=-1"],
        "Python 2: a part of a text.",
        &[("buffer('abcd', 1, 2)", "'bc'")],
        buffer,
    ),
    Builtin::new(
        "coerce",
        &["a", "b", "/"],
        "Python 2: two numbers as numbers of one type.",
        &[("coerce(1, 2.5)", "(1.0, 2.5)")],
        coerce,
    ),
    Builtin::new(
        "intern",
        &["text", "/"],
        "Python 2: the text itself.",
        &[("intern('a')", "'a'")],
        |_, args| Ok(args.at(0).clone()),
    ),
    Builtin::new(
        "cmp",
        &["a", "b", "/"],
        "Python 2: -1, 0 or 1, as a is less than, equal to or greater than b.",
        &[("cmp(1, 2)", "-1")],
        cmp,
    ),
    Builtin::new(
        "execfile",
        &["filename", "/"],
        "Python 2: runs a file.",
        &[],
        execfile,
    ),
    Builtin::new(
        "raw_input",
        &["prompt=''", "/"],
        "Python 2: a line from standard input.",
        &[],
        super::core_text::read_input,
    ),
    Builtin::new(
        "reduce",
        &["function", "sequence", "initial=<unset>", "/"],
        "Python 2: one value made of all items, two at a time.",
        &[("reduce(lambda a, b: a + b, [1, 2, 3])", "6")],
        reduce,
    ),
    Builtin::new(
        "unichr",
        &["i", "/"],
        "Python 2: the character with this number.",
        &[("unichr(233)", "'é'")],
        |interp, args| call(interp, "chr", &[args.at(0).clone()]),
    ),
];

/// Makes today's types known under the names that they had.
pub fn define(interp: &mut Interp) {
    for (name, today) in [
        ("file", "open"),
        ("long", "int"),
        ("StandardError", "Exception"),
        ("unicode", "str"),
        ("xrange", "range"),
    ] {
        if let Some(value) = interp.builtin(today) {
            interp.define(name, value);
        }
    }
    if let (Some(text), Some(octets)) = (interp.builtin("str"), interp.builtin("bytes")) {
        interp.define("basestring", Value::tuple([text, octets]));
    }
}

fn call(interp: &mut Interp, name: &str, args: &[Value]) -> Result<Value> {
    let function = interp.builtin(name).unwrap_or(Value::None);
    interp.call(&function, args)
}

/// A comma at the end keeps the line open; the next print statement writes the blank. Which file
/// has an open line is known of standard output, and remembered by files that are instances.
fn print(interp: &mut Interp, args: &Args) -> Result<Value> {
    let file = args.some(1).cloned();
    let open = match &file {
        None => interp.softspace,
        Some(file) => match interp.get_attr(file, SOFTSPACE) {
            Ok(open) => interp.truth(&open)?,
            Err(_) => false,
        },
    };
    let mut text = String::new();
    if open && !args.star(0).is_empty() {
        text.push(' ');
    }
    for (at, value) in args.star(0).iter().enumerate() {
        if at > 0 && !text.ends_with(['\n', '\t']) {
            text.push(' ');
        }
        text.push_str(&interp.str(value)?);
    }
    let newline = args.get(2).map_or(Ok(true), |value| interp.truth(value))?;
    if newline {
        text.push('\n');
    }
    let stays = !newline && !text.ends_with(['\n', '\t']);
    let Some(file) = file else {
        match super::modules::sys::replaced(interp, "stdout") {
            Some(stdout) => drop(interp.call_method(&stdout, "write", &[Value::string(text)])?),
            None => interp.write_out(&dialect::shown(&text))?,
        }
        interp.softspace = stays;
        return Ok(Value::None);
    };
    let remembers = interp
        .set_attr(&file, SOFTSPACE, Value::bool(stays))
        .is_ok();
    if stays && !remembers {
        text.push(' ');
    }
    interp.call_method(&file, "write", &[Value::string(text)])?;
    Ok(Value::None)
}

const SOFTSPACE: &str = "softspace";

fn apply(interp: &mut Interp, args: &Args) -> Result<Value> {
    let given = match args.some(1) {
        Some(list) => interp.collect(list)?,
        None => Vec::new(),
    };
    interp.call_kw(args.at(0), &given, &args.keywords(2))
}

fn buffer(interp: &mut Interp, args: &Args) -> Result<Value> {
    let offset = int_or(interp, args, 1, 0)?;
    let size = int_or(interp, args, 2, -1)?;
    let end = match usize::try_from(size) {
        Ok(_) => Value::Int(offset.saturating_add(size)),
        Err(_) => Value::None,
    };
    let stretch = interp.builtin("slice").unwrap_or(Value::None);
    let stretch = interp.call(&stretch, &[Value::Int(offset), end])?;
    interp.get_item(args.at(0), &stretch)
}

fn coerce(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (a, b) = (args.at(0), args.at(1));
    if let (Value::Float(_), _) | (_, Value::Float(_)) = (a, b) {
        let floats = [float_of(interp, a)?, float_of(interp, b)?];
        return Ok(Value::tuple(floats.map(Value::float)));
    }
    Ok(Value::tuple([a.clone(), b.clone()]))
}

fn divide(interp: &mut Interp, args: &Args) -> Result<Value> {
    let whole = |value: &Value| matches!(value, Value::Int(_) | Value::Big(_) | Value::Bool(_));
    if whole(args.at(0)) && whole(args.at(1)) {
        interp.hint("/", "Python 3 writes // for the quotient of integers");
        return interp.binary(BinaryOp::FloorDiv, args.at(0), args.at(1));
    }
    interp.binary(BinaryOp::Div, args.at(0), args.at(1))
}

fn cmp(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (a, b) = (args.at(0), args.at(1));
    if interp.eq(a, b)? {
        return Ok(Value::Int(0));
    }
    let less = interp.compare(CompareOp::Lt, a, b)?;
    Ok(Value::Int(if less { -1 } else { 1 }))
}

fn execfile(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(name) = text_of(args.at(0)) else {
        return Err(Error::type_error("execfile() needs the name of a file"));
    };
    let text = std::fs::read_to_string(name.as_str())
        .map_err(|error| Error::io(&error, Some(name.as_str())))?;
    let globals = interp.globals();
    interp.exec(&text, name.as_str(), &globals)?;
    Ok(Value::None)
}

fn reduce(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut iter = interp.iter(args.at(1))?;
    let first = match args.get(2) {
        Some(initial) => Some(initial.clone()),
        None => interp.next(&mut iter)?,
    };
    let Some(mut value) = first else {
        return Err(Error::type_error(
            "reduce() of empty sequence with no initial value",
        ));
    };
    let function = args.at(0).clone();
    while let Some(item) = interp.next(&mut iter)? {
        value = interp.call(&function, &[value, item])?;
        interp.check_interrupt()?;
    }
    Ok(value)
}
