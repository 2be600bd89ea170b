//! The interpreters that run a script's functions when the packet module asks for them.
//!
//! Building and dissecting know nothing of the evaluator. Whoever calls them lends the interpreter
//! for so long ([`lend`]): a condition or a `post_build` then runs in it as any other call of the
//! script does, with its `conf`, its modules and its output. Where nobody lent it, another one with
//! the same names does the work.

use std::cell::{Cell, RefCell};

use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::packet::{self, script};

/// Functions of scripts that packets call while packets call functions of scripts.
const DEEPEST: usize = 60;

thread_local! {
    /// The script's own interpreter, while the packet module works and nobody else has it.
    static LENT: RefCell<Option<Box<Interp>>> = const { RefCell::new(None) };
    /// What stands in the lender's hands meanwhile.
    #[expect(clippy::vec_box, reason = "the boxes go round, an interpreter is large to move")]
    static HOLLOW: RefCell<Vec<Box<Interp>>> = const { RefCell::new(Vec::new()) };
    static MODEL: RefCell<Option<Interp>> = const { RefCell::new(None) };
    static SHELF: RefCell<Vec<Interp>> = const { RefCell::new(Vec::new()) };
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    /// Whether there is any function that could be called.
    static KNOWN: Cell<bool> = const { Cell::new(false) };
}

/// As [`learn`], where no interpreter is known so far.
pub fn learn_once(interp: &Interp) {
    if !KNOWN.get() {
        learn(interp);
    }
}

/// The interpreter whose names and modules the functions will see.
pub fn learn(interp: &Interp) {
    KNOWN.set(true);
    MODEL.replace(Some(interp.beside()));
    SHELF.take();
}

/// Lets the packet module work, whose calls of the script's functions run in this interpreter.
#[inline]
pub fn lend<T>(interp: &mut Interp, work: impl FnOnce() -> T) -> T {
    if !KNOWN.get() {
        return work();
    }
    let loan = Loan::new(interp);
    let result = work();
    drop(loan);
    result
}

/// An interpreter that is lent until this is dropped.
struct Loan<'a>(&'a mut Interp);

impl Loan<'_> {
    fn new(interp: &mut Interp) -> Loan<'_> {
        let shelved = HOLLOW.with_borrow_mut(Vec::pop);
        let mut other = shelved.unwrap_or_else(|| Box::new(interp.hollow()));
        std::mem::swap(interp, &mut *other);
        LENT.replace(Some(other));
        Loan(interp)
    }
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        if let Some(mut own) = LENT.take() {
            std::mem::swap(self.0, &mut *own);
            HOLLOW.with_borrow_mut(|shelf| shelf.push(own));
        }
    }
}

/// The lent interpreter in use; it goes back to where it was lent.
struct Taken(Option<Box<Interp>>);

impl Drop for Taken {
    fn drop(&mut self) {
        LENT.replace(self.0.take());
    }
}

/// Runs something that needs an interpreter.
pub fn with<T>(work: impl FnOnce(&mut Interp) -> Result<T>) -> Result<T> {
    let mut taken = Taken(LENT.take());
    match &mut taken.0 {
        Some(own) => work(own),
        None => beside(work),
    }
}

/// The same in an interpreter beside the script's, which is in somebody's hands.
fn beside<T>(work: impl FnOnce(&mut Interp) -> Result<T>) -> Result<T> {
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
