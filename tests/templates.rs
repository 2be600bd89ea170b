//! Packets of sets, and packets whose fields are set over and over, have the octets that they have
//! when each is built for itself, which the oracle tests hold against Scapy.
//!
//! `PKT_TEMPLATE_SETS=100000` says how many random sets are compared; by default there are fewer.

use pkt::packet::product::{Images, Product};
use pkt::packet::{FieldValue, Packet, volatile};
use pkt::proto::Proto;
use pkt::proto::asn1::Made;
use pkt::proto::field::{Kind, Naming, Preset};
use pkt::proto::registry::{proto, protocols};

const SETS: usize = 10_000;
const CHANGES: usize = 20_000;
/// Packets of each set that are compared.
const MEMBERS: usize = 6;

/// Layers, one on the other.
const STACKS: &[&[&str]] = &[
    &["IP", "TCP"],
    &["IP", "UDP"],
    &["IP", "ICMP"],
    &["IP"],
    &["IPv6", "TCP"],
    &["IPv6", "UDP"],
    &["Ether", "IP", "TCP"],
    &["Ether", "Dot1Q", "IP", "UDP"],
    &["Ether", "IPv6", "UDP"],
    &["Ether", "ARP"],
    &["IP", "IP", "UDP"],
    &["IP", "GRE", "IP", "TCP"],
    &["IP", "UDP", "DNS"],
    &["IP", "ICMP", "IPerror", "UDPerror"],
    &["IPv6", "ICMPv6EchoRequest"],
];

fn known(name: &str) -> &'static Proto {
    proto(name).expect("a protocol")
}

/// A number that mostly fits.
fn number(rng: &mut fastrand::Rng, bits: u16) -> FieldValue {
    let top = 1_i64 << bits.min(62);
    FieldValue::Int(match rng.u8(..8) {
        0 => 0,
        1 => top - 1,
        _ => rng.i64(0..top),
    })
}

/// A value that a script could set, one or a set of them; `None` for fields of other kinds.
fn value(rng: &mut fastrand::Rng, kind: Kind, bits: u16, sets: bool) -> Option<FieldValue> {
    let set = sets && rng.bool();
    Some(match kind {
        Kind::Uint | Kind::Bits if set && rng.bool() => {
            let top = 1_i64 << bits.min(16);
            let low = rng.i64(0..top);
            let bounds = [low, (low + rng.i64(0..5)).min(top - 1)];
            FieldValue::tuple(bounds.map(FieldValue::Int).to_vec())
        }
        Kind::Uint | Kind::Bits if set => {
            let count = rng.usize(1..4);
            FieldValue::list((0..count).map(|_| number(rng, bits)).collect())
        }
        Kind::Uint | Kind::Bits => number(rng, bits),
        Kind::Ip4 => {
            let address = std::net::Ipv4Addr::from(rng.u32(..));
            let mask = if set { "/30" } else { "" };
            FieldValue::text(&format!("{address}{mask}"))
        }
        Kind::Ip6 => {
            let address = std::net::Ipv6Addr::from(rng.u128(..));
            let mask = if set { "/127" } else { "" };
            FieldValue::text(&format!("{address}{mask}"))
        }
        Kind::Mac => {
            let octets: [u8; 6] = std::array::from_fn(|_| rng.u8(..));
            FieldValue::Mac(octets)
        }
        Kind::Octets => {
            FieldValue::octets(&(0..rng.usize(..40)).map(|_| rng.u8(..)).collect::<Vec<_>>())
        }
        _ => return None,
    })
}

/// A layer with some fields set.
fn layer(rng: &mut fastrand::Rng, name: &str, sets: bool) -> Packet {
    let proto = known(name);
    let packet = Packet::new(proto);
    for (index, field) in proto.fields.iter().enumerate() {
        if rng.u8(..4) > 0 {
            continue;
        }
        if let Some(value) = value(rng, field.kind, field.bits, sets) {
            // A field that wants something else keeps its default.
            let _ = packet.set_at(index, value);
        }
    }
    packet
}

/// Layers that a random protocol is put on.
const BELOW: &[&[&str]] = &[&[], &["Ether"], &["IP", "UDP"], &["IPv6"], &["IP", "TCP"]];

/// One of the usual stacks, or any protocol there is on one of some others.
fn stack(rng: &mut fastrand::Rng, all: &[&'static Proto]) -> Vec<&'static str> {
    if rng.bool() {
        return STACKS[rng.usize(..STACKS.len())].to_vec();
    }
    let mut stack = BELOW[rng.usize(..BELOW.len())].to_vec();
    stack.push(all[rng.usize(..all.len())].name);
    stack
}

fn packet(rng: &mut fastrand::Rng, all: &[&'static Proto], sets: bool) -> Packet {
    let stack = stack(rng, all);
    let mut packet = layer(rng, stack[0], sets);
    for name in &stack[1..] {
        packet = packet.stacked(&layer(rng, name, sets));
    }
    if rng.bool() {
        let octets: Vec<u8> = (0..rng.usize(..60)).map(|_| rng.u8(..)).collect();
        packet = packet.stacked(&Packet::raw(&octets));
    }
    packet
}

/// Whether a default of the protocol, or of packets in it, is the time of day.
fn tells_time(proto: &Proto, depth: usize) -> bool {
    fn now(made: &Made, depth: usize) -> bool {
        match made {
            Made::Now(..) => true,
            Made::Packet(proto, given) => {
                tells_time(proto, depth + 1) || given.iter().any(|(_, made)| now(made, depth))
            }
            Made::List(list) => list.iter().any(|made| now(made, depth)),
            Made::Value(_, made) | Made::Pair(_, made) => now(made, depth),
            _ => false,
        }
    }
    // A protocol may hold packets of its own kind.
    let mut fields = proto.fields.iter().take_while(|_| depth < 8);
    fields.any(|field| match field.preset {
        Preset::Made(made) => now(made, depth),
        Preset::PacketOf(inner) | Preset::PacketWith(inner, _) | Preset::ListOf(inner) => {
            tells_time(inner, depth + 1)
        }
        _ => false,
    })
}

/// Some fields are rolled anew each time that a packet is built, or say what time it is; there is
/// nothing to compare with.
fn is_steady(packet: &Packet) -> bool {
    if packet.iter().any(|layer| tells_time(layer.proto(), 0)) {
        return false;
    }
    let built = |packet: &Packet| Product::new(packet).next().map(|member| member.build());
    built(packet) == built(packet)
}

#[test]
fn the_octets_of_a_set_are_those_of_its_packets() {
    let mut rng = fastrand::Rng::with_seed(5);
    let sets = std::env::var("PKT_TEMPLATE_SETS").ok();
    let sets = sets.map_or(SETS, |sets| sets.parse().expect("a number of sets"));
    let all = protocols();
    assert!(all.len() > 500, "{} protocols", all.len());
    let mut patched = std::collections::HashSet::new();
    for round in 0..sets {
        let packet = packet(&mut rng, &all, true);
        if !is_steady(&packet) {
            continue;
        }
        let mut images = Images::new(&packet);
        for (at, member) in Product::new(&packet).take(MEMBERS).enumerate() {
            let mut octets = Vec::new();
            let there = images.next_into(&mut octets);
            match member.build() {
                Ok(expected) => {
                    assert_eq!(there, Ok(true), "{round}: {packet:?}");
                    assert_eq!(octets, expected, "{round}, packet {at} of {packet:?}");
                }
                Err(error) => assert_eq!(there, Err(error), "{round}: {packet:?}"),
            }
        }
        if images.is_patched() {
            patched.extend(packet.iter().map(|layer| layer.proto().name));
        }
    }
    // Not everything took the long way, which is right without any proof.
    assert!(
        patched.len() > 100,
        "{} protocols were patched",
        patched.len()
    );
}

#[test]
fn rolled_values_are_rolled_in_the_same_order() {
    let dice = ["RandShort", "RandInt", "RandByte"].map(volatile::plain);
    let packet = Packet::with_fields(
        known("IP"),
        [
            ("src", volatile::plain("RandIP")),
            ("dst", FieldValue::text("10.0.0.0/30")),
            ("ttl", dice[2].clone()),
        ],
    )
    .expect("an IP layer")
    .stacked(
        &Packet::with_fields(
            known("TCP"),
            [("sport", dice[0].clone()), ("seq", dice[1].clone())],
        )
        .expect("a TCP layer"),
    );
    for seed in 0..500 {
        volatile::seed(seed);
        let expected: Vec<Vec<u8>> = Product::new(&packet)
            .map(|member| member.build().expect("it builds"))
            .collect();
        volatile::seed(seed);
        let mut images = Images::new(&packet);
        let mut octets = Vec::new();
        for expected in &expected {
            octets.clear();
            assert_eq!(images.next_into(&mut octets), Ok(true));
            assert_eq!(octets, *expected, "seed {seed}");
        }
        assert_eq!(images.next_into(&mut octets), Ok(false));
    }
}

#[test]
fn a_packet_whose_fields_are_set_builds_like_its_copy() {
    let mut rng = fastrand::Rng::with_seed(6);
    let all = protocols();
    for round in 0..CHANGES {
        let packet = packet(&mut rng, &all, false);
        if !is_steady(&packet) {
            continue;
        }
        let layers: Vec<Packet> = packet.iter().collect();
        for _ in 0..6 {
            let layer = &layers[rng.usize(..layers.len())];
            let fields = layer.proto().fields;
            if fields.is_empty() {
                continue;
            }
            let index = rng.usize(..fields.len());
            match value(&mut rng, fields[index].kind, fields[index].bits, false) {
                Some(value) if rng.u8(..8) > 0 => {
                    let _ = layer.set_at(index, value);
                }
                _ => layer.delete_at(index),
            }
            if !is_steady(&packet) {
                continue;
            }
            // The copy has no image and is built from its fields.
            let (octets, expected) = (packet.build(), packet.copy().build());
            assert_eq!(octets, expected, "{round}: {packet:?}");
        }
    }
}

/// The usual sets do not take the long way.
#[test]
fn a_flood_with_random_fields_is_patched() {
    let flags = known("TCP").field("flags").expect("flags");
    assert!(matches!(flags.names, Naming::Flags(_)));
    let packet = Packet::with_fields(
        known("IP"),
        [
            ("src", volatile::plain("RandIP")),
            ("dst", FieldValue::text("10.0.0.1")),
        ],
    )
    .expect("an IP layer")
    .stacked(
        &Packet::with_fields(known("UDP"), [("sport", volatile::plain("RandShort"))])
            .expect("a UDP layer"),
    )
    .stacked_octets(b"Hello UDP!");
    let packet = packet.stacked_octets(b"");
    let mut images = Images::new(&packet);
    images.next_into(&mut Vec::new()).expect("it builds");
    assert!(images.is_patched());
}
