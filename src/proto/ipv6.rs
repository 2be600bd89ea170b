//! IPv6. RFC 8200.

use super::binding::{Binding, Fixed, bind};
use super::ether::{COOKED_LINUX, ETHER, LOOPBACK, SNAP};
use super::field::{Auto, Field, Kind, Preset, bits, ip6, u8, u16, u32};
use super::icmp6;
use super::ip::IP;
use super::ipv6_ext::{DESTINATION, FRAGMENT, HOP_BY_HOP, ROUTING, SEGMENT_ROUTING};
use super::mip6;
use super::names::Names;
use super::raw::RAW;
use super::registry::Family;
use super::tcp::{TCP, TCP_ERROR};
use super::udp::{UDP, UDP_ERROR};
use super::{Answers, Around, Dispatch, Extent, Guess, Hash, PayloadLen, Proto};
use crate::when;
use crate::wire::measure;

pub static IPV6: Proto = Proto {
    summary: "=ipv6",
    guess: Some(guess),
    measure: Some(measure::ipv6),
    payload_len: PayloadLen::Rule(payload_len),
    answers: Answers::Rule("IPv6"),
    hash: Hash::Rule("IPv6"),
    ..Proto::new(
        "IPv6",
        "IPv6",
        &[
            bits("version", 4).default(6),
            bits("tc", 8),
            bits("fl", 20),
            u16("plen")
                .preset(Preset::None)
                .auto(Auto::TotalLenLess(40)),
            u8("nh").default(59).names(&NEXT_HEADERS),
            u8("hlim").default(64),
            Field::new("src", Kind::Ip6, 128).auto(Auto::SourceAddress),
            Field::new("dst", Kind::Ip6, 128).auto(Auto::DestinationAddress("::1")),
        ],
    )
    .section("RFC 8200 section 3")
    .about(&[
        ("version", "6"),
        ("tc", "class of traffic, and congestion marks"),
        ("fl", "names a flow, so that its packets take one way"),
        ("plen", "octets behind this header"),
        ("nh", "what follows this header"),
        (
            "hlim",
            "routers left; the one that makes it 0 sends time-exceeded",
        ),
        ("src", "who the packet says it is from"),
        ("dst", "where routers take it"),
    ])
};

/// The header that an ICMPv6 error quotes.
pub static IP_ERROR6: Proto = Proto {
    parent: Some(&IPV6),
    guess: Some(guess),
    measure: Some(measure::ipv6),
    payload_len: PayloadLen::Rule(payload_len),
    answers: Answers::Rule("IPerror6"),
    hash: Hash::Rule("IPv6"),
    ..Proto::new("IPerror6", "IPv6 in ICMPv6", IPV6.fields)
};

/// What the checksum of the protocols above covers besides their own octets.
pub static PSEUDO: Proto = Proto::new(
    "PseudoIPv6",
    "Pseudo IPv6 Header",
    &[
        ip6("src"),
        ip6("dst"),
        u32("uplen").preset(Preset::None),
        bits("zero", 24),
        u8("nh"),
    ],
);

/// What a raw capture holds: IPv4 or IPv6, as the first octet says.
pub static IPV46: Proto = Proto {
    parent: Some(&IP),
    dispatch: Some(|octets| match octets.first() {
        Some(0x60..=0x6f) => Dispatch::Other(&IPV6),
        _ => Dispatch::Other(&IP),
    }),
    ..Proto::new("IPv46", "IPv4/6", IP.fields)
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.inet6",
    source: "RFC 8200",
    protocols: &[&IPV6, &IPV46, &IP_ERROR6, &PSEUDO],
    bindings: BINDINGS,
};

/// Python's `socket.AF_INET6`, on Linux.
const AF_INET6: Fixed = Fixed::Member(10, "<AddressFamily.AF_INET6: 10>");

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &IPV6, when!(type = 0x86dd)),
    bind(&COOKED_LINUX, &IPV6, when!(proto = 0x86dd)),
    bind(&SNAP, &IPV6, when!(code = 0x86dd)),
    bind(&LOOPBACK, &IPV6, &[("type", AF_INET6)]),
    bind(&IP_ERROR6, &TCP_ERROR, when!(nh = 6)),
    bind(&IP_ERROR6, &UDP_ERROR, when!(nh = 17)),
    bind(&IPV6, &TCP, when!(nh = 6)),
    bind(&IPV6, &UDP, when!(nh = 17)),
    bind(&IP, &IPV6, when!(proto = 41)),
    bind(&IPV6, &IPV6, when!(nh = 41)),
    bind(&IPV6, &IP, when!(nh = 4)),
];

/// What follows, when no binding says so.
pub fn guess(header: &dyn Around, payload: &[u8]) -> Guess {
    let next = match (header.int("nh"), payload) {
        (Some(0), _) => &HOP_BY_HOP,
        (Some(4), _) => &IP,
        (Some(6), _) => &TCP,
        (Some(17), _) => &UDP,
        // Scapy looks at the third octet of a routing header without asking for its length.
        (Some(43), [] | [_] | [_, _]) => return Guess::Fail,
        (Some(43), [_, _, 4, ..]) => &SEGMENT_ROUTING,
        (Some(43), _) => &ROUTING,
        (Some(44), _) => &FRAGMENT,
        (Some(58), _) => icmp6::message(payload),
        (Some(60), _) => &DESTINATION,
        (Some(135), _) => mip6::message(payload),
        _ => &RAW,
    };
    Guess::BindingsOr(next)
}

fn payload_len(header: &dyn Around, rest: &[u8]) -> Extent {
    let Some(length) = header.int("plen") else {
        return Extent::All;
    };
    if length != 0 || header.int("nh") != Some(0) || rest.len() < 8 {
        return Extent::First(length);
    }
    // RFC 2675: a jumbogram. Scapy looks for the option at every fourth octet and trips over the
    // end of octets that have no such option and the wrong length.
    let hop_by_hop = 8 + 8 * i64::from(rest[1]);
    for at in (2..=rest.len()).step_by(4) {
        match rest.get(at..) {
            Some([0xc2, _, a, b, c, d, ..]) => {
                let jumbo = u32::from_le_bytes([*a, *b, *c, *d]);
                return Extent::First(hop_by_hop + i64::from(jumbo));
            }
            None | Some([] | [0xc2, ..]) => return Extent::Fail,
            _ => {}
        }
    }
    Extent::First(hop_by_hop)
}

pub static NEXT_HEADERS: Names = Names::pairs(&[
    (0, "Hop-by-Hop Option Header"),
    (4, "IP"),
    (6, "TCP"),
    (17, "UDP"),
    (41, "IPv6"),
    (43, "Routing Header"),
    (44, "Fragment Header"),
    (47, "GRE"),
    (50, "ESP Header"),
    (51, "AH Header"),
    (58, "ICMPv6"),
    (59, "No Next Header"),
    (60, "Destination Option Header"),
    (112, "VRRP"),
    (132, "SCTP"),
    (135, "Mobility Header"),
]);
