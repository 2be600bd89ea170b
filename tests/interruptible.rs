//! Ctrl-C ends whatever runs, and what does not fit into memory is refused.
//!
//! Each program runs in a process of its own with 5 GiB of address space. The bound for Ctrl-C is
//! generous, since this build is slow and machines are busy; what does not listen misses any.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// How long the program runs before Ctrl-C.
const HEAD_START: Duration = Duration::from_millis(400);

/// How long it may take to end after Ctrl-C: ten times what a person should wait.
const PATIENCE: Duration = Duration::from_secs(1);

/// Programs that would run for minutes or for ever.
const ENDLESS: &[&str] = &[
    "list(range(10**18))",
    "'a' * (1 << 31) + 'b' * (1 << 31); list(range(10**12))",
    "3**10**8",
    "x = 10**10**7; y = x * x * x",
    "pow(3, 10**100000, 10**1000 + 1)",
    "import math\nmath.factorial(10**6)",
    "import math\nmath.comb(10**7, 5 * 10**6)",
    "sum(range(10**12))",
    "sorted(range(10**12))",
    "-1 in [0] * 10**8",
    "max(iter(int, 1))",
    "'a'.join('b' for _ in iter(int, 1))",
    "[x for x in range(10**12)]",
    "x = [1]\nfor i in x: x.append(i)",
    "print(*iter(int, 1))",
    "x = [object() for i in range(10**6)]\nwhile 1: x.sort(key=id)",
    "while 1: ('a' * 10**6).replace('a', 'b' * 100)",
    "while 1: ('ab' * 10**7).split('b')",
    "import re\nre.match(r'^(([a-z])+.)+[A-Z]([a-z])+$', 'a' * 60)",
    "import re\nre.match(r'(.*)\\1(.*)\\2x$', 'ab' * 10000)",
    "open('/dev/zero').read()",
    "open('/dev/zero', 'rb').readline()",
    "open(PIPE)",
    "open(PIPE, 'w')",
    "rdpcap(PIPE)",
    "list(PcapReader(PIPE))",
    "open('/dev/urandom', 'rb').read(10**12)",
    "import time\ntime.sleep(float('inf'))",
    "import subprocess\nsubprocess.run(['sleep', '100'])",
    "import subprocess\nsubprocess.run(['cat', '/dev/zero'], capture_output=True)",
    "import os\nos.system('sleep 100')",
    "import socket\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\ns.listen()\ns.accept()",
    "import socket\na, b = socket.socketpair()\na.recv(1)",
    "import socket\na, b = socket.socketpair()\na.sendall(bytes(10**8))",
    "import queue\nqueue.Queue().get()",
    "import threading\nthreading.Event().wait()",
    "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    "import select\nselect.select([], [], [])",
    "list(IP(dst='0.0.0.0/0')/TCP(dport=(0, 65535)))",
    "PacketList(IP(dst='10.0.0.0/8'))",
    "list(Net('0.0.0.0/0'))",
    "wrpcap(PATH, (IP() for _ in iter(int, 1)))",
    "hexdump(b'x' * 128 * 1024 * 1024)",
    "hexdump(b'x' * 128 * 1024 * 1024, dump=True)",
    "linehexdump(b'x' * 10**8)",
    "chexdump(b'x' * 10**8)",
    "hexstr(b'x' * 10**8)",
    "import json\njson.dumps([0] * 10**8)",
    "import random\nrandom.sample(range(10**12), 10**9)",
    "import os\nos.urandom(4 * 10**9)",
    "while 1: bytes(fuzz(IP()/TCP()))",
];

/// Programs that ask for more than there is, and the kind of error, which is CPython 3.11's.
const REFUSED: &[(&str, &str)] = &[
    ("[0] * 10**12", "MemoryError"),
    (
        "[0] * 10**30",
        "OverflowError: cannot fit 'int' into an index-sized integer",
    ),
    ("'a' * -10**30", ""),
    ("(1,) * 10**12", "MemoryError"),
    ("'a' * 10**15", "MemoryError"),
    ("b'a' * 10**15", "MemoryError"),
    ("bytes(10**15)", "MemoryError"),
    ("bytearray(10**15)", "MemoryError"),
    ("1 << 10**12", "MemoryError"),
    ("('a' * 10**5).replace('', 'b' * 10**6)", "MemoryError"),
    ("'a'.join(['b' * 10**6] * 10**6)", "MemoryError"),
    ("'x'.ljust(10**13)", "MemoryError"),
    ("b'x'.zfill(10**13)", "MemoryError"),
    ("(5).to_bytes(10**12, 'big')", "MemoryError"),
    ("str(3**100000)", "ValueError: Exceeds the limit"),
    ("'%d' % 3**100000", "ValueError: Exceeds the limit"),
    ("int('9' * 5000)", "ValueError: Exceeds the limit"),
    ("'%0999999999999d' % 1", "ValueError: width too big"),
    (
        "import random\nrandom.choices([1], k=10**12)",
        "MemoryError",
    ),
    ("x = []\nwhile 1: x.append(bytes(1 << 20))", "MemoryError"),
    ("len(range(10**30))", "OverflowError"),
    (
        "str(RandString(10**13))",
        "ValueError: RandString makes at most",
    ),
];

fn directory() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("interruptible");
    std::fs::create_dir_all(&path).expect("a directory for the test");
    path
}

fn start(code: &str) -> Child {
    let place = directory();
    let code = code
        .replace("PIPE", &format!("{:?}", place.join("pipe")))
        .replace("PATH", &format!("{:?}", place.join("written.pcap")));
    let out = std::fs::File::create(place.join("out")).expect("a file for what is printed");
    let mut command = Command::new(env!("CARGO_BIN_EXE_pkt"));
    command
        .args(["-c", &code])
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::piped())
        .process_group(0);
    // SAFETY: only system calls between fork and exec.
    unsafe {
        command.pre_exec(|| {
            setrlimit(Resource::RLIMIT_AS, 5 << 30, 5 << 30)?;
            setrlimit(Resource::RLIMIT_FSIZE, 1 << 30, 1 << 30)?;
            Ok(())
        });
    }
    command.spawn().expect("the program starts")
}

/// Whether the process ended in time; else it is killed.
fn ends(child: &mut Child, time: Duration) -> bool {
    let end = Instant::now() + time;
    while Instant::now() < end {
        if child.try_wait().expect("a child of ours").is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    false
}

fn pid(child: &Child) -> Pid {
    Pid::from_raw(child.id() as i32)
}

/// What it said last, and its exit status. What it started dies with it.
fn last_words(mut child: Child) -> (Option<i32>, String) {
    let _ = nix::sys::signal::killpg(pid(&child), Signal::SIGKILL);
    let _ = child.wait();
    let output = child.wait_with_output().expect("its output");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text.trim_end().lines().last().unwrap_or_default();
    (output.status.code(), line.to_owned())
}

#[test]
fn ctrl_c_ends_what_would_never_end() {
    let pipe = directory().join("pipe");
    let _ = nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU);
    let mut wrong = Vec::new();
    for code in ENDLESS {
        let mut child = start(code);
        if ends(&mut child, HEAD_START) {
            wrong.push(format!("{code}: ended by itself, {:?}", last_words(child)));
            continue;
        }
        kill(pid(&child), Signal::SIGINT).expect("it lives");
        if !ends(&mut child, PATIENCE) {
            wrong.push(format!("{code}: did not listen"));
        } else if let (status, _) = last_words(child)
            && status != Some(130)
        {
            wrong.push(format!("{code}: exit status {status:?}"));
            continue;
        } else {
            continue;
        }
        let _ = last_words(child);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Questions for names, in a namespace whose name server hears them and never answers.
const ASKING: &[&str] = &[
    "socket.gethostbyname('name.example.org')",
    "socket.getaddrinfo('name.example.org', 80)",
    "socket.create_connection(('name.example.org', 80))",
    "bytes(IP(dst='name.example.org'))",
    "send(IP(dst='name.example.org')/ICMP())",
    "conf.route.route('name.example.org')",
    "list(Net('name.example.org/30'))",
    "traceroute('name.example.org')",
    // Short calls of a long loop: Ctrl-C means the loop.
    "while True: send(IP(dst='127.0.0.1')/UDP(dport=9), verbose=0)",
    "while True: sr1(IP(dst='127.0.0.1')/ICMP(), timeout=1, verbose=0)",
];

#[test]
fn ctrl_c_ends_the_wait_for_a_name_server() {
    let server = directory().join("resolv.conf");
    std::fs::write(&server, "nameserver 127.0.0.1\n").expect("a file for the test");
    let around =
        "mount --bind \"$1\" /etc/resolv.conf && ip link set lo up && exec \"$2\" -c \"$3\"";
    let mut wrong = Vec::new();
    for question in ASKING {
        let code = format!(
            "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n\
             s.bind(('127.0.0.1', 53))\nprint(s.recv is None, flush=True)\n{question}"
        );
        let mut command = Command::new("unshare");
        command
            .args([
                "--map-root-user",
                "--mount",
                "--net",
                "sh",
                "-c",
                around,
                "sh",
            ])
            .arg(&server)
            .args([env!("CARGO_BIN_EXE_pkt"), &code])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0);
        let mut child = command.spawn().expect("unshare is there");
        let mut first = [0];
        let out = child.stdout.as_mut().expect("it is piped");
        let began = std::io::Read::read(out, &mut first).expect("a pipe can be read");
        if began == 0 {
            eprintln!("no namespaces here: {:?}", last_words(child));
            return;
        }
        if ends(&mut child, HEAD_START) {
            wrong.push(format!(
                "{question}: ended by itself, {:?}",
                last_words(child)
            ));
            continue;
        }
        kill(pid(&child), Signal::SIGINT).expect("it lives");
        let listened = ends(&mut child, PATIENCE);
        let (status, words) = last_words(child);
        if !listened {
            wrong.push(format!("{question}: did not listen"));
        } else if status != Some(130) {
            wrong.push(format!("{question}: exit status {status:?}, {words}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_does_not_fit_is_refused() {
    let mut wrong = Vec::new();
    for (code, error) in REFUSED {
        let mut child = start(code);
        if !ends(&mut child, Duration::from_secs(30)) {
            wrong.push(format!("{code}: does not end"));
        }
        let (_, line) = last_words(child);
        if !line.starts_with(error) || line.is_empty() != error.is_empty() {
            wrong.push(format!("{code}: {line:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
