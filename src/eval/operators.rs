//! Operators.
use super::error::{Error, Result};
use super::interp::Interp;
use super::value::Value;
use crate::lang::ast::BinaryOp;
pub(super) fn truth(_: &mut Interp, _: &Value) -> Result<bool> {
    Err(Error::not_implemented(""))
}
pub(super) fn binary(_: &mut Interp, _: BinaryOp, _: &Value, _: &Value) -> Result<Value> {
    Err(Error::not_implemented(""))
}
