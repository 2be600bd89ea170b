//! IGMP: who listens to which group. RFC 1112, RFC 2236, RFC 9776 (version 3), RFC 4286 (routers).

use super::binding::{Binding, bind, bind_down};
use super::field::{Auto, Code, Cover, Field, Kind, Preset, bits, ip4, list, packets, u8, u16};
use super::ip::IP;
use super::ip::ROUTER_ALERT;
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::{Answered, Answers, Around, Destination, Dispatch, Guess, Proto, to};
use crate::when;

pub static IGMP: Proto = Proto {
    dispatch: Some(dispatch),
    becomes: Some(("type", |kind| Some(made(kind, &QUERY)))),
    ..message(
        "IGMP",
        "IGMP",
        "[IP]IGMP: %IP.src% > %IP.dst% %IGMP.type% %IGMP.gaddr%\n\
         IGMP %IGMP.type% %IGMP.gaddr%",
        const { &fields(QUERIES) },
        &[],
    )
    .section("RFC 2236 section 2")
    .about(&[
        ("mrcode", "tenths of a second in which to answer"),
        ("gaddr", "the group"),
    ])
};

pub static QUERY: Proto = Proto {
    parent: Some(&IGMP),
    matches_parent: true,
    ..message(
        "IGMP_MQ",
        "IGMPv1/v2 Membership Query",
        "[IP]IGMP: %IP.src% > %IP.dst% %IGMP_MQ.type% %IGMP_MQ.gaddr%\n\
         IGMP %IGMP_MQ.type% %IGMP_MQ.gaddr%",
        const { &fields(QUERIES) },
        QUERIED,
    )
};

pub static LEAVE2: Proto = Proto {
    parent: Some(&IGMP),
    matches_parent: true,
    ..message(
        "IGMPv2_LG",
        "IGMPv2 Leave Group",
        "[IP]IGMP: %IP.src% > %IP.dst% %IGMPv2_LG.type% %IGMPv2_LG.gaddr%\n\
         IGMP %IGMPv2_LG.type% %IGMPv2_LG.gaddr%",
        const { &fields(0x17) },
        &[to(&[], |_| "224.0.0.2".to_string())],
    )
};

pub static REPORT: Proto = Proto {
    parent: Some(&IGMP),
    matches_parent: true,
    ..message(
        "IGMP_MR",
        "IGMPv1 Membership Report",
        "[IP]IGMP: %IP.src% > %IP.dst% %IGMP_MR.type% %IGMP_MR.gaddr%\n\
         IGMP %IGMP_MR.type% %IGMP_MR.gaddr%",
        const { &fields(0x12) },
        REPORTED,
    )
};

pub static REPORT2: Proto = Proto {
    parent: Some(&IGMP),
    matches_parent: true,
    ..message(
        "IGMPv2_MR",
        "IGMPv2 Membership Report",
        "[IP]IGMP: %IP.src% > %IP.dst% %IGMPv2_MR.type% %IGMPv2_MR.gaddr%\n\
         IGMP %IGMPv2_MR.type% %IGMPv2_MR.gaddr%",
        const { &fields(0x16) },
        REPORTED,
    )
};

pub static IGMP3: Proto = Proto {
    parent: Some(&IGMP),
    dispatch: Some(dispatch),
    becomes: Some(("type", |kind| Some(made(kind, &QUERY3)))),
    ..message(
        "IGMPv3",
        "IGMPv3",
        "[IP]IGMPv3: %IP.src% > %IP.dst% %IGMPv3.type%\n\
         IGMPv3 %IGMPv3.type%",
        &[kind3(QUERIES)],
        &[],
    )
};

pub static QUERY3: Proto = Proto {
    parent: Some(&IGMP3),
    matches_parent: true,
    ..message(
        "IGMPv3_MQ",
        "IGMPv3 Membership Query",
        "[IP]IGMPv3: %IP.src% > %IP.dst% %IGMPv3_MQ.type%\n\
         IGMPv3 %IGMPv3_MQ.type%",
        &[
            kind3(QUERIES),
            Field::new("mrcode", Kind::Coded(&TIME3), 8)
                .default(20)
                .class("_MRCodeField"),
            SUM,
            ip4("gaddr"),
            bits("flags", 4).flags(&FlagNames::Words(&["bit_0", "bit_1", "bit_2", "extended"])),
            bits("s", 1),
            bits("qrv", 3),
            u8("qqic"),
            u16("numsrc").count_of("srcaddrs"),
            list("srcaddrs", &SOURCE).count_from("numsrc"),
        ],
        QUERIED,
    )
};

pub static REPORT3: Proto = Proto {
    parent: Some(&IGMP3),
    matches_parent: true,
    ..message(
        "IGMPv3_MR",
        "IGMPv3 Membership Report",
        "[IP]IGMPv3: %IP.src% > %IP.dst% %IGMPv3_MR.type%\n\
         IGMPv3 %IGMPv3_MR.type%",
        &[
            kind3(0x22),
            u8("reserved"),
            SUM,
            bits("flags", 16).flags(&FlagNames::Words(&[
                "bit_0", "bit_1", "bit_2", "bit_3", "bit_4", "bit_5", "bit_6", "bit_7", "bit_8",
                "bit_9", "bit_10", "bit_11", "bit_12", "bit_13", "bit_14", "extended",
            ])),
            u16("numgrp").count_of("records"),
            packets("records", &RECORD).count_from("numgrp"),
        ],
        &[to(&[], |_| "224.0.0.22".to_string())],
    )
};

pub static RECORD: Proto = Proto {
    otherwise: Guess::Padding,
    summary: "IGMPv3 Group Record %IGMPv3gr.type% %IGMPv3gr.maddr%",
    ..Proto::new(
        "IGMPv3_MR_Group",
        "IGMPv3 Group Record",
        &[
            u8("rtype").default(4).names(&RECORDS),
            u8("auxdlen"),
            u16("numsrc").count_of("srcaddrs"),
            ip4("maddr"),
            list("srcaddrs", &SOURCE).count_from("numsrc"),
        ],
    )
};

pub static ADVERTISEMENT: Proto = Proto {
    parent: Some(&IGMP3),
    matches_parent: true,
    ..message(
        "IGMPv3_MRA",
        "IGMPv3_MRA",
        "[IP]IGMPv3: %IP.src% > %IP.dst% %IGMPv3_MRA.type%\n\
         IGMPv3 %IGMPv3_MRA.type%",
        &[
            kind3(0x30),
            u8("advIntvl"),
            SUM,
            u16("qryIntvl"),
            u16("robust"),
        ],
        SNOOPERS,
    )
};

pub static SOLICITATION: Proto = Proto {
    parent: Some(&IGMP3),
    matches_parent: true,
    ..message(
        "IGMPv3_MRS",
        "IGMPv3_MRS",
        "[IP]IGMPv3: %IP.src% > %IP.dst% %IGMPv3_MRS.type%\n\
         IGMPv3 %IGMPv3_MRS.type%",
        &[kind3(0x31), u8("reserved"), SUM],
        &[to(&[], |_| "224.0.0.2".to_string())],
    )
};

pub static TERMINATION: Proto = Proto {
    parent: Some(&IGMP3),
    matches_parent: true,
    ..message(
        "IGMPv3_MRT",
        "IGMPv3_MRT",
        "[IP]IGMPv3: %IP.src% > %IP.dst% %IGMPv3_MRT.type%\n\
         IGMPv3 %IGMPv3_MRT.type%",
        // Scapy gives it the number of a solicitation.
        &[kind3(0x31), u8("reserved"), SUM],
        SNOOPERS,
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.igmp",
    source: "RFC 1112, RFC 2236, RFC 9776, RFC 4286",
    protocols: &[
        &IGMP,
        &QUERY,
        &LEAVE2,
        &REPORT,
        &REPORT2,
        &IGMP3,
        &QUERY3,
        &RECORD,
        &REPORT3,
        &ADVERTISEMENT,
        &SOLICITATION,
        &TERMINATION,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &IGMP, when!(proto = 2)),
    bind_down(&IP, &IGMP, when!(proto = 2, ttl = 1, tos = 0xc0)),
];

/// A query, in all versions.
const QUERIES: i64 = 0x11;

const fn message(
    name: &'static str,
    title: &'static str,
    summary: &'static str,
    fields: &'static [Field],
    destinations: &'static [Destination],
) -> Proto {
    Proto {
        summary,
        destinations,
        // RFC 2236 section 2: all messages carry the router alert.
        option_below: Some((&IP, &ROUTER_ALERT)),
        answers: Answers::Test(answers),
        ..Proto::new(name, title, fields)
    }
}

const fn fields(kind: i64) -> [Field; 4] {
    [
        u8("type").default(kind).names(&TYPES),
        Field::new("mrcode", Kind::Coded(&TIME), 8).class("_MRCodeField"),
        SUM,
        ip4("gaddr"),
    ]
}

const fn kind3(kind: i64) -> Field {
    u8("type").default(kind).names(&TYPES3)
}

const SUM: Field = u16("chksum")
    .hex()
    .preset(Preset::None)
    .auto(Auto::Sum(Cover::HeaderAndPayload));

static SOURCE: Field = ip4("sa");

/// A general query goes to all hosts, one for a group to the group.
const QUERIED: &[Destination] = &[to(&[], |query| match query.text("gaddr") {
    group if group == "0.0.0.0" => "224.0.0.1".to_string(),
    group => group,
})];
const REPORTED: &[Destination] = &[to(&[], |report| report.text("gaddr"))];
const SNOOPERS: &[Destination] = &[to(&[], |_| "224.0.0.106".to_string())];

fn dispatch(octets: &[u8]) -> Dispatch {
    let kind = (octets.len() >= 4).then(|| i64::from(octets[0]));
    let query = if octets.len() >= 12 { &QUERY3 } else { &QUERY };
    Dispatch::Other(made(kind, query))
}

/// The protocol of a type; a query may be of several versions.
fn made(kind: Option<i64>, query: &'static Proto) -> &'static Proto {
    match kind {
        Some(QUERIES) => query,
        Some(0x12) => &REPORT,
        Some(0x16) => &REPORT2,
        Some(0x17) => &LEAVE2,
        Some(0x22) => &REPORT3,
        Some(0x30) => &ADVERTISEMENT,
        Some(0x31) => &SOLICITATION,
        Some(0x32) => &TERMINATION,
        _ => &QUERY,
    }
}

fn answers(answer: &dyn Around, request: &dyn Around) -> Answered {
    match (request.int("type"), answer.int("type")) {
        (Some(QUERIES), Some(0x12 | 0x16 | 0x22)) | (Some(0x31), Some(0x30)) => Answered::Yes,
        _ => Answered::No,
    }
}

/// Tenths of seconds; RFC 2236 section 2.2.
static TIME: Code = Code {
    write: |message, time| {
        time.map_or_else(|| usual(message), |time| time.round_ties_even() as i64)
    },
    // Scapy does not scale it.
    read: |_, number| number,
    unit: "1/10sec",
};

/// Tenths of seconds; from 128 on with an exponent. RFC 9776 section 4.1.1.
static TIME3: Code = Code {
    write: |message, time| match time.map(|time| time as i64) {
        None => usual(message),
        Some(time) if message.int("type") != Some(QUERIES) || time < 128 => time,
        Some(time) => {
            let (mut mantissa, mut exponent) = (time >> 3, 0);
            while mantissa > 31 {
                mantissa >>= 1;
                exponent += 1;
            }
            0x80 | exponent << 4 | mantissa & 0x0f
        }
    },
    read: |message, number| {
        if message.int("type") != Some(QUERIES) || number < 128 {
            return number;
        }
        (number & 0x0f | 0x10) << ((number >> 4 & 7) + 3)
    },
    unit: "1/10sec",
};

fn usual(message: &dyn Around) -> i64 {
    match message.int("type") {
        Some(QUERIES) => 20,
        _ => 0,
    }
}

static TYPES: Names = Names::pairs(&[
    (0x11, "Group Membership Query"),
    (0x12, "Version 1 - Membership Report"),
    (0x16, "Version 2 - Membership Report"),
    (0x17, "Leave Group"),
]);
static TYPES3: Names = Names::pairs(&[
    (0x11, "Membership Query"),
    (0x22, "Version 3 - Membership Report"),
    (0x30, "Multicast Router Advertisement"),
    (0x31, "Multicast Router Solicitation"),
    (0x32, "Multicast Router Termination"),
]);
static RECORDS: Names = Names::pairs(&[
    (1, "Mode Is Include"),
    (2, "Mode Is Exclude"),
    (3, "Change To Include Mode"),
    (4, "Change To Exclude Mode"),
    (5, "Allow New Sources"),
    (6, "Block Old Sources"),
]);
