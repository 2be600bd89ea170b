//! PPP and what negotiates it: RFC 1661 (PPP and LCP), RFC 1662 (HDLC-like framing), RFC 1332 and
//! RFC 1877 (IPCP), RFC 1968 (ECP), RFC 1334 (PAP), RFC 1994 (CHAP), RFC 2516 (PPP over Ethernet).

use super::binding::{Binding, bind};
use super::data::PPP_PROTOS;
use super::eap::EAP;
use super::ether::{COOKED_LINUX, ETHER};
use super::field::{
    Adjust, Auto, Display, Field, Kind, Length, Preset, When, bits, computed, ip4, octets, packets,
    u8, u16, u24, u32,
};
use super::gre::GRE_PPTP;
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::Names;
use super::raw::PACKET;
use super::registry::Family;
use super::{Answers, Around, Dispatch, Extent, PayloadLen, Proto};
use crate::when;

pub static PPPOE: Proto = Proto::new(
    "PPPoE",
    "PPP over Ethernet",
    &[
        bits("version", 4).default(1),
        bits("type", 4).default(1),
        u8("code").names(&SESSION_CODES),
        u16("sessionid").hex(),
        PPPOE_LEN,
    ],
)
.section("RFC 2516 section 4")
.about(&[("sessionid", "tells one line from another")]);

pub static PPPOED: Proto = Proto {
    parent: Some(&PPPOE),
    payload_len: PayloadLen::Rule(by_len),
    summary: "%code%",
    ..Proto::new(
        "PPPoED",
        "PPP over Ethernet Discovery",
        &[
            bits("version", 4).default(1),
            bits("type", 4).default(1),
            u8("code").default(9).names(&DISCOVERY_CODES),
            u16("sessionid").hex(),
            PPPOE_LEN,
        ],
    )
};

pub static PPPOE_TAG: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PPPoETag",
        "PPPoE Tag",
        &[
            u16("tag_type").preset(Preset::None).names(&TAGS),
            u16("tag_len").length_of("tag_value"),
            octets("tag_value").length_from("tag_len"),
        ],
    )
};

pub static PPPOED_TAGS: Proto = Proto {
    summary: "[+PPPoED]=pppoe tags",
    ..Proto::new(
        "PPPoED_Tags",
        "PPPoE Tag List",
        &[packets("tag_list", &PPPOE_TAG)],
    )
};

pub static HDLC: Proto = Proto::new(
    "HDLC",
    "HDLC",
    &[
        u8("address").default(0xff).hex(),
        u8("control").default(3).hex(),
    ],
);

pub static DIR_PPP: Proto = Proto::new("DIR_PPP", "DIR_PPP", &[u8("direction").names(&DIRECTIONS)]);

pub static PPP: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [0xff, ..] => Dispatch::Other(&HDLC),
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "PPP",
        "PPP Link Layer",
        &[Field::new("proto", Kind::Compressed, 16)
            .default(0x21)
            .names(&PPP_PROTOS)],
    )
    .about(&[("proto", "what the frame carries")])
};

pub static IPCP_OPTION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    dispatch: Some(ipcp_option),
    ..Proto::new(
        "PPP_IPCP_Option",
        "PPP IPCP Option",
        &[
            u8("type").preset(Preset::None).names(&IPCP_OPTIONS),
            option_len("data", 2),
            octets("data").length(Length::FromFn(option_data_len)),
        ],
    )
};

pub static IPCP_ADDRESS: Proto = Proto {
    parent: Some(&IPCP_OPTION),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PPP_IPCP_Option_IPAddress",
        "PPP IPCP Option: IP Address",
        &address_fields(3),
    )
};

pub static IPCP_DNS1: Proto = server(
    "PPP_IPCP_Option_DNS1",
    "PPP IPCP Option: DNS1 Address",
    const { &address_fields(129) },
);
pub static IPCP_DNS2: Proto = server(
    "PPP_IPCP_Option_DNS2",
    "PPP IPCP Option: DNS2 Address",
    const { &address_fields(131) },
);
pub static IPCP_NBNS1: Proto = server(
    "PPP_IPCP_Option_NBNS1",
    "PPP IPCP Option: NBNS1 Address",
    const { &address_fields(130) },
);
pub static IPCP_NBNS2: Proto = server(
    "PPP_IPCP_Option_NBNS2",
    "PPP IPCP Option: NBNS2 Address",
    const { &address_fields(132) },
);

pub static IPCP: Proto = Proto::new(
    "PPP_IPCP",
    "PPP_IPCP",
    &[
        u8("code").default(1).names(&CONTROL_CODES),
        u8("id").hex(),
        message_len("options", 4),
        packets("options", &IPCP_OPTION).length(Length::From("len", -4)),
    ],
);

pub static ECP_OPTION: Proto = Proto {
    example: r#"PPP_ECP_Option(type=1, data="key")"#,
    payload_len: PayloadLen::Nothing,
    dispatch: Some(ecp_option),
    ..Proto::new(
        "PPP_ECP_Option",
        "PPP ECP Option",
        &[
            u8("type").preset(Preset::None).names(&ECP_OPTIONS),
            option_len("data", 2),
            octets("data").length(Length::FromFn(option_data_len)),
        ],
    )
};

pub static ECP_OUI: Proto = Proto {
    parent: Some(&ECP_OPTION),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PPP_ECP_Option_OUI",
        "PPP ECP Option",
        &[
            u8("type").names(&ECP_OPTIONS),
            option_len("data", 6),
            u24("oui").display(Display::Oui).class("OUIField"),
            u8("subtype"),
            octets("data").length(Length::From("len", -6)),
        ],
    )
};

pub static ECP: Proto = Proto::new(
    "PPP_ECP",
    "PPP_ECP",
    &[
        u8("code").default(1).names(&CONTROL_CODES),
        u8("id").hex(),
        message_len("options", 4),
        packets("options", &ECP_OPTION).length(Length::From("len", -4)),
    ],
);

pub static LCP: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    dispatch: Some(lcp),
    summary: "LCP %code%",
    ..Proto::new("PPP_LCP", "PPP Link Control Protocol", LCP_FIELDS)
};

pub static LCP_OPTION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    dispatch: Some(lcp_option),
    ..Proto::new(
        "PPP_LCP_Option",
        "PPP LCP Option",
        &[
            u8("type").preset(Preset::None).names(&LCP_OPTIONS),
            option_len("data", 2),
            octets("data")
                .preset(Preset::None)
                .length(Length::From("len", -2)),
        ],
    )
};

pub static LCP_MRU: Proto = option(
    "PPP_LCP_MRU_Option",
    &[
        u8("type").default(1).names(&LCP_OPTIONS),
        u8("len").default(4),
        u16("max_recv_unit").default(1500),
    ],
);

pub static LCP_ACCM: Proto = option(
    "PPP_LCP_ACCM_Option",
    &[
        u8("type").default(2).names(&LCP_OPTIONS),
        u8("len").default(6),
        bits("accm", 32),
    ],
);

pub static LCP_AUTHENTICATION: Proto = option(
    "PPP_LCP_Auth_Protocol_Option",
    &[
        u8("type").default(3).names(&LCP_OPTIONS),
        computed(
            u8("len"),
            Auto::LenOf("data", Adjust::by(authentication_len)),
        ),
        u16("auth_protocol")
            .default(PAP_NUMBER)
            .names(&AUTHENTICATIONS),
        octets("data")
            .length(Length::From("len", -4))
            .when(When::NotIn("auth_protocol", &[CHAP_NUMBER])),
        u8("algorithm")
            .default(5)
            .names(&ALGORITHMS)
            .when(When::In("auth_protocol", &[CHAP_NUMBER])),
    ],
);

pub static LCP_QUALITY: Proto = option(
    "PPP_LCP_Quality_Protocol_Option",
    &[
        u8("type").default(4).names(&LCP_OPTIONS),
        option_len("data", 4),
        u16("quality_protocol").default(0xc025).names(&QUALITIES),
        octets("data").length(Length::From("len", -4)),
    ],
);

pub static LCP_MAGIC: Proto = option(
    "PPP_LCP_Magic_Number_Option",
    &[
        u8("type").default(5).names(&LCP_OPTIONS),
        u8("len").default(6),
        u32("magic_number").preset(Preset::None),
    ],
);

pub static LCP_CALLBACK: Proto = option(
    "PPP_LCP_Callback_Option",
    &[
        u8("type").default(13).names(&LCP_OPTIONS),
        option_len("message", 3),
        u8("operation").names(&OPERATIONS),
        octets("message").length(Length::From("len", -3)),
    ],
);

pub static LCP_CONFIGURE: Proto = Proto {
    answers: Answers::Rule("PPP_LCP_Configure"),
    ..control(
        "PPP_LCP_Configure",
        &LCP,
        &[
            u8("code").default(1).names(&LCP_CODES),
            u8("id").hex(),
            message_len("options", 4),
            packets("options", &LCP_OPTION).length(Length::From("len", -4)),
        ],
    )
};

pub static LCP_TERMINATE: Proto = Proto {
    answers: Answers::Rule("PPP_LCP_Terminate"),
    ..control("PPP_LCP_Terminate", &LCP, LCP_FIELDS)
};

pub static LCP_CODE_REJECT: Proto = Proto {
    example: "PPP()/PPP_LCP_Code_Reject(id=1, rejected_packet=PPP_LCP(code=15, data=b\"x\"))",
    ..control(
        "PPP_LCP_Code_Reject",
        &LCP,
        &[
            u8("code").default(7).names(&LCP_CODES),
            u8("id").hex(),
            message_len("rejected_packet", 4),
            Field::new("rejected_packet", Kind::Packet(&LCP), 0),
        ],
    )
};

pub static LCP_PROTOCOL_REJECT: Proto = control(
    "PPP_LCP_Protocol_Reject",
    &LCP,
    &[
        u8("code").default(8).names(&LCP_CODES),
        u8("id").hex(),
        message_len("rejected_information", 6),
        u16("rejected_protocol")
            .preset(Preset::None)
            .names(&PPP_PROTOS),
        Field::new("rejected_information", Kind::Packet(&PACKET), 0),
    ],
);

pub static LCP_DISCARD: Proto =
    control("PPP_LCP_Discard_Request", &LCP, const { &magic_fields(11) });

pub static LCP_ECHO: Proto = Proto {
    answers: Answers::Rule("PPP_LCP_Echo"),
    ..control("PPP_LCP_Echo", &LCP_DISCARD, const { &magic_fields(9) })
};

pub static PAP: Proto = Proto {
    example: r#"PPP()/PPP_PAP(code=4, data="a")"#,
    payload_len: PayloadLen::Nothing,
    dispatch: Some(pap),
    becomes: Some(("code", |code| match code? {
        1 => Some(&PAP_REQUEST),
        2 | 3 => Some(&PAP_RESPONSE),
        _ => None,
    })),
    ..Proto::new(
        "PPP_PAP",
        PAP_TITLE,
        &[
            u8("code").default(1).names(&PAP_CODES),
            u8("id").hex(),
            message_len("data", 4),
            octets("data").length(Length::From("len", -4)),
        ],
    )
};

pub static PAP_REQUEST: Proto = Proto {
    parent: Some(&PAP),
    payload_len: PayloadLen::Nothing,
    example: r#"PPP()/PPP_PAP_Request(username="user", password="secret")"#,
    summary: "PAP-Request username=%PPP_PAP_Request.username% password=%PPP_PAP_Request.password%",
    ..Proto::new(
        "PPP_PAP_Request",
        PAP_TITLE,
        &[
            u8("code").default(1).names(&PAP_CODES),
            u8("id").hex(),
            computed(
                u16("len"),
                Auto::LenOf("username", Adjust::by(pap_request_len)),
            ),
            u8("username_len").length_of("username"),
            octets("username")
                .preset(Preset::None)
                .length_from("username_len"),
            u8("passwd_len").length_of("password"),
            octets("password")
                .preset(Preset::None)
                .length_from("passwd_len"),
        ],
    )
};

pub static PAP_RESPONSE: Proto = Proto {
    parent: Some(&PAP),
    payload_len: PayloadLen::Nothing,
    answers: Answers::Rule("PPP_PAP_Response"),
    summary: "[code=2][msg_len!]PAP-Ack msg=%PPP_PAP_Response.message%\n\
              [code=2]PAP-Ack\n\
              [msg_len!]PAP-Nak msg=%PPP_PAP_Response.message%\n\
              PAP-Nak",
    ..Proto::new(
        "PPP_PAP_Response",
        PAP_TITLE,
        &[
            u8("code").default(2).names(&PAP_CODES),
            u8("id").hex(),
            message_len("message", 5),
            u8("msg_len").length_of("message"),
            octets("message").length_from("msg_len"),
        ],
    )
};

pub static CHAP: Proto = Proto {
    example: "PPP()/PPP_CHAP(code=3, id=1)",
    payload_len: PayloadLen::Nothing,
    dispatch: Some(chap),
    becomes: Some(("code", |code| {
        matches!(code?, 1 | 2).then_some(&CHAP_CHALLENGE)
    })),
    answers: Answers::Rule("PPP_CHAP"),
    summary: CHAP_SUMMARY,
    ..Proto::new(
        "PPP_CHAP",
        CHAP_TITLE,
        &[
            u8("code").default(1).names(&CHAP_CODES),
            u8("id").hex(),
            message_len("data", 4),
            octets("data").length(Length::From("len", -4)),
        ],
    )
};

pub static CHAP_CHALLENGE: Proto = Proto {
    parent: Some(&CHAP),
    payload_len: PayloadLen::Nothing,
    answers: Answers::Rule("PPP_CHAP_ChallengeResponse"),
    summary: "[code=1]CHAP challenge=0x%PPP_CHAP_ChallengeResponse.value% \
              optional_name=%PPP_CHAP_ChallengeResponse.optional_name%\n\
              [code=2]CHAP response=0x%PPP_CHAP_ChallengeResponse.value% \
              optional_name=%PPP_CHAP_ChallengeResponse.optional_name%\n\
              [code=3]CHAP Success message=%PPP_CHAP.data%\n\
              [code=4]CHAP Failure message=%PPP_CHAP.data%",
    ..Proto::new(
        "PPP_CHAP_ChallengeResponse",
        CHAP_TITLE,
        &[
            u8("code").default(1).names(&CHAP_CODES),
            u8("id").hex(),
            computed(u16("len"), Auto::LenOf("value", Adjust::by(challenge_len))),
            u8("value_size").length_of("value"),
            octets("value")
                .preset(Preset::Octets(&[0; 8]))
                .display(Display::HexOctets)
                .length_from("value_size"),
            octets("optional_name").length(Length::FromFn(challenger_len)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.ppp",
    source: "RFC 1661, RFC 1662, RFC 1332, RFC 1877, RFC 1968, RFC 1334",
    protocols: &[
        &PPPOE,
        &PPPOED,
        &PPPOE_TAG,
        &PPPOED_TAGS,
        &HDLC,
        &DIR_PPP,
        &PPP,
        &IPCP_OPTION,
        &IPCP_ADDRESS,
        &IPCP_DNS1,
        &IPCP_DNS2,
        &IPCP_NBNS1,
        &IPCP_NBNS2,
        &IPCP,
        &ECP_OPTION,
        &ECP_OUI,
        &ECP,
        &LCP,
        &LCP_OPTION,
        &LCP_MRU,
        &LCP_ACCM,
        &LCP_AUTHENTICATION,
        &LCP_QUALITY,
        &LCP_MAGIC,
        &LCP_CALLBACK,
        &LCP_CONFIGURE,
        &LCP_TERMINATE,
        &LCP_CODE_REJECT,
        &LCP_PROTOCOL_REJECT,
        &LCP_DISCARD,
        &LCP_ECHO,
        &PAP,
        &PAP_REQUEST,
        &PAP_RESPONSE,
        &CHAP,
        &CHAP_CHALLENGE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&PPPOED, &PPPOED_TAGS, when!(type = 1)),
    bind(&ETHER, &PPPOED, when!(type = 0x8863)),
    bind(&ETHER, &PPPOE, when!(type = 0x8864)),
    bind(&COOKED_LINUX, &PPPOED, when!(proto = 0x8863)),
    bind(&COOKED_LINUX, &PPPOE, when!(proto = 0x8864)),
    bind(&PPPOE, &PPP, when!(code = 0)),
    bind(&HDLC, &PPP, &[]),
    bind(&DIR_PPP, &PPP, &[]),
    bind(&PPP, &EAP, when!(proto = 0xc227)),
    bind(&PPP, &IP, when!(proto = 0x21)),
    bind(&PPP, &IPV6, when!(proto = 0x57)),
    bind(&PPP, &CHAP, when!(proto = CHAP_NUMBER)),
    bind(&PPP, &IPCP, when!(proto = 0x8021)),
    bind(&PPP, &ECP, when!(proto = 0x8053)),
    bind(&PPP, &LCP, when!(proto = 0xc021)),
    bind(&PPP, &PAP, when!(proto = PAP_NUMBER)),
    bind(&ETHER, &IPCP, when!(type = 0x8021)),
    bind(&ETHER, &ECP, when!(type = 0x8053)),
    bind(&GRE_PPTP, &PPP, when!(proto = 0x880b)),
];

const PAP_NUMBER: i64 = 0xc023;
const CHAP_NUMBER: i64 = 0xc223;
const PAP_TITLE: &str = "PPP Password Authentication Protocol";
const CHAP_TITLE: &str = "PPP Challenge Handshake Authentication Protocol";
const CHAP_SUMMARY: &str = "[code=3]CHAP Success message=%PPP_CHAP.data%\n\
                            [code=4]CHAP Failure message=%PPP_CHAP.data%";

const PPPOE_LEN: Field = computed(u16("len"), Auto::TotalLenLess(6)).class("ShortField");

const LCP_FIELDS: &[Field] = &[
    u8("code").default(5).names(&LCP_CODES),
    u8("id").hex(),
    message_len("data", 4),
    octets("data").length(Length::From("len", -4)),
];

/// The length of a message: what is in a field, and the header.
const fn message_len(field: &'static str, header: i64) -> Field {
    computed(u16("len"), Auto::LenOf(field, Adjust::plus(header)))
}

const fn option_len(field: &'static str, header: i64) -> Field {
    computed(u8("len"), Auto::LenOf(field, Adjust::plus(header)))
}

const fn address_fields(kind: i64) -> [Field; 4] {
    [
        u8("type").default(kind).names(&IPCP_OPTIONS),
        option_len("data", 2),
        ip4("data"),
        octets("garbage").length(Length::From("len", -6)),
    ]
}

const fn magic_fields(code: i64) -> [Field; 5] {
    [
        u8("code").default(code).names(&LCP_CODES),
        u8("id").hex(),
        message_len("data", 8),
        u32("magic_number").preset(Preset::None),
        octets("data").length(Length::From("len", -8)),
    ]
}

const fn server(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&IPCP_ADDRESS),
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, fields)
    }
}

const fn option(name: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&LCP_OPTION),
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, "PPP LCP Option", fields)
    }
}

const fn control(name: &'static str, parent: &'static Proto, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(parent),
        payload_len: PayloadLen::Nothing,
        summary: "LCP %code%",
        ..Proto::new(name, "PPP Link Control Protocol", fields)
    }
}

fn by_len(header: &dyn Around, _: &[u8]) -> Extent {
    header.int("len").map_or(Extent::All, Extent::First)
}

fn option_data_len(option: &dyn Around) -> i64 {
    (option.int("len").unwrap_or(0) - 2).max(0)
}

fn authentication_len(option: &dyn Around, data: i64) -> Option<i64> {
    Some(match option.int("auth_protocol") {
        Some(CHAP_NUMBER) => 5,
        Some(PAP_NUMBER) => 4,
        _ => data + 4,
    })
}

fn pap_request_len(request: &dyn Around, name: i64) -> Option<i64> {
    let password = request.octets("password")?;
    Some(name + 6 + password.len() as i64)
}

fn challenge_len(challenge: &dyn Around, value: i64) -> Option<i64> {
    let name = challenge.octets("optional_name")?;
    Some(value + 5 + name.len() as i64)
}

fn challenger_len(challenge: &dyn Around) -> i64 {
    let number = |name| challenge.int(name).unwrap_or(0);
    number("len") - number("value_size") - 5
}

fn ipcp_option(octets: &[u8]) -> Dispatch {
    match octets.first() {
        Some(3) => Dispatch::Other(&IPCP_ADDRESS),
        Some(129) => Dispatch::Other(&IPCP_DNS1),
        Some(130) => Dispatch::Other(&IPCP_NBNS1),
        Some(131) => Dispatch::Other(&IPCP_DNS2),
        Some(132) => Dispatch::Other(&IPCP_NBNS2),
        _ => Dispatch::This,
    }
}

fn ecp_option(octets: &[u8]) -> Dispatch {
    match octets.first() {
        Some(0) => Dispatch::Other(&ECP_OUI),
        _ => Dispatch::This,
    }
}

fn lcp(octets: &[u8]) -> Dispatch {
    match octets.first() {
        Some(1..=4) => Dispatch::Other(&LCP_CONFIGURE),
        Some(5 | 6) => Dispatch::Other(&LCP_TERMINATE),
        Some(7) => Dispatch::Other(&LCP_CODE_REJECT),
        Some(8) => Dispatch::Other(&LCP_PROTOCOL_REJECT),
        Some(9 | 10) => Dispatch::Other(&LCP_ECHO),
        Some(11) => Dispatch::Other(&LCP_DISCARD),
        _ => Dispatch::This,
    }
}

fn lcp_option(octets: &[u8]) -> Dispatch {
    match octets.first() {
        Some(1) => Dispatch::Other(&LCP_MRU),
        Some(2) => Dispatch::Other(&LCP_ACCM),
        Some(3) => Dispatch::Other(&LCP_AUTHENTICATION),
        Some(4) => Dispatch::Other(&LCP_QUALITY),
        Some(5) => Dispatch::Other(&LCP_MAGIC),
        Some(13) => Dispatch::Other(&LCP_CALLBACK),
        _ => Dispatch::This,
    }
}

fn pap(octets: &[u8]) -> Dispatch {
    match octets.first() {
        Some(1) => Dispatch::Other(&PAP_REQUEST),
        Some(2 | 3) => Dispatch::Other(&PAP_RESPONSE),
        _ => Dispatch::This,
    }
}

fn chap(octets: &[u8]) -> Dispatch {
    match octets.first() {
        Some(1 | 2) => Dispatch::Other(&CHAP_CHALLENGE),
        _ => Dispatch::This,
    }
}

static SESSION_CODES: Names = Names::pairs(&[(0, "Session")]);
static DISCOVERY_CODES: Names = Names::pairs(&[
    (0, "PPP Session Stage"),
    (9, "PPPoE Active Discovery Initiation (PADI)"),
    (7, "PPPoE Active Discovery Offer (PADO)"),
    (10, "PPPoE Active Discovery Session-Grant (PADG)"),
    (11, "PPPoE Active Discovery Session-Credit Response (PADC)"),
    (12, "PPPoE Active Discovery Quality (PADQ)"),
    (25, "PPPoE Active Discovery Request (PADR)"),
    (101, "PPPoE Active Discovery Session-confirmation (PADS)"),
    (167, "PPPoE Active Discovery Terminate (PADT)"),
]);
static TAGS: Names = Names::pairs(&[
    (0, "End-Of-List"),
    (257, "Service-Name"),
    (258, "AC-Name"),
    (259, "Host-Uniq"),
    (260, "AC-Cookie"),
    (261, "Vendor-Specific"),
    (262, "Credits"),
    (263, "Metrics"),
    (264, "Sequence Number"),
    (265, "Credit Scale Factor"),
    (272, "Relay-Session-Id"),
    (288, "PPP-Max-Payload"),
    (513, "Service-Name-Error"),
    (514, "AC-System-Error"),
    (515, "Generic-Error"),
]);
static DIRECTIONS: Names = Names::pairs(&[(0, "received"), (1, "sent")]);
static IPCP_OPTIONS: Names = Names::pairs(&[
    (1, "IP-Addresses (Deprecated)"),
    (2, "IP-Compression-Protocol"),
    (3, "IP-Address"),
    (4, "Mobile-IPv4"),
    (129, "Primary-DNS-Address"),
    (130, "Primary-NBNS-Address"),
    (131, "Secondary-DNS-Address"),
    (132, "Secondary-NBNS-Address"),
]);
static CONTROL_CODES: Names = Names::pairs(&[
    (1, "Configure-Request"),
    (2, "Configure-Ack"),
    (3, "Configure-Nak"),
    (4, "Configure-Reject"),
    (5, "Terminate-Request"),
    (6, "Terminate-Ack"),
    (7, "Code-Reject"),
    (8, "Protocol-Reject"),
    (9, "Echo-Request"),
    (10, "Echo-Reply"),
    (11, "Discard-Request"),
    (14, "Reset-Request"),
    (15, "Reset-Ack"),
]);
static ECP_OPTIONS: Names = Names::pairs(&[(0, "OUI"), (1, "DESE")]);
static LCP_CODES: Names = Names::pairs(&[
    (1, "Configure-Request"),
    (2, "Configure-Ack"),
    (3, "Configure-Nak"),
    (4, "Configure-Reject"),
    (5, "Terminate-Request"),
    (6, "Terminate-Ack"),
    (7, "Code-Reject"),
    (8, "Protocol-Reject"),
    (9, "Echo-Request"),
    (10, "Echo-Reply"),
    (11, "Discard-Request"),
]);
static LCP_OPTIONS: Names = Names::pairs(&[
    (1, "Maximum-Receive-Unit"),
    (2, "Async-Control-Character-Map"),
    (3, "Authentication-protocol"),
    (4, "Quality-protocol"),
    (5, "Magic-number"),
    (7, "Protocol-Field-Compression"),
    (8, "Address-and-Control-Field-Compression"),
    (13, "Callback"),
]);
static AUTHENTICATIONS: Names = Names::pairs(&[
    (49187, "Password authentication protocol"),
    (49699, "Challenge-response authentication protocol"),
    (49703, "PPP Extensible authentication protocol"),
]);
static ALGORITHMS: Names = Names::pairs(&[
    (5, "MD5"),
    (6, "SHA1"),
    (128, "MS-CHAP"),
    (129, "MS-CHAP-v2"),
]);
static QUALITIES: Names = Names::pairs(&[(49189, "Link Quality Report")]);
static OPERATIONS: Names = Names::pairs(&[
    (0, "Location determined by user authentication"),
    (1, "Dialing string"),
    (2, "Location identifier"),
    (3, "E.164 number"),
    (4, "Distinguished name"),
]);
static PAP_CODES: Names = Names::pairs(&[
    (1, "Authenticate-Request"),
    (2, "Authenticate-Ack"),
    (3, "Authenticate-Nak"),
]);
static CHAP_CODES: Names = Names::pairs(&[
    (1, "Challenge"),
    (2, "Response"),
    (3, "Success"),
    (4, "Failure"),
]);
