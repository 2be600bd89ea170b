//! NFS version 3: files over a network. RFC 1813.

use super::binding::{Binding, bind};
use super::field::{Element, Field, Kind, Length, Preset, When, list, octets, u32, u64};
use super::names::Names;
use super::oncrpc::{OBJECT_NAME, RPC, RPC_CALL};
use super::registry::Family;
use super::{Around, PayloadLen, Proto};
use crate::when;

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
            list("rdev", &ELEMENT_1)
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
    ..Proto::new(
        "File_Object",
        "File Object",
        &[
            u32("length"),
            octets("fh").length(Length::From("length", 0)),
            octets("fill").length(Length::FromFn(|p| {
                (4 - p.int("length").unwrap_or(0)).rem_euclid(4)
            })),
        ],
    )
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
        &[
            u64("fileid"),
            Field::new("filename", Kind::Packet(&OBJECT_NAME), 0)
                .preset(Preset::PacketOf(&OBJECT_NAME)),
            u64("cookie"),
            u32("attributes_follow"),
            Field::new("attributes", Kind::Packet(&FATTR3), 0)
                .preset(Preset::PacketOf(&FATTR3))
                .when(When::In("attributes_follow", &[1])),
            u32("handle_follows"),
            Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
                .preset(Preset::PacketOf(&FILE_OBJECT))
                .when(When::In("handle_follows", &[1])),
            u32("value_follows"),
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
            Field::new("filename", Kind::Packet(&OBJECT_NAME), 0)
                .preset(Preset::PacketOf(&OBJECT_NAME)),
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

pub static GETATTR_CALL: Proto = Proto::new(
    "GETATTR_Call",
    "GETATTR Call",
    &[Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
        .preset(Preset::PacketOf(&FILE_OBJECT))],
);

pub static GETATTR_REPLY: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "GETATTR_Reply",
        "GETATTR Reply",
        &[
            u32("status").names(&NFSSTAT3),
            Field::new("attributes", Kind::Packet(&FATTR3), 0)
                .preset(Preset::PacketOf(&FATTR3))
                .when(When::In("status", &[0])),
        ],
    )
};

pub static LOOKUP_CALL: Proto = Proto::new(
    "LOOKUP_Call",
    "LOOKUP Call",
    &[
        Field::new("dir", Kind::Packet(&FILE_OBJECT), 0).preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("filename", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME)),
    ],
);

pub static LOOKUP_REPLY: Proto = Proto::new(
    "LOOKUP_Reply",
    "LOOKUP Reply",
    &[
        u32("status").names(&NFSSTAT3),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT))
            .when(When::In("status", &[0])),
        u32("af_file").when(When::In("status", &[0])),
        Field::new("file_attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::Test(|p| {
                p.int("status") == Some(0) && p.int("af_file") == Some(1)
            })),
        u32("af_dir"),
        Field::new("dir_attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_dir", &[1])),
    ],
);

pub static NULL_CALL: Proto = Proto::new("NULL_Call", "NFS NULL Call", &[]);

pub static NULL_REPLY: Proto = Proto::new("NULL_Reply", "NFS NULL Reply", &[]);

pub static FSINFO_CALL: Proto = Proto::new(
    "FSINFO_Call",
    "FSINFO Call",
    &[Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
        .preset(Preset::PacketOf(&FILE_OBJECT))],
);

pub static FSINFO_REPLY: Proto = Proto::new(
    "FSINFO_Reply",
    "FSINFO Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("attributes_follow"),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("attributes_follow", &[1])),
        u32("rtmax").when(When::In("status", &[0])),
        u32("rtpref").when(When::In("status", &[0])),
        u32("rtmult").when(When::In("status", &[0])),
        u32("wtmax").when(When::In("status", &[0])),
        u32("wtpref").when(When::In("status", &[0])),
        u32("wtmult").when(When::In("status", &[0])),
        u32("dtpref").when(When::In("status", &[0])),
        u64("maxfilesize").when(When::In("status", &[0])),
        u32("timedelta_s").when(When::In("status", &[0])),
        u32("timedelta_ns").when(When::In("status", &[0])),
        u32("properties").hex().when(When::In("status", &[0])),
    ],
);

pub static PATHCONF_CALL: Proto = Proto::new(
    "PATHCONF_Call",
    "PATHCONF Call",
    &[Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
        .preset(Preset::PacketOf(&FILE_OBJECT))],
);

pub static PATHCONF_REPLY: Proto = Proto::new(
    "PATHCONF_Reply",
    "PATHCONF Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("attributes_follow"),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("attributes_follow", &[1])),
        u32("linkmax").when(When::In("status", &[0])),
        u32("name_max").when(When::In("status", &[0])),
        u32("no_trunc")
            .names(&NO_TRUNC_NAMES)
            .when(When::In("status", &[0])),
        u32("chown_restricted")
            .names(&NO_TRUNC_NAMES)
            .when(When::In("status", &[0])),
        u32("case_insensitive")
            .names(&NO_TRUNC_NAMES)
            .when(When::In("status", &[0])),
        u32("case_preserving")
            .names(&NO_TRUNC_NAMES)
            .when(When::In("status", &[0])),
    ],
);

pub static ACCESS_CALL: Proto = Proto::new(
    "ACCESS_Call",
    "ACCESS Call",
    &[
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        u32("check_access").names(&ACCESS_SPECS).default(1),
    ],
);

pub static ACCESS_REPLY: Proto = Proto::new(
    "ACCESS_Reply",
    "ACCESS Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("attributes_follow"),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("attributes_follow", &[1])),
        u32("access_rights").hex().when(When::In("status", &[0])),
    ],
);

pub static READDIRPLUS_CALL: Proto = Proto::new(
    "READDIRPLUS_Call",
    "READDIRPLUS Call",
    &[
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
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
        &[
            u32("status").names(&NFSSTAT3),
            u32("attributes_follow"),
            Field::new("attributes", Kind::Packet(&FATTR3), 0)
                .preset(Preset::PacketOf(&FATTR3))
                .when(When::In("attributes_follow", &[1])),
            u64("verifier").when(When::In("status", &[0])),
            u32("value_follows").when(When::In("status", &[0])),
            Field::new(
                "files",
                Kind::PacketsBy(Element::After(|reply, last, _, rest| {
                    entry(reply, last, rest, &FILE_FROM_DIR_PLUS)
                })),
                0,
            )
            .preset(Preset::EmptyList)
            .when(When::In("status", &[0])),
            u32("eof").when(When::In("status", &[0])),
        ],
    )
};

pub static WRITE_CALL: Proto = Proto::new(
    "WRITE_Call",
    "WRITE Call",
    &[
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        u64("offset"),
        u32("count"),
        u32("stable").names(&STABLE_NAMES),
        u32("length"),
        octets("contents").length(Length::From("length", 0)),
        octets("fill").length(Length::FromFn(|p| {
            (4 - p.int("length").unwrap_or(0)).rem_euclid(4)
        })),
    ],
);

pub static WRITE_REPLY: Proto = Proto::new(
    "WRITE_Reply",
    "WRITE Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("af_before"),
        Field::new("attributes_before", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before", &[1])),
        u32("af_after"),
        Field::new("attributes_after", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after", &[1])),
        u32("count").when(When::In("status", &[0])),
        u32("committed")
            .names(&STABLE_NAMES)
            .when(When::In("status", &[0])),
        u64("verifier").hex().when(When::In("status", &[0])),
    ],
);

pub static COMMIT_CALL: Proto = Proto::new(
    "COMMIT_Call",
    "COMMIT Call",
    &[
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        u64("offset"),
        u32("count"),
    ],
);

pub static COMMIT_REPLY: Proto = Proto::new(
    "COMMIT_Reply",
    "COMMIT Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("af_before"),
        Field::new("attributes_before", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before", &[1])),
        u32("af_after"),
        Field::new("attributes_after", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after", &[1])),
        u64("verifier").hex().when(When::In("status", &[0])),
    ],
);

pub static SETATTR_CALL: Proto = Proto::new(
    "SETATTR_Call",
    "SETATTR Call",
    &[
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("attributes", Kind::Packet(&SATTR3), 0).preset(Preset::PacketOf(&SATTR3)),
        u32("check"),
    ],
);

pub static SETATTR_REPLY: Proto = Proto::new(
    "SETATTR_Reply",
    "SETATTR Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("af_before"),
        Field::new("attributes_before", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before", &[1])),
        u32("af_after"),
        Field::new("attributes_after", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after", &[1])),
    ],
);

pub static FSSTAT_CALL: Proto = Proto::new(
    "FSSTAT_Call",
    "FSSTAT Call",
    &[Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
        .preset(Preset::PacketOf(&FILE_OBJECT))],
);

pub static FSSTAT_REPLY: Proto = Proto::new(
    "FSSTAT_Reply",
    "FSSTAT Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("attributes_follow"),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("attributes_follow", &[1])),
        u64("tbytes").when(When::In("status", &[0])),
        u64("fbytes").when(When::In("status", &[0])),
        u64("abytes").when(When::In("status", &[0])),
        u64("tfiles").when(When::In("status", &[0])),
        u64("ffiles").when(When::In("status", &[0])),
        u64("afiles").when(When::In("status", &[0])),
        u32("invarsec").when(When::In("status", &[0])),
    ],
);

pub static CREATE_CALL: Proto = Proto::new(
    "CREATE_Call",
    "CREATE Call",
    &[
        Field::new("dir", Kind::Packet(&FILE_OBJECT), 0).preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("filename", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME)),
        u32("create_mode")
            .names(&CREATE_MODE_NAMES)
            .preset(Preset::None),
        Field::new("attributes", Kind::Packet(&SATTR3), 0)
            .preset(Preset::PacketOf(&SATTR3))
            .when(When::NotIn("create_mode", &[2])),
        u64("verifier").hex().when(When::In("create_mode", &[2])),
    ],
);

pub static CREATE_REPLY: Proto = Proto::new(
    "CREATE_Reply",
    "CREATE Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("handle_follows").when(When::In("status", &[0])),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT))
            .when(When::Test(|p| {
                p.int("status") == Some(0) && p.int("handle_follows") == Some(1)
            })),
        u32("attributes_follow").when(When::In("status", &[0])),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::Test(|p| {
                p.int("status") == Some(0) && p.int("attributes_follow") == Some(1)
            })),
        u32("af_before"),
        Field::new("dir_attributes_before", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before", &[1])),
        u32("af_after"),
        Field::new("dir_attributes_after", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after", &[1])),
    ],
);

pub static REMOVE_CALL: Proto = Proto::new(
    "REMOVE_Call",
    "REMOVE Call",
    &[
        Field::new("dir", Kind::Packet(&FILE_OBJECT), 0).preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("filename", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME)),
    ],
);

pub static REMOVE_REPLY: Proto = Proto::new(
    "REMOVE_Reply",
    "REMOVE Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("af_before"),
        Field::new("attributes_before", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before", &[1])),
        u32("af_after"),
        Field::new("attributes_after", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after", &[1])),
    ],
);

pub static READDIR_CALL: Proto = Proto::new(
    "READDIR_Call",
    "READDIR Call",
    &[
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        u64("cookie"),
        u64("verifier").hex(),
        u32("count"),
    ],
);

pub static READDIR_REPLY: Proto = Proto::new(
    "READDIR_Reply",
    "READDIR Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("attributes_follow"),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("attributes_follow", &[1])),
        u64("verifier").hex().when(When::In("status", &[0])),
        u32("value_follows").when(When::In("status", &[0])),
        Field::new(
            "files",
            Kind::PacketsBy(Element::After(|reply, last, _, rest| {
                entry(reply, last, rest, &FILE_FROM_DIR)
            })),
            0,
        )
        .preset(Preset::EmptyList)
        .when(When::In("status", &[0])),
        u32("eof").when(When::In("status", &[0])),
    ],
);

pub static RENAME_CALL: Proto = Proto::new(
    "RENAME_Call",
    "RENAME Call",
    &[
        Field::new("dir_from", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("name_from", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("dir_to", Kind::Packet(&FILE_OBJECT), 0).preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("name_to", Kind::Packet(&OBJECT_NAME), 0).preset(Preset::PacketOf(&OBJECT_NAME)),
    ],
);

pub static RENAME_REPLY: Proto = Proto::new(
    "RENAME_Reply",
    "RENAME Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("af_before_f"),
        Field::new("attributes_before_f", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before_f", &[1])),
        u32("af_after_f"),
        Field::new("attributes_after_f", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after_f", &[1])),
        u32("af_before_t"),
        Field::new("attributes_before_t", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before_t", &[1])),
        u32("af_after_t"),
        Field::new("attributes_after_t", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after_t", &[1])),
    ],
);

pub static LINK_CALL: Proto = Proto::new(
    "LINK_Call",
    "LINK Call",
    &[
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("link_dir", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("link_name", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME)),
    ],
);

pub static LINK_REPLY: Proto = Proto::new(
    "LINK_Reply",
    "LINK Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("af_file"),
        Field::new("file_attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_file", &[1])),
        u32("af_link_before"),
        Field::new("link_attributes_before", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_link_before", &[1])),
        u32("af_link_after"),
        Field::new("link_attributes_after", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_link_after", &[1])),
    ],
);

pub static RMDIR_CALL: Proto = Proto::new(
    "RMDIR_Call",
    "RMDIR Call",
    &[
        Field::new("dir", Kind::Packet(&FILE_OBJECT), 0).preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("filename", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME)),
    ],
);

pub static RMDIR_REPLY: Proto = Proto::new(
    "RMDIR_Reply",
    "RMDIR Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("af_before"),
        Field::new("attributes_before", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before", &[1])),
        u32("af_after"),
        Field::new("attributes_after", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after", &[1])),
    ],
);

pub static READLINK_CALL: Proto = Proto::new(
    "READLINK_Call",
    "READLINK Call",
    &[Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
        .preset(Preset::PacketOf(&FILE_OBJECT))],
);

pub static READLINK_REPLY: Proto = Proto::new(
    "READLINK_Reply",
    "READLINK Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("attributes_follow"),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("attributes_follow", &[1])),
        Field::new("filename", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME))
            .when(When::In("status", &[0])),
    ],
);

pub static READ_CALL: Proto = Proto::new(
    "READ_Call",
    "READ Call",
    &[
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT)),
        u64("offset"),
        u32("count"),
    ],
);

pub static READ_REPLY: Proto = Proto::new(
    "READ_Reply",
    "READ Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("attributes_follow"),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("attributes_follow", &[1])),
        u32("count").when(When::In("status", &[0])),
        u32("eof").when(When::In("status", &[0])),
        u32("data_length").when(When::In("status", &[0])),
        octets("data")
            .length(Length::From("data_length", 0))
            .when(When::In("status", &[0])),
        octets("fill")
            .length(Length::FromFn(|p| {
                (4 - p.int("data_length").unwrap_or(0)).rem_euclid(4)
            }))
            .when(When::In("status", &[0])),
    ],
);

pub static MKDIR_CALL: Proto = Proto::new(
    "MKDIR_Call",
    "MKDIR Call",
    &[
        Field::new("dir", Kind::Packet(&FILE_OBJECT), 0).preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("dir_name", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("attributes", Kind::Packet(&SATTR3), 0).preset(Preset::PacketOf(&SATTR3)),
    ],
);

pub static MKDIR_REPLY: Proto = Proto::new(
    "MKDIR_Reply",
    "MKDIR Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("handle_follows").when(When::In("status", &[0])),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT))
            .when(When::Test(|p| {
                p.int("status") == Some(0) && p.int("handle_follows") == Some(1)
            })),
        u32("attributes_follow").when(When::In("status", &[0])),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::Test(|p| {
                p.int("status") == Some(0) && p.int("attributes_follow") == Some(1)
            })),
        u32("af_before"),
        Field::new("dir_attributes_before", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before", &[1])),
        u32("af_after"),
        Field::new("dir_attributes_after", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after", &[1])),
    ],
);

pub static SYMLINK_CALL: Proto = Proto::new(
    "SYMLINK_Call",
    "SYMLINK Call",
    &[
        Field::new("dir", Kind::Packet(&FILE_OBJECT), 0).preset(Preset::PacketOf(&FILE_OBJECT)),
        Field::new("dir_name", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME)),
        Field::new("attributes", Kind::Packet(&SATTR3), 0).preset(Preset::PacketOf(&SATTR3)),
        Field::new("link_name", Kind::Packet(&OBJECT_NAME), 0)
            .preset(Preset::PacketOf(&OBJECT_NAME)),
    ],
);

pub static SYMLINK_REPLY: Proto = Proto::new(
    "SYMLINK_Reply",
    "SYMLINK Reply",
    &[
        u32("status").names(&NFSSTAT3),
        u32("handle_follows").when(When::In("status", &[0])),
        Field::new("filehandle", Kind::Packet(&FILE_OBJECT), 0)
            .preset(Preset::PacketOf(&FILE_OBJECT))
            .when(When::Test(|p| {
                p.int("status") == Some(0) && p.int("handle_follows") == Some(1)
            })),
        u32("attributes_follow").when(When::In("status", &[0])),
        Field::new("attributes", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::Test(|p| {
                p.int("status") == Some(0) && p.int("attributes_follow") == Some(1)
            })),
        u32("af_before"),
        Field::new("dir_attributes_before", Kind::Packet(&WCC_ATTR), 0)
            .preset(Preset::PacketOf(&WCC_ATTR))
            .when(When::In("af_before", &[1])),
        u32("af_after"),
        Field::new("dir_attributes_after", Kind::Packet(&FATTR3), 0)
            .preset(Preset::PacketOf(&FATTR3))
            .when(When::In("af_after", &[1])),
    ],
);

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

const BINDINGS: &[Binding] = &[
    bind(&RPC, &GETATTR_CALL, when!(mtype = 0)),
    bind(&RPC, &GETATTR_REPLY, when!(mtype = 1)),
    bind(&RPC, &LOOKUP_CALL, when!(mtype = 0)),
    bind(&RPC, &LOOKUP_REPLY, when!(mtype = 1)),
    bind(&RPC, &NULL_CALL, when!(mtype = 0)),
    bind(&RPC, &NULL_REPLY, when!(mtype = 1)),
    bind(&RPC, &FSINFO_CALL, when!(mtype = 0)),
    bind(&RPC, &FSINFO_REPLY, when!(mtype = 1)),
    bind(&RPC, &PATHCONF_CALL, when!(mtype = 0)),
    bind(&RPC, &PATHCONF_REPLY, when!(mtype = 1)),
    bind(&RPC, &ACCESS_CALL, when!(mtype = 0)),
    bind(&RPC, &ACCESS_REPLY, when!(mtype = 1)),
    bind(&RPC, &READDIRPLUS_CALL, when!(mtype = 0)),
    bind(&RPC, &READDIRPLUS_REPLY, when!(mtype = 1)),
    bind(&RPC, &WRITE_CALL, when!(mtype = 0)),
    bind(&RPC, &WRITE_REPLY, when!(mtype = 1)),
    bind(&RPC, &COMMIT_CALL, when!(mtype = 0)),
    bind(&RPC, &COMMIT_REPLY, when!(mtype = 1)),
    bind(&RPC, &SETATTR_CALL, when!(mtype = 0)),
    bind(&RPC, &SETATTR_REPLY, when!(mtype = 1)),
    bind(&RPC, &FSSTAT_CALL, when!(mtype = 0)),
    bind(&RPC, &FSSTAT_REPLY, when!(mtype = 1)),
    bind(&RPC, &CREATE_CALL, when!(mtype = 0)),
    bind(&RPC, &CREATE_REPLY, when!(mtype = 1)),
    bind(&RPC, &REMOVE_CALL, when!(mtype = 0)),
    bind(&RPC, &REMOVE_REPLY, when!(mtype = 1)),
    bind(&RPC, &READDIR_CALL, when!(mtype = 0)),
    bind(&RPC, &READDIR_REPLY, when!(mtype = 1)),
    bind(&RPC, &RENAME_CALL, when!(mtype = 0)),
    bind(&RPC, &RENAME_REPLY, when!(mtype = 1)),
    bind(&RPC, &LINK_CALL, when!(mtype = 0)),
    bind(&RPC, &LINK_REPLY, when!(mtype = 1)),
    bind(&RPC, &RMDIR_CALL, when!(mtype = 0)),
    bind(&RPC, &RMDIR_REPLY, when!(mtype = 1)),
    bind(&RPC, &READLINK_CALL, when!(mtype = 0)),
    bind(&RPC, &READLINK_REPLY, when!(mtype = 1)),
    bind(&RPC, &READ_CALL, when!(mtype = 0)),
    bind(&RPC, &READ_REPLY, when!(mtype = 1)),
    bind(&RPC, &MKDIR_CALL, when!(mtype = 0)),
    bind(&RPC, &MKDIR_REPLY, when!(mtype = 1)),
    bind(&RPC, &SYMLINK_CALL, when!(mtype = 0)),
    bind(&RPC, &SYMLINK_REPLY, when!(mtype = 1)),
    bind(
        &RPC_CALL,
        &GETATTR_CALL,
        when!(program = 100_003, pversion = 3, procedure = 1),
    ),
    bind(
        &RPC_CALL,
        &LOOKUP_CALL,
        when!(program = 100_003, pversion = 3, procedure = 3),
    ),
    bind(
        &RPC_CALL,
        &NULL_CALL,
        when!(program = 100_003, pversion = 3, procedure = 0),
    ),
    bind(
        &RPC_CALL,
        &FSINFO_CALL,
        when!(program = 100_003, pversion = 3, procedure = 19),
    ),
    bind(
        &RPC_CALL,
        &PATHCONF_CALL,
        when!(program = 100_003, pversion = 3, procedure = 20),
    ),
    bind(
        &RPC_CALL,
        &ACCESS_CALL,
        when!(program = 100_003, pversion = 3, procedure = 4),
    ),
    bind(
        &RPC_CALL,
        &READDIRPLUS_CALL,
        when!(program = 100_003, pversion = 3, procedure = 17),
    ),
    bind(
        &RPC_CALL,
        &WRITE_CALL,
        when!(program = 100_003, pversion = 3, procedure = 7),
    ),
    bind(
        &RPC_CALL,
        &COMMIT_CALL,
        when!(program = 100_003, pversion = 3, procedure = 21),
    ),
    bind(
        &RPC_CALL,
        &SETATTR_CALL,
        when!(program = 100_003, pversion = 3, procedure = 2),
    ),
    bind(
        &RPC_CALL,
        &FSSTAT_CALL,
        when!(program = 100_003, pversion = 3, procedure = 18),
    ),
    bind(
        &RPC_CALL,
        &CREATE_CALL,
        when!(program = 100_003, pversion = 3, procedure = 8),
    ),
    bind(
        &RPC_CALL,
        &REMOVE_CALL,
        when!(program = 100_003, pversion = 3, procedure = 12),
    ),
    bind(
        &RPC_CALL,
        &READDIR_CALL,
        when!(program = 100_003, pversion = 3, procedure = 16),
    ),
    bind(
        &RPC_CALL,
        &RENAME_CALL,
        when!(program = 100_003, pversion = 3, procedure = 14),
    ),
    bind(
        &RPC_CALL,
        &LINK_CALL,
        when!(program = 100_003, pversion = 3, procedure = 15),
    ),
    bind(
        &RPC_CALL,
        &RMDIR_CALL,
        when!(program = 100_003, pversion = 3, procedure = 13),
    ),
    bind(
        &RPC_CALL,
        &READLINK_CALL,
        when!(program = 100_003, pversion = 3, procedure = 5),
    ),
    bind(
        &RPC_CALL,
        &READ_CALL,
        when!(program = 100_003, pversion = 3, procedure = 6),
    ),
    bind(
        &RPC_CALL,
        &MKDIR_CALL,
        when!(program = 100_003, pversion = 3, procedure = 9),
    ),
    bind(
        &RPC_CALL,
        &SYMLINK_CALL,
        when!(program = 100_003, pversion = 3, procedure = 10),
    ),
];

/// `0o755`
fn octal(_: &dyn Around, text: &str) -> String {
    text.parse::<u64>()
        .map_or_else(|_| text.to_string(), |mode| format!("0o{mode:o}"))
}

/// Another entry, if the last one says so.
fn entry(
    reply: &dyn Around,
    last: Option<&dyn Around>,
    rest: &[u8],
    of: &'static Proto,
) -> Option<&'static Proto> {
    let more = |layer: &dyn Around| layer.int("value_follows") == Some(1);
    (more(reply) && last.is_none_or(more) && rest.len() > 4).then_some(of)
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
static ELEMENT_1: Field = u32("").preset(Preset::None);
