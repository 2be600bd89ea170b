//! LLMNR: names asked of the neighbours. RFC 4795.

use super::binding::{Binding, bind, bind_down, bind_up};
use super::dns::{QUESTION, count, records};
use super::field::{Field, Preset, bits, packets, u16};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Answered, Answers, Around, Dispatch, Hash, Proto};
use crate::when;

pub static QUERY: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="224.0.0.252")/UDP()/LLMNRQuery(id=1, qd=[DNSQR(qname="printer")])"#,
    summary: "[+UDP]=llmnr",
    hash: Hash::Octets(id),
    ..Proto::new(
        "LLMNRQuery",
        "Link Local Multicast Node Resolution - Query",
        &message(0),
    )
};

pub static RESPONSE: Proto = Proto {
    parent: Some(&QUERY),
    summary: "[+UDP]=llmnr",
    hash: Hash::Octets(id),
    answers: Answers::Test(answers),
    ..Proto::new(
        "LLMNRResponse",
        "Link Local Multicast Node Resolution - Response",
        &message(1),
    )
};

/// The octets before the answer bit is read.
pub static EITHER: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [_, _, flags, ..] if flags & 0x80 != 0 => Dispatch::Other(&RESPONSE),
        [_, _, _, ..] => Dispatch::Other(&QUERY),
        _ => Dispatch::Raw,
    }),
    ..Proto::new("_LLMNR", "_LLMNR", &[])
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.llmnr",
    source: "RFC 4795",
    protocols: &[&QUERY, &RESPONSE],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &EITHER, when!(dport = 5355)),
    bind_up(&UDP, &EITHER, when!(sport = 5355)),
    bind(&UDP, &EITHER, when!(sport = 5355, dport = 5355)),
    bind_down(&UDP, &QUERY, when!(sport = 5355, dport = 5355)),
    bind_down(&UDP, &RESPONSE, when!(sport = 5355, dport = 5355)),
];

const fn message(answer: i64) -> [Field; 16] {
    [
        u16("id"),
        bits("qr", 1).default(answer),
        bits("opcode", 4).names(&OPCODES),
        bits("c", 1),
        bits("tc", 1),
        bits("t", 1),
        bits("z", 4),
        bits("rcode", 4).names(&super::data::dns_names::RESPONSE_CODES),
        count("qdcount", "qd"),
        count("ancount", "an"),
        count("nscount", "ns"),
        count("arcount", "ar"),
        packets("qd", &QUESTION)
            .preset(Preset::EmptyList)
            .count_from("qdcount")
            .class("_DNSPacketListField"),
        records("an", "ancount"),
        records("ns", "nscount"),
        records("ar", "arcount"),
    ]
}

fn id(message: &dyn Around) -> Vec<u8> {
    let id = message.int("id").unwrap_or(0) as u16;
    id.to_be_bytes().to_vec()
}

fn answers(own: &dyn Around, other: &dyn Around) -> Answered {
    let asked = other.proto().is_kind_of(&QUERY) && other.int("qr") == Some(0);
    (asked && own.int("qr") == Some(1) && own.int("id") == other.int("id")).into()
}

static OPCODES: Names = Names::pairs(&[(0, "QUERY")]);
