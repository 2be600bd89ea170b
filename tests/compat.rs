//! Scripts print what they print under Scapy 2.8: `tests/compat/record.py` says how that was noted.

use std::path::Path;
use std::process::Command;

/// The class names of Scapy say in which of its files they stand.
fn without_files(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split("<class 'scapy.").enumerate() {
        if at == 0 {
            out.push_str(part);
            continue;
        }
        let (name, rest) = part.split_once('\'').unwrap_or((part, ""));
        out.push_str("<class 'scapy.");
        out.push_str(name.rsplit('.').next().unwrap_or(name));
        out.push('\'');
        out.push_str(rest);
    }
    out
}

#[test]
fn packets_as_values_are_as_in_scapy() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat");
    let mut count = 0;
    let mut wrong = String::new();
    for entry in std::fs::read_dir(&directory).expect("the directory is there") {
        let script = entry.expect("an entry").path();
        let expected = script.with_extension("out");
        if script.extension().is_none_or(|end| end != "py") || !expected.exists() {
            continue;
        }
        let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
            .arg(&script)
            .current_dir(&directory)
            .env("NO_COLOR", "1")
            .output()
            .expect("the program starts");
        let own = without_files(&String::from_utf8_lossy(&output.stdout));
        let text = std::fs::read_to_string(&expected).expect("the recorded output");
        let text = without_files(&text);
        let name = script.file_name().unwrap_or_default().to_string_lossy();
        for (line, (scapy, own)) in text.lines().zip(own.lines()).enumerate() {
            count += 1;
            if scapy != own {
                wrong.push_str(&format!(
                    "{name}.out:{}\n  Scapy {scapy}\n  here  {own}\n",
                    line + 1
                ));
            }
        }
        if text.lines().count() != own.lines().count() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            wrong.push_str(&format!("{name}: not as many lines\n{stderr}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count > 200, "only {count} lines were compared");
}
