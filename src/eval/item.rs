//! `x[i]`
use super::error::{Error, Result};
use super::interp::Interp;
use super::value::Value;
pub(super) fn get(_: &mut Interp, _: &Value, _: &Value) -> Result<Value> {
    Err(Error::not_implemented(""))
}
pub(super) fn set(_: &mut Interp, _: &Value, _: &Value, _: Value) -> Result<()> {
    Err(Error::not_implemented(""))
}
pub(super) fn delete(_: &mut Interp, _: &Value, _: &Value) -> Result<()> {
    Err(Error::not_implemented(""))
}
pub(super) fn contains(_: &mut Interp, _: &Value, _: &Value) -> Result<bool> {
    Err(Error::not_implemented(""))
}
pub(super) fn len(_: &mut Interp, _: &Value) -> Result<usize> {
    Err(Error::not_implemented(""))
}
pub(super) fn index(_: &mut Interp, _: &Value) -> Result<i64> {
    Err(Error::not_implemented(""))
}
