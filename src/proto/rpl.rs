//! RPL: routing in low-power and lossy networks. RFC 6550.

use super::binding::{Binding, bind};
use super::field::{
    Adjust, Auto, Field, Kind, Length, Preset, When, bits, ip6, octets, u8, u16, u32,
};
use super::icmp6::RPL;
use super::names::Names;
use super::registry::{self, Family};
use super::{Around, Guess, Proto};
use crate::when;

pub static RPL_GUESS_OPTION: Proto = Proto::new("_RPLGuessOption", "Dummy RPL Option class", &[]);

pub static RPL_OPT_RIO: Proto = Proto {
    example: r#"RPLOptRIO(len=2, prefix="2001:db8::")"#,
    parent: Some(&RPL_GUESS_OPTION),
    ..Proto::new(
        "RPLOptRIO",
        "Routing Information",
        &[
            u8("otype").names(&OTYPES).default(3),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("prefix", Adjust::plus(6))),
            u8("plen").preset(Preset::None),
            bits("res1", 3),
            bits("prf", 2).names(&PRFS),
            bits("res2", 3),
            u32("rtlifetime").default(4_294_967_295),
            Field::new("prefix", Kind::Ip6Part("len"), 0)
                .length(Length::FromFn(behind))
                .class("_IP6PrefixField"),
        ],
    )
};

pub static RPL_OPT_DODAG_CONFIG: Proto = Proto {
    parent: Some(&RPL_GUESS_OPTION),
    ..Proto::new(
        "RPLOptDODAGConfig",
        "DODAG Configuration",
        &[
            u8("otype").names(&OTYPES).default(4),
            u8("len").default(14),
            bits("flags", 4),
            bits("A", 1),
            bits("PCS", 3),
            u8("DIOIntDoubl").default(20),
            u8("DIOIntMin").default(3),
            u8("DIORedun").default(10),
            u16("MaxRankIncrease"),
            u16("MinRankIncrease").default(256),
            u16("OCP").default(1),
            u8("reserved"),
            u8("DefLifetime").default(255),
            u16("LifetimeUnit").default(65535),
        ],
    )
};

pub static RPL_OPT_TGT: Proto = Proto {
    example: r#"RPLOptTgt(len=2, prefix="2001:db8::")"#,
    parent: Some(&RPL_GUESS_OPTION),
    ..Proto::new(
        "RPLOptTgt",
        "RPL Target",
        &[
            u8("otype").names(&OTYPES).default(5),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("prefix", Adjust::plus(2))),
            u8("flags"),
            u8("plen"),
            Field::new("prefix", Kind::Ip6Part("len"), 0)
                .length(Length::FromFn(behind))
                .class("_IP6PrefixField"),
        ],
    )
};

pub static RPL_OPT_TIO: Proto = Proto {
    example: r#"RPLOptTIO(len=2, parentaddr="2001:db8::")"#,
    parent: Some(&RPL_GUESS_OPTION),
    ..Proto::new(
        "RPLOptTIO",
        "Transit Information",
        &[
            u8("otype").names(&OTYPES).default(6),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("parentaddr", Adjust::plus(4))),
            bits("E", 1),
            bits("flags", 7),
            u8("pathcontrol"),
            u8("pathseq"),
            u8("pathlifetime").default(255),
            Field::new("parentaddr", Kind::Ip6Part("len"), 0)
                .length(Length::FromFn(behind))
                .class("_IP6PrefixField"),
        ],
    )
};

pub static RPL_OPT_SOL_INFO: Proto = Proto {
    parent: Some(&RPL_GUESS_OPTION),
    ..Proto::new(
        "RPLOptSolInfo",
        "Solicited Information",
        &[
            u8("otype").names(&OTYPES).default(7),
            u8("len").default(19),
            u8("RPLInstanceID"),
            bits("V", 1),
            bits("I", 1),
            bits("D", 1),
            bits("flags", 5),
            ip6("dodagid").text("::1"),
            u8("ver"),
        ],
    )
};

pub static RPL_OPT_PIO: Proto = Proto {
    parent: Some(&RPL_GUESS_OPTION),
    ..Proto::new(
        "RPLOptPIO",
        "Prefix Information",
        &[
            u8("otype").names(&OTYPES).default(8),
            u8("len").default(30),
            u8("plen").default(64),
            bits("L", 1),
            bits("A", 1),
            bits("R", 1),
            bits("reserved1", 5),
            u32("validlifetime").default(4_294_967_295),
            u32("preflifetime").default(4_294_967_295),
            u32("reserved2"),
            ip6("prefix").text("::1"),
        ],
    )
};

pub static RPL_OPT_TGT_DESC: Proto = Proto {
    parent: Some(&RPL_GUESS_OPTION),
    ..Proto::new(
        "RPLOptTgtDesc",
        "RPL Target Descriptor",
        &[
            u8("otype").names(&OTYPES).default(9),
            u8("len").default(4),
            u32("descriptor"),
        ],
    )
};

pub static RPL_OPT_PAD1: Proto = Proto {
    parent: Some(&RPL_GUESS_OPTION),
    ..Proto::new("RPLOptPad1", "Pad1", &[u8("otype").names(&OTYPES)])
};

pub static RPL_OPT_PAD_N: Proto = Proto {
    parent: Some(&RPL_GUESS_OPTION),
    ..Proto::new(
        "RPLOptPadN",
        "PadN",
        &[
            u8("otype").names(&OTYPES).default(1),
            u8("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("optdata", Adjust::NONE)),
            octets("optdata").length_from("optlen"),
        ],
    )
};

pub static RPL_GUESS_MSG_TYPE: Proto = Proto {
    guess: Some(guess),
    ..Proto::new("_RPLGuessMsgType", "Dummy RPL Message class", &[])
};

pub static RPLDIS: Proto = Proto {
    guess: Some(guess),
    parent: Some(&RPL_GUESS_MSG_TYPE),
    ..Proto::new(
        "RPLDIS",
        "DODAG Information Solicitation",
        &[u8("flags"), u8("reserved")],
    )
};

pub static RPLDIO: Proto = Proto {
    guess: Some(guess),
    parent: Some(&RPL_GUESS_MSG_TYPE),
    ..Proto::new(
        "RPLDIO",
        "DODAG Information Object",
        &[
            u8("RPLInstanceID").default(50),
            u8("ver"),
            u16("rank").default(1),
            bits("G", 1).default(1),
            bits("unused1", 1),
            bits("mop", 3).names(&MOPS).default(1),
            bits("prf", 3),
            u8("dtsn").default(240),
            u8("flags"),
            u8("reserved"),
            ip6("dodagid").text("::1"),
        ],
    )
};

pub static RPLDAO: Proto = Proto {
    guess: Some(guess),
    parent: Some(&RPL_GUESS_MSG_TYPE),
    ..Proto::new(
        "RPLDAO",
        "Destination Advertisement Object",
        &[
            u8("RPLInstanceID").default(50),
            bits("K", 1),
            bits("D", 1),
            bits("flags", 6),
            u8("reserved"),
            u8("daoseq").default(1),
            ip6("dodagid")
                .preset(Preset::None)
                .when(When::In("D", &[1])),
        ],
    )
};

pub static RPLDAOACK: Proto = Proto {
    guess: Some(guess),
    parent: Some(&RPL_GUESS_MSG_TYPE),
    ..Proto::new(
        "RPLDAOACK",
        "Destination Advertisement Object Acknowledgement",
        &[
            u8("RPLInstanceID").default(50),
            bits("D", 1),
            bits("reserved", 7),
            u8("daoseq").default(1),
            u8("status"),
            ip6("dodagid")
                .preset(Preset::None)
                .when(When::In("D", &[1])),
        ],
    )
};

pub static RPLDCO: Proto = Proto {
    guess: Some(guess),
    parent: Some(&RPL_GUESS_MSG_TYPE),
    ..Proto::new(
        "RPLDCO",
        "Destination Cleanup Object",
        &[
            u8("RPLInstanceID").default(50),
            bits("K", 1),
            bits("D", 1),
            bits("flags", 6),
            u8("status"),
            u8("dcoseq").default(1),
            ip6("dodagid")
                .preset(Preset::None)
                .when(When::In("D", &[1])),
        ],
    )
};

pub static RPLDCOACK: Proto = Proto {
    guess: Some(guess),
    parent: Some(&RPL_GUESS_MSG_TYPE),
    ..Proto::new(
        "RPLDCOACK",
        "Destination Cleanup Object Acknowledgement",
        &[
            u8("RPLInstanceID").default(50),
            bits("D", 1),
            bits("flags", 7),
            u8("dcoseq").default(1),
            u8("status"),
            ip6("dodagid")
                .preset(Preset::None)
                .when(When::In("D", &[1])),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.rpl",
    source: "RFC 6550",
    protocols: &[
        &RPL_GUESS_OPTION,
        &RPL_OPT_RIO,
        &RPL_OPT_DODAG_CONFIG,
        &RPL_OPT_TGT,
        &RPL_OPT_TIO,
        &RPL_OPT_SOL_INFO,
        &RPL_OPT_PIO,
        &RPL_OPT_TGT_DESC,
        &RPL_OPT_PAD1,
        &RPL_OPT_PAD_N,
        &RPL_GUESS_MSG_TYPE,
        &RPLDIS,
        &RPLDIO,
        &RPLDAO,
        &RPLDAOACK,
        &RPLDCO,
        &RPLDCOACK,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&RPL, &RPLDIS, when!(code = 0)),
    bind(&RPL, &RPLDIO, when!(code = 1)),
    bind(&RPL, &RPLDAO, when!(code = 2)),
    bind(&RPL, &RPLDAOACK, when!(code = 3)),
    bind(&RPL, &RPLDCO, when!(code = 7)),
    bind(&RPL, &RPLDCOACK, when!(code = 8)),
];

static OTYPES: Names = Names::pairs(&[
    (0, "Pad1"),
    (1, "PadN"),
    (2, "DAG Metric Container"),
    (3, "Routing Information"),
    (4, "DODAG Configuration"),
    (5, "RPL Target"),
    (6, "Transit Information"),
    (7, "Solicited Information"),
    (8, "Prefix Information Option"),
    (9, "Target Descriptor"),
    (10, "P2P Route Discovery"),
]);
static PRFS: Names = Names::pairs(&[
    (0, "Medium (default)"),
    (1, "High"),
    (2, "Reserved"),
    (3, "Low"),
]);
static MOPS: Names = Names::pairs(&[
    (0, "No Downward routes"),
    (1, "Non-Storing"),
    (2, "Storing with no multicast support"),
    (3, "Storing with multicast support"),
    (4, "P2P Route Discovery"),
]);

/// The octets of a prefix, in words of 64 bits with one for the header, as in RFC 4861.
fn behind(option: &dyn Around) -> i64 {
    8 * (option.int("len").unwrap_or(0) - 1)
}

/// The first octet is the number of the option that follows.
fn guess(_: &dyn Around, payload: &[u8]) -> Guess {
    Guess::Proto(match payload.first() {
        Some(0) => &RPL_OPT_PAD1,
        Some(1) => &RPL_OPT_PAD_N,
        Some(3) => &RPL_OPT_RIO,
        Some(4) => &RPL_OPT_DODAG_CONFIG,
        Some(5) => &RPL_OPT_TGT,
        Some(6) => &RPL_OPT_TIO,
        Some(7) => &RPL_OPT_SOL_INFO,
        Some(8) => &RPL_OPT_PIO,
        Some(9) => &RPL_OPT_TGT_DESC,
        // The metrics are a module of their own.
        Some(2) => match registry::proto("RPLOptDAGMC") {
            Some(metrics) => metrics,
            None => return Guess::Raw,
        },
        _ => return Guess::Raw,
    })
}
