//! Control codes in SMB 2 and 3. MS-SMB2 sections 2.2.31 and 2.2.32.

use super::Proto;
use super::binding::{Binding, bind_down};
use super::data::smb2_names as names;
use super::field::{
    Around, Auto, Element, Field, Kind, Length, Parts, Preset, Scale, UuidForm, When, computed,
    ip4, ip6, list, packets, part, u16, u32, u64,
};
use super::raw::RAW;
use super::registry::Family;
use super::smb2::{HEADER, element, fixed_octets, flags, message, utf16};
use super::smb2_files::FILE_ID;
use crate::when;

pub static IOCTL_VALIDATE_NEGOTIATE_INFO_REQUEST: Proto = Proto::new(
    "SMB2_IOCTL_Validate_Negotiate_Info_Request",
    "SMB2 IOCTL Validate Negotiate Info",
    &[
        flags("Capabilities", 32, &names::CAPABILITIES),
        Field::new("ClientGUID", Kind::Uuid(UuidForm::LittleEndian), 128).default(0),
        flags("SecurityMode", 16, &names::SECURITY_MODE),
        u16("DialectCount").little_endian().count_of("Dialects"),
        list(
            "Dialects",
            &const { u16("").little_endian().names(&names::DIALECTS) },
        )
        .count_from("DialectCount")
        .preset(Preset::Ints(&[514])),
    ],
);

pub static IOCTL_REQUEST: Proto = message(
    "SMB2_IOCTL_Request",
    "SMB2 IOCTL Request",
    &[
        u16("StructureSize").little_endian().hex().default(0x39),
        u16("Reserved").little_endian(),
        u32("CtlCode").little_endian().names(&names::CTL_CODE),
        FILE_ID,
        computed(
            u32("InputBufferOffset").little_endian(),
            Auto::PartAt("Input"),
        ),
        computed(u32("InputLen").little_endian(), Auto::PartLen("Input")),
        u32("MaxInputResponse").little_endian(),
        computed(
            u32("OutputBufferOffset").little_endian(),
            Auto::PartAt("Output"),
        ),
        computed(u32("OutputLen").little_endian(), Auto::PartLen("Output")),
        u32("MaxOutputResponse").little_endian().default(0xffff),
        flags("Flags", 32, &names::IOCTL_FLAGS),
        u32("Reserved2").little_endian(),
        Field::new("Buffer", Kind::Parts(&IOCTL_REQUEST_PARTS), 0).preset(Preset::EmptyList),
    ],
);

pub static SOCKADDR_STORAGE: Proto = element(
    "SOCKADDR_STORAGE",
    "SOCKADDR_STORAGE",
    &[
        u16("Family")
            .little_endian()
            .names(&names::SOCKADDR_STORAGE_FAMILY)
            .default(2),
        u16("Port"),
        ip4("IPv4Adddress").preset(Preset::None).when(V4),
        fixed_octets("Reserved", 8).when(V4),
        u32("FlowInfo").little_endian().when(V6),
        ip6("IPv6Address").preset(Preset::None).when(V6),
        u32("ScopeId").little_endian().when(V6),
    ],
);

pub static NETWORK_INTERFACE_INFO: Proto = element(
    "NETWORK_INTERFACE_INFO",
    "NETWORK_INTERFACE_INFO",
    &[
        u32("Next").little_endian().preset(Preset::None),
        u32("IfIndex").little_endian().default(1),
        flags("Capability", 32, &names::CAPABILITY).default(1),
        u32("Reserved").little_endian(),
        Field::new("LinkSpeed", Kind::Scaled(&SPEED), 64)
            .little_endian()
            .default(10_000_000_000),
        Field::new("SockAddr_Storage", Kind::Packet(&SOCKADDR_STORAGE), 0)
            .preset(Preset::PacketOf(&SOCKADDR_STORAGE)),
    ],
);

pub static IOCTL_NETWORK_INTERFACE_INFO: Proto = Proto::new(
    "SMB2_IOCTL_Network_Interface_Info",
    "SMB2 IOCTL Network Interface Info response",
    &[packets("interfaces", &NETWORK_INTERFACE_INFO).chained()],
);

pub static IOCTL_VALIDATE_NEGOTIATE_INFO_RESPONSE: Proto = Proto::new(
    "SMB2_IOCTL_Validate_Negotiate_Info_Response",
    "SMB2 IOCTL Validate Negotiate Info",
    &[
        flags("Capabilities", 32, &names::CAPABILITIES),
        Field::new("GUID", Kind::Uuid(UuidForm::LittleEndian), 128).default(0),
        flags("SecurityMode", 16, &names::SECURITY_MODE),
        u16("DialectRevision")
            .little_endian()
            .names(&names::DIALECTS),
    ],
);

pub static IOCTL_OFFLOAD_READ_REQUEST: Proto = Proto::new(
    "SMB2_IOCTL_OFFLOAD_READ_Request",
    "SMB2 IOCTL OFFLOAD_READ Request",
    &[
        u32("StructureSize").little_endian().default(0x20),
        u32("Flags").little_endian(),
        u32("TokenTimeToLive").little_endian(),
        u32("Reserved").little_endian(),
        u64("FileOffset").little_endian(),
        u64("CopyLength").little_endian(),
    ],
);

pub static STORAGE_OFFLOAD_TOKEN: Proto = Proto::new(
    "STORAGE_OFFLOAD_TOKEN",
    "STORAGE_OFFLOAD_TOKEN",
    &[
        u32("TokenType")
            .little_endian()
            .names(&names::TOKEN_TYPE)
            .default(0xffff0001),
        u16("Reserved").little_endian(),
        u16("TokenIdLength").little_endian().length_of("TokenId"),
        fixed_octets("TokenId", 504),
    ],
);

pub static IOCTL_OFFLOAD_READ_RESPONSE: Proto = Proto::new(
    "SMB2_IOCTL_OFFLOAD_READ_Response",
    "SMB2 IOCTL OFFLOAD_READ Response",
    &[
        u32("StructureSize").little_endian().default(0x210),
        flags("Flags", 32, &names::IOCTL_OFFLOAD_READ_RESPONSE_FLAGS),
        u64("TransferLength").little_endian(),
        Field::new("Token", Kind::Packet(&STORAGE_OFFLOAD_TOKEN), 0)
            .preset(Preset::PacketOf(&STORAGE_OFFLOAD_TOKEN)),
    ],
);

pub static IOCTL_RESPONSE: Proto = message(
    "SMB2_IOCTL_Response",
    "SMB2 IOCTL Response",
    &[
        u16("StructureSize").little_endian().hex().default(0x31),
        u16("Reserved").little_endian(),
        u32("CtlCode").little_endian().names(&names::CTL_CODE),
        FILE_ID,
        computed(
            u32("InputBufferOffset").little_endian(),
            Auto::PartAt("Input"),
        ),
        computed(u32("InputLen").little_endian(), Auto::PartLen("Input")),
        computed(
            u32("OutputBufferOffset").little_endian(),
            Auto::PartAt("Output"),
        ),
        computed(u32("OutputLen").little_endian(), Auto::PartLen("Output")),
        flags("Flags", 32, &names::IOCTL_FLAGS),
        u32("Reserved2").little_endian(),
        Field::new("Buffer", Kind::Parts(&IOCTL_RESPONSE_PARTS), 0).preset(Preset::EmptyList),
    ],
);

pub static IOCTL_REQ_GET_DFS_REFERRAL: Proto = Proto::new(
    "SMB2_IOCTL_REQ_GET_DFS_Referral",
    "SMB2_IOCTL_REQ_GET_DFS_Referral",
    &[
        u16("MaxReferralLevel").little_endian(),
        utf16("RequestFileName").length(Length::Until(0)),
    ],
);
pub static FAMILY: Family = Family {
    module: "scapy.layers.smb2",
    source: "MS-SMB2",
    protocols: &[
        &IOCTL_VALIDATE_NEGOTIATE_INFO_REQUEST,
        &IOCTL_REQUEST,
        &SOCKADDR_STORAGE,
        &NETWORK_INTERFACE_INFO,
        &IOCTL_NETWORK_INTERFACE_INFO,
        &IOCTL_VALIDATE_NEGOTIATE_INFO_RESPONSE,
        &IOCTL_OFFLOAD_READ_REQUEST,
        &STORAGE_OFFLOAD_TOKEN,
        &IOCTL_OFFLOAD_READ_RESPONSE,
        &IOCTL_RESPONSE,
        &IOCTL_REQ_GET_DFS_REFERRAL,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_down(&HEADER, &IOCTL_REQUEST, when!(Command = 0xb)),
    bind_down(&HEADER, &IOCTL_RESPONSE, when!(Command = 0xb, Flags = 1)),
];

static IOCTL_REQUEST_PARTS: Parts = Parts::new(
    &[
        part(
            Field::new("Input", Kind::PacketBy(Element::Around(asked)), 0).length_from("InputLen"),
            "InputBufferOffset",
            "InputLen",
        ),
        part(
            Field::new("Output", Kind::PacketBy(Element::Around(asked)), 0)
                .length_from("OutputLen"),
            "OutputBufferOffset",
            "OutputLen",
        ),
    ],
    |_| 120,
);

static IOCTL_RESPONSE_PARTS: Parts = Parts::new(
    &[
        part(
            Field::new("Input", Kind::PacketBy(Element::Around(answered)), 0)
                .length_from("InputLen"),
            "InputBufferOffset",
            "InputLen",
        ),
        part(
            Field::new("Output", Kind::PacketBy(Element::Around(answered)), 0)
                .length_from("OutputLen"),
            "OutputBufferOffset",
            "OutputLen",
        ),
    ],
    |_| 112,
);

/// What a control code asks with.
fn asked(request: &dyn Around, _: &[u8]) -> Option<&'static Proto> {
    Some(match request.int("CtlCode") {
        Some(VALIDATE_NEGOTIATE_INFO) => &IOCTL_VALIDATE_NEGOTIATE_INFO_REQUEST,
        Some(GET_DFS_REFERRALS) => &IOCTL_REQ_GET_DFS_REFERRAL,
        Some(OFFLOAD_READ) => &IOCTL_OFFLOAD_READ_REQUEST,
        _ => &RAW,
    })
}

/// What a control code is answered with.
fn answered(response: &dyn Around, _: &[u8]) -> Option<&'static Proto> {
    Some(match response.int("CtlCode") {
        Some(VALIDATE_NEGOTIATE_INFO) => &IOCTL_VALIDATE_NEGOTIATE_INFO_RESPONSE,
        Some(QUERY_NETWORK_INTERFACE_INFO) => &IOCTL_NETWORK_INTERFACE_INFO,
        _ => &RAW,
    })
}

const VALIDATE_NEGOTIATE_INFO: i64 = 0x14_0204;
const GET_DFS_REFERRALS: i64 = 0x6_0194;
const OFFLOAD_READ: i64 = 0x9_4264;
const QUERY_NETWORK_INTERFACE_INFO: i64 = 0x14_01fc;

const V4: When = When::In("Family", &[2]);
const V6: When = When::In("Family", &[0x17]);

static SPEED: Scale = Scale {
    scaling: 1.0,
    whole: true,
    offset: 0.0,
    digits: 3,
    unit: "bit/s",
    in_bits: false,
    signed: false,
    float: false,
};
