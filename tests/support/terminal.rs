//! A person at a terminal: types lines at the prompt and reads the answers.

use rexpect::session::{Options, PtySession, spawn_with_options};

use super::net::{Host, interpreter, under_scapy};

pub struct Terminal {
    session: PtySession,
    asked: u32,
}

impl Terminal {
    /// The shell on a host, at its first prompt.
    pub fn open(host: &Host) -> Terminal {
        let argv = match interpreter().first() {
            Some(python) if under_scapy() => {
                vec![
                    python.clone(),
                    "-i".into(),
                    "-c".into(),
                    "from scapy.all import *".into(),
                ]
            }
            _ => interpreter(),
        };
        let mut command = host.command(&argv.iter().map(String::as_str).collect::<Vec<_>>());
        // History goes to the test's directory, not to the home of whoever runs the tests.
        let home = command
            .get_current_dir()
            .expect("set by the host")
            .to_owned();
        command.env("TERM", "xterm").env("HOME", home);
        let options = Options::new()
            .timeout_ms(Some(30_000))
            .strip_ansi_escape_codes(true);
        let mut terminal = Terminal {
            session: spawn_with_options(command, options).expect("a terminal"),
            asked: 0,
        };
        terminal.wait_for(">>> ");
        terminal
    }

    /// Types one line; does not wait.
    pub fn line(&mut self, line: &str) {
        self.session.send_line(line).expect("the terminal takes it");
    }

    /// Types one line and returns what is printed until it has run. The echo, and the prompt as often
    /// as the line editor draws it, are part of that.
    pub fn ask(&mut self, line: &str) -> String {
        self.line(line);
        self.asked += 1;
        // A prompt may be drawn at any key; these words appear only when this line has run.
        self.line(&format!("print('all' + '-done-{}')", self.asked));
        self.wait_for(&format!("all-done-{}", self.asked))
    }

    pub fn wait_for(&mut self, text: &str) -> String {
        let before = self.session.exp_string(text);
        before
            .unwrap_or_else(|error| panic!("no {text:?}: {error}"))
            .replace('\r', "")
    }

    /// Ctrl-C
    pub fn interrupt(&mut self) {
        self.session
            .send_control('c')
            .expect("the terminal takes it");
    }

    /// Ctrl-D at the prompt ends the shell.
    pub fn leave(mut self) {
        self.session
            .send_control('d')
            .expect("the terminal takes it");
        self.session.exp_eof().expect("the shell ends");
    }
}
