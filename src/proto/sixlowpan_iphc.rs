//! Compressed headers of IPv6 and of what follows it, over low-rate wireless networks. RFC 6282.

use super::field::{Adjust, Auto, Preset, choice};
use super::field::{
    Choice, Element, Field, Kind, Length, Test, When, bits, computed, octets, u8, u16,
};
use super::ipv6::{IPV6, NEXT_HEADERS};
use super::names::Names;
use super::sixlowpan::{
    End, LO_WPAN_FRAGMENTATION_FIRST, LO_WPAN_FRAGMENTATION_SUBSEQUENT, above, address_below,
    address_in, datagram, link_local, of_short,
};
use super::udp::UDP;
use super::{Around, Dispatch, Guess, PayloadLen, Proto, Said};
use crate::wire::checksum;

pub static LO_WPAN_IPHC: Proto = Proto {
    rebuilt: true,
    settles: Some(settles),
    fills: Some(fills),
    omits: &[&IPV6],
    clears: Some(expanded),
    guess: Some(guess),
    example: r#"Dot15d4()/Dot15d4Data()/LoWPAN_IPHC(tf=3, hlim=2)/IPv6(src="fe80::1", dst="fe80::2")/ICMPv6EchoRequest()"#,
    renamed: &[
        ("_nhField", "nhField"),
        ("_hopLimit", "hopLimit"),
        ("sourceAddr", "src"),
        ("destinyAddr", "dst"),
    ],
    ..Proto::new(
        "LoWPAN_IPHC",
        "LoWPAN IP Header Compression Packet",
        &[
            bits("_reserved", 3).default(3),
            bits("tf", 2),
            bits("nh", 1).names(&COMPRESSED),
            bits("hlim", 2).names(&HOPS),
            bits("cid", 1).names(&PRESENT),
            bits("sac", 1).names(&STATE),
            bits("sam", 2).names(&MODES),
            bits("m", 1).names(&MULTICAST),
            bits("dac", 1).names(&STATE),
            bits("dam", 2).names(&MODES),
            bits("sci", 4).when(When::In("cid", &[1])),
            bits("dci", 4).when(When::In("cid", &[1])),
            bits("tc_ecn", 2).when(When::In("tf", &[0, 1, 2])),
            bits("tc_dscp", 6).when(When::In("tf", &[0, 2])),
            choice("rsv", &RESERVED).when(When::In("tf", &[0, 1])),
            bits("flowlabel", 20).when(When::In("tf", &[0, 1])),
            u8("nhField")
                .names(&NEXT_HEADERS)
                .when(When::In("nh", &[0])),
            u8("hopLimit").when(When::In("hlim", &[0])),
            Field::new("src", Kind::Ip6Tail, 0)
                .text("::")
                .length(Length::FromFn(source_len)),
            Field::new("dst", Kind::Ip6Tail, 0)
                .text("::")
                .length(Length::FromFn(destination_len)),
        ],
    )
};

pub static LO_WPAN_NHC_HDR: Proto = Proto {
    dispatch: Some(|octets| next_header(octets).map_or(Dispatch::This, Dispatch::Other)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new("LoWPAN_NHC_Hdr", "LoWPAN_NHC_Hdr", &[])
};

pub static LO_WPAN_NHC_UDP: Proto = Proto {
    parent: Some(&LO_WPAN_NHC_HDR),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "LoWPAN_NHC_UDP",
        "LoWPAN_NHC_UDP",
        &[
            bits("res", 5).default(0x1e),
            bits("C", 1),
            bits("P", 2),
            choice("udpSourcePort", &SOURCE_PORT),
            choice("udpDestPort", &DESTINATION_PORT),
            u16("udpChecksum").hex().when(When::In("C", &[0])),
        ],
    )
};

pub static LO_WPAN_NHC_IPV6_EXT: Proto = Proto {
    parent: Some(&LO_WPAN_NHC_HDR),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "LoWPAN_NHC_IPv6Ext",
        "LoWPAN_NHC_IPv6Ext",
        &[
            bits("res", 4).default(0xe),
            bits("eid", 3).names(&EXTENSIONS),
            bits("nh", 1),
            u8("nhField").when(When::In("nh", &[0])),
            computed(
                u8("len"),
                Auto::LenOf(
                    "data",
                    Adjust {
                        plus: 1,
                        ..Adjust::NONE
                    },
                ),
            )
            .class("FieldLenField"),
            octets("data").fixed().length_from("len"),
        ],
    )
};

pub static LO_WPAN_NHC: Proto = Proto {
    rebuilt: true,
    fills: Some(fills_next),
    omits: &[&IPV6, &UDP],
    clears: Some(expanded_next),
    guess: Some(guess_next),
    example: r#"Dot15d4()/Dot15d4Data()/LoWPAN_IPHC()/LoWPAN_NHC()/IPv6(src="fe80::1", dst="fe80::2")/UDP(sport=61618, dport=61621)"#,
    ..Proto::new(
        "LoWPAN_NHC",
        "LOWPAN_NHC",
        &[Field::new(
            "exts",
            Kind::PacketsBy(Element::Around(|_, octets| next_header(octets))),
            0,
        )
        .preset(Preset::EmptyList)],
    )
};

static RESERVED: Choice = Choice {
    options: &[(Test::When(When::In("tf", &[0])), bits("rsv", 4))],
    otherwise: bits("rsv", 2),
};

static SOURCE_PORT: Choice = Choice {
    options: &[
        (
            Test::When(When::In("P", &[0, 1])),
            bits("udpSourcePort", 16),
        ),
        (Test::When(When::In("P", &[2])), bits("udpSourcePort", 8)),
        (Test::When(When::In("P", &[3])), bits("udpSourcePort", 4)),
    ],
    otherwise: bits("udpSourcePort", 16),
};

static DESTINATION_PORT: Choice = Choice {
    options: &[
        (Test::When(When::In("P", &[0, 2])), bits("udpDestPort", 16)),
        (Test::When(When::In("P", &[1])), bits("udpDestPort", 8)),
        (Test::When(When::In("P", &[3])), bits("udpDestPort", 4)),
    ],
    otherwise: bits("udpDestPort", 16),
};

fn number(header: &dyn Around, field: &str) -> i64 {
    header.int(field).unwrap_or(0)
}

/// How many octets of the source address are sent. RFC 6282 section 3.1.1.
fn source_len(header: &dyn Around) -> i64 {
    match (number(header, "sac"), number(header, "sam")) {
        (0, 0) => 16,
        (_, 1) => 8,
        (_, 2) => 2,
        _ => 0,
    }
}

fn destination_len(header: &dyn Around) -> i64 {
    let multicast = number(header, "m");
    match (multicast, number(header, "dac"), number(header, "dam")) {
        (_, 0, 0) => 16,
        (0, _, 1) => 8,
        (0, _, 2) => 2,
        (1, 0, 1) | (1, 1, 0) => 6,
        (1, 0, 2) => 4,
        (1, 0, 3) => 1,
        _ => 0,
    }
}

/// The addresses as they are without compression; contexts are not known.
fn settles(header: &dyn Around) -> Option<Vec<(&'static str, Said)>> {
    let source = source(header)?;
    let destination = destination(header)?;
    Some(vec![
        ("src", Said::Ip6(source)),
        ("dst", Said::Ip6(destination)),
    ])
}

fn source(header: &dyn Around) -> Option<[u8; 16]> {
    let own = address_in(header, "src");
    Some(match (number(header, "sac"), number(header, "sam")) {
        (0, 1) => link_local(&own[8..]),
        (_, 2) => of_short([own[14], own[15]]),
        (0, 3) => address_below(header, End::Source)?,
        (1, 3) => link_local(&[0; 8]),
        _ => own,
    })
}

fn destination(header: &dyn Around) -> Option<[u8; 16]> {
    let own = address_in(header, "dst");
    let group = |start: &[u8], end: &[u8]| {
        let mut address = [0; 16];
        address[..start.len()].copy_from_slice(start);
        address[16 - end.len()..].copy_from_slice(end);
        address
    };
    let multicast = number(header, "m");
    Some(
        match (multicast, number(header, "dac"), number(header, "dam")) {
            (0, 0, 1) => link_local(&own[8..]),
            (0, 0, 2) => of_short([own[14], own[15]]),
            (0, _, 3) => address_below(header, End::Destination)?,
            (1, 0, 1) => group(&[0xff, own[10]], &own[11..]),
            (1, 0, 2) => group(&[0xff, own[12]], &own[13..]),
            (1, 0, 3) => group(&[0xff, 2], &own[15..]),
            // The length and the prefix in between would come from the context. RFC 3306.
            (1, 1, 0) => group(&[0xff, own[10], own[11]], &own[12..]),
            _ => own,
        },
    )
}

fn is_fragment(proto: Option<&'static Proto>) -> bool {
    proto.is_some_and(|proto| {
        proto.is(&LO_WPAN_FRAGMENTATION_FIRST) || proto.is(&LO_WPAN_FRAGMENTATION_SUBSEQUENT)
    })
}

fn guess(header: &dyn Around, _: &[u8]) -> Guess {
    if number(header, "nh") != 0 {
        Guess::Proto(&LO_WPAN_NHC)
    } else if is_fragment(header.under()) {
        Guess::Raw
    } else {
        Guess::Proto(&IPV6)
    }
}

/// The datagram that the header stands for, with what follows.
fn expanded(header: &dyn Around, rest: &[u8]) -> Option<Vec<u8>> {
    if number(header, "nh") != 0 || is_fragment(header.under()) {
        return None;
    }
    Some(whole(header, number(header, "nhField"), rest))
}

/// The header of IPv6 that the compressed one stands for, in front of these octets.
fn whole(header: &dyn Around, next: i64, body: &[u8]) -> Vec<u8> {
    let ecn = number(header, "tc_ecn") << 6;
    let (class, label) = match number(header, "tf") {
        0 => (ecn + number(header, "tc_dscp"), number(header, "flowlabel")),
        1 => (ecn, number(header, "flowlabel")),
        2 => (ecn + number(header, "tc_dscp"), 0),
        _ => (0, 0),
    };
    let hops = match number(header, "hlim") {
        0 => number(header, "hopLimit"),
        1 => 1,
        2 => 64,
        _ => 255,
    };
    let addresses = [address_in(header, "src"), address_in(header, "dst")];
    datagram(class, label, next, hops, addresses, body)
}

/// What the IPv6 header above says, as far as the header has fields for it.
fn fills(header: &dyn Around) -> Vec<(&'static str, Said)> {
    let mut said = Vec::new();
    above_next(header, &mut |ip, _| {
        said.push(("_reserved", Said::Int(3)));
        let mut put = |field, number: Option<i64>| {
            said.push((field, Said::Int(number.unwrap_or(0))));
        };
        let tf = number(header, "tf");
        if tf < 3 {
            put("tc_ecn", ip.int("tc").map(|class| class >> 6));
        }
        if tf == 0 || tf == 2 {
            put("tc_dscp", ip.int("tc").map(|class| class & 0x3f));
        }
        if tf < 2 {
            put("flowlabel", ip.int("fl"));
        }
        if number(header, "nh") == 0 {
            put("nhField", ip.int("nh"));
        }
        if number(header, "hlim") == 0 {
            put("hopLimit", ip.int("hlim"));
        }
        let source = sent_source(header, address_in(ip, "src"));
        let destination = sent_destination(header, address_in(ip, "dst"));
        said.push(("src", Said::Ip6(source)));
        said.push(("dst", Said::Ip6(destination)));
    });
    said
}

/// The IPv6 header above, or above the compressed ones of what follows it.
fn above_next(header: &dyn Around, look: &mut dyn FnMut(&dyn Around, Option<&'static Proto>)) {
    if !header.upper().is_some_and(|upper| upper.is(&LO_WPAN_NHC)) {
        return above(header, look);
    }
    let mut first = true;
    header.each_above(&mut |next| {
        if std::mem::take(&mut first) {
            above(next, look);
        }
    });
}

/// The octets in their places at the end, zeros in front.
fn at_end(octets: &[u8]) -> [u8; 16] {
    let mut address = [0; 16];
    address[16 - octets.len()..].copy_from_slice(octets);
    address
}

fn sent_source(header: &dyn Around, address: [u8; 16]) -> [u8; 16] {
    match (number(header, "sac"), number(header, "sam")) {
        (_, 1) => at_end(&address[8..]),
        (_, 2) => at_end(&address[14..]),
        (1, 0) => [0; 16],
        _ => address,
    }
}

fn sent_destination(header: &dyn Around, address: [u8; 16]) -> [u8; 16] {
    let multicast = number(header, "m");
    let joined = |from: std::ops::Range<usize>, rest: usize| {
        at_end(&[&address[from], &address[rest..]].concat())
    };
    match (multicast, number(header, "dac"), number(header, "dam")) {
        (0, _, 1) => at_end(&address[8..]),
        (0, _, 2) => at_end(&address[14..]),
        (1, 0, 1) => joined(1..2, 11),
        (1, 0, 2) => joined(1..2, 13),
        (1, 0, 3) => at_end(&address[15..]),
        (1, 1, 0) => joined(1..3, 12),
        _ => address,
    }
}

/// Which compressed header the octets begin with. RFC 6282 section 4.
fn next_header(octets: &[u8]) -> Option<&'static Proto> {
    match octets {
        [first, _, ..] if first >> 3 == 0x1e => Some(&LO_WPAN_NHC_UDP),
        [first, _, ..] if first >> 4 == 0xe => Some(&LO_WPAN_NHC_IPV6_EXT),
        _ => None,
    }
}

/// Whether the frame is a part of a datagram, seen from a compressed next header.
fn is_part(next: &dyn Around) -> bool {
    let mut part = false;
    next.below(&mut |below| part = is_fragment(below.under()));
    part
}

fn guess_next(next: &dyn Around, _: &[u8]) -> Guess {
    if is_part(next) {
        Guess::Raw
    } else {
        Guess::Proto(&IPV6)
    }
}

/// Numbers of the first compressed header of UDP.
fn udp_numbers(next: &dyn Around) -> Option<[i64; 5]> {
    let mut found = None;
    next.each_in("exts", &mut |header| {
        if found.is_none() && header.proto().is(&LO_WPAN_NHC_UDP) {
            let fields = ["C", "P", "udpSourcePort", "udpDestPort", "udpChecksum"];
            found = Some(fields.map(|field| number(header, field)));
        }
    });
    found
}

/// The datagram that this and the compressed header below stand for.
fn expanded_next(next: &dyn Around, rest: &[u8]) -> Option<Vec<u8>> {
    if is_part(next) || !next.under().is_some_and(|under| under.is(&LO_WPAN_IPHC)) {
        return None;
    }
    let udp = udp_numbers(next);
    let mut octets = None;
    next.below(&mut |header| {
        let inline = match number(header, "nh") {
            0 => number(header, "nhField"),
            _ => 59,
        };
        octets = Some(match udp {
            None => whole(header, inline, rest),
            Some(udp) => {
                let addresses = [address_in(header, "src"), address_in(header, "dst")];
                whole(header, 17, &expanded_udp(udp, addresses, rest))
            }
        });
    });
    octets
}

/// RFC 6282 section 4.3.3.
fn expanded_udp(udp: [i64; 5], [source, destination]: [[u8; 16]; 2], rest: &[u8]) -> Vec<u8> {
    let [has_no_sum, compressed, sport, dport, sum] = udp;
    let (sport, dport) = match compressed {
        0 => (sport, dport),
        1 => (sport, 0xf000 + dport),
        2 => (0xf000 + sport, dport),
        _ => (0xf0b0 + sport, 0xf0b0 + dport),
    };
    let length = rest.len() as i64 + 8;
    let sum = if has_no_sum == 0 { sum } else { 0 };
    let words = [sport, dport, length, sum];
    let mut octets: Vec<u8> = words
        .iter()
        .flat_map(|word| (*word as u16).to_be_bytes())
        .collect();
    octets.extend_from_slice(rest);
    if has_no_sum != 0 {
        let sum = match checksum::pseudo6(source, destination, 17, octets.len() as u32, &octets) {
            0 => 0xffff,
            sum => sum,
        };
        octets[6..8].copy_from_slice(&sum.to_be_bytes());
    }
    octets
}

/// The compressed header of the UDP above.
fn fills_next(next: &dyn Around) -> Vec<(&'static str, Said)> {
    let mut said = Vec::new();
    above(next, &mut |ip, upper| {
        if !upper.is_some_and(|upper| upper.is_kind_of(&UDP)) {
            return;
        }
        let Some(octets) = ip.octets_above(&UDP) else {
            return;
        };
        let word = |at: usize| match octets.get(at..at + 2) {
            Some(&[high, low]) => i64::from(u16::from_be_bytes([high, low])),
            _ => 0,
        };
        let (sport, dport) = (word(0), word(2));
        let mut numbers = Vec::new();
        let (has_no_sum, compressed) = match udp_numbers(next) {
            Some(udp) => (udp[0], udp[1]),
            None => {
                let compressed = if sport >> 4 == 0xf0b && dport >> 4 == 0xf0b {
                    3
                } else if sport >> 8 == 0xf0 {
                    2
                } else if dport >> 8 == 0xf0 {
                    1
                } else {
                    0
                };
                numbers.push(("P", compressed));
                (0, compressed)
            }
        };
        let (left, right) = match compressed {
            0 => (0xffff, 0xffff),
            1 => (0xffff, 0xff),
            2 => (0xff, 0xffff),
            _ => (0xf, 0xf),
        };
        numbers.push(("udpSourcePort", sport & left));
        numbers.push(("udpDestPort", dport & right));
        if has_no_sum == 0 {
            numbers.push(("udpChecksum", word(6)));
        }
        said.push(("exts", Said::InFirst(&LO_WPAN_NHC_UDP, numbers)));
    });
    said
}

static COMPRESSED: Names = Names::pairs(&[(0, "Inline"), (1, "Compressed")]);
static HOPS: Names = Names::pairs(&[
    (0, "Inline"),
    (1, "Compressed/HL1"),
    (2, "Compressed/HL64"),
    (3, "Compressed/HL255"),
]);
static PRESENT: Names = Names::pairs(&[(1, "Present (1)")]);
static STATE: Names = Names::pairs(&[(0, "Stateless (0)"), (1, "Stateful (1)")]);
static MODES: Names = Names::pairs(&[
    (0, "Unspecified (0)"),
    (1, "1"),
    (2, "16-bits inline (3)"),
    (3, "Compressed (3)"),
]);
static MULTICAST: Names = Names::pairs(&[(1, "multicast (1)")]);
static EXTENSIONS: Names = Names::pairs(&[
    (0, "Hop-by-hop Options Header"),
    (1, "IPv6 Routing Header"),
    (2, "IPv6 Fragment Header"),
    (3, "IPv6 Destination Options Header"),
    (4, "IPv6 Mobility Header"),
    (7, "IPv6 Header"),
]);
