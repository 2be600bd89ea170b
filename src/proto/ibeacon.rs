//! iBeacon and other advertisements of Apple devices. Apple, proximity beacon specification.

use super::binding::{Binding, bind};
use super::bluetooth_eir::EIR_MANUFACTURER_SPECIFIC_DATA;
use super::field::{Auto, Field, Kind, Preset, UuidForm, When, packets, u8, u16};
use super::names::Names;
use super::registry::Family;
use super::{Extent, PayloadLen, Proto};
use crate::when;

pub static APPLE_BLE_SUBMESSAGE: Proto = Proto {
    payload_len: PayloadLen::Rule(|message, _| match message.int("subtype") {
        // A message of this type says no length.
        Some(1) => Extent::First(16),
        _ => message.int("len").map_or(Extent::All, Extent::First),
    }),
    ..Proto::new(
        "Apple_BLE_Submessage",
        "Apple BLE submessage",
        &[
            u8("subtype").names(&SUBTYPES).preset(Preset::None),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .when(When::NotIn("subtype", &[1])),
        ],
    )
};

pub static APPLE_BLE_FRAME: Proto = Proto::new(
    "Apple_BLE_Frame",
    "Apple BLE broadcast frame",
    &[packets("plist", &APPLE_BLE_SUBMESSAGE)],
);

pub static I_BEACON_DATA: Proto = Proto::new(
    "IBeacon_Data",
    "iBeacon data",
    &[
        Field::new("uuid", Kind::Uuid(UuidForm::BigEndian), 128),
        u16("major").preset(Preset::None),
        u16("minor").preset(Preset::None),
        Field::new("tx_power", Kind::Sint, 8).preset(Preset::None),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.ibeacon",
    source: "Apple proximity beacon specification",
    protocols: &[&APPLE_BLE_SUBMESSAGE, &APPLE_BLE_FRAME, &I_BEACON_DATA],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(
        &EIR_MANUFACTURER_SPECIFIC_DATA,
        &APPLE_BLE_FRAME,
        when!(company_identifier = 76),
    ),
    bind(&APPLE_BLE_SUBMESSAGE, &I_BEACON_DATA, when!(subtype = 2)),
];

static SUBTYPES: Names = Names::pairs(&[
    (1, "overflow"),
    (2, "ibeacon"),
    (5, "airdrop"),
    (7, "airpods"),
    (9, "airplay_sink"),
    (10, "airplay_src"),
    (12, "handoff"),
    (16, "nearby"),
]);
