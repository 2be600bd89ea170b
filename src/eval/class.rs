//! Classes and their instances.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

pub use super::attrs::Attrs;
use super::builtin::Builtin;
use super::error::{Error, Result};
use super::exception::Exc;
use super::nesting::{Contents, let_go};
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
    /// `Outer.Inner`
    pub qualname: RefCell<Rc<str>>,
    /// The class of the class, if it is not `type`.
    pub meta: RefCell<Option<Rc<Class>>>,
    /// The attributes that instances can have at most, if `__slots__` says so.
    pub slots: RefCell<Option<Vec<Symbol>>>,
    /// The classes that derive from it directly.
    pub derived: RefCell<Vec<Weak<Class>>>,
    hooks: Cell<u8>,
}

/// What the dunder methods of a class change about its instances at every step, so that it is
/// known without looking them up.
#[derive(Clone, Copy)]
#[repr(u8)]
pub enum Hook {
    /// `__getattribute__`
    GetAttribute = 1,
    /// `__del__`
    Delete = 2,
    /// `__abstractmethods__` that is not empty: there can be no instances
    Abstract = 4,
    /// `__setattr__` or `__slots__`: setting an attribute is more than storing it
    SetAttribute = 8,
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
    /// `__del__` was called, or is being called.
    finalized: Cell<bool>,
}

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(1) };
    /// Grows whenever an attribute of any class changes, which voids what inline caches hold.
    static DELETES: Cell<bool> = const { Cell::new(false) };
    static EPOCH: Cell<u32> = const { Cell::new(1) };
}

/// What a class or an ancestor of it has under a name, as it was looked up last.
struct Lookup {
    class: u32,
    epoch: u32,
    name: Symbol,
    found: Option<Value>,
}

/// So many lookups are remembered until an attribute of any class changes.
const REMEMBERED: usize = 256;

thread_local! {
    static LOOKUPS: RefCell<Vec<Option<Lookup>>> = const { RefCell::new(Vec::new()) };
}

/// Voids what inline caches hold and what is remembered of lookups.
pub(super) fn changed() {
    EPOCH.set(EPOCH.get().wrapping_add(1));
}

/// The state of all classes; an inline cache is valid for one epoch.
#[inline]
pub fn epoch() -> u32 {
    EPOCH.get()
}

impl Class {
    /// A class of a script. Bases are in the order written.
    pub fn new(name: &str, bases: Vec<Rc<Class>>) -> Result<Rc<Class>> {
        let ancestors = linearise(&bases).map_err(|stuck| {
            let names: Vec<String> = stuck.iter().map(|base| base.name().to_string()).collect();
            Error::type_error(format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            ))
        })?;
        let layout = ancestors
            .iter()
            .map(|base| base.layout)
            .find(|layout| *layout != Layout::Plain && *layout != Layout::Kind(Kind::Object))
            .unwrap_or(Layout::Plain);
        let construct = ancestors.iter().find_map(|base| base.construct);
        let meta = bases
            .iter()
            .filter_map(|base| base.meta())
            .reduce(|a, b| if b.is_subclass(&a) { b } else { a });
        let layout = ancestors
            .iter()
            .fold(layout, |layout, base| match (layout, base.layout) {
                (Layout::Exception(least), Layout::Exception(kind))
                    if kind.class().is_subclass(&least.class()) =>
                {
                    base.layout
                }
                _ => layout,
            });
        let hooks = ancestors
            .iter()
            .fold(0, |hooks, base| hooks | base.hooks.get());
        let construct = construct.filter(|_| layout != Layout::Plain);
        let mut class = Class::bare(name, bases, ancestors, layout);
        class.construct = construct;
        class.native = false;
        class.module = RefCell::new("__main__".into());
        class.meta = RefCell::new(meta);
        class.hooks = Cell::new(hooks & !(Hook::Abstract as u8));
        let class = Rc::new(class);
        for base in &class.bases {
            let mut derived = base.derived.borrow_mut();
            derived.retain(|class| class.strong_count() > 0);
            derived.push(Rc::downgrade(&class));
        }
        Ok(class)
    }

    fn bare(name: &str, bases: Vec<Rc<Class>>, ancestors: Vec<Rc<Class>>, layout: Layout) -> Class {
        Class {
            name: RefCell::new(name.into()),
            qualname: RefCell::new(name.into()),
            bases,
            ancestors,
            attrs: RefCell::default(),
            id: next_id(),
            layout,
            native: true,
            construct: None,
            module: RefCell::new("builtins".into()),
            meta: RefCell::default(),
            slots: RefCell::default(),
            derived: RefCell::default(),
            hooks: Cell::new(0),
        }
    }

    /// A class that scripts may derive from, written in Rust: `methods` have `self` first, and
    /// keep native state in `Instance::inner`.
    pub fn native(name: &str, bases: Vec<Rc<Class>>, methods: &'static [Builtin]) -> Rc<Class> {
        let ancestors = linearise(&bases).unwrap_or_default();
        let mut attrs = Attrs::default();
        for method in methods {
            attrs.set(Symbol::of(method.name), Value::Builtin(method));
        }
        let mut class = Class::bare(name, bases, ancestors, Layout::Plain);
        class.attrs = RefCell::new(attrs);
        Rc::new(class)
    }

    /// A class whose values are made by a function of the program.
    pub fn builtin(
        name: &str,
        base: Option<Rc<Class>>,
        layout: Layout,
        construct: Option<&'static Builtin>,
        attrs: Attrs,
    ) -> Rc<Class> {
        let bases: Vec<Rc<Class>> = base.into_iter().collect();
        let ancestors = linearise(&bases).unwrap_or_default();
        let mut class = Class::bare(name, bases, ancestors, layout);
        class.attrs = RefCell::new(attrs);
        class.construct = construct;
        class.hook(Hook::SetAttribute, layout == Layout::Kind(Kind::Object));
        Rc::new(class)
    }

    pub fn name(&self) -> Rc<str> {
        self.name.borrow().clone()
    }

    /// The attribute of the class or the nearest ancestor, not bound to anything.
    pub fn lookup(&self, name: Symbol) -> Option<Value> {
        let place = (self.id as usize ^ (name.index() << 2)) % REMEMBERED;
        let known = LOOKUPS.try_with(|lookups| {
            let lookups = lookups.try_borrow().ok()?;
            let known = lookups.get(place)?.as_ref()?;
            let holds = known.class == self.id && known.name == name && known.epoch == epoch();
            holds.then(|| known.found.clone())
        });
        match known {
            Ok(Some(found)) => found,
            _ => self.look_up(name, place),
        }
    }

    /// Looks the attribute up, and remembers at `place` what was found if it is no object of a
    /// script, which would live longer by it.
    #[inline(never)]
    fn look_up(&self, name: Symbol, place: usize) -> Option<Value> {
        let classes = || {
            [self]
                .into_iter()
                .chain(self.ancestors.iter().map(|class| &**class))
        };
        let found = classes().find_map(|class| class.attrs.borrow().get(name));
        let lasting = match &found {
            None => true,
            Some(found) => matches!(
                found,
                Value::Function(_) | Value::Builtin(_) | Value::Property(_)
            ),
        };
        if lasting && !classes().any(|class| class.attrs.borrow().is_shared()) {
            let lookup = Lookup {
                class: self.id,
                epoch: epoch(),
                name,
                found: found.clone(),
            };
            let _old = LOOKUPS.try_with(|lookups| {
                let mut lookups = lookups.try_borrow_mut().ok()?;
                if lookups.is_empty() {
                    lookups.resize_with(REMEMBERED, || None);
                }
                lookups.get_mut(place)?.replace(lookup)
            });
        }
        found
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
            .find_map(|class| class.attrs.borrow().get(name))
    }

    /// The class of the class, if it is not `type`.
    pub fn meta(&self) -> Option<Rc<Class>> {
        self.meta.borrow().clone()
    }

    #[inline]
    pub fn has(&self, hook: Hook) -> bool {
        self.hooks.get() & hook as u8 != 0
    }

    pub fn hook(&self, hook: Hook, on: bool) {
        let others = self.hooks.get() & !(hook as u8);
        self.hooks
            .set(if on { others | hook as u8 } else { others });
    }

    /// Notes what the attribute of that name means for the instances.
    fn notice(&self, name: Symbol, value: &Value) {
        let hook = match name.name() {
            "__getattribute__" => Hook::GetAttribute,
            "__setattr__" => Hook::SetAttribute,
            "__del__" => {
                DELETES.set(true);
                Hook::Delete
            }
            "__abstractmethods__" => {
                let some = matches!(value, Value::FrozenSet(set) if !set.is_empty());
                return self.hook(Hook::Abstract, some);
            }
            _ => return,
        };
        self.hook(hook, true);
    }

    /// Whether there is a class with `__del__`.
    pub(super) fn any_deletes() -> bool {
        DELETES.get()
    }

    /// Takes what a class body defined.
    pub fn fill(&self, attrs: Attrs) {
        for (name, value) in attrs.entries() {
            self.notice(name, &value);
        }
        let _old = self.attrs.replace(attrs);
        changed();
    }

    pub fn set(&self, name: Symbol, value: Value) {
        self.notice(name, &value);
        let _old = self.attrs.borrow_mut().set(name, value);
        changed();
    }

    pub fn remove(&self, name: Symbol) -> Option<Value> {
        let old = self.attrs.borrow_mut().remove(name);
        changed();
        old
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
            finalized: Cell::new(false),
        }
    }

    pub fn get(&self, name: &str) -> Option<Value> {
        self.attrs.borrow().get(Symbol::find(name)?)
    }

    pub fn set(&self, name: &str, value: impl Into<Value>) {
        let _old = self.attrs.borrow_mut().set(Symbol::of(name), value.into());
    }
}

thread_local! {
    /// Objects that nothing refers to any more and whose `__del__` is to be called, and
    /// generators that are to be closed.
    static GONE: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
}

impl Drop for Instance {
    fn drop(&mut self) {
        if !self.class.has(Hook::Delete) || self.finalized.get() {
            let_go(Contents::Attributes(self.attrs.take(), self.inner.take()));
            return;
        }
        let again = Instance {
            class: self.class.clone(),
            attrs: RefCell::new(self.attrs.take()),
            inner: RefCell::new(self.inner.take()),
            finalized: Cell::new(true),
        };
        is_gone(Value::Instance(Rc::new(again)));
    }
}

/// Notes a value that wants to be asked before it goes.
pub(super) fn is_gone(value: Value) {
    // The thread may be ending, and with it the list.
    let _ = GONE.try_with(|gone| gone.borrow_mut().push(value));
    super::interrupt::attend();
}

/// The objects whose `__del__` is to be called and the generators that are to be closed, in the
/// order in which they went.
pub(super) fn take_gone() -> Vec<Value> {
    GONE.take()
}

fn next_id() -> u32 {
    NEXT_ID.replace(NEXT_ID.get() + 1)
}

/// C3: the order in which attributes are looked up, without the class itself.
///
/// The error is the classes of which each should come before another.
fn linearise(bases: &[Rc<Class>]) -> std::result::Result<Vec<Rc<Class>>, Vec<Rc<Class>>> {
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
            return Ok(order);
        }
        let found = lists.iter().map(|list| list[0].clone()).find(|candidate| {
            !lists
                .iter()
                .any(|list| list[1..].iter().any(|class| class.id == candidate.id))
        });
        let Some(next) = found else {
            let mut stuck: Vec<Rc<Class>> = Vec::new();
            for list in &lists {
                if !stuck.iter().any(|class| class.id == list[0].id) {
                    stuck.push(list[0].clone());
                }
            }
            return Err(stuck);
        };
        for list in &mut lists {
            if list[0].id == next.id {
                list.remove(0);
            }
        }
        order.push(next);
    }
}
