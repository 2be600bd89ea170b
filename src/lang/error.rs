//! What is wrong with a text, and how the parsers find it out.
//!
//! The messages are CPython's where it has a good one, so that a search on the web helps.

use nom::error::{ErrorKind, ParseError};

use crate::lang::ast::Span;
use crate::lang::token::Tokens;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: SyntaxErrorKind,
    pub message: String,
    pub span: Span,
    /// What to write instead.
    pub help: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    Syntax,
    /// the lines of a block do not line up
    Indentation,
    /// they would, if a tab had another width
    Tab,
}

impl SyntaxErrorKind {
    /// Python's name for it.
    pub fn name(self) -> &'static str {
        match self {
            SyntaxErrorKind::Syntax => "SyntaxError",
            SyntaxErrorKind::Indentation => "IndentationError",
            SyntaxErrorKind::Tab => "TabError",
        }
    }
}

impl SyntaxError {
    pub fn new(message: impl Into<String>, span: Span) -> Self {
        SyntaxError {
            kind: SyntaxErrorKind::Syntax,
            message: message.into(),
            span,
            help: None,
        }
    }

    pub fn indentation(message: impl Into<String>, span: Span) -> Self {
        SyntaxError {
            kind: SyntaxErrorKind::Indentation,
            ..SyntaxError::new(message, span)
        }
    }

    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Why a parser did not succeed: the furthest place that any branch came to.
#[derive(Clone, Debug)]
pub struct Stop {
    /// The offset of the token that did not fit.
    pub at: u32,
    /// What would have fitted there.
    pub expected: Vec<&'static str>,
    /// The message, when a parser knew better than "invalid syntax".
    pub said: Option<Box<SyntaxError>>,
    /// More text could make it right.
    pub at_end: bool,
}

pub type Parse<'t, T> = nom::IResult<Tokens<'t>, T, Stop>;

impl Stop {
    pub fn expected<'t, T>(input: Tokens<'t>, what: &'static str) -> Parse<'t, T> {
        let at_end = input.is_at_end();
        Err(nom::Err::Error(Stop {
            at: input.start(),
            expected: vec![what],
            said: None,
            at_end,
        }))
    }

    pub fn say<'t, T>(error: SyntaxError) -> Parse<'t, T> {
        Err(nom::Err::Failure(Stop {
            at: error.span.start,
            expected: Vec::new(),
            said: Some(Box::new(error)),
            at_end: false,
        }))
    }

    /// The same where `input` may be the end of what is typed so far.
    pub fn say_at<'t, T>(input: Tokens<'t>, error: SyntaxError) -> Parse<'t, T> {
        Err(nom::Err::Failure(Stop {
            at: input.start(),
            expected: Vec::new(),
            said: Some(Box::new(error)),
            at_end: input.is_at_end(),
        }))
    }
}

impl<'t> ParseError<Tokens<'t>> for Stop {
    fn from_error_kind(input: Tokens<'t>, _: ErrorKind) -> Self {
        Stop {
            at: input.start(),
            expected: Vec::new(),
            said: None,
            at_end: false,
        }
    }

    fn append(_: Tokens<'t>, _: ErrorKind, other: Self) -> Self {
        other
    }

    fn or(mut self, mut other: Self) -> Self {
        if self.at != other.at {
            return if self.at > other.at { self } else { other };
        }
        for what in other.expected.drain(..) {
            if !self.expected.contains(&what) {
                self.expected.push(what);
            }
        }
        self.said = self.said.or(other.said);
        self
    }
}
