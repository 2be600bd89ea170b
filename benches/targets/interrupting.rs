//! T2: how long after Ctrl-C a command has ended, and the process with it; the worst of some runs.

use std::path::Path;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::network::{FAR, Network};
use super::run::ours;
use super::table::Table;

const RUNS: usize = 3;
/// How long the command works before it is interrupted.
const WORKING: Duration = Duration::from_millis(400);

/// What is interrupted; `FAR` is the far host, `FILE` a capture of a million packets.
const COMMANDS: [(&str, &str); 9] = [
    ("send loop", "send(IP(dst='FAR')/UDP(), loop=1, verbose=0)"),
    (
        "send of a set",
        "send(IP(src=RandIP(), dst='FAR')/UDP(dport=(0, 65535)), loop=1, verbose=0)",
    ),
    ("sniff", "sniff(iface='veth0')"),
    (
        "sr",
        "sr(IP(dst='FAR')/UDP(sport=5, dport=(1, 60000))/b'x', inter=0.001, verbose=0)",
    ),
    ("sleep", "import time; time.sleep(60)"),
    ("while True", "while True: pass"),
    ("comprehension", "[x * x for x in range(10**12)]"),
    ("reading a file", "while True: rdpcap('FILE')"),
    (
        "summaries of a file",
        "sniff(offline='FILE', store=0, prn=lambda p: p.summary() and None)",
    ),
];

pub fn run(table: &mut Table, capture: &Path) {
    let network = match Network::new() {
        Ok(network) => network,
        Err(why) => return table.missing("T2", &why),
    };
    for (name, command) in COMMANDS {
        let file = capture.to_string_lossy();
        let script = command.replace("FAR", FAR).replace("FILE", &file);
        let times = (0..RUNS).filter_map(|_| interrupted(&network, &script));
        let work = format!("Ctrl-C in {name}, to the end of the process");
        match times.reduce(f64::max) {
            Some(worst) => table.time("T2", &work, worst, "–", None, "≤ 100 ms"),
            None => table.missing("T2", &format!("{work}: it ended by itself")),
        }
    }
}

/// Nanoseconds from the signal to the end.
fn interrupted(network: &Network, script: &str) -> Option<f64> {
    let mut command = network.command(&[&ours(), "-c", script]);
    let quiet = std::process::Stdio::null;
    let mut child = command.stdout(quiet()).stderr(quiet()).spawn().ok()?;
    std::thread::sleep(WORKING);
    if child.try_wait().ok()?.is_some() {
        return None;
    }
    let stopped = Instant::now();
    kill(Pid::from_raw(child.id() as i32), Signal::SIGINT).ok()?;
    child.wait().ok()?;
    Some(stopped.elapsed().as_secs_f64() * 1e9)
}
