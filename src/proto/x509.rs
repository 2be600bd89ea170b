//! Certificates and lists of revoked ones. RFC 5280.

use super::Proto;
use super::asn1::{
    Alternative, Made, Of, Reader, Several, bit_string, choice, coded, held, integer, made_held,
    null, octets_of, oid, oid_name, sequence, sequence_of, string, utc_time,
};
use super::field::Preset;
use super::names::Names;
use super::registry::Family;
use super::x509_extensions::X509_EXTENSION;
use super::x509_keys::{
    CURVE_PRIVATE_KEY, DH_PARAMETER, DH_PUBLIC_KEY, DOMAIN_PARAMETERS, EC_PARAMETERS,
    ECDSA_PUBLIC_KEY, ECDSA_SIGNATURE, ED_DSA_PUBLIC_KEY, MLDSA_PRIVATE_KEY, MLDSA_PUBLIC_KEY,
    RSA_PRIVATE_KEY, RSA_PUBLIC_KEY,
};
use super::x509_names::{ISSUER, SUBJECT, X509_RDN};
use super::{cms, ocsp, x509_extensions, x509_keys, x509_names};

pub static X509_ALGORITHM_IDENTIFIER: Proto = sequence(
    "X509_AlgorithmIdentifier",
    &[
        oid("algorithm").text("1.2.840.113549.1.1.11"),
        coded(
            "parameters",
            Of::Several(&X509_ALGORITHM_IDENTIFIER_PARAMETERS),
        ),
    ],
);

pub static X509_SUBJECT_PUBLIC_KEY_INFO: Proto = sequence(
    "X509_SubjectPublicKeyInfo",
    &[
        made_held("signatureAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        coded(
            "subjectPublicKey",
            Of::Several(&X509_SUBJECT_PUBLIC_KEY_INFO_SUBJECT_PUBLIC_KEY),
        )
        .class("ASN1F_X509_PublicKeyField"),
    ],
);

pub static X509_ONE_ASYMMETRIC_KEY: Proto = sequence(
    "X509_OneAsymmetricKey",
    &[
        integer("version").default(0),
        made_held("privateKeyAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        coded(
            "privateKey",
            Of::Several(&X509_ONE_ASYMMETRIC_KEY_PRIVATE_KEY),
        ),
        coded(
            "publicKey",
            Of::Several(&X509_ONE_ASYMMETRIC_KEY_PUBLIC_KEY),
        )
        .class("ASN1F_X509_PublicKeyField")
        .optional(),
    ],
);

pub static RSA_PRIVATE_KEY_OPEN_SSL: Proto = sequence(
    "RSAPrivateKey_OpenSSL",
    &[
        integer("version").names(&VERSIONS_OF_LISTS).default(0),
        made_held("privateKeyAlgorithm", &X509_ALGORITHM_IDENTIFIER),
        made_held("privateKey", &RSA_PRIVATE_KEY).explicit(0x04),
        held("parameters", &EC_PARAMETERS).explicit(0xa0).optional(),
        held("publicKey", &ECDSA_PUBLIC_KEY)
            .explicit(0xa1)
            .optional(),
    ],
);

pub static X509_VALIDITY: Proto = Proto {
    example: r#"X509_Validity(not_before=ASN1_UTC_TIME("240101000000Z"), not_after=ASN1_UTC_TIME("250101000000Z"))"#,
    ..sequence(
        "X509_Validity",
        &[
            choice(
                "not_before",
                &[Alternative::Value(23), Alternative::Value(24)],
            )
            .made(&Made::Now(true, -600)),
            choice(
                "not_after",
                &[Alternative::Value(23), Alternative::Value(24)],
            )
            .made(&Made::Now(true, 86400)),
        ],
    )
};

pub static X509_TBS_CERTIFICATE: Proto = Proto {
    example: r#"X509_TBSCertificate(validity=X509_Validity(not_before=ASN1_UTC_TIME("240101000000Z"), not_after=ASN1_UTC_TIME("250101000000Z")))"#,
    ..sequence(
        "X509_TBSCertificate",
        &[
            integer("version")
                .names(&VERSIONS)
                .default(2)
                .explicit(0xa0)
                .optional(),
            integer("serialNumber").default(1),
            made_held("signature", &X509_ALGORITHM_IDENTIFIER),
            sequence_of("issuer", &X509_RDN).made(&ISSUER),
            made_held("validity", &X509_VALIDITY),
            sequence_of("subject", &X509_RDN).made(&SUBJECT),
            made_held("subjectPublicKeyInfo", &X509_SUBJECT_PUBLIC_KEY_INFO),
            bit_string("issuerUniqueID").implicit(0x81).optional(),
            bit_string("subjectUniqueID").implicit(0x82).optional(),
            sequence_of("extensions", &X509_EXTENSION)
                .preset(Preset::ListOf(&X509_EXTENSION))
                .explicit(0xa3)
                .optional(),
        ],
    )
};

pub static X509_CERT: Proto = Proto {
    example: r#"X509_Cert(tbsCertificate=X509_TBSCertificate(validity=X509_Validity(not_before=ASN1_UTC_TIME("240101000000Z"), not_after=ASN1_UTC_TIME("250101000000Z"))))"#,
    ..sequence(
        "X509_Cert",
        &[
            made_held("tbsCertificate", &X509_TBS_CERTIFICATE),
            made_held("signatureAlgorithm", &X509_ALGORITHM_IDENTIFIER),
            coded("signatureValue", Of::Several(&X509_CERT_SIGNATURE_VALUE)),
        ],
    )
};

pub static X509_REVOKED_CERTIFICATE: Proto = Proto {
    example: r#"X509_RevokedCertificate(revocationDate="240101000000Z")"#,
    ..sequence(
        "X509_RevokedCertificate",
        &[
            integer("serialNumber").default(1),
            utc_time("revocationDate").made(&Made::Now(true, 86400)),
            sequence_of("crlEntryExtensions", &X509_EXTENSION).optional(),
        ],
    )
};

pub static X509_TBS_CERT_LIST: Proto = Proto {
    example: r#"X509_TBSCertList(this_update="240101000000Z")"#,
    ..sequence(
        "X509_TBSCertList",
        &[
            integer("version")
                .names(&VERSIONS_OF_LISTS)
                .default(1)
                .optional(),
            made_held("signature", &X509_ALGORITHM_IDENTIFIER),
            sequence_of("issuer", &X509_RDN).made(&ISSUER),
            utc_time("this_update").made(&Made::Now(true, -1)),
            utc_time("next_update").optional(),
            sequence_of("revokedCertificates", &X509_REVOKED_CERTIFICATE).optional(),
            sequence_of("crlExtensions", &X509_EXTENSION)
                .explicit(0xa0)
                .optional(),
        ],
    )
};

pub static X509_CRL: Proto = Proto {
    example: r#"X509_CRL(tbsCertList=X509_TBSCertList(this_update="240101000000Z"))"#,
    ..sequence(
        "X509_CRL",
        &[
            made_held("tbsCertList", &X509_TBS_CERT_LIST),
            made_held("signatureAlgorithm", &X509_ALGORITHM_IDENTIFIER),
            coded("signatureValue", Of::Several(&X509_CRL_SIGNATURE_VALUE)),
        ],
    )
};

static VERSIONS_OF_LISTS: Names = Names::pairs(&[(0, "v1"), (1, "v2")]);

static VERSIONS: Names = Names::pairs(&[(0, "v1"), (1, "v2"), (2, "v3")]);

static X509_ALGORITHM_IDENTIFIER_PARAMETERS: Several = Several {
    of: &[
        null("parameters").optional(),
        coded("parameters", Of::Nothing),
        made_held("parameters", &EC_PARAMETERS),
        made_held("parameters", &DOMAIN_PARAMETERS),
        made_held("parameters", &DH_PARAMETER),
        string("parameters").text(""),
        null("parameters").default(0),
    ],
    which: x509_algorithm_identifier_parameters,
};

static X509_SUBJECT_PUBLIC_KEY_INFO_SUBJECT_PUBLIC_KEY: Several = Several {
    of: &[
        coded("subjectPublicKey", Of::Bits(&RSA_PUBLIC_KEY))
            .preset(Preset::Octets(b"0\x06\x02\x01\x0a\x02\x01\x03")),
        coded("subjectPublicKey", Of::Bits(&DH_PUBLIC_KEY)).preset(Preset::Octets(b"\x02\x01\x00")),
        made_held("subjectPublicKey", &ECDSA_PUBLIC_KEY),
        made_held("subjectPublicKey", &ED_DSA_PUBLIC_KEY),
        made_held("subjectPublicKey", &MLDSA_PUBLIC_KEY),
        bit_string("subjectPublicKey").text(""),
    ],
    which: x509_subject_public_key_info_subject_public_key,
};

static X509_ONE_ASYMMETRIC_KEY_PRIVATE_KEY: Several = Several {
    of: &[
        octets_of("privateKey", &CURVE_PRIVATE_KEY).preset(Preset::Octets(b"\x04\x00")),
        octets_of("privateKey", &MLDSA_PRIVATE_KEY).preset(Preset::Octets(b"\x04\x00")),
        string("privateKey").preset(Preset::Octets(b"")),
    ],
    which: x509_one_asymmetric_key_private_key,
};

static X509_ONE_ASYMMETRIC_KEY_PUBLIC_KEY: Several = Several {
    of: &[
        coded("publicKey", Of::Bits(&RSA_PUBLIC_KEY)).explicit(0xa1),
        coded("publicKey", Of::Bits(&DH_PUBLIC_KEY)).explicit(0xa1),
        held("publicKey", &ECDSA_PUBLIC_KEY).explicit(0xa1),
        held("publicKey", &ED_DSA_PUBLIC_KEY).explicit(0xa1),
        held("publicKey", &MLDSA_PUBLIC_KEY).explicit(0xa1),
        bit_string("publicKey").text(""),
    ],
    which: x509_one_asymmetric_key_public_key,
};

static X509_CERT_SIGNATURE_VALUE: Several = Several {
    of: &[
        coded("signatureValue", Of::Bits(&ECDSA_SIGNATURE))
            .preset(Preset::Octets(b"0\x06\x02\x01\x00\x02\x01\x00")),
        bit_string("signatureValue").preset(Preset::Octets(b"defaultsignaturedefaultsignature")),
    ],
    which: signature_kind,
};

static X509_CRL_SIGNATURE_VALUE: Several = Several {
    of: &[
        coded("signatureValue", Of::Bits(&ECDSA_SIGNATURE))
            .preset(Preset::Octets(b"0\x06\x02\x01\x00\x02\x01\x00")),
        bit_string("signatureValue").preset(Preset::Octets(b"defaultsignaturedefaultsignature")),
    ],
    which: signature_kind,
};

/// RFC 4055, RFC 5758, RFC 8410, RFC 9881, RFC 5480, RFC 3279, PKCS #3, and triple DES.
fn x509_algorithm_identifier_parameters(around: &dyn Reader) -> Option<usize> {
    let algorithm = around.oid("algorithm");
    let under = |prefixes: &[&str]| prefixes.iter().any(|one| algorithm.starts_with(one));
    Some(match algorithm.as_str() {
        _ if under(&[
            "1.2.840.113549.1.1.",
            "2.16.840.1.101.3.4.2.",
            "1.3.14.3.2.",
        ]) =>
        {
            0
        }
        "1.3.101.112" | "1.3.101.113" => 1,
        _ if under(&["1.2.840.10045.4.", "2.16.840.1.101.3.4.3."]) => 1,
        "1.2.840.10045.2.1" => 2,
        "1.2.840.10046.2.1" => 3,
        "1.2.840.113549.1.3.1" => 4,
        "1.2.840.113549.3.7" => 5,
        _ => 6,
    })
}

/// The name of the algorithm that a field holds.
pub fn algorithm(around: &dyn Reader, field: &str) -> Option<String> {
    Some(oid_name(&around.oid_within(field, "algorithm")?))
}

/// Which kind of public key it is.
fn key_kind(algorithm: &str) -> usize {
    match algorithm {
        _ if algorithm.to_lowercase().contains("rsa") => 0,
        "dhpublicnumber" => 1,
        "ecPublicKey" => 2,
        "Ed25519" | "Ed448" => 3,
        _ if algorithm.contains("ml-dsa") => 4,
        _ => 5,
    }
}

fn x509_subject_public_key_info_subject_public_key(around: &dyn Reader) -> Option<usize> {
    Some(key_kind(&algorithm(around, "signatureAlgorithm")?))
}

fn x509_one_asymmetric_key_private_key(around: &dyn Reader) -> Option<usize> {
    let algorithm = algorithm(around, "privateKeyAlgorithm")?;
    Some(match algorithm.as_str() {
        "Ed25519" | "Ed448" => 0,
        _ if algorithm.contains("ml-dsa") => 1,
        _ => 2,
    })
}

fn x509_one_asymmetric_key_public_key(around: &dyn Reader) -> Option<usize> {
    Some(key_kind(&algorithm(around, "privateKeyAlgorithm")?))
}

/// A signature with elliptic curves is two numbers, any other one bits.
pub fn signature_kind(around: &dyn Reader) -> Option<usize> {
    let algorithm = algorithm(around, "signatureAlgorithm")?.to_lowercase();
    Some(usize::from(!algorithm.contains("ecdsa")))
}

pub static FAMILY: Family = Family {
    module: "scapy.layers.x509",
    source: "RFC 5280, RFC 5652, RFC 6960",
    protocols: &[
        &X509_CERT,
        &x509_keys::ASN1_P_OID,
        &x509_keys::ASN1_P_INTEGER,
        &x509_keys::RSA_PUBLIC_KEY,
        &x509_keys::RSA_OTHER_PRIME_INFO,
        &x509_keys::RSA_PRIVATE_KEY,
        &x509_keys::VALIDATION_PARMS,
        &x509_keys::DOMAIN_PARAMETERS,
        &x509_keys::DH_PUBLIC_KEY,
        &x509_keys::EC_FIELD_ID,
        &x509_keys::EC_CURVE,
        &x509_keys::EC_SPECIFIED_DOMAIN,
        &x509_keys::EC_PARAMETERS,
        &x509_keys::ECDSA_PUBLIC_KEY,
        &x509_keys::ECDSA_PRIVATE_KEY,
        &x509_keys::ECDSA_SIGNATURE,
        &x509_keys::DH_PARAMETER,
        &x509_keys::ED_DSA_PUBLIC_KEY,
        &x509_keys::CURVE_PRIVATE_KEY,
        &x509_keys::MLDSA_PUBLIC_KEY,
        &x509_keys::MLDSA_PRIVATE_KEY_SEED,
        &x509_keys::MLDSA_PRIVATE_KEY_EXPANDED_KEY,
        &x509_keys::MLDSA_PRIVATE_KEY_BOTH,
        &x509_keys::MLDSA_PRIVATE_KEY,
        &x509_names::X509_ATTRIBUTE_VALUE,
        &x509_names::X509_ATTRIBUTE,
        &x509_names::X509_ATTRIBUTE_TYPE_AND_VALUE,
        &x509_names::X509_RDN,
        &x509_names::X509_OTHER_NAME,
        &x509_names::X509_RFC822_NAME,
        &x509_names::X509_DNS_NAME,
        &x509_names::X509_X400_ADDRESS,
        &x509_names::X509_DIRECTORY_NAME,
        &x509_names::X509_EDI_PARTY_NAME,
        &x509_names::X509_URI,
        &x509_names::X509_IP_ADDRESS,
        &x509_names::X509_REGISTERED_ID,
        &x509_names::X509_GENERAL_NAME,
        &x509_extensions::X509_EXT_AUTHORITY_KEY_IDENTIFIER,
        &x509_extensions::X509_EXT_SUBJECT_DIRECTORY_ATTRIBUTES,
        &x509_extensions::X509_EXT_SUBJECT_KEY_IDENTIFIER,
        &x509_extensions::X509_EXT_FULL_NAME,
        &x509_extensions::X509_EXT_NAME_RELATIVE_TO_CRL_ISSUER,
        &x509_extensions::X509_EXT_DISTRIBUTION_POINT_NAME,
        &x509_extensions::X509_EXT_DISTRIBUTION_POINT,
        &x509_extensions::X509_EXT_KEY_USAGE,
        &x509_extensions::X509_EXT_PRIVATE_KEY_USAGE_PERIOD,
        &x509_extensions::X509_POLICY_MAPPING,
        &x509_extensions::X509_EXT_POLICY_MAPPINGS,
        &x509_extensions::X509_EXT_BASIC_CONSTRAINTS,
        &x509_extensions::X509_EXT_CRL_NUMBER,
        &x509_extensions::X509_EXT_REASON_CODE,
        &x509_extensions::X509_EXT_DELTA_CRL_INDICATOR,
        &x509_extensions::X509_EXT_ISSUING_DISTRIBUTION_POINT,
        &x509_extensions::X509_EXT_CERTIFICATE_ISSUER,
        &x509_extensions::X509_EXT_INVALIDITY_DATE,
        &x509_extensions::X509_EXT_SUBJECT_ALT_NAME,
        &x509_extensions::X509_EXT_ISSUER_ALT_NAME,
        &x509_extensions::X509_EXT_GENERAL_SUBTREE,
        &x509_extensions::X509_EXT_NAME_CONSTRAINTS,
        &x509_extensions::X509_EXT_POLICY_CONSTRAINTS,
        &x509_extensions::X509_EXT_EXTENDED_KEY_USAGE,
        &x509_extensions::X509_EXT_NOTICE_REFERENCE,
        &x509_extensions::X509_EXT_USER_NOTICE,
        &x509_extensions::X509_EXT_POLICY_QUALIFIER_INFO,
        &x509_extensions::X509_EXT_POLICY_INFORMATION,
        &x509_extensions::X509_EXT_CERTIFICATE_POLICIES,
        &x509_extensions::X509_EXT_CRL_DISTRIBUTION_POINTS,
        &x509_extensions::X509_EXT_INHIBIT_ANY_POLICY,
        &x509_extensions::X509_EXT_FRESHEST_CRL,
        &x509_extensions::X509_ACCESS_DESCRIPTION,
        &x509_extensions::X509_EXT_AUTH_INFO_ACCESS,
        &x509_extensions::X509_EXT_QC_STATEMENT,
        &x509_extensions::X509_EXT_QC_STATEMENTS,
        &x509_extensions::X509_EXT_SUBJ_INFO_ACCESS,
        &x509_extensions::X509_EXT_NETSCAPE_CERT_TYPE,
        &x509_extensions::X509_EXT_CERTIFICATE_TEMPLATE_NAME,
        &x509_extensions::X509_EXT_OID_NTDS_CA_SECURITY,
        &x509_extensions::X509_EXT_CERTIFICATE_TEMPLATE_OID,
        &x509_extensions::X509_EXTENSION,
        &x509_extensions::X509_EXTENSIONS,
        &X509_ALGORITHM_IDENTIFIER,
        &X509_SUBJECT_PUBLIC_KEY_INFO,
        &X509_ONE_ASYMMETRIC_KEY,
        &RSA_PRIVATE_KEY_OPEN_SSL,
        &X509_VALIDITY,
        &X509_TBS_CERTIFICATE,
        &X509_REVOKED_CERTIFICATE,
        &X509_TBS_CERT_LIST,
        &X509_CRL,
        &cms::CMS_ENCAPSULATED_CONTENT_INFO,
        &cms::CMS_REVOCATION_INFO_CHOICE,
        &cms::CMS_CERTIFICATE_CHOICES,
        &cms::CMS_ISSUER_AND_SERIAL_NUMBER,
        &cms::CMS_OTHER_KEY_ATTRIBUTE,
        &cms::CMS_SUBJECT_KEY_IDENTIFIER,
        &cms::CMS_SIGNER_INFO,
        &cms::CMS_SIGNED_ATTRS_FOR_SIGNATURE,
        &cms::CMS_SIGNED_DATA,
        &cms::CMS_KEY_TRANS_RECIPIENT_INFO,
        &cms::CMS_ORIGINATOR_PUBLIC_KEY,
        &cms::CMS_ORIGINATOR_IDENTIFIER_OR_KEY,
        &cms::CMS_RECIPIENT_ENCRYPTED_KEY,
        &cms::CMS_KEY_AGREE_RECIPIENT_INFO,
        &cms::CMS_RECIPIENT_INFO,
        &cms::CMS_ORIGINATOR_INFO,
        &cms::CMS_ENCRYPTED_CONTENT_INFO,
        &cms::CMS_ENVELOPED_DATA,
        &cms::CMS_CONTENT_INFO,
        &cms::PKCS10_CERTIFICATION_REQUEST_INFO,
        &cms::PKCS10_CERTIFICATION_REQUEST,
        &cms::CMC_TAGGED_ATTRIBUTE,
        &cms::CMC_TAGGED_CERTIFICATION_REQUEST,
        &cms::CMC_TAGGED_REQUEST,
        &cms::CMC_TAGGED_CONTENT_INFO,
        &cms::CMC_OTHER_MSG,
        &cms::CMC_PKI_DATA,
        &cms::CMC_ADD_EXTENSIONS,
        &cms::CMC_ADD_ATTRIBUTES,
        &cms::CMC_ENROLLMENT_CSP_PROVIDER,
        &cms::CMC_REQUEST_CLIENT_INFO,
        &cms::CMC_ENROLLMENT_NAME_VALUE_PAIR,
        &ocsp::OCSP_CERT_ID,
        &ocsp::OCSP_GOOD_INFO,
        &ocsp::OCSP_REVOKED_INFO,
        &ocsp::OCSP_UNKNOWN_INFO,
        &ocsp::OCSP_CERT_STATUS,
        &ocsp::OCSP_SINGLE_RESPONSE,
        &ocsp::OCSP_BY_NAME,
        &ocsp::OCSP_BY_KEY,
        &ocsp::OCSP_RESPONDER_ID,
        &ocsp::OCSP_RESPONSE_DATA,
        &ocsp::OCSP_RESPONSE_BYTES,
        &ocsp::OCSP_RESPONSE,
    ],
    bindings: &[],
};
