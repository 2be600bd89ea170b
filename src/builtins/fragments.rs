//! IP datagrams in pieces, and back: `fragment`, `defrag`, `defragment`, `overlap_frag`.

use std::collections::BTreeMap;

use super::lists::packet_list;
use super::outgoing::Outgoing;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets::{error, octets_of};
use crate::eval::value::Value;
use crate::packet::{FieldValue, Packet};
use crate::proto::{Proto, registry};

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "fragment",
        &["pkt", "fragsize=1480"],
        "Break an IP datagram into fragments with at most fragsize octets of payload each.",
        &[(
            "len(fragment(IP(dst='127.0.0.1')/('x'*100), fragsize=40))",
            "3",
        )],
        fragment,
    ),
    Builtin::new(
        "overlap_frag",
        &["p", "overlap", "fragsize=8", "overlap_fragsize=None"],
        "Fragments that cover each other: another payload in front of the real one.",
        &[],
        overlap_frag,
    ),
    Builtin::new(
        "defragment",
        &["plist"],
        "The packets with IP fragments put together; datagrams without an end are left out.",
        &[],
        |interp, args| {
            let parts = sorted(interp, args.at(0))?;
            let mut whole = parts.whole;
            whole.extend(parts.bad);
            whole.sort_by_key(|entry| entry.0);
            Ok(packet_list(
                whole.into_iter().map(|entry| entry.1).collect(),
                "Defragmented",
            ))
        },
    ),
    Builtin::new(
        "defrag",
        &["plist"],
        "Three lists: packets that were no fragments, datagrams put together, fragments left over.",
        &[],
        |interp, args| {
            let parts = sorted(interp, args.at(0))?;
            let list = |packets: Vec<(usize, Packet)>| {
                packet_list(
                    packets.into_iter().map(|entry| entry.1).collect(),
                    "PacketList",
                )
            };
            let (done, plain) = parts.whole.into_iter().partition(|entry| entry.2);
            let strip = |entries: Vec<(usize, Packet, bool)>| {
                entries
                    .into_iter()
                    .map(|entry| (entry.0, entry.1))
                    .collect()
            };
            let left = parts.left.into_iter().map(|packet| (0, packet)).collect();
            Ok(Value::tuple(vec![
                list(strip(plain)),
                list(strip(done)),
                list(left),
            ]))
        },
    ),
];

fn ip() -> Result<&'static Proto> {
    registry::proto("IP").ok_or_else(|| Error::name_error("name 'IP' is not defined"))
}

/// `fragment(p, fragsize)` as values.
pub fn fragment(interp: &mut Interp, args: &Args) -> Result<Value> {
    let size = args.get(1).map_or(Ok(1480), |size| interp.index(size))?;
    let mut pieces = Vec::new();
    let mut outgoing = Outgoing::of(args.at(0));
    while let Some(packet) = outgoing.next(interp)? {
        fragments(&packet, size, &mut pieces)?;
        interp.check_interrupt()?;
    }
    Ok(Value::list(
        pieces.into_iter().map(Value::packet).collect::<Vec<_>>(),
    ))
}

/// The pieces of one packet: its innermost IP layer is the one taken apart.
fn fragments(packet: &Packet, size: i64, pieces: &mut Vec<Packet>) -> Result<()> {
    let ip = ip()?;
    let at = |packet: &Packet| packet.iter().filter(|layer| layer.proto().is(ip)).last();
    let Some(layer) = at(packet) else {
        return Err(Error::index_error("Layer [IP] not found").help("fragment() is for IPv4"));
    };
    // Offsets count eight octets; only the last fragment may have another length.
    let most = usize::try_from(size.max(8)).unwrap_or(usize::MAX);
    let size = most - most % 8;
    // What IP says of its payload stays when the payload becomes Raw.
    let number = layer.get("proto").map_err(error)?;
    let payload = match layer.payload() {
        Some(_) => {
            let octets = layer.build().map_err(error)?;
            let header = usize::from(octets[0] & 15) * 4;
            octets.get(header..).unwrap_or_default().to_vec()
        }
        None => Vec::new(),
    };
    let count = payload.len().saturating_sub(most).div_ceil(size) + 1;
    for index in 0..count {
        let piece = packet.copy();
        let Some(layer) = at(&piece) else { continue };
        let end = match index + 1 < count {
            true => (index + 1) * size,
            false => payload.len(),
        };
        let fragment = &payload[index * size..end];
        layer.remove_payload();
        for name in ["len", "chksum"] {
            layer.delete(name).map_err(error)?;
        }
        if index + 1 < count {
            let flags = layer.get("flags").map_err(error)?.as_int().unwrap_or(0) | 1;
            layer.set("flags", FieldValue::Int(flags)).map_err(error)?;
        }
        let start = layer.get("frag").map_err(error)?.as_int().unwrap_or(0);
        let offset = start + (index * size / 8) as i64;
        layer.set("frag", FieldValue::Int(offset)).map_err(error)?;
        if number.as_int() != Some(0) {
            layer.set("proto", number.clone()).map_err(error)?;
        }
        layer.add_payload(&Packet::raw(fragment));
        pieces.push(piece);
    }
    Ok(())
}

fn overlap_frag(interp: &mut Interp, args: &Args) -> Result<Value> {
    let packet = args
        .at(0)
        .as_packet()
        .ok_or_else(|| Error::type_error("overlap_frag() takes a packet"))?;
    let size = args.get(2).map_or(Ok(8), |size| interp.index(size))?;
    let own = args.some(3).map_or(Ok(size), |size| interp.index(size))?;
    let overlap = match args.at(1).as_packet() {
        Some(packet) => packet,
        None => Packet::raw(&octets_of(interp, args.at(1))?),
    };
    let cover = packet.copy();
    let layer = cover
        .getlayer(ip()?, 1)
        .ok_or_else(|| Error::index_error("Layer [IP] not found"))?;
    layer.set_payload(&overlap);
    let mut pieces = Vec::new();
    fragments(&cover, own, &mut pieces)?;
    for piece in &pieces {
        let flags = piece.get("flags").map_err(error)?.as_int().unwrap_or(0) | 1;
        piece.set("flags", FieldValue::Int(flags)).map_err(error)?;
    }
    fragments(&packet, size, &mut pieces)?;
    Ok(Value::list(
        pieces.into_iter().map(Value::packet).collect::<Vec<_>>(),
    ))
}

/// What the fragments of one datagram have in common: source, destination, protocol, id.
type Datagram = (String, String, i64, i64);

/// Packets, each with its place in the list and whether it was put together.
struct Parts {
    whole: Vec<(usize, Packet, bool)>,
    left: Vec<Packet>,
    /// Those of them whose datagram has an end.
    bad: Vec<(usize, Packet, bool)>,
}

fn sorted(interp: &mut Interp, plist: &Value) -> Result<Parts> {
    let ip = ip()?;
    let mut parts = Parts {
        whole: Vec::new(),
        left: Vec::new(),
        bad: Vec::new(),
    };
    let mut waiting: BTreeMap<Datagram, Vec<(usize, Packet)>> = BTreeMap::new();
    let mut outgoing = Outgoing::of(plist);
    let mut place = 0;
    while let Some(packet) = outgoing.next(interp)? {
        place += 1;
        let Some(layer) = packet.getlayer(ip, 1) else {
            parts.whole.push((place, packet, false));
            continue;
        };
        let number = |name: &str| -> Result<i64> {
            Ok(layer.get(name).map_err(error)?.as_int().unwrap_or(0))
        };
        if number("flags")? & 1 == 0 && number("frag")? == 0 {
            parts.whole.push((place, packet, false));
            continue;
        }
        let text = |name: &str| -> Result<String> {
            let value = layer.get(name).map_err(error)?;
            Ok(value
                .as_text()
                .map(|text| text.to_string())
                .unwrap_or_default())
        };
        let key = (text("src")?, text("dst")?, number("id")?, number("proto")?);
        waiting.entry(key).or_default().push((place, packet));
    }
    for (_, pieces) in waiting {
        match together(ip, &pieces)? {
            Some(done) => parts.whole.push((pieces[0].0, done, true)),
            None => {
                let is_last = |piece: &Packet| -> Result<bool> {
                    let Some(layer) = piece.getlayer(ip, 1) else {
                        return Ok(false);
                    };
                    let flags = layer.get("flags").map_err(error)?;
                    Ok(flags.as_int().unwrap_or(0) & 1 == 0)
                };
                for (_, piece) in &pieces {
                    if is_last(piece)? {
                        let all = pieces.iter().map(|(at, piece)| (*at, piece.clone(), false));
                        parts.bad.extend(all);
                        break;
                    }
                }
                parts.left.extend(pieces.into_iter().map(|piece| piece.1));
            }
        }
    }
    Ok(parts)
}

/// The datagram that these pieces make, if none is missing.
fn together(ip: &'static Proto, pieces: &[(usize, Packet)]) -> Result<Option<Packet>> {
    let mut sorted = Vec::new();
    for (_, piece) in pieces {
        let Some(layer) = piece.getlayer(ip, 1) else {
            continue;
        };
        let frag = layer.get("frag").map_err(error)?.as_int().unwrap_or(0);
        let more = layer.get("flags").map_err(error)?.as_int().unwrap_or(0) & 1 != 0;
        let octets = layer.build().map_err(error)?;
        let header = usize::from(octets[0] & 15) * 4;
        // The length says where padding begins.
        let end = usize::from(u16::from_be_bytes([octets[2], octets[3]])).min(octets.len());
        let payload = octets.get(header..end).unwrap_or_default().to_vec();
        sorted.push((frag as usize * 8, more, payload, piece));
    }
    sorted.sort_by_key(|piece| piece.0);
    let mut payload = Vec::new();
    for (start, _, octets, _) in &sorted {
        if *start != payload.len() {
            return Ok(None);
        }
        payload.extend_from_slice(octets);
    }
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return Ok(None);
    };
    if last.1 {
        return Ok(None);
    }
    let whole = first.3.copy();
    let Some(layer) = whole.getlayer(ip, 1) else {
        return Ok(None);
    };
    layer.remove_payload();
    for name in ["len", "chksum"] {
        layer.delete(name).map_err(error)?;
    }
    let flags = layer.get("flags").map_err(error)?.as_int().unwrap_or(0) & !1;
    layer.set("flags", FieldValue::Int(flags)).map_err(error)?;
    layer.add_payload(&Packet::raw(&payload));
    // What follows IP is known again now: built and dissected.
    let proto = whole.proto();
    let octets = whole.build().map_err(error)?;
    let time = whole.meta().time;
    let whole = Packet::dissect(proto, &octets).map_err(error)?;
    whole.with_meta(|meta| meta.time = time);
    Ok(Some(whole))
}
