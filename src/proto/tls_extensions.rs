//! Extensions of TLS's hellos. RFC 6066, RFC 7301 (ALPN), RFC 8446 section 4.2; the classes are
//! Scapy's.

use super::data::tls_names::{
    AUTHORITIES_BY, CERT_TYPES, EXTENSIONS, GROUPS, HEARTBEAT_MODES, KXMODES, MAXFRAGLENS,
    NAMETYPES, POINT_FORMATS, SIGNATURES, STATUS_TYPES, SUITES, VERSIONS,
};
use super::field::{
    Absent, Adjust, Auto, Display, Element, Field, Kind, Length, Preset, computed, list, octets,
    packets, u8, u16, u32,
};
use super::raw::RAW;
use super::registry::Family;
use super::tls::SESSION;
use super::{Around, Guess, PayloadLen, Proto};

pub static EXT_UNKNOWN: Proto = unknown(
    "TLS_Ext_Unknown",
    "TLS Extension - Scapy Unknown",
    &[
        u16("type").preset(Preset::None).names(&EXTENSIONS),
        computed(u16("len"), Auto::HeaderLenBy(Adjust::plus(-4))).class("FieldLenField"),
        octets("val").length_from("len"),
    ],
);

pub static EXT_SERVER_NAME: Proto = one_line(
    "TLS_Ext_ServerName",
    "TLS Extension - Server Name",
    &[
        kind(0),
        LEN.may_end(),
        u16("servernameslen")
            .length_of("servernames")
            .absent(&Absent {
                unread: |_, _| false,
                unsent: |names| {
                    names.int("servernameslen").unwrap_or(0) == 0
                        && names.count("servernames").unwrap_or(0) == 0
                },
            })
            .class("ServerLenField"),
        packets("servernames", &SERVER_NAME)
            .length_from("servernameslen")
            .remark(|names, _| texts(names, "servernames", "servername"))
            .class("ServerListField"),
    ],
);

pub static EXT_ALPN: Proto = one_line(
    "TLS_Ext_ALPN",
    "TLS Extension - Application Layer Protocol Negotiation",
    &[
        kind(16),
        LEN.may_end(),
        u16("protocolslen").length_of("protocols"),
        protocols("protocolslen"),
    ],
);

pub static EXT_NPN: Proto = one_line(
    "TLS_Ext_NPN",
    "TLS Extension - Next Protocol Negotiation",
    &[
        kind(13172),
        computed(u16("len"), Auto::HeaderLenBy(Adjust::plus(-4))).class("FieldLenField"),
        protocols("len"),
    ],
);

pub static EXT_TRUSTED_AUTHORITIES: Proto = extension(
    "TLS_Ext_TrustedCAInd",
    "TLS Extension - Trusted CA Indication",
    &[
        kind(3),
        LEN.may_end(),
        u16("talen").length_of("ta"),
        // Scapy fails to tell the kinds of authorities apart and takes them for Raw.
        packets("ta", &RAW)
            .length_from("talen")
            .class("_TAListField"),
    ],
);

pub static OCSP_REQUEST: Proto = part(
    "OCSPStatusRequest",
    "OCSPStatusRequest structure",
    &[
        u16("respidlen").length_of("respid"),
        packets("respid", &RESPONDER_ID).length_from("respidlen"),
        u16("reqextlen").length_of("reqext"),
        Field::new("reqext", Kind::Packet(&X509_EXTENSIONS), 0)
            .preset(Preset::Octets(b""))
            .class("PacketField"),
    ],
);

/// The extensions of a certificate, of which there are none. Octets that are none follow as they
/// are.
pub static X509_EXTENSIONS: Proto = Proto::new(
    "X509_Extensions",
    "X509_Extensions",
    &[octets("extensions")
        .preset(Preset::None)
        .absent(&Absent {
            unread: |_, _| true,
            unsent: |_| true,
        })
        .class("ASN1F_SEQUENCE_OF")],
);

pub static EXT_STATUS_REQUEST: Proto = extension(
    "TLS_Ext_CSR",
    "TLS Extension - Certificate Status Request",
    &[
        kind(5),
        LEN.may_end(),
        u8("stype").preset(Preset::None).names(&STATUS_TYPES),
        Field::new(
            "req",
            Kind::PacketsBy(Element::Around(|request, _| {
                Some(match request.int("stype") {
                    Some(1) => &OCSP_REQUEST,
                    _ => &RAW,
                })
            })),
            0,
        )
        .preset(Preset::EmptyList)
        .length(Length::From("len", -1))
        .class("_StatusReqField"),
    ],
);

pub static EXT_SUPPORTED_ELLIPTIC_CURVES: Proto = Proto {
    parent: Some(&EXT_SUPPORTED_GROUPS),
    ..extension(
        "TLS_Ext_SupportedEllipticCurves",
        "TLS Extension - Supported Groups",
        EXT_SUPPORTED_GROUPS.fields,
    )
};

pub static EXT_COOKIE: Proto = Proto {
    example: r#"TLS_Ext_Cookie(cookie=b"crumbs")"#,
    ..extension(
        "TLS_Ext_Cookie",
        "TLS Extension - Cookie",
        &[
            kind(44),
            LEN.may_end(),
            computed(
                u16("cookielen"),
                Auto::LenOf(
                    "cookie",
                    Adjust::by(|_, len| Some(if len == 0 { COOKIE } else { len })),
                ),
            ),
            octets("cookie")
                .display(Display::HexOctets)
                .auto(Auto::Random(COOKIE as u16))
                .length_from("cookielen"),
        ],
    )
};

pub static KEY_SHARE_ENTRY: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    finish: Some(|share, _, octets| {
        if share.int("group").is_none() {
            octets[..2].copy_from_slice(&23u16.to_be_bytes());
        }
    }),
    ..Proto::new(
        "KeyShareEntry",
        "Key Share Entry",
        &[
            u16("group").preset(Preset::None).names(&GROUPS),
            u16("kxlen").length_of("key_exchange"),
            octets("key_exchange")
                .display(Display::HexOctets)
                .length_from("kxlen"),
        ],
    )
};

pub static EXT_KEY_SHARE_SH: Proto = Proto {
    example: r#"TLS_Ext_KeyShare_SH(server_share=KeyShareEntry(group="x25519", key_exchange=b"k"*32))"#,
    accepts: Some(|_, octets| match octets {
        [_, _, high, low, rest @ ..] => {
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            length > 0 && !(1..4).contains(&length.min(rest.len()))
        }
        _ => false,
    }),
    ..extension(
        "TLS_Ext_KeyShare_SH",
        "TLS Extension - Key Share (for ServerHello)",
        &[
            kind(51),
            LEN,
            Field::new("server_share", Kind::Packet(&KEY_SHARE_ENTRY), 0)
                .preset(Preset::None)
                .length_from("len"),
        ],
    )
};

pub static PSK_IDENTITY: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "PSKIdentity",
        "PSK Identity",
        &[
            u16("identity_len").length_of("identity"),
            Field::new("identity", Kind::PacketBy(Element::Octets(ticket)), 0)
                .preset(Preset::Octets(b""))
                .length_from("identity_len")
                .class("TicketField"),
            u32("obfuscated_ticket_age"),
        ],
    )
};

pub static SERVER_NAME: Proto = part(
    "ServerName",
    "HostName",
    &[
        u8("nametype").names(&NAMETYPES),
        u16("namelen").length_of("servername"),
        octets("servername").length_from("namelen"),
    ],
);

pub static EXT_ENCRYPTED_SERVER_NAME: Proto = one_line(
    "TLS_Ext_EncryptedServerName",
    "TLS Extension - Encrypted Server Name",
    &[
        kind(65486),
        LEN.may_end(),
        u16("cipher")
            .preset(Preset::None)
            .names(&SUITES)
            .class("EnumField"),
        u16("key_exchange_group")
            .preset(Preset::None)
            .names(&GROUPS),
        u16("key_exchange_len").length_of("key_exchange"),
        octets("key_exchange")
            .display(Display::HexOctets)
            .length_from("key_exchange_len"),
        u16("record_digest_len").length_of("record_digest"),
        octets("record_digest")
            .display(Display::HexOctets)
            .length_from("record_digest_len"),
        u16("encrypted_sni_len").length_of("encrypted_sni"),
        octets("encrypted_sni")
            .display(Display::HexOctets)
            .length_from("encrypted_sni_len"),
    ],
);

pub static EXT_MAX_FRAG_LEN: Proto = extension(
    "TLS_Ext_MaxFragLen",
    "TLS Extension - Max Fragment Length",
    &[
        kind(1),
        LEN.may_end(),
        u8("maxfraglen").default(4).names(&MAXFRAGLENS),
    ],
);

pub static EXT_CLIENT_CERT_URL: Proto = extension(
    "TLS_Ext_ClientCertURL",
    "TLS Extension - Client Certificate URL",
    &[kind(2), LEN.may_end()],
);

pub static PRE_AGREED: Proto = part(
    "TAPreAgreed",
    "Trusted authority - pre_agreed",
    &[u8("idtype").names(&AUTHORITIES_BY)],
);

pub static KEY_HASH: Proto = part(
    "TAKeySHA1Hash",
    "Trusted authority - key_sha1_hash",
    &[
        u8("idtype").default(1).names(&AUTHORITIES_BY),
        octets("id")
            .fixed()
            .length(Length::Octets(20))
            .preset(Preset::None),
    ],
);

pub static X509_NAME: Proto = part(
    "TAX509Name",
    "Trusted authority - x509_name",
    &[
        u8("idtype").default(2).names(&AUTHORITIES_BY),
        u16("dnlen").length_of("dn"),
        octets("dn").length_from("dnlen"),
    ],
);

pub static CERT_HASH: Proto = part(
    "TACertSHA1Hash",
    "Trusted authority - cert_sha1_hash",
    &[
        u8("idtype").default(3).names(&AUTHORITIES_BY),
        octets("id")
            .fixed()
            .length(Length::Octets(20))
            .preset(Preset::None),
    ],
);

pub static EXT_TRUNCATED_HMAC: Proto = extension(
    "TLS_Ext_TruncatedHMAC",
    "TLS Extension - Truncated HMAC",
    &[kind(4), LEN.may_end()],
);

pub static RESPONDER_ID: Proto = part(
    "ResponderID",
    "Responder ID structure",
    &[
        u16("respidlen").length_of("respid"),
        octets("respid").length_from("respidlen"),
    ],
);

pub static EXT_USER_MAPPING: Proto = extension(
    "TLS_Ext_UserMapping",
    "TLS Extension - User Mapping",
    &[
        kind(6),
        LEN.may_end(),
        u8("umlen").length_of("um"),
        list("um", &MAPPING_TYPE).length_from("umlen"),
    ],
);

pub static EXT_CLIENT_AUTHZ: Proto = extension(
    "TLS_Ext_ClientAuthz",
    "TLS Extension - Client Authz",
    &[kind(7), LEN.may_end()],
);

pub static EXT_SERVER_AUTHZ: Proto = extension(
    "TLS_Ext_ServerAuthz",
    "TLS Extension - Server Authz",
    &[kind(8), LEN.may_end()],
);

pub static EXT_CLIENT_CERT_TYPE: Proto = extension(
    "TLS_Ext_ClientCertType",
    "TLS Extension - Certificate Type (client version)",
    &[
        kind(9),
        LEN.may_end(),
        u16("ctypeslen").length_of("ctypes"),
        list("ctypes", &CERT_TYPE)
            .preset(Preset::Ints(&[0, 1]))
            .length_from("ctypeslen"),
    ],
);

pub static EXT_SERVER_CERT_TYPE: Proto = extension(
    "TLS_Ext_ServerCertType",
    "TLS Extension - Certificate Type (server version)",
    &[
        kind(9),
        LEN.may_end(),
        u8("ctype").preset(Preset::None).names(&CERT_TYPES),
    ],
);

pub static EXT_SUPPORTED_GROUPS: Proto = extension(
    "TLS_Ext_SupportedGroups",
    "TLS Extension - Supported Groups",
    &[
        kind(10),
        LEN.may_end(),
        u16("groupslen").length_of("groups"),
        list("groups", &GROUP).length_from("groupslen"),
    ],
);

pub static EXT_SUPPORTED_POINT_FORMAT: Proto = extension(
    "TLS_Ext_SupportedPointFormat",
    "TLS Extension - Supported Point Format",
    &[
        kind(11),
        LEN.may_end(),
        u8("ecpllen").length_of("ecpl"),
        list("ecpl", &POINT_FORMAT)
            .preset(Preset::Ints(&[0]))
            .length_from("ecpllen"),
    ],
);

pub static EXT_SIGNATURE_ALGORITHMS: Proto = extension(
    "TLS_Ext_SignatureAlgorithms",
    "TLS Extension - Signature Algorithms",
    &[
        kind(13),
        LEN.may_end(),
        u16("sig_algs_len")
            .length_of("sig_algs")
            .class("SigAndHashAlgsLenField"),
        list("sig_algs", &SIGNATURE_SCHEME)
            .length_from("sig_algs_len")
            .class("SigAndHashAlgsField"),
    ],
);

pub static EXT_HEARTBEAT: Proto = extension(
    "TLS_Ext_Heartbeat",
    "TLS Extension - Heartbeat",
    &[
        kind(15),
        LEN.may_end(),
        u8("heartbeat_mode").default(2).names(&HEARTBEAT_MODES),
    ],
);

pub static PROTOCOL_NAME: Proto = part(
    "ProtocolName",
    "Protocol Name",
    &[
        u8("len").length_of("protocol"),
        octets("protocol").length_from("len"),
    ],
);

pub static EXT_PADDING: Proto = extension(
    "TLS_Ext_Padding",
    "TLS Extension - Padding",
    &[
        kind(21),
        computed(u16("len"), Auto::HeaderLenBy(Adjust::plus(-4))).class("FieldLenField"),
        octets("padding").length_from("len"),
    ],
);

pub static EXT_ENCRYPT_THEN_MAC: Proto = extension(
    "TLS_Ext_EncryptThenMAC",
    "TLS Extension - Encrypt-then-MAC",
    &[kind(22), LEN.may_end()],
);

pub static EXT_EXTENDED_MASTER_SECRET: Proto = extension(
    "TLS_Ext_ExtendedMasterSecret",
    "TLS Extension - Extended Master Secret",
    &[kind(23), LEN.may_end()],
);

pub static EXT_SESSION_TICKET: Proto = extension(
    "TLS_Ext_SessionTicket",
    "TLS Extension - Session Ticket",
    &[
        kind(35),
        computed(u16("len"), Auto::HeaderLenBy(Adjust::plus(-4))).class("FieldLenField"),
        octets("ticket").length_from("len"),
    ],
);

pub static EXT_KEY_SHARE: Proto = extension(
    "TLS_Ext_KeyShare",
    "TLS Extension - Key Share (dummy class)",
    &[kind(51), LEN.may_end()],
);

pub static EXT_PRE_SHARED_KEY: Proto = extension(
    "TLS_Ext_PreSharedKey",
    "TLS Extension - Pre Shared Key (dummy class)",
    &[kind(41), LEN.may_end()],
);

pub static EXT_EARLY_DATA_INDICATION: Proto = extension(
    "TLS_Ext_EarlyDataIndication",
    "TLS Extension - Early Data",
    &[kind(42), LEN.may_end()],
);

pub static EXT_EARLY_DATA_INDICATION_TICKET: Proto = extension(
    "TLS_Ext_EarlyDataIndicationTicket",
    "TLS Extension - Early Data Indication Ticket",
    &[kind(42), LEN.may_end(), u32("max_early_data_size")],
);

pub static EXT_SUPPORTED_VERSIONS: Proto = extension(
    "TLS_Ext_SupportedVersions",
    "TLS Extension - Supported Versions (dummy class)",
    &[kind(43), LEN.may_end()],
);

pub static EXT_SUPPORTED_VERSION_CH: Proto = extension(
    "TLS_Ext_SupportedVersion_CH",
    "TLS Extension - Supported Versions (for ClientHello)",
    &[
        kind(43),
        LEN.may_end(),
        u8("versionslen").length_of("versions"),
        list("versions", &VERSION).length_from("versionslen"),
    ],
);

pub static EXT_SUPPORTED_VERSION_SH: Proto = extension(
    "TLS_Ext_SupportedVersion_SH",
    "TLS Extension - Supported Versions (for ServerHello)",
    &[
        kind(43),
        LEN.may_end(),
        u16("version").preset(Preset::None).names(&VERSIONS),
    ],
);

pub static EXT_PSK_MODES: Proto = extension(
    "TLS_Ext_PSKKeyExchangeModes",
    "TLS Extension - PSK Key Exchange Modes",
    &[
        kind(45),
        LEN.may_end(),
        u8("kxmodeslen").length_of("kxmodes"),
        list("kxmodes", &KXMODE).length_from("kxmodeslen"),
    ],
);

pub static EXT_TICKET_EARLY_DATA_INFO: Proto = extension(
    "TLS_Ext_TicketEarlyDataInfo",
    "TLS Extension - Ticket Early Data Info",
    &[kind(46), LEN.may_end(), u32("max_early_data_size")],
);

pub static EXT_POST_HANDSHAKE_AUTH: Proto = extension(
    "TLS_Ext_PostHandshakeAuth",
    "TLS Extension - Post Handshake Auth",
    &[kind(49), LEN.may_end()],
);

pub static EXT_SIGNATURE_ALGORITHMS_CERT: Proto = extension(
    "TLS_Ext_SignatureAlgorithmsCert",
    "TLS Extension - Signature Algorithms Cert",
    &[
        kind(50),
        LEN.may_end(),
        u16("sig_algs_len")
            .length_of("sig_algs")
            .class("SigAndHashAlgsLenField"),
        list("sig_algs", &SIGNATURE_SCHEME)
            .length_from("sig_algs_len")
            .class("SigAndHashAlgsField"),
    ],
);

pub static EXT_RENEGOTIATION_INFO: Proto = extension(
    "TLS_Ext_RenegotiationInfo",
    "TLS Extension - Renegotiation Indication",
    &[
        kind(65281),
        LEN.may_end(),
        u8("reneg_conn_len").length_of("renegotiated_connection"),
        octets("renegotiated_connection").length_from("reneg_conn_len"),
    ],
);

pub static EXT_RECORD_SIZE_LIMIT: Proto = extension(
    "TLS_Ext_RecordSizeLimit",
    "TLS Extension - Record Size Limit",
    &[
        kind(28),
        LEN.may_end(),
        u16("record_size_limit")
            .preset(Preset::None)
            .class("ShortField"),
    ],
);

pub static EXT_KEY_SHARE_CH: Proto = extension(
    "TLS_Ext_KeyShare_CH",
    "TLS Extension - Key Share (for ClientHello)",
    &[
        kind(51),
        LEN,
        u16("client_shares_len").length_of("client_shares"),
        packets("client_shares", &KEY_SHARE_ENTRY).length_from("client_shares_len"),
    ],
);

pub static EXT_KEY_SHARE_HRR: Proto = extension(
    "TLS_Ext_KeyShare_HRR",
    "TLS Extension - Key Share (for HelloRetryRequest)",
    &[
        kind(51),
        LEN,
        u16("selected_group").preset(Preset::None).names(&GROUPS),
    ],
);

pub static TICKET: Proto = plain(
    "Ticket",
    "Recommended Ticket Construction (from RFC 5077)",
    &[
        octets("key_name")
            .fixed()
            .length(Length::Octets(16))
            .preset(Preset::None),
        octets("iv")
            .fixed()
            .length(Length::Octets(16))
            .preset(Preset::None),
        u16("encstatelen").length_of("encstate"),
        octets("encstate").length_from("encstatelen"),
        octets("mac")
            .fixed()
            .length(Length::Octets(32))
            .preset(Preset::None),
    ],
);

pub static PSK_BINDER: Proto = part(
    "PSKBinderEntry",
    "PSK Binder Entry",
    &[
        u8("binder_len").length_of("binder"),
        octets("binder").length_from("binder_len"),
    ],
);

pub static EXT_PRE_SHARED_KEY_CH: Proto = extension(
    "TLS_Ext_PreSharedKey_CH",
    "TLS Extension - Pre Shared Key (for ClientHello)",
    &[
        kind(41),
        LEN,
        u16("identities_len").length_of("identities"),
        packets("identities", &PSK_IDENTITY).length_from("identities_len"),
        u16("binders_len").length_of("binders"),
        packets("binders", &PSK_BINDER).length_from("binders_len"),
    ],
);

pub static EXT_PRE_SHARED_KEY_SH: Proto = extension(
    "TLS_Ext_PreSharedKey_SH",
    "TLS Extension - Pre Shared Key (for ServerHello)",
    &[
        kind(41),
        LEN,
        u16("selected_identity")
            .preset(Preset::None)
            .class("ShortField"),
    ],
);

static MAPPING_TYPE: Field = u8("umtype");
static CERT_TYPE: Field = u8("certtypes").preset(Preset::None).names(&CERT_TYPES);
static GROUP: Field = u16("ng").preset(Preset::None).names(&GROUPS);
static POINT_FORMAT: Field = u8("nc").preset(Preset::None).names(&POINT_FORMATS);
static SIGNATURE_SCHEME: Field = u16("hash_sig")
    .preset(Preset::None)
    .names(&SIGNATURES)
    .class("EnumField");
static VERSION: Field = u16("version").preset(Preset::None).names(&VERSIONS);
static KXMODE: Field = u8("kxmode").preset(Preset::None).names(&KXMODES);

pub static FAMILY: Family = Family {
    module: "scapy.layers.tls.all",
    source: "RFC 6066, RFC 7301, RFC 8446 section 4.2",
    protocols: &[
        &EXT_UNKNOWN,
        &SERVER_NAME,
        &EXT_SERVER_NAME,
        &EXT_ENCRYPTED_SERVER_NAME,
        &EXT_MAX_FRAG_LEN,
        &EXT_CLIENT_CERT_URL,
        &PRE_AGREED,
        &KEY_HASH,
        &X509_NAME,
        &CERT_HASH,
        &EXT_TRUSTED_AUTHORITIES,
        &EXT_TRUNCATED_HMAC,
        &RESPONDER_ID,
        &OCSP_REQUEST,
        &EXT_STATUS_REQUEST,
        &EXT_USER_MAPPING,
        &EXT_CLIENT_AUTHZ,
        &EXT_SERVER_AUTHZ,
        &EXT_CLIENT_CERT_TYPE,
        &EXT_SERVER_CERT_TYPE,
        &EXT_SUPPORTED_GROUPS,
        &EXT_SUPPORTED_ELLIPTIC_CURVES,
        &EXT_SUPPORTED_POINT_FORMAT,
        &EXT_SIGNATURE_ALGORITHMS,
        &EXT_HEARTBEAT,
        &PROTOCOL_NAME,
        &EXT_ALPN,
        &EXT_PADDING,
        &EXT_ENCRYPT_THEN_MAC,
        &EXT_EXTENDED_MASTER_SECRET,
        &EXT_SESSION_TICKET,
        &EXT_KEY_SHARE,
        &EXT_PRE_SHARED_KEY,
        &EXT_EARLY_DATA_INDICATION,
        &EXT_EARLY_DATA_INDICATION_TICKET,
        &EXT_SUPPORTED_VERSIONS,
        &EXT_SUPPORTED_VERSION_CH,
        &EXT_SUPPORTED_VERSION_SH,
        &EXT_COOKIE,
        &EXT_PSK_MODES,
        &EXT_TICKET_EARLY_DATA_INFO,
        &EXT_NPN,
        &EXT_POST_HANDSHAKE_AUTH,
        &EXT_SIGNATURE_ALGORITHMS_CERT,
        &EXT_RENEGOTIATION_INFO,
        &EXT_RECORD_SIZE_LIMIT,
        &KEY_SHARE_ENTRY,
        &EXT_KEY_SHARE_CH,
        &EXT_KEY_SHARE_HRR,
        &EXT_KEY_SHARE_SH,
        &TICKET,
        &PSK_IDENTITY,
        &PSK_BINDER,
        &EXT_PRE_SHARED_KEY_CH,
        &EXT_PRE_SHARED_KEY_SH,
        &X509_EXTENSIONS,
    ],
    bindings: &[],
};

/// Octets of a cookie that nobody set.
const COOKIE: i64 = 32;

/// The random octets of a server's hello that asks for another client's hello. RFC 8446 section
/// 4.1.3.
pub const RETRY: &[u8] = &[
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];

const LEN: Field = computed(u16("len"), Auto::HeaderLenBy(Adjust::plus(-4))).class("ShortField");

const fn kind(number: i64) -> Field {
    u16("type").default(number).names(&EXTENSIONS)
}

const fn protocols(len: &'static str) -> Field {
    packets("protocols", &PROTOCOL_NAME)
        .length(Length::From(len, 0))
        .remark(|list, _| texts(list, "protocols", "protocol"))
        .class("ProtocolListField")
}

const fn unknown(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&SESSION),
        summary: "[+TLS]=tls",
        ..Proto::new(name, title, fields)
    }
}

const fn extension(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&EXT_UNKNOWN),
        ..unknown(name, title, fields)
    }
}

/// An extension whose list of packets is shown in one line.
const fn one_line(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        one_line: true,
        ..extension(name, title, fields)
    }
}

/// A part of an extension: what follows is not its own.
const fn part(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        guess: Some(|_, _| Guess::Padding),
        ..Proto::new(name, title, fields)
    }
}

const fn plain(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto::new(name, title, fields)
}

/// What the packets of a list hold in a field, in one line.
fn texts(around: &dyn Around, list: &str, field: &str) -> String {
    let mut texts = Vec::new();
    around.each_in(list, &mut |packet| texts.push(packet.shown(field)));
    format!("[{}]", texts.join(", "))
}

fn ticket(octets: &[u8]) -> Option<&'static Proto> {
    (octets.len() >= 64).then_some(&TICKET)
}

/// The extensions of a message, one after the other; `None` where Scapy has no answer.
pub fn split(message: &dyn Around, octets: &[u8]) -> Option<Vec<(&'static Proto, usize)>> {
    let mut parts = Vec::new();
    let mut rest = octets;
    while let [a, b, c, d, data @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*c, *d]));
        parts.push((
            class(message, u16::from_be_bytes([*a, *b]), length)?,
            4 + length,
        ));
        rest = &data[length.min(data.len())..];
    }
    if !rest.is_empty() {
        parts.push((&RAW, rest.len()));
    }
    Some(parts)
}

/// The class of an extension, by its number and the message that it stands in.
fn class(message: &dyn Around, number: u16, length: usize) -> Option<&'static Proto> {
    let kind = message.int("msgtype");
    Some(match number {
        0 => &EXT_SERVER_NAME,
        1 => &EXT_MAX_FRAG_LEN,
        2 => &EXT_CLIENT_CERT_URL,
        3 => &EXT_TRUSTED_AUTHORITIES,
        4 => &EXT_TRUNCATED_HMAC,
        5 => &EXT_STATUS_REQUEST,
        6 => &EXT_USER_MAPPING,
        7 => &EXT_CLIENT_AUTHZ,
        8 => &EXT_SERVER_AUTHZ,
        9 if length == 1 => &EXT_SERVER_CERT_TYPE,
        9 => &EXT_CLIENT_CERT_TYPE,
        10 => &EXT_SUPPORTED_GROUPS,
        11 => &EXT_SUPPORTED_POINT_FORMAT,
        13 => &EXT_SIGNATURE_ALGORITHMS,
        15 => &EXT_HEARTBEAT,
        16 => &EXT_ALPN,
        21 => &EXT_PADDING,
        22 => &EXT_ENCRYPT_THEN_MAC,
        23 => &EXT_EXTENDED_MASTER_SECRET,
        28 => &EXT_RECORD_SIZE_LIMIT,
        35 => &EXT_SESSION_TICKET,
        41 => match kind? {
            1 => &EXT_PRE_SHARED_KEY_CH,
            2 => &EXT_PRE_SHARED_KEY_SH,
            _ => &EXT_UNKNOWN,
        },
        42 => match kind? {
            1 | 8 => &EXT_EARLY_DATA_INDICATION,
            4 => &EXT_EARLY_DATA_INDICATION_TICKET,
            _ => &EXT_UNKNOWN,
        },
        43 => match kind? {
            1 => &EXT_SUPPORTED_VERSION_CH,
            2 => &EXT_SUPPORTED_VERSION_SH,
            _ => &EXT_UNKNOWN,
        },
        44 => &EXT_COOKIE,
        45 => &EXT_PSK_MODES,
        49 => &EXT_POST_HANDSHAKE_AUTH,
        50 => &EXT_SIGNATURE_ALGORITHMS_CERT,
        51 => match (message.octets("random_bytes")?.as_slice() == RETRY, kind?) {
            (true, 2) => &EXT_KEY_SHARE_HRR,
            (false, 1) => &EXT_KEY_SHARE_CH,
            (false, 2) => &EXT_KEY_SHARE_SH,
            _ => &EXT_UNKNOWN,
        },
        0x3374 => &EXT_NPN,
        0xff01 => &EXT_RENEGOTIATION_INFO,
        0xffce => &EXT_ENCRYPTED_SERVER_NAME,
        _ => &EXT_UNKNOWN,
    })
}
