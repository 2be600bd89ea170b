//! IP fragments: `fragment`, `overlap_frag`, `defragment`, `defrag`.

use super::lists::packet_list;
use super::outgoing::Outgoing;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets::error;
use crate::eval::value::Value;
use crate::packet::{FieldValue, Packet};
use crate::proto::{Proto, registry};

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "fragment",
        &["pkt", "fragsize=1480"],
        "The IP fragments of packets, with so many octets of payload each.",
        &[(
            "len(fragment(IP(dst='1.2.3.4')/UDP()/('x'*100), fragsize=64))",
            "2",
        )],
        |interp, args| {
            let size = args.get(1).map_or(Ok(1480), |size| interp.index(size))?;
            let mut pieces = Vec::new();
            for packet in packets(interp, args.at(0))? {
                pieces.extend(fragment(&packet, size)?);
            }
            Ok(values(pieces))
        },
    ),
    Builtin::new(
        "overlap_frag",
        &["p", "overlap", "fragsize=8", "overlap_fragsize=None"],
        "Fragments of a packet whose first ones are there twice, with another payload.",
        &[(
            "len(overlap_frag(IP(dst='1.2.3.4')/UDP(), 'abcdefgh'))",
            "2",
        )],
        overlap_frag,
    ),
    Builtin::new(
        "defragment",
        &["plist"],
        "The packets of a list, with the fragments among them put together.",
        &[(
            "defragment([IP()/UDP()])",
            "<Defragmented: TCP:0 UDP:1 ICMP:0 Other:0>",
        )],
        |interp, args| {
            let sorted = sort(interp, args)?;
            Ok(packet_list(sorted.all, "Defragmented"))
        },
    ),
    Builtin::new(
        "defrag",
        &["plist"],
        "What was no fragment, what was put together, and the fragments that are left.",
        &[("len(defrag([IP()/UDP()]))", "3")],
        |interp, args| {
            let sorted = sort(interp, args)?;
            Ok(Value::tuple(vec![
                packet_list(sorted.whole, "PacketList"),
                packet_list(sorted.together, "PacketList"),
                packet_list(sorted.left, "PacketList"),
            ]))
        },
    ),
];

fn values(packets: Vec<Packet>) -> Value {
    Value::list(packets.into_iter().map(Value::packet).collect::<Vec<_>>())
}

fn packets(interp: &mut Interp, value: &Value) -> Result<Vec<Packet>> {
    let mut packets = Vec::new();
    let mut outgoing = Outgoing::of(value);
    while let Some(packet) = outgoing.next(interp)? {
        packets.push(packet);
    }
    Ok(packets)
}

fn ip() -> Result<&'static Proto> {
    registry::proto("IP").ok_or_else(|| Error::name_error("name 'IP' is not defined"))
}

fn set(packet: &Packet, name: &str, value: i64) -> Result<()> {
    packet.set(name, FieldValue::Int(value)).map_err(error)
}

fn number(packet: &Packet, name: &str) -> Result<i64> {
    let value = packet.get(name).map_err(error)?;
    Ok(match value {
        FieldValue::Flags(bits, _) => bits,
        value => value.as_int().unwrap_or(0),
    })
}

/// The pieces of the highest IP packet in it; a piece's octets are a multiple of eight.
fn fragment(packet: &Packet, size: i64) -> Result<Vec<Packet>> {
    let size = usize::try_from((size + 7) / 8 * 8).unwrap_or(0).max(8);
    let ip = ip()?;
    let copy = packet.copy();
    let count = copy
        .layers()
        .iter()
        .filter(|proto| proto.is_kind_of(ip))
        .count();
    let Some(layer) = copy.getlayer(ip, count.max(1)) else {
        return Ok(vec![copy]);
    };
    let octets = match layer.payload() {
        Some(_) => octets_above(&layer)?,
        None => Vec::new(),
    };
    let pieces = octets.len().div_ceil(size);
    let mut fragments = Vec::with_capacity(pieces);
    for (at, piece) in octets.chunks(size).enumerate() {
        let whole = packet.copy();
        let Some(layer) = whole.getlayer(ip, count.max(1)) else {
            continue;
        };
        let protocol = number(&layer, "proto")?;
        let place = number(&layer, "frag")? + (at * size / 8) as i64;
        layer.remove_payload();
        for name in ["chksum", "len"] {
            if let Some(index) = layer.proto().index_of(name) {
                layer.delete_at(index);
            }
        }
        set(&layer, "proto", protocol)?;
        if at + 1 < pieces {
            let flags = number(&layer, "flags")? | 1;
            set(&layer, "flags", flags)?;
        }
        set(&layer, "frag", place)?;
        layer.add_payload(&Packet::raw(piece));
        fragments.push(whole);
    }
    Ok(fragments)
}

/// The octets above an IP header, as they are in the whole packet: checksums need its addresses.
fn octets_above(layer: &Packet) -> Result<Vec<u8>> {
    let whole = layer.copy();
    let built = whole.build().map_err(error)?;
    let header = usize::from(built.first().copied().unwrap_or(0) & 15) * 4;
    Ok(built.get(header..).unwrap_or_default().to_vec())
}

fn overlap_frag(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(packet) = args.at(0).as_packet() else {
        return Err(Error::type_error("overlap_frag() takes a packet"));
    };
    let other = crate::eval::packets::octets_of(interp, args.at(1))?;
    let size = args.get(2).map_or(Ok(8), |size| interp.index(size))?;
    let other_size = args.some(3).map(|size| interp.index(size)).transpose()?;
    let protocol = number(&packet, "proto")?;
    let changed = packet.copy();
    changed.set_payload(&Packet::raw(&other));
    set(&changed, "proto", protocol)?;
    let mut first = fragment(&changed, other_size.unwrap_or(size))?;
    if let Some(last) = first.last() {
        let flags = number(last, "flags")? | 1;
        set(last, "flags", flags)?;
    }
    first.extend(fragment(&packet, size)?);
    Ok(values(first))
}

struct Sorted {
    all: Vec<Packet>,
    whole: Vec<Packet>,
    together: Vec<Packet>,
    left: Vec<Packet>,
}

/// What tells the fragments of one datagram from others.
type Key = (String, String, i64, i64);

fn sort(interp: &mut Interp, args: &Args) -> Result<Sorted> {
    let ip = ip()?;
    let mut groups: Vec<(Key, Vec<(usize, Packet)>)> = Vec::new();
    let mut all = Vec::new();
    let mut whole = Vec::new();
    for (at, packet) in packets(interp, args.at(0))?.into_iter().enumerate() {
        let fragment = packet.getlayer(ip, 1);
        let Some(layer) = fragment else {
            whole.push(packet.clone());
            all.push((at, packet));
            continue;
        };
        if number(&layer, "flags")? & 1 == 0 && number(&layer, "frag")? == 0 {
            whole.push(packet.clone());
            all.push((at, packet));
            continue;
        }
        let text = |name: &str| -> Result<String> {
            let value = layer.get(name).map_err(error)?;
            Ok(value
                .as_text()
                .map(|text| text.to_string())
                .unwrap_or_default())
        };
        let key = (
            text("src")?,
            text("dst")?,
            number(&layer, "id")?,
            number(&layer, "proto")?,
        );
        match groups.iter_mut().find(|group| group.0 == key) {
            Some(group) => group.1.push((at, packet)),
            None => groups.push((key, vec![(at, packet)])),
        }
    }
    let (mut together, mut left) = (Vec::new(), Vec::new());
    for (_, group) in groups {
        match join(ip, &group)? {
            Some((at, packet)) => {
                together.push(packet.clone());
                all.push((at, packet));
            }
            None => {
                left.extend(group.iter().map(|(_, packet)| packet.clone()));
                all.extend(group);
            }
        }
    }
    all.sort_by_key(|(at, _)| *at);
    Ok(Sorted {
        all: all.into_iter().map(|(_, packet)| packet).collect(),
        whole,
        together,
        left,
    })
}

/// The datagram of fragments, at the place of the one that completed it.
fn join(ip: &'static Proto, group: &[(usize, Packet)]) -> Result<Option<(usize, Packet)>> {
    let mut pieces = Vec::new();
    for (_, packet) in group {
        let Some(layer) = packet.getlayer(ip, 1) else {
            return Ok(None);
        };
        let place = usize::try_from(number(&layer, "frag")? * 8).unwrap_or(0);
        let more = number(&layer, "flags")? & 1 == 1;
        let built = layer.build().map_err(error)?;
        let header = usize::from(built.first().copied().unwrap_or(0) & 15) * 4;
        let end = usize::from(u16::from_be_bytes([
            built.get(2).copied().unwrap_or(0),
            built.get(3).copied().unwrap_or(0),
        ]));
        let end = end.min(built.len());
        pieces.push((
            place,
            more,
            built.get(header..end).unwrap_or_default().to_vec(),
        ));
    }
    pieces.sort_by_key(|piece| piece.0);
    let mut octets: Vec<u8> = Vec::new();
    for (place, _, piece) in &pieces {
        if *place > octets.len() {
            return Ok(None);
        }
        let known = octets.len() - place;
        octets.extend(piece.get(known..).unwrap_or_default());
    }
    if pieces.first().is_none_or(|piece| piece.0 != 0) || pieces.last().is_none_or(|piece| piece.1)
    {
        return Ok(None);
    }
    let first = group.iter().find_map(|(_, packet)| {
        let layer = packet.getlayer(ip, 1)?;
        (number(&layer, "frag").ok()? == 0).then(|| packet.copy())
    });
    let Some(packet) = first else {
        return Ok(None);
    };
    let Some(layer) = packet.getlayer(ip, 1) else {
        return Ok(None);
    };
    let flags = number(&layer, "flags")? & !1;
    layer.set_payload(&Packet::raw(&octets));
    set(&layer, "flags", flags)?;
    for name in ["chksum", "len"] {
        if let Some(index) = layer.proto().index_of(name) {
            layer.delete_at(index);
        }
    }
    let time = packet.time();
    let octets = packet.build().map_err(error)?;
    let read = Packet::dissect(packet.proto(), &octets).map_err(error)?;
    read.with_meta(|meta| meta.time = time);
    let at = group.last().map_or(0, |(at, _)| *at);
    Ok(Some((at, read)))
}
