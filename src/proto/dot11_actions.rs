//! Wireless LAN: action frames. IEEE 802.11-2020 section 9.6.

use super::binding::{Binding, bind};
use super::data::dot11_names::{
    CATEGORIES, ELEMENTS, MEASUREMENT_TYPES, RADIO_MEASUREMENT_ACTIONS, SPECTRUM_ACTIONS,
    TRANSITION_STATUSES, WNM_ACTIONS,
};
use super::dot11_elements::ELT_CSA;
use super::field::{
    Adjust, Auto, Length, Preset, When, bits, list, mac, octets, packet, packets, u8, u16, u32, u64,
};
use super::names::FlagNames;
use super::registry::Family;
use super::{PayloadLen, Proto};
use crate::when;

pub static ACTION: Proto = Proto::new(
    "Dot11Action",
    "802.11 Action",
    &[u8("category").names(&CATEGORIES)],
);

pub static WNM: Proto = Proto::new(
    "Dot11WNM",
    "802.11 WNM Action",
    &[u8("action").names(&WNM_ACTIONS)],
);

pub static SUBELEM_TLV: Proto = Proto::new(
    "SubelemTLV",
    "SubelemTLV",
    &[
        u8("type"),
        u8("len")
            .little_endian()
            .preset(Preset::None)
            .auto(Auto::LenOf("value", Adjust::NONE))
            .class("LEFieldLenField"),
        list("value", &u8("")).length_from("len"),
    ],
);

pub static BSS_TERMINATION_DURATION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "BSSTerminationDuration",
        "BSS Termination Duration",
        &[
            u8("id").default(4),
            u8("len").default(10),
            u64("TSF").little_endian(),
            u16("duration").little_endian(),
        ],
    )
};

pub static NEIGHBOR_REPORT: Proto = Proto::new(
    "NeighborReport",
    "Neighbor Report",
    &[
        u8("type"),
        u8("len").default(13),
        mac("BSSID"),
        bits("AP_reach", 2).swap(4, 0),
        bits("security", 1),
        bits("key_scope", 1),
        bits("capabilities", 6),
        bits("mobility", 1),
        bits("HT", 1),
        bits("VHT", 1),
        bits("FTM", 1),
        bits("reserved", 18).swap(2, 4),
        u8("op_class"),
        u8("channel"),
        u8("phy_type"),
        packets("subelems", &SUBELEM_TLV)
            .length(Length::From("len", -13))
            .preset(Preset::ListOf(&SUBELEM_TLV))
            .when(When::Test(|p| p.int("len").unwrap_or(0) > 13)),
    ],
);

pub static TRANSITION_REQUEST: Proto = Proto::new(
    "Dot11BSSTMRequest",
    "BSS Transition Management Request",
    &[
        u8("token"),
        bits("mode", 8).flags(&FlagNames::Words(&[
            "Preferred_Candidate_List_Included",
            "Abridged",
            "Disassociation_Imminent",
            "BSS_Termination_Included",
            "ESS_Disassociation_Imminent",
        ])),
        u16("disassociation_timer").little_endian(),
        u8("validity_interval"),
        packet("termination_duration", &BSS_TERMINATION_DURATION).when(When::Bits("mode", 0x8)),
        u8("url_len").when(When::Bits("mode", 0x10)),
        octets("url").length_from("url_len").when(When::Test(|p| {
            p.int("mode").is_some_and(|x| x != 0) && p.int("mode").unwrap_or(0) & 0x10 != 0
        })),
        packets("neighbor_report", &NEIGHBOR_REPORT)
            .preset(Preset::ListOf(&NEIGHBOR_REPORT))
            .when(When::Bits("mode", 0x1)),
    ],
);

pub static TRANSITION_RESPONSE: Proto = Proto::new(
    "Dot11BSSTMResponse",
    "BSS Transition Management Response",
    &[
        u8("token"),
        u8("status").names(&TRANSITION_STATUSES),
        u8("termination_delay"),
        mac("target").when(When::In("status", &[0])),
        packets("neighbor_report", &NEIGHBOR_REPORT)
            .preset(Preset::ListOf(&NEIGHBOR_REPORT))
            .when(When::In("status", &[6])),
    ],
);

pub static SPECTRUM_MANAGEMENT: Proto = Proto::new(
    "Dot11SpectrumManagement",
    "802.11 Spectrum Management Action",
    &[u8("action").names(&SPECTRUM_ACTIONS)],
);

pub static CSA: Proto = Proto::new(
    "Dot11CSA",
    "Channel Switch Announcement Frame",
    &[packet("CSA", &ELT_CSA)],
);

pub static RADIO_MEASUREMENT: Proto = Proto::new(
    "Dot11RadioMeasurement",
    "802.11 Radio Measurement Action",
    &[u8("action").names(&RADIO_MEASUREMENT_ACTIONS)],
);

pub static RADIO_MEASUREMENT_BEACON_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Dot11RadioMeasurementBeaconRequest",
        "802.11 Radio Measurement Beacon Request",
        &[
            u8("op_class"),
            u8("channel"),
            u16("randomization_interval").little_endian(),
            u16("measurement_duration").little_endian(),
            u8("measurement_mode"),
            mac("BSSID"),
        ],
    )
};

pub static RADIO_MEASUREMENT_REQUEST: Proto = Proto::new(
    "Dot11RadioMeasurementRequest",
    "802.11 Radio Measurement Request",
    &[
        u8("token"),
        u16("repetitions").little_endian(),
        u8("ID").names(&ELEMENTS).default(38),
        u8("len").default(16),
        u8("measurement_token"),
        bits("reserved", 3),
        bits("duration_mandatory", 1),
        bits("report", 1),
        bits("request", 1),
        bits("enable", 1),
        bits("parallel", 1),
        u8("measurement_request_type")
            .names(&MEASUREMENT_TYPES)
            .default(5),
        packet("measurement_request", &RADIO_MEASUREMENT_BEACON_REQUEST)
            .when(When::In("measurement_request_type", &[5])),
        octets("measurement_request_data")
            .length(Length::FromFn(|p| (p.int("len").unwrap_or(0) - 3).max(0)))
            .when(When::NotIn("measurement_request_type", &[5])),
        packets("subelems", &SUBELEM_TLV)
            .length(Length::FromFn(|p| (p.int("len").unwrap_or(0) - 16).max(0)))
            .when(When::Test(|p| {
                p.int("measurement_request_type") == Some(5) && p.int("len").unwrap_or(0) > 16
            })),
    ],
);

pub static RADIO_MEASUREMENT_BEACON_REPORT: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Dot11RadioMeasurementBeaconReport",
        "802.11 Radio Measurement Beacon Report",
        &[
            u8("op_class"),
            u8("channel"),
            u64("measurement_start_time").little_endian(),
            u16("measurement_duration").little_endian(),
            bits("reported_frame_type", 1),
            bits("condensed_phy", 7),
            u8("RCPI"),
            u8("RSNI"),
            mac("BSSID"),
            u8("antenna_id"),
            u32("parent_tsf").little_endian(),
        ],
    )
};

pub static RADIO_MEASUREMENT_REPORT: Proto = Proto::new(
    "Dot11RadioMeasurementReport",
    "802.11 Radio Measurement Report",
    &[
        u8("token"),
        u8("ID").names(&ELEMENTS).default(39),
        u8("len").default(29),
        u8("measurement_token"),
        bits("reserved", 5),
        bits("refused", 1),
        bits("incapable", 1),
        bits("late", 1),
        u8("measurement_report_type")
            .names(&MEASUREMENT_TYPES)
            .default(5),
        packet("measurement_report", &RADIO_MEASUREMENT_BEACON_REPORT).when(When::Test(|p| {
            p.int("measurement_report_type") == Some(5)
                && p.int("late") == Some(0)
                && p.int("incapable") == Some(0)
                && p.int("refused") == Some(0)
        })),
        octets("measurement_report_data")
            .length(Length::FromFn(|p| (p.int("len").unwrap_or(0) - 3).max(0)))
            .when(When::Test(|p| {
                !(p.int("measurement_report_type") == Some(5)
                    && p.int("late") == Some(0)
                    && p.int("incapable") == Some(0)
                    && p.int("refused") == Some(0))
            })),
        packets("subelems", &SUBELEM_TLV)
            .length(Length::FromFn(|p| (p.int("len").unwrap_or(0) - 29).max(0)))
            .when(When::Test(|p| {
                p.int("measurement_report_type") == Some(5)
                    && p.int("late") == Some(0)
                    && p.int("incapable") == Some(0)
                    && p.int("refused") == Some(0)
                    && p.int("len").unwrap_or(0) > 29
            })),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.dot11",
    source: "IEEE 802.11-2020 section 9.6",
    protocols: &[
        &ACTION,
        &WNM,
        &SUBELEM_TLV,
        &BSS_TERMINATION_DURATION,
        &NEIGHBOR_REPORT,
        &TRANSITION_REQUEST,
        &TRANSITION_RESPONSE,
        &SPECTRUM_MANAGEMENT,
        &CSA,
        &RADIO_MEASUREMENT,
        &RADIO_MEASUREMENT_BEACON_REQUEST,
        &RADIO_MEASUREMENT_REQUEST,
        &RADIO_MEASUREMENT_BEACON_REPORT,
        &RADIO_MEASUREMENT_REPORT,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ACTION, &SPECTRUM_MANAGEMENT, when!(category = 0)),
    bind(&ACTION, &WNM, when!(category = 0xa)),
    bind(&ACTION, &RADIO_MEASUREMENT, when!(category = 5)),
    bind(
        &RADIO_MEASUREMENT,
        &RADIO_MEASUREMENT_REQUEST,
        when!(action = 0),
    ),
    bind(
        &RADIO_MEASUREMENT,
        &RADIO_MEASUREMENT_REPORT,
        when!(action = 1),
    ),
    bind(&SPECTRUM_MANAGEMENT, &CSA, when!(action = 4)),
    bind(&WNM, &TRANSITION_REQUEST, when!(action = 7)),
    bind(&WNM, &TRANSITION_RESPONSE, when!(action = 8)),
];
