//! The interpreters that run a script's functions when the packet module asks for them.
//!
//! Building and dissecting know nothing of the evaluator, so what a script's condition or
//! `post_build` needs is kept here, per thread. A call takes an interpreter off the shelf; calls
//! that nest take another one.

use std::cell::{Cell, RefCell};

use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::packet::{self, script};

/// Functions of scripts that packets call while packets call functions of scripts.
const DEEPEST: usize = 60;

thread_local! {
    static MODEL: RefCell<Option<Interp>> = const { RefCell::new(None) };
    static SHELF: RefCell<Vec<Interp>> = const { RefCell::new(Vec::new()) };
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// As [`learn`], where no interpreter is known so far.
pub fn learn_once(interp: &Interp) {
    if MODEL.with_borrow(Option::is_none) {
        learn(interp);
    }
}

/// The interpreter whose names and modules the functions will see.
pub fn learn(interp: &Interp) {
    MODEL.replace(Some(interp.beside()));
    SHELF.take();
}

/// Runs something that needs an interpreter.
pub fn with<T>(work: impl FnOnce(&mut Interp) -> Result<T>) -> Result<T> {
    if DEPTH.get() >= DEEPEST {
        return Err(Error::recursion_error("maximum recursion depth exceeded"));
    }
    let shelved = SHELF.with_borrow_mut(Vec::pop);
    let made = || MODEL.with_borrow(|model| model.as_ref().map(Interp::beside));
    let Some(mut interp) = shelved.or_else(made) else {
        return Err(Error::runtime_error("no script is running"));
    };
    DEPTH.set(DEPTH.get() + 1);
    let result = work(&mut interp);
    DEPTH.set(DEPTH.get() - 1);
    interp.output.flush();
    SHELF.with_borrow_mut(|shelf| shelf.push(interp));
    result
}

/// The same for the packet module: an exception travels through it as it is.
pub fn called<T>(work: impl FnOnce(&mut Interp) -> Result<T>) -> packet::Result<T> {
    with(work).map_err(raised)
}

/// An exception as an error of the packet module.
pub fn raised(error: Error) -> packet::Error {
    packet::Error::Script(script::Raised(std::rc::Rc::new(error)))
}
