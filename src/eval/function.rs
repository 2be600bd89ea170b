//! What can be called, and the descriptors that wrap it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::class::{Attrs, Class};
use super::code::Code;
use super::module::Globals;
use super::symbol::Symbol;
use super::value::Value;

/// A function that a script defined.
pub struct Function {
    pub code: Rc<Code>,
    pub globals: Rc<Globals>,
    /// The defaults of the last positional parameters.
    pub defaults: Vec<Value>,
    /// The default of each keyword-only parameter, or `Unset`.
    pub keyword_defaults: Vec<Value>,
    /// The cells of the enclosing functions, in the order of `Code::free`.
    pub closure: Vec<Value>,
    /// The class whose body holds the definition: what `super()` starts from.
    pub owner: RefCell<Option<std::rc::Weak<Class>>>,
    pub attrs: RefCell<Attrs>,
}

/// `x.f` where `f` is a function of x's class
pub struct Method {
    pub func: Value,
    pub receiver: Value,
}

/// `property(get, set, delete)`
pub struct Property {
    pub get: Value,
    pub set: Value,
    pub delete: Value,
    pub doc: Value,
    /// What the class that it stands in calls it.
    pub name: Cell<Option<Symbol>>,
}

/// `staticmethod(f)`
pub struct StaticMethod(pub Value);

/// `classmethod(f)`
pub struct ClassMethod(pub Value);

/// `super()`: attributes of `receiver`, looked up behind `class` in its resolution order.
pub struct Super {
    pub class: Rc<Class>,
    pub receiver: Value,
}
