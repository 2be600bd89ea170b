//! WireGuard: a tunnel. https://www.wireguard.com/papers/wireguard.pdf section 5.4.

use super::Proto;
use super::binding::{Binding, bind, bind_up};
use super::field::{Display, Field, Length, Preset, octets, u8, u24, u32, u64};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use crate::when;

/// Octets that only those with the keys can make or read.
const fn sealed(name: &'static str, length: u16) -> Field {
    octets(name)
        .fixed()
        .length(Length::Octets(length))
        .display(Display::HexOctets)
        .preset(Preset::Int(0))
}

pub static WIREGUARD: Proto = Proto::new(
    "Wireguard",
    "Wireguard",
    &[
        u8("message_type").names(&MESSAGE_TYPES).default(1),
        u24("reserved_zero"),
    ],
);

pub static WIREGUARD_INITIATION: Proto = Proto::new(
    "WireguardInitiation",
    "Wireguard Initiation",
    &[
        u32("sender_index").little_endian().hex(),
        sealed("unencrypted_ephemeral", 32),
        sealed("encrypted_static", 48),
        sealed("encrypted_timestamp", 28),
        sealed("mac1", 16),
        sealed("mac2", 16),
    ],
);

pub static WIREGUARD_RESPONSE: Proto = Proto::new(
    "WireguardResponse",
    "Wireguard Response",
    &[
        u32("sender_index").little_endian().hex(),
        u32("receiver_index").little_endian().hex(),
        sealed("unencrypted_ephemeral", 32),
        sealed("encrypted_nothing", 16),
        sealed("mac1", 16),
        sealed("mac2", 16),
    ],
);

pub static WIREGUARD_TRANSPORT: Proto = Proto::new(
    "WireguardTransport",
    "Wireguard Transport",
    &[
        u32("receiver_index").little_endian().hex(),
        u64("counter").little_endian().hex(),
        octets("encrypted_encapsulated_packet")
            .display(Display::HexOctets)
            .preset(Preset::None),
    ],
);

pub static WIREGUARD_COOKIE_REPLY: Proto = Proto::new(
    "WireguardCookieReply",
    "Wireguard Cookie Reply",
    &[
        u32("receiver_index").little_endian().hex(),
        sealed("nonce", 24),
        sealed("encrypted_cookie", 32),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.wireguard",
    source: "https://www.wireguard.com/papers/wireguard.pdf",
    protocols: &[
        &WIREGUARD,
        &WIREGUARD_INITIATION,
        &WIREGUARD_RESPONSE,
        &WIREGUARD_TRANSPORT,
        &WIREGUARD_COOKIE_REPLY,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &WIREGUARD, when!(dport = 51820)),
    bind(&UDP, &WIREGUARD, when!(sport = 51820)),
    bind(&WIREGUARD, &WIREGUARD_INITIATION, when!(message_type = 1)),
    bind(&WIREGUARD, &WIREGUARD_RESPONSE, when!(message_type = 2)),
    bind(&WIREGUARD, &WIREGUARD_COOKIE_REPLY, when!(message_type = 3)),
    bind(&WIREGUARD, &WIREGUARD_TRANSPORT, when!(message_type = 4)),
];

static MESSAGE_TYPES: Names = Names::pairs(&[
    (1, "initiate"),
    (2, "respond"),
    (3, "cookie reply"),
    (4, "transport"),
]);
