//! Calls of layers' classes: `IP(dst=…)`, `IP(b"…")`.

use super::raised::error;
use super::{may_call, octets_of};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::fields::to_field_of;
use crate::eval::interp::Interp;
use crate::eval::protocols::{class, lend, special};
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::{self, FieldValue, Packet, Places};
use crate::proto::{Around, Hooks, Proto, registry};

/// `IP(dst=…)`, `IP(b"…")`
pub fn call(
    interp: &mut Interp,
    value: &Value,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Option<Value>> {
    let Value::Layer(proto) = value else {
        return special::operator(interp, value, "__call__", args);
    };
    if kwargs.iter().any(|(name, _)| is_no_field(name)) {
        return made_inside(interp, proto, args, kwargs).map(Some);
    }
    if !proto.hooks.is_empty()
        && let Some(made) = made_by_script(interp, proto, args, kwargs)?
    {
        return Ok(Some(made));
    }
    let kwargs = kwargs.iter().map(|(name, value)| (name.as_str(), value));
    if let Some(octets) = args.first() {
        let packet = match octets {
            Value::Bytes(octets) => lend(interp, || dissected(proto, octets)),
            Value::None => Ok(Packet::of_nothing(proto)),
            octets => {
                let octets = octets_of(interp, octets)?;
                lend(interp, || dissected(proto, &octets))
            }
        }?;
        for (index, value) in keywords(proto, kwargs)? {
            lend(interp, || packet.set_at(index, value)).map_err(error)?;
        }
        return Ok(Some(stamped(packet)));
    }
    if !may_call(proto) {
        return construct(proto, kwargs).map(Some);
    }
    lend(interp, || construct(proto, kwargs)).map(Some)
}

fn dissected(proto: &'static Proto, octets: &[u8]) -> Result<Packet> {
    if octets.is_empty() {
        return Ok(Packet::of_nothing(proto));
    }
    Packet::dissect(proto, octets).map_err(error)
}

/// `IP(dst=…)`
pub fn construct<'a>(
    proto: &'static Proto,
    kwargs: impl Iterator<Item = (&'a str, &'a Value)>,
) -> Result<Value> {
    let proto = match proto.becomes {
        Some(("", becomes)) => becomes(None).unwrap_or(proto),
        _ => proto,
    };
    let mut fields = Places::new();
    let Some((decides, becomes)) = proto.becomes else {
        keywords_into(&mut fields, proto, kwargs)?;
        let packet = Packet::with_places(proto, &mut fields).map_err(error)?;
        complete(proto, &packet)?;
        return Ok(stamped(packet));
    };
    let kwargs: Vec<(&str, &Value)> = kwargs.collect();
    let deciding = kwargs.iter().copied().filter(|(name, _)| *name == decides);
    let asked = deciding.clone().next().is_some();
    keywords_into(&mut fields, proto, deciding)?;
    let packet = Packet::with_places(proto, &mut fields).map_err(error)?;
    let number = asked
        .then(|| packet.view(|view| view.int(decides)))
        .flatten();
    let proto = becomes(number).unwrap_or(proto);
    fields = Places::new();
    keywords_into(&mut fields, proto, kwargs.into_iter())?;
    let packet = Packet::with_places(proto, &mut fields).map_err(error)?;
    Ok(stamped(packet))
}

/// Sets what a layer that a script makes says of itself beyond what was asked for.
fn complete(proto: &Proto, packet: &Packet) -> Result<()> {
    let Some(complete) = proto.completes else {
        return Ok(());
    };
    let Some((name, number)) = packet.view(|view| complete(&view)) else {
        return Ok(());
    };
    let number = number.map_or(FieldValue::None, FieldValue::Int);
    packet.set(name, number).map_err(error)
}

/// A packet of a script knows when it was made.
fn stamped(packet: Packet) -> Value {
    packet.with_meta(|meta| meta.time = Some(crate::link::time::coarse()));
    Value::packet(packet)
}

/// What a class with a `dispatch_hook` or an `__init__` of its own makes.
fn made_by_script(
    interp: &mut Interp,
    proto: &'static Proto,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Option<Value>> {
    let mut proto = proto;
    if proto.hooks.has(Hooks::DISPATCH) {
        let method = interp.get_attr(&Value::Layer(proto), "dispatch_hook")?;
        proto = match interp.call_kw(&method, args, kwargs) {
            Ok(Value::Layer(other)) => other,
            Ok(_) => proto,
            Err(error) if error.is(Exc::KeyboardInterrupt) => return Err(error),
            // As in Scapy: a hook that fails leaves the octets as they are.
            Err(_) => &crate::proto::raw::RAW,
        };
    }
    let packet = Packet::new(proto);
    connect(&packet, kwargs);
    let made = Value::packet(packet.clone());
    begin_fields(interp, &packet, !args.is_empty())?;
    if proto.hooks.has(Hooks::INIT)
        && let Some(init) = class::own(proto, Symbol::of("__init__"))
    {
        let bound = crate::eval::attribute::bind(interp, &init, &made)?;
        interp.call_kw(&bound, args, kwargs)?;
        return Ok(Some(made));
    }
    if let Some(octets) = args.first() {
        let octets = octets_of(interp, octets)?;
        if !octets.is_empty() && proto.hooks.has(Hooks::DISSECT) {
            interp.call_method(&made, "dissect", &[Value::bytes(octets)])?;
        } else if !octets.is_empty() {
            lend(interp, || packet::dissect::into(&packet, &octets)).map_err(error)?;
        }
    }
    lend(interp, || set_keywords(&packet, kwargs))?;
    Ok(Some(made))
}

/// `Foo(octets, _underlayer=ip)`, `IP(post_transform=f)`: as Scapy's own code calls a class.
fn made_inside(
    interp: &mut Interp,
    proto: &'static Proto,
    args: &[Value],
    kwargs: &[(String, Value)],
) -> Result<Value> {
    const MAKING: Hooks = Hooks::DISPATCH.with(Hooks::INIT).with(Hooks::DISSECT);
    if proto.hooks.has(MAKING) {
        let made = made_by_script(interp, proto, args, kwargs)?;
        return made.ok_or_else(|| Error::runtime_error("the class makes no packet"));
    }
    let octets = match args.first() {
        Some(octets) => octets_of(interp, octets)?,
        None => Vec::new(),
    };
    let asks = may_call(proto);
    let packet = match octets.is_empty() {
        true => Packet::new(proto.made()),
        false if asks => Packet::new(proto),
        false => lend(interp, || dissected(proto, &octets))?,
    };
    connect(&packet, kwargs);
    if asks && !octets.is_empty() {
        lend(interp, || packet::dissect::into(&packet, &octets)).map_err(error)?;
    }
    lend(interp, || set_keywords(&packet, kwargs))?;
    Ok(stamped(packet))
}

/// Calls what a class does when the fields of a new packet are prepared.
fn begin_fields(interp: &mut Interp, packet: &Packet, read: bool) -> Result<()> {
    let args = [Value::bool(read)];
    let hook = Hooks::INIT_FIELDS;
    if special::call(interp, packet, hook, "init_fields", &args)?.is_some() {
        return Ok(());
    }
    cached_fields(interp, packet, read)
}

/// The same where the class has no `init_fields`.
pub fn cached_fields(interp: &mut Interp, packet: &Packet, read: bool) -> Result<()> {
    let hook = Hooks::INIT_CACHED_FIELDS;
    let Some(method) = special::own(packet, hook, "do_init_cached_fields") else {
        return Ok(());
    };
    let bound = crate::eval::attribute::bind(interp, &method, &Value::packet(packet.clone()))?;
    let args = [("for_dissect_only".to_owned(), Value::bool(read))];
    interp.call_kw(&bound, &[], &args).map(drop)
}

/// Tells a new packet what Scapy's own code says of it.
pub fn connect(packet: &Packet, kwargs: &[(String, Value)]) {
    for (name, value) in kwargs {
        match name.as_str() {
            "_parent" => packet.set_parent(value.as_packet().as_ref()),
            "_underlayer" => packet.set_under(value.as_packet().as_ref()),
            "post_transform" => class::set_transforms(packet, value),
            _ => {}
        }
    }
}

/// Sets fields by name, in the order of the protocol's fields.
pub fn set_keywords(packet: &Packet, kwargs: &[(String, Value)]) -> Result<()> {
    let kwargs = kwargs.iter().map(|(name, value)| (name.as_str(), value));
    let mut fields = keywords(packet.proto(), kwargs)?;
    fields.sort_by_key(|(index, _)| *index);
    for (index, value) in fields {
        packet.set_at(index, value).map_err(error)?;
    }
    Ok(())
}

/// What Scapy's own code hands to a class beside fields.
const INTERNAL: &[&str] = &[
    "_internal",
    "_parent",
    "_underlayer",
    "post_transform",
    "stop_dissection_after",
];

/// Whether a keyword of a class stands for something else than a field.
pub fn is_no_field(keyword: &str) -> bool {
    INTERNAL.contains(&keyword)
}

fn keywords<'a>(
    proto: &'static Proto,
    kwargs: impl Iterator<Item = (&'a str, &'a Value)>,
) -> Result<Places> {
    let mut fields = Places::new();
    keywords_into(&mut fields, proto, kwargs)?;
    Ok(fields)
}

fn keywords_into<'a>(
    fields: &mut Places,
    proto: &'static Proto,
    kwargs: impl Iterator<Item = (&'a str, &'a Value)>,
) -> Result<()> {
    for (name, value) in kwargs {
        let Some(index) = Packet::place_of(proto, name) else {
            if is_no_field(name) {
                continue;
            }
            let Some((index, part)) = proto.part(name) else {
                return Err(unknown_keyword(proto, name));
            };
            let value = to_field_of(&part.field, value)?;
            let given = fields.iter().position(|field| field.0 == index);
            let given = given.map(|at| fields.remove(at).1);
            let parts = given.unwrap_or_else(|| packet::convert::preset(&proto.fields[index]));
            fields.push((index, packet::parts::with(&parts, part.field.name, value)));
            continue;
        };
        fields.push((index, to_field_of(&proto.fields[index], value)?));
    }
    Ok(())
}

fn unknown_keyword(proto: &'static Proto, name: &str) -> Error {
    let text = format!("{} has no field '{name}'", proto.name);
    let near = crate::eval::suggest::nearest(name, proto.fields.iter().map(|field| field.name));
    match near {
        Some(near) => Error::attribute_error(text).help(format!("did you mean '{near}'?")),
        None => Error::attribute_error(text).help(match owners(name).as_slice() {
            [] => format!("ls({}) lists the fields", proto.name),
            [owner, ..] => format!(
                "{name} is a field of {}: {}()/{owner}({name}=…)",
                owners(name).join(", "),
                proto.name
            ),
        }),
    }
    .at_word(name)
}

/// The layers of everyday that have such a field.
fn owners(name: &str) -> Vec<&'static str> {
    [
        "IP", "TCP", "UDP", "ICMP", "ARP", "Ether", "DNS", "IPv6", "Raw",
    ]
    .into_iter()
    .filter_map(registry::proto)
    .filter(|proto| proto.index_of(name).is_some())
    .map(|proto| proto.name)
    .collect()
}
