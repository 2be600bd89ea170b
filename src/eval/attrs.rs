//! The attributes of an instance, a class, a function or an exception.

use std::cell::RefCell;
use std::rc::Rc;

use smallvec::SmallVec;

use super::dict::Dict;
use super::symbol::Symbol;
use super::value::Value;

/// Attributes in the order in which they were set.
#[derive(Default, Clone)]
pub struct Attrs {
    names: SmallVec<[Symbol; 6]>,
    values: Vec<Value>,
    /// Where they are since a script asked for `__dict__`: what it changes there changes them.
    shared: Option<Rc<RefCell<Dict>>>,
}

impl Attrs {
    pub fn len(&self) -> usize {
        match &self.shared {
            Some(dict) => dict.borrow().len(),
            None => self.names.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a name, for [`Attrs::at`]; one where nothing is found if it must be asked for
    /// by name.
    #[inline]
    pub fn position(&self, name: Symbol) -> Option<usize> {
        match &self.shared {
            None => self.names.iter().position(|n| *n == name),
            Some(dict) => dict.borrow().get_str(name.name()).map(|_| usize::MAX),
        }
    }

    #[inline]
    pub fn get(&self, name: Symbol) -> Option<Value> {
        match &self.shared {
            None => {
                let index = self.names.iter().position(|n| *n == name)?;
                Some(self.values[index].clone())
            }
            Some(dict) => dict.borrow().get_str(name.name()).cloned(),
        }
    }

    /// Whether a script has its `__dict__` in hand.
    pub fn is_shared(&self) -> bool {
        self.shared.is_some()
    }

    /// Puts a new name behind the others if it belongs to `index`: what an `__init__` does with
    /// one object after the other. The value comes back where it does not.
    #[inline]
    pub fn append(&mut self, index: usize, name: Symbol, value: Value) -> Result<(), Value> {
        if self.shared.is_some() || self.names.len() != index || self.names.contains(&name) {
            return Err(value);
        }
        if index == 0 {
            self.values.reserve(4);
        }
        self.names.push(name);
        self.values.push(value);
        Ok(())
    }

    /// The value at `index` if that is where `name` is kept.
    #[inline]
    pub fn at(&self, index: usize, name: Symbol) -> Option<&Value> {
        if self.names.get(index) == Some(&name) {
            self.values.get(index)
        } else {
            None
        }
    }

    /// The place at `index` if that is where `name` is kept.
    #[inline]
    pub fn at_mut(&mut self, index: usize, name: Symbol) -> Option<&mut Value> {
        if self.names.get(index) == Some(&name) {
            self.values.get_mut(index)
        } else {
            None
        }
    }

    /// Sets and returns what was there.
    pub fn set(&mut self, name: Symbol, value: Value) -> Option<Value> {
        if let Some(dict) = &self.shared {
            return dict.borrow_mut().put_str(name.name(), value);
        }
        match self.position(name) {
            Some(index) => Some(std::mem::replace(&mut self.values[index], value)),
            None => {
                self.names.push(name);
                self.values.push(value);
                None
            }
        }
    }

    pub fn remove(&mut self, name: Symbol) -> Option<Value> {
        if let Some(dict) = &self.shared {
            return dict.borrow_mut().remove_str(name.name());
        }
        let index = self.position(name)?;
        self.names.remove(index);
        Some(self.values.remove(index))
    }

    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        match &self.shared {
            None => self
                .names
                .iter()
                .copied()
                .zip(self.values.iter().cloned())
                .collect(),
            Some(dict) => dict
                .borrow()
                .iter()
                .filter_map(|(key, value)| Some((Symbol::of(key.as_str()?), value.clone())))
                .collect(),
        }
    }

    /// `x.__dict__`: the dictionary that the attributes are kept in from now on.
    pub fn dict(&mut self) -> Rc<RefCell<Dict>> {
        if let Some(dict) = &self.shared {
            return dict.clone();
        }
        let mut dict = Dict::new();
        for (name, value) in self.names.drain(..).zip(self.values.drain(..)) {
            dict.set_str(name.name(), value);
        }
        let dict = Rc::new(RefCell::new(dict));
        self.shared = Some(dict.clone());
        dict
    }

    /// `x.__dict__ = dict`; what was there goes.
    pub fn replace_dict(&mut self, dict: Rc<RefCell<Dict>>) -> Attrs {
        let new = Attrs {
            shared: Some(dict),
            ..Attrs::default()
        };
        std::mem::replace(self, new)
    }
}
