//! MOUNT version 3: handles of the roots of file systems. RFC 1813 appendix I.

use super::binding::Binding;
use super::field::{Field, Length, Preset, When, list, packet, u32};
use super::names::Names;
use super::nfs::FILE_OBJECT;
use super::oncrpc::{RPC, RPC_CALL, opaque, procedures};
use super::registry::Family;
use super::{PayloadLen, Proto};
use crate::when;

pub static PATH: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new("Path", "Path", &opaque("path"))
};

pub static NULL_CALL: Proto = Proto::new("NULL_Call", "MOUNT NULL Call", &[]);

pub static NULL_REPLY: Proto = Proto::new("NULL_Reply", "MOUNT NULL Reply", &[]);

pub static MOUNT_CALL: Proto = Proto::new("MOUNT_Call", "MOUNT Call", &[packet("path", &PATH)]);

pub static MOUNT_REPLY: Proto = Proto::new(
    "MOUNT_Reply",
    "MOUNT Reply",
    &[
        u32("status").names(&MOUNTSTAT3),
        packet("filehandle", &FILE_OBJECT).when(When::In("status", &[0])),
        u32("flavors").when(When::In("status", &[0])),
        list("flavor", &NUMBER)
            .length(Length::Count("flavors"))
            .when(When::In("status", &[0])),
    ],
);

pub static UNMOUNT_CALL: Proto =
    Proto::new("UNMOUNT_Call", "UNMOUNT Call", &[packet("path", &PATH)]);

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

const BINDINGS: &[Binding] = procedures![
    100_005,
    3,
    (NULL_CALL, NULL_REPLY, 0),
    (MOUNT_CALL, MOUNT_REPLY, 1),
    (UNMOUNT_CALL, UNMOUNT_REPLY, 3),
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
static NUMBER: Field = u32("").preset(Preset::None);
