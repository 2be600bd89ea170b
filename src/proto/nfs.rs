//! NFS version 3: files over a network. RFC 1813.

use super::binding::Binding;
use super::field::{Element, Field, Kind, Length, Preset, When, list, octets, packet, u32, u64};
use super::names::Names;
use super::oncrpc::{OBJECT_NAME, RPC, RPC_CALL, entry, opaque, procedures};
use super::registry::Family;
use super::{Around, PayloadLen, Proto};
use crate::{joined, when};

pub static FATTR3: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Fattr3",
        "File Attributes",
        &[
            u32("type").names(&FTYPE3),
            u32("mode").remark(octal).class("OIntField"),
            u32("nlink"),
            u32("uid"),
            u32("gid"),
            u64("size"),
            u64("used"),
            list("rdev", &NUMBER)
                .length(Length::CountFn(|_| 2))
                .preset(Preset::Ints(&[0, 0])),
            u64("fsid").hex(),
            u64("fileid").hex(),
            u32("atime_s"),
            u32("atime_ns"),
            u32("mtime_s"),
            u32("mtime_ns"),
            u32("ctime_s"),
            u32("ctime_ns"),
        ],
    )
};

pub static FILE_OBJECT: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new("File_Object", "File Object", &opaque("fh"))
};

pub static WCC_ATTR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "WCC_Attr",
        "File Attributes",
        &[
            u64("size"),
            u32("mtime_s"),
            u32("mtime_ns"),
            u32("ctime_s"),
            u32("ctime_ns"),
        ],
    )
};

pub static FILE_FROM_DIR_PLUS: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "File_From_Dir_Plus",
        "File",
        joined![
            [u64("fileid"), FILE_NAME, u64("cookie")],
            ATTRIBUTES,
            [
                u32("handle_follows"),
                HANDLE.when(When::In("handle_follows", &[1])),
                u32("value_follows")
            ]
        ],
    )
};

pub static FILE_FROM_DIR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "File_From_Dir",
        "File",
        &[
            u64("fileid"),
            FILE_NAME,
            u64("cookie"),
            u32("value_follows"),
        ],
    )
};

pub static SATTR3: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Sattr3",
        "Setattr3",
        &[
            u32("set_mode").names(&ATTRS_ENUM),
            u32("mode")
                .remark(octal)
                .class("OIntField")
                .when(When::In("set_mode", &[1])),
            u32("set_uid").names(&ATTRS_ENUM),
            u32("uid").when(When::In("set_uid", &[1])),
            u32("set_gid").names(&ATTRS_ENUM),
            u32("gid").when(When::In("set_gid", &[1])),
            u32("set_size").names(&ATTRS_ENUM),
            u64("size").when(When::In("set_size", &[1])),
            u32("set_atime").names(&TIMES_ENUM),
            u32("atime_s").when(When::In("set_atime", &[2])),
            u32("atime_ns").when(When::In("set_atime", &[2])),
            u32("set_mtime").names(&TIMES_ENUM),
            u32("mtime_s").when(When::In("set_mtime", &[2])),
            u32("mtime_ns").when(When::In("set_mtime", &[2])),
        ],
    )
};

pub static GETATTR_CALL: Proto = Proto::new("GETATTR_Call", "GETATTR Call", &[HANDLE]);

pub static GETATTR_REPLY: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "GETATTR_Reply",
        "GETATTR Reply",
        &[STATUS, packet("attributes", &FATTR3).when(OK)],
    )
};

pub static LOOKUP_CALL: Proto = Proto::new("LOOKUP_Call", "LOOKUP Call", &[DIRECTORY, FILE_NAME]);

pub static LOOKUP_REPLY: Proto = Proto::new(
    "LOOKUP_Reply",
    "LOOKUP Reply",
    joined![
        [
            STATUS,
            HANDLE.when(OK),
            u32("af_file").when(OK),
            packet("file_attributes", &FATTR3).when(When::Test(|p| {
                p.int("status") == Some(0) && p.int("af_file") == Some(1)
            }))
        ],
        attributes("af_dir", "dir_attributes")
    ],
);

pub static NULL_CALL: Proto = Proto::new("NULL_Call", "NFS NULL Call", &[]);

pub static NULL_REPLY: Proto = Proto::new("NULL_Reply", "NFS NULL Reply", &[]);

pub static FSINFO_CALL: Proto = Proto::new("FSINFO_Call", "FSINFO Call", &[HANDLE]);

pub static FSINFO_REPLY: Proto = Proto::new(
    "FSINFO_Reply",
    "FSINFO Reply",
    joined![
        [STATUS],
        ATTRIBUTES,
        [
            u32("rtmax").when(OK),
            u32("rtpref").when(OK),
            u32("rtmult").when(OK),
            u32("wtmax").when(OK),
            u32("wtpref").when(OK),
            u32("wtmult").when(OK),
            u32("dtpref").when(OK),
            u64("maxfilesize").when(OK),
            u32("timedelta_s").when(OK),
            u32("timedelta_ns").when(OK),
            u32("properties").hex().when(OK)
        ]
    ],
);

pub static PATHCONF_CALL: Proto = Proto::new("PATHCONF_Call", "PATHCONF Call", &[HANDLE]);

pub static PATHCONF_REPLY: Proto = Proto::new(
    "PATHCONF_Reply",
    "PATHCONF Reply",
    joined![
        [STATUS],
        ATTRIBUTES,
        [
            u32("linkmax").when(OK),
            u32("name_max").when(OK),
            u32("no_trunc").names(&NO_TRUNC_NAMES).when(OK),
            u32("chown_restricted").names(&NO_TRUNC_NAMES).when(OK),
            u32("case_insensitive").names(&NO_TRUNC_NAMES).when(OK),
            u32("case_preserving").names(&NO_TRUNC_NAMES).when(OK)
        ]
    ],
);

pub static ACCESS_CALL: Proto = Proto::new(
    "ACCESS_Call",
    "ACCESS Call",
    &[HANDLE, u32("check_access").names(&ACCESS_SPECS).default(1)],
);

pub static ACCESS_REPLY: Proto = Proto::new(
    "ACCESS_Reply",
    "ACCESS Reply",
    joined![[STATUS], ATTRIBUTES, [u32("access_rights").hex().when(OK)]],
);

pub static READDIRPLUS_CALL: Proto = Proto::new(
    "READDIRPLUS_Call",
    "READDIRPLUS Call",
    &[
        HANDLE,
        u64("cookie"),
        u64("verifier"),
        u32("dircount").default(512),
        u32("maxcount").default(4096),
    ],
);

pub static READDIRPLUS_REPLY: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "READDIRPLUS_Reply",
        "READDIRPLUS Reply",
        joined![
            [STATUS],
            ATTRIBUTES,
            [
                u64("verifier").when(OK),
                u32("value_follows").when(OK),
                Field::new(
                    "files",
                    Kind::PacketsBy(Element::After(|reply, last, _, rest| {
                        entry(reply, last, rest, &FILE_FROM_DIR_PLUS)
                    })),
                    0,
                )
                .preset(Preset::EmptyList)
                .when(OK),
                u32("eof").when(OK)
            ]
        ],
    )
};

pub static WRITE_CALL: Proto = Proto::new(
    "WRITE_Call",
    "WRITE Call",
    joined![
        [
            HANDLE,
            u64("offset"),
            u32("count"),
            u32("stable").names(&STABLE_NAMES)
        ],
        opaque("contents")
    ],
);

pub static WRITE_REPLY: Proto = Proto::new(
    "WRITE_Reply",
    "WRITE Reply",
    joined![
        [STATUS],
        CHANGES,
        [
            u32("count").when(OK),
            u32("committed").names(&STABLE_NAMES).when(OK),
            u64("verifier").hex().when(OK)
        ]
    ],
);

pub static COMMIT_CALL: Proto = Proto::new(
    "COMMIT_Call",
    "COMMIT Call",
    &[HANDLE, u64("offset"), u32("count")],
);

pub static COMMIT_REPLY: Proto = Proto::new(
    "COMMIT_Reply",
    "COMMIT Reply",
    joined![[STATUS], CHANGES, [u64("verifier").hex().when(OK)]],
);

pub static SETATTR_CALL: Proto = Proto::new(
    "SETATTR_Call",
    "SETATTR Call",
    &[HANDLE, packet("attributes", &SATTR3), u32("check")],
);

pub static SETATTR_REPLY: Proto = Proto::new("SETATTR_Reply", "SETATTR Reply", CHANGED);

pub static FSSTAT_CALL: Proto = Proto::new("FSSTAT_Call", "FSSTAT Call", &[HANDLE]);

pub static FSSTAT_REPLY: Proto = Proto::new(
    "FSSTAT_Reply",
    "FSSTAT Reply",
    joined![
        [STATUS],
        ATTRIBUTES,
        [
            u64("tbytes").when(OK),
            u64("fbytes").when(OK),
            u64("abytes").when(OK),
            u64("tfiles").when(OK),
            u64("ffiles").when(OK),
            u64("afiles").when(OK),
            u32("invarsec").when(OK)
        ]
    ],
);

pub static CREATE_CALL: Proto = Proto::new(
    "CREATE_Call",
    "CREATE Call",
    &[
        DIRECTORY,
        FILE_NAME,
        u32("create_mode")
            .names(&CREATE_MODE_NAMES)
            .preset(Preset::None),
        packet("attributes", &SATTR3).when(When::NotIn("create_mode", &[2])),
        u64("verifier").hex().when(When::In("create_mode", &[2])),
    ],
);

pub static CREATE_REPLY: Proto = Proto::new("CREATE_Reply", "CREATE Reply", CREATED);

pub static REMOVE_CALL: Proto = Proto::new("REMOVE_Call", "REMOVE Call", &[DIRECTORY, FILE_NAME]);

pub static REMOVE_REPLY: Proto = Proto::new("REMOVE_Reply", "REMOVE Reply", CHANGED);

pub static READDIR_CALL: Proto = Proto::new(
    "READDIR_Call",
    "READDIR Call",
    &[HANDLE, u64("cookie"), u64("verifier").hex(), u32("count")],
);

pub static READDIR_REPLY: Proto = Proto::new(
    "READDIR_Reply",
    "READDIR Reply",
    joined![
        [STATUS],
        ATTRIBUTES,
        [
            u64("verifier").hex().when(OK),
            u32("value_follows").when(OK),
            Field::new(
                "files",
                Kind::PacketsBy(Element::After(|reply, last, _, rest| {
                    entry(reply, last, rest, &FILE_FROM_DIR)
                })),
                0,
            )
            .preset(Preset::EmptyList)
            .when(OK),
            u32("eof").when(OK)
        ]
    ],
);

pub static RENAME_CALL: Proto = Proto::new(
    "RENAME_Call",
    "RENAME Call",
    &[
        packet("dir_from", &FILE_OBJECT),
        packet("name_from", &OBJECT_NAME),
        packet("dir_to", &FILE_OBJECT),
        packet("name_to", &OBJECT_NAME),
    ],
);

pub static RENAME_REPLY: Proto = Proto::new(
    "RENAME_Reply",
    "RENAME Reply",
    joined![
        [STATUS],
        changes(
            "af_before_f",
            "attributes_before_f",
            "af_after_f",
            "attributes_after_f"
        ),
        changes(
            "af_before_t",
            "attributes_before_t",
            "af_after_t",
            "attributes_after_t"
        )
    ],
);

pub static LINK_CALL: Proto = Proto::new(
    "LINK_Call",
    "LINK Call",
    &[
        HANDLE,
        packet("link_dir", &FILE_OBJECT),
        packet("link_name", &OBJECT_NAME),
    ],
);

pub static LINK_REPLY: Proto = Proto::new(
    "LINK_Reply",
    "LINK Reply",
    joined![
        [STATUS],
        attributes("af_file", "file_attributes"),
        changes(
            "af_link_before",
            "link_attributes_before",
            "af_link_after",
            "link_attributes_after"
        )
    ],
);

pub static RMDIR_CALL: Proto = Proto::new("RMDIR_Call", "RMDIR Call", &[DIRECTORY, FILE_NAME]);

pub static RMDIR_REPLY: Proto = Proto::new("RMDIR_Reply", "RMDIR Reply", CHANGED);

pub static READLINK_CALL: Proto = Proto::new("READLINK_Call", "READLINK Call", &[HANDLE]);

pub static READLINK_REPLY: Proto = Proto::new(
    "READLINK_Reply",
    "READLINK Reply",
    joined![[STATUS], ATTRIBUTES, [FILE_NAME.when(OK)]],
);

pub static READ_CALL: Proto = Proto::new(
    "READ_Call",
    "READ Call",
    &[HANDLE, u64("offset"), u32("count")],
);

pub static READ_REPLY: Proto = Proto::new(
    "READ_Reply",
    "READ Reply",
    joined![
        [STATUS],
        ATTRIBUTES,
        [
            u32("count").when(OK),
            u32("eof").when(OK),
            u32("data_length").when(OK),
            octets("data")
                .length(Length::From("data_length", 0))
                .when(OK),
            octets("fill")
                .length(Length::FromFn(|p| {
                    (4 - p.int("data_length").unwrap_or(0)).rem_euclid(4)
                }))
                .when(OK)
        ]
    ],
);

pub static MKDIR_CALL: Proto = Proto::new(
    "MKDIR_Call",
    "MKDIR Call",
    &[
        DIRECTORY,
        packet("dir_name", &OBJECT_NAME),
        packet("attributes", &SATTR3),
    ],
);

pub static MKDIR_REPLY: Proto = Proto::new("MKDIR_Reply", "MKDIR Reply", CREATED);

pub static SYMLINK_CALL: Proto = Proto::new(
    "SYMLINK_Call",
    "SYMLINK Call",
    &[
        DIRECTORY,
        packet("dir_name", &OBJECT_NAME),
        packet("attributes", &SATTR3),
        packet("link_name", &OBJECT_NAME),
    ],
);

pub static SYMLINK_REPLY: Proto = Proto::new("SYMLINK_Reply", "SYMLINK Reply", CREATED);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.nfs",
    source: "RFC 1813",
    protocols: &[
        &FATTR3,
        &FILE_OBJECT,
        &WCC_ATTR,
        &FILE_FROM_DIR_PLUS,
        &FILE_FROM_DIR,
        &SATTR3,
        &GETATTR_CALL,
        &GETATTR_REPLY,
        &LOOKUP_CALL,
        &LOOKUP_REPLY,
        &NULL_CALL,
        &NULL_REPLY,
        &FSINFO_CALL,
        &FSINFO_REPLY,
        &PATHCONF_CALL,
        &PATHCONF_REPLY,
        &ACCESS_CALL,
        &ACCESS_REPLY,
        &READDIRPLUS_CALL,
        &READDIRPLUS_REPLY,
        &WRITE_CALL,
        &WRITE_REPLY,
        &COMMIT_CALL,
        &COMMIT_REPLY,
        &SETATTR_CALL,
        &SETATTR_REPLY,
        &FSSTAT_CALL,
        &FSSTAT_REPLY,
        &CREATE_CALL,
        &CREATE_REPLY,
        &REMOVE_CALL,
        &REMOVE_REPLY,
        &READDIR_CALL,
        &READDIR_REPLY,
        &RENAME_CALL,
        &RENAME_REPLY,
        &LINK_CALL,
        &LINK_REPLY,
        &RMDIR_CALL,
        &RMDIR_REPLY,
        &READLINK_CALL,
        &READLINK_REPLY,
        &READ_CALL,
        &READ_REPLY,
        &MKDIR_CALL,
        &MKDIR_REPLY,
        &SYMLINK_CALL,
        &SYMLINK_REPLY,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = procedures![
    100_003,
    3,
    (GETATTR_CALL, GETATTR_REPLY, 1),
    (LOOKUP_CALL, LOOKUP_REPLY, 3),
    (NULL_CALL, NULL_REPLY, 0),
    (FSINFO_CALL, FSINFO_REPLY, 19),
    (PATHCONF_CALL, PATHCONF_REPLY, 20),
    (ACCESS_CALL, ACCESS_REPLY, 4),
    (READDIRPLUS_CALL, READDIRPLUS_REPLY, 17),
    (WRITE_CALL, WRITE_REPLY, 7),
    (COMMIT_CALL, COMMIT_REPLY, 21),
    (SETATTR_CALL, SETATTR_REPLY, 2),
    (FSSTAT_CALL, FSSTAT_REPLY, 18),
    (CREATE_CALL, CREATE_REPLY, 8),
    (REMOVE_CALL, REMOVE_REPLY, 12),
    (READDIR_CALL, READDIR_REPLY, 16),
    (RENAME_CALL, RENAME_REPLY, 14),
    (LINK_CALL, LINK_REPLY, 15),
    (RMDIR_CALL, RMDIR_REPLY, 13),
    (READLINK_CALL, READLINK_REPLY, 5),
    (READ_CALL, READ_REPLY, 6),
    (MKDIR_CALL, MKDIR_REPLY, 9),
    (SYMLINK_CALL, SYMLINK_REPLY, 10),
];

const OK: When = When::In("status", &[0]);
const STATUS: Field = u32("status").names(&NFSSTAT3);
const HANDLE: Field = packet("filehandle", &FILE_OBJECT);
const DIRECTORY: Field = packet("dir", &FILE_OBJECT);
const FILE_NAME: Field = packet("filename", &OBJECT_NAME);

/// The attributes of a file, if they follow (`post_op_attr`). RFC 1813 section 2.6.
const fn attributes(follow: &'static str, name: &'static str) -> [Field; 2] {
    [
        u32(follow),
        packet(name, &FATTR3).when(When::In(follow, &[1])),
    ]
}
const ATTRIBUTES: [Field; 2] = attributes("attributes_follow", "attributes");

/// What a call changed: some attributes before it, all after it (`wcc_data`). RFC 1813 section 2.6.
const fn changes(
    before_follows: &'static str,
    before: &'static str,
    after_follows: &'static str,
    after: &'static str,
) -> [Field; 4] {
    let [after_follows, after] = attributes(after_follows, after);
    [
        u32(before_follows),
        packet(before, &WCC_ATTR).when(When::In(before_follows, &[1])),
        after_follows,
        after,
    ]
}
const CHANGES: [Field; 4] = changes(
    "af_before",
    "attributes_before",
    "af_after",
    "attributes_after",
);
const CHANGED: &[Field] = joined![[STATUS], CHANGES];

/// The reply to what makes a file: its handle and attributes, and what changed in the directory.
const CREATED: &[Field] = joined![
    [
        STATUS,
        u32("handle_follows").when(OK),
        HANDLE.when(When::Test(|p| is_ok_and(p, "handle_follows"))),
        u32("attributes_follow").when(OK),
        packet("attributes", &FATTR3).when(When::Test(|p| is_ok_and(p, "attributes_follow"))),
    ],
    changes(
        "af_before",
        "dir_attributes_before",
        "af_after",
        "dir_attributes_after"
    ),
];

fn is_ok_and(reply: &dyn Around, follows: &str) -> bool {
    reply.int("status") == Some(0) && reply.int(follows) == Some(1)
}

/// `0o755`
fn octal(_: &dyn Around, text: &str) -> String {
    text.parse::<u64>()
        .map_or_else(|_| text.to_string(), |mode| format!("0o{mode:o}"))
}

static FTYPE3: Names = Names::pairs(&[
    (1, "NF3REG"),
    (2, "NF3DIR"),
    (3, "NF3BLK"),
    (4, "NF3CHR"),
    (5, "NF3LNK"),
    (6, "NF3SOCK"),
    (7, "NF3FIFO"),
]);
static ATTRS_ENUM: Names = Names::pairs(&[(0, "DONT SET"), (1, "SET")]);
static TIMES_ENUM: Names =
    Names::pairs(&[(0, "DONT CHANGE"), (1, "SERVER TIME"), (2, "CLIENT TIME")]);
static NFSSTAT3: Names = Names::pairs(&[
    (0, "NFS3_OK"),
    (1, "NFS3ERR_PERM"),
    (2, "NFS3ERR_NOENT"),
    (5, "NFS3ERR_IO"),
    (6, "NFS3ERR_NXIO"),
    (13, "NFS3ERR_ACCES"),
    (17, "NFS3ERR_EXIST"),
    (18, "NFS3ERR_XDEV"),
    (19, "NFS3ERR_NODEV"),
    (20, "NFS3ERR_NOTDIR"),
    (21, "NFS3ERR_ISDIR"),
    (22, "NFS3ERR_INVAL"),
    (27, "NFS3ERR_FBIG"),
    (28, "NFS3ERR_NOSPC"),
    (30, "NFS3ERR_ROFS"),
    (31, "NFS3ERR_MLINK"),
    (63, "NFS3ERR_NAMETOOLONG"),
    (66, "NFS3ERR_NOTEMPTY"),
    (69, "NFS3ERR_DQUOT"),
    (70, "NFS3ERR_STALE"),
    (71, "NFS3ERR_REMOTE"),
    (10_001, "NFS3ERR_BADHANDLE"),
    (10_002, "NFS3ERR_NOT_SYNC"),
    (10_003, "NFS3ERR_BAD_COOKIE"),
    (10_004, "NFS3ERR_NOTSUPP"),
    (10_005, "NFS3ERR_TOOSMALL"),
    (10_006, "NFS3ERR_SERVERFAULT"),
    (10_007, "NFS3ERR_BADTYPE"),
    (10_008, "NFS3ERR_JUKEBOX"),
]);
static NO_TRUNC_NAMES: Names = Names::pairs(&[(0, "NO"), (1, "YES")]);
static ACCESS_SPECS: Names = Names::pairs(&[
    (1, "READ"),
    (2, "LOOKUP"),
    (4, "MODIFY"),
    (8, "EXTEND"),
    (16, "DELETE"),
    (32, "EXECUTE"),
]);
static STABLE_NAMES: Names = Names::pairs(&[(0, "UNSTABLE"), (1, "STABLE")]);
static CREATE_MODE_NAMES: Names =
    Names::pairs(&[(0, "UNCHECKED"), (1, "GUARDED"), (2, "EXCLUSIVE")]);
static NUMBER: Field = u32("").preset(Preset::None);
