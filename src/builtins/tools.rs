//! Whole tools: `arping`, `report_ports`, `arpcachepoison`, ….

use std::net::Ipv4Addr;
use std::time::Duration;

use super::exchange::{Request, exchanged};
use super::lists::{Packets, Special, packet_list, special_list};
use super::send::{interface_index, seconds, verbosity};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::fields::to_field;
use crate::eval::interp::Interp;
use crate::eval::packets::error;
use crate::eval::value::Value;
use crate::packet::list::SndRcvList;
use crate::packet::text;
use crate::packet::{FieldValue, Packet};
use crate::proto::{Proto, registry};

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "arping",
        &[
            "net",
            "timeout=2",
            "cache=0",
            "verbose=None",
            "threaded=True",
            "iface=None",
            "retry=0",
        ],
        "Ask a network by ARP who is there, and print the answers.",
        &[],
        arping,
    ),
    Builtin::new(
        "is_promisc",
        &[
            "ip",
            "fake_bcast='ff:ff:00:00:00:00'",
            "timeout=2",
            "verbose=0",
        ],
        "Whether a host answers what only a promiscuous interface takes.",
        &[],
        is_promisc,
    ),
    Builtin::new(
        "report_ports",
        &["target", "ports", "timeout=5", "verbose=None"],
        "Scan TCP ports and return the result as a LaTeX table.",
        &[],
        report_ports,
    ),
    Builtin::new(
        "promiscping",
        &["net", "timeout=2", "fake_bcast='ff:ff:ff:ff:ff:fe'"],
        "Find hosts that answer what only a promiscuous interface takes.",
        &[],
        promiscping,
    ),
    Builtin::new(
        "arpcachepoison",
        &[
            "target",
            "addresses",
            "broadcast=False",
            "count=None",
            "interval=15",
            "iface=None",
        ],
        "Tell a target again and again that addresses are at our MAC address.",
        &[],
        arpcachepoison,
    ),
];

pub fn proto(name: &str) -> Result<&'static Proto> {
    registry::proto(name).ok_or_else(|| Error::name_error(format!("name '{name}' is not defined")))
}

pub fn layer(name: &str, fields: &[(&str, FieldValue)]) -> Result<Packet> {
    Packet::with_fields(
        proto(name)?,
        fields.iter().map(|(name, value)| (*name, value.clone())),
    )
    .map_err(error)
}

fn arping(interp: &mut Interp, args: &Args) -> Result<Value> {
    let verbose = verbosity(interp, args.some(3))?;
    let mut request = Request::new(interp, 2)?;
    request.verbose = verbose;
    request.options.timeout = Some(seconds(interp, args.get(1))?.unwrap_or(Duration::from_secs(2)));
    request.options.retry = args.some(6).map_or(Ok(0), |retry| interp.index(retry))? as i32;
    request.options.filter = Some("arp and arp[7] = 2".to_owned());
    let target = to_field(args.at(0))?;
    if args.some(5).is_some() {
        request.iface = Some(interface_index(interp, args.some(5))?);
    } else if let Some(first) = target.as_text() {
        let first = first.split('/').next().unwrap_or_default().to_owned();
        if let Ok(address) = super::interfaces::address_of(&first) {
            let station = crate::link::Station::here().map_err(super::linkerror::raised)?;
            request.iface = station.route(address).ok().map(|route| route.interface);
        }
    }
    let ether = layer("Ether", &[("dst", FieldValue::text("ff:ff:ff:ff:ff:ff"))])?;
    let question = ether.stacked(&layer("ARP", &[("pdst", target)])?);
    let answers = exchanged(interp, &Value::packet(question), &request)?;
    let results = special_list(answers.pairs, "ARPing", Special::Arping);
    if verbose > 0
        && let Some(list) = results.downcast::<Packets<(Packet, Packet)>>()
    {
        let list = list.list.borrow().clone();
        show_arping(interp, &list)?;
    }
    Ok(Value::tuple(vec![
        results,
        packet_list(answers.unanswered, "Unanswered"),
    ]))
}

/// `src  manuf  psrc`, a line for each answer
pub fn show_arping(interp: &mut Interp, list: &SndRcvList) -> Result<Value> {
    let mut rows = vec![["src", "manuf", "psrc"].map(str::to_owned).to_vec()];
    let mut answers: Vec<Vec<String>> = Vec::new();
    for (_, answer) in list.items.iter() {
        let text = |format: &str| text::sprintf(answer, format, true).map_err(error);
        answers.push(vec![
            text("%Ether.src%")?,
            "unknown".to_owned(),
            text("%ARP.psrc%")?,
        ]);
    }
    answers.sort_by_key(|row| row[2].parse::<Ipv4Addr>().ok());
    rows.extend(answers);
    interp.write_out(&format!("{}\n", super::interfaces::table(&rows)))?;
    Ok(Value::None)
}

fn is_promisc(interp: &mut Interp, args: &Args) -> Result<Value> {
    let fake = args
        .get(1)
        .map_or(Ok("ff:ff:00:00:00:00".to_owned()), |fake| interp.str(fake))?;
    let mut request = Request::new(interp, 2)?;
    request.verbose = verbosity(interp, Some(args.get(3).unwrap_or(&Value::Int(0))))?;
    request.options.timeout = Some(seconds(interp, args.get(2))?.unwrap_or(Duration::from_secs(2)));
    request.options.first = true;
    let ether = layer("Ether", &[("dst", FieldValue::text(&fake))])?;
    let question = ether.stacked(&layer(
        "ARP",
        &[
            ("op", FieldValue::text("who-has")),
            ("pdst", to_field(args.at(0))?),
        ],
    )?);
    let answers = exchanged(interp, &Value::packet(question), &request)?;
    Ok(Value::bool(!answers.pairs.is_empty()))
}

fn report_ports(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut request = Request::new(interp, 3)?;
    request.verbose = verbosity(interp, args.some(3))?;
    request.options.timeout = Some(seconds(interp, args.get(2))?.unwrap_or(Duration::from_secs(5)));
    let ip = layer("IP", &[("dst", to_field(args.at(0))?)])?;
    let tcp = layer("TCP", &[("dport", to_field(args.at(1))?)])?;
    let answers = exchanged(interp, &Value::packet(ip.stacked(&tcp)), &request)?;
    let mut report = "\\begin{tabular}{|r|l|l|}\n\\hline\n".to_owned();
    let line = |packet: &Packet, format: &str| text::sprintf(packet, format, true).map_err(error);
    // What is open comes first, then what is closed, then what was not answered.
    let mut closed = String::new();
    for (query, answer) in &answers.pairs {
        let has = |name: &str| answer.getlayer_named(name, 1);
        if has("ICMP").is_some() {
            closed += &line(query, "%TCP.dport%")?;
            closed += &line(
                answer,
                " & closed & ICMP type %ICMP.type%/%ICMP.code% from %IP.src% \\\\\n",
            )?;
        } else if line(answer, "%TCP.flags%")?.contains('S') {
            report += &line(answer, "%TCP.sport% & open & SA \\\\\n")?;
        } else {
            closed += &line(answer, "%TCP.sport% & closed & TCP %TCP.flags% \\\\\n")?;
        }
    }
    report += "\\hline\n";
    report += &closed;
    report += "\\hline\n";
    for query in &answers.unanswered {
        report += &line(query, "%TCP.dport% & ? & unanswered \\\\\n")?;
    }
    report += "\\hline\n\\end{tabular}\n";
    Ok(Value::string(report))
}

fn promiscping(interp: &mut Interp, args: &Args) -> Result<Value> {
    let fake = args
        .get(2)
        .map_or(Ok("ff:ff:ff:ff:ff:fe".to_owned()), |fake| interp.str(fake))?;
    let mut request = Request::new(interp, 2)?;
    request.options.timeout = Some(seconds(interp, args.get(1))?.unwrap_or(Duration::from_secs(2)));
    request.options.filter = Some("arp and arp[7] = 2".to_owned());
    let ether = layer("Ether", &[("dst", FieldValue::text(&fake))])?;
    let question = ether.stacked(&layer("ARP", &[("pdst", to_field(args.at(0))?)])?);
    let answers = exchanged(interp, &Value::packet(question), &request)?;
    let results = special_list(answers.pairs, "PROMISCPing", Special::Arping);
    if let Some(list) = results.downcast::<Packets<(Packet, Packet)>>() {
        let list = list.list.borrow().clone();
        show_arping(interp, &list)?;
    }
    let unanswered = packet_list(answers.unanswered, "Unanswered");
    Ok(Value::tuple(vec![results, unanswered]))
}

/// `arpcachepoison("10.0.0.2", "10.0.0.1")`, or with `("10.0.0.1", "02:00:00:00:00:09")` pairs.
/// The questions claim the addresses, so that the target learns them; Ctrl-C ends it.
fn arpcachepoison(interp: &mut Interp, args: &Args) -> Result<Value> {
    let target = interp.str(args.at(0))?;
    let address = super::interfaces::address_of(&target)?;
    let station = crate::link::Station::here().map_err(super::linkerror::raised)?;
    let index = match args.some(5) {
        Some(_) => interface_index(interp, args.some(5))?,
        None => {
            let route = station.route(address);
            route.map_err(super::linkerror::raised)?.interface
        }
    };
    let interface = station
        .interface_by_index(index)
        .map_err(super::linkerror::raised)?;
    let own = crate::packet::value::mac_text(&interface.mac.unwrap_or_default());
    let broadcast = args
        .some(2)
        .map_or(Ok(false), |value| interp.truth(value))?;
    let claims = match args.at(1) {
        Value::Str(text) => vec![(text.as_str().to_owned(), own.clone())],
        // One pair, or a list of them.
        pairs => {
            let items = interp.collect(pairs)?;
            let pairs = match items.as_slice() {
                [Value::Str(_), Value::Str(_)] => vec![pairs.clone()],
                _ => items,
            };
            let mut claims = Vec::new();
            for pair in &pairs {
                let pair = interp.collect(pair)?;
                let [address, mac] = pair.as_slice() else {
                    return Err(Error::value_error(
                        "addresses are one address, or (address, MAC) pairs",
                    ));
                };
                claims.push((interp.str(address)?, interp.str(mac)?));
            }
            claims
        }
    };
    let to = if broadcast {
        "ff:ff:ff:ff:ff:ff".to_owned()
    } else {
        let mac = station.mac_of(address).map_err(super::linkerror::raised)?;
        crate::packet::value::mac_text(&mac)
    };
    let mut frames = Vec::new();
    for (claimed, mac) in &claims {
        let ether = layer(
            "Ether",
            &[
                ("dst", FieldValue::text(&to)),
                ("src", FieldValue::text(mac)),
            ],
        )?;
        let arp = layer(
            "ARP",
            &[
                ("op", FieldValue::text("who-has")),
                ("psrc", FieldValue::text(claimed)),
                ("hwsrc", FieldValue::text(mac)),
                ("pdst", FieldValue::text(&target)),
                ("hwdst", FieldValue::text("00:00:00:00:00:00")),
            ],
        )?;
        frames.push(Value::packet(ether.stacked(&arp)));
    }
    let frames = Value::list(frames);
    let rounds = args.some(3).map(|count| interp.index(count)).transpose()?;
    let interval = seconds(interp, args.get(4))?.unwrap_or(Duration::from_secs(15));
    let sendp = interp
        .builtin("sendp")
        .ok_or_else(|| Error::name_error("name 'sendp' is not defined"))?;
    let options = [("iface".to_owned(), Value::str(&interface.name))];
    let mut done = 0;
    while rounds.is_none_or(|rounds| done < rounds) {
        interp.call_kw(&sendp, std::slice::from_ref(&frames), &options)?;
        done += 1;
        match super::core_wait::sleep(interp, interval) {
            Err(error) if error.is(crate::eval::exception::Exc::KeyboardInterrupt) => break,
            slept => slept?,
        }
    }
    Ok(Value::None)
}
