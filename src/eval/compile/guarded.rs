//! From the tree to bytecode: `with` and `try`, and how they are left.

use std::collections::HashSet;

use super::{Block, Compiler, Done, Guard};
use crate::eval::code::*;
use crate::eval::scope::Where;
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
    // ---- Blocks ----
    /// Emits what `break` and `return` have to do to leave the blocks from `level` on.
    pub(super) fn leave(&mut self, level: usize, span: Span) -> Done {
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

    pub(super) fn with(&mut self, items: &'a [WithItem], body: &'a [Stmt], span: Span) -> Done {
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

    pub(super) fn try_statement(
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
}
