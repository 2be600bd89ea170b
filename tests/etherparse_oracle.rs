//! etherparse as a second judge: for well-formed headers our octets are its builder's, and our
//! fields are what its slices read. Thousands of seeded cases.

use etherparse::{
    ArpHardwareId, ArpOperation, ArpPacket, EtherType, IpFragOffset, IpHeaders, IpNumber,
    Ipv4Header, Ipv6FlowLabel, Ipv6Header, NetSlice, PacketBuilder, SlicedPacket, TcpHeader,
    TransportSlice, VlanId, VlanPcp,
};
use fastrand::Rng;
use pkt::packet::{FieldValue, Packet};
use pkt::proto::registry;
use pkt::wire::judge::{Start, judge};

const CASES: usize = 5_000;

fn layer(name: &str, fields: &[(&str, FieldValue)]) -> Packet {
    let proto = registry::proto(name).expect("a layer of this name");
    let fields = fields.iter().map(|(name, value)| (*name, value.clone()));
    Packet::with_fields(proto, fields).expect("values that fit")
}

fn int(number: impl Into<i64>) -> FieldValue {
    FieldValue::Int(number.into())
}

fn octets(rng: &mut Rng, longest: usize) -> Vec<u8> {
    (0..rng.usize(..=longest)).map(|_| rng.u8(..)).collect()
}

fn number(packet: &Packet, name: &str) -> i64 {
    packet
        .get(name)
        .ok()
        .and_then(|value| value.as_int())
        .unwrap_or(-1)
}

/// What stands below the transport layer: ours, and etherparse's.
struct Below {
    ours: Packet,
    ethernet: ([u8; 6], [u8; 6]),
    vlan: Option<(u8, bool, u16)>,
    ip: IpHeaders,
}

fn below(rng: &mut Rng, protocol: u8) -> Below {
    let ethernet: ([u8; 6], [u8; 6]) = (
        std::array::from_fn(|_| rng.u8(..)),
        std::array::from_fn(|_| rng.u8(..)),
    );
    let mut ours = layer(
        "Ether",
        &[
            ("src", FieldValue::Mac(ethernet.0)),
            ("dst", FieldValue::Mac(ethernet.1)),
        ],
    );
    let vlan = rng
        .bool()
        .then(|| (rng.u8(..8), rng.bool(), rng.u16(..4096)));
    if let Some((prio, dei, id)) = vlan {
        let tag = [("prio", int(prio)), ("dei", int(dei)), ("vlan", int(id))];
        ours = ours.stacked(&layer("Dot1Q", &tag));
    }
    let (ip, network) = if rng.u8(..4) == 0 {
        ip6(rng, protocol)
    } else {
        ip4(rng, protocol)
    };
    Below {
        ours: ours.stacked(&network),
        ethernet,
        vlan,
        ip,
    }
}

fn ip4(rng: &mut Rng, protocol: u8) -> (IpHeaders, Packet) {
    let (source, destination): ([u8; 4], [u8; 4]) = (
        std::array::from_fn(|_| rng.u8(..)),
        std::array::from_fn(|_| rng.u8(..)),
    );
    let (tos, id, ttl, keep) = (rng.u8(..), rng.u16(..), rng.u8(..), rng.bool());
    let mut header =
        Ipv4Header::new(0, ttl, IpNumber(protocol), source, destination).expect("a short payload");
    header.dscp = (tos >> 2).try_into().expect("six bits");
    header.ecn = (tos & 3).try_into().expect("two bits");
    header.identification = id;
    header.dont_fragment = keep;
    header.fragment_offset = IpFragOffset::ZERO;
    let ours = layer(
        "IP",
        &[
            ("tos", int(tos)),
            ("id", int(id)),
            ("flags", int(i64::from(keep) * 2)),
            ("ttl", int(ttl)),
            ("src", FieldValue::Ip4(source)),
            ("dst", FieldValue::Ip4(destination)),
        ],
    );
    (IpHeaders::Ipv4(header, Default::default()), ours)
}

fn ip6(rng: &mut Rng, protocol: u8) -> (IpHeaders, Packet) {
    let (source, destination): ([u8; 16], [u8; 16]) = (
        std::array::from_fn(|_| rng.u8(..)),
        std::array::from_fn(|_| rng.u8(..)),
    );
    let (class, label, hops) = (rng.u8(..), rng.u32(..1 << 20), rng.u8(..));
    let header = Ipv6Header {
        traffic_class: class,
        flow_label: Ipv6FlowLabel::try_new(label).expect("twenty bits"),
        payload_length: 0,
        next_header: IpNumber(protocol),
        hop_limit: hops,
        source,
        destination,
    };
    let ours = layer(
        "IPv6",
        &[
            ("tc", int(class)),
            ("fl", int(label)),
            ("hlim", int(hops)),
            ("src", FieldValue::Ip6(source.into())),
            ("dst", FieldValue::Ip6(destination.into())),
        ],
    );
    (IpHeaders::Ipv6(header, Default::default()), ours)
}

/// The octets that etherparse's builder makes.
macro_rules! built {
    ($below:expr, $payload:expr, |$step:ident| $transport:expr) => {{
        let (source, destination) = $below.ethernet;
        let mut out = Vec::new();
        let builder = PacketBuilder::ethernet2(source, destination);
        let $step = match $below.vlan {
            Some((prio, dei, id)) => builder
                .vlan(etherparse::VlanHeader::Single(
                    etherparse::SingleVlanHeader {
                        pcp: VlanPcp::try_new(prio).expect("three bits"),
                        drop_eligible_indicator: dei,
                        vlan_id: VlanId::try_new(id).expect("twelve bits"),
                        ether_type: EtherType(0),
                    },
                ))
                .ip($below.ip.clone()),
            None => builder.ip($below.ip.clone()),
        };
        $transport
            .write(&mut out, $payload)
            .expect("a packet that fits");
        out
    }};
}

fn same(ours: &Packet, theirs: &[u8]) -> Packet {
    let octets = ours.build().expect("values that fit");
    assert_eq!(octets, theirs, "{ours:?}");
    assert_eq!(judge(&octets, Start::Ethernet), [], "{ours:?}");
    let again = Packet::dissect(ours.proto(), &octets).expect("a header");
    assert_eq!(again.build().expect("octets"), octets);
    again
}

/// The network fields that we read are etherparse's.
fn network_agrees(packet: &Packet, sliced: &SlicedPacket<'_>) {
    match &sliced.net {
        Some(NetSlice::Ipv4(ip)) => {
            let header = ip.header();
            assert_eq!(number(packet, "ihl"), i64::from(header.ihl()));
            assert_eq!(number(packet, "len"), i64::from(header.total_len()));
            assert_eq!(number(packet, "ttl"), i64::from(header.ttl()));
            assert_eq!(number(packet, "proto"), i64::from(header.protocol().0));
            let ip = packet.getlayer_named("IP", 1).expect("IP");
            assert_eq!(number(&ip, "chksum"), i64::from(header.header_checksum()));
            assert_eq!(ip.get("src").ok(), Some(FieldValue::Ip4(header.source())));
            assert_eq!(
                ip.get("dst").ok(),
                Some(FieldValue::Ip4(header.destination()))
            );
        }
        Some(NetSlice::Ipv6(ip)) => {
            let header = ip.header();
            assert_eq!(number(packet, "plen"), i64::from(header.payload_length()));
            assert_eq!(number(packet, "nh"), i64::from(header.next_header().0));
            assert_eq!(number(packet, "hlim"), i64::from(header.hop_limit()));
            assert_eq!(number(packet, "fl"), i64::from(header.flow_label().value()));
        }
        other => panic!("not IP: {other:?}"),
    }
}

#[test]
fn udp_is_etherparses() {
    let mut rng = Rng::with_seed(1);
    for _ in 0..CASES {
        let below = below(&mut rng, 17);
        let (sport, dport, payload) = (rng.u16(..), rng.u16(..), octets(&mut rng, 60));
        let theirs = built!(below, &payload, |step| step.udp(sport, dport));
        let ours = below
            .ours
            .stacked(&layer(
                "UDP",
                &[("sport", int(sport)), ("dport", int(dport))],
            ))
            .stacked_octets(&payload);
        let again = same(&ours, &theirs);
        let sliced = SlicedPacket::from_ethernet(&theirs).expect("well-formed");
        network_agrees(&again, &sliced);
        let Some(TransportSlice::Udp(udp)) = sliced.transport else {
            panic!("UDP")
        };
        let ours = again.getlayer_named("UDP", 1).expect("UDP");
        assert_eq!(number(&ours, "sport"), i64::from(udp.source_port()));
        assert_eq!(number(&ours, "len"), i64::from(udp.length()));
        assert_eq!(number(&ours, "chksum"), i64::from(udp.checksum()));
    }
}

#[test]
fn tcp_is_etherparses() {
    let mut rng = Rng::with_seed(2);
    for _ in 0..CASES {
        let below = below(&mut rng, 6);
        let payload = octets(&mut rng, 60);
        let mut header = TcpHeader::new(rng.u16(..), rng.u16(..), rng.u32(..), rng.u16(..));
        let flags = rng.i64(..512);
        header.acknowledgment_number = rng.u32(..);
        header.urgent_pointer = rng.u16(..);
        (header.fin, header.syn, header.rst) = (flags & 1 != 0, flags & 2 != 0, flags & 4 != 0);
        (header.psh, header.ack, header.urg) = (flags & 8 != 0, flags & 16 != 0, flags & 32 != 0);
        (header.ece, header.cwr, header.ns) = (flags & 64 != 0, flags & 128 != 0, flags & 256 != 0);
        let (mss, shift, stamp) = (rng.u16(..), rng.u8(..), (rng.u32(..), rng.u32(..)));
        let mut options = Vec::new();
        let mut raw = Vec::new();
        let pair = |name, value| FieldValue::tuple(vec![FieldValue::text(name), value]);
        if rng.bool() {
            options.push(pair("MSS", int(mss)));
            raw.extend([2, 4]);
            raw.extend(mss.to_be_bytes());
        }
        if rng.bool() {
            options.push(pair("NOP", FieldValue::None));
            options.push(pair("WScale", int(shift)));
            raw.extend([1, 3, 3, shift]);
        }
        if rng.bool() {
            let numbers = FieldValue::tuple(vec![int(stamp.0), int(stamp.1)]);
            options.push(pair("Timestamp", numbers));
            raw.extend([8, 10]);
            raw.extend(stamp.0.to_be_bytes());
            raw.extend(stamp.1.to_be_bytes());
            options.push(pair("SAckOK", FieldValue::octets(b"")));
            raw.extend([4, 2]);
        }
        header.set_options_raw(&raw).expect("few options");
        let theirs = built!(below, &payload, |step| step.tcp_header(header.clone()));
        let ours = layer(
            "TCP",
            &[
                ("sport", int(header.source_port)),
                ("dport", int(header.destination_port)),
                ("seq", int(header.sequence_number)),
                ("ack", int(header.acknowledgment_number)),
                ("flags", int(flags)),
                ("window", int(header.window_size)),
                ("urgptr", int(header.urgent_pointer)),
                ("options", FieldValue::list(options)),
            ],
        );
        let again = same(&below.ours.stacked(&ours).stacked_octets(&payload), &theirs);
        let sliced = SlicedPacket::from_ethernet(&theirs).expect("well-formed");
        network_agrees(&again, &sliced);
        let Some(TransportSlice::Tcp(tcp)) = sliced.transport else {
            panic!("TCP")
        };
        let ours = again.getlayer_named("TCP", 1).expect("TCP");
        assert_eq!(number(&ours, "seq"), i64::from(tcp.sequence_number()));
        assert_eq!(number(&ours, "dataofs"), i64::from(tcp.data_offset()));
        assert_eq!(
            number(&ours, "flags") & 0x12,
            i64::from(tcp.ack()) << 4 | i64::from(tcp.syn()) << 1
        );
        assert_eq!(number(&ours, "chksum"), i64::from(tcp.checksum()));
    }
}

#[test]
fn echo_requests_are_etherparses() {
    let mut rng = Rng::with_seed(3);
    for _ in 0..CASES {
        let (id, seq, payload) = (rng.u16(..), rng.u16(..), octets(&mut rng, 60));
        let mut below = below(&mut rng, 1);
        let fields = [("id", int(id)), ("seq", int(seq))];
        let (theirs, ours) = if let IpHeaders::Ipv6(header, _) = &mut below.ip {
            header.next_header = IpNumber::IPV6_ICMP;
            let theirs = built!(below, &payload, |step| step.icmpv6_echo_request(id, seq));
            let echo = layer("ICMPv6EchoRequest", &fields);
            echo.set("data", FieldValue::octets(&payload))
                .expect("octets");
            (theirs, below.ours.stacked(&echo))
        } else {
            let theirs = built!(below, &payload, |step| step.icmpv4_echo_request(id, seq));
            (
                theirs,
                below
                    .ours
                    .stacked(&layer("ICMP", &fields))
                    .stacked_octets(&payload),
            )
        };
        let again = same(&ours, &theirs);
        assert_eq!(
            number(&again.lastlayer().firstlayer(), "seq"),
            i64::from(seq)
        );
    }
}

#[test]
fn arp_is_etherparses() {
    let mut rng = Rng::with_seed(4);
    for _ in 0..CASES {
        let macs: [[u8; 6]; 4] = std::array::from_fn(|_| std::array::from_fn(|_| rng.u8(..)));
        let ips: [[u8; 4]; 2] = std::array::from_fn(|_| std::array::from_fn(|_| rng.u8(..)));
        let operation = rng.u16(1..10);
        let arp = ArpPacket::new(
            ArpHardwareId::ETHERNET,
            EtherType::IPV4,
            ArpOperation(operation),
            &macs[2],
            &ips[0],
            &macs[3],
            &ips[1],
        )
        .expect("lengths that agree");
        let mut theirs = Vec::new();
        PacketBuilder::ethernet2(macs[0], macs[1])
            .arp(arp)
            .write(&mut theirs)
            .expect("a packet that fits");
        let ours = layer(
            "Ether",
            &[
                ("src", FieldValue::Mac(macs[0])),
                ("dst", FieldValue::Mac(macs[1])),
            ],
        )
        .stacked(&layer(
            "ARP",
            &[
                ("op", int(operation)),
                ("hwsrc", FieldValue::Mac(macs[2])),
                ("psrc", FieldValue::Ip4(ips[0])),
                ("hwdst", FieldValue::Mac(macs[3])),
                ("pdst", FieldValue::Ip4(ips[1])),
            ],
        ));
        let again = same(&ours, &theirs);
        assert_eq!(again.get("psrc").ok(), Some(FieldValue::Ip4(ips[0])));
        assert_eq!(number(&again, "op"), i64::from(operation));
    }
}
