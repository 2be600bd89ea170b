//! What stands between the hosts of a lab: cables with delay, losses and a rate, firewalls, NAT,
//! switches that learn; and the servers on the hosts. Judged by sockets of our own, ping, curl and
//! busybox.

mod support;

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::Command;
use std::time::{Duration, Instant};

use pkt::lab::{self, Lab, Place, Service};
use support::child::{become_nobody, in_a_child, we_are_root};
use support::{datagrams, needs};

/// The test in a lab of this topology, as an ordinary user where we are root.
fn in_a_lab(topology: &str, work: fn(&Lab)) {
    if !needs::programs(&needs::this_test(), &["ping", "curl", "busybox"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a directory");
    let file = folder.path().join("net.toml");
    std::fs::write(&file, topology).expect("the topology is written");
    let topology = lab::load(&file.to_string_lossy()).unwrap_or_else(|error| panic!("{error}"));
    in_a_child(|| {
        if we_are_root() {
            become_nobody();
        }
        let lab = Lab::start(&topology).unwrap_or_else(|error| panic!("{error}"));
        lab.set_talk(Box::new(|_, _| {}));
        work(&lab);
    });
}

/// alice 10.0.0.1 and bob 10.0.0.2 at a cable that does this.
fn pair(quality: &str) -> String {
    format!(
        "[[host]]\nname = 'alice'\nlinks = [{{ to = 'bob', address = '10.0.0.1/24'{quality} }}]\n\
         [[host]]\nname = 'bob'\nlinks = [{{ to = 'alice', address = '10.0.0.2/24' }}]\n"
    )
}

fn output(argv: &[&str]) -> String {
    let output = Command::new(argv[0]).args(&argv[1..]).output();
    let output = output.expect(argv[0]);
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text += &String::from_utf8_lossy(&output.stderr);
    text
}

/// The round-trip times that ping saw, in milliseconds, sorted.
fn pinged(count: &str) -> Vec<f64> {
    let said = output(&["ping", "-n", "-c", count, "-i", "0.02", "10.0.0.2"]);
    let times = said.lines().filter_map(|line| {
        let (_, behind) = line.split_once("time=")?;
        behind.split(' ').next()?.parse::<f64>().ok()
    });
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    assert!(!times.is_empty(), "{said}");
    times
}

fn near(measured: f64, wanted: f64) {
    assert!(
        (measured - wanted).abs() <= wanted / 10.0,
        "{measured} is not within 10 % of {wanted}"
    );
}

#[test]
fn a_delay_is_seen_twice_by_a_ping() {
    in_a_lab(&pair(", delay = '10ms'"), |_| {
        let times = pinged("30");
        near(times[times.len() / 2], 20.0);
        assert!(times[0] >= 20.0, "{times:?}");
    });
    in_a_lab(&pair(", delay = '2ms'"), |_| {
        let times = pinged("30");
        near(times[times.len() / 2], 4.0);
    });
}

#[test]
fn jitter_spreads_the_delay() {
    in_a_lab(&pair(", delay = '10ms', jitter = '5ms'"), |_| {
        let times = pinged("60");
        near(times.iter().sum::<f64>() / times.len() as f64, 20.0);
        assert!(times[0] >= 10.0, "{times:?}");
        // Sixty sums of two even rolls: less than half the spread is next to impossible.
        assert!(times[times.len() - 1] - times[0] > 5.0, "{times:?}");
    });
}

/// `datagrams::arrived`, once both know each other's MAC address, which may take several attempts.
fn arrived(lab: &Lab, count: usize, lot: usize, pause: u64, octets: usize) -> (usize, Duration) {
    let began = Instant::now();
    while !output(&["ping", "-n", "-c1", "-W1", "10.0.0.2"]).contains(" 0% packet loss") {
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "no ping comes through"
        );
    }
    datagrams::arrived(lab, count, lot, pause, octets)
}

#[test]
fn so_many_frames_are_lost() {
    in_a_lab(&pair(", loss = '20%'"), |lab| {
        let (count, _) = arrived(lab, 20_000, 20, 1, 20);
        near(1.0 - count as f64 / 20_000.0, 0.2);
    });
}

#[test]
fn so_many_frames_come_twice() {
    in_a_lab(&pair(", duplicate = '30%'"), |lab| {
        let (count, _) = arrived(lab, 10_000, 20, 1, 20);
        near(count as f64 / 10_000.0 - 1.0, 0.3);
    });
}

#[test]
fn a_rate_is_kept() {
    in_a_lab(&pair(", rate = '10mbit'"), |lab| {
        // A frame of 1250 octets takes a millisecond.
        let (count, took) = arrived(lab, 300, 20, 10, 1250 - 42);
        assert_eq!(count, 300);
        near(took.as_secs_f64(), 0.299);
    });
}

#[test]
fn an_mtu_holds_at_both_ends() {
    in_a_lab(&pair(", mtu = 1400, delay = '1ms'"), |lab| {
        let size = |octets: &str| {
            output(&[
                "ping", "-n", "-c1", "-W1", "-M", "do", "-s", octets, "10.0.0.2",
            ])
        };
        assert!(size("1372").contains(" 0% packet loss"));
        assert!(size("1373").contains("too long, mtu"), "{}", size("1373"));
        let bob = lab.host("bob").expect("bob");
        let mtu = bob.run(|| output(&["ip", "link", "show", "eth0"]));
        assert!(mtu.expect("run").contains("mtu 1400"));
    });
}

#[test]
fn tags_and_long_frames_cross_a_cable_that_is_carried() {
    let script = "from scapy.all import *\n\
        sniffer = AsyncSniffer(filter='vlan 7', count=1, timeout=5)\n\
        with at('bob'): sniffer.start()\n\
        time.sleep(0.3)\n\
        sendp(Ether(src='02:00:00:00:00:01', dst='ff:ff:ff:ff:ff:ff')/Dot1Q(vlan=7, prio=3)/IP(src='1.2.3.4', dst='5.6.7.8')/UDP()/('x' * 1400), verbose=0)\n\
        sniffer.join()\n\
        p = sniffer.results[0]\n\
        print(p.summary(), p[Dot1Q].prio, len(p))";
    let script = format!("import time\n{script}");
    let folder = tempfile::tempdir().expect("a directory");
    let file = folder.path().join("net.toml");
    std::fs::write(&file, pair(", delay = '1ms'")).expect("the topology is written");
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["--lab", &file.to_string_lossy(), "-c", &script])
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        said,
        "Ether / Dot1Q / IP / UDP 1.2.3.4:domain > 5.6.7.8:domain / Raw 3 1446\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// alice and bob behind a router with an address of its own outside, where carol is.
const HOME: &str = "\
[[switch]]
name = 'lan'
[[switch]]
name = 'net'
[[host]]
name = 'alice'
links = [{ to = 'lan', address = '192.168.1.10/24' }]
[[host]]
name = 'bob'
links = [{ to = 'lan', address = '192.168.1.11/24' }]
[[host]]
name = 'carol'
links = [{ to = 'net', address = '203.0.113.9/24' }]
firewall = ['drop tcp 23', 'reset tcp 25', 'reject udp 53', 'accept tcp 8000-8999', 'reject tcp 9000-9999 from 203.0.113.0/24']
[[router]]
name = 'gate'
links = [{ to = 'lan', address = '192.168.1.1/24' }, { to = 'net', address = '203.0.113.1/24', nat = true }]
";

fn connects(address: &str) -> Result<TcpStream, ErrorKind> {
    let address: SocketAddr = address.parse().expect("an address");
    TcpStream::connect_timeout(&address, Duration::from_millis(700)).map_err(|error| error.kind())
}

#[test]
fn a_router_with_nat_sends_under_its_own_address() {
    in_a_lab(HOME, |lab| {
        let carol = lab.host("carol").expect("carol");
        let listener = carol
            .run(|| TcpListener::bind("203.0.113.9:80"))
            .expect("run");
        let listener = listener.expect("bind");
        let stream = connects("203.0.113.9:80").expect("through the router");
        let (_, from) = listener.accept().expect("accept");
        assert_eq!(from.ip().to_string(), "203.0.113.1");
        drop(stream);
        // Nobody outside has a way to the addresses inside.
        let back = carol.run(|| connects("192.168.1.10:1")).expect("run");
        assert!(back.is_err(), "{back:?}");
    });
}

#[test]
fn a_firewall_drops_rejects_and_resets() {
    in_a_lab(HOME, |lab| {
        let carol = lab.host("carol").expect("carol");
        let open = |port: u16| carol.run(|| TcpListener::bind(("203.0.113.9", port)));
        let open = |port| open(port).expect("run").expect("bind");
        let _listeners = [23, 25, 8080, 9090].map(open);
        let tried = |port: u16| connects(&format!("203.0.113.9:{port}")).map(drop);
        assert_eq!(tried(23), Err(ErrorKind::TimedOut));
        assert_eq!(tried(25), Err(ErrorKind::ConnectionRefused));
        assert_eq!(tried(8080), Ok(()));
        // alice comes as the router, which is in that network.
        assert_eq!(tried(9090), Err(ErrorKind::ConnectionRefused));
        let udp = UdpSocket::bind("0.0.0.0:0").expect("bind");
        udp.connect("203.0.113.9:53").expect("connect");
        udp.send(b"?").expect("send");
        udp.set_read_timeout(Some(Duration::from_secs(5)))
            .expect("timeout");
        let error = udp.recv(&mut [0; 10]).expect_err("an ICMP error");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        // Other rules, and none.
        let rules = vec!["accept established".parse(), "drop all".parse()];
        let rules: Result<Vec<_>, _> = rules.into_iter().collect();
        lab.set_firewall("carol", rules.expect("rules"))
            .expect("set");
        assert_eq!(tried(8080), Err(ErrorKind::TimedOut));
        let out = carol
            .run(|| connects("203.0.113.1:1").map(drop))
            .expect("run");
        assert_eq!(
            out,
            Err(ErrorKind::ConnectionRefused),
            "answers must come in"
        );
        lab.set_firewall("carol", Vec::new()).expect("set");
        assert_eq!(tried(23), Ok(()));
        assert_eq!(lab.firewall("carol").expect("carol"), []);
    });
}

#[test]
fn a_switch_learns_who_is_behind_which_port() {
    in_a_lab(HOME, |lab| {
        let pinged = output(&["ping", "-c1", "-W2", "192.168.1.11"]);
        assert!(pinged.contains(" 0% packet loss"), "{pinged}");
        let learned = lab.learned().expect("it can be asked");
        let seen: Vec<(usize, String, String)> = learned
            .into_iter()
            .map(|(switch, learned, host, interface)| {
                assert_eq!(learned.mac, interface.mac);
                assert!(learned.ago < Duration::from_secs(5));
                (switch, host.name.clone(), interface.name.clone())
            })
            .collect();
        for name in ["alice", "bob"] {
            assert!(
                seen.contains(&(0, name.to_owned(), "eth0".to_owned())),
                "{seen:?}"
            );
        }
    });
}

#[test]
fn a_web_server_speaks_with_curl_and_busybox() {
    in_a_lab(HOME, |lab| {
        let place = Place {
            pages: vec![("/secret".to_owned(), "psst\n".to_owned())],
            ..Place::of(lab.topology(), &lab.host("carol").expect("carol").node)
        };
        let _web = lab
            .serve_as("carol", Service::Http(80), place)
            .expect("serve");
        let said = output(&["curl", "-s", "-i", "http://203.0.113.9/"]);
        assert!(said.starts_with("HTTP/1.1 200 OK\r\n"), "{said}");
        assert!(
            said.ends_with("<html><body><h1>Hello from carol!</h1></body></html>\n"),
            "{said}"
        );
        let urls = [
            "http://203.0.113.9/secret",
            "http://203.0.113.9/nothing?x=1",
        ];
        let said = output(&[
            "curl",
            "-s",
            "-w",
            "%{http_code} %{num_connects}\n",
            urls[0],
            urls[1],
        ]);
        // The second request goes over the connection of the first.
        assert_eq!(said, "psst\n200 1\nthere is no /nothing here\n404 0\n");
        let said = output(&["curl", "-s", "-d", "a=1", "http://203.0.113.9/secret"]);
        assert_eq!(said, "psst\n");
        let said = output(&[
            "busybox",
            "wget",
            "-q",
            "-O",
            "-",
            "http://203.0.113.9/secret",
        ]);
        assert_eq!(said, "psst\n");
    });
}

#[test]
fn a_name_server_answers_busybox() {
    in_a_lab(HOME, |lab| {
        let mut place = Place::of(lab.topology(), &lab.host("carol").expect("carol").node);
        let records = [
            ("www.example.com", "203.0.113.80"),
            ("www.example.com", "2001:db8::80"),
        ];
        let records =
            records.map(|(name, address)| (name.to_owned(), address.parse().expect("an address")));
        place.names.extend(records);
        lab.set_firewall("carol", Vec::new()).expect("set");
        let _names = lab
            .serve_as("carol", Service::Dns(53), place)
            .expect("serve");
        let asked = |name: &str| output(&["busybox", "nslookup", name, "203.0.113.9"]);
        let said = asked("www.example.com");
        assert!(said.contains("203.0.113.80"), "{said}");
        assert!(said.contains("2001:db8::80"), "{said}");
        assert!(asked("bob").contains("192.168.1.11"), "{}", asked("bob"));
        assert!(
            asked("nobody.example").contains("NXDOMAIN"),
            "{}",
            asked("nobody.example")
        );
    });
}

#[test]
fn a_dhcp_server_gives_busybox_an_address() {
    in_a_lab(HOME, |lab| {
        let said = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
        let heard = said.clone();
        lab.set_talk(Box::new(move |host, line| {
            heard
                .lock()
                .expect("no panic")
                .push(format!("{host}| {line}"));
        }));
        let _dhcp = lab.serve("bob", Service::Dhcp(67)).expect("serve");
        let folder = tempfile::tempdir().expect("a directory");
        let script = folder.path().join("told");
        let told = folder.path().join("told.txt");
        let text = format!(
            "#!/bin/sh\necho $1 $ip $subnet $router $dns >> {}\n",
            told.display()
        );
        std::fs::write(&script, text).expect("a script");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&script, mode).expect("chmod");
        let client = output(&[
            "busybox",
            "udhcpc",
            "-f",
            "-q",
            "-n",
            "-i",
            "eth0",
            "-s",
            &script.to_string_lossy(),
        ]);
        let told = std::fs::read_to_string(&told).unwrap_or_default();
        let bound = "bound 192.168.1.100 255.255.255.0 192.168.1.1 192.168.1.11\n";
        assert!(told.ends_with(bound), "{told} {client}");
        let said = said.lock().expect("no panic").join("\n");
        for words in ["discovers, is offered 192.168.1.100", "gets 192.168.1.100"] {
            assert!(said.contains(words), "{said}");
        }
    });
}

#[test]
fn a_report_says_how_a_packet_arrived() {
    in_a_lab(HOME, |lab| {
        lab.set_firewall("carol", Vec::new()).expect("set");
        let (tell, told) = std::sync::mpsc::channel();
        let tell = std::sync::Mutex::new(tell);
        lab.set_talk(Box::new(move |_, line| {
            let _ = tell.lock().expect("no panic").send(line.to_owned());
        }));
        let _report = lab.serve("carol", Service::Report(7)).expect("serve");
        let socket = UdpSocket::bind("192.168.1.10:4711").expect("bind");
        socket.set_ttl(9).expect("ttl");
        socket
            .set_read_timeout(Some(Duration::from_secs(5)))
            .expect("timeout");
        socket.send_to(b"miaou", "203.0.113.9:7").expect("send");
        let mut octets = [0; 1500];
        let length = socket.recv(&mut octets).expect("a report");
        let said = String::from_utf8_lossy(&octets[..length]).into_owned();
        // One router less, and its address.
        for words in ["ttl=8 ", "src=203.0.113.1 ", "load=b'miaou'"] {
            assert!(said.contains(words), "{said}");
        }
        let first = told.recv_timeout(Duration::from_secs(5)).expect("a line");
        assert_eq!(format!("{first}\n"), said);
        let stream = connects("203.0.113.9:7").expect("it listens");
        let second = told.recv_timeout(Duration::from_secs(5)).expect("a line");
        assert!(
            second.contains("flags=S ") && second.contains("('MSS', 1460)"),
            "{second}"
        );
        drop(stream);
    });
}

#[test]
fn a_connection_survives_a_bad_cable() {
    in_a_lab(
        &pair(", delay = '1ms', jitter = '1ms', loss = '2%', duplicate = '2%'"),
        |lab| {
            let _echo = lab.serve("bob", Service::Echo(7)).expect("serve");
            let mut stream = TcpStream::connect("10.0.0.2:7").expect("connect");
            let sent: Vec<u8> = (0..200_000u32).map(|number| (number % 251) as u8).collect();
            let mut writer = stream.try_clone().expect("clone");
            let octets = sent.clone();
            let writing = std::thread::spawn(move || {
                writer.write_all(&octets).expect("write");
                writer
                    .shutdown(std::net::Shutdown::Write)
                    .expect("shutdown");
            });
            let mut back = Vec::new();
            stream.read_to_end(&mut back).expect("read");
            writing.join().expect("no panic");
            assert!(back == sent, "{} of {} octets", back.len(), sent.len());
        },
    );
}
