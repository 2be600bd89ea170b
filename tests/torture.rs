//! No function and no method panics, aborts or hangs, whatever it is given.
//!
//! The script calls them all with seeded odd arguments: wrong types, huge numbers, circles, objects
//! whose methods raise, lie or change what is walked through. A mistake of ours ends it with a
//! SystemError, which no script can catch. It runs in a network namespace of its own.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longer than a run takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(240);

fn survives(seed: u32) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new("unshare")
        .args(["--map-root-user", "--net", env!("CARGO_BIN_EXE_pkt")])
        .arg(root.join("tests/robustness_scripts/torture.py"))
        .args([&seed.to_string(), "1"])
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("unshare of util-linux");
    let started = Instant::now();
    while child.try_wait().expect("a child of ours").is_none() {
        if started.elapsed() > PATIENCE {
            let _ = child.kill();
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().expect("its output");
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    let last: Vec<&str> = errors.lines().rev().take(6).collect();
    assert!(
        said.lines().any(|line| line.starts_with("done")) && !errors.contains("PANIC"),
        "seed {seed}, {}: {last:?}",
        output.status
    );
}

#[test]
fn odd_arguments_get_errors_of_python_s_kinds() {
    for seed in [1, 2, 7] {
        survives(seed);
    }
}

/// In a thread, whose stack is the smaller one.
#[test]
fn deep_structures_go_without_a_deep_stack() {
    let code = "
import threading
class Node:
    def __init__(self, next):
        self.next = next
def grow():
    for make in (lambda a: [a], lambda a: (a,), lambda a: {0: a}, lambda a: slice(a, 1), Node):
        a = None
        for i in range(500000):
            a = make(a)
        del a
    print('gone')
t = threading.Thread(target=grow)
t.start()
t.join()
";
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["-c", code])
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("gone"), "{output:?}");
}
