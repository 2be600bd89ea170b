//! The link over real sockets, between network namespaces that each test makes for itself.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener, UdpSocket};
use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use etherparse::PacketBuilder;
use pkt::link::background::Background;
use pkt::link::capture::{self, Capture, Ended, Latency, Next};
use pkt::link::exchange::{self, Conversation, Event, Instead, Target, exchange};
use pkt::link::hold::{Port, Protocol, Refusal, Version, source_port};
use pkt::link::live::Count;
use pkt::link::routes::{Entry, Reach};
use pkt::link::station::Carriage;
use pkt::link::tap::{self, Tap};
use pkt::link::{Captured, Error, LinkType, Station, privilege};

#[path = "link/cable.rs"]
mod cable;
use cable::{A, A6, B, B6, Cable, ip, name_of_this_namespace};

fn station() -> std::rc::Rc<Station> {
    Station::here().expect("netlink answers")
}

fn udp(source: Ipv4Addr, destination: Ipv4Addr, port: u16, payload: &[u8]) -> Vec<u8> {
    let builder = PacketBuilder::ipv4(source.octets(), destination.octets(), 64).udp(4242, port);
    let mut octets = Vec::new();
    builder.write(&mut octets, payload).expect("it fits");
    octets
}

fn udp6(source: Ipv6Addr, destination: Ipv6Addr, port: u16, payload: &[u8]) -> Vec<u8> {
    let builder = PacketBuilder::ipv6(source.octets(), destination.octets(), 64).udp(4242, port);
    let mut octets = Vec::new();
    builder.write(&mut octets, payload).expect("it fits");
    octets
}

fn syn(source: Ipv4Addr, destination: Ipv4Addr, from: u16, to: u16) -> Vec<u8> {
    let builder =
        PacketBuilder::ipv4(source.octets(), destination.octets(), 64).tcp(from, to, 1000, 8192);
    let mut octets = Vec::new();
    builder.syn().write(&mut octets, &[]).expect("it fits");
    octets
}

fn received(socket: &UdpSocket) -> Option<Vec<u8>> {
    socket
        .set_read_timeout(Some(Duration::from_secs(3)))
        .expect("a timeout can be set");
    let mut octets = [0; 2048];
    socket
        .recv(&mut octets)
        .ok()
        .map(|length| octets[..length].to_vec())
}

/// Binds a server on `b`, then lets `a` send.
fn a_sends_and_b_hears(
    cable: &Cable,
    bind: IpAddr,
    send: impl FnOnce() + Send + 'static,
) -> Option<Vec<u8>> {
    let (ready, is_ready) = mpsc::channel();
    let server = cable.on('b', move || {
        let socket = UdpSocket::bind((bind, 7000)).expect("a free port");
        ready.send(()).expect("the test waits");
        received(&socket)
    });
    is_ready.recv().expect("the server is up");
    cable.at('a', send);
    server.join().expect("the server ends")
}

#[test]
fn a_packet_reaches_a_server_on_the_next_host() {
    let Some(cable) = Cable::lay("a_packet_reaches_a_server_on_the_next_host") else {
        return;
    };
    cable.settle();
    let heard = a_sends_and_b_hears(&cable, B.into(), || {
        let count = station()
            .send(&udp(A, B, 7000, b"hello"))
            .expect("it goes out");
        assert_eq!(count.frames, 1);
    });
    assert_eq!(heard.as_deref(), Some(b"hello".as_slice()));
    let heard = a_sends_and_b_hears(&cable, B6.into(), || {
        station()
            .send(&udp6(A6, B6, 7000, b"hello six"))
            .expect("it goes out");
    });
    assert_eq!(heard.as_deref(), Some(b"hello six".as_slice()));
}

#[test]
fn a_packet_to_this_machine_reaches_its_own_server() {
    let Some(cable) = Cable::lay("a_packet_to_this_machine_reaches_its_own_server") else {
        return;
    };
    cable.at('a', || {
        let localhost = Ipv4Addr::LOCALHOST;
        for (bind, own) in [(localhost, localhost), (A, A), (A, localhost)] {
            let server = UdpSocket::bind((bind, 0)).expect("a free port");
            let port = server.local_addr().expect("it is bound").port();
            station()
                .send(&udp(own, bind, port, b"me"))
                .expect("it goes out");
            assert_eq!(
                received(&server).as_deref(),
                Some(b"me".as_slice()),
                "{own} to {bind}"
            );
        }
        for (bind, own) in [(Ipv6Addr::LOCALHOST, Ipv6Addr::LOCALHOST), (A6, A6)] {
            let server = UdpSocket::bind((bind, 0)).expect("a free port");
            let port = server.local_addr().expect("it is bound").port();
            station()
                .send(&udp6(own, bind, port, b"me"))
                .expect("it goes out");
            assert_eq!(
                received(&server).as_deref(),
                Some(b"me".as_slice()),
                "{own} to {bind}"
            );
        }
    });
}

#[test]
fn routes_interfaces_and_neighbours_are_the_kernels() {
    let Some(cable) = Cable::lay("routes_interfaces_and_neighbours_are_the_kernels") else {
        return;
    };
    cable.settle();
    cable.at('a', || {
        let station = station();
        let interface = station.interface("veth0").expect("it is there");
        assert_eq!(interface.mac, Some([2, 0, 0, 0, 0, 10]));
        assert_eq!((interface.ip(), interface.mtu), (Some(A), 1500));
        assert_eq!(interface.ip6(), Some(A6));
        assert!(
            interface
                .flags_text()
                .starts_with("UP+BROADCAST+RUNNING+MULTICAST")
        );
        assert_eq!(
            station.working_interface().expect("one works").name,
            "veth0"
        );
        assert_eq!(
            station.interface("veth9").expect_err("no such").to_string(),
            "Interface 'veth9' not found !"
        );

        let route = station.route(B.into()).expect("a neighbour");
        assert_eq!((route.interface, route.source), (interface.index, A.into()));
        assert_eq!((route.gateway, route.reach), (None, Reach::Unicast));
        assert_eq!(
            station.route(A.into()).expect("ourselves").reach,
            Reach::Local
        );
        let far = IpAddr::from([8, 8, 8, 8]);
        let error = station.route(far).expect_err("there is no default route");
        assert!(matches!(error, Error::NoRoute { .. }), "{error}");
        let group = station
            .route(IpAddr::from([224, 0, 0, 1]))
            .expect("it is on the link");
        assert_eq!(
            (group.interface, group.reach),
            (interface.index, Reach::Multicast)
        );
        let all = station
            .route(Ipv4Addr::BROADCAST.into())
            .expect("it is on the link");
        assert_eq!(
            (all.interface, all.reach),
            (interface.index, Reach::Broadcast)
        );
        let table = station.route_table().expect("the table");
        assert!(
            table
                .iter()
                .any(|entry| entry.network == IpAddr::from([10, 9, 0, 0])
                    && entry.prefix == 24
                    && entry.source == Some(A.into()))
        );

        assert_eq!(
            station.mac_of(B.into()).expect("b answers ARP"),
            [2, 0, 0, 0, 0, 11]
        );
        assert_eq!(
            station.mac_of(B6.into()).expect("b answers ND"),
            [2, 0, 0, 0, 0, 11]
        );
        assert_eq!(
            station
                .mac_of(IpAddr::from([224, 1, 2, 3]))
                .expect("by arithmetic"),
            [1, 0, 0x5e, 1, 2, 3]
        );
        let broadcast = station
            .way(IpAddr::from([10, 9, 0, 255]), None)
            .expect("on the link");
        assert_eq!(&broadcast.header()[..6], [0xff; 6]);

        // What the kernel is told is known here at once.
        ip(&format!(
            "-n {} route add default via 10.9.0.2",
            name_of_this_namespace()
        ));
        let route = station.route(far).expect("now there is one");
        assert_eq!(route.gateway, Some(B.into()));
        assert_eq!(
            station.mac_of(far).expect("the gateway's"),
            [2, 0, 0, 0, 0, 11]
        );
    });
}

#[test]
fn a_route_of_the_scripts_goes_over_the_kernels() {
    let Some(cable) = Cable::lay("a_route_of_the_scripts_goes_over_the_kernels") else {
        return;
    };
    cable.at('a', || {
        let station = station();
        let index = station.interface("veth0").expect("it is there").index;
        let entry = Entry {
            network: IpAddr::from([192, 168, 60, 0]),
            prefix: 24,
            gateway: Some(B.into()),
            interface: index,
            source: None,
            metric: 0,
        };
        station.add_route(entry.clone()).expect("it is added");
        let destination = IpAddr::from([192, 168, 60, 5]);
        let route = station.route(destination).expect("as the script says");
        assert_eq!((route.gateway, route.source), (Some(B.into()), A.into()));
        let way = station.way(destination, None).expect("the gateway answers");
        assert_eq!(&way.header()[..6], [2, 0, 0, 0, 0, 11]);
        assert!(station.remove_route(&entry).expect("the table is there"));
        assert!(station.route(destination).is_err());
        // `iface=` pins the interface where the kernel knows no way.
        let way = station
            .way_by_broadcast(destination, Some(index))
            .expect("it is pinned");
        assert_eq!((way.interface, way.source), (index, A.into()));
    });
}

#[test]
fn a_host_that_is_not_there_is_named() {
    let Some(cable) = Cable::lay("a_host_that_is_not_there_is_named") else {
        return;
    };
    cable.at('a', || {
        let nobody = Ipv4Addr::new(10, 9, 0, 77);
        let start = Instant::now();
        let error = station()
            .send(&udp(A, nobody, 1, b""))
            .expect_err("nobody answers");
        let took = start.elapsed();
        assert!(
            took > Duration::from_millis(1900) && took < Duration::from_secs(4),
            "{took:?}"
        );
        assert_eq!(
            error.to_string(),
            "no MAC address for 10.9.0.77: nobody on veth0 answered ARP in 2.0 s (3 requests)"
        );
        let start = Instant::now();
        assert!(station().send(&udp(A, nobody, 1, b"")).is_err());
        assert!(
            start.elapsed() < Duration::from_millis(500),
            "it is remembered for a moment"
        );

        // A whole network of silent hosts costs two seconds together.
        let many: Vec<IpAddr> = (100..150)
            .map(|last| IpAddr::from([10, 9, 0, last]))
            .collect();
        let start = Instant::now();
        station().prepare(&many).expect("asking works");
        assert!(start.elapsed() < Duration::from_secs(4));
    });
}

#[test]
fn a_frame_too_long_and_an_interface_that_is_down_are_explained() {
    let test = "a_frame_too_long_and_an_interface_that_is_down_are_explained";
    let Some(cable) = Cable::lay(test) else {
        return;
    };
    cable.at('a', || {
        station().auto_fragment.set(false);
        let error = station()
            .send(&udp(A, B, 1, &[0; 3000]))
            .expect_err("the MTU is 1500");
        assert!(
            error
                .to_string()
                .starts_with("message too long: 3028 octets, and veth0 takes 1500")
        );
        let index = station().interface("veth0").expect("it is there").index;
        let sender = station().sender(index).expect("it opens");
        assert_eq!(
            sender
                .send(b"I'm travelling on Ethernet")
                .expect("a string")
                .frames,
            1
        );
        assert_eq!(sender.send(b"short").expect("it is filled up").frames, 1);
        ip(&format!(
            "-n {} link set veth0 down",
            name_of_this_namespace()
        ));
        let error = sender.send(&[0; 60]).expect_err("it is down");
        assert!(matches!(error, Error::Down { .. }), "{error}");
        ip(&format!("-n {} link del veth0", name_of_this_namespace()));
        let error = sender.send(&[0; 60]).expect_err("it is gone");
        assert!(matches!(error, Error::Vanished { .. }), "{error}");
    });
}

#[test]
fn a_tunnel_without_link_header_carries_bare_packets() {
    let Some(cable) = Cable::lay("a_tunnel_without_link_header_carries_bare_packets") else {
        return;
    };
    cable.at('a', || {
        let tunnel = Tap::open("t0", tap::Kind::Packets).expect("root may");
        assert_eq!(tunnel.name(), "t0");
        let host = name_of_this_namespace();
        ip(&format!("-n {host} addr add 10.7.0.1/24 dev t0"));
        ip(&format!("-n {host} link set t0 up"));
        let (near, far) = (Ipv4Addr::new(10, 7, 0, 1), Ipv4Addr::new(10, 7, 0, 2));
        let mut capture = Capture::open(&["t0"], &capture::Options::default()).expect("it opens");
        assert_eq!(capture.link_types().next(), Some(("t0", LinkType::RAW)));

        let way = station().way(far.into(), None).expect("through the tunnel");
        assert_eq!(way.carriage, Carriage::Bare { ether_type: 0x0800 });
        let packet = udp(near, far, 7000, b"tunnelled");
        station().send_along(&way, &packet).expect("it goes out");
        let mut count = Count::default();
        let many = std::iter::repeat_n(packet.as_slice(), 10);
        station()
            .send_many_along(&way, many, &mut count)
            .expect("they go out");
        let mut octets = [0; 2048];
        let mut arrived = 0;
        while let Ok(Some(length)) = tunnel.read(&mut octets, Some(Duration::from_millis(200))) {
            arrived += usize::from(octets[..length] == packet);
        }
        assert_eq!(arrived, 11);
        let mut seen = 0;
        capture.run(Some(Duration::from_millis(100)), |frame| {
            seen += usize::from(frame.octets == packet);
            Next::Continue
        });
        assert_eq!(seen, 11);

        // The other way round: what is written into the tunnel arrives from it.
        let server = UdpSocket::bind((near, 7001)).expect("a free port");
        tunnel
            .write(&udp(far, near, 7001, b"back"))
            .expect("it is taken");
        assert_eq!(received(&server).as_deref(), Some(b"back".as_slice()));
    });
}

#[test]
fn ten_thousand_packets_go_out_in_batches_and_all_arrive() {
    let Some(cable) = Cable::lay("ten_thousand_packets_go_out_in_batches_and_all_arrive") else {
        return;
    };
    let before = counter(&cable, "rx_packets");
    cable.at('a', || {
        let station = station();
        let way = station.way(B.into(), None).expect("b answers");
        let packet = udp(A, B, 9, b"x");
        let mut count = Count::default();
        let packets = std::iter::repeat_n(packet.as_slice(), 10_000);
        station
            .send_many_along(&way, packets, &mut count)
            .expect("they go out");
        assert_eq!(count.frames, 10_000);
        assert_eq!(count.octets, 10_000 * (14 + 20 + 8 + 1));
    });
    assert!(counter(&cable, "rx_packets") - before >= 10_000);
}

fn counter(cable: &Cable, which: &str) -> u64 {
    let path = format!("/sys/class/net/veth0/statistics/{which}");
    let output = Command::new("ip")
        .args(["netns", "exec", &cable.host('b'), "cat", &path])
        .output()
        .expect("iproute2");
    String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .expect("a number")
}

/// The TCP flags of every segment that `b` sees during the time.
fn flags_seen(
    cable: &Cable,
    filter: &'static str,
    during: Duration,
) -> (std::thread::JoinHandle<Vec<u8>>, mpsc::Receiver<()>) {
    let (ready, is_ready) = mpsc::channel();
    let thread = cable.on('b', move || {
        let options = capture::Options {
            filter: Some(filter.to_owned()),
            latency: Latency::Immediate,
            ..capture::Options::default()
        };
        let mut capture = Capture::open(&["veth0"], &options).expect("it opens");
        ready.send(()).expect("the test waits");
        let mut flags = Vec::new();
        capture.run(Some(during), |frame| {
            let at = if frame.octets[12] == 0x86 {
                14 + 40
            } else {
                34
            };
            flags.push(frame.octets.get(at + 13).copied().unwrap_or(0));
            Next::Continue
        });
        flags
    });
    (thread, is_ready)
}

const SYN: u8 = 2;
const RST: u8 = 4;
const SYN_ACK: u8 = 18;

#[test]
fn no_reset_leaves_a_held_port() {
    let Some(cable) = Cable::lay("no_reset_leaves_a_held_port") else {
        return;
    };
    let _server = cable.at('b', || TcpListener::bind((B, 80)).expect("a free port"));
    for held in [false, true] {
        let (seen, ready) = flags_seen(&cable, "tcp", Duration::from_millis(700));
        ready.recv().expect("the capture is open");
        cable.at('a', move || {
            let packet = syn(A, B, 4242, 80);
            let port = source_port(&packet).expect("it is TCP");
            let station = station();
            if held {
                station
                    .holds
                    .borrow_mut()
                    .hold(port)
                    .expect("it can be held");
                assert!(station.holds.borrow().is_held(port));
            }
            station.send(&packet).expect("it goes out");
            std::thread::sleep(Duration::from_millis(600));
        });
        let seen = seen.join().expect("the capture ends");
        assert!(seen.contains(&SYN) && seen.contains(&SYN_ACK), "{seen:?}");
        assert_eq!(
            seen.iter().any(|flags| flags & RST != 0),
            !held,
            "held {held}: {seen:?}"
        );
    }
}

#[test]
fn no_reset_leaves_a_held_port_of_ipv6() {
    let Some(cable) = Cable::lay("no_reset_leaves_a_held_port_of_ipv6") else {
        return;
    };
    cable.settle();
    let _server = cable.at('b', || TcpListener::bind((B6, 80)).expect("a free port"));
    for held in [false, true] {
        let (seen, ready) = flags_seen(&cable, "tcp", Duration::from_millis(700));
        ready.recv().expect("the capture is open");
        cable.at('a', move || {
            let builder =
                PacketBuilder::ipv6(A6.octets(), B6.octets(), 64).tcp(4243, 80, 1000, 8192);
            let mut packet = Vec::new();
            builder.syn().write(&mut packet, &[]).expect("it fits");
            let port = source_port(&packet).expect("it is TCP");
            assert_eq!(port.version, Version::V6);
            let station = station();
            if held {
                station
                    .holds
                    .borrow_mut()
                    .hold(port)
                    .expect("it can be held");
            }
            station.send(&packet).expect("it goes out");
            std::thread::sleep(Duration::from_millis(600));
        });
        let seen = seen.join().expect("the capture ends");
        assert!(seen.contains(&SYN_ACK), "{seen:?}");
        assert_eq!(
            seen.iter().any(|flags| flags & RST != 0),
            !held,
            "held {held}: {seen:?}"
        );
    }
}

#[test]
fn a_held_port_looks_filtered_and_is_free_again_afterwards() {
    let Some(cable) = Cable::lay("a_held_port_looks_filtered_and_is_free_again_afterwards") else {
        return;
    };
    cable.at('a', || {
        let port = Port {
            protocol: Protocol::Tcp,
            version: Version::V4,
            number: 5000,
        };
        let station = station();
        station
            .holds
            .borrow_mut()
            .hold(port)
            .expect("it can be held");
        let wait = Duration::from_millis(300);
        let address = (Ipv4Addr::LOCALHOST, 5000).into();
        let error = std::net::TcpStream::connect_timeout(&address, wait).expect_err("it is deaf");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        station.holds.borrow_mut().release(port);
        let error = std::net::TcpStream::connect_timeout(&address, wait).expect_err("nobody");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
    });
}

#[test]
fn no_unreachable_leaves_a_held_udp_port() {
    let Some(cable) = Cable::lay("no_unreachable_leaves_a_held_udp_port") else {
        return;
    };
    for held in [false, true] {
        let (seen, ready) = flags_seen(
            &cable,
            "icmp[icmptype] == icmp-unreach",
            Duration::from_millis(500),
        );
        ready.recv().expect("the capture is open");
        let (done, is_done) = mpsc::channel::<()>();
        let (up, is_up) = mpsc::channel();
        let holder = cable.on('a', move || {
            let port = Port {
                protocol: Protocol::Udp,
                version: Version::V4,
                number: 4244,
            };
            if held {
                station()
                    .holds
                    .borrow_mut()
                    .hold(port)
                    .expect("it can be held");
            }
            up.send(()).expect("the test waits");
            let _ = is_done.recv();
        });
        is_up.recv().expect("the holder is up");
        cable.at('b', || {
            let socket = UdpSocket::bind((B, 0)).expect("a free port");
            socket.send_to(b"answer", (A, 4244)).expect("it goes out");
        });
        let seen = seen.join().expect("the capture ends");
        drop(done);
        holder.join().expect("the holder ends");
        assert_eq!(
            seen.is_empty(),
            held,
            "held {held}: {} messages",
            seen.len()
        );
    }
}

#[test]
fn the_loopback_shows_each_packet_once() {
    let Some(cable) = Cable::lay("the_loopback_shows_each_packet_once") else {
        return;
    };
    cable.at('a', || {
        for latency in [Latency::Immediate, Latency::Bulk] {
            for interface in ["lo", "any"] {
                let options = capture::Options {
                    filter: Some("udp port 9".into()),
                    latency,
                    ..capture::Options::default()
                };
                let mut capture = Capture::open(&[interface], &options).expect("it opens");
                let packet = udp(Ipv4Addr::LOCALHOST, Ipv4Addr::LOCALHOST, 9, b"once");
                for _ in 0..3 {
                    station().send(&packet).expect("it goes out");
                }
                let mut times = Vec::new();
                let ended = capture.run(Some(Duration::from_millis(200)), |frame| {
                    assert_eq!(frame.interface, interface);
                    assert!(frame.octets.ends_with(b"once"));
                    assert_eq!(frame.octets.len() as u32, frame.wire_len);
                    times.push(frame.time);
                    Next::Continue
                });
                assert!(matches!(ended, Ended::TimedOut), "{ended:?}");
                assert_eq!(times.len(), 3, "{interface} {latency:?}");
                assert!(times.is_sorted());
                let statistics = capture.statistics();
                assert_eq!((statistics.captured, statistics.dropped_by_kernel), (3, 0));
            }
        }
    });
}

#[test]
fn a_capture_ends_by_its_callback_its_stopper_and_a_lost_interface() {
    let test = "a_capture_ends_by_its_callback_its_stopper_and_a_lost_interface";
    let Some(cable) = Cable::lay(test) else {
        return;
    };
    cable.at('a', || {
        let options = capture::Options {
            filter: Some("udp".into()),
            ..Default::default()
        };
        let mut capture = Capture::open(&["veth0", "lo"], &options).expect("it opens");
        for _ in 0..5 {
            station().send(&udp(A, B, 9, b"one")).expect("it goes out");
        }
        let mut seen = 0;
        let ended = capture.run(Some(Duration::from_secs(3)), |_| {
            seen += 1;
            if seen == 2 {
                Next::Stop
            } else {
                Next::Continue
            }
        });
        assert!(matches!(ended, Ended::Stopped), "{ended:?}");
        // What was not handed over is not lost.
        capture.run(Some(Duration::from_millis(100)), |_| {
            seen += 1;
            Next::Continue
        });
        assert_eq!(seen, 5);

        let stopper = capture.stopper();
        let start = Instant::now();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            stopper.stop();
        });
        let ended = capture.run(None, |_| Next::Continue);
        assert!(matches!(ended, Ended::Told), "{ended:?}");
        assert!(start.elapsed() < Duration::from_millis(500));

        station().send(&udp(A, B, 9, b"last")).expect("it goes out");
        let name = name_of_this_namespace();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            ip(&format!("-n {name} link del veth0"));
        });
        let ended = capture.run(Some(Duration::from_secs(5)), |_| {
            seen += 1;
            Next::Continue
        });
        let Ended::Failed(error) = ended else {
            panic!("{ended:?}")
        };
        assert!(
            matches!(error, Error::Vanished { .. } | Error::Down { .. }),
            "{error}"
        );
        assert!(error.to_string().contains("veth0"), "{error}");
        assert!(seen >= 6, "what came before was handed over");
        capture.statistics();
    });
}

#[test]
fn a_capture_that_cannot_be_is_explained() {
    let Some(cable) = Cable::lay("a_capture_that_cannot_be_is_explained") else {
        return;
    };
    cable.at('a', || {
        let bad = capture::Options {
            filter: Some("tcp prt 80".into()),
            ..Default::default()
        };
        let error = Capture::open(&["veth0"], &bad)
            .err()
            .expect("the filter is bad");
        assert_eq!(
            error.to_string(),
            "Failed to compile filter expression 'tcp prt 80' \
             (can't parse filter expression: syntax error)"
        );
        let error = Capture::open(&["nope0"], &Default::default())
            .err()
            .expect("no such");
        assert_eq!(error.to_string(), "Interface 'nope0' not found !");
    });
}

/// Echo requests to one host, or SYNs to its ports; the key is the sequence number or the port.
struct Questions {
    destination: Ipv4Addr,
    source: Ipv4Addr,
    kind: Kind,
    count: usize,
    events: Vec<Event>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Echo,
    Syn { from: u16 },
}

impl Questions {
    fn new(source: Ipv4Addr, destination: Ipv4Addr, kind: Kind, count: usize) -> Questions {
        Questions {
            destination,
            source,
            kind,
            count,
            events: Vec::new(),
        }
    }
}

impl Conversation for Questions {
    type Key = u16;
    /// The TCP flags of the answer.
    type Answer = u8;

    fn request(
        &mut self,
        number: usize,
        octets: &mut Vec<u8>,
    ) -> Result<Option<(Target, u16)>, Error> {
        if number >= self.count {
            return Ok(None);
        }
        let key = number as u16 + 1;
        match self.kind {
            Kind::Echo => {
                let builder =
                    PacketBuilder::ipv4(self.source.octets(), self.destination.octets(), 64)
                        .icmpv4_echo_request(77, key);
                builder.write(octets, b"ping").expect("it fits");
            }
            Kind::Syn { from } => octets.extend(syn(self.source, self.destination, from, key)),
        }
        let target = Target::Packet {
            destination: self.destination.into(),
            through: None,
        };
        Ok(Some((target, key)))
    }

    fn understand(&mut self, frame: &Captured<'_>) -> Option<(u16, u8)> {
        let word = |at: usize| u16::from_be_bytes([frame.octets[at], frame.octets[at + 1]]);
        match (frame.octets.get(23)?, self.kind) {
            (1, Kind::Echo) if frame.octets[34] == 0 => Some((word(40), 0)),
            (6, Kind::Syn { from }) if word(36) == from => Some((word(34), frame.octets[47])),
            _ => Some((0, 0)),
        }
    }

    fn answers(&mut self, _answer: &u8, _request: usize) -> bool {
        true
    }

    fn trouble(&mut self, _request: usize, _error: Error) -> Result<Instead, Error> {
        Ok(Instead::Broadcast)
    }

    fn event(&mut self, event: Event) {
        self.events.push(event);
    }
}

fn within(milliseconds: u64) -> exchange::Options {
    exchange::Options {
        timeout: Some(Duration::from_millis(milliseconds)),
        ..exchange::Options::default()
    }
}

#[test]
fn pings_are_answered_by_the_next_host_and_by_this_one() {
    let Some(cable) = Cable::lay("pings_are_answered_by_the_next_host_and_by_this_one") else {
        return;
    };
    cable.at('a', || {
        let localhost = Ipv4Addr::LOCALHOST;
        for (source, destination) in [(A, B), (localhost, localhost), (A, A)] {
            for round in 0..3 {
                let mut questions = Questions::new(source, destination, Kind::Echo, 5);
                let start = Instant::now();
                let outcome =
                    exchange(&station(), &mut questions, &within(2000)).expect("it is done");
                let took = start.elapsed();
                assert!(outcome.error.is_none(), "{:?}", outcome.error);
                assert_eq!(outcome.pairs.len(), 5, "{destination}");
                assert!(outcome.unanswered.is_empty());
                assert!(took < Duration::from_millis(500), "{took:?}");
                for pair in &outcome.pairs {
                    assert!(pair.round_trip() < Duration::from_millis(400));
                    assert!(pair.received >= pair.sent, "round {round}: {pair:?}");
                }
                assert_eq!(questions.events[0], Event::Begin);
                let stars = questions
                    .events
                    .iter()
                    .filter(|event| **event == Event::Answer);
                assert_eq!(stars.count(), 5);
                assert!(questions.events.contains(&Event::Finished { sent: 5 }));
            }
        }
    });
}

#[test]
fn a_scan_of_a_thousand_ports_is_exact_and_no_reset_leaves() {
    let Some(cable) = Cable::lay("a_scan_of_a_thousand_ports_is_exact_and_no_reset_leaves") else {
        return;
    };
    let _server = cable.at('b', || TcpListener::bind((B, 80)).expect("a free port"));
    let (seen, ready) = flags_seen(&cable, "tcp and src host 10.9.0.1", Duration::from_secs(2));
    ready.recv().expect("the capture is open");
    cable.at('a', || {
        let mut questions = Questions::new(A, B, Kind::Syn { from: 4242 }, 1000);
        let start = Instant::now();
        let outcome = exchange(&station(), &mut questions, &within(1000)).expect("it is done");
        eprintln!("1,000 ports in {:?}", start.elapsed());
        assert_eq!((outcome.pairs.len(), outcome.dropped), (1000, 0));
        let open: Vec<usize> = outcome
            .pairs
            .iter()
            .filter(|pair| pair.answer == SYN_ACK)
            .map(|pair| pair.request + 1)
            .collect();
        assert_eq!(open, [80]);
        // The server says SYN/ACK once more after a second; the port is still held then.
        std::thread::sleep(Duration::from_secs(2));
    });
    let seen = seen.join().expect("the capture ends");
    let others: Vec<_> = seen
        .iter()
        .enumerate()
        .filter(|(_, flags)| **flags != SYN)
        .collect();
    assert_eq!((seen.len() - others.len(), others), (1000, vec![]));
}

/// The kernel of `b` says SYN/ACK to the same SYN at most twice a second, and ACK to another one
/// between the same ports.
#[test]
fn scans_from_the_same_port_again_and_again_are_exact() {
    let Some(cable) = Cable::lay("scans_from_the_same_port_again_and_again_are_exact") else {
        return;
    };
    let _server = cable.at('b', || TcpListener::bind((B, 80)).expect("a free port"));
    let (seen, ready) = flags_seen(&cable, "tcp port 80", Duration::from_millis(1500));
    ready.recv().expect("the capture is open");
    cable.at('a', || {
        for round in 0..6 {
            let mut questions = Questions::new(A, B, Kind::Syn { from: 4242 }, 100);
            let outcome = exchange(&station(), &mut questions, &within(300)).expect("it is done");
            assert_eq!(outcome.pairs.len(), 100, "round {round}");
            let open = outcome.pairs.iter().filter(|pair| pair.answer == SYN_ACK);
            let open: Vec<usize> = open.map(|pair| pair.request + 1).collect();
            assert_eq!(open, [80], "round {round}");
        }
        // Who goes on with the connection keeps it: no RST from us.
        let mut question = Questions::new(A, B, Kind::Syn { from: 4243 }, 80);
        let outcome = exchange(&station(), &mut question, &within(300)).expect("it is done");
        assert_eq!(outcome.pairs.len(), 80);
        let station = station();
        let builder = PacketBuilder::ipv4(A.octets(), B.octets(), 64).tcp(4243, 80, 1001, 8192);
        let mut ack = Vec::new();
        builder.ack(1).write(&mut ack, &[]).expect("it fits");
        let way = station.way(B.into(), None).expect("the next host");
        station.clear_the_way(&way, &ack).expect("nothing is sent");
        assert!(!station.half_open.borrow().is_empty(), "port 4242 is left");
        station
            .clear_the_way(&way, &syn(A, B, 4243, 80))
            .expect("nothing is sent");
    });
    let seen = seen.join().expect("the capture ends");
    // Behind the last SYN, when the port is let go, the kernel answers again.
    let last = seen.iter().rposition(|flags| *flags == SYN).expect("a SYN");
    let mut expected = [SYN, SYN_ACK, RST].repeat(5);
    expected.extend([SYN, SYN_ACK, SYN]);
    assert_eq!(seen[..=last], expected);
}

#[test]
fn silence_is_unanswered_after_the_timeout_and_every_retry() {
    let Some(cable) = Cable::lay("silence_is_unanswered_after_the_timeout_and_every_retry") else {
        return;
    };
    let (seen, ready) = flags_seen(&cable, "icmp", Duration::from_millis(3500));
    ready.recv().expect("the capture is open");
    cable.at('a', || {
        // Nobody has the address: sent to everybody on the link, as the conversation wants.
        let nobody = Ipv4Addr::new(10, 9, 0, 77);
        let mut questions = Questions::new(A, nobody, Kind::Echo, 2);
        let options = exchange::Options {
            retry: 2,
            ..within(100)
        };
        let outcome = exchange(&station(), &mut questions, &options).expect("it is done");
        assert_eq!(outcome.unanswered, [0, 1]);
        assert!(outcome.pairs.is_empty() && outcome.error.is_none());
        assert!(outcome.sent.iter().all(Option::is_some));
        let rounds = questions
            .events
            .iter()
            .filter(|event| **event == Event::Begin)
            .count();
        assert_eq!(rounds, 3);
    });
    assert_eq!(seen.join().expect("the capture ends").len(), 6);
}

#[test]
fn an_interval_is_kept_and_multi_waits_for_more() {
    let Some(cable) = Cable::lay("an_interval_is_kept_and_multi_waits_for_more") else {
        return;
    };
    cable.at('a', || {
        let mut questions = Questions::new(A, B, Kind::Echo, 5);
        let options = exchange::Options {
            interval: Duration::from_millis(50),
            multi: true,
            ..within(150)
        };
        let start = Instant::now();
        let outcome = exchange(&station(), &mut questions, &options).expect("it is done");
        let took = start.elapsed();
        assert_eq!(outcome.pairs.len(), 5);
        assert!(
            took >= Duration::from_millis(350) && took < Duration::from_millis(800),
            "{took:?}"
        );
        let mut questions = Questions::new(A, B, Kind::Echo, 5);
        let options = exchange::Options {
            first: true,
            ..options
        };
        let outcome = exchange(&station(), &mut questions, &options).expect("it is done");
        assert_eq!(outcome.pairs.len(), 1);
        // A filter that lets no answer through.
        let mut questions = Questions::new(A, B, Kind::Echo, 1);
        let options = exchange::Options {
            filter: Some("udp".into()),
            ..within(100)
        };
        let outcome = exchange(&station(), &mut questions, &options).expect("it is done");
        assert_eq!((outcome.pairs.len(), outcome.others), (0, 0));
        let options = exchange::Options {
            filter: Some("prt".into()),
            ..within(100)
        };
        let error = exchange(&station(), &mut questions, &options).expect_err("it is bad");
        assert!(matches!(error, Error::Filter { .. }), "{error}");
    });
}

#[test]
fn a_capture_in_the_background_hands_its_frames_over() {
    let Some(cable) = Cable::lay("a_capture_in_the_background_hands_its_frames_over") else {
        return;
    };
    cable.at('a', || {
        let options = capture::Options {
            filter: Some("udp port 9".into()),
            latency: Latency::Immediate,
            ..Default::default()
        };
        let capture = Capture::open(&["lo", "veth0"], &options).expect("it opens");
        let background = Background::start(capture).expect("a thread can be had");
        let localhost = Ipv4Addr::LOCALHOST;
        station()
            .send(&udp(localhost, localhost, 9, b"one"))
            .expect("it goes out");
        station().send(&udp(A, B, 9, b"two")).expect("it goes out");
        let mut seen = Vec::new();
        let deadline = Instant::now() + Duration::from_secs(3);
        while seen.len() < 2 && Instant::now() < deadline {
            let frames = background.take();
            seen.extend(background.each(&frames).map(|frame| {
                assert!(frame.octets.ends_with(b"one") || frame.octets.ends_with(b"two"));
                frame.interface.to_owned()
            }));
            std::thread::sleep(Duration::from_millis(5));
        }
        seen.sort();
        assert_eq!(seen, ["lo", "veth0"]);
        assert!(background.is_running());
        let start = Instant::now();
        let (frames, ended) = background.join();
        assert!(frames.is_empty());
        let (ended, statistics) = ended.expect("it has ended");
        assert!(matches!(ended, Ended::Told), "{ended:?}");
        assert_eq!(statistics.captured, 2);
        assert!(start.elapsed() < Duration::from_millis(200));
    });
}

#[test]
fn without_the_capability_the_message_names_the_ways_out() {
    let Some(cable) = Cable::lay("without_the_capability_the_message_names_the_ways_out") else {
        return;
    };
    cable.at('a', || {
        // Capabilities belong to the thread, and this one ends here.
        caps::clear(None, caps::CapSet::Effective).expect("giving up is allowed");
        assert!(!privilege::can_use_packets());
        let localhost = Ipv4Addr::LOCALHOST;
        let sending = station()
            .send(&udp(A, B, 9, b"x"))
            .expect_err("no capability");
        let local = station()
            .send(&udp(localhost, localhost, 9, b"x"))
            .expect_err("neither");
        let mut errors = vec![sending, local];
        for latency in [Latency::Immediate, Latency::Bulk] {
            let options = capture::Options {
                latency,
                ..Default::default()
            };
            errors.extend(Capture::open(&["veth0"], &options).err());
        }
        let mut questions = Questions::new(A, B, Kind::Echo, 1);
        errors.extend(exchange(&station(), &mut questions, &within(100)).err());
        assert_eq!(errors.len(), 5);
        for error in errors {
            let text = error.to_string();
            assert!(matches!(error, Error::Permission(_)), "{text}");
            for way in ["sudo", "setcap", "--lab"] {
                assert!(text.contains(way), "{text}");
            }
        }
        // What needs no privilege works.
        assert!(station().interface("veth0").is_ok() && station().route(B.into()).is_ok());
    });
}

/// The half of the next test that runs in a process of its own, because it cannot be undone.
#[test]
#[ignore = "run by what_is_kept_under_sudo_is_the_network"]
fn under_sudo() {
    // What a TCP packet without `sport` comes from is bound while it may be.
    pkt::link::hold::reserve(20);
    privilege::keep_network_only().expect("root may give up");
    let network: caps::CapsHashSet = [
        caps::Capability::CAP_NET_RAW,
        caps::Capability::CAP_NET_ADMIN,
    ]
    .into_iter()
    .collect();
    for set in [caps::CapSet::Effective, caps::CapSet::Permitted] {
        assert_eq!(caps::read(None, set).expect("its own"), network);
    }
    assert_eq!(nix::unistd::geteuid().as_raw(), 65_534);
    station()
        .send(&udp(A, B, 9, b"still"))
        .expect("sending is kept");
    Capture::open(&["veth0"], &capture::Options::default()).expect("capturing is kept");
    let path = std::env::var("PKT_TEST_FILE").expect("the other half says it");
    std::fs::write(path, "mine").expect("the caller's own directory");
    assert!(std::fs::write("/run/pkt-not-mine", "").is_err());
    let port = |number| Port {
        protocol: Protocol::Tcp,
        version: Version::V4,
        number,
    };
    assert_eq!(station().holds.borrow_mut().hold(port(20)), Ok(()));
    assert_eq!(
        station().holds.borrow_mut().hold(port(21)),
        Err(Refusal::Privileged)
    );
}

#[test]
fn what_is_kept_under_sudo_is_the_network() {
    let Some(cable) = Cable::lay("what_is_kept_under_sudo_is_the_network") else {
        return;
    };
    let directory = tempfile::tempdir().expect("a temporary directory");
    std::os::unix::fs::chown(directory.path(), Some(65_534), Some(65_534)).expect("root may");
    let file = directory.path().join("written");
    let output = Command::new("ip")
        .args(["netns", "exec", &cable.host('a')])
        .arg(std::env::current_exe().expect("it runs"))
        .args([
            "--exact",
            "under_sudo",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env("SUDO_UID", "65534")
        .env("SUDO_GID", "65534")
        .env("PKT_TEST_FILE", &file)
        .output()
        .expect("iproute2 is there");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    use std::os::unix::fs::MetadataExt;
    assert_eq!(
        std::fs::metadata(&file).expect("it was written").uid(),
        65_534
    );
}

#[test]
fn a_vlan_tag_is_seen_where_it_was_sent() {
    let Some(cable) = Cable::lay("a_vlan_tag_is_seen_where_it_was_sent") else {
        return;
    };
    for (latency, filter) in [
        (Latency::Immediate, None),
        (Latency::Bulk, None),
        (Latency::Immediate, Some("vlan 42")),
        (Latency::Bulk, Some("vlan 42")),
    ] {
        let (ready, is_ready) = mpsc::channel();
        let seen = cable.on('b', move || {
            let filter = filter.map(str::to_owned);
            let options = capture::Options {
                latency,
                filter,
                ..Default::default()
            };
            let mut capture = Capture::open(&["veth0"], &options).expect("it opens");
            ready.send(()).expect("the test waits");
            let mut seen = Vec::new();
            capture.run(Some(Duration::from_secs(3)), |frame| {
                if frame.octets.ends_with(b"tagged") {
                    seen = frame.octets.to_vec();
                    assert_eq!(frame.wire_len as usize, seen.len());
                    return Next::Stop;
                }
                Next::Continue
            });
            seen
        });
        is_ready.recv().expect("the capture is open");
        let sent = cable.at('a', || {
            let packet = udp(A, B, 9, b"tagged");
            let mut frame = station()
                .way(B.into(), None)
                .expect("b answers")
                .header()
                .to_vec();
            // Service tag inside: TPID 0x8100, priority 5, VLAN 42.
            frame.splice(12..12, [0x81, 0x00, 0xa0, 42]);
            frame.extend(packet);
            let index = station().interface("veth0").expect("it is there").index;
            station()
                .sender(index)
                .expect("it opens")
                .send(&frame)
                .expect("it goes out");
            frame
        });
        let seen = seen.join().expect("the capture ends");
        assert_eq!(seen, sent, "{latency:?} {filter:?}");
    }
}

#[test]
fn a_long_packet_goes_out_in_fragments_and_arrives_whole() {
    let Some(cable) = Cable::lay("a_long_packet_goes_out_in_fragments_and_arrives_whole") else {
        return;
    };
    let long = vec![b'x'; 1900];
    let expected = Some(long.clone());
    let payload = long.clone();
    let heard = a_sends_and_b_hears(&cable, B.into(), move || {
        let count = station()
            .send(&udp(A, B, 7000, &payload))
            .expect("it goes out");
        assert_eq!(count.frames, 1);
    });
    assert_eq!(heard, expected);
    let heard = a_sends_and_b_hears(&cable, B.into(), move || {
        let way = station().way(B.into(), None).expect("b answers");
        let (short, long) = (udp(A, B, 9, b"short"), udp(A, B, 7000, &long));
        let mut count = Count::default();
        let packets = [&short[..], &long, &short, &short];
        station()
            .send_many_along(&way, packets, &mut count)
            .expect("they go out");
        assert_eq!(count.frames, 4);
    });
    assert_eq!(heard, expected);
}

#[test]
fn captured_and_dropped_together_are_what_was_sent() {
    let Some(cable) = Cable::lay("captured_and_dropped_together_are_what_was_sent") else {
        return;
    };
    for latency in [Latency::Immediate, Latency::Bulk] {
        let (ready, is_ready) = mpsc::channel();
        let (sent, is_sent) = mpsc::channel::<()>();
        let capturing = cable.on('b', move || {
            let options = capture::Options {
                latency,
                filter: Some("udp dst port 9".into()),
                ring: 1 << 20,
                ..Default::default()
            };
            let mut capture = Capture::open(&["veth0"], &options).expect("it opens");
            ready.send(()).expect("the test waits");
            // A callback slower than the traffic: everything comes before the first is looked at.
            is_sent.recv().expect("it is sent");
            capture.run(Some(Duration::ZERO), |_| Next::Continue);
            assert!(capture.statistics().unread > 0);
            let mut before = u64::MAX;
            while before != capture.statistics().captured {
                before = capture.statistics().captured;
                capture.run(Some(Duration::from_millis(300)), |_| Next::Continue);
            }
            capture.statistics()
        });
        is_ready.recv().expect("the capture is open");
        const COUNT: u64 = 200_000;
        cable.at('a', || {
            let station = station();
            let way = station.way(B.into(), None).expect("b answers");
            let packet = udp(A, B, 9, b"x");
            let packets = std::iter::repeat_n(packet.as_slice(), COUNT as usize);
            let mut count = Count::default();
            station
                .send_many_along(&way, packets, &mut count)
                .expect("they go out");
        });
        sent.send(()).expect("the capture waits");
        let statistics = capturing.join().expect("the capture ends");
        // The backlog between the two hosts may lose packets before any capture sees them.
        assert!(statistics.received <= COUNT, "{latency:?} {statistics:?}");
        assert!(
            statistics.dropped_by_kernel > 0,
            "{latency:?} {statistics:?}"
        );
        assert_eq!(
            statistics.captured + statistics.dropped_by_kernel,
            statistics.received,
            "{latency:?} {statistics:?}"
        );
    }
}
