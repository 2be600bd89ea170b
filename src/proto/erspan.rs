//! ERSPAN: mirrored frames over GRE. draft-foschiano-erspan.

use super::binding::{Binding, bind};
use super::ether::ETHER;
use super::field::{bits, u16, u32};
use super::gre::GRE;
use super::names::Names;
use super::registry::Family;
use super::{Dispatch, Proto};
use crate::when;

pub static ERSPAN: Proto = Proto {
    dispatch: Some(|octets| match octets.first().map(|octet| octet >> 4) {
        None | Some(1) => Dispatch::Other(&ERSPAN_II),
        Some(2) => Dispatch::Other(&ERSPAN_III),
        Some(_) => Dispatch::Other(&ERSPAN_I),
    }),
    becomes: Some(("", |_| Some(&ERSPAN_II))),
    ..Proto::new("ERSPAN", "ERSPAN", &[])
};

pub static ERSPAN_I: Proto = Proto {
    parent: Some(&ERSPAN),
    matches_parent: true,
    ..Proto::new("ERSPAN_I", "ERSPAN I", &[])
};

pub static ERSPAN_II: Proto = Proto {
    parent: Some(&ERSPAN),
    matches_parent: true,
    ..Proto::new(
        "ERSPAN_II",
        "ERSPAN II",
        &[
            bits("ver", 4).default(1),
            bits("vlan", 12),
            bits("cos", 3),
            bits("en", 2),
            bits("t", 1),
            bits("session_id", 10),
            bits("reserved", 12),
            bits("index", 20),
        ],
    )
};

pub static ERSPAN_III: Proto = Proto {
    parent: Some(&ERSPAN),
    matches_parent: true,
    ..Proto::new(
        "ERSPAN_III",
        "ERSPAN III",
        &[
            bits("ver", 4).default(2),
            bits("vlan", 12),
            bits("cos", 3),
            bits("bso", 2),
            bits("t", 1),
            bits("session_id", 10),
            u32("timestamp").hex(),
            u16("sgt_other").hex(),
            bits("p", 1),
            bits("ft", 5).names(&FRAME_TYPES),
            bits("hw", 6),
            bits("d", 1),
            bits("gra", 2).names(&GRANULARITIES),
            bits("o", 1),
        ],
    )
};

pub static PLATFORM: Proto = Proto::new(
    "ERSPAN_PlatformSpecific",
    "PlatformSpecific",
    &[bits("platf_id", 6), bits("info1", 26), u32("info2").hex()],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.erspan",
    source: "draft-foschiano-erspan",
    protocols: &[&ERSPAN, &ERSPAN_I, &ERSPAN_II, &ERSPAN_III, &PLATFORM],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ERSPAN_I, &ETHER, &[]),
    bind(&ERSPAN_II, &ETHER, &[]),
    bind(&ERSPAN_III, &ETHER, when!(o = 0)),
    bind(&ERSPAN_III, &PLATFORM, when!(o = 1)),
    bind(&PLATFORM, &ETHER, &[]),
    bind(&GRE, &ERSPAN, when!(proto = 0x88be, seqnum_present = 0)),
    bind(&GRE, &ERSPAN_II, when!(proto = 0x88be, seqnum_present = 1)),
    bind(&GRE, &ERSPAN_III, when!(proto = 0x22eb)),
];

static FRAME_TYPES: Names = Names::pairs(&[(0, "Ethernet"), (2, "IP")]);
static GRANULARITIES: Names = Names::pairs(&[(0, "100us"), (1, "100ns"), (2, "IEEE 1588")]);
