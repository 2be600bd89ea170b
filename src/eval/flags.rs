//! Fields of flags as scripts see them: a number whose bits have names.

use std::cell::Cell;

use super::builtin::{Args, Builtin};
use super::error::{Error, Result};
use super::interp::Interp;
use super::iter::Iter;
use super::methods::arguments::method;
use super::object::Object;
use super::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};
use crate::packet::{FieldValue, Packet};
use crate::proto::names::FlagNames;

/// `p.flags`: equal to `18` and to `"SA"`; `.S` is a bit; `& 2`, `|= "A"`, `"S" in …` work.
pub struct Flags {
    pub value: Cell<i64>,
    pub names: &'static FlagNames,
    /// Where it was read from: setting a bit (`p.flags.S = 1`) writes there.
    field: Option<(Packet, usize)>,
}

impl Flags {
    pub fn new(value: i64, names: &'static FlagNames) -> Flags {
        Flags {
            value: Cell::new(value),
            names,
            field: None,
        }
    }

    pub fn of_field(value: i64, names: &'static FlagNames, packet: Packet, index: usize) -> Flags {
        Flags {
            value: Cell::new(value),
            names,
            field: Some((packet, index)),
        }
    }

    pub fn text(&self) -> String {
        self.names.text(self.value.get())
    }

    /// The number that `other` stands for among these flags.
    fn number(&self, other: &Value) -> Option<i64> {
        match other {
            Value::Str(text) => self.names.value(text.as_str()),
            Value::List(names) => names.borrow().iter().try_fold(0, |bits, name| {
                Some(bits | 1 << self.names.bit(name.as_str()?)?)
            }),
            other => other
                .as_int()
                .or_else(|| other.downcast::<Flags>().map(|flags| flags.value.get())),
        }
    }

    /// The bits that an attribute's name stands for: `S`, `SA`, `MF`.
    fn mask(&self, name: &str) -> Option<i64> {
        match self.names.bit(name) {
            Some(bit) => Some(1 << bit),
            None => self.names.value(name).filter(|mask| *mask != 0),
        }
    }

    /// Whether names have more than one letter, and are joined by `+`.
    fn multi(&self) -> bool {
        (0..self.names.len())
            .filter_map(|bit| self.names.name(bit))
            .any(|name| name.chars().count() > 1)
    }

    fn unknown(&self, text: &str) -> Error {
        Error::value_error(format!(
            "'{text}' is no combination of these flags: {}",
            self.known()
        ))
    }

    fn known(&self) -> String {
        let names: Vec<&str> = (0..self.names.len())
            .filter_map(|bit| self.names.name(bit))
            .collect();
        names.join(" ")
    }
}

impl Object for Flags {
    fn type_name(&self) -> &str {
        "FlagValue"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "value" => Some(Value::Int(self.value.get())),
            "multi" => Some(Value::bool(self.multi())),
            "names" => {
                let names = (0..self.names.len()).filter_map(|bit| self.names.name(bit));
                Some(if self.multi() {
                    Value::list(names.map(Value::str).collect::<Vec<_>>())
                } else {
                    Value::string(names.collect::<String>())
                })
            }
            name => self
                .mask(name)
                .map(|mask| Value::bool(self.value.get() & mask == mask)),
        })
    }

    fn set_attr(&self, interp: &mut Interp, name: &str, value: Value) -> Result<bool> {
        let Some(mask) = self.mask(name) else {
            return Ok(false);
        };
        let bits = self.value.get();
        self.value.set(if interp.truth(&value)? {
            bits | mask
        } else {
            bits & !mask
        });
        if let Some((packet, index)) = &self.field {
            packet
                .set_at(*index, FieldValue::Int(self.value.get()))
                .map_err(super::packets::error)?;
        }
        Ok(true)
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        let bits = self.value.get();
        let set = (0..self.names.len()).filter(|bit| bits >> bit & 1 == 1);
        let names = set.filter_map(|bit| self.names.name(bit));
        let names = Value::list(names.map(Value::str).collect::<Vec<_>>());
        interp.iter(&names).map(Some)
    }

    fn dir(&self) -> Vec<String> {
        (0..self.names.len())
            .filter_map(|bit| self.names.name(bit))
            .map(str::to_owned)
            .collect()
    }

    fn contains(&self, _: &mut Interp, item: &Value) -> Result<Option<bool>> {
        match item {
            Value::Str(text) => {
                let mask = self.names.value(text.as_str());
                Ok(Some(
                    mask.is_some_and(|mask| self.value.get() & mask == mask),
                ))
            }
            other => Ok(self
                .number(other)
                .map(|mask| self.value.get() & mask == mask)),
        }
    }

    fn binary(
        &self,
        interp: &mut Interp,
        op: BinaryOp,
        _: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        let own = self.value.get();
        let Some(number) = self.number(other) else {
            return match other {
                Value::Str(text) if op != BinaryOp::Add && op != BinaryOp::Mod => {
                    Err(self.unknown(text.as_str()))
                }
                Value::Str(_) => interp
                    .binary(op, &Value::string(self.text()), other)
                    .map(Some),
                _ => Ok(None),
            };
        };
        let result = match op {
            BinaryOp::BitAnd => own & number,
            BinaryOp::BitOr => own | number,
            BinaryOp::BitXor => own ^ number,
            BinaryOp::Add if !reflected => own.wrapping_add(number),
            BinaryOp::Sub if !reflected => own.wrapping_sub(number),
            op => {
                let (own, number) = (Value::Int(own), Value::Int(number));
                let (a, b) = if reflected {
                    (number, own)
                } else {
                    (own, number)
                };
                return interp.binary(op, &a, &b).map(Some);
            }
        };
        Ok(Some(Value::object(Flags::new(result, self.names))))
    }

    fn unary(&self, _: &mut Interp, name: &str) -> Result<Option<Value>> {
        let own = self.value.get();
        let all = if self.names.len() >= 63 {
            -1
        } else {
            (1 << self.names.len()) - 1
        };
        Ok(match name {
            "__int__" | "__index__" | "__pos__" | "__abs__" => Some(Value::Int(own)),
            "__float__" => Some(Value::float(own as f64)),
            "__invert__" => Some(Value::object(Flags::new(!own & all, self.names))),
            _ => None,
        })
    }

    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        match (self.number(other), op) {
            (Some(number), op) => {
                let truth =
                    interp.compare(op, &Value::Int(self.value.get()), &Value::Int(number))?;
                Ok(Some(Value::bool(truth)))
            }
            (None, CompareOp::Eq) => Ok(Some(Value::bool(false))),
            (None, CompareOp::NotEq) => Ok(Some(Value::bool(true))),
            (None, _) => Ok(None),
        }
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        interp.hash(&Value::Int(self.value.get())).map(Some)
    }

    fn truth(&self, _: &mut Interp) -> Result<Option<bool>> {
        Ok(Some(self.value.get() != 0))
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!(
            "<Flag {} ({})>",
            self.value.get(),
            self.text()
        )))
    }

    fn str(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(self.text()))
    }
}

static METHODS: &[Builtin] = &[
    method(
        "flagrepr",
        &["self"],
        "The names of the bits that are set.",
        |_, args| of(args).map(|flags| Value::string(flags.text())),
    ),
    method(
        "copy",
        &["self"],
        "Other flags with the same value.",
        |_, args| of(args).map(|flags| Value::object(Flags::new(flags.value.get(), flags.names))),
    ),
];

/// `self`
fn of<'a>(args: &Args<'a>) -> Result<&'a Flags> {
    let flags = args.at(0).downcast::<Flags>();
    flags.ok_or_else(|| Error::type_error("this method is called on flags"))
}
