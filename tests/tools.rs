//! The tools of the link between namespaces: what `sniff` can be told, bridges, and questions of
//! IPv6 and of name servers. The judges are the kernel, tcpdump and what another host received.

mod support;
use support::frames;
use support::net::{Host, Net};
use support::process::Process;

const PKT: &str = env!("CARGO_BIN_EXE_pkt");

fn start(host: &Host, code: &str) -> Process {
    host.start(&[PKT, "-c", code])
}

fn said(host: &Host, code: &str) -> String {
    start(host, code).wait().well()
}

/// A capture that says when it is ready, and three pings while it runs.
fn sniffed(net: &Net, code: &str) -> String {
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let sniffer = start(&alice, code);
    sniffer.wait_for("ready");
    bob.run(&["ping", "-c", "3", "-i", "0.05", "10.9.0.5"]);
    sniffer.wait().well()
}

#[test]
fn a_capture_goes_straight_to_a_file() {
    let Some(net) = Net::classroom("a_capture_goes_straight_to_a_file") else {
        return;
    };
    for (file, more) in [
        ("a.pcapng", ""),
        ("b.pcap", ", prn=lambda p: None"),
        ("c.pcap", ", lfilter=lambda p: ICMP in p"),
    ] {
        let text = sniffed(
            &net,
            &format!(
                "r = sniff(iface='eth0', filter='icmp', write='{file}', timeout=1.5{more}, \
                 started_callback=lambda: print('ready'))\n\
                 print('list', len(r), 'captured', r.captured)"
            ),
        );
        assert!(text.contains("list 0 captured 6"), "{file}: {text}");
        let alice = net.host("alice");
        let count = alice.run(&["tcpdump", "-n", "-r", file]);
        assert_eq!(
            count
                .lines()
                .filter(|line| line.contains("ICMP echo"))
                .count(),
            6,
            "{count}"
        );
    }
    // Nanoseconds are in the file where its form has room for them.
    let stamps = said(
        &net.host("alice"),
        "print(any(int(p.time * 10**9) % 1000 for p in rdpcap('a.pcapng')))",
    );
    assert!(stamps.contains("True"), "{stamps}");
}

#[test]
fn a_capture_that_is_killed_leaves_what_it_has_in_its_file() {
    let Some(net) = Net::classroom("a_capture_that_is_killed_leaves_its_file") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let code = "sniff(iface='eth0', filter='icmp', write='k.pcap', started_callback=lambda: print('ready'))";
    let sniffer = start(&alice, code);
    sniffer.wait_for("ready");
    bob.run(&["ping", "-c", "3", "-i", "0.05", "10.9.0.5"]);
    std::thread::sleep(std::time::Duration::from_millis(500));
    drop(sniffer); // kill -9
    assert_eq!(frames::read(&net.directory.path().join("k.pcap")).len(), 6);
}

#[test]
fn length_and_direction_of_a_capture() {
    let Some(net) = Net::classroom("length_and_direction_of_a_capture") else {
        return;
    };
    let capture = |more: &str| {
        sniffed(
            &net,
            &format!(
                "r = sniff(iface='eth0', filter='icmp', timeout=1.5, {more}, \
                 started_callback=lambda: print('ready'))\n\
                 print(len(r), set(len(p) for p in r), set(p.wirelen for p in r), \
                 sorted(set(p[IP].src for p in r)))"
            ),
        )
    };
    for watched in ["store=1", "prn=lambda p: None"] {
        let both = capture(&format!("{watched}, snaplen=60"));
        assert!(
            both.contains("6 {60} {98} ['10.9.0.5', '10.9.0.6']"),
            "{both}"
        );
        let incoming = capture(&format!("{watched}, direction='in'"));
        assert!(incoming.contains("3 {98} {98} ['10.9.0.6']"), "{incoming}");
        let outgoing = capture(&format!("{watched}, direction='out'"));
        assert!(outgoing.contains("3 {98} {98} ['10.9.0.5']"), "{outgoing}");
    }
}

#[test]
fn several_interfaces_and_any_are_heard_at_once() {
    let Some(net) = Net::chain("several_interfaces_and_any") else {
        return;
    };
    let router = net.host("r1");
    for (iface, expected) in [
        ("['eth0', 'eth1']", "8 ['eth0', 'eth1']"),
        ("{'eth0': 'left', 'eth1': 'right'}", "8 ['left', 'right']"),
        ("'any'", "8 ['any']"),
    ] {
        let code = format!(
            "r = sniff(iface={iface}, filter='icmp', timeout=1.5, \
             started_callback=lambda: print('ready'))\n\
             print(len(r), sorted(set(p.sniffed_on for p in r)))"
        );
        let sniffer = start(&router, &code);
        sniffer.wait_for("ready");
        net.host("alice")
            .run(&["ping", "-c", "2", "-i", "0.05", "10.0.4.2"]);
        let text = sniffer.wait().well();
        assert!(text.contains(expected), "{iface}: {text}");
    }
}

/// A host with two interfaces whose kernel forwards nothing: what passes, the bridge has passed.
#[test]
fn a_bridge_passes_what_its_functions_let_through_and_changes_it() {
    let Some(net) = Net::chain("a_bridge_passes") else {
        return;
    };
    let (alice, bridge, next) = (net.host("alice"), net.host("r1"), net.host("r2"));
    bridge.run(&["sh", "-c", "echo 0 > /proc/sys/net/ipv4/ip_forward"]);
    let code = "def there(p):\n    \
                    if UDP not in p: return False\n    \
                    if p[UDP].dport == 7: return False\n    \
                    if p[UDP].dport == 8:\n        \
                        p[Raw].load = b'changed'\n        \
                        del p[IP].len, p[IP].chksum, p[UDP].len, p[UDP].chksum\n        \
                        return p\n    \
                    return True\n\
                bridge_and_sniff('eth0', 'eth1', xfrm12=there, xfrm21=lambda p: False, \
                store=0, count=3, timeout=5, started_callback=lambda: print('ready'))";
    let bridge = start(&bridge, code);
    bridge.wait_for("ready");
    let recording = next.record("eth0", "udp");
    said(
        &alice,
        "sendp([Ether(src='02:00:00:00:00:01', dst='02:00:00:00:00:02')/IP(src='10.0.0.1', dst='10.0.4.2')\
         /UDP(sport=5, dport=n)/b'original' for n in (7, 8, 9)], iface='eth0', verbose=0)",
    );
    recording.wait_for(2);
    let seen = recording.stop();
    drop(bridge);
    let octets: Vec<&[u8]> = seen.iter().map(|frame| &frame.octets[42..]).collect();
    assert_eq!(octets, [b"changed".as_slice(), b"original".as_slice()]);
}

#[test]
fn a_traceroute_over_ipv6_names_the_router() {
    let Some(net) = Net::chain("a_traceroute_over_ipv6") else {
        return;
    };
    let script = "echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6; \
                  echo 1 > /proc/sys/net/ipv6/conf/all/forwarding";
    for name in ["alice", "r1", "r2"] {
        net.host(name).run(&["sh", "-c", script]);
    }
    for (host, iface, address) in [
        ("alice", "eth0", "2001:db8:1::1/64"),
        ("r1", "eth0", "2001:db8:1::2/64"),
        ("r1", "eth1", "2001:db8:2::1/64"),
        ("r2", "eth0", "2001:db8:2::2/64"),
    ] {
        let net_host = net.host(host);
        for knob in ["disable_ipv6", "accept_dad"] {
            let path = format!("echo 0 > /proc/sys/net/ipv6/conf/{iface}/{knob}");
            net_host.run(&["sh", "-c", &path]);
        }
        net_host.run(&["ip", "address", "add", address, "dev", iface, "nodad"]);
    }
    let route = |host: &str, to: &str, via: &str| {
        net.host(host)
            .run(&["ip", "-6", "route", "add", to, "via", via]);
    };
    route("alice", "2001:db8:2::/64", "2001:db8:1::2");
    route("r2", "2001:db8:1::/64", "2001:db8:2::1");
    // Until the kernels have made sure that their link-local addresses are nobody else's.
    let reached = "timeout 20 sh -c 'until ping -c 1 -W 1 2001:db8:2::2; do sleep 0.1; done'";
    net.host("alice").run(&["sh", "-c", reached]);
    let text = said(
        &net.host("alice"),
        "a, u = traceroute6('2001:db8:2::2', maxttl=3, timeout=2, verbose=0)\n\
         print(repr(a)); a.show(); print(a.get_trace())",
    );
    // As Scapy's table, with these addresses.
    let expected = "<Traceroute: TCP:2 UDP:0 ICMP:0 Other:1>\n";
    assert!(text.starts_with(expected), "{text}");
    assert!(
        text.contains("2001:db8:2::2                             :tcphttp"),
        "{text}"
    );
    assert!(
        text.contains("1 2001:db8:1::2                              3 "),
        "{text}"
    );
    assert!(
        text.contains("2 2001:db8:2::2                              RA"),
        "{text}"
    );
    assert!(
        text.contains(
            "{'2001:db8:2::2': {1: ('2001:db8:1::2', False), 2: ('2001:db8:2::2', True)}}"
        ),
        "{text}"
    );
}

/// Octets as RFC 2136 has them; Scapy 2.8 makes the same.
#[test]
fn a_dynamic_update_asks_for_what_it_says_and_tells_the_code() {
    let Some(net) = Net::classroom("a_dynamic_update") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let server = "import socket\n\
                  s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n\
                  s.bind(('10.9.0.6', 53))\n\
                  print('ready')\n\
                  for code in (0, 5):\n    \
                      octets, who = s.recvfrom(2000)\n    \
                      print(octets.hex())\n    \
                      s.sendto(octets[:2] + bytes([0xa8, code]) + octets[4:], who)\n";
    let server = start(&bob, server);
    server.wait_for("ready");
    let text = said(
        &alice,
        "print(dyndns_add('10.9.0.6', 'dyn.toto.com', '127.0.0.1'), dyndns_del('10.9.0.6', 'dyn.toto.com'))",
    );
    assert!(text.contains("0 5"), "{text}");
    let octets = server.wait().well();
    for expected in [
        "000029000001000000010000\
         04746f746f03636f6d0000060001\
         0364796e04746f746f03636f6d00000100010000000a00047f000001",
        "000029000001000000010000\
         04746f746f03636f6d0000060001\
         0364796e04746f746f03636f6d0000ff00ff000000000000",
    ] {
        assert!(octets.contains(expected), "{octets}");
    }
    let silent = said(&alice, "print(dyndns_add('10.9.0.11', 'a.b', '1.2.3.4'))");
    assert!(silent.contains("-1"), "{silent}");
}
