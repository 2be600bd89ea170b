//! Lists of packets as scripts see them: `<Sniffed: …>`, `<Results: …>`.

use std::cell::RefCell;
use std::rc::Rc;

use super::modules::record;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::fields::to_field;
use crate::eval::interp::Interp;
use crate::eval::iter::{Iter, NativeIter};
use crate::eval::methods::packet::matching;
use crate::eval::methods::pictures::{DRAWN, drawn};
use crate::eval::object::Object;
use crate::eval::packets::{FieldOf, error};
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};
use crate::link::capture::Statistics;
use crate::packet::frame::Entry;
use crate::packet::list::{self, Dump, Element, Layout, List, PacketList, Replacement, SndRcvList};
use crate::packet::text::Style;
use crate::packet::{self, Packet};

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

/// What a list holds, as a value and as arguments of the script's functions.
pub trait Item: Element + 'static {
    const TYPE: &'static str;
    fn value(&self) -> Value;
    fn of_value(interp: &mut Interp, value: &Value) -> Result<Self>;
    /// What a function that judges an item is called with.
    fn arguments(&self, function: &Value) -> Vec<Value>;
}

impl Item for Entry {
    const TYPE: &'static str = "PacketList";

    fn value(&self) -> Value {
        Value::packet(self.packet())
    }

    fn of_value(interp: &mut Interp, value: &Value) -> Result<Entry> {
        value.as_packet().map(Entry::from).ok_or_else(|| {
            Error::type_error(format!(
                "a packet is needed, not {}",
                interp.type_name(value)
            ))
        })
    }

    fn arguments(&self, _: &Value) -> Vec<Value> {
        vec![self.value()]
    }
}

impl Item for (Packet, Packet) {
    const TYPE: &'static str = "SndRcvList";

    fn value(&self) -> Value {
        let (query, answer) = self.clone();
        record::make(
            "QueryAnswer",
            &[
                ("query", Value::packet(query)),
                ("answer", Value::packet(answer)),
            ],
        )
    }

    fn of_value(interp: &mut Interp, value: &Value) -> Result<(Packet, Packet)> {
        let items = interp.collect(value)?;
        match items.as_slice() {
            [query, answer] => Ok((
                Entry::of_value(interp, query)?.packet(),
                Entry::of_value(interp, answer)?.packet(),
            )),
            _ => Err(Error::value_error("a question and its answer are needed")),
        }
    }

    fn arguments(&self, function: &Value) -> Vec<Value> {
        // Scapy before 2.5 called with the pair; a function of one parameter still gets it.
        let both = [&self.0, &self.1].map(|packet| Value::packet(packet.clone()));
        match arity(function) {
            Some(1) => vec![Value::tuple(both.to_vec())],
            _ => both.to_vec(),
        }
    }
}

/// How many arguments a script's function needs.
fn arity(function: &Value) -> Option<usize> {
    match function {
        Value::Function(function) => Some(function.code.positional - function.defaults.len()),
        Value::Method(method) => arity(&method.func).map(|count| count.saturating_sub(1)),
        _ => None,
    }
}

/// What a script's function says of an item.
fn ask<T: Item>(interp: &mut Interp, function: &Value, item: &T) -> Result<Value> {
    interp.call(function, &item.arguments(function))
}

fn passes<T: Item>(interp: &mut Interp, filter: Option<&Value>, item: &T) -> Result<bool> {
    match filter {
        None => Ok(true),
        Some(filter) => {
            let answer = ask(interp, filter, item)?;
            interp.truth(&answer)
        }
    }
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

    /// The methods of Python's lists work on the items.
    fn as_list(&self, interp: &mut Interp, name: &str, args: &[Value]) -> Result<Value> {
        if let ("append", [item]) = (name, args) {
            let item = T::of_value(interp, item)?;
            Rc::make_mut(&mut self.list.borrow_mut().items).push(item);
            return Ok(Value::None);
        }
        let values = Value::list(self.items().iter().map(T::value).collect::<Vec<_>>());
        let result = interp.call_method(&values, name, args)?;
        let mut items = Vec::new();
        for value in interp.collect(&values)? {
            items.push(T::of_value(interp, &value)?);
        }
        self.list.borrow_mut().items = Rc::new(items);
        Ok(result)
    }
}

const LIST_METHODS: &[&str] = &[
    "append", "clear", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort",
];

/// `pkts.append`, before it is called.
struct ListMethod {
    list: Value,
    name: String,
}

impl Object for ListMethod {
    fn type_name(&self) -> &str {
        "builtin_function_or_method"
    }

    fn call(
        &self,
        interp: &mut Interp,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        if let ("sort", Some((_, key))) = (
            self.name.as_str(),
            kwargs.iter().find(|(name, _)| name == "key"),
        ) {
            return sort_by(interp, &self.list, key, kwargs);
        }
        if let Some(list) = self.list.downcast::<Packets<Entry>>() {
            return list.as_list(interp, &self.name, args);
        }
        match self.list.downcast::<Packets<(Packet, Packet)>>() {
            Some(list) => list.as_list(interp, &self.name, args),
            None => Ok(Value::None),
        }
    }
}

fn sort_by(
    interp: &mut Interp,
    list: &Value,
    key: &Value,
    kwargs: &[(String, Value)],
) -> Result<Value> {
    let values = Value::list(interp.collect(list)?);
    let sort = interp.get_attr(&values, "sort")?;
    interp.call_kw(&sort, &[], kwargs)?;
    let _ = key;
    let sorted = interp.collect(&values)?;
    if let Some(list) = list.downcast::<Packets<Entry>>() {
        let items = sorted
            .iter()
            .map(|value| Entry::of_value(interp, value))
            .collect::<Result<_>>()?;
        list.list.borrow_mut().items = Rc::new(items);
    }
    Ok(Value::None)
}

struct Walk {
    list: Value,
    next: usize,
}

impl NativeIter for Walk {
    fn type_name(&self) -> &'static str {
        "list_iterator"
    }

    fn next(&mut self, _: &mut Interp) -> Result<Option<Value>> {
        let at = self.next;
        self.next += 1;
        if let Some(list) = self.list.downcast::<Packets<Entry>>() {
            let items = &list.list.borrow().items;
            // The loop's variable still holds the last packet, but not the one before it.
            if let Some(before) = at.checked_sub(2).and_then(|before| items.get(before)) {
                before.release();
            }
            return Ok(items.get(at).map(Item::value));
        }
        Ok(self
            .list
            .downcast::<Packets<(Packet, Packet)>>()
            .and_then(|list| list.list.borrow().items.get(at).map(Item::value)))
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
            name if LIST_METHODS.contains(&name) => Value::object(ListMethod {
                list: this.clone(),
                name: name.to_owned(),
            }),
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
        Ok(Some(Iter::Native(Box::new(Walk {
            list: this.clone(),
            next: 0,
        }))))
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

/// Runs a piece of code with the list that `self` is, whichever kind it is.
macro_rules! with_list {
    ($args:expr, $list:ident => $run:expr) => {{
        let receiver = $args.at(0);
        if let Some($list) = receiver.downcast::<Packets<Entry>>() {
            $run
        } else if let Some($list) = receiver.downcast::<Packets<(Packet, Packet)>>() {
            $run
        } else {
            Err(Error::type_error(
                "this method is called on a list of packets",
            ))
        }
    }};
}

const LISTED: &[&str] = &["self", "prn=None", "lfilter=None"];
const DUMPED: &[&str] = &["self", "lfilter=None"];
const TABLE: &[&str] = &[
    "self",
    "f",
    "fmtx='%s'",
    "fmty='%s'",
    "fmtz='%s'",
    "xtitle='...'",
    "ytitle='...'",
    "sortx=None",
    "sorty=None",
    "seplinefunc=None",
    "dump=False",
];

pub static METHODS: &[Builtin] = &[
    Builtin::new(
        "summary",
        LISTED,
        "A line for each.",
        &[],
        |interp, args| with_list!(args, list => summary(interp, args, list, false)),
    ),
    Builtin::new(
        "nsummary",
        LISTED,
        "A numbered line for each.",
        &[],
        |interp, args| with_list!(args, list => summary(interp, args, list, true)),
    ),
    Builtin::new(
        "show",
        LISTED,
        "A numbered line for each, or the tool's table.",
        &[],
        show,
    ),
    Builtin::new("display", LISTED, "As show().", &[], show),
    Builtin::new(
        "filter",
        &["self", "func"],
        "The items for which a function is true.",
        &[],
        |interp, args| {
            with_list!(args, list => {
                let kept = list.snapshot().filter(|item| passes(interp, args.some(1), item))?;
                Ok(list.again(kept))
            })
        },
    ),
    Builtin::new(
        "getlayer",
        &["self", "cls", "nb=1", "flt=None", "name=None", "stats=None"],
        "The packets from a layer upwards.",
        &[],
        |interp, args| {
            let Value::Layer(proto) = args.at(1) else {
                return Err(Error::type_error("getlayer takes a layer's class"));
            };
            let nb = args.get(2).map_or(Ok(1), |nb| interp.index(nb))?;
            with_list!(args, list => {
                let found = list.snapshot().getlayer(proto, usize::try_from(nb).unwrap_or(1), |_| true);
                Ok(Value::object(Packets { list: RefCell::new(found), special: Special::None }))
            })
        },
    ),
    Builtin::new(
        "hexdump",
        DUMPED,
        "All octets of each.",
        &[],
        |interp, args| dump(interp, args, Dump::All),
    ),
    Builtin::new(
        "hexraw",
        DUMPED,
        "The octets that no layer understood.",
        &[],
        |interp, args| dump(interp, args, Dump::Raw),
    ),
    Builtin::new(
        "padding",
        DUMPED,
        "The octets of padding.",
        &[],
        |interp, args| dump(interp, args, Dump::Padding),
    ),
    Builtin::new(
        "nzpadding",
        DUMPED,
        "The octets of padding that is not all the same.",
        &[],
        |interp, args| dump(interp, args, Dump::UnevenPadding),
    ),
    Builtin::new(
        "rawhexdump",
        &["self"],
        "The octets of each, one dump after the other.",
        &[],
        |interp, args| {
            with_list!(args, list => {
                for item in list.items().iter() {
                    let packet = item.packet();
                    let octets = lend(interp, || packet.build()).map_err(error)?;
                    item.release();
                    let style = interp.style;
                    let text = packet::text::dump::hexdump(&octets, &style);
                    interp.write_out(&format!("{text}\n"))?;
                }
                Ok(Value::None)
            })
        },
    ),
    Builtin::new(
        "make_table",
        TABLE,
        "A table of what a function returns: (column, row, cell).",
        &[],
        |interp, args| table(interp, args, Layout::Plain),
    ),
    Builtin::new(
        "make_lined_table",
        TABLE,
        "As make_table, with lines.",
        &[],
        |interp, args| table(interp, args, Layout::Lined),
    ),
    Builtin::new(
        "make_tex_table",
        TABLE,
        "As make_table, for TeX.",
        &[],
        |interp, args| table(interp, args, Layout::Tex),
    ),
    Builtin::new(
        "sessions",
        &["self", "session_extractor=None"],
        "The packets of each conversation, in a dict.",
        &[],
        sessions,
    ),
    Builtin::new(
        "sr",
        &["self", "multi=False", "lookahead=None"],
        "Questions with their answers, and the rest.",
        &[],
        sr,
    ),
    Builtin::new(
        "replace",
        &["self", "*args", "**kargs"],
        "Copies with fields changed: (IP.src, old, new).",
        &[],
        replace,
    ),
    Builtin::new(
        "get_trace",
        &["self"],
        "Hop by hop: {destination: {ttl: (address, reached)}}.",
        &[],
        super::traceroute::get_trace,
    ),
    Builtin::new(
        "rtt",
        &["self"],
        "Least, mean, largest and deviation of the round-trip times, in seconds.",
        &[],
        rtt,
    ),
    Builtin::new(
        "conversations",
        DRAWN,
        "A graph of who talks to whom (Graphviz).",
        &[],
        |interp, args| drawn(interp, args, "graphs", "_conversations"),
    ),
    Builtin::new(
        "afterglow",
        DRAWN,
        "A graph of source, event and destination of each packet (Graphviz).",
        &[],
        |interp, args| drawn(interp, args, "graphs", "_afterglow"),
    ),
    Builtin::new(
        "graph",
        DRAWN,
        "A graph of the ways of a traceroute (Graphviz).",
        &[],
        |interp, args| drawn(interp, args, "graphs", "_graph"),
    ),
    Builtin::new(
        "plot",
        DRAWN,
        "Plots what a function says of each packet: in the terminal, or into file=\"x.svg\".",
        &[],
        |interp, args| drawn(interp, args, "plots", "_plot"),
    ),
    Builtin::new(
        "diffplot",
        DRAWN,
        "Plots what a function says of each packet and the next.",
        &[],
        |interp, args| drawn(interp, args, "plots", "_diffplot"),
    ),
    Builtin::new(
        "multiplot",
        DRAWN,
        "Plots the (label, value) of each packet, label by label.",
        &[],
        |interp, args| drawn(interp, args, "plots", "_multiplot"),
    ),
    Builtin::new(
        "timeskew_graph",
        DRAWN,
        "Plots how a host's TCP time stamps run away from our clock.",
        &[],
        |interp, args| drawn(interp, args, "plots", "_timeskew_graph"),
    ),
    Builtin::new(
        "canvas_dump",
        DRAWN,
        "The drawings of the packets.",
        &[],
        |interp, args| drawn(interp, args, "drawings", "_canvas_dump"),
    ),
    Builtin::new(
        "pdfdump",
        DRAWN,
        "Draws the packets and their octets into a PDF file.",
        &[],
        |interp, args| drawn(interp, args, "drawings", "_pdfdump"),
    ),
    Builtin::new(
        "psdump",
        DRAWN,
        "Draws the packets and their octets into a PostScript file.",
        &[],
        |interp, args| drawn(interp, args, "drawings", "_psdump"),
    ),
    Builtin::new(
        "svgdump",
        DRAWN,
        "Draws the packets and their octets into an SVG file.",
        &[],
        |interp, args| drawn(interp, args, "drawings", "_svgdump"),
    ),
];

fn summary<T: Item>(
    interp: &mut Interp,
    args: &Args,
    list: &Packets<T>,
    numbered: bool,
) -> Result<Value> {
    let style = interp.style;
    for (at, item) in list.items().iter().enumerate() {
        if !passes(interp, args.some(2), item)? {
            continue;
        }
        let line = match args.some(1) {
            Some(prn) => {
                let answer = ask(interp, prn, item)?;
                interp.str(&answer)?
            }
            None => item.line(),
        };
        item.release();
        let number = if numbered {
            List::<T>::number(at, &style) + " "
        } else {
            String::new()
        };
        interp.write_out(&format!("{number}{line}\n"))?;
        interp.check_interrupt()?;
    }
    Ok(Value::None)
}

fn show(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let Some(list) = args.at(0).downcast::<Packets<(Packet, Packet)>>() {
        match list.special {
            Special::Traceroute | Special::Traceroute6 => {
                return super::traceroute::show_traceroute(interp, &list.snapshot(), list.special);
            }
            Special::Arping => return super::tools::show_arping(interp, &list.snapshot()),
            Special::None | Special::Captured(_) => {}
        }
    }
    with_list!(args, list => summary(interp, args, list, true))
}

/// An error of the script's or of a packet's, on its way out of a list's function.
struct Failed(Error);

impl From<packet::Error> for Failed {
    fn from(failed: packet::Error) -> Failed {
        Failed(error(failed))
    }
}

fn dump(interp: &mut Interp, args: &Args, what: Dump) -> Result<Value> {
    let mut text = String::new();
    let style = interp.style;
    let filter = args.some(1);
    with_list!(args, list => {
        let done = list.snapshot().dump(
            what,
            &style,
            |packet| passes(interp, filter, &Entry::from(packet.clone())).map_err(Failed),
            |line| {
                text.push_str(line);
                text.push('\n');
                Ok(())
            },
        );
        done.map_err(|failed: Failed| failed.0)?;
        interp.write_out(&text)?;
        Ok(Value::None)
    })
}

fn table(interp: &mut Interp, args: &Args, layout: Layout) -> Result<Value> {
    let mut entries = Vec::new();
    with_list!(args, list => {
        for item in list.items().iter() {
            let cell = ask(interp, args.at(1), item)?;
            let parts = interp.collect(&cell)?;
            if parts.len() != 3 {
                return Err(Error::value_error(format!("the function of a table returns (column, row, cell), not {} values", parts.len())));
            }
            let mut texts = Vec::new();
            for (part, place) in parts.iter().zip(2..) {
                let text = match args.some(place) {
                    Some(format) => interp.binary(BinaryOp::Mod, format, part)?,
                    None => part.clone(),
                };
                texts.push(interp.str(&text)?);
            }
            let [column, row, cell] = texts.try_into().unwrap_or_default();
            entries.push((column, row, cell));
        }
        Ok(Value::None)
    })?;
    let natural = |keys: &mut Vec<String>| {
        list::order(keys);
        Ok::<(), Error>(())
    };
    let text = list::table(&entries, layout, natural, natural)?;
    if args.some(10).map_or(Ok(false), |dump| interp.truth(dump))? {
        return Ok(Value::string(text));
    }
    interp.write_out(&text)?;
    Ok(Value::None)
}

fn sessions(interp: &mut Interp, args: &Args) -> Result<Value> {
    with_list!(args, list => {
        let sessions = list.snapshot().sessions(|packet| match args.some(1) {
            None => Ok(list::session(packet)),
            Some(extractor) => {
                let key = interp.call(extractor, &[Value::packet(packet.clone())])?;
                interp.str(&key)
            }
        })?;
        let mut dict = Dict::new();
        for (key, part) in sessions {
            dict.set_str(&key, list.again(part));
        }
        Ok(Value::dict(dict))
    })
}

fn sr(interp: &mut Interp, args: &Args) -> Result<Value> {
    let multi = args
        .some(1)
        .map_or(Ok(false), |multi| interp.truth(multi))?;
    let lookahead = args
        .some(2)
        .map_or(Ok(0), |lookahead| interp.index(lookahead))?;
    let Some(list) = args.at(0).downcast::<Packets<Entry>>() else {
        return Err(Error::type_error("sr() works on a list of packets"));
    };
    let matching = matching(interp);
    let list = list.snapshot();
    let lookahead = usize::try_from(lookahead).unwrap_or(0);
    let (pairs, left) = lend(interp, || {
        list.sr(multi, lookahead, |a, b| a.answers(b, &matching))
    });
    Ok(Value::tuple(vec![
        pair_list(Rc::unwrap_or_clone(pairs.items), &pairs.name),
        entry_list(Rc::unwrap_or_clone(left.items), &left.name),
    ]))
}

/// `replace(IP.src, new)`, `replace(IP.src, old, new)`, `replace((IP.src, old, new), …)`
fn replace(interp: &mut Interp, args: &Args) -> Result<Value> {
    let given = args.star(1);
    let groups: Vec<Vec<Value>> = match given.first() {
        Some(Value::Tuple(_)) => given
            .iter()
            .map(|group| interp.collect(group))
            .collect::<Result<_>>()?,
        _ => vec![given.to_vec()],
    };
    let mut changes = Vec::new();
    for group in groups {
        let (field, old, new) = match group.as_slice() {
            [field, new] => (field, None, new),
            [field, old, new] => (field, Some(to_field(old)?), new),
            _ => {
                return Err(Error::type_error(
                    "replace takes (field, new) or (field, old, new)",
                ));
            }
        };
        let Some(field) = field.downcast::<FieldOf>() else {
            return Err(Error::type_error("replace takes a field such as IP.src"));
        };
        let name = field.proto.fields[field.index].name;
        changes.push(Replacement {
            proto: field.proto,
            field: name,
            old,
            new: to_field(new)?,
        });
    }
    let delete = args
        .keywords(2)
        .into_iter()
        .find(|(name, _)| name == "delete_checksums");
    let delete = delete.map_or(Ok(false), |(_, value)| interp.truth(&value))?;
    with_list!(args, list => {
        let replaced = list.snapshot().replace(&changes, delete).map_err(error)?;
        Ok(entry_list(Rc::unwrap_or_clone(replaced.items), &replaced.name))
    })
}

/// `ans.rtt()`: `(min, avg, max, mdev)` in seconds, or None without answers.
fn rtt(_: &mut Interp, args: &Args) -> Result<Value> {
    let Some(list) = args.at(0).downcast::<Packets<(Packet, Packet)>>() else {
        return Err(Error::type_error("rtt() works on questions with answers"));
    };
    let times: Vec<f64> = list
        .items()
        .iter()
        .filter_map(|(query, answer)| {
            let sent = query.meta().sent_time?;
            Some((answer.time() - sent).max(0) as f64 / 1e9)
        })
        .collect();
    if times.is_empty() {
        return Ok(Value::None);
    }
    let count = times.len() as f64;
    let mean = times.iter().sum::<f64>() / count;
    let deviation = (times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / count).sqrt();
    let least = times.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = times.iter().copied().fold(0.0, f64::max);
    Ok(Value::tuple(
        [least, mean, largest, deviation].map(Value::float).to_vec(),
    ))
}
