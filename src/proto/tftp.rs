//! TFTP: the trivial file transfer protocol. RFC 1350; RFC 2347 for options.

use super::binding::{Binding, bind};
use super::field::{Around, Length, Preset, octets, packets, u16};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Answered, Answers, PayloadLen, Proto};
use crate::when;

pub static TFTP: Proto = Proto::new(
    "TFTP",
    "TFTP opcode",
    &[u16("op").names(&OP_NAMES).default(1)],
)
.section("RFC 1350 section 5")
.about(&[("op", "read, write, data, acknowledgement, error")]);

pub static TFTP_RRQ: Proto = Proto {
    summary: "[+UDP]RRQ %filename%",
    answers: Answers::Test(|_, _| Answered::No),
    ..Proto::new(
        "TFTP_RRQ",
        "TFTP Read Request",
        &[
            octets("filename").length(Length::Until(0)),
            octets("mode")
                .length(Length::Until(0))
                .preset(Preset::Octets(b"octet")),
        ],
    )
};

pub static TFTP_WRQ: Proto = Proto {
    summary: "[+UDP]WRQ %filename%",
    answers: Answers::Test(|_, _| Answered::No),
    ..Proto::new(
        "TFTP_WRQ",
        "TFTP Write Request",
        &[
            octets("filename").length(Length::Until(0)),
            octets("mode")
                .length(Length::Until(0))
                .preset(Preset::Octets(b"octet")),
        ],
    )
};

pub static TFTP_DATA: Proto = Proto {
    summary: "[+UDP]DATA %block%",
    answers: Answers::Test(|data, other| {
        (data.int("block") == Some(1) && other.proto().is(&TFTP_RRQ)).into()
    }),
    ..Proto::new("TFTP_DATA", "TFTP Data", &[u16("block")])
};

pub static TFTP_OPTION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "TFTP_Option",
        "TFTP_Option",
        &[
            octets("oname").length(Length::Until(0)),
            octets("value").length(Length::Until(0)),
        ],
    )
};

pub static TFTP_OPTIONS: Proto = Proto::new(
    "TFTP_Options",
    "TFTP_Options",
    &[packets("options", &TFTP_OPTION)],
);

pub static TFTP_ACK: Proto = Proto {
    summary: "[+UDP]ACK %block%",
    answers: Answers::Test(acknowledges),
    ..Proto::new("TFTP_ACK", "TFTP Ack", &[u16("block")])
};

pub static TFTP_ERROR: Proto = Proto {
    summary: "[+UDP]ERROR %errorcode%: %errormsg%",
    answers: Answers::Test(|_, other| {
        is_one(other, &[&TFTP_DATA, &TFTP_RRQ, &TFTP_WRQ, &TFTP_ACK]).into()
    }),
    ..Proto::new(
        "TFTP_ERROR",
        "TFTP Error",
        &[
            u16("errorcode").names(&ERRORCODE_NAMES),
            octets("errormsg").length(Length::Until(0)),
        ],
    )
};

pub static TFTP_OACK: Proto = Proto {
    answers: Answers::Test(|_, other| is_one(other, &[&TFTP_WRQ, &TFTP_RRQ]).into()),
    ..Proto::new("TFTP_OACK", "TFTP Option Ack", &[])
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.tftp",
    source: "RFC 1350, RFC 2347",
    protocols: &[
        &TFTP,
        &TFTP_RRQ,
        &TFTP_WRQ,
        &TFTP_DATA,
        &TFTP_OPTION,
        &TFTP_OPTIONS,
        &TFTP_ACK,
        &TFTP_ERROR,
        &TFTP_OACK,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&UDP, &TFTP, when!(dport = 69)),
    bind(&TFTP, &TFTP_RRQ, when!(op = 1)),
    bind(&TFTP, &TFTP_WRQ, when!(op = 2)),
    bind(&TFTP, &TFTP_DATA, when!(op = 3)),
    bind(&TFTP, &TFTP_ACK, when!(op = 4)),
    bind(&TFTP, &TFTP_ERROR, when!(op = 5)),
    bind(&TFTP, &TFTP_OACK, when!(op = 6)),
    bind(&TFTP_OACK, &TFTP_OPTIONS, &[]),
    bind(&TFTP_RRQ, &TFTP_OPTIONS, &[]),
    bind(&TFTP_WRQ, &TFTP_OPTIONS, &[]),
];

fn is_one(layer: &dyn Around, protocols: &[&Proto]) -> bool {
    protocols
        .iter()
        .any(|proto| layer.proto().is_kind_of(proto))
}

/// Data is acknowledged by its number, all else by zero.
fn acknowledges(ack: &dyn Around, other: &dyn Around) -> Answered {
    if is_one(other, &[&TFTP_DATA]) {
        return (ack.int("block") == other.int("block")).into();
    }
    let opening = is_one(other, &[&TFTP_RRQ, &TFTP_WRQ, &TFTP_OACK]);
    (opening && ack.int("block") == Some(0)).into()
}

static OP_NAMES: Names = Names::pairs(&[
    (1, "RRQ"),
    (2, "WRQ"),
    (3, "DATA"),
    (4, "ACK"),
    (5, "ERROR"),
    (6, "OACK"),
]);
static ERRORCODE_NAMES: Names = Names::pairs(&[
    (0, "Not defined"),
    (1, "File not found"),
    (2, "Access violation"),
    (3, "Disk full or allocation exceeded"),
    (4, "Illegal TFTP operation"),
    (5, "Unknown transfer ID"),
    (6, "File already exists"),
    (7, "No such user"),
    (8, "Terminate transfer due to option negotiation"),
]);
