//! An interface whose other end is this program: `TunTapInterface`.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use super::error::{Error, Result};
use super::interrupt::{self, Woke};
use super::sys;

/// What passes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// IP packets (tun).
    Packets,
    /// Ethernet frames (tap).
    Frames,
}

/// The interface lives as long as this value.
pub struct Tap {
    device: OwnedFd,
    name: String,
    kind: Kind,
}

impl Tap {
    /// Makes the interface, or attaches to one that is there and free; it is down when new.
    pub fn open(name: &str, kind: Kind) -> Result<Tap> {
        let explain = |error| Error::privileged("making a tunnel interface", error);
        let file = std::fs::File::options()
            .read(true)
            .write(true)
            .open("/dev/net/tun")
            .map_err(explain)?;
        let device = OwnedFd::from(file);
        let flags = match kind {
            Kind::Packets => libc::IFF_TUN,
            Kind::Frames => libc::IFF_TAP,
        } | libc::IFF_NO_PI;
        let name = sys::attach_tun(&device, name, flags as i16).map_err(explain)?;
        Ok(Tap { device, name, kind })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What the system sent out through the interface; `None` when the time is over.
    pub fn read(&self, octets: &mut [u8], timeout: Option<Duration>) -> Result<Option<usize>> {
        match interrupt::wait_readable(&[self.as_fd()], timeout) {
            Woke::TimedOut => Ok(None),
            Woke::Interrupted => Err(Error::Interrupted),
            Woke::Ready => nix::unistd::read(&self.device, octets)
                .map(Some)
                .map_err(|errno| self.explain("reading from", errno)),
        }
    }

    /// Lets the octets come in through the interface.
    pub fn write(&self, octets: &[u8]) -> Result<usize> {
        nix::unistd::write(&self.device, octets).map_err(|errno| self.explain("writing to", errno))
    }

    fn explain(&self, doing: &str, errno: nix::errno::Errno) -> Error {
        match errno {
            // The kernel says EIO where the interface is down.
            nix::errno::Errno::EIO => Error::Down {
                interface: self.name.clone(),
            },
            errno => Error::system(format!("{doing} {}", self.name), errno.into()),
        }
    }
}

impl AsFd for Tap {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.device.as_fd()
    }
}
