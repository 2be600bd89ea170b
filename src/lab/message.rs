//! Netlink messages by hand, for the parts of the kernel that the netlink crates do not speak of:
//! nf_tables (linux/netfilter/nf_tables.h), netem (linux/pkt_sched.h), tables of bridges
//! (linux/neighbour.h). Headers are as linux/netlink.h has them.

use std::io;

use netlink_packet_core::{NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST};
use netlink_sys::{Socket, SocketAddr};

/// Length, type, flags, sequence number, sender.
const HEADER: usize = 16;

const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;
const NLA_F_NESTED: u16 = 1 << 15;
/// Without the flags for nesting and byte order.
const NLA_TYPE_MASK: u16 = 0x3fff;

/// Attributes, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Attributes(Vec<u8>);

impl Attributes {
    pub fn octets(mut self, kind: u16, value: &[u8]) -> Attributes {
        self.0.extend((4 + value.len() as u16).to_ne_bytes());
        self.0.extend(kind.to_ne_bytes());
        self.0.extend(value);
        self.0.resize(self.0.len().next_multiple_of(4), 0);
        self
    }

    pub fn text(self, kind: u16, value: &str) -> Attributes {
        self.octets(kind, &[value.as_bytes(), &[0]].concat())
    }

    pub fn into_octets(self) -> Vec<u8> {
        self.0
    }

    /// Most numbers of netfilter are in network order.
    pub fn number(self, kind: u16, value: u32) -> Attributes {
        self.octets(kind, &value.to_be_bytes())
    }

    pub fn nested(self, kind: u16, inner: &Attributes) -> Attributes {
        self.octets(kind | NLA_F_NESTED, &inner.0)
    }
}

/// A message: type, flags beside NLM_F_REQUEST, the fixed part, and attributes behind it.
pub struct Message {
    pub kind: u16,
    pub flags: u16,
    pub head: Vec<u8>,
    pub attributes: Attributes,
}

/// Sends the messages in one piece and waits until each that asks for it has been answered.
pub fn request(socket: &Socket, messages: &[Message]) -> io::Result<()> {
    let mut octets = Vec::new();
    for (at, message) in messages.iter().enumerate() {
        message.append(&mut octets, at as u32 + 1);
    }
    socket.send(&octets, 0)?;
    let mut open = messages
        .iter()
        .filter(|one| one.flags & NLM_F_ACK != 0)
        .count();
    let mut failed = Ok(());
    while open > 0 {
        let (reply, _) = socket.recv_from_full()?;
        for (kind, body) in parts(&reply) {
            if kind == NLMSG_ERROR {
                open -= 1;
                let code = body
                    .first_chunk()
                    .map_or(0, |code| i32::from_ne_bytes(*code));
                if code != 0 && failed.is_ok() {
                    failed = Err(io::Error::from_raw_os_error(-code));
                    // The rest of a batch is not answered.
                    open = 0;
                }
            }
        }
    }
    failed
}

/// Asks for a list, and calls back with each entry without its header.
pub fn dump(socket: &Socket, message: Message, mut found: impl FnMut(&[u8])) -> io::Result<()> {
    let mut octets = Vec::new();
    let flags = message.flags | NLM_F_DUMP;
    Message { flags, ..message }.append(&mut octets, 1);
    socket.send(&octets, 0)?;
    loop {
        let (reply, _) = socket.recv_from_full()?;
        for (kind, body) in parts(&reply) {
            match kind {
                NLMSG_DONE => return Ok(()),
                NLMSG_ERROR => {
                    let code = body
                        .first_chunk()
                        .map_or(0, |code| i32::from_ne_bytes(*code));
                    return Err(io::Error::from_raw_os_error(-code));
                }
                _ => found(body),
            }
        }
    }
}

/// A socket of this netlink family in the namespace of the calling thread.
pub fn open(family: isize) -> io::Result<Socket> {
    let mut socket = Socket::new(family)?;
    socket.bind_auto()?;
    socket.connect(&SocketAddr::new(0, 0))?;
    Ok(socket)
}

/// The attributes in these octets: type and value.
pub fn attributes(mut octets: &[u8]) -> Vec<(u16, &[u8])> {
    let mut found = Vec::new();
    while let Some([a, b, c, d]) = octets.first_chunk() {
        let length = usize::from(u16::from_ne_bytes([*a, *b]));
        let Some(value) = octets.get(4..length) else {
            break;
        };
        found.push((u16::from_ne_bytes([*c, *d]) & NLA_TYPE_MASK, value));
        octets = octets.get(length.next_multiple_of(4)..).unwrap_or_default();
    }
    found
}

impl Message {
    fn append(&self, octets: &mut Vec<u8>, sequence: u32) {
        let length = HEADER + self.head.len() + self.attributes.0.len();
        octets.extend((length as u32).to_ne_bytes());
        octets.extend(self.kind.to_ne_bytes());
        octets.extend((self.flags | NLM_F_REQUEST).to_ne_bytes());
        octets.extend(sequence.to_ne_bytes());
        octets.extend([0; 4]);
        octets.extend(&self.head);
        octets.extend(&self.attributes.0);
    }
}

/// The messages in these octets: type and what follows the header.
fn parts(mut octets: &[u8]) -> Vec<(u16, &[u8])> {
    let mut found = Vec::new();
    while let Some([a, b, c, d, e, f]) = octets.first_chunk() {
        let length = u32::from_ne_bytes([*a, *b, *c, *d]) as usize;
        let Some(body) = octets.get(HEADER..length) else {
            break;
        };
        found.push((u16::from_ne_bytes([*e, *f]), body));
        octets = octets.get(length.next_multiple_of(4)..).unwrap_or_default();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let inner = Attributes::default().number(1, 0x01020304);
        let written = Attributes::default().text(7, "ab").nested(9, &inner);
        assert_eq!(written.0.len(), 8 + 12);
        let read = attributes(&written.0);
        assert_eq!(read[0], (7, &b"ab\0"[..]));
        assert_eq!(attributes(read[1].1), [(1, &[1, 2, 3, 4][..])]);
        assert_eq!(attributes(&[9, 0, 1, 0]), []);
    }
}
