//! The protocol configuration options in GTP version 2. 3GPP TS 24.008 section 10.5.6.3.

use super::data::gtp_names;
use super::field::{
    Adjust, Auto, Element, Field, Kind, Length, Preset, When, bits, ip4, octets, u8, u16,
};
use super::gtp_ies::{longer, no_length, not_zero};
use super::gtp_v2::unsaid_length;
use super::{Around, PayloadLen, Proto};
use crate::joined;

/// What an element with options holds; the first flag has this name.
pub(super) const fn configuration(extension: &'static str) -> [Field; 4] {
    [
        bits(extension, 1),
        bits("SPARE", 4),
        bits("PPP", 3),
        Field::new("Protocols", Kind::PacketsBy(Element::Octets(protocol)), 0)
            .length(Length::From("length", -1))
            .preset(Preset::EmptyList),
    ]
}

/// The address of a server.
const fn server(name: &'static str, title: &'static str) -> Proto {
    Proto {
        parent: Some(&PCO_OPTION),
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, &SERVER)
    }
}

const SERVER: [Field; 3] = [
    u8("type")
        .names(&gtp_names::IPCP_OPTIONS)
        .preset(Preset::None),
    u8("length")
        .preset(Preset::None)
        .auto(Auto::HeaderLenBy(Adjust::plus(-2)))
        .class("ByteField"),
    ADDRESS,
];

const fn container(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        finish: Some(|protocol, header, octets| count_protocol(protocol, header, octets)),
        parent: Some(&PCO_PROTOCOL),
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, fields)
    }
}

/// What a container begins with, and the length that it has if nobody says another one.
const fn head(length: Option<i64>) -> [Field; 2] {
    let preset = match length {
        Some(length) => Preset::Int(length),
        None => Preset::None,
    };
    [
        u16("type")
            .names(&gtp_names::CONTAINERS)
            .preset(Preset::None),
        u8("length").preset(preset),
    ]
}

/// What a message of PPP begins with.
const PPP_HEAD: [Field; 3] = [
    u8("Code"),
    u8("Identifier"),
    u16("length").preset(Preset::None),
];

const ADDRESS: Field = ip4("address").preset(Preset::Dice("RandIP", &[]));
const ADDRESS6: Field = bits("address", 128)
    .hex()
    .text("2001:db8:0:42::")
    .when(not_zero("length"));

/// Options, behind four octets of those that are counted.
const OPTIONS: Field = Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
    .length(Length::FromFn(|p| match p.int("length") {
        None | Some(0) => 0,
        Some(length) => length - 4,
    }))
    .preset(Preset::EmptyList);
const WITH_OPTIONS: &[Field] = joined![head(None), [OPTIONS]];
const WITH_RULES: &[Field] = joined![
    head(None),
    [
        Field::new("Options", Kind::PacketsBy(Element::Octets(option)), 0)
            .length_from("length")
            .preset(Preset::EmptyList)
    ],
];

pub static PCO_OPTION: Proto = Proto {
    example: r#"PCO_IPv4(type=3, address="10.0.0.1")"#,
    check: Some(no_length),
    payload_len: PayloadLen::Nothing,
    ..Proto::new("PCO_Option", "PCO_Option", &[])
};

pub static PCO_PROTOCOL: Proto = Proto {
    example: r#"PCO_DNS_Server_IPv4(type=13, length=4, address="10.0.0.1")"#,
    check: Some(no_length),
    payload_len: PayloadLen::Nothing,
    ..Proto::new("PCO_Protocol", "PCO_Protocol", &[])
};

pub static PCO_IPV4: Proto = server("PCO_IPv4", "IPv4");

pub static PCO_PRIMARY_DNS: Proto = server("PCO_Primary_DNS", "Primary DNS Server IP Address");

pub static PCO_PRIMARY_NBNS: Proto = server("PCO_Primary_NBNS", "Primary DNS Server IP Address");

pub static PCO_SECONDARY_DNS: Proto =
    server("PCO_Secondary_DNS", "Secondary DNS Server IP Address");

pub static PCO_SECONDARY_NBNS: Proto =
    server("PCO_Secondary_NBNS", "Secondary NBNS Server IP Address");

pub static PCO_P_CSCF_IPV6_ADDRESS_REQUEST: Proto = container(
    "PCO_P_CSCF_IPv6_Address_Request",
    "PCO PCO-P CSCF IPv6 Address Request",
    joined![head(None), [ADDRESS6]],
);

pub static PCO_IM_CN_SUBSYSTEM_SIGNALING_FLAG: Proto = container(
    "PCO_IM_CN_Subsystem_Signaling_Flag",
    "PCO IM CN Subsystem Signaling Flag",
    WITH_OPTIONS,
);

pub static PCO_DNS_SERVER_IPV6: Proto = container(
    "PCO_DNS_Server_IPv6",
    "PCO DNS Server IPv6 Address Request",
    joined![head(None), [ADDRESS6]],
);

pub static PCO_BEARER_CONTROL: Proto = container(
    "PCO_SOF",
    "PCO MS Support of Network Requested Bearer Control indicator",
    &head(None),
);

pub static PCO_IPCP_MESSAGE: Proto = container(
    "PCO_PPP",
    "PPP IP Control Protocol",
    joined![PPP_HEAD, [OPTIONS]],
);

pub static PCO_IP_ALLOCATION_VIA_NAS: Proto = container(
    "PCO_IP_Allocation_via_NAS",
    "PCO IP Address allocation via NAS Signaling",
    WITH_OPTIONS,
);

pub static PCO_P_CSCF_IPV4_ADDRESS_REQUEST: Proto = container(
    "PCO_P_CSCF_IPv4_Address_Request",
    "PCO PCO-P CSCF IPv4 Address Request",
    joined![head(None), [ADDRESS.when(not_zero("length"))]],
);

pub static PCO_DNS_SERVER_IPV4: Proto = container(
    "PCO_DNS_Server_IPv4",
    "PCO DNS Server IPv4 Address Request",
    joined![head(None), [ADDRESS.when(not_zero("length"))]],
);

pub static PCO_IPV4_LINK_MTU_REQUEST: Proto = container(
    "PCO_IPv4_Link_MTU_Request",
    "PCO IPv4 Link MTU Request",
    joined![
        head(None),
        [u16("MTU_size").default(1500).when(not_zero("length"))],
    ],
);

pub static PCO_P_CSCF_RE_SELECTION_SUPPORT: Proto = container(
    "PCO_P_CSCF_Re_selection_Support",
    "PCO P-CSCF Re-selection Support",
    WITH_OPTIONS,
);

pub static PCO_PDU_SESSION_ID: Proto = container(
    "PCO_PDU_Session_Id",
    "PCO PDU session ID",
    joined![head(Some(1)), [u8("PduSessionId").default(1)]],
);

pub static PCO_5GSM_CAUSE_VALUE: Proto =
    container("PCO_5GSM_Cause_Value", "PCO 5GSM Cause Value", WITH_OPTIONS);

pub static PCO_QOS_RULES_WITH_SUPPORT_INDICATOR: Proto = container(
    "PCO_QoS_Rules_With_Support_Indicator",
    "PCO QoS Rules With Support Indicator",
    WITH_RULES,
);

pub static PCO_QOS_FLOW_DESCRIPTIONS_WITH_SUPPORT_INDICATOR: Proto = container(
    "PCO_QoS_Flow_Descriptions_With_Support_Indicator",
    "PCO QoS Flow Descriptions With Support Indicator",
    WITH_RULES,
);

pub static PCO_S_NSSAI: Proto = Proto {
    example: r#"PCO_S_Nssai(type=0x1b, length=1, SST=1)"#,
    check: Some(unsaid_length),
    ..container(
        "PCO_S_Nssai",
        "PCO S-NSSAI",
        joined![
            head(None),
            [
                u8("SST").when(When::Test(longer::<0>)),
                u16("SD").when(When::Test(longer::<1>)),
                u8("Hplmn_Sst").when(When::Test(longer::<3>)),
                u16("Hplmn_Sd").when(When::Test(longer::<4>)),
            ],
        ],
    )
};

pub static PCO_QOS_RULES: Proto = container("PCO_Qos_Rules", "PCO QoS Rules", WITH_RULES);

pub static PCO_SESSION_AMBR: Proto = container(
    "PCO_Session_AMBR",
    "PCO Session AMBR",
    joined![
        head(Some(6)),
        [u8("dlunit"), u16("dlambr"), u8("ulunit"), u16("ulambr")],
    ],
);

pub static PCO_QOS_FLOW_DESCRIPTIONS: Proto = container(
    "PCO_QoS_Flow_Descriptions",
    "PCO QoS Flow Descriptions",
    WITH_RULES,
);

pub static PCO_IPCP: Proto = container(
    "PCO_IPCP",
    "PCO Internet Protocol Control Protocol",
    joined![
        head(None),
        [Field::new("PPP", Kind::Packet(&PCO_IPCP_MESSAGE), 0)],
    ],
);

pub static PCO_PAP_MESSAGE: Proto = container(
    "PCO_PPP_Auth",
    "PPP Password Authentication Protocol",
    joined![
        PPP_HEAD,
        [
            u8("PeerID_length"),
            octets("PeerID")
                .fixed()
                .length_from("PeerID_length")
                .when(not_zero("PeerID_length")),
            u8("Password_length"),
            octets("Password")
                .fixed()
                .length_from("Password_length")
                .when(not_zero("Password_length")),
        ],
    ],
);

pub static PCO_PAP: Proto = container(
    "PCO_PasswordAuthentificationProtocol",
    "PCO Password Authentication Protocol",
    joined![
        head(None),
        [Field::new("PPP", Kind::Packet(&PCO_PAP_MESSAGE), 0)],
    ],
);

pub static PCO_CHAP_MESSAGE: Proto = Proto {
    example: r#"PCO_PPP_Challenge(length=5, value_size=0, name=b"")"#,
    check: Some(unsaid_length),
    ..container(
        "PCO_PPP_Challenge",
        "PCO_PPP_Challenge",
        joined![
            PPP_HEAD,
            [
                u8("value_size"),
                octets("value")
                    .fixed()
                    .length_from("value_size")
                    .when(not_zero("value_size")),
                octets("name")
                    .fixed()
                    .length(Length::FromFn(|p| {
                        p.int("length").unwrap_or(0) - p.int("value_size").unwrap_or(0) - 5
                    }))
                    .preset(Preset::Str("PPP Password Authentication Protocol")),
            ],
        ],
    )
};

pub static PCO_CHAP: Proto = container(
    "PCO_ChallengeHandshakeAuthenticationProtocol",
    "PCO Password Authentication Protocol",
    joined![
        head(None),
        [Field::new("PPP", Kind::Packet(&PCO_CHAP_MESSAGE), 0)],
    ],
);

/// The option of IPCP of this type.
fn option(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets.first()? {
        3 => &PCO_IPV4,
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
        0x1 => &PCO_P_CSCF_IPV6_ADDRESS_REQUEST,
        0x2 => &PCO_IM_CN_SUBSYSTEM_SIGNALING_FLAG,
        0x3 => &PCO_DNS_SERVER_IPV6,
        0x5 => &PCO_BEARER_CONTROL,
        0xa => &PCO_IP_ALLOCATION_VIA_NAS,
        0xc => &PCO_P_CSCF_IPV4_ADDRESS_REQUEST,
        0xd => &PCO_DNS_SERVER_IPV4,
        0x10 => &PCO_IPV4_LINK_MTU_REQUEST,
        0x12 => &PCO_P_CSCF_RE_SELECTION_SUPPORT,
        0x1a => &PCO_PDU_SESSION_ID,
        0x22 => &PCO_5GSM_CAUSE_VALUE,
        0x23 => &PCO_QOS_RULES_WITH_SUPPORT_INDICATOR,
        0x24 => &PCO_QOS_FLOW_DESCRIPTIONS_WITH_SUPPORT_INDICATOR,
        0x1b => &PCO_S_NSSAI,
        0x1c => &PCO_QOS_RULES,
        0x1d => &PCO_SESSION_AMBR,
        0x1f => &PCO_QOS_FLOW_DESCRIPTIONS,
        0x8021 => &PCO_IPCP,
        0xc023 => &PCO_PAP,
        0xc223 => &PCO_CHAP,
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
