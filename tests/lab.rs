//! The lab over real namespaces: as root and as an ordinary user.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpStream, UdpSocket};
use std::process::Command;
use std::time::{Duration, Instant};

use pkt::lab::{self, Lab, Service, Topology};
use sha2::{Digest, Sha256};
use support::child::{become_nobody, in_a_child, we_are_root};
use support::needs;

/// The test as an ordinary user, and as root if we are root.
fn as_every_user(work: fn()) {
    if !needs::programs(&needs::this_test(), &["ip", "tcpdump", "nc", "ping"]) {
        return;
    }
    if we_are_root() {
        in_a_child(work);
        in_a_child(|| {
            become_nobody();
            work();
        });
    } else {
        in_a_child(work);
    }
}

fn start(name: &str) -> Lab {
    let topology = Topology::built_in(name).expect("a built-in topology");
    let began = Instant::now();
    let lab = Lab::start(&topology).unwrap_or_else(|error| panic!("{error}"));
    eprintln!("{name}: started in {:?}", began.elapsed());
    lab
}

fn output(argv: &[&str]) -> String {
    let output = Command::new(argv[0])
        .args(&argv[1..])
        .output()
        .expect(argv[0]);
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text += &String::from_utf8_lossy(&output.stderr);
    text
}

#[test]
fn all_hosts_of_the_classroom_reach_each_other() {
    as_every_user(|| {
        let lab = start("classroom");
        for from in lab.hosts() {
            for to in lab.hosts() {
                let address = to.address().expect("an address").to_string();
                let said = from
                    .run(|| output(&["ping", "-c1", "-W2", &address]))
                    .expect("run");
                assert!(
                    said.contains(" 0% packet loss"),
                    "{} to {}: {said}",
                    from.name,
                    to.name
                );
            }
        }
        let said = output(&["ping", "-6", "-c1", "-W2", "fd00:60::6"]);
        assert!(said.contains(" 0% packet loss"), "{said}");
    });
}

#[test]
fn a_chain_has_so_many_routers() {
    as_every_user(|| {
        let lab = start("chain:4");
        let target = lab.address_of("bob").expect("bob").to_string();
        let said = output(&["ping", "-c1", "-W2", &target]);
        assert!(said.contains("ttl=60"), "{said}");
        for ttl in 1..=4u8 {
            let said = output(&["ping", "-c1", "-W2", "-t", &ttl.to_string(), &target]);
            assert!(said.contains(&format!("From 10.0.{}.2", ttl - 1)), "{said}");
        }
    });
}

#[test]
fn external_programs_know_the_hosts_by_name() {
    as_every_user(|| {
        let _lab = start("pair");
        let said = output(&["getent", "ahostsv4", "bob"]);
        assert!(said.starts_with("10.9.0.6"), "{said}");
    });
}

#[test]
fn the_names_are_private_to_the_lab() {
    as_every_user(|| drop(start("pair")));
    let hosts = std::fs::read_to_string("/etc/hosts").expect("/etc/hosts");
    assert!(!hosts.contains("hostA"), "{hosts}");
}

#[test]
fn a_thread_can_go_to_another_host() {
    as_every_user(|| {
        let lab = start("pair");
        let addresses = || output(&["ip", "-br", "-4", "address", "show", "eth0"]);
        assert!(addresses().contains("10.9.0.5/24"));
        assert_eq!(lab.enter("bob").expect("enter").name, "alice");
        assert!(addresses().contains("10.9.0.6/24"));
        assert_eq!(lab.here().name, "bob");
        lab.enter("hostA").expect("enter");
        assert_eq!(lab.here().name, "alice");
        let error = lab.enter("eve").err().expect("an error").to_string();
        assert_eq!(error, "no host 'eve' in this lab: there are alice, bob");
    });
}

#[test]
fn interfaces_have_readable_macs_and_compute_their_sums_themselves() {
    as_every_user(|| {
        let _lab = start("pair");
        let said = output(&["ip", "link", "show", "eth0"]);
        assert!(said.contains("02:42:0a:09:00:05"), "{said}");
        assert!(said.contains("UP,LOWER_UP"), "{said}");
    });
}

#[test]
fn services_answer_and_tell() {
    as_every_user(|| {
        let lab = start("pair");
        let (tell, told) = std::sync::mpsc::channel();
        let tell = std::sync::Mutex::new(tell);
        lab.set_talk(Box::new(move |host, line| {
            let _ = tell
                .lock()
                .expect("no panic")
                .send(format!("{host}: {line}"));
        }));
        let next = || told.recv_timeout(Duration::from_secs(5)).expect("a line");

        let _upper = lab.serve("bob", Service::UpperUdp(9090)).expect("serve");
        let socket = UdpSocket::bind("10.9.0.5:4711").expect("bind");
        socket
            .set_read_timeout(Some(Duration::from_secs(5)))
            .expect("timeout");
        socket
            .send_to(b"hello bob\n", "10.9.0.6:9090")
            .expect("send");
        let mut octets = [0; 100];
        let length = socket.recv(&mut octets).expect("an answer");
        assert_eq!(&octets[..length], b"HELLO BOB\n");
        assert_eq!(next(), "bob: 10.9.0.5:4711 hello bob");

        let _lines = lab.serve("bob", Service::TcpLines(4000)).expect("serve");
        let mut stream = BufReader::new(TcpStream::connect("10.9.0.6:4000").expect("connect"));
        let mut line = String::new();
        stream.read_line(&mut line).expect("a line");
        let hash: String = Sha256::digest(&line)
            .iter()
            .map(|octet| format!("{octet:02x}"))
            .collect();
        stream
            .get_mut()
            .write_all(format!("{hash}\n").as_bytes())
            .expect("write");
        line.clear();
        assert_eq!(
            stream
                .read_line(&mut line)
                .expect("the server closes first"),
            0
        );
        assert!(next().ends_with("sent the right hash"));

        let echo = lab.serve("bob", Service::Echo(7)).expect("serve");
        socket.send_to(b"Miaou", "10.9.0.6:7").expect("send");
        let length = socket.recv(&mut octets).expect("an answer");
        assert_eq!(&octets[..length], b"Miaou");
        drop(echo);
        let gone = Instant::now();
        while TcpStream::connect("10.9.0.6:7").is_ok() {
            assert!(
                gone.elapsed() < Duration::from_secs(2),
                "the service outlives its handle"
            );
        }
    });
}

#[test]
fn programs_run_on_hosts_and_end_with_their_handle() {
    as_every_user(|| {
        let lab = start("pair");
        lab.set_talk(Box::new(|_, _| {}));
        let argv = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut server = lab
            .spawn_program("bob", &argv("nc -v -n -l 9090"))
            .expect("nc");
        assert!(
            server.wait_for("Listening", Duration::from_secs(5)),
            "{:?}",
            server.lines()
        );
        let mut client = TcpStream::connect("10.9.0.6:9090").expect("connect");
        client.write_all(b"hello nc\n").expect("write");
        assert!(
            server.wait_for("hello nc", Duration::from_secs(5)),
            "{:?}",
            server.lines()
        );
        server.write(b"hello yourself\n").expect("write");
        let mut line = String::new();
        BufReader::new(&client)
            .read_line(&mut line)
            .expect("a line");
        assert_eq!(line, "hello yourself\n");
        drop(client);
        assert!(server.wait().expect("its end").success());

        let mut endless = lab
            .spawn_program("bob", &argv("ping 10.9.0.5"))
            .expect("ping");
        assert!(endless.wait_for("icmp_seq=2", Duration::from_secs(5)));
        let status = endless.kill().expect("its end");
        assert_eq!(status.code(), Some(128 + 9));

        let error = lab
            .spawn_program("bob", &argv("no-such-program x"))
            .err()
            .expect("an error");
        let error = error.to_string();
        // "No such file", or "Permission denied" where PATH has a directory that we may not read.
        assert!(
            error.starts_with("bob: cannot run no-such-program x: "),
            "{error}"
        );
    });
}

#[test]
fn nothing_is_left_after_kill_9() {
    as_every_user(|| {
        let (said, mut say) = std::io::pipe().expect("a pipe");
        // SAFETY: this process has one thread.
        let child = match unsafe { nix::unistd::fork() }.expect("fork") {
            nix::unistd::ForkResult::Parent { child } => child,
            nix::unistd::ForkResult::Child => {
                let lab = start("pair");
                lab.set_talk(Box::new(|_, _| {}));
                let argv = ["ping", "10.9.0.5"].map(str::to_owned);
                let program = lab.spawn_program("bob", &argv).expect("ping");
                assert!(program.wait_for("icmp_seq=1", Duration::from_secs(5)));
                let namespace = std::fs::read_link("/proc/self/ns/net").expect("a link");
                let bobs = lab
                    .host("bob")
                    .expect("bob")
                    .run(|| std::fs::read_link("/proc/thread-self/ns/net").expect("a link"));
                let bobs = bobs.expect("run");
                writeln!(say, "{}\n{}", namespace.display(), bobs.display()).expect("write");
                std::thread::sleep(Duration::from_secs(60));
                // SAFETY: ends the child.
                unsafe { nix::libc::_exit(0) }
            }
        };
        drop(say);
        let namespaces: Vec<String> = BufReader::new(said)
            .lines()
            .take(2)
            .map(|line| line.expect("a line"))
            .collect();
        assert_eq!(namespaces.len(), 2);
        assert!(processes_in(&namespaces[1]) > 0, "ping is not there");
        nix::sys::signal::kill(child, nix::sys::signal::Signal::SIGKILL).expect("kill");
        nix::sys::wait::waitpid(child, None).expect("waitpid");
        let killed = Instant::now();
        while namespaces
            .iter()
            .any(|namespace| processes_in(namespace) > 0)
        {
            assert!(
                killed.elapsed() < Duration::from_secs(2),
                "a process is left"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    });
}

/// How many processes are in a network namespace, as far as we may know.
fn processes_in(namespace: &str) -> usize {
    let processes = std::fs::read_dir("/proc").expect("/proc").flatten();
    processes
        .filter(|process| {
            std::fs::read_link(process.path().join("ns/net"))
                .is_ok_and(|link| link.to_string_lossy() == namespace)
        })
        .count()
}

#[test]
fn a_lab_starts_in_less_than_300_milliseconds() {
    as_every_user(|| {
        let began = Instant::now();
        let _lab = start("classroom");
        assert!(
            began.elapsed() < Duration::from_millis(300),
            "{:?}",
            began.elapsed()
        );
    });
}

#[test]
fn the_topologies_among_the_examples_work() {
    as_every_user(|| {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/labs");
        let entries = std::fs::read_dir(directory).expect(directory).flatten();
        let is_topology = |path: &std::path::Path| path.extension().is_some_and(|it| it == "toml");
        for entry in entries.filter(|entry| is_topology(&entry.path())) {
            // Each in a process of its own: a lab is for a whole process.
            in_a_child(|| {
                let file = entry.path().to_string_lossy().into_owned();
                let topology = lab::load(&file).unwrap_or_else(|error| panic!("{error}"));
                let lab = Lab::start(&topology).unwrap_or_else(|error| panic!("{file}: {error}"));
                lab.set_talk(Box::new(|_, _| {}));
                let first = lab.here().address().expect("an address").to_string();
                for host in lab.hosts() {
                    let said = host
                        .run(|| output(&["ping", "-c1", "-W2", &first]))
                        .expect("run");
                    assert!(
                        said.contains(" 0% packet loss"),
                        "{file}: {}: {said}",
                        host.name
                    );
                }
            });
        }
    });
}

#[test]
fn services_and_programs_of_a_topology_file_run_from_the_start() {
    as_every_user(|| {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/labs/office.toml");
        let topology = lab::load(file).unwrap_or_else(|error| panic!("{error}"));
        let lab = Lab::start(&topology).unwrap_or_else(|error| panic!("{error}"));
        lab.set_talk(Box::new(|_, _| {}));
        let socket = UdpSocket::bind("0.0.0.0:0").expect("bind");
        socket
            .set_read_timeout(Some(Duration::from_secs(5)))
            .expect("timeout");
        socket
            .send_to(b"from my desk", "172.16.2.10:9090")
            .expect("send");
        let mut octets = [0; 100];
        let length = socket.recv(&mut octets).expect("an answer");
        assert_eq!(&octets[..length], b"FROM MY DESK");
        let began = Instant::now();
        while TcpStream::connect("172.16.2.10:8080").is_err() {
            assert!(began.elapsed() < Duration::from_secs(5), "nc is not there");
        }
    });
}

#[test]
fn everybody_in_the_classroom_hears_everything() {
    as_every_user(|| {
        let lab = start("classroom");
        lab.set_talk(Box::new(|_, _| {}));
        let argv = "tcpdump -n -l --immediate-mode -i eth0 icmp";
        let argv: Vec<String> = argv.split(' ').map(str::to_owned).collect();
        let tcpdump = lab.spawn_program("attacker", &argv).expect("tcpdump");
        assert!(
            tcpdump.wait_for("listening on", Duration::from_secs(5)),
            "{:?}",
            tcpdump.lines()
        );
        let alice = lab.host("alice").expect("alice");
        alice
            .run(|| output(&["ping", "-c1", "-W1", "10.9.0.6"]))
            .expect("run");
        alice
            .run(|| output(&["ping", "-c1", "-W1", "192.168.60.5"]))
            .expect("run");
        for heard in [
            "10.9.0.6 > 10.9.0.5: ICMP echo reply",
            "192.168.60.5 > 10.9.0.5: ICMP echo reply",
        ] {
            assert!(
                tcpdump.wait_for(heard, Duration::from_secs(5)),
                "{:?}",
                tcpdump.lines()
            );
        }
    });
}

#[test]
fn what_leaves_the_classroom_vanishes() {
    as_every_user(|| {
        let lab = start("classroom");
        let alice = lab.host("alice").expect("alice");
        let said = alice
            .run(|| output(&["ping", "-c1", "-W1", "1.2.3.4"]))
            .expect("run");
        assert!(
            said.contains("100% packet loss") && !said.contains("nreachable"),
            "{said}"
        );
    });
}

#[test]
fn sums_in_captures_are_right() {
    as_every_user(|| {
        let lab = start("pair");
        lab.set_talk(Box::new(|_, _| {}));
        let argv = "tcpdump -n -l -vv --immediate-mode -i eth0 udp";
        let argv: Vec<String> = argv.split(' ').map(str::to_owned).collect();
        // On the sender: with offload on, tcpdump would see the sum before it is computed.
        let tcpdump = lab.spawn_program("alice", &argv).expect("tcpdump");
        assert!(
            tcpdump.wait_for("listening on", Duration::from_secs(5)),
            "{:?}",
            tcpdump.lines()
        );
        let socket = UdpSocket::bind("10.9.0.5:4711").expect("bind");
        socket.send_to(b"miaou", "10.9.0.6:9090").expect("send");
        assert!(
            tcpdump.wait_for("[udp sum ok]", Duration::from_secs(5)),
            "{:?}",
            tcpdump.lines()
        );
    });
}

#[test]
fn another_process_can_join_a_host_of_the_lab() {
    as_every_user(|| {
        let (ready, mut say) = std::io::pipe().expect("a pipe");
        // SAFETY: this process has one thread.
        let lab = match unsafe { nix::unistd::fork() }.expect("fork") {
            nix::unistd::ForkResult::Parent { child } => child,
            nix::unistd::ForkResult::Child => {
                let _lab = start("chain:2");
                writeln!(say, "ready").expect("write");
                std::thread::sleep(Duration::from_secs(60));
                // SAFETY: ends the child.
                unsafe { nix::libc::_exit(0) }
            }
        };
        drop(say);
        BufReader::new(ready)
            .lines()
            .next()
            .expect("a line")
            .expect("text");
        let joined =
            Lab::join_process(lab.as_raw() as u32, "bob").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(joined.here().name, "bob");
        let said = output(&["ip", "-br", "-4", "address", "show", "eth0"]);
        let address = joined.address_of("bob").expect("an address").to_string();
        assert!(said.contains(&address), "{said}");
        assert!(output(&["getent", "ahostsv4", "alice"]).starts_with("10."));
        nix::sys::signal::kill(lab, nix::sys::signal::Signal::SIGKILL).expect("kill");
        nix::sys::wait::waitpid(lab, None).expect("waitpid");
    });
}

/// A connection of our own packets, of which every third is lost on the way out.
const LOSSY: &str = r#"
import time

class Lossy(TCP_client):
    sent = 0
    def my_send(self, pkt):
        self.sent += 1
        if self.sent % 3:
            TCP_client.my_send(self, pkt)

echo = serve_echo(9090, host="bob")
link = Lossy.tcplink(Raw, "10.9.0.6", 9090)
for text in [b"first", b"second", b"x" * 5000]:
    link.send(text)
    back = b""
    while len(back) < len(text):
        back += bytes(link.recv())
    print(back == text)
link.close()
print(link.atmt.state.state)
refused = TCP_client.tcplink(Raw, "10.9.0.6", 9999)
print(bytes(refused.recv()), refused.atmt.state.state)
program = lab.run("bob", ["sh", "-c", "echo greeting | nc -N -l -p 9091"])
time.sleep(0.3)
greeted = TCP_client.tcplink(Raw, "10.9.0.6", 9091)
print(bytes(greeted.recv()), bytes(greeted.recv()), greeted.atmt.state.state)
"#;

#[test]
fn a_connection_of_our_own_packets_survives_losses() {
    if !needs::programs(&needs::this_test(), &["nc"]) {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["--lab=pair", "-c", LOSSY])
        .output()
        .expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        text, "True\nTrue\nTrue\nCLOSED\nb'' CLOSED\nb'greeting\\n' b'' CLOSED\n",
        "{said}"
    );
}

/// No upper bounds: the machines are shared. Faster than asked it never is.
const PACED: &str = r#"
import time
def took(**options):
    start = time.time()
    send(IP(dst="10.9.0.6")/UDP(dport=9)/("x" * 972), verbose=0, **options)
    return time.time() - start
print(took(count=100, pps=1000) >= 0.099)
print(took(count=100, mbps=8) >= 0.099)
print(took(count=100, pps="max") < took(count=100, pps=1000))
for wrong in [0, -1, "fast"]:
    try:
        took(pps=wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
"#;

#[test]
fn packets_leave_at_the_rate_that_was_asked_for() {
    if !needs::programs(&needs::this_test(), &["ip"]) {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["--lab=pair", "-c", PACED])
        .output()
        .expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        text,
        "True\nTrue\nTrue\nValueError pps=0: a rate is above 0\nValueError pps=-1: a rate is above 0\n\
         TypeError pps= takes a number or \"max\", not str\n",
        "{said}"
    );
}

/// A host behind a tunnel that a script plays; ping is the judge.
const TUNNEL: &str = r#"
import os, threading
tunnel = TunTapInterface("tun7")
os.system("ip addr add 10.77.0.1/24 dev tun7 && ip link set tun7 up")
def host():
    while True:
        p = tunnel.recv()
        if p is not None and ICMP in p and p[ICMP].type == 8:
            tunnel.send(IP(src=p.dst, dst=p.src)/ICMP(type=0, id=p[ICMP].id, seq=p[ICMP].seq)/p[ICMP].payload)
threading.Thread(target=host, daemon=True).start()
print(os.system("ping -c 2 -i 0.2 -W 2 10.77.0.99 > /dev/null"))
print(sr1(IP(dst="10.77.0.99")/ICMP(id=5), timeout=2, verbose=0).summary())
"#;

#[test]
fn a_tunnel_interface_is_a_socket() {
    let test = needs::this_test();
    if !std::path::Path::new("/dev/net/tun").exists() {
        return needs::skip(&test, "there is no /dev/net/tun");
    }
    if !we_are_root() {
        return needs::skip(&test, "tunnels need root");
    }
    if !needs::programs(&test, &["ip", "ping"]) {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["--lab=pair", "-c", TUNNEL])
        .output()
        .expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        text, "0\nIP / ICMP 10.77.0.99 > 10.77.0.1 echo-reply 0\n",
        "{said}"
    );
}
