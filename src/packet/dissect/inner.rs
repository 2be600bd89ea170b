//! Fields of several parts: packets and options in a field.

use std::rc::Rc;

use super::follower::dispatched;

use super::read::{bounds, check_count};
use super::{Context, Cursor, dissect_part, short};
use crate::packet::codec::dns;
use crate::packet::error::{Error, Result};
use crate::packet::packet::{Packet, View};
use crate::packet::value::FieldValue;
use crate::packet::{lent, script};
use crate::proto::Around;
use crate::proto::field::{AmongRule, Element, Field, Kind};
use crate::proto::raw::{PADDING, RAW};

/// A list of packets, each of which a rule makes.
pub(super) fn packets_by(
    view: View<'_>,
    field: &Field,
    octets: &[u8],
    cursor: &mut Cursor,
    context: Context<'_>,
    element: Element,
) -> Result<FieldValue> {
    let _ = context;
    let end = octets.len() - cursor.trailer;
    let rest = &octets[cursor.at.min(end)..end];
    let (limit, mut count) = bounds(view, field, rest.len())?;
    let mut rest = &rest[..limit];
    let mut values: Vec<FieldValue> = Vec::new();
    if let Element::Split(rule) = element {
        let parts = rule(&view, rest)
            .ok_or_else(|| short(view.layer().proto, field.name, 1, rest.len()))?;
        let mut at = 0;
        for (proto, length) in parts {
            let end = (at + length).min(rest.len());
            let packet = Packet::dissect(proto, &rest[at..end])?;
            values.push(FieldValue::Packet(packet));
            at = end;
        }
        cursor.at += at;
        return Ok(FieldValue::list(values));
    }
    if let Element::Among(rule) = element {
        let packets = among(view, rule, &mut rest);
        cursor.at += limit - rest.len();
        return Ok(packets);
    }
    let decides = match element {
        Element::Script(number) => script::rule(number).is_some_and(|rule| rule.decides()),
        Element::Around(_)
        | Element::Sized(_)
        | Element::After(_)
        | Element::Among(_)
        | Element::Split(_) => true,
        Element::Octets(_) => false,
    };
    while !rest.is_empty() || matches!(element, Element::Sized(_)) {
        if let Element::Sized(rule) = element {
            let Some((proto, length)) = rule(&view, values.len(), rest) else {
                break;
            };
            let (part, left) = rest.split_at(length.min(rest.len()));
            let packet = Packet::dissect(proto, part).unwrap_or_else(|_| Packet::raw(part));
            values.push(FieldValue::Packet(packet));
            rest = left;
            check_count(field, "PacketListField", values.len())?;
            continue;
        }
        if !decides {
            if count == Some(0) {
                break;
            }
            count = count.map(|count| count - 1);
        }
        let next = match (element_of(view, element, &values, rest), element) {
            (Err(_), Element::Octets(_) | Element::Around(_) | Element::After(_)) => {
                Some(Packet::raw(rest))
            }
            (next, _) => next?,
        };
        let Some(packet) = next else {
            break;
        };
        let left = take_padding(&packet).map_or(0, |padding| padding.len());
        values.push(FieldValue::Packet(packet));
        rest = &rest[rest.len() - left.min(rest.len())..];
        check_count(field, "PacketListField", values.len())?;
    }
    cursor.at += limit - rest.len();
    Ok(FieldValue::list(values))
}

/// Packets, each of a protocol that all before decide; there is always one.
fn among(view: View<'_>, rule: AmongRule, rest: &mut &[u8]) -> FieldValue {
    let mut packets: Vec<Packet> = Vec::new();
    loop {
        let each = |look: &mut dyn FnMut(&dyn Around)| {
            for packet in &packets {
                packet.view(|packet| look(&packet));
            }
        };
        let Some(proto) = rule(&view, &each, rest) else {
            break;
        };
        if rest.is_empty() {
            let packet = Packet::new(proto);
            if proto
                .fields
                .first()
                .is_some_and(|field| matches!(field.kind, Kind::Octets))
            {
                packet.put_internal(0, FieldValue::octets(b""));
            }
            packets.push(packet);
            break;
        }
        let packet = Packet::dissect(proto, rest).unwrap_or_else(|_| Packet::raw(rest));
        let left = take_padding(&packet).map_or(0, |padding| padding.len());
        *rest = &rest[rest.len() - left.min(rest.len())..];
        if proto.is_kind_of(&RAW) && !proto.is(&RAW) && packets.is_empty() {
            return FieldValue::Packet(packet);
        }
        packets.push(packet);
        if rest.is_empty() {
            break;
        }
    }
    FieldValue::list(packets.into_iter().map(FieldValue::Packet).collect())
}

/// The packet that a rule makes of octets, if it makes one.
pub(super) fn element_of(
    view: View<'_>,
    element: Element,
    before: &[FieldValue],
    rest: &[u8],
) -> Result<Option<Packet>> {
    let proto = match element {
        Element::Octets(rule) => Some(rule(rest).unwrap_or(&RAW)),
        Element::Around(rule) => rule(&view, rest),
        Element::Sized(rule) => rule(&view, before.len(), rest).map(|(proto, _)| proto),
        Element::Split(_) | Element::Among(_) => None,
        Element::After(rule) => match before.last() {
            Some(FieldValue::Packet(last)) => {
                last.view(|last| rule(&view, Some(&last), before.len(), rest))
            }
            _ => rule(&view, None, before.len(), rest),
        },
        Element::Script(number) => {
            return match script::rule(number) {
                Some(rule) => rule.element(view, before, rest),
                None => Ok(None),
            };
        }
    };
    proto.map(|proto| Packet::dissect(proto, rest)).transpose()
}

/// The buffer that the layer's octets are a part of, and which part the rest is.
pub(super) fn shared<'a>(
    view: View<'a>,
    at: usize,
    len: usize,
) -> (&'a Rc<[u8]>, std::ops::Range<usize>) {
    let origin = view
        .layer()
        .origin
        .as_ref()
        .expect("a layer that is dissected has octets");
    let start = origin.start as usize;
    (&origin.octets, start + at..start + len)
}

type ReadOne<'a> = &'a dyn Fn(&Rc<[u8]>, std::ops::Range<usize>, Context<'_>) -> Result<Packet>;

/// A list of packets, one after the other. What a packet leaves over belongs to the next one.
pub(super) fn packets(
    view: View<'_>,
    field: &Field,
    octets: &[u8],
    cursor: &mut Cursor,
    context: Context<'_>,
    read: ReadOne<'_>,
) -> Result<FieldValue> {
    let end = octets.len() - cursor.trailer;
    let available = end.saturating_sub(cursor.at);
    let (limit, mut count) = bounds(view, field, available)?;
    let (buffer, part) = shared(view, cursor.at, octets.len());
    let _lent = field
        .lends_header
        .then(|| lent::lend(&octets[..cursor.at.min(octets.len())]));
    let stop = part.start + limit;
    let mut at = part.start;
    let mut values = Vec::new();
    while at < stop {
        if count == Some(0) {
            break;
        }
        count = count.map(|count| count - 1);
        match read(buffer, at..stop, context) {
            Ok(packet) => {
                let left = take_padding(&packet).map_or(0, |padding| padding.len());
                let next = stop - left.min(stop - at);
                values.push(FieldValue::Packet(packet));
                at = next;
            }
            Err(_) => {
                values.push(FieldValue::Packet(Packet::raw(&buffer[at..stop])));
                at = stop;
            }
        }
        check_count(field, "PacketListField", values.len())?;
    }
    cursor.at += at - part.start;
    // A list that is bounded by a length takes all of it; what it could not use goes back.
    Ok(FieldValue::list(values))
}

/// Takes the padding off a packet, when its last layer is padding.
pub(super) fn take_padding(packet: &Packet) -> Option<Rc<[u8]>> {
    let last = packet.lastlayer();
    if !last.proto().is_kind_of(&PADDING) {
        return None;
    }
    let load = last.internal(0).as_octets()?;
    let under = last.underlayer()?;
    drop(last);
    under.remove_payload();
    Some(load)
}

/// One resource record: the type picks its protocol, the length says where it ends.
pub(super) fn dns_record(
    octets: &Rc<[u8]>,
    part: std::ops::Range<usize>,
    context: Context<'_>,
) -> Result<Packet> {
    let record = &octets[part.clone()];
    let name = dns::name_len(record);
    let fixed = record.get(name..name + 10).ok_or(Error::Short {
        proto: "DNSRR",
        field: "type",
        needed: name + 10,
        had: record.len(),
    })?;
    let number = u16::from_be_bytes([fixed[0], fixed[1]]);
    let data = usize::from(u16::from_be_bytes([fixed[8], fixed[9]]));
    let end = (part.start + name + 10 + data).min(part.end);
    let proto = crate::proto::dns::record(number);
    let packet = dissect_part(dispatched(proto, record), octets, part.start..end, context)?;
    // The length of the data depends on the compression of the names in it, so it is not kept.
    if let Some(index) = packet.proto().index_of("rdlen") {
        packet.read();
        packet.with_layers(|layers| layers[0].take(index));
    }
    packet.add_payload(&Packet::padding(&octets[end..part.end]));
    Ok(packet)
}
