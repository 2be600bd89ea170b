//! What to write instead, for what beginners write: by the message and the line that it is about.

use crate::lang::error::SyntaxError;
use crate::lang::source::SourceMap;

/// The error with a remedy, where one can be known.
pub fn with_remedy(error: SyntaxError, source: &str) -> SyntaxError {
    let places = SourceMap::new(source);
    let (line, column) = places.place(error.span.start);
    let text = places.line(line);
    let cut = text
        .char_indices()
        .nth(column - 1)
        .map_or(text.len(), |(at, _)| at);
    let here = Here {
        message: &error.message,
        line: text.trim(),
        before: &text[..cut],
        after: &text[cut..],
    };
    // What the parsers merely expected says less than what the line looks like.
    let weak = error.help.as_deref().is_none_or(|help| {
        help.starts_with("expected ")
            || help.contains(" is a word of the language")
            || help == "a comparison is written =="
    });
    match weak.then(|| here.remedy()).flatten() {
        Some(help) => error.with_help(help),
        None => error,
    }
}

/// Where an error is.
struct Here<'t> {
    message: &'t str,
    line: &'t str,
    /// The line up to the caret, and from there.
    before: &'t str,
    after: &'t str,
}

/// Words of other languages that a line begins with, and what to write.
const FOREIGN: [(&str, &str); 16] = [
    (
        "function",
        "a function begins with def, and its line ends with a colon: def name(a, b):",
    ),
    (
        "func",
        "a function begins with def, and its line ends with a colon: def name(a, b):",
    ),
    (
        "fn",
        "a function begins with def, and its line ends with a colon: def name(a, b):",
    ),
    (
        "void",
        "a function begins with def, and its line ends with a colon: def name(a, b):",
    ),
    ("var", "a variable needs no word before it: x = 5"),
    ("let", "a variable needs no word before it: x = 5"),
    ("const", "a variable needs no word before it: x = 5"),
    ("int", "a variable needs no type before it: x = 5"),
    ("char", "a variable needs no type before it: x = 5"),
    ("string", "a variable needs no type before it: x = 5"),
    ("switch", "there is no switch; write if … elif … else"),
    ("case", "there is no case; write if … elif … else"),
    ("form", "did you mean 'from'?"),
    ("fro", "did you mean 'from'?"),
    ("improt", "did you mean 'import'?"),
    ("echo", "write print(…)"),
];

impl Here<'_> {
    fn remedy(&self) -> Option<String> {
        self.by_message()
            .or_else(|| self.by_first_word())
            .or_else(|| self.by_line())
    }

    fn by_message(&self) -> Option<String> {
        let says = |words: &str| self.message.contains(words);
        let help = if says("Perhaps you forgot a comma") {
            let comma = || Some("a comma stands between two values".to_owned());
            return self
                .unquoted()
                .or_else(|| self.call_without_parentheses())
                .or_else(comma);
        } else if says("expected ':'") && !self.after.trim_start().starts_with("if ") {
            return Some(match self.after.trim_start().chars().next() {
                None | Some('#') => format!("end the line with a colon: {}:", self.before.trim()),
                _ => "a colon stands before what is to be done".into(),
            });
        } else if says("was never closed") {
            return self.layer_inside_of_parentheses().or_else(|| {
                let (open, close) = pair(self.after)?;
                Some(format!(
                    "each {open} needs a {close}: count them in this line and below it"
                ))
            });
        } else if says("unmatched '") {
            "it closes nothing: take it away, or open one before it"
        } else if says("does not match opening parenthesis") {
            "( is closed by ), [ by ], { by }"
        } else if says("unterminated triple-quoted") {
            "close the text with three quotes as at its beginning"
        } else if says("unterminated string") {
            return Some(unterminated(self.after));
        } else if says("Maybe you meant '==' or ':='")
            && self.after.contains(" = ")
            && self.is_in_braces()
        {
            "a dictionary has a colon between key and value: {\"a\": 1}"
        } else if says("cannot assign to expression") && is_dashed_name(self.line) {
            let name = self.line.split('=').next().unwrap_or_default().trim();
            return Some(format!("a name has no - in it: {}", name.replace('-', "_")));
        } else if says("cannot assign to lambda") {
            "a lambda cannot assign; write a function: def f(p): …"
        } else if says("cannot assign to")
            && says("Maybe you meant")
            && !self.line.starts_with("if ")
            && !self.line.starts_with("while ")
        {
            "the name stands on the left, the value on the right: name = value"
        } else if says("Maybe you meant '=='") {
            "a comparison is written ==, = gives a name a value"
        } else if says("unexpected indent") {
            "this line stands deeper than the one before, which opens no block: move it to the left"
        } else if says("expected an indented block") {
            "move this line to the right by four blanks; an empty block is written pass"
        } else if says("unindent does not match") {
            "let the line begin under the first line of the block that it belongs to"
        } else if says("inconsistent use of tabs") {
            "indent with blanks only, or with tabs only"
        } else if says("invalid decimal literal")
            && self.after.starts_with(|c: char| c.is_ascii_digit())
        {
            return self
                .unquoted()
                .or_else(|| Some("a name does not begin with a digit".into()));
        } else if says("hexadecimal literal") {
            "after 0x stand the digits 0 to 9 and a to f"
        } else if says("after line continuation character") {
            "nothing may follow the \\ at the end of a line, not even a blank"
        } else if says("'return' outside function") {
            "indent it, so that it belongs to a def; a script ends with exit()"
        } else if says("outside loop") || says("not properly in loop") {
            "it belongs into a for or while; a function ends with return"
        } else if says("positional argument follows keyword") {
            "what has no name comes first: send(p, count=3)"
        } else if says("keyword argument repeated") {
            "give it once"
        } else if says("expected 'except' or 'finally'") {
            "after the block of try comes: except ValueError as error:"
        } else if says("f-string: expecting '}'") {
            "close the brace before the text ends: f\"{p.src}\""
        } else {
            return None;
        };
        Some(help.to_owned())
    }

    fn by_first_word(&self) -> Option<String> {
        let first = self.line.split(|c: char| !c.is_alphanumeric()).next()?;
        let is_first = self.before.trim() == first || self.before.trim().is_empty();
        let foreign = FOREIGN.iter().find(|(word, _)| *word == first && is_first);
        if let Some((_, help)) = foreign {
            return Some((*help).to_owned());
        }
        if self.line.starts_with("//") || self.line.starts_with("/*") {
            return Some("a comment begins with #".into());
        }
        if let Some((module, names)) = self.line.split_once(" import ")
            && !self.line.starts_with("from")
        {
            return Some(format!("write: from {module} import {names}"));
        }
        if let Some((names, module)) = self.line.strip_prefix("import ")?.split_once(" from ") {
            return Some(format!("write: from {module} import {names}"));
        }
        None
    }

    fn by_line(&self) -> Option<String> {
        let before = self.before.trim_end();
        let last = before
            .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
            .next()?;
        if self.after.starts_with('=') && is_reserved(last) {
            return Some(format!(
                "'{last}' is a word of the language; choose another name"
            ));
        }
        if self.after.starts_with("return") && before.contains("lambda") {
            return Some(
                "a lambda has no return; its value is what stands behind the colon".into(),
            );
        }
        if self.after.starts_with('{') {
            return Some("a block begins with a colon and is indented, without braces".into());
        }
        let is_open = before.matches('(').count() > before.matches(')').count();
        if self.after.trim() == ":" && !is_open {
            return Some("only if, for, while, def and their like end with a colon".into());
        }
        self.unquoted().or_else(|| self.call_without_parentheses())
    }

    /// `IP(dst=10.0.0.1)`, `Ether(dst=aa:bb:cc:dd:ee:ff)`
    fn unquoted(&self) -> Option<String> {
        let bare: String = outside_of_quotes(self.line);
        let word = |c: char| c.is_ascii_hexdigit() || c == '.' || c == ':' || c == '/';
        bare.split(|c: char| !word(c))
            .find(|part| {
                part.split('.').count() == 4 && part.starts_with(|c: char| c.is_ascii_digit())
                    || part.split(':').count() == 6
            })
            .map(|part| {
                format!(
                    "an address is text, in quotes: \"{}\"",
                    part.trim_matches(':')
                )
            })
    }

    /// `send IP()`
    fn call_without_parentheses(&self) -> Option<String> {
        let (name, rest) = self.line.split_once(' ')?;
        let called = name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '.');
        (called
            && !is_reserved(name)
            && rest.starts_with(|c: char| c.is_alphanumeric() || c == '"'))
        .then(|| format!("a call has parentheses: {name}({})", rest.trim()))
    }

    /// `IP(dst="10.0.0.1"/TCP()`
    fn layer_inside_of_parentheses(&self) -> Option<String> {
        let at = self.line.find(['"', '\''])?;
        let quote = self.line[at..].chars().next()?;
        let closed = at + 1 + self.line[at + 1..].find(quote)? + 1;
        let rest = self.line[closed..].trim_start();
        rest.starts_with('/').then(|| {
            format!(
                "close the layer before the /: {}){}",
                &self.line[..closed],
                rest
            )
        })
    }

    fn is_in_braces(&self) -> bool {
        self.before.trim_end().ends_with(['{', ','])
            && self.before.matches('{').count() > self.before.matches('}').count()
    }
}

fn pair(text: &str) -> Option<(char, char)> {
    match text.chars().next()? {
        '(' => Some(('(', ')')),
        '[' => Some(('[', ']')),
        '{' => Some(('{', '}')),
        _ => None,
    }
}

fn unterminated(text: &str) -> String {
    let quote = text
        .trim_start_matches(|c: char| c.is_alphabetic())
        .chars()
        .next()
        .unwrap_or('"');
    let other = if quote == '"' { '\'' } else { '"' };
    if text.trim_end().trim_end_matches(')').ends_with(other) {
        format!("the text begins with {quote} and must end with {quote}, not with {other}")
    } else {
        format!("the text begins with {quote}; end it with {quote}")
    }
}

/// `my-port = 80`
fn is_dashed_name(line: &str) -> bool {
    line.split_once('=').is_some_and(|(name, _)| {
        let name = name.trim();
        name.contains('-')
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
    })
}

fn is_reserved(word: &str) -> bool {
    crate::lang::token::Keyword::of(word).is_some()
}

/// The line with blanks for what stands in quotes.
fn outside_of_quotes(line: &str) -> String {
    let mut quote = None;
    line.chars()
        .map(|c| match quote {
            None if matches!(c, '"' | '\'') => {
                quote = Some(c);
                ' '
            }
            Some(open) if open == c => {
                quote = None;
                ' '
            }
            Some(_) => ' ',
            None => c,
        })
        .collect()
}
