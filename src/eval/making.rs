//! Layers that the same place in a script makes again and again: `IP(dst=…, ttl=…)`.
//!
//! Which fields the keywords of a call name is found once for each place and protocol.

use std::cell::RefCell;
use std::rc::Rc;

use smallvec::SmallVec;

use super::error::Result;
use super::fields::to_field_of;
use super::packets::error;
use super::value::Value;
use crate::packet::layer::Layer;
use crate::packet::{Packet, convert};
use crate::proto::Proto;

/// Places that are remembered; a new one takes the place of another.
const SITES: usize = 64;

/// Fields, and where their values stand among the arguments.
type Order = SmallVec<[(u16, u16); 4]>;

/// A place in a script, which its own list of names stands for.
struct Site {
    names: Value,
    proto: &'static Proto,
    order: Rc<[(u16, u16)]>,
}

thread_local! {
    static KNOWN: RefCell<Vec<Option<Site>>> = const { RefCell::new(Vec::new()) };
}

/// Which fields the keywords of a call name. `None` where making the layer takes more than setting
/// its fields, or where a name is no field's.
pub fn order(proto: &'static Proto, names: &Value) -> Option<Rc<[(u16, u16)]>> {
    let Value::Tuple(list) = names else {
        return None;
    };
    let (own, kind) = (list.as_ptr().addr(), std::ptr::from_ref(proto).addr());
    let slot = (own >> 4 ^ kind >> 4 ^ own >> 10) % SITES;
    KNOWN.with_borrow_mut(|known| {
        let there = known
            .get(slot)
            .and_then(Option::as_ref)
            .is_some_and(|site| {
                let same =
                    matches!(&site.names, Value::Tuple(names) if names.as_ptr().addr() == own);
                same && site.proto.is(proto)
            });
        if !there {
            let order = order_of(proto, list)?;
            known.resize_with(SITES, || None);
            known[slot] = Some(Site {
                names: names.clone(),
                proto,
                order: order.as_slice().into(),
            });
        }
        known[slot].as_ref().map(|site| site.order.clone())
    })
}

/// The fields that are named, in the order of the protocol's.
fn order_of(proto: &'static Proto, names: &[Value]) -> Option<Order> {
    is_simple(proto).then_some(())?;
    let mut order = Order::new();
    for (at, name) in names.iter().enumerate() {
        let index = Packet::place_of(proto, name.as_str()?)?;
        order.push((u16::try_from(index).ok()?, u16::try_from(at).ok()?));
    }
    order.sort_unstable();
    // An old name and the new one: the later one counts.
    order.is_sorted_by(|a, b| a.0 < b.0).then_some(order)
}

/// Whether making a layer takes no more than setting what is given.
pub fn is_simple(proto: &Proto) -> bool {
    proto.becomes.is_none()
        && proto.completes.is_none()
        && !proto.asks()
        && proto.always.is_empty()
        && !proto.own_presets
}

/// Sets fields of a new layer.
pub fn fill(layer: &mut Layer, order: &[(u16, u16)], given: &[Value]) -> Result<()> {
    for (index, at) in order {
        let index = usize::from(*index);
        let value = to_field_of(&layer.proto.fields[index], &given[usize::from(*at)])?;
        let value = convert::internal_alone(layer, index, value).map_err(error)?;
        layer.put(index, value);
    }
    Ok(())
}
