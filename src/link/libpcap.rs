//! libpcap, opened when it is first needed.
//!
//! It brings eight more libraries along (D-Bus, systemd, …), and finding and placing them all takes
//! the loader about as long as the program takes to start. So its functions are defined here, and
//! each calls the one of the library; the linker leaves out a library of which nothing is missing.
#![allow(unsafe_code)] // functions of a library that is opened at run time

use std::ffi::{CStr, c_char, c_int, c_uchar, c_uint, c_void};
use std::ptr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicPtr, Ordering};

/// What it is called on Debian, elsewhere, and where it can be developed for.
const NAMES: [&CStr; 3] = [c"libpcap.so.0.8", c"libpcap.so.1", c"libpcap.so"];

const MISSING: &CStr = c"libpcap is not installed (Debian's package is libpcap0.8)";

/// `PCAP_ERRBUF_SIZE`
const LONGEST_ERROR: usize = 256;

/// `PCAP_ERROR`
const FAILED: c_int = -1;

/// Whether the library is there.
pub fn is_there() -> bool {
    library().is_some()
}

fn library() -> Option<*mut c_void> {
    static LIBRARY: OnceLock<AtomicPtr<c_void>> = OnceLock::new();
    let open = || {
        // SAFETY: the names end with NUL, and what libpcap does when it is loaded harms nothing.
        let opened = NAMES.map(|name| unsafe { libc::dlopen(name.as_ptr(), libc::RTLD_NOW) });
        let found = opened.into_iter().find(|handle| !handle.is_null());
        AtomicPtr::new(found.unwrap_or(ptr::null_mut()))
    };
    let handle = LIBRARY.get_or_init(open).load(Ordering::Relaxed);
    (!handle.is_null()).then_some(handle)
}

/// A function of the library, as soon as somebody asked for it.
struct Function(AtomicPtr<c_void>);

impl Function {
    #[inline]
    fn find(&self, name: &CStr) -> Option<*mut c_void> {
        let known = self.0.load(Ordering::Relaxed);
        if known.is_null() {
            return self.look_up(name);
        }
        Some(known)
    }

    #[cold]
    fn look_up(&self, name: &CStr) -> Option<*mut c_void> {
        // SAFETY: the library is open, and the name ends with NUL.
        let found = unsafe { libc::dlsym(library()?, name.as_ptr()) };
        self.0.store(found, Ordering::Relaxed);
        (!found.is_null()).then_some(found)
    }
}

/// Functions that are passed on to the library; what each returns where it is not there.
macro_rules! passed_on {
    ($(fn $name:ident($($arg:ident: $type:ty),*) $(-> $result:ty, $missing:expr)?;)*) => {$(
        #[doc = concat!("`", stringify!($name), "`")]
        ///
        /// # Safety
        /// What libpcap demands of its caller.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($arg: $type),*) $(-> $result)? {
            static FUNCTION: Function = Function(AtomicPtr::new(ptr::null_mut()));
            const NAME: &str = concat!(stringify!($name), "\0");
            let name = CStr::from_bytes_until_nul(NAME.as_bytes()).unwrap_or_default();
            let Some(found) = FUNCTION.find(name) else {
                return $($missing)?;
            };
            // SAFETY: the function of this name has this signature (pcap.h), and the caller keeps
            // to what it demands.
            unsafe {
                let found = std::mem::transmute::<
                    *mut c_void,
                    unsafe extern "C" fn($($type),*) $(-> $result)?,
                >(found);
                found($($arg),*)
            }
        }
    )*};
}

/// `pcap_t`, `struct bpf_program`, …: only the library looks into them.
type Pcap = *mut c_void;
type Program = *mut c_void;
type Header = *const c_void;

passed_on! {
    fn pcap_create(source: *const c_char, error: *mut c_char) -> Pcap, missing(error);
    fn pcap_open_dead(link_type: c_int, snap_length: c_int) -> Pcap, ptr::null_mut();
    fn pcap_activate(pcap: Pcap) -> c_int, FAILED;
    fn pcap_close(pcap: Pcap);
    fn pcap_compile(
        pcap: Pcap, program: Program, text: *const c_char, optimise: c_int, mask: c_uint
    ) -> c_int, FAILED;
    fn pcap_datalink(pcap: Pcap) -> c_int, FAILED;
    fn pcap_datalink_val_to_name(link_type: c_int) -> *const c_char, ptr::null();
    fn pcap_fileno(pcap: Pcap) -> c_int, FAILED;
    fn pcap_freecode(program: Program);
    fn pcap_geterr(pcap: Pcap) -> *mut c_char, MISSING.as_ptr().cast_mut();
    fn pcap_next_ex(
        pcap: Pcap, header: *mut *mut c_void, octets: *mut *const c_uchar
    ) -> c_int, FAILED;
    fn pcap_offline_filter(
        program: *const c_void, header: Header, octets: *const c_uchar
    ) -> c_int, 0;
    fn pcap_set_buffer_size(pcap: Pcap, octets: c_int) -> c_int, FAILED;
    fn pcap_set_immediate_mode(pcap: Pcap, on: c_int) -> c_int, FAILED;
    fn pcap_set_promisc(pcap: Pcap, on: c_int) -> c_int, FAILED;
    fn pcap_set_rfmon(pcap: Pcap, on: c_int) -> c_int, FAILED;
    fn pcap_set_snaplen(pcap: Pcap, octets: c_int) -> c_int, FAILED;
    fn pcap_set_timeout(pcap: Pcap, milliseconds: c_int) -> c_int, FAILED;
    fn pcap_set_tstamp_precision(pcap: Pcap, precision: c_int) -> c_int, FAILED;
    fn pcap_set_tstamp_type(pcap: Pcap, kind: c_int) -> c_int, FAILED;
    fn pcap_setdirection(pcap: Pcap, direction: c_uint) -> c_int, FAILED;
    fn pcap_setfilter(pcap: Pcap, program: Program) -> c_int, FAILED;
    fn pcap_setnonblock(pcap: Pcap, on: c_int, error: *mut c_char) -> c_int, FAILED;
    fn pcap_stats(pcap: Pcap, counts: *mut c_void) -> c_int, FAILED;
}

/// Says in the caller's buffer that there is no library.
fn missing(error: *mut c_char) -> Pcap {
    let text = MISSING.to_bytes_with_nul();
    debug_assert!(text.len() <= LONGEST_ERROR);
    // SAFETY: the caller's buffer holds as many octets as libpcap demands.
    unsafe { ptr::copy_nonoverlapping(text.as_ptr().cast(), error, text.len()) };
    ptr::null_mut()
}

/// What is said where the library is not there.
pub fn why_missing() -> &'static str {
    MISSING.to_str().unwrap_or_default()
}
