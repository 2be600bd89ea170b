//! BIER: bit index explicit replication. RFC 8279 and RFC 8296.

use super::binding::{Binding, bind};
use super::field::{Length, bits, octets, u8, u16};
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Proto};
use crate::when;

pub static BIFT: Proto = Proto::new(
    "BIFT",
    "BIFT",
    &[
        bits("bsl", 4).default(2),
        bits("sd", 8),
        bits("set", 8),
        bits("cos", 3),
        bits("s", 1).default(1),
        u8("ttl"),
    ],
);

pub static BIER: Proto = Proto::new(
    "BIER",
    "BIER",
    &[
        bits("id", 4).default(5),
        bits("version", 4),
        bits("length", 4).default(2).class("BitFieldLenField"),
        bits("entropy", 20),
        bits("OAM", 2),
        bits("RSV", 2),
        bits("DSCP", 6),
        bits("Proto", 6).default(2).names(&NEXT),
        u16("BFRID"),
        octets("BitString").length(Length::FromFn(bits_len)),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.bier",
    source: "RFC 8279, RFC 8296",
    protocols: &[&BIFT, &BIER],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&BIER, &IP, when!(Proto = 4)),
    bind(&BIER, &IPV6, when!(Proto = 5)),
    bind(&UDP, &BIFT, when!(dport = 8138)),
    bind(&BIFT, &BIER, &[]),
];

/// RFC 8296 section 2.1.2: the length is a power of two of bits.
fn bits_len(bier: &dyn Around) -> i64 {
    8 << bier.int("length").unwrap_or(0).clamp(0, 15)
}

static NEXT: Names = Names::pairs(&[(1, "MPLS"), (2, "MPLS"), (4, "IPv4"), (5, "IPv6")]);
