//! Keeps the kernel from answering for ports that a script speaks from.
//!
//! The kernel knows nothing of a TCP connection made of our own packets and answers the peer's
//! SYN/ACK with RST; it answers a datagram to our UDP source port with "port unreachable".
//! A listening socket on the port that demands a TCP-MD5 signature of everybody takes the peer's
//! segments and drops them in silence; so does a bound UDP socket whose filter lets nothing
//! through. Both need no privilege (for ports from 1024) and vanish with the process.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::fd::OwnedFd;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::filter::NOTHING;
use super::sys;

/// The protocol and the port of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Port {
    pub protocol: Protocol,
    pub version: Version,
    pub number: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    Tcp,
    Udp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    V4,
    V6,
}

/// Why a port cannot be held; the kernel's answers for it will go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another program (or an open socket of this one) has the port, and answers by itself.
    InUse,
    /// A port below 1024, without CAP_NET_BIND_SERVICE.
    Privileged,
    /// A kernel built without CONFIG_TCP_MD5SIG, or one that does not take prefixes (before 4.14).
    NoSignatures,
    /// The limit of open files, or what else the system says.
    Other(i32),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::InUse => write!(out, "the port is in use"),
            Refusal::Privileged => {
                write!(
                    out,
                    "a port below 1024 needs the capability CAP_NET_BIND_SERVICE"
                )
            }
            Refusal::NoSignatures => write!(out, "this kernel has no TCP-MD5 signatures"),
            Refusal::Other(number) => {
                write!(out, "{}", nix::errno::Errno::from_raw(*number).desc())
            }
        }
    }
}

/// The ports held, oldest first.
#[derive(Default)]
pub struct Holds {
    held: VecDeque<(Port, OwnedFd)>,
}

/// Bound while the process still could, and not listening yet; for whichever thread comes to
/// hold them.
static RESERVED: Mutex<Vec<(Port, OwnedFd)>> = Mutex::new(Vec::new());

/// Binds TCP ports below 1024 while the process may, for when it no longer may: port 20 is the
/// source port of a TCP packet that sets none.
pub fn reserve(number: u16) {
    for version in [Version::V4, Version::V6] {
        let port = Port {
            protocol: Protocol::Tcp,
            version,
            number,
        };
        // Where it fails now, `hold` will say why.
        if let Ok(socket) = bound(port) {
            reservations().push((port, socket));
        }
    }
}

fn reservations() -> MutexGuard<'static, Vec<(Port, OwnedFd)>> {
    RESERVED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The socket of a reserved port, for its one holder.
fn reserved(port: Port) -> Option<OwnedFd> {
    let mut reservations = reservations();
    let at = reservations.iter().position(|(one, _)| *one == port)?;
    Some(reservations.swap_remove(at).1)
}

/// Ports held at a time; beyond, the oldest is let go. It bounds the open files of a scan from
/// random source ports.
const LIMIT: usize = 256;

impl Holds {
    /// Holds a port from now on; holding it twice is holding it once.
    pub fn hold(&mut self, port: Port) -> Result<(), Refusal> {
        // The scans that send thousands of packets send them from one port or from new ones.
        if self.held.iter().rev().any(|(held, _)| *held == port) {
            return Ok(());
        }
        let socket = match reserved(port) {
            Some(socket) => socket,
            None => bound(port).map_err(refusal)?,
        };
        if port.protocol == Protocol::Tcp {
            sys::listen(&socket).map_err(refusal)?;
        }
        if self.held.len() >= LIMIT {
            self.held.pop_front();
        }
        self.held.push_back((port, socket));
        Ok(())
    }

    pub fn is_held(&self, port: Port) -> bool {
        self.held.iter().any(|(held, _)| *held == port)
    }

    pub fn ports(&self) -> impl Iterator<Item = Port> {
        self.held.iter().map(|(port, _)| *port)
    }

    /// Lets a port go: from now on the kernel answers again.
    pub fn release(&mut self, port: Port) {
        self.held.retain(|(held, _)| *held != port);
    }

    pub fn release_all(&mut self) {
        self.held.clear();
    }
}

/// The port that the answers to an IP packet of ours will come to.
pub fn source_port(packet: &[u8]) -> Option<Port> {
    port_of(packet, 0)
}

/// The port that an IP packet goes to.
pub fn destination_port(packet: &[u8]) -> Option<Port> {
    port_of(packet, 2)
}

/// The port that stands so many octets behind the IP header.
fn port_of(packet: &[u8], offset: usize) -> Option<Port> {
    let (version, protocol, at) = match packet.first()? >> 4 {
        4 => {
            let first_fragment = packet.get(6..8)?[0] & 0x1f == 0 && packet[7] == 0;
            let length = usize::from(packet[0] & 15) * 4;
            (
                Version::V4,
                *packet.get(9)?,
                if first_fragment { length } else { return None },
            )
        }
        // Extension headers are for those who do not want to be held.
        6 => (Version::V6, *packet.get(6)?, 40),
        _ => return None,
    };
    let protocol = match protocol {
        6 => Protocol::Tcp,
        17 => Protocol::Udp,
        _ => return None,
    };
    let at = at + offset;
    let number = u16::from_be_bytes(packet.get(at..at + 2)?.try_into().ok()?);
    (number != 0).then_some(Port {
        protocol,
        version,
        number,
    })
}

/// Binds the port and makes it deaf; a TCP socket drops nothing before it listens.
fn bound(port: Port) -> io::Result<OwnedFd> {
    let (family, any): (_, IpAddr) = match port.version {
        Version::V4 => (libc::AF_INET, Ipv4Addr::UNSPECIFIED.into()),
        Version::V6 => (libc::AF_INET6, Ipv6Addr::UNSPECIFIED.into()),
    };
    let kind = match port.protocol {
        Protocol::Tcp => libc::SOCK_STREAM,
        Protocol::Udp => libc::SOCK_DGRAM,
    };
    let on: libc::c_int = 1;
    let socket = sys::socket(family, kind, 0)?;
    if port.version == Version::V6 {
        sys::set_option(&socket, libc::IPPROTO_IPV6, libc::IPV6_V6ONLY, &on)?;
    }
    match port.protocol {
        Protocol::Tcp => {
            // A connection of a moment ago may still be in TIME_WAIT on the port.
            sys::set_option(&socket, libc::SOL_SOCKET, libc::SO_REUSEADDR, &on)?;
            let mut key = [0; 16];
            key.fill_with(|| fastrand::u8(1..));
            sys::demand_signature(&socket, any, &key)?;
            // A second bar: segments of anybody farther than this link are dropped for their TTL,
            // before their signature is looked at.
            let ttl: libc::c_int = 255;
            let (level, name) = match port.version {
                Version::V4 => (libc::IPPROTO_IP, libc::IP_MINTTL),
                Version::V6 => (libc::IPPROTO_IPV6, libc::IPV6_MINHOPCOUNT),
            };
            let _ = sys::set_option(&socket, level, name, &ttl);
        }
        Protocol::Udp => sys::attach_filter(&socket, &NOTHING)?,
    }
    sys::bind_ip(&socket, any, port.number)?;
    Ok(socket)
}

fn refusal(error: io::Error) -> Refusal {
    match error.raw_os_error() {
        Some(libc::EADDRINUSE) => Refusal::InUse,
        Some(libc::EACCES) => Refusal::Privileged,
        Some(libc::ENOPROTOOPT | libc::EPERM | libc::EINVAL) => Refusal::NoSignatures,
        number => Refusal::Other(number.unwrap_or(libc::EIO)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::UdpSocket;

    #[test]
    fn a_port_in_use_is_refused_and_a_held_one_is_held_once() {
        let other = UdpSocket::bind("0.0.0.0:0").expect("a free port");
        let number = other.local_addr().expect("it is bound").port();
        let port = Port {
            protocol: Protocol::Udp,
            version: Version::V4,
            number,
        };
        let mut holds = Holds::default();
        assert_eq!(holds.hold(port), Err(Refusal::InUse));
        drop(other);
        assert_eq!(holds.hold(port), Ok(()));
        assert_eq!(holds.hold(port), Ok(()));
        assert_eq!(holds.ports().count(), 1);
        holds.release(port);
        UdpSocket::bind(("0.0.0.0", number)).expect("it is free again");
    }

    #[test]
    fn the_source_port_is_found_behind_options_and_not_in_later_fragments() {
        let mut packet = vec![0u8; 64];
        packet[0] = 0x46;
        packet[9] = 6;
        packet[24..26].copy_from_slice(&4242u16.to_be_bytes());
        let port = source_port(&packet).expect("it is TCP");
        assert_eq!((port.protocol, port.number), (Protocol::Tcp, 4242));
        packet[7] = 1;
        assert_eq!(source_port(&packet), None);
        for length in 0..packet.len() {
            source_port(&packet[..length]);
        }
    }
}
