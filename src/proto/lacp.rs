//! Link aggregation: LACP and the marker protocol. IEEE 802.1AX.

use super::Proto;
use super::binding::{Binding, bind};
use super::field::{Display, Field, Kind, Length, Preset, octets, u8, u16, u32};
use super::names::Names;
use super::registry::Family;
use super::slow::SLOW;
use crate::when;

pub static LACP: Proto = Proto {
    renamed: &[
        ("actor_port_numer", "actor_port_number"),
        ("partner_port_numer", "partner_port_number"),
        ("colletctor_reserved", "collector_reserved"),
    ],
    ..Proto::new(
        "LACP",
        "LACP",
        &[
            u8("version").default(1),
            u8("actor_type").default(1),
            u8("actor_length").default(20),
            u16("actor_system_priority"),
            system("actor_system"),
            u16("actor_key"),
            u16("actor_port_priority"),
            u16("actor_port_number"),
            u8("actor_state"),
            reserved("actor_reserved", 3),
            u8("partner_type").default(2),
            u8("partner_length").default(20),
            u16("partner_system_priority"),
            system("partner_system"),
            u16("partner_key"),
            u16("partner_port_priority"),
            u16("partner_port_number"),
            u8("partner_state"),
            reserved("partner_reserved", 3),
            u8("collector_type").default(3),
            u8("collector_length").default(16),
            u16("collector_max_delay"),
            reserved("collector_reserved", 12),
            u8("terminator_type"),
            u8("terminator_length"),
            reserved("reserved", 50),
        ],
    )
};

pub static MARKER: Proto = Proto::new(
    "MarkerProtocol",
    "MarkerProtocol",
    &[
        u8("version").default(1),
        u8("marker_type").default(1).names(&MARKERS),
        u8("marker_length").default(16),
        u16("requester_port"),
        system("requester_system"),
        u32("requester_transaction_id"),
        reserved("marker_reserved", 2),
        u8("terminator_type"),
        u8("terminator_length"),
        reserved("reserved", 90).default(0),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.lacp",
    source: "IEEE 802.1AX",
    protocols: &[&LACP, &MARKER],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&SLOW, &LACP, when!(subtype = 1)),
    bind(&SLOW, &MARKER, when!(subtype = 2)),
];

const fn system(name: &'static str) -> Field {
    Field::new(name, Kind::Mac, 48).preset(Preset::None)
}

const fn reserved(name: &'static str, length: u16) -> Field {
    octets(name)
        .display(Display::HexOctets)
        .fixed()
        .length(Length::Octets(length))
}

static MARKERS: Names = Names::pairs(&[(1, "Marker Request"), (2, "Marker Response")]);
