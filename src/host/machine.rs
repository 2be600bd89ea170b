//! This machine as packets see it: the addresses that routes give, the next hop's MAC, names.

use std::cell::RefCell;
use std::fmt::{self, Display};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::rc::Rc;

use hashbrown::HashMap;

use crate::lab;
use crate::link::{Station, resolver};
use crate::packet::environment::{self, Environment};

/// Answers from the kernel's tables, through the station of the thread's network namespace.
struct Machine {
    /// Names that no resolver knows: the hosts of the lab.
    names: fn(&str) -> Option<IpAddr>,
}

/// From now on packets of this thread take their defaults from this machine.
pub fn install(names: fn(&str) -> Option<IpAddr>) {
    environment::set(Rc::new(Machine { names }));
}

fn source(destination: IpAddr) -> Option<IpAddr> {
    let route = Station::here().ok()?.shown_route(destination).ok()?;
    (!route.source.is_unspecified()).then_some(route.source)
}

/// Our own MAC towards a destination, or where none is given.
fn own_mac(destination: Option<IpAddr>) -> Option<[u8; 6]> {
    Station::here().ok()?.own_mac(destination).ok()?
}

fn next_hop(destination: IpAddr) -> Option<[u8; 6]> {
    Station::here().ok()?.mac_of(destination).ok()
}

impl Machine {
    fn resolve(&self, name: &str, wanted: fn(&IpAddr) -> bool) -> Option<IpAddr> {
        if let Some(known) = (self.names)(name).filter(wanted) {
            return Some(known);
        }
        let found = resolver::look_up(name, 0)?.ok()?;
        found.iter().map(SocketAddr::ip).find(wanted)
    }
}

impl Environment for Machine {
    fn source4(&self, destination: Ipv4Addr) -> Option<Ipv4Addr> {
        asked("source", destination, || {
            match source(destination.into())? {
                IpAddr::V4(address) => Some(address),
                IpAddr::V6(_) => None,
            }
        })
    }

    fn source6(&self, destination: Ipv6Addr) -> Option<Ipv6Addr> {
        asked("source", destination, || {
            match source(destination.into())? {
                IpAddr::V6(address) => Some(address),
                IpAddr::V4(_) => None,
            }
        })
    }

    fn source_mac4(&self, destination: Option<Ipv4Addr>) -> Option<[u8; 6]> {
        asked_mac("own MAC", destination, || {
            own_mac(destination.map(IpAddr::V4))
        })
    }

    fn source_mac6(&self, destination: Option<Ipv6Addr>) -> Option<[u8; 6]> {
        asked_mac("own MAC", destination, || {
            own_mac(destination.map(IpAddr::V6))
        })
    }

    fn next_hop_mac4(&self, destination: Ipv4Addr) -> Option<[u8; 6]> {
        asked_mac("next hop", Some(destination), || {
            next_hop(destination.into())
        })
    }

    fn next_hop_mac6(&self, destination: Ipv6Addr) -> Option<[u8; 6]> {
        asked_mac("next hop", Some(destination), || {
            next_hop(destination.into())
        })
    }

    fn resolve4(&self, name: &str) -> Option<Ipv4Addr> {
        asked("IPv4 of", name, || {
            match self.resolve(name, IpAddr::is_ipv4)? {
                IpAddr::V4(address) => Some(address),
                IpAddr::V6(_) => None,
            }
        })
    }

    fn resolve6(&self, name: &str) -> Option<Ipv6Addr> {
        asked("IPv6 of", name, || {
            match self.resolve(name, IpAddr::is_ipv6)? {
                IpAddr::V6(address) => Some(address),
                IpAddr::V4(_) => None,
            }
        })
    }

    /// What the hosts file says; the DNS is not asked backwards.
    fn host_name(&self, address: IpAddr) -> Option<String> {
        let hosts = std::fs::read_to_string("/etc/hosts").ok()?;
        let mut lines = hosts.lines().map(|line| {
            let line = line.split('#').next().unwrap_or_default();
            line.split_whitespace()
        });
        lines.find_map(|mut words| {
            let own = words.next()?.parse() == Ok(address);
            words.next().filter(|_| own).map(str::to_owned)
        })
    }
}

/// What packets have asked, for a tape that is made; or what they are answered by one that is played.
enum Tape {
    Making {
        known: HashMap<String, Option<String>>,
        fresh: Vec<(String, Option<String>)>,
    },
    Playing(HashMap<String, Option<String>>),
}

thread_local! {
    static TAPE: RefCell<Option<Tape>> = const { RefCell::new(None) };
}

/// From now on questions of packets and their answers are kept.
pub fn remember() {
    TAPE.set(Some(Tape::Making {
        known: HashMap::new(),
        fresh: Vec::new(),
    }));
}

/// Questions and answers since the last call, each once until the answer is another one.
pub fn remembered() -> Vec<(String, Option<String>)> {
    TAPE.with_borrow_mut(|tape| match tape {
        Some(Tape::Making { fresh, .. }) => std::mem::take(fresh),
        _ => Vec::new(),
    })
}

/// From now on packets are answered by these, and the machine is not asked.
pub fn recall(answers: Vec<(String, Option<String>)>) {
    TAPE.set(Some(Tape::Playing(answers.into_iter().collect())));
}

fn asked<T: Display + std::str::FromStr>(
    what: &str,
    about: impl Display,
    machine: impl FnOnce() -> Option<T>,
) -> Option<T> {
    if TAPE.with_borrow(Option::is_none) {
        return machine();
    }
    let question = format!("{} {what} {about}", lab::label().unwrap_or_default());
    let played = TAPE.with_borrow(|tape| match tape {
        Some(Tape::Playing(answers)) => Some(answers.get(&question).cloned().flatten()),
        _ => None,
    });
    if let Some(answer) = played {
        return answer?.parse().ok();
    }
    let answer = machine();
    let text = answer.as_ref().map(ToString::to_string);
    TAPE.with_borrow_mut(|tape| {
        if let Some(Tape::Making { known, fresh }) = tape
            && known.get(&question) != Some(&text)
        {
            known.insert(question.clone(), text.clone());
            fresh.push((question, text));
        }
    });
    answer
}

/// Whom a question is about.
struct Whom<T>(Option<T>);

impl<T: Display> Display for Whom<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(one) => one.fmt(f),
            None => f.write_str("anybody"),
        }
    }
}

fn asked_mac(
    what: &str,
    about: Option<impl Display>,
    machine: impl FnOnce() -> Option<[u8; 6]>,
) -> Option<[u8; 6]> {
    let number = asked(what, Whom(about), || {
        let octets = machine()?;
        Some(
            octets
                .iter()
                .fold(0u64, |number, octet| number << 8 | u64::from(*octet)),
        )
    })?;
    number.to_be_bytes().last_chunk().copied()
}
