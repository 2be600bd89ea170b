//! Neighbour discovery for IPv6: messages and options. RFC 4861, RFC 3122 (inverse), RFC 4191 (routes),
//! RFC 6275 (mobility), RFC 8106 (DNS), RFC 8781 (NAT64), RFC 8910 (captive portals).

use super::binding::{Binding, Fixed, bind_down};
use super::field::{
    Adjust, Auto, Field, Kind, Length, Padded, Preset, bits, computed, ip6, mac, octets, u8, u16,
    u32,
};
use super::icmp6::{CHECKSUM, ICMPV6, kind};
use super::ipv6::IPV6;
use super::names::Names;
use super::registry::Family;
use super::{Answers, Around, Guess, Hash, Proto};

pub static ROUTER_SOLICITATION: Proto = Proto {
    parent: Some(&ICMPV6),
    guess: Some(guess),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6ND_RS",
        "ICMPv6 Neighbor Discovery - Router Solicitation",
        &[kind(133), u8("code"), CHECKSUM, u32("res")],
    )
};
pub static ROUTER_ADVERTISEMENT: Proto = Proto {
    parent: Some(&ICMPV6),
    guess: Some(guess),
    summary: "%name% Lifetime %routerlifetime% Hop Limit %chlim% Preference %prf% Managed %M% Other %O% Home %H%",
    answers: Answers::Rule("ICMPv6ND_RA"),
    ..Proto::new(
        "ICMPv6ND_RA",
        "ICMPv6 Neighbor Discovery - Router Advertisement",
        &[
            kind(134),
            u8("code"),
            CHECKSUM,
            u8("chlim"),
            bits("M", 1),
            bits("O", 1),
            bits("H", 1),
            bits("prf", 2).names(&PREFERENCES).default(1),
            bits("P", 1),
            bits("res", 2),
            u16("routerlifetime").default(1800),
            u32("reachabletime"),
            u32("retranstimer"),
        ],
    )
    .about(&[
        (
            "routerlifetime",
            "seconds that it may be the default router; 0 is no longer",
        ),
        ("M", "1: addresses are given by DHCPv6"),
        ("O", "1: other settings are given by DHCPv6"),
    ])
};
pub static NEIGHBOR_SOLICITATION: Proto = Proto {
    parent: Some(&ICMPV6),
    guess: Some(guess),
    answers: Answers::Rule("ICMPv6"),
    summary: "%name% (tgt: %tgt%)",
    hash: Hash::Rule("tgt"),
    ..Proto::new(
        "ICMPv6ND_NS",
        "ICMPv6 Neighbor Discovery - Neighbor Solicitation",
        &[kind(135), u8("code"), CHECKSUM, u32("res"), ip6("tgt")],
    )
    .section("RFC 4861 section 4.3")
    .about(&[("tgt", "whose link address is wanted")])
};
pub static NEIGHBOR_ADVERTISEMENT: Proto = Proto {
    parent: Some(&ICMPV6),
    guess: Some(guess),
    summary: "%name% (tgt: %tgt%)",
    hash: Hash::Rule("tgt"),
    answers: Answers::Rule("ICMPv6ND_NA"),
    ..Proto::new(
        "ICMPv6ND_NA",
        "ICMPv6 Neighbor Discovery - Neighbor Advertisement",
        &[
            kind(136),
            u8("code"),
            CHECKSUM,
            bits("R", 1).default(1),
            bits("S", 1),
            bits("O", 1).default(1),
            bits("res", 29).hex(),
            ip6("tgt"),
        ],
    )
    .section("RFC 4861 section 4.4")
    .about(&[
        ("tgt", "whose link address is told"),
        ("R", "1: the sender is a router"),
        ("S", "1: somebody asked"),
        ("O", "1: forget what you knew"),
    ])
};
pub static REDIRECT: Proto = Proto {
    parent: Some(&ICMPV6),
    guess: Some(guess),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6ND_Redirect",
        "ICMPv6 Neighbor Discovery - Redirect",
        &[
            kind(137),
            u8("code"),
            CHECKSUM,
            u32("res").hex(),
            ip6("tgt"),
            ip6("dst"),
        ],
    )
};
pub static INVERSE_SOLICITATION: Proto = Proto {
    parent: Some(&ICMPV6),
    guess: Some(guess),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6ND_INDSol",
        "ICMPv6 Inverse Neighbor Discovery Solicitation",
        &[kind(141), u8("code"), CHECKSUM, u32("reserved").hex()],
    )
};
pub static INVERSE_ADVERTISEMENT: Proto = Proto {
    parent: Some(&ICMPV6),
    guess: Some(guess),
    answers: Answers::Rule("ICMPv6"),
    ..Proto::new(
        "ICMPv6ND_INDAdv",
        "ICMPv6 Inverse Neighbor Discovery Advertisement",
        &[kind(142), u8("code"), CHECKSUM, u32("reserved").hex()],
    )
};
// --- options ---------------------------------------------------------------------------------

/// What an option is, by its number (RFC 4861 section 4.6).
pub fn guess(_: &dyn Around, payload: &[u8]) -> Guess {
    let [number, _, ..] = payload else {
        return Guess::Raw;
    };
    Guess::Proto(match number {
        1 => &SOURCE_LINK_ADDRESS,
        2 => &TARGET_LINK_ADDRESS,
        3 => &PREFIX_INFORMATION,
        4 => &REDIRECTED_HEADER,
        5 => &MTU,
        6 => &SHORTCUT_LIMIT,
        7 => &ADVERTISEMENT_INTERVAL,
        8 => &HOME_AGENT,
        9 => &SOURCE_ADDRESSES,
        10 => &TARGET_ADDRESSES,
        17 => &IP_ADDRESS,
        18 => &NEW_ROUTER_PREFIX,
        19 => &LINK_ADDRESS,
        23 => &MAP,
        24 => &ROUTE_INFORMATION,
        25 => &DNS_SERVERS,
        26 => &EXPANDED_FLAGS,
        31 => &DNS_SEARCH_LIST,
        37 => &CAPTIVE_PORTAL,
        38 => &PREFIX64,
        _ => &UNKNOWN,
    })
}

/// The octets of an option behind its first eight.
fn behind(option: &dyn Around) -> i64 {
    8 * option.int("len").unwrap_or(0) - 8
}

/// The octets of an option behind its number and length.
fn content(option: &dyn Around) -> i64 {
    8 * option.int("len").unwrap_or(0).max(1) - 2
}

/// 64-bit words, the octets of number and length included.
const WORDS: Adjust = Adjust {
    before: 2,
    divide: 8,
    ..Adjust::NONE
};
/// 64-bit words, the last one filled up.
const FILLED: Adjust = Adjust {
    before: 2 + 7,
    ..WORDS
};
/// 64-bit words, with the first one.
const AND_ONE: Adjust = Adjust {
    divide: 8,
    ..Adjust::plus(1)
};

pub static UNKNOWN: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ICMPv6NDOptUnknown",
        "ICMPv6 Neighbor Discovery Option - Scapy Unimplemented",
        &[
            u8("type"),
            computed(u8("len"), Auto::LenOf("data", FILLED)),
            Field::new("data", Kind::Padded(&DATA), 0)
                .preset(Preset::Octets(b""))
                .class("ICMPv6NDOptDataField"),
        ],
    )
};
static DATA: Padded = Padded {
    field: octets("data").length(Length::FromFn(content)),
    align: 8,
    plus: 2,
    with: &[0],
    before: false,
    stripped: false,
};
pub static SOURCE_LINK_ADDRESS: Proto = Proto {
    guess: Some(guess),
    summary: "%name% %lladdr%",
    ..Proto::new(
        "ICMPv6NDOptSrcLLAddr",
        "ICMPv6 Neighbor Discovery Option - Source Link-Layer Address",
        &[
            u8("type").default(1),
            u8("len").default(1),
            Field::new("lladdr", Kind::Mac, 48).auto(Auto::SourceMac),
        ],
    )
};
pub static TARGET_LINK_ADDRESS: Proto = Proto {
    guess: Some(guess),
    parent: Some(&SOURCE_LINK_ADDRESS),
    summary: "%name% %lladdr%",
    ..Proto::new(
        "ICMPv6NDOptDstLLAddr",
        "ICMPv6 Neighbor Discovery Option - Destination Link-Layer Address",
        &[
            u8("type").default(2),
            u8("len").default(1),
            Field::new("lladdr", Kind::Mac, 48).auto(Auto::SourceMac),
        ],
    )
};
pub static PREFIX_INFORMATION: Proto = Proto {
    guess: Some(guess),
    summary: "%name% %prefix%/%prefixlen% On-link %L% Autonomous Address %A% Router Address %R%",
    ..Proto::new(
        "ICMPv6NDOptPrefixInfo",
        "ICMPv6 Neighbor Discovery Option - Prefix Information",
        &[
            u8("type").default(3),
            u8("len").default(4),
            u8("prefixlen").default(64),
            bits("L", 1).default(1),
            bits("A", 1).default(1),
            bits("R", 1),
            bits("res1", 5),
            u32("validlifetime").hex().default(0xffff_ffff),
            u32("preferredlifetime").hex().default(0xffff_ffff),
            u32("res2").hex(),
            ip6("prefix"),
        ],
    )
};
pub static REDIRECTED_HEADER: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ICMPv6NDOptRedirectedHdr",
        "ICMPv6 Neighbor Discovery Option - Redirected Header",
        &[
            u8("type").default(4),
            computed(u8("len"), Auto::LenOf("pkt", AND_ONE)),
            octets("res")
                .preset(Preset::Octets(&[0; 6]))
                .fixed()
                .length(Length::Octets(6))
                .may_end(),
            Field::new("pkt", Kind::WholeWords(&IPV6, 8), 0)
                .preset(Preset::Octets(b""))
                .length(Length::FromFn(behind)),
        ],
    )
};
pub static MTU: Proto = Proto {
    guess: Some(guess),
    summary: "%name% %mtu%",
    ..Proto::new(
        "ICMPv6NDOptMTU",
        "ICMPv6 Neighbor Discovery Option - MTU",
        &[
            u8("type").default(5),
            u8("len").default(1),
            u16("res").hex(),
            u32("mtu").default(1280),
        ],
    )
};
pub static SHORTCUT_LIMIT: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ICMPv6NDOptShortcutLimit",
        "ICMPv6 Neighbor Discovery Option - NBMA Shortcut Limit",
        &[
            u8("type").default(6),
            u8("len").default(1),
            u8("shortcutlim").default(40),
            u8("res1"),
            u32("res2"),
        ],
    )
};
pub static ADVERTISEMENT_INTERVAL: Proto = Proto {
    guess: Some(guess),
    summary: "%name% %advint% milliseconds",
    ..Proto::new(
        "ICMPv6NDOptAdvInterval",
        "ICMPv6 Neighbor Discovery - Interval Advertisement",
        &[
            u8("type").default(7),
            u8("len").default(1),
            u16("res"),
            u32("advint"),
        ],
    )
};
pub static HOME_AGENT: Proto = Proto {
    guess: Some(guess),
    summary: "%name% %pref% %lifetime% seconds",
    ..Proto::new(
        "ICMPv6NDOptHAInfo",
        "ICMPv6 Neighbor Discovery - Home Agent Information",
        &[
            u8("type").default(8),
            u8("len").default(1),
            u16("res"),
            u16("pref"),
            u16("lifetime").default(1),
        ],
    )
};
pub static SOURCE_ADDRESSES: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ICMPv6NDOptSrcAddrList",
        "ICMPv6 Inverse Neighbor Discovery Option - Source Address List",
        &[
            u8("type").default(9),
            computed(
                u8("len"),
                Auto::CountOf(
                    "addrlist",
                    Adjust {
                        plus: 1,
                        ..Adjust::times(2)
                    },
                ),
            ),
            octets("res")
                .preset(Preset::Octets(&[0; 6]))
                .fixed()
                .length(Length::Octets(6)),
            Field::new("addrlist", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(behind)),
        ],
    )
};
pub static TARGET_ADDRESSES: Proto = Proto {
    guess: Some(guess),
    parent: Some(&SOURCE_ADDRESSES),
    ..Proto::new(
        "ICMPv6NDOptTgtAddrList",
        "ICMPv6 Inverse Neighbor Discovery Option - Target Address List",
        &[
            u8("type").default(10),
            computed(
                u8("len"),
                Auto::CountOf(
                    "addrlist",
                    Adjust {
                        plus: 1,
                        ..Adjust::times(2)
                    },
                ),
            ),
            octets("res")
                .preset(Preset::Octets(&[0; 6]))
                .fixed()
                .length(Length::Octets(6)),
            Field::new("addrlist", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(behind)),
        ],
    )
};
pub static IP_ADDRESS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ICMPv6NDOptIPAddr",
        "ICMPv6 Neighbor Discovery - IP Address Option (FH for MIPv6)",
        &[
            u8("type").default(17),
            u8("len").default(3),
            u8("optcode").names(&ADDRESS_CODES).default(1),
            u8("plen").default(64),
            u32("res"),
            ip6("addr"),
        ],
    )
};
pub static NEW_ROUTER_PREFIX: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ICMPv6NDOptNewRtrPrefix",
        "ICMPv6 Neighbor Discovery - New Router Prefix Information Option (FH for MIPv6)",
        &[
            u8("type").default(18),
            u8("len").default(3),
            u8("optcode"),
            u8("plen").default(64),
            u32("res"),
            ip6("prefix"),
        ],
    )
};
pub static LINK_ADDRESS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ICMPv6NDOptLLA",
        "ICMPv6 Neighbor Discovery - Link-Layer Address (LLA) Option (FH for MIPv6)",
        &[
            u8("type").default(19),
            u8("len").default(1),
            u8("optcode").names(&LINK_ADDRESS_CODES),
            mac("lla"),
        ],
    )
};
pub static MAP: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ICMPv6NDOptMAP",
        "ICMPv6 Neighbor Discovery - MAP Option",
        &[
            u8("type").default(23),
            u8("len").default(3),
            bits("dist", 4).default(1),
            bits("pref", 4).default(15),
            bits("R", 1).default(1),
            bits("res", 7),
            u32("validlifetime").default(0xffff_ffff),
            ip6("addr"),
        ],
    )
};
pub static EXPANDED_FLAGS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ICMPv6NDOptEFA",
        "ICMPv6 Neighbor Discovery Option - Expanded Flags Option",
        &[
            u8("type").default(26),
            u8("len").default(1),
            bits("res", 48),
        ],
    )
};
pub static ROUTE_INFORMATION: Proto = Proto {
    guess: Some(guess),
    summary: "%name% %prefix%/%plen% Preference %prf%",
    ..Proto::new(
        "ICMPv6NDOptRouteInfo",
        "ICMPv6 Neighbor Discovery Option - Route Information Option",
        &[
            u8("type").default(24),
            computed(u8("len"), Auto::LenOf("prefix", AND_ONE)),
            u8("plen").preset(Preset::None),
            bits("res1", 3),
            bits("prf", 2).names(&PREFERENCES),
            bits("res2", 3),
            u32("rtlifetime").default(0xffff_ffff),
            Field::new("prefix", Kind::Ip6Part("len"), 0)
                .length(Length::FromFn(behind))
                .class("_IP6PrefixField"),
        ],
    )
};
pub static DNS_SERVERS: Proto = Proto {
    guess: Some(guess),
    summary: "=names of dns",
    ..Proto::new(
        "ICMPv6NDOptRDNSS",
        "ICMPv6 Neighbor Discovery Option - Recursive DNS Server Option",
        &[
            u8("type").default(25),
            computed(
                u8("len"),
                Auto::CountOf(
                    "dns",
                    Adjust {
                        plus: 1,
                        ..Adjust::times(2)
                    },
                ),
            ),
            u16("res").preset(Preset::None),
            u32("lifetime").default(0xffff_ffff),
            Field::new("dns", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(behind)),
        ],
    )
};
pub static DNS_SEARCH_LIST: Proto = Proto {
    guess: Some(guess),
    summary: "=names of searchlist",
    ..Proto::new(
        "ICMPv6NDOptDNSSL",
        "ICMPv6 Neighbor Discovery Option - DNS Search List Option",
        &[
            u8("type").default(31),
            computed(u8("len"), Auto::LenOf("searchlist", AND_ONE)),
            u16("res").preset(Preset::None),
            u32("lifetime").default(0xffff_ffff),
            Field::new("searchlist", Kind::DnsNames(8), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(behind)),
        ],
    )
};
pub static CAPTIVE_PORTAL: Proto = Proto {
    guess: Some(guess),
    summary: "%name% %URI%",
    ..Proto::new(
        "ICMPv6NDOptCaptivePortal",
        "ICMPv6 Neighbor Discovery Option - Captive-Portal Option",
        &[
            u8("type").default(37),
            computed(u8("len"), Auto::LenOf("URI", FILLED)),
            Field::new("URI", Kind::Padded(&URI), 0)
                .preset(Preset::Octets(b""))
                .class("ICMPv6NDOptDataField"),
        ],
    )
};
static URI: Padded = Padded {
    field: octets("URI").length(Length::FromFn(content)),
    align: 8,
    plus: 2,
    with: &[0],
    before: false,
    stripped: true,
};
pub static PREFIX64: Proto = Proto {
    guess: Some(guess),
    summary: "=pref64",
    ..Proto::new(
        "ICMPv6NDOptPREF64",
        "ICMPv6 Neighbor Discovery Option - PREF64 Option",
        &[
            u8("type").default(38),
            u8("len").default(2),
            bits("scaledlifetime", 13),
            bits("plc", 3).names(&PREFIX_LENGTHS),
            Field::new("prefix", Kind::Ip6Part(""), 0)
                .text("::")
                .length(Length::Octets(12))
                .class("_PREF64"),
        ],
    )
};
pub static FAMILY: Family = Family {
    module: "scapy.layers.inet6",
    source: "RFC 4861, RFC 3122, RFC 4191, RFC 6275, RFC 8106, RFC 8781",
    protocols: &[
        &ROUTER_SOLICITATION,
        &ROUTER_ADVERTISEMENT,
        &NEIGHBOR_SOLICITATION,
        &NEIGHBOR_ADVERTISEMENT,
        &REDIRECT,
        &INVERSE_SOLICITATION,
        &INVERSE_ADVERTISEMENT,
        &UNKNOWN,
        &SOURCE_LINK_ADDRESS,
        &TARGET_LINK_ADDRESS,
        &PREFIX_INFORMATION,
        &REDIRECTED_HEADER,
        &MTU,
        &SHORTCUT_LIMIT,
        &ADVERTISEMENT_INTERVAL,
        &HOME_AGENT,
        &IP_ADDRESS,
        &NEW_ROUTER_PREFIX,
        &LINK_ADDRESS,
        &MAP,
        &ROUTE_INFORMATION,
        &DNS_SERVERS,
        &EXPANDED_FLAGS,
        &DNS_SEARCH_LIST,
        &CAPTIVE_PORTAL,
        &PREFIX64,
        &SOURCE_ADDRESSES,
        &TARGET_ADDRESSES,
    ],
    bindings: BINDINGS,
};

const fn to(dst: &'static str) -> [(&'static str, Fixed); 3] {
    [
        ("nh", Fixed::Int(58)),
        ("dst", Fixed::Text(dst)),
        ("hlim", Fixed::Int(255)),
    ]
}

const BINDINGS: &[Binding] = &[
    bind_down(&IPV6, &ROUTER_SOLICITATION, &const { to("ff02::2") }),
    bind_down(&IPV6, &ROUTER_ADVERTISEMENT, &const { to("ff02::1") }),
    bind_down(&IPV6, &NEIGHBOR_SOLICITATION, &const { to("ff02::1") }),
    bind_down(&IPV6, &NEIGHBOR_ADVERTISEMENT, &const { to("ff02::1") }),
    bind_down(&IPV6, &REDIRECT, &const { to("ff02::1") }),
    bind_down(&IPV6, &INVERSE_SOLICITATION, &const { to("ff02::1") }),
    bind_down(&IPV6, &INVERSE_ADVERTISEMENT, &const { to("ff02::1") }),
];

static PREFERENCES: Names = Names::pairs(&[
    (0, "Medium (default)"),
    (1, "High"),
    (2, "Reserved"),
    (3, "Low"),
]);
static PREFIX_LENGTHS: Names = Names::pairs(&[
    (0, "/96"),
    (1, "/64"),
    (2, "/56"),
    (3, "/48"),
    (4, "/40"),
    (5, "/32"),
]);
static ADDRESS_CODES: Names = Names::pairs(&[
    (1, "Old Care-Of Address"),
    (2, "New Care-Of Address"),
    (3, "NAR's IP address"),
]);
static LINK_ADDRESS_CODES: Names = Names::pairs(&[
    (0, "Wildcard requesting resolution for all nearby AP"),
    (1, "LLA for the new AP"),
    (2, "LLA of the MN"),
    (3, "LLA of the NAR"),
    (4, "LLA of the src of TrSolPr or PrRtAdv msg"),
    (5, "AP identified by LLA belongs to current iface of router"),
    (6, "No preifx info available for AP identified by the LLA"),
    (7, "No fast handovers support for AP identified by the LLA"),
]);
