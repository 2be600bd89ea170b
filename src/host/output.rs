//! Where results and talk go: standard output and standard error, written through one handle.
//!
//! A closed pipe is not an error: what is written after it is dropped, and [`Output::closed`]
//! tells the caller to end.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};

/// Octets held back before they are written when standard output is not a terminal.
const BUFFER: usize = 64 * 1024;

pub struct Output {
    pending: Vec<u8>,
    target: Target,
    line_buffered: bool,
    closed: bool,
    /// Whether text on the terminal is decorated; decided once for both streams.
    pub colour: bool,
    /// The column that the next character of standard output falls in is the first one.
    at_line_start: bool,
    /// What was written and said while the terminal belongs to the line editor.
    held: Option<Vec<u8>>,
    /// What was said while a tape listens.
    heard: Option<String>,
}

/// What the person has said by `NO_COLOR`, and the terminal by its kind.
fn wants_colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|kind| kind == "dumb");
    !refused && !dumb
}

enum Target {
    Standard,
    /// Everything that was written, for tests and for `capture`.
    Memory(Vec<u8>),
    /// What another handle of this thread writes before its own next words.
    Beside,
}

thread_local! {
    /// What handles beside the main one have written.
    static BESIDE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Output {
    /// Standard output; line-buffered on a terminal.
    pub fn standard() -> Self {
        let terminal = io::stdout().is_terminal();
        Output {
            pending: Vec::new(),
            target: Target::Standard,
            line_buffered: terminal,
            closed: false,
            colour: terminal && wants_colour(),
            at_line_start: true,
            held: None,
            heard: None,
        }
    }

    /// A handle that keeps what is written; [`Output::take`] gives it.
    pub fn memory() -> Self {
        Output {
            pending: Vec::new(),
            target: Target::Memory(Vec::new()),
            line_buffered: false,
            closed: false,
            colour: false,
            at_line_start: true,
            held: None,
            heard: None,
        }
    }

    /// A handle for work that is done inside of a call of another one's: what it writes comes out
    /// of the other one, in front of what that one writes next.
    pub fn beside() -> Self {
        let mut output = Output::memory();
        output.target = Target::Beside;
        output
    }

    /// Takes over what was written beside this handle.
    fn collect(&mut self) {
        if matches!(self.target, Target::Beside) {
            return;
        }
        // At the end of a thread there is nothing left to take.
        let beside = BESIDE.try_with(RefCell::take).unwrap_or_default();
        if !beside.is_empty() {
            self.put(&beside);
        }
    }

    /// What was written to a [`Output::memory`] handle since the last call, as text.
    pub fn take(&mut self) -> String {
        self.flush();
        match &mut self.target {
            Target::Memory(octets) => String::from_utf8_lossy(&std::mem::take(octets)).into_owned(),
            Target::Standard | Target::Beside => String::new(),
        }
    }

    /// Writes a result.
    pub fn write(&mut self, text: &str) {
        self.write_octets(text.as_bytes());
    }

    /// Writes octets as they are, as `sys.stdout.buffer` does.
    pub fn write_octets(&mut self, octets: &[u8]) {
        self.collect();
        self.put(octets);
    }

    fn put(&mut self, octets: &[u8]) {
        if self.closed || octets.is_empty() {
            return;
        }
        self.at_line_start = octets.ends_with(b"\n");
        if let Some(held) = &mut self.held {
            held.extend_from_slice(octets);
            return;
        }
        self.pending.extend_from_slice(octets);
        if self.pending.len() >= BUFFER || (self.line_buffered && octets.contains(&b'\n')) {
            self.flush();
        }
    }

    /// Writes talk: errors, warnings, hints. What was written to standard output comes first.
    pub fn talk(&mut self, text: &str) {
        self.collect();
        if let Some(heard) = &mut self.heard {
            heard.push_str(text);
        }
        if let Some(held) = &mut self.held {
            held.extend_from_slice(text.as_bytes());
            return;
        }
        self.flush();
        if let Target::Memory(octets) = &mut self.target {
            octets.extend_from_slice(text.as_bytes());
            return;
        }
        // Nobody can be told that standard error is gone.
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// From now on what is said is also kept, for [`Output::heard`].
    pub fn listen(&mut self) {
        self.heard = Some(String::new());
    }

    /// What was said since [`Output::listen`].
    pub fn heard(&mut self) -> String {
        self.heard.take().unwrap_or_default()
    }

    /// From now on what is written and said is kept, until [`Output::release`].
    pub fn hold(&mut self) {
        self.flush();
        self.held = Some(Vec::new());
    }

    /// What was written and said since [`Output::hold`]; from now on it goes its way again.
    pub fn release(&mut self) -> String {
        let held = self.held.take().unwrap_or_default();
        String::from_utf8_lossy(&held).into_owned()
    }

    /// Hands everything held back to the system. Called before anything that waits.
    pub fn flush(&mut self) {
        self.collect();
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() || self.closed {
            return;
        }
        match &mut self.target {
            Target::Memory(octets) => octets.extend_from_slice(&pending),
            Target::Beside => BESIDE.with_borrow_mut(|beside| beside.extend_from_slice(&pending)),
            Target::Standard => {
                let mut stdout = io::stdout().lock();
                let written = stdout.write_all(&pending).and_then(|()| stdout.flush());
                self.closed = written.is_err();
            }
        }
        self.pending = pending;
        self.pending.clear();
    }

    /// Whether the reader of standard output has gone away.
    pub fn closed(&self) -> bool {
        self.closed
    }

    /// Whether the last thing written to standard output ended its line.
    pub fn at_line_start(&self) -> bool {
        self.at_line_start
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_and_talk_keep_their_order() {
        let mut output = Output::memory();
        output.write("a");
        output.talk("b");
        output.write("c\n");
        assert!(output.at_line_start());
        assert_eq!(output.take(), "abc\n");
    }

    #[test]
    fn what_is_held_is_not_written() {
        let mut output = Output::memory();
        output.hold();
        output.write("a");
        output.talk("b");
        assert_eq!(output.release(), "ab");
        output.write("c");
        assert_eq!(output.take(), "c");
    }
}
