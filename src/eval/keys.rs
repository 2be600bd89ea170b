//! Keys.
use super::dict::{Dict, Set};
use super::error::{Error, Result};
use super::interp::Interp;
use super::value::Value;
use std::cell::RefCell;
use std::rc::Rc;
pub(super) fn dict_get(_: &mut Interp, _: &Rc<RefCell<Dict>>, _: &Value) -> Result<Option<Value>> {
    Err(Error::not_implemented(""))
}
pub(super) fn dict_set(_: &mut Interp, _: &Rc<RefCell<Dict>>, _: Value, _: Value) -> Result<()> {
    Err(Error::not_implemented(""))
}
pub(super) fn dict_remove(
    _: &mut Interp,
    _: &Rc<RefCell<Dict>>,
    _: &Value,
) -> Result<Option<Value>> {
    Err(Error::not_implemented(""))
}
pub(super) fn set_add(_: &mut Interp, _: &mut Set, _: Value) -> Result<bool> {
    Err(Error::not_implemented(""))
}
pub(super) fn set_contains(_: &mut Interp, _: &Set, _: &Value) -> Result<bool> {
    Err(Error::not_implemented(""))
}
pub(super) fn set_remove(_: &mut Interp, _: &mut Set, _: &Value) -> Result<bool> {
    Err(Error::not_implemented(""))
}
pub(super) fn hash(_: &mut Interp, _: &Value) -> Result<i64> {
    Err(Error::not_implemented(""))
}
