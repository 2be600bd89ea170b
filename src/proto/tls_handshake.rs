//! The messages of TLS's handshake. RFC 5246 section 7.4, RFC 8446 section 4; the parameters of
//! key exchanges of RFC 5246 and RFC 8422.

use super::data::tls_names::{
    CERTCHAINTYPES, COMPRESSIONS, CURVE_TYPES, CURVES, Exchange, HANDSHAKES, REQUEST_UPDATES,
    SIGNATURES, STATUS_TYPES, SUITES, VERSIONS,
};
use super::field::{
    Absent, Adjust, Auto, Display, Element, Field, Kind, Length, Preset, SizedRule, computed, list,
    octets, packets, u8, u16, u24, u32,
};
use super::names::Names;
use super::raw::RAW;
use super::registry::Family;
use super::tls::{SESSION, version};
use super::tls_extensions::{RETRY, split};
use super::{Around, Dispatch, Guess, Proto};

/// What all messages of the handshake are kinds of.
pub static HANDSHAKE: Proto = Proto {
    parent: Some(&SESSION),
    ..handshake(
        "_TLSHandshake",
        "TLS Handshake Generic message",
        &[
            u8("msgtype").preset(Preset::None).names(&HANDSHAKES),
            MSG_LEN,
            octets("msg").length_from("msglen"),
        ],
    )
};

pub static CLIENT_HELLO: Proto = Proto {
    finish: Some(usual_ciphers),
    example: r#"TLSClientHello(random_bytes=b"r"*28, ciphers=[0x1301, 0xc02f])"#,
    ..handshake(
        "TLSClientHello",
        "TLS Handshake - Client Hello",
        &[
            message_kind(1),
            MSG_LEN,
            version().class("_TLSClientVersionField"),
            TIME,
            random(28),
            u8("sidlen").length_of("sid"),
            SESSION_ID,
            u16("cipherslen").length_of("ciphers"),
            CIPHERS,
            u8("complen").length_of("comp"),
            COMPRESSION_METHODS,
            EXT_LEN.absent(&Absent {
                unread: |hello, _| hello_extensions(hello) < 0,
                unsent: no_extensions,
            }),
            extensions(Length::FromFn(|hello| hello_extensions(hello).max(0))),
        ],
    )
};

pub static NEW_CLIENT_HELLO: Proto = Proto {
    example: r#"TLS13ClientHello(random_bytes=b"r"*32, ciphers=[0x1301])"#,
    ..handshake(
        "TLS13ClientHello",
        "TLS 1.3 Handshake - Client Hello",
        &[
            message_kind(1),
            MSG_LEN,
            version().class("_TLSClientVersionField"),
            random(32),
            u8("sidlen").length_of("sid"),
            SESSION_ID,
            u16("cipherslen").length_of("ciphers"),
            CIPHERS,
            u8("complen").length_of("comp"),
            COMPRESSION_METHODS,
            EXT_LEN.absent(&Absent {
                unread: |hello, _| hello_extensions(hello) < 0,
                unsent: no_extensions,
            }),
            extensions(Length::FromFn(|hello| hello_extensions(hello).max(0))),
        ],
    )
};

pub static SERVER_HELLO: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [_, _, _, _, 3, 4, ..] => Dispatch::Other(&NEW_SERVER_HELLO),
        [_, _, _, _, high, low, ..] if u16::from_be_bytes([*high, *low]) > 0x7f00 => {
            Dispatch::Other(&NEW_SERVER_HELLO)
        }
        _ => Dispatch::This,
    }),
    example: r#"TLSServerHello(random_bytes=b"r"*28, cipher=0xc02f)"#,
    ..handshake(
        "TLSServerHello",
        "TLS Handshake - Server Hello",
        &[
            message_kind(2),
            MSG_LEN,
            version().class("_TLSVersionField"),
            TIME,
            random(28),
            u8("sidlen").length_of("sid"),
            SESSION_ID,
            u16("cipher").preset(Preset::None).names(&SUITES),
            COMPRESSION_METHOD,
            EXT_LEN.absent(&Absent {
                unread: |hello, _| server_extensions(hello) < 0,
                unsent: no_extensions,
            }),
            extensions(Length::FromFn(|hello| server_extensions(hello).max(0))),
        ],
    )
};

pub static NEW_SERVER_HELLO: Proto = Proto {
    parent: Some(&SERVER_HELLO),
    dispatch: Some(|octets| match octets.get(6..38) {
        Some(RETRY) => Dispatch::Other(&NEW_HELLO_RETRY_REQUEST),
        _ => Dispatch::This,
    }),
    example: r#"TLS13ServerHello(random_bytes=b"r"*32, cipher=0x1301, ext=[TLS_Ext_SupportedVersion_SH(version="TLS 1.3")])"#,
    ..handshake(
        "TLS13ServerHello",
        "TLS 1.3 Handshake - Server Hello",
        NEW_SERVER_HELLO_FIELDS,
    )
};

const NEW_SERVER_HELLO_FIELDS: &[Field] = &[
    message_kind(2),
    MSG_LEN,
    u16("version")
        .default(0x303)
        .names(&VERSIONS)
        .class("_TLSVersionField"),
    random(32),
    u8("sidlen").length_of("sid"),
    SESSION_ID,
    u16("cipher").preset(Preset::None).names(&SUITES),
    COMPRESSION_METHOD,
    EXT_LEN.absent(&Absent {
        unread: |hello, _| hello.int("msglen").unwrap_or(0) < 38,
        unsent: no_extensions,
    }),
    extensions(Length::FromFn(|hello| {
        (hello.int("msglen").unwrap_or(0) - 38).max(0)
    })),
];

pub static NEW_HELLO_RETRY_REQUEST: Proto = Proto {
    example: r#"TLS13HelloRetryRequest(cipher=0x1301, ext=[TLS_Ext_KeyShare_HRR(selected_group=23)])"#,
    finish: Some(|request, _, octets| {
        if request.octets("random_bytes").is_none() {
            octets[6..38].copy_from_slice(RETRY);
        }
    }),
    ..handshake(
        "TLS13HelloRetryRequest",
        "TLS 1.3 Handshake - Hello Retry Request",
        NEW_SERVER_HELLO_FIELDS,
    )
};

pub static ENCRYPTED_EXTENSIONS: Proto = handshake(
    "TLSEncryptedExtensions",
    "TLS 1.3 Handshake - Encrypted Extensions",
    &[
        message_kind(8),
        MSG_LEN,
        EXT_LEN.absent(&Absent {
            unread: |message, _| message.int("msglen").unwrap_or(0) < 2,
            unsent: no_extensions,
        }),
        extensions(Length::FromFn(|message| {
            (message.int("msglen").unwrap_or(0) - 2).max(0)
        })),
    ],
);

pub static CERTIFICATE: Proto = handshake(
    "TLSCertificate",
    "TLS Handshake - Certificate",
    &[
        message_kind(11),
        MSG_LEN,
        u24("certslen")
            .length_of("certs")
            .class("_ASN1CertLenField"),
        Field::new("certs", Kind::Certificates, 0)
            .preset(Preset::EmptyList)
            .length_from("certslen")
            .class("_ASN1CertListField"),
    ],
);

pub static CERTIFICATE_REQUEST: Proto = certificate_request(
    Some(&HANDSHAKE),
    &[
        message_kind(13),
        MSG_LEN,
        u8("ctypeslen").length_of("ctypes"),
        CERTIFICATE_KINDS,
        u16("sig_algs_len")
            .length_of("sig_algs")
            .class("SigAndHashAlgsLenField"),
        list("sig_algs", &ALGORITHM)
            .preset(Preset::Ints(&[0x0403, 0x0401, 0x0201]))
            .length_from("sig_algs_len")
            .class("SigAndHashAlgsField"),
        u16("certauthlen").length_of("certauth"),
        AUTHORITIES,
    ],
);

/// Before TLS 1.2 there are no kinds of signatures to ask for.
static CERTIFICATE_REQUEST_OLD: Proto = certificate_request(
    Some(&CERTIFICATE_REQUEST),
    &[
        message_kind(13),
        MSG_LEN,
        u8("ctypeslen").length_of("ctypes"),
        CERTIFICATE_KINDS,
        u16("sig_algs_len")
            .absent(&UNSENT)
            .class("SigAndHashAlgsLenField"),
        list("sig_algs", &ALGORITHM)
            .absent(&UNSENT)
            .class("SigAndHashAlgsField"),
        u16("certauthlen").length_of("certauth"),
        AUTHORITIES,
    ],
);

static UNSENT: Absent = Absent {
    unread: |_, _| true,
    unsent: |_| true,
};

const CERTIFICATE_KINDS: Field = list("ctypes", &CERTIFICATE_KIND)
    .preset(Preset::Ints(&[1, 64]))
    .empty_as_octets()
    .length_from("ctypeslen")
    .remark(|request, _| named(request, "ctypes", &CERTIFICATE_TYPES))
    .class("_CertTypesField");

static CERTIFICATE_KIND: Field = u8("ctype").names(&CERTIFICATE_TYPES);

static CERTIFICATE_TYPES: Names = Names::pairs(&[
    (1, "rsa_sign"),
    (2, "dss_sign"),
    (3, "rsa_fixed_dh"),
    (4, "dss_fixed_dh"),
    (5, "rsa_ephemeral_dh_RESERVED"),
    (6, "dss_ephemeral_dh_RESERVED"),
    (20, "fortezza_dms_RESERVED"),
    (64, "ecdsa_sign"),
    (65, "rsa_fixed_ecdh"),
    (66, "ecdsa_fixed_ecdh"),
]);

static ALGORITHM: Field = u16("hash_sig").preset(Preset::None).names(&SIGNATURES);

const AUTHORITIES: Field = Field::new("certauth", Kind::Counted, 0)
    .preset(Preset::EmptyList)
    .length_from("certauthlen")
    .class("_CertAuthoritiesField");

const fn certificate_request(parent: Option<&'static Proto>, fields: &'static [Field]) -> Proto {
    Proto {
        parent,
        matches_parent: true,
        ..handshake(
            "TLSCertificateRequest",
            "TLS Handshake - Certificate Request",
            fields,
        )
    }
}

pub static SERVER_KEY_EXCHANGE: Proto = Proto {
    accepts: Some(|_, octets| octets.len() < 4 || tried(&octets[4..]).is_some()),
    example: r#"TLSServerKeyExchange(params=ServerDHParams(dh_p=b"p", dh_g=b"g", dh_Ys=b"y"), sig=Raw(b"\x04\x01\x00\x01s"))"#,
    ..server_key_exchange(
        Some(&HANDSHAKE),
        &[
            message_kind(12),
            MSG_LEN,
            params(tried_params),
            KEY_SIGNATURE,
        ],
    )
};

/// The same where keys are agreed upon by Diffie and Hellman's method.
static SERVER_KEY_EXCHANGE_DH: Proto = server_key_exchange(
    Some(&SERVER_KEY_EXCHANGE),
    &[
        message_kind(12),
        MSG_LEN,
        params(|_, _, rest| Some((&DH_PARAMS, rest.len()))),
        KEY_SIGNATURE,
    ],
);

/// The same with elliptic curves.
static SERVER_KEY_EXCHANGE_EC: Proto = server_key_exchange(
    Some(&SERVER_KEY_EXCHANGE),
    &[
        message_kind(12),
        MSG_LEN,
        params(|message, _, rest| match rest.first() {
            Some(3) => Some((&NAMED_CURVE_PARAMS, rest.len())),
            Some(1) => Some((&EXPLICIT_PRIME_PARAMS, rest.len())),
            _ => Some((&RAW, said(message))),
        }),
        KEY_SIGNATURE,
    ],
);

/// The same where the server has no parameters.
static SERVER_KEY_EXCHANGE_NONE: Proto = server_key_exchange(
    Some(&SERVER_KEY_EXCHANGE),
    &[
        message_kind(12),
        MSG_LEN,
        params(|message, _, _| Some((&RAW, said(message)))),
        KEY_SIGNATURE,
    ],
);

pub static CERTIFICATE_VERIFY: Proto = Proto {
    example: r#"TLSCertificateVerify(sig=_TLSSignature(sig_alg="sha256+rsa", sig_val=b"signature"))"#,
    ..handshake(
        "TLSCertificateVerify",
        "TLS Handshake - Certificate Verify",
        &[
            message_kind(15),
            MSG_LEN,
            signature().absent(&Absent {
                unread: |message, _| message.int("msglen") == Some(0),
                unsent: |_| false,
            }),
        ],
    )
};

pub static CLIENT_KEY_EXCHANGE: Proto = client_key_exchange(
    Some(&HANDSHAKE),
    &[
        message_kind(16),
        MSG_LEN,
        keys(|message, _, _| Some((&RAW, said(message)))),
    ],
);

static CLIENT_KEY_EXCHANGE_DH: Proto = client_key_exchange(
    Some(&CLIENT_KEY_EXCHANGE),
    &[
        message_kind(16),
        MSG_LEN,
        keys(|message, _, _| Some((&DH_PUBLIC, said(message)))),
    ],
);

static CLIENT_KEY_EXCHANGE_EC: Proto = client_key_exchange(
    Some(&CLIENT_KEY_EXCHANGE),
    &[
        message_kind(16),
        MSG_LEN,
        keys(|message, _, _| Some((&EC_PUBLIC, said(message)))),
    ],
);

static CLIENT_KEY_EXCHANGE_RSA: Proto = client_key_exchange(
    Some(&CLIENT_KEY_EXCHANGE),
    &[
        message_kind(16),
        MSG_LEN,
        keys(|message, _, _| Some((&PRE_MASTER_SECRET, said(message)))),
    ],
);

/// A secret that was encrypted with a key that is not known.
pub static PRE_MASTER_SECRET: Proto = Proto {
    parent: Some(&RAW),
    ..Proto::new(
        "_UnEncryptedPreMasterSecret",
        "RSA Encrypted PreMaster Secret (protected)",
        &[octets("load")],
    )
};

static SERVER_KEY_EXCHANGE_RSA: Proto = server_key_exchange(
    Some(&SERVER_KEY_EXCHANGE),
    &[
        message_kind(12),
        MSG_LEN,
        params(|_, _, rest| Some((&RSA_PARAMS, rest.len()))),
        KEY_SIGNATURE,
    ],
);

pub static FINISHED: Proto = Proto {
    example: r#"TLSFinished(vdata=b"verification")"#,
    ..handshake(
        "TLSFinished",
        "TLS Handshake - Finished",
        &[message_kind(20), MSG_LEN, verify_data(|_| 12)],
    )
};

/// The same in SSLv3.
static FINISHED_SSL3: Proto = Proto {
    parent: Some(&FINISHED),
    matches_parent: true,
    ..handshake(
        "TLSFinished",
        "TLS Handshake - Finished",
        &[message_kind(20), MSG_LEN, verify_data(|_| 36)],
    )
};

/// The answer of who issued a certificate, unless it is one of OCSP.
pub static CERTIFICATE_STATUS: Proto = Proto {
    accepts: Some(|_, octets| octets.get(4) != Some(&1)),
    example: r#"TLSCertificateStatus(status_type=2, response=Raw(b"status"))"#,
    ..handshake(
        "TLSCertificateStatus",
        "TLS Handshake - Certificate Status",
        &[
            message_kind(22),
            MSG_LEN,
            u8("status_type").default(1).names(&STATUS_TYPES),
            u24("responselen")
                .length_of("response")
                .remark(|_, text| match text {
                    "None" => "0".to_string(),
                    text => text.to_string(),
                })
                .class("ThreeBytesLenField"),
            Field::new("response", Kind::Packet(&RAW), 0)
                .preset(Preset::None)
                .length_from("responselen")
                .class("_StatusField"),
        ],
    )
};

pub static URL_AND_HASH: Proto = part(
    "URLAndOptionalHash",
    "URLAndOptionHash structure for TLSCertificateURL",
    &[
        u16("urllen").length_of("url"),
        octets("url").length_from("urllen"),
        computed(
            u8("hash_present"),
            Auto::LenOf("hash", Adjust::by(|_, len| Some((len + 19) / 20))),
        ),
        octets("hash").length(Length::FromFn(|certificate| {
            20 * certificate.int("hash_present").unwrap_or(0)
        })),
    ],
);

pub static SIGNATURE: Proto = Proto {
    parent: Some(&SESSION),
    summary: "[+TLS]=tls",
    ..part(
        "_TLSSignature",
        "TLS Digital Signature",
        &[
            u16("sig_alg")
                .preset(Preset::Given(0x0804))
                .names(&SIGNATURES)
                .class("SigAndHashAlgField"),
            u16("sig_len").length_of("sig_val").class("SigLenField"),
            octets("sig_val")
                .length_from("sig_len")
                .preset(Preset::None)
                .class("SigValField"),
        ],
    )
};

pub static HELLO_REQUEST: Proto = handshake(
    "TLSHelloRequest",
    "TLS Handshake - Hello Request",
    &[message_kind(0), MSG_LEN],
);

pub static SERVER_HELLO_DONE: Proto = handshake(
    "TLSServerHelloDone",
    "TLS Handshake - Server Hello Done",
    &[message_kind(14), MSG_LEN],
);

pub static HELLO_VERIFY_REQUEST: Proto = handshake(
    "TLSHelloVerifyRequest",
    "TLS Handshake - Hello Verify Request",
    &[
        message_kind(21),
        MSG_LEN,
        u8("cookielen").length_of("cookie"),
        octets("cookie").length_from("cookielen"),
    ],
);

pub static CERTIFICATE_URL: Proto = handshake(
    "TLSCertificateURL",
    "TLS Handshake - Certificate URL",
    &[
        message_kind(21),
        MSG_LEN,
        u8("certchaintype")
            .preset(Preset::None)
            .names(&CERTCHAINTYPES),
        u16("uahlen").length_of("uah"),
        packets("uah", &URL_AND_HASH).length_from("uahlen"),
    ],
);

pub static SUP_DATA_ENTRY: Proto = part(
    "SupDataEntry",
    "Supplemental Data Entry - Generic",
    &[
        u16("sdtype").preset(Preset::None).class("ShortField"),
        u16("len").length_of("data"),
        octets("data").length_from("len"),
    ],
);

pub static USER_MAPPING_DATA: Proto = part(
    "UserMappingData",
    "User Mapping Data",
    &[
        u8("version").preset(Preset::None),
        u16("len").length_of("data"),
        octets("data").length_from("len"),
    ],
);

pub static SUP_DATA_ENTRY_UM: Proto = part(
    "SupDataEntryUM",
    "Supplemental Data Entry - User Mapping",
    &[
        u16("sdtype").preset(Preset::None).class("ShortField"),
        computed(u16("len"), Auto::LenOf("data", Adjust::plus(2))),
        u16("dlen").length_of("data"),
        packets("data", &USER_MAPPING_DATA).length_from("dlen"),
    ],
);

pub static SUPPLEMENTAL_DATA: Proto = handshake(
    "TLSSupplementalData",
    "TLS Handshake - Supplemental Data",
    &[
        message_kind(23),
        MSG_LEN,
        u24("sdatalen")
            .length_of("sdata")
            .remark(|_, text| match text {
                "None" => "0".to_string(),
                text => text.to_string(),
            })
            .class("ThreeBytesLenField"),
        packets("sdata", &SUP_DATA_ENTRY).length_from("sdatalen"),
    ],
);

pub static NEW_SESSION_TICKET: Proto = handshake(
    "TLSNewSessionTicket",
    "TLS Handshake - New Session Ticket",
    &[
        message_kind(4),
        MSG_LEN,
        u32("lifetime").default(4294967295),
        u16("ticketlen").length_of("ticket"),
        octets("ticket").length_from("ticketlen"),
    ],
);

pub static NEW_END_OF_EARLY_DATA: Proto = handshake(
    "TLS13EndOfEarlyData",
    "TLS 1.3 Handshake - End Of Early Data",
    &[message_kind(5), MSG_LEN],
);

pub static NEW_KEY_UPDATE: Proto = handshake(
    "TLS13KeyUpdate",
    "TLS 1.3 Handshake - Key Update",
    &[
        message_kind(24),
        MSG_LEN,
        u8("request_update").names(&REQUEST_UPDATES),
    ],
);

pub static DH_PARAMS: Proto = of_session(
    "ServerDHParams",
    "Server FFDH parameters",
    &[
        u16("dh_plen").length_of("dh_p"),
        octets("dh_p").length_from("dh_plen"),
        u16("dh_glen").length_of("dh_g"),
        octets("dh_g").length_from("dh_glen"),
        u16("dh_Yslen").length_of("dh_Ys"),
        octets("dh_Ys").length_from("dh_Yslen"),
    ],
);

pub static CURVE: Proto = plain(
    "ECCurvePkt",
    "Elliptic Curve",
    &[
        u8("alen").length_of("a"),
        octets("a").length_from("alen"),
        u8("blen").length_of("b"),
        octets("b").length_from("blen"),
    ],
);

pub static TRINOMIAL: Proto = part(
    "ECTrinomialBasis",
    "EC Trinomial Basis",
    &[u8("klen").length_of("k"), octets("k").length_from("klen")],
);

pub static PENTANOMIAL: Proto = part(
    "ECPentanomialBasis",
    "EC Pentanomial Basis",
    &[
        u8("k1len").length_of("k1"),
        octets("k1").length_from("k1len"),
        u8("k2len").length_of("k2"),
        octets("k2").length_from("k2len"),
        u8("k3len").length_of("k3"),
        octets("k3").length_from("k3len"),
    ],
);

/// What follows the curve is lost: Scapy takes it for the curve's payload, and so it never reads
/// these.
static EXPLICIT_PRIME_PARAMS: Proto = of_session(
    "ServerECDHExplicitPrimeParams",
    "Server ECDH parameters - Explicit Prime",
    &[
        u8("curve_type").default(1).names(&CURVE_TYPES),
        u8("plen").length_of("p"),
        octets("p").length_from("plen"),
        Field::new("curve", Kind::Packet(&CURVE), 0)
            .preset(Preset::None)
            .class("PacketField"),
        u8("baselen").length_of("base"),
        octets("base").length_from("baselen"),
        u8("orderlen").length_of("order"),
        octets("order").length_from("orderlen"),
        u8("cofactorlen").length_of("cofactor"),
        octets("cofactor").length_from("cofactorlen"),
        u8("pointlen").length_of("point"),
        octets("point").length_from("pointlen"),
    ],
);

pub static NAMED_CURVE_PARAMS: Proto = of_session(
    "ServerECDHNamedCurveParams",
    "Server ECDH parameters - Named Curve",
    &[
        u8("curve_type").default(3).names(&CURVE_TYPES),
        u16("named_curve").preset(Preset::None).names(&CURVES),
        u8("pointlen").length_of("point"),
        octets("point").length_from("pointlen").preset(Preset::None),
    ],
);

pub static RSA_PARAMS: Proto = of_session(
    "ServerRSAParams",
    "Server RSA_EXPORT parameters",
    &[
        u16("rsamodlen").length_of("rsamod"),
        octets("rsamod").length_from("rsamodlen"),
        u16("rsaexplen").length_of("rsaexp"),
        octets("rsaexp").length_from("rsaexplen"),
    ],
);

pub static PSK_PARAMS: Proto = part(
    "ServerPSKParams",
    "Server PSK parameters",
    &[
        u16("psk_identity_hint_len").length_of("psk_identity_hint"),
        octets("psk_identity_hint").length_from("psk_identity_hint_len"),
    ],
);

pub static DH_PUBLIC: Proto = of_session(
    "ClientDiffieHellmanPublic",
    "Client DH Public Value",
    &[
        u16("dh_Yclen").length_of("dh_Yc"),
        octets("dh_Yc").length_from("dh_Yclen"),
    ],
);

pub static EC_PUBLIC: Proto = session_part(
    "ClientECDiffieHellmanPublic",
    "Client ECDH Public Value",
    &[
        u8("ecdh_Yclen").length_of("ecdh_Yc"),
        octets("ecdh_Yc").length_from("ecdh_Yclen"),
    ],
);

pub static CLIENT_PSK_IDENTITY: Proto = plain(
    "ClientPSKIdentity",
    "Server PSK parameters",
    &[
        u16("psk_identity_len").length_of("psk_identity"),
        octets("psk_identity").length_from("psk_identity_len"),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.tls.all",
    source: "RFC 5246 section 7.4, RFC 8446 section 4, RFC 5246, RFC 8422",
    protocols: &[
        &CLIENT_HELLO,
        &NEW_CLIENT_HELLO,
        &SERVER_HELLO,
        &NEW_SERVER_HELLO,
        &NEW_HELLO_RETRY_REQUEST,
        &ENCRYPTED_EXTENSIONS,
        &CERTIFICATE,
        &CERTIFICATE_REQUEST,
        &CERTIFICATE_STATUS,
        &SERVER_KEY_EXCHANGE,
        &PRE_MASTER_SECRET,
        &CERTIFICATE_VERIFY,
        &CLIENT_KEY_EXCHANGE,
        &FINISHED,
        &URL_AND_HASH,
        &HELLO_REQUEST,
        &SERVER_HELLO_DONE,
        &HELLO_VERIFY_REQUEST,
        &CERTIFICATE_URL,
        &SUP_DATA_ENTRY,
        &USER_MAPPING_DATA,
        &SUP_DATA_ENTRY_UM,
        &SUPPLEMENTAL_DATA,
        &NEW_SESSION_TICKET,
        &NEW_END_OF_EARLY_DATA,
        &NEW_KEY_UPDATE,
        &DH_PARAMS,
        &CURVE,
        &TRINOMIAL,
        &PENTANOMIAL,
        &NAMED_CURVE_PARAMS,
        &RSA_PARAMS,
        &PSK_PARAMS,
        &DH_PUBLIC,
        &EC_PUBLIC,
        &CLIENT_PSK_IDENTITY,
        &HANDSHAKE,
        &SIGNATURE,
    ],
    bindings: &[],
};

const MSG_LEN: Field =
    computed(u24("msglen"), Auto::HeaderLenBy(Adjust::plus(-4))).class("ThreeBytesField");

const TIME: Field = Field::new("gmt_unix_time", Kind::UtcTime, 32)
    .preset(Preset::None)
    .auto(Auto::Is(0))
    .class("_GMTUnixTimeField");

const SESSION_ID: Field = octets("sid").length_from("sidlen").class("_SessionIDField");

const CIPHERS: Field = list("ciphers", &CIPHER)
    .preset(Preset::None)
    .empty_as_octets()
    .length_from("cipherslen")
    .remark(|hello, _| named(hello, "ciphers", &SUITES))
    .class("_CipherSuitesField");

static CIPHER: Field = u16("cipher").names(&SUITES);

const COMPRESSION_METHODS: Field = compressions(Length::From("complen", 0));
const COMPRESSION_METHOD: Field = compressions(Length::Octets(1));

const fn compressions(length: Length) -> Field {
    list("comp", &COMPRESSION)
        .preset(Preset::Ints(&[0]))
        .empty_as_octets()
        .length(length)
        .remark(|hello, _| named(hello, "comp", &COMPRESSIONS))
        .class("_CompressionMethodsField")
}

static COMPRESSION: Field = u8("comp").names(&COMPRESSIONS);

const EXT_LEN: Field = u16("extlen").length_of("ext").class("_ExtensionsLenField");

const fn extensions(length: Length) -> Field {
    Field::new("ext", Kind::PacketsBy(Element::Split(split)), 0)
        .preset(Preset::None)
        .length(length)
        .class("_ExtensionsField")
}

const fn random(length: u16) -> Field {
    octets("random_bytes")
        .preset(Preset::None)
        .display(Display::HexOctets)
        .fixed()
        .length(Length::Octets(length))
        .auto(Auto::Random(length))
        .class("_TLSRandomBytesField")
}

const fn verify_data(length: fn(&dyn Around) -> i64) -> Field {
    octets("vdata")
        .preset(Preset::None)
        .length(Length::FromFn(length))
        .class("_VerifyDataField")
}

const fn params(rule: SizedRule) -> Field {
    Field::new("params", Kind::PacketBy(Element::Sized(rule)), 0)
        .preset(Preset::None)
        .class("_TLSServerParamsField")
}

const fn keys(rule: SizedRule) -> Field {
    Field::new("exchkeys", Kind::PacketBy(Element::Sized(rule)), 0)
        .preset(Preset::None)
        .class("_TLSCKExchKeysField")
}

const KEY_SIGNATURE: Field = signature().absent(&Absent {
    unread: |message, read| message.int("msglen") == Some(read as i64 - 4),
    unsent: |_| false,
});

const fn signature() -> Field {
    Field::new("sig", Kind::Packet(&SIGNATURE), 0)
        .preset(Preset::None)
        .class("_TLSSignatureField")
}

const fn message_kind(number: i64) -> Field {
    u8("msgtype").default(number).names(&HANDSHAKES)
}

const fn handshake(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&HANDSHAKE),
        guess: Some(|_, _| Guess::Padding),
        summary: "[+TLS]=tls",
        ..Proto::new(name, title, fields)
    }
}

const fn server_key_exchange(parent: Option<&'static Proto>, fields: &'static [Field]) -> Proto {
    Proto {
        parent,
        matches_parent: true,
        ..handshake(
            "TLSServerKeyExchange",
            "TLS Handshake - Server Key Exchange",
            fields,
        )
    }
}

const fn client_key_exchange(parent: Option<&'static Proto>, fields: &'static [Field]) -> Proto {
    Proto {
        parent,
        matches_parent: true,
        ..handshake(
            "TLSClientKeyExchange",
            "TLS Handshake - Client Key Exchange",
            fields,
        )
    }
}

const fn part(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        guess: Some(|_, _| Guess::Padding),
        ..Proto::new(name, title, fields)
    }
}

const fn plain(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto::new(name, title, fields)
}

const fn of_session(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&SESSION),
        summary: "[+TLS]=tls",
        ..part(name, title, fields)
    }
}

const fn session_part(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&SESSION),
        summary: "[+TLS]=tls",
        ..Proto::new(name, title, fields)
    }
}

/// The octets that the message says it has.
fn said(message: &dyn Around) -> usize {
    usize::try_from(message.int("msglen").unwrap_or(0)).unwrap_or(0)
}

/// What a hello says to have for extensions behind their length; less than nothing where there is
/// no length.
fn hello_extensions(hello: &dyn Around) -> i64 {
    let number = |field| hello.int(field).unwrap_or(0);
    number("msglen") - number("sidlen") - number("cipherslen") - number("complen") - 40
}

fn server_extensions(hello: &dyn Around) -> i64 {
    let number = |field| hello.int(field).unwrap_or(0);
    number("msglen") - number("sidlen") - 40
}

fn no_extensions(message: &dyn Around) -> bool {
    message.int("extlen").is_none() && message.count("ext").unwrap_or(0) == 0
}

/// Numbers by their names; a single one without brackets.
fn named(hello: &dyn Around, field: &str, names: &Names) -> String {
    if hello.count(field).is_none() && hello.octets(field).is_none() {
        return "None".to_string();
    }
    let name = |number: &i64| match names.name(*number) {
        Some(name) => name.to_string(),
        None if field == "comp" => format!("0x{number:01x}"),
        None => format!("0x{number:02x}"),
    };
    let texts: Vec<String> = hello.ints(field).iter().map(name).collect();
    match &texts[..] {
        [one] => one.clone(),
        texts => format!("[{}]", texts.join(", ")),
    }
}

/// A hello that says nothing of ciphers offers some that are widely known, and asks for a server
/// by name.
fn usual_ciphers(hello: &dyn Around, header: usize, octets: &mut Vec<u8>) {
    const CIPHERS: &[u8] = &[
        0x00, 0x1a, 0xc0, 0x2b, 0xc0, 0x23, 0xc0, 0x2f, 0xc0, 0x27, 0x00, 0x9e, 0x00, 0x67, 0x00,
        0x9c, 0x00, 0x3c, 0xc0, 0x09, 0xc0, 0x13, 0x00, 0x33, 0x00, 0x2f, 0x00, 0x0a,
    ];
    const EXTENSIONS: &[u8] =
        b"\x00\x2c\xff\x01\x00\x01\x00\x00\x00\x00\x0f\x00\x0d\x00\x00\x0asecdev.org\
        \x00\x0d\x00\x08\x00\x06\x04\x03\x04\x01\x02\x01\x00\x0a\x00\x04\x00\x02\x00\x17";
    if hello.count("ciphers").is_some() || hello.octets("ciphers").is_some() {
        return;
    }
    let payload = octets.split_off(header);
    let at = 39 + usize::try_from(hello.int("sidlen").unwrap_or(0)).unwrap_or(0);
    let (start, end) = (at.min(octets.len()), (at + 2).min(octets.len()));
    octets.splice(start..end, CIPHERS.iter().copied());
    if hello.count("ext").is_none() {
        octets.extend_from_slice(EXTENSIONS);
    }
    if hello.int("msglen").is_none() {
        let length = (octets.len() - 4) as u32;
        octets[1..4].copy_from_slice(&length.to_be_bytes()[1..]);
    }
    octets.extend(payload);
}

/// What follows the type and the length of a message of parameters, where nothing is known of the
/// exchange: what is tried first is right if a known kind of signature stands behind it. `None`
/// where the message cannot be read.
fn tried(rest: &[u8]) -> Option<Option<&'static Proto>> {
    let signed = |rest: &[u8]| {
        let number = rest
            .iter()
            .take(2)
            .fold(0, |number, octet| number << 8 | i64::from(*octet));
        SIGNATURES.name(number).is_some()
    };
    if let Some(behind) = behind_dh(rest)
        && !behind.is_empty()
        && signed(behind)
    {
        return Some(Some(&DH_PARAMS));
    }
    let [3, _, _, length, rest @ ..] = rest else {
        return None;
    };
    let behind = &rest[usize::from(*length).min(rest.len())..];
    match behind.is_empty() {
        true => None,
        false => Some(signed(behind).then_some(&NAMED_CURVE_PARAMS)),
    }
}

/// What stands behind three numbers, each with its length in front.
fn behind_dh(rest: &[u8]) -> Option<&[u8]> {
    (0..3).try_fold(rest, |rest, _| match rest {
        [high, low, rest @ ..] => {
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            Some(&rest[length.min(rest.len())..])
        }
        _ => None,
    })
}

fn tried_params(message: &dyn Around, _: usize, rest: &[u8]) -> Option<(&'static Proto, usize)> {
    match tried(rest)? {
        Some(proto) => Some((proto, rest.len())),
        None => Some((&RAW, said(message))),
    }
}

/// The class of a message, by the number in front of it.
pub fn message(number: u8) -> Option<&'static Proto> {
    Some(match number {
        0 => &HELLO_REQUEST,
        1 => &CLIENT_HELLO,
        2 => &SERVER_HELLO,
        3 => &HELLO_VERIFY_REQUEST,
        4 => &NEW_SESSION_TICKET,
        8 => &ENCRYPTED_EXTENSIONS,
        11 => &CERTIFICATE,
        13 => &CERTIFICATE_REQUEST,
        12 => &SERVER_KEY_EXCHANGE,
        14 => &SERVER_HELLO_DONE,
        15 => &CERTIFICATE_VERIFY,
        16 => &CLIENT_KEY_EXCHANGE,
        20 => &FINISHED,
        21 => &CERTIFICATE_URL,
        22 => &CERTIFICATE_STATUS,
        23 => &SUPPLEMENTAL_DATA,
        _ => return None,
    })
}

/// The same in TLS 1.3.
pub fn message13(number: u8) -> Option<&'static Proto> {
    Some(match number {
        1 => &NEW_CLIENT_HELLO,
        2 => &NEW_SERVER_HELLO,
        5 => &NEW_END_OF_EARLY_DATA,
        8 => &ENCRYPTED_EXTENSIONS,
        15 => &CERTIFICATE_VERIFY,
        20 => &FINISHED,
        24 => &NEW_KEY_UPDATE,
        _ => return None,
    })
}

/// The tables that a message has once a version and a way to agree upon keys are known.
pub fn in_session(
    proto: &'static Proto,
    version: Option<i64>,
    exchange: Option<Exchange>,
) -> &'static Proto {
    let is = |of: &'static Proto| proto.is(of);
    match exchange {
        _ if is(&FINISHED) && version == Some(0x300) => &FINISHED_SSL3,
        _ if is(&CERTIFICATE_REQUEST) && version.is_some_and(|version| version < 0x303) => {
            &CERTIFICATE_REQUEST_OLD
        }
        Some(Exchange::Dh) if is(&SERVER_KEY_EXCHANGE) => &SERVER_KEY_EXCHANGE_DH,
        Some(Exchange::Ec) if is(&SERVER_KEY_EXCHANGE) => &SERVER_KEY_EXCHANGE_EC,
        Some(Exchange::RsaExport) if is(&SERVER_KEY_EXCHANGE) => &SERVER_KEY_EXCHANGE_RSA,
        Some(Exchange::Unusable) if is(&SERVER_KEY_EXCHANGE) || is(&CLIENT_KEY_EXCHANGE) => &RAW,
        Some(_) if is(&SERVER_KEY_EXCHANGE) => &SERVER_KEY_EXCHANGE_NONE,
        Some(Exchange::Rsa | Exchange::RsaExport) if is(&CLIENT_KEY_EXCHANGE) => {
            &CLIENT_KEY_EXCHANGE_RSA
        }
        Some(Exchange::Dh) if is(&CLIENT_KEY_EXCHANGE) => &CLIENT_KEY_EXCHANGE_DH,
        Some(Exchange::Ec) if is(&CLIENT_KEY_EXCHANGE) => &CLIENT_KEY_EXCHANGE_EC,
        _ => proto,
    }
}
