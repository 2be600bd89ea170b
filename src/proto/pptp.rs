//! PPTP: the point-to-point tunneling protocol's control connection. RFC 2637.

use super::binding::{Binding, bind, bind_up};
use super::field::{Adjust, Auto, Field, Length, Preset, bits, computed, octets, u8, u16, u32};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::tcp::TCP;
use super::{Answered, Answers, Around, Dispatch, Proto};
use crate::when;

pub static PPTP: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP()/PPTPEchoRequest(identifier=7)"#,
    dispatch: Some(dispatch),
    ..Proto::new(
        "PPTP",
        "PPTP",
        &[
            computed(u16("len"), Auto::LenOf("data", Adjust::plus(12))),
            TYPE,
            COOKIE,
            kind(1),
            RESERVED,
            octets("data").length(Length::From("len", -12)),
        ],
    )
};

pub static START_REQUEST: Proto = message(
    "PPTPStartControlConnectionRequest",
    "PPTP Start Control Connection Request",
    &[
        len(156),
        TYPE,
        COOKIE,
        kind(1),
        RESERVED,
        u16("protocol_version").default(256),
        u16("reserved_1").hex(),
        bits("framing_capabilities", 32).flags(&FRAMING_CAPABILITIES),
        bits("bearer_capabilities", 32).flags(&BEARER_CAPABILITIES),
        u16("maximum_channels").default(65535),
        u16("firmware_revision").default(256),
        text("host_name", 64).preset(Preset::Octets(b"linux")),
        text("vendor_string", 64),
    ],
);

pub static START_REPLY: Proto = Proto {
    answers: Answers::Test(|reply, request| answered(reply, request, &START_REQUEST)),
    ..message(
        "PPTPStartControlConnectionReply",
        "PPTP Start Control Connection Reply",
        &[
            len(156),
            TYPE,
            COOKIE,
            kind(2),
            RESERVED,
            u16("protocol_version").default(256),
            u8("result_code").names(&START_RESULTS).default(1),
            u8("error_code").names(&ERRORS),
            bits("framing_capabilities", 32).flags(&FRAMING_CAPABILITIES),
            bits("bearer_capabilities", 32).flags(&BEARER_CAPABILITIES),
            u16("maximum_channels").default(65535),
            u16("firmware_revision").default(256),
            text("host_name", 64).preset(Preset::Octets(b"linux")),
            text("vendor_string", 64),
        ],
    )
};

pub static STOP_REQUEST: Proto = message(
    "PPTPStopControlConnectionRequest",
    "PPTP Stop Control Connection Request",
    &[
        len(16),
        TYPE,
        COOKIE,
        kind(3),
        RESERVED,
        u8("reason").names(&REASONS).default(1),
        u8("reserved_1").hex(),
        u16("reserved_2").hex(),
    ],
);

pub static STOP_REPLY: Proto = Proto {
    answers: Answers::Test(|reply, request| answered(reply, request, &STOP_REQUEST)),
    ..message(
        "PPTPStopControlConnectionReply",
        "PPTP Stop Control Connection Reply",
        &[
            len(16),
            TYPE,
            COOKIE,
            kind(4),
            RESERVED,
            u8("result_code").names(&RESULTS).default(1),
            u8("error_code").names(&ERRORS),
            u16("reserved_2").hex(),
        ],
    )
};

pub static ECHO_REQUEST: Proto = message(
    "PPTPEchoRequest",
    "PPTP Echo Request",
    &[
        len(16),
        TYPE,
        COOKIE,
        kind(5),
        RESERVED,
        u32("identifier").preset(Preset::None),
    ],
);

pub static ECHO_REPLY: Proto = Proto {
    answers: Answers::Test(|reply, request| answered(reply, request, &ECHO_REQUEST)),
    ..message(
        "PPTPEchoReply",
        "PPTP Echo Reply",
        &[
            len(20),
            TYPE,
            COOKIE,
            kind(6),
            RESERVED,
            u32("identifier").preset(Preset::None),
            u8("result_code").names(&RESULTS).default(1),
            u8("error_code").names(&ERRORS),
            u16("reserved_1").hex(),
        ],
    )
};

pub static OUTGOING_REQUEST: Proto = message(
    "PPTPOutgoingCallRequest",
    "PPTP Outgoing Call Request",
    &[
        len(168),
        TYPE,
        COOKIE,
        kind(7),
        RESERVED,
        u16("call_id").default(1),
        u16("call_serial_number"),
        u32("minimum_bps").default(32768),
        u32("maximum_bps").default(2_147_483_648),
        u32("bearer_type").names(&BEARERS).default(3),
        u32("framing_type").names(&FRAMINGS).default(3),
        u16("pkt_window_size").default(16),
        u16("pkt_proc_delay"),
        u16("phone_number_len"),
        u16("reserved_1").hex(),
        text("phone_number", 64),
        text("subaddress", 64),
    ],
);

pub static OUTGOING_REPLY: Proto = Proto {
    answers: Answers::Test(|reply, request| answered(reply, request, &OUTGOING_REQUEST)),
    ..message(
        "PPTPOutgoingCallReply",
        "PPTP Outgoing Call Reply",
        &[
            len(32),
            TYPE,
            COOKIE,
            kind(8),
            RESERVED,
            u16("call_id").default(1),
            u16("peer_call_id").default(1),
            u8("result_code").names(&CALL_RESULTS).default(1),
            u8("error_code").names(&ERRORS),
            u16("cause_code"),
            u32("connect_speed").default(100_000_000),
            u16("pkt_window_size").default(16),
            u16("pkt_proc_delay"),
            u32("channel_id"),
        ],
    )
};

pub static INCOMING_REQUEST: Proto = message(
    "PPTPIncomingCallRequest",
    "PPTP Incoming Call Request",
    &[
        len(220),
        TYPE,
        COOKIE,
        kind(9),
        RESERVED,
        u16("call_id").default(1),
        u16("call_serial_number").default(1),
        u32("bearer_type").names(&BEARERS).default(3),
        u32("channel_id"),
        u16("dialed_number_len"),
        u16("dialing_number_len"),
        text("dialed_number", 64),
        text("dialing_number", 64),
        text("subaddress", 64),
    ],
);

pub static INCOMING_REPLY: Proto = Proto {
    answers: Answers::Test(|reply, request| answered(reply, request, &INCOMING_REQUEST)),
    ..message(
        "PPTPIncomingCallReply",
        "PPTP Incoming Call Reply",
        &[
            len(148),
            TYPE,
            COOKIE,
            kind(10),
            RESERVED,
            u16("call_id").default(1),
            u16("peer_call_id").default(1),
            u8("result_code").names(&CALL_RESULTS).default(1),
            u8("error_code").names(&ERRORS),
            u16("pkt_window_size").default(64),
            u16("pkt_transmit_delay"),
            u16("reserved_1").hex(),
        ],
    )
};

pub static INCOMING_CONNECTED: Proto = Proto {
    answers: Answers::Test(|reply, request| answered(reply, request, &INCOMING_REPLY)),
    ..message(
        "PPTPIncomingCallConnected",
        "PPTP Incoming Call Connected",
        &[
            len(28),
            TYPE,
            COOKIE,
            kind(11),
            RESERVED,
            u16("peer_call_id").default(1),
            u16("reserved_1").hex(),
            u32("connect_speed").default(100_000_000),
            u16("pkt_window_size").default(64),
            u16("pkt_transmit_delay"),
            u32("framing_type").names(&FRAMINGS).default(1),
        ],
    )
};

pub static CLEAR_REQUEST: Proto = message(
    "PPTPCallClearRequest",
    "PPTP Call Clear Request",
    &[
        len(16),
        TYPE,
        COOKIE,
        kind(12),
        RESERVED,
        u16("call_id").default(1),
        u16("reserved_1").hex(),
    ],
);

pub static DISCONNECT_NOTIFY: Proto = message(
    "PPTPCallDisconnectNotify",
    "PPTP Call Disconnect Notify",
    &[
        len(148),
        TYPE,
        COOKIE,
        kind(13),
        RESERVED,
        u16("call_id").default(1),
        u8("result_code").names(&DISCONNECT_RESULTS).default(1),
        u8("error_code").names(&ERRORS),
        u16("cause_code"),
        u16("reserved_1").hex(),
        text("call_statistic", 128),
    ],
);

pub static ERROR_NOTIFY: Proto = message(
    "PPTPWANErrorNotify",
    "PPTP WAN Error Notify",
    &[
        len(40),
        TYPE,
        COOKIE,
        kind(14),
        RESERVED,
        u16("peer_call_id").default(1),
        u16("reserved_1").hex(),
        u32("crc_errors"),
        u32("framing_errors"),
        u32("hardware_overruns"),
        u32("buffer_overruns"),
        u32("time_out_errors"),
        u32("alignment_errors"),
    ],
);

pub static LINK_INFO: Proto = message(
    "PPTPSetLinkInfo",
    "PPTP Set Link Info",
    &[
        len(24),
        TYPE,
        COOKIE,
        kind(15),
        RESERVED,
        u16("peer_call_id").default(1),
        u16("reserved_1").hex(),
        u32("send_accm").hex(),
        u32("receive_accm").hex(),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.pptp",
    source: "RFC 2637",
    protocols: &[
        &PPTP,
        &START_REQUEST,
        &START_REPLY,
        &STOP_REQUEST,
        &STOP_REPLY,
        &ECHO_REQUEST,
        &ECHO_REPLY,
        &OUTGOING_REQUEST,
        &OUTGOING_REPLY,
        &INCOMING_REQUEST,
        &INCOMING_REPLY,
        &INCOMING_CONNECTED,
        &CLEAR_REQUEST,
        &DISCONNECT_NOTIFY,
        &ERROR_NOTIFY,
        &LINK_INFO,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&TCP, &PPTP, when!(sport = 1723)),
    bind(&TCP, &PPTP, when!(dport = 1723)),
];

const TYPE: Field = u16("type").default(1).names(&TYPES);
const COOKIE: Field = u32("magic_cookie").default(0x1a2b_3c4d).hex();
const RESERVED: Field = u16("reserved_0").hex();

const fn len(octets: i64) -> Field {
    computed(u16("len"), Auto::PayloadLen).default(octets)
}

const fn kind(message: i64) -> Field {
    u16("ctrl_msg_type").default(message).names(&MESSAGES)
}

const fn text(name: &'static str, length: u16) -> Field {
    octets(name).fixed().length(Length::Octets(length))
}

const fn message(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&PPTP),
        ..Proto::new(name, title, fields)
    }
}

/// Which message it is, by the lower octet of its type.
fn dispatch(octets: &[u8]) -> Dispatch {
    if octets.is_empty() {
        return Dispatch::This;
    }
    let Some(kind) = octets.get(9) else {
        return Dispatch::Raw;
    };
    Dispatch::Other(match kind {
        1 => &START_REQUEST,
        2 => &START_REPLY,
        3 => &STOP_REQUEST,
        4 => &STOP_REPLY,
        5 => &ECHO_REQUEST,
        6 => &ECHO_REPLY,
        7 => &OUTGOING_REQUEST,
        8 => &OUTGOING_REPLY,
        9 => &INCOMING_REQUEST,
        10 => &INCOMING_REPLY,
        11 => &INCOMING_CONNECTED,
        12 => &CLEAR_REQUEST,
        13 => &DISCONNECT_NOTIFY,
        14 => &ERROR_NOTIFY,
        15 => &LINK_INFO,
        _ => return Dispatch::This,
    })
}

/// Whether it is the request's reply, for the same echo or call.
fn answered(reply: &dyn Around, request: &dyn Around, asked: &Proto) -> Answered {
    let same = match asked.name {
        "PPTPEchoRequest" => request.int("identifier") == reply.int("identifier"),
        "PPTPStartControlConnectionRequest" | "PPTPStopControlConnectionRequest" => true,
        _ => request.int("call_id") == reply.int("peer_call_id"),
    };
    Answered::from(request.proto().is_kind_of(asked) && same)
}

static FRAMING_CAPABILITIES: FlagNames = FlagNames::Words(&[
    "Asynchronous Framing supported",
    "Synchronous Framing supported",
]);
static BEARER_CAPABILITIES: FlagNames =
    FlagNames::Words(&["Analog access supported", "Digital access supported"]);
static TYPES: Names = Names::pairs(&[(1, "Control Message"), (2, "Managemenent Message")]);
static MESSAGES: Names = Names::pairs(&[
    (1, "Start-Control-Connection-Request"),
    (2, "Start-Control-Connection-Reply"),
    (3, "Stop-Control-Connection-Request"),
    (4, "Stop-Control-Connection-Reply"),
    (5, "Echo-Request"),
    (6, "Echo-Reply"),
    (7, "Outgoing-Call-Request"),
    (8, "Outgoing-Call-Reply"),
    (9, "Incoming-Call-Request"),
    (10, "Incoming-Call-Reply"),
    (11, "Incoming-Call-Connected"),
    (12, "Call-Clear-Request"),
    (13, "Call-Disconnect-Notify"),
    (14, "WAN-Error-Notify"),
    (15, "Set-Link-Info"),
]);
static START_RESULTS: Names = Names::pairs(&[
    (1, "OK"),
    (2, "General error"),
    (3, "Command channel already exists"),
    (4, "Not authorized"),
    (5, "Unsupported protocol version"),
]);
static ERRORS: Names = Names::pairs(&[
    (0, "None"),
    (1, "Not-Connected"),
    (2, "Bad-Format"),
    (3, "Bad-Value"),
    (4, "No-Resource"),
    (5, "Bad-Call ID"),
    (6, "PAC-Error"),
]);
static REASONS: Names = Names::pairs(&[
    (1, "None"),
    (2, "Stop-Protocol"),
    (3, "Stop-Local-Shutdown"),
]);
static RESULTS: Names = Names::pairs(&[(1, "OK"), (2, "General error")]);
static BEARERS: Names = Names::pairs(&[
    (1, "Analog channel"),
    (2, "Digital channel"),
    (3, "Any type of channel"),
]);
static FRAMINGS: Names = Names::pairs(&[
    (1, "Asynchronous framing"),
    (2, "Synchronous framing"),
    (3, "Any type of framing"),
]);
static CALL_RESULTS: Names = Names::pairs(&[
    (1, "Connected"),
    (2, "General error"),
    (3, "No Carrier"),
    (4, "Busy"),
    (5, "No dial tone"),
    (6, "Time-out"),
    (7, "Do not accept"),
]);
static DISCONNECT_RESULTS: Names = Names::pairs(&[
    (1, "Lost Carrier"),
    (2, "General error"),
    (3, "Admin Shutdown"),
    (4, "Request"),
]);
