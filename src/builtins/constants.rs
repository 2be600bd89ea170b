//! Numbers and tables that scripts look up: `ETH_P_ALL`, `IP_PROTOS.tcp`, `TCP_SERVICES["http"]`.

use std::cell::RefCell;
use std::rc::Rc;

use super::modules::socket;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::methods::arguments::method;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::proto::data::{
    ETHER_TYPES, IP_PROTOS, TCP_SERVICES, UDP_SERVICES, smb_names, smb2_names,
};
use crate::proto::field::Naming;
use crate::proto::names::Names;

/// linux/if_ether.h, net/if_arp.h, net/bpf.h
const NUMBERS: &[(&str, i64)] = &[
    ("ARPHDR_ETHER", 1),
    ("ARPHDR_LOOPBACK", 772),
    ("ARPHDR_METRICOM", 23),
    ("ARPHDR_PPP", 512),
    ("ARPHDR_TUN", 65534),
    ("DLT_EN10MB", 1),
    ("DLT_NULL", 0),
    ("DLT_RAW", 12),
    ("DLT_LINUX_SLL", 113),
    ("ETH_P_8021AD", 0x88a8),
    ("ETH_P_8021Q", 0x8100),
    ("ETH_P_ALL", 3),
    ("ETH_P_ARP", 0x806),
    ("ETH_P_IP", 0x800),
    ("ETH_P_IPV6", 0x86dd),
    ("ETH_P_MACSEC", 0x88e5),
    ("IPV6_ADDR_UNSPECIFIED", 0x10000),
    ("MTU", 0xffff),
];

const TABLES: &[(&str, &Names)] = &[
    ("ETHER_TYPES", &ETHER_TYPES),
    ("IP_PROTOS", &IP_PROTOS),
    ("SMB2_COM", &smb2_names::COMMANDS),
    ("SMB_COM", &smb_names::COMMANDS),
    ("SMB_DIALECTS", &smb2_names::DIALECTS),
    ("TCP_SERVICES", &TCP_SERVICES),
    ("UDP_SERVICES", &UDP_SERVICES),
];

/// Functions of `socket` that Scapy makes known, too.
const ADDRESSES: &[&str] = &["inet_aton", "inet_ntoa"];

/// The names that [`define`] makes known.
pub fn names() -> impl Iterator<Item = &'static str> {
    let numbers = NUMBERS.iter().map(|(name, _)| *name);
    let tables = TABLES.iter().map(|(name, _)| *name);
    numbers.chain(tables).chain(ADDRESSES.iter().copied())
}

pub fn define(interp: &mut Interp) {
    for (name, value) in NUMBERS {
        interp.define(name, Value::Int(*value));
    }
    for function in socket::MODULE.functions {
        if ADDRESSES.contains(&function.name) {
            interp.define(function.name, Value::Builtin(function));
        }
    }
    interp.define("_names_of", Value::Builtin(&NAMES_OF));
    for (name, names) in TABLES {
        interp.define(name, Value::object(Table { names }));
    }
}

/// What a field's numbers are called; with another field's value in front where it decides.
static NAMES_OF: Builtin = Builtin::new(
    "_names_of",
    &["layer", "field"],
    "The names of a field's values.",
    &[],
    |interp, args| {
        let Value::Layer(proto) = args.at(0) else {
            return Err(Error::type_error("a layer is needed"));
        };
        let field = args.at(1).as_str().and_then(|name| proto.index_of(name));
        let naming = field.map(|index| &proto.fields[index].names);
        Ok(match naming {
            Some(Naming::Enum(names)) => dict(interp, names)?,
            Some(Naming::Depends(_, tables)) => {
                let all = Rc::new(RefCell::new(Dict::new()));
                for (number, names) in *tables {
                    let names = dict(interp, names)?;
                    interp.dict_set(&all, Value::Int(*number), names)?;
                }
                Value::Dict(all)
            }
            _ => Value::None,
        })
    },
);

fn dict(interp: &mut Interp, names: &Names) -> Result<Value> {
    let dict = Rc::new(RefCell::new(Dict::new()));
    for (number, name) in names.iter() {
        interp.dict_set(&dict, Value::Int(number), Value::str(name))?;
    }
    Ok(Value::Dict(dict))
}

/// Numbers with names; `IP_PROTOS.tcp`, `IP_PROTOS["tcp"]` and `IP_PROTOS[6]`.
struct Table {
    names: &'static Names,
}

impl Table {
    fn numbers(&self) -> Value {
        let numbers = self.names.iter().map(|(number, _)| Value::Int(number));
        Value::list(numbers.collect::<Vec<_>>())
    }

    fn find(&self, index: &Value) -> Option<Value> {
        match index {
            Value::Str(name) => self.names.value(name.as_str()).map(Value::Int),
            other => self.names.name(other.as_int()?).map(Value::str),
        }
    }
}

impl Object for Table {
    fn type_name(&self) -> &str {
        "DADict"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        // A name that no attribute could have is written with `_` for what is no letter.
        let found = self.names.value(name).or_else(|| {
            let same = |own: &str| {
                own.len() == name.len()
                    && own.bytes().zip(name.bytes()).all(|(own, given)| {
                        own == given || given == b'_' && !own.is_ascii_alphanumeric()
                    })
            };
            self.names
                .iter()
                .find(|(_, own)| same(own))
                .map(|entry| entry.0)
        });
        Ok(found.map(Value::Int))
    }

    fn get_item(&self, _: &mut Interp, index: &Value) -> Result<Value> {
        self.find(index)
            .ok_or_else(|| Error::key_error(index.clone()))
    }

    fn contains(&self, _: &mut Interp, item: &Value) -> Result<Option<bool>> {
        Ok(Some(
            item.as_int()
                .is_some_and(|number| self.names.name(number).is_some()),
        ))
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        interp.iter(&self.numbers()).map(Some)
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(self.names.len()))
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!("<DADict - {} elements>", self.names.len())))
    }

    fn dir(&self) -> Vec<String> {
        self.names.iter().map(|(_, name)| name.to_owned()).collect()
    }
}

fn table<'a>(args: &Args<'a>) -> Result<&'a Table> {
    let table = args.at(0).downcast::<Table>();
    table.ok_or_else(|| Error::type_error("this method is called on a table of names"))
}

static METHODS: &[Builtin] = &[
    method(
        "get",
        &["self", "key", "default=None"],
        "The entry, or the default.",
        |_, args| {
            let found = table(args)?.find(args.at(1));
            Ok(found.unwrap_or_else(|| args.at(2).clone()))
        },
    ),
    method("keys", &["self"], "The numbers.", |_, args| {
        Ok(table(args)?.numbers())
    }),
    method("values", &["self"], "The names.", |_, args| {
        let names = table(args)?.names.iter().map(|(_, name)| Value::str(name));
        Ok(Value::list(names.collect::<Vec<_>>()))
    }),
    method(
        "items",
        &["self"],
        "Numbers with their names.",
        |_, args| {
            let entries = table(args)?.names.iter();
            let pairs = entries
                .map(|(number, name)| Value::tuple(vec![Value::Int(number), Value::str(name)]));
            Ok(Value::list(pairs.collect::<Vec<_>>()))
        },
    ),
];
