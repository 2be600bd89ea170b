//! NSH: what is to be done with a packet, on the way through services. RFC 8300.

use super::binding::{Binding, bind};
use super::ether::ETHER;
use super::field::{
    Adjust, Auto, Display, Field, Length, Preset, When, bits, list, octets, packets, u8, u16, u24,
    u32,
};
use super::gre::GRE;
use super::ip::IP;
use super::ipv6::IPV6;
use super::mpls::MPLS;
use super::names::Names;
use super::registry::Family;
use super::vxlan::VXLAN;
use super::{PayloadLen, Proto};
use crate::when;

pub static METADATA: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "NSHTLV",
        "NSHTLV",
        &[
            u16("class_"),
            bits("type", 8),
            bits("reserved", 1),
            bits("length", 7).preset(Preset::None).auto(Auto::CountOf(
                "metadata",
                Adjust {
                    times: 4,
                    plus: 0,
                    ..Adjust::NONE
                },
            )),
            list("metadata", &ELEMENT).length(Length::FromFn(|metadata| {
                let octets = metadata.int("length").unwrap_or(0);
                (octets + 3).div_euclid(4) * 4
            })),
        ],
    )
};

pub static NSH: Proto = Proto {
    summary: "SPI: %spi% - SI: %si%",
    ..Proto::new(
        "NSH",
        "NSH",
        &[
            bits("ver", 2),
            bits("oam", 1),
            bits("unused1", 1),
            bits("ttl", 6).default(63),
            bits("length", 6).preset(Preset::None).auto(Auto::LenOf(
                "vlch",
                Adjust::by(|nsh, octets| {
                    let fixed = nsh.int("mdtype") == Some(1);
                    Some(if fixed { 6 } else { octets / 4 + 2 })
                }),
            )),
            bits("unused2", 4),
            bits("mdtype", 4).names(&MDTYPES).default(1),
            u8("nextproto").names(&NEXTPROTOS).default(3),
            u24("spi").hex(),
            u8("si").default(255),
            octets("context_header")
                .fixed()
                .length(Length::Octets(16))
                .display(Display::HexOctets)
                .when(When::In("mdtype", &[1])),
            packets("vlch", &METADATA)
                .length(Length::FromFn(|p| p.int("length").unwrap_or(0) * 4 - 8))
                .when(When::In("mdtype", &[2])),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.nsh",
    source: "RFC 8300",
    protocols: &[&METADATA, &NSH],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &NSH, when!(type = 0x894f)),
    bind(&GRE, &NSH, when!(proto = 0x894f)),
    bind(&VXLAN, &NSH, when!(NextProtocol = 4, flags = 12)),
    bind(&NSH, &IP, when!(nextproto = 1)),
    bind(&NSH, &IPV6, when!(nextproto = 2)),
    bind(&NSH, &ETHER, when!(nextproto = 3)),
    bind(&NSH, &NSH, when!(nextproto = 4)),
    bind(&NSH, &MPLS, when!(nextproto = 5)),
];

static ELEMENT: Field = u32("").hex();

static MDTYPES: Names = Names::pairs(&[
    (0, "Reserved MDType"),
    (1, "Fixed Length"),
    (2, "Variable Length"),
    (15, "Experimental MDType"),
]);
static NEXTPROTOS: Names = Names::pairs(&[
    (1, "IPv4"),
    (2, "IPv6"),
    (3, "Ethernet"),
    (4, "NSH"),
    (5, "MPLS"),
    (254, "Experiment 1"),
    (255, "Experiment 2"),
]);
