//! What follows a header: the table's guess, and the bindings.

use super::short;
use crate::packet::error::Result;
use crate::packet::packet::{Packet, View};
use crate::packet::scene;
use crate::packet::script;
use crate::proto::binding::{Condition, Fixed, Sign};
use crate::proto::raw::{PADDING, RAW};
use crate::proto::{Dispatch, Guess, Hooks, Proto, registry};

/// The protocol of the payload.
pub(in crate::packet) fn follower(view: View<'_>, payload: &[u8]) -> Result<&'static Proto> {
    let proto = view.layer().proto;
    if let Some(class) = script::class(proto, Hooks::GUESS) {
        let next = class.guess(Hooks::GUESS, &scene::packet(view), payload)?;
        return Ok(dispatched(next, payload));
    }
    if let Some(class) = script::class(proto, Hooks::DEFAULT_PAYLOAD) {
        let next = match bound(view) {
            Some(next) => next,
            None => class.guess(Hooks::DEFAULT_PAYLOAD, &scene::packet(view), payload)?,
        };
        return Ok(dispatched(next, payload));
    }
    let guess = match proto.guess {
        Some(guess) => guess(&view, payload),
        None => Guess::Bindings,
    };
    let of = |guess| match guess {
        Guess::Proto(proto) | Guess::BindingsOr(proto) => Ok(proto),
        Guess::Padding => Ok(&PADDING),
        Guess::Signed => signed(proto, payload),
        Guess::Raw | Guess::Bindings | Guess::Fail => Ok(&RAW),
    };
    let proto = match guess {
        Guess::Fail => return Err(short(proto, "payload", 0, payload.len())),
        Guess::Bindings => match bound(view) {
            Some(bound) => bound,
            None => of(proto.otherwise)?,
        },
        Guess::BindingsOr(other) => bound(view).unwrap_or(other),
        guess => of(guess)?,
    };
    Ok(dispatched(proto, payload))
}

/// What follows as the table has it, without what the class does by itself (Scapy's
/// `Packet.guess_payload_class`).
pub fn guessed_plainly(packet: &Packet, payload: &[u8]) -> Result<&'static Proto> {
    let proto = packet.proto();
    let found = packet.view(
        |view| match proto.guess.map(|guess| guess(&view, payload)) {
            Some(Guess::Proto(next)) => Some(next),
            Some(Guess::BindingsOr(next)) => Some(bound(view).unwrap_or(next)),
            Some(Guess::Raw) => Some(&RAW),
            _ => bound(view),
        },
    );
    match (found, script::class(proto, Hooks::DEFAULT_PAYLOAD)) {
        (Some(found), _) => Ok(found),
        (None, Some(class)) => class.guess(Hooks::DEFAULT_PAYLOAD, packet, payload),
        (None, None) => Ok(&RAW),
    }
}

/// What the octets of the payload say that it is.
#[cold]
fn signed(lower: &'static Proto, payload: &[u8]) -> Result<&'static Proto> {
    for (upper, sign) in registry::signed(lower) {
        let found = match sign {
            Sign::Begins(octets) => payload.starts_with(octets),
            Sign::Script(number) => script::recognizes(number, payload)?,
        };
        if found {
            return Ok(upper);
        }
    }
    Ok(&RAW)
}

/// What the bindings say that the payload is.
fn bound(view: View<'_>) -> Option<&'static Proto> {
    let holds = |condition: Condition| {
        let mut condition = condition.iter();
        condition.all(|(name, value)| equals(view, name, *value))
    };
    registry::follow(view.layer().proto).first(|field| view.number(field), holds)
}

fn equals(view: View<'_>, name: &str, value: Fixed) -> bool {
    let index = view.layer().proto.index_of(name);
    match (value, index) {
        (Fixed::Int(value) | Fixed::Member(value, _), Some(index)) => {
            view.number(index) == Some(value)
        }
        // An address is compared as it is written.
        (Fixed::Text(text), Some(_)) => view
            .lookup(name)
            .and_then(|found| found.as_text())
            .is_some_and(|found| *found == *text),
        (value, _) => view
            .lookup(name)
            .is_some_and(|found| found == crate::packet::packet::fixed_value(value)),
    }
}

/// The protocol that the octets really are.
pub(super) fn dispatched(proto: &'static Proto, octets: &[u8]) -> &'static Proto {
    if let Some(class) = script::class(proto, Hooks::DISPATCH) {
        // Scapy takes what raises an exception for Raw.
        return class.dispatch(octets).unwrap_or(&RAW);
    }
    if let Some((top, place)) = proto.kinds()
        && let Some(number) = number_at(top, place, octets)
        && let Some(kind) = registry::kind_of(top, number)
    {
        return kind;
    }
    match proto.dispatch.map(|dispatch| dispatch(octets)) {
        None | Some(Dispatch::This) => proto,
        Some(Dispatch::Other(other)) => other,
        Some(Dispatch::Raw) => &RAW,
    }
}

/// The number in a field that stands at a fixed place, read before the layer is.
fn number_at(proto: &'static Proto, place: usize, octets: &[u8]) -> Option<i64> {
    let start = proto.bit_offset(place);
    let bits = usize::from(proto.fields[place].bits);
    (start..start + bits).try_fold(0, |number, bit| {
        let octet = octets.get(bit / 8)?;
        Some(number << 1 | i64::from(octet >> (7 - bit % 8) & 1))
    })
}
