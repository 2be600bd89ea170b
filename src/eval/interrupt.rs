//! Ctrl-C: a flag that loops and waits look at.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// Asks the running program to stop; safe to call from a signal handler or another thread.
pub fn ask() {
    ASKED.store(true, Ordering::Relaxed);
}

/// Whether a stop was asked for and not taken yet.
#[inline]
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// Takes the request: true once per request.
pub fn take() -> bool {
    ASKED.swap(false, Ordering::Relaxed)
}
