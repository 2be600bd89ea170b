//! The methods of Python's lists, called on a list of packets; the walk of a loop over one.

use std::rc::Rc;

use super::Packets;
use super::item::Item;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::iter::NativeIter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::packet::Packet;
use crate::packet::frame::Entry;

pub(super) const LIST_METHODS: &[&str] = &[
    "append", "clear", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort",
];

/// `pkts.append`, before it is called.
pub(super) struct ListMethod {
    list: Value,
    name: String,
}

impl ListMethod {
    pub(super) fn of(list: &Value, name: &str) -> Value {
        Value::object(ListMethod {
            list: list.clone(),
            name: name.to_owned(),
        })
    }
}

impl<T: Item> Packets<T> {
    /// The methods of Python's lists work on the items.
    fn as_list(
        &self,
        interp: &mut Interp,
        name: &str,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        if let ("append", [item]) = (name, args) {
            let item = T::of_value(interp, item)?;
            Rc::make_mut(&mut self.list.borrow_mut().items).push(item);
            return Ok(Value::None);
        }
        let values = Value::list(self.items().iter().map(T::value).collect::<Vec<_>>());
        let method = interp.get_attr(&values, name)?;
        let result = interp.call_kw(&method, args, kwargs)?;
        let mut items = Vec::new();
        for value in interp.collect(&values)? {
            items.push(T::of_value(interp, &value)?);
        }
        self.list.borrow_mut().items = Rc::new(items);
        Ok(result)
    }
}

impl Object for ListMethod {
    fn type_name(&self) -> &str {
        "builtin_function_or_method"
    }

    fn call(
        &self,
        interp: &mut Interp,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        if let Some(list) = self.list.downcast::<Packets<Entry>>() {
            return list.as_list(interp, &self.name, args, kwargs);
        }
        match self.list.downcast::<Packets<(Packet, Packet)>>() {
            Some(list) => list.as_list(interp, &self.name, args, kwargs),
            None => Ok(Value::None),
        }
    }
}

/// A loop over a list of packets.
pub(super) struct Walk {
    list: Value,
    next: usize,
}

impl Walk {
    pub(super) fn over(list: &Value) -> Walk {
        Walk {
            list: list.clone(),
            next: 0,
        }
    }
}

impl NativeIter for Walk {
    fn type_name(&self) -> &'static str {
        "list_iterator"
    }

    fn next(&mut self, _: &mut Interp) -> Result<Option<Value>> {
        let at = self.next;
        self.next += 1;
        if let Some(list) = self.list.downcast::<Packets<Entry>>() {
            let items = &list.list.borrow().items;
            // The loop's variable still holds the last packet, but not the one before it.
            if let Some(before) = at.checked_sub(2).and_then(|before| items.get(before)) {
                before.release();
            }
            return Ok(items.get(at).map(Item::value));
        }
        Ok(self
            .list
            .downcast::<Packets<(Packet, Packet)>>()
            .and_then(|list| list.list.borrow().items.get(at).map(Item::value)))
    }
}
