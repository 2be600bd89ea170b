//! Bluetooth: events of a controller. Core specification 5.4, volume 4 part E section 7.7.

use super::binding::{Binding, bind};
use super::bluetooth::{HCI_HDR, HCI_MON_HDR};
use super::bluetooth_eir::EIR_HDR;
use super::bluetooth_eir::next_element;
use super::data::bluetooth_names::{
    ADDR_TYPE_5, COMPANY_IDENTIFIER, DATA_STATUS, DIRECT_ADDR_TYPE, ENABLED, ENCRYPTION_ENABLED,
    EVENT, HCI_VERSION, LINK_TYPE, LINK_TYPE_2, OWN_ADDR_TYPE, PEER_ADDR_TYPE, PRIMARY_PHY, ROLE_2,
    ROLE_3, SECONDARY_PHY, STATUS_3, STATUS_4, STATUS_5, STATUS_6, TYPE_6,
};
use super::field::{
    Adjust, Auto, Element, Field, Kind, Length, Padded, Preset, bits, computed, list, mac, octets,
    packets, padded, u8, u16, u24, u64,
};
use super::names::FlagNames;
use super::raw::RAW;
use super::registry::Family;
use super::{Answers, Around, PayloadLen, Proto};
use crate::when;

pub static HCI_EVENT_HDR: Proto = Proto {
    answers: Answers::Rule("HCI_Event"),
    ..Proto::new(
        "HCI_Event_Hdr",
        "HCI Event header",
        &[u8("code").hex(), computed(u8("len"), Auto::PayloadLen)],
    )
};

pub static HCI_EVENT_INQUIRY_COMPLETE: Proto = Proto::new(
    "HCI_Event_Inquiry_Complete",
    "HCI_Inquiry_Complete",
    &[u8("status").names(&STATUS_3)],
);

pub static HCI_EVENT_INQUIRY_RESULT: Proto = Proto {
    renamed: &[("addr", "bd_addr")],
    ..Proto::new(
        "HCI_Event_Inquiry_Result",
        "HCI_Inquiry_Result",
        &[
            u8("num_response"),
            list(
                "bd_addr",
                &mac("")
                    .little_endian()
                    .preset(Preset::None)
                    .class("LEMACField"),
            )
            .count_from("num_response"),
            list(
                "page_scan_repetition_mode",
                &u8("page_scan_repetition_mode"),
            )
            .count_from("num_response"),
            list("reserved", &u16("reserved").little_endian()).count_from("num_response"),
            list(
                "device_class",
                &u24("device_class")
                    .little_endian()
                    .hex()
                    .class("XLE3BytesField"),
            )
            .count_from("num_response"),
            list("clock_offset", &u16("clock_offset").little_endian()).count_from("num_response"),
        ],
    )
};

pub static HCI_EVENT_CONNECTION_COMPLETE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Event_Connection_Complete",
        "HCI_Connection_Complete",
        &[
            u8("status").names(&STATUS_3),
            u16("connection_handle").little_endian().default(256),
            mac("bd_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            u8("link_type").names(&LINK_TYPE),
            u8("encryption_enabled").names(&ENCRYPTION_ENABLED),
        ],
    )
};

pub static HCI_EVENT_CONNECTION_REQUEST: Proto = Proto::new(
    "HCI_Event_Connection_Request",
    "HCI_Connection_Request",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u24("device_class")
            .little_endian()
            .hex()
            .class("XLE3BytesField"),
        u8("link_type").names(&LINK_TYPE_2),
    ],
);

pub static HCI_EVENT_DISCONNECTION_COMPLETE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Event_Disconnection_Complete",
        "HCI_Disconnection_Complete",
        &[
            u8("status").names(&STATUS_3),
            u16("connection_handle").little_endian(),
            u8("reason").hex(),
        ],
    )
};

pub static HCI_EVENT_REMOTE_NAME_REQUEST_COMPLETE: Proto = Proto::new(
    "HCI_Event_Remote_Name_Request_Complete",
    "HCI_Remote_Name_Request_Complete",
    &[
        u8("status").names(&STATUS_3),
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        octets("remote_name")
            .fixed()
            .length(Length::Octets(248))
            .preset(Preset::Octets(b"\x00")),
    ],
);

pub static HCI_EVENT_ENCRYPTION_CHANGE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Event_Encryption_Change",
        "HCI_Encryption_Change",
        &[
            u8("status").names(&STATUS_4),
            u16("connection_handle").little_endian(),
            u8("enabled").names(&ENABLED),
        ],
    )
};

pub static HCI_EVENT_READ_REMOTE_SUPPORTED_FEATURES_COMPLETE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Event_Read_Remote_Supported_Features_Complete",
        "HCI_Read_Remote_Supported_Features_Complete",
        &[
            u8("status").names(&STATUS_3),
            u16("connection_handle").little_endian(),
            bits("lmp_features", 64)
                .swap(8, 8)
                .flags(&FlagNames::Words(&[
                    "3_slot_packets",
                    "5_slot_packets",
                    "encryption",
                    "slot_offset",
                    "timing_accuracy",
                    "role_switch",
                    "hold_mode",
                    "sniff_mode",
                    "park_mode",
                    "power_control_requests",
                    "channel_quality_driven_data_rate",
                    "sco_link",
                    "hv2_packets",
                    "hv3_packets",
                    "u_law_log_synchronous_data",
                    "a_law_log_synchronous_data",
                    "cvsd_synchronous_data",
                    "paging_parameter_negotiation",
                    "power_control",
                    "transparent_synchronous_data",
                    "flow_control_lag_4_bit0",
                    "flow_control_lag_4_bit1",
                    "flow_control_lag_4_bit2",
                    "broadband_encryption",
                    "cvsd_synchronous_data",
                    "edr_acl_2_mbps_mode",
                    "edr_acl_3_mbps_mode",
                    "enhanced_inquiry_scan",
                    "interlaced_inquiry_scan",
                    "interlaced_page_scan",
                    "rssi_with_inquiry_results",
                    "ev3_packets",
                    "ev4_packets",
                    "ev5_packets",
                    "reserved",
                    "afh_capable_slave",
                    "afh_classification_slave",
                    "br_edr_not_supported",
                    "le_supported_controller",
                    "3_slot_edr_acl_packets",
                    "5_slot_edr_acl_packets",
                    "sniff_subrating",
                    "pause_encryption",
                    "afh_capable_master",
                    "afh_classification_master",
                    "edr_esco_2_mbps_mode",
                    "edr_esco_3_mbps_mode",
                    "3_slot_edr_esco_packets",
                    "extended_inquiry_response",
                    "simultaneous_le_and_br_edr_to_same_device_capable_controller",
                    "reserved2",
                    "secure_simple_pairing",
                    "encapsulated_pdu",
                    "erroneous_data_reporting",
                    "non_flushable_packet_boundary_flag",
                    "reserved3",
                    "link_supervision_timeout_changed_event",
                    "inquiry_tx_power_level",
                    "enhanced_power_control",
                    "reserved4_bit0",
                    "reserved4_bit1",
                    "reserved4_bit2",
                    "reserved4_bit3",
                    "extended_features",
                ])),
        ],
    )
};

pub static HCI_EVENT_REMOTE_HOST_SUPPORTED_FEATURES_NOTIFICATION: Proto = Proto::new(
    "HCI_Event_Remote_Host_Supported_Features_Notification",
    "HCI_Remote_Host_Supported_Features_Notification",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u64("host_supported_features").little_endian().hex(),
    ],
);

pub static HCI_EVENT_READ_REMOTE_VERSION_INFORMATION_COMPLETE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Event_Read_Remote_Version_Information_Complete",
        "HCI_Read_Remote_Version_Information",
        &[
            u8("status").names(&STATUS_3),
            u16("connection_handle").little_endian(),
            u8("version"),
            u16("manufacturer_name").little_endian(),
            u16("subversion").little_endian(),
        ],
    )
};

pub static HCI_EVENT_COMMAND_COMPLETE: Proto = Proto {
    answers: Answers::Rule("HCI_Command"),
    ..Proto::new(
        "HCI_Event_Command_Complete",
        "HCI_Command_Complete",
        &[
            u8("number"),
            u16("opcode").little_endian().hex(),
            u8("status").names(&STATUS_3),
        ],
    )
};

pub static HCI_EVENT_COMMAND_STATUS: Proto = Proto {
    answers: Answers::Rule("HCI_Command"),
    ..Proto::new(
        "HCI_Event_Command_Status",
        "HCI_Command_Status",
        &[
            u8("status").names(&STATUS_5),
            u8("number"),
            u16("opcode").little_endian().hex().preset(Preset::None),
        ],
    )
};

pub static HCI_EVENT_NUMBER_OF_COMPLETED_PACKETS: Proto = Proto::new(
    "HCI_Event_Number_Of_Completed_Packets",
    "HCI_Number_Of_Completed_Packets",
    &[
        u8("num_handles"),
        list(
            "connection_handle_list",
            &u16("connection_handle").little_endian(),
        )
        .count_from("num_handles"),
        list(
            "num_completed_packets_list",
            &u16("num_completed_packets").little_endian(),
        )
        .count_from("num_handles"),
    ],
);

pub static HCI_EVENT_LINK_KEY_REQUEST: Proto = Proto::new(
    "HCI_Event_Link_Key_Request",
    "HCI_Link_Key_Request",
    &[mac("bd_addr")
        .little_endian()
        .preset(Preset::None)
        .class("LEMACField")],
);

pub static HCI_EVENT_INQUIRY_RESULT_WITH_RSSI: Proto = Proto::new(
    "HCI_Event_Inquiry_Result_With_Rssi",
    "HCI_Inquiry_Result_with_RSSI",
    &[
        u8("num_response"),
        list(
            "bd_addr",
            &mac("")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
        )
        .count_from("num_response"),
        list("page_scan_repetition_mode", &u8("")).count_from("num_response"),
        list("reserved", &u16("").little_endian()).count_from("num_response"),
        list(
            "device_class",
            &u24("").little_endian().hex().class("XLE3BytesField"),
        )
        .count_from("num_response"),
        list("clock_offset", &u16("").little_endian()).count_from("num_response"),
        list("rssi", &Field::new("", Kind::Sint, 8).default(0)).count_from("num_response"),
    ],
);

pub static HCI_EVENT_READ_REMOTE_EXTENDED_FEATURES_COMPLETE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Event_Read_Remote_Extended_Features_Complete",
        "HCI_Read_Remote_Extended_Features_Complete",
        &[
            u8("status").names(&STATUS_3),
            u16("connection_handle").little_endian(),
            u8("page"),
            u8("max_page"),
            u64("extended_features").little_endian().hex(),
        ],
    )
};

pub static HCI_EVENT_EXTENDED_INQUIRY_RESULT: Proto = Proto::new(
    "HCI_Event_Extended_Inquiry_Result",
    "HCI_Extended_Inquiry_Result",
    &[
        u8("num_response").default(1),
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u8("page_scan_repetition_mode"),
        u8("reserved"),
        u24("device_class")
            .little_endian()
            .hex()
            .class("XLE3BytesField"),
        u16("clock_offset").little_endian(),
        Field::new("rssi", Kind::Sint, 8).default(0),
        padded(
            "eir_data",
            &Padded::after(
                Field::new("eir_data", Kind::PacketsBy(Element::After(next_element)), 0)
                    .preset(Preset::EmptyList),
                31,
                b"\x00",
            ),
        ),
    ],
);

pub static HCI_EVENT_IO_CAPABILITY_RESPONSE: Proto = Proto::new(
    "HCI_Event_IO_Capability_Response",
    "HCI_IO_Capability_Response",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u8("io_capability"),
        u8("oob_data_present"),
        u8("authentication_requirements"),
    ],
);

pub static HCI_EVENT_VENDOR: Proto = Proto {
    accepts: Some(|event, _| event.under().is_some()),
    ..Proto::new(
        "HCI_Event_Vendor",
        "HCI_Vendor_Specific",
        &[octets("data").length(Length::FromFn(event_len))],
    )
};

pub static HCI_EVENT_LE_META: Proto = Proto {
    answers: Answers::Rule("HCI_Event"),
    ..Proto::new(
        "HCI_Event_LE_Meta",
        "HCI_LE_Meta",
        &[u8("event").names(&EVENT)],
    )
};

pub static HCI_CMD_COMPLETE_READ_LOCAL_NAME: Proto = Proto::new(
    "HCI_Cmd_Complete_Read_Local_Name",
    "Read Local Name command complete",
    &[octets("local_name").fixed().length(Length::Octets(248))],
);

pub static HCI_CMD_COMPLETE_READ_LOCAL_VERSION_INFORMATION: Proto = Proto::new(
    "HCI_Cmd_Complete_Read_Local_Version_Information",
    "Read Local Version Information",
    &[
        u8("hci_version").names(&HCI_VERSION),
        u16("hci_subversion").little_endian(),
        u8("lmp_version").names(&HCI_VERSION),
        u16("company_identifier")
            .little_endian()
            .names(&COMPANY_IDENTIFIER),
        u16("lmp_subversion").little_endian(),
    ],
);

pub static HCI_CMD_COMPLETE_READ_LOCAL_EXTENDED_FEATURES: Proto = Proto::new(
    "HCI_Cmd_Complete_Read_Local_Extended_Features",
    "Read Local Extended Features command complete",
    &[
        u8("page"),
        u8("max_page"),
        u64("extended_features").little_endian().hex(),
    ],
);

pub static HCI_CMD_COMPLETE_READ_BD_ADDR: Proto = Proto {
    renamed: &[("addr", "bd_addr")],
    ..Proto::new(
        "HCI_Cmd_Complete_Read_BD_Addr",
        "Read BD Addr",
        &[mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField")],
    )
};

pub static HCI_CMD_COMPLETE_LE_READ_WHITE_LIST_SIZE: Proto = Proto::new(
    "HCI_Cmd_Complete_LE_Read_White_List_Size",
    "LE Read White List Size",
    &[u8("status"), u8("size")],
);

pub static HCI_LE_META_CONNECTION_COMPLETE: Proto = Proto {
    answers: Answers::Rule("HCI_Connection"),
    renamed: &[
        ("handle", "connection_handle"),
        ("patype", "peer_addr_type"),
        ("paddr", "peer_addr"),
        ("clock_latency", "master_clock_accuracy"),
    ],
    ..Proto::new(
        "HCI_LE_Meta_Connection_Complete",
        "Connection Complete",
        &[
            u8("status").names(&STATUS_6),
            u16("connection_handle").little_endian(),
            u8("role").names(&ROLE_2),
            u8("peer_addr_type").names(&OWN_ADDR_TYPE),
            mac("peer_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            u16("interval").little_endian().default(54),
            u16("latency").little_endian(),
            u16("supervision").little_endian().default(42),
            u8("master_clock_accuracy").hex().default(0x5),
        ],
    )
};

pub static HCI_LE_META_ENHANCED_CONNECTION_COMPLETE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_LE_Meta_Enhanced_Connection_Complete",
        "LE Enhanced Connection Complete",
        &[
            u8("status").names(&STATUS_6),
            u16("connection_handle").little_endian(),
            u8("role").names(&ROLE_3),
            u8("peer_addr_type").names(&PEER_ADDR_TYPE),
            mac("peer_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            mac("local_rpa")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            mac("peer_rpa")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            u16("interval").little_endian().default(54),
            u16("latency").little_endian(),
            u16("supervision").little_endian().default(42),
            u8("master_clock_accuracy").hex().default(0x5),
        ],
    )
};

pub static HCI_LE_META_CONNECTION_UPDATE_COMPLETE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_LE_Meta_Connection_Update_Complete",
        "Connection Update Complete",
        &[
            u8("status").names(&STATUS_6),
            u16("connection_handle").little_endian(),
            u16("interval").little_endian().default(54),
            u16("latency").little_endian(),
            u16("timeout").little_endian().default(42),
        ],
    )
};

pub static HCI_LE_META_LE_READ_REMOTE_FEATURES_COMPLETE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_LE_Meta_LE_Read_Remote_Features_Complete",
        "LE Read Remote Features Complete",
        &[
            u8("status").names(&STATUS_3),
            u16("connection_handle").little_endian(),
            u64("le_features").little_endian().hex(),
        ],
    )
};

pub static HCI_LE_META_ADVERTISING_REPORT: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    renamed: &[("atype", "addr_type")],
    ..Proto::new(
        "HCI_LE_Meta_Advertising_Report",
        "Advertising Report",
        &[
            u8("type").names(&TYPE_6),
            u8("addr_type").names(&OWN_ADDR_TYPE),
            mac("addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            packets("data", &EIR_HDR).length_from("len"),
            Field::new("rssi", Kind::Sint, 8).default(0),
        ],
    )
};

pub static HCI_LE_META_ADVERTISING_REPORTS: Proto = Proto::new(
    "HCI_LE_Meta_Advertising_Reports",
    "Advertising Reports",
    &[
        u8("len")
            .preset(Preset::None)
            .auto(Auto::CountOf("reports", Adjust::NONE)),
        packets("reports", &HCI_LE_META_ADVERTISING_REPORT).count_from("len"),
    ],
);

pub static HCI_LE_META_LONG_TERM_KEY_REQUEST: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_LE_Meta_Long_Term_Key_Request",
        "Long Term Key Request",
        &[
            u16("connection_handle").little_endian(),
            octets("rand")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::None),
            u16("ediv").little_endian().hex(),
        ],
    )
};

pub static HCI_LE_META_EXTENDED_ADVERTISING_REPORT: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    renamed: &[
        ("address_type", "addr_type"),
        ("address", "addr"),
        ("direct_address_type", "direct_addr_type"),
        ("direct_address", "direct_addr"),
    ],
    ..Proto::new(
        "HCI_LE_Meta_Extended_Advertising_Report",
        "Extended Advertising Report",
        &[
            bits("reserved0", 1),
            bits("data_status", 2).names(&DATA_STATUS),
            bits("legacy", 1),
            bits("scan_response", 1),
            bits("directed", 1),
            bits("scannable", 1),
            bits("connectable", 1),
            u8("reserved"),
            u8("addr_type").names(&ADDR_TYPE_5),
            mac("addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            u8("primary_phy").names(&PRIMARY_PHY),
            u8("secondary_phy").names(&SECONDARY_PHY),
            u8("advertising_sid").default(255),
            u8("tx_power").default(127),
            Field::new("rssi", Kind::Sint, 8).default(0),
            u16("periodic_advertising_interval").little_endian(),
            u8("direct_addr_type").names(&DIRECT_ADDR_TYPE),
            mac("direct_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            u8("data_length")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            packets("data", &EIR_HDR).length_from("data_length"),
        ],
    )
};

pub static HCI_LE_META_EXTENDED_ADVERTISING_REPORTS: Proto = Proto::new(
    "HCI_LE_Meta_Extended_Advertising_Reports",
    "Extended Advertising Reports",
    &[
        u8("num_reports")
            .preset(Preset::None)
            .auto(Auto::CountOf("reports", Adjust::NONE)),
        packets("reports", &HCI_LE_META_EXTENDED_ADVERTISING_REPORT).count_from("num_reports"),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.bluetooth",
    source: "Core specification 5.4, volume 4 part E section 7.7",
    protocols: &[
        &HCI_EVENT_HDR,
        &HCI_EVENT_INQUIRY_COMPLETE,
        &HCI_EVENT_INQUIRY_RESULT,
        &HCI_EVENT_CONNECTION_COMPLETE,
        &HCI_EVENT_CONNECTION_REQUEST,
        &HCI_EVENT_DISCONNECTION_COMPLETE,
        &HCI_EVENT_REMOTE_NAME_REQUEST_COMPLETE,
        &HCI_EVENT_ENCRYPTION_CHANGE,
        &HCI_EVENT_READ_REMOTE_SUPPORTED_FEATURES_COMPLETE,
        &HCI_EVENT_REMOTE_HOST_SUPPORTED_FEATURES_NOTIFICATION,
        &HCI_EVENT_READ_REMOTE_VERSION_INFORMATION_COMPLETE,
        &HCI_EVENT_COMMAND_COMPLETE,
        &HCI_EVENT_COMMAND_STATUS,
        &HCI_EVENT_NUMBER_OF_COMPLETED_PACKETS,
        &HCI_EVENT_LINK_KEY_REQUEST,
        &HCI_EVENT_INQUIRY_RESULT_WITH_RSSI,
        &HCI_EVENT_READ_REMOTE_EXTENDED_FEATURES_COMPLETE,
        &HCI_EVENT_EXTENDED_INQUIRY_RESULT,
        &HCI_EVENT_IO_CAPABILITY_RESPONSE,
        &HCI_EVENT_VENDOR,
        &HCI_EVENT_LE_META,
        &HCI_CMD_COMPLETE_READ_LOCAL_NAME,
        &HCI_CMD_COMPLETE_READ_LOCAL_VERSION_INFORMATION,
        &HCI_CMD_COMPLETE_READ_LOCAL_EXTENDED_FEATURES,
        &HCI_CMD_COMPLETE_READ_BD_ADDR,
        &HCI_CMD_COMPLETE_LE_READ_WHITE_LIST_SIZE,
        &HCI_LE_META_CONNECTION_COMPLETE,
        &HCI_LE_META_ENHANCED_CONNECTION_COMPLETE,
        &HCI_LE_META_CONNECTION_UPDATE_COMPLETE,
        &HCI_LE_META_LE_READ_REMOTE_FEATURES_COMPLETE,
        &HCI_LE_META_ADVERTISING_REPORT,
        &HCI_LE_META_ADVERTISING_REPORTS,
        &HCI_LE_META_LONG_TERM_KEY_REQUEST,
        &HCI_LE_META_EXTENDED_ADVERTISING_REPORT,
        &HCI_LE_META_EXTENDED_ADVERTISING_REPORTS,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(
        &HCI_EVENT_COMMAND_COMPLETE,
        &HCI_CMD_COMPLETE_READ_LOCAL_NAME,
        when!(opcode = 0xc14),
    ),
    bind(
        &HCI_EVENT_COMMAND_COMPLETE,
        &HCI_CMD_COMPLETE_READ_LOCAL_VERSION_INFORMATION,
        when!(opcode = 0x1001),
    ),
    bind(
        &HCI_EVENT_COMMAND_COMPLETE,
        &HCI_CMD_COMPLETE_READ_LOCAL_EXTENDED_FEATURES,
        when!(opcode = 0x1004),
    ),
    bind(
        &HCI_EVENT_COMMAND_COMPLETE,
        &HCI_CMD_COMPLETE_READ_BD_ADDR,
        when!(opcode = 0x1009),
    ),
    bind(
        &HCI_EVENT_COMMAND_COMPLETE,
        &HCI_CMD_COMPLETE_LE_READ_WHITE_LIST_SIZE,
        when!(opcode = 0x200f),
    ),
    bind(&HCI_EVENT_HDR, &HCI_EVENT_INQUIRY_COMPLETE, when!(code = 1)),
    bind(&HCI_EVENT_HDR, &HCI_EVENT_INQUIRY_RESULT, when!(code = 2)),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_CONNECTION_COMPLETE,
        when!(code = 3),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_CONNECTION_REQUEST,
        when!(code = 4),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_DISCONNECTION_COMPLETE,
        when!(code = 5),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_REMOTE_NAME_REQUEST_COMPLETE,
        when!(code = 7),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_ENCRYPTION_CHANGE,
        when!(code = 8),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_READ_REMOTE_SUPPORTED_FEATURES_COMPLETE,
        when!(code = 0xb),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_READ_REMOTE_VERSION_INFORMATION_COMPLETE,
        when!(code = 0xc),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_COMMAND_COMPLETE,
        when!(code = 0xe),
    ),
    bind(&HCI_EVENT_HDR, &HCI_EVENT_COMMAND_STATUS, when!(code = 0xf)),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_NUMBER_OF_COMPLETED_PACKETS,
        when!(code = 0x13),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_LINK_KEY_REQUEST,
        when!(code = 0x17),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_INQUIRY_RESULT_WITH_RSSI,
        when!(code = 0x22),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_READ_REMOTE_EXTENDED_FEATURES_COMPLETE,
        when!(code = 0x23),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_EXTENDED_INQUIRY_RESULT,
        when!(code = 0x2f),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_IO_CAPABILITY_RESPONSE,
        when!(code = 0x32),
    ),
    bind(
        &HCI_EVENT_HDR,
        &HCI_EVENT_REMOTE_HOST_SUPPORTED_FEATURES_NOTIFICATION,
        when!(code = 0x3d),
    ),
    bind(&HCI_EVENT_HDR, &HCI_EVENT_LE_META, when!(code = 0x3e)),
    bind(&HCI_EVENT_HDR, &HCI_EVENT_VENDOR, when!(code = 0xff)),
    bind(
        &HCI_EVENT_LE_META,
        &HCI_LE_META_CONNECTION_COMPLETE,
        when!(event = 1),
    ),
    bind(
        &HCI_EVENT_LE_META,
        &HCI_LE_META_ENHANCED_CONNECTION_COMPLETE,
        when!(event = 0xa),
    ),
    bind(
        &HCI_EVENT_LE_META,
        &HCI_LE_META_ADVERTISING_REPORTS,
        when!(event = 2),
    ),
    bind(
        &HCI_EVENT_LE_META,
        &HCI_LE_META_CONNECTION_UPDATE_COMPLETE,
        when!(event = 3),
    ),
    bind(
        &HCI_EVENT_LE_META,
        &HCI_LE_META_LE_READ_REMOTE_FEATURES_COMPLETE,
        when!(event = 4),
    ),
    bind(
        &HCI_EVENT_LE_META,
        &HCI_LE_META_LONG_TERM_KEY_REQUEST,
        when!(event = 5),
    ),
    bind(
        &HCI_EVENT_LE_META,
        &HCI_LE_META_EXTENDED_ADVERTISING_REPORTS,
        when!(event = 0xd),
    ),
    bind(&HCI_HDR, &HCI_EVENT_HDR, when!(type = 4)),
    bind(&HCI_HDR, &RAW, &[]),
    bind(&HCI_MON_HDR, &HCI_EVENT_HDR, when!(opcode = 3)),
];

fn event_len(event: &dyn Around) -> i64 {
    let mut length = 0;
    event.below(&mut |header| length = header.int("len").unwrap_or(0));
    length
}
