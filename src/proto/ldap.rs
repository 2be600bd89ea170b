//! The lightweight directory access protocol, over TCP and over UDP. RFC 4511, RFC 3352.

use super::asn1::{
    Alternative, Held, Made, Node, Of, Reader, Tagging, bit_flags, boolean, choice, coded,
    enumerated, integer, made_held, null, octets_by, sequence, sequence_of, set_of, shaped, single,
    string, values_of,
};
use super::binding::{Binding, bind, bind_up};
use super::field::{Field, Preset};
use super::gssapi::GSSAPI_BLOB;
use super::names::Names;
use super::registry::Family;
use super::tcp::TCP;
use super::udp::UDP;
use super::{Answered, Answers, Around, Dispatch, Hash, Proto};
use crate::{joined, when};

/// An operation, or a way to authenticate, that is known by its tag.
#[track_caller]
const fn message(name: &'static str, tag: u16, fields: &'static [Field]) -> Proto {
    shaped(name, Node::tagged(0x30, Tagging::Implicit(tag)), fields)
}

/// RFC 4511 section 4.1.6.
const ASSERTION: &[Field] = &[
    string("attributeType").text("organizationName"),
    string("attributeValue").text(""),
];

/// RFC 4511 section 4.1.7.
const ATTRIBUTE: &[Field] = &[
    string("type").text(""),
    set_of("values", &LDAP_ATTRIBUTE_VALUE).preset(Preset::EmptyList),
];

/// What every answer begins with: RFC 4511 section 4.1.9.
const RESULT: &[Field] = &[
    enumerated("resultCode")
        .names(&RESULT_CODE_NAMES)
        .default(0),
    string("matchedDN").text(""),
    string("diagnosticMessage").text(""),
    REFERRAL,
];

pub static ATTRIBUTE_VALUE_ASSERTION: Proto = sequence("AttributeValueAssertion", ASSERTION);

pub static LDAP_REFERRAL: Proto = single("LDAPReferral", &[string("uri").text("")]);

pub static LDAP_AUTHENTICATION_SASL_CREDENTIALS: Proto = message(
    "LDAP_Authentication_SaslCredentials",
    0xa3,
    &[
        string("mechanism").text(""),
        octets_by(
            "credentials",
            ldap_authentication_sasl_credentials_credentials,
        )
        .text("")
        .optional()
        .class("_SaslCredentialsField"),
    ],
);

pub static LDAP_BIND_REQUEST: Proto = Proto {
    example: r#"LDAP_BindRequest(authentication=LDAP_Authentication_simple("secret"))"#,
    ..message(
        "LDAP_BindRequest",
        0x60,
        &[
            integer("version").default(3),
            string("bind_name").text(""),
            choice(
                "authentication",
                &[
                    Alternative::Value(0x10080),
                    Alternative::Value(0x10081),
                    Alternative::Value(0x10082),
                    Alternative::Packet(&LDAP_AUTHENTICATION_SASL_CREDENTIALS),
                ],
            ),
        ],
    )
};

pub static LDAP_BIND_RESPONSE: Proto = message(
    "LDAP_BindResponse",
    0x61,
    joined![
        RESULT,
        [
            string("serverSaslCredsWrap")
                .text("")
                .implicit(0xa7)
                .optional(),
            string("serverSaslCreds").text("").implicit(0x87).optional(),
        ]
    ],
);

pub static LDAP_UNBIND_REQUEST: Proto =
    message("LDAP_UnbindRequest", 0x42, &[null("info").default(0)]);

pub static LDAP_SUBSTRING_FILTER_INITIAL: Proto =
    single("LDAP_SubstringFilterInitial", &[string("val").text("")]);

pub static LDAP_SUBSTRING_FILTER_ANY: Proto =
    single("LDAP_SubstringFilterAny", &[string("val").text("")]);

pub static LDAP_SUBSTRING_FILTER_FINAL: Proto =
    single("LDAP_SubstringFilterFinal", &[string("val").text("")]);

pub static LDAP_SUBSTRING_FILTER_STR: Proto = Proto {
    example: r#"LDAP_SubstringFilterStr(str=LDAP_SubstringFilterAny(val="a"))"#,
    ..single(
        "LDAP_SubstringFilterStr",
        &[choice(
            "str",
            &[
                Alternative::Tagged(&LDAP_SUBSTRING_FILTER_INITIAL, Tagging::Implicit(0x80)),
                Alternative::Tagged(&LDAP_SUBSTRING_FILTER_ANY, Tagging::Implicit(0x81)),
                Alternative::Tagged(&LDAP_SUBSTRING_FILTER_FINAL, Tagging::Implicit(0x82)),
            ],
        )
        .made(&Made::Value(4, &Made::Text("")))],
    )
};

pub static LDAP_SUBSTRING_FILTER: Proto = sequence(
    "LDAP_SubstringFilter",
    &[
        string("type").text(""),
        sequence_of("filters", &LDAP_SUBSTRING_FILTER_STR).preset(Preset::EmptyList),
    ],
);

pub static LDAP_FILTER_AND: Proto = single(
    "LDAP_FilterAnd",
    &[set_of("vals", &LDAP_FILTER).preset(Preset::EmptyList)],
);

pub static LDAP_FILTER_OR: Proto = single(
    "LDAP_FilterOr",
    &[set_of("vals", &LDAP_FILTER).preset(Preset::EmptyList)],
);

pub static LDAP_FILTER_NOT: Proto = sequence(
    "LDAP_FilterNot",
    &[coded("val", Of::PacketBy(ldap_filter_not_val))],
);

pub static LDAP_FILTER_PRESENT: Proto = single(
    "LDAP_FilterPresent",
    &[string("present").text("objectClass")],
);

pub static LDAP_FILTER_EQUAL: Proto = sequence("LDAP_FilterEqual", ASSERTION);

pub static LDAP_FILTER_GREATER_OR_EQUAL: Proto = sequence("LDAP_FilterGreaterOrEqual", ASSERTION);

pub static LDAP_FILTER_LESS_OR_EQUAL: Proto = sequence("LDAP_FilterLessOrEqual", ASSERTION);

pub static LDAP_FILTER_APPROX_MATCH: Proto = sequence("LDAP_FilterApproxMatch", ASSERTION);

pub static LDAP_FILTER_EXTENSIBLE_MATCH: Proto = sequence(
    "LDAP_FilterExtensibleMatch",
    &[
        string("matchingRule").text("").implicit(0x81).optional(),
        string("type").text("").implicit(0x81).optional(),
        string("matchValue").text("").implicit(0x82),
        boolean("dnAttributes").truth(false).implicit(0x84),
    ],
);

pub static LDAP_FILTER: Proto = single(
    "LDAP_Filter",
    &[choice(
        "filter",
        &[
            Alternative::Tagged(&LDAP_FILTER_AND, Tagging::Implicit(0xa0)),
            Alternative::Tagged(&LDAP_FILTER_OR, Tagging::Implicit(0xa1)),
            Alternative::Tagged(&LDAP_FILTER_NOT, Tagging::Implicit(0xa2)),
            Alternative::Tagged(&LDAP_FILTER_EQUAL, Tagging::Implicit(0xa3)),
            Alternative::Tagged(&LDAP_SUBSTRING_FILTER, Tagging::Implicit(0xa4)),
            Alternative::Tagged(&LDAP_FILTER_GREATER_OR_EQUAL, Tagging::Implicit(0xa5)),
            Alternative::Tagged(&LDAP_FILTER_LESS_OR_EQUAL, Tagging::Implicit(0xa6)),
            Alternative::Tagged(&LDAP_FILTER_PRESENT, Tagging::Implicit(0x87)),
            Alternative::Tagged(&LDAP_FILTER_APPROX_MATCH, Tagging::Implicit(0xa8)),
            Alternative::Tagged(&LDAP_FILTER_EXTENSIBLE_MATCH, Tagging::Implicit(0xa9)),
        ],
    )
    .preset(Preset::PacketOf(&LDAP_FILTER_PRESENT))],
);

pub static LDAP_SEARCH_REQUEST_ATTRIBUTE: Proto =
    single("LDAP_SearchRequestAttribute", &[string("type").text("")]);

pub static LDAP_SEARCH_REQUEST: Proto = message(
    "LDAP_SearchRequest",
    0x63,
    &[
        string("baseObject").text(""),
        enumerated("scope").names(&SCOPE_NAMES).default(0),
        enumerated("derefAliases")
            .names(&DEREF_ALIASES_NAMES)
            .default(0),
        integer("sizeLimit").default(0),
        integer("timeLimit").default(0),
        boolean("attrsOnly").truth(false),
        made_held("filter", &LDAP_FILTER),
        sequence_of("attributes", &LDAP_SEARCH_REQUEST_ATTRIBUTE).preset(Preset::EmptyList),
    ],
);

pub static LDAP_ATTRIBUTE_VALUE: Proto = single("LDAP_AttributeValue", &[string("value").text("")]);

pub static LDAP_PARTIAL_ATTRIBUTE: Proto = sequence("LDAP_PartialAttribute", ATTRIBUTE);

pub static LDAP_SEARCH_RESPONSE_ENTRY: Proto = message(
    "LDAP_SearchResponseEntry",
    0x64,
    &[
        string("objectName").text(""),
        sequence_of("attributes", &LDAP_PARTIAL_ATTRIBUTE)
            .preset(Preset::PacketOf(&LDAP_PARTIAL_ATTRIBUTE)),
    ],
);

pub static LDAP_SEARCH_RESPONSE_RESULT_DONE: Proto =
    message("LDAP_SearchResponseResultDone", 0x65, RESULT);

pub static LDAP_SEARCH_RESPONSE_REFERENCE: Proto = single(
    "LDAP_SearchResponseReference",
    &[values_of(
        "uris",
        &const { string("uris").preset(Preset::Octets(b"")) },
    )
    .preset(Preset::EmptyList)
    .implicit(0x73)],
);

pub static LDAP_MODIFY_REQUEST_CHANGE: Proto = sequence(
    "LDAP_ModifyRequestChange",
    &[
        enumerated("operation").names(&OPERATION_NAMES).default(0),
        made_held("modification", &LDAP_PARTIAL_ATTRIBUTE),
    ],
);

pub static LDAP_MODIFY_REQUEST: Proto = message(
    "LDAP_ModifyRequest",
    0x66,
    &[
        string("object").text(""),
        sequence_of("changes", &LDAP_MODIFY_REQUEST_CHANGE).preset(Preset::EmptyList),
    ],
);

pub static LDAP_MODIFY_RESPONSE: Proto = message("LDAP_ModifyResponse", 0x67, RESULT);

pub static LDAP_ATTRIBUTE: Proto = sequence("LDAP_Attribute", ATTRIBUTE);

pub static LDAP_ADD_REQUEST: Proto = message(
    "LDAP_AddRequest",
    0x68,
    &[
        string("entry").text(""),
        sequence_of("attributes", &LDAP_ATTRIBUTE).preset(Preset::PacketOf(&LDAP_ATTRIBUTE)),
    ],
);

pub static LDAP_ADD_RESPONSE: Proto = message("LDAP_AddResponse", 0x69, RESULT);

pub static LDAP_DEL_REQUEST: Proto = single(
    "LDAP_DelRequest",
    &[string("entry").text("").implicit(0x4a)],
);

pub static LDAP_DEL_RESPONSE: Proto = message("LDAP_DelResponse", 0x6b, RESULT);

pub static LDAP_MODIFY_DN_REQUEST: Proto = Proto {
    example: r#"LDAP_ModifyDNRequest(entry="cn=a", newrdn="cn=b", deleteoldrdn=1)"#,
    ..message(
        "LDAP_ModifyDNRequest",
        0x6c,
        &[
            string("entry").text(""),
            string("newrdn").text(""),
            boolean("deleteoldrdn").made(&Made::Value(1, &Made::Truth(false))),
            string("newSuperior").implicit(0xa0).optional(),
        ],
    )
};

pub static LDAP_MODIFY_DN_RESPONSE: Proto = message("LDAP_ModifyDNResponse", 0x6d, RESULT);

pub static LDAP_ABANDON_REQUEST: Proto = message(
    "LDAP_AbandonRequest",
    0x50,
    &[integer("messageID").default(0)],
);

pub static LDAP_EXTENDED_RESPONSE: Proto = shaped(
    "LDAP_ExtendedResponse",
    Node::tagged(0x30, Tagging::Implicit(0x78)).and_behind(2),
    joined![
        RESULT,
        [
            string("responseName").implicit(0x8a).optional(),
            string("responseValue").implicit(0x8b).optional(),
        ]
    ],
);

pub static LDAP_CONTROL: Proto = sequence(
    "LDAP_Control",
    &[
        string("controlType").text(""),
        boolean("criticality").truth(false).optional(),
        octets_by("controlValue", ldap_control_control_value)
            .text("")
            .optional()
            .class("_ControlValue_Field"),
    ],
);

pub static LDAP_REAL_SEARCH_CONTROL_VALUE: Proto = sequence(
    "LDAP_realSearchControlValue",
    &[integer("size").default(0), string("cookie").text("")],
);

pub static LDAP_SERVER_SD_FLAGS_CONTROL: Proto = sequence(
    "LDAP_serverSDFlagsControl",
    &[bit_flags("flags", &FLAGS_FLAGS)],
);

pub static LDAP: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP()/LDAP(messageID=3, protocolOp=LDAP_SearchRequest(baseObject="dc=example", attributes=[LDAP_SearchRequestAttribute(type="cn")]))"#,
    dispatch: Some(dispatch),
    says: Some(says),
    summary: "[+LDAP]=says",
    answers: Answers::Test(answers),
    hash: Hash::Octets(|_| b"ldap".to_vec()),
    show_indent: false,
    ..sequence(
        "LDAP",
        &[
            integer("messageID").default(0),
            choice("protocolOp", OPERATIONS).preset(Preset::PacketOf(&LDAP_SEARCH_REQUEST)),
            sequence_of("Controls", &LDAP_CONTROL)
                .implicit(0xa0)
                .optional(),
        ],
    )
};

pub static CLDAP: Proto = Proto {
    answers: Answers::Test(answers_datagram),
    ..sequence(
        "CLDAP",
        &[
            integer("messageID").default(0),
            string("user").text("").optional(),
            choice("protocolOp", OPERATIONS).preset(Preset::PacketOf(&LDAP_SEARCH_REQUEST)),
        ],
    )
};

static RESULT_CODE_NAMES: Names = Names::pairs(&[
    (0, "success"),
    (1, "operationsError"),
    (2, "protocolError"),
    (3, "timeLimitExceeded"),
    (4, "sizeLimitExceeded"),
    (5, "compareFalse"),
    (6, "compareTrue"),
    (7, "authMethodNotSupported"),
    (8, "strongAuthRequired"),
    (10, "referral"),
    (11, "adminLimitExceeded"),
    (14, "saslBindInProgress"),
    (16, "noSuchAttribute"),
    (17, "undefinedAttributeType"),
    (18, "inappropriateMatching"),
    (19, "constraintViolation"),
    (20, "attributeOrValueExists"),
    (21, "invalidAttributeSyntax"),
    (32, "noSuchObject"),
    (33, "aliasProblem"),
    (34, "invalidDNSyntax"),
    (35, "isLeaf"),
    (36, "aliasDereferencingProblem"),
    (48, "inappropriateAuthentication"),
    (49, "invalidCredentials"),
    (50, "insufficientAccessRights"),
    (51, "busy"),
    (52, "unavailable"),
    (53, "unwillingToPerform"),
    (54, "loopDetect"),
    (64, "namingViolation"),
    (65, "objectClassViolation"),
    (66, "notAllowedOnNonLeaf"),
    (67, "notAllowedOnRDN"),
    (68, "entryAlreadyExists"),
    (69, "objectClassModsProhibited"),
    (70, "resultsTooLarge"),
    (80, "other"),
]);

static SCOPE_NAMES: Names =
    Names::pairs(&[(0, "baseObject"), (1, "singleLevel"), (2, "wholeSubtree")]);

static DEREF_ALIASES_NAMES: Names = Names::pairs(&[
    (0, "neverDerefAliases"),
    (1, "derefInSearching"),
    (2, "derefFindingBaseObj"),
    (3, "derefAlways"),
]);

static OPERATION_NAMES: Names = Names::pairs(&[(0, "add"), (1, "delete"), (2, "replace")]);

const FLAGS_FLAGS: [&str; 4] = ["OWNER", "GROUP", "DACL", "SACL"];

pub static FAMILY: Family = Family {
    module: "scapy.layers.ldap",
    source: "RFC 4511",
    protocols: &[
        &LDAP,
        &ATTRIBUTE_VALUE_ASSERTION,
        &LDAP_REFERRAL,
        &LDAP_AUTHENTICATION_SASL_CREDENTIALS,
        &LDAP_BIND_REQUEST,
        &LDAP_BIND_RESPONSE,
        &LDAP_UNBIND_REQUEST,
        &LDAP_SUBSTRING_FILTER_INITIAL,
        &LDAP_SUBSTRING_FILTER_ANY,
        &LDAP_SUBSTRING_FILTER_FINAL,
        &LDAP_SUBSTRING_FILTER_STR,
        &LDAP_SUBSTRING_FILTER,
        &LDAP_FILTER_AND,
        &LDAP_FILTER_OR,
        &LDAP_FILTER_NOT,
        &LDAP_FILTER_PRESENT,
        &LDAP_FILTER_EQUAL,
        &LDAP_FILTER_GREATER_OR_EQUAL,
        &LDAP_FILTER_LESS_OR_EQUAL,
        &LDAP_FILTER_APPROX_MATCH,
        &LDAP_FILTER_EXTENSIBLE_MATCH,
        &LDAP_FILTER,
        &LDAP_SEARCH_REQUEST_ATTRIBUTE,
        &LDAP_SEARCH_REQUEST,
        &LDAP_ATTRIBUTE_VALUE,
        &LDAP_PARTIAL_ATTRIBUTE,
        &LDAP_SEARCH_RESPONSE_ENTRY,
        &LDAP_SEARCH_RESPONSE_RESULT_DONE,
        &LDAP_SEARCH_RESPONSE_REFERENCE,
        &LDAP_MODIFY_REQUEST_CHANGE,
        &LDAP_MODIFY_REQUEST,
        &LDAP_MODIFY_RESPONSE,
        &LDAP_ATTRIBUTE,
        &LDAP_ADD_REQUEST,
        &LDAP_ADD_RESPONSE,
        &LDAP_DEL_REQUEST,
        &LDAP_DEL_RESPONSE,
        &LDAP_MODIFY_DN_REQUEST,
        &LDAP_MODIFY_DN_RESPONSE,
        &LDAP_ABANDON_REQUEST,
        &LDAP_EXTENDED_RESPONSE,
        &LDAP_CONTROL,
        &LDAP_REAL_SEARCH_CONTROL_VALUE,
        &LDAP_SERVER_SD_FLAGS_CONTROL,
        &CLDAP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&LDAP, &LDAP, &[]),
    bind_up(&TCP, &LDAP, when!(dport = 389)),
    bind_up(&TCP, &LDAP, when!(sport = 389)),
    bind_up(&TCP, &LDAP, when!(dport = 3268)),
    bind_up(&TCP, &LDAP, when!(sport = 3268)),
    bind(&TCP, &LDAP, when!(sport = 389, dport = 389)),
    bind(&CLDAP, &CLDAP, &[]),
    bind_up(&UDP, &CLDAP, when!(dport = 389)),
    bind_up(&UDP, &CLDAP, when!(sport = 389)),
    bind(&UDP, &CLDAP, when!(sport = 389, dport = 389)),
];

const OPERATIONS: &[Alternative] = &[
    Alternative::Packet(&LDAP_BIND_REQUEST),
    Alternative::Packet(&LDAP_BIND_RESPONSE),
    Alternative::Packet(&LDAP_SEARCH_REQUEST),
    Alternative::Packet(&LDAP_SEARCH_RESPONSE_ENTRY),
    Alternative::Packet(&LDAP_SEARCH_RESPONSE_RESULT_DONE),
    Alternative::Packet(&LDAP_ABANDON_REQUEST),
    Alternative::Packet(&LDAP_SEARCH_RESPONSE_REFERENCE),
    Alternative::Packet(&LDAP_MODIFY_REQUEST),
    Alternative::Packet(&LDAP_MODIFY_RESPONSE),
    Alternative::Packet(&LDAP_ADD_REQUEST),
    Alternative::Packet(&LDAP_ADD_RESPONSE),
    Alternative::Packet(&LDAP_DEL_REQUEST),
    Alternative::Packet(&LDAP_DEL_RESPONSE),
    Alternative::Packet(&LDAP_MODIFY_DN_REQUEST),
    Alternative::Packet(&LDAP_MODIFY_DN_RESPONSE),
    Alternative::Packet(&LDAP_UNBIND_REQUEST),
    Alternative::Packet(&LDAP_EXTENDED_RESPONSE),
];

const REFERRAL: Field = sequence_of("referral", &LDAP_REFERRAL)
    .preset(Preset::EmptyList)
    .implicit(0xa3)
    .optional();

fn ldap_authentication_sasl_credentials_credentials(around: &dyn Reader, octets: &[u8]) -> Held {
    match around.octets("mechanism").as_deref() {
        Some(b"GSS-SPNEGO" | b"GSSAPI") if !octets.is_empty() => Held::Packet(&GSSAPI_BLOB),
        _ => Held::Octets,
    }
}

fn ldap_filter_not_val(_: &dyn Reader) -> Option<&'static Proto> {
    Some(&LDAP_FILTER)
}

fn ldap_control_control_value(around: &dyn Reader, octets: &[u8]) -> Held {
    match around.oid("controlType").as_str() {
        _ if octets.is_empty() => Held::Octets,
        "1.2.840.113556.1.4.319" => Held::Packet(&LDAP_REAL_SEARCH_CONTROL_VALUE),
        "1.2.840.113556.1.4.801" => Held::Packet(&LDAP_SERVER_SD_FLAGS_CONTROL),
        _ => Held::Octets,
    }
}

/// What does not begin as a message is protected by SASL (RFC 4422 section 3.7).
fn dispatch(octets: &[u8]) -> Dispatch {
    match octets {
        [0x30, ..] => Dispatch::This,
        [_, _, _, _, ..] => Dispatch::Raw,
        _ => Dispatch::This,
    }
}

fn says(message: &dyn Around) -> String {
    let number = message.int("messageID").unwrap_or(0);
    let mut name = String::new();
    message.first_in("protocolOp", &mut |operation| {
        name = operation.proto().name.replace('_', " ");
    });
    match name.as_str() {
        "" => String::new(),
        name => format!("{name}({number})"),
    }
}

fn same_number(own: &dyn Around, other: &dyn Around) -> bool {
    other.int("messageID") == own.int("messageID")
}

/// RFC 4511 section 4.4: a notification answers nothing in particular.
fn answers(own: &dyn Around, other: &dyn Around) -> Answered {
    let mut extended = false;
    own.first_in("protocolOp", &mut |operation| {
        extended = operation.proto().is(&LDAP_EXTENDED_RESPONSE);
    });
    let unsolicited = extended && own.int("messageID") == Some(0);
    (unsolicited || other.proto().is(&LDAP) && same_number(own, other)).into()
}

fn answers_datagram(own: &dyn Around, other: &dyn Around) -> Answered {
    (other.proto().is(&CLDAP) && same_number(own, other)).into()
}
