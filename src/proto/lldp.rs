//! LLDP: who is on the other end of the cable. IEEE 802.1AB-2016 section 8; IEEE 802.3bt-2018
//! section 79.3 for power.

use super::binding::{Binding, bind};
use super::ether::{DOT1Q, ETHER};
use super::field::{
    Adjust, Auto, Choice, Display, Field, Kind, Length, Preset, Scale, Test, When, bits, choice,
    ip4, ip6, mac, octets, u8, u16, u24,
};
use super::names::{FlagNames, Names};
use super::refusal::Refusal;
use super::registry::{Family, Switch};
use super::{Around, Guess, PayloadLen, Proto, Sends};
use crate::when;

const fn tlv(name: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&LLDPDU),
        guess: Some(guess),
        finish: Some(fill_frame),
        sends: Sends::Rule(in_frame),
        check: Some(check),
        ..Proto::new(name, name, fields)
    }
}

const fn kind(number: i64) -> Field {
    bits("_type", 7).names(&TYPES).default(number)
}

const fn length_of(field: &'static str, adjust: Adjust) -> Field {
    bits("_length", 9)
        .preset(Preset::None)
        .auto(Auto::LenOf(field, adjust))
}

pub static LLDPDU: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUEndOfLLDPDU()"#,
    check_all: Some(check_frame),
    guess: Some(guess),
    finish: Some(fill_frame),
    sends: Sends::Rule(in_frame),
    check: Some(check),
    ..Proto::new("LLDPDU", "LLDPDU", &[])
};

pub static CHASSIS_ID: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUEndOfLLDPDU()"#,
    ..tlv(
        "LLDPDUChassisID",
        &[
            kind(1),
            length_of("id", Adjust::by(id_length)),
            u8("subtype").names(&CHASSIS_SUBTYPES),
            u8("family")
                .names(&ADDRESS_FAMILIES)
                .when(When::In("subtype", &[5])),
            choice(
                "id",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("subtype", &[4])),
                            mac("id").preset(Preset::None),
                        ),
                        (
                            Test::When(When::Test(|p| {
                                p.int("subtype") == Some(5) && p.int("family") == Some(1)
                            })),
                            ip4("id").preset(Preset::None),
                        ),
                        (
                            Test::When(When::Test(|p| {
                                p.int("subtype") == Some(5) && p.int("family") == Some(2)
                            })),
                            ip6("id").preset(Preset::None),
                        ),
                    ],
                    otherwise: octets("id").length(Length::FromFn(id_len)),
                },
            )
            .preset(Preset::Octets(b"")),
        ],
    )
};

pub static PORT_ID: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUEndOfLLDPDU()"#,
    ..tlv(
        "LLDPDUPortID",
        &[
            kind(2),
            length_of("id", Adjust::by(id_length)),
            u8("subtype").names(&PORT_SUBTYPES),
            u8("family")
                .names(&ADDRESS_FAMILIES)
                .when(When::In("subtype", &[4])),
            choice(
                "id",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("subtype", &[3])),
                            mac("id").preset(Preset::None),
                        ),
                        (
                            Test::When(When::Test(|p| {
                                p.int("subtype") == Some(4) && p.int("family") == Some(1)
                            })),
                            ip4("id").preset(Preset::None),
                        ),
                        (
                            Test::When(When::Test(|p| {
                                p.int("subtype") == Some(4) && p.int("family") == Some(2)
                            })),
                            ip6("id").preset(Preset::None),
                        ),
                    ],
                    otherwise: octets("id").length(Length::FromFn(id_len)),
                },
            )
            .preset(Preset::Octets(b"")),
        ],
    )
};

pub static TIME_TO_LIVE: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUEndOfLLDPDU()"#,
    ..tlv(
        "LLDPDUTimeToLive",
        &[
            kind(3),
            bits("_length", 9).default(2),
            u16("ttl").default(20),
        ],
    )
};

pub static END_OF_LLDPDU: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUEndOfLLDPDU()"#,
    payload_len: PayloadLen::Nothing,
    ..tlv("LLDPDUEndOfLLDPDU", &[kind(0), bits("_length", 9)])
};

pub static PORT_DESCRIPTION: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUPortDescription(description="uplink")/LLDPDUEndOfLLDPDU()"#,
    ..tlv(
        "LLDPDUPortDescription",
        &[
            kind(4),
            length_of("description", Adjust::NONE),
            octets("description").length_from("_length"),
        ],
    )
};

pub static SYSTEM_NAME: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUSystemName(system_name="switch")/LLDPDUEndOfLLDPDU()"#,
    ..tlv(
        "LLDPDUSystemName",
        &[
            kind(5),
            length_of("system_name", Adjust::NONE),
            octets("system_name").length_from("_length"),
        ],
    )
};

pub static SYSTEM_DESCRIPTION: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUSystemDescription(description="a switch")/LLDPDUEndOfLLDPDU()"#,
    ..tlv(
        "LLDPDUSystemDescription",
        &[
            kind(6),
            length_of("description", Adjust::NONE),
            octets("description").length_from("_length"),
        ],
    )
};

pub static SYSTEM_CAPABILITIES: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUSystemCapabilities(mac_bridge_available=1, mac_bridge_enabled=1)/LLDPDUEndOfLLDPDU()"#,
    ..tlv(
        "LLDPDUSystemCapabilities",
        &[
            kind(7),
            bits("_length", 9).default(4).class("BitFieldLenField"),
            bits("reserved_5_available", 1),
            bits("reserved_4_available", 1),
            bits("reserved_3_available", 1),
            bits("reserved_2_available", 1),
            bits("reserved_1_available", 1),
            bits("two_port_mac_relay_available", 1),
            bits("s_vlan_component_available", 1),
            bits("c_vlan_component_available", 1),
            bits("station_only_available", 1),
            bits("docsis_cable_device_available", 1),
            bits("telephone_available", 1),
            bits("router_available", 1),
            bits("wlan_access_point_available", 1),
            bits("mac_bridge_available", 1),
            bits("repeater_available", 1),
            bits("other_available", 1),
            bits("reserved_5_enabled", 1),
            bits("reserved_4_enabled", 1),
            bits("reserved_3_enabled", 1),
            bits("reserved_2_enabled", 1),
            bits("reserved_1_enabled", 1),
            bits("two_port_mac_relay_enabled", 1),
            bits("s_vlan_component_enabled", 1),
            bits("c_vlan_component_enabled", 1),
            bits("station_only_enabled", 1),
            bits("docsis_cable_device_enabled", 1),
            bits("telephone_enabled", 1),
            bits("router_enabled", 1),
            bits("wlan_access_point_enabled", 1),
            bits("mac_bridge_enabled", 1),
            bits("repeater_enabled", 1),
            bits("other_enabled", 1),
        ],
    )
};

pub static MANAGEMENT_ADDRESS: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUManagementAddress(management_address_subtype="IPv4", management_address=b"\x0a\x00\x00\x01", interface_numbering_subtype="ifIndex", interface_number=2)/LLDPDUEndOfLLDPDU()"#,
    ..tlv(
        "LLDPDUManagementAddress",
        &[
            kind(8),
            length_of("management_address", Adjust::by(management_length)),
            bits("_management_address_string_length", 8)
                .preset(Preset::None)
                .auto(Auto::LenOf("management_address", Adjust::plus(1))),
            u8("management_address_subtype").names(&ADDRESS_FAMILIES),
            octets("management_address")
                .length(Length::FromFn(|p| {
                    if p.int("_management_address_string_length").is_none() {
                        0
                    } else {
                        p.int("_management_address_string_length").unwrap_or(0) - 1
                    }
                }))
                .display(Display::HexOctets),
            u8("interface_numbering_subtype")
                .names(&INTERFACE_NUMBERING_SUBTYPES)
                .default(1),
            bits("interface_number", 32),
            bits("_oid_string_length", 8)
                .preset(Preset::None)
                .auto(Auto::LenOf("object_id", Adjust::NONE)),
            octets("object_id")
                .length_from("_oid_string_length")
                .display(Display::HexOctets),
        ],
    )
};

pub static GENERIC_ORGANISATION_SPECIFIC: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUGenericOrganisationSpecific()/LLDPDUEndOfLLDPDU()"#,
    ..tlv(
        "LLDPDUGenericOrganisationSpecific",
        &[
            kind(127),
            length_of("data", Adjust::plus(4)),
            u24("org_code")
                .names(&ORG_CODES)
                .class("ThreeBytesEnumField"),
            u8("subtype"),
            octets("data")
                .length(Length::FromFn(|p| {
                    if p.int("_length").is_none() {
                        0
                    } else {
                        p.int("_length").unwrap_or(0) - 4
                    }
                }))
                .display(Display::HexOctets),
        ],
    )
};

pub static POWER_VIA_MDI: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUPowerViaMDI()/LLDPDUEndOfLLDPDU()"#,
    parent: Some(&GENERIC_ORGANISATION_SPECIFIC),
    guess: Some(guess),
    finish: Some(fill_frame),
    sends: Sends::Rule(in_frame),
    check: Some(check),
    ..Proto::new(
        "LLDPDUPowerViaMDI",
        "LLDPDUPowerViaMDI",
        &[
            bits("_type", 7).names(&TYPES).default(127),
            bits("_length", 9).default(7),
            u24("org_code").default(4623),
            u8("subtype").default(2),
            bits("MDI_power_support", 8).flags(&FlagNames::Words(&[
                "port class PSE",
                "PSE MDI power supported",
                "PSE MDI power enabled",
                "PSE pairs controlled",
                "bit_4",
                "bit_5",
                "bit_6",
                "bit_7",
            ])),
            u8("PSE_power_pair").names(&PSE_POWER_PAIRS).default(1),
            u8("power_class").names(&POWER_CLASSS).default(1),
        ],
    )
};

pub static POWER_VIA_MDIDDL: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUPowerViaMDIDDL()/LLDPDUEndOfLLDPDU()"#,
    parent: Some(&POWER_VIA_MDI),
    guess: Some(guess),
    finish: Some(fill_frame),
    sends: Sends::Rule(in_frame),
    check: Some(check),
    ..Proto::new(
        "LLDPDUPowerViaMDIDDL",
        "LLDPDUPowerViaMDIDDL",
        &[
            bits("_type", 7).names(&TYPES).default(127),
            bits("_length", 9).default(12),
            u24("org_code").default(4623),
            u8("subtype").default(2),
            bits("MDI_power_support", 8).flags(&FlagNames::Words(&[
                "port class PSE",
                "PSE MDI power supported",
                "PSE MDI power enabled",
                "PSE pairs controlled",
                "bit_4",
                "bit_5",
                "bit_6",
                "bit_7",
            ])),
            u8("PSE_power_pair").names(&PSE_POWER_PAIRS).default(1),
            u8("power_class").names(&POWER_CLASSS).default(1),
            bits("power_type_no", 1).names(&POWER_TYPE_NOS).default(1),
            bits("power_type_dir", 1).names(&POWER_TYPE_DIRS).default(1),
            choice(
                "power_source",
                &Choice {
                    options: &[(
                        Test::When(When::In("power_type_dir", &[1])),
                        bits("power_source", 2).names(&POWER_SOURCES).default(1),
                    )],
                    otherwise: bits("power_source", 2).names(&POWER_SOURCES_2).default(1),
                },
            )
            .default(1),
            choice(
                "PD_4PID",
                &Choice {
                    options: &[(
                        Test::When(When::In("power_type_dir", &[1])),
                        bits("PD_4PID", 2).names(&PD_4_PIDS),
                    )],
                    otherwise: bits("PD_4PID", 2),
                },
            )
            .default(0),
            bits("power_prio", 2).names(&POWER_PRIOS),
            Field::new("PD_requested_power", Kind::Scaled(&TENTHS_OF_WATTS), 16).default(0),
            Field::new("PSE_allocated_power", Kind::Scaled(&TENTHS_OF_WATTS), 16).default(0),
        ],
    )
};

pub static POWER_VIA_MDI_TYPE34: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUPowerViaMDIType34()/LLDPDUEndOfLLDPDU()"#,
    parent: Some(&POWER_VIA_MDIDDL),
    guess: Some(guess),
    finish: Some(fill_frame),
    sends: Sends::Rule(in_frame),
    check: Some(check),
    ..Proto::new(
        "LLDPDUPowerViaMDIType34",
        "LLDPDUPowerViaMDIType34",
        &[
            bits("_type", 7).names(&TYPES).default(127),
            bits("_length", 9).default(29),
            u24("org_code").default(4623),
            u8("subtype").default(2),
            bits("MDI_power_support", 8).flags(&FlagNames::Words(&[
                "port class PSE",
                "PSE MDI power supported",
                "PSE MDI power enabled",
                "PSE pairs controlled",
                "bit_4",
                "bit_5",
                "bit_6",
                "bit_7",
            ])),
            u8("PSE_power_pair").names(&PSE_POWER_PAIRS).default(1),
            u8("power_class").names(&POWER_CLASSS).default(1),
            bits("power_type_no", 1).names(&POWER_TYPE_NOS).default(1),
            bits("power_type_dir", 1).names(&POWER_TYPE_DIRS).default(1),
            choice(
                "power_source",
                &Choice {
                    options: &[(
                        Test::When(When::In("power_type_dir", &[1])),
                        bits("power_source", 2).names(&POWER_SOURCES).default(1),
                    )],
                    otherwise: bits("power_source", 2).names(&POWER_SOURCES_2).default(1),
                },
            )
            .default(1),
            choice(
                "PD_4PID",
                &Choice {
                    options: &[(
                        Test::When(When::In("power_type_dir", &[1])),
                        bits("PD_4PID", 2).names(&PD_4_PIDS),
                    )],
                    otherwise: bits("PD_4PID", 2),
                },
            )
            .default(0),
            bits("power_prio", 2).names(&POWER_PRIOS),
            Field::new("PD_requested_power", Kind::Scaled(&TENTHS_OF_WATTS), 16).default(0),
            Field::new("PSE_allocated_power", Kind::Scaled(&TENTHS_OF_WATTS), 16).default(0),
            Field::new(
                "PD_requested_power_mode_A",
                Kind::Scaled(&TENTHS_OF_WATTS),
                16,
            )
            .default(0),
            Field::new(
                "PD_requested_power_mode_B",
                Kind::Scaled(&TENTHS_OF_WATTS),
                16,
            )
            .default(0),
            Field::new(
                "PD_allocated_power_alt_A",
                Kind::Scaled(&TENTHS_OF_WATTS),
                16,
            )
            .default(0),
            Field::new(
                "PD_allocated_power_alt_B",
                Kind::Scaled(&TENTHS_OF_WATTS),
                16,
            )
            .default(0),
            bits("PSE_powering_status", 2).names(&PSE_POWERING_STATUSS),
            bits("PD_powered_status", 2).names(&PD_POWERED_STATUSS),
            bits("PD_power_pair_ext", 2).names(&PD_POWER_PAIR_EXTS),
            bits("dual_signature_class_mode_A", 3)
                .names(&DUAL_SIGNATURE_CLASS_MODE_AS)
                .default(7),
            bits("dual_signature_class_mode_B", 3)
                .names(&DUAL_SIGNATURE_CLASS_MODE_AS)
                .default(7),
            bits("power_class_ext", 4).names(&POWER_CLASS_EXTS),
            bits("power_type_ext", 7).names(&POWER_TYPE_EXTS),
            bits("PD_load", 1).names(&PD_LOADS),
            Field::new(
                "PSE_max_available_power",
                Kind::Scaled(&TENTHS_OF_WATTS),
                16,
            )
            .default(0),
            bits("autoclass", 8).flags(&FlagNames::Words(&[
                "autoclass request",
                "autoclass completed",
                "PSE autoclass support",
                "bit_3",
                "bit_4",
                "bit_5",
                "bit_6",
                "bit_7",
            ])),
            bits("power_down_req", 6).names(&POWER_DOWN_REQS),
            Field::new("power_down_time", Kind::Scaled(&SECONDS), 18).default(0),
        ],
    )
};

pub static POWER_VIA_MDI_MEASURE: Proto = Proto {
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype="MAC address", id="02:00:00:00:00:01")/LLDPDUPortID(subtype="interface name", id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUPowerViaMDIMeasure()/LLDPDUEndOfLLDPDU()"#,
    parent: Some(&GENERIC_ORGANISATION_SPECIFIC),
    guess: Some(guess),
    finish: Some(fill_frame),
    sends: Sends::Rule(in_frame),
    check: Some(check),
    ..Proto::new(
        "LLDPDUPowerViaMDIMeasure",
        "LLDPDUPowerViaMDIMeasure",
        &[
            bits("_type", 7).names(&TYPES).default(127),
            bits("_length", 9).default(26),
            u24("org_code").default(4623),
            u8("subtype").default(8),
            bits("support", 4).flags(&FlagNames::Words(&[
                "energy", "power", "current", "voltage",
            ])),
            bits("source", 4).names(&SOURCES),
            bits("request", 4).flags(&FlagNames::Words(&[
                "energy", "power", "current", "voltage",
            ])),
            bits("valid", 4).flags(&FlagNames::Words(&[
                "energy", "power", "current", "voltage",
            ])),
            Field::new("voltage_uncertainty", Kind::Scaled(&MILLIVOLTS), 16).default(0),
            Field::new(
                "current_uncertainty",
                Kind::Scaled(&TENTHS_OF_MILLIAMPERES),
                16,
            )
            .default(0),
            Field::new("power_uncertainty", Kind::Scaled(&HUNDREDTHS_OF_WATTS), 16).default(0),
            Field::new("energy_uncertainty", Kind::Scaled(&HUNDREDS_OF_JOULES), 16).default(0),
            Field::new("voltage_measurement", Kind::Scaled(&MILLIVOLTS), 16).default(0),
            Field::new(
                "current_measurement",
                Kind::Scaled(&TENTHS_OF_MILLIAMPERES),
                16,
            )
            .default(0),
            Field::new("power_measurement", Kind::Scaled(&HUNDREDTHS_OF_WATTS), 16).default(0),
            Field::new("energy_measurement", Kind::Scaled(&HUNDREDS_OF_JOULES), 32).default(0),
            u16("power_price_index")
                .names(&POWER_PRICE_INDEXS)
                .default(65535),
        ],
    )
};
pub static FAMILY: Family = Family {
    module: "scapy.contrib.lldp",
    source: "IEEE 802.1AB-2016 section 8, IEEE 802.3bt-2018 section 79.3",
    protocols: &[
        &LLDPDU,
        &CHASSIS_ID,
        &PORT_ID,
        &TIME_TO_LIVE,
        &END_OF_LLDPDU,
        &PORT_DESCRIPTION,
        &SYSTEM_NAME,
        &SYSTEM_DESCRIPTION,
        &SYSTEM_CAPABILITIES,
        &MANAGEMENT_ADDRESS,
        &GENERIC_ORGANISATION_SPECIFIC,
        &POWER_VIA_MDI,
        &POWER_VIA_MDIDDL,
        &POWER_VIA_MDI_TYPE34,
        &POWER_VIA_MDI_MEASURE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &LLDPDU, when!(type = 0x88cc)),
    bind(&DOT1Q, &LLDPDU, when!(type = 0x88cc)),
];

/// What follows is what the type in its first seven bits says; of the TLVs of organisations, the
/// length, the organisation and the subtype.
fn guess(_: &dyn Around, payload: &[u8]) -> Guess {
    let Some(first) = payload.first() else {
        return Guess::Raw;
    };
    let fixed: &[&'static Proto] = &[
        &END_OF_LLDPDU,
        &CHASSIS_ID,
        &PORT_ID,
        &TIME_TO_LIVE,
        &PORT_DESCRIPTION,
        &SYSTEM_NAME,
        &SYSTEM_DESCRIPTION,
        &SYSTEM_CAPABILITIES,
        &MANAGEMENT_ADDRESS,
    ];
    match first / 2 {
        127 => match payload {
            [_, 7, 0, 0x12, 0x0f, 2, ..] => Guess::Proto(&POWER_VIA_MDI),
            [_, 12, 0, 0x12, 0x0f, 2, ..] => Guess::Proto(&POWER_VIA_MDIDDL),
            [_, 29, 0, 0x12, 0x0f, 2, ..] => Guess::Proto(&POWER_VIA_MDI_TYPE34),
            [_, 26, 0, 0x12, 0x0f, 8, ..] => Guess::Proto(&POWER_VIA_MDI_MEASURE),
            [_, _, _, _, _, _, ..] => Guess::Proto(&GENERIC_ORGANISATION_SPECIFIC),
            _ => Guess::Raw,
        },
        kind => match fixed.get(usize::from(kind)) {
            Some(proto) => Guess::Proto(proto),
            None => Guess::Raw,
        },
    }
}

/// Whether the identifier is an address with its family in front.
fn has_family(tlv: &dyn Around) -> bool {
    let subtype = tlv.int("subtype");
    if tlv.proto().is(&CHASSIS_ID) {
        subtype == Some(5)
    } else {
        subtype == Some(4)
    }
}

/// The octets of the identifier.
fn id_len(tlv: &dyn Around) -> i64 {
    match tlv.int("_length") {
        Some(length) => length - 1 - i64::from(has_family(tlv)),
        None => 0,
    }
}

fn id_length(tlv: &dyn Around, id: i64) -> Option<i64> {
    Some(id + 1 + i64::from(has_family(tlv)))
}

fn management_length(tlv: &dyn Around, address: i64) -> Option<i64> {
    let object = tlv.octets("object_id").unwrap_or_default().len() as i64;
    Some(8 + address + object)
}

/// Frames of Ethernet have 64 octets at least, with their check sequence.
fn fill_frame(tlv: &dyn Around, _: usize, octets: &mut Vec<u8>) {
    const LEAST: usize = 60;
    if let Ok(Some(below)) = octets_below(tlv) {
        octets.resize(octets.len().max(LEAST.saturating_sub(below)), 0);
    }
}

/// The octets of the headers below the first TLV; none for those behind it. An error where it is
/// not in a frame of Ethernet.
fn octets_below(tlv: &dyn Around) -> Result<Option<usize>, &'static str> {
    let mut found = Err("No lower layer (Ethernet or Dot1q) provided.");
    tlv.below(&mut |below| {
        found = if below.proto().is_kind_of(&LLDPDU) {
            Ok(None)
        } else if below.proto().is_kind_of(&DOT1Q) {
            octets_below(below).map(|octets| octets.map(|octets| octets + 4))
        } else if below.proto().is_kind_of(&ETHER) {
            Ok(Some(14))
        } else {
            Err("No Ethernet layer provided.")
        };
    });
    found
}

/// What is wrong with a TLV. IEEE 802.1AB-2016 section 8.5.
fn check(tlv: &dyn Around) -> Option<Refusal> {
    if !Switch::LldpStrict.is_on() {
        return None;
    }
    let proto = tlv.proto();
    if proto.is(&CHASSIS_ID) || proto.is(&PORT_ID) {
        let empty = matches!(tlv.text("id").as_str(), "" | "None" | "b''");
        return empty.then(|| wrong_length("id must be >= 1 characters long".to_string()));
    }
    if proto.is(&MANAGEMENT_ADDRESS) {
        let length = tlv.octets("management_address").unwrap_or_default().len();
        let fits = (1..=31).contains(&length);
        return (!fits).then(|| {
            wrong_length(format!(
                "management address must be  1..31 characters long - got string of size {length}"
            ))
        });
    }
    let lengths = [
        (&TIME_TO_LIVE, 2),
        (&END_OF_LLDPDU, 0),
        (&SYSTEM_CAPABILITIES, 4),
        (&POWER_VIA_MDI, 7),
        (&POWER_VIA_MDIDDL, 12),
        (&POWER_VIA_MDI_TYPE34, 29),
        (&POWER_VIA_MDI_MEASURE, 26),
    ];
    let (_, length) = lengths.iter().find(|(kind, _)| kind.is(proto))?;
    let own = tlv.int("_length");
    if own != Some(*length) {
        let own = own.map_or("None".to_string(), |own| own.to_string());
        return Some(wrong_length(format!("length must be {length} - got {own}")));
    }
    let value = |field: &str| tlv.text(field).parse::<f64>().unwrap_or(0.0);
    let many = LIMITS
        .iter()
        .find(|(field, _, most)| proto.index_of(field).is_some() && value(field) > *most);
    if let Some((field, words, most)) = many {
        return Some(refusal(
            "LLDPInvalidFieldValue",
            format!(
                "exceeded maximum {words} of {most} - got {}",
                tlv.text(field)
            ),
        ));
    }
    let price = tlv
        .int("power_price_index")
        .filter(|_| proto.is(&POWER_VIA_MDI_MEASURE))?;
    let fits = price <= 65000 || price == 0xffff;
    (!fits).then(|| {
        refusal(
            "LLDPInvalidFieldValue",
            format!("exceeded maximum power price index of 65000 - got {price}"),
        )
    })
}

fn refusal(kind: &'static str, text: String) -> Refusal {
    Refusal { kind, text }
}

fn wrong_length(text: String) -> Refusal {
    refusal("LLDPInvalidLengthField", text)
}

/// Fields, what they are, and the most that they hold, in the field's unit.
const LIMITS: &[(&str, &str, f64)] = &[
    ("PD_requested_power", "PSE requested power", 99.9),
    ("PSE_allocated_power", "PSE allocated power", 99.9),
    (
        "PD_requested_power_mode_A",
        "PD requested power mode A",
        49.9,
    ),
    (
        "PD_requested_power_mode_B",
        "PD requested power mode B",
        49.9,
    ),
    ("PD_allocated_power_alt_A", "PD allocated power alt A", 49.9),
    ("PD_allocated_power_alt_B", "PD allocated power alt B", 49.9),
    (
        "PSE_max_available_power",
        "PSE maximum available power",
        99.9,
    ),
    ("power_down_time", "power down time", 262_143.0),
    ("voltage_uncertainty", "voltage uncertainty", 65.0),
    ("voltage_measurement", "voltage measurement", 65.0),
    ("current_uncertainty", "current uncertainty", 6.5),
    ("current_measurement", "current measurement", 6.5),
    ("energy_uncertainty", "energy uncertainty", 6_500_000.0),
    ("power_uncertainty", "power uncertainty", 650.0),
    ("power_measurement", "power measurement", 650.0),
];

/// A TLV is sent in a frame.
fn in_frame(tlv: &dyn Around) -> Sends {
    match octets_below(tlv) {
        Err(why) if Switch::LldpStrict.is_on() => Sends::Refused(why),
        _ => Sends::All,
    }
}

/// A frame starts with the three TLVs that every frame has once.
fn check_frame(first: &dyn Around) -> Option<Refusal> {
    if !Switch::LldpStrict.is_on() {
        return None;
    }
    let above: Vec<&str> = first
        .above()
        .iter()
        .filter(|proto| proto.is_kind_of(&LLDPDU))
        .map(|proto| proto.name)
        .collect();
    let wanted = ["LLDPDUChassisID", "LLDPDUPortID", "LLDPDUTimeToLive"];
    if !above.starts_with(&wanted) {
        let (got, wanted) = (above.join(" "), wanted.join(" "));
        return Some(refusal(
            "LLDPInvalidFrameStructure",
            format!("Invalid frame structure.\ngot: {got}\nexpected: {wanted} <...>"),
        ));
    }
    let many = wanted
        .iter()
        .find(|name| above.iter().filter(|own| own == name).count() > 1)?;
    Some(refusal(
        "LLDPInvalidTLVCount",
        format!("Invalid number of entries for TLV type {many} - expected 1 entries"),
    ))
}

static TENTHS_OF_WATTS: Scale = Scale {
    scaling: 0.1,
    whole: false,
    offset: 0.0,
    digits: 1,
    unit: "W",
    in_bits: false,
    signed: false,
    float: false,
};
static SECONDS: Scale = Scale {
    scaling: 1.0,
    whole: true,
    offset: 0.0,
    digits: 3,
    unit: "s",
    in_bits: true,
    signed: false,
    float: false,
};
static MILLIVOLTS: Scale = Scale {
    scaling: 0.001,
    whole: false,
    offset: 0.0,
    digits: 3,
    unit: "V",
    in_bits: false,
    signed: false,
    float: false,
};
static TENTHS_OF_MILLIAMPERES: Scale = Scale {
    scaling: 0.0001,
    whole: false,
    offset: 0.0,
    digits: 4,
    unit: "A",
    in_bits: false,
    signed: false,
    float: false,
};
static HUNDREDTHS_OF_WATTS: Scale = Scale {
    scaling: 0.01,
    whole: false,
    offset: 0.0,
    digits: 2,
    unit: "W",
    in_bits: false,
    signed: false,
    float: false,
};
static HUNDREDS_OF_JOULES: Scale = Scale {
    scaling: 100.0,
    whole: true,
    offset: 0.0,
    digits: 0,
    unit: "J",
    in_bits: false,
    signed: false,
    float: false,
};
static TYPES: Names = Names::pairs(&[
    (0, "end of LLDPDU"),
    (1, "chassis id"),
    (2, "port id"),
    (3, "time to live"),
    (4, "port description"),
    (5, "system name"),
    (6, "system description"),
    (7, "system capabilities"),
    (8, "management address"),
    (127, "organisation specific TLV"),
]);

static CHASSIS_SUBTYPES: Names = Names::pairs(&[
    (0, "reserved"),
    (1, "chassis component"),
    (2, "interface alias"),
    (3, "port component"),
    (4, "MAC address"),
    (5, "network address"),
    (6, "interface name"),
    (7, "locally assigned"),
]);

static ADDRESS_FAMILIES: Names = Names::pairs(&[
    (0, "other"),
    (1, "IPv4"),
    (2, "IPv6"),
    (3, "NSAP"),
    (4, "HDLC"),
    (5, "BBN"),
    (6, "802"),
    (7, "E.163"),
    (8, "E.164"),
    (9, "F.69"),
    (10, "X.121"),
    (11, "IPX"),
    (12, "Appletalk"),
    (13, "Decnet IV"),
    (14, "Banyan Vines"),
    (15, "E.164 with NSAP"),
    (16, "DNS"),
    (17, "Distinguished Name"),
    (18, "AS Number"),
    (19, "XTP over IPv4"),
    (20, "XTP over IPv6"),
    (21, "XTP native mode XTP"),
    (22, "Fiber Channel World-Wide Port Name"),
    (23, "Fiber Channel World-Wide Node Name"),
    (24, "GWID"),
    (25, "AFI for L2VPN"),
    (26, "MPLS-TP Section Endpoint ID"),
    (27, "MPLS-TP LSP Endpoint ID"),
    (28, "MPLS-TP Pseudowire Endpoint ID"),
    (29, "MT IP Multi-Topology IPv4"),
    (30, "MT IP Multi-Topology IPv6"),
]);

static PORT_SUBTYPES: Names = Names::pairs(&[
    (0, "reserved"),
    (1, "interface alias"),
    (2, "port component"),
    (3, "MAC address"),
    (4, "network address"),
    (5, "interface name"),
    (6, "agent circuit ID"),
    (7, "locally assigned"),
]);

static INTERFACE_NUMBERING_SUBTYPES: Names =
    Names::pairs(&[(1, "unknown"), (2, "ifIndex"), (3, "system port number")]);

static ORG_CODES: Names = Names::pairs(&[
    (3791, "PROFIBUS International (PNO)"),
    (32962, "IEEE 802.1"),
    (4623, "IEEE 802.3"),
    (4795, "TIA TR-41 Committee . Media Endpoint Discovery"),
    (3191318, "Hytec Geraetebau GmbH"),
]);

static PSE_POWER_PAIRS: Names = Names::pairs(&[(1, "alt A"), (2, "alt B")]);

static POWER_CLASSS: Names = Names::pairs(&[
    (1, "class 0"),
    (2, "class 1"),
    (3, "class 2"),
    (4, "class 3"),
    (5, "class 4 and above"),
]);

static POWER_TYPE_NOS: Names = Names::pairs(&[(1, "type 1"), (0, "type 2")]);

static POWER_TYPE_DIRS: Names = Names::pairs(&[(1, "PD"), (0, "PSE")]);

static POWER_SOURCES: Names = Names::pairs(&[
    (3, "PSE and local"),
    (2, "reserved"),
    (1, "PSE"),
    (0, "unknown"),
]);

static POWER_SOURCES_2: Names = Names::pairs(&[
    (3, "reserved"),
    (2, "backup source"),
    (1, "primary source"),
    (0, "unknown"),
]);

static PD_4_PIDS: Names = Names::pairs(&[(0, "not supported"), (1, "supported")]);

static POWER_PRIOS: Names =
    Names::pairs(&[(3, "low"), (2, "high"), (1, "critical"), (0, "unknown")]);

static PSE_POWERING_STATUSS: Names = Names::pairs(&[
    (3, "4-pair powering dual-signature PD"),
    (2, "4-pair powering single-signature PD"),
    (1, "2-pair powering"),
    (0, "ignore"),
]);

static PD_POWERED_STATUSS: Names = Names::pairs(&[
    (3, "4-pair powered dual-signature PD"),
    (2, "2-pair powered dual-signature PD"),
    (1, "powered single-signature PD"),
    (0, "ignore"),
]);

static PD_POWER_PAIR_EXTS: Names =
    Names::pairs(&[(3, "both alts"), (2, "alt A"), (1, "alt B"), (0, "ignore")]);

static DUAL_SIGNATURE_CLASS_MODE_AS: Names = Names::pairs(&[
    (7, "single-signature PD or 2-pair only PSE"),
    (6, "ignore"),
    (5, "class 5"),
    (4, "class 4"),
    (3, "class 3"),
    (2, "class 2"),
    (1, "class 1"),
    (0, "ignore"),
]);

static POWER_CLASS_EXTS: Names = Names::pairs(&[
    (15, "dual-signature pd"),
    (14, "ignore"),
    (13, "ignore"),
    (12, "ignore"),
    (11, "ignore"),
    (10, "ignore"),
    (9, "ignore"),
    (8, "class 8"),
    (7, "class 7"),
    (6, "class 6"),
    (5, "class 5"),
    (4, "class 4"),
    (3, "class 3"),
    (2, "class 2"),
    (1, "class 1"),
    (0, "ignore"),
]);

static POWER_TYPE_EXTS: Names = Names::pairs(&[
    (7, "ignore"),
    (6, "ignore"),
    (5, "type 4 dual-signature PD"),
    (4, "type 4 single-signature PD"),
    (3, "type 3 dual-signature PD"),
    (2, "type 3 single-signature PD"),
    (1, "type 4 PSE"),
    (0, "type 3 PSE"),
]);

static PD_LOADS: Names = Names::pairs(&[
    (1, "dual-signature and electrically isolated"),
    (0, "single-signature or not electrically isolated"),
]);

static POWER_DOWN_REQS: Names = Names::pairs(&[(29, "power down"), (0, "ignore")]);

static SOURCES: Names = Names::pairs(&[
    (0, "no request"),
    (1, "mode A"),
    (2, "mode B"),
    (3, "port total"),
]);

static POWER_PRICE_INDEXS: Names = Names::pairs(&[(65535, "not available")]);
