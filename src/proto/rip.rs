//! RIP: the routing information protocol. RFC 1058 and RFC 2453; RFC 2082 for authentication.

use super::binding::{Binding, bind, bind_up};
use super::field::{Field, Length, Preset, When, ip4, octets, u8, u16, u32};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Guess, Proto};
use crate::when;

pub static RIP: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "RIP",
        "RIP header",
        &[
            u8("cmd").default(1).names(&COMMANDS),
            u8("version").default(1),
            u16("null"),
        ],
    )
    .section("RFC 2453 section 4")
    .about(&[("cmd", "question or answer")])
};

pub static ENTRY: Proto = Proto {
    parent: Some(&RIP),
    guess: Some(guess),
    ..Proto::new(
        "RIPEntry",
        "RIP entry",
        &[
            u16("AF").default(2).names(&FAMILIES),
            u16("RouteTag"),
            ip4("addr"),
            ip4("mask"),
            ip4("nextHop"),
            u32("metric").default(1).names(&METRICS),
        ],
    )
};

pub static AUTHENTICATION: Proto = Proto::new(
    "RIPAuth",
    "RIP authentication",
    &[
        u16("AF").default(0xffff).names(&AUTHENTICATIONS),
        u16("authtype").default(2).names(&METHODS),
        text("password", 16).when(SIMPLE),
        u16("digestoffset").when(DIGEST),
        u8("keyid").when(DIGEST),
        u8("authdatalen").when(DIGEST),
        u32("seqnum").when(DIGEST),
        text("zeropad", 8).when(DIGEST),
        octets("authdata")
            .preset(Preset::None)
            .length(Length::FromFn(digest_len))
            .when(When::In("authtype", &[1])),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.rip",
    source: "RFC 1058, RFC 2453, RFC 2082",
    protocols: &[&RIP, &ENTRY, &AUTHENTICATION],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &RIP, when!(dport = 520)),
    bind_up(&UDP, &RIP, when!(sport = 520)),
    bind(&UDP, &RIP, when!(sport = 520, dport = 520)),
    bind(&RIP, &ENTRY, &[]),
    bind(&ENTRY, &ENTRY, &[]),
    bind(&AUTHENTICATION, &ENTRY, &[]),
];

const SIMPLE: When = When::In("authtype", &[2]);
const DIGEST: When = When::In("authtype", &[3]);

const fn text(name: &'static str, length: u16) -> Field {
    octets(name)
        .preset(Preset::None)
        .fixed()
        .length(Length::Octets(length))
}

/// An entry with the family of all ones is no entry (RFC 2453 section 4.1).
fn guess(_: &dyn Around, payload: &[u8]) -> Guess {
    if payload.starts_with(&[0xff, 0xff]) {
        Guess::Proto(&AUTHENTICATION)
    } else {
        Guess::Bindings
    }
}

/// The digest stands at the end of the message, behind the first four octets of its entry.
fn digest_len(entry: &dyn Around) -> i64 {
    entry.original_len() as i64 - 4
}

static COMMANDS: Names = Names::pairs(&[
    (1, "req"),
    (2, "resp"),
    (3, "traceOn"),
    (4, "traceOff"),
    (5, "sun"),
    (6, "trigReq"),
    (7, "trigResp"),
    (8, "trigAck"),
    (9, "updateReq"),
    (10, "updateResp"),
    (11, "updateAck"),
]);
static FAMILIES: Names = Names::pairs(&[(2, "IP")]);
static METRICS: Names = Names::pairs(&[(16, "Unreach")]);
static AUTHENTICATIONS: Names = Names::pairs(&[(0xffff, "Auth")]);
static METHODS: Names = Names::pairs(&[(1, "md5authdata"), (2, "simple"), (3, "md5")]);
