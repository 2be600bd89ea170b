//! VXLAN: layer two over UDP. RFC 7348; draft-ietf-nvo3-vxlan-gpe, draft-smith-vxlan-group-policy.

use super::binding::{Binding, bind, bind_down, bind_up};
use super::ether::ETHER;
use super::field::{When, bits, u8, u16, u24};
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Proto};
use crate::when;

pub static VXLAN: Proto = Proto {
    summary: "=vxlan",
    ..Proto::new(
        "VXLAN",
        "VXLAN",
        &[
            bits("flags", 8).default(8).flags(&FLAGS),
            u16("reserved0").when(TYPED),
            u8("NextProtocol").names(&NEXT).when(TYPED),
            u24("reserved1").when(When::Test(|vxlan| !has(vxlan, GROUP | NEXT_PROTOCOL))),
            bits("gpflags", 8).flags(&GROUP_FLAGS).when(GROUPED),
            u16("gpid").when(GROUPED),
            u24("vni").hex(),
            u8("reserved2").hex(),
        ],
    )
    .section("RFC 7348 section 5")
    .about(&[("vni", "the number of the virtual network")])
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.vxlan",
    source: "RFC 7348, draft-ietf-nvo3-vxlan-gpe, draft-smith-vxlan-group-policy",
    protocols: &[&VXLAN],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    // RFC 7348, VXLAN-GPE, NSH, Linux, Cisco ACI.
    bind_up(&UDP, &VXLAN, when!(dport = 4789)),
    bind_up(&UDP, &VXLAN, when!(dport = 4790)),
    bind_up(&UDP, &VXLAN, when!(dport = 6633)),
    bind_up(&UDP, &VXLAN, when!(dport = 8472)),
    bind_up(&UDP, &VXLAN, when!(dport = 48879)),
    bind_up(&UDP, &VXLAN, when!(sport = 4789)),
    bind_up(&UDP, &VXLAN, when!(sport = 4790)),
    bind_up(&UDP, &VXLAN, when!(sport = 6633)),
    bind_up(&UDP, &VXLAN, when!(sport = 8472)),
    bind(&UDP, &VXLAN, when!(sport = 4789, dport = 4789)),
    bind_up(&VXLAN, &ETHER, when!(NextProtocol = 0)),
    bind_up(&VXLAN, &IP, when!(NextProtocol = 1)),
    bind_up(&VXLAN, &IPV6, when!(NextProtocol = 2)),
    bind_up(&VXLAN, &ETHER, when!(NextProtocol = 3)),
    bind_down(&VXLAN, &IP, when!(flags = 12, NextProtocol = 1)),
    bind_down(&VXLAN, &IPV6, when!(flags = 12, NextProtocol = 2)),
    bind_down(&VXLAN, &ETHER, when!(flags = 12, NextProtocol = 3)),
];

const NEXT_PROTOCOL: i64 = 0x04;
const GROUP: i64 = 0x80;

const TYPED: When = When::Test(|vxlan| has(vxlan, NEXT_PROTOCOL));
const GROUPED: When = When::Test(|vxlan| has(vxlan, GROUP));

/// Whether one of the flags is set.
fn has(vxlan: &dyn Around, flags: i64) -> bool {
    vxlan.int("flags").is_some_and(|set| set & flags != 0)
}

static FLAGS: FlagNames =
    FlagNames::Words(&["OAM", "R", "NextProtocol", "Instance", "V1", "V2", "R", "G"]);
static GROUP_FLAGS: FlagNames = FlagNames::Words(&["R", "R", "R", "A", "R", "R", "D", "R"]);
static NEXT: Names = Names::pairs(&[
    (0, "NotDefined"),
    (1, "IPv4"),
    (2, "IPv6"),
    (3, "Ethernet"),
    (4, "NSH"),
]);
