//! Waiting that Ctrl-C ends, and during which other threads go on.

use std::os::fd::{AsFd, BorrowedFd};
use std::process::{Child, ExitStatus};
use std::time::Duration;

use nix::poll::{PollFd, PollFlags};

use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::threads::Woken;
use crate::link::interrupt;

/// Waits until a descriptor can be read or written (`events`), or the time is over: false.
pub fn until_ready(
    interp: &mut Interp,
    fd: BorrowedFd,
    events: PollFlags,
    timeout: Option<Duration>,
) -> Result<bool> {
    let mut fds = vec![PollFd::new(fd.as_fd(), events)];
    let woken = interp.wait(&mut fds, timeout.map(interrupt::later))?;
    Ok(woken == Woken::Ready)
}

/// Sleeps.
pub fn sleep(interp: &mut Interp, time: Duration) -> Result<()> {
    interp.wait(&mut Vec::new(), Some(interrupt::later(time)))?;
    Ok(())
}

/// Waits for a program to end.
pub fn until_exit(interp: &mut Interp, child: &mut Child) -> Result<ExitStatus> {
    let mut glance = GLANCE;
    loop {
        if let Some(ended) = child.try_wait().map_err(|error| Error::io(&error, None))? {
            return Ok(ended);
        }
        sleep(interp, glance)?;
        glance = (glance * 2).min(20 * GLANCE);
    }
}

/// How soon the end of a program is looked for first; later it may take longer.
const GLANCE: Duration = Duration::from_micros(500);
