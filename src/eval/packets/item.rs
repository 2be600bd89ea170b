//! Packets between brackets: `p[TCP]`, `p["TCP.dport"]`, `TCP in p`.

use super::Site;
use super::attribute::{field_of, unknown_attribute};
use super::operators::stackable;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::protocols::special;
use crate::eval::value::Value;
use crate::packet::Packet;
use crate::proto::Proto;
use crate::proto::raw::PACKET;

/// What stands between the brackets of `p[…]`: a layer, and the how manieth.
fn layer_wanted(index: &Value) -> Option<(Wanted, usize)> {
    match index {
        Value::Layer(proto) => Some((Wanted::Proto(proto), 1)),
        Value::Str(name) => Some((Wanted::Name(name.as_str().to_owned()), 1)),
        // `p[2]` and `p.getlayer(2)`: the third layer, whatever it is.
        Value::Int(at) => Some((Wanted::Proto(&PACKET), usize::try_from(*at).ok()? + 1)),
        Value::Slice(slice) if slice.lower.as_int().is_some() => layer_wanted(&slice.lower),
        Value::Slice(slice) => {
            let (wanted, _) = layer_wanted(&slice.lower)?;
            let nb = slice.upper.as_int().unwrap_or(1);
            Some((wanted, usize::try_from(nb).unwrap_or(1)))
        }
        _ => None,
    }
}

enum Wanted {
    Proto(&'static Proto),
    Name(String),
}

impl Wanted {
    fn find(&self, packet: &Packet, nb: usize) -> Option<Packet> {
        match self {
            Wanted::Proto(proto) if proto.is(&PACKET) => packet.find(nb, |_| true),
            Wanted::Proto(proto) => packet.getlayer(proto, nb),
            Wanted::Name(name) => packet.getlayer_named(name, nb),
        }
    }

    fn name(&self) -> &str {
        match self {
            Wanted::Proto(proto) => proto.name,
            Wanted::Name(name) => name,
        }
    }
}

/// `p[TCP]`, `p["TCP"]`, `p[TCP:2]`, `p["TCP.dport"]`
pub fn get_item(
    interp: &mut Interp,
    value: &Value,
    index: &Value,
    _: &mut Site,
) -> Result<Option<Value>> {
    let Some(packet) = value.as_packet() else {
        return Ok(None);
    };
    if let Some(item) =
        special::operator(interp, value, "__getitem__", std::slice::from_ref(index))?
    {
        return Ok(Some(item));
    }
    get_layer(interp, &packet, index)?
        .map(Some)
        .ok_or_else(|| layer_not_found(&packet, index))
}

/// `p.getlayer(…)` with what `p[…]` understands; `None` when there is no such layer.
pub fn get_layer(interp: &mut Interp, packet: &Packet, index: &Value) -> Result<Option<Value>> {
    if let Value::Str(text) = index
        && let Some((layer, field)) = text.as_str().split_once('.')
    {
        let (layer, nb) = match layer.split_once(':') {
            Some((layer, nb)) => (layer, nb.parse().unwrap_or(1)),
            None => (layer, 1),
        };
        let Some(layer) = packet.getlayer_named(layer, nb) else {
            return Ok(None);
        };
        return match layer.locate(field) {
            Some((layer, index)) => Ok(Some(field_of(interp, &layer, index))),
            None => Err(unknown_attribute(&layer, field)),
        };
    }
    let Some((wanted, nb)) = layer_wanted(index) else {
        let name = crate::eval::types::name(index);
        return Err(Error::type_error(format!(
            "a layer stands between the brackets of a packet, not {name}"
        )));
    };
    let Value::Slice(slice) = index else {
        return Ok(wanted.find(packet, nb).map(Value::packet));
    };
    let Value::Dict(values) = &slice.step else {
        return Ok(wanted.find(packet, nb).map(Value::packet));
    };
    // `p[Dot11Elt::{"ID": 0}]`: of those that have these values.
    let values: Vec<(String, Value)> = values
        .borrow()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.clone())))
        .collect();
    let mut left = nb;
    for place in 1.. {
        let Some(found) = wanted.find(packet, place).map(Value::packet) else {
            break;
        };
        if crate::eval::methods::packet::has_values(interp, &found, &values)? {
            left = left.saturating_sub(1);
            if left == 0 {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}

fn layer_not_found(packet: &Packet, index: &Value) -> Error {
    let wanted = match index {
        Value::Slice(slice) => &slice.lower,
        other => other,
    };
    let name = match wanted {
        Value::Int(at) => at.to_string(),
        Value::Str(name) => format!("'{}'", name.as_str()),
        other => layer_wanted(other).map_or("?".to_owned(), |(wanted, _)| wanted.name().to_owned()),
    };
    let present: Vec<&str> = packet.layers().iter().map(|proto| proto.name).collect();
    Error::index_error(format!("Layer [{name}] not found"))
        .help(format!("this packet has {}", present.join(" / ")))
}

/// `p[TCP] = …`; false when the value is no packet
pub fn set_item(interp: &mut Interp, value: &Value, index: &Value, new: &Value) -> Result<bool> {
    let Some(packet) = value.as_packet() else {
        return Ok(false);
    };
    let args = [index.clone(), new.clone()];
    if special::operator(interp, value, "__setitem__", &args)?.is_some() {
        return Ok(true);
    }
    let layer =
        get_layer(interp, &packet, index)?.ok_or_else(|| layer_not_found(&packet, index))?;
    let (Some(layer), Some(payload)) = (layer.as_packet(), stackable(new)) else {
        return Err(Error::type_error(
            "only a packet can take the place of a layer",
        ));
    };
    match layer.underlayer() {
        Some(under) => under.set_payload(&payload),
        None => {
            return Err(Error::value_error(
                "the first layer of a packet cannot be replaced in place",
            ));
        }
    }
    Ok(true)
}

/// `del p[TCP]`; false when the value is no packet
pub fn del_item(interp: &mut Interp, value: &Value, index: &Value) -> Result<bool> {
    let Some(packet) = value.as_packet() else {
        return Ok(false);
    };
    if special::operator(interp, value, "__delitem__", std::slice::from_ref(index))?.is_some() {
        return Ok(true);
    }
    let layer =
        get_layer(interp, &packet, index)?.ok_or_else(|| layer_not_found(&packet, index))?;
    if let Some(under) = layer.as_packet().and_then(|layer| layer.underlayer()) {
        under.remove_payload();
    }
    Ok(true)
}

/// `TCP in p`
pub fn contains(interp: &mut Interp, value: &Value, item: &Value) -> Result<Option<bool>> {
    let Some(packet) = value.as_packet() else {
        return Ok(None);
    };
    if let Some(answer) =
        special::operator(interp, value, "__contains__", std::slice::from_ref(item))?
    {
        return interp.truth(&answer).map(Some);
    }
    match layer_wanted(item) {
        Some((wanted, nb)) => Ok(Some(wanted.find(&packet, nb).is_some())),
        None => Ok(Some(false)),
    }
}
