//! Signed and encrypted messages, and requests for certificates. RFC 5652, RFC 2986, RFC 5272.

use super::Proto;
use super::asn1::{
    Alternative, Held, Made, Of, Reader, Several, Tagging, any, bit_string, bmp_string, choice,
    coded, generalized_time, held, integer, made_held, octets_by, oid, oid_name, sequence,
    sequence_of, set_of, single, string, utf8_string, values_of,
};
use super::field::Preset;
use super::x509::{X509_ALGORITHM_IDENTIFIER, X509_CERT, X509_SUBJECT_PUBLIC_KEY_INFO};
use super::x509_extensions::X509_EXTENSIONS;
use super::x509_names::{ISSUER, SUBJECT, X509_ATTRIBUTE, X509_ATTRIBUTE_VALUE, X509_RDN};

pub static CMS_ENCAPSULATED_CONTENT_INFO: Proto = sequence(
    "CMS_EncapsulatedContentInfo",
    &[
        oid("eContentType").text("0"),
        octets_by("eContent", cms_encapsulated_content_info_e_content)
            .explicit(0xa0)
            .optional()
            .class("_EncapsulatedContent_Field"),
    ],
);

pub static CMS_REVOCATION_INFO_CHOICE: Proto = single(
    "CMS_RevocationInfoChoice",
    &[choice(
        "crl",
        &[Alternative::Tagged(&X509_CERT, Tagging::None)],
    )],
);

pub static CMS_CERTIFICATE_CHOICES: Proto = single(
    "CMS_CertificateChoices",
    &[choice(
        "certificate",
        &[Alternative::Tagged(&X509_CERT, Tagging::None)],
    )],
);

pub static CMS_ISSUER_AND_SERIAL_NUMBER: Proto = sequence(
    "CMS_IssuerAndSerialNumber",
    &[
        sequence_of("issuer", &X509_RDN).made(&ISSUER),
        integer("serialNumber").default(0),
    ],
);

pub static CMS_OTHER_KEY_ATTRIBUTE: Proto = sequence(
    "CMS_OtherKeyAttribute",
    &[
        oid("keyAttrId").text("0"),
        any("keyAttr").made(&Made::Value(0, &Made::Int(0))),
    ],
);

pub static CMS_SUBJECT_KEY_IDENTIFIER: Proto =
    single("CMS_SubjectKeyIdentifier", &[string("sid").text("")]);

pub static CMS_SIGNER_INFO: Proto = sequence(
    "CMS_SignerInfo",
    &[
        integer("version").default(1),
        choice(
            "sid",
            &[
                Alternative::Tagged(&CMS_ISSUER_AND_SERIAL_NUMBER, Tagging::None),
                Alternative::Tagged(&CMS_SUBJECT_KEY_IDENTIFIER, Tagging::Implicit(0x80)),
            ],
        )
        .preset(Preset::PacketOf(&CMS_ISSUER_AND_SERIAL_NUMBER)),
        made_held("digestAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        set_of("signedAttrs", &X509_ATTRIBUTE)
            .implicit(0xa0)
            .optional(),
        made_held("signatureAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        string("signature").made(&Made::Value(4, &Made::Value(12, &Made::Text("")))),
        set_of("unsignedAttrs", &X509_ATTRIBUTE)
            .implicit(0xa1)
            .optional(),
    ],
);

pub static CMS_SIGNED_ATTRS_FOR_SIGNATURE: Proto = single(
    "CMS_SignedAttrsForSignature",
    &[set_of("signedAttrs", &X509_ATTRIBUTE)],
);

pub static CMS_SIGNED_DATA: Proto = sequence(
    "CMS_SignedData",
    &[
        integer("version").default(1),
        set_of("digestAlgorithms", &X509_ALGORITHM_IDENTIFIER).preset(Preset::EmptyList),
        made_held("encapContentInfo", &CMS_ENCAPSULATED_CONTENT_INFO),
        set_of("certificates", &CMS_CERTIFICATE_CHOICES)
            .implicit(0xa0)
            .optional(),
        set_of("crls", &CMS_REVOCATION_INFO_CHOICE)
            .implicit(0xa1)
            .optional(),
        set_of("signerInfos", &CMS_SIGNER_INFO).preset(Preset::EmptyList),
    ],
);

pub static CMS_KEY_TRANS_RECIPIENT_INFO: Proto = sequence(
    "CMS_KeyTransRecipientInfo",
    &[
        integer("version").default(0),
        choice(
            "rid",
            &[
                Alternative::Tagged(&CMS_ISSUER_AND_SERIAL_NUMBER, Tagging::None),
                Alternative::Tagged(&CMS_SUBJECT_KEY_IDENTIFIER, Tagging::Implicit(0x80)),
            ],
        )
        .preset(Preset::PacketOf(&CMS_ISSUER_AND_SERIAL_NUMBER)),
        made_held("keyEncryptionAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        string("encryptedKey").text(""),
    ],
);

pub static CMS_ORIGINATOR_PUBLIC_KEY: Proto = sequence(
    "CMS_OriginatorPublicKey",
    &[
        made_held("algorithm", &X509_ALGORITHM_IDENTIFIER),
        bit_string("publicKey").text(""),
    ],
);

pub static CMS_ORIGINATOR_IDENTIFIER_OR_KEY: Proto = single(
    "CMS_OriginatorIdentifierOrKey",
    &[choice(
        "originator",
        &[
            Alternative::Tagged(&CMS_ISSUER_AND_SERIAL_NUMBER, Tagging::None),
            Alternative::Tagged(&CMS_SUBJECT_KEY_IDENTIFIER, Tagging::Implicit(0x80)),
            Alternative::Tagged(&CMS_ORIGINATOR_PUBLIC_KEY, Tagging::Implicit(0xa1)),
        ],
    )
    .preset(Preset::PacketOf(&CMS_ISSUER_AND_SERIAL_NUMBER))],
);

pub static CMS_RECIPIENT_ENCRYPTED_KEY: Proto = sequence(
    "CMS_RecipientEncryptedKey",
    &[
        made_held("subjectKeyIdentifier", &CMS_SUBJECT_KEY_IDENTIFIER),
        generalized_time("date").text("").optional(),
        made_held("other", &CMS_OTHER_KEY_ATTRIBUTE).optional(),
    ],
);

pub static CMS_KEY_AGREE_RECIPIENT_INFO: Proto = sequence(
    "CMS_KeyAgreeRecipientInfo",
    &[
        integer("version").default(3),
        made_held("originator", &CMS_ORIGINATOR_IDENTIFIER_OR_KEY).explicit(0xa0),
        string("ukm").explicit(0x81).optional(),
        made_held("keyEncryptionAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        sequence_of("recipientEncryptedKeys", &CMS_RECIPIENT_ENCRYPTED_KEY)
            .preset(Preset::EmptyList),
    ],
);

pub static CMS_RECIPIENT_INFO: Proto = single(
    "CMS_RecipientInfo",
    &[choice(
        "recipientInfo",
        &[
            Alternative::Tagged(&CMS_KEY_TRANS_RECIPIENT_INFO, Tagging::None),
            Alternative::Tagged(&CMS_KEY_AGREE_RECIPIENT_INFO, Tagging::Implicit(0xa1)),
        ],
    )
    .preset(Preset::PacketOf(&CMS_KEY_TRANS_RECIPIENT_INFO))],
);

pub static CMS_ORIGINATOR_INFO: Proto = sequence(
    "CMS_OriginatorInfo",
    &[
        set_of("certs", &CMS_CERTIFICATE_CHOICES)
            .implicit(0xa0)
            .optional(),
        set_of("crls", &CMS_REVOCATION_INFO_CHOICE)
            .implicit(0xa1)
            .optional(),
    ],
);

pub static CMS_ENCRYPTED_CONTENT_INFO: Proto = sequence(
    "CMS_EncryptedContentInfo",
    &[
        oid("contentType").text("1.2.840.113549.1.7.2"),
        made_held("contentEncryptionAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        string("encryptedContent")
            .text("")
            .implicit(0x80)
            .optional(),
    ],
);

pub static CMS_ENVELOPED_DATA: Proto = sequence(
    "CMS_EnvelopedData",
    &[
        integer("version").default(1),
        held("originatorInfo", &CMS_ORIGINATOR_INFO)
            .implicit(0xa0)
            .optional(),
        set_of("recipientInfos", &CMS_RECIPIENT_INFO).preset(Preset::PacketOf(&CMS_RECIPIENT_INFO)),
        made_held("encryptedContentInfo", &CMS_ENCRYPTED_CONTENT_INFO),
        set_of("unprotectedAttrs", &X509_ATTRIBUTE)
            .preset(Preset::EmptyList)
            .implicit(0xa1)
            .optional(),
    ],
);

pub static CMS_CONTENT_INFO: Proto = sequence(
    "CMS_ContentInfo",
    &[
        oid("contentType").text("1.2.840.113549.1.7.2"),
        coded("content", Of::Several(&CMS_CONTENT_INFO_CONTENT)),
    ],
);

pub static PKCS10_CERTIFICATION_REQUEST_INFO: Proto = sequence(
    "PKCS10_CertificationRequestInfo",
    &[
        integer("version").default(0),
        sequence_of("subject", &X509_RDN).made(&SUBJECT),
        made_held("subjectPublicKeyInfo", &X509_SUBJECT_PUBLIC_KEY_INFO),
        set_of("attributes", &X509_ATTRIBUTE)
            .preset(Preset::EmptyList)
            .implicit(0xa0),
    ],
);

pub static PKCS10_CERTIFICATION_REQUEST: Proto = sequence(
    "PKCS10_CertificationRequest",
    &[
        made_held(
            "certificationRequestInfo",
            &PKCS10_CERTIFICATION_REQUEST_INFO,
        ),
        made_held("signatureAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        bit_string("signature").text(""),
    ],
);

pub static CMC_TAGGED_ATTRIBUTE: Proto = sequence(
    "CMC_TaggedAttribute",
    &[
        integer("bodyPartID").default(0),
        oid("type").text("0"),
        set_of("attrValues", &X509_ATTRIBUTE_VALUE).preset(Preset::EmptyList),
    ],
);

pub static CMC_TAGGED_CERTIFICATION_REQUEST: Proto = sequence(
    "CMC_TaggedCertificationRequest",
    &[
        integer("bodyPartID").default(0),
        made_held("certificationRequest", &PKCS10_CERTIFICATION_REQUEST),
    ],
);

pub static CMC_TAGGED_REQUEST: Proto = single(
    "CMC_TaggedRequest",
    &[choice(
        "request",
        &[Alternative::Tagged(
            &CMC_TAGGED_CERTIFICATION_REQUEST,
            Tagging::Implicit(0xa0),
        )],
    )
    .preset(Preset::PacketOf(&CMC_TAGGED_CERTIFICATION_REQUEST))],
);

pub static CMC_TAGGED_CONTENT_INFO: Proto = sequence(
    "CMC_TaggedContentInfo",
    &[
        integer("bodyPartID").default(0),
        made_held("contentInfo", &CMS_CONTENT_INFO),
    ],
);

pub static CMC_OTHER_MSG: Proto = sequence(
    "CMC_OtherMsg",
    &[
        integer("bodyPartID").default(0),
        oid("otherMsgType").text("0"),
        any("otherMsgValue").made(&Made::Value(0, &Made::Text(""))),
    ],
);

pub static CMC_PKI_DATA: Proto = sequence(
    "CMC_PKIData",
    &[
        sequence_of("controlSequence", &CMC_TAGGED_ATTRIBUTE).preset(Preset::EmptyList),
        sequence_of("reqSequence", &CMC_TAGGED_REQUEST).preset(Preset::EmptyList),
        sequence_of("cmsSequence", &CMC_TAGGED_CONTENT_INFO).preset(Preset::EmptyList),
        sequence_of("otherMsgSequence", &CMC_OTHER_MSG).preset(Preset::EmptyList),
    ],
);

pub static CMC_ADD_EXTENSIONS: Proto = sequence(
    "CMC_AddExtensions",
    &[
        integer("pkiDataReference").default(0),
        values_of(
            "certReferences",
            &const { integer("certReferences").preset(Preset::Octets(b"")) },
        )
        .preset(Preset::EmptyList),
        made_held("extensions", &X509_EXTENSIONS),
    ],
);

pub static CMC_ADD_ATTRIBUTES: Proto = Proto {
    example: r#"CMC_AddAttributes(attributes=[X509_Attribute(values=[X509_AttributeValue(value=ASN1_UTF8_STRING("DE"))])])"#,
    ..sequence(
        "CMC_AddAttributes",
        &[
            integer("pkiDataReference").default(0),
            values_of(
                "certReferences",
                &const { integer("certReferences").preset(Preset::Octets(b"")) },
            )
            .preset(Preset::EmptyList),
            set_of("attributes", &X509_ATTRIBUTE).preset(Preset::PacketOf(&X509_ATTRIBUTE)),
        ],
    )
};

pub static CMC_ENROLLMENT_CSP_PROVIDER: Proto = sequence(
    "CMC_ENROLLMENT_CSP_PROVIDER",
    &[
        integer("KeySpec").default(0),
        bmp_string("ProviderName").preset(Preset::Octets(b"")),
        bit_string("Signature").text(""),
    ],
);

pub static CMC_REQUEST_CLIENT_INFO: Proto = sequence(
    "CMC_REQUEST_CLIENT_INFO",
    &[
        integer("clientId").default(0),
        utf8_string("MachineName").text(""),
        utf8_string("UserName").text(""),
        utf8_string("ProcessName").text(""),
    ],
);

pub static CMC_ENROLLMENT_NAME_VALUE_PAIR: Proto = sequence(
    "CMC_EnrollmentNameValuePair",
    &[
        bmp_string("Name").preset(Preset::Octets(b"")),
        bmp_string("Value").preset(Preset::Octets(b"")),
    ],
);

static CMS_CONTENT_INFO_CONTENT: Several = Several {
    of: &[
        held("content", &CMS_SIGNED_DATA).explicit(0xa0),
        held("content", &CMS_ENVELOPED_DATA).explicit(0xa0),
        bit_string("content").text("").explicit(0xa0),
    ],
    which: cms_content_info_content,
};

fn cms_encapsulated_content_info_e_content(around: &dyn Reader, octets: &[u8]) -> Held {
    match around.oid("eContentType").as_str() {
        _ if octets.is_empty() => Held::Octets,
        "1.3.6.1.5.5.7.12.2" => Held::Packet(&CMC_PKI_DATA),
        _ => Held::Octets,
    }
}

fn cms_content_info_content(around: &dyn Reader) -> Option<usize> {
    Some(match oid_name(&around.oid("contentType")).as_str() {
        "id-signedData" => 0,
        "id-envelopedData" => 1,
        _ => 2,
    })
}
