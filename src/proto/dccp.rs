//! DCCP: datagrams with congestion control. RFC 4340. Scapy has no such class; the fields are named
//! as in the RFC, and after those of TCP.

use super::binding::{Binding, bind};
use super::data::TCP_SERVICES;
use super::field::{
    Adjust, Auto, Cover, Length, Preset, Reach, When, bits, computed, octets, packets, u8, u16, u32,
};
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::Names;
use super::registry::Family;
use super::{Answered, Answers, Around, PayloadLen, Proto};
use crate::when;

pub static DCCP: Proto = Proto {
    align: 4,
    summary: "[IP]DCCP %IP.src%:%DCCP.sport% > %IP.dst%:%DCCP.dport% %DCCP.type%\n\
              [IPv6]DCCP %IPv6.src%:%DCCP.sport% > %IPv6.dst%:%DCCP.dport% %DCCP.type%\n\
              DCCP %DCCP.sport% > %DCCP.dport% %DCCP.type%",
    answers: Answers::Test(answers),
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/DCCP(sport=1024, dport=80, type="Request", seq=1, service=42, options=[DCCPOption(type="Change L", value=b"\x01\x02")])"#,
    ..Proto::new(
        "DCCP",
        "DCCP",
        &[
            u16("sport").default(20).names(&TCP_SERVICES),
            u16("dport").default(80).names(&TCP_SERVICES),
            computed(u8("dataofs"), Auto::HeaderLen(4)),
            bits("ccval", 4),
            bits("cscov", 4),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::PseudoPart {
                    protocol: 33,
                    reach: Reach::Words {
                        header: "dataofs",
                        more: "cscov",
                    },
                    zero_as_ones: false,
                })),
            bits("res", 3),
            bits("type", 4).names(&TYPES),
            bits("x", 1).default(1),
            bits("reserved", 8).when(LONG),
            bits("seq", 48).when(LONG),
            bits("shortseq", 24).when(SHORT),
            bits("ackres", 16).when(When::Test(|p| is_long(p) && acknowledges(p))),
            bits("ack", 48).when(When::Test(|p| is_long(p) && acknowledges(p))),
            bits("shortackres", 8).when(When::Test(|p| !is_long(p) && acknowledges(p))),
            bits("shortack", 24).when(When::Test(|p| !is_long(p) && acknowledges(p))),
            u32("service").when(When::In("type", &[0, 1])),
            u8("resetcode").names(&RESETS).when(RESET),
            octets("data")
                .preset(Preset::Octets(b"\0\0\0"))
                .fixed()
                .length(Length::Octets(3))
                .when(RESET),
            packets("options", &OPTION).length(Length::FromFn(options_len)),
        ],
    )
};

pub static OPTION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DCCPOption",
        "DCCP option",
        &[
            u8("type").names(&OPTIONS),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::plus(2)))
                .when(When::Test(has_value)),
            octets("value")
                .length(Length::From("len", -2))
                .when(When::Test(has_value)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.dccp",
    source: "RFC 4340",
    protocols: &[&DCCP, &OPTION],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &DCCP, when!(frag = 0, proto = 33)),
    bind(&IPV6, &DCCP, when!(nh = 33)),
];

const LONG: When = When::In("x", &[1]);
const SHORT: When = When::In("x", &[0]);
const RESET: When = When::In("type", &[7]);

fn is_long(header: &dyn Around) -> bool {
    header.int("x") == Some(1)
}

/// All but Request and Data acknowledge.
fn acknowledges(header: &dyn Around) -> bool {
    !matches!(header.int("type"), Some(0 | 2))
}

/// Options below 32 are one octet.
fn has_value(option: &dyn Around) -> bool {
    option.int("type").is_some_and(|kind| kind >= 32)
}

/// What is left of the header behind the fields of its type.
fn options_len(header: &dyn Around) -> i64 {
    let fields = match (is_long(header), acknowledges(header)) {
        (true, true) => 24,
        (true, false) | (false, true) => 16,
        (false, false) => 12,
    };
    let more = match header.int("type") {
        Some(0 | 1 | 7) => 4,
        _ => 0,
    };
    (4 * header.int("dataofs").unwrap_or(0) - fields - more).max(0)
}

fn answers(answer: &dyn Around, request: &dyn Around) -> Answered {
    let turned = request.proto().is(&DCCP)
        && answer.int("sport") == request.int("dport")
        && answer.int("dport") == request.int("sport");
    turned.into()
}

static TYPES: Names = Names::pairs(&[
    (0, "Request"),
    (1, "Response"),
    (2, "Data"),
    (3, "Ack"),
    (4, "DataAck"),
    (5, "CloseReq"),
    (6, "Close"),
    (7, "Reset"),
    (8, "Sync"),
    (9, "SyncAck"),
]);
static RESETS: Names = Names::pairs(&[
    (0, "Unspecified"),
    (1, "Closed"),
    (2, "Aborted"),
    (3, "No Connection"),
    (4, "Packet Error"),
    (5, "Option Error"),
    (6, "Mandatory Error"),
    (7, "Connection Refused"),
    (8, "Bad Service Code"),
    (9, "Too Busy"),
    (10, "Bad Init Cookie"),
    (11, "Aggression Penalty"),
]);
static OPTIONS: Names = Names::pairs(&[
    (0, "Padding"),
    (1, "Mandatory"),
    (2, "Slow Receiver"),
    (32, "Change L"),
    (33, "Confirm L"),
    (34, "Change R"),
    (35, "Confirm R"),
    (36, "Init Cookie"),
    (37, "NDP Count"),
    (38, "Ack Vector [Nonce 0]"),
    (39, "Ack Vector [Nonce 1]"),
    (40, "Data Dropped"),
    (41, "Timestamp"),
    (42, "Timestamp Echo"),
    (43, "Elapsed Time"),
    (44, "Data Checksum"),
]);
