//! Scapy's own exceptions.

use std::rc::Rc;

use super::modules::exception_class;
use crate::eval::class::Class;
use crate::eval::error::Error;
use crate::eval::exception::{Exc, Exception};
use crate::eval::interp::Interp;
use crate::eval::value::Value;

thread_local! {
    static SCAPY: Rc<Class> = exception_class("Scapy_Exception", Exc::Exception, "scapy.error");
}

/// `Scapy_Exception: …`
pub fn scapy(text: impl Into<String>) -> Error {
    let args = vec![Value::string(text.into())];
    Error(Rc::new(Exception::new(SCAPY.with(Rc::clone), args)))
}

/// Makes the names known to scripts.
pub fn define(interp: &mut Interp) {
    interp.define("Scapy_Exception", Value::Class(SCAPY.with(Rc::clone)));
}
