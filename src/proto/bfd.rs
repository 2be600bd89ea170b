//! BFD: whether the way to a neighbour works. RFC 5880, RFC 5881, RFC 5883, RFC 7130, RFC 7881.

use super::Proto;
use super::binding::{Binding, bind, bind_up};
use super::field::{
    Adjust, Auto, Choice, Field, Kind, Preset, Test, When, bits, choice, octets, u8, u32,
};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::udp::UDP;
use crate::when;

pub static OPTIONAL_AUTH: Proto = Proto::new(
    "OptionalAuth",
    "Optional Auth",
    &[
        u8("auth_type").names(&AUTH_TYPES).default(1),
        u8("auth_len").preset(Preset::None).auto(Auto::LenOf(
            "auth_key",
            Adjust::by(|auth, key| {
                let simple = auth.int("auth_type") <= Some(1);
                Some(key + if simple { 3 } else { 8 })
            }),
        )),
        u8("auth_keyid").default(1),
        u8("reserved").hex().when(When::NotIn("auth_type", &[0, 1])),
        u32("sequence_number").when(When::NotIn("auth_type", &[0, 1])),
        choice(
            "auth_key",
            &Choice {
                options: &[
                    (
                        Test::When(When::In("auth_type", &[0])),
                        octets("auth_key").fixed().length_from("auth_len"),
                    ),
                    (
                        Test::When(When::In("auth_type", &[2, 3])),
                        key(128, &MD5_OF_PASSWORD),
                    ),
                    (
                        Test::When(When::In("auth_type", &[4, 5])),
                        key(160, &SHA1_OF_PASSWORD),
                    ),
                ],
                otherwise: octets("auth_key")
                    .fixed()
                    .length_from("auth_len")
                    .preset(Preset::Octets(b"password")),
            },
        ),
    ],
);

pub static BFD: Proto = Proto {
    summary: "BFD (my_disc=%BFD.my_discriminator%,your_disc=%BFD.your_discriminator%,state=%BFD.sta%)",
    ..Proto::new(
        "BFD",
        "BFD",
        &[
            bits("version", 3).default(1),
            bits("diag", 5).names(&DIAGS),
            bits("sta", 2).names(&STAS).default(3),
            bits("flags", 6).flags(&FlagNames::Letters("MDACFP")),
            u8("detect_mult").default(3),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("optional_auth", Adjust::plus(24))),
            bits("my_discriminator", 32).default(286_331_153),
            bits("your_discriminator", 32).default(572_662_306),
            bits("min_tx_interval", 32).default(1_000_000_000),
            bits("min_rx_interval", 32).default(1_000_000_000),
            bits("echo_rx_interval", 32).default(1_000_000_000),
            Field::new("optional_auth", Kind::Packet(&OPTIONAL_AUTH), 0).when(When::Test(|bfd| {
                bfd.int("flags").is_some_and(|flags| flags & 4 != 0)
            })),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.bfd",
    source: "RFC 5880, RFC 5881, RFC 5883, RFC 7130, RFC 7881",
    protocols: &[&OPTIONAL_AUTH, &BFD],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &BFD, when!(dport = 0xec8)),
    bind_up(&UDP, &BFD, when!(sport = 0xec8)),
    bind_up(&UDP, &BFD, when!(dport = 0xec8, sport = 0xec8)),
    bind_up(&UDP, &BFD, when!(dport = 0x12b0)),
    bind_up(&UDP, &BFD, when!(sport = 0x12b0)),
    bind_up(&UDP, &BFD, when!(dport = 0x12b0, sport = 0x12b0)),
    bind_up(&UDP, &BFD, when!(dport = 0x1a80)),
    bind_up(&UDP, &BFD, when!(sport = 0x1a80)),
    bind_up(&UDP, &BFD, when!(dport = 0x1a80, sport = 0x1a80)),
    bind_up(&UDP, &BFD, when!(dport = 0x1e68)),
    bind_up(&UDP, &BFD, when!(sport = 0x1e68)),
    bind(&UDP, &BFD, when!(dport = 0x1e68, sport = 0x1e68)),
];

/// A number of so many bits.
const fn key(bits: u16, default: &'static [u8]) -> Field {
    Field::new("auth_key", Kind::Uint, bits)
        .hex()
        .preset(Preset::Big(default))
        .class("XNBytesField")
}

static MD5_OF_PASSWORD: [u8; 16] = [
    0x5f, 0x4d, 0xcc, 0x3b, 0x5a, 0xa7, 0x65, 0xd6, 0x1d, 0x83, 0x27, 0xde, 0xb8, 0x82, 0xcf, 0x99,
];
static SHA1_OF_PASSWORD: [u8; 20] = [
    0x5b, 0xaa, 0x61, 0xe4, 0xc9, 0xb9, 0x3f, 0x3f, 0x06, 0x82, 0x25, 0x0b, 0x6c, 0xf8, 0x33, 0x1b,
    0x7e, 0xe6, 0x8f, 0xd8,
];

static AUTH_TYPES: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Simple Password"),
    (2, "Keyed MD5"),
    (3, "Meticulous Keyed MD5"),
    (4, "Keyed SHA1"),
    (5, "Meticulous Keyed SHA1"),
]);
static DIAGS: Names = Names::pairs(&[
    (0, "No Diagnostic"),
    (1, "Control Detection Time Expired"),
    (2, "Echo Function Failed"),
    (3, "Neighbor Signaled Session Down"),
    (4, "Forwarding Plane Reset"),
    (5, "Path Down"),
    (6, "Concatenated Path Down"),
    (7, "Administratively Down"),
    (8, "Reverse Concatenated Path Down"),
    (9, "Mis-Connectivity Defect"),
]);
static STAS: Names = Names::pairs(&[(0, "AdminDown"), (1, "Down"), (2, "Init"), (3, "Up")]);
