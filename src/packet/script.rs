//! Rules of protocols that a script made: conditions, lengths, fields. The evaluator registers
//! them; a table refers to them by number.

use std::cell::RefCell;
use std::rc::Rc;

use super::error::Result;
use super::packet::View;
use super::value::FieldValue;

/// A rule that a script wrote.
pub trait Rule {
    /// A condition: whether the field is there.
    fn test(&self, _view: View<'_>) -> bool {
        true
    }
    /// A length or a count.
    fn number(&self, _view: View<'_>, _given: i64) -> Option<i64> {
        None
    }
    /// Scapy's `any2i`.
    fn understand(&self, _view: View<'_>, value: FieldValue) -> Result<FieldValue> {
        Ok(value)
    }
    /// Scapy's `i2h`.
    fn human(&self, _view: View<'_>, value: FieldValue) -> FieldValue {
        value
    }
    /// Scapy's `addfield`.
    fn build(&self, _view: View<'_>, _value: &FieldValue, _octets: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
    /// Scapy's `getfield`: the value and how many octets it took.
    fn dissect(&self, _view: View<'_>, _octets: &[u8]) -> Result<(FieldValue, usize)> {
        Ok((FieldValue::None, 0))
    }
}

thread_local! {
    static RULES: RefCell<Vec<Rc<dyn Rule>>> = const { RefCell::new(Vec::new()) };
    static VALUES: RefCell<Vec<FieldValue>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a rule; the number goes into the table.
pub fn add_rule(rule: Rc<dyn Rule>) -> u32 {
    RULES.with_borrow_mut(|rules| {
        rules.push(rule);
        rules.len() as u32 - 1
    })
}

/// Keeps a default; the number goes into the table.
pub fn add_value(value: FieldValue) -> u32 {
    VALUES.with_borrow_mut(|values| {
        values.push(value);
        values.len() as u32 - 1
    })
}

pub fn rule(number: u32) -> Option<Rc<dyn Rule>> {
    RULES.with_borrow(|rules| rules.get(number as usize).cloned())
}

pub fn value(number: u32) -> FieldValue {
    VALUES
        .with_borrow(|values| values.get(number as usize).cloned())
        .unwrap_or(FieldValue::None)
}

pub fn test(number: u32, view: View<'_>) -> bool {
    rule(number).is_some_and(|rule| rule.test(view))
}

pub fn number(number: u32, view: View<'_>, given: i64) -> Option<i64> {
    rule(number)?.number(view, given)
}

pub fn understand(number: u32, view: View<'_>, value: FieldValue) -> Result<FieldValue> {
    match rule(number) {
        Some(rule) => rule.understand(view, value),
        None => Ok(value),
    }
}

pub fn human(number: u32, view: View<'_>, value: FieldValue) -> FieldValue {
    match rule(number) {
        Some(rule) => rule.human(view, value),
        None => value,
    }
}
