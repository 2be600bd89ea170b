//! RADIUS. RFC 2865 (authentication), RFC 2866 (accounting), RFC 2548 (Microsoft's attributes),
//! RFC 3579 (EAP), RFC 5176 (changes of authorization).

use super::binding::{Binding, bind, bind_up};
use super::data::radius_names::{ATTRIBUTES, CODES, MICROSOFT, VALUES, VENDORS};
use super::eap::EAP;
use super::field::{
    Adjust, Auto, Choice, Display, Element, Field, Kind, Length, Preset, Test, When, computed, ip4,
    octets, packets, u8, u16, u32,
};
use super::raw::RAW;
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Dispatch, Guess, Joining, Proto, Sends};
use crate::when;

pub static RADIUS: Proto = Proto {
    says: Some(summary),
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP(sport=50000)/Radius(id=7, attributes=[RadiusAttr_User_Name(value=b"alice"), RadiusAttr_NAS_IP_Address(value="10.0.0.1")])"#,
    ..Proto::new(
        "Radius",
        "RADIUS",
        &[
            u8("code").default(1).names(&CODES),
            u8("id"),
            computed(u16("len"), Auto::TotalLen).class("FieldLenField"),
            octets("authenticator")
                .display(Display::HexOctets)
                .fixed()
                .length(Length::Octets(16)),
            packets("attributes", &ATTRIBUTE).length(Length::From("len", -20)),
        ],
    )
};

pub static ATTRIBUTE: Proto = Proto {
    dispatch: Some(dispatch),
    ..attribute(
        "RadiusAttribute",
        "Radius Attribute",
        &[
            kind(1),
            LEN,
            octets("value").length(Length::From("len", -2)),
        ],
    )
};

static USER_NAME: Proto = text("RadiusAttr_User_Name", "User-Name", &[("type", 1)]);
static NAS_PORT: Proto = number("RadiusAttr_NAS_Port", "NAS-Port", &[("type", 5)]);
static FRAMED_MTU: Proto = number("RadiusAttr_Framed_MTU", "Framed-MTU", &[("type", 12)]);
static LOGIN_TCP_PORT: Proto = number(
    "RadiusAttr_Login_TCP_Port",
    "Login-TCP-Port",
    &[("type", 16)],
);
static SESSION_TIMEOUT: Proto = number(
    "RadiusAttr_Session_Timeout",
    "Session-Timeout",
    &[("type", 27)],
);
static IDLE_TIMEOUT: Proto = number("RadiusAttr_Idle_Timeout", "Idle-Timeout", &[("type", 28)]);
static FRAMED_APPLETALK_LINK: Proto = number(
    "RadiusAttr_Framed_AppleTalk_Link",
    "Framed-AppleTalk-Link",
    &[("type", 37)],
);
static FRAMED_APPLETALK_NETWORK: Proto = number(
    "RadiusAttr_Framed_AppleTalk_Network",
    "Framed-AppleTalk-Network",
    &[("type", 38)],
);
static ACCT_DELAY_TIME: Proto = number(
    "RadiusAttr_Acct_Delay_Time",
    "Acct-Delay-Time",
    &[("type", 41)],
);
static ACCT_INPUT_OCTETS: Proto = number(
    "RadiusAttr_Acct_Input_Octets",
    "Acct-Input-Octets",
    &[("type", 42)],
);
static ACCT_OUTPUT_OCTETS: Proto = number(
    "RadiusAttr_Acct_Output_Octets",
    "Acct-Output-Octets",
    &[("type", 43)],
);
static ACCT_SESSION_TIME: Proto = number(
    "RadiusAttr_Acct_Session_Time",
    "Acct-Session-Time",
    &[("type", 46)],
);
static ACCT_INPUT_PACKETS: Proto = number(
    "RadiusAttr_Acct_Input_Packets",
    "Acct-Input-Packets",
    &[("type", 47)],
);
static ACCT_OUTPUT_PACKETS: Proto = number(
    "RadiusAttr_Acct_Output_Packets",
    "Acct-Output-Packets",
    &[("type", 48)],
);
static ACCT_LINK_COUNT: Proto = number(
    "RadiusAttr_Acct_Link_Count",
    "Acct-Link-Count",
    &[("type", 51)],
);
static ACCT_INPUT_GIGAWORDS: Proto = number(
    "RadiusAttr_Acct_Input_Gigawords",
    "Acct-Input-Gigawords",
    &[("type", 52)],
);
static ACCT_OUTPUT_GIGAWORDS: Proto = number(
    "RadiusAttr_Acct_Output_Gigawords",
    "Acct-Output-Gigawords",
    &[("type", 53)],
);
static EVENT_TIMESTAMP: Proto = number(
    "RadiusAttr_Event_Timestamp",
    "Event-Timestamp",
    &[("type", 55)],
);
static EGRESS_VLANID: Proto = number("RadiusAttr_Egress_VLANID", "Egress-VLANID", &[("type", 56)]);
static PORT_LIMIT: Proto = number("RadiusAttr_Port_Limit", "Port-Limit", &[("type", 62)]);
static ARAP_SECURITY: Proto = number("RadiusAttr_ARAP_Security", "ARAP-Security", &[("type", 73)]);
static PASSWORD_RETRY: Proto = number(
    "RadiusAttr_Password_Retry",
    "Password-Retry",
    &[("type", 75)],
);
static TUNNEL_PREFERENCE: Proto = number(
    "RadiusAttr_Tunnel_Preference",
    "Tunnel-Preference",
    &[("type", 83)],
);
static ACCT_INTERIM_INTERVAL: Proto = number(
    "RadiusAttr_Acct_Interim_Interval",
    "Acct-Interim-Interval",
    &[("type", 85)],
);
static ACCT_TUNNEL_PACKETS_LOST: Proto = number(
    "RadiusAttr_Acct_Tunnel_Packets_Lost",
    "Acct-Tunnel-Packets-Lost",
    &[("type", 86)],
);
static MANAGEMENT_PRIVILEGE_LEVEL: Proto = number(
    "RadiusAttr_Management_Privilege_Level",
    "Management-Privilege-Level",
    &[("type", 136)],
);
static MOBILITY_DOMAIN_ID: Proto = number(
    "RadiusAttr_Mobility_Domain_Id",
    "Mobility-Domain-Id",
    &[("type", 177)],
);
static PREAUTH_TIMEOUT: Proto = number(
    "RadiusAttr_Preauth_Timeout",
    "Preauth-Timeout",
    &[("type", 178)],
);
static WLAN_VENUE_INFO: Proto = number(
    "RadiusAttr_WLAN_Venue_Info",
    "WLAN-Venue-Info",
    &[("type", 182)],
);
static WLAN_REASON_CODE: Proto = number(
    "RadiusAttr_WLAN_Reason_Code",
    "WLAN-Reason-Code",
    &[("type", 185)],
);
static WLAN_PAIRWISE_CIPHER: Proto = number(
    "RadiusAttr_WLAN_Pairwise_Cipher",
    "WLAN-Pairwise-Cipher",
    &[("type", 186)],
);
static WLAN_GROUP_CIPHER: Proto = number(
    "RadiusAttr_WLAN_Group_Cipher",
    "WLAN-Group-Cipher",
    &[("type", 187)],
);
static WLAN_AKM_SUITE: Proto = number(
    "RadiusAttr_WLAN_AKM_Suite",
    "WLAN-AKM-Suite",
    &[("type", 188)],
);
static WLAN_GROUP_MGMT_CIPHER: Proto = number(
    "RadiusAttr_WLAN_Group_Mgmt_Cipher",
    "WLAN-Group-Mgmt-Cipher",
    &[("type", 189)],
);
static WLAN_RF_BAND: Proto = number("RadiusAttr_WLAN_RF_Band", "WLAN-RF-Band", &[("type", 190)]);
static USER_PASSWORD: Proto = secret("RadiusAttr_User_Password", "User-Password", &[("type", 2)]);
static STATE: Proto = secret("RadiusAttr_State", "State", &[("type", 24)]);
static NAS_IP_ADDRESS: Proto = address(
    "RadiusAttr_NAS_IP_Address",
    "NAS-IP-Address",
    &[("type", 4)],
);
static FRAMED_IP_ADDRESS: Proto = address(
    "RadiusAttr_Framed_IP_Address",
    "Framed-IP-Address",
    &[("type", 8)],
);
static FRAMED_IP_NETMASK: Proto = address(
    "RadiusAttr_Framed_IP_Netmask",
    "Framed-IP-Netmask",
    &[("type", 9)],
);
static LOGIN_IP_HOST: Proto = address("RadiusAttr_Login_IP_Host", "Login-IP-Host", &[("type", 14)]);
static FRAMED_IPX_NETWORK: Proto = address(
    "RadiusAttr_Framed_IPX_Network",
    "Framed-IPX-Network",
    &[("type", 23)],
);
static PMIP6_HOME_LMA_IPV4_ADDRESS: Proto = address(
    "RadiusAttr_PMIP6_Home_LMA_IPv4_Address",
    "PMIP6-Home-LMA-IPv4-Address",
    &[("type", 149)],
);
static PMIP6_VISITED_LMA_IPV4_ADDRESS: Proto = address(
    "RadiusAttr_PMIP6_Visited_LMA_IPv4_Address",
    "PMIP6-Visited-LMA-IPv4-Address",
    &[("type", 150)],
);
static PMIP6_HOME_DHCP4_SERVER_ADDRESS: Proto = address(
    "RadiusAttr_PMIP6_Home_DHCP4_Server_Address",
    "PMIP6-Home-DHCP4-Server-Address",
    &[("type", 157)],
);
static PMIP6_VISITED_DHCP4_SERVER_ADDRESS: Proto = address(
    "RadiusAttr_PMIP6_Visited_DHCP4_Server_Address",
    "PMIP6-Visited-DHCP4-Server-Address",
    &[("type", 158)],
);
static PMIP6_HOME_IPV4_GATEWAY: Proto = address(
    "RadiusAttr_PMIP6_Home_IPv4_Gateway",
    "PMIP6-Home-IPv4-Gateway",
    &[("type", 161)],
);
static PMIP6_VISITED_IPV4_GATEWAY: Proto = address(
    "RadiusAttr_PMIP6_Visited_IPv4_Gateway",
    "PMIP6-Visited-IPv4-Gateway",
    &[("type", 162)],
);
static SERVICE_TYPE: Proto = choice("RadiusAttr_Service_Type", "Service-Type", &[("type", 6)]);
static FRAMED_PROTOCOL: Proto = choice(
    "RadiusAttr_Framed_Protocol",
    "Framed-Protocol",
    &[("type", 7)],
);
static ACCT_STATUS_TYPE: Proto = choice(
    "RadiusAttr_Acct_Status_Type",
    "Acct-Status-Type",
    &[("type", 40)],
);
static ACCT_AUTHENTIC: Proto = choice(
    "RadiusAttr_Acct_Authentic",
    "Acct-Authentic",
    &[("type", 45)],
);
static ACCT_TERMINATE_CAUSE: Proto = choice(
    "RadiusAttr_Acct_Terminate_Cause",
    "Acct-Terminate-Cause",
    &[("type", 49)],
);
static NAS_PORT_TYPE: Proto = choice("RadiusAttr_NAS_Port_Type", "NAS-Port-Type", &[("type", 61)]);

static MESSAGE_AUTHENTICATOR: Proto = Proto {
    parent: Some(&ATTRIBUTE),
    matches_parent: true,
    always: &[("type", 80)],
    ..attribute(
        "RadiusAttr_Message_Authenticator",
        "Message-Authenticator",
        &[
            kind(24),
            LEN.default(18),
            octets("value")
                .preset(Preset::Octets(&[0; 16]))
                .display(Display::HexOctets)
                .fixed()
                .length(Length::Octets(16)),
        ],
    )
};

static EAP_MESSAGE: Proto = Proto {
    parent: Some(&ATTRIBUTE),
    matches_parent: true,
    joins: Some(Joining {
        field: "value",
        proto: &EAP,
        rule: fragments,
    }),
    ..attribute(
        "RadiusAttr_EAP_Message",
        "EAP-Message",
        &[
            kind(79),
            LEN,
            Field::new("value", Kind::PacketBy(Element::Sized(eap)), 0)
                .preset(Preset::Octets(b""))
                .length(Length::From("len", -2))
                .class("_EAPPacketField"),
        ],
    )
};

static VENDOR_SPECIFIC: Proto = Proto {
    parent: Some(&ATTRIBUTE),
    matches_parent: true,
    example: r#"RadiusAttr_Vendor_Specific(vendor_id=311, vendor_type=11, value=b"challenge")"#,
    ..attribute(
        "RadiusAttr_Vendor_Specific",
        "Vendor-Specific",
        &[
            kind(26),
            computed(
                u8("len"),
                Auto::LenOf(
                    "value",
                    Adjust::by(|attribute, len| {
                        let octets = attribute.octets("value").is_some();
                        let counts = octets || vendor_value(attribute).is_none();
                        (counts || holds_packet(attribute)).then_some(len + 8)
                    }),
                ),
            ),
            u32("vendor_id").names(&VENDORS),
            u8("vendor_type").names_by("vendor_id", &[(311, &MICROSOFT)]),
            computed(u8("vendor_len"), Auto::LenOf("value", Adjust::plus(2))),
            Field::new("value", Kind::Choice(&VALUE), 0),
        ],
    )
};

/// What an attribute of no vendor holds.
pub static VENDOR_VALUE: Proto =
    Proto::new("_RadiusAttrVendorValue", "_RadiusAttrVendorValue", &[]);

pub static CHAP2_RESPONSE: Proto = Proto::new(
    "MS_CHAP2_Response",
    "MS_CHAP2_Response",
    &[
        u8("Ident"),
        u8("Flags"),
        fixed("PeerChallenge", 16).display(Display::HexOctets),
        fixed("Reserved", 8).display(Display::HexOctets),
        fixed("Response", 24).display(Display::HexOctets),
    ],
);

pub static CHAP2_SUCCESS: Proto = Proto::new(
    "MS_CHAP2_Success",
    "MS_CHAP2_Success",
    &[u8("Ident"), fixed("String", 42)],
);

pub static CHAP_ERROR: Proto = Proto::new(
    "MS_CHAP_Error",
    "MS_CHAP_Error",
    &[u8("Ident"), octets("String")],
);

pub static CHAP_DOMAIN: Proto = Proto::new(
    "MS_CHAP_Domain",
    "MS_CHAP_Domain",
    &[u8("Ident"), octets("String")],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.radius",
    source: "RFC 2865, RFC 2866, RFC 2548, RFC 3579, RFC 5176",
    protocols: &[
        &RADIUS,
        &ATTRIBUTE,
        &USER_NAME,
        &NAS_PORT,
        &FRAMED_MTU,
        &LOGIN_TCP_PORT,
        &SESSION_TIMEOUT,
        &IDLE_TIMEOUT,
        &FRAMED_APPLETALK_LINK,
        &FRAMED_APPLETALK_NETWORK,
        &ACCT_DELAY_TIME,
        &ACCT_INPUT_OCTETS,
        &ACCT_OUTPUT_OCTETS,
        &ACCT_SESSION_TIME,
        &ACCT_INPUT_PACKETS,
        &ACCT_OUTPUT_PACKETS,
        &ACCT_LINK_COUNT,
        &ACCT_INPUT_GIGAWORDS,
        &ACCT_OUTPUT_GIGAWORDS,
        &EVENT_TIMESTAMP,
        &EGRESS_VLANID,
        &PORT_LIMIT,
        &ARAP_SECURITY,
        &PASSWORD_RETRY,
        &TUNNEL_PREFERENCE,
        &ACCT_INTERIM_INTERVAL,
        &ACCT_TUNNEL_PACKETS_LOST,
        &MANAGEMENT_PRIVILEGE_LEVEL,
        &MOBILITY_DOMAIN_ID,
        &PREAUTH_TIMEOUT,
        &WLAN_VENUE_INFO,
        &WLAN_REASON_CODE,
        &WLAN_PAIRWISE_CIPHER,
        &WLAN_GROUP_CIPHER,
        &WLAN_AKM_SUITE,
        &WLAN_GROUP_MGMT_CIPHER,
        &WLAN_RF_BAND,
        &USER_PASSWORD,
        &STATE,
        &NAS_IP_ADDRESS,
        &FRAMED_IP_ADDRESS,
        &FRAMED_IP_NETMASK,
        &LOGIN_IP_HOST,
        &FRAMED_IPX_NETWORK,
        &PMIP6_HOME_LMA_IPV4_ADDRESS,
        &PMIP6_VISITED_LMA_IPV4_ADDRESS,
        &PMIP6_HOME_DHCP4_SERVER_ADDRESS,
        &PMIP6_VISITED_DHCP4_SERVER_ADDRESS,
        &PMIP6_HOME_IPV4_GATEWAY,
        &PMIP6_VISITED_IPV4_GATEWAY,
        &SERVICE_TYPE,
        &FRAMED_PROTOCOL,
        &ACCT_STATUS_TYPE,
        &ACCT_AUTHENTIC,
        &ACCT_TERMINATE_CAUSE,
        &NAS_PORT_TYPE,
        &MESSAGE_AUTHENTICATOR,
        &EAP_MESSAGE,
        &VENDOR_SPECIFIC,
        &VENDOR_VALUE,
        &CHAP2_RESPONSE,
        &CHAP2_SUCCESS,
        &CHAP_ERROR,
        &CHAP_DOMAIN,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &RADIUS, when!(sport = 1812)),
    bind_up(&UDP, &RADIUS, when!(dport = 1812)),
    bind_up(&UDP, &RADIUS, when!(sport = 1813)),
    bind_up(&UDP, &RADIUS, when!(dport = 1813)),
    bind_up(&UDP, &RADIUS, when!(sport = 3799)),
    bind_up(&UDP, &RADIUS, when!(dport = 3799)),
    bind(&UDP, &RADIUS, when!(sport = 1812, dport = 1812)),
];

const LEN: Field = computed(u8("len"), Auto::LenOf("value", Adjust::plus(2)));

const fn kind(default: i64) -> Field {
    u8("type").default(default).names(&ATTRIBUTES)
}

const fn fixed(name: &'static str, length: u16) -> Field {
    octets(name).fixed().length(Length::Octets(length))
}

const fn attribute(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        guess: Some(|_, _| Guess::Padding),
        sends: Sends::Header,
        ..Proto::new(name, title, fields)
    }
}

type Always = &'static [(&'static str, i64)];

const fn specific(
    name: &'static str,
    title: &'static str,
    always: Always,
    fields: &'static [Field],
) -> Proto {
    Proto {
        parent: Some(&ATTRIBUTE),
        matches_parent: true,
        always,
        ..attribute(name, title, fields)
    }
}

const fn text(name: &'static str, title: &'static str, always: Always) -> Proto {
    const FIELDS: &[Field] = &[
        kind(1),
        LEN,
        octets("value").length(Length::From("len", -2)),
    ];
    specific(name, title, always, FIELDS)
}

const fn number(name: &'static str, title: &'static str, always: Always) -> Proto {
    const FIELDS: &[Field] = &[kind(5), u8("len").default(6), u32("value")];
    specific(name, title, always, FIELDS)
}

/// Octets that are no text.
const fn secret(name: &'static str, title: &'static str, always: Always) -> Proto {
    const FIELDS: &[Field] = &[
        kind(24),
        LEN,
        octets("value")
            .display(Display::HexOctets)
            .length(Length::FromFn(|secret| match secret.int("len") {
                None | Some(0) => 0,
                Some(len) => len - 2,
            })),
    ];
    specific(name, title, always, FIELDS)
}

const fn address(name: &'static str, title: &'static str, always: Always) -> Proto {
    const FIELDS: &[Field] = &[kind(4), u8("len").default(6), ip4("value")];
    specific(name, title, always, FIELDS)
}

/// A number that stands for something.
const fn choice(name: &'static str, title: &'static str, always: Always) -> Proto {
    const FIELDS: &[Field] = &[
        kind(6),
        u8("len").default(6),
        u32("value").names_by("type", VALUES),
    ];
    specific(name, title, always, FIELDS)
}

static VALUE: Choice = Choice {
    options: &[(
        Test::When(When::Test(|attribute| vendor_value(attribute).is_some())),
        Field::new(
            "value",
            Kind::PacketBy(Element::Around(|attribute, _| vendor_value(attribute))),
            0,
        )
        .length(Length::From("vendor_len", -2))
        .class("_RadiusVendorValueField"),
    )],
    otherwise: octets("value").length(Length::From("vendor_len", -2)),
};

fn holds_packet(attribute: &dyn Around) -> bool {
    let mut holds = false;
    attribute.first_in("value", &mut |_| holds = true);
    holds
}

/// What an attribute of this vendor holds.
fn vendor_value(attribute: &dyn Around) -> Option<&'static Proto> {
    match (attribute.int("vendor_id")?, attribute.int("vendor_type")?) {
        (0, 0) => Some(&VENDOR_VALUE),
        (311, 2) => Some(&CHAP_ERROR),
        (311, 10) => Some(&CHAP_DOMAIN),
        (311, 25) => Some(&CHAP2_RESPONSE),
        (311, 26) => Some(&CHAP2_SUCCESS),
        _ => None,
    }
}

/// A message of EAP, if it fits into one attribute.
fn eap(attribute: &dyn Around, _: usize, rest: &[u8]) -> Option<(&'static Proto, usize)> {
    let said = attribute.int("len").unwrap_or(0) - 2;
    let there = match usize::try_from(said) {
        Ok(length) => length.min(rest.len()),
        Err(_) => rest.len().saturating_sub(said.unsigned_abs() as usize),
    };
    let [_, _, high, low, ..] = &rest[..there] else {
        return None;
    };
    let fits = u16::from_be_bytes([*high, *low]) < 254;
    Some((if fits { &EAP } else { &RAW }, there))
}

/// The message of EAP that is split over this attribute and those that follow. RFC 3579 section
/// 3.1.
fn fragments(attribute: &dyn Around, rest: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut message = None;
    attribute.first_in("value", &mut |value| {
        if value.proto().is(&RAW) {
            message = value.octets("load");
        }
    });
    let mut message = message?;
    let mut at = 0;
    while let [79, length, ..] = rest.get(at..)? {
        let length = usize::from(*length);
        let end = (at + length).min(rest.len());
        message.extend_from_slice(rest.get(at + 2..end).unwrap_or_default());
        at = end;
        match length {
            0 => return None,
            1..254 => return Some((message, at)),
            _ => {}
        }
    }
    None
}

fn summary(radius: &dyn Around) -> String {
    let code = radius.shown("code");
    let mut user = None;
    let mut seen = Vec::new();
    let mut vendors = Vec::new();
    radius.each_in("attributes", &mut |attribute| {
        let proto = attribute.proto();
        if proto.is(&VENDOR_SPECIFIC) {
            vendors.push((attribute.int("vendor_id"), attribute.int("vendor_type")));
        } else if proto.is_kind_of(&ATTRIBUTE) {
            seen.extend(attribute.int("type"));
            if attribute.int("type") == Some(1) {
                user = attribute.octets("value");
            }
        }
    });
    if radius.int("code") != Some(1) {
        return format!("RADIUS {code}");
    }
    let vendor = |number| vendors.contains(&(Some(311), Some(number)));
    let login = match () {
        () if seen.contains(&2) => "PAP",
        () if seen.contains(&3) => "CHAP",
        () if seen.contains(&79) => "EAP",
        () if vendor(1) => "MS-CHAP",
        () if vendor(25) => "MS-CHAP2",
        () => "",
    };
    let user = user.map_or_else(String::new, |user| {
        let valid = user.utf8_chunks().map(|chunk| chunk.valid());
        format!("User:'{}' ", valid.collect::<String>())
    });
    match format!("{user}{login}").trim() {
        "" => format!("RADIUS {code}"),
        extra => format!("RADIUS {code} ({extra})"),
    }
}

/// Attributes that have a table.
fn dispatch(octets: &[u8]) -> Dispatch {
    let Some(number) = octets.first() else {
        return Dispatch::This;
    };
    Dispatch::Other(match number {
        1 => &USER_NAME,
        2 => &USER_PASSWORD,
        4 => &NAS_IP_ADDRESS,
        5 => &NAS_PORT,
        6 => &SERVICE_TYPE,
        7 => &FRAMED_PROTOCOL,
        8 => &FRAMED_IP_ADDRESS,
        9 => &FRAMED_IP_NETMASK,
        12 => &FRAMED_MTU,
        14 => &LOGIN_IP_HOST,
        16 => &LOGIN_TCP_PORT,
        23 => &FRAMED_IPX_NETWORK,
        24 => &STATE,
        26 => &VENDOR_SPECIFIC,
        27 => &SESSION_TIMEOUT,
        28 => &IDLE_TIMEOUT,
        37 => &FRAMED_APPLETALK_LINK,
        38 => &FRAMED_APPLETALK_NETWORK,
        40 => &ACCT_STATUS_TYPE,
        41 => &ACCT_DELAY_TIME,
        42 => &ACCT_INPUT_OCTETS,
        43 => &ACCT_OUTPUT_OCTETS,
        45 => &ACCT_AUTHENTIC,
        46 => &ACCT_SESSION_TIME,
        47 => &ACCT_INPUT_PACKETS,
        48 => &ACCT_OUTPUT_PACKETS,
        49 => &ACCT_TERMINATE_CAUSE,
        51 => &ACCT_LINK_COUNT,
        52 => &ACCT_INPUT_GIGAWORDS,
        53 => &ACCT_OUTPUT_GIGAWORDS,
        55 => &EVENT_TIMESTAMP,
        56 => &EGRESS_VLANID,
        61 => &NAS_PORT_TYPE,
        62 => &PORT_LIMIT,
        73 => &ARAP_SECURITY,
        75 => &PASSWORD_RETRY,
        79 => &EAP_MESSAGE,
        80 => &MESSAGE_AUTHENTICATOR,
        83 => &TUNNEL_PREFERENCE,
        85 => &ACCT_INTERIM_INTERVAL,
        86 => &ACCT_TUNNEL_PACKETS_LOST,
        136 => &MANAGEMENT_PRIVILEGE_LEVEL,
        149 => &PMIP6_HOME_LMA_IPV4_ADDRESS,
        150 => &PMIP6_VISITED_LMA_IPV4_ADDRESS,
        157 => &PMIP6_HOME_DHCP4_SERVER_ADDRESS,
        158 => &PMIP6_VISITED_DHCP4_SERVER_ADDRESS,
        161 => &PMIP6_HOME_IPV4_GATEWAY,
        162 => &PMIP6_VISITED_IPV4_GATEWAY,
        177 => &MOBILITY_DOMAIN_ID,
        178 => &PREAUTH_TIMEOUT,
        182 => &WLAN_VENUE_INFO,
        185 => &WLAN_REASON_CODE,
        186 => &WLAN_PAIRWISE_CIPHER,
        187 => &WLAN_GROUP_CIPHER,
        188 => &WLAN_AKM_SUITE,
        189 => &WLAN_GROUP_MGMT_CIPHER,
        190 => &WLAN_RF_BAND,
        _ => return Dispatch::This,
    })
}
