//! The grammar: what is parsed, into which trees, and what is refused, in which words.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use pkt::lang::{Interactive, SourceMap, parse_interactive, parse_module, tokens};

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
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/lang");
    let sources: Vec<String> = fs::read_dir(folder)
        .expect("the sources")
        .map(|entry| fs::read_to_string(entry.expect("a file").path()).expect("a text"))
        .collect();
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
        "multiple exception types",
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

/// Whatever comes out, it comes out; the tokens for highlighting cover the text in order.
fn try_all(source: &str) {
    let _ = parse_module(source);
    let _ = parse_interactive(source);
    let mut end = 0;
    for token in tokens(source) {
        assert!(
            token.span.start >= end && token.span.end > token.span.start,
            "{source:?} {token:?}"
        );
        assert!(
            source
                .get(token.span.start as usize..token.span.end as usize)
                .is_some(),
            "{source:?} {token:?}"
        );
        end = token.span.end;
    }
}

#[test]
fn random_octets_never_panic() {
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..4000 {
        let octets: Vec<u8> = (0..random.usize(..60)).map(|_| random.u8(..)).collect();
        try_all(&String::from_utf8_lossy(&octets));
    }
}

#[test]
fn random_words_never_panic() {
    let words = [
        "a", "1", "0x", "1.", "'", "\"", "'''", "\"\"\"", "f'", "f\"{", "}", "{", "(", ")", "[",
        "]", ",", ":", ":=", "=", "==", ".", "...", "*", "**", "/", "->", "@", ";", "\\", "\n",
        "\r\n", "\n  ", "\n\t", "\n    ", "#", "if", "else", "elif", "for", "in", "not", "is",
        "lambda", "def", "class", "return", "yield", "from", "import", "try", "except", "finally",
        "with", "as", "del", "assert", "raise", "global", "nonlocal", "pass", "None", "print", "é",
        "\u{a0}", "“", "!", "!=", "`", "$", "\0", "b'\\x", "\\N{", "'\\u12'", "é'", "await",
        "async", "match",
    ];
    let mut random = fastrand::Rng::with_seed(2);
    for _ in 0..12000 {
        let mut source = String::new();
        for _ in 0..random.usize(..24) {
            source.push_str(words[random.usize(..words.len())]);
            if random.bool() {
                source.push(' ');
            }
        }
        try_all(&source);
    }
}

#[test]
fn changed_samples_never_panic() {
    let mut random = fastrand::Rng::with_seed(3);
    let samples: Vec<Vec<u8>> = files("ok", "py")
        .iter()
        .map(|path| fs::read(path).expect("a sample"))
        .collect();
    for _ in 0..2500 {
        let mut octets = samples[random.usize(..samples.len())].clone();
        for _ in 0..=random.usize(..4) {
            let (from, to) = (random.usize(..octets.len()), random.usize(..octets.len()));
            match random.u8(..4) {
                0 => octets.truncate(from.max(1)),
                1 => octets[from] = octets[to],
                2 => octets.insert(from, b"()[]{}'\"\\:,=\n\t f"[random.usize(..16)]),
                _ => drop(octets.drain(from.min(to)..from.max(to).min(from.min(to) + 8))),
            }
            if octets.is_empty() {
                octets.push(b'\n');
            }
        }
        try_all(&String::from_utf8_lossy(&octets));
    }
}

#[test]
fn deep_texts_are_refused_and_long_ones_are_not() {
    // A test's thread has 2 MB; the program's has more.
    let thread = std::thread::Builder::new()
        .stack_size(4 << 20)
        .spawn(deep_and_long_texts)
        .expect("a thread");
    assert!(thread.join().is_ok());
}

fn deep_and_long_texts() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("f(", ")"),
        ("a[", "]"),
        ("{1:", "}"),
        ("f'{", "}'"),
    ] {
        let deep = format!("{}1{}\n", open.repeat(200_000), close.repeat(200_000));
        assert!(parse_module(&deep).is_err());
        try_all(&open.repeat(200_000));
        let allowed = format!("{}1{}\n", open.repeat(90), close.repeat(90));
        assert!(
            open.starts_with("f'") || parse_module(&allowed).is_ok(),
            "{:?}",
            parse_module(&allowed).err()
        );
    }
    assert_eq!(
        said(&"(".repeat(200_000)),
        "SyntaxError 1:201 too many nested parentheses"
    );
    for repeated in [
        "-",
        "not ",
        "lambda: ",
        "a if b else ",
        "a ** ",
        "a + ",
        "a.",
        "a = ",
        "*",
        "a < ",
        "a and ",
        "yield ",
    ] {
        try_all(&format!("{}a\n", repeated.repeat(100_000)));
    }
    for repeated in ["f()", "(x)", "[0]", ".a"] {
        try_all(&format!("a{}\n", repeated.repeat(100_000)));
    }
    try_all(
        &(0..200)
            .map(|depth| format!("{}if a:\n", " ".repeat(depth)))
            .collect::<String>(),
    );
    try_all(
        &(0..50)
            .map(|depth| format!("{}if (((((a))))):\n", " ".repeat(depth)))
            .collect::<String>(),
    );
    try_all(&format!("if a: pass\n{}", "elif a: pass\n".repeat(20_000)));
    try_all(&"@a\n".repeat(20_000));
    assert!(parse_module(&format!("x = [{}]\n", "(1, 2 + 3, [4]), ".repeat(20_000))).is_ok());
    assert!(parse_module(&format!("x = {}1\n", "1 + ".repeat(900))).is_ok());
    assert!(parse_module(&"x = f(a + 1, b=[c, d])\n".repeat(20_000)).is_ok());
}

fn shell(source: &str) -> &'static str {
    match parse_interactive(source) {
        Interactive::Complete(_) => "complete",
        Interactive::Unfinished => "unfinished",
        Interactive::Error(_) => "error",
    }
}

#[test]
fn the_shell_knows_when_to_ask_for_the_next_line() {
    let cases = [
        ("", "complete"),
        ("x = 1", "complete"),
        ("# a comment", "complete"),
        ("x = (1,", "unfinished"),
        ("x = (1,\n", "unfinished"),
        ("x = (1,\n2)", "complete"),
        ("f(", "unfinished"),
        ("f(a=", "unfinished"),
        ("x = [1 +", "unfinished"),
        ("x = '''a", "unfinished"),
        ("x = '''a\n\nb", "unfinished"),
        ("x = '''a\nb'''", "complete"),
        ("f(x, '''a", "unfinished"),
        ("x = f'''{a}", "unfinished"),
        ("x = 'a", "error"),
        ("x = 1 + \\", "unfinished"),
        ("x = 1 + \\\n2", "complete"),
        ("if x:", "unfinished"),
        ("if x:\n", "error"),
        ("if x:\n  pass", "unfinished"),
        ("if x:\n  pass\n", "complete"),
        ("if x: pass", "unfinished"),
        ("if x: pass\n", "complete"),
        ("if x:\n  if y:", "unfinished"),
        ("if x:\n  pass\nelse:", "unfinished"),
        ("if x:\n  pass\nelse:\n  pass\n", "complete"),
        ("def f(a,", "unfinished"),
        ("def f(a):\n  # nothing yet", "unfinished"),
        ("def f(a):\n  return {\n", "unfinished"),
        ("class A:", "unfinished"),
        ("@a", "unfinished"),
        ("@a\ndef f():", "unfinished"),
        ("@a\ndef f(): pass\n", "complete"),
        ("try:\n  pass", "unfinished"),
        ("try:\n  pass\n", "error"),
        ("try:\n  pass\nexcept X:\n  pass\n", "complete"),
        ("for x in y: pass\n", "complete"),
        ("while x", "error"),
        ("x = ", "error"),
        ("x = )", "error"),
        ("a b", "error"),
        ("a b (", "error"),
        ("return 1", "error"),
        ("if x:\npass", "error"),
    ];
    for (source, expected) in cases {
        assert_eq!(shell(source), expected, "{source:?}");
    }
}

#[test]
fn tokens_for_highlighting_keep_comments_and_what_is_wrong() {
    let source = "if x: # why\n  p = 'open\n  $ 1)";
    let found: Vec<String> = tokens(source)
        .iter()
        .map(|token| {
            format!(
                "{:?} {}",
                token.kind,
                &source[token.span.start as usize..token.span.end as usize]
            )
        })
        .collect();
    let expected = [
        "Keyword(If) if",
        "Name x",
        "Operator(Colon) :",
        "Comment # why",
        "Name p",
        "Operator(Equal) =",
        "Wrong 'open",
        "Wrong $",
        "Int 1",
        "Operator(CloseParen) )",
    ];
    assert_eq!(found, expected);
}

#[test]
fn places_count_lines_and_characters() {
    let map = SourceMap::new("é = 1\r\n\tx\ry");
    assert_eq!(map.place(0), (1, 1));
    assert_eq!(map.place(3), (1, 3));
    assert_eq!(map.place(8), (2, 1));
    assert_eq!(map.place(11), (3, 1));
    assert_eq!(
        (map.line(1), map.line(2), map.line(3), map.line(4)),
        ("é = 1", "\tx", "y", "")
    );
}
