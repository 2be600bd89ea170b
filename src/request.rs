//! What the command line asks for.

use std::ffi::OsString;
use std::io::IsTerminal;

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
        let words = with_topology_joined(words.into_iter().map(Into::into).collect());
        let matches = command().try_get_matches_from(words)?;
        Request::of_matches(&matches, typed)
    }

    fn of_matches(matches: &ArgMatches, typed: bool) -> Result<Request, clap::Error> {
        let rest = matches.get_many::<String>("rest").into_iter().flatten();
        let mut rest: Vec<String> = rest.cloned().collect();
        let interactive = matches.get_flag("interactive");
        let topology = matches.get_one::<String>("lab").cloned();
        let aliases = matches.get_many::<String>("iface").into_iter().flatten();
        let aliases = aliases
            .map(|word| alias(word))
            .collect::<Result<Vec<_>, _>>()?;
        let of = |source, args| Request {
            source,
            args,
            lab: topology,
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
            None if rest.is_empty() && (typed || interactive) => Source::Shell,
            None if rest.is_empty() => Source::StandardInput,
            None => match rest.remove(0) {
                word if word == "-" => Source::StandardInput,
                word if word.starts_with('-') => return Err(unknown(&word)),
                word => Source::File(word),
            },
        };
        let request = of(source, rest);
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
            Source::Shell | Source::Documents(_) | Source::Drifted(_) | Source::Scripts(_) => "",
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
            | Source::Documents(_)
            | Source::Drifted(_)
            | Source::Scripts(_) => "<stdin>",
            Source::Code(_) => "<string>",
            Source::File(path) => path,
        }
    }
}

/// `--lab pair` is `--lab=pair`: clap cannot tell a topology from a script.
fn with_topology_joined(mut words: Vec<OsString>) -> Vec<OsString> {
    let mut options = words.iter().skip(1);
    let own = options.position(|word| word == "--lab" || !is_flag(word));
    if let Some(at) = own.map(|at| at + 1)
        && words[at] == "--lab"
        && let Some(topology) = words.get(at + 1).and_then(|word| word.to_str())
        && lab::is_topology(topology)
    {
        words[at] = format!("--lab={topology}").into();
        words.remove(at + 1);
    }
    words
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
