//! Frames.
use super::exception::Source;
use super::interp::Interp;
use super::module::Globals;
use super::value::Value;
use crate::lang::ast::Span;
use std::rc::Rc;
pub(super) struct Frame {
    globals: Rc<Globals>,
    source: Rc<Source>,
    span: Span,
}
impl Frame {
    pub fn globals(&self) -> &Rc<Globals> {
        &self.globals
    }
    pub fn place(&self) -> (Rc<Source>, Span) {
        (self.source.clone(), self.span)
    }
}
pub(super) fn locals(_: &Interp) -> Vec<(String, Value)> {
    Vec::new()
}
