//! GTP: the tunnels of mobile networks, version 1. 3GPP TS 29.060, TS 29.281, TS 38.415.
//!
//! Every control message is a list of information elements (`gtp_ies`).

use super::binding::{Binding, Condition, Fixed, bind, bind_down, bind_up};
use super::data::gtp_names;
use super::field::{
    Adjust, Auto, Element, Field, Kind, Length, Preset, When, bits, octets, u8, u16, u24, u32,
};
use super::gtp_ies::{
    self, IE_ACCESS_POINT_NAME, IE_APN_RESTRICTION, IE_BASE, IE_BEARER_CONTROL_MODE, IE_CAUSE,
    IE_CHARGING_CHARACTERISTICS, IE_CHARGING_GATEWAY_ADDRESS, IE_CHARGING_ID, IE_COMMON_FLAGS,
    IE_DIRECT_TUNNEL_FLAGS, IE_END_USER_ADDRESS, IE_EVOLVED_ALLOCATION_RETENTION_PRIORITY,
    IE_EXTENSION_HEADER_LIST, IE_GSN_ADDRESS, IE_IMEI, IE_IMSI, IE_MS_INFO_CHANGE_REPORTING_ACTION,
    IE_MS_INTERNATIONAL_NUMBER, IE_MS_TIME_ZONE, IE_NOT_IMPLEMENTED_TLV, IE_NSAPI,
    IE_PRIVATE_EXTENSION, IE_PROTOCOL_CONFIGURATION_OPTIONS, IE_QOS, IE_RAT_TYPE, IE_RECOVERY,
    IE_REORDERING_REQUIRED, IE_ROUTING, IE_SELECTION_MODE, IE_TEARDOWN, IE_TEICP, IE_TEIDI,
    IE_TRACE_REFERENCE, IE_TRACE_TYPE, IE_USER_LOCATION_INFORMATION, QOS_PROFILE,
};
use super::ip::IP;
use super::ipv6::IPV6;
use super::ppp::PPP;
use super::registry::Family;
use super::udp::UDP;
use super::{Answered, Answers, Around, Dispatch, Guess, Hash, Proto};
use crate::when;

/// Information elements up to the end.
const ELEMENTS: Field = Field::new("IE_list", Kind::PacketsBy(Element::Octets(gtp_ies::of)), 0)
    .preset(Preset::EmptyList);

/// Fields that are there when one of them is used.
const OPTIONAL: When =
    When::Test(|p| p.int("E") == Some(1) || p.int("S") == Some(1) || p.int("PN") == Some(1));

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
            u8("next_ex").names(&gtp_names::EXTENSION_HEADERS),
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
            u8("next_ex").names(&gtp_names::EXTENSION_HEADERS),
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
            u8("gtp_type")
                .names(&gtp_names::MESSAGES)
                .preset(Preset::None),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::TotalLenBy(Adjust::by(message_len)))
                .class("ShortField"),
            u32("teid"),
            bits("seq", 16).hex().when(OPTIONAL),
            u8("npdu").when(OPTIONAL),
            u8("next_ex")
                .names(&gtp_names::EXTENSION_HEADERS)
                .when(OPTIONAL),
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

pub static PDU_SESSION_CONTAINER: Proto = Proto {
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
            bits("type", 4).names(&gtp_names::SESSION_INFORMATION),
            bits("QMP", 1),
            bits("dlDelayInd", 1).when(When::In("type", &[UPLINK])),
            bits("ulDelayInd", 1).when(When::In("type", &[UPLINK])),
            bits("SNP", 1),
            bits("N3N9DelayInd", 1).when(When::In("type", &[UPLINK])),
            bits("spareUl1", 1).hex().when(When::In("type", &[UPLINK])),
            bits("spareDl1", 2)
                .hex()
                .when(When::In("type", &[DOWNLINK])),
            bits("PPP", 1).when(When::In("type", &[DOWNLINK])),
            bits("RQI", 1).when(When::In("type", &[DOWNLINK])),
            bits("QFI", 6),
            bits("PPI", 3)
                .hex()
                .when(When::Test(|p| says(p, DOWNLINK, "PPP"))),
            bits("spareDl2", 5)
                .hex()
                .when(When::Test(|p| says(p, DOWNLINK, "PPP"))),
            bits("dlSendTime", 64)
                .hex()
                .when(When::Test(|p| says(p, DOWNLINK, "QMP"))),
            u24("dlQFISeqNum")
                .hex()
                .when(When::Test(|p| says(p, DOWNLINK, "SNP"))),
            bits("dlSendTimeRpt", 64)
                .hex()
                .when(When::Test(|p| says(p, UPLINK, "QMP"))),
            bits("dlRecvTime", 64)
                .hex()
                .when(When::Test(|p| says(p, UPLINK, "QMP"))),
            bits("ulSendTime", 64)
                .hex()
                .when(When::Test(|p| says(p, UPLINK, "QMP"))),
            bits("dlDelayRslt", 32)
                .hex()
                .when(When::Test(|p| says(p, UPLINK, "dlDelayInd"))),
            bits("ulDelayRslt", 32)
                .hex()
                .when(When::Test(|p| says(p, UPLINK, "ulDelayInd"))),
            bits("UlQFISeqNum", 24)
                .hex()
                .when(When::Test(|p| says(p, UPLINK, "SNP"))),
            bits("N3N9DelayRslt", 32)
                .hex()
                .when(When::Test(|p| says(p, UPLINK, "N3N9DelayInd"))),
            u8("NextExtHdr").names(&gtp_names::EXTENSION_HEADERS),
            octets("padding")
                .length(Length::Align(4))
                .class("StrLenField")
                .when(When::In("NextExtHdr", &[0])),
        ],
    )
};

const IPV4_GSN: Condition = &[
    ("length", Fixed::Int(4)),
    ("ipv4_address", Fixed::Dice("RandIP", &[])),
];

pub static ECHO_REQUEST: Proto = Proto::new("GTPEchoRequest", "GTP Echo Request", &[]);

pub static ECHO_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &ECHO_REQUEST)),
    ..Proto::new("GTPEchoResponse", "GTP Echo Response", &[ELEMENTS])
};

pub static CREATE_PDP_CONTEXT_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/GTPHeader()/GTPCreatePDPContextRequest(IE_list=[IE_IMSI(imsi="262019876543210"), IE_TEIDI(TEIDI=1), IE_NSAPI(NSAPI=5), IE_GSNAddress(length=4, ipv4_address="10.0.0.1")])"#,
    ..Proto::new(
        "GTPCreatePDPContextRequest",
        "GTP Create PDP Context Request",
        &[ELEMENTS.preset(Preset::Packets(&[
            (&IE_TEIDI, &[]),
            (&IE_NSAPI, &[]),
            (&IE_GSN_ADDRESS, IPV4_GSN),
            (&IE_GSN_ADDRESS, IPV4_GSN),
            (
                &IE_NOT_IMPLEMENTED_TLV,
                &[
                    ("ietype", Fixed::Int(135)),
                    ("length", Fixed::Int(15)),
                    ("data", Fixed::Dice("RandString", &[15])),
                ],
            ),
        ]))],
    )
};

pub static CREATE_PDP_CONTEXT_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &CREATE_PDP_CONTEXT_REQUEST)),
    ..Proto::new(
        "GTPCreatePDPContextResponse",
        "GTP Create PDP Context Response",
        &[ELEMENTS],
    )
};

pub static UPDATE_PDP_CONTEXT_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/GTPHeader()/GTPUpdatePDPContextRequest(IE_list=[IE_TEIDI(TEIDI=1), IE_NSAPI(NSAPI=5)])"#,
    ..Proto::new(
        "GTPUpdatePDPContextRequest",
        "GTP Update PDP Context Request",
        &[ELEMENTS.preset(Preset::Packets(&[
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
            (&IE_QOS, &[]),
            (&IE_CHARGING_GATEWAY_ADDRESS, &[]),
            (&IE_CHARGING_GATEWAY_ADDRESS, &[]),
            (&IE_COMMON_FLAGS, &[]),
            (&IE_APN_RESTRICTION, &[]),
            (&IE_BEARER_CONTROL_MODE, &[]),
            (&IE_MS_INFO_CHANGE_REPORTING_ACTION, &[]),
            (&IE_EVOLVED_ALLOCATION_RETENTION_PRIORITY, &[]),
            (&IE_PRIVATE_EXTENSION, &[]),
        ]))],
    )
};

pub static UPDATE_PDP_CONTEXT_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &UPDATE_PDP_CONTEXT_REQUEST)),
    ..Proto::new(
        "GTPUpdatePDPContextResponse",
        "GTP Update PDP Context Response",
        &[ELEMENTS],
    )
};

pub static ERROR_INDICATION: Proto =
    Proto::new("GTPErrorIndication", "GTP Error Indication", &[ELEMENTS]);

pub static DELETE_PDP_CONTEXT_REQUEST: Proto = Proto::new(
    "GTPDeletePDPContextRequest",
    "GTP Delete PDP Context Request",
    &[ELEMENTS],
);

pub static DELETE_PDP_CONTEXT_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &DELETE_PDP_CONTEXT_REQUEST)),
    ..Proto::new(
        "GTPDeletePDPContextResponse",
        "GTP Delete PDP Context Response",
        &[ELEMENTS],
    )
};

pub static PDU_NOTIFICATION_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/GTPHeader()/GTPPDUNotificationRequest(IE_list=[IE_IMSI(imsi="262019876543210"), IE_TEICP(TEICI=1)])"#,
    ..Proto::new(
        "GTPPDUNotificationRequest",
        "GTP PDU Notification Request",
        &[ELEMENTS.preset(Preset::Packets(&[
            (&IE_IMSI, &[]),
            (&IE_TEICP, &[("TEICI", Fixed::Dice("RandInt", &[]))]),
            (&IE_END_USER_ADDRESS, when!(PDPTypeNumber = 0x21)),
            (&IE_ACCESS_POINT_NAME, &[]),
            (
                &IE_GSN_ADDRESS,
                &[("ipv4_address", Fixed::Text("127.0.0.1"))],
            ),
        ]))],
    )
};

pub static SUPPORTED_EXTENSION_HEADERS_NOTIFICATION: Proto = Proto::new(
    "GTPSupportedExtensionHeadersNotification",
    "GTP Supported Extension Headers Notification",
    &[ELEMENTS.preset(Preset::Packets(&[(&IE_EXTENSION_HEADER_LIST, &[])]))],
);

pub static MORE_THAN_1500: Proto = Proto::new(
    "GTPmorethan1500",
    "GTP More than 1500",
    &[
        u8("IE_Cause").names(&gtp_names::ELEMENTS).default(1),
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
        &PDU_SESSION_CONTAINER,
        &ECHO_REQUEST,
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
        &QOS_PROFILE,
        &IE_QOS,
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
        &IE_CHARGING_GATEWAY_ADDRESS,
        &IE_PRIVATE_EXTENSION,
        &IE_EXTENSION_HEADER_LIST,
        &IE_NOT_IMPLEMENTED_TLV,
        &ECHO_RESPONSE,
        &CREATE_PDP_CONTEXT_REQUEST,
        &CREATE_PDP_CONTEXT_RESPONSE,
        &UPDATE_PDP_CONTEXT_REQUEST,
        &UPDATE_PDP_CONTEXT_RESPONSE,
        &ERROR_INDICATION,
        &DELETE_PDP_CONTEXT_REQUEST,
        &DELETE_PDP_CONTEXT_RESPONSE,
        &PDU_NOTIFICATION_REQUEST,
        &SUPPORTED_EXTENSION_HEADERS_NOTIFICATION,
        &MORE_THAN_1500,
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
    bind(&GTP_HEADER, &ECHO_REQUEST, when!(gtp_type = 1, S = 1)),
    bind(&GTP_HEADER, &ECHO_RESPONSE, when!(gtp_type = 2, S = 1)),
    bind(
        &GTP_HEADER,
        &CREATE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 16),
    ),
    bind(
        &GTP_HEADER,
        &CREATE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 17),
    ),
    bind(
        &GTP_HEADER,
        &UPDATE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 18),
    ),
    bind(
        &GTP_HEADER,
        &UPDATE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 19),
    ),
    bind(
        &GTP_HEADER,
        &DELETE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 20),
    ),
    bind(
        &GTP_HEADER,
        &DELETE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 21),
    ),
    bind(&GTP_HEADER, &PDU_NOTIFICATION_REQUEST, when!(gtp_type = 27)),
    bind(
        &GTP_HEADER,
        &SUPPORTED_EXTENSION_HEADERS_NOTIFICATION,
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
    bind_up(&GTP_U_HEADER, &ECHO_REQUEST, when!(gtp_type = 1, S = 1)),
    bind_up(&GTP_U_HEADER, &ECHO_RESPONSE, when!(gtp_type = 2, S = 1)),
    bind_up(
        &GTP_U_HEADER,
        &CREATE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 16),
    ),
    bind_up(
        &GTP_U_HEADER,
        &CREATE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 17),
    ),
    bind_up(
        &GTP_U_HEADER,
        &UPDATE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 18),
    ),
    bind_up(
        &GTP_U_HEADER,
        &UPDATE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 19),
    ),
    bind_up(
        &GTP_U_HEADER,
        &DELETE_PDP_CONTEXT_REQUEST,
        when!(gtp_type = 20),
    ),
    bind_up(
        &GTP_U_HEADER,
        &DELETE_PDP_CONTEXT_RESPONSE,
        when!(gtp_type = 21),
    ),
    bind_up(
        &GTP_U_HEADER,
        &PDU_NOTIFICATION_REQUEST,
        when!(gtp_type = 27),
    ),
    bind_up(
        &GTP_U_HEADER,
        &SUPPORTED_EXTENSION_HEADERS_NOTIFICATION,
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
        &ERROR_INDICATION,
        when!(gtp_type = 26, S = 1),
    ),
    bind(
        &GTP_U_HEADER,
        &PDU_SESSION_CONTAINER,
        when!(gtp_type = 255, E = 1, next_ex = 133),
    ),
    bind_down(&GTP_U_HEADER, &IP, when!(gtp_type = 255)),
    bind_down(&GTP_U_HEADER, &IPV6, when!(gtp_type = 255)),
    bind_down(&GTP_U_HEADER, &PPP, when!(gtp_type = 255)),
];

const DOWNLINK: i64 = 0;
const UPLINK: i64 = 1;

/// Whether the container is of this type and has this flag.
fn says(container: &dyn Around, direction: i64, flag: &str) -> bool {
    container.int("type") == Some(direction) && container.int(flag) == Some(1)
}

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
        (Some(1), Some(0x85), _) => Guess::Proto(&PDU_SESSION_CONTAINER),
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

/// Whether it is this message.
fn is_a(message: &dyn Around, wanted: &'static Proto) -> Answered {
    Answered::from(message.proto().is(wanted))
}
