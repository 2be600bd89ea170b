//! What a script's class can call of `Packet`: `Packet.post_build(self, …)`.

use super::guest::lend;
use super::rules::shown;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::method;
use crate::eval::packets::{self, error, octets_of};
use crate::eval::protocols::special;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::text::{self, Style};
use crate::packet::{self, Packet, build, by_methods, dissect, hooked};
use crate::proto::Hooks;
use crate::proto::raw::RAW;

/// The methods of `Packet` that a class may replace.
pub static OF_PACKETS: &[Builtin] = &[
    method(
        "__init__",
        &[
            "self",
            "_pkt=b''",
            "post_transform=None",
            "_internal=0",
            "_underlayer=None",
            "_parent=None",
            "stop_dissection_after=None",
            "**fields",
        ],
        "Sets the fields, or dissects octets.",
        init,
    ),
    method(
        "post_build",
        &["self", "pkt", "pay"],
        "The header and its payload, with lengths and checksums filled in.",
        post_build,
    ),
    method(
        "self_build",
        &["self"],
        "The octets of the header.",
        |interp, args| {
            let packet = receiver(args)?;
            lend(interp, || build::own_header(&packet))
                .map(Value::bytes)
                .map_err(error)
        },
    ),
    method(
        "do_build",
        &["self"],
        "The octets of this layer and those above it.",
        |interp, args| built(interp, args, by_methods::do_build_plainly),
    ),
    method(
        "build",
        &["self"],
        "The octets of this layer and those above it.",
        |interp, args| built(interp, args, by_methods::build_plainly),
    ),
    method(
        "__bytes__",
        &["self"],
        "The octets of this layer and those above it.",
        |interp, args| built(interp, args, Packet::build),
    ),
    method(
        "do_build_payload",
        &["self"],
        "The octets of the layers above.",
        |interp, args| built(interp, args, by_methods::payload_plainly),
    ),
    method(
        "build_padding",
        &["self"],
        "The octets of the padding.",
        |interp, args| built(interp, args, by_methods::padding_plainly),
    ),
    method(
        "build_done",
        &["self", "p"],
        "The octets as they are.",
        |interp, args| {
            let octets = octets_of(interp, args.at(1))?;
            built(interp, args, |packet| {
                by_methods::done_plainly(packet, octets)
            })
        },
    ),
    method(
        "init_fields",
        &["self", "for_dissect_only=False"],
        "Called when a packet is made.",
        |interp, args| {
            let read = interp.truth(args.at(1))?;
            packets::cached_fields(interp, &receiver(args)?, read)?;
            Ok(Value::None)
        },
    ),
    method(
        "do_init_fields",
        &["self", "flist"],
        "Called when a packet is made.",
        |_, _| Ok(Value::None),
    ),
    method(
        "do_init_cached_fields",
        &["self", "for_dissect_only=False"],
        "Called when a packet is made.",
        |_, _| Ok(Value::None),
    ),
    method(
        "dissection_done",
        &["self", "pkt"],
        "Called when the whole packet was dissected.",
        |interp, args| {
            interp.call_method(args.at(0), "post_dissection", &[args.at(1).clone()])?;
            if let Some(above) = receiver(args)?.payload() {
                let above = Value::packet(above);
                interp.call_method(&above, "dissection_done", &[args.at(1).clone()])?;
            }
            Ok(Value::None)
        },
    ),
    method(
        "__len__",
        &["self"],
        "The number of octets.",
        |interp, args| {
            let octets = octets_of(interp, args.at(0))?;
            Ok(Value::Int(octets.len() as i64))
        },
    ),
    method("__str__", &["self"], "The summary.", |interp, args| {
        interp.call_method(args.at(0), "summary", &[])
    }),
    method("__eq__", &["self", "other"], "", |interp, args| {
        as_packet(args, |_| interp.eq(args.at(0), args.at(1)).map(Value::bool))
    }),
    method("__ne__", &["self", "other"], "", |interp, args| {
        let equal = interp.call_method(args.at(0), "__eq__", &[args.at(1).clone()])?;
        Ok(Value::bool(!interp.truth(&equal)?))
    }),
    method(
        "__iter__",
        &["self"],
        "The packets of the set.",
        |interp, args| {
            as_packet(args, |_| {
                let items = interp.collect(args.at(0))?;
                let iter = interp
                    .builtin("iter")
                    .ok_or_else(|| Error::name_error("iter"))?;
                interp.call(&iter, &[Value::list(items)])
            })
        },
    ),
    method("__getitem__", &["self", "cls"], "", |interp, args| {
        as_packet(args, |_| interp.get_item(args.at(0), args.at(1)))
    }),
    method("__contains__", &["self", "cls"], "", |interp, args| {
        as_packet(args, |_| {
            let found = packets::contains(interp, args.at(0), args.at(1))?;
            Ok(Value::bool(found == Some(true)))
        })
    }),
    method("__truediv__", &["self", "other"], "", |interp, args| {
        as_packet(args, |_| divided(interp, args.at(0), args.at(1)))
    }),
    method("__div__", &["self", "other"], "", |interp, args| {
        as_packet(args, |_| divided(interp, args.at(0), args.at(1)))
    }),
    method("__bool__", &["self"], "True.", |_, _| Ok(Value::bool(true))),
    method("__getattr__", &["self", "attr"], "", |interp, args| {
        let name = interp.str(args.at(1))?;
        let packet = receiver(args)?;
        special::plainly(&packet, Hooks::GET_ATTRIBUTE, || {
            interp.get_attr(args.at(0), &name)
        })
    }),
    method(
        "__setattr__",
        &["self", "attr", "val"],
        "",
        |interp, args| {
            let name = interp.str(args.at(1))?;
            let packet = receiver(args)?;
            special::plainly(&packet, Hooks::SET_ATTRIBUTE, || {
                interp.set_attr(args.at(0), &name, args.at(2).clone())
            })?;
            Ok(Value::None)
        },
    ),
    method("__delattr__", &["self", "attr"], "", |interp, args| {
        let name = interp.str(args.at(1))?;
        let packet = receiver(args)?;
        special::plainly(&packet, Hooks::DELETE_ATTRIBUTE, || {
            packets::del_attr(interp, args.at(0), Symbol::of(&name))
        })?;
        Ok(Value::None)
    }),
    method(
        "pre_dissect",
        &["self", "s"],
        "The octets as they are.",
        |_, args| Ok(args.at(1).clone()),
    ),
    method(
        "do_dissect",
        &["self", "s"],
        "Reads the fields; returns what is left of the octets.",
        do_dissect,
    ),
    method(
        "post_dissect",
        &["self", "s"],
        "The octets as they are.",
        |_, args| Ok(args.at(1).clone()),
    ),
    method(
        "post_dissection",
        &["self", "pkt"],
        "Called when the whole packet was dissected.",
        |_, _| Ok(Value::None),
    ),
    method(
        "do_dissect_payload",
        &["self", "s"],
        "Dissects what is above this layer.",
        do_dissect_payload,
    ),
    method(
        "dissect",
        &["self", "s"],
        "Makes this layer, and those above it, of octets.",
        |interp, args| {
            let octets = octets_of(interp, args.at(1))?;
            let packet = receiver(args)?;
            lend(interp, || dissect_into(&packet, &octets))?;
            Ok(Value::None)
        },
    ),
    method(
        "extract_padding",
        &["self", "s"],
        "The octets that are payload, and those that are padding.",
        extract_padding,
    ),
    method(
        "guess_payload_class",
        &["self", "payload"],
        "The class of what is above this layer, as the bindings say.",
        |interp, args| {
            let payload = octets_of(interp, args.at(1))?;
            let packet = receiver(args)?;
            lend(interp, || dissect::guessed_plainly(&packet, &payload))
                .map(Value::Layer)
                .map_err(error)
        },
    ),
    method(
        "default_payload_class",
        &["self", "payload"],
        "Raw.",
        |_, _| Ok(Value::Layer(&RAW)),
    ),
    method(
        "__repr__",
        &["self"],
        "The packet with its fields.",
        |interp, args| {
            let packet = receiver(args)?;
            Ok(Value::string(lend(interp, || {
                text::repr(&packet, &Style::PLAIN)
            })))
        },
    ),
    method(
        "getfield_and_val",
        &["self", "attr"],
        "A field of this layer or one above, and its value.",
        |interp, args| {
            let name = interp.str(args.at(1))?;
            let packet = receiver(args)?;
            let (layer, index) = packet
                .locate(&name)
                .filter(|(layer, _)| layer.is_same(&packet))
                .ok_or_else(|| Error::value_error(name.clone()))?;
            let field = super::class::field_at(layer.proto(), index);
            let value = crate::packet::script::plainly(|| layer.internal(index));
            Ok(Value::tuple(vec![field, shown(&value)]))
        },
    ),
];

/// What building gives, in which methods of the script may be called.
fn built(
    interp: &mut Interp,
    args: &Args,
    build: impl FnOnce(&Packet) -> packet::Result<Vec<u8>>,
) -> Result<Value> {
    let packet = receiver(args)?;
    lend(interp, || build(&packet))
        .map(Value::bytes)
        .map_err(error)
}

/// Works on the packet as if its class had no operators of its own.
fn as_packet(args: &Args, work: impl FnOnce(&Packet) -> Result<Value>) -> Result<Value> {
    let packet = receiver(args)?;
    special::plainly(&packet, Hooks::OPERATORS, || work(&packet))
}

fn divided(interp: &mut Interp, a: &Value, b: &Value) -> Result<Value> {
    let divided = packets::binary(interp, crate::lang::ast::BinaryOp::Div, a, b)?;
    divided.ok_or_else(|| Error::type_error("unsupported operand type(s) for /"))
}

fn receiver(args: &Args) -> Result<Packet> {
    args.at(0)
        .as_packet()
        .ok_or_else(|| Error::type_error("this method is called on a packet"))
}

fn init(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    for (at, name) in [(2, "post_transform"), (4, "_underlayer"), (5, "_parent")] {
        if let Some(value) = args.some(at) {
            packets::connect(&packet, &[(name.to_owned(), value.clone())]);
        }
    }
    let octets = match args.some(1) {
        Some(octets) => octets_of(interp, octets)?,
        None => Vec::new(),
    };
    if !octets.is_empty() {
        lend(interp, || dissect_into(&packet, &octets))?;
    }
    lend(interp, || packets::set_keywords(&packet, &args.keywords(7)))?;
    Ok(Value::None)
}

fn dissect_into(packet: &Packet, octets: &[u8]) -> Result<()> {
    dissect::into(packet, octets).map_err(error)
}

fn post_build(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (header, payload) = (
        octets_of(interp, args.at(1))?,
        octets_of(interp, args.at(2))?,
    );
    let packet = receiver(args)?;
    lend(interp, || build::finished(&packet, &header, &payload))
        .map(Value::bytes)
        .map_err(error)
}

fn do_dissect(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octets = octets_of(interp, args.at(1))?;
    let packet = receiver(args)?;
    lend(interp, || hooked::read_plainly(&packet, &octets))
        .map(Value::bytes)
        .map_err(error)
}

fn do_dissect_payload(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octets = octets_of(interp, args.at(1))?;
    if octets.is_empty() {
        return Ok(Value::None);
    }
    let class = interp.call_method(
        args.at(0),
        "guess_payload_class",
        &[Value::bytes(octets.clone())],
    )?;
    let made = interp.call(&class, &[Value::bytes(octets.clone())]);
    let payload = match made {
        Ok(made) => made.as_packet().unwrap_or_else(|| Packet::raw(&octets)),
        Err(_) => Packet::raw(&octets),
    };
    interp.call_method(args.at(0), "add_payload", &[Value::packet(payload)])?;
    Ok(Value::None)
}

fn extract_padding(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let octets = octets_of(interp, args.at(1))?;
    let length = lend(interp, || {
        packet.view(|view| dissect::payload_len(view, &octets))
    });
    let length = length.map_err(error)?;
    let (payload, padding) = octets.split_at(length);
    let padding = match padding {
        [] => Value::None,
        padding => Value::bytes(padding),
    };
    Ok(Value::tuple(vec![Value::bytes(payload), padding]))
}
