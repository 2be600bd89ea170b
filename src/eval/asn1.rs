//! Values of ASN.1 in a script: `ASN1_INTEGER(5)`, `p.community.val`.

use super::builtin::Builtin;
use super::error::{Error, Result};
use super::fields::{from_field, to_field};
use super::interp::Interp;
use super::methods::arguments::method;
use super::object::Object;
use super::value::Value;
use crate::lang::ast::CompareOp;
use crate::packet::FieldValue;
use crate::packet::{asn1, kinds};
use crate::proto::asn1::{Content, Type};

/// `ASN1_INTEGER(5)`
pub struct Asn1(pub asn1::Object);

/// What a script sees of a value of ASN.1 in a packet.
pub fn seen(value: &FieldValue) -> Option<Value> {
    let object = asn1::object(value)?;
    Some(Value::object(Asn1(object.clone())))
}

impl Asn1 {
    fn val(&self) -> Value {
        if self.0.truth {
            return Value::bool(self.0.val.borrow().as_int() != Some(0));
        }
        from_field(&self.0.val.borrow())
    }
}

impl Object for Asn1 {
    fn type_name(&self) -> &str {
        self.0.of.name
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "val" => Some(self.val()),
            "tag" => Some(Value::Int(self.0.of.tag.into())),
            "oidname" if self.0.of.content == Content::Oid => Some(Value::str(&self.0.oid_name())),
            "datetime" if self.0.of.content == Content::Time => {
                let text = interp.str(&self.val())?;
                Some(scripted(
                    interp,
                    "asn1_moment",
                    &[Value::string(text), Value::Int(self.0.of.tag.into())],
                )?)
            }
            _ => None,
        })
    }

    fn set_attr(&self, interp: &mut Interp, name: &str, value: Value) -> Result<bool> {
        let timed = self.0.of.content == Content::Time;
        if name != "val" && !(timed && name == "datetime") {
            return Ok(false);
        }
        *self.0.val.borrow_mut() = content(interp, self.0.of, &value)?;
        Ok(true)
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn as_field(&self) -> Option<FieldValue> {
        Some(self.0.clone().value())
    }

    fn dir(&self) -> Vec<String> {
        vec!["val".into(), "tag".into(), "oidname".into()]
    }

    fn octets(&self) -> Option<Vec<u8>> {
        self.0.encoded().ok()
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(self.0.text()))
    }

    fn str(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(self.octets().map(|octets| kinds::plain_text(&octets)))
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        interp.hash(&self.val()).map(Some)
    }

    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let other = match other.downcast::<Asn1>() {
            Some(other) => other.val(),
            None => other.clone(),
        };
        let truth = interp.compare(op, &self.val(), &other)?;
        Ok(Some(Value::bool(truth)))
    }
}

/// A value as the type keeps it; of a `datetime` the text.
fn content(interp: &mut Interp, of: &Type, value: &Value) -> Result<FieldValue> {
    if of.content == Content::Time && matches!(value, Value::Instance(_)) {
        let tag = Value::Int(of.tag.into());
        let text = scripted(interp, "asn1_time", &[value.clone(), tag])?;
        return to_field(&text);
    }
    to_field(value)
}

/// What a function of the module in `builtins/scripts` says.
fn scripted(interp: &mut Interp, name: &str, args: &[Value]) -> Result<Value> {
    let module = Value::Module(interp.import("scapy.asn1_times")?);
    let function = interp.get_attr(&module, name)?;
    interp.call(&function, args)
}

static METHODS: &[Builtin] = &[
    method(
        "show",
        &["self", "lvl=0"],
        "Prints the value, with what it holds.",
        |interp, args| {
            let text = lines(
                interp,
                args.at(0),
                args.get(1).and_then(Value::as_int).unwrap_or(0),
            )?;
            interp.write_out(&format!("{text}\n"))?;
            Ok(Value::None)
        },
    ),
    method(
        "strshow",
        &["self", "lvl=0"],
        "The value as text, with what it holds.",
        |interp, args| {
            let level = args.get(1).and_then(Value::as_int).unwrap_or(0);
            lines(interp, args.at(0), level).map(Value::string)
        },
    ),
    method(
        "command",
        &["self"],
        "The expression that makes it.",
        |interp, args| {
            let Some(own) = args.at(0).downcast::<Asn1>() else {
                return Err(Error::type_error("a value of ASN.1 is needed"));
            };
            let val = interp.repr(&own.val())?;
            Ok(Value::string(format!("{}({val})", own.0.of.name)))
        },
    ),
];

/// A line for the value, and for a list one for each that it holds.
fn lines(interp: &mut Interp, value: &Value, level: i64) -> Result<String> {
    let margin = "  ".repeat(level.clamp(0, 200) as usize);
    let Some(own) = value.downcast::<Asn1>() else {
        return Ok(format!("{margin}{}\n", interp.repr(value)?));
    };
    if own.0.of.content != Content::List {
        return Ok(format!("{margin}{}\n", own.0.text()));
    }
    let mut text = format!("{margin}# {}:\n", own.0.of.name);
    for item in interp.collect(&own.val())? {
        text.push_str(&lines(interp, &item, level + 1)?);
    }
    Ok(text)
}

/// `ASN1_INTEGER`, before it is called.
pub struct Asn1Class(pub &'static Type);

impl Object for Asn1Class {
    fn type_name(&self) -> &str {
        "type"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "__name__" | "__qualname__" => Some(Value::str(self.0.name)),
            "__module__" => Some(Value::str("scapy.asn1.asn1")),
            "tag" => Some(Value::Int(self.0.tag.into())),
            _ => None,
        })
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!("<class 'scapy.asn1.asn1.{}'>", self.0.name)))
    }

    fn class_name(&self) -> Option<&str> {
        Some(self.0.name)
    }

    fn call(
        &self,
        interp: &mut Interp,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        let named = kwargs.iter().find(|(name, _)| name == "val");
        let Some(val) = args.first().or(named.map(|(_, value)| value)) else {
            return Err(Error::type_error(format!(
                "{}.__init__() missing 1 required positional argument: 'val'",
                self.0.name
            )));
        };
        if let (Content::Boolean, Value::Bool(truth)) = (self.0.content, val) {
            let object = asn1::Object::truth(self.0, truth.get());
            return Ok(Value::object(Asn1(object)));
        }
        let val = content(interp, self.0, val)?;
        Ok(Value::object(Asn1(asn1::Object::new(self.0, val))))
    }
}
