//! A DHCP server for the network of the host's first interface. RFC 2131, RFC 2132.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{self, PipeReader};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

use nix::sys::socket::{setsockopt, sockopt};

use super::{Place, more};

pub struct Server {
    socket: UdpSocket,
    own: Ipv4Addr,
    prefix: u8,
    gateway: Option<Ipv4Addr>,
    pool: Vec<Ipv4Addr>,
}

/// The host parts that are given out.
const POOL: std::ops::Range<u32> = 100..200;

/// Seconds.
const LEASE: u32 = 3600;

const CLIENT_PORT: u16 = 68;
const SERVER_PORT: u16 = 67;

/// Where the fixed part ends: op, htype, hlen, hops, xid, secs, flags, four addresses, chaddr,
/// sname, file.
const FIXED: usize = 236;
const COOKIE: [u8; 4] = [99, 130, 83, 99];

const DISCOVER: u8 = 1;
const OFFER: u8 = 2;
const REQUEST: u8 = 3;
const DECLINE: u8 = 4;
const ACK: u8 = 5;
const NAK: u8 = 6;
const RELEASE: u8 = 7;
const INFORM: u8 = 8;

/// Who has which address.
type Leases = HashMap<[u8; 6], Ipv4Addr>;

struct Message<'m> {
    octets: &'m [u8],
    kind: u8,
    client: [u8; 6],
    /// Option 50, or the address that the client has.
    wanted: Option<Ipv4Addr>,
    /// Option 54
    server: Option<Ipv4Addr>,
}

impl Server {
    pub fn open(port: u16, place: &Place) -> io::Result<Server> {
        let v4 = place
            .networks
            .iter()
            .find_map(|network| match network.address {
                IpAddr::V4(own) => Some((own, network.prefix, network.base().address)),
                IpAddr::V6(_) => None,
            });
        let Some((own, prefix, IpAddr::V4(base))) = v4 else {
            let words = "a host without an IPv4 address of the lab has no network to serve";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, words));
        };
        let last = u32::from(base) | u32::MAX.checked_shr(prefix.into()).unwrap_or(0);
        let pool = POOL
            .map(|host| Ipv4Addr::from(u32::from(base) + host))
            .filter(|address| u32::from(*address) < last)
            .filter(|address| !place.taken.contains(&IpAddr::V4(*address)));
        let socket = UdpSocket::bind(("0.0.0.0", port))?;
        socket.set_broadcast(true)?;
        // Who has no address yet is found by a broadcast only, and that leaves by an interface.
        setsockopt(&socket, sockopt::BindToDevice, &OsString::from("eth0"))?;
        let gateway = match place.gateway {
            Some(IpAddr::V4(gateway)) => Some(gateway),
            _ => None,
        };
        Ok(Server {
            socket,
            own,
            prefix,
            gateway,
            pool: pool.collect(),
        })
    }

    pub fn serve(&self, stopped: &PipeReader, tell: impl Fn(&str)) {
        let mut leases = Leases::new();
        let mut octets = [0; 4096];
        while more(&self.socket, stopped) {
            let Ok((length, from)) = self.socket.recv_from(&mut octets) else {
                continue;
            };
            let Some(message) = Message::read(&octets[..length]) else {
                continue;
            };
            let (reply, said) = self.answer(&message, &mut leases);
            tell(&format!("{} {said}", mac(&message.client)));
            if let Some(reply) = reply {
                let _ = self.socket.send_to(&reply, destination(&message, from));
            }
        }
    }

    fn answer(&self, message: &Message, leases: &mut Leases) -> (Option<Vec<u8>>, String) {
        match message.kind {
            DISCOVER => match self.free(message, leases) {
                Some(address) => {
                    let reply = self.reply(message, OFFER, address);
                    (Some(reply), format!("discovers, is offered {address}"))
                }
                None => (None, "discovers, but no address is left".to_owned()),
            },
            REQUEST if message.server.is_some_and(|server| server != self.own) => {
                leases.remove(&message.client);
                (None, "takes the offer of another server".to_owned())
            }
            REQUEST => match (message.wanted, self.free(message, leases)) {
                (Some(wanted), Some(address)) if wanted == address => {
                    leases.insert(message.client, address);
                    let reply = self.reply(message, ACK, address);
                    (Some(reply), format!("gets {address}"))
                }
                (wanted, _) => {
                    let reply = self.reply(message, NAK, Ipv4Addr::UNSPECIFIED);
                    let wanted = wanted.map_or("nothing".to_owned(), |wanted| wanted.to_string());
                    (
                        Some(reply),
                        format!("asks for {wanted}, which it cannot have"),
                    )
                }
            },
            RELEASE | DECLINE => {
                leases.remove(&message.client);
                (None, "gives its address back".to_owned())
            }
            INFORM => {
                let reply = self.reply(message, ACK, Ipv4Addr::UNSPECIFIED);
                (Some(reply), "asks for settings".to_owned())
            }
            other => (None, format!("sends a message of type {other}")),
        }
    }

    /// The client's own address, else the one that it wants, else the first that nobody has.
    fn free(&self, message: &Message, leases: &Leases) -> Option<Ipv4Addr> {
        if let Some(own) = leases.get(&message.client) {
            return Some(*own);
        }
        let is_free = |address: &&Ipv4Addr| !leases.values().any(|taken| taken == *address);
        let mut free = self.pool.iter().filter(is_free);
        let wanted = free
            .clone()
            .find(|address| Some(**address) == message.wanted);
        wanted.or_else(|| free.next()).copied()
    }

    fn reply(&self, message: &Message, kind: u8, address: Ipv4Addr) -> Vec<u8> {
        let mut reply = message.octets[..FIXED].to_vec();
        reply[0] = 2;
        reply[16..20].copy_from_slice(&address.octets());
        reply[20..24].copy_from_slice(&self.own.octets());
        reply[44..].fill(0);
        reply.extend(COOKIE);
        let mut option = |code: u8, value: &[u8]| {
            reply.extend([code, value.len() as u8]);
            reply.extend(value);
        };
        option(53, &[kind]);
        option(54, &self.own.octets());
        if kind != NAK {
            let mask = u32::MAX
                .checked_shl(32 - u32::from(self.prefix))
                .unwrap_or(0);
            option(1, &mask.to_be_bytes());
            if let Some(gateway) = self.gateway {
                option(3, &gateway.octets());
            }
            option(6, &self.own.octets());
            if message.kind != INFORM {
                option(51, &LEASE.to_be_bytes());
            }
        }
        reply.push(255);
        // RFC 1542 section 2.1: at least 300 octets.
        reply.resize(reply.len().max(300), 0);
        reply
    }
}

/// To the relay, to a client that has its address, else to everybody.
fn destination(message: &Message, from: SocketAddr) -> SocketAddr {
    let address = |at: usize| {
        let octets: [u8; 4] = [0, 1, 2, 3].map(|next| message.octets[at + next]);
        Ipv4Addr::from(octets)
    };
    let (client, relay) = (address(12), address(24));
    if !relay.is_unspecified() {
        return (relay, SERVER_PORT).into();
    }
    if !client.is_unspecified() && !from.ip().is_unspecified() {
        return (client, CLIENT_PORT).into();
    }
    (Ipv4Addr::BROADCAST, CLIENT_PORT).into()
}

impl Message<'_> {
    fn read(octets: &[u8]) -> Option<Message<'_>> {
        let options = octets.get(FIXED..)?.strip_prefix(&COOKIE)?;
        if octets[0] != 1 || octets[1..3] != [1, 6] {
            return None;
        }
        let mut message = Message {
            octets,
            kind: 0,
            client: *octets[28..].first_chunk()?,
            wanted: None,
            server: None,
        };
        let mut rest = options;
        while let Some((&code, behind)) = rest.split_first() {
            if code == 255 {
                break;
            }
            if code == 0 {
                rest = behind;
                continue;
            }
            let (&length, behind) = behind.split_first()?;
            let value = behind.get(..usize::from(length))?;
            rest = &behind[usize::from(length)..];
            let address = || {
                value
                    .first_chunk::<4>()
                    .map(|octets| Ipv4Addr::from(*octets))
            };
            match code {
                50 => message.wanted = address(),
                53 => message.kind = *value.first()?,
                54 => message.server = address(),
                _ => {}
            }
        }
        let has: [u8; 4] = *octets[12..].first_chunk()?;
        if has != [0; 4] {
            message.wanted = Some(has.into());
        }
        Some(message)
    }
}

fn mac(octets: &[u8; 6]) -> String {
    let parts: Vec<String> = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    parts.join(":")
}
