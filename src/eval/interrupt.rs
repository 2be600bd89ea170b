//! What a running program has to look up for: Ctrl-C, and frames that a capture has waiting.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::link::interrupt;

static ATTENTION: AtomicBool = AtomicBool::new(false);

/// Asks the running program to stop, as Ctrl-C does.
pub fn ask() {
    interrupt::raise();
}

/// Asks the interpreter to look at what runs beside the script; any thread may.
pub fn attend() {
    ATTENTION.store(true, Ordering::Relaxed);
}

/// Whether there is anything to look up for. Two loads; loops ask at every turn.
#[inline]
pub fn asked() -> bool {
    interrupt::pending() || ATTENTION.load(Ordering::Relaxed)
}

/// Takes Ctrl-C: true once per request.
pub fn take() -> bool {
    interrupt::take()
}

/// Takes the call for attention: true once per call.
pub fn take_attention() -> bool {
    ATTENTION.swap(false, Ordering::Relaxed)
}
