//! Whether a certificate is still good: OCSP. RFC 6960.

use super::Proto;
use super::asn1::{
    Alternative, Made, Node, Of, Several, Tagging, bit_string, choice, coded, enumerated,
    generalized_time, held, integer, made_held, null, oid, sequence, sequence_of, shaped, single,
    string,
};
use super::field::Preset;
use super::names::Names;
use super::x509::{X509_ALGORITHM_IDENTIFIER, X509_CERT, signature_kind};
use super::x509_extensions::{X509_EXT_REASON_CODE, X509_EXTENSION};
use super::x509_keys::ECDSA_SIGNATURE;
use super::x509_names::X509_RDN;

pub static OCSP_CERT_ID: Proto = sequence(
    "OCSP_CertID",
    &[
        made_held("hashAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        string("issuerNameHash").text(""),
        string("issuerKeyHash").text(""),
        integer("serialNumber").default(0),
    ],
);

pub static OCSP_GOOD_INFO: Proto = single("OCSP_GoodInfo", &[null("info").default(0)]);

pub static OCSP_REVOKED_INFO: Proto = sequence(
    "OCSP_RevokedInfo",
    &[
        generalized_time("revocationTime").text(""),
        held("revocationReason", &X509_EXT_REASON_CODE)
            .explicit(0xa0)
            .optional(),
    ],
);

pub static OCSP_UNKNOWN_INFO: Proto = single("OCSP_UnknownInfo", &[null("info").default(0)]);

pub static OCSP_CERT_STATUS: Proto = single(
    "OCSP_CertStatus",
    &[choice(
        "certStatus",
        &[
            Alternative::Tagged(&OCSP_GOOD_INFO, Tagging::Implicit(0x80)),
            Alternative::Tagged(&OCSP_REVOKED_INFO, Tagging::Implicit(0xa1)),
            Alternative::Tagged(&OCSP_UNKNOWN_INFO, Tagging::Implicit(0x82)),
        ],
    )],
);

pub static OCSP_SINGLE_RESPONSE: Proto = sequence(
    "OCSP_SingleResponse",
    &[
        made_held("certID", &OCSP_CERT_ID),
        held("certStatus", &OCSP_CERT_STATUS).made(&Made::Packet(
            &OCSP_CERT_STATUS,
            &[("certStatus", Made::Packet(&OCSP_GOOD_INFO, &[]))],
        )),
        generalized_time("thisUpdate").text(""),
        generalized_time("nextUpdate")
            .text("")
            .explicit(0xa0)
            .optional(),
        sequence_of("singleExtensions", &X509_EXTENSION)
            .explicit(0xa1)
            .optional(),
    ],
);

pub static OCSP_BY_NAME: Proto = single(
    "OCSP_ByName",
    &[sequence_of("byName", &X509_RDN).preset(Preset::EmptyList)],
);

pub static OCSP_BY_KEY: Proto = single("OCSP_ByKey", &[string("byKey").text("")]);

pub static OCSP_RESPONDER_ID: Proto = single(
    "OCSP_ResponderID",
    &[choice(
        "responderID",
        &[
            Alternative::Tagged(&OCSP_BY_NAME, Tagging::Explicit(0xa1)),
            Alternative::Tagged(&OCSP_BY_KEY, Tagging::Explicit(0xa2)),
        ],
    )],
);

pub static OCSP_RESPONSE_DATA: Proto = Proto {
    example: r#"OCSP_ResponseData(producedAt="20240101000000Z")"#,
    ..sequence(
        "OCSP_ResponseData",
        &[
            integer("version")
                .names(&VERSIONS)
                .default(0)
                .explicit(0x80)
                .optional(),
            held("responderID", &OCSP_RESPONDER_ID).made(&Made::Packet(
                &OCSP_RESPONDER_ID,
                &[("responderID", Made::Packet(&OCSP_BY_NAME, &[]))],
            )),
            generalized_time("producedAt").made(&Made::Now(false, 0)),
            sequence_of("responses", &OCSP_SINGLE_RESPONSE).preset(Preset::EmptyList),
            sequence_of("responseExtensions", &X509_EXTENSION)
                .explicit(0xa1)
                .optional(),
        ],
    )
};

pub static OCSP_RESPONSE_BYTES: Proto = Proto {
    example: r#"OCSP_ResponseBytes(tbsResponseData=OCSP_ResponseData(producedAt="20240101000000Z"))"#,
    ..shaped(
        "OCSP_ResponseBytes",
        Node::of(&[
            Node::Field,
            Node::within(
                Tagging::Explicit(0x04),
                &[Node::Field, Node::Field, Node::Field, Node::Field],
            ),
        ]),
        &[
            oid("responseType").text("1.3.6.1.5.5.7.48.1.1"),
            made_held("tbsResponseData", &OCSP_RESPONSE_DATA),
            made_held("signatureAlgorithm", &X509_ALGORITHM_IDENTIFIER),
            coded("signature", Of::Several(&OCSP_RESPONSE_BYTES_SIGNATURE)),
            sequence_of("certs", &X509_CERT).explicit(0xa0).optional(),
        ],
    )
};

pub static OCSP_RESPONSE: Proto = sequence(
    "OCSP_Response",
    &[
        enumerated("responseStatus")
            .names(&RESPONSE_STATUS_NAMES)
            .default(0),
        held("responseBytes", &OCSP_RESPONSE_BYTES)
            .explicit(0xa0)
            .optional(),
    ],
);

static VERSIONS: Names = Names::pairs(&[(0, "v1")]);

static RESPONSE_STATUS_NAMES: Names = Names::pairs(&[
    (0, "successful"),
    (1, "malformedRequest"),
    (2, "internalError"),
    (3, "tryLater"),
    (4, "notUsed"),
    (5, "sigRequired"),
    (6, "unauthorized"),
]);

static OCSP_RESPONSE_BYTES_SIGNATURE: Several = Several {
    of: &[
        coded("signature", Of::Bits(&ECDSA_SIGNATURE))
            .preset(Preset::Octets(b"0\x06\x02\x01\x00\x02\x01\x00")),
        bit_string("signature").preset(Preset::Octets(b"defaultsignaturedefaultsignature")),
    ],
    which: signature_kind,
};
