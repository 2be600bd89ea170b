//! BGP. RFC 4271 (messages), RFC 5492 and 4760 (capabilities), RFC 2918 and 5291 (route refresh).

use super::bgp_attributes::{NLRI_IPV4, attributes, networks};
use super::binding::{Binding, bind};
use super::cut::{Parts, cut, split};
use super::data::bgp_names::{
    ACTIONS, AFIS, CODES, ERROR_CODES, ERROR_SUBCODES, ERROR_SUBCODES2, ERROR_SUBCODES3,
    ERROR_SUBCODES4, ERROR_SUBCODES5, ERROR_SUBCODES6, ERROR_SUBCODES7, FLAGS_NAMES, MATCHS,
    PARAM_TYPES, SAFIS, SEND_RECEIVES, SUBTYPES, TYPES, WHEN_TO_REFRESHS,
};
use super::field::{
    Adjust, Auto, Field, Kind, Preset, When, bits, ip4, octets, packets, u8, u16, u32, u64,
};
use super::names::Names;
use super::raw::RAW;
use super::registry::Family;
use super::tcp::TCP;
use super::{Around, Dispatch, Guess, Proto};
use crate::when;

pub static HEADER: Proto = Proto {
    dispatch: Some(dispatch),
    guess: Some(|header, _| message(header.int("type"))),
    ..Proto::new(
        "BGPHeader",
        "HEADER",
        &[
            bits("marker", 128).hex().preset(Preset::Big(&MARKER)),
            u16("len").preset(Preset::None).auto(Auto::TotalLen),
            u8("type").names(&TYPES).default(4),
        ],
    )
};

pub static BGP: Proto = Proto {
    dispatch: Some(dispatch),
    becomes: Some(("", |_| Some(&HEADER))),
    guess: Some(another),
    ..Proto::new("BGP", "BGP", &[])
};

pub static KEEP_ALIVE: Proto = Proto {
    parent: Some(&BGP),
    guess: Some(another),
    ..Proto::new(
        "BGPKeepAlive",
        "KEEPALIVE",
        &[
            bits("marker", 128).hex().preset(Preset::Big(&MARKER)),
            u16("len").preset(Preset::None).auto(Auto::TotalLen),
            u8("type").names(&TYPES).default(4),
        ],
    )
};

pub static CAPABILITY: Proto = Proto {
    dispatch: Some(|octets| Dispatch::Other(capability(octets))),
    becomes: Some(("", |_| Some(&CAP_GENERIC))),
    ..Proto::new("BGPCapability", "BGPCapability", &[])
};

pub static CAP_GENERIC: Proto = Proto {
    parent: Some(&CAPABILITY),
    matches_parent: true,
    ..Proto::new(
        "BGPCapGeneric",
        "BGP Capability",
        &[
            u8("code").names(&CODES),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("cap_data", Adjust::NONE)),
            octets("cap_data").length_from("length"),
        ],
    )
};

pub static CAP_MULTIPROTOCOL: Proto = Proto {
    parent: Some(&CAPABILITY),
    matches_parent: true,
    ..Proto::new(
        "BGPCapMultiprotocol",
        "Multiprotocol Extensions for BGP-4",
        &[
            u8("code").names(&CODES).default(1),
            u8("length").default(4),
            u16("afi").names(&AFIS),
            u8("reserved"),
            u8("safi").names(&SAFIS),
        ],
    )
};

pub static ORF_TUPLE: Proto = Proto::new(
    "ORFTuple",
    "ORF Type",
    &[
        u8("orf_type").names(&ORF_TYPES),
        u8("send_receive").names(&SEND_RECEIVES),
    ],
);

pub static CAP_ORFBLOCK: Proto = Proto {
    inner: &[&ORF_TUPLE],
    ..Proto::new(
        "BGPCapORFBlock",
        "ORF Capability Entry",
        &[
            u16("afi").names(&AFIS),
            u8("reserved"),
            u8("safi").names(&SAFIS),
            u8("orf_number")
                .preset(Preset::None)
                .auto(Auto::CountOf("entries", Adjust::NONE)),
            packets("entries", &ORF_TUPLE).count_from("orf_number"),
        ],
    )
};

pub static CAP_ORF: Proto = Proto {
    parent: Some(&CAPABILITY),
    matches_parent: true,
    ..Proto::new(
        "BGPCapORF",
        "Outbound Route Filtering Capability",
        &[
            u8("code").names(&CODES).default(3),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-2))),
            split("orf", blocks)
                .length_from("length")
                .class("BGPCapORFBlockPacketListField"),
        ],
    )
};

pub static GR_TUPLE: Proto = Proto::new(
    "GRTuple",
    "<AFI, SAFI, Flags for address family>",
    &[
        u16("afi").names(&AFIS),
        u8("safi").names(&SAFIS),
        u8("flags").names(&FLAGS_NAMES),
    ],
);

pub static CAP_GRACEFUL_RESTART: Proto = Proto {
    parent: Some(&CAPABILITY),
    matches_parent: true,
    inner: &[&GR_TUPLE],
    ..Proto::new(
        "BGPCapGracefulRestart",
        "Graceful Restart Capability",
        &[
            u8("code").names(&CODES).default(64),
            u8("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-2))),
            bits("restart_flags", 4),
            bits("restart_time", 12),
            packets("entries", &GR_TUPLE),
        ],
    )
};

pub static CAP_FOUR_BYTES_ASN: Proto = Proto {
    parent: Some(&CAPABILITY),
    matches_parent: true,
    ..Proto::new(
        "BGPCapFourBytesASN",
        "Support for 4-octet AS number capability",
        &[
            u8("code").names(&CODES).default(65),
            u8("length").default(4),
            u32("asn"),
        ],
    )
};

pub static AUTHENTICATION_INFORMATION: Proto = Proto::new(
    "BGPAuthenticationInformation",
    "BGP Authentication Data",
    &[
        u8("authentication_code"),
        octets("authentication_data").preset(Preset::None),
    ],
);

pub static OPT_PARAM: Proto = Proto {
    ..Proto::new(
        "BGPOptParam",
        "Optional parameter",
        &[
            u8("param_type").names(&PARAM_TYPES).default(2),
            u8("param_length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::plus(-2))),
            Field::new("param_value", Kind::Packet(&CAPABILITY), 0)
                .when(When::In("param_type", &[2])),
            Field::new(
                "authentication_data",
                Kind::Packet(&AUTHENTICATION_INFORMATION),
                0,
            )
            .when(When::In("param_type", &[1])),
        ],
    )
};

pub static OPEN: Proto = Proto {
    parent: Some(&BGP),
    guess: Some(another),
    ..Proto::new(
        "BGPOpen",
        "OPEN",
        &[
            u8("version").default(4),
            u16("my_as"),
            u16("hold_time"),
            ip4("bgp_id"),
            u8("opt_param_len")
                .preset(Preset::None)
                .auto(Auto::LenOf("opt_params", Adjust::NONE)),
            split("opt_params", parameters)
                .length_from("opt_param_len")
                .class("BGPOptParamPacketListField"),
        ],
    )
};

pub static UPDATE: Proto = Proto {
    parent: Some(&BGP),
    guess: Some(another),
    ..Proto::new(
        "BGPUpdate",
        "UPDATE",
        &[
            u16("withdrawn_routes_len")
                .preset(Preset::None)
                .auto(Auto::LenOf("withdrawn_routes", Adjust::NONE)),
            split("withdrawn_routes", |_, octets| {
                Some(networks(octets, false, false))
            })
            .length_from("withdrawn_routes_len")
            .class("BGPNLRIPacketListField"),
            u16("path_attr_len")
                .preset(Preset::None)
                .auto(Auto::LenOf("path_attr", Adjust::NONE)),
            split("path_attr", attributes)
                .length_from("path_attr_len")
                .class("BGPPathAttrPacketListField"),
            split("nlri", |_, octets| Some(networks(octets, false, true)))
                .class("BGPNLRIPacketListField"),
        ],
    )
};

pub static NOTIFICATION: Proto = Proto {
    parent: Some(&BGP),
    guess: Some(another),
    ..Proto::new(
        "BGPNotification",
        "NOTIFICATION",
        &[
            u8("error_code").names(&ERROR_CODES),
            u8("error_subcode").names_by(
                "error_code",
                &[
                    (0, &ERROR_SUBCODES),
                    (1, &ERROR_SUBCODES2),
                    (2, &ERROR_SUBCODES3),
                    (3, &ERROR_SUBCODES4),
                    (4, &ERROR_SUBCODES),
                    (5, &ERROR_SUBCODES5),
                    (6, &ERROR_SUBCODES6),
                    (7, &ERROR_SUBCODES7),
                ],
            ),
            octets("data").preset(Preset::None),
        ],
    )
};

pub static ORFENTRY: Proto = Proto {
    ..Proto::new(
        "BGPORFEntry",
        "ORF entry",
        &[
            bits("action", 2).names(&ACTIONS),
            bits("match", 1).names(&MATCHS),
            bits("reserved", 5),
            octets("value"),
        ],
    )
};

pub static ORFADDRESS_PREFIX: Proto = Proto {
    parent: Some(&ORFENTRY),
    ..Proto::new(
        "BGPORFAddressPrefix",
        "Address Prefix ORF",
        &[
            bits("action", 2).names(&ACTIONS),
            bits("match", 1).names(&MATCHS),
            bits("reserved", 5),
            u32("sequence"),
            u8("min_len"),
            u8("max_len"),
            Field::new("prefix", Kind::Packet(&NLRI_IPV4), 0)
                .preset(Preset::Octets(b""))
                .class("_ORFNLRIPacketField"),
        ],
    )
};

pub static ORFCOVERING_PREFIX: Proto = Proto {
    parent: Some(&ORFENTRY),
    ..Proto::new(
        "BGPORFCoveringPrefix",
        "CP-ORF",
        &[
            bits("action", 2).names(&ACTIONS),
            bits("match", 1).names(&MATCHS),
            bits("reserved", 5),
            u32("sequence"),
            u8("min_len"),
            u8("max_len"),
            u64("rt"),
            u64("import_rt"),
            u8("route_type"),
            Field::new("host_addr", Kind::Packet(&RAW), 0),
        ],
    )
};

pub static ORF: Proto = Proto::new(
    "BGPORF",
    "ORF",
    &[
        u8("when_to_refresh").names(&WHEN_TO_REFRESHS),
        u8("orf_type").names(&ORF_TYPES),
        u16("orf_len")
            .preset(Preset::None)
            .auto(Auto::LenOf("entries", Adjust::NONE)),
        split("entries", filters)
            .length_from("orf_len")
            .class("BGPORFEntryPacketListField"),
    ],
);

pub static ROUTE_REFRESH: Proto = Proto {
    parent: Some(&BGP),
    guess: Some(another),
    ..Proto::new(
        "BGPRouteRefresh",
        "ROUTE-REFRESH",
        &[
            u16("afi").names(&AFIS).default(1),
            u8("subtype").names(&SUBTYPES),
            u8("safi").names(&SAFIS).default(1),
            Field::new("orf_data", Kind::Packet(&ORF), 0)
                .preset(Preset::Octets(b""))
                .when(When::Test(|refresh| {
                    let length = refresh.int_below("len").filter(|length| *length != 0);
                    length.unwrap_or(24) > 23
                })),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.bgp",
    source: "RFC 4271, RFC 5492, RFC 4760, RFC 2918, RFC 5291",
    protocols: &[
        &HEADER,
        &BGP,
        &KEEP_ALIVE,
        &CAPABILITY,
        &CAP_GENERIC,
        &CAP_MULTIPROTOCOL,
        &CAP_ORFBLOCK,
        &CAP_ORF,
        &CAP_GRACEFUL_RESTART,
        &CAP_FOUR_BYTES_ASN,
        &AUTHENTICATION_INFORMATION,
        &OPT_PARAM,
        &OPEN,
        &UPDATE,
        &NOTIFICATION,
        &ORFENTRY,
        &ORFADDRESS_PREFIX,
        &ORFCOVERING_PREFIX,
        &ORF,
        &ROUTE_REFRESH,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&TCP, &BGP, when!(dport = 179)),
    bind(&TCP, &BGP, when!(sport = 179)),
    bind(&HEADER, &OPEN, when!(type = 1)),
    bind(&HEADER, &UPDATE, when!(type = 2)),
    bind(&HEADER, &NOTIFICATION, when!(type = 3)),
    bind(&HEADER, &KEEP_ALIVE, when!(type = 4)),
    bind(&HEADER, &ROUTE_REFRESH, when!(type = 5)),
];

/// What each message starts with. RFC 4271 section 4.1.
pub(super) static MARKER: [u8; 16] = [0xff; 16];

fn dispatch(octets: &[u8]) -> Dispatch {
    match octets.strip_prefix(&MARKER) {
        Some([_, _, 4, ..]) => Dispatch::Other(&KEEP_ALIVE),
        Some([_, _, _, ..]) => Dispatch::Other(&HEADER),
        _ => Dispatch::Raw,
    }
}

fn message(kind: Option<i64>) -> Guess {
    Guess::Proto(match kind {
        Some(1) => &OPEN,
        Some(2) => &UPDATE,
        Some(3) => &NOTIFICATION,
        Some(4) => &KEEP_ALIVE,
        Some(5) => &ROUTE_REFRESH,
        _ => return Guess::Raw,
    })
}

/// Another message follows, if there is a marker.
fn another(_: &dyn Around, payload: &[u8]) -> Guess {
    if payload.starts_with(&MARKER) {
        Guess::Proto(&HEADER)
    } else {
        Guess::Raw
    }
}

fn capability(octets: &[u8]) -> &'static Proto {
    match octets {
        [1, _, ..] => &CAP_MULTIPROTOCOL,
        [3, _, ..] => &CAP_ORF,
        [64, _, ..] => &CAP_GRACEFUL_RESTART,
        [65, _, ..] => &CAP_FOUR_BYTES_ASN,
        [130, _, ..] => &CAP_ORF,
        _ => &CAP_GENERIC,
    }
}

fn blocks(_: &dyn Around, octets: &[u8]) -> Parts {
    cut(&CAP_ORFBLOCK, octets, |block| {
        Some(5 + 2 * usize::from(*block.get(4)?))
    })
}

fn parameters(_: &dyn Around, octets: &[u8]) -> Parts {
    cut(&OPT_PARAM, octets, |parameter| {
        Some(2 + usize::from(*parameter.get(1)?))
    })
}

fn filters(orf: &dyn Around, octets: &[u8]) -> Parts {
    match orf.int("orf_type") {
        Some(64 | 128) => cut(&ORFADDRESS_PREFIX, octets, |entry| {
            Some(8 + usize::from(*entry.get(6)?).div_ceil(8))
        }),
        Some(65) if !octets.is_empty() => None,
        _ => cut(&RAW, octets, |all| Some(all.len())),
    }
}

static ORF_TYPES: Names =
    Names::pairs(&[(0, "Reserved"), (64, "Address Prefix ORF"), (65, "CP-ORF")]);
