//! `traceroute` and `traceroute6`: all hops at once.

use std::collections::BTreeMap;
use std::time::Duration;

use super::exchange::{Request, exchanged};
use super::lists::{Packets, Special, packet_list, special_list};
use super::send::{interface_index, seconds, verbosity};
use super::tools::{layer, proto};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::{Dict, plain_hash};
use crate::eval::error::{Error, Result};
use crate::eval::fields::to_field;
use crate::eval::interp::Interp;
use crate::eval::packets::error;
use crate::eval::value::Value;
use crate::packet::list::{self, Layout, SndRcvList};
use crate::packet::text;
use crate::packet::{FieldValue, Packet, volatile};

const PARAMETERS: &[&str] = &[
    "target",
    "dport=80",
    "minttl=1",
    "maxttl=30",
    "sport=RandShort()",
    "l4=None",
    "filter=None",
    "timeout=2",
    "verbose=None",
    "retry=0",
    "iface=None",
];

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "traceroute",
        PARAMETERS,
        "Find the routers on the way to targets, all hops at once, and print the table.",
        &[],
        traceroute,
    ),
    Builtin::new(
        "traceroute6",
        PARAMETERS,
        "The same over IPv6.",
        &[],
        traceroute6,
    ),
];

fn traceroute(interp: &mut Interp, args: &Args) -> Result<Value> {
    traced(interp, args, &OVER_IP)
}

fn traceroute6(interp: &mut Interp, args: &Args) -> Result<Value> {
    traced(interp, args, &OVER_IPV6)
}

/// What is different in the two versions of IP.
struct Version {
    layer: &'static str,
    hops: &'static str,
    /// Fields that are rolled for each packet.
    rolled: &'static [&'static str],
    /// Whether the segment has a time stamp option.
    stamped: bool,
    /// What arrives is worth a look: without `l4`, and with it.
    filter: &'static str,
    filter_l4: Option<&'static str>,
    special: Special,
    /// How a query and its answer are shown.
    query: &'static str,
    answer: &'static str,
    /// Errors that say that the packet did not arrive.
    errors: &'static [&'static str],
}

static OVER_IP: Version = Version {
    layer: "IP",
    hops: "ttl",
    rolled: &["id"],
    stamped: true,
    // Time exceeded or unreachable quoting us, or a TCP segment with SYN and ACK or RST.
    filter: "(icmp and (icmp[0]=3 or icmp[0]=4 or icmp[0]=5 or icmp[0]=11 or icmp[0]=12)) or \
             (tcp and (tcp[13] & 0x16 > 0x10))",
    filter_l4: Some("ip"),
    special: Special::Traceroute,
    query: "%IP.dst%:{TCP:tcp%ir,TCP.dport%}{UDP:udp%ir,UDP.dport%}{ICMP:ICMP}",
    answer: "%-15s,IP.src% {TCP:%TCP.flags%}{ICMP:%ir,ICMP.type%}",
    errors: &[],
};

static OVER_IPV6: Version = Version {
    layer: "IPv6",
    hops: "hlim",
    rolled: &[],
    stamped: false,
    filter: "icmp6 or tcp",
    filter_l4: None,
    special: Special::Traceroute6,
    query: "%-42s,IPv6.dst%:{TCP:tcp%TCP.dport%}{UDP:udp%UDP.dport%}{ICMPv6EchoRequest:IER}",
    answer: "%-42s,IPv6.src% {TCP:%TCP.flags%}{ICMPv6DestUnreach:%ir,type%}\
             {ICMPv6PacketTooBig:%ir,type%}{ICMPv6TimeExceeded:%ir,type%}\
             {ICMPv6ParamProblem:%ir,type%}{ICMPv6EchoReply:%ir,type%}",
    errors: &[
        "ICMPv6TimeExceeded",
        "ICMPv6DestUnreach",
        "ICMPv6PacketTooBig",
        "ICMPv6ParamProblem",
    ],
};

fn version_of(special: Special) -> &'static Version {
    if special == Special::Traceroute6 {
        &OVER_IPV6
    } else {
        &OVER_IP
    }
}

fn traced(interp: &mut Interp, args: &Args, version: &Version) -> Result<Value> {
    let verbose = verbosity(interp, args.some(8))?;
    let mut request = Request::new(interp, 3)?;
    request.verbose = verbose;
    request.options.timeout = Some(seconds(interp, args.get(7))?.unwrap_or(Duration::from_secs(2)));
    request.options.retry = args.some(9).map_or(Ok(0), |retry| interp.index(retry))? as i32;
    let own_filter = args.some(6).map(|filter| interp.str(filter)).transpose()?;
    let (low, high) = (
        args.get(2).map_or(Ok(1), |ttl| interp.index(ttl))?,
        args.get(3).map_or(Ok(30), |ttl| interp.index(ttl))?,
    );
    if args.some(10).is_some() {
        request.iface = Some(interface_index(interp, args.some(10))?);
    }
    let hops = FieldValue::tuple(vec![FieldValue::Int(low), FieldValue::Int(high)]);
    let mut fields = vec![("dst", to_field(args.at(0))?), (version.hops, hops)];
    for field in version.rolled {
        fields.push((*field, volatile::plain("RandShort")));
    }
    let ip = layer(version.layer, &fields)?;
    let upper = match args.some(5) {
        Some(l4) => {
            request.options.filter = own_filter.or(version.filter_l4.map(str::to_owned));
            l4.as_packet()
                .ok_or_else(|| Error::type_error("l4 is a packet such as UDP(sport=RandShort())"))?
        }
        None => {
            request.options.filter = own_filter.or_else(|| Some(version.filter.to_owned()));
            let sport = args
                .some(4)
                .map_or(Ok(volatile::plain("RandShort")), to_field)?;
            let dport = args.some(1).map_or(Ok(FieldValue::Int(80)), to_field)?;
            let mut fields = vec![
                ("seq", volatile::plain("RandInt")),
                ("sport", sport),
                ("dport", dport),
            ];
            if version.stamped {
                let zeros = FieldValue::tuple(vec![FieldValue::Int(0), FieldValue::Int(0)]);
                let stamp = FieldValue::tuple(vec![FieldValue::text("Timestamp"), zeros]);
                fields.push(("options", FieldValue::list(vec![stamp])));
            }
            layer("TCP", &fields)?
        }
    };
    let answers = exchanged(interp, &Value::packet(ip.stacked(&upper)), &request)?;
    let results = special_list(answers.pairs, "Traceroute", version.special);
    if verbose > 0
        && let Some(list) = results.downcast::<Packets<(Packet, Packet)>>()
    {
        let list = list.list.borrow().clone();
        show_traceroute(interp, &list, version.special)?;
    }
    Ok(Value::tuple(vec![
        results,
        packet_list(answers.unanswered, "Unanswered"),
    ]))
}

/// A column for each target and port, a row for each hop.
pub fn show_traceroute(interp: &mut Interp, list: &SndRcvList, special: Special) -> Result<Value> {
    let version = version_of(special);
    let mut entries = Vec::new();
    for (query, answer) in list.items.iter() {
        let column = text::sprintf(query, version.query, true).map_err(error)?;
        let row = format!("%{}.{}%", version.layer, version.hops);
        let row = text::sprintf(query, &row, true).map_err(error)?;
        let cell = text::sprintf(answer, version.answer, true).map_err(error)?;
        entries.push((column, row, cell));
    }
    let natural = |keys: &mut Vec<String>| {
        list::order(keys);
        Ok::<(), Error>(())
    };
    let text = list::table(&entries, Layout::Plain, natural, natural)?;
    interp.write_out(&text)?;
    Ok(Value::None)
}

/// `{'10.8.0.2': {1: ('10.9.0.1', False), 2: ('10.8.0.2', True)}}`
pub fn get_trace(_: &mut Interp, args: &Args) -> Result<Value> {
    let Some(list) = args.at(0).downcast::<Packets<(Packet, Packet)>>() else {
        return Err(Error::type_error(
            "get_trace() works on the result of traceroute()",
        ));
    };
    let version = version_of(list.special());
    let mut trace: BTreeMap<String, BTreeMap<i64, (String, bool)>> = BTreeMap::new();
    for (query, answer) in list.list.borrow().items.iter() {
        let (Ok(destination), Ok(ttl), Ok(source)) =
            (query.get("dst"), query.get(version.hops), answer.get("src"))
        else {
            continue;
        };
        let reached = match version.errors {
            [] => icmp_type(answer)?.is_none_or(|kind| kind != TIME_EXCEEDED),
            errors => !errors
                .iter()
                .any(|name| answer.getlayer_named(name, 1).is_some()),
        };
        let key = destination.as_text().unwrap_or_default().to_string();
        let source = source.as_text().unwrap_or_default().to_string();
        trace
            .entry(key)
            .or_default()
            .insert(ttl.as_int().unwrap_or(0), (source, reached));
    }
    let mut dict = Dict::new();
    for (destination, hops) in trace {
        let mut inner = Dict::new();
        let end = hops
            .iter()
            .find(|(_, (_, reached))| *reached)
            .map_or(i64::MAX, |(ttl, _)| *ttl);
        for (ttl, (source, reached)) in hops.into_iter().filter(|(ttl, _)| *ttl <= end) {
            let key = Value::Int(ttl);
            let hash = plain_hash(&key).unwrap_or(ttl);
            inner.push(
                hash,
                key,
                Value::tuple(vec![Value::string(source), Value::bool(reached)]),
            );
        }
        dict.set_str(&destination, Value::dict(inner));
    }
    Ok(Value::dict(dict))
}

/// RFC 792
const TIME_EXCEEDED: i64 = 11;

/// The type of an ICMP message; `None` for what is none.
fn icmp_type(packet: &Packet) -> Result<Option<i64>> {
    if !packet.haslayer(proto("ICMP")?) {
        return Ok(None);
    }
    let icmp = packet.getlayer_named("ICMP", 1);
    let kind = icmp.and_then(|icmp| icmp.get("type").ok());
    Ok(kind.and_then(|kind| kind.as_int()))
}
