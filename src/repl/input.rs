//! The line editor. It runs on a thread of its own, so that the interpreter can wait for the
//! next of line typed, packet captured and Ctrl-C, and can answer what Tab asks for.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, ExternalPrinter, Helper};

use super::highlight;
use crate::host::user;

/// Lines that are remembered from one session to the next.
const HISTORY: usize = 10_000;

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

/// What may stand from octet `start` of the line on.
#[derive(Default)]
pub struct Completion {
    pub start: usize,
    pub candidates: Vec<String>,
}

/// The interpreter's side of the editor.
pub struct Input {
    pub events: Receiver<Event>,
    prompts: Sender<String>,
    printer: Box<dyn FnMut(String) + Send>,
}

impl Input {
    /// Asks for the next line; it arrives as an [`Event`].
    pub fn ask(&self, prompt: &str) {
        // The editor's thread has ended only after `Event::End`, which ends the caller too.
        let _ = self.prompts.send(prompt.to_owned());
    }

    /// Shows text above the line that is being typed.
    pub fn print_above(&mut self, text: &str) {
        (self.printer)(text.to_owned());
    }
}

/// Starts the editor; `None` where there is no terminal that can be edited on.
pub fn start(colour: bool) -> Option<Input> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .max_history_size(HISTORY)
        .ok()?
        .history_ignore_dups(true)
        .ok()?
        .auto_add_history(false)
        .build();
    let (event_sender, events) = channel();
    let (prompts, prompt_receiver) = channel::<String>();
    let mut editor = Editor::<Keys, FileHistory>::with_config(config).ok()?;
    let printer: Box<dyn FnMut(String) + Send> = match editor.create_external_printer() {
        Ok(mut printer) => Box::new(move |text| drop(printer.print(text))),
        Err(_) => Box::new(|text| eprint!("{text}")),
    };
    editor.set_helper(Some(Keys {
        events: event_sender.clone(),
        colour,
    }));
    thread::Builder::new()
        .name("line editor".to_owned())
        .spawn(move || edit(editor, &prompt_receiver, &event_sender))
        .ok()?;
    Some(Input {
        events,
        prompts,
        printer,
    })
}

/// Reads a line for every prompt until the terminal or the interpreter goes away.
fn edit(mut editor: Editor<Keys, FileHistory>, prompts: &Receiver<String>, events: &Sender<Event>) {
    let history = history_file();
    if let Some(path) = &history {
        // There is none on the first start.
        let _ = editor.load_history(path);
    }
    for prompt in prompts {
        let event = match editor.readline(&prompt) {
            Ok(line) => {
                remember(&mut editor, &line, history.as_ref());
                Event::Line(line)
            }
            Err(ReadlineError::Interrupted) => Event::Interrupted,
            Err(_) => Event::End,
        };
        let ends = matches!(event, Event::End);
        if events.send(event).is_err() || ends {
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
    events: Sender<Event>,
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
            return Ok((position, vec!["    ".to_owned()]));
        }
        let (reply, answer) = channel();
        let asked = Event::Complete {
            line: line.to_owned(),
            position,
            reply,
        };
        if self.events.send(asked).is_err() {
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
