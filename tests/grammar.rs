//! The grammar: what is parsed, into which trees, and what is refused, in which words.

use std::fs;
use std::path::PathBuf;

use pkt::lang::{SourceMap, parse_module};

#[path = "grammar/tree.rs"]
mod tree;

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("grammar")
        .join(folder);
    let mut found: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{} has samples", folder.display());
    found
}

fn said(source: &str) -> String {
    match parse_module(source) {
        Ok(_) => "nothing".to_owned(),
        Err(error) => {
            let (line, column) = SourceMap::new(source).place(error.span.start);
            format!("{} {line}:{column} {}", error.kind.name(), error.message)
        }
    }
}

#[test]
fn samples_have_the_trees_of_cpython() {
    for extension in ["py", "pkt"] {
        for sample in files("ok", extension) {
            let source = fs::read_to_string(&sample).expect("a sample");
            let expected = fs::read_to_string(sample.with_extension("tree")).expect("its tree");
            let module = parse_module(&source)
                .unwrap_or_else(|error| panic!("{}: {error:?}", sample.display()));
            let found = tree::tree(&module);
            for (found, expected) in found.lines().zip(expected.lines()) {
                assert_eq!(found, expected, "{}", sample.display());
            }
            assert_eq!(
                found.lines().count(),
                expected.lines().count(),
                "{}",
                sample.display()
            );
        }
    }
}

#[test]
fn wrong_samples_are_refused_in_the_expected_words() {
    let mut wrong = Vec::new();
    for path in files("err", "txt") {
        let text = fs::read_to_string(&path).expect("cases");
        for case in text.trim_end().split("\n\n") {
            let source: String = case
                .lines()
                .filter(|line| line.starts_with('|'))
                .map(|line| format!("{}\n", line.get(2..).unwrap_or("")))
                .collect();
            let expected = case
                .lines()
                .find_map(|line| line.strip_prefix("! ").or(line.strip_prefix("= ")));
            let found = said(&source);
            if expected != Some(&found) {
                wrong.push(format!(
                    "{source}  expected {}\n  found    {found}\n",
                    expected.unwrap_or_default()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
