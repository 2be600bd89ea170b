//! Everything in the lab as an ordinary user without any privilege: a user made for the test, whose
//! processes, namespaces and files are looked for afterwards.

mod support;

use std::process::Command;

use support::child::we_are_root;
use support::needs;
use support::person::Person;
use support::process::Process;

const PKT: &str = env!("CARGO_BIN_EXE_pkt");

/// One run of an example in a lab.
struct Run {
    lab: &'static str,
    name: &'static str,
    arguments: &'static [&'static str],
    /// What is typed.
    keys: &'static str,
    /// The words that say it is ready for the other side; it is stopped when that has ended.
    ready: &'static str,
    /// Host and words of a second process, which joins the lab.
    other: Option<(&'static str, &'static [&'static str])>,
    expected: &'static str,
}

const EXERCISES: &str = "examples/labs/exercises.toml";

const fn run(
    name: &'static str,
    arguments: &'static [&'static str],
    expected: &'static str,
) -> Run {
    Run {
        lab: EXERCISES,
        name,
        arguments,
        keys: "",
        ready: "",
        other: None,
        expected,
    }
}

impl Run {
    const fn lab(self, lab: &'static str) -> Run {
        Run { lab, ..self }
    }

    const fn keys(self, keys: &'static str) -> Run {
        Run { keys, ..self }
    }

    const fn other(
        self,
        ready: &'static str,
        host: &'static str,
        words: &'static [&'static str],
    ) -> Run {
        Run {
            ready,
            other: Some((host, words)),
            ..self
        }
    }
}

const RUNS: &[Run] = &[
    run("demo-sniff-and-spoof", &[], "4 received, 0% packet loss").lab("classroom"),
    run("a01-udp-sender", &[], "bob| 10.9.0.1:"),
    run("a02-udp-receiver", &[], "Hello world!").other(
        "",
        "alice",
        &["examples/a01-udp-sender.pkt", "10.9.0.1"],
    ),
    run("a03-udp-timeout", &["0.1"], "timed out"),
    run("a04-chat-client", &[], "GRÜSS DICH").keys("grüß dich\nbye\n"),
    run("a04-chat-server", &[], "says bye").other(
        "listening on 9090",
        "alice",
        &["-c", "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b'bye', ('10.9.0.1', 9090))\nprint(s.recv(100))"],
    ),
    run("a05-ls", &[], "ttl        : ByteField"),
    run("a06-sniffer", &["eth0", "3"], "        type      = echo-request"),
    run("a07-spoofed-udp", &[], "bob| 1.2.3.4:8888 Hello UDP!"),
    run("a08-sniff-and-spoof", &["3"], "Spoofed packet:  1.2.3.4 -> 10.9.0.5"),
    run("a09-thousand-packets", &["100"], "100 packets, one call:"),
    run("a10-hybrid", &["HOME/hybrid.pcap"], "read:    100 Ether / IP / UDP 1.2.3.1"),
    run("a11-web-request", &[], "Hello from the other side!").lab("examples/labs/two-lans.toml"),
    run("a12-arp", &[], "10.9.0.11 is at 02:42:0a:09:00:0b"),
    run("a13-filters", &["icmp", "2"], "Ether / IP / ICMP"),
    run("a14-byte-order", &[], "htonl: 0xefbeadde"),
    run("b01-sender", &["10.9.0.6"], "sent 10 packets to 10.9.0.6"),
    run("b02-receiver", &["10.9.0.1"], "10.9.0.10 10.9.0.1 ").other(
        "",
        "bob",
        &["examples/b01-sender.pkt", "10.9.0.1"],
    ),
    run("b03-one-liners", &["10.9.0.6"], ""),
    run("c01-handshake", &["10.9.0.1", "10.9.0.6", "4000"], "connected from port"),
    run("c02-hash", &["10.9.0.1", "10.9.0.6", "4000"], "sent the right hash"),
    run("c03-close", &["10.9.0.1", "10.9.0.6", "4000"], "closed: True"),
    run("c04-loopback", &["4000"], "closed: True"),
    run("d01-show", &[], "###[ IP ]###"),
    run("d02-ping", &["bob"], "type      = echo-reply"),
    run("d03-traceroute", &["10.0.4.2"], "1 10.0.0.2\n2 10.0.1.2\n").lab("chain:4"),
    run("d04-spoofed-ping", &[], "Sent 1 packets."),
    run("d05-miaou", &[], "attacker| miaou"),
    run("d06-echo-server", &["7777"], "echoed ").other(
        "echo on 7777",
        "attacker",
        &["examples/d06-self-answer.pkt", "7777"],
    ),
    run("d06-self-answer", &["7"], "seen 20 packets from 7 to 7"),
    run("d07-lone-syn", &["10.9.0.6", "4000"], "10.9.0.6:4000 > 10.9.0.1:4242 SA"),
    run("d08-stream-socket", &["10.9.0.6", "7"], "load      = b'Miaou'"),
    run("d09-blind-spoofing", &["4000"], "guessed"),
    run("d10-port-scan", &["10.9.0.6"], "open: [7]"),
    run("e01-interfaces", &[], "02:42:0a:09:00:01 up"),
    run("e02-inactive-hosts", &["--every=0.1"], "10.9.0.4 is inactive"),
    run("e03-ping-times", &[], "10.9.0.99: seq=4 time-out"),
    run("e04-who-talks", &["6"], "10.9.0.5 ("),
    run("e05-small-tcpdump", &["-c", "3", "icmp"], "Ether / IP / ICMP 10.9.0.5 >"),
];

#[test]
fn every_example_runs_in_the_lab_and_leaves_nothing() {
    let test = needs::this_test();
    if !needs::programs(&test, &["ping", "nc"]) {
        return;
    }
    let Some(person) = Person::new(&test) else {
        return;
    };
    for one in RUNS {
        let said = played(&person, one);
        assert!(
            said.contains(one.expected),
            "{}: {:?} is not in {said}",
            one.name,
            one.expected
        );
        // The example's own file, where it was told to write one.
        let _ = std::fs::remove_file(person.home.path().join("hybrid.pcap"));
        person.leaves_nothing(&[]);
    }
}

fn played(person: &Person, run: &Run) -> String {
    let file = format!("examples/{}.pkt", run.name);
    let home = person.home.path().to_string_lossy().into_owned();
    let arguments: Vec<String> = run
        .arguments
        .iter()
        .map(|word| word.replace("HOME", &home))
        .collect();
    let mut argv = vec![PKT, "--lab", run.lab, &file];
    argv.extend(arguments.iter().map(String::as_str));
    let mut process = Process::start(person.command(&argv));
    if let Some((host, words)) = run.other {
        match run.ready {
            // It says nothing: until it captures or owns its port, all that is sent is lost.
            "" => listening(&process),
            ready => drop(process.wait_for(ready)),
        }
        let place = format!("{host}@{}", process.pid());
        let mut argv = vec![PKT, "--join", &place];
        argv.extend(words);
        let other = Process::start(person.command(&argv)).wait();
        assert!(other.status.success(), "{}: {}", run.name, other.said);
        process.wait_for(run.expected);
        return process.interrupt().said;
    }
    if !run.keys.is_empty() {
        process.type_in(run.keys);
    }
    process.wait().well()
}

/// Waits until the process has a packet socket that captures, or a UDP socket at port 9090.
fn listening(process: &Process) {
    let began = std::time::Instant::now();
    let file = |name: &str| {
        let text = std::fs::read_to_string(format!("/proc/{}/net/{name}", process.pid()));
        text.unwrap_or_default()
    };
    // In the table of packet sockets, protocol 3 is every protocol.
    while !file("packet").contains(" 0003 ") && !file("udp").contains(":2382 ") {
        assert!(
            began.elapsed() < support::process::PATIENCE,
            "{}",
            process.said()
        );
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    // The filter is set a moment after the socket is bound.
    std::thread::sleep(std::time::Duration::from_millis(200));
}

#[test]
fn every_example_has_its_run() {
    let examples = std::fs::read_dir("examples").expect("examples").flatten();
    for entry in examples {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".pkt") {
            assert!(RUNS.iter().any(|run| run.name == name), "{name}");
        }
    }
}

#[test]
fn nothing_is_left_after_kill_9() {
    let test = needs::this_test();
    if !needs::programs(&test, &["ping", "nc"]) {
        return;
    }
    let Some(person) = Person::new(&test) else {
        return;
    };
    // Programs and services on the hosts, a capture beside the script, and a second process.
    let script = "sniffer = bg(at('bob'), sniff)\n\
                  pings = lab.run('bob', ['ping', '10.9.0.1'])\n\
                  serve_http(80, host='alice')\n\
                  while len(pings.lines) < 2: time.sleep(0.05)\n\
                  print('ready')\n\
                  time.sleep(60)";
    let script = format!("import time\n{script}");
    for how in ["kill", "end"] {
        let lab = person.command(&[PKT, "--lab", EXERCISES, "-c", &script]);
        let process = Process::start(lab);
        process.wait_for("ready");
        let place = format!("alice@{}", process.pid());
        let joined = ["-c", "import time\nprint('joined')\ntime.sleep(60)"];
        let argv = [PKT, "--join", &place, joined[0], joined[1]];
        let other = Process::start(person.command(&argv));
        other.wait_for("joined");
        let namespaces = person.namespaces();
        assert!(namespaces.len() > 3, "{namespaces:?}");
        assert!(person.processes().len() > 3, "{:?}", person.processes());
        let (first, second) = (process.pid(), other.pid());
        let signal = match how {
            "kill" => nix::sys::signal::Signal::SIGKILL,
            _ => nix::sys::signal::Signal::SIGINT,
        };
        for pid in [first, second] {
            nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), signal).expect("kill");
        }
        process.wait();
        other.wait();
        person.leaves_nothing(&namespaces);
    }
}

#[test]
fn what_blocks_the_lab_is_named_with_its_remedy() {
    let test = needs::this_test();
    if !we_are_root() {
        return needs::skip(&test, "it sets limits, for which it needs root");
    }
    if !needs::programs(&test, &["unshare", "setpriv"]) {
        return;
    }
    // In a user namespace of its own the limit holds for this test only.
    let script = format!(
        "echo 0 > /proc/sys/user/max_user_namespaces && \
         exec setpriv --bounding-set=-all --inh-caps=-all {PKT} --lab pair -c pass"
    );
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "sh", "-c", &script])
        .output()
        .expect("unshare");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for words in [
        "no lab here: no user namespace is left (user.max_user_namespaces is 0 or used up)",
        "sudo sysctl user.max_user_namespaces=15000",
    ] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn who_joins_hears_when_there_is_no_lab() {
    let test = needs::this_test();
    let Some(person) = Person::new(&test) else {
        return;
    };
    for host in ["bob", "bob@1"] {
        let ended = Process::start(person.command(&[PKT, "--join", host, "-c", "pass"])).wait();
        assert_eq!(ended.status.code(), Some(1), "{}", ended.said);
        assert!(
            ended
                .said
                .contains("no lab is running: start one with --lab in another terminal"),
            "{}",
            ended.said
        );
    }
}
