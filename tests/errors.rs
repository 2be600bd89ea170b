//! The error gallery: what beginners write, and what they are told. The texts are designed; the
//! last line is CPython's where it has one. `RECORD=1 cargo test --test errors` writes them anew, to
//! be read as a teacher would.

use std::path::{Path, PathBuf};

use pkt::eval::interp::Interp;
use pkt::eval::report;
use pkt::host::output::Output;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/errors")
        .join(name)
}

fn parts(text: &str) -> Vec<(String, String)> {
    text.split("# ---- ")
        .skip(1)
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, body)| (name.trim().to_owned(), body.to_owned()))
        .collect()
}

/// What a person sees.
fn told(code: &str, strict: bool) -> String {
    let mut interp = Interp::new(Output::memory());
    interp.strict = strict;
    pkt::builtins::install(&mut interp);
    let result = interp.run_module(code, "lab.py");
    let mut text = interp.output.take();
    if let Err(error) = result {
        text.push_str(&report::report(&mut interp, &error));
    }
    // Which interfaces there are differs from machine to machine.
    text.lines()
        .map(|line| match line.split_once("there are: ") {
            Some((before, _)) => format!("{before}there are: …\n"),
            None => format!("{line}\n"),
        })
        .collect()
}

fn compare(kind: &str) -> usize {
    let programs = parts(&std::fs::read_to_string(file(&format!("{kind}.py"))).expect("programs"));
    let golden = file(&format!("{kind}.out"));
    if std::env::var_os("RECORD").is_some() {
        let all: String = programs
            .iter()
            .map(|(name, code)| format!("# ---- {name}\n{}", told(code, false)))
            .collect();
        std::fs::write(&golden, all).expect("the texts are written");
    }
    let expected = parts(&std::fs::read_to_string(&golden).expect("texts"));
    assert_eq!(programs.len(), expected.len(), "{kind}");
    let mut wrong = Vec::new();
    for ((name, code), (_, expected)) in programs.iter().zip(&expected) {
        let found = told(code, false);
        if found != *expected {
            wrong.push(format!("{name}\n-- expected\n{expected}-- found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    programs.len()
}

#[test]
fn mistakes_of_writing_are_explained() {
    assert!(compare("syntax") >= 60);
}

#[test]
fn mistakes_of_running_are_explained() {
    assert!(compare("running") >= 80);
}

#[test]
fn a_warning_is_given_once_per_place_and_is_an_error_where_that_is_asked_for() {
    let code = "p = IP()\nfor i in range(3):\n    p.tll = i\nprint(p.tll, p.ttl)\n";
    let lenient = told(code, false);
    assert_eq!(lenient.matches("WARNING").count(), 1, "{lenient}");
    assert!(lenient.ends_with("2 64\n"), "{lenient}");
    let strict = told(code, true);
    assert!(strict.contains("help: did you mean 'ttl'?"), "{strict}");
    assert!(
        strict.ends_with("AttributeError: IP has no field 'tll'\n"),
        "{strict}"
    );
}

#[test]
fn a_name_of_an_interface_can_stand_for_another() {
    let code = "conf.iface_alias = {'en0': 'lo'}\nconf.iface = 'en0'\nprint(conf.iface_alias)\n\
                del conf.iface_alias['en0']\nconf.iface = 'en0'\n";
    let text = told(code, false);
    assert!(text.starts_with("{'en0': 'lo'}\n"), "{text}");
    assert!(
        text.ends_with("ValueError: Interface 'en0' not found !\n"),
        "{text}"
    );
    assert!(text.contains("there are: "), "{text}");
}
