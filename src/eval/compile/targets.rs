//! From the tree to bytecode: what is assigned to, changed and deleted.

use super::{CompileError, Compiler, DELATTR, Done, writes_last};
use crate::eval::code::*;
use crate::eval::scope::Where;
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
    pub(super) fn assign(&mut self, targets: &'a [Expr], value: &'a Expr) -> Done {
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

    pub(super) fn augmented(
        &mut self,
        target: &'a Expr,
        op: BinaryOp,
        value: &'a Expr,
        span: Span,
    ) -> Done {
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

    pub(super) fn delete(&mut self, target: &'a Expr) -> Done {
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

    // ---- Annotations ----
    /// `a: int` in a class or module is kept in `__annotations__`.
    pub(super) fn annotate(&mut self, target: &'a Expr, annotation: &'a Expr, span: Span) -> Done {
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
}
