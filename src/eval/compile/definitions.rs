//! From the tree to bytecode: functions and classes.

use std::rc::Rc;

use super::{Body, CompileError, Compiler, Done};
use crate::eval::code::*;
use crate::eval::scope::{ScopeId, Where, address};
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
    /// `def f(a: int) -> str` has `f.__annotations__`.
    pub(super) fn annotations(&mut self, function: Reg, def: &'a FunctionDef, span: Span) -> Done {
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

    pub(super) fn annotation(&mut self, annotation: &'a Expr) -> Result<Reg, CompileError> {
        if self.annotations_as_text {
            let span = annotation.span;
            let text = &self.source.text[span.start as usize..span.end as usize];
            return Ok(self.constant_register(Value::str(text), span));
        }
        self.expr(annotation)
    }

    // ---- Definitions ----
    pub(super) fn decorators(&mut self, decorators: &'a [Expr]) -> Result<Reg, CompileError> {
        let base = self.temporaries(decorators.len());
        for (index, decorator) in decorators.iter().enumerate() {
            self.expr_into(decorator, base + index as Reg)?;
        }
        Ok(base)
    }

    pub(super) fn decorate(
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

    pub(super) fn class(&mut self, def: &'a ClassDef, span: Span) -> Done {
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
                    c.keyword(base + 2, name, value)
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
