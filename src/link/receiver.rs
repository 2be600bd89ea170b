//! Frames from an interface, one at a time and at once: for answers, not for bulk.
//!
//! A receiver stays open between commands, because closing it costs 24 ms; while nobody waits it
//! is muted by a filter in the kernel that lets nothing through.

use std::cell::RefCell;
use std::os::fd::{AsFd, BorrowedFd};

use super::error::{Error, Result};
use super::filter::{EVERYTHING, Filter, NOTHING};
use super::interfaces::Interface;
use super::link_type::LinkType;
use super::live::Closing;
use super::sys;
use super::time::Stamp;

/// A frame as it was captured.
#[derive(Clone, Copy, Debug)]
pub struct Captured<'a> {
    pub octets: &'a [u8],
    pub time: Stamp,
    /// Octets on the wire, more than `octets` where a snap length cut.
    pub wire_len: u32,
    /// `sniffed_on`
    pub interface: &'a str,
    pub link_type: LinkType,
}

pub struct Receiver {
    socket: Closing,
    interface: u32,
    name: String,
    link_type: LinkType,
    outgoing: Outgoing,
    octets: RefCell<Vec<u8>>,
}

/// Frames that this machine sends itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outgoing {
    Show,
    /// On the loopback everything comes in once more, so there it is always this.
    Hide,
}

/// A VLAN tag that the kernel took off is put back after the two MAC addresses.
pub(super) const TAG: usize = 4;
const ADDRESSES: usize = 12;
/// The longest packet, its link header and a tag.
pub(super) const ROOM: usize = TAG + 65_536 + 256;

impl Receiver {
    /// Opens it muted, for frames that come in.
    pub fn open(interface: &Interface) -> Result<Receiver> {
        Receiver::open_for(interface, Outgoing::Hide)
    }

    /// Opens it muted.
    pub fn open_for(interface: &Interface, outgoing: Outgoing) -> Result<Receiver> {
        let explain = |error| Error::privileged("receiving frames", error);
        let socket = sys::socket(libc::AF_PACKET, libc::SOCK_RAW, 0).map_err(explain)?;
        let receiver = Receiver {
            socket: Closing::new(socket),
            interface: interface.index,
            name: interface.name.clone(),
            link_type: interface.link_type(),
            outgoing: if interface.is_loopback() {
                Outgoing::Hide
            } else {
                outgoing
            },
            octets: RefCell::default(),
        };
        let fd = receiver.socket.fd();
        sys::attach_filter(fd, &NOTHING).map_err(explain)?;
        let on: libc::c_int = 1;
        sys::set_option(fd, libc::SOL_SOCKET, libc::SO_TIMESTAMPNS, &on).map_err(explain)?;
        sys::set_option(fd, libc::SOL_PACKET, libc::PACKET_AUXDATA, &on).map_err(explain)?;
        if receiver.outgoing == Outgoing::Hide {
            // Old kernels (before 4.20) cannot ignore; `receive` does it then.
            let _ = sys::set_option(fd, libc::SOL_PACKET, libc::PACKET_IGNORE_OUTGOING, &on);
        }
        let room: libc::c_int = 64 << 20;
        if sys::set_option(fd, libc::SOL_SOCKET, libc::SO_RCVBUFFORCE, &room).is_err() {
            let _ = sys::set_option(fd, libc::SOL_SOCKET, libc::SO_RCVBUF, &room);
        }
        sys::bind_packet(fd, interface.index, libc::ETH_P_ALL as u16).map_err(explain)?;
        Ok(receiver)
    }

    /// Also frames that are for others, for as long as it is open.
    pub fn listen_to_all(&self, interface: &Interface) -> Result<()> {
        sys::join_all(self.socket.fd(), interface.index)
            .map_err(|error| Error::privileged("receiving frames for others", error))
    }

    /// Its number.
    pub fn interface(&self) -> u32 {
        self.interface
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn link_type(&self) -> LinkType {
        self.link_type
    }

    /// From now on frames are kept until they are read: those that pass the filter, or all.
    pub fn listen(&self, filter: Option<&Filter>) -> Result<()> {
        let explain = |error| Error::system("setting the filter", error);
        self.drain();
        match filter {
            Some(filter) => sys::attach_filter(self.socket.fd(), &filter.instructions()),
            None => sys::attach_filter(self.socket.fd(), &EVERYTHING),
        }
        .map_err(explain)
    }

    /// Nothing is kept any more, and what was is forgotten.
    pub fn mute(&self) {
        if sys::attach_filter(self.socket.fd(), &NOTHING).is_ok() {
            self.drain();
        }
    }

    /// Calls back with the next frame, when there is one. Frames of our own sending are passed
    /// over: on the loopback everything comes in once more.
    pub fn receive<T>(&self, found: impl FnOnce(Captured<'_>) -> T) -> Result<Option<T>> {
        // Taken and not borrowed, so that a callback may itself send and receive.
        let mut octets = self.octets.take();
        if octets.is_empty() {
            octets = vec![0; ROOM];
        }
        let result = self.receive_into(&mut octets, found);
        self.octets.replace(octets);
        result
    }

    fn receive_into<T>(
        &self,
        octets: &mut [u8],
        found: impl FnOnce(Captured<'_>) -> T,
    ) -> Result<Option<T>> {
        let arrived = loop {
            match sys::receive_packet(self.socket.fd(), &mut octets[TAG..]) {
                Ok(Some(arrived))
                    if arrived.kind == libc::PACKET_OUTGOING && self.outgoing == Outgoing::Hide => {
                }
                Ok(Some(arrived)) => break arrived,
                Ok(None) => return Ok(None),
                Err(error) => return Err(self.explain(error)),
            }
        };
        let start = match self.link_type {
            LinkType::ETHERNET => with_its_tag(octets, &arrived),
            _ => TAG,
        };
        let wire_length = arrived.wire_length + TAG - start;
        Ok(Some(found(Captured {
            octets: &octets[start..TAG + arrived.length],
            time: arrived.time.unwrap_or_else(Stamp::now),
            wire_len: wire_length as u32,
            interface: &self.name,
            link_type: self.link_type,
        })))
    }

    /// Frames that the socket had no room for since the last question.
    pub fn dropped(&self) -> u64 {
        self.statistics().1
    }

    /// Frames that passed the filter, and those of them that there was no room for, since the
    /// last question.
    pub fn statistics(&self) -> (u64, u64) {
        let told = sys::packet_statistics(self.socket.fd());
        told.map_or((0, 0), |(all, dropped)| {
            (u64::from(all), u64::from(dropped))
        })
    }

    fn drain(&self) {
        let mut octets = [0; 1];
        while matches!(
            sys::receive_packet(self.socket.fd(), &mut octets),
            Ok(Some(_))
        ) {}
        let _ = self.dropped();
    }

    fn explain(&self, error: std::io::Error) -> Error {
        let interface = self.name.clone();
        let gone = nix::net::if_::if_nametoindex(self.name.as_str()).is_err();
        match error.raw_os_error() {
            Some(libc::ENETDOWN) if !gone => Error::Down { interface },
            Some(libc::ENETDOWN) => Error::Vanished { interface },
            Some(libc::ENXIO | libc::ENODEV) => Error::Vanished { interface },
            _ => Error::system(format!("receiving on {interface}"), error),
        }
    }
}

/// Puts the tag that the kernel took off back into a frame that begins at `TAG`; where the frame
/// begins now.
pub(super) fn with_its_tag(octets: &mut [u8], arrived: &sys::Arrived) -> usize {
    let Some((control, protocol)) = arrived.vlan.filter(|_| arrived.length >= ADDRESSES) else {
        return TAG;
    };
    octets.copy_within(TAG..TAG + ADDRESSES, 0);
    octets[ADDRESSES..ADDRESSES + 2].copy_from_slice(&protocol.to_be_bytes());
    octets[ADDRESSES + 2..ADDRESSES + 4].copy_from_slice(&control.to_be_bytes());
    0
}

impl AsFd for Receiver {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.fd().as_fd()
    }
}
