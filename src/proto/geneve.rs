//! GENEVE: layer two over UDP, with options. RFC 8926.

use super::binding::{Binding, bind};
use super::data::ETHER_TYPES;
use super::ether::ETHER;
use super::field::{Adjust, Auto, Length, bits, computed, octets, packets, u8, u16, u24};
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Answers, Around, PayloadLen, Proto};
use crate::when;

pub static GENEVE: Proto = Proto {
    answers: Answers::Rule("GENEVE"),
    summary: "GENEVE (vni=%GENEVE.vni%,optionlen=%GENEVE.optionlen%,proto=%GENEVE.proto%)",
    ..Proto::new(
        "GENEVE",
        "GENEVE",
        &[
            bits("version", 2),
            computed(bits("optionlen", 6), Auto::LenOf("options", WORDS)).class("BitField"),
            bits("oam", 1),
            bits("critical", 1),
            bits("reserved", 6),
            u16("proto").hex().names(&ETHER_TYPES),
            u24("vni").hex(),
            u8("reserved2").hex(),
            packets("options", &OPTIONS).length(Length::FromFn(options_len)),
        ],
    )
};

pub static OPTIONS: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    mend: Some(mend),
    ..Proto::new(
        "GeneveOptions",
        "Geneve Options",
        &[
            u16("classid").hex().names(&CLASSES),
            u8("type").hex(),
            bits("reserved", 3),
            computed(bits("length", 5), Auto::LenOf("data", WORDS)).class("BitField"),
            octets("data").length(Length::FromFn(data_len)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.geneve",
    source: "RFC 8926",
    protocols: &[&OPTIONS, &GENEVE],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&UDP, &GENEVE, when!(dport = 6081)),
    bind(&GENEVE, &ETHER, when!(proto = 0x6558)),
    bind(&GENEVE, &IP, when!(proto = 0x800)),
    bind(&GENEVE, &IPV6, when!(proto = 0x86dd)),
];

const WORDS: Adjust = Adjust {
    divide: 4,
    ..Adjust::NONE
};

/// With the length, Scapy computes the octet that it is in: nothing else is left of that.
fn mend(option: &dyn Around, header: &mut [u8]) {
    if option.int("length").is_none() {
        header[3] &= 0x1f;
    }
}

fn options_len(geneve: &dyn Around) -> i64 {
    geneve.int("optionlen").unwrap_or(0) * 4
}

fn data_len(option: &dyn Around) -> i64 {
    option.int("length").unwrap_or(0) * 4
}

static CLASSES: Names = Names::pairs(&[
    (256, "Linux"),
    (257, "Open vSwitch"),
    (258, "Open Virtual Networking (OVN)"),
    (259, "In-band Network Telemetry (INT)"),
    (260, "VMware"),
    (261, "Amazon.com, Inc."),
    (262, "Cisco Systems, Inc."),
    (263, "Oracle Corporation"),
    (272, "Amazon.com, Inc."),
    (280, "IBM"),
    (296, "Ericsson"),
    (65279, "Unassigned"),
    (65535, "Experimental"),
]);
