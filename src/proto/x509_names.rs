//! Names and attributes in certificates. RFC 5280.

use super::Proto;
use super::asn1::{
    Alternative, Made, Of, Reader, Tagging, any, choice, coded, ia5_string, oid, sequence,
    sequence_of, set_of, single, string,
};
use super::cms::{
    CMC_ADD_ATTRIBUTES, CMC_ADD_EXTENSIONS, CMC_ENROLLMENT_CSP_PROVIDER,
    CMC_ENROLLMENT_NAME_VALUE_PAIR, CMC_REQUEST_CLIENT_INFO, CMS_CONTENT_INFO,
};
use super::field::{Field, Preset};
use super::x509_extensions::X509_EXTENSIONS;

/// A name that Scapy makes up: nothing, an organization, and what it is called.
macro_rules! made_up {
    ($common_name:literal) => {
        Made::List(&[
            Made::Packet(&X509_RDN, &[]),
            made_up!("2.5.4.10", "Scapy, Inc."),
            made_up!("2.5.4.3", $common_name),
        ])
    };
    ($attribute:literal, $text:literal) => {
        Made::Packet(
            &X509_RDN,
            &[(
                "rdn",
                Made::List(&[Made::Packet(
                    &X509_ATTRIBUTE_TYPE_AND_VALUE,
                    &[
                        ("type", Made::Value(6, &Made::Text($attribute))),
                        ("value", Made::Value(19, &Made::Text($text))),
                    ],
                )]),
            )],
        )
    };
}

pub(super) const ISSUER: Made = made_up!("Scapy Default Issuer");
pub(super) const SUBJECT: Made = made_up!("Scapy Default Subject");
const SOMEBODY: Made = made_up!("Scapy Default Name");

/// Text in one of seven alphabets (RFC 5280 section 4.1.2.4).
const fn directory_string(name: &'static str) -> Field {
    choice(
        name,
        &[
            Alternative::Value(19),
            Alternative::Value(12),
            Alternative::Value(22),
            Alternative::Value(20),
            Alternative::Value(28),
            Alternative::Value(3),
            Alternative::Value(30),
        ],
    )
    .class("ASN1F_X509_DirectoryString")
}

pub static X509_ATTRIBUTE_VALUE: Proto = Proto {
    example: r#"X509_AttributeValue(value=ASN1_UTF8_STRING("DE"))"#,
    ..single(
        "X509_AttributeValue",
        &[coded("value", Of::AnyOr(attribute))
            .made(&Made::Value(0, &Made::Value(19, &Made::Text("FR"))))
            .class("_AttributeValue_Field")],
    )
};

pub static X509_ATTRIBUTE: Proto = Proto {
    example: r#"X509_Attribute(values=[X509_AttributeValue(value=ASN1_UTF8_STRING("DE"))])"#,
    ..sequence(
        "X509_Attribute",
        &[
            oid("type").text("2.5.4.6"),
            set_of("values", &X509_ATTRIBUTE_VALUE).preset(Preset::ListOf(&X509_ATTRIBUTE_VALUE)),
        ],
    )
};

pub static X509_ATTRIBUTE_TYPE_AND_VALUE: Proto = sequence(
    "X509_AttributeTypeAndValue",
    &[
        oid("type").text("2.5.4.6"),
        directory_string("value").made(&Made::Value(19, &Made::Text("FR"))),
    ],
);

pub static X509_RDN: Proto = single(
    "X509_RDN",
    &[set_of("rdn", &X509_ATTRIBUTE_TYPE_AND_VALUE)
        .preset(Preset::ListOf(&X509_ATTRIBUTE_TYPE_AND_VALUE))],
);

pub static X509_OTHER_NAME: Proto = Proto {
    example: r#"X509_OtherName(value=ASN1_UTF8_STRING("a"))"#,
    ..sequence(
        "X509_OtherName",
        &[
            oid("type_id").text("0"),
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
            .explicit(0xa0),
        ],
    )
};

pub static X509_RFC822_NAME: Proto =
    single("X509_RFC822Name", &[ia5_string("rfc822Name").text("")]);

pub static X509_DNS_NAME: Proto = single("X509_DNSName", &[ia5_string("dNSName").text("")]);

pub static X509_X400_ADDRESS: Proto = single(
    "X509_X400Address",
    &[any("x400Address").made(&Made::Value(0, &Made::Text("")))],
);

pub static X509_DIRECTORY_NAME: Proto = single(
    "X509_DirectoryName",
    &[sequence_of("directoryName", &X509_RDN).made(&SOMEBODY)],
);

pub static X509_EDI_PARTY_NAME: Proto = sequence(
    "X509_EDIPartyName",
    &[
        directory_string("nameAssigner").explicit(0xa0).optional(),
        directory_string("partyName").explicit(0xa1),
    ],
);

pub static X509_URI: Proto = single(
    "X509_URI",
    &[ia5_string("uniformResourceIdentifier").text("")],
);

pub static X509_IP_ADDRESS: Proto = single("X509_IPAddress", &[string("iPAddress").text("")]);

pub static X509_REGISTERED_ID: Proto = single("X509_RegisteredID", &[oid("registeredID").text("")]);

pub static X509_GENERAL_NAME: Proto = single(
    "X509_GeneralName",
    &[choice(
        "generalName",
        &[
            Alternative::Tagged(&X509_OTHER_NAME, Tagging::Implicit(0xa0)),
            Alternative::Tagged(&X509_RFC822_NAME, Tagging::Implicit(0x81)),
            Alternative::Tagged(&X509_DNS_NAME, Tagging::Implicit(0x82)),
            Alternative::Tagged(&X509_X400_ADDRESS, Tagging::Explicit(0xa3)),
            Alternative::Tagged(&X509_DIRECTORY_NAME, Tagging::Explicit(0xa4)),
            Alternative::Tagged(&X509_EDI_PARTY_NAME, Tagging::Explicit(0xa5)),
            Alternative::Tagged(&X509_URI, Tagging::Implicit(0x86)),
            Alternative::Tagged(&X509_IP_ADDRESS, Tagging::Implicit(0x87)),
            Alternative::Tagged(&X509_REGISTERED_ID, Tagging::Implicit(0x88)),
        ],
    )
    .preset(Preset::PacketOf(&X509_DIRECTORY_NAME))],
);

/// What the values of an attribute are, where they are packets.
fn attribute(around: &dyn Reader) -> Option<&'static Proto> {
    match around.holder()?.oid("type").as_str() {
        "1.2.840.113549.1.9.14" => Some(&X509_EXTENSIONS),
        "1.3.6.1.5.5.7.7.8" => Some(&CMC_ADD_EXTENSIONS),
        "1.3.6.1.4.1.311.10.10.1" => Some(&CMC_ADD_ATTRIBUTES),
        "1.3.6.1.4.1.311.13.2.2" => Some(&CMC_ENROLLMENT_CSP_PROVIDER),
        "1.3.6.1.4.1.311.21.20" => Some(&CMC_REQUEST_CLIENT_INFO),
        "1.3.6.1.4.1.311.13.2.1" => Some(&CMC_ENROLLMENT_NAME_VALUE_PAIR),
        "1.3.6.1.4.1.311.21.23" => Some(&CMS_CONTENT_INFO),
        _ => None,
    }
}
