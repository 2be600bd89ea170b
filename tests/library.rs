//! Runs the programs of `tests/library` and compares what they print with what CPython 3.11
//! printed (`tests/library/record.sh` records it anew).

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use pkt::eval::interp::Interp;
use pkt::host::output::Output;

/// A program has one interpreter that the signs for it are raised for; so the tests take turns.
fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn programs_print_what_python_prints() {
    let _alone = alone();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library");
    let mut programs: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of programs")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    programs.sort();
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut wrong = Vec::new();
    for program in programs
        .iter()
        .filter(|path| path.display().to_string().contains(&only))
    {
        let source = std::fs::read_to_string(program).expect("a program");
        let wanted = std::fs::read_to_string(program.with_extension("out")).unwrap_or_default();
        let got = run(&source, &program.display().to_string());
        if got != wanted {
            wrong.push(format!(
                "{}\n{}",
                program.display(),
                difference(&wanted, &got)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_of_builtin_functions_show_what_they_say() {
    let _alone = alone();
    let mut wrong = Vec::new();
    for builtin in pkt::builtins::core::FAMILIES.iter().copied().flatten() {
        for (line, wanted) in builtin.examples {
            let mut interp = Interp::new(Output::memory());
            pkt::builtins::install(&mut interp);
            let shown = match interp.run_interactive(line) {
                Ok(Some(value)) => interp.repr(&value).unwrap_or_default(),
                Ok(None) => String::new(),
                Err(error) => format!("{error:?}"),
            };
            if shown != *wanted {
                wrong.push(format!("{line}: {shown}, not {wanted}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_can_be_imported() {
    let _alone = alone();
    let mut interp = Interp::new(Output::memory());
    pkt::builtins::install(&mut interp);
    let modules: Vec<(&str, &str)> = interp
        .native_modules()
        .map(|module| (module.name, module.help))
        .collect();
    assert!(modules.len() > 20);
    for (name, help) in modules {
        match interp.import(name) {
            Ok(_) => assert_ne!(help, "Is refused.", "import {name}"),
            // A refusal says why, and what to use instead.
            Err(error) => {
                assert_eq!(help, "Is refused.", "import {name}: {error:?}");
                assert!(error.is(pkt::eval::exception::Exc::ImportError), "{name}");
                assert!(error.0.help.borrow().is_some(), "import {name}: no remedy");
            }
        }
    }
}

/// Every method and many functions get arguments that make no sense; none may panic.
#[test]
fn nonsense_is_an_exception_and_never_a_panic() {
    let _alone = alone();
    let text = run(include_str!("library/nonsense.pkt"), "nonsense.pkt");
    assert!(text.ends_with("done\n"), "{text}");
}

fn run(source: &str, name: &str) -> String {
    let mut interp = Interp::new(Output::memory());
    interp.argv = vec![name.to_string()];
    pkt::builtins::install(&mut interp);
    interp.path = Path::new(name)
        .parent()
        .map(Path::to_owned)
        .into_iter()
        .collect();
    interp.main.set("__file__", name);
    let result = interp.run_module(source, name);
    // Functions of atexit run at the end of the program.
    let result = result.and(interp.finish());
    let mut text = interp.output.take();
    if let Err(error) = result {
        text.push_str(&format!("{error:?}\n"));
    }
    text
}

fn difference(wanted: &str, got: &str) -> String {
    let mut lines = Vec::new();
    let (mut left, mut right) = (wanted.lines(), got.lines());
    for number in 1.. {
        match (left.next(), right.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => lines.push(format!(
                "  line {number}\n    Python: {}\n    pkt:    {}",
                a.unwrap_or("(nothing)"),
                b.unwrap_or("(nothing)")
            )),
        }
        if lines.len() == 12 {
            break;
        }
    }
    lines.join("\n")
}
