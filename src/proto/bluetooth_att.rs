//! ATT and SM: attributes of Bluetooth devices, and their keys. Core specification 5.4, volume 3
//! parts F and H.

use super::binding::{Binding, bind};
use super::data::bluetooth_names::{ADDR_TYPE, ECODE, FLAGS, IOCAP, NOTIFICATION_TYPE, OOB};
use super::field::{
    Adjust, Auto, Choice, Display, Element, Field, Kind, Length, Preset, Test, UuidForm, When,
    bits, choice, list, mac, octets, packets, u8, u16, u32, u64,
};
use super::l2cap::L2CAP_HDR;
use super::registry::Family;
use super::{Around, Dispatch, PayloadLen, Proto};
use crate::when;

pub static ATT_HDR: Proto = Proto::new(
    "ATT_Hdr",
    "ATT header",
    &[u8("opcode").hex().preset(Preset::None)],
);

pub static ATT_HANDLE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ATT_Handle",
        "ATT Short Handle",
        &[
            u16("handle").little_endian().hex(),
            u16("value").little_endian().hex(),
        ],
    )
};

pub static ATT_HANDLE_UUID128: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ATT_Handle_UUID128",
        "ATT Handle (UUID 128)",
        &[
            u16("handle").little_endian().hex(),
            Field::new("value", Kind::Uuid(UuidForm::Reversed), 128),
        ],
    )
};

pub static ATT_ERROR_RESPONSE: Proto = Proto::new(
    "ATT_Error_Response",
    "Error Response",
    &[
        u8("request").hex(),
        u16("handle").little_endian(),
        u8("ecode").names(&ECODE),
    ],
);

pub static ATT_EXCHANGE_MTU_REQUEST: Proto = Proto::new(
    "ATT_Exchange_MTU_Request",
    "Exchange MTU Request",
    &[u16("mtu").little_endian()],
);

pub static ATT_EXCHANGE_MTU_RESPONSE: Proto = Proto::new(
    "ATT_Exchange_MTU_Response",
    "Exchange MTU Response",
    &[u16("mtu").little_endian()],
);

pub static ATT_FIND_INFORMATION_REQUEST: Proto = Proto::new(
    "ATT_Find_Information_Request",
    "Find Information Request",
    &[
        u16("start").little_endian().hex(),
        u16("end").little_endian().hex().default(0xffff),
    ],
);

pub static ATT_FIND_INFORMATION_RESPONSE: Proto = Proto::new(
    "ATT_Find_Information_Response",
    "Find Information Response",
    &[
        u8("format").hex().default(0x1),
        choice(
            "handles",
            &Choice {
                options: &[
                    (
                        Test::When(When::In("format", &[1])),
                        packets("handles", &ATT_HANDLE),
                    ),
                    (
                        Test::When(When::In("format", &[2])),
                        packets("handles", &ATT_HANDLE_UUID128),
                    ),
                ],
                otherwise: octets("handles").fixed().length(Length::Octets(0)),
            },
        )
        .preset(Preset::Octets(b"")),
    ],
);

pub static ATT_FIND_BY_TYPE_VALUE_REQUEST: Proto = Proto::new(
    "ATT_Find_By_Type_Value_Request",
    "Find By Type Value Request",
    &[
        u16("start").little_endian().hex().default(0x1),
        u16("end").little_endian().hex().default(0xffff),
        u16("uuid").little_endian().hex().preset(Preset::None),
        octets("data"),
    ],
);

pub static ATT_FIND_BY_TYPE_VALUE_RESPONSE: Proto = Proto::new(
    "ATT_Find_By_Type_Value_Response",
    "Find By Type Value Response",
    &[packets("handles", &ATT_HANDLE)],
);

pub static ATT_READ_BY_TYPE_REQUEST_128BIT: Proto = Proto {
    dispatch: Some(|octets| match octets.len() {
        6 => Dispatch::Other(&ATT_READ_BY_TYPE_REQUEST),
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "ATT_Read_By_Type_Request_128bit",
        "Read By Type Request",
        &[
            u16("start").little_endian().hex().default(0x1),
            u16("end").little_endian().hex().default(0xffff),
            u64("uuid1").little_endian().hex().preset(Preset::None),
            u64("uuid2").little_endian().hex().preset(Preset::None),
        ],
    )
};

pub static ATT_READ_BY_TYPE_REQUEST: Proto = Proto::new(
    "ATT_Read_By_Type_Request",
    "Read By Type Request",
    &[
        u16("start").little_endian().hex().default(0x1),
        u16("end").little_endian().hex().default(0xffff),
        u16("uuid").little_endian().hex().preset(Preset::None),
    ],
);

pub static ATT_HANDLE_VARIABLE: Proto = Proto {
    example: r#"ATT_Hdr()/ATT_Read_By_Type_Response(len=4, handles=[ATT_Handle_Variable(handle=1, value=b"ab")])"#,
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ATT_Handle_Variable",
        "ATT_Handle_Variable",
        &[
            u16("handle").little_endian().hex(),
            octets("value")
                .class("XStrLenField")
                .display(Display::HexOctets)
                .preset(Preset::Int(0)),
        ],
    )
};

pub static ATT_READ_BY_TYPE_RESPONSE: Proto = Proto::new(
    "ATT_Read_By_Type_Response",
    "Read By Type Response",
    &[
        u8("len").default(4),
        Field::new(
            "handles",
            Kind::PacketsBy(Element::Sized(|response, _, rest| {
                part(response, rest, &ATT_HANDLE_VARIABLE, 2)
            })),
            0,
        )
        .preset(Preset::EmptyList),
    ],
);

pub static ATT_READ_REQUEST: Proto = Proto::new(
    "ATT_Read_Request",
    "Read Request",
    &[u16("gatt_handle").little_endian().hex()],
);

pub static ATT_READ_RESPONSE: Proto =
    Proto::new("ATT_Read_Response", "Read Response", &[octets("value")]);

pub static ATT_READ_MULTIPLE_REQUEST: Proto = Proto::new(
    "ATT_Read_Multiple_Request",
    "Read Multiple Request",
    &[list("handles", &u16("").little_endian().hex())],
);

pub static ATT_READ_MULTIPLE_RESPONSE: Proto = Proto::new(
    "ATT_Read_Multiple_Response",
    "Read Multiple Response",
    &[octets("values")],
);

pub static ATT_READ_BY_GROUP_TYPE_REQUEST: Proto = Proto::new(
    "ATT_Read_By_Group_Type_Request",
    "Read By Group Type Request",
    &[
        u16("start").little_endian().hex(),
        u16("end").little_endian().hex().default(0xffff),
        u16("uuid").little_endian().hex(),
    ],
);

pub static ATT_GROUP_HANDLE_VARIABLE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ATT_Group_Handle_Variable",
        "ATT_Group_Handle_Variable",
        &[
            u16("handle").little_endian().hex(),
            u16("group_end_handle").little_endian().hex(),
            octets("value")
                .class("XStrLenField")
                .display(Display::HexOctets)
                .preset(Preset::Int(0)),
        ],
    )
};

pub static ATT_READ_BY_GROUP_TYPE_RESPONSE: Proto = Proto::new(
    "ATT_Read_By_Group_Type_Response",
    "Read By Group Type Response",
    &[
        u8("len").default(4),
        Field::new(
            "handles",
            Kind::PacketsBy(Element::Sized(|response, _, rest| {
                part(response, rest, &ATT_GROUP_HANDLE_VARIABLE, 4)
            })),
            0,
        )
        .preset(Preset::EmptyList),
    ],
);

pub static ATT_WRITE_REQUEST: Proto = Proto::new(
    "ATT_Write_Request",
    "Write Request",
    &[u16("gatt_handle").little_endian().hex(), octets("data")],
);

pub static ATT_WRITE_COMMAND: Proto = Proto::new(
    "ATT_Write_Command",
    "Write Request",
    &[u16("gatt_handle").little_endian().hex(), octets("data")],
);

pub static ATT_WRITE_RESPONSE: Proto = Proto::new("ATT_Write_Response", "Write Response", &[]);

pub static ATT_PREPARE_WRITE_REQUEST: Proto = Proto::new(
    "ATT_Prepare_Write_Request",
    "Prepare Write Request",
    &[
        u16("gatt_handle").little_endian().hex(),
        u16("offset").little_endian(),
        octets("data"),
    ],
);

pub static ATT_PREPARE_WRITE_RESPONSE: Proto = Proto {
    parent: Some(&ATT_PREPARE_WRITE_REQUEST),
    ..Proto::new(
        "ATT_Prepare_Write_Response",
        "Prepare Write Response",
        &[
            u16("gatt_handle").little_endian().hex(),
            u16("offset").little_endian(),
            octets("data"),
        ],
    )
};

pub static ATT_HANDLE_VALUE_NOTIFICATION: Proto = Proto::new(
    "ATT_Handle_Value_Notification",
    "Handle Value Notification",
    &[u16("gatt_handle").little_endian().hex(), octets("value")],
);

pub static ATT_EXECUTE_WRITE_REQUEST: Proto = Proto::new(
    "ATT_Execute_Write_Request",
    "Execute Write Request",
    &[u8("flags").names(&FLAGS).default(1)],
);

pub static ATT_EXECUTE_WRITE_RESPONSE: Proto =
    Proto::new("ATT_Execute_Write_Response", "Execute Write Response", &[]);

pub static ATT_READ_MULTIPLE_VARIABLE_REQUEST: Proto = Proto::new(
    "ATT_Read_Multiple_Variable_Request",
    "Read Multiple Variable Request",
    &[list("handles", &u16("").little_endian().hex())],
);

pub static ATT_LENGTH_VALUE_TUPLE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ATT_Length_Value_Tuple",
        "ATT_Length_Value_Tuple",
        &[
            u16("len")
                .little_endian()
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE))
                .class("LEFieldLenField"),
            octets("value")
                .length_from("len")
                .display(Display::HexOctets),
        ],
    )
};

pub static ATT_READ_MULTIPLE_VARIABLE_RESPONSE: Proto = Proto::new(
    "ATT_Read_Multiple_Variable_Response",
    "Read Multiple Variable Response",
    &[packets("values", &ATT_LENGTH_VALUE_TUPLE)],
);

pub static ATT_HANDLE_LENGTH_VALUE_TUPLE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ATT_Handle_Length_Value_Tuple",
        "ATT_Handle_Length_Value_Tuple",
        &[
            u16("handle").little_endian().hex(),
            u16("len")
                .little_endian()
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE))
                .class("LEFieldLenField"),
            octets("value")
                .length_from("len")
                .display(Display::HexOctets),
        ],
    )
};

pub static ATT_MULTIPLE_HANDLE_VALUE_NOTIFICATION: Proto = Proto::new(
    "ATT_Multiple_Handle_Value_Notification",
    "Multiple Handle Value Notification",
    &[packets("handles", &ATT_HANDLE_LENGTH_VALUE_TUPLE)],
);

pub static ATT_READ_BLOB_REQUEST: Proto = Proto::new(
    "ATT_Read_Blob_Request",
    "Read Blob Request",
    &[
        u16("gatt_handle").little_endian().hex(),
        u16("offset").little_endian(),
    ],
);

pub static ATT_READ_BLOB_RESPONSE: Proto = Proto::new(
    "ATT_Read_Blob_Response",
    "Read Blob Response",
    &[octets("value")],
);

pub static ATT_HANDLE_VALUE_INDICATION: Proto = Proto::new(
    "ATT_Handle_Value_Indication",
    "Handle Value Indication",
    &[u16("gatt_handle").little_endian().hex(), octets("value")],
);

pub static ATT_HANDLE_VALUE_CONFIRMATION: Proto = Proto::new(
    "ATT_Handle_Value_Confirmation",
    "Handle Value Confirmation",
    &[],
);

pub static ATT_SIGNED_WRITE_COMMAND: Proto = Proto::new(
    "ATT_Signed_Write_Command",
    "Signed Write Command",
    &[
        u16("handle").little_endian().hex(),
        octets("value").length(Length::FromFn(|p| p.original_len() as i64 - 14)),
        u32("sign_counter").little_endian(),
        octets("signature")
            .fixed()
            .length(Length::Octets(8))
            .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
    ],
);

pub static SM_HDR: Proto = Proto::new(
    "SM_Hdr",
    "SM header",
    &[u8("sm_command").preset(Preset::None)],
);

pub static SM_PAIRING_REQUEST: Proto = Proto::new(
    "SM_Pairing_Request",
    "Pairing Request",
    &[
        u8("iocap").names(&IOCAP).default(3),
        u8("oob").names(&OOB),
        bits("authentication", 8),
        u8("max_key_size").default(16),
        u8("initiator_key_distribution"),
        u8("responder_key_distribution"),
    ],
);

pub static SM_PAIRING_RESPONSE: Proto = Proto::new(
    "SM_Pairing_Response",
    "Pairing Response",
    &[
        u8("iocap").names(&IOCAP).default(3),
        u8("oob").names(&OOB),
        bits("authentication", 8),
        u8("max_key_size").default(16),
        u8("initiator_key_distribution"),
        u8("responder_key_distribution"),
    ],
);

pub static SM_CONFIRM: Proto = Proto::new(
    "SM_Confirm",
    "Pairing Confirm",
    &[octets("confirm")
        .fixed()
        .length(Length::Octets(16))
        .preset(Preset::Octets(
            b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
        ))],
);

pub static SM_RANDOM: Proto = Proto::new(
    "SM_Random",
    "Pairing Random",
    &[octets("random")
        .fixed()
        .length(Length::Octets(16))
        .preset(Preset::Octets(
            b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
        ))],
);

pub static SM_FAILED: Proto = Proto::new("SM_Failed", "Pairing Failed", &[u8("reason").hex()]);

pub static SM_ENCRYPTION_INFORMATION: Proto = Proto::new(
    "SM_Encryption_Information",
    "Encryption Information",
    &[octets("ltk")
        .fixed()
        .length(Length::Octets(16))
        .preset(Preset::Octets(
            b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
        ))],
);

pub static SM_MASTER_IDENTIFICATION: Proto = Proto::new(
    "SM_Master_Identification",
    "Master Identification",
    &[
        u16("ediv").little_endian().hex(),
        octets("rand")
            .fixed()
            .length(Length::Octets(8))
            .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
    ],
);

pub static SM_IDENTITY_INFORMATION: Proto = Proto::new(
    "SM_Identity_Information",
    "Identity Information",
    &[octets("irk")
        .fixed()
        .length(Length::Octets(16))
        .preset(Preset::Octets(
            b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
        ))],
);

pub static SM_IDENTITY_ADDRESS_INFORMATION: Proto = Proto {
    renamed: &[
        ("atype", "addr_type"),
        ("address", "bd_addr"),
        ("addr", "bd_addr"),
    ],
    ..Proto::new(
        "SM_Identity_Address_Information",
        "Identity Address Information",
        &[
            u8("addr_type").names(&ADDR_TYPE),
            mac("bd_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
        ],
    )
};

pub static SM_SIGNING_INFORMATION: Proto = Proto::new(
    "SM_Signing_Information",
    "Signing Information",
    &[octets("csrk")
        .fixed()
        .length(Length::Octets(16))
        .preset(Preset::Octets(
            b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
        ))],
);

pub static SM_SECURITY_REQUEST: Proto = Proto::new(
    "SM_Security_Request",
    "Security Request",
    &[bits("auth_req", 8)],
);

pub static SM_PUBLIC_KEY: Proto = Proto::new("SM_Public_Key", "Public Key", &[
            octets("key_x").fixed().length(Length::Octets(32)).preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00")),
            octets("key_y").fixed().length(Length::Octets(32)).preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00")),
        ]);

pub static SM_DH_KEY_CHECK: Proto = Proto::new(
    "SM_DHKey_Check",
    "DHKey Check",
    &[octets("dhkey_check")
        .fixed()
        .length(Length::Octets(16))
        .preset(Preset::Octets(
            b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
        ))],
);

pub static SM_KEYPRESS_NOTIFICATION: Proto = Proto::new(
    "SM_Keypress_Notification",
    "Keypress Notification",
    &[u8("notification_type").names(&NOTIFICATION_TYPE)],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.bluetooth",
    source: "Core specification 5.4, volume 3 parts F and H",
    protocols: &[
        &ATT_HDR,
        &ATT_HANDLE,
        &ATT_HANDLE_UUID128,
        &ATT_ERROR_RESPONSE,
        &ATT_EXCHANGE_MTU_REQUEST,
        &ATT_EXCHANGE_MTU_RESPONSE,
        &ATT_FIND_INFORMATION_REQUEST,
        &ATT_FIND_INFORMATION_RESPONSE,
        &ATT_FIND_BY_TYPE_VALUE_REQUEST,
        &ATT_FIND_BY_TYPE_VALUE_RESPONSE,
        &ATT_READ_BY_TYPE_REQUEST_128BIT,
        &ATT_READ_BY_TYPE_REQUEST,
        &ATT_HANDLE_VARIABLE,
        &ATT_READ_BY_TYPE_RESPONSE,
        &ATT_READ_REQUEST,
        &ATT_READ_RESPONSE,
        &ATT_READ_MULTIPLE_REQUEST,
        &ATT_READ_MULTIPLE_RESPONSE,
        &ATT_READ_BY_GROUP_TYPE_REQUEST,
        &ATT_GROUP_HANDLE_VARIABLE,
        &ATT_READ_BY_GROUP_TYPE_RESPONSE,
        &ATT_WRITE_REQUEST,
        &ATT_WRITE_COMMAND,
        &ATT_WRITE_RESPONSE,
        &ATT_PREPARE_WRITE_REQUEST,
        &ATT_PREPARE_WRITE_RESPONSE,
        &ATT_HANDLE_VALUE_NOTIFICATION,
        &ATT_EXECUTE_WRITE_REQUEST,
        &ATT_EXECUTE_WRITE_RESPONSE,
        &ATT_READ_MULTIPLE_VARIABLE_REQUEST,
        &ATT_LENGTH_VALUE_TUPLE,
        &ATT_READ_MULTIPLE_VARIABLE_RESPONSE,
        &ATT_HANDLE_LENGTH_VALUE_TUPLE,
        &ATT_MULTIPLE_HANDLE_VALUE_NOTIFICATION,
        &ATT_READ_BLOB_REQUEST,
        &ATT_READ_BLOB_RESPONSE,
        &ATT_HANDLE_VALUE_INDICATION,
        &ATT_HANDLE_VALUE_CONFIRMATION,
        &ATT_SIGNED_WRITE_COMMAND,
        &SM_HDR,
        &SM_PAIRING_REQUEST,
        &SM_PAIRING_RESPONSE,
        &SM_CONFIRM,
        &SM_RANDOM,
        &SM_FAILED,
        &SM_ENCRYPTION_INFORMATION,
        &SM_MASTER_IDENTIFICATION,
        &SM_IDENTITY_INFORMATION,
        &SM_IDENTITY_ADDRESS_INFORMATION,
        &SM_SIGNING_INFORMATION,
        &SM_SECURITY_REQUEST,
        &SM_PUBLIC_KEY,
        &SM_DH_KEY_CHECK,
        &SM_KEYPRESS_NOTIFICATION,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ATT_HDR, &ATT_ERROR_RESPONSE, when!(opcode = 1)),
    bind(&ATT_HDR, &ATT_EXCHANGE_MTU_REQUEST, when!(opcode = 2)),
    bind(&ATT_HDR, &ATT_EXCHANGE_MTU_RESPONSE, when!(opcode = 3)),
    bind(&ATT_HDR, &ATT_FIND_INFORMATION_REQUEST, when!(opcode = 4)),
    bind(&ATT_HDR, &ATT_FIND_INFORMATION_RESPONSE, when!(opcode = 5)),
    bind(&ATT_HDR, &ATT_FIND_BY_TYPE_VALUE_REQUEST, when!(opcode = 6)),
    bind(
        &ATT_HDR,
        &ATT_FIND_BY_TYPE_VALUE_RESPONSE,
        when!(opcode = 7),
    ),
    bind(
        &ATT_HDR,
        &ATT_READ_BY_TYPE_REQUEST_128BIT,
        when!(opcode = 8),
    ),
    bind(&ATT_HDR, &ATT_READ_BY_TYPE_REQUEST, when!(opcode = 8)),
    bind(&ATT_HDR, &ATT_READ_BY_TYPE_RESPONSE, when!(opcode = 9)),
    bind(&ATT_HDR, &ATT_READ_REQUEST, when!(opcode = 0xa)),
    bind(&ATT_HDR, &ATT_READ_RESPONSE, when!(opcode = 0xb)),
    bind(&ATT_HDR, &ATT_READ_BLOB_REQUEST, when!(opcode = 0xc)),
    bind(&ATT_HDR, &ATT_READ_BLOB_RESPONSE, when!(opcode = 0xd)),
    bind(&ATT_HDR, &ATT_READ_MULTIPLE_REQUEST, when!(opcode = 0xe)),
    bind(&ATT_HDR, &ATT_READ_MULTIPLE_RESPONSE, when!(opcode = 0xf)),
    bind(
        &ATT_HDR,
        &ATT_READ_BY_GROUP_TYPE_REQUEST,
        when!(opcode = 0x10),
    ),
    bind(
        &ATT_HDR,
        &ATT_READ_BY_GROUP_TYPE_RESPONSE,
        when!(opcode = 0x11),
    ),
    bind(&ATT_HDR, &ATT_WRITE_REQUEST, when!(opcode = 0x12)),
    bind(&ATT_HDR, &ATT_WRITE_RESPONSE, when!(opcode = 0x13)),
    bind(&ATT_HDR, &ATT_PREPARE_WRITE_REQUEST, when!(opcode = 0x16)),
    bind(&ATT_HDR, &ATT_PREPARE_WRITE_RESPONSE, when!(opcode = 0x17)),
    bind(&ATT_HDR, &ATT_EXECUTE_WRITE_REQUEST, when!(opcode = 0x18)),
    bind(&ATT_HDR, &ATT_EXECUTE_WRITE_RESPONSE, when!(opcode = 0x19)),
    bind(
        &ATT_HDR,
        &ATT_READ_MULTIPLE_VARIABLE_REQUEST,
        when!(opcode = 0x20),
    ),
    bind(
        &ATT_HDR,
        &ATT_READ_MULTIPLE_VARIABLE_RESPONSE,
        when!(opcode = 0x21),
    ),
    bind(
        &ATT_HDR,
        &ATT_MULTIPLE_HANDLE_VALUE_NOTIFICATION,
        when!(opcode = 0x23),
    ),
    bind(&ATT_HDR, &ATT_WRITE_COMMAND, when!(opcode = 0x52)),
    bind(
        &ATT_HDR,
        &ATT_HANDLE_VALUE_NOTIFICATION,
        when!(opcode = 0x1b),
    ),
    bind(&ATT_HDR, &ATT_HANDLE_VALUE_INDICATION, when!(opcode = 0x1d)),
    bind(
        &ATT_HDR,
        &ATT_HANDLE_VALUE_CONFIRMATION,
        when!(opcode = 0x1e),
    ),
    bind(&ATT_HDR, &ATT_SIGNED_WRITE_COMMAND, when!(opcode = 0xd2)),
    bind(&L2CAP_HDR, &ATT_HDR, when!(cid = 4)),
    bind(&L2CAP_HDR, &SM_HDR, when!(cid = 6)),
    bind(&SM_HDR, &SM_PAIRING_REQUEST, when!(sm_command = 1)),
    bind(&SM_HDR, &SM_PAIRING_RESPONSE, when!(sm_command = 2)),
    bind(&SM_HDR, &SM_CONFIRM, when!(sm_command = 3)),
    bind(&SM_HDR, &SM_RANDOM, when!(sm_command = 4)),
    bind(&SM_HDR, &SM_FAILED, when!(sm_command = 5)),
    bind(&SM_HDR, &SM_ENCRYPTION_INFORMATION, when!(sm_command = 6)),
    bind(&SM_HDR, &SM_MASTER_IDENTIFICATION, when!(sm_command = 7)),
    bind(&SM_HDR, &SM_IDENTITY_INFORMATION, when!(sm_command = 8)),
    bind(
        &SM_HDR,
        &SM_IDENTITY_ADDRESS_INFORMATION,
        when!(sm_command = 9),
    ),
    bind(&SM_HDR, &SM_SIGNING_INFORMATION, when!(sm_command = 0xa)),
    bind(&SM_HDR, &SM_SECURITY_REQUEST, when!(sm_command = 0xb)),
    bind(&SM_HDR, &SM_PUBLIC_KEY, when!(sm_command = 0xc)),
    bind(&SM_HDR, &SM_DH_KEY_CHECK, when!(sm_command = 0xd)),
    bind(&SM_HDR, &SM_KEYPRESS_NOTIFICATION, when!(sm_command = 0xe)),
];

/// A part of a list, as long as the response says: handles of some octets, and a value. A length
/// below that of the handles counts from the end, as Python does.
fn part(
    response: &dyn Around,
    rest: &[u8],
    of: &'static Proto,
    handles: usize,
) -> Option<(&'static Proto, usize)> {
    let length = usize::try_from(response.int("len").unwrap_or(0)).unwrap_or(0);
    let length = match handles.checked_sub(length) {
        None | Some(0) => length,
        Some(less) => rest.len().saturating_sub(less).max(handles),
    };
    (!rest.is_empty()).then_some((of, length))
}
