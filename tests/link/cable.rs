//! Two network namespaces and a cable between them, for one test.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::net::{Ipv4Addr, Ipv6Addr};
use std::os::unix::fs::MetadataExt;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use pkt::link::namespace;

#[path = "../support/needs.rs"]
mod needs;

/// Two hosts on a cable: `a` with 10.9.0.1 and fd09::1, `b` with 10.9.0.2 and fd09::2.
pub struct Cable {
    name: String,
}

pub const A: Ipv4Addr = Ipv4Addr::new(10, 9, 0, 1);
pub const B: Ipv4Addr = Ipv4Addr::new(10, 9, 0, 2);
pub const B6: Ipv6Addr = Ipv6Addr::new(0xfd09, 0, 0, 0, 0, 0, 0, 2);
pub const A6: Ipv6Addr = Ipv6Addr::new(0xfd09, 0, 0, 0, 0, 0, 0, 1);

impl Cable {
    /// `None`, said aloud, where the test may not make namespaces.
    pub fn lay(test: &str) -> Option<Cable> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        if !nix::unistd::Uid::effective().is_root() {
            needs::skip(test, "it needs root for ip netns");
            return None;
        }
        if !needs::programs(test, &["ip", "ping"]) {
            return None;
        }
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let cable = Cable {
            name: format!("pktlink{}n{number}", std::process::id()),
        };
        let (a, b) = (cable.host('a'), cable.host('b'));
        for host in [&a, &b] {
            ip(&format!("netns add {host}"));
            ip(&format!("-n {host} link set lo up"));
        }
        ip(&format!(
            "link add veth0 netns {a} type veth peer name veth0 netns {b}"
        ));
        for (host, own, mac) in [(&a, 1, "02:00:00:00:00:0a"), (&b, 2, "02:00:00:00:00:0b")] {
            ip(&format!("-n {host} link set veth0 address {mac}"));
            ip(&format!("-n {host} addr add 10.9.0.{own}/24 dev veth0"));
            ip(&format!(
                "-n {host} addr add fd09::{own}/64 dev veth0 nodad"
            ));
            ip(&format!("-n {host} link set veth0 up"));
        }
        Some(cable)
    }

    /// IPv6 answers nobody in the first second of a new cable; waits for it, and has the kernel
    /// forget whom it met meanwhile.
    pub fn settle(&self) {
        let host = self.host('a');
        ip(&format!("netns exec {host} ping -6 -c 1 -W 5 fd09::2"));
        ip(&format!("-n {host} neigh flush dev veth0"));
    }

    pub fn host(&self, which: char) -> String {
        format!("{}{which}", self.name)
    }

    /// Runs on a thread of its own that lives on one of the two hosts.
    pub fn on<T: Send + 'static>(
        &self,
        which: char,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> std::thread::JoinHandle<T> {
        let path = format!("/run/netns/{}", self.host(which));
        std::thread::spawn(move || {
            let file = std::fs::File::open(&path).expect("the namespace is there");
            namespace::enter(&file).expect("root may enter it");
            work()
        })
    }

    pub fn at<T: Send + 'static>(
        &self,
        which: char,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> T {
        match self.on(which, work).join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        for which in ['a', 'b'] {
            let _ = Command::new("ip")
                .args(["netns", "del", &self.host(which)])
                .status();
        }
    }
}

pub fn ip(arguments: &str) {
    let output = Command::new("ip")
        .args(arguments.split(' '))
        .output()
        .expect("iproute2 is there");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "ip {arguments}: {said}");
}

/// The name of the namespace that this thread is in.
pub fn name_of_this_namespace() -> String {
    let own = std::fs::metadata("/proc/thread-self/ns/net")
        .expect("a namespace")
        .ino();
    std::fs::read_dir("/run/netns")
        .expect("there are named namespaces")
        .flatten()
        .find(|entry| entry.metadata().is_ok_and(|about| about.ino() == own))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .expect("this one has a name")
}
