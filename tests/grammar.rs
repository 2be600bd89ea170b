//! The grammar: what is parsed, into which trees, and what is refused, in which words.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use pkt::lang::{SourceMap, parse_module};

#[path = "grammar/rules.rs"]
mod rules;
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

fn grammar() -> rules::Rules {
    rules::read(include_str!("../grammar/pkt.ebnf"))
}

/// The functions of the parsers that take nothing but tokens.
fn parser_functions() -> BTreeSet<String> {
    let sources = [
        include_str!("../src/lang/expr.rs"),
        include_str!("../src/lang/stmt.rs"),
        include_str!("../src/lang/literal.rs"),
    ];
    let lines = sources.iter().flat_map(|source| source.lines());
    let heads = lines.filter_map(|line| line.strip_prefix("pub fn "));
    heads
        .filter_map(|head| Some(head.split_once("(input: Tokens) -> Parse<")?.0.to_owned()))
        .collect()
}

#[test]
fn every_rule_has_the_parser_of_its_name_and_the_reverse() {
    let rules: BTreeSet<String> = grammar()
        .into_keys()
        .filter(|name| name != "augmented")
        .collect();
    let functions = parser_functions();
    assert_eq!(
        rules.difference(&functions).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "rules without a parser"
    );
    assert_eq!(
        functions.difference(&rules).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "parsers without a rule"
    );
}

#[test]
fn every_rule_is_reached_from_file() {
    let rules = grammar();
    let mut reached = BTreeSet::from(["file".to_owned()]);
    let mut open = vec!["file".to_owned()];
    while let Some(name) = open.pop() {
        let mut found = Vec::new();
        rules::named(
            rules.get(&name).unwrap_or_else(|| panic!("a rule {name}")),
            &mut found,
        );
        open.extend(
            found
                .into_iter()
                .filter(|name| reached.insert(name.clone())),
        );
    }
    let all: BTreeSet<String> = rules.into_keys().collect();
    assert_eq!(
        all.difference(&reached).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}

#[test]
fn programs_derived_from_the_grammar_are_accepted() {
    // What the rules do not say: see the head of pkt.ebnf.
    let beyond_rules = [
        "cannot ",
        "can't ",
        "outside ",
        "not properly in loop",
        "argument",
        "default",
        "starred",
        "illegal",
        "annotated",
        "keyword",
        "Generator",
        "nonlocal",
        "unpacking",
        "assignment",
        "import *",
        "parameter",
        "named arguments",
        "too many",
        "must be last",
        "only single target",
        "cannot mix",
        "expression is too long",
        "parentheses around the comprehension",
        "/ m",
    ];
    let rules = grammar();
    let mut accepted = 0;
    for seed in 0..4000 {
        let mut derivation = rules::Derivation::new(&rules, seed);
        derivation.rule("file", 14 + (seed % 24) as u32);
        match parse_module(&derivation.text) {
            Ok(_) => accepted += 1,
            Err(error)
                if beyond_rules
                    .iter()
                    .any(|words| error.message.contains(words)) => {}
            Err(error) => panic!("seed {seed}: {error:?}\n{}", derivation.text),
        }
    }
    assert!(accepted > 1000, "only {accepted} of them");
}
