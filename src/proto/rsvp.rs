//! RSVP: reservations of resources. RFC 2205, RFC 2210, RFC 3209 (tunnels).

use super::binding::{Binding, bind, bind_down};
use super::field::{Adjust, Auto, Cover, Length, Preset, bits, ip4, octets, u8, u16, u32};
use super::ip::IP;
use super::names::Names;
use super::registry::Family;
use super::{Around, Guess, Proto};
use crate::when;

pub static RSVP: Proto = Proto {
    ..Proto::new(
        "RSVP",
        "RSVP",
        &[
            bits("Version", 4).default(1),
            bits("Flags", 4).default(1),
            u8("Class").names(&MESSAGES).default(1),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::HeaderAndPayload)),
            u8("TTL").default(1),
            u8("dataofs").hex(),
            u16("Length").preset(Preset::None).auto(Auto::TotalLen),
        ],
    )
};

pub static OBJECT: Proto = Proto {
    guess: Some(|object, _| {
        Guess::Proto(match object.int("Class") {
            Some(0x01) if object.int("C_Type") == Some(7) => &SESSION,
            Some(0x01) => return Guess::Raw,
            Some(0x03) => &HOP,
            Some(0x05) => &TIME,
            Some(0x0c) => &SENDER_TSPEC,
            Some(0x13) => &LABEL_REQUEST,
            Some(0xcf) => &SESSION_ATTRIBUTE,
            _ => &DATA,
        })
    }),
    ..Proto::new(
        "RSVP_Object",
        "RSVP_Object",
        &[
            u16("Length").default(4),
            u8("Class").names(&CLASSES).default(1),
            u8("C_Type").default(1),
        ],
    )
};

pub static DATA: Proto = Proto {
    guess: Some(another),
    accepts: Some(|object, _| object.under().is_some()),
    ..Proto::new(
        "RSVP_Data",
        "Data",
        &[octets("Data").length(Length::FromFn(|data| {
            data.int_below("Length").unwrap_or(0) - 4
        }))],
    )
};

pub static SESSION: Proto = Proto {
    guess: Some(another),
    ..Proto::new(
        "RSVP_SESSION",
        "SESSION",
        &[
            ip4("dest_addr"),
            u16("reserved"),
            u16("tunnel_id"),
            ip4("ext_tunnel_id"),
        ],
    )
};

pub static HOP: Proto = Proto {
    guess: Some(another),
    ..Proto::new(
        "RSVP_HOP",
        "HOP",
        &[ip4("neighbor"), u32("inface").default(1)],
    )
};

pub static TIME: Proto = Proto {
    guess: Some(another),
    ..Proto::new("RSVP_Time", "Time Val", &[u32("refresh").default(1)])
};

pub static SENDER_TSPEC: Proto = Proto {
    guess: Some(another),
    accepts: Some(|object, _| object.under().is_some()),
    ..Proto::new(
        "RSVP_SenderTSPEC",
        "Sender_TSPEC",
        &[
            u8("Msg_Format"),
            u8("reserve"),
            u16("Data_Length").default(4),
            u8("Srv_hdr").default(1),
            u8("reserve2"),
            u16("Srv_Length").default(4),
            octets("Tokens").length(Length::FromFn(|data| {
                data.int_below("Length").unwrap_or(0) - 12
            })),
        ],
    )
};

pub static LABEL_REQUEST: Proto = Proto {
    guess: Some(another),
    ..Proto::new(
        "RSVP_LabelReq",
        "Label Req",
        &[u16("reserve").default(1), u16("L3PID").default(1)],
    )
};

pub static SESSION_ATTRIBUTE: Proto = Proto {
    guess: Some(another),
    ..Proto::new(
        "RSVP_SessionAttrb",
        "Session_Attribute",
        &[
            u8("Setup_priority").default(1),
            u8("Hold_priority").default(1),
            u8("flags").default(1),
            u16("Name_length")
                .preset(Preset::None)
                .auto(Auto::LenOf("Name", Adjust::NONE)),
            octets("Name").length_from("Name_length"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.rsvp",
    source: "RFC 2205, RFC 2210, RFC 3209",
    protocols: &[
        &RSVP,
        &OBJECT,
        &DATA,
        &SESSION,
        &HOP,
        &TIME,
        &SENDER_TSPEC,
        &LABEL_REQUEST,
        &SESSION_ATTRIBUTE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &RSVP, when!(proto = 46)),
    bind(&RSVP, &OBJECT, &[]),
    bind_down(&OBJECT, &DATA, when!(Class = 1)),
    bind_down(&OBJECT, &SESSION, when!(Class = 1, C_Type = 7)),
    bind_down(&OBJECT, &HOP, when!(Class = 3)),
    bind_down(&OBJECT, &TIME, when!(Class = 5)),
    bind_down(&OBJECT, &SENDER_TSPEC, when!(Class = 12)),
    bind_down(&OBJECT, &LABEL_REQUEST, when!(Class = 19)),
    bind_down(&OBJECT, &SESSION_ATTRIBUTE, when!(Class = 207)),
];

/// Objects stand one behind the other.
fn another(_: &dyn Around, _: &[u8]) -> Guess {
    Guess::BindingsOr(&OBJECT)
}

static MESSAGES: Names = Names::pairs(&[
    (1, "Path"),
    (2, "Reservation request"),
    (3, "Path error"),
    (4, "Reservation request error"),
    (5, "Path teardown"),
    (6, "Reservation teardown"),
    (7, "Reservation request acknowledgment"),
]);
static CLASSES: Names = Names::pairs(&[
    (1, "SESSION"),
    (3, "HOP"),
    (4, "INTEGRITY"),
    (5, "TIME_VALUES"),
    (6, "ERROR_SPEC"),
    (7, "SCOPE"),
    (8, "STYLE"),
    (9, "FLOWSPEC"),
    (10, "FILTER_SPEC"),
    (11, "SENDER_TEMPLATE"),
    (12, "SENDER_TSPEC"),
    (13, "ADSPEC"),
    (14, "POLICY_DATA"),
    (15, "RESV_CONFIRM"),
    (16, "RSVP_LABEL"),
    (17, "HOP_COUNT"),
    (18, "STRICT_SOURCE_ROUTE"),
    (19, "LABEL_REQUEST"),
    (20, "EXPLICIT_ROUTE"),
    (21, "ROUTE_RECORD"),
    (22, "HELLO"),
    (23, "MESSAGE_ID"),
    (24, "MESSAGE_ID_ACK"),
    (25, "MESSAGE_ID_LIST"),
    (30, "DIAGNOSTIC"),
    (31, "ROUTE"),
    (32, "DIAG_RESPONSE"),
    (33, "DIAG_SELECT"),
    (34, "RECOVERY_LABEL"),
    (35, "UPSTREAM_LABEL"),
    (36, "LABEL_SET"),
    (37, "PROTECTION"),
    (38, "PRIMARY PATH ROUTE"),
    (42, "DSBM IP ADDRESS"),
    (43, "SBM_PRIORITY"),
    (44, "DSBM TIMER INTERVALS"),
    (45, "SBM_INFO"),
    (50, "S2L_SUB_LSP"),
    (63, "DETOUR"),
    (64, "CHALLENGE"),
    (65, "DIFF-SERV"),
    (66, "CLASSTYPE"),
    (67, "LSP_REQUIRED_ATTRIBUTES"),
    (128, "NODE_CHAR"),
    (129, "SUGGESTED_LABEL"),
    (130, "ACCEPTABLE_LABEL_SET"),
    (131, "RESTART_CA"),
    (132, "SESSION-OF-INTEREST"),
    (133, "LINK_CAPABILITY"),
    (134, "Capability Object"),
    (161, "RSVP_HOP_L2"),
    (162, "LAN_NHOP_L2"),
    (163, "LAN_NHOP_L3"),
    (164, "LAN_LOOPBACK"),
    (165, "TCLASS"),
    (192, "TUNNEL"),
    (193, "LSP_TUNNEL_INTERFACE_ID"),
    (194, "USER_ERROR_SPEC"),
    (195, "NOTIFY_REQUEST"),
    (196, "ADMIN-STATUS"),
    (197, "LSP_ATTRIBUTES"),
    (198, "ALARM_SPEC"),
    (199, "ASSOCIATION"),
    (200, "SECONDARY_EXPLICIT_ROUTE"),
    (201, "SECONDARY_RECORD_ROUTE"),
    (205, "FAST_REROUTE"),
    (207, "SESSION_ATTRIBUTE"),
    (225, "DCLASS"),
    (226, "PACKETCABLE EXTENSIONS"),
    (227, "ATM_SERVICECLASS"),
    (228, "CALL_OPS (ASON)"),
    (229, "GENERALIZED_UNI"),
    (230, "CALL_ID"),
    (231, "3GPP2_Object"),
    (232, "EXCLUDE_ROUTE"),
]);
