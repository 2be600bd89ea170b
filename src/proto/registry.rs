//! All protocols by name, and the bindings between them, which a script can change.

use std::cell::RefCell;

use hashbrown::HashMap;

use super::binding::Condition;
use super::{Binding, Proto};

/// The tables of one protocol family, as its file exports them.
pub struct Family {
    pub protocols: &'static [&'static Proto],
    pub bindings: &'static [Binding],
}

/// The families, in the order in which their bindings are tried.
pub static FAMILIES: &[&Family] = &[
    &super::raw::FAMILY,
    &super::ether::FAMILY,
    &super::arp::FAMILY,
    &super::ip::FAMILY,
    &super::icmp::FAMILY,
    &super::tcp::FAMILY,
    &super::udp::FAMILY,
    &super::dns::FAMILY,
    &super::ipv6::FAMILY,
    &super::gre::FAMILY,
    &super::dhcp::FAMILY,
];

struct Registry {
    protocols: Vec<&'static Proto>,
    /// What may follow a protocol, in the order of registration.
    upper: HashMap<usize, Vec<(Condition, &'static Proto)>>,
    /// What a protocol sets in the one below.
    lower: HashMap<usize, Vec<(&'static Proto, Condition)>>,
}

thread_local! {
    static REGISTRY: RefCell<Registry> = RefCell::new(Registry::from_tables());
}

impl Registry {
    fn from_tables() -> Registry {
        let mut registry = Registry {
            protocols: Vec::new(),
            upper: HashMap::new(),
            lower: HashMap::new(),
        };
        for family in FAMILIES {
            registry.protocols.extend(family.protocols);
        }
        for family in FAMILIES {
            for binding in family.bindings {
                registry.bind(binding);
            }
        }
        registry
    }

    fn bind(&mut self, binding: &Binding) {
        if binding.bottom_up {
            let upper = self.upper.entry(address(binding.lower)).or_default();
            upper.push((binding.condition, binding.upper));
        }
        if binding.top_down {
            let lower = self.lower.entry(address(binding.upper)).or_default();
            lower.retain(|entry| !entry.0.is(binding.lower));
            lower.push((binding.lower, binding.condition));
        }
    }

    fn unbind(&mut self, binding: &Binding) {
        if binding.bottom_up
            && let Some(upper) = self.upper.get_mut(&address(binding.lower))
        {
            upper.retain(|entry| !(entry.1.is(binding.upper) && entry.0 == binding.condition));
        }
        if binding.top_down
            && let Some(lower) = self.lower.get_mut(&address(binding.upper))
        {
            lower.retain(|entry| !(entry.0.is(binding.lower) && entry.1 == binding.condition));
        }
    }
}

fn address(proto: &'static Proto) -> usize {
    std::ptr::from_ref(proto).addr()
}

/// The protocol that a script calls by this name.
pub fn proto(name: &str) -> Option<&'static Proto> {
    REGISTRY.with_borrow(|registry| {
        registry
            .protocols
            .iter()
            .rev()
            .find(|proto| proto.name == name)
            .copied()
    })
}

/// All protocols, in the order of their registration.
pub fn protocols() -> Vec<&'static Proto> {
    REGISTRY.with_borrow(|registry| registry.protocols.clone())
}

/// Makes a protocol known that was made at run time. It lives as long as the program.
pub fn register(proto: Proto) -> &'static Proto {
    let proto: &'static Proto = Box::leak(Box::new(proto));
    REGISTRY.with_borrow_mut(|registry| registry.protocols.push(proto));
    proto
}

/// `bind_layers`, `bind_bottom_up`, `bind_top_down`
pub fn bind(binding: &Binding) {
    REGISTRY.with_borrow_mut(|registry| registry.bind(binding));
}

/// `split_layers`, `split_bottom_up`, `split_top_down`
pub fn unbind(binding: &Binding) {
    REGISTRY.with_borrow_mut(|registry| registry.unbind(binding));
}

/// What may follow `lower`: the first entry whose condition `holds`.
pub fn upper_of(
    lower: &'static Proto,
    mut holds: impl FnMut(Condition) -> bool,
) -> Option<&'static Proto> {
    REGISTRY.with_borrow(|registry| {
        lower.lineage().find_map(|proto| {
            let entries = registry.upper.get(&address(proto))?;
            entries
                .iter()
                .find(|entry| holds(entry.0))
                .map(|entry| entry.1)
        })
    })
}

/// All that may follow `lower`.
pub fn uppers_of(lower: &'static Proto) -> Vec<(Condition, &'static Proto)> {
    REGISTRY.with_borrow(|registry| {
        registry
            .upper
            .get(&address(lower))
            .cloned()
            .unwrap_or_default()
    })
}

/// All that `upper` may follow.
pub fn lowers_of(upper: &'static Proto) -> Vec<(&'static Proto, Condition)> {
    REGISTRY.with_borrow(|registry| {
        registry
            .lower
            .get(&address(upper))
            .cloned()
            .unwrap_or_default()
    })
}

/// The values that `upper` sets in `lower` when it is put on it.
pub fn overload(lower: &'static Proto, upper: &'static Proto) -> Option<Condition> {
    REGISTRY.with_borrow(|registry| {
        // A kind of a protocol that was bound itself no longer takes part in its parent's
        // bindings: `IP()/ICMPerror()` leaves `proto` alone.
        let entries = std::iter::successors(Some(upper), |proto| proto.parent)
            .find_map(|proto| registry.lower.get(&address(proto)))?;
        lower.lineage().find_map(|proto| {
            entries
                .iter()
                .find(|entry| entry.0.is(proto))
                .map(|entry| entry.1)
        })
    })
}
