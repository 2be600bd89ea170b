//! Names as small numbers, so that looking one up compares integers.

use hashbrown::HashMap;
use std::cell::RefCell;
use std::fmt;

/// An interned name. Equal names are equal symbols, for the life of the process.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u32);

#[derive(Default)]
struct Table {
    numbers: HashMap<&'static str, Symbol>,
    names: Vec<&'static str>,
}

thread_local! {
    static TABLE: RefCell<Table> = RefCell::default();
}

impl Symbol {
    /// The symbol of `name`, made if need be.
    pub fn of(name: &str) -> Symbol {
        TABLE.with_borrow_mut(|table| {
            if let Some(symbol) = table.numbers.get(name) {
                return *symbol;
            }
            // Names come from program text and tables; they are few and live as long as both.
            let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
            let symbol = Symbol(u32::try_from(table.names.len()).unwrap_or(u32::MAX));
            table.names.push(name);
            table.numbers.insert(name, symbol);
            symbol
        })
    }

    /// The symbol of `name` if anything has that name.
    pub fn find(name: &str) -> Option<Symbol> {
        TABLE.with_borrow(|table| table.numbers.get(name).copied())
    }

    pub fn name(self) -> &'static str {
        TABLE.with_borrow(|table| table.names[self.0 as usize])
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! well_known {
    ($($constant:ident = $name:literal),* $(,)?) => {
        /// The names that the interpreter itself looks for.
        #[derive(Clone, Copy)]
        pub struct Known { $(pub $constant: Symbol,)* }

        impl Known {
            pub fn new() -> Known {
                Known { $($constant: Symbol::of($name),)* }
            }
        }

        impl Default for Known {
            fn default() -> Self { Self::new() }
        }
    };
}

well_known! {
    init = "__init__", new = "__new__", call = "__call__", iter = "__iter__", next = "__next__",
    getitem = "__getitem__", setitem = "__setitem__", delitem = "__delitem__", len = "__len__",
    contains = "__contains__", eq = "__eq__", ne = "__ne__", lt = "__lt__", le = "__le__",
    gt = "__gt__", ge = "__ge__", hash = "__hash__", repr = "__repr__", str = "__str__",
    bool = "__bool__", enter = "__enter__", exit = "__exit__", getattr = "__getattr__",
    setattr = "__setattr__", delattr = "__delattr__", getattribute = "__getattribute__",
    name = "__name__", doc = "__doc__", class = "__class__", dict = "__dict__",
    module = "__module__", qualname = "__qualname__", bases = "__bases__", mro = "__mro__",
    neg = "__neg__", pos = "__pos__", invert = "__invert__", abs = "__abs__", index = "__index__",
    int = "__int__", float = "__float__", format = "__format__", bytes = "__bytes__",
    missing = "__missing__", reversed = "__reversed__", del = "__del__",
    init_subclass = "__init_subclass__", set_name = "__set_name__", get = "__get__",
    set = "__set__", delete = "__delete__", file = "__file__", all = "__all__", args = "args",
    wrapped = "__wrapped__", annotations = "__annotations__", underscore = "_",
}

/// Visits all names.
pub fn each(mut visit: impl FnMut(Symbol, &'static str)) {
    let names = TABLE.with_borrow(|table| table.names.clone());
    for (index, name) in names.into_iter().enumerate() {
        visit(Symbol(index as u32), name);
    }
}
