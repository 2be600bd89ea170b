//! RIPng: RIP for IPv6. RFC 2080.

use super::Proto;
use super::binding::{Binding, bind};
use super::field::{ip6, u8, u16};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use crate::when;

pub static RIPNG: Proto = Proto::new(
    "RIPng",
    "RIPng header",
    &[
        u8("cmd").default(1).names(&COMMANDS),
        u8("ver").default(1),
        u16("null"),
    ],
);

pub static ENTRY: Proto = Proto::new(
    "RIPngEntry",
    "RIPng entry",
    &[
        ip6("prefix_or_nh"),
        u16("routetag"),
        u8("prefixlen"),
        u8("metric").default(1).names(&METRICS),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.ripng",
    source: "RFC 2080",
    protocols: &[&RIPNG, &ENTRY],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&UDP, &RIPNG, when!(sport = 521, dport = 521)),
    bind(&RIPNG, &ENTRY, &[]),
    bind(&ENTRY, &ENTRY, &[]),
];

static COMMANDS: Names = Names::pairs(&[(1, "req"), (2, "resp")]);
static METRICS: Names = Names::pairs(&[(16, "Unreach"), (255, "next-hop entry")]);
