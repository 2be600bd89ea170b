//! The express lane: frames out of memory that is shared with the kernel (AF_XDP), for `pps="max"`.
//!
//! They go past the queue of the interface and past packet sockets, so tcpdump on this machine
//! does not see them; that is why it is asked for and never the default. The kernel's
//! Documentation/networking/af_xdp.rst. The frames are copied (`XDP_COPY`), which every driver
//! takes.
#![allow(unsafe_code)] // memory that the kernel reads and writes beside us, and the calls for it

use std::io;
use std::mem::{size_of, zeroed};
use std::os::fd::{AsRawFd, OwnedFd};
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::error::{Error, Result};
use super::interfaces::Interface;
use super::interrupt;
use super::live::{Closing, Count};
use super::sys;

/// Octets of a frame's place.
const CHUNK: usize = 2048;
/// Places, and entries of the rings: a power of two. Together they stay below what a process may
/// lock in memory on most systems, 8 MiB.
const CHUNKS: u32 = 2048;
/// Entries of the ring for receiving, which must be there and is not used.
const UNUSED: u32 = 64;
/// linux/if_xdp.h: where the completion ring is mapped.
const COMPLETION_RING: libc::off_t = libc::XDP_UMEM_PGOFF_COMPLETION_RING as libc::off_t;

pub struct Lane {
    socket: Closing,
    memory: Mapping,
    /// Places of frames to be sent, for the kernel.
    outgoing: Ring,
    /// Places that the kernel is done with.
    done: Ring,
    free: Vec<u32>,
    name: String,
    mtu: u32,
    header: usize,
}

impl Lane {
    pub fn open(interface: &Interface) -> Result<Lane> {
        let explain = |error| Error::privileged("sending frames by AF_XDP", error);
        let socket = sys::socket(libc::AF_XDP, libc::SOCK_RAW, 0).map_err(explain)?;
        let memory = Mapping::anonymous(CHUNK * CHUNKS as usize).map_err(explain)?;
        let set = |name, size: u32| sys::set_option(&socket, libc::SOL_XDP, name, &size);
        let region = libc::xdp_umem_reg {
            addr: memory.start.as_ptr() as u64,
            len: memory.length as u64,
            chunk_size: CHUNK as u32,
            headroom: 0,
            flags: 0,
            tx_metadata_len: 0,
        };
        sys::set_option(&socket, libc::SOL_XDP, libc::XDP_UMEM_REG, &region).map_err(explain)?;
        set(libc::XDP_UMEM_FILL_RING, UNUSED).map_err(explain)?;
        set(libc::XDP_UMEM_COMPLETION_RING, CHUNKS).map_err(explain)?;
        set(libc::XDP_TX_RING, CHUNKS).map_err(explain)?;
        let offsets = offsets(&socket).map_err(explain)?;
        let outgoing = Ring::of::<libc::xdp_desc>(&socket, &offsets.tx, libc::XDP_PGOFF_TX_RING);
        let done = Ring::of::<u64>(&socket, &offsets.cr, COMPLETION_RING);
        let lane = Lane {
            memory,
            outgoing: outgoing.map_err(explain)?,
            done: done.map_err(explain)?,
            socket: Closing::new(socket),
            free: (0..CHUNKS).rev().collect(),
            name: interface.name.clone(),
            mtu: interface.mtu,
            header: if interface.has_ethernet_header() {
                14
            } else {
                0
            },
        };
        bind(lane.socket.fd(), interface.index).map_err(|error| lane.explain(error))?;
        Ok(lane)
    }

    /// Octets of the longest frame that the lane takes.
    pub fn longest(&self) -> usize {
        CHUNK.min(self.mtu as usize + self.header)
    }

    /// Sends frames that consist of a header and a packet each; none is longer than `longest`.
    /// After an error `count` says how many went out.
    pub fn send(&mut self, header: &[u8], packets: &[&[u8]], count: &mut Count) -> Result<()> {
        let mut next = self.outgoing.producer().load(Ordering::Relaxed);
        let mut rest = packets;
        while !rest.is_empty() {
            self.reclaim();
            let size = rest.len().min(self.free.len());
            for packet in &rest[..size] {
                let chunk = self.free.pop().expect("as many as are taken are free");
                let length = self.fill(chunk, header, packet);
                self.outgoing.describe(next, chunk, length);
                next = next.wrapping_add(1);
            }
            // What was written is there before the kernel is told.
            self.outgoing.producer().store(next, Ordering::Release);
            self.push(next, count)?;
            count.frames += size as u64;
            let octets: usize = rest[..size].iter().map(|packet| packet.len()).sum();
            count.octets += (octets + size * header.len()) as u64;
            rest = &rest[size..];
        }
        Ok(())
    }

    /// Has the kernel send all up to this entry.
    fn push(&mut self, end: u32, count: &mut Count) -> Result<()> {
        while self.outgoing.consumer().load(Ordering::Acquire) != end || self.free.is_empty() {
            match kick(self.socket.fd()) {
                Ok(()) => {}
                // It sends some at a time, and not more than it has room to tell us about.
                Err(error) if error.raw_os_error() == Some(libc::EAGAIN) => {}
                Err(error)
                    if matches!(
                        error.raw_os_error(),
                        Some(libc::ENOBUFS | libc::EBUSY | libc::EINTR)
                    ) =>
                {
                    count.waits += 1;
                    if !interrupt::sleep(Duration::from_micros(20)) {
                        return Err(Error::Interrupted);
                    }
                }
                Err(error) => return Err(self.explain(error)),
            }
            self.reclaim();
            if interrupt::pending() {
                return Err(Error::Interrupted);
            }
        }
        Ok(())
    }

    /// Takes back the places of frames that have gone.
    fn reclaim(&mut self) {
        let end = self.done.producer().load(Ordering::Acquire);
        let mut next = self.done.consumer().load(Ordering::Relaxed);
        while next != end {
            self.free
                .push((self.done.address(next) / CHUNK as u64) as u32 % CHUNKS);
            next = next.wrapping_add(1);
        }
        self.done.consumer().store(next, Ordering::Release);
    }

    /// Writes a frame into its place and says how long it is.
    fn fill(&mut self, chunk: u32, header: &[u8], packet: &[u8]) -> usize {
        let length = header.len() + packet.len();
        assert!(
            length <= CHUNK && chunk < CHUNKS,
            "longer than `longest` allows"
        );
        // SAFETY: the place is within the mapping and as long as was asserted; the kernel has
        // given it back and does not look at it before it is told to; the slices are elsewhere.
        unsafe {
            let place = self.memory.start.as_ptr().add(chunk as usize * CHUNK);
            ptr::copy_nonoverlapping(header.as_ptr(), place, header.len());
            ptr::copy_nonoverlapping(packet.as_ptr(), place.add(header.len()), packet.len());
        }
        length
    }

    fn explain(&self, error: io::Error) -> Error {
        let interface = self.name.clone();
        match error.raw_os_error() {
            Some(libc::ENETDOWN) => Error::Down { interface },
            Some(libc::ENXIO | libc::ENODEV) => Error::Vanished { interface },
            Some(libc::EPERM | libc::EACCES) => Error::Permission("sending frames by AF_XDP"),
            _ => Error::system(format!("sending on {interface} by AF_XDP"), error),
        }
    }
}

fn offsets(socket: &OwnedFd) -> io::Result<libc::xdp_mmap_offsets> {
    // SAFETY: a plain C struct, for which zeros are a value.
    let mut offsets: libc::xdp_mmap_offsets = unsafe { zeroed() };
    let mut length = size_of::<libc::xdp_mmap_offsets>() as libc::socklen_t;
    // SAFETY: pointer and length describe one live struct.
    let code = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::SOL_XDP,
            libc::XDP_MMAP_OFFSETS,
            (&raw mut offsets).cast(),
            &raw mut length,
        )
    };
    // Kernels before 5.4 tell less.
    if code == 0 && length as usize != size_of::<libc::xdp_mmap_offsets>() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    checked(code).map(|()| offsets)
}

fn bind(socket: &OwnedFd, interface: u32) -> io::Result<()> {
    let address = libc::sockaddr_xdp {
        sxdp_family: libc::AF_XDP as u16,
        sxdp_flags: libc::XDP_COPY,
        sxdp_ifindex: interface,
        sxdp_queue_id: 0,
        sxdp_shared_umem_fd: 0,
    };
    // SAFETY: pointer and length describe one live sockaddr_xdp.
    checked(unsafe {
        libc::bind(
            socket.as_raw_fd(),
            (&raw const address).cast(),
            size_of::<libc::sockaddr_xdp>() as libc::socklen_t,
        )
    })
}

/// Has the kernel look at the ring.
fn kick(socket: &OwnedFd) -> io::Result<()> {
    // SAFETY: no octets and no address are handed over.
    let sent = unsafe {
        libc::sendto(
            socket.as_raw_fd(),
            ptr::null(),
            0,
            libc::MSG_DONTWAIT,
            ptr::null(),
            0,
        )
    };
    checked(if sent < 0 { -1 } else { 0 })
}

fn checked(code: libc::c_int) -> io::Result<()> {
    if code == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

/// Memory that is mapped, until it is dropped.
struct Mapping {
    start: NonNull<u8>,
    length: usize,
}

impl Mapping {
    fn anonymous(length: usize) -> io::Result<Mapping> {
        Mapping::new(length, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, -1, 0)
    }

    fn new(length: usize, flags: i32, descriptor: i32, offset: libc::off_t) -> io::Result<Mapping> {
        let access = libc::PROT_READ | libc::PROT_WRITE;
        let flags = flags | libc::MAP_POPULATE;
        // SAFETY: a new mapping where the kernel chooses; nothing that exists is touched.
        let start =
            unsafe { libc::mmap(ptr::null_mut(), length, access, flags, descriptor, offset) };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let start = NonNull::new(start.cast()).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(Mapping { start, length })
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: start and length are those of the mapping, and nobody has a pointer into it any
        // more. It fails only for wrong arguments.
        unsafe { libc::munmap(self.start.as_ptr().cast(), self.length) };
    }
}

/// Entries between us and the kernel: whoever puts in moves the producer, the other the consumer.
struct Ring {
    mapping: Mapping,
    producer: usize,
    consumer: usize,
    entries: usize,
}

impl Ring {
    fn of<Entry>(
        socket: &OwnedFd,
        offsets: &libc::xdp_ring_offset,
        page: libc::off_t,
    ) -> io::Result<Ring> {
        let entries = offsets.desc as usize;
        let length = entries + CHUNKS as usize * size_of::<Entry>();
        let mapping = Mapping::new(length, libc::MAP_SHARED, socket.as_raw_fd(), page)?;
        let ring = Ring {
            mapping,
            producer: offsets.producer as usize,
            consumer: offsets.consumer as usize,
            entries,
        };
        let counters = [ring.producer, ring.consumer];
        let fits = |at: &usize| at.is_multiple_of(4) && at + 4 <= length;
        // The kernel says where; that it says so sensibly is what the pointers below rely on.
        if !counters.iter().all(fits) || !entries.is_multiple_of(8) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(ring)
    }

    fn producer(&self) -> &AtomicU32 {
        self.counter(self.producer)
    }

    fn consumer(&self) -> &AtomicU32 {
        self.counter(self.consumer)
    }

    fn counter(&self, offset: usize) -> &AtomicU32 {
        // SAFETY: aligned and within the mapping, as was looked at; the mapping lives as long as
        // the borrow of self, and the kernel too changes the number as a whole.
        unsafe { &*self.mapping.start.as_ptr().add(offset).cast::<AtomicU32>() }
    }

    fn entry<Entry>(&self, number: u32) -> *mut Entry {
        let at = self.entries + (number % CHUNKS) as usize * size_of::<Entry>();
        // SAFETY: within the mapping, whose length was chosen for so many entries.
        unsafe { self.mapping.start.as_ptr().add(at).cast() }
    }

    /// Writes an entry of the ring for sending.
    fn describe(&self, number: u32, chunk: u32, length: usize) {
        let entry = libc::xdp_desc {
            addr: u64::from(chunk) * CHUNK as u64,
            len: length as u32,
            options: 0,
        };
        // SAFETY: the place is an entry of this ring, aligned, and the kernel does not read it
        // before the producer has moved past it.
        unsafe { self.entry::<libc::xdp_desc>(number).write(entry) }
    }

    /// Reads an entry of the ring of what is done.
    fn address(&self, number: u32) -> u64 {
        // SAFETY: the place is an entry of this ring, aligned, which the kernel has written before
        // it moved the producer past it.
        unsafe { self.entry::<u64>(number).read() }
    }
}
