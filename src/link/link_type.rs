//! What the first octets of a captured frame are: libpcap's LINKTYPE_ numbers, an open set.

use std::fmt;

/// A number of <https://www.tcpdump.org/linktypes.html>, as capture files carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkType(pub u32);

impl LinkType {
    pub const NULL: LinkType = LinkType(0);
    pub const ETHERNET: LinkType = LinkType(1);
    pub const PPP: LinkType = LinkType(9);
    /// IPv4 or IPv6, told apart by the first four bits.
    pub const RAW: LinkType = LinkType(101);
    pub const IEEE802_11: LinkType = LinkType(105);
    pub const LINUX_SLL: LinkType = LinkType(113);
    pub const RADIOTAP: LinkType = LinkType(127);
    pub const IPV4: LinkType = LinkType(228);
    pub const IPV6: LinkType = LinkType(229);
    pub const LINUX_SLL2: LinkType = LinkType(276);

    /// libpcap numbers live captures by DLT_, which differs from LINKTYPE_ for raw IP: 12 on
    /// Linux, 14 on OpenBSD.
    pub fn of_dlt(dlt: i32) -> LinkType {
        match dlt {
            12 | 14 => LinkType::RAW,
            other => LinkType(other as u32),
        }
    }

    /// The number that libpcap's functions take.
    pub fn dlt(self) -> i32 {
        match self.plain() {
            LinkType::RAW => 12,
            plain => plain.0 as i32,
        }
    }

    /// Without the six bits that a capture file's header has for other things.
    pub fn plain(self) -> LinkType {
        LinkType(self.0 & 0x03ff_ffff)
    }

    /// What a packet socket on an interface of this ARPHRD_ type gives.
    pub fn of_hardware(hardware: u16) -> LinkType {
        match hardware {
            1 | 772 => LinkType::ETHERNET,
            801 => LinkType::IEEE802_11,
            803 => LinkType::RADIOTAP,
            // ARPHRD_NONE, RAWIP, PPP, tunnels, SIT, IPGRE: IP without a link header.
            0xfffe | 519 | 512 | 768 | 769 | 776 | 778 | 823 => LinkType::RAW,
            _ => LinkType::LINUX_SLL,
        }
    }
}

impl fmt::Display for LinkType {
    /// `EN10MB`, or the number where libpcap has no name for it.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match pcap::Linktype(self.dlt()).get_name() {
            Ok(name) => write!(out, "{name}"),
            Err(_) => write!(out, "{}", self.0),
        }
    }
}
