//! Questions to the kernel's routing socket, one at a time, with the answer awaited.

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};

use netlink_packet_core::{
    NLM_F_DUMP, NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload,
};
use netlink_packet_route::RouteNetlinkMessage;
use netlink_sys::{Socket, SocketAddr, protocols::NETLINK_ROUTE};

use super::sys;

/// One socket to the kernel of the namespace that the thread was in when it was opened.
pub struct Kernel {
    socket: Socket,
    sequence: u32,
    answer: Vec<u8>,
}

impl Kernel {
    pub fn open() -> io::Result<Kernel> {
        let mut socket = Socket::new(NETLINK_ROUTE)?;
        socket.bind_auto()?;
        socket.connect(&SocketAddr::new(0, 0))?;
        Ok(Kernel {
            socket,
            sequence: 0,
            answer: Vec::new(),
        })
    }

    /// The whole table that the request names.
    pub fn dump(&mut self, request: RouteNetlinkMessage) -> io::Result<Vec<RouteNetlinkMessage>> {
        self.send(request, NLM_F_REQUEST | NLM_F_DUMP)?;
        let mut found = Vec::new();
        while !self.receive(&mut |message| found.push(message))? {}
        Ok(found)
    }

    /// The one answer to the request.
    pub fn ask(&mut self, request: RouteNetlinkMessage) -> io::Result<RouteNetlinkMessage> {
        self.send(request, NLM_F_REQUEST)?;
        let mut found = None;
        while found.is_none() {
            let ended = self.receive(&mut |message| found = found.take().or(Some(message)))?;
            if ended && found.is_none() {
                return Err(io::Error::from_raw_os_error(libc::ENOENT));
            }
        }
        found.ok_or_else(|| io::Error::from_raw_os_error(libc::ENOENT))
    }

    fn send(&mut self, request: RouteNetlinkMessage, flags: u16) -> io::Result<()> {
        self.sequence = self.sequence.wrapping_add(1);
        let mut header = NetlinkHeader::default();
        header.flags = flags;
        header.sequence_number = self.sequence;
        let mut message = NetlinkMessage::new(header, NetlinkPayload::InnerMessage(request));
        message.finalize();
        let mut octets = vec![0; message.buffer_len()];
        message.serialize(&mut octets);
        self.socket.send(&octets, 0).map(|_| ())
    }

    /// Reads one datagram; true when it ended the answer.
    fn receive(&mut self, found: &mut dyn FnMut(RouteNetlinkMessage)) -> io::Result<bool> {
        self.answer.clear();
        self.answer.reserve(64 * 1024);
        self.socket.recv(&mut self.answer, 0)?;
        let mut rest = &self.answer[..];
        while let Some(length) = message_length(rest) {
            let (one, after) = rest.split_at(length);
            rest = &after[(length.next_multiple_of(4) - length).min(after.len())..];
            if u32::from_ne_bytes([one[8], one[9], one[10], one[11]]) != self.sequence {
                continue;
            }
            // A message of a kind that the crate cannot read is passed over; the kernel's own
            // "done" and errors always parse.
            let Ok(message) = NetlinkMessage::<RouteNetlinkMessage>::deserialize(one) else {
                continue;
            };
            match message.payload {
                NetlinkPayload::Done(_) => return Ok(true),
                NetlinkPayload::Error(error) if error.code.is_some() => return Err(error.to_io()),
                NetlinkPayload::Error(_) => return Ok(true),
                NetlinkPayload::InnerMessage(message) => found(message),
                _ => {}
            }
        }
        Ok(false)
    }
}

fn message_length(octets: &[u8]) -> Option<usize> {
    let length = octets.get(..4)?;
    let length = u32::from_ne_bytes([length[0], length[1], length[2], length[3]]) as usize;
    (16..=octets.len()).contains(&length).then_some(length)
}

/// Hears from the kernel that links, addresses, routes or neighbours changed.
pub struct News {
    socket: Socket,
}

/// What changed since the last question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Interfaces, addresses or routes.
    pub tables: bool,
    pub neighbours: bool,
}

impl News {
    pub fn subscribe() -> io::Result<News> {
        let mut socket = Socket::new(NETLINK_ROUTE)?;
        let groups = libc::RTMGRP_LINK
            | libc::RTMGRP_NEIGH
            | libc::RTMGRP_IPV4_IFADDR
            | libc::RTMGRP_IPV4_ROUTE
            | libc::RTMGRP_IPV6_IFADDR
            | libc::RTMGRP_IPV6_ROUTE;
        socket.bind(&SocketAddr::new(0, groups as u32))?;
        socket.set_non_blocking(true)?;
        Ok(News { socket })
    }

    /// Never waits; one system call when nothing happened.
    pub fn poll(&self) -> Changes {
        let mut changes = Changes::default();
        let mut octets = [0u8; 8192];
        loop {
            match sys::receive(self.socket.as_raw_fd(), &mut octets) {
                Ok(length) => {
                    let mut rest = &octets[..length.min(octets.len())];
                    while let Some(length) = message_length(rest) {
                        match u16::from_ne_bytes([rest[4], rest[5]]) {
                            libc::RTM_NEWNEIGH | libc::RTM_DELNEIGH => changes.neighbours = true,
                            _ => changes.tables = true,
                        }
                        rest = &rest[length.next_multiple_of(4).min(rest.len())..];
                    }
                }
                // The kernel had more news than room: everything may have changed.
                Err(error) if error.raw_os_error() == Some(libc::ENOBUFS) => {
                    changes = Changes {
                        tables: true,
                        neighbours: true,
                    };
                }
                Err(_) => return changes,
            }
        }
    }
}

impl std::os::fd::AsFd for News {
    fn as_fd(&self) -> BorrowedFd<'_> {
        sys::borrow(self.socket.as_raw_fd(), self)
    }
}
