//! RTP: the real-time transport protocol. RFC 3550; RFC 3551 for the payload types.

use super::Proto;
use super::binding::{Binding, bind};
use super::field::{Adjust, Auto, Field, Preset, bits, list, u16, u32};
use super::names::Names;
use super::registry::Family;
use crate::when;

pub static RTP_EXTENSION: Proto = Proto::new(
    "RTPExtension",
    "RTP extension",
    &[
        u16("header_id"),
        u16("header_len")
            .preset(Preset::None)
            .auto(Auto::CountOf("header", Adjust::NONE)),
        list("header", &{
            static ELEMENT: Field = u32("hdr");
            ELEMENT
        })
        .count_from("header_len"),
    ],
);

pub static RTP: Proto = Proto::new(
    "RTP",
    "RTP",
    &[
        bits("version", 2).default(2),
        bits("padding", 1),
        bits("extension", 1),
        bits("numsync", 4)
            .preset(Preset::None)
            .auto(Auto::CountOf("sync", Adjust::NONE)),
        bits("marker", 1),
        bits("payload_type", 7).names(&PAYLOAD_TYPE_NAMES),
        u16("sequence"),
        u32("timestamp"),
        u32("sourcesync"),
        list("sync", &{
            static ELEMENT: Field = u32("id");
            ELEMENT
        })
        .count_from("numsync"),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.rtp",
    source: "RFC 3550, RFC 3551",
    protocols: &[&RTP_EXTENSION, &RTP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&RTP, &RTP_EXTENSION, when!(extension = 1))];

static PAYLOAD_TYPE_NAMES: Names = Names::pairs(&[
    (0, "G.711 PCMU"),
    (3, "GSM"),
    (4, "G723"),
    (5, "DVI4"),
    (6, "DVI4"),
    (7, "LPC"),
    (8, "PCMA"),
    (9, "G722"),
    (10, "L16"),
    (11, "L16"),
    (12, "QCELP"),
    (13, "CN"),
    (14, "MPA"),
    (15, "G728"),
    (16, "DVI4"),
    (17, "DVI4"),
    (18, "G729"),
    (25, "CelB"),
    (26, "JPEG"),
    (28, "nv"),
    (31, "H261"),
    (32, "MPV"),
    (33, "MP2T"),
    (34, "H263"),
]);
