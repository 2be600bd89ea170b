//! Bytecode.
pub struct Code {}
