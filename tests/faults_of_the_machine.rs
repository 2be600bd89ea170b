//! Faults of the machine below a session: rights that are missing, descriptors that run out,
//! interfaces that are made anew, addresses that go, files that cannot be read. Each is told in
//! words, and the script or the shell goes on.

use std::time::{Duration, Instant};

mod support;
use support::net::{Host, Net};
use support::process::{Ended, Process};
use support::terminal::Terminal;

const PKT: &str = env!("CARGO_BIN_EXE_pkt");

fn start(host: &Host, code: &str) -> Process {
    host.start(&[PKT, "-c", code])
}

fn ended(host: &Host, code: &str) -> Ended {
    start(host, code).wait()
}

fn said(host: &Host, code: &str) -> String {
    ended(host, code).well()
}

/// Statements that are tried one after the other; what they raise is printed, and they go on.
fn tried(statements: &[&str]) -> String {
    let mut code = String::new();
    for statement in statements {
        code += &format!(
            "try: {statement}; print('did')\n\
             except Exception as e: print(type(e).__name__ + ':', e)\n"
        );
    }
    code
}

fn has_all(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "no {word:?} in {text}");
    }
    assert!(!text.contains("panicked"), "{text}");
}

#[test]
fn without_the_right_each_command_names_the_ways_out() {
    let Some(net) = Net::classroom("without_the_right_each_command") else {
        return;
    };
    let code = tried(&[
        "sniff(iface='eth0', timeout=0.1)",
        "sendp(Ether(), iface='eth0')",
        "send(IP(dst='10.9.0.6')/ICMP())",
        "sr1(IP(dst='10.9.0.6')/ICMP(), timeout=0.1)",
        "send(IP(dst='10.9.0.6')/ICMP(), pps='max')",
    ]);
    let words = [
        "setpriv",
        "--bounding-set=-all",
        "--inh-caps=-all",
        PKT,
        "-c",
        &code,
    ];
    let text = net.host("alice").run(&words);
    assert_eq!(text.matches("PermissionError").count(), 5, "{text}");
    assert_eq!(text.matches("CAP_NET_RAW").count(), 5, "{text}");
    has_all(&text, &["sudo", "setcap", "--lab"]);
}

#[test]
fn when_descriptors_run_out_it_is_said_and_the_script_goes_on() {
    let Some(net) = Net::classroom("when_descriptors_run_out") else {
        return;
    };
    let code = format!(
        "import os\n\
         held = []\n\
         try:\n    \
             while True: held.append(os.open('/dev/null', os.O_RDONLY))\n\
         except OSError: pass\n\
         {}\
         for one in held: os.close(one)\n\
         {}",
        tried(&[
            "send(IP(dst='10.9.0.6')/UDP(), verbose=0)",
            "rdpcap('x.pcap')",
            "sniff(iface='eth0', timeout=0.1)",
        ]),
        tried(&["send(IP(dst='10.9.0.6')/UDP(), verbose=0)"]),
    );
    let words = [
        "sh",
        "-c",
        "ulimit -n 64; exec \"$0\" -c \"$1\"",
        PKT,
        &code,
    ];
    let text = net.host("alice").run(&words);
    has_all(&text, &["Too many open files"]);
    assert_eq!(text.matches("did").count(), 1, "{text}");
    assert!(text.trim_end().ends_with("did"), "{text}");
}

#[test]
fn an_interface_that_is_made_anew_is_the_one_that_is_used() {
    let Some(net) = Net::classroom("an_interface_that_is_made_anew") else {
        return;
    };
    let (alice, wire) = (net.host("alice"), net.host("wire"));
    let code = "import os, time\n\
                def ask():\n    \
                    r = sr1(IP(dst='10.9.0.6')/ICMP(), timeout=2, verbose=0)\n    \
                    print('answer', r and r.src)\n\
                ask()\n\
                print('ready')\n\
                while not os.path.exists('again'): time.sleep(0.05)\n\
                ask()\n\
                sendp(Ether()/IP(dst='10.9.0.6')/UDP(), iface='eth0', verbose=0)\n\
                r = sniff(iface='eth0', filter='icmp', count=2, timeout=5, started_callback=ask)\n\
                print('heard', len(r))";
    let asker = start(&alice, code);
    asker.wait_for("ready");
    alice.run(&["ip", "link", "del", "eth0"]);
    let there = asker.pid();
    let anew = format!(
        "ip link add alice type veth peer name eth0 address 02:42:0a:09:00:05 netns {there}; \
         ip link set alice master br0 up"
    );
    wire.run(&["sh", "-ec", &anew]);
    let up = "ip link set eth0 up; ip address add 10.9.0.5/24 dev eth0";
    alice.run(&["sh", "-ec", up]);
    std::fs::write(net.directory.path().join("again"), "").expect("a file");
    let text = asker.wait().well();
    assert_eq!(text.matches("answer 10.9.0.6").count(), 3, "{text}");
    has_all(&text, &["heard 2"]);
}

#[test]
fn without_an_address_or_a_route_it_says_so() {
    let Some(net) = Net::classroom("without_an_address_or_a_route") else {
        return;
    };
    let alice = net.host("alice");
    let code = format!(
        "import os, time\n\
         send(IP(dst='10.9.0.6')/UDP(), verbose=0)\n\
         print('ready', IP(dst='10.9.0.6').src)\n\
         while not os.path.exists('again'): time.sleep(0.05)\n\
         print('source', IP(dst='10.9.0.6').src)\n\
         {}",
        tried(&[
            "send(IP(dst='10.9.0.6')/UDP(), verbose=0)",
            "sr1(IP(dst='10.9.0.6')/ICMP(), timeout=0.2, verbose=0)",
        ])
    );
    let asker = start(&alice, &code);
    asker.wait_for("ready 10.9.0.5");
    alice.run(&["ip", "address", "flush", "dev", "eth0"]);
    std::fs::write(net.directory.path().join("again"), "").expect("a file");
    let text = asker.wait().well();
    has_all(
        &text,
        &["source 0.0.0.0", "no route to 10.9.0.6", "conf.route"],
    );
    assert_eq!(text.matches("OSError").count(), 2, "{text}");
}

/// With the namespace of the wire go the other ends of all cables.
#[test]
fn when_the_other_end_of_the_cable_goes_a_capture_ends_and_its_thread_too() {
    let Some(net) = Net::classroom("when_the_other_end_of_the_cable_goes") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let code = "import os, time\n\
                def threads(): return [open('/proc/self/task/' + t + '/comm').read().strip() for t in os.listdir('/proc/self/task')]\n\
                s = AsyncSniffer(iface='eth0', filter='icmp', started_callback=lambda: print('ready'))\n\
                s.start(); s.join()\n\
                print('kept', len(s.results))\n\
                time.sleep(0.5)\n\
                print('working', [t for t in threads() if t in ('sniff', 'close')])\n\
                try: sniff(iface='eth0', timeout=1)\n\
                except Exception as e: print(type(e).__name__, e)";
    let sniffer = start(&alice, code);
    sniffer.wait_for("ready");
    bob.run(&["ping", "-c", "2", "-i", "0.05", "10.9.0.5"]);
    net.host("wire")
        .run(&["sh", "-c", "for i in alice bob; do ip link del $i; done"]);
    let text = sniffer.wait().well();
    has_all(
        &text,
        &[
            "eth0 has gone away",
            "kept 4",
            "working []",
            "'eth0' not found",
        ],
    );
}

#[test]
fn a_link_that_flaps_does_not_end_a_capture_for_recording() {
    let Some(net) = Net::classroom("a_link_that_flaps") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    for callback in ["", ", prn=lambda p: None"] {
        let code = format!(
            "r = sniff(iface='eth0', filter='icmp', started_callback=lambda: print('ready'), \
             count=8, timeout=15{callback})\n\
             print('kept', len(r))"
        );
        let sniffer = start(&alice, &code);
        sniffer.wait_for("ready");
        bob.run(&["ping", "-c", "2", "-i", "0.05", "10.9.0.5"]);
        alice.run(&["ip", "link", "set", "eth0", "down"]);
        std::thread::sleep(Duration::from_millis(300));
        alice.run(&["ip", "link", "set", "eth0", "up"]);
        std::thread::sleep(Duration::from_millis(300));
        bob.run(&["ping", "-c", "2", "-i", "0.05", "10.9.0.5"]);
        let text = sniffer.wait().well();
        has_all(&text, &["kept 8"]);
        if !callback.is_empty() {
            has_all(&text, &["eth0 is down"]);
        }
    }
}

#[test]
fn a_callback_far_behind_is_not_waited_for_and_the_sum_is_right() {
    let Some(net) = Net::classroom("a_callback_far_behind") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let code = "import os, time\n\
                s = AsyncSniffer(iface='eth0', filter='udp port 9', prn=lambda p: time.sleep(0.002), \
                store=0, started_callback=lambda: print('ready'))\n\
                s.start()\n\
                while not os.path.exists('again'): time.sleep(0.05)\n\
                b = time.time(); r = s.stop(); b = time.time() - b\n\
                print('stopped', b < 4, r.captured < 20000, \
                'sum', r.captured + r.dropped_by_kernel + r.dropped_by_interface + r.unread)";
    let sniffer = start(&alice, code);
    sniffer.wait_for("ready");
    said(
        &bob,
        "sendp(Ether(dst='02:42:0a:09:00:05')/IP(dst='10.9.0.5')/UDP(dport=9)/b'x', iface='eth0', \
         count=20000, verbose=0)",
    );
    std::thread::sleep(Duration::from_millis(500));
    std::fs::write(net.directory.path().join("again"), "").expect("a file");
    let text = sniffer.wait().well();
    has_all(
        &text,
        &["stopped True True sum 20000", "not handled any more"],
    );
}

#[test]
fn what_is_too_long_is_cut_or_refused_as_the_script_wants() {
    let Some(net) = Net::classroom("what_is_too_long_is_cut_or_refused") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let recording = bob.record("eth0", "src host 10.9.0.5 and ip");
    let long = "IP(dst='10.9.0.6')/UDP(dport=9)/Raw(b'a' * 3000)";
    let code = tried(&[
        &format!("send({long}, verbose=0)"),
        &format!("send({long}, verbose=0, pps='max')"),
        "conf.auto_fragment = False",
        &format!("send({long}, verbose=0)"),
        &format!("send({long}, verbose=0, pps='max')"),
        &format!(
            "sendp(Ether(dst='02:42:0a:09:00:06')/{long}, iface='eth0', verbose=0, pps='max')"
        ),
    ]);
    let text = said(&alice, &code);
    assert_eq!(text.matches("did").count(), 3, "{text}");
    assert_eq!(text.matches("too long").count(), 3, "{text}");
    recording.wait_for(6);
    assert_eq!(
        recording.stop().len(),
        6,
        "two datagrams in three fragments each"
    );
}

#[test]
fn interfaces_of_another_kind_are_told_apart() {
    let Some(net) = Net::classroom("interfaces_of_another_kind") else {
        return;
    };
    let code = tried(&[
        "sniff(iface='eth0', monitor=True, timeout=0.1)",
        "sniff(iface='eth0', filter='wlan type mgt', timeout=0.1)",
        "sniff(iface='lo', timeout=0.1)",
        "srp1(Ether()/ARP(pdst='10.9.0.6'), iface='nope', timeout=0.1)",
    ]);
    let text = said(&net.host("alice"), &code);
    has_all(
        &text,
        &[
            "monitor mode",
            "802.11 link-layer types supported only on 802.11",
            "'nope' not found",
        ],
    );
}

#[test]
fn a_port_that_somebody_uses_is_not_held_and_it_is_said() {
    let Some(net) = Net::classroom("a_port_that_somebody_uses") else {
        return;
    };
    let alice = net.host("alice");
    let listener = alice.start(&["nc", "-l", "-p", "5555"]);
    listener.wait_for_port("tcp", 5555);
    let text = said(
        &alice,
        "r = sr1(IP(dst='10.9.0.6')/TCP(sport=5555, dport=1), timeout=2, verbose=0); print(r and r[TCP].flags)",
    );
    has_all(&text, &["the kernel will answer for port 5555", "in use"]);
    assert!(text.contains("RA"), "{text}");
}

#[test]
fn captures_that_cannot_be_read_say_why_and_keep_what_there_is() {
    let Some(net) = Net::classroom("captures_that_cannot_be_read") else {
        return;
    };
    let code = format!(
        "import os\n\
         open('text.txt', 'w').write('hello world, this is no capture')\n\
         open('empty.pcap', 'w')\n\
         wrpcap('whole.pcap', [IP()/UDP()]*3)\n\
         octets = open('whole.pcap', 'rb').read()\n\
         open('cut.pcap', 'wb').write(octets[:-5])\n\
         os.mkfifo('pipe')\n\
         {}\
         print(len(rdpcap('cut.pcap')), len(sniff(offline='cut.pcap')))",
        tried(&[
            "rdpcap('/')",
            "rdpcap('missing.pcap')",
            "rdpcap('text.txt')",
            "rdpcap('empty.pcap')"
        ]),
    );
    let text = said(&net.host("alice"), &code);
    has_all(
        &text,
        &[
            "IsADirectoryError",
            "FileNotFoundError",
            "Not a supported capture file",
            "the capture ends within a packet",
            "3 3",
        ],
    );
    assert!(!text.contains("did"), "{text}");
}

#[test]
fn a_clock_that_was_set_back_gives_no_negative_time() {
    let Some(net) = Net::classroom("a_clock_that_was_set_back") else {
        return;
    };
    let text = said(
        &net.host("alice"),
        "a, u = sr(IP(dst='10.9.0.6')/ICMP(), timeout=2, verbose=0)\n\
         q, r = a[0]\n\
         print('there', r.time - q.sent_time >= 0, a.rtt()[0] >= 0)\n\
         q.sent_time = r.time + 100\n\
         print('back', a.rtt()[0])",
    );
    has_all(&text, &["there True True", "back 0"]);
}

/// A long send on a terminal says how far it is; Ctrl-C ends it and the shell lives.
#[test]
fn a_long_send_says_how_far_it_is() {
    let Some(net) = Net::classroom("a_long_send_says_how_far_it_is") else {
        return;
    };
    let alice = net.host("alice");
    let mut shell = Terminal::open(&alice);
    shell.line("send(IP(dst='10.9.0.6')/UDP(), loop=1)");
    shell.wait_for(" packets, ");
    shell.wait_for(" k/s");
    let stopped = Instant::now();
    shell.interrupt();
    let text = shell.wait_for("Sent ");
    assert!(stopped.elapsed() < Duration::from_secs(5), "{text}");
    assert!(shell.ask("40 + 2").contains("42"));
    shell.leave();
}

/// The kernel counts what comes in; packet sockets of the sender do not see it go.
#[test]
fn the_express_lane_loses_nothing_and_other_captures_here_do_not_see_it() {
    let Some(net) = Net::classroom("the_express_lane") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let (here, there) = (alice.record("eth0", "udp"), bob.record("eth0", "udp"));
    let text = said(
        &alice,
        "send(IP(dst='10.9.0.6')/UDP(sport=7, dport=(1, 300))/b'abc', pps='max', count=10, verbose=0)\n\
         sendp(Ether(dst='02:42:0a:09:00:06')/IP(dst='10.9.0.6')/UDP(dport=9), iface='eth0', pps='max', count=5, verbose=0)\n\
         send(IP(dst='127.0.0.1')/UDP(dport=9), pps='max', verbose=0)",
    );
    assert!(!text.contains("WARNING"), "{text}");
    there.wait_for(3005);
    let seen = there.stop();
    assert_eq!(seen.len(), 3005);
    let ports: Vec<u16> = seen[..3000]
        .iter()
        .map(|frame| u16::from_be_bytes([frame.octets[36], frame.octets[37]]))
        .collect();
    let expected: Vec<u16> = (0..10).flat_map(|_| 1..=300).collect();
    assert_eq!(ports, expected, "in order, and each once");
    assert!(here.stop().is_empty(), "it goes past packet sockets");
}
