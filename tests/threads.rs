//! Threads, locks, queues and signals: the programs of `tests/threads` print what CPython 3.11
//! printed (`tests/threads/record.sh` records it anew). Each has a process of its own, since
//! signals are the process's.

mod support;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use support::net::Net;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/threads")
}

fn prints_what_python_prints(name: &str) {
    let program = folder().join(format!("{name}.py"));
    let wanted = std::fs::read_to_string(program.with_extension("out")).expect("recorded");
    let done = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .arg(&program)
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(String::from_utf8_lossy(&done.stdout), wanted, "{said}");
    assert!(done.status.success(), "{said}");
}

#[test]
fn threads_take_turns_and_keep_their_own() {
    prints_what_python_prints("turns");
}

#[test]
fn locks_and_events_hold_and_wake() {
    prints_what_python_prints("locks");
}

#[test]
fn queues_hand_over() {
    prints_what_python_prints("queues");
}

#[test]
fn handlers_of_signals_run_between_two_instructions() {
    prints_what_python_prints("signals");
}

#[test]
fn executors_give_results() {
    prints_what_python_prints("futures");
}

/// A program that says `ready` and goes on.
fn started(code: &str) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["-c", code])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    out.read_line(&mut line).expect("it says something");
    assert_eq!(line, "ready\n");
    (child, out)
}

fn signal(child: &Child, signal: Signal) {
    let id = i32::try_from(child.id()).expect("a process number");
    kill(Pid::from_raw(id), signal).expect("it is there");
}

/// Whatever threads do, Ctrl-C is the main thread's, and at once.
#[test]
fn ctrl_c_raises_in_the_main_thread_within_100_ms() {
    const BUSY: &str = "n = 0\n    while True: n += 1";
    const SLEEPS: &str = "while True: time.sleep(60)";
    for (thread, main) in [
        (BUSY, "time.sleep(60)"),
        (BUSY, "threading.Event().wait()"),
        (BUSY, "t.join()"),
        (BUSY, "while True: pass"),
        (SLEEPS, "t.join()"),
        (SLEEPS, "queue.Queue().get()"),
        ("max(iter(range(10**13)))", "t.join()"),
    ] {
        let code = format!(
            "import threading, time, queue\n\
             def work():\n    {thread}\n\
             t = threading.Thread(target=work, daemon=True)\n\
             t.start()\n\
             print('ready', flush=True)\n\
             try:\n    {main}\n\
             except KeyboardInterrupt:\n    print(threading.current_thread().name)\n"
        );
        let (mut child, mut out) = started(&code);
        std::thread::sleep(Duration::from_millis(150));
        let began = Instant::now();
        signal(&child, Signal::SIGINT);
        let mut said = String::new();
        out.read_to_string(&mut said).expect("text");
        let took = began.elapsed();
        child.wait().expect("it ends");
        assert_eq!(said, "MainThread\n", "{thread} / {main}");
        // The machine may be busy with other tests.
        assert!(
            took < Duration::from_millis(500),
            "{took:?}: {thread} / {main}"
        );
    }
}

#[test]
fn an_exception_in_a_thread_is_told_with_our_place_and_the_others_live_on() {
    let done = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args([
            "-c",
            "import threading\n\
             def f():\n    1/0\n\
             t = threading.Thread(target=f)\n\
             t.start()\n\
             t.join()\n\
             print('on')\n",
        ])
        .output()
        .expect("it runs");
    assert_eq!(String::from_utf8_lossy(&done.stdout), "on\n");
    let said = String::from_utf8_lossy(&done.stderr);
    let place = "Exception in thread Thread-1 (f):\n --> <string>:3:5\n  |\n3 |     1/0\n  |     ^^^ in f\n";
    assert!(said.starts_with(place), "{said}");
    assert!(
        said.ends_with("\nZeroDivisionError: division by zero\n"),
        "{said}"
    );
    assert!(done.status.success());
}

#[test]
fn the_end_waits_for_threads_but_not_for_daemons() {
    for (end, status) in [("", 0), ("sys.exit(3)", 3), ("1/0", 1)] {
        let began = Instant::now();
        let done = Command::new(env!("CARGO_BIN_EXE_pkt"))
            .args([
                "-c",
                &format!(
                    "import threading, time, sys\n\
                     threading.Thread(target=lambda: (time.sleep(0.2), print('late'))).start()\n\
                     threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n\
                     {end}\n"
                ),
            ])
            .output()
            .expect("it runs");
        assert_eq!(String::from_utf8_lossy(&done.stdout), "late\n", "{end}");
        assert_eq!(done.status.code(), Some(status), "{end}");
        assert!(began.elapsed() < Duration::from_secs(20));
    }
}

#[test]
fn a_handler_of_sigterm_runs_while_the_program_waits() {
    let (mut child, mut out) = started(
        "import signal, sys, time\n\
         def bye(number, frame):\n    print('bye', number)\n    sys.exit(4)\n\
         signal.signal(signal.SIGTERM, bye)\n\
         print('ready', flush=True)\n\
         while True: time.sleep(60)\n",
    );
    signal(&child, Signal::SIGTERM);
    let mut said = String::new();
    out.read_to_string(&mut said).expect("text");
    assert_eq!(said, "bye 15\n");
    assert_eq!(child.wait().expect("it ends").code(), Some(4));
}

#[test]
fn what_cannot_be_is_refused_with_a_reason() {
    let done = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["-c", "import asyncio"])
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(
        said.contains("ImportError: asyncio is not here: coroutines are not part"),
        "{said}"
    );
    assert!(said.contains("help: threading.Thread"), "{said}");
}

// ---- On the wire ----

/// What a script says on the attacker's host.
fn said_on_the_wire(test: &str, code: &str) -> Option<String> {
    let net = Net::classroom(test)?;
    let host = net.host("attacker");
    host.run(&["ping", "-c1", "-W2", "10.9.0.5"]);
    let script =
        format!("from scapy.all import *\nimport threading, time, queue\nconf.verb = 0\n{code}");
    Some(host.run(&[env!("CARGO_BIN_EXE_pkt"), "-c", &script]))
}

/// The script of every course: one thread lies and sleeps for ever, the main program sniffs.
#[test]
fn a_thread_poisons_while_the_main_program_sniffs() {
    let said = said_on_the_wire(
        "a_thread_poisons_while_the_main_program_sniffs",
        "
def poison():
    while True:
        sendp(Ether(dst='ff:ff:ff:ff:ff:ff')/ARP(op=2, psrc='10.9.0.99', pdst='10.9.0.5'))
        time.sleep(0.1)
threading.Thread(target=poison, daemon=True).start()
seen = []
sniff(filter='arp', prn=lambda p: seen.append(p[ARP].psrc), count=4, timeout=5)
print(seen)
",
    );
    if let Some(said) = said {
        assert_eq!(
            said,
            "['10.9.0.99', '10.9.0.99', '10.9.0.99', '10.9.0.99']\n"
        );
    }
}

#[test]
fn a_thread_sniffs_while_the_main_program_sends_and_joins() {
    let said = said_on_the_wire(
        "a_thread_sniffs_while_the_main_program_sends_and_joins",
        "
got = []
def sniffer():
    got.extend(sniff(filter='icmp', count=4, timeout=5))
t = threading.Thread(target=sniffer)
t.start()
time.sleep(0.2)
for _ in range(2):
    sr1(IP(dst='10.9.0.5')/ICMP(), timeout=2)
t.join()
print([p[ICMP].type for p in got])
stop = threading.Event()
t = threading.Thread(target=sniff, kwargs=dict(filter='icmp', prn=lambda p: got.append(p), store=0, stop_filter=lambda p: stop.is_set()), daemon=True)
t.start()
send(IP(dst='10.9.0.5')/ICMP())
time.sleep(0.3)
stop.set()
send(IP(dst='10.9.0.5')/ICMP())
t.join(5)
print(len(got) - 4, t.is_alive())
",
    );
    if let Some(said) = said {
        assert_eq!(said, "[8, 0, 8, 0]\n3 False\n");
    }
}

/// Many ask at the same time: each gets its own answer, and the silent ones cost their time once.
#[test]
fn threads_scan_side_by_side() {
    let said = said_on_the_wire(
        "threads_scan_side_by_side",
        "
began = time.time()
found, left = [], queue.Queue()
for n in list(range(200, 216)) + [5]:
    left.put('10.9.0.%d' % n)
def scan():
    while True:
        try:
            host = left.get_nowait()
        except queue.Empty:
            return
        answer = sr1(IP(dst=host)/ICMP(id=int(host.split('.')[-1])), timeout=0.5)
        if answer is not None:
            found.append((host, answer[ICMP].id))
threads = [threading.Thread(target=scan) for _ in range(17)]
for t in threads: t.start()
for t in threads: t.join()
print(found, time.time() - began < 6)
ports = {}
def probe(port):
    answer = sr1(IP(dst='10.9.0.5')/TCP(sport=40000 + port, dport=port, flags='S'), timeout=2)
    ports[port] = str(answer[TCP].flags), answer[TCP].dport
threads = [threading.Thread(target=probe, args=(port,)) for port in range(1, 9)]
for t in threads: t.start()
for t in threads: t.join()
print(ports == {port: ('RA', 40000 + port) for port in range(1, 9)})
",
    );
    if let Some(said) = said {
        // Before it stand the warnings about those that are not there.
        let lines: Vec<&str> = said
            .lines()
            .filter(|line| !line.starts_with("WARNING: no MAC"))
            .collect();
        assert_eq!(lines, ["[('10.9.0.5', 5)] True", "True"]);
    }
}

#[test]
fn an_error_in_prn_ends_a_capture_beside_the_script_and_is_told() {
    let said = said_on_the_wire(
        "an_error_in_prn_ends_a_capture_beside_the_script_and_is_told",
        "
a = AsyncSniffer(filter='icmp', prn=lambda p: p.nothing)
a.start()
time.sleep(0.2)
send(IP(dst='10.9.0.5')/ICMP())
a.join(5)
print(a.running, len(a.results), a.exception)
",
    );
    if let Some(said) = said {
        // Two streams: which is read first is not this test's.
        for words in [
            "\nAttributeError: ",
            "WARNING: Socket eth0 failed with ",
            "False 1 None\n",
        ] {
            assert!(said.contains(words), "{said}");
        }
    }
}

#[test]
fn what_was_captured_before_a_stop_belongs_to_the_result() {
    let said = said_on_the_wire(
        "what_was_captured_before_a_stop_belongs_to_the_result",
        "
import socket
counts = []
for _ in range(5):
    a = AsyncSniffer(filter='udp port 4999', prn=lambda p: time.sleep(0))
    a.start()
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for i in range(300):
        out.sendto(b'x', ('10.9.0.5', 4999))
    counts.append(len(a.stop()))
print(counts)

def end_after_two(p):
    if a.count == 2:
        a.stop()

a = AsyncSniffer(filter='udp port 4999', prn=end_after_two)
a.start()
for i in range(300):
    out.sendto(b'x', ('10.9.0.5', 4999))
a.join(5)
print(len(a.results))
",
    );
    if let Some(said) = said {
        assert!(said.contains("[300, 300, 300, 300, 300]\n"), "{said}");
        assert!(said.ends_with("\n2\n"), "{said}");
    }
}
