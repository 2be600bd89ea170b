//! HSRP: routers that stand in for each other, Cisco's way. RFC 2281 (version 1).

use super::binding::{Binding, bind, bind_up};
use super::field::{
    Adjust, Auto, Choice, Field, Length, Preset, Shape, Test, When, choice, computed, ip4, ip6,
    mac, octets, u8, u16, u32,
};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Dispatch, Guess, Proto};
use crate::when;

pub static HSRP: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [0, 3, ..] => Dispatch::Other(&ADVERTISE),
        [1, ..] => Dispatch::Other(&HSRP2),
        _ => Dispatch::This,
    }),
    guess: Some(|hsrp, _| match hsrp.int_below("len") {
        Some(29..) => Guess::Proto(&MD5),
        _ => Guess::Bindings,
    }),
    ..Proto::new(
        "HSRP",
        "HSRPv1",
        &[
            u8("version"),
            u8("opcode").names(&OPCODES),
            u8("state").default(16).names(&STATES),
            u8("hellotime").default(3),
            u8("holdtime").default(10),
            u8("priority").default(120),
            u8("group").default(1),
            u8("reserved"),
            PASSWORD,
            ip4("virtualIP").text("192.168.1.1"),
        ],
    )
};

pub static ADVERTISE: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [_, kind, ..] if *kind != 3 => Dispatch::Other(&HSRP),
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "HSRPAdvertise",
        "HSRP Advertise",
        &[
            u8("version"),
            u8("opcode").default(3).names(&OPCODES),
            u16("type").default(1).names(&ADVERTISED),
            u16("length").default(10),
            u8("state").default(1).names(&ADVERTISED_STATES),
            u8("reserved1"),
            u16("activegroups"),
            u16("passivegroups"),
            u32("reserved2"),
        ],
    )
};

pub static HSRP2: Proto = Proto {
    guess: Some(|_, payload| match payload.first() {
        Some(3) => Guess::Proto(&TEXT),
        Some(4) => Guess::Proto(&MD5),
        _ => Guess::Bindings,
    }),
    // As in Scapy, what stands for an address of neither version may be anything but a zero.
    accepts: Some(|_, octets| match octets.get(5) {
        Some(4 | 6) | None => true,
        Some(_) => {
            let address = octets.get(26..).unwrap_or_default();
            !address
                .split(|octet| *octet == b'/')
                .next()
                .is_some_and(|part| part.contains(&0))
        }
    }),
    mend: Some(|hsrp, octets| {
        // Scapy says 4 unless the address is one of version 6.
        if hsrp.int("ipVer").is_none()
            && let Some(version) = octets.get_mut(5)
        {
            *version = if is_address6(hsrp) { 6 } else { 4 };
        }
    }),
    ..Proto::new(
        "HSRPv2",
        "HSRPv2",
        &[
            u8("type").default(1).names(&GROUP),
            LENGTH,
            u8("version").default(2),
            u8("opcode").names(&OPCODES),
            u8("state").default(16).names(&STATES),
            u8("ipVer").preset(Preset::None).names(&VERSIONS),
            u16("group").default(1).hex(),
            mac("identifier").preset(Preset::None).auto(Auto::SourceMac),
            u32("priority").default(100),
            u32("hellotime").default(3000),
            u32("holdtime").default(10000),
            choice("virtualIP", &VIRTUAL),
            octets("padding")
                .preset(Preset::Octets(&[0; 12]))
                .fixed()
                .length(Length::Octets(12))
                .when(When::Test(is_address4)),
        ],
    )
};

pub static MD5: Proto = Proto::new(
    "HSRPmd5",
    "HSRP MD5 Authentication",
    &[
        u8("type").default(4).names(&MD5_TYPE),
        LENGTH,
        u8("algo").default(1).names(&ALGORITHMS),
        u8("padding"),
        u16("flags").hex(),
        ip4("sourceip")
            .preset(Preset::None)
            .auto(Auto::SourceAddress),
        u32("keyid").hex(),
        octets("authdigest")
            .preset(Preset::Octets(&[0; 16]))
            .fixed()
            .length(Length::Octets(16)),
    ],
);

pub static TEXT: Proto = Proto::new(
    "HSRPv2TextAuth",
    "HSRP Authentication",
    &[
        u8("type").default(3).names(&TEXT_TYPE),
        u8("len").default(8),
        PASSWORD,
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.hsrp",
    source: "RFC 2281",
    protocols: &[&HSRP, &ADVERTISE, &HSRP2, &MD5, &TEXT],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &HSRP, when!(dport = 1985)),
    bind_up(&UDP, &HSRP, when!(sport = 1985)),
    bind_up(&UDP, &HSRP2, when!(dport = 1985)),
    bind_up(&UDP, &HSRP2, when!(sport = 1985)),
    bind_up(&UDP, &HSRP2, when!(dport = 2029)),
    bind_up(&UDP, &HSRP2, when!(sport = 2029)),
    bind(&UDP, &HSRP, when!(dport = 1985, sport = 1985)),
    bind(&UDP, &HSRP2, when!(dport = 1985, sport = 1985)),
    bind(&UDP, &HSRP2, when!(dport = 2029, sport = 2029)),
];

/// The octets behind the type and the length.
const LENGTH: Field = computed(u8("len"), Auto::HeaderLenBy(Adjust::plus(-2)));

const PASSWORD: Field = octets("auth")
    .preset(Preset::Octets(b"cisco\0\0\0"))
    .fixed()
    .length(Length::Octets(8));

static VIRTUAL: Choice = Choice {
    options: &[
        (
            Test::WhenOrValue(
                |hsrp| hsrp.int("ipVer") == Some(4),
                |hsrp, value| {
                    hsrp.int("ipVer") != Some(6) && (value == Shape::Nothing || value.is_net4())
                },
            ),
            ip4("virtualIP"),
        ),
        (
            Test::WhenOrValue(
                |hsrp| hsrp.int("ipVer") == Some(6),
                |hsrp, value| {
                    hsrp.int("ipVer") != Some(4) && matches!(value, Shape::Nothing | Shape::Net6)
                },
            ),
            ip6("virtualIP"),
        ),
    ],
    otherwise: octets("virtualIP").preset(Preset::None),
};

fn is_address4(hsrp: &dyn Around) -> bool {
    let number = hsrp.int("virtualIP");
    number.is_some_and(|number| u32::try_from(number).is_ok())
        || hsrp.text("virtualIP").parse::<std::net::Ipv4Addr>().is_ok()
}

fn is_address6(hsrp: &dyn Around) -> bool {
    hsrp.text("virtualIP").parse::<std::net::Ipv6Addr>().is_ok()
}

static OPCODES: Names = Names::pairs(&[(0, "Hello"), (1, "Coup"), (2, "Resign"), (3, "Advertise")]);
static STATES: Names = Names::pairs(&[
    (0, "Initial"),
    (1, "Learn"),
    (2, "Listen"),
    (4, "Speak"),
    (8, "Standby"),
    (16, "Active"),
]);
static ADVERTISED: Names = Names::pairs(&[(1, "HSRP interface state")]);
static ADVERTISED_STATES: Names = Names::pairs(&[(1, "Active"), (2, "Passive")]);
static GROUP: Names = Names::pairs(&[(1, "Group state TLV")]);
static VERSIONS: Names = Names::pairs(&[(4, "IPv4"), (6, "IPv6")]);
static MD5_TYPE: Names = Names::pairs(&[(4, "MD5 authentication")]);
static ALGORITHMS: Names = Names::pairs(&[(1, "MD5")]);
static TEXT_TYPE: Names = Names::pairs(&[(3, "Text Authentication TLV")]);
