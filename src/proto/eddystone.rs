//! Eddystone: beacons over Bluetooth Low Energy. Eddystone protocol specification.

use super::Proto;
use super::binding::{Binding, bind};
use super::bluetooth_eir::EIR_SERVICE_DATA16_BIT_UUID;
use super::field::{
    Absent, Field, Kind, Length, Preset, Recoding, bits, octets, recoded, u8, u16, u32,
};
use super::names::Names;
use super::registry::Family;
use crate::when;

pub static EDDYSTONE_FRAME: Proto = Proto::new(
    "Eddystone_Frame",
    "Eddystone Frame",
    &[bits("type", 4).preset(Preset::None), bits("reserved", 4)],
);

pub static EDDYSTONE_UID: Proto = Proto::new(
    "Eddystone_UID",
    "Eddystone UID",
    &[
        Field::new("tx_power", Kind::Sint, 8).default(0),
        octets("namespace")
            .fixed()
            .length(Length::Octets(10))
            .preset(Preset::None),
        octets("instance")
            .fixed()
            .length(Length::Octets(6))
            .preset(Preset::None),
        octets("reserved")
            .fixed()
            .length(Length::Octets(2))
            .preset(Preset::None),
    ],
);

pub static EDDYSTONE_URL: Proto = Proto::new(
    "Eddystone_URL",
    "Eddystone URL",
    &[
        Field::new("tx_power", Kind::Sint, 8).default(0),
        u8("url_scheme").names(&SCHEMES),
        recoded(&Recoding {
            field: octets("url")
                .preset(Preset::None)
                .class("EddystoneURLField"),
            read: |_, octets| Some(expanded(octets)),
            write: |_, text| Some(shortened(text)),
        })
        .absent(&Absent {
            unread: |url, at| url.original_len() <= at,
            unsent: |_| false,
        }),
    ],
);

pub static EDDYSTONE_TLM: Proto = Proto::new(
    "Eddystone_TLM",
    "Eddystone TLM",
    &[u8("version").names(&VERSIONS).preset(Preset::None)],
);

pub static EDDYSTONE_TLM_UNENCRYPTED: Proto = Proto::new(
    "Eddystone_TLM_Unencrypted",
    "Eddystone TLM (Unencrypted)",
    &[
        u16("batt_mv"),
        Field::new("temperature", Kind::FixedPoint(8), 16).preset(Preset::Int(-32_768)),
        u32("adv_cnt").preset(Preset::None),
        u32("sec_cnt").preset(Preset::None),
    ],
);

pub static EDDYSTONE_TLM_ENCRYPTED: Proto = Proto::new(
    "Eddystone_TLM_Encrypted",
    "Eddystone TLM (Encrypted)",
    &[
        octets("etlm")
            .fixed()
            .length(Length::Octets(12))
            .preset(Preset::None),
        octets("salt")
            .fixed()
            .length(Length::Octets(2))
            .preset(Preset::None),
        octets("mic")
            .fixed()
            .length(Length::Octets(2))
            .preset(Preset::None),
    ],
);

pub static EDDYSTONE_EID: Proto = Proto::new(
    "Eddystone_EID",
    "Eddystone EID",
    &[
        Field::new("tx_power", Kind::Sint, 8).default(0),
        octets("eid")
            .fixed()
            .length(Length::Octets(8))
            .preset(Preset::None),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.eddystone",
    source: "Eddystone protocol specification",
    protocols: &[
        &EDDYSTONE_FRAME,
        &EDDYSTONE_UID,
        &EDDYSTONE_URL,
        &EDDYSTONE_TLM,
        &EDDYSTONE_TLM_UNENCRYPTED,
        &EDDYSTONE_TLM_ENCRYPTED,
        &EDDYSTONE_EID,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(
        &EIR_SERVICE_DATA16_BIT_UUID,
        &EDDYSTONE_FRAME,
        when!(svc_uuid = 65_194),
    ),
    bind(&EDDYSTONE_FRAME, &EDDYSTONE_UID, when!(type = 0)),
    bind(&EDDYSTONE_FRAME, &EDDYSTONE_URL, when!(type = 1)),
    bind(&EDDYSTONE_FRAME, &EDDYSTONE_TLM, when!(type = 2)),
    bind(&EDDYSTONE_FRAME, &EDDYSTONE_EID, when!(type = 3)),
    bind(
        &EDDYSTONE_TLM,
        &EDDYSTONE_TLM_UNENCRYPTED,
        when!(version = 0),
    ),
    bind(&EDDYSTONE_TLM, &EDDYSTONE_TLM_ENCRYPTED, when!(version = 1)),
];

/// Ends of names that stand in one octet.
const ENDS: [&[u8]; 14] = [
    b".com/", b".org/", b".edu/", b".net/", b".info/", b".biz/", b".gov/", b".com", b".org",
    b".edu", b".net", b".info", b".biz", b".gov",
];

fn expanded(octets: &[u8]) -> Vec<u8> {
    let whole = |octet: &u8| match ENDS.get(usize::from(*octet)) {
        Some(end) => end.to_vec(),
        None => vec![*octet],
    };
    octets.iter().flat_map(whole).collect()
}

fn shortened(text: &[u8]) -> Vec<u8> {
    let mut octets = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match ENDS.iter().position(|end| text[at..].starts_with(end)) {
            Some(end) => {
                octets.push(end as u8);
                at += ENDS[end].len();
            }
            None => {
                octets.push(text[at]);
                at += 1;
            }
        }
    }
    octets
}

static SCHEMES: Names = Names::pairs(&[
    (0, "b'http://www.'"),
    (1, "b'https://www.'"),
    (2, "b'http://'"),
    (3, "b'https://'"),
]);
static VERSIONS: Names = Names::pairs(&[(0, "unencrypted"), (1, "encrypted")]);
