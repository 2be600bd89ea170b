//! MemoryError before the memory is used up: a process that runs out of it is killed without a word.

use super::error::{Error, Result};
use crate::link::memory;

/// Requests below this many octets are granted without asking what the machine has left.
const SMALL: usize = 64 << 20;

/// MemoryError unless the machine has room for so many octets more.
#[inline]
pub fn room_for(octets: usize) -> Result<()> {
    if octets < SMALL { Ok(()) } else { ask(octets) }
}

/// The same for items, of a size each.
#[inline]
pub fn room_for_items(count: usize, size: usize) -> Result<()> {
    room_for(count.saturating_mul(size))
}

#[cold]
fn ask(octets: usize) -> Result<()> {
    let room = memory::room();
    if octets as u64 <= room {
        return Ok(());
    }
    Err(Error::memory_error("").help(format!(
        "it needs {}, and {} are free",
        shown(octets as u64),
        shown(room)
    )))
}

/// The error when many small requests have used up what there was.
pub(super) fn used_up() -> Error {
    Error::memory_error("")
        .help("the memory of this machine is nearly used up: `del` what is large")
}

fn shown(octets: u64) -> String {
    match octets >> 20 {
        0..1024 => format!("{} MiB", octets >> 20),
        _ => format!("{:.1} GiB", octets as f64 / f64::from(1 << 30)),
    }
}

/// Looks after a text or data that grows piece by piece: Ctrl-C is heard once in a mebibyte, and
/// there is room when the buffer doubles.
#[derive(Default)]
pub struct Growth {
    next: usize,
}

impl Growth {
    /// To be called now and then with the length so far.
    #[inline]
    pub fn to(&mut self, octets: usize) -> Result<()> {
        if octets < self.next {
            return Ok(());
        }
        self.next = octets + (1 << 20);
        super::interrupt::check()?;
        room_for(octets)
    }
}
