//! What PDUs of IS-IS hold: TLVs and what they list. ISO/IEC 10589; RFC 1195, RFC 5305, RFC 5308,
//! RFC 8667.

use std::fmt::Write;

use crate::proto::clns::PROTOCOLS;
use crate::proto::data::isis_names::{
    ADJACENCY_STATES, ALGORITHMS, AUTHENTICATIONS, CAPABILITIES, NEIGHBOUR_PARTS, PREFIX_PARTS,
    TLVS_OF_PDUS,
};
use crate::proto::field::{
    Adjust, Auto, Datum, Element, Family as Addresses, Field, Kind, Length, Preset, Recoding,
    Rendering, Ruling, When, bits, ip4, ip6, list, mac, octets, packets, recoded, u8, u16, u24,
    u32, u64,
};
use crate::proto::names::FlagNames;
use crate::proto::refusal::Refusal;
use crate::proto::{Around, Guess, PayloadLen, Proto};

const fn tlv_of(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&ISIS_GENERIC_TLV),
        guess: Some(|_, _| Guess::Padding),
        ..Proto::new(name, title, fields)
    }
}

const fn sub_tlv(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&ISIS_GENERIC_SUB_TLV),
        ..tlv_of(name, title, fields)
    }
}

/// One of those that a TLV lists.
const fn entry(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, fields)
    }
}

const fn kind(number: i64) -> Field {
    u8("type").names(&TLVS_OF_PDUS).default(number)
}

/// The octets of another field, plus.
const fn length_of(field: &'static str, plus: i64) -> Field {
    u8("len")
        .preset(Preset::None)
        .auto(Auto::LenOf(field, Adjust::plus(plus)))
}

pub(super) const fn system(name: &'static str, preset: &'static str) -> Field {
    Field::new(name, Kind::Rendered(&SYSTEM_ID), 48)
        .text(preset)
        .class("ISIS_SystemIdField")
}

pub(super) const fn node(name: &'static str, preset: &'static str) -> Field {
    Field::new(name, Kind::Rendered(&NODE_ID), 56)
        .text(preset)
        .class("ISIS_NodeIdField")
}

pub(super) const fn lsp(name: &'static str, preset: &'static str) -> Field {
    Field::new(name, Kind::Rendered(&LSP_ID), 64)
        .text(preset)
        .class("ISIS_LspIdField")
}

pub static ISIS_GENERIC_TLV_BASE: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "_ISIS_GenericTlv_Base",
        "_ISIS_GenericTlv_Base",
        &[
            u8("type"),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("val", Adjust::NONE)),
            octets("val").length_from("len").class("BoundStrLenField"),
        ],
    )
};

pub static ISIS_GENERIC_TLV: Proto = Proto {
    parent: Some(&ISIS_GENERIC_TLV_BASE),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "ISIS_GenericTlv",
        "ISIS Generic TLV",
        ISIS_GENERIC_TLV_BASE.fields,
    )
};

pub static ISIS_GENERIC_SUB_TLV: Proto = Proto {
    parent: Some(&ISIS_GENERIC_TLV_BASE),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "ISIS_GenericSubTlv",
        "ISIS Generic Sub-TLV",
        ISIS_GENERIC_TLV_BASE.fields,
    )
};

pub static ISIS_IPV4_INTERFACE_ADDRESS_SUB_TLV: Proto = sub_tlv(
    "ISIS_IPv4InterfaceAddressSubTlv",
    "ISIS IPv4 Interface Address (S)",
    &[
        u8("type").names(&NEIGHBOUR_PARTS).default(6),
        length_of("address", 0),
        ip4("address"),
    ],
);

pub static ISIS_IPV4_NEIGHBOR_ADDRESS_SUB_TLV: Proto = sub_tlv(
    "ISIS_IPv4NeighborAddressSubTlv",
    "ISIS IPv4 Neighbor Address (S)",
    &[
        u8("type").names(&NEIGHBOUR_PARTS).default(8),
        length_of("address", 0),
        ip4("address"),
    ],
);

pub static ISIS_LINK_LOCAL_REMOTE_IDENTIFIERS_SUB_TLV: Proto = Proto {
    example: r#"ISIS_LinkLocalRemoteIdentifiersSubTlv(localid=1, remoteid=2)"#,
    ..sub_tlv(
        "ISIS_LinkLocalRemoteIdentifiersSubTlv",
        "ISIS Link Local/Remote Identifiers (S)",
        &[
            u8("type").names(&NEIGHBOUR_PARTS).default(4),
            u8("len").class("FieldLenField").default(8),
            u32("localid").text("0"),
            u32("remoteid").text("0"),
        ],
    )
};

pub static ISIS_IPV6_INTERFACE_ADDRESS_SUB_TLV: Proto = sub_tlv(
    "ISIS_IPv6InterfaceAddressSubTlv",
    "ISIS IPv6 Interface Address (S)",
    &[
        u8("type").names(&NEIGHBOUR_PARTS).default(12),
        length_of("address", 0),
        ip6("address"),
    ],
);

pub static ISIS_IPV6_NEIGHBOR_ADDRESS_SUB_TLV: Proto = sub_tlv(
    "ISIS_IPv6NeighborAddressSubTlv",
    "ISIS IPv6 Neighbor Address (S)",
    &[
        u8("type").names(&NEIGHBOUR_PARTS).default(13),
        length_of("address", 0),
        ip6("address"),
    ],
);

pub static ISIS_ADMINISTRATIVE_GROUP_SUB_TLV: Proto = sub_tlv(
    "ISIS_AdministrativeGroupSubTlv",
    "Administrative Group SubTLV (Color)",
    &[
        u8("code").names(&NEIGHBOUR_PARTS).default(3),
        length_of("admingroup", 0),
        ip4("admingroup").text("0.0.0.1"),
    ],
);

pub static ISIS_MAXIMUM_LINK_BANDWIDTH_SUB_TLV: Proto = sub_tlv(
    "ISIS_MaximumLinkBandwidthSubTlv",
    "Maximum Link Bandwidth SubTLV",
    &[
        u8("type").names(&NEIGHBOUR_PARTS).default(9),
        length_of("maxbw", 0),
        Field::new("maxbw", Kind::Float, 32).preset(Preset::Int(1000)),
    ],
);

pub static ISIS_MAXIMUM_RESERVABLE_LINK_BANDWIDTH_SUB_TLV: Proto = sub_tlv(
    "ISIS_MaximumReservableLinkBandwidthSubTlv",
    "Maximum Reservable Link Bandwidth SubTLV",
    &[
        u8("type").names(&NEIGHBOUR_PARTS).default(10),
        length_of("maxrsvbw", 0),
        Field::new("maxrsvbw", Kind::Float, 32).preset(Preset::Int(1000)),
    ],
);

pub static ISIS_UNRESERVED_BANDWIDTH_SUB_TLV: Proto = sub_tlv(
    "ISIS_UnreservedBandwidthSubTlv",
    "Unreserved Bandwidth SubTLV",
    &[
        u8("type").names(&NEIGHBOUR_PARTS).default(11),
        length_of("unrsvbw", 0),
        list("unrsvbw", &BANDWIDTH)
            .length(Length::CountFn(|p| (p.int("len").unwrap_or(0) + 3) / 4))
            .preset(Preset::Ints(&[
                1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000,
            ])),
    ],
);

pub static ISIS_TE_DEFAULT_METRIC_SUB_TLV: Proto = sub_tlv(
    "ISIS_TEDefaultMetricSubTlv",
    "TE Default Metric SubTLV",
    &[
        u8("type").names(&NEIGHBOUR_PARTS).default(18),
        length_of("temetric", 0),
        u24("temetric").default(1000),
    ],
);

pub static ISIS_32BIT_ADMINISTRATIVE_TAG_SUB_TLV: Proto = sub_tlv(
    "ISIS_32bitAdministrativeTagSubTlv",
    "ISIS 32-bit Administrative Tag (S)",
    &[
        u8("type").names(&PREFIX_PARTS).default(1),
        length_of("tags", 0),
        list("tags", &TAG_32).length(Length::CountFn(|p| p.int("len").unwrap_or(0) / 4)),
    ],
);

pub static ISIS_64BIT_ADMINISTRATIVE_TAG_SUB_TLV: Proto = sub_tlv(
    "ISIS_64bitAdministrativeTagSubTlv",
    "ISIS 64-bit Administrative Tag (S)",
    &[
        u8("type").names(&PREFIX_PARTS).default(2),
        length_of("tags", 0),
        list("tags", &TAG_64).length(Length::CountFn(|p| p.int("len").unwrap_or(0) / 8)),
    ],
);

pub static ISIS_PREFIX_SEGMENT_IDENTIFIER_SUB_TLV: Proto = sub_tlv(
    "ISIS_PrefixSegmentIdentifierSubTlv",
    "ISIS Prefix SID sub TLV",
    &[
        u8("type").names(&PREFIX_PARTS).default(3),
        u8("len").default(5),
        bits("flags", 8).flags(&FlagNames::Words(&[
            "res1", "res2", "L", "V", "E", "P", "N", "R",
        ])),
        u8("algorithm"),
        u24("sid").when(When::In("len", &[5])),
        u32("idx").when(When::In("len", &[6])),
    ],
);

pub static ISIS_SID_LABEL_SUB_TLV: Proto = sub_tlv(
    "ISIS_SIDLabelSubTLV",
    "ISIS SID Label sub TLV",
    &[
        u8("type").names(&CAPABILITIES).default(1),
        u8("len").default(3),
        u24("sid").when(When::In("len", &[3])),
        u32("idx").when(When::In("len", &[4])),
    ],
);

pub static ISIS_SRGB_DESCRIPTOR_ENTRY: Proto = entry(
    "ISIS_SRGBDescriptorEntry",
    "ISIS SRGB Descriptor",
    &[
        u24("range"),
        Field::new("sid_label", Kind::Packet(&ISIS_SID_LABEL_SUB_TLV), 0),
    ],
);

pub static ISIS_SR_CAPABILITIES_SUB_TLV: Proto = sub_tlv(
    "ISIS_SRCapabilitiesSubTLV",
    "ISIS SR Capabilities TLV",
    &[
        u8("type").names(&CAPABILITIES).default(2),
        length_of("srgb_ranges", 1),
        bits("flags", 8).flags(&FlagNames::Words(&[
            "res1", "res2", "res3", "res4", "res5", "res6", "V", "I",
        ])),
        packets("srgb_ranges", &ISIS_SRGB_DESCRIPTOR_ENTRY).length(Length::From("len", -1)),
    ],
);

pub static ISIS_SR_ALGORITHM_SUB_TLV: Proto = sub_tlv(
    "ISIS_SRAlgorithmSubTLV",
    "ISIS SR Algorithm sub TLV",
    &[
        u8("type").names(&ALGORITHMS).default(19),
        length_of("algorithms", 0),
        list("algorithms", &ALGORITHM)
            .length(Length::Count("len"))
            .preset(Preset::Ints(&[0])),
    ],
);

pub static ISIS_AREA_ENTRY: Proto = entry(
    "ISIS_AreaEntry",
    "ISIS Area Entry",
    &[
        u8("arealen")
            .preset(Preset::None)
            .auto(Auto::LenOf("areaid", Adjust::NONE)),
        Field::new("areaid", Kind::Ruled(&AREA_ID), 0)
            .preset(Preset::Str("49"))
            .class("ISIS_AreaIdField"),
    ],
);

pub static ISIS_AREA_TLV: Proto = tlv_of(
    "ISIS_AreaTlv",
    "ISIS Area TLV",
    &[
        kind(1),
        length_of("areas", 0),
        packets("areas", &ISIS_AREA_ENTRY).length_from("len"),
    ],
);

pub static ISIS_AUTHENTICATION_TLV: Proto = tlv_of(
    "ISIS_AuthenticationTlv",
    "ISIS Authentication TLV",
    &[
        kind(10),
        length_of("password", 1),
        u8("authtype").names(&AUTHENTICATIONS).default(1),
        octets("password")
            .length(Length::From("len", -1))
            .class("BoundStrLenField"),
    ],
);

pub static ISIS_BUFFER_SIZE_TLV: Proto = tlv_of(
    "ISIS_BufferSizeTlv",
    "ISIS Buffer Size TLV",
    &[
        kind(14),
        u8("len").default(2),
        u16("lspbuffersize").default(1497),
    ],
);

pub static ISIS_CHECKSUM_TLV: Proto = tlv_of(
    "ISIS_ChecksumTlv",
    "ISIS Optional Checksum TLV",
    &[
        kind(12),
        u8("len").default(2),
        u16("checksum").hex().preset(Preset::None),
    ],
);

pub static ISIS_DYNAMIC_HOSTNAME_TLV: Proto = tlv_of(
    "ISIS_DynamicHostnameTlv",
    "ISIS Dynamic Hostname TLV",
    &[
        kind(137),
        length_of("hostname", 0),
        octets("hostname")
            .length_from("len")
            .class("BoundStrLenField"),
    ],
);

pub static ISIS_EXTENDED_IP_PREFIX: Proto = entry(
    "ISIS_ExtendedIpPrefix",
    "ISIS Extended IP Prefix",
    &[
        u32("metric").default(1),
        bits("updown", 1),
        bits("subtlvindicator", 1),
        bits("pfxlen", 6)
            .preset(Preset::None)
            .auto(Auto::LenOf("pfx", Adjust::NONE)),
        Field::new("pfx", Kind::Prefix(Addresses::Ip4, 1), 0)
            .text("0.0.0.0/1")
            .length_from("pfxlen"),
        u8("subtlvslen")
            .preset(Preset::None)
            .auto(Auto::LenOf("subtlvs", Adjust::NONE))
            .when(When::In("subtlvindicator", &[1])),
        Field::new("subtlvs", Kind::PacketsBy(Element::Octets(prefix_part)), 0)
            .length_from("subtlvslen")
            .preset(Preset::EmptyList)
            .when(When::In("subtlvindicator", &[1])),
    ],
);

pub static ISIS_TE_ROUTER_ID_TLV: Proto = tlv_of(
    "ISIS_TERouterIDTlv",
    "ISIS TE Router ID TLV",
    &[kind(134), length_of("routerid", 0), ip4("routerid")],
);

pub static ISIS_EXTENDED_IP_REACHABILITY_TLV: Proto = tlv_of(
    "ISIS_ExtendedIpReachabilityTlv",
    "ISIS Extended IP Reachability TLV",
    &[
        kind(135),
        length_of("pfxs", 0),
        packets("pfxs", &ISIS_EXTENDED_IP_PREFIX).length_from("len"),
    ],
);

pub static ISIS_EXTENDED_IS_NEIGHBOUR_ENTRY: Proto = entry(
    "ISIS_ExtendedIsNeighbourEntry",
    "ISIS Extended IS Neighbour Entry",
    &[
        node("neighbourid", "0102.0304.0506.07"),
        u24("metric").default(1),
        u8("subtlvslen")
            .preset(Preset::None)
            .auto(Auto::LenOf("subtlvs", Adjust::NONE)),
        Field::new(
            "subtlvs",
            Kind::PacketsBy(Element::Octets(neighbour_part)),
            0,
        )
        .length_from("subtlvslen")
        .preset(Preset::EmptyList),
    ],
);

pub static ISIS_EXTENDED_IS_REACHABILITY_TLV: Proto = tlv_of(
    "ISIS_ExtendedIsReachabilityTlv",
    "ISIS Extended IS Reachability TLV",
    &[
        kind(22),
        length_of("neighbours", 0),
        packets("neighbours", &ISIS_EXTENDED_IS_NEIGHBOUR_ENTRY).length_from("len"),
    ],
);

pub static ISIS_IP_INTERFACE_ADDRESS_TLV: Proto = tlv_of(
    "ISIS_IpInterfaceAddressTlv",
    "ISIS IP Interface Address TLV",
    &[
        kind(132),
        length_of("addresses", 0),
        list("addresses", &ADDRESS).length(Length::CountFn(|p| p.int("len").unwrap_or(0) / 4)),
    ],
);

pub static ISIS_IPV6_INTERFACE_ADDRESS_TLV: Proto = tlv_of(
    "ISIS_Ipv6InterfaceAddressTlv",
    "ISIS IPv6 Interface Address TLV",
    &[
        kind(232),
        length_of("addresses", 0),
        Field::new("addresses", Kind::Ip6List, 0)
            .preset(Preset::EmptyList)
            .length(Length::CountFn(|p| p.int("len").unwrap_or(0) / 16)),
    ],
);

pub static ISIS_IPV6_PREFIX: Proto = entry(
    "ISIS_Ipv6Prefix",
    "ISIS IPv6 Prefix",
    &[
        u32("metric").default(1),
        bits("updown", 1),
        bits("external", 1),
        bits("subtlvindicator", 1),
        bits("reserved", 5),
        u8("pfxlen")
            .preset(Preset::None)
            .auto(Auto::LenOf("pfx", Adjust::NONE)),
        Field::new("pfx", Kind::Prefix(Addresses::Ip6, 1), 0)
            .text("::/1")
            .length_from("pfxlen"),
        u8("subtlvslen")
            .preset(Preset::None)
            .auto(Auto::LenOf("subtlvs", Adjust::NONE))
            .when(When::In("subtlvindicator", &[1])),
        Field::new("subtlvs", Kind::PacketsBy(Element::Octets(prefix_part)), 0)
            .length_from("subtlvslen")
            .preset(Preset::EmptyList)
            .when(When::In("subtlvindicator", &[1])),
    ],
);

pub static ISIS_IPV6_REACHABILITY_TLV: Proto = tlv_of(
    "ISIS_Ipv6ReachabilityTlv",
    "ISIS IPv6 Reachability TLV",
    &[
        kind(236),
        length_of("pfxs", 0),
        packets("pfxs", &ISIS_IPV6_PREFIX).length_from("len"),
    ],
);

pub static ISIS_IS_NEIGHBOUR_TLV: Proto = tlv_of(
    "ISIS_IsNeighbourTlv",
    "ISIS IS Neighbour TLV",
    &[
        kind(6),
        length_of("neighbours", 0),
        list("neighbours", &NEIGHBOUR).length(Length::CountFn(|p| p.int("len").unwrap_or(0) / 6)),
    ],
);

pub static ISIS_LSP_ENTRY: Proto = entry(
    "ISIS_LspEntry",
    "ISIS LSP Entry",
    &[
        u16("lifetime").default(1200),
        lsp("lspid", "0102.0304.0506.07-08"),
        u32("seqnum").hex().default(1),
        u16("checksum").hex().preset(Preset::None),
    ],
);

pub static ISIS_LSP_ENTRY_TLV: Proto = tlv_of(
    "ISIS_LspEntryTlv",
    "ISIS LSP Entry TLV",
    &[
        kind(9),
        length_of("entries", 0),
        packets("entries", &ISIS_LSP_ENTRY)
            .length(Length::CountFn(|p| p.int("len").unwrap_or(0) / 16)),
    ],
);

pub static ISIS_P2P_ADJACENCY_STATE_TLV: Proto = Proto {
    example: r#"ISIS_P2PAdjacencyStateTlv(len=1)"#,
    check: Some(unsaid_length),
    ..tlv_of(
        "ISIS_P2PAdjacencyStateTlv",
        "ISIS P2P Adjacency State TLV",
        &[
            kind(240),
            recoded(&Recoding {
                field: u8("len")
                    .preset(Preset::None)
                    .class("_AdjacencyStateTlvLenField"),
                read: |_, octets| Some(octets.to_vec()),
                write: |tlv, _| Some(vec![adjacency_len(tlv)]),
            }),
            u8("state").names(&ADJACENCY_STATES).default(2),
            u32("extlocalcircuitid")
                .preset(Preset::None)
                .when(When::Test(|p| p.int("len").is_some_and(|v| v >= 5))),
            Field::new("neighboursystemid", Kind::Rendered(&SYSTEM_ID), 48)
                .class("ISIS_SystemIdField")
                .when(When::Test(|p| p.int("len").is_some_and(|v| v >= 11))),
            u32("neighbourextlocalcircuitid")
                .preset(Preset::None)
                .when(When::In("len", &[15])),
        ],
    )
};

pub static ISIS_PADDING_TLV: Proto = tlv_of(
    "ISIS_PaddingTlv",
    "ISIS Padding TLV",
    &[
        kind(8),
        length_of("padding", 0),
        octets("padding")
            .length_from("len")
            .class("BoundStrLenField"),
    ],
);

pub static ISIS_PROTOCOLS_SUPPORTED_TLV: Proto = tlv_of(
    "ISIS_ProtocolsSupportedTlv",
    "ISIS Protocols Supported TLV",
    &[
        kind(129),
        u8("len")
            .preset(Preset::None)
            .auto(Auto::CountOf("nlpids", Adjust::NONE)),
        list("nlpids", &PROTOCOL).length(Length::Count("len")),
    ],
);

pub static ISIS_ROUTER_CAPABILITY_TLV: Proto = tlv_of(
    "ISIS_RouterCapabilityTlv",
    "ISIS Router Capability TLV",
    &[
        kind(242),
        length_of("subtlvs", 5),
        ip4("routerid"),
        bits("flags", 8).flags(&FlagNames::Words(&[
            "S", "D", "res1", "res2", "res3", "res4", "res5", "res6",
        ])),
        Field::new("subtlvs", Kind::PacketsBy(Element::Octets(router_part)), 0)
            .length(Length::From("len", -5))
            .preset(Preset::EmptyList),
    ],
);

pub static ISIS_IP_REACHABILITY_ENTRY: Proto = entry(
    "ISIS_IpReachabilityEntry",
    "ISIS IP Reachability",
    &[
        u8("defmetric").default(1),
        u8("delmetric").default(128),
        u8("expmetric").default(128),
        u8("errmetric").default(128),
        ip4("ipaddress"),
        ip4("subnetmask").text("255.255.255.255"),
    ],
);

pub static ISIS_INTERNAL_IP_REACHABILITY_TLV: Proto = tlv_of(
    "ISIS_InternalIpReachabilityTlv",
    "ISIS Internal IP Reachability TLV",
    &[
        kind(128),
        length_of("entries", 0),
        packets("entries", &ISIS_IP_REACHABILITY_ENTRY)
            .length(Length::CountFn(|p| p.int("len").unwrap_or(0) / 12)),
    ],
);

pub static ISIS_EXTERNAL_IP_REACHABILITY_TLV: Proto = tlv_of(
    "ISIS_ExternalIpReachabilityTlv",
    "ISIS External IP Reachability TLV",
    &[
        kind(130),
        length_of("entries", 0),
        packets("entries", &ISIS_IP_REACHABILITY_ENTRY)
            .length(Length::CountFn(|p| p.int("len").unwrap_or(0) / 12)),
    ],
);

pub static ISIS_IS_REACHABILITY_ENTRY: Proto = entry(
    "ISIS_IsReachabilityEntry",
    "ISIS IS Reachability",
    &[
        u8("defmetric").default(1),
        u8("delmetric").default(128),
        u8("expmetric").default(128),
        u8("errmetric").default(128),
        node("neighbourid", "0102.0304.0506.07"),
    ],
);

pub static ISIS_IS_REACHABILITY_TLV: Proto = tlv_of(
    "ISIS_IsReachabilityTlv",
    "ISIS IS Reachability TLV",
    &[
        kind(2),
        length_of("neighbours", 1),
        u8("virtual"),
        packets("neighbours", &ISIS_IS_REACHABILITY_ENTRY)
            .length(Length::CountFn(|p| (p.int("len").unwrap_or(0) - 1) / 11)),
    ],
);

/// The TLV of this type.
pub(super) fn tlv(octets: &[u8]) -> Option<&'static Proto> {
    let [number, _, ..] = octets else {
        return None;
    };
    Some(match number {
        1 => &ISIS_AREA_TLV,
        2 => &ISIS_IS_REACHABILITY_TLV,
        6 => &ISIS_IS_NEIGHBOUR_TLV,
        8 => &ISIS_PADDING_TLV,
        9 => &ISIS_LSP_ENTRY_TLV,
        10 => &ISIS_AUTHENTICATION_TLV,
        12 => &ISIS_CHECKSUM_TLV,
        14 => &ISIS_BUFFER_SIZE_TLV,
        22 => &ISIS_EXTENDED_IS_REACHABILITY_TLV,
        128 => &ISIS_INTERNAL_IP_REACHABILITY_TLV,
        129 => &ISIS_PROTOCOLS_SUPPORTED_TLV,
        130 => &ISIS_EXTERNAL_IP_REACHABILITY_TLV,
        132 => &ISIS_IP_INTERFACE_ADDRESS_TLV,
        135 => &ISIS_EXTENDED_IP_REACHABILITY_TLV,
        137 => &ISIS_DYNAMIC_HOSTNAME_TLV,
        232 => &ISIS_IPV6_INTERFACE_ADDRESS_TLV,
        236 => &ISIS_IPV6_REACHABILITY_TLV,
        240 => &ISIS_P2P_ADJACENCY_STATE_TLV,
        242 => &ISIS_ROUTER_CAPABILITY_TLV,
        _ => &ISIS_GENERIC_TLV,
    })
}

/// What is said of a neighbour. RFC 5305 section 3.
fn neighbour_part(octets: &[u8]) -> Option<&'static Proto> {
    let [number, _, ..] = octets else {
        return None;
    };
    Some(match number {
        3 => &ISIS_ADMINISTRATIVE_GROUP_SUB_TLV,
        4 => &ISIS_LINK_LOCAL_REMOTE_IDENTIFIERS_SUB_TLV,
        6 => &ISIS_IPV4_INTERFACE_ADDRESS_SUB_TLV,
        8 => &ISIS_IPV4_NEIGHBOR_ADDRESS_SUB_TLV,
        9 => &ISIS_MAXIMUM_LINK_BANDWIDTH_SUB_TLV,
        10 => &ISIS_MAXIMUM_RESERVABLE_LINK_BANDWIDTH_SUB_TLV,
        11 => &ISIS_UNRESERVED_BANDWIDTH_SUB_TLV,
        12 => &ISIS_IPV6_INTERFACE_ADDRESS_SUB_TLV,
        13 => &ISIS_IPV6_NEIGHBOR_ADDRESS_SUB_TLV,
        18 => &ISIS_TE_DEFAULT_METRIC_SUB_TLV,
        _ => &ISIS_GENERIC_SUB_TLV,
    })
}

/// What is said of a prefix. RFC 5130, RFC 8667.
fn prefix_part(octets: &[u8]) -> Option<&'static Proto> {
    let [number, _, ..] = octets else {
        return None;
    };
    Some(match number {
        1 => &ISIS_32BIT_ADMINISTRATIVE_TAG_SUB_TLV,
        2 => &ISIS_64BIT_ADMINISTRATIVE_TAG_SUB_TLV,
        3 => &ISIS_PREFIX_SEGMENT_IDENTIFIER_SUB_TLV,
        _ => &ISIS_GENERIC_SUB_TLV,
    })
}

/// What is said of a router. RFC 8667 section 3.
fn router_part(octets: &[u8]) -> Option<&'static Proto> {
    let [number, _, ..] = octets else {
        return None;
    };
    Some(match number {
        2 => &ISIS_SR_CAPABILITIES_SUB_TLV,
        19 => &ISIS_SR_ALGORITHM_SUB_TLV,
        _ => &ISIS_GENERIC_SUB_TLV,
    })
}

/// `0102.0304.0506`
static SYSTEM_ID: Rendering = Rendering {
    read: system_id,
    write: |text| sized(system_octets(text)?, 6),
};
/// `0102.0304.0506.07`
static NODE_ID: Rendering = Rendering {
    read: node_id,
    write: |text| sized(node_octets(text)?, 7),
};
/// `0102.0304.0506.07-08`
static LSP_ID: Rendering = Rendering {
    read: |octets| match octets.split_last() {
        Some((last, rest)) => format!("{}-{last:02X}", node_id(rest)),
        None => String::new(),
    },
    write: |text| {
        let (node, fragment) = cut(text)?;
        let mut octets = node_octets(node)?;
        octets.extend(hex(fragment)?);
        sized(octets, 8)
    },
};

/// `49.0001`
static AREA_ID: Ruling = Ruling {
    list: false,
    read: |area, octets| {
        let length = usize::try_from(area.int("arealen")?).ok()?;
        let octets = octets.get(..length)?;
        let mut text = String::new();
        for (at, octet) in octets.iter().enumerate() {
            if at % 2 == 1 {
                text.push('.');
            }
            let _ = write!(text, "{octet:02X}");
        }
        Some((Datum::Text(text), length))
    },
    write: |_, text| system_octets(text.text()?),
    size: |text| match text {
        Datum::Text(text) => (text.len() - text.len() / 5) as i64 / 2,
        _ => 0,
    },
};

fn system_id(octets: &[u8]) -> String {
    let word = |pair: &[u8]| {
        pair.iter()
            .map(|octet| format!("{octet:02X}"))
            .collect::<String>()
    };
    octets.chunks(2).map(word).collect::<Vec<_>>().join(".")
}

fn node_id(octets: &[u8]) -> String {
    match octets.split_last() {
        Some((last, rest)) => format!("{}.{last:02X}", system_id(rest)),
        None => String::new(),
    }
}

fn system_octets(text: &str) -> Option<Vec<u8>> {
    let words: Option<Vec<_>> = text.split('.').map(hex).collect();
    Some(words?.concat())
}

fn node_octets(text: &str) -> Option<Vec<u8>> {
    let (system, circuit) = cut(text)?;
    let mut octets = system_octets(system)?;
    octets.extend(hex(circuit)?);
    Some(octets)
}

/// The last two digits, and what stands before the sign in front of them.
fn cut(text: &str) -> Option<(&str, &str)> {
    let at = text.len().saturating_sub(3);
    Some((text.get(..at)?, text.get(text.len().saturating_sub(2)..)?))
}

fn hex(digits: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| match pair {
        [high, low] => {
            let digit = |digit: u8| char::from(digit).to_digit(16);
            Some((digit(*high)? << 4 | digit(*low)?) as u8)
        }
        _ => None,
    };
    digits.as_bytes().chunks(2).map(pair).collect()
}

fn sized(mut octets: Vec<u8>, length: usize) -> Option<Vec<u8>> {
    octets.resize(length, 0);
    Some(octets)
}

/// What is set says how long the TLV is. RFC 5303 section 3.1.
fn adjacency_len(tlv: &dyn Around) -> u8 {
    let set = |field| !matches!(tlv.text(field).as_str(), "None");
    if set("neighbourextlocalcircuitid") {
        15
    } else if set("neighboursystemid") {
        11
    } else if set("extlocalcircuitid") {
        5
    } else {
        1
    }
}

/// Fields depend on a length that nobody computes before they are built.
fn unsaid_length(tlv: &dyn Around) -> Option<Refusal> {
    let unsaid = tlv.int("len").is_none();
    unsaid.then(|| "len has to be set".to_string().into())
}

static BANDWIDTH: Field = Field::new("", Kind::Float, 32).preset(Preset::Int(1000));
static TAG_32: Field = u32("");
static TAG_64: Field = u64("");
static ALGORITHM: Field = u8("");
static ADDRESS: Field = ip4("");
static NEIGHBOUR: Field = mac("").text("00.00.00.00.00.00");
static PROTOCOL: Field = u8("").names(&PROTOCOLS).default(204);
