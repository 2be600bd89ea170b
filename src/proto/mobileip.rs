//! Mobile IP for IPv4: registration and tunnels. RFC 3344, RFC 3519.

use super::Proto;
use super::binding::{Binding, bind, bind_up};
use super::field::{ip4, u8, u16, u64};
use super::ip::IP;
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use crate::when;

pub static MOBILE_IP: Proto = Proto::new(
    "MobileIP",
    "Mobile IP (RFC3344)",
    &[u8("type").default(1).names(&TYPES)],
);

pub static REQUEST: Proto = Proto::new(
    "MobileIPRRQ",
    "Mobile IP Registration Request (RFC3344)",
    &[
        u8("flags").hex(),
        u16("lifetime").default(180),
        ip4("homeaddr"),
        ip4("haaddr"),
        ip4("coaddr"),
        u64("id"),
    ],
);

pub static REPLY: Proto = Proto::new(
    "MobileIPRRP",
    "Mobile IP Registration Reply (RFC3344)",
    &[
        u8("code"),
        u16("lifetime").default(180),
        ip4("homeaddr"),
        ip4("haaddr"),
        u64("id"),
    ],
);

pub static TUNNEL: Proto = Proto::new(
    "MobileIPTunnelData",
    "Mobile IP Tunnel Data Message (RFC3519)",
    &[u8("nexthdr").default(4), u16("res")],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.mobileip",
    source: "RFC 3344, RFC 3519",
    protocols: &[&MOBILE_IP, &REQUEST, &REPLY, &TUNNEL],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &MOBILE_IP, when!(dport = 434)),
    bind_up(&UDP, &MOBILE_IP, when!(sport = 434)),
    bind(&UDP, &MOBILE_IP, when!(sport = 434, dport = 434)),
    bind(&MOBILE_IP, &REQUEST, when!(type = 1)),
    bind(&MOBILE_IP, &REPLY, when!(type = 3)),
    bind(&MOBILE_IP, &TUNNEL, when!(type = 4)),
    bind(&TUNNEL, &IP, when!(nexthdr = 4)),
];

static TYPES: Names = Names::pairs(&[(1, "RRQ"), (3, "RRP")]);
