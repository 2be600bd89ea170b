//! Frames out of an interface.
//!
//! Opening and closing a receiving packet socket costs two kernel grace periods of 12 ms each.
//! A sender binds with protocol zero, so it never receives and opens in microseconds; it stays
//! open for the session, and when it is given up it is closed on a thread of its own.

use std::cell::RefCell;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use nix::poll::{PollFd, PollFlags};

use super::error::{Error, Result};
use super::interfaces::Interface;
use super::interrupt::{self, Woke};
use super::sys;

/// Frames that one system call takes; more brings nothing.
pub const BATCH: usize = 256;

/// An Ethernet frame is at least this long; shorter ones are filled up where a driver refuses them.
const MINIMUM: usize = 60;

pub struct Sender {
    socket: Closing,
    interface: u32,
    name: String,
    mtu: u32,
    /// Octets before the payload that the MTU counts.
    header: usize,
    batch: RefCell<sys::Batch>,
}

/// What became of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub frames: u64,
    pub octets: u64,
    /// Times that the interface's queue was full and had to be waited for.
    pub waits: u64,
}

impl Count {
    pub fn add(&mut self, other: Count) {
        self.frames += other.frames;
        self.octets += other.octets;
        self.waits += other.waits;
    }
}

impl Sender {
    pub fn open(interface: &Interface) -> Result<Sender> {
        let socket = sys::socket(libc::AF_PACKET, libc::SOCK_RAW, 0)
            .map_err(|error| Error::privileged("sending frames", error))?;
        let sender = Sender {
            socket: Closing::new(socket),
            interface: interface.index,
            name: interface.name.clone(),
            mtu: interface.mtu,
            header: if interface.has_ethernet_header() {
                14
            } else {
                0
            },
            batch: RefCell::default(),
        };
        // More room than the default lets a batch of 256 large frames through in one call.
        let room: libc::c_int = 4 << 20;
        let forced = sys::set_option(sender.fd(), libc::SOL_SOCKET, libc::SO_SNDBUFFORCE, &room);
        if forced.is_err() {
            let _ = sys::set_option(sender.fd(), libc::SOL_SOCKET, libc::SO_SNDBUF, &room);
        }
        sys::bind_packet(sender.fd(), interface.index, 0)
            .map_err(|error| sender.explain(error, 0))?;
        Ok(sender)
    }

    pub fn interface(&self) -> u32 {
        self.interface
    }

    /// Octets of the link header, which stand before the packet.
    pub fn header(&self) -> usize {
        self.header
    }

    /// The longest packet, without its link header.
    pub fn mtu(&self) -> usize {
        self.mtu as usize
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// One frame, as it is.
    pub fn send(&self, frame: &[u8]) -> Result<Count> {
        self.send_as(frame, None)
    }

    /// One frame on an interface without link header, where the kernel must be told the
    /// EtherType.
    pub fn send_as(&self, frame: &[u8], ether_type: Option<u16>) -> Result<Count> {
        let address = ether_type.map(|number| sys::packet_address(self.interface, number));
        let mut waits = 0;
        loop {
            let sent = match &address {
                Some(address) => sys::send_to_packet(self.fd(), frame, address),
                None => sys::send(self.fd(), frame),
            };
            match sent {
                Ok(_) => {
                    return Ok(Count {
                        frames: 1,
                        octets: frame.len() as u64,
                        waits,
                    });
                }
                Err(error) if self.is_full(&error) => {
                    waits += 1;
                    self.wait_for_room()?;
                }
                // A driver that insists on a whole header: Scapy fills up, and so do we.
                Err(error) if is_too_short(&error, frame) => {
                    let mut filled = frame.to_vec();
                    filled.resize(MINIMUM, 0);
                    return self.send_as(&filled, ether_type);
                }
                Err(error) => return Err(self.explain(error, frame.len())),
            }
        }
    }

    /// Many frames, in batches. After an error `count` says how many went out before it.
    pub fn send_many<'a>(
        &self,
        frames: impl IntoIterator<Item = &'a [u8]>,
        ether_type: Option<u16>,
        count: &mut Count,
    ) -> Result<()> {
        let mut frames = frames.into_iter();
        let mut some: Vec<&[u8]> = Vec::with_capacity(BATCH);
        loop {
            some.clear();
            some.extend(frames.by_ref().take(BATCH));
            if some.is_empty() {
                return Ok(());
            }
            self.send_batch(&some, ether_type, count)?;
        }
    }

    /// At most `BATCH` frames in one system call, or as many as a full queue makes necessary.
    pub fn send_batch(
        &self,
        frames: &[&[u8]],
        ether_type: Option<u16>,
        count: &mut Count,
    ) -> Result<()> {
        let address = ether_type.map(|number| sys::packet_address(self.interface, number));
        let mut rest = frames;
        while !rest.is_empty() {
            let sent =
                self.batch
                    .borrow_mut()
                    .send(self.fd(), rest.iter().copied(), address.as_ref());
            match sent {
                Ok(sent) => {
                    count.frames += sent as u64;
                    count.octets += rest[..sent].iter().map(|one| one.len() as u64).sum::<u64>();
                    rest = &rest[sent..];
                }
                Err(error) if self.is_full(&error) => {
                    count.waits += 1;
                    self.wait_for_room()?;
                }
                // Alone, the frame that failed is filled up or explained.
                Err(_) => {
                    count.add(self.send_as(rest[0], ether_type)?);
                    rest = &rest[1..];
                }
            }
            if interrupt::pending() {
                return Err(Error::Interrupted);
            }
        }
        Ok(())
    }

    fn fd(&self) -> &OwnedFd {
        self.socket.fd()
    }

    fn is_full(&self, error: &io::Error) -> bool {
        matches!(
            error.raw_os_error(),
            Some(libc::ENOBUFS | libc::EAGAIN | libc::EINTR)
        )
    }

    fn wait_for_room(&self) -> Result<()> {
        // ENOBUFS comes from the device's queue, of which the socket knows nothing and reports
        // itself writable; a short sleep lets the queue drain.
        let mut fds = vec![PollFd::new(self.fd().as_fd(), PollFlags::POLLOUT)];
        match interrupt::wait(&mut fds, Some(Duration::from_millis(10))) {
            Woke::Interrupted => Err(Error::Interrupted),
            Woke::Ready if !interrupt::sleep(Duration::from_micros(50)) => Err(Error::Interrupted),
            _ => Ok(()),
        }
    }

    fn explain(&self, error: io::Error, length: usize) -> Error {
        let interface = self.name.clone();
        match error.raw_os_error() {
            Some(libc::EMSGSIZE) => Error::TooBig {
                interface,
                length: length.saturating_sub(self.header),
                mtu: self.mtu,
            },
            Some(libc::ENETDOWN) => Error::Down { interface },
            Some(libc::ENXIO | libc::ENODEV) => Error::Vanished { interface },
            _ => Error::system(format!("sending on {interface}"), error),
        }
    }
}

impl AsFd for Sender {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd().as_fd()
    }
}

fn is_too_short(error: &io::Error, frame: &[u8]) -> bool {
    error.raw_os_error() == Some(libc::EINVAL) && frame.len() < MINIMUM
}

/// A descriptor whose close takes long, and is therefore left to a thread.
pub struct Closing(Option<OwnedFd>);

/// Packet sockets open in this process.
static OPEN: AtomicUsize = AtomicUsize::new(0);

/// From now on nothing is closed any more but by the end of the process.
static LEAVING: AtomicBool = AtomicBool::new(false);

/// Before the first thread: all of them share one heap, which grows in large steps.
pub fn share_heap() {
    super::sys::share_heap();
}

/// To be called as the last thing before the program ends: the kernel closes the sockets of a
/// process before it tells anybody that it has ended, and each packet socket takes it two grace
/// periods. A child of ours holds them a moment longer than we live, and nobody waits for it.
pub fn leave_quickly() {
    if OPEN.load(Ordering::Relaxed) > 0 {
        sys::leave_child_with_sockets();
        LEAVING.store(true, Ordering::Relaxed);
    }
}

impl Closing {
    pub fn new(socket: OwnedFd) -> Closing {
        OPEN.fetch_add(1, Ordering::Relaxed);
        Closing(Some(socket))
    }

    pub fn fd(&self) -> &OwnedFd {
        self.0.as_ref().expect("it is only taken when dropped")
    }
}

impl Drop for Closing {
    fn drop(&mut self) {
        let socket = self.0.take();
        OPEN.fetch_sub(1, Ordering::Relaxed);
        if LEAVING.load(Ordering::Relaxed) {
            std::mem::forget(socket);
            return;
        }
        // Where no thread can be had, the closure is dropped here, and the socket with it.
        let _ = std::thread::Builder::new()
            .name("close".into())
            .spawn(move || drop(socket));
    }
}
