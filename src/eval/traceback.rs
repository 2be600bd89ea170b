//! `e.__traceback__`: the places that an exception passed, outermost first.

use std::rc::Rc;

use super::dict::Dict;
use super::error::Result;
use super::exception::{Exception, TraceEntry};
use super::interp::Interp;
use super::module::Globals;
use super::object::Object;
use super::value::Value;
use crate::lang::ast::{ExprKind, Stmt, StmtKind};

/// The places from one on.
struct Traceback {
    exception: Rc<Exception>,
    /// How many places lie further in.
    inner: usize,
}

/// A call: one that an exception left, or one of those that are running.
struct Frame {
    entry: TraceEntry,
    globals: Rc<Globals>,
    /// The calls that led here, outermost first, where they are running.
    callers: Rc<[(TraceEntry, Rc<Globals>)]>,
    /// Whether an exception ended it.
    left: bool,
}

struct FrameCode(TraceEntry);

/// `sys._getframe(depth)`: the running call, or the one so many calls further out.
pub fn running(interp: &Interp, depth: usize) -> Option<Value> {
    let calls = interp.frames.iter();
    let calls: Vec<_> = calls
        .map(|frame| (frame.trace(), frame.globals().clone()))
        .collect();
    let at = calls.len().checked_sub(depth + 1)?;
    Some(frame_at(calls.into(), at))
}

fn frame_at(callers: Rc<[(TraceEntry, Rc<Globals>)]>, at: usize) -> Value {
    let (entry, globals) = callers[at].clone();
    let callers = callers[..at].into();
    Value::object(Frame {
        entry,
        globals,
        callers,
        left: false,
    })
}

/// The traceback of an exception; `None` where it passed nothing yet.
pub fn of(exception: &Value) -> Value {
    match exception {
        Value::Exception(exception) => match exception.traceback.borrow().len().checked_sub(1) {
            Some(inner) => Value::object(Traceback {
                exception: exception.clone(),
                inner,
            }),
            None => Value::None,
        },
        _ => Value::None,
    }
}

/// The line of a place, counted from 1.
fn line(entry: &TraceEntry) -> usize {
    let text = entry.source.text.as_bytes();
    let before = &text[..(entry.span.start as usize).min(text.len())];
    1 + before.iter().filter(|octet| **octet == b'\n').count()
}

impl Object for Traceback {
    fn type_name(&self) -> &str {
        "traceback"
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let places = self.exception.traceback.borrow();
        let Some(entry) = places.get(self.inner) else {
            return Ok(None);
        };
        Ok(match name {
            "tb_lineno" => Some(Value::from(line(entry))),
            "tb_next" => Some(match self.inner.checked_sub(1) {
                Some(inner) => Value::object(Traceback {
                    exception: self.exception.clone(),
                    inner,
                }),
                None => Value::None,
            }),
            "tb_frame" => Some(Value::object(Frame {
                entry: entry.clone(),
                globals: interp.globals(),
                callers: Rc::from([]),
                left: true,
            })),
            _ => None,
        })
    }
}

impl Frame {
    /// Where the call is by now, while it runs.
    fn now(&self, interp: &Interp) -> TraceEntry {
        let same = |now: &TraceEntry| {
            Rc::ptr_eq(&now.function, &self.entry.function)
                && Rc::ptr_eq(&now.source, &self.entry.source)
        };
        let running = interp.frames.get(self.callers.len());
        let now = running.map(super::frame::Frame::trace).filter(same);
        match now {
            Some(now) if !self.left => now,
            _ => self.entry.clone(),
        }
    }
}

impl Object for Frame {
    fn type_name(&self) -> &str {
        "frame"
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "f_lineno" => Some(Value::from(line(&self.now(interp)))),
            "f_code" => Some(Value::object(FrameCode(self.entry.clone()))),
            "f_globals" => Some(Value::Dict(self.globals.dict())),
            "f_locals" => Some(Value::dict({
                let mut names = Dict::new();
                // Only the innermost call's variables are in reach.
                if self.callers.len() + 1 == interp.frames.len() {
                    for (name, value) in interp.locals() {
                        names.set_str(&name, value);
                    }
                }
                names
            })),
            "f_back" => Some(match self.callers.len().checked_sub(1) {
                Some(at) => frame_at(self.callers.clone(), at),
                None => Value::None,
            }),
            "_written" => Some(Value::str(written(&self.entry))),
            "_marks" => Some(marks(&self.entry).map_or(Value::None, Value::string)),
            _ => None,
        })
    }

    fn dir(&self) -> Vec<String> {
        let names = ["f_back", "f_code", "f_globals", "f_lineno", "f_locals"];
        names.map(str::to_owned).to_vec()
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!(
            "<frame at 0x{:x}, file {}, line {}, code {}>",
            std::ptr::from_ref(self) as usize,
            super::repr::plain_repr(&Value::str(&self.entry.source.name)),
            line(&self.entry),
            self.entry.function
        )))
    }
}

/// The line of a place as it was written, without the space around it.
fn written(entry: &TraceEntry) -> &str {
    let whole = entry.source.text.lines().nth(line(entry) - 1);
    whole.unwrap_or_default().trim()
}

/// What a traceback writes under a line: `^` below the part that failed, around an operator or
/// an index `~`. Nothing where that is the whole line.
fn marks(entry: &TraceEntry) -> Option<String> {
    let text = &entry.source.text;
    let (start, end) = (entry.span.start as usize, entry.span.end as usize);
    let begin = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let whole = text.get(begin..)?.lines().next()?;
    let shown = written(entry);
    let indent = whole.len() - whole.trim_start().len();
    // A part over several lines is marked to the end of its first.
    let end = (end - begin).min(whole.trim_end().len());
    let start = (start - begin).max(indent);
    let segment = whole.get(start..end).filter(|part| !part.is_empty())?;
    let width = |text: &str| text.chars().count();
    let mut line = "^".repeat(width(segment));
    match operator(segment) {
        Some((from, to)) => {
            let before = "~".repeat(width(&segment[..from]));
            let after = "~".repeat(width(&segment[to..]));
            line = format!("{before}{}{after}", "^".repeat(width(&segment[from..to])));
        }
        None if segment.len() >= shown.len() => return None,
        None => {}
    }
    Some(" ".repeat(width(&whole[indent..start])) + &line)
}

/// Where the operator or the index of an expression stands in it.
fn operator(segment: &str) -> Option<(usize, usize)> {
    let module = crate::lang::parse_module(segment).ok()?;
    let [
        Stmt {
            kind: StmtKind::Expr(whole),
            ..
        },
    ] = module.body.as_slice()
    else {
        return None;
    };
    let offset = |at: u32| at as usize;
    match &whole.kind {
        ExprKind::Binary(left, _, right) => {
            let between = segment.get(offset(left.span.end)..offset(right.span.start))?;
            let sign = |c: char| !c.is_whitespace() && c != ')' && c != '(';
            let from = offset(left.span.end) + between.find(sign)?;
            let length = segment[from..].find(|c: char| !"+-*/%@&|^<>".contains(c))?;
            Some((from, from + length))
        }
        ExprKind::Subscript { value, .. } => {
            let from = segment.get(offset(value.span.end)..)?.find('[')?;
            Some((offset(value.span.end) + from, segment.len()))
        }
        _ => None,
    }
}

impl Object for FrameCode {
    fn type_name(&self) -> &str {
        "code"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "co_name" => Some(Value::str(&self.0.function)),
            "co_firstlineno" => Some(Value::from(line(&self.0))),
            "co_filename" => Some(Value::str(&self.0.source.name)),
            _ => None,
        })
    }
}
