//! Capture files: what Scapy 2.8 writes is read and written octet for octet; what is cut off or
//! garbage is read as far as it goes.

use std::io::Write;
use std::path::{Path, PathBuf};

use pkt::link::files::{Options, Order, Reader, Writer};
use pkt::link::{Error, LinkType, Stamp};

/// `Ether(dst=…,src=…)/IP(src="1.1.1.1",dst="2.2.2.2")/ICMP()`
const FRAME: &str =
    "02fc0000000502fc0000000108004500001c00010000400174db01010101020202020800f7ff00000000";

/// Scapy 2.8: `wrpcap(…, [p])` with `p.time = 1700000000.123456`.
fn pcap() -> Vec<u8> {
    hex(&format!(
        "d4c3b2a1020004000000000000000000ffff000001000000\
         00f1536540e201002a0000002a000000{FRAME}"
    ))
}

/// Scapy 2.8: `wrpcapng(…, [p])` with `p.comments = [b"hi there"]`.
fn pcapng() -> Vec<u8> {
    hex(&format!(
        "0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000\
         0100000014000000010000000000040014000000\
         060000005c00000000000000240a0600402220182a0000002a000000{FRAME}0000\
         01000800686920746865726500000000\
         5c000000"
    ))
}

const TIME: Stamp = Stamp::new(1_700_000_000, 123_456_000);

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let pair = |pair: &[u8]| {
        u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hexadecimal")
    };
    digits.chunks(2).map(pair).collect()
}

struct Packet {
    octets: Vec<u8>,
    time: Stamp,
    wire_len: u32,
    link_type: LinkType,
    comments: Vec<Vec<u8>>,
}

/// All packets, and the error that ended them.
fn read(octets: &[u8]) -> (Vec<Packet>, Option<Error>) {
    let mut packets = Vec::new();
    let mut reader = match Reader::new(Box::new(std::io::Cursor::new(octets.to_vec()))) {
        Ok(reader) => reader,
        Err(error) => return (packets, Some(error)),
    };
    while let Some(record) = reader.next() {
        match record {
            Ok(record) => packets.push(Packet {
                octets: record.octets.to_vec(),
                time: record.time,
                wire_len: record.wire_len,
                link_type: record.link_type,
                comments: record.comments().map(<[u8]>::to_vec).collect(),
            }),
            Err(error) => {
                assert!(reader.next().is_none(), "an error is the end");
                return (packets, Some(error));
            }
        }
    }
    (packets, None)
}

fn whole(octets: &[u8]) -> Vec<Packet> {
    let (packets, error) = read(octets);
    assert!(
        error.is_none(),
        "{}",
        error.map_or(String::new(), |error| error.to_string())
    );
    packets
}

fn temporary(name: &str) -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join(name);
    (directory, path)
}

fn written(link_type: LinkType, options: Options, comments: &[&[u8]]) -> Vec<u8> {
    let (_directory, path) = temporary("x.pcap");
    let mut writer = Writer::create(&path, link_type, options).expect("it can be made");
    let frame = hex(FRAME);
    writer
        .write_record(&frame, TIME, frame.len() as u32, link_type, comments)
        .expect("it is written");
    writer.finish().expect("it is written");
    std::fs::read(&path).expect("it is there")
}

fn gzip(octets: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(octets).expect("memory");
    out.finish().expect("memory")
}

#[test]
fn what_scapy_writes_is_read() {
    for (file, comments) in [(pcap(), 0), (pcapng(), 1)] {
        for octets in [file.clone(), gzip(&file)] {
            let packets = whole(&octets);
            assert_eq!(packets.len(), 1);
            assert_eq!(packets[0].octets, hex(FRAME));
            assert_eq!((packets[0].time, packets[0].wire_len), (TIME, 42));
            assert_eq!(packets[0].link_type, LinkType::ETHERNET);
            assert_eq!(packets[0].comments.len(), comments);
        }
    }
    assert_eq!(whole(&pcapng())[0].comments[0], b"hi there");
}

#[test]
fn what_is_written_equals_scapys() {
    let options = Options {
        order: Order::Little,
        ..Options::default()
    };
    assert_eq!(written(LinkType::ETHERNET, options, &[]), pcap());
    let ng = Options {
        pcapng: true,
        ..options
    };
    assert_eq!(written(LinkType::ETHERNET, ng, &[b"hi there"]), pcapng());
}

#[test]
fn every_option_is_read_back() {
    for nano in [false, true] {
        for gzip in [false, true] {
            for pcapng in [false, true] {
                for link_type in [LinkType::ETHERNET, LinkType::RAW, LinkType::RADIOTAP] {
                    let options = Options {
                        nano,
                        gzip,
                        pcapng,
                        sync: true,
                        ..Options::default()
                    };
                    let file = written(link_type, options, &[]);
                    let packets = whole(&file);
                    assert_eq!(packets.len(), 1, "{options:?}");
                    assert_eq!((packets[0].time, packets[0].link_type), (TIME, link_type));
                    assert_eq!(packets[0].octets, hex(FRAME));
                }
            }
        }
    }
}

#[test]
fn appending_goes_on_in_the_files_own_way() {
    for first in [
        Options::default(),
        Options {
            nano: true,
            ..Options::default()
        },
        Options {
            gzip: true,
            ..Options::default()
        },
        Options {
            pcapng: true,
            ..Options::default()
        },
    ] {
        let (_directory, path) = temporary("x.pcap");
        for round in 1..=3u8 {
            let options = Options {
                append: true,
                gzip: first.gzip,
                ..Options::default()
            };
            let options = if round == 1 {
                Options {
                    append: true,
                    ..first
                }
            } else {
                options
            };
            let mut writer =
                Writer::create(&path, LinkType::ETHERNET, options).expect("it can be gone on");
            writer.write(&[round; 20], TIME).expect("it is written");
            writer.finish().expect("it is written");
        }
        let packets = whole(&std::fs::read(&path).expect("it is there"));
        let firsts: Vec<u8> = packets.iter().map(|packet| packet.octets[0]).collect();
        assert_eq!(firsts, [1, 2, 3], "{first:?}");
        assert!(packets.iter().all(|packet| packet.time == TIME));
    }
}

#[test]
fn a_pcapng_mixes_link_types() {
    let options = Options {
        pcapng: true,
        ..Options::default()
    };
    let (_directory, path) = temporary("x.pcapng");
    let mut writer = Writer::create(&path, LinkType::ETHERNET, options).expect("it can be made");
    for link_type in [
        LinkType::ETHERNET,
        LinkType::RAW,
        LinkType::ETHERNET,
        LinkType::NULL,
    ] {
        writer
            .write_record(&[7; 9], TIME, 90, link_type, &[])
            .expect("it is written");
    }
    writer.finish().expect("it is written");
    let packets = whole(&std::fs::read(&path).expect("it is there"));
    let link_types: Vec<u32> = packets.iter().map(|packet| packet.link_type.0).collect();
    assert_eq!(link_types, [1, 101, 1, 0]);
    assert!(
        packets
            .iter()
            .all(|packet| packet.wire_len == 90 && packet.octets == [7; 9])
    );
}

/// A capture of some mebibytes whose frames are of every length, one of them of 3 MiB; in a pcapng
/// of several link types, some with comments.
fn long_capture(path: &Path, options: Options) {
    let pcapng = options.pcapng;
    let mut writer = Writer::create(path, LinkType::ETHERNET, options).expect("it can be made");
    let mut state = 1_u32;
    for number in 0..6_000_u32 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let length = if number == 4_000 {
            3 << 20
        } else {
            (state >> 16) as usize % 3_000
        };
        let octets: Vec<u8> = (0..length).map(|at| (at as u32 ^ number) as u8).collect();
        let link_type = match number % 7 {
            0 if pcapng => LinkType::RAW,
            _ => LinkType::ETHERNET,
        };
        let comments: &[&[u8]] = match number % 11 {
            0 if pcapng => &[b"hi"],
            _ => &[],
        };
        let time = Stamp::new(i64::from(number) + 1, 0);
        writer
            .write_record(&octets, time, length as u32, link_type, comments)
            .expect("it is written");
    }
    writer.finish().expect("it is written");
}

/// What a script sees of each packet, read at once and one by one.
const EACH_PACKET: &str = "
import sys
def seen(p):
    return (p.time, p.wirelen, p.__class__.__name__, p.comment, bytes(p))
name = sys.argv[1]
apart = [seen(p) for p in PcapReader(name)]
all = rdpcap(name)
print(len(all), all.__class__.__name__, [seen(p) for p in all] == apart)
some = rdpcap(name, 5000)
print(len(some), [seen(p) for p in some] == apart[:5000])
";

#[test]
fn a_long_capture_is_kept_where_it_was_read() {
    let (directory, script) = temporary("seen.py");
    std::fs::write(&script, EACH_PACKET).expect("it is written");
    for (name, pcapng, gzip) in [
        ("a.pcap", false, false),
        ("b.pcapng", true, false),
        ("c.pcapng.gz", true, true),
    ] {
        let path = directory.path().join(name);
        let options = Options {
            pcapng,
            gzip,
            ..Options::default()
        };
        long_capture(&path, options);
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_pkt"))
            .arg(&script)
            .arg(&path)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&run.stdout);
        assert_eq!(said, "6000 PacketList True\n5000 True\n", "{name}: {run:?}");
    }
}

#[test]
fn a_cut_capture_gives_what_it_has_and_the_place() {
    let one = pcap();
    let two: Vec<u8> = [&one[..], &one[24..]].concat();
    // Whole, then 10 octets of the second packet.
    let (packets, error) = read(&two[..one.len() + 16 + 10]);
    assert_eq!(packets.len(), 2);
    assert_eq!(packets[1].octets, hex(FRAME)[..10]);
    let text = error.expect("it is cut").to_string();
    assert_eq!(
        text,
        format!(
            "the capture ends within a packet: 10 of 42 octets; all that could be read was \
             (at octet {})",
            one.len() + 26
        )
    );
    let (packets, error) = read(&two[..one.len() + 5]);
    assert_eq!(packets.len(), 1);
    let text = error.expect("it is cut").to_string();
    assert_eq!(
        text,
        format!(
            "the capture ends within a packet header: 5 of 16 octets (at octet {})",
            one.len()
        )
    );
    let (packets, error) = read(&pcapng()[..120]);
    assert_eq!(packets.len(), 1);
    assert!(error.is_some());
}

#[test]
fn what_is_no_capture_is_said() {
    for (octets, expected) in [
        (b"".as_slice(), "No data could be read! (at octet 0)"),
        (
            b"hello",
            "Not a supported capture file (it begins with 68 65 6c 6c; pcap and pcapng do not) (at octet 0)",
        ),
        (
            b"\xd4\xc3\xb2\xa1\x02\x00",
            "Invalid pcap file (its header ends after 6 of 24 octets) (at octet 6)",
        ),
    ] {
        let (packets, error) = read(octets);
        assert!(packets.is_empty());
        assert_eq!(error.expect("it is none").to_string(), expected);
    }
    let error = Reader::open(Path::new("/nonexistent/x.pcap"))
        .err()
        .expect("it is not there");
    assert_eq!(
        error.to_string(),
        "[Errno 2] No such file or directory: '/nonexistent/x.pcap'"
    );
}

#[test]
fn both_byte_orders_and_all_resolutions_are_read() {
    let mut big = hex("a1b2c3d4 0002 0004 00000000 00000000 0000ffff 00000065");
    big.extend(1_700_000_000u32.to_be_bytes());
    big.extend(123_456u32.to_be_bytes());
    big.extend(3u32.to_be_bytes());
    big.extend(9u32.to_be_bytes());
    big.extend([1, 2, 3]);
    let packets = whole(&big);
    assert_eq!((packets[0].time, packets[0].wire_len), (TIME, 9));
    assert_eq!(packets[0].link_type, LinkType::RAW);

    // A pcapng in big-endian order whose interface counts in 2^-10 s from 1000 s.
    let mut ng = Vec::new();
    let mut block = |kind: u32, body: &[u8]| {
        let length = body.len() as u32 + 12;
        ng.extend(kind.to_be_bytes());
        ng.extend(length.to_be_bytes());
        ng.extend(body);
        ng.extend(length.to_be_bytes());
    };
    block(0x0a0d_0d0a, &hex("1a2b3c4d00010000ffffffffffffffff"));
    let options = "0002000465746830 000900018a000000 000e000800000000000003e8 00000000";
    block(1, &hex(&format!("0065000000000000{options}")));
    block(0x0bad, b"skipped!");
    block(6, &hex("000000000000000000000600000000020000000201020000"));
    block(3, &hex("00000003 01020300"));
    let mut reader = Reader::new(Box::new(std::io::Cursor::new(ng))).expect("it is a pcapng");
    let first = reader.next().expect("there is one").expect("it is whole");
    assert_eq!(
        (first.octets, first.time),
        ([1u8, 2].as_slice(), Stamp::new(1001, 500_000_000))
    );
    let second = reader.next().expect("there is one").expect("it is whole");
    assert_eq!(
        (second.octets, second.time),
        ([1u8, 2, 3].as_slice(), Stamp::default())
    );
    assert!(reader.next().is_none());
    assert_eq!(reader.interfaces()[0].name.as_deref(), Some("eth0"));
    assert_eq!(reader.link_type(), Some(LinkType::RAW));
}

/// The bits above the number of the link type: those that count octets of check sequences mean
/// something only where bit 26 says so.
#[test]
fn the_bits_of_check_sequences_are_no_part_of_the_link_type() {
    let link_type = |number: u32| {
        let mut file = pcap();
        file[20..24].copy_from_slice(&number.to_le_bytes());
        whole(&file)[0].link_type
    };
    assert_eq!(link_type(0x4400_0001), LinkType::ETHERNET);
    assert_eq!(link_type(0x3000_0001), LinkType(0x3000_0001));
    assert_eq!(LinkType(0x3000_0001).to_string(), "EN10MB");
}

/// Damaged captures: no panic, no endless loop, no memory beyond the file's size.
#[test]
fn twenty_thousand_damaged_captures_are_read_to_some_end() {
    let mut random = fastrand::Rng::with_seed(2);
    let one = pcap();
    let seeds = [
        [&one[..], &one[24..]].concat(),
        [pcapng(), pcapng()].concat(),
        gzip(&pcapng()),
    ];
    for round in 0..20_000 {
        let mut octets = seeds[round % seeds.len()].clone();
        for _ in 0..random.usize(1..6) {
            let at = random.usize(..octets.len());
            octets[at] = if random.bool() { random.u8(..) } else { 0xff };
        }
        octets.truncate(random.usize(..=octets.len()));
        let (packets, _) = read(&octets);
        assert!(
            packets
                .iter()
                .map(|packet| packet.octets.len())
                .sum::<usize>()
                <= 1 << 20
        );
    }
}
