//! ICMPv6: errors, echo, multicast listeners and routers, mobility. RFC 4443, RFC 2710 and RFC 3810
//! (listeners), RFC 4286 (routers), RFC 6275 (mobility), RFC 6550 (RPL).

use super::binding::{Binding, Fixed, bind_down};
use super::field::{
    Adjust, Auto, Cover, Field, Kind, Length, Preset, bits, computed, ip6, octets, packets, u8,
    u16, u24, u32,
};
use super::ipv6::{IP_ERROR6, IPV6};
use super::names::Names;
use super::ndp;
use super::raw::RAW;
use super::registry::Family;
use super::{Answers, Around, Extent, Guess, Hash, PayloadLen, Proto};

/// What the ICMPv6 messages have in common: the place in IPv6.
pub static ICMPV6: Proto = Proto::new("_ICMPv6", "ICMPv6 dummy class", &[]);

pub static UNKNOWN: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6Unknown",
        "Scapy6 ICMPv6 fallback class",
        &[kind(1), u8("code"), CHECKSUM, octets("msgbody")],
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
            kind(128),
            u8("code"),
            CHECKSUM,
            u16("id").hex(),
            u16("seq").hex(),
            octets("data"),
        ],
    )
    .section("RFC 4443 section 4.1")
    .about(&[
        ("id", "tells one ping program from another"),
        ("seq", "number of the request; the answer repeats it"),
    ])
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
            kind(129),
            u8("code"),
            CHECKSUM,
            u16("id").hex(),
            u16("seq").hex(),
            octets("data"),
        ],
    )
    .section("RFC 4443 section 4.2")
    .about(&[("id", "as in the request"), ("seq", "as in the request")])
};

pub const CHECKSUM: Field = u16("cksum")
    .hex()
    .preset(Preset::None)
    .auto(Auto::Sum(Cover::Pseudo6 { protocol: 58 }));

pub const fn kind(number: i64) -> Field {
    u8("type").default(number).names(&TYPES)
}

/// What an ICMPv6 message is, by its type and by how many octets it has at least.
pub fn message(octets: &[u8]) -> &'static Proto {
    let (proto, least): (&'static Proto, usize) = match octets.first() {
        Some(1) => (&DESTINATION_UNREACHABLE, 8),
        Some(2) => (&PACKET_TOO_BIG, 8),
        Some(3) => (&TIME_EXCEEDED, 8),
        Some(4) => (&PARAMETER_PROBLEM, 8),
        Some(128) => (&ECHO_REQUEST, 8),
        Some(129) => (&ECHO_REPLY, 8),
        // RFC 3810 section 8.1: the length tells the versions apart.
        Some(130) if octets.len() >= 28 => (&LISTENER_QUERY2, 28),
        Some(130) => (&LISTENER_QUERY, 24),
        Some(131) => (&LISTENER_REPORT, 24),
        Some(132) => (&LISTENER_DONE, 24),
        Some(133) => (&ndp::ROUTER_SOLICITATION, 8),
        Some(134) => (&ndp::ROUTER_ADVERTISEMENT, 16),
        Some(135) => (&ndp::NEIGHBOR_SOLICITATION, 24),
        Some(136) => (&ndp::NEIGHBOR_ADVERTISEMENT, 24),
        Some(137) => (&ndp::REDIRECT, 40),
        Some(139 | 140) => (super::node_information::message(octets), 0),
        Some(141) => (&ndp::INVERSE_SOLICITATION, 8),
        Some(142) => (&ndp::INVERSE_ADVERTISEMENT, 8),
        Some(143) => (&LISTENER_REPORT2, 8),
        Some(144) => (&HOME_AGENT_REQUEST, 8),
        Some(145) => (&HOME_AGENT_REPLY, 8),
        Some(146) => (&PREFIX_SOLICITATION, 8),
        Some(147) => (&PREFIX_ADVERTISEMENT, 8),
        Some(151) => (&MULTICAST_ADVERTISEMENT, 8),
        Some(152) => (&MULTICAST_SOLICITATION, 4),
        Some(153) => (&MULTICAST_TERMINATION, 4),
        Some(155) => (&RPL, 4),
        _ => (&RAW, 0),
    };
    if octets.len() < least { &RAW } else { proto }
}

// --- errors ----------------------------------------------------------------------------------

/// What the errors have in common: they quote a packet.
pub static ERROR: Proto = Proto {
    parent: Some(&ICMPV6),
    guess: Some(quotes),
    ..Proto::new("_ICMPv6Error", "ICMPv6 errors dummy class", &[])
};

fn quotes(_: &dyn Around, _: &[u8]) -> Guess {
    Guess::Proto(&IP_ERROR6)
}

pub static DESTINATION_UNREACHABLE: Proto = Proto {
    parent: Some(&ERROR),
    guess: Some(quotes),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6DestUnreach",
        "ICMPv6 Destination Unreachable",
        &[
            kind(1),
            u8("code").names(&UNREACHABLE_CODES),
            CHECKSUM,
            u8("length"),
            u24("unused").hex(),
            Field::new("extpad", Kind::IcmpExtensionPad, 0).preset(Preset::Octets(b"")),
            Field::new("ext", Kind::IcmpExtension, 0),
        ],
    )
};
pub static PACKET_TOO_BIG: Proto = Proto {
    parent: Some(&ERROR),
    guess: Some(quotes),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6PacketTooBig",
        "ICMPv6 Packet Too Big",
        &[kind(2), u8("code"), CHECKSUM, u32("mtu").default(1280)],
    )
};
pub static TIME_EXCEEDED: Proto = Proto {
    parent: Some(&ERROR),
    guess: Some(quotes),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6TimeExceeded",
        "ICMPv6 Time Exceeded",
        &[
            kind(3),
            u8("code").names(&TIME_EXCEEDED_CODES),
            CHECKSUM,
            u8("length"),
            u24("unused").hex(),
            Field::new("extpad", Kind::IcmpExtensionPad, 0).preset(Preset::Octets(b"")),
            Field::new("ext", Kind::IcmpExtension, 0),
        ],
    )
};
pub static PARAMETER_PROBLEM: Proto = Proto {
    parent: Some(&ERROR),
    guess: Some(quotes),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6ParamProblem",
        "ICMPv6 Parameter Problem",
        &[
            kind(4),
            u8("code").names(&PARAMETER_CODES),
            CHECKSUM,
            u32("ptr").default(6),
        ],
    )
};
// --- multicast listeners ---------------------------------------------------------------------

/// What the first version's messages have in common.
pub static LISTENER: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new("_ICMPv6ML", "ICMPv6 dummy class", LISTENER_QUERY.fields)
};

pub static LISTENER_QUERY: Proto = Proto {
    parent: Some(&LISTENER),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6MLQuery",
        "MLD - Multicast Listener Query",
        &[
            kind(130),
            u8("code"),
            CHECKSUM,
            u16("mrd").default(10000),
            u16("reserved"),
            ip6("mladdr"),
        ],
    )
};
pub static LISTENER_REPORT: Proto = Proto {
    parent: Some(&LISTENER),
    answers: Answers::Rule("ICMPv6MLReport"),
    ..Proto::new(
        "ICMPv6MLReport",
        "MLD - Multicast Listener Report",
        &[
            kind(131),
            u8("code"),
            CHECKSUM,
            u16("mrd"),
            u16("reserved"),
            ip6("mladdr"),
        ],
    )
};
pub static LISTENER_DONE: Proto = Proto {
    parent: Some(&LISTENER),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6MLDone",
        "MLD - Multicast Listener Done",
        &[
            kind(132),
            u8("code"),
            CHECKSUM,
            u16("mrd"),
            u16("reserved"),
            ip6("mladdr"),
        ],
    )
};
pub static LISTENER_QUERY2: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6MLQuery2",
        "MLDv2 - Multicast Listener Query",
        &[
            kind(130),
            u8("code"),
            CHECKSUM,
            u16("mrd").default(10000),
            u16("reserved"),
            ip6("mladdr"),
            bits("Resv", 4),
            bits("S", 1),
            bits("QRV", 3),
            u8("QQIC"),
            u16("sources_number")
                .count_of("sources")
                .class("ShortField"),
            Field::new("sources", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .count_from("sources_number"),
        ],
    )
};
pub static ADDRESS_RECORD: Proto = Proto {
    guess: Some(|_, _| Guess::BindingsOr(&ADDRESS_RECORD)),
    ..Proto::new(
        "ICMPv6MLDMultAddrRec",
        "ICMPv6 MLDv2 - Multicast Address Record",
        &[
            u8("rtype").default(4),
            u8("auxdata_len").length_of("auxdata"),
            computed(
                u16("sources_number"),
                Auto::LenOf(
                    "sources",
                    Adjust {
                        divide: 16,
                        ..Adjust::NONE
                    },
                ),
            ),
            ip6("dst"),
            Field::new("sources", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|record| {
                    16 * record.int("sources_number").unwrap_or(0)
                })),
            octets("auxdata").length_from("auxdata_len"),
        ],
    )
};
pub static LISTENER_REPORT2: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6MLReport2"),
    ..Proto::new(
        "ICMPv6MLReport2",
        "MLDv2 - Multicast Listener Report",
        &[
            kind(143),
            u8("res"),
            CHECKSUM,
            u16("reserved"),
            u16("records_number")
                .count_of("records")
                .class("ShortField"),
            packets("records", &ADDRESS_RECORD).count_from("records_number"),
        ],
    )
};
// --- multicast routers -----------------------------------------------------------------------

pub static MULTICAST_ADVERTISEMENT: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    payload_len: PayloadLen::Rule(|_, _| Extent::First(8)),
    ..Proto::new(
        "ICMPv6MRD_Advertisement",
        "ICMPv6 Multicast Router Discovery Advertisement",
        &[
            kind(151),
            u8("advinter").default(20),
            CHECKSUM,
            u16("queryint"),
            u16("robustness"),
        ],
    )
};
pub static MULTICAST_SOLICITATION: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    payload_len: PayloadLen::Rule(|_, _| Extent::First(4)),
    ..Proto::new(
        "ICMPv6MRD_Solicitation",
        "ICMPv6 Multicast Router Discovery Solicitation",
        &[kind(152), u8("res"), CHECKSUM],
    )
};
pub static MULTICAST_TERMINATION: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    payload_len: PayloadLen::Rule(|_, _| Extent::First(4)),
    ..Proto::new(
        "ICMPv6MRD_Termination",
        "ICMPv6 Multicast Router Discovery Termination",
        &[kind(153), u8("res"), CHECKSUM],
    )
};
// --- routing and mobility --------------------------------------------------------------------

pub static RPL: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6RPL",
        "RPL",
        &[kind(155), u8("code").names(&RPL_CODES), CHECKSUM],
    )
};
pub static HOME_AGENT_REQUEST: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    hash: Hash::Rule("id"),
    ..Proto::new(
        "ICMPv6HAADRequest",
        "ICMPv6 Home Agent Address Discovery Request",
        &[
            kind(144),
            u8("code"),
            CHECKSUM,
            u16("id").hex().preset(Preset::None),
            bits("R", 1).names(&MOBILE_ROUTER).default(1),
            bits("res", 15).hex(),
        ],
    )
};
pub static HOME_AGENT_REPLY: Proto = Proto {
    parent: Some(&ICMPV6),
    hash: Hash::Rule("id"),
    answers: Answers::Rule("ICMPv6HAADReply"),
    ..Proto::new(
        "ICMPv6HAADReply",
        "ICMPv6 Home Agent Address Discovery Reply",
        &[
            kind(145),
            u8("code"),
            CHECKSUM,
            u16("id").hex().preset(Preset::None),
            bits("R", 1).names(&MOBILE_ROUTER).default(1),
            bits("res", 15).hex(),
            Field::new("addresses", Kind::Ip6List, 0).preset(Preset::EmptyList),
        ],
    )
};
pub static PREFIX_SOLICITATION: Proto = Proto {
    parent: Some(&ICMPV6),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6MPSol",
        "ICMPv6 Mobile Prefix Solicitation",
        &[
            kind(146),
            u8("code"),
            CHECKSUM,
            u16("id").hex().preset(Preset::None),
            u16("res").hex(),
        ],
    )
};
pub static PREFIX_ADVERTISEMENT: Proto = Proto {
    parent: Some(&ICMPV6),
    guess: Some(super::ndp::guess),
    hash: Hash::Rule("ICMPv6MPAdv"),
    answers: Answers::Rule("ICMPv6MPAdv"),
    ..Proto::new(
        "ICMPv6MPAdv",
        "ICMPv6 Mobile Prefix Advertisement",
        &[
            kind(147),
            u8("code"),
            CHECKSUM,
            u16("id").hex().preset(Preset::None),
            bits("flags", 2).names(&PREFIX_FLAGS).default(2),
            bits("res", 14).hex(),
        ],
    )
};
pub static FAMILY: Family = Family {
    module: "scapy.layers.inet6",
    source: "RFC 4443, RFC 2710, RFC 3810, RFC 4286, RFC 6275, RFC 6550",
    protocols: &[
        &UNKNOWN,
        &ECHO_REQUEST,
        &ECHO_REPLY,
        &DESTINATION_UNREACHABLE,
        &PACKET_TOO_BIG,
        &TIME_EXCEEDED,
        &PARAMETER_PROBLEM,
        &LISTENER_QUERY,
        &LISTENER_REPORT,
        &LISTENER_DONE,
        &LISTENER_QUERY2,
        &ADDRESS_RECORD,
        &LISTENER_REPORT2,
        &MULTICAST_ADVERTISEMENT,
        &MULTICAST_SOLICITATION,
        &MULTICAST_TERMINATION,
        &RPL,
        &HOME_AGENT_REQUEST,
        &HOME_AGENT_REPLY,
        &PREFIX_SOLICITATION,
        &PREFIX_ADVERTISEMENT,
    ],
    bindings: BINDINGS,
};

const fn to(dst: &'static str) -> [(&'static str, Fixed); 3] {
    [
        ("dst", Fixed::Text(dst)),
        ("hlim", Fixed::Int(1)),
        ("nh", Fixed::Int(58)),
    ]
}

const BINDINGS: &[Binding] = &[
    bind_down(&IPV6, &ICMPV6, &[("nh", Fixed::Int(58))]),
    bind_down(&IPV6, &LISTENER_QUERY, &const { to("ff02::1") }),
    bind_down(
        &IPV6,
        &LISTENER_REPORT,
        &[("hlim", Fixed::Int(1)), ("nh", Fixed::Int(58))],
    ),
    bind_down(&IPV6, &LISTENER_DONE, &const { to("ff02::2") }),
    bind_down(&IPV6, &LISTENER_QUERY2, &const { to("ff02::1") }),
    bind_down(&IPV6, &LISTENER_REPORT2, &const { to("ff02::16") }),
    bind_down(&IPV6, &MULTICAST_ADVERTISEMENT, &const { to("ff02::2") }),
    bind_down(&IPV6, &MULTICAST_SOLICITATION, &const { to("ff02::2") }),
    bind_down(&IPV6, &MULTICAST_TERMINATION, &const { to("ff02::6A") }),
    bind_down(
        &IPV6,
        &RPL,
        &[("nh", Fixed::Int(58)), ("dst", Fixed::Text("ff02::1a"))],
    ),
];

static UNREACHABLE_CODES: Names = Names::pairs(&[
    (0, "No route to destination"),
    (
        1,
        "Communication with destination administratively prohibited",
    ),
    (2, "Beyond scope of source address"),
    (3, "Address unreachable"),
    (4, "Port unreachable"),
]);
static TIME_EXCEEDED_CODES: Names = Names::pairs(&[
    (0, "hop limit exceeded in transit"),
    (1, "fragment reassembly time exceeded"),
]);
static PARAMETER_CODES: Names = Names::pairs(&[
    (0, "erroneous header field encountered"),
    (1, "unrecognized Next Header type encountered"),
    (2, "unrecognized IPv6 option encountered"),
    (3, "first fragment has incomplete header chain"),
]);
static RPL_CODES: Names = Names::pairs(&[
    (0, "DIS"),
    (1, "DIO"),
    (2, "DAO"),
    (3, "DAO-ACK"),
    (7, "DCO"),
    (8, "DCO-ACK"),
]);
static MOBILE_ROUTER: Names = Names::pairs(&[(1, "MR")]);
static PREFIX_FLAGS: Names = Names::pairs(&[(2, "M"), (1, "O")]);
pub static TYPES: Names = Names::pairs(&[
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
