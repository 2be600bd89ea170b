//! From the tree to bytecode: statements.

use std::collections::HashSet;

use super::{Block, Body, CompileError, Compiler, Done, Mode};
use crate::eval::code::*;
use crate::eval::scope::{Where, address};
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
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
}
