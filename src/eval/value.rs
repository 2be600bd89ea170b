//! What a name can stand for.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;

use super::builtin::Builtin;
use super::error::Result;
use super::interp::Interp;

/// A value, 16 octets wide; cloning one copies at most a pointer.
#[derive(Clone)]
pub enum Value {
    /// No value: an unbound local, an argument that was not given. No script ever sees it.
    Unset,
    None,
    Bool(bool),
    Int(i64),
    /// An integer that does not fit `Int`; never one that does.
    Big(Rc<BigInt>),
    Float(f64),
    Str(Rc<Str>),
    Bytes(Rc<Vec<u8>>),
    ByteArray(Rc<RefCell<Vec<u8>>>),
    List(Rc<RefCell<Vec<Value>>>),
    Tuple(Rc<Vec<Value>>),
    Builtin(&'static Builtin),
    /// Everything that is met less often: sockets, packet lists, `conf`, …
    Object(Rc<Box<dyn Object>>),
    // Dict, Set, FrozenSet, Range, Slice, Function, Method, Class, Instance, Module, Exception,
    // Iterator, Generator, Layer (a protocol as a class), Packet (a view: depth and stack) follow.
}

/// Text with what indexing needs to know about it.
pub struct Str {
    pub text: String,
    /// The number of characters; equal to `text.len()` when it is ASCII.
    pub chars: usize,
}

/// A native value with behaviour of its own. Every method but `type_name` has a default that
/// says what Python says of a plain object.
pub trait Object: Any {
    fn type_name(&self) -> &str;
    /// `x.name`; `None` when there is no such attribute
    fn get_attr(&self, _interp: &mut Interp, _name: &str) -> Result<Option<Value>> {
        Ok(None)
    }
}
