//! Bluetooth: commands to a controller of low energy. Core specification 5.4, volume 4 part E
//! section 7.8.

use super::Proto;
use super::binding::{Binding, bind};
use super::bluetooth::{EXTENDED_ADVERTISE_SET, HCI_COMMAND_HDR};
use super::bluetooth_eir::EIR_HDR;
use super::data::bluetooth_names::{
    ADDR_TYPE_3, ADDR_TYPE_4, ADV_TYPE, ENABLE, ENABLE_2, FILTER, FILTER_DUPS, FILTER_POLICY,
    FILTER_POLICY_2, FRAG_PREF, OPERATION, OWN_ADDR_TYPE, OWN_ADDR_TYPE_2, POLICY, PRI_PHY,
    SCANNING_FILTER_POLICY, SEC_PHY, TYPE_5,
};
use super::field::{
    Adjust, Auto, Field, Kind, Length, Padded, Preset, When, mac, octets, packets, padded, u8, u16,
    u24,
};
use super::registry::Family;
use crate::when;

pub static HCI_CMD_LE_SET_EVENT_MASK: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Event_Mask",
    "HCI_LE_Set_Event_Mask",
    &[octets("mask")
        .fixed()
        .length(Length::Octets(8))
        .preset(Preset::Octets(b"\xff\xff\xff\xff\xff\x1f\x00\x00"))],
);

pub static HCI_CMD_LE_READ_BUFFER_SIZE_V1: Proto = Proto::new(
    "HCI_Cmd_LE_Read_Buffer_Size_V1",
    "HCI_LE_Read_Buffer_Size [v1]",
    &[],
);

pub static HCI_CMD_LE_READ_BUFFER_SIZE_V2: Proto = Proto::new(
    "HCI_Cmd_LE_Read_Buffer_Size_V2",
    "HCI_LE_Read_Buffer_Size [v2]",
    &[],
);

pub static HCI_CMD_LE_READ_LOCAL_SUPPORTED_FEATURES: Proto = Proto::new(
    "HCI_Cmd_LE_Read_Local_Supported_Features",
    "HCI_LE_Read_Local_Supported_Features",
    &[],
);

pub static HCI_CMD_LE_SET_RANDOM_ADDRESS: Proto = Proto {
    renamed: &[("address", "addr")],
    ..Proto::new(
        "HCI_Cmd_LE_Set_Random_Address",
        "HCI_LE_Set_Random_Address",
        &[mac("addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField")],
    )
};

pub static HCI_CMD_LE_SET_ADVERTISING_PARAMETERS: Proto = Proto {
    renamed: &[
        ("oatype", "own_addr_type"),
        ("datype", "peer_addr_type"),
        ("daddr", "peer_addr"),
    ],
    ..Proto::new(
        "HCI_Cmd_LE_Set_Advertising_Parameters",
        "HCI_LE_Set_Advertising_Parameters",
        &[
            u16("interval_min").little_endian().default(2048),
            u16("interval_max").little_endian().default(2048),
            u8("adv_type").names(&ADV_TYPE),
            u8("own_addr_type").names(&OWN_ADDR_TYPE),
            u8("peer_addr_type").names(&OWN_ADDR_TYPE),
            mac("peer_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            u8("channel_map").default(7),
            u8("filter_policy").names(&FILTER_POLICY),
        ],
    )
};

pub static HCI_CMD_LE_SET_EXTENDED_ADVERTISING_PARAMETERS: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Extended_Advertising_Parameters",
    "HCI_LE_Set_Extended_Advertising_Parameters",
    &[
        u8("handle"),
        u16("properties").little_endian().default(19),
        u24("pri_interval_min")
            .little_endian()
            .default(160)
            .class("LEThreeBytesField"),
        u24("pri_interval_max")
            .little_endian()
            .default(160)
            .class("LEThreeBytesField"),
        u8("pri_channel_map").default(7),
        u8("own_addr_type").names(&OWN_ADDR_TYPE_2),
        u8("peer_addr_type").names(&OWN_ADDR_TYPE_2),
        mac("peer_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u8("filter_policy").names(&FILTER_POLICY),
        Field::new("tx_power", Kind::Sint, 8).default(127),
        u8("pri_phy").names(&PRI_PHY).default(1),
        u8("sec_max_skip"),
        u8("sec_phy").names(&SEC_PHY).default(1),
        u8("sid"),
        u8("scan_req_notify_enable"),
    ],
);

pub static HCI_CMD_LE_SET_ADVERTISING_SET_RANDOM_ADDRESS: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Advertising_Set_Random_Address",
    "HCI_LE_Set_Advertising_Set_Random_Address",
    &[
        u8("handle"),
        mac("addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
    ],
);

pub static HCI_CMD_LE_SET_ADVERTISING_DATA: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Advertising_Data",
    "HCI_LE_Set_Advertising_Data",
    &[
        u8("len")
            .preset(Preset::None)
            .auto(Auto::LenOf("data", Adjust::NONE)),
        padded(
            "data",
            &Padded::after(packets("data", &EIR_HDR).length_from("len"), 31, b"\x00"),
        ),
    ],
);

pub static HCI_CMD_LE_SET_EXTENDED_ADVERTISING_DATA: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Extended_Advertising_Data",
    "HCI_LE_Set_Extended_Advertising_Data",
    &[
        u8("handle"),
        u8("operation").names(&OPERATION).default(3),
        u8("frag_pref").names(&FRAG_PREF).default(1),
        u8("len")
            .preset(Preset::None)
            .auto(Auto::LenOf("data", Adjust::NONE)),
        packets("data", &EIR_HDR).length_from("len"),
    ],
);

pub static HCI_CMD_LE_SET_SCAN_RESPONSE_DATA: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Scan_Response_Data",
    "HCI_LE_Set_Scan_Response_Data",
    &[
        u8("len")
            .preset(Preset::None)
            .auto(Auto::LenOf("data", Adjust::NONE)),
        octets("data").length_from("len"),
    ],
);

pub static HCI_CMD_LE_SET_ADVERTISE_ENABLE: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Advertise_Enable",
    "HCI_LE_Set_Advertising_Enable",
    &[u8("enable")],
);

pub static HCI_CMD_LE_SET_EXTENDED_ADVERTISE_ENABLE: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Extended_Advertise_Enable",
    "HCI_LE_Set_Extended_Advertising_Enable",
    &[
        u8("enable").names(&ENABLE).default(1),
        u8("num_sets")
            .preset(Preset::None)
            .auto(Auto::CountOf("sets", Adjust::NONE)),
        packets("sets", &EXTENDED_ADVERTISE_SET).count_from("num_sets"),
    ],
);

pub static HCI_CMD_LE_SET_SCAN_PARAMETERS: Proto = Proto {
    renamed: &[("atype", "addr_type")],
    ..Proto::new(
        "HCI_Cmd_LE_Set_Scan_Parameters",
        "HCI_LE_Set_Scan_Parameters",
        &[
            u8("type").names(&TYPE_5),
            u16("interval").little_endian().hex().default(0x10),
            u16("window").little_endian().hex().default(0x10),
            u8("addr_type").names(&ADDR_TYPE_3),
            u8("policy").names(&POLICY),
        ],
    )
};

pub static HCI_CMD_LE_SET_EXTENDED_SCAN_PARAMETERS: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Extended_Scan_Parameters",
    "HCI_LE_Set_Extended_Scan_Parameters",
    &[
        u8("own_address_type").names(&OWN_ADDR_TYPE_2),
        u8("scanning_filter_policy").names(&SCANNING_FILTER_POLICY),
        u8("scanning_phys").default(1),
        u8("scan_type_1m")
            .names(&TYPE_5)
            .default(1)
            .when(When::Test(|p| {
                (p.int("scanning_phys").unwrap_or(0) & 1) != 0
            })),
        u16("scan_interval_1m")
            .little_endian()
            .default(16)
            .when(When::Test(|p| {
                (p.int("scanning_phys").unwrap_or(0) & 1) != 0
            })),
        u16("scan_window_1m")
            .little_endian()
            .default(16)
            .when(When::Test(|p| {
                (p.int("scanning_phys").unwrap_or(0) & 1) != 0
            })),
        u8("scan_type_2m")
            .names(&TYPE_5)
            .default(1)
            .when(When::Test(|p| {
                (p.int("scanning_phys").unwrap_or(0) & 2) != 0
            })),
        u16("scan_interval_2m")
            .little_endian()
            .default(16)
            .when(When::Test(|p| {
                (p.int("scanning_phys").unwrap_or(0) & 2) != 0
            })),
        u16("scan_window_2m")
            .little_endian()
            .default(16)
            .when(When::Test(|p| {
                (p.int("scanning_phys").unwrap_or(0) & 2) != 0
            })),
        u8("scan_type_coded")
            .names(&TYPE_5)
            .default(1)
            .when(When::Test(|p| {
                (p.int("scanning_phys").unwrap_or(0) & 4) != 0
            })),
        u16("scan_interval_coded")
            .little_endian()
            .default(16)
            .when(When::Test(|p| {
                (p.int("scanning_phys").unwrap_or(0) & 4) != 0
            })),
        u16("scan_window_coded")
            .little_endian()
            .default(16)
            .when(When::Test(|p| {
                (p.int("scanning_phys").unwrap_or(0) & 4) != 0
            })),
    ],
);

pub static HCI_CMD_LE_SET_SCAN_ENABLE: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Scan_Enable",
    "HCI_LE_Set_Scan_Enable",
    &[u8("enable").default(1), u8("filter_dups").default(1)],
);

pub static HCI_CMD_LE_SET_EXTENDED_SCAN_ENABLE: Proto = Proto::new(
    "HCI_Cmd_LE_Set_Extended_Scan_Enable",
    "HCI_LE_Set_Extended_Scan_Enable",
    &[
        u8("enable").names(&ENABLE_2).default(1),
        u8("filter_dups").names(&FILTER_DUPS).default(1),
        u16("duration").little_endian().default(500),
        u16("period").little_endian(),
    ],
);

pub static HCI_CMD_LE_CREATE_CONNECTION: Proto = Proto {
    renamed: &[
        ("patype", "peer_addr_type"),
        ("paddr", "peer_addr"),
        ("atype", "own_addr_type"),
    ],
    ..Proto::new(
        "HCI_Cmd_LE_Create_Connection",
        "HCI_LE_Create_Connection",
        &[
            u16("interval").little_endian().default(96),
            u16("window").little_endian().default(48),
            u8("filter").names(&FILTER),
            u8("peer_addr_type").names(&OWN_ADDR_TYPE),
            mac("peer_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            u8("own_addr_type").names(&OWN_ADDR_TYPE),
            u16("min_interval").little_endian().default(40),
            u16("max_interval").little_endian().default(56),
            u16("latency").little_endian(),
            u16("timeout").little_endian().default(42),
            u16("min_ce").little_endian(),
            u16("max_ce").little_endian(),
        ],
    )
};

pub static HCI_CMD_LE_EXTENDED_CREATE_CONNECTION: Proto = Proto::new(
    "HCI_Cmd_LE_Extended_Create_Connection",
    "HCI_LE_Extended_Create_Connection",
    &[
        u8("filter_policy").names(&FILTER_POLICY_2),
        u8("address_type").names(&OWN_ADDR_TYPE_2),
        u8("peer_addr_type").names(&OWN_ADDR_TYPE_2),
        mac("peer_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u8("phys").default(1),
        u16("interval_1m")
            .little_endian()
            .default(96)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 1) != 0)),
        u16("window_1m")
            .little_endian()
            .default(96)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 1) != 0)),
        u16("min_interval_1m")
            .little_endian()
            .default(40)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 1) != 0)),
        u16("max_interval_1m")
            .little_endian()
            .default(56)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 1) != 0)),
        u16("latency_1m")
            .little_endian()
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 1) != 0)),
        u16("timeout_1m")
            .little_endian()
            .default(42)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 1) != 0)),
        u16("min_ce_1m")
            .little_endian()
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 1) != 0)),
        u16("max_ce_1m")
            .little_endian()
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 1) != 0)),
        u16("interval_2m")
            .little_endian()
            .default(96)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 2) != 0)),
        u16("window_2m")
            .little_endian()
            .default(96)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 2) != 0)),
        u16("min_interval_2m")
            .little_endian()
            .default(40)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 2) != 0)),
        u16("max_interval_2m")
            .little_endian()
            .default(56)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 2) != 0)),
        u16("latency_2m")
            .little_endian()
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 2) != 0)),
        u16("timeout_2m")
            .little_endian()
            .default(42)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 2) != 0)),
        u16("min_ce_2m")
            .little_endian()
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 2) != 0)),
        u16("max_ce_2m")
            .little_endian()
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 2) != 0)),
        u16("interval_coded")
            .little_endian()
            .default(96)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 4) != 0)),
        u16("window_coded")
            .little_endian()
            .default(96)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 4) != 0)),
        u16("min_interval_coded")
            .little_endian()
            .default(40)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 4) != 0)),
        u16("max_interval_coded")
            .little_endian()
            .default(56)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 4) != 0)),
        u16("latency_coded")
            .little_endian()
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 4) != 0)),
        u16("timeout_coded")
            .little_endian()
            .default(42)
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 4) != 0)),
        u16("min_ce_coded")
            .little_endian()
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 4) != 0)),
        u16("max_ce_coded")
            .little_endian()
            .when(When::Test(|p| (p.int("phys").unwrap_or(0) & 4) != 0)),
    ],
);

pub static HCI_CMD_LE_CREATE_CONNECTION_CANCEL: Proto = Proto::new(
    "HCI_Cmd_LE_Create_Connection_Cancel",
    "HCI_LE_Create_Connection_Cancel",
    &[],
);

pub static HCI_CMD_LE_READ_FILTER_ACCEPT_LIST_SIZE: Proto = Proto::new(
    "HCI_Cmd_LE_Read_Filter_Accept_List_Size",
    "HCI_LE_Read_Filter_Accept_List_Size",
    &[],
);

pub static HCI_CMD_LE_CLEAR_FILTER_ACCEPT_LIST: Proto = Proto::new(
    "HCI_Cmd_LE_Clear_Filter_Accept_List",
    "HCI_LE_Clear_Filter_Accept_List",
    &[],
);

pub static HCI_CMD_LE_ADD_DEVICE_TO_FILTER_ACCEPT_LIST: Proto = Proto::new(
    "HCI_Cmd_LE_Add_Device_To_Filter_Accept_List",
    "HCI_LE_Add_Device_To_Filter_Accept_List",
    &[
        u8("addr_type").names(&ADDR_TYPE_4),
        mac("addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
    ],
);

pub static HCI_CMD_LE_REMOVE_DEVICE_FROM_FILTER_ACCEPT_LIST: Proto = Proto {
    parent: Some(&HCI_CMD_LE_ADD_DEVICE_TO_FILTER_ACCEPT_LIST),
    ..Proto::new(
        "HCI_Cmd_LE_Remove_Device_From_Filter_Accept_List",
        "HCI_LE_Remove_Device_From_Filter_Accept_List",
        &[
            u8("addr_type").names(&ADDR_TYPE_4),
            mac("addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
        ],
    )
};

pub static HCI_CMD_LE_CONNECTION_UPDATE: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_LE_Connection_Update",
        "HCI_LE_Connection_Update",
        &[
            u16("connection_handle").little_endian().hex(),
            u16("min_interval").little_endian().hex(),
            u16("max_interval").little_endian().hex(),
            u16("latency").little_endian().hex(),
            u16("timeout").little_endian().hex(),
            u16("min_ce").little_endian(),
            u16("max_ce").little_endian().default(65535),
        ],
    )
};

pub static HCI_CMD_LE_READ_REMOTE_FEATURES: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_LE_Read_Remote_Features",
        "HCI_LE_Read_Remote_Features",
        &[u16("connection_handle").little_endian().default(64)],
    )
};

pub static HCI_CMD_LE_ENABLE_ENCRYPTION: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_LE_Enable_Encryption",
        "HCI_LE_Enable_Encryption",
        &[
            u16("connection_handle").little_endian(),
            octets("rand")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::None),
            u16("ediv").little_endian().hex(),
            octets("ltk")
                .fixed()
                .length(Length::Octets(16))
                .preset(Preset::Octets(
                    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                )),
        ],
    )
};

pub static HCI_CMD_LE_LONG_TERM_KEY_REQUEST_REPLY: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_LE_Long_Term_Key_Request_Reply",
        "HCI_LE_Long_Term_Key_Request_Reply",
        &[
            u16("connection_handle").little_endian(),
            octets("ltk")
                .fixed()
                .length(Length::Octets(16))
                .preset(Preset::Octets(
                    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                )),
        ],
    )
};

pub static HCI_CMD_LE_LONG_TERM_KEY_REQUEST_NEGATIVE_REPLY: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_LE_Long_Term_Key_Request_Negative_Reply",
        "HCI_LE_Long_Term_Key_Request _Negative_Reply",
        &[u16("connection_handle").little_endian()],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.bluetooth",
    source: "Core specification 5.4, volume 4 part E section 7.8",
    protocols: &[
        &HCI_CMD_LE_SET_EVENT_MASK,
        &HCI_CMD_LE_READ_BUFFER_SIZE_V1,
        &HCI_CMD_LE_READ_BUFFER_SIZE_V2,
        &HCI_CMD_LE_READ_LOCAL_SUPPORTED_FEATURES,
        &HCI_CMD_LE_SET_RANDOM_ADDRESS,
        &HCI_CMD_LE_SET_ADVERTISING_PARAMETERS,
        &HCI_CMD_LE_SET_EXTENDED_ADVERTISING_PARAMETERS,
        &HCI_CMD_LE_SET_ADVERTISING_SET_RANDOM_ADDRESS,
        &HCI_CMD_LE_SET_ADVERTISING_DATA,
        &HCI_CMD_LE_SET_EXTENDED_ADVERTISING_DATA,
        &HCI_CMD_LE_SET_SCAN_RESPONSE_DATA,
        &HCI_CMD_LE_SET_ADVERTISE_ENABLE,
        &HCI_CMD_LE_SET_EXTENDED_ADVERTISE_ENABLE,
        &HCI_CMD_LE_SET_SCAN_PARAMETERS,
        &HCI_CMD_LE_SET_EXTENDED_SCAN_PARAMETERS,
        &HCI_CMD_LE_SET_SCAN_ENABLE,
        &HCI_CMD_LE_SET_EXTENDED_SCAN_ENABLE,
        &HCI_CMD_LE_CREATE_CONNECTION,
        &HCI_CMD_LE_EXTENDED_CREATE_CONNECTION,
        &HCI_CMD_LE_CREATE_CONNECTION_CANCEL,
        &HCI_CMD_LE_READ_FILTER_ACCEPT_LIST_SIZE,
        &HCI_CMD_LE_CLEAR_FILTER_ACCEPT_LIST,
        &HCI_CMD_LE_ADD_DEVICE_TO_FILTER_ACCEPT_LIST,
        &HCI_CMD_LE_REMOVE_DEVICE_FROM_FILTER_ACCEPT_LIST,
        &HCI_CMD_LE_CONNECTION_UPDATE,
        &HCI_CMD_LE_READ_REMOTE_FEATURES,
        &HCI_CMD_LE_ENABLE_ENCRYPTION,
        &HCI_CMD_LE_LONG_TERM_KEY_REQUEST_REPLY,
        &HCI_CMD_LE_LONG_TERM_KEY_REQUEST_NEGATIVE_REPLY,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_EVENT_MASK,
        when!(ogf = 8, ocf = 1),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_READ_BUFFER_SIZE_V1,
        when!(ogf = 8, ocf = 2),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_READ_BUFFER_SIZE_V2,
        when!(ogf = 8, ocf = 0x60),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_READ_LOCAL_SUPPORTED_FEATURES,
        when!(ogf = 8, ocf = 3),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_RANDOM_ADDRESS,
        when!(ogf = 8, ocf = 5),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_ADVERTISING_PARAMETERS,
        when!(ogf = 8, ocf = 6),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_ADVERTISING_SET_RANDOM_ADDRESS,
        when!(ogf = 8, ocf = 0x35),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_EXTENDED_ADVERTISING_PARAMETERS,
        when!(ogf = 8, ocf = 0x36),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_ADVERTISING_DATA,
        when!(ogf = 8, ocf = 8),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_EXTENDED_ADVERTISING_DATA,
        when!(ogf = 8, ocf = 0x37),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_SCAN_RESPONSE_DATA,
        when!(ogf = 8, ocf = 9),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_ADVERTISE_ENABLE,
        when!(ogf = 8, ocf = 0xa),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_EXTENDED_ADVERTISE_ENABLE,
        when!(ogf = 8, ocf = 0x39),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_SCAN_PARAMETERS,
        when!(ogf = 8, ocf = 0xb),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_EXTENDED_SCAN_PARAMETERS,
        when!(ogf = 8, ocf = 0x41),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_SCAN_ENABLE,
        when!(ogf = 8, ocf = 0xc),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_SET_EXTENDED_SCAN_ENABLE,
        when!(ogf = 8, ocf = 0x42),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_CREATE_CONNECTION,
        when!(ogf = 8, ocf = 0xd),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_EXTENDED_CREATE_CONNECTION,
        when!(ogf = 8, ocf = 0x43),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_CREATE_CONNECTION_CANCEL,
        when!(ogf = 8, ocf = 0xe),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_READ_FILTER_ACCEPT_LIST_SIZE,
        when!(ogf = 8, ocf = 0xf),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_CLEAR_FILTER_ACCEPT_LIST,
        when!(ogf = 8, ocf = 0x10),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_ADD_DEVICE_TO_FILTER_ACCEPT_LIST,
        when!(ogf = 8, ocf = 0x11),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_REMOVE_DEVICE_FROM_FILTER_ACCEPT_LIST,
        when!(ogf = 8, ocf = 0x12),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_CONNECTION_UPDATE,
        when!(ogf = 8, ocf = 0x13),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_READ_REMOTE_FEATURES,
        when!(ogf = 8, ocf = 0x16),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_ENABLE_ENCRYPTION,
        when!(ogf = 8, ocf = 0x19),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_LONG_TERM_KEY_REQUEST_REPLY,
        when!(ogf = 8, ocf = 0x1a),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LE_LONG_TERM_KEY_REQUEST_NEGATIVE_REPLY,
        when!(ogf = 8, ocf = 0x1b),
    ),
];
