//! What Tab finds.

use crate::eval::interp::Interp;

/// What may stand from octet `start` of the line on.
#[derive(Debug, Default, PartialEq)]
pub struct Completion {
    pub start: usize,
    pub candidates: Vec<String>,
}

pub fn complete(_: &mut Interp, _: &str, _: &str, position: usize) -> Completion {
    Completion {
        start: position,
        candidates: Vec::new(),
    }
}
