//! Interfaces, addresses, routes and neighbours of this machine.

use std::net::IpAddr;

use super::linkerror::raised;
use super::send::interface_index;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::{Dict, plain_hash};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::link::{self, Interface, Station};
use crate::packet::environment;
use crate::packet::value::mac_text;

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "get_if_list",
        &[],
        "The names of the interfaces.",
        &[],
        get_if_list,
    ),
    Builtin::new(
        "get_if_addr",
        &["iff"],
        "The IPv4 address of an interface.",
        &[],
        |interp, args| {
            let interface = interface(interp, args)?;
            Ok(Value::string(
                interface
                    .ip()
                    .map_or("0.0.0.0".to_owned(), |address| address.to_string()),
            ))
        },
    ),
    Builtin::new(
        "get_if_addr6",
        &["iff"],
        "The IPv6 address of an interface, or None.",
        &[],
        |interp, args| {
            let interface = interface(interp, args)?;
            Ok(interface
                .ip6()
                .map_or(Value::None, |address| Value::string(address.to_string())))
        },
    ),
    Builtin::new(
        "get_if_hwaddr",
        &["iff"],
        "The MAC address of an interface.",
        &[],
        |interp, args| {
            let interface = interface(interp, args)?;
            Ok(Value::string(mac_text(&interface.mac.unwrap_or_default())))
        },
    ),
    Builtin::new(
        "get_if_raw_hwaddr",
        &["iff"],
        "The hardware type and the octets of the MAC address.",
        &[],
        |interp, args| {
            let interface = interface(interp, args)?;
            let octets = interface.mac.unwrap_or_default().to_vec();
            Ok(Value::tuple(vec![
                Value::Int(interface.hardware.into()),
                Value::bytes(octets),
            ]))
        },
    ),
    Builtin::new(
        "get_working_if",
        &[],
        "The interface that is used where none is given.",
        &[],
        |_, _| {
            let interface = Station::here()
                .and_then(|station| station.working_interface())
                .map_err(raised)?;
            Ok(network_interface(&interface))
        },
    ),
    Builtin::new(
        "get_working_ifaces",
        &[],
        "The interfaces that can be used.",
        &[],
        |_, _| {
            let all = Station::here()
                .and_then(|station| station.interfaces())
                .map_err(raised)?;
            Ok(Value::list(
                all.iter().map(network_interface).collect::<Vec<_>>(),
            ))
        },
    ),
    Builtin::new(
        "dev_from_index",
        &["if_index"],
        "The interface of a number.",
        &[],
        |interp, args| {
            let index = u32::try_from(interp.index(args.at(0))?).unwrap_or(0);
            Station::here()
                .and_then(|station| station.interface_by_index(index))
                .map(|one| network_interface(&one))
                .map_err(raised)
        },
    ),
    Builtin::new(
        "dev_from_networkname",
        &["network_name"],
        "The interface of a name.",
        &[],
        |interp, args| interface(interp, args).map(|one| network_interface(&one)),
    ),
    Builtin::new(
        "show_interfaces",
        &["resolve_mac=True"],
        "Print the interfaces.",
        &[],
        |interp, _| {
            let table = table_of_interfaces()?;
            interp.write_out(&format!("{table}\n"))?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "getmacbyip",
        &["ip", "chainCC=0"],
        "The MAC address of the next hop to an address, or None.",
        &[],
        getmacbyip,
    ),
    Builtin::new(
        "getmacbyip6",
        &["ip6", "chainCC=0"],
        "The MAC address of the next hop to an IPv6 address, or None.",
        &[],
        getmacbyip,
    ),
];

/// The interface that the first argument names.
fn interface(interp: &mut Interp, args: &Args) -> Result<Interface> {
    let index = interface_index(interp, args.some(0))?;
    Station::here()
        .and_then(|station| station.interface_by_index(index))
        .map_err(raised)
}

fn get_if_list(_: &mut Interp, _: &Args) -> Result<Value> {
    let interfaces = Station::here()
        .and_then(|station| station.interfaces())
        .map_err(raised)?;
    Ok(Value::list(
        interfaces
            .iter()
            .map(|one| Value::str(&one.name))
            .collect::<Vec<_>>(),
    ))
}

fn getmacbyip(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = interp.str(args.at(0))?;
    let address = address_of(&text)?;
    if let IpAddr::V4(group) = address
        && group.is_multicast()
    {
        // RFC 1112 section 6.4: the lower 23 bits of the group.
        let [_, b, c, d] = group.octets();
        return Ok(Value::string(mac_text(&[1, 0, 0x5e, b & 0x7f, c, d])));
    }
    let station = Station::here().map_err(raised)?;
    match station.mac_of(address) {
        Ok(mac) => Ok(Value::string(mac_text(&mac))),
        Err(crate::link::Error::NoNeighbour { .. } | crate::link::Error::NoRoute { .. }) => {
            Ok(Value::None)
        }
        Err(error) => Err(raised(error)),
    }
}

/// An address, or the first one of a host.
pub fn address_of(text: &str) -> Result<IpAddr> {
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    let found = environment::resolve4(text)
        .map(IpAddr::V4)
        .or_else(|| environment::resolve6(text).map(IpAddr::V6));
    // Ctrl-C ends the wait for a name server.
    crate::eval::interrupt::check()?;
    found.ok_or_else(|| Error::value_error(format!("no address is known for '{text}'")))
}

/// `conf.iface`: an interface that prints as its name.
pub struct NetworkInterface(pub Interface);

pub fn network_interface(interface: &Interface) -> Value {
    Value::object(NetworkInterface(interface.clone()))
}

impl Object for NetworkInterface {
    fn type_name(&self) -> &str {
        "NetworkInterface"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let one = &self.0;
        Ok(Some(match name {
            "name" | "description" | "network_name" => Value::str(&one.name),
            "ip" => one
                .ip()
                .map_or(Value::None, |address| Value::string(address.to_string())),
            "mac" => Value::string(mac_text(&one.mac.unwrap_or_default())),
            "index" => Value::Int(one.index.into()),
            "flags" => Value::string(one.flags_text()),
            "type" => Value::Int(one.hardware.into()),
            "ips" => {
                let mut dict = Dict::new();
                let v4 = one
                    .ipv4
                    .iter()
                    .map(|one| Value::string(one.address.to_string()))
                    .collect::<Vec<_>>();
                let v6 = one
                    .ipv6
                    .iter()
                    .map(|one| Value::string(one.address.to_string()))
                    .collect::<Vec<_>>();
                dict.push(
                    plain_hash(&Value::Int(4)).unwrap_or(4),
                    Value::Int(4),
                    Value::list(v4),
                );
                dict.push(
                    plain_hash(&Value::Int(6)).unwrap_or(6),
                    Value::Int(6),
                    Value::list(v6),
                );
                Value::dict(dict)
            }
            _ => return Ok(None),
        }))
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn dir(&self) -> Vec<String> {
        [
            "name",
            "description",
            "ip",
            "ips",
            "mac",
            "index",
            "flags",
            "type",
        ]
        .map(str::to_owned)
        .to_vec()
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!(
            "<NetworkInterface {} [{}]>",
            self.0.name,
            self.0.flags_text()
        )))
    }

    fn str(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(self.0.name.clone()))
    }

    fn compare(
        &self,
        _: &mut Interp,
        op: crate::lang::ast::CompareOp,
        other: &Value,
    ) -> Result<Option<Value>> {
        let equal = match (other.as_str(), other.downcast::<NetworkInterface>()) {
            (Some(name), _) => name == self.0.name,
            (None, Some(other)) => other.0.index == self.0.index && other.0.name == self.0.name,
            (None, None) => false,
        };
        Ok(match op {
            crate::lang::ast::CompareOp::Eq => Some(Value::bool(equal)),
            crate::lang::ast::CompareOp::NotEq => Some(Value::bool(!equal)),
            _ => None,
        })
    }

    fn binary(
        &self,
        interp: &mut Interp,
        op: crate::lang::ast::BinaryOp,
        _: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        let own = Value::str(&self.0.name);
        let (a, b) = if reflected {
            (other, &own)
        } else {
            (&own, other)
        };
        interp.binary(op, a, b).map(Some)
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        interp.hash(&Value::str(&self.0.name)).map(Some)
    }
}

static METHODS: &[Builtin] = &[Builtin::new(
    "is_valid",
    &["self"],
    "Whether packets can be sent through the interface.",
    &[],
    |_, args| {
        let one = args.at(0).downcast::<NetworkInterface>();
        Ok(Value::bool(
            one.is_some_and(|one| one.0.flags_text().starts_with("UP")),
        ))
    },
)];

/// Lines with columns as wide as their longest cell, two blanks between them.
pub fn table(rows: &[Vec<String>]) -> String {
    let mut rows = rows.to_vec();
    crop(&mut rows, terminal_width());
    let widths = widths(&rows);
    let lines = rows.iter().map(|row| {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        cells.join("  ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// As wide as Scapy takes a terminal for: `COLUMNS`, the terminal itself, or 79.
fn terminal_width() -> usize {
    let asked = std::env::var("COLUMNS")
        .ok()
        .and_then(|text| text.parse().ok());
    let own = || link::terminal_width().map(usize::from);
    asked.filter(|width| *width > 0).or_else(own).unwrap_or(79)
}

fn letters(cell: &str) -> usize {
    cell.chars().count()
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| letters(cell)).max()
    };
    (0..columns)
        .map(|column| width(column).unwrap_or(0))
        .collect()
}

/// Shortens the longest cells of the widest columns until a line fits (`conf.auto_crop_tables`).
fn crop(rows: &mut [Vec<String>], width: usize) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let room = width.saturating_sub(2 * columns.saturating_sub(1));
    loop {
        let widths = widths(rows);
        let widest = widths.iter().max().copied().unwrap_or(0);
        if widths.iter().sum::<usize>() <= room || widest < 2 {
            return;
        }
        let column = widths.iter().position(|own| *own == widest).unwrap_or(0);
        let longest =
            |row: &&mut Vec<String>| row.get(column).map(|cell| letters(cell)) == Some(widest);
        if let Some(row) = rows.iter_mut().find(longest) {
            let kept: String = row[column].chars().take(widest - 2).collect();
            row[column] = kept + "_";
        }
    }
}

/// `conf.ifaces`
pub fn table_of_interfaces() -> Result<String> {
    let interfaces = Station::here()
        .and_then(|station| station.interfaces())
        .map_err(raised)?;
    let mut rows = vec![
        ["Source", "Index", "Name", "MAC", "IPv4", "IPv6"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for one in interfaces.iter() {
        let v4: Vec<String> = one.ipv4.iter().map(|one| one.address.to_string()).collect();
        let v6: Vec<String> = one.ipv6.iter().map(|one| one.address.to_string()).collect();
        let lines = v4.len().max(v6.len()).max(1);
        for line in 0..lines {
            let cell = |cells: &[String]| cells.get(line).cloned().unwrap_or_default();
            let first = |text: String| if line == 0 { text } else { String::new() };
            rows.push(vec![
                first("sys".to_owned()),
                first(one.index.to_string()),
                first(one.name.clone()),
                first(mac_text(&one.mac.unwrap_or_default())),
                cell(&v4),
                cell(&v6),
            ]);
        }
    }
    Ok(table(&rows))
}
