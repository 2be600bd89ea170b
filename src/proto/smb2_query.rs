//! Directories, changes and information in SMB 2 and 3. MS-SMB2 sections 2.2.33 to 2.2.40.

use super::Proto;
use super::binding::{Binding, bind_down};
use super::data::smb2_names as names;
use super::field::{
    Around, Auto, Choice, Element, Field, Kind, Length, Parts, Preset, Test, When, computed,
    octets, packets, part, u8, u16, u32,
};
use super::raw::RAW;
use super::registry::Family;
use super::smb2::{HEADER, fixed_octets, flags, message, utf16};
use super::smb2_files::FILE_ID;
use super::smb2_fscc::{FILE_NOTIFY_INFORMATION, FILE_RENAME_INFORMATION, up_to_next};
use crate::when;

pub static QUERY_DIRECTORY_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP(dport=445)/NBTSession()/SMB2_Header(TID=1, SessionId=7)/SMB2_Query_Directory_Request(FileName="*", FileId=SMB2_FILEID(Persistent=1, Volatile=2))"#,
    ..message(
        "SMB2_Query_Directory_Request",
        "SMB2 QUERY DIRECTORY Request",
        &[
            u16("StructureSize").little_endian().hex().default(0x21),
            u8("FileInformationClass")
                .names(&names::FILE_INFORMATION_CLASS)
                .default(1),
            flags("Flags", 8, &names::QUERY_DIRECTORY_REQUEST_FLAGS),
            u32("FileIndex").little_endian(),
            FILE_ID,
            computed(
                u16("FileNameBufferOffset").little_endian(),
                Auto::PartAt("FileName"),
            ),
            computed(
                u16("FileNameLen").little_endian(),
                Auto::PartLen("FileName"),
            ),
            u32("OutputBufferLength").little_endian().default(0xffff),
            Field::new("Buffer", Kind::Parts(&QUERY_DIRECTORY_REQUEST_PARTS), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static QUERY_DIRECTORY_RESPONSE: Proto = message(
    "SMB2_Query_Directory_Response",
    "SMB2 QUERY DIRECTORY Response",
    &[
        u16("StructureSize").little_endian().hex().default(9),
        computed(
            u16("OutputBufferOffset").little_endian(),
            Auto::PartAt("Output"),
        ),
        computed(u32("OutputLen").little_endian(), Auto::PartLen("Output")),
        Field::new("Buffer", Kind::Parts(&QUERY_DIRECTORY_RESPONSE_PARTS), 0)
            .preset(Preset::EmptyList),
    ],
);

pub static CHANGE_NOTIFY_REQUEST: Proto = message(
    "SMB2_Change_Notify_Request",
    "SMB2 CHANGE NOTIFY Request",
    &[
        u16("StructureSize").little_endian().hex().default(0x20),
        flags("Flags", 16, &names::CHANGE_NOTIFY_REQUEST_FLAGS),
        u32("OutputBufferLength").little_endian().default(0x800),
        FILE_ID,
        flags("CompletionFilter", 32, &names::COMPLETION_FILTER),
        u32("Reserved").little_endian(),
    ],
);

pub static CHANGE_NOTIFY_RESPONSE: Proto = message(
    "SMB2_Change_Notify_Response",
    "SMB2 CHANGE NOTIFY Response",
    &[
        u16("StructureSize").little_endian().hex().default(9),
        computed(
            u16("OutputBufferOffset").little_endian(),
            Auto::PartAt("Output"),
        ),
        computed(u32("OutputLen").little_endian(), Auto::PartLen("Output")),
        Field::new("Buffer", Kind::Parts(&CHANGE_NOTIFY_RESPONSE_PARTS), 0)
            .preset(Preset::EmptyList),
    ],
);

pub static FILE_GET_QUOTA_INFORMATION: Proto = Proto::new(
    "FILE_GET_QUOTA_INFORMATION",
    "FILE_GET_QUOTA_INFORMATION",
    &[
        u32("NextEntryOffset"),
        u16("SidLength").length_of("Sid"),
        octets("Sid").length_from("SidLength"),
        octets("pad").length(Length::FromFn(|entry| up_to_next(entry, "SidLength"))),
    ],
);

pub static QUERY_QUOTA_INFO: Proto = Proto::new(
    "SMB2_Query_Quota_Info",
    "SMB2_Query_Quota_Info",
    &[
        u8("ReturnSingle"),
        u8("ReturnBoolean"),
        u16("Reserved"),
        u32("SidListLength").little_endian(),
        u32("StartSidLength").little_endian(),
        u32("StartSidOffset").little_endian(),
        octets("pad").length_from("StartSidOffset"),
        Field::new("SidBuffer", Kind::Choice(&SIDS), 0),
    ],
);

pub static QUERY_INFO_REQUEST: Proto = message(
    "SMB2_Query_Info_Request",
    "SMB2 QUERY INFO Request",
    &[
        u16("StructureSize").little_endian().hex().default(0x29),
        u8("InfoType").names(&names::INFO_TYPE),
        u8("FileInfoClass").names(&names::FILE_INFORMATION_CLASS),
        u32("OutputBufferLength").little_endian(),
        computed(
            u32("InputBufferOffset").little_endian().hex(),
            Auto::PartAt("Input"),
        ),
        computed(u32("InputLen").little_endian(), Auto::PartLen("Input")),
        flags("AdditionalInformation", 32, &names::ADDITIONAL_INFORMATION),
        flags("Flags", 32, &names::QUERY_INFO_REQUEST_FLAGS),
        FILE_ID,
        Field::new("Buffer", Kind::Parts(&QUERY_INFO_REQUEST_PARTS), 0).preset(Preset::EmptyList),
    ],
);

pub static QUERY_INFO_RESPONSE: Proto = message(
    "SMB2_Query_Info_Response",
    "SMB2 QUERY INFO Response",
    &[
        u16("StructureSize").little_endian().hex().default(9),
        computed(
            u16("OutputBufferOffset").little_endian(),
            Auto::PartAt("Output"),
        ),
        computed(u32("OutputLen").little_endian(), Auto::PartLen("Output")),
        Field::new("Buffer", Kind::Parts(&QUERY_INFO_RESPONSE_PARTS), 0).preset(Preset::EmptyList),
    ],
);

pub static SET_INFO_REQUEST: Proto = message(
    "SMB2_Set_Info_Request",
    "SMB2 SET INFO Request",
    &[
        u16("StructureSize").little_endian().hex().default(0x21),
        u8("InfoType").names(&names::INFO_TYPE),
        u8("FileInfoClass").names(&names::FILE_INFORMATION_CLASS),
        computed(u32("DataLen").little_endian(), Auto::PartLen("Data")),
        computed(
            u32("DataBufferOffset").little_endian().hex(),
            Auto::PartAt("Data"),
        ),
        flags("AdditionalInformation", 32, &names::ADDITIONAL_INFORMATION),
        FILE_ID,
        Field::new("Buffer", Kind::Parts(&SET_INFO_REQUEST_PARTS), 0).preset(Preset::EmptyList),
    ],
);

pub static SET_INFO_RESPONSE: Proto = message(
    "SMB2_Set_Info_Response",
    "SMB2 SET INFO Request",
    &[u16("StructureSize").little_endian().hex().default(2)],
);
pub static FAMILY: Family = Family {
    module: "scapy.layers.smb2",
    source: "MS-SMB2",
    protocols: &[
        &QUERY_DIRECTORY_REQUEST,
        &QUERY_DIRECTORY_RESPONSE,
        &CHANGE_NOTIFY_REQUEST,
        &CHANGE_NOTIFY_RESPONSE,
        &FILE_GET_QUOTA_INFORMATION,
        &QUERY_QUOTA_INFO,
        &QUERY_INFO_REQUEST,
        &QUERY_INFO_RESPONSE,
        &SET_INFO_REQUEST,
        &SET_INFO_RESPONSE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_down(&HEADER, &QUERY_DIRECTORY_REQUEST, when!(Command = 0xe)),
    bind_down(
        &HEADER,
        &QUERY_DIRECTORY_RESPONSE,
        when!(Command = 0xe, Flags = 1),
    ),
    bind_down(&HEADER, &CHANGE_NOTIFY_REQUEST, when!(Command = 0xf)),
    bind_down(
        &HEADER,
        &CHANGE_NOTIFY_RESPONSE,
        when!(Command = 0xf, Flags = 1),
    ),
    bind_down(&HEADER, &QUERY_INFO_REQUEST, when!(Command = 0x10)),
    bind_down(
        &HEADER,
        &QUERY_INFO_RESPONSE,
        when!(Command = 0x10, Flags = 1),
    ),
    bind_down(&HEADER, &SET_INFO_REQUEST, when!(Command = 0x11)),
    bind_down(
        &HEADER,
        &SET_INFO_RESPONSE,
        when!(Command = 0x11, Flags = 1),
    ),
];

static QUERY_DIRECTORY_REQUEST_PARTS: Parts = Parts::new(
    &[part(
        utf16("FileName"),
        "FileNameBufferOffset",
        "FileNameLen",
    )],
    |_| 96,
);

static QUERY_DIRECTORY_RESPONSE_PARTS: Parts = Parts::new(
    &[part(
        octets("Output").fixed().length_from("OutputLen"),
        "OutputBufferOffset",
        "OutputLen",
    )],
    |_| 72,
);

static CHANGE_NOTIFY_RESPONSE_PARTS: Parts = Parts::new(
    &[part(
        packets("Output", &FILE_NOTIFY_INFORMATION)
            .length_from("OutputLen")
            .most(1000)
            .class("_NextPacketListField"),
        "OutputBufferOffset",
        "OutputLen",
    )],
    |_| 72,
);

static QUERY_INFO_REQUEST_PARTS: Parts = Parts::new(
    &[part(
        Field::new("Input", Kind::Choice(&QUERIED), 0),
        "InputBufferOffset",
        "InputLen",
    )],
    |_| 104,
);

static QUERY_INFO_RESPONSE_PARTS: Parts = Parts::new(
    &[part(
        octets("Output").fixed().length_from("OutputLen"),
        "OutputBufferOffset",
        "OutputLen",
    )],
    |_| 72,
);

static SET_INFO_REQUEST_PARTS: Parts = Parts::new(
    &[part(
        Field::new("Data", Kind::Choice(&SET), 0),
        "DataBufferOffset",
        "DataLen",
    )],
    |_| 96,
);

static SIDS: Choice = Choice {
    options: &[
        (
            Test::When(When::NotIn("SidListLength", &[0])),
            packets("SidBuffer", &FILE_GET_QUOTA_INFORMATION).length_from("SidListLength"),
        ),
        (
            Test::When(When::NotIn("StartSidLength", &[0])),
            octets("SidBuffer").length_from("StartSidLength"),
        ),
    ],
    otherwise: fixed_octets("SidBuffer", 0),
};

const FILE: When = When::In("InfoType", &[1]);
const QUOTA: When = When::In("InfoType", &[4]);

static QUERIED: Choice = Choice {
    options: &[(
        Test::When(QUOTA),
        packets("Input", &QUERY_QUOTA_INFO)
            .length_from("InputLen")
            .preset(Preset::None),
    )],
    otherwise: octets("Input").length_from("InputLen"),
};

static SET: Choice = Choice {
    options: &[
        (
            Test::When(FILE),
            Field::new("Data", Kind::PacketBy(Element::Around(information)), 0)
                .length_from("DataLen"),
        ),
        (
            Test::When(QUOTA),
            packets("Data", &QUERY_QUOTA_INFO)
                .length_from("DataLen")
                .preset(Preset::None),
        ),
    ],
    otherwise: octets("Data").length_from("DataLen"),
};

fn information(request: &dyn Around, _: &[u8]) -> Option<&'static Proto> {
    Some(match request.int("FileInfoClass") {
        Some(0xa) => &FILE_RENAME_INFORMATION,
        _ => &RAW,
    })
}
