//! `conf.ifaces`.

use crate::builtins::interfaces::{network_interface, table_of_interfaces};
use crate::builtins::linkerror::raised;
use crate::eval::builtin::Builtin;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::link::Station;

pub(super) fn interface(interp: &mut Interp) -> Result<Value> {
    let station = Station::here().map_err(raised)?;
    let interface = match &interp.conf.iface {
        Some(name) => station.interface(name),
        None => station.working_interface(),
    };
    Ok(network_interface(&interface.map_err(raised)?))
}

/// `conf.ifaces`
pub(super) struct Interfaces;

impl Interfaces {
    fn names(&self) -> Result<Vec<Value>> {
        let all = Station::here()
            .and_then(|station| station.interfaces())
            .map_err(raised)?;
        Ok(all.iter().map(|one| Value::str(&one.name)).collect())
    }
}

impl Object for Interfaces {
    fn type_name(&self) -> &str {
        "NetworkInterfaceDict"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        if name != "data" {
            return Ok(None);
        }
        let mut dict = crate::eval::dict::Dict::new();
        for (name, interface) in all_interfaces()? {
            dict.set_str(name.as_str().unwrap_or_default(), interface);
        }
        Ok(Some(Value::dict(dict)))
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        table_of_interfaces().map(Some)
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        let name = interp.str(index)?;
        let station = Station::here().map_err(raised)?;
        station
            .interface(&name)
            .map(|one| network_interface(&one))
            .map_err(|_| Error::key_error(index.clone()))
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        let names = Value::list(self.names()?);
        interp.iter(&names).map(Some)
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(self.names()?.len()))
    }

    fn contains(&self, interp: &mut Interp, item: &Value) -> Result<Option<bool>> {
        let name = interp.str(item)?;
        Ok(Some(
            self.names()?.iter().any(|own| own.as_str() == Some(&name)),
        ))
    }

    fn methods(&self) -> &'static [Builtin] {
        INTERFACES
    }
}

fn all_interfaces() -> Result<Vec<(Value, Value)>> {
    let all = Station::here()
        .and_then(|station| station.interfaces())
        .map_err(raised)?;
    Ok(all
        .iter()
        .map(|one| (Value::str(&one.name), network_interface(one)))
        .collect())
}

static INTERFACES: &[Builtin] = &[
    Builtin::new(
        "get",
        &["self", "key", "default=None"],
        "The interface of a name, or the default.",
        &[],
        |interp, args| {
            let name = interp.str(args.at(1))?;
            let found = Station::here().and_then(|station| station.interface(&name));
            Ok(match found {
                Ok(one) => network_interface(&one),
                Err(_) => args.get(2).cloned().unwrap_or(Value::None),
            })
        },
    ),
    Builtin::new("keys", &["self"], "The names.", &[], |_, _| {
        Ok(Value::list(
            all_interfaces()?
                .into_iter()
                .map(|one| one.0)
                .collect::<Vec<_>>(),
        ))
    }),
    Builtin::new("values", &["self"], "The interfaces.", &[], |_, _| {
        Ok(Value::list(
            all_interfaces()?
                .into_iter()
                .map(|one| one.1)
                .collect::<Vec<_>>(),
        ))
    }),
    Builtin::new("items", &["self"], "Names and interfaces.", &[], |_, _| {
        let pairs = all_interfaces()?
            .into_iter()
            .map(|(name, one)| Value::tuple(vec![name, one]));
        Ok(Value::list(pairs.collect::<Vec<_>>()))
    }),
    Builtin::new(
        "dev_from_name",
        &["self", "name"],
        "The interface of a name.",
        &[],
        |interp, args| {
            let name = interp.str(args.at(1))?;
            Station::here()
                .and_then(|station| station.interface(&name))
                .map(|one| network_interface(&one))
                .map_err(raised)
        },
    ),
    Builtin::new(
        "dev_from_index",
        &["self", "if_index"],
        "The interface of a number.",
        &[],
        |interp, args| {
            let index = u32::try_from(interp.index(args.at(1))?).unwrap_or(0);
            Station::here()
                .and_then(|station| station.interface_by_index(index))
                .map(|one| network_interface(&one))
                .map_err(raised)
        },
    ),
    Builtin::new(
        "show",
        &["self", "print_result=True"],
        "Print the interfaces.",
        &[],
        |interp, _| {
            let text = table_of_interfaces()?;
            interp.write_out(&format!("{text}\n"))?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "reload",
        &["self"],
        "Read the interfaces anew; they always are.",
        &[],
        |_, _| Ok(Value::None),
    ),
];
