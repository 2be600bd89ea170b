//! `p.summary()`: one line.
//!
//! The table says what a layer contributes, one rule per line; the first that applies is taken:
//!
//! ```text
//! %src% > %dst%            a format for `sprintf`
//! [op=1]ARP who has …      when a field has this number
//! [frag!]… frag:%frag%     when a field is not zero
//! [op=1][len!]…            when both hold
//! [IP]TCP %IP.src% …       when the layer below is an IP; the format is then filled from there
//! [+UDP]RRQ %filename%     always, and the layers of that name below speak for themselves too
//! =dns                     a rule of this file
//! =says                    the rule of the table
//! ```

use std::fmt::Write;

use smallvec::SmallVec;

use super::python;
use super::sprintf;
use super::style::Style;
use crate::packet::convert;
use crate::packet::kinds::plain_text;
use crate::packet::packet::{Packet, View};
use crate::packet::value::FieldValue;
use crate::packet::{scene, script};
use crate::proto::data::dhcp_options::MESSAGE_TYPES;
use crate::proto::tcp::TCP;
use crate::proto::tls::{ENCRYPTED, SESSION, TLS};
use crate::proto::{Around, Hooks, Proto};

/// `p.summary()`
pub fn summary(packet: &Packet) -> String {
    packet.lent(of_view)
}

/// The line of a layer and those above it: one of them speaks for itself, the highest that has
/// something to say; of the others it is the name.
pub fn of_view(view: View<'_>) -> String {
    let mut places: SmallVec<[View<'_>; 8]> = SmallVec::new();
    let mut next = Some(view);
    while let Some(layer) = next {
        places.push(layer);
        next = layer.payload();
    }
    // Who speaks is decided from the highest layer downwards.
    let mut said: SmallVec<[String; 8]> = SmallVec::new();
    let mut asked: SmallVec<[&'static str; 2]> = SmallVec::new();
    let mut found = false;
    for layer in places.iter().rev() {
        let mut text = String::new();
        if !found || asked.contains(&layer.layer().proto.name) {
            put(&mut text, &mut asked, *layer);
        }
        found |= !text.is_empty() || !asked.is_empty();
        said.push(text);
    }
    let mut line = String::with_capacity(96);
    for (layer, text) in places.iter().zip(said.iter().rev()) {
        let proto = layer.layer().proto;
        let text = match text.as_str() {
            "" if !proto.shows_name => continue,
            "" => proto.name,
            text => text,
        };
        if !line.is_empty() {
            line.push_str(" / ");
        }
        line.push_str(text);
    }
    line
}

/// `p.mysummary()`: what this layer alone says; empty when it leaves that to the others.
pub fn mysummary(view: View<'_>) -> String {
    let mut text = String::new();
    put(&mut text, &mut SmallVec::new(), view);
    text
}

/// Appends what a layer says, and which layers it asks to speak, too.
fn put(out: &mut String, asked: &mut SmallVec<[&'static str; 2]>, view: View<'_>) {
    let proto = view.layer().proto;
    if let Some(class) = script::class(proto, Hooks::SUMMARY) {
        if let Ok((text, more)) = class.summary(&scene::packet(view)) {
            out.push_str(&text);
            asked.extend(more.iter().map(|proto| proto.name));
        }
        return;
    }
    if let Some(rule) = proto.says
        && proto.summary.is_empty()
    {
        out.push_str(&rule(&view));
        return;
    }
    let _ = proto
        .summary
        .lines()
        .find_map(|rule| apply(out, asked, view, rule));
}

/// The rules that are code.
fn by_name(name: &str) -> Option<fn(View<'_>) -> String> {
    Some(match name {
        "dns" => dns,
        "llmnr" => llmnr,
        "dhcp" => dhcp,
        "icmp" => icmp,
        "ipv6" => ipv6,
        "ssid" => ssid,
        "macsec" => macsec,
        "pref64" => prefix64,
        "names of dns" => |view| names(view, "dns"),
        "names of searchlist" => |view| names(view, "searchlist"),
        "tls" => tls,
        "vxlan" => vxlan,
        "pppoe tags" => pppoe_tags,
        "says" => says,
        "hostname" => hostname,
        _ => return None,
    })
}

/// The name of a machine, quoted as Python does.
fn hostname(view: View<'_>) -> String {
    let name = view.layer().proto.index_of("hostname");
    let name = name.map(|index| convert::human(view, index));
    let name = name.map(|name| python::repr(&name, &Style::PLAIN));
    format!("Hostname: {}", name.unwrap_or_default())
}

/// What the rule of the protocol's table says.
fn says(view: View<'_>) -> String {
    let rule = view.layer().proto.says;
    rule.map_or_else(String::new, |rule| rule(&view))
}

/// Appends what the rule says, if it applies.
fn apply(
    out: &mut String,
    asked: &mut SmallVec<[&'static str; 2]>,
    view: View<'_>,
    rule: &'static str,
) -> Option<()> {
    if let Some(name) = rule.strip_prefix('=') {
        if let Some(rule) = by_name(name) {
            out.push_str(&rule(view));
        }
        return Some(());
    }
    let Some((condition, format)) = rule.strip_prefix('[').and_then(|rule| rule.split_once(']'))
    else {
        return put_format(out, view, rule);
    };
    if let Some(below) = condition.strip_prefix('+') {
        let before = out.len();
        let applied = apply(out, asked, view, format);
        if out.len() > before {
            asked.push(below);
        }
        return applied;
    }
    if let Some(field) = condition.strip_suffix('!') {
        let set = match view.lookup(field)?.resolved() {
            FieldValue::None | FieldValue::Int(0) => false,
            FieldValue::List(list) => !list.borrow().is_empty(),
            _ => true,
        };
        return if set {
            apply(out, asked, view, format)
        } else {
            None
        };
    }
    if let Some((field, value)) = condition.split_once('=') {
        let value: i64 = value.parse().ok()?;
        return if view.int(field) == Some(value) {
            apply(out, asked, view, format)
        } else {
            None
        };
    }
    put_format(out, under(view, condition)?, format)
}

fn put_format(out: &mut String, view: View<'_>, format: &str) -> Option<()> {
    // The formats stand in the tables, and a test reads all of them.
    if format.contains('{') {
        out.push_str(&fill(view, format));
    } else {
        let _ = sprintf::put(out, view, format);
    }
    Some(())
}

/// The layer below, when it is `name` or a kind of it.
fn under<'a>(view: View<'a>, name: &str) -> Option<View<'a>> {
    let under = view.underlayer()?;
    let mut lineage = std::iter::successors(Some(under.layer().proto), |proto| proto.parent);
    lineage.any(|proto| proto.name == name).then_some(under)
}

fn fill(view: View<'_>, format: &str) -> String {
    sprintf::of_view(view, format, true).unwrap_or_default()
}

fn human(view: View<'_>, name: &str) -> FieldValue {
    match view.layer().proto.index_of(name) {
        Some(index) => convert::human(view, index),
        None => FieldValue::None,
    }
}

fn ipv6(view: View<'_>) -> String {
    let text = |name| python::str(&human(view, name), &Style::PLAIN);
    format!("{} > {} ({})", text("src"), text("dst"), text("nh"))
}

/// The layer's name and the addresses or names in a list.
fn names(view: View<'_>, list: &str) -> String {
    let list = human(view, list).as_list().unwrap_or_default();
    let texts: Vec<String> = list
        .iter()
        .map(|name| python::str(&name.resolved(), &Style::PLAIN))
        .collect();
    format!("{}{}", fill(view, "%name% "), texts.join(", "))
}

/// The channel and the type are told where there are any.
fn macsec(view: View<'_>) -> String {
    let mut line = fill(view, "AN=%MACsec.AN%, PN=%MACsec.PN%");
    if view.int("SC").unwrap_or(0) != 0 {
        line.push_str(&fill(view, ", SCI=%MACsec.SCI%"));
    }
    if !human(view, "type").is_none() {
        line.push_str(&fill(view, ", %MACsec.type%"));
    }
    line
}

/// The name of a wireless network, which need not be text.
fn ssid(view: View<'_>) -> String {
    let octets = view.remembered("info").or_else(|| view.octets("info"));
    let octets = octets.unwrap_or_default();
    format!("SSID='{}'", plain_text(&octets))
}

/// RFC 8781 section 4: codes beyond the sixth stand for no length.
fn prefix64(view: View<'_>) -> String {
    let code = view.int("plc").unwrap_or(0);
    let length = match code {
        0..6 => fill(view, "%plc%"),
        _ => format!("[invalid PLC({code})]"),
    };
    fill(view, "%name% %prefix%") + &length
}

fn icmp(view: View<'_>) -> String {
    let mut line = match under(view, "IP") {
        Some(under) => fill(under, "ICMP %IP.src% > %IP.dst% %ICMP.type% %ICMP.code%"),
        None => fill(view, "ICMP %ICMP.type% %ICMP.code%"),
    };
    let proto = view.layer().proto;
    let there = |index: &usize| convert::applies(view, &proto.fields[*index]);
    if proto.index_of("ext").filter(there).is_some()
        && let Some(FieldValue::Packet(extension)) = view.lookup("ext")
    {
        line.push_str(&match extension.payload() {
            Some(object) => object.view(|object| fill(object, " ext:%classnum%")),
            None => "??".to_string(),
        });
    }
    line
}

/// `DHCP Ack`; a type that was given by its name is not looked up, as in Scapy.
fn dhcp(view: View<'_>) -> String {
    let options = view.internal(0).as_list().unwrap_or_default();
    let kind = options.iter().find_map(|option| match option.resolved() {
        FieldValue::Tuple(parts)
            if parts.len() >= 2 && parts[0].as_text().as_deref() == Some("message-type") =>
        {
            Some(parts[1].clone())
        }
        _ => None,
    });
    let Some(kind) = kind else {
        return String::new();
    };
    let name = kind
        .as_int()
        .and_then(|kind| MESSAGE_TYPES.name(kind))
        .unwrap_or_default();
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    format!(
        "DHCP {}{}",
        first.map(String::from).unwrap_or_default(),
        letters.as_str()
    )
}

fn dns(view: View<'_>) -> String {
    let answer = view.int("qr").is_some_and(|qr| qr != 0);
    let first = |list: &str, proto: &str, field: &str| {
        let records = view.lookup(list)?.as_list()?;
        let FieldValue::Packet(record) = records.first()?.resolved() else {
            return None;
        };
        if record.proto().name != proto {
            return None;
        }
        let value = record.get(field).ok()?;
        Some(format!(" {}", python::str(&value, &Style::PLAIN)))
    };
    let name = if answer {
        first("an", "DNSRR", "rdata").or_else(|| {
            let failed = view.int("rcode").is_some_and(|rcode| rcode != 0);
            failed.then(|| fill(view, " %rcode%"))
        })
    } else {
        first("qd", "DNSQR", "qname")
    };
    let multicast = under(view, "UDP").is_some_and(|udp| udp.int("dport") == Some(5353));
    format!(
        "{}DNS {}{}",
        if multicast { "m" } else { "" },
        if answer { "Ans" } else { "Qry" },
        name.unwrap_or_default()
    )
}

fn llmnr(view: View<'_>) -> String {
    let answer = view.int("qr").is_some_and(|qr| qr != 0);
    let (list, proto) = if answer {
        ("an", "DNSRR")
    } else {
        ("qd", "DNSQR")
    };
    let first = view.lookup(list).and_then(|records| records.as_list());
    let first = first.and_then(|records| match records.first()?.resolved() {
        FieldValue::Packet(record) if record.proto().name == proto => Some(record),
        _ => None,
    });
    let text = |record: &Packet, field: &str| match record.get(field) {
        Ok(FieldValue::Octets(name)) if field.ends_with("name") => {
            crate::packet::kinds::plain_text(&name)
        }
        Ok(value) => python::str(&value, &Style::PLAIN),
        Err(_) => String::new(),
    };
    let said = match first {
        Some(record) if answer => {
            format!(
                "'{}' is at '{}'",
                text(&record, "rrname"),
                text(&record, "rdata")
            )
        }
        Some(record) => format!("who has '{}'", text(&record, "qname")),
        None => "[malformed]".into(),
    };
    format!("{} {said}", view.layer().proto.name)
}

/// What a layer of TLS says: the first one of them names the ends of the connection, as far as
/// they were known when it was read.
fn tls(view: View<'_>) -> String {
    let proto = view.layer().proto;
    let below = view.underlayer();
    let of_tls = |proto: &Proto| proto.is_kind_of(&SESSION) || proto.is(&ENCRYPTED);
    let mut text = String::new();
    if !below.is_some_and(|below| of_tls(below.layer().proto)) {
        let ends = below.filter(|below| below.layer().proto.is(&TCP) && view.original_len() > 0);
        let of = |address: &str, port: &str| match ends {
            None => "None:None".to_string(),
            Some(tcp) => {
                let address = tcp
                    .underlayer()
                    .map_or_else(|| "None".to_string(), |ip| ip.text(address));
                format!("{address}:{}", tcp.int(port).unwrap_or(0))
            }
        };
        let _ = write!(
            text,
            "TLS {} > {} / ",
            of("src", "sport"),
            of("dst", "dport")
        );
    }
    text.push_str(proto.title);
    if proto.is(&TLS) {
        let mut name = |message: &dyn Around| {
            let _ = write!(text, " / {}", message.proto().title);
        };
        match view.count("msg") {
            Some(_) => view.each_in("msg", &mut name),
            None => view.first_in("msg", &mut name),
        }
    }
    text
}

/// The protocol that follows is told if a flag says that there is one.
fn vxlan(view: View<'_>) -> String {
    match view.int("flags").unwrap_or(0) & 0x80 {
        0 => fill(view, "VXLAN (vni=%VXLAN.vni%)"),
        _ => fill(view, "VXLAN (vni=%VXLAN.vni% gpid=%VXLAN.gpid%)"),
    }
}

/// The types of the tags, without a space before the first.
fn pppoe_tags(view: View<'_>) -> String {
    let tags = human(view, "tag_list").as_list().unwrap_or_default();
    let types = tags.iter().map(|tag| match tag {
        FieldValue::Packet(tag) => tag.view(|tag| fill(tag, "%tag_type%")),
        _ => String::new(),
    });
    format!("PPPoE Tags{}", types.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::registry;

    #[test]
    fn every_rule_of_every_protocol_is_understood() {
        for proto in registry::protocols() {
            let packet = Packet::new(proto);
            for rule in proto.summary.lines() {
                if let Some(name) = rule.strip_prefix('=') {
                    assert!(by_name(name).is_some(), "{}: {rule}", proto.name);
                    continue;
                }
                let format = match rule.strip_prefix('[').and_then(|rule| rule.split_once(']')) {
                    Some((_, format)) => format,
                    None => rule,
                };
                let filled = packet.view(|view| sprintf::of_view(view, format, true));
                assert!(filled.is_ok(), "{}: {rule}", proto.name);
            }
        }
    }
}
