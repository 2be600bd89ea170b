//! GLBP: Cisco's gateways that share the load. There is no specification; the fields are what
//! Wireshark knows of it. Scapy has no such class.

use super::binding::{Binding, bind, bind_up};
use super::field::{
    Adjust, Auto, Choice, Element, Field, Kind, Length, Preset, Test, When, choice, ip4, ip6, mac,
    octets, u8, u16, u32,
};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{PayloadLen, Proto};
use crate::when;

pub static GLBP: Proto = Proto {
    summary: "GLBP group %group%",
    example: r#"IP(src="10.0.0.1", dst="224.0.0.102", ttl=255)/UDP()/GLBP(group=1, ownerid="02:00:00:00:00:01", tlvs=[GLBPHello(virtualip="10.0.0.254"), GLBPForwarder(virtualmac="00:07:b4:00:01:01")])"#,
    ..Proto::new(
        "GLBP",
        "GLBP",
        &[
            u8("version").default(1),
            u8("unknown1"),
            u16("group"),
            u16("unknown2"),
            mac("ownerid"),
            Field::new("tlvs", Kind::PacketsBy(Element::Octets(tlv)), 0).preset(Preset::EmptyList),
        ],
    )
};

pub static HELLO: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "GLBPHello",
        "GLBP hello",
        &[
            u8("type").default(1).names(&TYPES),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("virtualip", Adjust::plus(24))),
            u8("unknown10"),
            u8("vgstate").default(32).names(&STATES),
            u8("unknown11"),
            u8("priority").default(100),
            u16("unknown12"),
            u32("helloint").default(3000),
            u32("holdint").default(10000),
            u16("redirect").default(600),
            u16("timeout").default(14400),
            u16("unknown13"),
            u8("addrtype").default(1).names(&ADDRESSES),
            u8("addrlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("virtualip", Adjust::NONE)),
            choice("virtualip", &VIRTUAL),
        ],
    )
};

pub static FORWARDER: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "GLBPForwarder",
        "GLBP request or response",
        &[
            u8("type").default(2).names(&TYPES),
            u8("len").default(20),
            u8("forwarder").default(1),
            u8("vfstate").default(32).names(&STATES),
            u8("unknown21"),
            u8("priority").default(167),
            u8("weight").default(100),
            octets("unknown22")
                .preset(Preset::Octets(b"\0\0\0\0\0\0\0"))
                .fixed()
                .length(Length::Octets(7)),
            mac("virtualmac"),
        ],
    )
};

pub static AUTHENTICATION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "GLBPAuth",
        "GLBP authentication",
        &[
            u8("type").default(3).names(&TYPES),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::plus(4))),
            u8("authtype").default(1).names(&METHODS),
            u8("authlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            octets("data").length_from("authlen"),
        ],
    )
};

pub static UNKNOWN: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "GLBPUnknown",
        "GLBP TLV",
        &[
            u8("type").names(&TYPES),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::plus(2))),
            octets("data").length(Length::From("len", -2)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.glbp",
    source: "",
    protocols: &[&GLBP, &HELLO, &FORWARDER, &AUTHENTICATION, &UNKNOWN],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &GLBP, when!(dport = 3222)),
    bind(&UDP, &GLBP, when!(sport = 3222, dport = 3222)),
];

static VIRTUAL: Choice = Choice {
    options: &[
        (Test::When(When::In("addrtype", &[1])), ip4("virtualip")),
        (Test::When(When::In("addrtype", &[2])), ip6("virtualip")),
    ],
    otherwise: octets("virtualip").length_from("addrlen"),
};

fn tlv(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets.first()? {
        1 => &HELLO,
        2 => &FORWARDER,
        3 => &AUTHENTICATION,
        _ => &UNKNOWN,
    })
}

static TYPES: Names = Names::pairs(&[(1, "Hello"), (2, "Request/Response"), (3, "Auth")]);
static STATES: Names =
    Names::pairs(&[(4, "Listen"), (8, "Speak"), (16, "Standby"), (32, "Active")]);
static ADDRESSES: Names = Names::pairs(&[(1, "IPv4"), (2, "IPv6")]);
static METHODS: Names = Names::pairs(&[
    (0, "None"),
    (1, "Plain text"),
    (2, "MD5 string"),
    (3, "MD5 chain"),
]);
