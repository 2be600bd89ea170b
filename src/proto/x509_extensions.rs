//! Extensions of certificates. RFC 5280 section 4.2.

use super::Proto;
use super::asn1::{
    Alternative, Held, Made, Node, Reader, Tagging, any, bit_flags, bit_string, bmp_string,
    boolean, choice, enumerated, generalized_time, held, integer, made_held, octets_by, oid,
    sequence, sequence_of, shaped, single, string,
};
use super::field::Preset;
use super::names::Names;
use super::x509_keys::{ASN1_P_INTEGER, ASN1_P_OID};
use super::x509_names::{X509_ATTRIBUTE, X509_GENERAL_NAME, X509_RDN};

pub static X509_EXT_AUTHORITY_KEY_IDENTIFIER: Proto = sequence(
    "X509_ExtAuthorityKeyIdentifier",
    &[
        string("keyIdentifier")
            .preset(Preset::Octets(
                b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
            ))
            .implicit(0x80)
            .optional(),
        sequence_of("authorityCertIssuer", &X509_GENERAL_NAME)
            .implicit(0xa1)
            .optional(),
        integer("authorityCertSerialNumber")
            .implicit(0x82)
            .optional(),
    ],
);

pub static X509_EXT_SUBJECT_DIRECTORY_ATTRIBUTES: Proto = Proto {
    example: r#"X509_ExtSubjectDirectoryAttributes(subjectDirectoryAttributes=[X509_Attribute(values=[X509_AttributeValue(value=ASN1_UTF8_STRING("DE"))])])"#,
    ..single(
        "X509_ExtSubjectDirectoryAttributes",
        &[sequence_of("subjectDirectoryAttributes", &X509_ATTRIBUTE)
            .preset(Preset::ListOf(&X509_ATTRIBUTE))],
    )
};

pub static X509_EXT_SUBJECT_KEY_IDENTIFIER: Proto =
    single(
        "X509_ExtSubjectKeyIdentifier",
        &[string("keyIdentifier")
            .text("xffxffxffxffxffxffxffxffxffxffxffxffxffxffxffxffxffxffxffxff")],
    );

pub static X509_EXT_FULL_NAME: Proto = single(
    "X509_ExtFullName",
    &[sequence_of("fullName", &X509_GENERAL_NAME)
        .preset(Preset::ListOf(&X509_GENERAL_NAME))
        .implicit(0xa0)],
);

pub static X509_EXT_NAME_RELATIVE_TO_CRL_ISSUER: Proto = single(
    "X509_ExtNameRelativeToCRLIssuer",
    &[made_held("nameRelativeToCRLIssuer", &X509_RDN).implicit(0xa1)],
);

pub static X509_EXT_DISTRIBUTION_POINT_NAME: Proto = single(
    "X509_ExtDistributionPointName",
    &[choice(
        "distributionPointName",
        &[
            Alternative::Packet(&X509_EXT_FULL_NAME),
            Alternative::Packet(&X509_EXT_NAME_RELATIVE_TO_CRL_ISSUER),
        ],
    )],
);

pub static X509_EXT_DISTRIBUTION_POINT: Proto = sequence(
    "X509_ExtDistributionPoint",
    &[
        made_held("distributionPoint", &X509_EXT_DISTRIBUTION_POINT_NAME)
            .explicit(0xa0)
            .optional(),
        bit_flags("reasons", &REASONS_FLAGS)
            .implicit(0x81)
            .optional(),
        sequence_of("cRLIssuer", &X509_GENERAL_NAME)
            .implicit(0xa2)
            .optional(),
    ],
);

pub static X509_EXT_KEY_USAGE: Proto = single(
    "X509_ExtKeyUsage",
    &[bit_flags("keyUsage", &KEY_USAGE_FLAGS).text("101")],
);

pub static X509_EXT_PRIVATE_KEY_USAGE_PERIOD: Proto = Proto {
    example: r#"X509_ExtPrivateKeyUsagePeriod(notBefore="20240101000000Z", notAfter="20250101000000Z")"#,
    ..sequence(
        "X509_ExtPrivateKeyUsagePeriod",
        &[
            generalized_time("notBefore")
                .made(&Made::Now(false, -600))
                .implicit(0x80)
                .optional(),
            generalized_time("notAfter")
                .made(&Made::Now(false, 86400))
                .implicit(0x81)
                .optional(),
        ],
    )
};

pub static X509_POLICY_MAPPING: Proto = sequence(
    "X509_PolicyMapping",
    &[oid("issuerDomainPolicy"), oid("subjectDomainPolicy")],
);

pub static X509_EXT_POLICY_MAPPINGS: Proto = single(
    "X509_ExtPolicyMappings",
    &[sequence_of("policyMappings", &X509_POLICY_MAPPING).preset(Preset::EmptyList)],
);

pub static X509_EXT_BASIC_CONSTRAINTS: Proto = sequence(
    "X509_ExtBasicConstraints",
    &[
        boolean("cA").truth(false).optional(),
        integer("pathLenConstraint").optional(),
    ],
);

pub static X509_EXT_CRL_NUMBER: Proto =
    single("X509_ExtCRLNumber", &[integer("cRLNumber").default(0)]);

pub static X509_EXT_REASON_CODE: Proto = single(
    "X509_ExtReasonCode",
    &[enumerated("cRLReason").names(&C_RL_REASON_NAMES).default(0)],
);

pub static X509_EXT_DELTA_CRL_INDICATOR: Proto = single(
    "X509_ExtDeltaCRLIndicator",
    &[integer("deltaCRLIndicator").default(0)],
);

pub static X509_EXT_ISSUING_DISTRIBUTION_POINT: Proto = sequence(
    "X509_ExtIssuingDistributionPoint",
    &[
        made_held("distributionPoint", &X509_EXT_DISTRIBUTION_POINT_NAME)
            .explicit(0xa0)
            .optional(),
        boolean("onlyContainsUserCerts").truth(false).implicit(0x81),
        boolean("onlyContainsCACerts").truth(false).implicit(0x82),
        bit_flags("onlySomeReasons", &REASONS_FLAGS)
            .implicit(0x83)
            .optional(),
        boolean("indirectCRL").truth(false).implicit(0x84),
        boolean("onlyContainsAttributeCerts")
            .truth(false)
            .implicit(0x85),
    ],
);

pub static X509_EXT_CERTIFICATE_ISSUER: Proto = single(
    "X509_ExtCertificateIssuer",
    &[sequence_of("certificateIssuer", &X509_GENERAL_NAME).preset(Preset::EmptyList)],
);

pub static X509_EXT_INVALIDITY_DATE: Proto = Proto {
    example: r#"X509_ExtInvalidityDate(invalidityDate="20240101000000Z")"#,
    ..single(
        "X509_ExtInvalidityDate",
        &[generalized_time("invalidityDate").made(&Made::Now(false, 86400))],
    )
};

pub static X509_EXT_SUBJECT_ALT_NAME: Proto = single(
    "X509_ExtSubjectAltName",
    &[sequence_of("subjectAltName", &X509_GENERAL_NAME).preset(Preset::EmptyList)],
);

pub static X509_EXT_ISSUER_ALT_NAME: Proto = single(
    "X509_ExtIssuerAltName",
    &[sequence_of("issuerAltName", &X509_GENERAL_NAME).preset(Preset::EmptyList)],
);

pub static X509_EXT_GENERAL_SUBTREE: Proto = sequence(
    "X509_ExtGeneralSubtree",
    &[
        made_held("base", &X509_GENERAL_NAME),
        integer("minimum").implicit(0x80).optional(),
        integer("maximum").implicit(0x81).optional(),
    ],
);

pub static X509_EXT_NAME_CONSTRAINTS: Proto = sequence(
    "X509_ExtNameConstraints",
    &[
        sequence_of("permittedSubtrees", &X509_EXT_GENERAL_SUBTREE)
            .implicit(0xa0)
            .optional(),
        sequence_of("excludedSubtrees", &X509_EXT_GENERAL_SUBTREE)
            .implicit(0xa1)
            .optional(),
    ],
);

pub static X509_EXT_POLICY_CONSTRAINTS: Proto = sequence(
    "X509_ExtPolicyConstraints",
    &[
        integer("requireExplicitPolicy").implicit(0x80).optional(),
        integer("inhibitPolicyMapping").implicit(0x81).optional(),
    ],
);

pub static X509_EXT_EXTENDED_KEY_USAGE: Proto = single(
    "X509_ExtExtendedKeyUsage",
    &[sequence_of("extendedKeyUsage", &ASN1_P_OID).preset(Preset::EmptyList)],
);

pub static X509_EXT_NOTICE_REFERENCE: Proto = sequence(
    "X509_ExtNoticeReference",
    &[
        choice(
            "organization",
            &[
                Alternative::Value(22),
                Alternative::Value(26),
                Alternative::Value(30),
                Alternative::Value(12),
            ],
        )
        .made(&Made::Value(12, &Made::Text("Dummy Organization"))),
        sequence_of("noticeNumbers", &ASN1_P_INTEGER).preset(Preset::EmptyList),
    ],
);

pub static X509_EXT_USER_NOTICE: Proto = sequence(
    "X509_ExtUserNotice",
    &[
        held("noticeRef", &X509_EXT_NOTICE_REFERENCE).optional(),
        choice(
            "explicitText",
            &[
                Alternative::Value(22),
                Alternative::Value(26),
                Alternative::Value(30),
                Alternative::Value(12),
            ],
        )
        .made(&Made::Value(12, &Made::Text("Dummy ExplicitText")))
        .optional(),
    ],
);

pub static X509_EXT_POLICY_QUALIFIER_INFO: Proto = sequence(
    "X509_ExtPolicyQualifierInfo",
    &[
        oid("policyQualifierId").text("1.3.6.1.5.5.7.2.1"),
        choice(
            "qualifier",
            &[
                Alternative::Value(22),
                Alternative::Packet(&X509_EXT_USER_NOTICE),
            ],
        )
        .made(&Made::Value(22, &Made::Text("cps_str"))),
    ],
);

pub static X509_EXT_POLICY_INFORMATION: Proto = sequence(
    "X509_ExtPolicyInformation",
    &[
        oid("policyIdentifier").text("2.5.29.32.0"),
        sequence_of("policyQualifiers", &X509_EXT_POLICY_QUALIFIER_INFO).optional(),
    ],
);

pub static X509_EXT_CERTIFICATE_POLICIES: Proto = single(
    "X509_ExtCertificatePolicies",
    &[
        sequence_of("certificatePolicies", &X509_EXT_POLICY_INFORMATION)
            .preset(Preset::ListOf(&X509_EXT_POLICY_INFORMATION)),
    ],
);

pub static X509_EXT_CRL_DISTRIBUTION_POINTS: Proto = single(
    "X509_ExtCRLDistributionPoints",
    &[
        sequence_of("cRLDistributionPoints", &X509_EXT_DISTRIBUTION_POINT)
            .preset(Preset::ListOf(&X509_EXT_DISTRIBUTION_POINT)),
    ],
);

pub static X509_EXT_INHIBIT_ANY_POLICY: Proto = single(
    "X509_ExtInhibitAnyPolicy",
    &[integer("skipCerts").default(0)],
);

pub static X509_EXT_FRESHEST_CRL: Proto = single(
    "X509_ExtFreshestCRL",
    &[
        sequence_of("cRLDistributionPoints", &X509_EXT_DISTRIBUTION_POINT)
            .preset(Preset::ListOf(&X509_EXT_DISTRIBUTION_POINT)),
    ],
);

pub static X509_ACCESS_DESCRIPTION: Proto = sequence(
    "X509_AccessDescription",
    &[
        oid("accessMethod").text("0"),
        made_held("accessLocation", &X509_GENERAL_NAME),
    ],
);

pub static X509_EXT_AUTH_INFO_ACCESS: Proto = single(
    "X509_ExtAuthInfoAccess",
    &[sequence_of("authorityInfoAccess", &X509_ACCESS_DESCRIPTION)
        .preset(Preset::ListOf(&X509_ACCESS_DESCRIPTION))],
);

pub static X509_EXT_QC_STATEMENT: Proto = sequence(
    "X509_ExtQcStatement",
    &[
        oid("statementId").text("0.4.0.1862.1.1"),
        any("statementInfo").optional(),
    ],
);

pub static X509_EXT_QC_STATEMENTS: Proto = single(
    "X509_ExtQcStatements",
    &[sequence_of("qcStatements", &X509_EXT_QC_STATEMENT)
        .preset(Preset::ListOf(&X509_EXT_QC_STATEMENT))],
);

pub static X509_EXT_SUBJ_INFO_ACCESS: Proto = single(
    "X509_ExtSubjInfoAccess",
    &[sequence_of("subjectInfoAccess", &X509_ACCESS_DESCRIPTION)
        .preset(Preset::ListOf(&X509_ACCESS_DESCRIPTION))],
);

pub static X509_EXT_NETSCAPE_CERT_TYPE: Proto = single(
    "X509_ExtNetscapeCertType",
    &[bit_string("netscapeCertType").text("")],
);

pub static X509_EXT_COMMENT: Proto = single(
    "X509_ExtComment",
    &[choice(
        "comment",
        &[
            Alternative::Value(22),
            Alternative::Value(26),
            Alternative::Value(30),
            Alternative::Value(12),
        ],
    )
    .made(&Made::Value(12, &Made::Text("Dummy comment.")))],
);

pub static X509_EXT_CERTIFICATE_TEMPLATE_NAME: Proto = single(
    "X509_ExtCertificateTemplateName",
    &[bmp_string("Name").preset(Preset::Octets(b""))],
);

pub static X509_EXT_OID_NTDS_CA_SECURITY: Proto = shaped(
    "X509_ExtOidNTDSCaSecurity",
    Node::of(&[Node::within(
        Tagging::Implicit(0xa0),
        &[Node::Field, Node::Field],
    )]),
    &[
        oid("type_id").text("1.3.6.1.4.1.311.25.2.1"),
        choice(
            "value",
            &[
                Alternative::Value(22),
                Alternative::Value(26),
                Alternative::Value(30),
                Alternative::Value(12),
                Alternative::Value(4),
            ],
        )
        .made(&Made::Value(12, &Made::Text("")))
        .explicit(0xa0),
    ],
);

pub static X509_EXT_CERTIFICATE_TEMPLATE_OID: Proto = sequence(
    "X509_ExtCertificateTemplateOID",
    &[
        oid("templateID").text("0"),
        integer("templateMajorVersion").default(0).optional(),
        integer("templateMinorVersion").default(0).optional(),
    ],
);

pub static X509_EXTENSION: Proto = sequence(
    "X509_Extension",
    &[
        oid("extnID").text("2.5.29.19"),
        boolean("critical").truth(false).optional(),
        octets_by("extnValue", x509_extension_extn_value)
            .made(&Made::Value(
                4,
                &Made::Packet(&X509_EXT_BASIC_CONSTRAINTS, &[]),
            ))
            .class("_X509_ExtField"),
    ],
);

pub static X509_EXTENSIONS: Proto = single(
    "X509_Extensions",
    &[sequence_of("extensions", &X509_EXTENSION).optional()],
);

static C_RL_REASON_NAMES: Names = Names::pairs(&[
    (0, "unspecified"),
    (1, "keyCompromise"),
    (2, "cACompromise"),
    (3, "affiliationChanged"),
    (4, "superseded"),
    (5, "cessationOfOperation"),
    (6, "certificateHold"),
    (7, "unused_reasonCode"),
    (8, "removeFromCRL"),
    (9, "privilegeWithdrawn"),
    (10, "aACompromise"),
]);

const REASONS_FLAGS: [&str; 9] = [
    "unused",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "privilegeWithdrawn",
    "aACompromise",
];

const KEY_USAGE_FLAGS: [&str; 9] = [
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
];

/// The extension with an identifier.
const EXTENSIONS: &[(&str, &Proto)] = &[
    ("2.5.29.9", &X509_EXT_SUBJECT_DIRECTORY_ATTRIBUTES),
    ("2.5.29.14", &X509_EXT_SUBJECT_KEY_IDENTIFIER),
    ("2.5.29.15", &X509_EXT_KEY_USAGE),
    ("2.5.29.16", &X509_EXT_PRIVATE_KEY_USAGE_PERIOD),
    ("2.5.29.17", &X509_EXT_SUBJECT_ALT_NAME),
    ("2.5.29.18", &X509_EXT_ISSUER_ALT_NAME),
    ("2.5.29.19", &X509_EXT_BASIC_CONSTRAINTS),
    ("2.5.29.20", &X509_EXT_CRL_NUMBER),
    ("2.5.29.21", &X509_EXT_REASON_CODE),
    ("2.5.29.24", &X509_EXT_INVALIDITY_DATE),
    ("2.5.29.27", &X509_EXT_DELTA_CRL_INDICATOR),
    ("2.5.29.28", &X509_EXT_ISSUING_DISTRIBUTION_POINT),
    ("2.5.29.29", &X509_EXT_CERTIFICATE_ISSUER),
    ("2.5.29.30", &X509_EXT_NAME_CONSTRAINTS),
    ("2.5.29.31", &X509_EXT_CRL_DISTRIBUTION_POINTS),
    ("2.5.29.32", &X509_EXT_CERTIFICATE_POLICIES),
    ("2.5.29.33", &X509_EXT_POLICY_MAPPINGS),
    ("2.5.29.35", &X509_EXT_AUTHORITY_KEY_IDENTIFIER),
    ("2.5.29.36", &X509_EXT_POLICY_CONSTRAINTS),
    ("2.5.29.37", &X509_EXT_EXTENDED_KEY_USAGE),
    ("2.5.29.46", &X509_EXT_FRESHEST_CRL),
    ("2.5.29.54", &X509_EXT_INHIBIT_ANY_POLICY),
    ("2.16.840.1.113730.1.1", &X509_EXT_NETSCAPE_CERT_TYPE),
    ("2.16.840.1.113730.1.13", &X509_EXT_COMMENT),
    ("1.3.6.1.4.1.311.20.2", &X509_EXT_CERTIFICATE_TEMPLATE_NAME),
    ("1.3.6.1.4.1.311.21.7", &X509_EXT_CERTIFICATE_TEMPLATE_OID),
    ("1.3.6.1.4.1.311.21.10", &X509_EXT_CERTIFICATE_POLICIES),
    ("1.3.6.1.4.1.311.25.2", &X509_EXT_OID_NTDS_CA_SECURITY),
    ("1.3.6.1.5.5.7.1.1", &X509_EXT_AUTH_INFO_ACCESS),
    ("1.3.6.1.5.5.7.1.3", &X509_EXT_QC_STATEMENTS),
    ("1.3.6.1.5.5.7.1.11", &X509_EXT_SUBJ_INFO_ACCESS),
];

fn x509_extension_extn_value(around: &dyn Reader, octets: &[u8]) -> Held {
    let identifier = around.oid("extnID");
    let known = EXTENSIONS.iter().find(|entry| entry.0 == identifier);
    match known {
        Some((_, proto)) if !octets.is_empty() => Held::Packet(proto),
        _ => Held::Octets,
    }
}
