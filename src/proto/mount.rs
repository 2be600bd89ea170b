//! MOUNT version 3: handles of the roots of file systems. RFC 1813 appendix I.

use super::binding::{Binding, bind};
use super::field::{Field, Kind, Length, Preset, When, list, octets, u32};
use super::names::Names;
use super::nfs::FILE_OBJECT;
use super::oncrpc::{RPC, RPC_CALL};
use super::registry::Family;
use super::{PayloadLen, Proto};
use crate::when;

pub static PATH: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Path",
        "Path",
        &[
            u32("length"),
            octets("path").length(Length::From("length", 0)),
            octets("fill").length(Length::FromFn(|p| {
                (4 - p.int("length").unwrap_or(0)).rem_euclid(4)
            })),
        ],
    )
};

pub static NULL_CALL: Proto = Proto::new("NULL_Call", "MOUNT NULL Call", &[]);

pub static NULL_REPLY: Proto = Proto::new("NULL_Reply", "MOUNT NULL Reply", &[]);

pub static MOUNT_CALL: Proto = Proto::new(
    "MOUNT_Call",
    "MOUNT Call",
    &[Field::new("path", Kind::Packet(&PATH), 0).preset(Preset::PacketOf(&PATH))],
);

pub static MOUNT_REPLY: Proto = Proto::new(
    "MOUNT_Reply",
    "MOUNT Reply",
    &[
        u32("status").names(&MOUNTSTAT3),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT))
            .when(When::In("status", &[0])),
        u32("flavors").when(When::In("status", &[0])),
        list("flavor", &ELEMENT_1)
            .length(Length::Count("flavors"))
            .when(When::In("status", &[0])),
    ],
);

pub static UNMOUNT_CALL: Proto = Proto::new(
    "UNMOUNT_Call",
    "UNMOUNT Call",
    &[Field::new("path", Kind::Packet(&PATH), 0).preset(Preset::PacketOf(&PATH))],
);

pub static UNMOUNT_REPLY: Proto = Proto::new("UNMOUNT_Reply", "UNMOUNT Reply", &[]);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.mount",
    source: "RFC 1813 appendix I",
    protocols: &[
        &PATH,
        &NULL_CALL,
        &NULL_REPLY,
        &MOUNT_CALL,
        &MOUNT_REPLY,
        &UNMOUNT_CALL,
        &UNMOUNT_REPLY,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&RPC, &NULL_CALL, when!(mtype = 0)),
    bind(&RPC, &NULL_REPLY, when!(mtype = 1)),
    bind(&RPC, &MOUNT_CALL, when!(mtype = 0)),
    bind(&RPC, &MOUNT_REPLY, when!(mtype = 1)),
    bind(&RPC, &UNMOUNT_CALL, when!(mtype = 0)),
    bind(&RPC, &UNMOUNT_REPLY, when!(mtype = 1)),
    bind(
        &RPC_CALL,
        &NULL_CALL,
        when!(program = 100_005, procedure = 0, pversion = 3),
    ),
    bind(
        &RPC_CALL,
        &MOUNT_CALL,
        when!(program = 100_005, procedure = 1, pversion = 3),
    ),
    bind(
        &RPC_CALL,
        &UNMOUNT_CALL,
        when!(program = 100_005, procedure = 3, pversion = 3),
    ),
];

static MOUNTSTAT3: Names = Names::pairs(&[
    (0, "MNT3_OK"),
    (1, "MNT3ERR_PERM"),
    (2, "MNT3ERR_NOENT"),
    (5, "MNT3ERR_IO"),
    (13, "MNT3ERR_ACCES"),
    (20, "MNT3ERR_NOTDIR"),
    (22, "MNT3ERR_INVAL"),
    (63, "MNT3ERR_NAMETOOLONG"),
    (10_004, "MNT3ERR_NOTSUPP"),
    (10_006, "MNT3ERR_SERVERFAULT"),
]);
static ELEMENT_1: Field = u32("").preset(Preset::None);
