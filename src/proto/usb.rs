//! What USBPcap writes in front of the blocks that go over USB.

use super::binding::{Binding, bind_down};
use super::field::{Auto, Preset, computed, u8, u16, u32, u64};
use super::names::Names;
use super::registry::Family;
use super::{Around, Guess, Proto};
use crate::when;

pub static USB: Proto = Proto {
    guess: Some(guess),
    mend: Some(measure),
    ..Proto::new(
        "USBpcap",
        "USBpcap URB",
        &[
            u8("headerLen").preset(Preset::None),
            u8("res"),
            u64("irpId").little_endian().hex(),
            u32("usbd_status").little_endian().names(&STATUSES),
            u16("function").little_endian().names(&FUNCTIONS),
            u8("info").hex(),
            u16("bus").little_endian(),
            u16("device").little_endian(),
            u8("endpoint").hex(),
            u8("transfer").names(&TRANSFERS),
            computed(u32("dataLength").little_endian(), Auto::PayloadLen).class("LenField"),
        ],
    )
};

pub static ISOCHRONOUS: Proto = Proto::new(
    "USBpcapTransferIsochronous",
    "USBpcap Transfer Isochronous",
    &[
        u32("offset").little_endian(),
        u32("length").little_endian(),
        u32("usbd_status").little_endian().names(&STATUSES),
    ],
);

pub static INTERRUPT: Proto = Proto::new(
    "USBpcapTransferInterrupt",
    "USBpcap Transfer Interrupt",
    &[
        u32("startFrame").little_endian(),
        u32("numberOfPackets").little_endian(),
        u32("errorCount").little_endian(),
    ],
);

pub static CONTROL: Proto = Proto::new(
    "USBpcapTransferControl",
    "USBpcap Transfer Control",
    &[u8("stage")],
);
pub static FAMILY: Family = Family {
    module: "scapy.layers.usb",
    source: "",
    protocols: &[&USB, &ISOCHRONOUS, &INTERRUPT, &CONTROL],
    bindings: BINDINGS,
};
const BINDINGS: &[Binding] = &[
    bind_down(&USB, &CONTROL, when!(transfer = 2)),
    bind_down(&USB, &INTERRUPT, when!(transfer = 1)),
    bind_down(&USB, &ISOCHRONOUS, when!(transfer = 0)),
];

/// The kind of transfer has a header of its own, unless the length says that there is none.
fn guess(header: &dyn Around, _: &[u8]) -> Guess {
    match (header.int("headerLen"), header.int("transfer")) {
        (Some(27), _) => Guess::Bindings,
        (_, Some(0)) => Guess::Proto(&ISOCHRONOUS),
        (_, Some(1)) => Guess::Proto(&INTERRUPT),
        (_, Some(2)) => Guess::Proto(&CONTROL),
        _ => Guess::Bindings,
    }
}

/// The octets of the header alone.
const OWN: u8 = 27;

/// The header of the transfer is part of the header.
fn measure(header: &dyn Around, octets: &mut [u8]) {
    if header.int("headerLen").is_some() {
        return;
    }
    let above = match header.upper() {
        Some(above) if above.is(&CONTROL) => 1,
        Some(above) if above.is(&ISOCHRONOUS) || above.is(&INTERRUPT) => 12,
        _ => 0,
    };
    octets[0] = OWN + above;
}

static STATUSES: Names = Names::pairs(&[
    (0, "Success"),
    (1073741824, "Pending"),
    (3221225472, "Halted"),
    (2147483648, "Error"),
]);

static FUNCTIONS: Names = Names::pairs(&[
    (8, "URB_FUNCTION_CONTROL_TRANSFER"),
    (9, "URB_FUNCTION_BULK_OR_INTERRUPT_TRANSFER"),
    (10, "URB_FUNCTION_ISOCH_TRANSFER"),
    (11, "URB_FUNCTION_GET_DESCRIPTOR_FROM_DEVICE"),
    (12, "URB_FUNCTION_SET_DESCRIPTOR_TO_DEVICE"),
    (13, "URB_FUNCTION_SET_FEATURE_TO_DEVICE"),
    (14, "URB_FUNCTION_SET_FEATURE_TO_INTERFACE"),
    (15, "URB_FUNCTION_SET_FEATURE_TO_ENDPOINT"),
    (16, "URB_FUNCTION_CLEAR_FEATURE_TO_DEVICE"),
    (17, "URB_FUNCTION_CLEAR_FEATURE_TO_INTERFACE"),
    (18, "URB_FUNCTION_CLEAR_FEATURE_TO_ENDPOINT"),
    (19, "URB_FUNCTION_GET_STATUS_FROM_DEVICE"),
    (20, "URB_FUNCTION_GET_STATUS_FROM_INTERFACE"),
    (21, "URB_FUNCTION_GET_STATUS_FROM_ENDPOINT"),
    (23, "URB_FUNCTION_VENDOR_DEVICE"),
    (24, "URB_FUNCTION_VENDOR_INTERFACE"),
    (25, "URB_FUNCTION_VENDOR_ENDPOINT"),
    (26, "URB_FUNCTION_CLASS_DEVICE"),
    (27, "URB_FUNCTION_CLASS_INTERFACE"),
    (28, "URB_FUNCTION_CLASS_ENDPOINT"),
    (31, "URB_FUNCTION_CLASS_OTHER"),
    (32, "URB_FUNCTION_VENDOR_OTHER"),
    (33, "URB_FUNCTION_GET_STATUS_FROM_OTHER"),
    (34, "URB_FUNCTION_CLEAR_FEATURE_TO_OTHER"),
    (35, "URB_FUNCTION_SET_FEATURE_TO_OTHER"),
    (36, "URB_FUNCTION_GET_DESCRIPTOR_FROM_ENDPOINT"),
    (37, "URB_FUNCTION_SET_DESCRIPTOR_TO_ENDPOINT"),
    (38, "URB_FUNCTION_GET_CONFIGURATION"),
    (39, "URB_FUNCTION_GET_INTERFACE"),
    (40, "URB_FUNCTION_GET_DESCRIPTOR_FROM_INTERFACE"),
    (41, "URB_FUNCTION_SET_DESCRIPTOR_TO_INTERFACE"),
    (42, "URB_FUNCTION_GET_MS_FEATURE_DESCRIPTOR"),
    (50, "URB_FUNCTION_CONTROL_TRANSFER_EX"),
    (
        55,
        "URB_FUNCTION_BULK_OR_INTERRUPT_TRANSFER_USING_CHAINED_MDL",
    ),
    (2, "URB_FUNCTION_ABORT_PIPE"),
    (30, "URB_FUNCTION_SYNC_RESET_PIPE_AND_CLEAR_STALL"),
    (48, "URB_FUNCTION_SYNC_RESET_PIPE"),
    (49, "URB_FUNCTION_SYNC_CLEAR_STALL"),
]);

static TRANSFERS: Names = Names::pairs(&[(0, "Isochronous"), (1, "Interrupt"), (2, "Control")]);
