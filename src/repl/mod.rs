//! The interactive shell. The only module that names rustyline and colored.

pub mod check;
mod complete;
mod entry;
mod highlight;
mod input;
pub mod lint;
mod player;

use std::rc::Rc;

use nix::poll::{PollFd, PollFlags};

use crate::builtins::tape;
use crate::eval::error::Result;
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::report::{report, status};
use crate::eval::value::Value;
use crate::lab;
use crate::lang::parse_module;
use crate::link::interrupt;
use crate::packet::text::Style;
use entry::{Entry, Next};
use input::{Event, Input};

/// Asked for while a statement goes on.
const CONTINUATION: &str = "... ";

/// Reads, runs and shows until Ctrl-D or `exit()`; the exit status.
pub fn run(interp: &mut Interp) -> u8 {
    let Some(input) = open(interp) else { return 1 };
    interp.output.write(&banner());
    interp.display = Some(echo);
    let status = converse(interp, &input);
    interp.display = None;
    status
}

/// Plays a script statement by statement; the exit status.
pub fn step(interp: &mut Interp, text: &str, name: &str) -> u8 {
    let Some(input) = open(interp) else { return 1 };
    player::play(interp, &input, text, name).unwrap_or(0)
}

/// The line editor, with all that is shown beside it; `None` where there can be none.
fn open(interp: &mut Interp) -> Option<Rc<Input>> {
    let colour = interp.output.colour;
    highlight::decide(colour);
    if colour {
        interp.style = Style::DEFAULT;
    }
    let Some(input) = input::start(colour) else {
        interp
            .output
            .talk("pkt: the system has no thread left for the line editor\n");
        return None;
    };
    let input = Rc::new(input);
    if let Some(lab) = lab::current() {
        let printer = input.printer();
        lab.set_talk(Box::new(move |host, line| {
            printer.print_above(&format!("{host}| {line}\n"))
        }));
    }
    player::define(interp, input.clone());
    Some(input)
}

fn banner() -> String {
    let mut text = format!(
        "pkt {}   help: help(), ls(), lsc()   quit: Ctrl-D\n",
        env!("CARGO_PKG_VERSION")
    );
    if let Some(lab) = lab::current() {
        let hosts: Vec<&str> = lab.hosts().iter().map(|host| host.name.as_str()).collect();
        text.push_str(&format!(
            "lab: you are on {}; hosts: {}\n",
            lab.here().name,
            hosts.join(", ")
        ));
    }
    text
}

/// One line after the other; the exit status.
fn converse(interp: &mut Interp, input: &Input) -> u8 {
    let mut entry = Entry::default();
    let mut typed = Vec::new();
    loop {
        ask(interp, input, &entry);
        let next = match key(interp, input, &entry) {
            Event::Line(line) => entry.add(&line),
            Event::End => match entry.finish() {
                Next::Nothing => return 0,
                next => next,
            },
            Event::Interrupted => {
                entry.clear();
                interp.output.talk("KeyboardInterrupt\n");
                continue;
            }
            Event::Complete { .. } => continue,
        };
        let Next::Run(text) = next else { continue };
        if let Some(file) = text.trim().strip_prefix("%save") {
            save(interp, file.trim(), &typed);
            continue;
        }
        tape::typed(interp, &text);
        if let Some(status) = run_entry(interp, &text) {
            return status;
        }
        typed.push(text);
    }
}

/// `%save FILE.pkt`: what was typed so far, as a script.
fn save(interp: &mut Interp, file: &str, typed: &[String]) {
    if file.is_empty() {
        return interp
            .output
            .talk("%save needs the name of a file: %save lecture.pkt\n");
    }
    // What does not parse would keep the script from running at all.
    let good = typed
        .iter()
        .filter(|text| parse_module(&format!("{text}\n")).is_ok());
    let texts: Vec<&str> = good.map(|text| text.trim_end()).collect();
    let script = format!("#!/usr/bin/env pkt\n{}\n", texts.join("\n"));
    let words = match std::fs::write(file, script) {
        Ok(()) => format!("{} statements in {file}\n", texts.len()),
        Err(error) => format!("cannot write {file}: {error}\n"),
    };
    interp.output.talk(&words);
}

/// Types what was typed when the tape that is played was made, and shows it as it was; the exit
/// status.
pub fn replay(interp: &mut Interp) -> u8 {
    let statements = match tape::statements(interp) {
        Ok(statements) => statements,
        Err(error) => {
            let words = report(interp, &error);
            interp.output.talk(&words);
            return 1;
        }
    };
    interp.display = Some(echo);
    for text in statements {
        for (number, line) in text.trim_end().lines().enumerate() {
            let prompt = match number {
                0 => labelled(">>> "),
                _ => CONTINUATION.to_owned(),
            };
            interp.output.write(&format!("{prompt}{line}\n"));
        }
        if let Some(status) = run_entry(interp, &text) {
            return status;
        }
        if !interp.output.at_line_start() {
            interp.output.write("\n");
        }
    }
    interp.display = None;
    0
}

/// Opens the prompt, on a line of its own.
fn ask(interp: &mut Interp, input: &Input, entry: &Entry) {
    if !interp.output.at_line_start() {
        interp.output.write("\n");
    }
    interp.output.flush();
    if entry.is_open() {
        input.ask(CONTINUATION);
    } else {
        input.ask(&labelled(&interp.conf.prompt));
    }
}

/// The prompt, in a lab with the name of the host that it is on.
fn labelled(prompt: &str) -> String {
    format!("{}{prompt}", lab::label().unwrap_or_default())
}

/// The key that ends the line. Until then Tab is answered, and threads have their turns; what they
/// print goes above the prompt.
fn key(interp: &mut Interp, input: &Input, entry: &Entry) -> Event {
    loop {
        match input.next() {
            Some(Event::Complete {
                line,
                position,
                reply,
            }) => {
                let completion = complete::complete(interp, entry.text(), &line, position);
                // The editor waits for it; when it does not, nobody misses it.
                let _ = reply.send(completion);
                continue;
            }
            Some(event) => {
                if let Event::Interrupted = event {
                    interp.threads.stop_callbacks();
                }
                return event;
            }
            None => {}
        }
        interp.output.hold();
        interp.wait_at_prompt(&[PollFd::new(input.bell(), PollFlags::POLLIN)]);
        let said = interp.output.release();
        if !said.is_empty() {
            input.printer().print_above(&said);
        }
        if interrupt::take() {
            interp.threads.stop_callbacks();
            input.printer().print_above("KeyboardInterrupt\n");
        }
    }
}

/// Runs what was typed; the exit status if it ended the shell.
fn run_entry(interp: &mut Interp, text: &str) -> Option<u8> {
    // A Ctrl-C of long ago is not meant for this.
    interrupt::take();
    let ended = interp.run_interactive(text);
    interp.output.flush();
    let error = ended.err()?;
    if error.is(Exc::SystemExit) {
        let (status, words) = status(interp, &error);
        interp.output.talk(&words.unwrap_or_default());
        return Some(status);
    }
    let said = if error.is(Exc::KeyboardInterrupt) {
        // The terminal has shown ^C.
        "\nKeyboardInterrupt\n".to_owned()
    } else {
        report(interp, &error)
    };
    interp.output.talk(&said);
    interp.output.closed().then_some(0)
}

/// Shows the value of an expression, which `_` then holds.
pub fn echo(interp: &mut Interp, value: &Value) -> Result<()> {
    if value.is_none() {
        return Ok(());
    }
    let text = interp.repr(value)?;
    interp.write_out(&format!("{text}\n"))?;
    interp.define("_", value.clone());
    Ok(())
}
