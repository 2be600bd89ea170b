//! Bluetooth: the interface between host and controller. Core specification 5.4, volume 4 part E.

use super::binding::{Binding, bind};
use super::bluetooth_eir::next_element;
use super::data::bluetooth_names::{BUS, OPCODE, TYPE, TYPE_7};
use super::field::{
    Auto, Element, Field, Kind, Length, Padded, Preset, bits, computed, mac, octets, padded, u8,
    u16, u32,
};
use super::registry::Family;
use super::{Answered, Answers, PayloadLen, Proto};
use crate::when;

pub static HCI_PHDR_HDR: Proto = Proto::new(
    "HCI_PHDR_Hdr",
    "HCI PHDR transport layer",
    &[u32("direction")],
);

pub static HCI_HDR: Proto = Proto {
    summary: "HCI %type%",
    ..Proto::new(
        "HCI_Hdr",
        "HCI header",
        &[u8("type").names(&TYPE).default(2)],
    )
};

pub static HCI_ACL_HDR: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_ACL_Hdr",
        "HCI ACL header",
        &[
            bits("BC", 2).swap(2, 0),
            bits("PB", 2),
            bits("connection_handle", 12).swap(0, 2),
            computed(u16("len").little_endian(), Auto::PayloadLen).class("LEShortField"),
        ],
    )
};

pub static HCI_COMMAND_HDR: Proto = Proto {
    answers: Answers::Test(|_, _| Answered::No),
    ..Proto::new(
        "HCI_Command_Hdr",
        "HCI Command header",
        &[
            bits("ogf", 6).swap(2, 0).hex(),
            bits("ocf", 10).swap(0, 2).hex(),
            computed(u8("len"), Auto::PayloadLen),
        ],
    )
};

pub static HCI_EXTENDED_INQUIRY_RESPONSE: Proto = Proto::new(
    "HCI_Extended_Inquiry_Response",
    "HCI_Extended_Inquiry_Response",
    &[padded(
        "eir_data",
        &Padded::after(
            Field::new("eir_data", Kind::PacketsBy(Element::After(next_element)), 0)
                .preset(Preset::EmptyList),
            31,
            b"\x00",
        ),
    )],
);

pub static EXTENDED_ADVERTISE_SET: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Extended_Advertise_Set",
        "Extended Advertising Set",
        &[
            u8("handle"),
            u16("duration").little_endian(),
            u8("max_events"),
        ],
    )
};

pub static HCI_MON_HDR: Proto = Proto::new(
    "HCI_Mon_Hdr",
    "Bluetooth Linux Monitor Transport Header",
    &[
        u16("opcode")
            .little_endian()
            .names(&OPCODE)
            .preset(Preset::None),
        u16("adapter_id").little_endian().preset(Preset::None),
        u16("len").little_endian().preset(Preset::None),
    ],
);

pub static HCI_MON_PCAP_HDR: Proto = Proto {
    parent: Some(&HCI_MON_HDR),
    ..Proto::new(
        "HCI_Mon_Pcap_Hdr",
        "Bluetooth Linux Monitor Transport Pcap Header",
        &[
            u16("adapter_id").preset(Preset::None),
            u16("opcode").preset(Preset::None),
        ],
    )
};

pub static HCI_MON_NEW_INDEX: Proto = Proto::new(
    "HCI_Mon_New_Index",
    "Bluetooth Linux Monitor Transport New Index Packet",
    &[
        u8("bus").names(&BUS),
        u8("type").names(&TYPE_7),
        mac("addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        octets("devname")
            .fixed()
            .length(Length::Octets(8))
            .preset(Preset::None),
    ],
);

pub static HCI_MON_INDEX_INFO: Proto = Proto::new(
    "HCI_Mon_Index_Info",
    "Bluetooth Linux Monitor Transport Index Info Packet",
    &[
        mac("addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u16("manufacturer")
            .little_endian()
            .hex()
            .preset(Preset::None),
    ],
);

pub static HCI_MON_SYSTEM_NOTE: Proto = Proto::new(
    "HCI_Mon_System_Note",
    "Bluetooth Linux Monitor Transport System Note Packet",
    &[octets("note").length(Length::Until(0)).preset(Preset::None)],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.bluetooth",
    source: "Core specification 5.4, volume 4 part E",
    protocols: &[
        &HCI_PHDR_HDR,
        &HCI_HDR,
        &HCI_ACL_HDR,
        &HCI_COMMAND_HDR,
        &HCI_EXTENDED_INQUIRY_RESPONSE,
        &EXTENDED_ADVERTISE_SET,
        &HCI_MON_HDR,
        &HCI_MON_PCAP_HDR,
        &HCI_MON_NEW_INDEX,
        &HCI_MON_INDEX_INFO,
        &HCI_MON_SYSTEM_NOTE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&HCI_HDR, &HCI_COMMAND_HDR, when!(type = 1)),
    bind(&HCI_HDR, &HCI_ACL_HDR, when!(type = 2)),
    bind(&HCI_MON_HDR, &HCI_MON_NEW_INDEX, when!(opcode = 0)),
    bind(&HCI_MON_HDR, &HCI_COMMAND_HDR, when!(opcode = 2)),
    bind(&HCI_MON_HDR, &HCI_ACL_HDR, when!(opcode = 5)),
    bind(&HCI_MON_HDR, &HCI_MON_INDEX_INFO, when!(opcode = 0xa)),
    bind(&HCI_MON_HDR, &HCI_MON_SYSTEM_NOTE, when!(opcode = 0xc)),
    bind(&HCI_PHDR_HDR, &HCI_HDR, &[]),
];
