//! ESMC: how good the clock of a synchronous Ethernet is. ITU-T G.8264 section 11.3.

use super::binding::{Binding, bind};
use super::field::{Display, Field, Length, Preset, bits, octets, u8, u16};
use super::registry::Family;
use super::slow::SLOW;
use super::{Around, Guess, Proto};
use crate::when;

pub static ESMC: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "ESMC",
        "ESMC",
        &[
            hex("ituOui", 3).preset(Preset::Octets(b"\x00\x19\xa7")),
            u16("ituSubtype").default(1),
            bits("version", 4).default(1),
            bits("event", 1),
            bits("reserved1", 3),
            zeros("reserved2", b"\0\0\0"),
        ],
    )
};

pub static QUALITY: Proto = Proto {
    parent: Some(&ESMC),
    guess: Some(guess),
    ..Proto::new(
        "QLTLV",
        "QLTLV",
        &[
            u8("type").default(1),
            u16("length").default(4),
            u8("ssmCode").hex().default(0xf),
        ],
    )
};

pub static ENHANCED_QUALITY: Proto = Proto {
    parent: Some(&ESMC),
    guess: Some(guess),
    ..Proto::new(
        "EQLTLV",
        "EQLTLV",
        &[
            u8("type").default(2),
            u16("length").default(20),
            u8("enhancedSsmCode").hex().default(0xff),
            zeros("clockIdentity", b"\0\0\0\0\0\0\0\0"),
            u8("flag"),
            u8("cascaded_eEEcs").default(1),
            u8("cascaded_EEcs"),
            zeros("reserved", b"\0\0\0\0\0"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.esmc",
    source: "ITU-T G.8264",
    protocols: &[&ESMC, &QUALITY, &ENHANCED_QUALITY],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&SLOW, &ESMC, when!(subtype = 10))];

/// What follows says by its first octet what it is.
fn guess(_: &dyn Around, payload: &[u8]) -> Guess {
    match payload.first() {
        Some(1) => Guess::Proto(&QUALITY),
        Some(2) => Guess::Proto(&ENHANCED_QUALITY),
        _ => Guess::Bindings,
    }
}

const fn hex(name: &'static str, length: u16) -> Field {
    octets(name)
        .fixed()
        .length(Length::Octets(length))
        .display(Display::HexOctets)
}

const fn zeros(name: &'static str, zeros: &'static [u8]) -> Field {
    hex(name, zeros.len() as u16).preset(Preset::Octets(zeros))
}
