//! Every layer against what Scapy 2.8 says of it: `tests/layers/record.py` notes the answers, one
//! file of data for each file of `src/proto`.
//!
//! `LAYERS=rip LAYERS_SHOW=20 cargo test --test layers -- --nocapture` looks at one file and prints
//! more of what differs. `LAYERS_DATA=DIRECTORY` compares with other records.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use pkt::builtins;
use pkt::eval::interp::Interp;
use pkt::host::output::Output;
use pkt::packet::Packet;
use pkt::packet::text::{self, Indent, Style};
use pkt::proto::registry;
use serde_json::Value;

/// How often each kind of question was answered as Scapy does.
#[derive(Default)]
struct Report {
    counts: BTreeMap<String, (usize, usize)>,
    shown: Vec<String>,
    skipped: usize,
    /// Packets, and those of which every answer was right.
    cases: (usize, usize),
}

impl Report {
    fn asked(&self) -> usize {
        self.counts.values().map(|count| count.0).sum()
    }

    fn right(&self) -> usize {
        self.counts.values().map(|count| count.1).sum()
    }

    fn compare(&mut self, kind: &str, what: &str, scapy: &str, own: &str) {
        let count = self.counts.entry(kind.to_owned()).or_default();
        count.0 += 1;
        if scapy == own {
            count.1 += 1;
            return;
        }
        let most = std::env::var("LAYERS_SHOW")
            .ok()
            .and_then(|most| most.parse().ok());
        if self.shown.len() < most.unwrap_or(8) {
            let differs = scapy
                .lines()
                .zip(own.lines())
                .find(|(scapy, own)| scapy != own);
            let (scapy, own) = differs.unwrap_or((scapy, own));
            self.shown
                .push(format!("{kind} of {what}\n  scapy {scapy}\n  pkt   {own}"));
        }
    }
}

fn records() -> Vec<PathBuf> {
    let directory = match std::env::var_os("LAYERS_DATA") {
        Some(directory) => directory.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layers/data"),
    };
    let wanted = std::env::var("LAYERS").ok();
    let files = std::fs::read_dir(directory).expect("the records are part of the repository");
    let mut files: Vec<PathBuf> = files
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            wanted.as_ref().is_none_or(|wanted| {
                wanted
                    .split(',')
                    .any(|wanted| name == format!("{wanted}.jsonl.gz"))
            })
        })
        .collect();
    files.sort();
    files
}

fn lines(path: &Path) -> Vec<Value> {
    let mut text = String::new();
    let file = std::fs::File::open(path).expect("the record is there");
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("the record is gzip'd text");
    let parsed = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"));
    parsed.collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let octet = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits");
    (0..text.len()).step_by(2).map(octet).collect()
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Whether all the layers are known here; a record may know more.
fn known(layers: &Value) -> bool {
    let names = layers.as_array().into_iter().flatten();
    names
        .filter_map(Value::as_str)
        .all(|name| registry::proto(name).is_some() || name == "NoPayload")
}

fn show2(packet: &Packet, case: &Value) -> String {
    if case["show2"].is_null() {
        return String::new();
    }
    let said = text::show2(packet, Indent::default(), &Style::PLAIN);
    said.unwrap_or_else(|error| error.to_string())
}

fn views(report: &mut Report, what: &str, case: &Value, packet: &Packet) {
    for (name, own) in [
        ("repr", text::repr(packet, &Style::PLAIN)),
        ("summary", text::summary(packet)),
        ("command", text::command(packet)),
        ("show", text::show(packet, Indent::default(), &Style::PLAIN)),
        ("show2", show2(packet, case)),
    ] {
        if let Some(scapy) = case[name].as_str() {
            report.compare(name, what, scapy, &own);
        }
    }
}

fn ls(report: &mut Report, case: &Value) {
    let name = case["layer"].as_str().expect("a layer's name");
    let proto = registry::proto(name).unwrap_or_else(|| panic!("there is no protocol {name}"));
    let own = text::ls::class(proto, false);
    report.compare("ls", name, case["text"].as_str().unwrap_or_default(), &own);
}

fn read(report: &mut Report, case: &Value) {
    let name = case["layer"].as_str().expect("a layer's name");
    let proto = registry::proto(name).unwrap_or_else(|| panic!("there is no protocol {name}"));
    let octets = case["octets"].as_str().expect("octets");
    let what = format!("{name}(bytes.fromhex('{octets}'))");
    let packet = match unhex(octets) {
        octets if octets.is_empty() => Ok(Packet::of_nothing(proto)),
        octets => Packet::dissect(proto, &octets),
    };
    let Ok(packet) = packet else {
        let scapy = if case["error"].is_string() {
            "an error"
        } else {
            "a packet"
        };
        return report.compare("read", &what, scapy, "an error");
    };
    if case["error"].is_string() {
        return report.compare("read", &what, "an error", "a packet");
    }
    if !known(&case["layers"]) {
        report.skipped += 1;
        return;
    }
    views(report, &what, case, &packet);
    if let Some(scapy) = case["built"].as_str() {
        let copy = packet.copy();
        copy.clear_cache();
        let own = copy
            .build()
            .map_or_else(|error| error.to_string(), |octets| hex(&octets));
        report.compare("built", &what, scapy, &own);
    }
}

fn make(report: &mut Report, interp: &mut Interp, case: &Value) {
    let expr = case["expr"].as_str().expect("an expression");
    let globals = interp.main.globals.clone();
    let made = interp.eval(expr, &globals);
    let packet = match made {
        Ok(value) => value.as_packet().expect("the expression makes a packet"),
        Err(error) => {
            // It may name a layer that is not here.
            if error.text().starts_with("name '") {
                report.skipped += 1;
                return;
            }
            return report.compare("make", expr, "a packet", &error.text());
        }
    };
    views(report, expr, case, &packet);
    let own = packet.build().map(|octets| hex(&octets));
    if let Some(scapy) = case["bytes"].as_str() {
        let own = own.unwrap_or_else(|error| error.to_string());
        report.compare("bytes", expr, scapy, &own);
    } else if case["error"].is_string() {
        let own = own.map_or("an error", |_| "octets");
        report.compare("bytes", expr, "an error", own);
    }
}

fn carried(report: &mut Report, interp: &mut Interp, case: &Value) {
    if !known(&case["layers"]) {
        report.skipped += 1;
        return;
    }
    let expr = case["expr"].as_str().expect("an expression");
    let globals = interp.main.globals.clone();
    let Ok(value) = interp.eval(expr, &globals) else {
        report.skipped += 1;
        return;
    };
    let packet = value.as_packet().expect("the expression makes a packet");
    let own = packet
        .build()
        .map_or_else(|error| error.to_string(), |octets| hex(&octets));
    let scapy = case["bytes"].as_str().expect("octets");
    report.compare("carried", expr, scapy, &own);
    let first = case["first"].as_str().and_then(registry::proto);
    let layers = first
        .and_then(|first| Packet::dissect(first, &unhex(scapy)).ok())
        .map(|packet| {
            packet
                .layers()
                .iter()
                .map(|proto| proto.name)
                .collect::<Vec<_>>()
                .join("/")
        });
    let wanted: Vec<&str> = case["layers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    report.compare(
        "layers",
        expr,
        &wanted.join("/"),
        &layers.unwrap_or_default(),
    );
}

/// All that one record asks.
fn replay(path: &Path) -> Report {
    let lines = lines(path);
    let mut report = Report::default();
    let starts = |line: &Value| line["load"].is_array();
    for part in lines.chunk_by(|_, next| !starts(next)) {
        let (first, cases) = part
            .split_first()
            .expect("a part has a line that begins it");
        // A thread has its own tables: what one part loads, the next one does not see.
        report = std::thread::scope(|scope| {
            let replayed = scope.spawn(move || replay_part(report, &first["load"], cases));
            replayed.join().expect("the part is compared to its end")
        });
    }
    report
}

fn replay_part(mut report: Report, load: &Value, cases: &[Value]) -> Report {
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    for module in load.as_array().into_iter().flatten() {
        let module = module.as_str().expect("a module's name");
        let module = module.strip_prefix("scapy.").unwrap_or(module);
        for proto in registry::load(&format!("scapy.{module}")) {
            interp.define(proto.name, pkt::eval::value::Value::Layer(proto));
        }
    }
    for case in cases {
        let differed = report.asked() - report.right();
        let skipped = report.skipped;
        match case["kind"].as_str() {
            Some("ls") => ls(&mut report, case),
            Some("read") => read(&mut report, case),
            Some("make") => make(&mut report, &mut interp, case),
            Some("carried") => carried(&mut report, &mut interp, case),
            other => panic!("a case of kind {other:?}"),
        }
        if report.skipped == skipped {
            report.cases.0 += 1;
            report.cases.1 += usize::from(report.asked() - report.right() == differed);
        }
    }
    report
}

#[test]
fn layers_are_as_in_scapy() {
    let mut failed = String::new();
    let mut all = 0;
    for path in records() {
        let report = replay(&path);
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let (asked, right) = (report.asked(), report.right());
        let kinds: Vec<String> = report
            .counts
            .iter()
            .map(|(kind, (asked, right))| format!("{kind} {right}/{asked}"))
            .collect();
        println!(
            "{name}: {}, {} skipped, {} of {} packets",
            kinds.join(", "),
            report.skipped,
            report.cases.1,
            report.cases.0
        );
        all += asked;
        // Dice find what nobody does, too: of the random stacks some may differ.
        let allowed = match name.starts_with("stacks") {
            true => report.cases.0 / 200,
            false => 0,
        };
        if report.cases.0 - report.cases.1 > allowed || allowed == 0 && asked != right {
            failed.push_str(&format!("{name}\n{}\n", report.shown.join("\n")));
        }
    }
    assert!(failed.is_empty(), "{failed}");
    assert!(
        all > 1000 || std::env::var_os("LAYERS").is_some(),
        "only {all} answers"
    );
}

/// `LAYERS_CORPUS=DIRECTORY cargo test --test layers seeds -- --ignored` writes the octets of the
/// records there, as fuzz/fuzz_targets/layer.rs takes them: two octets that number the protocol.
#[test]
#[ignore = "writes seeds for the fuzzer"]
fn seeds() {
    let directory = std::env::var_os("LAYERS_CORPUS").expect("LAYERS_CORPUS names a directory");
    for module in registry::modules() {
        registry::load(module);
    }
    let protocols = registry::protocols();
    for path in records() {
        for (number, case) in lines(&path).iter().enumerate() {
            let (Some(name), Some(octets)) = (case["layer"].as_str(), case["octets"].as_str())
            else {
                continue;
            };
            let Some(at) = protocols.iter().position(|proto| proto.name == name) else {
                continue;
            };
            let mut seed = (at as u16).to_be_bytes().to_vec();
            seed.extend(unhex(octets));
            let family = path.file_stem().unwrap_or_default().to_string_lossy();
            std::fs::write(
                Path::new(&directory).join(format!("{family}-{number}")),
                seed,
            )
            .expect("the seed can be written");
        }
    }
}
