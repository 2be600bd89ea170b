//! NLM version 4: locks of files. RFC 1813 appendix II.

use super::binding::Binding;
use super::field::{Field, packet, u32, u64};
use super::names::Names;
use super::nfs::FILE_OBJECT;
use super::oncrpc::{OBJECT_NAME, RPC, RPC_CALL, opaque, procedures};
use super::registry::Family;
use super::{PayloadLen, Proto};
use crate::{joined, when};

pub static NLM4_COOKIE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new("NLM4_Cookie", "Cookie", &opaque("contents"))
};

pub static SHARE_CALL: Proto = Proto::new("SHARE_Call", "SHARE Call", SHARE);

pub static SHARE_REPLY: Proto = Proto::new(
    "SHARE_Reply",
    "SHARE Reply",
    &[COOKIE, STATUS, u32("sequence")],
);

pub static UNSHARE_CALL: Proto = Proto::new("UNSHARE_Call", "UNSHARE Reply", SHARE);

pub static UNSHARE_REPLY: Proto = Proto::new(
    "UNSHARE_Reply",
    "UNSHARE Reply",
    &[COOKIE, STATUS, u32("sequence")],
);

pub static LOCK_CALL: Proto = Proto::new(
    "LOCK_Call",
    "LOCK Call",
    joined![
        [
            COOKIE,
            u32("block").names(&TRUTH),
            u32("exclusive").names(&TRUTH)
        ],
        OWNER,
        RANGE,
        [u32("reclaim"), u32("state")]
    ],
);

pub static LOCK_REPLY: Proto = Proto::new("LOCK_Reply", "LOCK Reply", &[COOKIE, STATUS]);

pub static UNLOCK_CALL: Proto = Proto::new(
    "UNLOCK_Call",
    "UNLOCK Call",
    joined![[COOKIE], OWNER, RANGE],
);

pub static UNLOCK_REPLY: Proto = Proto::new("UNLOCK_Reply", "UNLOCK Reply", &[COOKIE, STATUS]);

pub static GRANTED_MSG_CALL: Proto = Proto::new(
    "GRANTED_MSG_Call",
    "GRANTED_MSG Call",
    joined![[COOKIE, u32("exclusive").names(&TRUTH)], OWNER, RANGE],
);

pub static GRANTED_MSG_REPLY: Proto = Proto::new("GRANTED_MSG_Reply", "GRANTED_MSG Reply", &[]);

pub static GRANTED_RES_CALL: Proto =
    Proto::new("GRANTED_RES_Call", "GRANTED_RES Call", &[COOKIE, STATUS]);

pub static GRANTED_RES_REPLY: Proto = Proto::new("GRANTED_RES_Reply", "GRANTED_RES Reply", &[]);

pub static CANCEL_CALL: Proto = Proto::new(
    "CANCEL_Call",
    "CANCEL Call",
    joined![
        [
            COOKIE,
            u32("block").names(&TRUTH),
            u32("exclusive").names(&TRUTH)
        ],
        OWNER,
        RANGE
    ],
);

pub static CANCEL_REPLY: Proto = Proto::new("CANCEL_Reply", "CANCEL Reply", &[COOKIE, STATUS]);

pub static TEST_CALL: Proto = Proto::new(
    "TEST_Call",
    "TEST Call",
    joined![[COOKIE, u32("exclusive").names(&TRUTH)], OWNER, RANGE],
);

pub static TEST_REPLY: Proto = Proto::new("TEST_Reply", "TEST Reply", &[COOKIE, STATUS]);

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

const BINDINGS: &[Binding] = procedures![
    100_021,
    4,
    (SHARE_CALL, SHARE_REPLY, 20),
    (UNSHARE_CALL, UNSHARE_REPLY, 21),
    (LOCK_CALL, LOCK_REPLY, 2),
    (UNLOCK_CALL, UNLOCK_REPLY, 4),
    (GRANTED_MSG_CALL, GRANTED_MSG_REPLY, 10),
    (GRANTED_RES_CALL, GRANTED_RES_REPLY, 15),
    (CANCEL_CALL, CANCEL_REPLY, 3),
    (TEST_CALL, TEST_REPLY, 1),
];

const COOKIE: Field = packet("cookie", &NLM4_COOKIE);
const STATUS: Field = u32("status").names(&NLM4_STATS);

/// Who has the lock of a file.
const OWNER: [Field; 3] = [
    packet("caller", &OBJECT_NAME),
    packet("filehandle", &FILE_OBJECT),
    packet("owner", &OBJECT_NAME),
];

/// The process, and what of the file it locks.
const RANGE: [Field; 3] = [u32("svid"), u64("l_offset"), u64("l_len")];

const SHARE: &[Field] = joined![
    [COOKIE],
    OWNER,
    [u32("mode"), u32("access"), u32("reclaim").names(&TRUTH)],
];

static TRUTH: Names = Names::pairs(&[(0, "NO"), (1, "YES")]);
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
