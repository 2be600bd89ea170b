//! Portmap: the ports of programs. RFC 1833.

use super::binding::Binding;
use super::field::{Element, Field, Kind, Preset, u32};
use super::oncrpc::{RPC, RPC_CALL, entry, procedures};
use super::registry::Family;
use super::{PayloadLen, Proto};
use crate::when;

pub static GETPORT_CALL: Proto = Proto::new(
    "GETPORT_Call",
    "GETPORT Call",
    &[u32("prog"), u32("vers"), u32("prot"), u32("port")],
);

pub static GETPORT_REPLY: Proto = Proto::new("GETPORT_Reply", "GETPORT Reply", &[u32("port")]);

pub static NULL_CALL: Proto = Proto::new("NULL_Call", "PORTMAP NULL Call", &[]);

pub static NULL_REPLY: Proto = Proto::new("NULL_Reply", "PORTMAP NULL Reply", &[]);

pub static MAP_ENTRY: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Map_Entry",
        "PORTMAP Map Entry",
        &[
            u32("prog"),
            u32("vers"),
            u32("prot"),
            u32("port"),
            u32("value_follows"),
        ],
    )
};

pub static DUMP_CALL: Proto = Proto::new("DUMP_Call", "PORTMAP DUMP Call", &[]);

pub static DUMP_REPLY: Proto = Proto::new(
    "DUMP_Reply",
    "PORTMAP DUMP Reply",
    &[
        u32("value_follows"),
        Field::new(
            "mappings",
            Kind::PacketsBy(Element::After(|reply, last, _, rest| {
                entry(reply, last, rest, &MAP_ENTRY)
            })),
            0,
        )
        .preset(Preset::EmptyList),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.portmap",
    source: "RFC 1833",
    protocols: &[
        &GETPORT_CALL,
        &GETPORT_REPLY,
        &NULL_CALL,
        &NULL_REPLY,
        &MAP_ENTRY,
        &DUMP_CALL,
        &DUMP_REPLY,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = procedures![
    100_000,
    2,
    (GETPORT_CALL, GETPORT_REPLY, 3),
    (NULL_CALL, NULL_REPLY, 0),
    (DUMP_CALL, DUMP_REPLY, 4),
];
