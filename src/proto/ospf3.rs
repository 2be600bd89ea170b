//! OSPF for IPv6. RFC 5340.

use super::binding::{Binding, bind};
use super::field::{
    Adjust, Auto, Cover, Element, Family as AddressFamily, Field, Kind, Length, Preset, When, bits,
    ip4, ip6, list, packets, u8, u16, u24, u32,
};
use super::ipv6::IPV6;
use super::names::{FlagNames, Names};
use super::ospf::{AGE, BASE_LSA, LENGTH, NEIGHBOR, SEQUENCE, SUM, TYPES, lsa};
use super::registry::Family;
use super::{PayloadLen, Proto, to};
use crate::when;

pub static HDR: Proto = Proto {
    destinations: &[to(&[], |_| "ff02::5".to_string())],
    ..Proto::new(
        "OSPFv3_Hdr",
        "OSPFv3 Header",
        &[
            u8("version").default(3),
            u8("type").names(&TYPES).default(1),
            u16("len").preset(Preset::None).auto(Auto::TotalLen),
            ip4("src").text("1.1.1.1"),
            ip4("area"),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::Pseudo6 { protocol: 89 })),
            u8("instance"),
            u8("reserved"),
        ],
    )
};

pub static HELLO: Proto = Proto {
    accepts: Some(|message, _| message.under().is_some()),
    ..Proto::new(
        "OSPFv3_Hello",
        "OSPFv3 Hello",
        &[
            u32("intid"),
            u8("prio").default(1),
            OPTIONS3,
            u16("hellointerval").default(10),
            u16("deadinterval").default(40),
            ip4("router"),
            ip4("backup"),
            list("neighbors", &NEIGHBOR).length(Length::FromFn(|p| {
                p.int_below("len").map_or(i64::MAX, |length| length - 36)
            })),
        ],
    )
};

pub static LSA_HDR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "OSPFv3_LSA_Hdr",
        "OSPFv3 LSA Header",
        &[
            AGE,
            u16("type").names(&ADVERTISEMENTS3).default(8193),
            ip4("id"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            u16("chksum").hex(),
            u16("len").default(36),
        ],
    )
};

pub static LINK: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "OSPFv3_Link",
        "OSPFv3 Link",
        &[
            u8("type").names(&LINKS3).default(1),
            u8("reserved"),
            u16("metric").default(10),
            u32("intid"),
            u32("neighintid"),
            ip4("neighbor").text("2.2.2.2"),
        ],
    )
};

pub static ROUTER_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPFv3_Router_LSA",
        "OSPFv3 Router LSA",
        &[
            AGE,
            u16("type").names(&ADVERTISEMENTS3).default(8193),
            ip4("id"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            bits("flags", 8).flags(&FlagNames::Words(&["B", "E", "V", "W"])),
            OPTIONS3,
            packets("linklist", &LINK).length(Length::From("len", -24)),
        ],
    )
};

pub static NETWORK_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPFv3_Network_LSA",
        "OSPFv3 Network LSA",
        &[
            AGE,
            u16("type").names(&ADVERTISEMENTS3).default(8194),
            ip4("id"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            u8("reserved"),
            OPTIONS3,
            list("routerlist", &ROUTER3).length(Length::From("len", -24)),
        ],
    )
};

pub static INTER_AREA_PREFIX_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPFv3_Inter_Area_Prefix_LSA",
        "OSPFv3 Inter Area Prefix LSA",
        &[
            AGE,
            u16("type").names(&ADVERTISEMENTS3).default(8195),
            ip4("id"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            u8("reserved"),
            u24("metric").hex().default(0xa),
            u8("prefixlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("prefix", Adjust::NONE)),
            PREFIX_OPTIONS,
            u16("reserved2"),
            Field::new("prefix", Kind::Prefix(AddressFamily::Ip6, 4), 0)
                .text("2001:db8:0:42::/64")
                .length_from("prefixlen"),
        ],
    )
};

pub static INTER_AREA_ROUTER_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPFv3_Inter_Area_Router_LSA",
        "OSPFv3 Inter Area Router LSA",
        &[
            AGE,
            u16("type").names(&ADVERTISEMENTS3).default(8196),
            ip4("id"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            u8("reserved"),
            OPTIONS3,
            u8("reserved2"),
            u24("metric").hex().default(0x1),
            ip4("router").text("2.2.2.2"),
        ],
    )
};

pub static AS_EXTERNAL_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPFv3_AS_External_LSA",
        "OSPFv3 AS External LSA",
        &[
            AGE,
            u16("type").names(&ADVERTISEMENTS3).default(16389),
            ip4("id"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            bits("flags", 8).flags(&FlagNames::Words(&["T", "F", "E"])),
            u24("metric").hex().default(0x14),
            u8("prefixlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("prefix", Adjust::NONE)),
            PREFIX_OPTIONS,
            u16("reflstype").names(&ADVERTISEMENTS3),
            Field::new("prefix", Kind::Prefix(AddressFamily::Ip6, 4), 0)
                .text("2001:db8:0:42::/64")
                .length_from("prefixlen"),
            ip6("fwaddr").when(When::Test(|lsa| {
                lsa.int("flags").is_some_and(|flags| flags & 2 != 0)
            })),
            u32("tag").when(When::Test(|lsa| {
                lsa.int("flags").is_some_and(|flags| flags & 1 != 0)
            })),
            ip4("reflsid")
                .default(0)
                .when(When::NotIn("reflstype", &[0])),
        ],
    )
};

pub static TYPE_7_LSA: Proto = Proto {
    parent: Some(&AS_EXTERNAL_LSA),
    ..lsa(
        "OSPFv3_Type_7_LSA",
        "OSPFv3 Type 7 LSA",
        &[
            AGE,
            u16("type").names(&ADVERTISEMENTS3).default(8199),
            ip4("id"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            bits("flags", 8).flags(&FlagNames::Words(&["T", "F", "E"])),
            u24("metric").hex().default(0x14),
            u8("prefixlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("prefix", Adjust::NONE)),
            PREFIX_OPTIONS,
            u16("reflstype").names(&ADVERTISEMENTS3),
            Field::new("prefix", Kind::Prefix(AddressFamily::Ip6, 4), 0)
                .text("2001:db8:0:42::/64")
                .length_from("prefixlen"),
            ip6("fwaddr").when(When::Test(|lsa| {
                lsa.int("flags").is_some_and(|flags| flags & 2 != 0)
            })),
            u32("tag").when(When::Test(|lsa| {
                lsa.int("flags").is_some_and(|flags| flags & 1 != 0)
            })),
            ip4("reflsid")
                .default(0)
                .when(When::NotIn("reflstype", &[0])),
        ],
    )
};

pub static PREFIX_ITEM: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "OSPFv3_Prefix_Item",
        "OSPFv3 Link Prefix Item",
        &[
            u8("prefixlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("prefix", Adjust::NONE)),
            PREFIX_OPTIONS,
            u16("metric").default(10),
            Field::new("prefix", Kind::Prefix(AddressFamily::Ip6, 4), 0)
                .text("2001:db8:0:42::/64")
                .length_from("prefixlen"),
        ],
    )
};

pub static LINK_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPFv3_Link_LSA",
        "OSPFv3 Link LSA",
        &[
            AGE,
            u16("type").names(&ADVERTISEMENTS3).default(8),
            ip4("id"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            u8("prio").default(1),
            OPTIONS3,
            ip6("lladdr").text("fe80::"),
            u32("prefixes")
                .preset(Preset::None)
                .auto(Auto::CountOf("prefixlist", Adjust::NONE)),
            packets("prefixlist", &PREFIX_ITEM).count_from("prefixes"),
        ],
    )
};

pub static INTRA_AREA_PREFIX_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPFv3_Intra_Area_Prefix_LSA",
        "OSPFv3 Intra Area Prefix LSA",
        &[
            AGE,
            u16("type").names(&ADVERTISEMENTS3).default(8201),
            ip4("id"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            u16("prefixes")
                .preset(Preset::None)
                .auto(Auto::CountOf("prefixlist", Adjust::NONE)),
            u16("reflstype").names(&ADVERTISEMENTS3),
            ip4("reflsid"),
            ip4("refadrouter"),
            packets("prefixlist", &PREFIX_ITEM).count_from("prefixes"),
        ],
    )
};

pub static DBDESC: Proto = Proto {
    accepts: Some(|message, _| message.under().is_some()),
    ..Proto::new(
        "OSPFv3_DBDesc",
        "OSPFv3 Database Description",
        &[
            u8("reserved"),
            OPTIONS3,
            u16("mtu").default(1500),
            u8("reserved2"),
            bits("dbdescr", 8).flags(&FlagNames::Words(&["MS", "M", "I", "R"])),
            u32("ddseq").default(1),
            packets("lsaheaders", &LSA_HDR).length(Length::FromFn(|p| {
                p.int_below("len").map_or(i64::MAX, |length| length - 28)
            })),
        ],
    )
};

pub static LSREQ_ITEM: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "OSPFv3_LSReq_Item",
        "OSPFv3 Link State Request (item)",
        &[
            u16("reserved"),
            u16("type").names(&ADVERTISEMENTS3).default(8193),
            ip4("id").text("1.1.1.1"),
            ip4("adrouter").text("1.1.1.1"),
        ],
    )
};

pub static LSREQ: Proto = Proto {
    accepts: Some(|message, _| message.under().is_some()),
    ..Proto::new(
        "OSPFv3_LSReq",
        "OSPFv3 Link State Request (container)",
        &[packets("requests", &LSREQ_ITEM).length(Length::FromFn(|p| {
            p.int_below("len").map_or(i64::MAX, |length| length - 16)
        }))],
    )
};

pub static LSUPD: Proto = Proto {
    accepts: Some(|message, _| message.under().is_some()),
    ..Proto::new(
        "OSPFv3_LSUpd",
        "OSPFv3 Link State Update",
        &[
            u32("lsacount")
                .preset(Preset::None)
                .auto(Auto::CountOf("lsalist", Adjust::NONE)),
            Field::new(
                "lsalist",
                Kind::PacketsBy(Element::Octets(advertisement3)),
                0,
            )
            .preset(Preset::EmptyList)
            .length(Length::FromFn(|p| {
                p.int_below("len").map_or(i64::MAX, |length| length - 16)
            })),
        ],
    )
};

pub static LSACK: Proto = Proto {
    accepts: Some(|message, _| message.under().is_some()),
    ..Proto::new(
        "OSPFv3_LSAck",
        "OSPFv3 Link State Acknowledgement",
        &[packets("lsaheaders", &LSA_HDR).length(Length::FromFn(|p| {
            p.int_below("len").map_or(i64::MAX, |length| length - 16)
        }))],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.ospf",
    source: "RFC 5340",
    protocols: &[
        &HDR,
        &HELLO,
        &LSA_HDR,
        &LINK,
        &ROUTER_LSA,
        &NETWORK_LSA,
        &INTER_AREA_PREFIX_LSA,
        &INTER_AREA_ROUTER_LSA,
        &AS_EXTERNAL_LSA,
        &TYPE_7_LSA,
        &PREFIX_ITEM,
        &LINK_LSA,
        &INTRA_AREA_PREFIX_LSA,
        &DBDESC,
        &LSREQ_ITEM,
        &LSREQ,
        &LSUPD,
        &LSACK,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IPV6, &HDR, when!(nh = 89)),
    bind(&HDR, &HELLO, when!(type = 1)),
    bind(&HDR, &DBDESC, when!(type = 2)),
    bind(&HDR, &LSREQ, when!(type = 3)),
    bind(&HDR, &LSUPD, when!(type = 4)),
    bind(&HDR, &LSACK, when!(type = 5)),
];

const OPTIONS3: Field = bits("options", 24)
    .flags(&FlagNames::Words(&[
        "V6", "E", "MC", "N", "R", "DC", "AF", "L", "I", "F",
    ]))
    .class("OSPFv3OptionsField");
const PREFIX_OPTIONS: Field = bits("prefixoptions", 8)
    .flags(&FlagNames::Words(&["NU", "LA", "MC", "P"]))
    .class("OSPFv3PrefixOptionsField");

/// The advertisement that the octets are; the third and fourth are its type.
fn advertisement3(octets: &[u8]) -> Option<&'static Proto> {
    let [_, _, high, low, _, _, ..] = octets else {
        return None;
    };
    Some(match u16::from_be_bytes([*high, *low]) {
        0x0008 => &LINK_LSA,
        0x2001 => &ROUTER_LSA,
        0x2002 => &NETWORK_LSA,
        0x2003 => &INTER_AREA_PREFIX_LSA,
        0x2004 => &INTER_AREA_ROUTER_LSA,
        0x2007 => &TYPE_7_LSA,
        0x2009 => &INTRA_AREA_PREFIX_LSA,
        0x4005 => &AS_EXTERNAL_LSA,
        _ => return None,
    })
}

static ROUTER3: Field = ip4("").text("0.0.0.1");

static ADVERTISEMENTS3: Names = Names::pairs(&[
    (8193, "router"),
    (8194, "network"),
    (8195, "interAreaPrefix"),
    (8196, "interAreaRouter"),
    (16389, "asExternal"),
    (8199, "type7"),
    (8, "link"),
    (8201, "intraAreaPrefix"),
]);

static LINKS3: Names = Names::pairs(&[(1, "p2p"), (2, "transit"), (3, "reserved"), (4, "virtual")]);
