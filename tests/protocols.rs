//! Protocols that a script makes, at random, against what Scapy 2.8 says of them:
//! `tests/protocols/record.py` makes and records them.
//!
//! `PROTOCOLS_SHOW=20 cargo test --test protocols -- --nocapture` prints more of what differs;
//! `PROTOCOLS_CASES=FILE` compares with another record.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use pkt::builtins;
use pkt::eval::interp::Interp;
use pkt::host::output::Output;
use serde_json::Value;

fn lines() -> Vec<Value> {
    let path = match std::env::var_os("PROTOCOLS_CASES") {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protocols/cases.jsonl.gz"),
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).expect("the record is part of the repository");
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("the record is gzip'd text");
    let parsed = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"));
    parsed.collect()
}

/// What an expression says here, or the error.
fn said(interp: &mut Interp, expr: &str) -> Result<String, String> {
    let globals = interp.main.globals.clone();
    let words = |interp: &mut Interp, error| interp.error_line(&error);
    if let Some(statement) = expr.strip_prefix('!') {
        let done = interp.exec(statement, "<case>", &globals);
        let printed = interp.output.take();
        return done.map(|()| printed).map_err(|error| words(interp, error));
    }
    match interp
        .eval(expr, &globals)
        .and_then(|value| interp.str(&value))
    {
        Ok(text) => Ok(text),
        Err(error) => Err(words(interp, error)),
    }
}

#[test]
fn protocols_of_scripts_are_as_in_scapy() {
    let show: usize = std::env::var("PROTOCOLS_SHOW")
        .ok()
        .and_then(|show| show.parse().ok())
        .unwrap_or(8);
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut shown = Vec::new();
    for case in lines() {
        let source = case["source"].as_str().expect("a source");
        let globals = interp.main.globals.clone();
        if let Err(error) = interp.exec(source, "<case>", &globals) {
            let words = interp.error_line(&error);
            counts.entry("class".into()).or_default().0 += 1;
            shown.push(format!("class: {words}\n{source}"));
            continue;
        }
        let mut before = String::new();
        for step in case["steps"].as_array().expect("steps") {
            let (kind, expr) = (
                step[0].as_str().expect("a kind"),
                step[1].as_str().expect("an expression"),
            );
            let own = said(&mut interp, expr);
            // What Scapy cannot print (a date after the year 9999) is printed as a number here.
            let printed = kind.ends_with("repr") || kind.ends_with("show");
            if printed && step[2].is_null() {
                continue;
            }
            let count = counts.entry(kind.to_owned()).or_default();
            count.0 += 1;
            let right = match (&own, step[2].as_str()) {
                (Ok(own), Some(scapy)) => own == scapy,
                (Err(_), None) => true,
                _ => false,
            };
            if let Some(statement) = expr.strip_prefix('!') {
                before = statement.to_owned();
            }
            if right {
                count.1 += 1;
                continue;
            }
            let alike = shown
                .iter()
                .filter(|one: &&String| one.starts_with(&format!("{kind} ")))
                .count();
            if alike < show {
                let scapy = step[2].as_str().unwrap_or("an error");
                let own = own.unwrap_or_else(|error| error);
                let differs = scapy
                    .lines()
                    .zip(own.lines())
                    .find(|(scapy, own)| scapy != own);
                let (scapy, own) = differs.unwrap_or((scapy, &own));
                let fields = source.rsplit("class ").next().unwrap_or_default();
                shown.push(format!(
                    "{kind} after {before}: {expr}\n  scapy {scapy}\n  pkt   {own}\n{fields}"
                ));
            }
        }
    }
    for (kind, (asked, right)) in &counts {
        println!("{kind:<20} {right:>6} of {asked:>6}");
    }
    let wrong: usize = counts.values().map(|(asked, right)| asked - right).sum();
    assert!(
        wrong == 0,
        "{}\n{wrong} answers are not Scapy's",
        shown.join("\n")
    );
}
