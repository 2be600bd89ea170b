//! The system's resolver, which may wait for name servers that never answer.

use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};

use super::interrupt;

/// The addresses of a host name; `None` when Ctrl-C ended the wait, with the flag still up.
pub fn look_up(host: &str, port: u16) -> Option<io::Result<Vec<SocketAddr>>> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Some(Ok(vec![(address, port).into()]));
    }
    let host = host.to_owned();
    interrupt::aside(move || Ok((host.as_str(), port).to_socket_addrs()?.collect()))
}

/// The names of an address and its port, or the resolver's error number; `None` when Ctrl-C ended
/// the wait, with the flag still up.
pub fn name_of(address: SocketAddr, flags: i32) -> Option<Result<(String, String), i32>> {
    interrupt::aside(move || super::sys::name_info(&address, flags))
}
