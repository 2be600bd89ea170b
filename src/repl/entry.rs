//! What is being typed: the lines so far of a statement that may take several.

use super::check::prompted;
use crate::lang::{Interactive, parse_interactive};

/// What the shell does after a line.
#[derive(Debug, PartialEq)]
pub enum Next {
    /// Nothing was typed.
    Nothing,
    /// Ask for the next line.
    More,
    /// Run this text; where it does not parse, running it says why.
    Run(String),
}

/// The lines of the statement so far, without a line break behind the last one.
#[derive(Default)]
pub struct Entry {
    text: String,
    begun: bool,
}

impl Entry {
    /// Takes what was typed until Enter: one line, or several that were pasted together.
    pub fn add(&mut self, typed: &str) -> Next {
        let typed = without_prompts(typed);
        if !self.begun && typed.starts_with('%') {
            return Next::Run(typed);
        }
        if !self.begun && typed.trim().is_empty() {
            return Next::Nothing;
        }
        if self.begun {
            self.text.push('\n');
        }
        self.begun = true;
        self.text.push_str(&typed);
        match parse_interactive(&self.text) {
            Interactive::Unfinished => Next::More,
            Interactive::Complete(_) | Interactive::Error(_) => Next::Run(self.take()),
        }
    }

    /// No line will follow: what there is runs.
    pub fn finish(&mut self) -> Next {
        if !self.begun {
            return Next::Nothing;
        }
        self.text.push('\n');
        Next::Run(self.take())
    }

    /// Whether the next line goes on with a statement.
    pub fn is_open(&self) -> bool {
        self.begun
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn clear(&mut self) {
        self.take();
    }

    fn take(&mut self) -> String {
        self.begun = false;
        std::mem::take(&mut self.text)
    }
}

/// A session copied from a document, without its prompts and what was printed.
fn without_prompts(typed: &str) -> String {
    let code = |line: &'_ str| -> Option<String> {
        if let Some((_, code)) = prompted(&format!("{line} ")) {
            return Some(code.trim_end().to_owned());
        }
        let rest = line.strip_prefix("...")?;
        (rest.is_empty() || rest.starts_with(' '))
            .then(|| rest.get(1..).unwrap_or_default().to_owned())
    };
    if prompted(typed).is_none() {
        return typed.to_owned();
    }
    let lines: Vec<String> = typed.lines().filter_map(code).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Next {
        Next::Run(text.to_owned())
    }

    #[test]
    fn a_simple_statement_runs_at_once() {
        let mut entry = Entry::default();
        assert_eq!(entry.add("x = 1"), run("x = 1"));
        assert_eq!(entry.add("  "), Next::Nothing);
        assert_eq!(entry.add("1 +"), run("1 +"));
    }

    #[test]
    fn a_block_ends_with_an_empty_line() {
        let mut entry = Entry::default();
        assert_eq!(entry.add("if x:"), Next::More);
        assert!(entry.is_open());
        assert_eq!(entry.add("    y"), Next::More);
        assert_eq!(entry.add(""), run("if x:\n    y\n"));
        assert!(!entry.is_open());
    }

    #[test]
    fn brackets_and_long_strings_go_on_over_empty_lines() {
        let mut entry = Entry::default();
        assert_eq!(entry.add("f("), Next::More);
        assert_eq!(entry.add(""), Next::More);
        assert_eq!(entry.add(")"), run("f(\n\n)"));
        assert_eq!(entry.add("'''a"), Next::More);
        assert_eq!(entry.add(""), Next::More);
        assert_eq!(entry.add("'''"), run("'''a\n\n'''"));
    }

    #[test]
    fn what_is_pasted_runs_together() {
        let mut entry = Entry::default();
        assert_eq!(entry.add("x = 1\ny = 2"), run("x = 1\ny = 2"));
        assert_eq!(
            entry.add("def f():\n    a\n\n    b\nf()"),
            run("def f():\n    a\n\n    b\nf()")
        );
    }

    #[test]
    fn a_pasted_session_loses_its_prompts() {
        let mut entry = Entry::default();
        assert_eq!(entry.add(">>> 1 + 1\n2\n>>> 3"), run("1 + 1\n3"));
        assert_eq!(
            entry.add(">>> if x:\n...     y\n...\n1"),
            run("if x:\n    y\n")
        );
        let mut entry = Entry::default();
        assert_eq!(entry.add("bob>>> 1 + 1\n2\nbob>>> 3"), run("1 + 1\n3"));
    }
}
