//! The extension headers of IPv6 and their options. RFC 8200, RFC 2711 (router alert), RFC 2675
//! (jumbograms), RFC 6275 (home address), RFC 6553 (RPL), RFC 8754 (segment routing).

use super::binding::bind_down;
use super::field::{
    Adjust, Auto, Display, Field, Kind, Length, Options, Preset, bits, computed, ip6, octets, u8,
    u16, u32,
};
use super::ipv6::{IP_ERROR6, IPV6, NEXT_HEADERS};
use super::names::Names;
use super::registry::Family;
use super::tcp::TCP_ERROR;
use super::udp::UDP_ERROR;
use super::{Around, Dispatch, Guess, PayloadLen, Proto};
use crate::when;

/// What the extension headers have in common: what follows them follows IPv6 too.
pub static EXTENSION: Proto = Proto {
    aliases: &[&IPV6],
    guess: Some(guess),
    ..Proto::new("_IPv6ExtHdr", "Abstract IPv6 Option Header", &[])
};

pub static HOP_BY_HOP: Proto = Proto {
    parent: Some(&EXTENSION),
    guess: Some(guess),
    ..Proto::new(
        "IPv6ExtHdrHopByHop",
        "IPv6 Extension Header - Hop-by-Hop Options Header",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            computed(u8("len"), Auto::LenOf("options", WORDS)),
            AUTOPAD,
            Field::new("options", Kind::Options(&OPTIONS), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|header| {
                    8 * header.int("len").unwrap_or(0) + 6
                })),
        ],
    )
};
pub static DESTINATION: Proto = Proto {
    parent: Some(&EXTENSION),
    guess: Some(guess),
    ..Proto::new(
        "IPv6ExtHdrDestOpt",
        "IPv6 Extension Header - Destination Options Header",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            computed(u8("len"), Auto::LenOf("options", WORDS)),
            AUTOPAD,
            Field::new("options", Kind::Options(&OPTIONS), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|header| {
                    8 * header.int("len").unwrap_or(0) + 6
                })),
        ],
    )
};
pub static ROUTING: Proto = Proto {
    parent: Some(&EXTENSION),
    guess: Some(guess),
    ..Proto::new(
        "IPv6ExtHdrRouting",
        "IPv6 Option Header Routing",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            computed(u8("len"), Auto::CountOf("addresses", Adjust::times(2))),
            u8("type"),
            u8("segleft").count_of("addresses").class("ByteField"),
            bits("reserved", 32),
            Field::new("addresses", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|header| 8 * header.int("len").unwrap_or(0))),
        ],
    )
    .section("RFC 8200 section 4.4")
};
pub static FRAGMENT: Proto = Proto {
    parent: Some(&EXTENSION),
    guess: Some(|header, payload| match header.int("offset") {
        Some(1..) => Guess::Raw,
        _ => guess(header, payload),
    }),
    ..Proto::new(
        "IPv6ExtHdrFragment",
        "IPv6 Extension Header - Fragmentation header",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            bits("res1", 8),
            bits("offset", 13),
            bits("res2", 2),
            bits("m", 1),
            u32("id").preset(Preset::None),
        ],
    )
    .section("RFC 8200 section 4.5")
    .about(&[
        ("offset", "place of this fragment, in units of 8 octets"),
        ("m", "1: more fragments follow"),
        ("id", "the same in all fragments of a packet"),
    ])
};
/// What follows, when no binding says so; a header that is quoted in an error quotes TCP and UDP.
fn guess(header: &dyn Around, payload: &[u8]) -> Guess {
    let quoted = || header.any_below(&|below| below.is_kind_of(&IP_ERROR6));
    match header.int("nh") {
        Some(6) if quoted() => Guess::Proto(&TCP_ERROR),
        Some(17) if quoted() => Guess::Proto(&UDP_ERROR),
        Some(132) if quoted() => Guess::Proto(&super::sctp::ERROR),
        _ => super::ipv6::guess(header, payload),
    }
}

// --- options ---------------------------------------------------------------------------------

/// The number of 64-bit words of a header, without the first one, from the octets of its options.
const WORDS: Adjust = Adjust {
    divide: 8,
    ..Adjust::plus(0)
};

/// Whether what is missing between options is filled up; not on the wire.
pub const AUTOPAD: Field = Field::new("autopad", Kind::Switch, 0)
    .default(1)
    .class("_PhantomAutoPadField");

static OPTIONS: Options = Options {
    of: &OPTION,
    start: 2,
    pad: 1,
    last_only: false,
    fills: |header| header.int("autopad") != Some(0),
};

const fn option(number: i64) -> Field {
    u8("otype")
        .default(number)
        .names(&OPTION_TYPES)
        .display(Display::OptionType)
        .class("_OTypeField")
}

pub static OPTION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    dispatch: Some(|octets| match octets.first() {
        Some(0) => Dispatch::Other(&PAD1),
        Some(1) => Dispatch::Other(&PAD_N),
        Some(5) => Dispatch::Other(&ROUTER_ALERT),
        Some(0x63) => Dispatch::Other(&RPL),
        Some(0xc2) => Dispatch::Other(&JUMBO),
        Some(0xc9) => Dispatch::Other(&HOME_ADDRESS),
        _ => Dispatch::This,
    }),
    told_by: Some("otype"),
    stands: Some((1, 0)),
    ..Proto::new(
        "HBHOptUnknown",
        "Scapy6 Unknown Option",
        &[
            option(1),
            u8("optlen").length_of("optdata"),
            octets("optdata").length_from("optlen"),
        ],
    )
};
pub static PAD1: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    stands: Some((1, 0)),
    ..Proto::new("Pad1", "Pad1", &[option(0)])
};
pub static PAD_N: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    stands: Some((1, 0)),
    ..Proto::new(
        "PadN",
        "PadN",
        &[
            option(1),
            u8("optlen").length_of("optdata"),
            octets("optdata").length_from("optlen"),
        ],
    )
};
pub static ROUTER_ALERT: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    stands: Some((2, 0)),
    ..Proto::new(
        "RouterAlert",
        "Router Alert",
        &[
            option(5),
            u8("optlen").default(2),
            u16("value").names(&ALERTS).preset(Preset::None),
        ],
    )
};
pub static RPL: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    stands: Some((2, 0)),
    ..Proto::new(
        "RplOption",
        "RPL Option",
        &[
            option(99),
            u8("optlen").default(4),
            bits("Down", 1),
            bits("RankError", 1),
            bits("ForwardError", 1),
            bits("unused", 5),
            u8("RplInstanceId").hex(),
            u16("SenderRank").hex(),
        ],
    )
};
pub static JUMBO: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    stands: Some((4, 2)),
    ..Proto::new(
        "Jumbo",
        "Jumbo Payload",
        &[
            option(194),
            u8("optlen").default(4),
            u32("jumboplen").preset(Preset::None),
        ],
    )
};
pub static HOME_ADDRESS: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    stands: Some((8, 6)),
    ..Proto::new(
        "HAO",
        "Home Address Option",
        &[option(201), u8("optlen").default(16), ip6("hoa")],
    )
};
// --- segment routing ------------------------------------------------------------------------

pub static SEGMENT_ROUTING: Proto = Proto {
    parent: Some(&EXTENSION),
    guess: Some(guess),
    ..Proto::new(
        "IPv6ExtHdrSegmentRouting",
        "IPv6 Option Header Segment Routing",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            computed(
                u8("len"),
                Auto::HeaderLenBy(Adjust {
                    divide: 8,
                    ..Adjust::plus(-1)
                }),
            ),
            u8("type").default(4),
            computed(u8("segleft"), Auto::CountOf("addresses", LAST)).class("ByteField"),
            computed(u8("lastentry"), Auto::CountOf("addresses", LAST)).class("ByteField"),
            bits("unused1", 1),
            bits("protected", 1),
            bits("oam", 1),
            bits("alert", 1),
            bits("hmac", 1),
            bits("unused2", 3),
            u16("tag"),
            Field::new("addresses", Kind::Ip6List, 0)
                .preset(Preset::ListOfText("::1"))
                .length(Length::CountFn(segments)),
            Field::new("tlv_objects", Kind::Options(&SEGMENT_TLV_LIST), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|header| {
                    8 * header.int("len").unwrap_or(0) - 16 * segments(header)
                }))
                .class("PacketListField"),
        ],
    )
};
/// The index of the last element; 0 where there is none.
const LAST: Adjust = Adjust {
    least: 0,
    ..Adjust::plus(-1)
};

fn segments(header: &dyn Around) -> i64 {
    header.int("lastentry").unwrap_or(0) + 1
}

static SEGMENT_TLV_LIST: Options = Options {
    of: &SEGMENT_TLV,
    start: 0,
    pad: 4,
    last_only: true,
    fills: |header| header.int("len").is_none(),
};

pub static SEGMENT_TLV: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    dispatch: Some(|octets| match octets.first() {
        Some(0) => Dispatch::Other(&SEGMENT_PAD1),
        Some(1) => Dispatch::Other(&INGRESS_NODE),
        Some(2) => Dispatch::Other(&EGRESS_NODE),
        Some(4) => Dispatch::Other(&SEGMENT_PAD_N),
        Some(5) => Dispatch::Other(&SEGMENT_HMAC),
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "IPv6ExtHdrSegmentRoutingTLV",
        "IPv6 Option Header Segment Routing - Generic TLV",
        &[
            u8("type").names(&SEGMENT_TLVS).preset(Preset::None),
            u8("len"),
            octets("value").length_from("len"),
        ],
    )
};
pub static INGRESS_NODE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    parent: Some(&SEGMENT_TLV),
    ..Proto::new(
        "IPv6ExtHdrSegmentRoutingTLVIngressNode",
        "IPv6 Option Header Segment Routing - Ingress Node TLV",
        &[
            u8("type").names(&SEGMENT_TLVS).default(1),
            u8("len").default(18),
            u8("reserved"),
            u8("flags"),
            ip6("ingress_node").text("::1"),
        ],
    )
};
pub static EGRESS_NODE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    parent: Some(&SEGMENT_TLV),
    ..Proto::new(
        "IPv6ExtHdrSegmentRoutingTLVEgressNode",
        "IPv6 Option Header Segment Routing - Egress Node TLV",
        &[
            u8("type").names(&SEGMENT_TLVS).default(2),
            u8("len").default(18),
            u8("reserved"),
            u8("flags"),
            ip6("egress_node").text("::1"),
        ],
    )
};
pub static SEGMENT_PAD1: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    parent: Some(&SEGMENT_TLV),
    ..Proto::new(
        "IPv6ExtHdrSegmentRoutingTLVPad1",
        "IPv6 Option Header Segment Routing - Pad1 TLV",
        &[u8("type").names(&SEGMENT_TLVS)],
    )
};
pub static SEGMENT_PAD_N: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    parent: Some(&SEGMENT_TLV),
    ..Proto::new(
        "IPv6ExtHdrSegmentRoutingTLVPadN",
        "IPv6 Option Header Segment Routing - PadN TLV",
        &[
            u8("type").names(&SEGMENT_TLVS).default(4),
            u8("len").length_of("padding"),
            octets("padding")
                .preset(Preset::Octets(b"\0"))
                .length_from("len"),
        ],
    )
};
pub static SEGMENT_HMAC: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    parent: Some(&SEGMENT_TLV),
    ..Proto::new(
        "IPv6ExtHdrSegmentRoutingTLVHMAC",
        "IPv6 Option Header Segment Routing - HMAC TLV",
        &[
            u8("type").names(&SEGMENT_TLVS).default(5),
            computed(u16("len"), Auto::LenOf("hmac", Adjust::plus(48))),
            bits("D", 1),
            bits("reserved", 15),
            u32("hmackeyid"),
            octets("hmac").length(Length::From("len", -48)),
        ],
    )
};
pub static FAMILY: Family = Family {
    module: "scapy.layers.inet6",
    source: "RFC 8200, RFC 2711, RFC 2675, RFC 6275, RFC 6553, RFC 8754",
    protocols: &[
        &HOP_BY_HOP,
        &DESTINATION,
        &ROUTING,
        &SEGMENT_ROUTING,
        &FRAGMENT,
        &OPTION,
        &PAD1,
        &PAD_N,
        &ROUTER_ALERT,
        &RPL,
        &JUMBO,
        &HOME_ADDRESS,
        &SEGMENT_TLV,
        &INGRESS_NODE,
        &EGRESS_NODE,
        &SEGMENT_PAD1,
        &SEGMENT_PAD_N,
        &SEGMENT_HMAC,
    ],
    bindings: &[
        bind_down(&IPV6, &HOP_BY_HOP, when!(nh = 0)),
        bind_down(&IPV6, &DESTINATION, when!(nh = 60)),
        bind_down(&IPV6, &ROUTING, when!(nh = 43)),
        bind_down(&IPV6, &SEGMENT_ROUTING, when!(nh = 43)),
        bind_down(&IPV6, &FRAGMENT, when!(nh = 44)),
    ],
};
static OPTION_TYPES: Names = Names::pairs(&[
    (0, "Pad1"),
    (1, "PadN"),
    (4, "Tunnel Encapsulation Limit"),
    (5, "Router Alert"),
    (6, "Quick-Start"),
    (194, "Jumbo Payload"),
    (201, "Home Address Option"),
]);
static ALERTS: Names = Names::pairs(&[
    (0, "Datagram contains a MLD message"),
    (1, "Datagram contains RSVP message"),
    (2, "Datagram contains an Active Network message"),
    (68, "NSIS NATFW NSLP"),
    (69, "MPLS OAM"),
    (65535, "Reserved"),
]);
static SEGMENT_TLVS: Names = Names::pairs(&[
    (0, "Pad1 TLV"),
    (1, "Ingress Node TLV"),
    (2, "Egress Node TLV"),
    (4, "PadN TLV"),
    (5, "HMAC TLV"),
]);
