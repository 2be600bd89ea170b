//! Scripts in the manner of security labs, each run between hosts; the judge is what another host
//! captured, or the state that its kernel is in afterwards.
//!
//! With `PKT_DEMO_PYTHON=python` (one that has Scapy) Scapy runs the scripts, to judge the judges.

mod support;

use std::net::{TcpListener, TcpStream, UdpSocket};
use std::path::Path;
use std::time::{Duration, Instant};

use support::frames::Frame;
use support::needs;
use support::net::{Host, Net, interpreter, under_scapy};
use support::process::{PATIENCE, Process};

/// The classroom, or the end of the test where that cannot be.
macro_rules! classroom {
    ($test:literal) => {
        match Net::classroom($test) {
            Some(net) => net,
            None => return,
        }
    };
}

/// Scapy 2.8 does not run what is written in Python 2.
macro_rules! python2 {
    ($test:literal) => {
        if under_scapy() {
            needs::skip($test, "it is written in Python 2");
            return;
        }
    };
}

fn lab(host: &Host, name: &str, arguments: &[&str]) -> Process {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/labs/{name}.py"));
    let mut argv = interpreter();
    argv.push(file.to_string_lossy().into_owned());
    argv.extend(arguments.iter().map(|&argument| argument.to_owned()));
    host.start(&argv.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Asks again until the answer is right, or for too long.
fn eventually(what: &str, mut right: impl FnMut() -> bool) {
    let began = Instant::now();
    while !right() {
        assert!(began.elapsed() < PATIENCE, "never: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A counter of the kernel: `counter(&bob, "Ip", "ReasmOKs")`
fn counter(host: &Host, protocol: &str, name: &str) -> u64 {
    let text = host.run(&["cat", "/proc/net/snmp"]);
    let mut lines = text
        .lines()
        .filter_map(|line| line.strip_prefix(&format!("{protocol}: ")));
    let (names, values) = (
        lines.next().unwrap_or_default(),
        lines.next().unwrap_or_default(),
    );
    let place = names
        .split(' ')
        .position(|own| own == name)
        .expect("a counter of the kernel");
    values
        .split(' ')
        .nth(place)
        .and_then(|value| value.parse().ok())
        .expect("a number")
}

fn from(frames: &[Frame], source: &str) -> usize {
    frames
        .iter()
        .filter(|frame| !frame.is_arp() && frame.source() == source)
        .count()
}

#[test]
fn a_sniffer_counts_what_passes() {
    let net = classroom!("sniffer_report");
    let sniffer = lab(&net.host("attacker"), "sniffer_report", &["eth0", "8"]);
    sniffer.wait_for("listening");
    std::thread::sleep(Duration::from_millis(500));
    // ARP there and back before, or the kernel's own questions after: the neighbours are known.
    for (host, other, last) in [("alice", "10.9.0.6", 6), ("bob", "10.9.0.5", 5)] {
        let mac = format!("02:42:0a:09:00:{last:02x}");
        net.host(host).run(&[
            "ip", "neigh", "replace", other, "lladdr", &mac, "dev", "eth0",
        ]);
    }
    net.host("alice").run(&["ping", "-c3", "-i0.2", "10.9.0.6"]);
    net.host("alice").within(|| {
        let socket = UdpSocket::bind("10.9.0.5:0").expect("a socket");
        for _ in 0..2 {
            socket.send_to(b"12345", "10.9.0.6:9000").expect("it sends");
        }
    });
    let said = sniffer.wait().well();
    assert!(
        said.contains("ICMP              6") || said.contains("ICMP              7"),
        "{said}"
    );
    // Three pings of 98 octets.
    assert!(said.contains("10.9.0.5 -> 10.9.0.6"), "{said}");
    assert!(said.contains("port 9000: "), "{said}");
}

#[test]
fn a_ping_in_somebody_elses_name_is_answered_to_them() {
    python2!("spoof_ping");
    let net = classroom!("spoof_ping");
    let record = net.host("bob").record("eth0", "icmp");
    let said = lab(
        &net.host("attacker"),
        "spoof_ping",
        &["10.9.0.6", "1.2.3.4", "3"],
    )
    .wait()
    .well();
    record.wait_for(6);
    let heard = record.stop();
    assert_eq!((from(&heard, "1.2.3.4"), from(&heard, "10.9.0.6")), (3, 3));
    assert!(
        heard
            .iter()
            .filter(|frame| frame.source() == "10.9.0.6")
            .all(|frame| { frame.destination() == "1.2.3.4" && frame.icmp_type() == 0 })
    );
    assert!(
        heard
            .iter()
            .any(|frame| frame.text().contains("ping number 2"))
    );
    assert!(
        said.contains("sent IP / ICMP 1.2.3.4 > 10.9.0.6 echo-request 0 / Raw (41 octets)"),
        "{said}"
    );
    assert!(said.ends_with("done\n"), "{said}");
}

#[test]
fn caches_are_poisoned_and_restored() {
    let net = classroom!("arp_poison");
    let alice = net.host("alice");
    alice.run(&["ping", "-c1", "-W2", "10.9.0.6"]);
    let cache = || alice.run(&["ip", "neigh", "show", "10.9.0.6"]);
    assert!(cache().contains("02:42:0a:09:00:06"));
    let poison = lab(
        &net.host("attacker"),
        "arp_poison",
        &["-t", "20", "10.9.0.5", "10.9.0.6"],
    );
    poison.wait_for("poisoning");
    eventually("alice believes it", || {
        cache().contains("02:42:0a:09:00:01")
    });
    let said = poison.interrupt().well();
    assert!(
        said.contains("10.9.0.5 is at 02:42:0a:09:00:05") && said.contains("restored"),
        "{said}"
    );
    eventually("alice knows the truth", || {
        cache().contains("02:42:0a:09:00:06")
    });
}

/// A connection from alice to bob that both keep open.
fn connection(net: &Net, port: u16) -> (TcpStream, TcpStream) {
    let listener = net
        .host("bob")
        .within(|| TcpListener::bind(("10.9.0.6", port)).expect("it listens"));
    let client = net
        .host("alice")
        .within(|| TcpStream::connect(("10.9.0.6", port)).expect("it connects"));
    let (server, _) = listener.accept().expect("it comes");
    for end in [&client, &server] {
        end.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    }
    (client, server)
}

#[test]
fn a_connection_of_others_is_reset() {
    use std::io::{ErrorKind, Read, Write};
    let net = classroom!("tcp_reset");
    let (mut client, mut server) = connection(&net, 9100);
    let reset = lab(&net.host("attacker"), "tcp_reset", &["9100", "eth0"]);
    reset.wait_for("waiting");
    server
        .set_read_timeout(Some(Duration::from_millis(200)))
        .expect("a timeout");
    let mut octets = [0; 16];
    eventually("bob's end is reset", || {
        // Until somebody listens, nothing happens.
        let _ = client.write_all(b"hello");
        match server.read(&mut octets) {
            Err(error) => error.kind() == ErrorKind::ConnectionReset,
            Ok(_octets) => false,
        }
    });
    let error = client
        .write_all(b"more")
        .and_then(|()| client.read(&mut octets).map(drop))
        .expect_err("alice's end, too");
    let gone = [ErrorKind::ConnectionReset, ErrorKind::BrokenPipe];
    assert!(gone.contains(&error.kind()), "{error}");
    let said = reset.wait().well();
    assert!(said.contains("> 10.9.0.6:9100"), "{said}");
}

#[test]
fn a_line_is_injected_into_a_connection_of_others() {
    use std::io::{BufRead, BufReader, Write};
    let net = classroom!("tcp_hijack");
    let (client, mut server) = connection(&net, 9200);
    let hijack = lab(
        &net.host("attacker"),
        "tcp_hijack",
        &["10.9.0.5", "10.9.0.6", "9200", "touch /tmp/owned"],
    );
    hijack.wait_for("waiting");
    std::thread::sleep(Duration::from_millis(800));
    server.write_all(b"login: ").expect("it writes");
    let mut line = String::new();
    BufReader::new(&server)
        .read_line(&mut line)
        .expect("a line");
    assert_eq!(line, "touch /tmp/owned\n");
    let said = hijack.wait().well();
    assert!(
        said.contains("###[ TCP ]###") && said.contains("[+] injected"),
        "{said}"
    );
    drop(client);
}

/// A query for the address of a name (RFC 1035 section 4).
fn query(id: u16, name: &str) -> Vec<u8> {
    let mut octets = id.to_be_bytes().to_vec();
    octets.extend([1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    for label in name.split('.') {
        octets.push(label.len() as u8);
        octets.extend(label.as_bytes());
    }
    octets.extend([0, 0, 1, 0, 1]);
    octets
}

#[test]
fn a_dns_query_is_answered_before_the_server_does() {
    let net = classroom!("dns_spoof");
    let spoof = lab(&net.host("attacker"), "dns_spoof", &[]);
    spoof.wait_for("spoofing");
    std::thread::sleep(Duration::from_millis(800));
    // The server is the gateway, which never says a word.
    let answer = net.host("alice").within(|| {
        let socket = UdpSocket::bind("10.9.0.5:0").expect("a socket");
        socket
            .set_read_timeout(Some(Duration::from_secs(10)))
            .expect("a timeout");
        socket.connect("10.9.0.11:53").expect("an address");
        socket
            .send(&query(0x1111, "www.other.example"))
            .expect("it sends");
        socket
            .send(&query(0x2222, "www.bank.example"))
            .expect("it sends");
        let mut octets = [0; 512];
        let length = socket.recv(&mut octets).expect("an answer");
        octets[..length].to_vec()
    });
    assert_eq!(answer[..2], [0x22, 0x22]);
    // One question, one answer, one authority.
    assert_eq!(answer[4..10], [0, 1, 0, 1, 0, 1]);
    assert!(
        answer
            .windows(8)
            .any(|part| part == [1, 44, 0, 4, 10, 9, 0, 1]),
        "{answer:02x?}"
    );
    assert!(
        spoof
            .wait()
            .well()
            .contains("spoofed www.bank.example. -> 10.9.0.1")
    );
}

#[test]
fn a_route_is_redirected() {
    let net = classroom!("icmp_redirect");
    let alice = net.host("alice");
    alice.run(&[
        "sysctl",
        "-qw",
        "net.ipv4.conf.all.accept_redirects=1",
        "net.ipv4.conf.eth0.accept_redirects=1",
    ]);
    let way = || alice.run(&["ip", "route", "get", "192.168.60.5"]);
    assert!(way().contains("via 10.9.0.11"), "{}", way());
    // The kernel believes it only of a destination that it talks to.
    let ping = alice.start(&["ping", "-i0.2", "192.168.60.5"]);
    std::thread::sleep(Duration::from_millis(300));
    lab(
        &net.host("attacker"),
        "icmp_redirect",
        &["10.9.0.5", "10.9.0.11", "192.168.60.5", "10.9.0.1"],
    )
    .wait()
    .well();
    eventually("the other gateway", || way().contains("via 10.9.0.1 "));
    drop(ping);
}

#[test]
fn hand_made_fragments_are_put_together() {
    let net = classroom!("fragments");
    let nc = net.host("bob").start(&["nc", "-d", "-l", "-u", "9090"]);
    nc.wait_for_port("udp", 9090);
    let said = lab(&net.host("attacker"), "fragments", &["10.9.0.6"])
        .wait()
        .well();
    nc.wait_for(&format!(
        "{}{}{}\n",
        "A".repeat(32),
        "B".repeat(32),
        "C".repeat(31)
    ));
    assert_eq!(said, "1001 9  udp\n1001 0 MF udp\n1001 5 MF udp\n");
}

#[test]
fn overlapping_fragments_arrive_and_are_not_put_together() {
    python2!("teardrop");
    let net = classroom!("teardrop");
    let bob = net.host("bob");
    for (attack, offsets) in [("0", [0, 3]), ("1", [0, 2]), ("2", [0, 8189])] {
        let record = bob.record("eth0", "udp or (ip[6:2] & 0x1fff != 0)");
        let done = counter(&bob, "Ip", "ReasmOKs");
        lab(&net.host("attacker"), "teardrop", &["10.9.0.6", attack])
            .wait()
            .well();
        record.wait_for(2);
        let heard = record.stop();
        let offset =
            |frame: &Frame| u16::from_be_bytes([frame.octets[20], frame.octets[21]]) & 0x1fff;
        assert_eq!([offset(&heard[0]), offset(&heard[1])], offsets);
        assert_eq!(counter(&bob, "Ip", "ReasmOKs"), done, "attack {attack}");
    }
    net.host("alice").run(&["ping", "-c1", "-W2", "10.9.0.6"]);
}

#[test]
fn a_traceroute_names_every_router() {
    let Some(net) = Net::chain("traceroute") else {
        return;
    };
    let said = lab(&net.host("alice"), "traceroute", &["10.0.4.2"])
        .wait()
        .well();
    let hops: Vec<&str> = said
        .lines()
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    assert_eq!(
        hops,
        ["10.0.0.2", "10.0.1.2", "10.0.2.2", "10.0.3.2", "10.0.4.2"]
    );
    assert!(said.trim_end().ends_with("done"), "{said}");
}

#[test]
fn ports_are_scanned_in_six_ways() {
    let net = classroom!("port_scan");
    let bob = net.host("bob");
    let tcp = bob.start(&["nc", "-k", "-l", "8001"]);
    tcp.wait_for_port("tcp", 8001);
    let udp = bob.start(&["nc", "-d", "-l", "-u", "8001"]);
    udp.wait_for_port("udp", 8001);
    bob.run(&[
        "iptables", "-w", "-A", "INPUT", "-p", "tcp", "--dport", "8003", "-j", "DROP",
    ]);
    let scan = |kind: &str| {
        let said = lab(
            &net.host("attacker"),
            "port_scan",
            &["10.9.0.6", "-p", "8001-8003", "-s", kind],
        )
        .wait()
        .well();
        let states: Vec<String> = said
            .lines()
            .filter(|line| line.starts_with("800"))
            .filter_map(|line| line.split(' ').next_back().map(str::to_owned))
            .collect();
        states.join(" ")
    };
    assert_eq!(scan("syn"), "open closed filtered");
    for kind in ["fin", "xmas", "null"] {
        assert_eq!(scan(kind), "open|filtered closed open|filtered", "{kind}");
    }
    assert_eq!(scan("ack"), "unfiltered unfiltered filtered");
    assert_eq!(scan("udp"), "open|filtered closed closed");
}

#[test]
fn a_whole_session_is_spoofed() {
    let net = classroom!("mitnick");
    // bob knows where 10.9.0.77 is: at the attacker, whose kernel has no such address.
    let nc = net.host("bob").start(&["nc", "-l", "514"]);
    nc.wait_for_port("tcp", 514);
    let said = lab(&net.host("attacker"), "mitnick", &["10.9.0.6", "10.9.0.77"])
        .wait()
        .well();
    nc.wait_for("echo + + > .rhosts");
    assert!(
        said.contains("10.9.0.6:514 -> 10.9.0.77:1023 Flags=SA Len=0"),
        "{said}"
    );
}

#[test]
fn half_open_connections_pile_up() {
    let net = classroom!("syn_flood");
    let bob = net.host("bob");
    bob.run(&[
        "sysctl",
        "-qw",
        "net.ipv4.tcp_syncookies=0",
        "net.ipv4.tcp_max_syn_backlog=512",
        "net.core.somaxconn=512",
    ]);
    let listener = bob.within(|| TcpListener::bind("10.9.0.6:7777").expect("it listens"));
    lab(
        &net.host("attacker"),
        "syn_flood",
        &["10.9.0.6", "7777", "80"],
    )
    .wait()
    .well();
    let half_open = || {
        let said = bob.run(&["ss", "-Htn", "state", "syn-recv"]);
        said.lines().filter(|line| line.contains(" 100.")).count()
    };
    assert!(half_open() > 40, "{}", half_open());
    drop(listener);
}

#[test]
fn a_tunnel_carries_pings() {
    let net = classroom!("vpn");
    if !Path::new("/dev/net/tun").exists() {
        needs::skip("vpn", "there is no /dev/net/tun");
        return;
    }
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let server = lab(&bob, "vpn", &["server", "9090", "192.168.53.1/24"]);
    server.wait_for("Interface: tun").wait_for_port("udp", 9090);
    let client = lab(
        &alice,
        "vpn",
        &["client", "10.9.0.6:9090", "192.168.53.99/24"],
    );
    client.wait_for("Interface: tun");
    let record = bob.record("eth0", "udp port 9090");
    let said = alice.run(&["ping", "-c3", "-i0.3", "-W3", "192.168.53.1"]);
    assert!(said.contains("3 received"), "{said}");
    assert!(record.stop().len() >= 6);
    server.wait_for("From socket <==: 192.168.53.99 --> 192.168.53.1");
    client.wait_for("From socket <==: 192.168.53.1 --> 192.168.53.99");
}

#[test]
fn many_names_ask_for_addresses() {
    let net = classroom!("dhcp_starvation");
    let record = net.host("bob").record("eth0", "udp port 67");
    lab(&net.host("attacker"), "dhcp_starvation", &["eth0", "25"])
        .wait()
        .well();
    record.wait_for(25);
    let heard = record.stop();
    let mut cards: Vec<Vec<u8>> = Vec::new();
    for frame in &heard {
        assert!(frame.sums_are_right());
        assert_eq!(
            (frame.source(), frame.destination()),
            ("0.0.0.0".into(), "255.255.255.255".into())
        );
        let message = frame.payload();
        // RFC 2131: chaddr, then the magic cookie and option 53 = 1.
        assert_eq!(message[236..243], [0x63, 0x82, 0x53, 0x63, 53, 1, 1]);
        assert_eq!(message[28..34], frame.octets[6..12]);
        cards.push(message[28..34].to_vec());
    }
    cards.sort();
    cards.dedup();
    assert_eq!(cards.len(), 25);
}

#[test]
fn a_switch_learns_addresses_that_nobody_has() {
    let net = classroom!("mac_flood");
    let wire = net.host("wire");
    wire.run(&[
        "ip",
        "link",
        "set",
        "br0",
        "type",
        "bridge",
        "ageing_time",
        "30000",
    ]);
    let said = lab(&net.host("attacker"), "mac_flood", &["eth0", "300"])
        .wait()
        .well();
    assert_eq!(said, "300 frames\n");
    let table = wire.run(&["bridge", "fdb", "show", "br", "br0"]);
    let learnt = table
        .lines()
        .filter(|line| line.starts_with("02:11:22:"))
        .count();
    assert!(learnt > 295, "{learnt}");
}

#[test]
fn a_large_ping_is_answered_and_a_deadly_one_is_not() {
    let net = classroom!("big_ping");
    let bob = net.host("bob");
    let before = counter(&bob, "Ip", "ReasmOKs");
    let answers = counter(&bob, "Icmp", "OutEchoReps");
    let said = lab(
        &net.host("attacker"),
        "big_ping",
        &["10.9.0.6", "20000", "death"],
    )
    .wait()
    .well();
    eventually("it is answered", || {
        counter(&bob, "Icmp", "OutEchoReps") == answers + 1
    });
    assert_eq!(counter(&bob, "Ip", "ReasmOKs"), before + 1);
    assert_eq!(said, "15 fragments, the last at 19600\n");
    net.host("alice").run(&["ping", "-c1", "-W2", "10.9.0.6"]);
}

#[test]
fn a_packet_filter_is_probed() {
    let net = classroom!("firewall_probe");
    let bob = net.host("bob");
    let rule = |port: &str, target: &[&str]| {
        let rule = [
            "iptables", "-w", "-A", "INPUT", "-p", "tcp", "--dport", port, "-j",
        ];
        bob.run(&[&rule[..], target].concat());
    };
    rule("22", &["DROP"]);
    rule("23", &["REJECT", "--reject-with", "icmp-admin-prohibited"]);
    let said = lab(
        &net.host("attacker"),
        "firewall_probe",
        &["10.9.0.6", "21,22,23"],
    )
    .wait()
    .well();
    let mut lines: Vec<&str> = said.lines().filter(|line| line.contains("/tcp")).collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "   21/tcp unfiltered (ttl 64)",
            "   22/tcp dropped",
            "   23/tcp rejected by 10.9.0.6: dest-unreach communication-prohibited",
        ]
    );
}

#[test]
fn a_zombie_tells_which_ports_are_open() {
    let net = classroom!("idle_scan");
    let nc = net.host("bob").start(&["nc", "-k", "-l", "8080"]);
    nc.wait_for_port("tcp", 8080);
    let zombie = lab(&net.host("alice"), "zombie", &["10.9.0.50"]);
    zombie.wait_for("zombie at");
    std::thread::sleep(Duration::from_millis(800));
    let record = net.host("bob").record("eth0", "src host 10.9.0.1");
    let said = lab(
        &net.host("attacker"),
        "idle_scan",
        &["10.9.0.50", "10.9.0.6", "8080", "8081"],
    )
    .wait()
    .well();
    assert_eq!(said, "8080 open\n8081 closed\n");
    // bob has never been asked by the attacker's address; on this wire everybody hears everything.
    let asked = record.stop();
    assert!(
        asked
            .iter()
            .filter(|frame| !frame.is_arp())
            .all(|frame| frame.destination() == "10.9.0.50")
    );
}

#[test]
fn letters_travel_in_identifications() {
    python2!("covert_channel");
    let net = classroom!("covert_channel");
    let receiver = lab(&net.host("bob"), "covert_channel", &["receive"]);
    receiver.wait_for("receiving");
    std::thread::sleep(Duration::from_millis(500));
    lab(
        &net.host("attacker"),
        "covert_channel",
        &["send", "10.9.0.6", "meet at noon"],
    )
    .wait()
    .well();
    assert!(receiver.wait().well().contains("secret: meet at noon\n"));
}

#[test]
fn a_file_travels_in_dns_queries() {
    let net = classroom!("dns_tunnel");
    let original: Vec<u8> = (0..=255).collect();
    std::fs::write(net.directory.path().join("secret.bin"), &original).expect("a file");
    let receiver = lab(&net.host("bob"), "dns_tunnel", &["receive", "copy.bin"]);
    receiver.wait_for("listening");
    let said = lab(
        &net.host("attacker"),
        "dns_tunnel",
        &["send", "10.9.0.6", "secret.bin"],
    )
    .wait()
    .well();
    assert!(said.contains("sent 256 bytes in 9 queries"), "{said}");
    receiver.wait().well();
    assert_eq!(
        std::fs::read(net.directory.path().join("copy.bin")).expect("a file"),
        original
    );
}

#[test]
fn a_capture_is_analysed() {
    use std::io::Write;
    let net = classroom!("pcap_report");
    let bob = net.host("bob");
    let path = net.directory.path().join("evidence.pcap");
    let file = path.to_string_lossy().into_owned();
    let tcpdump = bob.start(&[
        "tcpdump",
        "-i",
        "eth0",
        "-n",
        "-U",
        "--immediate-mode",
        "-Z",
        "root",
        "-w",
        &file,
        "tcp",
    ]);
    tcpdump.wait_for("listening on");
    {
        let (mut client, server) = connection(&net, 2121);
        client.write_all(b"USER anna\r\n").expect("it writes");
        std::thread::sleep(Duration::from_millis(100));
        client.write_all(b"PASS s3cret\r\n").expect("it writes");
        std::thread::sleep(Duration::from_millis(100));
        drop((client, server));
    }
    net.host("alice").within(|| {
        for port in 4001..4011 {
            assert!(TcpStream::connect(("10.9.0.6", port)).is_err());
        }
    });
    std::thread::sleep(Duration::from_millis(300));
    tcpdump.interrupt();
    let counted = support::frames::read(&path).len();
    let said = lab(&bob, "pcap_report", &[&file]).wait().well();
    assert!(
        said.contains(&format!("{counted} packets, 11 TCP conversations\n")),
        "{said}"
    );
    assert!(
        said.contains("10.9.0.6:2121  24 octets\n") || said.contains(":2121 <-> "),
        "{said}"
    );
    assert!(said.contains("scanner? 10.9.0.5 11 SYN\n"), "{said}");
    assert!(
        said.contains("in the clear: 10.9.0.5 USER anna\nin the clear: 10.9.0.5 PASS s3cret\n"),
        "{said}"
    );
}

#[test]
fn arp_is_sent_and_asked_at_layer_three() {
    let net = classroom!("arp at layer 3");
    let script = "from scapy.all import *\n\
        answer = sr1(ARP(pdst='10.9.0.6'), timeout=3, verbose=0)\n\
        print(answer.hwsrc, answer.sprintf('%ARP.op%'))\n\
        send(ARP(op=2, psrc='10.9.0.99', pdst='10.9.0.5', hwsrc='02:00:00:00:00:99'), verbose=0)\n";
    std::fs::write(net.directory.path().join("arp.py"), script).expect("a file");
    let record = net
        .host("alice")
        .record("eth0", "arp[6:2] = 2 and ether dst 02:42:0a:09:00:05");
    let attacker = net.host("attacker");
    attacker.run(&[
        "ip",
        "neigh",
        "add",
        "10.9.0.5",
        "lladdr",
        "02:42:0a:09:00:05",
        "dev",
        "eth0",
    ]);
    let mut argv = interpreter();
    argv.push("arp.py".to_owned());
    let argv: Vec<&str> = argv.iter().map(String::as_str).collect();
    let said = attacker.start(&argv).wait().well();
    assert!(said.contains("02:42:0a:09:00:06 is-at\n"), "{said}");
    let heard = record.stop();
    // RFC 826: sender's hardware address at octet 8 of the packet, its address at 14.
    let told = |frame: &&Frame| frame.octets[22..32] == [2, 0, 0, 0, 0, 0x99, 10, 9, 0, 99];
    assert_eq!(heard.iter().filter(told).count(), 1);
}

#[test]
fn a_host_that_is_not_there_answers() {
    let net = classroom!("nobody");
    let nobody = lab(
        &net.host("attacker"),
        "nobody",
        &["eth0", "10.9.0.77", "9000", "2"],
    );
    nobody.wait_for("ready");
    let alice = net.host("alice");
    let said = alice.run(&["ping", "-c3", "-i0.2", "-W2", "10.9.0.77"]);
    assert!(said.contains(" 3 received"), "{said}");
    let neighbours = alice.run(&["ip", "neigh", "show", "10.9.0.77"]);
    assert!(neighbours.contains("02:00:00:00:00:77"), "{neighbours}");
    alice.within(|| {
        let socket = UdpSocket::bind("10.9.0.5:0").expect("a socket");
        socket.set_read_timeout(Some(PATIENCE)).expect("it waits");
        for word in ["hello", "again"] {
            socket
                .send_to(word.as_bytes(), "10.9.0.77:9000")
                .expect("it sends");
            let mut heard = [0; 100];
            let (len, from) = socket.recv_from(&mut heard).expect("an answer");
            assert_eq!(from.to_string(), "10.9.0.77:9000");
            assert_eq!(&heard[..len], word.to_uppercase().as_bytes());
        }
    });
    let said = nobody.wait().well();
    assert!(
        said.contains("10.9.0.5 said b'hello'\n10.9.0.5 said b'again'\n"),
        "{said}"
    );
    assert!(
        said.contains(" ==> Ether / ARP is at 02:00:00:00:00:77 says 10.9.0.77 on eth0"),
        "{said}"
    );
    assert_eq!(
        said.matches("Replying 10.9.0.5 to 10.9.0.77").count(),
        3,
        "{said}"
    );
}
