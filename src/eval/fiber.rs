//! A stack of its own for each thread of a script.
//!
//! The interpreter's thread of the system runs on one stack at a time and changes to another by a
//! few instructions; corosensei does that. What is handed over at each change is the interpreter.
//!
//! `unsafe` here is one line: a fiber that suspends finds the way back to whoever resumed it.
#![allow(unsafe_code)]

use std::cell::Cell;
use std::io;
use std::mem::ManuallyDrop;
use std::ptr::NonNull;
use std::rc::Rc;

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult, Yielder};

use super::interp::Interp;

pub(super) type Handed = Box<Interp>;
type WayBack = Yielder<Handed, Handed>;

/// Octets of address space; memory is taken as it is touched.
const STACK: usize = 64 << 20;

thread_local! {
    /// The way back of the fiber that this thread of the system runs now. It is set when a fiber
    /// begins or goes on and cleared when it suspends or ends, so it never outlives its fiber.
    static RUNNING: Cell<Option<NonNull<WayBack>>> = const { Cell::new(None) };
}

pub(super) struct Fiber {
    coroutine: ManuallyDrop<Coroutine<Handed, Handed, Handed, DefaultStack>>,
    way_back: Rc<Cell<Option<NonNull<WayBack>>>>,
}

/// How a fiber came back.
pub(super) enum Back {
    Suspended(Handed),
    Ended(Handed),
}

impl Fiber {
    pub fn new(body: impl FnOnce(Handed) -> Handed + 'static) -> io::Result<Fiber> {
        let stack = DefaultStack::new(STACK)?;
        let way_back = Rc::new(Cell::new(None));
        let theirs = way_back.clone();
        let coroutine = Coroutine::with_stack(stack, move |yielder: &WayBack, handed| {
            theirs.set(Some(NonNull::from(yielder)));
            RUNNING.set(theirs.get());
            body(handed)
        });
        Ok(Fiber {
            coroutine: ManuallyDrop::new(coroutine),
            way_back,
        })
    }

    /// Runs it until it suspends or ends.
    pub fn resume(&mut self, handed: Handed) -> Back {
        RUNNING.set(self.way_back.get());
        let back = self.coroutine.resume(handed);
        RUNNING.set(None);
        match back {
            CoroutineResult::Yield(handed) => Back::Suspended(handed),
            CoroutineResult::Return(handed) => Back::Ended(handed),
        }
    }
}

impl Drop for Fiber {
    /// What an unfinished one has on its stack may not be dropped without the interpreter that it
    /// borrows: it stays as it is until the process ends, as a daemon thread of Python's does.
    fn drop(&mut self) {
        if self.coroutine.done() || !self.coroutine.started() {
            // SAFETY: dropped once, here, and not used afterwards.
            unsafe { ManuallyDrop::drop(&mut self.coroutine) };
        }
    }
}

/// Goes back to whoever resumed the fiber that is running, until it is resumed again.
pub(super) fn suspend(handed: Handed) -> Handed {
    let way_back = RUNNING
        .take()
        .expect("only a fiber that is running is suspended");
    // SAFETY: by what is said of RUNNING, the fiber that this is called in is alive, and with it
    // what stands at the bottom of its stack. Its `resume` sets RUNNING again.
    unsafe { way_back.as_ref() }.suspend(handed)
}
