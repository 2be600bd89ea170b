//! Lists of packets that are cut by their own lengths; an element that cannot be read is an error.

use super::Proto;
use super::field::{Element, Field, Kind, Preset, SplitRule};

/// The elements of a list, and how many octets each takes.
pub(super) type Parts = Option<Vec<(&'static Proto, usize)>>;

/// A list of packets that a rule cuts.
pub(super) const fn split(name: &'static str, rule: SplitRule) -> Field {
    Field::new(name, Kind::PacketsBy(Element::Split(rule)), 0).preset(Preset::EmptyList)
}

/// Cuts octets into parts of one protocol, each as long as its beginning says.
pub(super) fn cut(
    proto: &'static Proto,
    mut octets: &[u8],
    length: impl Fn(&[u8]) -> Option<usize>,
) -> Parts {
    let mut parts = Vec::new();
    while !octets.is_empty() {
        let length = length(octets)?.min(octets.len());
        parts.push((proto, length));
        octets = &octets[length..];
    }
    Some(parts)
}
