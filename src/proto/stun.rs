//! STUN: finding out how a NAT maps an address. RFC 5389; RFC 8445 for ICE.

use super::binding::{Binding, bind_down, bind_up};
use super::field::{
    Adjust, Auto, Choice, Field, Kind, Length, Padded, Preset, Recoding, Test, When, bits, choice,
    ip4, ip6, octets, packets, padded, recoded, u8, u16, u32, u64,
};
use super::names::Names;
use super::registry::Family;
use super::tcp::TCP;
use super::udp::UDP;
use super::{Around, Dispatch, Guess, Proto};
use crate::when;

pub static STUN_GENERIC_TLV: Proto = Proto {
    dispatch: Some(attribute),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNGenericTlv",
        "STUN Generic TLV",
        &[
            u16("type").hex(),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE)),
            padded(
                "value",
                &Padded::after(
                    octets("value").length(Length::From("length", 0)),
                    4,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static STUN_USERNAME: Proto = Proto {
    parent: Some(&STUN_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNUsername",
        "STUN Username",
        &[
            u16("type").hex().default(6),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("username", Adjust::NONE)),
            padded(
                "username",
                &Padded::after(
                    octets("username").length(Length::From("length", 0)),
                    4,
                    b" ",
                ),
            ),
        ],
    )
};

pub static STUN_MESSAGE_INTEGRITY: Proto = Proto {
    parent: Some(&STUN_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNMessageIntegrity",
        "STUN Message Integrity",
        &[
            u16("type").hex().default(8),
            u16("length").default(20),
            Field::new("hmac_sha1", Kind::Uint, 160)
                .hex()
                .default(0)
                .class("XNBytesField"),
        ],
    )
};

pub static STUN_PRIORITY: Proto = Proto {
    parent: Some(&STUN_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNPriority",
        "STUN Priority",
        &[
            u16("type").hex().default(0x24),
            u16("length").default(4),
            u32("priority"),
        ],
    )
};

pub static STUN_XOR_MAPPED_ADDRESS: Proto = Proto {
    parent: Some(&STUN_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNXorMappedAddress",
        "STUN XOR Mapped Address",
        &[
            u16("type").hex().default(0x20),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("xip", Adjust::plus(4))),
            u8("RESERVED"),
            u8("address_family").names(&ADDRESS_FAMILIES).default(1),
            recoded(&Recoding {
                field: u16("xport").class("XorPort"),
                read: |_, octets| Some(mixed(octets, &COOKIE)),
                write: |_, octets| Some(mixed(octets, &COOKIE)),
            }),
            choice(
                "xip",
                &Choice {
                    options: &[
                        (Test::When(When::In("address_family", &[1])), MIXED_4),
                        (
                            Test::When(When::In("address_family", &[2])),
                            recoded(&Recoding {
                                field: ip6("xip").text("::1").class("XorIp6"),
                                read: with_message,
                                write: with_message,
                            }),
                        ),
                    ],
                    otherwise: MIXED_4,
                },
            ),
        ],
    )
};

pub static STUN_MAPPED_ADDRESS: Proto = Proto {
    parent: Some(&STUN_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNMappedAddress",
        "STUN Mapped Address",
        &[
            u16("type").hex().default(1),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("ip", Adjust::plus(4))),
            u8("RESERVED"),
            u8("address_family").names(&ADDRESS_FAMILIES).default(1),
            u16("port"),
            choice(
                "ip",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("address_family", &[1])),
                            ip4("ip").text("127.0.0.1"),
                        ),
                        (
                            Test::When(When::In("address_family", &[2])),
                            ip6("ip").text("::1"),
                        ),
                    ],
                    otherwise: ip4("ip").text("127.0.0.1"),
                },
            ),
        ],
    )
};

pub static STUN_USE_CANDIDATE: Proto = Proto {
    parent: Some(&STUN_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNUseCandidate",
        "STUN Use Candidate",
        &[
            u16("type").hex().default(0x25),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE))
                .default(0),
            padded(
                "value",
                &Padded::after(
                    octets("value").length(Length::From("length", 0)),
                    4,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static STUN_FINGERPRINT: Proto = Proto {
    parent: Some(&STUN_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNFingerprint",
        "STUN Fingerprint",
        &[
            u16("type").hex().default(0x8028),
            u16("length").default(4),
            u32("crc_32").hex().preset(Preset::None),
        ],
    )
};

pub static STUN_ICE_CONTROLLING: Proto = Proto {
    parent: Some(&STUN_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNIceControlling",
        "STUN ICE-controlling",
        &[
            u16("type").hex().default(0x802a),
            u16("length").default(8),
            u64("tie_breaker").hex().preset(Preset::None),
        ],
    )
};

pub static STUN_GOOG_NETWORK_INFO: Proto = Proto {
    parent: Some(&STUN_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "STUNGoogNetworkInfo",
        "STUN Google Network Info",
        &[
            u16("type").hex().default(0xc057),
            u16("length").default(4),
            u16("network_id"),
            u16("network_cost").default(999),
        ],
    )
};

pub static STUN: Proto = Proto::new(
    "STUN",
    "STUN",
    &[
        bits("RESERVED", 2),
        bits("stun_message_type", 14)
            .names(&MESSAGE_TYPES)
            .preset(Preset::None),
        Field::new("length", Kind::Sint, 16)
            .preset(Preset::None)
            .auto(Auto::TotalLenLess(20))
            .class("LenField"),
        u32("magic_cookie").hex().default(0x2112a442),
        bits("transaction_id", 96).hex().preset(Preset::None),
        packets("attributes", &STUN_GENERIC_TLV).lends_header(),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.stun",
    source: "RFC 5389, RFC 8445",
    protocols: &[
        &STUN_GENERIC_TLV,
        &STUN_USERNAME,
        &STUN_MESSAGE_INTEGRITY,
        &STUN_PRIORITY,
        &STUN_XOR_MAPPED_ADDRESS,
        &STUN_MAPPED_ADDRESS,
        &STUN_USE_CANDIDATE,
        &STUN_FINGERPRINT,
        &STUN_ICE_CONTROLLING,
        &STUN_GOOG_NETWORK_INFO,
        &STUN,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&TCP, &STUN, when!(sport = 3478)),
    bind_up(&TCP, &STUN, when!(dport = 3478)),
    bind_up(&UDP, &STUN, when!(sport = 3478)),
    bind_up(&UDP, &STUN, when!(dport = 3478)),
    bind_down(&UDP, &STUN, when!(sport = 3478, dport = 3478)),
    bind_down(&TCP, &STUN, when!(sport = 3478, dport = 3478)),
];

/// RFC 5389 section 6.
const COOKIE: [u8; 4] = [0x21, 0x12, 0xa4, 0x42];

const MIXED_4: Field = recoded(&Recoding {
    field: ip4("xip").text("127.0.0.1").class("XorIp"),
    read: |_, octets| Some(mixed(octets, &COOKIE)),
    write: |_, octets| Some(mixed(octets, &COOKIE)),
});

/// Octets, each with the bits of another one flipped (RFC 5389 section 15.2).
fn mixed(octets: &[u8], with: &[u8]) -> Vec<u8> {
    octets
        .iter()
        .zip(with)
        .map(|(octet, with)| octet ^ with)
        .collect()
}

/// The same with cookie and transaction identifier of the message.
fn with_message(attribute: &dyn Around, octets: &[u8]) -> Option<Vec<u8>> {
    let header = attribute.lent_header()?;
    Some(mixed(octets, header.get(4..20)?))
}

/// The attribute of this type.
fn attribute(octets: &[u8]) -> Dispatch {
    let [high, low, ..] = octets else {
        return Dispatch::This;
    };
    Dispatch::Other(match u16::from_be_bytes([*high, *low]) {
        0x0001 => &STUN_MAPPED_ADDRESS,
        0x0006 => &STUN_USERNAME,
        0x0008 => &STUN_MESSAGE_INTEGRITY,
        0x0020 => &STUN_XOR_MAPPED_ADDRESS,
        0x0024 => &STUN_PRIORITY,
        0x0025 => &STUN_USE_CANDIDATE,
        0x8028 => &STUN_FINGERPRINT,
        0x802a => &STUN_ICE_CONTROLLING,
        0xc057 => &STUN_GOOG_NETWORK_INFO,
        _ => return Dispatch::This,
    })
}

static ADDRESS_FAMILIES: Names = Names::pairs(&[(1, "IPv4"), (2, "IPv6")]);
static MESSAGE_TYPES: Names = Names::pairs(&[
    (1, "Binding request"),
    (17, "Binding indication"),
    (257, "Binding success response"),
    (273, "Binding error response"),
]);
