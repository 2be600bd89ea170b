//! AVS: what a wireless card says of a frame.

use super::Proto;
use super::binding::{Binding, bind};
use super::dot11::DOT11;
use super::field::{Field, Kind, u32, u64};
use super::names::Names;
use super::registry::Family;

pub static AVSWLAN_HEADER: Proto = Proto::new(
    "AVSWLANHeader",
    "AVS WLAN Monitor Header",
    &[
        u32("version").default(1),
        u32("len").default(64),
        u64("mactime"),
        u64("hosttime"),
        u32("phytype").names(&PHYTYPES),
        u32("channel"),
        u32("datarate"),
        u32("antenna"),
        u32("priority"),
        u32("ssi_type").names(&SSI_TYPES),
        Field::new("ssi_signal", Kind::Sint, 32).default(0),
        Field::new("ssi_noise", Kind::Sint, 32).default(0),
        u32("preamble").names(&PREAMBLES),
        u32("encoding").names(&ENCODINGS),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.avs",
    source: "",
    protocols: &[&AVSWLAN_HEADER],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&AVSWLAN_HEADER, &DOT11, &[])];

static PHYTYPES: Names = Names::pairs(&[
    (0, "Unknown"),
    (1, "FHSS 802.11 '97"),
    (2, "DSSS 802.11 '97"),
    (3, "IR Baseband"),
    (4, "DSSS 802.11b"),
    (5, "PBCC 802.11b"),
    (6, "OFDM 802.11g"),
    (7, "PBCC 802.11g"),
    (8, "OFDM 802.11a"),
]);
static SSI_TYPES: Names = Names::pairs(&[
    (0, "None"),
    (1, "Normalized RSSI"),
    (2, "dBm"),
    (3, "Raw RSSI"),
]);
static PREAMBLES: Names = Names::pairs(&[(0, "Unknown"), (1, "Short"), (2, "Long")]);
static ENCODINGS: Names = Names::pairs(&[(0, "Unknown"), (1, "CCK"), (2, "PBCC"), (3, "OFDM")]);
