//! NetBIOS over TCP and UDP: names, datagrams, sessions. RFC 1001 and RFC 1002.

use super::binding::{Binding, bind, bind_down, bind_up};
use super::field::{
    Adjust, Around, Auto, Display, Field, Kind, Length, Preset, bits, computed, ip4, mac, octets,
    packets, u8, u16, u32,
};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::tcp::TCP;
use super::udp::UDP;
use super::{Answered, Answers, Extent, Guess, Hash, PayloadLen, Proto};
use crate::when;

pub static NET_BIOS_DS: Proto = Proto::new(
    "NetBIOS_DS",
    "NetBIOS datagram service",
    &[
        u8("type").names(&TYPE_NAMES).default(17),
        u8("flags"),
        u16("id").hex(),
        ip4("src").text("127.0.0.1"),
        u16("sport").default(138),
        computed(u16("len"), Auto::TotalLenLess(14)).class("ShortField"),
        u16("ofs"),
        name("srcname", Preset::Octets(b"")),
        name("dstname", Preset::Octets(b"")),
    ],
);

pub static NBNS_HEADER: Proto = Proto {
    hash: Hash::Octets(|header| {
        let code = header.int("OPCODE").unwrap_or(0);
        [b"NBNS", &[code as u8][..]].concat()
    }),
    ..Proto::new(
        "NBNSHeader",
        "NBNS Header",
        &[
            u16("NAME_TRN_ID"),
            bits("RESPONSE", 1),
            bits("OPCODE", 4),
            bits("NM_FLAGS", 7).flags(&FlagNames::Words(&[
                "B", "res1", "res0", "RA", "RD", "TC", "AA",
            ])),
            bits("RCODE", 4),
            u16("QDCOUNT"),
            u16("ANCOUNT"),
            u16("NSCOUNT"),
            u16("ARCOUNT"),
        ],
    )
};

pub static NBNS_QUERY_REQUEST: Proto = Proto {
    says: Some(|request| asks("NBNSQueryRequest", request)),
    ..Proto::new(
        "NBNSQueryRequest",
        "NBNS query request",
        &[
            name("QUESTION_NAME", Preset::Octets(b"windows")),
            u16("SUFFIX").names(&SUFFIX_NAMES).default(16705),
            u8("NULL"),
            u16("QUESTION_TYPE").names(&QUESTION_TYPE_NAMES).default(32),
            u16("QUESTION_CLASS")
                .names(&QUESTION_CLASS_NAMES)
                .default(1),
        ],
    )
};

pub static NBNS_ADD_ENTRY: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "NBNS_ADD_ENTRY",
        "NBNS_ADD_ENTRY",
        &[
            bits("G", 1).names(&G_NAMES),
            bits("OWNER_NODE_TYPE", 2).names(&OWNER_NODE_TYPE_NAMES),
            bits("UNUSED", 13).names(&UNUSED_NAMES),
            ip4("NB_ADDRESS").text("127.0.0.1"),
        ],
    )
};

pub static NBNS_QUERY_RESPONSE: Proto = Proto {
    says: Some(tells),
    answers: Answers::Test(|answer, other| names_the_same(answer, other, &NBNS_QUERY_REQUEST)),
    ..Proto::new(
        "NBNSQueryResponse",
        "NBNS query response",
        &[
            name("RR_NAME", Preset::Octets(b"windows")),
            u16("SUFFIX").names(&SUFFIX_NAMES).default(16705),
            u8("NULL"),
            u16("QUESTION_TYPE").names(&QUESTION_TYPE_NAMES).default(32),
            u16("QUESTION_CLASS")
                .names(&QUESTION_CLASS_NAMES)
                .default(1),
            u32("TTL").default(300_000),
            u16("RDLENGTH")
                .preset(Preset::None)
                .auto(Auto::LenOf("ADDR_ENTRY", Adjust::NONE)),
            packets("ADDR_ENTRY", &NBNS_ADD_ENTRY)
                .length_from("RDLENGTH")
                .preset(Preset::ListOf(&NBNS_ADD_ENTRY)),
        ],
    )
};

pub static NBNS_NODE_STATUS_REQUEST: Proto = Proto {
    parent: Some(&NBNS_QUERY_REQUEST),
    says: Some(|request| asks("NBNSNodeStatusRequest", request)),
    ..Proto::new(
        "NBNSNodeStatusRequest",
        "NBNS status request",
        &[
            name(
                "QUESTION_NAME",
                Preset::Octets(b"*\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"),
            ),
            u16("SUFFIX").names(&SUFFIX_NAMES).default(16705),
            u8("NULL"),
            u16("QUESTION_TYPE").names(&QUESTION_TYPE_NAMES).default(33),
            u16("QUESTION_CLASS")
                .names(&QUESTION_CLASS_NAMES)
                .default(1),
        ],
    )
};

pub static NBNS_NODE_STATUS_RESPONSE_SERVICE: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "NBNSNodeStatusResponseService",
        "NBNS Node Status Response Service",
        &[
            octets("NETBIOS_NAME")
                .fixed()
                .length(Length::Octets(15))
                .preset(Preset::Octets(b"WINDOWS         ")),
            u8("SUFFIX").names(&SUFFIX_NAMES2),
            u8("NAME_FLAGS").default(4),
            u8("UNUSED").names(&UNUSED_NAMES2),
        ],
    )
};

pub static NBNS_NODE_STATUS_RESPONSE: Proto = Proto {
    answers: Answers::Test(|answer, other| {
        names_the_same(answer, other, &NBNS_NODE_STATUS_REQUEST)
    }),
    ..Proto::new(
        "NBNSNodeStatusResponse",
        "NBNS Node Status Response",
        &[
            name("RR_NAME", Preset::Octets(b"windows")),
            u16("SUFFIX").names(&SUFFIX_NAMES).default(16705),
            u8("NULL"),
            u16("RR_TYPE").names(&QUESTION_TYPE_NAMES).default(33),
            u16("RR_CLASS").names(&QUESTION_CLASS_NAMES).default(1),
            u32("TTL"),
            u16("RDLENGTH").default(83),
            u8("NUM_NAMES")
                .preset(Preset::None)
                .auto(Auto::CountOf("NODE_NAME", Adjust::NONE)),
            packets("NODE_NAME", &NBNS_NODE_STATUS_RESPONSE_SERVICE)
                .count_from("NUM_NAMES")
                .preset(Preset::ListOf(&NBNS_NODE_STATUS_RESPONSE_SERVICE)),
            mac("MAC_ADDRESS")
                .preset(Preset::None)
                .auto(Auto::SourceMac),
            octets("STATISTICS")
                .fixed()
                .length(Length::Octets(46))
                .display(Display::HexOctets),
        ],
    )
};

pub static NBNS_REGISTRATION_REQUEST: Proto = Proto {
    summary: "Register %G% %QUESTION_NAME% at %NB_ADDRESS%",
    ..Proto::new(
        "NBNSRegistrationRequest",
        "NBNS registration request",
        &[
            name("QUESTION_NAME", Preset::Octets(b"Windows")),
            u16("SUFFIX").names(&SUFFIX_NAMES).default(16705),
            u8("NULL"),
            u16("QUESTION_TYPE").names(&QUESTION_TYPE_NAMES).default(32),
            u16("QUESTION_CLASS")
                .names(&QUESTION_CLASS_NAMES)
                .default(1),
            u16("RR_NAME").names(&RR_NAME_NAMES).default(49164),
            u16("RR_TYPE").names(&QUESTION_TYPE_NAMES).default(32),
            u16("RR_CLASS").names(&QUESTION_CLASS_NAMES).default(1),
            u32("TTL"),
            u16("RDLENGTH").default(6),
            bits("G", 1).names(&G_NAMES),
            bits("OWNER_NODE_TYPE", 2).names(&OWNER_NODE_TYPE_NAMES),
            bits("UNUSED", 13).names(&UNUSED_NAMES),
            ip4("NB_ADDRESS").text("127.0.0.1"),
        ],
    )
};

pub static NBNS_WACK_RESPONSE: Proto = Proto::new(
    "NBNSWackResponse",
    "NBNS Wait for Acknowledgement Response",
    &[
        name("RR_NAME", Preset::Octets(b"windows")),
        u16("SUFFIX").names(&SUFFIX_NAMES).default(16705),
        u8("NULL"),
        u16("RR_TYPE").names(&QUESTION_TYPE_NAMES).default(32),
        u16("RR_CLASS").names(&QUESTION_CLASS_NAMES).default(1),
        u32("TTL").default(2),
        u16("RDLENGTH").default(2),
        bits("RDATA", 16).default(10512),
    ],
);

pub static NBT_DATAGRAM: Proto = Proto::new(
    "NBTDatagram",
    "NBT Datagram Packet",
    &[
        u8("Type").default(16),
        u8("Flags").default(2),
        u16("ID"),
        ip4("SourceIP").text("127.0.0.1"),
        u16("SourcePort").default(138),
        computed(u16("Length"), Auto::PayloadLenBy(Adjust::plus(68))).class("ShortField"),
        u16("Offset"),
        name("SourceName", Preset::Octets(b"windows")),
        u16("SUFFIX1").names(&SUFFIX_NAMES).default(16705),
        u8("NULL1"),
        name("DestinationName", Preset::Octets(b"windows")),
        u16("SUFFIX2").names(&SUFFIX_NAMES).default(16705),
        u8("NULL2"),
    ],
);

pub static NBT_SESSION: Proto = Proto {
    payload_len: SESSION_LEN,
    mend: Some(clear_reserved),
    ..Proto::new(
        "NBTSession",
        "NBT Session Packet",
        &[
            u8("TYPE").names(&TYPE_NAMES2),
            bits("RESERVED", 7),
            computed(bits("LENGTH", 17), Auto::PayloadLen),
        ],
    )
};

/// A length that is computed takes the place of the reserved bits, too (RFC 1002 section 4.3.1 has
/// them zero).
fn clear_reserved(session: &dyn Around, octets: &mut [u8]) {
    if session.int("LENGTH").is_none()
        && let Some((header, payload)) = octets.split_first_chunk_mut::<4>()
    {
        header[1] = (payload.len() >> 16) as u8;
    }
}

pub(super) const SESSION_LEN: PayloadLen =
    PayloadLen::Rule(|session, _| session.int("LENGTH").map_or(Extent::All, Extent::First));

pub static FAMILY: Family = Family {
    module: "scapy.layers.netbios",
    source: "RFC 1001, RFC 1002",
    protocols: &[
        &NET_BIOS_DS,
        &NBNS_HEADER,
        &NBNS_QUERY_REQUEST,
        &NBNS_ADD_ENTRY,
        &NBNS_QUERY_RESPONSE,
        &NBNS_NODE_STATUS_REQUEST,
        &NBNS_NODE_STATUS_RESPONSE_SERVICE,
        &NBNS_NODE_STATUS_RESPONSE,
        &NBNS_REGISTRATION_REQUEST,
        &NBNS_WACK_RESPONSE,
        &NBT_DATAGRAM,
        &NBT_SESSION,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(
        &NBNS_HEADER,
        &NBNS_QUERY_REQUEST,
        when!(OPCODE = 0, NM_FLAGS = 17, QDCOUNT = 1),
    ),
    bind(
        &NBNS_HEADER,
        &NBNS_QUERY_RESPONSE,
        when!(OPCODE = 0, NM_FLAGS = 80, RESPONSE = 1, ANCOUNT = 1),
    ),
    bind_up(
        &NBNS_HEADER,
        &NBNS_QUERY_RESPONSE,
        when!(OPCODE = 0, NM_FLAGS = 88, RESPONSE = 1, ANCOUNT = 1),
    ),
    bind_up(
        &NBNS_HEADER,
        &NBNS_QUERY_RESPONSE,
        when!(OPCODE = 0, NM_FLAGS = 112, RESPONSE = 1, ANCOUNT = 1),
    ),
    bind_up(
        &NBNS_HEADER,
        &NBNS_QUERY_RESPONSE,
        when!(OPCODE = 0, NM_FLAGS = 120, RESPONSE = 1, ANCOUNT = 1),
    ),
    bind_up(
        &NBNS_HEADER,
        &NBNS_NODE_STATUS_REQUEST,
        when!(OPCODE = 0, NM_FLAGS = 0, QDCOUNT = 1),
    ),
    bind(
        &NBNS_HEADER,
        &NBNS_NODE_STATUS_REQUEST,
        when!(OPCODE = 0, NM_FLAGS = 1, QDCOUNT = 1),
    ),
    bind(
        &NBNS_HEADER,
        &NBNS_NODE_STATUS_RESPONSE,
        when!(OPCODE = 0, NM_FLAGS = 64, RESPONSE = 1, ANCOUNT = 1),
    ),
    bind_up(&NBNS_HEADER, &NBNS_REGISTRATION_REQUEST, when!(OPCODE = 5)),
    bind(
        &NBNS_HEADER,
        &NBNS_REGISTRATION_REQUEST,
        when!(OPCODE = 5, NM_FLAGS = 17, QDCOUNT = 1, ARCOUNT = 1),
    ),
    bind(
        &NBNS_HEADER,
        &NBNS_WACK_RESPONSE,
        when!(OPCODE = 7, NM_FLAGS = 64, RESPONSE = 1, ANCOUNT = 1),
    ),
    bind_up(&UDP, &NBNS_HEADER, when!(dport = 137)),
    bind_up(&UDP, &NBNS_HEADER, when!(sport = 137)),
    bind_down(&UDP, &NBNS_HEADER, when!(sport = 137, dport = 137)),
    bind_up(&UDP, &NBT_DATAGRAM, when!(dport = 138)),
    bind_up(&UDP, &NBT_DATAGRAM, when!(sport = 138)),
    bind_down(&UDP, &NBT_DATAGRAM, when!(sport = 138, dport = 138)),
    bind_up(&TCP, &NBT_SESSION, when!(dport = 445)),
    bind_up(&TCP, &NBT_SESSION, when!(sport = 445)),
    bind_up(&TCP, &NBT_SESSION, when!(dport = 139)),
    bind_up(&TCP, &NBT_SESSION, when!(sport = 139)),
    bind(&TCP, &NBT_SESSION, when!(dport = 139, sport = 139)),
];

const fn name(name: &'static str, preset: Preset) -> Field {
    Field::new(name, Kind::NetBiosName, 0)
        .preset(preset)
        .length(Length::Octets(31))
}

fn asks(name: &str, request: &dyn Around) -> String {
    format!("{name} who has '\\\\{}'", plain(request, "QUESTION_NAME"))
}

fn tells(response: &dyn Around) -> String {
    let mut address = None;
    response.first_in("ADDR_ENTRY", &mut |entry| {
        if entry.proto().is(&NBNS_ADD_ENTRY) {
            address = Some(entry.text("NB_ADDRESS"));
        }
    });
    match address {
        Some(address) => {
            let name = plain(response, "RR_NAME");
            format!("NBNSQueryResponse '\\\\{name}' is at {address}")
        }
        None => "NBNSQueryResponse".into(),
    }
}

/// Octets as text; what is no text is written as its number.
fn plain(layer: &dyn Around, field: &str) -> String {
    let octets = layer.octets(field).unwrap_or_default();
    let mut text = String::new();
    for chunk in octets.utf8_chunks() {
        text.push_str(chunk.valid());
        for octet in chunk.invalid() {
            text.push_str(&format!("\\x{octet:02x}"));
        }
    }
    text
}

fn names_the_same(answer: &dyn Around, other: &dyn Around, request: &Proto) -> Answered {
    let asked = other.proto().is_kind_of(request);
    (asked && other.octets("QUESTION_NAME") == answer.octets("RR_NAME")).into()
}

static TYPE_NAMES: Names = Names::pairs(&[(17, "direct_group")]);
static SUFFIX_NAMES: Names = Names::pairs(&[
    (16705, "Workstation Service"),
    (16706, "Messenger Service"),
    (16708, "Messenger service"),
    (16711, "RAS Server Service"),
    (16732, "Exchange MTA"),
    (16736, "NetDDE Service"),
    (16737, "File Server Service"),
    (16738, "RAS Client Service"),
    (16739, "Exchange Interchange Service"),
    (16740, "Exchange Store"),
    (16741, "Exchange Directory"),
    (16753, "Modern Sharing Server Service"),
    (16754, "Modern Sharing Client Service"),
    (16772, "SMS Client Remote Control"),
    (16773, "SMS Admin Remote Control Tool"),
    (16774, "SMS Client Remote Chat"),
    (16775, "SMS Client Remote Transfer"),
    (16781, "DEC Pathworks TCP/IP Service"),
    (16787, "DEC Pathworks TCP/IP Service"),
    (16811, "Exchange IMC"),
    (16840, "Exchange MTA"),
    (16895, "Network Monitor Agent"),
    (16896, "Network Monitor Apps"),
    (16972, "Domain Master Browser"),
    (16973, "Domain Controller"),
    (16975, "Browser Election Service"),
    (17217, "File Server Service"),
]);
static QUESTION_TYPE_NAMES: Names = Names::pairs(&[(32, "NB"), (33, "NBSTAT")]);
static QUESTION_CLASS_NAMES: Names = Names::pairs(&[(1, "INTERNET")]);
static G_NAMES: Names = Names::pairs(&[(0, "Unique name"), (1, "Group name")]);
static OWNER_NODE_TYPE_NAMES: Names =
    Names::pairs(&[(0, "B node"), (1, "P node"), (2, "M node"), (3, "H node")]);
static UNUSED_NAMES: Names = Names::pairs(&[(0, "Unused")]);
static SUFFIX_NAMES2: Names = Names::pairs(&[
    (0, "workstation"),
    (3, "messenger service"),
    (32, "file server service"),
    (27, "domain master browser"),
    (28, "domain controller"),
    (30, "browser election service"),
]);
static UNUSED_NAMES2: Names = Names::pairs(&[(0, "unused")]);
static RR_NAME_NAMES: Names = Names::pairs(&[(49164, "Label String Pointer to QUESTION_NAME")]);
static TYPE_NAMES2: Names = Names::pairs(&[
    (0, "Session Message"),
    (129, "Session Request"),
    (130, "Positive Session Response"),
    (131, "Negative Session Response"),
    (132, "Retarget Session Response"),
    (133, "Session Keepalive"),
]);
