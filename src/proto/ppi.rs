//! PPI: what a capture says of each packet. Per-Packet Information header specification 1.0.7.

use super::binding::Binding;
use super::field::{Adjust, Auto, Length, Preset, packets, u8, u16, u32};
use super::names::Names;
use super::registry::Family;
use super::{Around, Guess, PayloadLen, Proto, links};

pub static PPI_HDR: Proto = Proto {
    summary: "PPI %pfh_type%",
    ..Proto::new(
        "PPI_Hdr",
        "PPI Header",
        &[
            u16("pfh_type").little_endian().names(&PFH_TYPES),
            u16("pfh_length")
                .little_endian()
                .preset(Preset::None)
                .auto(Auto::PayloadLen),
        ],
    )
};

pub static PPI_ELEMENT: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new("PPI_Element", "PPI Element", &[])
};

pub static PPI: Proto = Proto {
    guess: Some(guess),
    mend: Some(put_link_type),
    ..Proto::new(
        "PPI",
        "Per-Packet Information header (PPI)",
        &[
            u8("version"),
            u8("flags"),
            u16("len")
                .little_endian()
                .preset(Preset::None)
                .auto(Auto::LenOf("headers", Adjust::plus(8))),
            u32("dlt").little_endian().preset(Preset::None),
            packets("headers", &PPI_HDR).length(Length::From("len", -8)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.ppi",
    source: "Per-Packet Information header specification 1.0.7",
    protocols: &[&PPI_HDR, &PPI_ELEMENT, &PPI],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[];

static PFH_TYPES: Names = Names::pairs(&[
    (2, "dot11-common"),
    (3, "dot11-nmac"),
    (4, "dot11-nmacphy"),
    (5, "spectrum-map"),
    (6, "process-info"),
    (7, "capture-info"),
    (8, "aggregation"),
    (9, "dot3"),
    (30002, "gps"),
    (30003, "vector"),
    (30004, "sensor"),
    (30005, "antenna"),
    (30006, "btle"),
]);

/// The link type says what follows.
fn guess(header: &dyn Around, _: &[u8]) -> Guess {
    let link = header.int("dlt").and_then(|link| u32::try_from(link).ok());
    let first = link.and_then(links::first);
    first.map_or(Guess::Bindings, Guess::Proto)
}

/// The link type of what is on top, unless one was set.
fn put_link_type(header: &dyn Around, octets: &mut [u8]) {
    if header.int("dlt").is_none()
        && let Some(link) = header.upper().and_then(links::number_of)
        && let Some(place) = octets.get_mut(4..8)
    {
        place.copy_from_slice(&link.to_le_bytes());
    }
}
