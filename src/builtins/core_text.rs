//! Builtin functions that print, read, and make text.

use std::cell::RefCell;
use std::os::fd::AsFd;

use nix::poll::PollFlags;

use super::core_wait;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::format::quote;
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{text_of, type_name};
use crate::eval::value::Value;

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "ascii",
        &["obj", "/"],
        "The repr of a value, in ASCII only.",
        &[("ascii('é')", "\"'\\\\xe9'\"")],
        ascii,
    ),
    Builtin::new(
        "format",
        &["value", "format_spec=''", "/"],
        "A value as text, laid out as a format spec says.",
        &[("format(3.14159, '.2f')", "'3.14'")],
        format,
    ),
    Builtin::new(
        "input",
        &["prompt=''", "/"],
        "A line from standard input, without its end.",
        &[],
        input,
    ),
    Builtin::new(
        "print",
        &["*args", "sep=' '", "end='\\n'", "file=None", "flush=False"],
        "Prints values, with a separator in between and an end.",
        &[],
        print,
    ),
    Builtin::new(
        "repr",
        &["obj", "/"],
        "The text of a value as a program would write it.",
        &[("repr('a')", "\"'a'\"")],
        repr,
    ),
];

fn ascii(interp: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::string(quote::escaped(&interp.repr(args.at(0))?)))
}

fn repr(interp: &mut Interp, args: &Args) -> Result<Value> {
    interp.repr(args.at(0)).map(Value::string)
}

fn format(interp: &mut Interp, args: &Args) -> Result<Value> {
    let spec = match args.get(1) {
        None => String::new(),
        Some(value) => match text_of(value) {
            Some(text) => text.as_str().to_string(),
            None => {
                return Err(Error::type_error(format!(
                    "format() argument 2 must be str, not {}",
                    type_name(value)
                )));
            }
        },
    };
    interp.format(args.at(0), &spec).map(Value::string)
}

fn print(interp: &mut Interp, args: &Args) -> Result<Value> {
    let sep = separator(args, 1, "sep", " ")?;
    let end = separator(args, 2, "end", "\n")?;
    let mut text = String::new();
    for (at, value) in args.star(0).iter().enumerate() {
        if at > 0 {
            text.push_str(&sep);
        }
        match value {
            Value::Str(value) => text.push_str(value.as_str()),
            value => text.push_str(&interp.str(value)?),
        }
    }
    text.push_str(&end);
    let flush = args.get(4).map_or(Ok(false), |value| interp.truth(value))?;
    match args.some(3) {
        None => {
            if let Some(stdout) = super::modules::sys::replaced(interp, "stdout") {
                interp.call_method(&stdout, "write", &[Value::string(text)])?;
                return Ok(Value::None);
            }
            interp.write_out(&text)?;
            if flush {
                interp.output.flush();
            }
        }
        Some(file) => {
            interp.call_method(file, "write", &[Value::string(text)])?;
            if flush {
                interp.call_method(file, "flush", &[])?;
            }
        }
    }
    Ok(Value::None)
}

fn separator(args: &Args, index: usize, name: &str, default: &str) -> Result<String> {
    match args.some(index) {
        None => Ok(default.to_string()),
        Some(value) => text_of(value)
            .map(|text| text.as_str().to_string())
            .ok_or_else(|| {
                Error::type_error(format!(
                    "{name} must be None or a string, not {}",
                    type_name(value)
                ))
            }),
    }
}

/// In Python 2 it evaluates what is typed. What is no expression is taken for text: scripts mix
/// Python 2's `print` with Python 3's `input`, and a typed address is meant as one.
fn input(interp: &mut Interp, args: &Args) -> Result<Value> {
    let line = read_input(interp, args)?;
    if !interp.python2 {
        return Ok(line);
    }
    let eval = interp.builtin("eval").unwrap_or(Value::None);
    match interp.call(&eval, std::slice::from_ref(&line)) {
        Err(error) if error.is(Exc::SyntaxError) || error.is(Exc::NameError) => Ok(line),
        result => result,
    }
}

/// A line, after a prompt.
pub fn read_input(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let Some(prompt) = args.get(0) {
        let prompt = interp.str(prompt)?;
        interp.write_out(&prompt)?;
    }
    interp.output.flush();
    let line = match super::modules::sys::replaced(interp, "stdin") {
        Some(file) => {
            let line = interp.call_method(&file, "readline", &[])?;
            let line = interp.str(&line)?;
            (!line.is_empty()).then_some(line)
        }
        None => read_line(interp)?,
    };
    match line {
        Some(line) => Ok(Value::str(
            line.trim_end_matches('\n').trim_end_matches('\r'),
        )),
        None => Err(Error::eof_error("EOF when reading a line")),
    }
}

thread_local! {
    /// What was read from standard input and not yet asked for.
    static PENDING: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// A line from standard input with its end; `None` at the end of the input.
pub fn read_line(interp: &mut Interp) -> Result<Option<String>> {
    loop {
        let line = PENDING.with_borrow_mut(|pending| {
            let end = memchr::memchr(b'\n', pending)?;
            Some(pending.drain(..=end).collect::<Vec<u8>>())
        });
        if let Some(line) = line {
            return Ok(Some(String::from_utf8_lossy(&line).into_owned()));
        }
        if !read_more(interp)? {
            let rest = PENDING.take();
            let text = String::from_utf8_lossy(&rest).into_owned();
            return Ok((!text.is_empty()).then_some(text));
        }
    }
}

/// All that is left of standard input.
pub fn read_rest(interp: &mut Interp) -> Result<Vec<u8>> {
    while read_more(interp)? {}
    Ok(PENDING.take())
}

fn read_more(interp: &mut Interp) -> Result<bool> {
    let stdin = std::io::stdin();
    core_wait::until_ready(interp, stdin.as_fd(), PollFlags::POLLIN, None)?;
    let mut chunk = [0; 4096];
    let count = nix::unistd::read(stdin.as_fd(), &mut chunk)
        .map_err(|errno| Error::io(&errno.into(), None))?;
    PENDING.with_borrow_mut(|pending| pending.extend_from_slice(&chunk[..count]));
    Ok(count > 0)
}

/// Gives back what was read too much.
pub fn put_back(octets: Vec<u8>) {
    PENDING.with_borrow_mut(|pending| {
        pending.splice(..0, octets);
    });
}
