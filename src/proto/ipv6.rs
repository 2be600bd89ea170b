//! IPv6 and its echo messages. RFC 8200, RFC 4443.

use super::binding::{Binding, bind, bind_down};
use super::ether::{COOKED_LINUX, ETHER, LOOPBACK, SNAP};
use super::field::{Auto, Cover, Field, Kind, Preset, bits, octets, u8, u16};
use super::ip::IP;
use super::names::Names;
use super::raw::RAW;
use super::registry::Family;
use super::tcp::TCP;
use super::udp::UDP;
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
};

/// What a raw capture holds: IPv4 or IPv6, as the first octet says.
pub static IPV46: Proto = Proto {
    parent: Some(&IP),
    dispatch: Some(|octets| match octets.first() {
        Some(0x60..=0x6f) => Dispatch::Other(&IPV6),
        _ => Dispatch::Other(&IP),
    }),
    ..Proto::new("IPv46", "IPv4/6", IP.fields)
};

/// What the ICMPv6 messages have in common: the place in IPv6.
pub static ICMPV6: Proto = Proto::new("_ICMPv6", "ICMPv6 dummy class", &[]);

pub static UNKNOWN: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6Unknown",
        "Scapy6 ICMPv6 fallback class",
        &[
            u8("type").default(1).names(&TYPES),
            u8("code"),
            CHECKSUM,
            octets("msgbody"),
        ],
    )
};

pub static ECHO_REQUEST: Proto = Proto {
    parent: Some(&ICMPV6),
    summary: "%name% (id: %id% seq: %seq%)",
    answers: Answers::Rule("ICMPv6"),
    hash: Hash::Rule("ICMPv6Echo"),
    ..Proto::new(
        "ICMPv6EchoRequest",
        "ICMPv6 Echo Request",
        &[
            u8("type").default(128).names(&TYPES),
            u8("code"),
            CHECKSUM,
            u16("id").hex(),
            u16("seq").hex(),
            octets("data"),
        ],
    )
};

pub static ECHO_REPLY: Proto = Proto {
    parent: Some(&ECHO_REQUEST),
    summary: "%name% (id: %id% seq: %seq%)",
    answers: Answers::Rule("ICMPv6EchoReply"),
    hash: Hash::Rule("ICMPv6Echo"),
    ..Proto::new(
        "ICMPv6EchoReply",
        "ICMPv6 Echo Reply",
        &[
            u8("type").default(129).names(&TYPES),
            u8("code"),
            CHECKSUM,
            u16("id").hex(),
            u16("seq").hex(),
            octets("data"),
        ],
    )
};

const CHECKSUM: Field = u16("cksum")
    .hex()
    .preset(Preset::None)
    .auto(Auto::Sum(Cover::Pseudo6 { protocol: 58 }));

pub static FAMILY: Family = Family {
    module: "scapy.layers.inet6",
    protocols: &[&IPV6, &IPV46, &UNKNOWN, &ECHO_REQUEST, &ECHO_REPLY],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &IPV6, when!(type = 0x86dd)),
    bind(&COOKED_LINUX, &IPV6, when!(proto = 0x86dd)),
    bind(&SNAP, &IPV6, when!(code = 0x86dd)),
    bind(&LOOPBACK, &IPV6, when!(type = 10)),
    bind_down(&IPV6, &ICMPV6, when!(nh = 58)),
    bind(&IPV6, &TCP, when!(nh = 6)),
    bind(&IPV6, &UDP, when!(nh = 17)),
    bind(&IP, &IPV6, when!(proto = 41)),
    bind(&IPV6, &IPV6, when!(nh = 41)),
    bind(&IPV6, &IP, when!(nh = 4)),
];

/// The message that follows, when no binding says so.
fn guess(header: &dyn Around, payload: &[u8]) -> Guess {
    match header.int("nh") {
        Some(58) => {}
        // Scapy looks at the third octet of a routing header without asking for its length.
        Some(43) if payload.len() < 3 => return Guess::Fail,
        _ => return Guess::BindingsOr(&RAW),
    }
    Guess::BindingsOr(match payload {
        [128, ..] if payload.len() >= 8 => &ECHO_REQUEST,
        [129, ..] if payload.len() >= 8 => &ECHO_REPLY,
        _ => &RAW,
    })
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

static NEXT_HEADERS: Names = Names::pairs(&[
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

static TYPES: Names = Names::pairs(&[
    (1, "Destination unreachable"),
    (2, "Packet too big"),
    (3, "Time exceeded"),
    (4, "Parameter problem"),
    (100, "Private Experimentation"),
    (101, "Private Experimentation"),
    (128, "Echo Request"),
    (129, "Echo Reply"),
    (130, "MLD Query"),
    (131, "MLD Report"),
    (132, "MLD Done"),
    (133, "Router Solicitation"),
    (134, "Router Advertisement"),
    (135, "Neighbor Solicitation"),
    (136, "Neighbor Advertisement"),
    (137, "Redirect Message"),
    (138, "Router Renumbering"),
    (139, "ICMP Node Information Query"),
    (140, "ICMP Node Information Response"),
    (141, "Inverse Neighbor Discovery Solicitation Message"),
    (142, "Inverse Neighbor Discovery Advertisement Message"),
    (143, "MLD Report Version 2"),
    (144, "Home Agent Address Discovery Request Message"),
    (145, "Home Agent Address Discovery Reply Message"),
    (146, "Mobile Prefix Solicitation"),
    (147, "Mobile Prefix Advertisement"),
    (148, "Certification Path Solicitation"),
    (149, "Certification Path Advertisement"),
    (151, "Multicast Router Advertisement"),
    (152, "Multicast Router Solicitation"),
    (153, "Multicast Router Termination"),
    (155, "RPL Control Message"),
    (200, "Private Experimentation"),
    (201, "Private Experimentation"),
]);
