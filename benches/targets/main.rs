//! Our program beside its peers in one run: `cargo bench --bench targets -- [S1 S5 …]`.
//!
//! Without a name all rows run. The ratio says how many times faster than the peer we are. A peer
//! that is not installed is said to be missing; the rows that send need root.

mod asking;
mod interrupting;
mod listening;
mod network;
mod pacing;
mod packets;
mod responding;
mod run;
mod table;
mod tracing;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use network::Network;
use run::{
    compiled, for_scapy, highest, in_repository, lowest, ours, output, pkt, python, scapy,
    whole_process,
};
use table::Table;

const SENT: u32 = 500_000;
const FRAMES: u32 = 1_000_000;
const LOOPS: [&str; 9] = [
    "callback", "fib", "sum", "dict", "append", "sieve", "format", "bytes", "unpack",
];

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let wants = |row: &str| wanted.is_empty() || wanted.iter().any(|word| word == row);
    let directory = tempfile::tempdir().expect("a directory for the peers");
    let mut table = Table::new();
    if ["S1", "S2", "S3", "S4"].iter().any(|row| wants(row)) {
        sending(&mut table, directory.path(), &wants);
    }
    if wants("S5") {
        scripted_packets(&mut table);
    }
    if wants("S5") || wants("S7") {
        packets::run(&mut table);
    }
    if ["S6", "S7", "S8"].iter().any(|row| wants(row)) {
        captures(&mut table, directory.path(), &wants);
    }
    if wants("S9") {
        listening::run(&mut table, directory.path());
    }
    if wants("S10") {
        responding::run(&mut table, directory.path());
    }
    if wants("S11") || wants("S12") {
        asking::run(&mut table, directory.path(), &wants);
    }
    if wants("S13") {
        tracing::run(&mut table);
    }
    if wants("pace") {
        pacing::run(&mut table, directory.path());
    }
    if wants("T2") {
        let capture = directory.path().join("long.pcap");
        match write_capture(&capture) {
            Ok(()) => interrupting::run(&mut table, &capture),
            Err(why) => table.missing("T2", &format!("no room for the capture: {why}")),
        }
        let _ = std::fs::remove_file(capture);
    }
    if wants("S14") {
        starts(&mut table, directory.path());
    }
    if wants("S15") {
        loops(&mut table);
    }
}

fn sending(table: &mut Table, directory: &Path, wants: &dyn Fn(&str) -> bool) {
    let network = match Network::new() {
        Ok(network) => network,
        Err(why) => return table.missing("S1 to S4", &why),
    };
    let sendto = compiled(directory, &in_repository("peers/sendto.c"), &[]);
    let peer = highest(|| {
        let program = sendto.as_ref()?.to_str()?;
        let count = SENT.to_string();
        Some(output(&mut network.command(&[program, network::FAR, &count]))?.0)
    });
    let script = |body: &str, count: u32| {
        format!(
            "import time\n\
             p = IP(src='1.2.3.4', dst='{}')/UDP(sport=8888, dport=9090)/b'Hello UDP!\\n'\n\
             send(p, verbose=0)\n\
             s = time.perf_counter()\n\
             {body}\n\
             print({count} / (time.perf_counter() - s))\n",
            network::FAR
        )
    };
    let measure = |text: &str| {
        highest(|| Some(output(&mut network.command(&[&ours(), "-c", text]))?.0))
            .unwrap_or(f64::NAN)
    };
    if wants("S1") {
        let body = format!("send(p, count={SENT}, verbose=0)");
        let work = "send equal spoofed UDP packets";
        let rate = measure(&script(&body, SENT));
        table.rate("S1", work, rate, "C sendto", peer, "≥ 1.0 × C");
        let body = format!("send(p, count={SENT}, pps='max', verbose=0)");
        let express = measure(&script(&body, SENT));
        let work = "the same with pps=\"max\" (AF_XDP)";
        table.rate(
            "S1",
            work,
            express,
            "C sendto",
            peer,
            "≥ 3.5 × C is a record",
        );
        let work = "send equal spoofed UDP packets";
        let slow = scapy().and_then(|python| {
            let script = for_scapy(&script("send(p, count=2000, verbose=0)", 2000));
            Some(output(&mut network.command(&[&python, "-c", &script]))?.0)
        });
        table.rate("S1", work, rate, "Scapy", slow, "–");
    }
    if wants("S2") {
        let rounds = SENT / 50_000;
        let body = format!(
            "q = IP(src=RandIP(), dst='{}')/UDP(sport=RandShort(), dport=(1, 50000))/b'Hello UDP!\\n'\n\
             send(q, count={rounds}, verbose=0)",
            network::FAR
        );
        table.rate(
            "S2",
            "send UDP packets with RandIP, RandShort and a range",
            measure(&script(&body, SENT)),
            "C sendto",
            peer,
            "≥ 1.0 × C",
        );
    }
    if wants("S3") {
        thousand(table, &network, sendto.as_deref());
    }
    if wants("S4") {
        let count = SENT / 10;
        let body = format!("for i in range({count}): send(p, verbose=0)");
        let work = "send(p) in a loop of the script";
        table.rate(
            "S4",
            work,
            measure(&script(&body, count)),
            "C sendto",
            peer,
            "≥ 100 k/s",
        );
    }
}

/// The lecture's 1000 packets, from the start of the process to its end. What `ip netns exec` takes
/// to get into the namespace is taken off on both sides.
fn thousand(table: &mut Table, network: &Network, sendto: Option<&Path>) {
    let Some(entering) = whole_process(|| network.command(&["true"])) else {
        return table.missing("S3", "true does not run");
    };
    let script = format!(
        "send(IP(src='1.2.3.4', dst='{}')/UDP(sport=8888, dport=9090)/b'Hello UDP!\\n', \
         count=1000, verbose=0)",
        network::FAR
    );
    let ours = whole_process(|| network.command(&[&ours(), "-c", &script])).unwrap_or(f64::NAN);
    let peer = sendto
        .and_then(Path::to_str)
        .and_then(|program| whole_process(|| network.command(&[program, network::FAR, "1000"])));
    table.time(
        "S3",
        "1000 packets, whole process",
        ours - entering,
        "C sendto",
        peer.map(|peer| peer - entering),
        "≤ 15 ms",
    );
}

fn scripted_packets(table: &mut Table) {
    let count = 100_000;
    let measure = |prepare: &str, body: &str| {
        let script = format!(
            "import time\n\
             load = b'a' * 100\n\
             {prepare}\n\
             def work(n):\n    for i in range(n):\n        {body}\n\
             work(100)\n\
             s = time.perf_counter()\n\
             work({count})\n\
             print((time.perf_counter() - s) / {count} * 1e9)\n"
        );
        lowest(|| Some(output(&mut pkt(&script))?.0)).unwrap_or(f64::NAN)
    };
    let whole = "Ether(dst='66:66:66:66:66:66', src='00:11:22:33:44:55')\
                 /IP(dst='10.0.0.2', src='10.0.0.1')/TCP(dport=80)/Raw(load)";
    let made = measure("", whole);
    table.time(
        "S5",
        "evaluate Ether/IP/TCP/Raw(100) in a script",
        made,
        "–",
        None,
        "–",
    );
    let built = measure("", &format!("bytes({whole})"));
    table.time(
        "S5",
        "evaluate and build it in a script",
        built,
        "–",
        None,
        "≤ 1 µs",
    );
    let changed = measure(
        &format!("p = {whole}\nt = p[TCP]"),
        "t.dport = i & 65535; bytes(p)",
    );
    let work = "one field changed and built again in a script";
    table.time("S5", work, changed, "–", None, "≤ 300 ns");
}

/// A capture of TCP segments of 528 octets; each fourth goes to port 80.
fn write_capture(path: &Path) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    let header: [u32; 6] = [0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 1];
    header
        .iter()
        .try_for_each(|word| file.write_all(&word.to_le_bytes()))?;
    let mut frame = [0x61_u8; 528];
    frame[..12].fill(0x02);
    frame[12..14].copy_from_slice(&[8, 0]);
    frame[14..34].copy_from_slice(&[
        0x45, 0, 0x02, 0x02, 0, 1, 0, 0, 64, 6, 0, 0, 10, 0, 0, 0, 192, 0, 2, 1,
    ]);
    frame[34..54].fill(0);
    frame[46..48].copy_from_slice(&[0x50, 0x10]);
    for number in 0..FRAMES {
        let port: u16 = if number % 4 == 0 { 80 } else { 443 };
        frame[28..30].copy_from_slice(&((number % 1000) as u16).to_be_bytes());
        frame[36..38].copy_from_slice(&port.to_be_bytes());
        for word in [number / 1_000_000, number % 1_000_000, 528, 528] {
            file.write_all(&word.to_le_bytes())?;
        }
        file.write_all(&frame)?;
    }
    file.flush()
}

fn captures(table: &mut Table, directory: &Path, wants: &dyn Fn(&str) -> bool) {
    let path = directory.join("million.pcap");
    if let Err(why) = write_capture(&path) {
        return table.missing("S6 to S8", &format!("no room for the capture: {why}"));
    }
    let file = path.to_string_lossy();
    let peer = compiled(directory, &in_repository("peers/offline.c"), &["-lpcap"]);
    let mut found = String::new();
    let peer = highest(|| {
        let (rate, said) = output(Command::new(peer.as_ref()?).arg(&path))?;
        found = said.split_whitespace().nth(1)?.to_owned();
        Some(rate)
    });
    let ours = |body: &str| {
        let script = format!(
            "import time\n\
             s = time.perf_counter()\n\
             {body}\n\
             print({FRAMES} / (time.perf_counter() - s), hits)\n"
        );
        let run = || output(pkt(&script).current_dir(directory));
        let mut hits = String::new();
        let rate = highest(|| {
            let (rate, said) = run()?;
            hits = said.split_whitespace().nth(1)?.to_owned();
            Some(rate)
        });
        (rate.unwrap_or(f64::NAN), hits)
    };
    if wants("S6") {
        let (rate, hits) = ours(&format!("hits = len(rdpcap('{file}'))"));
        assert_eq!(hits, FRAMES.to_string(), "all packets are read");
        let work = "rdpcap of 1,000,000 packets, count";
        table.rate("S6", work, rate, "libpcap", peer, "≥ 3 M/s");
    }
    if wants("S7") {
        let (rate, hits) = ours(&format!(
            "seen = {{}}\n\
             def count(p):\n    if TCP in p and p[TCP].dport == 80:\n        \
             source = p[IP].src\n        seen[source] = seen.get(source, 0) + 1\n\
             sniff(offline='{file}', store=0, prn=count)\n\
             hits = sum(seen.values())"
        ));
        assert!(
            found.is_empty() || hits == found,
            "{hits} hits, the peer has {found}"
        );
        let work = "sniff(offline=…, store=0, prn=…): sources of TCP port 80";
        table.rate("S7", work, rate, "libpcap", peer, "≥ 1 M/s");
    }
    if wants("S8") {
        summaries(table, &path);
    }
}

/// A line for each of some packets, into nothing.
fn summaries(table: &mut Table, path: &Path) {
    const LINES: u32 = 200_000;
    let rate = |mut command: Command| {
        let start = Instant::now();
        let run = command.stdout(Stdio::null()).stderr(Stdio::null());
        let status = run.status().ok()?;
        status
            .success()
            .then(|| f64::from(LINES) / start.elapsed().as_secs_f64())
    };
    let file = path.to_string_lossy();
    let script =
        format!("sniff(offline='{file}', store=0, count={LINES}, prn=lambda p: p.summary())");
    let ours = highest(|| rate(pkt(&script))).unwrap_or(f64::NAN);
    let peer = highest(|| {
        let mut command = Command::new("tcpdump");
        command.args(["-nn", "-c", &LINES.to_string(), "-r", &file]);
        rate(command)
    });
    let work = "a summary line each, whole process";
    table.rate("S8", work, ours, "tcpdump -nn -r", peer, "≥ 0.3 M/s");
}

fn starts(table: &mut Table, directory: &Path) {
    let ours = whole_process(|| pkt("pass")).unwrap_or(f64::NAN);
    let source = directory.join("hello.c");
    let hello = std::fs::write(
        &source,
        "#include <stdio.h>\nint main(void) { puts(\"hello\"); return 0; }\n",
    )
    .ok()
    .and_then(|()| compiled(directory, &source, &[]));
    let peer = hello.and_then(|hello| whole_process(|| Command::new(&hello)));
    table.time(
        "S14",
        "pkt -c pass, whole process",
        ours,
        "C hello",
        peer,
        "≤ 5 ms",
    );
    let peer = python().and_then(|python| {
        whole_process(|| {
            let mut command = Command::new(python);
            command.args(["-c", "pass"]);
            command
        })
    });
    table.time(
        "S14",
        "pkt -c pass, whole process",
        ours,
        "python3",
        peer,
        "≤ 5 ms",
    );
}

fn loops(table: &mut Table) {
    for name in LOOPS {
        let script = in_repository(&format!("interpreter/{name}.py"));
        let run = |program: &str, script: &Path| {
            lowest(|| Some(output(Command::new(program).arg(script))?.0))
        };
        let ours = run(&ours(), &script).unwrap_or(f64::NAN);
        let peer = python().and_then(|python| run(python, &script));
        table.time("S15", name, ours, "python3", peer, "≥ 1.0");
        let script = script.with_extension("lua");
        if script.exists() {
            table.time("S15", name, ours, "lua5.4", run("lua5.4", &script), "–");
        }
    }
}
