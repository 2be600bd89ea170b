//! repr.
use super::error::{Error, Result};
use super::interp::Interp;
use super::value::Value;
pub(super) fn repr(_: &mut Interp, _: &Value) -> Result<String> {
    Err(Error::not_implemented(""))
}
pub(super) fn str(_: &mut Interp, _: &Value) -> Result<String> {
    Err(Error::not_implemented(""))
}
pub(super) fn format(_: &mut Interp, _: &Value, _: &str) -> Result<String> {
    Err(Error::not_implemented(""))
}
pub(super) fn plain_repr(_: &Value) -> String {
    String::new()
}
