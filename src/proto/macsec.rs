//! MACsec: authenticated and encrypted frames. IEEE 802.1AE-2018 section 9.

use super::Proto;
use super::binding::{Binding, bind};
use super::data::ETHER_TYPES;
use super::ether::{DOT1AD, DOT1Q, ETHER};
use super::field::{Field, Kind, Preset, When, bits, u16, u32};
use super::ip::IP;
use super::ipv6::IPV6;
use super::mka::SCI;
use super::registry::Family;
use crate::when;

pub static MACSEC: Proto = Proto {
    summary: "=macsec",
    renamed: &[
        ("an", "AN"),
        ("pn", "PN"),
        ("sci", "SCI"),
        ("shortlen", "SL"),
    ],
    ..Proto::new(
        "MACsec",
        "802.1AE",
        &[
            bits("Ver", 1),
            bits("ES", 1),
            bits("SC", 1),
            bits("SCB", 1),
            bits("E", 1),
            bits("C", 1),
            bits("AN", 2),
            bits("reserved", 2),
            bits("SL", 6),
            u32("PN").default(1),
            Field::new("SCI", Kind::Packet(&SCI), 0).when(When::Bits("SC", -1)),
            u16("type")
                .hex()
                .names(&ETHER_TYPES)
                .preset(Preset::None)
                .when(When::Set("type")),
        ],
    )
};
pub static FAMILY: Family = Family {
    module: "scapy.contrib.macsec",
    source: "IEEE 802.1AE-2018 section 9",
    protocols: &[&MACSEC],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&DOT1AD, &MACSEC, when!(type = 0x88e5)),
    bind(&DOT1Q, &MACSEC, when!(type = 0x88e5)),
    bind(&ETHER, &MACSEC, when!(type = 0x88e5)),
    bind(&MACSEC, &IP, when!(type = 0x800)),
    bind(&MACSEC, &IPV6, when!(type = 0x86dd)),
];
