//! IrDA: the link access and link management protocols of infrared. IrLAP 1.1, IrLMP 1.1.

use super::Proto;
use super::binding::{Binding, bind};
use super::ether::COOKED_LINUX;
use super::field::{bits, octets, u8, u16, u32};
use super::names::Names;
use super::registry::Family;
use crate::when;

pub static IR_LAP_HEAD: Proto = Proto::new(
    "IrLAPHead",
    "IrDA Link Access Protocol Header",
    &[
        bits("Address", 7).hex().default(0x7f),
        bits("Type", 1).names(&TYPES).default(1),
    ],
);

pub static IR_LAP_COMMAND: Proto = Proto::new(
    "IrLAPCommand",
    "IrDA Link Access Protocol Command",
    &[
        u8("Control").hex(),
        u8("Format_identifier").hex(),
        u32("Source_address").hex(),
        u32("Destination_address").hex().default(0xffffffff),
        u8("Discovery_flags").hex().default(0x1),
        u8("Slot_number").names(&SLOTS).default(255),
        u8("Version").hex(),
    ],
);

pub static IR_LMP: Proto = Proto::new(
    "IrLMP",
    "IrDA Link Management Protocol",
    &[
        u16("Service_hints").hex(),
        u8("Character_set").hex(),
        octets("Device_name"),
    ],
);
pub static FAMILY: Family = Family {
    module: "scapy.layers.ir",
    source: "IrLAP 1.1",
    protocols: &[&IR_LAP_HEAD, &IR_LAP_COMMAND, &IR_LMP],
    bindings: BINDINGS,
};
const BINDINGS: &[Binding] = &[
    bind(&COOKED_LINUX, &IR_LAP_HEAD, when!(proto = 0x17)),
    bind(&IR_LAP_COMMAND, &IR_LMP, &[]),
    bind(&IR_LAP_HEAD, &IR_LAP_COMMAND, when!(Type = 1)),
];
static TYPES: Names = Names::pairs(&[(0, "Response"), (1, "Command")]);

static SLOTS: Names = Names::pairs(&[(255, "final")]);
