//! The demos and exercises, each run between hosts; what another host saw or said is the judge.
//!
//! The judges can be judged: with `PKT_DEMO_PYTHON=python` (one that has Scapy) Scapy runs the
//! examples instead of us.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use support::child::we_are_root;
use support::frames::Frame;
use support::needs;
use support::net::{Host, Net, under_scapy};
use support::process::PATIENCE;
use support::terminal::Terminal;

/// The first host of a new classroom, or the end of the test where that cannot be.
macro_rules! classroom {
    ($test:literal) => {
        match Net::classroom($test) {
            Some(net) => net,
            None => return,
        }
    };
}

#[test]
fn the_hosts_of_these_tests_are_what_they_should_be() {
    let net = classroom!("the classroom");
    let record = net.host("attacker").record("eth0", "icmp");
    let said = net.host("alice").run(&["ping", "-c1", "-W2", "10.9.0.6"]);
    assert!(said.contains(" 0% packet loss"), "{said}");
    record.wait_for(2);
    let heard = record.stop();
    assert_eq!([heard[0].icmp_type(), heard[1].icmp_type()], [8, 0]);
    assert_eq!(
        (heard[0].mac_source(), heard[0].ttl()),
        ("02:42:0a:09:00:05".to_owned(), 64)
    );
    assert!(heard.iter().all(Frame::sums_are_right));
    let Some(chain) = Net::chain("the chain") else {
        return;
    };
    let said = chain.host("alice").run(&["ping", "-c1", "-W2", "10.0.4.2"]);
    assert!(said.contains("ttl=60"), "{said}");
}

#[test]
fn a01_a_udp_datagram_by_socket_is_printed_by_nc() {
    let net = classroom!("a01");
    let nc = net.host("bob").start(&["nc", "-d", "-l", "-u", "9090"]);
    nc.wait_for_port("udp", 9090);
    net.host("attacker")
        .example("a01-udp-sender", &["10.9.0.6"])
        .wait()
        .well();
    nc.wait_for("Hello world!");
}

#[test]
fn a02_a_udp_receiver_tells_senders_apart_by_their_ports() {
    let net = classroom!("a02");
    let bob = net.host("bob");
    let receiver = bob.example("a02-udp-receiver", &[]);
    receiver.wait_for_port("udp", 9090);
    say_by_udp(&bob, 53072, "127.0.0.1:9090", "hello");
    say_by_udp(&bob, 53073, "127.0.0.1:9090", "hello again");
    receiver
        .wait_for("127.0.0.1:53072 hello\n")
        .wait_for("127.0.0.1:53073 hello again\n");
    let ended = receiver.interrupt();
    // Python dies of the signal itself, which shells show as 130 too.
    assert_eq!(ended.status.code().unwrap_or(130), 130, "{}", ended.said);
}

#[test]
fn a02_typed_at_the_prompt() {
    let net = classroom!("a02 typed");
    let bob = net.host("bob");
    let mut terminal = Terminal::open(&bob);
    terminal.ask("import socket");
    terminal.ask("sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)");
    terminal.ask("sock.bind((\"0.0.0.0\", 9090))");
    terminal.line("while (True):");
    terminal.wait_for("... ");
    terminal.line("    msg, (ip, port) = sock.recvfrom(1500)");
    terminal.line("    print(f\"{ip}:{port} {msg.decode('utf-8')}\")");
    terminal.line("");
    // The loop runs when the block is complete; until then the datagram waits in the socket.
    say_by_udp(&bob, 53072, "127.0.0.1:9090", "hello");
    terminal.wait_for("127.0.0.1:53072 hello");
    terminal.interrupt();
    terminal.wait_for("KeyboardInterrupt");
    let said = terminal.ask("sock.close()");
    assert!(!said.contains("Error"), "{said}");
    terminal.leave();
}

#[test]
fn a03_a_socket_that_waits_too_long_says_so_and_closes() {
    let net = classroom!("a03");
    let said = net
        .host("attacker")
        .example("a03-udp-timeout", &["0.3"])
        .wait()
        .well();
    assert_eq!(said, "timed out: no datagram in 0.3 seconds\nclosed\n");
}

#[test]
fn a04_the_chat_server_answers_nc_in_upper_case() {
    let net = classroom!("a04 server");
    let server = net.host("bob").example("a04-chat-server", &[]);
    server.wait_for_port("udp", 9090);
    let mut nc = net.host("alice").start(&["nc", "-u", "10.9.0.6", "9090"]);
    nc.type_in("hello from nc\n");
    nc.wait_for("HELLO FROM NC\n");
    server.wait_for(" says hello from nc\n");
}

#[test]
fn a04_the_chat_client_understands_its_server() {
    let net = classroom!("a04 both");
    let server = net.host("bob").example("a04-chat-server", &[]);
    server.wait_for_port("udp", 9090);
    let mut client = net.host("alice").example("a04-chat-client", &["10.9.0.6"]);
    client.type_in("grüß dich\n");
    client.wait_for("GRÜSS DICH");
    client.type_in("bye\n");
    client.wait().well();
    assert!(server.wait().well().contains("10.9.0.5:"));
}

#[test]
fn a04_the_chat_client_shows_what_nc_types() {
    let net = classroom!("a04 client");
    let mut nc = net.host("bob").start(&["nc", "-l", "-u", "9090"]);
    nc.wait_for_port("udp", 9090);
    let mut client = net.host("alice").example("a04-chat-client", &["10.9.0.6"]);
    client.type_in("anybody there?\n");
    nc.wait_for("anybody there?\n");
    nc.type_in("only nc\n");
    client.wait_for("only nc\n");
}

/// Lines of Scapy 2.8.0.
const LS: [&str; 6] = [
    "dst        : DestMACField                        = ('None')",
    "type       : XShortEnumField                     = ('36864')",
    "flags      : FlagsField                          = ('<Flag 0 ()>')",
    "options    : PacketListField                     = ('[]')",
    "flags      : FlagsField                          = ('<Flag 2 (S)>')",
    "options    : TCPOptionsField                     = (\"b''\")",
];

#[test]
fn a05_ls_lists_fields_types_and_defaults() {
    let net = classroom!("a05");
    let said = net.host("attacker").example("a05-ls", &[]).wait().well();
    for line in LS {
        assert!(said.contains(line), "{line} is not in {said}");
    }
    assert!(
        said.contains("ttl        : ByteField                           = 10              ('64')")
    );
    assert!(said.contains("ICMP       : ICMP"), "{said}");
}

#[test]
fn a05_typed_at_the_prompt() {
    let net = classroom!("a05 typed");
    let mut terminal = Terminal::open(&net.host("attacker"));
    let said = terminal.ask("ls(Ether)") + &terminal.ask("ls(IP)") + &terminal.ask("ls(TCP)");
    for line in LS {
        assert!(said.contains(line), "{line} is not in {said}");
    }
    assert!(terminal.ask("ls()").contains("ICMP       : ICMP"));
    terminal.leave();
}

/// A whole ping as `show` has it: Ethernet to Raw.
fn shows_a_ping(said: &str) {
    for line in [
        "###[ Ethernet ]###",
        "  dst       = 02:42:0a:09:00:01",
        "  src       = 02:42:0a:09:00:06",
        "  type      = IPv4",
        "###[ IP ]###",
        "     proto     = icmp",
        "     src       = 10.9.0.6",
        "     dst       = 10.9.0.1",
        "     \\options   \\",
        "###[ ICMP ]###",
        "        type      = echo-request",
        "###[ Raw ]###",
        "           load      = b'",
    ] {
        assert!(said.contains(line), "{line:?} is not in {said}");
    }
}

#[test]
fn a06_a_sniffer_shows_each_captured_ping() {
    let net = classroom!("a06");
    let sniffer = net.host("attacker").example("a06-sniffer", &["eth0", "4"]);
    wait_until_it_sniffs(&sniffer);
    let _ping = net.host("bob").start(&["ping", "-i", "0.3", "10.9.0.1"]);
    let said = sniffer.wait().well();
    shows_a_ping(&said);
    for number in 1..=4 {
        assert!(
            said.contains(&format!("{}\n{number}\n###[ Ethernet ]###", "-".repeat(40))),
            "{said}"
        );
    }
    assert!(!said.contains("\n5\n"));
}

#[test]
fn a06_typed_at_the_prompt() {
    let net = classroom!("a06 typed");
    let mut terminal = Terminal::open(&net.host("attacker"));
    terminal.ask("count = 0");
    for line in [
        "def process_packet(pkt):",
        "    global count",
        "    count += 1",
        "    print('-'*40)",
        "    print(count)",
        "    pkt.show()",
        "",
    ] {
        terminal.line(line);
    }
    let _ping = net.host("bob").start(&["ping", "-i", "0.3", "10.9.0.1"]);
    let said =
        terminal.ask("sniff(iface='eth0', filter='icmp or udp', count=2, prn=process_packet)");
    shows_a_ping(&said);
    assert!(
        said.contains("<Sniffed: TCP:0 UDP:0 ICMP:2 Other:0>"),
        "{said}"
    );
    terminal.leave();
}

#[test]
fn a07_a_spoofed_datagram_arrives_with_right_lengths_and_sums() {
    let net = classroom!("a07");
    let record = net.host("bob").record("eth0", "udp");
    let said = net
        .host("attacker")
        .example("a07-spoofed-udp", &[])
        .wait()
        .well();
    assert!(
        said.contains("  src       = 1.2.3.4\n") && said.contains("load      = b'Hello UDP!\\n'"),
        "{said}"
    );
    record.wait_for(1);
    let frames = record.stop();
    assert_eq!(frames.len(), 1, "{frames:?}");
    let frame = &frames[0];
    assert_eq!(
        (frame.source().as_str(), frame.destination().as_str()),
        ("1.2.3.4", "10.9.0.6")
    );
    assert_eq!((frame.ports(), frame.total_length()), ((8888, 9090), 39));
    assert_eq!(frame.text(), "Hello UDP!\n");
    assert!(frame.sums_are_right());
}

#[test]
fn a08_a_phantom_host_answers_to_ping() {
    let net = classroom!("a08");
    let spoofer = net.host("attacker").example("a08-sniff-and-spoof", &[]);
    wait_until_it_sniffs(&spoofer);
    let ping = net
        .host("alice")
        .start(&["ping", "-i", "0.3", "-c", "60", "1.2.3.4"]);
    ping.wait_for("bytes from 1.2.3.4: icmp_seq=")
        .wait_for("time=");
    spoofer
        .wait_for("Original packet: 10.9.0.5 -> 1.2.3.4\nSpoofed packet:  1.2.3.4 -> 10.9.0.5\n");
    // One more, to see that it answers each, and that ping finds its own data in the answer.
    let before = answers(&ping.said());
    let began = Instant::now();
    while answers(&ping.said()) < before + 2 {
        assert!(began.elapsed() < PATIENCE, "{}", ping.said());
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(
        !ping.said().contains("wrong data") && !ping.said().contains("DUP"),
        "{}",
        ping.said()
    );
}

fn answers(said: &str) -> usize {
    said.matches("bytes from 1.2.3.4").count()
}

#[test]
fn a09_all_packets_of_both_ways_arrive() {
    let net = classroom!("a09");
    let count = if under_scapy() { 10 } else { 1000 };
    let record = net.host("bob").record("eth0", "udp");
    let said = net
        .host("attacker")
        .example("a09-thousand-packets", &[&count.to_string()])
        .wait()
        .well();
    assert!(
        said.contains("one by one:") && said.contains("one call:"),
        "{said}"
    );
    record.wait_for(2 * count);
    let frames = record.stop();
    assert_eq!(frames.len(), 2 * count);
    assert!(frames.iter().all(Frame::sums_are_right));
}

#[test]
fn a10_packets_from_a_file_go_out_as_they_were_written() {
    let net = classroom!("a10");
    let record = net.host("bob").record("eth0", "udp");
    let file = net.directory.path().join("hybrid.pcap");
    let said = net
        .host("attacker")
        .example("a10-hybrid", &[&file.to_string_lossy()])
        .wait()
        .well();
    assert!(said.contains("written: 100\n"), "{said}");
    assert!(
        said.contains("read:    100 Ether / IP / UDP 1.2.3.1:8888 > 10.9.0.6:9090 / Raw"),
        "{said}"
    );
    // Without tcpreplay, Scapy sends them once only.
    let rounds = if under_scapy() { 1 } else { 2 };
    record.wait_for(100 * rounds);
    let frames = record.stop();
    assert_eq!(frames.len(), 100 * rounds);
    let written = support::frames::read(&file);
    for (at, frame) in frames.iter().enumerate() {
        assert_eq!(frame.octets, written[at % 100].octets);
        assert_eq!(frame.source(), format!("1.2.3.{}", at % 100 + 1));
    }
}

/// Runs our binary as a user without any privilege (where we are root, else as we are).
fn as_an_ordinary_user(arguments: &[&str]) -> support::process::Process {
    let mut argv = Vec::new();
    if we_are_root() {
        argv.extend([
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
        ]);
    }
    argv.push(env!("CARGO_BIN_EXE_pkt"));
    argv.extend(arguments);
    let mut command = std::process::Command::new(argv[0]);
    command
        .args(&argv[1..])
        .env("NO_COLOR", "1")
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    support::process::Process::start(command)
}

#[test]
fn a11_a_web_request_keeps_its_addresses_and_changes_its_frames() {
    if under_scapy() {
        return;
    }
    let arguments = [
        "--lab",
        "examples/labs/two-lans.toml",
        "examples/a11-web-request.pkt",
    ];
    let said = as_an_ordinary_user(&arguments).wait().well();
    assert!(said.contains("Hello from the other side!"), "{said}");
    let rows: Vec<Vec<&str>> = said
        .lines()
        .filter(|line| line.contains("ttl"))
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect()
        })
        .collect();
    assert_eq!(rows.len(), 6, "{said}");
    let (client, r1_left, r1_right) = (
        "02:42:0a:01:00:05",
        "02:42:0a:01:00:01",
        "02:42:0a:00:00:01",
    );
    let (r2_left, r2_right, server) = (
        "02:42:0a:00:00:02",
        "02:42:0a:02:00:01",
        "02:42:0a:02:00:50",
    );
    let cables = [
        (client, r1_left, 64),
        (r1_right, r2_left, 63),
        (r2_right, server, 62),
    ];
    let macs_and_ttl = |row: &Vec<&str>| row.join("  ");
    for (row, (from, to, ttl)) in rows.iter().zip(cables) {
        let row = macs_and_ttl(row);
        assert!(
            row.contains(&format!("{from} > {to}")) && row.ends_with(&format!("ttl {ttl}")),
            "{row}"
        );
        assert!(
            row.contains("10.1.0.5:") && row.contains("> 10.2.0.80:80"),
            "{row}"
        );
    }
    for (row, (to, from, _)) in rows[3..].iter().rev().zip(cables) {
        let row = macs_and_ttl(row);
        assert!(
            row.contains(&format!("{from} > {to}")) && row.contains("10.2.0.80:80 > 10.1.0.5:"),
            "{row}"
        );
    }
}

#[test]
fn the_demo_shows_the_phantom_host_without_root() {
    if under_scapy() {
        return;
    }
    let said = as_an_ordinary_user(&["--lab", "examples/demo-sniff-and-spoof.pkt"])
        .wait()
        .well();
    assert!(said.contains("We are the attacker, 10.9.0.1"), "{said}");
    assert!(said.contains("2 packets transmitted, 0 received"), "{said}");
    assert!(
        said.contains("64 bytes from 10.9.0.99: icmp_seq=4"),
        "{said}"
    );
    assert!(
        said.contains("4 packets transmitted, 4 received, 0% packet loss"),
        "{said}"
    );
    assert!(
        said.contains("spoofed:  Ether / ARP is at 02:42:0a:09:00:01 says 10.9.0.99"),
        "{said}"
    );
}

#[test]
fn every_example_is_judged_here() {
    let examples =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).expect("examples");
    for entry in examples.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".pkt") {
            assert!(
                include_str!("demos.rs").contains(name),
                "{name} has no test"
            );
        }
    }
}

#[test]
fn a12_arp_finds_the_hosts_of_the_network() {
    let net = classroom!("a12");
    let said = net.host("attacker").example("a12-arp", &[]).wait().well();
    assert!(
        said.starts_with("10.9.0.6 is at 02:42:0a:09:00:06\n"),
        "{said}"
    );
    for host in [
        "10.9.0.5 is at 02:42:0a:09:00:05",
        "2 answered, 254 did not",
    ] {
        assert!(said.contains(host), "{said}");
    }
    let table: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("unknown"))
        .collect();
    assert!(
        table
            .iter()
            .any(|line| line.starts_with("02:42:0a:09:00:05  unknown  10.9.0.5")),
        "{said}"
    );
    assert!(
        table
            .iter()
            .any(|line| line.starts_with("02:42:0a:09:00:06  unknown  10.9.0.6")),
        "{said}"
    );
}

#[test]
fn a13_a_filter_lets_through_what_it_lets_through_in_tcpdump() {
    for filter in [
        "icmp",
        "udp and dst port 53",
        "ip[8] < 64 or arp",
        "icmp and host 10.9.0.5",
    ] {
        let net = classroom!("a13");
        let attacker = net.host("attacker");
        let sniffer = attacker.example("a13-filters", &[filter, "6"]);
        let _traffic = [
            net.host("alice")
                .start(&["ping", "-i", "0.2", "-t", "9", "10.9.0.6"]),
            net.host("bob").start(&[
                "sh",
                "-c",
                "while sleep 0.2; do echo miaou | nc -u -q0 10.9.0.1 53; done",
            ]),
        ];
        let record = attacker.record("eth0", filter);
        let said = sniffer.wait().well();
        record.wait_for(6);
        let frames = record.stop();
        let lines: Vec<&str> = said
            .lines()
            .filter(|line| line.starts_with("Ether / "))
            .collect();
        assert_eq!(lines.len(), 6, "{filter}: {said}");
        let matches = |line: &&str, frame: &Frame| match () {
            () if frame.is_arp() => line.contains("ARP"),
            () => line.contains(&frame.source()) && line.contains(&frame.destination()),
        };
        for line in &lines {
            assert!(
                frames.iter().any(|frame| matches(line, frame)),
                "{filter}: {line}: {frames:?}"
            );
        }
        assert!(
            said.contains("0000  02 42 0A 09 00 06 02 42 0A 09 00 01 08 00"),
            "{said}"
        );
    }
}

#[test]
fn a14_byte_order_and_address_classes() {
    let net = classroom!("a14");
    let said = net
        .host("attacker")
        .example("a14-byte-order", &[])
        .wait()
        .well();
    let expected = "\
little endian: efbeadde
big endian:    deadbeef
htonl: 0xefbeadde
ntohl: 0xdeadbeef
htons(80): 20480 = 0x5000
ntohs(htons(80)): 80
10.9.0.5          168361989  class A
127.0.0.1        2130706433  class A
128.230.1.1      2162557185  class B
192.168.60.5     3232250885  class C
224.0.0.251      3758096635  class D
255.255.255.255  4294967295  class E
";
    assert_eq!(said, expected);
}

#[test]
fn b01_ten_packets_from_ten_neighbours_to_ten_ports() {
    let net = classroom!("b01");
    let record = net.host("bob").record(
        "eth0",
        "tcp and src portrange 0-65535 and dst portrange 1024-1033",
    );
    net.host("attacker")
        .example("b01-sender", &["10.9.0.6"])
        .wait()
        .well();
    record.wait_for(10);
    let frames = record.stop();
    assert_eq!(frames.len(), 10, "{frames:?}");
    for (frame, number) in frames.iter().zip(1u16..) {
        assert_eq!(frame.source(), format!("10.9.0.{number}"));
        assert_eq!(
            (frame.destination().as_str(), frame.ports().1),
            ("10.9.0.6", 1023 + number)
        );
        assert!(frame.sums_are_right());
    }
}

#[test]
fn b02_the_receiver_prints_the_ten_and_nothing_else() {
    let net = classroom!("b02");
    let bob = net.host("bob");
    let receiver = bob.example("b02-receiver", &["10.9.0.6"]);
    // All the rest: pings, datagrams to one of the ports, a connection to another port.
    let _noise = net.host("alice").start(&["ping", "-i", "0.2", "10.9.0.6"]);
    let noise =
        "while sleep 0.2; do echo x | nc -u -q0 10.9.0.6 1024; nc -w1 -z 10.9.0.6 2000; done";
    let _more_noise = net.host("alice").start(&["sh", "-c", noise]);
    wait_until_it_sniffs(&receiver);
    net.host("attacker")
        .example("b01-sender", &["10.9.0.6"])
        .wait()
        .well();
    let said = receiver.wait().well();
    let lines: Vec<Vec<&str>> = said.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(lines.len(), 10, "{said}");
    for (line, number) in lines.iter().zip(1..) {
        let (source, port) = (format!("10.9.0.{number}"), (1023 + number).to_string());
        assert_eq!(
            [line[0], line[1], line[3]],
            [source.as_str(), "10.9.0.6", port.as_str()]
        );
        assert!(line[2].parse::<u16>().is_ok());
    }
}

#[test]
fn b03_sets_of_addresses_and_ports_are_all_their_combinations() {
    let net = classroom!("b03");
    let record = net.host("bob").record(
        "eth0",
        "tcp and dst host 10.9.0.6 and dst portrange 1024-1033",
    );
    net.host("attacker")
        .example("b03-one-liners", &["10.9.0.6"])
        .wait()
        .well();
    record.wait_for(18);
    let seen: Vec<(String, u16)> = record
        .stop()
        .iter()
        .map(|frame| (frame.source(), frame.ports().1))
        .collect();
    let mut expected = Vec::new();
    for last in 8..12 {
        expected.extend([1024, 1025].map(|port| (format!("10.9.0.{last}"), port)));
    }
    expected.extend((1024..=1033).map(|port| ("10.9.0.1".to_owned(), port)));
    assert_eq!(seen, expected);
}

/// The source of our own TCP. Scapy needs one that its kernel does not know; we do not.
fn client_address() -> &'static str {
    if under_scapy() {
        "10.9.0.77"
    } else {
        "10.9.0.1"
    }
}

#[test]
fn c01_a_handshake_by_hand_is_accepted_and_nobody_resets() {
    let net = classroom!("c01");
    let bob = net.host("bob");
    let record = bob.record("eth0", "tcp");
    let nc = bob.start(&["nc", "-v", "-n", "-d", "-l", "9090"]);
    nc.wait_for_port("tcp", 9090);
    let client = net
        .host("attacker")
        .example("c01-handshake", &[client_address(), "10.9.0.6", "9090"]);
    let said = client.wait().well();
    assert!(said.contains("connected from port "), "{said}");
    nc.wait_for(&format!("Connection received on {} ", client_address()));
    let frames = record.stop();
    let flags: Vec<String> = frames.iter().map(Frame::flags).collect();
    assert_eq!(&flags[..3], ["S", "SA", "A"], "{frames:?}");
    assert_eq!(frames[2].seq(), frames[1].ack());
    assert_eq!(frames[2].ack(), frames[1].seq().wrapping_add(1));
    // Until the client had ended. What its kernel says to later segments is its own business.
    assert!(
        !flags[..3].iter().any(|flags| flags.contains('R')),
        "{flags:?}"
    );
}

/// The next client; a test without one ends.
fn client_of(listener: &TcpListener) -> TcpStream {
    listener.set_nonblocking(true).expect("a socket of ours");
    let began = Instant::now();
    loop {
        match listener.accept() {
            Ok((stream, _)) => {
                stream.set_nonblocking(false).expect("a socket of ours");
                return stream;
            }
            Err(error) => assert!(began.elapsed() < PATIENCE, "no client: {error}"),
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The server of exercise C: sends a line, checks its hash, closes first, returns its verdict.
fn line_server(listener: &TcpListener) -> String {
    let mut stream = client_of(listener);
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .expect("a timeout");
    let line = "Dear client, your number is 4711.\n";
    stream
        .write_all(line.as_bytes())
        .expect("the line goes out");
    let mut answer = String::new();
    if let Err(error) = BufReader::new(&stream).read_line(&mut answer) {
        return error.to_string();
    }
    let right: String = Sha256::digest(line)
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect();
    if answer == right + "\n" {
        "right".to_owned()
    } else {
        answer
    }
}

/// Runs a client of ours against the line server; its words, the server's verdict and the capture.
fn against_the_line_server(
    net: &Net,
    host: &str,
    client: impl FnOnce() -> String,
) -> (String, String, Vec<Frame>) {
    let server = net.host(host);
    let (interface, address) = if host == "attacker" {
        ("lo", "127.0.0.1:9090")
    } else {
        ("eth0", "10.9.0.6:9090")
    };
    let record = server.record(interface, "tcp");
    let listener = server.within(|| TcpListener::bind(address).expect("bind"));
    let verdict = std::thread::spawn(move || line_server(&listener));
    let said = client();
    let verdict = verdict.join().expect("the server ends");
    (said, verdict, record.stop())
}

#[test]
fn c02_the_hash_of_the_line_is_what_the_server_expects() {
    let net = classroom!("c02");
    let (said, verdict, frames) = against_the_line_server(&net, "bob", || {
        net.host("attacker")
            .example("c02-hash", &[client_address(), "10.9.0.6", "9090"])
            .wait()
            .well()
    });
    assert_eq!(verdict, "right", "{said}");
    assert!(
        said.contains("server: Dear client, your number is 4711.\n"),
        "{said}"
    );
    assert!(said.contains("acknowledged: True"), "{said}");
    let until_hash = frames
        .iter()
        .position(|frame| frame.text().len() == 65)
        .expect("the hash");
    assert!(
        frames[..=until_hash]
            .iter()
            .all(|frame| !frame.flags().contains('R')),
        "{frames:?}"
    );
}

#[test]
fn c03_the_server_closes_first_and_the_close_takes_four_steps() {
    let net = classroom!("c03");
    let (said, verdict, frames) = against_the_line_server(&net, "bob", || {
        net.host("attacker")
            .example("c03-close", &[client_address(), "10.9.0.6", "9090"])
            .wait()
            .well()
    });
    assert_eq!(verdict, "right", "{said}");
    assert!(said.contains("closed: True"), "{said}");
    closed_in_four_steps(&frames, "10.9.0.6");
}

/// FIN from the server, its ACK, FIN from the client, its ACK; no RST, and nothing said twice.
fn closed_in_four_steps(frames: &[Frame], server: &str) {
    let by_server = |frame: &Frame| {
        if server == "127.0.0.1" {
            frame.ports().0 == 9090
        } else {
            frame.source() == server
        }
    };
    let steps: Vec<(bool, String)> = frames
        .iter()
        .map(|frame| (by_server(frame), frame.flags()))
        .collect();
    assert!(
        steps.iter().all(|(_, flags)| !flags.contains('R')),
        "{steps:?}"
    );
    let fins: Vec<&Frame> = frames
        .iter()
        .filter(|frame| frame.flags().contains('F'))
        .collect();
    assert_eq!(fins.len(), 2, "{steps:?}");
    assert!(by_server(fins[0]) && !by_server(fins[1]), "{steps:?}");
    let last = frames.last().expect("frames");
    assert!(by_server(last), "{steps:?}");
    assert_eq!(last.ack(), fins[1].seq().wrapping_add(1));
    assert_eq!(
        fins[1].ack(),
        fins[0]
            .seq()
            .wrapping_add(1 + fins[0].payload().len() as u32)
    );
    let mut with_data: Vec<_> = frames
        .iter()
        .filter(|frame| !frame.payload().is_empty() || frame.flags().contains(['S', 'F']))
        .map(|frame| (by_server(frame), frame.seq(), frame.flags()))
        .collect();
    let all = with_data.len();
    with_data.dedup();
    with_data.sort();
    with_data.dedup();
    assert_eq!(
        with_data.len(),
        all,
        "something was retransmitted: {steps:?}"
    );
}

#[test]
fn c04_the_client_works_on_the_loopback_interface() {
    if under_scapy() {
        return;
    }
    let net = classroom!("c04");
    over_loopback(&net);
}

#[test]
fn c04_the_rule_that_other_tools_need_does_no_harm() {
    let net = classroom!("c04 with iptables");
    if !needs::programs("c04 with iptables", &["iptables"]) {
        return;
    }
    let rule = "iptables -A OUTPUT -p tcp --tcp-flags RST RST -j DROP";
    let attacker = net.host("attacker");
    let added = attacker.start(&["sh", "-c", rule]).wait();
    if !added.status.success() {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED c04 with iptables: {}",
            added.said.trim()
        );
        return;
    }
    over_loopback(&net);
}

fn over_loopback(net: &Net) {
    let (said, verdict, frames) = against_the_line_server(net, "attacker", || {
        net.host("attacker")
            .example("c04-loopback", &["9090"])
            .wait()
            .well()
    });
    assert_eq!(verdict, "right", "{said}");
    assert!(said.contains("closed: True"), "{said}");
    closed_in_four_steps(&frames, "127.0.0.1");
}

/// Scapy 2.8.0, letter for letter.
const IP_SHOW: &str = "###[ IP ]###
  version   = 4
  ihl       = None
  tos       = 0x0
  len       = None
  id        = 1
  flags     = 
  frag      = 0
  ttl       = 64
  proto     = hopopt
  chksum    = None
  src       = 127.0.0.1
  dst       = 127.0.0.1
  \\options   \\

";

#[test]
fn d01_show_of_an_empty_packet_and_of_fuller_ones() {
    let net = classroom!("d01");
    let said = net.host("attacker").example("d01-show", &[]).wait().well();
    assert!(said.starts_with(IP_SHOW), "{said}");
    for line in [
        "     proto     = icmp",
        "        load      = b'miaou'",
        "  len       = 33",
        "  ihl       = 5",
    ] {
        let line = line.trim_start();
        assert!(
            said.lines().any(|own| own.trim_start() == line),
            "{line} is not in {said}"
        );
    }
}

#[test]
fn d01_typed_at_the_prompt() {
    let net = classroom!("d01 typed");
    let mut terminal = Terminal::open(&net.host("attacker"));
    let said = terminal.ask("IP().show()");
    assert!(said.contains(IP_SHOW), "{said}");
    terminal.ask("p = IP(dst=\"10.9.0.6\")");
    terminal.ask("p.src = \"1.2.3.4\"");
    let said = terminal.ask("p/ICMP()");
    assert!(
        said.contains("<IP  frag=0 proto=icmp src=1.2.3.4 dst=10.9.0.6 |<ICMP  |>>"),
        "{said}"
    );
    let said = terminal.ask("(p/UDP()/Raw(\"miaou\")).show()");
    assert!(said.contains("        load      = b'miaou'"), "{said}");
    terminal.leave();
}

#[test]
fn d02_one_ping_is_sent_and_one_is_answered() {
    let net = classroom!("d02");
    let record = net.host("bob").record("eth0", "icmp");
    let said = net
        .host("attacker")
        .example("d02-ping", &["10.9.0.6"])
        .wait()
        .well();
    pinged(&said);
    record.wait_for(4);
    let types: Vec<u8> = record.stop().iter().map(Frame::icmp_type).collect();
    assert_eq!(types, [8, 0, 8, 0]);
}

fn pinged(said: &str) {
    for text in [
        "\nSent 1 packets.\n",
        "Begin emission\n",
        "Finished sending 1 packets\n",
        "got 1 answers, remaining 0 packets\n",
        "  src       = 10.9.0.6\n",
        "type      = echo-reply\n",
    ] {
        assert!(said.contains(text), "{text:?} is not in {said}");
    }
}

#[test]
fn d02_typed_at_the_prompt() {
    let net = classroom!("d02 typed");
    let mut terminal = Terminal::open(&net.host("attacker"));
    let mut said = String::new();
    for line in [
        "req=IP(dst=\"10.9.0.6\")/ICMP()",
        "send(req)",
        "resp = sr1(req)",
        "resp.show()",
    ] {
        said += &terminal.ask(line);
    }
    pinged(&said);
    terminal.leave();
}

#[test]
fn d03_a_traceroute_of_our_own_and_the_built_in_one() {
    let Some(net) = Net::chain("d03") else { return };
    let said = net
        .host("alice")
        .example("d03-traceroute", &["10.0.4.2"])
        .wait()
        .well();
    let hops = "1 10.0.0.2\n2 10.0.1.2\n3 10.0.2.2\n4 10.0.3.2\n5 10.0.4.2\n";
    assert!(said.starts_with(hops), "{said}");
    let table: Vec<Vec<&str>> = said
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|words| words.len() == 3 && words[1].starts_with("10.0."))
        .collect();
    let routers: Vec<&str> = table.iter().take(5).map(|words| words[1]).collect();
    assert_eq!(
        routers,
        ["10.0.0.2", "10.0.1.2", "10.0.2.2", "10.0.3.2", "10.0.4.2"],
        "{said}"
    );
    assert_eq!([table[0][2], table[4][2]], ["11", "3"], "{said}");
}

#[test]
fn d04_the_answer_to_a_spoofed_ping_goes_to_the_spoofed_one() {
    let net = classroom!("d04");
    let record = net
        .host("alice")
        .record("eth0", "icmp and dst host 10.9.0.5");
    net.host("attacker")
        .example("d04-spoofed-ping", &[])
        .wait()
        .well();
    record.wait_for(1);
    let frames = record.stop();
    assert_eq!(frames.len(), 1, "{frames:?}");
    assert_eq!(
        (frames[0].source().as_str(), frames[0].icmp_type()),
        ("10.9.0.6", 0)
    );
    assert_eq!(
        (frames[0].echo(), frames[0].text().as_str()),
        ((0x1234, 1), "who am I?")
    );
    assert_eq!(frames[0].mac_destination(), "02:42:0a:09:00:05");
}

#[test]
fn d05_a_local_server_hears_a_foreign_source() {
    let net = classroom!("d05");
    let attacker = net.host("attacker");
    let record = attacker.record("lo", "udp");
    let nc = attacker.start(&["nc", "-v", "-n", "-d", "-l", "-u", "9999"]);
    nc.wait_for_port("udp", 9999);
    attacker.example("d05-miaou", &["9999"]).wait().well();
    nc.wait_for("1.2.3.4").wait_for("miaou");
    let frames = record.stop();
    assert_eq!(frames.len(), 1, "{frames:?}");
    assert!(frames[0].sums_are_right());
}

#[test]
fn d06_a_server_that_answers_itself_loops_until_it_is_stopped() {
    let net = classroom!("d06");
    let attacker = net.host("attacker");
    let record = attacker.record("lo", "udp and src port 7777 and dst port 7777");
    let server = attacker.example("d06-echo-server", &["7777"]);
    server.wait_for_port("udp", 7777);
    let said = attacker.example("d06-self-answer", &["7777"]).wait().well();
    assert!(said.contains("seen 20 packets from 7777 to 7777"), "{said}");
    let echoed = server.wait().well();
    assert!(echoed.contains("echoed "), "{echoed}");
    assert!(record.stop().len() > 20);
}

fn lone_syn(hold: &[&str]) -> Option<Vec<String>> {
    let net = Net::classroom("d07")?;
    let bob = net.host("bob");
    let nc = bob.start(&["nc", "-d", "-l", "9090"]);
    nc.wait_for_port("tcp", 9090);
    let record = bob.record("eth0", "tcp");
    let arguments = [&["10.9.0.6", "9090"], hold].concat();
    let said = net
        .host("attacker")
        .example("d07-lone-syn", &arguments)
        .wait()
        .well();
    assert!(
        said.contains("IP / TCP 10.9.0.6:9090 > 10.9.0.1:4242 SA"),
        "{said}"
    );
    Some(record.stop().iter().map(Frame::flags).collect())
}

#[test]
fn d07_our_kernel_resets_after_a_lone_syn() {
    let Some(flags) = lone_syn(&[]) else { return };
    assert_eq!(flags, ["S", "SA", "R"]);
}

#[test]
fn d07_with_hold_it_keeps_quiet() {
    if under_scapy() {
        return;
    }
    let Some(flags) = lone_syn(&["hold"]) else {
        return;
    };
    assert_eq!(flags[..2], ["S", "SA"]);
    // While the port was held. The script ends at once, and the kernel may hear a repeated SYN/ACK.
    assert_ne!(flags.get(2).map(String::as_str), Some("R"), "{flags:?}");
}

#[test]
fn d08_a_stream_socket_carries_packets() {
    let net = classroom!("d08");
    let listener = net
        .host("bob")
        .within(|| TcpListener::bind("10.9.0.6:7").expect("bind"));
    let server = std::thread::spawn(move || {
        let mut stream = client_of(&listener);
        let mut octets = [0; 5];
        std::io::Read::read_exact(&mut stream, &mut octets).expect("five octets");
        stream
            .write_all(&octets.map(|octet| octet.to_ascii_uppercase()))
            .expect("an answer");
        String::from_utf8_lossy(&octets).into_owned()
    });
    let said = net
        .host("attacker")
        .example("d08-stream-socket", &["10.9.0.6", "7"])
        .wait()
        .well();
    assert_eq!(server.join().expect("the server ends"), "Miaou");
    assert!(
        said.contains("###[ Raw ]###\n  load      = b'MIAOU'\n"),
        "{said}"
    );
}

#[test]
fn d09_blind_guesses_do_not_reach_the_program() {
    let net = classroom!("d09");
    let bob = net.host("bob");
    let nc = bob.start(&["nc", "-v", "-n", "-d", "-l", "9090"]);
    nc.wait_for_port("tcp", 9090);
    let record = bob.record("eth0", "tcp");
    net.host("attacker")
        .example("d09-blind-spoofing", &["9090"])
        .wait()
        .well();
    let frames = record.stop();
    let steps: Vec<(String, String)> = frames
        .iter()
        .map(|frame| (frame.source(), frame.flags()))
        .collect();
    assert!(steps.len() >= 5, "{steps:?}");
    let (alice, bob) = ("10.9.0.5", "10.9.0.6");
    let begin = [(alice, "S"), (bob, "SA"), (alice, "R")];
    for (step, (source, flags)) in steps.iter().zip(begin) {
        assert_eq!(
            (step.0.as_str(), step.1.as_str()),
            (source, flags),
            "{steps:?}"
        );
    }
    assert!(
        !nc.said().contains("I am alice") && !nc.said().contains("received on"),
        "{}",
        nc.said()
    );
}

#[test]
fn d10_the_open_ports_are_found_one_by_one_and_all_at_once() {
    let net = classroom!("d10");
    let bob = net.host("bob");
    let _listeners = bob.within(|| {
        [3, 5, 22, 80, 443].map(|port| TcpListener::bind(("10.9.0.6", port)).expect("bind"))
    });
    let said = net
        .host("attacker")
        .example("d10-port-scan", &["10.9.0.6", "1", "1000"])
        .wait()
        .well();
    assert_eq!(
        said,
        "open: 3\nopen: 5\nopen: [3, 5, 22, 80, 443]\nanswers: 1000 of 1000\n"
    );
}

#[test]
fn e01_interfaces_addresses_and_states_are_those_of_ip() {
    let net = classroom!("e01");
    let said = net
        .host("attacker")
        .example("e01-interfaces", &[])
        .wait()
        .well();
    let words: Vec<Vec<&str>> = said
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert!(
        words.contains(&vec!["eth0", "10.9.0.1", "02:42:0a:09:00:01", "up"]),
        "{said}"
    );
    assert!(
        words.contains(&vec!["lo", "127.0.0.1", "00:00:00:00:00:00", "up"]),
        "{said}"
    );
    assert!(said.contains("default interface: eth0"), "{said}");
    assert!(
        said.contains("the way to 10.9.0.6: ('eth0', '10.9.0.1', '0.0.0.0')"),
        "{said}"
    );
    assert!(
        said.contains("Source  Index  Name  MAC                IPv4"),
        "{said}"
    );
}

#[test]
fn e02_active_and_inactive_hosts_are_told_twice() {
    let net = classroom!("e02");
    // Scapy 2.8 refuses the range of the old reports.
    let hosts = if under_scapy() {
        "10.9.0.4/30"
    } else {
        "10.9.0.4-7"
    };
    let hosts = format!("--scan-hosts={hosts}");
    let said = net
        .host("attacker")
        .example("e02-inactive-hosts", &[&hosts, "--every=1"])
        .wait()
        .well();
    for (line, times) in [
        ("10.9.0.5 is alive\n", 2),
        ("10.9.0.6 is alive\n", 2),
        ("10.9.0.4 is inactive\n", 2),
        ("10.9.0.7 is inactive\n", 2),
        ("Total: 2 of 4 inactive\n", 2),
    ] {
        assert_eq!(said.matches(line).count(), times, "{line:?} in {said}");
    }
}

#[test]
fn e03_ping_times_and_a_host_that_does_not_answer() {
    let net = classroom!("e03");
    let said = net
        .host("attacker")
        .example("e03-ping-times", &["10.9.0.6", "10.9.0.99"])
        .wait()
        .well();
    for seq in 1..=4 {
        let start = format!("10.9.0.6: seq={seq} ttl=64 time=");
        let line = said
            .lines()
            .find(|line| line.starts_with(&start))
            .unwrap_or_else(|| panic!("{said}"));
        let ms: f64 = line[start.len()..]
            .trim_end_matches(" ms")
            .parse()
            .expect("a number");
        assert!(ms > 0.0 && ms < 500.0, "{line}");
        assert!(
            said.contains(&format!("10.9.0.99: seq={seq} time-out\n")),
            "{said}"
        );
    }
}

#[test]
fn e04_the_table_of_who_talks_grows() {
    let net = classroom!("e04");
    let watcher = net.host("attacker").example("e04-who-talks", &["12"]);
    let _first = net.host("alice").start(&["ping", "-i", "0.2", "10.9.0.6"]);
    let _second = net.host("bob").start(&["ping", "-i", "0.2", "10.9.0.1"]);
    let said = watcher.wait().well();
    for line in [
        "10.9.0.1 (10.9.0.6)\n",
        "10.9.0.5 (10.9.0.6)\n",
        "10.9.0.6 (10.9.0.1, 10.9.0.5)\n",
    ] {
        assert!(said.contains(line), "{line:?} is not in {said}");
    }
}

#[test]
fn e05_a_small_tcpdump_writes_what_tcpdump_reads() {
    let net = classroom!("e05");
    let attacker = net.host("attacker");
    let small = attacker.example(
        "e05-small-tcpdump",
        &["-c", "6", "-w", "pings.pcap", "icmp"],
    );
    let record = attacker.record("eth0", "icmp");
    let _ping = net.host("alice").start(&["ping", "-i", "0.2", "10.9.0.6"]);
    let said = small.wait().well();
    assert!(said.contains("6 packets written to pings.pcap"), "{said}");
    let listed = attacker.run(&["tcpdump", "-n", "-r", "pings.pcap"]);
    assert_eq!(listed.matches("ICMP echo re").count(), 6, "{listed}");
    let ours = support::frames::read(&net.directory.path().join("pings.pcap"));
    let theirs = record.stop();
    for frame in ours {
        assert!(
            theirs.iter().any(|other| other.octets == frame.octets),
            "{frame:?}"
        );
    }
}

fn say_by_udp(host: &Host, port: u16, to: &str, text: &str) {
    host.within(|| {
        let socket = UdpSocket::bind(("127.0.0.1", port)).expect("bind");
        socket.send_to(text.as_bytes(), to).expect("send");
    });
}

/// Waits until a program on a host has a packet socket open, plus a moment for its filter.
fn wait_until_it_sniffs(process: &support::process::Process) {
    let began = Instant::now();
    let table = format!("/proc/{}/net/packet", process.pid());
    while std::fs::read_to_string(&table)
        .unwrap_or_default()
        .lines()
        .count()
        < 2
    {
        assert!(
            began.elapsed() < PATIENCE,
            "it does not sniff: {}",
            process.said()
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(150));
}
