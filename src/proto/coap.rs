//! CoAP. RFC 7252.

use super::binding::{Binding, bind};
use super::field::{Adjust, Auto, Field, Kind, Length, Preset, bits, octets, u8, u16};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Answers, Around, Hash, Proto};
use crate::when;

pub static COAP: Proto = Proto {
    hash: Hash::Octets(hash),
    answers: Answers::Test(|own, _| {
        let code = own.int("code").unwrap_or(0);
        (!(1..=4).contains(&code) && CODES.name(code).is_some()).into()
    }),
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/CoAP(code="GET", msg_id=7, token=b"t", options=[("Uri-Path", b"sensors")])"#,
    ..Proto::new(
        "CoAP",
        "CoAP",
        &[
            bits("ver", 2).default(1),
            bits("type", 2).names(&TYPES),
            bits("tkl", 4)
                .preset(Preset::None)
                .auto(Auto::LenOf("token", Adjust::NONE)),
            u8("code").names(&CODES),
            u16("msg_id"),
            octets("token").length_from("tkl"),
            Field::new("options", Kind::CoapOptions, 0)
                .preset(Preset::EmptyList)
                .class("_CoAPOptsField"),
            octets("paymark")
                .length(Length::FirstIf(b"\xff"))
                .class("_CoAPPaymark"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.coap",
    source: "RFC 7252",
    protocols: &[&COAP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&UDP, &COAP, when!(sport = 5683)),
    bind(&UDP, &COAP, when!(dport = 5683)),
];

fn hash(message: &dyn Around) -> Vec<u8> {
    let id = message.int("msg_id").unwrap_or(0) as u32;
    let mut octets = id.to_ne_bytes().to_vec();
    octets.extend(message.octets("token").unwrap_or_default());
    octets
}

static TYPES: Names = Names::pairs(&[(0, "CON"), (1, "NON"), (2, "ACK"), (3, "RST")]);

static CODES: Names = Names::pairs(&[
    (0, "Empty"),
    (1, "GET"),
    (2, "POST"),
    (3, "PUT"),
    (4, "DELETE"),
    (65, "2.01 Created"),
    (66, "2.02 Deleted"),
    (67, "2.03 Valid"),
    (68, "2.04 Changed"),
    (69, "2.05 Content"),
    (128, "4.00 Bad Request"),
    (129, "4.01 Unauthorized"),
    (130, "4.02 Bad Option"),
    (131, "4.03 Forbidden"),
    (132, "4.04 Not Found"),
    (133, "4.05 Method Not Allowed"),
    (134, "4.06 Not Acceptable"),
    (140, "4.12 Precondition Failed"),
    (141, "4.13 Request Entity Too Large"),
    (143, "4.15 Unsupported Content-Format"),
    (160, "5.00 Internal Server Error"),
    (161, "5.01 Not Implemented"),
    (162, "5.02 Bad Gateway"),
    (163, "5.03 Service Unavailable"),
    (164, "5.04 Gateway Timeout"),
    (165, "5.05 Proxying Not Supported"),
]);

/// RFC 7252 section 5.10
pub static OPTIONS: Names = Names::pairs(&[
    (1, "If-Match"),
    (3, "Uri-Host"),
    (4, "ETag"),
    (5, "If-None-Match"),
    (7, "Uri-Port"),
    (8, "Location-Path"),
    (11, "Uri-Path"),
    (12, "Content-Format"),
    (14, "Max-Age"),
    (15, "Uri-Query"),
    (17, "Accept"),
    (20, "Location-Query"),
    (35, "Proxy-Uri"),
    (39, "Proxy-Scheme"),
    (60, "Size1"),
]);
