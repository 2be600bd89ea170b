//! What a packet asks the machine for: its own addresses, the next hop's, names of hosts.
//! The link fills this in; without it a packet is as on a machine that has only `lo`.

use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::rc::Rc;

/// The machine as a packet sees it.
pub trait Environment {
    /// The address of ours that the route to `destination` uses.
    fn source4(&self, destination: Ipv4Addr) -> Option<Ipv4Addr>;
    fn source6(&self, destination: Ipv6Addr) -> Option<Ipv6Addr>;
    /// The MAC of the interface that the route to `destination` uses; of the default interface
    /// when there is no destination.
    fn source_mac4(&self, destination: Option<Ipv4Addr>) -> Option<[u8; 6]>;
    fn source_mac6(&self, destination: Option<Ipv6Addr>) -> Option<[u8; 6]>;
    /// The MAC of the next hop to `destination`.
    fn next_hop_mac4(&self, destination: Ipv4Addr) -> Option<[u8; 6]>;
    fn next_hop_mac6(&self, destination: Ipv6Addr) -> Option<[u8; 6]>;
    /// The first address of a host.
    fn resolve4(&self, name: &str) -> Option<Ipv4Addr>;
    fn resolve6(&self, name: &str) -> Option<Ipv6Addr>;
    /// The name of the host that has this address.
    fn host_name(&self, address: IpAddr) -> Option<String>;
}

thread_local! {
    static START: std::cell::Cell<Option<Option<i64>>> =
        const { std::cell::Cell::new(None) };
    static ENVIRONMENT: RefCell<Option<Rc<dyn Environment>>> = const { RefCell::new(None) };
}

/// Packets of this thread ask `environment` from now on.
pub fn set(environment: Rc<dyn Environment>) {
    ENVIRONMENT.set(Some(environment));
}

fn current() -> Option<Rc<dyn Environment>> {
    ENVIRONMENT.with_borrow(Clone::clone)
}

pub fn source4(destination: Ipv4Addr) -> Ipv4Addr {
    current()
        .and_then(|environment| environment.source4(destination))
        .unwrap_or(if destination.is_loopback() {
            Ipv4Addr::LOCALHOST
        } else {
            Ipv4Addr::UNSPECIFIED
        })
}

pub fn source6(destination: Ipv6Addr) -> Ipv6Addr {
    current()
        .and_then(|environment| environment.source6(destination))
        .unwrap_or(if destination.is_loopback() {
            Ipv6Addr::LOCALHOST
        } else {
            Ipv6Addr::UNSPECIFIED
        })
}

pub fn source_mac4(destination: Option<Ipv4Addr>) -> [u8; 6] {
    current()
        .and_then(|environment| environment.source_mac4(destination))
        .unwrap_or_default()
}

pub fn source_mac6(destination: Option<Ipv6Addr>) -> [u8; 6] {
    current()
        .and_then(|environment| environment.source_mac6(destination))
        .unwrap_or_default()
}

pub fn next_hop_mac4(destination: Ipv4Addr) -> Option<[u8; 6]> {
    current()?.next_hop_mac4(destination)
}

pub fn next_hop_mac6(destination: Ipv6Addr) -> Option<[u8; 6]> {
    current()?.next_hop_mac6(destination)
}

pub fn resolve4(name: &str) -> Option<Ipv4Addr> {
    current()?.resolve4(name)
}

pub fn resolve6(name: &str) -> Option<Ipv6Addr> {
    current()?.resolve6(name)
}

pub fn host_name(address: IpAddr) -> Option<String> {
    current()?.host_name(address)
}

/// Milliseconds since midnight (UTC) when a packet of this thread first asked: Scapy gives ICMP
/// timestamps the time at which it was started.
/// Seconds since 1970.
pub fn now_in_seconds() -> f64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0.0, |since| since.as_secs_f64())
}

pub fn start_of_day() -> Option<i64> {
    if let Some(start) = START.get() {
        return start;
    }
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_millis() as i64 % 86_400_000);
    START.set(Some(Some(now)));
    Some(now)
}

/// Sets what [`start_of_day`] says, so that a test does not depend on the clock.
pub fn set_start_of_day(milliseconds: Option<i64>) {
    START.set(Some(milliseconds));
}
