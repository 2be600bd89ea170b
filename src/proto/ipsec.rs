//! IPsec: the headers AH (RFC 4302) and ESP (RFC 4303), and ESP in UDP (RFC 3948).

use super::binding::{Binding, bind, bind_down, bind_up};
use super::data::IP_PROTOS;
use super::field::{Display, Length, Preset, octets, u8, u16, u32};
use super::ip::IP;
use super::ipv6::IPV6;
use super::ipv6_ext::{DESTINATION, HOP_BY_HOP, ROUTING};
use super::registry::Family;
use super::udp::UDP;
use super::{Dispatch, Proto};
use crate::when;

pub static AH: Proto = Proto::new(
    "AH",
    "AH",
    &[
        u8("nh").names(&IP_PROTOS).preset(Preset::None),
        u8("payloadlen").preset(Preset::None),
        u16("reserved").preset(Preset::None),
        u32("spi").hex().default(0x1),
        u32("seq"),
        octets("icv")
            .length(Length::FromFn(|ah| {
                4 * ah.int("payloadlen").unwrap_or(0) - 4
            }))
            .display(Display::HexOctets)
            .preset(Preset::None),
        // Nothing is read; what is set is sent.
        octets("padding")
            .length(Length::FromFn(|_| 0))
            .class("XStrLenField")
            .display(Display::HexOctets)
            .preset(Preset::None),
    ],
);

pub static ESP: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [0, 0, 0, 0, ..] => Dispatch::Other(&NON_ESP),
        [0xff] => Dispatch::Other(&NAT_KEEPALIVE),
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "ESP",
        "ESP",
        &[
            u32("spi").hex().default(0x1),
            u32("seq"),
            octets("data")
                .display(Display::HexOctets)
                .preset(Preset::None),
        ],
    )
};

pub static NON_ESP: Proto = Proto::new("NON_ESP", "NON_ESP", &[u32("non_esp").hex()]);

pub static NAT_KEEPALIVE: Proto = Proto::new(
    "NAT_KEEPALIVE",
    "NAT_KEEPALIVE",
    &[u8("nat_keepalive").hex().default(0xff)],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.ipsec",
    source: "RFC 4302, RFC 4303, RFC 3948",
    protocols: &[&AH, &ESP, &NON_ESP, &NAT_KEEPALIVE],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &AH, when!(proto = 51)),
    bind(&IP, &ESP, when!(proto = 50)),
    bind_up(&UDP, &ESP, when!(dport = 0x1194)),
    bind_up(&UDP, &ESP, when!(sport = 0x1194)),
    bind(&IPV6, &AH, when!(nh = 51)),
    bind(&IPV6, &ESP, when!(nh = 50)),
    bind(&AH, &IP, when!(nh = 0)),
    bind(&AH, &IPV6, when!(nh = 41)),
    bind_down(&HOP_BY_HOP, &AH, when!(nh = 51)),
    bind_down(&DESTINATION, &AH, when!(nh = 51)),
    bind_down(&ROUTING, &AH, when!(nh = 51)),
    bind_down(&HOP_BY_HOP, &ESP, when!(nh = 50)),
    bind_down(&DESTINATION, &ESP, when!(nh = 50)),
    bind_down(&ROUTING, &ESP, when!(nh = 50)),
    bind_down(&UDP, &ESP, when!(dport = 0x1194, sport = 0x1194)),
    bind_down(&UDP, &NON_ESP, when!(dport = 0x1194, sport = 0x1194)),
    bind_down(&UDP, &NAT_KEEPALIVE, when!(dport = 0x1194, sport = 0x1194)),
];
