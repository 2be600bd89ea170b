//! Walking.
use super::error::{Error, Result};
use super::interp::Interp;
use super::iter::Iter;
use super::value::Value;
pub(super) fn iter(_: &mut Interp, _: &Value) -> Result<Iter> {
    Err(Error::not_implemented(""))
}
pub(super) fn next(_: &mut Interp, _: &mut Iter) -> Result<Option<Value>> {
    Err(Error::not_implemented(""))
}
pub(super) fn next_of(_: &mut Interp, _: &Value) -> Result<Option<Value>> {
    Err(Error::not_implemented(""))
}
pub(super) fn collect(_: &mut Interp, _: &Value) -> Result<Vec<Value>> {
    Err(Error::not_implemented(""))
}
