//! Calling things.
use super::error::{Error, Result};
use super::interp::Interp;
use super::symbol::Symbol;
use super::value::Value;
pub(super) fn call(_: &mut Interp, _: &Value, _: &[Value]) -> Result<Value> {
    Err(Error::not_implemented(""))
}
pub(super) fn call_kw(
    _: &mut Interp,
    _: &Value,
    _: &[Value],
    _: &[(String, Value)],
) -> Result<Value> {
    Err(Error::not_implemented(""))
}
pub(super) fn special(_: &mut Interp, _: &Value, _: Symbol, _: &[Value]) -> Result<Option<Value>> {
    Err(Error::not_implemented(""))
}
pub(super) fn is_callable(_: &Interp, _: &Value) -> bool {
    false
}
/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`
pub(super) fn enumerate(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    }
}
