//! The first compressed header of IPv6 over low-rate wireless networks. RFC 4944 section 10; RFC
//! 6282 takes its place.

use super::field::{
    Choice, Field, Kind, Length, Scale, Test, When, bits, choice, octets, packet, u8,
};
use super::ipv6::IPV6;
use super::names::Names;
use super::sixlowpan::{End, above, address_below, address_in, datagram, link_local};
use super::udp::UDP;
use super::{Around, Guess, Proto, Said};

pub static LO_WPAN_HC2_UDP: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "LoWPAN_HC2_UDP",
        "6LoWPAN HC1 UDP encoding",
        &[
            bits("sc", 1).names(&INLINE),
            bits("dc", 1).names(&INLINE),
            bits("lc", 1).names(&INLINE),
            bits("res", 5),
        ],
    )
};

pub static LO_WPAN_HC1: Proto = Proto {
    rebuilt: true,
    settles: Some(settles),
    fills: Some(fills),
    omits: &[&IPV6, &UDP],
    clears: Some(expanded),
    example: r#"Dot15d4()/Dot15d4Data()/LoWPAN_HC1()/IPv6(src="fe80::1", dst="fe80::2")/UDP()"#,
    ..Proto::new(
        "LoWPAN_HC1",
        "LoWPAN_HC1 Compressed IPv6",
        &[
            u8("reserved").default(0x42),
            bits("sp", 1).names(&INLINE),
            bits("si", 1).names(&ELIDED),
            bits("dp", 1).names(&INLINE),
            bits("di", 1).names(&ELIDED),
            bits("tc_fl", 1).names(&CLASSES),
            bits("nh", 2).names(&NEXT),
            bits("hc2", 1).names(&MORE),
            choice("hc2Field", &HC2).when(When::In("hc2", &[1])),
            u8("hopLimit"),
            Field::new("src", Kind::Ip6Tail, 0)
                .text("::")
                .length(Length::FromFn(|header| address_len(header, "sp", "si"))),
            Field::new("dst", Kind::Ip6Tail, 0)
                .text("::")
                .length(Length::FromFn(|header| address_len(header, "dp", "di"))),
            u8("traffic_class").when(When::In("tc_fl", &[0])),
            bits("flow_label", 20).when(When::In("tc_fl", &[0])),
            choice("udpSourcePort", &SOURCE_PORT).when(When::Test(is_udp)),
            choice("udpDestPort", &DESTINATION_PORT).when(When::Test(is_udp)),
            bits("udpLength", 16).when(When::Test(|header| {
                is_udp(header) && in_hc2(header, "lc") == 0
            })),
            bits("udpChecksum", 16).hex().when(When::Test(is_udp)),
            bits("pad", 0).length(Length::Bits(pad_len)),
        ],
    )
};

static HC2: Choice = Choice {
    options: &[(
        Test::When(When::In("nh", &[1])),
        packet("hc2Field", &LO_WPAN_HC2_UDP),
    )],
    otherwise: octets("hc2Field").fixed().length(Length::Octets(0)),
};

static SOURCE_PORT: Choice = Choice {
    options: &[(
        Test::When(When::Test(|header| in_hc2(header, "sc") != 0)),
        Field::new("udpSourcePort", Kind::Scaled(&PORT), 4).default(0),
    )],
    otherwise: bits("udpSourcePort", 16),
};

static DESTINATION_PORT: Choice = Choice {
    options: &[(
        Test::When(When::Test(|header| in_hc2(header, "dc") != 0)),
        Field::new("udpDestPort", Kind::Scaled(&PORT), 4).default(0),
    )],
    otherwise: bits("udpDestPort", 16),
};

/// Four bits of a port. RFC 4944 section 10.3.
static PORT: Scale = Scale {
    scaling: 1.0,
    whole: true,
    offset: 61616.0,
    digits: 3,
    unit: "",
    in_bits: true,
    signed: false,
    float: false,
};

fn address_len(header: &dyn Around, prefix: &str, identifier: &str) -> i64 {
    let inline = |field| i64::from(header.int(field).unwrap_or(0) == 0);
    8 * inline(prefix) + 8 * inline(identifier)
}

fn is_udp(header: &dyn Around) -> bool {
    header.int("nh") == Some(1) && header.int("hc2").unwrap_or(0) != 0
}

fn in_hc2(header: &dyn Around, field: &str) -> i64 {
    let mut number = 0;
    header.first_in("hc2Field", &mut |hc2| number = hc2.int(field).unwrap_or(0));
    number
}

/// The bits after the last field up to the next octet, which the RFC does not have.
fn pad_len(header: &dyn Around) -> i64 {
    let mut bits = 0;
    if header.int("tc_fl").unwrap_or(0) == 0 {
        bits += 20;
    }
    if is_udp(header) {
        bits += 4 * (in_hc2(header, "sc") + in_hc2(header, "dc"));
    }
    (-bits).rem_euclid(8)
}

/// The addresses as they are without compression.
fn settles(header: &dyn Around) -> Option<Vec<(&'static str, Said)>> {
    let mut said = Vec::new();
    for (field, prefix, identifier, end) in [
        ("src", "sp", "si", End::Source),
        ("dst", "dp", "di", End::Destination),
    ] {
        let is_left_out = |field| header.int(field).unwrap_or(0) != 0;
        let own = address_in(header, field);
        let address = match (is_left_out(prefix), is_left_out(identifier)) {
            (false, false) => continue,
            (true, false) => link_local(&own[8..]),
            (_, true) => address_below(header, end)?,
        };
        said.push((field, Said::Ip6(address)));
    }
    Some(said)
}

/// The datagram that the header stands for, with what follows.
fn expanded(header: &dyn Around, rest: &[u8]) -> Option<Vec<u8>> {
    let number = |field| header.int(field).unwrap_or(0);
    let addresses = [address_in(header, "src"), address_in(header, "dst")];
    let next = match number("nh") {
        1 => 17,
        2 => 1,
        3 => 6,
        _ => 59,
    };
    let body = if is_udp(header) {
        let length = match number("udpLength") {
            0 => rest.len() as i64 + 8,
            length => length,
        };
        let words = [
            number("udpSourcePort"),
            number("udpDestPort"),
            length,
            number("udpChecksum"),
        ];
        let mut udp: Vec<u8> = words
            .iter()
            .flat_map(|word| (*word as u16).to_be_bytes())
            .collect();
        udp.extend_from_slice(rest);
        udp
    } else {
        rest.to_vec()
    };
    Some(datagram(
        number("traffic_class"),
        number("flow_label"),
        next,
        number("hopLimit"),
        addresses,
        &body,
    ))
}

/// What the IPv6 header above says.
fn fills(header: &dyn Around) -> Vec<(&'static str, Said)> {
    let mut said = Vec::new();
    above(header, &mut |ip, upper| {
        said.push(("src", Said::Ip6(address_in(ip, "src"))));
        said.push(("dst", Said::Ip6(address_in(ip, "dst"))));
        for (own, field) in [
            ("flow_label", "fl"),
            ("traffic_class", "tc"),
            ("hopLimit", "hlim"),
        ] {
            said.push((own, Said::Int(ip.int(field).unwrap_or(0))));
        }
        if !upper.is_some_and(|upper| upper.is_kind_of(&UDP)) {
            return;
        }
        said.push(("nh", Said::Int(1)));
        said.push(("hc2", Said::Int(1)));
        let octets = ip.octets_above(&UDP).unwrap_or_default();
        for (at, field) in ["udpSourcePort", "udpDestPort", "udpLength", "udpChecksum"]
            .into_iter()
            .enumerate()
        {
            if let Some(&[high, low]) = octets.get(2 * at..2 * at + 2) {
                said.push((field, Said::Int(u16::from_be_bytes([high, low]).into())));
            }
        }
    });
    said
}

static INLINE: Names = Names::pairs(&[(0, "In-line"), (1, "Compressed")]);
static ELIDED: Names = Names::pairs(&[(0, "In-line"), (1, "Elided")]);
static CLASSES: Names = Names::pairs(&[(0, "Not compressed"), (1, "zero")]);
static NEXT: Names = Names::pairs(&[(0, "not compressed"), (1, "UDP"), (2, "ICMP"), (3, "TCP")]);
static MORE: Names = Names::pairs(&[(0, "No more header compression bits"), (1, "HC2 Present")]);
