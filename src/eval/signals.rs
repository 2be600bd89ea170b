//! Handlers of signals, called between two instructions of the main thread.

use std::collections::HashMap;

use super::error::{Error, Result};
use super::interp::Interp;
use super::threads::Queue;
use super::value::Value;
use crate::link::{interrupt, signals};

/// What a script does with signals.
#[derive(Default)]
pub struct Signals {
    /// What it has set, by number.
    pub handlers: HashMap<i32, Value>,
    /// Told when one was handled.
    pub handled: Queue,
}

impl Interp {
    /// Answers Ctrl-C and signals, on the main thread.
    pub(super) fn answer(&mut self) -> Result<()> {
        if interrupt::take() {
            return Err(Error::keyboard_interrupt());
        }
        while let Some(signal) = signals::take() {
            let Some(handler) = self.signals.handlers.get(&signal).cloned() else {
                continue;
            };
            self.signals.handled.call_all();
            if self.is_callable(&handler) {
                self.call(&handler, &[Value::Int(signal.into()), Value::None])?;
            }
        }
        Ok(())
    }

    /// Whether there is something to answer.
    #[inline]
    pub(super) fn is_asked(&self) -> bool {
        interrupt::raised() || signals::have_come()
    }
}
