//! What the command line asks for.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::net::IpAddr;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command};
use pkt::lab;

#[derive(Debug, PartialEq)]
pub struct Request {
    pub source: Source,
    /// What the script sees as `sys.argv[1:]`.
    pub args: Vec<String>,
    /// The topology to start, if the program is to run in a lab.
    pub lab: Option<String>,
    /// `--join HOST`: the host of a running lab; empty for its first one.
    pub join: Option<String>,
    /// `--record TAPE`: where what the network answers is kept.
    pub record: Option<String>,
    /// `--offline TAPE`: what answers in the place of the network.
    pub offline: Option<String>,
    /// Whether the shell opens when the script has ended.
    pub interactive: bool,
    /// `-q`
    pub quiet: bool,
    /// `--strict`
    pub strict: bool,
    /// `--step`
    pub step: bool,
    /// `--iface en0=eth0`: names that scripts use, and what they mean here.
    pub aliases: Vec<(String, String)>,
}

#[derive(Debug, PartialEq)]
pub enum Source {
    Shell,
    /// `-c CODE`
    Code(String),
    /// `-`, or nothing when standard input is no terminal
    StandardInput,
    /// `FILE`
    File(String),
    /// `--offline TAPE` alone: what was typed when it was made.
    Tape,
    /// `--check FILE…`
    Documents(Vec<String>),
    /// `--check --update FILE…`: written anew where they differ.
    Drifted(Vec<String>),
    /// `--lint FILE…`
    Scripts(Vec<String>),
}

/// The lab where none is named.
const CLASSROOM: &str = "classroom";

impl Request {
    pub fn of_arguments() -> Result<Request, clap::Error> {
        let typed = std::io::stdin().is_terminal();
        Request::of(std::env::args_os(), typed)
    }

    /// `typed`: standard input is a keyboard.
    fn of(
        words: impl IntoIterator<Item = impl Into<OsString>>,
        typed: bool,
    ) -> Result<Request, clap::Error> {
        let words = with_names_joined(words.into_iter().map(Into::into).collect());
        let matches = command().try_get_matches_from(words)?;
        Request::of_matches(&matches, typed)
    }

    fn of_matches(matches: &ArgMatches, typed: bool) -> Result<Request, clap::Error> {
        let rest = matches.get_many::<String>("rest").into_iter().flatten();
        let mut rest: Vec<String> = rest.cloned().collect();
        let interactive = matches.get_flag("interactive");
        let topology = matches.get_one::<String>("lab").cloned();
        let join = matches.get_one::<String>("join").cloned();
        let tape = |flag: &str| matches.get_one::<String>(flag).cloned();
        let (record, offline) = (tape("record"), tape("offline"));
        let aliases = matches.get_many::<String>("iface").into_iter().flatten();
        let aliases = aliases
            .map(|word| alias(word))
            .collect::<Result<Vec<_>, _>>()?;
        let of = |source, args| Request {
            source,
            args,
            lab: topology,
            join,
            record,
            offline,
            interactive,
            quiet: matches.get_flag("quiet"),
            strict: matches.get_flag("strict"),
            step: matches.get_flag("step"),
            aliases,
        };
        for (flag, documents) in [("check", true), ("lint", false)] {
            if matches.get_flag(flag) {
                if rest.is_empty() {
                    let words = format!("--{flag} needs the files to check");
                    return Err(command().error(ErrorKind::MissingRequiredArgument, words));
                }
                let source = match (documents, matches.get_flag("update")) {
                    (true, true) => Source::Drifted(rest),
                    (true, false) => Source::Documents(rest),
                    (false, _) => Source::Scripts(rest),
                };
                return Ok(of(source, Vec::new()));
            }
        }
        let source = match matches.get_one::<String>("code") {
            Some(code) => Source::Code(code.clone()),
            None if rest.is_empty() && matches.contains_id("offline") && !interactive => {
                Source::Tape
            }
            None if rest.is_empty() && (typed || interactive) => Source::Shell,
            None if rest.is_empty() => Source::StandardInput,
            None => match rest.remove(0) {
                word if word == "-" => Source::StandardInput,
                word if word.starts_with('-') => return Err(unknown(&word)),
                word => Source::File(word),
            },
        };
        let mut request = of(source, rest);
        for tape in [&mut request.record, &mut request.offline] {
            // Where none is named it lies beside the script.
            if tape.as_deref() == Some("") {
                let Source::File(script) = &request.source else {
                    let words = "--record and --offline need the name of a tape: session.tape";
                    return Err(command().error(ErrorKind::MissingRequiredArgument, words));
                };
                let beside = std::path::Path::new(script).with_extension("tape");
                *tape = Some(beside.to_string_lossy().into_owned());
            }
        }
        if request.step && !matches!(request.source, Source::File(_)) {
            let words = "--step needs the script to play";
            return Err(command().error(ErrorKind::MissingRequiredArgument, words));
        }
        Ok(request)
    }

    pub fn opens_shell(&self) -> bool {
        self.interactive || self.source == Source::Shell
    }
}

impl Source {
    /// `sys.argv[0]`
    pub fn name(&self) -> &str {
        match self {
            Source::Shell
            | Source::Tape
            | Source::Documents(_)
            | Source::Drifted(_)
            | Source::Scripts(_) => "",
            Source::Code(_) => "-c",
            Source::StandardInput => "-",
            Source::File(path) => path,
        }
    }

    /// What errors call it.
    pub fn shown(&self) -> &str {
        match self {
            Source::Shell
            | Source::StandardInput
            | Source::Tape
            | Source::Documents(_)
            | Source::Drifted(_)
            | Source::Scripts(_) => "<stdin>",
            Source::Code(_) => "<string>",
            Source::File(path) => path,
        }
    }
}

/// `--lab pair` is `--lab=pair`, and `--join bob` is `--join=bob`: clap cannot tell a topology or a
/// host from a script.
fn with_names_joined(mut words: Vec<OsString>) -> Vec<OsString> {
    let mut at = 1;
    while at < words.len() && is_flag(&words[at]) {
        let next = words.get(at + 1).and_then(|word| word.to_str());
        let joined = match (words[at].to_str(), next) {
            (Some("--lab"), Some(name)) if lab::is_topology(name) => format!("--lab={name}"),
            (Some("--join"), Some(name)) if is_host(name) => format!("--join={name}"),
            (Some(flag @ ("--record" | "--offline")), Some(name)) if name.ends_with(".tape") => {
                format!("{flag}={name}")
            }
            _ => {
                at += 1;
                continue;
            }
        };
        words[at] = joined.into();
        words.remove(at + 1);
        at += 1;
    }
    words
}

/// Whether the word after `--join` is a host; a script has a dot or a slash in its name.
fn is_host(word: &str) -> bool {
    let (name, _) = word.split_once('@').unwrap_or((word, ""));
    !word.starts_with('-') && (!name.contains(['.', '/']) || name.parse::<IpAddr>().is_ok())
}

/// An option that takes no word after it.
fn is_flag(word: &OsString) -> bool {
    let word = word.to_string_lossy();
    word.starts_with('-') && !["-", "-c", "--iface"].contains(&&*word)
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
                .default_missing_value(CLASSROOM)
                .help("Run on the first host of a virtual network: classroom, pair, chain:N or a .toml file"),
        )
        .arg(
            Arg::new("join")
                .long("join")
                .value_name("HOST")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("")
                .conflicts_with("lab")
                .help("Run on a host of the lab that runs in another terminal; HOST@PID where there are several"),
        )
        .arg(
            Arg::new("record")
                .long("record")
                .value_name("TAPE")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("")
                .help("Keep what the network answers on a tape (FILE.tape)"),
        )
        .arg(
            Arg::new("offline")
                .long("offline")
                .value_name("TAPE")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("")
                .conflicts_with_all(["lab", "join", "record"])
                .help("Run with what a tape answers, without any network"),
        )
        .arg(
            Arg::new("check")
                .long("check")
                .action(ArgAction::SetTrue)
                .help("Type the sessions in documents (FILE...) anew and compare what is printed"),
        )
        .arg(
            Arg::new("update")
                .long("update")
                .requires("check")
                .action(ArgAction::SetTrue)
                .help("With --check: write what is printed into the documents"),
        )
        .arg(
            Arg::new("lint")
                .long("lint")
                .action(ArgAction::SetTrue)
                .help("Say what looks wrong in scripts (FILE...) without running them"),
        )
        .arg(
            Arg::new("step")
                .long("step")
                .action(ArgAction::SetTrue)
                .help("Play the script statement by statement, with its comments as the speaker's words"),
        )
        .arg(
            Arg::new("quiet")
                .short('q')
                .long("quiet")
                .action(ArgAction::SetTrue)
                .help("No hints about older spellings"),
        )
        .arg(
            Arg::new("strict")
                .long("strict")
                .action(ArgAction::SetTrue)
                .help("Warnings are errors"),
        )
        .arg(
            Arg::new("iface")
                .long("iface")
                .value_name("NAME=INTERFACE")
                .action(ArgAction::Append)
                .help("An interface that scripts call NAME is INTERFACE here"),
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

/// `en0=eth0`
fn alias(word: &str) -> Result<(String, String), clap::Error> {
    match word.split_once('=') {
        Some((name, meant)) if !name.is_empty() && !meant.is_empty() => {
            Ok((name.to_owned(), meant.to_owned()))
        }
        _ => {
            let words = format!("--iface takes NAME=INTERFACE, as in en0=eth0, not '{word}'");
            Err(command().error(ErrorKind::ValueValidation, words))
        }
    }
}

fn unknown(word: &str) -> clap::Error {
    command().error(
        ErrorKind::UnknownArgument,
        format!("unexpected argument '{word}' found"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(words: &[&str]) -> Request {
        asked(words).expect("these words are right")
    }

    fn asked(words: &[&str]) -> Result<Request, clap::Error> {
        Request::of(std::iter::once("pkt").chain(words.iter().copied()), true)
    }

    #[test]
    fn what_follows_the_script_is_the_scripts() {
        let got = request(&["-i", "a.pkt", "-c", "--lab", "x"]);
        assert_eq!(got.source, Source::File("a.pkt".into()));
        assert_eq!(got.args, ["-c", "--lab", "x"]);
        assert!(got.interactive && got.lab.is_none());
        let got = request(&["-c", "-1", "-x"]);
        assert_eq!(got.source, Source::Code("-1".into()));
        assert_eq!(got.args, ["-x"]);
        assert_eq!(request(&["-", "x"]).source, Source::StandardInput);
        assert_eq!(request(&[]).source, Source::Shell);
    }

    #[test]
    fn a_topology_may_follow_lab() {
        let lab = |words: &[&str]| {
            let got = request(words);
            (got.lab.expect("asked for"), got.source)
        };
        let file = || Source::File("a.pkt".into());
        assert_eq!(lab(&["--lab"]), ("classroom".into(), Source::Shell));
        assert_eq!(lab(&["--lab", "a.pkt"]), ("classroom".into(), file()));
        assert_eq!(
            lab(&["--lab", "chain:4", "a.pkt"]),
            ("chain:4".into(), file())
        );
        assert_eq!(lab(&["--lab=chain:2", "a.pkt"]), ("chain:2".into(), file()));
        assert_eq!(
            lab(&["--lab", "net.toml"]),
            ("net.toml".into(), Source::Shell)
        );
        assert_eq!(
            lab(&["-i", "--lab", "pair", "-c", "pass"]),
            ("pair".into(), Source::Code("pass".into()))
        );
    }

    #[test]
    fn a_host_may_follow_join() {
        let join = |words: &[&str]| {
            let got = request(words);
            (got.join.expect("asked for"), got.source)
        };
        let file = || Source::File("a.pkt".into());
        assert_eq!(join(&["--join"]), (String::new(), Source::Shell));
        assert_eq!(join(&["--join", "bob"]), ("bob".into(), Source::Shell));
        assert_eq!(
            join(&["--join", "bob@12", "a.pkt"]),
            ("bob@12".into(), file())
        );
        assert_eq!(
            join(&["--join", "10.9.0.6", "a.pkt"]),
            ("10.9.0.6".into(), file())
        );
        assert_eq!(join(&["--join", "a.pkt"]), (String::new(), file()));
        assert!(asked(&["--lab", "--join", "bob"]).is_err());
    }

    #[test]
    fn a_tape_lies_beside_its_script() {
        let got = request(&["--record", "--lab", "pair", "x/a.pkt"]);
        assert_eq!(got.record.as_deref(), Some("x/a.tape"));
        let got = request(&["--record", "b.tape", "--lab", "a.pkt"]);
        assert_eq!(got.record.as_deref(), Some("b.tape"));
        let got = request(&["--offline", "b.tape"]);
        assert_eq!(
            (got.offline.as_deref(), got.source),
            (Some("b.tape"), Source::Tape)
        );
        assert!(asked(&["--offline"]).is_err());
        assert!(asked(&["--lab", "--offline", "b.tape"]).is_err());
    }

    #[test]
    fn only_a_script_is_played() {
        assert!(request(&["--step", "a.pkt"]).step);
        assert!(asked(&["--step"]).is_err());
        assert!(asked(&["--step", "-c", "pass"]).is_err());
    }

    #[test]
    fn documents_to_check_may_be_several() {
        let got = request(&["--check", "a.md", "b.md"]);
        assert_eq!(
            got.source,
            Source::Documents(vec!["a.md".into(), "b.md".into()])
        );
        assert!(asked(&["--check"]).is_err());
    }

    #[test]
    fn an_unknown_option_is_no_script() {
        assert!(asked(&["--bogus"]).is_err());
    }
}
