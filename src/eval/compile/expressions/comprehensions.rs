//! From the tree to bytecode: comprehensions and generators.

use crate::eval::code::*;
use crate::eval::compile::{Body, Compiler, Done};
use crate::eval::scope::address;
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
    // ---- Comprehensions ----
    /// `[value for …]`
    pub(super) fn list_comprehension(
        &mut self,
        dst: Reg,
        expr: &'a Expr,
        value: &'a Expr,
        parts: &'a [Comprehension],
    ) -> Done {
        let list = self.temporary();
        self.emit(
            Op::MakeList {
                dst: list,
                base: 0,
                count: 0,
            },
            expr.span,
        );
        self.comprehension(expr, parts, &mut |c: &mut Self| {
            let item = c.expr(value)?;
            c.emit(Op::Append { list, item }, value.span);
            Ok(())
        })?;
        self.emit(Op::Move { dst, src: list }, expr.span);
        Ok(())
    }

    /// `{value for …}`
    pub(super) fn set_comprehension(
        &mut self,
        dst: Reg,
        expr: &'a Expr,
        value: &'a Expr,
        parts: &'a [Comprehension],
    ) -> Done {
        let set = self.temporary();
        self.emit(
            Op::MakeSet {
                dst: set,
                base: 0,
                count: 0,
            },
            expr.span,
        );
        self.comprehension(expr, parts, &mut |c: &mut Self| {
            let item = c.expr(value)?;
            c.emit(Op::SetAdd { set, item }, value.span);
            Ok(())
        })?;
        self.emit(Op::Move { dst, src: set }, expr.span);
        Ok(())
    }

    /// `{key: value for …}`
    pub(super) fn dict_comprehension(
        &mut self,
        dst: Reg,
        expr: &'a Expr,
        (key, value): (&'a Expr, &'a Expr),
        parts: &'a [Comprehension],
    ) -> Done {
        let dict = self.temporary();
        self.emit(
            Op::MakeDict {
                dst: dict,
                base: 0,
                count: 0,
            },
            expr.span,
        );
        self.comprehension(expr, parts, &mut |c: &mut Self| {
            let key_register = c.expr(key)?;
            let value_register = c.expr(value)?;
            c.emit(
                Op::DictSet {
                    dict,
                    key: key_register,
                    value: value_register,
                },
                key.span,
            );
            Ok(())
        })?;
        self.emit(Op::Move { dst, src: dict }, expr.span);
        Ok(())
    }

    /// `(value for …)`
    pub(super) fn generator(
        &mut self,
        dst: Reg,
        expr: &'a Expr,
        value: &'a Expr,
        parts: &'a [Comprehension],
    ) -> Done {
        let base = self.temporaries(2);
        if let Some(first) = parts.first() {
            let source = self.expr(&first.iter)?;
            self.emit(
                Op::GetIter {
                    dst: base + 1,
                    src: source,
                },
                first.iter.span,
            );
        }
        let params = no_params();
        self.function(
            base,
            "<genexpr>",
            params,
            Body::Generator(value, parts),
            address(expr),
            None,
            expr.span,
        )?;
        self.emit(
            Op::Call {
                dst,
                base,
                count: 1,
            },
            expr.span,
        );
        Ok(())
    }

    /// The loops of a comprehension, in its own scope.
    pub(super) fn comprehension(
        &mut self,
        expr: &'a Expr,
        parts: &'a [Comprehension],
        each: &mut dyn FnMut(&mut Self) -> Done,
    ) -> Done {
        let Some(first) = parts.first() else {
            return Ok(());
        };
        let source = self.expr(&first.iter)?;
        let walk = self.temporary();
        self.emit(
            Op::GetIter {
                dst: walk,
                src: source,
            },
            first.iter.span,
        );
        let Some(scope) = self.scopes.of_node.get(&address(expr)).copied() else {
            return Ok(());
        };
        let outer = std::mem::replace(&mut self.unit().scope, scope);
        let before = self.unit().defined.clone();
        // A second run of the comprehension starts with fresh variables.
        for name in &self.scopes.all[scope].captured {
            if let Some(register) = self.scopes.all[scope].registers.get(name) {
                let index = self.constant(Value::Unset);
                self.emit(
                    Op::Const {
                        dst: *register,
                        index,
                    },
                    expr.span,
                );
            }
        }
        self.make_cells(scope, expr.span);
        self.loops(walk, parts, each)?;
        if matches!(
            self.scopes.all[outer].kind,
            crate::eval::scope::ScopeKind::Module
        ) {
            // What `eval` sees of the module's frame ends with the comprehension.
            for register in self.scopes.all[scope].registers.values() {
                let index = self.constant(Value::Unset);
                self.emit(
                    Op::Const {
                        dst: *register,
                        index,
                    },
                    expr.span,
                );
            }
        }
        self.unit().scope = outer;
        self.unit().defined = before;
        Ok(())
    }

    /// The nested loops of a comprehension, the first over `walk`.
    fn loops(
        &mut self,
        walk: Reg,
        parts: &'a [Comprehension],
        each: &mut dyn FnMut(&mut Self) -> Done,
    ) -> Done {
        let Some((part, rest)) = parts.split_first() else {
            return each(self);
        };
        let start = self.here();
        let exit = self.next_item(walk, &part.target)?;
        let mut skips = Vec::new();
        for test in &part.ifs {
            skips.extend(self.condition(test, false)?);
        }
        match rest.first() {
            None => self.scratch(|c| each(c))?,
            Some(next) => self.scratch(|c| {
                let source = c.expr(&next.iter)?;
                let walk = c.temporary();
                c.emit(
                    Op::GetIter {
                        dst: walk,
                        src: source,
                    },
                    next.iter.span,
                );
                c.loops(walk, rest, each)
            })?,
        }
        for skip in skips {
            self.patch(skip);
        }
        self.emit(Op::Loop { target: start }, part.target.span);
        self.patch(exit);
        Ok(())
    }

    /// The body of a generator expression, whose first iterator is its parameter.
    pub fn generate(&mut self, value: &'a Expr, parts: &'a [Comprehension]) -> Done {
        let code = &mut self.unit().code;
        code.positional = 1;
        code.parameters = vec![crate::eval::symbol::Symbol::of(".0")];
        code.generator = true;
        let walk = self.temporary();
        self.emit(Op::Move { dst: walk, src: 0 }, value.span);
        self.loops(walk, parts, &mut |c: &mut Self| {
            let src = c.expr(value)?;
            let dst = c.temporary();
            c.emit(Op::Yield { dst, src }, value.span);
            Ok(())
        })
    }
}

fn no_params() -> &'static Params {
    const { &Params { list: Vec::new() } }
}
