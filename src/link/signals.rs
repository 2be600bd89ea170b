//! Signals that a script handles: the handler of the system's only notes that one came, and calls
//! for attention; the script's is called between two of its instructions.

use std::io;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

use super::{interrupt, sys};

/// What is done when a signal comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Disposition {
    /// Ctrl-C raises KeyboardInterrupt; other signals do what the system does.
    Initial = 0,
    /// What the system does: mostly, it ends the process.
    System = 1,
    Ignore = 2,
    /// The script has a handler.
    Note = 3,
}

/// Numbers of signals are below this.
pub const NUMBERS: i32 = 64;

static DISPOSITIONS: [AtomicU8; NUMBERS as usize] = [const { AtomicU8::new(0) }; NUMBERS as usize];
static REGISTERED: AtomicU64 = AtomicU64::new(1 << libc::SIGINT);
static CAME: AtomicU64 = AtomicU64::new(0);

/// From now on that is done when the signal comes.
pub fn dispose(signal: i32, disposition: Disposition) -> io::Result<()> {
    let refused = [libc::SIGKILL, libc::SIGSTOP].contains(&signal);
    // Those of a mistake in the program itself cannot wait for a handler in a script.
    let own = signal_hook::consts::FORBIDDEN.contains(&signal);
    if refused || own || !(1..NUMBERS).contains(&signal) {
        return Err(io::Error::from_raw_os_error(libc::EINVAL));
    }
    DISPOSITIONS[signal as usize].store(disposition as u8, Ordering::SeqCst);
    if REGISTERED.fetch_or(1 << signal, Ordering::SeqCst) & (1 << signal) == 0 {
        sys::on_signal(signal, move || {
            arrived(signal);
        })?;
    }
    Ok(())
}

/// Called in the system's handler: false when Ctrl-C is to raise KeyboardInterrupt.
pub(super) fn arrived(signal: i32) -> bool {
    match DISPOSITIONS[signal as usize].load(Ordering::SeqCst) {
        0 => return false,
        1 => {
            // What it cannot do, nobody can be told of here.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
        2 => {}
        _ => {
            CAME.fetch_or(1 << signal, Ordering::SeqCst);
            interrupt::call_for_attention();
        }
    }
    true
}

/// Whether signals have come that were not taken yet.
#[inline]
pub fn have_come() -> bool {
    CAME.load(Ordering::Relaxed) != 0
}

/// The number of one that has come.
pub fn take() -> Option<i32> {
    let came = CAME.load(Ordering::SeqCst);
    if came == 0 {
        return None;
    }
    let signal = came.trailing_zeros();
    CAME.fetch_and(!(1 << signal), Ordering::SeqCst);
    Some(signal as i32)
}

/// SIGALRM after so long, and then again and again; zero is never. What was left of the times that
/// were set before.
pub fn set_alarm(first: Duration, again: Duration) -> io::Result<(Duration, Duration)> {
    sys::set_real_timer(first, again)
}

/// What is left of the times of SIGALRM.
pub fn alarm() -> io::Result<(Duration, Duration)> {
    sys::real_timer()
}

/// Sends a signal to this process.
pub fn raise(signal: i32) -> io::Result<()> {
    signal_hook::low_level::raise(signal)
}

/// Sends a signal to a process (or to those of a group, as kill(2) says); zero only asks whether
/// that could be done.
pub fn send(process: i32, signal: i32) -> io::Result<()> {
    // To this thread, so that it has come when this returns.
    if process == std::process::id() as i32 && signal != 0 {
        return raise(signal);
    }
    let signal = match signal {
        0 => None,
        signal => Some(nix::sys::signal::Signal::try_from(signal)?),
    };
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(process), signal)?;
    Ok(())
}
