//! MAC control: pause, priority-based flow control, and the messages of passive optical networks.
//! IEEE 802.3 clause 31 and annexes 31B to 31D, clause 64 for GATE and REGISTER.

use super::binding::{Binding, bind};
use super::ether::{DOT1Q, ETHER};
use super::field::{Field, bits, u8, u16, u32};
use super::names::Names;
use super::registry::Family;
use super::{Around, Guess, Proto};
use crate::when;

pub static CONTROL: Proto = Proto {
    guess: Some(guess),
    finish: Some(fill),
    example: r#"Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:01")/MACControlPause(pause_time=100)"#,
    ..Proto::new("MACControl", "MACControl", &[])
};

pub static PAUSE: Proto = message("MACControlPause", &[operation(1), u16("pause_time")]);

pub static GATE: Proto = message("MACControlGate", &[operation(2), u32("timestamp")]);

pub static REPORT: Proto = message(
    "MACControlReport",
    &[operation(3), u32("timestamp"), FLAGS, u8("pending_grants")],
);

pub static REGISTER_REQUEST: Proto = message(
    "MACControlRegisterReq",
    &[
        operation(4),
        u32("timestamp"),
        u16("assigned_port"),
        FLAGS,
        u16("sync_time"),
        u8("echoed_pending_grants"),
    ],
);

pub static REGISTER: Proto = message("MACControlRegister", &registered(5));
pub static REGISTER_ACK: Proto = message("MACControlRegisterAck", &registered(6));

pub static FLOW_CONTROL: Proto = message(
    "MACControlClassBasedFlowControl",
    &[
        operation(0x101),
        u8("_reserved"),
        bits("c7_enabled", 1),
        bits("c6_enabled", 1),
        bits("c5_enabled", 1),
        bits("c4_enabled", 1),
        bits("c3_enabled", 1),
        bits("c2_enabled", 1),
        bits("c1_enabled", 1),
        bits("c0_enabled", 1),
        u16("c0_pause_time"),
        u16("c1_pause_time"),
        u16("c2_pause_time"),
        u16("c3_pause_time"),
        u16("c4_pause_time"),
        u16("c5_pause_time"),
        u16("c6_pause_time"),
        u16("c7_pause_time"),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.mac_control",
    source: "IEEE 802.3 annex 31A, IEEE 802.3 annex 31B",
    protocols: &[
        &CONTROL,
        &PAUSE,
        &GATE,
        &REPORT,
        &REGISTER_REQUEST,
        &REGISTER,
        &REGISTER_ACK,
        &FLOW_CONTROL,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &CONTROL, when!(type = 0x8808)),
    bind(&DOT1Q, &CONTROL, when!(type = 0x8808)),
];

const fn message(name: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&CONTROL),
        guess: Some(guess),
        finish: Some(fill),
        ..Proto::new(name, name, fields)
    }
}

const fn operation(code: i64) -> Field {
    u16("_op_code").default(code)
}

const fn registered(code: i64) -> [Field; 5] {
    [
        operation(code),
        u32("timestamp"),
        FLAGS,
        u16("echoed_assigned_port"),
        u16("echoed_sync_time"),
    ]
}

const FLAGS: Field = u8("flags").names(&ACTIONS);

/// Which message begins with these octets.
fn guess(_: &dyn Around, payload: &[u8]) -> Guess {
    let [high, low, ..] = payload else {
        return Guess::Fail;
    };
    match u16::from_be_bytes([*high, *low]) {
        1 => Guess::Proto(&PAUSE),
        2 => Guess::Proto(&GATE),
        3 => Guess::Proto(&REPORT),
        4 => Guess::Proto(&REGISTER_REQUEST),
        5 => Guess::Proto(&REGISTER),
        6 => Guess::Proto(&REGISTER_ACK),
        0x101 => Guess::Proto(&FLOW_CONTROL),
        _ => Guess::Bindings,
    }
}

/// A message without anything on it makes a frame of the least length, with its check sequence.
fn fill(message: &dyn Around, header: usize, octets: &mut Vec<u8>) {
    const LEAST: usize = 64;
    if octets.len() > header {
        return;
    }
    let frame = octets.len() + below(message);
    octets.resize(octets.len() + LEAST.saturating_sub(frame), 0);
}

/// The octets of the frame around the message: tags, Ethernet's header and its check sequence.
fn below(layer: &dyn Around) -> usize {
    let mut octets = 0;
    layer.below(&mut |lower| {
        if lower.proto().is_kind_of(&DOT1Q) {
            octets = 4 + below(lower);
        } else if lower.proto().is_kind_of(&ETHER) {
            octets = 14 + 4;
        }
    });
    octets
}

static ACTIONS: Names =
    Names::pairs(&[(1, "register"), (2, "deregister"), (3, "ack"), (4, "nack")]);
