//! Waiting that Ctrl-C ends.

use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;

/// How long Ctrl-C may go unnoticed when the signal came between the look and the wait.
const GLANCE: Duration = Duration::from_millis(50);

/// Waits until a descriptor can be read or written (`events`), or the time is over: false.
pub fn until_ready(
    interp: &mut Interp,
    fd: BorrowedFd,
    events: PollFlags,
    timeout: Option<Duration>,
) -> Result<bool> {
    interp.output.flush();
    let end = timeout.map(|timeout| Instant::now() + timeout);
    loop {
        interp.check_interrupt()?;
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        let slice = left.map_or(GLANCE, |left| left.min(GLANCE));
        // Rounded up, so that the last slice does not spin.
        let millis = u16::try_from(slice.as_micros().div_ceil(1000)).unwrap_or(50);
        let mut fds = [PollFd::new(fd.as_fd(), events)];
        match poll(&mut fds, PollTimeout::from(millis)) {
            Ok(0) => {
                if left.is_some_and(|left| left.is_zero()) {
                    return Ok(false);
                }
            }
            Ok(_) => return Ok(true),
            Err(Errno::EINTR) => {}
            Err(errno) => return Err(Error::io(&errno.into(), None)),
        }
    }
}

/// Sleeps.
pub fn sleep(interp: &mut Interp, time: Duration) -> Result<()> {
    interp.output.flush();
    let end = Instant::now() + time;
    loop {
        interp.check_interrupt()?;
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        std::thread::sleep(left.min(GLANCE));
    }
}
