//! The errors of packets as the exceptions that a script sees.

use std::rc::Rc;

use crate::eval::class::Class;
use crate::eval::error::Error;
use crate::eval::exception::{Exc, Exception, Named, of_protocol};
use crate::eval::value::Value;
use crate::packet::{self};
use crate::proto::refusal::KINDS;

/// The error of a packet as the exception that a script sees.
pub fn error(error: packet::Error) -> Error {
    if let packet::Error::Script(raised) = &error
        && let Some(raised) = raised.0.downcast_ref::<Error>()
    {
        return raised.clone();
    }
    // Ctrl-C ended the wait for a name server.
    if let Err(stopped) = crate::eval::interrupt::check() {
        return stopped;
    }
    let raised = raised(&error);
    match error.word() {
        Some(word) => raised.at_word(word),
        None => raised,
    }
}

fn raised(error: &packet::Error) -> Error {
    if let packet::Error::Name { field, name, like } = error {
        let raised = Error::key_error(Value::str(name));
        return match like {
            Some(like) => raised.help(format!("did you mean '{like}'?")),
            None if name.parse::<u64>().is_ok() => {
                raised.help(format!("write the number without quotes: {field}={name}"))
            }
            None => raised.help(format!("no value of '{field}' has this name")),
        };
    }
    let text = error.to_string();
    if let packet::Error::Short { needed, had, .. } = error {
        let words = format!(
            "unpack_from requires a buffer of at least {needed} bytes for unpacking {needed} \
             bytes at offset 0 (actual buffer size is {had})"
        );
        return of_class(Named::Struct.class(), words).help(text);
    }
    if let packet::Error::Address { .. } = error {
        let args = vec![Value::Int(-2), Value::str("Name or service not known")];
        return Error(Rc::new(Exception::new(Named::Address.class(), args))).help(text);
    }
    match error.kind() {
        "AttributeError" => Error::attribute_error(text),
        "ValueError" => Error::value_error(text),
        "KeyError" => Error::with_args(Exc::KeyError, vec![Value::string(text)]),
        "OSError" => Error::new(Exc::OSError, text),
        "IndexError" => Error::index_error(text),
        "TypeError" => Error::type_error(text),
        kind if kind == "Scapy_Exception" || KINDS.iter().any(|(own, _)| *own == kind) => {
            of_class(of_protocol(kind), text)
        }
        "struct.error" => of_class(Named::Struct.class(), text),
        _ => Error::value_error(text),
    }
}

fn of_class(class: Rc<Class>, text: String) -> Error {
    Error(Rc::new(Exception::new(class, vec![Value::string(text)])))
}
