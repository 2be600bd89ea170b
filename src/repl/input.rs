//! The line editor. It runs on a thread of its own, so that the interpreter can wait for the
//! next of line typed, packet captured and Ctrl-C, and can answer what Tab asks for.

use std::io::IsTerminal;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use nix::sys::eventfd::{EfdFlags, EventFd};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, ExternalPrinter, Helper};

use super::complete::Completion;
use super::highlight;
use crate::host::user;

/// Lines that are remembered from one session to the next.
const HISTORY: usize = 10_000;

/// What Tab puts where there is nothing to complete.
const INDENT: &str = "    ";

/// What happens at the keyboard.
pub enum Event {
    Line(String),
    /// Ctrl-C at the prompt
    Interrupted,
    /// Ctrl-D on an empty line, or the terminal is gone
    End,
    /// Tab; the answer goes to `reply`
    Complete {
        line: String,
        position: usize,
        reply: Sender<Completion>,
    },
}

/// The interpreter's side of the editor.
pub struct Input {
    events: Receiver<Event>,
    prompts: Sender<Question>,
    printer: Printer,
    shared: Arc<Shared>,
}

/// What the editor asks.
struct Question {
    prompt: String,
    /// What stands on the line already.
    initial: String,
    /// Whether the answer is worth to be found again with the arrow keys.
    remember: bool,
}

/// Shows text above the line that is being typed; any thread may.
#[derive(Clone)]
pub struct Printer(Sender<String>);

/// What both threads look at.
struct Shared {
    /// Readable while there are events.
    bell: EventFd,
}

impl Input {
    /// Asks for the next line; it arrives as an [`Event`].
    pub fn ask(&self, prompt: &str) {
        self.question(prompt, "", true);
    }

    /// Asks for a word or a changed text, which is no statement of the session.
    pub fn ask_for(&self, prompt: &str, initial: &str) {
        self.question(prompt, initial, false);
    }

    fn question(&self, prompt: &str, initial: &str, remember: bool) {
        // The editor's thread lives as long as this does.
        let _ = self.prompts.send(Question {
            prompt: prompt.to_owned(),
            initial: initial.to_owned(),
            remember,
        });
    }

    /// What has happened at the keyboard, if anything has since the last time.
    pub fn next(&self) -> Option<Event> {
        // In this order an event that comes between the two wakes once too often, never too rarely.
        let _ = self.shared.bell.read();
        let event = self.events.try_recv().ok()?;
        self.shared.ring();
        Some(event)
    }

    /// Can be read while there may be something to take.
    pub fn bell(&self) -> BorrowedFd<'_> {
        self.shared.bell.as_fd()
    }

    pub fn printer(&self) -> Printer {
        self.printer.clone()
    }
}

impl Printer {
    pub fn print_above(&self, text: &str) {
        // The printing thread lives as long as the process.
        let _ = self.0.send(text.to_owned());
    }
}

impl Shared {
    fn ring(&self) {
        // It fails only when the counter is full, and then the descriptor is readable anyway.
        let _ = self.bell.write(1);
    }
}

/// Starts the editor; `None` where the system has no descriptor or thread left.
pub fn start(colour: bool) -> Option<Input> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .max_history_size(HISTORY)
        .ok()?
        .history_ignore_dups(true)
        .ok()?
        .auto_add_history(false)
        .build();
    let (event_sender, events) = channel();
    let (prompts, prompt_receiver) = channel::<Question>();
    let shared = Arc::new(Shared {
        bell: EventFd::from_flags(EfdFlags::EFD_NONBLOCK | EfdFlags::EFD_CLOEXEC).ok()?,
    });
    let mut editor = Editor::<Keys, FileHistory>::with_config(config).ok()?;
    let printer = printer(&mut editor)?;
    let keys = Keyboard {
        events: event_sender,
        shared: shared.clone(),
    };
    editor.set_helper(Some(Keys {
        keyboard: keys.clone(),
        colour,
    }));
    thread::Builder::new()
        .name("line editor".to_owned())
        .spawn(move || edit(editor, &prompt_receiver, &keys))
        .ok()?;
    Some(Input {
        events,
        prompts,
        printer,
        shared,
    })
}

/// The editor takes one text at a time and makes others wait; so that nobody else has to, a thread does.
fn printer(editor: &mut Editor<Keys, FileHistory>) -> Option<Printer> {
    let mut print: Box<dyn FnMut(String) + Send> = match editor.create_external_printer() {
        Ok(mut printer) => Box::new(move |text| drop(printer.print(text))),
        Err(_) => Box::new(|text| {
            use std::io::Write;
            // Nobody can be told that standard error is gone.
            let _ = std::io::stderr().write_all(text.as_bytes());
        }),
    };
    let (sender, texts) = channel();
    thread::Builder::new()
        .name("printer".to_owned())
        .spawn(move || texts.into_iter().for_each(&mut print))
        .ok()?;
    Some(Printer(sender))
}

/// The editor's side of the channel.
#[derive(Clone)]
struct Keyboard {
    events: Sender<Event>,
    shared: Arc<Shared>,
}

impl Keyboard {
    /// False when the interpreter has gone.
    fn tell(&self, event: Event) -> bool {
        let told = self.events.send(event).is_ok();
        self.shared.ring();
        told
    }
}

/// Reads a line for every prompt until the interpreter goes away.
fn edit(
    mut editor: Editor<Keys, FileHistory>,
    questions: &Receiver<Question>,
    keyboard: &Keyboard,
) {
    let history = std::io::stdin().is_terminal().then(history_file).flatten();
    if let Some(path) = &history {
        // There is none on the first start.
        let _ = editor.load_history(path);
    }
    for question in questions {
        let initial = (question.initial.as_str(), "");
        let event = match editor.readline_with_initial(&question.prompt, initial) {
            Ok(line) => {
                if question.remember {
                    remember(&mut editor, &line, history.as_ref());
                }
                Event::Line(line)
            }
            Err(ReadlineError::Interrupted) => Event::Interrupted,
            Err(_) => Event::End,
        };
        if !keyboard.tell(event) {
            return;
        }
    }
}

fn remember(editor: &mut Editor<Keys, FileHistory>, line: &str, file: Option<&PathBuf>) {
    let added = !line.trim().is_empty() && editor.add_history_entry(line).unwrap_or(false);
    if let (true, Some(path)) = (added, file) {
        // Without a writable home the history lives as long as the shell.
        if editor
            .append_history(path)
            .or_else(|_| editor.save_history(path))
            .is_ok()
        {
            user::give_to_caller(path);
        }
    }
}

/// `~/.local/state/pkt/history` of the person who called `sudo`, made when it is missing.
fn history_file() -> Option<PathBuf> {
    let home = user::home()?;
    let mut folder = home;
    for part in [".local", "state", "pkt"] {
        folder.push(part);
        if !folder.exists() {
            std::fs::create_dir(&folder).ok()?;
            user::give_to_caller(&folder);
        }
    }
    Some(folder.join("history"))
}

/// What the editor asks while a line is typed.
struct Keys {
    keyboard: Keyboard,
    colour: bool,
}

impl Completer for Keys {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        // Tab in front of a line's first word indents it.
        if line[..position].trim().is_empty() {
            return Ok((position, vec![INDENT.to_owned()]));
        }
        let (reply, answer) = channel();
        let asked = Event::Complete {
            line: line.to_owned(),
            position,
            reply,
        };
        if !self.keyboard.tell(asked) {
            return Ok((position, Vec::new()));
        }
        let found = answer.recv().unwrap_or_default();
        Ok((found.start, found.candidates))
    }
}

impl Highlighter for Keys {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(
        &'s self,
        prompt: &'p str,
        _default: bool,
    ) -> std::borrow::Cow<'b, str> {
        highlight::prompt(prompt, self.colour)
    }
}

impl Hinter for Keys {
    type Hint = String;
}

impl Validator for Keys {}

impl Helper for Keys {}
