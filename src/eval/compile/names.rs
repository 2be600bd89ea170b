//! From the tree to bytecode: names, wherever their values are.

use super::Compiler;
use crate::eval::code::*;
use crate::eval::scope::{ScopeKind, Where};
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
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

    pub(super) fn delete_name(&mut self, name: &str, span: Span) {
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
}
