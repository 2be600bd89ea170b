//! A function that a script can call and that is written in Rust.

use super::error::Result;
use super::interp::Interp;
use super::value::Value;

/// One static per function: everything that help, completion, keyword checks and calls need.
pub struct Builtin {
    pub name: &'static str,
    /// As Python writes them, one string each: `"x"`, `"inter=0"`, `"*"`, `"*args"`, `"**kwargs"`.
    pub params: &'static [&'static str],
    /// One sentence.
    pub help: &'static str,
    /// Lines that run, with the result that they show: `("len('abc')", "3")`.
    pub examples: &'static [(&'static str, &'static str)],
    pub run: fn(&mut Interp, &Args) -> Result<Value>,
}

/// Arguments bound to the parameters of a [`Builtin`], in the order of `params`
/// (a bare `"*"` takes no place; `*args` is a tuple, `**kwargs` a dict).
pub struct Args<'a> {
    slots: &'a [Value],
}

impl<'a> Args<'a> {
    pub fn new(slots: &'a [Value]) -> Self {
        Args { slots }
    }

    /// The argument at `index`, or `None` if it was not given.
    pub fn get(&self, index: usize) -> Option<&Value> {
        match self.slots.get(index) {
            None | Some(Value::Unset) => None,
            given => given,
        }
    }
}
