//! Types.
use super::class::Class;
use super::error::{Error, Result};
use super::interp::Interp;
use super::value::{Kind, Value};
use std::rc::Rc;
pub(super) fn names() -> Vec<(&'static str, Value)> {
    Vec::new()
}
pub(super) fn type_of(_: &Value) -> Value {
    Value::None
}
pub(super) fn name(_: &Value) -> String {
    String::new()
}
pub(super) fn is_instance(_: &mut Interp, _: &Value, _: &Value) -> Result<bool> {
    Err(Error::not_implemented(""))
}
pub(super) fn is_subclass(_: &mut Interp, _: &Value, _: &Value) -> Result<bool> {
    Err(Error::not_implemented(""))
}
pub(super) fn class(_: Kind) -> Rc<Class> {
    super::exception::Exc::TypeError.class()
}
