//! Ethernet and what stands between it and the network layer: IEEE 802.3, 802.2 (LLC, SNAP),
//! 802.1Q, 802.1ad, 802.1ah, 802.1D (spanning tree); the loopback and cooked headers of captures.

use super::binding::{Binding, bind};
use super::data::ETHER_TYPES;
use super::field::{
    Auto, Display, Field, Kind, Length, Preset, bits, mac, octets, u8, u16, u24, u32,
};
use super::names::Names;
use super::registry::Family;
use super::{Answers, Around, Dispatch, Extent, Guess, Hash, PayloadLen, Proto};
use crate::when;
use crate::wire::measure;

pub static ETHER: Proto = Proto {
    dispatch: Some(|octets| match type_or_length(octets) {
        Some(0..=1500) => Dispatch::Other(&DOT3),
        _ => Dispatch::This,
    }),
    measure: Some(measure::ethernet),
    summary: "%src% > %dst% (%type%)",
    answers: Answers::Rule("Ether"),
    hash: Hash::Rule("Ether"),
    ..Proto::new(
        "Ether",
        "Ethernet",
        &[
            DESTINATION,
            SOURCE,
            u16("type").default(0x9000).hex().names(&ETHER_TYPES),
        ],
    )
    .section("IEEE 802.3")
    .about(&[
        (
            "dst",
            "who takes the frame from the wire; ff:ff:ff:ff:ff:ff is everybody",
        ),
        ("src", "whose card sent it; switches learn from it"),
        ("type", "what the frame carries"),
    ])
};

pub static DOT3: Proto = Proto {
    dispatch: Some(|octets| match type_or_length(octets) {
        Some(1501..) => Dispatch::Other(&ETHER),
        _ => Dispatch::This,
    }),
    payload_len: PayloadLen::Rule(|header, _| header.int("len").map_or(Extent::All, Extent::First)),
    measure: Some(measure::ethernet),
    summary: "802.3 %src% > %dst%",
    ..Proto::new(
        "Dot3",
        "802.3",
        &[
            DESTINATION,
            SOURCE,
            u16("len").preset(Preset::None).auto(Auto::PayloadLen),
        ],
    )
    .section("IEEE 802.3")
    .about(&[
        ("dst", "who takes the frame from the wire"),
        ("src", "whose card sent it"),
        (
            "len",
            "octets behind this header; more than 1500 would be an Ethernet type",
        ),
    ])
};

pub static LLC: Proto = Proto::new(
    "LLC",
    "LLC",
    &[u8("dsap").hex(), u8("ssap").hex(), u8("ctrl")],
)
.section("IEEE 802.2")
.about(&[
    ("dsap", "the protocol that it is for"),
    ("ssap", "the protocol that sends"),
    ("ctrl", "the kind of frame; 3 is data without a connection"),
]);

pub static SNAP: Proto = Proto::new(
    "SNAP",
    "SNAP",
    &[
        u24("OUI").display(Display::Oui).class("OUIField"),
        u16("code").hex().names(&ETHER_TYPES),
    ],
)
.about(&[
    (
        "OUI",
        "who gives out the numbers of the next field; 0 are the Ethernet types",
    ),
    ("code", "what the frame carries"),
]);

pub static DOT1Q: Proto = Proto {
    summary: "[Ether]802.1q %Ether.src% > %Ether.dst% (%Dot1Q.type%) vlan %Dot1Q.vlan%\n\
              802.1q (%Dot1Q.type%) vlan %Dot1Q.vlan%",
    aliases: &[&ETHER],
    guess: Some(guess_tagged),
    payload_len: PayloadLen::Rule(tagged_len),
    measure: Some(measure::vlan),
    answers: Answers::Rule("Dot1Q"),
    renamed: &[("id", "dei")],
    ..Proto::new("Dot1Q", "802.1Q", TAG)
        .section("IEEE 802.1Q")
        .about(&[
            ("prio", "priority of the frame, 0 to 7"),
            ("dei", "may be dropped first when there is no room"),
            ("vlan", "the number of the virtual network"),
            ("type", "what the frame carries"),
        ])
};

pub static DOT1AD: Proto = Proto {
    summary: "[Ether]802.1q %Ether.src% > %Ether.dst% (%Dot1Q.type%) vlan %Dot1Q.vlan%\n\
              802.1q (%Dot1Q.type%) vlan %Dot1Q.vlan%",
    parent: Some(&DOT1Q),
    // Scapy's class has no list of its own: it takes those of 802.1Q and Ethernet along.
    guess: Some(guess_tagged),
    payload_len: PayloadLen::Rule(tagged_len),
    measure: Some(measure::vlan),
    answers: Answers::Rule("Dot1Q"),
    renamed: &[("id", "dei")],
    ..Proto::new("Dot1AD", "802_1AD", TAG)
};

pub static DOT1AH: Proto = Proto {
    answers: Answers::Rule("Dot1AH"),
    summary: "802.1ah (isid=%Dot1AH.isid%",
    ..Proto::new(
        "Dot1AH",
        "802_1AH",
        &[
            bits("prio", 3),
            bits("dei", 1),
            bits("nca", 1),
            bits("res1", 1),
            bits("res2", 2),
            u24("isid"),
        ],
    )
};

pub static STP: Proto = Proto::new(
    "STP",
    "Spanning Tree Protocol",
    &[
        u16("proto"),
        u8("version"),
        u8("bpdutype"),
        u8("bpduflags"),
        u16("rootid"),
        mac("rootmac"),
        u32("pathcost"),
        u16("bridgeid"),
        mac("bridgemac"),
        u16("portid"),
        seconds("age", 1),
        seconds("maxage", 20),
        seconds("hellotime", 2),
        seconds("fwddelay", 15),
    ],
)
.section("IEEE 802.1D")
.about(&[
    (
        "rootid",
        "priority of the bridge that is taken for the root",
    ),
    (
        "rootmac",
        "address of the bridge that is taken for the root",
    ),
    ("pathcost", "cost of the way to it"),
    ("bridgeid", "priority of the bridge that sends"),
    ("bridgemac", "its address"),
    ("portid", "the port that it sends from"),
    ("age", "how old the news of the root is"),
    ("maxage", "when they are forgotten"),
    ("hellotime", "how often the root speaks"),
    ("fwddelay", "how long a port listens before it forwards"),
]);

pub static LOOPBACK: Proto = Proto::new(
    "Loopback",
    "Loopback",
    &[Field::new("type", Kind::Upper(24), 32)
        .default(2)
        .names(&LOOPBACK_TYPES)],
)
.about(&[("type", "what the frame carries")]);

pub static LOOPBACK_OPEN_BSD: Proto = Proto {
    parent: Some(&LOOPBACK),
    ..Proto::new(
        "LoopbackOpenBSD",
        "OpenBSD Loopback",
        &[u32("type").default(2).names(&LOOPBACK_TYPES)],
    )
};

pub static COOKED_LINUX: Proto = Proto::new(
    "CookedLinux",
    "cooked linux",
    &[
        u16("pkttype").names(&COOKED_TYPES),
        u16("lladdrtype").default(512).hex(),
        u16("lladdrlen"),
        octets("src").length(Length::Octets(8)),
        u16("proto").default(0x800).hex().names(&ETHER_TYPES),
    ],
)
.about(&[
    ("pkttype", "for us, for all, for others, or from us"),
    ("proto", "what the frame carries"),
]);

pub static COOKED_LINUX_V2: Proto = Proto {
    parent: Some(&COOKED_LINUX),
    ..Proto::new(
        "CookedLinuxV2",
        "cooked linux v2",
        &[
            u16("proto").default(0x800).hex().names(&ETHER_TYPES),
            u16("reserved"),
            u32("ifindex"),
            u16("lladdrtype").default(512).hex(),
            u8("pkttype").names(&COOKED_TYPES),
            u8("lladdrlen"),
            octets("src").length(Length::Octets(8)),
        ],
    )
};

/// Frames that are sent in parts. IEEE 802.3br figure 99-3.
pub static PREAMBLE: Proto = Proto::new(
    "MPacketPreamble",
    "MPacket Preamble",
    &[
        octets("preamble").fixed().length(Length::Octets(8)),
        Field::new("fcs", Kind::Trailer(&CHECK), 0)
            .default(0)
            .class("FCSField"),
    ],
);

const CHECK: Field = u32("fcs").hex();

pub static FAMILY: Family = Family {
    module: "scapy.layers.l2",
    source: "IEEE 802.3",
    protocols: &[
        &ETHER,
        &DOT3,
        &PREAMBLE,
        &LLC,
        &COOKED_LINUX,
        &COOKED_LINUX_V2,
        &SNAP,
        &DOT1Q,
        &STP,
        &LOOPBACK,
        &LOOPBACK_OPEN_BSD,
        &DOT1AD,
        &DOT1AH,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&DOT3, &LLC, &[]),
    bind(&PREAMBLE, &ETHER, &[]),
    bind(&ETHER, &LLC, when!(type = 122)),
    bind(&ETHER, &LLC, when!(type = 34928)),
    bind(&ETHER, &DOT1Q, when!(type = 33024)),
    bind(&ETHER, &DOT1AD, when!(type = 0x88a8)),
    bind(&ETHER, &DOT1AH, when!(type = 0x88e7)),
    bind(&DOT1AD, &DOT1AD, when!(type = 0x88a8)),
    bind(&DOT1AD, &DOT1Q, when!(type = 0x8100)),
    bind(&DOT1AD, &DOT1AH, when!(type = 0x88e7)),
    bind(&DOT1Q, &DOT1AD, when!(type = 0x88a8)),
    bind(&DOT1Q, &DOT1AH, when!(type = 0x88e7)),
    bind(&DOT1AH, &ETHER, &[]),
    bind(&ETHER, &ETHER, when!(type = 1)),
    bind(&COOKED_LINUX, &LLC, when!(proto = 122)),
    bind(&COOKED_LINUX, &DOT1Q, when!(proto = 33024)),
    bind(&COOKED_LINUX, &ETHER, when!(proto = 1)),
    bind(&LLC, &STP, when!(dsap = 66, ssap = 66, ctrl = 3)),
    bind(&LLC, &SNAP, when!(dsap = 170, ssap = 170, ctrl = 3)),
    bind(&SNAP, &DOT1Q, when!(code = 33024)),
    bind(&SNAP, &ETHER, when!(code = 1)),
    bind(&SNAP, &STP, when!(code = 267)),
];

const DESTINATION: Field = Field::new("dst", Kind::Mac, 48).auto(Auto::DestinationMac);
const SOURCE: Field = Field::new("src", Kind::Mac, 48).auto(Auto::SourceMac);

const TAG: &[Field] = &[
    bits("prio", 3),
    bits("dei", 1),
    bits("vlan", 12).default(1),
    u16("type").hex().names(&ETHER_TYPES),
];

static COOKED_TYPES: Names = Names::pairs(&[
    (0, "unicast"),
    (1, "broadcast"),
    (2, "multicast"),
    (3, "unicast-to-another-host"),
    (4, "sent-by-us"),
]);

static LOOPBACK_TYPES: Names = Names::pairs(&[
    (0x2, "IPv4"),
    (0x7, "OSI"),
    (0x10, "Appletalk"),
    (0x17, "Netware IPX/SPX"),
    (0x18, "IPv6"),
    (0x1c, "IPv6"),
    (0x1e, "IPv6"),
]);

const fn seconds(name: &'static str, default: i64) -> Field {
    Field::new(name, Kind::Seconds256, 16).default(default)
}

fn type_or_length(octets: &[u8]) -> Option<u16> {
    Some(u16::from_be_bytes([*octets.get(12)?, *octets.get(13)?]))
}

/// A tag whose type is a length has LLC behind it, when nothing else is bound.
fn guess_tagged(header: &dyn Around, _payload: &[u8]) -> Guess {
    match header.int("type") {
        Some(..=1500) => Guess::BindingsOr(&LLC),
        _ => Guess::Bindings,
    }
}

fn tagged_len(header: &dyn Around, _rest: &[u8]) -> Extent {
    match header.int("type") {
        Some(length @ ..=1500) => Extent::First(length),
        _ => Extent::All,
    }
}
