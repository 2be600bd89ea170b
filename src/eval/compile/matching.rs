//! From the tree to bytecode: the `match` statement.

use super::{CompileError, Compiler, Done};
use crate::eval::builtin::Builtin;
use crate::eval::code::*;
use crate::eval::patterns;
use crate::eval::value::Value;
use crate::lang::ast::*;

/// What a pattern under way has found and where it gives up.
struct Attempt<'a> {
    /// The variables, set when the whole pattern holds.
    captures: Vec<(&'a Ident, Reg)>,
    /// The jumps that are taken when it does not.
    failures: Vec<usize>,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(
        &mut self,
        subject: &'a Expr,
        cases: &'a [Case],
        span: Span,
    ) -> Done {
        let value = self.expr(subject)?;
        let kept = self.temporary();
        self.emit(
            Op::Move {
                dst: kept,
                src: value,
            },
            subject.span,
        );
        let before = self.unit().defined.clone();
        let mut ends = Vec::new();
        for case in cases {
            self.unit().defined = before.clone();
            let mark = self.unit().next;
            let mut attempt = Attempt {
                captures: Vec::new(),
                failures: Vec::new(),
            };
            // Registers of captures must outlive those of the tests.
            for name in names_of(&case.pattern) {
                let register = self.temporary();
                attempt.captures.push((name, register));
            }
            self.pattern(&case.pattern, kept, &mut attempt, case.span)?;
            for (name, register) in &attempt.captures {
                self.store_name(&name.name, *register, name.span);
            }
            if let Some(guard) = &case.guard {
                attempt.failures.extend(self.condition(guard, false)?);
            }
            self.statements(&case.body)?;
            ends.push(self.jump(span));
            self.patch_all(attempt.failures);
            self.unit().next = mark;
        }
        self.patch_all(ends);
        self.unit().defined = before;
        Ok(())
    }

    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Reg,
        attempt: &mut Attempt<'a>,
        span: Span,
    ) -> Done {
        match pattern {
            Pattern::Capture(None) | Pattern::Star(None) => Ok(()),
            Pattern::Capture(Some(name)) | Pattern::Star(Some(name)) => {
                self.capture(name, subject, attempt);
                Ok(())
            }
            Pattern::Value(value) => {
                let wanted = self.expr(value)?;
                self.require(CompareOp::Eq, subject, wanted, attempt, value.span);
                Ok(())
            }
            Pattern::Constant(value) => {
                let wanted = self.expr(value)?;
                self.require(CompareOp::Is, subject, wanted, attempt, value.span);
                Ok(())
            }
            Pattern::As(inner, name) => {
                self.pattern(inner, subject, attempt, span)?;
                self.capture(name, subject, attempt);
                Ok(())
            }
            Pattern::Or(all) => self.alternatives(all, subject, attempt, span),
            Pattern::Sequence(items) => self.sequence(items, subject, attempt, span),
            Pattern::Mapping { items, others } => {
                let base = self.temporaries(items.len());
                for (index, (key, _)) in items.iter().enumerate() {
                    self.expr_into(key, base + index as Reg)?;
                }
                let keys = self.temporary();
                let count = items.len() as u16;
                self.emit(
                    Op::MakeTuple {
                        dst: keys,
                        base,
                        count,
                    },
                    span,
                );
                let found = self.ask(&patterns::MAPPING, &[subject, keys], attempt, span);
                let parts = self.parts(found, items.len() + 1, span);
                for (index, (_, inner)) in items.iter().enumerate() {
                    self.pattern(inner, parts + index as Reg, attempt, span)?;
                }
                if let Some(name) = others {
                    self.capture(name, parts + count, attempt);
                }
                Ok(())
            }
            Pattern::Class {
                class,
                positional,
                named,
            } => {
                let class = self.expr(class)?;
                let count = self.constant_register(Value::Int(positional.len() as i64), span);
                let names = named.iter().map(|(name, _)| Value::str(&name.name));
                let names = Value::tuple(names.collect::<Vec<_>>());
                let names = self.constant_register(names, span);
                let asked = [subject, class, count, names];
                let found = self.ask(&patterns::CLASS, &asked, attempt, span);
                let inner = positional
                    .iter()
                    .chain(named.iter().map(|(_, inner)| inner));
                let inner: Vec<&'a Pattern> = inner.collect();
                let parts = self.parts(found, inner.len(), span);
                for (index, inner) in inner.into_iter().enumerate() {
                    self.pattern(inner, parts + index as Reg, attempt, span)?;
                }
                Ok(())
            }
        }
    }

    fn capture(&mut self, name: &'a Ident, subject: Reg, attempt: &mut Attempt<'a>) {
        let known = attempt
            .captures
            .iter()
            .find(|(own, _)| own.name == name.name);
        if let Some((_, register)) = known {
            let dst = *register;
            self.emit(Op::Move { dst, src: subject }, name.span);
        }
    }

    /// Gives up unless the comparison holds.
    fn require(&mut self, op: CompareOp, a: Reg, b: Reg, attempt: &mut Attempt<'a>, span: Span) {
        self.emit(Op::Test { op, a, b }, span);
        let failure = self.jump(span);
        attempt.failures.push(failure);
    }

    fn alternatives(
        &mut self,
        all: &'a [Pattern],
        subject: Reg,
        attempt: &mut Attempt<'a>,
        span: Span,
    ) -> Done {
        let mut holds = Vec::new();
        for one in all {
            let failures = std::mem::take(&mut attempt.failures);
            self.pattern(one, subject, attempt, span)?;
            holds.push(self.jump(span));
            let own = std::mem::replace(&mut attempt.failures, failures);
            self.patch_all(own);
        }
        let failure = self.jump(span);
        attempt.failures.push(failure);
        self.patch_all(holds);
        Ok(())
    }

    fn sequence(
        &mut self,
        items: &'a [Pattern],
        subject: Reg,
        attempt: &mut Attempt<'a>,
        span: Span,
    ) -> Done {
        let star = items
            .iter()
            .position(|item| matches!(item, Pattern::Star(_)));
        let least = items.len() - usize::from(star.is_some());
        let count = self.constant_register(Value::Int(least as i64), span);
        let exact = self.constant_register(Value::bool(star.is_none()), span);
        let asked = [subject, count, exact];
        let found = self.ask(&patterns::SEQUENCE, &asked, attempt, span);
        let parts = match star {
            None => self.parts(found, items.len(), span),
            Some(before) => {
                let base = self.temporaries(items.len());
                let after = (items.len() - before - 1) as u16;
                let before = u8::try_from(before).map_err(|_| CompileError {
                    message: "too many expressions in star-unpacking pattern".into(),
                    span,
                })?;
                let src = found;
                self.emit(
                    Op::UnpackStar {
                        before,
                        src,
                        base,
                        after,
                    },
                    span,
                );
                base
            }
        };
        for (index, item) in items.iter().enumerate() {
            self.pattern(item, parts + index as Reg, attempt, span)?;
        }
        Ok(())
    }

    /// Calls what looks into the subject; gives up on `None`.
    fn ask(
        &mut self,
        question: &'static Builtin,
        args: &[Reg],
        attempt: &mut Attempt<'a>,
        span: Span,
    ) -> Reg {
        let base = self.temporaries(args.len() + 1);
        self.load_constant(base, Value::Builtin(question), span);
        for (index, src) in args.iter().enumerate() {
            let dst = base + 1 + index as Reg;
            self.emit(Op::Move { dst, src: *src }, span);
        }
        let count = args.len() as u16;
        self.emit(
            Op::Call {
                dst: base,
                base,
                count,
            },
            span,
        );
        let none = self.constant_register(Value::None, span);
        self.require(CompareOp::IsNot, base, none, attempt, span);
        base
    }

    fn parts(&mut self, found: Reg, count: usize, span: Span) -> Reg {
        let base = self.temporaries(count);
        if count > 0 {
            let count = count as u16;
            self.emit(
                Op::Unpack {
                    src: found,
                    base,
                    count,
                },
                span,
            );
        }
        base
    }
}

/// The variables of a pattern, each once.
fn names_of(pattern: &Pattern) -> Vec<&Ident> {
    let mut once: Vec<&Ident> = Vec::new();
    pattern.each_name(&mut |name| {
        if !once.iter().any(|known| known.name == name.name) {
            once.push(name);
        }
    });
    once
}
