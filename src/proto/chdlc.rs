//! HDLC as Cisco has it, and SLARP.

use super::Proto;
use super::binding::{Binding, bind};
use super::ether::DOT3;
use super::ether::STP;
use super::field::{When, ip4, u8, u16, u32};
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::Names;
use super::registry::Family;
use crate::when;

pub static CHDLC: Proto = Proto::new(
    "CHDLC",
    "Cisco HDLC",
    &[
        u8("address").names(&ADDRESS).default(15),
        u8("control"),
        u16("proto").hex().default(0x800),
    ],
);

pub static SLARP: Proto = Proto::new(
    "SLARP",
    "SLARP",
    &[
        u32("type").names(&TYPES).default(2),
        ip4("address")
            .text("192.168.0.1")
            .when(When::In("type", &[0, 1])),
        ip4("mask")
            .text("255.255.255.0")
            .when(When::In("type", &[0, 1])),
        u16("unused").hex().when(When::In("type", &[0, 1])),
        u32("mysequence").when(When::In("type", &[2])),
        u32("yoursequence").when(When::In("type", &[2])),
        u16("reliability")
            .hex()
            .default(0xffff)
            .when(When::In("type", &[2])),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.chdlc",
    source: "",
    protocols: &[&CHDLC, &SLARP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&CHDLC, &DOT3, when!(proto = 25944)),
    bind(&CHDLC, &IP, when!(proto = 2048)),
    bind(&CHDLC, &IPV6, when!(proto = 34525)),
    bind(&CHDLC, &SLARP, when!(proto = 32821)),
    bind(&CHDLC, &STP, when!(proto = 16962)),
];

static ADDRESS: Names = Names::pairs(&[(15, "unicast"), (143, "multicast")]);
static TYPES: Names = Names::pairs(&[(0, "request"), (1, "reply"), (2, "line keepalive")]);
