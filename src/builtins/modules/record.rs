//! Tuples whose items have names: `sys.version_info`, `time.localtime()`.

use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};

/// A tuple with a name for each item.
pub struct Record {
    type_name: &'static str,
    fields: Vec<&'static str>,
    items: Value,
    /// What has a name and is no item: `st_mtime_ns`. It hides an item of the same name.
    besides: Vec<(&'static str, Value)>,
}

/// A record of named items.
pub fn make(type_name: &'static str, items: &[(&'static str, Value)]) -> Value {
    make_with(type_name, items, Vec::new())
}

/// A record of named items, with names that are no items besides.
pub fn make_with(
    type_name: &'static str,
    items: &[(&'static str, Value)],
    besides: Vec<(&'static str, Value)>,
) -> Value {
    let (fields, values): (Vec<_>, Vec<_>) = items.iter().cloned().unzip();
    Value::object(Record {
        type_name,
        fields,
        items: Value::tuple(values),
        besides,
    })
}

/// What a record is made of when a script calls its type: a sequence of `least` to `most` items.
pub fn given(
    interp: &mut Interp,
    type_name: &str,
    sequence: &Value,
    least: usize,
    most: usize,
) -> Result<Vec<Value>> {
    let sequence = sequence
        .downcast::<Record>()
        .map_or(sequence, Record::items);
    let items = interp.collect(sequence).map_err(|error| {
        if error.is(Exc::TypeError) {
            Error::type_error("constructor requires a sequence")
        } else {
            error
        }
    })?;
    if (least..=most).contains(&items.len()) {
        return Ok(items);
    }
    let bound = match (items.len() < least, least == most) {
        (_, true) => format!("a {least}-sequence"),
        (true, false) => format!("an at least {least}-sequence"),
        (false, false) => format!("an at most {most}-sequence"),
    };
    Err(Error::type_error(format!(
        "{type_name}() takes {bound} ({}-sequence given)",
        items.len()
    )))
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
        if let Some((_, value)) = self.besides.iter().find(|(own, _)| *own == name) {
            return Ok(Some(value.clone()));
        }
        match self.fields.iter().position(|field| *field == name) {
            Some(at) => interp.get_item(&self.items, &Value::from(at)).map(Some),
            None if name == "n_sequence_fields" => Ok(Some(Value::from(self.fields.len()))),
            None if name == "n_fields" => {
                let hidden = self.besides.iter();
                let hidden = hidden.filter(|(own, _)| !self.fields.contains(own));
                Ok(Some(Value::from(self.fields.len() + hidden.count())))
            }
            None => interp.find_attr(&self.items, name),
        }
    }

    fn dir(&self) -> Vec<String> {
        let besides = self.besides.iter().map(|(name, _)| *name);
        let own = self.fields.iter().copied();
        let mut names: Vec<String> = own.map(str::to_string).collect();
        for name in besides.chain(["count", "index", "n_fields", "n_sequence_fields"]) {
            if !names.iter().any(|own| own == name) {
                names.push(name.to_string());
            }
        }
        names
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

    fn binary(
        &self,
        interp: &mut Interp,
        op: BinaryOp,
        _: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        let other = other.downcast::<Record>().map_or(other, Record::items);
        if !matches!(op, BinaryOp::Add | BinaryOp::Mul) {
            return Ok(None);
        }
        let (left, right) = if reflected {
            (other, &self.items)
        } else {
            (&self.items, other)
        };
        interp.binary(op, left, right).map(Some)
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
