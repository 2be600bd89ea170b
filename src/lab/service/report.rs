//! Says how a packet arrived: with which TTL, from which address and port, with which options.
//! What a router, a NAT or a firewall on the way has changed is seen by whoever sent it.

use std::io::{self, PipeReader};
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::os::fd::{AsRawFd, OwnedFd};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{AddressFamily, MsgFlags, SockFlag, SockProtocol, SockType, recv, socket};
use std::os::fd::AsFd;

use crate::packet::Packet;
use crate::packet::text::{Style, repr};
use crate::proto::registry;

/// The kernel hands a raw socket every packet of IPv4 with its header, beside what it does itself.
pub struct Reporter {
    port: u16,
    raw: [OwnedFd; 2],
    /// So that the kernel does not say that nobody is there.
    udp: UdpSocket,
    tcp: TcpListener,
}

/// The longest IPv4 packet.
const LONGEST: usize = 65_535;

const TCP: u8 = 6;

impl Reporter {
    pub fn open(port: u16) -> io::Result<Reporter> {
        let raw = |protocol| {
            let flags = SockFlag::SOCK_CLOEXEC | SockFlag::SOCK_NONBLOCK;
            socket(AddressFamily::Inet, SockType::Raw, flags, protocol)
        };
        Ok(Reporter {
            port,
            udp: UdpSocket::bind(("0.0.0.0", port))?,
            tcp: TcpListener::bind(("0.0.0.0", port))?,
            raw: [raw(SockProtocol::Udp)?, raw(SockProtocol::Tcp)?],
        })
    }

    pub fn serve(&self, stopped: &PipeReader, tell: impl Fn(&str)) {
        let mut octets = vec![0; LONGEST];
        loop {
            let mut watched = [
                PollFd::new(stopped.as_fd(), PollFlags::POLLIN),
                PollFd::new(self.raw[0].as_fd(), PollFlags::POLLIN),
                PollFd::new(self.raw[1].as_fd(), PollFlags::POLLIN),
                PollFd::new(self.tcp.as_fd(), PollFlags::POLLIN),
                PollFd::new(self.udp.as_fd(), PollFlags::POLLIN),
            ];
            match poll(&mut watched, PollTimeout::NONE) {
                Ok(_) | Err(nix::errno::Errno::EINTR) => {}
                Err(_) => return,
            }
            let ready = |at: usize| {
                watched[at]
                    .revents()
                    .is_some_and(|events| !events.is_empty())
            };
            let (over, connected, told) = (ready(0), ready(3), ready(4));
            if over {
                return;
            }
            for raw in &self.raw {
                while let Ok(length @ 1..) =
                    recv(raw.as_raw_fd(), &mut octets, MsgFlags::MSG_DONTWAIT)
                {
                    self.report(&octets[..length], &tell);
                }
            }
            if connected {
                // Accepted and closed: what there was to say has been said of the SYN.
                drop(self.tcp.accept());
            }
            if told {
                let _ = self.udp.recv_from(&mut octets);
            }
        }
    }

    fn report(&self, packet: &[u8], tell: &impl Fn(&str)) {
        let Some(seen) = Seen::read(packet).filter(|seen| seen.to_port == self.port) else {
            return;
        };
        let Some(text) = shown(packet) else { return };
        tell(&text);
        if !seen.is_tcp {
            let _ = self.udp.send_to(format!("{text}\n").as_bytes(), seen.from);
        }
    }
}

struct Seen {
    from: SocketAddr,
    to_port: u16,
    is_tcp: bool,
}

impl Seen {
    /// A datagram, or a segment that opens a connection.
    fn read(packet: &[u8]) -> Option<Seen> {
        let start = usize::from(packet.first()? & 0xf) * 4;
        let header = packet.get(start..start + 8)?;
        let is_tcp = packet[9] == TCP;
        let opens = packet
            .get(start + 13)
            .is_some_and(|flags| flags & 0x12 == 0x02);
        let source: [u8; 4] = *packet[12..].first_chunk()?;
        let from = (source, u16::from_be_bytes([header[0], header[1]])).into();
        (!is_tcp || opens).then_some(Seen {
            from,
            to_port: u16::from_be_bytes([header[2], header[3]]),
            is_tcp,
        })
    }
}

/// The packet as the shell shows it.
fn shown(packet: &[u8]) -> Option<String> {
    let packet = Packet::dissect(registry::proto("IP")?, packet).ok()?;
    Some(repr(&packet, &Style::PLAIN))
}
