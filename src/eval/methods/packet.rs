//! The attributes and methods of packets.

use std::rc::Rc;

use super::arguments::method;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::fields::{from_field, read_internal, to_field};
use crate::eval::interp::Interp;
use crate::eval::methods::pictures::{self, DRAWN};
use crate::eval::packets::{self, error};
use crate::eval::protocols::{class, lend};
use crate::eval::value::Value;
use crate::packet::answers::Matching;
use crate::packet::script;
use crate::packet::text::{self, Indent, Style};
use crate::packet::{FieldValue, Packet, convert};
use crate::proto::Hooks;

pub static METHODS: &[Builtin] = &[
    method(
        "add_payload",
        &["self", "payload"],
        "Puts a layer, text or octets on top.",
        add_payload,
    ),
    method(
        "answers",
        &["self", "other"],
        "Whether this packet answers the other one.",
        answers,
    ),
    method("build", &["self"], "The octets on the wire.", build),
    method(
        "clear_cache",
        &["self"],
        "Forgets the octets that the packet was dissected from.",
        clear_cache,
    ),
    method(
        "clone_with",
        &["self", "payload=None"],
        "A copy of this layer with another payload.",
        clone_with,
    ),
    method(
        "command",
        &["self"],
        "The expression that makes this packet.",
        command,
    ),
    method(
        "copy",
        &["self"],
        "Another packet with the same layers.",
        copy,
    ),
    method(
        "decode_payload_as",
        &["self", "cls"],
        "Dissects the payload anew as a layer.",
        decode_payload_as,
    ),
    method(
        "delfieldval",
        &["self", "attr"],
        "Sets a field back to its default.",
        delfieldval,
    ),
    method(
        "display",
        &["self", "dump=False", "indent=3", "lvl=''", "label_lvl=''"],
        "As show().",
        show,
    ),
    method("do_build", &["self"], "The octets on the wire.", build),
    method("firstlayer", &["self"], "The lowest layer.", firstlayer),
    method(
        "get_field",
        &["self", "fld"],
        "A field of this layer.",
        get_field,
    ),
    method(
        "getfieldval",
        &["self", "attr"],
        "The value of a field of this layer or one above.",
        getfieldval,
    ),
    method(
        "getlayer",
        &[
            "self",
            "cls",
            "nb=1",
            "_track=None",
            "_subclass=None",
            "**flt",
        ],
        "The nb-th layer of a class whose fields have the given values, or None.",
        getlayer,
    ),
    method(
        "fragment",
        &["self", "*args", "**kwargs"],
        "This IP datagram in fragments.",
        fragment,
    ),
    method(
        "hashret",
        &["self"],
        "Octets that a request and its answers have in common.",
        hashret,
    ),
    method(
        "haslayer",
        &["self", "cls", "_subclass=None"],
        "Whether the packet has a layer.",
        haslayer,
    ),
    method(
        "hide_defaults",
        &["self"],
        "Forgets the fields that equal their defaults.",
        hide_defaults,
    ),
    method(
        "iterpayloads",
        &["self"],
        "The layers, one after the other.",
        iterpayloads,
    ),
    method(
        "canvas_dump",
        DRAWN,
        "The drawing of a packet and its octets, to write into files.",
        |interp, args| pictures::drawn(interp, args, "drawings", "_canvas_dump"),
    ),
    method(
        "pdfdump",
        DRAWN,
        "Draws the packet and its octets into a PDF file.",
        |interp, args| pictures::drawn(interp, args, "drawings", "_pdfdump"),
    ),
    method(
        "psdump",
        DRAWN,
        "Draws the packet and its octets into an EPS file.",
        |interp, args| pictures::drawn(interp, args, "drawings", "_psdump"),
    ),
    method(
        "svgdump",
        DRAWN,
        "Draws the packet and its octets into an SVG file.",
        |interp, args| pictures::drawn(interp, args, "drawings", "_svgdump"),
    ),
    method("json", &["self"], "The fields as JSON.", json),
    method(
        "lastlayer",
        &["self", "layer=None"],
        "The highest layer.",
        lastlayer,
    ),
    method("layers", &["self"], "The classes of the layers.", layers),
    method(
        "mysummary",
        &["self"],
        "This layer's part of the summary.",
        mysummary,
    ),
    method(
        "remove_payload",
        &["self"],
        "Takes off what is above this layer.",
        remove_payload,
    ),
    method(
        "route",
        &["self"],
        "Interface, source and gateway that the packet takes.",
        route,
    ),
    method(
        "setfieldval",
        &["self", "attr", "val"],
        "Sets a field of this layer or one above.",
        setfieldval,
    ),
    method(
        "show",
        &["self", "dump=False", "indent=3", "lvl=''", "label_lvl=''"],
        "Prints every field; dump=True returns the text.",
        show,
    ),
    method(
        "show2",
        &["self", "dump=False", "indent=3", "lvl=''", "label_lvl=''"],
        "As show(), after building: lengths and checksums are filled in.",
        show2,
    ),
    method(
        "sprintf",
        &["self", "format", "relax=1"],
        "Fills a format: %IP.src%, {TCP:%TCP.flags%}.",
        sprintf,
    ),
    method(
        "summary",
        &["self", "intern=0"],
        "The packet on one line.",
        summary,
    ),
    method(
        "__iterlen__",
        &["self"],
        "How many packets a packet with sets in it stands for.",
        iterlen,
    ),
    method(
        "add_underlayer",
        &["self", "underlayer"],
        "The packet takes another one for the layer below.",
        |_, args| {
            receiver(args)?.set_under(args.at(1).as_packet().as_ref());
            Ok(Value::None)
        },
    ),
    method(
        "remove_underlayer",
        &["self", "other"],
        "The packet has no layer below.",
        |_, args| {
            receiver(args)?.set_under(None);
            Ok(Value::None)
        },
    ),
    method(
        "add_parent",
        &["self", "parent"],
        "The packet stands in a field of another one.",
        |_, args| {
            receiver(args)?.set_parent(args.at(1).as_packet().as_ref());
            Ok(Value::None)
        },
    ),
    method(
        "remove_parent",
        &["self", "other"],
        "The packet stands in no field.",
        |_, args| {
            receiver(args)?.set_parent(None);
            Ok(Value::None)
        },
    ),
    method(
        "_put_field",
        &["self", "name", "value"],
        "Keeps a value as it is.",
        put_field,
    ),
    method(
        "_take_field",
        &["self", "name"],
        "Forgets a value.",
        take_field,
    ),
    method("__bytes__", &["self"], "The octets on the wire.", build),
    method(
        "__setstate__",
        &["self", "state"],
        "Take over what a pickled packet knew besides its octets.",
        set_state,
    ),
    method(
        "__len__",
        &["self"],
        "The number of octets on the wire.",
        length,
    ),
];

/// The attributes that are neither fields nor methods.
const ATTRIBUTES: &[&str] = &[
    "comment",
    "comments",
    "default_fields",
    "direction",
    "explicit",
    "fields",
    "fields_desc",
    "name",
    "original",
    "overloaded_fields",
    "parent",
    "payload",
    "post_transforms",
    "raw_packet_cache",
    "sent_time",
    "sniffed_on",
    "time",
    "underlayer",
    "wirelen",
];

/// What can stand after the dot of any packet.
pub fn names() -> impl Iterator<Item = &'static str> {
    ATTRIBUTES.iter().copied().chain(
        METHODS
            .iter()
            .map(|method| method.name)
            .filter(|name| !name.starts_with('_')),
    )
}

/// `IP.show`: a method without its packet.
pub fn unbound(name: &str) -> Option<Value> {
    crate::eval::protocols::OF_PACKETS
        .iter()
        .chain(METHODS)
        .find(|method| method.name == name)
        .map(Value::Builtin)
}

/// Seconds since 1970, from nanoseconds.
fn seconds(nanoseconds: i64) -> Value {
    let fraction = nanoseconds.rem_euclid(1_000_000_000) as f64 / 1e9;
    Value::float(nanoseconds.div_euclid(1_000_000_000) as f64 + fraction)
}

/// Nanoseconds since 1970, from seconds: the whole ones apart, because a float has no room for
/// all nanoseconds since then.
fn nanoseconds(seconds: f64) -> i64 {
    let whole = seconds.floor();
    let fraction = ((seconds - whole) * 1e9).round() as i64;
    (whole as i64)
        .saturating_mul(1_000_000_000)
        .saturating_add(fraction)
}

/// When a packet was captured or made; one that no script made has no time until it is asked.
fn time_of(packet: &Packet) -> i64 {
    let now = || {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| {
            i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
        })
    };
    let meta = packet.meta();
    meta.time.or(meta.sent_time).unwrap_or_else(|| {
        let now = now();
        packet.with_meta(|meta| meta.time = Some(now));
        now
    })
}

/// `p.payload`, `p.time`, `p.show`; `None` when it can only be a field.
pub fn attribute(interp: &mut Interp, packet: &Packet, name: &str) -> Result<Option<Value>> {
    let text = |text: Option<Rc<str>>| text.map_or(Value::None, |text| Value::str(&text));
    Ok(Some(match name {
        "payload" => packet
            .payload()
            .map_or_else(packets::no_payload, Value::packet),
        "parent" => packet.parent().map_or(Value::None, Value::packet),
        "underlayer" => packet.below().map_or(Value::None, Value::packet),
        "post_transforms" => class::transforms(packet),
        "name" => Value::str(packet.proto().title),
        "time" => seconds(time_of(packet)),
        "sent_time" => packet.meta().sent_time.map_or(Value::None, seconds),
        "sniffed_on" => text(packet.meta().sniffed_on),
        "wirelen" => packet
            .meta()
            .wirelen
            .map_or(Value::None, |len| Value::Int(len.into())),
        "direction" => packet
            .meta()
            .direction
            .map_or(Value::None, |direction| Value::Int(direction.into())),
        "comment" => match packet.meta().comments.as_deref() {
            Some([first, ..]) => Value::bytes(first.to_vec()),
            _ => Value::None,
        },
        "comments" => packet.meta().comments.map_or(Value::None, |all| {
            let all = all.iter().map(|octets| Value::bytes(octets.to_vec()));
            Value::list(all.collect::<Vec<_>>())
        }),
        "process_information" => processes(packet),
        "fields" => live_fields(interp, packet)?,
        "default_fields" => default_fields(packet),
        "overloaded_fields" => overloaded_fields(packet),
        "fields_desc" => packets::fields_desc(packet.proto()),
        "__class__" => Value::Layer(packet.proto()),
        "original" => {
            let origin = packet.view(|view| {
                view.layer()
                    .origin
                    .as_ref()
                    .map(|origin| origin.all().to_vec())
            });
            Value::bytes(origin.unwrap_or_default())
        }
        "raw_packet_cache" => packet.cached_header().map_or(Value::None, Value::bytes),
        "explicit" => Value::Int(i64::from(packet.view(|view| view.layer().explicit))),
        name => match METHODS
            .iter()
            .chain(crate::eval::protocols::OF_PACKETS)
            .find(|method| method.name == name)
        {
            Some(method) => Value::method(Value::Builtin(method), Value::packet(packet.clone())),
            None => return Ok(None),
        },
    }))
}

/// `p.time = …`, `p.payload = …`; false when it can only be a field.
pub fn set_attribute(
    interp: &mut Interp,
    packet: &Packet,
    name: &str,
    value: &Value,
) -> Result<bool> {
    match name {
        "payload" => {
            packet.remove_payload();
            if !value.is_none() {
                let payload = layer_of(interp, value)?;
                let own = Value::packet(packet.clone());
                interp.call_method(&own, "add_payload", &[Value::packet(payload)])?;
            }
        }
        "parent" | "underlayer" => {
            let other = value.as_packet();
            if other.is_none() && !value.is_none() {
                return Err(Error::type_error(format!("{name} is a packet or None")));
            }
            match name {
                "parent" => packet.set_parent(other.as_ref()),
                _ => packet.set_under(other.as_ref()),
            }
        }
        "post_transforms" => class::set_transforms(packet, value),
        "time" | "sent_time" => {
            let nanoseconds = match value {
                Value::Float(seconds) => Some(nanoseconds(seconds.get())),
                other => other
                    .as_int()
                    .map(|seconds| seconds.saturating_mul(1_000_000_000)),
            };
            packet.with_meta(|meta| match name {
                "time" => meta.time = nanoseconds,
                _ => meta.sent_time = nanoseconds,
            });
        }
        // Only what came from the wire can be there; a script forgets it.
        "raw_packet_cache" => {
            if value.is_none() {
                packet.forget_octets();
            }
        }
        "sniffed_on" => {
            let text = value.as_str().map(Rc::from);
            packet.with_meta(|meta| meta.sniffed_on = text);
        }
        "wirelen" => {
            let len = value.as_int().and_then(|len| u32::try_from(len).ok());
            packet.with_meta(|meta| meta.wirelen = len);
        }
        "direction" => {
            let direction = value
                .as_int()
                .and_then(|direction| i32::try_from(direction).ok());
            packet.with_meta(|meta| meta.direction = direction);
        }
        "comment" => {
            let octets = if value.is_none() {
                None
            } else {
                Some(packets::octets_of(interp, value)?.into())
            };
            packet.with_meta(|meta| meta.comments = octets.map(|octets| Rc::from([octets])));
        }
        "comments" => {
            let mut all: Vec<Rc<[u8]>> = Vec::new();
            if !value.is_none() {
                for one in interp.collect(value)? {
                    all.push(packets::octets_of(interp, &one)?.into());
                }
            }
            let all = Some(all).filter(|all| !all.is_empty()).map(Into::into);
            packet.with_meta(|meta| meta.comments = all);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// The parts of a state, as older versions of Scapy have pickled them.
const OLD_STATE: [&str; 6] = [
    "time",
    "sent_time",
    "direction",
    "sniffed_on",
    "wirelen",
    "comment",
];

fn set_state(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let parts = match args.at(1) {
        Value::Tuple(_) => interp.collect(args.at(1))?,
        one => vec![one.clone()],
    };
    if parts.len() == OLD_STATE.len() {
        for (name, value) in OLD_STATE.iter().zip(&parts) {
            set_attribute(interp, &packet, name, value)?;
        }
        return Ok(Value::None);
    }
    for part in parts.iter().filter(|part| matches!(part, Value::Dict(_))) {
        for name in interp.collect(part)? {
            let value = interp.get_item(part, &name)?;
            let name = interp.str(&name)?;
            if ATTRIBUTES.contains(&name.as_str())
                && !set_attribute(interp, &packet, &name, &value)?
            {
                continue;
            }
        }
    }
    Ok(Value::None)
}

/// What the capture file said of the processes, each as a dictionary.
fn processes(packet: &Packet) -> Value {
    let mut all = Dict::new();
    for (key, about) in packet
        .meta()
        .processes
        .iter()
        .flat_map(|notes| notes.iter())
    {
        let mut one = Dict::new();
        for pair in about.as_list().unwrap_or_default() {
            if let FieldValue::Tuple(pair) = &pair
                && let [name, value] = &pair[..]
            {
                one.set_str(&name.as_text().unwrap_or_default(), from_field(value));
            }
        }
        all.set_str(key, Value::dict(one));
    }
    Value::dict(all)
}

/// `p.fields`: what a script puts into it, the packet has.
fn live_fields(interp: &mut Interp, packet: &Packet) -> Result<Value> {
    let values = fields(packet);
    match interp.late_builtin("Packet__live_fields")? {
        Some(live) => interp.call(&live, &[Value::packet(packet.clone()), values]),
        None => Ok(values),
    }
}

/// `p._put_field(name, value)`: as it is, without understanding it.
fn put_field(_: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let name = args.at(1).as_str().unwrap_or_default();
    if let Some(index) = packet.proto().index_of(name) {
        packet.put_internal(index, crate::eval::protocols::held(args.at(2)));
    }
    Ok(Value::None)
}

/// `p._take_field(name)`
fn take_field(_: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let name = args.at(1).as_str().unwrap_or_default();
    if let Some(index) = packet.proto().index_of(name) {
        packet.delete_at(index);
    }
    Ok(Value::None)
}

fn fields(packet: &Packet) -> Value {
    let mut dict = Dict::new();
    for (field, _) in packet.set_fields() {
        if let Some(index) = packet.proto().index_of(field.name) {
            dict.set_str(field.name, read_internal(packet, index));
        }
    }
    Value::dict(dict)
}

fn default_fields(packet: &Packet) -> Value {
    let mut dict = Dict::new();
    for field in packet.proto().fields {
        dict.set_str(field.name, from_field(&convert::preset(field)));
    }
    Value::dict(dict)
}

fn overloaded_fields(packet: &Packet) -> Value {
    let mut dict = Dict::new();
    for (index, field) in packet.proto().fields.iter().enumerate() {
        if let Some(value) = packet.overloaded(index) {
            dict.set_str(field.name, from_field(&value));
        }
    }
    Value::dict(dict)
}

/// `self`
fn receiver(args: &Args) -> Result<Packet> {
    args.at(0).as_packet().ok_or_else(|| {
        Error::type_error(format!(
            "this method is called on a packet, not on {}",
            super::arguments::type_name(args.at(0))
        ))
    })
}

/// A packet, or text or octets as `Raw`.
fn layer_of(interp: &mut Interp, value: &Value) -> Result<Packet> {
    match value {
        Value::Packet(_) | Value::Upper(_) => receiver(&Args::new(std::slice::from_ref(value))),
        Value::Layer(proto) => Ok(Packet::new(proto)),
        other => Ok(Packet::raw(&packets::octets_of(interp, other)?)),
    }
}

fn add_payload(interp: &mut Interp, args: &Args) -> Result<Value> {
    let payload = layer_of(interp, args.at(1))?;
    let packet = receiver(args)?;
    let top = packet.lastlayer();
    top.add_payload(&payload);
    if let Some(added) = top.payload()
        && added.proto().hooks.has(Hooks::ADD_UNDERLAYER)
    {
        let top = Value::packet(top);
        interp.call_method(&Value::packet(added), "add_underlayer", &[top])?;
    }
    Ok(Value::None)
}

fn remove_payload(_: &mut Interp, args: &Args) -> Result<Value> {
    receiver(args)?.remove_payload();
    Ok(Value::None)
}

fn build(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    lend(interp, || packet.build())
        .map(Value::bytes)
        .map_err(error)
}

fn length(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    lend(interp, || packet.octet_len())
        .map(|len| Value::Int(len as i64))
        .map_err(error)
}

fn copy(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::packet(receiver(args)?.copy()))
}

fn clone_with(interp: &mut Interp, args: &Args) -> Result<Value> {
    let copy = receiver(args)?.copy();
    copy.remove_payload();
    if let Some(payload) = args.some(1) {
        copy.add_payload(&layer_of(interp, payload)?);
    }
    Ok(Value::packet(copy))
}

fn clear_cache(_: &mut Interp, args: &Args) -> Result<Value> {
    receiver(args)?.clear_cache();
    Ok(Value::None)
}

fn command(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let text = lend(interp, || packets::text_of(&packet, text::command));
    Ok(Value::string(text))
}

fn json(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    Ok(Value::string(lend(interp, || text::json(&packet))))
}

fn hide_defaults(_: &mut Interp, args: &Args) -> Result<Value> {
    receiver(args)?.hide_defaults();
    Ok(Value::None)
}

fn summary(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let text = lend(interp, || packets::text_of(&packet, text::summary));
    Ok(Value::string(text))
}

fn mysummary(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let text = lend(interp, || packet.view(text::mysummary));
    Ok(Value::string(text))
}

fn sprintf(interp: &mut Interp, args: &Args) -> Result<Value> {
    let format = interp.str(args.at(1))?;
    let relax = args.get(2).map_or(Ok(true), |relax| interp.truth(relax))?;
    let packet = receiver(args)?;
    lend(interp, || text::sprintf(&packet, &format, relax))
        .map(Value::string)
        .map_err(error)
}

fn show(interp: &mut Interp, args: &Args) -> Result<Value> {
    if receiver(args)?.proto().is(&packets::NO_PAYLOAD) {
        return Ok(Value::None);
    }
    print_shown(interp, args, |packet, indent, style| {
        Ok(text::show(packet, indent, style))
    })
}

fn show2(interp: &mut Interp, args: &Args) -> Result<Value> {
    print_shown(interp, args, |packet, indent, style| {
        text::show2(packet, indent, style).map_err(error)
    })
}

/// Columns for each layer in `show()`. A number without bound would ask for all the memory.
const MOST_INDENT: i64 = 1000;

fn print_shown(
    interp: &mut Interp,
    args: &Args,
    make: impl FnOnce(&Packet, Indent<'_>, &Style) -> Result<String>,
) -> Result<Value> {
    let packet = receiver(args)?;
    let dump = args.get(1).map_or(Ok(false), |dump| interp.truth(dump))?;
    let step = args.get(2).map_or(Ok(3), |step| interp.index(step))?;
    let lvl = args
        .get(3)
        .map_or(Ok(String::new()), |lvl| interp.str(lvl))?;
    let label = args
        .get(4)
        .map_or(Ok(String::new()), |label| interp.str(label))?;
    if step > MOST_INDENT {
        return Err(Error::value_error(format!(
            "an indent is at most {MOST_INDENT} columns"
        )));
    }
    let indent = Indent {
        indent: usize::try_from(step).unwrap_or(0),
        lvl: &lvl,
        label_lvl: &label,
    };
    let style = if dump { Style::PLAIN } else { interp.style };
    let text = lend(interp, || make(&packet, indent, &style))?;
    if dump {
        return Ok(Value::string(text));
    }
    interp.write_out(&text)?;
    interp.write_out("\n")?;
    Ok(Value::None)
}

fn layers(_: &mut Interp, args: &Args) -> Result<Value> {
    if packets::is_nothing(&receiver(args)?) {
        return Ok(Value::list(Vec::<Value>::new()));
    }
    Ok(Value::list(
        receiver(args)?
            .layers()
            .into_iter()
            .map(Value::Layer)
            .collect::<Vec<_>>(),
    ))
}

fn iterpayloads(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let layers = Value::list(packet.iter().map(Value::packet).collect::<Vec<_>>());
    let iter = interp
        .builtin("iter")
        .ok_or_else(|| Error::name_error("iter"))?;
    interp.call(&iter, &[layers])
}

fn firstlayer(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::packet(receiver(args)?.firstlayer()))
}

fn lastlayer(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::packet(receiver(args)?.lastlayer()))
}

fn haslayer(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = args.at(0);
    // Scapy's answer is `True` or the number 0.
    match packets::contains(interp, packet, args.at(1))? {
        Some(true) => Ok(Value::bool(true)),
        _ => Ok(Value::Int(0)),
    }
}

/// Whether a layer is looked for by its kind: as asked, else as the packet's class says
/// (`match_subclass = True`).
fn with_kinds(interp: &mut Interp, packet: &Packet, asked: Option<&Value>) -> Result<bool> {
    let name = crate::eval::symbol::Symbol::of("match_subclass");
    match asked {
        Some(asked) => interp.truth(asked),
        None => match crate::eval::protocols::class::own(packet.proto(), name) {
            Some(own) => interp.truth(&own),
            None => Ok(false),
        },
    }
}

fn getlayer(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    // A number counts the layers from here.
    if let Some(number) = args.at(1).as_int() {
        let layer = usize::try_from(number)
            .ok()
            .and_then(|number| packet.find(number + 1, |_| true));
        return Ok(layer.map_or(Value::None, Value::packet));
    }
    let nb = args.get(2).map_or(Ok(1), |nb| interp.index(nb))?.max(1);
    let wanted = args.keywords(5);
    if let Value::Layer(proto) = args.at(1)
        && wanted.is_empty()
        && with_kinds(interp, &packet, args.some(4))?
    {
        let nb = usize::try_from(nb).unwrap_or(1);
        let found = packet.find(nb, |layer| layer.proto().is_kind_of(proto));
        return Ok(found.map_or(Value::None, Value::packet));
    }
    if args.at(1).as_int().is_some() {
        return Ok(packets::get_layer(interp, &packet, args.at(1))?.unwrap_or(Value::None));
    }
    let mut left = nb;
    let mut place = 1;
    loop {
        let slice = Value::Slice(Rc::new(crate::eval::value::Slice {
            lower: args.at(1).clone(),
            upper: Value::Int(place),
            step: Value::None,
        }));
        let index = if args.at(1).as_str().is_some_and(|text| text.contains('.')) {
            args.at(1)
        } else {
            &slice
        };
        let Some(found) = packets::get_layer(interp, &packet, index)? else {
            return Ok(Value::None);
        };
        if has_values(interp, &found, &wanted)? {
            left -= 1;
            if left == 0 {
                return Ok(found);
            }
        }
        place += 1;
    }
}

pub fn has_values(interp: &mut Interp, layer: &Value, wanted: &[(String, Value)]) -> Result<bool> {
    for (name, value) in wanted {
        let own = interp.get_attr(layer, name)?;
        if !interp.eq(&own, value)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn get_field(_: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let name = args.at(1).as_str().unwrap_or_default();
    match packet.proto().index_of(name) {
        Some(index) => Ok(crate::eval::protocols::class::field_at(
            packet.proto(),
            index,
        )),
        None => Err(Error::key_error(args.at(1).clone())),
    }
}

fn getfieldval(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = interp.str(args.at(1))?;
    let packet = receiver(args)?;
    match packet.locate(&name) {
        Some((layer, index)) if layer.proto().hooks.has(Hooks::GET_VALUE) => {
            Ok(script::plainly(|| read_internal(&layer, index)))
        }
        Some((layer, index)) => Ok(read_internal(&layer, index)),
        None => interp.get_attr(args.at(0), &name),
    }
}

fn setfieldval(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = args.at(1).as_str().unwrap_or_default();
    let packet = receiver(args)?;
    let value = to_field(args.at(2))?;
    lend(interp, || packet.set(name, value)).map_err(error)?;
    Ok(Value::None)
}

fn delfieldval(_: &mut Interp, args: &Args) -> Result<Value> {
    let name = args.at(1).as_str().unwrap_or_default();
    receiver(args)?.delete(name).map_err(error)?;
    Ok(Value::None)
}

fn decode_payload_as(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let Value::Layer(proto) = args.at(1) else {
        return Err(Error::type_error("decode_payload_as takes a layer's class"));
    };
    let octets = match packet.payload() {
        Some(payload) => lend(interp, || payload.build()).map_err(error)?,
        None => Vec::new(),
    };
    let payload = lend(interp, || Packet::dissect(proto, &octets));
    packet.set_payload(&payload.map_err(error)?);
    Ok(Value::None)
}

fn answers(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let Some(other) = args.at(1).as_packet() else {
        return Ok(Value::Int(0));
    };
    let matching = matching(interp);
    let answered = lend(interp, || packet.answers(&other, &matching));
    if packets::answers_by_script(&packet) {
        return Ok(Value::bool(answered));
    }
    Ok(Value::Int(i64::from(answered)))
}

/// The settings that decide what counts as an answer.
pub fn matching(interp: &Interp) -> Matching {
    let conf = &interp.conf;
    Matching {
        check_ip_addr: conf.check_ip_addr,
        check_ip_id: conf.check_ip_id,
        check_ip_src: conf.check_ip_src,
        check_ip_in_ip: conf.check_ip_in_ip,
        check_tcp_error_seq_ack: conf.check_tcp_error_seq_ack,
    }
}

fn hashret(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = receiver(args)?;
    let matching = matching(interp);
    Ok(Value::bytes(lend(interp, || packet.hashret(&matching))))
}

fn iterlen(_: &mut Interp, args: &Args) -> Result<Value> {
    let count = crate::packet::product::Product::new(&receiver(args)?).count_all();
    Ok(Value::Int(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// `p.fragment(…)`: as the function.
fn fragment(interp: &mut Interp, args: &Args) -> Result<Value> {
    let function = interp
        .builtin("fragment")
        .ok_or_else(|| Error::name_error("name 'fragment' is not defined"))?;
    let mut arguments = vec![args.at(0).clone()];
    arguments.extend_from_slice(args.star(1));
    interp.call_kw(&function, &arguments, &args.keywords(2))
}

/// `p.route()`: `(interface, source, gateway)`
fn route(interp: &mut Interp, args: &Args) -> Result<Value> {
    let function = interp
        .builtin("_route_of")
        .ok_or_else(|| Error::name_error("route"))?;
    interp.call(&function, &[args.at(0).clone()])
}
