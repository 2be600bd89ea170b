//! The interactive shell. The only module that names rustyline and colored.

mod highlight;
mod input;
