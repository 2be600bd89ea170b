//! SMB 2 and 3: the header, and the messages with which a session begins and ends. MS-SMB2.

use super::binding::{Binding, bind, bind_down};
use super::data::smb2_names as names;
use super::field::{
    Around, Auto, Choice, Clock, Display, Field, Kind, Length, Parts, Preset, Test, When, bits,
    computed, ip4, ip6, octets, packets, part, u8, u16, u24, u32, u64,
};
use super::gssapi::GSSAPI_BLOB;
use super::names::FlagNames;
use super::netbios::{NBT_SESSION, SESSION_LEN};
use super::raw::RAW;
use super::registry::Family;
use super::smb2_files as files;
use super::smb2_ioctl as ioctl;
use super::smb2_negotiate::{
    COMPRESSION_CAPABILITIES, ENCRYPTION_CAPABILITIES, NEGOTIATE_CONTEXT, NEGOTIATE_REQUEST,
    NEGOTIATE_RESPONSE, NETNAME_NEGOTIATE_CONTEXT_ID, PREAUTH_INTEGRITY_CAPABILITIES,
    RDMA_TRANSFORM_CAPABILITIES, SIGNING_CAPABILITIES, TRANSPORT_CAPABILITIES,
};
use super::smb2_query as query;
use super::{Answered, Answers, Guess, Proto};
use crate::when;

pub static HEADER: Proto = Proto {
    guess: Some(command),
    ..Proto::new(
        "SMB2_Header",
        "SMB2 Header",
        &[
            octets("Start")
                .fixed()
                .length(Length::Octets(4))
                .preset(Preset::Octets(b"\xfeSMB")),
            u16("StructureSize").little_endian().default(0x40),
            u16("CreditCharge").little_endian(),
            u32("Status").little_endian().names(&names::STATUS),
            u16("Command").little_endian().names(&names::COMMANDS),
            u16("CreditRequest").little_endian(),
            flags("Flags", 32, &names::HEADER_FLAGS),
            u32("NextCommand").little_endian().hex(),
            u64("MID").little_endian(),
            u64("AsyncId").little_endian().when(When::Bits("Flags", 2)),
            u32("PID").little_endian().when(When::Test(is_sync)),
            u32("TID").little_endian().when(When::Test(is_sync)),
            u64("SessionId").little_endian(),
            hex_octets("SecuritySignature", 16).preset(Preset::Int(0)),
        ],
    )
};

pub static ERROR_RESPONSE: Proto = message(
    "SMB2_Error_Response",
    "SMB2 Error Response",
    &[
        u16("StructureSize").little_endian().hex().default(9),
        u8("ErrorContextCount"),
        u8("Reserved"),
        u32("ByteCount").little_endian().length_of("ErrorData"),
        octets("ErrorData")
            .length_from("ByteCount")
            .display(Display::HexOctets),
    ],
);

pub static MOVE_DST_IPADDR: Proto = element(
    "MOVE_DST_IPADDR",
    "MOVE_DST_IPADDR",
    &[
        u32("Type")
            .little_endian()
            .names(&names::MOVE_DST_IPADDR_TYPE)
            .default(1),
        u32("Reserved"),
        Field::new("IPAddress", Kind::Choice(&MOVED_TO), 0),
        fixed_octets("Reserved2", 12).when(When::In("Type", &[1])),
    ],
);

pub static ERROR_SHARE_REDIRECT_CONTEXT_RESPONSE: Proto = Proto::new(
    "SMB2_Error_Share_Redirect_Context_Response",
    "Share Redirect Error Context Response",
    &[
        u32("StructureSize").little_endian().hex().default(0x30),
        u32("NotificationType")
            .little_endian()
            .names(&names::NOTIFICATION_TYPE)
            .default(3),
        computed(
            u32("ResourceNameBufferOffset").little_endian().hex(),
            Auto::PartAt("ResourceName"),
        ),
        computed(
            u32("ResourceNameLen").little_endian(),
            Auto::PartLen("ResourceName"),
        ),
        u16("Reserved"),
        u16("TargetType").names(&names::TARGET_TYPE),
        u32("IPAddrCount")
            .little_endian()
            .count_of("IPAddrMoveList"),
        packets("IPAddrMoveList", &MOVE_DST_IPADDR).count_from("IPAddrCount"),
        Field::new(
            "Buffer",
            Kind::Parts(&ERROR_SHARE_REDIRECT_CONTEXT_RESPONSE_PARTS),
            0,
        )
        .preset(Preset::EmptyList),
    ],
);

pub static ERROR_CONTEXT_RESPONSE: Proto = Proto::new(
    "SMB2_Error_ContextResponse",
    "SMB2_Error_ContextResponse",
    &[
        u32("ErrorDatalength")
            .little_endian()
            .length_of("ErrorContextData"),
        u32("ErrorId").little_endian().names(&names::ERROR_ID),
        Field::new("ErrorContextData", Kind::Choice(&ERROR_DATA), 0).preset(Preset::Octets(b"")),
    ],
);

pub static SESSION_SETUP_REQUEST: Proto = Proto {
    ..message(
        "SMB2_Session_Setup_Request",
        "SMB2 Session Setup Request",
        &[
            u16("StructureSize").little_endian().hex().default(0x19),
            flags("Flags", 8, &names::SESSION_SETUP_REQUEST_FLAGS),
            flags("SecurityMode", 8, &names::SECURITY_MODE_2),
            flags("Capabilities", 32, &names::CAPABILITIES),
            u32("Channel").little_endian(),
            computed(
                u16("SecurityBlobBufferOffset").little_endian().hex(),
                Auto::PartAt("SecurityBlob"),
            ),
            computed(
                u16("SecurityBlobLen").little_endian(),
                Auto::PartLen("SecurityBlob"),
            ),
            u64("PreviousSessionId").little_endian().hex(),
            Field::new("Buffer", Kind::Parts(&SESSION_SETUP_REQUEST_PARTS), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static SESSION_SETUP_RESPONSE: Proto = message(
    "SMB2_Session_Setup_Response",
    "SMB2 Session Setup Response",
    &[
        u16("StructureSize").little_endian().hex().default(9),
        flags("SessionFlags", 16, &names::SESSION_FLAGS),
        computed(
            u16("SecurityBufferOffset").little_endian().hex(),
            Auto::PartAt("Security"),
        ),
        computed(
            u16("SecurityLen").little_endian(),
            Auto::PartLen("Security"),
        ),
        Field::new("Buffer", Kind::Parts(&SESSION_SETUP_RESPONSE_PARTS), 0)
            .preset(Preset::EmptyList),
    ],
);

pub static SESSION_LOGOFF_REQUEST: Proto = message(
    "SMB2_Session_Logoff_Request",
    "SMB2 LOGOFF Request",
    &[
        u16("StructureSize").little_endian().hex().default(4),
        u16("reserved"),
    ],
);

pub static SESSION_LOGOFF_RESPONSE: Proto = message(
    "SMB2_Session_Logoff_Response",
    "SMB2 LOGOFF Request",
    &[
        u16("StructureSize").little_endian().hex().default(4),
        u16("reserved"),
    ],
);

pub static TREE_CONNECT_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP(dport=445)/NBTSession()/SMB2_Header(SessionId=7)/SMB2_Tree_Connect_Request(Path="\\\\server\\share")"#,
    ..message(
        "SMB2_Tree_Connect_Request",
        "SMB2 TREE_CONNECT Request",
        &[
            u16("StructureSize").little_endian().hex().default(9),
            flags("Flags", 16, &names::TREE_CONNECT_REQUEST_FLAGS),
            computed(
                u16("PathBufferOffset").little_endian().hex(),
                Auto::PartAt("Path"),
            ),
            computed(u16("PathLen").little_endian(), Auto::PartLen("Path")),
            Field::new("Buffer", Kind::Parts(&TREE_CONNECT_REQUEST_PARTS), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static TREE_CONNECT_RESPONSE: Proto = message(
    "SMB2_Tree_Connect_Response",
    "SMB2 TREE_CONNECT Response",
    &[
        u16("StructureSize").little_endian().hex().default(0x10),
        u8("ShareType").names(&names::SHARE_TYPE),
        u8("Reserved"),
        flags("ShareFlags", 32, &names::SHARE_FLAGS).default(0x30),
        flags(
            "Capabilities",
            32,
            &names::TREE_CONNECT_RESPONSE_CAPABILITIES,
        ),
        flags("MaximalAccess", 32, &names::MAXIMAL_ACCESS),
    ],
);

pub static TREE_DISCONNECT_REQUEST: Proto = message(
    "SMB2_Tree_Disconnect_Request",
    "SMB2 TREE_DISCONNECT Request",
    &[
        u16("StructureSize").little_endian().hex().default(4),
        u16("Reserved").little_endian().hex(),
    ],
);

pub static TREE_DISCONNECT_RESPONSE: Proto = message(
    "SMB2_Tree_Disconnect_Response",
    "SMB2 TREE_DISCONNECT Response",
    &[
        u16("StructureSize").little_endian().hex().default(4),
        u16("Reserved").little_endian().hex(),
    ],
);

pub static ECHO_REQUEST: Proto = message(
    "SMB2_Echo_Request",
    "SMB2 ECHO Request",
    &[
        u16("StructureSize").little_endian().hex().default(4),
        u16("Reserved").little_endian(),
    ],
);

pub static ECHO_RESPONSE: Proto = message(
    "SMB2_Echo_Response",
    "SMB2 ECHO Response",
    &[
        u16("StructureSize").little_endian().hex().default(4),
        u16("Reserved").little_endian(),
    ],
);

pub static CANCEL_REQUEST: Proto = message(
    "SMB2_Cancel_Request",
    "SMB2 CANCEL Request",
    &[
        u16("StructureSize").little_endian().hex().default(4),
        u16("Reserved").little_endian(),
    ],
);

pub static TRANSFORM_HEADER: Proto = Proto::new(
    "SMB2_Transform_Header",
    "SMB2 Transform Header",
    &[
        octets("Start")
            .fixed()
            .length(Length::Octets(4))
            .preset(Preset::Octets(b"\xfdSMB")),
        hex_octets("Signature", 16).preset(Preset::Int(0)),
        hex_octets("Nonce", 16),
        u32("OriginalMessageSize").little_endian(),
        u16("Reserved").little_endian(),
        u16("Flags")
            .little_endian()
            .names(&names::TRANSFORM_HEADER_FLAGS)
            .default(1),
        u64("SessionId").little_endian(),
    ],
);

pub static COMPRESSION_TRANSFORM_HEADER: Proto = Proto::new(
    "SMB2_Compression_Transform_Header",
    "SMB2 Compression Transform Header",
    &[
        octets("Start")
            .fixed()
            .length(Length::Octets(4))
            .preset(Preset::Octets(b"\xfcSMB")),
        u32("OriginalCompressedSegmentSize").little_endian(),
        u16("CompressionAlgorithm")
            .little_endian()
            .names(&names::COMPRESSION_CAPABILITIES_COMPRESSION_ALGORITHMS),
        u16("Flags")
            .little_endian()
            .names(&names::COMPRESSION_TRANSFORM_HEADER_FLAGS),
        u32("Offset_or_Length").little_endian().hex(),
    ],
);

pub static DIRECT_TCP: Proto = Proto {
    parent: Some(&NBT_SESSION),
    payload_len: SESSION_LEN,
    ..Proto::new(
        "DirectTCP",
        "Direct TCP",
        &[
            u8("zero"),
            computed(u24("LENGTH"), Auto::PayloadLen).class("ThreeBytesField"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.smb2",
    source: "MS-SMB2",
    protocols: &[
        &HEADER,
        &ERROR_RESPONSE,
        &MOVE_DST_IPADDR,
        &ERROR_SHARE_REDIRECT_CONTEXT_RESPONSE,
        &ERROR_CONTEXT_RESPONSE,
        &SESSION_SETUP_REQUEST,
        &SESSION_SETUP_RESPONSE,
        &SESSION_LOGOFF_REQUEST,
        &SESSION_LOGOFF_RESPONSE,
        &TREE_CONNECT_REQUEST,
        &TREE_CONNECT_RESPONSE,
        &TREE_DISCONNECT_REQUEST,
        &TREE_DISCONNECT_RESPONSE,
        &ECHO_REQUEST,
        &ECHO_RESPONSE,
        &CANCEL_REQUEST,
        &TRANSFORM_HEADER,
        &COMPRESSION_TRANSFORM_HEADER,
        &DIRECT_TCP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(
        &NEGOTIATE_CONTEXT,
        &PREAUTH_INTEGRITY_CAPABILITIES,
        when!(ContextType = 1),
    ),
    bind(
        &NEGOTIATE_CONTEXT,
        &ENCRYPTION_CAPABILITIES,
        when!(ContextType = 2),
    ),
    bind(
        &NEGOTIATE_CONTEXT,
        &COMPRESSION_CAPABILITIES,
        when!(ContextType = 3),
    ),
    bind(
        &NEGOTIATE_CONTEXT,
        &NETNAME_NEGOTIATE_CONTEXT_ID,
        when!(ContextType = 5),
    ),
    bind(
        &NEGOTIATE_CONTEXT,
        &TRANSPORT_CAPABILITIES,
        when!(ContextType = 6),
    ),
    bind(
        &NEGOTIATE_CONTEXT,
        &RDMA_TRANSFORM_CAPABILITIES,
        when!(ContextType = 7),
    ),
    bind(
        &NEGOTIATE_CONTEXT,
        &SIGNING_CAPABILITIES,
        when!(ContextType = 8),
    ),
    bind_down(&HEADER, &ERROR_RESPONSE, when!(Flags = 1)),
    bind_down(&HEADER, &NEGOTIATE_REQUEST, when!(Command = 0)),
    bind_down(&HEADER, &NEGOTIATE_RESPONSE, when!(Command = 0, Flags = 1)),
    bind_down(&HEADER, &SESSION_SETUP_REQUEST, when!(Command = 1)),
    bind_down(
        &HEADER,
        &SESSION_SETUP_RESPONSE,
        when!(Command = 1, Flags = 1),
    ),
    bind_down(&HEADER, &SESSION_LOGOFF_REQUEST, when!(Command = 2)),
    bind_down(
        &HEADER,
        &SESSION_LOGOFF_RESPONSE,
        when!(Command = 2, Flags = 1),
    ),
    bind_down(&HEADER, &TREE_CONNECT_REQUEST, when!(Command = 3)),
    bind_down(
        &HEADER,
        &TREE_CONNECT_RESPONSE,
        when!(Command = 3, Flags = 1),
    ),
    bind_down(&HEADER, &TREE_DISCONNECT_REQUEST, when!(Command = 4)),
    bind_down(
        &HEADER,
        &TREE_DISCONNECT_RESPONSE,
        when!(Command = 4, Flags = 1),
    ),
    bind_down(&HEADER, &ECHO_REQUEST, when!(Command = 0xd)),
    bind_down(&HEADER, &ECHO_RESPONSE, when!(Command = 0xd, Flags = 1)),
    bind_down(&HEADER, &CANCEL_REQUEST, when!(Command = 9)),
    bind(&TRANSFORM_HEADER, &RAW, &[]),
];

static ERROR_SHARE_REDIRECT_CONTEXT_RESPONSE_PARTS: Parts = Parts::new(
    &[part(
        utf16("ResourceName").length_from("ResourceNameLen"),
        "ResourceNameBufferOffset",
        "ResourceNameLen",
    )],
    |context| 24 + 24 * counted(context, "IPAddrMoveList"),
);

static SESSION_SETUP_REQUEST_PARTS: Parts = Parts::new(
    &[part(
        Field::new("SecurityBlob", Kind::Packet(&GSSAPI_BLOB), 0),
        "SecurityBlobBufferOffset",
        "SecurityBlobLen",
    )],
    |_| 88,
);

static SESSION_SETUP_RESPONSE_PARTS: Parts = Parts::new(
    &[part(
        Field::new("Security", Kind::Packet(&GSSAPI_BLOB), 0),
        "SecurityBufferOffset",
        "SecurityLen",
    )
    .also("SecurityBlob")],
    |_| 72,
);

static TREE_CONNECT_REQUEST_PARTS: Parts = Parts::new(
    &[part(utf16("Path"), "PathBufferOffset", "PathLen")],
    |_| 72,
);

/// What sits on the header: more messages may follow it.
pub(super) static PAYLOAD: Proto = Proto::new("_SMB2_Payload", "_SMB2_Payload", &[]);

#[track_caller]
pub(super) const fn message(
    name: &'static str,
    title: &'static str,
    fields: &'static [Field],
) -> Proto {
    Proto {
        parent: Some(&PAYLOAD),
        guess: Some(next),
        unwraps: Some(|message, payload| (payload.is_empty() && has_gap(message)).then(Vec::new)),
        answers: Answers::Test(answers),
        ..Proto::new(name, title, fields)
    }
}

/// What stands in a list, or in a part; octets behind it belong to the next one.
#[track_caller]
pub(super) const fn element(
    name: &'static str,
    title: &'static str,
    fields: &'static [Field],
) -> Proto {
    Proto {
        otherwise: Guess::Padding,
        ..Proto::new(name, title, fields)
    }
}

/// Flags in little-endian order.
pub(super) const fn flags(name: &'static str, width: u16, names: &'static FlagNames) -> Field {
    bits(name, width).swap(width / 8, width / 8).flags(names)
}

pub(super) const fn fixed_octets(name: &'static str, length: u16) -> Field {
    octets(name).fixed().length(Length::Octets(length))
}

pub(super) const fn hex_octets(name: &'static str, length: u16) -> Field {
    fixed_octets(name, length).display(Display::HexOctets)
}

pub(super) const fn utf16(name: &'static str) -> Field {
    Field::new(name, Kind::Utf16, 0).preset(Preset::Octets(b""))
}

/// A time in units of 100 nanoseconds since 1601. MS-DTYP section 2.3.3.
pub(super) const fn filetime(name: &'static str) -> Field {
    Field::new(name, Kind::Time(&SINCE_1601), 64).little_endian()
}

static SINCE_1601: Clock = Clock {
    epoch: -11_644_473_600,
    per_second: 10_000_000,
    format: "%a, %d %b %Y %H:%M:%S %z",
};

pub(super) fn counted(message: &dyn Around, list: &str) -> i64 {
    message.count(list).unwrap_or(0) as i64
}

fn is_sync(header: &dyn Around) -> bool {
    header.int("Flags").unwrap_or(0) & ASYNC == 0
}

const RESPONSE: i64 = 1;

const ASYNC: i64 = 2;

/// Statuses that do not make a response an error: MS-SMB2 section 3.3.4.4.
const NO_ERRORS: &[(i64, i64)] = &[
    (0xc000_0016, 1),
    (0x8000_0005, 8),
    (0x8000_0005, 0x10),
    (0x8000_0005, 0xb),
    (0xc000_000d, 0xb),
    (0x10c, 0xf),
];

fn command(header: &dyn Around, _: &[u8]) -> Guess {
    let said = |name| header.int(name).unwrap_or(0);
    let (command, status) = (said("Command"), said("Status"));
    let is_response = said("Flags") & RESPONSE != 0;
    if is_response && status != 0 && !NO_ERRORS.contains(&(status, command)) {
        return Guess::Proto(&ERROR_RESPONSE);
    }
    let (request, response) = match command {
        0 => (&NEGOTIATE_REQUEST, &NEGOTIATE_RESPONSE),
        1 => (&SESSION_SETUP_REQUEST, &SESSION_SETUP_RESPONSE),
        2 => (&SESSION_LOGOFF_REQUEST, &SESSION_LOGOFF_RESPONSE),
        3 => (&TREE_CONNECT_REQUEST, &TREE_CONNECT_RESPONSE),
        4 => (&TREE_DISCONNECT_REQUEST, &TREE_DISCONNECT_RESPONSE),
        5 => (&files::CREATE_REQUEST, &files::CREATE_RESPONSE),
        6 => (&files::CLOSE_REQUEST, &files::CLOSE_RESPONSE),
        8 => (&files::READ_REQUEST, &files::READ_RESPONSE),
        9 => (&files::WRITE_REQUEST, &files::WRITE_RESPONSE),
        0xb => (&ioctl::IOCTL_REQUEST, &ioctl::IOCTL_RESPONSE),
        0xc => (&CANCEL_REQUEST, &CANCEL_REQUEST),
        0xd => (&ECHO_REQUEST, &ECHO_RESPONSE),
        0xe => (
            &query::QUERY_DIRECTORY_REQUEST,
            &query::QUERY_DIRECTORY_RESPONSE,
        ),
        0xf => (
            &query::CHANGE_NOTIFY_REQUEST,
            &query::CHANGE_NOTIFY_RESPONSE,
        ),
        0x10 => (&query::QUERY_INFO_REQUEST, &query::QUERY_INFO_RESPONSE),
        0x11 => (&query::SET_INFO_REQUEST, &query::SET_INFO_RESPONSE),
        _ => return Guess::Bindings,
    };
    Guess::Proto(if is_response { response } else { request })
}

/// The octets between a message and the next header.
static GAP: Proto = Proto {
    parent: Some(&RAW),
    guess: Some(|_, _| Guess::Proto(&HEADER)),
    ..Proto::new(
        "Raw",
        "Raw",
        &[octets("load").length(Length::FromFn(|gap| {
            let mut missing = 0;
            gap.below(&mut |message| {
                missing = up_to_next(message, message.original_len() - gap.original_len());
            });
            missing
        }))],
    )
};

/// Another header follows if the one below says so, at the place that it says.
fn next(message: &dyn Around, payload: &[u8]) -> Guess {
    if message.under().is_none_or(|under| !under.is(&HEADER)) {
        return Guess::Bindings;
    }
    if message.int_below("NextCommand").unwrap_or(0) == 0 {
        return Guess::Bindings;
    }
    match up_to_next(message, message.original_len() - payload.len()) {
        0 => Guess::Proto(&HEADER),
        _ => Guess::Proto(&GAP),
    }
}

/// Whether a message that ends the octets does not end where it says that the next one starts: as
/// in Scapy, what is missing is then an empty load.
fn has_gap(message: &dyn Around) -> bool {
    message.under().is_some_and(|under| under.is(&HEADER))
        && message.int_below("NextCommand").unwrap_or(0) != 0
        && up_to_next(message, message.original_len()) != 0
}

/// The octets between a message of some octets and the header that follows.
fn up_to_next(message: &dyn Around, len: usize) -> i64 {
    const HEADER_LEN: i64 = 64;
    message.int_below("NextCommand").unwrap_or(0) - HEADER_LEN - len as i64
}

/// A response answers another message of the same command; an error answers any.
fn answers(response: &dyn Around, request: &dyn Around) -> Answered {
    let (response, request) = (response.proto(), request.proto());
    let kind = request.is_kind_of(&PAYLOAD) && !request.is(response);
    (kind && (response.is(&ERROR_RESPONSE) || command_of(response) == command_of(request))).into()
}

/// The command that a message is bound to.
fn command_of(message: &'static Proto) -> Option<i64> {
    let families = [&FAMILY, &files::FAMILY, &ioctl::FAMILY, &query::FAMILY];
    let mut bindings = families.iter().flat_map(|family| family.bindings);
    let binding = bindings.find(|binding| binding.upper.is(message))?;
    let said = binding
        .condition
        .iter()
        .find(|entry| entry.0 == "Command")?;
    match said.1 {
        super::Fixed::Int(number) => Some(number),
        _ => None,
    }
}

static MOVED_TO: Choice = Choice {
    options: &[(
        Test::When(When::In("Type", &[2])),
        ip6("IPAddress").preset(Preset::None),
    )],
    otherwise: ip4("IPAddress").preset(Preset::None),
};

static ERROR_DATA: Choice = Choice {
    options: &[(
        Test::When(When::In("ErrorId", &[0x7264_5253])),
        Field::new(
            "ErrorContextData",
            Kind::Packet(&ERROR_SHARE_REDIRECT_CONTEXT_RESPONSE),
            0,
        )
        .preset(Preset::PacketOf(&ERROR_SHARE_REDIRECT_CONTEXT_RESPONSE)),
    )],
    otherwise: octets("ErrorContextData")
        .length_from("ErrorDatalength")
        .display(Display::HexOctets),
};
