//! The lecture player, with keys in a pseudo-terminal and with lines from a pipe.

use std::io::Write;
use std::process::{Command, Stdio};

use rexpect::session::{Options, PtySession, spawn_with_options};
use tempfile::TempDir;

const PKT: &str = env!("CARGO_BIN_EXE_pkt");

const LECTURE: &str = "\
#!/usr/bin/env pkt
# # Layers
# One is **carried** by the `other`.
p = IP(dst=\"127.0.0.1\")/UDP(dport=9)
n = [1]

# Now it grows.
n.append(2)
print(n)
for i in range(2):
    # inner
    print('round', i)
1/0
print('on')
# That was it.
";

/// A script that is played, in a terminal.
fn played() -> (PtySession, TempDir) {
    let folder = tempfile::tempdir().expect("a directory");
    std::fs::write(folder.path().join("lecture.pkt"), LECTURE).expect("the script is written");
    let mut command = Command::new(PKT);
    command
        .args(["--step", "lecture.pkt"])
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .env("TERM", "xterm")
        .env("NO_COLOR", "1");
    let options = Options::new()
        .timeout_ms(Some(10_000))
        .strip_ansi_escape_codes(true);
    let session = spawn_with_options(command, options).expect("a terminal");
    (session, folder)
}

fn see(session: &mut PtySession, text: &str) -> String {
    session
        .exp_string(text)
        .unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

#[test]
fn each_statement_waits_for_its_key() {
    let (mut player, _folder) = played();
    let start = see(&mut player, "[1/7]");
    assert!(start.contains("Layers"), "{start}");
    assert!(start.contains("One is carried by the other."), "{start}");
    assert!(
        start.contains(">>> p = IP(dst=\"127.0.0.1\")/UDP(dport=9)"),
        "{start}"
    );
    assert!(
        !start.contains("n = [1]"),
        "the next statement is not shown yet: {start}"
    );
    see(&mut player, "quit > ");
    player.send_line("?").expect("a key");
    let told = see(&mut player, "[1/7]");
    assert!(
        told.contains("the port of the program that it is for"),
        "{told}"
    );
    player.send_line("").expect("a key");
    see(&mut player, "[2/7]");
    player.send_line("").expect("a key");
    let said = see(&mut player, "[3/7]");
    assert!(said.contains("Now it grows."), "{said}");
    player.send_line("").expect("a key");
    see(&mut player, "[4/7]");
    player.send_line("").expect("a key");
    let printed = see(&mut player, "[5/7]");
    assert!(printed.contains("[1, 2]"), "{printed}");
    // Back over the print and the append: the list is as it was before.
    player.send_line("b").expect("a key");
    see(&mut player, "[4/7]");
    player.send_line("b").expect("a key");
    see(&mut player, "[3/7]");
    // The statement may be changed: its text stands on the line.
    player.send_line("e").expect("a key");
    see(&mut player, ">>> n.append(2)");
    player.send("\x7f3)\r").expect("keys");
    player.flush().expect("keys");
    see(&mut player, "[4/7]");
    player.send_line("").expect("a key");
    let printed = see(&mut player, "[5/7]");
    assert!(printed.contains("[1, 23]"), "{printed}");
    player.send_line("s").expect("a key");
    let skipped = see(&mut player, "[6/7]");
    assert!(!skipped.contains("round 0"), "{skipped}");
    player.send_line("p").expect("a key");
    see(&mut player, "What will happen? ");
    player.send_line("an error").expect("a guess");
    let guessed = see(&mut player, "[7/7]");
    assert!(guessed.contains("lecture.pkt:13:1"), "{guessed}");
    assert!(
        guessed.contains("ZeroDivisionError: division by zero"),
        "{guessed}"
    );
    assert!(guessed.contains("You guessed: an error"), "{guessed}");
    player.send_line("").expect("a key");
    let end = see(&mut player, "That was it.");
    assert!(end.contains("on\r\n"), "{end}");
    player.exp_eof().expect("it ends");
}

#[test]
fn a_script_can_be_played_in_the_shell() {
    let folder = tempfile::tempdir().expect("a directory");
    let file = folder.path().join("two.pkt");
    std::fs::write(&file, "# said\nx = 40\nx += 2\n").expect("the script is written");
    let mut command = Command::new(PKT);
    command
        .env("HOME", folder.path())
        .env("TERM", "xterm")
        .env("NO_COLOR", "1");
    let options = Options::new()
        .timeout_ms(Some(10_000))
        .strip_ansi_escape_codes(true);
    let mut shell = spawn_with_options(command, options).expect("a terminal");
    see(&mut shell, ">>> ");
    shell
        .send_line(&format!("play({:?})", file.display().to_string()))
        .expect("a line");
    see(&mut shell, "[1/2]");
    shell.send_line("").expect("a key");
    see(&mut shell, "[2/2]");
    shell.send_line("").expect("a key");
    see(&mut shell, ">>> ");
    shell.send_line("x * 1000").expect("a line");
    see(&mut shell, "42000");
}

#[test]
fn keys_may_come_from_a_pipe() {
    let folder = tempfile::tempdir().expect("a directory");
    let file = folder.path().join("lecture.pkt");
    std::fs::write(&file, LECTURE).expect("the script is written");
    let mut child = Command::new(PKT)
        .arg("--step")
        .arg(&file)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let keys = child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(b"\n\n\n\nq\n");
    keys.expect("the keys are read");
    let done = child.wait_with_output().expect("it ends");
    let out = String::from_utf8_lossy(&done.stdout);
    assert!(out.contains("\n[1, 2]\n"), "{out}");
    assert!(!out.contains("\nround 0\n"), "{out}");
    assert!(done.status.success());
    // What does not parse is told like everywhere.
    std::fs::write(&file, "x = = 1\n").expect("the script is written");
    let done = Command::new(PKT)
        .arg("--step")
        .arg(&file)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("SyntaxError"));
}
