//! Native values with behaviour of their own.

use std::any::Any;

use super::error::{Error, Result};
use super::interp::Interp;
use super::iter::Iter;
use super::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};

/// A native value: a socket, a packet list, `conf`. Every method but `type_name` has a default
/// that says what Python says of a plain object. `this` is the object as a value, for methods
/// that need to hand it out.
#[allow(unused_variables)]
pub trait Object: Any {
    fn type_name(&self) -> &str;

    /// `x.name`; `None` when there is no such attribute
    fn get_attr(&self, interp: &mut Interp, this: &Value, name: &str) -> Result<Option<Value>> {
        Ok(None)
    }

    /// `x.name = value`; false when it has no such attribute
    fn set_attr(&self, interp: &mut Interp, name: &str, value: Value) -> Result<bool> {
        Ok(false)
    }

    /// `del x.name`; false when it has no such attribute
    fn del_attr(&self, interp: &mut Interp, name: &str) -> Result<bool> {
        Ok(false)
    }

    /// The value that a field of a packet gets when a script assigns `x` to it.
    fn as_field(&self) -> Option<crate::packet::FieldValue> {
        None
    }

    /// What `dir(x)` lists, and completion offers.
    fn dir(&self) -> Vec<String> {
        Vec::new()
    }

    /// The methods of the type, with `self` first; looked up when `get_attr` has nothing.
    fn methods(&self) -> &'static [super::builtin::Builtin] {
        &[]
    }

    /// `x(…)`
    fn call(
        &self,
        interp: &mut Interp,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        Err(Error::type_error(format!(
            "'{}' object is not callable",
            self.type_name()
        )))
    }

    /// `x[index]`
    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        Err(Error::type_error(format!(
            "'{}' object is not subscriptable",
            self.type_name()
        )))
    }

    /// `x[index] = value`
    fn set_item(&self, interp: &mut Interp, index: &Value, value: Value) -> Result<()> {
        Err(Error::type_error(format!(
            "'{}' object does not support item assignment",
            self.type_name()
        )))
    }

    /// `del x[index]`
    fn del_item(&self, interp: &mut Interp, index: &Value) -> Result<()> {
        Err(Error::type_error(format!(
            "'{}' object doesn't support item deletion",
            self.type_name()
        )))
    }

    /// `len(x)`; `None` when it has no length
    fn len(&self, interp: &mut Interp) -> Result<Option<usize>> {
        Ok(None)
    }

    /// `iter(x)`; `None` when it cannot be iterated over
    fn iter(&self, interp: &mut Interp, this: &Value) -> Result<Option<Iter>> {
        Ok(None)
    }

    /// `next(x)`; `None` at the end. Only asked of what `is_iterator`.
    fn next(&self, interp: &mut Interp) -> Result<Option<Value>> {
        Ok(None)
    }

    /// Whether `next(x)` has a meaning.
    fn is_iterator(&self) -> bool {
        false
    }

    /// `item in x`; `None` falls back to iteration
    fn contains(&self, interp: &mut Interp, item: &Value) -> Result<Option<bool>> {
        Ok(None)
    }

    /// `x op other`, or `other op x` if `reflected`; `None` is NotImplemented
    fn binary(
        &self,
        interp: &mut Interp,
        op: BinaryOp,
        this: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        Ok(None)
    }

    /// `-x`, `+x`, `~x`, by name (`"__neg__"`, `"__pos__"`, `"__invert__"`, `"__abs__"`, `"__int__"`, `"__float__"`, `"__index__"`)
    fn unary(&self, interp: &mut Interp, name: &str) -> Result<Option<Value>> {
        Ok(None)
    }

    /// `x op other` for a comparison; `None` is NotImplemented (`==` is then identity)
    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        Ok(None)
    }

    /// `hash(x)`; `None` is by identity
    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        Ok(None)
    }

    /// `repr(x)`; `None` is `<name object at 0x…>`
    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        Ok(None)
    }

    /// `str(x)`; `None` is `repr(x)`
    fn str(&self, interp: &mut Interp) -> Result<Option<String>> {
        Ok(None)
    }

    /// `bool(x)`; `None` is by length, else true
    fn truth(&self, interp: &mut Interp) -> Result<Option<bool>> {
        Ok(None)
    }

    /// `with x:`; `None` when it is no context manager
    fn enter(&self, interp: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(None)
    }

    /// The end of `with x:`; true swallows the exception
    fn exit(&self, interp: &mut Interp, exception: Option<&Error>) -> Result<bool> {
        Ok(false)
    }

    /// Its octets, if it is bytes-like.
    fn octets(&self) -> Option<Vec<u8>> {
        None
    }

    /// What lies under it and the format of its items, if others may look at it.
    fn memory(&self) -> Option<(super::buffer::Memory, super::buffer::Format)> {
        None
    }

    /// The part of a memory that may be written through it: where it starts, how many octets.
    fn window(&self) -> Option<(super::buffer::Memory, usize, usize)> {
        None
    }

    /// The name of the class that this object is, if it is one: `isinstance(x, PacketList)`.
    fn class_name(&self) -> Option<&str> {
        None
    }

    /// What a call of the class does, for help and completion.
    fn construct(&self) -> Option<&'static super::builtin::Builtin> {
        None
    }

    /// The class that `type(x)` is, if the type can be named by scripts.
    fn class(&self) -> Option<Value> {
        None
    }
}
