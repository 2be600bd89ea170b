//! VQP: which VLAN a port belongs to, Cisco's way.

use super::Proto;
use super::binding::{Binding, bind, bind_up};
use super::field::{
    Adjust, Auto, Choice, Preset, Test, When, choice, ip4, mac, octets, u8, u16, u32,
};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use crate::when;

pub static VQP: Proto = Proto::new(
    "VQP",
    "VQP",
    &[
        u8("const").default(1),
        u8("type").names(&TYPES).default(1),
        u8("errorcodeaction").names(&ERRORCODEACTIONS),
        u8("unknown").names(&UNKNOWNS).default(2),
        u32("seq"),
    ],
);

pub static ENTRY: Proto = Proto::new(
    "VQPEntry",
    "VQPEntry",
    &[
        u32("datatype").names(&DATATYPES),
        u16("len")
            .preset(Preset::None)
            .auto(Auto::LenOf("data", Adjust::NONE)),
        choice(
            "data",
            &Choice {
                options: &[
                    (Test::When(When::In("datatype", &[3073])), ip4("data")),
                    (Test::When(When::In("datatype", &[3078, 3080])), mac("data")),
                ],
                otherwise: octets("data").length_from("len").preset(Preset::None),
            },
        ),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.vqp",
    source: "",
    protocols: &[&VQP, &ENTRY],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &VQP, when!(sport = 0x635)),
    bind_up(&UDP, &VQP, when!(dport = 0x635)),
    bind(&UDP, &VQP, when!(sport = 0x635, dport = 0x635)),
    bind(&VQP, &ENTRY, &[]),
    bind(&ENTRY, &ENTRY, &[]),
];

static TYPES: Names = Names::pairs(&[
    (1, "requestPort"),
    (2, "responseVLAN"),
    (3, "requestReconfirm"),
    (4, "responseReconfirm"),
]);
static ERRORCODEACTIONS: Names = Names::pairs(&[
    (0, "none"),
    (3, "accessDenied"),
    (4, "shutdownPort"),
    (5, "wrongDomain"),
]);
static UNKNOWNS: Names = Names::pairs(&[(2, "inGoodResponse"), (6, "inRequests")]);
static DATATYPES: Names = Names::pairs(&[
    (3073, "clientIPAddress"),
    (3074, "portName"),
    (3075, "VLANName"),
    (3076, "Domain"),
    (3077, "ethernetPacket"),
    (3078, "ReqMACAddress"),
    (3079, "unknown"),
    (3080, "ResMACAddress"),
]);
