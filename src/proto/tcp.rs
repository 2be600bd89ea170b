//! TCP. RFC 9293; RFC 3540 for the nonce bit; RFC 5925 for the authentication option.

use super::binding::{Binding, bind};
use super::data::TCP_SERVICES;
use super::field::{Auto, Cover, Field, Kind, Length, Preset, bits, octets, u8, u16, u32};
use super::ip::{IP, IP_ERROR};
use super::names::FlagNames;
use super::registry::Family;
use super::{Answers, Hash, Proto};
use crate::when;
use crate::wire::measure;

pub static TCP: Proto = Proto {
    summary: "[IP]TCP %IP.src%:%TCP.sport% > %IP.dst%:%TCP.dport% %TCP.flags%\n\
              [IPv6]TCP %IPv6.src%:%TCP.sport% > %IPv6.dst%:%TCP.dport% %TCP.flags%\n\
              TCP %TCP.sport% > %TCP.dport% %TCP.flags%",
    measure: Some(measure_plain),
    answers: Answers::Rule("TCP"),
    hash: Hash::Rule("TCP"),
    ..Proto::new(
        "TCP",
        "TCP",
        &[
            SPORT, DPORT, SEQ, ACK, DATAOFS, RESERVED, FLAGS, WINDOW, CHKSUM, URGPTR, OPTIONS,
        ],
    )
    .section("RFC 9293 section 3.1")
    .about(&[
        ("sport", "the port of the program that sends"),
        ("dport", "the port of the program that it is for"),
        (
            "seq",
            "number of the first octet that this segment carries; SYN and FIN count as one",
        ),
        (
            "ack",
            "number of the octet that is expected next; counts with flag A only",
        ),
        ("dataofs", "length of the header in words of 4 octets"),
        ("reserved", "zero"),
        (
            "flags",
            "S opens, A acknowledges, P hands over at once, F closes, R breaks off",
        ),
        (
            "window",
            "octets that the sender of this segment can take, before scaling",
        ),
        ("chksum", "sum over addresses, header and data"),
        ("urgptr", "where urgent data end; counts with flag U only"),
        ("options", "what both sides can do; most only with S"),
    ])
};

/// The header that an ICMP error quotes; eight octets of it suffice.
pub static TCP_ERROR: Proto = Proto {
    parent: Some(&TCP),
    measure: Some(measure_plain),
    answers: Answers::Rule("TCPerror"),
    hash: Hash::Rule("TCP"),
    ..Proto::new(
        "TCPerror",
        "TCP in ICMP",
        &[
            SPORT,
            DPORT,
            SEQ.may_end(),
            ACK,
            DATAOFS,
            RESERVED,
            FLAGS,
            WINDOW,
            CHKSUM,
            URGPTR,
            OPTIONS,
        ],
    )
    .section("RFC 9293 section 3.1")
};

/// The value of the authentication option.
pub static TCP_AO: Proto = Proto::new(
    "TCPAOValue",
    "TCPAOValue",
    &[
        u8("keyid").preset(Preset::None),
        u8("rnextkeyid").preset(Preset::None),
        octets("mac").length(Length::FromFn(|ao| ao.original_len() as i64 - 2)),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.inet",
    source: "RFC 9293, RFC 3540, RFC 5925",
    protocols: &[&TCP_AO, &TCP, &TCP_ERROR],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP_ERROR, &TCP_ERROR, when!(frag = 0, proto = 6)),
    bind(&IP, &TCP, when!(frag = 0, proto = 6)),
];

const SPORT: Field = u16("sport").default(20).names(&TCP_SERVICES);
const DPORT: Field = u16("dport").default(80).names(&TCP_SERVICES);
const SEQ: Field = u32("seq");
const ACK: Field = u32("ack");
const DATAOFS: Field = bits("dataofs", 4)
    .preset(Preset::None)
    .auto(Auto::HeaderLen(4));
const RESERVED: Field = bits("reserved", 3);
const FLAGS: Field = bits("flags", 9).default(2).flags(&LETTERS);
const WINDOW: Field = u16("window").default(8192);
const CHKSUM: Field = u16("chksum")
    .hex()
    .preset(Preset::None)
    .auto(Auto::Sum(Cover::Pseudo {
        protocol: 6,
        zero_as_ones: false,
    }));
const URGPTR: Field = u16("urgptr");
const OPTIONS: Field = Field::new("options", Kind::TcpOptions, 0).preset(Preset::Octets(b""));

static LETTERS: FlagNames = FlagNames::Letters("FSRPAUECN");

/// The authentication option can be too short to be one, and then the header is none: a header
/// that may have it is read field by field.
fn measure_plain(octets: &[u8]) -> Option<usize> {
    const AUTHENTICATION: u8 = 29;
    measure::tcp(octets)
        .filter(|length| memchr::memchr(AUTHENTICATION, &octets[20..*length]).is_none())
}
