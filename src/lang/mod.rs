//! The language: text to tokens to tree. It has never heard of packets.

pub mod ast;
pub mod error;
pub mod expr;
mod fstring;
pub mod lex;
mod literal;
pub mod parse;
pub mod source;
pub mod stmt;
mod stop;
mod target;
pub mod token;

pub use error::{SyntaxError, SyntaxErrorKind};
pub use lex::tokens;
pub use parse::{Interactive, parse_interactive, parse_module};
pub use source::SourceMap;
