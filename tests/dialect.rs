//! Programs in the spellings of Python 2 and of slides. `tests/dialect/record.py` says where their
//! results come from: Python 2.7 itself ran those of `python2.py`; for those of `pasted.py`, which no
//! Python accepts, CPython 3 ran what was meant. The hints are ours; their wording is reviewed in
//! `NAME.hints`, which `RECORD=1 cargo test --test dialect` writes.

use std::path::{Path, PathBuf};

use pkt::eval::interp::Interp;
use pkt::host::output::Output;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/dialect")
        .join(name)
}

/// The programs or results of a file, with their names.
fn parts(name: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(file(name)).unwrap_or_default();
    text.split("# ---- ")
        .skip(1)
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, body)| (name.trim().to_owned(), body.to_owned()))
        .collect()
}

/// What a program prints, with hints or without.
fn run(code: &str, hints: bool) -> String {
    let mut interp = Interp::new(Output::memory());
    interp.hints = hints;
    pkt::builtins::install(&mut interp);
    let result = interp.run_module(code, "slide.py");
    let mut text = interp.output.take();
    if let Err(error) = result {
        text.push_str(&interp.error_line(&error));
        text.push('\n');
    }
    text
}

/// The hints among what was printed.
fn hints(text: &str) -> String {
    text.lines()
        .filter_map(|line| {
            line.find("hint: line ")
                .map(|at| format!("{}\n", &line[at..]))
        })
        .collect()
}

/// How many programs there are, and what is wrong.
fn compare(kind: &str) -> (usize, Vec<String>) {
    let only = std::env::var("ONLY").unwrap_or_default();
    let programs = parts(&format!("{kind}.py"));
    let results = parts(&format!("{kind}.out"));
    let golden = format!("{kind}.hints");
    if std::env::var_os("RECORD").is_some() {
        let all: String = programs
            .iter()
            .map(|(name, code)| format!("# ---- {name}\n{}", hints(&run(code, true))))
            .collect();
        std::fs::write(file(&golden), all).expect("hints are written");
    }
    let expected_hints = parts(&golden);
    assert_eq!(programs.len(), results.len(), "{kind}: results");
    assert_eq!(programs.len(), expected_hints.len(), "{kind}: hints");
    let mut wrong = Vec::new();
    for (at, (name, code)) in programs.iter().enumerate() {
        assert_eq!(*name, results[at].0, "{kind}: the order of results");
        if !name.contains(&only) {
            continue;
        }
        let mut check = |what: &str, expected: &str, found: &str| {
            if expected != found {
                wrong.push(format!(
                    "{name}: {what}\n-- expected\n{expected}-- found\n{found}"
                ));
            }
        };
        let quiet = run(code, false);
        check("output", &results[at].1, &quiet);
        assert!(!quiet.contains("hint: "), "{name} is quiet:\n{quiet}");
        check("hints", &expected_hints[at].1, &hints(&run(code, true)));
    }
    (programs.len(), wrong)
}

#[test]
fn python_2_does_what_it_did() {
    let (count, wrong) = compare("python2");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 150, "{count} programs");
}

#[test]
fn what_was_pasted_is_what_was_meant() {
    let (count, wrong) = compare("pasted");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 30, "{count} programs");
}
