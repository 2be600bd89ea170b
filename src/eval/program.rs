//! From a text to its effects.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::sync::Once;

use super::compile::{self, Mode};
use super::dialect::{self, Dialect};
use super::error::{Error, Result};
use super::exception::{Exc, Source, TraceEntry};
use super::function::Function;
use super::interp::Interp;
use super::module::Globals;
use super::value::Value;
use crate::lang::ast::{Module, Span, Stmt, StmtKind};
use crate::lang::pasted::straighten;
use crate::lang::{
    Hint, SourceMap, SyntaxError, SyntaxErrorKind, more_errors, parse_module, parse_typed,
};

/// Runs a command so that a mistake of ours inside of it ends the command, not the shell.
pub(super) fn guarded<T>(
    interp: &mut Interp,
    work: impl FnOnce(&mut Interp) -> Result<T>,
) -> Result<T> {
    static QUIET: Once = Once::new();
    // The place of the mistake belongs into the error, not onto the terminal.
    QUIET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| match GUARDS.get() {
            0 => before(info),
            _ => PLACE.set(info.location().map(ToString::to_string)),
        }));
    });
    GUARDS.set(GUARDS.get() + 1);
    let (stack, frames, handled) = (
        interp.stack.len(),
        interp.frames.len(),
        interp.handled.len(),
    );
    let (depth, comparing) = (interp.depth, interp.comparing);
    let done = panic::catch_unwind(AssertUnwindSafe(|| work(interp)));
    GUARDS.set(GUARDS.get() - 1);
    done.unwrap_or_else(|panic| {
        interp.frames.truncate(frames);
        interp.stack.truncate(stack);
        interp.handled.truncate(handled);
        (interp.depth, interp.comparing) = (depth, comparing);
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words
            .or(panic.downcast_ref::<&str>().copied())
            .unwrap_or_default();
        let place = PLACE.take().unwrap_or_default();
        let error = Error::new(Exc::SystemError, format!("{words} ({place})"));
        Err(error.help("this is a mistake in pkt, not in your program; please report it"))
    })
}

thread_local! {
    /// Where this thread panicked last.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };

    /// How many guards this thread is inside of; outside, a panic is told as usual.
    static GUARDS: Cell<u32> = const { Cell::new(0) };
}

pub(super) fn run(
    interp: &mut Interp,
    text: &str,
    filename: &str,
    globals: &Rc<Globals>,
) -> Result<()> {
    let (source, module) = parse(interp, text, filename)?;
    run_tree(interp, &module, &source, globals, Mode::Script)
}

/// A script of the program itself: what is old in it says nothing about the user's.
pub(super) fn run_own(
    interp: &mut Interp,
    text: &str,
    filename: &str,
    globals: &Rc<Globals>,
) -> Result<()> {
    let (source, module, _) = read(text, filename)?;
    run_tree(interp, &module, &source, globals, Mode::Script)
}

/// As [`run`], where the values of expressions are shown as at the prompt.
pub(super) fn run_shown(
    interp: &mut Interp,
    text: &str,
    filename: &str,
    globals: &Rc<Globals>,
) -> Result<()> {
    let (source, module) = parse(interp, text, filename)?;
    run_tree(interp, &module, &source, globals, Mode::Interactive)
}

pub(super) fn run_interactive(
    interp: &mut Interp,
    text: &str,
    globals: &Rc<Globals>,
) -> Result<Option<Value>> {
    let (source, module) = parse(interp, text, "<stdin>")?;
    interp.echo = Value::None;
    run_tree(interp, &module, &source, globals, Mode::Interactive)?;
    let value = std::mem::replace(&mut interp.echo, Value::None);
    if value.is_none() {
        return Ok(None);
    }
    interp.define("_", value.clone());
    Ok(Some(value))
}

/// A SyntaxError unless the text is a program, or an expression if that is `evaluated`.
pub fn check(interp: &mut Interp, text: &str, filename: &str, evaluated: bool) -> Result<()> {
    let text = if evaluated { text.trim() } else { text };
    let (source, module) = parse(interp, text, filename)?;
    if evaluated {
        only_expression(&module, &source)?;
    }
    let compiled = compile::compile(&module, &Rc::default(), &source, Mode::Script);
    compiled
        .map(drop)
        .map_err(|error| syntax_error(&source, Exc::SyntaxError, &error.message, error.span, None))
}

fn only_expression(module: &Module, source: &Rc<Source>) -> Result<()> {
    match module.body.as_slice() {
        [
            Stmt {
                kind: StmtKind::Expr(_),
                ..
            },
        ] => Ok(()),
        _ => Err(syntax_error(
            source,
            Exc::SyntaxError,
            "invalid syntax",
            Span::default(),
            None,
        )),
    }
}

pub(super) fn eval(
    interp: &mut Interp,
    text: &str,
    filename: &str,
    globals: &Rc<Globals>,
) -> Result<Value> {
    let (source, module) = parse(interp, text.trim(), filename)?;
    only_expression(&module, &source)?;
    let outer = std::mem::replace(&mut interp.echo, Value::None);
    // What `eval` computes is its result, not the shell's.
    let display = interp.display.take();
    let result = run_tree(interp, &module, &source, globals, Mode::Interactive);
    interp.display = display;
    let value = std::mem::replace(&mut interp.echo, outer);
    result.map(|()| value)
}

fn run_tree(
    interp: &mut Interp,
    module: &Module,
    source: &Rc<Source>,
    globals: &Rc<Globals>,
    mode: Mode,
) -> Result<()> {
    let code = compile::compile(module, globals, source, mode).map_err(|error| {
        syntax_error(source, Exc::SyntaxError, &error.message, error.span, None)
    })?;
    let func = Rc::new(Function {
        code,
        globals: globals.clone(),
        defaults: Vec::new(),
        keyword_defaults: Vec::new(),
        closure: Vec::new(),
        owner: RefCell::new(None),
        attrs: RefCell::default(),
    });
    let base = interp.top();
    interp.enter(func, base, 0, true, None)?;
    interp.execute()?;
    interp.given = Value::Unset;
    Ok(())
}

fn read(text: &str, filename: &str) -> Result<(Rc<Source>, Module, Vec<Hint>)> {
    let is_file = !filename.starts_with('<');
    let (straight, mut hints) = straighten(text);
    let source = Rc::new(Source {
        name: filename.to_owned(),
        text: straight.into_owned(),
    });
    let parsed = if is_file {
        parse_module(&source.text)
    } else {
        parse_typed(&source.text)
    };
    let module = parsed.map_err(|error| {
        let first = of_syntax(&source, &error);
        if is_file {
            let more = more_errors(&source.text, &error);
            let more = more.iter().map(|error| of_syntax(&source, error)).collect();
            *first.0.more.borrow_mut() = more;
        }
        first
    })?;
    hints.extend(module.hints.iter().cloned());
    Ok((source, module, hints))
}

/// Reads a program, and finds out which Python it is written for.
fn parse(interp: &mut Interp, text: &str, filename: &str) -> Result<(Rc<Source>, Module)> {
    let (source, module, hints) = read(text, filename)?;
    if module.python2 && !interp.python2 {
        interp.python2 = true;
        // `bytes` is another name of `str`.
        if let Some(text) = interp.builtin("str") {
            interp.define("bytes", text);
        }
    }
    interp.legacy |= !module.hints.is_empty();
    if interp.python2 {
        dialect::set(Dialect::Python2);
    } else if interp.legacy {
        dialect::set(Dialect::Tolerant);
    }
    give(interp, &source, &hints);
    Ok((source, module))
}

impl Interp {
    /// A hint about the line that is running, once per file and kind.
    pub fn hint(&mut self, kind: &'static str, words: &str) {
        let Some((source, span)) = self.place() else {
            return;
        };
        let hint = Hint {
            kind,
            at: span.start,
            words: words.to_owned(),
        };
        give(self, &source, &[hint]);
    }
}

/// `hint: line 3: Python 3 writes print("a")`, once per file and kind
fn give(interp: &mut Interp, source: &Rc<Source>, hints: &[Hint]) {
    if !interp.hints || hints.is_empty() {
        return;
    }
    let places = SourceMap::new(&source.text);
    for hint in hints {
        if interp.hinted.insert((source.name.clone(), hint.kind)) {
            let line = places.place(hint.at).0;
            let words = hint.words.replace(['\n', '\r'], " ");
            interp.output.talk(&format!("hint: line {line}: {words}\n"));
        }
    }
}

/// The exception for a text that does not parse.
pub fn of_syntax(source: &Rc<Source>, error: &SyntaxError) -> Error {
    let kind = match error.kind {
        SyntaxErrorKind::Syntax => Exc::SyntaxError,
        SyntaxErrorKind::Indentation => Exc::IndentationError,
        SyntaxErrorKind::Tab => Exc::TabError,
    };
    syntax_error(
        source,
        kind,
        &error.message,
        error.span,
        error.help.as_deref(),
    )
}

fn syntax_error(
    source: &Rc<Source>,
    kind: Exc,
    message: &str,
    span: Span,
    help: Option<&str>,
) -> Error {
    let places = SourceMap::new(&source.text);
    let (start, end) = (places.place(span.start), places.place(span.end));
    let mut error = Error::new(kind, message)
        .with("filename", Value::str(&source.name))
        .with("text", Value::str(places.line(start.0)));
    for (name, number) in [
        ("lineno", start.0),
        ("offset", start.1),
        ("end_lineno", end.0),
        ("end_offset", end.1),
    ] {
        error = error.with(name, Value::from(number));
    }
    let entry = TraceEntry {
        source: source.clone(),
        span,
        function: "<module>".into(),
    };
    error.0.traceback.borrow_mut().push(entry);
    match help {
        Some(help) => error.help(help),
        None => error,
    }
}
