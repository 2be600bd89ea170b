//! PIM. RFC 7761, RFC 3973 (state refresh).

use super::binding::{Binding, bind};
use super::field::{
    Adjust, Auto, Choice, Cover, Element, Field, Kind, Preset, Test, When, bits, choice, ip4, ip6,
    octets, packets, u8, u16, u32,
};
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::Names;
use super::registry::Family;
use super::{PayloadLen, Proto};
use crate::when;

pub static HDR: Proto = Proto {
    ..Proto::new(
        "PIMv2Hdr",
        "Protocol Independent Multicast Version 2 Header",
        &[
            bits("version", 4).default(2),
            bits("type", 4).names(&TYPES),
            u8("reserved"),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::Pseudo6Only { protocol: 103 })),
        ],
    )
};

pub static GENERIC: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "_PIMGenericTlvBase",
        "_PIMGenericTlvBase",
        &[
            u8("type"),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE)),
            octets("value")
                .length_from("length")
                .class("BoundStrLenField"),
        ],
    )
};

pub static GENERIC_HELLO: Proto = Proto {
    parent: Some(&GENERIC),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "_PIMv2GenericHello",
        "PIMv2 Generic Hello",
        &[
            u8("type"),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE)),
            octets("value")
                .length_from("length")
                .class("BoundStrLenField"),
        ],
    )
};

pub static HELLO: Proto = Proto::new(
    "PIMv2Hello",
    "PIMv2 Hello Options",
    &[
        Field::new("option", Kind::PacketsBy(Element::Octets(option)), 0)
            .preset(Preset::EmptyList)
            .class("_PIMv2HelloListField"),
    ],
);

pub static HELLO_HOLDTIME: Proto = Proto {
    parent: Some(&GENERIC_HELLO),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2HelloHoldtime",
        "PIMv2 Hello Options : Holdtime",
        &[
            u16("type").default(1),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("holdtime", Adjust::NONE)),
            u16("holdtime").default(105),
        ],
    )
};

pub static HELLO_LANPRUNE_DELAY_VALUE: Proto = Proto {
    parent: Some(&GENERIC_HELLO),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2HelloLANPruneDelayValue",
        "PIMv2 Hello Options : LAN Prune Delay Value",
        &[
            bits("t", 1),
            bits("propagation_delay", 15).default(500),
            u16("override_interval").default(2500),
        ],
    )
};

pub static HELLO_LANPRUNE_DELAY: Proto = Proto {
    parent: Some(&GENERIC_HELLO),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2HelloLANPruneDelay",
        "PIMv2 Hello Options : LAN Prune Delay",
        &[
            u16("type").default(2),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE)),
            packets("value", &HELLO_LANPRUNE_DELAY_VALUE)
                .length_from("length")
                .preset(Preset::ListOf(&HELLO_LANPRUNE_DELAY_VALUE)),
        ],
    )
};

pub static HELLO_DRPRIORITY: Proto = Proto {
    parent: Some(&GENERIC_HELLO),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2HelloDRPriority",
        "PIMv2 Hello Options : DR Priority",
        &[
            u16("type").default(19),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("dr_priority", Adjust::NONE)),
            u32("dr_priority").default(1),
        ],
    )
};

pub static HELLO_GENERATION_ID: Proto = Proto {
    parent: Some(&GENERIC_HELLO),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2HelloGenerationID",
        "PIMv2 Hello Options : Generation ID",
        &[
            u16("type").default(20),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("generation_id", Adjust::NONE)),
            u32("generation_id").preset(Preset::Dice("RandInt", &[])),
        ],
    )
};

pub static HELLO_STATE_REFRESH_VALUE: Proto = Proto {
    parent: Some(&GENERIC_HELLO),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2HelloStateRefreshValue",
        "PIMv2 Hello Options : State-Refresh Value",
        &[u8("version").default(1), u8("interval"), u16("reserved")],
    )
};

pub static HELLO_STATE_REFRESH: Proto = Proto {
    parent: Some(&GENERIC_HELLO),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2HelloStateRefresh",
        "PIMv2 Hello Options : State-Refresh",
        &[
            u16("type").default(21),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE)),
            packets("value", &HELLO_STATE_REFRESH_VALUE)
                .preset(Preset::ListOf(&HELLO_STATE_REFRESH_VALUE)),
        ],
    )
};

pub static HELLO_ADDR_LIST_VALUE: Proto = Proto {
    parent: Some(&GENERIC_HELLO),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2HelloAddrListValue",
        "PIMv2 Hello Options : Address List Value",
        &[
            u8("addr_family").default(1),
            u8("encoding_type"),
            ip6("prefix"),
        ],
    )
};

pub static HELLO_ADDR_LIST: Proto = Proto {
    parent: Some(&GENERIC_HELLO),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2HelloAddrList",
        "PIMv2 Hello Options : Address List",
        &[
            u16("type").default(24),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE)),
            packets("value", &HELLO_ADDR_LIST_VALUE).preset(Preset::ListOf(&HELLO_ADDR_LIST_VALUE)),
        ],
    )
};

pub static JOIN_PRUNE_ADDRS_BASE: Proto = Proto {
    parent: Some(&GENERIC),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2JoinPruneAddrsBase",
        "PIMv2JoinPruneAddrsBase",
        &[
            u8("addr_family").default(1),
            u8("encoding_type"),
            bits("rsrvd", 5),
            bits("sparse", 1),
            bits("wildcard", 1),
            bits("rpt", 1).default(1),
            u8("mask_len").default(32),
            choice(
                "src_ip",
                &Choice {
                    options: &[(Test::When(When::In("addr_family", &[2])), ip6("src_ip"))],
                    otherwise: ip4("src_ip"),
                },
            ),
        ],
    )
};

pub static JOIN_ADDRS: Proto = Proto {
    parent: Some(&JOIN_PRUNE_ADDRS_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2JoinAddrs",
        "PIMv2 Join: Source Address",
        &[
            u8("addr_family").default(1),
            u8("encoding_type"),
            bits("rsrvd", 5),
            bits("sparse", 1),
            bits("wildcard", 1),
            bits("rpt", 1).default(1),
            u8("mask_len").default(32),
            choice(
                "src_ip",
                &Choice {
                    options: &[(Test::When(When::In("addr_family", &[2])), ip6("src_ip"))],
                    otherwise: ip4("src_ip"),
                },
            ),
        ],
    )
};

pub static PRUNE_ADDRS: Proto = Proto {
    parent: Some(&JOIN_PRUNE_ADDRS_BASE),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2PruneAddrs",
        "PIMv2 Prune: Source Address",
        &[
            u8("addr_family").default(1),
            u8("encoding_type"),
            bits("rsrvd", 5),
            bits("sparse", 1),
            bits("wildcard", 1),
            bits("rpt", 1).default(1),
            u8("mask_len").default(32),
            choice(
                "src_ip",
                &Choice {
                    options: &[(Test::When(When::In("addr_family", &[2])), ip6("src_ip"))],
                    otherwise: ip4("src_ip"),
                },
            ),
        ],
    )
};

pub static GROUP_ADDRS: Proto = Proto {
    parent: Some(&GENERIC),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2GroupAddrs",
        "PIMv2 Join/Prune: Multicast Group Address",
        &[
            u8("addr_family").default(1),
            u8("encoding_type"),
            bits("bidirection", 1),
            bits("reserved", 6),
            bits("admin_scope_zone", 1),
            u8("mask_len").default(32),
            choice(
                "gaddr",
                &Choice {
                    options: &[(Test::When(When::In("addr_family", &[2])), ip6("gaddr"))],
                    otherwise: ip4("gaddr"),
                },
            ),
            bits("num_joins", 16)
                .preset(Preset::None)
                .auto(Auto::CountOf("join_ips", Adjust::NONE)),
            bits("num_prunes", 16)
                .preset(Preset::None)
                .auto(Auto::CountOf("prune_ips", Adjust::NONE)),
            packets("join_ips", &JOIN_ADDRS).count_from("num_joins"),
            packets("prune_ips", &PRUNE_ADDRS).count_from("num_prunes"),
        ],
    )
};

pub static JOIN_PRUNE: Proto = Proto {
    parent: Some(&GENERIC),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PIMv2JoinPrune",
        "PIMv2 Join/Prune Options",
        &[
            u8("up_addr_family").default(1),
            u8("up_encoding_type"),
            choice(
                "up_neighbor_ip",
                &Choice {
                    options: &[(
                        Test::When(When::In("up_addr_family", &[2])),
                        ip6("up_neighbor_ip"),
                    )],
                    otherwise: ip4("up_neighbor_ip"),
                },
            ),
            u8("reserved"),
            u8("num_group")
                .preset(Preset::None)
                .auto(Auto::CountOf("jp_ips", Adjust::NONE)),
            u16("holdtime").default(210),
            packets("jp_ips", &GROUP_ADDRS).count_from("num_group"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.pim",
    source: "RFC 7761, RFC 3973",
    protocols: &[
        &HDR,
        &HELLO,
        &HELLO_HOLDTIME,
        &HELLO_LANPRUNE_DELAY_VALUE,
        &HELLO_LANPRUNE_DELAY,
        &HELLO_DRPRIORITY,
        &HELLO_GENERATION_ID,
        &HELLO_STATE_REFRESH_VALUE,
        &HELLO_STATE_REFRESH,
        &HELLO_ADDR_LIST_VALUE,
        &HELLO_ADDR_LIST,
        &JOIN_PRUNE_ADDRS_BASE,
        &JOIN_ADDRS,
        &PRUNE_ADDRS,
        &GROUP_ADDRS,
        &JOIN_PRUNE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &HDR, when!(proto = 103)),
    bind(&IPV6, &HDR, when!(nh = 103)),
    bind(&HDR, &HELLO, when!(type = 0)),
    bind(&HDR, &JOIN_PRUNE, when!(type = 3)),
];

/// The option that the octets are, by the lower octet of its number.
fn option(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets.get(1)? {
        1 => &HELLO_HOLDTIME,
        2 => &HELLO_LANPRUNE_DELAY,
        19 => &HELLO_DRPRIORITY,
        20 => &HELLO_GENERATION_ID,
        21 => &HELLO_STATE_REFRESH,
        24 => &HELLO_ADDR_LIST,
        _ => return None,
    })
}

static TYPES: Names = Names::pairs(&[
    (0, "Hello"),
    (1, "Register"),
    (2, "Register-Stop"),
    (3, "Join/Prune"),
    (4, "Bootstrap"),
    (5, "Assert"),
    (6, "Graft"),
    (7, "Graft-Ack"),
    (8, "Candidate-RP-Advertisement"),
]);
