//! What a script says in functions and in methods of its own classes of fields, as rules that a
//! table can refer to.

use std::any::Any;
use std::rc::Rc;

use super::guest;
use crate::eval::class::Instance;
use crate::eval::error::{Error, Result};
use crate::eval::fields::{from_field, to_field};
use crate::eval::interp::Interp;
use crate::eval::packets;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::scene;
use crate::packet::script::{Got, Partial, Rule};
use crate::packet::text::{Style, python};
use crate::packet::{self, FieldValue, Foreign, Packet, View, build, convert, dissect, text};
use crate::proto::Field;
use crate::proto::field::{Kind, Naming};

/// What a function is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// `lambda pkt: …`: a condition or a number.
    Packet,
    /// `lambda pkt, x: …`: a length adjusted, a condition on a value.
    PacketAndValue,
    /// `lambda x: …`: a length adjusted.
    Value,
}

/// A function of the script.
pub struct Function {
    pub func: Value,
    pub asked: Asked,
}

/// The packet of a view as the script sees it.
fn seen(view: View<'_>) -> Value {
    Value::packet(scene::packet(view))
}

impl Rule for Function {
    fn test(&self, view: View<'_>) -> packet::Result<bool> {
        guest::called(|interp| {
            let answer = interp.call(&self.func, &[seen(view)])?;
            interp.truth(&answer)
        })
    }

    fn test_value(&self, view: View<'_>, value: &FieldValue) -> packet::Result<bool> {
        if self.asked == Asked::Packet {
            return self.test(view);
        }
        guest::called(|interp| {
            let answer = interp.call(&self.func, &[seen(view), shown(value)])?;
            interp.truth(&answer)
        })
    }

    fn recognizes(&self, octets: &[u8]) -> packet::Result<bool> {
        guest::called(|interp| {
            let answer = interp.call(&self.func, &[Value::bytes(octets)])?;
            interp.truth(&answer)
        })
    }

    fn number(&self, view: View<'_>, given: i64) -> packet::Result<Option<i64>> {
        guest::called(|interp| {
            let answer = match self.asked {
                Asked::Packet => interp.call(&self.func, &[seen(view)])?,
                Asked::Value => interp.call(&self.func, &[Value::Int(given)])?,
                Asked::PacketAndValue => {
                    interp.call(&self.func, &[seen(view), Value::Int(given)])?
                }
            };
            match answer {
                Value::None => Ok(None),
                Value::Float(number) => Ok(Some(number.get() as i64)),
                number => interp.index(&number).map(Some),
            }
        })
    }
}

/// `(i2s, s2i)`: two functions in the place of a table of names.
pub struct Names {
    pub name: Value,
    pub value: Value,
}

impl Rule for Names {
    fn name(&self, value: &FieldValue) -> packet::Result<Option<String>> {
        guest::called(|interp| match interp.call(&self.name, &[shown(value)])? {
            Value::None => Ok(None),
            name => interp.str(&name).map(Some),
        })
    }

    fn value(&self, name: &str) -> packet::Result<FieldValue> {
        guest::called(|interp| to_field(&interp.call(&self.value, &[Value::str(name)])?))
    }
}

/// Which packet comes next in a list: by a class or function, or by `next_cls_cb`.
pub struct Elements {
    pub class: Value,
    pub next: Value,
}

impl Rule for Elements {
    fn decides(&self) -> bool {
        !self.next.is_none()
    }

    fn element(
        &self,
        view: View<'_>,
        before: &[FieldValue],
        octets: &[u8],
    ) -> packet::Result<Option<Packet>> {
        guest::called(|interp| {
            let mut class = self.class.clone();
            if !self.next.is_none() {
                // The packet that was read last is not in the list yet.
                let mut list: Vec<Value> = before.iter().map(from_field).collect();
                let last = list.pop().unwrap_or(Value::None);
                let args = [seen(view), Value::list(list), last, Value::bytes(octets)];
                class = interp.call(&self.next, &args)?;
                if class.is_none() {
                    return Ok(None);
                }
            }
            let given = [Value::bytes(octets)];
            let parent = [("_parent".to_owned(), seen(view))];
            let made = match interp.call_kw(&class, &given, &parent) {
                Err(error) if error.is(crate::eval::exception::Exc::TypeError) => {
                    interp.call(&class, &given)
                }
                made => made,
            };
            Ok(Some(match made {
                Ok(made) => made.as_packet().unwrap_or_else(|| Packet::raw(octets)),
                Err(error) if error.is(crate::eval::exception::Exc::KeyboardInterrupt) => {
                    return Err(error);
                }
                // As in Scapy: what cannot be read is Raw.
                Err(_) => Packet::raw(octets),
            }))
        })
    }
}

/// `ActionField(fld, "method")`: a method of the packet is told of each value.
pub struct Action {
    pub field: Value,
    pub method: String,
    pub keywords: Vec<(String, Value)>,
    pub base: &'static Field,
}

impl Rule for Action {
    fn told(&self, packet: &Packet, value: &FieldValue) -> packet::Result<()> {
        guest::called(|interp| {
            let method = interp.get_attr(&Value::packet(packet.clone()), &self.method)?;
            let args = [shown(value), self.field.clone()];
            interp.call_kw(&method, &args, &self.keywords).map(drop)
        })
    }

    fn understand(&self, view: View<'_>, value: FieldValue) -> packet::Result<FieldValue> {
        convert::understand(view, self.base, value)
    }

    fn human(&self, view: View<'_>, value: FieldValue) -> packet::Result<FieldValue> {
        Ok(convert::human_of(view, self.base, value))
    }

    fn text(&self, view: View<'_>, value: &FieldValue, style: &Style) -> packet::Result<String> {
        Ok(text::value(view, self.base, value.clone(), style))
    }

    fn build(
        &self,
        view: View<'_>,
        value: &FieldValue,
        so_far: Partial,
    ) -> packet::Result<Partial> {
        build::put_one(view, self.base, value, so_far)
    }

    fn dissect(&self, view: View<'_>, octets: &[u8], bit: usize) -> packet::Result<Got> {
        dissect::read_one(view, self.base, octets, bit)
    }

    fn measure(&self, view: View<'_>, value: &FieldValue, count: bool) -> packet::Result<i64> {
        build::measure_one(view, self.base, value, count)
    }
}

/// A field whose class the script made: what the class has no method for is as in the class that
/// it derives from.
pub struct Own {
    pub instance: Rc<Instance>,
    pub base: &'static Field,
    pub methods: Methods,
}

/// Which methods the class has of its own.
#[derive(Clone, Copy, Default)]
pub struct Methods {
    pub any2i: bool,
    pub h2i: bool,
    pub i2h: bool,
    pub i2m: bool,
    pub m2i: bool,
    pub i2repr: bool,
    pub addfield: bool,
    pub getfield: bool,
    pub i2len: bool,
    pub i2count: bool,
    pub randval: bool,
}

impl Methods {
    /// Those that the class or one of its ancestors in the script defines.
    pub fn of(instance: &Instance) -> Methods {
        let class = &instance.class;
        let own = |name: &str| {
            let name = Symbol::of(name);
            std::iter::once(class)
                .chain(&class.ancestors)
                .filter(|class| !class.native)
                .any(|class| class.attrs.borrow().get(name).is_some())
                || instance.attrs.borrow().get(name).is_some()
        };
        Methods {
            any2i: own("any2i"),
            h2i: own("h2i"),
            i2h: own("i2h"),
            i2m: own("i2m"),
            m2i: own("m2i"),
            i2repr: own("i2repr"),
            addfield: own("addfield"),
            getfield: own("getfield"),
            i2len: own("i2len"),
            i2count: own("i2count"),
            randval: own("randval"),
        }
    }

    pub fn any(&self) -> bool {
        self.any2i
            || self.h2i
            || self.i2h
            || self.i2m
            || self.m2i
            || self.i2repr
            || self.addfield
            || self.getfield
            || self.i2len
            || self.i2count
            || self.randval
    }
}

impl Own {
    fn call(&self, interp: &mut Interp, name: &str, args: &[Value]) -> Result<Value> {
        interp.call_method(&Value::Instance(self.instance.clone()), name, args)
    }

    fn converted(&self, name: &str, view: View<'_>, value: &FieldValue) -> packet::Result<Value> {
        guest::called(|interp| self.call(interp, name, &[seen(view), shown(value)]))
    }
}

impl Rule for Own {
    fn understand(&self, view: View<'_>, value: FieldValue) -> packet::Result<FieldValue> {
        if self.methods.any2i {
            return self
                .converted("any2i", view, &value)
                .map(|value| held(&value));
        }
        if self.methods.h2i {
            return self
                .converted("h2i", view, &value)
                .map(|value| held(&value));
        }
        if is_held(&value) {
            return Ok(value);
        }
        convert::understand(view, self.base, value)
    }

    fn human(&self, view: View<'_>, value: FieldValue) -> packet::Result<FieldValue> {
        if self.methods.i2h {
            return self
                .converted("i2h", view, &value)
                .map(|value| held(&value));
        }
        if is_held(&value) {
            return Ok(value);
        }
        Ok(convert::human_of(view, self.base, value))
    }

    fn text(&self, view: View<'_>, value: &FieldValue, style: &Style) -> packet::Result<String> {
        if self.methods.i2repr {
            return guest::called(|interp| {
                let text = self.call(interp, "i2repr", &[seen(view), shown(value)])?;
                interp.str(&text)
            });
        }
        let plain = matches!(self.base.names, Naming::No)
            && !matches!(value, FieldValue::Octets(octets) if !octets.is_empty());
        if self.methods.i2h && plain {
            let human = self.converted("i2h", view, value)?;
            let hex = self.base.display == crate::proto::field::Display::Hex;
            return match to_field(&human) {
                Ok(human) if hex => Ok(python::hex(&human, style)),
                _ => guest::called(|interp| interp.repr(&human)),
            };
        }
        if is_held(value) {
            return guest::called(|interp| interp.repr(&shown(value)));
        }
        Ok(text::value(view, self.base, value.clone(), style))
    }

    fn build(
        &self,
        view: View<'_>,
        value: &FieldValue,
        so_far: Partial,
    ) -> packet::Result<Partial> {
        if self.methods.addfield {
            return guest::called(|interp| {
                let before = match so_far.bits {
                    0 => Value::bytes(so_far.octets),
                    bits => Value::tuple(vec![
                        Value::bytes(so_far.octets),
                        Value::Int(bits.into()),
                        Value::Int(so_far.value as i64),
                    ]),
                };
                let after = self.call(interp, "addfield", &[seen(view), before, shown(value)])?;
                partial(interp, &after)
            });
        }
        if self.methods.i2m {
            let machine = self.converted("i2m", view, value)?;
            let machine = to_field(&machine).map_err(guest::raised)?;
            return build::put_one(view, self.base, &machine, so_far);
        }
        build::put_one(view, self.base, value, so_far)
    }

    fn dissect(&self, view: View<'_>, octets: &[u8], bit: usize) -> packet::Result<Got> {
        if self.methods.getfield {
            return guest::called(|interp| {
                let octets = match bit {
                    0 => Value::bytes(octets),
                    bit => Value::tuple(vec![Value::bytes(octets), Value::Int(bit as i64)]),
                };
                let got = self.call(interp, "getfield", &[seen(view), octets])?;
                let parts = interp.collect(&got)?;
                let [rest, value] = &parts[..] else {
                    return Err(Error::value_error(
                        "getfield() returns what is left and a value",
                    ));
                };
                let rest = partial(interp, rest)?;
                Ok(Got {
                    value: held(value),
                    rest: rest.octets,
                    bit: rest.bits as usize,
                })
            });
        }
        let got = dissect::read_one(view, self.base, octets, bit)?;
        if !self.methods.m2i {
            return Ok(got);
        }
        let machine = machine(self.base, &got.value, octets);
        let value = guest::called(|interp| self.call(interp, "m2i", &[seen(view), machine]))?;
        Ok(Got {
            value: held(&value),
            ..got
        })
    }

    fn measure(&self, view: View<'_>, value: &FieldValue, count: bool) -> packet::Result<i64> {
        let (own, name) = match count {
            true => (self.methods.i2count, "i2count"),
            false => (self.methods.i2len, "i2len"),
        };
        if own {
            return guest::called(|interp| {
                let length = self.call(interp, name, &[seen(view), shown(value)])?;
                match length {
                    Value::Float(length) => Ok(length.get() as i64),
                    length => interp.index(&length),
                }
            });
        }
        if is_held(value) {
            return Ok(1);
        }
        build::measure_one(view, self.base, value, count)
    }

    fn roll(&self) -> Option<FieldValue> {
        if !self.methods.randval {
            return None;
        }
        guest::with(|interp| self.call(interp, "randval", &[]))
            .ok()
            .map(|value| held(&value))
    }
}

/// What a field's own `m2i` is handed: octets for what is octets on the wire.
pub fn machine(field: &Field, value: &FieldValue, octets: &[u8]) -> Value {
    match (field.kind, value) {
        (Kind::Mac | Kind::Ip4 | Kind::Ip6 | Kind::Uuid(_), _) => {
            let width = usize::from(field.bits / 8).min(octets.len());
            Value::bytes(&octets[..width])
        }
        _ => from_field(value),
    }
}

/// Octets, or octets and bits: `s`, `(s, bits, value)`, `(s, bits)`.
pub fn partial(interp: &mut Interp, value: &Value) -> Result<Partial> {
    match value {
        Value::Tuple(parts) => Ok(Partial {
            octets: packets::octets_of(interp, parts.first().unwrap_or(&Value::None))?,
            bits: parts
                .get(1)
                .and_then(Value::as_int)
                .and_then(|bits| u32::try_from(bits).ok())
                .unwrap_or(0),
            value: parts.get(2).and_then(Value::as_int).unwrap_or(0) as u64,
        }),
        octets => Ok(Partial {
            octets: packets::octets_of(interp, octets)?,
            ..Partial::default()
        }),
    }
}

/// A value of the script's that no field understands but its own.
pub struct Held(pub Value);

impl Foreign for Held {
    fn resolve(&self) -> FieldValue {
        to_field(&self.0).unwrap_or(FieldValue::None)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// `uuid.UUID(bytes=…)`
pub fn uuid_object(octets: &[u8; 16]) -> Value {
    let made = guest::with(|interp| {
        let module = Value::Module(interp.import("uuid")?);
        let class = interp.get_attr(&module, "UUID")?;
        let octets = ("bytes".to_owned(), Value::bytes(&octets[..]));
        interp.call_kw(&class, &[], &[octets])
    });
    made.unwrap_or_else(|_| Value::bytes(&octets[..]))
}

/// The octets of a `uuid.UUID`.
fn uuid_octets(value: &Value) -> Option<[u8; 16]> {
    let Value::Instance(instance) = value else {
        return None;
    };
    if &*instance.class.name() != "UUID" {
        return None;
    }
    let own = instance.attrs.borrow().get(Symbol::of("int"));
    let number = match &own {
        Some(Value::Int(number)) => u128::try_from(*number).ok(),
        Some(Value::Big(number)) => u128::try_from(&**number).ok(),
        _ => None,
    };
    if let Some(number) = number {
        return Some(number.to_be_bytes());
    }
    match guest::with(|interp| interp.get_attr(value, "bytes")).ok()? {
        Value::Bytes(octets) => octets[..].try_into().ok(),
        _ => None,
    }
}

/// The value as a packet keeps it.
pub fn held(value: &Value) -> FieldValue {
    if let Some(octets) = uuid_octets(value) {
        return FieldValue::uuid(octets);
    }
    match value {
        Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_) | Value::Instance(_) => {
            FieldValue::Foreign(Rc::new(Held(value.clone())))
        }
        value => {
            to_field(value).unwrap_or_else(|_| FieldValue::Foreign(Rc::new(Held(value.clone()))))
        }
    }
}

fn is_held(value: &FieldValue) -> bool {
    matches!(value, FieldValue::Foreign(foreign) if foreign.as_any().is::<Held>())
}

/// The value as the script sees it.
pub fn shown(value: &FieldValue) -> Value {
    from_field(value)
}
