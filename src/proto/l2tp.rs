//! L2TP: the layer two tunneling protocol. RFC 2661.

use super::binding::{Binding, bind, bind_up};
use super::field::{Auto, When, bits, computed, octets, u16};
use super::names::{FlagNames, Names};
use super::ppp::PPP;
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Proto};
use crate::when;

pub static L2TP: Proto = Proto::new(
    "L2TP",
    "L2TP",
    &[
        bits("hdr", 12).flags(&FLAGS),
        bits("version", 4).default(2).names(&VERSIONS),
        computed(u16("len"), Auto::TotalLen)
            .class("ShortField")
            .when(When::Test(|l2tp| has(l2tp, CONTROL | LENGTH))),
        u16("tunnel_id"),
        u16("session_id"),
        u16("ns").when(NUMBERED),
        u16("nr").when(NUMBERED),
        u16("offset").when(SHIFTED),
        octets("pad").length_from("offset").when(SHIFTED),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.l2tp",
    source: "RFC 2661",
    protocols: &[&L2TP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &L2TP, when!(dport = 1701)),
    bind_up(&UDP, &L2TP, when!(sport = 1701)),
    bind(&UDP, &L2TP, when!(dport = 1701, sport = 1701)),
    bind(&L2TP, &PPP, &[]),
];

const CONTROL: i64 = 0x800;
const LENGTH: i64 = 0x400;
const SEQUENCE: i64 = 0x080;
const OFFSET: i64 = 0x020;

const NUMBERED: When = When::Test(|l2tp| has(l2tp, CONTROL | SEQUENCE));
const SHIFTED: When = When::Test(|l2tp| has(l2tp, OFFSET) && !has(l2tp, CONTROL));

/// Whether one of the flags is set.
fn has(l2tp: &dyn Around, flags: i64) -> bool {
    l2tp.int("hdr").is_some_and(|header| header & flags != 0)
}

static FLAGS: FlagNames = FlagNames::Words(&[
    "res00", "res01", "res02", "res03", "priority", "offset", "res06", "sequence", "res08",
    "res09", "length", "control",
]);
static VERSIONS: Names = Names::pairs(&[(2, "L2TPv2")]);
