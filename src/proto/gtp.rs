//! GTP: the tunnels of mobile networks, version 1. 3GPP TS 29.060, TS 29.281, TS 38.415.

use super::binding::{Binding, Condition, Fixed, bind, bind_down, bind_up};
use super::field::{
    Adjust, Auto, Element, Field, Kind, Length, Preset, Recoding, When, bits, ip4, ip6, list,
    octets, recoded, u8, u16, u24, u32,
};
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::{FlagNames, Names};
use super::ppp::PPP;
use super::raw::PADDING;
use super::refusal::Refusal;
use super::registry::Family;
use super::udp::UDP;
use super::{Answered, Answers, Around, Dispatch, Guess, Hash, PayloadLen, Proto, Sends};
use crate::when;

pub static GTP_EXTENSION_HEADER: Proto = Proto {
    becomes: Some(("", |_| Some(&GTP_UDP_PORT_EXTENSION_HEADER))),
    ..Proto::new("GTP_ExtensionHeader", "GTP_ExtensionHeader", &[])
};

pub static GTP_UDP_PORT_EXTENSION_HEADER: Proto = Proto {
    parent: Some(&GTP_EXTENSION_HEADER),
    ..Proto::new(
        "GTP_UDPPort_ExtensionHeader",
        "GTP_UDPPort_ExtensionHeader",
        &[
            u8("length").default(1),
            u16("udp_port").preset(Preset::None),
            u8("next_ex").names(&EXTENSION_HEADERS_TYPES),
        ],
    )
};

pub static GTP_PDCP_PDU_EXTENSION_HEADER: Proto = Proto {
    parent: Some(&GTP_EXTENSION_HEADER),
    ..Proto::new(
        "GTP_PDCP_PDU_ExtensionHeader",
        "GTP_PDCP_PDU_ExtensionHeader",
        &[
            u8("length").default(1),
            u16("pdcp_pdu").preset(Preset::None),
            u8("next_ex").names(&EXTENSION_HEADERS_TYPES),
        ],
    )
};

pub static GTP_HEADER: Proto = Proto {
    dispatch: Some(dispatch),
    answers: Answers::Test(answers),
    hash: Hash::OctetsAndPayload(hash),
    ..Proto::new(
        "GTPHeader",
        "GTP-C Header",
        &[
            bits("version", 3).default(1),
            bits("PT", 1).default(1),
            bits("reserved", 1),
            bits("E", 1),
            bits("S", 1),
            bits("PN", 1),
            u8("gtp_type").names(&GT_PMESSAGE_TYPE).preset(Preset::None),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::TotalLenBy(Adjust::by(message_len)))
                .class("ShortField"),
            u32("teid"),
            bits("seq", 16).hex().when(OPTIONAL),
            u8("npdu").when(OPTIONAL),
            u8("next_ex").names(&EXTENSION_HEADERS_TYPES).when(OPTIONAL),
        ],
    )
};

pub static GTP_U_HEADER: Proto = Proto {
    answers: Answers::Test(answers),
    hash: Hash::OctetsAndPayload(hash),
    guess: Some(guess_user),
    parent: Some(&GTP_HEADER),
    ..Proto::new("GTP_U_Header", "GTP-U Header", GTP_HEADER.fields)
};

pub static GTPPDU_SESSION_CONTAINER: Proto = Proto {
    guess: Some(guess_in_session),
    finish: Some(fill_session),
    renamed: &[
        ("qmp", "QMP"),
        ("P", "PPP"),
        ("R", "RQI"),
        ("extraPadding", "padding"),
    ],
    ..Proto::new(
        "GTPPDUSessionContainer",
        "GTP PDU Session Container",
        &[
            u8("ExtHdrLen").preset(Preset::None),
            bits("type", 4).names(&TYPE_NAMES),
            bits("QMP", 1),
            bits("dlDelayInd", 1).when(When::In("type", &[1])),
            bits("ulDelayInd", 1).when(When::In("type", &[1])),
            bits("SNP", 1),
            bits("N3N9DelayInd", 1).when(When::In("type", &[1])),
            bits("spareUl1", 1).hex().when(When::In("type", &[1])),
            bits("spareDl1", 2).hex().when(When::In("type", &[0])),
            bits("PPP", 1).when(When::In("type", &[0])),
            bits("RQI", 1).when(When::In("type", &[0])),
            bits("QFI", 6),
            bits("PPI", 3).hex().when(When::Test(|p| {
                p.int("type") == Some(0) && p.int("PPP") == Some(1)
            })),
            bits("spareDl2", 5).hex().when(When::Test(|p| {
                p.int("type") == Some(0) && p.int("PPP") == Some(1)
            })),
            bits("dlSendTime", 64).hex().when(When::Test(|p| {
                p.int("type") == Some(0) && p.int("QMP") == Some(1)
            })),
            u24("dlQFISeqNum").hex().when(When::Test(|p| {
                p.int("type") == Some(0) && p.int("SNP") == Some(1)
            })),
            bits("dlSendTimeRpt", 64).hex().when(When::Test(|p| {
                p.int("type") == Some(1) && p.int("QMP") == Some(1)
            })),
            bits("dlRecvTime", 64).hex().when(When::Test(|p| {
                p.int("type") == Some(1) && p.int("QMP") == Some(1)
            })),
            bits("ulSendTime", 64).hex().when(When::Test(|p| {
                p.int("type") == Some(1) && p.int("QMP") == Some(1)
            })),
            bits("dlDelayRslt", 32).hex().when(When::Test(|p| {
                p.int("type") == Some(1) && p.int("dlDelayInd") == Some(1)
            })),
            bits("ulDelayRslt", 32).hex().when(When::Test(|p| {
                p.int("type") == Some(1) && p.int("ulDelayInd") == Some(1)
            })),
            bits("UlQFISeqNum", 24).hex().when(When::Test(|p| {
                p.int("type") == Some(1) && p.int("SNP") == Some(1)
            })),
            bits("N3N9DelayRslt", 32).hex().when(When::Test(|p| {
                p.int("type") == Some(1) && p.int("N3N9DelayInd") == Some(1)
            })),
            u8("NextExtHdr").names(&EXTENSION_HEADERS_TYPES),
            octets("padding")
                .length(Length::Align(4))
                .class("StrLenField")
                .when(When::In("NextExtHdr", &[0])),
        ],
    )
};

pub static GTP_ECHO_REQUEST: Proto = Proto::new("GTPEchoRequest", "GTP Echo Request", &[]);

pub static IE_BASE: Proto = Proto {
    example: r#"GTPEchoResponse(IE_list=[IE_Recovery()])"#,
    check: Some(no_length),
    payload_len: PayloadLen::Nothing,
    ..Proto::new("IE_Base", "IE_Base", &[])
};

pub static IE_CAUSE: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_Cause",
        "Cause",
        &[
            u8("ietype").names(&IE_TYPE).default(1),
            u8("CauseValue").names(&CAUSE_VALUES).preset(Preset::None),
        ],
    )
};

pub static IE_IMSI: Proto = Proto {
    example: r#"IE_IMSI(imsi="262019876543210")"#,
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_IMSI",
        "IMSI - Subscriber identity of the MS",
        &[
            u8("ietype").names(&IE_TYPE).default(2),
            recoded(&Recoding {
                field: octets("imsi")
                    .fixed()
                    .length(Length::Octets(8))
                    .preset(Preset::Octets(b"640865532228085"))
                    .class("TBCDByteField"),
                read: |_, octets| Some(digits(octets)),
                write: |_, digits| codes(digits),
            }),
        ],
    )
};

pub static IE_ROUTING: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_Routing",
        "Routing Area Identity",
        &[
            u8("ietype").names(&IE_TYPE).default(3),
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(digits(octets)),
                write: |_, digits| codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(digits(octets)),
                write: |_, digits| codes(digits),
            }),
            u16("LAC").preset(Preset::None),
            u8("RAC").preset(Preset::None),
        ],
    )
};

pub static IE_REORDERING_REQUIRED: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_ReorderingRequired",
        "Recovery",
        &[
            u8("ietype").names(&IE_TYPE).default(8),
            u8("reordering_required")
                .names(&TRUE_FALSE_VALUE)
                .default(254),
        ],
    )
};

pub static IE_RECOVERY: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_Recovery",
        "Recovery",
        &[
            u8("ietype").names(&IE_TYPE).default(14),
            u8("restart_counter").default(24),
        ],
    )
};

pub static IE_SELECTION_MODE: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_SelectionMode",
        "Selection Mode",
        &[
            u8("ietype").names(&IE_TYPE).default(15),
            bits("SelectionMode", 8)
                .names(&SELECTION_MODE)
                .default(11_111_100),
        ],
    )
};

pub static IE_TEIDI: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_TEIDI",
        "Tunnel Endpoint Identifier Data",
        &[
            u8("ietype").names(&IE_TYPE).default(16),
            u32("TEIDI").hex().preset(Preset::Dice("RandInt", &[])),
        ],
    )
};

pub static IE_TEICP: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_TEICP",
        "Tunnel Endpoint Identifier Control Plane",
        &[
            u8("ietype").names(&IE_TYPE).default(17),
            u32("TEICI").hex().preset(Preset::Dice("RandInt", &[])),
        ],
    )
};

pub static IE_TEARDOWN: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_Teardown",
        "Teardown Indicator",
        &[
            u8("ietype").names(&IE_TYPE).default(19),
            u8("indicator").names(&TRUE_FALSE_VALUE).default(255),
        ],
    )
};

pub static IE_NSAPI: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_NSAPI",
        "NSAPI",
        &[
            u8("ietype").names(&IE_TYPE).default(20),
            bits("sparebits", 4).hex(),
            bits("NSAPI", 4)
                .hex()
                .preset(Preset::Dice("RandNum", &[0, 15])),
        ],
    )
};

pub static IE_CHARGING_CHARACTERISTICS: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_ChargingCharacteristics",
        "Charging Characteristics",
        &[
            u8("ietype").names(&IE_TYPE).default(26),
            bits("Ch_ChSpare", 4).hex().preset(Preset::None),
            bits("normal_charging", 1).hex().preset(Preset::None),
            bits("prepaid_charging", 1).hex().preset(Preset::None),
            bits("flat_rate_charging", 1).hex().preset(Preset::None),
            bits("hot_billing_charging", 1).hex().preset(Preset::None),
            bits("Ch_ChReserved", 8).hex(),
        ],
    )
};

pub static IE_TRACE_REFERENCE: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_TraceReference",
        "Trace Reference",
        &[
            u8("ietype").names(&IE_TYPE).default(27),
            bits("Trace_reference", 16).hex().preset(Preset::None),
        ],
    )
};

pub static IE_TRACE_TYPE: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_TraceType",
        "Trace Type",
        &[
            u8("ietype").names(&IE_TYPE).default(28),
            bits("Trace_type", 16).hex().preset(Preset::None),
        ],
    )
};

pub static IE_CHARGING_ID: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_ChargingId",
        "Charging ID",
        &[
            u8("ietype").names(&IE_TYPE).default(127),
            u32("Charging_id")
                .hex()
                .preset(Preset::Dice("RandInt", &[])),
        ],
    )
};

pub static IE_END_USER_ADDRESS: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_EndUserAddress",
        "End User Address",
        &[
            u8("ietype").names(&IE_TYPE).default(128),
            u16("length")
                .default(2)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            bits("SPARE", 4).default(15),
            bits("PDPTypeOrganization", 4).default(1),
            u8("PDPTypeNumber").hex().preset(Preset::None),
            ip4("PDPAddress")
                .preset(Preset::Dice("RandIP", &[]))
                .when(When::In("length", &[6, 22])),
            ip6("IPv6_PDPAddress")
                .text("::1")
                .when(When::In("length", &[18, 22])),
        ],
    )
};

pub static IE_ACCESS_POINT_NAME: Proto = Proto {
    sends: Sends::Header,
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_AccessPointName",
        "Access Point Name",
        &[
            u8("ietype").names(&IE_TYPE).default(131),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-3)))
                .class("ShortField"),
            recoded(&Recoding {
                field: octets("APN")
                    .length(Length::From("length", 0))
                    .preset(Preset::Octets(b"nternet"))
                    .class("APNStrLenField"),
                read: |_, octets| Some(joined(octets)),
                write: |_, name| labels(name),
            }),
        ],
    )
};

pub static IE_PROTOCOL_CONFIGURATION_OPTIONS: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_ProtocolConfigurationOptions",
        "Protocol Configuration Options",
        &[
            u8("ietype").names(&IE_TYPE).default(132),
            u16("length")
                .default(4)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            octets("Protocol_Configuration").length(Length::From("length", 0)),
        ],
    )
};

pub static IE_GSN_ADDRESS: Proto = Proto {
    sends: Sends::Header,
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_GSNAddress",
        "GSN Address",
        &[
            u8("ietype").names(&IE_TYPE).default(133),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-3)))
                .class("ShortField"),
            ip4("ipv4_address")
                .preset(Preset::Dice("RandIP", &[]))
                .when(When::In("length", &[4])),
            ip6("ipv6_address")
                .text("::1")
                .when(When::In("length", &[16])),
        ],
    )
};

pub static IE_MS_INTERNATIONAL_NUMBER: Proto = Proto {
    example: r#"IE_MSInternationalNumber(length=7, digits="33607080910")"#,
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_MSInternationalNumber",
        "MS International Number",
        &[
            u8("ietype").names(&IE_TYPE).default(134),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            bits("flags", 8)
                .flags(&FlagNames::Words(&[
                    "Extension",
                    "",
                    "",
                    "International Number",
                    "",
                    "",
                    "",
                    "ISDN numbering",
                ]))
                .default(0x91),
            recoded(&Recoding {
                field: octets("digits")
                    .fixed()
                    .length(Length::From("length", -1))
                    .preset(Preset::Octets(b"33607080910"))
                    .class("TBCDByteField"),
                read: |_, octets| Some(digits(octets)),
                write: |ie, digits| coded(ie, digits),
            }),
        ],
    )
};

pub static QO_S_PROFILE: Proto = Proto {
    finish: Some(|profile, header, octets| put_profile_len(profile, header, octets)),
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "QoS_Profile",
        "QoS profile",
        &[
            u8("qos_ei"),
            u8("length").preset(Preset::None),
            bits("spare1", 2).hex(),
            bits("delay_class", 3).hex(),
            bits("reliability_class", 3).hex(),
            bits("peak_troughput", 4).hex(),
            bits("spare2", 1),
            bits("precedence_class", 3).hex(),
            bits("spare3", 3).hex(),
            bits("mean_troughput", 5).hex(),
            bits("traffic_class", 3).hex(),
            bits("delivery_order", 2).hex(),
            bits("delivery_of_err_sdu", 3).hex(),
            u8("max_sdu_size").preset(Preset::None),
            u8("max_bitrate_up").preset(Preset::None),
            u8("max_bitrate_down").preset(Preset::None),
            bits("redidual_ber", 4).hex(),
            bits("sdu_err_ratio", 4).hex(),
            bits("transfer_delay", 5).hex(),
            bits("traffic_handling_prio", 3).hex(),
            u8("guaranteed_bit_rate_up").preset(Preset::None),
            u8("guaranteed_bit_rate_down").preset(Preset::None),
        ],
    )
};

pub static IE_QO_S: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_QoS",
        "QoS",
        &[
            u8("ietype").names(&IE_TYPE).default(135),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            u8("allocation_retention_prioiry").default(1),
            bits("spare1", 2).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 1)
            })),
            bits("delay_class", 3).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 1)
            })),
            bits("reliability_class", 3).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 1)
            })),
            bits("peak_troughput", 4).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 2)
            })),
            bits("spare2", 1).when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 2)
            })),
            bits("precedence_class", 3).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 2)
            })),
            bits("spare3", 3).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 3)
            })),
            bits("mean_troughput", 5).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 3)
            })),
            bits("traffic_class", 3).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 4)
            })),
            bits("delivery_order", 2).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 4)
            })),
            bits("delivery_of_err_sdu", 3).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 4)
            })),
            u8("max_sdu_size")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 5)
                })),
            u8("max_bitrate_up")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 6)
                })),
            u8("max_bitrate_down")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 7)
                })),
            bits("redidual_ber", 4).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 8)
            })),
            bits("sdu_err_ratio", 4).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 8)
            })),
            bits("transfer_delay", 6).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 9)
            })),
            bits("traffic_handling_prio", 2).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 9)
            })),
            u8("guaranteed_bit_rate_up")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 10)
                })),
            u8("guaranteed_bit_rate_down")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 11)
                })),
            bits("spare4", 3).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 12)
            })),
            bits("signaling_indication", 1).when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 12)
            })),
            bits("source_stats_desc", 4).hex().when(When::Test(|p| {
                p.int("length").is_some_and(|v| v != 0) && p.int("length").is_some_and(|v| v > 12)
            })),
            u8("max_bitrate_down_ext")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 13)
                })),
            u8("guaranteed_bitrate_down_ext")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 14)
                })),
            u8("max_bitrate_up_ext")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 15)
                })),
            u8("guaranteed_bitrate_up_ext")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 16)
                })),
            u8("max_bitrate_down_ext2")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 17)
                })),
            u8("guaranteed_bitrate_down_ext2")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 18)
                })),
            u8("max_bitrate_up_ext2")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 19)
                })),
            u8("guaranteed_bitrate_up_ext2")
                .preset(Preset::None)
                .when(When::Test(|p| {
                    p.int("length").is_some_and(|v| v != 0)
                        && p.int("length").is_some_and(|v| v > 20)
                })),
        ],
    )
};

pub static IE_COMMON_FLAGS: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_CommonFlags",
        "Common Flags",
        &[
            u8("ietype").names(&IE_TYPE).default(148),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            bits("dual_addr_bearer_fl", 1),
            bits("upgrade_qos_supported", 1),
            bits("nrsn", 1),
            bits("no_qos_nego", 1),
            bits("mbms_cnting_info", 1),
            bits("ran_procedure_ready", 1),
            bits("mbms_service_type", 1),
            bits("prohibit_payload_compression", 1),
        ],
    )
};

pub static IE_APN_RESTRICTION: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_APNRestriction",
        "APN Restriction",
        &[
            u8("ietype").names(&IE_TYPE).default(149),
            u16("length")
                .default(1)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            u8("restriction_type_value"),
        ],
    )
};

pub static IE_RAT_TYPE: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_RATType",
        "Rat Type",
        &[
            u8("ietype").names(&IE_TYPE).default(151),
            u16("length")
                .default(1)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            u8("RAT_Type").names(&RAT_TYPE).preset(Preset::None),
        ],
    )
};

pub static IE_USER_LOCATION_INFORMATION: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_UserLocationInformation",
        "User Location Information",
        &[
            u8("ietype").names(&IE_TYPE).default(152),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            u8("type").default(1),
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(digits(octets)),
                write: |_, digits| codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(digits(octets)),
                write: |_, digits| codes(digits),
            }),
            u16("LAC").preset(Preset::None),
            u16("SAC").preset(Preset::None),
        ],
    )
};

pub static IE_MS_TIME_ZONE: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_MSTimeZone",
        "MS Time Zone",
        &[
            u8("ietype").names(&IE_TYPE).default(153),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            u8("timezone"),
            bits("spare", 6),
            bits("daylight_saving_time", 2).hex(),
        ],
    )
};

pub static IE_IMEI: Proto = Proto {
    example: r#"IE_IMEI(IMEI="490154203237518")"#,
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_IMEI",
        "IMEI",
        &[
            u8("ietype").names(&IE_TYPE).default(154),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            recoded(&Recoding {
                field: octets("IMEI")
                    .fixed()
                    .length(Length::From("length", 0))
                    .class("TBCDByteField"),
                read: |_, octets| Some(digits(octets)),
                write: |_, digits| codes(digits),
            }),
        ],
    )
};

pub static IE_MS_INFO_CHANGE_REPORTING_ACTION: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_MSInfoChangeReportingAction",
        "MS Info Change Reporting Action",
        &[
            u8("ietype").names(&IE_TYPE).default(181),
            u16("length")
                .default(1)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            u8("Action"),
        ],
    )
};

pub static IE_DIRECT_TUNNEL_FLAGS: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_DirectTunnelFlags",
        "Direct Tunnel Flags",
        &[
            u8("ietype").names(&IE_TYPE).default(182),
            u16("length")
                .default(1)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            bits("spare", 5),
            bits("EI", 1),
            bits("GCSI", 1),
            bits("DTI", 1),
        ],
    )
};

pub static IE_BEARER_CONTROL_MODE: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_BearerControlMode",
        "Bearer Control Mode",
        &[
            u8("ietype").names(&IE_TYPE).default(184),
            u16("length")
                .default(1)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            u8("bearer_control_mode"),
        ],
    )
};

pub static IE_EVOLVED_ALLOCATION_RETENTION_PRIORITY: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_EvolvedAllocationRetentionPriority",
        "Evolved Allocation/Retention Priority",
        &[
            u8("ietype").names(&IE_TYPE).default(191),
            u16("length")
                .default(1)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            bits("spare1", 1),
            bits("PCI", 1),
            bits("PL", 4).hex(),
            bits("spare2", 1),
            bits("PVI", 1),
        ],
    )
};

pub static IE_CHARGIN_GATEWAY_ADDRESS: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_CharginGatewayAddress",
        "Charging Gateway Address",
        &[
            u8("ietype").names(&IE_TYPE).default(251),
            u16("length")
                .default(4)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            ip4("ipv4_address")
                .text("127.0.0.1")
                .when(When::In("length", &[4])),
            ip6("ipv6_address")
                .text("::1")
                .when(When::In("length", &[16])),
        ],
    )
};

pub static IE_PRIVATE_EXTENSION: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_PrivateExtension",
        "Private Extension",
        &[
            u8("ietype").names(&IE_TYPE).default(255),
            u16("length")
                .default(1)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("ShortField"),
            u8("extension_identifier"),
            octets("extention_value").length(Length::From("length", 0)),
        ],
    )
};

pub static IE_EXTENSION_HEADER_LIST: Proto = Proto {
    parent: Some(&IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_ExtensionHeaderList",
        "Extension Header List",
        &[
            u8("ietype").names(&IE_TYPE).default(141),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("FieldLenField"),
            list("extension_headers", &ELEMENT_1).preset(Preset::Ints(&[64, 192])),
        ],
    )
};

pub static IE_NOT_IMPLEMENTED_TLV: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_NotImplementedTLV",
        "IE not implemented",
        &[
            u8("ietype").names(&IE_TYPE),
            u16("length").preset(Preset::None),
            octets("data").length(Length::From("length", 0)),
        ],
    )
};

pub static GTP_ECHO_RESPONSE: Proto = Proto {
    answers: Answers::Test(|own, other| {
        Answered::from(own.proto().is(own.proto()) && other.proto().is(&GTP_ECHO_REQUEST))
    }),
    ..Proto::new(
        "GTPEchoResponse",
        "GTP Echo Response",
        &[
            Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static GTP_CREATE_PDP_CONTEXT_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/GTPHeader()/GTPCreatePDPContextRequest(IE_list=[IE_IMSI(imsi="262019876543210"), IE_TEIDI(TEIDI=1), IE_NSAPI(NSAPI=5), IE_GSNAddress(length=4, ipv4_address="10.0.0.1")])"#,
    ..Proto::new(
        "GTPCreatePDPContextRequest",
        "GTP Create PDP Context Request",
        &[
            Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0).preset(
                Preset::Packets(&[
                    (&IE_TEIDI, &[]),
                    (&IE_NSAPI, &[]),
                    (&IE_GSN_ADDRESS, GSN_4),
                    (&IE_GSN_ADDRESS, GSN_4),
                    (
                        &IE_NOT_IMPLEMENTED_TLV,
                        &[
                            ("ietype", Fixed::Int(135)),
                            ("length", Fixed::Int(15)),
                            ("data", Fixed::Dice("RandString", &[15])),
                        ],
                    ),
                ]),
            ),
        ],
    )
};

pub static GTP_CREATE_PDP_CONTEXT_RESPONSE: Proto = Proto {
    answers: Answers::Test(|own, other| {
        Answered::from(
            own.proto().is(own.proto()) && other.proto().is(&GTP_CREATE_PDP_CONTEXT_REQUEST),
        )
    }),
    ..Proto::new(
        "GTPCreatePDPContextResponse",
        "GTP Create PDP Context Response",
        &[
            Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static GTP_UPDATE_PDP_CONTEXT_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/GTPHeader()/GTPUpdatePDPContextRequest(IE_list=[IE_TEIDI(TEIDI=1), IE_NSAPI(NSAPI=5)])"#,
    ..Proto::new(
        "GTPUpdatePDPContextRequest",
        "GTP Update PDP Context Request",
        &[
            Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0).preset(
                Preset::Packets(&[
                    (&IE_CAUSE, &[]),
                    (&IE_RECOVERY, &[]),
                    (&IE_TEIDI, &[]),
                    (&IE_TEICP, &[]),
                    (&IE_CHARGING_ID, &[]),
                    (&IE_PROTOCOL_CONFIGURATION_OPTIONS, &[]),
                    (&IE_GSN_ADDRESS, &[]),
                    (&IE_GSN_ADDRESS, &[]),
                    (&IE_GSN_ADDRESS, &[]),
                    (&IE_GSN_ADDRESS, &[]),
                    (&IE_QO_S, &[]),
                    (&IE_CHARGIN_GATEWAY_ADDRESS, &[]),
                    (&IE_CHARGIN_GATEWAY_ADDRESS, &[]),
                    (&IE_COMMON_FLAGS, &[]),
                    (&IE_APN_RESTRICTION, &[]),
                    (&IE_BEARER_CONTROL_MODE, &[]),
                    (&IE_MS_INFO_CHANGE_REPORTING_ACTION, &[]),
                    (&IE_EVOLVED_ALLOCATION_RETENTION_PRIORITY, &[]),
                    (&IE_PRIVATE_EXTENSION, &[]),
                ]),
            ),
        ],
    )
};

pub static GTP_UPDATE_PDP_CONTEXT_RESPONSE: Proto = Proto {
    answers: Answers::Test(|own, other| {
        Answered::from(
            own.proto().is(own.proto()) && other.proto().is(&GTP_UPDATE_PDP_CONTEXT_REQUEST),
        )
    }),
    ..Proto::new(
        "GTPUpdatePDPContextResponse",
        "GTP Update PDP Context Response",
        &[
            Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static GTP_ERROR_INDICATION: Proto = Proto::new(
    "GTPErrorIndication",
    "GTP Error Indication",
    &[
        Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
            .preset(Preset::EmptyList),
    ],
);

pub static GTP_DELETE_PDP_CONTEXT_REQUEST: Proto = Proto::new(
    "GTPDeletePDPContextRequest",
    "GTP Delete PDP Context Request",
    &[
        Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
            .preset(Preset::EmptyList),
    ],
);

pub static GTP_DELETE_PDP_CONTEXT_RESPONSE: Proto = Proto {
    answers: Answers::Test(|own, other| {
        Answered::from(
            own.proto().is(own.proto()) && other.proto().is(&GTP_DELETE_PDP_CONTEXT_REQUEST),
        )
    }),
    ..Proto::new(
        "GTPDeletePDPContextResponse",
        "GTP Delete PDP Context Response",
        &[
            Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static GTPPDU_NOTIFICATION_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/GTPHeader()/GTPPDUNotificationRequest(IE_list=[IE_IMSI(imsi="262019876543210"), IE_TEICP(TEICI=1)])"#,
    ..Proto::new(
        "GTPPDUNotificationRequest",
        "GTP PDU Notification Request",
        &[
            Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0).preset(
                Preset::Packets(&[
                    (&IE_IMSI, &[]),
                    (&IE_TEICP, &[("TEICI", Fixed::Dice("RandInt", &[]))]),
                    (&IE_END_USER_ADDRESS, when!(PDPTypeNumber = 0x21)),
                    (&IE_ACCESS_POINT_NAME, &[]),
                    (
                        &IE_GSN_ADDRESS,
                        &[("ipv4_address", Fixed::Text("127.0.0.1"))],
                    ),
                ]),
            ),
        ],
    )
};

pub static GTP_SUPPORTED_EXTENSION_HEADERS_NOTIFICATION: Proto = Proto::new(
    "GTPSupportedExtensionHeadersNotification",
    "GTP Supported Extension Headers Notification",
    &[
        Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
            .preset(Preset::Packets(&[(&IE_EXTENSION_HEADER_LIST, &[])])),
    ],
);

pub static GT_PMORETHAN1500: Proto = Proto::new(
    "GTPmorethan1500",
    "GTP More than 1500",
    &[
        u8("IE_Cause").names(&IE_TYPE).default(1),
        Field::new("IE", Kind::Uint, 12_000)
            .default(1)
            .class("BitField  (12000 bits)"),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.gtp",
    source: "3GPP TS 29.060, TS 29.281, TS 38.415",
    protocols: &[
        &GTP_EXTENSION_HEADER,
        &GTP_UDP_PORT_EXTENSION_HEADER,
        &GTP_PDCP_PDU_EXTENSION_HEADER,
        &GTP_HEADER,
        &GTP_U_HEADER,
        &GTPPDU_SESSION_CONTAINER,
        &GTP_ECHO_REQUEST,
        &IE_BASE,
        &IE_CAUSE,
        &IE_IMSI,
        &IE_ROUTING,
        &IE_REORDERING_REQUIRED,
        &IE_RECOVERY,
        &IE_SELECTION_MODE,
        &IE_TEIDI,
        &IE_TEICP,
        &IE_TEARDOWN,
        &IE_NSAPI,
        &IE_CHARGING_CHARACTERISTICS,
        &IE_TRACE_REFERENCE,
        &IE_TRACE_TYPE,
        &IE_CHARGING_ID,
        &IE_END_USER_ADDRESS,
        &IE_ACCESS_POINT_NAME,
        &IE_PROTOCOL_CONFIGURATION_OPTIONS,
        &IE_GSN_ADDRESS,
        &IE_MS_INTERNATIONAL_NUMBER,
        &QO_S_PROFILE,
        &IE_QO_S,
        &IE_COMMON_FLAGS,
        &IE_APN_RESTRICTION,
        &IE_RAT_TYPE,
        &IE_USER_LOCATION_INFORMATION,
        &IE_MS_TIME_ZONE,
        &IE_IMEI,
        &IE_MS_INFO_CHANGE_REPORTING_ACTION,
        &IE_DIRECT_TUNNEL_FLAGS,
        &IE_BEARER_CONTROL_MODE,
        &IE_EVOLVED_ALLOCATION_RETENTION_PRIORITY,
        &IE_CHARGIN_GATEWAY_ADDRESS,
        &IE_PRIVATE_EXTENSION,
        &IE_EXTENSION_HEADER_LIST,
        &IE_NOT_IMPLEMENTED_TLV,
        &GTP_ECHO_RESPONSE,
        &GTP_CREATE_PDP_CONTEXT_REQUEST,
        &GTP_CREATE_PDP_CONTEXT_RESPONSE,
        &GTP_UPDATE_PDP_CONTEXT_REQUEST,
        &GTP_UPDATE_PDP_CONTEXT_RESPONSE,
        &GTP_ERROR_INDICATION,
        &GTP_DELETE_PDP_CONTEXT_REQUEST,
        &GTP_DELETE_PDP_CONTEXT_RESPONSE,
        &GTPPDU_NOTIFICATION_REQUEST,
        &GTP_SUPPORTED_EXTENSION_HEADERS_NOTIFICATION,
        &GT_PMORETHAN1500,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &GTP_HEADER, when!(dport = 2123)),
    bind_up(&UDP, &GTP_HEADER, when!(sport = 2123)),
    bind(&UDP, &GTP_HEADER, when!(dport = 2123, sport = 2123)),
    bind_up(&UDP, &GTP_U_HEADER, when!(dport = 2152)),
    bind_up(&UDP, &GTP_U_HEADER, when!(sport = 2152)),
    bind(&UDP, &GTP_U_HEADER, when!(dport = 2152, sport = 2152)),
    bind(&GTP_HEADER, &GTP_ECHO_REQUEST, when!(gtp_type = 1, S = 1)),
    bind(&GTP_HEADER, &GTP_ECHO_RESPONSE, when!(gtp_type = 2, S = 1)),
    bind(
        &GTP_HEADER,
        &GTP_CREATE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 16),
    ),
    bind(
        &GTP_HEADER,
        &GTP_CREATE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 17),
    ),
    bind(
        &GTP_HEADER,
        &GTP_UPDATE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 18),
    ),
    bind(
        &GTP_HEADER,
        &GTP_UPDATE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 19),
    ),
    bind(
        &GTP_HEADER,
        &GTP_DELETE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 20),
    ),
    bind(
        &GTP_HEADER,
        &GTP_DELETE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 21),
    ),
    bind(
        &GTP_HEADER,
        &GTPPDU_NOTIFICATION_REQUEST,
        when!(gtp_type = 27),
    ),
    bind(
        &GTP_HEADER,
        &GTP_SUPPORTED_EXTENSION_HEADERS_NOTIFICATION,
        when!(gtp_type = 31, S = 1),
    ),
    bind(
        &GTP_HEADER,
        &GTP_UDP_PORT_EXTENSION_HEADER,
        when!(next_ex = 64, E = 1),
    ),
    bind(
        &GTP_HEADER,
        &GTP_PDCP_PDU_EXTENSION_HEADER,
        when!(next_ex = 192, E = 1),
    ),
    bind_up(&GTP_U_HEADER, &GTP_ECHO_REQUEST, when!(gtp_type = 1, S = 1)),
    bind_up(
        &GTP_U_HEADER,
        &GTP_ECHO_RESPONSE,
        when!(gtp_type = 2, S = 1),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTP_CREATE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 16),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTP_CREATE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 17),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTP_UPDATE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 18),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTP_UPDATE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 19),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTP_DELETE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 20),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTP_DELETE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 21),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTPPDU_NOTIFICATION_REQUEST,
        when!(gtp_type = 27),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTP_SUPPORTED_EXTENSION_HEADERS_NOTIFICATION,
        when!(gtp_type = 31, S = 1),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTP_UDP_PORT_EXTENSION_HEADER,
        when!(next_ex = 64, E = 1),
    ),
    bind_up(
        &GTP_U_HEADER,
        &GTP_PDCP_PDU_EXTENSION_HEADER,
        when!(next_ex = 192, E = 1),
    ),
    bind(
        &GTP_U_HEADER,
        &GTP_ERROR_INDICATION,
        when!(gtp_type = 26, S = 1),
    ),
    bind(
        &GTP_U_HEADER,
        &GTPPDU_SESSION_CONTAINER,
        when!(gtp_type = 255, E = 1, next_ex = 133),
    ),
    bind_down(&GTP_U_HEADER, &IP, when!(gtp_type = 255)),
    bind_down(&GTP_U_HEADER, &IPV6, when!(gtp_type = 255)),
    bind_down(&GTP_U_HEADER, &PPP, when!(gtp_type = 255)),
];

/// Fields that are there when one of them is used.
const OPTIONAL: When =
    When::Test(|p| p.int("E") == Some(1) || p.int("S") == Some(1) || p.int("PN") == Some(1));
const GSN_4: Condition = &[
    ("length", Fixed::Int(4)),
    ("ipv4_address", Fixed::Dice("RandIP", &[])),
];

/// The header of a message of this type.
fn dispatch(octets: &[u8]) -> Dispatch {
    if octets.first().is_some_and(|first| first >> 5 == 2) {
        return Dispatch::Other(&super::gtp_v2::GTP_HEADER);
    }
    match octets {
        [_, 26 | 254 | 255, _, _, _, _, _, _, ..] => Dispatch::Other(&GTP_U_HEADER),
        [_, _, _, _, _, _, _, _, ..] => Dispatch::Other(&GTP_HEADER),
        _ => Dispatch::This,
    }
}

/// What follows the eight octets that every message has; of version 2, the first four.
pub(super) fn message_len(message: &dyn Around, all: i64) -> Option<i64> {
    Some(
        all - if message.int("version") == Some(2) {
            4
        } else {
            8
        },
    )
}

/// The octets of an element behind its head, padding included.
pub(super) fn own_len(element: &dyn Around, header: i64) -> Option<i64> {
    let padded = element.upper().is_some_and(|upper| upper.is(&PADDING));
    let padding = padded.then(|| element.octets_above(&PADDING)).flatten();
    Some(header - 4 + padding.map_or(0, |padding| padding.len() as i64))
}

pub(super) fn answers(answer: &dyn Around, question: &dyn Around) -> Answered {
    let same = |field| answer.int(field) == question.int(field);
    let numbered = answer.int("seq").is_some_and(|number| number != 0);
    if question.proto().is_kind_of(&GTP_HEADER) && same("version") && (!numbered || same("seq")) {
        return Answered::Payloads;
    }
    Answered::No
}

pub(super) fn hash(message: &dyn Around) -> Vec<u8> {
    let mut octets = vec![message.int("version").unwrap_or(0) as u8];
    if let Some(number @ 1..) = message.int("seq") {
        octets.extend((number as u16).to_le_bytes());
    }
    octets
}

/// What a tunnel carries, by its first octet.
fn user_data(payload: &[u8]) -> Guess {
    match payload.first() {
        Some(0x45..=0x4e) => Guess::Proto(&IP),
        Some(0x60..=0x6f) => Guess::Proto(&IPV6),
        _ => Guess::Proto(&PPP),
    }
}

fn guess_user(header: &dyn Around, payload: &[u8]) -> Guess {
    match (
        header.int("E"),
        header.int("next_ex"),
        header.int("gtp_type"),
    ) {
        (Some(1), Some(0x85), _) => Guess::Proto(&GTPPDU_SESSION_CONTAINER),
        (Some(1), ..) => Guess::Bindings,
        (.., Some(255)) => user_data(payload),
        _ => Guess::Bindings,
    }
}

fn guess_in_session(container: &dyn Around, payload: &[u8]) -> Guess {
    match container.int("NextExtHdr") {
        Some(0) => user_data(payload),
        _ => Guess::Bindings,
    }
}

/// The header, or if another one follows, all, is filled up to words of four octets; the first
/// octet counts them.
fn fill_session(container: &dyn Around, header: usize, octets: &mut Vec<u8>) {
    let fill = |length: usize| vec![0; length.next_multiple_of(4) - length];
    let mut length = header;
    if container.int("NextExtHdr") == Some(0) {
        let zeros = fill(header);
        length += zeros.len();
        octets.splice(header..header, zeros);
    } else {
        octets.extend(fill(octets.len()));
    }
    if container.int("ExtHdrLen").is_none()
        && let Some(first) = octets.first_mut()
    {
        *first = (length / 4) as u8;
    }
}

/// What has no field for its length cannot be built.
pub(super) fn no_length(layer: &dyn Around) -> Option<Refusal> {
    let made = layer.original_len() == 0;
    made.then(|| "it has no field for its length".to_string().into())
}

/// As in Scapy, the length takes two octets, of which the second one is another field's.
fn put_profile_len(profile: &dyn Around, header: usize, octets: &mut [u8]) {
    if let (None, [_, high, low, ..]) = (profile.int("length"), octets) {
        [*high, *low] = (header.saturating_sub(4) as u16).to_be_bytes();
    }
}

/// The element of this type.
fn element(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets.first()? {
        1 => &IE_CAUSE,
        2 => &IE_IMSI,
        3 => &IE_ROUTING,
        8 => &IE_REORDERING_REQUIRED,
        14 => &IE_RECOVERY,
        15 => &IE_SELECTION_MODE,
        16 => &IE_TEIDI,
        17 => &IE_TEICP,
        19 => &IE_TEARDOWN,
        20 => &IE_NSAPI,
        26 => &IE_CHARGING_CHARACTERISTICS,
        27 => &IE_TRACE_REFERENCE,
        28 => &IE_TRACE_TYPE,
        127 => &IE_CHARGING_ID,
        128 => &IE_END_USER_ADDRESS,
        131 => &IE_ACCESS_POINT_NAME,
        132 => &IE_PROTOCOL_CONFIGURATION_OPTIONS,
        133 => &IE_GSN_ADDRESS,
        134 => &IE_MS_INTERNATIONAL_NUMBER,
        135 => &IE_QO_S,
        141 => &IE_EXTENSION_HEADER_LIST,
        148 => &IE_COMMON_FLAGS,
        149 => &IE_APN_RESTRICTION,
        151 => &IE_RAT_TYPE,
        152 => &IE_USER_LOCATION_INFORMATION,
        153 => &IE_MS_TIME_ZONE,
        154 => &IE_IMEI,
        181 => &IE_MS_INFO_CHANGE_REPORTING_ACTION,
        182 => &IE_DIRECT_TUNNEL_FLAGS,
        184 => &IE_BEARER_CONTROL_MODE,
        191 => &IE_EVOLVED_ALLOCATION_RETENTION_PRIORITY,
        251 => &IE_CHARGIN_GATEWAY_ADDRESS,
        255 => &IE_PRIVATE_EXTENSION,
        128.. => &IE_NOT_IMPLEMENTED_TLV,
        _ => return None,
    })
}

/// Digits, two to an octet, the first one in the lower half. 3GPP TS 29.002, TBCD-STRING.
pub(super) fn digits(octets: &[u8]) -> Vec<u8> {
    let digit = |half: u8| b"0123456789*#abc".get(usize::from(half)).copied();
    let both = |octet: &u8| match octet >> 4 {
        0xf => [digit(octet & 0xf), None],
        upper => [digit(octet & 0xf), digit(upper)],
    };
    octets.iter().flat_map(both).flatten().collect()
}

/// The octets of hexadecimal digits; an odd one gets a filler.
pub(super) fn codes(digits: &[u8]) -> Option<Vec<u8>> {
    let half = |digit: u8| char::from(digit).to_digit(16).map(|half| half as u8);
    let pair = |pair: &[u8]| match pair {
        [first, second] => Some(half(*second)? << 4 | half(*first)?),
        _ => Some(0xf0 | half(pair[0])?),
    };
    digits.chunks(2).map(pair).collect()
}

/// The same, in an element whose length is known.
fn coded(element: &dyn Around, digits: &[u8]) -> Option<Vec<u8>> {
    element.int("length")?;
    codes(digits)
}

/// Labels, each behind its length, as a name with dots.
pub(super) fn joined(octets: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = octets;
    while let [length, behind @ ..] = rest {
        let (label, behind) = behind.split_at(usize::from(*length).min(behind.len()));
        name.extend_from_slice(label);
        if !behind.is_empty() {
            name.push(b'.');
        }
        rest = behind;
    }
    name
}

pub(super) fn labels(name: &[u8]) -> Option<Vec<u8>> {
    let mut octets = Vec::new();
    for label in name.split(|octet| *octet == b'.') {
        octets.push(u8::try_from(label.len()).ok()?);
        octets.extend_from_slice(label);
    }
    Some(octets)
}

static EXTENSION_HEADERS_TYPES: Names = Names::pairs(&[
    (0, "No more extension headers"),
    (1, "Reserved"),
    (2, "Reserved"),
    (64, "UDP Port"),
    (133, "PDU Session Container"),
    (192, "PDCP PDU Number"),
    (193, "Reserved"),
    (194, "Reserved"),
]);
static GT_PMESSAGE_TYPE: Names = Names::pairs(&[
    (1, "echo_request"),
    (2, "echo_response"),
    (16, "create_pdp_context_req"),
    (17, "create_pdp_context_res"),
    (18, "update_pdp_context_req"),
    (19, "update_pdp_context_resp"),
    (20, "delete_pdp_context_req"),
    (21, "delete_pdp_context_res"),
    (26, "error_indication"),
    (27, "pdu_notification_req"),
    (31, "supported_extension_headers_notification"),
    (254, "end_marker"),
    (255, "g_pdu"),
]);
static TYPE_NAMES: Names = Names::pairs(&[
    (0, "DL PDU SESSION INFORMATION"),
    (1, "UL PDU SESSION INFORMATION"),
]);
static IE_TYPE: Names = Names::pairs(&[
    (1, "Cause"),
    (2, "IMSI"),
    (3, "RAI"),
    (4, "TLLI"),
    (5, "P_TMSI"),
    (8, "IE_ReorderingRequired"),
    (14, "Recovery"),
    (15, "SelectionMode"),
    (16, "TEIDI"),
    (17, "TEICP"),
    (19, "TeardownInd"),
    (20, "NSAPI"),
    (26, "ChargingChrt"),
    (27, "TraceReference"),
    (28, "TraceType"),
    (127, "ChargingId"),
    (128, "EndUserAddress"),
    (131, "AccessPointName"),
    (132, "ProtocolConfigurationOptions"),
    (133, "GSNAddress"),
    (134, "MSInternationalNumber"),
    (135, "QoS"),
    (148, "CommonFlags"),
    (149, "APNRestriction"),
    (151, "RatType"),
    (152, "UserLocationInformation"),
    (153, "MSTimeZone"),
    (154, "IMEI"),
    (181, "MSInfoChangeReportingAction"),
    (184, "BearerControlMode"),
    (191, "EvolvedAllocationRetentionPriority"),
    (255, "PrivateExtention"),
]);
static CAUSE_VALUES: Names = Names::pairs(&[
    (0, "Request IMSI"),
    (1, "Request IMEI"),
    (2, "Request IMSI and IMEI"),
    (3, "No identity needed"),
    (4, "MS Refuses"),
    (5, "MS is not GPRS Responding"),
    (128, "Request accepted"),
    (129, "New PDP type due to network preference"),
    (130, "New PDP type due to single address bearer only"),
    (192, "Non-existent"),
    (193, "Invalid message format"),
    (194, "IMSI not known"),
    (195, "MS is GPRS Detached"),
    (196, "MS is not GPRS Responding"),
    (197, "MS Refuses"),
    (198, "Version not supported"),
    (199, "No resources available"),
    (200, "Service not supported"),
    (201, "Mandatory IE incorrect"),
    (202, "Mandatory IE missing"),
    (203, "Optional IE incorrect"),
    (204, "System failure"),
    (205, "Roaming restriction"),
    (206, "P-TMSI Signature mismatch"),
    (207, "GPRS connection suspended"),
    (208, "Authentication failure"),
    (209, "User authentication failed"),
    (210, "Context not found"),
    (211, "All dynamic PDP addresses are occupied"),
    (212, "No memory is available"),
    (213, "Reallocation failure"),
    (214, "Unknown mandatory extension header"),
    (215, "Semantic error in the TFT operation"),
    (216, "Syntactic error in TFT operation"),
    (217, "Semantic errors in packet filter(s)"),
    (218, "Syntactic errors in packet filter(s)"),
    (219, "Missing or unknown APN"),
    (220, "Unknown PDP address or PDP type"),
    (221, "PDP context without TFT already activated"),
    (222, "APN access denied : no subscription"),
    (
        223,
        "APN Restriction type incompatibility with currently active PDP Contexts",
    ),
    (224, "MS MBMS Capabilities Insufficient"),
    (225, "Invalid Correlation : ID"),
    (226, "MBMS Bearer Context Superseded"),
    (227, "Bearer Control Mode violation"),
    (228, "Collision with network initiated request"),
]);
static TRUE_FALSE_VALUE: Names = Names::pairs(&[(254, "False"), (255, "True")]);
static SELECTION_MODE: Names = Names::pairs(&[
    (11_111_100, "MS or APN"),
    (11_111_101, "MS"),
    (11_111_110, "NET"),
    (11_111_111, "FutureUse"),
]);
static RAT_TYPE: Names = Names::pairs(&[
    (1, "UTRAN"),
    (2, "GETRAN"),
    (3, "WLAN"),
    (4, "GAN"),
    (5, "HSPA"),
]);
static ELEMENT_1: Field = u8("");
