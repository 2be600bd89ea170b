//! This machine as packets see it: the addresses that routes give, the next hop's MAC, names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::rc::Rc;

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
    let route = Station::here().ok()?.route(destination).ok()?;
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
        match source(destination.into())? {
            IpAddr::V4(address) => Some(address),
            IpAddr::V6(_) => None,
        }
    }

    fn source6(&self, destination: Ipv6Addr) -> Option<Ipv6Addr> {
        match source(destination.into())? {
            IpAddr::V6(address) => Some(address),
            IpAddr::V4(_) => None,
        }
    }

    fn source_mac4(&self, destination: Option<Ipv4Addr>) -> Option<[u8; 6]> {
        own_mac(destination.map(IpAddr::V4))
    }

    fn source_mac6(&self, destination: Option<Ipv6Addr>) -> Option<[u8; 6]> {
        own_mac(destination.map(IpAddr::V6))
    }

    fn next_hop_mac4(&self, destination: Ipv4Addr) -> Option<[u8; 6]> {
        next_hop(destination.into())
    }

    fn next_hop_mac6(&self, destination: Ipv6Addr) -> Option<[u8; 6]> {
        next_hop(destination.into())
    }

    fn resolve4(&self, name: &str) -> Option<Ipv4Addr> {
        match self.resolve(name, IpAddr::is_ipv4)? {
            IpAddr::V4(address) => Some(address),
            IpAddr::V6(_) => None,
        }
    }

    fn resolve6(&self, name: &str) -> Option<Ipv6Addr> {
        match self.resolve(name, IpAddr::is_ipv6)? {
            IpAddr::V6(address) => Some(address),
            IpAddr::V4(_) => None,
        }
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
