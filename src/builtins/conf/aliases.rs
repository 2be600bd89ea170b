//! Settings by other names.

use crate::builtins::linkerror::raised;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::link::{Station, interfaces};

/// `conf.iface_alias`: names that scripts hard-code, and the interfaces that they mean here.
pub(super) struct Aliases;

impl Aliases {
    pub(super) fn dict() -> Value {
        let mut dict = crate::eval::dict::Dict::new();
        for (name, meant) in interfaces::aliases() {
            dict.set_str(&name, Value::string(meant));
        }
        Value::dict(dict)
    }
}

impl Object for Aliases {
    fn type_name(&self) -> &str {
        "dict"
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        interp.repr(&Aliases::dict()).map(Some)
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        interp.get_attr(&Aliases::dict(), name).map(Some)
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        interp.get_item(&Aliases::dict(), index)
    }

    /// Refuses what is no interface.
    fn set_item(&self, interp: &mut Interp, index: &Value, value: Value) -> Result<()> {
        let (name, meant) = (interp.str(index)?, interp.str(&value)?);
        Station::here()
            .and_then(|station| station.interface(&meant))
            .map_err(raised)?;
        interfaces::set_alias(&name, Some(&meant));
        Ok(())
    }

    fn del_item(&self, interp: &mut Interp, index: &Value) -> Result<()> {
        interfaces::set_alias(&interp.str(index)?, None);
        Ok(())
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(interfaces::aliases().len()))
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        interp.iter(&Aliases::dict()).map(Some)
    }

    fn contains(&self, interp: &mut Interp, item: &Value) -> Result<Option<bool>> {
        interp.contains(&Aliases::dict(), item).map(Some)
    }
}
