//! Text to tree, for a file and for the shell.

use crate::lang::ast::{Module, Span, StmtKind};
use crate::lang::check::check;
use crate::lang::error::{Stop, SyntaxError};
use crate::lang::hint::Hint;
use crate::lang::legacy::{future, only_python2};
use crate::lang::lex::{LexError, Lexed, lex};
use crate::lang::pasted::straighten;
use crate::lang::remedy::with_remedy;
use crate::lang::source::line_number;
use crate::lang::stmt;
use crate::lang::stop::explain;
use crate::lang::token::{Shared, Tokens};

/// What the shell does with what has been typed so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Interactive {
    Complete(Module),
    /// Ask for the next line.
    Unfinished,
    Error(SyntaxError),
}

/// The tree of a whole file. Where only Python 2 accepts it, it is read once more by its rules.
pub fn parse_module(source: &str) -> Result<Module, SyntaxError> {
    read_module(source).map_err(|error| with_remedy(error, source))
}

fn read_module(source: &str) -> Result<Module, SyntaxError> {
    let lexed = checked_lex(source)?;
    let shared = Shared::new(source);
    let mut module = parse(&lexed, &shared).map_err(|mut error| {
        if lexed.mixed_tabs.is_some() && error.kind == super::error::SyntaxErrorKind::Indentation {
            let help = "tabs and blanks are mixed, a tab counts as 8 columns: use blanks only";
            error.help = Some(help.to_owned());
        }
        error
    })?;
    if let Some(at) = lexed.mixed_tabs {
        module.hints.push(Hint {
            kind: "tabs",
            at,
            words: "Python 3 takes tabs or spaces, not both; a tab counted as 8 columns here"
                .to_owned(),
        });
    }
    if !only_python2(&module) {
        return Ok(module);
    }
    let future = future(&module);
    shared.python2.set(true);
    shared.old_division.set(!future.contains(&"division"));
    shared.old_print.set(!future.contains(&"print_function"));
    let hints = std::mem::take(&mut module.hints);
    let mut module = parse(&lexed, &shared)?;
    module
        .hints
        .extend(hints.into_iter().filter(|hint| hint.kind == "tabs"));
    Ok(module)
}

/// So many errors of one text are told.
const MOST_ERRORS: usize = 8;

/// The errors of a file behind its first one: it is read on from each line that begins a
/// statement of the module.
pub fn more_errors(source: &str, first: &SyntaxError) -> Vec<SyntaxError> {
    let mut all = Vec::new();
    let mut last = first.clone();
    // What an open text swallows is no program.
    while !last.message.contains("triple-quoted") && all.len() + 1 < MOST_ERRORS {
        let Some(from) = next_statement(source, last.span) else {
            break;
        };
        // Blank lines keep the places.
        let blanks = source[..from]
            .bytes()
            .map(|b| if b == b'\n' { '\n' } else { ' ' });
        let rest = blanks.collect::<String>() + &source[from..];
        match parse_module(&rest) {
            Ok(_) => break,
            Err(error) if error.span.start as usize <= last.span.start as usize => break,
            Err(error) => {
                all.push(error.clone());
                last = error;
            }
        }
    }
    all
}

/// The next line below an error that begins a statement of the module.
fn next_statement(source: &str, error: Span) -> Option<usize> {
    let mut at = error.start as usize;
    loop {
        at += memchr::memchr(b'\n', source.as_bytes().get(at..)?)? + 1;
        let rest = &source[at..];
        let word = rest.split(|c: char| !c.is_alphanumeric()).next()?;
        let goes_on = ["else", "elif", "except", "finally"].contains(&word);
        if rest.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '@') && !goes_on {
            return Some(at);
        }
    }
}

/// The tree of what is typed: each line is judged by itself, and `/` is Python 3's.
pub fn parse_typed(source: &str) -> Result<Module, SyntaxError> {
    let read = checked_lex(source).and_then(|lexed| parse(&lexed, &Shared::new(source)));
    read.map_err(|error| with_remedy(error, source))
}

fn parse<'t>(lexed: &'t Lexed, shared: &'t Shared<'t>) -> Result<Module, SyntaxError> {
    let tokens = Tokens::new(&lexed.tokens, shared);
    let parsed = stmt::file(tokens);
    match (parsed, lexed.error.clone()) {
        (Ok((_, module)), None) => check(&module).map(|()| module),
        (Ok(_), Some(LexError::Wrong(error) | LexError::Unfinished(error))) => Err(error),
        (Err(stop), lex_error) => Err(first_error(stop_of(stop), tokens, lex_error)),
    }
}

/// What was typed at the prompt: lines joined by line breaks, without one after the last.
/// A statement with a block ends with an empty line, others end at once.
pub fn parse_interactive(source: &str) -> Interactive {
    let (straight, _) = straighten(source);
    match read_interactive(&straight) {
        Interactive::Error(error) => Interactive::Error(with_remedy(error, &straight)),
        other => other,
    }
}

fn read_interactive(source: &str) -> Interactive {
    let lexed = match checked_lex(source) {
        Ok(lexed) => lexed,
        Err(error) => return Interactive::Error(error),
    };
    let shared = Shared::new(source);
    let tokens = Tokens::new(&lexed.tokens, &shared);
    let parsed = stmt::file(tokens);
    let ended = source.is_empty() || source.ends_with(['\n', '\r']);
    match (parsed, lexed.error) {
        (Ok((_, module)), None) => {
            if let Err(error) = check(&module) {
                return Interactive::Error(error);
            }
            if ended || !ends_with_block(&module) {
                Interactive::Complete(module)
            } else {
                Interactive::Unfinished
            }
        }
        (Ok(_), Some(LexError::Wrong(error))) => Interactive::Error(error),
        (Ok(_), Some(LexError::Unfinished(_))) => Interactive::Unfinished,
        (Err(stop), None) => {
            let stop = stop_of(stop);
            if stop.at_end && !ended {
                Interactive::Unfinished
            } else {
                Interactive::Error(explain(stop, tokens))
            }
        }
        (Err(stop), Some(LexError::Unfinished(error))) => {
            let stop = stop_of(stop);
            // The tokens end before the open bracket's contents do, so the parsers stop there.
            let last = lexed
                .tokens
                .iter()
                .rev()
                .find(|token| token.span.start < token.span.end);
            if stop.at >= last.map_or(0, |token| token.span.end) || stop.at_end {
                Interactive::Unfinished
            } else {
                Interactive::Error(first_error(stop, tokens, Some(LexError::Unfinished(error))))
            }
        }
        (Err(stop), lex_error) => Interactive::Error(first_error(stop_of(stop), tokens, lex_error)),
    }
}

fn checked_lex(source: &str) -> Result<Lexed, SyntaxError> {
    if u32::try_from(source.len()).is_err() {
        return Err(SyntaxError::new(
            "the text is longer than 4 GiB",
            Span::default(),
        ));
    }
    if let Some(place) = memchr::memchr(0, source.as_bytes()) {
        let span = Span {
            start: place as u32,
            end: place as u32 + 1,
        };
        return Err(SyntaxError::new(
            "source code string cannot contain null bytes",
            span,
        ));
    }
    Ok(lex(source))
}

fn stop_of(error: nom::Err<Stop>) -> Stop {
    match error {
        nom::Err::Error(stop) | nom::Err::Failure(stop) => stop,
        nom::Err::Incomplete(_) => Stop {
            at: 0,
            expected: Vec::new(),
            said: None,
            at_end: true,
        },
    }
}

/// Of a parser's error and the lexer's, the one to show. Where the parsers stopped only because
/// the tokens did, it is the lexer's; so it is on the same line, as in CPython.
fn first_error(stop: Stop, tokens: Tokens, lex_error: Option<LexError>) -> SyntaxError {
    let source = tokens.shared.source;
    let at = stop.at as usize;
    let parsed = explain(stop, tokens);
    let Some(lex_error) = lex_error else {
        return parsed;
    };
    match lex_error {
        LexError::Wrong(error) => {
            let earlier = line_number(source, at) < line_number(source, error.span.start as usize);
            if earlier { parsed } else { error }
        }
        LexError::Unfinished(error) => {
            let opened = line_number(source, error.span.start as usize);
            let last = at.max(parsed.span.end as usize);
            if line_number(source, last) > opened || at >= source.trim_end().len() {
                error
            } else {
                parsed
            }
        }
    }
}

fn ends_with_block(module: &Module) -> bool {
    module.body.last().is_some_and(|last| {
        matches!(
            last.kind,
            StmtKind::If { .. }
                | StmtKind::While { .. }
                | StmtKind::For { .. }
                | StmtKind::With { .. }
                | StmtKind::Try { .. }
                | StmtKind::FunctionDef(_)
                | StmtKind::ClassDef(_)
                | StmtKind::Match { .. }
        )
    })
}
