//! VTP: which VLANs there are, told by switches to one another. Cisco.

use super::binding::{Binding, bind};
use super::ether::SNAP;
use super::field::{
    Adjust, Auto, Field, Kind, Length, Preset, When, ip4, octets, packets, u8, u16, u32,
};
use super::names::Names;
use super::registry::Family;
use super::{Around, Guess, Proto};
use crate::when;

pub static VTP_VLAN_INFO_TLV: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "VTPVlanInfoTlv",
        "VTP VLAN Info TLV",
        &[
            u8("type").names(&ELEMENT_TYPES),
            u8("length"),
            octets("value")
                .length(Length::From("length", 1))
                .preset(Preset::None),
        ],
    )
};

pub static VTP_VLAN_INFO: Proto = Proto {
    finish: Some(fill_name),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "VTPVlanInfo",
        "VTP VLAN Info",
        &[
            u8("len").preset(Preset::None),
            u8("status").names(&STATUSES),
            u8("type").names(&VLAN_TYPES).default(1),
            u8("vlannamelen")
                .preset(Preset::None)
                .auto(Auto::LenOf("vlanname", Adjust::NONE)),
            u16("vlanid").default(1),
            u16("mtu").default(1500),
            u32("dot10index").hex().preset(Preset::None),
            octets("vlanname")
                .length(Length::FromFn(|p| {
                    4 * ((p.int("vlannamelen").unwrap_or(0) + 3) / 4)
                }))
                .preset(Preset::Octets(b"default")),
            packets("tlvlist", &VTP_VLAN_INFO_TLV)
                .length(Length::FromFn(|p| {
                    (p.int("len").unwrap_or(0) - 12)
                        - (4 * ((p.int("vlannamelen").unwrap_or(0) + 3) / 4))
                }))
                .when(When::NotIn("type", &[1, 2])),
        ],
    )
};

pub static VTP: Proto = Proto {
    mend: Some(measure_domain),
    ..Proto::new(
        "VTP",
        "VTP",
        &[
            u8("ver").default(2),
            u8("code").names(&CODES).default(1),
            u8("followers").default(1).when(When::In("code", &[1])),
            u8("seq").default(1).when(When::In("code", &[2])),
            u8("reserved").when(When::In("code", &[3])),
            u8("domnamelen").preset(Preset::None),
            octets("domname")
                .fixed()
                .length(Length::Octets(32))
                .preset(Preset::Octets(b"manbearpig")),
            Field::new("rev", Kind::Sint, 32)
                .default(0)
                .when(When::Test(|p| {
                    p.int("code") == Some(1) || p.int("code") == Some(2)
                })),
            ip4("uid").text("192.168.0.1").when(When::In("code", &[1])),
            octets("timestamp")
                .fixed()
                .length(Length::Octets(12))
                .preset(Preset::Octets(b"930301000000"))
                .class("VTPTimeStampField")
                .remark(time)
                .when(When::In("code", &[1])),
            octets("md5")
                .fixed()
                .length(Length::Octets(16))
                .preset(Preset::Octets(
                    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                ))
                .when(When::In("code", &[1])),
            packets("vlaninfo", &VTP_VLAN_INFO).when(When::In("code", &[2])),
            u16("startvalue").when(When::In("code", &[3])),
        ],
    )
};
pub static FAMILY: Family = Family {
    module: "scapy.contrib.vtp",
    source: "",
    protocols: &[&VTP_VLAN_INFO_TLV, &VTP_VLAN_INFO, &VTP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&SNAP, &VTP, when!(code = 0x2003))];

/// Names stand in words of four octets, and the length counts them with the header.
fn fill_name(vlan: &dyn Around, header: usize, octets: &mut Vec<u8>) {
    let name = vlan.octets("vlanname").unwrap_or_default().len();
    let words = name.next_multiple_of(4);
    if vlan.int("len").is_none() {
        octets[0] = (words + 12) as u8;
    }
    octets.splice(header..header, std::iter::repeat_n(0, words - name));
}

fn measure_domain(message: &dyn Around, octets: &mut [u8]) {
    if message.int("domnamelen").is_none() {
        let name = message.octets("domname").unwrap_or_default();
        let start = name.iter().take_while(|octet| **octet == 0).count();
        let end = name
            .iter()
            .rposition(|octet| *octet != 0)
            .map_or(start, |last| last + 1);
        octets[3] = (end - start) as u8;
    }
}

/// Year, month and day, and the time, two digits each.
fn time(message: &dyn Around, text: &str) -> String {
    let Some(digits) = message.octets("timestamp") else {
        return text.to_string();
    };
    let pair = |at: usize| {
        let part = digits
            .get(2 * at..(2 * at + 2).min(digits.len()))
            .unwrap_or_default();
        python_bytes(part)
    };
    format!(
        "{}-{}-{} {}:{}:{}",
        pair(0),
        pair(1),
        pair(2),
        pair(3),
        pair(4),
        pair(5)
    )
}

static ELEMENT_TYPES: Names = Names::pairs(&[
    (1, "Source-Routing Ring Number"),
    (2, "Source-Routing Bridge Number"),
    (3, "Spanning-Tree Protocol Type"),
    (4, "Parent VLAN"),
    (5, "Translationally Bridged VLANs"),
    (6, "Pruning"),
    (7, "Bridge Type"),
    (8, "Max ARE Hop Count"),
    (9, "Max STE Hop Count"),
    (10, "Backup CRF Mode"),
]);

static STATUSES: Names = Names::pairs(&[(0, "active"), (1, "suspended")]);

static VLAN_TYPES: Names = Names::pairs(&[
    (1, "Ethernet"),
    (2, "FDDI"),
    (3, "TrCRF"),
    (4, "FDDI-net"),
    (5, "TrBRF"),
]);

static CODES: Names = Names::pairs(&[
    (1, "Summary Advertisement"),
    (2, "Subset Advertisements"),
    (3, "Advertisement Request"),
    (4, "Join"),
]);

/// `b'\x00"'`
fn python_bytes(octets: &[u8]) -> String {
    let text = octets.escape_ascii().to_string().replace("\\\"", "\"");
    if octets.contains(&b'\'') && !octets.contains(&b'"') {
        format!("b\"{}\"", text.replace("\\'", "'"))
    } else {
        format!("b'{text}'")
    }
}
