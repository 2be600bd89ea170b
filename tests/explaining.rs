//! The tools that explain packets, held against tcpdump and against sums that are right.

mod support;

use std::process::Command;

use support::needs;

fn pkt(code: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["-c", code])
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{code}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const FILTERS: [&str; 10] = [
    "tcp port 80",
    "icmp or udp",
    "host 10.0.0.1 and not arp",
    "ip[8] < 5 and len > 60",
    "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0",
    "ether host 02:00:00:00:00:01",
    "vlan 5 and ip6",
    "udp portrange 1000-2000",
    "tcp[((tcp[12] & 0xf0) >> 2):4] = 0x47455420",
    "less 100 or ether[0] & 1 != 0",
];

/// `tcpdump -d`, word by word; only the number of octets to keep is another.
#[test]
fn programs_of_filters_read_as_tcpdump_shows_them() {
    if !needs::programs(&needs::this_test(), &["tcpdump"]) {
        return;
    }
    for filter in FILTERS {
        let shown = Command::new("tcpdump")
            .args(["-y", "EN10MB", "-d", filter])
            .output()
            .expect("tcpdump");
        let words = |text: &str| -> Vec<String> {
            let text = text.replace("#262144", "#65535");
            text.split_whitespace().map(str::to_owned).collect()
        };
        let expected = words(&String::from_utf8_lossy(&shown.stdout));
        assert!(expected.len() > 3, "{filter}");
        assert_eq!(
            words(&pkt(&format!("bpf({filter:?})"))),
            expected,
            "{filter}"
        );
    }
}

/// libpcap's own judgement of each filter over random frames.
#[test]
fn the_way_through_a_filter_ends_as_libpcap_says() {
    let program = format!(
        "import random, io, contextlib\n\
         random.seed(7)\n\
         filters = {FILTERS:?}\n\
         bad = taken = 0\n\
         for n in range(60):\n\
         \x20   p = random.choice([\n\
         \x20       Ether(dst='02:00:00:00:00:01')/IP(src='10.0.0.1', ttl=random.choice([1, 64]))/TCP(dport=random.choice([80, 81]), flags=random.choice('SAF'))/('GET /' + 'x' * random.choice([0, 80])),\n\
         \x20       Ether(dst='ff:ff:ff:ff:ff:ff')/ARP(pdst='10.0.0.1'),\n\
         \x20       Ether(dst='02:00:00:00:00:02')/Dot1Q(vlan=5)/IPv6(dst='::1')/UDP(dport=1500),\n\
         \x20       Ether(dst='02:00:00:00:00:02')/IP(dst='10.0.0.2')/UDP(dport=1500)/'data',\n\
         \x20       Ether(dst='02:00:00:00:00:02')/IP(dst='10.0.0.2')/ICMP(),\n\
         \x20   ])\n\
         \x20   for f in filters:\n\
         \x20       out = io.StringIO()\n\
         \x20       with contextlib.redirect_stdout(out):\n\
         \x20           bpf(f, p)\n\
         \x20       said = out.getvalue().splitlines()[-1] == 'the filter takes the packet'\n\
         \x20       really = len(sniff(offline=[p], filter=f)) == 1\n\
         \x20       bad += said != really\n\
         \x20       taken += really\n\
         print(bad, taken > 100)\n"
    );
    assert_eq!(pkt(&program), "0 True\n");
}

/// The kernel's and Scapy's sums are the judge: what `del chksum` computes is called right.
#[test]
fn the_steps_of_a_sum_end_at_the_sum_in_the_packet() {
    let packets = [
        ("IP(dst='10.9.0.5', src='10.9.0.1')/TCP()/'abc'", "TCP"),
        (
            "IP(dst='10.9.0.5', src='10.9.0.1')/TCP(options=[('MSS', 1460)])",
            "TCP",
        ),
        (
            "IP(dst='10.9.0.5', src='10.9.0.1')/UDP(dport=9)/'abcdef'",
            "UDP",
        ),
        (
            "IP(dst='10.9.0.5', src='10.9.0.1', options=[IPOption_NOP()])/ICMP()/'x'",
            "IP",
        ),
        ("IP(dst='10.9.0.5', src='10.9.0.1')/ICMP()/'xyz'", "ICMP"),
        ("IPv6(dst='fd00::5', src='fd00::1')/TCP()/'abc'", "TCP"),
        ("IPv6(dst='fd00::5', src='fd00::1')/UDP()/'abc'", "UDP"),
        (
            "IPv6(dst='fd00::5', src='fd00::1')/ICMPv6EchoRequest(data='abc')",
            "ICMPv6EchoRequest",
        ),
    ];
    for (packet, layer) in packets {
        let said = pkt(&format!("checksum_steps(({packet})[{layer}])"));
        assert!(said.ends_with(": right\n"), "{packet}: {said}");
        let field = if layer.starts_with("ICMPv6") {
            "cksum"
        } else {
            "chksum"
        };
        let said = pkt(&format!(
            "p = {packet}\np[{layer}].{field} = 0x1234\nchecksum_steps(p[{layer}])"
        ));
        assert!(
            said.ends_with("the packet has 1234: wrong\n"),
            "{packet}: {said}"
        );
    }
}

#[test]
fn each_field_of_a_packet_is_found_where_it_lies() {
    // 0x1234 lies at octets 18 and 19 in RFC 791's figure behind 14 octets of Ethernet.
    let said = pkt("where(Ether()/IP(id=0x1234, dst='127.0.0.1')/ICMP(), 19)");
    assert_eq!(said, "18-19     IP.id = 4660   (12 34)\n");
    let said =
        pkt("explain(Ether(dst='02:00:00:00:00:01')/IP(dst='127.0.0.1', ttl=7)/ICMP(chksum=1))");
    let line = |start: &str| {
        let found = said
            .lines()
            .find(|line| line.trim_start().starts_with(start));
        found.unwrap_or_else(|| panic!("{said}")).to_owned()
    };
    assert!(line("22 ").contains("set by you"), "{said}");
    assert!(line("23 ").contains("from what it carries"), "{said}");
    assert!(line("15 ").contains("default"), "{said}");
    assert!(line("24-25").contains("computed"), "{said}");
    assert!(line("A receiver drops it").contains("ICMP"), "{said}");
}

/// Each case with the words that must be said about it.
const UNANSWERED: &str = r#"
import socket, threading, time
sr1(IP(dst="10.9.0.6", src="10.9.0.77")/ICMP(), timeout=0.5, verbose=0)
why()
sr1(IP(dst="10.9.0.77")/ICMP(), timeout=0.2, verbose=0)
why()
sr1(IP(dst="10.9.0.6")/UDP(dport=9999), timeout=0.2, verbose=0, filter="tcp")
why()
def stranger():
    time.sleep(0.2)
    at("bob")
    send(IP(dst="10.9.0.5")/TCP(sport=80, dport=4000, flags="SA", seq=1, ack=77), verbose=0)
    send(IP(dst="10.9.0.5")/TCP(sport=81, dport=4000, flags="SA", seq=1, ack=11), verbose=0)
    send(IP(dst="10.9.0.5", src="10.9.0.9")/TCP(sport=80, dport=4000, flags="SA"), verbose=0)
threading.Thread(target=stranger).start()
sr1(IP(dst="10.9.0.6")/TCP(sport=4000, dport=80, flags="S", seq=10), timeout=1, verbose=0, filter="tcp[tcpflags] & tcp-syn != 0")
why()
sr1(IP(dst="10.9.0.6")/ICMP(), timeout=2, verbose=0)
why()
"#;

#[test]
fn why_names_what_came_and_the_test_that_it_failed() {
    if !needs::programs(&needs::this_test(), &["ip"]) {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["--lab=pair", "-c", UNANSWERED])
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    for words in [
        "The source 10.9.0.77 is none of this host's: answers go there.",
        "somebody wants to answer and looks for 10.9.0.77, the source of the question",
        "ARP: no MAC address for 10.9.0.77",
        "The filter was 'tcp': what it does not take is not seen.",
        "it acknowledges 77; the question ends at 11",
        "its ports are 81 > 4000; an answer has 80 > 4000",
        "it is from 10.9.0.9; the question went to 10.9.0.6",
        "Every question has its answer.",
    ] {
        assert!(said.contains(words), "{words}:\n{said}\n{errors}");
    }
}

/// RFC 2236 section 2.2: the time to answer stands in a query, whichever class is made of it.
#[test]
fn kinds_of_a_layer_have_the_meanings_of_its_fields() {
    for layer in ["IGMP()", "IGMP_MQ()", "IGMPv2_LG()"] {
        let said = pkt(&format!("load_contrib('igmp')\nexplain({layer})"));
        assert!(
            said.contains("tenths of a second in which to answer"),
            "{layer}: {said}"
        );
    }
    let said = pkt("explain(IPerror())");
    assert!(said.contains("RFC 791 section 3.1"), "{said}");
    assert!(said.contains("routers left"), "{said}");
}
