//! Generators.
pub struct Generator {}
