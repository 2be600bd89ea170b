//! What packets and layers do as values: one hook per operation, `None` where a value is neither.

use super::error::Result;
use super::interp::Interp;
use super::iter::Iter;
use super::symbol::Symbol;
use super::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};

/// What an attribute or item site of the program remembers, so that the next packet of the same
/// shape costs no hashing. Free for the packet engine to use.
#[derive(Clone, Copy, Default)]
pub struct Site {
    pub key: usize,
    pub index: u32,
}

/// `p.dport`
pub fn get_attr(
    _interp: &mut Interp,
    _value: &Value,
    _name: Symbol,
    _site: &mut Site,
) -> Result<Option<Value>> {
    Ok(None)
}

/// `p.dport = 80`; false when the value is no packet
pub fn set_attr(
    _interp: &mut Interp,
    _value: &Value,
    _name: Symbol,
    _new: &Value,
    _site: &mut Site,
) -> Result<bool> {
    Ok(false)
}

/// `del p.chksum`; false when the value is no packet
pub fn del_attr(_interp: &mut Interp, _value: &Value, _name: Symbol) -> Result<bool> {
    Ok(false)
}

/// `dir(p)`
pub fn dir(_interp: &mut Interp, _value: &Value) -> Option<Vec<String>> {
    None
}

/// `p[TCP]`, `p["TCP"]`, `p[TCP:2]`
pub fn get_item(
    _interp: &mut Interp,
    _value: &Value,
    _index: &Value,
    _site: &mut Site,
) -> Result<Option<Value>> {
    Ok(None)
}

/// `p[TCP] = …`; false when the value is no packet
pub fn set_item(
    _interp: &mut Interp,
    _value: &Value,
    _index: &Value,
    _new: &Value,
) -> Result<bool> {
    Ok(false)
}

/// `del p[TCP]`; false when the value is no packet
pub fn del_item(_interp: &mut Interp, _value: &Value, _index: &Value) -> Result<bool> {
    Ok(false)
}

/// `TCP in p`
pub fn contains(_interp: &mut Interp, _value: &Value, _item: &Value) -> Result<Option<bool>> {
    Ok(None)
}

/// `a / b`, `a * 3`, `3 * a` where one of them is a packet or layer
pub fn binary(
    _interp: &mut Interp,
    _op: BinaryOp,
    _a: &Value,
    _b: &Value,
) -> Result<Option<Value>> {
    Ok(None)
}

/// `a == b`, `a != b`
pub fn compare(
    _interp: &mut Interp,
    _op: CompareOp,
    _a: &Value,
    _b: &Value,
) -> Result<Option<Value>> {
    Ok(None)
}

/// `IP(dst=…)`, `p()`
pub fn call(
    _interp: &mut Interp,
    _value: &Value,
    _args: &[Value],
    _kwargs: &[(String, Value)],
) -> Result<Option<Value>> {
    Ok(None)
}

/// `for q in p`
pub fn iter(_interp: &mut Interp, _value: &Value) -> Result<Option<Iter>> {
    Ok(None)
}

/// `len(p)`
pub fn len(_interp: &mut Interp, _value: &Value) -> Result<Option<usize>> {
    Ok(None)
}

/// `bool(p)`
pub fn truth(_interp: &mut Interp, _value: &Value) -> Result<Option<bool>> {
    Ok(None)
}

/// `hash(p)`
pub fn hash(_interp: &mut Interp, _value: &Value) -> Result<Option<i64>> {
    Ok(None)
}

/// `repr(p)`, `repr(IP)`
pub fn repr(_interp: &mut Interp, _value: &Value) -> Result<Option<String>> {
    Ok(None)
}

/// `str(p)`
pub fn str(_interp: &mut Interp, _value: &Value) -> Result<Option<String>> {
    Ok(None)
}

/// `type(p)`: the layer
pub fn class_of(_value: &Value) -> Option<Value> {
    None
}

/// `type(p).__name__`
pub fn type_name(_value: &Value) -> Option<String> {
    None
}

/// `isinstance(p, IP)`
pub fn is_instance(_interp: &mut Interp, _value: &Value, _class: &Value) -> Result<Option<bool>> {
    Ok(None)
}

/// `issubclass(IP, Packet)`
pub fn is_subclass(_interp: &mut Interp, _class: &Value, _other: &Value) -> Result<Option<bool>> {
    Ok(None)
}

/// `class MyProto(Packet): …`; `None` when no base is a layer
pub fn make_class(
    _interp: &mut Interp,
    _name: &str,
    _bases: &[Value],
    _attrs: &super::class::Attrs,
) -> Result<Option<Value>> {
    Ok(None)
}

/// Whether `binary` would have an answer: asked before a built-in type refuses the other operand.
pub fn binary_claims(_a: &Value, _b: &Value) -> bool {
    false
}
