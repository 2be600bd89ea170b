//! `conf.ifaces`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::builtins::interfaces::{address_of, network_interface, table_of_interfaces};
use crate::builtins::linkerror::raised;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::link::{Station, interfaces};

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

    /// `conf.ifaces.data = …`: of the interfaces that are none, those that are named stay.
    fn set_attr(&self, interp: &mut Interp, name: &str, value: Value) -> Result<bool> {
        if name != "data" {
            return Ok(false);
        }
        let mut names = Vec::new();
        for name in interp.collect(&value)? {
            names.push(interp.str(&name)?);
        }
        let mut fakes = interfaces::fakes();
        fakes.retain(|fake| names.contains(&fake.name));
        let station = Station::here().map_err(raised)?;
        station.set_fakes(|| interfaces::set_fakes(fakes));
        Ok(true)
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
        of_name,
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
        "Read the interfaces anew; the kernel's always are, fake ones are forgotten.",
        &[],
        |_, _| {
            let station = Station::here().map_err(raised)?;
            station.set_fakes(|| interfaces::set_fakes(Vec::new()));
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "dev_from_networkname",
        &["self", "network_name"],
        "The interface of a name; names are the same everywhere.",
        &[],
        of_name,
    ),
    Builtin::new(
        "_add_fake_iface",
        &["self", "ifname", "mac='00:00:00:00:00:00'", "ips=None"],
        "Add an interface that is none, to try something with its name and addresses.",
        &[],
        |interp, args| {
            let name = interp.str(args.at(1))?;
            let mac = match args.get(2) {
                Some(mac) => interp.str(mac)?,
                None => "00:00:00:00:00:00".to_owned(),
            };
            let mac: Vec<u8> = mac
                .split(':')
                .map_while(|octet| u8::from_str_radix(octet, 16).ok())
                .collect();
            let addresses = match args.some(3) {
                Some(all) => {
                    let mut addresses = Vec::new();
                    for one in interp.collect(all)? {
                        addresses.push(address_of(&interp.str(&one)?)?);
                    }
                    addresses
                }
                None => vec![
                    IpAddr::V4(Ipv4Addr::LOCALHOST),
                    IpAddr::V6(Ipv6Addr::UNSPECIFIED),
                ],
            };
            let station = Station::here().map_err(raised)?;
            station.set_fakes(|| interfaces::add_fake(&name, mac.try_into().ok(), &addresses));
            Ok(Value::None)
        },
    ),
];

fn of_name(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = interp.str(args.at(1))?;
    Station::here()
        .and_then(|station| station.interface(&name))
        .map(|one| network_interface(&one))
        .map_err(raised)
}
