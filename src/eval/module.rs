//! Modules and the global names in them.

use std::cell::RefCell;
use std::rc::Rc;

use hashbrown::HashMap;

use super::builtin::Builtin;
use super::dict::Dict;
use super::error::Result;
use super::interp::Interp;
use super::symbol::Symbol;
use super::value::Value;

/// A module of a script, or a native one.
pub struct Module {
    pub name: String,
    pub globals: Rc<Globals>,
}

/// A module that is written in Rust.
pub struct NativeModule {
    /// The full name: `"os.path"`.
    pub name: &'static str,
    /// One sentence.
    pub help: &'static str,
    pub functions: &'static [Builtin],
    /// Sets what is not a function: `module.set("argv", …)`.
    pub init: fn(&mut Interp, &Module) -> Result<()>,
}

/// Global names, each in a slot of its own that never moves.
#[derive(Default)]
pub struct Globals {
    names: RefCell<HashMap<Symbol, u32>>,
    symbols: RefCell<Vec<Symbol>>,
    slots: RefCell<Vec<Value>>,
}

impl Globals {
    /// The slot of `name`, made if need be.
    pub fn slot(&self, name: Symbol) -> u32 {
        *self.names.borrow_mut().entry(name).or_insert_with(|| {
            let mut slots = self.slots.borrow_mut();
            slots.push(Value::Unset);
            self.symbols.borrow_mut().push(name);
            (slots.len() - 1) as u32
        })
    }

    /// The slot of `name`, if there is one.
    pub fn find(&self, name: Symbol) -> Option<u32> {
        self.names.borrow().get(&name).copied()
    }

    pub fn symbol(&self, slot: u32) -> Symbol {
        self.symbols.borrow()[slot as usize]
    }

    #[inline]
    pub fn load(&self, slot: u32) -> Value {
        self.slots.borrow()[slot as usize].copy()
    }

    /// Copies a slot into a place; false, and nothing done, when the slot is empty.
    #[inline(always)]
    pub(super) fn copy_to(&self, slot: u32, place: &mut Value) -> bool {
        match &self.slots.borrow()[slot as usize] {
            Value::Unset => false,
            // What is loaded most.
            Value::Function(function) => {
                Value::Function(function.clone()).set_in(place);
                true
            }
            value => {
                value.copy_to(place);
                true
            }
        }
    }

    /// As `copy_to`, if the slot is that of `name`: what an attribute site remembers of a module.
    #[inline]
    pub(super) fn copy_named(&self, slot: u32, name: Symbol, place: &mut Value) -> bool {
        self.symbols.borrow().get(slot as usize) == Some(&name) && self.copy_to(slot, place)
    }

    /// Copies a value into a slot.
    #[inline(always)]
    pub(super) fn copy_from(&self, slot: u32, value: &Value) {
        value.copy_to(&mut self.slots.borrow_mut()[slot as usize]);
    }

    #[inline]
    pub fn store(&self, slot: u32, value: Value) {
        // The old value is dropped after the borrow ends: dropping may run code.
        let _old = std::mem::replace(&mut self.slots.borrow_mut()[slot as usize], value);
    }

    pub fn get(&self, name: &str) -> Option<Value> {
        self.get_symbol(Symbol::find(name)?)
    }

    pub fn get_symbol(&self, name: Symbol) -> Option<Value> {
        let slot = *self.names.borrow().get(&name)?;
        match self.load(slot) {
            Value::Unset => None,
            value => Some(value),
        }
    }

    pub fn set(&self, name: &str, value: Value) {
        let slot = self.slot(Symbol::of(name));
        self.store(slot, value);
    }

    /// `globals()`: what is set in the dictionary is set here.
    pub fn dict(self: &Rc<Self>) -> Rc<RefCell<Dict>> {
        let mut dict = Dict::new();
        for (name, value) in self.entries() {
            dict.set_str(name, value);
        }
        dict.set_mirror(self.clone());
        Rc::new(RefCell::new(dict))
    }

    /// The names that have a value, in the order in which they were first seen.
    pub fn names(&self) -> Vec<&'static str> {
        self.entries().into_iter().map(|(name, _)| name).collect()
    }

    pub fn entries(&self) -> Vec<(&'static str, Value)> {
        let slots = self.slots.borrow();
        let symbols = self.symbols.borrow();
        symbols
            .iter()
            .zip(slots.iter())
            .filter(|(_, value)| !value.is_unset())
            .map(|(symbol, value)| (symbol.name(), value.clone()))
            .collect()
    }
}

impl Module {
    pub fn new(name: impl Into<String>) -> Module {
        Module {
            name: name.into(),
            globals: Rc::default(),
        }
    }

    pub fn get(&self, name: &str) -> Option<Value> {
        self.globals.get(name)
    }

    pub fn set(&self, name: &str, value: impl Into<Value>) {
        self.globals.set(name, value.into());
    }
}
