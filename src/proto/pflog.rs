//! What OpenBSD's packet filter writes in front of packets that it logs (`net/if_pflog.h`).

use super::Proto;
use super::binding::{Binding, bind};
use super::field::{
    Choice, Display, Field, Kind, Length, Padded, Preset, Test, When, choice, ip4, ip6, octets,
    padded, u8, u16, u32,
};
use super::ip::IP;
use super::ipv6::IPV6;
use super::names::Names;
use super::registry::Family;
use crate::when;

pub static PFLOG: Proto = Proto {
    summary: "%PFLog.addrfamily% %PFLog.action% on %PFLog.iface% by rule %PFLog.rulenumber%",
    ..Proto::new(
        "PFLog",
        "PFLog",
        &[
            u8("hdrlen").default(100),
            u8("addrfamily").names(&ADDRESS_FAMILIES).default(2),
            u8("action").names(&ACTIONS).default(1),
            u8("reason").names(&REASONS),
            octets("iface").fixed().length(Length::Octets(16)),
            octets("ruleset").fixed().length(Length::Octets(16)),
            Field::new("rulenumber", Kind::Sint, 32).default(0),
            Field::new("subrulenumber", Kind::Sint, 32).default(0),
            Field::new("uid", Kind::Sint, 32).default(0),
            u32("pid"),
            Field::new("ruleuid", Kind::Sint, 32).default(0),
            u32("rulepid"),
            u8("direction").names(&DIRECTIONS).default(255),
            u8("rewritten")
                .display(Display::Truth)
                .class("YesNoByteField"),
            u8("naddrfamily").names(&ADDRESS_FAMILIES).default(2),
            octets("pad")
                .fixed()
                .length(Length::Octets(1))
                .preset(Preset::Octets(b"\x00")),
            choice(
                "saddr",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("addrfamily", &[2])),
                            padded(
                                "saddr",
                                &Padded::after(ip4("saddr").text("127.0.0.1"), 16, b"\x00"),
                            ),
                        ),
                        (
                            Test::When(When::In("addrfamily", &[24])),
                            ip6("saddr").text("::1"),
                        ),
                    ],
                    otherwise: padded(
                        "saddr",
                        &Padded::after(ip4("saddr").text("127.0.0.1"), 16, b"\x00"),
                    ),
                },
            )
            .text("127.0.0.1"),
            choice(
                "daddr",
                &Choice {
                    options: &[
                        (
                            Test::When(When::In("addrfamily", &[2])),
                            padded(
                                "daddr",
                                &Padded::after(ip4("daddr").text("127.0.0.1"), 16, b"\x00"),
                            ),
                        ),
                        (
                            Test::When(When::In("addrfamily", &[24])),
                            ip6("daddr").text("::1"),
                        ),
                    ],
                    otherwise: padded(
                        "daddr",
                        &Padded::after(ip4("daddr").text("127.0.0.1"), 16, b"\x00"),
                    ),
                },
            )
            .text("127.0.0.1"),
            u16("sport"),
            u16("dport"),
        ],
    )
};
pub static FAMILY: Family = Family {
    module: "scapy.layers.pflog",
    source: "net/if_pflog.h of OpenBSD",
    protocols: &[&PFLOG],
    bindings: BINDINGS,
};
const BINDINGS: &[Binding] = &[
    bind(&PFLOG, &IP, when!(addrfamily = 2)),
    bind(&PFLOG, &IPV6, when!(addrfamily = 0x18)),
];
static ADDRESS_FAMILIES: Names = Names::pairs(&[(2, "IPv4"), (24, "IPv6")]);

static ACTIONS: Names = Names::pairs(&[
    (0, "pass"),
    (1, "drop"),
    (2, "scrub"),
    (3, "no-scrub"),
    (4, "nat"),
    (5, "no-nat"),
    (6, "binat"),
    (7, "no-binat"),
    (8, "rdr"),
    (9, "no-rdr"),
    (10, "syn-proxy-drop"),
]);

static REASONS: Names = Names::pairs(&[
    (0, "match"),
    (1, "bad-offset"),
    (2, "fragment"),
    (3, "short"),
    (4, "normalize"),
    (5, "memory"),
    (6, "bad-timestamp"),
    (7, "congestion"),
    (8, "ip-options"),
    (9, "proto-cksum"),
    (10, "state-mismatch"),
    (11, "state-insert"),
    (12, "state-limit"),
    (13, "src-limit"),
    (14, "syn-proxy"),
]);

static DIRECTIONS: Names = Names::pairs(&[(0, "inout"), (1, "in"), (2, "out"), (255, "unknown")]);
