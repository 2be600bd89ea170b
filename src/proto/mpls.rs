//! MPLS: RFC 3032; RFC 4950 for ICMP; RFC 4448 for the control word of Ethernet over MPLS.

use super::bier::BIER;
use super::binding::{Binding, bind};
use super::ether::ETHER;
use super::field::{Auto, Length, Preset, bits, packets, u8, u16};
use super::gre::GRE;
use super::icmp::{EXTENSION_OBJECT, OBJECT_CLASSES};
use super::ip::IP;
use super::ipv6::IPV6;
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Guess, Proto};
use crate::when;

pub static CONTROL_WORD: Proto = Proto {
    guess: Some(|_, _| Guess::Proto(&ETHER)),
    ..Proto::new(
        "EoMCW",
        "EoMCW",
        &[bits("zero", 4), bits("reserved", 12), u16("seq")],
    )
};

pub static MPLS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "MPLS",
        "MPLS",
        &[
            bits("label", 20).default(3),
            bits("cos", 3),
            bits("s", 1).default(1),
            u8("ttl"),
        ],
    )
    .section("RFC 3032 section 2.1")
    .about(&[
        (
            "label",
            "by which routers forward, without a look at the address",
        ),
        ("cos", "class of traffic"),
        ("s", "1: the last label"),
    ])
};

/// The labels that a router saw on the datagram that it reports. RFC 4950.
pub static REPORTED: Proto = Proto {
    parent: Some(&EXTENSION_OBJECT),
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/ICMP(type=11, ext=ICMPExtension_Header()/ICMPExtension_MPLS(stack=[MPLS(label=7, ttl=1)]))"#,
    show_indent: false,
    ..Proto::new(
        "ICMPExtension_MPLS",
        "ICMP Extension Object - MPLS (RFC4950)",
        &[
            u16("len").preset(Preset::None).auto(Auto::TotalLen),
            u8("classnum").default(1).names(&OBJECT_CLASSES),
            u8("classtype").default(1),
            packets("stack", &MPLS).length(Length::From("len", -4)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.mpls",
    source: "RFC 3032, RFC 4448, RFC 4950",
    protocols: &[&CONTROL_WORD, &MPLS, &REPORTED],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &MPLS, when!(type = 0x8847)),
    bind(&IP, &MPLS, when!(proto = 137)),
    bind(&IPV6, &MPLS, when!(nh = 137)),
    bind(&UDP, &MPLS, when!(dport = 6635)),
    bind(&GRE, &MPLS, when!(proto = 0x8847)),
    bind(&MPLS, &MPLS, when!(s = 0)),
    bind(&MPLS, &IP, when!(label = 0)),
    bind(&MPLS, &IPV6, when!(label = 2)),
    bind(&MPLS, &CONTROL_WORD, &[]),
    bind(&CONTROL_WORD, &ETHER, when!(zero = 0, reserved = 0)),
];

/// Nothing says what is behind the last label: the first four bits tell versions of IP, and
/// zeros a control word.
fn guess(label: &dyn Around, payload: &[u8]) -> Guess {
    if label.int("s") == Some(0) {
        return Guess::Proto(&MPLS);
    }
    match payload {
        [] => Guess::Padding,
        [0x40..=0x4f, ..] => Guess::Proto(&IP),
        [0x50..=0x5f, ..] => Guess::Proto(&BIER),
        [0x60..=0x6f, ..] => Guess::Proto(&IPV6),
        [0] => Guess::Fail,
        [0, 0, ..] => Guess::Proto(&CONTROL_WORD),
        _ => Guess::Proto(&ETHER),
    }
}
