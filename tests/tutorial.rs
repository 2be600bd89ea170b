//! What a user types, statement by statement, and what Scapy 2.8.0 prints for it
//! (`tests/tutorial/record.py` records it).

use std::fmt::Write;
use std::path::Path;

use pkt::eval::interp::Interp;
use pkt::eval::value::Value;
use pkt::host::output::Output;

/// The sessions or transcripts of a file, with their names.
fn parts(text: &str) -> Vec<(String, String)> {
    text.split("# ---- ")
        .skip(1)
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, body)| (name.trim().to_owned(), body.to_owned()))
        .collect()
}

/// The lines of a session as statements: a line with the indented lines below it.
fn statements(body: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in body.trim_end().lines() {
        match found.last_mut() {
            Some(last) if line.starts_with(' ') => {
                let _ = write!(last, "\n{line}");
            }
            _ => found.push(line.to_owned()),
        }
    }
    found
}

fn echo(interp: &mut Interp, value: &Value) -> pkt::eval::error::Result<()> {
    if value.is_none() {
        return Ok(());
    }
    let text = interp.repr(value)?;
    interp.write_out(&format!("{text}\n"))?;
    interp.define("_", value.clone());
    Ok(())
}

/// What each statement prints, and the error with which it ends.
fn run(body: &str) -> Vec<(String, String)> {
    let mut interp = Interp::new(Output::memory());
    pkt::builtins::install(&mut interp);
    interp.display = Some(echo);
    interp.conf.verb = 2;
    let mut said = Vec::new();
    for statement in statements(body) {
        let ended = interp.run_interactive(&format!("{statement}\n"));
        let mut text = interp.output.take();
        if let Err(error) = ended {
            let _ = writeln!(text, "{}", interp.error_line(&error));
        }
        said.push((statement, text));
    }
    said
}

/// What a transcript says about each statement.
fn transcript(text: &str) -> Vec<(String, String)> {
    let mut said: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(statement) = line.strip_prefix(">>> ") {
            said.push((statement.to_owned(), String::new()));
        } else if let (Some(more), Some(last)) = (line.strip_prefix("... "), said.last_mut()) {
            let _ = write!(last.0, "\n{more}");
        } else if let Some(last) = said.last_mut() {
            let _ = writeln!(last.1, "{line}");
        }
    }
    said
}

/// Runs the sessions of a file; what differs from Scapy goes into `wrong`, in the form of the
/// `.ours` file, which says what differs on purpose (`docs/differences.md` says why).
fn compare(directory: &Path, file: &str, only: &str, wrong: &mut String) -> (usize, usize) {
    let read = |ending: &str| {
        std::fs::read_to_string(directory.join(file).with_extension(ending))
            .unwrap_or_else(|_| panic!("{file}.{ending} is missing: record.py makes it"))
    };
    let sessions = parts(&read("py"));
    let recorded = parts(&read("out"));
    // A file in which nothing differs has none.
    let ours = directory.join(file).with_extension("ours");
    let ours = parts(&std::fs::read_to_string(ours).unwrap_or_default());
    assert_eq!(sessions.len(), recorded.len(), "{file} is not recorded");
    let (mut count, mut differing) = (0, 0);
    for ((session, body), (_, recorded)) in sessions.iter().zip(&recorded) {
        if !session.contains(only) {
            continue;
        }
        let recorded = transcript(recorded);
        for (number, ((statement, got), (typed, scapys))) in
            run(body).iter().zip(&recorded).enumerate()
        {
            assert_eq!(statement, typed, "{file} is not recorded");
            count += 1;
            let name = format!("{session} {number}");
            let expected = ours
                .iter()
                .find(|(place, _)| *place == name)
                .and_then(|(_, text)| transcript(text).pop())
                .map_or_else(|| scapys.clone(), |(_, text)| text);
            if got.trim_end() != expected.trim_end() {
                differing += 1;
                let shown = statement.replace('\n', "\n... ");
                let _ = writeln!(wrong, "# ---- {name}\n>>> {shown}\n{}", got.trim_end());
                let _ = writeln!(wrong, "# expected: {}", expected.trim_end());
            }
        }
    }
    (count, differing)
}

/// The files of sessions in a directory, without their ending.
fn files(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).expect("the directory is there");
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".py")?.to_owned()))
        .filter(|name| name != "record")
        .collect();
    names.sort();
    names
}

#[test]
fn statements_print_what_scapy_prints() {
    let work = || {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tutorial");
        // Another directory, to try statements before they are added here.
        let directory = std::env::var("SESSIONS").map_or(directory, Into::into);
        let scratch = tempfile::tempdir().expect("a directory");
        std::env::set_current_dir(&scratch).expect("it was just made");
        let only = std::env::var("ONLY").unwrap_or_default();
        let mut wrong = String::new();
        let (mut count, mut differing) = (0, 0);
        for file in files(&directory) {
            let _ = writeln!(wrong, "## {file}");
            let (more, bad) = compare(&directory, &file, &only, &mut wrong);
            count += more;
            differing += bad;
        }
        assert!(
            differing == 0,
            "{differing} of {count} statements differ:\n{wrong}"
        );
    };
    // Debug builds have large frames; the interpreter is given the stack that `main` has.
    std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(work)
        .expect("a thread")
        .join()
        .unwrap_or_else(|panic| {
            // The hook that keeps panics from users' eyes is quiet here too.
            if let Some(text) = panic.downcast_ref::<String>() {
                use std::io::Write;
                let _ = writeln!(std::io::stderr(), "{text}");
            }
            std::panic::resume_unwind(panic)
        });
}
