//! PSP: encryption for every packet between servers. PSP architecture specification.

use super::Proto;
use super::binding::{Binding, bind_down, bind_up};
use super::field::{Display, Length, Preset, When, bits, octets, u8, u32};
use super::registry::Family;
use super::udp::UDP;
use crate::when;

pub static PSP: Proto = Proto::new(
    "PSP",
    "PSP",
    &[
        u8("nexthdr"),
        u8("hdrextlen").default(1),
        bits("reserved", 2),
        bits("cryptoffset", 6),
        bits("sample", 1),
        bits("drop", 1),
        bits("version", 4),
        bits("is_virt", 1),
        bits("one_bit", 1).default(1),
        u32("spi").hex(),
        octets("iv")
            .fixed()
            .length(Length::Octets(8))
            .preset(Preset::Dice("RandBin", &[8])),
        u32("virtkey").hex().when(When::In("is_virt", &[1])),
        u32("sectoken").hex().when(When::In("is_virt", &[1])),
        octets("data")
            .display(Display::HexOctets)
            .preset(Preset::None),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.psp",
    source: "PSP architecture specification",
    protocols: &[&PSP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &PSP, when!(dport = 1000)),
    bind_up(&UDP, &PSP, when!(sport = 1000)),
    bind_down(&UDP, &PSP, when!(dport = 1000, sport = 1000)),
];
