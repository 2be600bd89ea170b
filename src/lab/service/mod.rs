//! Small servers that run on a host of the lab, for exercises.

mod dhcp;
mod dns;
mod http;
mod report;

use std::io::{self, BufRead, BufReader, PipeReader, PipeWriter, Read, Write};
use std::net::{IpAddr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::time::Duration;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use sha2::{Digest, Sha256};

use super::topology::{Network, Node, Topology};

/// What is served at which port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Answers a datagram with the same text in upper case.
    UpperUdp(u16),
    /// Sends back what comes, over UDP and TCP.
    Echo(u16),
    /// Sends a line, expects its SHA-256 in hexadecimal and a newline, closes first.
    TcpLines(u16),
    /// Web pages.
    Http(u16),
    /// Names of the lab, and others that it is told.
    Dns(u16),
    /// Addresses of the network of the host's first interface.
    Dhcp(u16),
    /// Says of each packet for this port, over UDP and TCP, how it arrived.
    Report(u16),
}

/// What a service knows of the machine that it is on, and what it is told to serve.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The name of the machine.
    pub host: String,
    /// Addresses of names.
    pub names: Vec<(String, IpAddr)>,
    /// What is served under which path: `/`
    pub pages: Vec<(String, String)>,
    /// Addresses of the machine, each with its prefix.
    pub networks: Vec<Network>,
    /// Addresses that somebody has already.
    pub taken: Vec<IpAddr>,
    /// The router of that network.
    pub gateway: Option<IpAddr>,
}

/// A running service; it ends when this is dropped.
pub struct Running {
    pub service: Service,
    _stop: PipeWriter,
}

/// Receives what a service wants to tell: one line of text.
pub type Tell = Box<dyn Fn(&str) + Send + Sync>;

/// How long a client may take for its line.
const PATIENCE: Duration = Duration::from_secs(10);

impl Service {
    pub const KINDS: [&str; 7] = [
        "upper_udp",
        "echo",
        "tcp_lines",
        "http",
        "dns",
        "dhcp",
        "report",
    ];

    /// The port of the service where nobody says another one; the others have none of their own.
    pub fn usual_port(&self) -> Option<u16> {
        match self {
            Service::Http(_) => Some(80),
            Service::Dns(_) => Some(53),
            Service::Dhcp(_) => Some(67),
            _ => None,
        }
    }

    pub fn named(kind: &str, port: u16) -> Option<Service> {
        match kind {
            "upper_udp" => Some(Service::UpperUdp(port)),
            "echo" => Some(Service::Echo(port)),
            "tcp_lines" => Some(Service::TcpLines(port)),
            "http" => Some(Service::Http(port)),
            "dns" => Some(Service::Dns(port)),
            "dhcp" => Some(Service::Dhcp(port)),
            "report" => Some(Service::Report(port)),
            _ => None,
        }
    }

    /// The name by which `named` finds it.
    pub fn kind(self) -> &'static str {
        match self {
            Service::UpperUdp(_) => "upper_udp",
            Service::Echo(_) => "echo",
            Service::TcpLines(_) => "tcp_lines",
            Service::Http(_) => "http",
            Service::Dns(_) => "dns",
            Service::Dhcp(_) => "dhcp",
            Service::Report(_) => "report",
        }
    }

    pub fn port(self) -> u16 {
        match self {
            Service::UpperUdp(port)
            | Service::Echo(port)
            | Service::TcpLines(port)
            | Service::Http(port)
            | Service::Dns(port)
            | Service::Dhcp(port)
            | Service::Report(port) => port,
        }
    }

    /// Opens the sockets on the calling thread (so in its namespace) and serves on another.
    pub fn start(self, place: Place, tell: Tell) -> io::Result<Running> {
        let (stopped, stop) = io::pipe()?;
        let tell = Arc::new(tell);
        match self {
            Service::UpperUdp(port) => {
                let socket = udp(port)?;
                std::thread::spawn(move || {
                    serve_udp(&socket, &stopped, |request, from| {
                        tell(&format!(
                            "{} {}",
                            plain(from),
                            String::from_utf8_lossy(request).trim_end()
                        ));
                        match std::str::from_utf8(request) {
                            Ok(text) => text.to_uppercase().into_bytes(),
                            Err(_) => request.to_ascii_uppercase(),
                        }
                    })
                });
            }
            Service::Echo(port) => {
                let (socket, listener) = (udp(port)?, tcp(port)?);
                let also_stopped = stopped.try_clone()?;
                std::thread::spawn(move || {
                    serve_udp(&socket, &also_stopped, |request, _| request.to_vec())
                });
                std::thread::spawn(move || serve_tcp(&listener, &stopped, echo));
            }
            Service::TcpLines(port) => {
                let listener = tcp(port)?;
                std::thread::spawn(move || {
                    serve_tcp(&listener, &stopped, move |stream, from| {
                        let verdict =
                            exchange_line(stream, from).unwrap_or_else(|error| error.to_string());
                        tell(&format!("{} {verdict}", plain(from)));
                    })
                });
            }
            Service::Http(port) => {
                let listener = tcp(port)?;
                std::thread::spawn(move || {
                    serve_tcp(&listener, &stopped, move |stream, from| {
                        // A client that goes away in the middle is its own matter.
                        if let Ok(said) = http::answer(stream, &place) {
                            tell(&format!("{} {said}", plain(from)));
                        }
                    })
                });
            }
            Service::Dns(port) => {
                let socket = udp(port)?;
                std::thread::spawn(move || {
                    serve_udp(&socket, &stopped, |request, from| {
                        let (answer, said) = dns::answer(request, &place.names);
                        tell(&format!("{} {said}", plain(from)));
                        answer
                    })
                });
            }
            Service::Dhcp(port) => {
                let server = dhcp::Server::open(port, &place)?;
                std::thread::spawn(move || server.serve(&stopped, |said| tell(said)));
            }
            Service::Report(port) => {
                let reporter = report::Reporter::open(port)?;
                std::thread::spawn(move || reporter.serve(&stopped, |said| tell(said)));
            }
        }
        Ok(Running {
            service: self,
            _stop: stop,
        })
    }
}

impl Place {
    /// A node of a topology.
    pub fn of(topology: &Topology, node: &Node) -> Place {
        let named = topology.nodes.iter().filter_map(|node| {
            let names = std::iter::once(&node.name).chain(&node.aliases);
            Some((names, node.address()?))
        });
        let routers = topology.nodes.iter().filter(|other| other.forwards);
        let networks: Vec<Network> = node.networks().collect();
        let beside = |address: IpAddr| networks.first().is_some_and(|own| own.contains(address));
        let mut gates = routers
            .flat_map(Node::networks)
            .map(|network| network.address);
        Place {
            host: node.name.clone(),
            names: named
                .flat_map(|(names, address)| names.map(move |name| (name.clone(), address)))
                .collect(),
            pages: Vec::new(),
            taken: (topology.nodes.iter().flat_map(Node::networks))
                .map(|network| network.address)
                .collect(),
            gateway: node.gateway.or_else(|| gates.find(|gate| beside(*gate))),
            networks,
        }
    }
}

fn udp(port: u16) -> io::Result<UdpSocket> {
    UdpSocket::bind(any(port)).or_else(|_| UdpSocket::bind(("0.0.0.0", port)))
}

fn tcp(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind(any(port)).or_else(|_| TcpListener::bind(("0.0.0.0", port)))
}

/// Both families, where the machine has both.
fn any(port: u16) -> SocketAddr {
    SocketAddr::new(Ipv6Addr::UNSPECIFIED.into(), port)
}

/// `10.9.0.5:4711`, also where a socket of both families says `[::ffff:10.9.0.5]:4711`
fn plain(from: SocketAddr) -> SocketAddr {
    match from.ip() {
        IpAddr::V6(v6) => SocketAddr::new(v6.to_canonical(), from.port()),
        IpAddr::V4(_) => from,
    }
}

fn serve_udp(
    socket: &UdpSocket,
    stopped: &PipeReader,
    answer: impl Fn(&[u8], SocketAddr) -> Vec<u8>,
) {
    let mut octets = [0; 65536];
    while more(socket, stopped) {
        // An error here is the ICMP error that an earlier answer drew: not ours to care about.
        if let Ok((length, from)) = socket.recv_from(&mut octets) {
            let _ = socket.send_to(&answer(&octets[..length], from), from);
        }
    }
}

fn serve_tcp<F>(listener: &TcpListener, stopped: &PipeReader, handle: F)
where
    F: Fn(TcpStream, SocketAddr) + Clone + Send + 'static,
{
    while more(listener, stopped) {
        if let Ok((stream, from)) = listener.accept() {
            let handle = handle.clone();
            std::thread::spawn(move || handle(stream, from));
        }
    }
}

/// Waits until there is something to read (true) or the service is to end (false).
fn more(socket: &impl AsFd, stopped: &PipeReader) -> bool {
    loop {
        let mut watched = [
            PollFd::new(socket.as_fd(), PollFlags::POLLIN),
            PollFd::new(stopped.as_fd(), PollFlags::POLLIN),
        ];
        let result = poll(&mut watched, PollTimeout::NONE);
        let happened = |at: usize| watched[at].revents().is_some_and(|flags| !flags.is_empty());
        match result {
            Err(nix::errno::Errno::EINTR) => {}
            Err(_) => return false,
            Ok(_) if happened(1) => return false,
            Ok(_) if happened(0) => return true,
            Ok(_) => {}
        }
    }
}

fn echo(mut stream: TcpStream, _from: SocketAddr) {
    let mut octets = [0; 65536];
    while let Ok(length @ 1..) = stream.read(&mut octets) {
        if stream.write_all(&octets[..length]).is_err() {
            return;
        }
    }
}

/// One run of the exercise; the verdict in words. Dropping the stream is the server's FIN.
fn exchange_line(mut stream: TcpStream, from: SocketAddr) -> io::Result<String> {
    stream.set_read_timeout(Some(PATIENCE))?;
    // Another line for each client, so that nobody can send a hash that was made at home.
    let secret = Sha256::digest(format!("{from} {:?}", std::time::SystemTime::now()));
    let line = format!("Dear client, your number is {}.\n", hex(&secret[..8]));
    stream.write_all(line.as_bytes())?;
    let mut answer = String::new();
    BufReader::new((&stream).take(4096)).read_line(&mut answer)?;
    Ok(verdict(&line, &answer))
}

/// Both readings of "the line" are right: with its newline, as it stands in the packet, and without.
fn verdict(line: &str, answer: &str) -> String {
    let Some(hash) = answer.strip_suffix('\n').map(str::trim_end) else {
        return match answer {
            "" => "sent nothing".to_owned(),
            _ => format!("sent {answer:?}: the newline is missing"),
        };
    };
    let right = [line, line.trim_end()].map(|text| hex(&Sha256::digest(text)));
    if right.iter().any(|right| right.eq_ignore_ascii_case(hash)) {
        "sent the right hash".to_owned()
    } else {
        format!("sent {hash:?}: that is not the SHA-256 of {line:?}")
    }
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_the_line_is_right_with_and_without_its_newline() {
        let with = "06b1e2d9fa8a02014ced88a2e0a2a6ad20fae1e3e0d6ee1b7e2b2ad2d2ac5f1c\n";
        assert!(verdict("miaou\n", with).contains("not the SHA-256"));
        for line in ["miaou\n", "miaou"] {
            let answer = format!("{}\n", hex(&Sha256::digest(line)));
            assert_eq!(verdict("miaou\n", &answer), "sent the right hash");
        }
        assert_eq!(verdict("miaou\n", ""), "sent nothing");
        assert!(verdict("miaou\n", "abc").ends_with("the newline is missing"));
    }
}
