//! Values of ASN.1 in a script: `ASN1_INTEGER(5)`, `p.community.val`.

use super::error::Result;
use super::fields::{from_field, to_field};
use super::interp::Interp;
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
        from_field(&self.0.val.borrow())
    }
}

impl Object for Asn1 {
    fn type_name(&self) -> &str {
        self.0.of.name
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let _ = interp;
        Ok(match name {
            "val" => Some(self.val()),
            "tag" => Some(Value::Int(self.0.of.tag.into())),
            "oidname" if self.0.of.content == Content::Oid => Some(Value::str(&self.0.oid_name())),
            _ => None,
        })
    }

    fn set_attr(&self, _: &mut Interp, name: &str, value: Value) -> Result<bool> {
        if name != "val" {
            return Ok(false);
        }
        *self.0.val.borrow_mut() = to_field(&value)?;
        Ok(true)
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

/// `ASN1_INTEGER`, before it is called.
pub struct Asn1Class(pub &'static Type);

impl Object for Asn1Class {
    fn type_name(&self) -> &str {
        "type"
    }

    fn class_name(&self) -> Option<&str> {
        Some(self.0.name)
    }

    fn call(&self, _: &mut Interp, args: &[Value], kwargs: &[(String, Value)]) -> Result<Value> {
        let named = kwargs.iter().find(|(name, _)| name == "val");
        let Some(val) = args.first().or(named.map(|(_, value)| value)) else {
            return Err(super::error::Error::type_error(format!(
                "{}.__init__() missing 1 required positional argument: 'val'",
                self.0.name
            )));
        };
        let val = to_field(val)?;
        Ok(Value::object(Asn1(asn1::Object::new(self.0, val))))
    }
}
