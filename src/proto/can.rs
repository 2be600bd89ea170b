//! CAN: the controller area network, as Linux and capture files have its frames. ISO 11898-1.

use super::binding::{Binding, bind};
use super::ether::COOKED_LINUX;
use super::field::{Adjust, Auto, Field, Preset, bits, computed, octets, u8, u16, u24};
use super::names::FlagNames;
use super::registry::{Family, Switch};
use super::{Around, Dispatch, Form, PayloadLen, Proto, Sends};
use crate::when;

pub static CAN: Proto = Proto {
    dispatch: Some(dispatch),
    payload_len: PayloadLen::DroppedIf(|| Switch::CanRemovePadding.is_on()),
    form: TURNED,
    mend: Some(turn),
    rebuilt: true,
    ..Proto::new(
        "CAN",
        "CAN",
        &[
            FLAGS,
            bits("identifier", 29).hex(),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            u24("reserved"),
            octets("data").length_from("length"),
        ],
    )
};

pub static CANFD: Proto = Proto {
    parent: Some(&CAN),
    payload_len: PayloadLen::DroppedIf(|| Switch::CanRemovePadding.is_on()),
    form: TURNED,
    mend: Some(turn),
    rebuilt: true,
    finish: Some(fill),
    sends: Sends::Rule(sendable),
    ..Proto::new(
        "CANFD",
        "CANFD",
        &[
            FLAGS,
            bits("identifier", 29).hex(),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            bits("fd_flags", 8)
                .flags(&FlagNames::Words(&[
                    "bit_rate_switch",
                    "error_state_indicator",
                    "fd_frame",
                ]))
                .default(4),
            u16("reserved"),
            octets("data").length_from("length"),
        ],
    )
};

pub static SIGNAL_HEADER: Proto = Proto {
    parent: Some(&CAN),
    form: TURNED,
    mend: Some(turn),
    rebuilt: true,
    ..Proto::new(
        "SignalHeader",
        "SignalHeader",
        &[
            FLAGS,
            bits("identifier", 29).hex(),
            computed(u8("length"), Auto::PayloadLen),
            bits("fd_flags", 8).flags(&FlagNames::Words(&[
                "bit_rate_switch",
                "error_state_indicator",
                "fd_frame",
            ])),
            u16("reserved"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.can",
    source: "ISO 11898-1",
    protocols: &[&CAN, &CANFD, &SIGNAL_HEADER],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&COOKED_LINUX, &CAN, when!(proto = 12)),
    bind(&COOKED_LINUX, &CANFD, when!(proto = 13)),
];

const TURNED: Form = Form::Turned(4, || Switch::CanSwapBytes.is_on());

fn turn(_: &dyn Around, octets: &mut [u8]) {
    if let Some(first) = octets.first_chunk_mut::<4>()
        && Switch::CanSwapBytes.is_on()
    {
        first.reverse();
    }
}

const FLAGS: Field = bits("flags", 3).flags(&FlagNames::Words(&[
    "error",
    "remote_transmission_request",
    "extended",
]));

/// A flag of its own, or more than eight octets, make it a frame with a flexible data rate.
fn dispatch(octets: &[u8]) -> Dispatch {
    let flexible = octets
        .get(5)
        .is_some_and(|flags| flags & 4 != 0 && flags & 0xf8 == 0);
    let long = octets.get(4).is_some_and(|length| *length > 8);
    match flexible || long {
        true => Dispatch::Other(&CANFD),
        false => Dispatch::Other(&CAN),
    }
}

/// Beyond eight octets there are only some lengths. ISO 11898-1 section 8.4.2.4.
fn fill(_: &dyn Around, _: usize, octets: &mut Vec<u8>) {
    let Some(&length) = octets.get(4) else {
        return;
    };
    let wire = match length {
        9..=24 => length.next_multiple_of(4),
        25..=64 => length.next_multiple_of(8),
        _ => length,
    };
    octets[4] = wire;
    octets.resize(octets.len() + usize::from(wire - length), 0);
}

fn sendable(frame: &dyn Around) -> Sends {
    let data = frame.octets("data").unwrap_or_default().len() as i64;
    match frame.int("length").unwrap_or(data) {
        ..=64 => Sends::All,
        _ => Sends::Refused("a frame holds 64 octets at most"),
    }
}
