//! Lists in lists in lists, a million deep, are let go without recursion.
//!
//! What a container holds goes with it, in a call within the container's own. Behind so many of
//! these the contents wait until the outermost call is done with the rest.

use std::cell::{Cell, RefCell};
use std::ops::{Deref, DerefMut};

use super::attrs::Attrs;
use super::dict::Entry;
use super::value::Value;

/// The elements of a list or a tuple.
#[derive(Default)]
pub struct Items(Vec<Value>);

/// What a container held.
pub enum Contents {
    Items(Vec<Value>),
    Entries(Vec<Entry>),
    Attributes(Attrs, Value),
}

/// Containers let go within one another; each takes some hundred octets of the stack.
const DEEP: u32 = 100;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static LATER: RefCell<Vec<Contents>> = const { RefCell::new(Vec::new()) };
}

/// Drops the contents, now or as soon as the stack is short again.
pub fn let_go(contents: Contents) {
    let depth = DEPTH.get();
    if depth >= DEEP {
        // The thread may be ending, and with it the list; then they go here and now.
        let _ = LATER.try_with(|later| later.borrow_mut().push(contents));
        return;
    }
    DEPTH.set(depth + 1);
    drop(contents);
    while depth == 0
        && let Ok(Some(contents)) = LATER.try_with(|later| later.borrow_mut().pop())
    {
        drop(contents);
    }
    DEPTH.set(depth);
}

impl Drop for Items {
    #[inline]
    fn drop(&mut self) {
        if !self.0.is_empty() {
            let_go(Contents::Items(std::mem::take(&mut self.0)));
        }
    }
}

impl Deref for Items {
    type Target = Vec<Value>;

    #[inline]
    fn deref(&self) -> &Vec<Value> {
        &self.0
    }
}

impl DerefMut for Items {
    #[inline]
    fn deref_mut(&mut self) -> &mut Vec<Value> {
        &mut self.0
    }
}

impl From<Vec<Value>> for Items {
    #[inline]
    fn from(values: Vec<Value>) -> Items {
        Items(values)
    }
}

impl Items {
    /// The values, without the list around them.
    #[inline]
    pub fn into_values(mut self) -> Vec<Value> {
        std::mem::take(&mut self.0)
    }
}
