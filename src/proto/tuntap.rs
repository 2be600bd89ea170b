//! What the kernel puts in front of packets of virtual interfaces (Linux: `struct tun_pi`).

use super::Proto;
use super::binding::Binding;
use super::data::ETHER_TYPES;
use super::ether::ETHER;
use super::field::{Length, Preset, bits, octets, u16, u32};
use super::names::FlagNames;
use super::registry::Family;

/// What says how long a frame is, what is in it.
pub static TUN_PACKET_INFO: Proto = Proto {
    aliases: &[&ETHER],
    ..Proto::new("TunPacketInfo", "TunPacketInfo", &[])
};

pub static LINUX_TUN_IF_REQ: Proto = Proto::new(
    "LinuxTunIfReq",
    "LinuxTunIfReq",
    &[
        octets("ifrn_name").fixed().length(Length::Octets(16)),
        u16("ifru_flags").little_endian().class("NativeShortField"),
    ],
);

pub static DARWIN_UTUN_IF_REQ: Proto = Proto::new(
    "DarwinUtunIfReq",
    "DarwinUtunIfReq",
    &[
        bits("ctl_id", 32).swap(4, 4),
        octets("ctl_name")
            .fixed()
            .length(Length::Octets(96))
            .preset(Preset::Octets(b"com.apple.net.utun_control")),
    ],
);

pub static LINUX_TUN_PACKET_INFO: Proto = Proto {
    parent: Some(&TUN_PACKET_INFO),
    ..Proto::new(
        "LinuxTunPacketInfo",
        "LinuxTunPacketInfo",
        &[
            bits("flags", 16).swap(2, 2).flags(&FlagNames::Words(&[
                "TUN_VNET_HDR",
                "reserved1",
                "reserved2",
                "reserved3",
                "reserved4",
                "reserved5",
                "reserved6",
                "reserved7",
                "reserved8",
                "reserved9",
                "reserved10",
                "reserved11",
                "reserved12",
                "reserved13",
                "reserved14",
                "reserved15",
            ])),
            u16("type").hex().names(&ETHER_TYPES).default(0x9000),
        ],
    )
};

pub static DARWIN_UTUN_PACKET_INFO: Proto = Proto::new(
    "DarwinUtunPacketInfo",
    "DarwinUtunPacketInfo",
    &[u32("addr_family").default(2)],
);
pub static FAMILY: Family = Family {
    module: "scapy.layers.tuntap",
    source: "struct tun_pi of Linux",
    protocols: &[
        &TUN_PACKET_INFO,
        &LINUX_TUN_IF_REQ,
        &DARWIN_UTUN_IF_REQ,
        &LINUX_TUN_PACKET_INFO,
    ],
    bindings: BINDINGS,
};
const BINDINGS: &[Binding] = &[];
