//! Values of scripts as values of fields, and back.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::builtin::{Args, Builtin};
use super::dialect;
use super::dict::{Dict, plain_hash};
use super::error::{Error, Result};
use super::flags::Flags;
use super::interp::Interp;
use super::iter::Iter;
use super::methods::arguments::method;
use super::object::Object;
use super::protocols::Held;
use super::value::Value;
use crate::eval::nesting::Items;
use crate::packet::net::Net;
use crate::packet::text;
use crate::packet::value::{Pairs, Uuid};
use crate::packet::volatile::Rand;
use crate::packet::{FieldValue, Foreign, Packet, convert};
use crate::proto::Field;
use crate::proto::field::{Kind, Naming};

/// A field that is a set has no more numbers.
const MOST_NUMBERS: usize = 1 << 20;

/// The value that a field gets when a script assigns `value` to it.
///
/// A list stays shared with the script, so that `p.options.append(…)` changes the packet.
pub fn to_field(value: &Value) -> Result<FieldValue> {
    Ok(match value {
        Value::None => FieldValue::None,
        Value::Bool(flag) => FieldValue::Int(i64::from(flag.get())),
        Value::Int(number) => FieldValue::Int(*number),
        Value::Big(number) => FieldValue::Big(number.clone()),
        Value::Float(number) => FieldValue::Float(number.get()),
        Value::Str(text) if dialect::is_python2() && !text.is_ascii() => {
            FieldValue::Octets(dialect::octets_of(text.as_str()).into())
        }
        Value::Str(text) => FieldValue::Text(text.as_str().into()),
        Value::Bytes(octets) => FieldValue::Octets(octets.as_slice().into()),
        Value::ByteArray(octets) => FieldValue::Octets(octets.borrow().as_slice().into()),
        Value::List(list) => {
            if holds_itself(list) {
                return Err(Error::value_error(
                    "a field cannot hold a list that contains itself",
                ));
            }
            check_items(&list.borrow())?;
            FieldValue::Foreign(Rc::new(SharedList(list.clone())))
        }
        // A set of numbers; it is a list, since that is how a packet keeps one.
        Value::Range(range) if range.len() <= MOST_NUMBERS => {
            let numbers = (0..range.len()).map(|at| FieldValue::Int(range.get(at)));
            FieldValue::list(numbers.collect())
        }
        Value::Tuple(items) => {
            FieldValue::tuple(items.iter().map(to_field).collect::<Result<_>>()?)
        }
        Value::Packet(_) | Value::Upper(_) => FieldValue::Packet(packet_of(value)),
        Value::Layer(proto) => FieldValue::Packet(Packet::new(proto)),
        Value::Object(_) => object_to_field(value)?,
        // An instance of a class of the script that is a kind of text, number, list.
        Value::Instance(instance) if !instance.inner.borrow().is_unset() => {
            let inner = instance.inner.borrow().clone();
            to_field(&inner)?
        }
        other => {
            let name = super::types::name(other);
            return Err(Error::type_error(format!(
                "a field cannot hold a value of type {name}"
            )));
        }
    })
}

/// The same for a field that is known: the text of an address needs no copy.
#[inline]
pub fn to_field_of(field: &Field, value: &Value) -> Result<FieldValue> {
    if let Value::Str(text) = value
        && let Some(value) = convert::quick_text(field, text.as_str())
    {
        return Ok(value);
    }
    if let (Kind::Pairs, Value::Dict(dict)) = (field.kind, value) {
        return Ok(FieldValue::Foreign(Rc::new(SharedDict(dict.clone()))));
    }
    // A field that a script made may hold anything, and an identifier is an object.
    if matches!(
        field.kind,
        Kind::Script(..) | Kind::Uuid(_) | Kind::Choice(_)
    ) {
        return match value {
            Value::Instance(_) | Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_) => {
                Ok(super::protocols::held(value))
            }
            value if matches!(field.kind, Kind::Script(..)) => {
                to_field(value).or_else(|_| Ok(super::protocols::held(value)))
            }
            value => to_field(value),
        };
    }
    to_field(value)
}

fn packet_of(value: &Value) -> Packet {
    value.as_packet().expect("the caller matched a packet")
}

fn object_to_field(value: &Value) -> Result<FieldValue> {
    if let Some(flags) = value.downcast::<Flags>() {
        return Ok(FieldValue::Int(flags.value.get()));
    }
    if let Some(object) = value.downcast::<FieldObject>() {
        return Ok(object.0.clone());
    }
    if let Value::Object(object) = value
        && let Some(field) = object.as_field()
    {
        return Ok(field);
    }
    let name = super::types::name(value);
    Err(Error::type_error(format!(
        "a field cannot hold a value of type {name}"
    )))
}

/// Refuses a list with items that no field can hold, where the script still sees the place.
fn check_items(items: &[Value]) -> Result<()> {
    for item in items {
        match item {
            Value::List(list) => check_items(&list.borrow())?,
            Value::Int(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Packet(_)
            | Value::Upper(_) => {}
            other => drop(to_field(other)?),
        }
    }
    Ok(())
}

/// Whether a list leads back to itself, through other lists and the fields of packets.
fn holds_itself(list: &Rc<RefCell<Items>>) -> bool {
    let is_container = |item: &Value| {
        matches!(
            item,
            Value::List(_) | Value::Tuple(_) | Value::Packet(_) | Value::Upper(_)
        )
    };
    // Options such as ("MSS", 1460) are the usual case.
    if !list.borrow().iter().any(is_container) {
        return false;
    }
    let mut waiting: Vec<Value> = list
        .borrow()
        .iter()
        .filter(|item| is_container(item))
        .cloned()
        .collect();
    let mut seen = vec![Rc::as_ptr(list).cast::<()>()];
    while let Some(value) = waiting.pop() {
        match &value {
            Value::List(inner) => {
                if Rc::ptr_eq(inner, list) {
                    return true;
                }
                if !seen.contains(&Rc::as_ptr(inner).cast()) {
                    seen.push(Rc::as_ptr(inner).cast());
                    waiting.extend(
                        inner
                            .borrow()
                            .iter()
                            .filter(|item| is_container(item))
                            .cloned(),
                    );
                }
            }
            Value::Tuple(items) => {
                waiting.extend(items.iter().filter(|item| is_container(item)).cloned())
            }
            Value::Packet(_) | Value::Upper(_) => {
                let packet = packet_of(&value);
                if !seen.contains(&packet.identity()) {
                    seen.push(packet.identity());
                    packet
                        .held()
                        .iter()
                        .for_each(|held| lists_in(held, &mut waiting));
                }
            }
            _ => {}
        }
    }
    false
}

/// The lists of scripts and the packets that a field's value holds.
fn lists_in(value: &FieldValue, found: &mut Vec<Value>) {
    match value {
        FieldValue::Packet(packet) => found.push(Value::packet(packet.clone())),
        FieldValue::List(list) => list.borrow().iter().for_each(|item| lists_in(item, found)),
        FieldValue::Tuple(items) => items.iter().for_each(|item| lists_in(item, found)),
        FieldValue::Foreign(foreign) => {
            if let Some(shared) = foreign.as_any().downcast_ref::<SharedList>() {
                found.push(Value::List(shared.0.clone()));
            }
        }
        _ => {}
    }
}

/// What a script sees of a field's value.
pub fn from_field(value: &FieldValue) -> Value {
    match value {
        FieldValue::None => Value::None,
        FieldValue::Int(number) => Value::Int(*number),
        FieldValue::Big(number) => Value::big((**number).clone()),
        FieldValue::Float(number) => Value::float(*number),
        FieldValue::Text(text) => Value::str(text),
        FieldValue::Octets(octets) => Value::bytes(octets.to_vec()),
        FieldValue::Flags(value, names) => Value::object(Flags::new(*value, names)),
        FieldValue::List(list) => {
            Value::list(list.borrow().iter().map(from_field).collect::<Vec<_>>())
        }
        FieldValue::Tuple(items) => Value::tuple(items.iter().map(from_field).collect::<Vec<_>>()),
        FieldValue::Packet(packet) => Value::packet(packet.clone()),
        FieldValue::Foreign(_) if super::asn1::seen(value).is_some() => {
            super::asn1::seen(value).unwrap_or(Value::None)
        }
        FieldValue::Foreign(foreign) => match foreign.as_any().downcast_ref::<SharedList>() {
            Some(shared) => Value::List(shared.0.clone()),
            None => match foreign.as_any().downcast_ref::<Held>() {
                Some(held) => held.0.clone(),
                None => match foreign.as_any().downcast_ref::<Uuid>() {
                    Some(uuid) => super::protocols::uuid_object(&uuid.0),
                    None => match foreign.as_any().downcast_ref::<SharedDict>() {
                        Some(shared) => Value::Dict(shared.0.clone()),
                        None => from_field(&foreign.resolve()),
                    },
                },
            },
        },
        FieldValue::Volatile(_) | FieldValue::Net(_) | FieldValue::RawVal(_) => {
            Value::object(FieldObject(value.clone()))
        }
        FieldValue::Ip4(_) | FieldValue::Ip6(_) | FieldValue::Mac(_) => {
            Value::str(&value.as_text().unwrap_or_default())
        }
    }
}

/// What `packet.NAME` is, where the field stands at `index` of this layer. A list becomes shared
/// with the script when it is first looked at.
pub fn read_field(packet: &Packet, index: usize) -> Value {
    let value = packet.get_at(index);
    packet.adopt(&value);
    match &value {
        // Scapy hands out a list with the names put in, which is not the packet's.
        FieldValue::List(_) if is_made(&packet.proto().fields[index]) => from_field(&value),
        FieldValue::List(_) => {
            let shared = from_field(&value);
            if let Value::List(list) = &shared {
                packet.put_internal(
                    index,
                    FieldValue::Foreign(Rc::new(SharedList(list.clone()))),
                );
            }
            shared
        }
        FieldValue::Flags(value, names) => {
            Value::object(Flags::of_field(*value, names, packet.clone(), index))
        }
        FieldValue::Foreign(foreign) if foreign.as_any().is::<Pairs>() => {
            let shared = Rc::new(RefCell::new(dict_of(&foreign.resolve())));
            let own = SharedDict(shared.clone());
            packet.put_internal(index, FieldValue::Foreign(Rc::new(own)));
            Value::Dict(shared)
        }
        other => from_field(other),
    }
}

/// What `packet.getfieldval(NAME)` is: the value as the packet has it, before it is made readable.
pub fn read_internal(packet: &Packet, index: usize) -> Value {
    let field = &packet.proto().fields[index];
    match packet.internal(index) {
        // What can be changed in place is shared, as when it is read.
        FieldValue::List(_) | FieldValue::Foreign(_) if !is_made(field) => {
            read_field(packet, index)
        }
        FieldValue::Int(_) if matches!(field.names, Naming::Flags(_)) => read_field(packet, index),
        FieldValue::None if field.is_list() => read_field(packet, index),
        value => from_field(&value),
    }
}

/// Whether reading a field makes a list that is not the packet's.
fn is_made(field: &Field) -> bool {
    matches!(field.kind, Kind::CoapOptions | Kind::NodeData(_))
}

/// A dictionary of pairs of octets.
fn dict_of(pairs: &FieldValue) -> Dict {
    let mut dict = Dict::new();
    for pair in pairs.as_list().unwrap_or_default() {
        if let FieldValue::Tuple(pair) = &pair
            && let [name, value] = &pair[..]
        {
            let name = from_field(name);
            if let Some(hash) = plain_hash(&name) {
                dict.insert(hash, name, from_field(value));
            }
        }
    }
    dict
}

/// A dictionary of the script's inside of a packet.
struct SharedDict(Rc<RefCell<Dict>>);

impl Foreign for SharedDict {
    fn resolve(&self) -> FieldValue {
        let dict = self.0.borrow();
        let pairs = dict.iter().map(|(name, value)| {
            let part = |value| to_field(value).unwrap_or(FieldValue::None);
            FieldValue::tuple(vec![part(name), part(value)])
        });
        FieldValue::list(pairs.collect())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn repr(&self) -> Option<String> {
        let pairs = self.resolve().as_list()?;
        Some(text::python::dict(&pairs, &text::Style::PLAIN))
    }

    fn copied(&self) -> Option<FieldValue> {
        let part = |value: &Value| to_field(value).unwrap_or(FieldValue::None);
        let dict = self.0.borrow();
        let pairs = dict.iter().map(|(name, value)| (part(name), part(value)));
        Some(FieldValue::Foreign(Rc::new(Pairs(pairs.collect()))))
    }
}

/// A list of the script's inside of a packet.
pub struct SharedList(pub Rc<RefCell<Items>>);

impl Foreign for SharedList {
    fn resolve(&self) -> FieldValue {
        if holds_itself(&self.0) {
            return FieldValue::list(Vec::new());
        }
        // Items that no field can hold were put in behind our back; they count as nothing.
        let items = self
            .0
            .borrow()
            .iter()
            .map(|item| to_field(item).unwrap_or(FieldValue::None))
            .collect();
        FieldValue::list(items)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// `RandShort()`, `Net("10.0.0.0/30")`, `RawVal(b"…")` in a variable of the script.
pub struct FieldObject(pub FieldValue);

impl FieldObject {
    fn net(&self) -> Option<&Rc<Net>> {
        match &self.0 {
            FieldValue::Net(net) => Some(net),
            _ => None,
        }
    }

    /// The octets of what it stands for: `bytes(RandString(5))`.
    pub fn octets(&self) -> Option<Vec<u8>> {
        match self.0.clone() {
            FieldValue::RawVal(octets) => Some(octets.to_vec()),
            FieldValue::Volatile(volatile) => match volatile.fix() {
                FieldValue::Octets(octets) => Some(octets.to_vec()),
                value => value.as_text().map(|text| text.as_bytes().to_vec()),
            },
            _ => None,
        }
    }

    /// `RandNum(1, 5).min`, `Net("10.0.0.0/30").count`
    fn part(&self, name: &str) -> Option<Value> {
        match &self.0 {
            FieldValue::Volatile(volatile) => {
                let rand = volatile.as_any().downcast_ref::<Rand>()?;
                rand.part(name).map(|value| from_field(&value))
            }
            FieldValue::Net(net) => {
                let number = |at: u128| match net.nth(at) {
                    Some(std::net::IpAddr::V4(address)) => Some(u128::from(u32::from(address))),
                    Some(std::net::IpAddr::V6(address)) => Some(u128::from(address)),
                    None => None,
                };
                let number = match name {
                    "count" => Some(net.len()),
                    "start" => number(0),
                    "stop" => number(net.len().checked_sub(1)?),
                    // A range has neither.
                    "mask" => {
                        let mask = net.mask().map(|mask| Value::Int(mask.into()));
                        return Some(mask.unwrap_or(Value::None));
                    }
                    "net" => return Some(net.text().map_or(Value::None, Value::string)),
                    "name" => return Some(Value::str(self.type_name())),
                    "scope" => return Some(Value::None),
                    _ => None,
                };
                number.map(|number| Value::big(number.into()))
            }
            _ => None,
        }
    }

    /// One concrete value.
    fn fixed(&self) -> Option<Value> {
        match &self.0 {
            FieldValue::Volatile(volatile) => Some(from_field(&volatile.fix())),
            _ => None,
        }
    }
}

impl Object for FieldObject {
    fn type_name(&self) -> &str {
        match &self.0 {
            FieldValue::Net(net) if net.is_ip6() => "Net6",
            FieldValue::Net(_) => "Net",
            FieldValue::RawVal(_) => "RawVal",
            FieldValue::Volatile(volatile) => match volatile.as_any().downcast_ref::<Rand>() {
                Some(rand) => rand.class.name,
                None => "VolatileValue",
            },
            _ => "object",
        }
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        Ok(Some(match &self.0 {
            FieldValue::Volatile(volatile) => volatile.repr(),
            FieldValue::RawVal(octets) => {
                let octets = interp.repr(&Value::bytes(octets.to_vec()))?;
                format!("<RawVal [{octets}]>")
            }
            other => format!("{other:?}"),
        }))
    }

    fn str(&self, interp: &mut Interp) -> Result<Option<String>> {
        match (self.fixed(), &self.0) {
            (Some(value), _) => interp.str(&value).map(Some),
            (None, FieldValue::RawVal(octets)) => {
                interp.str(&Value::bytes(octets.to_vec())).map(Some)
            }
            (None, FieldValue::Net(net)) => Ok(net.nth(0).map(|address| address.to_string())),
            _ => Ok(None),
        }
    }

    fn iter(&self, _: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        let Some(net) = self.net() else {
            return Ok(None);
        };
        Ok(Some(Iter::Native(Box::new(Addresses {
            net: net.clone(),
            next: 0,
        }))))
    }

    fn len(&self, interp: &mut Interp) -> Result<Option<usize>> {
        if let Some(net) = self.net() {
            return Ok(Some(usize::try_from(net.len()).unwrap_or(usize::MAX)));
        }
        match self.fixed() {
            Some(value @ (Value::Str(_) | Value::Bytes(_))) => interp.len(&value).map(Some),
            _ => Ok(None),
        }
    }

    fn contains(&self, interp: &mut Interp, item: &Value) -> Result<Option<bool>> {
        let Some(net) = self.net() else {
            return Ok(None);
        };
        if let Some(inner) = item.downcast::<FieldObject>().and_then(|item| item.net()) {
            let ends = [
                inner.nth(0),
                inner.len().checked_sub(1).and_then(|at| inner.nth(at)),
            ];
            let within = |end: Option<std::net::IpAddr>| end.is_some_and(|end| net.contains(end));
            return Ok(Some(ends.into_iter().all(within)));
        }
        let text = interp.str(item)?;
        if text.contains('/') {
            let parse = if net.is_ip6() {
                Net::parse6
            } else {
                Net::parse
            };
            let ends = parse(&text).ok().map(|inner| {
                [
                    inner.nth(0),
                    inner.len().checked_sub(1).and_then(|at| inner.nth(at)),
                ]
            });
            return Ok(Some(ends.is_some_and(|ends| {
                ends.into_iter()
                    .all(|end| end.is_some_and(|end| net.contains(end)))
            })));
        }
        Ok(Some(
            text.parse().is_ok_and(|address| net.contains(address)),
        ))
    }

    fn unary(&self, interp: &mut Interp, name: &str) -> Result<Option<Value>> {
        let Some(value) = self.fixed() else {
            return Ok(None);
        };
        match name {
            "__int__" | "__index__" => Ok(Some(value)),
            "__float__" => Ok(value.as_int().map(|number| Value::float(number as f64))),
            "__neg__" => interp
                .binary(crate::lang::ast::BinaryOp::Sub, &Value::Int(0), &value)
                .map(Some),
            _ => Ok(None),
        }
    }

    fn binary(
        &self,
        interp: &mut Interp,
        op: crate::lang::ast::BinaryOp,
        _: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        let Some(value) = self.fixed() else {
            return Ok(None);
        };
        let result = if reflected {
            interp.binary(op, other, &value)
        } else {
            interp.binary(op, &value, other)
        };
        result.map(Some)
    }

    fn compare(
        &self,
        interp: &mut Interp,
        op: crate::lang::ast::CompareOp,
        other: &Value,
    ) -> Result<Option<Value>> {
        if let Some(value) = self.fixed() {
            return interp
                .compare(op, &value, other)
                .map(|truth| Some(Value::bool(truth)));
        }
        let equal = match other.downcast::<FieldObject>() {
            Some(other) => other.0 == self.0,
            None => other
                .as_str()
                .is_some_and(|text| self.net().is_some_and(|net| net.equals_text(text))),
        };
        Ok(match op {
            crate::lang::ast::CompareOp::Eq => Some(Value::bool(equal)),
            crate::lang::ast::CompareOp::NotEq => Some(Value::bool(!equal)),
            _ => None,
        })
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        let Some(net) = self.net() else {
            return Ok(None);
        };
        let ends = [
            net.nth(0),
            net.len().checked_sub(1).and_then(|at| net.nth(at)),
        ];
        let text = format!("{ends:?}");
        interp.hash(&Value::string(text)).map(Some)
    }

    fn methods(&self) -> &'static [Builtin] {
        match &self.0 {
            FieldValue::Volatile(_) => ROLLED,
            FieldValue::RawVal(_) => &ROLLED[3..],
            FieldValue::Net(_) => SETS,
            _ => &[],
        }
    }

    fn truth(&self, interp: &mut Interp) -> Result<Option<bool>> {
        match self.fixed() {
            Some(value) => interp.truth(&value).map(Some),
            None => Ok(None),
        }
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        if let Some(part) = self.part(name) {
            return Ok(Some(part));
        }
        if ["family", "int2ip", "ip2int", "max_mask", "name2addr"].contains(&name)
            && self.net().is_some()
        {
            let class = interp.builtin(self.type_name());
            return match class {
                Some(class) => interp.find_attr(&class, name),
                None => Ok(None),
            };
        }
        // A rolled value has the methods of what it stands for: `RandString(8).upper()`.
        let own = self.methods().iter().any(|method| method.name == name);
        match own || name.starts_with('_') {
            true => Ok(None),
            false => match self.fixed() {
                Some(value) => interp.find_attr(&value, name),
                None => Ok(None),
            },
        }
    }
}

static SETS: &[Builtin] = &[
    method("choice", &["self"], "One of the addresses.", |_, args| {
        let set = rolled(args)?;
        let Some(net) = set.net() else {
            return Ok(Value::None);
        };
        let last = net.len().saturating_sub(1).min(i128::MAX as u128) as i128;
        let at = crate::packet::volatile::with_dice(|dice| dice.between(0, last));
        let address = net.nth(at as u128);
        Ok(address.map_or(Value::None, |address| Value::string(address.to_string())))
    }),
    method(
        "__iterlen__",
        &["self"],
        "How many addresses it has.",
        |_, args| {
            let count = rolled(args)?.net().map_or(0, |net| net.len());
            Ok(Value::big(count.into()))
        },
    ),
    method(
        "__contains__",
        &["self", "item"],
        "Whether an address or a network lies in it.",
        |interp, args| interp.contains(args.at(0), args.at(1)).map(Value::bool),
    ),
];

static ROLLED: &[Builtin] = &[
    method(
        "copy",
        &["self"],
        "Another value of the same kind.",
        |_, args| {
            let FieldValue::Volatile(volatile) = &rolled(args)?.0 else {
                return Ok(args.at(0).clone());
            };
            let again = volatile
                .as_any()
                .downcast_ref::<Rand>()
                .and_then(|rand| rand.again());
            let again = again.map(|rand| FieldValue::Volatile(rand));
            Ok(again.map_or_else(|| args.at(0).clone(), super::packets::field_object))
        },
    ),
    method("_fix", &["self"], "One concrete value.", |interp, args| {
        let rolled = rolled(args)?;
        Ok(super::protocols::lend(interp, || rolled.fixed()).unwrap_or(Value::None))
    }),
    method(
        "command",
        &["self"],
        "The expression that makes it.",
        |_, args| {
            let text = match &rolled(args)?.0 {
                FieldValue::Volatile(volatile) => match volatile.as_any().downcast_ref::<Rand>() {
                    Some(rand) => rand.command(),
                    None => volatile.repr(),
                },
                _ => String::new(),
            };
            Ok(Value::string(text))
        },
    ),
    method(
        "__bytes__",
        &["self"],
        "The octets of one value.",
        |_, args| match rolled(args)?.octets() {
            Some(octets) => Ok(Value::bytes(octets)),
            None => Err(Error::type_error("this value has no octets")),
        },
    ),
];

/// `self`
fn rolled<'a>(args: &Args<'a>) -> Result<&'a FieldObject> {
    let object = args.at(0).downcast::<FieldObject>();
    object.ok_or_else(|| Error::type_error("this method is called on a random value"))
}

/// The addresses of a set, one after the other.
struct Addresses {
    net: Rc<Net>,
    next: u128,
}

impl super::iter::NativeIter for Addresses {
    fn type_name(&self) -> &'static str {
        "generator"
    }

    fn next(&mut self, _: &mut Interp) -> Result<Option<Value>> {
        let address = self.net.nth(self.next);
        self.next += 1;
        Ok(address.map(|address| Value::string(address.to_string())))
    }
}
