//! Fields that are set by rules: once a header was read, and before one is built, where it says
//! what the headers above would say.

use std::rc::Rc;

use super::error::Result;
use super::layer::Layer;
use super::packet::{Layers, Packet, View, upwards};
use super::value::FieldValue;
use crate::proto::{Proto, Said};

/// The layers with those fields set that building sets first; `None` if there are none.
pub fn filled(view: View<'_>) -> Result<Option<Layers>> {
    let fills = |at: usize| view.layers[at].proto.fills;
    if !upwards(view.layers, view.at).any(|at| fills(at).is_some()) {
        return Ok(None);
    }
    let mut layers: Layers = view.layers.iter().cloned().collect();
    for at in upwards(view.layers, view.at) {
        if let Some(rule) = fills(at) {
            let said = rule(&View {
                layers: &layers,
                at,
            });
            put(&mut layers, at, said)?;
        }
    }
    Ok(Some(layers))
}

/// Sets fields of the layer at `place`.
pub fn put(layers: &mut Layers, place: usize, said: Vec<(&'static str, Said)>) -> Result<()> {
    let layer = &mut layers[place];
    for (name, said) in said {
        let Some(index) = layer.proto.index_of(name) else {
            continue;
        };
        match said {
            Said::Int(number) => layer.put(index, FieldValue::Int(number)),
            Said::Ip6(octets) => layer.put(index, FieldValue::Ip6(Rc::new(octets))),
            Said::InFirst(proto, numbers) => in_first(layer, index, proto, numbers)?,
        }
        layer.touch();
    }
    Ok(())
}

/// Sets numbers of the first packet of a protocol in a list, which gets one if it has none.
fn in_first(
    layer: &mut Layer,
    index: usize,
    proto: &'static Proto,
    numbers: Vec<(&'static str, i64)>,
) -> Result<()> {
    let list = match layer.set_value(index) {
        Some(FieldValue::List(list)) => list.clone(),
        _ => {
            let FieldValue::List(list) = FieldValue::list(Vec::new()) else {
                return Ok(());
            };
            layer.put(index, FieldValue::List(list.clone()));
            list
        }
    };
    let wanted = |value: &FieldValue| match value {
        FieldValue::Packet(packet) if packet.proto().is_kind_of(proto) => Some(packet.clone()),
        _ => None,
    };
    let found = list.borrow().iter().find_map(wanted);
    let packet = found.unwrap_or_else(|| {
        let packet = Packet::new(proto);
        let value = FieldValue::Packet(packet.clone());
        list.borrow_mut().insert(0, value);
        packet
    });
    for (name, number) in numbers {
        if let Some(place) = proto.index_of(name) {
            packet.set_at(place, FieldValue::Int(number))?;
        }
    }
    Ok(())
}
