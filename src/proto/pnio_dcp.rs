//! PROFINET DCP: discovery and configuration. IEC 61158-6-10.

use super::binding::{Binding, bind};
use super::field::{
    Adjust, Auto, Choice, Element, Field, Kind, Length, Padded, Preset, Test, When, ip4, list, mac,
    octets, packets, padded, u8, u16, u32,
};
use super::names::Names;
use super::raw::PADDING;
use super::refusal::Refusal;
use super::registry::Family;
use super::{Around, PayloadLen, Proto};

pub static DCP_BASE_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPBaseBlock",
        "DCPBaseBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(1),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(2),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            u16("block_info").names(&BLOCK_INFOS),
            octets("data").length(Length::From("dcp_block_length", 0)),
        ],
    )
};

pub static DCPIP_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPIPBlock",
        "DCPIPBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(1),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(2),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen),
            u16("block_info").names(&IP_BLOCK_INFOS).default(1),
            ip4("ip").text("192.168.0.2"),
            ip4("netmask").text("255.255.255.0"),
            ip4("gateway").text("192.168.0.1"),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCP_FULL_IP_BLOCK: Proto = Proto {
    example: r#"DCPFullIPBlock(ip="10.0.0.1", netmask="255.255.255.0", gateway="10.0.0.254", dnsaddr=["10.0.0.53", "10.0.0.54", "0.0.0.0", "0.0.0.0"])"#,
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPFullIPBlock",
        "DCPFullIPBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(1),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(3),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen),
            u16("block_info").names(&IP_BLOCK_INFOS).default(1),
            ip4("ip").text("192.168.0.2"),
            ip4("netmask").text("255.255.255.0"),
            ip4("gateway").text("192.168.0.1"),
            list("dnsaddr", &ELEMENT_1).length(Length::CountFn(|_| 4)),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCPMAC_BLOCK: Proto = Proto {
    example: r#"DCPMACBlock(dcp_block_length=8, mac="02:00:00:00:00:01")"#,
    check: Some(unsaid_length),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPMACBlock",
        "DCPMACBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(1),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(1),
            u16("dcp_block_length")
                .preset(Preset::None)
                .class("FieldLenField"),
            u16("block_info").names(&BLOCK_INFOS),
            mac("mac"),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCP_MANUFACTURER_SPECIFIC_BLOCK: Proto = Proto {
    example: r#"DCPManufacturerSpecificBlock(dcp_block_length=2)"#,
    check: Some(unsaid_length),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPManufacturerSpecificBlock",
        "DCPManufacturerSpecificBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(2),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(1),
            u16("dcp_block_length")
                .preset(Preset::None)
                .class("FieldLenField"),
            u16("block_info").names(&BLOCK_INFOS),
            octets("device_vendor_value")
                .length(Length::From("dcp_block_length", -2))
                .preset(Preset::Octets(b"et200sp")),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCP_NAME_OF_STATION_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPNameOfStationBlock",
        "DCPNameOfStationBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(2),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(2),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::LenOf("name_of_station", Adjust::plus(2))),
            u16("block_info").names(&BLOCK_INFOS),
            octets("name_of_station")
                .length(Length::From("dcp_block_length", -2))
                .preset(Preset::Octets(b"et200sp")),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCP_DEVICE_ID_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPDeviceIDBlock",
        "DCPDeviceIDBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(2),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(3),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen),
            u16("block_info").names(&BLOCK_INFOS),
            u16("vendor_id").hex().default(0x2a),
            u16("device_id").hex().default(0x313),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCP_DEVICE_ROLE_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPDeviceRoleBlock",
        "DCPDeviceRoleBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(2),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(4),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .default(4),
            u16("block_info").names(&BLOCK_INFOS),
            u8("device_role_details")
                .names(&DCP_DEVICE_ROLES)
                .default(1),
            u8("reserved").hex(),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DEVICE_OPTION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DeviceOption",
        "DeviceOption",
        &[
            u8("option").names(&DCP_OPTIONS).default(2),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(5),
        ],
    )
};

pub static DCP_DEVICE_OPTIONS_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPDeviceOptionsBlock",
        "DCPDeviceOptionsBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(2),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(5),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen),
            u16("block_info").names(&BLOCK_INFOS),
            packets("device_options", &DEVICE_OPTION).length(Length::From("dcp_block_length", -2)),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCP_ALIAS_NAME_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPAliasNameBlock",
        "DCPAliasNameBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(2),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(6),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::LenOf("alias_name", Adjust::plus(2))),
            u16("block_info").names(&BLOCK_INFOS),
            octets("alias_name")
                .length(Length::From("dcp_block_length", -2))
                .preset(Preset::Octets(b"et200sp")),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCP_DEVICE_INSTANCE_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPDeviceInstanceBlock",
        "DCPDeviceInstanceBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(2),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(7),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .default(4),
            u16("block_info").names(&BLOCK_INFOS),
            u8("device_instance_high").hex(),
            u8("device_instance_low").hex().default(1),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCPOEMID_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPOEMIDBlock",
        "DCPOEMIDBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(2),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(8),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen),
            u16("block_info").names(&BLOCK_INFOS),
            u16("vendor_id").hex().default(0x2a),
            u16("device_id").hex().default(0x313),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCP_CONTROL_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPControlBlock",
        "DCPControlBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(5),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(4),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .default(3),
            u8("response").names(&DCP_OPTIONS).default(2),
            u8("response_sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(2),
            u8("block_error").names(&BLOCK_ERRORS),
            padded(
                "padding",
                &Padded::after(
                    octets("padding")
                        .length(Length::FromFn(|p| {
                            p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
                        }))
                        .preset(Preset::Octets(b"\x00")),
                    1,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static DCP_DEVICE_INITIATIVE_BLOCK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCPDeviceInitiativeBlock",
        "DCPDeviceInitiativeBlock",
        &[
            u8("option").names(&DCP_OPTIONS).default(6),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(1),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::LenOf("device_initiative", Adjust::NONE)),
            u16("block_info").names(&BLOCK_INFOS),
            u16("device_initiative").default(1),
        ],
    )
};

pub static PROFINET_DCP: Proto = Proto {
    finish: Some(|_, _, octets| {
        let least = octets.len().max(LEAST);
        octets.resize(least, 0);
    }),
    ..Proto::new(
        "ProfinetDCP",
        "Profinet DCP",
        &[
            u8("service_id").names(&DCP_SERVICE_ID).default(5),
            u8("service_type").names(&DCP_SERVICE_TYPE),
            u32("xid").hex().default(0x1000001),
            u16("reserved"),
            u16("dcp_data_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen),
            u8("option")
                .names(&DCP_OPTIONS)
                .default(2)
                .when(When::In("service_type", &[0])),
            u8("sub_option")
                .names_by(
                    "option",
                    &[
                        (1, &SUB_OPTION_NAMES),
                        (2, &SUB_OPTION_NAMES_2),
                        (3, &SUB_OPTION_NAMES_3),
                        (5, &SUB_OPTION_NAMES_4),
                        (6, &SUB_OPTION_NAMES_5),
                        (255, &SUB_OPTION_NAMES_6),
                    ],
                )
                .default(3)
                .when(When::In("service_type", &[0])),
            u16("dcp_block_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .default(0)
                .when(When::In("service_type", &[0])),
            u16("block_qualifier")
                .names(&BLOCK_QUALIFIERS)
                .default(1)
                .when(When::Test(|p| {
                    p.int("service_id") == Some(4) && p.int("service_type") == Some(0)
                })),
            Field::new(
                "name_of_station",
                Kind::Choice(&Choice {
                    options: &[(
                        Test::When(When::In("service_id", &[4])),
                        octets("name_of_station")
                            .length(Length::From("dcp_block_length", -2))
                            .preset(Preset::Octets(b"et200sp")),
                    )],
                    otherwise: octets("name_of_station")
                        .length(Length::From("dcp_block_length", 0))
                        .preset(Preset::Octets(b"et200sp")),
                }),
                0,
            )
            .when(When::Test(|p| {
                p.int("service_type") == Some(0)
                    && p.int("option") == Some(2)
                    && p.int("sub_option") == Some(2)
            })),
            mac("mac").when(When::Test(|p| {
                p.int("service_id") == Some(4)
                    && p.int("service_type") == Some(0)
                    && p.int("option") == Some(1)
                    && p.int("sub_option") == Some(1)
            })),
            ip4("ip").text("192.168.0.2").when(When::Test(|p| {
                p.int("service_id") == Some(4)
                    && p.int("service_type") == Some(0)
                    && p.int("option") == Some(1)
                    && matches!(p.int("sub_option"), Some(2 | 3))
            })),
            ip4("netmask").text("255.255.255.0").when(When::Test(|p| {
                p.int("service_id") == Some(4)
                    && p.int("service_type") == Some(0)
                    && p.int("option") == Some(1)
                    && matches!(p.int("sub_option"), Some(2 | 3))
            })),
            ip4("gateway").text("192.168.0.1").when(When::Test(|p| {
                p.int("service_id") == Some(4)
                    && p.int("service_type") == Some(0)
                    && p.int("option") == Some(1)
                    && matches!(p.int("sub_option"), Some(2 | 3))
            })),
            list("dnsaddr", &ELEMENT_1)
                .length(Length::CountFn(|_| 4))
                .when(When::Test(|p| {
                    p.int("service_id") == Some(4)
                        && p.int("service_type") == Some(0)
                        && p.int("option") == Some(1)
                        && p.int("sub_option") == Some(3)
                })),
            octets("alias_name")
                .length(Length::From("dcp_block_length", 0))
                .preset(Preset::Octets(b"et200sp"))
                .when(When::Test(|p| {
                    p.int("service_id") == Some(5)
                        && p.int("service_type") == Some(0)
                        && p.int("option") == Some(2)
                        && p.int("sub_option") == Some(6)
                })),
            Field::new("dcp_blocks", Kind::PacketsBy(Element::Octets(block)), 0)
                .length(Length::From("dcp_data_length", 0))
                .preset(Preset::EmptyList)
                .when(When::In("service_type", &[1])),
        ],
    )
};

/// Octets of a frame without its header, at least.
const LEAST: usize = 44;

/// Nobody computes this length.
fn unsaid_length(block: &dyn Around) -> Option<Refusal> {
    let unsaid = block.int("dcp_block_length").is_none();
    unsaid.then(|| "dcp_block_length has to be set".to_string().into())
}

/// The block that begins with this option and suboption.
fn block(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets {
        [1, 1, ..] => &DCPMAC_BLOCK,
        [1, 2, ..] => &DCPIP_BLOCK,
        [2, 1, ..] => &DCP_MANUFACTURER_SPECIFIC_BLOCK,
        [2, 2, ..] => &DCP_NAME_OF_STATION_BLOCK,
        [2, 3, ..] => &DCP_DEVICE_ID_BLOCK,
        [2, 4, ..] => &DCP_DEVICE_ROLE_BLOCK,
        [2, 5, ..] => &DCP_DEVICE_OPTIONS_BLOCK,
        [2, 6, ..] => &DCP_ALIAS_NAME_BLOCK,
        [2, 7, ..] => &DCP_DEVICE_INSTANCE_BLOCK,
        [2, 8, ..] => &DCPOEMID_BLOCK,
        [5, 4, ..] => &DCP_CONTROL_BLOCK,
        [6, 1, ..] => &DCP_DEVICE_INITIATIVE_BLOCK,
        _ => &DCP_BASE_BLOCK,
    })
}

pub static FAMILY: Family = Family {
    module: "scapy.contrib.pnio_dcp",
    source: "IEC 61158-6-10",
    protocols: &[
        &DCP_BASE_BLOCK,
        &DCPIP_BLOCK,
        &DCP_FULL_IP_BLOCK,
        &DCPMAC_BLOCK,
        &DCP_MANUFACTURER_SPECIFIC_BLOCK,
        &DCP_NAME_OF_STATION_BLOCK,
        &DCP_DEVICE_ID_BLOCK,
        &DCP_DEVICE_ROLE_BLOCK,
        &DEVICE_OPTION,
        &DCP_DEVICE_OPTIONS_BLOCK,
        &DCP_ALIAS_NAME_BLOCK,
        &DCP_DEVICE_INSTANCE_BLOCK,
        &DCPOEMID_BLOCK,
        &DCP_CONTROL_BLOCK,
        &DCP_DEVICE_INITIATIVE_BLOCK,
        &PROFINET_DCP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&PROFINET_DCP, &PADDING, &[])];

static DCP_OPTIONS: Names = Names::pairs(&[
    (0, "reserved"),
    (1, "IP"),
    (2, "Device properties"),
    (3, "DHCP"),
    (4, "Reserved"),
    (5, "Control"),
    (6, "Device Initiative"),
    (255, "All Selector"),
    (7, "reserved"),
    (8, "reserved"),
    (9, "reserved"),
    (10, "reserved"),
    (11, "reserved"),
    (12, "reserved"),
    (13, "reserved"),
    (14, "reserved"),
    (15, "reserved"),
    (16, "reserved"),
    (17, "reserved"),
    (18, "reserved"),
    (19, "reserved"),
    (20, "reserved"),
    (21, "reserved"),
    (22, "reserved"),
    (23, "reserved"),
    (24, "reserved"),
    (25, "reserved"),
    (26, "reserved"),
    (27, "reserved"),
    (28, "reserved"),
    (29, "reserved"),
    (30, "reserved"),
    (31, "reserved"),
    (32, "reserved"),
    (33, "reserved"),
    (34, "reserved"),
    (35, "reserved"),
    (36, "reserved"),
    (37, "reserved"),
    (38, "reserved"),
    (39, "reserved"),
    (40, "reserved"),
    (41, "reserved"),
    (42, "reserved"),
    (43, "reserved"),
    (44, "reserved"),
    (45, "reserved"),
    (46, "reserved"),
    (47, "reserved"),
    (48, "reserved"),
    (49, "reserved"),
    (50, "reserved"),
    (51, "reserved"),
    (52, "reserved"),
    (53, "reserved"),
    (54, "reserved"),
    (55, "reserved"),
    (56, "reserved"),
    (57, "reserved"),
    (58, "reserved"),
    (59, "reserved"),
    (60, "reserved"),
    (61, "reserved"),
    (62, "reserved"),
    (63, "reserved"),
    (64, "reserved"),
    (65, "reserved"),
    (66, "reserved"),
    (67, "reserved"),
    (68, "reserved"),
    (69, "reserved"),
    (70, "reserved"),
    (71, "reserved"),
    (72, "reserved"),
    (73, "reserved"),
    (74, "reserved"),
    (75, "reserved"),
    (76, "reserved"),
    (77, "reserved"),
    (78, "reserved"),
    (79, "reserved"),
    (80, "reserved"),
    (81, "reserved"),
    (82, "reserved"),
    (83, "reserved"),
    (84, "reserved"),
    (85, "reserved"),
    (86, "reserved"),
    (87, "reserved"),
    (88, "reserved"),
    (89, "reserved"),
    (90, "reserved"),
    (91, "reserved"),
    (92, "reserved"),
    (93, "reserved"),
    (94, "reserved"),
    (95, "reserved"),
    (96, "reserved"),
    (97, "reserved"),
    (98, "reserved"),
    (99, "reserved"),
    (100, "reserved"),
    (101, "reserved"),
    (102, "reserved"),
    (103, "reserved"),
    (104, "reserved"),
    (105, "reserved"),
    (106, "reserved"),
    (107, "reserved"),
    (108, "reserved"),
    (109, "reserved"),
    (110, "reserved"),
    (111, "reserved"),
    (112, "reserved"),
    (113, "reserved"),
    (114, "reserved"),
    (115, "reserved"),
    (116, "reserved"),
    (117, "reserved"),
    (118, "reserved"),
    (119, "reserved"),
    (120, "reserved"),
    (121, "reserved"),
    (122, "reserved"),
    (123, "reserved"),
    (124, "reserved"),
    (125, "reserved"),
    (126, "reserved"),
    (128, "Manufacturer specific"),
    (129, "Manufacturer specific"),
    (130, "Manufacturer specific"),
    (131, "Manufacturer specific"),
    (132, "Manufacturer specific"),
    (133, "Manufacturer specific"),
    (134, "Manufacturer specific"),
    (135, "Manufacturer specific"),
    (136, "Manufacturer specific"),
    (137, "Manufacturer specific"),
    (138, "Manufacturer specific"),
    (139, "Manufacturer specific"),
    (140, "Manufacturer specific"),
    (141, "Manufacturer specific"),
    (142, "Manufacturer specific"),
    (143, "Manufacturer specific"),
    (144, "Manufacturer specific"),
    (145, "Manufacturer specific"),
    (146, "Manufacturer specific"),
    (147, "Manufacturer specific"),
    (148, "Manufacturer specific"),
    (149, "Manufacturer specific"),
    (150, "Manufacturer specific"),
    (151, "Manufacturer specific"),
    (152, "Manufacturer specific"),
    (153, "Manufacturer specific"),
    (154, "Manufacturer specific"),
    (155, "Manufacturer specific"),
    (156, "Manufacturer specific"),
    (157, "Manufacturer specific"),
    (158, "Manufacturer specific"),
    (159, "Manufacturer specific"),
    (160, "Manufacturer specific"),
    (161, "Manufacturer specific"),
    (162, "Manufacturer specific"),
    (163, "Manufacturer specific"),
    (164, "Manufacturer specific"),
    (165, "Manufacturer specific"),
    (166, "Manufacturer specific"),
    (167, "Manufacturer specific"),
    (168, "Manufacturer specific"),
    (169, "Manufacturer specific"),
    (170, "Manufacturer specific"),
    (171, "Manufacturer specific"),
    (172, "Manufacturer specific"),
    (173, "Manufacturer specific"),
    (174, "Manufacturer specific"),
    (175, "Manufacturer specific"),
    (176, "Manufacturer specific"),
    (177, "Manufacturer specific"),
    (178, "Manufacturer specific"),
    (179, "Manufacturer specific"),
    (180, "Manufacturer specific"),
    (181, "Manufacturer specific"),
    (182, "Manufacturer specific"),
    (183, "Manufacturer specific"),
    (184, "Manufacturer specific"),
    (185, "Manufacturer specific"),
    (186, "Manufacturer specific"),
    (187, "Manufacturer specific"),
    (188, "Manufacturer specific"),
    (189, "Manufacturer specific"),
    (190, "Manufacturer specific"),
    (191, "Manufacturer specific"),
    (192, "Manufacturer specific"),
    (193, "Manufacturer specific"),
    (194, "Manufacturer specific"),
    (195, "Manufacturer specific"),
    (196, "Manufacturer specific"),
    (197, "Manufacturer specific"),
    (198, "Manufacturer specific"),
    (199, "Manufacturer specific"),
    (200, "Manufacturer specific"),
    (201, "Manufacturer specific"),
    (202, "Manufacturer specific"),
    (203, "Manufacturer specific"),
    (204, "Manufacturer specific"),
    (205, "Manufacturer specific"),
    (206, "Manufacturer specific"),
    (207, "Manufacturer specific"),
    (208, "Manufacturer specific"),
    (209, "Manufacturer specific"),
    (210, "Manufacturer specific"),
    (211, "Manufacturer specific"),
    (212, "Manufacturer specific"),
    (213, "Manufacturer specific"),
    (214, "Manufacturer specific"),
    (215, "Manufacturer specific"),
    (216, "Manufacturer specific"),
    (217, "Manufacturer specific"),
    (218, "Manufacturer specific"),
    (219, "Manufacturer specific"),
    (220, "Manufacturer specific"),
    (221, "Manufacturer specific"),
    (222, "Manufacturer specific"),
    (223, "Manufacturer specific"),
    (224, "Manufacturer specific"),
    (225, "Manufacturer specific"),
    (226, "Manufacturer specific"),
    (227, "Manufacturer specific"),
    (228, "Manufacturer specific"),
    (229, "Manufacturer specific"),
    (230, "Manufacturer specific"),
    (231, "Manufacturer specific"),
    (232, "Manufacturer specific"),
    (233, "Manufacturer specific"),
    (234, "Manufacturer specific"),
    (235, "Manufacturer specific"),
    (236, "Manufacturer specific"),
    (237, "Manufacturer specific"),
    (238, "Manufacturer specific"),
    (239, "Manufacturer specific"),
    (240, "Manufacturer specific"),
    (241, "Manufacturer specific"),
    (242, "Manufacturer specific"),
    (243, "Manufacturer specific"),
    (244, "Manufacturer specific"),
    (245, "Manufacturer specific"),
    (246, "Manufacturer specific"),
    (247, "Manufacturer specific"),
    (248, "Manufacturer specific"),
    (249, "Manufacturer specific"),
    (250, "Manufacturer specific"),
    (251, "Manufacturer specific"),
    (252, "Manufacturer specific"),
    (253, "Manufacturer specific"),
]);
static SUB_OPTION_NAMES: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "MAC Address"),
    (2, "IP Parameter"),
    (3, "Full IP Suite"),
]);
static SUB_OPTION_NAMES_2: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Manufacturer specific (Type of Station)"),
    (2, "Name of Station"),
    (3, "Device ID"),
    (4, "Device Role"),
    (5, "Device Options"),
    (6, "Alias Name"),
    (7, "Device Instance"),
    (8, "OEM Device ID"),
]);
static SUB_OPTION_NAMES_3: Names = Names::pairs(&[
    (12, "Host name"),
    (43, "Vendor specific"),
    (54, "Server identifier"),
    (55, "Parameter request list"),
    (60, "Class identifier"),
    (61, "DHCP client identifier"),
    (81, "FQDN, Fully Qualified Domain Name"),
    (97, "UUID/GUID-based Client"),
    (255, "Control DHCP for address resolution"),
]);
static SUB_OPTION_NAMES_4: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Start Transaction"),
    (2, "End Transaction"),
    (3, "Signal"),
    (4, "Response"),
    (5, "Reset Factory Settings"),
    (6, "Reset to Factory"),
]);
static SUB_OPTION_NAMES_5: Names = Names::pairs(&[(0, "Reserved"), (1, "Device Initiative")]);
static SUB_OPTION_NAMES_6: Names = Names::pairs(&[(255, "ALL Selector")]);
static BLOCK_INFOS: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "reserved"),
    (2, "reserved"),
    (3, "reserved"),
    (4, "reserved"),
    (5, "reserved"),
    (6, "reserved"),
    (7, "reserved"),
    (8, "reserved"),
    (9, "reserved"),
    (10, "reserved"),
    (11, "reserved"),
    (12, "reserved"),
    (13, "reserved"),
    (14, "reserved"),
    (15, "reserved"),
    (16, "reserved"),
    (17, "reserved"),
    (18, "reserved"),
    (19, "reserved"),
    (20, "reserved"),
    (21, "reserved"),
    (22, "reserved"),
    (23, "reserved"),
    (24, "reserved"),
    (25, "reserved"),
    (26, "reserved"),
    (27, "reserved"),
    (28, "reserved"),
    (29, "reserved"),
    (30, "reserved"),
    (31, "reserved"),
    (32, "reserved"),
    (33, "reserved"),
    (34, "reserved"),
    (35, "reserved"),
    (36, "reserved"),
    (37, "reserved"),
    (38, "reserved"),
    (39, "reserved"),
    (40, "reserved"),
    (41, "reserved"),
    (42, "reserved"),
    (43, "reserved"),
    (44, "reserved"),
    (45, "reserved"),
    (46, "reserved"),
    (47, "reserved"),
    (48, "reserved"),
    (49, "reserved"),
    (50, "reserved"),
    (51, "reserved"),
    (52, "reserved"),
    (53, "reserved"),
    (54, "reserved"),
    (55, "reserved"),
    (56, "reserved"),
    (57, "reserved"),
    (58, "reserved"),
    (59, "reserved"),
    (60, "reserved"),
    (61, "reserved"),
    (62, "reserved"),
    (63, "reserved"),
    (64, "reserved"),
    (65, "reserved"),
    (66, "reserved"),
    (67, "reserved"),
    (68, "reserved"),
    (69, "reserved"),
    (70, "reserved"),
    (71, "reserved"),
    (72, "reserved"),
    (73, "reserved"),
    (74, "reserved"),
    (75, "reserved"),
    (76, "reserved"),
    (77, "reserved"),
    (78, "reserved"),
    (79, "reserved"),
    (80, "reserved"),
    (81, "reserved"),
    (82, "reserved"),
    (83, "reserved"),
    (84, "reserved"),
    (85, "reserved"),
    (86, "reserved"),
    (87, "reserved"),
    (88, "reserved"),
    (89, "reserved"),
    (90, "reserved"),
    (91, "reserved"),
    (92, "reserved"),
    (93, "reserved"),
    (94, "reserved"),
    (95, "reserved"),
    (96, "reserved"),
    (97, "reserved"),
    (98, "reserved"),
    (99, "reserved"),
    (100, "reserved"),
    (101, "reserved"),
    (102, "reserved"),
    (103, "reserved"),
    (104, "reserved"),
    (105, "reserved"),
    (106, "reserved"),
    (107, "reserved"),
    (108, "reserved"),
    (109, "reserved"),
    (110, "reserved"),
    (111, "reserved"),
    (112, "reserved"),
    (113, "reserved"),
    (114, "reserved"),
    (115, "reserved"),
    (116, "reserved"),
    (117, "reserved"),
    (118, "reserved"),
    (119, "reserved"),
    (120, "reserved"),
    (121, "reserved"),
    (122, "reserved"),
    (123, "reserved"),
    (124, "reserved"),
    (125, "reserved"),
    (126, "reserved"),
    (127, "reserved"),
    (128, "reserved"),
    (129, "reserved"),
    (130, "reserved"),
    (131, "reserved"),
    (132, "reserved"),
    (133, "reserved"),
    (134, "reserved"),
    (135, "reserved"),
    (136, "reserved"),
    (137, "reserved"),
    (138, "reserved"),
    (139, "reserved"),
    (140, "reserved"),
    (141, "reserved"),
    (142, "reserved"),
    (143, "reserved"),
    (144, "reserved"),
    (145, "reserved"),
    (146, "reserved"),
    (147, "reserved"),
    (148, "reserved"),
    (149, "reserved"),
    (150, "reserved"),
    (151, "reserved"),
    (152, "reserved"),
    (153, "reserved"),
    (154, "reserved"),
    (155, "reserved"),
    (156, "reserved"),
    (157, "reserved"),
    (158, "reserved"),
    (159, "reserved"),
    (160, "reserved"),
    (161, "reserved"),
    (162, "reserved"),
    (163, "reserved"),
    (164, "reserved"),
    (165, "reserved"),
    (166, "reserved"),
    (167, "reserved"),
    (168, "reserved"),
    (169, "reserved"),
    (170, "reserved"),
    (171, "reserved"),
    (172, "reserved"),
    (173, "reserved"),
    (174, "reserved"),
    (175, "reserved"),
    (176, "reserved"),
    (177, "reserved"),
    (178, "reserved"),
    (179, "reserved"),
    (180, "reserved"),
    (181, "reserved"),
    (182, "reserved"),
    (183, "reserved"),
    (184, "reserved"),
    (185, "reserved"),
    (186, "reserved"),
    (187, "reserved"),
    (188, "reserved"),
    (189, "reserved"),
    (190, "reserved"),
    (191, "reserved"),
    (192, "reserved"),
    (193, "reserved"),
    (194, "reserved"),
    (195, "reserved"),
    (196, "reserved"),
    (197, "reserved"),
    (198, "reserved"),
    (199, "reserved"),
    (200, "reserved"),
    (201, "reserved"),
    (202, "reserved"),
    (203, "reserved"),
    (204, "reserved"),
    (205, "reserved"),
    (206, "reserved"),
    (207, "reserved"),
    (208, "reserved"),
    (209, "reserved"),
    (210, "reserved"),
    (211, "reserved"),
    (212, "reserved"),
    (213, "reserved"),
    (214, "reserved"),
    (215, "reserved"),
    (216, "reserved"),
    (217, "reserved"),
    (218, "reserved"),
    (219, "reserved"),
    (220, "reserved"),
    (221, "reserved"),
    (222, "reserved"),
    (223, "reserved"),
    (224, "reserved"),
    (225, "reserved"),
    (226, "reserved"),
    (227, "reserved"),
    (228, "reserved"),
    (229, "reserved"),
    (230, "reserved"),
    (231, "reserved"),
    (232, "reserved"),
    (233, "reserved"),
    (234, "reserved"),
    (235, "reserved"),
    (236, "reserved"),
    (237, "reserved"),
    (238, "reserved"),
    (239, "reserved"),
    (240, "reserved"),
    (241, "reserved"),
    (242, "reserved"),
    (243, "reserved"),
    (244, "reserved"),
    (245, "reserved"),
    (246, "reserved"),
    (247, "reserved"),
    (248, "reserved"),
    (249, "reserved"),
    (250, "reserved"),
    (251, "reserved"),
    (252, "reserved"),
    (253, "reserved"),
    (254, "reserved"),
]);
static IP_BLOCK_INFOS: Names = Names::pairs(&[
    (0, "IP not set"),
    (1, "IP set"),
    (2, "IP set by DHCP"),
    (128, "IP not set (address conflict detected)"),
    (129, "IP set (address conflict detected)"),
    (130, "IP set by DHCP (address conflict detected)"),
    (3, "reserved"),
    (4, "reserved"),
    (5, "reserved"),
    (6, "reserved"),
    (7, "reserved"),
    (8, "reserved"),
    (9, "reserved"),
    (10, "reserved"),
    (11, "reserved"),
    (12, "reserved"),
    (13, "reserved"),
    (14, "reserved"),
    (15, "reserved"),
    (16, "reserved"),
    (17, "reserved"),
    (18, "reserved"),
    (19, "reserved"),
    (20, "reserved"),
    (21, "reserved"),
    (22, "reserved"),
    (23, "reserved"),
    (24, "reserved"),
    (25, "reserved"),
    (26, "reserved"),
    (27, "reserved"),
    (28, "reserved"),
    (29, "reserved"),
    (30, "reserved"),
    (31, "reserved"),
    (32, "reserved"),
    (33, "reserved"),
    (34, "reserved"),
    (35, "reserved"),
    (36, "reserved"),
    (37, "reserved"),
    (38, "reserved"),
    (39, "reserved"),
    (40, "reserved"),
    (41, "reserved"),
    (42, "reserved"),
    (43, "reserved"),
    (44, "reserved"),
    (45, "reserved"),
    (46, "reserved"),
    (47, "reserved"),
    (48, "reserved"),
    (49, "reserved"),
    (50, "reserved"),
    (51, "reserved"),
    (52, "reserved"),
    (53, "reserved"),
    (54, "reserved"),
    (55, "reserved"),
    (56, "reserved"),
    (57, "reserved"),
    (58, "reserved"),
    (59, "reserved"),
    (60, "reserved"),
    (61, "reserved"),
    (62, "reserved"),
    (63, "reserved"),
    (64, "reserved"),
    (65, "reserved"),
    (66, "reserved"),
    (67, "reserved"),
    (68, "reserved"),
    (69, "reserved"),
    (70, "reserved"),
    (71, "reserved"),
    (72, "reserved"),
    (73, "reserved"),
    (74, "reserved"),
    (75, "reserved"),
    (76, "reserved"),
    (77, "reserved"),
    (78, "reserved"),
    (79, "reserved"),
    (80, "reserved"),
    (81, "reserved"),
    (82, "reserved"),
    (83, "reserved"),
    (84, "reserved"),
    (85, "reserved"),
    (86, "reserved"),
    (87, "reserved"),
    (88, "reserved"),
    (89, "reserved"),
    (90, "reserved"),
    (91, "reserved"),
    (92, "reserved"),
    (93, "reserved"),
    (94, "reserved"),
    (95, "reserved"),
    (96, "reserved"),
    (97, "reserved"),
    (98, "reserved"),
    (99, "reserved"),
    (100, "reserved"),
    (101, "reserved"),
    (102, "reserved"),
    (103, "reserved"),
    (104, "reserved"),
    (105, "reserved"),
    (106, "reserved"),
    (107, "reserved"),
    (108, "reserved"),
    (109, "reserved"),
    (110, "reserved"),
    (111, "reserved"),
    (112, "reserved"),
    (113, "reserved"),
    (114, "reserved"),
    (115, "reserved"),
    (116, "reserved"),
    (117, "reserved"),
    (118, "reserved"),
    (119, "reserved"),
    (120, "reserved"),
    (121, "reserved"),
    (122, "reserved"),
    (123, "reserved"),
    (124, "reserved"),
    (125, "reserved"),
    (126, "reserved"),
]);
static DCP_DEVICE_ROLES: Names =
    Names::pairs(&[(0, "IO Supervisor"), (1, "IO Device"), (2, "IO Controller")]);
static BLOCK_ERRORS: Names = Names::pairs(&[
    (0, "Ok"),
    (1, "Option unsupp."),
    (2, "Suboption unsupp. or no DataSet avail."),
    (3, "Suboption not set"),
    (4, "Resource Error"),
    (5, "SET not possible by local reasons"),
    (6, "In operation, SET not possible"),
]);
static DCP_SERVICE_ID: Names = Names::pairs(&[
    (0, "reserved"),
    (1, "Manufacturer specific"),
    (2, "Manufacturer specific"),
    (3, "Get"),
    (4, "Set"),
    (5, "Identify"),
    (6, "Hello"),
]);
static DCP_SERVICE_TYPE: Names = Names::pairs(&[
    (0, "Request"),
    (1, "Response Success"),
    (5, "Response - Request not supported"),
]);
static BLOCK_QUALIFIERS: Names = Names::pairs(&[
    (0, "Use the value temporary"),
    (1, "Save the value permanent"),
    (2, "reserved"),
    (3, "reserved"),
    (4, "reserved"),
    (5, "reserved"),
    (6, "reserved"),
    (7, "reserved"),
    (8, "reserved"),
    (9, "reserved"),
    (10, "reserved"),
    (11, "reserved"),
    (12, "reserved"),
    (13, "reserved"),
    (14, "reserved"),
    (15, "reserved"),
    (16, "reserved"),
    (17, "reserved"),
    (18, "reserved"),
    (19, "reserved"),
    (20, "reserved"),
    (21, "reserved"),
    (22, "reserved"),
    (23, "reserved"),
    (24, "reserved"),
    (25, "reserved"),
    (26, "reserved"),
    (27, "reserved"),
    (28, "reserved"),
    (29, "reserved"),
    (30, "reserved"),
    (31, "reserved"),
    (32, "reserved"),
    (33, "reserved"),
    (34, "reserved"),
    (35, "reserved"),
    (36, "reserved"),
    (37, "reserved"),
    (38, "reserved"),
    (39, "reserved"),
    (40, "reserved"),
    (41, "reserved"),
    (42, "reserved"),
    (43, "reserved"),
    (44, "reserved"),
    (45, "reserved"),
    (46, "reserved"),
    (47, "reserved"),
    (48, "reserved"),
    (49, "reserved"),
    (50, "reserved"),
    (51, "reserved"),
    (52, "reserved"),
    (53, "reserved"),
    (54, "reserved"),
    (55, "reserved"),
    (56, "reserved"),
    (57, "reserved"),
    (58, "reserved"),
    (59, "reserved"),
    (60, "reserved"),
    (61, "reserved"),
    (62, "reserved"),
    (63, "reserved"),
    (64, "reserved"),
    (65, "reserved"),
    (66, "reserved"),
    (67, "reserved"),
    (68, "reserved"),
    (69, "reserved"),
    (70, "reserved"),
    (71, "reserved"),
    (72, "reserved"),
    (73, "reserved"),
    (74, "reserved"),
    (75, "reserved"),
    (76, "reserved"),
    (77, "reserved"),
    (78, "reserved"),
    (79, "reserved"),
    (80, "reserved"),
    (81, "reserved"),
    (82, "reserved"),
    (83, "reserved"),
    (84, "reserved"),
    (85, "reserved"),
    (86, "reserved"),
    (87, "reserved"),
    (88, "reserved"),
    (89, "reserved"),
    (90, "reserved"),
    (91, "reserved"),
    (92, "reserved"),
    (93, "reserved"),
    (94, "reserved"),
    (95, "reserved"),
    (96, "reserved"),
    (97, "reserved"),
    (98, "reserved"),
    (99, "reserved"),
    (100, "reserved"),
    (101, "reserved"),
    (102, "reserved"),
    (103, "reserved"),
    (104, "reserved"),
    (105, "reserved"),
    (106, "reserved"),
    (107, "reserved"),
    (108, "reserved"),
    (109, "reserved"),
    (110, "reserved"),
    (111, "reserved"),
    (112, "reserved"),
    (113, "reserved"),
    (114, "reserved"),
    (115, "reserved"),
    (116, "reserved"),
    (117, "reserved"),
    (118, "reserved"),
    (119, "reserved"),
    (120, "reserved"),
    (121, "reserved"),
    (122, "reserved"),
    (123, "reserved"),
    (124, "reserved"),
    (125, "reserved"),
    (126, "reserved"),
    (127, "reserved"),
    (128, "reserved"),
    (129, "reserved"),
    (130, "reserved"),
    (131, "reserved"),
    (132, "reserved"),
    (133, "reserved"),
    (134, "reserved"),
    (135, "reserved"),
    (136, "reserved"),
    (137, "reserved"),
    (138, "reserved"),
    (139, "reserved"),
    (140, "reserved"),
    (141, "reserved"),
    (142, "reserved"),
    (143, "reserved"),
    (144, "reserved"),
    (145, "reserved"),
    (146, "reserved"),
    (147, "reserved"),
    (148, "reserved"),
    (149, "reserved"),
    (150, "reserved"),
    (151, "reserved"),
    (152, "reserved"),
    (153, "reserved"),
    (154, "reserved"),
    (155, "reserved"),
    (156, "reserved"),
    (157, "reserved"),
    (158, "reserved"),
    (159, "reserved"),
    (160, "reserved"),
    (161, "reserved"),
    (162, "reserved"),
    (163, "reserved"),
    (164, "reserved"),
    (165, "reserved"),
    (166, "reserved"),
    (167, "reserved"),
    (168, "reserved"),
    (169, "reserved"),
    (170, "reserved"),
    (171, "reserved"),
    (172, "reserved"),
    (173, "reserved"),
    (174, "reserved"),
    (175, "reserved"),
    (176, "reserved"),
    (177, "reserved"),
    (178, "reserved"),
    (179, "reserved"),
    (180, "reserved"),
    (181, "reserved"),
    (182, "reserved"),
    (183, "reserved"),
    (184, "reserved"),
    (185, "reserved"),
    (186, "reserved"),
    (187, "reserved"),
    (188, "reserved"),
    (189, "reserved"),
    (190, "reserved"),
    (191, "reserved"),
    (192, "reserved"),
    (193, "reserved"),
    (194, "reserved"),
    (195, "reserved"),
    (196, "reserved"),
    (197, "reserved"),
    (198, "reserved"),
    (199, "reserved"),
    (200, "reserved"),
    (201, "reserved"),
    (202, "reserved"),
    (203, "reserved"),
    (204, "reserved"),
    (205, "reserved"),
    (206, "reserved"),
    (207, "reserved"),
    (208, "reserved"),
    (209, "reserved"),
    (210, "reserved"),
    (211, "reserved"),
    (212, "reserved"),
    (213, "reserved"),
    (214, "reserved"),
    (215, "reserved"),
    (216, "reserved"),
    (217, "reserved"),
    (218, "reserved"),
    (219, "reserved"),
    (220, "reserved"),
    (221, "reserved"),
    (222, "reserved"),
    (223, "reserved"),
    (224, "reserved"),
    (225, "reserved"),
    (226, "reserved"),
    (227, "reserved"),
    (228, "reserved"),
    (229, "reserved"),
    (230, "reserved"),
    (231, "reserved"),
    (232, "reserved"),
    (233, "reserved"),
    (234, "reserved"),
    (235, "reserved"),
    (236, "reserved"),
    (237, "reserved"),
    (238, "reserved"),
    (239, "reserved"),
    (240, "reserved"),
    (241, "reserved"),
    (242, "reserved"),
    (243, "reserved"),
    (244, "reserved"),
    (245, "reserved"),
    (246, "reserved"),
    (247, "reserved"),
    (248, "reserved"),
    (249, "reserved"),
    (250, "reserved"),
    (251, "reserved"),
    (252, "reserved"),
    (253, "reserved"),
    (254, "reserved"),
]);
static ELEMENT_1: Field = ip4("");
