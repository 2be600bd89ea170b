//! What stands on LLC for OSI's connectionless network service. ISO/IEC TR 9577.

use super::binding::{Binding, bind};
use super::ether::LLC;
use super::field::{Field, Kind, u8};
use super::isis::ISIS_COMMON_HDR;
use super::names::Names;
use super::raw::RAW;
use super::registry::{self, Family};
use super::{Dispatch, Proto};
use crate::when;

pub static GENERIC: Proto = Proto {
    dispatch: Some(dispatch),
    ..Proto::new(
        "_GenericClnsPdu",
        "Generic CLNS PDU",
        &[
            u8("nlpid").names(&PROTOCOLS),
            Field::new("rawdata", Kind::Packet(&RAW), 0),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.clns",
    source: "ISO/IEC TR 9577",
    protocols: &[&GENERIC],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(
    &LLC,
    &GENERIC,
    when!(dsap = 0xfe, ssap = 0xfe, ctrl = 3),
)];

/// IS-IS has a module of its own, which may not be loaded.
fn dispatch(octets: &[u8]) -> Dispatch {
    let header = &ISIS_COMMON_HDR;
    match octets.first() {
        Some(0x83) if registry::proto(header.name).is_some() => Dispatch::Other(header),
        _ => Dispatch::This,
    }
}

/// Protocols by the octet that their messages begin with.
pub(super) static PROTOCOLS: Names = Names::pairs(&[
    (0x00, "Null"),
    (0x08, "Q.933"),
    (0x80, "IEEE SNAP"),
    (0x81, "ISO 8438 CLNP"),
    (0x82, "ISO 9542 ES-IS"),
    (0x83, "ISO 10589 IS-IS"),
    (0x8e, "IPv6"),
    (0xb0, "FRF.9"),
    (0xb1, "FRF.12"),
    (0xc0, "TRILL"),
    (0xc1, "IEEE 802.aq"),
    (0xcc, "IPv4"),
    (0xcf, "PPP"),
]);
