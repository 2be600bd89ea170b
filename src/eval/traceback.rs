//! `e.__traceback__`: the places that an exception passed, outermost first.

use std::rc::Rc;

use super::error::Result;
use super::exception::{Exception, TraceEntry};
use super::interp::Interp;
use super::object::Object;
use super::value::Value;

/// The places from one on.
struct Traceback {
    exception: Rc<Exception>,
    /// How many places lie further in.
    inner: usize,
}

struct Frame(TraceEntry);

struct FrameCode(TraceEntry);

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

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
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
            "tb_frame" => Some(Value::object(Frame(entry.clone()))),
            _ => None,
        })
    }
}

impl Object for Frame {
    fn type_name(&self) -> &str {
        "frame"
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "f_lineno" => Some(Value::from(line(&self.0))),
            "f_code" => Some(Value::object(FrameCode(self.0.clone()))),
            "f_globals" => Some(Value::Dict(interp.globals().dict())),
            _ => None,
        })
    }
}

impl Object for FrameCode {
    fn type_name(&self) -> &str {
        "code"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "co_name" => Some(Value::str(&self.0.function)),
            "co_filename" => Some(Value::str(&self.0.source.name)),
            _ => None,
        })
    }
}
