//! Wireless LAN: frames. IEEE 802.11-2020 section 9.

use super::binding::{Binding, bind, bind_down};
use super::data::dot11_names::{
    ALGORITHMS, CONTROL_EXTENSIONS, CONTROL_SUBTYPES, DATA_SUBTYPES, EXTENSION_SUBTYPES,
    MANAGEMENT_SUBTYPES, REASONS, STATUSES, TYPES,
};
use super::dot11_actions::ACTION;
use super::dot11_elements::ELT;
use super::ether::LLC;
use super::field::{
    Choice, Field, Kind, Length, Preset, RemarkRule, Test, When, bits, choice, mac, octets, u8,
    u16, u32, u64,
};
use super::names::{FlagNames, Names};
use super::raw::RAW;
use super::registry::Family;
use super::{Answered, Answers, Around, Dispatch, Guess, Proto, Sends};
use crate::when;
use crate::wire::crc;

pub static DOT11: Proto = Proto {
    guess: Some(guess),
    answers: Answers::Test(answers),
    summary: "802.11 %Dot11.type% %Dot11.subtype% %Dot11.addr2% > %Dot11.addr1%",
    ..Proto::new("Dot11", "802.11", &FRAME)
};

pub static FCS: Proto = Proto {
    parent: Some(&DOT11),
    matches_parent: true,
    guess: Some(guess),
    answers: Answers::Test(answers),
    summary: "802.11 %Dot11FCS.type% %Dot11FCS.subtype% %Dot11FCS.addr2% > %Dot11FCS.addr1%",
    mend: Some(put_check),
    ..Proto::new(
        "Dot11FCS",
        "802.11-FCS",
        &[
            FRAME[0],
            FRAME[1],
            FRAME[2],
            FRAME[3],
            FRAME[4],
            FRAME[5],
            FRAME[6],
            FRAME[7],
            FRAME[8],
            FRAME[9],
            FRAME[10],
            FRAME[11],
            FRAME[12],
            Field::new("fcs", Kind::Trailer(&CHECK), 0).class("FCSField"),
        ],
    )
};

pub static QOS: Proto = Proto {
    guess: Some(guess_in_data),
    ..Proto::new(
        "Dot11QoS",
        "802.11 QoS",
        &[
            bits("A_MSDU_Present", 1),
            bits("Ack_Policy", 2),
            bits("EOSP", 1),
            bits("TID", 4),
            u8("TXOP"),
        ],
    )
};

/// What holds elements.
pub static ELEMENTS_ABOVE: Proto = Proto::new("_Dot11EltUtils", "_Dot11EltUtils", &[]);

pub static BEACON: Proto = Proto {
    example: r#"RadioTap()/Dot11(addr1="ff:ff:ff:ff:ff:ff", addr2="02:00:00:00:00:01", addr3="02:00:00:00:00:01")/Dot11Beacon(cap="ESS+privacy")/Dot11Elt(ID="SSID", info=b"lab")/Dot11EltDSSSet(channel=6)"#,
    parent: Some(&ELEMENTS_ABOVE),
    ..Proto::new(
        "Dot11Beacon",
        "802.11 Beacon",
        &[
            u64("timestamp").little_endian(),
            u16("beacon_interval").little_endian().default(100),
            CAPABILITIES,
        ],
    )
};

pub static ATIM: Proto = Proto::new("Dot11ATIM", "802.11 ATIM", &[]);

pub static DISAS: Proto = Proto::new(
    "Dot11Disas",
    "802.11 Disassociation",
    &[u16("reason").little_endian().names(&REASONS).default(1)],
);

pub static ASSO_REQ: Proto = Proto {
    parent: Some(&ELEMENTS_ABOVE),
    ..Proto::new(
        "Dot11AssoReq",
        "802.11 Association Request",
        &[
            CAPABILITIES,
            u16("listen_interval").little_endian().default(200),
        ],
    )
};

pub static ASSO_RESP: Proto = Proto {
    parent: Some(&ELEMENTS_ABOVE),
    ..Proto::new(
        "Dot11AssoResp",
        "802.11 Association Response",
        &[
            CAPABILITIES,
            u16("status").little_endian(),
            u16("AID").little_endian(),
        ],
    )
};

pub static REASSO_REQ: Proto = Proto {
    parent: Some(&ELEMENTS_ABOVE),
    ..Proto::new(
        "Dot11ReassoReq",
        "802.11 Reassociation Request",
        &[
            CAPABILITIES,
            u16("listen_interval").little_endian().default(200),
            mac("current_AP"),
        ],
    )
};

pub static REASSO_RESP: Proto = Proto {
    parent: Some(&ASSO_RESP),
    ..Proto::new(
        "Dot11ReassoResp",
        "802.11 Reassociation Response",
        &[
            CAPABILITIES,
            u16("status").little_endian(),
            u16("AID").little_endian(),
        ],
    )
};

pub static PROBE_REQ: Proto = Proto {
    parent: Some(&ELEMENTS_ABOVE),
    ..Proto::new("Dot11ProbeReq", "802.11 Probe Request", &[])
};

pub static PROBE_RESP: Proto = Proto {
    parent: Some(&ELEMENTS_ABOVE),
    ..Proto::new(
        "Dot11ProbeResp",
        "802.11 Probe Response",
        &[
            u64("timestamp").little_endian(),
            u16("beacon_interval").little_endian().default(100),
            CAPABILITIES,
        ],
    )
};

pub static AUTH: Proto = Proto {
    parent: Some(&ELEMENTS_ABOVE),
    answers: Answers::Test(auth_answers),
    ..Proto::new(
        "Dot11Auth",
        "802.11 Authentication",
        &[
            u16("algo").little_endian().names(&ALGORITHMS),
            u16("seqnum").little_endian(),
            u16("status").little_endian().names(&STATUSES),
        ],
    )
};

pub static DEAUTH: Proto = Proto {
    example: r#"RadioTap()/Dot11(addr1="02:00:00:00:00:02", addr2="02:00:00:00:00:01", addr3="02:00:00:00:00:01")/Dot11Deauth(reason=7)"#,
    ..Proto::new(
        "Dot11Deauth",
        "802.11 Deauthentication",
        &[u16("reason").little_endian().names(&REASONS).default(1)],
    )
};

pub static ACK: Proto = Proto::new("Dot11Ack", "802.11 Ack packet", &[]);

pub static S1G_BEACON: Proto = Proto {
    parent: Some(&ELEMENTS_ABOVE),
    ..Proto::new(
        "Dot11S1GBeacon",
        "802.11 S1G Beacon",
        &[u32("timestamp").little_endian(), u8("change_seq")],
    )
};

pub static ENCRYPTED: Proto = Proto {
    becomes: Some(("", |_| Some(&RAW))),
    dispatch: Some(cipher),
    ..Proto::new(
        "Dot11Encrypted",
        "802.11 Encrypted (unknown algorithm)",
        &[octets("data").preset(Preset::None)],
    )
};

pub static WEP: Proto = Proto {
    example: r#"RadioTap()/Dot11(type="Data", FCfield="protected")/Dot11WEP(wepdata=b"secret", icv=5)"#,
    parent: Some(&ENCRYPTED),
    sends: Sends::Rule(sent_of_wep),
    ..Proto::new(
        "Dot11WEP",
        "802.11 WEP packet",
        &[
            octets("iv")
                .fixed()
                .length(Length::Octets(3))
                .preset(Preset::Octets(b"\x00\x00\x00")),
            u8("keyid"),
            octets("wepdata")
                .class("StrField")
                .length(Length::Remain(4))
                .preset(Preset::None),
            u32("icv").preset(Preset::None),
        ],
    )
};

pub static TKIP: Proto = Proto {
    parent: Some(&ENCRYPTED),
    ..Proto::new(
        "Dot11TKIP",
        "802.11 TKIP packet",
        &[
            u8("TSC1"),
            u8("WEPSeed"),
            u8("TSC0"),
            bits("key_id", 2),
            bits("ext_iv", 1),
            bits("res", 5),
            u8("TSC2").when(When::Bits("ext_iv", -1)),
            u8("TSC3").when(When::Bits("ext_iv", -1)),
            u8("TSC4").when(When::Bits("ext_iv", -1)),
            u8("TSC5").when(When::Bits("ext_iv", -1)),
            octets("data").preset(Preset::None),
        ],
    )
};

pub static CCMP: Proto = Proto {
    parent: Some(&ENCRYPTED),
    ..Proto::new(
        "Dot11CCMP",
        "802.11 CCMP packet",
        &[
            u8("PN0"),
            u8("PN1"),
            u8("res0"),
            bits("key_id", 2),
            bits("ext_iv", 1),
            bits("res1", 5),
            u8("PN2"),
            u8("PN3"),
            u8("PN4"),
            u8("PN5"),
            octets("data").preset(Preset::None),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.dot11",
    source: "IEEE 802.11-2020 section 9",
    protocols: &[
        &DOT11,
        &FCS,
        &QOS,
        &ELEMENTS_ABOVE,
        &BEACON,
        &ATIM,
        &DISAS,
        &ASSO_REQ,
        &ASSO_RESP,
        &REASSO_REQ,
        &REASSO_RESP,
        &PROBE_REQ,
        &PROBE_RESP,
        &AUTH,
        &DEAUTH,
        &ACK,
        &S1G_BEACON,
        &ENCRYPTED,
        &WEP,
        &TKIP,
        &CCMP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&DOT11, &LLC, when!(type = 2)),
    bind(&DOT11, &ASSO_REQ, when!(subtype = 0, type = 0)),
    bind(&DOT11, &ASSO_RESP, when!(subtype = 1, type = 0)),
    bind(&DOT11, &REASSO_REQ, when!(subtype = 2, type = 0)),
    bind(&DOT11, &REASSO_RESP, when!(subtype = 3, type = 0)),
    bind(&DOT11, &PROBE_REQ, when!(subtype = 4, type = 0)),
    bind(&DOT11, &PROBE_RESP, when!(subtype = 5, type = 0)),
    bind(&DOT11, &BEACON, when!(subtype = 8, type = 0)),
    bind(&DOT11, &S1G_BEACON, when!(subtype = 1, type = 3)),
    bind(&DOT11, &ATIM, when!(subtype = 9, type = 0)),
    bind(&DOT11, &DISAS, when!(subtype = 0xa, type = 0)),
    bind(&DOT11, &AUTH, when!(subtype = 0xb, type = 0)),
    bind(&DOT11, &DEAUTH, when!(subtype = 0xc, type = 0)),
    bind(&DOT11, &ACTION, when!(subtype = 0xd, type = 0)),
    bind(&DOT11, &ACK, when!(subtype = 0xd, type = 1)),
    bind(&ASSO_REQ, &ELT, &[]),
    bind(&ASSO_RESP, &ELT, &[]),
    bind(&AUTH, &ELT, &[]),
    bind(&BEACON, &ELT, &[]),
    bind(&CCMP, &RAW, &[]),
    bind(&PROBE_REQ, &ELT, &[]),
    bind(&PROBE_RESP, &ELT, &[]),
    bind(&QOS, &LLC, &[]),
    bind(&REASSO_REQ, &ELT, &[]),
    bind(&REASSO_RESP, &ELT, &[]),
    bind(&S1G_BEACON, &ELT, &[]),
    bind(&TKIP, &RAW, &[]),
    bind_down(&DOT11, &QOS, when!(type = 2, subtype = 0xc)),
];

const FRAME: [Field; 13] = [
    bits("subtype", 4).names_by("type", SUBTYPES),
    bits("type", 2).names(&TYPES),
    bits("proto", 2),
    bits("cfe", 4)
        .names(&CONTROL_EXTENSIONS)
        .when(EXTENDED_CONTROL),
    FLAGS,
    bits("FCfield_bw", 3).when(S1G),
    bits("FCfield2", 3)
        .flags(&FlagNames::Words(&["next_tbtt", "comp_ssid", "ano"]))
        .when(S1G),
    u16("ID").little_endian(),
    address("addr1", |frame, text| meant(frame, 0, text)),
    address("addr2", |frame, text| meant(frame, 1, text)).when(HAS_TRANSMITTER),
    address("addr3", |frame, text| meant(frame, 2, text)).when(When::Test(|p| {
        p.int("type").is_some_and(|x| [0, 2].contains(&x))
            || (p.int("type") == Some(1) && p.int("subtype") == Some(6) && p.int("cfe") == Some(6))
    })),
    u16("SC").little_endian().when(When::NotIn("type", &[1, 3])),
    address("addr4", |frame, text| meant(frame, 3, text)).when(When::Test(|p| {
        p.int("type") == Some(2) && (p.int("FCfield").unwrap_or(0) & 3) == 3
    })),
];

const CHECK: Field = u32("fcs").little_endian().hex().preset(Preset::None);

const FLAGS: Field = choice(
    "FCfield",
    &Choice {
        options: &[
            (
                Test::When(EXTENDED_CONTROL),
                bits("FCfield", 4).flags(&FlagNames::Words(&[
                    "pw_mgt",
                    "MD",
                    "protected",
                    "order",
                ])),
            ),
            (
                Test::When(S1G),
                bits("FCfield", 2).flags(&FlagNames::Words(&["security", "AP_PM"])),
            ),
        ],
        otherwise: bits("FCfield", 8).flags(&FlagNames::Words(&[
            "to_DS",
            "from_DS",
            "MF",
            "retry",
            "pw_mgt",
            "MD",
            "protected",
            "order",
        ])),
    },
)
.default(0);

const CAPABILITIES: Field = bits("cap", 16).flags(&FlagNames::Words(&[
    "res8",
    "res9",
    "short-slot",
    "res11",
    "res12",
    "DSSS-OFDM",
    "res14",
    "res15",
    "ESS",
    "IBSS",
    "CFP",
    "CFP-req",
    "privacy",
    "short-preamble",
    "PBCC",
    "agility",
]));

static SUBTYPES: &[(i64, &Names)] = &[
    (0, &MANAGEMENT_SUBTYPES),
    (1, &CONTROL_SUBTYPES),
    (2, &DATA_SUBTYPES),
    (3, &EXTENSION_SUBTYPES),
];

/// A control frame with more bits of subtype. IEEE 802.11-2020 section 9.2.4.1.3.
const EXTENDED_CONTROL: When =
    When::Test(|frame| frame.int("type") == Some(1) && frame.int("subtype") == Some(6));
const S1G: When =
    When::Test(|frame| frame.int("type") == Some(3) && frame.int("subtype") == Some(1));
const HAS_TRANSMITTER: When = When::Test(|frame| match frame.int("type") {
    Some(1 | 3) => matches!(
        frame.int("subtype"),
        Some(4 | 5 | 6 | 8 | 9 | 10 | 11 | 14 | 15)
    ),
    _ => true,
});

/// A frame of data that has a header of quality of service behind the addresses.
const QUALITY: std::ops::RangeInclusive<i64> = 8..=15;

const fn address(name: &'static str, remark: RemarkRule) -> Field {
    mac(name).class("_Dot11MacField").remark(remark)
}

/// What each address is. IEEE 802.11-2020 sections 9.3.1 to 9.3.4, table 9-30.
fn meant(frame: &dyn Around, place: usize, text: &str) -> String {
    let flags = frame.int("FCfield").unwrap_or(0);
    let (to_ds, from_ds) = (flags & 1 != 0, flags & 2 != 0);
    let meaning = match frame.int("type") {
        Some(0) => ["RA=DA", "TA=SA", "BSSID/STA", ""][place],
        Some(1) if frame.int("subtype") == Some(6) && frame.int("cfe") == Some(6) => {
            ["RA", "NAV-SA", "NAV-DA", ""][place]
        }
        Some(1) => ["RA", "TA", "", ""][place],
        Some(2) => {
            let meaning = match (to_ds, from_ds) {
                (false, false) => ["RA=DA", "TA=SA", "BSSID", ""],
                (false, true) => ["RA=DA", "TA=BSSID", "SA", ""],
                (true, false) => ["RA=BSSID", "TA=SA", "DA", "SA"],
                (true, true) => ["RA", "TA", "DA", "BSSID"],
            }[place];
            let aggregate = frame.upper().is_some_and(|upper| upper.is(&QOS))
                && frame.int("A_MSDU_Present").unwrap_or(0) != 0;
            if aggregate && place >= 2 && !meaning.is_empty() {
                "BSSID"
            } else {
                meaning
            }
        }
        Some(3) => ["BSSID", "", "", ""][place],
        _ => "",
    };
    match meaning {
        "" => text.to_string(),
        meaning => format!("{text} ({meaning})"),
    }
}

/// Whether the flag that says so means that the body is encrypted.
fn is_protected(frame: &dyn Around) -> bool {
    let flags = frame.int("FCfield").unwrap_or(0);
    match (frame.int("type"), frame.int("subtype")) {
        (Some(1), Some(6)) => flags & 4 != 0,
        (Some(3), Some(1)) => false,
        _ => flags & 0x40 != 0,
    }
}

fn guess(frame: &dyn Around, _: &[u8]) -> Guess {
    let subtype = frame.int("subtype").unwrap_or(0);
    if frame.int("type") == Some(2) && QUALITY.contains(&subtype) && subtype != 13 {
        return Guess::Proto(&QOS);
    }
    if is_protected(frame) {
        Guess::Proto(&ENCRYPTED)
    } else {
        Guess::Bindings
    }
}

/// Whose body is encrypted, the frame below says.
fn guess_in_data(header: &dyn Around, _: &[u8]) -> Guess {
    let mut flags = 0;
    header.below(&mut |frame| flags = frame.int("FCfield").unwrap_or(0));
    if flags & 0x40 != 0 {
        Guess::Proto(&ENCRYPTED)
    } else {
        Guess::Bindings
    }
}

/// The frame check sequence: CRC-32 of all before it. IEEE 802.11-2020 section 9.2.4.8.
fn put_check(frame: &dyn Around, octets: &mut [u8]) {
    if frame.int("fcs").is_none()
        && let Some((covered, check)) = octets.split_last_chunk_mut::<4>()
    {
        *check = crc::crc32(covered, 0).to_le_bytes();
    }
}

fn answers(answer: &dyn Around, request: &dyn Around) -> Answered {
    let kind = (request.int("subtype"), answer.int("subtype"));
    match answer.int("type") {
        _ if !request.proto().is_kind_of(&DOT11) => Answered::No,
        Some(0)
            if !answer
                .text("addr1")
                .eq_ignore_ascii_case(&request.text("addr2")) =>
        {
            Answered::No
        }
        Some(0) => match kind {
            (Some(0), Some(1)) | (Some(2), Some(3)) | (Some(4), Some(5)) => Answered::Yes,
            (Some(11), Some(11)) => Answered::Payloads,
            _ => Answered::No,
        },
        Some(2) => Answered::Payloads,
        _ => Answered::No,
    }
}

/// The next step of the same algorithm; simultaneous authentication (3) has the same number in
/// both directions. IEEE 802.11-2020 section 12.4.
fn auth_answers(answer: &dyn Around, request: &dyn Around) -> Answered {
    let number = |message: &dyn Around, field| message.int(field).unwrap_or(0);
    let (now, before) = (number(answer, "seqnum"), number(request, "seqnum"));
    let algorithm = number(answer, "algo");
    let next = now == before + 1 || algorithm == 3 && now == before;
    Answered::from(algorithm == number(request, "algo") && next)
}

/// Which cipher it is, by the octets in front of what is encrypted. IEEE 802.11-2020 section 12.5.
fn cipher(octets: &[u8]) -> Dispatch {
    let [first, second, third, keys, rest @ ..] = octets else {
        return Dispatch::Raw;
    };
    if keys & 0x20 == 0 || rest.len() < 4 {
        return Dispatch::Other(&WEP);
    }
    if *second == (first | 0x20) & 0x7f {
        Dispatch::Other(&TKIP)
    } else if *third == 0 {
        Dispatch::Other(&CCMP)
    } else {
        Dispatch::This
    }
}

/// There is no encryption here.
fn sent_of_wep(wep: &dyn Around) -> Sends {
    match wep.octets("wepdata") {
        Some(_) => Sends::Header,
        None => Sends::Refused("nothing is encrypted here; set wepdata to what is to be sent"),
    }
}
