//! Ctrl-C: one flag that loops look at, and one descriptor that waits poll.
//!
//! Whoever runs for long asks `pending()`; whoever sleeps polls `fd()` beside what it waits for.
//! The flag stays up until the command that was interrupted calls `take()`.
//!
//! A second flag, with its own descriptor, says that a capture in the background has something for
//! whoever runs callbacks.

use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, OnceLock, mpsc};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::eventfd::{EfdFlags, EventFd};

use super::{signals, sys};

/// What a running program has to look up for, in one place, because loops ask at every turn.
static SIGNS: AtomicU8 = AtomicU8::new(0);
const PENDING: u8 = 1;
const ATTENTION: u8 = 2;
static WAKE: OnceLock<Option<EventFd>> = OnceLock::new();
static HEEDED: AtomicBool = AtomicBool::new(true);
static CALL: OnceLock<Option<EventFd>> = OnceLock::new();
static INSTALLED: OnceLock<Result<(), Errno>> = OnceLock::new();

/// From now on Ctrl-C raises the flag instead of ending the process. Calling it again is harmless.
pub fn install() -> std::io::Result<()> {
    // Made here, since the handler must not.
    let _ = (wake(), call());
    INSTALLED
        .get_or_init(|| {
            let action = || {
                if !signals::arrived(libc::SIGINT) {
                    raise();
                }
            };
            sys::on_signal(libc::SIGINT, action)
                .map_err(|error| Errno::from_raw(error.raw_os_error().unwrap_or(libc::EINVAL)))
        })
        .map_err(std::io::Error::from)
}

/// Has Ctrl-C been typed since the last `take()`, and is it for whoever runs now? Loops may ask at
/// every turn.
#[inline]
pub fn pending() -> bool {
    raised() && HEEDED.load(Ordering::Relaxed)
}

/// Has Ctrl-C been typed since the last `take()`? One load.
#[inline]
pub fn raised() -> bool {
    SIGNS.load(Ordering::Relaxed) & PENDING != 0
}

/// Ctrl-C is for the main thread of a script: while another one runs, waits and loops do not end
/// by it.
pub fn heed(heeded: bool) {
    HEEDED.store(heeded, Ordering::Relaxed);
}

/// Lowers the flag and says whether it was up.
pub fn take() -> bool {
    let was = lower(PENDING);
    // In this order a signal that comes between the two leaves the flag up, never lost.
    if let Some(wake) = wake() {
        let _ = wake.read();
    }
    was
}

fn lower(sign: u8) -> bool {
    SIGNS.fetch_and(!sign, Ordering::SeqCst) & sign != 0
}

/// Is there anything to look up for: Ctrl-C, or what came in beside the program? One load.
#[inline]
pub fn any() -> bool {
    SIGNS.load(Ordering::Relaxed) != 0
}

/// Raises the flag as Ctrl-C does.
pub fn raise() {
    SIGNS.fetch_or(PENDING, Ordering::SeqCst);
    if let Some(wake) = wake() {
        let _ = wake.write(1);
    }
}

/// Readable while the flag is up; to be polled, not read. `None` where the system had no
/// descriptor left.
pub fn fd() -> Option<BorrowedFd<'static>> {
    wake().map(AsFd::as_fd)
}

/// Says that something in the background has come in; any thread may.
pub fn call_for_attention() {
    SIGNS.fetch_or(ATTENTION, Ordering::SeqCst);
    if let Some(call) = call() {
        // It fails only when the counter is full, and then the descriptor is readable anyway.
        let _ = call.write(1);
    }
}

/// Has anything come in since the last `take_attention()`? One load.
#[inline]
pub fn attention() -> bool {
    SIGNS.load(Ordering::Relaxed) & ATTENTION != 0
}

/// Lowers the flag and says whether it was up.
pub fn take_attention() -> bool {
    let was = lower(ATTENTION);
    if let (true, Some(call)) = (was, call()) {
        let _ = call.read();
    }
    was
}

/// Makes both descriptors unreadable again when their flags are down: a signal that comes between
/// the flag and the descriptor leaves one behind.
pub fn settle() {
    if !raised()
        && let Some(wake) = wake()
    {
        let _ = wake.read();
    }
    if !attention()
        && let Some(call) = call()
    {
        let _ = call.read();
    }
    // What came meanwhile is not lost: it raised its flag first.
    if attention() {
        call_for_attention();
    }
}

/// Readable while something wants attention; to be polled, not read.
pub fn attention_fd() -> Option<BorrowedFd<'static>> {
    call().map(AsFd::as_fd)
}

/// Sleeps; false when Ctrl-C ended it early.
pub fn sleep(duration: Duration) -> bool {
    wait_readable(&[], Some(duration)) != Woke::Interrupted
}

/// Does what cannot look up for Ctrl-C on a thread of its own; `None` when Ctrl-C ended the wait.
/// The thread then goes on to its end, unheard.
pub fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let Some(bell) = descriptor().map(Arc::new) else {
        return Some(work());
    };
    let (done, result) = mpsc::channel();
    let rung = bell.clone();
    let doing = move || {
        let outcome = panic::catch_unwind(AssertUnwindSafe(work));
        let _ = done.send(outcome);
        let _ = rung.write(1);
    };
    let thread = std::thread::Builder::new().stack_size(ASIDE_STACK);
    thread.spawn(doing).ok()?;
    if wait_readable(&[bell.as_fd()], None) == Woke::Interrupted {
        return None;
    }
    match result.recv().ok()? {
        Ok(outcome) => Some(outcome),
        Err(panic) => panic::resume_unwind(panic),
    }
}

/// Enough for arithmetic and searches that divide and conquer.
const ASIDE_STACK: usize = 16 << 20;

/// What ended a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woke {
    /// At least one of the descriptors can be read (or is broken, which a read will tell).
    Ready,
    TimedOut,
    Interrupted,
}

/// Waits until a descriptor can be read, the time is over (`None`: never) or Ctrl-C is typed.
pub fn wait_readable(descriptors: &[BorrowedFd<'_>], timeout: Option<Duration>) -> Woke {
    let mut fds: Vec<PollFd> = descriptors
        .iter()
        .map(|fd| PollFd::new(*fd, PollFlags::POLLIN))
        .collect();
    wait(&mut fds, timeout)
}

/// The same on a thread that Ctrl-C does not concern.
pub fn wait_readable_undisturbed(descriptors: &[BorrowedFd<'_>], timeout: Option<Duration>) {
    let mut fds: Vec<PollFd> = descriptors
        .iter()
        .map(|fd| PollFd::new(*fd, PollFlags::POLLIN))
        .collect();
    // An early return only means that the caller looks and waits again.
    let _ = poll_fine(&mut fds, timeout);
}

/// The same for descriptors of the caller's making, whose `revents` it reads afterwards.
pub fn wait(fds: &mut Vec<PollFd<'_>>, timeout: Option<Duration>) -> Woke {
    let deadline = timeout.map(later);
    let own = fd().filter(|_| HEEDED.load(Ordering::Relaxed));
    let count = fds.len();
    if let Some(own) = own {
        fds.push(PollFd::new(own, PollFlags::POLLIN));
    }
    let woke = loop {
        if pending() {
            break Woke::Interrupted;
        }
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        match poll_fine(fds, left) {
            Ok(0) if left.is_some_and(|left| left < LONGEST) => break Woke::TimedOut,
            Ok(0) | Err(Errno::EINTR) => {}
            // Without a working poll, going on to read is better than spinning here.
            Err(_) => break Woke::Ready,
            Ok(_) => {
                if pending() {
                    break Woke::Interrupted;
                }
                if fds[..count]
                    .iter()
                    .any(|fd| fd.revents().is_some_and(|got| !got.is_empty()))
                {
                    break Woke::Ready;
                }
                // The descriptor was left readable by a signal that `take` has already answered.
                take();
            }
        }
    };
    fds.truncate(count);
    woke
}

/// A descriptor that somebody waits for who is not at hand; it is open for as long as he waits.
#[derive(Clone, Copy, Debug)]
pub struct Watch {
    pub(super) fd: RawFd,
    pub(super) events: PollFlags,
    ready: bool,
}

impl Watch {
    pub fn new(fd: RawFd, events: PollFlags) -> Watch {
        Watch {
            fd,
            events,
            ready: false,
        }
    }

    pub fn is_ready(&self) -> bool {
        self.ready
    }
}

/// Waits until one of them is ready, the time is over (`None`: never), Ctrl-C is typed or somebody
/// calls for attention.
pub fn wait_watches(watches: &mut [Watch], timeout: Option<Duration>) {
    let signs = [fd(), attention_fd()];
    let signs = signs.iter().flatten().map(AsRawFd::as_raw_fd);
    let mut fds: Vec<libc::pollfd> = watches
        .iter()
        .map(|watch| (watch.fd, watch.events))
        .chain(signs.map(|fd| (fd, PollFlags::POLLIN)))
        .map(|(fd, events)| libc::pollfd {
            fd,
            events: events.bits(),
            revents: 0,
        })
        .collect();
    let timeout = timeout.map(|timeout| timeout.min(LONGEST));
    if sys::poll(&mut fds, timeout).is_err() {
        return;
    }
    for (watch, fd) in watches.iter_mut().zip(&fds) {
        watch.ready = fd.revents != 0;
    }
    if fds[watches.len()..].iter().any(|fd| fd.revents != 0) {
        settle();
    }
}

/// How long a thread of a script runs before another one has its turn; CPython's interval.
const TURN: Duration = Duration::from_millis(5);

static TICKING: AtomicBool = AtomicBool::new(false);
static TICKER_RESTS: AtomicBool = AtomicBool::new(false);
static TICKER: OnceLock<Option<std::thread::Thread>> = OnceLock::new();

/// From now on attention is called for after every turn, or not any more.
pub fn tick(ticks: bool) {
    if TICKING.swap(ticks, Ordering::SeqCst) == ticks || !ticks {
        return;
    }
    // Without a thread for it, turns end when somebody waits.
    let ticker = TICKER.get_or_init(|| {
        let ticker = std::thread::Builder::new().name("turns".into());
        ticker
            .spawn(count_turns)
            .ok()
            .map(|handle| handle.thread().clone())
    });
    if TICKER_RESTS.load(Ordering::SeqCst)
        && let Some(ticker) = ticker
    {
        ticker.unpark();
    }
}

fn count_turns() {
    /// Turns without anybody to tell, after which the thread rests.
    const PATIENCE: u32 = 20;
    let mut idle = 0;
    loop {
        std::thread::sleep(TURN);
        if TICKING.load(Ordering::SeqCst) {
            idle = 0;
            // Whoever runs looks at the flag; nobody waits for the descriptor.
            SIGNS.fetch_or(ATTENTION, Ordering::SeqCst);
            continue;
        }
        idle += 1;
        if idle > PATIENCE {
            TICKER_RESTS.store(true, Ordering::SeqCst);
            while !TICKING.load(Ordering::SeqCst) {
                std::thread::park();
            }
            TICKER_RESTS.store(false, Ordering::SeqCst);
            idle = 0;
        }
    }
}

/// The moment that is `time` from now; what is longer than anybody waits is ten years.
pub fn later(time: Duration) -> Instant {
    Instant::now() + time.min(FOREVER)
}

/// No wait of a person's is longer; it keeps `Instant` sums from overflowing.
const FOREVER: Duration = Duration::from_secs(60 * 60 * 24 * 365 * 10);

/// The longest single poll; longer waits poll again.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// `ppoll`, because `poll` counts milliseconds and an `inter` of 200 µs must not become one.
fn poll_fine(fds: &mut [PollFd<'_>], left: Option<Duration>) -> nix::Result<i32> {
    match left {
        Some(Duration::ZERO) => poll(fds, PollTimeout::ZERO),
        left => {
            let left = left.map(|left| left.min(LONGEST).into());
            nix::poll::ppoll(fds, left, None)
        }
    }
}

fn wake() -> Option<&'static EventFd> {
    WAKE.get_or_init(descriptor).as_ref()
}

fn call() -> Option<&'static EventFd> {
    CALL.get_or_init(descriptor).as_ref()
}

fn descriptor() -> Option<EventFd> {
    EventFd::from_flags(EfdFlags::EFD_NONBLOCK | EfdFlags::EFD_CLOEXEC).ok()
}
