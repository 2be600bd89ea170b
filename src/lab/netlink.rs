//! Interfaces, addresses and routes of one namespace, asked of the kernel over rtnetlink.

use std::io;
use std::net::IpAddr;
use std::os::fd::{AsRawFd, BorrowedFd};
use std::time::Duration;

use netlink_packet_core::{
    NLM_F_ACK, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REQUEST, NetlinkHeader, NetlinkMessage,
    NetlinkPayload,
};
use netlink_packet_route::address::{
    AddressAttribute, AddressFlags, AddressHeaderFlags, AddressMessage,
};
use netlink_packet_route::link::{
    InfoBridge, InfoData, InfoKind, InfoVeth, LinkAttribute, LinkFlags, LinkInfo, LinkMessage,
};
use netlink_packet_route::route::{
    RouteAddress, RouteAttribute, RouteMessage, RouteProtocol, RouteScope, RouteType,
};
use netlink_packet_route::{AddressFamily, RouteNetlinkMessage};
use netlink_sys::{Socket, SocketAddr, protocols::NETLINK_ROUTE};

use super::message::{self, Attributes, Message};
use super::quality::Quality;
use super::topology::Network;

/// The loopback interface has this index in every namespace.
pub const LOOPBACK: u32 = 1;

/// A socket that keeps speaking to the namespace in which it was opened, whoever uses it.
pub struct RouteSocket {
    socket: Socket,
    sequence: u32,
}

/// One end of a veth pair. We choose the indexes, so that nothing has to be asked back.
pub struct End<'a> {
    pub name: &'a str,
    pub index: u32,
    pub mac: [u8; 6],
}

/// An entry of a switch's table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learned {
    pub mac: [u8; 6],
    pub port: u32,
    pub ago: Duration,
}

/// `struct tc_netem_qopt` of linux/pkt_sched.h, whose times are told by attributes behind it.
fn netem_options(quality: &Quality) -> Vec<u8> {
    const LIMIT: u32 = 1000;
    let share = |share: f64| (share * f64::from(u32::MAX)) as u32;
    let mut options = Vec::new();
    for number in [
        0,
        LIMIT,
        share(quality.loss),
        0,
        share(quality.duplicate),
        0,
    ] {
        options.extend(u32::to_ne_bytes(number));
    }
    let nanoseconds = |time: Duration| (time.as_nanos() as i64).to_ne_bytes();
    let mut attributes = Attributes::default()
        .octets(10, &nanoseconds(quality.delay))
        .octets(11, &nanoseconds(quality.jitter));
    if let Some(rate) = quality.rate {
        // `struct tc_netem_rate`: octets per second, and three corrections that we do not need.
        let octets = rate / 8;
        let small = u32::try_from(octets).unwrap_or(u32::MAX);
        let plain = [small.to_ne_bytes(), [0; 4], [0; 4], [0; 4]].concat();
        attributes = attributes.octets(6, &plain);
        if u64::from(small) != octets {
            attributes = attributes.octets(8, &octets.to_ne_bytes());
        }
    }
    options.extend(attributes.into_octets());
    options
}

impl RouteSocket {
    pub fn open() -> io::Result<RouteSocket> {
        let mut socket = Socket::new(NETLINK_ROUTE)?;
        socket.bind_auto()?;
        socket.connect(&SocketAddr::new(0, 0))?;
        Ok(RouteSocket {
            socket,
            sequence: 0,
        })
    }

    pub fn add_veth(&mut self, near: &End, far: &End, far_ns: BorrowedFd) -> io::Result<()> {
        let mut peer = link(far);
        peer.attributes
            .push(LinkAttribute::NetNsFd(far_ns.as_raw_fd()));
        let mut message = link(near);
        message.attributes.push(LinkAttribute::LinkInfo(vec![
            LinkInfo::Kind(InfoKind::Veth),
            LinkInfo::Data(InfoData::Veth(InfoVeth::Peer(peer))),
        ]));
        self.create(RouteNetlinkMessage::NewLink(message))
    }

    /// A bridge that forwards from the first frame on: no spanning tree, no multicast snooping
    /// (which would hold back IPv6 neighbour discovery until a querier is heard).
    pub fn add_bridge(&mut self, bridge: &End) -> io::Result<()> {
        self.add_bridge_with(bridge, Vec::new())
    }

    /// A bridge that forgets at once who is behind which port, and so sends everything everywhere.
    pub fn add_hub(&mut self, hub: &End) -> io::Result<()> {
        self.add_bridge_with(hub, vec![InfoBridge::AgeingTime(0)])
    }

    fn add_bridge_with(&mut self, bridge: &End, mut options: Vec<InfoBridge>) -> io::Result<()> {
        options.extend([
            InfoBridge::ForwardDelay(0),
            InfoBridge::StpState(netlink_packet_route::link::BridgeStpState::Disabled),
            InfoBridge::MulticastSnooping(false),
        ]);
        let mut message = link(bridge);
        message.attributes.push(LinkAttribute::LinkInfo(vec![
            LinkInfo::Kind(InfoKind::Bridge),
            LinkInfo::Data(InfoData::Bridge(options)),
        ]));
        self.create(RouteNetlinkMessage::NewLink(message))
    }

    pub fn plug_into(&mut self, index: u32, bridge: u32) -> io::Result<()> {
        let mut message = LinkMessage::default();
        message.header.index = index;
        message.attributes.push(LinkAttribute::Controller(bridge));
        self.change(RouteNetlinkMessage::SetLink(message))
    }

    pub fn up(&mut self, index: u32) -> io::Result<()> {
        let mut message = LinkMessage::default();
        message.header.index = index;
        message.header.flags = LinkFlags::Up;
        message.header.change_mask = LinkFlags::Up;
        self.change(RouteNetlinkMessage::SetLink(message))
    }

    /// The longest packet that the interface takes, in octets.
    pub fn set_mtu(&mut self, index: u32, mtu: u32) -> io::Result<()> {
        let mut message = LinkMessage::default();
        message.header.index = index;
        message.attributes.push(LinkAttribute::Mtu(mtu));
        self.change(RouteNetlinkMessage::SetLink(message))
    }

    /// Has the kernel do to what leaves by the interface what the cable does. Fails with ENOENT
    /// where the kernel has no netem.
    pub fn add_netem(&mut self, index: u32, quality: &Quality) -> io::Result<()> {
        const ROOT: u32 = 0xffff_ffff;
        let mut head = vec![0; 4];
        head.extend(index.to_ne_bytes());
        for number in [0, ROOT, 0] {
            head.extend(u32::to_ne_bytes(number));
        }
        let attributes = Attributes::default()
            .text(1, "netem")
            .octets(2, &netem_options(quality));
        let message = Message {
            kind: 36, // RTM_NEWQDISC
            flags: NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL,
            head,
            attributes,
        };
        message::request(&self.socket, &[message])
    }

    /// Who is behind which port of the bridges of this namespace: MAC address, index of the port,
    /// and how long ago it was heard.
    pub fn learned(&self) -> io::Result<Vec<Learned>> {
        const BRIDGE: u8 = 7; // AF_BRIDGE
        const PERMANENT: u16 = 0x80; // NUD_PERMANENT: the ports' own
        const TICKS: f64 = 100.0; // USER_HZ
        let mut head = vec![0; 12];
        head[0] = BRIDGE;
        let message = Message {
            kind: 30, // RTM_GETNEIGH
            flags: 0,
            head,
            attributes: Attributes::default(),
        };
        let mut found = Vec::new();
        message::dump(&self.socket, message, |entry| {
            let (Some(head), Some(rest)) = (entry.get(..12), entry.get(12..)) else {
                return;
            };
            let number = |at: usize| u32::from_ne_bytes([0, 1, 2, 3].map(|next| head[at + next]));
            let state = u16::from_ne_bytes([head[8], head[9]]);
            let attributes = message::attributes(rest);
            let value = |kind: u16| {
                attributes
                    .iter()
                    .find(|(it, _)| *it == kind)
                    .map(|(_, v)| *v)
            };
            let Some(&mac) = value(2).and_then(|mac| mac.first_chunk()) else {
                return;
            };
            // Confirmed, used, updated; each so many ticks ago.
            let ticks = value(3).and_then(|times| times.get(8..12)?.first_chunk().copied());
            let ago = ticks.map_or(0.0, |ticks| f64::from(u32::from_ne_bytes(ticks)) / TICKS);
            if state & PERMANENT == 0 {
                found.push(Learned {
                    mac,
                    port: number(4),
                    ago: Duration::from_secs_f64(ago),
                });
            }
        })?;
        Ok(found)
    }

    pub fn add_address(&mut self, index: u32, address: IpAddr, prefix: u8) -> io::Result<()> {
        let mut message = AddressMessage::default();
        message.header.family = family(address);
        message.header.prefix_len = prefix;
        message.header.index = index;
        message.attributes.push(AddressAttribute::Local(address));
        message.attributes.push(AddressAttribute::Address(address));
        match address {
            IpAddr::V4(v4) if prefix < 31 => {
                let broadcast = u32::from(v4) | (u32::MAX >> prefix);
                message
                    .attributes
                    .push(AddressAttribute::Broadcast(broadcast.into()));
            }
            // Nobody else has our addresses; waiting a second to hear so would delay the start.
            IpAddr::V6(_) => {
                message.header.flags = AddressHeaderFlags::Nodad;
                message
                    .attributes
                    .push(AddressAttribute::Flags(AddressFlags::Nodad));
            }
            IpAddr::V4(_) => {}
        }
        self.create(RouteNetlinkMessage::NewAddress(message))
    }

    pub fn add_route(&mut self, to: Network, via: IpAddr) -> io::Result<()> {
        let mut message = RouteMessage::default();
        message.header.address_family = family(via);
        message.header.destination_prefix_length = to.prefix;
        message.header.table = 254; // main
        message.header.protocol = RouteProtocol::Static;
        message.header.scope = RouteScope::Universe;
        message.header.kind = RouteType::Unicast;
        if to.prefix > 0 {
            message
                .attributes
                .push(RouteAttribute::Destination(route_address(to.address)));
        }
        message
            .attributes
            .push(RouteAttribute::Gateway(route_address(via)));
        self.create(RouteNetlinkMessage::NewRoute(message))
    }

    /// What fits no other route is dropped without a word.
    pub fn add_black_hole(&mut self) -> io::Result<()> {
        let mut message = RouteMessage::default();
        message.header.address_family = AddressFamily::Inet;
        message.header.table = 254; // main
        message.header.protocol = RouteProtocol::Static;
        message.header.kind = RouteType::BlackHole;
        self.create(RouteNetlinkMessage::NewRoute(message))
    }

    fn create(&mut self, message: RouteNetlinkMessage) -> io::Result<()> {
        self.request(
            message,
            NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL,
        )
    }

    fn change(&mut self, message: RouteNetlinkMessage) -> io::Result<()> {
        self.request(message, NLM_F_REQUEST | NLM_F_ACK)
    }

    fn request(&mut self, message: RouteNetlinkMessage, flags: u16) -> io::Result<()> {
        self.sequence += 1;
        let mut header = NetlinkHeader::default();
        header.flags = flags;
        header.sequence_number = self.sequence;
        let mut message = NetlinkMessage::new(header, NetlinkPayload::from(message));
        message.finalize();
        let mut octets = vec![0; message.buffer_len()];
        message.serialize(&mut octets);
        self.socket.send(&octets, 0)?;
        loop {
            let (reply, _) = self.socket.recv_from_full()?;
            let reply = NetlinkMessage::<RouteNetlinkMessage>::deserialize(&reply)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
            if reply.header.sequence_number != self.sequence {
                continue;
            }
            if let NetlinkPayload::Error(error) = reply.payload {
                return match error.code {
                    None => Ok(()),
                    Some(_) => Err(error.to_io()),
                };
            }
        }
    }
}

fn link(end: &End) -> LinkMessage {
    let mut message = LinkMessage::default();
    message.header.index = end.index;
    message
        .attributes
        .push(LinkAttribute::IfName(end.name.to_owned()));
    message
        .attributes
        .push(LinkAttribute::Address(end.mac.to_vec()));
    message
}

fn family(address: IpAddr) -> AddressFamily {
    match address {
        IpAddr::V4(_) => AddressFamily::Inet,
        IpAddr::V6(_) => AddressFamily::Inet6,
    }
}

fn route_address(address: IpAddr) -> RouteAddress {
    match address {
        IpAddr::V4(v4) => RouteAddress::Inet(v4),
        IpAddr::V6(v6) => RouteAddress::Inet6(v6),
    }
}
