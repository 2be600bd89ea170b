//! From the tree to bytecode: comprehensions and generators.

use crate::eval::code::*;
use crate::eval::compile::{Compiler, Done};
use crate::eval::scope::address;
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
    // ---- Comprehensions ----
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
