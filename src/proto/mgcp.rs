//! MGCP: the media gateway control protocol. RFC 3435.

use super::Proto;
use super::binding::{Binding, bind, bind_up};
use super::field::{Length, Preset, octets};
use super::registry::Family;
use super::udp::UDP;
use crate::when;

pub static MGCP: Proto = Proto::new(
    "MGCP",
    "MGCP",
    &[
        octets("verb")
            .length(Length::Through(b" ", -1))
            .preset(Preset::Octets(b"AUEP")),
        octets("sep1")
            .fixed()
            .length(Length::Octets(1))
            .preset(Preset::Octets(b" ")),
        octets("transaction_id")
            .length(Length::Through(b" ", -1))
            .preset(Preset::Octets(b"1234567")),
        octets("sep2")
            .fixed()
            .length(Length::Octets(1))
            .preset(Preset::Octets(b" ")),
        octets("endpoint")
            .length(Length::Through(b" ", -1))
            .preset(Preset::Octets(b"dummy@dummy.net")),
        octets("sep3")
            .fixed()
            .length(Length::Octets(1))
            .preset(Preset::Octets(b" ")),
        octets("version")
            .length(Length::Through(b"\x0a", -1))
            .preset(Preset::Octets(b"MGCP 1.0 NCS 1.0")),
        octets("sep4")
            .fixed()
            .length(Length::Octets(1))
            .preset(Preset::Octets(b"\x0a")),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.mgcp",
    source: "RFC 3435",
    protocols: &[&MGCP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &MGCP, when!(dport = 2727)),
    bind_up(&UDP, &MGCP, when!(sport = 2727)),
    bind(&UDP, &MGCP, when!(sport = 2727, dport = 2727)),
];
