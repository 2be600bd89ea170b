//! Programs in the spellings of Python 2 and of slides, and what they print. No Python runs them
//! today, so that the results (`tests/dialect/NAME.out`) were each checked by hand against Python
//! 2's rules. `RECORD=1 cargo test --test dialect` writes them anew, to be checked again. Hints stand
//! before the output of the text they are about.

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

fn run(code: &str, name: &str, hints: bool) -> String {
    let mut interp = Interp::new(Output::memory());
    interp.hints = hints;
    pkt::builtins::install(&mut interp);
    let result = interp.run_module(code, name);
    let mut text = interp.output.take();
    if let Err(error) = result {
        text.push_str(&interp.error_line(&error));
        text.push('\n');
    }
    text
}

#[test]
fn old_spellings_do_what_they_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialect");
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "py"))
        .collect();
    files.sort();
    for file in files {
        let programs = parts(&std::fs::read_to_string(&file).expect("programs"));
        if std::env::var_os("RECORD").is_some() {
            let results: String = programs
                .iter()
                .map(|(name, code)| format!("# ---- {name}\n{}", run(code, "slide.py", true)))
                .collect();
            std::fs::write(file.with_extension("out"), results).expect("results are written");
        }
        let results = std::fs::read_to_string(file.with_extension("out")).expect("results");
        let results = parts(&results);
        assert_eq!(programs.len(), results.len(), "{}", file.display());
        for ((name, code), (_, expected)) in programs.into_iter().zip(results) {
            if !name.contains(&only) {
                continue;
            }
            count += 1;
            let found = run(&code, "slide.py", true);
            if found != expected {
                wrong.push(format!("{name}\n-- expected\n{expected}-- found\n{found}"));
            }
            let quiet = run(&code, "slide.py", false);
            assert!(!quiet.contains("hint: "), "{name} is quiet:\n{quiet}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 40 || !only.is_empty(), "{count} programs");
}
