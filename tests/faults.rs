//! Faults put in between namespaces: each is told in words, nothing that was captured or written
//! is lost, and the shell lives on.

use std::time::{Duration, Instant};

mod support;
use support::frames;
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

/// The code ends with exit status 1 and says all of the words.
fn fails(host: &Host, code: &str, words: &[&str]) {
    let ended = ended(host, code);
    assert_eq!(ended.status.code(), Some(1), "{code}: {}", ended.said);
    for word in words {
        assert!(
            ended.said.contains(word),
            "{code}: no {word:?} in {}",
            ended.said
        );
    }
    assert!(!ended.said.contains("panicked"), "{}", ended.said);
}

#[test]
fn an_interface_that_goes_away_ends_a_capture_and_keeps_what_there_is() {
    let Some(net) = Net::classroom("an_interface_that_goes_away_ends_a_capture") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let code = "a = sniff(iface='eth0', filter='icmp', started_callback=lambda: print('ready'), timeout=60)\n\
                print('kept', len(a))";
    let sniffer = start(&alice, code);
    sniffer.wait_for("ready");
    bob.run(&["ping", "-c", "3", "-i", "0.05", "10.9.0.5"]);
    alice.run(&["ip", "link", "del", "eth0"]);
    let ended = sniffer.wait();
    assert!(ended.said.contains("gone away"), "{}", ended.said);
    assert!(ended.said.contains("kept 6"), "{}", ended.said);
    assert!(ended.said.contains("eth0"), "it says which: {}", ended.said);
}

#[test]
fn an_interface_that_goes_away_ends_a_send_loop() {
    let Some(net) = Net::classroom("an_interface_that_goes_away_ends_a_send_loop") else {
        return;
    };
    let alice = net.host("alice");
    for code in [
        "print('ready'); sendp(Ether()/IP(dst='10.9.0.6')/UDP(), iface='eth0', loop=1, inter=0.001, verbose=0)",
        "print('ready'); send(IP(dst='10.9.0.6')/UDP(), loop=1, inter=0.001, verbose=0)",
    ] {
        alice.run(&["ip", "link", "set", "eth0", "up"]);
        let sender = start(&alice, code);
        sender.wait_for("ready");
        std::thread::sleep(Duration::from_millis(200));
        alice.run(&["ip", "link", "set", "eth0", "down"]);
        let ended = sender.wait();
        assert_eq!(ended.status.code(), Some(1), "{code}: {}", ended.said);
        assert!(ended.said.contains("OSError"), "{code}: {}", ended.said);
    }
    alice.run(&["ip", "link", "set", "eth0", "up"]);
    let sender = start(
        &alice,
        "print('ready'); sendp(Ether()/IP(dst='10.9.0.6')/UDP(), iface='eth0', loop=1, inter=0.001)",
    );
    sender.wait_for("ready");
    std::thread::sleep(Duration::from_millis(200));
    alice.run(&["ip", "link", "del", "eth0"]);
    let ended = sender.wait();
    assert_eq!(ended.status.code(), Some(1), "{}", ended.said);
    assert!(ended.said.contains("OSError"), "{}", ended.said);
}

#[test]
fn an_interface_that_goes_away_or_down_ends_an_exchange_and_keeps_what_there_is() {
    let Some(net) = Net::classroom("an_interface_that_goes_away_ends_an_exchange") else {
        return;
    };
    let alice = net.host("alice");
    // 10.9.0.11 is there and says nothing.
    let code = "ans, un = sr(IP(dst=['10.9.0.6', '10.9.0.11'])/ICMP(), timeout=20)\n\
                print('kept', len(ans), len(un))";
    for (fault, word) in [
        (["ip", "link", "set", "eth0", "down"], "eth0 is down"),
        (["ip", "link", "del", "dev", "eth0"], "eth0 has gone away"),
    ] {
        let asker = start(&alice, code);
        asker.wait_for("Finished");
        std::thread::sleep(Duration::from_millis(300));
        let pulled = Instant::now();
        alice.run(&fault);
        let ended = asker.wait();
        assert!(pulled.elapsed() < Duration::from_secs(10), "{}", ended.said);
        assert!(ended.said.contains("kept 1 1"), "{}", ended.said);
        assert!(ended.said.contains(word), "{}", ended.said);
        if fault[1] == "link" && fault[2] == "set" {
            alice.run(&["ip", "link", "set", "eth0", "up"]);
            let neighbour = ["ip", "neigh", "replace", "10.9.0.11"];
            alice.run(
                &[
                    &neighbour[..],
                    &["lladdr", "02:42:0a:09:00:0b", "dev", "eth0"],
                ]
                .concat(),
            );
        }
    }
}

#[test]
fn with_the_cable_pulled_questions_stay_unanswered() {
    let Some(net) = Net::classroom("with_the_cable_pulled_questions_stay_unanswered") else {
        return;
    };
    let alice = net.host("alice");
    let code = "import time\n\
                print('ready'); time.sleep(0.5)\n\
                print('answer', sr1(IP(dst='10.9.0.11')/ICMP(), timeout=0.5, verbose=0))\n\
                sendp(Ether()/IP(dst='10.9.0.6')/UDP(), iface='eth0', verbose=0)\n\
                print('heard', len(sniff(iface='eth0', timeout=0.3)))";
    let asker = start(&alice, code);
    asker.wait_for("ready");
    net.host("wire")
        .run(&["ip", "link", "set", "alice", "down"]);
    let ended = asker.wait();
    assert!(ended.status.success(), "{}", ended.said);
    assert!(ended.said.contains("answer None"), "{}", ended.said);
    assert!(ended.said.contains("heard 0"), "{}", ended.said);
}

/// The queue has room for two; what it refuses (ENOBUFS) is sent again until it has gone.
#[test]
fn a_full_queue_loses_nothing() {
    let Some(net) = Net::classroom("a_full_queue_loses_nothing") else {
        return;
    };
    let alice = net.host("alice");
    alice.run(&[
        "tc", "qdisc", "add", "dev", "eth0", "root", "tbf", "rate", "2mbit", "burst", "2kb",
        "limit", "3kb",
    ]);
    let code = "sendp([Ether(dst='02:42:0a:09:00:06')/IP(dst='10.9.0.6')/UDP(dport=n)/Raw(b'a'*1000)\n\
                       for n in range(1, 101)], iface='eth0', verbose=0)";
    let recording = net.host("bob").record("eth0", "udp");
    assert!(ended(&alice, code).status.success());
    recording.wait_for(100);
    assert_eq!(recording.stop().len(), 100);
    let dropped = alice.run(&["tc", "-s", "qdisc", "show", "dev", "eth0"]);
    assert!(
        !dropped.contains("dropped 0,"),
        "it was never full: {dropped}"
    );
}

#[test]
fn what_cannot_be_sent_says_why() {
    let Some(net) = Net::classroom("what_cannot_be_sent_says_why") else {
        return;
    };
    let alice = net.host("alice");
    fails(
        &alice,
        "sendp(Ether()/IP(dst='10.9.0.6')/UDP()/Raw(b'a'*3000), iface='eth0')",
        &["OSError", "too long", "eth0", "1500", "MTU"],
    );
    fails(
        &alice,
        "send(IPv6(dst='2001:db8::1')/UDP())",
        &["OSError", "no route to 2001:db8::1"],
    );
    fails(
        &alice,
        "sniff(iface='eth7', timeout=1)",
        &["ValueError", "'eth7' not found", "eth0"],
    );
    fails(
        &alice,
        "sniff(iface='eth0', filter='tcp prt 80', timeout=1)",
        &["tcp prt 80", "syntax error"],
    );
    // Scapy warns that there is no answer to ARP, and broadcasts.
    let silent = ended(&alice, "send(IP(dst='10.9.0.99')/UDP())");
    assert!(silent.said.contains("10.9.0.99"), "{}", silent.said);
    alice.run(&["ip", "link", "set", "eth0", "down"]);
    fails(
        &alice,
        "sendp(Ether()/IP(dst='10.9.0.6')/UDP(), iface='eth0')",
        &["OSError", "eth0 is down"],
    );
    fails(
        &alice,
        "send(IP(dst='10.9.0.6')/UDP())",
        &["OSError", "no route to 10.9.0.6"],
    );
}

/// Scapy closes the socket whose packet a callback failed on, and `sniff` returns what it has.
#[test]
fn a_callback_that_raises_ends_the_capture() {
    let Some(net) = Net::classroom("a_callback_that_raises_ends_the_capture") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let mut shell = Terminal::open(&alice);
    shell.ask("def f(p): print('seen', p[ICMP].seq); assert p[ICMP].seq < 2\n");
    shell.line(
        "r = sniff(iface='eth0', filter='icmp', prn=f, started_callback=lambda: print('rea'+'dy'))",
    );
    shell.wait_for("ready");
    bob.run(&["ping", "-c", "3", "-i", "0.05", "10.9.0.5"]);
    let said = shell.wait_for("It was closed");
    assert!(said.contains("seen 2"), "{said}");
    assert!(said.contains("AssertionError"), "{said}");
    // The shell lives, and has what came before.
    assert!(shell.ask("[p[ICMP].seq for p in r][-1]").contains("2"));
    shell.leave();
}

#[test]
fn captured_and_dropped_are_what_was_sent() {
    let Some(net) = Net::classroom("captured_and_dropped_are_what_was_sent") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    bob.run(&[
        "ip",
        "neigh",
        "replace",
        "10.9.0.5",
        "lladdr",
        "02:42:0a:09:00:05",
        "dev",
        "eth0",
    ]);
    for (count, slow) in [
        (1000, "0"),
        (20_000, "0"),
        (100_000, "0"),
        (2000, "0.0005"),
        (50_000, "0.00001"),
    ] {
        // The counter of the interface is the kernel's, not libpcap's.
        let counter = "/sys/class/net/eth0/statistics/rx_packets";
        let before: u64 = alice
            .run(&["cat", counter])
            .trim()
            .parse()
            .expect("a number");
        let code = format!(
            "import time\n\
             seen = 0\n\
             def f(p):\n    global seen\n    seen += 1\n    if {slow}: time.sleep({slow})\n\
             r = sniff(iface='eth0', filter='udp port 9', prn=f, store=0, started_callback=lambda: print('ready'))\n\
             print('seen', seen)"
        );
        let sniffer = start(&alice, &code);
        sniffer.wait_for("ready");
        ended(
            &bob,
            &format!("send(IP(dst='10.9.0.5')/UDP(dport=9)/b'x', count={count}, verbose=0)"),
        )
        .well();
        let arrived = alice
            .run(&["cat", counter])
            .trim()
            .parse::<u64>()
            .expect("a number")
            - before;
        assert!(arrived >= count, "{arrived} of {count} arrived");
        // What waits in the ring is neither seen nor lost before the callback has had its time.
        std::thread::sleep(Duration::from_secs(if slow == "0" { 2 } else { 5 }));
        let ended = sniffer.interrupt();
        let seen = ended
            .said
            .lines()
            .find_map(|line| line.strip_prefix("seen "));
        let seen: u64 = seen
            .and_then(|seen| seen.parse().ok())
            .unwrap_or_else(|| panic!("{}", ended.said));
        // "N packets captured, M dropped by the kernel, L dropped by the interface" and
        // "N packets had arrived and were not handled any more"
        let mut lost = 0;
        for warning in ended
            .said
            .lines()
            .filter_map(|line| line.strip_prefix("WARNING: "))
        {
            let numbers = warning.split(|one: char| !one.is_ascii_digit());
            let numbers = numbers.filter_map(|number| number.parse::<u64>().ok());
            lost += numbers
                .skip(usize::from(warning.contains("captured")))
                .sum::<u64>();
        }
        assert_eq!(seen + lost, count, "{slow}: {}", ended.said);
    }
}

#[test]
fn a_full_disk_is_an_error_and_what_was_written_is_readable() {
    let Some(net) = Net::classroom("a_full_disk_is_an_error") else {
        return;
    };
    let alice = net.host("alice");
    let script = format!(
        "mkdir full && mount -t tmpfs -o size=64k none full && cd full && \
         {PKT} -c \"wrpcap('a.pcap', [IP(dst='10.9.0.6')/UDP()/Raw(b'a'*1000)]*1000)\"; \
         echo status $?; cp a.pcap ..; rm a.pcap; cd ..; umount full"
    );
    // Each `ip netns exec` has mounts of its own, which go with it.
    let said = alice.run(&["sh", "-c", &script]);
    assert!(said.contains("No space left on device"), "{said}");
    assert!(said.contains("status 1"), "{said}");
    assert!(frames::read(&net.directory.path().join("a.pcap")).len() > 40);
}

#[test]
fn a_killed_capture_leaves_a_readable_file() {
    let Some(net) = Net::classroom("a_killed_capture_leaves_a_readable_file") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let code = "w = PcapWriter('k.pcap', sync=True)\n\
                sniff(iface='eth0', filter='icmp', prn=w.write, store=0, started_callback=lambda: print('ready'))";
    let sniffer = start(&alice, code);
    sniffer.wait_for("ready");
    bob.run(&["ping", "-c", "3", "-i", "0.05", "10.9.0.5"]);
    std::thread::sleep(Duration::from_millis(200));
    drop(sniffer); // kill -9
    assert_eq!(frames::read(&net.directory.path().join("k.pcap")).len(), 6);
}

/// What a person does, and what is said when it is stopped by Ctrl-C.
const INTERRUPTED: &[&str] = &[
    "send(IP(dst='10.9.0.6')/UDP(), loop=1, verbose=0)",
    "send(IP(dst='10.9.0.0/16')/UDP(dport=(0,65535)), iface='eth0', verbose=0)",
    "a = sniff(iface='eth0')",
    "a = sr(IP(dst='10.9.0.99')/UDP(), verbose=0)",
    "a = sr(IP(dst='10.9.0.6')/UDP(sport=5, dport=(1,60000))/b'x', inter=0.01, verbose=0)",
    "srloop(IP(dst='10.9.0.6')/ICMP(), verbose=0)",
    "import time; time.sleep(60)",
    "while True: pass\n",
    "a = [x for x in iter(int, 1)]",
    "sum(range(10**15))",
    "max(range(10**15))",
    "a = set(range(10**15))",
    "wrpcap('/dev/null', IP(dst='0.0.0.0/0')/UDP(dport=(0,65535)))",
    "a = AsyncSniffer(iface='eth0'); a.start(); a.join()",
    "a = traceroute('10.9.0.99', timeout=60, verbose=0)",
    "a = arping('10.9.0.0/16', timeout=60, verbose=0)",
    "import os; os.system('sleep 60')",
];

#[test]
fn ctrl_c_ends_anything_at_once_and_the_shell_lives() {
    let Some(net) = Net::classroom("ctrl_c_ends_anything_at_once") else {
        return;
    };
    let alice = net.host("alice");
    let mut shell = Terminal::open(&alice);
    let mut slow = Vec::new();
    for line in INTERRUPTED {
        shell.line(line);
        std::thread::sleep(Duration::from_millis(500));
        let stopped = Instant::now();
        shell.interrupt();
        let said = shell.ask("40 + 2");
        let took = stopped.elapsed();
        assert!(said.contains("42"), "{line}: {said}");
        // What the promise says is 100 ms; the test's machine may be busy, and frees memory slowly.
        if took > Duration::from_millis(1000) {
            slow.push((line, took));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
    shell.leave();
}
