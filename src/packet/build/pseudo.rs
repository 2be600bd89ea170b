//! The pseudo-headers that upper layers' sums cover. RFC 793 section 3.1, RFC 8200 section 8.1.

use super::{Part, is_none, text_of};
use crate::packet::convert;
use crate::packet::packet::View;
use crate::packet::value::FieldValue;
use crate::proto::{Around, Proto};
use crate::wire::checksum;

/// The checksum with the pseudo header of the network layer below; `None` when there is none.
pub(super) fn pseudo_sum(
    view: View<'_>,
    parts: &[Part],
    which: usize,
    protocol: u8,
    out: &[u8],
) -> Option<u16> {
    let start = parts[which].start;
    let length = out.len() - start;
    let covered = &out[start..];
    let below = view.underlayer()?;
    let proto = below.layer().proto;
    if proto.is_kind_of(&crate::proto::ip::IP) {
        let (source, destination) = addresses4(below, parts, out);
        let length = announced_length(below, length);
        return Some(checksum::pseudo4(
            source,
            destination,
            protocol,
            length as u16,
            covered,
        ));
    }
    let over_ip6 = [
        &crate::proto::ipv6::IPV6,
        &crate::proto::ipv6_ext::EXTENSION,
    ];
    if !over_ip6.iter().any(|over| proto.is_kind_of(over)) {
        return None;
    }
    let (source, destination) = pseudo_addresses6(view, parts, out)?;
    Some(checksum::pseudo6(
        source,
        destination,
        protocol,
        length as u32,
        covered,
    ))
}

/// The checksum of ICMPv6, whatever stands between it and IPv6; 0 when there is no IPv6.
pub(super) fn pseudo6_sum(
    view: View<'_>,
    parts: &[Part],
    which: usize,
    protocol: u8,
    out: &[u8],
) -> u16 {
    let covered = &out[parts[which].start..];
    pseudo_addresses6(view, parts, out).map_or(0, |(source, destination)| {
        checksum::pseudo6(source, destination, protocol, covered.len() as u32, covered)
    })
}

/// The addresses of the IPv6 header below: the destination is the last one that a routing header
/// names, and the source the home address. RFC 8200 section 8.1, RFC 6275 section 11.3.1.
fn pseudo_addresses6(view: View<'_>, parts: &[Part], out: &[u8]) -> Option<([u8; 16], [u8; 16])> {
    use crate::proto::ipv6_ext::{ROUTING, SEGMENT_ROUTING};
    let (mut last, mut home) = (None, None);
    for below in std::iter::successors(view.underlayer(), View::underlayer) {
        let proto = below.layer().proto;
        if proto.is_kind_of(&crate::proto::ipv6::IPV6) {
            let (source, destination) = addresses6(below, parts, out);
            return Some((home.unwrap_or(source), last.unwrap_or(destination)));
        }
        let routing = proto.is_kind_of(&ROUTING);
        if (routing || proto.is_kind_of(&SEGMENT_ROUTING))
            && last.is_none()
            && below.int("segleft") != Some(0)
        {
            let addresses = below.lookup("addresses").and_then(|list| list.as_list());
            let addresses = addresses.unwrap_or_default();
            let named = if routing {
                addresses.last()
            } else {
                addresses.first()
            };
            last = named.and_then(|address| crate::packet::kinds::address6(&address.resolved()));
        }
        if let Some(address) = crate::packet::answers::home_address(below, Some(1)) {
            home = crate::packet::kinds::address6(&address);
        }
    }
    None
}

/// The addresses of an IPv4 header: the last hop of a source route is the destination.
fn addresses4(view: View<'_>, parts: &[Part], out: &[u8]) -> ([u8; 4], [u8; 4]) {
    let (source, destination) = built(view, parts, out, 12)
        .unwrap_or_else(|| (address4(view, "src"), address4(view, "dst")));
    let Some(last) = last_router(view) else {
        return (source, destination);
    };
    // The source is the one on the way there, unless it was set.
    let unset = view
        .layer()
        .proto
        .index_of("src")
        .is_some_and(|index| view.layer().set_value(index).is_none());
    let source = match unset && !view.layer().lazy {
        true => crate::packet::environment::source4(last.into()).octets(),
        false => source,
    };
    (source, last)
}

/// The two addresses that stand in the octets of a header; octets that were forced into a field
/// shift what follows.
fn built<const N: usize>(
    view: View<'_>,
    parts: &[Part],
    out: &[u8],
    at: usize,
) -> Option<([u8; N], [u8; N])> {
    let part = parts.iter().find(|part| part.at == view.at)?;
    if is_shifted(view) {
        return None;
    }
    let start = part.start + at;
    let (source, destination) = out.get(start..start + 2 * N)?.split_at(N);
    Some((source.try_into().ok()?, destination.try_into().ok()?))
}

/// Whether octets were forced into a field, which may shift what follows.
pub(super) fn is_shifted(view: View<'_>) -> bool {
    // What a script transforms in the octets is no matter of the sums of the layers above.
    if view.layer().own.is_some() {
        return true;
    }
    view.layer()
        .fields
        .iter()
        .any(|(_, value)| matches!(value, FieldValue::RawVal(_)))
}

fn address4(view: View<'_>, name: &str) -> [u8; 4] {
    let proto = view.layer().proto;
    let Some(index) = proto.index_of(name) else {
        return [0; 4];
    };
    let value = convert::human(view, index);
    match convert::first(&proto.fields[index], value) {
        FieldValue::Ip4(octets) => octets,
        other => text_of(&other)
            .and_then(|text| crate::packet::net::inet_aton(&text))
            .map_or([0; 4], |address| address.octets()),
    }
}

/// The last address of a source route, if there is exactly one such option.
fn last_router(view: View<'_>) -> Option<[u8; 4]> {
    let layer = view.layer();
    let plain = |value: &FieldValue| {
        use FieldValue::{Int, Ip4, Mac, None, Text};
        matches!(value, None | Int(_) | Ip4(_) | Mac(_) | Text(_))
    };
    if !layer.lazy && layer.defaults.is_none() && layer.fields.iter().all(|(_, value)| plain(value))
    {
        return None;
    }
    let options = layer.proto.index_of("options")?;
    if !layer.lazy && layer.set_value(options).is_none() && layer.defaults.is_none() {
        return None;
    }
    if layer.lazy
        && layer
            .origin
            .as_ref()
            .is_some_and(|origin| origin.header().len() <= 20)
    {
        return None;
    }
    let options = view.internal(options).as_list()?;
    let mut routes = options.iter().filter_map(|option| match option.resolved() {
        FieldValue::Packet(packet) if crate::proto::ip::is_source_route(packet.proto()) => {
            Some(packet)
        }
        _ => None,
    });
    let route = routes.next()?;
    if routes.next().is_some() {
        return None;
    }
    let index = route.proto().index_of("routers")?;
    match route.internal(index).as_list()?.last()? {
        FieldValue::Ip4(octets) => Some(*octets),
        other => crate::packet::net::inet_aton(&other.as_text()?).map(|address| address.octets()),
    }
}

/// Where the addresses stand that go into a pseudo header.
pub(in crate::packet) fn address_octets(proto: &Proto) -> Option<std::ops::Range<usize>> {
    if proto.is_kind_of(&crate::proto::ip::IP) {
        return Some(12..20);
    }
    proto.is_kind_of(&crate::proto::ipv6::IPV6).then_some(8..40)
}

/// The length that goes into the pseudo header of a layer below.
pub(in crate::packet) fn pseudo_length(below: View<'_>, length: usize) -> u64 {
    if below.layer().proto.is_kind_of(&crate::proto::ip::IP) {
        return (announced_length(below, length) as u16).into();
    }
    length as u64
}

/// The length in the pseudo header: what the network layer says, where it says something.
fn announced_length(view: View<'_>, length: usize) -> i64 {
    let proto = view.layer().proto;
    if !view.layer().lazy
        && proto
            .index_of("len")
            .is_some_and(|index| is_none(view, index))
    {
        return length as i64;
    }
    let Some(total) = view.int("len") else {
        return length as i64;
    };
    let words = view.int("ihl").unwrap_or_else(|| {
        let options = view
            .layer()
            .proto
            .index_of("options")
            .and_then(|index| {
                let mut octets = Vec::new();
                for option in view.internal(index).as_list()? {
                    if let FieldValue::Packet(packet) = option.resolved() {
                        packet.build_into(&mut octets).ok()?;
                    }
                }
                Some(octets.len())
            })
            .unwrap_or_default();
        5 + options.div_ceil(4) as i64
    });
    (total - 4 * words).max(0)
}

fn addresses6(view: View<'_>, parts: &[Part], out: &[u8]) -> ([u8; 16], [u8; 16]) {
    built(view, parts, out, 8).unwrap_or_else(|| (address6(view, "src"), address6(view, "dst")))
}

fn address6(view: View<'_>, name: &str) -> [u8; 16] {
    let proto: &'static Proto = view.layer().proto;
    let Some(index) = proto.index_of(name) else {
        return [0; 16];
    };
    let value = convert::human(view, index);
    match convert::first(&proto.fields[index], value) {
        FieldValue::Ip6(octets) => *octets,
        _ => [0; 16],
    }
}
