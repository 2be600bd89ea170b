//! An error as the person sees it: the place with a caret, the calls that led there, the remedy,
//! and Python's kind and text as the last line.

use std::rc::Rc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::error::{Error, Result};
use super::exception::{Exc, Source, TraceEntry};
use super::interp::Interp;
use super::remedy;
use super::value::Value;
use crate::lang::ast::Span;

/// More calls than this are shown by their ends only: a runaway recursion has a thousand.
const MOST_CALLS: usize = 12;

/// The report of an uncaught exception, ending with a line break.
pub fn report(interp: &mut Interp, error: &Error) -> String {
    let mut text = String::new();
    chain(interp, error, &mut text, 0);
    text
}

/// The exception that caused this one comes first, as in Python.
fn chain(interp: &mut Interp, error: &Error, text: &mut String, depth: usize) {
    let cause = error.0.cause.borrow().clone();
    let context = error.0.context.borrow().clone();
    let (earlier, words) = match (cause, context) {
        (Some(cause), _) => (
            Some(cause),
            "The above exception was the direct cause of the following exception:",
        ),
        (None, Some(context)) if !error.0.suppress_context.get() => (
            Some(context),
            "During handling of the above exception, another exception occurred:",
        ),
        _ => (None, ""),
    };
    // A circle of causes ends somewhere.
    if let (Some(Value::Exception(earlier)), true) = (earlier, depth < 8) {
        chain(interp, &Error(earlier), text, depth + 1);
        text.push_str(&format!("\n{words}\n\n"));
    }
    one(interp, error, text);
}

fn one(interp: &mut Interp, error: &Error, text: &mut String) {
    let trace = error.0.traceback.borrow().clone();
    let calls = trace.len();
    for (index, entry) in trace.iter().rev().enumerate() {
        if calls > MOST_CALLS && index == MOST_CALLS / 2 {
            text.push_str(&format!("  … {} more calls …\n", calls - MOST_CALLS));
        }
        if calls > MOST_CALLS && (MOST_CALLS / 2..calls - MOST_CALLS / 2).contains(&index) {
            continue;
        }
        let innermost = index + 1 == calls;
        let word = error.0.word.borrow().clone().filter(|_| innermost);
        text.push_str(&place(
            entry,
            innermost,
            word.as_deref(),
            interp.output.colour,
        ));
    }
    let help = error.0.help.borrow().clone();
    let help = help.or_else(|| {
        let innermost = trace.first()?;
        let source = &innermost.source.text;
        let (start, end) = (innermost.span.start as usize, innermost.span.end as usize);
        let written =
            &source[boundary(source, start)..boundary(source, end).max(boundary(source, start))];
        remedy::of(interp, error, written, trace.len())
    });
    if let Some(help) = help {
        text.push_str(&format!("help: {help}\n"));
    }
    text.push_str(&interp.error_line(error));
    text.push('\n');
    for further in error.0.more.borrow().iter() {
        text.push('\n');
        one(interp, further, text);
    }
}

impl Interp {
    /// What is told of an exception of a callback that a command does not hand on: where none of
    /// the script's functions had a part in it, the place is that of the command.
    pub fn report_of_callback(&mut self, error: &Error) -> String {
        if error.0.traceback.borrow().is_empty()
            && let Some((source, span)) = self.place()
        {
            error.0.traceback.borrow_mut().push(TraceEntry {
                source,
                span,
                function: "<module>".into(),
            });
        }
        report(self, error)
    }

    /// Warns of what is no error in Python and hardly meant, once per place; with `--strict` it is
    /// the error.
    pub fn warn(&mut self, error: Error) -> Result<()> {
        if self.strict {
            return Err(error);
        }
        let Some((source, span)) = self.place() else {
            return Ok(());
        };
        if !self.warned.insert((source.name.clone(), span.start)) {
            return Ok(());
        }
        let entry = TraceEntry {
            source,
            span,
            function: "<module>".into(),
        };
        let word = error.0.word.borrow().clone();
        let mut text = place(&entry, true, word.as_deref(), self.output.colour);
        if let Some(help) = &*error.0.help.borrow() {
            text.push_str(&format!("help: {help}\n"));
        }
        text.push_str(&format!("WARNING: {}\n", error.text()));
        self.output.talk(&text);
        Ok(())
    }
}

/// The line of a place with a caret.
pub fn snippet(source: &Rc<Source>, span: Span, colour: bool) -> String {
    let entry = TraceEntry {
        source: source.clone(),
        span,
        function: "<module>".into(),
    };
    place(&entry, true, None, colour)
}

/// What to write for a name that nobody defined, if that is known.
pub fn of_name(interp: &Interp, name: &str) -> Option<String> {
    remedy::of_name(interp, name)
}

/// A place in the program: the innermost with its line and caret, the others with the call.
fn place(entry: &TraceEntry, innermost: bool, word: Option<&str>, colour: bool) -> String {
    let source = &entry.source.text;
    let start = boundary(source, entry.span.start as usize);
    let end = boundary(source, entry.span.end as usize).max(start);
    let (start, end) = word
        .and_then(|word| word_in(&source[start..end], word))
        .map_or((start, end), |(from, to)| (start + from, start + to));
    // A statement over several lines is pointed at by its first.
    let end = source[start..end].find('\n').map_or(end, |at| start + at);
    let kind = if innermost {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let mut annotation = kind.span(start..end);
    if &*entry.function != "<module>" {
        annotation = annotation.label(format!("in {}", entry.function));
    }
    let snippet = Snippet::source(source.as_str())
        .path(entry.source.name.as_str())
        .annotation(annotation);
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]);
    text.push('\n');
    text
}

/// Where a word stands in a statement: as the name of an argument, after a dot, or anywhere.
fn word_in(statement: &str, word: &str) -> Option<(usize, usize)> {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut whole = statement
        .match_indices(word)
        .map(|(at, _)| at)
        .filter(|&at| {
            let before = statement[..at].chars().next_back();
            let after = statement[at + word.len()..].chars().next();
            !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
        });
    let places: Vec<usize> = whole.by_ref().collect();
    let names_argument = |&&at: &&usize| {
        let rest = statement[at + word.len()..].trim_start();
        rest.starts_with('=') && !rest.starts_with("==")
    };
    let at = places
        .iter()
        .find(names_argument)
        .or_else(|| {
            places
                .iter()
                .rev()
                .find(|&&at| statement[..at].ends_with('.'))
        })
        .or_else(|| places.first())?;
    Some((*at, at + word.len()))
}

/// The nearest place at or before `offset` where a character begins.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The exit status of a program that ended with this exception, and what to say about it.
pub fn status(interp: &mut Interp, error: &Error) -> (u8, Option<String>) {
    if error.is(Exc::SystemExit) {
        let code = error
            .0
            .args
            .borrow()
            .first()
            .cloned()
            .unwrap_or(Value::None);
        return match code {
            Value::None => (0, None),
            Value::Int(code) => (code as u8, None),
            Value::Bool(flag) => (u8::from(flag.get()), None),
            other => (1, Some(interp.str(&other).unwrap_or_default() + "\n")),
        };
    }
    let status = if error.is(Exc::KeyboardInterrupt) {
        130
    } else if error.is(Exc::SyntaxError) {
        2
    } else {
        1
    };
    (status, Some(report(interp, error)))
}
