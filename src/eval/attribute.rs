//! `x.name`
use super::error::{Error, Result};
use super::interp::Interp;
use super::symbol::Symbol;
use super::value::Value;
pub(super) fn get(_: &mut Interp, _: &Value, _: Symbol) -> Result<Value> {
    Err(Error::not_implemented(""))
}
pub(super) fn find(_: &mut Interp, _: &Value, _: Symbol) -> Result<Option<Value>> {
    Err(Error::not_implemented(""))
}
pub(super) fn set(_: &mut Interp, _: &Value, _: Symbol, _: Value) -> Result<()> {
    Err(Error::not_implemented(""))
}
pub(super) fn delete(_: &mut Interp, _: &Value, _: Symbol) -> Result<()> {
    Err(Error::not_implemented(""))
}
pub(super) fn dir(_: &mut Interp, _: &Value) -> Vec<String> {
    Vec::new()
}
