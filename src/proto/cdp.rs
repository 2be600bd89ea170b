//! CDP, version 2: the Cisco discovery protocol, as Scapy's `contrib.cdp` has it.

use super::binding::{Binding, bind};
use super::ether::SNAP;
use super::field::{
    Adjust, Auto, Display, Element, Field, Kind, Length, Preset, Scale, bits, computed, ip4, ip6,
    list, octets, packets, u8, u16, u24, u32,
};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::{Around, Guess, Proto};
use crate::when;
use crate::wire::checksum;

pub static CDP: Proto = Proto {
    parent: Some(&GENERIC),
    guess: Some(nothing_follows),
    mend: Some(put_sum),
    ..Proto::new(
        "CDPv2_HDR",
        "Cisco Discovery Protocol version 2",
        &[
            u8("vers").default(2),
            u8("ttl").default(180),
            u16("cksum").hex().preset(Preset::None),
            Field::new("msg", Kind::PacketsBy(Element::Octets(message_of)), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static GENERIC: Proto = Proto {
    guess: Some(nothing_follows),
    ..Proto::new("CDPMsgGeneric", "CDP Generic Message", ANY)
};

pub static MESSAGE: Proto = message("CDPMsg", "CDP ", ANY);

pub static DEVICE_ID: Proto = message("CDPMsgDeviceID", "Device ID", const { &text(1) });

pub static SOFTWARE: Proto = message(
    "CDPMsgSoftwareVersion",
    "Software Version",
    const { &text(5) },
);

pub static PLATFORM: Proto = message("CDPMsgPlatform", "Platform", const { &text(6) });

pub static VTP_DOMAIN: Proto = message(
    "CDPMsgVTPMgmtDomain",
    "VTP Management Domain",
    const { &text(9) },
);

pub static RECORD: Proto = Proto {
    guess: Some(nothing_follows),
    example: r#"CDPAddrRecord(proto=b"\xcc", addrlen=4, addr=b"\x0a\x00\x00\x01")"#,
    ..Proto::new(
        "CDPAddrRecord",
        "CDP Address",
        &[
            u8("ptype").default(1).names(&PROTOCOL_TYPES),
            u8("plen").length_of("proto"),
            octets("proto").preset(Preset::None).length_from("plen"),
            // Scapy's own rule for this length fails.
            computed(u16("addrlen"), Auto::LenOf("addr", Adjust::by(|_, _| None))),
            octets("addr").preset(Preset::None).length_from("addrlen"),
        ],
    )
};

pub static RECORD4: Proto = Proto {
    parent: Some(&RECORD),
    guess: Some(nothing_follows),
    ..Proto::new(
        "CDPAddrRecordIPv4",
        "CDP Address IPv4",
        &[
            u8("ptype").default(1).names(&PROTOCOL_TYPES),
            u8("plen").length_of("proto").default(1),
            octets("proto")
                .preset(Preset::Octets(IPV4))
                .length_from("plen"),
            u16("addrlen").default(4),
            ip4("addr"),
        ],
    )
};

pub static RECORD6: Proto = Proto {
    parent: Some(&RECORD),
    guess: Some(nothing_follows),
    ..Proto::new(
        "CDPAddrRecordIPv6",
        "CDP Address IPv6",
        &[
            u8("ptype").default(2).names(&PROTOCOL_TYPES),
            u8("plen").length_of("proto").default(8),
            octets("proto")
                .preset(Preset::Octets(IPV6))
                .length_from("plen"),
            u16("addrlen").default(16),
            ip6("addr").text("::1"),
        ],
    )
};

pub static ADDRESSES: Proto = message("CDPMsgAddr", "Addresses", const { &addresses(2) });

pub static MANAGEMENT: Proto = Proto {
    parent: Some(&ADDRESSES),
    ..message(
        "CDPMsgMgmtAddr",
        "Management Address",
        const { &addresses(0x16) },
    )
};

pub static PORT: Proto = message(
    "CDPMsgPortID",
    "Port ID",
    &[
        u16("type").default(3).hex().names(&TYPES),
        len_of("iface", 4),
        octets("iface")
            .preset(Preset::Octets(b"Port 1"))
            .length(Length::From("len", -4)),
    ],
);

pub static CAPABILITIES: Proto = message(
    "CDPMsgCapabilities",
    "Capabilities",
    &[
        u16("type").default(4).hex().names(&TYPES),
        u16("len").default(8),
        bits("cap", 32).flags(&CAPABILITY_NAMES),
    ],
);

pub static GATEWAY: Proto = message(
    "CDPMsgIPGateway",
    "IP Gateway",
    &[
        u16("type").default(7).hex().names(&TYPES),
        u16("len").default(8),
        ip4("defaultgw").text("192.168.0.1"),
    ],
);

pub static PREFIX: Proto = Proto {
    guess: Some(nothing_follows),
    ..Proto::new(
        "CDPIPPrefix",
        "CDPIPPrefix",
        &[ip4("prefix").text("192.168.0.1"), u8("plen").default(24)],
    )
};

pub static PREFIXES: Proto = message(
    "CDPMsgIPPrefix",
    "IP Prefix",
    &[
        u16("type").default(7).hex().names(&TYPES),
        u16("len").default(9),
        packets("prefixes", &PREFIX).length(Length::From("len", -4)),
    ],
);

pub static HELLO: Proto = message(
    "CDPMsgProtoHello",
    "Protocol Hello",
    &[
        u16("type").default(8).hex().names(&TYPES),
        u16("len").default(32),
        u24("oui")
            .default(12)
            .display(Display::Oui)
            .class("OUIField"),
        u16("protocol_id").hex(),
        octets("data").length(Length::From("len", -9)),
    ],
);

pub static NATIVE_VLAN: Proto = message(
    "CDPMsgNativeVLAN",
    "Native VLAN",
    &[
        u16("type").default(10).hex().names(&TYPES),
        u16("len").default(6),
        u16("vlan").default(1),
    ],
);

pub static DUPLEX: Proto = message(
    "CDPMsgDuplex",
    "Duplex",
    &[
        u16("type").default(11).hex().names(&TYPES),
        u16("len").default(5),
        u8("duplex").names(&DUPLEX_NAMES),
    ],
);

pub static VOICE_REPLY: Proto = message(
    "CDPMsgVoIPVLANReply",
    "VoIP VLAN Reply",
    &[
        u16("type").default(14).hex().names(&TYPES),
        u16("len").default(7),
        u8("status").default(1),
        u16("vlan").default(1),
    ],
);

pub static VOICE_QUERY: Proto = message(
    "CDPMsgVoIPVLANQuery",
    "VoIP VLAN Query",
    &[
        u16("type").default(15).hex().names(&TYPES),
        len_of("unknown2", 7),
        u8("unknown1").hex(),
        u16("vlan").default(1),
        octets("unknown2").length(Length::From("len", -7)),
    ],
);

pub static POWER: Proto = message(
    "CDPMsgPower",
    "Power",
    &[
        u16("type").default(16).hex().names(&TYPES),
        u16("len").default(6),
        Field::new("power", Kind::Scaled(&MILLIWATTS), 16)
            .default(1337)
            .class("_CDPPowerField"),
    ],
);

pub static MTU: Proto = message(
    "CDPMsgMTU",
    "MTU",
    &[
        u16("type").default(17).hex().names(&TYPES),
        u16("len").default(6),
        u16("mtu").default(1500),
    ],
);

pub static TRUST: Proto = message(
    "CDPMsgTrustBitmap",
    "Trust Bitmap",
    &[
        u16("type").default(18).hex().names(&TYPES),
        u16("len").default(5),
        u8("trust_bitmap").hex(),
    ],
);

pub static UNTRUSTED: Proto = message(
    "CDPMsgUntrustedPortCoS",
    "Untrusted Port CoS",
    &[
        u16("type").default(19).hex().names(&TYPES),
        u16("len").default(5),
        u8("untrusted_port_cos").hex(),
    ],
);

pub static POWER_REQUEST: Proto = message(
    "CDPMsgPowerRequest",
    "Power Request",
    &[
        u16("type").default(25).hex().names(&TYPES),
        len_of("power_requested_list", 8),
        u16("req_id"),
        u16("mgmt_id"),
        list("power_requested_list", &REQUESTED).length(Length::CountFn(powers)),
    ],
);

pub static POWER_AVAILABLE: Proto = message(
    "CDPMsgPowerAvailable",
    "Power Available",
    &[
        u16("type").default(26).hex().names(&TYPES),
        len_of("power_available_list", 8),
        u16("req_id"),
        u16("mgmt_id"),
        list("power_available_list", &AVAILABLE).length(Length::CountFn(powers)),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.cdp",
    source: "",
    protocols: &[
        &GENERIC,
        &DEVICE_ID,
        &RECORD,
        &RECORD4,
        &RECORD6,
        &ADDRESSES,
        &PORT,
        &CAPABILITIES,
        &SOFTWARE,
        &PLATFORM,
        &GATEWAY,
        &PREFIX,
        &PREFIXES,
        &HELLO,
        &VTP_DOMAIN,
        &NATIVE_VLAN,
        &DUPLEX,
        &VOICE_REPLY,
        &VOICE_QUERY,
        &POWER,
        &MTU,
        &TRUST,
        &UNTRUSTED,
        &MANAGEMENT,
        &POWER_REQUEST,
        &POWER_AVAILABLE,
        &MESSAGE,
        &CDP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&SNAP, &CDP, when!(code = 0x2000, OUI = 12))];

const IPV4: &[u8] = b"\xcc";
const IPV6: &[u8] = b"\xaa\xaa\x03\x00\x00\x00\x86\xdd";

const ANY: &[Field] = &[
    u16("type").preset(Preset::None).hex().names(&TYPES),
    len_of("val", 4),
    octets("val").length(Length::From("len", -4)),
];

static REQUESTED: Field = u32("power_requested");
static AVAILABLE: Field = u32("power_available");

static MILLIWATTS: Scale = Scale {
    scaling: 1.0,
    whole: true,
    offset: 0.0,
    digits: 2,
    unit: "mW",
    in_bits: false,
    signed: false,
    float: false,
};

const fn message(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&GENERIC),
        guess: Some(nothing_follows),
        ..Proto::new(name, title, fields)
    }
}

const fn len_of(field: &'static str, header: i64) -> Field {
    computed(u16("len"), Auto::LenOf(field, Adjust::plus(header)))
}

const fn text(kind: i64) -> [Field; 3] {
    [
        u16("type").default(kind).hex().names(&TYPES),
        len_of("val", 4),
        octets("val").length(Length::From("len", -4)),
    ]
}

const fn addresses(kind: i64) -> [Field; 4] {
    [
        u16("type").default(kind).hex().names(&TYPES),
        computed(u16("len"), Auto::HeaderLen(1)).class("ShortField"),
        u32("naddr").count_of("addr"),
        Field::new("addr", Kind::PacketsBy(Element::Octets(record_of)), 0)
            .preset(Preset::EmptyList)
            .length(Length::From("len", -8)),
    ]
}

fn nothing_follows(_: &dyn Around, _: &[u8]) -> Guess {
    Guess::Padding
}

fn powers(message: &dyn Around) -> i64 {
    (message.int("len").unwrap_or(0) - 8).div_euclid(4)
}

fn record_of(octets: &[u8]) -> Option<&'static Proto> {
    let [_, length, rest @ ..] = octets else {
        return None;
    };
    let proto = &rest[..rest.len().min(usize::from(*length))];
    Some(match proto {
        IPV4 => &RECORD4,
        IPV6 => &RECORD6,
        _ => &RECORD,
    })
}

fn message_of(octets: &[u8]) -> Option<&'static Proto> {
    let [high, low, rest @ ..] = octets else {
        return None;
    };
    Some(match (u16::from_be_bytes([*high, *low]), rest) {
        (1, _) => &DEVICE_ID,
        (2, _) => &ADDRESSES,
        (3, _) => &PORT,
        (4, _) => &CAPABILITIES,
        (5, _) => &SOFTWARE,
        (6, _) => &PLATFORM,
        (7, [0, 8, _, ..]) => &GATEWAY,
        (7, [_, _, _, ..]) => &PREFIXES,
        (8, _) => &HELLO,
        (9, _) => &VTP_DOMAIN,
        (10, _) => &NATIVE_VLAN,
        (11, _) => &DUPLEX,
        (14, _) => &VOICE_REPLY,
        (15, _) => &VOICE_QUERY,
        (16, _) => &POWER,
        (17, _) => &MTU,
        (18, _) => &TRUST,
        (19, _) => &UNTRUSTED,
        (22, _) => &MANAGEMENT,
        (25, _) => &POWER_REQUEST,
        (26, _) => &POWER_AVAILABLE,
        _ => &GENERIC,
    })
}

/// Cisco sums the last octet of an odd number of them as a number with a sign.
fn put_sum(header: &dyn Around, octets: &mut [u8]) {
    if header.int("cksum").is_some() {
        return;
    }
    let mut summed = octets.to_vec();
    if summed.len() % 2 == 1
        && let Some(last) = summed.pop()
    {
        match last {
            ..=0x80 => summed.extend([0, last]),
            _ => summed.extend([0xff, last - 1]),
        }
    }
    octets[2..4].copy_from_slice(&checksum::ones_complement(&summed).to_be_bytes());
}

static CAPABILITY_NAMES: FlagNames = FlagNames::Words(&[
    "Router",
    "TransparentBridge",
    "SourceRouteBridge",
    "Switch",
    "Host",
    "IGMPCapable",
    "Repeater",
    "Bit25",
    "Bit24",
    "Bit23",
    "Bit22",
    "Bit21",
    "Bit20",
    "Bit19",
    "Bit18",
    "Bit17",
    "Bit16",
    "Bit15",
    "Bit14",
    "Bit13",
    "Bit12",
    "Bit11",
    "Bit10",
    "Bit9",
    "Bit8",
    "Bit7",
    "Bit6",
    "Bit5",
    "Bit4",
    "Bit3",
    "Bit2",
    "Bit1",
]);
static TYPES: Names = Names::pairs(&[
    (1, "Device ID"),
    (2, "Addresses"),
    (3, "Port ID"),
    (4, "Capabilities"),
    (5, "Software Version"),
    (6, "Platform"),
    (7, "IP Prefix"),
    (8, "Protocol Hello"),
    (9, "VTP Management Domain"),
    (10, "Native VLAN"),
    (11, "Duplex"),
    (12, "CDP Unknown command (send us a pcap file)"),
    (13, "CDP Unknown command (send us a pcap file)"),
    (14, "VoIP VLAN Reply"),
    (15, "VoIP VLAN Query"),
    (16, "Power"),
    (17, "MTU"),
    (18, "Trust Bitmap"),
    (19, "Untrusted Port CoS"),
    (20, "System Name"),
    (21, "System OID"),
    (22, "Management Address"),
    (23, "Location"),
    (24, "CDP Unknown command (send us a pcap file)"),
    (25, "Power Request"),
    (26, "Power Available"),
]);
static PROTOCOL_TYPES: Names = Names::pairs(&[(1, "NLPID"), (2, "802.2")]);
static DUPLEX_NAMES: Names = Names::pairs(&[(0, "Half"), (1, "Full")]);
