//! IPv4 and its options. RFC 791, RFC 1108, RFC 1393, RFC 2113.

use super::binding::{Binding, bind, bind_up};
use super::data::IP_PROTOS;
use super::ether::{COOKED_LINUX, ETHER, LOOPBACK, SNAP};
use super::field::{
    Adjust, Auto, Cover, Field, Kind, Length, Preset, When, bits, computed, ip4, list, octets,
    packets, u8, u16, u32,
};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::{Answers, Around, Dispatch, Extent, Hash, PayloadLen, Proto};
use crate::when;
use crate::wire::measure;

pub static IP: Proto = Proto {
    summary: "[frag!]%IP.src% > %IP.dst% %IP.proto% frag:%ir,IP.frag%\n\
              %IP.src% > %IP.dst% %IP.proto%",
    align: 4,
    payload_len: PayloadLen::Rule(payload_len),
    measure: Some(measure_plain),
    answers: Answers::Rule("IP"),
    hash: Hash::Rule("IP"),
    ..Proto::new("IP", "IP", FIELDS)
        .section("RFC 791 section 3.1")
        .about(&[
            ("version", "4; receivers drop anything else"),
            ("ihl", "length of the header in words of 4 octets"),
            (
                "tos",
                "class of service, and congestion marks in the last two bits",
            ),
            ("len", "octets of the packet, header included"),
            ("id", "the same in all fragments of a packet"),
            ("flags", "DF forbids fragments, MF says that more follow"),
            ("frag", "place of this fragment, in units of 8 octets"),
            (
                "ttl",
                "routers left; the one that makes it 0 sends time-exceeded",
            ),
            ("proto", "what the packet carries"),
            ("chksum", "sum over this header; each router checks it"),
            (
                "src",
                "who the packet says it is from; nobody checks on the way",
            ),
            ("dst", "where routers take it"),
            ("options", "what routers or the receiver should do besides"),
        ])
};

/// The header that an ICMP error quotes.
pub static IP_ERROR: Proto = Proto {
    parent: Some(&IP),
    align: 4,
    payload_len: PayloadLen::Rule(payload_len),
    measure: Some(measure_plain),
    answers: Answers::Rule("IPerror"),
    hash: Hash::Rule("IP"),
    ..Proto::new("IPerror", "IP in ICMP", FIELDS).section("RFC 791 section 3.1")
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.inet",
    source: "RFC 791, RFC 1108, RFC 1393, RFC 2113",
    protocols: &[
        &OPTION_HEADER,
        &IP_OPTION,
        &END_OF_LIST,
        &NO_OPERATION,
        &SECURITY,
        &RECORD_ROUTE,
        &LOOSE_ROUTE,
        &STRICT_ROUTE,
        &STREAM_ID,
        &MTU_PROBE,
        &MTU_REPLY,
        &TRACEROUTE,
        &TIMESTAMP,
        &ADDRESS_EXTENSION,
        &ROUTER_ALERT,
        &SELECTIVE_BROADCAST,
        &IP,
        &IP_ERROR,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &IP, when!(type = 2048)),
    bind(&COOKED_LINUX, &IP, when!(proto = 2048)),
    bind(&SNAP, &IP, when!(code = 2048)),
    bind_up(&LOOPBACK, &IP, when!(type = 0)),
    bind(&LOOPBACK, &IP, when!(type = 2)),
    bind(&IP, &IP, when!(frag = 0, proto = 4)),
];

const FIELDS: &[Field] = &[
    bits("version", 4).default(4),
    bits("ihl", 4).preset(Preset::None).auto(Auto::HeaderLen(4)),
    u8("tos").hex(),
    u16("len").preset(Preset::None).auto(Auto::TotalLen),
    u16("id").default(1),
    bits("flags", 3).flags(&FLAGS),
    bits("frag", 13),
    u8("ttl").default(64),
    u8("proto").names(&IP_PROTOS),
    u16("chksum")
        .hex()
        .preset(Preset::None)
        .auto(Auto::Sum(Cover::Header)),
    Field::new("src", Kind::Ip4, 32)
        .auto(Auto::SourceAddress)
        .emphasised(),
    Field::new("dst", Kind::Ip4, 32)
        .auto(Auto::DestinationAddress("127.0.0.1"))
        .emphasised(),
    packets("options", &IP_OPTION).length(Length::FromFn(|ip| ip.int("ihl").unwrap_or(5) * 4 - 20)),
];

static FLAGS: FlagNames = FlagNames::Words(&["MF", "DF", "evil"]);

/// A header with options is read one option after the other.
fn measure_plain(octets: &[u8]) -> Option<usize> {
    measure::ipv4(octets).filter(|length| *length == 20)
}

fn payload_len(ip: &dyn Around, _rest: &[u8]) -> Extent {
    let (Some(total), Some(words)) = (ip.int("len"), ip.int("ihl")) else {
        return Extent::All;
    };
    match total - words * 4 {
        length @ 0.. => Extent::First(length),
        _ => Extent::All,
    }
}

/// Whether an option names routers, the last of which is the real destination.
pub fn is_source_route(proto: &Proto) -> bool {
    proto.is_kind_of(&LOOSE_ROUTE) || proto.is_kind_of(&STRICT_ROUTE)
}

// --- options ---------------------------------------------------------------------------------

/// What all options begin with; classes of scripts name it in their `fields_desc`.
static OPTION_HEADER: Proto = Proto::new("_IPOption_HDR", "_IPOption_HDR", &[COPY, CLASS, NUMBER]);

pub static IP_OPTION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    told_by: Some("option"),
    dispatch: Some(|octets| match octets.first() {
        Some(first) => option(first & 0x1f).map_or(Dispatch::This, Dispatch::Other),
        None => Dispatch::This,
    }),
    ..Proto::new(
        "IPOption",
        "IP Option",
        &[
            COPY,
            CLASS,
            NUMBER,
            computed(u8("length"), Auto::LenOf("value", Adjust::plus(2))),
            octets("value").length(Length::From("length", -2)),
        ],
    )
};

fn option(number: u8) -> Option<&'static Proto> {
    Some(match number {
        0 => &END_OF_LIST,
        1 => &NO_OPERATION,
        2 => &SECURITY,
        3 => &LOOSE_ROUTE,
        4 => &TIMESTAMP,
        7 => &RECORD_ROUTE,
        8 => &STREAM_ID,
        9 => &STRICT_ROUTE,
        11 => &MTU_PROBE,
        12 => &MTU_REPLY,
        18 => &TRACEROUTE,
        19 => &ADDRESS_EXTENSION,
        20 => &ROUTER_ALERT,
        21 => &SELECTIVE_BROADCAST,
        _ => return None,
    })
}

const COPY: Field = bits("copy_flag", 1);
const CLASS: Field = bits("optclass", 2).names(&CLASSES);
const NUMBER: Field = bits("option", 5).names(&OPTIONS);

const fn variant(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&IP_OPTION),
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, fields)
    }
}

pub static END_OF_LIST: Proto = variant(
    "IPOption_EOL",
    "IP Option End of Options List",
    &[COPY, CLASS, NUMBER],
);

pub static NO_OPERATION: Proto = variant(
    "IPOption_NOP",
    "IP Option No Operation",
    &[COPY, CLASS, NUMBER.default(1)],
);

pub static SECURITY: Proto = variant(
    "IPOption_Security",
    "IP Option Security",
    &[
        COPY.default(1),
        CLASS,
        NUMBER.default(2),
        u8("length").default(11),
        u16("security"),
        u16("compartment"),
        u16("handling_restrictions"),
        octets("transmission_control_code")
            .preset(Preset::Octets(b"xxx"))
            .length(Length::Octets(3)),
    ],
);

const ROUTE_LENGTH: Field = computed(u8("length"), Auto::LenOf("routers", Adjust::plus(3)));
const POINTER: Field = u8("pointer").default(4);
const ROUTERS: Field = list("routers", &ADDRESS).length(Length::From("length", -3));
static ADDRESS: Field = ip4("");

pub static RECORD_ROUTE: Proto = variant(
    "IPOption_RR",
    "IP Option Record Route",
    &[
        COPY,
        CLASS,
        NUMBER.default(7),
        ROUTE_LENGTH,
        POINTER,
        ROUTERS,
    ],
);

pub static LOOSE_ROUTE: Proto = Proto {
    parent: Some(&RECORD_ROUTE),
    ..variant(
        "IPOption_LSRR",
        "IP Option Loose Source and Record Route",
        &[
            COPY.default(1),
            CLASS,
            NUMBER.default(3),
            ROUTE_LENGTH,
            POINTER,
            ROUTERS,
        ],
    )
};

pub static STRICT_ROUTE: Proto = Proto {
    parent: Some(&RECORD_ROUTE),
    ..variant(
        "IPOption_SSRR",
        "IP Option Strict Source and Record Route",
        &[
            COPY.default(1),
            CLASS,
            NUMBER.default(9),
            ROUTE_LENGTH,
            POINTER,
            ROUTERS,
        ],
    )
};

pub static STREAM_ID: Proto = variant(
    "IPOption_Stream_Id",
    "IP Option Stream ID",
    &[
        COPY.default(1),
        CLASS,
        NUMBER.default(8),
        u8("length").default(4),
        u16("security"),
    ],
);

pub static MTU_PROBE: Proto = variant(
    "IPOption_MTU_Probe",
    "IP Option MTU Probe",
    &[
        COPY,
        CLASS,
        NUMBER.default(11),
        u8("length").default(4),
        u16("mtu"),
    ],
);

pub static MTU_REPLY: Proto = Proto {
    parent: Some(&MTU_PROBE),
    ..variant(
        "IPOption_MTU_Reply",
        "IP Option MTU Reply",
        &[
            COPY,
            CLASS,
            NUMBER.default(12),
            u8("length").default(4),
            u16("mtu"),
        ],
    )
};

pub static TRACEROUTE: Proto = variant(
    "IPOption_Traceroute",
    "IP Option Traceroute",
    &[
        COPY,
        CLASS,
        NUMBER.default(18),
        u8("length").default(12),
        u16("id"),
        u16("outbound_hops"),
        u16("return_hops"),
        ip4("originator_ip"),
    ],
);

pub static TIMESTAMP: Proto = variant(
    "IPOption_Timestamp",
    "IP Option Timestamp",
    &[
        COPY,
        CLASS.default(2),
        NUMBER.default(4),
        u8("length").preset(Preset::None).auto(Auto::HeaderLen(1)),
        u8("pointer").default(9),
        bits("oflw", 4),
        bits("flg", 4).default(1).names(&TIMESTAMP_FLAGS),
        ip4("internet_address").when(When::NotIn("flg", &[0])),
        u32("timestamp"),
    ],
);

pub static ADDRESS_EXTENSION: Proto = variant(
    "IPOption_Address_Extension",
    "IP Option Address Extension",
    &[
        COPY.default(1),
        CLASS,
        NUMBER.default(19),
        u8("length").default(10),
        ip4("src_ext"),
        ip4("dst_ext"),
    ],
);

pub static ROUTER_ALERT: Proto = variant(
    "IPOption_Router_Alert",
    "IP Option Router Alert",
    &[
        COPY.default(1),
        CLASS,
        NUMBER.default(20),
        u8("length").default(4),
        u16("alert").names(&ALERTS),
    ],
);

pub static SELECTIVE_BROADCAST: Proto = variant(
    "IPOption_SDBM",
    "IP Option Selective Directed Broadcast Mode",
    &[
        COPY.default(1),
        CLASS,
        NUMBER.default(21),
        computed(u8("length"), Auto::LenOf("addresses", Adjust::plus(2))),
        list("addresses", &ADDRESS).length(Length::From("length", -2)),
    ],
);

static CLASSES: Names = Names::pairs(&[(0, "control"), (2, "debug")]);
static ALERTS: Names = Names::pairs(&[(0, "router_shall_examine_packet")]);
static TIMESTAMP_FLAGS: Names = Names::pairs(&[
    (0, "timestamp_only"),
    (1, "timestamp_and_ip_addr"),
    (3, "prespecified_ip_addr"),
]);

static OPTIONS: Names = Names::pairs(&[
    (0, "end_of_list"),
    (1, "nop"),
    (2, "security"),
    (3, "loose_source_route"),
    (4, "timestamp"),
    (5, "extended_security"),
    (6, "commercial_security"),
    (7, "record_route"),
    (8, "stream_id"),
    (9, "strict_source_route"),
    (10, "experimental_measurement"),
    (11, "mtu_probe"),
    (12, "mtu_reply"),
    (13, "flow_control"),
    (14, "access_control"),
    (15, "encode"),
    (16, "imi_traffic_descriptor"),
    (17, "extended_IP"),
    (18, "traceroute"),
    (19, "address_extension"),
    (20, "router_alert"),
    (21, "selective_directed_broadcast_mode"),
    (23, "dynamic_packet_state"),
    (24, "upstream_multicast_packet"),
    (25, "quick_start"),
    (30, "rfc4727_experiment"),
]);
