//! Interfaces, addresses and routes of one namespace, asked of the kernel over rtnetlink.

use std::io;
use std::net::IpAddr;
use std::os::fd::{AsRawFd, BorrowedFd};

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
