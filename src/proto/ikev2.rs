//! IKE, version 2: how keys for IPsec are agreed upon. RFC 7296; RFC 5685 for redirection.

use super::binding::{Binding, bind, bind_down, bind_up};
use super::data::ikev2_names as names;
use super::field::{
    Adjust, Around, Auto, Choice, Display, Field, Kind, Length, Preset, Test, When, bits, computed,
    ip4, ip6, list, octets, packets, u8, u16, u24, u32,
};
use super::ipsec::NON_ESP;
use super::isakmp::ISAKMP;
use super::raw::RAW;
use super::registry::Family;
use super::udp::UDP;
use super::{Answers, Dispatch, Guess, PayloadLen, Proto};
use crate::when;

pub static IKEV2: Proto = Proto {
    guess: Some(next),
    dispatch: Some(|octets| match octets.get(17) {
        Some(0..0x20) => Dispatch::Other(&ISAKMP),
        _ => Dispatch::This,
    }),
    answers: Answers::Test(|own, other| {
        (other.proto().is_kind_of(&IKEV2) && other.octets("init_SPI") == own.octets("init_SPI"))
            .into()
    }),
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/IKEv2(init_SPI=b"initiate", exch_type="IKE_SA_INIT", flags="Initiator")/IKEv2_SA(prop=IKEv2_Proposal(trans_nb=2, trans=IKEv2_Transform(transform_type="Encryption", transform_id=12, length=12, key_length=256)/IKEv2_Transform(transform_type="PRF", transform_id=5)))/IKEv2_Nonce(nonce=b"0123456789abcdef")"#,
    ..Proto::new(
        "IKEv2",
        "IKEv2",
        &[
            spi("init_SPI"),
            spi("resp_SPI"),
            u8("next_payload").names(&names::NEXT_PAYLOAD),
            u8("version").hex().default(0x20),
            u8("exch_type").names(&names::EXCH_TYPE),
            bits("flags", 8).flags(&names::FLAGS),
            u32("id"),
            computed(u32("length"), Auto::TotalLen).class("IntField"),
        ],
    )
};

pub static PAYLOAD: Proto = Proto {
    guess: Some(next),
    ..Proto::new("IKEv2_Payload", "IKEv2 Payload", LOAD)
};

pub static TRANSFORM: Proto = payload(
    "IKEv2_Transform",
    "IKEv2 Transform",
    &[
        NEXT,
        FLAGS,
        u16("length").default(8),
        u8("transform_type")
            .names(&names::TRANSFORM_TYPE)
            .preset(Preset::None),
        u8("res2"),
        u16("transform_id")
            .preset(Preset::None)
            .names_by("transform_type", names::ALGORITHMS),
        KEY_LENGTH,
    ],
);

pub static PROPOSAL: Proto = payload(
    "IKEv2_Proposal",
    "IKEv2 Proposal",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        u8("proposal").default(1),
        u8("proto").names(&names::PROPOSAL_PROTOCOLS).default(1),
        u8("SPIsize").length_of("SPI"),
        u8("trans_nb").preset(Preset::None),
        hex_octets("SPI").length_from("SPIsize"),
        Field::new("trans", Kind::Packet(&TRANSFORM), 0)
            .length(Length::FromFn(|proposal| of_length(proposal, 8, "SPIsize")))
            .preset(Preset::PacketOf(&RAW)),
    ],
);

pub static AUTH: Proto = payload(
    "IKEv2_AUTH",
    "IKEv2 Authentication",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        u8("auth_type")
            .names(&names::AUTH_TYPE)
            .preset(Preset::None),
        u24("res2").hex(),
        hex_octets("load").length(Length::From("length", -8)),
    ],
);

pub static VENDOR_ID: Proto = payload(
    "IKEv2_VendorID",
    "IKEv2 Vendor ID",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        hex_octets("vendorID").length(Length::From("length", -4)),
    ],
);

pub static SELECTOR: Proto = Proto {
    dispatch: Some(|octets| {
        Dispatch::Other(match octets.first() {
            Some(7) if octets.len() >= 16 => &SELECTOR_4,
            Some(8) if octets.len() >= 16 => &SELECTOR_6,
            Some(9) if octets.len() >= 16 => &SELECTOR_ENCRYPTED,
            Some(_) if octets.len() >= 16 => &SELECTOR_RAW,
            _ => &SELECTOR_4,
        })
    }),
    becomes: Some(("", |_| Some(&SELECTOR_4))),
    payload_len: PayloadLen::Nothing,
    ..Proto::new("TrafficSelector", "TrafficSelector", &[])
};

pub static SELECTOR_4: Proto = selector(
    "IPv4TrafficSelector",
    "IKEv2 IPv4 Traffic Selector",
    &[
        u8("TS_type").names(&names::TS_TYPE).default(7),
        PROTOCOL,
        u16("length").default(0x10),
        u16("start_port"),
        u16("end_port").default(0xffff),
        ip4("starting_address_v4").text("192.168.0.1"),
        ip4("ending_address_v4").text("192.168.0.255"),
    ],
);

pub static SELECTOR_6: Proto = selector(
    "IPv6TrafficSelector",
    "IKEv2 IPv6 Traffic Selector",
    &[
        u8("TS_type").names(&names::TS_TYPE).default(8),
        PROTOCOL,
        u16("length").default(0x14),
        u16("start_port"),
        u16("end_port").default(0xffff),
        ip6("starting_address_v6").text("2001::"),
        ip6("ending_address_v6").text("2001::"),
    ],
);

pub static SELECTOR_ENCRYPTED: Proto = selector(
    "EncryptedTrafficSelector",
    "IKEv2 Encrypted Traffic Selector",
    &[
        u8("TS_type").names(&names::TS_TYPE).default(9),
        PROTOCOL,
        u16("length").default(0x10),
        u8("res"),
        u24("starting_address_FC").hex(),
        u8("res2"),
        u24("ending_address_FC").hex(),
        u8("starting_R_CTL"),
        u8("ending_R_CTL"),
        u8("starting_type"),
        u8("ending_type"),
    ],
);

pub static SELECTOR_RAW: Proto = selector(
    "RawTrafficSelector",
    "IKEv2 Encrypted Traffic Selector",
    &[
        u8("TS_type").names(&names::TS_TYPE).preset(Preset::None),
        PROTOCOL,
        computed(u16("length"), Auto::LenOf("load", Adjust::plus(4))),
        Field::new("load", Kind::Packet(&RAW), 0).preset(Preset::Octets(b"")),
    ],
);

pub static TS_INITIATOR: Proto =
    payload("IKEv2_TSi", "IKEv2 Traffic Selector - Initiator", SELECTORS);

pub static TS_RESPONDER: Proto =
    payload("IKEv2_TSr", "IKEv2 Traffic Selector - Responder", SELECTORS);

pub static DELETE: Proto = payload(
    "IKEv2_Delete",
    "IKEv2 Delete",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        u8("proto")
            .names(&names::DELETE_PROTOCOLS)
            .preset(Preset::None),
        u8("SPIsize").length_of("SPI"),
        u16("SPInum"),
        list("SPI", &SPI).count_from("SPInum"),
    ],
);

pub static SA: Proto = payload(
    "IKEv2_SA",
    "IKEv2 SA",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        Field::new("prop", Kind::Packet(&PROPOSAL), 0)
            .length(Length::From("length", -4))
            .preset(Preset::PacketOf(&RAW)),
    ],
);

pub static NONCE: Proto = payload(
    "IKEv2_Nonce",
    "IKEv2 Nonce",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        hex_octets("nonce").length(Length::From("length", -4)),
    ],
);

pub static NOTIFY: Proto = payload(
    "IKEv2_Notify",
    "IKEv2 Notify",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        u8("proto")
            .names(&names::PROPOSAL_PROTOCOLS)
            .preset(Preset::None),
        u8("SPIsize").length_of("SPI"),
        u16("type").names(&names::NOTIFY_TYPES),
        hex_octets("SPI").length_from("SPIsize"),
        hex_octets("notify")
            .length(Length::FromFn(|notify| of_length(notify, 8, "SPIsize")))
            .when(When::NotIn("type", REDIRECTS)),
        u8("gw_id_type")
            .default(1)
            .names(&names::GW_ID_TYPE)
            .when(When::In("type", REDIRECTS)),
        u8("gw_id_len")
            .length_of("gw_id")
            .when(When::In("type", REDIRECTS)),
        Field::new("gw_id", Kind::Choice(&GATEWAYS), 0).when(When::In("type", REDIRECTS)),
        hex_octets("nonce")
            .length(Length::FromFn(|notify| of_length(notify, 10, "gw_id_len")))
            .when(When::In("type", &[16407])),
    ],
);

pub static KE: Proto = payload(
    "IKEv2_KE",
    "IKEv2 Key Exchange",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        u16("group").names(&names::GROUP),
        u16("res2"),
        hex_octets("ke").length(Length::From("length", -8)),
    ],
);

pub static ID_INITIATOR: Proto = payload(
    "IKEv2_IDi",
    "IKEv2 Identification - Initiator",
    IDENTIFICATION,
);

pub static ID_RESPONDER: Proto = payload(
    "IKEv2_IDr",
    "IKEv2 Identification - Responder",
    IDENTIFICATION,
);

pub static ENCRYPTED: Proto = payload("IKEv2_Encrypted", "IKEv2 Encrypted and Authenticated", LOAD);

pub static CONFIGURATION_ATTRIBUTE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ConfigurationAttribute",
        "IKEv2 Configuration Attribute",
        &[
            u16("type")
                .names(&names::CONFIGURATION_ATTRIBUTE_TYPES)
                .default(1),
            u16("length").length_of("value"),
            Field::new("value", Kind::Choice(&VALUES), 0).preset(Preset::Octets(b"")),
        ],
    )
};

pub static CP: Proto = payload(
    "IKEv2_CP",
    "IKEv2 Configuration",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        u8("CFGType").names(&names::CFG_TYPE).default(1),
        u24("res2").hex(),
        packets("attributes", &CONFIGURATION_ATTRIBUTE).length(Length::From("length", -8)),
    ],
);

pub static ENCRYPTED_FRAGMENT: Proto = payload(
    "IKEv2_Encrypted_Fragment",
    "IKEv2 Encrypted and Authenticated Fragment",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        u16("frag_number").default(1),
        u16("frag_total").default(1),
        hex_octets("load").length(Length::From("length", -8)),
    ],
);

pub static CERTREQ: Proto = payload(
    "IKEv2_CERTREQ",
    "IKEv2 Certificate Request",
    &[
        NEXT,
        FLAGS,
        LENGTH,
        u8("cert_encoding").names(&names::CERT_ENCODING),
        hex_octets("cert_authority").length(Length::From("length", -5)),
    ],
);

pub static EAP: Proto = payload("IKEv2_EAP", "IKEv2 Extensible Authentication", LOAD);

pub static GSPM: Proto = payload("IKEv2_GSPM", "Generic Secure Password Method", LOAD);

pub static ID_GROUP: Proto = payload("IKEv2_IDg", "Group Identification", LOAD);

pub static GSA: Proto = payload("IKEv2_GSA", "Group Security Association", LOAD);

pub static KD: Proto = payload("IKEv2_KD", "Key Download", LOAD);

pub static PS: Proto = payload("IKEv2_PS", "Puzzle Solution", LOAD);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.ikev2",
    source: "RFC 7296",
    protocols: &[
        &IKEV2,
        &PAYLOAD,
        &TRANSFORM,
        &PROPOSAL,
        &AUTH,
        &VENDOR_ID,
        &SELECTOR,
        &SELECTOR_4,
        &SELECTOR_6,
        &SELECTOR_ENCRYPTED,
        &SELECTOR_RAW,
        &TS_INITIATOR,
        &TS_RESPONDER,
        &DELETE,
        &SA,
        &NONCE,
        &NOTIFY,
        &KE,
        &ID_INITIATOR,
        &ID_RESPONDER,
        &ENCRYPTED,
        &CONFIGURATION_ATTRIBUTE,
        &CP,
        &ENCRYPTED_FRAGMENT,
        &CERTREQ,
        &EAP,
        &GSPM,
        &ID_GROUP,
        &GSA,
        &KD,
        &PS,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IKEV2, &PROPOSAL, when!(next_payload = 2)),
    bind(&PAYLOAD, &PROPOSAL, when!(next_payload = 2)),
    bind(&IKEV2, &TRANSFORM, when!(next_payload = 3)),
    bind(&PAYLOAD, &TRANSFORM, when!(next_payload = 3)),
    bind(&IKEV2, &SA, when!(next_payload = 33)),
    bind(&PAYLOAD, &SA, when!(next_payload = 33)),
    bind(&IKEV2, &KE, when!(next_payload = 34)),
    bind(&PAYLOAD, &KE, when!(next_payload = 34)),
    bind(&IKEV2, &ID_INITIATOR, when!(next_payload = 35)),
    bind(&PAYLOAD, &ID_INITIATOR, when!(next_payload = 35)),
    bind(&IKEV2, &ID_RESPONDER, when!(next_payload = 36)),
    bind(&PAYLOAD, &ID_RESPONDER, when!(next_payload = 36)),
    bind(&IKEV2, &CERTREQ, when!(next_payload = 38)),
    bind(&PAYLOAD, &CERTREQ, when!(next_payload = 38)),
    bind(&IKEV2, &AUTH, when!(next_payload = 39)),
    bind(&PAYLOAD, &AUTH, when!(next_payload = 39)),
    bind(&IKEV2, &NONCE, when!(next_payload = 40)),
    bind(&PAYLOAD, &NONCE, when!(next_payload = 40)),
    bind(&IKEV2, &NOTIFY, when!(next_payload = 41)),
    bind(&PAYLOAD, &NOTIFY, when!(next_payload = 41)),
    bind(&IKEV2, &DELETE, when!(next_payload = 42)),
    bind(&PAYLOAD, &DELETE, when!(next_payload = 42)),
    bind(&IKEV2, &VENDOR_ID, when!(next_payload = 43)),
    bind(&PAYLOAD, &VENDOR_ID, when!(next_payload = 43)),
    bind(&IKEV2, &TS_INITIATOR, when!(next_payload = 44)),
    bind(&PAYLOAD, &TS_INITIATOR, when!(next_payload = 44)),
    bind(&IKEV2, &TS_RESPONDER, when!(next_payload = 45)),
    bind(&PAYLOAD, &TS_RESPONDER, when!(next_payload = 45)),
    bind(&IKEV2, &ENCRYPTED, when!(next_payload = 46)),
    bind(&PAYLOAD, &ENCRYPTED, when!(next_payload = 46)),
    bind(&IKEV2, &CP, when!(next_payload = 47)),
    bind(&PAYLOAD, &CP, when!(next_payload = 47)),
    bind(&IKEV2, &EAP, when!(next_payload = 48)),
    bind(&PAYLOAD, &EAP, when!(next_payload = 48)),
    bind(&IKEV2, &GSPM, when!(next_payload = 49)),
    bind(&PAYLOAD, &GSPM, when!(next_payload = 49)),
    bind(&IKEV2, &ID_GROUP, when!(next_payload = 50)),
    bind(&PAYLOAD, &ID_GROUP, when!(next_payload = 50)),
    bind(&IKEV2, &GSA, when!(next_payload = 51)),
    bind(&PAYLOAD, &GSA, when!(next_payload = 51)),
    bind(&IKEV2, &KD, when!(next_payload = 52)),
    bind(&PAYLOAD, &KD, when!(next_payload = 52)),
    bind(&IKEV2, &ENCRYPTED_FRAGMENT, when!(next_payload = 53)),
    bind(&PAYLOAD, &ENCRYPTED_FRAGMENT, when!(next_payload = 53)),
    bind(&IKEV2, &PS, when!(next_payload = 54)),
    bind(&PAYLOAD, &PS, when!(next_payload = 54)),
    bind_up(&UDP, &IKEV2, when!(dport = 500)),
    bind_up(&UDP, &IKEV2, when!(sport = 500)),
    bind_down(&UDP, &IKEV2, when!(dport = 500, sport = 500)),
    bind_up(&NON_ESP, &IKEV2, &[]),
];

#[track_caller]
const fn payload(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&PAYLOAD),
        guess: Some(next),
        ..Proto::new(name, title, fields)
    }
}

#[track_caller]
const fn selector(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&SELECTOR),
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, fields)
    }
}

/// A payload follows if one is announced.
fn next(payload: &dyn Around, _: &[u8]) -> Guess {
    match payload.int("next_payload") {
        None | Some(0) => Guess::Bindings,
        Some(_) => Guess::BindingsOr(&PAYLOAD),
    }
}

const NEXT: Field = u8("next_payload")
    .names(&names::NEXT_PAYLOAD)
    .preset(Preset::None);
const FLAGS: Field = bits("flags", 8).flags(&names::FLAGS_2);
const LENGTH: Field = computed(u16("length"), Auto::HeaderLen(1)).class("ShortField");
const LOAD: &[Field] = &[
    NEXT,
    FLAGS,
    LENGTH,
    hex_octets("load").length(Length::From("length", -4)),
];

/// An attribute of a fixed length, which no other than the length of the key is.
const SELECTORS: &[Field] = &[
    NEXT,
    FLAGS,
    LENGTH,
    u8("number_of_TSs").count_of("traffic_selector"),
    u24("res2").hex(),
    packets("traffic_selector", &SELECTOR).length(Length::From("length", -8)),
];
const IDENTIFICATION: &[Field] = &[
    NEXT,
    FLAGS,
    LENGTH,
    u8("IDtype").names(&names::ID_TYPES).default(1),
    u24("res2").hex(),
    Field::new("ID", Kind::Choice(&IDENTITIES), 0).preset(Preset::Octets(b"")),
];
/// RFC 7296 section 3.13.1: zero where any protocol is meant.
const PROTOCOL: Field = u8("IP_protocol_ID")
    .names(&names::IP_PROTOCOL_ID)
    .preset(Preset::None);
const KEY_LENGTH: Field = Field::new(
    "key_length",
    Kind::Marked {
        seen: 0xffff,
        mark: 0x800e_0000,
    },
    32,
)
.default(0x800e_0000)
.class("IKEv2_Key_Length_Attribute")
.when(When::Test(|transform| {
    transform.int("length").is_some_and(|length| length > 8)
}));

static SPI: Field = hex_octets("").length_from("SPIsize");

/// Notifications that name another gateway. RFC 5685.
const REDIRECTS: &[i64] = &[16407, 16408];

static GATEWAYS: Choice = Choice {
    options: &[
        (
            Test::When(When::In("gw_id_type", &[1])),
            ip4("gw_id").text("127.0.0.1"),
        ),
        (
            Test::When(When::In("gw_id_type", &[2])),
            ip6("gw_id").text("::1"),
        ),
    ],
    otherwise: octets("gw_id").length_from("gw_id_len"),
};

static IDENTITIES: Choice = Choice {
    options: &[
        (
            Test::When(When::In("IDtype", &[1])),
            ip4("ID").text("127.0.0.1"),
        ),
        (Test::When(When::In("IDtype", &[5])), ip6("ID").text("::1")),
    ],
    otherwise: hex_octets("ID").length(Length::From("length", -8)),
};

static VALUES: Choice = Choice {
    options: &[
        (
            Test::When(When::Test(|own| has(own, 4, &[1, 2, 3, 4, 6, 20]))),
            ip4("value").text("127.0.0.1"),
        ),
        (
            Test::When(When::Test(|own| has(own, 16, &[10, 12, 21]))),
            ip6("value").text("::1"),
        ),
    ],
    otherwise: hex_octets("value").length_from("length"),
};

fn has(attribute: &dyn Around, length: i64, types: &[i64]) -> bool {
    let is_one = |kind| types.contains(&kind);
    attribute.int("length") == Some(length) && attribute.int("type").is_some_and(is_one)
}

/// What the length of the payload leaves after some octets and those that another field counts.
fn of_length(payload: &dyn Around, before: i64, counted: &str) -> i64 {
    let said = |name| payload.int(name).unwrap_or(0);
    said("length") - before - said(counted)
}

const fn spi(name: &'static str) -> Field {
    hex_octets(name).fixed().length(Length::Octets(8))
}

const fn hex_octets(name: &'static str) -> Field {
    octets(name).display(Display::HexOctets)
}
