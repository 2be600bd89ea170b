//! Operators of packets: `a / b`, `a * 3`, `a == b`.

use crate::eval::dialect;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::packet as methods;
use crate::eval::protocols::{lend, special};
use crate::eval::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};
use crate::packet::layer::Layer;
use crate::packet::{FieldValue, Packet};
use crate::proto::Hooks;
use crate::proto::raw::RAW;

/// What can stand on one side of `/`: a packet, or text or octets as `Raw`.
pub(super) fn stackable(value: &Value) -> Option<Packet> {
    match value {
        Value::Packet(_) | Value::Upper(_) => value.as_packet(),
        Value::Str(text) if dialect::is_python2() => {
            Some(Packet::raw(&dialect::octets_of(text.as_str())))
        }
        Value::Str(text) => Some(Packet::raw(text.as_str().as_bytes())),
        Value::Bytes(octets) => Some(Packet::raw(octets)),
        Value::ByteArray(octets) => Some(Packet::raw(&octets.borrow())),
        _ => None,
    }
}

/// Whether the classes of two values leave it to the machine to put one on the other.
#[inline]
pub fn stack_plainly(below: &Value, above: &Value) -> bool {
    let plain = |value: &Value| {
        value.as_packet().is_none_or(|packet| {
            let asks = |layer: &Layer| layer.proto.hooks.has(Hooks::OPERATORS.with(COMPOSING));
            !packet.view(|view| view.layers.iter().any(asks))
        })
    };
    plain(below) && plain(above)
}

/// `a op b` where the class of one of them says what that is.
fn by_operator(interp: &mut Interp, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    let names = match op {
        BinaryOp::Div => ("__truediv__", "__rtruediv__"),
        BinaryOp::Mul => ("__mul__", "__rmul__"),
        BinaryOp::Add => ("__add__", "__radd__"),
        BinaryOp::Sub => ("__sub__", "__rsub__"),
        BinaryOp::Mod => ("__mod__", "__rmod__"),
        BinaryOp::BitAnd => ("__and__", "__rand__"),
        BinaryOp::BitOr => ("__or__", "__ror__"),
        _ => return Ok(None),
    };
    if let Some(result) = special::operator(interp, a, names.0, std::slice::from_ref(b))? {
        return Ok(Some(result));
    }
    if let Some(result) = special::operator(interp, b, names.1, std::slice::from_ref(a))? {
        return Ok(Some(result));
    }
    let composes = |value: &Value| {
        value.as_packet().is_some_and(|packet| {
            let mut layers = packet.layers().into_iter();
            layers.any(|proto| proto.hooks.has(COMPOSING))
        })
    };
    if op != BinaryOp::Div || !(composes(a) || composes(b)) {
        return Ok(None);
    }
    let (Some(below), Some(above)) = (stackable(a), stackable(b)) else {
        return Ok(None);
    };
    // As Scapy does it: copies of both, and one is put onto the other.
    let below = interp.call_method(&Value::packet(below), "copy", &[])?;
    let above = interp.call_method(&Value::packet(above), "copy", &[])?;
    interp.call_method(&below, "add_payload", &[above])?;
    Ok(Some(below))
}

/// Methods that decide what `a / b` is.
const COMPOSING: Hooks = Hooks::COPY
    .with(Hooks::ADD_PAYLOAD)
    .with(Hooks::ADD_UNDERLAYER);

/// `a / b` of a packet and what can stand on it, both of which nobody else may look at any more.
pub fn divided(below: Value, above: Value) -> Option<Value> {
    let octets = match &above {
        Value::Bytes(octets) => Some(&octets[..]),
        Value::Str(text) if !dialect::is_python2() => Some(text.as_str().as_bytes()),
        _ => None,
    };
    if let Some(octets) = octets {
        let below = below.into_packet()?;
        let set = |layer: &mut Layer| {
            layer.fields.push((0, FieldValue::octets(octets)));
            Ok::<(), Error>(())
        };
        return below.over_made(&RAW, set).ok().map(Value::packet);
    }
    let top = stackable(&above)?;
    let below = below.into_packet()?;
    drop(above);
    Some(Value::packet(below.over(top)))
}

/// `a / b`, `a * 3`, `3 * a` where one of them is a packet or layer
pub fn binary(interp: &mut Interp, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    if !binary_claims(a, b) {
        return Ok(None);
    }
    if let Some(result) = by_operator(interp, op, a, b)? {
        return Ok(Some(result));
    }
    match op {
        BinaryOp::Div => {
            for value in [a, b] {
                if let Value::Layer(proto) = value {
                    let text = format!("'{}' is a layer's class, not a packet", proto.name);
                    return Err(Error::type_error(text).help(format!("write {}()", proto.name)));
                }
            }
            match (stackable(a), stackable(b)) {
                (Some(below), Some(above)) => Ok(Some(Value::packet(below.stacked(&above)))),
                _ => Ok(None),
            }
        }
        BinaryOp::Mul => match (
            a.as_packet().or_else(|| b.as_packet()),
            a.as_int().or(b.as_int()),
        ) {
            (Some(packet), Some(count)) => {
                let count = usize::try_from(count).unwrap_or(0);
                crate::eval::memory::room_for_items(count, size_of::<Value>())?;
                let mut turns = crate::eval::interrupt::Turns::default();
                let copy = |_| turns.turn().map(|()| Value::packet(packet.copy()));
                Ok(Some(Value::list(
                    (0..count).map(copy).collect::<Result<Vec<_>>>()?,
                )))
            }
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// `a == b`, `a != b`
pub fn compare(interp: &mut Interp, op: CompareOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    let names = match op {
        CompareOp::Eq => Some(("__eq__", "__eq__")),
        CompareOp::NotEq => Some(("__ne__", "__ne__")),
        CompareOp::Lt => Some(("__lt__", "__gt__")),
        CompareOp::Gt => Some(("__gt__", "__lt__")),
        _ => None,
    };
    if let Some((left, right)) = names {
        if let Some(answer) = special::operator(interp, a, left, std::slice::from_ref(b))? {
            return Ok(Some(answer));
        }
        if let Some(answer) = special::operator(interp, b, right, std::slice::from_ref(a))? {
            return Ok(Some(answer));
        }
        if op == CompareOp::NotEq
            && let Some(answer) = special::operator(interp, a, "__eq__", std::slice::from_ref(b))?
        {
            return Ok(Some(Value::bool(!interp.truth(&answer)?)));
        }
    }
    // The one that is an answer is the lesser one.
    if let (CompareOp::Lt | CompareOp::Gt, Some(x), Some(y)) = (op, a.as_packet(), b.as_packet()) {
        let matching = methods::matching(interp);
        let answers = match op {
            CompareOp::Lt => lend(interp, || x.answers(&y, &matching)),
            _ => lend(interp, || y.answers(&x, &matching)),
        };
        if answers_by_script(&x) || answers_by_script(&y) {
            return Ok(Some(Value::bool(answers)));
        }
        return Ok(Some(Value::Int(i64::from(answers))));
    }
    let equal = match (a, b) {
        (Value::Packet(_) | Value::Upper(_), _) | (_, Value::Packet(_) | Value::Upper(_)) => {
            match (a.as_packet(), b.as_packet()) {
                (Some(a), Some(b)) => lend(interp, || a == b),
                _ => false,
            }
        }
        (Value::Layer(a), Value::Layer(b)) => a.is(b),
        (Value::Layer(_), _) | (_, Value::Layer(_)) => false,
        _ => return Ok(None),
    };
    Ok(match op {
        CompareOp::Eq => Some(Value::bool(equal)),
        CompareOp::NotEq => Some(Value::bool(!equal)),
        _ => None,
    })
}

/// Whether a method of a script says what the packet answers.
pub fn answers_by_script(packet: &Packet) -> bool {
    let mut layers = packet.layers().into_iter();
    layers.any(|proto| proto.hooks.has(Hooks::ANSWERS))
}

/// Whether `a op b` is decided here: one of them is a packet or a layer.
pub fn binary_claims(a: &Value, b: &Value) -> bool {
    let is_ours =
        |value: &Value| matches!(value, Value::Packet(_) | Value::Upper(_) | Value::Layer(_));
    is_ours(a) || is_ours(b)
}
