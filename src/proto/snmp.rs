//! SNMP, versions 1 and 2c. RFC 1157 and RFC 3416.

use super::asn1::{Node, value};
use super::binding::{Binding, bind, bind_up};
use super::field::{Field, Kind, Preset, packets};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Answered, Answers, Around, Form, Proto};
use crate::when;

const INTEGER: i32 = 2;
const STRING: i32 = 4;
const NULL: i32 = 5;
const OID: i32 = 6;
const SEQUENCE: u8 = 0x30;
const IP_ADDRESS: i32 = 0x40;
const TIME_TICKS: i32 = 0x43;

pub static SNMP: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/SNMP(community="public", PDU=SNMPget(id=1, varbindlist=[SNMPvarbind(oid="1.3.6.1.2.1.1.1.0")]))"#,
    form: Form::Asn1(&Node::Sequence(
        SEQUENCE,
        &[
            Node::Value("version", INTEGER, None),
            Node::Value("community", STRING, None),
            Node::Choice(
                "PDU",
                &[&GET, &NEXT, &RESPONSE, &SET, &TRAP1, &BULK, &INFORM, &TRAP2],
            ),
        ],
    )),
    answers: Answers::Test(answers),
    ..Proto::new(
        "SNMP",
        "SNMP",
        &[
            number("version", 1)
                .names(&VERSIONS)
                .class("ASN1F_enum_INTEGER"),
            value("community", STRING, Preset::Text("public")).class("ASN1F_STRING"),
            Field::new("PDU", Kind::Packet(&GET), 0)
                .preset(Preset::PacketOf(&GET))
                .class("ASN1F_CHOICE"),
        ],
    )
};

pub static GET: Proto = pdu("SNMPget", &Node::Sequence(0xa0, REQUEST_PARTS));
pub static NEXT: Proto = pdu("SNMPnext", &Node::Sequence(0xa1, REQUEST_PARTS));
pub static RESPONSE: Proto = pdu("SNMPresponse", &Node::Sequence(0xa2, REQUEST_PARTS));
pub static SET: Proto = pdu("SNMPset", &Node::Sequence(0xa3, REQUEST_PARTS));
pub static INFORM: Proto = pdu("SNMPinform", &Node::Sequence(0xa6, REQUEST_PARTS));
pub static TRAP2: Proto = pdu("SNMPtrapv2", &Node::Sequence(0xa7, REQUEST_PARTS));

pub static BULK: Proto = Proto {
    form: Form::Asn1(&Node::Sequence(
        0xa5,
        &[
            Node::Value("id", INTEGER, None),
            Node::Value("non_repeaters", INTEGER, None),
            Node::Value("max_repetitions", INTEGER, None),
            BINDINGS_NODE,
        ],
    )),
    ..Proto::new(
        "SNMPbulk",
        "SNMPbulk",
        &[
            number("id", 0),
            number("non_repeaters", 0),
            number("max_repetitions", 0),
            BINDINGS_FIELD,
        ],
    )
};

pub static TRAP1: Proto = Proto {
    example: r#"SNMP(PDU=SNMPtrapv1(agent_addr="10.0.0.1", time_stamp=100))"#,
    form: Form::Asn1(&Node::Sequence(
        0xa4,
        &[
            Node::Value("enterprise", OID, None),
            Node::Value("agent_addr", IP_ADDRESS, None),
            Node::Value("generic_trap", INTEGER, None),
            Node::Value("specific_trap", INTEGER, None),
            Node::Value("time_stamp", TIME_TICKS, None),
            BINDINGS_NODE,
        ],
    )),
    ..Proto::new(
        "SNMPtrapv1",
        "SNMPtrapv1",
        &[
            value("enterprise", OID, Preset::Text("1.3")).class("ASN1F_OID"),
            value("agent_addr", IP_ADDRESS, Preset::Text("0.0.0.0")).class("ASN1F_IPADDRESS"),
            number("generic_trap", 0)
                .names(&TRAPS)
                .class("ASN1F_enum_INTEGER"),
            number("specific_trap", 0),
            value("time_stamp", TIME_TICKS, Preset::StartTime).class("ASN1F_TIME_TICKS"),
            BINDINGS_FIELD,
        ],
    )
};

pub static VARIABLE: Proto = Proto {
    form: Form::Asn1(&Node::Sequence(
        SEQUENCE,
        &[
            Node::Value("oid", OID, None),
            Node::Optional(&Node::Any("value")),
            Node::Optional(&Node::Value("noSuchObject", NULL, Some(0x80))),
            Node::Optional(&Node::Value("noSuchInstance", NULL, Some(0x81))),
            Node::Optional(&Node::Value("endOfMibView", NULL, Some(0x82))),
        ],
    )),
    ..Proto::new(
        "SNMPvarbind",
        "SNMPvarbind",
        &[
            value("oid", OID, Preset::Text("1.3")).class("ASN1F_OID"),
            value("value", 0, Preset::Int(0)).class("ASN1F_field"),
            value("noSuchObject", NULL, Preset::None).class("ASN1F_NULL"),
            value("noSuchInstance", NULL, Preset::None).class("ASN1F_NULL"),
            value("endOfMibView", NULL, Preset::None).class("ASN1F_NULL"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.snmp",
    source: "RFC 1157, RFC 3416",
    protocols: &[
        &VARIABLE, &GET, &NEXT, &RESPONSE, &SET, &TRAP1, &BULK, &INFORM, &TRAP2, &SNMP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &SNMP, when!(sport = 161)),
    bind_up(&UDP, &SNMP, when!(dport = 161)),
    bind_up(&UDP, &SNMP, when!(sport = 162)),
    bind_up(&UDP, &SNMP, when!(dport = 162)),
    bind(&UDP, &SNMP, when!(sport = 161, dport = 161)),
];

const BINDINGS_NODE: Node = Node::SequenceOf("varbindlist", &VARIABLE);
const BINDINGS_FIELD: Field = packets("varbindlist", &VARIABLE).class("ASN1F_SEQUENCE_OF");

const REQUEST_PARTS: &[Node] = &[
    Node::Value("id", INTEGER, None),
    Node::Value("error", INTEGER, None),
    Node::Value("error_index", INTEGER, None),
    BINDINGS_NODE,
];

/// A request, or an answer, which has the same parts.
const fn pdu(name: &'static str, form: &'static Node) -> Proto {
    Proto {
        form: Form::Asn1(form),
        ..Proto::new(name, name, REQUEST_FIELDS)
    }
}

const REQUEST_FIELDS: &[Field] = &[
    number("id", 0),
    number("error", 0)
        .names(&ERRORS)
        .class("ASN1F_enum_INTEGER"),
    number("error_index", 0),
    BINDINGS_FIELD,
];

const fn number(name: &'static str, preset: i64) -> Field {
    value(name, INTEGER, Preset::Int(preset)).class("ASN1F_INTEGER")
}

fn answers(own: &dyn Around, other: &dyn Around) -> Answered {
    let id = |message: &dyn Around, wanted: &[&Proto]| {
        let mut found = None;
        message.first_in("PDU", &mut |pdu| {
            if wanted.iter().any(|proto| pdu.proto().is(proto)) {
                found = pdu.int("id");
            }
        });
        found
    };
    let asked = id(other, &[&GET, &NEXT, &SET]);
    (asked.is_some() && id(own, &[&RESPONSE]) == asked).into()
}

static VERSIONS: Names = Names::pairs(&[(0, "v1"), (1, "v2c"), (2, "v2"), (3, "v3")]);
static ERRORS: Names = Names::pairs(&[
    (0, "no_error"),
    (1, "too_big"),
    (2, "no_such_name"),
    (3, "bad_value"),
    (4, "read_only"),
    (5, "generic_error"),
    (6, "no_access"),
    (7, "wrong_type"),
    (8, "wrong_length"),
    (9, "wrong_encoding"),
    (10, "wrong_value"),
    (11, "no_creation"),
    (12, "inconsistent_value"),
    (13, "resource_unavailable"),
    (14, "commit_failed"),
    (15, "undo_failed"),
    (16, "authorization_error"),
    (17, "not_writable"),
    (18, "inconsistent_name"),
]);
static TRAPS: Names = Names::pairs(&[
    (0, "cold_start"),
    (1, "warm_start"),
    (2, "link_down"),
    (3, "link_up"),
    (4, "auth_failure"),
    (5, "egp_neigh_loss"),
    (6, "enterprise_specific"),
]);
