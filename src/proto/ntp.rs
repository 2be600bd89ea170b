//! NTP: the network time protocol. RFC 5905; RFC 7822 for extensions; RFC 1305 for control
//! messages.

use super::binding::{Binding, bind, bind_down, bind_up};
use super::field::{
    Adjust, Around, Auto, Choice, Display, Element, Field, Kind, Length, Padded, Preset, Test,
    When, bits, choice, ip4, octets, packet, packets, u16, u32,
};
use super::names::Names;
use super::raw::{PACKET, RAW};
use super::registry::Family;
use super::udp::UDP;
use super::{Dispatch, Guess, PayloadLen, Proto};
use crate::when;

pub static NTP: Proto = Proto {
    accepts: Some(|_, octets| octets.len() >= 8),
    dispatch: Some(dispatch),
    becomes: Some(("", |_| Some(&NTP_HEADER))),
    summary: SUMMARY,
    ..Proto::new("NTP", "NTP", &[])
};

pub static NTP_AUTHENTICATOR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "NTPAuthenticator",
        "Authenticator",
        &[u32("key_id"), octets("dgst").display(Display::HexOctets)],
    )
};

pub static NTP_EXTENSION: Proto = Proto::new(
    "NTPExtension",
    "extension",
    &[
        u16("type"),
        u16("len"),
        Field::new(
            "value",
            Kind::Padded(&Padded {
                field: Field::new(
                    "value",
                    Kind::PacketBy(Element::Octets(|_| Some(&PACKET))),
                    0,
                )
                .preset(Preset::Octets(b"")),
                align: 4,
                with: b"\x00",
                before: false,
                plus: 0,
                stripped: false,
            }),
            0,
        )
        .preset(Preset::Octets(b"")),
    ],
);

pub static NTP_EXTENSIONS: Proto = Proto::new(
    "NTPExtensions",
    "NTPv4 extensions",
    &[
        Field::new("extensions", Kind::PacketsBy(Element::Sized(extension)), 0)
            .preset(Preset::EmptyList)
            .length(Length::FromFn(|layer| {
                if layer.original_len() > 20 {
                    layer.original_len() as i64 - 20
                } else {
                    0
                }
            }))
            .class("NTPExtPacketListField"),
        packet("mac", &NTP_AUTHENTICATOR),
    ],
);

pub static NTP_HEADER: Proto = Proto {
    parent: Some(&NTP),
    matches_parent: true,
    accepts: Some(|_, octets| octets.len() >= 8),
    summary: SUMMARY,
    guess: Some(|_, payload| match payload.len() {
        20 | 24 | 36 | 52 | 68 => Guess::Proto(&NTP_AUTHENTICATOR),
        21.. => Guess::Proto(&NTP_EXTENSIONS),
        _ => Guess::Bindings,
    }),
    ..Proto::new(
        "NTPHeader",
        "NTPHeader",
        &[
            bits("leap", 2).names(&LEAP_NAMES),
            bits("version", 3).default(4),
            bits("mode", 3).names(&MODE_NAMES).default(3),
            bits("stratum", 8).default(2),
            signed("poll").default(10),
            signed("precision"),
            short("delay"),
            short("dispersion"),
            ip4("id")
                .text("127.0.0.1")
                .when(When::Test(|layer| layer.int("stratum").unwrap_or(0) > 1)),
            octets("ref_id")
                .fixed()
                .length(Length::Octets(4))
                .names_of_texts(REFERENCES)
                .when(When::Test(|layer| layer.int("stratum").unwrap_or(0) < 2)),
            stamp("ref"),
            stamp("orig").preset(Preset::None),
            stamp("recv"),
            stamp("sent").preset(Preset::None),
        ],
    )
    .section("RFC 5905 section 7.3")
    .about(&[
        ("leap", "whether a leap second is near"),
        ("mode", "3 is a client, 4 a server"),
        ("stratum", "steps from a reference clock"),
        ("poll", "how often is asked, as a power of two seconds"),
        ("orig", "when the client sent, by its clock"),
        ("recv", "when it came to the server"),
        ("sent", "when the sender sent it"),
    ])
};

pub static NTP_SYSTEM_STATUS_PACKET: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "NTPSystemStatusPacket",
        "system status",
        &[
            bits("leap_indicator", 2).names(&LEAP_INDICATOR_NAMES),
            bits("clock_source", 6).names(&CLOCK_SOURCE_NAMES),
            bits("system_event_counter", 4),
            bits("system_event_code", 4).names(&SYSTEM_EVENT_CODE_NAMES),
        ],
    )
};

pub static NTP_PEER_STATUS_PACKET: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "NTPPeerStatusPacket",
        "peer status",
        &[
            bits("configured", 1),
            bits("auth_enabled", 1),
            bits("authentic", 1),
            bits("reachability", 1),
            bits("reserved", 1),
            bits("peer_sel", 3).names(&PEER_SEL_NAMES),
            bits("peer_event_counter", 4),
            bits("peer_event_code", 4).names(&PEER_EVENT_CODE_NAMES),
        ],
    )
};

pub static NTP_CLOCK_STATUS_PACKET: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "NTPClockStatusPacket",
        "clock status",
        &[
            bits("clock_status", 8).names(&CLOCK_STATUS_NAMES),
            bits("code", 8),
        ],
    )
};

pub static NTP_ERROR_STATUS_PACKET: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "NTPErrorStatusPacket",
        "error status",
        &[
            bits("error_code", 8).names(&ERROR_CODE_NAMES),
            bits("reserved", 8),
        ],
    )
};

pub static NTP_PEER_STATUS_DATA_PACKET: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "NTPPeerStatusDataPacket",
        "data / peer status",
        &[
            u16("association_id"),
            packet("peer_status", &NTP_PEER_STATUS_PACKET),
        ],
    )
};

pub static NTP_CONTROL: Proto = Proto {
    parent: Some(&NTP),
    matches_parent: true,
    accepts: Some(|_, octets| octets.len() >= 8),
    summary: SUMMARY,
    renamed: &[("status_word", "status")],
    ..Proto::new(
        "NTPControl",
        "NTP Control message",
        &[
            bits("leap", 2).names(&LEAP_NAMES),
            bits("version", 3).default(2),
            bits("mode", 3).names(&MODE_NAMES).default(6),
            bits("response", 1),
            bits("err", 1),
            bits("more", 1),
            bits("op_code", 5).names(&OP_CODE_NAMES),
            u16("sequence"),
            choice("status", &STATUS),
            u16("association_id"),
            u16("offset"),
            u16("count")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            Field::new("data", Kind::Padded(&DATA), 0).may_end(),
            Field::new("authenticator", Kind::Packet(&NTP_AUTHENTICATOR), 0)
                .preset(Preset::Octets(b"")),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.ntp",
    source: "RFC 5905, RFC 7822, RFC 1305",
    protocols: &[
        &NTP,
        &NTP_AUTHENTICATOR,
        &NTP_EXTENSION,
        &NTP_EXTENSIONS,
        &NTP_HEADER,
        &NTP_SYSTEM_STATUS_PACKET,
        &NTP_PEER_STATUS_PACKET,
        &NTP_CLOCK_STATUS_PACKET,
        &NTP_ERROR_STATUS_PACKET,
        &NTP_PEER_STATUS_DATA_PACKET,
        &NTP_CONTROL,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &NTP, when!(sport = 123)),
    bind_up(&UDP, &NTP, when!(dport = 123)),
    bind(&UDP, &NTP, when!(sport = 123, dport = 123)),
    bind_down(&UDP, &NTP_CONTROL, when!(sport = 123, dport = 123)),
    bind_down(&UDP, &NTP_HEADER, when!(sport = 123, dport = 123)),
];

pub const SUMMARY: &str = "NTP v%ir,version%, %mode%";

/// The mode stands in the lower bits of the first octet.
fn dispatch(octets: &[u8]) -> Dispatch {
    match octets {
        [first, ..] if octets.len() >= 8 => match first & 7 {
            6 => Dispatch::Other(&NTP_CONTROL),
            7 => Dispatch::Other(&super::ntp_private::NTP_PRIVATE),
            _ => Dispatch::Other(&NTP_HEADER),
        },
        _ => Dispatch::Raw,
    }
}

pub const fn stamp(name: &'static str) -> Field {
    Field::new(name, Kind::NtpTime, 64).preset(Preset::Int(0))
}

pub const fn signed(name: &'static str) -> Field {
    Field::new(name, Kind::Sint, 8).preset(Preset::Int(0))
}

pub const fn short(name: &'static str) -> Field {
    Field::new(name, Kind::FixedPoint(16), 32).preset(Preset::Int(0))
}

/// Extensions say how long they are; what is too short for one is left as it is.
/// RFC 7822 section 3.
fn extension(_: &dyn Around, _: usize, octets: &[u8]) -> Option<(&'static Proto, usize)> {
    if octets.is_empty() {
        return None;
    }
    if octets.len() < 16 {
        return Some((&RAW, octets.len()));
    }
    let length = usize::from(u16::from_be_bytes([octets[2], octets[3]]));
    let length = match length {
        0 => octets.len(),
        length => length.min(octets.len()),
    };
    let proto = if length < 16 { &RAW } else { &NTP_EXTENSION };
    Some((proto, length))
}

static STATUS: Choice = Choice {
    options: &[(
        Test::When(When::Test(|layer| {
            layer.int("response") == Some(0) || matches!(layer.int("op_code"), Some(6 | 7))
        })),
        u16("status"),
    )],
    otherwise: Field::new("status", Kind::PacketBy(Element::Around(status)), 0)
        .preset(Preset::PacketOf(&NTP_SYSTEM_STATUS_PACKET))
        .class("NTPControlStatusField"),
};

/// What the status means is said by the fields around it. RFC 1305 appendix B.2.
fn status(layer: &dyn Around, octets: &[u8]) -> Option<&'static Proto> {
    let association = octets.get(2..4)?;
    Some(match (layer.int("err"), layer.int("op_code")) {
        (Some(1), _) => &NTP_ERROR_STATUS_PACKET,
        (_, Some(4 | 5)) => &NTP_CLOCK_STATUS_PACKET,
        _ if association != [0, 0] => &NTP_PEER_STATUS_PACKET,
        _ => &NTP_SYSTEM_STATUS_PACKET,
    })
}

static DATA: Padded = Padded {
    field: choice("data", &READINGS),
    align: 4,
    with: b"\x00",
    before: false,
    plus: 0,
    stripped: false,
};

static READINGS: Choice = Choice {
    options: &[(
        Test::When(When::Test(|layer| {
            layer.int("response") == Some(1)
                && layer.int("op_code") == Some(1)
                && layer.int("association_id") == Some(0)
        })),
        packets("data", &NTP_PEER_STATUS_DATA_PACKET).length_from("count"),
    )],
    otherwise: octets("data").length_from("count"),
};

static REFERENCES: &[(&[u8], &str)] = &[
    (b"GOES", "Geosynchronous Orbit Environment Satellite"),
    (b"GPS ", "Global Position System"),
    (b"GAL ", "Galileo Positioning System"),
    (b"PPS ", "Generic pulse-per-second"),
    (b"IRIG", "Inter-Range Instrumentation Group"),
    (b"WWVB", "LF Radio WWVB Ft. Collins, CO 60 kHz"),
    (b"DCF ", "LF Radio DCF77 Mainflingen, DE 77.5 kHz"),
    (b"HBG ", "LF Radio HBG Prangins, HB 75 kHz"),
    (b"MSF ", "LF Radio MSF Anthorn, UK 60 kHz"),
    (
        b"JJY ",
        "LF Radio JJY Fukushima, JP 40 kHz, Saga, JP 60 kHz",
    ),
    (b"LORC", "MF Radio LORAN C station, 100 kHz"),
    (b"TDF ", "MF Radio Allouis, FR 162 kHz"),
    (b"CHU ", "HF Radio CHU Ottawa, Ontario"),
    (b"WWV ", "HF Radio WWV Ft. Collins, CO"),
    (b"WWVH", "HF Radio WWVH Kauai, HI"),
    (b"NIST", "NIST telephone modem"),
    (b"ACTS", "NIST telephone modem"),
    (b"USNO", "USNO telephone modem"),
    (b"PTB ", "European telephone modem"),
];
static LEAP_NAMES: Names = Names::pairs(&[
    (0, "no warning"),
    (1, "last minute of the day has 61 seconds"),
    (2, "last minute of the day has 59 seconds"),
    (3, "unknown (clock unsynchronized)"),
]);
static MODE_NAMES: Names = Names::pairs(&[
    (0, "reserved"),
    (1, "symmetric active"),
    (2, "symmetric passive"),
    (3, "client"),
    (4, "server"),
    (5, "broadcast"),
    (6, "NTP control message"),
    (7, "reserved for private use"),
]);
static LEAP_INDICATOR_NAMES: Names = Names::pairs(&[
    (0, "no warning"),
    (1, "last minute was 61 seconds"),
    (2, "last minute was 59 seconds"),
    (3, "alarm condition (clock not synchronized)"),
]);
static CLOCK_SOURCE_NAMES: Names = Names::pairs(&[
    (0, "unspecified or unknown"),
    (1, " Calibrated atomic clock"),
    (2, "VLF (band 4) or LF (band 5) radio"),
    (3, "HF (band 7) radio"),
    (4, "UHF (band 9) satellite"),
    (5, "local net"),
    (6, "UDP/NTP"),
    (7, "UDP/TIME"),
    (8, "eyeball-and-wristwatch"),
    (9, "telephone modem"),
]);
static SYSTEM_EVENT_CODE_NAMES: Names = Names::pairs(&[
    (0, "unspecified"),
    (1, "system restart"),
    (2, "system or hardware fault"),
    (
        3,
        "system new status word (leap bits or synchronization change)",
    ),
    (
        4,
        "system new synchronization source or stratum (sys.peer or sys.stratum change)",
    ),
    (
        5,
        "system clock reset (offset correction exceeds CLOCK.MAX)",
    ),
    (6, "system invalid time or date"),
    (7, "system clock exception"),
]);
static PEER_SEL_NAMES: Names = Names::pairs(&[
    (0, "rejected"),
    (1, "passed sanity checks"),
    (2, "passed correctness checks"),
    (3, "passed candidate checks"),
    (4, "passed outlyer checks"),
    (5, "current synchronization source; max distance exceeded"),
    (6, "current synchronization source; max distance okay"),
    (7, "reserved"),
]);
static PEER_EVENT_CODE_NAMES: Names = Names::pairs(&[
    (0, "unspecified"),
    (1, "peer IP error"),
    (2, "peer authentication failure"),
    (3, "peer unreachable"),
    (4, "peer reachable"),
    (5, "peer clock exception"),
]);
static CLOCK_STATUS_NAMES: Names = Names::pairs(&[
    (0, "clock operating within nominals"),
    (1, "reply timeout"),
    (2, "bad reply format"),
    (3, "hardware or software fault"),
    (4, "propagation failure"),
    (5, "bad date format or value"),
    (6, "bad time format or value"),
]);
static ERROR_CODE_NAMES: Names = Names::pairs(&[
    (0, "unspecified"),
    (1, "authentication failure"),
    (2, "invalid message length or format"),
    (3, "invalid opcode"),
    (4, "unknown association identifier"),
    (5, "unknown variable name"),
    (6, "invalid variable value"),
    (7, "administratively prohibited"),
]);
static OP_CODE_NAMES: Names = Names::pairs(&[
    (0, "CTL_OP_UNSPEC"),
    (1, "CTL_OP_READSTAT"),
    (2, "CTL_OP_READVAR"),
    (3, "CTL_OP_WRITEVAR"),
    (4, "CTL_OP_READCLOCK"),
    (5, "CTL_OP_WRITECLOCK"),
    (6, "CTL_OP_SETTRAP"),
    (7, "CTL_OP_ASYNCMSG"),
    (8, "CTL_OP_CONFIGURE"),
    (9, "CTL_OP_SAVECONFIG"),
    (10, "CTL_OP_READ_MRU"),
    (11, "CTL_OP_READ_ORDLIST_A"),
    (12, "CTL_OP_REQ_NONCE"),
    (31, "CTL_OP_UNSETTRAP"),
]);
