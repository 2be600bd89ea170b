//! Protocols that a script made: the rules of their fields and what their classes do. The
//! evaluator registers both; a table refers to them by number.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use super::error::{Error, Result};
use super::packet::{Packet, View};
use super::text::Style;
use super::value::FieldValue;
use crate::proto::{Hooks, Proto};

/// A rule that a script wrote: a condition, a length, or a field of its own.
pub trait Rule {
    /// A condition: whether the field is there.
    fn test(&self, _view: View<'_>) -> Result<bool> {
        Ok(true)
    }
    /// A condition that also looks at the value that is to be set.
    fn test_value(&self, view: View<'_>, _value: &FieldValue) -> Result<bool> {
        self.test(view)
    }
    /// A length, a count, an adjusted length.
    fn number(&self, _view: View<'_>, _given: i64) -> Result<Option<i64>> {
        Ok(None)
    }
    /// Whether octets are of the protocol that the rule belongs to.
    fn recognizes(&self, _octets: &[u8]) -> Result<bool> {
        Ok(false)
    }
    /// The name of a value (`i2s`).
    fn name(&self, _value: &FieldValue) -> Result<Option<String>> {
        Ok(None)
    }
    /// The value with this name (`s2i`).
    fn value(&self, _name: &str) -> Result<FieldValue> {
        Ok(FieldValue::None)
    }
    /// What these octets are as the next element of a list; `None` ends the list.
    fn element(
        &self,
        _view: View<'_>,
        _before: &[FieldValue],
        _octets: &[u8],
    ) -> Result<Option<Packet>> {
        Ok(None)
    }
    /// Whether the rule says before each element whether there is one (`next_cls_cb`).
    fn decides(&self) -> bool {
        false
    }
    /// A value is about to be set in this packet (`ActionField`).
    fn told(&self, _packet: &Packet, _value: &FieldValue) -> Result<()> {
        Ok(())
    }
    /// Scapy's `any2i`.
    fn understand(&self, _view: View<'_>, value: FieldValue) -> Result<FieldValue> {
        Ok(value)
    }
    /// Scapy's `i2h`.
    fn human(&self, _view: View<'_>, value: FieldValue) -> Result<FieldValue> {
        Ok(value)
    }
    /// Scapy's `i2repr`.
    fn text(&self, _view: View<'_>, _value: &FieldValue, _style: &Style) -> Result<String> {
        Ok(String::new())
    }
    /// Scapy's `addfield`: what is there so far, and what is there then. Bits that do not fill an
    /// octet are handed on.
    fn build(&self, _view: View<'_>, _value: &FieldValue, _so_far: Partial) -> Result<Partial> {
        Ok(Partial::default())
    }
    /// Scapy's `getfield`: the value, and what is left: octets, and how many bits of the first of
    /// them are used.
    fn dissect(&self, _view: View<'_>, _octets: &[u8], _bit: usize) -> Result<Got> {
        Ok(Got::default())
    }
    /// Scapy's `i2len` and `i2count`.
    fn measure(&self, _view: View<'_>, _value: &FieldValue, _count: bool) -> Result<i64> {
        Ok(0)
    }
    /// Scapy's `randval`.
    fn roll(&self) -> Option<FieldValue> {
        None
    }
}

/// Octets, and bits that do not fill one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Partial {
    pub octets: Vec<u8>,
    pub bits: u32,
    pub value: u64,
}

/// A value that was read, and what is left.
#[derive(Clone, Debug, Default)]
pub struct Got {
    pub value: FieldValue,
    pub rest: Vec<u8>,
    pub bit: usize,
}

/// What a script's class does by itself. The packet is the layer; what a method changes in it
/// while octets are dissected stays.
pub trait Class {
    /// `post_build(self, p, pay)`, `pre_dissect(self, s)`, … : octets to octets.
    fn octets(&self, hook: Hooks, packet: &Packet, parts: &[&[u8]]) -> Result<Vec<u8>>;
    /// `guess_payload_class(self, payload)`, `default_payload_class(self, payload)`
    fn guess(&self, hook: Hooks, packet: &Packet, payload: &[u8]) -> Result<&'static Proto>;
    /// `extract_padding(self, s)`: payload and padding.
    fn split(&self, packet: &Packet, rest: &[u8]) -> Result<(Vec<u8>, Option<Vec<u8>>)>;
    /// `dispatch_hook(cls, octets)`
    fn dispatch(&self, octets: &[u8]) -> Result<&'static Proto>;
    /// `do_dissect_payload(self, s)`, `post_dissection(self, pkt)`
    fn act(&self, hook: Hooks, packet: &Packet, octets: &[u8]) -> Result<()>;
    /// `mysummary(self)`: the text, and the protocols below that are left to it.
    fn summary(&self, packet: &Packet) -> Result<(String, Vec<&'static Proto>)>;
    /// `answers(self, other)`
    fn answers(&self, packet: &Packet, other: Option<&Packet>) -> Result<bool>;
    /// `getfieldval(self, name)`
    fn value(&self, packet: &Packet, name: &str) -> Result<FieldValue>;
    /// A class with an `__init__` or a `dissect` of its own makes a packet of octets, which stands
    /// above another one, or in a field of one.
    fn make(&self, octets: &[u8], under: Option<Packet>, parent: Option<Packet>) -> Result<Packet>;
}

/// What a script keeps with a layer.
pub trait Own: Any {
    /// What a copy of the layer has.
    fn copied(&self) -> Option<Rc<dyn Own>>;
    /// `post_transforms`: what is made of the octets of the header.
    fn transformed(&self, octets: Vec<u8>) -> Result<Vec<u8>>;
    fn as_any(self: Rc<Self>) -> Rc<dyn Any>;
}

/// An exception of the script on its way through this module.
#[derive(Clone)]
pub struct Raised(pub Rc<dyn Any>);

impl fmt::Debug for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an exception of the script")
    }
}

impl PartialEq for Raised {
    fn eq(&self, other: &Raised) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

thread_local! {
    static RULES: RefCell<Vec<Rc<dyn Rule>>> = const { RefCell::new(Vec::new()) };
    static CLASSES: RefCell<Vec<Rc<dyn Class>>> = const { RefCell::new(Vec::new()) };
    static VALUES: RefCell<Vec<FieldValue>> = const { RefCell::new(Vec::new()) };
    /// What a condition or a length raised where nobody could be told.
    static FAILED: RefCell<Option<Error>> = const { RefCell::new(None) };
}

thread_local! {
    /// Fields are read without `getfieldval` of the packet's class.
    static PLAINLY: Cell<bool> = const { Cell::new(false) };
}

/// Reads fields as the table has them, whatever the packet's class says.
pub fn plainly<T>(read: impl FnOnce() -> T) -> T {
    let before = PLAINLY.replace(true);
    let result = read();
    PLAINLY.set(before);
    result
}

/// What `getfieldval` of the packet's class says of a field.
#[cold]
pub fn own_value(view: View<'_>, name: &str) -> Option<FieldValue> {
    if PLAINLY.get() {
        return None;
    }
    let class = class(view.layer().proto, Hooks::GET_VALUE)?;
    match class.value(&super::scene::packet(view), name) {
        Ok(value) => Some(value),
        Err(error) => {
            FAILED.replace(Some(error));
            None
        }
    }
}

/// Keeps a rule; the number goes into the table.
pub fn add_rule(rule: Rc<dyn Rule>) -> u32 {
    RULES.with_borrow_mut(|rules| {
        rules.push(rule);
        rules.len() as u32 - 1
    })
}

/// Keeps a class; the number goes into the table.
pub fn add_class(class: Rc<dyn Class>) -> u32 {
    CLASSES.with_borrow_mut(|classes| {
        classes.push(class);
        classes.len() as u32 - 1
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

/// The class of a protocol, where it has methods of its own by this name.
pub fn class(proto: &Proto, hook: Hooks) -> Option<Rc<dyn Class>> {
    if !proto.hooks.has(hook) {
        return None;
    }
    let number = proto.script? as usize;
    CLASSES.with_borrow(|classes| classes.get(number).cloned())
}

pub fn value(number: u32) -> FieldValue {
    VALUES
        .with_borrow(|values| values.get(number as usize).cloned())
        .unwrap_or(FieldValue::None)
}

/// The exception that a condition or a length raised since the last call.
pub fn failure() -> Option<Error> {
    FAILED.take()
}

/// Passes on what a condition or a length raised.
pub fn check() -> Result<()> {
    match failure() {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// The result, or what there is without one; the error is kept for [`check`].
fn kept<T>(result: Result<T>, otherwise: T) -> T {
    result.unwrap_or_else(|error| {
        FAILED.replace(Some(error));
        otherwise
    })
}

pub fn test(number: u32, view: View<'_>) -> bool {
    rule(number).is_some_and(|rule| kept(rule.test(view), false))
}

pub fn recognizes(number: u32, octets: &[u8]) -> Result<bool> {
    rule(number).map_or(Ok(false), |rule| rule.recognizes(octets))
}

pub fn test_value(number: u32, view: View<'_>, value: &FieldValue) -> bool {
    rule(number).is_some_and(|rule| kept(rule.test_value(view, value), false))
}

pub fn number(number: u32, view: View<'_>, given: i64) -> Option<i64> {
    kept(rule(number)?.number(view, given), None)
}

pub fn name(number: u32, value: &FieldValue) -> Option<String> {
    kept(rule(number)?.name(value), None)
}

pub fn understand(number: u32, view: View<'_>, value: FieldValue) -> Result<FieldValue> {
    match rule(number) {
        Some(rule) => rule.understand(view, value),
        None => Ok(value),
    }
}

pub fn human(number: u32, view: View<'_>, value: FieldValue) -> FieldValue {
    match rule(number) {
        Some(rule) => kept(rule.human(view, value.clone()), value),
        None => value,
    }
}
