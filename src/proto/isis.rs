//! IS-IS: a routing protocol beside IP. ISO/IEC 10589; RFC 1195.
//!
//! Every PDU is a head and a list of TLVs (`tlvs`).

mod tlvs;

use self::tlvs::{
    ISIS_32BIT_ADMINISTRATIVE_TAG_SUB_TLV, ISIS_64BIT_ADMINISTRATIVE_TAG_SUB_TLV,
    ISIS_ADMINISTRATIVE_GROUP_SUB_TLV, ISIS_AREA_ENTRY, ISIS_AREA_TLV, ISIS_AUTHENTICATION_TLV,
    ISIS_BUFFER_SIZE_TLV, ISIS_CHECKSUM_TLV, ISIS_DYNAMIC_HOSTNAME_TLV, ISIS_EXTENDED_IP_PREFIX,
    ISIS_EXTENDED_IP_REACHABILITY_TLV, ISIS_EXTENDED_IS_NEIGHBOUR_ENTRY,
    ISIS_EXTENDED_IS_REACHABILITY_TLV, ISIS_EXTERNAL_IP_REACHABILITY_TLV, ISIS_GENERIC_SUB_TLV,
    ISIS_GENERIC_TLV, ISIS_GENERIC_TLV_BASE, ISIS_INTERNAL_IP_REACHABILITY_TLV,
    ISIS_IP_INTERFACE_ADDRESS_TLV, ISIS_IP_REACHABILITY_ENTRY, ISIS_IPV4_INTERFACE_ADDRESS_SUB_TLV,
    ISIS_IPV4_NEIGHBOR_ADDRESS_SUB_TLV, ISIS_IPV6_INTERFACE_ADDRESS_SUB_TLV,
    ISIS_IPV6_INTERFACE_ADDRESS_TLV, ISIS_IPV6_NEIGHBOR_ADDRESS_SUB_TLV, ISIS_IPV6_PREFIX,
    ISIS_IPV6_REACHABILITY_TLV, ISIS_IS_NEIGHBOUR_TLV, ISIS_IS_REACHABILITY_ENTRY,
    ISIS_IS_REACHABILITY_TLV, ISIS_LINK_LOCAL_REMOTE_IDENTIFIERS_SUB_TLV, ISIS_LSP_ENTRY,
    ISIS_LSP_ENTRY_TLV, ISIS_MAXIMUM_LINK_BANDWIDTH_SUB_TLV,
    ISIS_MAXIMUM_RESERVABLE_LINK_BANDWIDTH_SUB_TLV, ISIS_P2P_ADJACENCY_STATE_TLV, ISIS_PADDING_TLV,
    ISIS_PREFIX_SEGMENT_IDENTIFIER_SUB_TLV, ISIS_PROTOCOLS_SUPPORTED_TLV,
    ISIS_ROUTER_CAPABILITY_TLV, ISIS_SID_LABEL_SUB_TLV, ISIS_SR_ALGORITHM_SUB_TLV,
    ISIS_SR_CAPABILITIES_SUB_TLV, ISIS_SRGB_DESCRIPTOR_ENTRY, ISIS_TE_DEFAULT_METRIC_SUB_TLV,
    ISIS_TE_ROUTER_ID_TLV, ISIS_UNRESERVED_BANDWIDTH_SUB_TLV, lsp, node, system, tlv,
};
use super::binding::{Binding, bind, bind_down};
use super::clns::PROTOCOLS;
use super::ether::LLC;
use super::field::{Adjust, Auto, Element, Field, Kind, Length, Preset, bits, u8, u16, u32};
use super::names::{FlagNames, Names};
use super::refusal::Refusal;
use super::registry::Family;
use super::{Answered, Answers, Around, Guess, Proto};
use crate::when;
use crate::wire::checksum;

const fn pdu(
    name: &'static str,
    title: &'static str,
    parent: &'static Proto,
    fields: &'static [Field],
) -> Proto {
    Proto {
        check: Some(needs_header),
        parent: Some(parent),
        guess: Some(|_, _| Guess::Padding),
        ..Proto::new(name, title, fields)
    }
}

/// All of the PDU, with the header below.
const PDU_LENGTH: Field = u16("pdulength")
    .preset(Preset::None)
    .auto(Auto::LenOf(
        "tlvs",
        Adjust::by(|pdu, tlvs| Some(tlvs + pdu.int_below("hdrlen")?)),
    ))
    .class("_ISIS_PduLengthField");

const TLVS: Field = Field::new("tlvs", Kind::PacketsBy(Element::Octets(tlv)), 0)
    .length(Length::FromFn(|p| {
        p.int("pdulength").unwrap_or(0) - p.int_below("hdrlen").unwrap_or(0)
    }))
    .preset(Preset::EmptyList)
    .class("_ISIS_TlvListField");

const CIRCUIT_TYPE: Field = bits("circuittype", 8)
    .flags(&FlagNames::Words(&[
        "L1", "L2", "r0", "r1", "r2", "r3", "r4", "r5",
    ]))
    .default(2)
    .class("ISIS_CircuitTypeField");

pub static ISIS_COMMON_HDR: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L1_LAN_Hello(tlvs=[ISIS_AreaTlv(areas=[ISIS_AreaEntry(areaid="49.0001")])])"#,
    mend: Some(put_sum),
    check: Some(needs_pdu),
    ..Proto::new(
        "ISIS_CommonHdr",
        "ISIS Common Header",
        &[
            u8("nlpid").names(&PROTOCOLS).default(131),
            u8("hdrlen").preset(Preset::None),
            u8("version").default(1),
            u8("idlen"),
            u8("pdutype").names(&PDUS).preset(Preset::None),
            u8("pduversion").default(1),
            u8("hdrreserved"),
            u8("maxareaaddr"),
        ],
    )
};

pub static ISIS_PDU_BASE: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new("_ISIS_PduBase", "_ISIS_PduBase", &[])
};

pub static ISIS_LAN_HELLO_BASE: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L1_LAN_Hello(tlvs=[ISIS_AreaTlv(areas=[ISIS_AreaEntry(areaid="49.0001")])])"#,
    ..pdu(
        "_ISIS_LAN_HelloBase",
        "_ISIS_LAN_HelloBase",
        &ISIS_PDU_BASE,
        &[
            CIRCUIT_TYPE,
            system("sourceid", "0102.0304.0506"),
            u16("holdingtime").default(30),
            PDU_LENGTH,
            u8("priority").default(1),
            node("lanid", "0000.0000.0000.00"),
            TLVS,
        ],
    )
};

pub static ISIS_L1_LAN_HELLO: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L1_LAN_Hello(tlvs=[ISIS_AreaTlv(areas=[ISIS_AreaEntry(areaid="49.0001")])])"#,
    ..pdu(
        "ISIS_L1_LAN_Hello",
        "ISIS L1 LAN Hello PDU",
        &ISIS_LAN_HELLO_BASE,
        ISIS_LAN_HELLO_BASE.fields,
    )
};

pub static ISIS_L2_LAN_HELLO: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L2_LAN_Hello(tlvs=[ISIS_AreaTlv(areas=[ISIS_AreaEntry(areaid="49.0001")])])"#,
    ..pdu(
        "ISIS_L2_LAN_Hello",
        "ISIS L2 LAN Hello PDU",
        &ISIS_LAN_HELLO_BASE,
        ISIS_LAN_HELLO_BASE.fields,
    )
};

pub static ISIS_P2P_HELLO: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_P2P_Hello()"#,
    ..pdu(
        "ISIS_P2P_Hello",
        "ISIS Point-to-Point Hello PDU",
        &ISIS_PDU_BASE,
        &[
            CIRCUIT_TYPE,
            system("sourceid", "0102.0304.0506"),
            u16("holdingtime").default(30),
            PDU_LENGTH,
            u8("localcircuitid"),
            TLVS,
        ],
    )
};

pub static ISIS_LSP_BASE: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L1_LSP(lspid="0102.0304.0506.00-00", tlvs=[ISIS_DynamicHostnameTlv(hostname="r1")])"#,
    ..pdu(
        "_ISIS_LSP_Base",
        "_ISIS_LSP_Base",
        &ISIS_PDU_BASE,
        &[
            PDU_LENGTH,
            u16("lifetime").default(1199),
            lsp("lspid", "0102.0304.0506.00-00"),
            u32("seqnum").hex().default(1),
            u16("checksum").hex().preset(Preset::None),
            bits("typeblock", 8)
                .flags(&FlagNames::Words(&[
                    "L1", "L2", "OL", "ADef", "ADel", "AExp", "AErr", "P",
                ]))
                .default(3),
            TLVS,
        ],
    )
};

pub static ISIS_L1_LSP: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L1_LSP(lspid="0102.0304.0506.00-00", tlvs=[ISIS_DynamicHostnameTlv(hostname="r1")])"#,
    answers: Answers::Test(|_, _| Answered::No),
    ..pdu(
        "ISIS_L1_LSP",
        "ISIS L1 Link State PDU",
        &ISIS_LSP_BASE,
        ISIS_LSP_BASE.fields,
    )
};

pub static ISIS_L2_LSP: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L2_LSP(lspid="0102.0304.0506.00-00", tlvs=[ISIS_DynamicHostnameTlv(hostname="r1")])"#,
    answers: Answers::Test(|_, _| Answered::No),
    ..pdu(
        "ISIS_L2_LSP",
        "ISIS L2 Link State PDU",
        &ISIS_LSP_BASE,
        ISIS_LSP_BASE.fields,
    )
};

pub static ISIS_CSNP_BASE: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L1_CSNP()"#,
    ..pdu(
        "_ISIS_CSNP_Base",
        "_ISIS_CSNP_Base",
        &ISIS_PDU_BASE,
        &[
            PDU_LENGTH,
            node("sourceid", "0102.0304.0506.00"),
            lsp("startlspid", "0000.0000.0000.00-00"),
            lsp("endlspid", "FFFF.FFFF.FFFF.FF-FF"),
            TLVS,
        ],
    )
};

pub static ISIS_L1_CSNP: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L1_CSNP(tlvs=[ISIS_LspEntryTlv(entries=[ISIS_LspEntry(checksum=1)])])"#,
    answers: Answers::Test(|_, _| Answered::No),
    ..pdu(
        "ISIS_L1_CSNP",
        "ISIS L1 Complete Sequence Number Packet",
        &ISIS_CSNP_BASE,
        ISIS_CSNP_BASE.fields,
    )
};

pub static ISIS_L2_CSNP: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L2_CSNP()"#,
    answers: Answers::Test(|_, _| Answered::No),
    ..pdu(
        "ISIS_L2_CSNP",
        "ISIS L2 Complete Sequence Number Packet",
        &ISIS_CSNP_BASE,
        ISIS_CSNP_BASE.fields,
    )
};

pub static ISIS_PSNP_BASE: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L1_PSNP()"#,
    ..pdu(
        "_ISIS_PSNP_Base",
        "_ISIS_PSNP_Base",
        &ISIS_PDU_BASE,
        &[PDU_LENGTH, node("sourceid", "0102.0304.0506.00"), TLVS],
    )
};

pub static ISIS_L1_PSNP: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L1_PSNP()"#,
    answers: Answers::Test(|_, _| Answered::No),
    ..pdu(
        "ISIS_L1_PSNP",
        "ISIS L1 Partial Sequence Number Packet",
        &ISIS_PSNP_BASE,
        ISIS_PSNP_BASE.fields,
    )
};

pub static ISIS_L2_PSNP: Proto = Proto {
    example: r#"Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:15")/LLC()/ISIS_CommonHdr()/ISIS_L2_PSNP()"#,
    answers: Answers::Test(|_, _| Answered::No),
    ..pdu(
        "ISIS_L2_PSNP",
        "ISIS L2 Partial Sequence Number Packet",
        &ISIS_PSNP_BASE,
        ISIS_PSNP_BASE.fields,
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.isis",
    source: "ISO/IEC 10589, RFC 1195, RFC 5305, RFC 5308, RFC 8667",
    protocols: &[
        &ISIS_GENERIC_TLV_BASE,
        &ISIS_GENERIC_TLV,
        &ISIS_GENERIC_SUB_TLV,
        &ISIS_IPV4_INTERFACE_ADDRESS_SUB_TLV,
        &ISIS_IPV4_NEIGHBOR_ADDRESS_SUB_TLV,
        &ISIS_LINK_LOCAL_REMOTE_IDENTIFIERS_SUB_TLV,
        &ISIS_IPV6_INTERFACE_ADDRESS_SUB_TLV,
        &ISIS_IPV6_NEIGHBOR_ADDRESS_SUB_TLV,
        &ISIS_ADMINISTRATIVE_GROUP_SUB_TLV,
        &ISIS_MAXIMUM_LINK_BANDWIDTH_SUB_TLV,
        &ISIS_MAXIMUM_RESERVABLE_LINK_BANDWIDTH_SUB_TLV,
        &ISIS_UNRESERVED_BANDWIDTH_SUB_TLV,
        &ISIS_TE_DEFAULT_METRIC_SUB_TLV,
        &ISIS_32BIT_ADMINISTRATIVE_TAG_SUB_TLV,
        &ISIS_64BIT_ADMINISTRATIVE_TAG_SUB_TLV,
        &ISIS_PREFIX_SEGMENT_IDENTIFIER_SUB_TLV,
        &ISIS_SID_LABEL_SUB_TLV,
        &ISIS_SRGB_DESCRIPTOR_ENTRY,
        &ISIS_SR_CAPABILITIES_SUB_TLV,
        &ISIS_SR_ALGORITHM_SUB_TLV,
        &ISIS_AREA_ENTRY,
        &ISIS_AREA_TLV,
        &ISIS_AUTHENTICATION_TLV,
        &ISIS_BUFFER_SIZE_TLV,
        &ISIS_CHECKSUM_TLV,
        &ISIS_DYNAMIC_HOSTNAME_TLV,
        &ISIS_EXTENDED_IP_PREFIX,
        &ISIS_TE_ROUTER_ID_TLV,
        &ISIS_EXTENDED_IP_REACHABILITY_TLV,
        &ISIS_EXTENDED_IS_NEIGHBOUR_ENTRY,
        &ISIS_EXTENDED_IS_REACHABILITY_TLV,
        &ISIS_IP_INTERFACE_ADDRESS_TLV,
        &ISIS_IPV6_INTERFACE_ADDRESS_TLV,
        &ISIS_IPV6_PREFIX,
        &ISIS_IPV6_REACHABILITY_TLV,
        &ISIS_IS_NEIGHBOUR_TLV,
        &ISIS_LSP_ENTRY,
        &ISIS_LSP_ENTRY_TLV,
        &ISIS_P2P_ADJACENCY_STATE_TLV,
        &ISIS_PADDING_TLV,
        &ISIS_PROTOCOLS_SUPPORTED_TLV,
        &ISIS_ROUTER_CAPABILITY_TLV,
        &ISIS_IP_REACHABILITY_ENTRY,
        &ISIS_INTERNAL_IP_REACHABILITY_TLV,
        &ISIS_EXTERNAL_IP_REACHABILITY_TLV,
        &ISIS_IS_REACHABILITY_ENTRY,
        &ISIS_IS_REACHABILITY_TLV,
        &ISIS_COMMON_HDR,
        &ISIS_PDU_BASE,
        &ISIS_LAN_HELLO_BASE,
        &ISIS_L1_LAN_HELLO,
        &ISIS_L2_LAN_HELLO,
        &ISIS_P2P_HELLO,
        &ISIS_LSP_BASE,
        &ISIS_L1_LSP,
        &ISIS_L2_LSP,
        &ISIS_CSNP_BASE,
        &ISIS_L1_CSNP,
        &ISIS_L2_CSNP,
        &ISIS_PSNP_BASE,
        &ISIS_L1_PSNP,
        &ISIS_L2_PSNP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_down(
        &LLC,
        &ISIS_COMMON_HDR,
        when!(dsap = 0xfe, ssap = 0xfe, ctrl = 3),
    ),
    bind(
        &ISIS_COMMON_HDR,
        &ISIS_L1_LAN_HELLO,
        when!(hdrlen = 27, pdutype = 15),
    ),
    bind(
        &ISIS_COMMON_HDR,
        &ISIS_L2_LAN_HELLO,
        when!(hdrlen = 27, pdutype = 16),
    ),
    bind(
        &ISIS_COMMON_HDR,
        &ISIS_P2P_HELLO,
        when!(hdrlen = 20, pdutype = 17),
    ),
    bind(
        &ISIS_COMMON_HDR,
        &ISIS_L1_LSP,
        when!(hdrlen = 27, pdutype = 18),
    ),
    bind(
        &ISIS_COMMON_HDR,
        &ISIS_L2_LSP,
        when!(hdrlen = 27, pdutype = 20),
    ),
    bind(
        &ISIS_COMMON_HDR,
        &ISIS_L1_CSNP,
        when!(hdrlen = 33, pdutype = 24),
    ),
    bind(
        &ISIS_COMMON_HDR,
        &ISIS_L2_CSNP,
        when!(hdrlen = 33, pdutype = 25),
    ),
    bind(
        &ISIS_COMMON_HDR,
        &ISIS_L1_PSNP,
        when!(hdrlen = 17, pdutype = 26),
    ),
    bind(
        &ISIS_COMMON_HDR,
        &ISIS_L2_PSNP,
        when!(hdrlen = 17, pdutype = 27),
    ),
];

/// The header asks the PDU for its checksum.
fn needs_pdu(header: &dyn Around) -> Option<Refusal> {
    let pdu = header
        .upper()
        .is_some_and(|upper| upper.is_kind_of(&ISIS_PDU_BASE));
    let made = header.original_len() == 0;
    (made && !pdu).then(|| "a PDU has to follow".to_string().into())
}

/// Lengths count the header below.
fn needs_header(pdu: &dyn Around) -> Option<Refusal> {
    let alone = pdu
        .under()
        .is_none_or(|below| below.index_of("hdrlen").is_none());
    let asked = pdu.original_len() > 0 || pdu.int("pdulength").is_none();
    (alone && asked).then(|| "it has to stand on ISIS_CommonHdr".to_string().into())
}

/// A link state PDU has a checksum from the identifier on (ISO/IEC 10589 section 7.3.11); others
/// have one of all octets if they have a TLV for it (RFC 3358).
fn put_sum(header: &dyn Around, octets: &mut [u8]) {
    let lsp = header
        .upper()
        .is_some_and(|upper| upper.is_kind_of(&ISIS_LSP_BASE));
    let end = octets.len();
    let mut put = |from: usize, at: usize| {
        let sum = octets
            .get(from..)
            .and_then(|covered| checksum::fletcher(covered, at - from));
        if let (Some(sum), Some(place)) = (sum, octets.get_mut(at..at + 2)) {
            place.copy_from_slice(&sum);
        }
    };
    if lsp {
        let mut set = true;
        header.each_above(&mut |layer| {
            if layer.proto().is_kind_of(&ISIS_LSP_BASE) {
                set = layer.int("checksum").is_some();
            }
        });
        if !set {
            put(12, 24);
        }
        return;
    }
    if let Some(at) = checksum_place(header, end) {
        put(0, at);
    }
}

/// Where the TLV with the checksum has it.
fn checksum_place(header: &dyn Around, end: usize) -> Option<usize> {
    let mut place = None;
    let mut at = usize::try_from(header.int("hdrlen")?).ok()?;
    header.each_above(&mut |layer| {
        layer.each_in("tlvs", &mut |tlv| {
            if place.is_none() && tlv.proto().is(&ISIS_CHECKSUM_TLV) {
                place = Some(at + 2);
            }
            at += tlv.int("len").map_or(0, |length| length as usize + 2);
        });
    });
    place.filter(|place| *place + 2 <= end)
}

static PDUS: Names = Names::pairs(&[
    (15, "L1 LAN Hello"),
    (16, "L2 LAN Hello"),
    (17, "P2P Hello"),
    (18, "L1 LSP"),
    (20, "L2 LSP"),
    (24, "L1 CSNP"),
    (25, "L2 CSNP"),
    (26, "L1 PSNP"),
    (27, "L2 PSNP"),
]);
