//! Mobile IPv6: the mobility header and its options. RFC 6275, RFC 3963, RFC 4283, RFC 4285, RFC 4866,
//! RFC 4068.

use super::binding::{Binding, bind_down};
use super::field::{
    Adjust, Auto, Cover, Display, Field, Kind, Length, MadeNames, Options, Preset, bits, ip6, mac,
    octets, u8, u16, u32, u64,
};
use super::ipv6::{IPV6, NEXT_HEADERS};
use super::ipv6_ext::{AUTOPAD, PAD_N, PAD1};
use super::names::{FlagNames, Names};
use super::raw::RAW;
use super::registry::Family;
use super::{Answered, Answers, Around, Dispatch, Hash, PayloadLen, Proto};
use crate::when;

pub static BRADVICE: Proto = Proto {
    stands: Some((2, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptBRAdvice",
        "Mobile IPv6 Option - Binding Refresh Advice",
        &[
            u8("otype").names(&OTYPES).default(2),
            u8("olen").default(2),
            u16("rinter"),
        ],
    )
};

pub static ALT_CO_A: Proto = Proto {
    stands: Some((8, 6)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptAltCoA",
        "MIPv6 Option - Alternate Care-of Address",
        &[
            u8("otype").names(&OTYPES).default(3),
            u8("olen").default(16),
            ip6("acoa"),
        ],
    )
};

pub static NONCE_INDICES: Proto = Proto {
    stands: Some((2, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptNonceIndices",
        "MIPv6 Option - Nonce Indices",
        &[
            u8("otype").names(&OTYPES).default(4),
            u8("olen").default(16),
            u16("hni"),
            u16("coni"),
        ],
    )
};

pub static BINDING_AUTH_DATA: Proto = Proto {
    stands: Some((8, 2)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptBindingAuthData",
        "MIPv6 Option - Binding Authorization Data",
        &[
            u8("otype").names(&OTYPES).default(5),
            u8("olen").default(16),
            bits("authenticator", 96),
        ],
    )
};

pub static MOB_NET_PREFIX: Proto = Proto {
    stands: Some((8, 4)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptMobNetPrefix",
        "NEMO Option - Mobile Network Prefix",
        &[
            u8("otype").names(&OTYPES).default(6),
            u8("olen").default(18),
            u8("reserved"),
            u8("plen").default(64),
            ip6("prefix"),
        ],
    )
};

pub static LLADDR: Proto = Proto {
    stands: Some((1, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptLLAddr",
        "MIPv6 Option - Link-Layer Address (MH-LLA)",
        &[
            u8("otype").names(&OTYPES).default(7),
            u8("olen").default(7),
            u8("ocode").names(&OCODES).default(2),
            u8("pad"),
            mac("lla"),
        ],
    )
};

pub static MNID: Proto = Proto {
    stands: Some((1, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptMNID",
        "MIPv6 Option - Mobile Node Identifier",
        &[
            u8("otype").names(&OTYPES).default(8),
            u8("olen")
                .preset(Preset::None)
                .auto(Auto::LenOf("id", Adjust::plus(1))),
            u8("subtype").names(&SUBTYPES).default(1),
            octets("id").length(Length::From("olen", -1)),
        ],
    )
};

pub static MSG_AUTH: Proto = Proto {
    stands: Some((4, 1)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptMsgAuth",
        "MIPv6 Option - Mobility Message Authentication",
        &[
            u8("otype").names(&OTYPES).default(9),
            u8("olen")
                .preset(Preset::None)
                .auto(Auto::LenOf("authdata", Adjust::plus(5))),
            u8("subtype").names(&SUBTYPES2).default(1),
            u32("mspi").preset(Preset::None),
            octets("authdata")
                .length(Length::From("olen", -5))
                .preset(Preset::Octets(b"AAAAAAAAAAAA")),
        ],
    )
};

pub static REPLAY_PROTECTION: Proto = Proto {
    stands: Some((8, 2)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptReplayProtection",
        "MIPv6 option - Replay Protection",
        &[
            u8("otype").names(&OTYPES).default(10),
            u8("olen").default(8),
            u64("timestamp")
                .display(Display::Date1900)
                .class("NTPTimestampField"),
        ],
    )
};

pub static CGAPARAMS_REQ: Proto = Proto {
    stands: Some((1, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptCGAParamsReq",
        "MIPv6 option - CGA Parameters Request",
        &[u8("otype").names(&OTYPES).default(11), u8("olen")],
    )
};

pub static CGAPARAMS: Proto = Proto {
    stands: Some((1, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptCGAParams",
        "MIPv6 option - CGA Parameters",
        &[
            u8("otype").names(&OTYPES).default(12),
            u8("olen")
                .preset(Preset::None)
                .auto(Auto::LenOf("cgaparams", Adjust::NONE)),
            octets("cgaparams").length_from("olen"),
        ],
    )
};

pub static SIGNATURE: Proto = Proto {
    stands: Some((1, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptSignature",
        "MIPv6 option - Signature",
        &[
            u8("otype").names(&OTYPES).default(13),
            u8("olen")
                .preset(Preset::None)
                .auto(Auto::LenOf("sig", Adjust::NONE)),
            octets("sig").length_from("olen"),
        ],
    )
};

pub static HOME_KEYGEN_TOKEN: Proto = Proto {
    stands: Some((1, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptHomeKeygenToken",
        "MIPv6 option - Home Keygen Token",
        &[
            u8("otype").names(&OTYPES).default(14),
            u8("olen")
                .preset(Preset::None)
                .auto(Auto::LenOf("hkt", Adjust::NONE)),
            octets("hkt").length_from("olen"),
        ],
    )
};

pub static CARE_OF_TEST_INIT: Proto = Proto {
    stands: Some((1, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptCareOfTestInit",
        "MIPv6 option - Care-of Test Init",
        &[u8("otype").names(&OTYPES).default(15), u8("olen")],
    )
};

pub static CARE_OF_TEST: Proto = Proto {
    stands: Some((1, 0)),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MIP6OptCareOfTest",
        "MIPv6 option - Care-of Test",
        &[
            u8("otype").names(&OTYPES).default(16),
            u8("olen")
                .preset(Preset::None)
                .auto(Auto::LenOf("cokt", Adjust::NONE)),
            octets("cokt")
                .length_from("olen")
                .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
        ],
    )
};

pub static UNKNOWN: Proto = Proto {
    example: r#"MIP6OptUnknown(otype=99, odata=b"x")"#,
    stands: Some((1, 0)),
    payload_len: PayloadLen::Nothing,
    dispatch: Some(|octets| {
        let known = octets.first().and_then(|number| option(*number));
        known.map_or(Dispatch::This, Dispatch::Other)
    }),
    ..Proto::new(
        "MIP6OptUnknown",
        "Scapy6 - Unknown Mobility Option",
        &[
            u8("otype").names(&OTYPES).default(6),
            u8("olen")
                .preset(Preset::None)
                .auto(Auto::LenOf("odata", Adjust::NONE)),
            octets("odata").length_from("olen"),
        ],
    )
};

pub static GENERIC: Proto = Proto {
    ..Proto::new(
        "MIP6MH_Generic",
        "IPv6 Mobility Header - Generic Message",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            LENGTH,
            u8("mhtype").names(&MHTYPES).preset(Preset::None),
            u8("res").preset(Preset::None),
            SUM,
            octets("msg")
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 8 - 6))
                .preset(Preset::Octets(b"\x00\x00")),
        ],
    )
};

pub static BRR: Proto = Proto {
    hash: Hash::Octets(|_| b"\0\x08\x09".to_vec()),
    ..Proto::new(
        "MIP6MH_BRR",
        "IPv6 Mobility Header - Binding Refresh Request",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            LENGTH,
            u8("mhtype").names(&MHTYPES),
            u8("res").preset(Preset::None),
            SUM,
            u16("res2").preset(Preset::None),
            AUTOPAD,
            Field::new("options", Kind::Options(&OPTIONS8), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 8)),
        ],
    )
};

pub static HO_TI: Proto = Proto {
    hash: Hash::Octets(|test| test.octets("cookie").unwrap_or_default()),
    ..Proto::new(
        "MIP6MH_HoTI",
        "IPv6 Mobility Header - Home Test Init",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            LENGTH,
            u8("mhtype").names(&MHTYPES).default(1),
            u8("res").preset(Preset::None),
            SUM,
            octets("reserved")
                .fixed()
                .length(Length::Octets(2))
                .preset(Preset::Octets(b"\x00\x00")),
            octets("cookie")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
            AUTOPAD,
            Field::new("options", Kind::Options(&OPTIONS16), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 8 - 8)),
        ],
    )
};

pub static CO_TI: Proto = Proto {
    parent: Some(&HO_TI),
    hash: Hash::Octets(|test| test.octets("cookie").unwrap_or_default()),
    ..Proto::new(
        "MIP6MH_CoTI",
        "IPv6 Mobility Header - Care-of Test Init",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            LENGTH,
            u8("mhtype").names(&MHTYPES).default(2),
            u8("res").preset(Preset::None),
            SUM,
            octets("reserved")
                .fixed()
                .length(Length::Octets(2))
                .preset(Preset::Octets(b"\x00\x00")),
            octets("cookie")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
            AUTOPAD,
            Field::new("options", Kind::Options(&OPTIONS16), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 8 - 8)),
        ],
    )
};

pub static HO_T: Proto = Proto {
    hash: Hash::Octets(|test| test.octets("cookie").unwrap_or_default()),
    answers: Answers::Test(|answer, request| same_cookie(answer, request, &HO_TI)),
    ..Proto::new(
        "MIP6MH_HoT",
        "IPv6 Mobility Header - Home Test",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            LENGTH,
            u8("mhtype").names(&MHTYPES).default(3),
            u8("res").preset(Preset::None),
            SUM,
            u16("index").preset(Preset::None),
            octets("cookie")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
            octets("token")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
            AUTOPAD,
            Field::new("options", Kind::Options(&OPTIONS24), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 8 - 16)),
        ],
    )
};

pub static CO_T: Proto = Proto {
    parent: Some(&HO_T),
    hash: Hash::Octets(|test| test.octets("cookie").unwrap_or_default()),
    answers: Answers::Test(|answer, request| same_cookie(answer, request, &CO_TI)),
    ..Proto::new(
        "MIP6MH_CoT",
        "IPv6 Mobility Header - Care-of Test",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            LENGTH,
            u8("mhtype").names(&MHTYPES).default(4),
            u8("res").preset(Preset::None),
            SUM,
            u16("index").preset(Preset::None),
            octets("cookie")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
            octets("token")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
            AUTOPAD,
            Field::new("options", Kind::Options(&OPTIONS24), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 8 - 16)),
        ],
    )
};

pub static BU: Proto = Proto {
    hash: Hash::Octets(|_| b"\0\x08\x09".to_vec()),
    answers: Answers::Test(|_, request| request.proto().is_kind_of(&BRR).into()),
    ..Proto::new(
        "MIP6MH_BU",
        "IPv6 Mobility Header - Binding Update",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            LENGTH,
            u8("mhtype").names(&MHTYPES).default(5),
            u8("res").preset(Preset::None),
            SUM,
            u16("seq").hex().preset(Preset::None),
            bits("flags", 7)
                .flags(&FlagNames::Letters("PRMKLHA"))
                .default(104),
            bits("reserved", 9).hex(),
            u16("mhtime")
                .default(3)
                .names_made(&FOUR_SECONDS)
                .class("LifetimeField"),
            AUTOPAD,
            Field::new("options", Kind::Options(&OPTIONS12), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 8 - 4)),
        ],
    )
};

pub static BA: Proto = Proto {
    hash: Hash::Octets(|_| b"\0\x08\x09".to_vec()),
    answers: Answers::Test(acknowledges),
    ..Proto::new(
        "MIP6MH_BA",
        "IPv6 Mobility Header - Binding ACK",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            LENGTH,
            u8("mhtype").names(&MHTYPES).default(6),
            u8("res").preset(Preset::None),
            SUM,
            u8("status").names(&STATUS_NAMES),
            bits("flags", 3)
                .flags(&FlagNames::Letters("PRK"))
                .default(4),
            bits("res2", 5).hex().preset(Preset::None),
            u16("seq").hex().preset(Preset::None),
            u16("mhtime").hex(),
            AUTOPAD,
            Field::new("options", Kind::Options(&OPTIONS12), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 8 - 4)),
        ],
    )
};

pub static BE: Proto = Proto {
    ..Proto::new(
        "MIP6MH_BE",
        "IPv6 Mobility Header - Binding Error",
        &[
            u8("nh").names(&NEXT_HEADERS).default(59),
            LENGTH,
            u8("mhtype").names(&MHTYPES).default(7),
            u8("res"),
            SUM,
            u8("status").names(&STATUS_NAMES2),
            u8("reserved"),
            ip6("ha"),
            Field::new("options", Kind::Options(&OPTIONS24), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|p| p.int("len").unwrap_or(0) * 8 - 16)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.inet6",
    source: "RFC 6275, RFC 3963, RFC 4283, RFC 4285, RFC 4866, RFC 4068",
    protocols: &[
        &BRADVICE,
        &ALT_CO_A,
        &NONCE_INDICES,
        &BINDING_AUTH_DATA,
        &MOB_NET_PREFIX,
        &LLADDR,
        &MNID,
        &MSG_AUTH,
        &REPLAY_PROTECTION,
        &CGAPARAMS_REQ,
        &CGAPARAMS,
        &SIGNATURE,
        &HOME_KEYGEN_TOKEN,
        &CARE_OF_TEST_INIT,
        &CARE_OF_TEST,
        &UNKNOWN,
        &GENERIC,
        &BRR,
        &HO_TI,
        &CO_TI,
        &HO_T,
        &CO_T,
        &BU,
        &BA,
        &BE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_down(&IPV6, &GENERIC, when!(nh = 135)),
    bind_down(&IPV6, &BRR, when!(nh = 135)),
    bind_down(&IPV6, &HO_TI, when!(nh = 135)),
    bind_down(&IPV6, &CO_TI, when!(nh = 135)),
    bind_down(&IPV6, &HO_T, when!(nh = 135)),
    bind_down(&IPV6, &CO_T, when!(nh = 135)),
    bind_down(&IPV6, &BU, when!(nh = 135)),
    bind_down(&IPV6, &BA, when!(nh = 135)),
    bind_down(&IPV6, &BE, when!(nh = 135)),
];

/// Words of 64 bits, without the first one.
const LENGTH: Field = u8("len")
    .preset(Preset::None)
    .auto(Auto::TotalLenBy(Adjust {
        before: -8,
        divide: 8,
        ..Adjust::NONE
    }));
const SUM: Field = u16("cksum")
    .hex()
    .preset(Preset::None)
    .auto(Auto::Sum(Cover::Pseudo6 { protocol: 135 }));

const fn options(start: u16) -> Options {
    Options {
        of: &UNKNOWN,
        start,
        pad: 1,
        last_only: false,
        fills: |header| header.int("autopad") != Some(0),
    }
}
static OPTIONS8: Options = options(8);
static OPTIONS12: Options = options(12);
static OPTIONS16: Options = options(16);
static OPTIONS24: Options = options(24);

/// The message that the octets are; the third one is its type. Scapy wants four octets.
pub fn message(octets: &[u8]) -> &'static Proto {
    match octets {
        [_, _, 0, _, ..] => &BRR,
        [_, _, 1, _, ..] => &HO_TI,
        [_, _, 2, _, ..] => &CO_TI,
        [_, _, 3, _, ..] => &HO_T,
        [_, _, 4, _, ..] => &CO_T,
        [_, _, 5, _, ..] => &BU,
        [_, _, 6, _, ..] => &BA,
        [_, _, 7, _, ..] => &BE,
        [_, _, _, _, ..] => &GENERIC,
        _ => &RAW,
    }
}

fn option(number: u8) -> Option<&'static Proto> {
    Some(match number {
        0 => &PAD1,
        1 => &PAD_N,
        2 => &BRADVICE,
        3 => &ALT_CO_A,
        4 => &NONCE_INDICES,
        5 => &BINDING_AUTH_DATA,
        6 => &MOB_NET_PREFIX,
        7 => &LLADDR,
        8 => &MNID,
        9 => &MSG_AUTH,
        10 => &REPLAY_PROTECTION,
        11 => &CGAPARAMS_REQ,
        12 => &CGAPARAMS,
        13 => &SIGNATURE,
        14 => &HOME_KEYGEN_TOKEN,
        15 => &CARE_OF_TEST_INIT,
        16 => &CARE_OF_TEST,
        _ => return None,
    })
}

fn same_cookie(answer: &dyn Around, request: &dyn Around, init: &Proto) -> Answered {
    let same = answer.octets("cookie") == request.octets("cookie");
    (request.proto().is_kind_of(init) && same).into()
}

/// An update that asks for it is acknowledged with its number.
fn acknowledges(answer: &dyn Around, request: &dyn Around) -> Answered {
    let asks = request.int("flags").is_some_and(|flags| flags & 1 != 0);
    let types = (request.int("mhtype"), answer.int("mhtype")) == (Some(5), Some(6));
    let same = request.int("seq") == answer.int("seq");
    (request.proto().is_kind_of(&BU) && types && asks && same).into()
}

static FOUR_SECONDS: MadeNames = MadeNames {
    name: |number| Some(format!("{} sec", 4 * number)),
    value: |_| None,
};

static OTYPES: Names = Names::pairs(&[
    (2, "Binding Refresh Advice"),
    (3, "Alternate Care-of Address"),
    (4, "Nonce Indices"),
    (5, "Binding Authorization Data"),
    (6, "Mobile Network Prefix (RFC3963)"),
    (7, "Link-Layer Address (RFC4068)"),
    (8, "Mobile Node Identifier (RFC4283)"),
    (9, "Mobility Message Authentication (RFC4285)"),
    (10, "Replay Protection (RFC4285)"),
    (11, "CGA Parameters Request (RFC4866)"),
    (12, "CGA Parameters (RFC4866)"),
    (13, "Signature (RFC4866)"),
    (14, "Home Keygen Token (RFC4866)"),
    (15, "Care-of Test Init (RFC4866)"),
    (16, "Care-of Test (RFC4866)"),
]);
static OCODES: Names = Names::pairs(&[
    (0, "Wildcard requesting resolution for all nearby AP"),
    (1, "LLA for the new AP"),
    (2, "LLA of the MN"),
    (3, "LLA of the NAR"),
    (4, "LLA of the src of TrSolPr or PrRtAdv msg"),
    (5, "AP identified by LLA belongs to current iface of router"),
    (6, "No preifx info available for AP identified by the LLA"),
    (7, "No fast handovers support for AP identified by the LLA"),
]);
static SUBTYPES: Names = Names::pairs(&[(1, "NAI")]);
static SUBTYPES2: Names = Names::pairs(&[
    (1, "MN-HA authentication mobility option"),
    (2, "MN-AAA authentication mobility option"),
]);
static MHTYPES: Names = Names::pairs(&[
    (0, "BRR"),
    (1, "HoTI"),
    (2, "CoTI"),
    (3, "HoT"),
    (4, "CoT"),
    (5, "BU"),
    (6, "BA"),
    (7, "BE"),
    (8, "Fast BU"),
    (9, "Fast BA"),
    (10, "Fast NA"),
]);
static STATUS_NAMES: Names = Names::pairs(&[
    (0, "Binding Update accepted"),
    (1, "Accepted but prefix discovery necessary"),
    (128, "Reason unspecified"),
    (129, "Administratively prohibited"),
    (130, "Insufficient resources"),
    (131, "Home registration not supported"),
    (132, "Not home subnet"),
    (133, "Not home agent for this mobile node"),
    (134, "Duplicate Address Detection failed"),
    (135, "Sequence number out of window"),
    (136, "Expired home nonce index"),
    (137, "Expired care-of nonce index"),
    (138, "Expired nonces"),
    (139, "Registration type change disallowed"),
    (140, "Mobile Router Operation not permitted"),
    (141, "Invalid Prefix"),
    (142, "Not Authorized for Prefix"),
    (143, "Forwarding Setup failed (prefixes missing)"),
    (144, "MIPV6-ID-MISMATCH"),
    (145, "MIPV6-MESG-ID-REQD"),
    (146, "MIPV6-AUTH-FAIL"),
    (147, "Permanent home keygen token unavailable"),
    (148, "CGA and signature verification failed"),
    (149, "Permanent home keygen token exists"),
    (150, "Non-null home nonce index expected"),
]);
static STATUS_NAMES2: Names = Names::pairs(&[
    (1, "Unknown binding for Home Address destination option"),
    (2, "Unrecognized MH Type value"),
]);
