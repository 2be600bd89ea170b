//! Files that may never answer: a named pipe that nobody else opens, a device, a terminal.
//!
//! Whoever reads or writes one waits where Ctrl-C ends the wait; a regular file is at hand.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use nix::poll::{PollFd, PollFlags};

use super::interrupt::{self, Woke};

/// Octets that a pipe takes without blocking once it takes any (POSIX `PIPE_BUF`).
const PIPE_BUF: usize = 4096;

/// Octets of a regular file that are read without a look at Ctrl-C.
const STEP: usize = 1 << 20;

/// A file whose reads and writes end with Ctrl-C.
pub struct Patient {
    file: File,
    regular: bool,
}

/// The error inside of the `io::Error` when Ctrl-C was typed; the flag stays up.
#[derive(Debug)]
pub struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("interrupted")
    }
}

impl std::error::Error for Stopped {}

/// Whether an error says that Ctrl-C was typed.
pub fn is_stop(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Stopped>())
}

fn stopped() -> io::Error {
    // Not `Interrupted`, after which the standard library tries again.
    io::Error::other(Stopped)
}

/// Whether there is a named pipe.
pub fn is_pipe(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|known| known.file_type().is_fifo())
}

impl Patient {
    /// Opens a file; a pipe without another end is waited for.
    pub fn open(path: &Path, options: &OpenOptions) -> io::Result<Patient> {
        let file = if is_pipe(path) {
            let (path, options) = (path.to_owned(), options.clone());
            interrupt::aside(move || options.open(path)).ok_or_else(stopped)??
        } else {
            options.open(path)?
        };
        let regular = file.metadata().is_ok_and(|known| known.is_file());
        Ok(Patient { file, regular })
    }

    /// The end of a named pipe that is read, before anybody writes; `None`: this is no pipe.
    pub fn reader_of_pipe(path: &Path) -> io::Result<Option<Patient>> {
        if !is_pipe(path) {
            return Ok(None);
        }
        let mut how = OpenOptions::new();
        how.read(true).custom_flags(libc::O_NONBLOCK);
        how.open(path).and_then(Patient::adopt).map(Some)
    }

    /// The end of a named pipe that is written, once somebody reads; `None` before.
    pub fn writer_of_pipe(path: &Path) -> io::Result<Option<Patient>> {
        let mut how = OpenOptions::new();
        how.write(true).custom_flags(libc::O_NONBLOCK);
        match how.open(path) {
            Err(error) if error.raw_os_error() == Some(libc::ENXIO) => Ok(None),
            file => file.and_then(Patient::adopt).map(Some),
        }
    }

    /// A file that is open.
    pub fn adopt(file: File) -> io::Result<Patient> {
        let regular = file.metadata()?.is_file();
        Ok(Patient { file, regular })
    }

    pub fn file(&self) -> &File {
        &self.file
    }

    fn wait(&self, events: PollFlags) -> io::Result<()> {
        if self.regular {
            return if interrupt::pending() {
                Err(stopped())
            } else {
                Ok(())
            };
        }
        let mut fds = vec![PollFd::new(self.file.as_fd(), events)];
        match interrupt::wait(&mut fds, None) {
            Woke::Interrupted => Err(stopped()),
            _ => Ok(()),
        }
    }
}

impl AsFd for Patient {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

impl Read for Patient {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.wait(PollFlags::POLLIN)?;
        let most = into.len().min(STEP);
        self.file.read(&mut into[..most])
    }
}

impl Write for Patient {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.wait(PollFlags::POLLOUT)?;
        let most = if self.regular { STEP } else { PIPE_BUF };
        self.file.write(&octets[..octets.len().min(most)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Patient {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
