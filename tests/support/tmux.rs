//! Terminals with a screen, by tmux: what a person sees.

use std::process::Command;
use std::time::Instant;

use super::person::Person;
use super::process::PATIENCE;

/// A tmux of an ordinary user, with a socket and windows of its own.
pub struct Tmux<'p> {
    person: &'p Person,
    socket: String,
    windows: usize,
}

impl<'p> Tmux<'p> {
    pub fn new(person: &'p Person) -> Tmux<'p> {
        let socket = person
            .home
            .path()
            .join("tmux")
            .to_string_lossy()
            .into_owned();
        Tmux {
            person,
            socket,
            windows: 0,
        }
    }

    fn command(&self, argv: &[&str]) -> Command {
        let mut all = vec!["tmux", "-S", &self.socket, "-f", "/dev/null"];
        all.extend(argv);
        self.person.command(&all)
    }

    fn run(&self, argv: &[&str]) -> String {
        let output = self.command(argv).output().expect("tmux");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{argv:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Opens a window of 92 columns and 34 lines in which the command runs; its number.
    pub fn open(&mut self, command: &str) -> usize {
        let size = ["-x", "92", "-y", "34"];
        match self.windows {
            0 => {
                let mut words = vec!["-u", "new-session", "-d"];
                words.extend(size);
                words.extend(["-e", "TERM=xterm", "-e", "LC_ALL=C.UTF-8", command]);
                self.run(&words);
                // What has ended can still be read.
                self.run(&["set-option", "-g", "remain-on-exit", "on"]);
            }
            _ => drop(self.run(&["new-window", "-d", command])),
        }
        self.windows += 1;
        self.windows - 1
    }

    /// Types a line.
    pub fn line(&self, window: usize, text: &str) {
        let target = format!(":{window}");
        self.run(&["send-keys", "-t", &target, "-l", text]);
        self.run(&["send-keys", "-t", &target, "Enter"]);
    }

    /// What is on the screen, without empty lines at its end.
    pub fn screen(&self, window: usize) -> String {
        let text = self.run(&["capture-pane", "-p", "-t", &format!(":{window}")]);
        format!("{}\n", text.trim_end())
    }

    /// Waits until the text is on the screen.
    pub fn wait_for(&self, window: usize, text: &str) -> String {
        let began = Instant::now();
        loop {
            let screen = self.screen(window);
            // Blanks at the ends of lines are not on the screen.
            if screen.contains(text.trim_end()) {
                return screen;
            }
            assert!(began.elapsed() < PATIENCE, "no {text:?} in\n{screen}");
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }

    /// Waits until the window's program has ended; whether the terminal has noticed is its affair.
    pub fn wait_for_end(&self, window: usize) {
        let target = format!(":{window}");
        let pid = self.run(&["list-panes", "-t", &target, "-F", "#{pane_pid}"]);
        let began = Instant::now();
        // In /proc/PID/stat the state stands behind the name in parentheses.
        let lives = || {
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim()));
            stat.is_ok_and(|stat| !stat.contains(") Z "))
        };
        while lives() {
            let screen = self.screen(window);
            assert!(began.elapsed() < PATIENCE, "it does not end:\n{screen}");
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }

    pub fn close(self) {
        self.run(&["kill-server"]);
    }
}
