//! `IP.src`: a field of a protocol as a value.

use crate::eval::error::Result;
use crate::eval::fields::from_field;
use crate::eval::interp::Interp;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::lang::ast::CompareOp;
use crate::packet;
use crate::proto::field::{Kind, Naming};
use crate::proto::{Proto, registry};

/// `IP.src`: a field of a protocol, as `replace(IP.src, …)` takes it.
pub struct FieldOf {
    pub proto: &'static Proto,
    pub index: usize,
}

/// The protocols that share a field: `TCP` and `TCPerror`, which is a kind of it.
fn shared_by(proto: &'static Proto, index: usize) -> impl Iterator<Item = &'static Proto> {
    let kin = move |other: &'static Proto| {
        let root = other.lineage().last();
        root.is_some_and(|root| proto.lineage().last().is_some_and(|own| own.is(root)))
    };
    let name = proto.fields[index].name;
    let shares = move |other: &&'static Proto| kin(other) && other.index_of(name) == Some(index);
    registry::protocols().into_iter().filter(shares)
}

/// The field, in all protocols that share it; a field that a script made is itself.
pub fn shared_fields(
    interp: &mut Interp,
    value: &Value,
) -> Result<Vec<&'static crate::proto::Field>> {
    let Some(of) = value.downcast::<FieldOf>() else {
        return Ok(vec![crate::eval::protocols::field_value(interp, value)?]);
    };
    let name = of.proto.fields[of.index].name;
    let mut fields = vec![&of.proto.fields[of.index]];
    fields.extend(shared_by(of.proto, of.index).filter_map(|proto| proto.field(name)));
    Ok(fields)
}

impl crate::eval::object::Object for FieldOf {
    fn methods(&self) -> &'static [crate::eval::builtin::Builtin] {
        crate::eval::protocols::OF_FIELDS
    }

    fn type_name(&self) -> &str {
        Symbol::of(&self.proto.fields[self.index].class_name()).name()
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let field = &self.proto.fields[self.index];
        Ok(match (name, field.names) {
            ("i2s", Naming::Enum(names)) => {
                return crate::eval::protocols::tables_of(interp, names).map(|both| Some(both.0));
            }
            ("s2i", Naming::Enum(names)) => {
                return crate::eval::protocols::tables_of(interp, names).map(|both| Some(both.1));
            }
            _ => None,
        }
        .or_else(|| match name {
            "fmt" => crate::eval::protocols::format_of(field).map(Value::string),
            "sz" if matches!(field.kind, Kind::Bits) => {
                Some(Value::float(f64::from(field.bits) / 8.0))
            }
            "sz" => Some(Value::Int(i64::from(field.bits / 8))),
            "size" if matches!(field.kind, Kind::Bits) => Some(Value::Int(field.bits.into())),
            "islist" => Some(Value::Int(field.is_list().into())),
            "holds_packets" => Some(Value::Int(field.holds_packets().into())),
            "name" => Some(Value::str(field.name)),
            "default" => Some(from_field(&packet::convert::preset(field))),
            "owners" => Some(Value::list(
                shared_by(self.proto, self.index)
                    .map(Value::Layer)
                    .collect::<Vec<_>>(),
            )),
            _ => None,
        }))
    }

    fn compare(&self, _: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let same = other.downcast::<FieldOf>().is_some_and(|other| {
            let (own, other) = (
                &self.proto.fields[self.index],
                &other.proto.fields[other.index],
            );
            std::ptr::eq(own, other)
        });
        Ok(match op {
            CompareOp::Eq => Some(Value::Bool(same.into())),
            CompareOp::NotEq => Some(Value::Bool((!same).into())),
            _ => None,
        })
    }

    fn hash(&self, _: &mut Interp) -> Result<Option<i64>> {
        let field = &self.proto.fields[self.index];
        Ok(Some(std::ptr::from_ref(field).addr() as i64 >> 4))
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let field = &self.proto.fields[self.index];
        Ok(Some(format!(
            "<{} ({}).{}>",
            field.class_name(),
            shared_by(self.proto, self.index)
                .map(|proto| proto.name)
                .collect::<Vec<_>>()
                .join(","),
            field.name
        )))
    }
}
