//! What the scripted tools that explain packets are built on.

use crate::builtins::last_exchange;
use crate::builtins::linkerror::raised;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::method;
use crate::eval::module::NativeModule;
use crate::eval::packets::{self, octets_of};
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::link::{LinkType, filter::Filter};
use crate::packet::{Packet, geometry};
use crate::proto::registry;
use crate::wire::judge::{Start, judge};

pub static MODULE: NativeModule = NativeModule {
    name: "_wire",
    help: "Where things are in octets, and what receivers think of them.",
    functions: FUNCTIONS,
    init: |_, _| Ok(()),
};

static FUNCTIONS: &[Builtin] = &[
    method(
        "places",
        &["packet"],
        "The octets, the packet that they are, and (layer, field, first bit, bit behind the last) of each field.",
        places,
    ),
    method(
        "source",
        &["layer"],
        "Where its octets are described; empty where that is not known.",
        source,
    ),
    method(
        "meaning",
        &["layer", "field"],
        "What a field is for; empty where nobody has written that down.",
        meaning,
    ),
    method(
        "rule",
        &["layer", "field"],
        "How building computes a field that nobody set; empty where it does not.",
        rule,
    ),
    method(
        "objections",
        &["octets", "frame"],
        "(header, octet, reason) of everything that a careful receiver objects to.",
        objections,
    ),
    method(
        "filter",
        &["expression", "linktype"],
        "The program of a BPF filter: (code, jt, jf, k) of each instruction.",
        filter,
    ),
    method(
        "last_exchange",
        &[],
        "What is remembered of the last sr() or one of its kin.",
        last_exchange::tell,
    ),
];

fn packet_of(value: &Value) -> Result<Packet> {
    value
        .as_packet()
        .ok_or_else(|| Error::type_error("a packet is needed"))
}

fn source(_: &mut Interp, args: &Args) -> Result<Value> {
    let packet = packet_of(args.at(0))?;
    Ok(Value::str(registry::source(packet.proto())))
}

fn meaning(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = packet_of(args.at(0))?;
    let name = interp.str(args.at(1))?;
    Ok(Value::str(packet.proto().meaning(&name).unwrap_or("")))
}

fn rule(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = packet_of(args.at(0))?;
    let name = interp.str(args.at(1))?;
    let field = packet.proto().field(&name);
    Ok(Value::string(
        field.map_or_else(String::new, |field| field.auto.in_words()),
    ))
}

fn places(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = packet_of(args.at(0))?;
    let found = lend(interp, || geometry::places(&packet));
    let (octets, packet, places) = found.map_err(packets::error)?;
    let places = places.iter().map(|place| {
        Value::tuple(vec![
            Value::from(place.layer),
            Value::str(place.field.name),
            Value::from(place.start),
            Value::from(place.end),
        ])
    });
    let places = Value::list(places.collect::<Vec<_>>());
    Ok(Value::tuple(vec![
        Value::bytes(octets),
        Value::packet(packet),
        places,
    ]))
}

fn objections(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octets = octets_of(interp, args.at(0))?;
    let start = match interp.truth(args.at(1))? {
        true => Start::Ethernet,
        false => Start::Ip,
    };
    let all = judge(&octets, start).into_iter().map(|objection| {
        Value::tuple(vec![
            Value::string(objection.layer),
            Value::from(objection.offset),
            Value::string(objection.reason),
        ])
    });
    Ok(Value::list(all.collect::<Vec<_>>()))
}

fn filter(interp: &mut Interp, args: &Args) -> Result<Value> {
    let expression = interp.str(args.at(0))?;
    let number = args
        .at(1)
        .as_int()
        .and_then(|number| u32::try_from(number).ok());
    let link_type = number.map_or(LinkType::ETHERNET, LinkType);
    let filter = Filter::compile(&expression, link_type).map_err(raised)?;
    let program = filter.instructions().into_iter().map(|one| {
        Value::tuple(vec![
            Value::Int(one.code.into()),
            Value::Int(one.jt.into()),
            Value::Int(one.jf.into()),
            Value::Int(one.k.into()),
        ])
    });
    Ok(Value::list(program.collect::<Vec<_>>()))
}
