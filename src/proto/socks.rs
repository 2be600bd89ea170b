//! SOCKS: connections by way of a server. RFC 1928, and version 4.

use super::binding::{Binding, Fixed, bind, bind_down, bind_up};
use super::field::{
    Choice, Field, Kind, Length, Preset, Test, When, choice, ip4, ip6, octets, u8, u16,
};
use super::names::Names;
use super::registry::{self, Family};
use super::tcp::TCP;
use super::udp::UDP;
use super::{Around, Guess, Proto};
use crate::when;

pub static SOCKS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new("SOCKS", "SOCKS", &[u8("vn").names(&VNS).default(5)])
};

pub static SOCKS4_REQUEST: Proto = Proto::new(
    "SOCKS4Request",
    "SOCKS 4 - Request",
    &[
        u8("cd").names(&CDS).default(1),
        u16("dstport").default(80),
        ip4("dst"),
        octets("userid").length(Length::Until(0)),
    ],
);

pub static SOCKS4_REPLY: Proto = Proto::new(
    "SOCKS4Reply",
    "SOCKS 4 - Reply",
    &[
        u8("cd").names(&CDS2).default(90),
        u16("dstport").default(80),
    ],
);

pub static SOCKS5_REQUEST: Proto = Proto::new(
    "SOCKS5Request",
    "SOCKS 5 - Request",
    &[
        u8("cd").names(&CDS3),
        u8("res"),
        u8("atyp").names(&ATYPS).default(1),
        choice("addr", &ADDRESS),
        u16("port").default(80),
    ],
);

pub static SOCKS5_REPLY: Proto = Proto::new(
    "SOCKS5Reply",
    "SOCKS 5 - Reply",
    &[
        u8("rep").names(&REPS),
        u8("res"),
        u8("atyp").names(&ATYPS).default(1),
        choice("addr", &ADDRESS),
        u16("port").default(80),
    ],
);

pub static SOCKS5_UDP: Proto = Proto {
    guess: Some(guess_datagram),
    ..Proto::new(
        "SOCKS5UDP",
        "SOCKS 5 - UDP Header",
        &[
            u16("res"),
            u8("frag"),
            u8("atyp").names(&ATYPS).default(1),
            choice("addr", &ADDRESS),
            u16("port").default(80),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.socks",
    source: "RFC 1928",
    protocols: &[
        &SOCKS,
        &SOCKS4_REQUEST,
        &SOCKS4_REPLY,
        &SOCKS5_REQUEST,
        &SOCKS5_REPLY,
        &SOCKS5_UDP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&TCP, &SOCKS, when!(sport = 1080)),
    bind_up(&TCP, &SOCKS, when!(dport = 1080)),
    bind_up(&UDP, &SOCKS5_UDP, when!(sport = 1080)),
    bind_up(&UDP, &SOCKS5_UDP, when!(sport = 1080)),
    bind(&UDP, &SOCKS5_UDP, when!(sport = 1080, dport = 1080)),
    bind_down(&SOCKS, &SOCKS4_REQUEST, when!(vn = 4)),
    bind_down(&SOCKS, &SOCKS4_REPLY, when!(vn = 0)),
    bind_down(&SOCKS, &SOCKS5_REQUEST, when!(vn = 5)),
    bind_down(&SOCKS, &SOCKS5_REPLY, when!(vn = 5)),
];

static ADDRESS: Choice = Choice {
    options: &[
        (Test::When(When::In("atyp", &[1])), ip4("addr")),
        (
            Test::When(When::In("atyp", &[3])),
            Field::new("addr", Kind::DnsName, 0).preset(Preset::Octets(b".")),
        ),
        (Test::When(When::In("atyp", &[4])), ip6("addr")),
    ],
    otherwise: octets("addr"),
};

static VNS: Names = Names::pairs(&[(4, "v4 - Request"), (0, "v4 - Reply"), (5, "v5")]);
static CDS: Names = Names::pairs(&[(1, "Connect"), (2, "Bind")]);
static CDS2: Names = Names::pairs(&[
    (90, "Request granted"),
    (91, "Request rejected"),
    (
        92,
        "Request rejected - SOCKS server cannot connect to identd",
    ),
    (93, "Request rejected - user-ids mismatch"),
]);
static CDS3: Names = Names::pairs(&[(1, "Connect"), (2, "Bind"), (3, "UDP associate")]);
static ATYPS: Names = Names::pairs(&[(1, "IPv4"), (3, "DomainName"), (4, "IPv6")]);
static REPS: Names = Names::pairs(&[
    (0, "succeeded"),
    (1, "general server failure"),
    (2, "connection not allowed by ruleset"),
    (3, "network unreachable"),
    (4, "host unreachable"),
    (5, "connection refused"),
    (6, "TTL expired"),
    (7, "command not supported"),
    (8, "address type not supported"),
]);

/// Version 4 or 5, to the server or from it.
fn guess(socks: &dyn Around, _: &[u8]) -> Guess {
    let over_tcp = socks.under().is_some_and(|under| under.is_kind_of(&TCP));
    let port = |name| !over_tcp || socks.int_below(name) == Some(SERVER);
    Guess::Proto(match socks.int("vn") {
        Some(5) if !port("dport") && port("sport") => &SOCKS5_REPLY,
        Some(4) if port("dport") => &SOCKS4_REQUEST,
        Some(0) if port("sport") => &SOCKS4_REPLY,
        _ => &SOCKS5_REQUEST,
    })
}

const SERVER: i64 = 1080;

/// What follows is what UDP carries between such ports.
fn guess_datagram(header: &dyn Around, _: &[u8]) -> Guess {
    let port = header.int("port").unwrap_or(0);
    let fits = |(name, value): &(&str, Fixed)| {
        matches!(*name, "sport" | "dport") && *value == Fixed::Int(port)
    };
    let uppers = registry::uppers_of(&UDP);
    let upper = uppers
        .into_iter()
        .find(|(condition, _)| condition.iter().all(fits));
    match upper {
        Some((_, upper)) if port != 0 => Guess::Proto(upper),
        _ => Guess::Raw,
    }
}
