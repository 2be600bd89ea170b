//! How exactly `pps=` is kept, judged by the kernel's time stamps at the far end.

use std::path::Path;

use super::network::{FAR, Network};
use super::run::{Working, ours, output, peer};
use super::table::Table;

const RATES: [u32; 4] = [100, 1000, 10_000, 100_000];
/// Seconds of traffic for each rate.
const LASTS: u32 = 2;

pub fn run(table: &mut Table, directory: &Path) {
    let network = match Network::new() {
        Ok(network) => network,
        Err(why) => return table.missing("pace", &why),
    };
    let Some(listen) = peer(directory, "listen") else {
        return table.missing("pace", "no C compiler or no libpcap for the listener");
    };
    for rate in RATES {
        let work = format!("send(p, pps={rate}), error of the rate");
        match paced(&network, &listen, rate) {
            None => table.missing("pace", &format!("{work}: no figures")),
            Some((real, late)) => table.said(
                "pace",
                &work,
                &format!(
                    "{:+.3} %; 99 of 100 gaps are within {late} µs",
                    (real / f64::from(rate) - 1.0) * 100.0
                ),
                "± 2 %",
            ),
        }
    }
}

/// Packets a second as they arrived, and the 99th percentile of how far a gap is from the mean.
fn paced(network: &Network, listen: &str, rate: u32) -> Option<(f64, String)> {
    let count = rate * LASTS;
    let listener = network.far(&[listen, "veth0", "udp dst port 9"]);
    let listener = Working::start(listener)?;
    let script = format!(
        "send(IP(dst='{FAR}')/UDP(dport=9)/b'x', pps={rate}, count={count}, verbose=0); print(1)"
    );
    output(&mut network.command(&[&ours(), "-c", &script]))?;
    let said = listener.interrupted();
    let words: Vec<&str> = said.split_whitespace().collect();
    let [captured, _, real, late] = words[..] else {
        return None;
    };
    (captured.parse() == Ok(count)).then_some((real.parse().ok()?, late.to_owned()))
}
