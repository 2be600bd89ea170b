//! All protocols by name, and the bindings between them, which a script can change.

use std::cell::RefCell;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use hashbrown::HashMap;

pub use super::FAMILIES;
use super::binding::{self, Condition, Sign};
use super::follow::Follow;
use super::{Binding, Proto};
use crate::when;

/// The tables of one protocol family, as its file exports them.
pub struct Family {
    /// The module in which Scapy has them: `scapy.layers.inet`.
    pub module: &'static str,
    /// Where its octets are described: "RFC 793 section 3.1"; empty where nobody has written that
    /// down.
    pub source: &'static str,
    pub protocols: &'static [&'static Proto],
    pub bindings: &'static [Binding],
}

impl Family {
    /// Whether `from scapy.all import *` brings it along; the others wait for `load_layer`,
    /// `load_contrib` or an import.
    fn at_start(&self) -> bool {
        !self.module.starts_with("scapy.contrib.") && !ON_DEMAND.contains(&self.module)
    }
}

/// The modules of `scapy.layers` that `scapy.all` leaves out.
const ON_DEMAND: &[&str] = &[
    "scapy.layers.can",
    "scapy.layers.clns",
    "scapy.layers.http",
    "scapy.layers.ms_nrtp",
    "scapy.layers.pflog",
    "scapy.layers.quic",
    "scapy.layers.ssh",
    "scapy.layers.tls",
    "scapy.layers.tls.all",
    "scapy.layers.tpm",
    "scapy.layers.usb",
];

/// Where the octets of a protocol are described; empty where that is not known.
pub fn source(proto: &Proto) -> &'static str {
    if !proto.section.is_empty() {
        return proto.section;
    }
    let has = |family: &&&Family| family.protocols.iter().any(|one| one.is(proto));
    FAMILIES.iter().find(has).map_or("", |family| family.source)
}

/// Other names for protocols, and the modules that know them by these.
const ALSO: &[(&str, &[(&str, &Proto)])] = &[
    ("scapy.contrib.icmp_extensions", &[]),
    ("scapy.contrib.igmp", &[("IGMP", &super::igmp::IGMP)]),
    (
        "scapy.contrib.igmpv3",
        &[
            ("IGMPv3", &super::igmp::IGMP3),
            ("IGMPv3mq", &super::igmp::QUERY3),
            ("IGMPv3gr", &super::igmp::RECORD),
            ("IGMPv3mr", &super::igmp::REPORT3),
            ("IGMPv3mra", &super::igmp::ADVERTISEMENT),
        ],
    ),
];

/// Modules whose names are all in one, and that one.
const PARTS: &[(&str, &[&str])] = &[(
    "scapy.layers.tls.all",
    &[
        "scapy.layers.tls",
        "scapy.layers.tls.basefields",
        "scapy.layers.tls.extensions",
        "scapy.layers.tls.handshake",
        "scapy.layers.tls.keyexchange",
        "scapy.layers.tls.keyexchange_tls13",
        "scapy.layers.tls.record",
    ],
)];

/// Modules that import others without a binding to them.
const IMPORTS: &[(&str, &[&str])] = &[
    ("scapy.contrib.gtp", &["scapy.contrib.gtp_v2"]),
    ("scapy.contrib.gtp_v2", &["scapy.contrib.gtp"]),
    ("scapy.contrib.isis", &["scapy.layers.clns"]),
];

/// The module that has the names of this one.
fn whole(module: &str) -> &str {
    let part = |whole: &&(&'static str, &[&str])| whole.1.contains(&module);
    PARTS.iter().find(part).map_or(module, |whole| whole.0)
}

/// Bindings that a module takes away when it is loaded.
const SPLITS: &[(&str, &[Binding])] = &[
    (
        "scapy.contrib.carp",
        &[
            binding::bind(&super::ip::IP, &super::vrrp::VRRP, when!(proto = 112)),
            binding::bind(&super::ip::IP, &super::vrrp::VRRP3, when!(proto = 112)),
        ],
    ),
    (
        "scapy.contrib.ikev2",
        &[
            binding::bind_up(&super::udp::UDP, &super::isakmp::ISAKMP, when!(dport = 500)),
            binding::bind_up(&super::udp::UDP, &super::isakmp::ISAKMP, when!(sport = 500)),
            binding::bind_up(&super::ipsec::NON_ESP, &super::isakmp::ISAKMP, &[]),
        ],
    ),
];

/// Protocols that are known by their octets: module, layer below, protocol and sign.
const SIGNS: &[(&str, &Proto, &Proto, Sign)] = &[(
    "scapy.contrib.altbeacon",
    &super::bluetooth_eir::EIR_MANUFACTURER_SPECIFIC_DATA,
    &super::altbeacon::ALT_BEACON,
    Sign::Begins(super::altbeacon::MAGIC),
)];

#[derive(Clone)]
struct Registry {
    /// The modules whose families were loaded later.
    loaded: Vec<&'static str>,
    protocols: Vec<&'static Proto>,
    /// The last one that was registered under each name.
    names: HashMap<&'static str, &'static Proto>,
    /// What may follow a protocol, in the order of registration.
    upper: HashMap<usize, Vec<(Condition, &'static Proto)>>,
    /// The same without the filter, while there is one.
    unfiltered: Option<HashMap<usize, Vec<(Condition, &'static Proto)>>>,
    /// What a protocol sets in the one below.
    lower: HashMap<usize, Vec<(&'static Proto, Condition)>>,
    /// What may follow a protocol by a sign of its octets, in the order of registration.
    signed: HashMap<usize, Vec<(&'static Proto, Sign)>>,
    /// What scripts derived from a protocol whose kinds are told apart by a number.
    kinds: HashMap<(usize, i64), &'static Proto>,
    /// What is switched on.
    switches: u8,
    /// What was asked of the tables since they last changed.
    known: Known,
}

/// How a script wants protocols read and built (`conf.contribs`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Switch {
    /// Frames of LLDP that are not as the standard has them are refused.
    LldpStrict = 1,
    /// Flags and identifier of CAN stand in reverse order, as on the sockets of a machine.
    CanSwapBytes = 2,
    /// What stands behind the data of a frame of CAN is forgotten.
    CanRemovePadding = 4,
    /// Bodies of HTTP are shown without compression and sent with it.
    HttpAutoCompression = 8,
    /// Bodies of HTTP are shown without chunks and sent in one.
    HttpAutoChunk = 16,
}

impl Switch {
    const AT_START: u8 = Switch::LldpStrict as u8
        | Switch::CanRemovePadding as u8
        | Switch::HttpAutoCompression as u8
        | Switch::HttpAutoChunk as u8;

    /// Whether it is on, or was when the octets came that are being read.
    pub fn is_on(self) -> bool {
        REGISTRY.with_borrow(|registry| registry.switches & self as u8 != 0)
    }

    pub fn set(self, on: bool) {
        change(|registry| match on {
            true => registry.switches |= self as u8,
            false => registry.switches &= !(self as u8),
        });
    }
}

/// Answers, by the addresses of the protocols.
#[derive(Clone, Default)]
struct Known {
    follow: RefCell<HashMap<usize, Rc<Follow>, Addresses>>,
    overload: RefCell<HashMap<(usize, usize), Option<Condition>, Addresses>>,
}

type Addresses = BuildHasherDefault<AddressHasher>;

/// Addresses of statics are as good as random once they are multiplied.
#[derive(Clone, Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
    fn write(&mut self, octets: &[u8]) {
        octets
            .iter()
            .for_each(|octet| self.write_usize(usize::from(*octet)));
    }
    fn write_usize(&mut self, address: usize) {
        self.0 = (self.0.rotate_left(5) ^ address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

thread_local! {
    static REGISTRY: RefCell<Rc<Registry>> = RefCell::new(Rc::new(Registry::from_tables()));
}

/// The tables as they are now, whatever is bound later.
#[derive(Clone)]
pub struct Snapshot(Rc<Registry>);

/// The tables as they are now.
pub fn snapshot() -> Snapshot {
    Snapshot(REGISTRY.with_borrow(Rc::clone))
}

impl Snapshot {
    /// Does something as it would have been done when the snapshot was taken.
    pub fn with<T>(&self, work: impl FnOnce() -> T) -> T {
        if REGISTRY.with_borrow(|now| Rc::ptr_eq(now, &self.0)) {
            return work();
        }
        let _back = Back(REGISTRY.replace(self.0.clone()));
        work()
    }
}

/// The tables that come back when this is dropped.
struct Back(Rc<Registry>);

impl Drop for Back {
    fn drop(&mut self) {
        REGISTRY.with_borrow_mut(|now| std::mem::swap(now, &mut self.0));
    }
}

fn change<T>(change: impl FnOnce(&mut Registry) -> T) -> T {
    REGISTRY.with_borrow_mut(|registry| {
        let registry = Rc::make_mut(registry);
        registry.known = Known::default();
        change(registry)
    })
}

impl Registry {
    fn from_tables() -> Registry {
        let mut registry = Registry {
            loaded: Vec::new(),
            protocols: Vec::new(),
            names: HashMap::new(),
            upper: HashMap::new(),
            unfiltered: None,
            lower: HashMap::new(),
            signed: HashMap::new(),
            kinds: HashMap::new(),
            switches: Switch::AT_START,
            known: Known::default(),
        };
        registry.load(|family| family.at_start());
        registry
    }

    /// Adds families: first the protocols, then the bindings, which may name any of them.
    fn load(&mut self, wanted: impl Fn(&Family) -> bool) {
        let wanted = || FAMILIES.iter().filter(|family| wanted(family));
        for proto in wanted().flat_map(|family| family.protocols) {
            self.add(proto);
        }
        for binding in wanted().flat_map(|family| family.bindings) {
            self.bind(binding);
        }
    }

    fn add(&mut self, proto: &'static Proto) {
        self.protocols.push(proto);
        self.names.insert(proto.name, proto);
    }

    /// A sign that is said again takes the place of the first.
    fn sign(&mut self, lower: &'static Proto, upper: &'static Proto, sign: Sign) {
        let signed = self.signed.entry(address(lower)).or_default();
        match signed.iter_mut().find(|entry| entry.0.is(upper)) {
            Some(entry) => entry.1 = sign,
            None => signed.push((upper, sign)),
        }
    }

    fn bind(&mut self, binding: &Binding) {
        if binding.bottom_up {
            // As in Scapy, a kind of a protocol starts with what its parent carries by then.
            let inherited = binding
                .lower
                .lineage()
                .find_map(|proto| self.upper.get(&address(proto)).cloned());
            let upper = self.upper.entry(address(binding.lower));
            let upper = upper.or_insert_with(|| inherited.unwrap_or_default());
            upper.push((binding.condition, binding.upper));
        }
        if binding.top_down {
            // The same for what its parent is bound to.
            let inherited = std::iter::successors(Some(binding.upper), |proto| proto.parent)
                .find_map(|proto| self.lower.get(&address(proto)).cloned());
            let lower = self.lower.entry(address(binding.upper));
            let lower = lower.or_insert_with(|| inherited.unwrap_or_default());
            lower.retain(|entry| !entry.0.is(binding.lower));
            lower.push((binding.lower, binding.condition));
        }
    }

    /// Forgets every binding that holds at least what is said.
    fn unbind(&mut self, binding: &Binding) {
        let said = |entry: Condition| binding.condition.iter().all(|one| entry.contains(one));
        if binding.bottom_up
            && let Some(upper) = self.upper.get_mut(&address(binding.lower))
        {
            upper.retain(|entry| !(entry.1.is(binding.upper) && said(entry.0)));
        }
        if binding.top_down
            && let Some(lower) = self.lower.get_mut(&address(binding.upper))
        {
            lower.retain(|entry| !(entry.0.is(binding.lower) && said(entry.1)));
        }
    }
}

fn address(proto: &'static Proto) -> usize {
    std::ptr::from_ref(proto).addr()
}

/// The protocol that a script calls by this name.
pub fn proto(name: &str) -> Option<&'static Proto> {
    REGISTRY.with_borrow(|registry| registry.names.get(name).copied())
}

/// The modules that protocols are in.
pub fn modules() -> impl Iterator<Item = &'static str> {
    let also = ALSO.iter().map(|(module, _)| *module);
    let parts = PARTS.iter().flat_map(|(_, parts)| parts.iter().copied());
    let whole = FAMILIES.iter().map(|family| family.module);
    whole.chain(also).chain(parts)
}

/// The protocols of a module by the names that it has for them, made known.
pub fn names_in(module: &str) -> Vec<(&'static str, &'static Proto)> {
    let module = whole(module);
    let also = ALSO.iter().filter(|entry| entry.0 == module);
    let also: Vec<_> = also.flat_map(|entry| entry.1).copied().collect();
    for (_, proto) in &also {
        load(module_of(proto));
    }
    let own = load(module).into_iter().map(|proto| (proto.name, proto));
    own.chain(also).collect()
}

/// The module that a built-in protocol is in.
pub fn module_of(proto: &'static Proto) -> &'static str {
    let has = |family: &&&Family| family.protocols.iter().any(|known| known.is(proto));
    let family = FAMILIES.iter().find(has);
    family.map_or("scapy.packet", |family| family.module)
}

/// Makes the protocols of a module known, with their bindings, unless they are: `load_contrib`.
/// They are what is returned; there are none if no protocol is in that module.
pub fn load(module: &str) -> Vec<&'static Proto> {
    let module = whole(module);
    let family = FAMILIES.iter().find(|family| family.module == module);
    let Some(family) = family else {
        return Vec::new();
    };
    let here = |registry: &Rc<Registry>| registry.loaded.contains(&family.module);
    if !family.at_start() && !REGISTRY.with_borrow(here) {
        change(|registry| {
            registry.loaded.push(family.module);
            let splits = SPLITS.iter().filter(|split| split.0 == module);
            for binding in splits.flat_map(|split| split.1) {
                registry.unbind(binding);
            }
        });
        // What a module binds to, it imports, and that comes first.
        let imported = IMPORTS.iter().filter(|import| import.0 == family.module);
        for module in imported.flat_map(|import| import.1) {
            load(module);
        }
        for binding in family.bindings {
            load(module_of(binding.lower));
            load(module_of(binding.upper));
        }
        change(|registry| {
            registry.load(|family| family.module == module);
            for (_, lower, upper, sign) in SIGNS.iter().filter(|entry| entry.0 == module) {
                registry.sign(lower, upper, *sign);
            }
        });
    }
    let families = FAMILIES.iter().filter(|family| family.module == module);
    let mut names: Vec<&'static Proto> = families
        .clone()
        .flat_map(|family| family.protocols.iter().copied())
        .collect();
    // A module's names are also those that it imports from others to bind to them.
    for binding in families.flat_map(|family| family.bindings) {
        for proto in [binding.lower, binding.upper] {
            if !names.iter().any(|known| known.is(proto)) {
                names.push(proto);
            }
        }
    }
    names
}

/// The module that a protocol is in that is not known yet: the remedy for an unknown name.
pub fn unloaded(name: &str) -> Option<&'static str> {
    let has = |family: &&&Family| family.protocols.iter().any(|proto| proto.name == name);
    let module = FAMILIES.iter().find(has)?.module;
    proto(name).is_none().then_some(module)
}

/// All protocols, in the order of their registration.
pub fn protocols() -> Vec<&'static Proto> {
    REGISTRY.with_borrow(|registry| registry.protocols.clone())
}

/// Makes a protocol known that was made at run time. It lives as long as the program; one that
/// stands in for another is not found by its name.
pub fn register(proto: Proto, stands_in: bool) -> &'static Proto {
    let proto: &'static Proto = Box::leak(Box::new(proto));
    if !stands_in {
        change(|registry| registry.add(proto));
    }
    proto
}

/// Makes a class of a script known as the kind of `top` that has this number.
pub fn add_kind(top: &'static Proto, number: i64, kind: &'static Proto) {
    change(|registry| registry.kinds.insert((address(top), number), kind));
}

/// The class of a script that is the kind of `top` with this number.
pub fn kind_of(top: &'static Proto, number: i64) -> Option<&'static Proto> {
    REGISTRY.with_borrow(|registry| registry.kinds.get(&(address(top), number)).copied())
}

/// Lets a protocol follow another one where the octets have this sign and no binding says else.
pub fn sign(lower: &'static Proto, upper: &'static Proto, sign: Sign) {
    change(|registry| registry.sign(lower, upper, sign));
}

/// Lets bindings find no other protocols than these; says no if there is a filter already.
pub fn filter(kept: &[&'static Proto]) -> bool {
    change(|registry| {
        if registry.unfiltered.is_some() {
            return false;
        }
        registry.unfiltered = Some(registry.upper.clone());
        for bound in registry.upper.values_mut() {
            bound.retain(|(_, upper)| kept.iter().any(|kept| kept.is(upper)));
        }
        true
    })
}

/// Undoes [`filter`]; says no if there is no filter.
pub fn unfilter() -> bool {
    change(|registry| {
        let whole = registry.unfiltered.take();
        let filtered = whole.is_some();
        registry.upper = whole.unwrap_or_else(|| std::mem::take(&mut registry.upper));
        filtered
    })
}

/// What may follow a protocol by a sign of its octets.
pub fn signed(lower: &'static Proto) -> Vec<(&'static Proto, Sign)> {
    REGISTRY.with_borrow(|registry| {
        let entries = lower
            .lineage()
            .filter_map(|proto| registry.signed.get(&address(proto)));
        entries.flatten().copied().collect()
    })
}

/// `bind_layers`, `bind_bottom_up`, `bind_top_down`
pub fn bind(binding: &Binding) {
    change(|registry| registry.bind(binding));
}

/// `split_layers`, `split_bottom_up`, `split_top_down`
pub fn unbind(binding: &Binding) {
    change(|registry| registry.unbind(binding));
}

/// What may follow `lower`, its parents' and aliases' bindings included.
pub fn follow(lower: &'static Proto) -> Rc<Follow> {
    REGISTRY.with_borrow(|registry| {
        if let Some(known) = registry.known.follow.borrow().get(&address(lower)) {
            return known.clone();
        }
        let entries = lower
            .lineage()
            .filter_map(|proto| registry.upper.get(&address(proto)));
        let follow = Rc::new(Follow::new(lower, entries.flatten().copied()));
        let mut known = registry.known.follow.borrow_mut();
        known.insert(address(lower), follow.clone());
        follow
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
        let both = (address(lower), address(upper));
        if let Some(known) = registry.known.overload.borrow().get(&both) {
            return *known;
        }
        // A kind of a protocol that was bound itself no longer takes part in its parent's
        // bindings: `IP()/ICMPerror()` leaves `proto` alone.
        let entries = std::iter::successors(Some(upper), |proto| proto.parent)
            .find_map(|proto| registry.lower.get(&address(proto)));
        let found = entries.and_then(|entries| {
            lower.lineage().find_map(|proto| {
                let entry = entries.iter().find(|entry| entry.0.is(proto));
                entry.map(|entry| entry.1)
            })
        });
        registry.known.overload.borrow_mut().insert(both, found);
        found
    })
}
