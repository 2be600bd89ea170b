//! `class Foo(Packet)`: a class of the script becomes a protocol.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::compile;
use super::fields::field_value;
use super::guest;
use super::hooks::ScriptClass;
use super::{lasting, packet_methods};
use crate::eval::class::{Attrs, Class, changed};
use crate::eval::error::{Error, Result};
use crate::eval::fields::to_field;
use crate::eval::interp::Interp;
use crate::eval::packets::{self, PACKET};
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::{FieldValue, Packet, script};
use crate::proto::binding::{Binding, Condition, Fixed};
use crate::proto::{Field, HookSet, Hooks, Proto, registry};

thread_local! {
    /// The class behind each protocol, by the protocol's address: those of scripts, and those of
    /// built-in protocols that were asked for.
    static CLASSES: RefCell<HashMap<usize, Rc<Class>>> = RefCell::default();
    /// The fields of each protocol of a script as the script wrote them.
    static FIELDS: RefCell<HashMap<usize, Vec<Value>>> = RefCell::default();
    /// The protocols of scripts, by their class.
    static PROTOCOLS: RefCell<HashMap<u32, &'static Proto>> = RefCell::default();
}

fn address(proto: &'static Proto) -> usize {
    std::ptr::from_ref(proto).addr()
}

/// The class of a protocol, as methods and `super()` see it.
pub fn of(proto: &'static Proto) -> Rc<Class> {
    if let Some(class) = CLASSES.with_borrow(|classes| classes.get(&address(proto)).cloned()) {
        return class;
    }
    let parent = match proto.parent {
        Some(parent) => Some(of(parent)),
        None if proto.is(&PACKET) => None,
        None => Some(of(&PACKET)),
    };
    let methods: &[_] = if proto.is(&PACKET) {
        packet_methods::OF_PACKETS
    } else {
        &[]
    };
    let class = Class::native(proto.name, parent.into_iter().collect(), methods);
    *class.module.borrow_mut() = registry::module_of(proto).into();
    if proto.is(&PACKET) {
        let mut attrs = class.attrs.borrow_mut();
        for method in crate::eval::methods::packet::METHODS {
            let name = Symbol::of(method.name);
            if attrs.get(name).is_none() {
                attrs.set(name, Value::Builtin(method));
            }
        }
    }
    remember(proto, &class);
    class
}

fn remember(proto: &'static Proto, class: &Rc<Class>) {
    CLASSES.with_borrow_mut(|classes| classes.insert(address(proto), class.clone()));
    PROTOCOLS.with_borrow_mut(|protocols| protocols.insert(class.id, proto));
}

/// The field at a place of a protocol's list, as the script wrote it.
pub fn field_at(proto: &'static Proto, index: usize) -> Value {
    let written = FIELDS.with_borrow(|fields| fields.get(&address(proto))?.get(index).cloned());
    written.unwrap_or_else(|| Value::object(packets::FieldOf { proto, index }))
}

/// The class of a protocol that a script made.
pub fn of_script(proto: &'static Proto) -> Option<Rc<Class>> {
    proto.script?;
    CLASSES.with_borrow(|classes| classes.get(&address(proto)).cloned())
}

/// What the script's class, or one that it derives from in the script, has under a name.
pub fn own(proto: &'static Proto, name: Symbol) -> Option<Value> {
    let class = of_script(proto)?;
    own_of(&class, name)
}

fn own_of(class: &Rc<Class>, name: Symbol) -> Option<Value> {
    std::iter::once(class)
        .chain(&class.ancestors)
        .filter(|class| !class.native)
        .find_map(|class| class.attrs.borrow().get(name))
}

/// Makes a protocol of a class whose bases include a packet's class.
pub fn make(interp: &mut Interp, name: &str, bases: &[Value], attrs: &Attrs) -> Result<Value> {
    let mut classes = Vec::new();
    let mut parents: Vec<&'static Proto> = Vec::new();
    for base in bases {
        match base {
            Value::Layer(proto) => {
                classes.push(of(proto));
                parents.push(proto);
            }
            Value::Class(class) if class.name().as_ref() == "object" => {}
            Value::Class(class) => classes.push(class.clone()),
            other => {
                let kind = interp.type_name(other);
                return Err(Error::type_error(format!(
                    "a class cannot derive from a value of type '{kind}'"
                )));
            }
        }
    }
    let parent = parents.first().copied().unwrap_or(&PACKET);
    let class = Class::new(name, classes)?;
    let mut own = attrs.clone();
    let (fields, written) = fields(interp, parent, &mut own)?;
    let title = own.remove(Symbol::of("name"));
    let overload = own.remove(Symbol::of("overload_fields"));
    *class.attrs.borrow_mut() = own;
    changed();
    let title = match title {
        Some(Value::Str(title)) => lasting::text(title.as_str()),
        // A class without a name of its own is called as the class of the script is.
        _ if parent.is(&PACKET) || parent.script.is_some() && parent.title == parent.name => {
            lasting::text(name)
        }
        _ => parent.title,
    };
    guest::learn(interp);
    let proto = protocol(interp, name, title, parent, fields, &class)?;
    remember(proto, &class);
    for field in &written {
        if let Value::Instance(instance) = field
            && let Some(Value::List(owners)) = instance.get("owners")
        {
            owners.borrow_mut().push(Value::Layer(proto));
        }
    }
    FIELDS.with_borrow_mut(|fields| fields.insert(address(proto), written));
    if let Some(overload) = overload {
        overload_fields(interp, proto, &overload)?;
    }
    Ok(Value::Layer(proto))
}

/// The fields of a class: its own, or those of the class that it derives from, with the defaults
/// that it gives to fields by their names.
fn fields(
    interp: &mut Interp,
    parent: &'static Proto,
    attrs: &mut Attrs,
) -> Result<(&'static [Field], Vec<Value>)> {
    let mut fields: Vec<Field> = Vec::new();
    let mut written: Vec<Value> = Vec::new();
    let inherit = |proto: &'static Proto, written: &mut Vec<Value>| {
        written.extend((0..proto.fields.len()).map(|index| field_at(proto, index)));
    };
    // `ASN1_root = ASN1F_SEQUENCE(…)` says the fields of a packet in ASN.1.
    let root = attrs
        .get(Symbol::of("ASN1_root"))
        .filter(|root| !root.is_none());
    let given = match (attrs.get(Symbol::of("fields_desc")), root) {
        (None, Some(root)) => Some(interp.call_method(&root, "get_fields_list", &[])?),
        (given, _) => given,
    };
    match given {
        Some(given) => {
            for one in interp.collect(&given)? {
                match &one {
                    Value::Layer(proto) => {
                        fields.extend(proto.fields);
                        inherit(proto, &mut written);
                    }
                    one if compile::is_field(one) => {
                        fields.push(*field_value(interp, one)?);
                        written.push(one.clone());
                    }
                    other => {
                        let kind = interp.type_name(other);
                        return Err(Error::type_error(format!(
                            "fields_desc holds fields such as ByteField(\"x\", 0), not {kind}"
                        )));
                    }
                }
            }
        }
        None => {
            fields.extend(parent.fields);
            inherit(parent, &mut written);
        }
    }
    for field in &mut fields {
        let name = Symbol::of(field.name);
        if let Some(default) = attrs.remove(name) {
            let holder = lasting::value(*field);
            field.preset = compile::default_of(holder, &default)?;
        }
    }
    Ok((Box::leak(fields.into_boxed_slice()), written))
}

fn protocol(
    interp: &mut Interp,
    name: &str,
    title: &'static str,
    parent: &'static Proto,
    fields: &'static [Field],
    class: &Rc<Class>,
) -> Result<&'static Proto> {
    let mut proto = if parent.is(&PACKET) {
        Proto::new(lasting::text(name), title, fields)
    } else {
        Proto {
            name: lasting::text(name),
            title,
            parent: Some(parent),
            // A class of its own is not picked by the octets of the one that it derives from.
            dispatch: None,
            hooks: HookSet::NONE,
            ..*parent
        }
    };
    if !std::ptr::eq(parent.fields, fields) && parent.fields.len() != fields.len() {
        proto.measure = None;
    }
    proto = proto.with_fields(fields);
    proto.fields_ask = fields.iter().any(Field::asks);
    proto.hooks = HookSet::of_script();
    proto.hooks.set(hooks_of(class));
    if proto.hooks.has(Hooks::SUMMARY) {
        proto.summary = "";
    }
    for (attribute, flag) in [
        ("show_indent", &mut proto.show_indent),
        ("match_subclass", &mut proto.matches_parent),
    ] {
        if let Some(value) = own_of(class, Symbol::of(attribute)) {
            *flag = interp.truth(&value)?;
        }
    }
    if let Some(aliases) = own_of(class, Symbol::of("aliastypes")) {
        let aliases = interp.collect(&aliases)?;
        let aliases: Vec<&'static Proto> = aliases
            .iter()
            .filter_map(|alias| match alias {
                Value::Layer(proto) => Some(*proto),
                _ => None,
            })
            .collect();
        proto.aliases = Box::leak(aliases.into_boxed_slice());
    }
    if let Some(old) = own_of(class, Symbol::of("deprecated_fields")) {
        proto.renamed = renamed(interp, &old)?;
    }
    let hooks = Rc::new(ScriptClass::new(class.clone()));
    proto.script = Some(script::add_class(hooks.clone()));
    // What stands for its parent does not take its name away.
    let stands_in = proto.matches_parent && parent.name == name;
    let proto = registry::register(proto, stands_in);
    hooks.set_proto(proto);
    if let Some((top, _)) = proto.kinds()
        && let Some(place) = top.told_by.and_then(|name| proto.index_of(name))
        && let FieldValue::Int(number) = Packet::new(proto).internal(place)
    {
        registry::add_kind(top, number, proto);
    }
    Ok(proto)
}

/// The methods of the class that the packet module calls.
fn hooks_of(class: &Rc<Class>) -> Hooks {
    let mut hooks = Hooks::NONE;
    for (hook, method) in Hooks::NAMES {
        let symbol = Symbol::of(method);
        let found = match *hook {
            // Only a class that says so itself picks another one.
            Hooks::DISPATCH => class.attrs.borrow().get(symbol).is_some(),
            _ => own_of(class, symbol).is_some(),
        };
        if found {
            hooks = hooks.with(*hook);
        }
    }
    hooks
}

/// `Foo.mysummary = …`, `del Foo.mysummary`, which classes that derive from it have, too.
pub fn set_own(class: &Class, name: Symbol, new: Option<Value>) -> bool {
    let there = match new {
        Some(new) => {
            class.set(name, new);
            true
        }
        None => class.remove(name).is_some(),
    };
    if Hooks::NAMES
        .iter()
        .any(|(_, method)| *method == name.name())
    {
        let protocols: Vec<_> = PROTOCOLS.with_borrow(|known| known.values().copied().collect());
        for proto in protocols {
            if let Some(class) = of_script(proto) {
                proto.hooks.set(hooks_of(&class));
            }
        }
    }
    there
}

/// `deprecated_fields = {"old": ("new", "2.4.4")}`
fn renamed(interp: &mut Interp, given: &Value) -> Result<&'static [(&'static str, &'static str)]> {
    let mut names = Vec::new();
    let items = interp.call_method(given, "items", &[])?;
    for item in interp.collect(&items)? {
        if let [Value::Str(old), new] = &interp.collect(&item)?[..]
            && let Some(Value::Str(new)) = interp.collect(new)?.first()
        {
            names.push((lasting::text(old.as_str()), lasting::text(new.as_str())));
        }
    }
    Ok(Box::leak(names.into_boxed_slice()))
}

/// `overload_fields = {IP: {"proto": 99}}`
fn overload_fields(interp: &mut Interp, upper: &'static Proto, given: &Value) -> Result<()> {
    let items = interp.call_method(given, "items", &[])?;
    for item in interp.collect(&items)? {
        let pair = interp.collect(&item)?;
        let [Value::Layer(lower), values] = &pair[..] else {
            return Err(Error::type_error(
                "overload_fields has packets' classes for keys",
            ));
        };
        let mut condition = Vec::new();
        let values = interp.call_method(values, "items", &[])?;
        for item in interp.collect(&values)? {
            if let [Value::Str(name), value] = &interp.collect(&item)?[..] {
                condition.push((
                    lasting::text(name.as_str()),
                    fixed(lower, name.as_str(), value)?,
                ));
            }
        }
        let condition: Condition = Box::leak(condition.into_boxed_slice());
        registry::bind(&Binding {
            lower,
            upper,
            condition,
            bottom_up: false,
            top_down: true,
        });
    }
    Ok(())
}

/// A value in the field's own form.
fn fixed(lower: &'static Proto, name: &str, value: &Value) -> Result<Fixed> {
    let packet = Packet::new(lower);
    packet.set(name, to_field(value)?).map_err(packets::error)?;
    let index = lower.index_of(name).unwrap_or_default();
    Ok(match packet.internal(index) {
        FieldValue::Int(number) | FieldValue::Flags(number, _) => Fixed::Int(number),
        FieldValue::Octets(octets) => Fixed::Octets(Box::leak(octets.to_vec().into_boxed_slice())),
        other => Fixed::Text(lasting::text(&other.as_text().unwrap_or_default())),
    })
}

/// The attributes that a script has put on a layer, which are no fields.
struct Kept(Rc<RefCell<Attrs>>);

const TRANSFORMS: &str = "post_transforms";

impl script::Own for Kept {
    fn copied(&self) -> Option<Rc<dyn script::Own>> {
        let mut attrs = self.0.borrow().clone();
        let name = Symbol::of(TRANSFORMS);
        if let Some(Value::List(list)) = attrs.get(name) {
            let _old = attrs.set(name, Value::list(list.borrow().clone()));
        }
        Some(Rc::new(Kept(Rc::new(RefCell::new(attrs)))))
    }

    fn transformed(&self, octets: Vec<u8>) -> crate::packet::Result<Vec<u8>> {
        let transforms = self.0.borrow().get(Symbol::of(TRANSFORMS));
        let Some(transforms) = transforms else {
            return Ok(octets);
        };
        guest::called(|interp| {
            let mut octets = octets;
            for transform in interp.collect(&transforms)? {
                let done = interp.call(&transform, &[Value::bytes(octets)])?;
                octets = packets::octets_of(interp, &done)?;
            }
            Ok(octets)
        })
    }

    fn as_any(self: Rc<Self>) -> Rc<dyn std::any::Any> {
        self
    }
}

/// The attributes that a script has put on a packet, which are no fields.
pub fn attributes(packet: &Packet) -> Option<Rc<RefCell<Attrs>>> {
    let kept = packet.own()?.as_any().downcast::<Kept>().ok()?;
    Some(kept.0.clone())
}

/// Puts an attribute on a packet that is no field of it.
pub fn set_attribute(packet: &Packet, name: Symbol, value: Value) {
    let attrs = attributes(packet).unwrap_or_else(|| {
        let attrs: Rc<RefCell<Attrs>> = Rc::default();
        packet.set_own(Rc::new(Kept(attrs.clone())));
        attrs
    });
    let _old = attrs.borrow_mut().set(name, value);
}

/// `p.post_transforms`: a list that the script may change.
pub fn transforms(packet: &Packet) -> Value {
    let name = Symbol::of(TRANSFORMS);
    let known = attributes(packet).and_then(|attrs| attrs.borrow().get(name));
    known.unwrap_or_else(|| {
        let list = Value::list(Vec::<Value>::new());
        set_attribute(packet, name, list.clone());
        list
    })
}

/// `IP(post_transform=…)`: a function, or a list of them.
pub fn set_transforms(packet: &Packet, given: &Value) {
    let list = match given {
        Value::None => return,
        Value::List(_) => given.clone(),
        one => Value::list(vec![one.clone()]),
    };
    set_attribute(packet, Symbol::of(TRANSFORMS), list);
}

/// Whether a protocol has something of its own to say before its fields are asked.
pub fn is_scripted(proto: &Proto) -> bool {
    proto.script.is_some()
}
