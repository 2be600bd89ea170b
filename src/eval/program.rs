//! Programs.
use super::error::{Error, Result};
use super::interp::Interp;
use super::module::Globals;
use super::value::Value;
use std::rc::Rc;
pub(super) fn run(_: &mut Interp, _: &str, _: &str, _: &Rc<Globals>) -> Result<()> {
    Err(Error::not_implemented(""))
}
pub(super) fn run_interactive(_: &mut Interp, _: &str, _: &Rc<Globals>) -> Result<Option<Value>> {
    Err(Error::not_implemented(""))
}
pub(super) fn eval(_: &mut Interp, _: &str, _: &Rc<Globals>) -> Result<Value> {
    Err(Error::not_implemented(""))
}
