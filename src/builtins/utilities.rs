//! Small conversions and checks: addresses, checksums, texts.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets::{error, octets_of};
use crate::eval::value::Value;
use crate::packet::net::inet_aton;
use crate::wire::checksum;

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "valid_ip",
        &["addr"],
        "Whether a text is an IPv4 address.",
        &[("valid_ip('10.0.0.1')", "True")],
        |interp, args| {
            let text = interp.str(args.at(0))?;
            Ok(Value::bool(inet_aton(&text).is_some()))
        },
    ),
    Builtin::new(
        "valid_ip6",
        &["addr"],
        "Whether a text is an IPv6 address.",
        &[("valid_ip6('::1')", "True")],
        |interp, args| {
            let text = interp.str(args.at(0))?;
            Ok(Value::bool(text.parse::<Ipv6Addr>().is_ok()))
        },
    ),
    Builtin::new(
        "valid_mac",
        &["mac"],
        "Whether a text is a MAC address.",
        &[("valid_mac('00:01:02:03:04:05')", "True")],
        |interp, args| {
            let text = interp.str(args.at(0))?;
            let parts: Vec<&str> = text.split(':').collect();
            let hex = |part: &&str| {
                part.len() == 2 && part.bytes().all(|octet| octet.is_ascii_hexdigit())
            };
            Ok(Value::bool(parts.len() == 6 && parts.iter().all(hex)))
        },
    ),
    Builtin::new(
        "in4_chksum",
        &["proto", "u", "p"],
        "The checksum of octets with the pseudo header of an IP layer.",
        &[],
        in4_chksum,
    ),
    Builtin::new(
        "crc32c",
        &["buf"],
        "The checksum CRC-32C of octets, as SCTP sends it: the octets the other way round.",
        &[("crc32c(b'hello')", "1287352730")],
        |interp, args| {
            let sum = checksum::crc32c(&octets_of(interp, args.at(0))?);
            Ok(Value::Int(u32::from_be_bytes(sum).into()))
        },
    ),
    Builtin::new(
        "fletcher16_checksum",
        &["binbuf"],
        "Fletcher's checksum of 16 bits.",
        &[("fletcher16_checksum(b'abcdef')", "8279")],
        |interp, args| {
            let (low, high) = fletcher(&octets_of(interp, args.at(0))?);
            Ok(Value::Int(high << 8 | low))
        },
    ),
    Builtin::new(
        "fletcher16_checkbytes",
        &["binbuf", "offset"],
        "The two octets at an offset that make Fletcher's checksum zero.",
        &[("fletcher16_checkbytes(b'abcdef', 1)", "b'\\x9f\\xce'")],
        fletcher16_checkbytes,
    ),
    Builtin::new(
        "sane",
        &["x", "color=False"],
        "Octets as text, with a dot for what cannot be printed.",
        &[("sane(b'a\\x00b')", "'a.b'")],
        |interp, args| {
            let octets = octets_of(interp, args.at(0))?;
            let text: String = octets
                .iter()
                .map(|octet| match octet {
                    32..=126 => char::from(*octet),
                    _ => '.',
                })
                .collect();
            Ok(Value::string(text))
        },
    ),
    Builtin::new(
        "chb",
        &["x"],
        "The octet with a number.",
        &[("chb(65)", "b'A'")],
        |interp, args| {
            let number = interp.index(args.at(0))?;
            let octet = u8::try_from(number)
                .map_err(|_| Error::value_error("chb() arg not in range(256)"))?;
            Ok(Value::bytes(vec![octet]))
        },
    ),
];

fn in4_chksum(interp: &mut Interp, args: &Args) -> Result<Value> {
    let protocol = interp.index(args.at(0))?;
    let protocol = u8::try_from(protocol)
        .map_err(|_| Error::value_error("proto is a number from 0 to 255"))?;
    let packet = args
        .at(1)
        .as_packet()
        .ok_or_else(|| Error::type_error("in4_chksum() takes an IP layer"))?;
    let octets = octets_of(interp, args.at(2))?;
    let address = |name: &str| -> Result<[u8; 4]> {
        let value = packet.get(name).map_err(error)?;
        let text = value.as_text().unwrap_or_default();
        text.parse::<Ipv4Addr>()
            .map(|address| address.octets())
            .map_err(|_| Error::value_error(format!("'{text}' is no IPv4 address")))
    };
    let length = u16::try_from(octets.len())
        .map_err(|_| Error::value_error("more octets than a datagram holds"))?;
    let sum = checksum::pseudo4(address("src")?, address("dst")?, protocol, length, &octets);
    Ok(Value::Int(sum.into()))
}

/// Both sums. RFC 905 annex B.
fn fletcher(octets: &[u8]) -> (i64, i64) {
    octets.iter().fold((0, 0), |(low, high), octet| {
        let low = (low + i64::from(*octet)) % 255;
        (low, (high + low) % 255)
    })
}

fn fletcher16_checkbytes(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut octets = octets_of(interp, args.at(0))?;
    let offset = interp.index(args.at(1))?;
    let place = usize::try_from(offset)
        .ok()
        .filter(|place| {
            octets
                .len()
                .checked_sub(*place)
                .is_some_and(|left| left > 0)
        })
        .ok_or_else(|| Error::value_error("Packet too short for checkbytes"))?;
    octets.resize(octets.len().max(place + 2), 0);
    octets[place..place + 2].fill(0);
    let (low, high) = fletcher(&octets);
    let behind = octets.len() as i64 - offset - 1;
    let x = (behind * low - high).rem_euclid(255);
    let y = (high - (behind + 1) * low).rem_euclid(255);
    let one = |value: i64| if value == 0 { 255 } else { value as u8 };
    Ok(Value::bytes(vec![one(x), one(y)]))
}
