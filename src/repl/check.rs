//! `pkt --check FILE…`: the sessions in documents are typed anew, and what is printed is compared
//! with what stands there.
//!
//! A session is a fenced block with a line that begins with the prompt. What a document does not
//! want to have run is fenced as `text`; what needs a lab is fenced as `lab` (the classroom) or
//! `lab chain:4`, and is typed under `pkt --lab --check` and `pkt --lab chain:4 --check` only.
//! A file without fences is one session.
//!
//! In a lab the prompt may begin with a host, `bob>>> `: the line is typed there, and so is what
//! follows. Lines that begin with a host and a bar, `bob| `, are said by its programs and services;
//! they stand below what is printed, and are compared where a document shows any.
//!
//! In what is expected, `…` on a line of its own stands for any lines, and at the end of a line for
//! the rest of it. Below a statement that ends with `# in any order` the order of lines does not
//! count. Blanks at the ends of lines and empty lines at the end are not compared.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::run_entry;
use crate::eval::interp::Interp;

const PROMPT: &str = ">>> ";
const ELLIPSIS: &str = "…";
const UNORDERED: &str = "# in any order";

/// How long the hosts of a lab may take for what a document shows of them.
const PATIENCE: Duration = Duration::from_secs(5);

/// What was typed, and what stands below it.
#[derive(Debug, PartialEq)]
pub struct Exchange {
    /// Of the prompt, counted from one.
    pub line: usize,
    /// The host in front of the prompt.
    pub host: Option<String>,
    pub typed: String,
    pub expected: String,
}

/// An exchange that went another way.
#[derive(Debug, PartialEq)]
pub struct Mismatch {
    pub line: usize,
    pub typed: String,
    pub expected: String,
    pub printed: String,
}

/// Types what stands in the document, which begins in a fresh interpreter whose output is kept;
/// returns the number of exchanges, and those that differ. `lab` is the name of the lab that runs.
pub fn check(interp: &mut Interp, document: &str, lab: Option<&str>) -> (usize, Vec<Mismatch>) {
    interp.display = Some(super::echo);
    let exchanges = exchanges(document, lab);
    let count = exchanges.len();
    let heard = Heard::listen();
    let mut mismatches = Vec::new();
    for exchange in exchanges {
        let mut ended = false;
        let mut printed = match go_to(exchange.host.as_deref()) {
            Ok(()) => {
                ended = run_entry(interp, &exchange.typed).is_some();
                interp.output.take()
            }
            Err(words) => words,
        };
        printed.push_str(&heard.beside(&exchange.expected));
        if !exchange.is_answered_by(&printed) {
            mismatches.push(Mismatch {
                line: exchange.line,
                typed: exchange.typed,
                expected: exchange.expected,
                printed,
            });
        }
        if ended {
            break;
        }
    }
    interp.display = None;
    (count, mismatches)
}

/// To the host in front of a prompt; words about what failed.
fn go_to(host: Option<&str>) -> Result<(), String> {
    let (Some(host), Some(lab)) = (host, crate::lab::current()) else {
        return Ok(());
    };
    let gone = lab.enter(host).map(drop);
    gone.map_err(|error| format!("{error}\n"))
}

/// What the hosts of the lab have said.
struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn listen() -> Heard {
        let lines = Arc::new(Mutex::new(Vec::new()));
        if let Some(lab) = crate::lab::current() {
            let lines = lines.clone();
            lab.set_talk(Box::new(move |host, line| {
                if let Ok(mut lines) = lines.lock() {
                    lines.push(format!("{host}| {line}\n"));
                }
            }));
        }
        Heard(lines)
    }

    /// As many lines as are expected, if that many come; nothing where none is expected.
    fn beside(&self, expected: &str) -> String {
        let shown = expected.lines().filter(|line| is_of_a_host(line)).count();
        let began = Instant::now();
        loop {
            if let Ok(mut lines) = self.0.lock() {
                if shown == 0 {
                    lines.clear();
                    return String::new();
                }
                if lines.len() >= shown || began.elapsed() > PATIENCE {
                    return lines.drain(..).collect();
                }
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// `bob| hello`
fn is_of_a_host(line: &str) -> bool {
    let Some(lab) = crate::lab::current() else {
        return false;
    };
    line.split_once('|')
        .is_some_and(|(name, _)| lab.topology().index_of(name).is_some())
}

/// The document with what was printed in place of what stood there.
pub fn updated(document: &str, mismatches: &[Mismatch]) -> String {
    let mut lines: Vec<String> = document.lines().map(str::to_owned).collect();
    // From the end, so that the numbers of the others stay right.
    for mismatch in mismatches.iter().rev() {
        let prompt = &lines[mismatch.line - 1];
        let indent = prompt[..prompt.len() - prompt.trim_start().len()].to_owned();
        let first = mismatch.line - 1 + mismatch.typed.lines().count();
        let expected = mismatch.expected.trim_end().lines().count();
        let printed = mismatch.printed.trim_end().lines();
        let printed = printed.map(|line| format!("{indent}{line}").trim_end().to_owned());
        lines.splice(first..first + expected, printed.collect::<Vec<_>>());
    }
    let mut text = lines.join("\n");
    if document.ends_with('\n') {
        text.push('\n');
    }
    text
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "typed:")?;
        for line in self.typed.trim_end().lines() {
            writeln!(f, "    {line}")?;
        }
        writeln!(f, "-expected +printed:")?;
        let (expected, printed) = (lines_of(&self.expected), lines_of(&self.printed));
        for (mark, line) in difference(&expected, &printed) {
            writeln!(f, "  {mark} {line}")?;
        }
        Ok(())
    }
}

/// Lines of both, those that are the same once: ` `, only of the first `-`, only of the second `+`.
fn difference<'a>(first: &[&'a str], second: &[&'a str]) -> Vec<(char, &'a str)> {
    // The length of the longest common part of what follows each pair of places.
    let mut common = vec![vec![0usize; second.len() + 1]; first.len() + 1];
    for at in (0..first.len()).rev() {
        for other in (0..second.len()).rev() {
            common[at][other] = match line_matches(first[at], second[other]) {
                true => common[at + 1][other + 1] + 1,
                false => common[at + 1][other].max(common[at][other + 1]),
            };
        }
    }
    let (mut at, mut other) = (0, 0);
    let mut lines = Vec::new();
    while at < first.len() || other < second.len() {
        let both = at < first.len() && other < second.len();
        if both && line_matches(first[at], second[other]) {
            lines.push((' ', second[other]));
            (at, other) = (at + 1, other + 1);
        } else if at < first.len()
            && (other == second.len() || common[at + 1][other] >= common[at][other + 1])
        {
            lines.push(('-', first[at]));
            at += 1;
        } else {
            lines.push(('+', second[other]));
            other += 1;
        }
    }
    lines
}

/// The exchanges of all sessions of a document, in order; in a lab also of those that need it.
pub fn exchanges(document: &str, lab: Option<&str>) -> Vec<Exchange> {
    let lines: Vec<&str> = document.lines().collect();
    let mut exchanges = Vec::new();
    if !lines.iter().any(|line| fence(line).is_some()) {
        of_block(&lines, 1, &mut exchanges);
        return exchanges;
    }
    let mut at = 0;
    while at < lines.len() {
        let Some((indent, mark, word)) = fence(lines[at]) else {
            at += 1;
            continue;
        };
        let first = at + 1;
        let closes = |line: &str| fence(line).is_some_and(|end| end.1 >= mark && end.2.is_empty());
        let length = lines[first..].iter().position(|line| closes(line));
        let end = length.map_or(lines.len(), |length| first + length);
        if is_typed(word, lab) {
            let dedent = |line: &&'_ str| line.get(indent..).unwrap_or_default().to_owned();
            let block: Vec<String> = lines[first..end].iter().map(dedent).collect();
            let block: Vec<&str> = block.iter().map(String::as_str).collect();
            of_block(&block, first + 1, &mut exchanges);
        }
        at = end + 1;
    }
    exchanges
}

/// Whether a block that is fenced with these words is typed while this lab runs, or none.
fn is_typed(words: &str, lab: Option<&str>) -> bool {
    match words.split_once(' ').unwrap_or((words, "")) {
        ("text", _) => false,
        ("lab", "") => lab == Some("classroom"),
        ("lab", name) => lab == Some(name),
        _ => true,
    }
}

/// Indentation, number of backquotes, and the word behind them.
fn fence(line: &str) -> Option<(usize, usize, &str)> {
    let bare = line.trim_start();
    let word = bare.trim_start_matches('`');
    let mark = bare.len() - word.len();
    (mark >= 3).then(|| (line.len() - bare.len(), mark, word.trim()))
}

/// The exchanges of one block. What stands before the first prompt is not typed.
fn of_block(lines: &[&str], first: usize, exchanges: &mut Vec<Exchange>) {
    let mut open: Option<Exchange> = None;
    let mut typing = false;
    for (index, line) in lines.iter().enumerate() {
        if let Some((host, typed)) = prompted(line) {
            exchanges.extend(open.replace(Exchange {
                line: first + index,
                host: host.map(str::to_owned),
                typed: format!("{typed}\n"),
                expected: String::new(),
            }));
            typing = true;
            continue;
        }
        let Some(exchange) = &mut open else {
            continue;
        };
        typing &= *line == "..." || line.starts_with("... ");
        let (text, line) = match typing {
            true => (&mut exchange.typed, line.get(4..).unwrap_or_default()),
            false => (&mut exchange.expected, *line),
        };
        text.push_str(line);
        text.push('\n');
    }
    exchanges.extend(open);
}

/// The host in front of the prompt and what is typed behind it: `>>> 1`, `bob>>> 1`
pub fn prompted(line: &str) -> Option<(Option<&str>, &str)> {
    if let Some(typed) = line.strip_prefix(PROMPT) {
        return Some((None, typed));
    }
    let (host, typed) = line.split_once(PROMPT)?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    host.chars().all(is_name).then_some((Some(host), typed))
}

impl Exchange {
    fn is_answered_by(&self, printed: &str) -> bool {
        let (mut expected, mut printed) = (lines_of(&self.expected), lines_of(printed));
        if self.typed.trim_end().ends_with(UNORDERED) {
            expected.sort_unstable();
            printed.sort_unstable();
        }
        lines_match(&expected, &printed)
    }
}

fn lines_of(text: &str) -> Vec<&str> {
    text.trim_end().lines().map(str::trim_end).collect()
}

fn lines_match(expected: &[&str], printed: &[&str]) -> bool {
    let Some((first, rest)) = expected.split_first() else {
        return printed.is_empty();
    };
    if *first == ELLIPSIS || first.trim() == ELLIPSIS {
        return (0..=printed.len()).any(|skipped| lines_match(rest, &printed[skipped..]));
    }
    let Some((line, others)) = printed.split_first() else {
        return false;
    };
    line_matches(first, line) && lines_match(rest, others)
}

/// In a line the ellipsis stands for anything, at its end also for the blank before it.
fn line_matches(expected: &str, printed: &str) -> bool {
    let Some((before, end)) = expected.rsplit_once(ELLIPSIS) else {
        return expected == printed;
    };
    let Some(printed) = printed.strip_suffix(end) else {
        return false;
    };
    let before = if end.is_empty() {
        before.trim_end()
    } else {
        before
    };
    let mut pieces = before.split(ELLIPSIS);
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = printed.strip_prefix(first) else {
        return false;
    };
    for piece in pieces {
        match rest.split_once(piece) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ellipsis_in_a_line_stands_for_anything() {
        for (expected, printed, fits) in [
            ("a …", "a", true),
            ("a …", "a b", true),
            ("a … c", "a b c", true),
            ("a … c", "a b d", false),
            ("…:… x", "1:2 x", true),
            ("…:… x", "12 x", false),
            ("a… b …c", "aa b c", true),
            ("ab…bc", "abc", false),
            ("abc", "abcd", false),
        ] {
            assert_eq!(
                line_matches(expected, printed),
                fits,
                "{expected} {printed}"
            );
        }
    }

    #[test]
    fn what_differs_is_written_anew_where_it_stood() {
        let document =
            "  ```\n  >>> 1 + 1\n  3\n  4\n\n  >>> for a in 'b':\n  ...     a\n  ...\n  ```\nend\n";
        let mismatch = |line, typed: &str, expected: &str, printed: &str| Mismatch {
            line,
            typed: typed.to_owned(),
            expected: expected.to_owned(),
            printed: printed.to_owned(),
        };
        let mismatches = [
            mismatch(2, "1 + 1\n", "3\n4\n\n", "2\n"),
            mismatch(6, "for a in 'b':\n    a\n\n", "", "'b'\n"),
        ];
        assert_eq!(
            updated(document, &mismatches),
            "  ```\n  >>> 1 + 1\n  2\n\n  >>> for a in 'b':\n  ...     a\n  ...\n  'b'\n  ```\nend\n"
        );
    }

    #[test]
    fn a_session_is_what_is_fenced_and_has_a_prompt() {
        let document = "\
Words.

```
$ pkt
>>> 1 + 1
2
>>> for i in x:
...     i
...
0

1
```

```text
>>> not run
```

```sh
make test
```
";
        let got = exchanges(document, None);
        let got: Vec<_> = got
            .iter()
            .map(|e| (e.line, &*e.typed, &*e.expected))
            .collect();
        assert_eq!(
            got,
            [
                (5, "1 + 1\n", "2\n"),
                (7, "for i in x:\n    i\n\n", "0\n\n1\n")
            ]
        );
    }

    #[test]
    fn a_block_may_stand_in_a_list() {
        let got = exchanges("1. so:\n\n   ```\n   >>> 1\n   1\n   ```\n", None);
        assert_eq!((&*got[0].typed, &*got[0].expected), ("1\n", "1\n"));
    }

    #[test]
    fn what_needs_a_lab_is_typed_in_that_lab() {
        let document = "```lab\n>>> 1\n```\n```lab pair\nbob>>> 2\n```\n";
        let typed = |lab| -> Vec<(Option<String>, String)> {
            let exchanges = exchanges(document, lab).into_iter();
            exchanges.map(|one| (one.host, one.typed)).collect()
        };
        assert_eq!(typed(None), []);
        assert_eq!(typed(Some("classroom")), [(None, "1\n".to_owned())]);
        assert_eq!(
            typed(Some("pair")),
            [(Some("bob".to_owned()), "2\n".to_owned())]
        );
    }

    fn matches(expected: &str, printed: &str) -> bool {
        answers("print()", expected, printed)
    }

    fn answers(typed: &str, expected: &str, printed: &str) -> bool {
        let exchange = Exchange {
            line: 1,
            host: None,
            typed: format!("{typed}\n"),
            expected: expected.to_owned(),
        };
        exchange.is_answered_by(printed)
    }

    #[test]
    fn the_order_counts_unless_it_is_said_not_to() {
        assert!(!answers("print()", "a\nb\n", "b\na\n"));
        assert!(answers("print()  # in any order", "a\nb\n", "b\na\n"));
        assert!(!answers("print()  # in any order", "a\nb\n", "b\nb\n"));
    }

    #[test]
    fn drift_is_told_as_a_difference() {
        let mismatch = Mismatch {
            line: 3,
            typed: "f()\n".to_owned(),
            expected: "a\nb …\nc\n".to_owned(),
            printed: "a\nb 1\nd\n".to_owned(),
        };
        let told = "typed:\n    f()\n-expected +printed:\n    a\n    b 1\n  - c\n  + d\n";
        assert_eq!(mismatch.to_string(), told);
    }

    #[test]
    fn an_ellipsis_stands_for_what_varies() {
        assert!(matches("a  \nb\n\n", "a\nb   \n"));
        assert!(matches("a\n…\nd", "a\nb\nc\nd\n"));
        assert!(matches("a\n…\nd", "a\nd\n"));
        assert!(matches("time = …", "time = 12\n"));
        assert!(!matches("time = …", "tide = 12\n"));
        assert!(!matches("a\n…", "b\n"));
        assert!(!matches("", "b\n"));
    }
}
