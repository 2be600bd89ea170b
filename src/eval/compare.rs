//! Comparing.
use super::error::{Error, Result};
use super::interp::Interp;
use super::value::Value;
use crate::lang::ast::CompareOp;
pub(super) fn eq(_: &mut Interp, _: &Value, _: &Value) -> Result<bool> {
    Err(Error::not_implemented(""))
}
pub(super) fn compare(_: &mut Interp, _: CompareOp, _: &Value, _: &Value) -> Result<Value> {
    Err(Error::not_implemented(""))
}
