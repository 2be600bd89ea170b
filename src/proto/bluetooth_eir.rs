//! What Bluetooth devices tell of themselves. Core specification 5.4, volume 3 part C section 8 and
//! its supplement.

use super::binding::{Binding, bind};
use super::data::bluetooth_names::{
    ADDR_TYPE_2, CATEGORY, COMPANY_IDENTIFIER, MAJOR_DEVICE_CLASS, ROLE, SCHEME, TYPE_3,
};
use super::field::{
    Adjust, Auto, Choice, Field, Kind, Length, Preset, Test, UuidForm, When, bits, computed, list,
    mac, octets, u8, u16, u24, u32,
};
use super::names::FlagNames;
use super::raw::RAW;
use super::refusal::Refusal;
use super::registry::Family;
use super::{Around, Extent, Guess, PayloadLen, Proto};
use crate::when;

pub static EIR_HDR: Proto = Proto {
    guess: Some(guess),
    summary: "EIR %type%",
    ..Proto::new(
        "EIR_Hdr",
        "EIR Header",
        &[
            computed(u8("len"), Auto::PayloadLenBy(Adjust::plus(1))),
            u8("type").names(&TYPE_3),
        ],
    )
};

pub static EIR_ELEMENT: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new("EIR_Element", "EIR Element", &[])
};

pub static EIR_RAW: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_Raw",
        "EIR Raw",
        &[octets("data").length(Length::FromFn(element_len))],
    )
};

pub static EIR_FLAGS: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_Flags",
        "Flags",
        &[bits("flags", 8)
            .flags(&FlagNames::Words(&[
                "limited_disc_mode",
                "general_disc_mode",
                "br_edr_not_supported",
                "simul_le_br_edr_ctrl",
                "simul_le_br_edr_host",
                "reserved",
                "reserved",
                "reserved",
            ]))
            .default(2)],
    )
};

pub static EIR_COMPLETE_LIST16_BIT_SERVICE_UUIDS: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_CompleteList16BitServiceUUIDs",
        "Complete list of 16-bit service UUIDs",
        &[list("svc_uuids", &u16("uuid").little_endian().hex())
            .length(Length::FromFn(element_len))],
    )
};

pub static EIR_INCOMPLETE_LIST16_BIT_SERVICE_UUIDS: Proto = Proto {
    parent: Some(&EIR_COMPLETE_LIST16_BIT_SERVICE_UUIDS),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_IncompleteList16BitServiceUUIDs",
        "Incomplete list of 16-bit service UUIDs",
        &[list("svc_uuids", &u16("uuid").little_endian().hex())
            .length(Length::FromFn(element_len))],
    )
};

pub static EIR_COMPLETE_LIST32_BIT_SERVICE_UUIDS: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_CompleteList32BitServiceUUIDs",
        "Complete list of 32-bit service UUIDs",
        &[list("svc_uuids", &u32("uuid").little_endian().hex())
            .length(Length::FromFn(element_len))],
    )
};

pub static EIR_INCOMPLETE_LIST32_BIT_SERVICE_UUIDS: Proto = Proto {
    parent: Some(&EIR_COMPLETE_LIST32_BIT_SERVICE_UUIDS),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_IncompleteList32BitServiceUUIDs",
        "Incomplete list of 32-bit service UUIDs",
        &[list("svc_uuids", &u32("uuid").little_endian().hex())
            .length(Length::FromFn(element_len))],
    )
};

pub static EIR_COMPLETE_LIST128_BIT_SERVICE_UUIDS: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_CompleteList128BitServiceUUIDs",
        "Complete list of 128-bit service UUIDs",
        &[list(
            "svc_uuids",
            &Field::new("uuid", Kind::Uuid(UuidForm::Reversed), 128),
        )
        .length(Length::FromFn(element_len))],
    )
};

pub static EIR_INCOMPLETE_LIST128_BIT_SERVICE_UUIDS: Proto = Proto {
    parent: Some(&EIR_COMPLETE_LIST128_BIT_SERVICE_UUIDS),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_IncompleteList128BitServiceUUIDs",
        "Incomplete list of 128-bit service UUIDs",
        &[list(
            "svc_uuids",
            &Field::new("uuid", Kind::Uuid(UuidForm::Reversed), 128),
        )
        .length(Length::FromFn(element_len))],
    )
};

pub static EIR_COMPLETE_LOCAL_NAME: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_CompleteLocalName",
        "Complete Local Name",
        &[octets("local_name").length(Length::FromFn(element_len))],
    )
};

pub static EIR_SHORTENED_LOCAL_NAME: Proto = Proto {
    parent: Some(&EIR_COMPLETE_LOCAL_NAME),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_ShortenedLocalName",
        "Shortened Local Name",
        &[octets("local_name").length(Length::FromFn(element_len))],
    )
};

pub static EIR_TX_POWER_LEVEL: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_TX_Power_Level",
        "TX Power Level",
        &[Field::new("level", Kind::Sint, 8).default(0)],
    )
};

pub static EIR_CLASS_OF_DEVICE: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_ClassOfDevice",
        "Class of device",
        &[
            bits("major_service_classes", 11)
                .swap(3, 0)
                .flags(&FlagNames::Words(&[
                    "limited_discoverable_mode",
                    "le_audio",
                    "reserved",
                    "positioning",
                    "networking",
                    "rendering",
                    "capturing",
                    "object_transfer",
                    "audio",
                    "telephony",
                    "information",
                ])),
            bits("major_device_class", 5).names(&MAJOR_DEVICE_CLASS),
            bits("minor_device_class", 6),
            bits("fixed", 2).swap(0, 3),
        ],
    )
};

pub static EIR_SECURE_SIMPLE_PAIRING_HASH_C192: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_SecureSimplePairingHashC192",
        "Secure Simple Pairing Hash C-192",
        &[Field::new("hash", Kind::Uint, 128)
            .default(0)
            .class("NBytesField")],
    )
};

pub static EIR_SECURE_SIMPLE_PAIRING_RANDOMIZER_R192: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_SecureSimplePairingRandomizerR192",
        "Secure Simple Pairing Randomizer R-192",
        &[Field::new("randomizer", Kind::Uint, 128)
            .default(0)
            .class("NBytesField")],
    )
};

pub static EIR_SECURITY_MANAGER_OOB_FLAGS: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_SecurityManagerOOBFlags",
        "Security Manager Out of Band Flags",
        &[
            bits("oob_flags_field", 1),
            bits("le_supported", 1),
            bits("previously_used", 1),
            bits("address_type", 1),
            bits("reserved", 4),
        ],
    )
};

pub static EIR_PERIPHERAL_CONNECTION_INTERVAL_RANGE: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_PeripheralConnectionIntervalRange",
        "Peripheral Connection Interval Range",
        &[
            u16("conn_interval_min").little_endian().default(65535),
            u16("conn_interval_max").little_endian().default(65535),
        ],
    )
};

pub static EIR_MANUFACTURER_SPECIFIC_DATA: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Rule(|element, _| Extent::First(element_len(element) - 2)),
    renamed: &[("company_id", "company_identifier")],
    otherwise: Guess::Signed,
    ..Proto::new(
        "EIR_Manufacturer_Specific_Data",
        "EIR Manufacturer Specific Data",
        &[u16("company_identifier")
            .little_endian()
            .names(&COMPANY_IDENTIFIER)
            .preset(Preset::None)],
    )
};

pub static EIR_DEVICE_ID: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_Device_ID",
        "Device ID",
        &[
            u16("vendor_id_source").little_endian().hex(),
            u16("vendor_id").little_endian().hex(),
            u16("product_id").little_endian().hex(),
            u16("version").little_endian().hex(),
        ],
    )
};

pub static EIR_SERVICE_SOLICITATION16_BIT_UUID: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Rule(|element, _| Extent::First(element_len(element) - 2)),
    ..Proto::new(
        "EIR_ServiceSolicitation16BitUUID",
        "EIR Service Solicitation - 16-bit UUID",
        &[u16("svc_uuid").little_endian().hex().preset(Preset::None)],
    )
};

pub static EIR_SERVICE_SOLICITATION128_BIT_UUID: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Rule(|element, _| Extent::First(element_len(element) - 2)),
    ..Proto::new(
        "EIR_ServiceSolicitation128BitUUID",
        "EIR Service Solicitation - 128-bit UUID",
        &[Field::new("svc_uuid", Kind::Uuid(UuidForm::Reversed), 128)],
    )
};

pub static EIR_SERVICE_DATA16_BIT_UUID: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Rule(|element, _| Extent::First(element_len(element) - 2)),
    ..Proto::new(
        "EIR_ServiceData16BitUUID",
        "EIR Service Data - 16-bit UUID",
        &[u16("svc_uuid").little_endian().hex().preset(Preset::None)],
    )
};

pub static EIR_PUBLIC_TARGET_ADDRESS: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_PublicTargetAddress",
        "Public Target Address",
        &[mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField")],
    )
};

pub static EIR_RANDOM_TARGET_ADDRESS: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_RandomTargetAddress",
        "Random Target Address",
        &[mac("bd_addr")
            .little_endian()
            .preset(Preset::None)
            .class("LEMACField")],
    )
};

pub static EIR_ADVERTISING_INTERVAL: Proto = Proto {
    check: Some(in_element),
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_AdvertisingInterval",
        "Advertising Interval",
        &[Field::new(
            "advertising_interval",
            Kind::Choice(&Choice {
                options: &[
                    (
                        Test::When(When::Test(|element| element_len(element) == 1)),
                        u8("advertising_interval"),
                    ),
                    (
                        Test::When(When::Test(|element| element_len(element) == 2)),
                        u16("advertising_interval").little_endian(),
                    ),
                    (
                        Test::When(When::Test(|element| element_len(element) == 3)),
                        u24("advertising_interval")
                            .little_endian()
                            .class("LEThreeBytesField"),
                    ),
                    (
                        Test::When(When::Test(|element| element_len(element) == 4)),
                        u32("advertising_interval").little_endian(),
                    ),
                ],
                otherwise: u16("advertising_interval").little_endian(),
            }),
            0,
        )
        .default(0)],
    )
};

pub static EIR_LE_BLUETOOTH_DEVICE_ADDRESS: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_LEBluetoothDeviceAddress",
        "LE Bluetooth Device Address",
        &[
            bits("reserved", 7).hex(),
            bits("addr_type", 1).names(&ADDR_TYPE_2),
            mac("bd_addr")
                .little_endian()
                .preset(Preset::None)
                .class("LEMACField"),
        ],
    )
};

pub static EIR_LE_ROLE: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new("EIR_LERole", "LE Role", &[u8("role").names(&ROLE)])
};

pub static EIR_BROADCAST_NAME: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_BroadcastName",
        "Broadcast Name",
        &[octets("broadcast_name").length(Length::FromFn(element_len))],
    )
};

pub static EIR_3_D_INFORMATION: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_3DInformation",
        "3D Information",
        &[
            bits("factory_test_mode", 1),
            bits("reserved", 4),
            bits("send_battery_level_on_startup", 1),
            bits("battery_level_reporting", 1),
            bits("association_notification", 1),
            u8("path_loss_threshold"),
        ],
    )
};

pub static EIR_APPEARANCE: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_Appearance",
        "EIR_Appearance",
        &[
            bits("category", 10).swap(2, 0).names(&CATEGORY),
            bits("subcategory", 6).swap(0, 2).hex(),
        ],
    )
};

pub static EIR_SERVICE_DATA32_BIT_UUID: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Rule(|element, _| Extent::First(element_len(element) - 4)),
    ..Proto::new(
        "EIR_ServiceData32BitUUID",
        "EIR Service Data - 32-bit UUID",
        &[u32("svc_uuid").little_endian().hex()],
    )
};

pub static EIR_SERVICE_DATA128_BIT_UUID: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Rule(|element, _| Extent::First(element_len(element) - 16)),
    ..Proto::new(
        "EIR_ServiceData128BitUUID",
        "EIR Service Data - 128-bit UUID",
        &[Field::new("svc_uuid", Kind::Uuid(UuidForm::Reversed), 128)],
    )
};

pub static EIR_URI: Proto = Proto {
    parent: Some(&EIR_ELEMENT),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "EIR_URI",
        "EIR URI",
        &[
            u8("scheme").names(&SCHEME),
            octets("uri_hier_part")
                .length(Length::FromFn(element_len))
                .preset(Preset::None),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.bluetooth",
    source: "Core specification 5.4, volume 3 part C section 8",
    protocols: &[
        &EIR_HDR,
        &EIR_ELEMENT,
        &EIR_RAW,
        &EIR_FLAGS,
        &EIR_COMPLETE_LIST16_BIT_SERVICE_UUIDS,
        &EIR_INCOMPLETE_LIST16_BIT_SERVICE_UUIDS,
        &EIR_COMPLETE_LIST32_BIT_SERVICE_UUIDS,
        &EIR_INCOMPLETE_LIST32_BIT_SERVICE_UUIDS,
        &EIR_COMPLETE_LIST128_BIT_SERVICE_UUIDS,
        &EIR_INCOMPLETE_LIST128_BIT_SERVICE_UUIDS,
        &EIR_COMPLETE_LOCAL_NAME,
        &EIR_SHORTENED_LOCAL_NAME,
        &EIR_TX_POWER_LEVEL,
        &EIR_CLASS_OF_DEVICE,
        &EIR_SECURE_SIMPLE_PAIRING_HASH_C192,
        &EIR_SECURE_SIMPLE_PAIRING_RANDOMIZER_R192,
        &EIR_SECURITY_MANAGER_OOB_FLAGS,
        &EIR_PERIPHERAL_CONNECTION_INTERVAL_RANGE,
        &EIR_MANUFACTURER_SPECIFIC_DATA,
        &EIR_DEVICE_ID,
        &EIR_SERVICE_SOLICITATION16_BIT_UUID,
        &EIR_SERVICE_SOLICITATION128_BIT_UUID,
        &EIR_SERVICE_DATA16_BIT_UUID,
        &EIR_PUBLIC_TARGET_ADDRESS,
        &EIR_RANDOM_TARGET_ADDRESS,
        &EIR_ADVERTISING_INTERVAL,
        &EIR_LE_BLUETOOTH_DEVICE_ADDRESS,
        &EIR_LE_ROLE,
        &EIR_BROADCAST_NAME,
        &EIR_3_D_INFORMATION,
        &EIR_APPEARANCE,
        &EIR_SERVICE_DATA32_BIT_UUID,
        &EIR_SERVICE_DATA128_BIT_UUID,
        &EIR_URI,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&EIR_HDR, &EIR_FLAGS, when!(type = 1)),
    bind(
        &EIR_HDR,
        &EIR_INCOMPLETE_LIST16_BIT_SERVICE_UUIDS,
        when!(type = 2),
    ),
    bind(
        &EIR_HDR,
        &EIR_COMPLETE_LIST16_BIT_SERVICE_UUIDS,
        when!(type = 3),
    ),
    bind(
        &EIR_HDR,
        &EIR_INCOMPLETE_LIST32_BIT_SERVICE_UUIDS,
        when!(type = 4),
    ),
    bind(
        &EIR_HDR,
        &EIR_COMPLETE_LIST32_BIT_SERVICE_UUIDS,
        when!(type = 5),
    ),
    bind(
        &EIR_HDR,
        &EIR_INCOMPLETE_LIST128_BIT_SERVICE_UUIDS,
        when!(type = 6),
    ),
    bind(
        &EIR_HDR,
        &EIR_COMPLETE_LIST128_BIT_SERVICE_UUIDS,
        when!(type = 7),
    ),
    bind(&EIR_HDR, &EIR_SHORTENED_LOCAL_NAME, when!(type = 8)),
    bind(&EIR_HDR, &EIR_COMPLETE_LOCAL_NAME, when!(type = 9)),
    bind(&EIR_HDR, &EIR_DEVICE_ID, when!(type = 0x10)),
    bind(&EIR_HDR, &EIR_TX_POWER_LEVEL, when!(type = 0xa)),
    bind(&EIR_HDR, &EIR_CLASS_OF_DEVICE, when!(type = 0xd)),
    bind(
        &EIR_HDR,
        &EIR_SECURE_SIMPLE_PAIRING_HASH_C192,
        when!(type = 0xe),
    ),
    bind(
        &EIR_HDR,
        &EIR_SECURE_SIMPLE_PAIRING_RANDOMIZER_R192,
        when!(type = 0xf),
    ),
    bind(
        &EIR_HDR,
        &EIR_SECURITY_MANAGER_OOB_FLAGS,
        when!(type = 0x11),
    ),
    bind(
        &EIR_HDR,
        &EIR_PERIPHERAL_CONNECTION_INTERVAL_RANGE,
        when!(type = 0x12),
    ),
    bind(
        &EIR_HDR,
        &EIR_SERVICE_SOLICITATION16_BIT_UUID,
        when!(type = 0x14),
    ),
    bind(
        &EIR_HDR,
        &EIR_SERVICE_SOLICITATION128_BIT_UUID,
        when!(type = 0x15),
    ),
    bind(&EIR_HDR, &EIR_SERVICE_DATA16_BIT_UUID, when!(type = 0x16)),
    bind(&EIR_HDR, &EIR_PUBLIC_TARGET_ADDRESS, when!(type = 0x17)),
    bind(&EIR_HDR, &EIR_RANDOM_TARGET_ADDRESS, when!(type = 0x18)),
    bind(&EIR_HDR, &EIR_APPEARANCE, when!(type = 0x19)),
    bind(&EIR_HDR, &EIR_ADVERTISING_INTERVAL, when!(type = 0x1a)),
    bind(
        &EIR_HDR,
        &EIR_LE_BLUETOOTH_DEVICE_ADDRESS,
        when!(type = 0x1b),
    ),
    bind(&EIR_HDR, &EIR_LE_ROLE, when!(type = 0x1c)),
    bind(&EIR_HDR, &EIR_SERVICE_DATA32_BIT_UUID, when!(type = 0x20)),
    bind(&EIR_HDR, &EIR_SERVICE_DATA128_BIT_UUID, when!(type = 0x21)),
    bind(&EIR_HDR, &EIR_URI, when!(type = 0x24)),
    bind(&EIR_HDR, &EIR_BROADCAST_NAME, when!(type = 0x30)),
    bind(&EIR_HDR, &EIR_3_D_INFORMATION, when!(type = 0x3d)),
    bind(
        &EIR_HDR,
        &EIR_MANUFACTURER_SPECIFIC_DATA,
        when!(type = 0xff),
    ),
    bind(&EIR_HDR, &EIR_RAW, &[]),
];

/// The element's length says how wide it is.
fn in_element(element: &dyn Around) -> Option<Refusal> {
    let alone = element.under().is_none();
    alone.then(|| {
        "an interval stands behind the header of an element"
            .to_string()
            .into()
    })
}

/// Nothing follows the element that has no length.
fn guess(element: &dyn Around, _: &[u8]) -> Guess {
    match element.int("len") {
        Some(0) => Guess::Padding,
        _ => Guess::Bindings,
    }
}

/// The octets of an element, without its type.
fn element_len(element: &dyn Around) -> i64 {
    let mut length = 0;
    element.below(&mut |header| length = header.int("len").unwrap_or(0) - 1);
    length
}

/// An element without a length is the last one.
pub fn next_element(
    _: &dyn Around,
    last: Option<&dyn Around>,
    _: usize,
    _: &[u8],
) -> Option<&'static Proto> {
    let ended = last.is_some_and(|last| last.int("len") == Some(0));
    Some(if ended { &RAW } else { &EIR_HDR })
}
