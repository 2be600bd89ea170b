//! What can go wrong between the program and the wire. Words are made here, once, by `Display`.

use std::fmt;
use std::io;
use std::net::IpAddr;
use std::time::Duration;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug)]
pub enum Error {
    /// Any socket that needs CAP_NET_RAW, opened without it; the text says what for.
    Permission(&'static str),
    /// `iface="nope0"`; the closest name there is.
    NoInterface { name: String, like: Option<String> },
    /// The interface was there when the work began.
    Vanished { interface: String },
    /// The interface exists and is down.
    Down { interface: String },
    /// A frame of `length` octets (without its link header) to an interface of that MTU.
    TooBig {
        interface: String,
        length: usize,
        mtu: u32,
    },
    /// Nothing in the routing table covers the destination.
    NoRoute { destination: IpAddr },
    /// Nobody answered "who has".
    NoNeighbour {
        address: IpAddr,
        interface: String,
        asked: u32,
        waited: Duration,
    },
    /// `filter="tcp prt 80"`; the message is libpcap's.
    Filter { expression: String, message: String },
    /// Octets handed to layer 3 that begin with neither 4 nor 6.
    NotInternet { first: Option<u8> },
    /// Ctrl-C.
    Interrupted,
    /// A capture file that ends or lies; what stood before `offset` was read.
    Malformed { offset: u64, problem: String },
    /// `rdpcap("missing.pcap")`
    File { path: String, error: io::Error },
    /// A system call that failed, and what it was for.
    System { what: String, error: io::Error },
}

/// What a script sees: which of Python's exceptions an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    PermissionError,
    FileNotFoundError,
    IsADirectoryError,
    ValueError,
    OsError,
    KeyboardInterrupt,
    /// `Scapy_Exception`
    Scapy,
}

impl Error {
    pub fn system(what: impl Into<String>, error: io::Error) -> Error {
        Error::System {
            what: what.into(),
            error,
        }
    }

    /// A failed call that needs CAP_NET_RAW: EPERM and EACCES become the message with the ways out.
    pub fn privileged(purpose: &'static str, error: io::Error) -> Error {
        match error.raw_os_error() {
            Some(libc::EPERM | libc::EACCES) => Error::Permission(purpose),
            _ => Error::System {
                what: purpose.to_owned(),
                error,
            },
        }
    }

    pub fn file(path: &std::path::Path, error: io::Error) -> Error {
        Error::File {
            path: path.display().to_string(),
            error,
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Error::Permission(_) => Kind::PermissionError,
            Error::NoInterface { .. } => Kind::ValueError,
            Error::Filter { .. } | Error::Malformed { .. } => Kind::Scapy,
            Error::NotInternet { .. } => Kind::ValueError,
            Error::Interrupted => Kind::KeyboardInterrupt,
            Error::System { error, .. } | Error::File { error, .. } => match error.kind() {
                io::ErrorKind::NotFound => Kind::FileNotFoundError,
                io::ErrorKind::PermissionDenied => Kind::PermissionError,
                io::ErrorKind::IsADirectory => Kind::IsADirectoryError,
                _ => Kind::OsError,
            },
            _ => Kind::OsError,
        }
    }

    /// The errno that the kernel gave, where it was the kernel.
    pub fn errno(&self) -> Option<i32> {
        match self {
            Error::Permission(_) => Some(libc::EPERM),
            Error::Vanished { .. } => Some(libc::ENXIO),
            Error::Down { .. } => Some(libc::ENETDOWN),
            Error::TooBig { .. } => Some(libc::EMSGSIZE),
            Error::NoRoute { .. } => Some(libc::ENETUNREACH),
            Error::NoNeighbour { .. } => Some(libc::EHOSTUNREACH),
            Error::Interrupted => Some(libc::EINTR),
            Error::System { error, .. } | Error::File { error, .. } => error.raw_os_error(),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Permission(purpose) => write!(
                out,
                "{purpose} needs the capability CAP_NET_RAW; run pkt with sudo, or give it the \
                 capability once (sudo setcap cap_net_raw,cap_net_admin=ep {}), or work in a \
                 virtual network without root (pkt --lab)",
                program()
            ),
            Error::NoInterface { name, .. } => {
                write!(out, "Interface '{name}' not found !")
            }
            Error::Vanished { interface } => {
                write!(out, "interface {interface} has gone away")
            }
            Error::Down { interface } => write!(
                out,
                "interface {interface} is down; bring it up with: ip link set {interface} up"
            ),
            Error::TooBig {
                interface,
                length,
                mtu,
            } => write!(
                out,
                "message too long: {length} octets, and {interface} takes {mtu} (its MTU); \
                 fragment() the packet or send less"
            ),
            Error::NoRoute { destination } => write!(
                out,
                "no route to {destination}; see conf.route, or add one with \
                 conf.route.add(net=…, gw=…)"
            ),
            Error::NoNeighbour {
                address,
                interface,
                asked,
                waited,
            } => write!(
                out,
                "no MAC address for {address}: nobody on {interface} answered {} in {:.1} s \
                 ({asked} {})",
                if address.is_ipv4() {
                    "ARP"
                } else {
                    "neighbour discovery"
                },
                waited.as_secs_f64(),
                if *asked == 1 { "request" } else { "requests" },
            ),
            Error::Filter {
                expression,
                message,
            } => {
                write!(
                    out,
                    "Failed to compile filter expression '{expression}' ({message})"
                )
            }
            Error::NotInternet { first: Some(first) } if matches!(first >> 4, 4 | 6) => write!(
                out,
                "layer 3 sends IP packets, and this is too short for a header of IPv{} \
                 (sendp sends frames as they are)",
                first >> 4
            ),
            Error::NotInternet { first: Some(first) } => write!(
                out,
                "layer 3 sends IP packets, whose first four bits are 4 or 6; this one's are {} \
                 (sendp sends frames as they are)",
                first >> 4
            ),
            Error::NotInternet { first: None } => write!(out, "an empty packet has no route"),
            Error::Interrupted => write!(out, "interrupted"),
            Error::Malformed { offset, problem } => write!(out, "{problem} (at octet {offset})"),
            // Python's text of an OSError.
            Error::File { path, error } => match error.raw_os_error() {
                Some(number) => write!(out, "[Errno {number}] {}: '{path}'", words(error)),
                None => write!(out, "{error}: '{path}'"),
            },
            Error::System { what, error } if what.is_empty() => write!(out, "{}", words(error)),
            Error::System { what, error } => write!(out, "{what}: {}", words(error)),
        }
    }
}

impl std::error::Error for Error {}

/// The system's words without Rust's "(os error 2)".
fn words(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(number) => nix::errno::Errno::from_raw(number).desc().to_owned(),
        None => error.to_string(),
    }
}

fn program() -> String {
    match std::env::current_exe() {
        Ok(path) => path.display().to_string(),
        Err(_) => "$(command -v pkt)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_permission_names_three_ways_out() {
        let text = Error::privileged("sending", io::Error::from_raw_os_error(libc::EPERM));
        let text = text.to_string();
        for way in ["sudo", "setcap cap_net_raw,cap_net_admin=ep", "--lab"] {
            assert!(text.contains(way), "{text}");
        }
    }

    #[test]
    fn a_silent_neighbour_is_named_with_its_interface_and_the_time() {
        let error = Error::NoNeighbour {
            address: IpAddr::from([10, 9, 0, 77]),
            interface: "eth0".into(),
            asked: 3,
            waited: Duration::from_millis(2000),
        };
        assert_eq!(
            error.to_string(),
            "no MAC address for 10.9.0.77: nobody on eth0 answered ARP in 2.0 s (3 requests)"
        );
    }
}
