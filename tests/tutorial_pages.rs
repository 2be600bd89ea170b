//! The tutorial: its sessions print what they show, in the network that each one needs, and its
//! scripts are made from its pages. `UPDATE_DOCS=1 cargo test --test tutorial_pages` makes them.

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pkt::repl::check;
use support::needs;

const PKT: &str = env!("CARGO_BIN_EXE_pkt");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of the tutorial, sections first.
fn pages() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(root().join("docs/tutorial")).expect("the tutorial");
    let mut pages: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
    pages.sort();
    pages
}

/// The sections, by their names: `05-spoofing`
fn sections() -> Vec<String> {
    let names = pages().into_iter().filter_map(|page| {
        let name = page.file_stem()?.to_string_lossy().into_owned();
        name.starts_with(|first: char| first.is_ascii_digit())
            .then_some(name)
    });
    names.collect()
}

fn page(name: &str) -> String {
    let file = root().join(format!("docs/tutorial/{name}.md"));
    std::fs::read_to_string(file).expect("a page is text")
}

/// The network that a page needs.
fn lab(page: &str) -> Option<&str> {
    let fence = page.lines().find_map(|line| line.strip_prefix("```lab"))?;
    Some(match fence.trim() {
        "" => "classroom",
        name => name,
    })
}

fn checked(arguments: &[&str]) {
    let output = Command::new(PKT)
        .args(arguments)
        .arg("--check")
        .args(pages())
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    if said.is_empty() && complaints.contains("no lab here") {
        return needs::skip(&needs::this_test(), complaints.trim());
    }
    assert!(output.status.success(), "\n{said}{complaints}");
}

#[test]
fn sessions_without_a_network_print_what_they_show() {
    if std::env::var_os("UPDATE_DOCS").is_none() {
        checked(&[]);
    }
}

#[test]
fn sessions_in_the_classroom_print_what_they_show() {
    if needs::programs(&needs::this_test(), &["ping", "ip"]) {
        checked(&["--lab"]);
    }
}

#[test]
fn sessions_in_the_chain_print_what_they_show() {
    checked(&["--lab", "chain:4"]);
}

/// The page as a script: prose is what the speaker says, what is typed are statements.
fn script(name: &str) -> String {
    let page = page(name);
    let network = match lab(&page) {
        None => String::new(),
        Some("classroom") => " --lab".to_owned(),
        Some(lab) => format!(" --lab {lab}"),
    };
    let mut text = format!(
        "#!/usr/bin/env pkt\n\
         #! Made from docs/tutorial/{name}.md by UPDATE_DOCS=1 cargo test --test tutorial_pages\n\
         #! Run:  pkt{network} --step examples/tutorial/{name}.pkt\n"
    );
    let mut fenced = false;
    let mut typing = false;
    let mut host: Option<String> = None;
    let mut said = true;
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            typing = false;
            continue;
        }
        if !fenced {
            if !line.is_empty() {
                text += if said { "" } else { "\n" };
                said = true;
                text += &format!("# {line}\n");
            } else if said {
                text += "#\n";
            }
            continue;
        }
        if let Some((labelled, typed)) = check::prompted(line) {
            if labelled.is_some() && labelled.map(str::to_owned) != host {
                host = labelled.map(str::to_owned);
                text += &format!("at({:?})\n", host.as_deref().unwrap_or_default());
            }
            text += &format!("{}\n", typed.trim_end());
            (typing, said) = (true, false);
        } else if typing && line.starts_with("...") {
            let typed = line.get(4..).unwrap_or_default();
            text += &if typed.is_empty() {
                String::new()
            } else {
                format!("{typed}\n")
            };
        } else {
            typing = false;
        }
    }
    let mut lines: Vec<&str> = text.lines().collect();
    while lines.last() == Some(&"#") {
        lines.pop();
    }
    // An empty comment is no pause where nothing is said behind it.
    let mut kept: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let before_code = lines.get(at + 1).is_some_and(|next| !next.starts_with('#'));
        if !(*line == "#" && before_code) {
            kept.push(line);
        }
    }
    kept.join("\n") + "\n"
}

#[test]
fn scripts_are_as_the_pages_are() {
    for name in sections() {
        let file = root().join(format!("examples/tutorial/{name}.pkt"));
        let wanted = script(&name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&file, &wanted).expect("the script can be written");
        }
        let found = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(
            found, wanted,
            "{name}: UPDATE_DOCS=1 cargo test --test tutorial_pages"
        );
    }
}

#[test]
fn every_section_can_be_played() {
    // The scripts may just be written anew.
    if std::env::var_os("UPDATE_DOCS").is_some() {
        return;
    }
    for name in sections() {
        let page = page(&name);
        let mut command = Command::new(PKT);
        if let Some(lab) = lab(&page) {
            command.args(["--lab", lab]);
        }
        let script = format!("examples/tutorial/{name}.pkt");
        let played = command
            .args(["--step", &script])
            .env("NO_COLOR", "1")
            // Prompts are part of what is said then.
            .env("TERM", "dumb")
            .current_dir(root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // One Enter for each statement, and some to spare.
        let keys = "\n".repeat(200);
        let mut input = played.stdin.as_ref().expect("a pipe");
        let _ = std::io::Write::write_all(&mut input, keys.as_bytes());
        let done = played.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&done.stdout);
        let complaints = String::from_utf8_lossy(&done.stderr);
        if complaints.contains("no lab here") {
            return needs::skip(&needs::this_test(), complaints.trim());
        }
        assert!(done.status.success(), "{name}: {complaints}");
        assert!(!complaints.contains("Error"), "{name}: {complaints}");
        assert!(said.contains("[1/"), "{name}: {said}");
    }
}

#[test]
fn a_broken_line_is_caught() {
    let folder = tempfile::tempdir().expect("a directory");
    let broken = folder.path().join("broken.md");
    let page = page("01-layers");
    for (right, wrong) in [
        ("9090\n>>> TCP", "9091\n>>> TCP"),
        ("p[UDP].dport", "p[UDP].dprot"),
    ] {
        assert!(page.contains(right), "{right:?}");
        std::fs::write(&broken, page.replacen(right, wrong, 1)).expect("it is written");
        let output = Command::new(PKT).arg("--check").arg(&broken).output();
        let output = output.expect("the program starts");
        assert_eq!(output.status.code(), Some(1), "{wrong:?}");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("typed, 1 differ\n"), "{said}");
    }
}
