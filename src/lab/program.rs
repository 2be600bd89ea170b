//! External programs on a host of the lab: `lab.run("bob", ["nc", "-l", "9090"])`.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, PipeWriter, Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::kernel;

/// A program that runs beside us; it is killed when this is dropped, or when we are gone.
pub struct Program {
    pub argv: Vec<String>,
    guardian: Child,
    input: Option<ChildStdin>,
    /// The program dies when this is closed.
    lifeline: Option<PipeWriter>,
    said: Arc<Said>,
    readers: Vec<JoinHandle<()>>,
}

/// The last lines of output, and a bell for whoever waits for one.
#[derive(Default)]
struct Said {
    lines: Mutex<VecDeque<String>>,
    bell: Condvar,
}

/// So many lines are kept.
const KEPT: usize = 10_000;

impl Program {
    /// Starts it in the namespace of the calling thread. `tell` gets each line of its output.
    pub fn start(
        argv: &[String],
        tell: impl Fn(&str) + Clone + Send + 'static,
    ) -> io::Result<Program> {
        let [name, arguments @ ..] = argv else {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "no program is named",
            ));
        };
        let (lifeline_read, lifeline) = io::pipe()?;
        let lifeline_read = OwnedFd::from(lifeline_read);
        let mut command = Command::new(name);
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        kernel::guarded(&mut command, &lifeline_read);
        let mut guardian = command.spawn()?;
        let said = Arc::new(Said::default());
        let mut readers = Vec::new();
        if let Some(output) = guardian.stdout.take() {
            readers.push(listen(output, said.clone(), tell.clone()));
        }
        if let Some(errors) = guardian.stderr.take() {
            readers.push(listen(errors, said.clone(), tell));
        }
        Ok(Program {
            argv: argv.to_vec(),
            input: guardian.stdin.take(),
            guardian,
            lifeline: Some(lifeline),
            said,
            readers,
        })
    }

    /// Types into the program.
    pub fn write(&mut self, octets: &[u8]) -> io::Result<()> {
        let Some(input) = &mut self.input else {
            return Err(io::Error::new(
                io::ErrorKind::BrokenPipe,
                "its input is closed",
            ));
        };
        input.write_all(octets)?;
        input.flush()
    }

    /// Ctrl-D.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// What it has said so far, standard output and errors in the order of arrival.
    pub fn lines(&self) -> Vec<String> {
        self.said.lock().iter().cloned().collect()
    }

    /// Waits for a line that contains the text.
    pub fn wait_for(&self, text: &str, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        let mut lines = self.said.lock();
        loop {
            if lines.iter().any(|line| line.contains(text)) {
                return true;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            lines = match self.said.bell.wait_timeout(lines, left) {
                Ok((lines, _)) => lines,
                Err(_) => return false,
            };
        }
    }

    /// How it ended; `None` while it runs.
    pub fn status(&mut self) -> io::Result<Option<ExitStatus>> {
        self.guardian.try_wait()
    }

    /// Waits for its end and returns how it ended. Its output is complete then.
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        self.input = None;
        let status = self.guardian.wait()?;
        for reader in self.readers.drain(..) {
            let _ = reader.join();
        }
        Ok(status)
    }

    pub fn kill(&mut self) -> io::Result<ExitStatus> {
        self.lifeline = None;
        self.wait()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

impl Said {
    fn lock(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.lines
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn add(&self, line: String) {
        let mut lines = self.lock();
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
        self.bell.notify_all();
    }
}

fn listen<R>(from: R, said: Arc<Said>, tell: impl Fn(&str) + Send + 'static) -> JoinHandle<()>
where
    R: Read + Send + 'static,
{
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut octets = Vec::new();
        while let Ok(1..) = from.read_until(b'\n', &mut octets) {
            let line = String::from_utf8_lossy(&octets);
            let line = line.trim_end_matches(['\n', '\r']);
            tell(line);
            said.add(line.to_owned());
            octets.clear();
        }
    })
}
