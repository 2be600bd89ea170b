//! What mechanisms of authentication say to each other: GSS-API (RFC 2743), SPNEGO (RFC 4178,
//! MS-SPNG).

use super::asn1::{
    Alternative, Held, Node, Of, Reader, Tagging, bit_flags, choice, coded, enumerated,
    general_string, held, made_held, octets_of, oid, sequence, sequence_of, shaped, single,
};
use super::field::{Adjust, Auto, Field, Kind, Length, Preset, computed, octets, packet, u32};
use super::names::Names;
use super::ntlm::{NTLM_HEADER, NTLMSSP_MESSAGE_SIGNATURE};
use super::raw::RAW;
use super::registry::Family;
use super::smb2::element;
use super::{Dispatch, Proto};

pub static GSSAPI_BLOB: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [first, ..] if first & 0xa0 >= 0xa0 => Dispatch::Other(&SPNEGO_NEG_TOKEN),
        _ if octets.starts_with(b"NTLMSSP") => match super::ntlm::dispatch(octets) {
            Dispatch::This => Dispatch::Other(&NTLM_HEADER),
            other => other,
        },
        _ => Dispatch::This,
    }),
    ..blob(
        "GSSAPI_BLOB",
        &[
            oid("MechType").text(SPNEGO),
            coded(
                "innerToken",
                Of::PacketBy(|blob| {
                    Some(match blob.oid("MechType").as_str() {
                        SPNEGO => &SPNEGO_NEG_TOKEN,
                        NTLM => &NTLM_HEADER,
                        _ => &RAW,
                    })
                }),
            ),
        ],
    )
};

pub static GSSAPI_BLOB_SIGNATURE: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [1, 0, 0, 0, ..] => Dispatch::Other(&NTLMSSP_MESSAGE_SIGNATURE),
        _ => Dispatch::This,
    }),
    ..blob(
        "GSSAPI_BLOB_SIGNATURE",
        &[
            oid("MechType").text(SPNEGO),
            coded(
                "innerToken",
                Of::PacketBy(|blob| {
                    Some(match blob.oid("MechType").as_str() {
                        SPNEGO => &SPNEGO_NEG_TOKEN,
                        NTLM => &NTLMSSP_MESSAGE_SIGNATURE,
                        _ => &RAW,
                    })
                }),
            ),
        ],
    )
};

const SPNEGO: &str = "1.3.6.1.5.5.2";
const NTLM: &str = "1.3.6.1.4.1.311.2.2.10";

#[track_caller]
const fn blob(name: &'static str, fields: &'static [Field]) -> Proto {
    shaped(name, Node::tagged(0x60, Tagging::None), fields)
}

pub static SPNEGO_MECH_TYPE: Proto = single("SPNEGO_MechType", &[oid("oid")]);

pub static SPNEGO_MECH_TYPES: Proto = single(
    "SPNEGO_MechTypes",
    &[sequence_of("mechTypes", &SPNEGO_MECH_TYPE)],
);

pub static SPNEGO_MECH_LIST_MIC: Proto = single(
    "SPNEGO_MechListMIC",
    &[octets_of("value", &GSSAPI_BLOB_SIGNATURE).text("")],
);

pub static SPNEGO_TOKEN: Proto = single(
    "SPNEGO_Token",
    &[coded("value", Of::TokenBy(spnego_token_value)).class("_SPNEGO_Token_Field")],
);

pub static SPNEGO_NEG_HINTS: Proto = sequence(
    "SPNEGO_negHints",
    &[
        general_string("hintName")
            .text("not_defined_in_RFC4178@please_ignore")
            .explicit(0xa0)
            .optional(),
        general_string("hintAddress").explicit(0xa1).optional(),
    ],
);

pub static SPNEGO_NEG_TOKEN_INIT: Proto = sequence(
    "SPNEGO_negTokenInit",
    &[
        sequence_of("mechTypes", &SPNEGO_MECH_TYPE)
            .explicit(0xa0)
            .optional(),
        bit_flags("reqFlags", &REQ_FLAGS_FLAGS)
            .implicit(0x81)
            .optional(),
        held("mechToken", &SPNEGO_TOKEN).explicit(0xa2).optional(),
        held("negHints", &SPNEGO_NEG_HINTS)
            .explicit(0xa3)
            .optional(),
        held("mechListMIC", &SPNEGO_MECH_LIST_MIC)
            .explicit(0xa4)
            .optional(),
        held("_mechListMIC", &SPNEGO_MECH_LIST_MIC)
            .explicit(0xa3)
            .optional(),
    ],
);

pub static SPNEGO_NEG_TOKEN_RESP: Proto = sequence(
    "SPNEGO_negTokenResp",
    &[
        enumerated("negState")
            .names(&NEG_STATE_NAMES)
            .default(0)
            .explicit(0xa0)
            .optional(),
        made_held("supportedMech", &SPNEGO_MECH_TYPE)
            .explicit(0xa1)
            .optional(),
        held("responseToken", &SPNEGO_TOKEN)
            .explicit(0xa2)
            .optional(),
        held("mechListMIC", &SPNEGO_MECH_LIST_MIC)
            .explicit(0xa3)
            .optional(),
        sequence_of("mechTypes", &SPNEGO_MECH_TYPE)
            .explicit(0xa4)
            .optional(),
    ],
);

pub static SPNEGO_NEG_TOKEN: Proto = single(
    "SPNEGO_negToken",
    &[choice(
        "token",
        &[
            Alternative::Tagged(&SPNEGO_NEG_TOKEN_INIT, Tagging::Explicit(0xa0)),
            Alternative::Tagged(&SPNEGO_NEG_TOKEN_RESP, Tagging::Explicit(0xa1)),
        ],
    )
    .preset(Preset::PacketOf(&SPNEGO_NEG_TOKEN_INIT))],
);

static NEG_STATE_NAMES: Names = Names::pairs(&[
    (0, "accept-completed"),
    (1, "accept-incomplete"),
    (2, "reject"),
    (3, "request-mic"),
]);
const REQ_FLAGS_FLAGS: [&str; 8] = [
    "delegFlag",
    "mutualFlag",
    "replayFlag",
    "sequenceFlag",
    "superseded",
    "anonFlag",
    "confFlag",
    "integFlag",
];

fn spnego_token_value(token: &dyn Reader, _: &[u8]) -> Held {
    let mechanism = token.holder().and_then(|holder| {
        let field = match holder.proto() {
            proto if proto.is(&SPNEGO_NEG_TOKEN_INIT) => "mechTypes",
            proto if proto.is(&SPNEGO_NEG_TOKEN_RESP) => "supportedMech",
            _ => return None,
        };
        holder.oid_within(field, "oid")
    });
    match mechanism.as_deref() {
        Some(NTLM) => Held::Packet(&NTLM_HEADER),
        _ => Held::Packet(&GSSAPI_BLOB),
    }
}

pub static GSS_BUFFER_DESC: Proto = element(
    "GssBufferDesc",
    "gss_buffer_desc",
    &[
        computed(
            u32("length").little_endian(),
            Auto::LenOf("value", Adjust::NONE),
        ),
        octets("value").length(Length::From("length", 0)),
    ],
);

pub static GSS_CHANNEL_BINDINGS: Proto = Proto::new(
    "GssChannelBindings",
    "gss_channel_bindings_struct",
    &[
        u32("initiator_addrtype")
            .little_endian()
            .names(&ADDRESS_TYPES),
        packet("initiator_address", &GSS_BUFFER_DESC),
        u32("acceptor_addrtype")
            .little_endian()
            .names(&ADDRESS_TYPES),
        packet("acceptor_address", &GSS_BUFFER_DESC),
        Field::new("application_data", Kind::Packet(&GSS_BUFFER_DESC), 0),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.gssapi",
    source: "RFC 2743, RFC 2744",
    protocols: &[
        &GSSAPI_BLOB,
        &GSSAPI_BLOB_SIGNATURE,
        &GSS_BUFFER_DESC,
        &GSS_CHANNEL_BINDINGS,
    ],
    bindings: &[],
};

pub static SPNEGO_FAMILY: Family = Family {
    module: "scapy.layers.spnego",
    source: "RFC 4178, MS-SPNG",
    protocols: &[
        &SPNEGO_MECH_TYPE,
        &SPNEGO_MECH_TYPES,
        &SPNEGO_MECH_LIST_MIC,
        &SPNEGO_TOKEN,
        &SPNEGO_NEG_HINTS,
        &SPNEGO_NEG_TOKEN_INIT,
        &SPNEGO_NEG_TOKEN_RESP,
        &SPNEGO_NEG_TOKEN,
    ],
    bindings: &[],
};

static ADDRESS_TYPES: Names = Names::pairs(&[
    (0, "GSS_C_AF_UNSPEC"),
    (1, "GSS_C_AF_LOCAL"),
    (2, "GSS_C_AF_INET"),
    (3, "GSS_C_AF_IMPLINK"),
    (4, "GSS_C_AF_PUP"),
    (5, "GSS_C_AF_CHAOS"),
    (6, "GSS_C_AF_NS"),
    (7, "GSS_C_AF_NBS"),
    (8, "GSS_C_AF_ECMA"),
    (9, "GSS_C_AF_DATAKIT"),
    (10, "GSS_C_AF_CCITT"),
    (11, "GSS_C_AF_SNA"),
    (12, "GSS_C_AF_DECnet"),
    (13, "GSS_C_AF_DLI"),
    (14, "GSS_C_AF_LAT"),
    (15, "GSS_C_AF_HYLINK"),
    (16, "GSS_C_AF_APPLETALK"),
    (17, "GSS_C_AF_BSC"),
    (18, "GSS_C_AF_DSS"),
    (19, "GSS_C_AF_OSI"),
    (21, "GSS_C_AF_X25"),
    (255, "GSS_C_AF_NULLADDR"),
]);
