//! EtherIP: Ethernet in IP. RFC 3378.

use super::Proto;
use super::binding::{Binding, bind};
use super::ether::ETHER;
use super::field::bits;
use super::ip::IP;
use super::registry::Family;
use crate::when;

pub static ETHER_IP: Proto = Proto::new(
    "EtherIP",
    "EtherIP / RFC 3378",
    &[bits("version", 4).default(3), bits("reserved", 12)],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.etherip",
    source: "RFC 3378",
    protocols: &[&ETHER_IP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &ETHER_IP, when!(frag = 0, proto = 97)),
    bind(&ETHER_IP, &ETHER, &[]),
];
