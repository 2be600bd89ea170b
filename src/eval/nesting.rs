//! Lists in lists in lists, a million deep, are let go without recursion.
//!
//! What a container holds goes with it, in a call within the container's own. Behind so many of
//! these the contents wait until the outermost call is done with the rest.

use std::cell::{Cell, RefCell};
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use smallvec::SmallVec;

use super::attrs::Attrs;
use super::dict::Entry;
use super::holders::placed;
use super::value::Value;

/// The elements of a list.
#[derive(Default)]
pub struct Items(Vec<Value>);

/// The elements of a tuple; a few lie in one piece with what counts their holders.
#[derive(Default)]
pub struct Tuple(Few);

type Few = SmallVec<[Value; 4]>;

/// What a container held.
pub enum Contents {
    Items(Vec<Value>),
    Few(Few),
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
        if self.0.iter().any(Value::may_hold) {
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

impl Drop for Tuple {
    #[inline]
    fn drop(&mut self) {
        if self.0.iter().any(Value::may_hold) {
            let_go(Contents::Few(std::mem::take(&mut self.0)));
        }
    }
}

impl Deref for Tuple {
    type Target = [Value];

    #[inline]
    fn deref(&self) -> &[Value] {
        &self.0
    }
}

impl DerefMut for Tuple {
    #[inline]
    fn deref_mut(&mut self) -> &mut [Value] {
        &mut self.0
    }
}

impl Tuple {
    #[inline]
    pub fn as_slice(&self) -> &[Value] {
        &self.0
    }
}

impl From<Few> for Tuple {
    #[inline]
    fn from(values: Few) -> Tuple {
        Tuple(values)
    }
}

impl From<Vec<Value>> for Tuple {
    #[inline]
    fn from(values: Vec<Value>) -> Tuple {
        Tuple(Few::from_vec(values))
    }
}

/// What a tuple can be made of.
pub trait IntoTuple {
    fn shared(self) -> Rc<Tuple>;
}

impl IntoTuple for Vec<Value> {
    fn shared(self) -> Rc<Tuple> {
        Rc::new(Tuple::from(self))
    }
}

impl IntoTuple for &[Value] {
    #[inline]
    fn shared(self) -> Rc<Tuple> {
        Tuple::of(self.iter().cloned())
    }
}

impl<const N: usize> IntoTuple for &[Value; N] {
    #[inline]
    fn shared(self) -> Rc<Tuple> {
        Tuple::of(self.iter().cloned())
    }
}

impl<const N: usize> IntoTuple for [Value; N] {
    #[inline]
    fn shared(self) -> Rc<Tuple> {
        Tuple::of(self.into_iter())
    }
}

impl Tuple {
    /// A tuple that is filled where it stays: a few values that are written and then copied as a
    /// whole would make the processor wait.
    #[inline]
    pub fn of(values: impl Iterator<Item = Value>) -> Rc<Tuple> {
        let mut tuple = placed(Tuple::default());
        if let Some(tuple) = Rc::get_mut(&mut tuple) {
            tuple.0.extend(values);
        }
        tuple
    }
}
