//! ICMP. RFC 792, RFC 950 (address mask), RFC 1191 (next-hop MTU), RFC 4884 and RFC 5837
//! (extensions).

use super::binding::{Binding, bind};
use super::field::{
    Auto, Choice, Cover, Field, Kind, Length, Preset, Test, When, bits, choice, ip4, ip6, octets,
    u8, u16, u32,
};
use super::ip::{IP, IP_ERROR};
use super::names::Names;
use super::registry::Family;
use super::{Answers, Around, Dispatch, Guess, Hash, Proto};
use crate::when;

pub static ICMP: Proto = Proto {
    summary: "=icmp",
    guess: Some(guess),
    answers: Answers::Rule("ICMP"),
    hash: Hash::Rule("ICMP"),
    ..Proto::new("ICMP", "ICMP", FIELDS)
        .section("RFC 792")
        .about(&[
            ("type", "what the message is about"),
            ("code", "which case of it"),
            ("chksum", "sum over the message"),
            ("id", "tells one ping program from another"),
            ("seq", "number of the request; the answer repeats it"),
            ("gw", "the router to use from now on"),
            ("ptr", "the octet that is wrong"),
        ])
};

/// The message that an ICMP error quotes.
pub static ICMP_ERROR: Proto = Proto {
    parent: Some(&ICMP),
    guess: Some(guess),
    answers: Answers::Rule("ICMPerror"),
    hash: Hash::Rule("ICMP"),
    ..Proto::new("ICMPerror", "ICMP in ICMP", FIELDS).section("RFC 792")
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.inet",
    source: "RFC 792, RFC 950, RFC 1191, RFC 4884, RFC 5837",
    protocols: &[
        &EXTENSION_OBJECT,
        &INTERFACE_INFORMATION,
        &EXTENSION,
        &ICMP,
        &ICMP_ERROR,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP_ERROR, &ICMP_ERROR, when!(frag = 0, proto = 1)),
    bind(&IP, &ICMP, when!(frag = 0, proto = 1)),
];

/// The types that carry an identifier and a sequence number.
pub const WITH_ID: &[i64] = &[0, 8, 13, 14, 15, 16, 17, 18, 37, 38];
/// The types that quote a datagram.
pub const ERRORS: &[i64] = &[3, 4, 5, 11, 12];

const fn only(field: Field, types: &'static [i64]) -> Field {
    field.when(When::In("type", types))
}

const fn milliseconds(name: &'static str) -> Field {
    only(
        Field::new(name, Kind::Milliseconds, 32).preset(Preset::StartTime),
        &[13, 14],
    )
}

const FIELDS: &[Field] = &[
    u8("type").default(8).names(&TYPES),
    u8("code").names_by("type", CODES),
    u16("chksum")
        .hex()
        .preset(Preset::None)
        .auto(Auto::Sum(Cover::HeaderAndPayload)),
    only(u16("id").hex(), WITH_ID),
    only(u16("seq").hex(), WITH_ID),
    milliseconds("ts_ori"),
    milliseconds("ts_rx"),
    milliseconds("ts_tx"),
    only(ip4("gw"), &[5]),
    only(u8("ptr"), &[12]),
    only(u8("reserved"), &[3, 11]),
    only(u8("length"), &[3, 11, 12]),
    only(ip4("addr_mask"), &[17, 18]),
    only(u16("nexthopmtu"), &[3]),
    choice("unused", &UNUSED),
    only(
        Field::new("extpad", Kind::IcmpExtensionPad, 0).preset(Preset::Octets(b"")),
        &[3, 11, 12],
    ),
    only(Field::new("ext", Kind::IcmpExtension, 0), &[3, 11, 12]),
];

static UNUSED: Choice = Choice {
    options: &[
        (Test::When(When::In("type", &[11, 12])), u16("unused")),
        (
            Test::When(When::NotIn(
                "type",
                &[0, 3, 5, 8, 11, 12, 13, 14, 15, 16, 17, 18],
            )),
            u32("unused"),
        ),
    ],
    otherwise: octets("unused").length(Length::Octets(0)),
};

fn guess(icmp: &dyn Around, _payload: &[u8]) -> Guess {
    match icmp.int("type") {
        Some(kind) if ERRORS.contains(&kind) => Guess::Proto(&IP_ERROR),
        _ => Guess::Raw,
    }
}

// --- extensions ------------------------------------------------------------------------------

/// Extensions begin at octet 137 of the message. RFC 4884 section 5.2.
pub const EXTENSION_START: usize = 136;

pub static EXTENSION: Proto = Proto {
    show_indent: false,
    guess: Some(|_, payload| match payload.len() {
        0..4 => Guess::Bindings,
        _ => Guess::Proto(&EXTENSION_OBJECT),
    }),
    ..Proto::new(
        "ICMPExtension_Header",
        "ICMP Extension Header (RFC4884)",
        &[
            bits("version", 4).default(2),
            bits("reserved", 12),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::HeaderAndPayload)),
        ],
    )
};

pub static EXTENSION_OBJECT: Proto = Proto {
    show_indent: false,
    dispatch: Some(|octets| match octets {
        [_, _, 2, _, ..] => Dispatch::Other(&INTERFACE_INFORMATION),
        // The labels of MPLS are known once their family is loaded.
        [_, _, 1, _, ..] => match super::registry::proto("ICMPExtension_MPLS") {
            Some(labels) => Dispatch::Other(labels),
            None => Dispatch::This,
        },
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "ICMPExtension_Object",
        "ICMP Extension Object",
        &[
            u16("len").preset(Preset::None).auto(Auto::TotalLen),
            u8("classnum").names(&OBJECT_CLASSES),
            u8("classtype"),
        ],
    )
};

pub static INTERFACE_INFORMATION: Proto = Proto {
    parent: Some(&EXTENSION_OBJECT),
    show_indent: false,
    ..Proto::new(
        "ICMPExtension_InterfaceInformation",
        "ICMP Extension Object - Interface Information Object (RFC5837)",
        &[
            u16("len").preset(Preset::None).auto(Auto::TotalLen),
            u8("classnum").default(2).names(&OBJECT_CLASSES),
            bits("classtype", 2),
            bits("reserved", 2),
            bits("has_ifindex", 1),
            bits("has_ipaddr", 1),
            bits("has_ifname", 1),
            bits("has_mtu", 1),
            u32("ifindex")
                .preset(Preset::None)
                .when(When::In("has_ifindex", &[1])),
            u16("afi")
                .preset(Preset::None)
                .when(When::In("has_ipaddr", &[1])),
            u16("reserved2").when(When::In("has_ipaddr", &[1])),
            ip4("ip4").preset(Preset::None).when(When::In("afi", &[1])),
            ip6("ip6").preset(Preset::None).when(When::In("afi", &[2])),
            u8("ifname_len")
                .length_of("ifname")
                .when(When::In("has_ifname", &[1])),
            octets("ifname")
                .preset(Preset::None)
                .length_from("ifname_len")
                .when(When::In("has_ifname", &[1])),
            u32("mtu")
                .preset(Preset::None)
                .when(When::In("has_mtu", &[1])),
        ],
    )
};

pub static OBJECT_CLASSES: Names = Names::pairs(&[
    (1, "MPLS"),
    (2, "Interface Information"),
    (3, "Interface Identification"),
    (4, "Extended Information"),
]);

static TYPES: Names = Names::pairs(&[
    (0, "echo-reply"),
    (3, "dest-unreach"),
    (4, "source-quench"),
    (5, "redirect"),
    (8, "echo-request"),
    (9, "router-advertisement"),
    (10, "router-solicitation"),
    (11, "time-exceeded"),
    (12, "parameter-problem"),
    (13, "timestamp-request"),
    (14, "timestamp-reply"),
    (15, "information-request"),
    (16, "information-response"),
    (17, "address-mask-request"),
    (18, "address-mask-reply"),
    (30, "traceroute"),
    (31, "datagram-conversion-error"),
    (32, "mobile-host-redirect"),
    (33, "ipv6-where-are-you"),
    (34, "ipv6-i-am-here"),
    (35, "mobile-registration-request"),
    (36, "mobile-registration-reply"),
    (37, "domain-name-request"),
    (38, "domain-name-reply"),
    (39, "skip"),
    (40, "photuris"),
]);

const CODES: &[(i64, &Names)] = &[
    (3, &UNREACHABLE),
    (5, &REDIRECT),
    (11, &TIME_EXCEEDED),
    (12, &PARAMETER_PROBLEM),
    (40, &PHOTURIS),
];

static UNREACHABLE: Names = Names::pairs(&[
    (0, "network-unreachable"),
    (1, "host-unreachable"),
    (2, "protocol-unreachable"),
    (3, "port-unreachable"),
    (4, "fragmentation-needed"),
    (5, "source-route-failed"),
    (6, "network-unknown"),
    (7, "host-unknown"),
    (9, "network-prohibited"),
    (10, "host-prohibited"),
    (11, "TOS-network-unreachable"),
    (12, "TOS-host-unreachable"),
    (13, "communication-prohibited"),
    (14, "host-precedence-violation"),
    (15, "precedence-cutoff"),
]);

static REDIRECT: Names = Names::pairs(&[
    (0, "network-redirect"),
    (1, "host-redirect"),
    (2, "TOS-network-redirect"),
    (3, "TOS-host-redirect"),
]);

static TIME_EXCEEDED: Names = Names::pairs(&[
    (0, "ttl-zero-during-transit"),
    (1, "ttl-zero-during-reassembly"),
]);

static PARAMETER_PROBLEM: Names =
    Names::pairs(&[(0, "ip-header-bad"), (1, "required-option-missing")]);

static PHOTURIS: Names = Names::pairs(&[
    (0, "bad-spi"),
    (1, "authentication-failed"),
    (2, "decompression-failed"),
    (3, "decryption-failed"),
    (4, "need-authentification"),
    (5, "need-authorization"),
]);
