//! The parameters of SCTP's chunks. RFC 9260 section 3.3, RFC 3758, RFC 4820, RFC 4895, RFC 5061,
//! RFC 6525.

use super::field::{
    Adjust, Auto, Choice, Field, Length, Padded, Preset, Test, When, bits, choice, ip4, ip6, list,
    octets, padded, u8, u16, u32,
};
use super::names::Names;
use super::registry::Family;
use super::sctp::CHUNKS;
use super::{PayloadLen, Proto};

pub static HEARTBEAT_INFO: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamHeartbeatInfo",
        "SCTPChunkParamHeartbeatInfo",
        &[
            u16("type").names(&TYPES).default(1),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::plus(4))),
            padded(
                "data",
                &Padded::after(octets("data").length(Length::From("len", -4)), 4, &[0]),
            ),
        ],
    )
};

pub static IPV4_ADDR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamIPv4Addr",
        "SCTPChunkParamIPv4Addr",
        &[
            u16("type").names(&TYPES).default(5),
            u16("len").default(8),
            ip4("addr").text("127.0.0.1"),
        ],
    )
};

pub static IPV6_ADDR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamIPv6Addr",
        "SCTPChunkParamIPv6Addr",
        &[
            u16("type").names(&TYPES).default(6),
            u16("len").default(20),
            ip6("addr").text("::1"),
        ],
    )
};

pub static STATE_COOKIE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamStateCookie",
        "SCTPChunkParamStateCookie",
        &[
            u16("type").names(&TYPES).default(7),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("cookie", Adjust::plus(4))),
            padded(
                "cookie",
                &Padded::after(octets("cookie").length(Length::From("len", -4)), 4, &[0]),
            ),
        ],
    )
};

pub static UNROCOGNIZED_PARAM: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamUnrocognizedParam",
        "SCTPChunkParamUnrocognizedParam",
        &[
            u16("type").names(&TYPES).default(8),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("param", Adjust::plus(4))),
            padded(
                "param",
                &Padded::after(octets("param").length(Length::From("len", -4)), 4, &[0]),
            ),
        ],
    )
};

pub static COOKIE_PRESERVATIVE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamCookiePreservative",
        "SCTPChunkParamCookiePreservative",
        &[
            u16("type").names(&TYPES).default(9),
            u16("len").default(8),
            u32("sug_cookie_inc").hex().preset(Preset::None),
        ],
    )
};

pub static HOSTNAME: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamHostname",
        "SCTPChunkParamHostname",
        &[
            u16("type").names(&TYPES).default(11),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("hostname", Adjust::plus(4))),
            padded(
                "hostname",
                &Padded::after(octets("hostname").length(Length::From("len", -4)), 4, &[0]),
            ),
        ],
    )
};

pub static SUPPORTED_ADDR_TYPES: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamSupportedAddrTypes",
        "SCTPChunkParamSupportedAddrTypes",
        &[
            u16("type").names(&TYPES).default(12),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("addr_type_list", Adjust::plus(4))),
            padded(
                "addr_type_list",
                &Padded::after(
                    list("addr_type_list", &ADDR_TYPE_ELEMENT)
                        .length(Length::From("len", -4))
                        .preset(Preset::Ints(&[5])),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static OUT_SSNRESET_REQ: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamOutSSNResetReq",
        "SCTPChunkParamOutSSNResetReq",
        &[
            u16("type").names(&TYPES).default(13),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("stream_num_list", Adjust::plus(16))),
            u32("re_conf_req_seq_num").hex().preset(Preset::None),
            u32("re_conf_res_seq_num").hex().preset(Preset::None),
            u32("tsn").hex().preset(Preset::None),
            padded(
                "stream_num_list",
                &Padded::after(
                    list("stream_num_list", &STREAM_NUM_ELEMENT).length(Length::From("len", -16)),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static IN_SSNRESET_REQ: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamInSSNResetReq",
        "SCTPChunkParamInSSNResetReq",
        &[
            u16("type").names(&TYPES).default(14),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("stream_num_list", Adjust::plus(8))),
            u32("re_conf_req_seq_num").hex().preset(Preset::None),
            padded(
                "stream_num_list",
                &Padded::after(
                    list("stream_num_list", &STREAM_NUM_ELEMENT).length(Length::From("len", -8)),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static SSNTSNRESET_REQ: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamSSNTSNResetReq",
        "SCTPChunkParamSSNTSNResetReq",
        &[
            u16("type").names(&TYPES).default(15),
            u16("len").hex().default(0x8),
            u32("re_conf_req_seq_num").hex().preset(Preset::None),
        ],
    )
};

pub static RE_CONFIG_RES: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamReConfigRes",
        "SCTPChunkParamReConfigRes",
        &[
            u16("type").names(&TYPES).default(16),
            u16("len").hex().default(0xc),
            u32("re_conf_res_seq_num").hex().preset(Preset::None),
            u32("result").names(&RESULTS).preset(Preset::None),
            u32("sender_next_tsn").hex().preset(Preset::None),
            u32("receiver_next_tsn").hex().preset(Preset::None),
        ],
    )
};

pub static ADD_OUTGOING_STREAM_REQ: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamAddOutgoingStreamReq",
        "SCTPChunkParamAddOutgoingStreamReq",
        &[
            u16("type").names(&TYPES).default(17),
            u16("len").hex().default(0xc),
            u32("re_conf_req_seq_num").hex().preset(Preset::None),
            u16("num_new_stream").hex().preset(Preset::None),
            u16("reserved").hex().preset(Preset::None),
        ],
    )
};

pub static ADD_INCOMING_STREAM_REQ: Proto = Proto {
    parent: Some(&ADD_OUTGOING_STREAM_REQ),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamAddIncomingStreamReq",
        "SCTPChunkParamAddIncomingStreamReq",
        &[
            u16("type").names(&TYPES).default(18),
            u16("len").hex().default(0xc),
            u32("re_conf_req_seq_num").hex().preset(Preset::None),
            u16("num_new_stream").hex().preset(Preset::None),
            u16("reserved").hex().preset(Preset::None),
        ],
    )
};

pub static ECNCAPABLE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamECNCapable",
        "SCTPChunkParamECNCapable",
        &[
            u16("type").names(&TYPES).default(32768),
            u16("len").default(4),
        ],
    )
};

pub static RANDOM: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamRandom",
        "SCTPChunkParamRandom",
        &[
            u16("type").names(&TYPES).default(32770),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("random", Adjust::plus(4))),
            padded(
                "random",
                &Padded::after(
                    octets("random")
                        .length(Length::From("len", -4))
                        .preset(Preset::Dice("RandBin", &[32])),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static CHUNK_LIST: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamChunkList",
        "SCTPChunkParamChunkList",
        &[
            u16("type").names(&TYPES).default(32771),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("chunk_list", Adjust::plus(4))),
            padded(
                "chunk_list",
                &Padded::after(
                    list("chunk_list", &CHUNK_ELEMENT).length(Length::From("len", -4)),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static REQUESTED_HMACFUNCTIONS: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamRequestedHMACFunctions",
        "SCTPChunkParamRequestedHMACFunctions",
        &[
            u16("type").names(&TYPES).default(32772),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("HMAC_functions_list", Adjust::plus(4))),
            padded(
                "HMAC_functions_list",
                &Padded::after(
                    list("HMAC_functions_list", &HMAC_FUNCTION_ELEMENT)
                        .length(Length::From("len", -4))
                        .preset(Preset::Ints(&[1])),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static SUPPORTED_EXTENSIONS: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamSupportedExtensions",
        "SCTPChunkParamSupportedExtensions",
        &[
            u16("type").names(&TYPES).default(32776),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("supported_extensions", Adjust::plus(4))),
            padded(
                "supported_extensions",
                &Padded::after(
                    list("supported_extensions", &SUPPORTED_EXTENSIONS_ELEMENT)
                        .length(Length::From("len", -4))
                        .preset(Preset::Ints(&[15, 193, 128])),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static FWD_TSN: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamFwdTSN",
        "SCTPChunkParamFwdTSN",
        &[
            u16("type").names(&TYPES).default(49152),
            u16("len").default(4),
        ],
    )
};

pub static ADD_IPADDR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamAddIPAddr",
        "SCTPChunkParamAddIPAddr",
        &[
            u16("type").names(&TYPES).default(49153),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("addr", Adjust::plus(12))),
            u32("correlation_id").hex().preset(Preset::None),
            u16("addr_type").names(&TYPES).default(5),
            u16("addr_len")
                .preset(Preset::None)
                .auto(Auto::LenOf("addr", Adjust::plus(4))),
            choice(
                "addr",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("addr_type", &[5])),
                            ip4("addr").text("127.0.0.1"),
                        ),
                        (
                            Test::When(When::In("addr_type", &[6])),
                            ip6("addr").text("::1"),
                        ),
                    ],
                    otherwise: octets("addr").fixed().length_from("addr_len"),
                },
            ),
        ],
    )
};

pub static DEL_IPADDR: Proto = Proto {
    parent: Some(&ADD_IPADDR),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamDelIPAddr",
        "SCTPChunkParamDelIPAddr",
        &[
            u16("type").names(&TYPES).default(49154),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("addr", Adjust::plus(12))),
            u32("correlation_id").hex().preset(Preset::None),
            u16("addr_type").names(&TYPES).default(5),
            u16("addr_len")
                .preset(Preset::None)
                .auto(Auto::LenOf("addr", Adjust::plus(4))),
            choice(
                "addr",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("addr_type", &[5])),
                            ip4("addr").text("127.0.0.1"),
                        ),
                        (
                            Test::When(When::In("addr_type", &[6])),
                            ip6("addr").text("::1"),
                        ),
                    ],
                    otherwise: octets("addr").fixed().length_from("addr_len"),
                },
            ),
        ],
    )
};

pub static ERROR_INDICATION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamErrorIndication",
        "SCTPChunkParamErrorIndication",
        &[
            u16("type").names(&TYPES).default(49155),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("error_causes", Adjust::plus(8))),
            u32("correlation_id").hex().preset(Preset::None),
            padded(
                "error_causes",
                &Padded::after(
                    octets("error_causes").length(Length::From("len", -4)),
                    4,
                    &[0],
                ),
            ),
        ],
    )
};

pub static SET_PRIMARY_ADDR: Proto = Proto {
    parent: Some(&ADD_IPADDR),
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamSetPrimaryAddr",
        "SCTPChunkParamSetPrimaryAddr",
        &[
            u16("type").names(&TYPES).default(49156),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("addr", Adjust::plus(12))),
            u32("correlation_id").hex().preset(Preset::None),
            u16("addr_type").names(&TYPES).default(5),
            u16("addr_len")
                .preset(Preset::None)
                .auto(Auto::LenOf("addr", Adjust::plus(4))),
            choice(
                "addr",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("addr_type", &[5])),
                            ip4("addr").text("127.0.0.1"),
                        ),
                        (
                            Test::When(When::In("addr_type", &[6])),
                            ip6("addr").text("::1"),
                        ),
                    ],
                    otherwise: octets("addr").fixed().length_from("addr_len"),
                },
            ),
        ],
    )
};

pub static SUCCESS_INDICATION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamSuccessIndication",
        "SCTPChunkParamSuccessIndication",
        &[
            u16("type").names(&TYPES).default(49157),
            u16("len").default(8),
            u32("correlation_id").hex().preset(Preset::None),
        ],
    )
};

pub static ADAPTATION_LAYER: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPChunkParamAdaptationLayer",
        "SCTPChunkParamAdaptationLayer",
        &[
            u16("type").names(&TYPES).default(49158),
            u16("len").default(8),
            u32("indication").hex().preset(Preset::None),
        ],
    )
};

pub static FORWARD_SKIP: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPForwardSkip",
        "SCTPForwardSkip",
        &[
            u16("stream_id").preset(Preset::None),
            u16("stream_seq").preset(Preset::None),
        ],
    )
};

pub static IFORWARD_SKIP: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SCTPIForwardSkip",
        "SCTPIForwardSkip",
        &[
            u16("stream_id").preset(Preset::None),
            bits("reserved", 15).preset(Preset::None),
            bits("unordered", 1).preset(Preset::None),
            u32("message_id").preset(Preset::None),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.sctp",
    source: "RFC 9260 section 3.3, RFC 3758, RFC 4820, RFC 4895, RFC 5061, RFC 6525",
    protocols: &[
        &HEARTBEAT_INFO,
        &IPV4_ADDR,
        &IPV6_ADDR,
        &STATE_COOKIE,
        &UNROCOGNIZED_PARAM,
        &COOKIE_PRESERVATIVE,
        &HOSTNAME,
        &SUPPORTED_ADDR_TYPES,
        &OUT_SSNRESET_REQ,
        &IN_SSNRESET_REQ,
        &SSNTSNRESET_REQ,
        &RE_CONFIG_RES,
        &ADD_OUTGOING_STREAM_REQ,
        &ADD_INCOMING_STREAM_REQ,
        &ECNCAPABLE,
        &RANDOM,
        &CHUNK_LIST,
        &REQUESTED_HMACFUNCTIONS,
        &SUPPORTED_EXTENSIONS,
        &FWD_TSN,
        &ADD_IPADDR,
        &DEL_IPADDR,
        &ERROR_INDICATION,
        &SET_PRIMARY_ADDR,
        &SUCCESS_INDICATION,
        &ADAPTATION_LAYER,
        &FORWARD_SKIP,
        &IFORWARD_SKIP,
    ],
    bindings: &[],
};

/// The parameter that the octets are; their first two are its number.
pub fn parameter(octets: &[u8]) -> Option<&'static Proto> {
    let [high, low, _, _, ..] = octets else {
        return None;
    };
    // Scapy leaves those of RFC 6525 as they are.
    Some(match u16::from_be_bytes([*high, *low]) {
        1 => &HEARTBEAT_INFO,
        5 => &IPV4_ADDR,
        6 => &IPV6_ADDR,
        7 => &STATE_COOKIE,
        8 => &UNROCOGNIZED_PARAM,
        9 => &COOKIE_PRESERVATIVE,
        11 => &HOSTNAME,
        12 => &SUPPORTED_ADDR_TYPES,
        0x8000 => &ECNCAPABLE,
        0x8002 => &RANDOM,
        0x8003 => &CHUNK_LIST,
        0x8004 => &REQUESTED_HMACFUNCTIONS,
        0x8008 => &SUPPORTED_EXTENSIONS,
        0xc000 => &FWD_TSN,
        0xc001 => &ADD_IPADDR,
        0xc002 => &DEL_IPADDR,
        0xc003 => &ERROR_INDICATION,
        0xc004 => &SET_PRIMARY_ADDR,
        0xc005 => &SUCCESS_INDICATION,
        0xc006 => &ADAPTATION_LAYER,
        _ => return None,
    })
}

static ADDR_TYPE_ELEMENT: Field = u16("addr_type").names(&TYPES).default(5);

static STREAM_NUM_ELEMENT: Field = u16("stream_num").hex().preset(Preset::None);

static CHUNK_ELEMENT: Field = u8("chunk").names(&CHUNKS).preset(Preset::None);

static HMAC_FUNCTION_ELEMENT: Field = u16("HMAC_function").names(&HMAC_FUNCTIONS).default(1);

static SUPPORTED_EXTENSIONS_ELEMENT: Field = u8("supported_extensions")
    .names(&CHUNKS)
    .preset(Preset::None);

static TYPES: Names = Names::pairs(&[
    (1, "heartbeat-info"),
    (5, "IPv4"),
    (6, "IPv6"),
    (7, "state-cookie"),
    (8, "unrecognized-param"),
    (9, "cookie-preservative"),
    (11, "hostname"),
    (12, "addrtypes"),
    (13, "out-ssn-reset-req"),
    (14, "in-ssn-reset-req"),
    (15, "ssn-tsn-reset-req"),
    (16, "re-configuration-response"),
    (17, "add-outgoing-stream-req"),
    (18, "add-incoming-stream-req"),
    (32768, "ecn-capable"),
    (32770, "random"),
    (32771, "chunk-list"),
    (32772, "requested-HMAC-functions"),
    (32776, "supported-extensions"),
    (49152, "fwd-tsn-supported"),
    (49153, "add-IP"),
    (49154, "del-IP"),
    (49155, "error-indication"),
    (49156, "set-primary-addr"),
    (49157, "success-indication"),
    (49158, "adaptation-layer"),
]);

static RESULTS: Names = Names::pairs(&[
    (0, "Success - Nothing to do"),
    (1, "Success - Performed"),
    (2, "Denied"),
    (3, "Error - Wrong SSN"),
    (4, "Error - Request already in progress"),
    (5, "Error - Bad Sequence Number"),
    (6, "In Progress"),
]);

static HMAC_FUNCTIONS: Names = Names::pairs(&[
    (0, "Reserved1"),
    (1, "SHA-1"),
    (2, "Reserved2"),
    (3, "SHA-256"),
]);
