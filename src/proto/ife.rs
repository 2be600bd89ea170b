//! IFE: metadata of the kernel between two hosts. draft-hadi-forces-interfelfb.

use super::binding::{Binding, bind};
use super::ether::ETHER;
use super::field::{
    Adjust, Auto, Choice, Padded, Preset, Test, When, choice, octets, packets, padded, u16, u32,
};
use super::names::Names;
use super::registry::Family;
use super::{PayloadLen, Proto};
use crate::when;

pub static METADATA: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IFETlv",
        "IFETlv",
        &[
            u16("type").names(&TYPES),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::plus(4))),
            choice(
                "value",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("type", &[5])),
                            padded("value", &Padded::after(u16("value"), 4, &[0])),
                        ),
                        (
                            Test::When(When::In("type", &[1, 3])),
                            padded("value", &Padded::after(u32("value"), 4, &[0])),
                        ),
                    ],
                    otherwise: padded("value", &Padded::after(u32("value"), 4, &[0])),
                },
            ),
        ],
    )
};

pub static TEXT: Proto = Proto {
    parent: Some(&METADATA),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IFETlvStr",
        "IFETlv",
        &[
            u16("type").names(&TYPES),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::plus(4))),
            octets("value"),
        ],
    )
};

pub static IFE: Proto = Proto::new(
    "IFE",
    "IFE",
    &[
        u16("mdlen")
            .preset(Preset::None)
            .auto(Auto::LenOf("tlvs", Adjust::plus(2))),
        packets("tlvs", &METADATA),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.ife",
    source: "draft-hadi-forces-interfelfb",
    protocols: &[&METADATA, &TEXT, &IFE],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&ETHER, &IFE, when!(type = 0xed3e))];

static TYPES: Names = Names::pairs(&[
    (1, "SKBMark"),
    (2, "HashID"),
    (3, "Prio"),
    (4, "QMap"),
    (5, "TCIndex"),
]);
