//! Scapy as the judge: random packets and what Scapy 2.8 says of them, recorded by
//! `tests/oracle/record.py`.
//!
//! `ORACLE_SHOW=10 cargo test --test oracle -- --nocapture` prints the first mismatches of each
//! kind.

use std::collections::BTreeMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::rc::Rc;

use flate2::read::GzDecoder;
use num_bigint::BigInt;
use pkt::packet::text::{self, Indent, Style};
use pkt::packet::{FieldValue, Packet, Result};
use pkt::proto::{Proto, registry};
use serde_json::Value;

/// How often something was asked and how often the answer was Scapy's.
#[derive(Default)]
struct Count {
    asked: usize,
    right: usize,
    shown: Vec<String>,
}

struct Report {
    counts: BTreeMap<&'static str, Count>,
    show: usize,
}

impl Report {
    fn new() -> Report {
        let show = std::env::var("ORACLE_SHOW").ok();
        Report {
            counts: BTreeMap::new(),
            show: show.and_then(|show| show.parse().ok()).unwrap_or(3),
        }
    }

    fn compare(&mut self, kind: &'static str, what: &str, expected: &str, got: &str) {
        let count = self.counts.entry(kind).or_default();
        count.asked += 1;
        if expected == got {
            count.right += 1;
        } else if count.shown.len() < self.show {
            count.shown.push(difference(what, expected, got));
        }
    }

    fn finish(self) {
        let mut wrong = 0;
        for (kind, count) in &self.counts {
            for shown in &count.shown {
                println!("--- {kind}: {shown}");
            }
        }
        for (kind, count) in &self.counts {
            println!("{kind:<20} {:>5} of {:>5}", count.right, count.asked);
            wrong += count.asked - count.right;
        }
        assert_eq!(wrong, 0, "answers that are not Scapy's");
    }
}

/// The first line that differs, with its number.
fn difference(what: &str, expected: &str, got: &str) -> String {
    let mut lines = expected.lines().zip(got.lines()).enumerate();
    let at = lines.find(|(_, (a, b))| a != b);
    match at {
        Some((line, (expected, got))) => {
            format!("{what}\n  line {line}\n  scapy {expected}\n  pkt   {got}")
        }
        None => format!("{what}\n  scapy {expected:?}\n  pkt   {got:?}"),
    }
}

fn cases() -> (Value, Vec<Value>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/cases.jsonl.gz");
    let mut text = String::new();
    let file = std::fs::File::open(path).expect("the record is part of the repository");
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("the record is gzip'd text");
    let mut lines = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"));
    let header = lines.next().expect("the first line is the header");
    (header, lines.collect())
}

fn unhex(text: &str) -> Vec<u8> {
    let octet = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits");
    (0..text.len()).step_by(2).map(octet).collect()
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

fn proto(name: &str) -> &'static Proto {
    registry::proto(name).unwrap_or_else(|| panic!("there is no protocol {name}"))
}

/// The packet that `[[layer, {field: value}], …]` describes.
fn packet(stack: &Value) -> Result<Packet> {
    let mut whole: Option<Packet> = None;
    for layer in stack.as_array().expect("a list of layers") {
        let name = layer[0].as_str().expect("a layer's name");
        let fields = layer[1].as_object().expect("a layer's fields");
        let mut given = Vec::new();
        for (field, given_value) in fields {
            given.push((field.as_str(), value(given_value)?));
        }
        let layer = Packet::with_fields(proto(name), given)?;
        whole = Some(match whole {
            Some(whole) => whole.stacked(&layer),
            None => layer,
        });
    }
    Ok(whole.expect("a packet has a layer"))
}

fn value(json: &Value) -> Result<FieldValue> {
    let all = |values: &Value| -> Result<Vec<FieldValue>> {
        values.as_array().into_iter().flatten().map(value).collect()
    };
    Ok(match json {
        Value::Null => FieldValue::None,
        Value::Bool(value) => FieldValue::Int((*value).into()),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => FieldValue::Int(value),
            (_, Some(value)) => FieldValue::Big(Rc::new(BigInt::from(value))),
            _ => FieldValue::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => FieldValue::text(text),
        Value::Array(_) => FieldValue::list(all(json)?),
        Value::Object(object) => match object.iter().next() {
            Some((kind, value)) => match kind.as_str() {
                "b" => FieldValue::octets(&unhex(value.as_str().unwrap_or_default())),
                "r" => FieldValue::RawVal(unhex(value.as_str().unwrap_or_default()).into()),
                "t" => FieldValue::tuple(all(value)?),
                "p" => FieldValue::Packet(packet(value)?),
                _ => panic!("a value of kind {kind}"),
            },
            None => panic!("a value without a kind"),
        },
    })
}

fn text_of<'a>(case: &'a Value, name: &str) -> Option<&'a str> {
    case.get(name).and_then(Value::as_str)
}

const TEXTS: [(&str, &str, fn(&Packet) -> String); 4] = [
    ("repr", "damaged repr", |packet| {
        text::repr(packet, &Style::PLAIN)
    }),
    ("summary", "damaged summary", text::summary),
    ("command", "damaged command", text::command),
    ("show", "damaged show", |packet| {
        text::show(packet, Indent::default(), &Style::PLAIN)
    }),
];

/// What Scapy's exception and ours have in common: that there is one.
fn outcome<T>(result: Result<T>, show: impl Fn(T) -> String) -> String {
    match result {
        Ok(value) => show(value),
        Err(_) => "error".to_string(),
    }
}

fn guarded<T>(ask: impl FnOnce() -> T, show: impl FnOnce(T) -> String) -> String {
    match catch_unwind(AssertUnwindSafe(ask)) {
        Ok(value) => show(value),
        Err(_) => "panic".to_string(),
    }
}

fn built(report: &mut Report, case: &Value) {
    let expr = text_of(case, "expr").expect("every case has an expression");
    let error = case.get("error");
    let stage = error.and_then(|error| error[0].as_str());
    let made = match catch_unwind(AssertUnwindSafe(|| packet(&case["stack"]))) {
        Ok(made) => made,
        Err(_) => {
            report.compare("make", expr, "no panic", "panic");
            return;
        }
    };
    let packet = match made {
        Ok(packet) => packet,
        // pkt may refuse at once what Scapy refuses only when building.
        Err(error) => {
            let expected = stage.map_or("a packet".to_string(), |_| error.to_string());
            report.compare("make", expr, &expected, &error.to_string());
            return;
        }
    };
    if stage != Some("make") {
        report.compare("make", expr, "", "");
    }
    for (name, _, ask) in TEXTS {
        if let Some(expected) = text_of(case, name) {
            let got = guarded(|| ask(&packet), |text| text);
            report.compare(name, expr, expected, &got);
        }
    }
    let expected = text_of(case, "bytes").unwrap_or("error");
    let got = guarded(
        || packet.build(),
        |built| outcome(built, |octets| hex(&octets)),
    );
    report.compare("bytes", expr, expected, &got);
    if let Some(expected) = text_of(case, "layers") {
        let again =
            || Packet::dissect(packet.proto(), &unhex(text_of(case, "bytes").unwrap_or("")));
        let got = guarded(again, |again| {
            outcome(again, |again| {
                let names: Vec<&str> = again.layers().iter().map(|proto| proto.name).collect();
                names.join(" ")
            })
        });
        report.compare("layers", expr, expected, &got);
        let show2 = || text::show2(&packet, Indent::default(), &Style::PLAIN);
        let got = guarded(show2, |shown| outcome(shown, |shown| shown));
        report.compare("show2", expr, text_of(case, "show2").unwrap_or(""), &got);
    }
}

fn damaged(report: &mut Report, case: &Value) {
    let Some(case) = case.get("damaged") else {
        return;
    };
    let layer = text_of(case, "layer").expect("damaged octets have a first layer");
    let octets = text_of(case, "bytes").expect("damaged octets");
    let what = format!("{layer}({octets})");
    let made = match catch_unwind(|| Packet::dissect(proto(layer), &unhex(octets))) {
        Ok(made) => made,
        Err(_) => {
            report.compare("damaged", &what, "no panic", "panic");
            return;
        }
    };
    let expected = if case.get("error").is_some() {
        "error"
    } else {
        "a packet"
    };
    let got = if made.is_ok() { "a packet" } else { "error" };
    report.compare("damaged", &what, expected, got);
    let Ok(packet) = made else {
        return;
    };
    for (name, kind, ask) in TEXTS {
        if let Some(expected) = text_of(case, name) {
            let got = guarded(|| ask(&packet), |text| text);
            report.compare(kind, &what, expected, &got);
        }
    }
    if case.get("error").is_none() && case.get("build_error").is_none() {
        let expected = text_of(case, "built").unwrap_or(octets);
        let got = guarded(
            || packet.build(),
            |built| outcome(built, |octets| hex(&octets)),
        );
        report.compare("damaged built", &what, expected, &got);
    }
}

#[test]
fn packets_are_built_and_printed_as_scapy_does() {
    let (header, cases) = cases();
    assert_eq!(header["scapy"], "2.8.0");
    let mut report = Report::new();
    for case in &cases {
        built(&mut report, case);
    }
    report.finish();
}

#[test]
fn damaged_octets_are_dissected_as_scapy_does() {
    let mut report = Report::new();
    for case in &cases().1 {
        damaged(&mut report, case);
    }
    report.finish();
}

fn tables() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/tables.json");
    let text = std::fs::read_to_string(path).expect("the record is part of the repository");
    serde_json::from_str(&text).expect("the record is JSON")
}

#[test]
fn protocols_are_listed_and_drawn_as_scapy_does() {
    let tables = tables();
    let mut report = Report::new();
    type Draw = fn(&'static Proto) -> String;
    let drawings: [(&'static str, Draw); 3] = [
        ("ls", |proto| text::ls::class(proto, false)),
        ("ls_verbose", |proto| text::ls::class(proto, true)),
        ("rfc", |proto| text::rfc::rfc(proto, true)),
    ];
    for (kind, draw) in drawings {
        for (name, expected) in tables[kind].as_object().expect("texts by protocol") {
            let expected = expected.as_str().expect("a text");
            report.compare(kind, name, expected, &draw(proto(name)));
        }
    }
    report.finish();
}

#[test]
fn packets_are_listed_formatted_and_dumped_as_scapy_does() {
    let tables = tables();
    let mut report = Report::new();
    for case in tables["packets"].as_array().expect("packets") {
        let octets = unhex(text_of(case, "bytes").expect("octets"));
        let first = proto(text_of(case, "layer").expect("a layer"));
        let packet = Packet::dissect(first, &octets).expect("Scapy dissects it");
        let what = text_of(case, "expr").expect("an expression");
        let plain = &Style::PLAIN;
        use text::dump::{Halves, chexdump, hexdump, hexstr};
        let moved = Indent {
            indent: 1,
            lvl: "..",
            label_lvl: "> ",
        };
        for (kind, got) in [
            ("packet ls", text::ls::packet(&packet, false)),
            ("packet ls_verbose", text::ls::packet(&packet, true)),
            ("packet json", text::json(&packet)),
            ("packet show_moved", text::show(&packet, moved, plain)),
            ("packet hexdump", hexdump(&octets, plain)),
            ("packet linehexdump", hexstr(&octets, Halves::Both, plain)),
            ("packet onlyhex", hexstr(&octets, Halves::OnlyHex, plain)),
            ("packet onlyasc", hexstr(&octets, Halves::OnlyText, plain)),
            ("packet chexdump", chexdump(&octets)),
        ] {
            let name = kind.strip_prefix("packet ").unwrap_or(kind);
            if let Some(expected) = text_of(case, name) {
                report.compare(kind, what, expected, &got);
            }
        }
        for pair in case["sprintf"].as_array().expect("formats") {
            let format = pair[0].as_str().expect("a format");
            let expected = match pair[1].as_str() {
                Some(text) => text.to_string(),
                None => format!(
                    "{}: {}",
                    pair[1]["error"].as_str().unwrap_or_default(),
                    pair[1]["text"].as_str().unwrap_or_default()
                ),
            };
            let got = match text::sprintf(&packet, format, true) {
                Ok(text) => text,
                Err(error) => format!("{}: {error}", error.kind()),
            };
            report.compare("sprintf", &format!("{what}: {format}"), &expected, &got);
        }
        for (number, triple) in case["hexdiff"].as_array().into_iter().flatten().enumerate() {
            let other = unhex(triple[0].as_str().unwrap_or_default());
            use text::diff::{Algorithm, hexdiff};
            // With `algo="difflib"` Scapy pairs runs of different lengths off by one another;
            // ours stay side by side, so only the default is compared.
            let expected = triple[1].as_str().unwrap_or_default();
            let got = hexdiff(&octets, &other, Algorithm::Fewest, plain);
            report.compare("hexdiff", &format!("{what} {number}"), expected, &got);
        }
    }
    report.finish();
}
