//! The instructions that are not worth a place in the loop: each is a function elsewhere.

use super::Outcome;
use crate::eval::code::{Code, NO_REG, Op, Reg};
use crate::eval::error::Result;
use crate::eval::function::Function;
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::eval::{attribute, item, operators};

/// Where the machine stands. The frame on top knows `pc` already.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub func: &'a Function,
    pub code: &'a Code,
    /// The next instruction.
    pub pc: usize,
    /// The stack place of register 0.
    pub base: usize,
}

/// How the machine goes on after an instruction.
pub(super) enum Next {
    /// With the instruction behind it.
    On,
    /// Over so many instructions.
    Skip(usize),
    /// With the frame that is on top now.
    Switch,
    /// Not at all.
    End(Outcome),
}

impl Interp {
    /// A copy of what a register holds.
    #[inline]
    pub(super) fn read(&self, here: &Here, register: Reg) -> Value {
        self.stack[here.base + register as usize].clone()
    }

    /// What a register holds, which is empty from now on.
    #[inline]
    pub(super) fn take(&mut self, here: &Here, register: Reg) -> Value {
        self.stack[here.base + register as usize].taken()
    }

    #[inline(always)]
    pub(super) fn write(&mut self, here: &Here, register: Reg, value: Value) {
        value.set_in(&mut self.stack[here.base + register as usize]);
    }

    /// As `read`; none for an operand that was left out.
    fn read_given(&self, here: &Here, register: Reg) -> Option<Value> {
        (register != NO_REG).then(|| self.read(here, register))
    }

    /// Executes an instruction that the loop does not.
    #[inline(never)]
    pub(super) fn rare(&mut self, here: &Here, op: Op) -> Result<Next> {
        match op {
            Op::DeleteGlobal { slot } => self.delete_global(here, slot)?,
            Op::LoadName { dst, slot } => self.load_name(here, dst, slot)?,
            Op::StoreName { src, slot } => self.store_name(here, src, slot),
            Op::DeleteName { slot } => self.delete_name(here, slot)?,
            Op::DeleteLocal { reg } => self.delete_local(here, reg)?,
            Op::NewCell { reg } => self.new_cell(here, reg),
            Op::DeleteCell { cell } => self.delete_cell(here, cell)?,
            Op::Unary { op, dst, a } => {
                let a = self.read(here, a);
                let value = operators::unary(self, op, &a)?;
                self.write(here, dst, value);
            }
            Op::GetIter { dst, src } => self.get_iter(here, dst, src)?,
            Op::CallKw { dst, base, count } => return self.call_named(here, dst, base, count),
            Op::CallStar { dst, base } => return self.call_star(here, dst, base),
            Op::Names { .. } => {}
            Op::DelAttr { object, site } => {
                let object = self.read(here, object);
                attribute::delete(self, &object, here.code.sites[site as usize].name)?;
            }
            Op::DelItem { object, index } => {
                let (object, index) = (self.read(here, object), self.read(here, index));
                item::delete(self, &object, &index)?;
            }
            Op::MakeSlice { dst, base } => self.make_slice(here, dst, base),
            Op::MakeList { dst, base, count } => self.make_list(here, dst, base, count),
            Op::MakeTuple { dst, base, count } => self.make_tuple(here, dst, base, count),
            Op::MakeSet { dst, base, count } => self.make_set(here, dst, base, count)?,
            Op::MakeDict { dst, base, count } => self.make_dict(here, dst, base, count)?,
            Op::SetAdd { set, item } => self.add_to_set(here, set, item)?,
            Op::DictSet { dict, key, value } => self.add_to_dict(here, dict, key, value)?,
            Op::Extend { list, items } => self.extend_list(here, list, items)?,
            Op::ExtendCall { list, items, func } => self.extend_call(here, list, items, func)?,
            Op::Merge { dict, other } => {
                let (dict, other) = (self.read(here, dict), self.read(here, other));
                self.merge(&dict, &other, None)?;
            }
            Op::MergeCall { dict, other, func } => {
                let (dict, other) = (self.read(here, dict), self.read(here, other));
                let func = self.read(here, func);
                self.merge(&dict, &other, Some(&func))?;
            }
            Op::ToTuple { dst, src } => self.list_to_tuple(here, dst, src),
            Op::MakeFunction { dst, base, index } => self.make_function(here, dst, base, index),
            Op::MakeClass { dst, base } => {
                let (body, bases) = (self.read(here, base), self.read(here, base + 1));
                let keywords = self.read(here, base + 2);
                let made = self.make_class(&body, &bases, &keywords)?;
                self.write(here, dst, made);
            }
            Op::UnpackStar {
                before,
                src,
                base,
                after,
            } => self.unpack_star(here, src, base, before.into(), after.into())?,
            Op::Raise { exception, cause } => {
                let exception = self.read(here, exception);
                let cause = self.read_given(here, cause);
                return Err(self.raised(&exception, cause)?);
            }
            Op::RaiseAgain => return Err(self.raised_again()),
            Op::Reraise { exception } => {
                if let Value::Exception(exception) = self.read(here, exception) {
                    exception.again.set(true);
                    return Err(crate::eval::error::Error(exception));
                }
            }
            Op::Match {
                dst,
                exception,
                class,
            } => {
                let (exception, class) = (self.read(here, exception), self.read(here, class));
                let matches = self.matches(&exception, &class)?;
                self.write(here, dst, Value::bool(matches));
            }
            Op::PushHandled { exception } => {
                let exception = self.read(here, exception);
                self.handled.push(exception);
            }
            Op::PopHandled => {
                self.handled.pop();
            }
            Op::WithEnter { dst, manager } => {
                let manager = self.read(here, manager);
                let value = self.with_enter(&manager)?;
                self.write(here, dst, value);
            }
            Op::WithExit {
                dst,
                manager,
                exception,
            } => {
                let manager = self.read(here, manager);
                let exception = self.read_given(here, exception);
                let swallow = self.with_exit(&manager, exception)?;
                self.write(here, dst, Value::bool(swallow));
            }
            Op::FailAssert { message } => {
                let message = self.read_given(here, message);
                return Err(super::raising::failed_assertion(message));
            }
            Op::Format {
                conversion,
                dst,
                src,
                spec,
            } => self.format_value(here, conversion, dst, src, spec)?,
            Op::JoinText { dst, base, count } => self.join_text(here, dst, base, count),
            Op::Import { dst, name } => {
                let name = here.code.constants[name as usize].clone();
                let module = self.import(name.as_str().unwrap_or_default())?;
                self.write(here, dst, Value::Module(module));
            }
            Op::ImportFrom { dst, module, site } => {
                let module = self.read(here, module);
                let name = here.code.sites[site as usize].name;
                let value = self.import_from(&module, name)?;
                self.write(here, dst, value);
            }
            Op::ImportStar { module } => {
                if let Value::Module(module) = self.read(here, module) {
                    let globals = here.func.globals.clone();
                    self.import_star(&module, &globals)?;
                }
            }
            Op::YieldFrom { dst, iter } => return self.yield_from(here, dst, iter),
            Op::Echo { src } => {
                self.echo = self.read(here, src);
                if let Some(display) = self.display {
                    let value = self.echo.clone();
                    display(self, &value)?;
                }
            }
            // The loop has these.
            Op::Yield { .. }
            | Op::Move { .. }
            | Op::Const { .. }
            | Op::Int { .. }
            | Op::LoadGlobal { .. }
            | Op::StoreGlobal { .. }
            | Op::CheckLocal { .. }
            | Op::LoadCell { .. }
            | Op::StoreCell { .. }
            | Op::LoadFree { .. }
            | Op::StoreFree { .. }
            | Op::Add { .. }
            | Op::Sub { .. }
            | Op::Mul { .. }
            | Op::AddInt { .. }
            | Op::SubInt { .. }
            | Op::Binary { .. }
            | Op::InPlace { .. }
            | Op::Compare { .. }
            | Op::Test { .. }
            | Op::TestInt { .. }
            | Op::Jump { .. }
            | Op::Loop { .. }
            | Op::JumpIf { .. }
            | Op::JumpIfNot { .. }
            | Op::ForIter { .. }
            | Op::Call { .. }
            | Op::CallMethod { .. }
            | Op::Return { .. }
            | Op::LoadMethod { .. }
            | Op::GetAttr { .. }
            | Op::SetAttr { .. }
            | Op::GetItem { .. }
            | Op::GetSlice { .. }
            | Op::SetItem { .. }
            | Op::Append { .. }
            | Op::Unpack { .. } => {}
        }
        Ok(Next::On)
    }
}
