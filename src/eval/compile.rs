//! From the tree to bytecode: statements, and what both halves share.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::builtin::Builtin;
use super::code::*;
use super::exception::Source;
use super::module::Globals;
use super::scope::{self, ScopeId, ScopeKind, Scopes, Where, address};
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

    // ---- Names ----

    pub fn find(&mut self, name: &str) -> Where {
        let scope = self.unit().scope;
        self.scopes.find(scope, Symbol::of(name))
    }

    pub fn global_slot(&mut self, name: &str) -> u32 {
        self.globals.slot(Symbol::of(name))
    }

    pub fn load_name(&mut self, dst: Reg, name: &str, span: Span) {
        match self.find(name) {
            Where::Local {
                register,
                cell: true,
            } => {
                self.emit(
                    Op::LoadCell {
                        dst,
                        cell: register,
                    },
                    span,
                );
            }
            Where::Local {
                register,
                cell: false,
            } => {
                self.check_local(register, span);
                self.emit(Op::Move { dst, src: register }, span);
            }
            Where::Free(index) => {
                self.emit(Op::LoadFree { dst, index }, span);
            }
            Where::Global => {
                let slot = self.global_slot(name);
                let scope = self.unit().scope;
                let in_body = self.scopes.all[scope].kind == ScopeKind::Class;
                let op = if in_body {
                    Op::LoadName { dst, slot }
                } else {
                    Op::LoadGlobal { dst, slot }
                };
                self.emit(op, span);
            }
            Where::ClassName => {
                let slot = self.global_slot(name);
                self.emit(Op::LoadName { dst, slot }, span);
            }
        }
    }

    pub fn check_local(&mut self, register: Reg, span: Span) {
        if !self.unit().defined.contains(&register) {
            self.emit(Op::CheckLocal { reg: register }, span);
            self.define(register);
        }
    }

    pub fn define(&mut self, register: Reg) {
        let unit = self
            .units
            .last_mut()
            .expect("a unit is open while code is made");
        let name = unit.code.variables.get(register as usize).copied();
        // What a `del` may take away is never certain.
        let scope = &self.scopes.all[unit.scope];
        let host = &self.scopes.all[self.scopes.frame_of(unit.scope)];
        if name.is_some_and(|name| !scope.deleted.contains(&name) && !host.deleted.contains(&name))
        {
            unit.defined.insert(register);
        }
    }

    pub fn store_name(&mut self, name: &str, src: Reg, span: Span) {
        match self.find(name) {
            Where::Local {
                register,
                cell: true,
            } => {
                self.emit(
                    Op::StoreCell {
                        cell: register,
                        src,
                    },
                    span,
                );
            }
            Where::Local {
                register,
                cell: false,
            } => {
                if register != src {
                    self.emit(Op::Move { dst: register, src }, span);
                }
                self.define(register);
            }
            Where::Free(index) => {
                self.emit(Op::StoreFree { index, src }, span);
            }
            Where::Global => {
                let slot = self.global_slot(name);
                self.emit(Op::StoreGlobal { src, slot }, span);
            }
            Where::ClassName => {
                let slot = self.global_slot(name);
                self.emit(Op::StoreName { src, slot }, span);
            }
        }
    }

    fn delete_name(&mut self, name: &str, span: Span) {
        match self.find(name) {
            Where::Local {
                register,
                cell: true,
            } => {
                self.emit(Op::DeleteCell { cell: register }, span);
            }
            Where::Local {
                register,
                cell: false,
            } => {
                self.unit().defined.remove(&register);
                self.emit(Op::DeleteLocal { reg: register }, span);
            }
            Where::Free(index) => {
                let none = self.constant_register(Value::Unset, span);
                self.emit(Op::StoreFree { index, src: none }, span);
            }
            Where::Global => {
                let slot = self.global_slot(name);
                self.emit(Op::DeleteGlobal { slot }, span);
            }
            Where::ClassName => {
                let slot = self.global_slot(name);
                self.emit(Op::DeleteName { slot }, span);
            }
        }
    }

    // ---- Statements ----

    pub fn statements(&mut self, body: &'a [Stmt]) -> Done {
        for statement in body {
            let mark = self.unit().next;
            self.statement(statement)?;
            self.unit().next = mark;
        }
        Ok(())
    }

    fn statement(&mut self, statement: &'a Stmt) -> Done {
        let span = statement.span;
        match &statement.kind {
            StmtKind::Expr(value) => {
                let register = self.expr(value)?;
                if self.mode == Mode::Interactive && self.units.len() == 1 {
                    self.emit(Op::Echo { src: register }, value.span);
                }
                Ok(())
            }
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value, span),
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
            } => {
                if let Some(value) = value {
                    self.assign(std::slice::from_ref(target), value)?;
                }
                self.annotate(target, annotation, span)
            }
            StmtKind::Delete(targets) => targets.iter().try_for_each(|target| self.delete(target)),
            StmtKind::If { test, body, orelse } => {
                let to_else = self.condition(test, false)?;
                let before = self.unit().defined.clone();
                self.statements(body)?;
                if orelse.is_empty() {
                    self.patch_all(to_else);
                    self.unit().defined = before;
                    return Ok(());
                }
                let after_body = std::mem::replace(&mut self.unit().defined, before);
                let ends = matches!(
                    body.last().map(|s| &s.kind),
                    Some(
                        StmtKind::Return(_)
                            | StmtKind::Raise { .. }
                            | StmtKind::Continue
                            | StmtKind::Break
                    )
                );
                let end = self.jump(span);
                self.patch_all(to_else);
                self.statements(orelse)?;
                self.patch(end);
                if !ends {
                    self.unit()
                        .defined
                        .retain(|register| after_body.contains(register));
                }
                Ok(())
            }
            StmtKind::While { test, body, orelse } => {
                let before = self.unit().defined.clone();
                let start = self.here();
                let exit = self.condition(test, false)?;
                self.unit().blocks.push(Block::Loop {
                    breaks: Vec::new(),
                    continue_target: Some(start),
                });
                self.statements(body)?;
                self.emit(Op::Loop { target: start }, span);
                self.patch_all(exit);
                self.end_loop(before, orelse)
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => {
                let before = self.unit().defined.clone();
                let source = self.expr(iter)?;
                let walk = self.temporary();
                self.emit(
                    Op::GetIter {
                        dst: walk,
                        src: source,
                    },
                    iter.span,
                );
                let start = self.here();
                let exit = self.next_item(walk, target)?;
                self.unit().blocks.push(Block::Loop {
                    breaks: Vec::new(),
                    continue_target: Some(start),
                });
                self.statements(body)?;
                self.emit(Op::Loop { target: start }, span);
                self.patch(exit);
                self.end_loop(before, orelse)
            }
            StmtKind::With { items, body } => self.with(items, body, span),
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
            } => self.try_statement(body, handlers, orelse, finalbody, span),
            StmtKind::Match { subject, cases } => self.match_statement(subject, cases, span),
            StmtKind::Raise { exc: None, .. } => {
                self.emit(Op::RaiseAgain, span);
                Ok(())
            }
            StmtKind::Raise {
                exc: Some(exception),
                cause,
            } => {
                let exception = self.expr(exception)?;
                let cause = match cause {
                    Some(cause) => self.expr(cause)?,
                    None => NO_REG,
                };
                self.emit(Op::Raise { exception, cause }, span);
                Ok(())
            }
            StmtKind::Assert { test, msg } => {
                let fine = self.condition(test, true)?;
                let message = match msg {
                    Some(message) => self.expr(message)?,
                    None => NO_REG,
                };
                self.emit(Op::FailAssert { message }, test.span);
                self.patch_all(fine);
                Ok(())
            }
            StmtKind::FunctionDef(def) => {
                let base = self.decorators(&def.decorators)?;
                let function = self.temporary();
                self.function(
                    function,
                    &def.name.name,
                    &def.params,
                    Body::Statements(&def.body),
                    address(&**def),
                    def.docstring.clone(),
                    span,
                )?;
                self.annotations(function, def, span)?;
                let result = self.decorate(&def.decorators, base, function)?;
                self.store_name(&def.name.name, result, def.name.span);
                Ok(())
            }
            StmtKind::ClassDef(def) => self.class(def, span),
            StmtKind::Return(value) => {
                if !self.unit().is_function {
                    return Err(CompileError {
                        message: "'return' outside function".into(),
                        span,
                    });
                }
                let src = match value {
                    Some(value) => {
                        let register = self.expr(value)?;
                        // `finally` may change the variable after its value was taken.
                        if self.unit().blocks.iter().any(|block| {
                            matches!(block, Block::Finally { .. } | Block::With { .. })
                        }) {
                            let copy = self.temporary();
                            self.emit(
                                Op::Move {
                                    dst: copy,
                                    src: register,
                                },
                                span,
                            );
                            copy
                        } else {
                            register
                        }
                    }
                    None => self.constant_register(Value::None, span),
                };
                self.leave(0, span)?;
                self.emit(Op::Return { src }, span);
                Ok(())
            }
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => Ok(()),
            StmtKind::Import(names) => names.iter().try_for_each(|alias| self.import(alias)),
            StmtKind::ImportFrom {
                module,
                names,
                star,
                level,
            } => {
                if &*module.name == "__future__" {
                    let texts = |alias: &Alias| &*alias.name.name == "annotations";
                    self.annotations_as_text |= names.iter().any(texts);
                    return Ok(());
                }
                let dotted = format!("{}{}", ".".repeat(*level as usize), module.name);
                let name = self.constant(Value::str(&dotted));
                let loaded = self.temporary();
                self.emit(Op::Import { dst: loaded, name }, module.span);
                if *star {
                    self.emit(Op::ImportStar { module: loaded }, span);
                    return Ok(());
                }
                for alias in names {
                    let dst = self.temporary();
                    let Some(site) = self.site(&alias.name.name) else {
                        return Err(CompileError {
                            message: "too many imported names in one function".into(),
                            span: alias.name.span,
                        });
                    };
                    self.emit(
                        Op::ImportFrom {
                            dst,
                            module: loaded,
                            site,
                        },
                        alias.name.span,
                    );
                    let target = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.store_name(&target.name, dst, target.span);
                }
                Ok(())
            }
            StmtKind::Break | StmtKind::Continue => {
                let is_break = matches!(statement.kind, StmtKind::Break);
                let Some(level) = self
                    .unit()
                    .blocks
                    .iter()
                    .rposition(|block| matches!(block, Block::Loop { .. }))
                else {
                    let message = if is_break {
                        "'break' outside loop"
                    } else {
                        "'continue' not properly in loop"
                    };
                    return Err(CompileError {
                        message: message.into(),
                        span,
                    });
                };
                self.leave(level + 1, span)?;
                if is_break {
                    let at = self.jump(span);
                    if let Block::Loop { breaks, .. } = &mut self.unit().blocks[level] {
                        breaks.push(at);
                    }
                } else if let Block::Loop {
                    continue_target: Some(target),
                    ..
                } = self.unit().blocks[level]
                {
                    self.emit(Op::Loop { target }, span);
                }
                Ok(())
            }
        }
    }

    /// The end of a loop whose exit jumps lead here: `else`, then the target of `break`.
    fn end_loop(&mut self, before: HashSet<Reg>, orelse: &'a [Stmt]) -> Done {
        self.unit().defined = before.clone();
        let breaks = match self.unit().blocks.pop() {
            Some(Block::Loop { breaks, .. }) => breaks,
            _ => Vec::new(),
        };
        self.statements(orelse)?;
        self.patch_all(breaks);
        self.unit().defined = before;
        Ok(())
    }

    /// Takes the next item into a target; the jump that is taken at the end.
    pub fn next_item(&mut self, iter: Reg, target: &'a Expr) -> Result<usize, CompileError> {
        if let ExprKind::Name(name) = &target.kind
            && let Where::Local {
                register,
                cell: false,
            } = self.find(name)
        {
            self.emit(
                Op::ForIter {
                    iter,
                    dst: register,
                },
                target.span,
            );
            let exit = self.jump(target.span);
            self.define(register);
            return Ok(exit);
        }
        let item = self.temporary();
        self.emit(Op::ForIter { iter, dst: item }, target.span);
        let exit = self.jump(target.span);
        self.store(target, item)?;
        Ok(exit)
    }

    fn assign(&mut self, targets: &'a [Expr], value: &'a Expr) -> Done {
        if let [
            Expr {
                kind: ExprKind::Name(name),
                span,
            },
        ] = targets
            && let Where::Local {
                register,
                cell: false,
            } = self.find(name)
        {
            if writes_last(value) {
                self.expr_into(value, register)?;
                self.define(register);
            } else {
                let src = self.expr(value)?;
                self.store_name(name, src, *span);
            }
            return Ok(());
        }
        // `a, b = b, a` needs no tuple.
        if let (
            [
                Expr {
                    kind: ExprKind::Tuple(left) | ExprKind::List(left),
                    ..
                },
            ],
            ExprKind::Tuple(right),
        ) = (targets, &value.kind)
        {
            let starred = |items: &[Expr]| {
                items
                    .iter()
                    .any(|item| matches!(item.kind, ExprKind::Starred(_)))
            };
            if left.len() == right.len() && !starred(left) && !starred(right) {
                let base = self.temporaries(right.len());
                for (index, item) in right.iter().enumerate() {
                    self.expr_into(item, base + index as Reg)?;
                }
                for (index, target) in left.iter().enumerate() {
                    self.store(target, base + index as Reg)?;
                }
                return Ok(());
            }
        }
        let src = self.expr(value)?;
        targets
            .iter()
            .try_for_each(|target| self.store(target, src))
    }

    pub fn store(&mut self, target: &'a Expr, src: Reg) -> Done {
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => self.store_name(name, src, span),
            ExprKind::Attribute { value, attr } => {
                let object = self.expr(value)?;
                self.set_attribute(object, &attr.name, src, span);
            }
            ExprKind::Subscript { value, index } => {
                let object = self.expr(value)?;
                let index = self.expr(index)?;
                self.emit(Op::SetItem { object, index, src }, span);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                let star = items
                    .iter()
                    .position(|item| matches!(item.kind, ExprKind::Starred(_)));
                if items.len() >= usize::from(NO_REG / 2) {
                    return Err(CompileError {
                        message: "too many targets in one assignment".into(),
                        span,
                    });
                }
                if let Some(base) = self.locals_in_a_row(items) {
                    let count = items.len() as u16;
                    self.emit(Op::Unpack { src, base, count }, span);
                    for register in base..base + count {
                        self.define(register);
                    }
                    return Ok(());
                }
                let base = self.temporaries(items.len());
                match star {
                    None => self.emit(
                        Op::Unpack {
                            src,
                            base,
                            count: items.len() as u16,
                        },
                        span,
                    ),
                    Some(before) => {
                        let after = (items.len() - before - 1) as u16;
                        let before = u8::try_from(before).map_err(|_| CompileError {
                            message: "too many expressions in star-unpacking assignment".into(),
                            span,
                        })?;
                        self.emit(
                            Op::UnpackStar {
                                before,
                                src,
                                base,
                                after,
                            },
                            span,
                        )
                    }
                };
                for (index, item) in items.iter().enumerate() {
                    let item = match &item.kind {
                        ExprKind::Starred(inner) => inner,
                        _ => item,
                    };
                    self.store(item, base + index as Reg)?;
                }
            }
            ExprKind::Starred(_) => {
                return Err(CompileError {
                    message: "starred assignment target must be in a list or tuple".into(),
                    span,
                });
            }
            _ => {
                return Err(CompileError {
                    message: "cannot assign to this expression".into(),
                    span,
                });
            }
        }
        Ok(())
    }

    /// The register of the first of some variables, if they are local ones whose registers follow
    /// each other: then values go there at once.
    fn locals_in_a_row(&mut self, items: &'a [Expr]) -> Option<Reg> {
        let mut base = None;
        for (item, at) in items.iter().zip(0..) {
            let ExprKind::Name(name) = &item.kind else {
                return None;
            };
            let Where::Local {
                register,
                cell: false,
            } = self.find(name)
            else {
                return None;
            };
            if register != *base.get_or_insert(register) + at {
                return None;
            }
        }
        base
    }

    fn augmented(&mut self, target: &'a Expr, op: BinaryOp, value: &'a Expr, span: Span) -> Done {
        match &target.kind {
            ExprKind::Name(name) => {
                let place = self.find(name);
                let current = self.expr(target)?;
                let (dst, local) = match place {
                    Where::Local {
                        register,
                        cell: false,
                    } => (register, true),
                    _ => (self.temporary(), false),
                };
                let number = match &value.kind {
                    ExprKind::Int(number) => i16::try_from(*number).ok(),
                    _ => None,
                };
                match (op, number) {
                    (BinaryOp::Add, Some(value)) => self.emit(
                        Op::AddInt {
                            dst,
                            a: current,
                            value,
                        },
                        span,
                    ),
                    (BinaryOp::Sub, Some(value)) => self.emit(
                        Op::SubInt {
                            dst,
                            a: current,
                            value,
                        },
                        span,
                    ),
                    _ => {
                        let b = self.expr(value)?;
                        self.emit(
                            Op::InPlace {
                                op,
                                dst,
                                a: current,
                                b,
                            },
                            span,
                        )
                    }
                };
                if !local {
                    self.store_name(name, dst, target.span);
                }
            }
            ExprKind::Attribute {
                value: object,
                attr,
            } => {
                let object = self.expr(object)?;
                let dst = self.temporary();
                self.get_attribute(dst, object, &attr.name, target.span);
                let b = self.expr(value)?;
                self.emit(Op::InPlace { op, dst, a: dst, b }, span);
                self.set_attribute(object, &attr.name, dst, target.span);
            }
            ExprKind::Subscript {
                value: object,
                index,
            } => {
                let object = self.expr(object)?;
                let index = self.expr(index)?;
                let dst = self.temporary();
                self.emit(Op::GetItem { dst, object, index }, target.span);
                let b = self.expr(value)?;
                self.emit(Op::InPlace { op, dst, a: dst, b }, span);
                self.emit(
                    Op::SetItem {
                        object,
                        index,
                        src: dst,
                    },
                    target.span,
                );
            }
            _ => {
                return Err(CompileError {
                    message: "this is an illegal expression for augmented assignment".into(),
                    span: target.span,
                });
            }
        }
        Ok(())
    }

    fn delete(&mut self, target: &'a Expr) -> Done {
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(name, span),
            ExprKind::Attribute { value, attr } => {
                let object = self.expr(value)?;
                match self.site(&attr.name) {
                    Some(site) => {
                        self.emit(Op::DelAttr { object, site }, span);
                    }
                    None => self.scratch(|c| {
                        let dst = c.temporary();
                        c.call_about(dst, &DELATTR, object, &attr.name, None, span);
                    }),
                }
            }
            ExprKind::Subscript { value, index } => {
                let object = self.expr(value)?;
                let index = self.expr(index)?;
                self.emit(Op::DelItem { object, index }, span);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                return items.iter().try_for_each(|item| self.delete(item));
            }
            _ => {
                return Err(CompileError {
                    message: "cannot delete this expression".into(),
                    span,
                });
            }
        }
        Ok(())
    }

    fn import(&mut self, alias: &'a Alias) -> Done {
        let span = alias.name.span;
        let name = self.constant(Value::str(&alias.name.name));
        let dst = self.temporary();
        self.emit(Op::Import { dst, name }, span);
        match &alias.asname {
            Some(target) => self.store_name(&target.name, dst, target.span),
            None => {
                // `import a.b` binds `a`.
                let first = alias.name.name.split('.').next().unwrap_or_default();
                if first.len() != alias.name.name.len() {
                    let name = self.constant(Value::str(first));
                    self.emit(Op::Import { dst, name }, span);
                }
                self.store_name(first, dst, span);
            }
        }
        Ok(())
    }

    // ---- Blocks ----

    /// Emits what `break` and `return` have to do to leave the blocks from `level` on.
    fn leave(&mut self, level: usize, span: Span) -> Done {
        for index in (level..self.unit().blocks.len()).rev() {
            let mut passed = self.unit().blocks.split_off(index);
            let here = self.here();
            for guard in passed.iter_mut().filter_map(Block::guard) {
                guard.ranges.push((guard.start, here));
            }
            let handled = self.unit().handled;
            match &passed[0] {
                Block::Loop { .. } | Block::Try(_) => {}
                Block::Handling => {
                    self.emit(Op::PopHandled, span);
                }
                Block::Finally { body, .. } => {
                    let body = *body;
                    let defined = self.unit().defined.clone();
                    self.scratch(|c| c.statements(body))?;
                    self.unit().defined = defined;
                }
                Block::With { manager, .. } => {
                    let manager = *manager;
                    let dst = self.temporary();
                    self.emit(
                        Op::WithExit {
                            dst,
                            manager,
                            exception: NO_REG,
                        },
                        span,
                    );
                }
            }
            self.unit().handled = handled;
            let here = self.here();
            for guard in passed.iter_mut().filter_map(Block::guard) {
                guard.start = here;
            }
            self.unit().blocks.extend(passed);
        }
        Ok(())
    }

    fn guard(&mut self) -> Guard {
        Guard {
            start: self.here(),
            ranges: Vec::new(),
        }
    }

    /// Enters the handler for what `guard` covers; it starts here.
    fn handler(&mut self, guard: Guard, end: u32, exception: Reg) {
        let target = self.here();
        let unit = self.unit();
        let depth = unit.handled;
        // Inner handlers are entered before outer ones, and searched in this order.
        for (start, end) in guard.ranges.into_iter().chain([(guard.start, end)]) {
            if start < end {
                unit.code.handlers.push(HandlerRange {
                    start,
                    end,
                    target,
                    exception,
                    depth,
                });
            }
        }
    }

    fn with(&mut self, items: &'a [WithItem], body: &'a [Stmt], span: Span) -> Done {
        let Some((item, rest)) = items.split_first() else {
            return self.statements(body);
        };
        let source = self.expr(&item.context)?;
        let manager = self.temporary();
        self.emit(
            Op::Move {
                dst: manager,
                src: source,
            },
            item.context.span,
        );
        let entered = self.temporary();
        self.emit(
            Op::WithEnter {
                dst: entered,
                manager,
            },
            item.context.span,
        );
        let exception = self.temporary();
        let before = self.unit().defined.clone();
        let guard = self.guard();
        self.unit().blocks.push(Block::With { manager, guard });
        if let Some(target) = &item.target {
            self.store(target, entered)?;
        }
        self.with(rest, body, span)?;
        let end = self.here();
        let guard = match self.unit().blocks.pop() {
            Some(Block::With { guard, .. }) => guard,
            _ => return Ok(()),
        };
        self.emit(
            Op::WithExit {
                dst: entered,
                manager,
                exception: NO_REG,
            },
            item.context.span,
        );
        let over = self.jump(span);
        self.handler(guard, end, exception);
        self.emit(Op::PushHandled { exception }, span);
        self.emit(
            Op::WithExit {
                dst: entered,
                manager,
                exception,
            },
            item.context.span,
        );
        self.emit(Op::PopHandled, span);
        let swallowed = self.emit(
            Op::JumpIf {
                reg: entered,
                target: 0,
            },
            span,
        );
        self.emit(Op::Reraise { exception }, span);
        self.patch(over);
        self.patch(swallowed);
        self.unit()
            .defined
            .retain(|register| before.contains(register));
        Ok(())
    }

    fn try_statement(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [Handler],
        orelse: &'a [Stmt],
        finalbody: &'a [Stmt],
        span: Span,
    ) -> Done {
        let before = self.unit().defined.clone();
        let exception = self.temporary();
        if !finalbody.is_empty() {
            let guard = self.guard();
            self.unit().blocks.push(Block::Finally {
                body: finalbody,
                guard,
            });
        }
        if handlers.is_empty() {
            self.statements(body)?;
        } else {
            self.try_except(body, handlers, orelse, &before, span)?;
        }
        if !finalbody.is_empty() {
            let end = self.here();
            let guard = match self.unit().blocks.pop() {
                Some(Block::Finally { guard, .. }) => guard,
                _ => return Ok(()),
            };
            self.unit().defined = before.clone();
            self.statements(finalbody)?;
            let after = self.unit().defined.clone();
            let over = self.jump(span);
            self.handler(guard, end, exception);
            self.unit().defined = before;
            self.emit(Op::PushHandled { exception }, span);
            self.unit().handled += 1;
            self.unit().blocks.push(Block::Handling);
            self.statements(finalbody)?;
            self.unit().blocks.pop();
            self.unit().handled -= 1;
            self.emit(Op::PopHandled, span);
            self.emit(Op::Reraise { exception }, span);
            self.patch(over);
            self.unit().defined = after;
        }
        Ok(())
    }

    fn try_except(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [Handler],
        orelse: &'a [Stmt],
        before: &HashSet<Reg>,
        span: Span,
    ) -> Done {
        let exception = self.temporary();
        let guard = self.guard();
        self.unit().blocks.push(Block::Try(guard));
        self.statements(body)?;
        let end = self.here();
        let guard = match self.unit().blocks.pop() {
            Some(Block::Try(guard)) => guard,
            _ => return Ok(()),
        };
        self.statements(orelse)?;
        let after_body = self.unit().defined.clone();
        let mut ends = vec![self.jump(span)];
        let mut after: Option<HashSet<Reg>> = Some(after_body);
        self.handler(guard, end, exception);
        self.emit(Op::PushHandled { exception }, span);
        self.unit().handled += 1;
        let mut complete = false;
        for handler in handlers {
            self.unit().defined = before.clone();
            let mark = self.unit().next;
            let next = match &handler.kind {
                Some(kind) => {
                    let class = self.expr(kind)?;
                    let dst = self.temporary();
                    self.emit(
                        Op::Match {
                            dst,
                            exception,
                            class,
                        },
                        kind.span,
                    );
                    Some(self.emit(
                        Op::JumpIfNot {
                            reg: dst,
                            target: 0,
                        },
                        kind.span,
                    ))
                }
                None => {
                    complete = true;
                    None
                }
            };
            if let Some(name) = &handler.name {
                self.store_name(&name.name, exception, name.span);
            }
            self.unit().blocks.push(Block::Handling);
            self.statements(&handler.body)?;
            self.unit().blocks.pop();
            self.emit(Op::PopHandled, handler.span);
            if let Some(name) = &handler.name {
                self.delete_quietly(&name.name, name.span);
            }
            let leaves = matches!(
                handler.body.last().map(|s| &s.kind),
                Some(
                    StmtKind::Return(_)
                        | StmtKind::Raise { .. }
                        | StmtKind::Continue
                        | StmtKind::Break
                )
            );
            if !leaves {
                let now = self.unit().defined.clone();
                if let Some(after) = &mut after {
                    after.retain(|register| now.contains(register));
                }
            }
            ends.push(self.jump(handler.span));
            if let Some(next) = next {
                self.patch(next);
            }
            self.unit().next = mark;
        }
        if !complete {
            self.emit(Op::PopHandled, span);
            self.emit(Op::Reraise { exception }, span);
        }
        self.unit().handled -= 1;
        self.patch_all(ends);
        self.unit().defined = after.unwrap_or_default();
        Ok(())
    }

    /// Forgets the name of a handled exception, which the handler may have deleted itself.
    fn delete_quietly(&mut self, name: &str, span: Span) {
        let unset = self.constant_register(Value::Unset, span);
        match self.find(name) {
            Where::Local {
                register,
                cell: false,
            } => {
                self.emit(
                    Op::Move {
                        dst: register,
                        src: unset,
                    },
                    span,
                );
                self.unit().defined.remove(&register);
            }
            Where::Local {
                register,
                cell: true,
            } => {
                self.emit(
                    Op::StoreCell {
                        cell: register,
                        src: unset,
                    },
                    span,
                );
            }
            Where::Free(index) => {
                self.emit(Op::StoreFree { index, src: unset }, span);
            }
            Where::Global => {
                let slot = self.global_slot(name);
                self.emit(Op::StoreGlobal { src: unset, slot }, span);
            }
            Where::ClassName => {
                let slot = self.global_slot(name);
                self.emit(Op::StoreName { src: unset, slot }, span);
            }
        }
    }

    // ---- Annotations ----

    /// `a: int` in a class or module is kept in `__annotations__`.
    fn annotate(&mut self, target: &'a Expr, annotation: &'a Expr, span: Span) -> Done {
        let ExprKind::Name(name) = &target.kind else {
            return Ok(());
        };
        if self.unit().is_function {
            return Ok(());
        }
        let unit = self.unit();
        let first = !std::mem::replace(&mut unit.annotated, true);
        let class_body = unit.code.class_body;
        let slot = self.global_slot("__annotations__");
        self.scratch(|c| {
            let dict = c.temporary();
            if first {
                let base = dict;
                c.emit(
                    Op::MakeDict {
                        dst: dict,
                        base,
                        count: 0,
                    },
                    span,
                );
                c.emit(
                    if class_body {
                        Op::StoreName { src: dict, slot }
                    } else {
                        Op::StoreGlobal { src: dict, slot }
                    },
                    span,
                );
            } else if class_body {
                c.emit(Op::LoadName { dst: dict, slot }, span);
            } else {
                c.emit(Op::LoadGlobal { dst: dict, slot }, span);
            }
            let key = c.constant_register(Value::str(name), span);
            let value = c.annotation(annotation)?;
            c.emit(Op::DictSet { dict, key, value }, annotation.span);
            Ok(())
        })
    }

    /// `def f(a: int) -> str` has `f.__annotations__`.
    fn annotations(&mut self, function: Reg, def: &'a FunctionDef, span: Span) -> Done {
        let params = def.params.list.iter();
        let of_params = params.filter_map(|p| Some((&p.name.name, p.annotation.as_ref()?)));
        let named: Rc<str> = "return".into();
        let of_result = def.returns.iter().map(|value| (&named, value));
        let all: Vec<(Rc<str>, &'a Expr)> = of_params
            .chain(of_result)
            .map(|(name, value)| (name.clone(), value))
            .collect();
        if all.is_empty() {
            return Ok(());
        }
        self.scratch(|c| {
            let dict = c.temporary();
            c.emit(
                Op::MakeDict {
                    dst: dict,
                    base: dict,
                    count: 0,
                },
                span,
            );
            for (name, annotation) in all {
                c.scratch(|c| {
                    let key = c.constant_register(Value::str(&name), span);
                    let value = c.annotation(annotation)?;
                    c.emit(Op::DictSet { dict, key, value }, annotation.span);
                    Ok(())
                })?;
            }
            c.set_attribute(function, "__annotations__", dict, span);
            Ok(())
        })
    }

    fn annotation(&mut self, annotation: &'a Expr) -> Result<Reg, CompileError> {
        if self.annotations_as_text {
            let span = annotation.span;
            let text = &self.source.text[span.start as usize..span.end as usize];
            return Ok(self.constant_register(Value::str(text), span));
        }
        self.expr(annotation)
    }

    // ---- Definitions ----

    fn decorators(&mut self, decorators: &'a [Expr]) -> Result<Reg, CompileError> {
        let base = self.temporaries(decorators.len());
        for (index, decorator) in decorators.iter().enumerate() {
            self.expr_into(decorator, base + index as Reg)?;
        }
        Ok(base)
    }

    fn decorate(
        &mut self,
        decorators: &'a [Expr],
        base: Reg,
        mut result: Reg,
    ) -> Result<Reg, CompileError> {
        for (index, decorator) in decorators.iter().enumerate().rev() {
            let call = self.temporaries(2);
            self.emit(
                Op::Move {
                    dst: call,
                    src: base + index as Reg,
                },
                decorator.span,
            );
            self.emit(
                Op::Move {
                    dst: call + 1,
                    src: result,
                },
                decorator.span,
            );
            self.emit(
                Op::Call {
                    dst: call,
                    base: call,
                    count: 1,
                },
                decorator.span,
            );
            result = call;
        }
        Ok(result)
    }

    fn qualified(&self, name: &str) -> String {
        let unit = self.unit_ref();
        match (self.units.len(), unit.code.class_body) {
            (1, _) => name.to_owned(),
            (_, true) => format!("{}.{name}", unit.code.qualname),
            (_, false) => format!("{}.<locals>.{name}", unit.code.qualname),
        }
    }

    /// Makes a function in `dst`.
    #[allow(clippy::too_many_arguments)]
    pub fn function(
        &mut self,
        dst: Reg,
        name: &str,
        params: &'a Params,
        body: Body<'a>,
        node: usize,
        doc: Option<Rc<str>>,
        span: Span,
    ) -> Done {
        let of_kind = |kinds: &'static [ParamKind]| {
            params
                .list
                .iter()
                .filter(move |param| kinds.contains(&param.kind))
        };
        let positional: Vec<&Param> = of_kind(&[ParamKind::PositionalOnly])
            .chain(of_kind(&[ParamKind::Normal]))
            .collect();
        let keyword_only: Vec<&Param> = of_kind(&[ParamKind::KeywordOnly]).collect();
        let defaults: Vec<&'a Expr> = params
            .list
            .iter()
            .filter(|param| matches!(param.kind, ParamKind::PositionalOnly | ParamKind::Normal))
            .filter_map(|param| param.default.as_ref())
            .collect();
        let keyword_defaults: Vec<&'a Expr> = params
            .list
            .iter()
            .filter(|param| param.kind == ParamKind::KeywordOnly)
            .filter_map(|param| param.default.as_ref())
            .collect();
        let base = self.temporaries(defaults.len() + keyword_defaults.len());
        for (index, default) in defaults.iter().chain(keyword_defaults.iter()).enumerate() {
            self.expr_into(default, base + index as Reg)?;
        }
        let Some(scope) = self.scopes.of_node.get(&node).copied() else {
            return Err(CompileError {
                message: "a function out of nowhere".into(),
                span,
            });
        };
        let qualname = self.qualified(name);
        let outer_scope = self.unit().scope;
        self.open(name, qualname, scope);
        let code = &mut self.unit().code;
        code.positional = positional.len();
        code.positional_only = of_kind(&[ParamKind::PositionalOnly]).count();
        code.keyword_only = keyword_only.len();
        code.star = of_kind(&[ParamKind::Star]).next().is_some();
        code.double_star = of_kind(&[ParamKind::DoubleStar]).next().is_some();
        code.parameters = positional
            .iter()
            .chain(&keyword_only)
            .map(|param| Symbol::of(&param.name.name))
            .collect();
        code.defaults = defaults.len();
        code.keyword_defaults = keyword_only
            .iter()
            .map(|param| param.default.is_some())
            .collect();
        code.doc = doc;
        let count = code.positional
            + code.keyword_only
            + usize::from(code.star)
            + usize::from(code.double_star);
        for register in 0..count as Reg {
            self.define(register);
        }
        self.make_cells(scope, span);
        match body {
            Body::Statements(body) => {
                self.statements(body)?;
                let none = self.constant_register(Value::None, span);
                self.emit(Op::Return { src: none }, span);
            }
            Body::Expr(value) => {
                let src = self.expr(value)?;
                self.emit(Op::Return { src }, value.span);
            }
            Body::Generator(value, parts) => {
                self.generate(value, parts)?;
                let none = self.constant_register(Value::None, span);
                self.emit(Op::Return { src: none }, span);
            }
        }
        let code = self.close(span)?;
        self.finish_function(dst, base, code, outer_scope, span)
    }

    /// Puts shared variables of a scope into cells.
    pub fn make_cells(&mut self, scope: ScopeId, span: Span) {
        let here = &self.scopes.all[scope];
        for name in &here.captured {
            if let Some(register) = here.registers.get(name) {
                self.emit(Op::NewCell { reg: *register }, span);
            }
        }
    }

    fn finish_function(
        &mut self,
        dst: Reg,
        base: Reg,
        mut code: Code,
        outer: ScopeId,
        span: Span,
    ) -> Done {
        code.captures = code
            .free
            .iter()
            .map(|name| match self.scopes.find(outer, *name) {
                Where::Local { register, .. } => Capture::Cell(register),
                Where::Free(index) => Capture::Free(index),
                // The analysis marked the whole way to the variable.
                _ => Capture::Free(0),
            })
            .collect();
        let functions = &mut self.unit().code.functions;
        functions.push(Rc::new(code));
        let index = functions.len() - 1;
        match u16::try_from(index) {
            Ok(index) if index != FAR => {
                self.emit(Op::MakeFunction { dst, base, index }, span);
            }
            // Where the instruction has no room for the number, a register holds it.
            _ => self.scratch(|c| {
                let made = c.temporary();
                let value = index as i32;
                c.emit(Op::Int { dst: made, value }, span);
                let index = FAR;
                c.emit(
                    Op::MakeFunction {
                        dst: made,
                        base,
                        index,
                    },
                    span,
                );
                c.emit(Op::Move { dst, src: made }, span);
            }),
        }
        Ok(())
    }

    fn class(&mut self, def: &'a ClassDef, span: Span) -> Done {
        let decorators = self.decorators(&def.decorators)?;
        let base = self.temporaries(3);
        let Some(scope) = self.scopes.of_node.get(&address(def)).copied() else {
            return Err(CompileError {
                message: "a class out of nowhere".into(),
                span,
            });
        };
        // The bases are evaluated before the body runs.
        self.display(base + 1, &def.bases, span)?;
        if def.keywords.is_empty() {
            self.load_constant(base + 2, Value::Unset, span);
        } else {
            self.emit(
                Op::MakeDict {
                    dst: base + 2,
                    base: 0,
                    count: 0,
                },
                span,
            );
            for (name, value) in &def.keywords {
                let span = value.span;
                self.scratch(|c| {
                    let Some(name) = name else {
                        let other = c.expr(value)?;
                        let dict = base + 2;
                        c.emit(Op::Merge { dict, other }, span);
                        return Ok(());
                    };
                    let key = c.constant_register(Value::str(&name.name), name.span);
                    let value = c.expr(value)?;
                    c.emit(
                        Op::DictSet {
                            dict: base + 2,
                            key,
                            value,
                        },
                        name.span,
                    );
                    Ok(())
                })?;
            }
        }
        let qualname = self.qualified(&def.name.name);
        let outer = self.unit().scope;
        self.open(&def.name.name, qualname, scope);
        self.unit().code.doc = def.docstring.clone();
        self.statements(&def.body)?;
        let none = self.constant_register(Value::None, span);
        self.emit(Op::Return { src: none }, span);
        let code = self.close(span)?;
        self.finish_function(base, base, code, outer, span)?;
        self.emit(Op::MakeClass { dst: base, base }, def.name.span);
        let result = self.decorate(&def.decorators, decorators, base)?;
        self.store_name(&def.name.name, result, def.name.span);
        Ok(())
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
