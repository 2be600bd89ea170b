//! The documents: every session in them runs and prints what it shows; the pages that are made
//! from the tables are as the tables are.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes those pages anew.

#[path = "support/example.rs"]
mod example;
#[path = "support/needs.rs"]
mod needs;
#[path = "docs/protocols.rs"]
mod protocols;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use pkt::builtins::{self, core, lists, modules};
use pkt::eval::builtin::Builtin;
use pkt::eval::interp::Interp;
use pkt::eval::methods;
use pkt::eval::value::Kind;
use pkt::host::output::Output;
use pkt::packet::volatile;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents that are read from top to bottom: what one session made, the next one has.
fn documents() -> Vec<PathBuf> {
    let mut documents = vec![root().join("README.md"), root().join("examples/README.md")];
    for folder in ["docs", "docs/protocols", "docs/tutorial"] {
        let folder = std::fs::read_dir(root().join(folder)).expect("docs can be listed");
        let pages = folder.map(|entry| entry.expect("docs can be read").path());
        documents.extend(pages.filter(|page| page.extension().is_some_and(|end| end == "md")));
    }
    documents.sort();
    documents
}

#[test]
fn sessions_in_documents_print_what_they_show() {
    // Pages that are out of date are another test's matter.
    if std::env::var_os("UPDATE_DOCS").is_some() {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .arg("--check")
        .args(documents())
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "\n{said}{complaints}");
    assert!(said.contains("builtins.md: "), "{said}");
}

#[test]
fn sessions_in_the_lab_print_what_they_show() {
    let test = "sessions_in_the_lab_print_what_they_show";
    if !needs::programs(test, &["nc"]) {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["--lab", "--check"])
        .arg(root().join("README.md"))
        .arg(root().join("docs/lab.md"))
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    if said.is_empty() {
        needs::skip(test, &format!("no lab here: {}", complaints.trim()));
        return;
    }
    assert!(output.status.success(), "\n{said}{complaints}");
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut wrong = Vec::new();
    for document in documents() {
        let text = std::fs::read_to_string(&document).expect("a document is text");
        let folder = document.parent().expect("a document is in a folder");
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let file = target.split('#').next().unwrap_or_default();
            if !target.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                wrong.push(format!("{}: {target}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_is_named_in_the_language_page() {
    let page = std::fs::read_to_string(root().join("docs/language.md")).expect("language.md");
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    let missing: Vec<&str> = interp
        .native_modules()
        .map(|module| module.name)
        .filter(|name| !name.starts_with('_') || *name == "__future__")
        .filter(|name| !name.starts_with("scapy.") && !page.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "language.md lacks {missing:?}");
}

#[test]
fn builtins_md_is_as_the_tables_are() {
    page("docs/builtins.md", &builtins_page());
}

#[test]
fn the_pages_of_protocols_are_as_the_tables_are() {
    let (pages, failed) = protocols::pages();
    let folder = std::fs::read_dir(root().join("docs/protocols")).expect("it can be listed");
    for entry in folder {
        let name = entry.expect("it can be read").file_name();
        let name = format!("docs/protocols/{}", name.to_string_lossy());
        assert!(pages.contains_key(&name), "{name} is of no table");
    }
    for (name, wanted) in pages {
        page(&name, &wanted);
    }
    assert!(failed.is_empty(), "examples fail:\n{failed}");
}

/// Compares the page with what the tables give, or writes it.
fn page(name: &str, wanted: &str) {
    let file = root().join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, wanted).expect("the page can be written");
        return;
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    let mut lines = found.lines().zip(wanted.lines()).enumerate();
    let difference = lines.find(|(_, (found, wanted))| found != wanted);
    if let Some((at, (found, wanted))) = difference {
        panic!(
            "{name}:{}: {found:?} should be {wanted:?}; UPDATE_DOCS=1 cargo test --test docs",
            at + 1
        );
    }
    assert_eq!(
        found.lines().count(),
        wanted.lines().count(),
        "{name} has another length; UPDATE_DOCS=1 cargo test --test docs"
    );
}

const BUILTINS_HEAD: &str = "\
# Builtins

Made from the tables of the program by `UPDATE_DOCS=1 cargo test --test docs`; do not edit.
The parameters are written as Python writes them; `help(sr1)` and `lsc()` say the same in the shell.

- [Commands](#commands): what is about packets
- [Values that are rolled anew](#values-that-are-rolled-anew)
- [Methods](#methods) of packets, lists of packets and Python's types
- [Python's functions](#pythons-functions)
- [Modules](#modules)
";

fn builtins_page() -> String {
    let mut out = BUILTINS_HEAD.to_owned();
    out.push_str("\n## Commands\n");
    let public = |command: &&Builtin| !command.name.starts_with('_');
    for command in sorted(builtins::commands().filter(public)) {
        entry(&mut out, command);
    }
    out.push_str("\n## Values that are rolled anew\n\n");
    out.push_str(
        "Each stands for another value every time a packet is built.\n`…` stands for what may be left out.\n\n",
    );
    let mut classes: Vec<_> = volatile::classes().collect();
    classes.sort_by_key(|class| class.name);
    for class in classes {
        let optional = class.parameters.iter().any(|p| p.ends_with('?'));
        let names: Vec<&str> = class
            .parameters
            .iter()
            .map(|p| p.trim_end_matches('?'))
            .collect();
        let more = if optional { " …" } else { "" };
        let _ = writeln!(out, "- `{}({})`{more}", class.name, names.join(", "));
    }
    out.push_str("\n## Methods\n");
    methods_of(&mut out, "Packets", methods::packet::METHODS);
    methods_of(&mut out, "Lists of packets", lists::METHODS);
    for (title, kind) in [
        ("str", Kind::Str),
        ("bytes", Kind::Bytes),
        ("bytearray", Kind::ByteArray),
        ("list", Kind::List),
        ("tuple", Kind::Tuple),
        ("dict", Kind::Dict),
        ("set", Kind::Set),
        ("frozenset", Kind::FrozenSet),
        ("int", Kind::Int),
        ("float", Kind::Float),
    ] {
        methods_of(&mut out, &format!("`{title}`"), methods::of(kind));
    }
    out.push_str("\n## Python's functions\n\n");
    for function in sorted(core::FAMILIES.iter().copied().flatten()) {
        line(&mut out, function);
    }
    out.push_str("\n## Modules\n");
    for module in modules::ALL {
        let _ = write!(out, "\n### `{}`\n\n{}\n\n", module.name, module.help);
        for function in sorted(module.functions) {
            line(&mut out, function);
        }
    }
    out
}

fn methods_of(out: &mut String, title: &str, methods: &'static [Builtin]) {
    let _ = write!(out, "\n### {title}\n\n");
    for method in sorted(methods) {
        line(out, method);
    }
}

fn sorted(builtins: impl IntoIterator<Item = &'static Builtin>) -> Vec<&'static Builtin> {
    let mut builtins: Vec<_> = builtins.into_iter().collect();
    builtins.sort_by_key(|builtin| builtin.name.to_lowercase());
    builtins
}

/// A section for one builtin, with its examples as a session.
fn entry(out: &mut String, builtin: &Builtin) {
    let _ = write!(
        out,
        "\n### `{}`\n\n`{}`\n\n{}\n",
        builtin.name,
        signature(builtin),
        builtin.help
    );
    if builtin.examples.is_empty() {
        return;
    }
    out.push_str("\n```\n");
    for (code, shown) in builtin.examples {
        let _ = write!(out, ">>> {code}\n{shown}\n");
    }
    out.push_str("```\n");
}

/// One line for a builtin.
fn line(out: &mut String, builtin: &Builtin) {
    let _ = writeln!(out, "- `{}`: {}", signature(builtin), builtin.help);
}

/// `len(obj, /)`, without `self`.
fn signature(builtin: &Builtin) -> String {
    let params = &builtin.params[usize::from(builtin.takes_self())..];
    let params: Vec<&str> = params
        .iter()
        .map(|param| match param.strip_suffix("=<unset>") {
            Some(_) => "…",
            None => param,
        })
        .collect();
    let params = params.join(", ").replace('\n', "\\n");
    format!("{}({params})", builtin.name)
}

/// The walkthrough shows a file that is compiled and compared with Scapy.
#[test]
fn the_protocol_in_the_walkthrough_is_the_one_that_is_compiled() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("the file is there");
    let page = read("docs/adding-a-protocol.md");
    let shown = page
        .split("```rust\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    assert_eq!(shown, Some(read("src/proto/rip.rs").as_str()));
}
