//! The language: text to tokens to tree. It has never heard of packets.

pub mod ast;
mod block;
mod call;
mod check;
mod combinator;
mod definition;
mod display;
pub mod error;
mod expr;
mod fstring;
mod imports;
pub mod lex;
mod literal;
mod params;
pub mod parse;
mod quote;
pub mod source;
mod stmt;
mod stop;
mod target;
pub mod token;

pub use error::{SyntaxError, SyntaxErrorKind};
pub use lex::tokens;
pub use parse::{Interactive, parse_interactive, parse_module};
pub use source::SourceMap;
