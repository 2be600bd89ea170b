//! 6LoWPAN: IPv6 over low-rate wireless networks. RFC 4944.

use super::binding::{Binding, bind};
use super::ether::ETHER;
use super::field::{Choice, Field, Kind, Preset, Test, When, bits, u8, u16, u64};
use super::ipv6::IPV6;
use super::names::Names;
use super::registry::Family;
use super::{Dispatch, Guess, Proto};
use crate::when;

pub static LO_WPAN_UNCOMPRESSED_I_PV6: Proto = Proto {
    otherwise: Guess::Proto(&IPV6),
    ..Proto::new(
        "LoWPANUncompressedIPv6",
        "6LoWPAN Uncompressed IPv6",
        &[bits("_type", 8).default(65)],
    )
};

pub static LO_WPAN_MESH: Proto = Proto::new(
    "LoWPANMesh",
    "6LoWPAN Mesh Packet",
    &[
        bits("reserved", 2).default(2),
        bits("v", 1).names(&VS),
        bits("f", 1).names(&VS),
        bits("hopsLeft", 4),
        Field::new("src", Kind::Choice(&CHOICE_SRC), 0),
        Field::new("dst", Kind::Choice(&CHOICE_DST), 0),
    ],
);

pub static LO_WPAN_FRAGMENTATION_FIRST: Proto = Proto::new(
    "LoWPANFragmentationFirst",
    "6LoWPAN First Fragmentation Packet",
    &[
        bits("reserved", 5).default(24),
        bits("datagramSize", 11),
        u16("datagramTag").hex(),
    ],
);

pub static LO_WPAN_FRAGMENTATION_SUBSEQUENT: Proto = Proto::new(
    "LoWPANFragmentationSubsequent",
    "6LoWPAN Subsequent Fragmentation Packet",
    &[
        bits("reserved", 5).default(28),
        bits("datagramSize", 11),
        u16("datagramTag")
            .hex()
            .preset(Preset::Dice("RandShort", &[])),
        u8("datagramOffset"),
    ],
);

pub static LO_WPAN_BROADCAST: Proto = Proto::new(
    "LoWPANBroadcast",
    "6LoWPAN Broadcast",
    &[u8("reserved").default(80), u8("seq")],
);

pub static SIX_LO_WPAN_ESC: Proto = Proto::new(
    "SixLoWPAN_ESC",
    "SixLoWPAN Dispatcher ESC",
    &[u8("dispatch")],
);

pub static SIX_LO_WPAN: Proto = Proto {
    dispatch: Some(dispatch),
    ..Proto::new("SixLoWPAN", "SixLoWPAN Dispatcher", &[])
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.sixlowpan",
    source: "RFC 4944",
    protocols: &[
        &LO_WPAN_UNCOMPRESSED_I_PV6,
        &LO_WPAN_MESH,
        &LO_WPAN_FRAGMENTATION_FIRST,
        &LO_WPAN_FRAGMENTATION_SUBSEQUENT,
        &LO_WPAN_BROADCAST,
        &SIX_LO_WPAN_ESC,
        &SIX_LO_WPAN,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &SIX_LO_WPAN, when!(type = 0xa0ed)),
    bind(&LO_WPAN_MESH, &SIX_LO_WPAN, &[]),
    bind(&LO_WPAN_FRAGMENTATION_FIRST, &SIX_LO_WPAN, &[]),
    bind(&LO_WPAN_BROADCAST, &SIX_LO_WPAN, &[]),
];

static CHOICE_SRC: Choice = Choice {
    options: &[(Test::When(When::In("v", &[1])), u16("src").hex())],
    otherwise: u64("src").hex(),
};

static CHOICE_DST: Choice = Choice {
    options: &[(Test::When(When::In("v", &[1])), u16("dst").hex())],
    otherwise: u64("dst").hex(),
};

static VS: Names = Names::pairs(&[(0, "EUI-64"), (1, "Short")]);

/// What the first octet says. RFC 4944 section 5.1.
fn dispatch(octets: &[u8]) -> Dispatch {
    match octets.first() {
        Some(0x41) => Dispatch::Other(&LO_WPAN_UNCOMPRESSED_I_PV6),
        Some(0x50) => Dispatch::Other(&LO_WPAN_BROADCAST),
        Some(0x7f) => Dispatch::Other(&SIX_LO_WPAN_ESC),
        Some(first) if first >> 3 == 0x18 => Dispatch::Other(&LO_WPAN_FRAGMENTATION_FIRST),
        Some(first) if first >> 3 == 0x1c => Dispatch::Other(&LO_WPAN_FRAGMENTATION_SUBSEQUENT),
        Some(first) if first >> 6 == 2 => Dispatch::Other(&LO_WPAN_MESH),
        // Compressed headers are not read.
        Some(first) if first >> 6 == 1 => Dispatch::Raw,
        _ => Dispatch::This,
    }
}
