//! `raise`, `except`, `assert` and `with`.

use crate::eval::call;
use crate::eval::class::Layout;
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::eval::{operators, types};

impl Interp {
    /// `raise exception from cause`
    pub(super) fn raised(&mut self, exception: &Value, cause: Option<Value>) -> Result<Error> {
        let error = self.exception(exception)?;
        let Some(cause) = cause else {
            return Ok(error);
        };
        let cause = match cause {
            Value::None => None,
            Value::Class(class) => Some(call::instantiate(self, &class, &[], &[])?),
            cause @ Value::Exception(_) => Some(cause),
            _ => {
                return Err(Error::type_error(
                    "exception causes must derive from BaseException",
                ));
            }
        };
        error.0.cause.replace(cause);
        error.0.suppress_context.set(true);
        Ok(error)
    }

    /// `raise` alone
    pub(super) fn raised_again(&self) -> Error {
        match self.handled.last() {
            Some(Value::Exception(exception)) => {
                exception.again.set(true);
                Error(exception.clone())
            }
            _ => Error::runtime_error("No active exception to reraise"),
        }
    }

    /// The exception that `raise value` raises.
    pub(in crate::eval) fn exception(&mut self, value: &Value) -> Result<Error> {
        match value {
            Value::Exception(exception) => Ok(Error(exception.clone())),
            Value::Class(class) if matches!(class.layout, Layout::Exception(_)) => {
                match call::instantiate(self, class, &[], &[])? {
                    Value::Exception(exception) => Ok(Error(exception)),
                    _ => Err(Error::type_error(
                        "exceptions must derive from BaseException",
                    )),
                }
            }
            _ => Err(Error::type_error(
                "exceptions must derive from BaseException",
            )),
        }
    }

    pub(super) fn matches(&mut self, exception: &Value, class: &Value) -> Result<bool> {
        match class {
            Value::Class(class) if matches!(class.layout, Layout::Exception(_)) => {
                Ok(types::instance_of(exception, class))
            }
            Value::Tuple(classes) => {
                for class in classes.iter() {
                    if self.matches(exception, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Err(Error::type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            )),
        }
    }

    pub(super) fn with_enter(&mut self, manager: &Value) -> Result<Value> {
        let known = self.known;
        if let Value::Object(object) = manager
            && let Some(value) = object.clone().enter(self, manager)?
        {
            return Ok(value);
        }
        let exits = call::find_special(manager, known.exit).is_some();
        match self.call_special(manager, known.enter, &[])? {
            Some(value) if exits => Ok(value),
            Some(_) => Err(Error::type_error(format!(
                "'{}' object does not support the context manager protocol (missed __exit__ method)",
                self.type_name(manager)
            ))),
            None => Err(Error::type_error(format!(
                "'{}' object does not support the context manager protocol",
                self.type_name(manager)
            ))),
        }
    }

    pub(super) fn with_exit(&mut self, manager: &Value, exception: Option<Value>) -> Result<bool> {
        let known = self.known;
        if let Value::Object(object) = manager {
            let error = match &exception {
                Some(Value::Exception(exception)) => Some(Error(exception.clone())),
                _ => None,
            };
            return object.clone().exit(self, error.as_ref());
        }
        let args = match exception {
            Some(exception) => {
                let traceback = crate::eval::traceback::of(&exception);
                [self.type_of(&exception), exception, traceback]
            }
            None => [Value::None, Value::None, Value::None],
        };
        match self.call_special(manager, known.exit, &args)? {
            Some(result) => operators::truth(self, &result),
            None => Ok(false),
        }
    }
}

pub(super) fn failed_assertion(message: Option<Value>) -> Error {
    Error::with_args(Exc::AssertionError, message.into_iter().collect())
}
