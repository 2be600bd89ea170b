//! LDP: the label distribution protocol. RFC 5036.

use std::net::Ipv4Addr;

use super::binding::{Binding, bind, bind_up};
use super::field::{Adjust, Auto, Datum, Field, Kind, Preset, Ruling, bits, ip4, u16, u32};
use super::registry::Family;
use super::tcp::TCP;
use super::udp::UDP;
use super::{Around, Guess, Proto};
use crate::when;

pub static LDP_PACKET: Proto = Proto {
    example: r#"LDP(id="10.0.0.1")/LDPKeepAlive()"#,
    guess: Some(guess),
    ..Proto::new("_LDP_Packet", "_LDP_Packet", &[])
};

pub static LDP_NOTIFICATION: Proto = Proto {
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPNotification",
        "LDPNotification",
        &[
            bits("u", 1),
            bits("type", 15).default(1),
            LENGTH,
            u32("id"),
            Field::new("status", Kind::Ruled(&STATUS), 0)
                .preset(Preset::Tuple(&[0, 0, 0, 0, 0]))
                .class("StatusTLVField"),
        ],
    )
};

pub static LDP_HELLO: Proto = Proto {
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPHello",
        "LDPHello",
        &[
            bits("u", 1),
            bits("type", 15).default(256),
            LENGTH,
            u32("id"),
            Field::new("params", Kind::Ruled(&HELLO_PARAMETERS), 0)
                .preset(Preset::Ints(&[180, 0, 0]))
                .class("CommonHelloTLVField"),
        ],
    )
};

pub static LDP_INIT: Proto = Proto {
    example: r#"LDP(id="10.0.0.1")/LDPInit(params=[180, 0, 0, 0, 0, "10.0.0.2", 0])"#,
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPInit",
        "LDPInit",
        &[
            bits("u", 1),
            bits("type", 15).hex().default(0x200),
            LENGTH,
            u32("id"),
            Field::new("params", Kind::Ruled(&SESSION_PARAMETERS), 0)
                .class("CommonSessionTLVField"),
        ],
    )
};

pub static LDP_KEEP_ALIVE: Proto = Proto {
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPKeepAlive",
        "LDPKeepAlive",
        &[
            bits("u", 1),
            bits("type", 15).hex().default(0x201),
            LENGTH,
            u32("id"),
        ],
    )
};

pub static LDP_ADDRESS: Proto = Proto {
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPAddress",
        "LDPAddress",
        &[
            bits("u", 1),
            bits("type", 15).hex().default(0x300),
            LENGTH,
            u32("id"),
            Field::new("address", Kind::Ruled(&ADDRESSES), 0).class("AddressTLVField"),
        ],
    )
};

pub static LDP_ADDRESS_WM: Proto = Proto {
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPAddressWM",
        "LDPAddressWM",
        &[
            bits("u", 1),
            bits("type", 15).hex().default(0x301),
            LENGTH,
            u32("id"),
            Field::new("address", Kind::Ruled(&ADDRESSES), 0).class("AddressTLVField"),
        ],
    )
};

pub static LDP_LABEL_MM: Proto = Proto {
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPLabelMM",
        "LDPLabelMM",
        &[
            bits("u", 1),
            bits("type", 15).hex().default(0x400),
            LENGTH,
            u32("id"),
            Field::new("fec", Kind::Ruled(&CLASSES), 0)
                .class("FecTLVField")
                .may_end(),
            Field::new("label", Kind::Ruled(&LABEL), 0)
                .default(0)
                .class("LabelTLVField"),
        ],
    )
};

pub static LDP_LABEL_REQ_M: Proto = Proto {
    example: r#"LDP(id="10.0.0.1")/LDPLabelReqM(fec=[("10.1.0.0", 16)])"#,
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPLabelReqM",
        "LDPLabelReqM",
        &[
            bits("u", 1),
            bits("type", 15).hex().default(0x401),
            LENGTH,
            u32("id"),
            Field::new("fec", Kind::Ruled(&CLASSES), 0).class("FecTLVField"),
        ],
    )
};

pub static LDP_LABEL_ARM: Proto = Proto {
    example: r#"LDP(id="10.0.0.1")/LDPLabelARM(fec=[("10.1.0.0", 16)], labelRMid=7)"#,
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPLabelARM",
        "LDPLabelARM",
        &[
            bits("u", 1),
            bits("type", 15).hex().default(0x404),
            LENGTH,
            u32("id"),
            Field::new("fec", Kind::Ruled(&CLASSES), 0).class("FecTLVField"),
            u32("labelRMid"),
        ],
    )
};

pub static LDP_LABEL_WM: Proto = Proto {
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPLabelWM",
        "LDPLabelWM",
        &[
            bits("u", 1),
            bits("type", 15).hex().default(0x402),
            LENGTH,
            u32("id"),
            Field::new("fec", Kind::Ruled(&CLASSES), 0)
                .class("FecTLVField")
                .may_end(),
            Field::new("label", Kind::Ruled(&LABEL), 0)
                .default(0)
                .class("LabelTLVField"),
        ],
    )
};

pub static LDP_LABEL_REL_M: Proto = Proto {
    example: r#"LDP(id="10.0.0.1")/LDPLabelRelM(fec=[("10.1.0.0", 16)], label=17)"#,
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDPLabelRelM",
        "LDPLabelRelM",
        &[
            bits("u", 1),
            bits("type", 15).hex().default(0x403),
            LENGTH,
            u32("id"),
            Field::new("fec", Kind::Ruled(&CLASSES), 0).class("FecTLVField"),
            Field::new("label", Kind::Ruled(&LABEL), 0)
                .default(0)
                .class("LabelTLVField"),
        ],
    )
};

pub static LDP: Proto = Proto {
    parent: Some(&LDP_PACKET),
    guess: Some(guess),
    ..Proto::new(
        "LDP",
        "LDP",
        &[
            u16("version").default(1),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::TotalLenLess(4))
                .class("ShortField"),
            ip4("id").text("127.0.0.1"),
            u16("space"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.ldp",
    source: "RFC 5036",
    protocols: &[
        &LDP_PACKET,
        &LDP_NOTIFICATION,
        &LDP_HELLO,
        &LDP_INIT,
        &LDP_KEEP_ALIVE,
        &LDP_ADDRESS,
        &LDP_ADDRESS_WM,
        &LDP_LABEL_MM,
        &LDP_LABEL_REQ_M,
        &LDP_LABEL_ARM,
        &LDP_LABEL_WM,
        &LDP_LABEL_REL_M,
        &LDP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&TCP, &LDP, when!(sport = 646)),
    bind_up(&TCP, &LDP, when!(dport = 646)),
    bind(&TCP, &LDP, when!(sport = 646, dport = 646)),
    bind_up(&UDP, &LDP, when!(sport = 646)),
    bind_up(&UDP, &LDP, when!(dport = 646)),
    bind(&UDP, &LDP, when!(sport = 646, dport = 646)),
];

/// The octets of the message behind this field.
const LENGTH: Field = u16("len")
    .preset(Preset::None)
    .auto(Auto::HeaderLenBy(Adjust::plus(-4)))
    .class("ShortField");

/// The message that follows, by its type.
fn guess(_: &dyn Around, octets: &[u8]) -> Guess {
    let [high, low, rest @ ..] = octets else {
        return Guess::Fail;
    };
    match (u16::from_be_bytes([*high, *low]) & 0x7fff, rest) {
        (1, [] | [_]) => Guess::Fail,
        // A notification is no longer: this is the version of another PDU.
        (1, [high, low, ..]) if u16::from_be_bytes([*high, *low]) > 20 => Guess::Proto(&LDP),
        (0x0001, _) => Guess::Proto(&LDP_NOTIFICATION),
        (0x0100, _) => Guess::Proto(&LDP_HELLO),
        (0x0200, _) => Guess::Proto(&LDP_INIT),
        (0x0201, _) => Guess::Proto(&LDP_KEEP_ALIVE),
        (0x0300, _) => Guess::Proto(&LDP_ADDRESS),
        (0x0301, _) => Guess::Proto(&LDP_ADDRESS_WM),
        (0x0400, _) => Guess::Proto(&LDP_LABEL_MM),
        (0x0401, _) => Guess::Proto(&LDP_LABEL_REQ_M),
        (0x0402, _) => Guess::Proto(&LDP_LABEL_WM),
        (0x0403, _) => Guess::Proto(&LDP_LABEL_REL_M),
        (0x0404, _) => Guess::Proto(&LDP_LABEL_ARM),
        _ => Guess::Raw,
    }
}

/// The octets of a TLV, head included, as far as they are there.
fn tlv(octets: &[u8]) -> Option<&[u8]> {
    let length = usize::from(word(octets, 2)?) + 4;
    Some(&octets[..length.min(octets.len())])
}

fn word(octets: &[u8], at: usize) -> Option<u16> {
    let octets = octets.get(at..at + 2)?;
    Some(u16::from_be_bytes([octets[0], octets[1]]))
}

fn long(octets: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(octets.get(at..at + 4)?.try_into().ok()?))
}

fn address(octets: &[u8]) -> Option<Datum> {
    let octets: [u8; 4] = octets.try_into().ok()?;
    Some(Datum::Text(Ipv4Addr::from(octets).to_string()))
}

fn address_octets(text: &Datum) -> Option<[u8; 4]> {
    let address: Ipv4Addr = text.text()?.parse().ok()?;
    Some(address.octets())
}

fn word_of(number: &Datum) -> Option<[u8; 2]> {
    Some(u16::try_from(number.int()?).ok()?.to_be_bytes())
}

fn long_of(number: &Datum) -> Option<[u8; 4]> {
    Some(u32::try_from(number.int()?).ok()?.to_be_bytes())
}

fn bit(octet: u8, bit: u32) -> Datum {
    Datum::Int(i64::from(octet >> bit & 1))
}

/// Prefixes, each an address and a number of bits. RFC 5036 section 3.4.1.
static CLASSES: Ruling = Ruling {
    list: true,
    read: |_, octets| {
        let all = tlv(octets)?;
        let mut rest = all.get(4..).unwrap_or_default();
        let mut prefixes = Vec::new();
        while !rest.is_empty() {
            let bits = *rest.get(3)?;
            let count = usize::from(bits).div_ceil(8);
            let (prefix, behind) = rest[4..].split_at(count.min(rest.len() - 4));
            // An address is whole once the octets are there that its length leaves out.
            let whole = [prefix, &[0; 4][count.min(4)..]].concat();
            prefixes.push(Datum::Tuple(vec![
                address(&whole)?,
                Datum::Int(bits.into()),
            ]));
            rest = behind;
        }
        Some((Datum::List(prefixes), all.len()))
    },
    write: |_, value| {
        let prefixes = match value {
            Datum::None => return Some(Vec::new()),
            Datum::Octets(octets) => return Some(octets.clone()),
            value => value.elements()?,
        };
        if prefixes.is_empty() {
            return Some(Vec::new());
        }
        let mut octets = vec![1, 0];
        octets.extend(u16::try_from(8 * prefixes.len()).ok()?.to_be_bytes());
        for prefix in prefixes {
            let [network, bits, ..] = prefix.elements()? else {
                return None;
            };
            octets.extend([2, 0, 1, u8::try_from(bits.int()?).ok()?]);
            octets.extend(address_octets(network)?);
        }
        Some(octets)
    },
    size: |_| 0,
};

/// A label of 32 bits. RFC 5036 section 3.4.2.1.
static LABEL: Ruling = Ruling {
    list: false,
    read: |_, octets| {
        let all = tlv(octets)?;
        Some((Datum::Int(long(all, 4)?.into()), all.len()))
    },
    write: |_, value| match value {
        Datum::Octets(octets) => Some(octets.clone()),
        value => Some([&[2, 0, 0, 4], &long_of(value)?[..]].concat()),
    },
    size: |_| 0,
};

/// Addresses. RFC 5036 section 3.4.3.
static ADDRESSES: Ruling = Ruling {
    list: true,
    read: |_, octets| {
        if octets.is_empty() {
            return Some((Datum::List(Vec::new()), 0));
        }
        let all = tlv(octets)?;
        let count = usize::from(word(all, 2)?).saturating_sub(2) / 4;
        let addresses = (0..count).map(|at| address(all.get(6 + 4 * at..10 + 4 * at)?));
        Some((Datum::List(addresses.collect::<Option<_>>()?), all.len()))
    },
    write: |_, value| {
        let addresses = match value {
            Datum::None => return Some(Vec::new()),
            Datum::Octets(octets) => return Some(octets.clone()),
            value => value.elements()?,
        };
        if addresses.is_empty() {
            return Some(Vec::new());
        }
        let mut octets = vec![1, 1];
        octets.extend(u16::try_from(2 + 4 * addresses.len()).ok()?.to_be_bytes());
        octets.extend([0, 1]);
        for address in addresses {
            octets.extend(address_octets(address)?);
        }
        Some(octets)
    },
    size: |_| 0,
};

/// Fatal, forward, code, message, type of the message. RFC 5036 section 3.4.6.
static STATUS: Ruling = Ruling {
    list: true,
    read: |_, octets| {
        let code = long(octets, 4)?;
        let parts = vec![
            Datum::Int((code >> 31).into()),
            Datum::Int((code >> 30 & 1).into()),
            Datum::Int((code & 0x3fff_ffff).into()),
            Datum::Int(long(octets, 8)?.into()),
            Datum::Int(word(octets, 12)?.into()),
        ];
        Some((Datum::List(parts), 14))
    },
    write: |_, value| {
        if let Datum::Octets(octets) = value {
            return Some(octets.clone());
        }
        let [fatal, forward, code, rest @ ..] = value.elements()? else {
            return None;
        };
        let flag = |flag: &Datum, bit: u32| i64::from(*flag != Datum::Int(0)) << bit;
        let code = flag(fatal, 31) + flag(forward, 30) + code.int()?;
        let mut octets = vec![3, 0, 0, 10];
        octets.extend(u32::try_from(code).ok()?.to_be_bytes());
        octets.extend(rest.first().map_or(Some([0; 4]), long_of)?);
        octets.extend(rest.get(1).map_or(Some([0; 2]), word_of)?);
        Some(octets)
    },
    size: |_| 0,
};

/// Hold time, targeted, request for targeted. RFC 5036 section 3.5.2.
static HELLO_PARAMETERS: Ruling = Ruling {
    list: true,
    read: |_, octets| {
        let flags = *octets.get(6)?;
        let parts = vec![
            Datum::Int(word(octets, 4)?.into()),
            bit(flags, 7),
            bit(flags, 6),
        ];
        Some((Datum::List(parts), octets.len().min(8)))
    },
    write: |_, value| {
        if let Datum::Octets(octets) = value {
            return Some(octets.clone());
        }
        let [time, targeted, request, ..] = value.elements()? else {
            return None;
        };
        let flag = |flag: &Datum, bit: u32| u8::from(*flag == Datum::Int(1)) << bit;
        let mut octets = vec![4, 0, 0, 4];
        octets.extend(word_of(time)?);
        octets.extend([flag(targeted, 7) | flag(request, 6), 0]);
        Some(octets)
    },
    size: |_| 0,
};

/// Keepalive time, discipline, loop detection, limit of path vectors, longest PDU, receiver and its
/// label space. RFC 5036 section 3.5.3.
static SESSION_PARAMETERS: Ruling = Ruling {
    list: true,
    read: |_, octets| {
        let flags = *octets.get(8)?;
        let parts = vec![
            Datum::Int(word(octets, 6)?.into()),
            bit(flags, 7),
            bit(flags, 6),
            Datum::Int((*octets.get(9)?).into()),
            Datum::Int(word(octets, 10)?.into()),
            address(octets.get(12..16)?)?,
            Datum::Int(word(octets, 16)?.into()),
        ];
        Some((Datum::List(parts), 18))
    },
    write: |_, value| {
        if let Datum::Octets(octets) = value {
            return Some(octets.clone());
        }
        let [
            time,
            discipline,
            detection,
            limit,
            most,
            receiver,
            space,
            ..,
        ] = value.elements()?
        else {
            return None;
        };
        let flag = |flag: &Datum, bit: u32| u8::from(*flag != Datum::Int(0)) << bit;
        let mut octets = vec![5, 0, 0, 14, 0, 1];
        octets.extend(word_of(time)?);
        octets.push(flag(discipline, 7) | flag(detection, 6));
        octets.push(u8::try_from(limit.int()?).ok()?);
        octets.extend(word_of(most)?);
        octets.extend(address_octets(receiver)?);
        octets.extend(word_of(space)?);
        Some(octets)
    },
    size: |_| 0,
};
