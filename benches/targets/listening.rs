//! S9: a capture with a callback for every packet, at rising rates; what was captured and what was
//! dropped are what was sent, at every rate.

use std::path::Path;

use super::network::{FAR, FAR_MAC, Network};
use super::run::{Working, for_scapy, installed, ours, output, peer, scapy};
use super::table::Table;

/// Packets a second; zero is as fast as the sender can.
const RATES: [u32; 8] = [500, 2_000, 10_000, 50_000, 100_000, 200_000, 400_000, 0];
/// Seconds of traffic for each rate.
const LASTS: u32 = 1;
const MOST: u32 = 800_000;
const FILTER: &str = "udp dst port 9";

/// What a reader did with what was sent.
#[derive(Clone, Copy)]
struct Result {
    /// What the sender really managed.
    rate: f64,
    sent: u64,
    captured: u64,
    /// As the reader says; Scapy says nothing.
    dropped: Option<u64>,
    /// What the cable's own queue had no room for: the sender's kernel counts it, and it never
    /// comes to the reader's interface.
    cable: u64,
}

impl Result {
    fn is_lossless(&self) -> bool {
        self.captured == self.sent
    }
}

pub fn run(table: &mut Table, directory: &Path) {
    let network = match Network::new() {
        Ok(network) => network,
        Err(why) => return table.missing("S9", &why),
    };
    let Some(flood) = peer(directory, "flood") else {
        return table.missing("S9", "no C compiler for the sender");
    };
    let counting = format!(
        "seen = 0\n\
         def count(p):\n    global seen\n    seen += 1\n\
         def ready():\n    print('ready', flush=True)\n\
         r = sniff(iface='veth0', filter='{FILTER}', store=0, prn=count, \
         started_callback=ready)\n"
    );
    let script =
        format!("{counting}print(seen, r.dropped_by_kernel + r.dropped_by_interface + r.unread)\n");
    let ours = ladder(&network, &flood, &RATES[2..], &[&ours(), "-c", &script]);
    for result in &ours {
        let (rate, captured) = (result.rate / 1e3, result.captured);
        let dropped = result.dropped.unwrap_or(0);
        let cable = result.cable;
        assert_eq!(captured + dropped + cable, result.sent, "at {rate} kpps");
        table.said(
            "S9",
            &format!("sniff(store=0, prn=…) at {rate:.0} kpps"),
            &format!(
                "{captured} captured + {dropped} dropped + {cable} lost before = {} sent",
                result.sent
            ),
            "the sum",
        );
    }
    let work = "sniff(store=0, prn=…), highest rate without loss";
    let ours = without_loss(&ours).unwrap_or(f64::NAN);
    let mut beside = |name: &str, results: Vec<Result>| {
        // Who loses some at every rate has none without loss.
        let rate = without_loss(&results).or((!results.is_empty()).then_some(0.0));
        table.rate("S9", work, ours, name, rate, "≥ 100 k/s");
    };
    let listen = peer(directory, "listen");
    let listen = listen.map(|program| {
        let words = [program.as_str(), "veth0", FILTER];
        ladder(&network, &flood, &RATES[3..], &words)
    });
    beside("libpcap in C", listen.unwrap_or_default());
    let tcpdump = installed("tcpdump").then(|| {
        let script = tcpdump(directory);
        ladder(&network, &flood, &RATES[3..], &["sh", "-c", &script])
    });
    beside("tcpdump -w", tcpdump.unwrap_or_default());
    let scapy = scapy().map(|python| {
        let script = for_scapy(&format!("{counting}print(seen)\n"));
        ladder(&network, &flood, &RATES[..3], &[&python, "-c", &script])
    });
    beside("Scapy", scapy.unwrap_or_default());
}

/// tcpdump as a reader that says when it is ready and how many packets it has.
fn tcpdump(directory: &Path) -> String {
    let log = directory.join("tcpdump.log").display().to_string();
    let file = directory.join("tcpdump.pcap").display().to_string();
    format!(
        "trap : INT\n\
         tcpdump -B 16384 -n -i veth0 -w {file} '{FILTER}' 2> {log} &\n\
         until grep -q listening {log}; do sleep 0.05; done\n\
         echo ready\n\
         wait\n\
         kill -INT $!; wait\n\
         rm {file}\n\
         awk '/captured/ {{ seen = $1 }} /dropped by kernel/ {{ lost = $1 }} \
         END {{ print seen, lost }}' {log}"
    )
}

fn without_loss(results: &[Result]) -> Option<f64> {
    let clean = results.iter().filter(|result| result.is_lossless());
    clean.map(|result| result.rate).reduce(f64::max)
}

fn ladder(network: &Network, flood: &str, rates: &[u32], reader: &[&str]) -> Vec<Result> {
    let measured = rates.iter().map_while(|rate| {
        let count = if *rate == 0 { MOST } else { rate * LASTS };
        let reader = Working::start(network.far(reader))?;
        let (rate, count) = (rate.to_string(), count.to_string());
        let words = [flood, "veth0", FAR_MAC, FAR, &rate, &count];
        let before = lost_on_the_cable(network)?;
        let (rate, _) = output(&mut network.command(&words))?;
        let cable = lost_on_the_cable(network)? - before;
        let said = reader.interrupted();
        let mut numbers = said.split_whitespace().map(str::parse::<u64>);
        Some(Result {
            rate,
            sent: count.parse().ok()?,
            captured: numbers.next()?.ok()?,
            dropped: numbers.next().and_then(std::result::Result::ok),
            cable: cable as u64,
        })
    });
    measured.collect()
}

fn lost_on_the_cable(network: &Network) -> Option<f64> {
    let counter = "/sys/class/net/veth0/statistics/tx_dropped";
    Some(output(&mut network.command(&["cat", counter]))?.0)
}
