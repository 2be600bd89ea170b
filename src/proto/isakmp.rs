//! ISAKMP, the frame of IKE version 1. RFC 2408; RFC 2407 and RFC 2409 for what is in it.

use super::binding::{Binding, bind, bind_down, bind_up};
use super::data::isakmp_names::{IKE, IPSEC};
use super::field::{
    Adjust, Attribute, Auto, Choice, Display, Element, Field, Kind, Length, Preset, Test, When,
    bits, computed, ip4, list, octets, u8, u16, u32,
};
use super::ipsec::NON_ESP;
use super::names::{FlagNames, Names};
use super::raw::RAW;
use super::registry::Family;
use super::udp::UDP;
use super::{Answers, Around, Guess, GuessRule, Proto};
use crate::when;

pub static ISAKMP: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/ISAKMP(init_cookie=b"initiate", exch_type=2)/ISAKMP_payload_SA(prop=ISAKMP_payload_Proposal(trans_nb=1, trans=ISAKMP_payload_Transform(transform_count=1, transforms=[("Encryption", "AES-CBC"), ("KeyLength", 256)])))"#,
    guess: Some(|header, payload| match header.int("flags") {
        Some(flags) if flags & 1 == 1 => Guess::Raw,
        _ => next(header, payload),
    }),
    answers: Answers::Test(|own, other| {
        (other.proto().is(&ISAKMP) && other.octets("init_cookie") == own.octets("init_cookie"))
            .into()
    }),
    ..Proto::new(
        "ISAKMP",
        "ISAKMP",
        &[
            cookie("init_cookie"),
            cookie("resp_cookie"),
            u8("next_payload").names(&PAYLOADS),
            u8("version").hex().default(16),
            u8("exch_type").names(&EXCHANGES),
            bits("flags", 8).flags(&FLAGS),
            u32("id"),
            computed(u32("length"), Auto::TotalLen),
        ],
    )
};

pub static PAYLOAD: Proto = payload(
    "ISAKMP_payload",
    "ISAKMP payload",
    &[
        NEXT,
        RESERVED,
        LENGTH,
        octets("load")
            .display(Display::HexOctets)
            .length(Length::From("length", -4)),
    ],
);

pub static TRANSFORM: Proto = transform_of(
    Some(&PAYLOAD),
    next,
    &[
        NEXT,
        RESERVED,
        LENGTH,
        COUNT,
        ID,
        u16("res2"),
        attributes(table),
    ],
);

/// A transform of a proposal for ESP: the numbers of its attributes are others.
static ESP_TRANSFORM: Proto = transform_of(
    Some(&TRANSFORM),
    |transform, rest| alike(&ESP_TRANSFORM, transform, rest),
    &[
        NEXT,
        RESERVED,
        LENGTH,
        COUNT,
        ID,
        u16("res2"),
        attributes(|_| IPSEC),
    ],
);

/// A transform of a proposal for something else: its attributes have no names.
static OTHER_TRANSFORM: Proto = transform_of(
    Some(&TRANSFORM),
    |transform, rest| alike(&OTHER_TRANSFORM, transform, rest),
    &[
        NEXT,
        RESERVED,
        LENGTH,
        COUNT,
        ID,
        u16("res2"),
        attributes(|_| &[]),
    ],
);

pub static PROPOSAL: Proto = of(
    "ISAKMP_payload_Proposal",
    "IKE proposal",
    &[
        NEXT,
        RESERVED,
        LENGTH,
        u8("proposal").default(1),
        u8("proto").default(1).names(&PROTOCOLS),
        u8("SPIsize").length_of("SPI"),
        u8("trans_nb").preset(Preset::None),
        octets("SPI").length_from("SPIsize"),
        Field::new("trans", Kind::PacketBy(Element::Around(transform)), 0)
            .preset(Preset::PacketOf(&RAW))
            .length(Length::From("length", -8)),
    ],
);

pub static VENDOR_ID: Proto = of(
    "ISAKMP_payload_VendorID",
    "ISAKMP Vendor ID",
    &[
        NEXT,
        RESERVED,
        LENGTH,
        octets("VendorID")
            .names_of_texts(VENDORS)
            .length(Length::From("length", -4)),
    ],
);

pub static SA: Proto = of(
    "ISAKMP_payload_SA",
    "ISAKMP SA",
    &[
        NEXT,
        RESERVED,
        LENGTH,
        u32("doi").default(1).names(&DOMAINS),
        u32("situation").default(1).names(&SITUATIONS),
        Field::new("prop", Kind::Packet(&PROPOSAL), 0)
            .preset(Preset::PacketOf(&RAW))
            .length(Length::From("length", -12)),
    ],
);

pub static NONCE: Proto = Proto {
    renamed: &[("load", "nonce")],
    ..of(
        "ISAKMP_payload_Nonce",
        "ISAKMP Nonce",
        &[NEXT, RESERVED, LENGTH, rest("nonce")],
    )
};

pub static KEY_EXCHANGE: Proto = Proto {
    renamed: &[("load", "ke")],
    ..of(
        "ISAKMP_payload_KE",
        "ISAKMP Key Exchange",
        &[NEXT, RESERVED, LENGTH, rest("ke")],
    )
};

pub static IDENTIFICATION: Proto = of(
    "ISAKMP_payload_ID",
    "ISAKMP Identification",
    &[
        NEXT,
        RESERVED,
        LENGTH,
        u8("IDtype").default(1).names(&IDENTITIES),
        u8("ProtoID").names(&UNUSED),
        u16("Port").names(&UNUSED),
        Field::new("IdentData", Kind::Choice(&IDENTITY), 0),
    ],
);

pub static HASH: Proto = Proto {
    renamed: &[("load", "hash")],
    ..of(
        "ISAKMP_payload_Hash",
        "ISAKMP Hash",
        &[NEXT, RESERVED, LENGTH, rest("hash")],
    )
};

pub static SIGNATURE: Proto = Proto {
    renamed: &[("load", "sig")],
    ..of(
        "ISAKMP_payload_SIG",
        "ISAKMP Signature",
        &[NEXT, RESERVED, LENGTH, rest("sig")],
    )
};

pub static NOTIFY: Proto = of(
    "ISAKMP_payload_Notify",
    "ISAKMP Notify (Notification)",
    &[
        NEXT,
        RESERVED,
        LENGTH,
        u32("doi").names(&DOMAINS),
        u8("proto").default(1).names(&PROTOCOLS),
        u8("SPIsize").length_of("SPI"),
        u16("notify_msg_type").preset(Preset::None).names(&NOTES),
        octets("SPI").length_from("SPIsize"),
        octets("notify_data").length(Length::FromFn(|note| {
            let number = |name| note.int(name).unwrap_or(0);
            number("length") - number("SPIsize") - 12
        })),
    ],
);

pub static DELETE: Proto = of(
    "ISAKMP_payload_Delete",
    "ISAKMP Delete",
    &[
        NEXT,
        RESERVED,
        LENGTH,
        u32("doi").names(&DOMAINS),
        u8("proto").default(1).names(&PROTOCOLS),
        computed(
            u8("SPIsize"),
            Auto::LenOf(
                "SPIs",
                Adjust::by(|delete, octets| {
                    let count = delete.count("SPIs").unwrap_or(0) as i64;
                    octets.checked_div(count).or(Some(0))
                }),
            ),
        ),
        u16("SPIcount").count_of("SPIs"),
        list("SPIs", &SPI).count_from("SPIcount"),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.isakmp",
    source: "RFC 2408, RFC 2407, RFC 2409",
    protocols: &[
        &ISAKMP,
        &PAYLOAD,
        &TRANSFORM,
        &PROPOSAL,
        &VENDOR_ID,
        &SA,
        &NONCE,
        &KEY_EXCHANGE,
        &IDENTIFICATION,
        &HASH,
        &SIGNATURE,
        &NOTIFY,
        &DELETE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &ISAKMP, when!(dport = 500)),
    bind_up(&UDP, &ISAKMP, when!(sport = 500)),
    bind_down(&UDP, &ISAKMP, when!(dport = 500, sport = 500)),
    bind_up(&NON_ESP, &ISAKMP, &[]),
    bind_down(&ISAKMP, &PAYLOAD, when!(next_payload = 0)),
    bind(&ISAKMP, &SA, when!(next_payload = 1)),
    bind(&ISAKMP, &PROPOSAL, when!(next_payload = 2)),
    bind(&ISAKMP, &TRANSFORM, when!(next_payload = 3)),
    bind(&ISAKMP, &KEY_EXCHANGE, when!(next_payload = 4)),
    bind(&ISAKMP, &IDENTIFICATION, when!(next_payload = 5)),
    bind(&ISAKMP, &HASH, when!(next_payload = 8)),
    bind(&ISAKMP, &SIGNATURE, when!(next_payload = 9)),
    bind(&ISAKMP, &NONCE, when!(next_payload = 10)),
    bind(&ISAKMP, &NOTIFY, when!(next_payload = 11)),
    bind(&ISAKMP, &DELETE, when!(next_payload = 12)),
    bind(&ISAKMP, &VENDOR_ID, when!(next_payload = 13)),
    bind_down(&PAYLOAD, &PAYLOAD, when!(next_payload = 0)),
    bind(&PAYLOAD, &SA, when!(next_payload = 1)),
    bind(&PAYLOAD, &PROPOSAL, when!(next_payload = 2)),
    bind(&PAYLOAD, &TRANSFORM, when!(next_payload = 3)),
    bind(&PAYLOAD, &KEY_EXCHANGE, when!(next_payload = 4)),
    bind(&PAYLOAD, &IDENTIFICATION, when!(next_payload = 5)),
    bind(&PAYLOAD, &HASH, when!(next_payload = 8)),
    bind(&PAYLOAD, &SIGNATURE, when!(next_payload = 9)),
    bind(&PAYLOAD, &NONCE, when!(next_payload = 10)),
    bind(&PAYLOAD, &NOTIFY, when!(next_payload = 11)),
    bind(&PAYLOAD, &DELETE, when!(next_payload = 12)),
    bind(&PAYLOAD, &VENDOR_ID, when!(next_payload = 13)),
];

const NEXT: Field = u8("next_payload").preset(Preset::None).names(&PAYLOADS);
const RESERVED: Field = u8("res");
const LENGTH: Field = computed(u16("length"), Auto::HeaderLen(1));

const fn payload(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        guess: Some(next),
        show_indent: false,
        ..Proto::new(name, title, fields)
    }
}

const fn of(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&PAYLOAD),
        ..payload(name, title, fields)
    }
}

const COUNT: Field = u8("transform_count").preset(Preset::None);
const ID: Field = u8("transform_id").default(1).names(&TRANSFORMS);

const fn transform_of(
    parent: Option<&'static Proto>,
    guess: GuessRule,
    fields: &'static [Field],
) -> Proto {
    Proto {
        parent,
        matches_parent: true,
        guess: Some(guess),
        renamed: &[("num", "transform_count"), ("id", "transform_id")],
        ..payload("ISAKMP_payload_Transform", "IKE Transform", fields)
    }
}

const fn cookie(name: &'static str) -> Field {
    octets(name)
        .display(Display::HexOctets)
        .fixed()
        .length(Length::Octets(8))
}

const fn rest(name: &'static str) -> Field {
    octets(name).length(Length::From("length", -4))
}

const fn attributes(table: fn(&dyn Around) -> &'static [Attribute]) -> Field {
    Field::new("transforms", Kind::Attributes(table), 0)
        .preset(Preset::None)
        .length(Length::From("length", -8))
        .class("ISAKMPTransformSetField")
}

static SPI: Field = octets("").length_from("SPIsize");

static IDENTITY: Choice = Choice {
    options: &[(
        Test::When(When::In("IDtype", &[1])),
        ip4("IdentData").text("127.0.0.1"),
    )],
    otherwise: octets("IdentData").length(Length::From("length", -8)),
};

fn next(header: &dyn Around, _: &[u8]) -> Guess {
    match header.int("next_payload") {
        Some(0) => Guess::Bindings,
        _ => Guess::BindingsOr(&PAYLOAD),
    }
}

/// A transform that follows another one belongs to the same proposal.
fn alike(own: &'static Proto, transform: &dyn Around, rest: &[u8]) -> Guess {
    match transform.int("next_payload") {
        Some(3) => Guess::Proto(own),
        _ => next(transform, rest),
    }
}

/// The transforms of a proposal for this protocol.
fn transform(proposal: &dyn Around, _: &[u8]) -> Option<&'static Proto> {
    Some(match proposal.int("proto") {
        Some(1) => &TRANSFORM,
        Some(3) => &ESP_TRANSFORM,
        _ => &OTHER_TRANSFORM,
    })
}

/// The attributes of a transform that stands by itself: the first header that names a protocol
/// decides.
fn table(transform: &dyn Around) -> &'static [Attribute] {
    match protocol(transform) {
        None | Some(1) => IKE,
        Some(3) => IPSEC,
        _ => &[],
    }
}

fn protocol(header: &dyn Around) -> Option<i64> {
    let mut found = header.int("proto");
    if found.is_none() {
        header.below(&mut |below| found = protocol(below));
    }
    found
}

static FLAGS: FlagNames = FlagNames::Words(&["encryption", "commit", "auth_only"]);

static VENDORS: &[(&[u8], &str)] = &[
    (b"\x09\x00\x26\x89\xdf\xd6\xb7\x12", "XAUTH"),
    (
        b"\xaf\xca\xd7\x13h\xa1\xf1\xc9k\x86\x96\xfcwW\x01\x00",
        "RFC 3706 DPD",
    ),
    (
        b"@H\xb7\xd5n\xbc\xe8\x85%\xe7\xde\x7f\x00\xd6\xc2\xd3\x80",
        "Cisco Fragmentation",
    ),
    (
        b"J\x13\x1c\x81\x07\x03XE\\W(\xf2\x0e\x95E/",
        "RFC 3947 Negotiation of NAT-Transversal",
    ),
    (
        b"\x90\xcb\x80\x91>\xbbin\x08c\x81\xb5\xecB{\x1f",
        "draft-ietf-ipsec-nat-t-ike-02",
    ),
];

static PAYLOADS: Names = Names::pairs(&[
    (0, "None"),
    (1, "SA"),
    (2, "Proposal"),
    (3, "Transform"),
    (4, "KE"),
    (5, "ID"),
    (6, "CERT"),
    (7, "CR"),
    (8, "Hash"),
    (9, "SIG"),
    (10, "Nonce"),
    (11, "Notification"),
    (12, "Delete"),
    (13, "VendorID"),
]);
static EXCHANGES: Names = Names::pairs(&[
    (0, "None"),
    (1, "base"),
    (2, "identity protection"),
    (3, "authentication only"),
    (4, "aggressive"),
    (5, "informational"),
    (32, "quick mode"),
]);
static TRANSFORMS: Names = Names::pairs(&[(1, "KEY_IKE")]);
static PROTOCOLS: Names = Names::pairs(&[
    (1, "ISAKMP"),
    (2, "IPSEC_AH"),
    (3, "IPSEC_ESP"),
    (4, "IPCOMP"),
    (5, "GIGABEAM_RADIO"),
]);
static DOMAINS: Names = Names::pairs(&[(0, "ISAKMP"), (1, "IPSEC")]);
static SITUATIONS: Names = Names::pairs(&[(1, "identity")]);
static IDENTITIES: Names = Names::pairs(&[(1, "IPv4_addr"), (11, "Key")]);
static UNUSED: Names = Names::pairs(&[(0, "Unused")]);
static NOTES: Names = Names::pairs(&[
    (1, "INVALID-PAYLOAD-TYPE"),
    (2, "DOI-NOT-SUPPORTED"),
    (3, "SITUATION-NOT-SUPPORTED"),
    (4, "INVALID-COOKIE"),
    (5, "INVALID-MAJOR-VERSION"),
    (6, "INVALID-MINOR-VERSION"),
    (7, "INVALID-EXCHANGE-TYPE"),
    (8, "INVALID-FLAGS"),
    (9, "INVALID-MESSAGE-ID"),
    (10, "INVALID-PROTOCOL-ID"),
    (11, "INVALID-SPI"),
    (12, "INVALID-TRANSFORM-ID"),
    (13, "ATTRIBUTES-NOT-SUPPORTED"),
    (14, "NO-PROPOSAL-CHOSEN"),
    (15, "BAD-PROPOSAL-SYNTAX"),
    (16, "PAYLOAD-MALFORMED"),
    (17, "INVALID-KEY-INFORMATION"),
    (18, "INVALID-ID-INFORMATION"),
    (19, "INVALID-CERT-ENCODING"),
    (20, "INVALID-CERTIFICATE"),
    (21, "CERT-TYPE-UNSUPPORTED"),
    (22, "INVALID-CERT-AUTHORITY"),
    (23, "INVALID-HASH-INFORMATION"),
    (24, "AUTHENTICATION-FAILED"),
    (25, "INVALID-SIGNATURE"),
    (26, "ADDRESS-NOTIFICATION"),
    (27, "NOTIFY-SA-LIFETIME"),
    (28, "CERTIFICATE-UNAVAILABLE"),
    (29, "UNSUPPORTED-EXCHANGE-TYPE"),
    (30, "UNEQUAL-PAYLOAD-LENGTHS"),
    (16384, "CONNECTED"),
    (36136, "R-U-THERE"),
    (36137, "R-U-THERE-ACK"),
]);
