//! `def` and `class`.

use std::cell::RefCell;
use std::rc::Rc;

use super::rare::Here;
use crate::eval::call;
use crate::eval::code::{Capture, FAR, Reg};
use crate::eval::error::Result;
use crate::eval::function::Function;
use crate::eval::interp::Interp;
use crate::eval::packets;
use crate::eval::value::{Kind, Value};

impl Interp {
    pub(super) fn make_function(&mut self, here: &Here, dst: Reg, base: Reg, index: u16) {
        let index = match self.read(here, dst) {
            Value::Int(far) if index == FAR => far as usize,
            _ => index.into(),
        };
        let inner = here.code.functions[index].clone();
        let place = here.base + base as usize;
        let defaults: Vec<Value> = self.stack[place..place + inner.defaults]
            .iter_mut()
            .map(std::mem::take)
            .collect();
        let mut named = place + inner.defaults;
        let mut keyword_defaults = Vec::with_capacity(inner.keyword_defaults.len());
        for has in &inner.keyword_defaults {
            keyword_defaults.push(if *has {
                std::mem::take(&mut self.stack[named])
            } else {
                Value::Unset
            });
            named += usize::from(*has);
        }
        let outer = here.func;
        let closure = inner
            .captures
            .iter()
            .map(|capture| match capture {
                Capture::Cell(register) => self.read(here, *register),
                Capture::Free(index) => outer
                    .closure
                    .get(*index as usize)
                    .cloned()
                    .unwrap_or_default(),
            })
            .collect();
        let function = Rc::new(Function {
            code: inner,
            globals: outer.globals.clone(),
            defaults,
            keyword_defaults,
            closure,
            owner: RefCell::new(outer.owner.borrow().clone()),
            attrs: RefCell::default(),
        });
        if let Some(names) = self
            .frames
            .last_mut()
            .and_then(|frame| frame.names.as_mut())
        {
            names.functions.push(function.clone());
        }
        self.write(here, dst, Value::Function(function));
    }

    pub(super) fn make_class(
        &mut self,
        body: &Value,
        bases: &Value,
        keywords: &Value,
    ) -> Result<Value> {
        let Value::Function(body) = body else {
            return Ok(Value::None);
        };
        let bases = self.collect(bases)?;
        let kwargs: Vec<(String, Value)> = match keywords {
            Value::Dict(dict) => dict
                .borrow()
                .iter()
                .map(|(key, value)| (key.as_str().unwrap_or_default().to_owned(), value.clone()))
                .collect(),
            _ => Vec::new(),
        };
        let (asked, kwargs): (Vec<_>, Vec<_>) =
            kwargs.into_iter().partition(|(key, _)| key == "metaclass");
        let meta = match asked.into_iter().next() {
            Some((_, meta)) => Some(meta),
            None => call::metaclass_of(&bases),
        };
        let base = self.top();
        self.enter(body.clone(), base, 0, true, None)?;
        self.execute()?;
        let names = self.class_names.take().unwrap_or_default();
        let mut attrs = names.attrs;
        if let Some(doc) = &body.code.doc {
            attrs.set(self.known.doc, Value::str(doc));
        }
        if let Some(module) = body.globals.get("__name__") {
            attrs.set(self.known.module, module);
        }
        attrs.set(self.known.qualname, Value::str(&body.code.qualname));
        let name = &body.code.name;
        let class = match meta {
            Some(meta) if !meta.is(&Value::Class(self.class(Kind::Type))) => {
                let args = [
                    Value::str(name),
                    Value::tuple(bases),
                    Value::Dict(attrs.dict()),
                ];
                self.call_kw(&meta, &args, &kwargs)?
            }
            _ => call::make_class(self, name, &bases, attrs, &kwargs)?,
        };
        if let Value::Class(made) = &class {
            for function in names.functions {
                function.owner.replace(Some(Rc::downgrade(made)));
            }
        } else if let Some(made) = packets::class_behind(&class) {
            for function in names.functions {
                function.owner.replace(Some(Rc::downgrade(&made)));
            }
        }
        Ok(class)
    }
}
