//! `p.summary()`: one line.
//!
//! The table says what a layer contributes, one rule per line; the first that applies is taken:
//!
//! ```text
//! %src% > %dst%            a format for `sprintf`
//! [op=1]ARP who has …      when a field has this number
//! [frag!]… frag:%frag%     when a field is not zero
//! [IP]TCP %IP.src% …       when the layer below is an IP; the format is then filled from there
//! =dns                     a rule of this file
//! ```

use super::python;
use super::sprintf;
use super::style::Style;
use crate::proto::data::dhcp_options::MESSAGE_TYPES;
use crate::packet::convert;
use crate::packet::packet::{Packet, View};
use crate::packet::value::FieldValue;
use crate::proto::Around;

/// `p.summary()`
pub fn summary(packet: &Packet) -> String {
    for layer in packet.iter() {
        // The fields of a packet that is looked at are needed more than once.
        layer.read();
    }
    packet.view(of_view)
}

/// The line of a layer and those above it.
pub fn of_view(view: View<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut places: Vec<View<'_>> = Vec::new();
    let mut next = Some(view);
    while let Some(layer) = next {
        places.push(layer);
        next = layer.payload();
    }
    let mut found = false;
    for layer in places.into_iter().rev() {
        let mut text = String::new();
        if !found {
            text = mysummary(layer);
            found = !text.is_empty();
        }
        if text.is_empty() {
            text.push_str(layer.layer().proto.name);
        }
        parts.push(text);
    }
    parts.reverse();
    parts.join(" / ")
}

/// `p.mysummary()`: what this layer alone says; empty when it leaves that to the others.
pub fn mysummary(view: View<'_>) -> String {
    for rule in view.layer().proto.summary.lines() {
        if let Some(text) = apply(view, rule) {
            return text;
        }
    }
    String::new()
}

fn apply(view: View<'_>, rule: &str) -> Option<String> {
    if let Some(name) = rule.strip_prefix('=') {
        return Some(match name {
            "dns" => dns(view),
            "dhcp" => dhcp(view),
            "icmp" => icmp(view),
            "ipv6" => ipv6(view),
            _ => String::new(),
        });
    }
    let Some((condition, format)) = rule.strip_prefix('[').and_then(|rule| rule.split_once(']'))
    else {
        return Some(fill(view, rule));
    };
    if let Some(field) = condition.strip_suffix('!') {
        let set = match view.lookup(field)?.resolved() {
            FieldValue::None | FieldValue::Int(0) => false,
            FieldValue::List(list) => !list.borrow().is_empty(),
            _ => true,
        };
        return set.then(|| fill(view, format));
    }
    if let Some((field, value)) = condition.split_once('=') {
        let value: i64 = value.parse().ok()?;
        return (view.int(field) == Some(value)).then(|| fill(view, format));
    }
    under(view, condition).map(|under| fill(under, format))
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

fn icmp(view: View<'_>) -> String {
    let mut line = match under(view, "IP") {
        Some(under) => fill(under, "ICMP %IP.src% > %IP.dst% %ICMP.type% %ICMP.code%"),
        None => fill(view, "ICMP %ICMP.type% %ICMP.code%"),
    };
    if let Some(FieldValue::Packet(extension)) = view.lookup("ext") {
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
    let Some(kind) = kind else { return String::new() };
    let name = kind.as_int().and_then(|kind| MESSAGE_TYPES.name(kind)).unwrap_or_default();
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    format!("DHCP {}{}", first.map(String::from).unwrap_or_default(), letters.as_str())
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
