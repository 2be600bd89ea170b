//! Files in SMB 2 and 3: to open, close, read and write them. MS-SMB2 sections 2.2.13 to 2.2.22.

use super::Proto;
use super::binding::{Binding, bind_down};
use super::data::smb2_names as names;
use super::field::{
    Around, Auto, Field, Kind, Length, Padded, Part, Parts, Preset, Told, ToldRule, UuidForm,
    computed, octets, packets, padded, part, u8, u16, u32, u64,
};
use super::raw::RAW;
use super::registry::Family;
use super::smb2::{HEADER, element, filetime, flags, hex_octets, message, utf16};
use crate::when;

pub static FILEID: Proto = element(
    "SMB2_FILEID",
    "SMB2_FILEID",
    &[
        u64("Persistent").little_endian().hex(),
        u64("Volatile").little_endian().hex(),
    ],
);

pub static CREATE_DURABLE_HANDLE_RESPONSE: Proto = Proto::new(
    "SMB2_CREATE_DURABLE_HANDLE_RESPONSE",
    "SMB2_CREATE_DURABLE_HANDLE_RESPONSE",
    &[hex_octets("Reserved", 8).preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00"))],
);

pub static CREATE_QUERY_MAXIMAL_ACCESS_RESPONSE: Proto = Proto::new(
    "SMB2_CREATE_QUERY_MAXIMAL_ACCESS_RESPONSE",
    "SMB2_CREATE_QUERY_MAXIMAL_ACCESS_RESPONSE",
    &[
        u32("QueryStatus").little_endian().names(&names::STATUS),
        flags("MaximalAccess", 32, &names::MAXIMAL_ACCESS),
    ],
);

pub static CREATE_QUERY_ON_DISK_ID: Proto = Proto::new(
    "SMB2_CREATE_QUERY_ON_DISK_ID",
    "SMB2_CREATE_QUERY_ON_DISK_ID",
    &[
        u64("DiskFileId").little_endian().hex(),
        u64("VolumeId").little_endian().hex(),
        hex_octets("Reserved", 16),
    ],
);

pub static CREATE_RESPONSE_LEASE: Proto = Proto::new(
    "SMB2_CREATE_RESPONSE_LEASE",
    "SMB2_CREATE_RESPONSE_LEASE",
    &[
        Field::new("LeaseKey", Kind::Uuid(UuidForm::BigEndian), 128),
        flags("LeaseState", 32, &names::LEASE_STATE).default(7),
        flags("LeaseFlags", 32, &names::LEASE_FLAGS),
        u64("LeaseDuration").little_endian(),
    ],
);

pub static CREATE_RESPONSE_LEASE_V2: Proto = Proto::new(
    "SMB2_CREATE_RESPONSE_LEASE_V2",
    "SMB2_CREATE_RESPONSE_LEASE_V2",
    &[
        Field::new("LeaseKey", Kind::Uuid(UuidForm::BigEndian), 128),
        flags("LeaseState", 32, &names::LEASE_STATE).default(7),
        flags("LeaseFlags", 32, &names::LEASE_FLAGS),
        u64("LeaseDuration").little_endian(),
        Field::new("ParentLeaseKey", Kind::Uuid(UuidForm::BigEndian), 128),
        u16("Epoch").little_endian(),
        u16("Reserved").little_endian(),
    ],
);

pub static CREATE_DURABLE_HANDLE_RESPONSE_V2: Proto = Proto::new(
    "SMB2_CREATE_DURABLE_HANDLE_RESPONSE_V2",
    "SMB2_CREATE_DURABLE_HANDLE_RESPONSE_V2",
    &[
        u32("Timeout").little_endian(),
        flags("Flags", 32, &names::DURABLE_FLAGS),
    ],
);

pub static CREATE_DURABLE_HANDLE_REQUEST: Proto = Proto::new(
    "SMB2_CREATE_DURABLE_HANDLE_REQUEST",
    "SMB2_CREATE_DURABLE_HANDLE_REQUEST",
    &[hex_octets("DurableRequest", 16)],
);

pub static CREATE_DURABLE_HANDLE_RECONNECT: Proto = Proto::new(
    "SMB2_CREATE_DURABLE_HANDLE_RECONNECT",
    "SMB2_CREATE_DURABLE_HANDLE_RECONNECT",
    &[Field::new("Data", Kind::Packet(&FILEID), 0).preset(Preset::PacketOf(&FILEID))],
);

pub static CREATE_QUERY_MAXIMAL_ACCESS_REQUEST: Proto = Proto::new(
    "SMB2_CREATE_QUERY_MAXIMAL_ACCESS_REQUEST",
    "SMB2_CREATE_QUERY_MAXIMAL_ACCESS_REQUEST",
    &[u64("Timestamp").little_endian()],
);

pub static CREATE_ALLOCATION_SIZE: Proto = Proto::new(
    "SMB2_CREATE_ALLOCATION_SIZE",
    "SMB2_CREATE_ALLOCATION_SIZE",
    &[u64("AllocationSize").little_endian()],
);

pub static CREATE_TIMEWARP_TOKEN: Proto = Proto::new(
    "SMB2_CREATE_TIMEWARP_TOKEN",
    "SMB2_CREATE_TIMEWARP_TOKEN",
    &[u64("Timestamp").little_endian()],
);

pub static CREATE_REQUEST_LEASE: Proto = Proto::new(
    "SMB2_CREATE_REQUEST_LEASE",
    "SMB2_CREATE_REQUEST_LEASE",
    &[
        Field::new("LeaseKey", Kind::Uuid(UuidForm::BigEndian), 128),
        flags("LeaseState", 32, &names::LEASE_STATE).default(7),
        flags("LeaseFlags", 32, &names::LEASE_FLAGS),
        u64("LeaseDuration").little_endian(),
    ],
);

pub static CREATE_REQUEST_LEASE_V2: Proto = Proto::new(
    "SMB2_CREATE_REQUEST_LEASE_V2",
    "SMB2_CREATE_REQUEST_LEASE_V2",
    &[
        Field::new("LeaseKey", Kind::Uuid(UuidForm::BigEndian), 128),
        flags("LeaseState", 32, &names::LEASE_STATE).default(7),
        flags("LeaseFlags", 32, &names::LEASE_FLAGS),
        u64("LeaseDuration").little_endian(),
        Field::new("ParentLeaseKey", Kind::Uuid(UuidForm::BigEndian), 128),
        u16("Epoch").little_endian(),
        u16("Reserved").little_endian(),
    ],
);

pub static CREATE_DURABLE_HANDLE_REQUEST_V2: Proto = Proto::new(
    "SMB2_CREATE_DURABLE_HANDLE_REQUEST_V2",
    "SMB2_CREATE_DURABLE_HANDLE_REQUEST_V2",
    &[
        u32("Timeout").little_endian(),
        flags("Flags", 32, &names::DURABLE_FLAGS),
        hex_octets("Reserved", 8),
        Field::new("CreateGuid", Kind::Uuid(UuidForm::LittleEndian), 128).default(0),
    ],
);

pub static CREATE_DURABLE_HANDLE_RECONNECT_V2: Proto = Proto::new(
    "SMB2_CREATE_DURABLE_HANDLE_RECONNECT_V2",
    "SMB2_CREATE_DURABLE_HANDLE_RECONNECT_V2",
    &[
        FILE_ID,
        Field::new("CreateGuid", Kind::Uuid(UuidForm::LittleEndian), 128).default(0),
        flags("Flags", 32, &names::DURABLE_FLAGS),
    ],
);

pub static CREATE_APP_INSTANCE_ID: Proto = Proto::new(
    "SMB2_CREATE_APP_INSTANCE_ID",
    "SMB2_CREATE_APP_INSTANCE_ID",
    &[
        u16("StructureSize").little_endian().hex().default(0x14),
        u16("Reserved").little_endian(),
        hex_octets("AppInstanceId", 16),
    ],
);

pub static CREATE_APP_INSTANCE_VERSION: Proto = Proto::new(
    "SMB2_CREATE_APP_INSTANCE_VERSION",
    "SMB2_CREATE_APP_INSTANCE_VERSION",
    &[
        u16("StructureSize").little_endian().hex().default(0x18),
        u16("Reserved").little_endian(),
        u32("Padding").little_endian(),
        u64("AppInstanceVersionHigh").little_endian(),
        u64("AppInstanceVersionLow").little_endian(),
    ],
);

pub static CREATE_CONTEXT: Proto = context(&context_fields(&CREATE_CONTEXT_PARTS));
/// In a request.
static REQUESTED_CONTEXT: Proto = context(&context_fields(&REQUESTED_PARTS));
/// In a response.
static GRANTED_CONTEXT: Proto = context(&context_fields(&GRANTED_PARTS));

pub static CREATE_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP(dport=445)/NBTSession()/SMB2_Header(TID=1, SessionId=7)/SMB2_Create_Request(DesiredAccess="FILE_READ_DATA", Name="notes.txt", CreateContexts=[SMB2_Create_Context(Name=b"MxAc")])"#,
    finish: Some(|_, header, octets| {
        if header == 0x38 {
            octets.insert(header, 0);
        }
    }),
    ..message(
        "SMB2_Create_Request",
        "SMB2 CREATE Request",
        &[
            u16("StructureSize").little_endian().hex().default(0x39),
            u8("ShareType"),
            u8("RequestedOplockLevel").names(&names::OPLOCK_LEVELS),
            u32("ImpersonationLevel")
                .little_endian()
                .names(&names::IMPERSONATION_LEVEL),
            u64("SmbCreateFlags").little_endian(),
            u64("Reserved").little_endian(),
            flags("DesiredAccess", 32, &names::MAXIMAL_ACCESS),
            flags("FileAttributes", 32, &names::FILE_ATTRIBUTES).default(0x80),
            flags("ShareAccess", 32, &names::SHARE_ACCESS),
            u32("CreateDisposition")
                .little_endian()
                .names(&names::CREATE_DISPOSITION)
                .default(1),
            flags("CreateOptions", 32, &names::CREATE_OPTIONS),
            computed(
                u16("NameBufferOffset").little_endian().hex(),
                Auto::PartAt("Name"),
            ),
            computed(u16("NameLen").little_endian(), Auto::PartLen("Name")),
            computed(
                u32("CreateContextsBufferOffset").little_endian().hex(),
                Auto::PartAt("CreateContexts"),
            ),
            computed(
                u32("CreateContextsLen").little_endian(),
                Auto::PartLen("CreateContexts"),
            ),
            Field::new("Buffer", Kind::Parts(&CREATE_REQUEST_PARTS), 0).preset(Preset::EmptyList),
        ],
    )
};

pub static CREATE_RESPONSE: Proto = Proto {
    example: r#"IP(src="10.0.0.2", dst="10.0.0.1")/TCP(sport=445)/NBTSession()/SMB2_Header(TID=1, SessionId=7)/SMB2_Create_Response(CreationTime=133000000000000000, LastAccessTime=133000000000000000, LastWriteTime=133000000000000000, ChangeTime=133000000000000000, FileId=SMB2_FILEID(Persistent=1, Volatile=2))"#,
    ..message(
        "SMB2_Create_Response",
        "SMB2 CREATE Response",
        &[
            u16("StructureSize").little_endian().hex().default(0x59),
            u8("OplockLevel").names(&names::OPLOCK_LEVELS),
            flags("Flags", 8, &names::CREATE_RESPONSE_FLAGS),
            u32("CreateAction")
                .little_endian()
                .names(&names::CREATE_ACTION)
                .default(1),
            filetime("CreationTime"),
            filetime("LastAccessTime"),
            filetime("LastWriteTime"),
            filetime("ChangeTime"),
            u64("AllocationSize").little_endian().default(0x1000),
            u64("EndOfFile").little_endian(),
            flags("FileAttributes", 32, &names::FILE_ATTRIBUTES).default(0x80),
            u32("Reserved2"),
            FILE_ID,
            computed(
                u32("CreateContextsBufferOffset").little_endian().hex(),
                Auto::PartAt("CreateContexts"),
            ),
            computed(
                u32("CreateContextsLen").little_endian(),
                Auto::PartLen("CreateContexts"),
            ),
            Field::new("Buffer", Kind::Parts(&CREATE_RESPONSE_PARTS), 0).preset(Preset::EmptyList),
        ],
    )
};

pub static CLOSE_REQUEST: Proto = message(
    "SMB2_Close_Request",
    "SMB2 CLOSE Request",
    &[
        u16("StructureSize").little_endian().hex().default(0x18),
        flags("Flags", 16, &names::CLOSE_FLAGS),
        u32("Reserved").little_endian(),
        FILE_ID,
    ],
);

pub static CLOSE_RESPONSE: Proto = message(
    "SMB2_Close_Response",
    "SMB2 CLOSE Response",
    &[
        u16("StructureSize").little_endian().hex().default(0x3c),
        flags("Flags", 16, &names::CLOSE_FLAGS),
        u32("Reserved").little_endian(),
        filetime("CreationTime").default(0),
        filetime("LastAccessTime").default(0),
        filetime("LastWriteTime").default(0),
        filetime("ChangeTime").default(0),
        u64("AllocationSize").little_endian().default(0x1000),
        u64("EndOfFile").little_endian(),
        flags("FileAttributes", 32, &names::FILE_ATTRIBUTES).listed("0"),
    ],
);

pub static READ_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP(dport=445)/NBTSession()/SMB2_Header(TID=1, SessionId=7)/SMB2_Read_Request(Length=4096, FileId=SMB2_FILEID(Persistent=1, Volatile=2))"#,
    finish: Some(|_, header, octets| {
        if header == 0x30 {
            octets.insert(header, 0);
        }
    }),
    ..message(
        "SMB2_Read_Request",
        "SMB2 READ Request",
        &[
            u16("StructureSize").little_endian().hex().default(0x31),
            u8("Padding"),
            flags("Flags", 8, &names::READ_REQUEST_FLAGS),
            u32("Length").little_endian().default(0x10b8),
            u64("Offset").little_endian(),
            FILE_ID,
            u32("MinimumCount").little_endian(),
            u32("Channel").little_endian().names(&names::CHANNELS),
            u32("RemainingBytes").little_endian(),
            computed(
                u16("ReadChannelInfoBufferOffset").little_endian(),
                Auto::PartAt("ReadChannelInfo"),
            ),
            computed(
                u16("ReadChannelInfoLen").little_endian(),
                Auto::PartLen("ReadChannelInfo"),
            ),
            Field::new("Buffer", Kind::Parts(&READ_REQUEST_PARTS), 0).preset(Preset::EmptyList),
        ],
    )
};

pub static READ_RESPONSE: Proto = Proto {
    example: r#"IP(src="10.0.0.2", dst="10.0.0.1")/TCP(sport=445)/NBTSession()/SMB2_Header(TID=1, SessionId=7)/SMB2_Read_Response(Data=b"hello")"#,
    ..message(
        "SMB2_Read_Response",
        "SMB2 READ Response",
        &[
            u16("StructureSize").little_endian().hex().default(0x11),
            computed(
                u16("DataBufferOffset").little_endian(),
                Auto::PartAt("Data"),
            ),
            computed(u32("DataLen").little_endian(), Auto::PartLen("Data")),
            u32("DataRemaining").little_endian(),
            flags("Flags", 32, &names::READ_RESPONSE_FLAGS),
            Field::new("Buffer", Kind::Parts(&READ_RESPONSE_PARTS), 0).preset(Preset::EmptyList),
        ],
    )
};

pub static WRITE_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP(dport=445)/NBTSession()/SMB2_Header(TID=1, SessionId=7)/SMB2_Write_Request(Data=b"hello", FileId=SMB2_FILEID(Persistent=1, Volatile=2))"#,
    ..message(
        "SMB2_Write_Request",
        "SMB2 WRITE Request",
        &[
            u16("StructureSize").little_endian().hex().default(0x31),
            computed(
                u16("DataBufferOffset").little_endian(),
                Auto::PartAt("Data"),
            ),
            computed(u32("DataLen").little_endian(), Auto::PartLen("Data")),
            u64("Offset").little_endian(),
            FILE_ID,
            u32("Channel").little_endian().names(&names::CHANNELS),
            u32("RemainingBytes").little_endian(),
            computed(
                u16("WriteChannelInfoBufferOffset").little_endian(),
                Auto::PartAt("WriteChannelInfo"),
            ),
            computed(
                u16("WriteChannelInfoLen").little_endian(),
                Auto::PartLen("WriteChannelInfo"),
            ),
            flags("Flags", 32, &names::WRITE_REQUEST_FLAGS),
            Field::new("Buffer", Kind::Parts(&WRITE_REQUEST_PARTS), 0).preset(Preset::EmptyList),
        ],
    )
};

pub static WRITE_RESPONSE: Proto = message(
    "SMB2_Write_Response",
    "SMB2 WRITE Response",
    &[
        u16("StructureSize").little_endian().hex().default(0x11),
        u16("Reserved").little_endian(),
        u32("Count").little_endian(),
        u32("Remaining").little_endian(),
        u16("WriteChannelInfoBufferOffset").little_endian(),
        u16("WriteChannelInfoLen").little_endian(),
    ],
);
pub static FAMILY: Family = Family {
    module: "scapy.layers.smb2",
    source: "MS-SMB2",
    protocols: &[
        &FILEID,
        &CREATE_DURABLE_HANDLE_RESPONSE,
        &CREATE_QUERY_MAXIMAL_ACCESS_RESPONSE,
        &CREATE_QUERY_ON_DISK_ID,
        &CREATE_RESPONSE_LEASE,
        &CREATE_RESPONSE_LEASE_V2,
        &CREATE_DURABLE_HANDLE_RESPONSE_V2,
        &CREATE_DURABLE_HANDLE_REQUEST,
        &CREATE_DURABLE_HANDLE_RECONNECT,
        &CREATE_QUERY_MAXIMAL_ACCESS_REQUEST,
        &CREATE_ALLOCATION_SIZE,
        &CREATE_TIMEWARP_TOKEN,
        &CREATE_REQUEST_LEASE,
        &CREATE_REQUEST_LEASE_V2,
        &CREATE_DURABLE_HANDLE_REQUEST_V2,
        &CREATE_DURABLE_HANDLE_RECONNECT_V2,
        &CREATE_APP_INSTANCE_ID,
        &CREATE_APP_INSTANCE_VERSION,
        &CREATE_CONTEXT,
        &CREATE_REQUEST,
        &CREATE_RESPONSE,
        &CLOSE_REQUEST,
        &CLOSE_RESPONSE,
        &READ_REQUEST,
        &READ_RESPONSE,
        &WRITE_REQUEST,
        &WRITE_RESPONSE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_down(&HEADER, &CREATE_REQUEST, when!(Command = 5)),
    bind_down(&HEADER, &CREATE_RESPONSE, when!(Command = 5, Flags = 1)),
    bind_down(&HEADER, &CLOSE_REQUEST, when!(Command = 6)),
    bind_down(&HEADER, &CLOSE_RESPONSE, when!(Command = 6, Flags = 1)),
    bind_down(&HEADER, &READ_REQUEST, when!(Command = 8)),
    bind_down(&HEADER, &READ_RESPONSE, when!(Command = 8, Flags = 1)),
    bind_down(&HEADER, &WRITE_REQUEST, when!(Command = 9)),
    bind_down(&HEADER, &WRITE_RESPONSE, when!(Command = 9, Flags = 1)),
];

const CONTEXT_PARTS: &[Part] = &[
    part(
        padded(
            "Name",
            &const { Padded::after(octets("Name").length_from("NameLen"), 8, b"\x00") },
        ),
        "NameBufferOffset",
        "NameLen",
    ),
    part(
        Field::new("Data", Kind::Packet(&RAW), 0).length_from("DataLen"),
        "DataBufferOffset",
        "DataLen",
    )
    .aligned(8),
];

static CREATE_CONTEXT_PARTS: Parts = context_parts(None);
static REQUESTED_PARTS: Parts = context_parts(Some(requested));
static GRANTED_PARTS: Parts = context_parts(Some(granted));

const fn context_parts(rule: Option<ToldRule>) -> Parts {
    Parts {
        ordered: true,
        told: match rule {
            Some(rule) => Some(Told {
                part: "Data",
                by: "Name",
                rule,
            }),
            None => None,
        },
        ..Parts::new(CONTEXT_PARTS, |_| 16)
    }
}

static CREATE_REQUEST_PARTS: Parts = Parts::new(
    &[
        part(utf16("Name"), "NameBufferOffset", "NameLen"),
        part(
            packets("CreateContexts", &REQUESTED_CONTEXT)
                .length_from("CreateContextsLen")
                .chained(),
            "CreateContextsBufferOffset",
            "CreateContextsLen",
        ),
    ],
    |_| 120,
);

static CREATE_RESPONSE_PARTS: Parts = Parts::new(
    &[part(
        packets("CreateContexts", &GRANTED_CONTEXT)
            .length_from("CreateContextsLen")
            .chained(),
        "CreateContextsBufferOffset",
        "CreateContextsLen",
    )],
    |_| 152,
);

static READ_REQUEST_PARTS: Parts = Parts::new(
    &[part(
        octets("ReadChannelInfo").length_from("ReadChannelInfoLen"),
        "ReadChannelInfoBufferOffset",
        "ReadChannelInfoLen",
    )],
    |_| 112,
);

static READ_RESPONSE_PARTS: Parts = Parts::new(
    &[part(
        octets("Data").length_from("DataLen"),
        "DataBufferOffset",
        "DataLen",
    )],
    |_| 80,
);

static WRITE_REQUEST_PARTS: Parts = Parts::new(
    &[
        part(
            octets("Data").length_from("DataLen"),
            "DataBufferOffset",
            "DataLen",
        ),
        part(
            octets("WriteChannelInfo").length_from("WriteChannelInfoLen"),
            "WriteChannelInfoBufferOffset",
            "WriteChannelInfoLen",
        ),
    ],
    |_| 112,
);

pub(super) const FILE_ID: Field =
    Field::new("FileId", Kind::Packet(&FILEID), 0).preset(Preset::PacketOf(&FILEID));

#[track_caller]
const fn context(fields: &'static [Field]) -> Proto {
    element("SMB2_Create_Context", "SMB2 CREATE CONTEXT", fields)
}

const fn context_fields(parts: &'static Parts) -> [Field; 8] {
    [
        u32("Next").little_endian().preset(Preset::None),
        computed(
            u16("NameBufferOffset").little_endian().hex(),
            Auto::PartAt("Name"),
        ),
        computed(u16("NameLen").little_endian(), Auto::PartLen("Name")),
        u16("Reserved"),
        computed(
            u16("DataBufferOffset").little_endian().hex(),
            Auto::PartAt("Data"),
        ),
        computed(u32("DataLen").little_endian(), Auto::PartLen("Data")),
        Field::new("Buffer", Kind::Parts(parts), 0).preset(Preset::EmptyList),
        octets("pad").length(Length::FromFn(context_pad)),
    ]
}

/// The octets of a lease of the first version.
const LEASE_LEN: usize = 32;

fn requested(name: &[u8], len: usize) -> Option<&'static Proto> {
    Some(match name {
        b"DHnQ" => &CREATE_DURABLE_HANDLE_REQUEST,
        b"DHnC" => &CREATE_DURABLE_HANDLE_RECONNECT,
        b"AISi" => &CREATE_ALLOCATION_SIZE,
        b"MxAc" => &CREATE_QUERY_MAXIMAL_ACCESS_REQUEST,
        b"TWrp" => &CREATE_TIMEWARP_TOKEN,
        b"QFid" => &CREATE_QUERY_ON_DISK_ID,
        b"RqLs" if len > LEASE_LEN => &CREATE_REQUEST_LEASE_V2,
        b"RqLs" => &CREATE_REQUEST_LEASE,
        b"DH2Q" => &CREATE_DURABLE_HANDLE_REQUEST_V2,
        b"DH2C" => &CREATE_DURABLE_HANDLE_RECONNECT_V2,
        b"\x45\xbc\xa6\x6a\xef\xa7\xf7\x4a\x90\x08\xfa\x46\x2e\x14\x4d\x74" => {
            &CREATE_APP_INSTANCE_ID
        }
        b"\xb9\x82\xd0\xb7\x3b\x56\x07\x4f\xa0\x7b\x52\x4a\x81\x16\xa0\x10" => {
            &CREATE_APP_INSTANCE_VERSION
        }
        _ => return None,
    })
}

fn granted(name: &[u8], len: usize) -> Option<&'static Proto> {
    Some(match name {
        b"DHnQ" => &CREATE_DURABLE_HANDLE_RESPONSE,
        b"MxAc" => &CREATE_QUERY_MAXIMAL_ACCESS_RESPONSE,
        b"QFid" => &CREATE_QUERY_ON_DISK_ID,
        b"RqLs" if len > LEASE_LEN => &CREATE_RESPONSE_LEASE_V2,
        b"RqLs" => &CREATE_RESPONSE_LEASE,
        b"DH2Q" => &CREATE_DURABLE_HANDLE_RESPONSE_V2,
        _ => return None,
    })
}

/// The octets between a context and the next one.
fn context_pad(context: &dyn Around) -> i64 {
    let said = |name| context.int(name).unwrap_or(0);
    let data = said("DataBufferOffset") + said("DataLen");
    let name = said("NameBufferOffset") + said("NameLen");
    match said("Next") {
        0 => 0,
        next => next - data.max(name),
    }
}
