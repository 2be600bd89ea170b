//! Classes and their instances.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::builtin::Builtin;
use super::error::{Error, Result};
use super::exception::Exc;
use super::symbol::Symbol;
use super::value::{Kind, Value};

/// A class: of a script, a built-in type, or an exception kind.
pub struct Class {
    pub name: RefCell<Rc<str>>,
    pub bases: Vec<Rc<Class>>,
    /// The method resolution order behind the class itself: linearised bases, `object` left out.
    pub ancestors: Vec<Rc<Class>>,
    pub attrs: RefCell<Attrs>,
    /// Differs for all classes ever made; inline caches compare it.
    pub id: u32,
    /// What the instances are made of, inherited from the bases.
    pub layout: Layout,
    /// Whether this is `int`, `ValueError`, … itself, not a class derived from it.
    pub native: bool,
    /// What a native class does when it is called, if not `__init__`: takes the class's own arguments.
    pub construct: Option<&'static Builtin>,
    pub module: RefCell<Rc<str>>,
}

/// What an instance of a class is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// `Value::Instance`
    Plain,
    /// The built-in type itself, or an instance around such a value.
    Kind(Kind),
    /// `Value::Exception`, whose nearest native ancestor this is.
    Exception(Exc),
}

/// An object of a script's class.
pub struct Instance {
    pub class: Rc<Class>,
    pub attrs: RefCell<Attrs>,
    /// The value that it derives from (`class D(dict)`), or a native state; else `Unset`.
    pub inner: RefCell<Value>,
}

/// Attributes in the order in which they were set.
#[derive(Default, Clone)]
pub struct Attrs {
    names: Vec<Symbol>,
    values: Vec<Value>,
}

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(1) };
    /// Grows whenever an attribute of any class changes, which voids what inline caches hold.
    static EPOCH: Cell<u32> = const { Cell::new(1) };
}

/// The state of all classes; an inline cache is valid for one epoch.
#[inline]
pub fn epoch() -> u32 {
    EPOCH.get()
}

impl Attrs {
    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    #[inline]
    pub fn position(&self, name: Symbol) -> Option<usize> {
        self.names.iter().position(|n| *n == name)
    }

    #[inline]
    pub fn get(&self, name: Symbol) -> Option<&Value> {
        self.position(name).map(|index| &self.values[index])
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
        let index = self.position(name)?;
        self.names.remove(index);
        Some(self.values.remove(index))
    }

    pub fn iter(&self) -> impl Iterator<Item = (Symbol, &Value)> {
        self.names.iter().copied().zip(self.values.iter())
    }
}

impl Class {
    /// A class of a script. Bases are in the order written.
    pub fn new(name: &str, bases: Vec<Rc<Class>>) -> Result<Rc<Class>> {
        let ancestors = linearise(&bases).ok_or_else(|| {
            let names: Vec<String> = bases.iter().map(|base| base.name().to_string()).collect();
            Error::type_error(format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            ))
        })?;
        let layout = bases
            .iter()
            .map(|base| base.layout)
            .find(|layout| *layout != Layout::Plain && *layout != Layout::Kind(Kind::Object))
            .unwrap_or(Layout::Plain);
        let construct = ancestors.iter().find_map(|base| base.construct);
        Ok(Rc::new(Class {
            name: RefCell::new(name.into()),
            bases,
            ancestors,
            attrs: RefCell::default(),
            id: next_id(),
            layout,
            native: false,
            construct: if layout == Layout::Plain {
                None
            } else {
                construct
            },
            module: RefCell::new("__main__".into()),
        }))
    }

    /// A class that scripts may derive from, written in Rust: `methods` have `self` first, and
    /// keep native state in `Instance::inner`.
    pub fn native(name: &str, bases: Vec<Rc<Class>>, methods: &'static [Builtin]) -> Rc<Class> {
        let ancestors = linearise(&bases).unwrap_or_default();
        let mut attrs = Attrs::default();
        for method in methods {
            attrs.set(Symbol::of(method.name), Value::Builtin(method));
        }
        Rc::new(Class {
            name: RefCell::new(name.into()),
            bases,
            ancestors,
            attrs: RefCell::new(attrs),
            id: next_id(),
            layout: Layout::Plain,
            native: true,
            construct: None,
            module: RefCell::new("builtins".into()),
        })
    }

    pub(super) fn builtin(
        name: &str,
        base: Option<Rc<Class>>,
        layout: Layout,
        construct: Option<&'static Builtin>,
        attrs: Attrs,
    ) -> Rc<Class> {
        let bases: Vec<Rc<Class>> = base.into_iter().collect();
        let ancestors = linearise(&bases).unwrap_or_default();
        Rc::new(Class {
            name: RefCell::new(name.into()),
            bases,
            ancestors,
            attrs: RefCell::new(attrs),
            id: next_id(),
            layout,
            native: true,
            construct,
            module: RefCell::new("builtins".into()),
        })
    }

    pub fn name(&self) -> Rc<str> {
        self.name.borrow().clone()
    }

    /// The attribute of the class or the nearest ancestor, not bound to anything.
    pub fn lookup(&self, name: Symbol) -> Option<Value> {
        if let Some(value) = self.attrs.borrow().get(name) {
            return Some(value.clone());
        }
        self.ancestors
            .iter()
            .find_map(|class| class.attrs.borrow().get(name).cloned())
    }

    /// As `lookup`, but only behind `after` in the resolution order of this class.
    pub fn lookup_after(&self, after: &Class, name: Symbol) -> Option<Value> {
        let skip = if after.id == self.id {
            0
        } else {
            self.ancestors
                .iter()
                .position(|class| class.id == after.id)?
                + 1
        };
        self.ancestors[skip..]
            .iter()
            .find_map(|class| class.attrs.borrow().get(name).cloned())
    }

    pub fn set(&self, name: Symbol, value: Value) {
        let _old = self.attrs.borrow_mut().set(name, value);
        EPOCH.set(EPOCH.get().wrapping_add(1));
    }

    pub fn remove(&self, name: Symbol) -> Option<Value> {
        EPOCH.set(EPOCH.get().wrapping_add(1));
        self.attrs.borrow_mut().remove(name)
    }

    /// `issubclass(self, other)`
    pub fn is_subclass(&self, other: &Class) -> bool {
        self.id == other.id
            || other.layout == Layout::Kind(Kind::Object) && other.native
            || self.ancestors.iter().any(|class| class.id == other.id)
    }
}

impl Instance {
    pub fn new(class: Rc<Class>) -> Instance {
        Instance {
            class,
            attrs: RefCell::default(),
            inner: RefCell::new(Value::Unset),
        }
    }

    pub fn get(&self, name: &str) -> Option<Value> {
        self.attrs.borrow().get(Symbol::find(name)?).cloned()
    }

    pub fn set(&self, name: &str, value: impl Into<Value>) {
        let _old = self.attrs.borrow_mut().set(Symbol::of(name), value.into());
    }
}

fn next_id() -> u32 {
    NEXT_ID.replace(NEXT_ID.get() + 1)
}

/// C3: the order in which attributes are looked up, without the class itself.
fn linearise(bases: &[Rc<Class>]) -> Option<Vec<Rc<Class>>> {
    let mut lists: Vec<Vec<Rc<Class>>> = bases
        .iter()
        .map(|base| {
            let mut list = vec![base.clone()];
            list.extend(base.ancestors.iter().cloned());
            list
        })
        .collect();
    lists.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Some(order);
        }
        let next = lists.iter().map(|list| list[0].clone()).find(|candidate| {
            !lists
                .iter()
                .any(|list| list[1..].iter().any(|class| class.id == candidate.id))
        })?;
        for list in &mut lists {
            if list[0].id == next.id {
                list.remove(0);
            }
        }
        order.push(next);
    }
}
