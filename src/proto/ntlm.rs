//! NTLM: a challenge, and an answer that proves that somebody knows a password. MS-NLMP.

use super::field::{
    Adjust, Around, Auto, Choice, Display, Field, Kind, Length, Part, Parts, Preset, Test, When,
    choice, computed, octets, packet, packets, part, u8, u16, u24, u32,
};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::smb2::{element, filetime, flags};
use super::{Dispatch, Proto};
use crate::joined;

/// Where a part stands, and how long it is.
macro_rules! buffer {
    ($part:literal) => {
        [
            computed(
                u16(concat!($part, "Len")).little_endian(),
                Auto::PartLen($part),
            ),
            computed(
                u16(concat!($part, "MaxLen")).little_endian(),
                Auto::PartLen($part),
            ),
            computed(
                u32(concat!($part, "BufferOffset")).little_endian(),
                Auto::PartAt($part),
            ),
        ]
    };
}

/// A part that `buffer!` says of where it stands.
macro_rules! held {
    ($part:literal, $field:expr) => {
        part(
            $field,
            concat!($part, "BufferOffset"),
            concat!($part, "Len"),
        )
    };
}

/// A part that is text in UTF-16 where the flags say so, or else in the characters of the machine.
macro_rules! text {
    ($part:literal) => {
        held!(
            $part,
            choice(
                $part,
                &Choice {
                    options: &[(
                        Test::When(When::Bits("NegotiateFlags", 1)),
                        Field::new($part, Kind::Utf16, 0),
                    )],
                    otherwise: octets($part),
                }
            )
        )
    };
}

pub static NTLM_HEADER: Proto = Proto {
    example: "NTLM_Header(MessageType=4)",
    dispatch: Some(dispatch),
    ..Proto::new("NTLM_Header", "NTLM Header", &header(3))
};

pub static NTLM_NEGOTIATE: Proto = Proto {
    parent: Some(&NTLM_HEADER),
    ..Proto::new(
        "NTLM_NEGOTIATE",
        "NTLM Negotiate",
        joined![
            header(1),
            [flags("NegotiateFlags", 32, &NEGOTIATE_FLAGS)],
            buffer!("DomainName"),
            buffer!("WorkstationName"),
            version(NEGOTIATE_VERSION),
            [payload(&NEGOTIATE_PARTS)],
        ],
    )
};

pub static NTLM_CHALLENGE: Proto = Proto {
    parent: Some(&NTLM_HEADER),
    ..Proto::new(
        "NTLM_CHALLENGE",
        "NTLM Challenge",
        joined![
            header(2),
            buffer!("TargetName"),
            [
                flags("NegotiateFlags", 32, &NEGOTIATE_FLAGS),
                octets("ServerChallenge")
                    .fixed()
                    .length(Length::Octets(8))
                    .display(Display::HexOctets)
                    .preset(Preset::None),
                octets("Reserved")
                    .fixed()
                    .length(Length::Octets(8))
                    .display(Display::HexOctets)
                    .preset(Preset::None),
            ],
            buffer!("TargetInfo"),
            version(CHALLENGE_VERSION),
            [payload(&CHALLENGE_PARTS)],
        ],
    )
};

pub static NTLM_AUTHENTICATE: Proto = Proto {
    parent: Some(&NTLM_HEADER),
    ..Proto::new(
        "NTLM_AUTHENTICATE",
        "NTLM Authenticate",
        joined![AUTHENTICATE, [payload(&AUTHENTICATE_PARTS)]],
    )
};

pub static NTLM_AUTHENTICATE_V2: Proto = Proto {
    parent: Some(&NTLM_AUTHENTICATE),
    ..Proto::new(
        "NTLM_AUTHENTICATE_V2",
        "NTLM Authenticate",
        joined![AUTHENTICATE, [payload(&AUTHENTICATE_V2_PARTS)]],
    )
};

/// The message's fields, before its parts.
const AUTHENTICATE: &[Field] = joined![
    header(3),
    buffer!("LmChallengeResponse"),
    buffer!("NtChallengeResponse"),
    buffer!("DomainName"),
    buffer!("UserName"),
    buffer!("Workstation"),
    buffer!("EncryptedRandomSessionKey"),
    [flags("NegotiateFlags", 32, &NEGOTIATE_FLAGS)],
    version(AUTHENTICATE_VERSION),
    [octets("MIC")
        .fixed()
        .length(Length::Octets(16))
        .display(Display::HexOctets)
        .when(MIC)],
];

pub static LM_RESPONSE: Proto = Proto::new("LM_RESPONSE", "LM_RESPONSE", &[response(24)]);

pub static LMV2_RESPONSE: Proto = Proto::new(
    "LMv2_RESPONSE",
    "LMv2_RESPONSE",
    &[
        response(16),
        octets("ChallengeFromClient")
            .fixed()
            .length(Length::Octets(8)),
    ],
);

pub static NTLM_RESPONSE: Proto = Proto::new("NTLM_RESPONSE", "NTLM_RESPONSE", &[response(24)]);

pub static NTLMV2_CLIENT_CHALLENGE: Proto = Proto {
    example: "NTLMv2_CLIENT_CHALLENGE(TimeStamp=0)",
    ..Proto::new(
        "NTLMv2_CLIENT_CHALLENGE",
        "NTLMv2_CLIENT_CHALLENGE",
        CLIENT_CHALLENGE,
    )
};

pub static NTLMV2_RESPONSE: Proto = Proto {
    example: "NTLMv2_RESPONSE(TimeStamp=0)",
    parent: Some(&NTLMV2_CLIENT_CHALLENGE),
    ..Proto::new(
        "NTLMv2_RESPONSE",
        "NTLMv2_RESPONSE",
        joined![
            [octets("NTProofStr")
                .fixed()
                .length(Length::Octets(16))
                .display(Display::HexOctets)],
            CLIENT_CHALLENGE
        ],
    )
};

pub static AV_PAIR: Proto = element(
    "AV_PAIR",
    "NTLM AV Pair",
    &[
        u16("AvId").little_endian().names(&AV_IDS),
        computed(
            u16("AvLen").little_endian(),
            Auto::LenOf("Value", Adjust::NONE),
        ),
        choice("Value", &AV_VALUE),
    ],
);

static AV_VALUE: Choice = Choice {
    options: &[
        (
            Test::When(When::In("AvId", &[6])),
            u32("Value").little_endian().default(1).names(&AV_FLAGS),
        ),
        (
            Test::When(When::In("AvId", &[7])),
            filetime("Value").preset(Preset::None),
        ),
        (
            Test::When(When::In("AvId", &[8])),
            packet("Value", &SINGLE_HOST_DATA),
        ),
        (
            Test::When(When::In("AvId", &[10])),
            octets("Value")
                .length(Length::From("AvLen", 0))
                .display(Display::HexOctets),
        ),
    ],
    otherwise: Field::new("Value", Kind::Utf16, 0)
        .length(Length::From("AvLen", 0))
        .preset(Preset::Octets(b"")),
};

pub static SINGLE_HOST_DATA: Proto = element(
    "Single_Host_Data",
    "Single_Host_Data",
    &[
        computed(u32("Size").little_endian(), Auto::HeaderLen(1)),
        u32("Z4").little_endian(),
        flags("Flags", 32, &FlagNames::Some(32, &[(0, "UAC-Restricted")])),
        u32("TokenIL")
            .little_endian()
            .default(0x2000)
            .names(&INTEGRITY_LEVELS),
        octets("MachineID")
            .fixed()
            .length(Length::Octets(32))
            .display(Display::HexOctets),
        octets("PermanentMachineID")
            .fixed()
            .length(Length::Octets(32))
            .display(Display::HexOctets)
            .preset(Preset::None)
            .when(When::Test(|data| {
                data.int("Size").is_none_or(|size| size > 48)
            })),
    ],
);

pub static NTLMSSP_MESSAGE_SIGNATURE: Proto = element(
    "NTLMSSP_MESSAGE_SIGNATURE",
    "NTLMSSP_MESSAGE_SIGNATURE",
    &[
        u32("Version").little_endian().default(1),
        octets("Checksum")
            .fixed()
            .length(Length::Octets(8))
            .display(Display::HexOctets),
        u32("SeqNum").little_endian(),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.ntlm",
    source: "MS-NLMP",
    protocols: &[
        &NTLM_HEADER,
        &NTLM_NEGOTIATE,
        &SINGLE_HOST_DATA,
        &AV_PAIR,
        &NTLM_CHALLENGE,
        &LM_RESPONSE,
        &LMV2_RESPONSE,
        &NTLM_RESPONSE,
        &NTLMV2_CLIENT_CHALLENGE,
        &NTLMV2_RESPONSE,
        &NTLM_AUTHENTICATE,
        &NTLM_AUTHENTICATE_V2,
        &NTLMSSP_MESSAGE_SIGNATURE,
    ],
    bindings: &[],
};

static NEGOTIATE_PARTS: Parts = Parts::new(
    &[
        held!("DomainName", octets("DomainName")),
        held!("WorkstationName", octets("WorkstationName")),
    ],
    |message| if domain(message, 40) <= 32 { 32 } else { 40 },
);

static CHALLENGE_PARTS: Parts = Parts::new(
    &[
        text!("TargetName"),
        held!("TargetInfo", packets("TargetInfo", &AV_PAIR)),
    ],
    |message| if target(message) <= 48 { 48 } else { 56 },
);

static AUTHENTICATE_PARTS: Parts = Parts::new(
    &[
        held!(
            "LmChallengeResponse",
            Field::new("LmChallengeResponse", Kind::Packet(&LM_RESPONSE), 0)
        ),
        held!(
            "NtChallengeResponse",
            Field::new("NtChallengeResponse", Kind::Packet(&NTLM_RESPONSE), 0)
        ),
        text!("DomainName"),
        text!("UserName"),
        text!("Workstation"),
        SESSION_KEY,
    ],
    authenticate_start,
);

static AUTHENTICATE_V2_PARTS: Parts = Parts::new(
    &[
        held!(
            "LmChallengeResponse",
            Field::new("LmChallengeResponse", Kind::Packet(&LMV2_RESPONSE), 0)
        ),
        held!(
            "NtChallengeResponse",
            Field::new("NtChallengeResponse", Kind::Packet(&NTLMV2_RESPONSE), 0)
        ),
        text!("DomainName"),
        text!("UserName"),
        text!("Workstation"),
        SESSION_KEY,
    ],
    authenticate_start,
);

const SESSION_KEY: Part = held!(
    "EncryptedRandomSessionKey",
    octets("EncryptedRandomSessionKey").display(Display::HexOctets)
);

const CLIENT_CHALLENGE: &[Field] = &[
    u8("RespType").default(1),
    u8("HiRespType").default(1),
    u16("Reserved1").little_endian(),
    u32("Reserved2").little_endian(),
    filetime("TimeStamp").preset(Preset::None),
    octets("ChallengeFromClient")
        .fixed()
        .length(Length::Octets(8))
        .preset(Preset::Octets(b"12345678")),
    u32("Reserved3").little_endian(),
    packets("AvPairs", &AV_PAIR).preset(Preset::ListOf(&AV_PAIR)),
];

/// What all messages begin with, and which message it is.
const fn header(message: i64) -> [Field; 2] {
    [
        octets("Signature")
            .fixed()
            .length(Length::Octets(8))
            .preset(Preset::Octets(b"NTLMSSP\x00")),
        u32("MessageType")
            .little_endian()
            .names(&MESSAGE_TYPES)
            .default(message),
    ]
}

/// The version of the operating system (MS-NLMP section 2.2.2.10), where a message has one.
const fn version(has: When) -> [Field; 5] {
    [
        u8("ProductMajorVersion").when(has),
        u8("ProductMinorVersion").when(has),
        u16("ProductBuild").little_endian().when(has),
        u24("res_ver").little_endian().when(has),
        u8("NTLMRevisionCurrent")
            .names(&REVISIONS)
            .default(15)
            .when(has),
    ]
}

/// The parts behind the header.
const fn payload(parts: &'static Parts) -> Field {
    Field::new("Payload", Kind::Parts(parts), 0).preset(Preset::EmptyList)
}

const fn response(length: u16) -> Field {
    octets("Response").fixed().length(Length::Octets(length))
}

fn offset(message: &dyn Around, field: &str, otherwise: i64) -> i64 {
    match message.int(field) {
        None | Some(0) => otherwise,
        Some(offset) => offset,
    }
}

fn domain(message: &dyn Around, otherwise: i64) -> i64 {
    offset(message, "DomainNameBufferOffset", otherwise)
}

fn target(message: &dyn Around) -> i64 {
    offset(message, "TargetInfoBufferOffset", 56)
}

fn authenticate_start(message: &dyn Around) -> i64 {
    match domain(message, 88) {
        ..=64 => 64,
        65..=72 => 72,
        _ => 88,
    }
}

/// Old messages have no version: the first part stands where it would be. A version that somebody
/// set is there nevertheless.
fn has_version(message: &dyn Around) -> bool {
    message
        .set_int("NTLMRevisionCurrent")
        .is_some_and(|number| number != 0)
}

const NEGOTIATE_VERSION: When = When::Test(|message| {
    let offset = match message.int("DomainNameBufferOffset") {
        None => 40,
        Some(0) => message.original_len() as i64,
        Some(offset) => offset,
    };
    offset > 32 || has_version(message)
});
const CHALLENGE_VERSION: When = When::Test(|message| target(message) > 40 || has_version(message));
const AUTHENTICATE_VERSION: When =
    When::Test(|message| domain(message, 88) > 64 || has_version(message));
const MIC: When = When::Test(|message| {
    domain(message, 88) > 72 || message.octets("MIC").is_some_and(|mic| !mic.is_empty())
});

/// Which message it is.
pub(super) fn dispatch(octets: &[u8]) -> Dispatch {
    match octets.get(8..10) {
        Some([1, 0]) => Dispatch::Other(&NTLM_NEGOTIATE),
        Some([2, 0]) => Dispatch::Other(&NTLM_CHALLENGE),
        Some([3, 0]) => Dispatch::Other(&NTLM_AUTHENTICATE_V2),
        _ => Dispatch::This,
    }
}

static MESSAGE_TYPES: Names = Names::pairs(&[
    (1, "NEGOTIATE_MESSAGE"),
    (2, "CHALLENGE_MESSAGE"),
    (3, "AUTHENTICATE_MESSAGE"),
]);
static REVISIONS: Names = Names::pairs(&[(15, "v15")]);
static AV_IDS: Names = Names::pairs(&[
    (0, "MsvAvEOL"),
    (1, "MsvAvNbComputerName"),
    (2, "MsvAvNbDomainName"),
    (3, "MsvAvDnsComputerName"),
    (4, "MsvAvDnsDomainName"),
    (5, "MsvAvDnsTreeName"),
    (6, "MsvAvFlags"),
    (7, "MsvAvTimestamp"),
    (8, "MsvAvSingleHost"),
    (9, "MsvAvTargetName"),
    (10, "MsvAvChannelBindings"),
]);
static AV_FLAGS: Names = Names::pairs(&[
    (1, "constrained"),
    (2, "MIC integrity"),
    (4, "SPN from untrusted source"),
]);
static INTEGRITY_LEVELS: Names = Names::pairs(&[
    (0, "Untrusted"),
    (4096, "Low"),
    (8192, "Medium"),
    (12288, "High"),
    (16384, "System"),
    (20480, "Protected process"),
]);
static NEGOTIATE_FLAGS: FlagNames = FlagNames::Words(&[
    "NEGOTIATE_UNICODE",
    "NEGOTIATE_OEM",
    "REQUEST_TARGET",
    "r10",
    "NEGOTIATE_SIGN",
    "NEGOTIATE_SEAL",
    "NEGOTIATE_DATAGRAM",
    "NEGOTIATE_LM_KEY",
    "r9",
    "NEGOTIATE_NTLM",
    "r8",
    "J",
    "NEGOTIATE_OEM_DOMAIN_SUPPLIED",
    "NEGOTIATE_OEM_WORKSTATION_SUPPLIED",
    "NEGOTIATE_LOCAL_CALL",
    "NEGOTIATE_ALWAYS_SIGN",
    "TARGET_TYPE_DOMAIN",
    "TARGET_TYPE_SERVER",
    "r6",
    "NEGOTIATE_EXTENDED_SESSIONSECURITY",
    "NEGOTIATE_IDENTIFY",
    "r5",
    "REQUEST_NON_NT_SESSION_KEY",
    "NEGOTIATE_TARGET_INFO",
    "r4",
    "NEGOTIATE_VERSION",
    "r3",
    "r2",
    "r1",
    "NEGOTIATE_128",
    "NEGOTIATE_KEY_EXCH",
    "NEGOTIATE_56",
]);
