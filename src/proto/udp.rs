//! UDP. RFC 768; RFC 8200 section 8.1 for the checksum over IPv6.

use super::binding::{Binding, bind};
use super::data::UDP_SERVICES;
use super::field::{Auto, Cover, Field, Preset, u16};
use super::ip::{IP, IP_ERROR};
use super::registry::Family;
use super::{Answers, Around, Destination, Extent, PayloadLen, Proto, to};
use crate::when;
use crate::wire::measure;

pub static UDP: Proto = Proto {
    payload_len: PayloadLen::Rule(payload_len),
    summary: "[IP]UDP %IP.src%:%UDP.sport% > %IP.dst%:%UDP.dport%\n\
              [IPv6]UDP %IPv6.src%:%UDP.sport% > %IPv6.dst%:%UDP.dport%\n\
              UDP %UDP.sport% > %UDP.dport%",
    measure: Some(measure::udp),
    answers: Answers::Rule("UDP"),
    destinations: DESTINATIONS,
    ..Proto::new("UDP", "UDP", FIELDS).section("RFC 768").about(&[
        (
            "sport",
            "the port of the program that sends; answers go there",
        ),
        ("dport", "the port of the program that it is for"),
        ("len", "octets of header and data"),
        ("chksum", "sum over addresses, header and data; 0 is none"),
    ])
};

/// Multicast DNS (RFC 6762 section 3) and HSRP (RFC 2281).
const DESTINATIONS: &[Destination] = &[
    to(when!(dport = 5353), |_| "224.0.0.251".to_string()),
    to(when!(dport = 5353), |_| "ff02::fb".to_string()),
    to(when!(dport = 1985), |_| "224.0.0.2".to_string()),
    to(when!(dport = 2029), |_| "ff02::66".to_string()),
];

/// The header that an ICMP error quotes.
pub static UDP_ERROR: Proto = Proto {
    parent: Some(&UDP),
    payload_len: PayloadLen::Rule(payload_len),
    measure: Some(measure::udp),
    answers: Answers::Rule("UDPerror"),
    ..Proto::new("UDPerror", "UDP in ICMP", FIELDS).section("RFC 768")
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.inet",
    source: "RFC 768, RFC 8200 section 8.1",
    protocols: &[&UDP, &UDP_ERROR],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP_ERROR, &UDP_ERROR, when!(frag = 0, proto = 17)),
    bind(&IP, &UDP, when!(frag = 0, proto = 17)),
];

fn payload_len(udp: &dyn Around, _rest: &[u8]) -> Extent {
    udp.int("len")
        .map_or(Extent::All, |length| Extent::First(length - 8))
}

const FIELDS: &[Field] = &[
    u16("sport").default(53).names(&UDP_SERVICES),
    u16("dport").default(53).names(&UDP_SERVICES),
    u16("len").preset(Preset::None).auto(Auto::TotalLen),
    u16("chksum")
        .hex()
        .preset(Preset::None)
        .auto(Auto::Sum(Cover::Pseudo {
            protocol: 17,
            zero_as_ones: true,
        })),
];
