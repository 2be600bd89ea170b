//! What the class of a script does by itself, where a table would say it.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The methods that a script's class defines, of those that the packet module calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hooks(u64);

impl Hooks {
    pub const NONE: Hooks = Hooks(0);
    pub const POST_BUILD: Hooks = Hooks(1);
    pub const SELF_BUILD: Hooks = Hooks(1 << 1);
    pub const DO_BUILD: Hooks = Hooks(1 << 2);
    pub const BUILD: Hooks = Hooks(1 << 3);
    pub const BUILD_PADDING: Hooks = Hooks(1 << 4);
    pub const PRE_DISSECT: Hooks = Hooks(1 << 5);
    pub const DO_DISSECT: Hooks = Hooks(1 << 6);
    pub const POST_DISSECT: Hooks = Hooks(1 << 7);
    pub const DISSECT_PAYLOAD: Hooks = Hooks(1 << 8);
    pub const EXTRACT_PADDING: Hooks = Hooks(1 << 9);
    pub const GUESS: Hooks = Hooks(1 << 10);
    pub const DEFAULT_PAYLOAD: Hooks = Hooks(1 << 11);
    pub const DISPATCH: Hooks = Hooks(1 << 12);
    pub const SUMMARY: Hooks = Hooks(1 << 13);
    pub const ANSWERS: Hooks = Hooks(1 << 14);
    pub const HASHRET: Hooks = Hooks(1 << 15);
    pub const INIT: Hooks = Hooks(1 << 16);
    pub const POST_DISSECTION: Hooks = Hooks(1 << 17);
    pub const DISSECT: Hooks = Hooks(1 << 18);
    pub const DO_BUILD_PAYLOAD: Hooks = Hooks(1 << 19);
    pub const BUILD_DONE: Hooks = Hooks(1 << 20);
    pub const ADD_PAYLOAD: Hooks = Hooks(1 << 21);
    pub const ADD_UNDERLAYER: Hooks = Hooks(1 << 22);
    pub const COPY: Hooks = Hooks(1 << 23);
    pub const GET_VALUE: Hooks = Hooks(1 << 24);
    pub const FIELD_AND_VALUE: Hooks = Hooks(1 << 25);
    pub const SET_VALUE: Hooks = Hooks(1 << 26);
    pub const DELETE_VALUE: Hooks = Hooks(1 << 27);
    pub const GET_ATTRIBUTE: Hooks = Hooks(1 << 28);
    pub const SET_ATTRIBUTE: Hooks = Hooks(1 << 29);
    pub const DELETE_ATTRIBUTE: Hooks = Hooks(1 << 30);
    pub const INIT_FIELDS: Hooks = Hooks(1 << 31);
    pub const INIT_CACHED_FIELDS: Hooks = Hooks(1 << 32);
    pub const DISSECTION_DONE: Hooks = Hooks(1 << 33);
    pub const REMOVE_PAYLOAD: Hooks = Hooks(1 << 34);
    /// `__len__`, `__eq__` and their like.
    pub const OPERATORS: Hooks = Hooks(1 << 35);

    /// The methods and what they are called by scripts.
    pub const NAMES: &'static [(Hooks, &'static str)] = &[
        (Hooks::POST_BUILD, "post_build"),
        (Hooks::SELF_BUILD, "self_build"),
        (Hooks::DO_BUILD, "do_build"),
        (Hooks::BUILD, "build"),
        (Hooks::BUILD_PADDING, "build_padding"),
        (Hooks::PRE_DISSECT, "pre_dissect"),
        (Hooks::DO_DISSECT, "do_dissect"),
        (Hooks::POST_DISSECT, "post_dissect"),
        (Hooks::DISSECT_PAYLOAD, "do_dissect_payload"),
        (Hooks::EXTRACT_PADDING, "extract_padding"),
        (Hooks::GUESS, "guess_payload_class"),
        (Hooks::DEFAULT_PAYLOAD, "default_payload_class"),
        (Hooks::DISPATCH, "dispatch_hook"),
        (Hooks::SUMMARY, "mysummary"),
        (Hooks::ANSWERS, "answers"),
        (Hooks::HASHRET, "hashret"),
        (Hooks::INIT, "__init__"),
        (Hooks::POST_DISSECTION, "post_dissection"),
        (Hooks::DISSECT, "dissect"),
        (Hooks::DO_BUILD_PAYLOAD, "do_build_payload"),
        (Hooks::BUILD_DONE, "build_done"),
        (Hooks::ADD_PAYLOAD, "add_payload"),
        (Hooks::ADD_UNDERLAYER, "add_underlayer"),
        (Hooks::COPY, "copy"),
        (Hooks::GET_VALUE, "getfieldval"),
        (Hooks::FIELD_AND_VALUE, "getfield_and_val"),
        (Hooks::SET_VALUE, "setfieldval"),
        (Hooks::DELETE_VALUE, "delfieldval"),
        (Hooks::GET_ATTRIBUTE, "__getattr__"),
        (Hooks::SET_ATTRIBUTE, "__setattr__"),
        (Hooks::DELETE_ATTRIBUTE, "__delattr__"),
        (Hooks::INIT_FIELDS, "init_fields"),
        (Hooks::INIT_CACHED_FIELDS, "do_init_cached_fields"),
        (Hooks::DISSECTION_DONE, "dissection_done"),
        (Hooks::REMOVE_PAYLOAD, "remove_payload"),
        (Hooks::OPERATORS, "__bytes__"),
        (Hooks::OPERATORS, "__len__"),
        (Hooks::OPERATORS, "__str__"),
        (Hooks::OPERATORS, "__repr__"),
        (Hooks::OPERATORS, "__eq__"),
        (Hooks::OPERATORS, "__ne__"),
        (Hooks::OPERATORS, "__lt__"),
        (Hooks::OPERATORS, "__gt__"),
        (Hooks::OPERATORS, "__hash__"),
        (Hooks::OPERATORS, "__bool__"),
        (Hooks::OPERATORS, "__iter__"),
        (Hooks::OPERATORS, "__contains__"),
        (Hooks::OPERATORS, "__getitem__"),
        (Hooks::OPERATORS, "__setitem__"),
        (Hooks::OPERATORS, "__delitem__"),
        (Hooks::OPERATORS, "__truediv__"),
        (Hooks::OPERATORS, "__rtruediv__"),
        (Hooks::OPERATORS, "__mul__"),
        (Hooks::OPERATORS, "__rmul__"),
        (Hooks::OPERATORS, "__add__"),
        (Hooks::OPERATORS, "__radd__"),
        (Hooks::OPERATORS, "__sub__"),
        (Hooks::OPERATORS, "__mod__"),
        (Hooks::OPERATORS, "__and__"),
        (Hooks::OPERATORS, "__or__"),
        (Hooks::OPERATORS, "__call__"),
        (Hooks::OPERATORS, "__int__"),
        (Hooks::OPERATORS, "__index__"),
        (Hooks::OPERATORS, "__format__"),
        (Hooks::OPERATORS, "__enter__"),
        (Hooks::OPERATORS, "__exit__"),
        (Hooks::OPERATORS, "__le__"),
        (Hooks::OPERATORS, "__ge__"),
        (Hooks::OPERATORS, "__neg__"),
        (Hooks::OPERATORS, "__invert__"),
        (Hooks::OPERATORS, "__float__"),
        (Hooks::OPERATORS, "__next__"),
    ];

    pub const fn with(self, other: Hooks) -> Hooks {
        Hooks(self.0 | other.0)
    }

    pub const fn has(self, other: Hooks) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What the method is called by scripts, where this is one of them.
    pub fn name(self) -> &'static str {
        Hooks::NAMES
            .iter()
            .find(|entry| entry.0 == self)
            .map_or("", |entry| entry.1)
    }
}

/// The hooks of a protocol: none for a table; a script may give its class some at any time.
#[derive(Clone, Copy, Debug)]
pub struct HookSet(Option<&'static AtomicU64>);

impl HookSet {
    /// Those of a table.
    pub const NONE: HookSet = HookSet(None);

    /// Those of a script's class, which lives as long as the program.
    pub fn of_script() -> HookSet {
        HookSet(Some(Box::leak(Box::default())))
    }

    pub fn set(self, hooks: Hooks) {
        if let Some(own) = self.0 {
            own.store(hooks.0, Relaxed);
        }
    }

    pub fn has(self, hooks: Hooks) -> bool {
        self.all().has(hooks)
    }

    pub fn is_empty(self) -> bool {
        self.all().is_empty()
    }

    fn all(self) -> Hooks {
        Hooks(self.0.map_or(0, |own| own.load(Relaxed)))
    }
}
