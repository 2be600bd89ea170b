//! Sebek: what a honeypot reports. The Honeynet Project, Sebek.

use super::Proto;
use super::binding::{Binding, bind, bind_up};
use super::data::IP_PROTOS;
use super::field::{Adjust, Auto, Field, Length, Preset, ip4, octets, u8, u16, u32};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use crate::{joined, when};

pub static SEBEK_HEAD: Proto = Proto {
    summary: "Sebek Header v%SebekHead.version% %SebekHead.type%",
    ..Proto::new(
        "SebekHead",
        "Sebek header",
        &[
            u32("magic").hex().default(0xd0d0d0),
            u16("version").default(1),
            u16("type").names(&TYPES),
            u32("counter"),
            u32("time_sec"),
            u32("time_usec"),
        ],
    )
};

pub static SEBEK_V1: Proto = Proto {
    summary: "[SebekHead]Sebek v1 %SebekHead.type% (%SebekV1.cmd%)\nSebek v1 (%SebekV1.cmd%)",
    ..Proto::new(
        "SebekV1",
        "Sebek v1",
        joined![
            [
                u32("pid"),
                u32("uid"),
                u32("fd"),
                octets("cmd").fixed().length(Length::Octets(12)),
            ],
            DATA
        ],
    )
};

pub static SEBEK_V3: Proto = Proto {
    summary: "[SebekHead]Sebek v%SebekHead.version% %SebekHead.type% (%SebekV3.cmd%)\nSebek v3 (%SebekV3.cmd%)",
    ..Proto::new("SebekV3", "Sebek v3", joined![PROCESS, DATA])
};

pub static SEBEK_V2: Proto = Proto {
    summary: "[SebekHead]Sebek v%SebekHead.version% %SebekHead.type% (%SebekV2.cmd%)\nSebek v2 (%SebekV2.cmd%)",
    parent: Some(&SEBEK_V3),
    ..Proto::new("SebekV2", "Sebek v3", SEBEK_V3.fields)
};

pub static SEBEK_V3_SOCK: Proto = Proto {
    summary: "[SebekHead]Sebek v%SebekHead.version% %SebekHead.type% (%SebekV3Sock.cmd%)\nSebek v3 socket (%SebekV3Sock.cmd%)",
    ..Proto::new(
        "SebekV3Sock",
        "Sebek v2 socket",
        joined![
            PROCESS,
            [
                u32("data_length").default(15),
                ip4("dip").text("127.0.0.1"),
                u16("dport"),
                ip4("sip").text("127.0.0.1"),
                u16("sport"),
                u16("call").names(&CALLS),
                u8("proto").names(&IP_PROTOS),
            ]
        ],
    )
};

pub static SEBEK_V2_SOCK: Proto = Proto {
    summary: "[SebekHead]Sebek v%SebekHead.version% %SebekHead.type% (%SebekV2Sock.cmd%)\nSebek v2 socket (%SebekV2Sock.cmd%)",
    parent: Some(&SEBEK_V3_SOCK),
    ..Proto::new("SebekV2Sock", "Sebek v2 socket", SEBEK_V3_SOCK.fields)
};

/// Who called.
const PROCESS: &[Field] = &[
    u32("parent_pid"),
    u32("pid"),
    u32("uid"),
    u32("fd"),
    u32("inode"),
    octets("cmd").fixed().length(Length::Octets(12)),
];

const DATA: &[Field] = &[
    u32("data_length")
        .preset(Preset::None)
        .auto(Auto::LenOf("data", Adjust::NONE)),
    octets("data").length(Length::From("data_length", 0)),
];

pub static FAMILY: Family = Family {
    module: "scapy.contrib.sebek",
    source: "Honeynet Project, Sebek",
    protocols: &[
        &SEBEK_HEAD,
        &SEBEK_V1,
        &SEBEK_V3,
        &SEBEK_V2,
        &SEBEK_V3_SOCK,
        &SEBEK_V2_SOCK,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &SEBEK_HEAD, when!(sport = 1101)),
    bind_up(&UDP, &SEBEK_HEAD, when!(dport = 1101)),
    bind(&UDP, &SEBEK_HEAD, when!(dport = 1101, sport = 1101)),
    bind(&SEBEK_HEAD, &SEBEK_V1, when!(version = 1)),
    bind(&SEBEK_HEAD, &SEBEK_V2_SOCK, when!(version = 2, type = 2)),
    bind(&SEBEK_HEAD, &SEBEK_V2, when!(version = 2)),
    bind(&SEBEK_HEAD, &SEBEK_V3_SOCK, when!(version = 3, type = 2)),
    bind(&SEBEK_HEAD, &SEBEK_V3, when!(version = 3)),
];

static TYPES: Names = Names::pairs(&[(0, "read"), (1, "write"), (2, "socket"), (3, "open")]);
static CALLS: Names = Names::pairs(&[
    (2, "bind"),
    (3, "connect"),
    (4, "listen"),
    (5, "accept"),
    (16, "sendmsg"),
    (17, "recvmsg"),
    (11, "sendto"),
    (12, "recvfrom"),
]);
