//! The state of a call that a script made.

use std::rc::Rc;

use super::class::{Attrs, Instance};
use super::code::Reg;
use super::exception::{Source, TraceEntry};
use super::function::Function;
use super::generator::Suspended;
use super::interp::Interp;
use super::module::Globals;
use super::value::Value;
use crate::lang::ast::Span;

pub(super) struct Frame {
    pub func: Rc<Function>,
    /// The next instruction.
    pub pc: usize,
    /// Where its registers begin on the stack.
    pub base: usize,
    /// The caller's register that gets the result.
    pub dst: Reg,
    /// Whether the result goes to native code, not to the frame below.
    pub root: bool,
    /// Whether returning takes no more than handing over the result.
    pub plain: bool,
    /// The object whose `__init__` this is, and which is the result.
    pub made: Option<Rc<Instance>>,
    /// `Interp::handled` had this many when the call began.
    pub handled: usize,
    /// Where a generator comes to rest again.
    pub rest: Option<Box<Suspended>>,
    /// The names of a class body.
    pub names: Option<Box<ClassNames>>,
}

#[derive(Default)]
pub(super) struct ClassNames {
    pub attrs: Attrs,
    /// The functions defined in the body: they learn their class when it is made.
    pub functions: Vec<Rc<Function>>,
}

impl Frame {
    pub fn globals(&self) -> &Rc<Globals> {
        &self.func.globals
    }

    /// Where the instruction that runs was written.
    pub fn place(&self) -> (Rc<Source>, Span) {
        let code = &self.func.code;
        let span = code
            .spans
            .get(self.pc.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        (code.source.clone(), span)
    }

    pub fn trace(&self) -> TraceEntry {
        let (source, span) = self.place();
        TraceEntry {
            source,
            span,
            function: self.func.code.name.clone(),
        }
    }

    /// The first stack place above its registers.
    pub fn top(&self) -> usize {
        self.base + self.func.code.registers
    }
}

pub(super) fn locals(interp: &Interp) -> Vec<(String, Value)> {
    let Some(frame) = interp.frames.last() else {
        return Vec::new();
    };
    if let Some(names) = &frame.names {
        return names
            .attrs
            .entries()
            .into_iter()
            .map(|(name, value)| (name.name().to_owned(), value.clone()))
            .collect();
    }
    let code = &frame.func.code;
    if &*code.name == "<module>" {
        return frame
            .globals()
            .entries()
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
    }
    in_registers(interp)
}

/// What `eval` sees besides the names of the module: also the variables of a comprehension that
/// runs on the module's own frame.
pub(super) fn in_sight(interp: &Interp) -> Vec<(String, Value)> {
    let Some(frame) = interp.frames.last() else {
        return Vec::new();
    };
    let mut names = locals(interp);
    if frame.names.is_none() && &*frame.func.code.name == "<module>" {
        for (name, value) in in_registers(interp) {
            names.retain(|(own, _)| *own != name);
            names.push((name, value));
        }
    }
    names
}

/// The variables of the innermost call that lie in registers and cells.
fn in_registers(interp: &Interp) -> Vec<(String, Value)> {
    let Some(frame) = interp.frames.last() else {
        return Vec::new();
    };
    let code = &frame.func.code;
    let open = |value: &Value| match value {
        Value::Cell(cell) => cell.borrow().clone(),
        value => value.clone(),
    };
    let own = code
        .variables
        .iter()
        .enumerate()
        .map(|(register, name)| (*name, open(&interp.stack[frame.base + register])));
    let outer = code
        .free
        .iter()
        .zip(&frame.func.closure)
        .map(|(name, cell)| (*name, open(cell)));
    own.chain(outer)
        .filter(|(_, value)| !value.is_unset())
        .map(|(name, value)| (name.name().to_owned(), value))
        .collect()
}
