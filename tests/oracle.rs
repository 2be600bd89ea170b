//! Scapy as the judge: random packets and what Scapy 2.8 says of them, recorded by
//! `tests/oracle/record.py`.
//!
//! `ORACLE_SHOW=10 cargo test --test oracle -- --nocapture` prints the first mismatches of each
//! kind. `ORACLE_CASES=FILE` compares with another record: `record.py 20000 7 FILE` makes one.

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
    let path = match std::env::var_os("ORACLE_CASES") {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/cases.jsonl.gz"),
    };
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

/// A text of the record, the same of the damaged packet, and what writes ours.
type Text = (&'static str, &'static str, fn(&Packet) -> String);

const TEXTS: [Text; 4] = [
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
    // Scapy gives up on a checksum over an address that is none; we send what was set.
    let gives_up = case["error"][2].as_str().is_some_and(|text| {
        text.starts_with("illegal IP address string")
            || text.starts_with("unsupported operand type(s) for -: 'RawVal'")
    });
    if gives_up {
        return;
    }
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
    // ICMP timestamps are the time at which Scapy was started; the record has none.
    pkt::packet::environment::set_start_of_day(None);
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

/// A number and a time at the start of a line: the time of day is the machine's.
fn timeless(text: &str) -> String {
    let line = |line: &str| match line.split_once(' ') {
        Some((number, rest)) if number.len() == 4 && rest.get(8..9) == Some(".") => {
            format!("{number} TIME{}", rest.get(15..).unwrap_or_default())
        }
        _ => line.to_string(),
    };
    text.lines().map(|text| line(text) + "\n").collect()
}

#[test]
fn lists_are_cut_joined_matched_and_printed_as_scapy_does() {
    use pkt::packet::list::{
        Dump, Element, Layout, List, PacketList, Replacement, order, session, table,
    };
    type Never = pkt::packet::Error;

    fn lines<T: Element>(list: &List<T>) -> String {
        let mut out = String::new();
        list.summary::<Never>(
            |_| Ok(true),
            |item| Ok(item.line()),
            |line| {
                out.push_str(line);
                out.push('\n');
                Ok(())
            },
        )
        .expect("nothing fails");
        out
    }
    fn numbered<T: Element>(list: &List<T>) -> String {
        let mut out = String::new();
        list.nsummary::<Never>(
            &Style::PLAIN,
            |_| Ok(true),
            |item| Ok(item.line()),
            |line| {
                out.push_str(line);
                out.push('\n');
                Ok(())
            },
        )
        .expect("nothing fails");
        out
    }
    fn dumped(list: &PacketList, what: Dump) -> String {
        let mut out = String::new();
        list.dump::<Never>(
            what,
            &Style::PLAIN,
            |_| Ok(true),
            |line| {
                out.push_str(line);
                out.push('\n');
                Ok(())
            },
        )
        .expect("nothing fails");
        timeless(&out)
    }

    let tables = tables();
    let record = &tables["lists"];
    let mut report = Report::new();
    let octets = record["octets"].as_array().expect("octets").iter();
    let packets = octets.map(|octets| {
        let octets = unhex(octets.as_str().expect("digits"));
        Packet::dissect(proto("Ether"), &octets).expect("Scapy dissects it")
    });
    let capture = PacketList::of_packets("dump.pcap", packets);
    let answers =
        |answer: &Packet, question: &Packet| answer.answers(question, &Default::default());
    let (answered, left) = capture.sr(false, 0, answers);
    let (every, rest) = capture.sr(true, 0, answers);
    let (near, far) = capture.sr(false, 1, answers);
    let has =
        |name: &'static str| move |packet: &Packet| Ok::<bool, Never>(packet.haslayer(proto(name)));
    let change = |proto: &'static Proto, field, old: Option<FieldValue>, new| Replacement {
        proto,
        field,
        old,
        new,
    };
    let address = |text| FieldValue::text(text);
    let source = || {
        let new = address("9.9.9.9");
        change(proto("IP"), "src", Some(address("10.0.0.1")), new)
    };
    let replaced = capture.replace(&[source()], false).expect("it fits");
    let plain = &Style::PLAIN;
    let reprs = [
        capture.repr(plain),
        capture.slice(2..4).repr(plain),
        capture.slice((0..9).step_by(2)).repr(plain),
        capture.concat(&capture).repr(plain),
        capture.having(proto("IP")).repr(plain),
        capture.having(proto("TCP")).repr(plain),
        capture
            .filter(|entry| has("IP")(&entry.packet()))
            .expect("nothing fails")
            .repr(plain),
        capture.getlayer(proto("ICMP"), 1, |_| true).repr(plain),
        capture.getlayer(proto("Raw"), 1, |_| true).repr(plain),
        answered.repr(plain),
        left.repr(plain),
        every.repr(plain),
        rest.repr(plain),
        near.repr(plain),
        far.repr(plain),
        answered.slice(0..1).repr(plain),
        answered
            .filter(|pair| has("TCP")(&pair.1))
            .expect("nothing fails")
            .repr(plain),
        answered.having(proto("TCP")).repr(plain),
        answered.concat(&answered).repr(plain),
        PacketList::new(Vec::new()).repr(plain),
        replaced.repr(plain),
    ];
    for (expected, got) in record["repr"].as_array().expect("texts").iter().zip(&reprs) {
        report.compare("list repr", "", expected.as_str().unwrap_or_default(), got);
    }
    let port = change(proto("TCP"), "dport", None, FieldValue::Int(443));
    let replaced = capture.replace(&[source(), port], false).expect("it fits");
    for (kind, got) in [
        ("summary", lines(&capture)),
        ("nsummary", numbered(&capture)),
        ("answered", numbered(&answered)),
        ("left", lines(&left)),
        ("every", lines(&every)),
        ("far", lines(&far)),
        (
            "layer",
            lines(&capture.getlayer(proto("ICMP"), 1, |_| true)),
        ),
        ("replaced", lines(&replaced)),
        ("hexraw", dumped(&capture, Dump::Raw)),
        ("padding", dumped(&capture, Dump::Padding)),
        ("nzpadding", dumped(&capture, Dump::UnevenPadding)),
        ("hexdump", dumped(&capture, Dump::All)),
    ] {
        let expected = timeless(text_of(record, kind).expect("a text"));
        report.compare("list text", kind, &expected, &got);
    }
    let sessions = capture
        .sessions::<Never>(|packet| Ok(session(packet)))
        .expect("nothing fails");
    let sessions: Vec<String> = sessions
        .iter()
        .map(|(key, list)| format!("{key} {}", list.repr(plain)))
        .collect();
    let expected: Vec<String> = record["sessions"]
        .as_array()
        .expect("pairs")
        .iter()
        .map(|pair| {
            format!(
                "{} {}",
                pair[0].as_str().unwrap_or(""),
                pair[1].as_str().unwrap_or("")
            )
        })
        .collect();
    report.compare(
        "list sessions",
        "",
        &expected.join("\n"),
        &sessions.join("\n"),
    );
    let entries: Vec<(String, String, String)> = capture
        .items
        .iter()
        .map(|entry| {
            let packet = entry.packet();
            let text = |format| text::sprintf(&packet, format, true).expect("a good format");
            (
                text("{IP:%IP.dst%}{!IP:none}"),
                text("{TCP:%r,TCP.dport%}{UDP:%r,UDP.dport%}{ICMP:0}"),
                text::summary(&packet).chars().take(9).collect(),
            )
        })
        .collect();
    let layouts = [Layout::Plain, Layout::Lined, Layout::Tex];
    for (expected, layout) in record["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .zip(layouts)
    {
        let sort = |keys: &mut Vec<String>| {
            order(keys);
            Ok::<(), Never>(())
        };
        let got = table(&entries, layout, sort, sort).expect("nothing fails");
        report.compare(
            "list table",
            "",
            expected.as_str().unwrap_or_default(),
            &got,
        );
    }
    report.finish();
}

#[test]
fn sets_are_printed_and_expanded_as_scapy_does() {
    use pkt::packet::product::Product;

    let mut report = Report::new();
    for case in tables()["sets"].as_array().expect("packets") {
        let what = case["stack"].to_string();
        let packet = packet(&case["stack"]).expect("Scapy makes it");
        for (name, _, ask) in TEXTS {
            if let Some(expected) = text_of(case, name) {
                report.compare(
                    "set text",
                    &format!("{name} {what}"),
                    expected,
                    &ask(&packet),
                );
            }
        }
        if let Some(expected) = text_of(case, "ls") {
            report.compare("set ls", &what, expected, &text::ls::packet(&packet, false));
        }
        let first = outcome(packet.build(), |octets| hex(&octets));
        // A set without members is no packet to Scapy, and cannot be built.
        if let Some(expected) = text_of(case, "first") {
            report.compare("set first", &what, expected, &first);
        }
        let Some(members) = case["members"].as_array() else {
            continue;
        };
        let lines: Vec<String> = Product::new(&packet)
            .map(|member| {
                let octets = outcome(member.build(), |octets| hex(&octets));
                format!("{} {octets}", text::repr(&member, &Style::PLAIN))
            })
            .collect();
        let expected: Vec<String> = members
            .iter()
            .map(|pair| {
                format!(
                    "{} {}",
                    pair[0].as_str().unwrap_or(""),
                    pair[1].as_str().unwrap_or("")
                )
            })
            .collect();
        report.compare(
            "set members",
            &what,
            &expected.join("\n"),
            &lines.join("\n"),
        );
        let count = Product::new(&packet).count_all().to_string();
        report.compare("set count", &what, &members.len().to_string(), &count);
    }
    report.finish();
}

/// The expressions themselves, typed: through the language, the builtins and the printing.
#[test]
fn expressions_give_what_scapy_gives() {
    let cases = cases().1;
    let whole = |case: &&Value| {
        case.get("error").is_none()
            && case.get("text_errors").is_none()
            && case.get("show2").is_some()
    };
    let asked: Vec<&Value> = cases.iter().filter(whole).collect();
    let mut report = Report::new();
    // One script is one function to the compiler, and a function has its limits.
    for part in asked.chunks(3000) {
        let printed = typed(part);
        let mut rest = &printed[..];
        for (number, case) in part.iter().enumerate() {
            let text = |name| text_of(case, name).unwrap_or_default();
            let expected = format!(
                "#{number}\n{}\n{}\n{}\n{}\n{}{}",
                text("repr"),
                text("summary"),
                text("command"),
                text("bytes"),
                text("show"),
                text("show2")
            );
            let (got, after) = match rest.find(&format!("\n#{}\n", number + 1)) {
                Some(end) => rest.split_at(end + 1),
                None => (rest, ""),
            };
            report.compare("expression", text("expr"), &expected, got);
            rest = after;
        }
    }
    report.finish();
}

/// What pkt prints of the cases when their expressions stand in a script.
fn typed(cases: &[&Value]) -> String {
    let mut script = String::new();
    for (number, case) in cases.iter().enumerate() {
        let expr = text_of(case, "expr").expect("every case has an expression");
        script.push_str(&format!(
            "print('#{number}')\np = {expr}\nprint(repr(p))\nprint(p.summary())\n\
             print(p.command())\nprint(bytes(p).hex())\n\
             print(p.show(dump=True) + p.show2(dump=True), end='')\n"
        ));
    }
    let folder = tempfile::tempdir().expect("a folder for the script");
    let path = folder.path().join("expressions.pkt");
    std::fs::write(&path, script).expect("the script can be written");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_pkt"))
        .arg(&path)
        .output()
        .expect("pkt runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
