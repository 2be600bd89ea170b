//! S13: the way over four routers.

use super::network::{LAST, Network, ROUTERS};
use super::run::{for_scapy, installed, median, ours, output, scapy, whole_process};
use super::table::Table;

const PROCESSES: usize = 15;

pub fn run(table: &mut Table) {
    let network = match Network::chain() {
        Ok(network) => network,
        Err(why) => return table.missing("S13", &why),
    };
    let script = format!(
        "import time\n\
         s = time.perf_counter()\n\
         ans, un = traceroute('{LAST}', verbose=0)\n\
         s = time.perf_counter() - s\n\
         hops = sorted((q.ttl, a.src) for q, a in ans)\n\
         print(s * 1e9, len(set(a for t, a in hops if t <= {ROUTERS})))\n"
    );
    let traced = |program: &str, script: &str| {
        let (time, said) = output(&mut network.command(&[program, "-c", script]))?;
        // Every router has to be in it.
        let routers = said.split_whitespace().nth(1)?;
        (routers == ROUTERS.to_string()).then_some(time)
    };
    // Neighbours are asked for once on this way, by whoever comes first.
    let _ = traced(&ours(), &script);
    let calls = (0..PROCESSES).filter_map(|_| traced(&ours(), &script));
    let call = median(calls.collect()).unwrap_or(f64::NAN);
    let entering = whole_process(|| network.command(&["true"])).unwrap_or(0.0);
    let whole = |words: &[&str]| Some(whole_process(|| network.command(words))? - entering);
    let peer = installed("traceroute").then(|| whole(&["traceroute", "-n", "-q", "1", LAST]));
    let peer = peer.flatten();
    let work = "traceroute over four routers, the call";
    table.time(
        "S13",
        work,
        call,
        "traceroute, its process",
        peer,
        "≤ 10 ms",
    );
    let slow = scapy().and_then(|python| {
        let script = for_scapy(&script);
        let _ = traced(&python, &script);
        median((0..3).filter_map(|_| traced(&python, &script)).collect())
    });
    table.time("S13", work, call, "Scapy, the call", slow, "–");
    let process = whole(&[&ours(), "-c", &format!("traceroute('{LAST}', verbose=0)")]);
    let work = "traceroute over four routers, whole process";
    let process = process.unwrap_or(f64::NAN);
    table.time("S13", work, process, "traceroute, its process", peer, "–");
}
