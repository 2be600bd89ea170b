//! SNMP, versions 1 and 2c. RFC 1157 and RFC 3416.

use super::asn1::{
    Alternative, Node, Tagging, any, choice, integer, null, oid, sequence, sequence_of, shaped,
    string, value,
};
use super::binding::{Binding, bind, bind_up};
use super::field::{Field, Preset};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Answered, Answers, Around, Proto};
use crate::when;

const IP_ADDRESS: i32 = 0x40;
const TIME_TICKS: i32 = 0x43;

pub static SNMP: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/SNMP(community="public", PDU=SNMPget(id=1, varbindlist=[SNMPvarbind(oid="1.3.6.1.2.1.1.1.0")]))"#,
    answers: Answers::Test(answers),
    ..sequence(
        "SNMP",
        &[
            number("version", 1).names(&VERSIONS),
            string("community").preset(Preset::Text("public")),
            choice(
                "PDU",
                &[
                    Alternative::Packet(&GET),
                    Alternative::Packet(&NEXT),
                    Alternative::Packet(&RESPONSE),
                    Alternative::Packet(&SET),
                    Alternative::Packet(&TRAP1),
                    Alternative::Packet(&BULK),
                    Alternative::Packet(&INFORM),
                    Alternative::Packet(&TRAP2),
                ],
            )
            .preset(Preset::PacketOf(&GET)),
        ],
    )
};

pub static GET: Proto = pdu("SNMPget", 0xa0, REQUEST);
pub static NEXT: Proto = pdu("SNMPnext", 0xa1, REQUEST);
pub static RESPONSE: Proto = pdu("SNMPresponse", 0xa2, REQUEST);
pub static SET: Proto = pdu("SNMPset", 0xa3, REQUEST);
pub static INFORM: Proto = pdu("SNMPinform", 0xa6, REQUEST);
pub static TRAP2: Proto = pdu("SNMPtrapv2", 0xa7, REQUEST);

pub static BULK: Proto = pdu(
    "SNMPbulk",
    0xa5,
    &[
        number("id", 0),
        number("non_repeaters", 0),
        number("max_repetitions", 0),
        BINDINGS_FIELD,
    ],
);

pub static TRAP1: Proto = Proto {
    example: r#"SNMP(PDU=SNMPtrapv1(agent_addr="10.0.0.1", time_stamp=100))"#,
    ..pdu(
        "SNMPtrapv1",
        0xa4,
        &[
            oid("enterprise").preset(Preset::Text("1.3")),
            value("agent_addr", IP_ADDRESS).preset(Preset::Text("0.0.0.0")),
            number("generic_trap", 0).names(&TRAPS),
            number("specific_trap", 0),
            value("time_stamp", TIME_TICKS).preset(Preset::StartTime),
            BINDINGS_FIELD,
        ],
    )
};

pub static VARIABLE: Proto = sequence(
    "SNMPvarbind",
    &[
        oid("oid").preset(Preset::Text("1.3")),
        any("value").preset(Preset::Int(0)).optional(),
        null("noSuchObject").implicit(0x80).optional(),
        null("noSuchInstance").implicit(0x81).optional(),
        null("endOfMibView").implicit(0x82).optional(),
    ],
);

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

const BINDINGS_FIELD: Field = sequence_of("varbindlist", &VARIABLE).preset(Preset::EmptyList);

/// A message under a tag of its own.
#[track_caller]
const fn pdu(name: &'static str, tag: u8, fields: &'static [Field]) -> Proto {
    shaped(name, Node::tagged(tag, Tagging::None), fields)
}

/// What a request and an answer have.
const REQUEST: &[Field] = &[
    number("id", 0),
    number("error", 0).names(&ERRORS),
    number("error_index", 0),
    BINDINGS_FIELD,
];

const fn number(name: &'static str, preset: i64) -> Field {
    integer(name).default(preset)
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
