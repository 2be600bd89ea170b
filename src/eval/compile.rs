//! From the tree to bytecode: the compiler, with what all its parts write.

mod definitions;
mod expressions;
mod guarded;
mod matching;
mod names;
mod statements;
mod targets;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::builtin::Builtin;
use super::code::*;
use super::exception::Source;
use super::module::Globals;
use super::scope::{self, ScopeId, ScopeKind, Scopes};
use super::symbol::Symbol;
use super::value::Value;
use crate::lang::ast::*;

/// What is wrong with a text that parses.
pub struct CompileError {
    pub message: String,
    pub span: Span,
}

type Done = Result<(), CompileError>;

/// What to do with the value of an expression statement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Script,
    /// Remembered for the shell.
    Interactive,
}

/// Compiles a module against the globals that it will run with.
pub fn compile(
    module: &Module,
    globals: &Rc<Globals>,
    source: &Rc<Source>,
    mode: Mode,
) -> Result<Rc<Code>, CompileError> {
    let scopes = scope::analyse(&module.body, false).map_err(|error| CompileError {
        message: error.message,
        span: error.span,
    })?;
    let mut compiler = Compiler {
        scopes: &scopes,
        globals,
        source,
        mode,
        units: Vec::new(),
        annotations_as_text: false,
    };
    compiler.open("<module>", "<module>".into(), 0);
    compiler.statements(&module.body)?;
    let none = compiler.constant_register(Value::None, Span::default());
    compiler.emit(Op::Return { src: none }, Span::default());
    Ok(Rc::new(compiler.close(Span::default())?))
}

static GETATTR: Builtin = Builtin::new(
    "getattr",
    &["object", "name"],
    "An attribute.",
    &[],
    |interp, args| interp.get_attr(args.at(0), args.at(1).as_str().unwrap_or_default()),
);

static SETATTR: Builtin = Builtin::new(
    "setattr",
    &["object", "name", "value"],
    "Sets an attribute.",
    &[],
    |interp, args| {
        let name = args.at(1).as_str().unwrap_or_default();
        interp.set_attr(args.at(0), name, args.at(2).clone())?;
        Ok(Value::None)
    },
);

static DELATTR: Builtin = Builtin::new(
    "delattr",
    &["object", "name"],
    "Deletes an attribute.",
    &[],
    |interp, args| {
        let name = Symbol::of(args.at(1).as_str().unwrap_or_default());
        super::attribute::delete(interp, args.at(0), name)?;
        Ok(Value::None)
    },
);

pub(super) struct Compiler<'a> {
    pub scopes: &'a Scopes,
    pub globals: &'a Rc<Globals>,
    pub source: &'a Rc<Source>,
    pub mode: Mode,
    pub units: Vec<Unit<'a>>,
    /// `from __future__ import annotations`: they stay the text that they are.
    pub annotations_as_text: bool,
}

/// A function, class body or module under construction.
pub(super) struct Unit<'a> {
    pub code: Code,
    /// The scope that names are looked up from: the function's, or that of a comprehension in it.
    pub scope: ScopeId,
    /// The first register above those in use.
    pub next: Reg,
    /// What `break`, `return` and exceptions have to pass.
    pub blocks: Vec<Block<'a>>,
    /// Variables that surely have a value here.
    pub defined: HashSet<Reg>,
    /// How many exceptions are being handled here.
    pub handled: u16,
    /// Names in this unit may be rebound inside expressions.
    pub walrus: bool,
    pub is_function: bool,
    /// The attributes that share a place, in functions with very many.
    pub shared_sites: HashMap<Symbol, u16>,
    /// Where each constant stands that is written more than once.
    pub known: HashMap<Known, u32>,
    /// The registers ran out.
    pub crowded: bool,
    /// `__annotations__` is there.
    pub annotated: bool,
}

/// A constant that is the same wherever it is written.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Known {
    None,
    Bool(bool),
    Int(i64),
    Text(Box<str>),
}

impl Known {
    fn of(value: &Value) -> Option<Known> {
        Some(match value {
            Value::None => Known::None,
            Value::Bool(flag) => Known::Bool(flag.get()),
            Value::Int(number) => Known::Int(*number),
            Value::Str(text) => Known::Text(text.as_str().into()),
            _ => return None,
        })
    }
}

/// So many attributes of a function have a place each.
const OWN_SITES: usize = 30_000;

pub(super) enum Block<'a> {
    Loop {
        breaks: Vec<usize>,
        continue_target: Option<u32>,
    },
    /// A `try` with handlers.
    Try(Guard),
    Finally {
        body: &'a [Stmt],
        guard: Guard,
    },
    With {
        manager: Reg,
        guard: Guard,
    },
    /// The body of an `except`.
    Handling,
}

/// The instructions that a handler is responsible for: all since `start` but for the cut-outs.
pub(super) struct Guard {
    pub start: u32,
    pub ranges: Vec<(u32, u32)>,
}

impl<'a> Compiler<'a> {
    pub fn unit(&mut self) -> &mut Unit<'a> {
        self.units
            .last_mut()
            .expect("a unit is open while code is made")
    }

    fn unit_ref(&self) -> &Unit<'a> {
        self.units
            .last()
            .expect("a unit is open while code is made")
    }

    pub fn open(&mut self, name: &str, qualname: String, scope: ScopeId) {
        let here = &self.scopes.all[scope];
        let variables = self
            .scopes
            .variables
            .get(&scope)
            .cloned()
            .unwrap_or_default();
        let code = Code {
            name: name.into(),
            qualname,
            ops: Vec::new(),
            spans: Vec::new(),
            constants: Vec::new(),
            sites: Vec::new(),
            functions: Vec::new(),
            handlers: Vec::new(),
            registers: variables.len(),
            positional: 0,
            positional_only: 0,
            keyword_only: 0,
            star: false,
            double_star: false,
            parameters: Vec::new(),
            variables: variables.clone(),
            free: here.free.clone(),
            captures: Vec::new(),
            defaults: 0,
            keyword_defaults: Vec::new(),
            generator: here.has_yield,
            class_body: here.kind == ScopeKind::Class,
            named: here.kind == ScopeKind::Class
                || (here.kind == ScopeKind::Function && here.registers.len() < here.bound.len()),
            simple: false,
            doc: None,
            source: self.source.clone(),
        };
        let walrus = here.has_walrus || self.scopes.all.iter().any(|scope| scope.has_walrus);
        self.units.push(Unit {
            code,
            scope,
            next: Reg::try_from(variables.len()).unwrap_or(NO_REG),
            blocks: Vec::new(),
            defined: HashSet::new(),
            handled: 0,
            walrus,
            is_function: here.kind == ScopeKind::Function,
            shared_sites: HashMap::new(),
            known: HashMap::new(),
            crowded: variables.len() >= usize::from(NO_REG),
            annotated: false,
        });
    }

    pub fn close(&mut self, span: Span) -> Result<Code, CompileError> {
        let mut unit = self.units.pop().expect("opened before");
        if unit.crowded {
            return Err(CompileError {
                message: "too many values at once in one function".into(),
                span,
            });
        }
        let code = &mut unit.code;
        code.simple = code.keyword_only == 0
            && !code.star
            && !code.double_star
            && !code.generator
            && !code.named;
        if !unit.code.is_sound() {
            return Err(CompileError {
                message: "this function compiles to nonsense".into(),
                span,
            });
        }
        Ok(unit.code)
    }

    // ---- Emitting ----
    pub fn emit(&mut self, op: Op, span: Span) -> usize {
        let code = &mut self.unit().code;
        code.ops.push(op);
        code.spans.push(span);
        code.ops.len() - 1
    }

    pub fn here(&mut self) -> u32 {
        self.unit().code.ops.len() as u32
    }

    /// Lets the jump at `at` go to the next instruction.
    pub fn patch(&mut self, at: usize) {
        let here = self.here();
        match &mut self.unit().code.ops[at] {
            Op::Jump { target } | Op::JumpIf { target, .. } | Op::JumpIfNot { target, .. } => {
                *target = here
            }
            _ => {}
        }
    }

    pub fn patch_all(&mut self, jumps: Vec<usize>) {
        for at in jumps {
            self.patch(at);
        }
    }

    pub fn jump(&mut self, span: Span) -> usize {
        self.emit(Op::Jump { target: 0 }, span)
    }

    pub fn temporary(&mut self) -> Reg {
        self.temporaries(1)
    }

    /// Registers in a row.
    pub fn temporaries(&mut self, count: usize) -> Reg {
        let unit = self.unit();
        let first = unit.next;
        let next = usize::from(first) + count;
        unit.crowded |= next >= usize::from(NO_REG);
        unit.next = Reg::try_from(next).unwrap_or(NO_REG);
        unit.code.registers = unit.code.registers.max(unit.next as usize);
        first
    }

    pub fn constant(&mut self, value: Value) -> u32 {
        let unit = self.unit();
        let constants = &mut unit.code.constants;
        if let Some(known) = Known::of(&value) {
            let next = constants.len() as u32;
            let index = *unit.known.entry(known).or_insert(next);
            if index < next {
                return index;
            }
        }
        constants.push(value);
        (constants.len() - 1) as u32
    }

    pub fn load_constant(&mut self, dst: Reg, value: Value, span: Span) {
        match value {
            Value::Int(number) if i32::try_from(number).is_ok() => {
                self.emit(
                    Op::Int {
                        dst,
                        value: number as i32,
                    },
                    span,
                );
            }
            value => {
                let index = self.constant(value);
                self.emit(Op::Const { dst, index }, span);
            }
        }
    }

    pub fn constant_register(&mut self, value: Value, span: Span) -> Reg {
        let dst = self.temporary();
        self.load_constant(dst, value, span);
        dst
    }

    /// The place of an attribute; `None` when instructions cannot number any more of them. In very
    /// long functions places of one name share what they remember.
    pub fn site(&mut self, name: &str) -> Option<u16> {
        let unit = self.unit();
        let (sites, shared) = (&mut unit.code.sites, &mut unit.shared_sites);
        let name = Symbol::of(name);
        if sites.len() < OWN_SITES {
            sites.push(Site::new(name));
            return u16::try_from(sites.len() - 1).ok();
        }
        if let Some(site) = shared.get(&name) {
            return Some(*site);
        }
        let site = u16::try_from(sites.len()).ok()?;
        sites.push(Site::new(name));
        shared.insert(name, site);
        Some(site)
    }

    /// `object.name`
    pub fn get_attribute(&mut self, dst: Reg, object: Reg, name: &str, span: Span) {
        match self.site(name) {
            Some(site) => {
                self.emit(Op::GetAttr { dst, object, site }, span);
            }
            None => self.call_about(dst, &GETATTR, object, name, None, span),
        }
    }

    fn set_attribute(&mut self, object: Reg, name: &str, src: Reg, span: Span) {
        match self.site(name) {
            Some(site) => {
                self.emit(Op::SetAttr { object, src, site }, span);
            }
            None => self.scratch(|c| {
                let dst = c.temporary();
                c.call_about(dst, &SETATTR, object, name, Some(src), span);
            }),
        }
    }

    /// `getattr(object, 'name')` and its like, for the names that instructions cannot number.
    fn call_about(
        &mut self,
        dst: Reg,
        function: &'static Builtin,
        object: Reg,
        name: &str,
        value: Option<Reg>,
        span: Span,
    ) {
        self.scratch(|c| {
            let base = c.temporaries(4);
            c.load_constant(base, Value::Builtin(function), span);
            c.emit(
                Op::Move {
                    dst: base + 1,
                    src: object,
                },
                span,
            );
            c.load_constant(base + 2, Value::str(name), span);
            if let Some(src) = value {
                c.emit(Op::Move { dst: base + 3, src }, span);
            }
            let count = 2 + u16::from(value.is_some());
            c.emit(Op::Call { dst, base, count }, span);
        });
    }

    /// Runs `work` and gives back the registers that it took.
    pub fn scratch<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.unit().next;
        let result = work(self);
        self.unit().next = mark;
        result
    }
}

/// What a function does.
#[derive(Clone, Copy)]
pub(super) enum Body<'a> {
    Statements(&'a [Stmt]),
    /// `lambda: x`
    Expr(&'a Expr),
    /// `(x for …)`
    Generator(&'a Expr, &'a [Comprehension]),
}

impl Block<'_> {
    fn guard(&mut self) -> Option<&mut Guard> {
        match self {
            Block::Try(guard) | Block::Finally { guard, .. } | Block::With { guard, .. } => {
                Some(guard)
            }
            Block::Loop { .. } | Block::Handling => None,
        }
    }
}

/// Whether the code of an expression writes its result only when it has read everything.
fn writes_last(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::None
            | ExprKind::True
            | ExprKind::False
            | ExprKind::Int(_)
            | ExprKind::BigInt(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
            | ExprKind::Name(_)
            | ExprKind::Binary(..)
            | ExprKind::Unary(..)
            | ExprKind::Call { .. }
            | ExprKind::Attribute { .. }
            | ExprKind::Subscript { .. }
    )
}
