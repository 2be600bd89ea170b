//! What a script gave to a class of fields.

use crate::eval::builtin::Args;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::protocols::fields::{FieldClass, Mark};
use crate::eval::value::Value;

/// What a script gave to a class of fields.
pub struct Given<'a> {
    pub(super) class: &'static FieldClass,
    params: &'static [&'static str],
    args: &'a Args<'a>,
}

impl<'a> Given<'a> {
    pub fn new(class: &'static FieldClass, args: &'a Args<'a>) -> Given<'a> {
        Given {
            class,
            params: class.params(),
            args,
        }
    }

    /// The value given for a parameter; `None` where it was not given or is `None`.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        let at = self
            .params
            .iter()
            .position(|param| param.split('=').next() == Some(name))?;
        self.args.some(at)
    }

    /// The same as a number.
    pub(super) fn int(&self, name: &str, otherwise: i64) -> Result<i64> {
        match self.get(name) {
            None => Ok(otherwise),
            Some(Value::Float(number)) => Ok(number.get() as i64),
            Some(value) => value
                .as_int()
                .ok_or_else(|| Error::type_error(format!("'{name}' is a number"))),
        }
    }

    pub(super) fn has(&self, mark: Mark) -> bool {
        self.class.marks.contains(&mark)
    }

    /// All parameters and what was given for them.
    pub fn named(&self) -> Vec<(&'static str, Value)> {
        let names = self.params.iter().enumerate().skip(1);
        names
            .filter(|(_, param)| !param.starts_with('*'))
            .map(|(at, param)| {
                let (name, default) = param.split_once('=').unwrap_or((param, "None"));
                let value = match self.args.get(at) {
                    Some(value) => value.clone(),
                    None => constant(default),
                };
                (name, value)
            })
            .collect()
    }

    /// What was given by names that are no parameters.
    pub(super) fn keywords(&self) -> Vec<(String, Value)> {
        let mut params = self.params.iter();
        let at = params.position(|param| param.starts_with("**"));
        at.map(|at| self.args.keywords(at)).unwrap_or_default()
    }

    pub(super) fn truth(&self, interp: &mut Interp, name: &str) -> Result<bool> {
        self.get(name)
            .map_or(Ok(false), |value| interp.truth(value))
    }
}

/// A default as it stands in a list of parameters.
fn constant(text: &str) -> Value {
    match text {
        "None" => Value::None,
        "False" => Value::bool(false),
        text => match text
            .strip_prefix('\'')
            .and_then(|text| text.strip_suffix('\''))
        {
            Some(text) => Value::str(text),
            None => text.parse().map_or(Value::None, Value::Int),
        },
    }
}

pub(super) fn text_of(value: Option<&Value>, otherwise: &str) -> String {
    value
        .and_then(Value::as_str)
        .unwrap_or(otherwise)
        .to_owned()
}

pub(super) fn width(bits: i64) -> Result<u16> {
    u16::try_from(bits).map_err(|_| Error::value_error(format!("{bits} is no number of bits")))
}
