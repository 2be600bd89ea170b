//! The slow protocols of IEEE 802.3 annex 57A.

use super::Proto;
use super::binding::{Binding, Fixed, bind};
use super::ether::ETHER;
use super::field::u8;
use super::names::Names;
use super::registry::Family;

pub static SLOW: Proto = Proto::new(
    "SlowProtocol",
    "SlowProtocol",
    &[u8("subtype").names(&SUBTYPES)],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.slowprot",
    source: "IEEE 802.3 annex 57A",
    protocols: &[&SLOW],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(
    &ETHER,
    &SLOW,
    &[
        ("type", Fixed::Int(0x8809)),
        ("dst", Fixed::Text("01:80:c2:00:00:02")),
    ],
)];

static SUBTYPES: Names = Names::pairs(&[
    (0, "Unused"),
    (1, "LACP"),
    (2, "Marker Protocol"),
    (3, "OAM"),
    (10, "OSSP"),
]);
