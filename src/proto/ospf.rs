//! OSPF. RFC 2328, RFC 5613 (link-local signaling), RFC 5250 (opaque LSAs),
//! RFC 3101 (NSSA).

use super::binding::{Binding, bind};
use super::field::{
    Adjust, Auto, Cover, Element, Field, Kind, Length, MadeNames, Preset, When, bits, ip4, list,
    octets, packets, u8, u16, u24, u32, u64,
};
use super::ip::IP;
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::{Answered, Answers, Around, Guess, Hash, PayloadLen, Proto, Sends, to};
use crate::when;
use crate::wire::checksum;

pub static HDR: Proto = Proto {
    mend: Some(put_sum),
    answers: Answers::Test(acknowledges),
    hash: Hash::OctetsAndPayload(|ospf| ospf.text("area").into_bytes()),
    destinations: &[to(&[], |_| "224.0.0.5".to_string())],
    ..Proto::new(
        "OSPF_Hdr",
        "OSPF Header",
        &[
            u8("version").default(2),
            u8("type").names(&TYPES).default(1),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::PayloadLenBy(Adjust::by(without_signaling)))
                .class("_NoLLSLenField"),
            ip4("src").text("1.1.1.1"),
            ip4("area"),
            u16("chksum").hex().preset(Preset::None),
            u16("authtype").names(&AUTHTYPES),
            u64("authdata").hex().when(When::NotIn("authtype", &[2])),
            u16("reserved").hex().when(When::In("authtype", &[2])),
            u8("keyid").default(1).when(When::In("authtype", &[2])),
            u8("authdatalen").when(When::In("authtype", &[2])),
            u32("seq").hex().when(When::In("authtype", &[2])),
        ],
    )
};

pub static HELLO: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "OSPF_Hello",
        "OSPF Hello",
        &[
            ip4("mask").text("255.255.255.0"),
            u16("hellointerval").default(10),
            OPTIONS,
            u8("prio").default(1),
            u32("deadinterval").default(40),
            ip4("router"),
            ip4("backup"),
            list("neighbors", &NEIGHBOR).length(Length::FromFn(|p| {
                p.int_below("len").map_or(i64::MAX, |length| length - 44)
            })),
        ],
    )
};

pub static LLS_GENERIC_TLV: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "LLS_Generic_TLV",
        "LLS Generic",
        &[
            u16("type"),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("val", Adjust::NONE)),
            octets("val").length_from("len"),
        ],
    )
};

pub static LLS_EXTENDED_OPTIONS: Proto = Proto {
    parent: Some(&LLS_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "LLS_Extended_Options",
        "LLS Extended Options and Flags",
        &[
            u16("type").default(1),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("options", Adjust::NONE)),
            octets("options").length_from("len"),
        ],
    )
};

pub static LLS_CRYPTO_AUTH: Proto = Proto {
    parent: Some(&LLS_GENERIC_TLV),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "LLS_Crypto_Auth",
        "LLS Cryptographic Authentication",
        &[
            u16("type").default(2),
            u8("len").default(20).class("FieldLenField"),
            u32("sequence").hex(),
            octets("authdata")
                .length(Length::From("len", -4))
                .preset(Preset::Octets(
                    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                )),
        ],
    )
};

pub static LLS_HDR: Proto = Proto {
    ..Proto::new(
        "OSPF_LLS_Hdr",
        "OSPF Link-local signaling",
        &[
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::HeaderAndPayload)),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf(
                    "llstlv",
                    Adjust {
                        before: 4,
                        divide: 4,
                        ..Adjust::NONE
                    },
                ))
                .names_made(&WORDS)
                .class("FieldLenField32Bits"),
            Field::new("llstlv", Kind::PacketsBy(Element::Octets(signal)), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 4 + -4)),
        ],
    )
};

pub static LSA_HDR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "OSPF_LSA_Hdr",
        "OSPF LSA Header",
        &[
            AGE,
            OPTIONS,
            u8("type").names(&ADVERTISEMENTS).default(1),
            ip4("id").text("192.168.0.0"),
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
        "OSPF_Link",
        "OSPF Link",
        &[
            ip4("id").text("192.168.0.0"),
            ip4("data").text("255.255.255.0"),
            u8("type").names(&LINKS).default(3),
            u8("toscount"),
            u16("metric").default(10),
            u8("tos").when(NEVER),
            u8("reserved").when(NEVER),
            u16("tosmetric").when(NEVER),
        ],
    )
};

pub static BASE_LSA: Proto = Proto {
    example: r#"OSPF_Hdr(src="10.0.0.1")/OSPF_LSUpd(lsalist=[OSPF_Network_LSA(id="10.0.0.1", adrouter="10.0.0.1")])"#,
    payload_len: PayloadLen::Nothing,
    ..Proto::new("OSPF_BaseLSA", "OSPF_BaseLSA", &[])
};

pub static ROUTER_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPF_Router_LSA",
        "OSPF Router LSA",
        &[
            AGE,
            OPTIONS,
            u8("type").default(1),
            ip4("id").text("1.1.1.1"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            bits("flags", 8).flags(&FlagNames::Words(&["B", "E", "V", "W", "Nt"])),
            u8("reserved"),
            u16("linkcount")
                .preset(Preset::None)
                .auto(Auto::CountOf("linklist", Adjust::NONE)),
            packets("linklist", &LINK)
                .length(Length::FromFn(|p| p.int("linkcount").unwrap_or(0) * 12)),
        ],
    )
};

pub static NETWORK_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPF_Network_LSA",
        "OSPF Network LSA",
        &[
            AGE,
            OPTIONS,
            u8("type").default(2),
            ip4("id").text("192.168.0.0"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            ip4("mask").text("255.255.255.0"),
            list("routerlist", &ROUTER).length(Length::From("len", -24)),
        ],
    )
};

pub static SUMMARY_IP_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPF_SummaryIP_LSA",
        "OSPF Summary LSA (IP Network)",
        &[
            AGE,
            OPTIONS,
            u8("type").default(3),
            ip4("id").text("192.168.0.0"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            ip4("mask").text("255.255.255.0"),
            u8("reserved"),
            u24("metric").hex().default(0xa),
            u8("tos").when(NEVER),
            u24("tosmetric").hex().when(NEVER),
        ],
    )
};

pub static SUMMARY_ASBR_LSA: Proto = Proto {
    parent: Some(&SUMMARY_IP_LSA),
    ..lsa(
        "OSPF_SummaryASBR_LSA",
        "OSPF Summary LSA (AS Boundary Router)",
        &[
            AGE,
            OPTIONS,
            u8("type").default(4),
            ip4("id").text("2.2.2.2"),
            ip4("adrouter").text("1.1.1.1"),
            SEQUENCE,
            SUM,
            LENGTH,
            ip4("mask"),
            u8("reserved"),
            u24("metric").hex().default(0x14),
            u8("tos").when(NEVER),
            u24("tosmetric").hex().when(NEVER),
        ],
    )
};

pub static EXTERNAL_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPF_External_LSA",
        "OSPF External LSA (ASBR)",
        &[
            AGE,
            OPTIONS,
            u8("type").default(5),
            ip4("id").text("192.168.0.0"),
            ip4("adrouter").text("2.2.2.2"),
            SEQUENCE,
            SUM,
            LENGTH,
            ip4("mask").text("255.255.255.0"),
            bits("ebit", 1).flags(&FlagNames::Words(&["E"])),
            bits("reserved", 7),
            u24("metric").hex().default(0x14),
            ip4("fwdaddr"),
            u32("tag").hex(),
            u8("tos").when(NEVER),
            u24("tosmetric").hex().when(NEVER),
        ],
    )
};

pub static NSSA_EXTERNAL_LSA: Proto = Proto {
    parent: Some(&EXTERNAL_LSA),
    ..lsa(
        "OSPF_NSSA_External_LSA",
        "OSPF NSSA External LSA",
        &[
            AGE,
            OPTIONS,
            u8("type").default(7),
            ip4("id").text("192.168.0.0"),
            ip4("adrouter").text("2.2.2.2"),
            SEQUENCE,
            SUM,
            LENGTH,
            ip4("mask").text("255.255.255.0"),
            bits("ebit", 1).flags(&FlagNames::Words(&["E"])),
            bits("reserved", 7),
            u24("metric").hex().default(0x14),
            ip4("fwdaddr"),
            u32("tag").hex(),
            u8("tos").when(NEVER),
            u24("tosmetric").hex().when(NEVER),
        ],
    )
};

pub static LINK_SCOPE_OPAQUE_LSA: Proto = Proto {
    parent: Some(&BASE_LSA),
    ..lsa(
        "OSPF_Link_Scope_Opaque_LSA",
        "OSPF Link Scope External LSA",
        &[
            AGE,
            OPTIONS,
            u8("type").default(9),
            ip4("id").text("192.0.2.1"),
            ip4("adrouter").text("198.51.100.100"),
            SEQUENCE,
            SUM,
            LENGTH,
            octets("data")
                .length(Length::From("len", -20))
                .preset(Preset::Octets(b"data")),
        ],
    )
};

pub static AREA_SCOPE_OPAQUE_LSA: Proto = Proto {
    parent: Some(&LINK_SCOPE_OPAQUE_LSA),
    ..lsa(
        "OSPF_Area_Scope_Opaque_LSA",
        "OSPF Area Scope External LSA",
        &[
            AGE,
            OPTIONS,
            u8("type").default(10),
            ip4("id").text("192.0.2.1"),
            ip4("adrouter").text("198.51.100.100"),
            SEQUENCE,
            SUM,
            LENGTH,
            octets("data")
                .length(Length::From("len", -20))
                .preset(Preset::Octets(b"data")),
        ],
    )
};

pub static AS_SCOPE_OPAQUE_LSA: Proto = Proto {
    parent: Some(&LINK_SCOPE_OPAQUE_LSA),
    ..lsa(
        "OSPF_AS_Scope_Opaque_LSA",
        "OSPF AS Scope External LSA",
        &[
            AGE,
            OPTIONS,
            u8("type").default(11),
            ip4("id").text("192.0.2.1"),
            ip4("adrouter").text("198.51.100.100"),
            SEQUENCE,
            SUM,
            LENGTH,
            octets("data")
                .length(Length::From("len", -20))
                .preset(Preset::Octets(b"data")),
        ],
    )
};

pub static DBDESC: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "OSPF_DBDesc",
        "OSPF Database Description",
        &[
            u16("mtu").default(1500),
            OPTIONS,
            bits("dbdescr", 8).flags(&FlagNames::Words(&[
                "MS", "M", "I", "R", "4", "3", "2", "1",
            ])),
            u32("ddseq").default(1),
            packets("lsaheaders", &LSA_HDR).length(Length::FromFn(|p| {
                p.int_below("len").map_or(i64::MAX, |length| length - 32)
            })),
        ],
    )
};

pub static LSREQ_ITEM: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "OSPF_LSReq_Item",
        "OSPF Link State Request (item)",
        &[
            u32("type").names(&ADVERTISEMENTS).default(1),
            ip4("id").text("1.1.1.1"),
            ip4("adrouter").text("1.1.1.1"),
        ],
    )
};

pub static LSREQ: Proto = Proto::new(
    "OSPF_LSReq",
    "OSPF Link State Request (container)",
    &[packets("requests", &LSREQ_ITEM).length(Length::FromFn(|p| {
        p.int_below("len").map_or(i64::MAX, |length| length - 24)
    }))],
);

pub static LSUPD: Proto = Proto::new(
    "OSPF_LSUpd",
    "OSPF Link State Update",
    &[
        u32("lsacount")
            .preset(Preset::None)
            .auto(Auto::CountOf("lsalist", Adjust::NONE)),
        Field::new(
            "lsalist",
            Kind::PacketsBy(Element::Octets(advertisement)),
            0,
        )
        .preset(Preset::EmptyList)
        .length(Length::FromFn(|p| {
            p.int_below("len").map_or(i64::MAX, |length| length - 24)
        })),
    ],
);

pub static LSACK: Proto = Proto {
    answers: Answers::Test(acknowledged),
    ..Proto::new(
        "OSPF_LSAck",
        "OSPF Link State Acknowledgement",
        &[packets("lsaheaders", &LSA_HDR).length(Length::FromFn(|p| {
            p.int_below("len").map_or(i64::MAX, |length| length - 24)
        }))],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.ospf",
    source: "RFC 2328, RFC 5613, RFC 5250, RFC 3101",
    protocols: &[
        &HDR,
        &HELLO,
        &LLS_GENERIC_TLV,
        &LLS_EXTENDED_OPTIONS,
        &LLS_CRYPTO_AUTH,
        &LLS_HDR,
        &LSA_HDR,
        &LINK,
        &BASE_LSA,
        &ROUTER_LSA,
        &NETWORK_LSA,
        &SUMMARY_IP_LSA,
        &SUMMARY_ASBR_LSA,
        &EXTERNAL_LSA,
        &NSSA_EXTERNAL_LSA,
        &LINK_SCOPE_OPAQUE_LSA,
        &AREA_SCOPE_OPAQUE_LSA,
        &AS_SCOPE_OPAQUE_LSA,
        &DBDESC,
        &LSREQ_ITEM,
        &LSREQ,
        &LSUPD,
        &LSACK,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &HDR, when!(proto = 89)),
    bind(&HDR, &HELLO, when!(type = 1)),
    bind(&HDR, &DBDESC, when!(type = 2)),
    bind(&HDR, &LSREQ, when!(type = 3)),
    bind(&HDR, &LSUPD, when!(type = 4)),
    bind(&HDR, &LSACK, when!(type = 5)),
];

pub(super) const AGE: Field = u16("age").default(1);
pub(super) const SEQUENCE: Field = u32("seq").hex().default(0x8000_0001);
pub(super) const SUM: Field = u16("chksum").hex().preset(Preset::None);
pub(super) const LENGTH: Field = u16("len")
    .preset(Preset::None)
    .auto(Auto::HeaderLenBy(Adjust::NONE));
const OPTIONS: Field = bits("options", 8)
    .flags(&FlagNames::Words(&[
        "MT", "E", "MC", "NP", "L", "DC", "O", "DN",
    ]))
    .class("OSPFOptionsField");

/// Words of four octets, shown in octets.
static WORDS: MadeNames = MadeNames {
    name: |words| (words != 0).then(|| format!("{} bytes", words << 2)),
    value: |_| None,
};

/// Scapy has names for what RFC 2328 left out, but neither reads nor writes it.
const NEVER: When = When::Test(|_| false);

/// A link state advertisement with its body.
pub(super) const fn lsa(
    name: &'static str,
    title: &'static str,
    fields: &'static [Field],
) -> Proto {
    Proto {
        payload_len: PayloadLen::Nothing,
        sends: Sends::Header,
        mend: Some(put_lsa_sum),
        ..Proto::new(name, title, fields)
    }
}

/// RFC 2328 section 12.1.7: the age does not count.
fn put_lsa_sum(lsa: &dyn Around, octets: &mut [u8]) {
    if lsa.int("chksum").is_none() && lsa.proto().index_of("chksum").is_some() && octets.len() >= 18
    {
        let age = [octets[0], octets[1]];
        octets[..2].fill(0);
        let sum = checksum::fletcher(octets, 16);
        octets[..2].copy_from_slice(&age);
        octets[16..18].copy_from_slice(&sum.unwrap_or_default());
    }
}

/// RFC 2328 section D.4: the authentication data does not count, and with a digest there is no sum.
fn put_sum(ospf: &dyn Around, octets: &mut [u8]) {
    if ospf.int("chksum").is_none() && ospf.int("authtype") != Some(2) && octets.len() >= 24 {
        let counted = [&octets[..16], &octets[24..]].concat();
        octets[12..14].copy_from_slice(&checksum::ones_complement(&counted).to_be_bytes());
    }
}

/// RFC 5613 section 2: the block behind the message is not part of its length.
fn without_signaling(ospf: &dyn Around, payload: i64) -> Option<i64> {
    let block = ospf.octets_above(&LLS_HDR).map_or(0, |block| block.len());
    Some(payload + 24 - block as i64)
}

/// The block for link-local signaling follows, if an option says so.
fn guess(message: &dyn Around, _: &[u8]) -> Guess {
    match message.int("options") {
        Some(options) if options & 0x10 != 0 => Guess::Proto(&LLS_HDR),
        _ => Guess::Bindings,
    }
}

fn signal(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets {
        [0, 1, _, ..] => &LLS_EXTENDED_OPTIONS,
        [0, 2, _, ..] => &LLS_CRYPTO_AUTH,
        [_, _, _, ..] => &LLS_GENERIC_TLV,
        _ => return None,
    })
}

/// The advertisement that the octets are; the fourth one is its type.
fn advertisement(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets.get(3)? {
        1 => &ROUTER_LSA,
        2 => &NETWORK_LSA,
        3 => &SUMMARY_IP_LSA,
        4 => &SUMMARY_ASBR_LSA,
        5 => &EXTERNAL_LSA,
        7 => &NSSA_EXTERNAL_LSA,
        9 => &LINK_SCOPE_OPAQUE_LSA,
        10 => &AREA_SCOPE_OPAQUE_LSA,
        11 => &AS_SCOPE_OPAQUE_LSA,
        _ => return None,
    })
}

/// Only acknowledgements answer.
fn acknowledges(answer: &dyn Around, request: &dyn Around) -> Answered {
    let same_area = answer.text("area") == request.text("area");
    if request.proto().is_kind_of(&HDR) && same_area && answer.int("type") == Some(5) {
        Answered::Payloads
    } else {
        Answered::No
    }
}

/// Whether one of the advertisements is acknowledged.
fn acknowledged(answer: &dyn Around, request: &dyn Around) -> Answered {
    let named = |layer: &dyn Around, field: &str| {
        let mut named = Vec::new();
        layer.each_in(field, &mut |lsa| {
            named.push((lsa.int("type"), lsa.int("seq")))
        });
        named
    };
    if !request.proto().is_kind_of(&LSUPD) {
        return Answered::No;
    }
    let sent = named(request, "lsalist");
    let known = named(answer, "lsaheaders");
    sent.iter().any(|lsa| known.contains(lsa)).into()
}

pub(super) static NEIGHBOR: Field = ip4("");
static ROUTER: Field = ip4("").text("1.1.1.1");

pub(super) static TYPES: Names = Names::pairs(&[
    (1, "Hello"),
    (2, "DBDesc"),
    (3, "LSReq"),
    (4, "LSUpd"),
    (5, "LSAck"),
]);
static AUTHTYPES: Names = Names::pairs(&[(0, "Null"), (1, "Simple"), (2, "Crypto")]);
static ADVERTISEMENTS: Names = Names::pairs(&[
    (1, "router"),
    (2, "network"),
    (3, "summaryIP"),
    (4, "summaryASBR"),
    (5, "external"),
    (7, "NSSAexternal"),
    (9, "linkScopeOpaque"),
    (10, "areaScopeOpaque"),
    (11, "asScopeOpaque"),
]);
static LINKS: Names = Names::pairs(&[(1, "p2p"), (2, "transit"), (3, "stub"), (4, "virtual")]);
