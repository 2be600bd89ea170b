//! Arguments and exit status.

use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};
use pkt::builtins;
use pkt::eval::interp::Interp;
use pkt::host::machine;
use pkt::host::output::Output;
use pkt::link::{interrupt, live};

/// What the command line asks for.
#[derive(Debug, PartialEq)]
struct Request {
    source: Source,
    /// What the script sees as `sys.argv[1:]`.
    args: Vec<String>,
    /// The topology to start, if the program is to run in a lab.
    lab: Option<String>,
    /// Whether the shell opens when the script has ended.
    interactive: bool,
}

#[derive(Debug, PartialEq)]
enum Source {
    Shell,
    /// `-c CODE`
    Code(String),
    /// `-`
    StandardInput,
    /// `FILE`
    File(String),
}

fn command() -> Command {
    Command::new("pkt")
        .version(env!("CARGO_PKG_VERSION"))
        .about("An interactive packet shell: craft, send, sniff and match packets in Scapy's language.")
        .override_usage("pkt [OPTIONS] [FILE | -c CODE | -] [ARGS]...")
        .arg(
            Arg::new("code")
                .short('c')
                .value_name("CODE")
                .allow_hyphen_values(true)
                .help("Run CODE and exit"),
        )
        .arg(
            Arg::new("interactive")
                .short('i')
                .action(ArgAction::SetTrue)
                .help("Open the shell when the script has ended"),
        )
        .arg(
            Arg::new("lab")
                .long("lab")
                .value_name("TOPOLOGY")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("classroom")
                .help("Run on the first host of a virtual network: classroom, pair, chain:N or a .toml file"),
        )
        .arg(
            Arg::new("rest")
                .value_name("FILE")
                .num_args(0..)
                .trailing_var_arg(true)
                .allow_hyphen_values(true)
                .help("A script (.pkt or .py) and its arguments; - reads standard input"),
        )
        .after_help(
            "Without FILE, the shell opens; when standard input is not a terminal, it is read as a script.\n\
             Exit status: 0 ok, 1 an error in the script, 2 usage or syntax, 130 Ctrl-C.",
        )
}

/// Whether `word` after `--lab` names a topology rather than a script.
fn is_topology(word: &str) -> bool {
    word.ends_with(".toml") || word.starts_with("chain:")
}

fn request(matches: &ArgMatches) -> Request {
    let mut rest: Vec<String> = matches
        .get_many::<String>("rest")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let mut lab = matches.get_one::<String>("lab").cloned();
    if lab.as_deref() == Some("classroom") && rest.first().is_some_and(|word| is_topology(word)) {
        lab = Some(rest.remove(0));
    }
    let source = match matches.get_one::<String>("code") {
        Some(code) => Source::Code(code.clone()),
        None if rest.is_empty() => Source::Shell,
        None => match rest.remove(0) {
            word if word == "-" => Source::StandardInput,
            word => Source::File(word),
        },
    };
    Request {
        source,
        args: rest,
        lab,
        interactive: matches.get_flag("interactive"),
    }
}

fn main() -> ExitCode {
    let matches = command().get_matches();
    let request = request(&matches);
    let mut interp = Interp::new(Output::standard());
    builtins::install(&mut interp);
    machine::install(|_| None);
    // Without the handler Ctrl-C ends the program at once, which is still right.
    let _ = interrupt::install();
    let status = run(&mut interp, request);
    interp.output.flush();
    live::leave_quickly();
    ExitCode::from(status)
}

/// Runs what was asked for; the exit status.
fn run(interp: &mut Interp, request: Request) -> u8 {
    let (name, text) = match request.source {
        Source::Shell => return 0,
        Source::Code(code) => ("-c".to_owned(), Ok(code)),
        Source::StandardInput => ("-".to_owned(), std::io::read_to_string(std::io::stdin())),
        Source::File(path) => {
            let text =
                std::fs::read(&path).map(|octets| String::from_utf8_lossy(&octets).into_owned());
            (path, text)
        }
    };
    let text = match text {
        Ok(text) => text,
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.split(" (os error").next().unwrap_or_default();
            interp
                .output
                .talk(&format!("pkt: can't open file '{name}': {reason}\n"));
            return 2;
        }
    };
    interp.argv = std::iter::once(name.clone()).chain(request.args).collect();
    match interp.run_module(&text, &name) {
        Ok(()) => 0,
        Err(error) => {
            interp.output.talk(&format!("{}\n", error.line()));
            1
        }
    }
}
