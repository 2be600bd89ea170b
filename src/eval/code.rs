//! The bytecode that a program is compiled to. An instruction is 8 octets wide.

use std::cell::{Cell, RefCell};
use std::mem::{Discriminant, discriminant};
use std::rc::Rc;

use super::builtin::Builtin;
use super::exception::Source;
use super::symbol::Symbol;
use super::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp, Span, UnaryOp};

/// A register of the running function.
pub type Reg = u16;

/// No register: an operand that was left out.
pub const NO_REG: Reg = Reg::MAX;

/// The number of a function that the instruction has no room for: it lies in the register `dst`.
pub const FAR: u16 = u16::MAX;

/// An instruction. "Skips" means that the next instruction, a jump, is not executed.
#[derive(Clone, Copy, Debug)]
pub enum Op {
    Move {
        dst: Reg,
        src: Reg,
    },
    Const {
        dst: Reg,
        index: u32,
    },
    Int {
        dst: Reg,
        value: i32,
    },
    LoadGlobal {
        dst: Reg,
        slot: u32,
    },
    StoreGlobal {
        src: Reg,
        slot: u32,
    },
    DeleteGlobal {
        slot: u32,
    },
    /// A name in a class body: the class first, then the module.
    LoadName {
        dst: Reg,
        slot: u32,
    },
    StoreName {
        src: Reg,
        slot: u32,
    },
    DeleteName {
        slot: u32,
    },
    /// UnboundLocalError if the variable has no value.
    CheckLocal {
        reg: Reg,
    },
    DeleteLocal {
        reg: Reg,
    },
    /// Moves the register's value into a cell of its own.
    NewCell {
        reg: Reg,
    },
    LoadCell {
        dst: Reg,
        cell: Reg,
    },
    StoreCell {
        cell: Reg,
        src: Reg,
    },
    DeleteCell {
        cell: Reg,
    },
    LoadFree {
        dst: Reg,
        index: u16,
    },
    StoreFree {
        index: u16,
        src: Reg,
    },
    Add {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    Sub {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    Mul {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    AddInt {
        dst: Reg,
        a: Reg,
        value: i16,
    },
    SubInt {
        dst: Reg,
        a: Reg,
        value: i16,
    },
    Binary {
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    InPlace {
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    Unary {
        op: UnaryOp,
        dst: Reg,
        a: Reg,
    },
    Compare {
        op: CompareOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// Skips when the comparison holds.
    Test {
        op: CompareOp,
        a: Reg,
        b: Reg,
    },
    TestInt {
        op: CompareOp,
        a: Reg,
        value: i16,
    },
    Jump {
        target: u32,
    },
    /// A jump backwards, which looks for Ctrl-C.
    Loop {
        target: u32,
    },
    JumpIf {
        reg: Reg,
        target: u32,
    },
    JumpIfNot {
        reg: Reg,
        target: u32,
    },
    GetIter {
        dst: Reg,
        src: Reg,
    },
    /// Skips when there is an item.
    ForIter {
        iter: Reg,
        dst: Reg,
    },
    /// Function at `base`, `count` arguments behind it.
    Call {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    /// Function at `base`, its `self` or nothing behind it, then `count` arguments.
    CallMethod {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    /// As `Call`; the next instruction is a `Names`: the last arguments are named.
    CallKw {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    /// Function at `base`, then a list of arguments, then a dict of named ones or nothing.
    CallStar {
        dst: Reg,
        base: Reg,
    },
    /// The constant that holds the names of the named arguments.
    Names {
        index: u32,
    },
    Return {
        src: Reg,
    },
    LoadMethod {
        base: Reg,
        object: Reg,
        site: u16,
    },
    GetAttr {
        dst: Reg,
        object: Reg,
        site: u16,
    },
    SetAttr {
        object: Reg,
        src: Reg,
        site: u16,
    },
    DelAttr {
        object: Reg,
        site: u16,
    },
    GetItem {
        dst: Reg,
        object: Reg,
        index: Reg,
    },
    /// `object[lower:upper]`; the bounds lie at `base`.
    GetSlice {
        dst: Reg,
        object: Reg,
        base: Reg,
    },
    SetItem {
        object: Reg,
        index: Reg,
        src: Reg,
    },
    DelItem {
        object: Reg,
        index: Reg,
    },
    /// From three registers at `base`.
    MakeSlice {
        dst: Reg,
        base: Reg,
    },
    MakeList {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    MakeTuple {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    MakeSet {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    /// From `count` pairs at `base`.
    MakeDict {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    Append {
        list: Reg,
        item: Reg,
    },
    SetAdd {
        set: Reg,
        item: Reg,
    },
    DictSet {
        dict: Reg,
        key: Reg,
        value: Reg,
    },
    Extend {
        list: Reg,
        items: Reg,
    },
    /// `f(*a)`
    ExtendCall {
        list: Reg,
        items: Reg,
        func: Reg,
    },
    /// `{**a}`
    Merge {
        dict: Reg,
        other: Reg,
    },
    /// `f(**a)`: keys must be new
    MergeCall {
        dict: Reg,
        other: Reg,
        func: Reg,
    },
    ToTuple {
        dst: Reg,
        src: Reg,
    },
    /// The defaults lie at `base`.
    MakeFunction {
        dst: Reg,
        base: Reg,
        index: u16,
    },
    /// Body function at `base`, then a list of bases, then a dict of keywords or nothing.
    MakeClass {
        dst: Reg,
        base: Reg,
    },
    Unpack {
        src: Reg,
        base: Reg,
        count: u16,
    },
    UnpackStar {
        before: u8,
        src: Reg,
        base: Reg,
        after: u16,
    },
    Raise {
        exception: Reg,
        cause: Reg,
    },
    RaiseAgain,
    Reraise {
        exception: Reg,
    },
    Match {
        dst: Reg,
        exception: Reg,
        class: Reg,
    },
    PushHandled {
        exception: Reg,
    },
    PopHandled,
    WithEnter {
        dst: Reg,
        manager: Reg,
    },
    WithExit {
        dst: Reg,
        manager: Reg,
        exception: Reg,
    },
    FailAssert {
        message: Reg,
    },
    Format {
        conversion: u8,
        dst: Reg,
        src: Reg,
        spec: Reg,
    },
    JoinText {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    Import {
        dst: Reg,
        name: u32,
    },
    ImportFrom {
        dst: Reg,
        module: Reg,
        site: u16,
    },
    ImportStar {
        module: Reg,
    },
    Yield {
        dst: Reg,
        src: Reg,
    },
    YieldFrom {
        dst: Reg,
        iter: Reg,
    },
    /// The value of an expression statement in the shell.
    Echo {
        src: Reg,
    },
}

/// A compiled function, class body or module.
pub struct Code {
    pub name: Rc<str>,
    pub qualname: String,
    pub ops: Vec<Op>,
    /// Where each instruction was written.
    pub spans: Vec<Span>,
    pub constants: Vec<Value>,
    pub sites: Vec<Site>,
    /// The functions defined in this one.
    pub functions: Vec<Rc<Code>>,
    pub handlers: Vec<HandlerRange>,
    pub registers: usize,
    /// Parameters that can be given by position; they are the first registers.
    pub positional: usize,
    /// Those of them that can only be given by position.
    pub positional_only: usize,
    /// Parameters after the star; the registers behind the positional ones.
    pub keyword_only: usize,
    /// `*args`, in the register behind those.
    pub star: bool,
    /// `**kwargs`, in the last register of the parameters.
    pub double_star: bool,
    /// Positional and keyword-only parameters.
    pub parameters: Vec<Symbol>,
    /// Names of the registers that are variables.
    pub variables: Vec<Symbol>,
    /// Variables of enclosing functions.
    pub free: Vec<Symbol>,
    /// Where the enclosing function keeps them.
    pub captures: Vec<Capture>,
    /// How many of the positional parameters have defaults.
    pub defaults: usize,
    /// Which keyword-only parameters have defaults.
    pub keyword_defaults: Vec<bool>,
    pub generator: bool,
    pub class_body: bool,
    /// Some variables are kept by name: those of a class body, or more than there are registers.
    pub named: bool,
    /// Only positional parameters, no generator: a call needs nothing but its arguments in place.
    pub simple: bool,
    pub doc: Option<Rc<str>>,
    pub source: Rc<Source>,
}

impl Code {
    /// The registers that a call fills: those of the parameters.
    #[inline]
    pub fn parameter_registers(&self) -> usize {
        self.positional + self.keyword_only + usize::from(self.star) + usize::from(self.double_star)
    }

    /// Whether the instructions of the loop name registers, constants and sites that there are, and
    /// whether there is an instruction wherever the loop goes. The loop does not look again.
    pub fn is_sound(&self) -> bool {
        let within = |at: u32| (at as usize) < self.ops.len();
        self.ops.iter().zip(0u32..).all(|(op, at)| {
            let last = self.last_register(op);
            last.is_none_or(|last| last < self.registers)
                && match op {
                    Op::Return { .. } => true,
                    Op::Jump { target } | Op::Loop { target } => within(*target),
                    Op::JumpIf { target, .. } | Op::JumpIfNot { target, .. } => {
                        within(*target) && within(at + 1)
                    }
                    Op::Test { .. }
                    | Op::TestInt { .. }
                    | Op::ForIter { .. }
                    | Op::CallKw { .. } => within(at + 2),
                    Op::Const { index, .. } => {
                        (*index as usize) < self.constants.len() && within(at + 1)
                    }
                    Op::LoadMethod { site, .. }
                    | Op::GetAttr { site, .. }
                    | Op::SetAttr { site, .. } => {
                        usize::from(*site) < self.sites.len() && within(at + 1)
                    }
                    _ => within(at + 1),
                }
        })
    }

    /// The last register that an instruction of the loop names. The others are executed elsewhere,
    /// where their registers are looked up with care.
    fn last_register(&self, op: &Op) -> Option<usize> {
        let last = |registers: &[Reg]| registers.iter().copied().max().map(usize::from);
        match *op {
            Op::Move { dst, src } => last(&[dst, src]),
            Op::Const { dst, .. }
            | Op::Int { dst, .. }
            | Op::LoadGlobal { dst, .. }
            | Op::LoadFree { dst, .. } => last(&[dst]),
            Op::StoreGlobal { src, .. } | Op::StoreFree { src, .. } | Op::Return { src } => {
                last(&[src])
            }
            Op::CheckLocal { reg } | Op::JumpIf { reg, .. } | Op::JumpIfNot { reg, .. } => {
                last(&[reg])
            }
            Op::LoadCell { dst, cell } => last(&[dst, cell]),
            Op::Yield { dst, src } => last(&[dst, src]),
            Op::StoreCell { cell, src } => last(&[cell, src]),
            Op::Add { dst, a, b }
            | Op::Sub { dst, a, b }
            | Op::Mul { dst, a, b }
            | Op::Binary { dst, a, b, .. }
            | Op::InPlace { dst, a, b, .. }
            | Op::Compare { dst, a, b, .. } => last(&[dst, a, b]),
            Op::AddInt { dst, a, .. } | Op::SubInt { dst, a, .. } => last(&[dst, a]),
            Op::Test { a, b, .. } => last(&[a, b]),
            Op::TestInt { a, .. } => last(&[a]),
            Op::ForIter { iter, dst } => last(&[iter, dst]),
            Op::Call { dst, base, count } => {
                Some(usize::from(dst).max(usize::from(base) + usize::from(count)))
            }
            Op::CallMethod { dst, base, count } => {
                Some(usize::from(dst).max(usize::from(base) + 1 + usize::from(count)))
            }
            Op::LoadMethod { base, object, .. } => {
                Some(usize::from(object).max(usize::from(base) + 1))
            }
            Op::GetAttr { dst, object, .. } => last(&[dst, object]),
            Op::SetAttr { object, src, .. } => last(&[object, src]),
            Op::GetItem { dst, object, index } => last(&[dst, object, index]),
            Op::SetItem { object, index, src } => last(&[object, index, src]),
            Op::Append { list, item } => last(&[list, item]),
            Op::Unpack { src, base, count } => {
                let behind = usize::from(base) + usize::from(count);
                Some(usize::from(src).max(behind.saturating_sub(1)))
            }
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Capture {
    Cell(Reg),
    Free(u16),
}

/// Instructions whose exceptions are handled at `target`.
#[derive(Clone, Copy, Debug)]
pub struct HandlerRange {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// The register that gets the exception.
    pub exception: Reg,
    /// How many exceptions of this function are being handled around it.
    pub depth: u16,
}

/// An attribute in the program, with what was found there last.
pub struct Site {
    pub name: Symbol,
    /// The class that the next three hold for; 0 for none.
    pub class: Cell<u32>,
    pub epoch: Cell<u32>,
    pub index: Cell<u32>,
    pub found: RefCell<Value>,
    /// The built-in kind that `builtin` holds for; that of no value for none.
    pub kind: Cell<Discriminant<Value>>,
    pub builtin: Cell<Option<&'static Builtin>>,
    pub packet: Cell<super::packets::Site>,
}

impl Site {
    pub fn new(name: Symbol) -> Site {
        Site {
            name,
            class: Cell::new(0),
            epoch: Cell::new(0),
            index: Cell::new(0),
            found: RefCell::new(Value::Unset),
            kind: Cell::new(discriminant(&Value::Unset)),
            builtin: Cell::new(None),
            packet: Cell::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_instruction_is_8_octets() {
        assert_eq!(size_of::<super::Op>(), 8);
    }
}
