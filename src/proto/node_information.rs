//! ICMPv6 node information queries and replies. RFC 4620.

use super::field::{Auto, Field, Kind, NodeData, Preset, bits, octets, u8, u16};
use super::icmp6::{CHECKSUM, ICMPV6, kind};
use super::names::{FlagNames, Names};
use super::raw::RAW;
use super::registry::Family;
use super::{Answered, Answers, Around, Hash, Proto};

pub static QUERY_NOOP: Proto = Proto {
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIQueryNOOP(nonce=b"12345678")"#,
    ..query(
        "ICMPv6NIQueryNOOP",
        "ICMPv6 Node Information Query - NOOP Query",
        &const { query_fields(0, 0) },
    )
};
pub static QUERY_NAME: Proto = Proto {
    parent: Some(&QUERY_NOOP),
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIQueryName(nonce=b"12345678", data="192.0.2.7")"#,
    ..query(
        "ICMPv6NIQueryName",
        "ICMPv6 Node Information Query - IPv6 Name Query",
        &const { query_fields(2, 0) },
    )
};
pub static QUERY_IPV6: Proto = Proto {
    parent: Some(&QUERY_NOOP),
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIQueryIPv6(nonce=b"12345678", data="host.example.org")"#,
    ..query(
        "ICMPv6NIQueryIPv6",
        "ICMPv6 Node Information Query - IPv6 Address Query",
        &const { query_fields(3, 0x3e) },
    )
};
pub static QUERY_IPV4: Proto = Proto {
    parent: Some(&QUERY_NOOP),
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIQueryIPv4(nonce=b"12345678", data="host")"#,
    ..query(
        "ICMPv6NIQueryIPv4",
        "ICMPv6 Node Information Query - IPv4 Address Query",
        &const { query_fields(4, 0) },
    )
};

pub static REPLY_NOOP: Proto = Proto {
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIReplyNOOP(nonce=b"12345678")"#,
    ..reply(
        "ICMPv6NIReplyNOOP",
        "ICMPv6 Node Information Reply - NOOP Reply",
        &const { reply_fields(0, 0) },
    )
};
pub static REPLY_NAME: Proto = Proto {
    parent: Some(&REPLY_NOOP),
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIReplyName(nonce=b"12345678", data=[60, "host.example.org"])"#,
    ..reply(
        "ICMPv6NIReplyName",
        "ICMPv6 Node Information Reply - Node Names",
        &const { reply_fields(0, 2) },
    )
};
pub static REPLY_IPV6: Proto = Proto {
    parent: Some(&REPLY_NOOP),
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIReplyIPv6(nonce=b"12345678", data=[(60, "2001:db8::7")])"#,
    ..reply(
        "ICMPv6NIReplyIPv6",
        "ICMPv6 Node Information Reply - IPv6 addresses",
        &const { reply_fields(0, 3) },
    )
};
pub static REPLY_IPV4: Proto = Proto {
    parent: Some(&REPLY_NOOP),
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIReplyIPv4(nonce=b"12345678", data=[(60, "192.0.2.7")])"#,
    ..reply(
        "ICMPv6NIReplyIPv4",
        "ICMPv6 Node Information Reply - IPv4 addresses",
        &const { reply_fields(0, 4) },
    )
};
pub static REPLY_REFUSE: Proto = Proto {
    parent: Some(&REPLY_NOOP),
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIReplyRefuse(nonce=b"12345678")"#,
    ..reply(
        "ICMPv6NIReplyRefuse",
        "ICMPv6 Node Information Reply - Responder refuses to supply answer",
        &const { reply_fields(1, 0) },
    )
};
pub static REPLY_UNKNOWN: Proto = Proto {
    parent: Some(&REPLY_NOOP),
    example: r#"IPv6(src="2001:db8::1", dst="2001:db8::2")/ICMPv6NIReplyUnknown(nonce=b"12345678")"#,
    ..reply(
        "ICMPv6NIReplyUnknown",
        "ICMPv6 Node Information Reply - Qtype unknown to the responder",
        &const { reply_fields(2, 0) },
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.inet6",
    source: "RFC 4620",
    protocols: &[
        &QUERY_NOOP,
        &QUERY_NAME,
        &QUERY_IPV6,
        &QUERY_IPV4,
        &REPLY_NOOP,
        &REPLY_NAME,
        &REPLY_IPV6,
        &REPLY_IPV4,
        &REPLY_REFUSE,
        &REPLY_UNKNOWN,
    ],
    bindings: &[],
};

/// Which query or reply a message of type 139 or 140 is: queries and successful replies by what is
/// asked for, other replies by their code.
pub fn message(octets: &[u8]) -> &'static Proto {
    let asked = match octets {
        [_, _, _, _, high, low, _, ..] => Some(u16::from_be_bytes([*high, *low])),
        _ => None,
    };
    match (octets.first(), octets.get(1), asked) {
        (Some(139), _, Some(0)) => &QUERY_NOOP,
        (Some(139), _, Some(2)) => &QUERY_NAME,
        (Some(139), _, Some(3)) => &QUERY_IPV6,
        (Some(139), _, Some(4)) => &QUERY_IPV4,
        (Some(140), Some(1), _) => &REPLY_REFUSE,
        (Some(140), Some(2), _) => &REPLY_UNKNOWN,
        (Some(140), Some(0), Some(2)) => &REPLY_NAME,
        (Some(140), Some(0), Some(3)) => &REPLY_IPV6,
        (Some(140), Some(0), Some(4)) => &REPLY_IPV4,
        (Some(140), Some(0), Some(_)) => &REPLY_NOOP,
        _ => &RAW,
    }
}

const fn query(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&ICMPV6),
        answers: Answers::Rule("ICMPv6"),
        hash: Hash::Octets(nonce),
        ..Proto::new(name, title, fields)
    }
}

const fn reply(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&ICMPV6),
        answers: Answers::Test(|own, other| Answered::from(nonce(own) == nonce(other))),
        hash: Hash::Octets(nonce),
        ..Proto::new(name, title, fields)
    }
}

fn nonce(message: &dyn Around) -> Vec<u8> {
    message.octets("nonce").unwrap_or_default()
}

const fn query_fields(asked: i64, flags: i64) -> [Field; 8] {
    [
        kind(139),
        u8("code")
            .names(&QUERY_CODES)
            .preset(Preset::None)
            .auto(Auto::Rule("node data"))
            .class("NIQueryCodeField"),
        CHECKSUM,
        u16("qtype").default(asked).names(&ASKED),
        bits("unused", 10),
        bits("flags", 6).default(flags).flags(&FLAGS),
        NONCE,
        Field::new("data", Kind::NodeData(NodeData::Query), 0).class("NIQueryDataField"),
    ]
}

const fn reply_fields(code: i64, asked: i64) -> [Field; 8] {
    [
        kind(140),
        u8("code").default(code).names(&REPLY_CODES),
        CHECKSUM,
        u16("qtype").default(asked).names(&ASKED),
        bits("unused", 10),
        bits("flags", 6).flags(&FLAGS),
        NONCE,
        Field::new("data", Kind::NodeData(NodeData::Reply), 0).class("NIReplyDataField"),
    ]
}

const NONCE: Field = octets("nonce")
    .preset(Preset::Dice("RandBin", &[8]))
    .fixed()
    .length(super::field::Length::Octets(8))
    .class("NonceField");

static FLAGS: FlagNames = FlagNames::Letters("TACLSG");
static ASKED: Names = Names::pairs(&[
    (0, "NOOP"),
    (2, "Node Name"),
    (3, "IPv6 Address"),
    (4, "IPv4 Address"),
]);
static QUERY_CODES: Names =
    Names::pairs(&[(0, "IPv6 Query"), (1, "Name Query"), (2, "IPv4 Query")]);
static REPLY_CODES: Names = Names::pairs(&[
    (0, "Successful Reply"),
    (1, "Response Refusal"),
    (3, "Unknown query type"),
]);
