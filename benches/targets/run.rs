//! Programs that are measured, and what they say.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// How often a measurement is taken; the best counts.
const RUNS: usize = 3;
const STARTS: usize = 40;

/// Our program: the one built with this, or the one that the variable `PKT` names.
pub fn ours() -> String {
    std::env::var("PKT").unwrap_or_else(|_| env!("CARGO_BIN_EXE_pkt").to_owned())
}

pub fn pkt(script: &str) -> Command {
    let mut command = Command::new(ours());
    command.args(["-c", script]);
    command
}

/// The system's Python: one that somebody built without profiles would flatter us.
pub fn python() -> Option<&'static str> {
    ["/usr/bin/python3", "python3"]
        .into_iter()
        .find(|name| Command::new(name).arg("-V").output().is_ok())
}

/// A Python that has Scapy: the one that the variable `PKT_BENCH_SCAPY` names, or the system's.
pub fn scapy() -> Option<String> {
    let named = std::env::var("PKT_BENCH_SCAPY").ok();
    let python = named.or_else(|| python().map(str::to_owned))?;
    let has = Command::new(&python)
        .args(["-c", "import scapy"])
        .stderr(Stdio::null())
        .status();
    has.is_ok_and(|status| status.success()).then_some(python)
}

/// A script in the words that both understand, as Scapy takes it: the names come from an import.
pub fn for_scapy(script: &str) -> String {
    format!("import sys, logging\nlogging.disable(50)\nfrom scapy.all import *\n{script}")
}

/// Whether a program is installed.
pub fn installed(program: &str) -> bool {
    let found = Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .stdout(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success())
}

/// What a program prints: its first number, and all it said.
pub fn output(command: &mut Command) -> Option<(f64, String)> {
    let run = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&run.stdout).trim().to_owned();
    let number = text
        .split_whitespace()
        .next()
        .and_then(|word| word.parse().ok());
    if number.is_none() {
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        let _ = writeln!(std::io::stderr(), "{command:?}: {said}");
    }
    Some((number?, text))
}

/// A program at work in the background, killed when dropped.
pub struct Working {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Working {
    /// Starts it and waits until it says "ready".
    pub fn start(mut command: Command) -> Option<Working> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let lines = BufReader::new(child.stdout.take()?);
        let mut working = Working { child, lines };
        let mut line = String::new();
        while line.trim() != "ready" {
            line.clear();
            if working.lines.read_line(&mut line).ok()? == 0 {
                return None;
            }
        }
        Some(working)
    }

    /// Has what is on its way arrive, ends the program by Ctrl-C, and returns what it says then.
    pub fn interrupted(self) -> String {
        std::thread::sleep(Duration::from_secs(1));
        let _ = kill(Pid::from_raw(self.child.id() as i32), Signal::SIGINT);
        self.rest()
    }

    fn rest(mut self) -> String {
        let mut text = String::new();
        let _ = self.lines.read_to_string(&mut text);
        text
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn highest(mut work: impl FnMut() -> Option<f64>) -> Option<f64> {
    (0..RUNS).filter_map(|_| work()).reduce(f64::max)
}

pub fn lowest(mut work: impl FnMut() -> Option<f64>) -> Option<f64> {
    (0..RUNS).filter_map(|_| work()).reduce(f64::min)
}

pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("benches")
        .join(path)
}

/// A C program of the repository, compiled; nothing where there is no compiler or library.
pub fn compiled(directory: &Path, source: &Path, libraries: &[&str]) -> Option<PathBuf> {
    let program = directory.join(source.file_stem()?);
    let status = Command::new("cc")
        .arg("-O2")
        .arg("-o")
        .arg(&program)
        .arg(source)
        .args(libraries)
        .status()
        .ok()?;
    status.success().then_some(program)
}

/// A peer of the repository in C, compiled.
pub fn peer(directory: &Path, name: &str) -> Option<String> {
    let source = in_repository(&format!("peers/{name}.c"));
    let program = compiled(directory, &source, &["-lpcap", "-lm"])?;
    Some(program.to_str()?.to_owned())
}

/// The median time of a whole process in nanoseconds.
pub fn whole_process(command: impl FnMut() -> Command) -> Option<f64> {
    whole_processes(STARTS, command)
}

/// The median time of so many processes in nanoseconds.
pub fn whole_processes(starts: usize, mut command: impl FnMut() -> Command) -> Option<f64> {
    let times = (0..starts).filter_map(|_| {
        let start = Instant::now();
        let status = command().stdout(Stdio::null()).status().ok()?;
        status
            .success()
            .then(|| start.elapsed().as_secs_f64() * 1e9)
    });
    median(times.collect())
}

pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
