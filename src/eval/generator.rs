//! Functions that stop and go on.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::code::Op;
use super::error::{Error, Result};
use super::exception::Exc;
use super::function::Function;
use super::interp::Interp;
use super::run::{Outcome, push_plain};
use super::value::Value;

/// The result of calling a function with `yield` in it.
pub struct Generator {
    name: String,
    /// Where it stands; none while it runs and when it has ended.
    pub(super) state: RefCell<Option<Box<Suspended>>>,
    running: Cell<bool>,
    started: Cell<bool>,
    /// It was closed because nothing referred to it any more.
    abandoned: Cell<bool>,
    /// What `return` gave, for `yield from`.
    pub(super) result: RefCell<Value>,
}

/// A call at rest.
pub(super) struct Suspended {
    pub func: Rc<Function>,
    pub pc: usize,
    /// As many as its code has.
    pub registers: Vec<Value>,
    /// The register that gets what is sent.
    pub receives: u16,
    /// The exceptions that it was handling.
    pub handled: Vec<Value>,
}

/// What the generator behind a `yield from` made of an exception.
enum Delegated {
    Yielded(Value),
    Ended(Value),
}

impl Generator {
    pub(super) fn new(func: Rc<Function>, registers: Vec<Value>) -> Generator {
        Generator {
            name: func.code.qualname.clone(),
            state: RefCell::new(Some(Box::new(Suspended {
                func,
                pc: 0,
                registers,
                receives: 0,
                handled: Vec::new(),
            }))),
            running: Cell::new(false),
            started: Cell::new(false),
            abandoned: Cell::new(false),
            result: RefCell::new(Value::None),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// `next(g)` and `g.send(value)`: the next value, or `None` at the end.
    pub fn resume(self: Rc<Self>, interp: &mut Interp, sent: Value) -> Result<Option<Value>> {
        if !self.started.get() && !sent.is_none() {
            return Err(Error::type_error(
                "can't send non-None value to a just-started generator",
            ));
        }
        if self.running.get() {
            return Err(Error::value_error("generator already executing"));
        }
        let Some(suspended) = self.state.take() else {
            return Ok(None);
        };
        if let Some(place) = self.rise(interp, suspended) {
            sent.set_in(&mut interp.stack[place]);
        }
        let outcome = interp.execute();
        self.settle(interp, outcome)
    }

    /// `g.throw(error)`
    pub fn throw(self: Rc<Self>, interp: &mut Interp, error: Error) -> Result<Option<Value>> {
        if !self.started.get() {
            self.state.replace(None);
            self.started.set(true);
        }
        if self.running.get() {
            return Err(Error::value_error("generator already executing"));
        }
        let Some(mut suspended) = self.state.take() else {
            return Err(error);
        };
        let sent = match self.delegate(interp, &mut suspended, error) {
            Ok(Delegated::Yielded(value)) => {
                self.state.replace(Some(suspended));
                return Ok(Some(value));
            }
            Ok(Delegated::Ended(value)) => Ok(value),
            Err(error) => Err(error),
        };
        let place = self.rise(interp, suspended);
        let outcome = match sent {
            Ok(sent) => {
                if let Some(place) = place {
                    sent.set_in(&mut interp.stack[place]);
                }
                interp.execute()
            }
            Err(error) => interp.execute_with(error),
        };
        self.settle(interp, outcome)
    }

    /// `g.close()`
    pub fn close(self: Rc<Self>, interp: &mut Interp) -> Result<()> {
        if !self.started.get() || self.state.borrow().is_none() {
            self.state.replace(None);
            return Ok(());
        }
        match self.throw(interp, Error::with_args(Exc::GeneratorExit, Vec::new())) {
            Ok(Some(_)) => Err(Error::runtime_error("generator ignored GeneratorExit")),
            Ok(None) => Ok(()),
            Err(error) if error.is(Exc::GeneratorExit) || error.is(Exc::StopIteration) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// `g.throw(error)` where `g` stands at a `yield from`: the inner generator gets it first. An
    /// error is what is then raised at the `yield from`.
    fn delegate(
        &self,
        interp: &mut Interp,
        suspended: &mut Suspended,
        error: Error,
    ) -> Result<Delegated> {
        let inner = match suspended.func.code.ops.get(suspended.pc) {
            Some(Op::YieldFrom { iter, .. }) if self.started.get() => {
                suspended.registers[usize::from(*iter)].clone()
            }
            _ => return Err(error),
        };
        let Value::Generator(inner) = inner else {
            return Err(error);
        };
        self.running.set(true);
        let ends = error.is(Exc::GeneratorExit);
        let result = inner.clone().throw(interp, error.clone());
        self.running.set(false);
        match result? {
            Some(value) => Ok(Delegated::Yielded(value)),
            None if ends => Err(error),
            None => {
                suspended.pc += 1;
                Ok(Delegated::Ended(inner.result.take()))
            }
        }
    }

    /// Puts the frame of the generator on top; where what is sent goes, if it is waited for.
    #[inline]
    fn rise(&self, interp: &mut Interp, mut suspended: Box<Suspended>) -> Option<usize> {
        let begun = self.started.replace(true);
        let base = interp.top();
        let top = base + suspended.func.code.registers;
        interp.reserve(top);
        let places = &mut interp.stack[base..top];
        for (place, value) in places.iter_mut().zip(&mut suspended.registers) {
            value.give_to(place);
        }
        let handled = interp.handled.len();
        if !suspended.handled.is_empty() {
            interp.handled.append(&mut suspended.handled);
        }
        let receives = base + usize::from(suspended.receives);
        push_plain(&mut interp.frames, suspended.func.clone(), base, 0, handled);
        if let Some(frame) = interp.frames.last_mut() {
            frame.pc = suspended.pc;
            frame.root = true;
            frame.plain = false;
            frame.rest = Some(suspended);
        }
        self.running.set(true);
        begun.then_some(receives)
    }

    /// What came of it when the frame is gone from the top.
    #[inline]
    fn settle(&self, interp: &mut Interp, outcome: Result<Outcome>) -> Result<Option<Value>> {
        self.running.set(false);
        match outcome {
            Ok(Outcome::Yielded) => {
                self.state.replace(interp.rest.take());
                Ok(Some(interp.given.taken()))
            }
            Ok(Outcome::Returned) => {
                self.result.replace(interp.given.taken());
                Ok(None)
            }
            Err(error) if error.is(Exc::StopIteration) => {
                let wrapped = Error::runtime_error("generator raised StopIteration");
                *wrapped.0.cause.borrow_mut() = Some(error.value());
                wrapped.0.suppress_context.set(true);
                Err(wrapped)
            }
            Err(error) => Err(error),
        }
    }
}

impl Drop for Generator {
    /// What stands in a `with` or a `try` ends it as if it was closed.
    fn drop(&mut self) {
        let Some(suspended) = self.state.take() else {
            return;
        };
        let guarded = !suspended.func.code.handlers.is_empty();
        if !guarded || !self.started.get() || self.abandoned.get() {
            return;
        }
        super::class::is_gone(Value::Generator(Rc::new(Generator {
            name: std::mem::take(&mut self.name),
            state: RefCell::new(Some(suspended)),
            running: Cell::new(false),
            started: Cell::new(true),
            abandoned: Cell::new(true),
            result: RefCell::new(Value::None),
        })));
    }
}
