//! `pkt --join bob`: another process, in another terminal, on a host of a running lab.
//!
//! The lab listens at an abstract socket of the network in which it was started. Whoever knocks and
//! is the same user gets the keys to all namespaces, and what they are called.

use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};

use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
use nix::unistd::geteuid;

use super::error::{Error, Result};
use super::topology::Topology;
use super::{file, kernel};

/// Where a lab can be found; open before it leaves the machine's network.
pub struct Door(UnixListener);

/// All that is needed to take part.
pub struct Keys {
    pub topology: Topology,
    /// Of the user namespace and of the one with the names of the hosts.
    pub process: Vec<OwnedFd>,
    /// One per node.
    pub hosts: Vec<OwnedFd>,
    /// Where the switches are, if there are any.
    pub switches: Option<OwnedFd>,
}

const PREFIX: &str = "pkt-lab-";

/// The namespaces of a process that come before those of its hosts.
const OF_THE_PROCESS: [&str; 2] = ["user", "mnt"];

impl Door {
    pub fn open() -> io::Result<Door> {
        let name = format!("{PREFIX}{}-{}", geteuid(), std::process::id());
        UnixListener::bind_addr(&SocketAddr::from_abstract_name(name)?).map(Door)
    }

    /// Hands out the keys, on a thread of its own, for as long as the process lives.
    pub fn attend(self, topology: &Topology, hosts: Vec<OwnedFd>) -> io::Result<()> {
        let mut keys = Vec::new();
        for name in OF_THE_PROCESS {
            keys.push(OwnedFd::from(std::fs::File::open(format!(
                "/proc/self/ns/{name}"
            ))?));
        }
        keys.extend(hosts);
        let text = file::write(topology);
        std::thread::spawn(move || {
            for stream in self.0.incoming().flatten() {
                // Somebody else, or somebody who has gone again: nothing is lost.
                let _ = hand_over(&stream, &text, &keys);
            }
        });
        Ok(())
    }
}

fn hand_over(mut stream: &UnixStream, text: &str, keys: &[OwnedFd]) -> io::Result<()> {
    let who = getsockopt(&stream, PeerCredentials)?;
    if who.uid() != geteuid().as_raw() && who.uid() != 0 {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let raw: Vec<_> = keys.iter().map(AsRawFd::as_raw_fd).collect();
    kernel::send_descriptors(stream, &(text.len() as u64).to_be_bytes(), &raw)?;
    stream.write_all(text.as_bytes())
}

/// The keys of the lab that this process runs, or of the one that was started last.
pub fn knock(process: Option<u32>) -> Result<Keys> {
    let mut names = running_labs().map_err(Error::system("cannot look for labs"))?;
    if let Some(process) = process {
        names.retain(|name| name.ends_with(&format!("-{process}")));
    }
    let name = names.pop();
    let name = name.ok_or(Error::NoLab)?;
    take_keys(&name).map_err(Error::system(format!("cannot join the lab {name}")))
}

/// The addresses at which labs of this user listen (all labs, for root), oldest first.
fn running_labs() -> io::Result<Vec<String>> {
    let user = geteuid();
    let prefix = if user.is_root() {
        PREFIX.to_owned()
    } else {
        format!("{PREFIX}{user}-")
    };
    let table = std::fs::read_to_string("/proc/net/unix")?;
    let paths = table
        .lines()
        .filter_map(|line| line.split_whitespace().last()?.strip_prefix('@'));
    let mut names: Vec<String> = paths
        .filter(|path| path.starts_with(&prefix))
        .map(str::to_owned)
        .collect();
    names.sort_by_key(|name| started(name));
    names.dedup();
    Ok(names)
}

/// When the process behind the name was started, in ticks since the machine was.
fn started(name: &str) -> u64 {
    let pid = name.rsplit('-').next().unwrap_or_default();
    let status = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The program's name, in brackets, may contain blanks; what follows is counted from there.
    let after_name = status.rsplit(')').next().unwrap_or_default();
    after_name
        .split_whitespace()
        .nth(19)
        .and_then(|ticks| ticks.parse().ok())
        .unwrap_or(0)
}

fn take_keys(name: &str) -> io::Result<Keys> {
    let stream = UnixStream::connect_addr(&SocketAddr::from_abstract_name(name)?)?;
    let mut length = [0; 8];
    let mut keys = kernel::receive_descriptors(&stream, &mut length)?;
    let mut text = String::new();
    (&stream)
        .take(u64::from_be_bytes(length))
        .read_to_string(&mut text)?;
    let topology = file::parse(name, &text).map_err(|error| io::Error::other(error.to_string()))?;
    let switches = usize::from(!topology.switches.is_empty());
    if keys.len() != OF_THE_PROCESS.len() + topology.nodes.len() + switches {
        return Err(io::Error::other(
            "it gave another number of keys than it has hosts",
        ));
    }
    let mut hosts = keys.split_off(OF_THE_PROCESS.len());
    let switches = hosts.split_off(topology.nodes.len());
    Ok(Keys {
        topology,
        process: keys,
        hosts,
        switches: switches.into_iter().next(),
    })
}
