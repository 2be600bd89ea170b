//! S5: making, building and reading packets by the library, beside etherparse.

use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

use etherparse::{PacketBuilder, SlicedPacket, TransportSlice};
use pkt::packet::{FieldValue, Packet, dissect};
use pkt::proto::registry::proto;

use super::table::Table;

const ROUNDS: u32 = 7;
const REPEATS: u32 = 50_000;

/// Nanoseconds of one call: the best of some rounds.
fn nanoseconds(mut work: impl FnMut()) -> f64 {
    let round = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        (0..REPEATS).for_each(|_| work());
        start.elapsed().as_secs_f64() * 1e9 / f64::from(REPEATS)
    };
    (0..ROUNDS)
        .map(|_| round(&mut work))
        .fold(f64::MAX, f64::min)
}

fn layer(name: &str, fields: &[(&str, FieldValue)]) -> Packet {
    let proto = proto(name).expect("a layer of this name");
    let fields = fields.iter().map(|(name, value)| (*name, value.clone()));
    Packet::with_fields(proto, fields).expect("values that fit")
}

pub fn run(table: &mut Table) {
    let load = [0x61; 100];
    let (source, destination) = ([0, 0x11, 0x22, 0x33, 0x44, 0x55], [0x66; 6]);
    let ether = [
        ("dst", FieldValue::text("66:66:66:66:66:66")),
        ("src", FieldValue::text("00:11:22:33:44:55")),
    ];
    let ip = [
        ("dst", FieldValue::text("10.0.0.2")),
        ("src", FieldValue::text("10.0.0.1")),
    ];
    let tcp = [("dport", FieldValue::Int(80))];
    let raw = [("load", FieldValue::octets(&load))];
    let make = || {
        layer("Ether", &ether)
            .over(layer("IP", &ip))
            .over(layer("TCP", &tcp))
            .over(layer("Raw", &raw))
    };
    let mut out = Vec::with_capacity(2048);

    let peer = nanoseconds(|| {
        out.clear();
        PacketBuilder::ethernet2(source, destination)
            .ipv4([10, 0, 0, 1], [10, 0, 0, 2], 64)
            .tcp(20, 80, 0, 8192)
            .syn()
            .write(&mut out, &load)
            .expect("a packet that fits");
        black_box(&out);
    });
    let whole = nanoseconds(|| {
        out.clear();
        make().build_into(&mut out).expect("octets");
        black_box(&out);
    });
    table.time(
        "S5",
        "make Ether/IP/TCP/Raw(100) and build, by the library",
        whole,
        "etherparse",
        Some(peer),
        "≤ 1 µs",
    );
    let packet = make();
    let build = nanoseconds(|| {
        out.clear();
        packet.build_into(&mut out).expect("octets");
        black_box(&out);
    });
    table.time(
        "S5",
        "built again unchanged (a copy of its image), by the library",
        build,
        "etherparse",
        Some(peer),
        "–",
    );
    let tcp = packet.getlayer_named("TCP", 1).expect("TCP");
    let mut port = 0;
    let again = nanoseconds(|| {
        port = (port + 1) % 65_536;
        tcp.set("dport", FieldValue::Int(port)).expect("a port");
        out.clear();
        packet.build_into(&mut out).expect("octets");
    });
    table.time(
        "S5",
        "one field changed and built again, by the library",
        again,
        "etherparse",
        Some(peer),
        "≤ 300 ns",
    );

    let frame: Rc<[u8]> = packet.build().expect("octets").into();
    let first = packet.proto();
    let slices = nanoseconds(|| {
        let sliced = SlicedPacket::from_ethernet(&frame).expect("well-formed");
        if let Some(TransportSlice::Tcp(tcp)) = sliced.transport {
            black_box(tcp.destination_port());
        }
    });
    let (tcp, ip) = (proto("TCP").expect("TCP"), proto("IP").expect("IP"));
    let read = nanoseconds(|| {
        let packet = dissect::dissect(first, frame.clone()).expect("a frame");
        let tcp = packet.getlayer(tcp, 1).expect("TCP");
        black_box(tcp.get("dport").expect("a port"));
    });
    table.time(
        "S7",
        "dissect and read TCP.dport, by the library",
        read,
        "etherparse",
        Some(slices),
        "–",
    );
    let both = nanoseconds(|| {
        let packet = dissect::dissect(first, frame.clone()).expect("a frame");
        let tcp = packet.getlayer(tcp, 1).expect("TCP");
        black_box(tcp.get("dport").expect("a port"));
        black_box(
            packet
                .getlayer(ip, 1)
                .expect("IP")
                .get("src")
                .expect("an address"),
        );
    });
    table.time("S7", "… and IP.src", both, "etherparse", Some(slices), "–");
}
