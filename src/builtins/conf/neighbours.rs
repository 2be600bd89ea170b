//! `conf.netcache`: what is remembered of neighbours.

use crate::builtins::linkerror::raised;
use crate::eval::builtin::Builtin;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::link::Station;
use crate::packet::value::mac_text;

/// `conf.netcache`
pub(super) struct Caches;

impl Object for Caches {
    fn type_name(&self) -> &str {
        "NetCache"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "arp_cache" => Some(Value::object(Neighbours { version: 4 })),
            "in6_neighbor" => Some(Value::object(Neighbours { version: 6 })),
            _ => None,
        })
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let count = |version| Neighbours { version }.pairs().map(|pairs| pairs.len());
        Ok(Some(format!(
            "arp_cache: {} valid items. Timeout=120s\nin6_neighbor: {} valid items. Timeout=120s",
            count(4)?,
            count(6)?
        )))
    }

    fn methods(&self) -> &'static [Builtin] {
        CACHES
    }
}

static CACHES: &[Builtin] = &[Builtin::new(
    "flush",
    &["self"],
    "Forget the neighbours.",
    &[],
    |_, _| {
        Station::here().map_err(raised)?.forget_neighbours();
        Ok(Value::None)
    },
)];

/// `conf.netcache.arp_cache`: addresses and their MAC addresses.
struct Neighbours {
    version: u8,
}

impl Neighbours {
    fn pairs(&self) -> Result<Vec<(String, String)>> {
        let all = Station::here().map_err(raised)?.neighbours();
        Ok(all
            .iter()
            .filter(|(_, address, _)| address.is_ipv4() == (self.version == 4))
            .map(|(_, address, mac)| (address.to_string(), mac_text(mac)))
            .collect())
    }

    fn of(&self, address: &str) -> Result<Option<Value>> {
        let pairs = self.pairs()?;
        let found = pairs.into_iter().find(|(own, _)| own == address);
        Ok(found.map(|(_, mac)| Value::string(mac)))
    }
}

impl Object for Neighbours {
    fn type_name(&self) -> &str {
        "CacheInstance"
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let pairs = self.pairs()?;
        let lines: Vec<String> = pairs
            .iter()
            .map(|(address, mac)| format!("{address} : {mac}"))
            .collect();
        Ok(Some(lines.join("\n")))
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        let address = interp.str(index)?;
        self.of(&address)?
            .ok_or_else(|| Error::key_error(index.clone()))
    }

    fn contains(&self, interp: &mut Interp, item: &Value) -> Result<Option<bool>> {
        let address = interp.str(item)?;
        Ok(Some(self.of(&address)?.is_some()))
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(self.pairs()?.len()))
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        let names = self.pairs()?.into_iter().map(|one| Value::string(one.0));
        interp
            .iter(&Value::list(names.collect::<Vec<_>>()))
            .map(Some)
    }

    fn methods(&self) -> &'static [Builtin] {
        NEIGHBOURS
    }
}

static NEIGHBOURS: &[Builtin] = &[
    Builtin::new(
        "get",
        &["self", "address", "default=None"],
        "The MAC address of a neighbour, or the default.",
        &[],
        |interp, args| {
            let address = interp.str(args.at(1))?;
            let own = args.at(0).downcast::<Neighbours>();
            let found = own.map_or(Ok(None), |own| own.of(&address))?;
            Ok(found.unwrap_or_else(|| args.get(2).cloned().unwrap_or(Value::None)))
        },
    ),
    Builtin::new("flush", &["self"], "Forget the neighbours.", &[], |_, _| {
        Station::here().map_err(raised)?.forget_neighbours();
        Ok(Value::None)
    }),
];
