//! The octets and the layers of random packets are Scapy's. `tests/oracle/README.md` says where
//! the expected values come from.

use std::io::Read;

use pkt::packet::{Error, FieldValue, Packet};
use pkt::proto::registry;
use serde_json::{Map, Value};

fn cases() -> Vec<Value> {
    let octets = include_bytes!("oracle/cases.jsonl.gz");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&octets[..])
        .read_to_string(&mut text)
        .expect("the recorded cases are text");
    text.lines()
        .skip(1)
        .map(|line| serde_json::from_str(line).expect("a case is JSON"))
        .collect()
}

fn octets(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hexadecimal digits"))
        .collect()
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

fn value(json: &Value) -> Result<FieldValue, Error> {
    Ok(match json {
        Value::Null => FieldValue::None,
        Value::Bool(yes) => FieldValue::Int((*yes).into()),
        Value::Number(number) => match number.as_i64() {
            Some(number) => FieldValue::Int(number),
            None => FieldValue::Float(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => FieldValue::text(text),
        Value::Array(values) => {
            FieldValue::list(values.iter().map(value).collect::<Result<_, _>>()?)
        }
        Value::Object(object) => tagged(object)?,
    })
}

fn tagged(object: &Map<String, Value>) -> Result<FieldValue, Error> {
    let (tag, inner) = object.iter().next().expect("a tag");
    Ok(match (tag.as_str(), inner) {
        ("b", Value::String(hex)) => FieldValue::octets(&octets(hex)),
        ("r", Value::String(hex)) => FieldValue::RawVal(octets(hex).into()),
        ("t", Value::Array(values)) => {
            FieldValue::tuple(values.iter().map(value).collect::<Result<_, _>>()?)
        }
        ("p", stack) => FieldValue::Packet(packet(stack)?),
        other => panic!("unknown tag {other:?}"),
    })
}

fn packet(stack: &Value) -> Result<Packet, Error> {
    let mut packet: Option<Packet> = None;
    for layer in stack.as_array().expect("a stack") {
        let name = layer[0].as_str().expect("a layer's name");
        let proto = registry::proto(name).unwrap_or_else(|| panic!("no layer {name}"));
        let mut fields = Vec::new();
        for (name, json) in layer[1].as_object().expect("fields") {
            fields.push((name.clone(), value(json)?));
        }
        let layer = Packet::with_fields(proto, fields)?;
        packet = Some(match packet {
            Some(below) => below.stacked(&layer),
            None => layer,
        });
    }
    Ok(packet.expect("at least one layer"))
}

fn names(packet: &Packet) -> String {
    packet
        .layers()
        .iter()
        .map(|proto| proto.name)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The layers that Scapy's `command()` names, at the outermost level.
fn layers_of_command(command: &str) -> String {
    let (mut depth, mut quote, mut escaped) = (0, None, false);
    let mut word = String::new();
    let mut names = Vec::new();
    for c in command.chars() {
        match (quote, c) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(q), c) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(') => {
                if depth == 0 {
                    names.push(std::mem::take(&mut word));
                }
                depth += 1;
            }
            (None, '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, '/') if depth == 0 => word.clear(),
            (None, c) if depth == 0 => word.push(c),
            _ => {}
        }
    }
    names.join(" ")
}

#[test]
fn random_packets_are_scapys() {
    // ICMP timestamps are the time at which Scapy was started.
    pkt::packet::environment::set_start_of_day(11_462_097);
    let mut wrong = Vec::new();
    let cases = cases();
    for (at, case) in cases.iter().enumerate() {
        if let Err(text) = check(case) {
            wrong.push(format!(
                "{at}: {}\n  {text}",
                case["expr"].as_str().unwrap_or("")
            ));
        }
    }
    let shown = std::env::var("SHOW")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(10);
    for text in wrong.iter().take(shown) {
        eprintln!("{text}");
    }
    assert!(
        wrong.is_empty(),
        "{} of {} cases differ",
        wrong.len(),
        cases.len()
    );
}

fn check(case: &Value) -> Result<(), String> {
    let error = case["error"]
        .as_array()
        .map(|error| (&error[0], &error[1], &error[2]));
    let made = packet(&case["stack"]);
    let made = match (made, error) {
        (Err(_), Some((stage, ..))) if stage == "make" => return Ok(()),
        (Err(found), _) => return Err(format!("make: {found}, Scapy: {error:?}")),
        (Ok(_), Some((stage, ..))) if stage == "make" => {
            return Err(format!("Scapy does not make it: {error:?}"));
        }
        (Ok(packet), _) => packet,
    };
    match (made.build(), error) {
        (Err(_), Some(_)) => {}
        (Err(found), None) => return Err(format!("build: {found}")),
        // Scapy gives up on a checksum over an address that is none; we send what was set.
        (Ok(_), Some((_, _, text)))
            if text == "illegal IP address string passed to inet_pton"
                || text == "unsupported operand type(s) for -: 'RawVal' and 'int'" => {}
        (Ok(found), Some(error)) => {
            return Err(format!("built {}, Scapy fails: {error:?}", hex(&found)));
        }
        (Ok(found), None) => {
            let expected = case["bytes"].as_str().unwrap_or_default();
            if hex(&found) != expected {
                return Err(format!("octets  {}\n  Scapy   {expected}", hex(&found)));
            }
            let again = Packet::dissect(made.proto(), &found);
            let again = again.map_or_else(|error| error.to_string(), |again| names(&again));
            let expected = case["layers"].as_str();
            if expected.is_some_and(|expected| expected != again) {
                return Err(format!(
                    "layers {again}\n  Scapy  {}\n  {}",
                    expected.unwrap_or(""),
                    hex(&found)
                ));
            }
        }
    }
    damaged(&case["damaged"])
}

fn damaged(case: &Value) -> Result<(), String> {
    let Some(layer) = case["layer"].as_str() else {
        return Ok(());
    };
    let proto = registry::proto(layer).ok_or("no such layer")?;
    let given = octets(case["bytes"].as_str().unwrap_or_default());
    let packet = match (Packet::dissect(proto, &given), case["command"].as_str()) {
        (Err(_), None) => return Ok(()),
        (Err(error), Some(_)) => return Err(format!("damaged {layer} {}: {error}", hex(&given))),
        (Ok(packet), None) => {
            return match case["error"].is_null() {
                true => Ok(()),
                false => Err(format!(
                    "damaged {layer}: Scapy refuses, we read {packet:?}"
                )),
            };
        }
        (Ok(packet), Some(_)) => packet,
    };
    let command = case["command"].as_str().unwrap_or_default();
    let expected = layers_of_command(command);
    if names(&packet) != expected {
        return Err(format!(
            "damaged {} {}\n  layers {}\n  Scapy  {expected}",
            layer,
            hex(&given),
            names(&packet)
        ));
    }
    let expected = case["built"]
        .as_str()
        .or(case["bytes"].as_str())
        .unwrap_or_default();
    match packet.build() {
        Ok(built) if hex(&built) == expected => Ok(()),
        _ if !case["error"].is_null() => Ok(()),
        Ok(built) => Err(format!("rebuilt {}\n  Scapy   {expected}", hex(&built))),
        Err(error) => Err(format!("rebuild: {error}")),
    }
}
