//! Network namespaces with cables between them, gone when dropped.

use std::ffi::OsStr;
use std::fs::File;
use std::net::TcpListener;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use nix::sched::{CloneFlags, setns};

/// The near end's address, the far end's, and one that nobody has but that leads to the far end.
pub const NEAR: &str = "10.99.77.1";
pub const FAR: &str = "10.99.77.2";
pub const PHANTOM: &str = "10.99.77.99";
pub const FAR_MAC: &str = "02:00:0a:63:4d:02";
/// Routers of the chain.
pub const ROUTERS: usize = 4;
/// The host behind them.
pub const LAST: &str = "10.99.84.2";

pub struct Network {
    names: Vec<String>,
}

impl Network {
    /// Two hosts and a cable, `veth0` on both ends.
    pub fn new() -> Result<Self, String> {
        let network = Self::of(2)?;
        let (near, far) = (&network.names[0], &network.names[1]);
        ip(&[
            format!(
                "-n {near} link add veth0 type veth peer name veth0 address {FAR_MAC} netns {far}"
            ),
            format!("-n {near} address add {NEAR}/24 dev veth0"),
            format!("-n {far} address add {FAR}/24 dev veth0"),
            format!("-n {near} link set veth0 up"),
            format!("-n {far} link set veth0 up"),
            format!("-n {near} neigh replace {FAR} lladdr {FAR_MAC} dev veth0"),
            format!("-n {near} neigh replace {PHANTOM} lladdr {FAR_MAC} dev veth0"),
        ])?;
        Ok(network)
    }

    /// A host, four routers and another host; the cable behind the k-th is 10.99.(80+k).0/24.
    pub fn chain() -> Result<Self, String> {
        let network = Self::of(ROUTERS + 2)?;
        let mut lines = Vec::new();
        for (at, pair) in network.names.windows(2).enumerate() {
            let (left, right) = (&pair[0], &pair[1]);
            let cable = 80 + at;
            lines.extend([
                format!("-n {left} link add right type veth peer name left netns {right}"),
                format!("-n {left} address add 10.99.{cable}.1/24 dev right"),
                format!("-n {right} address add 10.99.{cable}.2/24 dev left"),
                format!("-n {left} link set right up"),
                format!("-n {right} link set left up"),
            ]);
        }
        for (at, name) in network.names.iter().enumerate() {
            if at <= ROUTERS {
                let next = 80 + at;
                lines.push(format!("-n {name} route add default via 10.99.{next}.2"));
            }
            for back in 80..(79 + at).max(80) {
                let previous = 79 + at;
                lines.push(format!(
                    "-n {name} route add 10.99.{back}.0/24 via 10.99.{previous}.1"
                ));
            }
        }
        ip(&lines)?;
        for name in &network.names {
            let free = "cd /proc/sys/net/ipv4; echo 1 > ip_forward; echo 0 > icmp_ratelimit; \
                        echo 100000 > icmp_msgs_per_sec";
            let run = Command::new("ip")
                .args(["netns", "exec", name, "sh", "-c", free])
                .output();
            run.map_err(|error| format!("sh: {error}"))?;
        }
        Ok(network)
    }

    fn of(hosts: usize) -> Result<Self, String> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let (process, number) = (std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let name = |host| format!("pkt-bench-{process}-{number}-{host}");
        let network = Self {
            names: (0..hosts).map(name).collect(),
        };
        for name in &network.names {
            ip(&[
                format!("netns add {name}"),
                format!("-n {name} link set lo up"),
            ])?;
        }
        Ok(network)
    }

    /// A command in the near namespace.
    pub fn command(&self, words: &[impl AsRef<OsStr>]) -> Command {
        self.on(0, words)
    }

    /// A command in the far namespace.
    pub fn far(&self, words: &[impl AsRef<OsStr>]) -> Command {
        self.on(self.names.len() - 1, words)
    }

    fn on(&self, host: usize, words: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new("ip");
        command
            .args(["netns", "exec", &self.names[host]])
            .args(words);
        command
    }

    /// Sockets that listen on the far host for as long as they are kept.
    pub fn listeners(&self, ports: &[u16]) -> Result<Vec<TcpListener>, String> {
        let path = format!("/run/netns/{}", self.names[self.names.len() - 1]);
        let ports = ports.to_vec();
        let work = move || {
            let namespace = File::open(&path)?;
            setns(namespace, CloneFlags::CLONE_NEWNET)?;
            ports
                .iter()
                .map(|port| TcpListener::bind(("0.0.0.0", *port)))
                .collect::<std::io::Result<Vec<_>>>()
        };
        // The thread ends in the namespace that it entered; the sockets stay there.
        let done = std::thread::spawn(work).join();
        let done = done.map_err(|_| "the thread of the listeners has ended".to_owned())?;
        done.map_err(|error| format!("listening: {error}"))
    }
}

fn ip(lines: &[String]) -> Result<(), String> {
    for line in lines {
        let run = Command::new("ip")
            .args(line.split(' '))
            .output()
            .map_err(|error| format!("ip: {error}"))?;
        if !run.status.success() {
            let said = String::from_utf8_lossy(&run.stderr).trim().to_owned();
            return Err(format!("ip {line}: {said}"));
        }
    }
    Ok(())
}

impl Drop for Network {
    fn drop(&mut self) {
        for name in &self.names {
            let _ = Command::new("ip").args(["netns", "del", name]).output();
        }
    }
}
