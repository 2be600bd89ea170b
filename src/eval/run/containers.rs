//! Lists, tuples, sets, dicts and slices made from registers, and taken apart into them.

use std::cell::RefCell;
use std::rc::Rc;

use super::rare::Here;
use crate::eval::code::Reg;
use crate::eval::dict::{Dict, Set};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::nesting::Tuple;
use crate::eval::value::{Slice, Value};

impl Interp {
    /// The values of `count` registers from `base` on, which are empty from now on.
    fn take_row(&mut self, here: &Here, base: Reg, count: u16) -> Vec<Value> {
        let first = here.base + base as usize;
        self.stack[first..first + count as usize]
            .iter_mut()
            .map(std::mem::take)
            .collect()
    }

    /// Puts values into registers from `base` on.
    fn put_row(&mut self, here: &Here, base: Reg, row: impl Iterator<Item = Value>) {
        for (index, item) in row.enumerate() {
            self.stack[here.base + base as usize + index] = item;
        }
    }

    pub(super) fn make_slice(&mut self, here: &Here, dst: Reg, base: Reg) {
        let slice = Slice {
            lower: self.read(here, base),
            upper: self.read(here, base + 1),
            step: self.read(here, base + 2),
        };
        self.write(here, dst, Value::Slice(Rc::new(slice)));
    }

    pub(super) fn make_list(&mut self, here: &Here, dst: Reg, base: Reg, count: u16) {
        let items = self.take_row(here, base, count);
        self.write(here, dst, Value::list(items));
    }

    pub(super) fn make_tuple(&mut self, here: &Here, dst: Reg, base: Reg, count: u16) {
        let first = here.base + base as usize;
        let row = &mut self.stack[first..first + count as usize];
        let items = Tuple::of(row.iter_mut().map(Value::taken));
        self.write(here, dst, Value::Tuple(items));
    }

    pub(super) fn make_set(&mut self, here: &Here, dst: Reg, base: Reg, count: u16) -> Result<()> {
        let mut set = Set::new();
        for item in self.take_row(here, base, count) {
            self.set_add(&mut set, item)?;
        }
        self.write(here, dst, Value::set(set));
        Ok(())
    }

    pub(super) fn make_dict(&mut self, here: &Here, dst: Reg, base: Reg, count: u16) -> Result<()> {
        let dict = Rc::new(RefCell::new(Dict::with_room(count.into())));
        let first = here.base + base as usize;
        for place in (first..first + 2 * count as usize).step_by(2) {
            let (key, value) = (self.stack[place].taken(), self.stack[place + 1].taken());
            match &key {
                Value::Str(_) | Value::Int(_) => dict.borrow_mut().set_plain(&key, &value),
                _ => self.dict_set(&dict, key, value)?,
            }
        }
        self.write(here, dst, Value::Dict(dict));
        Ok(())
    }

    pub(super) fn add_to_set(&mut self, here: &Here, set: Reg, item: Reg) -> Result<()> {
        let Value::Set(set) = self.read(here, set) else {
            return Ok(());
        };
        let item = self.read(here, item);
        let mut members = set.take();
        let result = self.set_add(&mut members, item);
        set.replace(members);
        result.map(drop)
    }

    pub(super) fn add_to_dict(
        &mut self,
        here: &Here,
        dict: Reg,
        key: Reg,
        value: Reg,
    ) -> Result<()> {
        let Value::Dict(dict) = self.read(here, dict) else {
            return Ok(());
        };
        let (key, value) = (self.read(here, key), self.read(here, value));
        self.dict_set(&dict, key, value)
    }

    pub(super) fn extend_list(&mut self, here: &Here, list: Reg, items: Reg) -> Result<()> {
        let source = self.read(here, items);
        let items = self
            .collect(&source)
            .map_err(|error| star_error(self, &source, error))?;
        if let Value::List(list) = self.read(here, list) {
            list.borrow_mut().extend(items);
        }
        Ok(())
    }

    pub(super) fn extend_call(
        &mut self,
        here: &Here,
        list: Reg,
        items: Reg,
        callee: Reg,
    ) -> Result<()> {
        let (source, callee) = (self.read(here, items), self.read(here, callee));
        let items = self.collect(&source).map_err(|error| {
            if error.text().ends_with("object is not iterable") {
                let name = self.function_name(&callee);
                let kind = self.type_name(&source);
                return Error::type_error(format!(
                    "{name} argument after * must be an iterable, not {kind}"
                ));
            }
            error
        })?;
        if let Value::List(list) = self.read(here, list) {
            list.borrow_mut().extend(items);
        }
        Ok(())
    }

    pub(super) fn list_to_tuple(&mut self, here: &Here, dst: Reg, src: Reg) {
        let items = match self.read(here, src) {
            Value::List(list) => list.take().into_values(),
            _ => Vec::new(),
        };
        self.write(here, dst, Value::tuple(items));
    }

    /// `a, b = x`
    #[inline(never)]
    pub(super) fn unpack_into(
        &mut self,
        here: &Here,
        src: Reg,
        base: Reg,
        count: u16,
    ) -> Result<()> {
        let source = self.read(here, src);
        let items = self.unpack(&source, count as usize)?;
        self.put_row(here, base, items.into_iter());
        Ok(())
    }

    /// `a, *b, c = x`
    pub(super) fn unpack_star(
        &mut self,
        here: &Here,
        src: Reg,
        base: Reg,
        before: usize,
        after: usize,
    ) -> Result<()> {
        let source = self.read(here, src);
        let mut items = self
            .collect(&source)
            .map_err(|error| unpack_error(self, &source, error))?;
        if items.len() < before + after {
            return Err(Error::value_error(format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            )));
        }
        let tail = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        let row = items.into_iter().chain([Value::list(middle)]).chain(tail);
        self.put_row(here, base, row);
        Ok(())
    }

    fn unpack(&mut self, source: &Value, count: usize) -> Result<Vec<Value>> {
        let mut iter = self
            .iter(source)
            .map_err(|error| unpack_error(self, source, error))?;
        let mut items = Vec::with_capacity(count);
        while let Some(item) = self.next(&mut iter)? {
            if items.len() == count {
                return Err(Error::value_error(format!(
                    "too many values to unpack (expected {count})"
                )));
            }
            items.push(item);
        }
        if items.len() < count {
            return Err(Error::value_error(format!(
                "not enough values to unpack (expected {count}, got {})",
                items.len()
            )));
        }
        Ok(items)
    }

    /// `{**other}`, or `func(**other)`.
    pub(super) fn merge(
        &mut self,
        dict: &Value,
        other: &Value,
        func: Option<&Value>,
    ) -> Result<()> {
        let Value::Dict(dict) = dict else {
            return Ok(());
        };
        let entries: Vec<(Value, Value)> = match other {
            Value::Dict(other) => other
                .borrow()
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
            Value::Instance(instance) if matches!(&*instance.inner.borrow(), Value::Dict(_)) => {
                let inner = instance.inner.borrow().clone();
                return self.merge(&Value::Dict(dict.clone()), &inner, func);
            }
            other => {
                let keys = match self.find_attr(other, "keys")? {
                    Some(method) => self.call(&method, &[])?,
                    None => {
                        let name = self.type_name(other);
                        return Err(Error::type_error(match func {
                            Some(func) => {
                                let func = self.function_name(func);
                                format!("{func} argument after ** must be a mapping, not {name}")
                            }
                            None => format!("'{name}' object is not a mapping"),
                        }));
                    }
                };
                let mut entries = Vec::new();
                for key in self.collect(&keys)? {
                    let value = self.get_item(other, &key)?;
                    entries.push((key, value));
                }
                entries
            }
        };
        for (key, value) in entries {
            if let Some(func) = func {
                if key.as_str().is_none() {
                    return Err(Error::type_error("keywords must be strings"));
                }
                if self.dict_get(dict, &key)?.is_some() {
                    let func = self.function_name(func);
                    let key = key.as_str().unwrap_or_default();
                    return Err(Error::type_error(format!(
                        "{func} got multiple values for keyword argument '{key}'"
                    )));
                }
            }
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    pub(super) fn function_name(&self, func: &Value) -> String {
        match func {
            Value::Function(function) => format!("__main__.{}()", function.code.qualname),
            Value::Builtin(builtin) => format!("{}()", builtin.name),
            Value::Method(method) => self.function_name(&method.func),
            Value::Class(class) => format!("__main__.{}()", class.name()),
            other => self.type_name(other),
        }
    }
}

fn unpack_error(interp: &Interp, source: &Value, error: Error) -> Error {
    if error.text().ends_with("object is not iterable") {
        return Error::type_error(format!(
            "cannot unpack non-iterable {} object",
            interp.type_name(source)
        ));
    }
    error
}

fn star_error(interp: &Interp, source: &Value, error: Error) -> Error {
    if error.text().ends_with("object is not iterable") {
        return Error::type_error(format!(
            "Value after * must be an iterable, not {}",
            interp.type_name(source)
        ));
    }
    error
}
