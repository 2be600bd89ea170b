//! What the command line asks for.

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
}

/// The lab where none is named.
const CLASSROOM: &str = "classroom";

impl Request {
    pub fn of_arguments() -> Result<Request, clap::Error> {
        let matches = command().try_get_matches()?;
        let typed = std::io::stdin().is_terminal();
        Request::of(&matches, typed)
    }

    fn of(matches: &ArgMatches, typed: bool) -> Result<Request, clap::Error> {
        let rest = matches.get_many::<String>("rest").into_iter().flatten();
        let mut rest: Vec<String> = rest.cloned().collect();
        let interactive = matches.get_flag("interactive");
        let mut topology = matches.get_one::<String>("lab").cloned();
        if topology.as_deref() == Some("") {
            let named = rest.first().is_some_and(|word| lab::is_topology(word));
            topology = Some(if named {
                rest.remove(0)
            } else {
                CLASSROOM.to_owned()
            });
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
        Ok(Request {
            source,
            args: rest,
            lab: topology,
            interactive,
        })
    }

    pub fn opens_shell(&self) -> bool {
        self.interactive || self.source == Source::Shell
    }
}

impl Source {
    /// `sys.argv[0]`
    pub fn name(&self) -> &str {
        match self {
            Source::Shell => "",
            Source::Code(_) => "-c",
            Source::StandardInput => "-",
            Source::File(path) => path,
        }
    }

    /// What errors call it.
    pub fn shown(&self) -> &str {
        match self {
            Source::Shell | Source::StandardInput => "<stdin>",
            Source::Code(_) => "<string>",
            Source::File(path) => path,
        }
    }
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
                .default_missing_value("")
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
        let words = std::iter::once("pkt").chain(words.iter().copied());
        let matches = command()
            .try_get_matches_from(words)
            .expect("these words are right");
        Request::of(&matches, true).expect("these words are right")
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
    }

    #[test]
    fn an_unknown_option_is_no_script() {
        let matches = command()
            .try_get_matches_from(["pkt", "--bogus"])
            .expect("it is in the rest");
        assert!(Request::of(&matches, true).is_err());
    }
}
