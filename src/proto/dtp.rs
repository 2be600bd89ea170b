//! DTP: Cisco's dynamic trunking protocol, as Scapy's `contrib.dtp` has it.

use super::binding::{Binding, bind};
use super::ether::SNAP;
use super::field::{Adjust, Auto, Field, Kind, Length, Preset, computed, octets, packets, u8, u16};
use super::registry::Family;
use super::{Around, Dispatch, Guess, Proto};
use crate::when;

pub static DTP: Proto = Proto::new(
    "DTP",
    "DTP",
    &[u8("ver").default(1), packets("tlvlist", &TLV)],
);

pub static TLV: Proto = Proto {
    guess: Some(nothing_follows),
    dispatch: Some(dispatch),
    example: r#"DTP(tlvlist=[DtpGenericTlv(type=2, length=5, value=b"\x81")])"#,
    ..Proto::new(
        "DtpGenericTlv",
        "DTP Generic TLV",
        &[
            u16("type").default(1).hex(),
            // Scapy's own rule for this length fails.
            computed(u16("length"), Auto::LenOf("value", Adjust::by(|_, _| None))),
            octets("value").length(Length::From("length", -4)),
        ],
    )
};

pub static DOMAIN: Proto = value(
    "DTPDomain",
    "DTP Domain",
    const { &fields(1, "domain", &[0]) },
);
pub static STATUS: Proto = value(
    "DTPStatus",
    "DTP Status",
    const { &fields(2, "status", &[3]) },
);
pub static TYPE: Proto = value(
    "DTPType",
    "DTP Type",
    const { &fields(3, "dtptype", &[0xa5]) },
);

pub static NEIGHBOR: Proto = value(
    "DTPNeighbor",
    "DTP Neighbor",
    &[
        u16("type").default(4),
        u16("len").default(10),
        Field::new("neighbor", Kind::Mac, 48).preset(Preset::None),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.dtp",
    source: "",
    protocols: &[&TLV, &DOMAIN, &STATUS, &TYPE, &NEIGHBOR, &DTP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&SNAP, &DTP, when!(code = 0x2004, OUI = 12))];

const fn value(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&TLV),
        guess: Some(nothing_follows),
        ..Proto::new(name, title, fields)
    }
}

const fn fields(kind: i64, name: &'static str, default: &'static [u8]) -> [Field; 3] {
    [
        u16("type").default(kind),
        computed(u16("length"), Auto::LenOf(name, Adjust::plus(4))),
        octets(name)
            .preset(Preset::Octets(default))
            .length(Length::From("length", -4)),
    ]
}

fn nothing_follows(_: &dyn Around, _: &[u8]) -> Guess {
    Guess::Padding
}

fn dispatch(octets: &[u8]) -> Dispatch {
    match octets {
        [0, 1, ..] => Dispatch::Other(&DOMAIN),
        [0, 2, ..] => Dispatch::Other(&STATUS),
        [0, 3, ..] => Dispatch::Other(&TYPE),
        [0, 4, ..] => Dispatch::Other(&NEIGHBOR),
        [_, _, ..] => Dispatch::Raw,
        _ => Dispatch::This,
    }
}
