//! What the lab costs and how exact its cables are: `make bench-lab`. As an ordinary user where we
//! are root; each row in a process of its own.

#[path = "../tests/support/child.rs"]
#[allow(dead_code)]
mod child;
#[path = "../tests/support/datagrams.rs"]
mod datagrams;

use std::process::Command;
use std::time::Instant;

use datagrams::arrived;
use pkt::lab::{self, Lab, Topology};

fn main() {
    // `cargo test --benches` runs this, too, and wants no figures.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    println!("| what | asked for | measured | off by |\n|---|---|---|---|");
    for name in ["pair", "classroom", "chain:4", "chain:20"] {
        started(name);
    }
    for (what, quality) in [("plain cable", ""), ("carried cable", ", delay = '1us'")] {
        in_a_lab(quality, |lab| {
            let times = pinged(200, "0.002");
            let rtt = median(&times) * 1000.0;
            println!("| round trip, {what} | | {rtt:.0} µs | |");
            let rate = flooded(lab) / 1000.0;
            println!("| frames of 60 octets a second, {what} | | {rate:.0} k | |");
        });
    }
    for delay in [1.0, 5.0, 20.0, 100.0] {
        in_a_lab(&format!(", delay = '{delay}ms'"), |_| {
            row("round trip", 2.0 * delay, median(&pinged(50, "0.02")), "ms");
        });
    }
    for loss in [1.0, 10.0, 50.0] {
        in_a_lab(&format!(", loss = '{loss}%'"), |lab| {
            let (count, _) = arrived(lab, 40_000, 20, 1, 18);
            row("lost", loss, 100.0 - count as f64 / 400.0, "%");
        });
    }
    for doubled in [1.0, 20.0] {
        in_a_lab(&format!(", duplicate = '{doubled}%'"), |lab| {
            let (count, _) = arrived(lab, 40_000, 20, 1, 18);
            row("doubled", doubled, count as f64 / 400.0 - 100.0, "%");
        });
    }
    for rate in [1.0, 10.0, 100.0] {
        in_a_lab(&format!(", rate = '{rate}mbit'"), |lab| {
            // A second's worth of frames of 1250 octets, kept coming.
            let frames = (rate * 100.0) as usize;
            let pause = (20_000.0 / (rate * 100.0) * 0.8) as u64;
            let (count, took) = arrived(lab, frames, 20, pause.max(1), 1250 - 42);
            let measured = (count - 1) as f64 * 10_000.0 / took.as_secs_f64() / 1e6;
            row("rate", rate, measured, "Mbit/s");
        });
    }
}

fn row(what: &str, asked: f64, measured: f64, unit: &str) {
    let off = (measured - asked) / asked * 100.0;
    println!("| {what} | {asked} {unit} | {measured:.3} {unit} | {off:+.1} % |");
}

/// The median of eleven starts.
fn started(name: &str) {
    let mut times = Vec::new();
    for _ in 0..11 {
        let (mut heard, say) = std::io::pipe().expect("a pipe");
        child::in_a_child(|| {
            if child::we_are_root() {
                child::become_nobody();
            }
            let topology = Topology::built_in(name).expect("a built-in topology");
            let began = Instant::now();
            let lab = Lab::start(&topology).unwrap_or_else(|error| panic!("{error}"));
            let took = began.elapsed().as_micros() as u64;
            std::io::Write::write_all(&mut &say, &took.to_ne_bytes()).expect("write");
            drop(lab);
        });
        let mut octets = [0; 8];
        std::io::Read::read_exact(&mut heard, &mut octets).expect("a time");
        times.push(u64::from_ne_bytes(octets) as f64 / 1000.0);
    }
    println!(
        "| start of {name} | < 300 ms | {:.1} ms | |",
        median(&times)
    );
}

/// alice 10.0.0.1 and bob 10.0.0.2 at a cable that does this.
fn in_a_lab(quality: &str, work: impl FnOnce(&Lab)) {
    let text = format!(
        "[[host]]\nname = 'alice'\nlinks = [{{ to = 'bob', address = '10.0.0.1/24'{quality} }}]\n\
         [[host]]\nname = 'bob'\nlinks = [{{ to = 'alice', address = '10.0.0.2/24' }}]\n"
    );
    let folder = tempfile::tempdir().expect("a directory");
    let file = folder.path().join("net.toml");
    std::fs::write(&file, text).expect("the topology is written");
    let topology = lab::load(&file.to_string_lossy()).unwrap_or_else(|error| panic!("{error}"));
    child::in_a_child(|| {
        if child::we_are_root() {
            child::become_nobody();
        }
        let lab = Lab::start(&topology).unwrap_or_else(|error| panic!("{error}"));
        lab.set_talk(Box::new(|_, _| {}));
        while pinged(1, "1").is_empty() {}
        work(&lab);
    });
}

/// Round-trip times in milliseconds.
fn pinged(count: usize, interval: &str) -> Vec<f64> {
    let output = Command::new("ping")
        .args([
            "-n",
            "-c",
            &count.to_string(),
            "-i",
            interval,
            "-W",
            "1",
            "10.0.0.2",
        ])
        .output()
        .expect("ping");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let times = said.lines().filter_map(|line| {
        let (_, behind) = line.split_once("time=")?;
        behind.split(' ').next()?.parse().ok()
    });
    times.collect()
}

fn median(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Datagrams a second that come through when as many are sent as can be.
fn flooded(lab: &Lab) -> f64 {
    let (count, took) = arrived(lab, 300_000, usize::MAX, 0, 18);
    count as f64 / took.as_secs_f64()
}
