//! Small programs, and what CPython 3.11 prints for them (`tests/language/record.py` records it).

use std::path::Path;

use pkt::eval::interp::Interp;
use pkt::host::output::Output;

/// The programs or results of a file, with their names.
fn parts(text: &str) -> Vec<(String, String)> {
    text.split("# ---- ")
        .skip(1)
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, body)| (name.trim().to_owned(), body.to_owned()))
        .collect()
}

fn run(code: &str) -> String {
    let mut interp = Interp::new(Output::memory());
    pkt::builtins::install(&mut interp);
    let result = interp.run_module(code, "<string>");
    let mut text = interp.output.take();
    if let Err(error) = result {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&interp.error_line(&error));
        text.push('\n');
    }
    text
}

#[test]
fn programs_print_what_cpython_prints() {
    let work = || {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language");
        let only = std::env::var("ONLY").unwrap_or_default();
        let mut wrong = Vec::new();
        let mut count = 0;
        let mut files: Vec<_> = std::fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        for file in files
            .iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == "py"))
        {
            if file.ends_with("record.py") {
                continue;
            }
            let programs = parts(&std::fs::read_to_string(file).unwrap());
            let results = parts(&std::fs::read_to_string(file.with_extension("out")).unwrap());
            assert_eq!(
                programs.len(),
                results.len(),
                "{} is not recorded",
                file.display()
            );
            for ((name, code), (_, expected)) in programs.iter().zip(&results) {
                if !name.contains(&only) {
                    continue;
                }
                count += 1;
                let got = run(code);
                if got.trim_end() != expected.trim_end() {
                    wrong.push(format!(
                        "== {name}\n-- expected\n{}\n-- got\n{}\n",
                        expected.trim_end(),
                        got.trim_end()
                    ));
                }
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {count} programs differ:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    };
    // Debug builds have large frames; the interpreter is given the stack that `main` has.
    std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap_or_else(|panic| {
            std::panic::resume_unwind(panic);
        });
}

/// The report of an uncaught error: the place, the calls, the remedy, Python's last line.
#[test]
fn a_report_shows_the_place_and_the_remedy() {
    let mut interp = Interp::new(Output::memory());
    pkt::builtins::install(&mut interp);
    let code = "def half(number):\n    return nubmer / 2\n\nprint(half(4))\n";
    let error = interp.run_module(code, "half.py").unwrap_err();
    let report = pkt::eval::report::report(&mut interp, &error);
    assert_eq!(
        report,
        " --> half.py:4:7
  |
4 | print(half(4))
  |       -------
 --> half.py:2:12
  |
2 |     return nubmer / 2
  |            ^^^^^^ in half
help: did you mean 'number'?
NameError: name 'nubmer' is not defined
"
    );
}

#[test]
fn natives_find_what_a_script_defined() {
    let mut interp = Interp::new(Output::memory());
    pkt::builtins::install(&mut interp);
    interp
        .run_module("def work(n):\n    return n + 1\nx = 5\n", "x.py")
        .unwrap();
    assert!(interp.main.get("x").is_some());
    let work = interp.main.get("work").unwrap();
    assert_eq!(
        interp
            .call(&work, &[pkt::eval::value::Value::Int(1)])
            .unwrap()
            .as_int(),
        Some(2)
    );
}
