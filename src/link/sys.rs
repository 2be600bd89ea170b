//! The only `unsafe` of the link: system calls that no safe crate wraps.
#![allow(unsafe_code)]

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};
use std::sync::atomic::{AtomicBool, Ordering};

/// Raises the flag and writes to the descriptor (an eventfd) whenever SIGINT comes.
pub fn on_interrupt(
    flag: &'static AtomicBool,
    wake: Option<BorrowedFd<'static>>,
) -> io::Result<()> {
    let wake = wake.map(|fd| fd.as_raw_fd());
    let action = move || {
        flag.store(true, Ordering::SeqCst);
        if let Some(wake) = wake {
            let one = 1u64.to_ne_bytes();
            // SAFETY: eight octets that live on this stack; the descriptor is 'static.
            unsafe { libc::write(wake, one.as_ptr().cast(), one.len()) };
        }
    };
    // SAFETY: the action stores to an atomic and calls write(2), both async-signal-safe; errno is
    // kept by signal-hook's own handler.
    unsafe { signal_hook::low_level::register(signal_hook::consts::SIGINT, action) }.map(|_| ())
}
