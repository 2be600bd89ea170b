//! From the tree to bytecode: calls.

use super::MANY;
use crate::eval::code::*;
use crate::eval::compile::{CompileError, Compiler, Done};
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
    // ---- Calls ----
    pub(super) fn call(&mut self, dst: Reg, func: &'a Expr, args: &'a [Arg], span: Span) -> Done {
        let plain = args.iter().all(|arg| matches!(arg, Arg::Positional(value) if !matches!(value.kind, ExprKind::Starred(_))));
        if plain && args.len() <= MANY {
            if let ExprKind::Attribute { value, attr } = &func.kind
                && let Some(site) = self.site(&attr.name)
            {
                let base = self.temporaries(2 + args.len());
                let object = self.receiver(value, base + 1)?;
                self.emit(
                    Op::LoadMethod { base, object, site },
                    Span {
                        start: func.span.start,
                        end: attr.span.end,
                    },
                );
                self.arguments(base + 2, args)?;
                self.emit(
                    Op::CallMethod {
                        dst,
                        base,
                        count: args.len() as u16,
                    },
                    span,
                );
                return Ok(());
            }
            let base = self.temporaries(1 + args.len());
            self.expr_into(func, base)?;
            self.arguments(base + 1, args)?;
            self.emit(
                Op::Call {
                    dst,
                    base,
                    count: args.len() as u16,
                },
                span,
            );
            return Ok(());
        }
        let simple = args.iter().all(|arg| match arg {
            Arg::Positional(value) => !matches!(value.kind, ExprKind::Starred(_)),
            Arg::Keyword(..) => true,
            Arg::Star(_) | Arg::DoubleStar(_) => false,
        });
        if simple && args.len() <= MANY {
            let base = self.temporaries(1 + args.len());
            self.expr_into(func, base)?;
            let mut names: Vec<Value> = Vec::new();
            let mut register = base + 1;
            // Named arguments lie behind the others, in any order of evaluation.
            for arg in args {
                if let Arg::Positional(value) = arg {
                    self.expr_into(value, register)?;
                    register += 1;
                }
            }
            for arg in args {
                if let Arg::Keyword(name, value) = arg {
                    if names.iter().any(|known| known.as_str() == Some(&name.name)) {
                        return Err(CompileError {
                            message: format!("keyword argument repeated: {}", name.name),
                            span: name.span,
                        });
                    }
                    self.expr_into(value, register)?;
                    names.push(Value::str(&name.name));
                    register += 1;
                }
            }
            let index = self.constant(Value::tuple(names));
            self.emit(
                Op::CallKw {
                    dst,
                    base,
                    count: args.len() as u16,
                },
                span,
            );
            self.emit(Op::Names { index }, span);
            return Ok(());
        }
        let base = self.temporaries(3);
        self.expr_into(func, base)?;
        self.emit(
            Op::MakeList {
                dst: base + 1,
                base: 0,
                count: 0,
            },
            span,
        );
        let named = args
            .iter()
            .any(|arg| matches!(arg, Arg::Keyword(..) | Arg::DoubleStar(_)));
        if named {
            self.emit(
                Op::MakeDict {
                    dst: base + 2,
                    base: 0,
                    count: 0,
                },
                span,
            );
        } else {
            self.load_constant(base + 2, Value::Unset, span);
        }
        for arg in args {
            self.scratch(|c| {
                match arg {
                    Arg::Positional(value) => c.append(base + 1, value)?,
                    Arg::Star(value) => {
                        let items = c.expr(value)?;
                        let op = Op::ExtendCall {
                            list: base + 1,
                            items,
                            func: base,
                        };
                        c.emit(op, value.span);
                    }
                    Arg::Keyword(name, value) => c.keyword(base + 2, name, value)?,
                    Arg::DoubleStar(value) => {
                        let other = c.expr(value)?;
                        c.emit(
                            Op::MergeCall {
                                dict: base + 2,
                                other,
                                func: base,
                            },
                            value.span,
                        );
                    }
                }
                Ok(())
            })?;
        }
        self.emit(Op::CallStar { dst, base }, span);
        Ok(())
    }

    /// Adds `name=value` to a dictionary of keywords.
    pub fn keyword(&mut self, dict: Reg, name: &'a Ident, value: &'a Expr) -> Done {
        let key = self.constant_register(Value::str(&name.name), name.span);
        let value = self.expr(value)?;
        self.emit(Op::DictSet { dict, key, value }, name.span);
        Ok(())
    }

    fn arguments(&mut self, base: Reg, args: &'a [Arg]) -> Done {
        for (index, arg) in args.iter().enumerate() {
            if let Arg::Positional(value) = arg {
                self.expr_into(value, base + index as Reg)?;
            }
        }
        Ok(())
    }
}
