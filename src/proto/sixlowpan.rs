//! 6LoWPAN: IPv6 over low-rate wireless networks. RFC 4944; the compressed headers are in
//! [`super::sixlowpan_hc1`] and [`super::sixlowpan_iphc`].

use std::net::Ipv6Addr;

use super::binding::{Binding, bind, bind_down};
use super::dot15d4::DOT15D4_DATA;
use super::ether::ETHER;
use super::field::{Choice, Preset, Test, When, bits, choice, u8, u16, u64};
use super::ipv6::IPV6;
use super::names::Names;
use super::registry::Family;
use super::sixlowpan_hc1::{LO_WPAN_HC1, LO_WPAN_HC2_UDP};
use super::sixlowpan_iphc::{
    LO_WPAN_IPHC, LO_WPAN_NHC, LO_WPAN_NHC_HDR, LO_WPAN_NHC_IPV6_EXT, LO_WPAN_NHC_UDP,
};
use super::{Around, Dispatch, Guess, Proto};
use crate::when;

pub static LO_WPAN_UNCOMPRESSED_I_PV6: Proto = Proto {
    otherwise: Guess::Proto(&IPV6),
    ..Proto::new(
        "LoWPANUncompressedIPv6",
        "6LoWPAN Uncompressed IPv6",
        &[bits("_type", 8).default(65)],
    )
};

pub static LO_WPAN_MESH: Proto = Proto::new(
    "LoWPANMesh",
    "6LoWPAN Mesh Packet",
    &[
        bits("reserved", 2).default(2),
        bits("v", 1).names(&VS),
        bits("f", 1).names(&VS),
        bits("hopsLeft", 4),
        choice("src", &SOURCE),
        choice("dst", &DESTINATION),
    ],
);

pub static LO_WPAN_FRAGMENTATION_FIRST: Proto = Proto::new(
    "LoWPANFragmentationFirst",
    "6LoWPAN First Fragmentation Packet",
    &[
        bits("reserved", 5).default(24),
        bits("datagramSize", 11),
        u16("datagramTag").hex(),
    ],
);

pub static LO_WPAN_FRAGMENTATION_SUBSEQUENT: Proto = Proto::new(
    "LoWPANFragmentationSubsequent",
    "6LoWPAN Subsequent Fragmentation Packet",
    &[
        bits("reserved", 5).default(28),
        bits("datagramSize", 11),
        u16("datagramTag")
            .hex()
            .preset(Preset::Dice("RandShort", &[])),
        u8("datagramOffset"),
    ],
);

pub static LO_WPAN_BROADCAST: Proto = Proto::new(
    "LoWPANBroadcast",
    "6LoWPAN Broadcast",
    &[u8("reserved").default(80), u8("seq")],
);

pub static SIX_LO_WPAN_ESC: Proto = Proto::new(
    "SixLoWPAN_ESC",
    "SixLoWPAN Dispatcher ESC",
    &[u8("dispatch")],
);

pub static SIX_LO_WPAN: Proto = Proto {
    dispatch: Some(dispatch),
    ..Proto::new("SixLoWPAN", "SixLoWPAN Dispatcher", &[])
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.sixlowpan",
    source: "RFC 4944, RFC 6282",
    protocols: &[
        &LO_WPAN_UNCOMPRESSED_I_PV6,
        &LO_WPAN_MESH,
        &LO_WPAN_HC2_UDP,
        &LO_WPAN_HC1,
        &LO_WPAN_FRAGMENTATION_FIRST,
        &LO_WPAN_FRAGMENTATION_SUBSEQUENT,
        &LO_WPAN_BROADCAST,
        &LO_WPAN_IPHC,
        &LO_WPAN_NHC_HDR,
        &LO_WPAN_NHC_UDP,
        &LO_WPAN_NHC_IPV6_EXT,
        &LO_WPAN_NHC,
        &SIX_LO_WPAN_ESC,
        &SIX_LO_WPAN,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&LO_WPAN_HC1, &IPV6, &[]),
    bind_down(&LO_WPAN_IPHC, &LO_WPAN_NHC, when!(nh = 1)),
    bind(&LO_WPAN_FRAGMENTATION_FIRST, &SIX_LO_WPAN, &[]),
    bind(&LO_WPAN_MESH, &SIX_LO_WPAN, &[]),
    bind(&LO_WPAN_BROADCAST, &SIX_LO_WPAN, &[]),
    bind(&ETHER, &SIX_LO_WPAN, when!(type = 0xa0ed)),
];

static SOURCE: Choice = Choice {
    options: &[(Test::When(When::In("v", &[1])), u16("src").hex())],
    otherwise: u64("src").hex(),
};

static DESTINATION: Choice = Choice {
    options: &[(Test::When(When::In("v", &[1])), u16("dst").hex())],
    otherwise: u64("dst").hex(),
};

static VS: Names = Names::pairs(&[(0, "EUI-64"), (1, "Short")]);

/// The first half of addresses that are valid on one link. RFC 4291 section 2.5.6.
const LINK_LOCAL: [u8; 8] = [0xfe, 0x80, 0, 0, 0, 0, 0, 0];

/// A link-local address with these octets at its end.
pub(super) fn link_local(end: &[u8]) -> [u8; 16] {
    let mut address = [0; 16];
    address[..8].copy_from_slice(&LINK_LOCAL);
    let start = 16 - end.len().min(8);
    address[start..].copy_from_slice(&end[..16 - start]);
    address
}

/// A link-local address whose interface identifier is made from a short address. RFC 6282
/// section 3.2.2.
pub(super) fn of_short(address: [u8; 2]) -> [u8; 16] {
    link_local(&[0, 0, 0, 0xff, 0xfe, 0, address[0], address[1]])
}

/// Which of the two addresses of a header.
#[derive(Clone, Copy)]
pub(super) enum End {
    Source,
    Destination,
}

/// The IPv6 address that the frame's own address stands for; `None` where the frame has none of a
/// known form. RFC 6282 section 3.2.2.
pub(super) fn address_below(around: &dyn Around, end: End) -> Option<[u8; 16]> {
    let mut address = Some([0; 16]);
    around.below(&mut |below| {
        address = if below.proto().is(&ETHER) {
            of_ethernet(below, end)
        } else if below.proto().is(&DOT15D4_DATA) {
            of_802154(below, end)
        } else {
            address_below(below, end)
        };
    });
    address
}

/// RFC 2464 section 4.
fn of_ethernet(frame: &dyn Around, end: End) -> Option<[u8; 16]> {
    let text = match end {
        End::Source => frame.text("src"),
        End::Destination => frame.text("dst"),
    };
    let octets: Vec<u8> = text
        .split(':')
        .map_while(|octet| u8::from_str_radix(octet, 16).ok())
        .collect();
    let [a, b, c, d, e, f] = octets[..] else {
        return None;
    };
    Some(link_local(&[a, b, c, 0xff, 0xfe, d, e, f]))
}

fn of_802154(frame: &dyn Around, end: End) -> Option<[u8; 16]> {
    let (address, mode) = match end {
        End::Source => ("src_addr", "fcf_srcaddrmode"),
        End::Destination => ("dest_addr", "fcf_destaddrmode"),
    };
    let octets = match frame.int(address) {
        Some(number) => number.to_be_bytes(),
        None => long_address(&frame.text(address))?,
    };
    match frame.int_below(mode)? {
        3 => {
            let mut address = link_local(&octets);
            // The bit that says whether the identifier is unique in the world is turned.
            address[8] ^= 2;
            Some(address)
        }
        2 => Some(of_short([octets[6], octets[7]])),
        _ => None,
    }
}

/// An address of eight octets as a text: a number, or as it is shown.
fn long_address(text: &str) -> Option<[u8; 8]> {
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.to_be_bytes());
    }
    let octets: Vec<u8> = text
        .split(':')
        .map_while(|octet| u8::from_str_radix(octet, 16).ok())
        .collect();
    octets.try_into().ok()
}

/// A header of IPv6 and what follows it, with the length that this needs.
pub(super) fn datagram(
    class: i64,
    label: i64,
    next: i64,
    hops: i64,
    addresses: [[u8; 16]; 2],
    body: &[u8],
) -> Vec<u8> {
    let first = 6 << 28 | (class as u32 & 0xff) << 20 | label as u32 & 0xf_ffff;
    let mut octets = first.to_be_bytes().to_vec();
    octets.extend_from_slice(&(body.len() as u16).to_be_bytes());
    octets.extend_from_slice(&[next as u8, hops as u8]);
    octets.extend_from_slice(&addresses.concat());
    octets.extend_from_slice(body);
    octets
}

/// The address in a field of the layer, or of one above.
pub(super) fn address_in(layer: &dyn Around, field: &str) -> [u8; 16] {
    let address = layer.text(field).parse::<Ipv6Addr>();
    address.map_or([0; 16], |address| address.octets())
}

/// The IPv6 header right above, if there is one, and the layer above that.
pub(super) fn above(layer: &dyn Around, look: &mut dyn FnMut(&dyn Around, Option<&'static Proto>)) {
    if !layer.upper().is_some_and(|upper| upper.is_kind_of(&IPV6)) {
        return;
    }
    let mut first = true;
    layer.each_above(&mut |above| {
        if std::mem::take(&mut first) {
            look(above, above.upper());
        }
    });
}

/// What the first octet says. RFC 4944 section 5.1.
fn dispatch(octets: &[u8]) -> Dispatch {
    match octets.first() {
        Some(0x41) => Dispatch::Other(&LO_WPAN_UNCOMPRESSED_I_PV6),
        Some(0x42) => Dispatch::Other(&LO_WPAN_HC1),
        Some(0x50) => Dispatch::Other(&LO_WPAN_BROADCAST),
        Some(0x7f) => Dispatch::Other(&SIX_LO_WPAN_ESC),
        Some(first) if first >> 3 == 0x18 => Dispatch::Other(&LO_WPAN_FRAGMENTATION_FIRST),
        Some(first) if first >> 3 == 0x1c => Dispatch::Other(&LO_WPAN_FRAGMENTATION_SUBSEQUENT),
        Some(first) if first >> 6 == 2 => Dispatch::Other(&LO_WPAN_MESH),
        Some(first) if first >> 6 == 1 => Dispatch::Other(&LO_WPAN_IPHC),
        _ => Dispatch::This,
    }
}
