//! Lists of packets as scripts see them: `<Sniffed: …>`, `<Results: …>`.

mod as_list;
mod item;
mod methods;

use std::cell::RefCell;
use std::rc::Rc;

use super::modules::record;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};
use crate::link::capture::Statistics;
use crate::packet::frame::Entry;
use crate::packet::list::{Element, List, PacketList, SndRcvList};
use crate::packet::text::Style;
use crate::packet::{self, Packet};

use self::as_list::{LIST_METHODS, ListMethod, Walk};

pub use self::item::Item;
pub use self::methods::METHODS;

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "QueryAnswer",
        &["query", "answer"],
        "A packet and the one that answered it.",
        &[("QueryAnswer(IP(), ICMP()).answer", "<ICMP  |>")],
        |_, args| {
            Ok(record::make(
                "QueryAnswer",
                &[
                    ("query", args.at(0).clone()),
                    ("answer", args.at(1).clone()),
                ],
            ))
        },
    ),
    Builtin::new(
        "PacketList",
        &["res=None", "name='PacketList'", "stats=None"],
        "A list of packets.",
        &[(
            "PacketList([IP()/UDP()])",
            "<PacketList: TCP:0 UDP:1 ICMP:0 Other:0>",
        )],
        |interp, args| {
            let mut packets = Vec::new();
            if let Some(value) = args.some(0) {
                let mut outgoing = super::outgoing::Outgoing::of(value);
                while let Some(packet) = outgoing.next(interp)? {
                    packets.push(packet);
                    interp.check_interrupt()?;
                }
            }
            let name = args
                .get(1)
                .map_or(Ok("PacketList".to_owned()), |name| interp.str(name))?;
            Ok(packet_list(packets, &name))
        },
    ),
    Builtin::new(
        "SndRcvList",
        &["res=None", "name='Results'", "stats=None"],
        "A list of questions and answers.",
        &[(
            "SndRcvList([(IP(), IP())])",
            "<Results: TCP:0 UDP:0 ICMP:0 Other:1>",
        )],
        |interp, args| results(interp, args, "Results", Special::None),
    ),
    Builtin::new(
        "TracerouteResult",
        &["res=None", "name='Traceroute'", "stats=None"],
        "Questions and answers of traceroute().",
        &[(
            "TracerouteResult([(IP(), IP())])",
            "<Traceroute: TCP:0 UDP:0 ICMP:0 Other:1>",
        )],
        |interp, args| results(interp, args, "Traceroute", Special::Traceroute),
    ),
    Builtin::new(
        "TracerouteResult6",
        &["res=None", "name='Traceroute'", "stats=None"],
        "Questions and answers of traceroute6().",
        &[(
            "TracerouteResult6([(IP(), IP())])",
            "<Traceroute: TCP:0 UDP:0 ICMP:0 Other:1>",
        )],
        |interp, args| results(interp, args, "Traceroute", Special::Traceroute6),
    ),
    Builtin::new(
        "ARPingResult",
        &["res=None", "name='ARPing'", "stats=None"],
        "Questions and answers of arping().",
        &[(
            "ARPingResult([(IP(), IP())])",
            "<ARPing: TCP:0 UDP:0 ICMP:0 Other:1>",
        )],
        |interp, args| results(interp, args, "ARPing", Special::Arping),
    ),
];

/// A list of questions and answers that a script makes.
fn results(interp: &mut Interp, args: &Args, name: &str, special: Special) -> Result<Value> {
    let mut pairs = Vec::new();
    if let Some(value) = args.some(0) {
        for item in interp.collect(value)? {
            pairs.push(<(Packet, Packet)>::of_value(interp, &item)?);
        }
    }
    let name = args
        .get(1)
        .map_or(Ok(name.to_owned()), |name| interp.str(name))?;
    Ok(special_list(pairs, &name, special))
}

/// What the results of one tool can do beyond what every list can.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Special {
    None,
    /// `traceroute()`
    Traceroute,
    /// `traceroute6()`
    Traceroute6,
    /// `arping()`
    Arping,
    /// `sniff()`: what was captured and what was lost.
    Captured(Statistics),
}

/// A list in a variable of the script.
pub struct Packets<T: Item> {
    pub list: RefCell<List<T>>,
    special: Special,
}

/// A list of packets as a value.
pub fn packet_list(packets: Vec<Packet>, name: &str) -> Value {
    entry_list(packets.into_iter().map(Entry::from).collect(), name)
}

/// A list of packets or frames as a value.
pub fn entry_list(entries: Vec<Entry>, name: &str) -> Value {
    Value::object(Packets {
        list: RefCell::new(PacketList::named(name, entries)),
        special: Special::None,
    })
}

/// What was captured, with the figures of the capture.
pub fn captured_list(entries: Vec<Entry>, statistics: Statistics) -> Value {
    Value::object(Packets {
        list: RefCell::new(PacketList::named("Sniffed", entries)),
        special: Special::Captured(statistics),
    })
}

/// A list of questions with their answers as a value.
pub fn pair_list(pairs: Vec<(Packet, Packet)>, name: &str) -> Value {
    special_list(pairs, name, Special::None)
}

pub fn special_list(pairs: Vec<(Packet, Packet)>, name: &str, special: Special) -> Value {
    Value::object(Packets {
        list: RefCell::new(SndRcvList::named(name, pairs)),
        special,
    })
}

impl<T: Item> Packets<T> {
    /// What else it can do.
    pub fn special(&self) -> Special {
        self.special
    }

    fn again(&self, list: List<T>) -> Value {
        Value::object(Packets {
            list: RefCell::new(list),
            special: self.special,
        })
    }

    /// `sniff(…).captured` and what was lost.
    fn figure(&self, name: &str) -> Option<u64> {
        let Special::Captured(statistics) = self.special else {
            return None;
        };
        Some(match name {
            "captured" => statistics.captured,
            "dropped_by_kernel" => statistics.dropped_by_kernel,
            "dropped_by_interface" => statistics.dropped_by_interface,
            "unread" => statistics.unread,
            _ => return None,
        })
    }

    fn items(&self) -> Rc<Vec<T>> {
        self.list.borrow().items.clone()
    }

    /// A copy whose items stay while callbacks change the list.
    fn snapshot(&self) -> List<T> {
        self.list.borrow().clone()
    }
}

impl<T: Item> Object for Packets<T> {
    fn type_name(&self) -> &str {
        match self.special {
            Special::None | Special::Captured(_) => T::TYPE,
            Special::Traceroute => "TracerouteResult",
            Special::Traceroute6 => "TracerouteResult6",
            Special::Arping => "ARPingResult",
        }
    }

    fn get_attr(&self, _: &mut Interp, this: &Value, name: &str) -> Result<Option<Value>> {
        let list = self.list.borrow();
        if let Some(figure) = self.figure(name) {
            return Ok(Some(Value::Int(figure as i64)));
        }
        Ok(Some(match name {
            "res" => Value::list(list.items.iter().map(T::value).collect::<Vec<_>>()),
            "listname" => Value::str(&list.name),
            "stats" => Value::list(
                list.stats
                    .iter()
                    .map(|proto| Value::Layer(proto))
                    .collect::<Vec<_>>(),
            ),
            name if LIST_METHODS.contains(&name) => ListMethod::of(this, name),
            _ => return Ok(None),
        }))
    }

    fn dir(&self) -> Vec<String> {
        let names = LIST_METHODS
            .iter()
            .copied()
            .chain(["res", "listname", "stats"]);
        names
            .chain(METHODS.iter().map(|method| method.name))
            .map(str::to_owned)
            .collect()
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        match index {
            Value::Layer(proto) => Ok(self.again(self.list.borrow().having(proto))),
            Value::Slice(_) => {
                let places = Value::range(0, self.list.borrow().items.len() as i64, 1);
                let places = interp.get_item(&places, index)?;
                let places = interp.collect(&places)?;
                let places = places
                    .iter()
                    .filter_map(Value::as_int)
                    .filter_map(|at| usize::try_from(at).ok());
                Ok(self.again(self.list.borrow().slice(places)))
            }
            other => {
                let at = interp.index(other)?;
                let list = self.list.borrow();
                let at = if at < 0 {
                    at + list.items.len() as i64
                } else {
                    at
                };
                let item = usize::try_from(at).ok().and_then(|at| list.items.get(at));
                item.map(T::value).ok_or_else(|| match list.items.len() {
                    0 => Error::index_error("list index out of range").help("the list is empty"),
                    count => Error::index_error("list index out of range")
                        .help(format!("the list has {count} items, numbered from 0")),
                })
            }
        }
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(self.list.borrow().items.len()))
    }

    fn iter(&self, _: &mut Interp, this: &Value) -> Result<Option<Iter>> {
        Ok(Some(Iter::Native(Box::new(Walk::over(this)))))
    }

    fn binary(
        &self,
        interp: &mut Interp,
        op: BinaryOp,
        _: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        if op != BinaryOp::Add {
            return Ok(None);
        }
        let other = match other.downcast::<Packets<T>>() {
            Some(other) => other.snapshot(),
            None if matches!(other, Value::List(_)) => {
                let mut items = Vec::new();
                for value in interp.collect(other)? {
                    items.push(T::of_value(interp, &value)?);
                }
                List::new(items)
            }
            None => return Ok(None),
        };
        let own = self.list.borrow();
        Ok(Some(self.again(if reflected {
            other.concat(&own)
        } else {
            own.concat(&other)
        })))
    }

    fn compare(&self, _: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = other.downcast::<Packets<T>>() else {
            return Ok(None);
        };
        let (own, other) = (self.list.borrow(), other.list.borrow());
        let equal = own.items.len() == other.items.len()
            && own
                .items
                .iter()
                .zip(other.items.iter())
                .all(|(a, b)| a.packet() == b.packet());
        Ok(match op {
            CompareOp::Eq => Some(Value::bool(equal)),
            CompareOp::NotEq => Some(Value::bool(!equal)),
            _ => None,
        })
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        let style = interp.style;
        Ok(Some(self.list.borrow().repr(&style)))
    }

    fn str(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(self.list.borrow().repr(&Style::PLAIN)))
    }

    fn as_field(&self) -> Option<packet::FieldValue> {
        let packets = self
            .list
            .borrow()
            .items
            .iter()
            .map(Element::packet)
            .collect::<Vec<_>>();
        Some(packet::FieldValue::list(
            packets
                .into_iter()
                .map(packet::FieldValue::Packet)
                .collect(),
        ))
    }
}
