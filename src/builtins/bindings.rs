//! Which layer follows which, changed by scripts: `bind_layers` and its family; the loading of
//! protocols that are there already.

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::packets;
use crate::eval::protocols;
use crate::eval::value::Value;
use crate::packet::{FieldValue, Packet};
use crate::proto::binding::{Binding, Fixed};
use crate::proto::{Proto, registry};

const BIND: &[&str] = &["lower", "upper", "__fval=None", "**fval"];

/// Which directions a binding is about.
#[derive(Clone, Copy)]
struct Directions {
    bottom_up: bool,
    top_down: bool,
}

const BOTH: Directions = Directions {
    bottom_up: true,
    top_down: true,
};
const UP: Directions = Directions {
    bottom_up: true,
    top_down: false,
};
const DOWN: Directions = Directions {
    bottom_up: false,
    top_down: true,
};

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "bind_layers",
        BIND,
        "Let one layer follow another where fields have these values, and set them when it does.",
        &[],
        |interp, args| change(interp, args, BOTH, registry::bind),
    ),
    Builtin::new(
        "bind_bottom_up",
        BIND,
        "Dissect what follows a layer as another one where fields have these values.",
        &[],
        |interp, args| change(interp, args, UP, registry::bind),
    ),
    Builtin::new(
        "bind_top_down",
        BIND,
        "Set fields of a layer to these values when another one follows.",
        &[],
        |interp, args| change(interp, args, DOWN, registry::bind),
    ),
    Builtin::new(
        "split_layers",
        BIND,
        "Undo bind_layers().",
        &[],
        |interp, args| change(interp, args, BOTH, registry::unbind),
    ),
    Builtin::new(
        "split_bottom_up",
        BIND,
        "Undo bind_bottom_up().",
        &[],
        |interp, args| change(interp, args, UP, registry::unbind),
    ),
    Builtin::new(
        "split_top_down",
        BIND,
        "Undo bind_top_down().",
        &[],
        |interp, args| change(interp, args, DOWN, registry::unbind),
    ),
    Builtin::new(
        "_bind_by_octets",
        &["lower", "upper", "check"],
        "Let one layer follow another where a function says so of the octets.",
        &[(
            "_bind_by_octets(EIR_Manufacturer_Specific_Data, Raw, lambda octets: False)",
            "",
        )],
        |interp, args| {
            let sign = protocols::sign(args.at(2));
            registry::sign(layer(interp, args.at(0))?, layer(interp, args.at(1))?, sign);
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "load_layer",
        &["name", "globals_dict=None", "symb_list=None"],
        "Make the protocols of a family known that is not known from the start: load_layer(\"http\").",
        &[],
        |interp, args| load(interp, args, "layers"),
    ),
    Builtin::new(
        "load_contrib",
        &["name", "globals_dict=None", "symb_list=None"],
        "Make the protocols of a family known: load_contrib(\"ospf\").",
        &[],
        |interp, args| load(interp, args, "contrib"),
    ),
    Builtin::new(
        "load_module",
        &["name", "globals_dict=None", "symb_list=None"],
        "Make the functions of a module known; those that are here are known from the start.",
        &[],
        |interp, args| load(interp, args, "modules"),
    ),
    Builtin::new(
        "explore",
        &["layer=None"],
        "List the layers and their titles, all or those whose name or title contains a text.",
        &[],
        explore,
    ),
];

pub fn layer(interp: &mut Interp, value: &Value) -> Result<&'static Proto> {
    match value {
        Value::Layer(proto) => Ok(proto),
        other => {
            let name = interp.type_name(other);
            Err(Error::type_error(format!(
                "a layer such as UDP is needed, not {name}"
            )))
        }
    }
}

/// Registers or forgets what the arguments say.
fn change(
    interp: &mut Interp,
    args: &Args,
    directions: Directions,
    act: fn(&Binding),
) -> Result<Value> {
    let lower = layer(interp, args.at(0))?;
    let upper = layer(interp, args.at(1))?;
    let mut given: Vec<(String, Value)> = Vec::new();
    if let Some(Value::Dict(dict)) = args.some(2) {
        for (name, value) in dict.borrow().iter() {
            let name = name
                .as_str()
                .ok_or_else(|| Error::type_error("the names of fields are texts"))?;
            given.push((name.to_owned(), value.clone()));
        }
    }
    given.extend(args.keywords(3));
    let mut condition = Vec::new();
    for (name, value) in given {
        let index = lower.index_of(&name).ok_or_else(|| {
            Error::attribute_error(format!("{} has no field '{name}'", lower.name))
        })?;
        condition.push((lower.fields[index].name, fixed(lower, index, &value)?));
    }
    act(&Binding {
        lower,
        upper,
        // A binding lives as long as the program.
        condition: Box::leak(condition.into_boxed_slice()),
        bottom_up: directions.bottom_up,
        top_down: directions.top_down,
    });
    Ok(Value::None)
}

/// A value in the field's own form: `dport="http"` is 80.
fn fixed(lower: &'static Proto, index: usize, value: &Value) -> Result<Fixed> {
    let packet = Packet::new(lower);
    packet
        .set_at(index, crate::eval::fields::to_field(value)?)
        .map_err(packets::error)?;
    Ok(match packet.internal(index) {
        FieldValue::Int(number) | FieldValue::Flags(number, _) => Fixed::Int(number),
        FieldValue::Octets(octets) => Fixed::Octets(Box::leak(octets.to_vec().into_boxed_slice())),
        other => match other.as_text() {
            Some(text) => Fixed::Text(Box::leak(text.to_string().into_boxed_str())),
            None => {
                return Err(Error::type_error(
                    "layers are bound by numbers, texts or octets",
                ));
            }
        },
    })
}

fn load(interp: &mut Interp, args: &Args, kind: &str) -> Result<Value> {
    let name = interp.str(args.at(0))?;
    let module = format!("scapy.{kind}.{name}");
    let protocols = registry::names_in(&module);
    for (name, proto) in &protocols {
        interp.define(name, Value::Layer(proto));
    }
    for (name, value) in super::modules::scapy::names_beside(interp, &module, &protocols)? {
        interp.define(&name, value);
    }
    if protocols.is_empty() && !interp.native_modules().any(|native| native.name == module) {
        return Err(Error::new(
            Exc::ModuleNotFoundError,
            format!("No module named '{module}'"),
        )
        .help("ls() lists the protocols that are there"));
    }
    Ok(Value::None)
}

fn explore(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = match args.some(0) {
        Some(Value::Module(module)) => module.name.to_string(),
        Some(text) => interp.str(text)?,
        None => String::new(),
    };
    if let Some((module, protocols)) = module_of(&text) {
        let rows: Vec<_> = protocols
            .iter()
            .map(|proto| (proto.name, proto.title))
            .collect();
        interp.write_out(&format!(
            "Packets contained in {module}:\n{}",
            bordered(&rows)
        ))?;
        return Ok(Value::None);
    }
    let wanted = text.to_lowercase();
    let mut rows = vec![["Class".to_owned(), "Name".to_owned()].to_vec()];
    for proto in registry::protocols() {
        let fits = |text: &str| text.to_lowercase().contains(&wanted);
        if fits(proto.name) || fits(proto.title) {
            rows.push(vec![proto.name.to_owned(), proto.title.to_owned()]);
        }
    }
    if rows.len() == 1 {
        return Err(
            Error::new(Exc::ValueError, format!("Unknown scapy module '{text}'"))
                .help("explore() lists all protocols, ls(\"part of a name\") searches them"),
        );
    }
    let table = super::interfaces::table(&rows);
    interp.write_out(&format!("{table}\n"))?;
    Ok(Value::None)
}

/// The module that is meant by `dns`, `scapy.layers.dns` or `scapy.contrib.ospf`, which is loaded
/// if need be, and its protocols by name.
fn module_of(text: &str) -> Option<(String, Vec<&'static Proto>)> {
    let names = match text.starts_with("scapy.") {
        true => vec![text.to_owned()],
        false => vec![
            format!("scapy.layers.{text}"),
            format!("scapy.contrib.{text}"),
        ],
    };
    let module = names
        .into_iter()
        .find(|name| registry::modules().any(|known| known == name))?;
    let mut protocols = registry::load(&module);
    protocols.retain(|proto| registry::module_of(proto) == module);
    protocols.sort_by_key(|proto| proto.name);
    Some((module, protocols))
}

/// A table of two columns with lines between.
fn bordered(rows: &[(&str, &str)]) -> String {
    let head = [("Class", "Name")];
    let all = || head.iter().chain(rows);
    let first = all().map(|row| row.0.chars().count()).max().unwrap_or(0);
    let second = all().map(|row| row.1.chars().count()).max().unwrap_or(0);
    let mut lines = all().map(|(class, name)| format!("{class:<first$}|{name:<second$}\n"));
    let mut out = lines.next().unwrap_or_default();
    out.push_str(&format!("{}|{}\n", "-".repeat(first), "-".repeat(second)));
    out.extend(lines);
    out
}
