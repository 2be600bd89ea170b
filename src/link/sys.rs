//! The only `unsafe` of the link: system calls that no safe crate wraps.
#![allow(unsafe_code)]

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};
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

/// `recv` without waiting.
pub fn receive(socket: RawFd, octets: &mut [u8]) -> io::Result<usize> {
    // SAFETY: the pointer and the length are one live, writable slice.
    let length = unsafe {
        libc::recv(socket, octets.as_mut_ptr().cast(), octets.len(), libc::MSG_DONTWAIT)
    };
    usize::try_from(length).map_err(|_| io::Error::last_os_error())
}

/// Borrows the descriptor of an owner that only tells its number.
pub fn borrow<Owner>(descriptor: RawFd, _owner: &Owner) -> BorrowedFd<'_> {
    // SAFETY: the owner keeps the descriptor open for as long as the borrow of it lives.
    unsafe { BorrowedFd::borrow_raw(descriptor) }
}
