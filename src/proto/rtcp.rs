//! RTCP: reports about streams of RTP. RFC 3550 section 6.

use super::binding::Binding;
use super::field::{
    Adjust, Auto, Element, Field, Kind, Preset, When, bits, octets, packet, packets, u8, u24, u32,
    u64,
};
use super::names::Names;
use super::registry::Family;
use super::{Around, PayloadLen, Proto};

pub static SENDER_INFO: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SenderInfo",
        "Sender info",
        &[
            u64("ntp_timestamp").preset(Preset::None),
            u32("rtp_timestamp").preset(Preset::None),
            u32("sender_packet_count").preset(Preset::None),
            u32("sender_octet_count").preset(Preset::None),
        ],
    )
};

pub static RECEPTION_REPORT: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ReceptionReport",
        "Reception report",
        &[
            u32("sourcesync").preset(Preset::None),
            u8("fraction_lost").preset(Preset::None),
            u24("cumulative_lost").hex().preset(Preset::None),
            u32("highest_seqnum_recv").preset(Preset::None),
            u32("interarrival_jitter").preset(Preset::None),
            u32("last_SR_timestamp").preset(Preset::None),
            u32("delay_since_last_SR").preset(Preset::None),
        ],
    )
};

pub static SDES_ITEM: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SDESItem",
        "SDES item",
        &[
            u8("chunk_type").names(&CHUNK_TYPES).preset(Preset::None),
            Field::new("length", Kind::Sint, 8)
                .class("FieldLenField")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE)),
            octets("value").length_from("length").preset(Preset::None),
        ],
    )
};

pub static SDES_CHUNK: Proto = Proto::new(
    "SDESChunk",
    "SDES chunk",
    &[
        u32("sourcesync").preset(Preset::None),
        Field::new("items", Kind::PacketsBy(Element::After(item)), 0).preset(Preset::EmptyList),
    ],
);

pub static RTCP: Proto = Proto {
    mend: Some(put_length),
    ..Proto::new(
        "RTCP",
        "RTCP",
        &[
            bits("version", 2).default(2),
            bits("padding", 1),
            bits("count", 5).class("BitFieldLenField"),
            u8("packet_type").names(&PACKET_TYPES),
            Field::new("length", Kind::Sint, 16)
                .preset(Preset::None)
                .class("LenField"),
            u32("sourcesync").when(When::In("packet_type", &[200, 201])),
            packet("sender_info", &SENDER_INFO).when(When::In("packet_type", &[200])),
            packets("report_blocks", &RECEPTION_REPORT)
                .count_from("count")
                .when(When::In("packet_type", &[200, 201])),
            packets("sdes_chunks", &SDES_CHUNK)
                .count_from("count")
                .when(When::In("packet_type", &[202])),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.rtcp",
    source: "RFC 3550 section 6",
    protocols: &[
        &SENDER_INFO,
        &RECEPTION_REPORT,
        &SDES_ITEM,
        &SDES_CHUNK,
        &RTCP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[];

static CHUNK_TYPES: Names = Names::pairs(&[
    (0, "END"),
    (1, "CNAME"),
    (2, "NAME"),
    (3, "EMAIL"),
    (4, "PHONE"),
    (5, "LOC"),
    (6, "TOOL"),
    (7, "NOTE"),
    (8, "PRIV"),
]);
static PACKET_TYPES: Names = Names::pairs(&[
    (200, "Sender report"),
    (201, "Receiver report"),
    (202, "Source description"),
    (203, "BYE"),
    (204, "APP"),
]);

/// Items up to the one of type zero.
fn item(_: &dyn Around, before: Option<&dyn Around>, _: usize, _: &[u8]) -> Option<&'static Proto> {
    let ended = before.is_some_and(|item| item.int("chunk_type") == Some(0));
    (!ended).then_some(&SDES_ITEM)
}

/// Words, without the first one. RFC 3550 section 6.4.1.
fn put_length(report: &dyn Around, octets: &mut [u8]) {
    let words = (octets.len() / 4) as i64 - 1;
    if report.int("length").is_none()
        && let Some(place) = octets.get_mut(2..4)
    {
        place.copy_from_slice(&(words as i16).to_be_bytes());
    }
}
