//! EIGRP. RFC 7868.

use super::binding::{Binding, bind};
use super::field::{
    Adjust, Auto, Cover, Element, Field, Kind, Length, MadeNames, Preset, When, bits, ip4, ip6,
    octets, u8, u16, u24, u32,
};
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::{Around, Guess, Proto};
use crate::when;

pub static GENERIC: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPGeneric",
        "EIGRP Generic TLV",
        &[
            u16("type").hex(),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::plus(4))),
            octets("value")
                .length(Length::From("len", -4))
                .preset(Preset::Octets(b"\x00")),
        ],
    )
};

pub static PARAM: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPParam",
        "EIGRP Parameters",
        &[
            u16("type").hex().default(0x1),
            u16("len").default(12),
            u8("k1").default(1),
            u8("k2"),
            u8("k3").default(1),
            u8("k4"),
            u8("k5"),
            u8("reserved"),
            u16("holdtime").default(15),
        ],
    )
};

pub static AUTH_DATA: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPAuthData",
        "EIGRP Authentication Data",
        &[
            u16("type").hex().default(0x2),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("authdata", Adjust::plus(24))),
            u16("authtype").names(&AUTHTYPES).default(2),
            u16("keysize")
                .preset(Preset::None)
                .auto(Auto::LenOf("authdata", Adjust::NONE))
                .class("ShortField"),
            u32("keyid").default(1),
            octets("nullpad")
                .fixed()
                .length(Length::Octets(12))
                .preset(Preset::Octets(
                    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                )),
            octets("authdata")
                .length_from("keysize")
                .preset(Preset::Dice("RandString", &[16])),
        ],
    )
};

pub static SEQ: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPSeq",
        "EIGRP Sequence",
        &[
            u16("type").hex().default(0x3),
            u16("len").preset(Preset::None).auto(Auto::TotalLen),
            u8("addrlen").default(4),
            ip4("ipaddr")
                .text("192.168.0.1")
                .when(When::In("addrlen", &[4])),
            ip6("ip6addr")
                .text("2001::")
                .when(When::In("addrlen", &[16])),
        ],
    )
};

pub static SW_VER: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPSwVer",
        "EIGRP Software Version",
        &[
            u16("type").hex().default(0x4),
            u16("len").default(8),
            u16("ios")
                .default(3072)
                .names_made(&VERSIONS)
                .class("ShortVersionField"),
            u16("eigrp")
                .default(258)
                .names_made(&VERSIONS)
                .class("ShortVersionField"),
        ],
    )
};

pub static NMS: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPNms",
        "EIGRP Next Multicast Sequence",
        &[
            u16("type").hex().default(0x5),
            u16("len").default(8),
            u32("nms").default(2),
        ],
    )
};

pub static STUB: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPStub",
        "EIGRP Stub Router",
        &[
            u16("type").hex().default(0x6),
            u16("len").default(6),
            bits("flags", 16)
                .flags(&FlagNames::Words(&[
                    "connected",
                    "static",
                    "summary",
                    "receive-only",
                    "redistributed",
                    "leak-map",
                ]))
                .default(13),
        ],
    )
};

pub static INT_ROUTE: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPIntRoute",
        "EIGRP Internal Route",
        &[
            u16("type").hex().default(0x102),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("dst", Adjust::plus(25))),
            ip4("nexthop").text("192.168.0.0"),
            u32("delay").default(128_000),
            u32("bandwidth").default(256),
            u24("mtu").default(1500),
            u8("hopcount"),
            u8("reliability").default(255),
            u8("load"),
            u16("reserved").hex(),
            u8("prefixlen").default(24),
            Field::new("dst", Kind::Ip4Part, 0)
                .text("192.168.1.0")
                .length(Length::FromFn(octets4))
                .class("EigrpIPField"),
        ],
    )
};

pub static EXT_ROUTE: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPExtRoute",
        "EIGRP External Route",
        &[
            u16("type").hex().default(0x103),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("dst", Adjust::plus(45))),
            ip4("nexthop").text("192.168.0.0"),
            ip4("originrouter").text("192.168.0.1"),
            u32("originasn"),
            u32("tag"),
            u32("externalmetric"),
            u16("reserved"),
            u8("extprotocolid").names(&EXTPROTOCOLIDS).default(3),
            bits("flags", 8).flags(&FlagNames::Words(&["external", "candidate-default"])),
            u32("delay"),
            u32("bandwidth").default(256),
            u24("mtu").default(1500),
            u8("hopcount"),
            u8("reliability").default(255),
            u8("load"),
            u16("reserved2").hex(),
            u8("prefixlen").default(24),
            Field::new("dst", Kind::Ip4Part, 0)
                .text("192.168.1.0")
                .length(Length::FromFn(octets4))
                .class("EigrpIPField"),
        ],
    )
};

pub static V6_INT_ROUTE: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPv6IntRoute",
        "EIGRP for IPv6 Internal Route",
        &[
            u16("type").hex().default(0x402),
            u16("len").preset(Preset::None).auto(Auto::LenOf(
                "dst",
                Adjust::by(|route, _| Some(octets6(route) + 37)),
            )),
            ip6("nexthop"),
            u32("delay").default(128_000),
            u32("bandwidth").default(256_000),
            u24("mtu").default(1500),
            u8("hopcount").default(1),
            u8("reliability").default(255),
            u8("load"),
            u16("reserved").hex(),
            u8("prefixlen").default(16),
            Field::new("dst", Kind::Ip6Part(""), 0)
                .text("2001::")
                .length(Length::FromFn(octets6))
                .class("EigrpIP6Field"),
        ],
    )
};

pub static V6_EXT_ROUTE: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "EIGRPv6ExtRoute",
        "EIGRP for IPv6 External Route",
        &[
            u16("type").hex().default(0x403),
            u16("len").preset(Preset::None).auto(Auto::LenOf(
                "dst",
                Adjust::by(|route, _| Some(octets6(route) + 57)),
            )),
            ip6("nexthop"),
            ip4("originrouter").text("192.168.0.1"),
            u32("originasn"),
            u32("tag"),
            u32("externalmetric"),
            u16("reserved"),
            u8("extprotocolid").names(&EXTPROTOCOLIDS).default(3),
            bits("flags", 8).flags(&FlagNames::Words(&["external", "candidate-default"])),
            u32("delay"),
            u32("bandwidth").default(256_000),
            u24("mtu").default(1500),
            u8("hopcount").default(1),
            u8("reliability"),
            u8("load").default(1),
            u16("reserved2").hex(),
            u8("prefixlen").default(8),
            Field::new("dst", Kind::Ip6Part(""), 0)
                .text("::")
                .length(Length::FromFn(octets6))
                .class("EigrpIP6Field"),
        ],
    )
};

pub static EIGRP: Proto = Proto {
    says: Some(summary),
    ..Proto::new(
        "EIGRP",
        "EIGRP",
        &[
            u8("ver").default(2),
            u8("opcode").names(&OPCODES).default(5),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::HeaderAndPayload)),
            bits("flags", 32).flags(&FlagNames::Words(&[
                "init",
                "cond-recv",
                "unknown",
                "update",
            ])),
            u32("seq"),
            u32("ack"),
            u32("asn").default(100),
            Field::new("tlvlist", Kind::PacketsBy(Element::Octets(value)), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.eigrp",
    source: "RFC 7868",
    protocols: &[
        &GENERIC,
        &PARAM,
        &AUTH_DATA,
        &SEQ,
        &SW_VER,
        &NMS,
        &STUB,
        &INT_ROUTE,
        &EXT_ROUTE,
        &V6_INT_ROUTE,
        &V6_EXT_ROUTE,
        &EIGRP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &EIGRP, when!(proto = 88)),
    bind(&IPV6, &EIGRP, when!(nh = 88)),
];

fn summary(eigrp: &dyn Around) -> String {
    let mut text = format!(
        "EIGRP (AS={} Opcode={}",
        eigrp.shown("asn"),
        eigrp.shown("opcode")
    );
    if eigrp.int("opcode") == Some(5) && eigrp.int("ack") != Some(0) {
        text.push_str(" (ACK)");
    }
    if eigrp.int("flags") != Some(0) {
        text.push_str(&format!(" Flags={}", eigrp.shown("flags")));
    }
    text + ")"
}

/// The value that the octets are; the first two are its type.
fn value(octets: &[u8]) -> Option<&'static Proto> {
    let [high, low, ..] = octets else {
        return None;
    };
    Some(match u16::from_be_bytes([*high, *low]) {
        0x1 => &PARAM,
        0x2 => &AUTH_DATA,
        0x3 => &SEQ,
        0x4 => &SW_VER,
        0x5 => &NMS,
        0x6 => &STUB,
        0x102 => &INT_ROUTE,
        0x103 => &EXT_ROUTE,
        0x402 => &V6_INT_ROUTE,
        0x403 => &V6_EXT_ROUTE,
        _ => &GENERIC,
    })
}

/// The octets of a network that are sent.
fn octets4(route: &dyn Around) -> i64 {
    let bits = route.int("prefixlen").unwrap_or(0);
    ((bits + 7) / 8).clamp(1, 4)
}

/// The same for IPv6: one octet more than full ones.
fn octets6(route: &dyn Around) -> i64 {
    let octets = route.int("prefixlen").unwrap_or(0) / 8;
    if octets < 16 { octets + 1 } else { octets }
}

/// `v12.0`
static VERSIONS: MadeNames = MadeNames {
    name: |number| Some(format!("v{}.{}", number >> 8, number & 0xff)),
    value: |text| {
        let (major, minor) = text.strip_prefix('v')?.split_once('.')?;
        Some(major.parse::<i64>().ok()? << 8 | minor.parse::<i64>().ok()?)
    },
};

static AUTHTYPES: Names = Names::pairs(&[(2, "MD5")]);
static EXTPROTOCOLIDS: Names = Names::pairs(&[
    (1, "IGRP"),
    (2, "EIGRP"),
    (3, "Static Route"),
    (4, "RIP"),
    (5, "Hello"),
    (6, "OSPF"),
    (7, "IS-IS"),
    (8, "EGP"),
    (9, "BGP"),
    (10, "IDRP"),
    (11, "Connected Link"),
]);
static OPCODES: Names = Names::pairs(&[
    (1, "Update"),
    (2, "Request"),
    (3, "Query"),
    (4, "Replay"),
    (5, "Hello"),
    (6, "IPX SAP"),
    (10, "SIA Query"),
    (11, "SIA Reply"),
]);
