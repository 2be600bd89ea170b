//! `pkt --check FILE…`: the sessions in documents are typed anew, and what is printed is compared
//! with what stands there.
//!
//! A session is a fenced block with a line that begins with the prompt. What a document does not
//! want to have run is fenced as `text`; what needs the lab's classroom is fenced as `lab`, and is
//! typed under `pkt --lab --check` only. A file without fences is one session.
//! In what is expected, `…` on a line of its own stands for any lines, and at the end of a line for
//! the rest of it. Blanks at the ends of lines and empty lines at the end are not compared.

use super::run_entry;
use crate::eval::interp::Interp;

const PROMPT: &str = ">>> ";
const ELLIPSIS: &str = "…";

/// What was typed, and what stands below it.
#[derive(Debug, PartialEq)]
pub struct Exchange {
    /// Of the prompt, counted from one.
    pub line: usize,
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
/// returns the number of exchanges, and those that differ.
pub fn check(interp: &mut Interp, document: &str) -> (usize, Vec<Mismatch>) {
    interp.display = Some(super::echo);
    let exchanges = exchanges(document, crate::lab::current().is_some());
    let count = exchanges.len();
    let mut mismatches = Vec::new();
    for exchange in exchanges {
        let ended = run_entry(interp, &exchange.typed).is_some();
        let printed = interp.output.take();
        if !matches(&exchange.expected, &printed) {
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
        let indented = |text: &str| {
            let lines = text.trim_end().lines();
            lines
                .map(|line| format!("    {line}\n"))
                .collect::<String>()
        };
        write!(
            f,
            "typed:\n{}expected:\n{}printed:\n{}",
            indented(&self.typed),
            indented(&self.expected),
            indented(&self.printed)
        )
    }
}

/// The exchanges of all sessions of a document, in order; in a lab also of those that need one.
pub fn exchanges(document: &str, in_a_lab: bool) -> Vec<Exchange> {
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
        if word != "text" && (word != "lab" || in_a_lab) {
            let dedent = |line: &&'_ str| line.get(indent..).unwrap_or_default().to_owned();
            let block: Vec<String> = lines[first..end].iter().map(dedent).collect();
            let block: Vec<&str> = block.iter().map(String::as_str).collect();
            of_block(&block, first + 1, &mut exchanges);
        }
        at = end + 1;
    }
    exchanges
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
        if let Some(typed) = line.strip_prefix(PROMPT) {
            exchanges.extend(open.replace(Exchange {
                line: first + index,
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

/// Whether what was printed is what was expected.
fn matches(expected: &str, printed: &str) -> bool {
    lines_match(&lines_of(expected), &lines_of(printed))
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

fn line_matches(expected: &str, printed: &str) -> bool {
    match expected.strip_suffix(ELLIPSIS) {
        Some(start) => printed.starts_with(start.trim_end()),
        None => expected == printed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let got = exchanges(document, false);
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
        let got = exchanges("1. so:\n\n   ```\n   >>> 1\n   1\n   ```\n", false);
        assert_eq!((&*got[0].typed, &*got[0].expected), ("1\n", "1\n"));
    }

    #[test]
    fn what_needs_a_lab_is_typed_in_a_lab() {
        let document = "```lab\n>>> 1\n```\n";
        assert_eq!(exchanges(document, false), []);
        assert_eq!(exchanges(document, true).len(), 1);
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
