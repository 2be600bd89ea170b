//! BOOTP and DHCP. RFC 951, RFC 2131.

use super::binding::{Binding, Fixed, bind, bind_up};
use super::field::{Field, Kind, Length, Preset, bits, ip4, octets, u8, u16, u32};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::udp::UDP;
use super::{Answers, Hash, Proto};
use crate::when;

/// What stands before DHCP's options.
pub const MAGIC: &[u8] = b"c\x82Sc";

pub static BOOTP: Proto = Proto {
    answers: Answers::Rule("BOOTP"),
    hash: Hash::Rule("BOOTP"),
    ..Proto::new(
        "BOOTP",
        "BOOTP",
        &[
            u8("op").default(1).names(&OPERATIONS),
            u8("htype").default(1).names(&super::arp::HARDWARE_TYPES),
            u8("hlen").default(6),
            u8("hops"),
            u32("xid").hex(),
            u16("secs"),
            bits("flags", 16).flags(&FLAGS),
            ip4("ciaddr"),
            ip4("yiaddr"),
            ip4("siaddr"),
            ip4("giaddr"),
            octets("chaddr")
                .length(Length::Octets(16))
                .class("_BOOTP_chaddr"),
            octets("sname").length(Length::Octets(64)),
            octets("file").length(Length::Octets(128)),
            octets("options")
                .length(Length::Magic(MAGIC))
                .class("StrEnumField"),
        ],
    )
    .section("RFC 951 section 3")
    .about(&[
        ("op", "from a client (1) or a server (2)"),
        ("xid", "pairs answers with requests"),
        ("ciaddr", "the address that the client has"),
        ("yiaddr", "the address that the client gets"),
        ("siaddr", "the server to go on with"),
        ("giaddr", "the relay that passed it on"),
        ("chaddr", "the client's link address"),
        ("hops", "relays on the way"),
        ("secs", "seconds since the client began"),
        ("flags", "B: answer to everybody"),
        ("sname", "the server's name"),
        ("file", "what to boot"),
        ("options", "99.130.83.99 says that DHCP follows"),
    ])
};

pub static DHCP: Proto = Proto {
    summary: "=dhcp",
    ..Proto::new(
        "DHCP",
        "DHCP options",
        &[Field::new("options", Kind::DhcpOptions, 0).preset(Preset::Octets(b""))],
    )
    .section("RFC 2132")
    .about(&[("options", "the kind of message and its parameters")])
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.dhcp",
    source: "RFC 951, RFC 2131",
    protocols: &[&BOOTP, &DHCP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&UDP, &BOOTP, when!(dport = 67, sport = 68)),
    bind(&UDP, &BOOTP, when!(dport = 68, sport = 67)),
    bind_up(&UDP, &BOOTP, when!(dport = 67, sport = 67)),
    bind(&BOOTP, &DHCP, &[("options", Fixed::Octets(MAGIC))]),
];

static OPERATIONS: Names = Names::pairs(&[(1, "BOOTREQUEST"), (2, "BOOTREPLY")]);

static FLAGS: FlagNames = FlagNames::Letters("???????????????B");
