//! ARP. RFC 826.

use super::binding::{Binding, bind};
use super::data::ETHER_TYPES;
use super::ether::{COOKED_LINUX, ETHER, SNAP};
use super::field::{
    Around, Auto, Choice, Field, Kind, Length, Preset, Shape, Test, choice, ip4, ip6, mac, octets,
    u8, u16,
};
use super::names::Names;
use super::registry::Family;
use super::{Answers, Hash, PayloadLen, Proto};
use crate::when;

pub static ARP: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="ff:ff:ff:ff:ff:ff")/ARP(hwsrc="02:00:00:00:00:01", psrc="10.0.0.1", pdst="10.0.0.2")"#,
    summary: "[op=1]ARP who has %pdst% says %psrc%\n\
              [op=2]ARP is at %hwsrc% says %psrc%\n\
              ARP %op% %psrc% > %pdst%",
    payload_len: PayloadLen::Nothing,
    answers: Answers::Rule("ARP"),
    hash: Hash::Rule("ARP"),
    ..Proto::new(
        "ARP",
        "ARP",
        &[
            u16("hwtype").default(1).hex().names(&HARDWARE_TYPES),
            u16("ptype").default(0x800).hex().names(&ETHER_TYPES),
            u8("hwlen").length_of("hwsrc"),
            u8("plen").length_of("psrc"),
            u16("op").default(1).names(&OPERATIONS),
            choice("hwsrc", &SOURCE_HARDWARE),
            choice("psrc", &SOURCE_PROTOCOL),
            choice("hwdst", &DESTINATION_HARDWARE),
            choice("pdst", &DESTINATION_PROTOCOL),
        ],
    )
    .section("RFC 826")
    .about(&[
        ("hwtype", "the kind of link addresses"),
        ("ptype", "the kind of network addresses"),
        ("hwlen", "octets in a link address"),
        ("plen", "octets in a network address"),
        ("op", "question (who-has) or answer (is-at)"),
        ("hwsrc", "the link address that the receiver notes for psrc"),
        ("psrc", "who speaks; receivers believe it unasked"),
        ("hwdst", "the link address looked for, or of who asked"),
        ("pdst", "the address that is looked for"),
    ])
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.l2",
    source: "RFC 826",
    protocols: &[&ARP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &ARP, when!(type = 2054)),
    bind(&COOKED_LINUX, &ARP, when!(proto = 2054)),
    bind(&SNAP, &ARP, when!(code = 2054)),
];

static SOURCE_HARDWARE: Choice = Choice {
    options: &[(
        ETHERNET,
        Field::new("hwsrc", Kind::Mac, 48).auto(Auto::SourceMac),
    )],
    otherwise: other("hwsrc", "hwlen"),
};

static SOURCE_PROTOCOL: Choice = Choice {
    options: &[
        (
            IPV4,
            Field::new("psrc", Kind::Ip4, 32).auto(Auto::SourceAddress),
        ),
        (
            IPV6,
            Field::new("psrc", Kind::Ip6, 128).auto(Auto::SourceAddress),
        ),
    ],
    otherwise: other("psrc", "plen"),
};

static DESTINATION_HARDWARE: Choice = Choice {
    options: &[(ETHERNET, mac("hwdst"))],
    otherwise: other("hwdst", "hwlen"),
};

static DESTINATION_PROTOCOL: Choice = Choice {
    options: &[(IPV4, ip4("pdst")), (IPV6, ip6("pdst"))],
    otherwise: other("pdst", "plen"),
};

const fn other(name: &'static str, length: &'static str) -> Field {
    octets(name)
        .preset(Preset::None)
        .length(Length::From(length, 0))
        .class("StrFixedLenField")
}

const ETHERNET: Test = Test::WhenOrValue(
    |arp| arp.int("hwtype") == Some(1) && arp.int("hwlen") == Some(6),
    |arp, shape| {
        arp.int("hwtype") == Some(1)
            && match arp.int("hwlen") {
                Some(length) => length == 6,
                None => matches!(shape, Shape::Nothing | Shape::Mac | Shape::Other(6)),
            }
    },
);

const IPV4: Test = Test::WhenOrValue(
    |arp| arp.int("ptype") == Some(0x800) && arp.int("plen") == Some(4),
    |arp, shape| fits(arp, shape, 0x800, 4, Shape::is_net4),
);

const IPV6: Test = Test::WhenOrValue(
    |arp| arp.int("ptype") == Some(0x86dd) && arp.int("plen") == Some(16),
    |arp, shape| fits(arp, shape, 0x86dd, 16, |shape| shape == Shape::Net6),
);

fn fits(arp: &dyn Around, shape: Shape, kind: i64, length: i64, net: fn(Shape) -> bool) -> bool {
    arp.int("ptype") == Some(kind)
        && match arp.int("plen") {
            Some(given) => given == length,
            None => shape == Shape::Nothing || net(shape),
        }
}

pub static HARDWARE_TYPES: Names = Names::pairs(&[
    (1, "Ethernet (10Mb)"),
    (2, "Ethernet (3Mb)"),
    (3, "AX.25"),
    (4, "Proteon ProNET Token Ring"),
    (5, "Chaos"),
    (6, "IEEE 802 Networks"),
    (7, "ARCNET"),
    (8, "Hyperchannel"),
    (9, "Lanstar"),
    (10, "Autonet Short Address"),
    (11, "LocalTalk"),
    (12, "LocalNet"),
    (13, "Ultra link"),
    (14, "SMDS"),
    (15, "Frame relay"),
    (16, "ATM"),
    (17, "HDLC"),
    (18, "Fibre Channel"),
    (19, "ATM"),
    (20, "Serial Line"),
    (21, "ATM"),
]);

static OPERATIONS: Names = Names::pairs(&[
    (1, "who-has"),
    (2, "is-at"),
    (3, "RARP-req"),
    (4, "RARP-rep"),
    (5, "Dyn-RARP-req"),
    (6, "Dyn-RAR-rep"),
    (7, "Dyn-RARP-err"),
    (8, "InARP-req"),
    (9, "InARP-rep"),
]);
