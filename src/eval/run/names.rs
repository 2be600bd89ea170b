//! Variables: globals, names of class bodies, cells.

use std::cell::RefCell;
use std::rc::Rc;

use super::rare::Here;
use crate::eval::code::{Code, Reg};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::suggest;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;

impl Interp {
    /// A global that its module does not have: what is known everywhere.
    #[inline(never)]
    pub(super) fn load_builtin(&mut self, here: &Here, dst: Reg, slot: u32) -> Result<()> {
        let name = here.func.globals.symbol(slot);
        let value = match self.builtin_symbol(name) {
            Some(value) => value,
            None => self.late_name(name)?,
        };
        self.write(here, dst, value);
        Ok(())
    }

    pub(super) fn delete_global(&mut self, here: &Here, slot: u32) -> Result<()> {
        let globals = &here.func.globals;
        if globals.load(slot).is_unset() {
            return Err(self.name_error(globals.symbol(slot)));
        }
        globals.store(slot, Value::Unset);
        Ok(())
    }

    pub(super) fn load_name(&mut self, here: &Here, dst: Reg, slot: u32) -> Result<()> {
        let name = here.func.globals.symbol(slot);
        let own = self
            .frames
            .last()
            .and_then(|frame| frame.names.as_ref()?.attrs.get(name));
        match own.filter(|value| !value.is_unset()) {
            Some(value) => self.write(here, dst, value),
            None if !here.code.class_body => {
                return Err(Error::unbound_local(format!(
                    "cannot access local variable '{}' where it is not associated with a value",
                    name.name()
                )));
            }
            None => match here.func.globals.load(slot) {
                Value::Unset => return self.load_builtin(here, dst, slot),
                value => self.write(here, dst, value),
            },
        }
        Ok(())
    }

    pub(super) fn store_name(&mut self, here: &Here, src: Reg, slot: u32) {
        let name = here.func.globals.symbol(slot);
        let value = self.read(here, src);
        if let Some(names) = self
            .frames
            .last_mut()
            .and_then(|frame| frame.names.as_mut())
        {
            if value.is_unset() {
                names.attrs.remove(name);
            } else {
                names.attrs.set(name, value);
            }
        }
    }

    pub(super) fn delete_name(&mut self, here: &Here, slot: u32) -> Result<()> {
        let name = here.func.globals.symbol(slot);
        let removed = self
            .frames
            .last_mut()
            .and_then(|frame| frame.names.as_mut()?.attrs.remove(name));
        match removed {
            Some(_) => Ok(()),
            None => Err(self.name_error(name)),
        }
    }

    pub(super) fn delete_local(&mut self, here: &Here, register: Reg) -> Result<()> {
        match self.take(here, register) {
            Value::Unset => Err(unbound(here.code, register)),
            _ => Ok(()),
        }
    }

    pub(super) fn new_cell(&mut self, here: &Here, register: Reg) {
        let value = self.take(here, register);
        self.write(here, register, Value::Cell(Rc::new(RefCell::new(value))));
    }

    pub(super) fn delete_cell(&mut self, here: &Here, cell: Reg) -> Result<()> {
        let old = match self.read(here, cell) {
            Value::Cell(cell) => cell.take(),
            _ => Value::Unset,
        };
        match old {
            Value::Unset => Err(unbound(here.code, cell)),
            _ => Ok(()),
        }
    }

    /// What a name means that is read when it is first used.
    #[cold]
    fn late_name(&mut self, name: Symbol) -> Result<Value> {
        match self.late_builtin(name.name())? {
            Some(value) => Ok(value),
            None => Err(self.name_error(name)),
        }
    }

    #[cold]
    pub(super) fn name_error(&self, name: Symbol) -> Error {
        let error = Error::name_error(format!("name '{}' is not defined", name.name()))
            .with("name", Value::str(name.name()));
        if let Some(help) = crate::eval::remedy::of_name(self, name.name()) {
            return error.help(help);
        }
        let mut names: Vec<String> = self.locals().into_iter().map(|(name, _)| name).collect();
        names.extend(self.globals().names().into_iter().map(str::to_owned));
        let known = self.builtin_names();
        let candidates = names.iter().map(String::as_str).chain(known);
        match suggest::nearest(name.name(), candidates) {
            Some(near) => error.help(format!("did you mean '{near}'?")),
            None => error,
        }
    }
}

/// A free variable that nothing was put into yet.
#[cold]
pub(super) fn free_unbound(code: &Code, index: u16) -> Error {
    let name = code
        .free
        .get(index as usize)
        .map_or("?", |name| name.name());
    Error::name_error(format!(
        "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
    ))
}

/// A variable of the function itself that nothing was put into yet.
#[cold]
pub(super) fn unbound(code: &Code, register: Reg) -> Error {
    let name = code
        .variables
        .get(register as usize)
        .map_or("?", |name| name.name());
    if &*code.name == "<module>" {
        return Error::name_error(format!("name '{name}' is not defined"));
    }
    Error::unbound_local(format!(
        "cannot access local variable '{name}' where it is not associated with a value"
    ))
}
