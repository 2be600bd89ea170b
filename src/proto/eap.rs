//! EAP and its way over a LAN: RFC 3748 (EAP), IEEE 802.1X-2010 (EAPOL), RFC 5216 (TLS), RFC 5281
//! (TTLS), RFC 4851 (FAST).

use super::binding::{Binding, Fixed, bind, bind_down, bind_up};
use super::ether::{COOKED_LINUX, ETHER, SNAP};
use super::field::{
    Auto, Display, Field, Length, When, bits, computed, list, octets, u8, u16, u32, u64,
};
use super::gre::GRE;
use super::names::Names;
use super::registry::Family;
use super::{Answers, Around, Dispatch, Extent, Guess, Hash, PayloadLen, Proto};
use crate::when;

pub static EAPOL: Proto = Proto {
    payload_len: PayloadLen::Rule(|header, _| header.int("len").map_or(Extent::All, Extent::First)),
    summary: "EAPOL %EAPOL.type%",
    answers: Answers::Rule("EAPOL"),
    hash: Hash::Rule("EAPOL"),
    ..Proto::new(
        "EAPOL",
        "EAPOL",
        &[
            u8("version").default(1).names(&VERSIONS),
            u8("type").names(&PACKETS),
            computed(u16("len"), Auto::PayloadLen),
        ],
    )
};

pub static EAP: Proto = Proto {
    guess: Some(nothing_follows),
    dispatch: Some(dispatch),
    answers: Answers::Rule("EAP"),
    summary: "[code=2][type=1]EAP %EAP.code% %EAP.type% %EAP.identity%\n\
              EAP %EAP.code% %EAP.type%",
    ..Proto::new(
        "EAP",
        "EAP",
        &[
            u8("code").default(4).names(&CODES),
            u8("id"),
            computed(u16("len"), Auto::TotalLen).class("ShortField"),
            u8("type")
                .names(&METHODS)
                .when(When::NotIn("code", &[3, 4])),
            list("desired_auth_types", &METHOD)
                .length(Length::From("len", -4))
                .when(When::Test(|eap| is(eap, 2, 3))),
            octets("identity")
                .length(Length::From("len", -5))
                .when(When::Test(|eap| is(eap, 2, 1))),
            octets("message")
                .length(Length::From("len", -5))
                .when(When::Test(|eap| is(eap, 1, 1))),
        ],
    )
};

pub static EAP_MD5: Proto = method(
    "EAP_MD5",
    "EAP-MD5",
    &[
        u8("code").default(1).names(&CODES),
        u8("id"),
        METHOD_LEN,
        u8("type").default(4).names(&METHODS),
        u8("value_size").length_of("value"),
        hexadecimal("value").length_from("value_size"),
        hexadecimal("optional_name").length(Length::FromFn(challenger_len)),
    ],
);

pub static EAP_TLS: Proto = method(
    "EAP_TLS",
    "EAP-TLS",
    &[
        u8("code").default(1).names(&CODES),
        u8("id"),
        METHOD_LEN,
        u8("type").default(13).names(&METHODS),
        bits("L", 1),
        bits("M", 1),
        bits("S", 1),
        bits("reserved", 5),
        u32("tls_message_len").when(When::In("L", &[1])),
        hexadecimal("tls_data").length(Length::FromFn(tls_len)),
    ],
);

pub static EAP_TTLS: Proto = method(
    "EAP_TTLS",
    "EAP-TTLS",
    &[
        u8("code").default(1).names(&CODES),
        u8("id"),
        METHOD_LEN,
        u8("type").default(21).names(&METHODS),
        bits("L", 1),
        bits("M", 1),
        bits("S", 1),
        bits("reserved", 2),
        bits("version", 3),
        u32("message_len").when(When::In("L", &[1])),
        hexadecimal("data").length(Length::FromFn(tls_len)),
    ],
);

pub static EAP_PEAP: Proto = method(
    "EAP_PEAP",
    "PEAP",
    &[
        u8("code").default(1).names(&CODES),
        u8("id"),
        METHOD_LEN,
        u8("type").default(25).names(&METHODS),
        bits("L", 1),
        bits("M", 1),
        bits("S", 1),
        bits("reserved", 3),
        bits("version", 2).default(1),
        u32("tls_message_len").when(When::In("L", &[1])),
        hexadecimal("tls_data").length(Length::FromFn(tls_len)),
    ],
);

pub static EAP_FAST: Proto = method(
    "EAP_FAST",
    "EAP-FAST",
    &[
        u8("code").default(1).names(&CODES),
        u8("id"),
        METHOD_LEN,
        u8("type").default(43).names(&METHODS),
        bits("L", 1),
        bits("M", 1),
        bits("S", 1),
        bits("reserved", 2),
        bits("version", 3),
        u32("message_len").when(When::In("L", &[1])),
        hexadecimal("data").length(Length::FromFn(tls_len)),
    ],
);

pub static LEAP: Proto = method(
    "LEAP",
    "Cisco LEAP",
    &[
        u8("code").default(1).names(&CODES),
        u8("id"),
        computed(u16("len"), Auto::TotalLen).class("ShortField"),
        u8("type").default(17).names(&METHODS),
        u8("version").default(1),
        u8("unused").hex(),
        u8("count").length_of("challenge_response"),
        hexadecimal("challenge_response").length_from("count"),
        octets("username").length(Length::FromFn(user_len)),
    ],
);

pub static EAPOL_KEY: Proto = Proto {
    payload_len: PayloadLen::Rule(|header, _| {
        header.int("key_length").map_or(Extent::All, Extent::First)
    }),
    renamed: &[("key", "key_data"), ("len", "key_length")],
    ..Proto::new(
        "EAPOL_KEY",
        "EAPOL_KEY",
        &[
            u8("key_descriptor_type").default(1).names(&DESCRIPTORS),
            bits("res2", 2),
            bits("smk_message", 1),
            bits("encrypted_key_data", 1),
            bits("request", 1),
            bits("error", 1),
            bits("secure", 1),
            bits("has_key_mic", 1).default(1),
            bits("key_ack", 1),
            bits("install", 1),
            bits("res", 2),
            bits("key_type", 1).names(&KEYS),
            bits("key_descriptor_type_version", 3).names(&CIPHERS),
            computed(u16("key_length"), Auto::PayloadLen),
            u64("key_replay_counter"),
            fixed("key_nonce", 32),
            fixed("key_iv", 16),
            fixed("key_rsc", 8),
            fixed("key_id", 8),
            fixed("key_mic", 16),
            u16("key_data_length").length_of("key_data"),
            hexadecimal("key_data").length_from("key_data_length"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.eap",
    source: "RFC 3748, IEEE 802.1X-2010, RFC 5216, RFC 5281, RFC 4851",
    protocols: &[
        &EAPOL, &EAP, &EAP_MD5, &EAP_TLS, &EAP_TTLS, &EAP_PEAP, &EAP_FAST, &LEAP, &EAPOL_KEY,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&EAPOL, &EAP, when!(type = 0)),
    bind(&EAPOL, &EAPOL_KEY, when!(type = 3)),
    bind_up(&ETHER, &EAPOL, when!(type = 0x888e)),
    bind_down(
        &ETHER,
        &EAPOL,
        &[
            ("dst", Fixed::Text("01:80:c2:00:00:03")),
            ("type", Fixed::Int(0x888e)),
        ],
    ),
    bind(&COOKED_LINUX, &EAPOL, when!(proto = 0x888e)),
    bind(&SNAP, &EAPOL, when!(code = 0x888e)),
    bind(&GRE, &EAPOL, when!(proto = 0x888e)),
];

const METHOD_LEN: Field = computed(u16("len"), Auto::TotalLen).class("FieldLenField");

static METHOD: Field = u8("auth_type").names(&METHODS);

const fn hexadecimal(name: &'static str) -> Field {
    octets(name).display(Display::HexOctets)
}

const fn fixed(name: &'static str, length: u16) -> Field {
    hexadecimal(name).fixed().length(Length::Octets(length))
}

const fn method(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&EAP),
        matches_parent: true,
        guess: Some(nothing_follows),
        answers: Answers::Rule("EAP"),
        summary: "EAP %code% %type%",
        ..Proto::new(name, title, fields)
    }
}

fn nothing_follows(_: &dyn Around, _: &[u8]) -> Guess {
    Guess::Padding
}

/// Requests and responses of the methods that have a table.
fn dispatch(octets: &[u8]) -> Dispatch {
    let [1 | 2, _, _, _, method, ..] = octets else {
        return Dispatch::This;
    };
    Dispatch::Other(match method {
        0 => &EAP,
        4 => &EAP_MD5,
        13 => &EAP_TLS,
        17 => &LEAP,
        21 => &EAP_TTLS,
        25 => &EAP_PEAP,
        43 => &EAP_FAST,
        _ => return Dispatch::This,
    })
}

fn is(eap: &dyn Around, code: i64, method: i64) -> bool {
    eap.int("code") == Some(code) && eap.int("type") == Some(method)
}

fn challenger_len(challenge: &dyn Around) -> i64 {
    match (challenge.int("len"), challenge.int("value_size")) {
        (Some(len), Some(value)) => len - value - 6,
        _ => 0,
    }
}

fn tls_len(message: &dyn Around) -> i64 {
    let flag = message.int("L").unwrap_or(0);
    message.int("len").map_or(0, |len| len - 6 - 4 * flag)
}

fn user_len(leap: &dyn Around) -> i64 {
    let number = |name| leap.int(name).unwrap_or(0);
    number("len") - 8 - number("count")
}

static VERSIONS: Names =
    Names::pairs(&[(1, "802.1X-2001"), (2, "802.1X-2004"), (3, "802.1X-2010")]);
static PACKETS: Names = Names::pairs(&[
    (0, "EAP-Packet"),
    (1, "EAPOL-Start"),
    (2, "EAPOL-Logoff"),
    (3, "EAPOL-Key"),
    (4, "EAPOL-Encapsulated-ASF-Alert"),
    (5, "EAPOL-MKA"),
    (6, "EAPOL-Announcement (Generic)"),
    (7, "EAPOL-Announcement (Specific)"),
    (8, "EAPOL-Announcement-Req"),
]);
static CODES: Names = Names::pairs(&[
    (1, "Request"),
    (2, "Response"),
    (3, "Success"),
    (4, "Failure"),
    (5, "Initiate"),
    (6, "Finish"),
]);
static METHODS: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Identity"),
    (2, "Notification"),
    (3, "Legacy Nak"),
    (4, "MD5-Challenge"),
    (5, "One-Time Password (OTP)"),
    (6, "Generic Token Card (GTC)"),
    (7, "Allocated - RFC3748"),
    (8, "Allocated - RFC3748"),
    (9, "RSA Public Key Authentication"),
    (10, "DSS Unilateral"),
    (11, "KEA"),
    (12, "KEA-VALIDATE"),
    (13, "EAP-TLS"),
    (14, "Defender Token (AXENT)"),
    (15, "RSA Security SecurID EAP"),
    (16, "Arcot Systems EAP"),
    (17, "EAP-Cisco Wireless"),
    (18, "GSM Subscriber Identity Modules (EAP-SIM)"),
    (19, "SRP-SHA1"),
    (20, "Unassigned"),
    (21, "EAP-TTLS"),
    (22, "Remote Access Service"),
    (23, "EAP-AKA Authentication"),
    (24, "EAP-3Com Wireless"),
    (25, "PEAP"),
    (26, "MS-EAP-Authentication"),
    (27, "Mutual Authentication w/Key Exchange (MAKE)"),
    (28, "CRYPTOCard"),
    (29, "EAP-MSCHAP-V2"),
    (30, "DynamID"),
    (31, "Rob EAP"),
    (32, "Protected One-Time Password"),
    (33, "MS-Authentication-TLV"),
    (34, "SentriNET"),
    (35, "EAP-Actiontec Wireless"),
    (36, "Cogent Systems Biometrics Authentication EAP"),
    (37, "AirFortress EAP"),
    (38, "EAP-HTTP Digest"),
    (39, "SecureSuite EAP"),
    (40, "DeviceConnect EAP"),
    (41, "EAP-SPEKE"),
    (42, "EAP-MOBAC"),
    (43, "EAP-FAST"),
    (44, "ZoneLabs EAP (ZLXEAP)"),
    (45, "EAP-Link"),
    (46, "EAP-PAX"),
    (47, "EAP-PSK"),
    (48, "EAP-SAKE"),
    (49, "EAP-IKEv2"),
    (50, "EAP-AKA"),
    (51, "EAP-GPSK"),
    (52, "EAP-pwd"),
    (53, "EAP-EKE Version 1"),
    (54, "EAP Method Type for PT-EAP"),
    (55, "TEAP"),
    (254, "Reserved for the Expanded Type"),
    (255, "Experimental"),
]);
static DESCRIPTORS: Names = Names::pairs(&[(1, "RC4"), (2, "RSN")]);
static KEYS: Names = Names::pairs(&[(0, "Group/SMK"), (1, "Pairwise")]);
static CIPHERS: Names = Names::pairs(&[
    (1, "HMAC-MD5+ARC4"),
    (2, "HMAC-SHA1-128+AES-128"),
    (3, "AES-128-CMAC+AES-128"),
]);
