//! QUIC's headers. RFC 9000 sections 16, 17 and 19; RFC 8999 for what all versions share.

use super::field::{
    Adjust, Around, Auto, Choice, Field, Kind, Shape, Test, bits, choice, computed, list, octets,
    u8, u16, u24, u32,
};
use super::names::Names;
use super::registry::Family;
use super::{Dispatch, Proto};

pub static QUIC: Proto = Proto {
    matches_parent: true,
    dispatch: Some(|octets| {
        Dispatch::Other(octets.first().map_or(&INITIAL, |first| header(*first)))
    }),
    becomes: Some(("", |_| Some(&INITIAL))),
    summary: "QUIC",
    ..Proto::new("QUIC", "QUIC", &[])
};

pub static VERSION: Proto = kind(
    "QUIC_Version",
    "QUIC - Version Negotiation",
    &[
        FORM.default(1),
        bits("Unused", 7),
        u32("Version"),
        TO_LEN,
        TO,
        FROM_LEN,
        FROM,
        list("SupportedVersions", &VERSION_NUMBER),
    ],
);

pub static INITIAL: Proto = kind(
    "QUIC_Initial",
    "QUIC - Initial",
    &[
        FORM.default(1),
        FIXED_BIT,
        TYPE,
        bits("Reserved", 2),
        NUMBER_LEN,
        u32("Version").default(1),
        TO_LEN,
        TO,
        FROM_LEN,
        FROM,
        variable("TokenLen").length_of("Token"),
        octets("Token").length_from("TokenLen"),
        variable("Length"),
        NUMBER,
    ],
);

pub static ZERO_RTT: Proto = kind("QUIC_0RTT", "QUIC - 0-RTT", &with_number(1));
pub static HANDSHAKE: Proto = kind("QUIC_Handshake", "QUIC - Handshake", &with_number(2));

pub static RETRY: Proto = kind(
    "QUIC_Retry",
    "QUIC - Retry",
    &[
        FORM.default(1),
        FIXED_BIT,
        TYPE.default(3),
        bits("Unused", 4),
        u32("Version").default(1),
        TO_LEN,
        TO,
        FROM_LEN,
        FROM,
    ],
);

pub static ONE_RTT: Proto = kind(
    "QUIC_1RTT",
    "QUIC - 1-RTT",
    &[
        FORM,
        FIXED_BIT,
        bits("SpinBit", 1),
        bits("Reserved", 2),
        bits("KeyPhase", 1),
        NUMBER_LEN,
        NUMBER,
    ],
);

pub static PADDING: Proto = Proto::new("QUIC_PADDING", "QUIC_PADDING", &[FRAME]);
pub static PING: Proto = Proto::new("QUIC_PING", "QUIC_PING", &[FRAME.default(1)]);
pub static ACK: Proto = Proto::new("QUIC_ACK", "QUIC_ACK", &[FRAME.default(2)]);

pub static FAMILY: Family = Family {
    module: "scapy.layers.quic",
    source: "RFC 9000",
    protocols: &[
        &QUIC, &VERSION, &INITIAL, &ZERO_RTT, &HANDSHAKE, &RETRY, &ONE_RTT, &PADDING, &PING, &ACK,
    ],
    bindings: &[],
};

const fn kind(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&QUIC),
        matches_parent: true,
        summary: title,
        ..Proto::new(name, title, fields)
    }
}

/// A long header with a packet number and without a token.
const fn with_number(kind: i64) -> [Field; 12] {
    [
        FORM.default(1),
        FIXED_BIT,
        TYPE.default(kind),
        bits("Reserved", 2),
        NUMBER_LEN,
        u32("Version").default(1),
        TO_LEN,
        TO,
        FROM_LEN,
        FROM,
        variable("Length"),
        NUMBER,
    ]
}

const fn variable(name: &'static str) -> Field {
    Field::new(name, Kind::VariableInt, 0).default(0)
}

const FORM: Field = bits("HeaderForm", 1).names(&FORMS);
const FIXED_BIT: Field = bits("FixedBit", 1).default(1);
const TYPE: Field = bits("LongPacketType", 2).names(&TYPES);
/// The octets of the packet number, less one.
const NUMBER_LEN: Field = computed(
    bits("PacketNumberLen", 2).class("QuicPacketNumberBitFieldLenField"),
    Auto::LenOf("PacketNumber", Adjust::plus(-1)),
);
const TO_LEN: Field = u8("DstConnIDLen").length_of("DstConnID");
const TO: Field = octets("DstConnID").length_from("DstConnIDLen");
const FROM_LEN: Field = u8("SrcConnIDLen").length_of("SrcConnID");
const FROM: Field = octets("SrcConnID").length_from("SrcConnIDLen");
const FRAME: Field = u8("Type").names(&FRAMES);
const NUMBER: Field = choice("PacketNumber", &NUMBER_WIDTHS).default(0);
static VERSION_NUMBER: Field = u32("");

/// What the length says when it is read; as few octets as the number needs when it is written.
static NUMBER_WIDTHS: Choice = Choice {
    options: &[
        (
            Test::WhenOrValue(|quic| says(quic, 0), |_, shape| below(shape, 0x100)),
            u8("PacketNumber"),
        ),
        (
            Test::WhenOrValue(|quic| says(quic, 1), |_, shape| below(shape, 0x1_0000)),
            u16("PacketNumber"),
        ),
        (
            Test::WhenOrValue(|quic| says(quic, 2), |_, shape| below(shape, 0x100_0000)),
            u24("PacketNumber"),
        ),
        (
            Test::WhenOrValue(|quic| says(quic, 3), |_, shape| below(shape, 0x1_0000_0000)),
            u32("PacketNumber"),
        ),
    ],
    otherwise: u8("PacketNumber"),
};

fn says(quic: &dyn Around, len: i64) -> bool {
    quic.int("PacketNumberLen") == Some(len)
}

fn below(shape: Shape, bound: i64) -> bool {
    matches!(shape, Shape::Number(number) if number < bound)
}

/// Which header starts with this octet.
fn header(first: u8) -> &'static Proto {
    const LONG: u8 = 0x80;
    const FIXED: u8 = 0x40;
    match (first & LONG, first & FIXED, first >> 4 & 3) {
        (0, ..) => &ONE_RTT,
        (_, 0, _) => &VERSION,
        (.., 0) => &INITIAL,
        (.., 1) => &ZERO_RTT,
        (.., 2) => &HANDSHAKE,
        _ => &RETRY,
    }
}

static FORMS: Names = Names::pairs(&[(0, "Short"), (1, "Long")]);
static TYPES: Names = Names::pairs(&[(0, "Initial"), (1, "0-RTT"), (2, "Handshake"), (3, "Retry")]);
static FRAMES: Names = Names::pairs(&[
    (0, "PADDING"),
    (1, "PING"),
    (2, "ACK"),
    (4, "RESET_STREAM"),
    (5, "STOP_SENDING"),
    (6, "CRYPTO"),
    (7, "NEW_TOKEN"),
    (8, "STREAM"),
    (0x10, "MAX_DATA"),
    (0x11, "MAX_STREAM_DATA"),
    (0x12, "MAX_STREAMS"),
    (0x14, "DATA_BLOCKED"),
    (0x15, "STREAM_DATA_BLOCKED"),
    (0x16, "STREAMS_BLOCKED"),
    (0x18, "NEW_CONNECTION_ID"),
    (0x19, "RETIRE_CONNECTION_ID"),
    (0x1a, "PATH_CHALLENGE"),
    (0x1b, "PATH_RESPONSE"),
    (0x1c, "CONNECTION_CLOSE"),
    (0x1e, "HANDSHAKE_DONE"),
]);
