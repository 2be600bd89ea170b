//! A program in the background: its output as it comes, its end by its pid.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use nix::sys::prctl::set_pdeathsig;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

pub struct Process {
    child: Child,
    said: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

/// What a program said, and how it ended.
#[derive(Debug)]
pub struct Ended {
    pub status: ExitStatus,
    pub said: String,
}

/// Longer than anything here takes on a busy machine; a test that waits so long has failed.
pub const PATIENCE: Duration = Duration::from_secs(30);

impl Process {
    pub fn start(mut command: Command) -> Process {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // SAFETY: one system call between fork and exec.
        unsafe {
            // If the tests are killed, what they have started goes too.
            command.pre_exec(|| Ok(set_pdeathsig(Signal::SIGKILL)?));
        }
        let mut child = command
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let said = Arc::new(Mutex::new(String::new()));
        let output = child.stdout.take().expect("a pipe");
        let errors = child.stderr.take().expect("a pipe");
        let readers = vec![listen(output, said.clone()), listen(errors, said.clone())];
        Process {
            child,
            said,
            readers,
        }
    }

    pub fn pid(&self) -> i32 {
        self.child.id() as i32
    }

    /// What it has said so far, output and errors.
    pub fn said(&self) -> String {
        self.said.lock().expect("no panic while it is held").clone()
    }

    pub fn wait_for(&self, text: &str) -> &Process {
        let began = Instant::now();
        while !self.said().contains(text) {
            assert!(
                began.elapsed() < PATIENCE,
                "no {text:?} in {:?}",
                self.said()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Waits until its host has a socket at this port: `tcp` (listening) or `udp`.
    pub fn wait_for_port(&self, protocol: &str, port: u16) -> &Process {
        let began = Instant::now();
        let sought = format!(":{port:04X} ");
        let listens = |file: String| {
            let table = std::fs::read_to_string(file).unwrap_or_default();
            table.lines().any(|line| {
                let columns: Vec<&str> = line.split_whitespace().collect();
                let state = if protocol == "tcp" { "0A" } else { "07" };
                columns.len() > 3
                    && format!("{} ", columns[1]).ends_with(&sought)
                    && columns[3] == state
            })
        };
        let file = |family: &str| format!("/proc/{}/net/{protocol}{family}", self.pid());
        while !listens(file("")) && !listens(file("6")) {
            assert!(
                began.elapsed() < PATIENCE,
                "nobody at port {port}: {:?}",
                self.said()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    pub fn type_in(&mut self, text: &str) {
        let input = self.child.stdin.as_mut().expect("its input is open");
        input.write_all(text.as_bytes()).expect("it reads");
    }

    pub fn interrupt(self) -> Ended {
        let _ = kill(Pid::from_raw(self.pid()), Signal::SIGINT);
        self.wait()
    }

    /// Waits for its end.
    pub fn wait(mut self) -> Ended {
        drop(self.child.stdin.take());
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("our child") {
                for reader in self.readers.drain(..) {
                    let _ = reader.join();
                }
                return Ended {
                    status,
                    said: self.said(),
                };
            }
            assert!(
                began.elapsed() < PATIENCE,
                "it does not end: {:?}",
                self.said()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Ended {
    /// Its words, if it ended well.
    pub fn well(self) -> String {
        assert!(self.status.success(), "{}: {}", self.status, self.said);
        self.said
    }
}

fn listen(from: impl Read + Send + 'static, said: Arc<Mutex<String>>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut octets = Vec::new();
        // A prompt has no newline: take what is there.
        while let Ok(available @ [_, ..]) = from.fill_buf() {
            octets.extend_from_slice(available);
            let taken = available.len();
            from.consume(taken);
            let whole = match std::str::from_utf8(&octets) {
                Ok(text) => text.len(),
                Err(error) if error.error_len().is_none() => error.valid_up_to(),
                Err(_) => octets.len(),
            };
            let text: Vec<u8> = octets.drain(..whole).collect();
            said.lock()
                .expect("no panic while it is held")
                .push_str(&String::from_utf8_lossy(&text));
        }
    })
}
