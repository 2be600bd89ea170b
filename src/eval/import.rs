//! Importing scripts.
use super::error::{Error, Result};
use super::interp::Interp;
use super::module::Module;
use std::rc::Rc;
pub(super) fn script(_: &mut Interp, name: &str) -> Result<Rc<Module>> {
    Err(Error::module_not_found(format!("No module named '{name}'")))
}
