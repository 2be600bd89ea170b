//! S11 and S12: a question and its answer, and scans of ports.

use std::path::Path;

use super::network::{FAR, FAR_MAC, NEAR, Network};
use super::run::{
    Working, for_scapy, installed, lowest, ours, output, peer, scapy, whole_process,
    whole_processes,
};
use super::table::Table;

const QUESTIONS: u32 = 2000;
/// Ports that are open on the far host.
const OPEN: [u16; 4] = [22, 80, 443, 1000];

pub fn run(table: &mut Table, directory: &Path, wants: &dyn Fn(&str) -> bool) {
    let network = match Network::new() {
        Ok(network) => network,
        Err(why) => return table.missing("S11, S12", &why),
    };
    if wants("S11") {
        questions(table, directory, &network);
    }
    if wants("S12") {
        let _open = match network.listeners(&OPEN) {
            Ok(open) => open,
            Err(why) => return table.missing("S12", &why),
        };
        scan(table, directory, &network, 1000, "≤ 100 ms");
        scan(table, directory, &network, 65_535, "≤ 1 s");
        one_by_one(table, &network);
    }
}

fn questions(table: &mut Table, directory: &Path, network: &Network) {
    let asking = |prepare: &str, count: u32| {
        format!(
            "import time\n\
             {prepare}\n\
             sr1(IP(dst='{FAR}')/ICMP(), timeout=1, verbose=0)\n\
             missing = 0\n\
             s = time.perf_counter()\n\
             for i in range({count}):\n    \
                 if sr1(IP(dst='{FAR}')/ICMP(id=7, seq=i), timeout=1, verbose=0) is None: missing += 1\n\
             print((time.perf_counter() - s) / {count} * 1e9, missing)\n"
        )
    };
    let measure = |script: &str| {
        lowest(|| answered(output(&mut network.command(&[&ours(), "-c", script]))?))
            .unwrap_or(f64::NAN)
    };
    let c = peer(directory, "ping");
    let c = lowest(|| {
        let count = QUESTIONS.to_string();
        Some(output(&mut network.command(&[c.as_ref()?, FAR, &count]))?.0)
    });
    let time = measure(&asking("", QUESTIONS));
    let work = "sr1(IP()/ICMP()) in a loop, per call";
    table.time("S11", work, time, "C raw socket", c, "≤ 100 µs");
    let entering = whole_process(|| network.command(&["true"])).unwrap_or(0.0);
    let process = whole_process(|| network.command(&["ping", "-q", "-n", "-c", "1", FAR]));
    let process = process.map(|process| process - entering);
    table.time("S11", work, time, "ping -c 1", process, "–");
    let slow = scapy().and_then(|python| {
        let script = for_scapy(&asking("", 50));
        answered(output(&mut network.command(&[&python, "-c", &script]))?)
    });
    table.time("S11", work, time, "Scapy", slow, "–");
    let time = measure(&asking("conf.busy_poll = True", QUESTIONS));
    table.time(
        "S11",
        "the same with conf.busy_poll",
        time,
        "C raw socket",
        c,
        "–",
    );
}

/// The time, if no answer is missing.
fn answered((time, said): (f64, String)) -> Option<f64> {
    (said.split_whitespace().nth(1) == Some("0")).then_some(time)
}

/// A script that scans and prints milliseconds and the open ports.
fn scanning(last: u16) -> String {
    format!(
        "import time\n\
         s = time.perf_counter()\n\
         ans, un = sr(IP(dst='{FAR}')/TCP(dport=(1, {last}), flags='S'), timeout=2, verbose=0)\n\
         opened = sorted(a[TCP].sport for q, a in ans if a[TCP].flags == 'SA')\n\
         print((time.perf_counter() - s) * 1e3, len(ans), *opened)\n"
    )
}

/// The time in nanoseconds, if every port answered and the right ones are open.
fn exact((milliseconds, said): (f64, String), last: u16) -> Option<f64> {
    let mut words = said.split_whitespace().skip(1);
    let answers: u32 = words.next()?.parse().ok()?;
    let opened: Vec<u16> = words.map_while(|word| word.parse().ok()).collect();
    (answers == u32::from(last) && opened == OPEN).then_some(milliseconds * 1e6)
}

fn scan(table: &mut Table, directory: &Path, network: &Network, last: u16, must: &str) {
    let work = &format!("sr() of SYN to {last} ports, all answers right");
    let script = scanning(last);
    let ours = lowest(|| {
        exact(
            output(&mut network.command(&[&ours(), "-c", &script]))?,
            last,
        )
    })
    .unwrap_or(f64::NAN);
    let c = peer(directory, "synscan");
    let c = lowest(|| {
        let port = last.to_string();
        let (time, said) = output(&mut network.command(&[c.as_ref()?, NEAR, FAR, &port]))?;
        let wanted = format!("{} {last}", OPEN.len());
        said.ends_with(&wanted).then_some(time * 1e6)
    });
    table.time("S12", work, ours, "C", c, must);
    let ports = format!("1-{last}");
    let nmap = [
        "nmap",
        "-n",
        "-Pn",
        "-sS",
        "-T5",
        "--max-retries",
        "1",
        "-p",
        &ports,
        FAR,
    ];
    let nmap = installed("nmap").then(|| whole(network, &nmap)).flatten();
    table.time("S12", work, ours, "nmap -T5", nmap, "–");
    let masscan = installed("masscan")
        .then(|| masscan(network, &ports))
        .flatten();
    table.time("S12", work, ours, "masscan", masscan, "–");
    if last > 1000 {
        return;
    }
    let slow = scapy().and_then(|python| {
        let script = for_scapy(&script);
        exact(
            output(&mut network.command(&[&python, "-c", &script]))?,
            last,
        )
    });
    table.time("S12", work, ours, "Scapy", slow, "–");
}

/// Its receiver sees that time is up only when a frame wakes it, so the far host sends some.
fn masscan(network: &Network, ports: &str) -> Option<f64> {
    let waking = format!("echo ready; exec ping -q -i 0.01 {NEAR}");
    let _waking = Working::start(network.far(&["sh", "-c", &waking]))?;
    let words = [
        "masscan",
        FAR,
        "-p",
        ports,
        "--rate",
        "1000000",
        "--wait",
        "0",
        "--interface",
        "veth0",
        "--router-mac",
        FAR_MAC,
    ];
    whole(network, &words)
}

fn whole(network: &Network, words: &[&str]) -> Option<f64> {
    whole_processes(3, || {
        let mut command = network.command(words);
        command.stderr(std::process::Stdio::null());
        command
    })
}

/// The sheet's way: a question for each port.
fn one_by_one(table: &mut Table, network: &Network) {
    let script = |last: u16| {
        format!(
            "import time\n\
             opened, answers = [], 0\n\
             s = time.perf_counter()\n\
             for port in range(1, {last} + 1):\n    \
                 a = sr1(IP(dst='{FAR}')/TCP(dport=port, flags='S'), timeout=1, verbose=0)\n    \
                 if a is not None:\n        \
                     answers += 1\n        \
                     if a[TCP].flags == 'SA': opened.append(port)\n\
             print((time.perf_counter() - s) * 1e3, answers, *opened)\n"
        )
    };
    let text = script(1000);
    let ours = lowest(|| exact(output(&mut network.command(&[&ours(), "-c", &text]))?, 1000));
    let slow = scapy().and_then(|python| {
        let script = for_scapy(&script(1000));
        exact(
            output(&mut network.command(&[&python, "-c", &script]))?,
            1000,
        )
    });
    let work = "sr1() of SYN in a loop over 1000 ports";
    let ours = ours.unwrap_or(f64::NAN);
    table.time("S12", work, ours, "Scapy", slow, "≤ 500 ms");
}
