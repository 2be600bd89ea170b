//! GTP version 2: the control messages of LTE. 3GPP TS 29.274, TS 24.008.

use super::binding::{Binding, bind};
use super::field::{
    Adjust, Auto, Choice, Datum, Element, Field, Kind, Length, Preset, Recoding, Ruling, Test,
    When, bits, ip4, ip6, octets, recoded, u8, u16, u24, u32,
};
use super::names::Names;

use super::refusal::Refusal;
use super::registry::Family;
use super::{Answered, Answers, Around, Hash, PayloadLen, Proto, gtp};
use crate::when;

pub static GTP_HEADER: Proto = Proto {
    answers: Answers::Test(gtp::answers),
    hash: Hash::OctetsAndPayload(gtp::hash),
    parent: Some(&gtp::GTP_HEADER),
    ..Proto::new(
        "GTPHeader",
        "GTP v2 Header",
        &[
            bits("version", 3).default(2),
            bits("P", 1).default(1),
            bits("T", 1).default(1),
            bits("MP", 1),
            bits("SPARE1", 1),
            bits("SPARE2", 1),
            u8("gtp_type").names(&GT_PMESSAGE_TYPE).preset(Preset::None),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::TotalLenBy(Adjust::by(gtp::message_len)))
                .class("ShortField"),
            u32("teid").hex().when(When::In("T", &[1])),
            u24("seq").preset(Preset::Dice("RandShort", &[])),
            bits("msg_priority", 4).when(When::In("MP", &[1])),
            Field::new(
                "SPARE3",
                Kind::Choice(&Choice {
                    options: &[(Test::When(When::In("MP", &[1])), bits("SPARE3", 4))],
                    otherwise: u8("SPARE3"),
                }),
                0,
            )
            .when(When::In("MP", &[0, 1])),
        ],
    )
};

pub static IE_IP_ADDRESS: Proto = Proto {
    example: r#"IE_IP_Address(length=4, address="10.0.0.1")"#,
    finish: Some(put_address_len),
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_IP_Address",
        "IE IP Address",
        &[
            u8("ietype").names(&IE_TYPE).default(74),
            u16("length").preset(Preset::None),
            bits("CR_flag", 4),
            bits("instance", 4),
            ip4("address")
                .preset(Preset::Dice("RandIP", &[]))
                .when(When::In("length", &[4])),
            ip6("address6")
                .preset(Preset::None)
                .when(When::In("length", &[16])),
        ],
    )
};

pub static IE_MEI: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_MEI",
        "IE MEI",
        &[
            u8("ietype").names(&IE_TYPE).default(75),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            recoded(&Recoding {
                field: octets("MEI")
                    .fixed()
                    .length(Length::From("length", 0))
                    .preset(Preset::Octets(b"175675478970685"))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
        ],
    )
};

pub static IE_EPS_BEARER_ID: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_EPSBearerID",
        "IE EPS Bearer ID",
        &[
            u8("ietype").names(&IE_TYPE).default(73),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u8("EBI"),
        ],
    )
};

pub static IE_RAT: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_RAT",
        "IE RAT",
        &[
            u8("ietype").names(&IE_TYPE).default(82),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u8("RAT_type").names(&RAT_TYPE).preset(Preset::None),
        ],
    )
};

pub static IE_SERVING_NETWORK: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_ServingNetwork",
        "IE Serving Network",
        &[
            u8("ietype").names(&IE_TYPE).default(83),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
        ],
    )
};

pub static ULI_FIELD: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new("ULI_Field", "ULI_Field", &[])
};

pub static ULI_CGI: Proto = Proto {
    parent: Some(&ULI_FIELD),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ULI_CGI",
        "Cell Global Identifier",
        &[
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            u16("LAC"),
            u16("CI"),
        ],
    )
};

pub static ULI_SAI: Proto = Proto {
    parent: Some(&ULI_FIELD),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ULI_SAI",
        "Service Area Identity",
        &[
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            u16("LAC"),
            u16("SAC"),
        ],
    )
};

pub static ULI_RAI: Proto = Proto {
    parent: Some(&ULI_FIELD),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ULI_RAI",
        "Routing Area Identity",
        &[
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            u16("LAC"),
            u16("RAC"),
        ],
    )
};

pub static ULI_TAI: Proto = Proto {
    parent: Some(&ULI_FIELD),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ULI_TAI",
        "Tracking Area Identity",
        &[
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            u16("TAC"),
        ],
    )
};

pub static ULI_ECGI: Proto = Proto {
    parent: Some(&ULI_FIELD),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ULI_ECGI",
        "E-UTRAN Cell Global Identifier",
        &[
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            bits("SPARE", 4),
            bits("ECI", 28),
        ],
    )
};

pub static ULI_LAI: Proto = Proto {
    parent: Some(&ULI_FIELD),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ULI_LAI",
        "Location Area Identifier",
        &[
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            u16("LAC"),
        ],
    )
};

pub static IE_ULI: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_ULI",
        "IE User Location Information",
        &[
            u8("ietype").names(&IE_TYPE).default(86),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("SPARE", 2),
            bits("LAI_Present", 1),
            bits("ECGI_Present", 1),
            bits("TAI_Present", 1),
            bits("RAI_Present", 1),
            bits("SAI_Present", 1),
            bits("CGI_Present", 1),
            Field::new("CGI", Kind::Packet(&ULI_CGI), 0)
                .default(0)
                .when(When::Test(|p| p.int("CGI_Present").is_some_and(|v| v != 0))),
            Field::new("SAI", Kind::Packet(&ULI_SAI), 0)
                .default(0)
                .when(When::Test(|p| p.int("SAI_Present").is_some_and(|v| v != 0))),
            Field::new("RAI", Kind::Packet(&ULI_RAI), 0)
                .default(0)
                .when(When::Test(|p| p.int("RAI_Present").is_some_and(|v| v != 0))),
            Field::new("TAI", Kind::Packet(&ULI_TAI), 0)
                .default(0)
                .when(When::Test(|p| p.int("TAI_Present").is_some_and(|v| v != 0))),
            Field::new("ECGI", Kind::Packet(&ULI_ECGI), 0)
                .default(0)
                .when(When::Test(|p| {
                    p.int("ECGI_Present").is_some_and(|v| v != 0)
                })),
            Field::new("LAI", Kind::Packet(&ULI_LAI), 0)
                .default(0)
                .when(When::Test(|p| p.int("LAI_Present").is_some_and(|v| v != 0))),
        ],
    )
};

pub static IE_ULI_TIMESTAMP: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_ULI_Timestamp",
        "IE ULI Timestamp",
        &[
            u8("ietype").names(&IE_TYPE).default(170),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u32("timestamp").hex(),
        ],
    )
};

pub static IE_UCI: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_UCI",
        "IE UCI",
        &[
            u8("ietype").names(&IE_TYPE).default(145),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            recoded(&Recoding {
                field: octets("MCC")
                    .fixed()
                    .length(Length::Octets(2))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            recoded(&Recoding {
                field: octets("MNC")
                    .fixed()
                    .length(Length::Octets(1))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
            bits("SPARE1", 5),
            bits("CSG_ID", 27),
            bits("AccessMode", 2),
            bits("SPARE2", 4),
            bits("LCSG", 1),
            bits("CMI", 1),
        ],
    )
};

pub static IE_FTEID: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_FTEID",
        "IE F-TEID",
        &[
            u8("ietype").names(&IE_TYPE).default(87),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("ipv4_present", 1),
            bits("ipv6_present", 1),
            bits("InterfaceType", 6).names(&INTERFACE_TYPES),
            u32("GRE_Key").hex(),
            ip4("ipv4")
                .preset(Preset::Dice("RandIP", &[]))
                .when(When::Test(|p| {
                    p.int("ipv4_present").is_some_and(|v| v != 0)
                })),
            bits("ipv6", 128).hex().text("2001::").when(When::Test(|p| {
                p.int("ipv6_present").is_some_and(|v| v != 0)
            })),
        ],
    )
};

pub static IE_BEARER_CONTEXT: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_BearerContext",
        "IE Bearer Context",
        &[
            u8("ietype").names(&IE_TYPE).default(93),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
                .length(Length::From("length", 0))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static IE_BEARER_FLAGS: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_BearerFlags",
        "IE Bearer Flags",
        &[
            u8("ietype").names(&IE_TYPE).default(97),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("SPARE", 4),
            bits("ASI", 1),
            bits("Vind", 1),
            bits("VB", 1),
            bits("PPC", 1),
        ],
    )
};

pub static IE_MM_CONTEXT_EPS: Proto = Proto {
    example: r#"IE_MMContext_EPS(length=40)"#,
    check: Some(unsaid_length),
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_MMContext_EPS",
        "IE MM Context (EPS Security Context and Quadruplets)",
        &[
            u8("ietype").names(&IE_TYPE).default(107),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("Sec_Mode", 3),
            bits("Nhi", 1),
            bits("Drxi", 1),
            bits("Ksi", 3),
            bits("Num_quint", 3),
            bits("Num_Quad", 3),
            bits("Uambri", 1),
            bits("Osci", 1),
            bits("Sambri", 1),
            bits("Nas_algo", 3),
            bits("Nas_cipher", 4),
            u24("Nas_dl_count"),
            u24("Nas_ul_count"),
            bits("Kasme", 256),
            octets("fields")
                .length(Length::From("length", -41))
                .when(When::Test(|p| p.int("length").is_some_and(|v| v > 40))),
        ],
    )
};

pub static IE_PDN_CONNECTION: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_PDNConnection",
        "IE PDN Connection",
        &[
            u8("ietype").names(&IE_TYPE).default(109),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
                .length(Length::From("length", 0))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static IE_FQDN: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_FQDN",
        "IE FQDN",
        &[
            u8("ietype").names(&IE_TYPE).default(136),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            Field::new("fqdn", Kind::Ruled(&FQDN), 0)
                .preset(Preset::Octets(b""))
                .class("FQDNField"),
        ],
    )
};

pub static IE_NOT_IMPLEMENTED_TLV: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_NotImplementedTLV",
        "IE not implemented",
        &[
            u8("ietype").names(&IE_TYPE),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            octets("data").length(Length::From("length", 0)),
        ],
    )
};

pub static IE_IMSI: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_IMSI",
        "IE IMSI",
        &[
            u8("ietype").names(&IE_TYPE).default(1),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            recoded(&Recoding {
                field: octets("IMSI")
                    .fixed()
                    .length(Length::From("length", 0))
                    .preset(Preset::Octets(b"33607080910"))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
        ],
    )
};

pub static IE_CAUSE: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_Cause",
        "IE Cause",
        &[
            u8("ietype").names(&IE_TYPE).default(2),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u8("Cause").names(&CAUSE_VALUES).default(1),
            bits("SPARE", 5),
            bits("PCE", 1),
            bits("BCE", 1),
            bits("CS", 1),
        ],
    )
};

pub static IE_RECOVERY_RESTART: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_RecoveryRestart",
        "IE Recovery Restart",
        &[
            u8("ietype").names(&IE_TYPE).default(3),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u8("restart_counter"),
        ],
    )
};

pub static IE_APN: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_APN",
        "IE APN",
        &[
            u8("ietype").names(&IE_TYPE).default(71),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            recoded(&Recoding {
                field: octets("APN")
                    .length(Length::From("length", 0))
                    .preset(Preset::Octets(b"internet"))
                    .class("APNStrLenField"),
                read: |_, octets| Some(gtp::joined(octets)),
                write: |_, name| gtp::labels(name),
            }),
        ],
    )
};

pub static IE_BEARER_TFT: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_BearerTFT",
        "IE Bearer TFT",
        &[
            u8("ietype").names(&IE_TYPE).default(84),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            octets("Bearer_TFT").length(Length::From("length", 0)),
        ],
    )
};

pub static IE_AMBR: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_AMBR",
        "IE AMBR",
        &[
            u8("ietype").names(&IE_TYPE).default(72),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u32("AMBR_Uplink"),
            u32("AMBR_Downlink"),
        ],
    )
};

pub static IE_MSISDN: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_MSISDN",
        "IE MSISDN",
        &[
            u8("ietype").names(&IE_TYPE).default(76),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            recoded(&Recoding {
                field: octets("digits")
                    .fixed()
                    .length(Length::From("length", 0))
                    .preset(Preset::Octets(b"33123456789"))
                    .class("TBCDByteField"),
                read: |_, octets| Some(gtp::digits(octets)),
                write: |_, digits| gtp::codes(digits),
            }),
        ],
    )
};

pub static IE_INDICATION: Proto = Proto {
    example: r#"IE_Indication(length=2, DAF=1)"#,
    check: Some(unsaid_length),
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_Indication",
        "IE Indication",
        &[
            u8("ietype").names(&IE_TYPE).default(77),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("DAF", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 0))),
            bits("DTF", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 0))),
            bits("HI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 0))),
            bits("DFI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 0))),
            bits("OI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 0))),
            bits("ISRSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 0))),
            bits("ISRAI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 0))),
            bits("SGWCI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 0))),
            bits("SQCI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 1))),
            bits("UIMSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 1))),
            bits("CFSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 1))),
            bits("CRSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 1))),
            bits("PS", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 1))),
            bits("PT", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 1))),
            bits("SI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 1))),
            bits("MSV", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 1))),
            bits("RetLoc", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 2))),
            bits("PBIC", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 2))),
            bits("SRNI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 2))),
            bits("S6AF", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 2))),
            bits("S4AF", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 2))),
            bits("MBMDT", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 2))),
            bits("ISRAU", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 2))),
            bits("CCRSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 2))),
            bits("CPRAI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 3))),
            bits("ARRL", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 3))),
            bits("PPOFF", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 3))),
            bits("PPON", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 3))),
            bits("PPSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 3))),
            bits("CSFBI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 3))),
            bits("CLII", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 3))),
            bits("CPSR", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 3))),
            bits("NSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 4))),
            bits("UASI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 4))),
            bits("DTCI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 4))),
            bits("BDWI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 4))),
            bits("PSCI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 4))),
            bits("PCRI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 4))),
            bits("AOSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 4))),
            bits("AOPI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 4))),
            bits("ROAAI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 5))),
            bits("EPCOSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 5))),
            bits("CPOPCI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 5))),
            bits("PMTSMI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 5))),
            bits("S11TF", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 5))),
            bits("PNSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 5))),
            bits("UNACCSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 5))),
            bits("WPMSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 5))),
            bits("_5GSNN26", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 6))),
            bits("REPREFI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 6))),
            bits("_5GSIWKI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 6))),
            bits("EEVRSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 6))),
            bits("LTEMUI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 6))),
            bits("LTEMPI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 6))),
            bits("ENBCRSI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 6))),
            bits("TSPCMI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 6))),
            bits("SPARE1", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 7))),
            bits("SPARE2", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 7))),
            bits("SPARE3", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 7))),
            bits("N5GNMI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 7))),
            bits("_5GCNRS", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 7))),
            bits("_5GCNRI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 7))),
            bits("_5SRHOI", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 7))),
            bits("ETHPDN", 1).when(When::Test(|p| p.int("length").is_some_and(|v| v > 7))),
        ],
    )
};

pub static PCO_OPTION: Proto = Proto {
    example: r#"PCO_IPv4(type=3, address="10.0.0.1")"#,
    check: Some(gtp::no_length),
    payload_len: PayloadLen::Nothing,
    ..Proto::new("PCO_Option", "PCO_Option", &[])
};

pub static PCO_PROTOCOL: Proto = Proto {
    example: r#"PCO_DNS_Server_IPv4(type=13, length=4, address="10.0.0.1")"#,
    check: Some(gtp::no_length),
    payload_len: PayloadLen::Nothing,
    ..Proto::new("PCO_Protocol", "PCO_Protocol", &[])
};

pub static PCO_I_PV4: Proto = Proto {
    parent: Some(&PCO_OPTION),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_IPv4",
        "IPv4",
        &[
            u8("type").names(&PCO_OPTION_TYPES).preset(Preset::None),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-2)))
                .class("ByteField"),
            ip4("address").preset(Preset::Dice("RandIP", &[])),
        ],
    )
};

pub static PCO_PRIMARY_DNS: Proto = Proto {
    parent: Some(&PCO_OPTION),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_Primary_DNS",
        "Primary DNS Server IP Address",
        &[
            u8("type").names(&PCO_OPTION_TYPES).preset(Preset::None),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-2)))
                .class("ByteField"),
            ip4("address").preset(Preset::Dice("RandIP", &[])),
        ],
    )
};

pub static PCO_PRIMARY_NBNS: Proto = Proto {
    parent: Some(&PCO_OPTION),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_Primary_NBNS",
        "Primary DNS Server IP Address",
        &[
            u8("type").names(&PCO_OPTION_TYPES).preset(Preset::None),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-2)))
                .class("ByteField"),
            ip4("address").preset(Preset::Dice("RandIP", &[])),
        ],
    )
};

pub static PCO_SECONDARY_DNS: Proto = Proto {
    parent: Some(&PCO_OPTION),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_Secondary_DNS",
        "Secondary DNS Server IP Address",
        &[
            u8("type").names(&PCO_OPTION_TYPES).preset(Preset::None),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-2)))
                .class("ByteField"),
            ip4("address").preset(Preset::Dice("RandIP", &[])),
        ],
    )
};

pub static PCO_SECONDARY_NBNS: Proto = Proto {
    parent: Some(&PCO_OPTION),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_Secondary_NBNS",
        "Secondary NBNS Server IP Address",
        &[
            u8("type").names(&PCO_OPTION_TYPES).preset(Preset::None),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-2)))
                .class("ByteField"),
            ip4("address").preset(Preset::Dice("RandIP", &[])),
        ],
    )
};

pub static PCO_P_CSCF_I_PV6_ADDRESS_REQUEST: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_P_CSCF_IPv6_Address_Request",
        "PCO PCO-P CSCF IPv6 Address Request",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            bits("address", 128)
                .hex()
                .text("2001:db8:0:42::")
                .when(When::Test(|p| p.int("length").is_some_and(|v| v != 0))),
        ],
    )
};

pub static PCO_IM_CN_SUBSYSTEM_SIGNALING_FLAG: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_IM_CN_Subsystem_Signaling_Flag",
        "PCO IM CN Subsystem Signaling Flag",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
                .length(Length::FromFn(|p| {
                    if p.int("length").is_some_and(|v| v != 0) {
                        p.int("length").unwrap_or(0) - 4
                    } else {
                        0
                    }
                }))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PCO_DNS_SERVER_I_PV6: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_DNS_Server_IPv6",
        "PCO DNS Server IPv6 Address Request",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            bits("address", 128)
                .hex()
                .text("2001:db8:0:42::")
                .when(When::Test(|p| p.int("length").is_some_and(|v| v != 0))),
        ],
    )
};

pub static PCO_SOF: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_SOF",
        "PCO MS Support of Network Requested Bearer Control indicator",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
        ],
    )
};

pub static PCO_PPP: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_PPP",
        "PPP IP Control Protocol",
        &[
            u8("Code"),
            u8("Identifier"),
            u16("length").preset(Preset::None),
            Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
                .length(Length::FromFn(|p| {
                    if p.int("length").is_some_and(|v| v != 0) {
                        p.int("length").unwrap_or(0) - 4
                    } else {
                        0
                    }
                }))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PCO_IP_ALLOCATION_VIA_NAS: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_IP_Allocation_via_NAS",
        "PCO IP Address allocation via NAS Signaling",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
                .length(Length::FromFn(|p| {
                    if p.int("length").is_some_and(|v| v != 0) {
                        p.int("length").unwrap_or(0) - 4
                    } else {
                        0
                    }
                }))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PCO_P_CSCF_I_PV4_ADDRESS_REQUEST: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_P_CSCF_IPv4_Address_Request",
        "PCO PCO-P CSCF IPv4 Address Request",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            ip4("address")
                .preset(Preset::Dice("RandIP", &[]))
                .when(When::Test(|p| p.int("length").is_some_and(|v| v != 0))),
        ],
    )
};

pub static PCO_DNS_SERVER_I_PV4: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_DNS_Server_IPv4",
        "PCO DNS Server IPv4 Address Request",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            ip4("address")
                .preset(Preset::Dice("RandIP", &[]))
                .when(When::Test(|p| p.int("length").is_some_and(|v| v != 0))),
        ],
    )
};

pub static PCO_I_PV4_LINK_MTU_REQUEST: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_IPv4_Link_MTU_Request",
        "PCO IPv4 Link MTU Request",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            u16("MTU_size")
                .default(1500)
                .when(When::Test(|p| p.int("length").is_some_and(|v| v != 0))),
        ],
    )
};

pub static PCO_P_CSCF_RE_SELECTION_SUPPORT: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_P_CSCF_Re_selection_Support",
        "PCO P-CSCF Re-selection Support",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
                .length(Length::FromFn(|p| {
                    if p.int("length").is_some_and(|v| v != 0) {
                        p.int("length").unwrap_or(0) - 4
                    } else {
                        0
                    }
                }))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PCO_PDU_SESSION_ID: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_PDU_Session_Id",
        "PCO PDU session ID",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").default(1),
            u8("PduSessionId").default(1),
        ],
    )
};

pub static PCO_5_GSM_CAUSE_VALUE: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_5GSM_Cause_Value",
        "PCO 5GSM Cause Value",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
                .length(Length::FromFn(|p| {
                    if p.int("length").is_some_and(|v| v != 0) {
                        p.int("length").unwrap_or(0) - 4
                    } else {
                        0
                    }
                }))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PCO_QO_S_RULES_WITH_SUPPORT_INDICATOR: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_QoS_Rules_With_Support_Indicator",
        "PCO QoS Rules With Support Indicator",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
                .length(Length::From("length", 0))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PCO_QO_S_FLOW_DESCRIPTIONS_WITH_SUPPORT_INDICATOR: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_QoS_Flow_Descriptions_With_Support_Indicator",
        "PCO QoS Flow Descriptions With Support Indicator",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
                .length(Length::From("length", 0))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PCO_S_NSSAI: Proto = Proto {
    example: r#"PCO_S_Nssai(type=0x1b, length=1, SST=1)"#,
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    check: Some(unsaid_length),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_S_Nssai",
        "PCO S-NSSAI",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            u8("SST").when(When::Test(|p| p.int("length").is_some_and(|v| v > 0))),
            u16("SD").when(When::Test(|p| p.int("length").is_some_and(|v| v > 1))),
            u8("Hplmn_Sst").when(When::Test(|p| p.int("length").is_some_and(|v| v >= 4))),
            u16("Hplmn_Sd").when(When::Test(|p| p.int("length").is_some_and(|v| v > 4))),
        ],
    )
};

pub static PCO_QOS_RULES: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_Qos_Rules",
        "PCO QoS Rules",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
                .length(Length::From("length", 0))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PCO_SESSION_AMBR: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_Session_AMBR",
        "PCO Session AMBR",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").default(6),
            u8("dlunit"),
            u16("dlambr"),
            u8("ulunit"),
            u16("ulambr"),
        ],
    )
};

pub static PCO_QO_S_FLOW_DESCRIPTIONS: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_QoS_Flow_Descriptions",
        "PCO QoS Flow Descriptions",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
                .length(Length::From("length", 0))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PCO_IPCP: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_IPCP",
        "PCO Internet Protocol Control Protocol",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("PPP", Kind::Packet(&PCO_PPP), 0),
        ],
    )
};

pub static PCO_PPP_AUTH: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_PPP_Auth",
        "PPP Password Authentication Protocol",
        &[
            u8("Code"),
            u8("Identifier"),
            u16("length").preset(Preset::None),
            u8("PeerID_length"),
            octets("PeerID")
                .fixed()
                .length(Length::From("PeerID_length", 0))
                .when(When::Test(|p| {
                    p.int("PeerID_length").is_some_and(|v| v != 0)
                })),
            u8("Password_length"),
            octets("Password")
                .fixed()
                .length(Length::From("Password_length", 0))
                .when(When::Test(|p| {
                    p.int("Password_length").is_some_and(|v| v != 0)
                })),
        ],
    )
};

pub static PCO_PASSWORD_AUTHENTIFICATION_PROTOCOL: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_PasswordAuthentificationProtocol",
        "PCO Password Authentication Protocol",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("PPP", Kind::Packet(&PCO_PPP_AUTH), 0),
        ],
    )
};

pub static PCO_PPP_CHALLENGE: Proto = Proto {
    example: r#"PCO_PPP_Challenge(length=5, value_size=0, name=b"")"#,
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    check: Some(unsaid_length),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_PPP_Challenge",
        "PCO_PPP_Challenge",
        &[
            u8("Code"),
            u8("Identifier"),
            u16("length").preset(Preset::None),
            u8("value_size"),
            octets("value")
                .fixed()
                .length(Length::From("value_size", 0))
                .when(When::Test(|p| p.int("value_size").is_some_and(|v| v != 0))),
            octets("name")
                .fixed()
                .length(Length::FromFn(|p| {
                    p.int("length").unwrap_or(0) - p.int("value_size").unwrap_or(0) - 5
                }))
                .preset(Preset::Str("PPP Password Authentication Protocol")),
        ],
    )
};

pub static PCO_CHALLENGE_HANDSHAKE_AUTHENTICATION_PROTOCOL: Proto = Proto {
    finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
    parent: Some(&PCO_PROTOCOL),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PCO_ChallengeHandshakeAuthenticationProtocol",
        "PCO Password Authentication Protocol",
        &[
            u16("type").names(&PCO_PROTOCOL_TYPES).preset(Preset::None),
            u8("length").preset(Preset::None),
            Field::new("PPP", Kind::Packet(&PCO_PPP_CHALLENGE), 0),
        ],
    )
};

pub static IE_PCO: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_PCO",
        "IE Protocol Configuration Options",
        &[
            u8("ietype").names(&IE_TYPE).default(78),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("Extension", 1),
            bits("SPARE", 4),
            bits("PPP", 3),
            Field::new("Protocols", Kind::PacketsBy(Element::Octets(protocol)), 0)
                .length(Length::From("length", -1))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static IE_EPCO: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_EPCO",
        "IE Extended Protocol Configuration Options",
        &[
            u8("ietype").names(&IE_TYPE).default(197),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("Extension", 1),
            bits("SPARE", 4),
            bits("PPP", 3),
            Field::new("Protocols", Kind::PacketsBy(Element::Octets(protocol)), 0)
                .length(Length::From("length", -1))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static IE_APCO: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_APCO",
        "IE Additional Protocol Configuration Options",
        &[
            u8("ietype").names(&IE_TYPE).default(163),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("extension", 1),
            bits("SPARE", 4),
            bits("PPP", 3),
            Field::new("Protocols", Kind::PacketsBy(Element::Octets(protocol)), 0)
                .length(Length::From("length", -1))
                .preset(Preset::EmptyList),
        ],
    )
};

pub static IE_PAA: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_PAA",
        "IE PAA",
        &[
            u8("ietype").names(&IE_TYPE).default(79),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("SPARE", 5),
            bits("PDN_type", 3).names(&PDN_TYPES).preset(Preset::None),
            u8("ipv6_prefix_length")
                .default(8)
                .when(When::In("PDN_type", &[2, 3])),
            bits("ipv6", 128)
                .hex()
                .text("2001:db8:0:42::")
                .when(When::In("PDN_type", &[2, 3])),
            ip4("ipv4").default(0).when(When::In("PDN_type", &[1, 3])),
        ],
    )
};

pub static IE_BEARER_QO_S: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_Bearer_QoS",
        "IE Bearer Quality of Service",
        &[
            u8("ietype").names(&IE_TYPE).default(80),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("SPARE1", 1),
            bits("PCI", 1),
            bits("PriorityLevel", 4),
            bits("SPARE2", 1),
            bits("PVI", 1),
            u8("QCI"),
            bits("MaxBitRateForUplink", 40),
            bits("MaxBitRateForDownlink", 40),
            bits("GuaranteedBitRateForUplink", 40),
            bits("GuaranteedBitRateForDownlink", 40),
        ],
    )
};

pub static IE_CHARGING_ID: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_ChargingID",
        "IE Charging ID",
        &[
            u8("ietype").names(&IE_TYPE).default(94),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u32("ChargingID"),
        ],
    )
};

pub static IE_CHARGING_CHARACTERISTICS: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    renamed: &[("ChargingCharacteristric", "ChargingCharacteristic")],
    ..Proto::new(
        "IE_ChargingCharacteristics",
        "IE Charging Characteristics",
        &[
            u8("ietype").names(&IE_TYPE).default(95),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u16("ChargingCharacteristic").hex(),
        ],
    )
};

pub static IE_PDN_TYPE: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_PDN_type",
        "IE PDN Type",
        &[
            u8("ietype").names(&IE_TYPE).default(99),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("SPARE", 5),
            bits("PDN_type", 3).names(&PDN_TYPES).preset(Preset::None),
        ],
    )
};

pub static IE_UE_TIMEZONE: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_UE_Timezone",
        "IE UE Time zone",
        &[
            u8("ietype").names(&IE_TYPE).default(114),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u8("Timezone"),
            u8("DST"),
        ],
    )
};

pub static IE_PORT_NUMBER: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_Port_Number",
        "IE Port Number",
        &[
            u8("ietype").names(&IE_TYPE).default(126),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u16("PortNumber").preset(Preset::Dice("RandShort", &[])),
        ],
    )
};

pub static IE_APN_RESTRICTION: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_APN_Restriction",
        "IE APN Restriction",
        &[
            u8("ietype").names(&IE_TYPE).default(127),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u8("APN_Restriction"),
        ],
    )
};

pub static IE_SELECTION_MODE: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_SelectionMode",
        "IE Selection Mode",
        &[
            u8("ietype").names(&IE_TYPE).default(128),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("SPARE", 6),
            bits("SelectionMode", 2),
        ],
    )
};

pub static IE_MMBR: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_MMBR",
        "IE Max MBR/APN-AMBR (MMBR)",
        &[
            u8("ietype").names(&IE_TYPE).default(161),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            u32("uplink_rate"),
            u32("downlink_rate"),
        ],
    )
};

pub static IE_UPF_SEL_IND_FLAGS: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_UPF_SelInd_Flags",
        "IE UP Function Selection Indication Flags",
        &[
            u8("ietype").names(&IE_TYPE).default(202),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("SPARE", 7),
            bits("DCNR", 1),
        ],
    )
};

pub static IE_FQCSID: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_FQCSID",
        "IE FQ-CSID",
        &[
            u8("ietype").names(&IE_TYPE).default(132),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("nodeid_type", 4),
            bits("num_csid", 4),
            ip4("nodeid_v4")
                .default(0)
                .when(When::In("nodeid_type", &[0])),
            bits("nodeid_v6", 128)
                .hex()
                .text("2001:db8:0:42::")
                .when(When::In("nodeid_type", &[1])),
            bits("nodeid_nonip", 32).when(When::In("nodeid_type", &[2])),
            u16("csid"),
        ],
    )
};

pub static IE_RAN_NAS_CAUSE: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_Ran_Nas_Cause",
        "IE RAN/NAS Cause",
        &[
            u8("ietype").names(&IE_TYPE).default(172),
            LENGTH,
            bits("CR_flag", 4),
            bits("instance", 4),
            bits("protocol_type", 4),
            bits("cause_type", 4),
            u8("cause_value"),
        ],
    )
};

pub static IE_PRIVATE_EXTENSION: Proto = Proto {
    parent: Some(&gtp::IE_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_PrivateExtension",
        "Private Extension",
        &[
            u8("ietype").names(&IE_TYPE).default(255),
            LENGTH,
            bits("SPARE", 4),
            bits("instance", 4),
            u16("enterprisenum")
                .names(&IANA_ENTERPRISE_NUMBERS)
                .preset(Preset::None),
            octets("proprietaryvalue").length(Length::From("length", -2)),
        ],
    )
};

pub static GTPV2_COMMAND: Proto = Proto::new(
    "GTPV2Command",
    "GTPV2Command",
    &[
        Field::new("IE_list", Kind::PacketsBy(Element::Octets(element)), 0)
            .preset(Preset::EmptyList),
    ],
);

pub static GTPV2_ECHO_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2EchoRequest",
        "GTPv2 Echo Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_ECHO_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| Answered::from(other.proto().is(&GTPV2_ECHO_REQUEST))),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2EchoResponse",
        "GTPv2 Echo Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_CREATE_SESSION_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2CreateSessionRequest",
        "GTPv2 Create Session Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_CREATE_SESSION_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| {
        Answered::from(other.proto().is(&GTPV2_CREATE_SESSION_REQUEST))
    }),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2CreateSessionResponse",
        "GTPv2 Create Session Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DELETE_SESSION_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DeleteSessionRequest",
        "GTPv2 Delete Session Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DELETE_SESSION_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| {
        Answered::from(other.proto().is(&GTPV2_DELETE_SESSION_REQUEST))
    }),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DeleteSessionResponse",
        "GTPv2 Delete Session Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_MODIFY_BEARER_COMMAND: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ModifyBearerCommand",
        "GTPv2 Modify Bearer Command",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_MODIFY_BEARER_FAILURE_INDICATION: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ModifyBearerFailureIndication",
        "GTPv2 Modify Bearer Failure Indication",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DELETE_BEARER_COMMAND: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DeleteBearerCommand",
        "GTPv2 Delete Bearer Command",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DELETE_BEARER_FAILURE_INDICATION: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DeleteBearerFailureIndication",
        "GTPv2 Delete Bearer Failure Indication",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_BEARER_RESOURCE_COMMAND: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2BearerResourceCommand",
        "GTPv2 Bearer Resource Command",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_BEARER_RESOURCE_FAILURE_INDICATION: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2BearerResourceFailureIndication",
        "GTPv2 Bearer Resource Failure Indication",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DOWNLINK_DATA_NOTIF_FAILURE_INDICATION: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DownlinkDataNotifFailureIndication",
        "GTPv2 Downlink Data Notification Failure Indication",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_MODIFY_BEARER_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ModifyBearerRequest",
        "GTPv2 Modify Bearer Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_MODIFY_BEARER_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| {
        Answered::from(other.proto().is(&GTPV2_MODIFY_BEARER_REQUEST))
    }),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ModifyBearerResponse",
        "GTPv2 Modify Bearer Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_CREATE_BEARER_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2CreateBearerRequest",
        "GTPv2 Create Bearer Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_CREATE_BEARER_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| {
        Answered::from(other.proto().is(&GTPV2_CREATE_BEARER_REQUEST))
    }),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2CreateBearerResponse",
        "GTPv2 Create Bearer Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_UPDATE_BEARER_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2UpdateBearerRequest",
        "GTPv2 Update Bearer Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_UPDATE_BEARER_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| {
        Answered::from(other.proto().is(&GTPV2_UPDATE_BEARER_REQUEST))
    }),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2UpdateBearerResponse",
        "GTPv2 Update Bearer Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DELETE_BEARER_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DeleteBearerRequest",
        "GTPv2 Delete Bearer Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_SUSPEND_NOTIFICATION: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2SuspendNotification",
        "GTPv2 Suspend Notification",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_SUSPEND_ACKNOWLEDGE: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2SuspendAcknowledge",
        "GTPv2 Suspend Acknowledge",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_RESUME_NOTIFICATION: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ResumeNotification",
        "GTPv2 Resume Notification",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_RESUME_ACKNOWLEDGE: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ResumeAcknowledge",
        "GTPv2 Resume Acknowledge",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DELETE_BEARER_RESPONSE: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DeleteBearerResponse",
        "GTPv2 Delete Bearer Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_CONTEXT_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ContextRequest",
        "GTPv2 Context Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_CONTEXT_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| Answered::from(other.proto().is(&GTPV2_CONTEXT_REQUEST))),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ContextResponse",
        "GTPv2 Context Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_CONTEXT_ACKNOWLEDGE: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ContextAcknowledge",
        "GTPv2 Context Acknowledge",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_CREATE_INDIRECT_DATA_FORWARDING_TUNNEL_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2CreateIndirectDataForwardingTunnelRequest",
        "GTPv2 Create Indirect Data Forwarding Tunnel Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_CREATE_INDIRECT_DATA_FORWARDING_TUNNEL_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| {
        Answered::from(
            other
                .proto()
                .is(&GTPV2_CREATE_INDIRECT_DATA_FORWARDING_TUNNEL_REQUEST),
        )
    }),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2CreateIndirectDataForwardingTunnelResponse",
        "GTPv2 Create Indirect Data Forwarding Tunnel Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DELETE_INDIRECT_DATA_FORWARDING_TUNNEL_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DeleteIndirectDataForwardingTunnelRequest",
        "GTPv2 Delete Indirect Data Forwarding Tunnel Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DELETE_INDIRECT_DATA_FORWARDING_TUNNEL_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| {
        Answered::from(
            other
                .proto()
                .is(&GTPV2_DELETE_INDIRECT_DATA_FORWARDING_TUNNEL_REQUEST),
        )
    }),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DeleteIndirectDataForwardingTunnelResponse",
        "GTPv2 Delete Indirect Data Forwarding Tunnel Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_RELEASE_BEARER_REQUEST: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ReleaseBearerRequest",
        "GTPv2 Release Bearer Request",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_RELEASE_BEARER_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| {
        Answered::from(other.proto().is(&GTPV2_RELEASE_BEARER_REQUEST))
    }),
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2ReleaseBearerResponse",
        "GTPv2 Release Bearer Response",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DOWNLINK_DATA_NOTIF: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DownlinkDataNotif",
        "GTPv2 Download Data Notification",
        GTPV2_COMMAND.fields,
    )
};

pub static GTPV2_DOWNLINK_DATA_NOTIF_ACK: Proto = Proto {
    parent: Some(&GTPV2_COMMAND),
    ..Proto::new(
        "GTPV2DownlinkDataNotifAck",
        "GTPv2 Download Data Notification Acknowledgment",
        GTPV2_COMMAND.fields,
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.gtp_v2",
    source: "3GPP TS 29.274, TS 24.008",
    protocols: &[
        &GTP_HEADER,
        &IE_IP_ADDRESS,
        &IE_MEI,
        &IE_EPS_BEARER_ID,
        &IE_RAT,
        &IE_SERVING_NETWORK,
        &ULI_FIELD,
        &ULI_CGI,
        &ULI_SAI,
        &ULI_RAI,
        &ULI_TAI,
        &ULI_ECGI,
        &ULI_LAI,
        &IE_ULI,
        &IE_ULI_TIMESTAMP,
        &IE_UCI,
        &IE_FTEID,
        &IE_BEARER_CONTEXT,
        &IE_BEARER_FLAGS,
        &IE_MM_CONTEXT_EPS,
        &IE_PDN_CONNECTION,
        &IE_FQDN,
        &IE_NOT_IMPLEMENTED_TLV,
        &IE_IMSI,
        &IE_CAUSE,
        &IE_RECOVERY_RESTART,
        &IE_APN,
        &IE_BEARER_TFT,
        &IE_AMBR,
        &IE_MSISDN,
        &IE_INDICATION,
        &PCO_OPTION,
        &PCO_PROTOCOL,
        &PCO_I_PV4,
        &PCO_PRIMARY_DNS,
        &PCO_PRIMARY_NBNS,
        &PCO_SECONDARY_DNS,
        &PCO_SECONDARY_NBNS,
        &PCO_P_CSCF_I_PV6_ADDRESS_REQUEST,
        &PCO_IM_CN_SUBSYSTEM_SIGNALING_FLAG,
        &PCO_DNS_SERVER_I_PV6,
        &PCO_SOF,
        &PCO_PPP,
        &PCO_IP_ALLOCATION_VIA_NAS,
        &PCO_P_CSCF_I_PV4_ADDRESS_REQUEST,
        &PCO_DNS_SERVER_I_PV4,
        &PCO_I_PV4_LINK_MTU_REQUEST,
        &PCO_P_CSCF_RE_SELECTION_SUPPORT,
        &PCO_PDU_SESSION_ID,
        &PCO_5_GSM_CAUSE_VALUE,
        &PCO_QO_S_RULES_WITH_SUPPORT_INDICATOR,
        &PCO_QO_S_FLOW_DESCRIPTIONS_WITH_SUPPORT_INDICATOR,
        &PCO_S_NSSAI,
        &PCO_QOS_RULES,
        &PCO_SESSION_AMBR,
        &PCO_QO_S_FLOW_DESCRIPTIONS,
        &PCO_IPCP,
        &PCO_PPP_AUTH,
        &PCO_PASSWORD_AUTHENTIFICATION_PROTOCOL,
        &PCO_PPP_CHALLENGE,
        &PCO_CHALLENGE_HANDSHAKE_AUTHENTICATION_PROTOCOL,
        &IE_PCO,
        &IE_EPCO,
        &IE_APCO,
        &IE_PAA,
        &IE_BEARER_QO_S,
        &IE_CHARGING_ID,
        &IE_CHARGING_CHARACTERISTICS,
        &IE_PDN_TYPE,
        &IE_UE_TIMEZONE,
        &IE_PORT_NUMBER,
        &IE_APN_RESTRICTION,
        &IE_SELECTION_MODE,
        &IE_MMBR,
        &IE_UPF_SEL_IND_FLAGS,
        &IE_FQCSID,
        &IE_RAN_NAS_CAUSE,
        &IE_PRIVATE_EXTENSION,
        &GTPV2_COMMAND,
        &GTPV2_ECHO_REQUEST,
        &GTPV2_ECHO_RESPONSE,
        &GTPV2_CREATE_SESSION_REQUEST,
        &GTPV2_CREATE_SESSION_RESPONSE,
        &GTPV2_DELETE_SESSION_REQUEST,
        &GTPV2_DELETE_SESSION_RESPONSE,
        &GTPV2_MODIFY_BEARER_COMMAND,
        &GTPV2_MODIFY_BEARER_FAILURE_INDICATION,
        &GTPV2_DELETE_BEARER_COMMAND,
        &GTPV2_DELETE_BEARER_FAILURE_INDICATION,
        &GTPV2_BEARER_RESOURCE_COMMAND,
        &GTPV2_BEARER_RESOURCE_FAILURE_INDICATION,
        &GTPV2_DOWNLINK_DATA_NOTIF_FAILURE_INDICATION,
        &GTPV2_MODIFY_BEARER_REQUEST,
        &GTPV2_MODIFY_BEARER_RESPONSE,
        &GTPV2_CREATE_BEARER_REQUEST,
        &GTPV2_CREATE_BEARER_RESPONSE,
        &GTPV2_UPDATE_BEARER_REQUEST,
        &GTPV2_UPDATE_BEARER_RESPONSE,
        &GTPV2_DELETE_BEARER_REQUEST,
        &GTPV2_SUSPEND_NOTIFICATION,
        &GTPV2_SUSPEND_ACKNOWLEDGE,
        &GTPV2_RESUME_NOTIFICATION,
        &GTPV2_RESUME_ACKNOWLEDGE,
        &GTPV2_DELETE_BEARER_RESPONSE,
        &GTPV2_CONTEXT_REQUEST,
        &GTPV2_CONTEXT_RESPONSE,
        &GTPV2_CONTEXT_ACKNOWLEDGE,
        &GTPV2_CREATE_INDIRECT_DATA_FORWARDING_TUNNEL_REQUEST,
        &GTPV2_CREATE_INDIRECT_DATA_FORWARDING_TUNNEL_RESPONSE,
        &GTPV2_DELETE_INDIRECT_DATA_FORWARDING_TUNNEL_REQUEST,
        &GTPV2_DELETE_INDIRECT_DATA_FORWARDING_TUNNEL_RESPONSE,
        &GTPV2_RELEASE_BEARER_REQUEST,
        &GTPV2_RELEASE_BEARER_RESPONSE,
        &GTPV2_DOWNLINK_DATA_NOTIF,
        &GTPV2_DOWNLINK_DATA_NOTIF_ACK,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&GTP_HEADER, &GTPV2_ECHO_REQUEST, when!(gtp_type = 1, T = 0)),
    bind(
        &GTP_HEADER,
        &GTPV2_ECHO_RESPONSE,
        when!(gtp_type = 2, T = 0),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_CREATE_SESSION_REQUEST,
        when!(gtp_type = 32),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_CREATE_SESSION_RESPONSE,
        when!(gtp_type = 33),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_MODIFY_BEARER_REQUEST,
        when!(gtp_type = 34),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_MODIFY_BEARER_RESPONSE,
        when!(gtp_type = 35),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DELETE_SESSION_REQUEST,
        when!(gtp_type = 36),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DELETE_SESSION_RESPONSE,
        when!(gtp_type = 37),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_MODIFY_BEARER_COMMAND,
        when!(gtp_type = 64),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_MODIFY_BEARER_FAILURE_INDICATION,
        when!(gtp_type = 65),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DELETE_BEARER_COMMAND,
        when!(gtp_type = 66),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DELETE_BEARER_FAILURE_INDICATION,
        when!(gtp_type = 67),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_BEARER_RESOURCE_COMMAND,
        when!(gtp_type = 68),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_BEARER_RESOURCE_FAILURE_INDICATION,
        when!(gtp_type = 69),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DOWNLINK_DATA_NOTIF_FAILURE_INDICATION,
        when!(gtp_type = 70),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_CREATE_BEARER_REQUEST,
        when!(gtp_type = 95),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_CREATE_BEARER_RESPONSE,
        when!(gtp_type = 96),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_UPDATE_BEARER_REQUEST,
        when!(gtp_type = 97),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_UPDATE_BEARER_RESPONSE,
        when!(gtp_type = 98),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DELETE_BEARER_REQUEST,
        when!(gtp_type = 99),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DELETE_BEARER_RESPONSE,
        when!(gtp_type = 100),
    ),
    bind(&GTP_HEADER, &GTPV2_CONTEXT_REQUEST, when!(gtp_type = 130)),
    bind(&GTP_HEADER, &GTPV2_CONTEXT_RESPONSE, when!(gtp_type = 131)),
    bind(
        &GTP_HEADER,
        &GTPV2_CONTEXT_ACKNOWLEDGE,
        when!(gtp_type = 132),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_SUSPEND_NOTIFICATION,
        when!(gtp_type = 162),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_SUSPEND_ACKNOWLEDGE,
        when!(gtp_type = 163),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_RESUME_NOTIFICATION,
        when!(gtp_type = 164),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_RESUME_ACKNOWLEDGE,
        when!(gtp_type = 165),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_CREATE_INDIRECT_DATA_FORWARDING_TUNNEL_REQUEST,
        when!(gtp_type = 166),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_CREATE_INDIRECT_DATA_FORWARDING_TUNNEL_RESPONSE,
        when!(gtp_type = 167),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DELETE_INDIRECT_DATA_FORWARDING_TUNNEL_REQUEST,
        when!(gtp_type = 168),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DELETE_INDIRECT_DATA_FORWARDING_TUNNEL_RESPONSE,
        when!(gtp_type = 169),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_RELEASE_BEARER_REQUEST,
        when!(gtp_type = 170),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_RELEASE_BEARER_RESPONSE,
        when!(gtp_type = 171),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DOWNLINK_DATA_NOTIF,
        when!(gtp_type = 176),
    ),
    bind(
        &GTP_HEADER,
        &GTPV2_DOWNLINK_DATA_NOTIF_ACK,
        when!(gtp_type = 177),
    ),
];

/// What an element counts of itself.
const LENGTH: Field = u16("length")
    .preset(Preset::None)
    .auto(Auto::HeaderLenBy(Adjust::by(gtp::own_len)))
    .class("ShortField");

/// The element of this type.
fn element(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets.first()? {
        1 => &IE_IMSI,
        2 => &IE_CAUSE,
        3 => &IE_RECOVERY_RESTART,
        71 => &IE_APN,
        72 => &IE_AMBR,
        73 => &IE_EPS_BEARER_ID,
        74 => &IE_IP_ADDRESS,
        75 => &IE_MEI,
        76 => &IE_MSISDN,
        77 => &IE_INDICATION,
        78 => &IE_PCO,
        79 => &IE_PAA,
        80 => &IE_BEARER_QO_S,
        82 => &IE_RAT,
        83 => &IE_SERVING_NETWORK,
        84 => &IE_BEARER_TFT,
        86 => &IE_ULI,
        87 => &IE_FTEID,
        93 => &IE_BEARER_CONTEXT,
        94 => &IE_CHARGING_ID,
        95 => &IE_CHARGING_CHARACTERISTICS,
        97 => &IE_BEARER_FLAGS,
        99 => &IE_PDN_TYPE,
        107 => &IE_MM_CONTEXT_EPS,
        109 => &IE_PDN_CONNECTION,
        114 => &IE_UE_TIMEZONE,
        126 => &IE_PORT_NUMBER,
        127 => &IE_APN_RESTRICTION,
        128 => &IE_SELECTION_MODE,
        132 => &IE_FQCSID,
        136 => &IE_FQDN,
        145 => &IE_UCI,
        161 => &IE_MMBR,
        163 => &IE_APCO,
        170 => &IE_ULI_TIMESTAMP,
        172 => &IE_RAN_NAS_CAUSE,
        197 => &IE_EPCO,
        202 => &IE_UPF_SEL_IND_FLAGS,
        255 => &IE_PRIVATE_EXTENSION,
        129.. => &IE_NOT_IMPLEMENTED_TLV,
        _ => return None,
    })
}

/// The option of IPCP of this type.
fn option(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets.first()? {
        3 => &PCO_I_PV4,
        129 => &PCO_PRIMARY_DNS,
        130 => &PCO_PRIMARY_NBNS,
        131 => &PCO_SECONDARY_DNS,
        132 => &PCO_SECONDARY_NBNS,
        _ => return None,
    })
}

/// The protocol or container of this number.
fn protocol(octets: &[u8]) -> Option<&'static Proto> {
    let [high, low, ..] = octets else {
        return None;
    };
    Some(match u16::from_be_bytes([*high, *low]) {
        0x1 => &PCO_P_CSCF_I_PV6_ADDRESS_REQUEST,
        0x2 => &PCO_IM_CN_SUBSYSTEM_SIGNALING_FLAG,
        0x3 => &PCO_DNS_SERVER_I_PV6,
        0x5 => &PCO_SOF,
        0xa => &PCO_IP_ALLOCATION_VIA_NAS,
        0xc => &PCO_P_CSCF_I_PV4_ADDRESS_REQUEST,
        0xd => &PCO_DNS_SERVER_I_PV4,
        0x10 => &PCO_I_PV4_LINK_MTU_REQUEST,
        0x12 => &PCO_P_CSCF_RE_SELECTION_SUPPORT,
        0x1a => &PCO_PDU_SESSION_ID,
        0x22 => &PCO_5_GSM_CAUSE_VALUE,
        0x23 => &PCO_QO_S_RULES_WITH_SUPPORT_INDICATOR,
        0x24 => &PCO_QO_S_FLOW_DESCRIPTIONS_WITH_SUPPORT_INDICATOR,
        0x1b => &PCO_S_NSSAI,
        0x1c => &PCO_QOS_RULES,
        0x1d => &PCO_SESSION_AMBR,
        0x1f => &PCO_QO_S_FLOW_DESCRIPTIONS,
        0x8021 => &PCO_IPCP,
        0xc023 => &PCO_PASSWORD_AUTHENTIFICATION_PROTOCOL,
        0xc223 => &PCO_CHALLENGE_HANDSHAKE_AUTHENTICATION_PROTOCOL,
        _ => return None,
    })
}

/// The third octet counts those behind it, whatever stands there.
fn count_protocol(protocol: &dyn Around, header: usize, octets: &mut [u8]) {
    if protocol.int("length").is_none()
        && let Some(count) = octets.get_mut(2)
    {
        *count = header.saturating_sub(3) as u8;
    }
}

/// As in Scapy, one octet is replaced by the two of the length.
fn put_address_len(element: &dyn Around, _: usize, octets: &mut Vec<u8>) {
    if element.int("length").is_none() {
        let known = !element.text("address6").starts_with("None");
        octets.splice(1..2, [0, if known { 16 } else { 4 }]);
    }
}

/// Fields depend on a length that nobody computes.
fn unsaid_length(element: &dyn Around) -> Option<Refusal> {
    let unsaid = element.int("length").is_none();
    unsaid.then(|| "length has to be set".to_string().into())
}

/// A domain name without the root. 3GPP TS 29.244 section 8.66.
static FQDN: Ruling = Ruling {
    list: false,
    read: |element, octets| {
        let length = usize::try_from(element.int("length")?).ok()?;
        let piece = &octets[..length.min(octets.len())];
        let mut name = Vec::new();
        let mut at = 0;
        while let Some(count) = piece.get(at) {
            at += 1;
            match count {
                0 => break,
                // A pointer, which cannot be followed here.
                0x40.. if at < piece.len() => return None,
                0x40.. => at += 1,
                count => {
                    let end = (at + usize::from(*count)).min(piece.len());
                    name.extend_from_slice(&piece[at.min(end)..end]);
                    name.push(b'.');
                    at += usize::from(*count);
                }
            }
        }
        name.pop();
        Some((Datum::Octets(name), at.min(piece.len())))
    },
    write: |_, name| {
        let name = match name {
            Datum::Octets(octets) => octets.as_slice(),
            Datum::Text(text) => text.as_bytes(),
            _ => return None,
        };
        let label = |label: &[u8]| {
            let label = &label[..label.len().min(63)];
            [&[label.len() as u8], label].concat()
        };
        Some(name.split(|octet| *octet == b'.').flat_map(label).collect())
    },
    size: |_| 0,
};

static GT_PMESSAGE_TYPE: Names = Names::pairs(&[
    (1, "echo_request"),
    (2, "echo_response"),
    (3, "version_not_supported"),
    (32, "create_session_req"),
    (33, "create_session_res"),
    (36, "delete_session_req"),
    (37, "delete_session_res"),
    (34, "modify_bearer_req"),
    (35, "modify_bearer_res"),
    (40, "remote_ue_report_notif"),
    (41, "remote_ue_report_ack"),
    (38, "change_notif_req"),
    (39, "change_notif_res"),
    (164, "resume_notif"),
    (165, "resume_ack"),
    (64, "modify_bearer_cmd"),
    (65, "modify_bearer_failure_indic"),
    (66, "delete_bearer_cmd"),
    (67, "delete_bearer_failure_indic"),
    (68, "bearer_resource_cmd"),
    (69, "bearer_resource_failure_indic"),
    (70, "downlink_data_notif_failure_indic"),
    (71, "trace_session_activation"),
    (72, "trace_session_deactivation"),
    (73, "stop_paging_indic"),
    (95, "create_bearer_req"),
    (96, "create_bearer_res"),
    (97, "update_bearer_req"),
    (98, "update_bearer_res"),
    (99, "delete_bearer_req"),
    (100, "delete_bearer_res"),
    (101, "delete_pdn_connection_set_req"),
    (102, "delete_pdn_connection_set_res"),
    (103, "pgw_downlink_triggering_notif"),
    (104, "pgw_downlink_triggering_ack"),
    (128, "identification_req"),
    (129, "identification_res"),
    (130, "context_req"),
    (131, "context_res"),
    (132, "context_ack"),
    (133, "forward_relocation_req"),
    (134, "forward_relocation_res"),
    (135, "forward_relocation_complete_notif"),
    (136, "forward_relocation_complete_ack"),
    (137, "forward_access_context_notif"),
    (138, "forward_access_context_ack"),
    (139, "relocation_cancel_req"),
    (140, "relocation_cancel_res"),
    (141, "configuration_transfer_tunnel"),
    (152, "ran_information_relay"),
    (149, "detach_notif"),
    (150, "detach_ack"),
    (151, "cs_paging_indic"),
    (153, "alert_mme_notif"),
    (154, "alert_mme_ack"),
    (155, "ue_activity_notif"),
    (156, "ue_activity_ack"),
    (157, "isr_status_indic"),
    (158, "ue_registration_query_req"),
    (159, "ue_registration_query_res"),
    (162, "suspend_notif"),
    (163, "suspend_ack"),
    (160, "create_forwarding_tunnel_req"),
    (161, "create_forwarding_tunnel_res"),
    (166, "create_indirect_data_forwarding_tunnel_req"),
    (167, "create_indirect_data_forwarding_tunnel_res"),
    (168, "delete_indirect_data_forwarding_tunnel_req"),
    (169, "delete_indirect_data_forwarding_tunnel_res"),
    (170, "realease_bearers_req"),
    (171, "realease_bearers_res"),
    (176, "downlink_data_notif"),
    (177, "downlink_data_notif_ack"),
    (179, "pgw_restart_notif"),
    (180, "pgw_restart_notif_ack"),
    (200, "update_pdn_connection_set_req"),
    (201, "update_pdn_connection_set_res"),
    (211, "modify_access_bearers_req"),
    (212, "modify_access_bearers_res"),
    (231, "mbms_session_start_req"),
    (232, "mbms_session_start_res"),
    (233, "mbms_session_update_req"),
    (234, "mbms_session_update_res"),
    (235, "mbms_session_stop_req"),
    (236, "mbms_session_stop_res"),
]);
static IE_TYPE: Names = Names::pairs(&[
    (1, "IMSI"),
    (2, "Cause"),
    (3, "Recovery Restart"),
    (71, "APN"),
    (72, "AMBR"),
    (73, "EPS Bearer ID"),
    (74, "IP Address"),
    (75, "MEI"),
    (76, "MSISDN"),
    (77, "Indication"),
    (78, "Protocol Configuration Options"),
    (79, "PAA"),
    (80, "Bearer QoS"),
    (82, "RAT"),
    (83, "Serving Network"),
    (84, "Bearer TFT"),
    (86, "ULI"),
    (87, "F-TEID"),
    (93, "Bearer Context"),
    (94, "Charging ID"),
    (95, "Charging Characteristics"),
    (97, "Bearer Flags"),
    (99, "PDN Type"),
    (107, "MM Context (EPS Security Context and Quadruplets)"),
    (109, "PDN Connection"),
    (114, "UE Time zone"),
    (126, "Port Number"),
    (127, "APN Restriction"),
    (128, "Selection Mode"),
    (132, "FQ-CSID"),
    (136, "FQDN"),
    (145, "UCI"),
    (161, "Max MBR/APN-AMBR (MMBR)"),
    (163, "Additional Protocol Configuration Options"),
    (170, "ULI Timestamp"),
    (172, "RAN/NAS Cause"),
    (197, "Extended Protocol Configuration Options"),
    (202, "UP Function Selection Indication Flags"),
    (255, "Private Extension"),
]);
static RAT_TYPE: Names = Names::pairs(&[
    (1, "UTRAN"),
    (2, "GERAN"),
    (3, "WLAN"),
    (4, "GAN"),
    (5, "HSPA Evolution"),
    (6, "EUTRAN"),
    (7, "Virtual"),
    (8, "EUTRAN-NB-IoT"),
    (9, "LTE-M"),
    (10, "NR"),
]);
static INTERFACE_TYPES: Names = Names::pairs(&[
    (0, "S1-U eNodeB GTP-U interface"),
    (1, "S1-U SGW GTP-U interface"),
    (2, "S12 RNC GTP-U interface"),
    (3, "S12 SGW GTP-U interface"),
    (4, "S5/S8 SGW GTP-U interface"),
    (5, "S5/S8 PGW GTP-U interface"),
    (6, "S5/S8 SGW GTP-C interface"),
    (7, "S5/S8 PGW GTP-C interface"),
    (8, "S5/S8 SGW PMIPv6 interface"),
    (9, "S5/S8 PGW PMIPv6 interface"),
    (10, "S11 MME GTP-C interface"),
    (11, "S11/S4 SGW GTP-C interface"),
    (12, "S10 MME GTP-C interface"),
    (13, "S3 MME GTP-C interface"),
    (14, "S3 SGSN GTP-C interface"),
    (15, "S4 SGSN GTP-U interface"),
    (16, "S4 SGW GTP-U interface"),
    (17, "S4 SGSN GTP-C interface"),
    (18, "S16 SGSN GTP-C interface"),
    (19, "eNodeB GTP-U interface for DL data forwarding"),
    (20, "eNodeB GTP-U interface for UL data forwarding"),
    (21, "RNC GTP-U interface for data forwarding"),
    (22, "SGSN GTP-U interface for data forwarding"),
    (23, "SGW GTP-U interface for DL data forwarding"),
    (24, "Sm MBMS GW GTP-C interface"),
    (25, "Sn MBMS GW GTP-C interface"),
    (26, "Sm MME GTP-C interface"),
    (27, "Sn SGSN GTP-C interface"),
    (28, "SGW GTP-U interface for UL data forwarding"),
    (29, "Sn SGSN GTP-U interface"),
    (30, "S2b ePDG GTP-C interface"),
    (31, "S2b-U ePDG GTP-U interface"),
    (32, "S2b PGW GTP-C interface"),
    (33, "S2b-U PGW GTP-U interface"),
    (34, "S2a TWAN GTP-U interface"),
    (35, "S2a TWAN GTP-C interface"),
    (36, "S2a PGW GTP-C interface"),
    (37, "S2a PGW GTP-U interface"),
]);
static CAUSE_VALUES: Names = Names::pairs(&[
    (2, "Local Detach"),
    (3, "Complete Detach"),
    (4, "RAT changed from 3GPP to Non-3GPP"),
    (5, "ISR deactivation"),
    (6, "Error Indication received from RNC/eNodeB/S4-SGSN/MME"),
    (7, "IMSI Detach Only"),
    (8, "Reactivation Requested"),
    (9, "PDN reconnection to this APN disallowed"),
    (10, "Access changed from Non-3GPP to 3GPP"),
    (11, "PDN connection inactivity timer expires"),
    (12, "PGW not responding"),
    (13, "Network Failure"),
    (14, "QoS parameter mismatch"),
    (15, "EPS to 5GS Mobility"),
    (16, "Request accepted"),
    (17, "Request accepted partially"),
    (18, "New PDN type due to network preference"),
    (19, "New PDN type due to single address bearer only"),
    (64, "Context Not Found"),
    (65, "Invalid Message Format"),
    (66, "Version not supported by next peer"),
    (67, "Invalid length"),
    (68, "Service not supported"),
    (69, "Mandatory IE incorrect"),
    (70, "Mandatory IE missing"),
    (72, "System failure"),
    (73, "No resources available"),
    (74, "Semantic error in the TFT operation"),
    (75, "Syntactic error in the TFT operation"),
    (76, "Semantic errors in packet filter(s)"),
    (77, "Syntactic errors in packet filter(s)"),
    (78, "Missing or unknown APN"),
    (80, "GRE key not found"),
    (81, "Relocation failure"),
    (82, "Denied in RAT"),
    (83, "Preferred PDN type not supported"),
    (84, "All dynamic addresses are occupied"),
    (85, "UE context without TFT already activated"),
    (86, "Protocol type not supported"),
    (87, "UE not responding"),
    (88, "UE refuses"),
    (89, "Service denied"),
    (90, "Unable to page UE"),
    (91, "No memory available"),
    (92, "User authentication failed"),
    (93, "APN access denied - no subscription"),
    (94, "Request rejected (reason not specified)"),
    (95, "P-TMSI Signature mismatch"),
    (96, "IMSI/IMEI not known"),
    (97, "Semantic error in the TAD operation"),
    (98, "Syntactic error in the TAD operation"),
    (100, "Remote peer not responding"),
    (101, "Collision with network initiated request"),
    (102, "Unable to page UE due to Suspension"),
    (103, "Conditional IE missing"),
    (
        104,
        "APN Restriction type Incompatible with currently active PDN connection",
    ),
    (
        105,
        "Invalid overall length of the triggered response message and a piggybacked initial message",
    ),
    (106, "Data forwarding not supported"),
    (107, "Invalid reply from remote peer"),
    (108, "Fallback to GTPv1"),
    (109, "Invalid peer"),
    (
        110,
        "Temporarily rejected due to handover/TAU/RAU procedure in progress",
    ),
    (111, "Modifications not limited to S1-U bearers"),
    (112, "Request rejected for a PMIPv6 reason"),
    (113, "APN Congestion"),
    (114, "Bearer handling not supported"),
    (115, "UE already re-attached"),
    (116, "Multiple PDN connections for a given APN not allowed"),
    (117, "Target access restricted for the subscriber"),
    (119, "MME/SGSN refuses due to VPLMN Policy"),
    (120, "GTP-C Entity Congestion"),
    (121, "Late Overlapping Request"),
    (122, "Timed out Request"),
    (123, "UE is temporarily not reachable due to power saving"),
    (124, "Relocation failure due to NAS message redirection"),
    (125, "UE not authorised by OCS or external AAA Server"),
    (126, "Multiple accesses to a PDN connection not allowed"),
    (127, "Request rejected due to UE capability"),
    (128, "S1-U Path Failure"),
    (129, "5GC not allowed"),
]);
static PCO_OPTION_TYPES: Names = Names::pairs(&[
    (3, "IPv4"),
    (129, "Primary DNS Server IP address"),
    (130, "Primary NBNS Server IP address"),
    (131, "Secondary DNS Server IP address"),
    (132, "Secondary NBNS Server IP address"),
]);
static PCO_PROTOCOL_TYPES: Names = Names::pairs(&[
    (1, "P-CSCF IPv6 Address Request"),
    (2, "IM CN Subsystem Signaling Flag"),
    (3, "DNS Server IPv6 Address Request"),
    (
        5,
        "MS Support of Network Requested Bearer Control indicator",
    ),
    (10, "IP Allocation via NAS"),
    (13, "DNS Server IPv4 Address Request"),
    (12, "P-CSCF IPv4 Address Request"),
    (16, "IPv4 Link MTU Request"),
    (18, "P-CSCF Re-selection Support"),
    (26, "PDU session ID"),
    (34, "5GSM Cause Value"),
    (35, "QoS Rules With Support Indicator"),
    (36, "QoS Flow Descriptions With Support Indicator"),
    (27, "S-NSSAI"),
    (28, "QoS Rules"),
    (29, "Session-AMBR"),
    (31, "QoS Flow Descriptions"),
    (32_801, "IPCP"),
    (49_187, "Password Authentication Protocol"),
    (49_699, "Challenge Handshake Authentication Protocol"),
]);
static PDN_TYPES: Names = Names::pairs(&[(1, "IPv4"), (2, "IPv6"), (3, "IPv4/IPv6")]);
static IANA_ENTERPRISE_NUMBERS: Names = Names::pairs(&[
    (9, "ciscoSystems"),
    (35, "Nortel Networks"),
    (43, "3Com"),
    (311, "Microsoft"),
    (2636, "Juniper Networks, Inc."),
    (4526, "Netgear"),
    (5771, "Cisco Systems, Inc."),
    (5842, "Cisco Systems"),
    (11_129, "Google, Inc"),
    (16_885, "Nortel Networks"),
]);
