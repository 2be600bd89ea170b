//! BOOTP and DHCP options as a list: names alone (`end`), tuples of a name and values, octets
//! that are no option. RFC 2132, RFC 3442.

use std::net::Ipv4Addr;

use crate::packet::error::{Error, Result, nearest};
use crate::packet::net::inet_aton;
use crate::packet::value::FieldValue;
use crate::proto::data::dhcp_options::{ALGORITHMS, Content, MESSAGE_TYPES, OPTIONS};

const PAD: u8 = 0;
const END: u8 = 255;

/// Number and content of an option by its name.
fn named(name: &str) -> Option<(u8, Content)> {
    let option = OPTIONS.iter().rev().find(|option| option.1 == name)?;
    Some((option.0, option.2))
}

/// Octets to options. It never fails: what is cut short stays octets.
pub fn read(mut octets: &[u8]) -> Result<Vec<FieldValue>> {
    let mut options = Vec::new();
    while let Some(&number) = octets.first() {
        if number == END || number == PAD {
            options.push(FieldValue::text(if number == END { "end" } else { "pad" }));
            octets = &octets[1..];
            continue;
        }
        let data = octets
            .get(1)
            .and_then(|length| octets.get(2..2 + usize::from(*length)));
        let known = OPTIONS.iter().find(|option| option.0 == number);
        let option = data.and_then(|data| match known {
            Some((_, name, content)) => {
                let mut values = vec![FieldValue::text(name)];
                read_values(*content, data, &mut values)?;
                Some(FieldValue::tuple(values))
            }
            None => Some(FieldValue::tuple(vec![
                FieldValue::Int(number.into()),
                FieldValue::octets(data),
            ])),
        });
        match (option, data) {
            (Some(option), Some(data)) => {
                options.push(option);
                octets = &octets[2 + data.len()..];
            }
            _ => {
                options.push(FieldValue::octets(octets));
                break;
            }
        }
    }
    Ok(options)
}

/// The values of one option; `None` when the octets are too few for the last one.
fn read_values(content: Content, octets: &[u8], values: &mut Vec<FieldValue>) -> Option<()> {
    let width = match content {
        Content::Plain | Content::Octets => {
            values.push(FieldValue::octets(octets));
            return Some(());
        }
        Content::Bytes | Content::Algorithms => {
            let bytes = octets.iter().map(|octet| FieldValue::Int((*octet).into()));
            values.push(FieldValue::list(bytes.collect()));
            return Some(());
        }
        Content::Routes => {
            values.push(FieldValue::list(read_routes(octets)?));
            return Some(());
        }
        Content::Byte | Content::MessageType => 1,
        Content::Short => 2,
        Content::Int | Content::Ip4 => 4,
    };
    if octets.is_empty() || !octets.len().is_multiple_of(width) {
        return None;
    }
    for part in octets.chunks(width) {
        values.push(match (content, part) {
            (Content::Ip4, [a, b, c, d]) => FieldValue::Ip4([*a, *b, *c, *d]),
            _ => FieldValue::Int(
                part.iter()
                    .fold(0, |number, octet| number << 8 | i64::from(*octet)),
            ),
        });
    }
    Some(())
}

/// An option with dice for values; `roll` gives a number up to another one.
pub fn random(roll: &mut dyn FnMut(u64) -> u64) -> FieldValue {
    let known = OPTIONS
        .iter()
        .filter(|option| !matches!(option.0, PAD | END));
    let known: Vec<_> = known.collect();
    let (_, name, content) = known[roll(known.len() as u64 - 1) as usize];
    let mut number = |high: u64| FieldValue::Int(roll(high) as i64);
    let value = match content {
        Content::Byte => number(0xff),
        Content::MessageType => number(13),
        Content::Short => number(0xffff),
        Content::Int => number(0xffff_ffff),
        Content::Ip4 => FieldValue::Ip4((roll(0xffff_ffff) as u32).to_be_bytes()),
        Content::Bytes | Content::Algorithms => FieldValue::list(vec![number(0xff)]),
        Content::Routes => {
            let [network, router] = [0; 2].map(|_| Ipv4Addr::from(roll(0xffff_ffff) as u32));
            let prefix = roll(32);
            FieldValue::list(vec![FieldValue::text(&format!(
                "{network}/{prefix}:{router}"
            ))])
        }
        Content::Plain | Content::Octets => {
            let octets: Vec<u8> = (0..roll(255)).map(|_| roll(0xff) as u8).collect();
            FieldValue::octets(&octets)
        }
    };
    FieldValue::tuple(vec![FieldValue::text(name), value])
}

/// `10.0.0.0/8:192.168.1.1`
fn read_routes(mut octets: &[u8]) -> Option<Vec<FieldValue>> {
    let mut routes = Vec::new();
    while let Some((&prefix, rest)) = octets.split_first() {
        let used = usize::from(prefix).div_ceil(8);
        let mut network = [0; 4];
        network.get_mut(..used)?.copy_from_slice(rest.get(..used)?);
        let router: [u8; 4] = rest.get(used..used + 4)?.try_into().ok()?;
        let (network, router) = (Ipv4Addr::from(network), Ipv4Addr::from(router));
        routes.push(FieldValue::text(&format!("{network}/{prefix}:{router}")));
        octets = &rest[used + 4..];
    }
    Some(routes)
}

/// Options to octets.
pub fn write(value: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    if let Some(octets) = value.as_octets() {
        // A text where a list belongs: Scapy takes each octet for an option without a value.
        out.extend(octets.iter().flat_map(|octet| [*octet, 0]));
        return Ok(());
    }
    for option in value.as_list().unwrap_or_default() {
        match option.resolved() {
            FieldValue::Tuple(parts) if parts.len() >= 2 => write_tuple(&parts, out)?,
            FieldValue::Text(name) => match named(&name) {
                Some((number, Content::Plain)) => out.push(number),
                _ => out.extend_from_slice(name.as_bytes()),
            },
            FieldValue::Octets(octets) => out.extend_from_slice(&octets),
            FieldValue::Int(number) => {
                let number = u8::try_from(number).map_err(|_| wrong(&option))?;
                out.extend([number, 0]);
            }
            // As in Scapy, what is no option is left out.
            _ => {}
        }
    }
    Ok(())
}

fn write_tuple(parts: &[FieldValue], out: &mut Vec<u8>) -> Result<()> {
    let (number, content) = match (&parts[0], parts[0].as_text()) {
        (FieldValue::Int(number), _) => (
            u8::try_from(*number).map_err(|_| wrong(&parts[0]))?,
            Content::Plain,
        ),
        (_, Some(name)) => match named(&name) {
            Some(known) => known,
            None => {
                let names = OPTIONS.iter().map(|option| option.1);
                // As in Scapy, an option whose name is like no other is left out.
                let Some(like) = nearest(&name, names) else {
                    return Ok(());
                };
                return Err(Error::Name {
                    field: "options",
                    like: Some(like.to_owned()),
                    name: name.to_string(),
                });
            }
        },
        _ => return Ok(()),
    };
    let mut data = Vec::new();
    for value in &parts[1..] {
        write_value(content, value, &mut data)?;
    }
    let length = u8::try_from(data.len()).map_err(|_| wrong(&parts[0]))?;
    out.extend([number, length]);
    out.extend(data);
    Ok(())
}

fn write_value(content: Content, value: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    let error = || wrong(value);
    let number = |value: &FieldValue| value.as_int().ok_or_else(error);
    match content {
        Content::Plain | Content::Octets => {
            out.extend_from_slice(&value.as_octets().ok_or_else(error)?);
        }
        Content::Byte => out.push(u8::try_from(number(value)?).map_err(|_| error())?),
        Content::MessageType => {
            let number = match value.as_text() {
                Some(name) => MESSAGE_TYPES.value(&name).ok_or_else(error)?,
                None => number(value)?,
            };
            out.push(u8::try_from(number).map_err(|_| error())?);
        }
        Content::Short => {
            let number = u16::try_from(number(value)?).map_err(|_| error())?;
            out.extend(number.to_be_bytes());
        }
        Content::Int => {
            let number = u32::try_from(number(value)?).map_err(|_| error())?;
            out.extend(number.to_be_bytes());
        }
        Content::Ip4 => {
            let text = value.as_text().ok_or_else(error)?;
            out.extend(inet_aton(&text).ok_or_else(error)?.octets());
        }
        Content::Bytes | Content::Algorithms => {
            let values = value.as_list().unwrap_or_else(|| vec![value.clone()]);
            for value in values {
                let named = value.as_text().filter(|_| content == Content::Algorithms);
                let number = named.and_then(|name| ALGORITHMS.value(&name));
                let number = number.or_else(|| value.as_int()).ok_or_else(error)?;
                out.push(u8::try_from(number).map_err(|_| error())?);
            }
        }
        Content::Routes => {
            let values = value.as_list().unwrap_or_else(|| vec![value.clone()]);
            for value in values {
                let text = value.as_text().ok_or_else(error)?;
                write_route(&text, out).ok_or_else(error)?;
            }
        }
    }
    Ok(())
}

fn write_route(text: &str, out: &mut Vec<u8>) -> Option<()> {
    let (network, rest) = text.split_once('/')?;
    let (prefix, router) = rest.split_once(':')?;
    let prefix: u8 = prefix.parse().ok().filter(|prefix| *prefix <= 32)?;
    out.push(prefix);
    out.extend(&inet_aton(network)?.octets()[..usize::from(prefix).div_ceil(8)]);
    out.extend(inet_aton(router)?.octets());
    Some(())
}

fn wrong(value: &FieldValue) -> Error {
    Error::Kind {
        proto: "DHCP",
        field: "options",
        value: format!("{value:?}"),
        expected: "a list such as [('message-type', 'discover'), 'end']",
    }
}
