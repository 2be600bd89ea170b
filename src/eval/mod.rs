//! Values, and the program that a tree resolves to.
pub mod format;
