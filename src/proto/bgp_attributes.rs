//! The networks that BGP tells of, and their attributes. RFC 4271 section 4.3, RFC 4760 (other
//! families), RFC 4360 (extended communities), RFC 6793 (large numbers), RFC 8092, RFC 7911.

use std::cell::Cell;

use super::bgp::MARKER;
use super::cut::{Parts, cut, split};
use super::data::bgp_names::{
    AFIS, COMMUNITIES, DSCPS, LOWER1, LOWER2, LOWER3, LOWER4, LOWER5, LOWER6, LOWER7, LOWER8,
    LOWER9, LOWER10, LOWER11, ORIGINS, SAFIS, SEGMENT_TYPES, SEGMENT_TYPES2, TYPE_CODES,
    TYPE_HIGHS,
};
use super::field::{
    Adjust, Auto, Element, Family as Addresses, Field, Kind, Length, Preset, When, bits, ip4, ip6,
    list, octets, packets, u8, u16, u32,
};
use super::names::FlagNames;
use super::raw::RAW;
use super::registry::Family;
use super::{Around, Guess, Proto};

pub static NLRI_IPV4: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "BGPNLRI_IPv4",
        "IPv4 NLRI",
        &[Field::new("prefix", Kind::Cidr(Addresses::Ip4), 0)
            .text("0.0.0.0/0")
            .class("BGPFieldIPv4")],
    )
};

pub static NLRI_IPV6: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "BGPNLRI_IPv6",
        "IPv6 NLRI",
        &[Field::new("prefix", Kind::Cidr(Addresses::Ip6), 0)
            .text("::/0")
            .class("BGPFieldIPv6")],
    )
};

pub static NLRI_IPV4_AP: Proto = Proto {
    parent: Some(&NLRI_IPV4),
    otherwise: Guess::Padding,
    ..Proto::new(
        "BGPNLRI_IPv4_AP",
        "IPv4 NLRI (Additional Path)",
        &[
            u32("nlri_path_id"),
            Field::new("prefix", Kind::Cidr(Addresses::Ip4), 0)
                .text("0.0.0.0/0")
                .class("BGPFieldIPv4"),
        ],
    )
};

pub static NLRI_IPV6_AP: Proto = Proto {
    parent: Some(&NLRI_IPV6),
    otherwise: Guess::Padding,
    ..Proto::new(
        "BGPNLRI_IPv6_AP",
        "IPv6 NLRI (Additional Path)",
        &[
            u32("nlri_path_id"),
            Field::new("prefix", Kind::Cidr(Addresses::Ip6), 0)
                .text("::/0")
                .class("BGPFieldIPv6"),
        ],
    )
};

pub static PA_ORIGIN: Proto = Proto::new("BGPPAOrigin", "ORIGIN", &[u8("origin").names(&ORIGINS)]);

pub static SEGMENT: Proto = Proto {
    ..Proto::new(
        "ASPathSegment",
        "ASPathSegment",
        &[
            u8("segment_type").names(&SEGMENT_TYPES).default(2),
            SEGMENT_LENGTH,
            list("segment_value", &ASN_ELEMENT),
        ],
    )
};

pub static PA_ASPATH: Proto = Proto {
    inner: &[&SEGMENT],
    ..Proto::new(
        "BGPPAASPath",
        "AS_PATH (RFC 4271)",
        &[split("segments", segments).class("ASPathSegmentPacketListField")],
    )
};

pub static SEGMENT4: Proto = Proto {
    ..Proto::new(
        "ASPathSegment",
        "ASPathSegment",
        &[
            u8("segment_type").names(&SEGMENT_TYPES).default(2),
            SEGMENT_LENGTH,
            list("segment_value", &ASN_ELEMENT2),
        ],
    )
};

pub static PA_AS4_BYTES_PATH: Proto = Proto {
    inner: &[&SEGMENT4],
    ..Proto::new(
        "BGPPAAS4BytesPath",
        "AS_PATH (RFC 4893)",
        &[split("segments", segments4).class("ASPathSegmentPacketListField")],
    )
};

pub static PA_NEXT_HOP: Proto = Proto::new("BGPPANextHop", "NEXT_HOP", &[ip4("next_hop")]);

pub static PA_MULTI_EXIT_DISC: Proto =
    Proto::new("BGPPAMultiExitDisc", "MULTI_EXIT_DISC", &[u32("med")]);

pub static PA_LOCAL_PREF: Proto = Proto::new("BGPPALocalPref", "LOCAL_PREF", &[u32("local_pref")]);

pub static PA_ATOMIC_AGGREGATE: Proto = Proto::new("BGPPAAtomicAggregate", "ATOMIC_AGGREGATE", &[]);

pub static PA_AGGREGATOR: Proto = Proto::new(
    "BGPPAAggregator",
    "AGGREGATOR",
    &[u16("aggregator_asn"), ip4("speaker_address")],
);

pub static PA_COMMUNITY: Proto = Proto::new(
    "BGPPACommunity",
    "COMMUNITIES",
    &[u32("community").names(&COMMUNITIES)],
);

pub static PA_ORIGINATOR_ID: Proto = Proto::new(
    "BGPPAOriginatorID",
    "ORIGINATOR_ID",
    &[ip4("originator_id")],
);

pub static PA_CLUSTER_LIST: Proto = Proto::new(
    "BGPPAClusterList",
    "CLUSTER_LIST",
    &[list("cluster_list", &CLUSTER_ID_ELEMENT)],
);

pub static PA_EXT_COMM_TWO_OCTET_ASSPECIFIC: Proto = Proto::new(
    "BGPPAExtCommTwoOctetASSpecific",
    "Two-Octet AS Specific Extended Community",
    &[u16("global_administrator"), u32("local_administrator")],
);

pub static PA_EXT_COMM_FOUR_OCTET_ASSPECIFIC: Proto = Proto::new(
    "BGPPAExtCommFourOctetASSpecific",
    "Four-Octet AS Specific Extended Community",
    &[u32("global_administrator"), u16("local_administrator")],
);

pub static PA_EXT_COMM_IPV4_ADDRESS_SPECIFIC: Proto = Proto::new(
    "BGPPAExtCommIPv4AddressSpecific",
    "IPv4 Address Specific Extended Community",
    &[u32("global_administrator"), u16("local_administrator")],
);

pub static PA_EXT_COMM_OPAQUE: Proto = Proto::new(
    "BGPPAExtCommOpaque",
    "Opaque Extended Community",
    &[octets("value").fixed().length(Length::Octets(6))],
);

pub static PA_EXT_COMM_TRAFFIC_RATE: Proto = Proto::new(
    "BGPPAExtCommTrafficRate",
    "FlowSpec traffic-rate extended community",
    &[u16("id"), Field::new("rate", Kind::Float, 32).default(0)],
);

pub static PA_EXT_COMM_TRAFFIC_ACTION: Proto = Proto::new(
    "BGPPAExtCommTrafficAction",
    "FlowSpec traffic-action extended community",
    &[
        bits("reserved", 46),
        bits("sample", 1),
        bits("terminal_action", 1),
    ],
);

pub static PA_EXT_COMM_REDIRECT_AS2_BYTE: Proto = Proto::new(
    "BGPPAExtCommRedirectAS2Byte",
    "FlowSpec redirect AS-2byte extended community",
    &[u16("asn"), u32("value")],
);

pub static PA_EXT_COMM_REDIRECT_IPV4: Proto = Proto::new(
    "BGPPAExtCommRedirectIPv4",
    "FlowSpec redirect IPv4 extended community",
    &[u32("ip_addr"), u16("value")],
);

pub static PA_EXT_COMM_REDIRECT_AS4_BYTE: Proto = Proto::new(
    "BGPPAExtCommRedirectAS4Byte",
    "FlowSpec redirect AS-4byte extended community",
    &[u32("asn"), u16("value")],
);

pub static PA_EXT_COMM_TRAFFIC_MARKING: Proto = Proto::new(
    "BGPPAExtCommTrafficMarking",
    "FlowSpec traffic-marking extended community",
    &[bits("dscp", 48).names(&DSCPS).default(48)],
);

pub static PA_IPV6_ADDRESS_SPECIFIC_EXT_COMM: Proto = Proto::new(
    "BGPPAIPv6AddressSpecificExtComm",
    "IPv6 Address Specific Extended Community",
    &[ip6("global_administrator"), u16("local_administrator")],
);

pub static PA_EXT_COMMUNITY: Proto = Proto {
    mend: Some(put_type),
    // Scapy knows no values of these types but one, and fails with the others.
    accepts: Some(|_, octets| match octets {
        [0x81 | 0x82, low, ..] => *low == 8,
        _ => true,
    }),
    ..Proto::new(
        "BGPPAExtCommunity",
        "EXTENDED_COMMUNITY",
        &[
            u8("type_high").names(&TYPE_HIGHS),
            u8("type_low")
                .preset(Preset::None)
                .names_by(
                    "type_high",
                    &[
                        (0, &LOWER1),
                        (1, &LOWER2),
                        (2, &LOWER3),
                        (3, &LOWER4),
                        (6, &LOWER5),
                        (64, &LOWER6),
                        (66, &LOWER7),
                        (67, &LOWER8),
                        (128, &LOWER9),
                        (129, &LOWER10),
                        (130, &LOWER11),
                    ],
                )
                .class("_TypeLowField"),
            Field::new("value", Kind::PacketBy(Element::Around(community)), 0)
                .class("_ExtCommValuePacketField"),
        ],
    )
};

pub static PA_EXT_COMMS: Proto = Proto::new(
    "BGPPAExtComms",
    "EXTENDED_COMMUNITIES",
    &[split("extended_communities", communities).class("_ExtCommsPacketListField")],
);

pub static PA_MPREACH_NLRI: Proto = Proto {
    ..Proto::new(
        "BGPPAMPReachNLRI",
        "MP_REACH_NLRI",
        &[
            u16("afi").names(&AFIS),
            u8("safi").names(&SAFIS),
            u8("nh_addr_len"),
            ip4("nh_v4_addr").when(When::Test(|nlri| next_hop(nlri) == (1, 4))),
            ip6("nh_v6_addr").when(When::Test(|nlri| next_hop(nlri) == (2, 16))),
            ip6("nh_v6_global").when(When::Test(|nlri| next_hop(nlri) == (2, 32))),
            ip6("nh_v6_link_local").when(When::Test(|nlri| next_hop(nlri) == (2, 32))),
            u8("reserved"),
            split("nlri", reached).class("MPReachNLRIPacketListField"),
        ],
    )
};

pub static PA_MPUNREACH_NLRI_IPV6: Proto = Proto::new(
    "BGPPAMPUnreachNLRI_IPv6",
    "MP_UNREACH_NLRI (IPv6 NLRI)",
    &[split("withdrawn_routes", |_, octets| {
        Some(networks(octets, true, true))
    })
    .class("BGPNLRIPacketListField")],
);

pub static PA_MPUNREACH_NLRI: Proto = Proto {
    ..Proto::new(
        "BGPPAMPUnreachNLRI",
        "MP_UNREACH_NLRI",
        &[
            u16("afi").names(&AFIS),
            u8("safi").names(&SAFIS),
            Field::new(
                "afi_safi_specific",
                Kind::PacketBy(Element::Around(unreached)),
                0,
            )
            .class("MPUnreachNLRIPacketField"),
        ],
    )
};

pub static PA_AS4_PATH: Proto = Proto {
    ..Proto::new(
        "BGPPAAS4Path",
        "AS4_PATH",
        &[
            u8("segment_type").names(&SEGMENT_TYPES2).default(2),
            SEGMENT_LENGTH,
            list("segment_value", &ASN_ELEMENT2),
        ],
    )
};

pub static LARGE_COMMUNITY_SEGMENT: Proto = Proto::new(
    "BGPLargeCommunitySegment",
    "BGPLargeCommunitySegment",
    &[
        u32("global_administrator").preset(Preset::None),
        u32("local_data_part1").preset(Preset::None),
        u32("local_data_part2").preset(Preset::None),
    ],
);

pub static PA_LARGE_COMMUNITY: Proto = Proto::new(
    "BGPPALargeCommunity",
    "LARGE_COMMUNITY",
    &[packets("segments", &LARGE_COMMUNITY_SEGMENT)],
);

pub static PA_AS4_AGGREGATOR: Proto = Proto::new(
    "BGPPAAS4Aggregator",
    "AS4_AGGREGATOR ",
    &[u32("aggregator_asn"), ip4("speaker_address")],
);

pub static PATH_ATTR: Proto = Proto {
    ..Proto::new(
        "BGPPathAttr",
        "BGPPathAttr",
        &[
            bits("type_flags", 8)
                .flags(&FlagNames::Words(&[
                    "NA0",
                    "NA1",
                    "NA2",
                    "NA3",
                    "Extended-Length",
                    "Partial",
                    "Transitive",
                    "Optional",
                ]))
                .default(128),
            u8("type_code").names(&TYPE_CODES),
            u16("attr_ext_len")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-4)))
                .class("ShortField")
                .when(When::Test(is_long)),
            u8("attr_len")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-3)))
                .class("ByteField")
                .when(When::Test(|attribute| !is_long(attribute))),
            Field::new("attribute", Kind::PacketBy(Element::Around(attribute)), 0)
                .class("_PathAttrPacketField"),
        ],
    )
};

const SEGMENT_LENGTH: Field = u8("segment_length")
    .preset(Preset::None)
    .auto(Auto::CountOf("segment_value", Adjust::NONE))
    .class("ByteField");

thread_local! {
    static TWO_OCTETS: Cell<bool> = const { Cell::new(true) };
}

/// Whether paths have numbers of two octets, as before RFC 6793, on this thread.
pub fn number_in_two_octets(two: bool) {
    TWO_OCTETS.set(two);
}

fn segments(_: &dyn Around, octets: &[u8]) -> Parts {
    cut(&SEGMENT, octets, segment_len)
}

fn segments4(_: &dyn Around, octets: &[u8]) -> Parts {
    cut(&SEGMENT4, octets, segment_len)
}

fn segment_len(segment: &[u8]) -> Option<usize> {
    let width = if TWO_OCTETS.get() { 2 } else { 4 };
    Some(2 + width * usize::from(*segment.get(1)?))
}

fn communities(_: &dyn Around, octets: &[u8]) -> Parts {
    cut(&PA_EXT_COMMUNITY, octets, |_| Some(8))
}

pub(super) fn attributes(_: &dyn Around, octets: &[u8]) -> Parts {
    cut(&PATH_ATTR, octets, |attribute| {
        if attribute[0] & LONG == 0 {
            return Some(3 + usize::from(*attribute.get(2)?));
        }
        let length = attribute.get(2..4)?;
        Some(4 + usize::from(u16::from_be_bytes([length[0], length[1]])))
    })
}

fn reached(nlri: &dyn Around, octets: &[u8]) -> Parts {
    if nlri.int("afi") != Some(2) || nlri.int("safi") != Some(1) {
        return Some(Vec::new());
    }
    cut(&NLRI_IPV6, octets, |network| {
        Some(1 + usize::from(network[0]).div_ceil(8))
    })
}

/// The networks up to the next message; with numbers of their paths if they look like it.
/// RFC 4271 section 4.3, RFC 7911.
pub(super) fn networks(
    octets: &[u8],
    ip6: bool,
    up_to_marker: bool,
) -> Vec<(&'static Proto, usize)> {
    let all = if up_to_marker {
        let marker = octets.windows(MARKER.len()).position(|part| part == MARKER);
        &octets[..marker.unwrap_or(octets.len())]
    } else {
        octets
    };
    let most = if ip6 { 128 } else { 32 };
    let numbered = are_networks(all, most, 4) && !are_networks(all, most, 0);
    let proto: &'static Proto = match (ip6, numbered) {
        (false, false) => &NLRI_IPV4,
        (false, true) => &NLRI_IPV4_AP,
        (true, false) => &NLRI_IPV6,
        (true, true) => &NLRI_IPV6_AP,
    };
    let skip = if numbered { 4 } else { 0 };
    let length = |network: &[u8]| Some(skip + 1 + usize::from(*network.get(skip)?).div_ceil(8));
    let mut parts = Vec::new();
    let mut rest = all;
    while !rest.is_empty() {
        // What is too short for a number of a path is no network.
        let (proto, length) = match length(rest) {
            Some(length) => (proto, length.min(rest.len())),
            None => (&RAW, rest.len()),
        };
        parts.push((proto, length));
        rest = &rest[length..];
    }
    parts
}

/// Whether octets are networks, each with some octets in front, with no bits behind the prefix.
/// What is shorter than five octets at the end is not looked at.
fn are_networks(octets: &[u8], most: u8, in_front: usize) -> bool {
    let mut at = 0;
    while at + 4 < octets.len() {
        at += in_front;
        let bits = octets[at];
        // A default route in front of others is taken for the beginning of a number.
        if in_front == 0 && bits == 0 && octets.len() > 1 || bits > most {
            return false;
        }
        at += 1 + usize::from(bits).div_ceil(8);
        if at > octets.len() {
            return false;
        }
        if !bits.is_multiple_of(8) && octets[at - 1] & (0xff >> (bits % 8)) != 0 {
            return false;
        }
    }
    true
}

fn next_hop(nlri: &dyn Around) -> (i64, i64) {
    let number = |name| nlri.int(name).unwrap_or(0);
    (number("afi"), number("nh_addr_len"))
}

fn unreached(nlri: &dyn Around, _: &[u8]) -> Option<&'static Proto> {
    Some(match nlri.int("afi") {
        Some(2) => &PA_MPUNREACH_NLRI_IPV6,
        _ => &RAW,
    })
}

/// The flag for a length of two octets.
const LONG: u8 = 0x10;

fn is_long(attribute: &dyn Around) -> bool {
    let flags = attribute.int("type_flags");
    flags.is_some_and(|flags| flags & i64::from(LONG) != 0)
}

fn attribute(attribute: &dyn Around, _: &[u8]) -> Option<&'static Proto> {
    Some(match attribute.int("type_code")? {
        1 => &PA_ORIGIN,
        2 if TWO_OCTETS.get() => &PA_ASPATH,
        2 => &PA_AS4_BYTES_PATH,
        3 => &PA_NEXT_HOP,
        4 => &PA_MULTI_EXIT_DISC,
        5 => &PA_LOCAL_PREF,
        6 => &PA_ATOMIC_AGGREGATE,
        7 => &PA_AGGREGATOR,
        8 => &PA_COMMUNITY,
        9 => &PA_ORIGINATOR_ID,
        10 => &PA_CLUSTER_LIST,
        14 => &PA_MPREACH_NLRI,
        15 => &PA_MPUNREACH_NLRI,
        16 => &PA_EXT_COMMS,
        17 => &PA_AS4_PATH,
        25 => &PA_IPV6_ADDRESS_SPECIFIC_EXT_COMM,
        32 => &PA_LARGE_COMMUNITY,
        _ => &RAW,
    })
}

/// The value of a community, by both octets of its type.
fn community(community: &dyn Around, _: &[u8]) -> Option<&'static Proto> {
    let low = community.int("type_low");
    Some(match community.int("type_high")? {
        0x00 | 0x40 => &PA_EXT_COMM_TWO_OCTET_ASSPECIFIC,
        0x01 | 0x41 => &PA_EXT_COMM_IPV4_ADDRESS_SPECIFIC,
        0x02 | 0x42 => &PA_EXT_COMM_FOUR_OCTET_ASSPECIFIC,
        0x03 | 0x43 => &PA_EXT_COMM_OPAQUE,
        0x80 => match low {
            Some(6) => &PA_EXT_COMM_TRAFFIC_RATE,
            Some(7) => &PA_EXT_COMM_TRAFFIC_ACTION,
            Some(8) => &PA_EXT_COMM_REDIRECT_AS2_BYTE,
            Some(9) => &PA_EXT_COMM_TRAFFIC_MARKING,
            _ => &RAW,
        },
        0x81 if low == Some(8) => &PA_EXT_COMM_REDIRECT_IPV4,
        0x82 if low == Some(8) => &PA_EXT_COMM_REDIRECT_AS4_BYTE,
        _ => &RAW,
    })
}

/// The type of a community that was not said follows from its value.
fn put_type(community: &dyn Around, octets: &mut [u8]) {
    if community.int("type_low").is_some() || octets.len() < 2 {
        return;
    }
    let mut value = None;
    community.first_in("value", &mut |packet| value = Some(packet.proto()));
    let Some(value) = value else { return };
    let known = TYPES_OF_VALUES.iter().find(|entry| value.is(entry.0));
    let kind = known.map_or([0, 0], |entry| entry.1);
    octets[..2].copy_from_slice(&kind);
}

static TYPES_OF_VALUES: &[(&Proto, [u8; 2])] = &[
    (&PA_EXT_COMM_TWO_OCTET_ASSPECIFIC, [0x0, 0x0]),
    (&PA_EXT_COMM_IPV4_ADDRESS_SPECIFIC, [0x1, 0x0]),
    (&PA_EXT_COMM_FOUR_OCTET_ASSPECIFIC, [0x2, 0x0]),
    (&PA_EXT_COMM_OPAQUE, [0x3, 0x0]),
    (&PA_EXT_COMM_TRAFFIC_RATE, [0x80, 0x6]),
    (&PA_EXT_COMM_TRAFFIC_ACTION, [0x80, 0x7]),
    (&PA_EXT_COMM_REDIRECT_AS2_BYTE, [0x80, 0x8]),
    (&PA_EXT_COMM_TRAFFIC_MARKING, [0x80, 0x9]),
    (&PA_EXT_COMM_REDIRECT_IPV4, [0x81, 0x8]),
    (&PA_EXT_COMM_REDIRECT_AS4_BYTE, [0x82, 0x8]),
];

static ASN_ELEMENT: Field = u16("asn");
static ASN_ELEMENT2: Field = u32("asn");
static CLUSTER_ID_ELEMENT: Field = u32("cluster_id");

pub static FAMILY: Family = Family {
    module: "scapy.contrib.bgp",
    source: "RFC 4271 section 4.3, RFC 4760, RFC 4360, RFC 6793, RFC 8092, RFC 7911",
    protocols: &[
        &NLRI_IPV4,
        &NLRI_IPV6,
        &NLRI_IPV4_AP,
        &NLRI_IPV6_AP,
        &PA_ORIGIN,
        &PA_ASPATH,
        &PA_AS4_BYTES_PATH,
        &PA_NEXT_HOP,
        &PA_MULTI_EXIT_DISC,
        &PA_LOCAL_PREF,
        &PA_ATOMIC_AGGREGATE,
        &PA_AGGREGATOR,
        &PA_COMMUNITY,
        &PA_ORIGINATOR_ID,
        &PA_CLUSTER_LIST,
        &PA_EXT_COMM_TWO_OCTET_ASSPECIFIC,
        &PA_EXT_COMM_FOUR_OCTET_ASSPECIFIC,
        &PA_EXT_COMM_IPV4_ADDRESS_SPECIFIC,
        &PA_EXT_COMM_OPAQUE,
        &PA_EXT_COMM_TRAFFIC_RATE,
        &PA_EXT_COMM_TRAFFIC_ACTION,
        &PA_EXT_COMM_REDIRECT_AS2_BYTE,
        &PA_EXT_COMM_REDIRECT_IPV4,
        &PA_EXT_COMM_REDIRECT_AS4_BYTE,
        &PA_EXT_COMM_TRAFFIC_MARKING,
        &PA_IPV6_ADDRESS_SPECIFIC_EXT_COMM,
        &PA_EXT_COMMUNITY,
        &PA_EXT_COMMS,
        &PA_MPREACH_NLRI,
        &PA_MPUNREACH_NLRI_IPV6,
        &PA_MPUNREACH_NLRI,
        &PA_AS4_PATH,
        &LARGE_COMMUNITY_SEGMENT,
        &PA_LARGE_COMMUNITY,
        &PA_AS4_AGGREGATOR,
        &PATH_ATTR,
    ],
    bindings: &[],
};
