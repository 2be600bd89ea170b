//! Scapy's own exceptions.

use std::rc::Rc;

use crate::eval::error::Error;
use crate::eval::exception::{Exception, Named, of_protocol};
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::proto::refusal::KINDS;

/// `Scapy_Exception: …`
pub fn scapy(text: impl Into<String>) -> Error {
    let args = vec![Value::string(text.into())];
    Error(Rc::new(Exception::new(Named::Scapy.class(), args)))
}

/// Makes the names known to scripts.
pub fn define(interp: &mut Interp) {
    interp.define("Scapy_Exception", Value::Class(Named::Scapy.class()));
    for (name, _) in KINDS {
        interp.define(name, Value::Class(of_protocol(name)));
    }
}
