//! The network interfaces of this namespace, as the kernel lists them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use netlink_packet_route::RouteNetlinkMessage;
use netlink_packet_route::address::{AddressAttribute, AddressMessage};
use netlink_packet_route::link::{LinkAttribute, LinkMessage};

use super::error::{Error, Result};
use super::link_type::LinkType;
use super::netlink::Kernel;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    pub index: u32,
    pub name: String,
    /// Six octets on Ethernet and loopback; none on a tunnel without link header.
    pub mac: Option<[u8; 6]>,
    /// The kernel's ARPHRD number.
    pub hardware: u16,
    /// IFF_… bits.
    pub flags: u32,
    pub mtu: u32,
    pub ipv4: Vec<Address<Ipv4Addr>>,
    pub ipv6: Vec<Address<Ipv6Addr>>,
}

/// An address of an interface, and the network that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<A> {
    pub address: A,
    pub prefix: u8,
    /// The other end of a point-to-point link.
    pub peer: Option<A>,
}

// linux/if_arp.h
const ARPHRD_ETHER: u16 = 1;
const ARPHRD_LOOPBACK: u16 = 772;

impl Interface {
    pub fn is_up(&self) -> bool {
        self.flags & libc::IFF_UP as u32 != 0
    }

    pub fn is_loopback(&self) -> bool {
        self.flags & libc::IFF_LOOPBACK as u32 != 0
    }

    pub fn is_point_to_point(&self) -> bool {
        self.flags & libc::IFF_POINTOPOINT as u32 != 0
    }

    /// Does a frame here begin with two MAC addresses and a type?
    pub fn has_ethernet_header(&self) -> bool {
        matches!(self.hardware, ARPHRD_ETHER | ARPHRD_LOOPBACK)
    }

    /// Are there neighbours to ask for their MAC address?
    pub fn resolves_neighbours(&self) -> bool {
        self.hardware == ARPHRD_ETHER && self.flags & libc::IFF_NOARP as u32 == 0
    }

    /// What a capture on this interface begins with.
    pub fn link_type(&self) -> LinkType {
        LinkType::of_hardware(self.hardware)
    }

    /// The first address, as `get_if_addr` gives it.
    pub fn ip(&self) -> Option<Ipv4Addr> {
        self.ipv4.first().map(|one| one.address)
    }

    /// The first global address, else the first of any scope.
    pub fn ip6(&self) -> Option<Ipv6Addr> {
        let mut all = self.ipv6.iter().map(|one| one.address);
        all.clone()
            .find(|address| !address.is_unicast_link_local())
            .or_else(|| all.next())
    }

    /// `UP+BROADCAST+RUNNING+MULTICAST+LOWER_UP`
    pub fn flags_text(&self) -> String {
        let set = FLAG_NAMES
            .iter()
            .enumerate()
            .filter(|(bit, _)| self.flags >> bit & 1 == 1);
        set.map(|(_, name)| *name).collect::<Vec<_>>().join("+")
    }
}

/// By bit, as linux/if.h and Scapy name them.
const FLAG_NAMES: [&str; 19] = [
    "UP",
    "BROADCAST",
    "DEBUG",
    "LOOPBACK",
    "POINTTOPOINT",
    "NOTRAILERS",
    "RUNNING",
    "NOARP",
    "PROMISC",
    "ALLMULTI",
    "MASTER",
    "SLAVE",
    "MULTICAST",
    "PORTSEL",
    "AUTOMEDIA",
    "DYNAMIC",
    "LOWER_UP",
    "DORMANT",
    "ECHO",
];

/// All interfaces at one moment, by index.
#[derive(Clone, Debug, Default)]
pub struct Interfaces {
    all: Vec<Interface>,
}

impl Interfaces {
    pub fn read(kernel: &mut Kernel) -> Result<Interfaces> {
        read(kernel).map_err(|error| Error::system("listing the interfaces", error))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Interface> {
        self.all.iter()
    }

    pub fn by_index(&self, index: u32) -> Option<&Interface> {
        self.all.iter().find(|one| one.index == index)
    }

    pub fn by_name(&self, name: &str) -> Result<&Interface> {
        let name = &*alias_of(name);
        self.all
            .iter()
            .find(|one| one.name == name)
            .ok_or_else(|| self.unknown(name))
    }

    /// The interface that has this address.
    pub fn owning(&self, address: IpAddr) -> Option<&Interface> {
        self.all.iter().find(|one| match address {
            IpAddr::V4(address) => one.ipv4.iter().any(|own| own.address == address),
            IpAddr::V6(address) => one.ipv6.iter().any(|own| own.address == address),
        })
    }

    pub fn loopback(&self) -> Option<&Interface> {
        self.all.iter().find(|one| one.is_loopback())
    }

    /// Where no route says otherwise: the first that is up, has an address and is not the
    /// loopback, else the loopback.
    pub fn working(&self) -> Option<&Interface> {
        let mut up = self
            .all
            .iter()
            .filter(|one| one.is_up() && !one.is_loopback());
        up.clone()
            .find(|one| !one.ipv4.is_empty())
            .or_else(|| up.clone().find(|one| !one.ipv6.is_empty()))
            .or_else(|| up.next())
            .or_else(|| self.loopback())
            .or_else(|| self.all.first())
    }

    fn unknown(&self, name: &str) -> Error {
        let like = self
            .all
            .iter()
            .map(|one| (strsim::damerau_levenshtein(&one.name, name), &one.name))
            .filter(|(distance, _)| *distance <= 2)
            .min()
            .map(|(_, like)| like.clone());
        Error::NoInterface {
            name: name.to_owned(),
            like,
        }
    }
}

thread_local! {
    static ALIASES: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

thread_local! {
    static FAKES: RefCell<Vec<Interface>> = const { RefCell::new(Vec::new()) };
}

/// No interface of the kernel has a number from here on.
const FIRST_FAKE: u32 = 0x7fff_0000;

/// Interfaces that scripts only think of: their names and addresses are known, and nothing can be
/// sent on them.
pub fn fakes() -> Vec<Interface> {
    FAKES.with_borrow(Clone::clone)
}

pub fn set_fakes(fakes: Vec<Interface>) {
    FAKES.set(fakes);
}

fn alone<A>(address: A, prefix: u8) -> Address<A> {
    Address {
        address,
        prefix,
        peer: None,
    }
}

/// A fake interface, which takes the place of one of the same name.
pub fn add_fake(name: &str, mac: Option<[u8; 6]>, addresses: &[IpAddr]) {
    FAKES.with_borrow_mut(|fakes| {
        fakes.retain(|one| one.name != name);
        let last = fakes.iter().map(|one| one.index).max();
        let v4 = addresses.iter().filter_map(|address| match address {
            IpAddr::V4(address) => Some(*address),
            IpAddr::V6(_) => None,
        });
        let v6 = addresses.iter().filter_map(|address| match address {
            IpAddr::V6(address) => Some(*address),
            IpAddr::V4(_) => None,
        });
        fakes.push(Interface {
            index: last.map_or(FIRST_FAKE, |last| last + 1),
            name: name.to_owned(),
            mac,
            hardware: ARPHRD_ETHER,
            flags: 0,
            mtu: 1500,
            ipv4: v4.map(|address| alone(address, 32)).collect(),
            ipv6: v6.map(|address| alone(address, 128)).collect(),
        });
    });
}

/// The names that scripts hard-code, and those of the interfaces that they mean here.
pub fn aliases() -> Vec<(String, String)> {
    ALIASES.with_borrow(Clone::clone)
}

/// From now on one name means another; `None` forgets it.
pub fn set_alias(name: &str, meant: Option<&str>) {
    ALIASES.with_borrow_mut(|all| {
        all.retain(|(own, _)| own != name);
        all.extend(meant.map(|meant| (name.to_owned(), meant.to_owned())));
    });
}

/// The interface that a name means.
pub fn alias_of(name: &str) -> Cow<'_, str> {
    ALIASES.with_borrow(|all| match all.iter().find(|(own, _)| own == name) {
        Some((_, meant)) => Cow::Owned(meant.clone()),
        None => Cow::Borrowed(name),
    })
}

fn read(kernel: &mut Kernel) -> io::Result<Interfaces> {
    let mut all = Vec::new();
    for message in kernel.dump(RouteNetlinkMessage::GetLink(LinkMessage::default()))? {
        if let RouteNetlinkMessage::NewLink(link) = message {
            all.extend(interface(&link));
        }
    }
    all.sort_by_key(|one| one.index);
    FAKES.with_borrow(|fakes| {
        for fake in fakes {
            if !all.iter().any(|one| one.name == fake.name) {
                all.push(fake.clone());
            }
        }
    });
    for message in kernel.dump(RouteNetlinkMessage::GetAddress(AddressMessage::default()))? {
        if let RouteNetlinkMessage::NewAddress(message) = message {
            let owner = all.iter_mut().find(|one| one.index == message.header.index);
            if let Some(owner) = owner {
                add_address(owner, &message);
            }
        }
    }
    Ok(Interfaces { all })
}

fn interface(link: &LinkMessage) -> Option<Interface> {
    let mut one = Interface {
        index: link.header.index,
        name: String::new(),
        mac: None,
        hardware: link.header.link_layer_type.into(),
        flags: link.header.flags.bits(),
        mtu: 0,
        ipv4: Vec::new(),
        ipv6: Vec::new(),
    };
    for attribute in &link.attributes {
        match attribute {
            LinkAttribute::IfName(name) => one.name = name.clone(),
            LinkAttribute::Mtu(mtu) => one.mtu = *mtu,
            LinkAttribute::Address(octets) => one.mac = octets.as_slice().try_into().ok(),
            _ => {}
        }
    }
    (!one.name.is_empty()).then_some(one)
}

fn add_address(owner: &mut Interface, message: &AddressMessage) {
    let (mut local, mut other) = (None, None);
    for attribute in &message.attributes {
        match attribute {
            AddressAttribute::Local(address) => local = Some(*address),
            AddressAttribute::Address(address) => other = Some(*address),
            _ => {}
        }
    }
    // IPv6 gives the address alone; IPv4 on a point-to-point link gives the peer beside it.
    let prefix = message.header.prefix_len;
    let own = local.or(other);
    let peer = other.filter(|other| own.is_some_and(|own| own != *other));
    match (own, peer) {
        (Some(IpAddr::V4(address)), peer) => {
            let peer = peer.and_then(|peer| {
                if let IpAddr::V4(peer) = peer {
                    Some(peer)
                } else {
                    None
                }
            });
            owner.ipv4.push(Address {
                address,
                prefix,
                peer,
            });
        }
        (Some(IpAddr::V6(address)), peer) => {
            let peer = peer.and_then(|peer| {
                if let IpAddr::V6(peer) = peer {
                    Some(peer)
                } else {
                    None
                }
            });
            owner.ipv6.push(Address {
                address,
                prefix,
                peer,
            });
        }
        (None, _) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here() -> Interfaces {
        Interfaces::read(&mut Kernel::open().expect("netlink")).expect("interfaces")
    }

    #[test]
    fn the_loopback_is_listed() {
        let all = here();
        let lo = all.by_name("lo").expect("lo exists");
        assert!(lo.is_loopback() && lo.has_ethernet_header() && !lo.resolves_neighbours());
        assert_eq!(lo.mac, Some([0; 6]));
        assert_eq!(all.by_index(lo.index), Some(lo));
    }

    #[test]
    fn an_unknown_name_is_said_as_scapy_says_it() {
        let error = here()
            .by_name("loo")
            .expect_err("no such interface")
            .to_string();
        assert_eq!(error, "Interface 'loo' not found !");
    }

    #[test]
    fn flags_read_as_scapy_prints_them() {
        let mut lo = here().by_name("lo").expect("lo exists").clone();
        lo.flags = 0x11043;
        assert_eq!(lo.flags_text(), "UP+BROADCAST+RUNNING+MULTICAST+LOWER_UP");
    }
}
