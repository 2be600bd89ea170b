//! AltBeacon: a proximity beacon. AltBeacon protocol specification 1.0.

use super::Proto;
use super::binding::Binding;
use super::field::{Field, Kind, Length, Preset, UuidForm, octets, u8, u16};
use super::registry::Family;

/// The octets that an AltBeacon begins with.
pub const MAGIC: &[u8] = b"\xbe\xac";

pub static ALT_BEACON: Proto = Proto::new(
    "AltBeacon",
    "AltBeacon",
    &[
        octets("header")
            .fixed()
            .length(Length::Octets(MAGIC.len() as u16))
            .preset(Preset::Octets(MAGIC)),
        Field::new("id1", Kind::Uuid(UuidForm::BigEndian), 128),
        u16("id2").preset(Preset::None),
        u16("id3").preset(Preset::None),
        Field::new("tx_power", Kind::Sint, 8)
            .preset(Preset::None)
            .may_end(),
        u8("mfg_reserved").preset(Preset::None),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.altbeacon",
    source: "AltBeacon 1.0",
    protocols: &[&ALT_BEACON],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[];
