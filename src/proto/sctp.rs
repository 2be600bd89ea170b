//! SCTP and its chunks. RFC 9260, RFC 3758, RFC 4820, RFC 4895, RFC 5061, RFC 6525, RFC 8260.

use super::binding::{Binding, Fixed, bind};
use super::field::{
    Adjust, Auto, Choice, Element, Field, Kind, Length, Padded, Preset, Rendering, Test, When,
    bits, choice, list, octets, padded, u8, u16, u32,
};
use super::ip::{IP, IP_ERROR};
use super::ipv6::{IP_ERROR6, IPV6};
use super::names::Names;
use super::raw::{PADDING, RAW};
use super::registry::{self, Family};
use super::sctp_params::parameter;
use super::{Answers, Around, Guess, Proto};
use crate::when;
use crate::wire::checksum;

pub static SCTP: Proto = Proto {
    guess: Some(guess),
    mend: Some(put_sum),
    answers: Answers::Rule("SCTP"),
    ..Proto::new(
        "SCTP",
        "SCTP",
        &[
            u16("sport").names(&SPORTS),
            u16("dport").names(&SPORTS),
            u32("tag").hex(),
            u32("chksum").hex().preset(Preset::None),
        ],
    )
};

pub static ERROR: Proto = Proto {
    parent: Some(&SCTP),
    guess: Some(guess),
    mend: Some(put_sum),
    answers: Answers::Rule("SCTPerror"),
    ..Proto::new(
        "SCTPerror",
        "SCTP in ICMP",
        &[
            u16("sport").names(&SPORTS),
            u16("dport").names(&SPORTS),
            u32("tag").hex(),
            u32("chksum").hex().preset(Preset::None),
        ],
    )
};

pub static DATA: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkData",
        "SCTPChunkData",
        &[
            u8("type").names(&CHUNKS),
            bits("reserved", 4).preset(Preset::None),
            bits("delay_sack", 1),
            bits("unordered", 1),
            bits("beginning", 1),
            bits("ending", 1),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::plus(16))),
            u32("tsn").hex().preset(Preset::None),
            u16("stream_id").hex().preset(Preset::None),
            u16("stream_seq").hex().preset(Preset::None),
            u32("proto_id").names(&PROTO_IDS).preset(Preset::None),
            padded(
                "data",
                &Padded::after(
                    Field::new("data", Kind::PacketBy(Element::Around(carried)), 0)
                        .length(Length::From("len", -16))
                        .class("_SCTPChunkDataField"),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static IDATA: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkIData",
        "SCTPChunkIData",
        &[
            u8("type").names(&CHUNKS).default(64),
            bits("reserved", 4).preset(Preset::None),
            bits("delay_sack", 1),
            bits("unordered", 1),
            bits("beginning", 1),
            bits("ending", 1),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::plus(20))),
            u32("tsn").hex().preset(Preset::None),
            u16("stream_id").hex().preset(Preset::None),
            u16("reserved_16").hex().preset(Preset::None),
            u32("message_id").hex().preset(Preset::None),
            choice(
                "ppid_fsn",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("beginning", &[1])),
                            u32("ppid_fsn").names(&PROTO_IDS).preset(Preset::None),
                        ),
                        (
                            Test::When(When::In("beginning", &[0])),
                            u32("ppid_fsn").hex().preset(Preset::None),
                        ),
                    ],
                    otherwise: u32("ppid_fsn").hex().preset(Preset::None),
                },
            ),
            padded(
                "data",
                &Padded::after(
                    octets("data")
                        .length(Length::From("len", -20))
                        .preset(Preset::None),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static FORWARD_TSN: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkForwardTSN",
        "SCTPChunkForwardTSN",
        &[
            u8("type").names(&CHUNKS).default(192),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("skips", Adjust::plus(8))),
            u32("new_tsn").preset(Preset::None),
            parameters("skips", Length::From("len", -8)),
        ],
    )
};

pub static IFORWARD_TSN: Proto = Proto {
    parent: Some(&FORWARD_TSN),
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkIForwardTSN",
        "SCTPChunkIForwardTSN",
        &[
            u8("type").names(&CHUNKS).default(194),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("skips", Adjust::plus(8))),
            u32("new_tsn").preset(Preset::None),
            parameters("skips", Length::From("len", -8)),
        ],
    )
};

pub static INIT: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkInit",
        "SCTPChunkInit",
        &[
            u8("type").names(&CHUNKS).default(1),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("params", Adjust::plus(20))),
            u32("init_tag").hex().preset(Preset::None),
            u32("a_rwnd").preset(Preset::None),
            u16("n_out_streams").preset(Preset::None),
            u16("n_in_streams").preset(Preset::None),
            u32("init_tsn").hex().preset(Preset::None),
            parameters("params", Length::From("len", -20)),
        ],
    )
};

pub static INIT_ACK: Proto = Proto {
    parent: Some(&INIT),
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkInitAck",
        "SCTPChunkInitAck",
        &[
            u8("type").names(&CHUNKS).default(2),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("params", Adjust::plus(20))),
            u32("init_tag").hex().preset(Preset::None),
            u32("a_rwnd").preset(Preset::None),
            u16("n_out_streams").preset(Preset::None),
            u16("n_in_streams").preset(Preset::None),
            u32("init_tsn").hex().preset(Preset::None),
            parameters("params", Length::From("len", -20)),
        ],
    )
};

pub static SACK: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkSACK",
        "SCTPChunkSACK",
        &[
            u8("type").names(&CHUNKS).default(3),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::NONE)),
            u32("cumul_tsn_ack").hex().preset(Preset::None),
            u32("a_rwnd").preset(Preset::None),
            u16("n_gap_ack")
                .preset(Preset::None)
                .auto(Auto::CountOf("gap_ack_list", Adjust::NONE)),
            u16("n_dup_tsn")
                .preset(Preset::None)
                .auto(Auto::CountOf("dup_tsn_list", Adjust::NONE)),
            list("gap_ack_list", &GAP_ACK_ELEMENT).length(Length::Count("n_gap_ack")),
            list("dup_tsn_list", &DUP_TSN_ELEMENT).length(Length::Count("n_dup_tsn")),
        ],
    )
};

pub static HEARTBEAT_REQ: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkHeartbeatReq",
        "SCTPChunkHeartbeatReq",
        &[
            u8("type").names(&CHUNKS).default(4),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("params", Adjust::plus(4))),
            parameters("params", Length::From("len", -4)),
        ],
    )
};

pub static HEARTBEAT_ACK: Proto = Proto {
    parent: Some(&HEARTBEAT_REQ),
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkHeartbeatAck",
        "SCTPChunkHeartbeatAck",
        &[
            u8("type").names(&CHUNKS).default(5),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("params", Adjust::plus(4))),
            parameters("params", Length::From("len", -4)),
        ],
    )
};

pub static ABORT: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkAbort",
        "SCTPChunkAbort",
        &[
            u8("type").names(&CHUNKS).default(6),
            bits("reserved", 7).preset(Preset::None),
            bits("TCB", 1),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("error_causes", Adjust::plus(4))),
            padded(
                "error_causes",
                &Padded::after(
                    octets("error_causes").length(Length::From("len", -4)),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static SHUTDOWN: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkShutdown",
        "SCTPChunkShutdown",
        &[
            u8("type").names(&CHUNKS).default(7),
            u8("flags").hex().preset(Preset::None),
            u16("len").default(8),
            u32("cumul_tsn_ack").hex().preset(Preset::None),
        ],
    )
};

pub static SHUTDOWN_ACK: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkShutdownAck",
        "SCTPChunkShutdownAck",
        &[
            u8("type").names(&CHUNKS).default(8),
            u8("flags").hex().preset(Preset::None),
            u16("len").default(4),
        ],
    )
};

pub static CHUNK_ERROR: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkError",
        "SCTPChunkError",
        &[
            u8("type").names(&CHUNKS).default(9),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("error_causes", Adjust::plus(4))),
            padded(
                "error_causes",
                &Padded::after(
                    octets("error_causes").length(Length::From("len", -4)),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static COOKIE_ECHO: Proto = Proto {
    parent: Some(&CHUNK_ERROR),
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkCookieEcho",
        "SCTPChunkCookieEcho",
        &[
            u8("type").names(&CHUNKS).default(10),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("cookie", Adjust::plus(4))),
            padded(
                "cookie",
                &Padded::after(octets("cookie").length(Length::From("len", -4)), 4, &[0]),
            ),
        ],
    )
};

pub static COOKIE_ACK: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkCookieAck",
        "SCTPChunkCookieAck",
        &[
            u8("type").names(&CHUNKS).default(11),
            u8("flags").hex().preset(Preset::None),
            u16("len").default(4),
        ],
    )
};

pub static SHUTDOWN_COMPLETE: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkShutdownComplete",
        "SCTPChunkShutdownComplete",
        &[
            u8("type").names(&CHUNKS).default(14),
            bits("reserved", 7).preset(Preset::None),
            bits("TCB", 1),
            u16("len").default(4),
        ],
    )
};

pub static AUTHENTICATION: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkAuthentication",
        "SCTPChunkAuthentication",
        &[
            u8("type").names(&CHUNKS).default(15),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("HMAC", Adjust::plus(8))),
            u16("shared_key_id").preset(Preset::None),
            u16("HMAC_function").preset(Preset::None),
            padded(
                "HMAC",
                &Padded::after(octets("HMAC").length(Length::From("len", -8)), 4, &[0]),
            ),
        ],
    )
};

pub static ADDRESS_CONF: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkAddressConf",
        "SCTPChunkAddressConf",
        &[
            u8("type").names(&CHUNKS).default(193),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("params", Adjust::plus(8))),
            u32("seq"),
            parameters("params", Length::From("len", -8)),
        ],
    )
};

pub static RE_CONFIG: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkReConfig",
        "SCTPChunkReConfig",
        &[
            u8("type").names(&CHUNKS).default(130),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("params", Adjust::plus(4))),
            parameters("params", Length::From("len", -4)),
        ],
    )
};

pub static PAD: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkPad",
        "SCTPChunkPad",
        &[
            u8("type").names(&CHUNKS).default(132),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("padding", Adjust::plus(8))),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::From("len", -8))
                        .preset(Preset::None),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static ADDRESS_CONF_ACK: Proto = Proto {
    parent: Some(&ADDRESS_CONF),
    guess: Some(guess),
    ..Proto::new(
        "SCTPChunkAddressConfAck",
        "SCTPChunkAddressConfAck",
        &[
            u8("type").names(&CHUNKS).default(128),
            u8("flags").hex().preset(Preset::None),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("params", Adjust::plus(8))),
            u32("seq"),
            parameters("params", Length::From("len", -8)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.sctp",
    source: "RFC 9260, RFC 3758, RFC 4820, RFC 4895, RFC 5061, RFC 6525",
    protocols: &[
        &SCTP,
        &ERROR,
        &DATA,
        &IDATA,
        &FORWARD_TSN,
        &IFORWARD_TSN,
        &INIT,
        &INIT_ACK,
        &SACK,
        &HEARTBEAT_REQ,
        &HEARTBEAT_ACK,
        &ABORT,
        &SHUTDOWN,
        &SHUTDOWN_ACK,
        &CHUNK_ERROR,
        &COOKIE_ECHO,
        &COOKIE_ACK,
        &SHUTDOWN_COMPLETE,
        &AUTHENTICATION,
        &ADDRESS_CONF,
        &RE_CONFIG,
        &PAD,
        &ADDRESS_CONF_ACK,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &SCTP, when!(proto = 132)),
    bind(&IP_ERROR, &ERROR, when!(proto = 132)),
    bind(&IPV6, &SCTP, when!(nh = 132)),
    bind(&IP_ERROR6, &ERROR, when!(proto = 132)),
];

const fn parameters(name: &'static str, length: Length) -> Field {
    Field::new(name, Kind::PacketsBy(Element::Octets(parameter)), 0)
        .preset(Preset::EmptyList)
        .length(length)
        .class("ChunkParamField")
}

/// A chunk follows, if there is room for one; its first octet is its number.
fn guess(_: &dyn Around, payload: &[u8]) -> Guess {
    Guess::BindingsOr(match payload {
        [0, _, _, _, ..] => &DATA,
        [1, _, _, _, ..] => &INIT,
        [2, _, _, _, ..] => &INIT_ACK,
        [3, _, _, _, ..] => &SACK,
        [4, _, _, _, ..] => &HEARTBEAT_REQ,
        [5, _, _, _, ..] => &HEARTBEAT_ACK,
        [6, _, _, _, ..] => &ABORT,
        [7, _, _, _, ..] => &SHUTDOWN,
        [8, _, _, _, ..] => &SHUTDOWN_ACK,
        [9, _, _, _, ..] => &CHUNK_ERROR,
        [10, _, _, _, ..] => &COOKIE_ECHO,
        [11, _, _, _, ..] => &COOKIE_ACK,
        [14, _, _, _, ..] => &SHUTDOWN_COMPLETE,
        [15, _, _, _, ..] => &AUTHENTICATION,
        [64, _, _, _, ..] => &IDATA,
        [130, _, _, _, ..] => &RE_CONFIG,
        [132, _, _, _, ..] => &PAD,
        [128, _, _, _, ..] => &ADDRESS_CONF_ACK,
        [192, _, _, _, ..] => &FORWARD_TSN,
        [193, _, _, _, ..] => &ADDRESS_CONF,
        [194, _, _, _, ..] => &IFORWARD_TSN,
        [_, _, _, _, ..] => &RAW,
        _ => &PADDING,
    })
}

fn put_sum(sctp: &dyn Around, octets: &mut [u8]) {
    if sctp.int("chksum").is_none() && octets.len() >= 12 {
        let sum = checksum::crc32c(octets);
        octets[8..12].copy_from_slice(&sum);
    }
}

/// What a whole message is, by the bindings of the chunk.
fn carried(chunk: &dyn Around, _: &[u8]) -> Option<&'static Proto> {
    let is_set = |name| chunk.int(name) == Some(1);
    if !is_set("beginning") || !is_set("ending") {
        return None;
    }
    let holds = |(name, value): &(&'static str, Fixed)| match value {
        Fixed::Int(number) | Fixed::Member(number, _) => chunk.int(name) == Some(*number),
        Fixed::Octets(octets) => chunk.octets(name).as_deref() == Some(octets),
        Fixed::Text(text) => chunk.text(name) == *text,
        Fixed::Dice(..) => false,
    };
    let bound = registry::uppers_of(chunk.proto());
    let found = bound
        .iter()
        .find(|(condition, _)| condition.iter().all(holds));
    found.map(|(_, proto)| *proto)
}

/// Where a gap begins and ends: `2:3`.
static GAP: Rendering = Rendering {
    read: |octets| match octets {
        [a, b, c, d] => format!(
            "{}:{}",
            u16::from_be_bytes([*a, *b]),
            u16::from_be_bytes([*c, *d])
        ),
        _ => String::new(),
    },
    write: |text| {
        let (start, end) = text.split_once(':')?;
        let octets = |number: &str| Some(number.trim().parse::<u16>().ok()?.to_be_bytes());
        Some([octets(start)?, octets(end)?].concat())
    },
};

/// Where a gap begins and ends.
static GAP_ACK_ELEMENT: Field =
    Field::new("gap_ack", Kind::Rendered(&GAP), 32).class("GapAckField");

static DUP_TSN_ELEMENT: Field = u32("dup_tsn").hex().preset(Preset::None);

static SPORTS: Names = Names::pairs(&[(5672, "amqp")]);

pub static CHUNKS: Names = Names::pairs(&[
    (0, "data"),
    (1, "init"),
    (2, "init-ack"),
    (3, "sack"),
    (4, "heartbeat-req"),
    (5, "heartbeat-ack"),
    (6, "abort"),
    (7, "shutdown"),
    (8, "shutdown-ack"),
    (9, "error"),
    (10, "cookie-echo"),
    (11, "cookie-ack"),
    (14, "shutdown-complete"),
    (15, "authentication"),
    (64, "i-data"),
    (130, "re-config"),
    (132, "pad"),
    (128, "address-configuration-ack"),
    (192, "forward-tsn"),
    (193, "address-configuration"),
    (194, "i-forward-tsn"),
]);

static PROTO_IDS: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "IUA"),
    (2, "M2UA"),
    (3, "M3UA"),
    (4, "SUA"),
    (5, "M2PA"),
    (6, "V5UA"),
    (7, "H.248"),
    (8, "BICC/Q.2150.3"),
    (9, "TALI"),
    (10, "DUA"),
    (11, "ASAP"),
    (12, "ENRP"),
    (13, "H.323"),
    (14, "Q.IPC/Q.2150.3"),
    (15, "SIMCO"),
    (16, "DDP Segment Chunk"),
    (17, "DDP Stream Session Control"),
    (18, "S1AP"),
    (19, "RUA"),
    (20, "HNBAP"),
    (21, "ForCES-HP"),
    (22, "ForCES-MP"),
    (23, "ForCES-LP"),
    (24, "SBc-AP"),
    (25, "NBAP"),
    (26, "Unassigned"),
    (27, "X2AP"),
    (28, "IRCP"),
    (29, "LCS-AP"),
    (30, "MPICH2"),
    (31, "SABP"),
    (32, "FGP"),
    (33, "PPP"),
    (34, "CALCAPP"),
    (35, "SSP"),
    (36, "NPMP-CONTROL"),
    (37, "NPMP-DATA"),
    (38, "ECHO"),
    (39, "DISCARD"),
    (40, "DAYTIME"),
    (41, "CHARGEN"),
    (42, "3GPP RNA"),
    (43, "3GPP M2AP"),
    (44, "3GPP M3AP"),
    (45, "SSH/SCTP"),
    (46, "Diameter/SCTP"),
    (47, "Diameter/DTLS/SCTP"),
    (48, "R14P"),
    (49, "Unassigned"),
    (50, "WebRTC DCEP"),
    (51, "WebRTC String"),
    (52, "WebRTC Binary Partial"),
    (53, "WebRTC Binary"),
    (54, "WebRTC String Partial"),
    (55, "3GPP PUA"),
    (56, "WebRTC String Empty"),
    (57, "WebRTC Binary Empty"),
]);
