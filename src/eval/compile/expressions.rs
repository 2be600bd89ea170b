//! From the tree to bytecode: expressions.

mod calls;
mod comprehensions;
mod texts;

use super::{Body, CompileError, Compiler, Done};
use crate::eval::code::*;
use crate::eval::scope::{Where, address};
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
    /// Evaluates into some register: that of the variable, if it is one.
    pub fn expr(&mut self, expr: &'a Expr) -> Result<Reg, CompileError> {
        if let ExprKind::Name(name) = &expr.kind
            && !self.unit().walrus
            && let Where::Local {
                register,
                cell: false,
            } = self.find(name)
        {
            self.check_local(register, expr.span);
            return Ok(register);
        }
        let dst = self.temporary();
        self.expr_into(expr, dst)?;
        Ok(dst)
    }

    /// Evaluates what a method is called on: into `place`, where it is given away with the
    /// arguments, unless it is a variable.
    fn receiver(&mut self, expr: &'a Expr, place: Reg) -> Result<Reg, CompileError> {
        if let ExprKind::Name(name) = &expr.kind
            && let Where::Local { cell: false, .. } = self.find(name)
        {
            return self.expr(expr);
        }
        self.expr_into(expr, place)?;
        Ok(place)
    }

    /// The bounds of a slice in registers that follow each other; those left out are `None`.
    fn bounds<const N: usize>(
        &mut self,
        bounds: [&'a Option<Box<Expr>>; N],
        span: Span,
    ) -> Result<Reg, CompileError> {
        let base = self.temporaries(N);
        for (register, bound) in (base..).zip(bounds) {
            match bound {
                Some(bound) => self.expr_into(bound, register)?,
                None => self.load_constant(register, Value::None, span),
            }
        }
        Ok(base)
    }

    /// Evaluates into a register; the temporaries are given back.
    pub fn expr_into(&mut self, expr: &'a Expr, dst: Reg) -> Done {
        let mark = self.unit().next;
        self.expr_to(expr, dst)?;
        self.unit().next = mark;
        Ok(())
    }

    fn expr_to(&mut self, expr: &'a Expr, dst: Reg) -> Done {
        let span = expr.span;
        match &expr.kind {
            ExprKind::None => self.load_constant(dst, Value::None, span),
            ExprKind::True => self.load_constant(dst, Value::bool(true), span),
            ExprKind::False => self.load_constant(dst, Value::bool(false), span),
            ExprKind::Ellipsis => self.load_constant(dst, Value::Ellipsis, span),
            ExprKind::Int(number) => self.load_constant(dst, Value::Int(*number), span),
            ExprKind::BigInt(number) => {
                self.load_constant(dst, Value::big((**number).clone()), span)
            }
            ExprKind::Float(number) => self.load_constant(dst, Value::float(*number), span),
            ExprKind::Imaginary(number) => {
                self.load_constant(dst, crate::eval::complex::value(0.0, *number), span)
            }
            ExprKind::Str(text) => self.load_constant(dst, Value::str(text), span),
            ExprKind::Bytes(octets) => self.load_constant(dst, Value::bytes(octets.to_vec()), span),
            ExprKind::FString(parts) => self.text(parts, dst, span)?,
            ExprKind::Name(name) => self.load_name(dst, name, span),
            ExprKind::Tuple(items) => {
                if let Some(value) = constant_of(expr) {
                    self.load_constant(dst, value, span);
                } else if has_star(items) || items.len() > MANY {
                    self.display(dst, items, span)?;
                    self.emit(Op::ToTuple { dst, src: dst }, span);
                } else {
                    let base = self.in_a_row(items)?;
                    self.emit(
                        Op::MakeTuple {
                            dst,
                            base,
                            count: items.len() as u16,
                        },
                        span,
                    );
                }
            }
            ExprKind::List(items) => self.display(dst, items, span)?,
            ExprKind::Set(items) => {
                if has_star(items) || items.len() > MANY {
                    let list = self.temporary();
                    self.display(list, items, span)?;
                    let set = self.temporary();
                    self.emit(
                        Op::MakeSet {
                            dst: set,
                            base: 0,
                            count: 0,
                        },
                        span,
                    );
                    let walk = self.temporary();
                    self.emit(
                        Op::GetIter {
                            dst: walk,
                            src: list,
                        },
                        span,
                    );
                    let item = self.temporary();
                    let start = self.here();
                    self.emit(
                        Op::ForIter {
                            iter: walk,
                            dst: item,
                        },
                        span,
                    );
                    let exit = self.jump(span);
                    self.emit(Op::SetAdd { set, item }, span);
                    self.emit(Op::Loop { target: start }, span);
                    self.patch(exit);
                    self.emit(Op::Move { dst, src: set }, span);
                } else {
                    let base = self.in_a_row(items)?;
                    self.emit(
                        Op::MakeSet {
                            dst,
                            base,
                            count: items.len() as u16,
                        },
                        span,
                    );
                }
            }
            ExprKind::Dict(items) => self.dict(dst, items, span)?,
            ExprKind::Unary(op, inner) => {
                if let Some(value) = constant_of(expr) {
                    self.load_constant(dst, value, span);
                } else {
                    let a = self.expr(inner)?;
                    self.emit(Op::Unary { op: *op, dst, a }, span);
                }
            }
            ExprKind::Binary(left, op, right) => {
                if let Some(value) = constant_of(expr) {
                    self.load_constant(dst, value, span);
                    return Ok(());
                }
                let a = self.expr(left)?;
                if let (BinaryOp::Add | BinaryOp::Sub, Some(value)) = (op, small(right)) {
                    let op = if *op == BinaryOp::Add {
                        Op::AddInt { dst, a, value }
                    } else {
                        Op::SubInt { dst, a, value }
                    };
                    self.emit(op, span);
                    return Ok(());
                }
                let b = self.expr(right)?;
                self.emit(
                    match op {
                        BinaryOp::Add => Op::Add { dst, a, b },
                        BinaryOp::Sub => Op::Sub { dst, a, b },
                        BinaryOp::Mul => Op::Mul { dst, a, b },
                        op => Op::Binary { op: *op, dst, a, b },
                    },
                    span,
                );
            }
            ExprKind::And(items) | ExprKind::Or(items) => {
                let is_and = matches!(expr.kind, ExprKind::And(_));
                let mut ends = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    self.expr_into(item, dst)?;
                    if index + 1 < items.len() {
                        let op = if is_and {
                            Op::JumpIfNot {
                                reg: dst,
                                target: 0,
                            }
                        } else {
                            Op::JumpIf {
                                reg: dst,
                                target: 0,
                            }
                        };
                        ends.push(self.emit(op, item.span));
                    }
                }
                self.patch_all(ends);
            }
            ExprKind::Compare(first, rest) => {
                let mut a = self.expr(first)?;
                let mut ends = Vec::new();
                for (index, (op, right)) in rest.iter().enumerate() {
                    let b = self.expr(right)?;
                    self.emit(
                        Op::Compare { op: *op, dst, a, b },
                        Span {
                            start: first.span.start,
                            end: right.span.end,
                        },
                    );
                    if index + 1 < rest.len() {
                        ends.push(self.emit(
                            Op::JumpIfNot {
                                reg: dst,
                                target: 0,
                            },
                            span,
                        ));
                    }
                    a = b;
                }
                self.patch_all(ends);
            }
            ExprKind::IfElse { test, body, orelse } => {
                let to_else = self.condition(test, false)?;
                let before = self.unit().defined.clone();
                self.expr_into(body, dst)?;
                self.unit().defined = before.clone();
                let end = self.jump(span);
                self.patch_all(to_else);
                self.expr_into(orelse, dst)?;
                self.unit().defined = before;
                self.patch(end);
            }
            ExprKind::Call { func, args } => self.call(dst, func, args, span)?,
            ExprKind::Attribute { value, attr } => {
                let object = self.expr(value)?;
                let place = Span {
                    start: span.start,
                    end: attr.span.end.max(span.start),
                };
                self.get_attribute(dst, object, &attr.name, place);
            }
            ExprKind::Subscript { value, index }
                if let ExprKind::Slice {
                    lower,
                    upper,
                    step: None,
                } = &index.kind =>
            {
                let object = self.expr(value)?;
                let base = self.bounds([lower, upper], span)?;
                self.emit(Op::GetSlice { dst, object, base }, span);
            }
            ExprKind::Subscript { value, index } => {
                let object = self.expr(value)?;
                let index = self.expr(index)?;
                self.emit(Op::GetItem { dst, object, index }, span);
            }
            ExprKind::Slice { lower, upper, step } => {
                let base = self.bounds([lower, upper, step], span)?;
                self.emit(Op::MakeSlice { dst, base }, span);
            }
            ExprKind::Lambda(lambda) => {
                self.function(
                    dst,
                    "<lambda>",
                    &lambda.params,
                    Body::Expr(&lambda.body),
                    address(&**lambda),
                    None,
                    span,
                )?;
            }
            ExprKind::ListComp(value, parts) => self.list_comprehension(dst, expr, value, parts)?,
            ExprKind::SetComp(value, parts) => self.set_comprehension(dst, expr, value, parts)?,
            ExprKind::DictComp(key, value, parts) => {
                self.dict_comprehension(dst, expr, (&**key, &**value), parts)?
            }
            ExprKind::GeneratorExp(value, parts) => self.generator(dst, expr, value, parts)?,
            ExprKind::Starred(_) => {
                return Err(CompileError {
                    message: "can't use starred expression here".into(),
                    span,
                });
            }
            ExprKind::Walrus { target, value } => {
                self.expr_into(value, dst)?;
                self.store_name(&target.name, dst, target.span);
            }
            ExprKind::Yield(value) => {
                let src = match value {
                    Some(value) => self.expr(value)?,
                    None => self.constant_register(Value::None, span),
                };
                self.emit(Op::Yield { dst, src }, span);
            }
            ExprKind::YieldFrom(value) => {
                let source = self.expr(value)?;
                let iter = self.temporary();
                self.emit(
                    Op::GetIter {
                        dst: iter,
                        src: source,
                    },
                    value.span,
                );
                self.load_constant(dst, Value::None, span);
                self.emit(Op::YieldFrom { dst, iter }, span);
            }
        }
        Ok(())
    }

    /// Values in registers in a row.
    fn in_a_row(&mut self, items: &'a [Expr]) -> Result<Reg, CompileError> {
        let base = self.temporaries(items.len());
        for (index, item) in items.iter().enumerate() {
            self.expr_into(item, base + index as Reg)?;
        }
        Ok(base)
    }

    /// A list of values, some of which may be starred.
    pub fn display(&mut self, dst: Reg, items: &'a [Expr], span: Span) -> Done {
        if !has_star(items) && items.len() <= MANY {
            return self.scratch(|c| {
                let base = c.in_a_row(items)?;
                c.emit(
                    Op::MakeList {
                        dst,
                        base,
                        count: items.len() as u16,
                    },
                    span,
                );
                Ok(())
            });
        }
        self.scratch(|c| {
            let list = c.temporary();
            c.emit(
                Op::MakeList {
                    dst: list,
                    base: 0,
                    count: 0,
                },
                span,
            );
            for item in items {
                c.scratch(|c| c.append(list, item))?;
            }
            c.emit(Op::Move { dst, src: list }, span);
            Ok(())
        })
    }

    fn append(&mut self, list: Reg, item: &'a Expr) -> Done {
        match &item.kind {
            ExprKind::Starred(inner) => {
                let items = self.expr(inner)?;
                self.emit(Op::Extend { list, items }, inner.span);
            }
            _ => {
                let register = self.expr(item)?;
                self.emit(
                    Op::Append {
                        list,
                        item: register,
                    },
                    item.span,
                );
            }
        }
        Ok(())
    }

    fn dict(&mut self, dst: Reg, items: &'a [(Option<Expr>, Expr)], span: Span) -> Done {
        if items.len() <= MANY / 2 && items.iter().all(|(key, _)| key.is_some()) {
            let base = self.temporaries(items.len() * 2);
            for (index, (key, value)) in items.iter().enumerate() {
                if let Some(key) = key {
                    self.expr_into(key, base + 2 * index as Reg)?;
                }
                self.expr_into(value, base + 2 * index as Reg + 1)?;
            }
            self.emit(
                Op::MakeDict {
                    dst,
                    base,
                    count: items.len() as u16,
                },
                span,
            );
            return Ok(());
        }
        let dict = self.temporary();
        self.emit(
            Op::MakeDict {
                dst: dict,
                base: 0,
                count: 0,
            },
            span,
        );
        for (key, value) in items {
            self.scratch(|c| {
                match key {
                    Some(key) => {
                        let key_register = c.expr(key)?;
                        let value = c.expr(value)?;
                        c.emit(
                            Op::DictSet {
                                dict,
                                key: key_register,
                                value,
                            },
                            key.span,
                        );
                    }
                    None => {
                        let other = c.expr(value)?;
                        c.emit(Op::Merge { dict, other }, value.span);
                    }
                }
                Ok(())
            })?;
        }
        self.emit(Op::Move { dst, src: dict }, span);
        Ok(())
    }

    // ---- Conditions ----
    /// Code that jumps when the truth of `expr` is `when`, and goes on otherwise.
    pub fn condition(&mut self, expr: &'a Expr, when: bool) -> Result<Vec<usize>, CompileError> {
        let mark = self.unit().next;
        let jumps = self.condition_jumps(expr, when)?;
        self.unit().next = mark;
        Ok(jumps)
    }

    fn condition_jumps(&mut self, expr: &'a Expr, when: bool) -> Result<Vec<usize>, CompileError> {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Unary(UnaryOp::Not, inner) => return self.condition(inner, !when),
            ExprKind::And(items) | ExprKind::Or(items) => {
                let is_and = matches!(expr.kind, ExprKind::And(_));
                // `and` is decided by the first that is false, `or` by the first that is true.
                let decisive = !is_and;
                let Some((last, rest)) = items.split_last() else {
                    return Ok(Vec::new());
                };
                let mut decided = Vec::new();
                let before = self.unit().defined.clone();
                for item in rest {
                    decided.extend(self.condition(item, decisive)?);
                }
                let mut jumps = self.condition(last, when)?;
                self.unit().defined = before;
                if decisive == when {
                    jumps.extend(decided);
                } else {
                    self.patch_all(decided);
                }
                return Ok(jumps);
            }
            ExprKind::Compare(first, rest) if rest.len() == 1 && !when => {
                if let [(op, right)] = rest.as_slice() {
                    let a = self.expr(first)?;
                    let fits = !matches!(
                        op,
                        CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn
                    );
                    match small(right) {
                        Some(value) if fits => self.emit(Op::TestInt { op: *op, a, value }, span),
                        _ => {
                            let b = self.expr(right)?;
                            self.emit(Op::Test { op: *op, a, b }, span)
                        }
                    };
                }
                return Ok(vec![self.jump(span)]);
            }
            ExprKind::True => {
                return Ok(if when {
                    vec![self.jump(span)]
                } else {
                    Vec::new()
                });
            }
            ExprKind::False | ExprKind::None => {
                return Ok(if when {
                    Vec::new()
                } else {
                    vec![self.jump(span)]
                });
            }
            ExprKind::Int(number) => {
                return Ok(if (*number != 0) == when {
                    vec![self.jump(span)]
                } else {
                    Vec::new()
                });
            }
            _ => {}
        }
        let reg = self.expr(expr)?;
        let op = if when {
            Op::JumpIf { reg, target: 0 }
        } else {
            Op::JumpIfNot { reg, target: 0 }
        };
        Ok(vec![self.emit(op, span)])
    }
}

/// What an f-string is joined of when it runs.
enum Piece<'a> {
    /// Text that stands there, with what is the same each time.
    Text(String),
    Field {
        value: &'a Expr,
        conversion: u8,
        spec: &'a [FPart],
    },
}

/// More values than this are not put into registers side by side.
const MANY: usize = 200;

fn has_star(items: &[Expr]) -> bool {
    items
        .iter()
        .any(|item| matches!(item.kind, ExprKind::Starred(_)))
}

/// A literal that an instruction can hold.
fn small(expr: &Expr) -> Option<i16> {
    match constant_of(expr) {
        Some(Value::Int(number)) => i16::try_from(number).ok(),
        _ => None,
    }
}

/// The value of an expression that is the same each time.
fn constant_of(expr: &Expr) -> Option<Value> {
    match &expr.kind {
        ExprKind::None => Some(Value::None),
        ExprKind::True => Some(Value::bool(true)),
        ExprKind::False => Some(Value::bool(false)),
        ExprKind::Int(number) => Some(Value::Int(*number)),
        ExprKind::Float(number) => Some(Value::float(*number)),
        ExprKind::Str(text) => Some(Value::str(text)),
        ExprKind::Tuple(items) => {
            let values: Option<Vec<Value>> = items.iter().map(constant_of).collect();
            values.map(Value::tuple)
        }
        ExprKind::Unary(UnaryOp::Neg, inner) => match constant_of(inner)? {
            Value::Int(number) => number.checked_neg().map(Value::Int),
            Value::Float(number) => Some(Value::float(-number.get())),
            _ => None,
        },
        ExprKind::Binary(a, op, b) => match (constant_of(a)?, constant_of(b)?) {
            // What fails or grows is left to the run.
            (Value::Int(a), Value::Int(b)) => {
                let small =
                    !matches!(op, BinaryOp::Pow | BinaryOp::ShiftLeft) || (0..64).contains(&b);
                if small {
                    crate::eval::operators::int_op(*op, a, b).ok()
                } else {
                    None
                }
            }
            _ => None,
        },
        _ => None,
    }
}
