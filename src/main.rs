//! Arguments and exit status.

mod request;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pkt::builtins::modules::sys;
use pkt::builtins::tape;
use pkt::eval::error::Error;
use pkt::eval::exception::Exc;
use pkt::eval::interp::Interp;
use pkt::eval::report;
use pkt::host::machine;
use pkt::host::output::Output;

use pkt::lab::{self, Lab};
use pkt::lang;
use pkt::link::parachute::Parachute;
use pkt::link::{hold, interfaces, interrupt, live, memory, privilege};
use pkt::proto::registry;
use pkt::{builtins, repl};
use request::{Request, Source};

/// What fails to be allocated ends the command, not the shell.
#[global_allocator]
static ALLOCATOR: Parachute = Parachute::new();

/// Scripts that call themselves through built-in functions, and deeply nested texts, need more
/// than the 8 MiB that a process begins with. The system gives what is used only.
const STACK: usize = 256 << 20;

/// The source port of a TCP packet that sets none. An ordinary user cannot bind it.
const DEFAULT_SOURCE_PORT: u16 = 20;

fn main() -> ExitCode {
    let request = match Request::of_arguments() {
        Ok(request) => request,
        Err(error) => error.exit(),
    };
    // Only a process with a single thread may make a lab, or change whose it is.
    if let Err(words) = settle_in(&request) {
        Output::standard().talk(&words);
        return ExitCode::from(1);
    }
    // Before Ctrl-C is caught: it ends the reading of a script from the keyboard.
    let text = match read(&request.source) {
        Ok(text) => text,
        Err(words) => {
            Output::standard().talk(&words);
            return ExitCode::from(2);
        }
    };
    // Without the handler Ctrl-C ends the program at once, which is still right.
    let _ = interrupt::install();
    live::share_heap();
    ALLOCATOR.pack();
    memory::watch(|| ALLOCATOR.pack());
    let thread = std::thread::Builder::new().stack_size(STACK);
    std::thread::scope(|scope| {
        match thread.spawn_scoped(scope, || run(&request, text.as_ref())) {
            Ok(thread) => thread.join().unwrap_or(ExitCode::from(101)),
            // Where the memory is not to be had, what there is has to do.
            Err(_) => run(&request, text.as_ref()),
        }
    })
}

/// Goes to the lab, or gives up what of root's power is not needed; words about what failed.
fn settle_in(request: &Request) -> Result<(), String> {
    if let Some(topology) = &request.lab {
        let started = lab::load(topology).and_then(|topology| Lab::start(&topology)?.install());
        return started.map(drop).map_err(|error| format!("pkt: {error}\n"));
    }
    if let Some(host) = &request.join {
        let joined = Lab::join_by_name(host).and_then(Lab::install);
        return joined.map(drop).map_err(|error| format!("pkt: {error}\n"));
    }
    if privilege::caller().is_some() {
        hold::reserve(DEFAULT_SOURCE_PORT);
        privilege::keep_network_only().map_err(|error| format!("pkt: {error}\n"))?;
    }
    Ok(())
}

/// A text, and words about its encoding.
type Text = (String, Option<&'static str>);

/// The text to run, if it is not typed; words about what failed.
fn read(source: &Source) -> Result<Option<Text>, String> {
    let (name, octets) = match source {
        Source::Shell
        | Source::Tape
        | Source::Documents(_)
        | Source::Drifted(_)
        | Source::Scripts(_) => return Ok(None),
        Source::Code(code) => return Ok(Some((code.clone(), None))),
        Source::StandardInput => ("-", {
            let mut octets = Vec::new();
            std::io::Read::read_to_end(&mut std::io::stdin(), &mut octets).map(|_| octets)
        }),
        Source::File(path) => (path.as_str(), std::fs::read(path)),
    };
    match octets {
        Ok(octets) => Ok(Some(lang::decode(&octets))),
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.split(" (os error").next().unwrap_or_default();
            Err(format!("pkt: can't open file '{name}': {reason}\n"))
        }
    }
}

/// An interpreter that knows everything.
fn interpreter(output: Output) -> Interp {
    let mut interp = Interp::new(output);
    builtins::install(&mut interp);
    machine::install(lab::address_of);
    interp
}

/// Checks each document in an interpreter of its own, and writes it anew if that is asked for; the
/// exit status.
fn check(documents: &[String], lab: Option<&str>, update: bool) -> u8 {
    let tables = registry::snapshot();
    let mut output = Output::standard();
    let mut status = 0;
    for name in documents {
        let document = match std::fs::read_to_string(name) {
            Ok(document) => document,
            Err(error) => {
                output.talk(&format!("pkt: can't read '{name}': {error}\n"));
                status = 2;
                continue;
            }
        };
        // What one document loads or starts, the next one does not see.
        builtins::lab::start_over();
        let (count, mismatches) = tables.with(|| {
            let mut interp = interpreter(Output::memory());
            repl::check::check(&mut interp, &document, lab)
        });
        for mismatch in &mismatches {
            output.write(&format!("{name}:{}: {mismatch}\n", mismatch.line));
            status = status.max(1);
        }
        output.write(&format!(
            "{name}: {count} typed, {} differ\n",
            mismatches.len()
        ));
        if update && !mismatches.is_empty() {
            let text = repl::check::updated(&document, &mismatches);
            if let Err(error) = std::fs::write(name, text) {
                output.talk(&format!("pkt: can't write '{name}': {error}\n"));
                status = 2;
            }
        }
    }
    status
}

/// Says what looks wrong in each script; the exit status.
fn lint(interp: &mut Interp, files: &[String]) -> u8 {
    let mut status = 0;
    for name in files {
        match std::fs::read(name) {
            Ok(octets) => {
                status = status.max(repl::lint::lint(interp, &lang::decode(&octets).0, name))
            }
            Err(error) => {
                interp
                    .output
                    .talk(&format!("pkt: can't read '{name}': {error}\n"));
                status = 2;
            }
        }
    }
    interp.output.flush();
    status
}

/// Runs what was asked for.
fn run(request: &Request, text: Option<&Text>) -> ExitCode {
    let lab = request.lab.as_deref();
    match &request.source {
        Source::Documents(documents) => return ExitCode::from(check(documents, lab, false)),
        Source::Drifted(documents) => return ExitCode::from(check(documents, lab, true)),
        _ => {}
    }
    let mut interp = interpreter(Output::standard());
    interp.hints = !request.quiet;
    interp.strict = request.strict;
    for (name, meant) in &request.aliases {
        interfaces::set_alias(name, Some(meant));
    }
    if let Source::Scripts(files) = &request.source {
        return ExitCode::from(lint(&mut interp, files));
    }
    interp.argv = std::iter::once(request.source.name().to_owned())
        .chain(request.args.iter().cloned())
        .collect();
    interp.path.push(folder(&request.source));
    if let Err(error) = with_tape(&mut interp, request) {
        let words = report::report(&mut interp, &error);
        interp.output.talk(&words);
        return ExitCode::from(1);
    }
    let mut status = text.map_or(0, |text| {
        run_script(&mut interp, &request.source, text, request.step)
    });
    if request.source == Source::Tape {
        status = repl::replay(&mut interp);
    }
    if request.opens_shell() {
        status = repl::run(&mut interp);
    }
    // Ctrl-C ends the wait for threads that go on.
    if interp.finish().is_err() {
        status = status.max(1);
    }
    interp.output.flush();
    if let Some(lab) = lab::current() {
        lab.settle();
    }
    // What is left on a tape that is played is said; one that is made is complete.
    if let Err(error) = tape::stop_recording(&mut interp) {
        let words = report::report(&mut interp, &error);
        interp.output.talk(&words);
        status = status.max(1);
    }
    interp.output.flush();
    live::leave_quickly();
    ExitCode::from(status)
}

/// Begins to make a tape, or to play one.
fn with_tape(interp: &mut Interp, request: &Request) -> Result<(), Error> {
    match (&request.record, &request.offline) {
        (Some(file), _) => tape::start_recording(interp, file),
        (_, Some(file)) => tape::start_playing(interp, file),
        _ => Ok(()),
    }
}

fn run_script(interp: &mut Interp, source: &Source, (text, encoding): &Text, step: bool) -> u8 {
    if let Some(words) = encoding.filter(|_| interp.hints) {
        interp.output.talk(&format!("hint: {words}\n"));
    }
    if let Source::File(path) = source {
        interp.main.set("__file__", path.as_str());
    }
    if repl::lint::foretell(interp, text, source.shown()) > 0 && interp.strict {
        return 1;
    }
    if step {
        return repl::step(interp, text, source.shown());
    }
    let Err(error) = interp.run_module(text, source.shown()) else {
        return 0;
    };
    interp.output.flush();
    let (status, words) = report::status(interp, &error);
    if words.is_some() && !error.is(Exc::SystemExit) && sys::hooked(interp, &error) {
        return status;
    }
    interp.output.talk(&words.unwrap_or_default());
    status
}

/// Where `import` looks first: beside the script.
fn folder(source: &Source) -> PathBuf {
    match source {
        Source::File(path) => Path::new(path).parent().unwrap_or(Path::new("")).to_owned(),
        _ => PathBuf::new(),
    }
}
