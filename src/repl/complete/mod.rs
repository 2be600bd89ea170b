//! What Tab finds. Looking never runs anything of the script's.

mod cursor;
mod quoted;
mod value;

use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::lang::token::KEYWORDS;
use cursor::{Bracket, Call, Cursor, Place};

/// What may stand from octet `start` of the line on.
#[derive(Debug, Default, PartialEq)]
pub struct Completion {
    pub start: usize,
    pub candidates: Vec<String>,
}

/// What may stand where the cursor is in `line`, which goes on with the statement `before`.
pub fn complete(interp: &mut Interp, before: &str, line: &str, position: usize) -> Completion {
    let Some(typed) = line.get(..position) else {
        return Completion::default();
    };
    let text = format!("{before}\n{typed}");
    let cursor = cursor::find(&text);
    let (kept, candidates) = candidates(interp, &cursor, before);
    // A text that was begun on an earlier line is longer than what is typed here.
    let start = (position + kept).saturating_sub(cursor.word.len());
    Completion {
        start,
        candidates: matching(candidates, &cursor.word[kept..]),
    }
}

/// The candidates, and how many octets of the word stay as they are.
fn candidates(interp: &mut Interp, cursor: &Cursor, before: &str) -> (usize, Vec<String>) {
    let names = match &cursor.place {
        Place::Nowhere => Vec::new(),
        Place::Text => return quoted::candidates(interp, cursor),
        Place::Module => modules(interp),
        Place::Member(module) => members(interp, module),
        Place::Attribute(of) => match value::of(interp, of) {
            Some(value) => visible(value::attributes(interp, &value), cursor.word),
            None => Vec::new(),
        },
        Place::Name => match &cursor.bracket {
            Bracket::Call(call) => in_call(interp, call, cursor, before),
            _ => names(interp, cursor.word, before),
        },
    };
    (0, names)
}

fn in_call(interp: &mut Interp, call: &Call, cursor: &Cursor, before: &str) -> Vec<String> {
    if call.argument.is_some() && cursor.word.is_empty() {
        let values = quoted::values(interp, call);
        return values.iter().map(|name| format!("\"{name}\"")).collect();
    }
    let mut found = Vec::new();
    if call.begins
        && let Some(function) = value::of(interp, call.function)
    {
        let free = value::parameters(&function)
            .into_iter()
            .filter(|name| !call.given.contains(&name.as_str()));
        found.extend(free.map(|name| format!("{name}=")));
    }
    found.extend(names(interp, cursor.word, before));
    found
}

/// Everything that has a name here. Nothing typed yet asks for too much.
fn names(interp: &Interp, word: &str, before: &str) -> Vec<String> {
    if word.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<String> = KEYWORDS
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    names.extend(interp.main.globals.names().into_iter().map(str::to_owned));
    names.extend(interp.builtin_names().into_iter().map(str::to_owned));
    let earlier = before.split(|char: char| !char.is_alphanumeric() && char != '_');
    names.extend(
        earlier
            .filter(|word| word.starts_with(char::is_alphabetic))
            .map(str::to_owned),
    );
    visible(names, word)
}

/// Names that begin with `_` are shown to those who ask for them.
fn visible(mut names: Vec<String>, word: &str) -> Vec<String> {
    if !word.starts_with('_') {
        names.retain(|name| !name.starts_with('_'));
    }
    names
}

fn modules(interp: &Interp) -> Vec<String> {
    let native = interp.native_modules().map(|module| module.name.to_owned());
    native
        .chain(interp.modules.keys().cloned())
        .filter(|name| name != "__main__")
        .collect()
}

fn members(interp: &mut Interp, module: &str) -> Vec<String> {
    if let Some(module) = interp.modules.get(module).cloned() {
        return interp.dir(&Value::Module(module));
    }
    let native = interp.native_modules().find(|native| native.name == module);
    let functions = native.map(|native| native.functions).unwrap_or_default();
    functions
        .iter()
        .map(|function| function.name.to_owned())
        .collect()
}

/// Those that begin with the word; where none does, those that would in other letters.
fn matching(mut candidates: Vec<String>, word: &str) -> Vec<String> {
    candidates.sort();
    candidates.dedup();
    let exact = candidates.iter().filter(|name| name.starts_with(word));
    let exact: Vec<String> = exact.cloned().collect();
    if !exact.is_empty() || word.is_empty() {
        return exact;
    }
    let word = word.to_lowercase();
    candidates.retain(|name| name.to_lowercase().starts_with(&word));
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtins;
    use crate::host::output::Output;

    fn shell(code: &str) -> Interp {
        let mut interp = Interp::new(Output::memory());
        builtins::install(&mut interp);
        interp.run_module(code, "test").expect("this code runs");
        interp
    }

    /// What Tab finds at the end of a line.
    fn tab(interp: &mut Interp, line: &str) -> Vec<String> {
        let found = complete(interp, "", line, line.len());
        assert!(found.start <= line.len());
        found.candidates
    }

    #[test]
    fn names_and_keywords() {
        let mut shell = shell("sniffed = 1");
        assert_eq!(tab(&mut shell, "sniffe"), ["sniffed"]);
        assert_eq!(tab(&mut shell, "whi"), ["while"]);
        assert_eq!(tab(&mut shell, "ICMPv6EchoReq"), ["ICMPv6EchoRequest"]);
        assert_eq!(tab(&mut shell, "icmpv6echoreq"), ["ICMPv6EchoRequest"]);
        assert!(tab(&mut shell, "x = ").is_empty());
        let inner = complete(&mut shell, "def f(target_name):", "    tar", 7);
        assert_eq!(
            inner,
            Completion {
                start: 4,
                candidates: vec!["target_name".into()]
            }
        );
    }

    #[test]
    fn attributes_of_packets_reach_the_upper_layers() {
        let mut shell = shell("p = Ether()/IP()/TCP()\nl = [1, p]\nimport time");
        assert_eq!(tab(&mut shell, "p.dpo"), ["dport"]);
        assert_eq!(tab(&mut shell, "p[TCP].dataof"), ["dataofs"]);
        assert_eq!(tab(&mut shell, "l[1].summ"), ["summary"]);
        assert_eq!(tab(&mut shell, "IP(dst='x')/UDP().spo"), ["sport"]);
        assert_eq!(tab(&mut shell, "'a'.upp"), ["upper"]);
        assert_eq!(tab(&mut shell, "time.slee"), ["sleep"]);
        assert_eq!(
            tab(&mut shell, "conf.ifa"),
            ["iface", "iface_alias", "ifaces"]
        );
        assert_eq!(tab(&mut shell, "from time import slee"), ["sleep"]);
        assert_eq!(tab(&mut shell, "import hashl"), ["hashlib"]);
    }

    #[test]
    fn names_of_arguments() {
        let mut shell = shell("def mine(colour, size=1): pass");
        assert_eq!(tab(&mut shell, "IP(ds"), ["dst="]);
        assert_eq!(tab(&mut shell, "sr1(p, timeo"), ["timeout="]);
        assert_eq!(tab(&mut shell, "mine(siz"), ["size="]);
        assert!(tab(&mut shell, "UDP(").contains(&"dport=".to_owned()));
        assert!(!tab(&mut shell, "UDP(dport=1, ").contains(&"dport=".to_owned()));
    }

    #[test]
    fn names_of_values() {
        let mut shell = shell("p = IP()/ICMP()\nd = {'alpha': 1}");
        assert_eq!(tab(&mut shell, "ICMP(type=\"echo-req"), ["echo-request"]);
        assert_eq!(tab(&mut shell, "p.type = 'echo-req"), ["echo-request"]);
        assert!(tab(&mut shell, "ARP(op=").contains(&"\"who-has\"".to_owned()));
        assert_eq!(tab(&mut shell, "d['al"), ["alpha"]);
        assert_eq!(tab(&mut shell, "p['IC"), ["ICMP"]);
        assert_eq!(tab(&mut shell, "p.haslayer('Dot1Q"), ["Dot1Q"]);
    }

    #[test]
    fn files_and_interfaces() {
        let mut shell = shell("");
        let found = complete(&mut shell, "", "rdpcap(\"src/repl/inp", 20);
        assert_eq!(
            found,
            Completion {
                start: 17,
                candidates: vec!["input.rs".into()]
            }
        );
        assert_eq!(tab(&mut shell, "open('src/rep"), ["repl/"]);
        assert!(tab(&mut shell, "sniff(iface=\"").contains(&"lo".to_owned()));
        assert!(tab(&mut shell, "conf.iface = 'l").contains(&"lo".to_owned()));
    }

    #[test]
    fn looking_runs_nothing() {
        let mut shell = shell(
            "ran = []\n\
             class A:\n    def __getattr__(self, name):\n        ran.append(name)\n    \
             @property\n    def b(self):\n        ran.append('b')\n    \
             def __getitem__(self, key):\n        ran.append(key)\n\
             a = A()\ndef f():\n    ran.append('f')",
        );
        for line in ["a.b.x", "a.c.x", "a[0].x", "f().x", "a.b(", "f()."] {
            tab(&mut shell, line);
        }
        let ran = shell.main.get("ran").expect("it is set");
        assert_eq!(shell.repr(&ran).expect("a list of texts"), "[]");
    }
}
