//! S10: a host that does not exist answers to ping, and ping says how fast.

use std::path::Path;
use std::process::Command;

use super::network::{FAR, Network, PHANTOM};
use super::run::{Working, for_scapy, ours, peer, scapy};
use super::table::Table;

const PINGS: u32 = 1000;

pub fn run(table: &mut Table, directory: &Path) {
    let network = match Network::new() {
        Ok(network) => network,
        Err(why) => return table.missing("S10", &why),
    };
    let script = format!(
        "def spoof(p):\n    \
             if ICMP in p and p[ICMP].type == 8:\n        \
                 ip = IP(src=p[IP].dst, dst=p[IP].src)\n        \
                 icmp = ICMP(type=0, id=p[ICMP].id, seq=p[ICMP].seq)\n        \
                 send(ip/icmp/p[Raw].load, verbose=0)\n\
         def ready():\n    print('ready', flush=True)\n\
         sniff(iface='veth0', filter='icmp and dst host {PHANTOM}', prn=spoof, store=0, \
         started_callback=ready)\n"
    );
    let quick = format!("conf.busy_poll = True\n{script}");
    let trip = |words: &[&str], interval: &str| {
        let _responder = Working::start(network.far(words))?;
        average(network.command(&ping(PHANTOM, PINGS, interval)))
    };
    let c = peer(directory, "responder");
    let in_c = |manner: &str| trip(&[c.as_ref()?, "veth0", PHANTOM, manner], "0.002");
    let (blocking, spinning) = (in_c("block"), in_c("spin"));
    let kernel = average(network.command(&ping(FAR, PINGS, "0.002")));
    let ours = ours();
    let mean = trip(&[&ours, "-c", &script], "0.002").unwrap_or(f64::NAN);
    let work = "sniff and spoof in a script, round trip seen by ping";
    table.time("S10", work, mean, "C, blocking", blocking, "≤ 100 µs");
    table.time("S10", work, mean, "the kernel itself", kernel, "–");
    let slow = scapy().and_then(|python| {
        let script = for_scapy(&script);
        let _responder = Working::start(network.far(&[&python, "-c", &script]))?;
        average(network.command(&ping(PHANTOM, 20, "0.1")))
    });
    table.time("S10", work, mean, "Scapy", slow, "–");
    let mean = trip(&[&ours, "-c", &quick], "0.002").unwrap_or(f64::NAN);
    let work = "the same with conf.busy_poll";
    table.time("S10", work, mean, "C, spinning", spinning, "≤ 20 µs");
}

fn ping(address: &str, count: u32, interval: &str) -> Vec<String> {
    let count = count.to_string();
    [
        "ping", "-q", "-n", "-W", "1", "-i", interval, "-c", &count, address,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The mean round trip in nanoseconds; nothing when packets were lost.
fn average(mut command: Command) -> Option<f64> {
    let run = command.output().ok()?;
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    if !said.contains(" 0% packet loss") {
        return None;
    }
    // rtt min/avg/max/mdev = 0.010/0.013/0.100/0.004 ms
    let figures = said.lines().find(|line| line.starts_with("rtt"))?;
    let mean = figures.split_once("= ")?.1.split('/').nth(1)?;
    Some(mean.parse::<f64>().ok()? * 1e6)
}
