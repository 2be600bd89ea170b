//! `pkt --step FILE`, `play("FILE")`: a script statement by statement. Its comments are what the
//! speaker says; each statement is shown before it runs, and can be explained, guessed, changed,
//! skipped, or taken back.

use std::cell::RefCell;
use std::rc::Rc;

use colored::Colorize;

use super::entry::Entry;
use super::input::{Event, Input};
use crate::builtins::tape;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::report::{report, status};
use crate::eval::value::Value;
use crate::lab;
use crate::lang::ast::{Arg, BinaryOp, Expr, ExprKind, Stmt};
use crate::lang::pasted::straighten;
use crate::lang::walk::{Met, walk};
use crate::lang::{decode, parse_module};

/// What is asked before each statement.
const KEYS: &str = "Enter runs  e edit  s skip  b back  p predict  ? explain  q quit > ";

/// A statement and what is said before it.
#[derive(Debug, PartialEq)]
pub struct Step {
    /// Lines without `#`.
    pub words: Vec<String>,
    pub code: String,
    /// Lines of the file before the code.
    pub before: usize,
}

/// The steps of a script, and what is said at its end. The error has been worded.
pub fn steps(
    text: &str,
) -> std::result::Result<(Vec<Step>, Vec<String>), crate::lang::SyntaxError> {
    let module = parse_module(text)?;
    let starts = line_starts(text);
    let line_of = |offset: u32| starts.partition_point(|start| *start <= offset as usize) - 1;
    let lines: Vec<&str> = text.lines().collect();
    let mut steps: Vec<Step> = Vec::new();
    let mut next = 0;
    for Stmt { span, .. } in &module.body {
        let last = line_of(span.end.saturating_sub(1).max(span.start));
        if last < next {
            // Another statement of the same line.
            continue;
        }
        let from = (next..=last)
            .find(|line| !is_said(lines[*line]))
            .unwrap_or(last);
        // Two statements of one line may end lines apart.
        if let Some(step) = steps.last_mut()
            && line_of(span.start) < next
        {
            step.code.push_str(&joined(&lines[next..=last]));
            next = last + 1;
            continue;
        }
        steps.push(Step {
            words: said(&lines[next..from]),
            code: joined(&lines[from..=last]),
            before: from,
        });
        next = last + 1;
    }
    Ok((steps, said(lines.get(next..).unwrap_or_default())))
}

fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text
        .bytes()
        .enumerate()
        .filter(|(_, octet)| *octet == b'\n');
    std::iter::once(0)
        .chain(breaks.map(|(at, _)| at + 1))
        .collect()
}

fn is_said(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#')
}

fn joined(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// What the comments among some lines say.
fn said(lines: &[&str]) -> Vec<String> {
    let comments = lines.iter().map(|line| match line.strip_prefix('#') {
        Some(words) => words
            .strip_prefix(' ')
            .unwrap_or(words)
            .trim_end()
            .to_owned(),
        None => String::new(),
    });
    let mut words: Vec<String> = comments.filter(|line| !line.starts_with('!')).collect();
    while words.last().is_some_and(String::is_empty) {
        words.pop();
    }
    let blank = words.iter().take_while(|line| line.is_empty()).count();
    words.drain(..blank);
    words
}

/// Plays a text with the answers of a keyboard; the exit status if the script ended the program.
pub fn play(interp: &mut Interp, input: &Input, text: &str, name: &str) -> Option<u8> {
    let text = straighten(text).0.into_owned();
    let (steps, end) = match steps(&text) {
        Ok(read) => read,
        Err(_) => {
            // Running it says what is wrong, with its place.
            let error = interp.run_step(&text, name).err()?;
            let words = report(interp, &error);
            interp.output.talk(&words);
            return Some(2);
        }
    };
    let mut player = Player {
        interp,
        input,
        name,
        steps,
        at: 0,
        snapshots: Vec::new(),
    };
    let status = player.run();
    if status.is_none() && player.at >= player.steps.len() {
        player.speak(&end);
    }
    player.interp.output.flush();
    status
}

/// How things stood before a step.
struct Snapshot {
    at: usize,
    variables: Vec<(&'static str, Value)>,
    /// Where the tape stood, if one is played, and on which host of the lab the script was.
    tape: Option<Value>,
    host: Option<String>,
}

struct Player<'p> {
    interp: &'p mut Interp,
    input: &'p Input,
    name: &'p str,
    steps: Vec<Step>,
    at: usize,
    /// The variables before each step that has run, and which step it was.
    snapshots: Vec<Snapshot>,
}

impl Player<'_> {
    /// Until the end or `q`; the exit status if the script ended the program.
    fn run(&mut self) -> Option<u8> {
        let mut shown = None;
        while self.at < self.steps.len() {
            if shown != Some(self.at) {
                self.show();
                shown = Some(self.at);
            }
            let answer = self.ask(
                &format!("[{}/{}] {KEYS}", self.at + 1, self.steps.len()),
                "",
            );
            let answer = answer?;
            match answer.trim() {
                "" => {
                    let code = self.steps[self.at].code.clone();
                    if let Some(status) = self.step(&code) {
                        return Some(status);
                    }
                }
                "e" => {
                    let code = self.steps[self.at].code.trim_end().to_owned();
                    if let Some(changed) = self.ask(&super::labelled(">>> "), &code)
                        && let Some(status) = self.step(&format!("{changed}\n"))
                    {
                        return Some(status);
                    }
                }
                "s" => self.at += 1,
                "b" => {
                    self.back();
                    shown = None;
                }
                "p" => {
                    let guess = self.ask("What will happen? ", "").unwrap_or_default();
                    let code = self.steps[self.at].code.clone();
                    let status = self.step(&code);
                    let line = format!("You guessed: {}\n", guess.trim());
                    self.write(&line.italic().to_string());
                    if status.is_some() {
                        return status;
                    }
                }
                "?" => self.explain(),
                "q" => return None,
                other => self.write(&format!("{other:?} is no key here\n")),
            }
        }
        None
    }

    fn write(&mut self, text: &str) {
        self.interp.output.write(text);
    }

    /// What is typed on a line; `None` at the end of input. Ctrl-C asks again.
    fn ask(&mut self, prompt: &str, initial: &str) -> Option<String> {
        loop {
            if !self.interp.output.at_line_start() {
                self.write("\n");
            }
            self.interp.output.flush();
            self.input.ask_for(prompt, initial);
            match super::key(self.interp, self.input, &Entry::default()) {
                Event::Line(line) => return Some(line),
                Event::End => return None,
                Event::Interrupted | Event::Complete { .. } => {}
            }
        }
    }

    /// The comment as text and the statement as it will run.
    fn show(&mut self) {
        let words = std::mem::take(&mut self.steps[self.at].words);
        self.speak(&words);
        self.steps[self.at].words = words;
        let code = self.steps[self.at].code.clone();
        for (number, line) in code.lines().enumerate() {
            let prompt = match number {
                0 => super::labelled(">>> "),
                _ => "... ".to_owned(),
            };
            let line = format!("{}{}\n", prompt.blue().bold(), line.bold());
            self.write(&line);
        }
    }

    fn speak(&mut self, words: &[String]) {
        if words.is_empty() {
            return;
        }
        self.write("\n");
        for line in words {
            let line = format!("{}\n", formatted(line));
            self.write(&line);
        }
        self.write("\n");
    }

    /// Runs a statement and goes on; the exit status if it ended the program.
    fn step(&mut self, code: &str) -> Option<u8> {
        let snapshot = Snapshot {
            at: self.at,
            variables: self.variables(),
            tape: tape::position(self.interp),
            host: lab::label(),
        };
        self.snapshots.push(snapshot);
        // Blank lines keep the numbers of the file.
        let text = "\n".repeat(self.steps[self.at].before) + code;
        crate::link::interrupt::take();
        let shell = self.interp.display.replace(super::echo);
        let ended = self.interp.run_step(&text, self.name);
        self.interp.display = shell;
        self.interp.output.flush();
        self.at += 1;
        let error = ended.err()?;
        if error.is(Exc::SystemExit) {
            let (status, words) = status(self.interp, &error);
            self.interp.output.talk(&words.unwrap_or_default());
            return Some(status);
        }
        let words = match error.is(Exc::KeyboardInterrupt) {
            true => "\nKeyboardInterrupt\n".to_owned(),
            false => report(self.interp, &error),
        };
        self.interp.output.talk(&words);
        None
    }

    /// The variables with copies of what they hold, as far as it can be copied.
    fn variables(&mut self) -> Vec<(&'static str, Value)> {
        let entries = self.interp.main.globals.entries();
        let mut held = crate::eval::dict::Dict::new();
        for (name, value) in entries.iter().filter(|(_, value)| is_data(value)) {
            held.set_str(name, value.clone());
        }
        // Together, so that what two variables share is shared by the copies.
        let copied = self.copied(Value::Dict(Rc::new(RefCell::new(held))));
        let copy = |name: &str| match &copied {
            Ok(Value::Dict(copies)) => copies.borrow().get_str(name).cloned(),
            _ => None,
        };
        entries
            .iter()
            .map(|(name, value)| (*name, copy(name).unwrap_or_else(|| value.clone())))
            .collect()
    }

    fn copied(&mut self, value: Value) -> Result<Value> {
        let copy = self.interp.import("copy")?;
        let deepcopy = copy
            .get("deepcopy")
            .ok_or_else(|| Error::name_error("copy.deepcopy"))?;
        self.interp.call(&deepcopy, &[value])
    }

    /// To the statement before, with the variables as they were.
    fn back(&mut self) {
        let Some(snapshot) = self.snapshots.pop() else {
            self.at = self.at.saturating_sub(1);
            return;
        };
        self.at = snapshot.at;
        if let Some(position) = snapshot.tape {
            tape::rewind(self.interp, position);
        }
        match (lab::current(), &snapshot.host) {
            // It was entered before: it is there.
            (Some(lab), Some(host)) => drop(lab.enter(host)),
            _ => lab::set_label(snapshot.host),
        }
        let globals = self.interp.main.globals.clone();
        for (name, _) in globals.entries() {
            globals.set(name, Value::Unset);
        }
        for (name, value) in snapshot.variables {
            globals.set(name, value);
        }
        self.write("Back; what was sent stays sent.\n");
    }

    /// The packets that the statement names or makes, and the functions that it calls.
    fn explain(&mut self) {
        let code = self.steps[self.at].code.clone();
        let Ok(module) = parse_module(&code) else {
            return;
        };
        let mut made: Vec<String> = Vec::new();
        let mut named: Vec<String> = Vec::new();
        let mut called: Vec<String> = Vec::new();
        let mut inside = 0;
        walk(&module.body, &mut |met| {
            let Met::Expr(expr) = met else { return };
            if expr.span.start >= inside && is_stack(self.interp, expr) {
                inside = expr.span.end;
                made.push(code[expr.span.start as usize..expr.span.end as usize].to_owned());
                return;
            }
            match &expr.kind {
                ExprKind::Name(name) if expr.span.start >= inside => named.push(name.to_string()),
                ExprKind::Call { func, .. } => {
                    if let ExprKind::Name(name) = &func.kind {
                        called.push(name.to_string());
                    }
                }
                _ => {}
            }
        });
        let mut found = false;
        for name in &called {
            if let Some(Value::Builtin(builtin)) = self.interp.builtin(name)
                && self.interp.main.get(name).is_none()
            {
                found = true;
                self.write(&format!("{name}(): {}\n", builtin.help));
            }
        }
        named.retain(|name| {
            let value = self.interp.main.get(name);
            value.is_some_and(|value| value.as_packet().is_some())
        });
        named.dedup();
        for text in made.into_iter().chain(named) {
            found = true;
            self.write(&format!("{}\n", text.bold()));
            let asked = format!("explain({text})\n");
            if let Err(error) = self.interp.run_step(&asked, "<explain>") {
                let words = report(self.interp, &error);
                self.interp.output.talk(&words);
            }
        }
        if !found {
            self.write("no packet and no command of ours stands there\n");
        }
    }
}

/// What `b` gives back as it was; functions, classes and open sockets stay what they are.
fn is_data(value: &Value) -> bool {
    !matches!(
        value,
        Value::Module(_)
            | Value::Builtin(_)
            | Value::Function(_)
            | Value::Class(_)
            | Value::Layer(_)
    )
}

/// `IP(dst="10.9.0.5")/TCP()`: layers with constants, which can be made without any effect.
fn is_stack(interp: &Interp, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary(left, BinaryOp::Div, right) => {
            let constant = matches!(right.kind, ExprKind::Str(_) | ExprKind::Bytes(_));
            is_stack(interp, left) && (constant || is_stack(interp, right))
        }
        ExprKind::Call { func, args } => {
            let ExprKind::Name(name) = &func.kind else {
                return false;
            };
            let values = args.iter().all(|arg| match arg {
                Arg::Positional(value) | Arg::Keyword(_, value) => !has_call(value),
                _ => false,
            });
            matches!(interp.builtin(name), Some(Value::Layer(_)))
                && interp.main.get(name).is_none()
                && values
        }
        _ => false,
    }
}

fn has_call(expr: &Expr) -> bool {
    let mut found = matches!(expr.kind, ExprKind::Call { .. });
    crate::lang::walk::within(expr, &mut |met| {
        if let Met::Expr(inner) = met {
            found |= matches!(inner.kind, ExprKind::Call { .. });
        }
    });
    found
}

/// A line of Markdown, as far as speakers use it: headings, `**strong**`, `*stressed*`, `` `code` ``.
fn formatted(line: &str) -> String {
    if let Some(heading) = line.strip_prefix('#') {
        return heading
            .trim_start_matches('#')
            .trim()
            .bold()
            .underline()
            .to_string();
    }
    let line = match line.trim_start().strip_prefix("- ") {
        Some(item) => format!("  • {item}"),
        None => line.to_owned(),
    };
    let line = marked(&line, "**", |text| text.bold().to_string());
    let line = marked(&line, "`", |text| text.cyan().to_string());
    marked(&line, "*", |text| text.italic().to_string())
}

/// Paints what stands between two marks.
fn marked(line: &str, mark: &str, paint: fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(mark) {
        let Some((inside, behind)) = after.split_once(mark) else {
            break;
        };
        // `2 * 3 * 4` is no stress.
        if inside.is_empty() || inside.starts_with(' ') || inside.ends_with(' ') {
            out.push_str(before);
            out.push_str(mark);
            rest = after;
            continue;
        }
        out.push_str(before);
        out.push_str(&paint(inside));
        rest = behind;
    }
    out.push_str(rest);
    out
}

thread_local! {
    /// The shell's keyboard, for `play()`.
    static KEYBOARD: RefCell<Option<Rc<Input>>> = const { RefCell::new(None) };
}

/// Makes `play` known, which asks at this keyboard.
pub fn define(interp: &mut Interp, input: Rc<Input>) {
    KEYBOARD.with(|keyboard| *keyboard.borrow_mut() = Some(input));
    interp.define("play", Value::Builtin(&PLAY));
}

static PLAY: Builtin = Builtin::new(
    "play",
    &["filename"],
    "Play a script statement by statement, with its comments as the speaker's words.",
    &[],
    |interp: &mut Interp, args: &Args| {
        let name = interp.str(args.at(0))?;
        let octets = std::fs::read(&name).map_err(|error| Error::io(&error, Some(&name)))?;
        let keyboard = KEYBOARD.with(|keyboard| keyboard.borrow().clone());
        let Some(keyboard) = keyboard else {
            return Err(Error::value_error(
                "play() asks at the keyboard of the shell; a script is played by pkt --step FILE",
            ));
        };
        match play(interp, &keyboard, &decode(&octets).0, &name) {
            Some(status) => Err(Error::system_exit(Value::Int(status.into()))),
            None => Ok(Value::None),
        }
    },
);

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Vec<String>, String, usize)> {
        let (steps, _) = steps(text).expect("a program");
        let parts = steps
            .into_iter()
            .map(|step| (step.words, step.code, step.before));
        parts.collect()
    }

    #[test]
    fn comments_belong_to_the_statement_behind_them() {
        let text = "#!/usr/bin/env pkt\n# # Title\n#\n# words\n\na = 1  # beside\nif a:\n    # inner\n    b = 2\n\n# end\n";
        let words = ["# Title", "", "words"].map(str::to_owned).to_vec();
        assert_eq!(
            read(text),
            [
                (words, "a = 1  # beside\n".to_owned(), 5),
                (vec![], "if a:\n    # inner\n    b = 2\n".to_owned(), 6),
            ]
        );
        assert_eq!(steps(text).expect("a program").1, ["end"]);
    }

    #[test]
    fn what_stands_on_one_line_is_one_step() {
        let text = "a = 1; b = (2,\n3); c = 4\nd = 5\n";
        let codes: Vec<String> = read(text).into_iter().map(|step| step.1).collect();
        assert_eq!(codes.concat(), text);
        assert_eq!(codes.last().map(String::as_str), Some("d = 5\n"));
    }

    #[test]
    fn decorators_belong_to_what_they_decorate() {
        let text = "x = 1\n# said\n@property\ndef f():\n    pass\n";
        assert_eq!(read(text)[1].1, "@property\ndef f():\n    pass\n");
    }

    #[test]
    fn stars_with_blanks_are_no_marks() {
        assert_eq!(
            marked("2 * 3 * 4", "*", |text| format!("<{text}>")),
            "2 * 3 * 4"
        );
        assert_eq!(
            marked("a *b* c", "*", |text| format!("<{text}>")),
            "a <b> c"
        );
    }
}
