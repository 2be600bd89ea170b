//! The methods that lists of packets have, whatever they hold.

use std::cell::RefCell;
use std::rc::Rc;

use super::item::{Item, ask, passes};
use super::{Packets, Special, entry_list, pair_list};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::fields::to_field;
use crate::eval::interp::Interp;
use crate::eval::methods::packet::matching;
use crate::eval::methods::pictures::{DRAWN, drawn};
use crate::eval::packets::{FieldOf, error};
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::lang::ast::BinaryOp;
use crate::packet::frame::Entry;
use crate::packet::list::{self, Dump, Element, Layout, List, Replacement};
use crate::packet::{self, Packet};

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
        crate::builtins::traceroute::get_trace,
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
                return crate::builtins::traceroute::show_traceroute(
                    interp,
                    &list.snapshot(),
                    list.special,
                );
            }
            Special::Arping => {
                return crate::builtins::tools::show_arping(interp, &list.snapshot());
            }
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
