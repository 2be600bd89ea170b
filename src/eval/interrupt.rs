//! What a running program has to look up for: Ctrl-C, and frames that a capture has waiting.

use super::error::{Error, Result};
use crate::link::{interrupt, memory};

/// Asks the running program to stop, as Ctrl-C does.
pub fn ask() {
    interrupt::raise();
}

/// Asks the interpreter to look at what runs beside the script; any thread may.
pub fn attend() {
    interrupt::call_for_attention();
}

/// Whether there is anything to look up for. Loops ask at every turn.
#[inline]
pub fn asked() -> bool {
    interrupt::any()
}

/// KeyboardInterrupt if Ctrl-C was typed, MemoryError if memory is short. For loops of natives that
/// have no interpreter at hand; those that have one ask it, which also runs callbacks.
#[inline]
pub fn check() -> Result<()> {
    if interrupt::pending() || memory::short() {
        answer()
    } else {
        Ok(())
    }
}

/// MemoryError if memory is short.
pub(super) fn check_memory() -> Result<()> {
    if memory::take_short() {
        return Err(super::memory::used_up());
    }
    Ok(())
}

#[cold]
fn answer() -> Result<()> {
    check_memory()?;
    if interrupt::pending() && interrupt::take() {
        return Err(Error::keyboard_interrupt());
    }
    Ok(())
}

/// Turns of a loop over plain values: one in 4096 looks up.
#[derive(Default)]
pub struct Turns(u16);

impl Turns {
    #[inline]
    pub fn turn(&mut self) -> Result<()> {
        self.0 = self.0.wrapping_add(1);
        if self.0 & 0xfff == 0 { check() } else { Ok(()) }
    }
}

/// Does work on a thread that Ctrl-C can leave to itself: for computations in one piece, which
/// take long and cannot look up.
pub fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    match interrupt::aside(work) {
        Some(outcome) => Ok(outcome),
        None => {
            interrupt::take();
            Err(Error::keyboard_interrupt())
        }
    }
}

/// Octets of text or data that are worked through in one piece without being noticed.
const SHORT: usize = 4 << 20;

/// Does work on octets or text: aside when there are many of them, which costs a copy.
pub fn on_copy<S, T>(data: &S, work: impl FnOnce(&S) -> T + Send + 'static) -> Result<T>
where
    S: AsRef<[u8]> + ToOwned + ?Sized,
    S::Owned: Send + 'static,
    T: Send + 'static,
{
    if data.as_ref().len() < SHORT {
        return Ok(work(data));
    }
    super::memory::room_for(data.as_ref().len())?;
    let own = data.to_owned();
    aside(move || work(std::borrow::Borrow::borrow(&own)))
}
