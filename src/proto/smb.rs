//! SMB 1: negotiation, session setup, trees, and transactions with what browsers announce; and
//! which version of SMB a message is of. MS-CIFS, MS-SMB, MS-BRWS.

use super::binding::{Binding, bind, bind_down};
use super::data::smb_names as names;
use super::field::{
    Adjust, Around, Auto, Choice, Display, Field, Kind, Length, Padded, Preset, Scale, Test,
    UuidForm, When, bits, computed, octets, packets, padded, u8, u16, u32,
};
use super::gssapi::GSSAPI_BLOB;
use super::netbios::{NBT_DATAGRAM, NBT_SESSION};
use super::registry::Family;
use super::smb_mailslot::{MAILSLOT_WRITE, TRANSACTION_REQUEST, TRANSACTION_RESPONSE};
use super::smb2::{
    self, COMPRESSION_TRANSFORM_HEADER, TRANSFORM_HEADER, element, filetime, fixed_octets, flags,
    utf16,
};
use super::{Answers, Dispatch, Guess, Proto};
use crate::{joined, when};

/// A text that ends with a zero, in UTF-16 where the header says so.
// A function could not lend what it makes of its arguments to the table.
macro_rules! said {
    ($name:literal, $text:literal) => {
        Field::new(
            $name,
            Kind::Choice(
                &const {
                    Choice {
                        options: &const {
                            [(
                                Test::When(When::Test(is_unicode)),
                                utf16($name).length(Length::Until(0)).preset(Preset::Octets(
                                    &const { wide::<{ 2 * $text.len() }>($text) },
                                )),
                            )]
                        },
                        otherwise: octets($name)
                            .length(Length::Until(0))
                            .preset(Preset::Octets($text)),
                    }
                },
            ),
            0,
        )
    };
}

/// The letters of ASCII in UTF-16, the lower octet first.
const fn wide<const OCTETS: usize>(text: &[u8]) -> [u8; OCTETS] {
    let mut octets = [0; OCTETS];
    let mut at = 0;
    while at < text.len() {
        octets[2 * at] = text[at];
        at += 1;
    }
    octets
}

pub static HEADER: Proto = Proto {
    guess: Some(command),
    answers: Answers::Test(|_, request| {
        (request.proto().is(&HEADER) || request.above().iter().any(|proto| proto.is(&HEADER)))
            .into()
    }),
    ..Proto::new(
        "SMB_Header",
        "SMB 1 Protocol Request Header",
        &[
            octets("Start")
                .fixed()
                .length(Length::Octets(4))
                .preset(Preset::Octets(b"\xffSMB")),
            u8("Command").names(&names::COMMANDS).default(0x72),
            u32("Status")
                .little_endian()
                .names(&super::data::smb2_names::STATUS),
            bits("Flags", 8).flags(&names::HEADER_FLAGS).default(0x18),
            flags("Flags2", 16, &names::FLAGS2),
            u16("PIDHigh").little_endian(),
            fixed_octets("SecuritySignature", 8),
            u16("Reserved").little_endian(),
            u16("TID").little_endian(),
            u16("PIDLow").little_endian(),
            u16("UID").little_endian(),
            u16("MID").little_endian(),
        ],
    )
};

pub static DIALECT: Proto = element(
    "SMB_Dialect",
    "SMB Dialect",
    &[
        u8("BufferFormat").default(2),
        octets("DialectString")
            .length(Length::Until(0))
            .preset(Preset::Octets(b"NT LM 0.12")),
    ],
);

pub static NEGOTIATE_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP(dport=139)/NBTSession()/SMB_Header()/SMBNegotiate_Request(Dialects=[SMB_Dialect(), SMB_Dialect(DialectString="SMB 2.002")])"#,
    ..Proto::new(
        "SMBNegotiate_Request",
        "SMB Negotiate Request",
        &[
            u8("WordCount"),
            u16("ByteCount")
                .little_endian()
                .length_of("Dialects")
                .class("LEFieldLenField"),
            packets("Dialects", &DIALECT)
                .length_from("ByteCount")
                .preset(Preset::ListOf(&DIALECT)),
        ],
    )
};

/// What a server says of itself, whatever the security.
const NEGOTIATED: [Field; 11] = [
    u16("DialectIndex").little_endian().default(7),
    bits("SecurityMode", 8)
        .flags(&names::SECURITY_MODE)
        .default(3),
    u16("MaxMpxCount").little_endian().default(0x32),
    u16("MaxNumberVC").little_endian().default(1),
    u32("MaxBufferSize").little_endian().default(0x3f10),
    u32("MaxRawSize").little_endian().default(0x10000),
    u32("SessionKey").little_endian(),
    flags("ServerCapabilities", 32, &names::SERVER_CAPABILITIES).default(0xf3f9),
    filetime("ServerTime"),
    Field::new("ServerTimeZone", Kind::Scaled(&MINUTES), 16)
        .little_endian()
        .default(60),
    u8("ChallengeLength").length_of("Challenge"),
];

const CHALLENGE: Field = octets("Challenge")
    .length_from("ChallengeLength")
    .display(Display::HexOctets);

pub static NEGOTIATE_RESPONSE_NO_SECURITY: Proto = Proto {
    example: r#"SMBNegotiate_Response_NoSecurity(ServerTime=133000000000000000)"#,
    ..Proto::new(
        "SMBNegotiate_Response_NoSecurity",
        "SMB Negotiate No-Security Response (CIFS)",
        joined![
            [u8("WordCount").default(1)],
            NEGOTIATED,
            [
                computed(
                    u16("ByteCount").little_endian(),
                    Auto::LenOf(
                        "DomainName",
                        Adjust::by(|response, len| Some(len + len_of(response, "Challenge"))),
                    ),
                )
                .class("LEFieldLenField"),
                CHALLENGE,
                octets("DomainName")
                    .length(Length::Until(0))
                    .preset(Preset::Octets(b"WORKGROUP")),
            ],
        ],
    )
};

pub static NEGOTIATE_RESPONSE_EXTENDED_SECURITY: Proto = Proto {
    example: r#"SMB_Header()/SMBNegotiate_Response_Extended_Security(ServerTime=133000000000000000)"#,
    ..Proto::new(
        "SMBNegotiate_Response_Extended_Security",
        "SMB Negotiate Extended Security Response (SMB)",
        joined![
            [u8("WordCount").default(0x11)],
            NEGOTIATED,
            [
                computed(
                    u16("ByteCount").little_endian(),
                    Auto::LenOf("SecurityBlob", Adjust::plus(16)),
                )
                .class("LEFieldLenField"),
                CHALLENGE,
                Field::new("GUID", Kind::Uuid(UuidForm::LittleEndian), 128),
                Field::new("SecurityBlob", Kind::Packet(&GSSAPI_BLOB), 0)
                    .length(Length::From("ByteCount", -16)),
            ],
        ],
    )
};

pub static NEGOTIATE_RESPONSE_SECURITY: Proto = Proto {
    example: r#"SMB_Header()/SMBNegotiate_Response_Security(ServerTime=133000000000000000, ByteCount=16)"#,
    ..Proto::new(
        "SMBNegotiate_Response_Security",
        "SMB Negotiate Non-Extended Security Response (SMB)",
        joined![
            [u8("WordCount").default(0x11)],
            NEGOTIATED,
            [
                computed(
                    u16("ByteCount").little_endian(),
                    Auto::LenOf("Challenge", Adjust::by(names_and_challenge)),
                )
                .class("LEFieldLenField"),
                CHALLENGE,
                said!("DomainName", b"WORKGROUP"),
                said!("ServerName", b"RMFF1"),
            ],
        ],
    )
};

pub static SESSION_SETUP_AND_X_REQUEST: Proto = Proto {
    finish: Some(|setup, header, octets| say_next(setup, header, octets)),
    ..Proto::new(
        "SMBSession_Setup_AndX_Request",
        "Session Setup AndX Request (CIFS)",
        &[
            u8("WordCount").default(0xd),
            u8("AndXCommand").names(&names::COMMANDS).default(0xff),
            u8("AndXReserved"),
            computed(
                u16("AndXOffset").little_endian(),
                Auto::HeaderLenBy(Adjust::by(next_offset)),
            )
            .class("LEShortField"),
            u16("MaxBufferSize").little_endian().default(0x3f10),
            u16("MaxMPXCount").little_endian().default(0x32),
            u16("VCNumber").little_endian(),
            u32("SessionKey").little_endian(),
            u16("OEMPasswordLength")
                .little_endian()
                .length_of("OEMPassword")
                .class("LEFieldLenField"),
            u16("UnicodePasswordLength")
                .little_endian()
                .length_of("UnicodePassword")
                .class("LEFieldLenField"),
            u32("Reserved").little_endian(),
            flags("ServerCapabilities", 32, &names::SERVER_CAPABILITIES).default(5),
            computed(
                u16("ByteCount").little_endian(),
                Auto::HeaderLenBy(Adjust::plus(-29)),
            )
            .class("LEShortField"),
            octets("OEMPassword")
                .length_from("OEMPasswordLength")
                .display(Display::HexOctets)
                .preset(Preset::Octets(b"Pass")),
            octets("UnicodePassword")
                .length_from("UnicodePasswordLength")
                .display(Display::HexOctets)
                .preset(Preset::Octets(b"Pass")),
            padded(
                "AccountName",
                &const { Padded::before(said!("AccountName", b"GUEST"), 2) },
            ),
            said!("PrimaryDomain", b""),
            said!("NativeOS", b"Windows 4.0"),
            said!("NativeLanMan", b"Windows 4.0"),
        ],
    )
};

pub static TREE_CONNECT_AND_X: Proto = Proto::new(
    "SMBTree_Connect_AndX",
    "Session Tree Connect AndX",
    &[
        u8("WordCount").default(4),
        u8("AndXCommand").names(&names::COMMANDS).default(0xff),
        u8("AndXReserved"),
        u16("AndXOffset").little_endian().preset(Preset::None),
        flags("Flags", 16, &names::TREE_CONNECT_AND_X_FLAGS),
        u16("PasswordLength").little_endian().length_of("Password"),
        computed(
            u16("ByteCount").little_endian(),
            Auto::TotalLenBy(Adjust::plus(-11)),
        )
        .class("LEShortField"),
        octets("Password")
            .length_from("PasswordLength")
            .display(Display::HexOctets),
        padded(
            "Path",
            &const { Padded::before(said!("Path", b"\x5c\x5cWIN2K\x5cIPC$"), 2) },
        ),
        octets("Service")
            .length(Length::Until(0))
            .preset(Preset::Octets(b"?????")),
    ],
);

pub static SESSION_SETUP_AND_X_REQUEST_EXTENDED_SECURITY: Proto = Proto::new(
    "SMBSession_Setup_AndX_Request_Extended_Security",
    "Session Setup AndX Extended Security Request (SMB)",
    &[
        u8("WordCount").default(0xc),
        u8("AndXCommand").names(&names::COMMANDS).default(0xff),
        u8("AndXReserved"),
        u16("AndXOffset").little_endian().preset(Preset::None),
        u16("MaxBufferSize").little_endian().default(0x3f10),
        u16("MaxMPXCount").little_endian().default(0x32),
        u16("VCNumber").little_endian(),
        u32("SessionKey").little_endian(),
        u16("SecurityBlobLength")
            .little_endian()
            .length_of("SecurityBlob")
            .class("LEFieldLenField"),
        u32("Reserved").little_endian(),
        flags("ServerCapabilities", 32, &names::SERVER_CAPABILITIES).default(5),
        computed(
            u16("ByteCount").little_endian(),
            Auto::HeaderLenBy(Adjust::plus(-27)),
        )
        .class("LEShortField"),
        Field::new("SecurityBlob", Kind::Packet(&GSSAPI_BLOB), 0).length_from("SecurityBlobLength"),
        padded(
            "NativeOS",
            &const { Padded::before(said!("NativeOS", b"Windows 4.0"), 2) },
        ),
        said!("NativeLanMan", b"Windows 4.0"),
    ],
);

pub static SESSION_SETUP_AND_X_RESPONSE: Proto = Proto::new(
    "SMBSession_Setup_AndX_Response",
    "Session Setup AndX Response (CIFS)",
    &[
        u8("WordCount").default(3),
        u8("AndXCommand").names(&names::COMMANDS).default(0xff),
        u8("AndXReserved"),
        computed(
            u16("AndXOffset").little_endian(),
            Auto::HeaderLenBy(Adjust::plus(32)),
        )
        .class("LEShortField"),
        flags("Action", 16, &names::SESSION_SETUP_AND_X_RESPONSE_ACTION),
        u16("ByteCount").little_endian().default(0x19),
        said!("NativeOS", b"Windows 4.0"),
        said!("NativeLanMan", b"Windows 4.0"),
        said!("PrimaryDomain", b""),
        u8("WordCount2").default(3),
        u8("AndXCommand2").names(&names::COMMANDS).default(0xff),
        u8("Reserved3"),
        u16("AndXOffset2").little_endian().default(0x50),
        u16("OptionalSupport").little_endian().default(1),
        u16("ByteCount2").little_endian().default(5),
        octets("Service")
            .length(Length::Until(0))
            .preset(Preset::Octets(b"IPC")),
        octets("NativeFileSystem").length(Length::Until(0)),
    ],
);

pub static SESSION_SETUP_AND_X_RESPONSE_EXTENDED_SECURITY: Proto = Proto {
    parent: Some(&SESSION_SETUP_AND_X_RESPONSE),
    ..Proto::new(
        "SMBSession_Setup_AndX_Response_Extended_Security",
        "Session Setup AndX Extended Security Response (SMB)",
        &[
            u8("WordCount").default(4),
            u8("AndXCommand").names(&names::COMMANDS).default(0xff),
            u8("AndXReserved"),
            computed(
                u16("AndXOffset").little_endian(),
                Auto::HeaderLenBy(Adjust::plus(32)),
            )
            .class("LEShortField"),
            flags("Action", 16, &names::SESSION_SETUP_AND_X_RESPONSE_ACTION),
            u16("SecurityBlobLength")
                .little_endian()
                .length_of("SecurityBlob")
                .class("LEFieldLenField"),
            computed(
                u16("ByteCount").little_endian(),
                Auto::HeaderLenBy(Adjust::plus(-11)),
            )
            .class("LEShortField"),
            Field::new("SecurityBlob", Kind::Packet(&GSSAPI_BLOB), 0)
                .length_from("SecurityBlobLength"),
            padded(
                "NativeOS",
                &const { Padded::before(said!("NativeOS", b"Windows 4.0"), 2) },
            ),
            said!("NativeLanMan", b"Windows 4.0"),
        ],
    )
};

pub static SESSION_NULL: Proto = Proto::new(
    "SMBSession_Null",
    "SMBSession_Null",
    &[u8("WordCount"), u16("ByteCount").little_endian()],
);

pub static GENERIC: Proto = Proto {
    example: r#"_SMBGeneric(Start=b"SMB?")"#,
    dispatch: Some(|octets| match octets {
        [0xff, b'S', b'M', b'B', ..] => Dispatch::Other(&HEADER),
        [0xfe, b'S', b'M', b'B', ..] => Dispatch::Other(&smb2::HEADER),
        [0xfd, b'S', b'M', b'B', ..] => Dispatch::Other(&TRANSFORM_HEADER),
        [0xfc, b'S', b'M', b'B', ..] => Dispatch::Other(&COMPRESSION_TRANSFORM_HEADER),
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "_SMBGeneric",
        "SMB Generic dispatcher",
        &[fixed_octets("Start", 4).preset(Preset::Octets(b"\xffSMB"))],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.smb",
    source: "MS-CIFS, MS-SMB",
    protocols: &[
        &HEADER,
        &DIALECT,
        &NEGOTIATE_REQUEST,
        &NEGOTIATE_RESPONSE_NO_SECURITY,
        &NEGOTIATE_RESPONSE_EXTENDED_SECURITY,
        &NEGOTIATE_RESPONSE_SECURITY,
        &SESSION_SETUP_AND_X_REQUEST,
        &TREE_CONNECT_AND_X,
        &SESSION_SETUP_AND_X_REQUEST_EXTENDED_SECURITY,
        &SESSION_SETUP_AND_X_RESPONSE,
        &SESSION_SETUP_AND_X_RESPONSE_EXTENDED_SECURITY,
        &SESSION_NULL,
        &GENERIC,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&HEADER, &NEGOTIATE_REQUEST, when!(Command = 0x72)),
    bind_down(
        &HEADER,
        &NEGOTIATE_RESPONSE_NO_SECURITY,
        when!(Command = 0x72, Flags = 0x80),
    ),
    bind_down(
        &HEADER,
        &NEGOTIATE_RESPONSE_EXTENDED_SECURITY,
        when!(Command = 0x72, Flags = 0x80, Flags2 = 0x800),
    ),
    bind_down(
        &HEADER,
        &NEGOTIATE_RESPONSE_SECURITY,
        when!(Command = 0x72, Flags = 0x80),
    ),
    bind_down(&HEADER, &SESSION_SETUP_AND_X_REQUEST, when!(Command = 0x73)),
    bind(&HEADER, &TREE_CONNECT_AND_X, when!(Command = 0x75)),
    bind(
        &SESSION_SETUP_AND_X_REQUEST,
        &TREE_CONNECT_AND_X,
        when!(AndXCommand = 0x75),
    ),
    bind_down(
        &HEADER,
        &SESSION_SETUP_AND_X_REQUEST_EXTENDED_SECURITY,
        when!(Command = 0x73, Flags2 = 0x800),
    ),
    bind_down(
        &HEADER,
        &SESSION_SETUP_AND_X_RESPONSE,
        when!(Command = 0x73, Flags = 0x80),
    ),
    bind_down(
        &HEADER,
        &SESSION_SETUP_AND_X_RESPONSE_EXTENDED_SECURITY,
        when!(Command = 0x73, Flags = 0x80, Flags2 = 0x800),
    ),
    bind_down(&HEADER, &SESSION_NULL, when!(Command = 0x73)),
    bind_down(&HEADER, &TRANSACTION_REQUEST, when!(Command = 0x25)),
    bind_down(
        &HEADER,
        &TRANSACTION_RESPONSE,
        when!(Command = 0x25, Flags = 0x80),
    ),
    bind(&NBT_SESSION, &GENERIC, &[]),
    bind(&NBT_DATAGRAM, &GENERIC, &[]),
];

const UNICODE: i64 = 0x8000;

/// What the next header in a chain of commands starts behind: this one, and SMB's.
fn next_offset(setup: &dyn Around, len: i64) -> Option<i64> {
    const NONE: i64 = 0xff;
    Some(match setup.int("AndXCommand") {
        Some(NONE) => 0,
        _ => len + HEADER_LEN,
    })
}

const HEADER_LEN: i64 = 32;

/// The last header of a chain says where the message ends.
fn say_next(setup: &dyn Around, header: usize, octets: &mut [u8]) {
    let chained = |upper: &Proto| upper.index_of("AndXOffset").is_some();
    if !setup.upper().is_some_and(chained) || octets.len() < header + 5 {
        return;
    }
    let end = octets.len() as u16 + HEADER_LEN as u16;
    octets[header + 3..header + 5].copy_from_slice(&end.to_le_bytes());
}

fn is_unicode(layer: &dyn Around) -> bool {
    if let Some(flags) = layer.int("Flags2") {
        return flags & UNICODE != 0;
    }
    let mut unicode = false;
    layer.below(&mut |below| unicode = is_unicode(below));
    unicode
}

pub(super) fn len_of(layer: &dyn Around, field: &str) -> i64 {
    layer.octets(field).map_or(0, |octets| octets.len() as i64)
}

/// The challenge, and two names with what ends them.
fn names_and_challenge(response: &dyn Around, challenge: i64) -> Option<i64> {
    let end = if is_unicode(response) { 2 } else { 1 };
    let names = len_of(response, "DomainName") + 1 + len_of(response, "ServerName") + end;
    Some(challenge + names + 2)
}

/// Which message follows the header; the first octet counts its words.
fn command(header: &dyn Around, payload: &[u8]) -> Guess {
    const REPLY: i64 = 0x80;
    const EXTENDED_SECURITY: i64 = 0x800;
    let said = |name| header.int(name).unwrap_or(0);
    let reply = said("Flags") & REPLY != 0;
    let extended = said("Flags2") & EXTENDED_SECURITY != 0;
    let words = payload.first().copied().unwrap_or(0);
    Guess::Proto(match (said("Command"), reply, words) {
        (0x72, false, _) => &NEGOTIATE_REQUEST,
        (0x72, true, _) if extended => &NEGOTIATE_RESPONSE_EXTENDED_SECURITY,
        (0x72, true, _) => &NEGOTIATE_RESPONSE_SECURITY,
        (0x73, _, 0) => &SESSION_NULL,
        (0x73, true, 4) => &SESSION_SETUP_AND_X_RESPONSE_EXTENDED_SECURITY,
        (0x73, true, 3) => &SESSION_SETUP_AND_X_RESPONSE,
        (0x73, true, _) if extended => &SESSION_SETUP_AND_X_RESPONSE_EXTENDED_SECURITY,
        (0x73, true, _) => &SESSION_SETUP_AND_X_RESPONSE,
        (0x73, false, 0xc) => &SESSION_SETUP_AND_X_REQUEST_EXTENDED_SECURITY,
        (0x73, false, 0xd) => &SESSION_SETUP_AND_X_REQUEST,
        (0x73, false, _) if extended => &SESSION_SETUP_AND_X_REQUEST_EXTENDED_SECURITY,
        (0x73, false, _) => &SESSION_SETUP_AND_X_REQUEST,
        (0x25, _, 0x11) => &MAILSLOT_WRITE,
        (0x25, true, _) => &TRANSACTION_RESPONSE,
        (0x25, false, _) => &TRANSACTION_REQUEST,
        _ => return Guess::Bindings,
    })
}

static MINUTES: Scale = Scale {
    scaling: 1.0,
    whole: true,
    offset: 0.0,
    digits: 3,
    unit: "min-UTC",
    in_bits: false,
    signed: true,
    float: false,
};
