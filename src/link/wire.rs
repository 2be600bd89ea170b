//! The end of a cable, for whoever carries frames from one interface to another by hand.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use super::receiver::{ROOM, TAG, with_its_tag};
use super::sys;
use super::time::Stamp;

/// An interface whose frames we take, and onto which we put others.
pub struct End {
    socket: OwnedFd,
    octets: Vec<u8>,
}

/// Octets that wait for us at most.
const WAITING: libc::c_int = 16 << 20;

/// A frame that seems to have waited longer than this came before a step of the clock.
const LONGEST_WAIT: Duration = Duration::from_millis(100);

impl End {
    /// The interface with this index, in the namespace of the calling thread.
    pub fn open(interface: u32) -> io::Result<End> {
        let socket = sys::socket(libc::AF_PACKET, libc::SOCK_RAW, 0)?;
        let on: libc::c_int = 1;
        sys::set_option(&socket, libc::SOL_PACKET, libc::PACKET_AUXDATA, &on)?;
        sys::set_option(&socket, libc::SOL_SOCKET, libc::SO_TIMESTAMPNS, &on)?;
        if sys::set_option(&socket, libc::SOL_SOCKET, libc::SO_RCVBUFFORCE, &WAITING).is_err() {
            let _ = sys::set_option(&socket, libc::SOL_SOCKET, libc::SO_RCVBUF, &WAITING);
        }
        sys::bind_packet(&socket, interface, libc::ETH_P_ALL as u16)?;
        sys::join_all(&socket, interface)?;
        Ok(End {
            socket,
            octets: vec![0; ROOM],
        })
    }

    /// The next frame that came in, whole, and for how long it has waited for us; does not wait.
    pub fn receive(&mut self) -> io::Result<Option<(&[u8], Duration)>> {
        loop {
            let Some(arrived) = sys::receive_packet(&self.socket, &mut self.octets[TAG..])? else {
                return Ok(None);
            };
            // What somebody else puts onto this end is no frame from the other.
            if arrived.kind == libc::PACKET_OUTGOING {
                continue;
            }
            let waited = arrived
                .time
                .map_or(Duration::ZERO, |time| Stamp::now().since(time));
            let waited = waited.min(LONGEST_WAIT);
            let start = with_its_tag(&mut self.octets, &arrived);
            return Ok(Some((&self.octets[start..TAG + arrived.length], waited)));
        }
    }

    /// Puts a frame onto the interface.
    pub fn send(&self, frame: &[u8]) -> io::Result<()> {
        sys::send(&self.socket, frame).map(drop)
    }
}

impl AsFd for End {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
