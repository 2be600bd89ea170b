//! Bluetooth of low energy, as it is in the air. Core specification 5.4, volume 6 part B.

use super::binding::{Binding, bind};
use super::bluetooth_eir::EIR_HDR;
use super::field::{
    Adjust, Auto, Field, Kind, Preset, bits, computed, mac, packets, u8, u16, u24, u32, u64,
};
use super::l2cap::L2CAP_HDR;
use super::names::{FlagNames, Names};
use super::ppi::{PPI_ELEMENT, PPI_HDR};
use super::registry::Family;
use super::{Around, Hash, PayloadLen, Proto};
use crate::when;

pub static BTLE: Proto = Proto {
    mend: Some(put_check),
    hash: Hash::Octets(|frame| {
        (frame.int("access_addr").unwrap_or(0) as u32)
            .to_be_bytes()
            .to_vec()
    }),
    ..Proto::new(
        "BTLE",
        "BT4LE",
        &[
            u32("access_addr").little_endian().hex().default(0x8e89bed6),
            Field::new(
                "crc",
                Kind::Trailer(&u24("crc").hex().preset(Preset::None)),
                0,
            )
            .fixed()
            .class("X3BytesField"),
        ],
    )
};

pub static BTLE_ADV: Proto = Proto {
    ..Proto::new(
        "BTLE_ADV",
        "BTLE advertising header",
        &[
            bits("RxAdd", 1).names(&RX_ADD),
            bits("TxAdd", 1).names(&RX_ADD),
            bits("ChSel", 1).names(&CH_SEL),
            bits("RFU", 1),
            bits("PDU_type", 4).names(&PDU_TYPE),
            computed(
                u8("Length").hex(),
                Auto::PayloadLenBy(Adjust::by(|_, length| {
                    Some(if length > 2 { length } else { 0 })
                })),
            )
            .class("XByteField"),
        ],
    )
};

pub static BTLE_DATA: Proto = Proto {
    ..Proto::new(
        "BTLE_DATA",
        "BTLE data header",
        &[
            bits("RFU", 3),
            bits("MD", 1),
            bits("SN", 1),
            bits("NESN", 1),
            bits("LLID", 2).names(&LLID),
            computed(u8("len"), Auto::PayloadLen).class("ByteField"),
        ],
    )
};

pub static BTLE_ADV_IND: Proto = Proto::new(
    "BTLE_ADV_IND",
    "BTLE ADV_IND",
    &[
        mac("AdvA")
            .little_endian()
            .preset(Preset::None)
            .class("BDAddrField"),
        packets("data", &EIR_HDR),
    ],
);

pub static BTLE_ADV_DIRECT_IND: Proto = Proto::new(
    "BTLE_ADV_DIRECT_IND",
    "BTLE ADV_DIRECT_IND",
    &[
        mac("AdvA")
            .little_endian()
            .preset(Preset::None)
            .class("BDAddrField"),
        mac("InitA")
            .little_endian()
            .preset(Preset::None)
            .class("BDAddrField"),
    ],
);

pub static BTLE_ADV_NONCONN_IND: Proto = Proto {
    parent: Some(&BTLE_ADV_IND),
    ..Proto::new(
        "BTLE_ADV_NONCONN_IND",
        "BTLE ADV_NONCONN_IND",
        &[
            mac("AdvA")
                .little_endian()
                .preset(Preset::None)
                .class("BDAddrField"),
            packets("data", &EIR_HDR),
        ],
    )
};

pub static BTLE_ADV_SCAN_IND: Proto = Proto {
    parent: Some(&BTLE_ADV_IND),
    ..Proto::new(
        "BTLE_ADV_SCAN_IND",
        "BTLE ADV_SCAN_IND",
        &[
            mac("AdvA")
                .little_endian()
                .preset(Preset::None)
                .class("BDAddrField"),
            packets("data", &EIR_HDR),
        ],
    )
};

pub static BTLE_SCAN_REQ: Proto = Proto {
    ..Proto::new(
        "BTLE_SCAN_REQ",
        "BTLE scan request",
        &[
            mac("ScanA")
                .little_endian()
                .preset(Preset::None)
                .class("BDAddrField"),
            mac("AdvA")
                .little_endian()
                .preset(Preset::None)
                .class("BDAddrField"),
        ],
    )
};

pub static BTLE_SCAN_RSP: Proto = Proto {
    ..Proto::new(
        "BTLE_SCAN_RSP",
        "BTLE scan response",
        &[
            mac("AdvA")
                .little_endian()
                .preset(Preset::None)
                .class("BDAddrField"),
            packets("data", &EIR_HDR),
        ],
    )
};

pub static BTLE_CONNECT_REQ: Proto = Proto::new(
    "BTLE_CONNECT_REQ",
    "BTLE connect request",
    &[
        mac("InitA")
            .little_endian()
            .preset(Preset::None)
            .class("BDAddrField"),
        mac("AdvA")
            .little_endian()
            .preset(Preset::None)
            .class("BDAddrField"),
        u32("AA").little_endian().hex(),
        u24("crc_init")
            .little_endian()
            .hex()
            .class("XLE3BytesField"),
        u8("win_size").hex(),
        u16("win_offset").little_endian().hex(),
        u16("interval").little_endian().hex(),
        u16("latency").little_endian().hex(),
        u16("timeout").little_endian().hex(),
        Field::new("chM", Kind::Uint, 40)
            .default(0)
            .little_endian()
            .hex()
            .class("BTLEChanMapField"),
        bits("SCA", 3),
        bits("hop", 5),
    ],
);

pub static BTLE_EMPTY_PDU: Proto = Proto::new("BTLE_EMPTY_PDU", "Empty data PDU", &[]);

pub static BTLE_CTRL: Proto = Proto::new("BTLE_CTRL", "BTLE_CTRL", &[u8("opcode").names(&OPCODE)]);

pub static LL_CONNECTION_UPDATE_IND: Proto = Proto::new(
    "LL_CONNECTION_UPDATE_IND",
    "LL_CONNECTION_UPDATE_IND",
    &[
        u8("win_size").hex(),
        u16("win_offset").little_endian().hex(),
        u16("interval").little_endian().hex().default(0x6),
        u16("latency").little_endian().hex(),
        u16("timeout").little_endian().hex().default(0x32),
        u16("instant").little_endian().hex().default(0x6),
    ],
);

pub static LL_CHANNEL_MAP_IND: Proto = Proto::new(
    "LL_CHANNEL_MAP_IND",
    "LL_CHANNEL_MAP_IND",
    &[
        Field::new("chM", Kind::Uint, 40)
            .default(1_099_511_627_774)
            .little_endian()
            .hex()
            .class("BTLEChanMapField"),
        u16("instant").little_endian().hex(),
    ],
);

pub static LL_TERMINATE_IND: Proto =
    Proto::new("LL_TERMINATE_IND", "LL_TERMINATE_IND", &[u8("code").hex()]);

pub static LL_ENC_REQ: Proto = Proto::new(
    "LL_ENC_REQ",
    "LL_ENC_REQ",
    &[
        u64("rand").little_endian().hex(),
        u16("ediv").little_endian().hex(),
        u64("skdm").little_endian().hex(),
        u32("ivm").little_endian().hex(),
    ],
);

pub static LL_ENC_RSP: Proto = Proto::new(
    "LL_ENC_RSP",
    "LL_ENC_RSP",
    &[
        u64("skds").little_endian().hex(),
        u32("ivs").little_endian().hex(),
    ],
);

pub static LL_START_ENC_REQ: Proto = Proto::new("LL_START_ENC_REQ", "LL_START_ENC_REQ", &[]);

pub static LL_START_ENC_RSP: Proto = Proto::new("LL_START_ENC_RSP", "LL_START_ENC_RSP", &[]);

pub static LL_UNKNOWN_RSP: Proto =
    Proto::new("LL_UNKNOWN_RSP", "LL_UNKNOWN_RSP", &[u8("code").hex()]);

pub static LL_FEATURE_REQ: Proto = Proto::new(
    "LL_FEATURE_REQ",
    "LL_FEATURE_REQ",
    &[bits("feature_set", 64)
        .swap(8, 8)
        .flags(&FlagNames::Words(&[
            "le_encryption",
            "conn_par_req_proc",
            "ext_reject_ind",
            "slave_init_feat_exch",
            "le_ping",
            "le_data_len_ext",
            "ll_privacy",
            "ext_scan_filter",
            "le_2m_phy",
            "tx_mod_idx",
            "rx_mod_idx",
            "le_coded_phy",
            "le_ext_adv",
            "le_periodic_adv",
            "ch_sel_alg",
            "le_pwr_classmin_used_channels",
            "conn_cte_req",
            "conn_cte_rsp",
            "connless_cte_tx",
            "connless_cte_rx",
            "antenna_switching_cte_aod_tx",
            "antenna_switching_cte_aoa_rx",
            "cte_rx",
            "periodic_adv_sync_transfer_tx",
            "periodic_adv_sync_transfer_rx",
            "sleep_clock_accuracy_updates",
            "remote_public_key_validation",
            "cis_central",
            "cis_peripheral",
            "iso_broadcaster",
            "synchronized_receiver",
            "connected_iso_host_support",
            "le_power_control_request",
            "le_power_control_request",
            "le_path_loss_monitoring",
            "periodic_adv_adi_support",
            "connection_subrating",
            "connection_subrating_host_support",
            "channel_classification",
        ]))
        .class("BTLEFeatureField")],
);

pub static LL_FEATURE_RSP: Proto = Proto::new(
    "LL_FEATURE_RSP",
    "LL_FEATURE_RSP",
    &[bits("feature_set", 64)
        .swap(8, 8)
        .flags(&FlagNames::Words(&[
            "le_encryption",
            "conn_par_req_proc",
            "ext_reject_ind",
            "slave_init_feat_exch",
            "le_ping",
            "le_data_len_ext",
            "ll_privacy",
            "ext_scan_filter",
            "le_2m_phy",
            "tx_mod_idx",
            "rx_mod_idx",
            "le_coded_phy",
            "le_ext_adv",
            "le_periodic_adv",
            "ch_sel_alg",
            "le_pwr_classmin_used_channels",
            "conn_cte_req",
            "conn_cte_rsp",
            "connless_cte_tx",
            "connless_cte_rx",
            "antenna_switching_cte_aod_tx",
            "antenna_switching_cte_aoa_rx",
            "cte_rx",
            "periodic_adv_sync_transfer_tx",
            "periodic_adv_sync_transfer_rx",
            "sleep_clock_accuracy_updates",
            "remote_public_key_validation",
            "cis_central",
            "cis_peripheral",
            "iso_broadcaster",
            "synchronized_receiver",
            "connected_iso_host_support",
            "le_power_control_request",
            "le_power_control_request",
            "le_path_loss_monitoring",
            "periodic_adv_adi_support",
            "connection_subrating",
            "connection_subrating_host_support",
            "channel_classification",
        ]))
        .class("BTLEFeatureField")],
);

pub static LL_PAUSE_ENC_REQ: Proto = Proto::new("LL_PAUSE_ENC_REQ", "LL_PAUSE_ENC_REQ", &[]);

pub static LL_PAUSE_ENC_RSP: Proto = Proto::new("LL_PAUSE_ENC_RSP", "LL_PAUSE_ENC_RSP", &[]);

pub static LL_VERSION_IND: Proto = Proto::new(
    "LL_VERSION_IND",
    "LL_VERSION_IND",
    &[
        u8("version").names(&VERSION).default(8),
        u16("company").little_endian().names(&COMPANY),
        u16("subversion").little_endian().hex(),
    ],
);

pub static LL_REJECT_IND: Proto = Proto::new("LL_REJECT_IND", "LL_REJECT_IND", &[u8("code").hex()]);

pub static LL_SLAVE_FEATURE_REQ: Proto = Proto::new(
    "LL_SLAVE_FEATURE_REQ",
    "LL_SLAVE_FEATURE_REQ",
    &[bits("feature_set", 64)
        .swap(8, 8)
        .flags(&FlagNames::Words(&[
            "le_encryption",
            "conn_par_req_proc",
            "ext_reject_ind",
            "slave_init_feat_exch",
            "le_ping",
            "le_data_len_ext",
            "ll_privacy",
            "ext_scan_filter",
            "le_2m_phy",
            "tx_mod_idx",
            "rx_mod_idx",
            "le_coded_phy",
            "le_ext_adv",
            "le_periodic_adv",
            "ch_sel_alg",
            "le_pwr_classmin_used_channels",
            "conn_cte_req",
            "conn_cte_rsp",
            "connless_cte_tx",
            "connless_cte_rx",
            "antenna_switching_cte_aod_tx",
            "antenna_switching_cte_aoa_rx",
            "cte_rx",
            "periodic_adv_sync_transfer_tx",
            "periodic_adv_sync_transfer_rx",
            "sleep_clock_accuracy_updates",
            "remote_public_key_validation",
            "cis_central",
            "cis_peripheral",
            "iso_broadcaster",
            "synchronized_receiver",
            "connected_iso_host_support",
            "le_power_control_request",
            "le_power_control_request",
            "le_path_loss_monitoring",
            "periodic_adv_adi_support",
            "connection_subrating",
            "connection_subrating_host_support",
            "channel_classification",
        ]))
        .class("BTLEFeatureField")],
);

pub static LL_CONNECTION_PARAM_REQ: Proto = Proto::new(
    "LL_CONNECTION_PARAM_REQ",
    "LL_CONNECTION_PARAM_REQ",
    &[
        u16("interval_min").little_endian().hex().default(0x6),
        u16("interval_max").little_endian().hex().default(0x6),
        u16("latency").little_endian().hex(),
        u16("timeout").little_endian().hex(),
        u8("preferred_periodicity").hex(),
        u16("reference_conn_evt_count").little_endian().hex(),
        u16("offset0").little_endian().hex(),
        u16("offset1").little_endian().hex(),
        u16("offset2").little_endian().hex(),
        u16("offset3").little_endian().hex(),
        u16("offset4").little_endian().hex(),
        u16("offset5").little_endian().hex(),
    ],
);

pub static LL_CONNECTION_PARAM_RSP: Proto = Proto::new(
    "LL_CONNECTION_PARAM_RSP",
    "LL_CONNECTION_PARAM_RSP",
    &[
        u16("interval_min").little_endian().hex().default(0x6),
        u16("interval_max").little_endian().hex().default(0x6),
        u16("latency").little_endian().hex(),
        u16("timeout").little_endian().hex(),
        u8("preferred_periodicity").hex(),
        u16("reference_conn_evt_count").little_endian().hex(),
        u16("offset0").little_endian().hex(),
        u16("offset1").little_endian().hex(),
        u16("offset2").little_endian().hex(),
        u16("offset3").little_endian().hex(),
        u16("offset4").little_endian().hex(),
        u16("offset5").little_endian().hex(),
    ],
);

pub static LL_REJECT_EXT_IND: Proto = Proto::new(
    "LL_REJECT_EXT_IND",
    "LL_REJECT_EXT_IND",
    &[u8("reject_opcode").hex(), u8("error_code").hex()],
);

pub static LL_PING_REQ: Proto = Proto::new("LL_PING_REQ", "LL_PING_REQ", &[]);

pub static LL_PING_RSP: Proto = Proto::new("LL_PING_RSP", "LL_PING_RSP", &[]);

pub static LL_LENGTH_REQ: Proto = Proto::new(
    "LL_LENGTH_REQ",
    " LL_LENGTH_REQ",
    &[
        u16("max_rx_bytes").little_endian().hex().default(0xfb),
        u16("max_rx_time").little_endian().hex().default(0x848),
        u16("max_tx_bytes").little_endian().hex().default(0xfb),
        u16("max_tx_time").little_endian().hex().default(0x848),
    ],
);

pub static LL_LENGTH_RSP: Proto = Proto::new(
    "LL_LENGTH_RSP",
    " LL_LENGTH_RSP",
    &[
        u16("max_rx_bytes").little_endian().hex().default(0xfb),
        u16("max_rx_time").little_endian().hex().default(0x848),
        u16("max_tx_bytes").little_endian().hex().default(0xfb),
        u16("max_tx_time").little_endian().hex().default(0x848),
    ],
);

pub static LL_PHY_REQ: Proto = Proto::new(
    "LL_PHY_REQ",
    "LL_PHY_REQ",
    &[
        bits("tx_phys", 8)
            .flags(&FlagNames::Words(&["phy_1m", "phy_2m", "phy_coded"]))
            .class("BTLEPhysField"),
        bits("rx_phys", 8)
            .flags(&FlagNames::Words(&["phy_1m", "phy_2m", "phy_coded"]))
            .class("BTLEPhysField"),
    ],
);

pub static LL_PHY_RSP: Proto = Proto::new(
    "LL_PHY_RSP",
    "LL_PHY_RSP",
    &[
        bits("tx_phys", 8)
            .flags(&FlagNames::Words(&["phy_1m", "phy_2m", "phy_coded"]))
            .class("BTLEPhysField"),
        bits("rx_phys", 8)
            .flags(&FlagNames::Words(&["phy_1m", "phy_2m", "phy_coded"]))
            .class("BTLEPhysField"),
    ],
);

pub static LL_PHY_UPDATE_IND: Proto = Proto::new(
    "LL_PHY_UPDATE_IND",
    "LL_PHY_UPDATE_IND",
    &[
        bits("tx_phy", 8)
            .flags(&FlagNames::Words(&["phy_1m", "phy_2m", "phy_coded"]))
            .class("BTLEPhysField"),
        bits("rx_phy", 8)
            .flags(&FlagNames::Words(&["phy_1m", "phy_2m", "phy_coded"]))
            .class("BTLEPhysField"),
        u16("instant").little_endian().hex(),
    ],
);

pub static LL_MIN_USED_CHANNELS_IND: Proto = Proto::new(
    "LL_MIN_USED_CHANNELS_IND",
    "LL_MIN_USED_CHANNELS_IND",
    &[
        bits("phys", 8)
            .flags(&FlagNames::Words(&["phy_1m", "phy_2m", "phy_coded"]))
            .class("BTLEPhysField"),
        u8("min_used_channels").default(2),
    ],
);

pub static LL_CTE_RSP: Proto = Proto::new("LL_CTE_RSP", "LL_CTE_RSP", &[]);

pub static LL_CLOCK_ACCURACY_REQ: Proto = Proto::new(
    "LL_CLOCK_ACCURACY_REQ",
    "LL_CLOCK_ACCURACY_REQ",
    &[u8("sca").hex()],
);

pub static LL_CLOCK_ACCURACY_RSP: Proto = Proto::new(
    "LL_CLOCK_ACCURACY_RSP",
    "LL_CLOCK_ACCURACY_RSP",
    &[u8("sca").hex()],
);

pub static LL_CIS_RSP: Proto = Proto::new(
    "LL_CIS_RSP",
    "LL_CIS_RSP",
    &[
        u24("cis_offset_min")
            .little_endian()
            .hex()
            .class("XLE3BytesField"),
        u24("cis_offset_max")
            .little_endian()
            .hex()
            .class("XLE3BytesField"),
        u16("conn_event_count").little_endian().hex(),
    ],
);

pub static LL_CIS_IND: Proto = Proto::new(
    "LL_CIS_IND",
    "LL_CIS_IND",
    &[
        u32("AA").little_endian().hex(),
        u24("cis_offset")
            .little_endian()
            .hex()
            .class("XLE3BytesField"),
        u24("cig_sync_delay")
            .little_endian()
            .hex()
            .class("XLE3BytesField"),
        u24("cis_sync_delay")
            .little_endian()
            .hex()
            .class("XLE3BytesField"),
        u16("conn_event_count").little_endian().hex(),
    ],
);

pub static LL_CIS_TERMINATE_IND: Proto = Proto::new(
    "LL_CIS_TERMINATE_IND",
    "LL_CIS_TERMINATE_IND",
    &[u8("cig_id"), u8("cis_id"), u8("error_code")],
);

pub static LL_POWER_CONTROL_REQ: Proto = Proto::new(
    "LL_POWER_CONTROL_REQ",
    "LL_POWER_CONTROL_REQ",
    &[
        u8("phy"),
        Field::new("delta", Kind::Sint, 8).default(0),
        Field::new("tx_power", Kind::Sint, 8).default(0),
    ],
);

pub static LL_SUBRATE_REQ: Proto = Proto::new(
    "LL_SUBRATE_REQ",
    "LL_SUBRATE_REQ",
    &[
        u16("subrate_factor_min").little_endian(),
        u16("subrate_factor_max").little_endian(),
        u16("max_latency").little_endian(),
        u16("continuation_number").little_endian(),
        u16("timeout").little_endian(),
    ],
);

pub static LL_SUBRATE_IND: Proto = Proto::new(
    "LL_SUBRATE_IND",
    "LL_SUBRATE_IND",
    &[
        u16("subrate_factor").little_endian(),
        u16("subrate_base_event").little_endian(),
        u16("latency").little_endian(),
        u16("continuation_number").little_endian(),
        u16("timeout").little_endian(),
    ],
);

pub static LL_CHANNEL_REPORTING_IND: Proto = Proto::new(
    "LL_CHANNEL_REPORTING_IND",
    "LL_SUBRATE_IND",
    &[u8("enable"), u8("min_spacing"), u8("max_delay")],
);

/// What a capture says of a frame, as an element of PPI.
pub static BTLE_PPI: Proto = Proto {
    parent: Some(&PPI_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "BTLE_PPI",
        "BTLE PPI header",
        &[
            u8("btle_version"),
            // Megahertz.
            u16("btle_channel").little_endian().preset(Preset::None),
            u8("btle_clkn_high").preset(Preset::None),
            u32("btle_clk_100ns").little_endian().preset(Preset::None),
            strength("rssi_max"),
            strength("rssi_min"),
            strength("rssi_avg"),
            u8("rssi_count").preset(Preset::None),
        ],
    )
};

/// Decibels to a milliwatt.
const fn strength(name: &'static str) -> Field {
    Field::new(name, Kind::Sint, 8)
}

pub static FAMILY: Family = Family {
    module: "scapy.layers.bluetooth4LE",
    source: "Core specification 5.4, volume 6 part B",
    protocols: &[
        &BTLE,
        &BTLE_ADV,
        &BTLE_DATA,
        &BTLE_ADV_IND,
        &BTLE_ADV_DIRECT_IND,
        &BTLE_ADV_NONCONN_IND,
        &BTLE_ADV_SCAN_IND,
        &BTLE_SCAN_REQ,
        &BTLE_SCAN_RSP,
        &BTLE_CONNECT_REQ,
        &BTLE_EMPTY_PDU,
        &BTLE_CTRL,
        &LL_CONNECTION_UPDATE_IND,
        &LL_CHANNEL_MAP_IND,
        &LL_TERMINATE_IND,
        &LL_ENC_REQ,
        &LL_ENC_RSP,
        &LL_START_ENC_REQ,
        &LL_START_ENC_RSP,
        &LL_UNKNOWN_RSP,
        &LL_FEATURE_REQ,
        &LL_FEATURE_RSP,
        &LL_PAUSE_ENC_REQ,
        &LL_PAUSE_ENC_RSP,
        &LL_VERSION_IND,
        &LL_REJECT_IND,
        &LL_SLAVE_FEATURE_REQ,
        &LL_CONNECTION_PARAM_REQ,
        &LL_CONNECTION_PARAM_RSP,
        &LL_REJECT_EXT_IND,
        &LL_PING_REQ,
        &LL_PING_RSP,
        &LL_LENGTH_REQ,
        &LL_LENGTH_RSP,
        &LL_PHY_REQ,
        &LL_PHY_RSP,
        &LL_PHY_UPDATE_IND,
        &LL_MIN_USED_CHANNELS_IND,
        &LL_CTE_RSP,
        &LL_CLOCK_ACCURACY_REQ,
        &LL_CLOCK_ACCURACY_RSP,
        &LL_CIS_RSP,
        &LL_CIS_IND,
        &LL_CIS_TERMINATE_IND,
        &LL_POWER_CONTROL_REQ,
        &LL_SUBRATE_REQ,
        &LL_SUBRATE_IND,
        &LL_CHANNEL_REPORTING_IND,
        &BTLE_PPI,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&BTLE, &BTLE_ADV, when!(access_addr = 0x8e89bed6)),
    bind(&BTLE, &BTLE_DATA, &[]),
    bind(&BTLE_ADV, &BTLE_ADV_IND, when!(PDU_type = 0)),
    bind(&BTLE_ADV, &BTLE_ADV_DIRECT_IND, when!(PDU_type = 1)),
    bind(&BTLE_ADV, &BTLE_ADV_NONCONN_IND, when!(PDU_type = 2)),
    bind(&BTLE_ADV, &BTLE_SCAN_REQ, when!(PDU_type = 3)),
    bind(&BTLE_ADV, &BTLE_SCAN_RSP, when!(PDU_type = 4)),
    bind(&BTLE_ADV, &BTLE_CONNECT_REQ, when!(PDU_type = 5)),
    bind(&BTLE_ADV, &BTLE_ADV_SCAN_IND, when!(PDU_type = 6)),
    bind(&BTLE_CTRL, &LL_CONNECTION_UPDATE_IND, when!(opcode = 0)),
    bind(&BTLE_CTRL, &LL_CHANNEL_MAP_IND, when!(opcode = 1)),
    bind(&BTLE_CTRL, &LL_TERMINATE_IND, when!(opcode = 2)),
    bind(&BTLE_CTRL, &LL_ENC_REQ, when!(opcode = 3)),
    bind(&BTLE_CTRL, &LL_ENC_RSP, when!(opcode = 4)),
    bind(&BTLE_CTRL, &LL_START_ENC_REQ, when!(opcode = 5)),
    bind(&BTLE_CTRL, &LL_START_ENC_RSP, when!(opcode = 6)),
    bind(&BTLE_CTRL, &LL_UNKNOWN_RSP, when!(opcode = 7)),
    bind(&BTLE_CTRL, &LL_FEATURE_REQ, when!(opcode = 8)),
    bind(&BTLE_CTRL, &LL_FEATURE_RSP, when!(opcode = 9)),
    bind(&BTLE_CTRL, &LL_PAUSE_ENC_REQ, when!(opcode = 0xa)),
    bind(&BTLE_CTRL, &LL_PAUSE_ENC_RSP, when!(opcode = 0xb)),
    bind(&BTLE_CTRL, &LL_VERSION_IND, when!(opcode = 0xc)),
    bind(&BTLE_CTRL, &LL_REJECT_IND, when!(opcode = 0xd)),
    bind(&BTLE_CTRL, &LL_SLAVE_FEATURE_REQ, when!(opcode = 0xe)),
    bind(&BTLE_CTRL, &LL_CONNECTION_PARAM_REQ, when!(opcode = 0xf)),
    bind(&BTLE_CTRL, &LL_CONNECTION_PARAM_RSP, when!(opcode = 0x10)),
    bind(&BTLE_CTRL, &LL_REJECT_EXT_IND, when!(opcode = 0x11)),
    bind(&BTLE_CTRL, &LL_PING_REQ, when!(opcode = 0x12)),
    bind(&BTLE_CTRL, &LL_PING_RSP, when!(opcode = 0x13)),
    bind(&BTLE_CTRL, &LL_LENGTH_REQ, when!(opcode = 0x14)),
    bind(&BTLE_CTRL, &LL_LENGTH_RSP, when!(opcode = 0x15)),
    bind(&BTLE_CTRL, &LL_PHY_REQ, when!(opcode = 0x16)),
    bind(&BTLE_CTRL, &LL_PHY_RSP, when!(opcode = 0x17)),
    bind(&BTLE_CTRL, &LL_PHY_UPDATE_IND, when!(opcode = 0x18)),
    bind(&BTLE_CTRL, &LL_MIN_USED_CHANNELS_IND, when!(opcode = 0x19)),
    bind(&BTLE_CTRL, &LL_CTE_RSP, when!(opcode = 0x1b)),
    bind(&BTLE_CTRL, &LL_CLOCK_ACCURACY_REQ, when!(opcode = 0x1d)),
    bind(&BTLE_CTRL, &LL_CLOCK_ACCURACY_RSP, when!(opcode = 0x1e)),
    bind(&BTLE_CTRL, &LL_CIS_RSP, when!(opcode = 0x20)),
    bind(&BTLE_CTRL, &LL_CIS_IND, when!(opcode = 0x21)),
    bind(&BTLE_CTRL, &LL_CIS_TERMINATE_IND, when!(opcode = 0x22)),
    bind(&BTLE_CTRL, &LL_POWER_CONTROL_REQ, when!(opcode = 0x23)),
    bind(&BTLE_CTRL, &LL_SUBRATE_REQ, when!(opcode = 0x26)),
    bind(&BTLE_CTRL, &LL_SUBRATE_IND, when!(opcode = 0x27)),
    bind(&BTLE_CTRL, &LL_CHANNEL_REPORTING_IND, when!(opcode = 0x28)),
    bind(&BTLE_DATA, &L2CAP_HDR, when!(LLID = 2)),
    bind(&BTLE_DATA, &BTLE_CTRL, when!(LLID = 3)),
    bind(&BTLE_DATA, &BTLE_EMPTY_PDU, when!(len = 0, LLID = 1)),
    bind(&PPI_HDR, &BTLE_PPI, when!(pfh_type = 30006)),
];

/// The check sequence covers all behind the access address. Section 3.1.1.
fn put_check(frame: &dyn Around, octets: &mut [u8]) {
    if frame.int("crc").is_some() {
        return;
    }
    if let Some((covered, check)) = octets.split_last_chunk_mut::<3>() {
        let state = covered
            .iter()
            .skip(4)
            .fold(0xaa_aaaa, |state, octet| shift(state, *octet));
        check.copy_from_slice(&u32::to_le_bytes(state)[..3]);
    }
}

/// The register after one more octet, the least significant bit first.
fn shift(state: u32, octet: u8) -> u32 {
    (0..8).fold(state, |state, bit| {
        let next = (state ^ u32::from(octet >> bit)) & 1;
        let state = state >> 1;
        match next {
            0 => state,
            _ => (state | 0x80_0000) ^ 0x5a_6000,
        }
    })
}

static RX_ADD: Names = Names::pairs(&[(0, "public"), (1, "random")]);

static CH_SEL: Names = Names::pairs(&[(1, "#2")]);

static PDU_TYPE: Names = Names::pairs(&[
    (0, "ADV_IND"),
    (1, "ADV_DIRECT_IND"),
    (2, "ADV_NONCONN_IND"),
    (3, "SCAN_REQ"),
    (4, "SCAN_RSP"),
    (5, "CONNECT_IND"),
    (6, "ADV_SCAN_IND"),
]);

static LLID: Names = Names::pairs(&[(1, "continue"), (2, "start"), (3, "control")]);

static OPCODE: Names = Names::pairs(&[
    (0, "LL_CONNECTION_UPDATE_REQ"),
    (1, "LL_CHANNEL_MAP_REQ"),
    (2, "LL_TERMINATE_IND"),
    (3, "LL_ENC_REQ"),
    (4, "LL_ENC_RSP"),
    (5, "LL_START_ENC_REQ"),
    (6, "LL_START_ENC_RSP"),
    (7, "LL_UNKNOWN_RSP"),
    (8, "LL_FEATURE_REQ"),
    (9, "LL_FEATURE_RSP"),
    (10, "LL_PAUSE_ENC_REQ"),
    (11, "LL_PAUSE_ENC_RSP"),
    (12, "LL_VERSION_IND"),
    (13, "LL_REJECT_IND"),
    (14, "LL_SLAVE_FEATURE_REQ"),
    (15, "LL_CONNECTION_PARAM_REQ"),
    (16, "LL_CONNECTION_PARAM_RSP"),
    (20, "LL_LENGTH_REQ"),
    (21, "LL_LENGTH_RSP"),
    (22, "LL_PHY_REQ"),
    (23, "LL_PHY_RSP"),
    (24, "LL_PHY_UPDATE_IND"),
    (25, "LL_MIN_USED_CHANNELS"),
    (26, "LL_CTE_REQ"),
    (27, "LL_CTE_RSP"),
    (28, "LL_PERIODIC_SYNC_IND"),
    (29, "LL_CLOCK_ACCURACY_REQ"),
    (30, "LL_CLOCK_ACCURACY_RSP"),
    (31, "LL_CIS_REQ"),
    (32, "LL_CIS_RSP"),
    (33, "LL_CIS_IND"),
    (34, "LL_CIS_TERMINATE_IND"),
    (35, "LL_POWER_CONTROL_REQ"),
    (36, "LL_POWER_CONTROL_RSP"),
    (37, "LL_POWER_CHANGE_IND"),
    (38, "LL_SUBRATE_REQ"),
    (39, "LL_SUBRATE_IND"),
    (40, "LL_CHANNEL_REPORTING_IND"),
    (41, "LL_CHANNEL_STATUS_IND"),
]);

static VERSION: Names = Names::pairs(&[
    (6, "4.0"),
    (7, "4.1"),
    (8, "4.2"),
    (9, "5.0"),
    (10, "5.1"),
    (11, "5.2"),
]);

static COMPANY: Names = Names::pairs(&[
    (15, "Broadcom Corporation"),
    (89, "Nordic Semiconductor ASA"),
]);
