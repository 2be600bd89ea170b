//! Which layer follows which: `bind_layers`, `split_layers`, ….

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::fields::to_field;
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::proto::binding::{Binding, Fixed};
use crate::proto::field::Naming;
use crate::proto::{Proto, registry};

const PARAMS: &[&str] = &["lower", "upper", "__fval=None", "**fval"];

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "bind_layers",
        PARAMS,
        "Make a layer follow another one when fields of the lower one have these values.",
        &[("print(bind_layers(UDP, DNS, dport=5454))", "None")],
        |interp, args| change(interp, args, true, true, registry::bind),
    ),
    Builtin::new(
        "bind_bottom_up",
        PARAMS,
        "As bind_layers(), for dissection only.",
        &[("print(bind_bottom_up(UDP, DNS, dport=5454))", "None")],
        |interp, args| change(interp, args, true, false, registry::bind),
    ),
    Builtin::new(
        "bind_top_down",
        PARAMS,
        "As bind_layers(), for building only.",
        &[("print(bind_top_down(UDP, DNS, dport=5454))", "None")],
        |interp, args| change(interp, args, false, true, registry::bind),
    ),
    Builtin::new(
        "split_layers",
        PARAMS,
        "Undo bind_layers() with the same values.",
        &[("print(split_layers(UDP, DNS, dport=5454))", "None")],
        |interp, args| change(interp, args, true, true, registry::unbind),
    ),
    Builtin::new(
        "split_bottom_up",
        PARAMS,
        "Undo bind_bottom_up() with the same values.",
        &[("print(split_bottom_up(UDP, DNS, dport=5454))", "None")],
        |interp, args| change(interp, args, true, false, registry::unbind),
    ),
    Builtin::new(
        "split_top_down",
        PARAMS,
        "Undo bind_top_down() with the same values.",
        &[("print(split_top_down(UDP, DNS, dport=5454))", "None")],
        |interp, args| change(interp, args, false, true, registry::unbind),
    ),
];

fn change(
    interp: &mut Interp,
    args: &Args,
    bottom_up: bool,
    top_down: bool,
    apply: fn(&Binding),
) -> Result<Value> {
    let (lower, upper) = (layer(args.at(0))?, layer(args.at(1))?);
    let mut condition = Vec::new();
    if let Some(Value::Dict(given)) = args.some(2) {
        for (name, value) in given.borrow().iter() {
            condition.push((name.as_str().unwrap_or_default().to_owned(), value.clone()));
        }
    }
    condition.extend(args.keywords(3));
    let mut fixed = Vec::new();
    for (name, value) in condition {
        fixed.push(entry(interp, lower, &name, &value)?);
    }
    // Bindings live as long as the protocols, which live as long as the program.
    apply(&Binding {
        lower,
        upper,
        condition: Box::leak(fixed.into_boxed_slice()),
        bottom_up,
        top_down,
    });
    Ok(Value::None)
}

fn layer(value: &Value) -> Result<&'static Proto> {
    match value {
        Value::Layer(proto) => Ok(proto),
        _ => Err(Error::type_error(
            "layers are bound by their classes, such as UDP",
        )),
    }
}

fn entry(
    interp: &mut Interp,
    lower: &'static Proto,
    name: &str,
    value: &Value,
) -> Result<(&'static str, Fixed)> {
    let Some(index) = lower.index_of(name) else {
        let text = format!("{} has no field '{name}'", lower.name);
        return Err(Error::attribute_error(text).at_word(name));
    };
    let field = &lower.fields[index];
    let fixed = match to_field(value)? {
        crate::packet::FieldValue::Octets(octets) => {
            Fixed::Octets(Box::leak(octets.to_vec().into()))
        }
        crate::packet::FieldValue::Text(text) => match field.names {
            Naming::Enum(names) if names.value(&text).is_some() => {
                Fixed::Int(names.value(&text).unwrap_or(0))
            }
            _ => Fixed::Text(Box::leak(text.to_string().into())),
        },
        _ => Fixed::Int(interp.index(value)?),
    };
    Ok((field.name, fixed))
}
