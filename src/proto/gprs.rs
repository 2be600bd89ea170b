//! GPRS: octets in front of an IP packet.

use super::Proto;
use super::binding::{Binding, bind};
use super::field::{Length, octets};
use super::ip::IP;
use super::registry::Family;

pub static GPRS: Proto = Proto::new(
    "GPRS",
    "GPRSdummy",
    &[octets("dummy").length(Length::Through(b"e\x00\x00", 1))],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.gprs",
    source: "",
    protocols: &[&GPRS],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&GPRS, &IP, &[])];
