//! What a script's class can call of the classes of fields: `ByteField.i2repr(self, …)`.

use std::rc::Rc;

use super::fields;
use super::guest::lend;
use super::rules::{self, held, shown};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::Instance;
use crate::eval::error::{Error, Result};
use crate::eval::fields::to_field;
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::method;
use crate::eval::packets::{self, error};
use crate::eval::value::Value;
use crate::packet::layer::Layer;
use crate::packet::text::{self, Style};
use crate::packet::{FieldValue, Packet, View, build, convert, dissect, fuzz, kinds};
use crate::proto::Field;
use crate::proto::field::{Kind, Naming};
use crate::proto::raw::RAW;

/// The methods of `Field` that a class may replace.
pub static OF_FIELDS: &[Builtin] = &[
    method(
        "i2len",
        &["self", "pkt", "x"],
        "The octets that a value takes.",
        |interp, args| lend(interp, || measured(args, false)),
    ),
    method(
        "i2count",
        &["self", "pkt", "x"],
        "The elements of a value.",
        |interp, args| lend(interp, || measured(args, true)),
    ),
    method(
        "i2h",
        &["self", "pkt", "x"],
        "The value as a person has it.",
        |interp, args| {
            let field = own_field(args)?;
            let value = value(args, 2);
            lend(interp, || {
                with_view(args.at(1), |view| {
                    Ok(shown(&convert::human_of(view, field, value)))
                })
            })
        },
    ),
    method(
        "h2i",
        &["self", "pkt", "x"],
        "The value as the packet keeps it.",
        |interp, args| match own_field(args)?.kind {
            Kind::Prefix(..) | Kind::Utf16 | Kind::NetBiosName => any2i(interp, args),
            _ => Ok(args.at(2).clone()),
        },
    ),
    method(
        "any2i",
        &["self", "pkt", "x"],
        "The value as the packet keeps it.",
        any2i,
    ),
    method(
        "i2m",
        &["self", "pkt", "x"],
        "The value as it is packed.",
        i2m,
    ),
    method(
        "m2i",
        &["self", "pkt", "x"],
        "What was unpacked, as the packet keeps it.",
        m2i,
    ),
    method(
        "i2repr",
        &["self", "pkt", "x"],
        "The value as it is shown.",
        i2repr,
    ),
    method(
        "addfield",
        &["self", "pkt", "s", "val"],
        "The octets with the value behind them.",
        addfield,
    ),
    method(
        "getfield",
        &["self", "pkt", "s"],
        "What is left of the octets, and the value.",
        getfield,
    ),
    method(
        "randval",
        &["self"],
        "Dice that suit the field.",
        |_, args| {
            let field = own_field(args)?;
            if let Kind::Packet(proto) = field.kind {
                return Ok(Value::packet(fuzz::fuzz(&Packet::new(proto))));
            }
            Ok(fuzz::roll(field).map_or(Value::None, |value| shown(&value)))
        },
    ),
    method(
        "do_copy",
        &["self", "x"],
        "A copy of a value.",
        |_, args| Ok(shown(&value(args, 1).deep_copy())),
    ),
    method(
        "copy",
        &["self"],
        "Another field like this one.",
        |_, args| {
            let Value::Instance(instance) = args.at(0) else {
                return Err(Error::type_error("a field is needed"));
            };
            let copy = Instance::new(instance.class.clone());
            copy.attrs.replace(instance.attrs.borrow().clone());
            copy.inner.replace(instance.inner.borrow().clone());
            Ok(Value::Instance(Rc::new(copy)))
        },
    ),
    method(
        "register_owner",
        &["self", "cls"],
        "Notes a class that has the field.",
        |interp, args| {
            let owners = interp.get_attr(args.at(0), "owners")?;
            interp.call_method(&owners, "append", &[args.at(1).clone()])
        },
    ),
    method("__repr__", &["self"], "", |interp, args| {
        let Value::Instance(instance) = args.at(0) else {
            return Err(Error::type_error("a field is needed"));
        };
        let name = instance.get("name").unwrap_or(Value::None);
        let name = interp.str(&name)?;
        let owners = instance
            .get("owners")
            .unwrap_or_else(|| Value::list(Vec::<Value>::new()));
        let mut owned = Vec::new();
        for owner in interp.collect(&owners)? {
            let name = interp.get_attr(&owner, "__name__")?;
            owned.push(interp.str(&name)?);
        }
        let class = instance.class.name();
        Ok(Value::string(format!(
            "<{class} ({}).{name}>",
            owned.join(",")
        )))
    }),
];

/// What `EnumField` has besides: the same for single values.
pub static OF_ENUMS: &[Builtin] = &[
    method(
        "any2i_one",
        &["self", "pkt", "x"],
        "One value as the packet keeps it.",
        any2i,
    ),
    method(
        "i2h_one",
        &["self", "pkt", "x"],
        "One value as a person has it.",
        |interp, args| {
            interp.call_method(args.at(0), "i2h", &[args.at(1).clone(), args.at(2).clone()])
        },
    ),
    method(
        "i2repr_one",
        &["self", "pkt", "x"],
        "One value as it is shown.",
        |interp, args| {
            interp.call_method(
                args.at(0),
                "i2repr",
                &[args.at(1).clone(), args.at(2).clone()],
            )
        },
    ),
];

/// What `MultiFlagsField` does with sets of names, which a packet of the script decides about.
pub static OF_MULTI_FLAGS: &[Builtin] = &[
    method(
        "any2i",
        &["self", "pkt", "x"],
        "The names of the flags.",
        |interp, args| multi_flags(interp, "multi_flags_any2i", args),
    ),
    method(
        "i2m",
        &["self", "pkt", "x"],
        "The flags as a number.",
        |interp, args| multi_flags(interp, "multi_flags_i2m", args),
    ),
    method(
        "m2i",
        &["self", "pkt", "x"],
        "The names of the bits of a number.",
        |interp, args| multi_flags(interp, "multi_flags_m2i", args),
    ),
    method(
        "i2repr",
        &["self", "pkt", "x"],
        "The flags as they are shown.",
        |interp, args| multi_flags(interp, "multi_flags_i2repr", args),
    ),
];

fn multi_flags(interp: &mut Interp, name: &str, args: &Args) -> Result<Value> {
    let module = Value::Module(interp.import("scapy.multi_flags")?);
    let function = interp.get_attr(&module, name)?;
    let args = [args.at(0).clone(), args.at(1).clone(), args.at(2).clone()];
    interp.call(&function, &args)
}

/// Whether a table of the field has a name for a value.
fn is_named(field: &Field, value: &FieldValue) -> bool {
    match (field.names, value.as_int()) {
        (Naming::Enum(names), Some(number)) => names.iter().any(|entry| entry.0 == number),
        _ => true,
    }
}

/// The field of a table that the instance stands for.
fn own_field(args: &Args) -> Result<&'static Field> {
    if let Some(of) = args.at(0).downcast::<packets::FieldOf>() {
        return Ok(&of.proto.fields[of.index]);
    }
    let Value::Instance(instance) = args.at(0) else {
        return Err(Error::type_error("a field is needed"));
    };
    fields::compiled(instance).ok_or_else(|| {
        Error::attribute_error(format!(
            "{} was not made by its __init__",
            instance.class.name()
        ))
    })
}

/// Looks at the packet that a method was handed, or at none.
fn with_view<T>(packet: &Value, look: impl FnOnce(View<'_>) -> Result<T>) -> Result<T> {
    match packet.as_packet() {
        Some(packet) => {
            packet.read();
            // A rule may look at the packet again, so nothing of it is lent.
            packet.lent(look)
        }
        None => {
            let layers = [Layer::new(&RAW)];
            look(View {
                layers: &layers,
                at: 0,
            })
        }
    }
}

fn value(args: &Args, at: usize) -> FieldValue {
    held(args.at(at))
}

fn measured(args: &Args, count: bool) -> Result<Value> {
    let (field, value) = (own_field(args)?, value(args, 2));
    with_view(args.at(1), |view| {
        build::measure_one(view, field, &value, count)
            .map(Value::Int)
            .map_err(error)
    })
}

/// The value as `show()` has it.
fn i2repr(interp: &mut Interp, args: &Args) -> Result<Value> {
    let field = own_field(args)?;
    if let (Value::List(list), false) = (args.at(2), matches!(field.names, Naming::No)) {
        let items = list.borrow().clone();
        let shown = items.iter().map(|item| {
            interp.call_method(args.at(0), "i2repr", &[args.at(1).clone(), item.clone()])
        });
        return Ok(Value::list(shown.collect::<Result<Vec<_>>>()?));
    }
    if args
        .at(2)
        .downcast::<crate::eval::fields::FieldObject>()
        .is_some()
    {
        return interp.repr(args.at(2)).map(Value::string);
    }
    let mut value = value(args, 2);
    // The class's own `i2h` decides what is shown.
    let own = match args.at(0) {
        Value::Instance(instance) => rules::Methods::of(instance),
        _ => rules::Methods::default(),
    };
    if own.i2h && matches!(field.names, Naming::No) {
        let human =
            interp.call_method(args.at(0), "i2h", &[args.at(1).clone(), args.at(2).clone()])?;
        value = held(&human);
        if !matches!(field.display, crate::proto::field::Display::Hex) {
            return interp.repr(&human).map(Value::string);
        }
    }
    if field.class == "YesNoByteField" && !is_named(field, &value) {
        // Without a name the number itself, as in Scapy.
        return Ok(args.at(2).clone());
    }
    lend(interp, || {
        with_view(args.at(1), |view| {
            Ok(Value::string(text::value(
                view,
                field,
                value,
                &Style::PLAIN,
            )))
        })
    })
}

fn any2i(interp: &mut Interp, args: &Args) -> Result<Value> {
    let field = own_field(args)?;
    let mut given = args.at(2).clone();
    if let Value::Instance(instance) = args.at(0)
        && rules::Methods::of(instance).h2i
    {
        given = interp.call_method(args.at(0), "h2i", &[args.at(1).clone(), given])?;
        return Ok(given);
    }
    let value = held(&given);
    lend(interp, || {
        with_view(args.at(1), |view| {
            convert::understand(view, field, value)
                .map(|value| shown(&value))
                .map_err(error)
        })
    })
}

fn i2m(_: &mut Interp, args: &Args) -> Result<Value> {
    let (field, value) = (own_field(args)?, value(args, 2));
    with_view(args.at(1), |view| match field.kind {
        Kind::Uint | Kind::Sint | Kind::Bits | Kind::Milliseconds | Kind::UtcTime => match &value {
            FieldValue::None => build::number_of(view, field, &value)
                .map(Value::Int)
                .map_err(error),
            _ => Ok(shown(&value)),
        },
        Kind::Float => Ok(shown(&value)),
        Kind::Scaled(scale) => kinds::unscaled(scale, &value)
            .map(|number| shown(&number))
            .ok_or_else(|| Error::value_error("Unknown type")),
        _ => build::put_one(view, field, &value, Default::default())
            .map(|done| Value::bytes(done.octets))
            .map_err(error),
    })
}

fn m2i(_: &mut Interp, args: &Args) -> Result<Value> {
    let field = own_field(args)?;
    match (field.kind, args.at(2)) {
        (Kind::Uint | Kind::Sint | Kind::Bits | Kind::Octets | Kind::Float, value) => {
            Ok(value.clone())
        }
        (Kind::Scaled(scale), Value::Int(number)) => {
            Ok(shown(&kinds::scaled(scale, (*number).into())))
        }
        (Kind::Scaled(scale), Value::Float(number)) => {
            Ok(shown(&kinds::scaled_float(scale, number.get())))
        }
        (_, Value::Bytes(octets)) => with_view(args.at(1), |view| {
            dissect::read_one(view, field, octets, 0)
                .map(|got| shown(&got.value))
                .map_err(error)
        }),
        (_, value) => Ok(value.clone()),
    }
}

fn addfield(interp: &mut Interp, args: &Args) -> Result<Value> {
    let field = own_field(args)?;
    let so_far = rules::partial(interp, args.at(2))?;
    let mut value = value(args, 3);
    if let Value::Instance(instance) = args.at(0)
        && rules::Methods::of(instance).i2m
    {
        let machine =
            interp.call_method(args.at(0), "i2m", &[args.at(1).clone(), args.at(3).clone()])?;
        value = to_field(&machine)?;
    }
    let done = lend(interp, || {
        with_view(args.at(1), |view| {
            build::put_one(view, field, &value, so_far).map_err(error)
        })
    })?;
    Ok(match done.bits {
        0 => Value::bytes(done.octets),
        bits => Value::tuple(vec![
            Value::bytes(done.octets),
            Value::Int(bits.into()),
            Value::Int(done.value as i64),
        ]),
    })
}

fn getfield(interp: &mut Interp, args: &Args) -> Result<Value> {
    let field = own_field(args)?;
    let so_far = rules::partial(interp, args.at(2))?;
    let got = lend(interp, || {
        with_view(args.at(1), |view| {
            dissect::read_one(view, field, &so_far.octets, so_far.bits as usize).map_err(error)
        })
    })?;
    let mut value = lend(interp, || shown(&got.value));
    if let Value::Instance(instance) = args.at(0)
        && rules::Methods::of(instance).m2i
    {
        let machine = rules::machine(field, &got.value, &so_far.octets);
        value = interp.call_method(args.at(0), "m2i", &[args.at(1).clone(), machine])?;
    }
    let rest = match got.bit {
        0 => Value::bytes(got.rest),
        bit => Value::tuple(vec![Value::bytes(got.rest), Value::Int(bit as i64)]),
    };
    Ok(Value::tuple(vec![rest, value]))
}
