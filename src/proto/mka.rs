//! MKA: agreement on the keys of MACsec. IEEE 802.1X-2010 section 11.11.

use super::binding::{Binding, bind};
use super::eap::EAPOL;
use super::field::{
    Auto, Display, Element, Field, Kind, Length, Padded, Preset, When, bits, octets, packet,
    packets, padded, u8, u16, u32,
};
use super::names::Names;
use super::raw::RAW;
use super::registry::Family;
use super::{Around, Dispatch, PayloadLen, Proto};
use crate::when;

pub static SCI: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MACsecSCI",
        "SCI",
        &[
            Field::new("system_identifier", Kind::Mac, 48).auto(Auto::SourceMac),
            u16("port_identifier"),
        ],
    )
};

pub static PARAMETERS: Proto = Proto {
    becomes: Some(("", |_| Some(&RAW))),
    dispatch: Some(dispatch),
    ..Proto::new("MKAParamSet", "MKAParamSet", &[])
};

pub static BASIC: Proto = Proto {
    example: r#"MKABasicParamSet(SCI=MACsecSCI(system_identifier="02:00:00:00:00:01"))"#,
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MKABasicParamSet",
        "Basic Parameter Set",
        &[
            u8("mka_version_id"),
            u8("key_server_priority"),
            bits("key_server", 1),
            bits("macsec_desired", 1),
            bits("macsec_capability", 2),
            bits("param_set_body_len", 12),
            packet("SCI", &SCI),
            octets("actor_member_id")
                .fixed()
                .length(Length::Octets(12))
                .display(Display::HexOctets),
            u32("actor_message_number").hex(),
            u32("algorithm_agility").hex(),
            padded(
                "cak_name",
                &Padded::after(
                    octets("cak_name")
                        .length(Length::From("param_set_body_len", -28))
                        .display(Display::HexOctets),
                    4,
                    b"\x00",
                ),
            ),
        ],
    )
};

pub static PEER: Proto = Proto::new(
    "MKAPeerListTuple",
    "Peer List Tuple",
    &[
        octets("member_id")
            .fixed()
            .length(Length::Octets(12))
            .display(Display::HexOctets),
        octets("message_number")
            .fixed()
            .length(Length::Octets(4))
            .display(Display::HexOctets),
    ],
);

pub static LIVE_PEERS: Proto = Proto {
    parent: Some(&PARAMETERS),
    ..Proto::new(
        "MKALivePeerListParamSet",
        "Live Peer List Parameter Set",
        &[
            padded(
                "param_set_type",
                &Padded::after(
                    u8("param_set_type").names(&PARAMETER_TYPES).default(1),
                    2,
                    b"\x00",
                ),
            ),
            u16("param_set_body_len"),
            packets("member_id_message_num", &PEER),
        ],
    )
};

pub static POTENTIAL_PEERS: Proto = Proto {
    parent: Some(&PARAMETERS),
    ..Proto::new(
        "MKAPotentialPeerListParamSet",
        "Potential Peer List Parameter Set",
        &[
            padded(
                "param_set_type",
                &Padded::after(
                    u8("param_set_type").names(&PARAMETER_TYPES).default(2),
                    2,
                    b"\x00",
                ),
            ),
            u16("param_set_body_len"),
            packets("member_id_message_num", &PEER),
        ],
    )
};

pub static KEY_USE: Proto = Proto {
    parent: Some(&PARAMETERS),
    ..Proto::new(
        "MKASAKUseParamSet",
        "SAK Use Parameter Set",
        &[
            u8("param_set_type").names(&PARAMETER_TYPES).default(3),
            bits("latest_key_an", 2),
            bits("latest_key_tx", 1),
            bits("latest_key_rx", 1),
            bits("old_key_an", 2),
            bits("old_key_tx", 1),
            bits("old_key_rx", 1),
            bits("plain_tx", 1),
            bits("plain_rx", 1),
            bits("X", 1),
            bits("delay_protect", 1),
            bits("param_set_body_len", 12),
            octets("latest_key_key_server_member_id")
                .fixed()
                .length(Length::Octets(12))
                .display(Display::HexOctets),
            octets("latest_key_key_number")
                .fixed()
                .length(Length::Octets(4))
                .display(Display::HexOctets),
            octets("latest_key_lowest_acceptable_pn")
                .fixed()
                .length(Length::Octets(4))
                .display(Display::HexOctets),
            octets("old_key_key_server_member_id")
                .fixed()
                .length(Length::Octets(12))
                .display(Display::HexOctets),
            octets("old_key_key_number")
                .fixed()
                .length(Length::Octets(4))
                .display(Display::HexOctets),
            octets("old_key_lowest_acceptable_pn")
                .fixed()
                .length(Length::Octets(4))
                .display(Display::HexOctets),
        ],
    )
};

pub static ASSOCIATION_KEY: Proto = Proto {
    parent: Some(&PARAMETERS),
    ..Proto::new(
        "MKADistributedSAKParamSet",
        "Distributed SAK parameter set",
        &[
            u8("param_set_type").names(&PARAMETER_TYPES).default(4),
            bits("distributed_an", 2),
            bits("confidentiality_offset", 2),
            bits("unused", 4),
            u16("param_set_body_len"),
            octets("key_number")
                .fixed()
                .length(Length::Octets(4))
                .display(Display::HexOctets),
            octets("macsec_cipher_suite")
                .fixed()
                .length(Length::Octets(8))
                .display(Display::HexOctets)
                .when(When::Test(|p| {
                    p.int("param_set_body_len").unwrap_or(0) > 28
                })),
            octets("sak_aes_key_wrap")
                .fixed()
                .length(Length::Octets(24))
                .display(Display::HexOctets),
        ],
    )
};

pub static CONNECTIVITY_KEY: Proto = Proto {
    parent: Some(&PARAMETERS),
    ..Proto::new(
        "MKADistributedCAKParamSet",
        "Distributed CAK parameter set",
        &[
            padded(
                "param_set_type",
                &Padded::after(
                    u8("param_set_type").names(&PARAMETER_TYPES).default(5),
                    2,
                    b"\x00",
                ),
            ),
            u16("param_set_body_len"),
            octets("cak_aes_key_wrap")
                .fixed()
                .length(Length::Octets(24))
                .display(Display::HexOctets),
            octets("cak_key_name").display(Display::HexOctets),
        ],
    )
};

pub static CHECK_VALUE: Proto = Proto {
    parent: Some(&PARAMETERS),
    ..Proto::new(
        "MKAICVSet",
        "ICV",
        &[
            padded(
                "param_set_type",
                &Padded::after(
                    u8("param_set_type").names(&PARAMETER_TYPES).default(255),
                    2,
                    b"\x00",
                ),
            ),
            u16("param_set_body_len"),
            octets("icv")
                .fixed()
                .length(Length::Octets(16))
                .display(Display::HexOctets),
        ],
    )
};

pub static MKAPDU: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MKAPDU",
        "MKPDU",
        &[
            Field::new("basic_param_set", Kind::Packet(&BASIC), 0).preset(Preset::Octets(b"")),
            Field::new(
                "parameter_sets",
                Kind::PacketsBy(Element::Sized(parameters)),
                0,
            )
            .preset(Preset::EmptyList)
            .class("MKAParamSetPacketListField"),
        ],
    )
};
pub static FAMILY: Family = Family {
    module: "scapy.layers.eap",
    source: "IEEE 802.1X-2010 section 11.11",
    protocols: &[
        &SCI,
        &PARAMETERS,
        &BASIC,
        &PEER,
        &LIVE_PEERS,
        &POTENTIAL_PEERS,
        &KEY_USE,
        &ASSOCIATION_KEY,
        &CONNECTIVITY_KEY,
        &CHECK_VALUE,
        &MKAPDU,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&EAPOL, &MKAPDU, when!(type = 5))];

/// A set of parameters is what its first octet says.
fn dispatch(octets: &[u8]) -> Dispatch {
    match octets.first().and_then(kind) {
        Some(proto) => Dispatch::Other(proto),
        None => Dispatch::Raw,
    }
}

fn kind(number: &u8) -> Option<&'static Proto> {
    Some(match number {
        1 => &LIVE_PEERS,
        2 => &POTENTIAL_PEERS,
        3 => &KEY_USE,
        4 => &ASSOCIATION_KEY,
        5 => &CONNECTIVITY_KEY,
        255 => &CHECK_VALUE,
        _ => return None,
    })
}

/// The length of a set is in the lower bits of its second word, without its header.
fn parameters(_: &dyn Around, _: usize, octets: &[u8]) -> Option<(&'static Proto, usize)> {
    let first = octets.first()?;
    let length = match octets.get(2..4) {
        Some(length) => usize::from(length[0] & 0xf) << 8 | usize::from(length[1]),
        None => octets.len(),
    };
    Some((kind(first).unwrap_or(&RAW), length + 4))
}

static PARAMETER_TYPES: Names = Names::pairs(&[
    (1, "Live Peer List"),
    (2, "Potential Peer List"),
    (3, "MACsec SAK Use"),
    (4, "Distributed SAK"),
    (5, "Distributed CAK"),
    (6, "KMD"),
    (7, "Announcement"),
    (255, "ICV Indicator"),
]);
