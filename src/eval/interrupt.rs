//! What a running program has to look up for: Ctrl-C, and frames that a capture has waiting.

use crate::link::interrupt;

/// Asks the running program to stop, as Ctrl-C does.
pub fn ask() {
    interrupt::raise();
}

/// Asks the interpreter to look at what runs beside the script; any thread may.
pub fn attend() {
    interrupt::call_for_attention();
}

/// Whether there is anything to look up for. Two loads; loops ask at every turn.
#[inline]
pub fn asked() -> bool {
    interrupt::raised() || interrupt::attention()
}
