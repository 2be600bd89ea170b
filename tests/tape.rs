//! Sessions that are recorded in a lab and played without any network: the same output, on a
//! machine that has no rights at all.

mod support;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rexpect::session::{Options, spawn_with_options};
use support::child::we_are_root;
use support::needs;

const PKT: &str = env!("CARGO_BIN_EXE_pkt");

/// What a command printed, output and errors each for itself, and whether it ended well.
#[derive(Debug, PartialEq)]
struct Said {
    out: String,
    err: String,
    well: bool,
}

fn said(mut command: Command, keys: &str) -> Said {
    let mut child = command
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    // It may end before it has read everything.
    let _ = input.write_all(keys.as_bytes());
    drop(input);
    let done = child.wait_with_output().expect("it ends");
    let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    Said {
        out: text(&done.stdout),
        err: text(&done.stderr),
        well: done.status.success(),
    }
}

fn recorded(tape: &Path, words: &[&str], keys: &str) -> Said {
    let mut command = Command::new(PKT);
    command
        .arg(format!("--record={}", tape.display()))
        .args(words);
    said(command, keys)
}

/// Played where there is no namespace to be had and no packet socket: in a user namespace without
/// capabilities whose limits are zero.
fn played(tape: &Path, words: &[&str], keys: &str) -> Said {
    let limits = "cd /proc/sys/user && echo 0 > max_user_namespaces && echo 0 > max_net_namespaces";
    let drop = "exec setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all";
    let mut command = Command::new("unshare");
    let here = env!("CARGO_MANIFEST_DIR");
    command
        .args(["--user", "--map-root-user", "sh", "-c"])
        .arg(format!("{limits} && cd {here} && {drop} \"$@\""))
        .args(["sh", PKT])
        .arg(format!("--offline={}", tape.display()))
        .args(words);
    said(command, keys)
}

fn can_be_tested() -> bool {
    let test = needs::this_test();
    if !we_are_root() {
        needs::skip(&test, "it sets limits, for which it needs root");
        return false;
    }
    needs::programs(&test, &["unshare", "setpriv", "nc", "ping"])
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let file = folder.path().join(name);
    std::fs::write(&file, text).expect("the script is written");
    file
}

/// Everything that comes from outside: answers, captures in front and beside, sockets, programs,
/// hosts, dice, the clock, what hosts say, warnings and errors.
const EVERYTHING: &str = r#"
# # A tape
import os, random, socket, subprocess, time
print(lab)
p = IP(dst="10.9.0.6")/ICMP()
p.show2()
r = sr1(p, timeout=2)
print(r.summary(), r.ttl, r.time)
print(random.randint(0, 10**9), time.time(), [int(RandShort()) for i in range(3)])
with at("bob"):
    print(get_if_addr("eth0"), lab.here)
print(lab.here, IP(dst="10.9.0.5").src, Ether().src)
sniffer = AsyncSniffer(filter="icmp", prn=lambda x: x.summary())
sniffer.start()
time.sleep(0.3)
ans, unans = sr(IP(dst=["10.9.0.5", "10.9.0.4"])/ICMP(id=RandShort()), timeout=0.5, verbose=0)
ans.summary()
for s, a in ans: print(a.time - s.sent_time, s[ICMP].id)
unans.summary()
time.sleep(0.2)
print(sniffer.stop())
prog = lab.run("bob", ["echo", "hello"])
print(prog.wait(), prog.lines)
x = bg(at("bob"), sniff, filter="udp", count=1, timeout=3)
time.sleep(0.3)
send(IP(dst="10.9.0.6")/UDP(sport=RandShort(), dport=9)/"x")
x.join()
print(x.results[0].sport)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(0.2)
s.bind(("0.0.0.0", 0))
print(s.getsockname()[1])
try:
    s.recvfrom(100)
except socket.timeout as error:
    print("timeout:", error)
s.close()
upper = serve_upper_udp(9090, host="bob")
c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
c.connect(("10.9.0.6", 9090))
c.send(b"abc")
print(c.recv(100))
def ask():
    sr1(IP(dst="10.9.0.5")/ICMP(), verbose=0)
print(sniff(filter="icmp", count=2, timeout=3, started_callback=ask, prn=lambda p: p.summary(), stop_filter=lambda p: False))
print(os.getpid(), subprocess.check_output(["echo", "out"]))
beside = bg(at("bob"), lambda: get_if_addr("eth0"))
print(beside.result(5))
traceroute("192.168.60.5", maxttl=3)
try:
    sr1(IP(dst="10.9.0.6")/ICMP(), iface="nothere")
except Exception as error:
    print(type(error).__name__, error)
"#;

#[test]
fn a_script_says_the_same_without_a_network() {
    if !can_be_tested() {
        return;
    }
    let folder = tempfile::tempdir().expect("a directory");
    let script = file(&folder, "all.pkt", EVERYTHING);
    let (script, tape) = (
        script.to_string_lossy().into_owned(),
        folder.path().join("all.tape"),
    );
    let live = recorded(&tape, &["--lab", &script], "");
    assert!(live.well, "{} {}", live.out, live.err);
    for words in ["echo-reply", "hello", "b'ABC'", "b'out\\n'", "10.9.0.11"] {
        assert!(live.out.contains(words), "{words}: {}", live.out);
    }
    assert!(live.err.contains("bob| hello\n"), "{}", live.err);
    assert!(
        live.err.contains("WARNING: no MAC address for 10.9.0.4"),
        "{}",
        live.err
    );
    let offline = played(&tape, &[&script], "");
    assert_eq!(offline.out, live.out, "{}", offline.err);
    let sorted = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        lines.join("\n")
    };
    // What hosts say comes when it comes, among warnings.
    assert_eq!(sorted(&offline.err), sorted(&live.err));
    // Without the tape nothing works there.
    let bare = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "setpriv",
            "--bounding-set=-all",
            PKT,
            &script,
        ])
        .output()
        .expect("unshare");
    assert!(!bare.status.success());
}

/// Examples with their arguments, in the lab of the exercises unless they name another.
const EXAMPLES: [(&str, &str, &[&str]); 12] = [
    ("examples/labs/exercises.toml", "a01-udp-sender", &[]),
    (
        "examples/labs/exercises.toml",
        "a06-sniffer",
        &["eth0", "3"],
    ),
    ("examples/labs/exercises.toml", "a07-spoofed-udp", &[]),
    ("examples/labs/exercises.toml", "a12-arp", &[]),
    (
        "examples/labs/exercises.toml",
        "a13-filters",
        &["icmp", "2"],
    ),
    (
        "examples/labs/exercises.toml",
        "c03-close",
        &["10.9.0.1", "10.9.0.6", "4000"],
    ),
    ("examples/labs/exercises.toml", "d02-ping", &["bob"]),
    ("chain:4", "d03-traceroute", &["10.0.4.2"]),
    (
        "examples/labs/exercises.toml",
        "d08-stream-socket",
        &["10.9.0.6", "7"],
    ),
    (
        "examples/labs/exercises.toml",
        "d10-port-scan",
        &["10.9.0.6", "1", "30"],
    ),
    ("examples/labs/exercises.toml", "e03-ping-times", &[]),
    ("examples/labs/exercises.toml", "e04-who-talks", &["6"]),
];

#[test]
fn examples_say_the_same_without_a_network() {
    if !can_be_tested() {
        return;
    }
    let folder = tempfile::tempdir().expect("a directory");
    for (lab, name, arguments) in EXAMPLES {
        let script = format!("examples/{name}.pkt");
        let tape = folder.path().join(format!("{name}.tape"));
        let mut words = vec!["--lab", lab, &script];
        words.extend(arguments);
        let live = recorded(&tape, &words, "");
        assert!(live.well, "{name}: {} {}", live.out, live.err);
        let offline = played(&tape, &words[2..], "");
        assert_eq!(offline.out, live.out, "{name}: {}", offline.err);
    }
}

const LECTURE: &str = "\
# # Two hosts
p = IP(dst='10.9.0.6')/ICMP()
# First a ping.
r = sr1(p, timeout=2, verbose=0)
print(r.summary(), r.time)
# Then from bob.
at('bob')
r = sr1(IP(dst='10.9.0.5')/ICMP(), timeout=2, verbose=0)
print(r.summary(), r.time)
";

#[test]
fn a_lecture_is_played_without_a_network() {
    if !can_be_tested() {
        return;
    }
    let folder = tempfile::tempdir().expect("a directory");
    let script = file(&folder, "lecture.pkt", LECTURE);
    let (script, tape) = (
        script.to_string_lossy().into_owned(),
        folder.path().join("lecture.tape"),
    );
    let live = recorded(&tape, &["--lab", "--step", &script], "\n\n\n\n\n\n");
    assert!(live.well, "{}", live.err);
    assert!(live.out.contains("attacker>>> r = sr1(p"), "{}", live.out);
    assert!(live.out.contains("bob>>> r = sr1(IP"), "{}", live.out);
    assert!(
        live.out.contains("10.9.0.5 > 10.9.0.6 echo-reply"),
        "{}",
        live.out
    );
    let offline = played(&tape, &["--step", &script], "\n\n\n\n\n\n");
    assert_eq!(offline, live);
    // Back over the ping and its line, and both again: the tape goes back, too.
    let again = played(&tape, &["--step", &script], "\n\n\nb\nb\n\n\n\n\n\n");
    let line = live
        .out
        .lines()
        .find(|line| line.contains("10.9.0.6 > 10.9.0.1"));
    let line = line.expect("the first ping");
    assert_eq!(again.out.matches(line).count(), 2, "{}", again.out);
    assert!(
        again.out.contains("10.9.0.5 > 10.9.0.6 echo-reply"),
        "{}",
        again.out
    );
    // What is skipped is skipped on the tape.
    let skipped = played(&tape, &["--step", &script], "\ns\ns\n\n\n\n");
    assert!(
        skipped.out.contains("10.9.0.5 > 10.9.0.6 echo-reply"),
        "{skipped:?}"
    );
}

#[test]
fn another_script_is_told_from_the_recorded_one() {
    if !can_be_tested() {
        return;
    }
    let folder = tempfile::tempdir().expect("a directory");
    let script = file(&folder, "a.pkt", "print(get_if_addr('eth0'))\n");
    let other = file(&folder, "b.pkt", "print(get_if_hwaddr('eth0'))\n");
    let (script, tape) = (
        script.to_string_lossy().into_owned(),
        folder.path().join("a.tape"),
    );
    assert!(recorded(&tape, &["--lab", &script], "").well);
    let offline = played(&tape, &[&other.to_string_lossy()], "");
    assert!(!offline.well);
    assert!(
        offline
            .err
            .contains("RuntimeError: the tape has no (further) get_if_hwaddr"),
        "{}",
        offline.err
    );
    let none = played(&other, &[&script], "");
    assert!(
        none.err.contains("ValueError: ") && none.err.contains("is no tape"),
        "{}",
        none.err
    );
}

#[test]
fn a_session_is_recorded_saved_and_played_again() {
    if !can_be_tested() {
        return;
    }
    let folder = tempfile::tempdir().expect("a directory");
    let mut command = Command::new(PKT);
    command
        .arg("--lab")
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .env("TERM", "xterm")
        .env("NO_COLOR", "1");
    let options = Options::new()
        .timeout_ms(Some(30_000))
        .strip_ansi_escape_codes(true);
    let mut shell = spawn_with_options(command, options).expect("a terminal");
    for line in [
        "record('talk.tape')",
        "r = sr1(IP(dst='10.9.0.6')/ICMP(), timeout=2, verbose=0)",
        "r.ttl = 7",
        "r",
        "x = = 1",
        "at('bob')",
        "get_if_addr('eth0')",
        "record()",
        "%save talk.pkt",
    ] {
        shell.exp_string(">>> ").expect("a prompt");
        shell.send_line(line).expect("a line");
    }
    shell
        .exp_string("7 statements in talk.pkt")
        .expect("it is saved");
    shell.send_control('d').expect("the end");
    shell.exp_eof().expect("it ends");
    let saved = std::fs::read_to_string(folder.path().join("talk.pkt")).expect("the script");
    assert!(
        saved.starts_with("#!/usr/bin/env pkt\nrecord('talk.tape')\nr = sr1("),
        "{saved}"
    );
    assert!(!saved.contains("= ="), "{saved}");
    let offline = played(&folder.path().join("talk.tape"), &[], "");
    let lines: Vec<&str> = offline.out.lines().collect();
    assert_eq!(
        lines[0],
        "attacker>>> r = sr1(IP(dst='10.9.0.6')/ICMP(), timeout=2, verbose=0)"
    );
    assert_eq!(lines[2], "attacker>>> r");
    assert!(
        lines[3].contains("ttl=7") && lines[3].contains("src=10.9.0.6"),
        "{}",
        lines[3]
    );
    assert!(
        offline
            .out
            .contains("bob>>> get_if_addr('eth0')\n'10.9.0.6'\n"),
        "{}",
        offline.out
    );
}
