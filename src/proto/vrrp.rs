//! VRRP: routers that stand in for each other. RFC 3768, RFC 5798 (version 3).

use super::binding::{Binding, bind};
use super::field::{
    Auto, Choice, Cover, Field, Preset, Test, When, bits, choice, ip4, ip6, list, octets, u8, u16,
    u32,
};
use super::ip::IP;
use super::ipv6::IPV6;
use super::registry::Family;
use super::{Dispatch, Proto, Sends};
use crate::when;

pub static VRRP: Proto = Proto {
    sends: Sends::Header,
    dispatch: Some(|octets| match octets {
        [48..=57, ..] if octets.len() >= 9 => Dispatch::Other(&VRRP3),
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "VRRP",
        "VRRP",
        &[
            bits("version", 4).default(2),
            bits("type", 4).default(1),
            u8("vrid").default(1),
            u8("priority").default(100),
            COUNT,
            u8("authtype"),
            u8("adv").default(1),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::Header)),
            list("addrlist", &ADDRESS4).count_from("ipcount"),
            u32("auth1"),
            u32("auth2"),
        ],
    )
    .section("RFC 3768 section 5.1")
    .about(&[
        ("vrid", "the virtual router"),
        ("priority", "the highest one takes over"),
    ])
};

pub static VRRP3: Proto = Proto {
    sends: Sends::Header,
    dispatch: Some(|octets| match octets {
        [48..=57, ..] => Dispatch::This,
        _ if octets.len() >= 16 => Dispatch::Other(&VRRP),
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "VRRPv3",
        "VRRPv3",
        &[
            bits("version", 4).default(3),
            bits("type", 4).default(1),
            u8("vrid").default(1),
            u8("priority").default(100),
            COUNT,
            bits("res", 4),
            bits("adv", 12).default(100),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::Pseudo {
                    protocol: 112,
                    zero_as_ones: false,
                })),
            choice("addrlist", &ADDRESSES),
        ],
    )
};

const COUNT: Field = u8("ipcount").count_of("addrlist");

static ADDRESSES: Choice = Choice {
    options: &[
        (
            Test::When(When::Test(|vrrp| {
                vrrp.under().is_some_and(|under| under.is_kind_of(&IP))
            })),
            list("addrlist", &ADDRESS4).count_from("ipcount"),
        ),
        (
            Test::When(When::Test(|vrrp| {
                vrrp.under().is_some_and(|under| under.is_kind_of(&IPV6))
            })),
            list("addrlist", &ADDRESS6).count_from("ipcount"),
        ),
    ],
    otherwise: octets("addrlist"),
};

static ADDRESS4: Field = ip4("");
static ADDRESS6: Field = ip6("");

pub static FAMILY: Family = Family {
    module: "scapy.layers.vrrp",
    source: "RFC 3768, RFC 5798",
    protocols: &[&VRRP, &VRRP3],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &VRRP, when!(proto = 112)),
    bind(&IP, &VRRP3, when!(proto = 112)),
    bind(&IPV6, &VRRP3, when!(nh = 112)),
];
