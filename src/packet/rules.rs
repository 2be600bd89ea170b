//! Computed fields that no general rule covers, by the name that the table gives them.

use super::codec::dns;
use super::packet::View;

/// The number for a field of a header; `octets` start with the header and end with the payload.
pub fn computed(name: &str, view: View<'_>, header: &[u8]) -> usize {
    match name {
        "rdlen" => header.len().saturating_sub(owner_len(view) + 10),
        "node data" => super::codec::node::code(view),
        "message length" => header.len().saturating_sub(2),
        _ => 0,
    }
}

/// The number of bits before the field, where that depends on values.
pub fn bit_offset(name: &str, view: View<'_>) -> usize {
    match name {
        "rdlen" => (owner_len(view) + 8) * 8,
        "node data" => 8,
        _ => 0,
    }
}

/// The octets that the name of a resource record takes.
fn owner_len(view: View<'_>) -> usize {
    let name = view.internal(0).as_octets();
    let mut octets = Vec::new();
    dns::write_name(name.as_deref().unwrap_or_default(), &mut octets);
    octets.len()
}
