//! What a test needs of the machine. Where it is missing the test is skipped, aloud and by name;
//! under CI (`CI` is set) nothing is skipped.
#![allow(dead_code)] // each test file uses its part

use std::io::Write;

/// Says that a test is skipped, past the harness, which would hide it.
pub fn skip(test: &str, why: &str) {
    assert!(
        std::env::var_os("CI").is_none(),
        "{test}: {why}; under CI nothing is skipped"
    );
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {why}");
}

/// Whether the programs that a test calls are installed; says that it is skipped where not.
pub fn programs(test: &str, needed: &[&str]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let installed = |program: &str| folders.iter().any(|folder| folder.join(program).is_file());
    let missing: Vec<&str> = needed
        .iter()
        .copied()
        .filter(|program| !installed(program))
        .collect();
    if missing.is_empty() {
        return true;
    }
    let missing = missing.join(", ");
    skip(
        test,
        &format!("not installed: {missing} (`make setup-test` does it)"),
    );
    false
}

/// The name of the test that this thread runs.
pub fn this_test() -> String {
    let thread = std::thread::current();
    thread.name().unwrap_or("a test").to_owned()
}
