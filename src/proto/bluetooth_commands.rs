//! Bluetooth: commands to a controller. Core specification 5.4, volume 4 part E sections 7.1 to 7.7.

use super::Proto;
use super::binding::{Binding, bind};
use super::bluetooth::HCI_COMMAND_HDR;
use super::bluetooth_eir::next_element;
use super::data::bluetooth_names::{
    AUTHENTICATION_REQUIREMENT, HANDLE, IO_CAPABILITY, LOOPBACK_MODE, OOB_DATA_PRESENT, TYPE_4,
};
use super::field::{
    Element, Field, Kind, Length, Padded, Preset, mac, octets, padded, u8, u16, u24, u32,
};
use super::registry::Family;
use crate::when;

pub static HCI_CMD_INQUIRY: Proto = Proto::new(
    "HCI_Cmd_Inquiry",
    "HCI_Inquiry",
    &[
        u24("lap")
            .little_endian()
            .hex()
            .default(0x9e8b33)
            .class("XLE3BytesField"),
        u8("inquiry_length"),
        u8("num_responses"),
    ],
);

pub static HCI_CMD_INQUIRY_CANCEL: Proto =
    Proto::new("HCI_Cmd_Inquiry_Cancel", "HCI_Inquiry_Cancel", &[]);

pub static HCI_CMD_PERIODIC_INQUIRY_MODE: Proto = Proto::new(
    "HCI_Cmd_Periodic_Inquiry_Mode",
    "HCI_Periodic_Inquiry_Mode",
    &[
        u16("max_period_length").little_endian().default(3),
        u16("min_period_length").little_endian().default(2),
        u24("lap")
            .little_endian()
            .hex()
            .default(0x9e8b33)
            .class("XLE3BytesField"),
        u8("inquiry_length"),
        u8("num_responses"),
    ],
);

pub static HCI_CMD_EXIT_PEIODIC_INQUIRY_MODE: Proto = Proto::new(
    "HCI_Cmd_Exit_Peiodic_Inquiry_Mode",
    "HCI_Exit_Periodic_Inquiry_Mode",
    &[],
);

pub static HCI_CMD_CREATE_CONNECTION: Proto = Proto::new(
    "HCI_Cmd_Create_Connection",
    "HCI_Create_Connection",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u16("packet_type").little_endian().default(52248),
        u8("page_scan_repetition_mode").default(2),
        u8("reserved"),
        u16("clock_offset").little_endian(),
        u8("allow_role_switch").default(1),
    ],
);

pub static HCI_CMD_DISCONNECT: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_Disconnect",
        "HCI_Disconnect",
        &[
            u16("connection_handle").little_endian().hex(),
            u8("reason").default(19),
        ],
    )
};

pub static HCI_CMD_CREATE_CONNECTION_CANCEL: Proto = Proto::new(
    "HCI_Cmd_Create_Connection_Cancel",
    "HCI_Create_Connection_Cancel",
    &[mac("bd_addr")
        .little_endian()
        .preset(Preset::None)
        .class("LEMACField")],
);

pub static HCI_CMD_ACCEPT_CONNECTION_REQUEST: Proto = Proto::new(
    "HCI_Cmd_Accept_Connection_Request",
    "HCI_Accept_Connection_Request",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u8("role").default(1),
    ],
);

pub static HCI_CMD_REJECT_CONNECTION_RESPONSE: Proto = Proto::new(
    "HCI_Cmd_Reject_Connection_Response",
    "HCI_Reject_Connection_Response",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u8("reason").default(1),
    ],
);

pub static HCI_CMD_LINK_KEY_REQUEST_REPLY: Proto = Proto::new(
    "HCI_Cmd_Link_Key_Request_Reply",
    "HCI_Link_Key_Request_Reply",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        Field::new("link_key", Kind::Uint, 128)
            .preset(Preset::None)
            .class("NBytesField"),
    ],
);

pub static HCI_CMD_LINK_KEY_REQUEST_NEGATIVE_REPLY: Proto = Proto::new(
    "HCI_Cmd_Link_Key_Request_Negative_Reply",
    "HCI_Link_Key_Request_Negative_Reply",
    &[mac("bd_addr")
        .little_endian()
        .preset(Preset::None)
        .class("LEMACField")],
);

pub static HCI_CMD_PIN_CODE_REQUEST_REPLY: Proto = Proto {
    example: "HCI_Cmd_PIN_Code_Request_Reply(pin_code_length=4, pin_code=0x31323334 << 96)",
    ..Proto::new(
        "HCI_Cmd_PIN_Code_Request_Reply",
        "HCI_PIN_Code_Request_Reply",
        &[
            mac("bd_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            u8("pin_code_length").default(7),
            Field::new("pin_code", Kind::Uint, 128)
                .preset(Preset::Octets(
                    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                ))
                .class("NBytesField"),
        ],
    )
};

pub static HCI_CMD_PIN_CODE_REQUEST_NEGATIVE_REPLY: Proto = Proto::new(
    "HCI_Cmd_PIN_Code_Request_Negative_Reply",
    "HCI_PIN_Code_Request_Negative_Reply",
    &[mac("bd_addr")
        .little_endian()
        .preset(Preset::None)
        .class("LEMACField")],
);

pub static HCI_CMD_CHANGE_CONNECTION_PACKET_TYPE: Proto = Proto::new(
    "HCI_Cmd_Change_Connection_Packet_Type",
    "HCI_Cmd_Change_Connection_Packet_Type",
    &[
        u16("connection_handle")
            .little_endian()
            .hex()
            .preset(Preset::None),
        u16("packet_type").little_endian(),
    ],
);

pub static HCI_CMD_AUTHENTICATION_REQUESTED: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_Authentication_Requested",
        "HCI_Authentication_Requested",
        &[u16("connection_handle").little_endian()],
    )
};

pub static HCI_CMD_SET_CONNECTION_ENCRYPTION: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_Set_Connection_Encryption",
        "HCI_Set_Connection_Encryption",
        &[
            u16("connection_handle").little_endian(),
            u8("encryption_enable"),
        ],
    )
};

pub static HCI_CMD_CHANGE_CONNECTION_LINK_KEY: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_Change_Connection_Link_Key",
        "HCI_Change_Connection_Link_Key",
        &[u16("connection_handle").little_endian()],
    )
};

pub static HCI_CMD_LINK_KEY_SELECTION: Proto = Proto::new(
    "HCI_Cmd_Link_Key_Selection",
    "HCI_Cmd_Link_Key_Selection",
    &[u8("handle").names(&HANDLE)],
);

pub static HCI_CMD_REMOTE_NAME_REQUEST: Proto = Proto::new(
    "HCI_Cmd_Remote_Name_Request",
    "HCI_Remote_Name_Request",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u8("page_scan_repetition_mode").default(2),
        u8("reserved"),
        u16("clock_offset").little_endian(),
    ],
);

pub static HCI_CMD_REMOTE_NAME_REQUEST_CANCEL: Proto = Proto::new(
    "HCI_Cmd_Remote_Name_Request_Cancel",
    "HCI_Remote_Name_Request_Cancel",
    &[mac("bd_addr")
        .little_endian()
        .preset(Preset::None)
        .class("LEMACField")],
);

pub static HCI_CMD_READ_REMOTE_SUPPORTED_FEATURES: Proto = Proto::new(
    "HCI_Cmd_Read_Remote_Supported_Features",
    "HCI_Read_Remote_Supported_Features",
    &[u16("connection_handle")
        .little_endian()
        .preset(Preset::None)],
);

pub static HCI_CMD_READ_REMOTE_EXTENDED_FEATURES: Proto = Proto::new(
    "HCI_Cmd_Read_Remote_Extended_Features",
    "HCI_Read_Remote_Supported_Features",
    &[
        u16("connection_handle")
            .little_endian()
            .preset(Preset::None),
        u8("page_number").preset(Preset::None),
    ],
);

pub static HCI_CMD_IO_CAPABILITY_REQUEST_REPLY: Proto = Proto::new(
    "HCI_Cmd_IO_Capability_Request_Reply",
    "HCI_Read_Remote_Supported_Features",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u8("io_capability")
            .names(&IO_CAPABILITY)
            .preset(Preset::None),
        u8("oob_data_present")
            .names(&OOB_DATA_PRESENT)
            .preset(Preset::None),
        u8("authentication_requirement")
            .names(&AUTHENTICATION_REQUIREMENT)
            .preset(Preset::None),
    ],
);

pub static HCI_CMD_USER_CONFIRMATION_REQUEST_REPLY: Proto = Proto::new(
    "HCI_Cmd_User_Confirmation_Request_Reply",
    "HCI_User_Confirmation_Request_Reply",
    &[mac("bd_addr")
        .little_endian()
        .preset(Preset::None)
        .class("LEMACField")],
);

pub static HCI_CMD_USER_CONFIRMATION_REQUEST_NEGATIVE_REPLY: Proto = Proto::new(
    "HCI_Cmd_User_Confirmation_Request_Negative_Reply",
    "HCI_User_Confirmation_Request_Negative_Reply",
    &[mac("bd_addr")
        .little_endian()
        .preset(Preset::None)
        .class("LEMACField")],
);

pub static HCI_CMD_USER_PASSKEY_REQUEST_REPLY: Proto = Proto::new(
    "HCI_Cmd_User_Passkey_Request_Reply",
    "HCI_User_Passkey_Request_Reply",
    &[
        mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField"),
        u32("numeric_value").little_endian().preset(Preset::None),
    ],
);

pub static HCI_CMD_USER_PASSKEY_REQUEST_NEGATIVE_REPLY: Proto = Proto::new(
    "HCI_Cmd_User_Passkey_Request_Negative_Reply",
    "HCI_User_Passkey_Request_Negative_Reply",
    &[mac("bd_addr")
        .little_endian()
        .preset(Preset::None)
        .class("LEMACField")],
);

pub static HCI_CMD_REMOTE_OOB_DATA_REQUEST_REPLY: Proto = Proto {
    example: "HCI_Cmd_Remote_OOB_Data_Request_Reply(C=1, R=2)",
    ..Proto::new(
        "HCI_Cmd_Remote_OOB_Data_Request_Reply",
        "HCI_Remote_OOB_Data_Request_Reply",
        &[
            mac("bd_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
            Field::new("C", Kind::Uint, 128)
                .preset(Preset::Octets(
                    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                ))
                .class("NBytesField"),
            Field::new("R", Kind::Uint, 128)
                .preset(Preset::Octets(
                    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                ))
                .class("NBytesField"),
        ],
    )
};

pub static HCI_CMD_REMOTE_OOB_DATA_REQUEST_NEGATIVE_REPLY: Proto = Proto::new(
    "HCI_Cmd_Remote_OOB_Data_Request_Negative_Reply",
    "HCI_Remote_OOB_Data_Request_Negative_Reply",
    &[mac("bd_addr")
        .little_endian()
        .preset(Preset::None)
        .class("LEMACField")],
);

pub static HCI_CMD_HOLD_MODE: Proto = Proto::new(
    "HCI_Cmd_Hold_Mode",
    "HCI_Hold_Mode",
    &[
        u16("connection_handle").little_endian(),
        u16("hold_mode_max_interval").little_endian().default(2),
        u16("hold_mode_min_interval").little_endian().default(2),
    ],
);

pub static HCI_CMD_SET_EVENT_MASK: Proto = Proto::new(
    "HCI_Cmd_Set_Event_Mask",
    "HCI_Set_Event_Mask",
    &[octets("mask")
        .fixed()
        .length(Length::Octets(8))
        .preset(Preset::Octets(b"\xff\xff\xfb\xff\x07\xf8\xbf="))],
);

pub static HCI_CMD_RESET: Proto = Proto::new("HCI_Cmd_Reset", "HCI_Reset", &[]);

pub static HCI_CMD_SET_EVENT_FILTER: Proto = Proto::new(
    "HCI_Cmd_Set_Event_Filter",
    "HCI_Set_Event_Filter",
    &[u8("type").names(&TYPE_4)],
);

pub static HCI_CMD_READ_LOCAL_NAME: Proto =
    Proto::new("HCI_Cmd_Read_Local_Name", "HCI_Read_Local_Name", &[]);

pub static HCI_CMD_WRITE_CONNECT_ACCEPT_TIMEOUT: Proto = Proto::new(
    "HCI_Cmd_Write_Connect_Accept_Timeout",
    "HCI_Write_Connection_Accept_Timeout",
    &[u16("timeout").little_endian().default(32000)],
);

pub static HCI_CMD_WRITE_EXTENDED_INQUIRY_RESPONSE: Proto = Proto::new(
    "HCI_Cmd_Write_Extended_Inquiry_Response",
    "HCI_Write_Extended_Inquiry_Response",
    &[
        u8("fec_required"),
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

pub static HCI_CMD_READ_LE_HOST_SUPPORT: Proto = Proto::new(
    "HCI_Cmd_Read_LE_Host_Support",
    "HCI_Read_LE_Host_Support",
    &[],
);

pub static HCI_CMD_WRITE_LE_HOST_SUPPORT: Proto = Proto::new(
    "HCI_Cmd_Write_LE_Host_Support",
    "HCI_Write_LE_Host_Support",
    &[u8("supported").default(1), u8("unused").default(1)],
);

pub static HCI_CMD_READ_LOCAL_VERSION_INFORMATION: Proto = Proto::new(
    "HCI_Cmd_Read_Local_Version_Information",
    "HCI_Read_Local_Version_Information",
    &[],
);

pub static HCI_CMD_READ_LOCAL_EXTENDED_FEATURES: Proto = Proto::new(
    "HCI_Cmd_Read_Local_Extended_Features",
    "HCI_Read_Local_Extended_Features",
    &[u8("page_number")],
);

pub static HCI_CMD_READ_BD_ADDR: Proto =
    Proto::new("HCI_Cmd_Read_BD_Addr", "HCI_Read_BD_ADDR", &[]);

pub static HCI_CMD_READ_LINK_QUALITY: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_Read_Link_Quality",
        "HCI_Read_Link_Quality",
        &[u16("connection_handle").little_endian()],
    )
};

pub static HCI_CMD_READ_RSSI: Proto = Proto {
    renamed: &[("handle", "connection_handle")],
    ..Proto::new(
        "HCI_Cmd_Read_RSSI",
        "HCI_Read_RSSI",
        &[u16("connection_handle").little_endian()],
    )
};

pub static HCI_CMD_READ_LOOPBACK_MODE: Proto =
    Proto::new("HCI_Cmd_Read_Loopback_Mode", "HCI_Read_Loopback_Mode", &[]);

pub static HCI_CMD_WRITE_LOOPBACK_MODE: Proto = Proto::new(
    "HCI_Cmd_Write_Loopback_Mode",
    "HCI_Write_Loopback_Mode",
    &[u8("loopback_mode").names(&LOOPBACK_MODE)],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.bluetooth",
    source: "Core specification 5.4, volume 4 part E sections 7.1",
    protocols: &[
        &HCI_CMD_INQUIRY,
        &HCI_CMD_INQUIRY_CANCEL,
        &HCI_CMD_PERIODIC_INQUIRY_MODE,
        &HCI_CMD_EXIT_PEIODIC_INQUIRY_MODE,
        &HCI_CMD_CREATE_CONNECTION,
        &HCI_CMD_DISCONNECT,
        &HCI_CMD_CREATE_CONNECTION_CANCEL,
        &HCI_CMD_ACCEPT_CONNECTION_REQUEST,
        &HCI_CMD_REJECT_CONNECTION_RESPONSE,
        &HCI_CMD_LINK_KEY_REQUEST_REPLY,
        &HCI_CMD_LINK_KEY_REQUEST_NEGATIVE_REPLY,
        &HCI_CMD_PIN_CODE_REQUEST_REPLY,
        &HCI_CMD_PIN_CODE_REQUEST_NEGATIVE_REPLY,
        &HCI_CMD_CHANGE_CONNECTION_PACKET_TYPE,
        &HCI_CMD_AUTHENTICATION_REQUESTED,
        &HCI_CMD_SET_CONNECTION_ENCRYPTION,
        &HCI_CMD_CHANGE_CONNECTION_LINK_KEY,
        &HCI_CMD_LINK_KEY_SELECTION,
        &HCI_CMD_REMOTE_NAME_REQUEST,
        &HCI_CMD_REMOTE_NAME_REQUEST_CANCEL,
        &HCI_CMD_READ_REMOTE_SUPPORTED_FEATURES,
        &HCI_CMD_READ_REMOTE_EXTENDED_FEATURES,
        &HCI_CMD_IO_CAPABILITY_REQUEST_REPLY,
        &HCI_CMD_USER_CONFIRMATION_REQUEST_REPLY,
        &HCI_CMD_USER_CONFIRMATION_REQUEST_NEGATIVE_REPLY,
        &HCI_CMD_USER_PASSKEY_REQUEST_REPLY,
        &HCI_CMD_USER_PASSKEY_REQUEST_NEGATIVE_REPLY,
        &HCI_CMD_REMOTE_OOB_DATA_REQUEST_REPLY,
        &HCI_CMD_REMOTE_OOB_DATA_REQUEST_NEGATIVE_REPLY,
        &HCI_CMD_HOLD_MODE,
        &HCI_CMD_SET_EVENT_MASK,
        &HCI_CMD_RESET,
        &HCI_CMD_SET_EVENT_FILTER,
        &HCI_CMD_READ_LOCAL_NAME,
        &HCI_CMD_WRITE_CONNECT_ACCEPT_TIMEOUT,
        &HCI_CMD_WRITE_EXTENDED_INQUIRY_RESPONSE,
        &HCI_CMD_READ_LE_HOST_SUPPORT,
        &HCI_CMD_WRITE_LE_HOST_SUPPORT,
        &HCI_CMD_READ_LOCAL_VERSION_INFORMATION,
        &HCI_CMD_READ_LOCAL_EXTENDED_FEATURES,
        &HCI_CMD_READ_BD_ADDR,
        &HCI_CMD_READ_LINK_QUALITY,
        &HCI_CMD_READ_RSSI,
        &HCI_CMD_READ_LOOPBACK_MODE,
        &HCI_CMD_WRITE_LOOPBACK_MODE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&HCI_COMMAND_HDR, &HCI_CMD_INQUIRY, when!(ogf = 1, ocf = 1)),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_INQUIRY_CANCEL,
        when!(ogf = 1, ocf = 2),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_PERIODIC_INQUIRY_MODE,
        when!(ogf = 1, ocf = 3),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_EXIT_PEIODIC_INQUIRY_MODE,
        when!(ogf = 1, ocf = 4),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_CREATE_CONNECTION,
        when!(ogf = 1, ocf = 5),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_DISCONNECT,
        when!(ogf = 1, ocf = 6),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_CREATE_CONNECTION_CANCEL,
        when!(ogf = 1, ocf = 8),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_ACCEPT_CONNECTION_REQUEST,
        when!(ogf = 1, ocf = 9),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_REJECT_CONNECTION_RESPONSE,
        when!(ogf = 1, ocf = 0xa),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LINK_KEY_REQUEST_REPLY,
        when!(ogf = 1, ocf = 0xb),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_LINK_KEY_REQUEST_NEGATIVE_REPLY,
        when!(ogf = 1, ocf = 0xc),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_PIN_CODE_REQUEST_REPLY,
        when!(ogf = 1, ocf = 0xd),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_CHANGE_CONNECTION_PACKET_TYPE,
        when!(ogf = 1, ocf = 0xf),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_AUTHENTICATION_REQUESTED,
        when!(ogf = 1, ocf = 0x11),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_SET_CONNECTION_ENCRYPTION,
        when!(ogf = 1, ocf = 0x13),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_CHANGE_CONNECTION_LINK_KEY,
        when!(ogf = 1, ocf = 0x17),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_REMOTE_NAME_REQUEST,
        when!(ogf = 1, ocf = 0x19),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_REMOTE_NAME_REQUEST_CANCEL,
        when!(ogf = 1, ocf = 0x1a),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_REMOTE_SUPPORTED_FEATURES,
        when!(ogf = 1, ocf = 0x1b),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_REMOTE_EXTENDED_FEATURES,
        when!(ogf = 1, ocf = 0x1c),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_IO_CAPABILITY_REQUEST_REPLY,
        when!(ogf = 1, ocf = 0x2b),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_USER_CONFIRMATION_REQUEST_REPLY,
        when!(ogf = 1, ocf = 0x2c),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_USER_CONFIRMATION_REQUEST_NEGATIVE_REPLY,
        when!(ogf = 1, ocf = 0x2d),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_USER_PASSKEY_REQUEST_REPLY,
        when!(ogf = 1, ocf = 0x2e),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_USER_PASSKEY_REQUEST_NEGATIVE_REPLY,
        when!(ogf = 1, ocf = 0x2f),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_REMOTE_OOB_DATA_REQUEST_REPLY,
        when!(ogf = 1, ocf = 0x30),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_REMOTE_OOB_DATA_REQUEST_NEGATIVE_REPLY,
        when!(ogf = 1, ocf = 0x33),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_HOLD_MODE,
        when!(ogf = 2, ocf = 1),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_SET_EVENT_MASK,
        when!(ogf = 3, ocf = 1),
    ),
    bind(&HCI_COMMAND_HDR, &HCI_CMD_RESET, when!(ogf = 3, ocf = 3)),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_SET_EVENT_FILTER,
        when!(ogf = 3, ocf = 5),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_LOCAL_NAME,
        when!(ogf = 3, ocf = 0x14),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_WRITE_CONNECT_ACCEPT_TIMEOUT,
        when!(ogf = 3, ocf = 0x16),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_WRITE_EXTENDED_INQUIRY_RESPONSE,
        when!(ogf = 3, ocf = 0x52),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_LE_HOST_SUPPORT,
        when!(ogf = 3, ocf = 0x6c),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_WRITE_LE_HOST_SUPPORT,
        when!(ogf = 3, ocf = 0x6d),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_LOCAL_VERSION_INFORMATION,
        when!(ogf = 4, ocf = 1),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_LOCAL_EXTENDED_FEATURES,
        when!(ogf = 4, ocf = 4),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_BD_ADDR,
        when!(ogf = 4, ocf = 9),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_LINK_QUALITY,
        when!(ogf = 5, ocf = 3),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_RSSI,
        when!(ogf = 5, ocf = 5),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_READ_LOOPBACK_MODE,
        when!(ogf = 6, ocf = 1),
    ),
    bind(
        &HCI_COMMAND_HDR,
        &HCI_CMD_WRITE_LOOPBACK_MODE,
        when!(ogf = 6, ocf = 2),
    ),
];
