//! Hosts made from outside by `ip netns`, so that the judge is not the accused.
//! Everything has a name of its own and is gone when the test ends.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use nix::sched::{CloneFlags, setns};
use tempfile::TempDir;

use super::child::we_may_make_namespaces;
use super::frames::Frame;
use super::needs;
use super::process::Process;

pub struct Net {
    prefix: String,
    hosts: Vec<&'static str>,
    /// For files of the test; the current directory of what runs here.
    pub directory: TempDir,
}

pub struct Host<'a> {
    net: &'a Net,
    name: &'static str,
}

/// tcpdump at work.
pub struct Recording {
    process: Process,
    file: std::path::PathBuf,
}

const CLASSROOM: [(&str, u8); 3] = [("attacker", 1), ("alice", 5), ("bob", 6)];

impl Net {
    /// The lab's classroom without its inner network: attacker 10.9.0.1, alice 10.9.0.5 and
    /// bob 10.9.0.6 on one wire where everybody hears everything. The gateway 10.9.0.11 swallows.
    pub fn classroom(test: &str) -> Option<Net> {
        let net = Net::new(test, vec!["attacker", "alice", "bob", "wire"])?;
        let mut script = net.script_of_hosts();
        script +=
            "ip -n $wire link add br0 type bridge ageing_time 0 forward_delay 0 mcast_snooping 0\n";
        script += "ip -n $wire link set br0 up\n";
        for (name, last) in CLASSROOM {
            let mac = format!("02:42:0a:09:00:{last:02x}");
            script += &format!(
                "ip link add eth0 netns ${name} address {mac} type veth peer name {name} netns $wire\n\
                 ip -n $wire link set {name} master br0 up\n\
                 ip -n ${name} link set eth0 up\n\
                 ip -n ${name} address add 10.9.0.{last}/24 dev eth0\n\
                 ip -n ${name} neigh add 10.9.0.11 lladdr 02:42:0a:09:00:0b dev eth0\n\
                 ip -n ${name} route add default via 10.9.0.11\n"
            );
        }
        // Nobody has this address. Frames to it go to the attacker, whose kernel does not know it:
        // there a TCP client without the kernel's TCP needs no help against RST.
        script += "ip -n $bob neigh add 10.9.0.77 lladdr 02:42:0a:09:00:01 dev eth0\n";
        net.set_up(&script);
        Some(net)
    }

    /// alice 10.0.0.1, four routers, bob 10.0.4.2; the k-th cable is 10.0.k.0/24.
    pub fn chain(test: &str) -> Option<Net> {
        let hosts = vec!["alice", "r1", "r2", "r3", "r4", "bob"];
        let net = Net::new(test, hosts.clone())?;
        let mut script = net.script_of_hosts();
        for (at, pair) in hosts.windows(2).enumerate() {
            let [left, right] = pair else {
                unreachable!("windows of two")
            };
            let near = if at == 0 { "eth0" } else { "eth1" };
            script += &format!(
                "ip link add {near} netns ${left} type veth peer name eth0 netns ${right}\n\
                 ip -n ${left} address add 10.0.{at}.1/24 dev {near}\n\
                 ip -n ${left} link set {near} up\n\
                 ip -n ${right} address add 10.0.{at}.2/24 dev eth0\n\
                 ip -n ${right} link set eth0 up\n"
            );
        }
        script += "ip -n $alice route add default via 10.0.0.2\n";
        script += "ip -n $bob route add default via 10.0.4.1\n";
        for at in 1..=4 {
            script +=
                &format!("ip netns exec $r{at} sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'\n");
            for network in (0..=4).filter(|&network| network != at && network != at - 1) {
                let via = if network < at {
                    format!("10.0.{}.1", at - 1)
                } else {
                    format!("10.0.{at}.2")
                };
                script += &format!("ip -n $r{at} route add 10.0.{network}.0/24 via {via}\n");
            }
        }
        net.set_up(&script);
        Some(net)
    }

    fn new(test: &str, hosts: Vec<&'static str>) -> Option<Net> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        if !we_may_make_namespaces() {
            needs::skip(test, "it needs root for ip netns");
            return None;
        }
        if !needs::programs(test, &["ip", "tcpdump", "nc", "ping"]) {
            return None;
        }
        static SWEPT: Once = Once::new();
        SWEPT.call_once(sweep);
        let prefix = format!(
            "pkt{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let directory = tempfile::tempdir().expect("a directory");
        Some(Net {
            prefix,
            hosts,
            directory,
        })
    }

    /// The namespaces, each also a shell variable, without IPv6 (whose talk would be in every
    /// capture) and without limits.
    fn script_of_hosts(&self) -> String {
        let quiet = "cd /proc/sys/net; \
                     echo 1 > ipv6/conf/all/disable_ipv6; echo 1 > ipv6/conf/default/disable_ipv6; \
                     echo 0 > ipv4/conf/all/rp_filter; echo 0 > ipv4/conf/default/rp_filter; \
                     echo 0 > ipv4/icmp_ratelimit; echo 100000 > ipv4/icmp_msgs_per_sec";
        let host = |name: &&str| {
            format!(
                "{name}={prefix}-{name}; ip netns add ${name}; ip -n ${name} link set lo up\n\
                 ip netns exec ${name} sh -c '{quiet}' 2>/dev/null || true\n",
                prefix = self.prefix
            )
        };
        self.hosts.iter().map(host).collect()
    }

    fn set_up(&self, script: &str) {
        let output = Command::new("sh")
            .args(["-ec", script])
            .output()
            .expect("sh");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    pub fn host(&self, name: &str) -> Host<'_> {
        let name = self
            .hosts
            .iter()
            .find(|&&host| host == name)
            .expect("a host of this net");
        Host { net: self, name }
    }
}

/// Removes what tests have left that were killed.
fn sweep() {
    for entry in std::fs::read_dir("/run/netns")
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let test = name
            .strip_prefix("pkt")
            .and_then(|rest| rest.split('-').next()?.parse::<u32>().ok());
        let Some(test) = test.filter(|test| !Path::new(&format!("/proc/{test}")).exists()) else {
            continue;
        };
        let script = format!("ip netns pids {name} | xargs -r kill -9; ip netns del {name}");
        let removed = Command::new("sh").args(["-c", &script]).output();
        let _ = writeln!(
            std::io::stderr(),
            "removed {name}, left by the tests {test}: {removed:?}"
        );
    }
}

impl Drop for Net {
    fn drop(&mut self) {
        for host in &self.hosts {
            let name = format!("{}-{host}", self.prefix);
            let _ = Command::new("ip").args(["netns", "del", &name]).status();
        }
    }
}

impl Host<'_> {
    fn namespace(&self) -> String {
        format!("{}-{}", self.net.prefix, self.name)
    }

    /// `ip netns exec` replaces itself by the program, so a pid of ours is the program's.
    pub fn command(&self, argv: &[&str]) -> Command {
        let mut command = Command::new("ip");
        command
            .args(["netns", "exec", &self.namespace()])
            .args(argv);
        command
            .current_dir(self.net.directory.path())
            .env("NO_COLOR", "1");
        command
    }

    pub fn start(&self, argv: &[&str]) -> Process {
        Process::start(self.command(argv))
    }

    /// Runs a program to its end and returns its words.
    pub fn run(&self, argv: &[&str]) -> String {
        self.start(argv).wait().well()
    }

    /// Runs an example in the background: `a07-spoofed-udp`
    pub fn example(&self, name: &str, arguments: &[&str]) -> Process {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}.pkt"));
        let mut argv = interpreter();
        argv.push(file.to_string_lossy().into_owned());
        argv.extend(arguments.iter().map(|&argument| argument.to_owned()));
        self.start(&argv.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Does something here on a thread of its own.
    pub fn within<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let namespace = std::fs::File::open(format!("/run/netns/{}", self.namespace()));
        let namespace = namespace.expect("the namespace is there");
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| {
                setns(&namespace, CloneFlags::CLONE_NEWNET).expect("setns");
                work()
            });
            worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }

    /// Records what an interface here sends and receives, from now on.
    pub fn record(&self, interface: &str, filter: &str) -> Recording {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let file = self
            .net
            .directory
            .path()
            .join(format!("record{count}.pcap"));
        let path = file.to_string_lossy().into_owned();
        let process = self.start(&[
            "tcpdump",
            "-i",
            interface,
            "-n",
            "-U",
            "--immediate-mode",
            // Room for thousands of frames: with the default, each takes the room of the longest
            // possible one, and eight fill the buffer.
            "-s",
            "2048",
            "-B",
            "16384",
            "-Z",
            "root",
            "-c",
            "100000",
            "-w",
            &path,
            filter,
        ]);
        process.wait_for("listening on");
        Recording { process, file }
    }
}

impl Recording {
    /// What was recorded. Leaves a moment for what is still on its way.
    pub fn stop(self) -> Vec<Frame> {
        std::thread::sleep(Duration::from_millis(150));
        self.process.interrupt();
        super::frames::read(&self.file)
    }

    /// What has been recorded so far.
    pub fn so_far(&self) -> Vec<Frame> {
        super::frames::read(&self.file)
    }

    /// Waits until so many frames are there.
    pub fn wait_for(&self, frames: usize) {
        let began = std::time::Instant::now();
        while self.so_far().len() < frames {
            assert!(
                began.elapsed() < super::process::PATIENCE,
                "{} frames instead of {frames}",
                self.so_far().len()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// The words before the file's name: our binary, or Scapy in its place when the judges themselves
/// are to be judged.
pub fn interpreter() -> Vec<String> {
    match std::env::var("PKT_DEMO_PYTHON") {
        Ok(python) => {
            let runner = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/scapy_runner.py");
            vec![python, runner.to_owned()]
        }
        Err(_) => vec![env!("CARGO_BIN_EXE_pkt").to_owned()],
    }
}

/// Whether Scapy runs the examples.
pub fn under_scapy() -> bool {
    std::env::var_os("PKT_DEMO_PYTHON").is_some()
}
