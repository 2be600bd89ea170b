//! NLM version 4: locks of files. RFC 1813 appendix II.

use super::binding::{Binding, bind};
use super::field::{Field, Kind, Length, Preset, octets, u32, u64};
use super::names::Names;
use super::nfs::FILE_OBJECT;
use super::oncrpc::{OBJECT_NAME, RPC, RPC_CALL};
use super::registry::Family;
use super::{PayloadLen, Proto};
use crate::when;

pub static NLM4_COOKIE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "NLM4_Cookie",
        "Cookie",
        &[
            u32("length"),
            octets("contents").length(Length::From("length", 0)),
            octets("fill").length(Length::FromFn(|p| {
                (4 - p.int("length").unwrap_or(0)).rem_euclid(4)
            })),
        ],
    )
};

pub static SHARE_CALL: Proto = Proto::new(
    "SHARE_Call",
    "SHARE Call",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        Field::new("caller", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("owner", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        u32("mode"),
        u32("access"),
        u32("reclaim").names(&RECLAIM_NAMES),
    ],
);

pub static SHARE_REPLY: Proto = Proto::new(
    "SHARE_Reply",
    "SHARE Reply",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("status").names(&NLM4_STATS),
        u32("sequence"),
    ],
);

pub static UNSHARE_CALL: Proto = Proto::new(
    "UNSHARE_Call",
    "UNSHARE Reply",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        Field::new("caller", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("owner", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        u32("mode"),
        u32("access"),
        u32("reclaim").names(&RECLAIM_NAMES),
    ],
);

pub static UNSHARE_REPLY: Proto = Proto::new(
    "UNSHARE_Reply",
    "UNSHARE Reply",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("status").names(&NLM4_STATS),
        u32("sequence"),
    ],
);

pub static LOCK_CALL: Proto = Proto::new(
    "LOCK_Call",
    "LOCK Call",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("block").names(&RECLAIM_NAMES),
        u32("exclusive").names(&RECLAIM_NAMES),
        Field::new("caller", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("owner", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        u32("svid"),
        u64("l_offset"),
        u64("l_len"),
        u32("reclaim"),
        u32("state"),
    ],
);

pub static LOCK_REPLY: Proto = Proto::new(
    "LOCK_Reply",
    "LOCK Reply",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("status").names(&NLM4_STATS),
    ],
);

pub static UNLOCK_CALL: Proto = Proto::new(
    "UNLOCK_Call",
    "UNLOCK Call",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        Field::new("caller", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("owner", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        u32("svid"),
        u64("l_offset"),
        u64("l_len"),
    ],
);

pub static UNLOCK_REPLY: Proto = Proto::new(
    "UNLOCK_Reply",
    "UNLOCK Reply",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("status").names(&NLM4_STATS),
    ],
);

pub static GRANTED_MSG_CALL: Proto = Proto::new(
    "GRANTED_MSG_Call",
    "GRANTED_MSG Call",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("exclusive").names(&RECLAIM_NAMES),
        Field::new("caller", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("owner", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        u32("svid"),
        u64("l_offset"),
        u64("l_len"),
    ],
);

pub static GRANTED_MSG_REPLY: Proto = Proto::new("GRANTED_MSG_Reply", "GRANTED_MSG Reply", &[]);

pub static GRANTED_RES_CALL: Proto = Proto::new(
    "GRANTED_RES_Call",
    "GRANTED_RES Call",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("status").names(&NLM4_STATS),
    ],
);

pub static GRANTED_RES_REPLY: Proto = Proto::new("GRANTED_RES_Reply", "GRANTED_RES Reply", &[]);

pub static CANCEL_CALL: Proto = Proto::new(
    "CANCEL_Call",
    "CANCEL Call",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("block").names(&RECLAIM_NAMES),
        u32("exclusive").names(&RECLAIM_NAMES),
        Field::new("caller", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("owner", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        u32("svid"),
        u64("l_offset"),
        u64("l_len"),
    ],
);

pub static CANCEL_REPLY: Proto = Proto::new(
    "CANCEL_Reply",
    "CANCEL Reply",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("status").names(&NLM4_STATS),
    ],
);

pub static TEST_CALL: Proto = Proto::new(
    "TEST_Call",
    "TEST Call",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("exclusive").names(&RECLAIM_NAMES),
        Field::new("caller", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("owner", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
        u32("svid"),
        u64("l_offset"),
        u64("l_len"),
    ],
);

pub static TEST_REPLY: Proto = Proto::new(
    "TEST_Reply",
    "TEST Reply",
    &[
        Field::new("cookie", Kind::Packet(&NLM4_COOKIE), 0).preset(Preset::PacketOf(&NLM4_COOKIE)),
        u32("status").names(&NLM4_STATS),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.nlm",
    source: "RFC 1813 appendix II",
    protocols: &[
        &NLM4_COOKIE,
        &SHARE_CALL,
        &SHARE_REPLY,
        &UNSHARE_CALL,
        &UNSHARE_REPLY,
        &LOCK_CALL,
        &LOCK_REPLY,
        &UNLOCK_CALL,
        &UNLOCK_REPLY,
        &GRANTED_MSG_CALL,
        &GRANTED_MSG_REPLY,
        &GRANTED_RES_CALL,
        &GRANTED_RES_REPLY,
        &CANCEL_CALL,
        &CANCEL_REPLY,
        &TEST_CALL,
        &TEST_REPLY,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&RPC, &SHARE_CALL, when!(mtype = 0)),
    bind(&RPC, &SHARE_REPLY, when!(mtype = 1)),
    bind(&RPC, &UNSHARE_CALL, when!(mtype = 0)),
    bind(&RPC, &UNSHARE_REPLY, when!(mtype = 1)),
    bind(&RPC, &LOCK_CALL, when!(mtype = 0)),
    bind(&RPC, &LOCK_REPLY, when!(mtype = 1)),
    bind(&RPC, &UNLOCK_CALL, when!(mtype = 0)),
    bind(&RPC, &UNLOCK_REPLY, when!(mtype = 1)),
    bind(&RPC, &GRANTED_MSG_CALL, when!(mtype = 0)),
    bind(&RPC, &GRANTED_MSG_REPLY, when!(mtype = 1)),
    bind(&RPC, &GRANTED_RES_CALL, when!(mtype = 0)),
    bind(&RPC, &GRANTED_RES_REPLY, when!(mtype = 1)),
    bind(&RPC, &CANCEL_CALL, when!(mtype = 0)),
    bind(&RPC, &CANCEL_REPLY, when!(mtype = 1)),
    bind(&RPC, &TEST_CALL, when!(mtype = 0)),
    bind(&RPC, &TEST_REPLY, when!(mtype = 1)),
    bind(
        &RPC_CALL,
        &SHARE_CALL,
        when!(program = 100_021, pversion = 4, procedure = 20),
    ),
    bind(
        &RPC_CALL,
        &UNSHARE_CALL,
        when!(program = 100_021, pversion = 4, procedure = 21),
    ),
    bind(
        &RPC_CALL,
        &LOCK_CALL,
        when!(program = 100_021, pversion = 4, procedure = 2),
    ),
    bind(
        &RPC_CALL,
        &UNLOCK_CALL,
        when!(program = 100_021, pversion = 4, procedure = 4),
    ),
    bind(
        &RPC_CALL,
        &GRANTED_MSG_CALL,
        when!(program = 100_021, pversion = 4, procedure = 10),
    ),
    bind(
        &RPC_CALL,
        &GRANTED_RES_CALL,
        when!(program = 100_021, pversion = 4, procedure = 15),
    ),
    bind(
        &RPC_CALL,
        &CANCEL_CALL,
        when!(program = 100_021, pversion = 4, procedure = 3),
    ),
    bind(
        &RPC_CALL,
        &TEST_CALL,
        when!(program = 100_021, pversion = 4, procedure = 1),
    ),
];

static RECLAIM_NAMES: Names = Names::pairs(&[(0, "NO"), (1, "YES")]);
static NLM4_STATS: Names = Names::pairs(&[
    (0, "NLM4_GRANTED"),
    (1, "NLM4_DENIED"),
    (2, "NLM4_DENIED_NOLOCKS"),
    (3, "NLM4_BLOCKED"),
    (4, "NLM4_DENIED_GRACE_PERIOD"),
    (5, "NLM4_DEADLCK"),
    (6, "NLM4_ROFS"),
    (7, "NLM4_STALE_FH"),
    (8, "NLM4_FBIG"),
    (9, "NLM4_FAILED"),
]);
