//! Waiting that Ctrl-C ends, and during which captures in the background go on.

use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags};

use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::link::interrupt::{self, Woke};

/// How long a capture's end by time may go unnoticed.
const GLANCE: Duration = Duration::from_millis(20);

/// Waits until a descriptor can be read or written (`events`), or the time is over: false.
pub fn until_ready(
    interp: &mut Interp,
    fd: BorrowedFd,
    events: PollFlags,
    timeout: Option<Duration>,
) -> Result<bool> {
    let end = timeout.map(interrupt::later);
    loop {
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        let mut fds = vec![PollFd::new(fd.as_fd(), events)];
        let woke = wait(interp, &mut fds, left)?;
        if fds[0].any().unwrap_or(false) {
            return Ok(true);
        }
        if woke == Woke::TimedOut && left.is_some_and(|left| left.is_zero()) {
            return Ok(false);
        }
    }
}

/// Sleeps.
pub fn sleep(interp: &mut Interp, time: Duration) -> Result<()> {
    let end = interrupt::later(time);
    loop {
        let left = end.saturating_duration_since(Instant::now());
        wait(interp, &mut Vec::new(), Some(left))?;
        if left.is_zero() {
            return Ok(());
        }
    }
}

/// Waits for a descriptor or the time, but returns early when the background had something to do.
fn wait(interp: &mut Interp, fds: &mut Vec<PollFd>, left: Option<Duration>) -> Result<Woke> {
    interp.output.flush();
    interp.check_interrupt()?;
    let mut slice = left;
    if !interp.background.is_empty() {
        interp.run_background()?;
        slice = Some(left.map_or(GLANCE, |left| left.min(GLANCE)));
    }
    fds.extend(interrupt::attention_fd().map(|call| PollFd::new(call, PollFlags::POLLIN)));
    let woke = interrupt::wait(fds, slice);
    interp.check_interrupt()?;
    Ok(woke)
}
