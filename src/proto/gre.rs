//! GRE. RFC 2784, RFC 2890 (key and sequence number), RFC 1701 (routing), RFC 2637 (PPTP).

use super::arp::ARP;
use super::binding::{Binding, bind};
use super::data::ETHER_TYPES;
use super::ether::{DOT1AD, DOT1AH, DOT1Q, ETHER, LLC};
use super::field::{Auto, Field, Preset, When, bits, octets, u8, u16, u32};
use super::ip::{IP, IP_ERROR};
use super::ipv6::IPV6;
use super::raw::RAW;
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Dispatch, Proto};
use crate::when;
use crate::wire::checksum;

pub static GRE: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [] => Dispatch::This,
        [_, _, 0x88, 0x0b, ..] => Dispatch::Other(&GRE_PPTP),
        [_, _, _, _, ..] => Dispatch::This,
        _ => Dispatch::Raw,
    }),
    renamed: &[("seqence_number", "sequence_number")],
    mend: Some(put_sum),
    ..Proto::new(
        "GRE",
        "GRE",
        &[
            bits("chksum_present", 1),
            bits("routing_present", 1),
            bits("key_present", 1),
            bits("seqnum_present", 1),
            bits("strict_route_source", 1),
            bits("recursion_control", 3),
            bits("flags", 5),
            bits("version", 3),
            u16("proto").hex().names(&ETHER_TYPES),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .when(When::Test(has_checksum)),
            u16("offset")
                .hex()
                .preset(Preset::None)
                .when(When::Test(has_checksum)),
            optional("key", "key_present"),
            optional("sequence_number", "seqnum_present"),
        ],
    )
    .section("RFC 2784")
    .about(&[
        ("chksum_present", "1: a checksum follows"),
        ("key_present", "1: a key follows"),
        ("seqnum_present", "1: a number follows"),
        ("proto", "what is in the tunnel"),
        ("key", "tells one tunnel from another"),
    ])
};

pub static GRE_PPTP: Proto = Proto {
    parent: Some(&GRE),
    renamed: &[("seqence_number", "sequence_number")],
    ..Proto::new(
        "GRE_PPTP",
        "GRE PPTP",
        &[
            bits("chksum_present", 1),
            bits("routing_present", 1),
            bits("key_present", 1).default(1),
            bits("seqnum_present", 1),
            bits("strict_route_source", 1),
            bits("recursion_control", 3),
            bits("acknum_present", 1),
            bits("flags", 4),
            bits("version", 3).default(1),
            u16("proto").default(0x880b).hex().names(&ETHER_TYPES),
            u16("payload_len")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .class("ShortField"),
            u16("call_id").preset(Preset::None),
            optional("sequence_number", "seqnum_present"),
            optional("ack_number", "acknum_present"),
        ],
    )
};

pub static GRE_ROUTING: Proto = Proto::new(
    "GRErouting",
    "GRE routing information",
    &[
        u16("address_family"),
        u8("SRE_offset"),
        u8("SRE_len").length_of("routing_info"),
        octets("routing_info").length_from("SRE_len"),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.l2",
    source: "RFC 2784, RFC 2890, RFC 1701, RFC 2637",
    protocols: &[&GRE_ROUTING, &GRE, &GRE_PPTP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&GRE, &LLC, when!(proto = 122)),
    bind(&GRE, &DOT1Q, when!(proto = 33024)),
    bind(&GRE, &DOT1AD, when!(type = 0x88a8)),
    bind(&GRE, &DOT1AH, when!(type = 0x88e7)),
    bind(&GRE, &ETHER, when!(proto = 0x6558)),
    bind(&GRE, &ARP, when!(proto = 2054)),
    bind(&GRE, &GRE_ROUTING, when!(routing_present = 1)),
    bind(&GRE_ROUTING, &RAW, when!(address_family = 0, SRE_len = 0)),
    bind(&GRE_ROUTING, &GRE_ROUTING, &[]),
    bind(&GRE, &IP, when!(proto = 2048)),
    // It lies wherever IP lies by now.
    bind(&IP_ERROR, &IP_ERROR, when!(frag = 0, proto = 4)),
    bind(&IP, &GRE, when!(frag = 0, proto = 47)),
    bind(&UDP, &GRE, when!(dport = 4754)),
    bind(&GRE, &IPV6, when!(proto = 0x86dd)),
    bind(&IPV6, &GRE, when!(nh = 47)),
];

const fn optional(name: &'static str, present: &'static str) -> Field {
    u32(name)
        .hex()
        .preset(Preset::None)
        .when(When::In(present, &[1]))
}

fn has_checksum(gre: &dyn Around) -> bool {
    gre.int("chksum_present") == Some(1) || gre.int("routing_present") == Some(1)
}

/// The field is also there for the sake of routing; then it stays zero (RFC 1701).
fn put_sum(gre: &dyn Around, octets: &mut [u8]) {
    if gre.int("chksum_present") == Some(1) && gre.int("chksum").is_none() && octets.len() >= 6 {
        let sum = checksum::ones_complement(octets);
        octets[4..6].copy_from_slice(&sum.to_be_bytes());
    }
}
