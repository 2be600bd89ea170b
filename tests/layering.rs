//! The modules of `src/lib.rs` stand in dependency order: a module uses only what stands above it.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The modules in the order in which `src/lib.rs` declares them.
fn modules() -> Vec<String> {
    let text = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).expect("src/lib.rs exists");
    text.lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .filter_map(|rest| rest.split(';').next())
        .map(str::to_owned)
        .collect()
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a source folder can be listed") {
        let path = entry.expect("a folder entry can be read").path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}

/// The files of one module: `src/NAME.rs` or everything below `src/NAME/`.
fn files_of(module: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let folder = Path::new(ROOT).join("src").join(module);
    if folder.is_dir() {
        rust_files(&folder, &mut files);
    } else {
        files.push(Path::new(ROOT).join("src").join(format!("{module}.rs")));
    }
    files
}

/// Code without line comments, so that prose may name any module.
fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a source file is UTF-8");
    text.lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn no_module_uses_one_that_stands_below_it() {
    let modules = modules();
    assert!(modules.len() >= 10, "src/lib.rs lists the modules");
    let mut arrows_back = Vec::new();
    for (place, module) in modules.iter().enumerate() {
        for file in files_of(module) {
            let code = code_of(&file);
            for later in &modules[place + 1..] {
                if code.contains(&format!("crate::{later}::"))
                    || code.contains(&format!("crate::{later};"))
                {
                    arrows_back.push(format!("{} uses {later}", file.display()));
                }
            }
        }
    }
    assert!(
        arrows_back.is_empty(),
        "arrows back:\n{}",
        arrows_back.join("\n")
    );
}

#[test]
fn each_outside_library_is_named_by_its_one_module() {
    let owners = [
        ("etherparse", "wire"),
        ("pcap", "link"),
        ("rustyline", "repl"),
        ("colored", "repl"),
        ("nom", "lang"),
        ("corosensei", "eval"),
    ];
    let mut strays = Vec::new();
    for (library, owner) in owners {
        for module in modules().iter().filter(|module| *module != owner) {
            for file in files_of(module) {
                let code = code_of(&file);
                let named = [
                    format!("use {library}::"),
                    format!(" {library}::"),
                    format!("({library}::"),
                ];
                if named.iter().any(|text| code.contains(text.as_str())) {
                    strays.push(format!(
                        "{} names {library}, which belongs to {owner}",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

fn folders(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a source folder can be listed") {
        let path = entry.expect("a folder entry can be read").path();
        if path.is_dir() {
            folders(&path, into);
            into.push(path);
        }
    }
}

#[test]
fn the_architecture_page_names_every_folder_and_no_file_that_is_gone() {
    let docs = Path::new(ROOT).join("docs");
    let page = fs::read_to_string(docs.join("ARCHITECTURE.md")).expect("the page exists");
    let links: Vec<&str> = page
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next())
        .filter(|link| link.starts_with("../"))
        .collect();
    let gone: Vec<&&str> = links
        .iter()
        .filter(|link| !docs.join(link).exists())
        .collect();
    assert!(gone.is_empty(), "the page names what is gone: {gone:?}");
    let mut all = Vec::new();
    folders(&Path::new(ROOT).join("src"), &mut all);
    let named = |folder: &Path| {
        let inside = folder.strip_prefix(ROOT).expect("below the root");
        links.contains(&format!("../{}", inside.display()).as_str())
    };
    let unnamed: Vec<&PathBuf> = all.iter().filter(|folder| !named(folder)).collect();
    assert!(
        unnamed.is_empty(),
        "the page does not say what is in {unnamed:?}"
    );
}
