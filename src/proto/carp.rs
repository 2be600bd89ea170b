//! CARP: redundant addresses, as OpenBSD has them.

use super::binding::{Binding, Fixed, bind};
use super::field::{Auto, Cover, Preset, bits, u8, u16, u32};
use super::ip::IP;
use super::registry::Family;
use super::{Proto, Sends};

pub static CARP: Proto = Proto {
    sends: Sends::Header,
    ..Proto::new(
        "CARP",
        "CARP",
        &[
            bits("version", 4).default(4),
            bits("type", 4).default(4),
            u8("vhid").default(1),
            u8("advskew"),
            u8("authlen"),
            u8("demotion"),
            u8("advbase"),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::Header)),
            u32("counter1").hex(),
            u32("counter2").hex(),
            u32("hmac1").hex(),
            u32("hmac2").hex(),
            u32("hmac3").hex(),
            u32("hmac4").hex(),
            u32("hmac5").hex(),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.carp",
    source: "OpenBSD's ip_carp.h",
    protocols: &[&CARP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(
    &IP,
    &CARP,
    &[
        ("proto", Fixed::Int(112)),
        ("dst", Fixed::Text("224.0.0.18")),
    ],
)];
