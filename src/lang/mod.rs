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
pub mod hint;
mod imports;
mod legacy;
pub mod lex;
mod literal;
mod params;
pub mod parse;
pub mod pasted;
pub mod pattern;
mod quote;
mod remedy;
pub mod source;
mod stmt;
mod stop;
mod target;
pub mod token;
pub mod walk;

pub use error::{SyntaxError, SyntaxErrorKind};
pub use hint::Hint;
pub use legacy::{DIVIDE, PRINT};
pub use lex::tokens;
pub use parse::{Interactive, more_errors, parse_interactive, parse_module, parse_typed};
pub use pasted::decode;
pub use source::SourceMap;
