//! `for` and `yield from`, beyond what the loop does itself.

use std::cell::RefCell;
use std::rc::Rc;

use super::Outcome;
use super::rare::{Here, Next};
use crate::eval::code::Reg;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iterator;
use crate::eval::value::Value;
use crate::eval::walk;

impl Interp {
    pub(super) fn get_iter(&mut self, here: &Here, dst: Reg, src: Reg) -> Result<()> {
        let source = self.read(here, src);
        let value = match source {
            Value::Iterator(_) | Value::Generator(_) => source,
            source => Value::Iterator(Rc::new(Iterator {
                state: RefCell::new(walk::iter(self, &source)?),
            })),
        };
        self.write(here, dst, value);
        Ok(())
    }

    /// Puts the next item of any iterator into a register; false at the end.
    #[inline(never)]
    pub(super) fn for_iter(&mut self, here: &Here, iter: Reg, dst: Reg) -> Result<bool> {
        let item = match self.read(here, iter) {
            Value::Generator(generator) => generator.resume(self, Value::None)?,
            Value::Iterator(iterator) if self.is_spare(here, dst) => {
                let mut place = self.take(here, dst);
                let stepped = match iterator.state.try_borrow_mut() {
                    Ok(mut state) => walk::next_to(self, &mut state, &mut place),
                    Err(_) => Err(Error::value_error("iterator already executing")),
                };
                self.write(here, dst, place);
                return stepped;
            }
            iterator => self.step(&iterator)?,
        };
        Ok(match item {
            Some(item) => {
                self.write(here, dst, item);
                true
            }
            None => false,
        })
    }

    /// Whether a register holds a tuple that nobody else does.
    fn is_spare(&self, here: &Here, register: Reg) -> bool {
        match &self.stack[here.base + register as usize] {
            Value::Tuple(items) => Rc::strong_count(items) == 1,
            _ => false,
        }
    }

    /// The next item of an iterator that is no generator.
    fn step(&mut self, iterator: &Value) -> Result<Option<Value>> {
        let Value::Iterator(iterator) = iterator else {
            return walk::next_of(self, iterator);
        };
        let Ok(mut state) = iterator.state.try_borrow_mut() else {
            return Err(Error::value_error("iterator already executing"));
        };
        walk::next(self, &mut state)
    }

    pub(super) fn yield_from(&mut self, here: &Here, dst: Reg, iter: Reg) -> Result<Next> {
        let (iter, sent) = (self.read(here, iter), self.read(here, dst));
        let next = match &iter {
            Value::Generator(generator) => generator.clone().resume(self, sent)?,
            iterator => self.step(iterator)?,
        };
        if let Some(value) = next {
            // What is sent next goes to the inner iterator: the instruction runs again.
            return Ok(Next::End(self.suspend(value, here.pc - 1, dst)));
        }
        let result = match &iter {
            Value::Generator(generator) => generator.result.take(),
            _ => Value::None,
        };
        let result = match result {
            Value::Unset => Value::None,
            result => result,
        };
        self.write(here, dst, result);
        Ok(Next::On)
    }

    /// Takes the frame on top off the stack, to go on later at `pc`.
    pub(super) fn suspend(&mut self, value: Value, pc: usize, receives: Reg) -> Outcome {
        value.set_in(&mut self.given);
        let Some(frame) = self.frames.last_mut() else {
            return Outcome::Returned;
        };
        let (base, handled) = (frame.base, frame.handled);
        if let Some(mut rest) = frame.rest.take() {
            rest.pc = pc;
            rest.receives = receives;
            for (register, place) in rest.registers.iter_mut().zip(&mut self.stack[base..]) {
                place.give_to(register);
            }
            if handled < self.handled.len() {
                rest.handled.extend(self.handled.drain(handled..));
            }
            self.rest = Some(rest);
        }
        self.frames.truncate(self.frames.len() - 1);
        Outcome::Yielded
    }
}
