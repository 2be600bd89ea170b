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
    on_any_machine(&text)
}

/// Which interfaces there are differs from machine to machine.
fn on_any_machine(text: &str) -> String {
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

#[test]
fn lint_says_what_looks_wrong_and_runs_nothing() {
    let mut interp = Interp::new(Output::memory());
    pkt::builtins::install(&mut interp);
    let script = std::fs::read_to_string(file("lint.pkt")).expect("the script");
    assert_eq!(pkt::repl::lint::lint(&mut interp, &script, "lint.pkt"), 1);
    let found = on_any_machine(&interp.output.take());
    if std::env::var_os("RECORD").is_some() {
        std::fs::write(file("lint.out"), &found).expect("the texts are written");
    }
    assert_eq!(
        found,
        std::fs::read_to_string(file("lint.out")).expect("texts")
    );

    assert_eq!(
        pkt::repl::lint::lint(&mut interp, "if 1 = 2:\n    pass\n", "x.py"),
        2
    );
    let right = "p = IP(dst='10.0.0.1')\np.note = 1\nif IP in p:\n    del p.chksum\n    p.show()\n";
    interp.output.take();
    assert_eq!(
        pkt::repl::lint::lint(&mut interp, &right.replace("p.note = 1\n", ""), "x.py"),
        0
    );
    assert_eq!(interp.output.take(), "");
}

/// What the program writes to standard output and standard error, and its status.
fn pkt(words: &[&str]) -> (String, String, Option<i32>) {
    let program = env!("CARGO_BIN_EXE_pkt");
    let done = std::process::Command::new(program)
        .args(words)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let text = |octets| String::from_utf8_lossy(octets).into_owned();
    (text(&done.stdout), text(&done.stderr), done.status.code())
}

#[test]
fn flags_of_the_command_line_do_what_they_say() {
    let old = file("../dialect/flags.py");
    let old = old.to_str().expect("a path");
    let (out, told, _) = pkt(&[old]);
    assert_eq!(out, "3\n");
    assert!(
        told.starts_with("hint: line 1: Python 3 writes print("),
        "{told}"
    );
    let (out, told, status) = pkt(&["-q", old]);
    assert_eq!((&*out, &*told, status), ("3\n", "", Some(0)));
    let (_, told, status) = pkt(&["--strict", "-c", "p = IP(); p.tll = 3"]);
    assert!(told.ends_with("error: IP has no field 'tll'\n"), "{told}");
    assert_eq!(status, Some(1));
    // Found before the first line runs, once.
    let late = "print('runs')\np = IP()\np.tll = 3\ndef never():\n    send(p, cuont=2)\n";
    let (out, told, status) = pkt(&["-c", late]);
    assert_eq!((&*out, status), ("runs\n", Some(0)));
    let warnings: Vec<&str> = told.lines().filter(|l| l.starts_with("WARN")).collect();
    let [field, option] = warnings[..] else {
        panic!("{told}")
    };
    assert_eq!(field, "WARNING: IP has no field 'tll'");
    assert_eq!(option, "WARNING: send() has no option 'cuont'");
    let (out, told, status) = pkt(&["--strict", "-c", late]);
    assert_eq!((&*out, status), ("", Some(1)), "{told}");
    let (out, _, _) = pkt(&[
        "--iface",
        "en0=lo",
        "-c",
        "conf.iface = 'en0'; print(conf.iface_alias)",
    ]);
    assert_eq!(out, "{'en0': 'lo'}\n");
    assert_eq!(pkt(&["--iface", "en0"]).2, Some(2));
    assert_eq!(pkt(&["--lint", old]).2, Some(0));
    assert_eq!(pkt(&["--lint"]).2, Some(2));
}
