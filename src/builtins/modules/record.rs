//! Tuples whose items have names: `sys.version_info`, `time.localtime()`.

use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::lang::ast::CompareOp;

/// A tuple with a name for each item.
pub struct Record {
    type_name: &'static str,
    fields: Vec<&'static str>,
    items: Value,
}

/// A record of named items.
pub fn make(type_name: &'static str, items: &[(&'static str, Value)]) -> Value {
    let (fields, values): (Vec<_>, Vec<_>) = items.iter().cloned().unzip();
    Value::object(Record {
        type_name,
        fields,
        items: Value::tuple(values),
    })
}

impl Record {
    pub fn items(&self) -> &Value {
        &self.items
    }
}

impl Object for Record {
    fn type_name(&self) -> &str {
        self.type_name
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        match self.fields.iter().position(|field| *field == name) {
            Some(at) => interp.get_item(&self.items, &Value::from(at)).map(Some),
            None => interp.find_attr(&self.items, name),
        }
    }

    fn dir(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.to_string()).collect()
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        interp.get_item(&self.items, index)
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(self.fields.len()))
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        interp.iter(&self.items).map(Some)
    }

    fn contains(&self, interp: &mut Interp, item: &Value) -> Result<Option<bool>> {
        interp.contains(&self.items, item).map(Some)
    }

    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let other = other.downcast::<Record>().map_or(other, Record::items);
        if !matches!(other, Value::Tuple(_)) {
            return Ok(None);
        }
        interp
            .compare(op, &self.items, other)
            .map(|answer| Some(Value::bool(answer)))
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        interp.hash(&self.items).map(Some)
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        let mut parts = Vec::new();
        for (field, item) in self.fields.iter().zip(interp.collect(&self.items)?) {
            parts.push(format!("{field}={}", interp.repr(&item)?));
        }
        Ok(Some(format!("{}({})", self.type_name, parts.join(", "))))
    }
}
