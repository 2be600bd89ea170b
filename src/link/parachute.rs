//! The allocator: the system's, with a reserve that is let go when an allocation fails.
//!
//! Rust ends the process when memory cannot be had. With the reserve the allocation succeeds after
//! all, and the script gets a MemoryError as soon as it looks up.
#![allow(unsafe_code)] // the interface of allocators is unsafe

use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use super::memory;

/// Octets held back; they are never touched, so they cost addresses only.
const RESERVE: usize = 64 << 20;

fn layout() -> Layout {
    // The size is a multiple of the alignment and far below the limit.
    Layout::from_size_align(RESERVE, 4096).expect("a valid layout")
}

/// The system's allocator with a reserve.
pub struct Parachute {
    reserve: AtomicPtr<u8>,
}

impl Parachute {
    pub const fn new() -> Parachute {
        Parachute {
            reserve: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// Puts the reserve aside, if it is not.
    pub fn pack(&self) {
        if self.reserve.load(Ordering::Relaxed).is_null() {
            // SAFETY: the layout has a size.
            let reserve = unsafe { System.alloc(layout()) };
            let old = self.reserve.swap(reserve, Ordering::SeqCst);
            release(old);
        }
    }

    /// Lets the reserve go and says that memory is short; false if there is none any more.
    #[cold]
    fn open(&self) -> bool {
        memory::run_short();
        let reserve = self.reserve.swap(ptr::null_mut(), Ordering::SeqCst);
        release(reserve);
        !reserve.is_null()
    }
}

impl Default for Parachute {
    fn default() -> Parachute {
        Parachute::new()
    }
}

fn release(reserve: *mut u8) {
    if !reserve.is_null() {
        // SAFETY: it came from this allocator with this layout, and nobody else has it.
        unsafe { System.dealloc(reserve, layout()) };
    }
}

// SAFETY: each method is the system allocator's with the same arguments, called a second time if it
// failed; it fails without effect.
unsafe impl GlobalAlloc for Parachute {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        let got = unsafe { System.alloc(layout) };
        if got.is_null() && self.open() {
            // SAFETY: as above.
            return unsafe { System.alloc(layout) };
        }
        got
    }

    #[inline]
    unsafe fn dealloc(&self, octets: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(octets, layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        let got = unsafe { System.alloc_zeroed(layout) };
        if got.is_null() && self.open() {
            // SAFETY: as above.
            return unsafe { System.alloc_zeroed(layout) };
        }
        got
    }

    #[inline]
    unsafe fn realloc(&self, octets: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's promise.
        let got = unsafe { System.realloc(octets, layout, size) };
        if got.is_null() && self.open() {
            // SAFETY: as above; the octets are still the caller's.
            return unsafe { System.realloc(octets, layout, size) };
        }
        got
    }
}
