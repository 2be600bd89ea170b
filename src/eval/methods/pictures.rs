//! Methods that draw: they are functions of the scripts `graphs.py`,
//! `plots.py` and `drawings.py`.

use crate::eval::builtin::Args;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::value::Value;

/// The parameters of such a method; the script knows what they are.
pub const DRAWN: &[&str] = &["self", "*args", "**kwargs"];

/// Calls a function of one of the scripts with what the method was called with.
pub fn drawn(interp: &mut Interp, args: &Args, script: &str, function: &str) -> Result<Value> {
    let module = interp.import(&format!("scapy.{script}"))?;
    let found = module.get(function);
    let found = found.ok_or_else(|| Error::name_error(format!("no picture by {function}")))?;
    let mut arguments = vec![args.at(0).clone()];
    arguments.extend_from_slice(args.star(1));
    interp.call_kw(&found, &arguments, &args.keywords(2))
}
